import type { RuleMoment } from '../../record/define.ts'
import { checkIdDocument } from '../../rule/id-document.ts'
import { birthDayOfIdNumber, sexOfIdNumber } from '../../rule/id-number.ts'
import { normaliseSeparators } from '../../rule/name-character.ts'
import { normalisePhone } from '../../rule/phone.ts'
import { plainNumber } from '../../rule/written-form.ts'
import type { Person } from './person.record.ts'

// Documents whose number carries birth day and sex in the places of GB 11643.
const NUMBERED_LIKE_ID_CARD = new Set(['01', '08', '10', '11'])

/** A name as it is kept: one code for each character (NFC), one kind of separator, single spaces, none beside Chinese characters. */
export function tidyName(name: string): string {
  return normaliseSeparators(name.normalize('NFC').replace(/[\s\u3000\u200B\uFEFF]+/gu, ' ').trim())
    .replace(/(?<=[\p{Script=Han}·]) (?=[\p{Script=Han}·])/gu, '')
}

/**
 * A person as entered, in the forms that are kept and compared: number without spaces and in capitals, phone without
 * signs, one separator in names. Birth day and sex come from a faultless ID number where they were left empty.
 */
export function tidyPerson(row: Person, { today }: Pick<RuleMoment, 'today'>): Person {
  const text = (value: string | null, tidy: (value: string) => string): string | null => (value === null ? null : tidy(value) || null)
  const tidied: Person = {
    ...row,
    name: text(row.name, tidyName),
    idNumber: text(row.idNumber, plainNumber),
    phone: text(row.phone, normalisePhone),
    handbookNumber: text(row.handbookNumber, plainNumber),
  }
  const { idNumber, idType } = tidied
  if (idNumber === null || idType === null || !NUMBERED_LIKE_ID_CARD.has(idType)) return tidied
  const { issues } = checkIdDocument({ type: idType, number: idNumber, nationality: row.nationality }, { today })
  if (issues.some(issue => issue.level === 'block')) return tidied
  // A form leaves sex empty before anything is known; 0 is "unknown", 9 is a statement of its own.
  const sexIsOpen = (row.sex as string | null) === null || row.sex === '0'
  return { ...tidied, birthDay: row.birthDay ?? birthDayOfIdNumber(idNumber) ?? null, sex: sexIsOpen ? sexOfIdNumber(idNumber) ?? row.sex : row.sex }
}
