import { describe, expect, test } from 'vitest'
import { DEFAULT_SCREENING_DISEASES } from '../../domain/rule/child/screening-diseases.ts'
import { diseaseWord, hearingWord, isScreeningAbnormal } from '../../domain/rule/child/screening-words.ts'
import type { HearingFact } from '../../domain/rule/child/hearing-chain.ts'
import type { ScreeningLine } from '../../domain/rule/child/screening-chain.ts'
import { toDay } from '../../domain/time/day.ts'

type Line = Pick<ScreeningLine, 'screening' | 'state' | 'disease'>
const line = (screening: Line['screening'], state: Line['state'], disease: string | null = null): Line => ({ screening, state, disease })
const test1 = (right: HearingFact['right'], left: HearingFact['left']): HearingFact => ({ id: 'x', day: toDay('2026-03-01'), stage: '1', right, left, diagnosis: null })
const { diseases } = DEFAULT_SCREENING_DISEASES

describe('what a screening says in the words of the home visit (§4.1, §10)', () => {
  test('hearing', () => {
    expect((['passed', 'retest', 'diagnosis', 'confirmed', 'treated', 'excluded', 'notDone', 'lost'] as const).map(state => hearingWord(line('hearing', state), []))).toEqual(['1', '2', '2', '2', '2', null, null, null])
    expect([hearingWord(line('hearing', 'missed'), [test1('3', '3')]), hearingWord(line('hearing', 'missed'), [test1('1', '3')]), hearingWord(undefined, [])]).toEqual(['3', null, null])
  })
  test('heel prick', () => {
    const word = (...lines: Line[]) => diseaseWord(lines, diseases)
    expect([word(line('bloodSpot', 'negative')), word(line('bloodSpot', 'excluded', 'CH')), word(line('bloodSpot', 'notSampled')), word(line('bloodSpot', 'sampled')), word()].map(({ codes }) => codes.join())).toEqual(['2', '2', '', '', ''])
    for (const open of ['suspicious', 'positive', 'recalled', 'resample', 'refused', 'lost'] as const) expect(word(line('bloodSpot', open, 'CH'))).toEqual({ codes: [], note: null })
    expect(word(line('bloodSpot', 'confirmed', 'PKU'), line('bloodSpot', 'confirmed', 'CH'), line('bloodSpot', 'confirmed', 'CAH'), line('hearing', 'retest'))).toEqual({ codes: ['3', '4', '5'], note: '先天性肾上腺皮质增生症' })
    // A disease that has left the dictionary keeps its code as its name.
    expect(word(line('bloodSpot', 'confirmed', 'XYZ'))).toEqual({ codes: ['5'], note: 'XYZ' })
  })
  test('abnormal, normal, or neither', () => {
    expect([line('hearing', 'retest'), line('hearing', 'passed'), line('hearing', 'notDone'), line('heart', 'positive')].map(one => isScreeningAbnormal([one], 'hearing'))).toEqual([true, false, null, null])
    expect(isScreeningAbnormal([line('bloodSpot', 'sampled'), line('bloodSpot', 'positive', 'CH')], 'bloodSpot')).toBe(true)
    expect(isScreeningAbnormal([line('bloodSpot', 'sampled'), line('bloodSpot', 'excluded', 'CH')], 'bloodSpot')).toBeNull()
  })
})
