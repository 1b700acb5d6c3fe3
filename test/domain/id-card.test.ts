import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { READER_PRESETS } from '../../domain/device/device-settings.ts'
import { cardAsPerson, cardDifferences, ethnicGroupOfName, ReadFailure, readCardDay, readFailureMessage, readIdCard, READ_FAILURES, valueAt } from '../../domain/device/id-card.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { toDay } from '../../domain/time/day.ts'
import { parentFacts } from '../../domain/device/parent-facts.ts'
import { CARD_OF_MOTHER } from '../support/card-reader-simulator.ts'

const setting = READER_PRESETS.http38088!
const today = toDay('2026-11-22')
const answer = (change: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}) => ({ code: 0, message: '成功', IDCardInfo: { ...CARD_OF_MOTHER, ...change }, ...envelope })
const failureOf = (given: unknown): ReadFailure => {
  try {
    readIdCard(given, setting, today)
  } catch (error) {
    if (error instanceof ReadFailure) return error
    throw error
  }
  throw new Error('a card was read')
}

test('the answer of the service becomes the facts of the record: name, sex, ethnic group by name, days, number', () => {
  const { card, issues } = readIdCard(answer(), setting, today)
  expect(card).toMatchObject({ name: '张丽华', sex: '2', ethnicGroup: '01', birthDay: '1995-08-15', idNumber: '110101199508150009', validFrom: '2016-03-01', validTo: '2036-03-01' })
  expect(card.photo).toMatch(/^data:image\/png;base64,/)
  expect(issues).toEqual([])
})

test('a number of it may be a number, and an inner JSON text is opened', () => {
  expect(readIdCard({ code: '0', IDCardInfo: JSON.stringify(CARD_OF_MOTHER) }, setting, today).card.name).toBe('张丽华')
  expect(valueAt({ a: '{"b": {"c": 1}}' }, 'a.b.c')).toBe(1)
  expect(valueAt({}, '__proto__.toString')).toBeUndefined()
})

test('an expired card warns and is read; 长期 has no end', () => {
  expect(readIdCard(answer({ validEnd: '20261121' }), setting, today).issues.map(issue => [issue.level, issue.message.key])).toEqual([['warn', 'card.expired']])
  expect(readIdCard(answer({ validEnd: '长期' }), setting, today)).toMatchObject({ card: { validTo: null }, issues: [] })
})

describe('what is not a card is refused by name, and nothing of it is taken over', () => {
  for (const [change, what] of [
    [{ cardID: '110101199508150008' }, '公民身份号码'], [{ cardID: '' }, '公民身份号码'], [{ name: '' }, '姓名'], [{ name: '张\ufffd' }, '姓名'], [{ birthday: '19950816' }, '出生'], [{ birthday: '19951340' }, '出生'],
    [{ sex: '男' }, '性别'], [{ sex: '未知' }, '性别'], [{ validEnd: '2036-02-31' }, '有效期止'], [{ validStart: '20300101', validEnd: '20200101' }, '有效期止'], [{ address: '路'.repeat(101) }, '住址'],
  ] as const) {
    test(JSON.stringify(change).slice(0, 50), () => {
      const failure = failureOf(answer(change))
      expect([failure.kind, failure.detail]).toEqual(['badAnswer', what])
    })
  }
  test('the reader says that no card lies there, in its own words; a number in them is not shown', () => {
    expect(failureOf({ code: -1, message: '未检测到身份证' })).toMatchObject({ kind: 'noCard', detail: '未检测到身份证' })
    expect(failureOf({ code: -1, message: '110101199508150009 读取失败' })).toMatchObject({ kind: 'noCard', detail: '' })
  })
  test('whatever comes, it is a card or a ReadFailure', () => {
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record({ code: fc.constant(0), IDCardInfo: fc.dictionary(fc.constantFrom(...Object.keys(CARD_OF_MOTHER)), fc.jsonValue()) })), given => {
      expect(READ_FAILURES).toContain(failureOf(given).kind)
    }), { numRuns: 2000 })
  })
})

test('every failure has a sentence that says what to do', () => {
  for (const kind of READ_FAILURES) expect(formatChinese(readFailureMessage(new ReadFailure(kind, '姓名'), setting)).length, kind).toBeGreaterThan(4)
})

test('days and ethnic groups as cards and services write them', () => {
  expect(['20290131', '2029-01-31', '2029.1.31', '2029年1月31日', '20290231', '', 'abc'].map(readCardDay)).toEqual(['2029-01-31', '2029-01-31', '2029-01-31', '2029-01-31', null, null, null])
  expect(['汉', '汉族', '01', '土家', '穿青人', '火星'].map(ethnicGroupOfName)).toEqual(['01', '01', '01', '15', '96', null])
})

describe('card beside record', () => {
  const { card } = readIdCard(answer(), setting, today)
  const record = { name: '张丽华', sex: '2', birthDay: '1995-08-15', idType: '01', idNumber: '110101199508150009', nationality: 'CHN', ethnicGroup: '01', householdAddress: '西渡镇解放路 8 号' }
  test('the same person has no difference; an address written shorter is the same place', () => {
    expect(cardDifferences(cardAsPerson(card), record)).toEqual([])
  })
  test('what differs and what the record lacks is named field by field', () => {
    expect(cardDifferences(cardAsPerson(card), { ...record, name: '张莉华', ethnicGroup: null })).toEqual([{ field: 'name', card: '张丽华', record: '张莉华' }, { field: 'ethnicGroup', card: '01', record: null }])
  })
  test('the dot of a name counts for nothing', () => {
    expect(cardDifferences({ name: '古丽·买买提' }, { name: '古丽•买买提' })).toEqual([])
  })
})

test('the six facts: numbers masked or in full, a parent who is not registered is said so', () => {
  const source = { babyName: '李思远', sex: '2', bornAt: '2026-03-05T08:01', motherProvided: true, motherName: '张丽华', motherIdNumber: '110101199508150009', fatherProvided: false, fatherName: null, fatherIdNumber: null }
  const read = (name: string) => [...name].map(sign => ({ sign, reading: 'x' }))
  const facts = parentFacts(source, { fullNumbers: false }, read)
  expect(facts.map(fact => fact.lines.join(' '))).toEqual(['李思远', '女', '2026年3月5日 08时01分', '张丽华', '(不登记)', '母亲 110101********0009'])
  expect(parentFacts(source, { fullNumbers: true }, read).at(-1)?.lines).toEqual(['母亲 110101199508150009'])
})
