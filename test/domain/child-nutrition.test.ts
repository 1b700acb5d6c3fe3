import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NEWBORN_DANGER_SIGN } from '../../domain/code/child-newborn-visit.ts'
import { anaemiaOf, anaemiaReferral, haemoglobinLimit, limitAtAltitude } from '../../domain/rule/child/anaemia.ts'
import { CHILD_RULES_DEFAULT as RULES } from '../../domain/rule/child/child-rules.ts'
import { newbornDanger, type NewbornMeasures } from '../../domain/rule/child/newborn-danger.ts'
import { canCloseAnaemia, canCloseMalnutrition, canCloseObesity, canCloseRickets, type CheckFindings, type GrowthFindings, isObesityReferral, isRicketsReferral, printedPhysique, malnutritionReferral, proposeCases } from '../../domain/rule/child/nutrition-case.ts'
import { checkRicketsSigns, RICKETS_SIGNS, ricketsCourse, type RicketsLook, ricketsSignsOf, signsInColumn, standingSigns, vitaminDLevel } from '../../domain/rule/child/rickets.ts'
import type { CheckContact } from '../../domain/rule/child/form-fields.ts'
import { addDays, type Day, monthAnniversary, toDay } from '../../domain/time/day.ts'

const BORN = toDay('2023-01-31')
const at = (months: number, days = 0): Day => addDays(monthAnniversary(BORN, months), days)

describe('anaemia (§9.2)', () => {
  const anaemia = (haemoglobin: number, on = at(14), altitudeM = 0) => anaemiaOf(haemoglobin, BORN, on, altitudeM, RULES)
  test('case 46: 108 g/L at 14 months', () => { expect(anaemia(108)).toEqual({ degree: 'mild', limitGPerL: 110 }) })
  test('case 47: 114 g/L at 1500 m', () => {
    expect(anaemia(114, at(14), 1500)).toEqual({ degree: 'mild', limitGPerL: 116.6 })
    expect(anaemia(116.6, at(14), 1500)?.degree).toBe('none')
    expect(anaemia(116.5, at(14), 1500)?.degree).toBe('mild')
    expect(anaemia(114)?.degree).toBe('none')
  })
  test('altitude raises the limit of anaemia, not the limits between its degrees: 92 g/L at 1500 m is 轻度', () => {
    expect([92, 90, 89.9, 60, 59.9, 30, 29.9].map(value => anaemia(value, at(14), 1500)?.degree)).toEqual(['mild', 'mild', 'moderate', 'moderate', 'severe', 'severe', 'verySevere'])
    expect(anaemia(92, at(14), 1500)?.limitGPerL).toBe(116.6)
  })
  test('case 48: 89 and 59', () => { expect([89, 59].map(value => anaemia(value)?.degree)).toEqual(['moderate', 'severe']) })
  test('the limits belong to the better side', () => {
    expect([110, 109.9, 90, 89.9, 60, 59.9, 30, 29.9].map(value => anaemia(value)?.degree)).toEqual(['none', 'mild', 'mild', 'moderate', 'moderate', 'severe', 'severe', 'verySevere'])
  })
  test('limit by age: newborn, 1, 4, 6 months, 6 and 14 years', () => {
    const limits = [addDays(BORN, 27), addDays(BORN, 28), at(4, -1), at(4), at(6, -1), at(6), at(72, -1), at(72), at(168, -1), at(168)].map(on => haemoglobinLimit(BORN, on, RULES))
    expect(limits).toEqual([145, 90, 90, 100, 100, 110, 110, 120, 120, null])
    expect(anaemia(50, at(168))).toBeNull()
  })
  test('a degree never becomes lighter with altitude, nor heavier with more haemoglobin', () => {
    const order = ['none', 'mild', 'moderate', 'severe', 'verySevere']
    const rank = (value: number, altitude: number) => order.indexOf(anaemia(value, at(14), altitude)?.degree ?? '')
    fc.assert(fc.property(fc.integer({ min: 200, max: 1600 }), fc.nat(4500), fc.nat(500), (tenths, altitude, more) => {
      expect(rank(tenths / 10, altitude + more)).toBeGreaterThanOrEqual(rank(tenths / 10, altitude))
      expect(rank((tenths + more) / 10, altitude)).toBeLessThanOrEqual(rank(tenths / 10, altitude))
    }))
    expect(limitAtAltitude(110, -154, RULES)).toBe(110)
  })
  test('referral: severe, worse, or no better after a month of iron', () => {
    expect([anaemiaReferral('severe', null, RULES), anaemiaReferral('verySevere', null, RULES), anaemiaReferral('mild', null, RULES)]).toEqual(['severe', 'severe', null])
    expect(anaemiaReferral('mild', { regularIronMonths: 1, startGPerL: 100, nowGPerL: 100 }, RULES)).toBe('noImprovement')
    // 92 → 93 after two months is no improvement: 10–20 g/L are expected after four weeks.
    expect([93, 101, 102, 109].map(nowGPerL => anaemiaReferral('mild', { regularIronMonths: 2, startGPerL: 92, nowGPerL }, RULES))).toEqual(['noImprovement', 'noImprovement', null, null])
    expect(anaemiaReferral('mild', { regularIronMonths: 0, startGPerL: 92, nowGPerL: 93 }, RULES)).toBeNull()
    expect(anaemiaReferral('mild', { regularIronMonths: 2, startGPerL: 92, nowGPerL: 93 }, { ...RULES, ironExpectedRiseGPerL: 1 })).toBeNull()
    expect(anaemiaReferral('mild', { regularIronMonths: 0, startGPerL: 100, nowGPerL: 100 }, RULES)).toBeNull()
    expect(anaemiaReferral('mild', { regularIronMonths: 0, startGPerL: 100, nowGPerL: 99 }, RULES)).toBe('worse')
    expect(anaemiaReferral('none', { regularIronMonths: 2, startGPerL: 112, nowGPerL: 111 }, RULES)).toBeNull()
  })
})

