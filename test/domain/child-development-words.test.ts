import { describe, expect, test } from 'vitest'
import { SCALE_RESULT } from '../../domain/code/child-autism.ts'
import { developmentTests, type DevelopmentWord, isDevelopmentAbnormal, wordOfScale } from '../../domain/rule/child/development-words.ts'
import { toDay } from '../../domain/time/day.ts'

const word = (day: string, from: DevelopmentWord['from'], says: DevelopmentWord['says'] = 'normal'): DevelopmentWord => ({ day: toDay(day), from, says })

describe('what was said about development (§7, §8, §14)', () => {
  test('every result of a scale is a word, but for an unfinished test', () => {
    expect(SCALE_RESULT.values.filter(result => wordOfScale(result) === null)).toEqual(['incomplete'])
    expect([wordOfScale('retest'), wordOfScale('disorder'), wordOfScale('autismRange'), wordOfScale('passed'), wordOfScale(null)]).toEqual(['borderline', 'abnormal', 'abnormal', 'normal', null])
  })
  test('two looks of one day are one test, and normal only if both are', () => {
    expect(developmentTests([word('2026-01-10', 'signs'), word('2026-01-10', 'doctor')])).toEqual([true])
    expect(developmentTests([word('2026-01-10', 'signs'), word('2026-01-10', 'doctor', 'abnormal'), word('2026-02-10', 'signs')])).toEqual([false, true])
  })
  test('only the same scale answers a scale; 70–79 is not normal; M-CHAT passed is no test of development', () => {
    expect(developmentTests([word('2026-01-10', 'development', 'abnormal'), word('2026-02-10', 'signs'), word('2026-03-10', 'doctor')])).toEqual([false, true, true, false])
    expect(developmentTests([word('2026-01-10', 'development', 'borderline'), word('2026-02-10', 'development')])).toEqual([false, true])
    expect(developmentTests([word('2026-01-10', 'mchat'), word('2026-02-10', 'cars')])).toEqual([])
    expect(developmentTests([word('2026-01-10', 'mchat', 'abnormal'), word('2026-02-10', 'development'), word('2026-03-10', 'mchat')])).toEqual([false, true])
  })
  test('发育筛查异常 as a factor: the last signs or a scale as last taken; nothing looked at is unknown', () => {
    expect(isDevelopmentAbnormal([])).toBeNull()
    expect(isDevelopmentAbnormal([word('2026-01-10', 'doctor', 'abnormal')])).toBeNull()
    expect(isDevelopmentAbnormal([word('2026-01-10', 'signs', 'abnormal'), word('2026-02-10', 'signs')])).toBe(false)
    expect(isDevelopmentAbnormal([word('2026-01-10', 'development', 'abnormal'), word('2026-02-10', 'signs')])).toBe(true)
    expect(isDevelopmentAbnormal([word('2026-01-10', 'development', 'borderline')])).toBe(false)
  })
})
