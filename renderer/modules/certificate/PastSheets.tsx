import { Button } from 'antd'
import { useState } from 'react'
import { BLANK_STATE, ISSUE_TYPE, VOID_REASON } from '../../../domain/code/certificate.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, NumberHistory, Panel } from '../../kit/index.ts'
import type { Desk } from './names.ts'
import { BackEntered } from './replacement/OldSheet.tsx'

/** The sheets of this child that no longer count, each with its reason and with the one that came in its place. */
export function PastSheets({ desk: { past, certificate } }: { desk: Desk }) {
  const maySee = useMay('stock.read')
  const [number, setNumber] = useState<string | null>(null)
  if (past.length === 0) return null
  return (
    <Panel title={t('past.title', '失效的证明')}>
      {past.map(sheet => {
        // A replacement may have spoiled a sheet on its way: what came in this one's place is the one that counts.
        const next = [...past, ...(certificate ? [certificate] : [])].findLast(one => one.supersedesId === sheet.id && one.state !== 'void')
        return (
          <div key={sheet.id} className="past-sheet">
            {maySee ? <Button type="link" className="number" onClick={() => setNumber(sheet.number)}>{sheet.number}</Button> : <b className="number">{sheet.number}</b>}
            {sheet.backEntered ? <BackEntered /> : null}
            <div>{codeText(VOID_REASON, sheet.endReason) || codeText(BLANK_STATE, sheet.state)} · {minuteText(sheet.endedAt)}</div>
            {next ? <div>{t('past.replacedBy', '由 {{number}} 替代({{type}})', { number: next.number, type: codeText(ISSUE_TYPE, next.issueType) })}</div> : null}
            <div className="hint">{t('past.printed', '打印 {{count}} 次 · {{name}}', { count: sheet.printCount, name: sheet.printedByName })}</div>
          </div>
        )
      })}
      {number ? <NumberHistory number={number} onClose={() => setNumber(null)} /> : null}
    </Panel>
  )
}
