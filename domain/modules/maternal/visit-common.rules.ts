import { type CodeList, hasCode } from '../../field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { Day } from '../../time/day.ts'

type VisitFacts = {
  readonly visitDay: Day | null; readonly nextVisitDay?: Day | null
  readonly systolicMmHg?: number | null; readonly diastolicMmHg?: number | null
  readonly referral?: string | null; readonly referralReason?: string | null; readonly referralInstitution?: string | null
}

/** What holds on every form: its day is not in the future, the next one lies behind it, the pressures fit each other, a referral says why and where (§4.3). */
export function careVisitRules(row: VisitFacts, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.visitDay && row.visitDay > today) issues.push(block('visitDay', message('maternalVisit.future', '检查日期不能晚于今天,请核对')))
  if (row.visitDay && row.nextVisitDay && row.nextVisitDay <= row.visitDay) issues.push(block('nextVisitDay', message('maternalVisit.nextBefore', '下次随访日期应晚于本次检查日期,请核对')))
  const [systolic, diastolic] = [row.systolicMmHg ?? null, row.diastolicMmHg ?? null]
  if (systolic !== null && diastolic !== null && systolic <= diastolic) issues.push(block('systolicMmHg', message('maternalVisit.pressures', '收缩压应大于舒张压,请核对两个数值')))
  else if ((systolic === null) !== (diastolic === null)) issues.push(warn(systolic === null ? 'systolicMmHg' : 'diastolicMmHg', message('maternalVisit.onePressure', '血压只填了一项,请补填另一项')))
  if (row.referral === '2') {
    if (!row.referralReason) issues.push(block('referralReason', message('maternalVisit.referralReason', '转诊时请填写转诊原因')))
    if (!row.referralInstitution) issues.push(block('referralInstitution', message('maternalVisit.referralInstitution', '转诊时请填写转诊机构')))
  }
  return issues
}

/** An answer that opens a text without that text is asked about, never refused: a paper form may lack it. */
export function openedTexts(row: Readonly<Record<string, unknown>>, findings: readonly string[], lists: Readonly<Record<string, string>> = {}): FieldIssue[] {
  const open = [...findings.filter(name => row[name] === '2'), ...Object.entries(lists).flatMap(([name, opening]) => hasCode(row[name] as CodeList | null, opening as never) ? [name] : [])]
  return open.filter(name => !row[`${name}Note`]).map(name => warn(`${name}Note`, message('maternalVisit.noteMissing', '请写明具体内容')))
}
