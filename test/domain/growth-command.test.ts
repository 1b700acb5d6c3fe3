import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { growthCommand } from '../../domain/rule/growth-command.ts'
import { readOptions, type RuleContext, type RuleRow } from '../../domain/rule/rule-command.ts'
import { RULE_COMMANDS } from '../../domain/rule/rule-commands.ts'
import { toDay } from '../../domain/time/day.ts'
import { resources } from '../support/growth.ts'
import { runRule } from '../support/rule-run.ts'

const context = (age: string): RuleContext => ({ today: toDay('2026-01-01'), read: path => readFileSync(join(resources, path), 'utf8'), options: { age } })
const [auto, actual] = [context('auto'), context('actual')]
const run = (cells: string, by = auto): RuleRow[] => {
  const row = Object.fromEntries(growthCommand.input.map((column, index) => [column, cells.split(',')[index] ?? '']))
  const answer = growthCommand.run(row, by)
  return Array.isArray(answer) ? [...answer as readonly RuleRow[]] : [answer as RuleRow]
}
const short = (rows: readonly RuleRow[]) => rows.map(({ standard, indicator }) => `${standard} ${indicator}`)

describe('rule growth', () => {
  test('a line for every standard and indicator that applies', () => {
    expect(short(run('1,1,2023-01-10,2025-02-25,10.4,85,H,48,n,,'))).toEqual([
      'who2006 wfa', 'who2006 lhfa', 'who2006 wfh', 'who2006 bfa', 'who2006 hcfa', 'wst423 wfa', 'wst423 lhfa', 'wst423 wfh', 'wst423 bfa', 'wst423 hcfa'])
    const inTable = (line: string) => short(run(line).filter(row => row.grade !== ''))
    expect(inTable('2,2,2018-01-10,2025-02-25,22,120,,,,,')).toEqual(['who2007 wfa', 'who2007 lhfa', 'who2007 bfa', 'wst586 bfa', 'wst612 lhfa'])
    expect(short(run('4,1,2024-01-01,2024-01-01,3.2,50,L,34,,40,'))).toContain('wst800 wfa')
  })
  test('outside the table of a standard a measurement keeps its line, without z and with the reason, whatever else the child has', () => {
    const beyond = (line: string) => run(line).filter(row => row.grade === '').map(({ standard, indicator, z, percentile, flag }) => [`${standard} ${indicator}`, `${z}${percentile}`, flag])
    const why = '年龄超出该标准的范围,不评价'
    // WHO 2007 has no weight beyond 120 months, WS/T 423 nothing from 7 years on.
    expect(beyond('3,2,2012-01-10,2025-02-25,40,150,,,,,')).toEqual(['who2007 wfa', 'wst423 wfa', 'wst423 lhfa', 'wst423 wfh', 'wst423 bfa'].map(line => [line, '', why]))
    expect(beyond('4,2,2012-01-10,2025-02-25,40,,,,,,')).toEqual(['who2007 wfa', 'wst423 wfa'].map(line => [line, '', why]))
    // The head of a six-year-old beside a weight that WS/T 423 does evaluate.
    expect(run('5,1,2019-01-10,2025-02-25,21,,,51,,,').find(row => row.indicator === 'hcfa')).toMatchObject({ standard: 'wst423', z: '', grade: '', flag: why })
  })
  test('preterm: corrected where the rule says so, chronological on demand', () => {
    const line = '15,1,2024-01-01,2024-07-01,6.0,,,,,32,0'
    expect(run(line)[0]).toMatchObject({ id: '15', standard: 'who2006', indicator: 'wfa', ageDays: '126', ageUsed: 'corrected', z: '-1.448953', percentile: '7.3675', grade: '正常' })
    expect(run(line, actual)[0]).toMatchObject({ ageDays: '182', ageUsed: 'actual', z: '-2.496241', grade: '低体重' })
    expect(run('16,1,2024-01-01,2024-01-20,2.0,,,,,32,0').map(row => row.flag)).toEqual(['未足月,不适用', '未足月,不适用'])
  })
  test('Chinese standards have no z; the flag says so and names the status', () => {
    const row = run('17,1,2020-01-15,2021-01-15,8.0,,,,,,').find(one => one.standard === 'wst423')
    expect(row).toMatchObject({ z: '', percentile: '', grade: '下', flag: '低体重; 标准未给出z值,估算-2.25' })
    expect(run('55,1,2024-01-01,2024-01-01,3.001,,,,,40,0').find(one => one.standard === 'wst800')).toMatchObject({ grade: '小于胎龄', flag: 'P3–P10; 未注明胎数,按单胎评价; 标准未给出z值' })
  })
  test('oedema, conversions and implausible values are flagged', () => {
    expect(run('13,1,2020-01-15,2021-01-15,9,75,L,,y,,').filter(row => row.standard === 'who2006').map(row => [row.indicator, row.z === '', row.flag])).toEqual([
      ['wfa', true, '有水肿,不评价与体重有关的指标'], ['lhfa', false, ''], ['wfl', true, '有水肿,不评价与体重有关的指标'], ['bfa', true, '有水肿,不评价与体重有关的指标']])
    expect(run('4,1,2020-01-15,2022-01-14,,85,H,,,,')[0]?.flag).toBe('立位测量,已换算为卧位')
    expect(run('5,1,2020-01-15,2021-01-15,25,,,,,,')[0]?.flag).toBe('z值超出合理范围,请核对测量值')
  })
  test.each([
    ['x,1,2024-02-30,2024-07-01,6,,,,,,', 'birth“2024-02-30”无法识别'],
    ['x,3,2024-01-01,,6,,,,,,', 'sex“3”无法识别; measured“”无法识别'],
    ['x,1,2024-01-01,2024-07-01,six,-5,Z,0,maybe,,', 'position“Z”无法识别; oedema“maybe”无法识别; weightKg“six”不是大于0的数; lengthCm“-5”不是大于0的数; headCm“0”不是大于0的数'],
    ['x,1,2024-01-01,2024-07-01,6,,,,,50,', 'gestationWeeks“50+”无法识别'],
    ['x,1,2024-01-01,2024-07-01,6,,,,,,3', 'gestationWeeks“+3”无法识别'],
    ['x,1,2024-01-01,2023-12-31,6,,,,,,', '测量日期早于出生日期,不能评价'],
    ['x,9,2024-01-01,2024-07-01,6,,,,,,', '性别未知或未说明,不能评价'],
    ['x,1,2024-01-01,2024-07-01,,,,,,,', '没有可评价的测量值'],
  ])('%s → one line that says why', (line, flag) => {
    const rows = run(line)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ id: 'x', standard: '', indicator: '', z: '', flag })
  })
})

