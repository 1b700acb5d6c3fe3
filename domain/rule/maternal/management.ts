import { RISK_COLOUR, type RiskColour } from '../../code/maternal-risk.ts'
import { block, type FieldIssue, type Message, message } from '../../message/message.ts'
import { addDays, type Day, dayOf, daysBetween, type Minute } from '../../time/day.ts'
import { addHours, isBeyondLevel, type MaternalRiskRules } from '../maternal-referral.ts'
import { referralDueDay } from '../referral-due.ts'
import type { MaternalRules } from './maternal-rules.ts'
import type { RiskStanding } from './risk-assessment.ts'

const NOTE = '孕产期保健说明 §7'

/** What a colour asks of the institutions; where a woman stands under two, both hold. */
export const COLOUR_DUTY: Readonly<Record<RiskColour, { readonly duty: Message; readonly source: string; readonly mark: 'S' | 'partly' }>> = {
  green: { duty: message('riskDuty.green', '常规孕产期保健,动态观察;28–36 周落实分娩医院'), source: `${NOTE} [S-M4][S-M8](落实分娩医院为地方规定)`, mark: 'partly' },
  yellow: { duty: message('riskDuty.yellow', '在二级及以上机构接受保健和住院分娩;发现异常尽快转诊到三级机构'), source: `${NOTE} [S-M4]`, mark: 'S' },
  orange: { duty: message('riskDuty.orange', '在县级及以上危重孕产妇救治中心接受保健,有条件的在三级机构分娩;专案管理;填报评估分级报告单'), source: `${NOTE} [S-M4](分娩地点与时限未核对)`, mark: 'partly' },
  red: { duty: message('riskDuty.red', '尽快到三级机构评估能否继续妊娠,适宜继续的在三级机构分娩;专案管理;填报评估分级报告单'), source: `${NOTE} [S-M8](时限与分娩地点未核对)`, mark: 'partly' },
  purple: { duty: message('riskDuty.purple', '按传染病防治要求管理,落实母婴阻断;专案管理,同时按所并存的颜色管理'), source: `${NOTE} [S-M4]`, mark: 'S' },
}

/** The colours a woman is managed by, the graded one first. */
export const coloursOf = ({ colour, isPurple }: Pick<RiskStanding, 'colour' | 'isPurple'>): RiskColour[] => isPurple ? [colour, 'purple'] : [colour]

/** The colours of 专案管理 (§7 [S-M4]); women at one of them are referred at once where it is beyond the institution. */
const CASE_COLOURS: readonly RiskColour[] = ['orange', 'red', 'purple']
/** Does one of her colours ask for 专案管理? */
export const needsCaseManagement = (standing: Pick<RiskStanding, 'colour' | 'isPurple'>): boolean => coloursOf(standing).some(colour => CASE_COLOURS.includes(colour))

const SUNDAY = 0
const SATURDAY = 6
const weekdayOf = (day: Day): number => (daysBetween('1970-01-04' as Day, day) % 7 + 7) % 7
/** The day `count` working days later; public holidays are not known here. */
function addWorkingDays(from: Day, count: number): Day {
  let day = from
  for (let left = count; left > 0;) {
    day = addDays(day, 1)
    if (weekdayOf(day) !== SATURDAY && weekdayOf(day) !== SUNDAY) left--
  }
  return day
}

/**
 * When 《孕产妇妊娠风险评估分级报告单》 is due after the confirmed assessment: red by the hour, orange at the end of a day; null
 * where none is asked for (M-17).
 */
export function riskReportDue({ colour }: Pick<RiskStanding, 'colour'>, confirmedAt: Minute, rules: MaternalRules): { readonly dueDay: Day; readonly dueAt: Minute | null } | null {
  if (colour === 'red') {
    const dueAt = addHours(confirmedAt, rules.redReportHours)
    return { dueDay: dayOf(dueAt), dueAt }
  }
  if (colour !== 'orange') return null
  const days = rules.orangeReportDays
  return { dueDay: rules.orangeReportWorkingDays === 1 ? addWorkingDays(dayOf(confirmedAt), days) : addDays(dayOf(confirmedAt), days), dueAt: null }
}
/** Is a report that was not sent late? */
export const isReportOverdue = (due: { readonly dueDay: Day; readonly dueAt: Minute | null }, now: Minute): boolean => due.dueAt === null ? dayOf(now) > due.dueDay : now > due.dueAt

/** The last day on which a woman with a positive screening is assessed (M-18). */
export const assessmentDueDay = (screenedDay: Day, rules: Pick<MaternalRules, 'assessmentDays'>): Day => addDays(screenedDay, rules.assessmentDays)

/** The last day on which the outcome of her referral is asked for: red the same day, everybody else within the days of the service (§7.2, M-19). */
export const referralOutcomeDay = (referredDay: Day, colour: RiskColour, rules: Pick<MaternalRules, 'referralOutcomeDays'>): Day =>
  colour === 'red' ? referredDay : referralDueDay({ state: 'sent', critical: false, referredDay }, rules.referralOutcomeDays)

