import type { ChildContact, ChildContent } from '../../code/child-check.ts'
import {
  CHILD_COMPLEXION_LATER, CHILD_GUIDANCE, CHILD_HEARING, FONTANELLE, ILLNESS_SINCE_LAST, INFANT_NECK_MASS, type MadeUp, PRESCHOOL_GUIDANCE, PRINTED_GRADE, PRINTED_PHYSIQUE,
  RICKETS_SIGN_MONTH_3, RICKETS_SIGN_MONTH_6, RICKETS_SIGN_TODDLER, RICKETS_SYMPTOM,
} from '../../code/child-check.ts'
import { CHILD_COMPLEXION, CHILD_FINDING, CHILD_NONE_SOME, UMBILICAL_CORD } from '../../code/child-newborn-visit.ts'
import type { CodeTable } from '../../code/code-table.ts'

/** The contacts that the three check-up forms have columns for; the home visit has a form of its own (§4.1). */
export type CheckContact = Exclude<ChildContact, 'home'>
/** What one column of a form has for a field: its list of answers, or `value` for a number, a day or a text. */
export type FieldColumn = CodeTable | 'value'
type Columns = Readonly<Partial<Record<CheckContact, FieldColumn>>>

const INFANT = ['month1', 'month3', 'month6', 'month8'] as const satisfies readonly CheckContact[]
const TODDLER = ['month12', 'month18', 'month24', 'month30'] as const satisfies readonly CheckContact[]
const PRESCHOOL = ['month36', 'year4', 'year5', 'year6'] as const satisfies readonly CheckContact[]
const BABY = [...INFANT, ...TODDLER] as const
const ALL = [...BABY, ...PRESCHOOL] as const

const at = (contacts: readonly CheckContact[], column: FieldColumn): Columns => Object.fromEntries(contacts.map(contact => [contact, column]))

/**
 * Which field stands in which column of the forms of §4.2–4.4, with the answers of that column; a contact that is not
 * named has a dash there. Several dashes are [K] (neck mass at 8 months, fontanelle from 24 months, gait from 18 months,
 * vision from 4 years): the full text of the third edition was not found (§19). The names are those of the record.
 */
export const FIELDS_AT_CONTACT = {
  visitDay: at(ALL, 'value'),
  weightKg: at(ALL, 'value'),
  weightGrade: at(ALL, PRINTED_GRADE),
  lengthCm: at(ALL, 'value'),
  lengthGrade: at(ALL, PRINTED_GRADE),
  weightForHeightGrade: at(PRESCHOOL, PRINTED_GRADE),
  headCm: at(INFANT, 'value'),
  physique: at(PRESCHOOL, PRINTED_PHYSIQUE),
  complexion: { ...at(['month1', 'month3'], CHILD_COMPLEXION), ...at(['month6', 'month8', ...TODDLER], CHILD_COMPLEXION_LATER) },
  skin: at(BABY, CHILD_FINDING),
  fontanelle: at([...INFANT, 'month12', 'month18'], FONTANELLE),
  neckMass: at(['month1', 'month3', 'month6'], INFANT_NECK_MASS),
  eyes: at(BABY, CHILD_FINDING),
  ears: at(BABY, CHILD_FINDING),
  visionLeft: at(['year4', 'year5', 'year6'], 'value'),
  visionRight: at(['year4', 'year5', 'year6'], 'value'),
  hearing: at(['month6', 'month12', 'month24', 'month36'], CHILD_HEARING),
  mouth: at(['month1', 'month3'], CHILD_FINDING),
  teethCount: at(['month6', 'month8', ...TODDLER, ...PRESCHOOL], 'value'),
  cariesCount: at([...TODDLER, ...PRESCHOOL], 'value'),
  chest: at(ALL, CHILD_FINDING),
  abdomen: at(ALL, CHILD_FINDING),
  navel: { ...at(['month1'], UMBILICAL_CORD), ...at(['month3'], CHILD_FINDING) },
  limbs: at(BABY, CHILD_FINDING),
  gait: at(['month18', 'month24', 'month30'], CHILD_FINDING),
  ricketsSymptoms: at(['month3', 'month6', 'month8'], RICKETS_SYMPTOM),
  ricketsSigns: { ...at(['month3'], RICKETS_SIGN_MONTH_3), ...at(['month6', 'month8'], RICKETS_SIGN_MONTH_6), ...at(TODDLER, RICKETS_SIGN_TODDLER) },
  anusAndGenitals: at(INFANT, CHILD_FINDING),
  haemoglobinGPerL: at(['month6', 'month8', 'month18', 'month30', ...PRESCHOOL], 'value'),
  outdoorHoursPerDay: at(BABY, 'value'),
  vitaminDIuPerDay: at(BABY, 'value'),
  other: at(PRESCHOOL, 'value'),
  warningSigns: at(ALL.filter(contact => contact !== 'month1'), 'value'),
  illnessSinceLast: at(ALL, ILLNESS_SINCE_LAST),
  referralAdvice: at(ALL, CHILD_NONE_SOME),
  guidance: { ...at(BABY, CHILD_GUIDANCE), ...at(PRESCHOOL, PRESCHOOL_GUIDANCE) },
  nextVisitDay: at(ALL, 'value'),
  doctor: at(ALL, 'value'),
} as const satisfies Readonly<Record<string, Columns>>

