import { person, type Person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { idNumberCheckDigit } from '../../domain/rule/id-number.ts'

/** A woman with a faultless number, changed where a test needs it. */
export const woman = (changes: Partial<Person> = {}): Person => ({
  ...emptyRow(person), name: '曾小明', sex: '2', birthDay: '1995-08-15', idType: '01', idNumber: '110101199508150009', nationality: 'CHN', ethnicGroup: '01', phone: '13812341234', ...changes,
} as Person)

/** A valid number of an area, day and sequence. */
export const idNumberOf = (area: string, birthDay: string, sequence: number): string => {
  const seventeen = area + birthDay.replaceAll('-', '') + String(sequence).padStart(3, '0')
  return seventeen + idNumberCheckDigit(seventeen)
}
