import type { EthnicGroup } from '../../code/ethnic-group.ts'
import type { IdDocumentType, NoDocumentReason, OtherDocumentType } from '../../code/id-document-type.ts'
import { isForeign, type Nationality } from '../../code/nationality.ts'
import type { Sex } from '../../code/sex.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { checkIdDocument } from '../../rule/id-document.ts'
import { checkBirthDayAgainstIdNumber } from '../../rule/id-number.ts'
import { checkPhone } from '../../rule/phone.ts'
import type { Day } from '../../time/day.ts'

type PersonFacts = {
  readonly name: string | null
  readonly sex: Sex
  readonly birthDay: Day | null
  readonly idType: IdDocumentType | null
  readonly otherDocumentType: OtherDocumentType | null
  readonly otherDocumentName: string | null
  readonly idNumber: string | null
  readonly noDocumentReason: NoDocumentReason | null
  readonly nationality: Nationality
  readonly ethnicGroup: EthnicGroup | null
  readonly phone: string | null
}

/** A name is needed from everybody but a newborn, who has none yet, and the unknown in an emergency. */
export function nameRules(row: PersonFacts, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  const mayBeNameless = row.noDocumentReason === 'newborn' || row.noDocumentReason === 'unknownIdentity'
  if (!row.name && !mayBeNameless) issues.push(block('name', message('person.nameMissing', '请填写姓名')))
  if (row.name && /\d/.test(row.name)) issues.push(warn('name', message('person.nameDigit', '姓名中有数字,请核对')))
  if (row.birthDay && row.birthDay > today) issues.push(block('birthDay', message('person.birthFuture', '出生日期不能晚于今天,请核对')))
  if (row.birthDay && row.birthDay < '1900-01-01') issues.push(block('birthDay', message('person.birthTooEarly', '出生日期早于 1900 年,请核对')))
  if (row.phone) issues.push(...checkPhone(row.phone).issues)
  if (row.ethnicGroup && isForeign(row.nationality)) issues.push(block('ethnicGroup', message('person.foreignEthnic', '外国人不填民族,请清空')))
  return issues
}

/** The document's own checks, and the number against sex and birthday (GB 11643, certificate note §2.5, §2.8). */
export function documentRules(row: PersonFacts, { today }: RuleMoment): FieldIssue[] {
  const { value, issues } = checkIdDocument(
    {
      type: row.idType, number: row.idNumber ?? '', otherType: row.otherDocumentType, otherName: row.otherDocumentName ?? '',
      nationality: row.nationality, noDocumentReason: row.noDocumentReason,
    },
    { today, expectedSex: row.sex },
  )
  if (!row.birthDay || (row.idType !== '01' && row.idType !== '08')) return issues
  return issues.some(issue => issue.level === 'block') ? issues : [...issues, ...checkBirthDayAgainstIdNumber(row.birthDay, value)]
}
