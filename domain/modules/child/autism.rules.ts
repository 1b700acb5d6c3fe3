import type { AutismState, AutismStepKind } from '../../code/child-autism.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { isCourseEnded } from '../../rule/child/autism-replay.ts'
import type { Day } from '../../time/day.ts'

// 干预 at least 20 hours a week (§7 [S3]).
const INTERVENTION_HOURS_PER_WEEK = 20

export const fewHours = (path: string, hours: number | null): FieldIssue[] =>
  hours !== null && hours < INTERVENTION_HOURS_PER_WEEK ? [warn(path, message('childAutism.fewHours', '干预每周应不少于 {{least}} 小时,请核对', { least: INTERVENTION_HOURS_PER_WEEK }))] : []

type Course = {
  readonly firstAbnormalDay: Day | null; readonly rescreenDay: Day | null; readonly diagnosisDay: Day | null; readonly firstReferralDay: Day | null; readonly firstReferralTo: string | null
  readonly diagnosisReferralDay: Day | null; readonly diagnosisReferralTo: string | null; readonly rescreeningResult: string | null; readonly reportedDay: Day | null; readonly feedbackDay: Day | null
  readonly interventionStartDay: Day | null; readonly interventionHoursPerWeek: number | null
}

/** Within a course: a referral names where to, no day lies ahead (§7). */
export function autismRules(row: Course, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  for (const name of ['firstReferralDay', 'diagnosisReferralDay', 'reportedDay', 'feedbackDay', 'interventionStartDay'] as const) {
    const value = row[name]
    if (value && value > today) issues.push(block(name, message('childAutism.future', '日期不能晚于今天,请核对')))
  }
  if (row.firstReferralDay && !row.firstReferralTo) issues.push(block('firstReferralTo', message('childAutism.referralTo', '请填写转往的机构')))
  if (row.diagnosisReferralDay && !row.diagnosisReferralTo) issues.push(block('diagnosisReferralTo', message('childAutism.referralTo', '请填写转往的机构')))
  return [...issues, ...fewHours('interventionHoursPerWeek', row.interventionHoursPerWeek)]
}

/** What is typed against the steps of the course; a day that stood there before stays, whatever followed it. */
export function courseIssues(row: Course, old: Course): FieldIssue[] {
  const issues: FieldIssue[] = []
  const notBefore = (path: 'firstReferralDay' | 'diagnosisReferralDay' | 'reportedDay' | 'feedbackDay' | 'interventionStartDay', from: Day | null, words: string): void => {
    const value = row[path]
    if (value && value !== old[path] && from && value < from) issues.push(block(path, message('childAutism.before', '不能早于{{what}}日期 {{day}}', { what: words, day: from })))
  }
  notBefore('firstReferralDay', row.firstAbnormalDay, '初筛')
  notBefore('interventionStartDay', row.firstAbnormalDay, '初筛')
  for (const name of ['diagnosisReferralDay', 'reportedDay', 'feedbackDay'] as const) notBefore(name, row.rescreenDay, '复筛')
  if (row.diagnosisReferralDay && row.diagnosisReferralDay !== old.diagnosisReferralDay && row.rescreeningResult !== 'abnormal') issues.push(block('diagnosisReferralDay', message('childAutism.notAbnormal', '复筛结论不是异常,不能开复筛转诊单')))
  return issues
}

type Step = {
  readonly kind: AutismStepKind | null; readonly day: Day | null; readonly visitId: string | null; readonly reason: string | null; readonly observedProblem: boolean | null; readonly observation: string | null
  readonly diagnosis: string | null; readonly institution: string | null; readonly closeReason: string | null
}

/** What each step must say. */
export function autismStepRules(row: Step, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.day && row.day > today) issues.push(block('day', message('childAutism.future', '日期不能晚于今天,请核对')))
  if (row.kind === 'firstScreening' && !row.reason) issues.push(block('reason', message('childAutism.reason', '请写明初筛异常的表现')))
  if (row.kind === 'rescreening' && row.observedProblem === true && !row.observation) issues.push(block('observation', message('childAutism.observation', '请写明病史或行为观察所见')))
  if (row.kind === 'diagnosis' && !row.diagnosis) issues.push(block('diagnosis', message('childAutism.diagnosis', '请选择诊断结果')))
  if (row.kind === 'diagnosis' && !row.institution) issues.push(block('institution', message('childAutism.centre', '请填写诊断机构')))
  if (row.kind === 'lost' && !row.reason) issues.push(block('reason', message('childAutism.lostReason', '请写明失访的经过')))
  if (row.kind === 'closed' && !row.closeReason) issues.push(block('closeReason', message('childAutism.closeReason', '请选择结案原因')))
  return issues
}

/** First and last day of a course; one that goes on has no last. A child goes through one course at a time (§7). */
export function courseDays(row: Readonly<Record<string, unknown>>): readonly [string, string | null] {
  const { firstAbnormalDay, closedDay, sinceDay, state } = row as { firstAbnormalDay: Day; closedDay: Day | null; sinceDay: Day; state: AutismState }
  return [firstAbnormalDay, closedDay ?? (isCourseEnded(state) ? sinceDay : null)]
}
