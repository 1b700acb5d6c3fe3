import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { epochOf, type Minute } from '../../time/day.ts'
import type { MaternalRules } from './maternal-rules.ts'

const HOUR_MS = 3_600_000

/** Hours from birth to the immunoglobulin of an HBV mother's child, and whether that is in time (§13.5, M-32); the last minute is. */
export function immunoglobulinTiming(bornAt: Minute, givenAt: Minute, rules: Pick<MaternalRules, 'immunoglobulinHours'>): { readonly hours: number; readonly isInTime: boolean; readonly issues: readonly FieldIssue[] } {
  const hours = (epochOf(givenAt) - epochOf(bornAt)) / HOUR_MS
  if (hours < 0) return { hours, isInTime: false, issues: [block('immunoglobulinAt', message('immunoglobulin.beforeBirth', '乙肝免疫球蛋白注射时间不能早于出生时间,请核对'))] }
  const isInTime = hours <= rules.immunoglobulinHours
  return { hours, isInTime, issues: isInTime ? [] : [warn('immunoglobulinAt', message('immunoglobulin.late', '出生后 {{hours}} 小时注射乙肝免疫球蛋白,超过 {{limit}} 小时,请核对时间或写明原因', { hours: Math.round(hours * 10) / 10, limit: rules.immunoglobulinHours }))] }
}
