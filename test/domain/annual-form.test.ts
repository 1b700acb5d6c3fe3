import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatChinese } from '../../domain/message/message.ts'
import {
  ANNUAL_KEYS, annualDifferences, annualFigures, type AnnualCounted, annualFormIssues, annualPeriod, certificateRates, finaliseIssues, formulaText, readAnnualRows, receivedOf, sumOfForms,
} from '../../domain/rule/annual-form.ts'
import { type DeadlineFacts, deadlinesOf, type DeadlineRules, tenDaysOf } from '../../domain/rule/deadline.ts'
import type { Day, Minute } from '../../domain/time/day.ts'

const nothing: AnnualCounted = { opening: 0, received: 0, firstIssued: 0, exchanged: 0, reissued: 0, homeAttendant: 0, outsideOther: 0, misprinted: 0, lost: 0, otherVoid: 0, liveBirths: 0 }
// Case 46 of the note, to the digit.
const case46 = annualFigures({ ...nothing, opening: 100, received: 200, firstIssued: 150, exchanged: 1, reissued: 4, misprinted: 2, otherVoid: 1 })

describe('the annual form (note §4.6)', () => {
  test('case 46: opening 100, in 200, first 150, 换 1, 补 4, void 3 closes with 142', () => {
    expect(case46).toMatchObject({ inSubtotal: 155, outsideSubtotal: 0, voidSubtotal: 3, total: 158, closing: 142 })
    expect(finaliseIssues(case46, 142)).toEqual([])
    expect(finaliseIssues(case46, 141).map(issue => formatChinese(issue.message))[0]).toMatch(/142.*141.*相差 1/)
  })
  test('the formulas are those of the form', () => {
    expect(ANNUAL_KEYS.map(formulaText).filter(Boolean)).toEqual(['(6)=(3)+(4)+(5)', '(9)=(7)+(8)', '(13)=(10)+(11)+(12)', '(14)=(6)+(9)+(13)', '(15)=(1)+(2)−(14)'])
    expect(ANNUAL_KEYS).toHaveLength(16)
  })
  test('every form made from counts holds; every figure changed by one is found', () => {
    const counts = fc.record(Object.fromEntries(Object.keys(nothing).map(key => [key, fc.nat({ max: 500 })])) as { [K in keyof AnnualCounted]: fc.Arbitrary<number> })
    fc.assert(fc.property(counts, fc.constantFrom(...ANNUAL_KEYS.filter(key => key !== 'liveBirths')), (counted, key) => {
      const figures = annualFigures({ ...counted, received: counted.received + 5000 })
      expect(annualFormIssues(figures)).toEqual([])
      expect(annualFormIssues({ ...figures, [key]: figures[key] + 1 })).not.toEqual([])
    }))
  })
  test('a closing below nothing is refused', () => {
    expect(annualFormIssues(annualFigures({ ...nothing, firstIssued: 1 })).map(issue => issue.path)).toEqual(['closing'])
  })
  test('(2) is what was taken in less what went back and on', () => {
    expect(receivedOf({ takenIn: 200, takenBack: 3, returned: 10, transferred: 50 })).toBe(143)
  })
  test('the county is the sum of its forms, and its formulas hold', () => {
    const sum = sumOfForms([case46, case46])
    expect(sum).toMatchObject({ opening: 200, closing: 284 })
    expect(annualFormIssues(sum)).toEqual([])
  })
  test('what changed after the year was finalised shows column by column', () => {
    expect(annualDifferences(case46, { ...case46, firstIssued: 151, inSubtotal: 156 })).toEqual([{ key: 'firstIssued', final: 150, now: 151 }, { key: 'inSubtotal', final: 155, now: 156 }])
  })
  test('the year ends on 31 December and the form is due on 31 January', () => {
    expect(annualPeriod(2026)).toEqual({ first: '2026-01-01', last: '2026-12-31', due: '2027-01-31' })
  })
  test('rates: null without anything to divide by; one void among a hundred is one percent', () => {
    expect(certificateRates({ issued: 0, exchanged: 0, void: 0, liveBirths: 0, withCertificate: 0 })).toEqual({ voidRate: null, exchangeRate: null, issueRate: null })
    expect(certificateRates({ issued: 99, exchanged: 1, void: 1, liveBirths: 200, withCertificate: 190 })).toEqual({ voidRate: 1, exchangeRate: 1.01, issueRate: 95 })
  })
})

describe('lines of other institutions', () => {
  const line = (name: string, figures: Record<string, unknown>) => [name, ...ANNUAL_KEYS.map(key => figures[key])].join(',')
  test('good lines are read, heading and sum passed over, commas of Chinese input and tabs too', () => {
    const { rows, issues } = readAnnualRows(`\uFEFF机构名称,(1)\r\n${line('甲镇卫生院', case46)}\n${line('乙县医院', case46).replaceAll(',', '\t')}\n${line('丙县医院', case46).replaceAll(',', '\uFF0C')}\n合计,1\n\n`)
    expect(issues).toEqual([])
    expect(rows.map(row => [row.institutionName, row.figures.closing])).toEqual([['甲镇卫生院', 142], ['乙县医院', 142], ['丙县医院', 142]])
  })
  test.each([
    ['too few cells', '甲镇卫生院,1,2', /第 1 行应有机构名称和 16 栏数字,现有 2 栏/],
    ['a letter', line('甲镇卫生院', { ...case46, lost: 'x' }), /第 1 行第\(11\)栏“x”/],
    ['a formula', line('甲镇卫生院', { ...case46, closing: 141 }), /第\(15\)栏“年底库存”与公式 \(15\)=\(1\)\+\(2\)−\(14\) 不符/],
    ['twice', `${line('甲', case46)}\n${line('甲', case46)}`, /第 2 行“甲”重复/],
    ['no name', line('', case46), /第 1 行没有机构名称/],
    ['nothing', '', /没有数据行/],
  ])('%s is refused and named', (_what, text, sentence) => {
    expect(readAnnualRows(text).issues.map(issue => formatChinese(issue.message)).join()).toMatch(sentence)
  })
})

