import type { FormStore } from '../../kit/index.ts'
import { NOTHING_ABNORMAL } from '../../../domain/modules/fertility/parts.ts'

/** What most healthy people have, by field: taken over where nothing is written yet. */
const CODES: Readonly<Record<string, string>> = { mental: '2', breastRight: '1', breastLeft: '1', adnexaRight: '1', adnexaLeft: '1', foreskin: '1', testisRight: '1', testisLeft: '1', epididymisRight: '2', epididymisLeft: '2' }
const TEXTS = ['posture', 'facies', 'intellect', 'features', 'skin', 'thyroid', 'rhythm', 'heart', 'lungs', 'liver', 'limbs', 'spine', 'pubicHair', 'vulva', 'larynx', 'penis']

/** Fills the empty findings of the body in; nothing that stands there is changed, and no examination that enters the body is claimed. */
export function fillUsual(store: FormStore): void {
  const isEmpty = (name: string): boolean => store.get(name) === null || store.get(name) === undefined
  for (const name of TEXTS) if (isEmpty(name)) store.set(name, NOTHING_ABNORMAL)
  for (const [name, code] of Object.entries(CODES)) if (isEmpty(name)) store.set(name, code)
}
