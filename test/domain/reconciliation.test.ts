import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareLists, type ListRow, type OurSheet } from '../../domain/modules/reconciliation/compare.rules.ts'
import { type Cell, LIST_STATES, plainText, readCell, readMoment, sameState, sameValue } from '../../domain/modules/reconciliation/equality.rules.ts'
import { headingRow, LIST_FIELDS, type ListField, proposeMapping } from '../../domain/modules/reconciliation/list-columns.ts'

test.each<[Exclude<ListField, 'number' | 'state'>, Cell, string | null, boolean]>([
  ['babyName', '李　思远', '李思远', true],
  ['babyName', 'ＬＩ', 'li', true],
  ['babyName', '艾孜买提.吐尔逊', '艾孜买提·吐尔逊', true],
  ['babyName', '艾孜买提•吐尔逊', '艾孜买提·吐尔逊', true],
  ['babyName', '艾孜买提吐尔逊', '艾孜买提·吐尔逊', false],
  ['babyName', '李思遠', '李思远', false],
  ['babyName', '李*远', '李思远', true],
  ['babyName', '李*', '李思远', false],
  ['sex', '男性', '1', true], ['sex', 1, '1', true], ['sex', '女', '1', false],
  ['bornAt', '2026-3-5', '2026-03-05T08:01', true],
  ['bornAt', '2026-03-05 8:01:59', '2026-03-05T08:01', true],
  ['bornAt', '20260305T080200', '2026-03-05T08:01', false],
  ['bornAt', { moment: '2026-03-05T08:01' }, '2026-03-05T08:01', true],
  ['issueDay', 46091, '2026-03-10', true],
  ['issueDay', '46091.5', '2026-03-10', true],
  ['issueDay', '2026年3月10日', '2026-03-10', true],
  ['motherIdNumber', '11010119950815000x', '11010119950815000X', true],
  ['motherIdNumber', '110101********0009', '110101199508150009', true],
  ['motherIdNumber', '110101********0019', '110101199508150009', false],
  ['fatherName', '////', null, true], ['fatherName', '未提供', null, true], ['fatherName', '', '李国强', false], ['fatherName', '李国强', null, false],
  ['issueType', '补发', '3', true], ['issueType', 2, '3', false],
  ['institution', '青山县妇幼保健院 ', '青山县妇幼保健院', true],
])('%s: %j and %j are the same: %s', (field, theirs, ours, same) => expect(sameValue(field, readCell(field, theirs), ours)).toBe(same))

test.each<[ListField, Cell, string]>([
  ['motherIdNumber', '1.23E+17', 'reconcile.damaged.float'], ['motherIdNumber', Number('430421199001011234'), 'reconcile.damaged.float'], ['motherIdNumber', 1.5, 'reconcile.damaged.float'], ['number', '1.2E+9', 'reconcile.damaged.float'],
  ['number', 'Z43000000', 'reconcile.damaged.certificateNumber'], ['number', 'Z43O000001', 'reconcile.damaged.certificateNumber'], ['number', { moment: '2026-03-05T00:00' }, 'reconcile.damaged.noNumber'],
  ['bornAt', '2026-02-30', 'reconcile.damaged.day'], ['bornAt', '2026-03-05 25:00', 'reconcile.damaged.day'], ['bornAt', '昨天', 'reconcile.damaged.day'], ['issueDay', 12, 'reconcile.damaged.day'],
  ['sex', '公', 'reconcile.damaged.word'], ['state', '不明', 'reconcile.damaged.word'], ['babyName', { fault: 'formula' }, 'reconcile.damaged.formula'], ['babyName', { fault: 'error' }, 'reconcile.damaged.error'],
])('%s: %j is named as damaged, never guessed', (field, cell, key) => expect(readCell(field, cell)).toMatchObject({ damaged: { key } }))

