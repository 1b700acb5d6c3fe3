import { PROVINCE } from '../code/province.ts'
import type { Sex } from '../code/sex.ts'
import { block, message, warn } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { isDay } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { plainNumber } from './written-form.ts'

// GB 11643—1999, ISO 7064 MOD 11-2.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_CHARACTERS = '10X98765432'
const SHAPE = /^\d{17}[\dX]$/
const OLD_SHAPE = /^\d{15}$/

/** The first six digits of the residence permits for people from Hong Kong, Macau and Taiwan (§2.5). */
export const RESIDENCE_PERMIT_AREA = { hongKong: '810000', macau: '820000', taiwan: '830000' } as const

/** What kind of 18-character number it is, by its beginning; they share length, birth date and check digit. */
export type IdNumberKind = 'citizen' | 'hmtResidence' | 'foreignerPermanentResident'

/** What the number says, and what is wrong with it. `value` is the form to save. */
export type IdNumberResult = {
  readonly value: string
  readonly kind: IdNumberKind
  readonly birthDay: Day | undefined
  readonly sex: Sex | undefined
  readonly issues: FieldIssue[]
}

export type IdNumberContext = {
  readonly today: Day
  /** Path for the issues; `idNumber` unless told. */
  readonly path?: string
  /** The sex the role expects: a mother is female. A mismatch is a warning, the register may be right. */
  readonly expectedSex?: Sex
  /** County codes in force, to warn about unknown areas; without it only the province is looked at. */
  readonly areaCodes?: ReadonlySet<string>
}

/** The number as it is saved: no spaces, full-width digits narrowed, x as X. */
export const normaliseIdNumber = (text: string): string => plainNumber(text)

/** The check character for the first 17 digits. Source: GB 11643, §2.5 of the certificate note. */
export function idNumberCheckDigit(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('17 digits expected')
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

/** Which document an 18-character number belongs to, by its beginning (§2.5). */
export function kindOfIdNumber(value: string): IdNumberKind {
  if (value.startsWith('9')) return 'foreignerPermanentResident'
  return Object.values(RESIDENCE_PERMIT_AREA).some(area => value.startsWith(area)) ? 'hmtResidence' : 'citizen'
}

/** The birth day in an 18-character number, or undefined if it is not a calendar day. */
export function birthDayOfIdNumber(value: string): Day | undefined {
  const text = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`
  return SHAPE.test(value) && isDay(text) ? text : undefined
}

/** The sex in an 18-character number: 17th digit odd male, even female. */
export function sexOfIdNumber(value: string): Sex | undefined {
  if (!SHAPE.test(value)) return undefined
  return Number(value.charAt(16)) % 2 === 1 ? '1' : '2'
}

/**
 * Checks a citizen ID number or one of the permits built like it (GB 11643; certificate note §2.5): shape, check digit
 * with the expected one named, real date, not in the future; sex and area are warnings.
 */
export function checkIdNumber(text: string, context: IdNumberContext): IdNumberResult {
  const path = context.path ?? 'idNumber'
  const value = normaliseIdNumber(text)
  const kind = kindOfIdNumber(value)
  const birthDay = birthDayOfIdNumber(value)
  const sex = sexOfIdNumber(value)
  const answer = (...issues: FieldIssue[]): IdNumberResult => ({ value, kind, birthDay, sex, issues })

  if (OLD_SHAPE.test(value)) {
    return answer(block(path, message('idNumber.fifteen', '15 位身份证号已停用,请出示 18 位居民身份证或由公安机关出具的证明')))
  }
  if (value.length !== 18) {
    return answer(block(path, message('idNumber.length', '身份证号应为 18 位,现为 {{length}} 位', { length: value.length })))
  }
  if (!SHAPE.test(value)) {
    const position = [...value].findIndex((sign, index) => !(index === 17 ? /[\dX]/ : /\d/).test(sign)) + 1
    return answer(block(path, message('idNumber.shape', '身份证号第 {{position}} 位不是数字(只有末位可以是 X)', { position })))
  }
  const expected = idNumberCheckDigit(value.slice(0, 17))
  if (expected !== value.charAt(17)) {
    return answer(block(path, message('idNumber.checkDigit', '身份证号校验位错误,按前 17 位计算末位应为 {{expected}},请逐位核对', { expected })))
  }
  if (!birthDay) {
    return answer(block(path, message('idNumber.date', '身份证号中的出生日期 {{date}} 不存在', { date: value.slice(6, 14) })))
  }
  if (birthDay > context.today) {
    return answer(block(path, message('idNumber.future', '身份证号中的出生日期 {{date}} 晚于今天', { date: birthDay })))
  }

  const issues: FieldIssue[] = []
  const { expectedSex } = context
  if ((expectedSex === '1' || expectedSex === '2') && sex !== expectedSex) {
    issues.push(expectedSex === '2'
      ? warn(path, message('idNumber.sexNotFemale', '身份证号第 17 位为单数(男性),与登记的性别女不符,请核对证件'))
      : warn(path, message('idNumber.sexNotMale', '身份证号第 17 位为双数(女性),与登记的性别男不符,请核对证件')))
  }
  if (kind === 'citizen' && !isKnownArea(value, context.areaCodes)) {
    issues.push(warn(path, message('idNumber.area', '身份证号前 6 位 {{area}} 不在现行行政区划代码表中(可能是旧代码),请核对', { area: value.slice(0, 6) })))
  }
  return answer(...issues)
}

function isKnownArea(value: string, areaCodes: ReadonlySet<string> | undefined): boolean {
  return PROVINCE.isCode(value.slice(0, 2)) && (areaCodes === undefined || areaCodes.has(value.slice(0, 6)))
}

/** Warns where the birth day in the register and the one in the number differ. */
export function checkBirthDayAgainstIdNumber(birthDay: Day, idNumber: string, path = 'birthDay'): FieldIssue[] {
  const inNumber = birthDayOfIdNumber(normaliseIdNumber(idNumber))
  if (inNumber === undefined || inNumber === birthDay) return []
  return [warn(path, message('idNumber.birthDayDiffers', '出生日期 {{typed}} 与身份证号中的 {{inNumber}} 不一致,请核对', { typed: birthDay, inNumber }))]
}
