import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HIGH_RISK_FACTOR } from '../../domain/code/child-high-risk.ts'
import { CHILD_RULE, CHILD_RULES, CHILD_RULES_DEFAULT as RULES } from '../../domain/rule/child/child-rules.ts'
import { detectRiskFactors, HIGH_RISK_FACTORS_DEFAULT, HighRiskFactorsSchema, highestLevel, isHighRiskNewborn, type RiskFacts } from '../../domain/rule/child/high-risk-factors.ts'
import { canCloseHighRiskFile, correctedMonths, FOLLOW_UP_PLANS_DEFAULT, FollowUpPlansSchema, followUpDays, planNameOf, pretermClass, retinopathyWindow, termDay } from '../../domain/rule/child/preterm-plan.ts'
import { addDays, completedMonths, daysBetween, toDay } from '../../domain/time/day.ts'
import { anyBirthDay } from '../support/child-facts.ts'

const NOTHING: RiskFacts = {
  gestationDays: null, birthWeightG: null, fetusCount: null, apgar1: null, apgar5: null, sizeAtBirth: null, membraneRuptureHours: null, glucoseMmolPerL: null, hearingLossDb: null, retinopathyStage: null,
  respiratoryInfectionsPerYear: null, motherAgeYears: null, heightOrWeightBelowP3: null, wasted: null, developmentAbnormal: null, screeningAbnormal: null, metabolicDisease: null, congenitalHeartDisease: null,
}
const found = (more: Partial<RiskFacts>) => detectRiskFactors({ ...NOTHING, ...more }, HIGH_RISK_FACTORS_DEFAULT).map(({ code }) => code)

describe('high-risk factors (§8)', () => {
  test('the 35 of the configuration and nine more, each with its level', () => {
    expect(HIGH_RISK_FACTORS_DEFAULT).toHaveLength(44)
    expect(HIGH_RISK_FACTORS_DEFAULT.map(({ code }) => code).toSorted()).toEqual([...HIGH_RISK_FACTOR.values].toSorted())
    const level = (code: string) => HIGH_RISK_FACTORS_DEFAULT.find(line => line.code === code)?.level
    expect(['preterm', 'lowBirthWeight', 'veryLowBirthWeight', 'multipleBirth', 'sepsis', 'pneumonia', 'familyDeafness'].map(level)).toEqual(['3', '2', '3', '2', '3', '2', '2'])
  })

  test.each<[Partial<RiskFacts>, string[]]>([
    [{}, []], [{ gestationDays: 258 }, ['preterm']], [{ gestationDays: 259 }, []], [{ gestationDays: 294 }, ['postTerm']], [{ gestationDays: 293 }, []],
    [{ birthWeightG: 2500 }, []], [{ birthWeightG: 2499 }, ['lowBirthWeight']], [{ birthWeightG: 1500 }, ['lowBirthWeight']], [{ birthWeightG: 1499 }, ['veryLowBirthWeight']],
    [{ birthWeightG: 1000 }, ['veryLowBirthWeight']], [{ birthWeightG: 999 }, ['extremelyLowBirthWeight']], [{ birthWeightG: 3999 }, []], [{ birthWeightG: 4000 }, ['macrosomia']],
    [{ apgar1: 6, apgar5: 9 }, ['asphyxia']], [{ apgar1: 7, apgar5: 7 }, []], [{ apgar5: 6 }, ['asphyxia']], [{ fetusCount: 2 }, ['multipleBirth']], [{ fetusCount: 1 }, []],
    [{ membraneRuptureHours: 18 }, []], [{ membraneRuptureHours: 18.5 }, ['membraneRupture']], [{ glucoseMmolPerL: 2.2 }, []], [{ glucoseMmolPerL: 2.1 }, ['hypoglycaemia']],
    [{ hearingLossDb: 40 }, []], [{ hearingLossDb: 41 }, ['hearingLoss']], [{ retinopathyStage: 2 }, ['retinopathy']], [{ retinopathyStage: 1 }, []],
    [{ respiratoryInfectionsPerYear: 6 }, ['recurrentRespiratoryInfection']], [{ motherAgeYears: 35 }, ['advancedMaternalAge']], [{ motherAgeYears: 34 }, []],
    [{ sizeAtBirth: 'small' }, ['smallForGestation']], [{ sizeAtBirth: 'large' }, ['largeForGestation']], [{ sizeAtBirth: 'appropriate', wasted: false }, []], [{ wasted: true }, ['lowWeightForHeight']],
  ])('%o finds %o', (facts, codes) => { expect(found(facts)).toEqual(codes) })

  test('the highest level first; a high-risk newborn is visited within three days', () => {
    expect(found({ fetusCount: 2, gestationDays: 250, birthWeightG: 1400 })).toEqual(['preterm', 'veryLowBirthWeight', 'multipleBirth'])
    expect(highestLevel(['multipleBirth', 'advancedMaternalAge'], HIGH_RISK_FACTORS_DEFAULT)).toBe('2')
    expect(highestLevel([], HIGH_RISK_FACTORS_DEFAULT)).toBeNull()
    expect([isHighRiskNewborn(['preterm'], HIGH_RISK_FACTORS_DEFAULT), isHighRiskNewborn(['macrosomia'], HIGH_RISK_FACTORS_DEFAULT), isHighRiskNewborn([], HIGH_RISK_FACTORS_DEFAULT)]).toEqual([true, false, false])
  })

  test('a hospital may add a factor of its own, but not one code twice', () => {
    const own = { code: 'localFactor', name: '本地因素', period: 'environment', level: '1', newborn: false, detection: { by: 'measure', measure: 'motherAgeYears', from: null, above: null, below: 18 }, plan: 'none', mark: 'own' } as const
    const list = HighRiskFactorsSchema.parse([...HIGH_RISK_FACTORS_DEFAULT, own])
    expect(detectRiskFactors({ ...NOTHING, motherAgeYears: 17 }, list).map(({ code }) => code)).toEqual(['localFactor'])
    expect(HighRiskFactorsSchema.safeParse([own, own]).success).toBe(false)
  })
})

