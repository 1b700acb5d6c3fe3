import { Button } from 'antd'
import { useState } from 'react'
import { VOID_REASON } from '../../../domain/code/certificate.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, NumberHistory, Panel } from '../../kit/index.ts'
import type { Desk } from './names.ts'

/** The sheets of this child that no longer count, each with its reason. */
export function PastSheets({ past }: { past: Desk['past'] }) {
  const maySee = useMay('stock.read')
  const [number, setNumber] = useState<string | null>(null)
  if (past.length === 0) return null
  return (
    <Panel title={t('past.title', '作废的证明')}>
      {past.map(sheet => (
        <div key={sheet.id} className="past-sheet">
          {maySee ? <Button type="link" className="number" onClick={() => setNumber(sheet.number)}>{sheet.number}</Button> : <b className="number">{sheet.number}</b>}
          <div>{codeText(VOID_REASON, sheet.endReason)} · {minuteText(sheet.endedAt)}</div>
          <div className="hint">{t('past.printed', '打印 {{count}} 次 · {{name}}', { count: sheet.printCount, name: sheet.printedByName })}</div>
        </div>
      ))}
      {number ? <NumberHistory number={number} onClose={() => setNumber(null)} /> : null}
    </Panel>
  )
}
