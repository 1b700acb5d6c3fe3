// The numbered acceptance cases of the eye care note (§12) that pure rules answer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHILD_CONTACT } from '../../domain/code/child-check.ts'
import { VISUAL_ACUITY } from '../../domain/code/visual-acuity.ts'
import { eyeFound } from '../../domain/modules/eye/examination.ts'
import { isEditLocked } from '../../domain/rule/eye/edit-lock.ts'
import { axialRatio, cornealRadiusMm } from '../../domain/rule/eye/biometry.ts'
import { concludeEye, type EyeExamination, togetherOf } from '../../domain/rule/eye/conclusion.ts'
import { EYE_RULE, EYE_RULES, EYE_RULES_DEFAULT as RULES } from '../../domain/rule/eye/eye-rules.ts'
import { checksAt, exclusiveWindow, nominalDay, remindedOn, reminderDays, selectableVisits, specialChecksAt } from '../../domain/rule/eye/eye-visits.ts'
import { anisometropia, checkLens, dioptreText, type Lens, lensOf, lensText, minusCylinder, readDioptres, sphericalEquivalent, transpose } from '../../domain/rule/eye/refraction.ts'
import { hyperopiaReserve, yearlyChange } from '../../domain/rule/eye/reserve.ts'
import { CHILD_RULES_DEFAULT } from '../../domain/rule/child/child-rules.ts'
import { postmenstrualDays, retinopathyWeeksDay, retinopathyWindow } from '../../domain/rule/child/preterm-plan.ts'
import { proposedNextDay, retinopathyNextDay } from '../../domain/rule/eye/retinopathy.ts'
import { decimalVision, differByLines, isVisionLow, readVision, recheckWindow, visionText } from '../../domain/rule/eye/vision.ts'
import { addDays, toDay } from '../../domain/time/day.ts'

const lens = (sphereD: number, cylinderD = 0, axisDegrees: number | null = cylinderD === 0 ? null : 180): Lens => ({ sphereD, cylinderD, axisDegrees })
const NOTHING: EyeExamination = {
  contact: null, completedMonths: 24, appearance: { right: null, left: null }, riskFactors: null, results: {}, lens: { right: null, left: null }, cycloplegic: false, vision: { right: null, left: null },
  fundusAbnormal: false, isVisionRecheck: false, retinopathyMissed: false,
}
const conclude = (changes: Partial<EyeExamination>, rules = RULES) => concludeEye({ ...NOTHING, ...changes }, rules)
const found = (changes: Partial<EyeExamination>, rules = RULES) => conclude(changes, rules).findings.map(({ finding }) => finding)
const ofEyes = (contact: EyeExamination['contact'], right: Lens, left: Lens = right) => ({ contact, lens: { right, left } })

