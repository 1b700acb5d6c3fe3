import { CERTIFICATE_EDITION, canIssueEdition } from '../code/certificate.ts'
import type { CertificateEdition } from '../code/certificate.ts'
import { block, message } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import type { Day } from '../time/day.ts'
import { plainNumber } from './written-form.ts'

/**
 * One capital letter and nine digits (certificate note §2.4). Which letters are in use is known from received batches
 * only: the letter for 2026 and later was not announced, so none is hard-coded.
 */
export const CERTIFICATE_NUMBER_PATTERN = /^[A-Z]\d{9}$/
/** Numbers of older editions, accepted as 原证编号 only. */
export const OLD_CERTIFICATE_NUMBER_PATTERN = /^[A-Z]?\d{6,10}$/

const LAST_DIGITS = 999_999_999
/** A batch larger than this is a typing error: a county uses a few thousand a year. */
const BATCH_MAX_COUNT = 100_000

/** A run of consecutive numbers, both ends included. */
export type NumberRange = { readonly first: string; readonly last: string }

/** A scanned or typed number as it is compared: no spaces or line breaks, full-width signs narrowed, capitals. */
export const normaliseScan = (text: string): string => plainNumber(text)

/** The parts of a certificate number; undefined if it is none. `digits` is the running number of all nine digits. */
export function parseCertificateNumber(text: string): { letter: string; province: string; serial: string; digits: number } | undefined {
  if (!CERTIFICATE_NUMBER_PATTERN.test(text)) return undefined
  return { letter: text.charAt(0), province: text.slice(1, 3), serial: text.slice(3), digits: Number(text.slice(1)) }
}

/** Checks the shape of a certificate number and names what is wrong with it. */
export function checkCertificateNumber(text: string, path = 'certificateNumber'): { value: string; issues: FieldIssue[] } {
  const value = normaliseScan(text)
  if (CERTIFICATE_NUMBER_PATTERN.test(value)) return { value, issues: [] }
  if (value.length !== 10) {
    return { value, issues: [block(path, message('certificateNumber.length', '出生医学证明编号应为 1 个字母加 9 位数字共 10 位,现为 {{length}} 位', { length: value.length }))] }
  }
  const position = /^[A-Z]/.test(value) ? value.slice(1).search(/\D/) + 2 : 1
  return { value, issues: [block(path, message('certificateNumber.shape', '出生医学证明编号第 {{position}} 位“{{sign}}”不对:首位为大写字母,其余为数字(注意字母 O 与数字 0)', { position, sign: value.charAt(position - 1) }))] }
}

/** Checks a 原证编号, which may be of an edition without letter. */
export function checkOldCertificateNumber(text: string, path = 'oldCertificateNumber'): { value: string; issues: FieldIssue[] } {
  const value = normaliseScan(text)
  return OLD_CERTIFICATE_NUMBER_PATTERN.test(value)
    ? { value, issues: [] }
    : { value, issues: [block(path, message('certificateNumber.old', '原证编号应为 6–10 位数字,前面可有 1 个字母'))] }
}

const partsOf = (number: string): { letter: string; digits: number } => {
  const parts = parseCertificateNumber(number)
  if (!parts) throw new RangeError('not a certificate number')
  return parts
}
const numberOf = (letter: string, digits: number): string => letter + String(digits).padStart(9, '0')

/** How many numbers a range holds (end − start + 1, §4.5). */
export const rangeCount = ({ first, last }: NumberRange): number => partsOf(last).digits - partsOf(first).digits + 1

/** True if the number lies in the range. Text order is number order: one letter, nine digits. */
export const rangeContains = ({ first, last }: NumberRange, number: string): boolean => first <= number && number <= last

/** The numbers two ranges share, or undefined. */
export function rangeOverlap(a: NumberRange, b: NumberRange): NumberRange | undefined {
  const first = a.first > b.first ? a.first : b.first
  const last = a.last < b.last ? a.last : b.last
  return first <= last ? { first, last } : undefined
}

