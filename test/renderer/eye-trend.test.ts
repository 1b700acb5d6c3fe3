import { expect, test } from 'vitest'
import { eyeVisit, type StoredEyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { EYE_RULES_DEFAULT } from '../../domain/rule/eye/eye-rules.ts'
import type { Day } from '../../domain/time/day.ts'
import { groupsFor, openGroups } from '../../renderer/modules/eye/eye-rows.ts'
import { trendBands, trendOf, trendPoints, trendSteps, yearlyChangeOf } from '../../domain/modules/eye/trend.ts'
import { trendOption } from '../../renderer/modules/eye/trend-option.ts'

const BIRTH = '2020-01-01' as Day
const visit = (visitDay: string, row: object): StoredEyeVisit => ({ ...emptyRow(eyeVisit), fileId: 'f', purpose: '1', visitDay, ...row }) as unknown as StoredEyeVisit
const VISITS = [
  visit('2024-01-01', { pupilState: '1', sphereDRight: 1, cylinderDRight: -0.5, axisDegreesRight: 90, visionRight: '48', visionLeft: '03', axialLengthMmRight: 22.6 }),
  visit('2024-03-01', { pupilState: '2', sphereDRight: 3 }),
  visit('2024-09-27', { pupilState: '1', sphereDRight: 2, visionRight: '49', axialLengthMmRight: 22.95 }),
]

test('cycloplegic points have a symbol and a line of their own, never joined with the others', () => {
  const points = { right: trendPoints(VISITS, BIRTH, 'right', 'equivalent'), left: trendPoints(VISITS, BIRTH, 'left', 'equivalent') }
  expect(points.right.map(({ y, cycloplegic }) => [y, cycloplegic])).toEqual([[0.75, false], [3, true], [2, false]])
  const series = trendOption({ measure: 'equivalent', points, steps: [], bands: [] }).series as { symbol: string; data: { point: { cycloplegic: boolean; y: number } }[] }[]
  expect(series.map(({ symbol, data }) => [symbol, data.map(({ point }) => point.y)])).toEqual([['circle', [0.75, 2]], ['diamond', [3]]])
})

test('an axis is drawn in whole steps, the same on the screen as on the paper: two lines never bear the same number', () => {
  const near = [visit('2026-01-01', { axialLengthMmRight: 22.43, axialLengthMmLeft: 22.4 })]
  const drawn = trendOption(trendOf(near, BIRTH, 'axialLength', EYE_RULES_DEFAULT)).yAxis as { min: number; max: number; interval: number }
  expect([drawn.min, drawn.max, drawn.interval].map(value => value.toFixed(1))).toEqual(['22.4', '22.6', '0.2'])
  const none = trendOption(trendOf([], BIRTH, 'axialLength', EYE_RULES_DEFAULT)).yAxis as typeof drawn
  expect([none.min, none.max].map(value => value.toFixed(1))).toEqual(['21.0', '24.0'])
  const vision = trendOption(trendOf(VISITS, BIRTH, 'vision', EYE_RULES_DEFAULT)).yAxis as typeof drawn
  expect([vision.min, vision.max, vision.interval].map(value => value.toFixed(1))).toEqual(['4.0', '5.3', '0.1'])
})

test('what lies below the chart is no point; the limits stand as steps of their ages, the reserve as a band; axial lengths have neither', () => {
  expect(trendPoints(VISITS, BIRTH, 'right', 'vision').map(({ y }) => y)).toEqual([4.8, 4.9])
  expect(trendPoints(VISITS, BIRTH, 'left', 'vision')).toEqual([])
  expect(trendSteps('vision', EYE_RULES_DEFAULT)).toEqual([{ name: 'lowVision', points: [[24, 4.6], [36, 4.7], [48, 4.8], [60, 4.9], [84, 4.9]] }])
  expect(trendSteps('equivalent', EYE_RULES_DEFAULT)).toEqual([{ name: 'hyperopia', points: [[24, 4.5], [36, 4], [48, 4], [60, 3.5], [84, 3.5]] }, { name: 'myopia', points: [[24, -3.5], [36, -3], [48, -3], [60, -1.5], [84, -1.5]] }])
  expect(trendSteps('axialLength', EYE_RULES_DEFAULT)).toEqual([])
  expect(trendBands('equivalent', EYE_RULES_DEFAULT)).toEqual([{ from: 48, to: 72, lowD: 2, highD: 2.5 }, { from: 72, to: 84, lowD: 1.5, highD: 2 }])
  expect([trendBands('axialLength', EYE_RULES_DEFAULT), trendBands('vision', EYE_RULES_DEFAULT)]).toEqual([[], []])
})

test('E-21: what changes a year: an axis since the last length that lies far enough back, a reserve between values of one kind of pupil alone', () => {
  const change = (at: number, side: 'right' | 'left', measure: 'equivalent' | 'axialLength', visits = VISITS) => yearlyChangeOf(visits, visits[at]!, side, measure, EYE_RULES_DEFAULT)
  expect(change(2, 'right', 'axialLength')).toBeCloseTo(0.47, 2)
  expect([change(0, 'right', 'axialLength'), change(2, 'left', 'axialLength')]).toEqual([null, null])
  // A length of last month is too near to say anything; the one before it is not forgotten.
  const near = [...VISITS, visit('2024-10-20', { axialLengthMmRight: 23 })]
  expect(change(3, 'right', 'axialLength', near)).toBeCloseTo(0.4 / 293 * 365, 5)
  const reserve = [visit('2024-01-01', { pupilState: '2', sphereDRight: 2.5 }), visit('2024-06-01', { pupilState: '1', sphereDRight: 1 }), visit('2024-12-31', { pupilState: '2', sphereDRight: 2, cylinderDRight: -0.5, axisDegreesRight: 90 })]
  expect(change(2, 'right', 'equivalent', reserve)).toBeCloseTo(-0.75, 10)
  expect(change(1, 'right', 'equivalent', reserve)).toBeNull()
})

test('a visit opens the checks of its age, a recheck vision alone; what was added or answered stays open', () => {
  expect(groupsFor('1', 'month24')).toEqual(['appearance', 'behaviour', 'position', 'coverAversion', 'refraction'])
  expect([groupsFor('2', null), groupsFor('3', null)]).toEqual([['vision'], ['appearance']])
  const open = (row: object, added: Parameters<typeof openGroups>[1] = []): string[] => openGroups({ ...emptyRow(eyeVisit), purpose: '2', ...row }, added).map(group => group.key)
  expect(open({})).toEqual(['vision'])
  expect(open({ wear: '1', refractionMethod: '3' })).toEqual(['vision', 'correctedVision'])
  expect(open({ redReflexLeft: '2' }, ['biometry'])).toEqual(['redReflex', 'vision', 'biometry'])
})
