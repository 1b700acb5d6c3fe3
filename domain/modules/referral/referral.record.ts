import { REFERRAL_STATE } from '../../code/referral.ts'
import { code, day, flag, ref, text } from '../../field/build.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

/** 双向转诊单, out and back. Source: certificate note §5.1 (form), §5.2 (states). */
export const referral = defineRecord({
  id: 'referral', version: 1, table: 'referral', title: '双向转诊单', read: 'referral.read', write: 'referral.write', auditOpening: true,
  fields: {
    personId: ref({ label: '患者', to: 'person', required: true, out: { none: '业务主键' } }),
    number: text({ label: '转诊单号', maxLength: 20, pii: 'number', list: true, out: { none: '业务主键' } }),
    state: code({ label: '状态', codes: REFERRAL_STATE, required: true, list: true, out: { none: '扩展项 state' } }),
    critical: flag({ label: '危急', out: { none: '扩展项 critical' } }),
    referredDay: day({ label: '转诊日期', required: true, list: true, out: 'HDSD00.01.564' }),
    organizationId: ref({ label: '转入机构', to: 'organization', required: true, list: true, out: 'HDSD00.01.282' }),
    department: text({ label: '转入科室', maxLength: 50, out: 'HDSD00.01.283' }),
    receivingDoctor: text({ label: '接诊医生', maxLength: 30, pii: 'name', out: 'HDSD00.01.606' }),
    impression: text({ label: '初步印象', maxLength: 200, lines: 2, required: true, pii: 'health', out: 'HDSD00.01.610' }),
    reason: text({ label: '主要现病史(转出原因)', maxLength: 500, lines: 4, required: true, pii: 'health', out: 'HDSD00.01.284' }),
    pastHistory: text({ label: '主要既往史', maxLength: 300, lines: 3, pii: 'health', out: 'HDSD00.01.306' }),
    treatment: text({ label: '治疗经过', maxLength: 500, lines: 4, pii: 'health', out: 'HDSD00.01.565' }),
    doctorName: text({ label: '转诊医生', maxLength: 30, pii: 'name', required: true, list: true, out: 'HDSD00.01.607' }),
    doctorPhone: text({ label: '转诊医生电话', maxLength: 20, pii: 'phone', out: 'HDSD00.01.608' }),
    arrivedDay: day({ label: '到诊日期', out: { none: '扩展项 arrivedDay' } }),
    returnedDay: day({ label: '回转日期', out: { none: '扩展项 returnedDay' } }),
    returnDiagnosis: text({ label: '诊断结果', maxLength: 300, lines: 2, pii: 'health', out: { none: '扩展项 returnDiagnosis' } }),
    inpatientNumber: text({ label: '住院病案号', maxLength: 30, pii: 'number', out: 'HDSD00.01.571' }),
    returnExaminations: text({ label: '主要检查结果', maxLength: 500, lines: 3, pii: 'health', out: { none: '扩展项 returnExaminations' } }),
    returnAdvice: text({ label: '治疗经过、下一步治疗方案及康复建议', maxLength: 800, lines: 4, pii: 'health', out: 'HDSD00.01.533' }),
    returnDoctor: text({ label: '回转医生', maxLength: 30, pii: 'name', out: { none: '转诊单项' } }),
    returnPhone: text({ label: '回转医生电话', maxLength: 20, pii: 'phone', out: { none: '转诊单项' } }),
    stateReason: text({ label: '拒收、拒绝或关闭原因', maxLength: 300, lines: 2, out: { none: '扩展项 stateReason' } }),
  },
  sections: [
    { title: '转出', fields: ['personId', 'number', 'state', 'critical', 'referredDay', 'organizationId', 'department', 'receivingDoctor', 'impression', 'reason', 'pastHistory', 'treatment', 'doctorName', 'doctorPhone'] },
    { title: '到诊与回转', fields: ['arrivedDay', 'returnedDay', 'returnDiagnosis', 'inpatientNumber', 'returnExaminations', 'returnAdvice', 'returnDoctor', 'returnPhone', 'stateReason'] },
  ],
  rules: [
    (row, { today }) => row.referredDay > today ? [block('referredDay', message('referral.future', '转诊日期不能晚于今天'))] : [],
    row => row.arrivedDay && row.arrivedDay < row.referredDay ? [block('arrivedDay', message('referral.arrivedBeforeReferred', '到诊日期不能早于转诊日期'))] : [],
    row => row.returnedDay && row.returnedDay < (row.arrivedDay ?? row.referredDay) ? [block('returnedDay', message('referral.returnedBeforeArrived', '回转日期不能早于到诊日期'))] : [],
    row => row.state === 'returned' ? requiredForReturn(row) : [],
    row => ['rejected', 'patientRefused', 'closed'].includes(row.state) && !row.stateReason
      ? [block('stateReason', message('referral.stateReasonMissing', '请填写拒收、拒绝或关闭的原因'))] : [],
  ],
})
export type Referral = Row<typeof referral>
export type StoredReferral = StoredRow<typeof referral>

// Case 57: a referral back needs diagnosis, inpatient number, course and advice.
function requiredForReturn(row: { returnDiagnosis: string | null; inpatientNumber: string | null; returnAdvice: string | null; returnedDay: string | null }): FieldIssue[] {
  const needed = { returnedDay: '回转日期', returnDiagnosis: '诊断结果', inpatientNumber: '住院病案号', returnAdvice: '治疗经过及建议' } as const
  return Object.entries(needed).filter(([name]) => !row[name as keyof typeof needed])
    .map(([name, label]) => block(name, message('referral.returnNeeds', '回转单须填写{{label}}', { label })))
}
