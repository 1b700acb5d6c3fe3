import { z } from 'zod'
import { ETHNIC_GROUP, type EthnicGroup } from '../code/ethnic-group.ts'
import type { Sex } from '../code/sex.ts'
import { block, type FieldIssue, message, type Message, warn } from '../message/message.ts'
import { checkIdNumber } from '../rule/id-number.ts'
import { type Day, isDay } from '../time/day.ts'
import { CARD_FIELDS, type CardField, type ReaderSetting } from './device-settings.ts'

/** What the chip of a second-generation ID card says. Never stored as it is: the clerk takes over what a record needs. */
export type IdCard = {
  readonly name: string
  readonly sex: Sex
  readonly ethnicGroup: EthnicGroup | null
  readonly birthDay: Day
  readonly address: string
  readonly idNumber: string
  readonly issuer: string
  readonly validFrom: Day | null
  /** null: 长期. */
  readonly validTo: Day | null
  /** `data:image/…`; shown beside the facts and kept nowhere. */
  readonly photo: string | null
}

/** Why no card came. Each has a sentence that says what to do; nothing is ever taken over from a failed reading. */
export const READ_FAILURES = ['notSet', 'unreachable', 'timeout', 'cancelled', 'died', 'refused', 'noCard', 'tooLarge', 'notJson', 'badAnswer', 'busy'] as const
export type ReadFailureKind = (typeof READ_FAILURES)[number]

/** A reading that gave no card. `detail` is the reader's own short word for it, never a value of a card. */
export class ReadFailure extends Error {
  readonly kind: ReadFailureKind
  readonly detail: string
  constructor(kind: ReadFailureKind, detail = '') {
    super(kind)
    this.kind = kind
    this.detail = detail
  }
}

/** The sentence for a failed reading. */
export function readFailureMessage(failure: ReadFailure, setting: Pick<ReaderSetting, 'host' | 'port' | 'timeoutMs'>): Message {
  const seconds = Math.round(setting.timeoutMs / 1000)
  const port = String(setting.port)
  switch (failure.kind) {
    case 'notSet': return message('reader.notSet', '这台电脑还没有设置身份证阅读器,请手工录入,或请管理员在“设置 → 外接设备”中设置')
    case 'unreachable': return message('reader.unreachable', '连接不上身份证阅读器(本机端口 {{port}}),请检查数据线和厂家读卡服务是否已启动,然后重试', { port })
    case 'timeout': return message('reader.timeout', '阅读器 {{seconds}} 秒内没有答复,请把身份证重新平放在阅读器上再读一次;再不行请重新插拔阅读器', { seconds })
    case 'cancelled': return message('reader.cancelled', '已取消读卡')
    case 'died': return message('reader.died', '读卡中途阅读器断开了,没有录入任何内容,请检查数据线后重读')
    case 'refused': return message('reader.refused', '阅读器服务拒绝了请求({{detail}}),请管理员核对“外接设备”中的路径', { detail: failure.detail })
    case 'noCard': return failure.detail
      ? message('reader.noCardBecause', '没有读到身份证(阅读器说:{{detail}}),请把证件平放在阅读器上再读一次', { detail: failure.detail })
      : message('reader.noCard', '没有读到身份证,请把证件平放在阅读器上再读一次')
    case 'tooLarge': return message('reader.tooLarge', '阅读器送来的内容过大,已丢弃,没有录入任何内容;请管理员核对“外接设备”设置')
    case 'notJson': return message('reader.notJson', '阅读器送来的内容不完整或无法识别,没有录入任何内容,请再读一次;多次如此请管理员核对“外接设备”设置')
    case 'badAnswer': return message('reader.badAnswer', '阅读器送来的“{{detail}}”缺少或不对,没有录入任何内容,请再读一次;多次如此请管理员核对“外接设备”设置', { detail: failure.detail })
    case 'busy': return message('reader.busy', '阅读器正在读另一张卡,请先等它结束或取消')
  }
}