describe('refraction', () => {
  test('E-01, E-02: spherical equivalent and the other notation', () => {
    expect(sphericalEquivalent(lens(-0.5, -1))).toBe(-1)
    const given = lens(3.25, -0.5, 180)
    expect(sphericalEquivalent(given)).toBe(3)
    expect(transpose(given)).toEqual({ sphereD: 2.75, cylinderD: 0.5, axisDegrees: 90 })
    expect([lensText(given), lensText(transpose(given)), lensText(lens(1.25)), dioptreText(0), dioptreText(-0.001), dioptreText(-0.375), dioptreText(0.375)]).toEqual(['+3.25/−0.50×180', '+2.75/+0.50×90', '+1.25', '0.00', '0.00', '−0.38', '+0.38'])
  })
  test('dioptres are read as rooms type them, with a point, in hundredths, with either minus; anything else is no value', () => {
    const read = (...typed: string[]): (number | null | undefined)[] => typed.map(readDioptres)
    expect(read('1.25', '+1.25', '-0.5', '.5', '+.75', '1.', '0', '-0', '3', '-12')).toEqual([1.25, 1.25, -0.5, 0.5, 0.75, 1, 0, 0, 3, -12])
    expect(read('+125', '125', '-50', '025', '75', '1000', '-25')).toEqual([1.25, 1.25, -0.5, 0.25, 0.75, 10, -0.25])
    expect(read('−0.50', '+1.25', '-050')).toEqual([-0.5, 1.25, -0.5])
    expect(read('', '  ')).toEqual([null, null])
    expect(read('+', '-', 'abc', '1.255', '1,25', '+-1', '12345', '1.2.3')).toEqual(Array.from({ length: 8 }, () => undefined))
    fc.assert(fc.property(fc.integer({ min: -100, max: 80 }), quarters => readDioptres(dioptreText(quarters / 4)) === (quarters === 0 ? 0 : quarters / 4)))
  })
  test('E-03, E-04: 24 months, the limit of hyperopia passes, the next step is referred', () => {
    expect(found(ofEyes('month24', lens(4.75, -0.5, 180), lens(4.5, -0.5, 10)))).toEqual([])
    expect(conclude(ofEyes('month24', lens(5, -0.5, 180)))).toMatchObject({ findings: [{ finding: 'hyperopia', eyes: ['right', 'left'] }], advice: 'refer', text: '异常:远视' })
  })
  test('E-05: 36 months, astigmatism of −2.00 passes, −2.25 does not', () => {
    expect(found(ofEyes('month36', lens(0, -2), lens(0, -1.5)))).toEqual([])
    expect(found(ofEyes('month36', lens(0, -2.25), lens(0, -1.5)))).toEqual(['astigmatism'])
  })
  test('E-06: 4 years, −3.00 passes, −3.25 is myopia', () => {
    expect(found(ofEyes('year4', lens(-3)))).toEqual([])
    expect(found(ofEyes('year4', lens(-3.25)))).toEqual(['myopia'])
  })
  test('E-07: 5 years, each limit and the step behind it', () => {
    const at = (one: Lens) => found(ofEyes('year5', one))
    expect([at(lens(-1.5)), at(lens(-1.75))]).toEqual([[], ['myopia']])
    expect([at(lens(0.75, -1.5)), at(lens(0.75, -1.75))]).toEqual([[], ['astigmatism']])
    expect([at(lens(3.5)), at(lens(3.75))]).toEqual([[], ['hyperopia']])
  })
  test('E-08, E-09: the eyes apart by 1.50 D of sphere or 1.00 D of cylinder pass, one step more does not', () => {
    expect([found(ofEyes('month36', lens(2), lens(0.5))), found(ofEyes('month36', lens(2), lens(0.25)))]).toEqual([[], ['anisometropia']])
    expect([found(ofEyes('month36', lens(0, -0.5), lens(0, -1.5))), found(ofEyes('month36', lens(0, -0.5), lens(0, -1.75)))]).toEqual([[], ['anisometropia']])
  })
  test('E-10: notations are made equal before two eyes are compared', () => {
    const [right, left] = [lens(1, -1, 180), lens(0, 1, 90)]
    expect(minusCylinder(left)).toEqual({ sphereD: 1, cylinderD: -1, axisDegrees: 180 })
    expect(anisometropia(right, left, RULES)).toEqual({ sphereD: 0, cylinderD: 0, found: false })
    expect(lensOf({ sphereD: 0, cylinderD: 1, axisDegrees: 90 })).toEqual(right)
  })
  test('E-22: an axis without a cylinder and a cylinder without an axis cannot be saved; odd steps are asked about', () => {
    const paths = { sphereD: 'sphere', cylinderD: 'cylinder', axisDegrees: 'axis' }
    const issues = (sphereD: number | null, cylinderD: number | null, axisDegrees: number | null) => checkLens({ sphereD, cylinderD, axisDegrees }, paths).map(({ level, path, message }) => `${level} ${path} ${message.key}`)
    expect(issues(1, 0, 90)).toEqual(['block axis eye.axisWithoutCylinder'])
    expect(issues(1, -0.75, null)).toEqual(['block axis eye.axisMissing'])
    expect(issues(1, -0.75, 90)).toEqual([])
    expect(issues(null, -0.75, 90)).toEqual(['block sphere eye.sphereMissing'])
    expect(issues(1.1, -0.3, 90)).toEqual(['warn sphere eye.quarterStep', 'warn cylinder eye.quarterStep'])
    expect(issues(null, null, null)).toEqual([])
  })
  test('under 24 months and through wide pupils nothing is judged by the screening limits', () => {
    expect(found({ completedMonths: 14, lens: { right: lens(7), left: lens(1) } })).toEqual(['anisometropia'])
    expect(found({ ...ofEyes('year5', lens(-3)), cycloplegic: true })).toEqual([])
  })
  test('properties: notation changes nothing that is measured', () => {
    const quarter = (least: number, most: number) => fc.integer({ min: least * 4, max: most * 4 }).map(steps => steps / 4)
    fc.assert(fc.property(quarter(-25, 20), quarter(-10, 10).filter(value => value !== 0), fc.integer({ min: 1, max: 180 }), (sphereD, cylinderD, axisDegrees) => {
      const one = { sphereD, cylinderD, axisDegrees }
      const other = transpose(one)
      expect(sphericalEquivalent(other)).toBeCloseTo(sphericalEquivalent(one), 9)
      expect(transpose(other)).toEqual(one)
      expect(other.axisDegrees).toBeGreaterThanOrEqual(1)
      expect(other.axisDegrees).toBeLessThanOrEqual(180)
      expect(minusCylinder(one).cylinderD).toBeLessThan(0)
      expect(anisometropia(one, other, RULES)).toMatchObject({ sphereD: 0, cylinderD: 0, found: false })
    }))
  })
})

