import { describe, expect, test } from 'vitest'
import { PELVIC_DIAGNOSIS, type PelvicDiagnosis } from '../../domain/code/pelvic-care.ts'
import { changeOf, type Measured, measureFor } from '../../domain/rule/pelvic/improvement.ts'

const NOTHING: Measured = { oxford: null, typeOneGrade: null, typeTwoGrade: null, stage: null, padGainG: null, painVas: null, diastasisAboveMm: null, diastasisAtMm: null, diastasisBelowMm: null, preRestUv: null, postRestUv: null, emgRestMaxUv: null, score: null }
const change = (diagnosis: PelvicDiagnosis, before: Partial<Measured>, after: Partial<Measured>) => changeOf(diagnosis, { ...NOTHING, ...before }, { ...NOTHING, ...after })

test('every diagnosis has the measure that fits it', () => {
  expect(Object.fromEntries(PELVIC_DIAGNOSIS.values.map(diagnosis => [diagnosis, measureFor(diagnosis)]))).toEqual({
    weakness: 'strength', stressIncontinence: 'pad', urgeIncontinence: 'oabss', mixedIncontinence: 'pad', overactiveBladder: 'oabss', prolapse: 'stage', analIncontinence: 'wexner', constipation: 'strength',
    chronicPain: 'pain', sexualDysfunction: 'pisq', diastasis: 'diastasis', girdlePain: 'pain', hypertonic: 'rest', none: 'strength',
  })
})

describe('what a course changed', () => {
  test.each<[string, PelvicDiagnosis, Partial<Measured>, Partial<Measured>, ReturnType<typeof changeOf>]>([
    ['a pad that gains less is better, by tenths of a gram', 'stressIncontinence', { padGainG: 10.1 }, { padGainG: 10 }, 'better'], ['as much is the same', 'stressIncontinence', { padGainG: 10 }, { padGainG: 10 }, 'same'], ['more is worse', 'stressIncontinence', { padGainG: 10 }, { padGainG: 10.1 }, 'worse'],
    ['a dry pad that stays dry has nothing to compare', 'stressIncontinence', { padGainG: 0 }, { padGainG: 0 }, null], ['a dry pad that gets wet is worse', 'stressIncontinence', { padGainG: 0 }, { padGainG: 4 }, 'worse'],
    ['OABSS, Wexner: fewer points', 'overactiveBladder', { score: 9 }, { score: 3 }, 'better'], ['Wexner more', 'analIncontinence', { score: 3 }, { score: 9 }, 'worse'], ['PISQ-12: more points', 'sexualDysfunction', { score: 30 }, { score: 38 }, 'better'],
    ['PISQ-12 at 0 both times is the same, not nothing', 'sexualDysfunction', { score: 0 }, { score: 0 }, 'same'],
    ['POP-Q one stage down', 'prolapse', { stage: '2' }, { stage: '1' }, 'better'], ['to stage 0', 'prolapse', { stage: '1' }, { stage: '0' }, 'better'], ['no prolapse before and after', 'prolapse', { stage: '0' }, { stage: '0' }, null],
    ['pain', 'chronicPain', { painVas: 6.5 }, { painVas: 6 }, 'better'],
    ['diastasis by its widest site, whatever a narrow one did', 'diastasis', { diastasisAboveMm: 18, diastasisAtMm: 31 }, { diastasisAboveMm: 20, diastasisAtMm: 24 }, 'better'],
    ['a site measured once is not compared', 'diastasis', { diastasisAtMm: 31, diastasisBelowMm: 10 }, { diastasisAtMm: 31, diastasisAboveMm: 40 }, 'same'], ['no common site', 'diastasis', { diastasisAtMm: 31 }, { diastasisAboveMm: 20 }, null],
    ['strength: one grade up, none down', 'weakness', { oxford: '2', typeOneGrade: 3, typeTwoGrade: 3 }, { oxford: '3', typeOneGrade: 3, typeTwoGrade: 3 }, 'better'], ['one up and one down', 'weakness', { oxford: '2', typeOneGrade: 3 }, { oxford: '3', typeOneGrade: 2 }, 'same'],
    ['one down', 'weakness', { oxford: '3', typeTwoGrade: 4 }, { oxford: '3', typeTwoGrade: 3 }, 'worse'], ['strength of 0 both times is the same', 'weakness', { oxford: '0' }, { oxford: '0' }, 'same'],
    ['a rest within its reference has nothing to compare', 'hypertonic', { preRestUv: 3.9, emgRestMaxUv: 4 }, { preRestUv: 2, emgRestMaxUv: 4 }, null], ['only what lies above it counts', 'hypertonic', { preRestUv: 4.1, postRestUv: 2, emgRestMaxUv: 4 }, { preRestUv: 4, postRestUv: 3, emgRestMaxUv: 4 }, 'better'],
    ['another measure says nothing', 'overactiveBladder', { padGainG: 10, oxford: '2' }, { padGainG: 0, oxford: '5' }, null], ['measured once', 'weakness', { oxford: '2' }, {}, null],
  ])('%s', (_, diagnosis, before, after, expected) => { expect(change(diagnosis, before, after)).toBe(expected) })
  test('without one of both assessments there is no change', () => {
    expect([changeOf('weakness', null, NOTHING), changeOf('weakness', NOTHING, null)]).toEqual([null, null])
  })
})
