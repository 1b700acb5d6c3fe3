import { NATIONAL_RICKETS_SIGN, type NationalRicketsSign } from '../../code/child-national.ts'
import { RICKETS_SIGN_TO_NATIONAL } from '../../code/child-maps.ts'
import type { VitaminDLevel } from '../../code/child-nutrition.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { completedMonths, type Day } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'
import { answersOf, type CheckContact, isNoneCombined } from './form-fields.ts'

const NO_SIGN: NationalRicketsSign = '01'

/** The list of signs of a contact's column, or null where the form asks for none (满月, 3–6 years). */
function signMapAt(contact: CheckContact): Readonly<Record<string, NationalRicketsSign>> | null {
  const table = answersOf('ricketsSigns', contact)
  if (table === null) return null
  if (contact === 'month3') return RICKETS_SIGN_TO_NATIONAL.month3
  return contact === 'month6' || contact === 'month8' ? RICKETS_SIGN_TO_NATIONAL.month6 : RICKETS_SIGN_TO_NATIONAL.toddler
}

/** The signs a column says are there, by their national codes (CV04.10.022), so that columns can be compared (§4.2, §4.3). */
export function ricketsSignsOf(contact: CheckContact, codes: readonly string[]): NationalRicketsSign[] {
  const map = signMapAt(contact)
  if (map === null) return []
  return codes.map(code => map[code]).filter(sign => sign !== undefined).filter(sign => sign !== NO_SIGN)
}

/** Every sign of the national list; a follow-up of a case asks for them all. */
export const RICKETS_SIGNS: readonly NationalRicketsSign[] = NATIONAL_RICKETS_SIGN.values.filter(sign => sign !== NO_SIGN)

/** The signs a column has a place for; what it has none for it cannot say (§4.2, §4.3). */
export const signsInColumn = (contact: CheckContact): NationalRicketsSign[] => Object.values(signMapAt(contact) ?? {}).filter(sign => sign !== NO_SIGN)

/** One look at the signs: those found, and those it could have shown. */
export type RicketsLook = { readonly day: Day; readonly found: readonly NationalRicketsSign[]; readonly shown: readonly NationalRicketsSign[] }

/** The signs that stand after some looks, the oldest first: each as the last look said that could show it. */
export const standingSigns = (looks: readonly RicketsLook[]): NationalRicketsSign[] =>
  RICKETS_SIGNS.filter(sign => looks.findLast(({ shown }) => shown.includes(sign))?.found.includes(sign) ?? false)

/**
 * How rickets goes (§9.3): gone when every sign that was found was looked for again and is not there (without one on
 * record, when a look that could show them all found none); stable for the months between the looks that could show what
 * stands and found the same. `since` are the looks since the case was opened; null without one.
 */
export function ricketsCourse(before: readonly RicketsLook[], since: readonly RicketsLook[]): { readonly gone: boolean; readonly stableMonths: number } | null {
  if (since.length === 0) return null
  const all = [...before, ...since]
  const standing = standingSigns(all)
  const wasFound = all.some(({ found }) => found.length > 0)
  const gone = standing.length === 0 && (wasFound || since.some(({ shown }) => shown.length === RICKETS_SIGNS.length))
  const telling = since.map((look, index) => ({ look, signs: standingSigns([...before, ...since.slice(0, index + 1)]) })).filter(({ look }) => standing.every(sign => look.shown.includes(sign)))
  const changed = telling.findLastIndex(({ signs }) => signs.join() !== standing.join())
  const [first, last] = [telling[changed + 1], telling.at(-1)]
  return { gone, stableMonths: first && last && standing.length > 0 ? completedMonths(first.look.day, last.look.day) : 0 }
}

/** A sign must be one of the column's, and 无 stands alone (§4.2, §4.3). */
export function checkRicketsSigns(contact: CheckContact, codes: readonly string[], path = 'ricketsSigns'): FieldIssue[] {
  const table = answersOf('ricketsSigns', contact)
  if (codes.some(code => table?.find(code) === undefined)) return [block(path, message('child.ricketsSignOfAge', '该月龄的表格没有这项佝偻病体征'))]
  return isNoneCombined(codes) ? [block(path, message('child.noneCombined', '“无”不能与其他选项同时选择'))] : []
}

/** 25-(OH)D class (§9.3 [K], limits of the hospital). */
export function vitaminDLevel(nmolPerL: number, rules: ChildRules): VitaminDLevel {
  if (nmolPerL >= rules.vitaminDSufficientFrom) return 'sufficient'
  return nmolPerL >= rules.vitaminDInsufficientFrom ? 'insufficient' : 'deficient'
}