describe('rickets (§4.2, §4.3, §9.3)', () => {
  test('the same number means another sign in another column', () => {
    expect([ricketsSignsOf('month3', ['2']), ricketsSignsOf('month6', ['2', '6']), ricketsSignsOf('month18', ['6', '7'])]).toEqual([['02'], ['05', '02'], ['10', '11']])
    expect([ricketsSignsOf('month6', ['1']), ricketsSignsOf('month1', ['2'])]).toEqual([[], []])
  })
  test('a sign of another column and 无 beside a sign are refused', () => {
    expect(checkRicketsSigns('month6', ['2', '7'])).toEqual([])
    expect(checkRicketsSigns('month3', ['3'])).toMatchObject([{ level: 'block', message: { key: 'child.ricketsSignOfAge' } }])
    expect(checkRicketsSigns('month6', ['1', '2'])).toMatchObject([{ message: { key: 'child.noneCombined' } }])
    expect(checkRicketsSigns('month1', ['1'])).toHaveLength(1)
    expect(checkRicketsSigns('year4', [])).toEqual([])
  })
  test('a sign that a column cannot show stays as it was: 颅骨软化 and 方颅 at 8 months are not gone because the 12月 form has neither', () => {
    const column = (day: Day, contact: CheckContact, codes: string[]): RicketsLook => ({ day, found: ricketsSignsOf(contact, codes), shown: signsInColumn(contact) })
    const full = (day: Day, ...found: RicketsLook['found']): RicketsLook => ({ day, found, shown: RICKETS_SIGNS })
    const before = [column(at(8), 'month8', ['6', '7'])]
    expect(standingSigns([...before, column(at(12), 'month12', ['1'])])).toEqual(['02', '03'])
    expect(ricketsCourse(before, [column(at(12), 'month12', ['1'])])).toEqual({ gone: false, stableMonths: 0 })
    // Two columns without it say nothing of its being stable either; two follow-ups do.
    expect(ricketsCourse(before, [column(at(12), 'month12', ['1']), column(at(18), 'month18', ['1'])])).toEqual({ gone: false, stableMonths: 0 })
    expect(ricketsCourse(before, [full(at(10), '03'), full(at(12), '03'), column(at(18), 'month18', ['1'])])).toEqual({ gone: false, stableMonths: 2 })
    expect(ricketsCourse(before, [full(at(10), '03'), full(at(12), '03'), column(at(18), 'month18', ['6'])])).toEqual({ gone: false, stableMonths: 0 })
    expect(ricketsCourse(before, [column(at(12), 'month12', ['1']), full(at(13))])).toMatchObject({ gone: true })
    expect(ricketsCourse([column(at(12), 'month12', ['2', '6'])], [column(at(18), 'month18', ['1'])])).toMatchObject({ gone: true })
    // A case opened by the doctor's diagnosis, without a sign on record: only a look that could show every sign says that there is none.
    expect([ricketsCourse([], [column(at(12), 'month12', ['1'])]), ricketsCourse([], [full(at(12))]), ricketsCourse(before, [])]).toMatchObject([{ gone: false }, { gone: true }, null])
  })
  test('vitamin D classes', () => { expect([50, 49, 30, 29].map(value => vitaminDLevel(value, RULES))).toEqual(['sufficient', 'insufficient', 'insufficient', 'deficient']) })
})

