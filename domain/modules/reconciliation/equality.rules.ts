import { ISSUE_TYPE } from '../../code/certificate.ts'
import { SEX } from '../../code/sex.ts'
import { message } from '../../message/message.ts'
import type { Message } from '../../message/message.ts'
import { CERTIFICATE_NUMBER_PATTERN, normaliseScan } from '../../rule/certificate-number.ts'
import { addDays, isDay, toDay } from '../../time/day.ts'
import type { ListField } from './list-columns.ts'

/*
 * When two values are the same: rules of our own (no source prescribes them), written so that a difference on the screen is one in
 * the facts and never one of spelling. Nothing is repaired and nothing guessed: what cannot be read is named as damaged.
 */

/** A cell of the list: text, a number as the spreadsheet kept it, its own date, or a cell that holds no value. */
export type Cell = string | number | { readonly moment: string } | { readonly fault: 'formula' | 'error' }
/** A value ready to be compared, nothing, or why it cannot be. */
export type Reading = { readonly value: string } | { readonly empty: true } | { readonly damaged: Message }

const EMPTY: Reading = { empty: true }
const damaged = (text: Message): Reading => ({ damaged: text })
/** Fillers that stand for "not given" (certificate note §1.6): slashes, dashes, 未提供, 无. */
const FILLER = /^(?:[/\\—–-]+|无|未提供|不详|NULL)$/u
// NFKC turns a full-width stop into ".", which is how the dot of a name is often typed.
const DOTS = /[•・‧∙⋅●]|(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu
const INVISIBLE = /[\s\u200b-\u200f\u2060\ufeff\u0000]/gu

/** A text as texts are compared: one width, no spaces, one kind of dot, capitals. */
export const plainText = (text: string): string =>
  // Unified once more at the end: a capital, or a sign freed of a space between, may be written in two ways again.
  text.normalize('NFKC').replaceAll(INVISIBLE, '').toUpperCase().normalize('NFKC').replaceAll(DOTS, '·')

/** The cell as it stands in the list, for showing; a number is written out as the file has it. */
export const cellText = (cell: Cell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'object' ? ('moment' in cell ? cell.moment.replace(/T00:00$/, '').replace('T', ' ') : '') : String(cell).trim()

// A spreadsheet keeps 15 digits; whatever had more was rounded for good.
const EXACT_DIGITS = 15
const EXPONENT = /^\d(?:\.\d+)?E\+?\d+$/iu

function readNumberText(cell: Cell): Reading {
  if (typeof cell === 'object') return damaged(message('reconcile.damaged.noNumber', '这里应是号码,单元格里是日期或公式'))
  // Somebody's apostrophe, typed so that the spreadsheet keeps the digits.
  const text = plainText(String(cell)).replace(/^['’`]/u, '')
  if (text === '' || FILLER.test(text)) return EMPTY
  if (EXPONENT.test(text) || (typeof cell === 'number' && (Math.abs(cell) >= 10 ** EXACT_DIGITS || !Number.isInteger(cell))))
    return damaged(message('reconcile.damaged.float', '号码被表格软件存成了数值(如 1.23E+17),后几位已丢失;请从省平台重新导出为文本'))
  return { value: text }
}

const EXCEL_EPOCH = toDay('1899-12-30')
// 1954 to 2119: days as a spreadsheet counts them, and nothing else in this list looks like one.
const SERIAL_RANGE = [20_000, 80_000] as const
const MINUTES_PER_DAY = 1440

function fromSerial(serial: number): string | undefined {
  if (serial < SERIAL_RANGE[0] || serial >= SERIAL_RANGE[1]) return undefined
  const minutes = Math.round((serial - Math.floor(serial)) * MINUTES_PER_DAY)
  const day = addDays(EXCEL_EPOCH, Math.floor(serial) + Math.floor(minutes / MINUTES_PER_DAY))
  const rest = minutes % MINUTES_PER_DAY
  return rest === 0 ? day : `${day}T${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
}

const WRITTEN_DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(\d{1,2})[:时](\d{1,2})(?:[:分]?\d{0,2}(?:\.\d+)?秒?)?(?:分)?)?$/u
const PACKED_DAY = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(?:\d{2})?)?$/u

/** A day, or a local minute where the list has a time: 2026-3-5, 2026/03/05 8:01:00, 2026年3月5日, 20260305T080100, or a spreadsheet's own day count. */
export function readMoment(cell: Cell): Reading {
  const unreadable = damaged(message('reconcile.damaged.day', '不是存在的日期'))
  if (typeof cell === 'object') return 'moment' in cell ? { value: cell.moment.replace(/T00:00$/, '') } : unreadable
  const text = String(cell).normalize('NFKC').replaceAll(/[\u200b\ufeff]/gu, '').trim()
  if (text === '' || FILLER.test(text)) return EMPTY
  const match = WRITTEN_DAY.exec(text) ?? PACKED_DAY.exec(text)
  if (match) {
    const [, year, month = '', date = '', hour, minute] = match
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
    if (!isDay(day)) return unreadable
    if (hour === undefined || minute === undefined) return { value: day }
    return Number(hour) < 24 && Number(minute) < 60 ? { value: `${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` } : unreadable
  }
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? fromSerial(Number(text)) : undefined
  return serial === undefined ? unreadable : { value: serial }
}

const SEX_WORDS: Readonly<Record<string, string>> = { 男: '1', 男性: '1', M: '1', 女: '2', 女性: '2', F: '2', 未知: '0', 未说明: '9', 未说明的性别: '9', 未知的性别: '0' }
const ISSUE_TYPE_WORDS: Readonly<Record<string, string>> = { 首次: '1', 首签: '1', 首次签发: '1', 首发: '1', 换发: '2', 换证: '2', 补发: '3', 补证: '3' }

/** What the province says of a number, in the few words that can be compared with ours. `listed`: it stands in the list, which has no state. */
export const LIST_STATES = ['valid', 'void', 'lost', 'exchanged', 'ended', 'notIssued', 'elsewhere', 'listed'] as const
export type ListState = (typeof LIST_STATES)[number]
const STATE_WORDS: Readonly<Record<string, ListState>> = {
  已签发: 'valid', 签发: 'valid', 有效: 'valid', 正常: 'valid', 已发放: 'valid', 已领取: 'valid', 已发证: 'valid', 首次签发: 'valid', 换发: 'valid', 补发: 'valid',
  作废: 'void', 已作废: 'void', 废证: 'void', 无效: 'void', 打印作废: 'void', 注销: 'void', 遗失: 'lost', 丢失: 'lost', 挂失: 'lost', 已挂失: 'lost', 遗失作废: 'lost', 被盗: 'lost',
  已换发: 'exchanged', 换发收回: 'exchanged', 已换发收回: 'exchanged', 已收回: 'exchanged', 已销毁: 'ended', 已上交: 'ended', 待上交: 'ended', 失效: 'ended',
  库存: 'notIssued', 在库: 'notIssued', 未签发: 'notIssued', 未使用: 'notIssued', 空白: 'notIssued', 已领用: 'notIssued', 调出: 'elsewhere', 退回: 'elsewhere', 已调出: 'elsewhere',
}

const fromWords = (cell: Cell, words: Readonly<Record<string, string>>, isCode: (text: string) => boolean): Reading => {
  const text = typeof cell === 'object' ? '' : plainText(String(cell))
  if (text === '' && typeof cell !== 'object') return EMPTY
  const value = Object.hasOwn(words, text) ? words[text] : isCode(text) ? text : undefined
  return value === undefined ? damaged(message('reconcile.damaged.word', '不认识的写法,没有比较')) : { value }
}

/** A cell of the list as it is compared. */
export function readCell(field: ListField, cell: Cell | undefined): Reading {
  if (cell === undefined || cell === '') return EMPTY
  if (typeof cell === 'object' && 'fault' in cell)
    return damaged(cell.fault === 'formula' ? message('reconcile.damaged.formula', '单元格是没有结果的公式') : message('reconcile.damaged.error', '单元格是公式错误(如 #REF!)'))
  switch (field) {
    case 'number': {
      const reading = readNumberText(cell)
      if (!('value' in reading)) return reading
      const number = normaliseScan(reading.value)
      return CERTIFICATE_NUMBER_PATTERN.test(number) ? { value: number } : damaged(message('reconcile.damaged.certificateNumber', '不是 1 个字母加 9 位数字的证明编号'))
    }
    case 'motherIdNumber':
    case 'fatherIdNumber': return readNumberText(cell)
    case 'bornAt': return readMoment(cell)
    case 'issueDay': {
      const reading = readMoment(cell)
      return 'value' in reading ? { value: reading.value.slice(0, 10) } : reading
    }
    case 'sex': return fromWords(cell, SEX_WORDS, text => SEX.isCode(text))
    case 'issueType': return fromWords(cell, ISSUE_TYPE_WORDS, text => ISSUE_TYPE.isCode(text))
    case 'state': return fromWords(cell, STATE_WORDS, () => false)
    case 'babyName':
    case 'motherName':
    case 'fatherName':
    case 'institution': {
      const text = plainText(cellText(cell))
      return text === '' || FILLER.test(text) ? EMPTY : { value: text }
    }
  }
}

/** A masked number (4304**********1234) agrees with every number that has the same signs where it shows them. */
const agreesMasked = (masked: string, whole: string): boolean => {
  const [shown, signs] = [[...masked], [...whole]]
  return shown.length === signs.length && shown.every((sign, index) => sign === '*' || sign === signs[index])
}

/** True where what the list says and what the hospital has are the same. `ours` is the hospital's own value, null where it has none. */
export function sameValue(field: Exclude<ListField, 'number' | 'state'>, theirs: Reading, ours: string | null): boolean {
  const own = readCell(field, ours ?? '')
  if (!('value' in theirs) || !('value' in own)) return !('value' in theirs) && !('value' in own)
  // A list without times says nothing about ours.
  if (field === 'bornAt') return theirs.value.length === 10 ? theirs.value === own.value.slice(0, 10) : theirs.value === own.value
  if (field === 'motherIdNumber' || field === 'fatherIdNumber' || field === 'babyName' || field === 'motherName' || field === 'fatherName')
    return theirs.value.includes('*') ? agreesMasked(theirs.value, own.value) : theirs.value === own.value
  return theirs.value === own.value
}

const EVER_ISSUED: readonly ListState[] = ['valid', 'void', 'lost', 'exchanged']
const ENDED: readonly ListState[] = ['void', 'lost', 'exchanged']

/** True where the province's word and the number's state with us go together. */
export function sameState(theirs: ListState, ours: ListState): boolean {
  if (theirs === 'listed') return EVER_ISSUED.includes(ours)
  if (theirs === 'ended') return ENDED.includes(ours)
  return theirs === ours
}
