import type { RiskColour } from '../code/maternal-risk.ts'
import { RISK_COLOUR } from '../code/maternal-risk.ts'
import { type FieldIssue, type Message, block, message, warn } from '../message/message.ts'
import { type Day, type Minute, addDays, epochOf, minuteAt } from '../time/day.ts'

const HOUR_MS = 3_600_000

/** What a hospital decides about risky pregnancies; shipped values are ours ([D] of the note) and can be edited. */
export type MaternalRiskRules = {
  /** The hospital level (1–3) that care at a colour asks for. */
  readonly requiredLevel: Readonly<Record<RiskColour, number>>
  /** Hours a woman beyond our level may be here before it counts as 截留. */
  readonly retentionHours: number
  /** Hours within which the rest of an emergency slip is filled in. */
  readonly completionHours: number
  /** Days after a high-risk result within which the woman is told; after that, days until her attendance is checked. */
  readonly notifyDays: number
  readonly attendanceDays: number
  /** Days after the expected delivery when the outcome is asked for. */
  readonly outcomeDays: number
}

/** Source of each value: certificate note §5.4 (levels), §5.5 (24 h, N hours), §5.7 (3 working days ≈ 5, 7 days, EDD + 42 d). */
export const DEFAULT_MATERNAL_RISK: MaternalRiskRules = {
  requiredLevel: { green: 1, yellow: 2, orange: 2, red: 3, purple: 2 }, retentionHours: 12, completionHours: 24, notifyDays: 5, attendanceDays: 7, outcomeDays: 42,
}

/** The minute `hours` after another. */
export const addHours = (from: Minute, hours: number): Minute => minuteAt(epochOf(from) + hours * HOUR_MS)
/** Whole hours from one minute to another; negative when `to` lies before. */
export const hoursBetween = (from: Minute, to: Minute): number => Math.floor((epochOf(to) - epochOf(from)) / HOUR_MS)

/** Is care at this risk beyond an institution of this level (`''`: level not set, counts as 1)? */
export const isBeyondLevel = (colour: RiskColour, level: '' | '1' | '2' | '3', rules: Pick<MaternalRiskRules, 'requiredLevel'>): boolean =>
  rules.requiredLevel[colour] > Number(level || '1')

export type RetentionState = { readonly isBeyond: boolean; readonly keptHours: number; readonly isRetained: boolean; readonly banner: Message | null }

/** Where a woman kept here stands: beyond our level, for how long, and whether that is 截留 (case 53). */
export function retentionState(
  stay: { readonly riskColour: RiskColour; readonly keptSince: Minute; readonly endedAt: Minute | null; readonly decidedAt: Minute | null },
  level: '' | '1' | '2' | '3', now: Minute, rules: MaternalRiskRules,
): RetentionState {
  const isBeyond = isBeyondLevel(stay.riskColour, level, rules)
  const keptHours = Math.max(0, hoursBetween(stay.keptSince, stay.endedAt ?? now))
  const isRetained = isBeyond && stay.endedAt === null && stay.decidedAt === null && keptHours >= rules.retentionHours
  const colour = RISK_COLOUR.label(stay.riskColour)
  const banner = !isBeyond || stay.endedAt !== null ? null
    : isRetained ? message('retention.retained', '高危截留:风险“{{colour}}”超出本机构能力,已留院 {{hours}} 小时,应立即转诊', { colour, hours: keptHours })
      : message('retention.beyond', '风险“{{colour}}”超出本机构能力,应转诊', { colour })
  return { isBeyond, keptHours, isRetained, banner }
}

/** What keeping a woman beyond our level needs: reason, expert consultation; the senior doctor is asked for by the call (case 53). */
export function retentionDecisionIssues(decision: { readonly stayReason: string; readonly consultation: string; readonly hasSeniorDoctor: boolean }): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (decision.stayReason.trim().length < 2) issues.push(block('stayReason', message('retention.stayReason', '请填写暂不转诊的理由')))
  if (decision.consultation.trim().length < 2) issues.push(block('consultation', message('retention.consultation', '请填写专家会诊记录')))
  if (!decision.hasSeniorDoctor) issues.push(block('seniorDoctor', message('retention.seniorDoctor', '暂不转诊须上级医师登录同意')))
  return issues
}

/** Fields of the emergency slip that may be empty when it is printed and must be filled in within 24 hours (§5.5). */
export const COMPLETED_LATER = {
  systolicMmHg: '收缩压', diastolicMmHg: '舒张压', pulsePerMinute: '脉搏', breathsPerMinute: '呼吸', temperatureC: '体温', gestationDays: '孕周', riskFactors: '高危因素', admissionState: '入院时情况',
  diagnosis: '诊断', treatment: '处理简要经过', calledAt: '电话通知接收方时间', calledPerson: '接听人', doctorName: '转诊医生', departedAt: '转出时间', escort: '护送者', vehicle: '转诊工具', consentSigner: '告知签字人',
} as const

/** Labels of what is still open on a slip, in the order of the form. */
export const openFields = (row: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(COMPLETED_LATER).filter(([name]) => row[name] === null || row[name] === undefined || row[name] === '').map(([, label]) => label)

/** The 24-hour timer of an emergency slip (case 52); null once everything is filled in. */
export function completionDue(row: Readonly<Record<string, unknown>> & { referredAt: Minute }, now: Minute, rules: Pick<MaternalRiskRules, 'completionHours'>): { dueAt: Minute; open: string[]; isOverdue: boolean } | null {
  const open = openFields(row)
  if (open.length === 0) return null
  const dueAt = addHours(row.referredAt, rules.completionHours)
  return { dueAt, open, isOverdue: now > dueAt }
}

export type DiagnosisDuty = { readonly kind: 'notify' | 'attendance' | 'outcome'; readonly dueDay: Day; readonly isOverdue: boolean }

/**
 * What is still to be done for a woman at high risk: tell her, see that she attends, ask for the outcome. A signed
 * refusal ends the wait for the diagnosis; the outcome stays due (case 56). Source: §5.7 timers [D].
 */
export function diagnosisDuties(
  row: { readonly referredDay: Day; readonly screenedDay: Day | null; readonly notifiedDay: Day | null; readonly answer: string; readonly expectedDeliveryDay: Day; readonly outcome: string | null },
  today: Day, rules: Pick<MaternalRiskRules, 'notifyDays' | 'attendanceDays' | 'outcomeDays'>,
): DiagnosisDuty[] {
  const duty = (kind: DiagnosisDuty['kind'], dueDay: Day): DiagnosisDuty => ({ kind, dueDay, isOverdue: today > dueDay })
  const duties: DiagnosisDuty[] = []
  // Her answer, whichever, means that she was told.
  if (!row.notifiedDay && row.answer === 'waiting') duties.push(duty('notify', addDays(row.screenedDay ?? row.referredDay, rules.notifyDays)))
  if (row.answer === 'waiting') duties.push(duty('attendance', addDays(row.notifiedDay ?? row.referredDay, rules.attendanceDays)))
  if (!row.outcome) duties.push(duty('outcome', addDays(row.expectedDeliveryDay, rules.outcomeDays)))
  return duties
}

/** A stay that is asked about when it is registered (case 53): the risk is beyond this institution. */
export const beyondIssue = (colour: RiskColour, level: '' | '1' | '2' | '3', rules: Pick<MaternalRiskRules, 'requiredLevel'>): FieldIssue[] =>
  isBeyondLevel(colour, level, rules) ? [warn('riskColour', message('retention.beyond', '风险“{{colour}}”超出本机构能力,应转诊', { colour: RISK_COLOUR.label(colour) }))] : []
