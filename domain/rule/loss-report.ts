import type { LossKind } from '../code/stock.ts'
import { block, message } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { epochOf, type Minute, minuteAt } from '../time/day.ts'
import type { ProvinceRules } from './province-rules.ts'

/** Hubei 2019 (certificate note §1.10): a lost blank is reported upward to the province within two hours. */
export const LOSS_REPORT_MINUTES = 120
const MINUTE_MS = 60_000

/** The minute by which a loss must have been reported upward, counted from its discovery. */
export const lossDeadline = (discoveredAt: Minute): Minute => minuteAt(epochOf(discoveredAt) + LOSS_REPORT_MINUTES * MINUTE_MS)

/** Whole minutes left until the deadline; negative once it has passed. */
export const lossMinutesLeft = (discoveredAt: Minute, nowMs: number): number =>
  Math.floor((epochOf(discoveredAt) + LOSS_REPORT_MINUTES * MINUTE_MS - nowMs) / MINUTE_MS)

/** What must be on file before a lost number becomes 遗失作废. */
export type LossEvidence = {
  kind: LossKind
  discoveredAt: string
  upwardAt: string | null
  upwardTo: string | null
  policeNumber: string | null
  declaration: string | null
  declarationDay: string | null
  writtenReport: string | null
}

/**
 * Names what the papers of a loss still lack (certificate note §1.10): the report upward, a written report, a declaration
 * in a newspaper where the province asks for one, and for theft the number the police gave.
 */
export function lossEvidenceIssues(report: LossEvidence, declared: ProvinceRules['lossDeclaration']): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (!report.upwardAt || !report.upwardTo) issues.push(block('upwardAt', message('loss.needsUpward', '还没有登记向上级报告的时间和单位,请先报告并登记')))
  if (!report.writtenReport) issues.push(block('writtenReport', message('loss.needsWritten', '还没有书面报告,请填写书面报告的文号或日期')))
  if (declared === 'newspaper' && (!report.declaration || !report.declarationDay)) issues.push(block('declaration', message('loss.needsNewspaper', '本省要求登报声明,请填写报纸名称和刊登日期')))
  if (report.kind === 'stolen' && !report.policeNumber) issues.push(block('policeNumber', message('loss.needsPolice', '被盗须报警,请填写公安机关受理编号')))
  return issues
}
