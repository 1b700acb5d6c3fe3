import { block, message, retype, warn, type FieldIssue } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'
import { evaluateGrowth, type GrowthMeasurement } from './evaluate.ts'
import { DEFAULT_GROWTH_RULES, type GrowthRuleValues } from './rules.ts'
import type { GrowthTables } from './tables.ts'
import { lyingLengthCm } from './trend.ts'
import type { GrowthIndicator } from './words.ts'

export type MeasurementContext = {
  readonly today: Day
  readonly deathDay?: Day | null
  /** What was measured of this child at other times, by whatever record, in any order. */
  readonly others?: readonly GrowthMeasurement[]
}

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number'
const shown = (value: number): number => Number(value.toFixed(2))
/** Differences of typed tenths: 0.5 is 0.5, whatever the binary fraction says. */
const isMore = (difference: number, limit: number): boolean => difference > limit + 1e-9

function dayIssues({ birthDay, measuredDay }: GrowthMeasurement, { today, deathDay }: MeasurementContext): FieldIssue[] {
  if (measuredDay < birthDay) return [block('measuredDay', message('growth.check.beforeBirth', '测量日期不能早于出生日期'))]
  if (measuredDay > today) return [block('measuredDay', message('growth.check.future', '测量日期不能在今天之后'))]
  return deathDay && measuredDay > deathDay ? [block('measuredDay', message('growth.check.afterDeath', '测量日期不能晚于死亡日期'))] : []
}

function valueIssues(path: string, value: number | null | undefined, min: number, max: number): FieldIssue[] {
  if (!isNumber(value)) return []
  if (!(value > 0 && value < Infinity)) return [block(path, message('growth.check.notPositive', '测量值应为大于0的数'))]
  return value < min || value > max ? [warn(path, message('growth.check.unusual', '{{value}} 不在 {{min}}–{{max}} 之间,请核对', { value, min, max }))] : []
}

const MEASURES = ['weightKg', 'lengthCm', 'headCm'] as const
type Measure = (typeof MEASURES)[number]
/** The last time one measure was taken before: a visit that only weighed does not hide the length before it. */
type Before = Readonly<Partial<Record<Measure, GrowthMeasurement>>>

function lastOfEach(others: readonly GrowthMeasurement[], { measuredDay }: GrowthMeasurement): Before {
  const last: { [name in Measure]?: GrowthMeasurement } = {}
  for (const one of others.filter(other => other.measuredDay < measuredDay).toSorted((a, b) => a.measuredDay < b.measuredDay ? -1 : a.measuredDay > b.measuredDay ? 1 : 0)) {
    for (const name of MEASURES) if (isNumber(one[name])) last[name] = one
  }
  return last
}

function changeIssues(measurement: GrowthMeasurement, before: Before, rules: GrowthRuleValues): FieldIssue[] {
  const issues: FieldIssue[] = []
  const { lengthCm: length, headCm: head, weightKg: weight } = before
  if (isNumber(measurement.lengthCm) && length && isNumber(length.lengthCm)) {
    const shrunkCm = lyingLengthCm(length.lengthCm, length.position, rules) - lyingLengthCm(measurement.lengthCm, measurement.position, rules)
    const params = { cm: shown(shrunkCm), day: length.measuredDay }
    if (isMore(shrunkCm, rules.shrinkRetypeCm)) issues.push(retype('lengthCm', message('growth.check.lengthShrunkMuch', '身长(高)比上次({{day}})少 {{cm}} cm,请再输入一次', params)))
    else if (isMore(shrunkCm, rules.shrinkWarnCm)) issues.push(warn('lengthCm', message('growth.check.lengthShrunk', '身长(高)比上次({{day}})少 {{cm}} cm,请核对', params)))
  }
  if (isNumber(measurement.headCm) && head && isNumber(head.headCm) && isMore(head.headCm - measurement.headCm, rules.shrinkWarnCm)) {
    issues.push(warn('headCm', message('growth.check.headShrunk', '头围比上次({{day}})少 {{cm}} cm,请核对', { cm: shown(head.headCm - measurement.headCm), day: head.measuredDay })))
  }
  if (isNumber(measurement.weightKg) && weight && isNumber(weight.weightKg) && weight.weightKg > 0) {
    const lostPercent = (weight.weightKg - measurement.weightKg) / weight.weightKg * 100
    if (isMore(lostPercent, rules.weightLossRetypePercent)) issues.push(retype('weightKg', message('growth.check.weightLost', '体重比上次({{day}})少 {{percent}}%,请再输入一次', { percent: Math.round(lostPercent), day: weight.measuredDay })))
  }
  return issues
}

const INDICATOR_OF: Readonly<Record<Measure, GrowthIndicator>> = { weightKg: 'wfa', lengthCm: 'lhfa', headCm: 'hcfa' }

/** More than 3 SD (WHO) away from the last time (§4.7, mark K); by chronological age, so that the end of the correction is not a jump. */
function jumpIssues(tables: GrowthTables, measurement: GrowthMeasurement, before: Before, rules: GrowthRuleValues): FieldIssue[] {
  const zOf = (one: GrowthMeasurement) => new Map(evaluateGrowth(tables, one, { age: 'actual', rules }).rows.flatMap(row => row.z === null ? [] : [[row.indicator, row.z] as const]))
  const known = new Map([...new Set(Object.values(before))].map(one => [one, zOf(one)]))
  const now = zOf(measurement)
  return MEASURES.flatMap(name => {
    const last = before[name]
    const [from, to] = [last && known.get(last)?.get(INDICATOR_OF[name]), now.get(INDICATOR_OF[name])]
    return last && from !== undefined && to !== undefined && Math.abs(to - from) > rules.jumpSd ? [warn(name, message('growth.check.jump', '与上次({{day}})相差 {{sd}} 个标准差,请核对', { sd: shown(Math.abs(to - from)), day: last.measuredDay }))] : []
  })
}

/**
 * What is wrong with a visit's measurements (§4.7): physically impossible values and days block, rare ones warn and are
 * saved with a reason, changes that smell of a slip of the finger are typed again – each measure against the last time it
 * was taken.
 */
export function checkMeasurement(tables: GrowthTables, measurement: GrowthMeasurement, context: MeasurementContext, rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): readonly FieldIssue[] {
  const issues = [
    ...dayIssues(measurement, context), ...valueIssues('weightKg', measurement.weightKg, rules.weightMinKg, rules.weightMaxKg),
    ...valueIssues('lengthCm', measurement.lengthCm, rules.lengthMinCm, rules.lengthMaxCm), ...valueIssues('headCm', measurement.headCm, rules.headMinCm, rules.headMaxCm),
  ]
  if (issues.some(issue => issue.level === 'block')) return issues
  const before = lastOfEach(context.others ?? [], measurement)
  return [...issues, ...changeIssues(measurement, before, rules), ...jumpIssues(tables, measurement, before, rules)]
}
