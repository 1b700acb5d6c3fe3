import { message, type Message } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'
import { DAYS_PER_WHO_MONTH, dayNumberOf } from './age.ts'
import { wst423CutoffsAt } from './bands.ts'
import { evaluateGrowth, type GrowthEvaluation, type GrowthMeasurement, type GrowthOptions, type GrowthRow } from './evaluate.ts'
import { DEFAULT_GROWTH_RULES, type CutoffMethod, type GrowthRuleValues } from './rules.ts'
import type { GrowthTables } from './tables.ts'
import type { GrowthIndicator } from './words.ts'

/** A sign in the course of growth that asks for a doctor's look (儿童保健说明 §5.6, mark K). */
export type GrowthWarning = {
  readonly kind: 'weightFlat' | 'weightFalling' | 'crossedPercentiles' | 'crossedSd' | 'headUp' | 'headLow' | 'headHigh'
  readonly indicator: GrowthIndicator
  readonly fromDay: Day
  readonly toDay: Day
  readonly message: Message
}

/** Growth between two visits; null where one of both lacks the measurement or both are of one day. */
export type GrowthVelocity = {
  readonly days: number
  readonly weightGPerDay: number | null
  readonly lengthCmPerMonth: number | null
  readonly headCmPerMonth: number | null
}

/** A length as if measured lying, so that a change of position between visits is not growth (WHO 2006: 0.7 cm). */
export const lyingLengthCm = (lengthCm: number, position: GrowthMeasurement['position'], rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): number =>
  position === 'standing' ? lengthCm + rules.positionDifferenceCm : lengthCm

/** How fast a child grew between two visits, by WHO months of 30.4375 days. */
export function growthVelocity(before: GrowthMeasurement, after: GrowthMeasurement, rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): GrowthVelocity {
  const days = dayNumberOf(after.measuredDay) - dayNumberOf(before.measuredDay)
  const change = (from: number | null | undefined, to: number | null | undefined, perDays: number): number | null =>
    from === null || from === undefined || to === null || to === undefined || days <= 0 ? null : (to - from) / days * perDays
  const length = ({ lengthCm, position }: GrowthMeasurement) => lengthCm === null || lengthCm === undefined ? null : lyingLengthCm(lengthCm, position, rules)
  return {
    days, weightGPerDay: change(before.weightKg, after.weightKg, 1000), lengthCmPerMonth: change(length(before), length(after), DAYS_PER_WHO_MONTH),
    headCmPerMonth: change(before.headCm, after.headCm, DAYS_PER_WHO_MONTH),
  }
}

const isGraded = (row: GrowthRow): boolean => row.standard === 'wst423' && row.value !== null

/** How many lines of WS/T 423 a row's value has reached, 0–7; null where the lines are not printed. */
function reachedLines(tables: GrowthTables, evaluation: GrowthEvaluation, row: GrowthRow, sex: 1 | 2, lines: CutoffMethod, statureCm: number | null, rules: GrowthRuleValues): number | null {
  if (row.indicator === 'acfa' || row.value === null) return null
  const isBySize = row.indicator === 'wfl' || row.indicator === 'wfh'
  const key = isBySize ? statureCm : evaluation.ageMonths
  const cutoffs = key === null ? null : wst423CutoffsAt(tables, row.indicator, sex, key, lines, rules)
  // Values are whole hundredths, cut-offs at finest 1/930: see cutoffs.ts for why this much is binary rounding.
  return cutoffs && cutoffs.filter(cutoff => (row.value ?? 0) >= cutoff - 1e-9).length
}

