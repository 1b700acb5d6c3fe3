import type { PelvicPlaceKind } from '../../../domain/code/pelvic-care.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import type { Choice } from '../../kit/index.ts'

/** Rooms and instruments as a form chooses from them; a retired one stays named where it was chosen. */
export function usePlaces(): { nameOf(id: string | null): string; choices(kind: PelvicPlaceKind): Choice[]; all: Choice[] } {
  const places = useCall('pelvic.place.list', null, { staleTimeMs: 60_000 }).data ?? []
  const asChoice = ({ id, name, isRetired }: (typeof places)[number]): Choice => ({ value: id, label: isRetired ? t('pelvicPlace.retired', '{{name}}(停用)', { name }) : name, disabled: isRetired === true })
  return { nameOf: id => places.find(place => place.id === id)?.name ?? '', choices: kind => places.filter(place => place.kind === kind).map(asChoice), all: places.map(place => ({ ...asChoice(place), disabled: false })) }
}
