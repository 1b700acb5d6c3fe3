import { expect, test } from 'vitest'
import { prenatalCommand } from '../../domain/rule/prenatal-command.ts'
import type { RuleRow } from '../../domain/rule/rule-command.ts'
import { RULE_COMMANDS } from '../../domain/rule/rule-commands.ts'
import { toDay } from '../../domain/time/day.ts'
import { runRule } from '../support/rule-run.ts'

const CONTEXT = { today: toDay('2026-03-10'), read: (): string => { throw new Error('the rule reads no file') }, options: {} }
const run = (row: RuleRow): RuleRow => prenatalCommand.run(row, CONTEXT) as RuleRow

test('it is one of the rules', () => { expect(RULE_COMMANDS).toContain(prenatalCommand) })

test('P-10: a line gives the open windows, each class, the worst, NIPT, indications and the next step', () => {
  expect(run({ gestation: '16+1', fetusCount: '1', ageAtDelivery: '36', weightKg: '60', heightCm: '160', t21: '<1/50000', t18: '1:200', afpMom: '1.1' })).toEqual({
    open: 'secondSerum nipt amniocentesis midUltrasound', afpMom: '1.10', t21Class: 'low 低风险', t18Class: 'high 高风险', t13Class: '', ontdClass: 'low 低风险', overall: 'high 高风险', nt: '', nipt: 'caution 慎用', niptCriteria: '血清学筛查为高风险、预产期年龄达到高龄',
    indications: '预产期年龄达到高龄、血清学筛查高风险', next: 'diagnosis 转产前诊断咨询', faults: '',
  })
})

test('P-11, P-13, P-17, P-18, P-20: MoM from its parts, early weeks, twins, borderline, translucency', () => {
  expect([run({ gestation: '16', afp: '62.4', afpMedian: '48' }).afpMom, run({ gestation: '16', afp: '62.4', afpMedian: '48', weightFactor: '0.95' }).afpMom]).toEqual(['1.30', '1.37'])
  expect([run({ gestation: '16', afpMom: '2.49' }).ontdClass, run({ gestation: '16', afpMom: '2.5' }).ontdClass]).toEqual(['low 低风险', 'high 高风险'])
  expect(run({ gestation: '11+6' })).toMatchObject({ nipt: 'notSuitable 不适用', overall: '', next: 'sampleNow 在本次窗口内采血' })
  expect(run({ gestation: '16', fetusCount: '2', ageAtDelivery: '30', t21: '1/5000' })).toMatchObject({ nipt: 'caution 慎用', overall: 'low 低风险', next: 'routine 常规产检' })
  expect(run({ gestation: '17周2天', t21: '1/600' })).toMatchObject({ overall: 'borderline 临界风险', nipt: 'suitable 适用', next: 'nipt 建议NIPT' })
  expect(run({ gestation: '12+3', ntMm: '3.0', crlMm: '60' })).toMatchObject({ nt: 'high', indications: 'NT增厚' })
})

test('what cannot be read is named by its column, and nothing is concluded', () => {
  expect(run({})).toEqual({ faults: 'gestation 请填写孕周,如 15+3' })
  expect(run({ gestation: '15+8', t21: '270', afp: '-3', fetusCount: '0', heightCm: 'x' })).toEqual({ faults: 'gestation 请填写孕周,如 15+3;fetusCount“0”无法识别;heightCm“x”无法识别;afp“-3”无法识别;t21“270”无法识别' })
  expect(run({ gestation: '16', fetusCount: '3', t21: '1/5000' }).faults).toBe('3 胎妊娠不能做血清学筛查,请改为超声筛查和产前诊断咨询')
})

const FILE = `\ufeffno,${prenatalCommand.input.join(',')}\r\n`
test('npm run rule -- prenatal: every line of a file has its answer in its place, broken ones say what is wrong', async () => {
  const lines = ['1,16+1,1,36,60,160,<1/50000,1:200,,,,,1.1,,', '2,16+1,1,36', '', '3,16+8,1,30,x,160,270,,,,,,,,', '4,16+2,1,30,,,1/900,,,,,,,,,多一格', '5,12+3,1,30,60,160,,,,,,,,3.0,60', '6,16,3,30,60,160,1/5000,,,,,,,,']
  const { code, out, err } = await runRule(['prenatal'], FILE + lines.join('\r\n'))
  expect([code, err]).toEqual([0, ''])
  const rows = out.trim().split('\n').map(line => line.split(','))
  const heading = rows[0]!
  const answer = (column: string): (string | undefined)[] => rows.slice(1).map(cells => cells[heading.indexOf(column)])
  // The file's own columns stand in front; a column of the answer stands there once.
  expect(heading).toEqual(['no', ...prenatalCommand.input.filter(column => column !== 'afpMom'), ...prenatalCommand.output])
  expect(answer('no')).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(answer('overall')).toEqual(['high 高风险', '', '', '', '', ''])
  expect(answer('indications')).toEqual(['预产期年龄达到高龄、血清学筛查高风险', '', '', '', 'NT增厚', ''])
  expect(out).toContain('"第 3 行有 4 列,标题有 15 列,请核对逗号 wrong number of columns"')
  expect(out).toContain('gestation 请填写孕周,如 15+3;weightKg“x”无法识别;t21“270”无法识别')
  expect(out).toContain('"第 6 行有 16 列,标题有 15 列,请核对逗号 wrong number of columns"')
  expect(out).toContain('3 胎妊娠不能做血清学筛查,请改为超声筛查和产前诊断咨询')
})

test('a file without a column, or with a quotation mark that never ends, stops with what is wrong', async () => {
  expect(await runRule(['prenatal'], 'no,gestation\n1,16\n')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^缺少列 missing columns: fetusCount, ageAtDelivery/) as string })
  expect(await runRule(['prenatal'], `${FILE}1,"16+1,1,36\n`)).toMatchObject({ code: 2, err: expect.stringMatching(/^文件格式有误,没有读完,请核对引号/) as string })
})
