import { describe, expect, test } from 'vitest'
import { pelvicScoresCommand, popqCommand } from '../../domain/rule/pelvic-command.ts'
import type { RuleRow } from '../../domain/rule/rule-command.ts'
import { toDay } from '../../domain/time/day.ts'
import { runRule } from '../support/rule-run.ts'

const CONTEXT = { today: toDay('2026-03-10'), read: (): string => { throw new Error('the rule reads no file') }, options: {} }

test('a grid gives stage, compartments, leading point and hiatus', () => {
  const run = (row: RuleRow): RuleRow => popqCommand.run(row, CONTEXT) as RuleRow
  expect(run({ Aa: '+1.5', Ba: '2', C: '-4', gh: '4.5', pb: '3.5', tvl: '9', Ap: '−2', Bp: '-2', D: '-6' })).toEqual({ stage: 'Ⅲ度', lead: '2', anterior: '阴道前壁脱垂 Ⅲ度', apical: '子宫脱垂 Ⅰ度', posterior: '阴道后壁脱垂 Ⅰ度', ghPb: '8', hiatus: '中度', asked: '', faults: '' })
  // What is only asked about keeps its stage.
  expect(run({ Aa: '-1', Ba: '-2', C: '-6', gh: '11', pb: '3.5', tvl: '9', Ap: '-2', Bp: '-2', D: '-5' })).toMatchObject({ stage: 'Ⅱ度', asked: 'gh 通常在 1–10 cm 之间,请核对;Ba 是最远端,不应高于 Aa,请核对;后穹窿(D)通常高于宫颈(C),请核对', faults: '' })
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

describe.concurrent('npm run rule', () => {
  test('popq: a broken line says why on its line and does not stop the others; the key stays in front', async ({ expect }) => {
    const { code, out } = await runRule(['popq'], 'key,Aa,Ba,C,gh,pb,tvl,Ap,Bp,D,hysterectomy\nk1,3.5,,,,,,,,,q\nk2,+3,6.5,6.5,6,4,8.5,+3,6,,y\nk3,-3,-3,-8,4,3.5,9,-3,-3,-9,n\n')
    expect([code, out.trim().split('\n')]).toEqual([0, [
      'key,Aa,Ba,C,gh,pb,tvl,Ap,Bp,D,hysterectomy,stage,lead,anterior,apical,posterior,ghPb,hiatus,asked,faults',
      'k1,3.5,,,,,,,,,q,,,,,,,,,"hysterectomy“q”无法识别;Aa 应在 -3 至 3 cm 之间,请核对;Aa、Ba、C、Ap、Bp、tvl 须全部填写"',
      'k2,+3,6.5,6.5,6,4,8.5,+3,6,,y,Ⅳ度,6.5,阴道前壁脱垂 Ⅳ度,阴道残端脱垂 Ⅳ度,阴道后壁脱垂 Ⅲ度,10,重度,,',
      'k3,-3,-3,-8,4,3.5,9,-3,-3,-9,n,0度,-3,阴道前壁脱垂 0度,子宫脱垂 0度,阴道后壁脱垂 0度,7.5,轻度,,',
    ]])
  })
  test('pelvic-scores: broken lines among good ones; what was not answered is named', async ({ expect }) => {
    const { code, out } = await runRule(['pelvic-scores'], 'key,questionnaire,answers\nk1,epds,1\nk2,oabss,9 2 3 3\nk3,wexner,1 2 9 x 0\nk4,pfiq7,-\nk5,pisq12,1 2 1 2 4 3 4 4 3 - - 2\nk6,pisq12,1 2 1 2 4 3 4 4 - - - 2\n')
    expect([code, out.trim().split('\n')]).toEqual([0, [
      'key,questionnaire,answers,scales,total,severity,missing,faults', 'k1,epds,1,,,,,questionnaire“epds”无法识别', 'k2,oabss,9 2 3 3,OABSS=9,9,中度,,', 'k3,wexner,1 2 9 x 0,,,,,"answers“x”无法识别;第 3 题应为 0–4,请核对"',
      'k4,pfiq7,-,,,,,"answers 应有 21 个答案,没有回答的写 -"', 'k5,pisq12,1 2 1 2 4 3 4 4 3 - - 2,PISQ-12=36,36,,10 11,', 'k6,pisq12,1 2 1 2 4 3 4 4 - - - 2,PISQ-12=,,,9 10 11,',
    ]])
  })
  test('a line that is cut short is answered in its place', async ({ expect }) => {
    const { code, out } = await runRule(['pelvic-scores'], 'key,questionnaire,answers\nk1,oabss,9 2 3 3\nk2,oabss\n')
    expect([code, out.trim().split('\n').at(-1)]).toEqual([0, 'k2,oabss,,,,,,"第 3 行有 2 列,标题有 3 列,请核对逗号 wrong number of columns"'])
  })
})
