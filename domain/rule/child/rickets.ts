import type { NationalRicketsSign } from '../../code/child-national.ts'
import { RICKETS_SIGN_TO_NATIONAL } from '../../code/child-maps.ts'
import type { VitaminDLevel } from '../../code/child-nutrition.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
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