describe('vision', () => {
  test('E-11: decimal and five-mark are one line of one table', () => {
    const pairs = { 0.1: '40', 0.3: '45', 0.5: '47', 0.6: '48', 0.8: '49', '1.0': '50', 1.5: '52' }
    for (const [decimal, code] of Object.entries(pairs)) {
      expect(readVision(decimal), decimal).toEqual({ acuity: code, notation: 'decimal' })
      expect(readVision(VISUAL_ACUITY.label(code as never))).toEqual({ acuity: code, notation: 'five' })
    }
    expect([visionText('48'), visionText('01'), decimalVision('52'), decimalVision('02')]).toEqual(['4.8(0.6)', '光感', 1.5, null])
    // The formula gives every printed pair back, so none was copied wrongly.
    for (const { code, label, decimal } of VISUAL_ACUITY.list) if (decimal) expect((5 + Math.log10(Number(decimal))).toFixed(1), code).toBe(label)
  })
  test('a value that is no line is never rounded: the two lines around it are named', () => {
    expect(readVision('0.7')).toEqual({ acuity: null, between: ['48', '49'] })
    expect(readVision('4.85')).toEqual({ acuity: null, between: ['48', '49'] })
    expect([readVision('9'), readVision('0.05'), readVision('看不清'), readVision('')]).toEqual(Array.from({ length: 4 }, () => ({ acuity: null, between: null })))
    expect([readVision('cf'), readVision('光感'), readVision('NLP')]).toEqual([{ acuity: '03', notation: 'five' }, { acuity: '01', notation: 'five' }, { acuity: '00', notation: 'five' }])
  })
  test('E-12: 4 years, 4.8 is low by default and not by the other setting; one line apart is no difference', () => {
    const four = { contact: 'year4' as const, vision: { right: '48' as const, left: '49' as const } }
    expect(conclude(four).findings).toEqual([{ finding: 'lowVision', eyes: ['right'] }])
    expect(found(four, { ...RULES, visionLimitIsLow: 0 })).toEqual([])
    expect(differByLines('48', '49', RULES)).toBe(false)
  })
  test('E-13, E-14: 5 and 6 years, low eyes and two lines apart', () => {
    expect(conclude({ contact: 'year5', vision: { right: '49', left: '47' } }).findings).toEqual([{ finding: 'lowVision', eyes: ['right', 'left'] }, { finding: 'twoLines', eyes: ['right', 'left'] }])
    expect(conclude({ contact: 'year6', vision: { right: '50', left: '48' } }).findings).toEqual([{ finding: 'lowVision', eyes: ['left'] }, { finding: 'twoLines', eyes: ['right', 'left'] }])
  })
  test('low vision alone is measured again first, found again it is referred; with another sign it is referred at once', () => {
    const low = { contact: 'year5' as const, vision: { right: '47' as const, left: '47' as const } }
    expect([conclude(low).advice, conclude({ ...low, isVisionRecheck: true }).advice, conclude({ ...low, lens: { right: lens(-2), left: lens(-2) } }).advice]).toEqual(['recheck', 'refer', 'refer'])
    expect([isVisionLow('46', 30, RULES), isVisionLow('47', 30, RULES), isVisionLow('47', 36, RULES)]).toEqual([true, false, true])
    expect(recheckWindow(toDay('2026-03-10'), { ...RULES, visionRecheckFirstDays: 10 })).toEqual({ firstDay: '2026-03-20', lastDay: '2026-04-09' })
  })
})