const GROWTH: GrowthFindings = { underweight: 'none', stunted: 'none', wasted: 'none', excess: 'none' }
const CHECK: CheckFindings = { growth: GROWTH, anaemia: 'none', ricketsSigns: 0, ricketsDiagnosed: false }

describe('case files (§9.5)', () => {
  const proposed = (more: Partial<CheckFindings>, open: Parameters<typeof proposeCases>[1] = []) => proposeCases({ ...CHECK, ...more }, open, RULES).map(({ disease, severe }) => disease + (severe ? '!' : ''))
  test('what a check proposes', () => {
    expect(proposed({})).toEqual([])
    for (const indicator of ['underweight', 'stunted', 'wasted'] as const) {
      expect(proposed({ growth: { ...GROWTH, [indicator]: 'moderate' } })).toEqual(['01'])
      expect(proposed({ growth: { ...GROWTH, [indicator]: 'severe' } })).toEqual(['01!'])
    }
    expect([proposed({ anaemia: 'mild' }), proposed({ anaemia: 'severe' }), proposed({ anaemia: null })]).toEqual([['02'], ['02!'], []])
    expect([proposed({ ricketsSigns: 1 }), proposed({ ricketsSigns: 2 }), proposed({ ricketsDiagnosed: true })]).toEqual([[], ['03'], ['03']])
    expect([proposed({ growth: { ...GROWTH, excess: 'overweight' } }), proposed({ growth: { ...GROWTH, excess: 'obese' } }), proposed({ growth: { ...GROWTH, excess: 'severelyObese' } })]).toEqual([[], ['04'], ['04!']])
  })
  test('several at once, without those that have an open file', () => {
    const all = { growth: { ...GROWTH, stunted: 'moderate', excess: 'obese' }, anaemia: 'mild', ricketsSigns: 3 } as const
    expect(proposed(all)).toEqual(['01', '02', '03', '04'])
    expect(proposed(all, ['02', '04'])).toEqual(['01', '03'])
  })

  test('case 54: 肥胖 is printed as 5 超重', () => {
    expect(printedPhysique({ ...GROWTH, excess: 'obese' })).toEqual(['5'])
    expect([printedPhysique(GROWTH), printedPhysique({ ...GROWTH, wasted: null }), printedPhysique({ ...GROWTH, underweight: 'moderate', stunted: 'severe', wasted: 'moderate', excess: null })]).toEqual([['1'], [], ['2', '3', '4']])
  })

  test('malnutrition: refer and close', () => {
    const refer = (more: Partial<Parameters<typeof malnutritionReferral>[0]>) => malnutritionReferral({ growth: { ...GROWTH, stunted: 'moderate' }, generalConditionGood: true, poorGainsInRow: 0, improvedMonths: 0, ...more })
    expect([refer({}), refer({ poorGainsInRow: 1 }), refer({ poorGainsInRow: 2 }), refer({ improvedMonths: 2 }), refer({ improvedMonths: 3 }), refer({ growth: { ...GROWTH, wasted: 'severe' } })]).toEqual([null, null, 'poorGain', null, 'lengthStays', 'severe'])
    expect(refer({ growth: GROWTH, poorGainsInRow: 3, improvedMonths: 6 })).toBeNull()
    expect(canCloseMalnutrition({ growth: GROWTH, generalConditionGood: true })).toBe(true)
    expect(canCloseMalnutrition({ growth: GROWTH, generalConditionGood: false })).toBe(false)
    for (const open of [null, 'moderate'] as const) expect(canCloseMalnutrition({ growth: { ...GROWTH, wasted: open }, generalConditionGood: true })).toBe(false)
  })
  test('the other files: close and refer', () => {
    expect([canCloseAnaemia('none', true), canCloseAnaemia('none', false), canCloseAnaemia('mild', true), canCloseAnaemia(null, true)]).toEqual([true, false, false, false])
    expect([{ gone: true, stableMonths: 0 }, { gone: false, stableMonths: 1 }, { gone: false, stableMonths: 2 }].map(course => canCloseRickets(course, RULES))).toEqual([true, false, true])
    expect([isRicketsReferral(1, false, RULES), isRicketsReferral(1, true, RULES), isRicketsReferral(0, false, RULES)]).toEqual([true, false, false])
    expect([canCloseObesity(['obese', 'none', 'none'], RULES), canCloseObesity(['none', 'overweight'], RULES), canCloseObesity(['none'], RULES), canCloseObesity(['none', null], RULES)]).toEqual([true, false, false, false])
    expect([isObesityReferral('obese', 'severelyObese', false), isObesityReferral('obese', 'obese', false), isObesityReferral('obese', 'overweight', true)]).toEqual([true, false, true])
  })
})

