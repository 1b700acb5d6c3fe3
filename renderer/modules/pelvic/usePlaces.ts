import type { PelvicPlaceKind } from '../../../domain/code/pelvic-care.ts'
import type { ReportFormats } from '../../../domain/modules/pelvic/report-formats.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import type { Choice } from '../../kit/index.ts'

/** Rooms and instruments as a form chooses from them; a retired one stays named where it was chosen. */
export function usePlaces(): { nameOf(id: string | null): string; choices(kind: PelvicPlaceKind): Choice[]; all: Choice[] } {
  const places = useCall('pelvic.place.list', null, { staleTimeMs: 60_000 }).data ?? []
  const asChoice = ({ id, name, isRetired }: (typeof places)[number]): Choice => ({ value: id, label: isRetired ? t('pelvicPlace.retired', '{{name}}(停用)', { name }) : name, disabled: isRetired === true })
  return { nameOf: id => places.find(place => place.id === id)?.name ?? '', choices: kind => places.filter(place => place.kind === kind).map(asChoice), all: places.map(place => ({ ...asChoice(place), disabled: false })) }
}

/** The formats a report can be written in; one that is gone from the setting stays named where it was chosen. */
export function useReportFormats(chosen: string | null): Choice[] {
  const { formats } = (useCall('setting.get', { key: 'pelvicReportFormats' }, { staleTimeMs: 60_000 }).data?.value ?? { formats: [] }) as Pick<ReportFormats, 'formats'>
  return formatChoices(formats.map(({ name }) => ({ value: name, label: name })), chosen)
}

export const formatChoices = (choices: readonly Choice[], chosen: string | null): Choice[] =>
  [...choices, ...chosen === null || choices.some(({ value }) => value === chosen) ? [] : [{ value: chosen, label: t('pelvicPlace.formatGone', '{{format}}(已不在设置中)', { format: chosen }), disabled: true }]]