describe('visits', () => {
  const born = toDay('2024-03-10')
  test('E-15: days 15, 16, 45, 46', () => {
    expect(['2024-03-25', '2024-03-26', '2024-04-24', '2024-04-25'].map(day => selectableVisits(born, toDay(day)))).toEqual([['home'], ['month1'], ['month1'], ['month1', 'month3']])
    expect(selectableVisits(born, toDay('2024-03-09'))).toEqual([])
  })
  test('E-16: reminders and own window of 6 months', () => {
    expect(reminderDays('month6', born)).toEqual(['2024-09-03', '2024-09-07', '2024-09-10', '2024-09-13', '2024-09-17'])
    expect(exclusiveWindow('month6', born)).toEqual({ firstDay: '2024-08-26', lastDay: '2024-09-25' })
    expect(['2024-08-25', '2024-08-26', '2024-09-25', '2024-09-26'].map(day => selectableVisits(born, toDay(day)))).toEqual([['month3', 'month6'], ['month6'], ['month6'], ['month6', 'month8']])
    expect(reminderDays('month1', born)).toEqual([23, 27, 30, 33, 37].map(days => addDays(born, days)))
  })
  test('E-16: who is reminded on a day is who has it among the days of a visit, also across clamped month ends, and of one visit alone', () => {
    for (const today of ['2024-02-29', '2024-03-07', '2025-02-28', '2024-09-10', '2026-12-31'].map(toDay)) {
      const births = Array.from({ length: 6 * 366 + 20 }, (_, back) => addDays(today, 8 - back))
      const expected = CHILD_CONTACT.values.flatMap(contact => births.filter(birthDay => reminderDays(contact, birthDay).includes(today)).map(birthDay => `${contact} ${birthDay}`))
      const reminded = remindedOn(today)
      expect(reminded.map(({ contact, birthDay }) => `${contact} ${birthDay}`).toSorted()).toEqual(expected.toSorted())
      expect(new Set(reminded.map(one => one.birthDay)).size).toBe(reminded.length)
    }
  })
  test('E-17: month ends are clamped', () => {
    expect((['month3', 'month8', 'month12', 'month18', 'month24'] as const).map(contact => nominalDay(contact, toDay('2024-01-31')))).toEqual(['2024-04-30', '2024-09-30', '2025-01-31', '2025-07-31', '2026-01-31'])
  })
  test('from 36 months on two neighbours share their time, from 6 years there is one', () => {
    expect(['2027-03-10', '2027-03-25', '2027-03-26', '2028-03-10', '2028-03-11', '2029-03-11', '2030-03-10', '2030-03-11', '2031-01-01'].map(day => selectableVisits(born, toDay(day))))
      .toEqual([['month36'], ['month36'], ['month36', 'year4'], ['month36', 'year4'], ['year4', 'year5'], ['year5', 'year6'], ['year5', 'year6'], ['year6'], ['year6']])
  })
  test('property: every day of seven years has one or two visits, in order and next to each other', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 2555 }), (start, age) => {
      const birthDay = addDays(toDay('2019-01-01'), start)
      const visits = selectableVisits(birthDay, addDays(birthDay, age))
      expect([1, 2]).toContain(visits.length)
      const at = visits.map(contact => CHILD_CONTACT.values.indexOf(contact))
      if (at.length === 2) expect(at[1]! - at[0]!).toBe(1)
      if (age > 0) expect(CHILD_CONTACT.values.indexOf(selectableVisits(birthDay, addDays(birthDay, age - 1))[0]!)).toBeLessThanOrEqual(at[0]!)
    }))
  })
  test('the matrix of the programme: 13 visits, starred checks at 6, 24, 36 months and from 4 years', () => {
    expect(CHILD_CONTACT.values.map(contact => checksAt(contact).length)).toEqual([2, 3, 4, 5, 2, 2, 2, 5, 2, 5, 5, 5, 5])
    expect(CHILD_CONTACT.values.flatMap(contact => specialChecksAt(contact).length > 0 ? [[contact, specialChecksAt(contact).length]] : [])).toEqual([['month6', 3], ['month24', 3], ['month36', 3], ['year4', 2], ['year5', 2], ['year6', 2]])
  })
})

