import type { RecordDefinition } from '../../../domain/record/define.ts'
import { t } from '../../app/i18n.ts'
import { fieldLabel } from '../../kit/index.ts'

/** Which values were taken over from another record of the day, so that the doctor looks at them; nothing where none were. */
export function SameDayLine({ definition, names, day }: { definition: RecordDefinition; names: readonly string[]; day: unknown }) {
  if (names.length === 0 || typeof day !== 'string') return null
  return <p className="last-value">{t('childVisit.sameDay', '{{day}} 已在别处测量,已带入:{{names}}。随访不在这一天的,请改正', { day, names: names.map(name => fieldLabel(definition, name)).join('、') })}</p>
}

/** Which answers stand as they were the last time, so that the doctor asks again; nothing where none do. */
export function CarriedLine({ definition, names, day }: { definition: RecordDefinition; names: readonly string[]; day: unknown }) {
  if (names.length === 0 || typeof day !== 'string') return null
  return <p className="last-value">{t('childVisit.carried', '从上次({{day}})带入:{{names}},请核对是否有变化', { day, names: names.map(name => fieldLabel(definition, name)).join('、') })}</p>
}