describe('newborn danger signs (§4.1)', () => {
  const measures: NewbornMeasures = { temperatureC: 36.8, breathsPerMin: 40, heartRatePerMin: 130, jaundiceSites: ['1'], neckMass: false, fontanelleBulges: false, malformed: false }
  const danger = (more: Partial<NewbornMeasures>, observed: Parameters<typeof newbornDanger>[1] = []) => newbornDanger({ ...measures, ...more }, observed, RULES)
  test('limits of temperature, breathing and heart rate', () => {
    const level = (more: Partial<NewbornMeasures>) => danger(more).level
    expect([37.4, 37.5, 35.6, 35.5].map(temperatureC => level({ temperatureC }))).toEqual(['none', 'immediate', 'none', 'immediate'])
    expect([20, 19, 60, 61].map(breathsPerMin => level({ breathsPerMin }))).toEqual(['none', 'immediate', 'none', 'immediate'])
    expect([100, 99, 160, 161].map(heartRatePerMin => level({ heartRatePerMin }))).toEqual(['none', 'immediate', 'none', 'immediate'])
    expect(level({ temperatureC: null, breathsPerMin: null, heartRatePerMin: null })).toBe('none')
  })
  test('jaundice of hands and feet at once, of trunk or limbs advised, of the face neither', () => {
    expect([danger({ jaundiceSites: ['2'] }).level, danger({ jaundiceSites: ['2', '3'] }).level, danger({ jaundiceSites: ['4'] }).level, danger({ jaundiceSites: ['2', '3', '5'] }).level]).toEqual(['none', 'advised', 'advised', 'immediate'])
  })
  test('ticked signs: one immediate sign decides and comes first', () => {
    expect(danger({ neckMass: true })).toMatchObject({ level: 'advised', signs: ['neckMass'], advice: { key: 'child.referAdvised' } })
    expect(danger({ neckMass: true }, ['heartMurmur', 'convulsion'])).toMatchObject({ level: 'immediate', signs: ['convulsion', 'neckMass', 'heartMurmur'], advice: { key: 'child.referNow' } })
    for (const { code, level } of NEWBORN_DANGER_SIGN.list) expect(danger({}, [code]).level).toBe(level)
  })
})