const FIELD_TITLE: Readonly<Record<CardField, string>> = {
  name: '姓名', sex: '性别', ethnicGroup: '民族', birthDay: '出生', address: '住址', idNumber: '公民身份号码', issuer: '签发机关', validFrom: '有效期起', validTo: '有效期止', photo: '照片',
}

/** The value at a path of an answer; a text on the way that is itself JSON is opened, as some services pack it so. */
export function valueAt(answer: unknown, path: string): unknown {
  if (path === '') return undefined
  let value: unknown = answer
  for (const step of path.split('.')) {
    if (typeof value === 'string' && value.trimStart().startsWith('{')) {
      try { value = JSON.parse(value) } catch { return undefined }
    }
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** Does the answer say this? A match without a path is always met. */
export const fitsMatch = (answer: unknown, match: { path: string; equals: string }): boolean => {
  if (match.path === '') return true
  const value = valueAt(answer, match.path)
  return (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') && String(value) === match.equals
}

const Text = z.union([z.string(), z.number().transform(String)]).transform(text => text.replaceAll('\u0000', '').trim())
// The largest portrait of the chip is some 40 KB as a picture file; a document camera's larger one is not needed.
const PHOTO_MAX_CHARS = 400_000
const PHOTO_KINDS: readonly (readonly [string, string])[] = [['/9j/', 'jpeg'], ['iVBOR', 'png'], ['Qk', 'bmp']]

/** A day as cards and services write it: 20290131, 2029-01-31, 2029.01.31, 2029年1月31日. */
export function readCardDay(text: string): Day | null {
  const match = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(text.trim())
  if (!match) return null
  const day = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  return isDay(day) ? day : null
}

const SEXES: Readonly<Record<string, Sex>> = { 男: '1', 女: '2', 1: '1', 2: '2', 男性: '1', 女性: '2' }

/** 民族 by its name with or without 族, or by its number; null for a name the table does not know. */
export function ethnicGroupOfName(text: string): EthnicGroup | null {
  const plain = text.trim()
  const found = ETHNIC_GROUP.list.find(({ code, label }) => label === plain || label === `${plain}族` || code === plain.padStart(2, '0'))
  return found ? found.code as EthnicGroup : null
}

/** The nine facts of the card's face (GA 459: 姓名 … 有效期限) out of a reader's answer; throws ReadFailure where they are not there or do not fit each other. */
export function readIdCard(answer: unknown, setting: Pick<ReaderSetting, 'success' | 'reason' | 'fields'>, today: Day): { card: IdCard; issues: FieldIssue[] } {
  if (typeof answer !== 'object' || answer === null) throw new ReadFailure('notJson')
  if (!fitsMatch(answer, setting.success)) {
    const reason = Text.safeParse(valueAt(answer, setting.reason))
    // The reader's own words are shown, but nothing with a number in it that could be a card's.
    throw new ReadFailure('noCard', reason.success && !/\d{6}/.test(reason.data) ? reason.data.slice(0, 60) : '')
  }
  const texts = Object.fromEntries(CARD_FIELDS.map(name => {
    const read = Text.safeParse(valueAt(answer, setting.fields[name]))
    return [name, read.success ? read.data : '']
  })) as Record<CardField, string>
  const bad = (field: CardField): never => { throw new ReadFailure('badAnswer', FIELD_TITLE[field]) }

  const name = texts.name.length > 0 && texts.name.length <= 60 && !/[\u0000-\u001f<>\ufffd]/.test(texts.name) ? texts.name : bad('name')
  const number = checkIdNumber(texts.idNumber, { today })
  if (number.issues.some(issue => issue.level === 'block')) bad('idNumber')
  const { birthDay: numberBirthDay, sex: numberSex } = number
  const birthDay = readCardDay(texts.birthDay) ?? (setting.fields.birthDay === '' ? numberBirthDay ?? null : null)
  if (!birthDay || birthDay !== numberBirthDay) return bad('birthDay')
  const sex = SEXES[texts.sex] ?? (setting.fields.sex === '' ? numberSex : undefined)
  if (!sex || sex !== numberSex) return bad('sex')
  if (texts.address.length > 100 || /\ufffd/.test(texts.address)) bad('address')
  const validFrom = readCardDay(texts.validFrom)
  const isLongTerm = texts.validTo === '长期'
  const validTo = isLongTerm ? null : readCardDay(texts.validTo)
  if (!isLongTerm && !validTo && texts.validTo !== '') bad('validTo')
  if (validFrom && validTo && validTo < validFrom) bad('validTo')

  const issues: FieldIssue[] = number.issues.map(issue => ({ ...issue, level: 'warn' as const }))
  if (validTo && validTo < today) issues.push(warn('validTo', message('card.expired', '这张身份证已于 {{day}} 过期,请出示有效证件或临时身份证', { day: validTo })))
  if (validFrom && validFrom > today) issues.push(warn('validFrom', message('card.notYetValid', '这张身份证自 {{day}} 起才有效,请核对电脑日期', { day: validFrom })))
  if (!isLongTerm && !validTo) issues.push(warn('validTo', message('card.noValidity', '阅读器没有给出有效期,请看证件背面')))
  const ethnicGroup = texts.ethnicGroup === '' ? null : ethnicGroupOfName(texts.ethnicGroup)
  if (!ethnicGroup) issues.push(warn('ethnicGroup', message('card.ethnicUnknown', '证件上的民族“{{name}}”不在代码表中,请手工选择', { name: texts.ethnicGroup.slice(0, 20) })))
  return {
    card: { name, sex, ethnicGroup, birthDay, address: texts.address, idNumber: number.value, issuer: texts.issuer.slice(0, 60), validFrom, validTo, photo: photoOf(texts.photo) },
    issues,
  }
}

function photoOf(text: string): string | null {
  const base64 = text.replace(/^data:image\/\w+;base64,/, '')
  const kind = PHOTO_KINDS.find(([start]) => base64.startsWith(start))?.[1]
  return kind && base64.length <= PHOTO_MAX_CHARS && /^[A-Za-z0-9+/=]+$/.test(base64) ? `data:image/${kind};base64,${base64}` : null
}

/** One fact that card and record say differently. `record` empty: the record has nothing there yet. */
export type CardDifference = { readonly field: string; readonly card: string; readonly record: string | null }

/** How the facts of a card are called in a person's record. */
export const cardAsPerson = (card: IdCard): Readonly<Record<string, string>> => ({
  name: card.name, sex: card.sex, birthDay: card.birthDay, idType: '01', idNumber: card.idNumber, nationality: 'CHN', ...(card.ethnicGroup ? { ethnicGroup: card.ethnicGroup } : {}),
  ...(card.address ? { householdAddress: card.address } : {}),
})

const plain = (value: unknown): string => (value === null || value === undefined ? '' : String(value)).normalize('NFKC').replace(/\s+/g, '')
// Older cards were typed without the dot in the name or with another one.
const plainName = (value: unknown): string => plain(value).replace(/[·•‧・.]/g, '')

/**
 * What the card says and the record does not, or otherwise, field by field in the card's order. Names are compared
 * without the separating dot; an address inside the other one is the same place written shorter.
 */
export function cardDifferences(values: Readonly<Record<string, string>>, record: Readonly<Record<string, unknown>>): CardDifference[] {
  return Object.entries(values).flatMap(([field, card]) => {
    const held = record[field]
    const [one, other] = /name$/i.test(field) ? [plainName(card), plainName(held)] : [plain(card).toUpperCase(), plain(held).toUpperCase()]
    if (one === other || (/address$/i.test(field) && other.length >= 6 && (one.includes(other) || other.includes(one)))) return []
    return [{ field, card, record: other === '' ? null : String(held) }]
  })
}

/** A card that must not be taken for this record: the number of another person. */
export function cardOfAnother(card: IdCard, record: { idType?: unknown; idNumber?: unknown }): FieldIssue[] {
  const held = plain(record.idNumber).toUpperCase()
  return record.idType === '01' && held !== '' && held !== card.idNumber
    ? [block('idNumber', message('card.another', '这张身份证的号码与档案中的号码不同,可能是另一个人的证件,请核对'))]
    : []
}
