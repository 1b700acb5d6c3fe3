import type { Defect, DefectOutcome, VitalCardState } from '../../code/vital.ts'
import { hasCode, type CodeList } from '../../field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { Day } from '../../time/day.ts'

/** What a card must say before it is handed in; the rest may be unknown. */
const NEEDED = {
  sex: '性别', fetusCount: '胎数', outcome: '转归', basis: '诊断依据', diagnosedWhen: '确诊时间', mainDefect: '主要缺陷', diagnosisName: '诊断名称', birthPlaceType: '出生地点类别', householdType: '户籍类型', reportInstitution: '填报单位', reporterName: '填表人', reportDay: '填表日期',
} as const
type Facts = { readonly [K in keyof typeof NEEDED]: string | number | null } & {
  readonly state: VitalCardState | null; readonly bornDay: Day | null; readonly reportDay: Day | null; readonly fatherBirthDay: Day | null; readonly gestationDays: number | null; readonly weightG: number | null; readonly outcome: DefectOutcome | null; readonly therapeuticInduction: boolean | null
  readonly mainDefect: Defect | null; readonly otherDefects: CodeList<Defect> | null; readonly heartDefect: string | null; readonly diagnosedWhen: string | null; readonly prenatalGestationDays: number | null; readonly isInduction: boolean | null
  readonly fetusCount: number | null; readonly birthOrder: number | null; readonly gravidity: number | null; readonly parity: number | null
}

/** What cannot be is always refused; a card that is handed in must be whole. */
export function birthDefectRules(row: Facts, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.bornDay !== null && row.bornDay > today) issues.push(block('bornDay', message('birthDefect.future', '出生(引产)日期不能晚于今天,请核对')))
  if (row.reportDay !== null && row.reportDay > today) issues.push(block('reportDay', message('birthDefect.reportFuture', '填表日期不能晚于今天,请核对')))
  if (row.reportDay !== null && row.bornDay !== null && row.reportDay < row.bornDay) issues.push(block('reportDay', message('birthDefect.reportBefore', '填表日期不能早于出生(引产)日期,请核对两个日期')))
  if (row.gestationDays !== null && row.prenatalGestationDays !== null && row.prenatalGestationDays > row.gestationDays) issues.push(block('prenatalGestationDays', message('birthDefect.prenatalAfter', '产前确诊孕周不能大于胎龄,请核对两个孕周')))
  if (row.fetusCount !== null && row.birthOrder !== null && row.birthOrder > row.fetusCount) issues.push(block('birthOrder', message('birthDefect.order', '胎婴儿编号不能大于胎数,请核对')))
  if (row.gravidity !== null && row.parity !== null && row.parity > row.gravidity) issues.push(block('parity', message('birthDefect.parity', '产次不能大于孕次,请核对')))
  if (row.mainDefect !== null && hasCode(row.otherDefects, row.mainDefect)) issues.push(block('otherDefects', message('birthDefect.twice', '“主要缺陷”已选的缺陷不用在“其他缺陷”中重复选择')))
  if (row.therapeuticInduction === true && row.outcome === '1') issues.push(warn('therapeuticInduction', message('birthDefect.inducedAlive', '治疗性引产与活产不符,请核对“转归”或“治疗性引产”')))
  if (row.state === 'draft' || row.state === null) return issues
  if (row.gestationDays === null && row.weightG === null) issues.push(block('gestationDays', message('birthDefect.kind', '请填写胎龄;胎龄不详时填写出生体重')))
  for (const [name, label] of Object.entries(NEEDED) as [keyof typeof NEEDED, string][]) if (row[name] === null) issues.push(block(name, message('birthDefect.needed', '提交前请填写{{label}}', { label })))
  if (row.diagnosedWhen === '1' && row.prenatalGestationDays === null) issues.push(block('prenatalGestationDays', message('birthDefect.prenatalWeek', '产前确诊的请填写产前确诊孕周')))
  if ((row.mainDefect === 'heart' || hasCode(row.otherDefects, 'heart')) && row.heartDefect === null) issues.push(block('heartDefect', message('birthDefect.heart', '先天性心脏病请填写类型')))
  return issues
}
