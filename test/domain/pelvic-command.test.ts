import { expect, test } from 'vitest'
import { pelvicScoresCommand, popqCommand } from '../../domain/rule/pelvic-command.ts'
import type { RuleRow } from '../../domain/rule/rule-command.ts'
import { toDay } from '../../domain/time/day.ts'

const CONTEXT = { today: toDay('2026-03-10'), read: (): string => { throw new Error('the rule reads no file') }, options: {} }

test('a grid gives stage, compartments, leading point and hiatus', () => {
  const run = (row: RuleRow): RuleRow => popqCommand.run(row, CONTEXT) as RuleRow
  expect(run({ Aa: '+1.5', Ba: '2', C: '-4', gh: '4.5', pb: '3.5', tvl: '9', Ap: '−2', Bp: '-2', D: '-6' })).toEqual({ stage: 'Ⅲ度', lead: '2', anterior: '阴道前壁脱垂 Ⅲ度', apical: '子宫脱垂 Ⅰ度', posterior: '阴道后壁脱垂 Ⅰ度', ghPb: '8', hiatus: '中度', asked: '', faults: '' })
  expect(run({ Aa: '3.5', Ba: 'x', C: '', tvl: '9', hysterectomy: 'y', D: '-6' }).faults).toBe('Ba“x”无法识别;Aa 应在 -3 至 3 cm 之间,请核对;子宫已切除,没有D点,请清空D;Aa、Ba、C、Ap、Bp、tvl 须全部填写')
})

test('answers in order give the scores; what is missing is named', () => {
  const run = (row: RuleRow): RuleRow => pelvicScoresCommand.run(row, CONTEXT) as RuleRow
  expect(run({ questionnaire: 'PFDI20', answers: '1 0 2 0 1 2 0 1 0 2 0 0 1 0 3 2 4 1 0 2' })).toEqual({ scales: 'POPDI-6=25 CRADI-8=12.50 UDI-6=50', total: '87.50', severity: '', missing: '', faults: '' })
  expect(run({ questionnaire: 'oabss', answers: '9 2 3 -' })).toEqual({ scales: 'OABSS=', total: '', severity: '', missing: '4', faults: '' })
  expect(run({ questionnaire: 'iciq', answers: '3 5 6' }).faults).toBe('第 4 题应为 0–6,请核对')
  expect(run({ questionnaire: 'wexner', answers: '1 2' }).faults).toBe('answers 应有 5 个答案,没有回答的写 -')
  expect(run({ questionnaire: 'epds', answers: '' }).faults).toBe('questionnaire“epds”无法识别')
})