describe('retinopathy of prematurity', () => {
  test('E-18: window, postmenstrual age, the day of 32 weeks beside it', () => {
    const child = { birthDay: toDay('2025-03-01'), gestationDays: 30 * 7 + 4 }
    const window = retinopathyWindow(child, 1480, CHILD_RULES_DEFAULT)
    expect(window).toEqual({ firstDay: '2025-03-29', lastDay: '2025-04-12' })
    expect(retinopathyWeeksDay(child, CHILD_RULES_DEFAULT)).toBe('2025-03-11')
    expect([window!.firstDay, window!.lastDay].map(day => postmenstrualDays(child.birthDay, child.gestationDays, day))).toEqual([34 * 7 + 4, 36 * 7 + 4])
    expect(postmenstrualDays(child.birthDay, null, child.birthDay)).toBeNull()
    expect(retinopathyNextDay(child, toDay('2025-03-29'), RULES)).toBe('2025-04-12')
    expect(retinopathyNextDay(child, addDays(child.birthDay, 44 * 7 - child.gestationDays), RULES)).toBeNull()
    // Proposed while it is written down: nothing before a result, and with ROP the ophthalmologist decides.
    const proposed = (...results: Parameters<typeof proposedNextDay>[2]) => proposedNextDay(child, toDay('2025-03-29'), results, { ...RULES, retinopathyRepeatDays: 7 })
    expect([proposed(null, null), proposed('1', null), proposed('0', '1'), proposed('0', '2'), proposed('3', null)]).toEqual([null, '2025-04-05', '2025-04-05', null, null])
  })
  test('E-19: by weight or by weeks, the limit itself not', () => {
    const needs = (gestationDays: number | null, birthWeightG: number | null) => retinopathyWindow({ birthDay: toDay('2025-03-01'), gestationDays }, birthWeightG, CHILD_RULES_DEFAULT) !== null
    expect([needs(33 * 7, 1990), needs(32 * 7, 2000), needs(31 * 7 + 6, 2400), needs(null, null)]).toEqual([true, false, true, false])
    expect([retinopathyWeeksDay({ birthDay: toDay('2025-03-01'), gestationDays: 224 }, CHILD_RULES_DEFAULT), retinopathyWeeksDay({ birthDay: toDay('2025-03-01'), gestationDays: null }, CHILD_RULES_DEFAULT)]).toEqual([null, null])
  })
})

test('E-20: corneal radius and AL/CR', () => {
  expect(cornealRadiusMm(43.25).toFixed(2)).toBe('7.80')
  expect(axialRatio(22.79, cornealRadiusMm(43.25)).toFixed(2)).toBe('2.92')
})

test('E-21: growth of the axis a year; nearer than 90 days there is none', () => {
  const day0 = toDay('2025-01-01')
  expect(yearlyChange({ day: day0, value: 22.6 }, { day: addDays(day0, 270), value: 22.95 }, RULES)!.toFixed(2)).toBe('0.47')
  expect(yearlyChange({ day: day0, value: 22.6 }, { day: addDays(day0, 89), value: 22.7 }, RULES)).toBeNull()
})

test('E-25: 6 years, +0.50 through narrow pupils and full vision: nothing to refer, the reserve is a suspicion', () => {
  const seen = conclude({ ...ofEyes('year6', lens(0.5)), vision: { right: '50', left: '50' } })
  expect(seen).toMatchObject({ findings: [], advice: 'none', text: '正常', reserve: { right: 'suspected', left: 'suspected' } })
  expect([hyperopiaReserve(0.5, 72, true, RULES), hyperopiaReserve(1.75, 72, true, RULES), hyperopiaReserve(2.25, 72, true, RULES), hyperopiaReserve(3, 40, true, RULES), hyperopiaReserve(1.29, 84, true, RULES), hyperopiaReserve(1.3, 84, true, RULES)]).toEqual(['insufficient', 'sufficient', 'high', 'noReference', 'insufficient', 'sufficient'])
})

