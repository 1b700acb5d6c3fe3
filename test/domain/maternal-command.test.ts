import { describe, expect, test } from 'vitest'
import { gestationCommand, riskColourCommand } from '../../domain/rule/maternal-command.ts'
import type { RuleRow } from '../../domain/rule/rule-command.ts'
import { toDay } from '../../domain/time/day.ts'
import { runRule } from '../support/rule-run.ts'

const CONTEXT = { today: toDay('2025-05-07'), read: (): string => { throw new Error('the rule reads no file') }, options: {} }

describe('gestation', () => {
  const run = (row: RuleRow): RuleRow => gestationCommand.run(row, CONTEXT) as RuleRow
  test('weeks and days as they are written', () => {
    expect(run({ text: '39周5天' })).toEqual({ weeks: '39', days: '5', totalDays: '278', shown: '39+5', faults: '' })
    expect(run({ text: 'x' })).toEqual({ faults: 'text“x”无法识别' })
    expect(run({ text: '12+9' })).toEqual({ faults: 'text“12+9”无法识别' })
    expect(run({ scanDay: '2025-03-31', scanGestation: '7+8' })).toEqual({ faults: 'scanGestation“7+8”无法识别' })
  })
  test('days of a pregnancy to its expected day, today’s gestation and what decided', () => {
    expect(run({ lastMenstruation: '2025-01-15' })).toEqual({ weeks: '16', days: '0', totalDays: '112', shown: '16+0', expectedDay: '2025-10-22', startDay: '2025-01-15', method: 'menstruation 末次月经', reason: '按末次月经推算:加 280 天', faults: '' })
    expect(run({ lastMenstruation: '2025-02-03', scanDay: '2025-03-31', scanGestation: '7+1', on: '2025-04-06' })).toMatchObject({ shown: '8+0', expectedDay: '2025-11-16', method: 'ultrasound 超声', reason: '超声孕周 7+1,末次月经孕周 8+0,相差 6 天,超过 5 天,按超声校正' })
    expect(['2025-01-14', '2025-12-02', '2025-12-03'].map(on => run({ lastMenstruation: '2025-01-15', on }).shown)).toEqual([undefined, '45+6', undefined])
    expect(run({ transferDay: '2025-03-10', embryoAge: '3', on: '2025-01-01' })).toEqual({ expectedDay: '2025-11-28', startDay: '2025-02-21', method: 'transfer 胚胎移植', reason: '按胚胎移植推算:移植日加 263 天(3 天胚胎)', faults: '' })
  })
  test('what cannot be read is named by its column', () => {
    expect(run({ lastMenstruation: '2025-02-30', scanDay: '2025-03-31', scanGestation: '', transferDay: '', embryoAge: '4' }).faults).toBe('lastMenstruation“2025-02-30”无法识别;scanGestation“”无法识别;embryoAge“4”无法识别')
    expect(run({ lastMenstruation: '2025-05-08' }).faults).toBe('末次月经不能晚于今天,请核对')
    expect(run({}).faults).toBe('请填写 text,或 lastMenstruation、scanDay 与 scanGestation、transferDay 与 embryoAge 中的一种')
  })
})

describe('risk-colour', () => {
  const run = (row: RuleRow): RuleRow => riskColourCommand.run(row, CONTEXT) as RuleRow
  test('measurements and confirmed rows to a colour', () => {
    expect(run({ ageYears: '41', heightCm: '162', weightKg: '68', haemoglobinGPerL: '60', hepatitisB: '+', altUPerL: '20' })).toEqual({
      bmi: '25.91', screening: 'S1.1 S1.3 S6.1 S6.5', proposed: 'Y1.2 Y2.3 O1.1 O2.6.2 P1', covered: 'Y1.1 Y2.6.2', colour: 'orange 橙', purple: 'y', shown: '橙', caseManagement: 'y', table: 'national-2017 v1.0', faults: '',
    })
    expect(run({ confirmed: 'R2.2 Y1.3' })).toMatchObject({ proposed: '', colour: 'red 红', purple: 'n', caseManagement: 'y' })
    expect(run({ syphilis: 'y' })).toMatchObject({ colour: 'green 绿', purple: 'y', shown: '紫', caseManagement: 'y' })
    expect(run({ ageYears: '30' })).toMatchObject({ bmi: '', colour: 'green 绿', shown: '绿', caseManagement: 'n', faults: '' })
    // Of whom nothing is known nothing is said.
    expect(run({})).toEqual({ faults: '请至少填写一项;什么都没有填写时不判为绿色' })
  })
  test('another unit, an unknown row or answer: nothing is concluded', () => {
    expect(run({ haemoglobinGPerL: '11.0', hiv: '?', confirmed: 'S1.1 Y9', systolicMmHg: '80', diastolicMmHg: '120' })).toEqual({
      faults: 'haemoglobinGPerL“11.0”应为 20–220 的数;hiv“?”无法识别;confirmed“S1.1”无法识别;confirmed“Y9”无法识别;舒张压应低于收缩压',
    })
  })
})

test('npm run rule -- risk-colour: every line of a file has its answer in its place, broken ones say what is wrong', async () => {
  const heading = `\ufeffno,${riskColourCommand.input.join(',')}`
  const lines = [
    '1,36,160,60,105,180,118,76,,,1,,,,n,n,n,', '2,29,160,60,,,,,,,,,,,y,,,', '3,29,160', '', '4,29,1.60,60,105,180,80,118,,,1,,,,n,x,n,Z9', '5,,,,,,,,,,,,,,,,,', '6,29,160,60,105,180,118,76,,,1,,,,n,n,n,O3.7,多一格', '7,30,160,60,105,180,118,76,,,2,,,,n,n,n,O3.7',
  ]
  const { code, out, err } = await runRule(['risk-colour'], [heading, ...lines].join('\r\n'))
  expect([code, err]).toEqual([0, ''])
  const rows = out.trim().split('\n').map(line => line.split(','))
  const answer = (column: string): (string | undefined)[] => rows.slice(1).map(cells => cells[rows[0]!.indexOf(column)])
  expect(rows[0]).toEqual(['no', ...riskColourCommand.input, ...riskColourCommand.output])
  expect(answer('no')).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  expect(answer('colour')).toEqual(['yellow 黄', 'green 绿', '', '', '', '', 'orange 橙'])
  expect(answer('shown')).toEqual(['黄', '紫', '', '', '', '', '橙'])
  for (const said of ['"第 4 行有 3 列,标题有 18 列,请核对逗号', 'heightCm“1.60”应为 100–220 的数;syphilis“x”无法识别;confirmed“Z9”无法识别;舒张压应低于收缩压', '请至少填写一项;什么都没有填写时不判为绿色', '"第 8 行有 19 列,标题有 18 列,请核对逗号']) expect(out).toContain(said)
})