/** Each indicator against the last visit that has it: one in between that measured something else hides nothing. */
function crossings(tables: GrowthTables, earlierVisits: readonly Visit[], after: Visit, rules: GrowthRuleValues): GrowthWarning[] {
  const sex = after.measurement.sex === '1' ? 1 : 2
  return after.evaluation.rows.filter(isGraded).flatMap((row): GrowthWarning[] => {
    const sameRow = (visit: Visit): GrowthRow | undefined => visit.evaluation.rows.find(one => isGraded(one) && one.indicator === row.indicator)
    const before = earlierVisits.findLast(visit => sameRow(visit) !== undefined)
    const earlier = before && sameRow(before)
    // Where the correction for preterm birth ends, the lines jump and not the child.
    if (!earlier || before.evaluation.ageUsed !== after.evaluation.ageUsed) return []
    const days = { fromDay: before.measurement.measuredDay, toDay: after.measurement.measuredDay }
    const crossed = (lines: CutoffMethod): number => {
      const [from, to] = [[before, earlier] as const, [after, row] as const].map(([visit, one]) => reachedLines(tables, visit.evaluation, one, sex, lines, visit.statureCm, rules))
      return from === null || from === undefined || to === null || to === undefined ? 0 : to - from
    }
    const [percentiles, sds] = [crossed('percentile'), crossed('sd')]
    const { indicator } = row
    const found: GrowthWarning[] = []
    if (Math.abs(percentiles) >= rules.crossedPercentileLines) {
      found.push({ kind: 'crossedPercentiles', indicator, ...days, message: percentiles > 0
        ? message('growth.trend.percentilesUp', '两次测量之间向上跨越{{lines}}条百分位线', { lines: percentiles })
        : message('growth.trend.percentilesDown', '两次测量之间向下跨越{{lines}}条百分位线', { lines: -percentiles }) })
    }
    if (Math.abs(sds) >= rules.crossedSdLines) {
      if (indicator === 'hcfa' && sds > 0) found.push({ kind: 'headUp', indicator, ...days, message: message('growth.trend.headUp', '头围向上跨越{{lines}}条标准差线', { lines: sds }) })
      else found.push({ kind: 'crossedSd', indicator, ...days, message: sds > 0
        ? message('growth.trend.sdUp', '两次测量之间向上跨越{{lines}}条标准差线', { lines: sds })
        : message('growth.trend.sdDown', '两次测量之间向下跨越{{lines}}条标准差线', { lines: -sds }) })
    }
    return found
  })
}

function weightCourse(earlierVisits: readonly Visit[], after: Visit, rules: GrowthRuleValues): GrowthWarning[] {
  const before = earlierVisits.findLast(({ measurement }) => typeof measurement.weightKg === 'number')
  if (!before) return []
  const [from, to] = [before.measurement.weightKg, after.measurement.weightKg]
  if (!(typeof from === 'number' && typeof to === 'number' && from > 0 && to > 0) || to > from || before.evaluation.actualDays < rules.flatWeightFromDays) return []
  const days = { indicator: 'wfa' as const, fromDay: before.measurement.measuredDay, toDay: after.measurement.measuredDay }
  return [to === from
    ? { kind: 'weightFlat', ...days, message: message('growth.trend.weightFlat', '两次测量之间体重未增长({{weight}} kg)', { weight: to }) }
    : { kind: 'weightFalling', ...days, message: message('growth.trend.weightFalling', '两次测量之间体重下降({{from}} → {{to}} kg)', { from, to }) }]
}

/** A head below −2 SD or from +2 SD is a sign at any single visit. */
function headSize({ measurement, evaluation }: Visit): GrowthWarning[] {
  const row = evaluation.rows.find(one => isGraded(one) && one.indicator === 'hcfa')
  const days = { indicator: 'hcfa' as const, fromDay: measurement.measuredDay, toDay: measurement.measuredDay }
  // By the SD estimate, since the grade may be one by percentiles; −1e-9: a value on the line has reached it.
  const z = row?.estimatedZ ?? 0
  if (z < -2 - 1e-9) return [{ kind: 'headLow', ...days, message: message('growth.trend.headLow', '头围低于−2SD') }]
  return z >= 2 - 1e-9 ? [{ kind: 'headHigh', ...days, message: message('growth.trend.headHigh', '头围达到或超过+2SD') }] : []
}

type Visit = { readonly measurement: GrowthMeasurement; readonly evaluation: GrowthEvaluation; readonly statureCm: number | null }

/**
 * Warnings in a child's series of visits (§5.6, mark K), judged on WS/T 423, each measure against the last visit that took
 * it: weight flat or falling between two visits
 * (after the physiological loss of the first days), two percentile lines or one SD line crossed, head crossing one SD
 * line upwards, head below −2 SD or from +2 SD. Visits may come in any order; warnings come by day.
 */
export function growthWarnings(tables: GrowthTables, series: readonly GrowthMeasurement[], options: GrowthOptions = {}): readonly GrowthWarning[] {
  const given = options.rules ?? DEFAULT_GROWTH_RULES
  const rules = { ...given, betweenRows: options.betweenRows ?? given.betweenRows }
  const visits = series.toSorted((a, b) => a.measuredDay < b.measuredDay ? -1 : a.measuredDay > b.measuredDay ? 1 : 0).map((measurement): Visit => {
    const evaluation = evaluateGrowth(tables, measurement, { ...options, rules })
    return { measurement, evaluation, statureCm: evaluation.rows.find(row => isGraded(row) && row.indicator === 'lhfa')?.value ?? null }
  })
  return visits.flatMap((after, index) => {
    const earlier = visits.slice(0, index)
    return [...weightCourse(earlier, after, rules), ...crossings(tables, earlier, after, rules), ...headSize(after)]
  })
}
