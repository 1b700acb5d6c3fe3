import { expect, test } from 'vitest'
import { prenatalCommand } from '../../domain/rule/prenatal-command.ts'
import type { RuleRow } from '../../domain/rule/rule-command.ts'
import { RULE_COMMANDS } from '../../domain/rule/rule-commands.ts'
import { toDay } from '../../domain/time/day.ts'

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
