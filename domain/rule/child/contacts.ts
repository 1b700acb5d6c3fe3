import type { ChildContact, ChildContent, ChildVisitPlace } from '../../code/child-check.ts'

/** When a contact becomes due: with the discharge, on a day of life, or with a completed month. */
export type ContactDue = { readonly from: 'discharge' } | { readonly from: 'day' } | { readonly from: 'month'; readonly months: number }

/** The paper a contact is written on. */
export type ChildForm = 'newborn' | 'infant' | 'toddler' | 'preschool'

export type Contact = {
  readonly contact: ChildContact
  readonly number: number
  readonly due: ContactDue
  readonly places: readonly ChildVisitPlace[]
  readonly form: ChildForm
  /** What is counted and reminded of by itself at this contact. */
  readonly contents: readonly ChildContent[]
}

const atMonth = (months: number): ContactDue => ({ from: 'month', months })
const clinic: readonly ChildVisitPlace[] = ['clinic']
const clinicOrKindergarten: readonly ChildVisitPlace[] = ['clinic', 'kindergarten']

/**
 * The 13 contacts of 0～6岁儿童健康管理 and what each contains. Sources: §3 (schedule, haemoglobin once at 6 or 8 months,
 * hearing at 6, 12, 24, 36), §7 (first autism screening 11 times), §13 (TCM), §14 (eyes at all 13, feeding at 1 to 36
 * months, teeth from 12 months), §4.4 (vision at 4 to 6 years).
 */
export const CONTACTS: readonly Contact[] = [
  { contact: 'home', number: 1, due: { from: 'discharge' }, places: ['home'], form: 'newborn', contents: ['growth', 'eye'] },
  { contact: 'month1', number: 2, due: { from: 'day' }, places: clinic, form: 'infant', contents: ['growth', 'eye', 'feeding'] },
  { contact: 'month3', number: 3, due: atMonth(3), places: clinic, form: 'infant', contents: ['growth', 'development', 'autism', 'eye', 'feeding'] },
  { contact: 'month6', number: 4, due: atMonth(6), places: clinic, form: 'infant', contents: ['growth', 'development', 'autism', 'haemoglobin', 'hearing', 'eye', 'feeding', 'tcm'] },
  { contact: 'month8', number: 5, due: atMonth(8), places: clinic, form: 'infant', contents: ['growth', 'development', 'autism', 'haemoglobin', 'eye', 'feeding'] },
  { contact: 'month12', number: 6, due: atMonth(12), places: clinic, form: 'toddler', contents: ['growth', 'development', 'autism', 'hearing', 'eye', 'teeth', 'feeding', 'tcm'] },
  { contact: 'month18', number: 7, due: atMonth(18), places: clinic, form: 'toddler', contents: ['growth', 'development', 'autism', 'haemoglobin', 'eye', 'teeth', 'feeding', 'tcm'] },
  { contact: 'month24', number: 8, due: atMonth(24), places: clinic, form: 'toddler', contents: ['growth', 'development', 'autism', 'hearing', 'eye', 'teeth', 'feeding', 'tcm'] },
  { contact: 'month30', number: 9, due: atMonth(30), places: clinic, form: 'toddler', contents: ['growth', 'development', 'autism', 'haemoglobin', 'eye', 'teeth', 'feeding', 'tcm'] },
  { contact: 'month36', number: 10, due: atMonth(36), places: clinic, form: 'preschool', contents: ['growth', 'development', 'autism', 'hearing', 'eye', 'teeth', 'feeding', 'tcm'] },
  { contact: 'year4', number: 11, due: atMonth(48), places: clinicOrKindergarten, form: 'preschool', contents: ['growth', 'development', 'autism', 'haemoglobin', 'vision', 'eye', 'teeth'] },
  { contact: 'year5', number: 12, due: atMonth(60), places: clinicOrKindergarten, form: 'preschool', contents: ['growth', 'development', 'autism', 'haemoglobin', 'vision', 'eye', 'teeth'] },
  { contact: 'year6', number: 13, due: atMonth(72), places: clinicOrKindergarten, form: 'preschool', contents: ['growth', 'development', 'autism', 'haemoglobin', 'vision', 'eye', 'teeth'] },
]

/** The contacts end with the seventh birthday (§2: under 7 years [K]). */
export const CONTACTS_END_MONTHS = 84

/** The line of one contact. */
export function contactOf(contact: ChildContact): Contact {
  const found = CONTACTS.find(line => line.contact === contact)
  if (!found) throw new RangeError('every contact has a line')
  return found
}
