import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RISK_FINDING, RISK_MEASURE } from '../../domain/code/maternal-risk.ts'
import { assessRisk, ageAtAssessment, bodyMassIndex, intervalMonths, NO_RISK_FACTS, RISK_GRADES, riskChange, riskChangeIssues, riskCourse, riskStanding, riskTableGaps } from '../../domain/rule/maternal/risk-assessment.ts'
import { needsCaseManagement } from '../../domain/rule/maternal/management.ts'
import { NO_RISK_EDITS, RISK_TABLE } from '../../domain/rule/maternal/risk-criteria.ts'
import { type CareFacts, riskFactsOfCare, riskTurningDays } from '../../domain/rule/maternal/risk-facts.ts'
import { applyRiskEdits, type RiskEdit, riskEditOf, type RiskFacts, type RiskTable, RiskTableEditsSchema, RiskTableSchema, tableName } from '../../domain/rule/maternal/risk-table.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { addDays, type Day, toDay } from '../../domain/time/day.ts'

const assess = (facts: Partial<RiskFacts>, table: RiskTable = RISK_TABLE) => assessRisk({ ...NO_RISK_FACTS, ...facts }, table)
/** What is proposed and not covered, and the colour. */
const found = (facts: Partial<RiskFacts>) => { const { criteria, standing } = assess(facts); return [...criteria.filter(({ coveredBy }) => coveredBy === null).map(({ id }) => id), standing.shown] }
const rowOf = (id: string) => RISK_TABLE.rows.find(row => row.id === id)
const between = (letter: string, from: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${letter}${from}.${index + 1}`)

describe('the shipped table', () => {
  test('every code of §5 and §6, each once', () => {
    const expected = [
      ...between('S', '1', 4), ...between('S', '2', 5), ...between('S', '3', 6), ...between('S', '4', 4), ...between('S', '5', 3), ...between('S', '6', 8), ...between('S', '7.1', 7), ...between('S', '7', 8).slice(1), 'G1',
      ...between('Y', '1', 9), ...between('Y', '2.1', 4), ...between('Y', '2', 5).slice(1), ...between('Y', '2.6', 2), ...between('Y', '2', 11).slice(6), ...between('Y', '3', 12),
      ...between('O', '1', 2), ...between('O', '2.1', 7), ...between('O', '2', 4).slice(1), ...between('O', '2.5', 2), ...between('O', '2.6', 4), ...between('O', '2', 12).slice(6), ...between('O', '3', 9),
      ...between('R', '1.1', 9), ...between('R', '1', 4).slice(1), ...between('R', '1.5', 6), ...between('R', '1.6', 6), ...between('R', '1', 12).slice(6), ...between('R', '2', 3),
      'P1', 'P2', 'P3', 'P4', 'P5', 'P6',
    ]
    expect(RISK_TABLE.rows.map(({ id }) => id)).toEqual(expected)
  })
  test('every row says where it was read; what was not read is marked and says so', () => {
    for (const { id, mark, source } of RISK_TABLE.rows) {
      expect(source, id).toMatch(/^孕产期保健说明 §[56]/)
      expect(/未见原表|未核对|部分见于/.test(source), id).toBe(mark !== 'S')
    }
    // §16: of red only 1.1.1 and some names were seen.
    expect(RISK_TABLE.rows.filter(({ colour, mark }) => colour === 'red' && mark === 'S').map(({ id }) => id)).toEqual(['R1.1.1', 'R1.6.4'])
    expect(['Y2.9', 'Y2.10', 'Y3.6', 'Y3.7', 'Y3.10', 'O2.7', 'O2.8', 'O3.1', 'O3.2', 'O3.5', 'P6', 'S1.4', 'S2.5'].map(id => rowOf(id)?.mark)).toEqual(['S', 'K', 'K', 'S', 'partly', 'partly', 'K', 'K', 'partly', 'S', 'S', 'S', 'K'])
  })
  test('a number twice is refused', () => {
    expect(RiskTableSchema.safeParse({ ...RISK_TABLE, rows: [...RISK_TABLE.rows, rowOf('Y1.1')] }).success).toBe(false)
  })
  test('every measure and finding is asked by some row', () => {
    const asked = new Set(RISK_TABLE.rows.flatMap(({ condition }) => condition.flat().map(({ fact }) => fact)))
    expect([...RISK_MEASURE.values, ...RISK_FINDING.values].filter(fact => !asked.has(fact))).toEqual([])
  })
})

describe('proposals', () => {
  test('M-09: BMI by two decimals', () => {
    const of = (weightKg: number) => [bodyMassIndex(162, weightKg), ...found({ bmi: bodyMassIndex(162, weightKg) })]
    expect([68, 65.6, 73.6, 48.5].map(of)).toEqual([[25.91, 'Y1.2', 'yellow'], [25, 'green'], [28.04, 'O1.2', 'orange'], [18.48, 'Y1.2', 'yellow']])
    expect([25, 25.01, 27.99, 28, 18.5, 18.49].map(bmi => found({ bmi }).at(-1))).toEqual(['green', 'yellow', 'yellow', 'orange', 'green', 'yellow'])
  })
  test('M-10: age on the day of the assessment', () => {
    const of = (birth: string) => found({ ageYears: ageAtAssessment(toDay(birth), toDay('2025-09-01')) })
    expect(['1990-09-02', '1990-09-01', '1985-09-01', '2006-09-02', '2006-09-01'].map(of)).toEqual([['green'], ['Y1.1', 'yellow'], ['O1.1', 'orange'], ['Y1.1', 'yellow'], ['green']])
  })
  test('M-11: haemoglobin', () => {
    expect([110, 109, 61, 60, 41, 40].map(haemoglobinGPerL => found({ haemoglobinGPerL }))).toEqual([['green'], ['Y2.6.2', 'yellow'], ['Y2.6.2', 'yellow'], ['O2.6.2', 'orange'], ['O2.6.2', 'orange'], ['R1.6.3', 'red']])
    expect(assess({ haemoglobinGPerL: 60 }).criteria.map(({ id, coveredBy }) => [id, coveredBy])).toEqual([['Y2.6.2', 'O2.6.2'], ['O2.6.2', null]])
  })
  test('M-12: platelets', () => {
    expect([101, 100, 51, 50, 30, 29].map(plateletsE9PerL => found({ plateletsE9PerL }))).toEqual([['green'], ['Y2.6.1', 'yellow'], ['Y2.6.1', 'yellow'], ['O2.6.1', 'orange'], ['O2.6.1', 'orange'], ['R1.6.2', 'red']])
  })
  test('M-13: pulmonary pressure', () => {
    expect([29, 30, 49, 50].map(pulmonaryPressureMmHg => found({ pulmonaryPressureMmHg }))).toEqual([['green'], ['O2.1.6', 'orange'], ['O2.1.6', 'orange'], ['R1.1.1', 'red']])
  })
  test('M-14: HBsAg with normal liver function is yellow and purple beside; with unknown or raised ALT purple alone', () => {
    expect(assess({ hepatitisB: true, altUPerL: 30 }).standing).toEqual({ colour: 'yellow', isPurple: true, shown: 'yellow' })
    expect(found({ hepatitisB: true, altUPerL: 30 })).toEqual(['Y2.3', 'P1', 'yellow'])
    expect([found({ hepatitisB: true }), found({ hepatitisB: true, altUPerL: 41 }), found({ hepatitisB: false, altUPerL: 30 })]).toEqual([['P1', 'purple'], ['P1', 'purple'], ['green']])
  })
  test('M-15: syphilis and BMI 29: orange with purple, a case', () => {
    const { standing } = assess({ syphilis: true, bmi: 29 })
    expect([standing, needsCaseManagement(standing)]).toEqual([{ colour: 'orange', isPurple: true, shown: 'orange' }, true])
    expect(found({ hiv: true })).toEqual(['P3', 'purple'])
  })
  test('fetuses, intervals, scars, pressure, position', () => {
    expect([1, 2, 3, 4].map(fetusCount => found({ fetusCount }))).toEqual([['green'], ['Y3.1', 'yellow'], ['O3.1', 'orange'], ['O3.1', 'orange']])
    expect([found({ systolicMmHg: 139, diastolicMmHg: 89 }), found({ systolicMmHg: 140, diastolicMmHg: 80 }), found({ systolicMmHg: 120, diastolicMmHg: 90 })]).toEqual([['green'], ['Y3.5', 'yellow'], ['Y3.5', 'yellow']])
    expect([found({ scarredUterus: true, uterineIntervalMonths: 18 }), found({ scarredUterus: true, uterineIntervalMonths: 17.9 }), found({ caesareans: 1, uterineIntervalMonths: 12 }), found({ caesareans: 2 })]).toEqual([['Y1.6', 'yellow'], ['O3.3', 'orange'], ['O3.3', 'orange'], ['O3.5', 'orange']])
    expect([found({ malposition: true, gestationDays: 251 }), found({ malposition: true, gestationDays: 252 })]).toEqual([['green'], ['Y3.10', 'yellow']])
    expect([found({ abortions: 2 }), found({ abortions: 3 }), found({ largestMassCm: 5 }), found({ assistedReproduction: true })]).toEqual([['green'], ['Y1.5', 'yellow'], ['Y1.7', 'yellow'], ['Y1.9', 'yellow']])
  })
  test('the screening form asks for an assessment and gives no colour', () => {
    const screened = (facts: Partial<RiskFacts>) => assess(facts).screening.map(({ id }) => id)
    expect([screened({ heightCm: 145 }), screened({ heightCm: 146 }), screened({ rhesusNegative: true }), screened({ ageYears: 18 }), screened({ haemoglobinGPerL: 110 }), screened({ plateletsE9PerL: 100 }), screened({ ferritinUgPerL: 19 })]).toEqual([['S1.2'], [], ['S1.4'], ['S1.1'], [], ['S6.2'], ['S6.8']])
    expect([17.5, 18, 60, 60.1].map(birthIntervalMonths => screened({ birthIntervalMonths }))).toEqual([['S2.1'], [], [], ['S2.1']])
    const sugar = (gestationDays: number, fastingGlucoseMmolPerL: number) => screened({ urineSugar: true, gestationDays, fastingGlucoseMmolPerL })
    expect([sugar(167, 6.9), sugar(167, 7), sugar(168, 5), sugar(168, 5.1)]).toEqual([[], ['S6.7'], [], ['S6.7']])
    expect(screened({ familyHypertension: true, systolicMmHg: 139, diastolicMmHg: 90 })).toEqual(['S4.1', 'S7.1.5'])
    expect(assess({ heightCm: 140 }).standing.shown).toBe('green')
  })
  test.each<[Partial<RiskFacts>, Partial<RiskFacts>, string]>([
    [{ ageYears: 34 }, { ageYears: 35 }, 'S1.1'], [{ ageYears: 19 }, { ageYears: 18 }, 'S1.1'], [{ bmi: 18.5 }, { bmi: 18.49 }, 'S1.3'], [{ bmi: 25 }, { bmi: 25.01 }, 'S1.3'], [{ caesareans: 0 }, { caesareans: 1 }, 'S2.2'],
    [{ abortions: 2 }, { abortions: 3 }, 'S2.4'], [{ fetusCount: 1 }, { fetusCount: 2 }, 'S2.5'], [{ assistedReproduction: false }, { assistedReproduction: true }, 'S2.5'], [{ largestMassCm: 4.9 }, { largestMassCm: 5 }, 'S3.2'],
    [{ familyHypertension: true, systolicMmHg: 139 }, { familyHypertension: true, systolicMmHg: 140 }, 'S4.1'], [{ haemoglobinGPerL: 110 }, { haemoglobinGPerL: 109.9 }, 'S6.1'], [{ plateletsE9PerL: 101 }, { plateletsE9PerL: 100 }, 'S6.2'],
    [{ ferritinUgPerL: 20 }, { ferritinUgPerL: 19.9 }, 'S6.8'], [{ syphilis: false }, { syphilis: true }, 'S6.3'], [{ hiv: false }, { hiv: true }, 'S6.4'], [{ hepatitisB: false }, { hepatitisB: true }, 'S6.5'],
    [{ caesareans: 0 }, { caesareans: 1 }, 'Y1.6'], [{ caesareans: 1, uterineIntervalMonths: 18 }, { caesareans: 1, uterineIntervalMonths: 17.9 }, 'O3.3'], [{ uterineOperations: 1 }, { uterineOperations: 2 }, 'O3.5'],
  ])('%o does not, %o does find %s', (not, facts, id) => {
    const has = (some: Partial<RiskFacts>): boolean => { const { screening, criteria } = assess(some); return [...screening, ...criteria].some(one => one.id === id) }
    expect([has(not), has(facts)]).toEqual([false, true])
  })
  test('nothing noted proposes nothing and is green', () => {
    expect(assess({})).toEqual({ screening: [], criteria: [], standing: { colour: 'green', isPurple: false, shown: 'green' }, table: 'national-2017 v1.0' })
  })
  test('intervals end with the last menstruation; a day over five years is over', () => {
    expect([intervalMonths(toDay('2020-01-15'), toDay('2025-01-15')), intervalMonths(toDay('2023-07-16'), toDay('2025-01-15')) < 18, intervalMonths(toDay('2023-07-15'), toDay('2025-01-15'))]).toEqual([60, true, 18])
    expect(intervalMonths(toDay('2020-01-14'), toDay('2025-01-15'))).toBeGreaterThan(60)
  })
})

describe('the days on which time alone changes what holds', () => {
  const rowsOf = (...ids: string[]) => RISK_TABLE.rows.filter(({ id }) => ids.includes(id))
  const care = (birthDay: string | null, startDay: string | null, endedDay: string | null = null) => ({ womanBirthDay: birthDay as Day | null, pregnancy: { startDay: startDay as Day | null }, endedDay: endedDay as Day | null })
  const turning = (ids: string[], of: ReturnType<typeof care>, after = '2025-09-26') => riskTurningDays(rowsOf(...ids), of, toDay(after))
  test('the birthday that reaches a limit, in the year of the pregnancy alone', () => {
    expect(turning(['Y1.1', 'O1.1'], care('1990-10-05', '2025-05-01'))).toEqual(['2025-10-05'])
    expect(turning(['Y1.1', 'O1.1'], care('1985-10-05', '2025-05-01'))).toEqual(['2025-10-05'])
    // Born on 29 February, she is 35 on 1 March.
    expect(turning(['Y1.1'], care('1988-02-29', '2022-12-01'), '2022-12-31')).toEqual(['2023-03-01'])
    // 18 and below: from the nineteenth birthday on it is over.
    expect(turning(['Y1.1'], care('2006-10-05', '2025-05-01'))).toEqual(['2025-10-05'])
    expect([turning(['Y1.1'], care('1990-09-26', '2025-05-01')), turning(['Y1.1'], care(null, '2025-05-01')), turning(['Y1.2'], care('1990-10-05', '2025-05-01'))]).toEqual([[], [], []])
  })
  test('a gestation until the pregnancy ends, and only rows in use', () => {
    expect(turning(['Y3.10'], care(null, '2025-05-01'))).toEqual(['2026-01-08'])
    expect([turning(['Y3.10'], care(null, '2025-05-01', '2025-09-20')), turning(['Y3.10'], care(null, null)), riskTurningDays(rowsOf('Y3.10').map(row => ({ ...row, active: false })), care(null, '2025-05-01'), toDay('2025-09-26'))]).toEqual([[], [], []])
  })
  test('no day between is missed: what holds changes on these days and on no other', () => fc.assert(fc.property(fc.integer({ min: 0, max: 330 }), fc.integer({ min: 15, max: 46 }), fc.integer({ min: 0, max: 364 }), (after, years, days) => {
    const startDay = toDay('2025-05-01')
    const of: CareFacts = { womanBirthDay: addDays(toDay(`${2025 - years}-05-01`), days), pregnancy: { startDay, fetusCount: 1, transferDay: null, caesareans: 0 }, endedDay: null, first: null, measured: [{ visitDay: startDay, haemoglobinGPerL: null, systolicMmHg: null, diastolicMmHg: null, fetalPosition: '13', gestationDays: 252 }], lastBirth: null }
    const from = addDays(startDay, after)
    const held = (day: Day): string => assessRisk(riskFactsOfCare(of, day).facts, RISK_TABLE).criteria.map(({ id }) => id).join(',')
    const changed = Array.from({ length: 330 - after }, (_, index) => addDays(from, index + 1)).filter(day => held(day) !== held(addDays(day, -1)))
    const turningDays = riskTurningDays(RISK_TABLE.rows, of, from)
    expect(changed.filter(day => !turningDays.includes(day))).toEqual([])
  }), { numRuns: 40 }))
})

describe('the colour never falls when a value gets worse', () => {
  const rank = (facts: Partial<RiskFacts>): number => RISK_GRADES.indexOf(assess(facts).standing.colour)
  const others = fc.record({ ageYears: fc.option(fc.integer({ min: 14, max: 50 })), fetusCount: fc.option(fc.integer({ min: 1, max: 4 })), syphilis: fc.option(fc.boolean()), scarredUterus: fc.option(fc.boolean()), haemoglobinGPerL: fc.option(fc.integer({ min: 20, max: 150 })) })
  const tenths = (min: number, max: number) => fc.integer({ min: min * 10, max: max * 10 }).map(value => value / 10)
  const worsens = (name: string, worse: fc.Arbitrary<readonly [better: Partial<RiskFacts>, worse: Partial<RiskFacts>]>) =>
    test(name, () => fc.assert(fc.property(others, worse, (rest, [better, after]) => rank({ ...rest, ...after }) >= rank({ ...rest, ...better })), { numRuns: 2000 }))
  const falling = (fact: keyof RiskFacts, min: number, max: number) => fc.tuple(tenths(min, max), tenths(min, max)).map(([one, two]) => [{ [fact]: Math.max(one, two) }, { [fact]: Math.min(one, two) }] as const)
  const rising = (fact: keyof RiskFacts, min: number, max: number) => falling(fact, min, max).map(([better, worse]) => [worse, better] as const)
  worsens('haemoglobin down', falling('haemoglobinGPerL', 10, 200))
  worsens('platelets down', falling('plateletsE9PerL', 0, 400))
  worsens('BMI up from 25', rising('bmi', 22, 60))
  worsens('BMI down', falling('bmi', 10, 25))
  worsens('systolic pressure up', rising('systolicMmHg', 80, 240))
  worsens('diastolic pressure up', rising('diastolicMmHg', 40, 150))
  worsens('pulmonary pressure up', rising('pulmonaryPressureMmHg', 5, 150))
  worsens('age up from 19', fc.tuple(fc.integer({ min: 19, max: 60 }), fc.integer({ min: 19, max: 60 })).map(([one, two]) => [{ ageYears: Math.min(one, two) }, { ageYears: Math.max(one, two) }] as const))
  worsens('more fetuses', fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).map(([one, two]) => [{ fetusCount: Math.min(one, two) }, { fetusCount: Math.max(one, two) }] as const))
  test('a further fact never lowers it, and the doctor’s confirmation of all gives the same', () => fc.assert(fc.property(others, tenths(15, 40), (rest, bmi) => {
    const { criteria, standing } = assess({ ...rest, bmi })
    expect(rank({ ...rest, bmi })).toBeGreaterThanOrEqual(rank(rest))
    expect(riskStanding(criteria.map(({ id }) => id), RISK_TABLE)).toEqual(standing)
  })))
})

describe('what the doctor confirmed', () => {
  const standing = (...ids: string[]) => riskStanding(ids, RISK_TABLE)
  test('M-16: yellow, then severe pre-eclampsia: orange, and the course knows both', () => {
    expect([standing('Y1.1').shown, standing('Y1.1', 'O3.7').shown, riskChange(standing('Y1.1'), standing('Y1.1', 'O3.7'))]).toEqual(['yellow', 'orange', 'raised'])
    expect(riskCourse([standing('Y1.1'), standing('Y1.1', 'O3.7'), standing('Y1.1')])).toMatchObject({ current: { shown: 'yellow' }, highest: { shown: 'orange' } })
    expect(riskCourse([standing('P2'), standing('R1.8')])?.highest).toEqual({ colour: 'red', isPurple: true, shown: 'red' })
    expect(riskCourse([])).toBeNull()
  })
  test('purple alone is kept as green with a flag and shown as purple', () => {
    expect([standing('P2'), standing('G1'), standing()]).toEqual([{ colour: 'green', isPurple: true, shown: 'purple' }, { colour: 'green', isPurple: false, shown: 'green' }, { colour: 'green', isPurple: false, shown: 'green' }])
    expect(() => standing('Y9.9')).toThrow(RangeError)
  })
  test('lowering a colour or dropping purple needs a reason', () => {
    const asked = (previous: ReturnType<typeof standing> | null, next: ReturnType<typeof standing>, reason: string | null) => riskChangeIssues(previous, next, reason).length
    expect([asked(standing('O1.1'), standing('Y1.1'), null), asked(standing('O1.1'), standing('Y1.1'), '误诊更正'), asked(standing('Y1.1', 'P1'), standing('O1.1'), ' '), asked(standing('Y1.1'), standing('O1.1'), null), asked(null, standing(), null)]).toEqual([1, 0, 1, 0, 0])
    expect(riskChange(standing('O1.1'), standing('O1.1', 'P2'))).toBe('raised')
    expect(riskChange(standing('O1.1'), standing('O1.2'))).toBe('same')
  })
})

describe('what a hospital changes', () => {
  const edit = (id: string, changes: Partial<RiskEdit>): RiskEdit => ({ id, text: null, colour: null, condition: null, active: true, reason: '省级规范', ...changes })
  const edited = (...edits: RiskEdit[]) => applyRiskEdits(RISK_TABLE, RiskTableEditsSchema.parse({ ...NO_RISK_EDITS, edition: 3, edits }))
  const own = { id: 'H1', code: '3.10', group: 'complication', colour: 'red', text: '剖宫产史≥3次', condition: [[{ by: 'measure', fact: 'caesareans', from: 3, above: null, below: null, upTo: null }]], source: '浙江2018', limitSource: '', active: true } as const

  test('unchanged it is the shipped table; the setting begins so', () => {
    expect(applyRiskEdits(RISK_TABLE, SETTINGS.riskCriteria.initial)).toEqual({ table: RISK_TABLE, left: [] })
  })
  test('text, colour and limits change and say so; a row switched off proposes nothing but still counts where it was confirmed', () => {
    const { table } = edited(edit('Y2.6.2', { condition: [[{ by: 'measure', fact: 'haemoglobinGPerL', from: 70, above: null, below: 100, upTo: null }]] }), edit('Y1.8', { colour: 'orange', text: '盆腔手术史2次以上' }), edit('O1.2', { active: false }))
    expect([assess({ haemoglobinGPerL: 105 }, table).criteria, assess({ haemoglobinGPerL: 99 }, table).criteria.map(({ id }) => id)]).toEqual([[], ['Y2.6.2']])
    expect(['Y2.6.2', 'Y1.8', 'O1.2', 'Y1.1'].map(id => table.rows.find(row => row.id === id)?.mark)).toEqual(['changed', 'changed', 'S', 'S'])
    expect(riskStanding(['Y1.8'], table).shown).toBe('orange')
    expect([assess({ bmi: 29 }, table).standing.shown, riskStanding(['O1.2'], table).shown]).toEqual(['yellow', 'orange'])
    expect(tableName(table)).toBe('national-2017 v1.3')
  })
  test('a row of its own stands beside the shipped ones', () => {
    const { table } = applyRiskEdits(RISK_TABLE, RiskTableEditsSchema.parse({ ...NO_RISK_EDITS, edition: 1, own: [own] }))
    expect(assess({ caesareans: 3 }, table).standing.shown).toBe('red')
    expect(table.rows.at(-1)).toMatchObject({ id: 'H1', mark: 'own' })
  })
  test('what was written over a row is kept as its differences; written as shipped it is no change at all', () => {
    const shipped = RISK_TABLE.rows.find(({ id }) => id === 'Y1.2')!
    const { text, colour, condition, active } = shipped
    const asShipped = { text, colour, condition, active, reason: '省级规范' }
    expect(riskEditOf(shipped, asShipped)).toBeNull()
    expect(riskEditOf(shipped, { ...asShipped, active: false })).toEqual(edit('Y1.2', { active: false }))
    expect(riskEditOf(shipped, { ...asShipped, text: 'BMI>24', colour: 'orange' })).toEqual(edit('Y1.2', { text: 'BMI>24', colour: 'orange' }))
    expect(riskEditOf(shipped, { ...asShipped, condition: condition.slice(1) })).toEqual(edit('Y1.2', { condition: condition.slice(1) }))
  })
  test('an edit of a row no longer shipped changes nothing and is named', () => {
    expect(edited(edit('Y9.9', { active: false }))).toMatchObject({ left: ['Y9.9'], table: { rows: RISK_TABLE.rows } })
  })
  test('a hole between two colours is named; the shipped table has none', () => {
    const limits = (fact: string, changes: object): RiskEdit['condition'] => [[{ by: 'measure', fact, from: null, above: null, below: null, upTo: null, ...changes } as never]]
    const gaps = (...edits: RiskEdit[]) => riskTableGaps(edited(...edits).table).map(({ params }) => params)
    expect(riskTableGaps(RISK_TABLE)).toEqual([])
    expect(gaps(edit('O2.6.2', { condition: limits('haemoglobinGPerL', { from: 40, upTo: 55 }) }))).toEqual([{ measure: '血红蛋白', value: 59.9 }])
    expect(gaps(edit('O1.2', { condition: limits('bmi', { from: 28, below: 40 }) }), edit('Y1.2', { condition: limits('bmi', { above: 25, below: 28 }) }))).toEqual([{ measure: '孕前或首次产检体重指数', value: 40 }])
    expect(gaps(edit('R1.1.1', { active: false }))).toEqual([{ measure: '肺动脉压', value: 50 }])
    expect(gaps(edit('O3.1', { condition: limits('fetusCount', { from: 4 }) }))).toEqual([{ measure: '胎数', value: 3 }])
    expect(gaps(edit('Y2.6.2', { condition: limits('haemoglobinGPerL', { from: 60, below: 100 }) }))).toEqual([])
  })
  test('refused: two edits of one row, one own number twice, a colour for the screening form, no reason, a limit upside down, a test without a limit', () => {
    const isRefused = (changes: object): boolean => !RiskTableEditsSchema.safeParse({ ...NO_RISK_EDITS, ...changes }).success
    const limits = (changes: object) => [[{ by: 'measure', fact: 'bmi', from: null, above: null, below: null, upTo: null, ...changes }]]
    expect([
      isRefused({ edits: [edit('Y1.1', {}), edit('Y1.1', { active: false })] }), isRefused({ own: [own, own] }), isRefused({ edits: [edit('S1.1', { colour: 'red' })] }), isRefused({ edits: [edit('Y1.1', { reason: ' ' })] }),
      isRefused({ edits: [edit('Y1.2', { condition: limits({ from: 30, upTo: 20 }) as never })] }), isRefused({ edits: [edit('Y1.2', { condition: limits({}) as never })] }), isRefused({ own: [{ ...own, id: 'Y1.1' }] }),
    ]).toEqual([true, true, true, true, true, true, true])
    expect(isRefused({ edits: [edit('Y1.2', { condition: limits({ from: 30 }) as never })] })).toBe(false)
  })
})
