import { describe, expect, test } from 'vitest'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../domain/modules/pelvic/assessment.record.ts'
import { isHypertonic } from '../../domain/modules/pelvic/hypertonic.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { HOME_EXERCISE_DEFAULT, type HomeExercise, HomeExerciseSchema, type HomeLevel, homeLevel } from '../../domain/rule/pelvic/home-exercise.ts'
import { settingIssues } from '../../domain/settings/said.ts'
import { formatChinese, message } from '../../domain/message/message.ts'

const { usual, hypertonic } = HOME_EXERCISE_DEFAULT
const withLevels = (name: keyof HomeExercise, change: (levels: HomeLevel[]) => Partial<HomeLevel>[]): HomeExercise => ({ ...HOME_EXERCISE_DEFAULT, [name]: { ...HOME_EXERCISE_DEFAULT[name], levels: change([...HOME_EXERCISE_DEFAULT[name].levels]) } })
const changed = (name: keyof HomeExercise, at: number, part: Partial<HomeLevel>): HomeExercise => withLevels(name, levels => levels.map((one, index) => index === at ? { ...one, ...part } : one))
const faults = (value: HomeExercise): string[] => {
  const parsed = HomeExerciseSchema.safeParse(value)
  return parsed.success ? [] : settingIssues(parsed.error, () => message('setting.fieldWrong', '填写有误或超出范围,请检查')).map(({ path, message: said }) => `${path} ${formatChinese(said)}`)
}

describe('the level of a woman', () => {
  test('goes by her weakest strength, within 3–5 s and 10–15 times', () => {
    expect([[0], [1, 4], [2, null], [3, 5, 3], [4, 5], [5]].map(strengths => homeLevel(usual, strengths)!.level)).toEqual([1, 1, 2, 3, 4, 4])
    for (const strength of [0, 1, 2, 3, 4, 5]) {
      const { holdSeconds, restSeconds, times } = homeLevel(usual, [strength])!
      expect(holdSeconds >= 3 && holdSeconds <= 5 && restSeconds >= holdSeconds && times >= 10 && times <= 15).toBe(true)
    }
  })
  test('is not known without a strength, except where all have one', () => {
    expect(homeLevel(usual, [null, null])).toBeNull()
    expect(homeLevel(hypertonic, [null])).toMatchObject({ level: 1, quickTimes: 0 })
  })
  test('of a tense pelvic floor: no quick contraction, a longer rest than hold, breathing first, and nobody checked it', () => {
    for (const { quickTimes, restSeconds, holdSeconds, posture } of hypertonic.levels) { expect(quickTimes).toBe(0); expect(restSeconds).toBeGreaterThan(holdSeconds); expect(posture).toContain('呼吸') }
    expect([usual.source, hypertonic.source].every(source => source.includes('未核对'))).toBe(true)
  })
})

describe('levels a hospital may not set', () => {
  test('what is shipped may stand, also with a level less', () => {
    expect(faults(HOME_EXERCISE_DEFAULT)).toEqual([])
    expect(faults(withLevels('usual', levels => levels.slice(1)))).toEqual([])
  })
  test('a strength with two levels or none is named, with what to do', () => {
    expect(faults(changed('usual', 1, { upToStrength: 1 }))).toEqual(['usual.levels.1.upToStrength 第2级“肌力到”应大于上一级的 1 级,一个肌力只能属于一级,请改正'])
    expect(faults(changed('usual', 3, { upToStrength: 4 }))).toEqual(['usual.levels.3.upToStrength 最后一级“肌力到”应为 5 级,否则高于 4 级的肌力没有训练可用,请改正'])
    expect(faults(withLevels('usual', levels => levels.slice(0, 2)))).toEqual(['usual.levels.1.upToStrength 最后一级“肌力到”应为 5 级,否则高于 2 级的肌力没有训练可用,请改正'])
  })
  test('a rest is never shorter than the hold, of a tense pelvic floor it is longer', () => {
    expect(faults(changed('usual', 2, { restSeconds: 3 }))).toEqual(['usual.levels.2.restSeconds 第3级:放松(3 秒)不能短于收紧(4 秒),请改正'])
    expect(faults(changed('hypertonic', 0, { restSeconds: 2 }))).toEqual(['hypertonic.levels.0.restSeconds 第1级:高张时放松(2 秒)须长于收紧(2 秒),请改正'])
  })
  test('a number that is empty, broken or too large is said by its name, once', () => {
    expect(faults(changed('usual', 0, { holdSeconds: Number.NaN, times: 2.5, quickTimes: 51, roundsADay: 0, upToStrength: 6, posture: ' ' }))).toEqual([
      'usual.levels.0.upToStrength 第1级“肌力到”应为 0–5 的整数,请改正', 'usual.levels.0.holdSeconds 第1级“收紧”应为 1–20 秒的整数,请改正', 'usual.levels.0.times 第1级“慢收缩”应为 1–50 的整数,请改正',
      'usual.levels.0.quickTimes 第1级“快收缩”应为 0–50 的整数,不做填 0', 'usual.levels.0.roundsADay 第1级“每天”应为 1–10 的整数,请改正', 'usual.levels.0.posture 第1级“姿势”应为 1–120 字,请填写',
    ])
  })
})

describe('a pelvic floor that is too tense', () => {
  const assessed = (row: object): StoredPelvicAssessment => ({ ...emptyRow(pelvicAssessment), ...row }) as unknown as StoredPelvicAssessment
  const diagnosed = (diagnoses: string) => assessed({ diagnoses })
  const rested = (preRestUv: number) => assessed({ preRestUv, emgFindings: preRestUv > 4 ? 'overactive' : null })
  test('is what the last diagnosis, the last rest or an open course says', () => {
    expect([[], [assessed({})], [diagnosed('weakness')], [rested(3)]].map(all => isHypertonic(all, []))).toEqual([false, false, false, false])
    expect([[diagnosed('weakness,hypertonic')], [rested(6)], [diagnosed('hypertonic'), assessed({ oxford: '3' })], [rested(6), diagnosed('weakness')]].map(all => isHypertonic(all, []))).toEqual([true, true, true, true])
    expect([[diagnosed('hypertonic'), diagnosed('weakness')], [rested(6), rested(3)]].map(all => isHypertonic(all, []))).toEqual([false, false])
    expect(isHypertonic([diagnosed('weakness')], ['weakness', 'hypertonic'])).toBe(true)
  })
})
