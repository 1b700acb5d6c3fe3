import type { AutismScale } from '../../code/child-autism.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { checkScaleTotals } from '../../rule/child/autism-scales.ts'
import { totalOf } from '../../rule/child/scale-result.ts'
import type { Day } from '../../time/day.ts'

type Facts = Readonly<Record<string, unknown>> & { readonly kind: AutismScale | null; readonly testDay: Day | null; readonly abcTotal: number | null; readonly carsTotal: number | null; readonly otherName: string | null; readonly otherResult: string | null }

export const MCHAT_FIELDS = Array.from({ length: 23 }, (_, index) => `mchat${index + 1}`)
export const ABC_AREAS = ['abcSensory', 'abcRelating', 'abcBody', 'abcLanguage', 'abcSelfCare'] as const
export const CARS_FIELDS = Array.from({ length: 15 }, (_, index) => `cars${index + 1}`)
const DQ_FIELDS = ['grossMotorDq', 'fineMotorDq', 'adaptiveDq', 'languageDq', 'socialDq', 'totalDq'] as const

const numberOf = (row: Facts, name: string): number | null => typeof row[name] === 'number' ? row[name] : null

/** Rules within one test: something was tested, its parts and its total agree (§7). */
export function scaleRules(row: Facts, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.testDay && row.testDay > today) issues.push(block('testDay', message('childScale.future', '测试日期不能晚于今天,请核对')))
  const names: readonly string[] = row.kind === 'development' ? DQ_FIELDS : row.kind === 'mchat' ? MCHAT_FIELDS : row.kind === 'abc' ? ['abcTotal', ...ABC_AREAS] : row.kind === 'cars' ? ['carsTotal', ...CARS_FIELDS] : []
  if (names.length > 0 && names.every(name => row[name] === null || row[name] === undefined)) issues.push(block(names[0]!, message('childScale.empty', '还没有填写任何结果')))
  if (row.kind === 'other' && !row.otherName) issues.push(block('otherName', message('childScale.otherName', '请填写量表名称')))
  if (row.kind === 'other' && !row.otherResult) issues.push(block('otherResult', message('childScale.otherResult', '请填写量表结果')))
  for (const [total, parts] of [['abcTotal', ABC_AREAS], ['carsTotal', CARS_FIELDS]] as const) {
    const sum = totalOf(parts.map(name => numberOf(row, name)))
    const given = numberOf(row, total)
    if (sum !== null && given !== null && sum !== given) issues.push(block(total, message('childScale.sum', '总分 {{given}} 与各项之和 {{sum}} 不符,请核对', { given, sum })))
  }
  for (const name of CARS_FIELDS) { const points = numberOf(row, name); if (points !== null && !Number.isInteger(points * 2)) issues.push(block(name, message('childScale.carsStep', 'CARS 每项为 1~4 分,可有半分'))) }
  return [...issues, ...checkScaleTotals({ abcTotal: row.abcTotal, carsTotal: row.carsTotal })]
}
