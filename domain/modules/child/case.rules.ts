import type { ChildCaseKind } from '../../code/child-case.ts'
import type { ChildFileClosing, DiseaseOutcome } from '../../code/child-nutrition.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { Day } from '../../time/day.ts'

type CaseFacts = {
  readonly kind: ChildCaseKind | null
  readonly openedDay: Day | null
  readonly factors: string | null
  readonly treatmentStartedDay: Day | null
  readonly closedDay: Day | null
  readonly closingReason: ChildFileClosing | null
  readonly outcome: DiseaseOutcome | null
  readonly closingDoctor: string | null
}

/** What must hold within one case; days against the birth and other cases are held by the core (§8, §9.5). */
export function childCaseRules(row: CaseFacts, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.openedDay && row.openedDay > today) issues.push(block('openedDay', message('childCase.future', '建案日期不能晚于今天')))
  if (row.treatmentStartedDay && row.treatmentStartedDay > today) issues.push(block('treatmentStartedDay', message('childCase.treatmentFuture', '开始治疗日期不能晚于今天')))
  if (row.kind === 'highRisk' && !row.factors) issues.push(block('factors', message('childCase.factors', '高危儿专案请至少选择一项高危因素')))
  if (row.closedDay === null) return issues
  if (row.openedDay && row.closedDay < row.openedDay) issues.push(block('closedDay', message('childCase.closedBefore', '结案日期不能早于建案日期')))
  if (row.closedDay > today) issues.push(block('closedDay', message('childCase.closedFuture', '结案日期不能晚于今天')))
  if (!row.closingReason) issues.push(block('closingReason', message('childCase.closingReason', '结案请选择结案原因')))
  if (!row.closingDoctor) issues.push(block('closingDoctor', message('childCase.closingDoctor', '结案请填写结案医生')))
  // The national 转归 belongs to the nutrition diseases; a high-risk file has only the reason.
  if (row.kind !== 'highRisk' && !row.outcome) issues.push(block('outcome', message('childCase.outcome', '营养性疾病专案结案请选择转归')))
  if (row.closingReason === 'died' && row.outcome !== null && row.outcome !== '5') issues.push(block('outcome', message('childCase.outcomeDied', '结案原因是死亡,转归应为死亡')))
  if (row.closingReason === 'recovered' && row.outcome !== null && row.outcome !== '1') issues.push(warn('outcome', message('childCase.outcomeRecovered', '结案原因是痊愈或正常,转归却不是治愈,请核对')))
  return issues
}