describe('preterm children (§2, §8)', () => {
  const facts = { gestationDays: 245, birthWeightG: 2300, complication: false, feedingDifficulty: false, slowWeightGain: false }
  test('class: 34 weeks and 2000 g, and no condition', () => {
    const of = (more: Partial<typeof facts>) => pretermClass({ ...facts, ...more })
    expect([of({ gestationDays: 238 }), of({ gestationDays: 237 }), of({ birthWeightG: 2000 }), of({ birthWeightG: 1999 }), of({ complication: true }), of({ feedingDifficulty: true }), of({ slowWeightGain: true })])
      .toEqual(['lowRisk', 'highRisk', 'lowRisk', 'highRisk', 'highRisk', 'highRisk', 'highRisk'])
    expect([pretermClass({ ...facts, gestationDays: 259 }), pretermClass({ ...facts, gestationDays: null }), pretermClass({ ...facts, birthWeightG: null }), pretermClass({ ...facts, gestationDays: 230, birthWeightG: null })]).toEqual([null, null, null, 'highRisk'])
    expect([planNameOf('highRisk'), planNameOf('lowRisk'), planNameOf(null)]).toEqual(['highRiskPreterm', 'lowRiskPreterm', 'highRisk'])
  })

  test('corrected age counts from the day of 40 weeks, for preterm children only', () => {
    const born = toDay('2024-01-01')
    expect(termDay(born, 224)).toBe('2024-02-26')
    expect([termDay(born, 259), termDay(born, null)]).toEqual([born, born])
    expect([correctedMonths(born, 224, toDay('2024-02-25')), correctedMonths(born, 224, toDay('2024-02-26')), correctedMonths(born, 224, toDay('2024-08-26'))]).toEqual([-1, 0, 6])
  })

  test('high-risk: every two weeks to one corrected month, then monthly, two-monthly, three-monthly', () => {
    const child = { birthDay: toDay('2024-01-01'), gestationDays: 224, dischargeDay: toDay('2024-02-10') }
    const days = followUpDays(child, FOLLOW_UP_PLANS_DEFAULT.highRiskPreterm)
    expect(days.slice(0, 4)).toEqual(['2024-02-24', '2024-03-09', '2024-03-23', '2024-04-26'])
    expect(days.slice(3).map(day => correctedMonths(child.birthDay, 224, day))).toEqual([2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 24])
  })

  test('low-risk: monthly to six corrected months, then every two and every six', () => {
    const child = { birthDay: toDay('2024-01-01'), gestationDays: 245, dischargeDay: toDay('2024-01-08') }
    expect(followUpDays(child, FOLLOW_UP_PLANS_DEFAULT.lowRiskPreterm).map(day => correctedMonths(child.birthDay, 245, day))).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 18, 24])
    expect(followUpDays(child, FOLLOW_UP_PLANS_DEFAULT.none)).toEqual([])
  })

  test('plan days rise, lie after the discharge and end at 24 corrected months', () => {
    fc.assert(fc.property(anyBirthDay, fc.integer({ min: 168, max: 300 }), fc.integer({ min: 0, max: 300 }), fc.constantFrom('lowRiskPreterm' as const, 'highRiskPreterm' as const, 'highRisk' as const), (birthDay, gestationDays, stay, plan) => {
      const dischargeDay = addDays(birthDay, stay)
      const days = followUpDays({ birthDay, gestationDays, dischargeDay }, FOLLOW_UP_PLANS_DEFAULT[plan])
      days.forEach((day, index) => { expect(day > (days[index - 1] ?? dischargeDay)).toBe(true) })
      const last = days.at(-1)
      expect(last !== undefined && completedMonths(termDay(birthDay, gestationDays), last) === 24).toBe(true)
    }))
    expect(FollowUpPlansSchema.safeParse({ ...FOLLOW_UP_PLANS_DEFAULT, highRisk: [...FOLLOW_UP_PLANS_DEFAULT.highRisk].toReversed() }).success).toBe(false)
  })

  test('ROP: below 2000 g or 32 weeks, at 4 to 6 weeks and not before 32 corrected weeks', () => {
    const birthDay = toDay('2024-01-01')
    const window = (gestationDays: number | null, weight: number | null) => retinopathyWindow({ birthDay, gestationDays }, weight, RULES)
    expect([window(224, 2000), window(null, null), window(260, 2500)]).toEqual([null, null, null])
    expect(window(223, 2500)).toEqual({ firstDay: '2024-01-29', lastDay: '2024-02-12' })
    expect(window(280, 1999)).toEqual({ firstDay: '2024-01-29', lastDay: '2024-02-12' })
    const early = window(182, 900)
    expect(early && [daysBetween(birthDay, early.firstDay), daysBetween(early.firstDay, early.lastDay)]).toEqual([42, 14])
  })

  test('closing may be proposed at 12 or 24 corrected months, with normal growth, two normal tests and no referral', () => {
    const closing = { highRisk: false, correctedMonths: 12, growthNormal: true, developmentNormal: [false, true, true], openReferral: false }
    expect(canCloseHighRiskFile(closing, RULES)).toBe(true)
    expect([{ correctedMonths: 11 }, { highRisk: true, correctedMonths: 23 }, { growthNormal: null }, { growthNormal: false }, { developmentNormal: [true] }, { developmentNormal: [true, false] }, { openReferral: true }].map(more => canCloseHighRiskFile({ ...closing, ...more }, RULES))).toEqual(Array(7).fill(false))
    expect(canCloseHighRiskFile({ ...closing, highRisk: true, correctedMonths: 24 }, RULES)).toBe(true)
  })
})

