import { expect, test } from 'vitest'
import { eyeCommand } from '../../domain/rule/eye-command.ts'
import type { RuleRow } from '../../domain/rule/rule-command.ts'
import { toDay } from '../../domain/time/day.ts'

const CONTEXT = { today: toDay('2026-03-10'), read: (): string => { throw new Error('the rule reads no file') }, options: {} }
const run = (row: RuleRow): RuleRow => eyeCommand.run(row, CONTEXT) as RuleRow

test('a line of two eyes gives equivalents, findings by eye, advice and the sentence', () => {
  expect(run({ ageMonths: '60', rightS: '+3.75', rightC: '', rightA: '', leftS: '0.50', leftC: '-1.75', leftA: '90', rightVision: '0.8', leftVision: '4.7', cycloplegic: '' })).toEqual({
    rightSE: '3.750', leftSE: '-0.375', rightReserve: 'high', leftReserve: 'suspected', findings: 'hyperopia:R astigmatism:L anisometropia:RL lowVision:RL twoLines:RL', advice: 'refer 转诊', conclusion: '异常:远视、散光、屈光参差、视力低常、双眼视力相差两行及以上', faults: '',
  })
  expect(run({ ageMonths: '72', rightS: '0.5', leftS: '0.5', rightVision: '5.0', leftVision: '1.0' })).toMatchObject({ conclusion: '正常', rightReserve: 'suspected', faults: '' })
  expect(run({ ageMonths: '72', rightS: '−1.75', cycloplegic: 'y' })).toMatchObject({ conclusion: '正常', rightReserve: 'insufficient', leftSE: '' })
})

test('what cannot be read is named by its column, and nothing is concluded', () => {
  expect(run({ ageMonths: '', rightS: '1', rightVision: '0.7' })).toEqual({ faults: 'rightVision“0.7”不在视力表上,介于 4.8(0.6) 与 4.9(0.8) 之间;ageMonths 请填写完整月龄' })
  expect(run({ ageMonths: '60', rightS: 'x', leftC: '-1', leftA: '200', cycloplegic: '?' }).faults).toBe('rightS“x”无法识别;leftA“200”无法识别;填写了柱镜,请填写球镜(没有球镜时填 0);有柱镜时请填写轴位(1–180);cycloplegic“?”无法识别')
})