describe('options of a command', () => {
  test('default, chosen, and what is not known', () => {
    expect(readOptions(growthCommand, [])).toEqual({ age: 'auto' })
    expect(readOptions(growthCommand, ['--age', 'actual'])).toEqual({ age: 'actual' })
    expect(readOptions(growthCommand, ['--age=actual'])).toEqual({ age: 'actual' })
    for (const words of [['--age'], ['--age', 'both'], ['age', 'actual'], ['--sex', '1'], ['--constructor', 'x']]) expect(readOptions(growthCommand, words)).toBeUndefined()
    expect(readOptions({}, ['--age', 'actual'])).toBeUndefined()
  })
})

describe.concurrent('npm run rule', () => {
  test('growth has exactly its columns, and a short line does not stop the file', async ({ expect }) => {
    const { code, out } = await runRule(['growth', '--age', 'actual'], `${growthCommand.input.join(',')},ward\na,1,2020-01-15,2021-01-15,9,,,,,,,3\nb,2\nc,2,2020-01-15,2021-01-15,9,,,,,,,3\n`)
    expect(code).toBe(0)
    const lines = out.trim().split('\n')
    expect(lines[0]).toBe('id,standard,indicator,ageDays,ageUsed,z,percentile,grade,flag')
    expect(lines.slice(1).map(line => line.split(',').slice(0, 3).join())).toEqual(['a,who2006,wfa', 'a,wst423,wfa', 'b,,', 'c,who2006,wfa', 'c,wst423,wfa'])
  })
  test('missing columns stop with 2, in both languages', async ({ expect }) => {
    const { code, err } = await runRule(['growth'], 'id,sex\n1,1\n')
    expect([code, err.split('\n')[0]]).toEqual([2, '缺少列 missing columns: birth, measured, weightKg, lengthCm, position, headCm, oedema, gestationWeeks, gestationDays'])
  })
  test('other rules still pass their input through', async ({ expect }) => {
    const { out } = await runRule(['gestation'], 'key,text\nk1,39+5\nk2,x\n')
    expect(out).toBe('key,text,weeks,days,totalDays,shown,expectedDay,startDay,method,reason,faults\nk1,39+5,39,5,278,39+5,,,,,\nk2,x,,,,,,,,,text“x”无法识别\n')
  })
  test('every rule has its own name and says where it comes from', () => {
    expect(new Set(RULE_COMMANDS.map(one => one.name)).size).toBe(RULE_COMMANDS.length)
    expect(RULE_COMMANDS.every(one => one.source !== '' && one.output.length > 0)).toBe(true)
  })
})
