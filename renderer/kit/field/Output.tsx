import type { CodeTable } from '../../../domain/code/code-table.ts'
import type { Field } from '../../../domain/field/kinds.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import { t } from '../../app/i18n.ts'
import { dayText, minuteText } from '../../app/format.ts'
import { codeText, unitText } from '../labels.ts'
import { useRegionText } from './regions.ts'

/** A value of a declared field as a line of text; regions and references need `<Output>`. */
export function valueText(field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  switch (field.kind) {
    case 'day': return dayText(String(value))
    case 'minute': return minuteText(String(value))
    case 'flag': return value ? t('field.yes', '是') : t('field.no', '否')
    case 'code': return codeText(field.codes as CodeTable, String(value))
    case 'codes': return String(value).split(',').map(code => codeText(field.codes as CodeTable, code)).join(t('replace.between', '、'))
    case 'number': return field.unit ? `${String(value)} ${unitText(field.unit) ?? ''}` : String(value)
    case 'text': case 'ref': case 'region': return String(value)
  }
}

/** A value of a declared field for reading; a dash where there is none. */
export function Output({ definition, name, value, refText }: { definition: RecordDefinition; name: string; value: unknown; refText?: string | undefined }) {
  const field = definition.fields[name]
  if (!field) throw new Error(`${definition.id} has no field ${name}`)
  if (value === null || value === undefined || value === '') return <span className="no-value">—</span>
  if (field.kind === 'region') return <RegionOutput code={String(value)} />
  if (field.kind === 'ref') return <>{refText ?? String(value)}</>
  return <span className={field.kind === 'text' && (field.lines ?? 1) > 1 ? 'long-value' : undefined}>{valueText(field, value)}</span>
}

/** The names of a division. */
export function RegionOutput({ code }: { code: string | null }) {
  return <>{useRegionText(code)}</>
}
