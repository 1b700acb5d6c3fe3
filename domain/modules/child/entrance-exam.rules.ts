import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import { needsReturnExamination, postponementReasons } from '../../rule/child/entrance-examination.ts'
import type { Day } from '../../time/day.ts'
import { missingNotes } from './visit-common.rules.ts'

const ORGANS = ['skin', 'eyeRight', 'eyeLeft', 'earRight', 'earLeft', 'mouth', 'skull', 'thorax', 'spineAndLimbs', 'pharynx', 'heartAndLungs', 'liverAndSpleen', 'genitals'] as const

type Facts = {
  readonly purpose: string | null
  readonly lastAttendedDay: Day | null
  readonly examDay: Day | null
  readonly enteredDay: Day | null
  readonly lengthCm: number | null
  readonly position: string | null
  readonly teethCount: number | null
  readonly cariesCount: number | null
  readonly opinion: string | null
  readonly postponedReason: string | null
  readonly altUPerL: number | null
  readonly altLimitUPerL: number | null
  readonly infectiousDiseaseSuspected: boolean | null
}

/** What must hold within one form; 暂缓入园 needs its reason, and 可以入园 against a proposed 暂缓 is asked about (§11). */
export function entranceExamRules(row: Facts, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = missingNotes(row as unknown as Readonly<Record<string, unknown>>, ORGANS)
  if (row.examDay && row.examDay > today) issues.push(block('examDay', message('entrance.future', '体检日期不能晚于今天')))
  if (row.lastAttendedDay && row.examDay && row.lastAttendedDay > row.examDay) issues.push(block('lastAttendedDay', message('entrance.attendedAfter', '离园日期不能晚于体检日期')))
  if (row.purpose === 'returning' && !row.lastAttendedDay) issues.push(warn('lastAttendedDay', message('entrance.lastAttended', '返园体检请填写离园日期:离园是否满规定的月数由它推算')))
  if (row.enteredDay && row.enteredDay > today) issues.push(block('enteredDay', message('entrance.enteredFuture', '入园日期不能晚于今天')))
  if (row.enteredDay && row.examDay && row.enteredDay < row.examDay) issues.push(block('enteredDay', message('entrance.enteredBefore', '入园日期不能早于体检日期')))
  if (row.lengthCm !== null && row.position === null) issues.push(block('position', message('childVisit.position', '请选择测量体位:2 岁以下卧位,2 岁起立位')))
  if (row.teethCount !== null && row.cariesCount !== null && row.cariesCount > row.teethCount) issues.push(block('cariesCount', message('childVisit.caries', '龋齿数不能大于牙数,请核对')))
  if (row.altUPerL !== null && row.altLimitUPerL === null) issues.push(warn('altLimitUPerL', message('entrance.altLimit', '没有填写实验室的上限,程序不能判断转氨酶是否升高')))
  if (row.opinion === 'postponed' && !row.postponedReason) issues.push(block('postponedReason', message('entrance.postponedReason', '暂缓入园请写明原因')))
  if (row.opinion === 'postponed' && row.enteredDay) issues.push(block('enteredDay', message('entrance.postponedEntered', '医生意见是暂缓入园,不能填写入园日期')))
  const reasons = postponementReasons({ infectiousDiseaseSuspected: row.infectiousDiseaseSuspected === true, alanineAminotransferaseUPerL: row.altUPerL, alanineAminotransferaseLimitUPerL: row.altLimitUPerL })
  if (row.opinion === 'fit') issues.push(...reasons.map(reason => warn('opinion', reason)))
  return issues
}

/** Whether the kind of examination fits the time away (§11 [S13]): from three months on a child is examined again as 返园. */
export function returnIssues({ purpose, lastAttendedDay, examDay, enteredDay }: Pick<Facts, 'purpose' | 'lastAttendedDay' | 'examDay' | 'enteredDay'>, rules: ChildRules): FieldIssue[] {
  const returnDay = enteredDay ?? examDay
  if (!lastAttendedDay || !returnDay || lastAttendedDay > returnDay) return []
  const isAwayLong = needsReturnExamination(lastAttendedDay, returnDay, rules)
  const params = { months: rules.entranceAbsenceMonths, day: lastAttendedDay }
  if (purpose === 'returning' && !isAwayLong) return [warn('purpose', message('entrance.notAwayLong', '自 {{day}} 离园不足 {{months}} 个月,不需要返园体检,请核对', params))]
  if (purpose === 'yearly' && isAwayLong) return [warn('purpose', message('entrance.awayLong', '自 {{day}} 离园已满 {{months}} 个月,返园前须重新体检,请核对体检类别', params))]
  return []
}