/** Days between two follow-ups of a case: null where each visit, or the pathway of the infection, says when (§7.1). */
export function caseFollowUpDays({ colour }: Pick<RiskStanding, 'colour'>, rules: Pick<MaternalRules, 'redFollowUpDays' | 'orangeFollowUpDays'>): number | null {
  if (colour === 'red') return rules.redFollowUpDays
  return colour === 'orange' ? rules.orangeFollowUpDays : null
}
/** The day the next follow-up of an open case is due; null where no interval holds. */
export function nextCaseFollowUp(standing: Pick<RiskStanding, 'colour'>, lastDay: Day, rules: MaternalRules): Day | null {
  const days = caseFollowUpDays(standing, rules)
  return days === null ? null : addDays(lastDay, days)
}

type Level = '' | '1' | '2' | '3'
/** Is care of any of her colours beyond an institution of this level? */
export const isStandingBeyond = (standing: Pick<RiskStanding, 'colour' | 'isPurple'>, level: Level, rules: Pick<MaternalRiskRules, 'requiredLevel'>): boolean =>
  coloursOf(standing).some(colour => isBeyondLevel(colour, level, rules))

/** 高危截留 by delivery: a woman of orange or red who gave birth where her care is beyond the institution (§7.2); null otherwise. */
export function deliveryRetention(standing: Pick<RiskStanding, 'colour' | 'isPurple'>, level: Level, rules: Pick<MaternalRiskRules, 'requiredLevel'>): Message | null {
  const isGraded = standing.colour === 'orange' || standing.colour === 'red'
  return isGraded && isStandingBeyond(standing, level, rules)
    ? message('retention.delivered', '高危截留:风险“{{colour}}”的孕产妇在本机构分娩,超出本机构能力,请核查转诊经过', { colour: RISK_COLOUR.label(standing.colour) }) : null
}

/** The colours of 专案管理 that are beyond an institution of this level. */
export const coloursToRefer = (level: Level, rules: Pick<MaternalRiskRules, 'requiredLevel'>): RiskColour[] => CASE_COLOURS.filter(colour => isBeyondLevel(colour, level, rules))

type Standing = Pick<RiskStanding, 'colour' | 'isPurple'>
export type ReferralWait = { readonly since: Minute; readonly dueAt: Minute; readonly isOverdue: boolean; readonly alarm: Message }
/**
 * 高危截留 outside the wards (certificate note §5.5): a pregnant woman at a colour to be referred whom nobody referred, admitted
 * or decided about. The clock starts with the first assessment that found such a colour after the last of the `answers` (a
 * referral, a signed refusal or decision) and is not started anew by another assessment; for whoever `left` the ward undecided
 * it starts there. Assessments stand with the oldest first. null: nothing is waited for.
 */
export function referralWait(
  { assessments, answers, left, now }: { readonly assessments: readonly (Standing & { readonly confirmedAt: Minute })[]; readonly answers: readonly Minute[]; readonly left: readonly Minute[]; readonly now: Minute },
  level: Level, rules: Pick<MaternalRiskRules, 'requiredLevel' | 'retentionHours'>,
): ReferralWait | null {
  const toRefer = coloursToRefer(level, rules)
  const beyond = (standing: Standing): RiskColour[] => coloursOf(standing).filter(colour => toRefer.includes(colour))
  const answered = answers.toSorted().at(-1) ?? ''
  const first = assessments.slice(assessments.findLastIndex(one => beyond(one).length === 0) + 1).find(one => one.confirmedAt > answered)?.confirmedAt
  if (first === undefined) return null
  const since = left.filter(minute => minute > first).toSorted().at(-1) ?? first
  const dueAt = addHours(since, rules.retentionHours)
  const isOverdue = now >= dueAt
  const colour = beyond(assessments.at(-1)!).map(one => RISK_COLOUR.label(one)).join('、')
  return {
    since, dueAt, isOverdue,
    alarm: isOverdue ? message('retention.unreferred', '未转诊也未登记在院,应立即转诊(风险“{{colour}}”超出本机构能力)', { colour })
      : message('retention.toRefer', '请在期限前转诊或登记在院(风险“{{colour}}”超出本机构能力)', { colour }),
  }
}

/** A pregnancy that threatens life is ended in a named hospital, on the signature of so many different specialists (§7 [S-M8]). */
export function terminationIssues({ advisesTermination, terminationSpecialists, terminationPlace }: { readonly advisesTermination: boolean | null; readonly terminationSpecialists: string | null; readonly terminationPlace: string | null }, rules: MaternalRules): FieldIssue[] {
  if (advisesTermination !== true) return []
  const names = new Set((terminationSpecialists ?? '').split(/[\u3001\uff0c\uff1b,;\s]+/u).filter(Boolean))
  return [
    ...names.size < rules.terminationSpecialists ? [block('terminationSpecialists', message('riskAssessment.specialists', '建议终止妊娠须 {{count}} 名副主任以上专家签字,现填 {{given}} 名;姓名用顿号分开', { count: rules.terminationSpecialists, given: names.size }))] : [],
    ...terminationPlace ? [] : [block('terminationPlace', message('riskAssessment.terminationPlace', '请填写终止妊娠的机构(指定的三级机构)'))],
  ]
}