/** The number after this one, or undefined after …999999999. */
export function nextNumber(number: string): string | undefined {
  const { letter, digits } = partsOf(number)
  return digits < LAST_DIGITS ? numberOf(letter, digits + 1) : undefined
}

/** Every number of a range in order. */
export function* numbersOf(range: NumberRange): Generator<string> {
  const { letter, digits } = partsOf(range.first)
  const count = rangeCount(range)
  for (let index = 0; index < count; index += 1) yield numberOf(letter, digits + index)
}

/** Single numbers in any order as the fewest ranges, for ledgers and messages. */
export function compressNumbers(numbers: Iterable<string>): NumberRange[] {
  const ranges: { first: string; last: string }[] = []
  for (const number of [...new Set(numbers)].sort()) {
    const open = ranges.at(-1)
    if (open && nextNumber(open.last) === number) open.last = number
    else ranges.push({ first: number, last: number })
  }
  return ranges
}

/** Ranges as a clerk reads them: `X320101001–X320101005(5 枚)、X320101009`; more than `most` are counted, not listed. */
export function formatRanges(ranges: readonly NumberRange[], most = 10): string {
  const shown = ranges.slice(0, most).map(range => range.first === range.last
    ? range.first
    : `${range.first}–${range.last}(${rangeCount(range)} 枚)`)
  return shown.join('、') + (ranges.length > most ? ` 等 ${ranges.length} 段` : '')
}

/** Checks a batch as typed: both ends well-formed, same letter, not turned round, not absurdly large. */
export function checkNumberRange(input: NumberRange, paths = { first: 'firstNumber', last: 'lastNumber' }): { value: NumberRange; issues: FieldIssue[] } {
  const first = checkCertificateNumber(input.first, paths.first)
  const last = checkCertificateNumber(input.last, paths.last)
  const value = { first: first.value, last: last.value }
  const issues = [...first.issues, ...last.issues]
  if (issues.length > 0) return { value, issues }
  if (value.first.charAt(0) !== value.last.charAt(0)) {
    return { value, issues: [block(paths.last, message('numberRange.letters', '起始编号与终止编号的首字母不同,请分批入库'))] }
  }
  if (value.first > value.last) {
    return { value, issues: [block(paths.last, message('numberRange.order', '终止编号不能小于起始编号'))] }
  }
  const count = rangeCount(value)
  if (count > BATCH_MAX_COUNT) {
    return { value, issues: [block(paths.last, message('numberRange.count', '一批 {{count}} 枚过大,请核对起止编号', { count }))] }
  }
  return { value, issues: [] }
}

/** Refuses a batch that shares numbers with batches already booked, and lists them. */
export function checkRangeOverlap(range: NumberRange, booked: readonly NumberRange[], path = 'firstNumber'): FieldIssue[] {
  const shared = booked.flatMap(other => rangeOverlap(range, other) ?? []).toSorted((a, b) => (a.first < b.first ? -1 : 1))
  return shared.length === 0
    ? []
    : [block(path, message('numberRange.overlap', '与已入库号段重复:{{numbers}}', { numbers: formatRanges(shared) }))]
}

/** Refuses a number outside the received ranges. */
export function checkNumberInStock(number: string, received: readonly NumberRange[], path = 'certificateNumber'): FieldIssue[] {
  return received.some(range => rangeContains(range, number))
    ? []
    : [block(path, message('certificateNumber.notInStock', '编号 {{number}} 不在库存号段', { number }))]
}

/** Refuses a blank whose edition may not be issued on that day (the 6th ended on 2023-03-31). */
export function checkEdition(edition: CertificateEdition, on: Day, path = 'certificateNumber'): FieldIssue[] {
  return canIssueEdition(edition, on)
    ? []
    : [block(path, message('certificateNumber.edition', '{{edition}}空白证件在 {{day}} 不得签发:已停用版本或尚未启用', { edition: CERTIFICATE_EDITION.label(edition), day: on }))]
}