describe('the numbers of a hospital', () => {
  test('every shipped number lies within its limits and names its source', () => {
    for (const id of CHILD_RULES.ids) {
      const { value, limits: [least, most], source, title } = CHILD_RULE[id]
      expect(value >= least && value <= most && source.includes('§') && title.length > 0, id).toBe(true)
      expect(RULES[id]).toBe(value)
    }
    expect(new Set(CHILD_RULES.ids.map(id => CHILD_RULE[id].title)).size).toBe(CHILD_RULES.ids.length)
  })
  test('an old copy takes the shipped value of a newer number; a wrong or contradictory one is refused', () => {
    const own = CHILD_RULES.schema.parse({ fullMonthLastDay: 45 })
    expect([own.fullMonthLastDay, own.homeVisitDays, CHILD_RULES.isShipped(own, 'fullMonthLastDay'), CHILD_RULES.isShipped(own, 'homeVisitDays')]).toEqual([45, 7, false, true])
    expect(CHILD_RULES.schema.safeParse({ homeVisitDays: 0 }).success).toBe(false)
    expect(CHILD_RULES.schema.safeParse({ homeVisitDays: 6.5 }).success).toBe(false)
    expect(CHILD_RULES.schema.safeParse({ temperatureHigh: 37.3 }).success).toBe(true)
    expect(CHILD_RULES.schema.safeParse({ fullMonthFirstDay: 42, fullMonthLastDay: 41 }).success).toBe(false)
    expect(CHILD_RULES.schema.safeParse({ nobodyKnows: 1 }).success).toBe(false)
  })
})
