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
  /** The last visit before this one. */
  readonly previous?: GrowthMeasurement | null
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

function changeIssues(measurement: GrowthMeasurement, previous: GrowthMeasurement, rules: GrowthRuleValues): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (isNumber(measurement.lengthCm) && isNumber(previous.lengthCm)) {
    const shrunkCm = lyingLengthCm(previous.lengthCm, previous.position, rules) - lyingLengthCm(measurement.lengthCm, measurement.position, rules)
    if (isMore(shrunkCm, rules.shrinkRetypeCm)) issues.push(retype('lengthCm', message('growth.check.lengthShrunkMuch', '身长(高)比上次少 {{cm}} cm,请再输入一次', { cm: shown(shrunkCm) })))
    else if (isMore(shrunkCm, rules.shrinkWarnCm)) issues.push(warn('lengthCm', message('growth.check.lengthShrunk', '身长(高)比上次少 {{cm}} cm,请核对', { cm: shown(shrunkCm) })))
  }
  if (isNumber(measurement.headCm) && isNumber(previous.headCm) && isMore(previous.headCm - measurement.headCm, rules.shrinkWarnCm)) {
    issues.push(warn('headCm', message('growth.check.headShrunk', '头围比上次少 {{cm}} cm,请核对', { cm: shown(previous.headCm - measurement.headCm) })))
  }
  if (isNumber(measurement.weightKg) && isNumber(previous.weightKg) && previous.weightKg > 0) {
    const lostPercent = (previous.weightKg - measurement.weightKg) / previous.weightKg * 100
    if (isMore(lostPercent, rules.weightLossRetypePercent)) issues.push(retype('weightKg', message('growth.check.weightLost', '体重比上次少 {{percent}}%,请再输入一次', { percent: Math.round(lostPercent) })))
  }
  return issues
}

const FIELD_OF: Partial<Record<GrowthIndicator, string>> = { wfa: 'weightKg', lhfa: 'lengthCm', hcfa: 'headCm' }

/** More than 3 SD (WHO) away from the last visit (§4.7, mark K); by chronological age, so that the end of the correction is not a jump. */
function jumpIssues(tables: GrowthTables, measurement: GrowthMeasurement, previous: GrowthMeasurement, rules: GrowthRuleValues): FieldIssue[] {
  const zOf = (one: GrowthMeasurement) => new Map(evaluateGrowth(tables, one, { age: 'actual', rules }).rows.flatMap(row => row.z === null ? [] : [[row.indicator, row.z] as const]))
  const [before, after] = [zOf(previous), zOf(measurement)]
  return Object.entries(FIELD_OF).flatMap(([indicator, path]) => {
    const [from, to] = [before.get(indicator as GrowthIndicator), after.get(indicator as GrowthIndicator)]
    return from !== undefined && to !== undefined && Math.abs(to - from) > rules.jumpSd ? [warn(path, message('growth.check.jump', '与上次相差 {{sd}} 个标准差,请核对', { sd: shown(Math.abs(to - from)) }))] : []
  })
}

/**
 * What is wrong with a visit's measurements (§4.7): physically impossible values and days block, rare ones warn and are
 * saved with a reason, changes since the last visit that smell of a slip of the finger are typed again.
 */
export function checkMeasurement(tables: GrowthTables, measurement: GrowthMeasurement, context: MeasurementContext, rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): readonly FieldIssue[] {
  const { previous } = context
  const issues = [
    ...dayIssues(measurement, context), ...valueIssues('weightKg', measurement.weightKg, rules.weightMinKg, rules.weightMaxKg),
    ...valueIssues('lengthCm', measurement.lengthCm, rules.lengthMinCm, rules.lengthMaxCm), ...valueIssues('headCm', measurement.headCm, rules.headMinCm, rules.headMaxCm),
  ]
  if (!previous || previous.measuredDay > measurement.measuredDay || issues.some(issue => issue.level === 'block')) return issues
  return [...issues, ...changeIssues(measurement, previous, rules), ...jumpIssues(tables, measurement, previous, rules)]
}
