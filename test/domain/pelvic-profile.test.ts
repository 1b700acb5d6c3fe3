import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../domain/modules/pelvic/assessment.record.ts'
import { comparisonOf, pairOf, scoresOf } from '../../domain/modules/pelvic/comparison.ts'
import { popqProfile } from '../../domain/modules/pelvic/popq-profile.ts'
import { answersOf, answersText } from '../../domain/modules/pelvic/questionnaire-found.ts'
import type { StoredPelvicQuestionnaire } from '../../domain/modules/pelvic/questionnaire.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { PopqGrid } from '../../domain/rule/pelvic/popq.ts'
import { QUESTIONNAIRES } from '../../domain/rule/pelvic/questionnaires.ts'

const GRID: PopqGrid = { aaCm: -1, baCm: 2, cCm: -4, ghCm: 4, pbCm: 3, tvlCm: 9, apCm: -3, bpCm: -3, dCm: -6 }
const tenths = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: Math.round(least * 10), max: Math.round(most * 10) }).map(value => value / 10)
const grids: fc.Arbitrary<PopqGrid> = tenths(5, 14).chain(tvlCm => fc.record({ aaCm: tenths(-3, 3), baCm: tenths(-3, tvlCm), cCm: tenths(-tvlCm, tvlCm), ghCm: tenths(1, 10), pbCm: tenths(1, 6), tvlCm: fc.constant(tvlCm), apCm: tenths(-3, 3), bpCm: tenths(-3, tvlCm), dCm: fc.option(tenths(-tvlCm, tvlCm)) }))

describe('侧面观', () => {
  test('every point stands at its own height; a B that came no further is one with its A', () => {
    const profile = popqProfile(GRID)!
    expect(profile.points.map(({ name, y, side }) => [name, y, side])).toEqual([['Aa', -1, 'anterior'], ['Ba', 2, 'anterior'], ['C', -4, 'anterior'], ['D', -6, 'apex'], ['Ap Bp', -3, 'posterior']])
    expect(popqProfile({ ...GRID, dCm: null })!.points.map(({ name, side }) => [name, side])).toContainEqual(['C', 'apex'])
    expect(profile.ticks).toEqual([-10, -8, -6, -4, -2, 0, 2])
  })
  test('nothing is drawn while a point is missing', () => {
    for (const point of ['aaCm', 'baCm', 'cCm', 'tvlCm', 'apCm', 'bpCm'] as const) expect(popqProfile({ ...GRID, [point]: null }), point).toBeNull()
    expect(popqProfile({ ...GRID, ghCm: null, pbCm: null, dCm: null })).not.toBeNull()
  })
  test('whatever was measured, the whole drawing lies inside its frame and the wall never hangs far beyond its lowest point', () => fc.assert(fc.property(grids, grid => {
    const { left, right, top, bottom, lines, points } = popqProfile(grid)!
    for (const { x, y } of [...points, ...lines.flatMap(line => line.points)]) expect(x >= left && x <= right && y >= top && y <= bottom).toBe(true)
    const wall = lines.find(({ line }) => line === 'wall')!.points
    expect(Math.max(...wall.map(({ y }) => y)) - Math.max(0, ...points.map(({ y }) => y))).toBeLessThan(1)
  })))
})

const assessment = (id: string, row: object = {}): StoredPelvicAssessment => ({ ...emptyRow(pelvicAssessment), id, day: '2026-03-02', kind: 'baseline', doctorName: '姜盆底', ...row }) as unknown as StoredPelvicAssessment
const score = (assessmentId: string, questionnaire: string, total: number | null): StoredPelvicQuestionnaire => ({ assessmentId, questionnaire, total }) as unknown as StoredPelvicQuestionnaire

describe('前后对比', () => {
  test('the last baseline against the newest; a single assessment is no pair', () => {
    const [one, two, three] = [assessment('1'), assessment('2', { kind: 'middle' }), assessment('3', { kind: 'end' })]
    expect([pairOf([]), pairOf([one])]).toEqual([null, null])
    expect(pairOf([one, two, three])).toEqual({ before: one, after: three })
    const again = assessment('4')
    expect(pairOf([one, two, three, again])).toEqual({ before: one, after: again })
    expect(pairOf([one, two, again, assessment('5', { kind: 'followUp' })])?.before).toBe(again)
  })
  test('which way is better depends on the measure; a rest within its reference is no change', () => {
    const before = assessment('1', { stage: '3', typeOneGrade: 2, preRestUv: 3.8, emgRestMaxUv: 4, postRestUv: 6, padGainG: 12, oxford: '3', painVas: 2 })
    const after = assessment('2', { stage: '1', typeOneGrade: 1, preRestUv: 2, emgRestMaxUv: 4, postRestUv: 4.5, padGainG: 12, oxford: '3', fastUv: 30 })
    expect(Object.fromEntries(comparisonOf(before, after).map(({ field, verdict }) => [field, verdict]))).toEqual({ stage: 'better', typeOneGrade: 'worse', preRestUv: 'same', postRestUv: 'better', padGainG: 'same', oxford: 'same', painVas: null, fastUv: null })
  })
  test('scores: a lower one is better, of PISQ-12 a higher; what has no score on both sides says nothing', () => {
    const rows = [score('1', 'pfdi20', 100), score('2', 'pfdi20', 60), score('1', 'pisq12', 30), score('2', 'pisq12', 28), score('1', 'wexner', 4), score('2', 'oabss', null)]
    expect(scoresOf(rows, '1', '2').map(({ questionnaire, before, after, verdict }) => [questionnaire, before, after, verdict])).toEqual([['pfdi20', 100, 60, 'better'], ['pisq12', 30, 28, 'worse'], ['wexner', 4, null, null]])
  })
})

test('answers are kept as they were given and read back the same', () => fc.assert(fc.property(fc.constantFrom(...QUESTIONNAIRES), fc.array(fc.option(fc.integer({ min: 0, max: 9 })), { minLength: 21, maxLength: 21 }), (questionnaire, given) => {
  const answers = Object.fromEntries(questionnaire.items.map(({ number }, index) => [number, given[index] ?? null]))
  const text = answersText(questionnaire, answers)
  expect(answersOf(questionnaire, text)).toEqual(answers)
  expect(text === null).toBe(Object.values(answers).every(value => value === null))
})))