test('E-26: an abnormal red reflex is urgent; so are a white pupil and a clouded or large cornea', () => {
  const healthy = { eyelid: ['1'], conjunctiva: ['1'], eyeball: ['1'], cornea: ['1'], pupil: ['1'], sclera: ['1'] }
  const seen = conclude({ contact: 'month6', appearance: { right: healthy, left: healthy }, results: { behaviour: { right: '1', left: '1' }, redReflex: { right: '2', left: '1' }, position: { right: '1', left: '1' }, coverAversion: { right: '1', left: '1' } } })
  expect(seen).toMatchObject({ findings: [{ finding: 'redReflex', eyes: ['right'] }], advice: 'urgent', text: '异常:红光反射', undone: [] })
  const looks = (change: object) => conclude({ contact: 'month8', appearance: { right: { ...healthy, ...change }, left: healthy } })
  expect([looks({ pupil: ['5'] }).advice, looks({ cornea: ['2'] }).advice, looks({ cornea: ['3'] }).advice, looks({ eyelid: ['3'] }).advice, looks({}).advice]).toEqual(['urgent', 'urgent', 'urgent', 'refer', 'none'])
  expect(looks({ pupil: ['5'], eyelid: ['2'] }).text).toBe('异常:眼外观')
})

test('a starred check that could not be done here is named for a referral of its own; 不配合 is done', () => {
  expect(conclude({ contact: 'month24' }).undone).toEqual(['position', 'coverAversion', 'refraction'])
  expect(conclude({ contact: 'month24', results: { position: { right: '3', left: '3' } }, lens: { right: lens(1), left: null } }).undone).toEqual(['coverAversion'])
})

test('every number of the clinic has its source, lies within its own limits and may be changed within them', () => {
  for (const [id, { value, limits: [least, most], source, step = 1 }] of Object.entries<(typeof EYE_RULES.rules)[keyof typeof EYE_RULE]>(EYE_RULE as never)) {
    expect(source.length, id).toBeGreaterThan(5)
    expect(value >= least && value <= most, id).toBe(true)
    expect(Math.abs(value / step - Math.round(value / step)), id).toBeLessThan(1e-9)
  }
  expect(EYE_RULES.schema.safeParse({ hyperopiaYear4: 4.1 }).success).toBe(false)
  expect(EYE_RULES.schema.safeParse({ hyperopiaYear4: 4.25 }).success).toBe(true)
  expect(EYE_RULES.schema.safeParse({ visionYear4: 50, visionYear5: 49 }).success).toBe(false)
})

test('a visit is changed freely for the days the hospital set, the day it was saved not counted; nought locks nothing', () => {
  // 23:30 in China is the 10th there and still the 10th in UTC; 00:30 of the 11th is the 10th in UTC.
  const locked = (createdAt: string, today: string, editDays = RULES.editDays) => isEditLocked(createdAt, toDay(today), { editDays })
  expect([locked('2026-03-10T15:30:00.000Z', '2026-03-13'), locked('2026-03-10T15:30:00.000Z', '2026-03-14')]).toEqual([false, true])
  expect([locked('2026-03-10T16:30:00.000Z', '2026-03-14'), locked('2026-03-10T16:30:00.000Z', '2026-03-15')]).toEqual([false, true])
  expect([locked('2020-01-01T00:00:00.000Z', '2026-03-14', 0), locked('2026-03-10T01:00:00.000Z', '2026-03-12', 1)]).toEqual([false, true])
})

test('an abnormal step of 眼位检查 is an abnormal position, however the whole was ticked; a step alone is the check done', () => {
  const concluded = (row: object) => eyeFound({ contact: 'month24', ...row } as never, { completedMonths: 24, isVisionRecheck: false, retinopathyMissed: false }, RULES).conclusion
  expect(concluded({ coverTestLeft: '2', positionLeft: '1', positionRight: '1' }).findings).toEqual([{ finding: 'position', eyes: ['left'] }])
  expect(concluded({ cornealReflexRight: '1', cornealReflexLeft: '1' })).toMatchObject({ findings: [], undone: ['coverAversion', 'refraction'] })
  expect([togetherOf(['3', '1']), togetherOf(['3', null]), togetherOf([null])]).toEqual(['1', '3', null])
})