test('a number of 15 digits is exact in a spreadsheet, one more is not', () => {
  expect(readCell('motherIdNumber', 110101900815001)).toEqual({ value: '110101900815001' })
  expect(readCell('motherIdNumber', 1_000_000_000_000_000)).toHaveProperty('damaged')
})

test('a day and its spreadsheet count are one', () => fc.assert(fc.property(fc.integer({ min: 20_000, max: 79_999 }), serial => {
  const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
  expect(readMoment(serial)).toEqual({ value: day })
  expect(readMoment(day.replaceAll('-', '/'))).toEqual({ value: day })
})))

test.each(['ῒ', 'a\u200b\u0301', 'ŉ', '张.三', 'ß', 'ﬃ'])('%j is unified once for all', text => expect(plainText(plainText(text))).toBe(plainText(text)))
test('what is written as ours is the same as ours', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => { expect(plainText(plainText(text))).toBe(plainText(text)) })))

test('a word of the province goes with exactly the states it can mean', () => {
  const pairs = LIST_STATES.flatMap(theirs => LIST_STATES.filter(ours => sameState(theirs, ours)).map(ours => `${theirs}=${ours}`))
  expect(pairs).toEqual([
    'valid=valid', 'void=void', 'lost=lost', 'exchanged=exchanged', 'ended=void', 'ended=lost', 'ended=exchanged', 'notIssued=notIssued', 'elsewhere=elsewhere', 'listed=valid', 'listed=void', 'listed=lost', 'listed=exchanged',
  ])
})

test('columns are found by headings in many spellings, the longer name first; what was remembered wins', () => {
  const headings = ['序号', ' *出生医学证明编号 ', '姓名', '新生儿姓名(正页)', '性别：', '出生时间', '母亲 姓名', '母亲有效身份证件号码', '签发单位', '证件状态']
  expect(proposeMapping(headings)).toEqual({ number: 1, babyName: 3, sex: 4, bornAt: 5, motherName: 6, motherIdNumber: 7, institution: 8, state: 9 })
  expect(proposeMapping(headings, { 姓名: 'babyName', 新生儿姓名: '', 签发单位: '' })).toEqual({ number: 1, babyName: 2, sex: 4, bornAt: 5, motherName: 6, motherIdNumber: 7, state: 9 })
  expect(headingRow([['某省签发名单'], ['导出日期', '2026-03-11'], headings, ['1', 'Z430000001']])).toBe(2)
  expect(headingRow([['', ''], ['a', 'b']])).toBe(1)
})

const sheet = (number: string): OurSheet => ({ number, state: 'valid', certificateId: number, newbornId: number, wasIssued: true, issueDay: '2026-03-10' as never, values: { babyName: '李思远', issueDay: '2026-03-10' } })
const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(nth => `Z4300000${String(nth).padStart(2, '0')}`))

test('every number of either list is the same, differs, or stands on one side only: none is left out and none counted twice', () => fc.assert(fc.property(numbers, numbers, (theirs, ours) => {
  const rows: ListRow[] = theirs.map((number, index) => ({ line: index + 2, cells: [number, '李思远', '2026-03-10'] }))
  const { differences, counts } = compareLists(rows, new Map(ours.map(number => [number, sheet(number)])), { mapping: { number: 0, babyName: 1, issueDay: 2 }, period: { first: '2026-03-01' as never, last: '2026-03-31' as never }, ownOnly: false, institution: '甲' })
  const of = (kind: string) => differences.filter(one => one.kind === kind).map(one => one.number).toSorted()
  expect(of('onlyTheirs')).toEqual(theirs.filter(number => !ours.includes(number)).toSorted())
  expect(of('onlyOurs')).toEqual(ours.filter(number => !theirs.includes(number)).toSorted())
  expect(counts.same).toBe(theirs.filter(number => ours.includes(number)).length)
  expect(differences.length + counts.same).toBe(new Set([...theirs, ...ours]).size)
})))

test('every field has a name and a way to be read', () => {
  for (const field of LIST_FIELDS) expect(readCell(field, '')).toEqual({ empty: true })
})
