import { REPLACEMENT_MATERIAL } from '../../../../domain/code/replacement.ts'
import { APPLICATION_FIELDS, replacement as definition } from '../../../../domain/modules/certificate/replacement.record.ts'
import { t } from '../../../app/i18n.ts'
import { codeText, Panel, RecordFacts } from '../../../kit/index.ts'
import { DifferenceTable } from './OldSheet.tsx'
import type { Prepared } from './replacement-text.ts'

/** An application as it was handed in, for who has to judge it or looks back at it. */
export function ApplicationView({ prepared }: { prepared: Prepared }) {
  const { kind, row, assessment } = prepared
  const values = { ...row, kind } as Readonly<Record<string, unknown>>
  const filled = APPLICATION_FIELDS.filter(name => values[name] !== null && values[name] !== undefined && values[name] !== '')
  return (
    <>
      {assessment.differences.length > 0 ? <Panel title={t('replace.differences', '新证与原证不同的内容')}><DifferenceTable differences={assessment.differences} /></Panel> : null}
      <Panel title={t('replace.application', '申请内容')}>
        <RecordFacts definition={definition} row={values} names={filled} wide={filled.filter(name => name === 'reasonNote' || name === 'secondPartReason')} />
      </Panel>
      <Panel title={t('register.materials', '材料')}>
        <ul className="seen-papers">
          {assessment.materials.map(line => {
            const isMissing = line.required && !line.present && !assessment.materials.some(other => line.anyOf.includes(other.material) && other.present)
            return (
              <li key={line.material} className={isMissing ? 'is-missing' : undefined}>
                {line.present ? t('replace.paperSeen', '✓ {{paper}}', { paper: codeText(REPLACEMENT_MATERIAL, line.material) }) : t('replace.paperNotSeen', '– {{paper}}(未交)', { paper: codeText(REPLACEMENT_MATERIAL, line.material) })}{line.note ? ` · ${line.note}` : ''}
              </li>
            )
          })}
        </ul>
      </Panel>
    </>
  )
}
