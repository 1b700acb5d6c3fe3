import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageAtDeath, ageAtDeathText, checkDeathCard, deathAgeGroup, deathCardExclusion, hoursUnder24, isLiveBirth } from '../../domain/rule/child/death-card.ts'
import { CHILD_RULES_DEFAULT as RULES } from '../../domain/rule/child/child-rules.ts'
import { entranceLastDay, isEntranceValid, needsReturnExamination, postponementReasons } from '../../domain/rule/child/entrance-examination.ts'
import { statisticsQuarterRange, statisticsYearOf, statisticsYearRange } from '../../domain/rule/child/statistics-year.ts'
import { tcmFormAt, tcmTechniqueAt } from '../../domain/rule/child/tcm.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { addDays, epochOf, minuteAt, monthAnniversary, toDay, toMinute } from '../../domain/time/day.ts'
import { anyBirthDay } from '../support/child-facts.ts'

const NOW = toMinute('2025-06-01T12:00')

describe('death card (§12)', () => {
  test('case 58: not treated without a reason, treated with one', () => {
    const card = (treatment: '1' | '2' | '3' | null, untreatedReason: '1' | null) => checkDeathCard({ bornAt: null, diedAt: null, treatment, untreatedReason }, NOW).map(({ level, path, message }) => `${level} ${path} ${message.key}`)
    expect(card('3', null)).toEqual(['block untreatedReason child.untreatedReasonMissing'])
    expect(card('1', '1')).toEqual(['block untreatedReason child.untreatedReasonEmpty'])
    expect(card('2', '1')).toEqual(['block untreatedReason child.untreatedReasonEmpty'])
    expect([card('3', '1'), card('1', null), card('2', null), card(null, null)]).toEqual([[], [], [], []])
  })

  test('case 59: died five hours after birth', () => {
    const born = toMinute('2025-03-01T22:10')
    expect(hoursUnder24(born, toMinute('2025-03-02T03:10'))).toBe(5)
    expect(formatChinese(ageAtDeathText(ageAtDeath(born, toMinute('2025-03-02T03:10'))))).toBe('0岁0月0天5时')
    expect(formatChinese(ageAtDeathText(ageAtDeath(born, toMinute('2025-03-02T03:25'))))).toBe('0岁0月0天5时15分')
    expect([hoursUnder24(born, toMinute('2025-03-02T22:09')), hoursUnder24(born, toMinute('2025-03-02T22:10')), hoursUnder24(born, toMinute('2025-03-01T22:09')), hoursUnder24(born, born)]).toEqual([23, null, null, 0])
  })

  test.each<[string, string, [number, number, number, number, number]]>([
    ['2025-03-01T10:00', '2025-03-02T10:00', [0, 0, 1, 0, 0]], ['2025-03-01T10:00', '2025-03-02T09:59', [0, 0, 0, 23, 59]], ['2024-02-29T10:00', '2025-02-28T10:00', [1, 0, 0, 0, 0]],
    ['2024-02-29T10:00', '2025-02-28T09:00', [0, 11, 29, 23, 0]], ['2023-01-31T08:00', '2024-05-01T12:30', [1, 3, 1, 4, 30]],
  ])('%s to %s', (born, died, [years, months, days, hours, minutes]) => { expect(ageAtDeath(toMinute(born), toMinute(died))).toEqual({ years, months, days, hours, minutes }) })

  test('the parts add up to the death', () => {
    fc.assert(fc.property(anyBirthDay, fc.nat(1439), fc.nat(5 * 365 * 1440), (day, minuteOfDay, lived) => {
      const born = minuteAt(epochOf(toMinute(`${day}T00:00`)) + minuteOfDay * 60_000)
      const died = minuteAt(epochOf(born) + lived * 60_000)
      const { years, months, days, hours, minutes } = ageAtDeath(born, died)
      const back = epochOf(toMinute(`${addDays(monthAnniversary(day, years * 12 + months), days)}T${born.slice(11)}`)) + (hours * 60 + minutes) * 60_000
      expect(minuteAt(back)).toBe(died)
      expect(months < 12 && days < 31 && hours < 24 && minutes < 60 && Math.min(years, months, days, hours, minutes) >= 0).toBe(true)
    }))
  })

  test('a death before the birth, in the future, or from the fifth birthday on is refused', () => {
    const keys = (born: string, died: string) => checkDeathCard({ bornAt: toMinute(born), diedAt: toMinute(died), treatment: null, untreatedReason: null }, NOW).map(({ message }) => message.key)
    // Only the day of one of them is known: the minute that stands there says nothing.
    const unknown = (died: string) => checkDeathCard({ bornAt: toMinute('2025-03-01T08:00'), diedAt: toMinute(died), deathTimeUnknown: true, treatment: null, untreatedReason: null }, NOW).map(({ message }) => message.key)
    expect(unknown('2025-03-01T00:00')).toEqual([])
    expect(unknown('2025-02-28T23:59')).toEqual(['child.deathBeforeBirth'])
    expect(keys('2025-03-01T10:00', '2025-03-01T09:59')).toEqual(['child.deathBeforeBirth'])
    expect(keys('2025-03-01T10:00', '2025-06-01T12:01')).toEqual(['child.deathFuture'])
    expect([keys('2020-03-01T10:00', '2025-02-28T23:59'), keys('2020-03-01T10:00', '2025-03-01T00:00')]).toEqual([[], ['child.deathFiveYears']])
    expect(() => ageAtDeath(toMinute('2025-03-01T10:00'), toMinute('2025-03-01T09:59'))).toThrow(RangeError)
  })

  test('live birth: 28 weeks, by weight only where the gestation is unknown, with a sign of life', () => {
    const of = (gestationDays: number | null, birthWeightG: number | null, signs: Parameters<typeof isLiveBirth>[0]['lifeSigns'] = ['heartbeat']) => isLiveBirth({ gestationDays, birthWeightG, lifeSigns: signs })
    expect([of(196, 900), of(195, 1100), of(null, 1000), of(null, 999), of(null, null), of(280, 3000, [])]).toEqual([true, false, true, false, false, false])
    const live = { gestationDays: 270, birthWeightG: 3000, lifeSigns: ['breathing'] } as const
    expect([deathCardExclusion(live, toDay('2020-03-01'), toDay('2025-02-28')), deathCardExclusion(live, toDay('2020-03-01'), toDay('2025-03-01')), deathCardExclusion({ ...live, lifeSigns: [] }, toDay('2025-03-01'), toDay('2025-03-01'))]).toEqual([null, 'fiveYears', 'notLiveBirth'])
  })

  test('age groups of the rates', () => {
    const at = (day: string) => deathAgeGroup(toDay('2024-01-01'), toDay(day))
    expect([at('2024-01-07'), at('2024-01-08'), at('2024-01-28'), at('2024-01-29'), at('2024-12-31'), at('2025-01-01')]).toEqual(['earlyNewborn', 'lateNewborn', 'lateNewborn', 'infant', 'infant', 'child'])
  })
})

