import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { Day } from '../../time/day.ts'

/** What every visit of the clinic holds: its day is not in the future, the next one lies behind it, a referral says why and where. */
export function visitRules(row: { readonly visitDay: Day | null; readonly nextVisitDay: Day | null; readonly referral: string | null; readonly referralReason: string | null; readonly referralInstitution: string | null }, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.visitDay && row.visitDay > today) issues.push(block('visitDay', message('childVisit.future', '随访日期不能晚于今天,请核对')))
  if (row.visitDay && row.nextVisitDay && row.nextVisitDay <= row.visitDay) issues.push(block('nextVisitDay', message('childVisit.nextBefore', '下次随访日期应晚于本次随访日期')))
  if (row.referral === '2') {
    if (!row.referralReason) issues.push(block('referralReason', message('childVisit.referralReason', '建议转诊时请填写转诊原因')))
    if (!row.referralInstitution) issues.push(block('referralInstitution', message('childVisit.referralInstitution', '建议转诊时请填写转诊机构及科室')))
  }
  return issues
}

/** An abnormal answer without its text is asked about, never refused: a paper form may lack it. */
export function missingNotes(row: Readonly<Record<string, unknown>>, names: readonly string[], abnormal = '2'): FieldIssue[] {
  return names.flatMap(name => row[name] === abnormal && !row[`${name}Note`]
    ? [warn(`${name}Note`, message('childVisit.noteMissing', '选了异常,请写明所见'))] : [])
}