describe('deadlines', () => {
  const rules: DeadlineRules = { dailyStockReport: true, tenDayIssueReport: true, uncollectedDays: 30 }
  const facts: DeadlineFacts = {
    today: '2027-01-20' as Day, now: '2027-01-20T10:01' as Minute, stockDays: [], issueDays: [], uncollected: { count: 0, oldest: null }, openLosses: { count: 0, due: null }, countedMonths: ['2026-12'], plannedYears: [2027], finalisedYears: [2026],
    firstYear: 2026, wasteNotHandedIn: { count: 0, oldestYear: null }, unused: 100, usedInNinetyDays: 90,
  }
  const due = (changes: Partial<DeadlineFacts>, rule: Partial<DeadlineRules> = {}) => deadlinesOf({ ...facts, ...changes }, { ...rules, ...rule }).map(line => `${line.kind} ${line.period} ${line.due} ${line.state}`)
  test('nothing is due when all is done', () => expect(due({})).toEqual([]))
  test('the annual form is asked for from January until it is finalised, and not before the program kept the stock', () => {
    expect(due({ finalisedYears: [] })).toEqual(['annualForm 2026 2027-01-31 ahead'])
    expect(due({ finalisedYears: [], today: '2027-01-31' as Day, countedMonths: ['2026-12', '2027-01'] })).toEqual(['annualForm 2026 2027-01-31 today'])
    expect(due({ finalisedYears: [], today: '2027-02-10' as Day, countedMonths: ['2027-01'] })).toEqual(['annualForm 2026 2027-01-31 overdue'])
    expect(due({ finalisedYears: [], firstYear: 2027 })).toEqual([])
  })
  test('a day with movements is reported on the day; the rule can be switched off', () => {
    expect(due({ stockDays: ['2027-01-19', '2027-01-20'] as Day[] })).toEqual(['dailyStock 2027-01-19 2027-01-19 overdue', 'dailyStock 2027-01-20 2027-01-20 today'])
    expect(due({ stockDays: ['2027-01-20'] as Day[] }, { dailyStockReport: false })).toEqual([])
  })
  test('ten days end on the 10th, the 20th and the last of the month', () => {
    expect(['2027-02-01', '2027-02-10', '2027-02-11', '2027-02-20', '2027-02-21', '2027-02-28'].map(day => tenDaysOf(day as Day).last)).toEqual(['2027-02-10', '2027-02-10', '2027-02-20', '2027-02-20', '2027-02-28', '2027-02-28'])
    expect(due({ issueDays: ['2027-01-04', '2027-01-05', '2027-01-20'] as Day[] })).toEqual(['tenDayIssue 2027-01-1 2027-01-13 overdue'])
  })
  test('the plan is asked for in December, by the 20th', () => {
    expect(due({ today: '2026-12-01' as Day, countedMonths: ['2026-11'] })).toEqual([])
    expect(due({ today: '2026-12-01' as Day, countedMonths: ['2026-11'], plannedYears: [] })).toEqual(['plan 2027 2026-12-20 ahead'])
    expect(due({ today: '2026-12-21' as Day, countedMonths: ['2026-11'], plannedYears: [] })).toEqual(['plan 2027 2026-12-20 overdue'])
  })
  test('a month is counted at its end', () => {
    expect(due({ countedMonths: [], today: '2027-01-05' as Day })).toEqual(['stockTake 2026-12 2026-12-31 overdue'])
    expect(due({ countedMonths: ['2026-12'], today: '2027-01-29' as Day })).toEqual(['stockTake 2027-01 2027-01-31 soon'])
  })
  test('fewer blanks than a month uses, void sheets of last year, a loss and what nobody collected', () => {
    expect(due({ unused: 29 })).toEqual(['blanksLow 2027-01-20 2027-01-20 today'])
    expect(due({ unused: 30 })).toEqual([])
    expect(due({ wasteNotHandedIn: { count: 3, oldestYear: 2026 } })).toEqual(['waste 2026 2027-01-31 ahead'])
    expect(due({ wasteNotHandedIn: { count: 3, oldestYear: 2025 } })).toEqual(['waste 2025 2026-01-31 overdue'])
    expect(due({ openLosses: { count: 1, due: '2027-01-20T10:00' } })).toEqual(['lossReport 2027-01-20 2027-01-20T10:00 overdue'])
    expect(due({ openLosses: { count: 1, due: '2027-01-20T10:01' }, unused: 29 })).toEqual(['lossReport 2027-01-20 2027-01-20T10:01 today', 'blanksLow 2027-01-20 2027-01-20 today'])
    expect(due({ uncollected: { count: 2, oldest: '2026-12-01' as Day } })).toEqual(['uncollected 2027-01-20 2026-12-31 overdue'])
  })
})