describe('entrance examination (§11)', () => {
  test('valid for three months, the last day included', () => {
    const made = toDay('2025-11-30')
    expect(entranceLastDay(made, RULES)).toBe('2026-02-28')
    expect([isEntranceValid(made, toDay('2025-11-29'), RULES), isEntranceValid(made, made, RULES), isEntranceValid(made, toDay('2026-02-28'), RULES), isEntranceValid(made, toDay('2026-03-01'), RULES)]).toEqual([false, true, true, false])
    expect([needsReturnExamination(toDay('2025-06-10'), toDay('2025-09-09'), RULES), needsReturnExamination(toDay('2025-06-10'), toDay('2025-09-10'), RULES)]).toEqual([false, true])
  })
  test('postponement: infection suspected, or ALT above the laboratory\'s own limit', () => {
    const keys = (infectious: boolean, value: number | null, limit: number | null) => postponementReasons({ infectiousDiseaseSuspected: infectious, alanineAminotransferaseUPerL: value, alanineAminotransferaseLimitUPerL: limit }).map(({ key }) => key)
    expect([keys(false, 40, 40), keys(false, 41, 40), keys(false, 400, null), keys(true, null, 40)]).toEqual([[], ['child.postponeAlt'], [], ['child.postponeInfectious']])
  })
})

describe('TCM (§13) and the statistics year (§16)', () => {
  test('the technique of the age', () => {
    expect(['home', 'month3', 'month6', 'month12', 'month18', 'month24', 'month30', 'month36', 'year4'].map(contact => tcmTechniqueAt(contact as 'home')))
      .toEqual([null, null, 'abdomenAndSpine', 'abdomenAndSpine', 'yingxiangZusanli', 'yingxiangZusanli', 'sishencong', 'sishencong', null])
    expect([tcmFormAt('month18'), tcmFormAt('month24'), tcmFormAt('month8')]).toEqual(['months6to18', 'months24to36', null])
  })
  test('1 October to 30 September, in four quarters', () => {
    expect([statisticsYearOf(toDay('2025-09-30')), statisticsYearOf(toDay('2025-10-01')), statisticsYearOf(toDay('2025-12-31'))]).toEqual([2025, 2026, 2026])
    expect(statisticsYearRange(2026)).toEqual({ first: '2025-10-01', last: '2026-09-30' })
    expect(([1, 2, 3, 4] as const).map(quarter => Object.values(statisticsQuarterRange(2026, quarter)).join('/'))).toEqual(['2025-10-01/2025-12-31', '2026-01-01/2026-03-31', '2026-04-01/2026-06-30', '2026-07-01/2026-09-30'])
  })
  test('every day lies in the range of its year', () => {
    fc.assert(fc.property(anyBirthDay, day => {
      const { first, last } = statisticsYearRange(statisticsYearOf(day))
      expect(first <= day && day <= last).toBe(true)
    }))
  })
})