export type CheckField = keyof typeof FIELDS_AT_CONTACT
export const CHECK_FIELDS = Object.keys(FIELDS_AT_CONTACT) as CheckField[]

/** What the form's column has for a field, or null where it has a dash. */
export const columnOf = (field: CheckField, contact: CheckContact): FieldColumn | null => (FIELDS_AT_CONTACT[field] as Columns)[contact] ?? null

/** The list of answers of a field at a contact; null for a number, a text or a dash. */
export function answersOf(field: CheckField, contact: CheckContact): CodeTable | null {
  const column = columnOf(field, contact)
  return column === null || column === 'value' ? null : column
}

/** Which content each answer of 补做项目 is. */
export const MADE_UP_CONTENT = { '1': 'haemoglobin', '2': 'hearing' } as const satisfies Readonly<Record<MadeUp, ChildContent>>

/**
 * What may be made up at a contact whose form has a dash there: the contacts between those that ask for it (§3: blood at
 * 6–8, 18 and 30 months, hearing at 6, 12, 24 and 36), as long as R5 and R6 wait for it.
 */
const MADE_UP_AT: Readonly<Partial<Record<ChildContact, readonly MadeUp[]>>> = { month8: ['2'], month12: ['1'], month18: ['2'], month24: ['1'], month30: ['2'] }
export const madeUpAt = (contact: ChildContact): readonly MadeUp[] => MADE_UP_AT[contact] ?? []

/** 1 无 (or 未见异常) stands alone in every list of several answers of these forms (our reading of the printed lists). */
export const isNoneCombined = (codes: readonly string[]): boolean => codes.length > 1 && codes.includes('1')

/** The fields of the check-up forms that show a content was recorded; autism, eyes, feeding and TCM have records of their own. */
const CONTENT_FIELDS: Readonly<Partial<Record<ChildContent, readonly CheckField[]>>> = {
  growth: ['weightKg', 'lengthCm'], development: ['warningSigns'], haemoglobin: ['haemoglobinGPerL'], hearing: ['hearing'], vision: ['visionLeft', 'visionRight'], teeth: ['teethCount'],
}

/** The contents a check-up recorded, from the fields that were filled: what the reminders count (§15, last sentence). */
export function contentsRecorded(filled: ReadonlySet<CheckField>): ChildContent[] {
  return (Object.entries(CONTENT_FIELDS) as [ChildContent, readonly CheckField[]][]).filter(([, fields]) => fields.every(field => filled.has(field))).map(([content]) => content)
}
