import type { Infection, InfectionClosing, InfectionConfirmation, InfectionResult } from '../../code/infection.ts'
import { codesIn, type CodeList } from '../../field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { Day } from '../../time/day.ts'

type Facts = {
  readonly openedDay: Day | null; readonly closedDay: Day | null; readonly closingReason: InfectionClosing | null; readonly waiting: CodeList<Infection> | null; readonly nextVisitDay: Day | null
  readonly hivDay: Day | null; readonly hivResult: InfectionResult | null; readonly hivConfirmation: InfectionConfirmation | null; readonly hivConfirmationDay: Day | null; readonly hivTreatmentDay: Day | null; readonly hivRegimen: string | null; readonly viralLoadDay: Day | null
  readonly syphilisDay: Day | null; readonly syphilisResult: InfectionResult | null; readonly syphilisConfirmation: InfectionConfirmation | null; readonly syphilisConfirmationDay: Day | null; readonly syphilisStartDay: Day | null; readonly syphilisEndDay: Day | null; readonly syphilisDrug: string | null
  readonly hbvDay: Day | null; readonly hbvResult: InfectionResult | null; readonly hbvDnaDay: Day | null; readonly hbvAntiviralDay: Day | null; readonly hbvAntiviral: string | null; readonly partnerDay: Day | null
}
const TESTS = [['hiv', '艾滋病'], ['syphilis', '梅毒'], ['hbv', '乙肝']] as const
const DAYS = ['openedDay', 'hivDay', 'hivConfirmationDay', 'hivTreatmentDay', 'viralLoadDay', 'syphilisDay', 'syphilisConfirmationDay', 'syphilisStartDay', 'syphilisEndDay', 'hbvDay', 'hbvDnaDay', 'hbvAntiviralDay', 'partnerDay', 'closedDay'] as const satisfies readonly (keyof Facts)[]

/** Days in order, a result with its day, a case closed with its reason and nothing left to confirm. */
export function infectionCaseRules(row: Facts, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = DAYS.flatMap(name => row[name] !== null && row[name] > today ? [block(name, message('infection.future', '日期不能晚于今天,请核对'))] : [])
  if (TESTS.every(([of]) => row[`${of}Result`] === null)) issues.push(block('hivResult', message('infection.noResult', '请至少填写一项检测结果')))
  for (const [of, label] of TESTS) {
    const [day, result] = [row[`${of}Day`], row[`${of}Result`]]
    if (result !== null && day === null) issues.push(block(`${of}Day`, message('infection.testDay', '请填写{{label}}检测日期', { label })))
    if (result === null && day !== null) issues.push(block(`${of}Result`, message('infection.testResult', '请填写{{label}}检测结果', { label })))
  }
  for (const [of, label] of TESTS.slice(0, 2) as unknown as readonly (readonly ['hiv' | 'syphilis', string])[]) {
    const [day, confirmation, confirmedDay] = [row[`${of}Day`], row[`${of}Confirmation`], row[`${of}ConfirmationDay`]]
    if ((confirmation === 'confirmed' || confirmation === 'excluded') && confirmedDay === null) issues.push(block(`${of}ConfirmationDay`, message('infection.confirmationDay', '请填写{{label}}确认日期', { label })))
    if (day !== null && confirmedDay !== null && confirmedDay < day) issues.push(block(`${of}ConfirmationDay`, message('infection.confirmedBefore', '{{label}}确认日期不能早于检测日期,请核对两个日期', { label })))
  }
  if (row.hivTreatmentDay !== null && row.hivRegimen === null) issues.push(warn('hivRegimen', message('infection.regimen', '已开始抗病毒治疗,请填写方案')))
  if (row.hbvAntiviralDay !== null && row.hbvAntiviral === null) issues.push(warn('hbvAntiviral', message('infection.antiviral', '已开始抗乙肝治疗,请填写药物')))
  if (row.syphilisDrug !== null && row.syphilisStartDay === null) issues.push(block('syphilisStartDay', message('infection.courseStart', '请填写梅毒治疗开始日期')))
  if (row.syphilisStartDay !== null && row.syphilisEndDay !== null && row.syphilisEndDay < row.syphilisStartDay) issues.push(block('syphilisEndDay', message('infection.courseOrder', '梅毒治疗完成日期不能早于开始日期,请核对两个日期')))
  if (row.closedDay !== null) {
    if (row.closingReason === null) issues.push(block('closingReason', message('infection.closingReason', '请填写结案原因')))
    if (row.openedDay !== null && row.closedDay < row.openedDay) issues.push(block('closedDay', message('infection.closedBefore', '结案日期不能早于建案日期,请核对两个日期')))
    if (codesIn(row.waiting).length > 0 && row.closingReason !== 'lost' && row.closingReason !== 'moved' && row.closingReason !== 'died') issues.push(block('closingReason', message('infection.stillWaiting', '还有阳性结果没有确认,不能这样结案;请先登记确认结果')))
  }
  return issues
}
