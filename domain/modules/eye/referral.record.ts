import { EYE_CHECK, EYE_FINDING, EYE_REFERRAL_STATE } from '../../code/eye-check.ts'
import { CHILD_NONE_SOME } from '../../code/child-newborn-visit.ts'
import { code, codes, day, flag, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, OUT } from './parts.ts'

const answered = { showIf: (row: Readonly<Record<string, unknown>>): boolean => row.answeredDay !== null && row.answeredDay !== undefined, dependsOn: ['answeredDay'] }

/** 眼保健转诊单 and its 回执单: one row from the slip to the answer (§7 [S-E6]). */
export const eyeReferral = defineRecord({
  id: 'eye.referral', version: 1, table: 'eye_referral', title: '眼保健转诊', read: 'eye.read', write: 'eye.write', auditOpening: true,
  once: [{ fields: ['visitId'], when: row => row.state !== 'cancelled', says: ['referredDay', 'hospital'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    visitId: ref({ label: '检查记录', to: 'eye.visit', required: true, out: KEY }),
    number: text({ label: '转诊单编号', maxLength: 20, list: true, out: OUT }),
    state: code({ label: '状态', codes: EYE_REFERRAL_STATE, required: true, list: true, out: OUT }),
    referredDay: day({ label: '转诊日期', required: true, list: true, out: OUT }),
    isUrgent: flag({ label: '紧急', list: true, out: OUT }),
    dueDay: day({ label: '就诊期限', required: true, list: true, out: OUT }),
    doctorName: text({ label: '申请医师', maxLength: 30, required: true, out: OUT }),
    hospital: text({ label: '目标医院', maxLength: 70, required: true, list: true, out: OUT }),
    department: text({ label: '目标科室', maxLength: 30, out: OUT }),
    undone: codes({ label: '未做专项检查', codes: EYE_CHECK, out: OUT }),
    findings: codes({ label: '初筛异常项目', codes: EYE_FINDING, pii: 'health', out: OUT }),
    conclusion: text({ label: '检查结论', maxLength: 300, lines: 2, pii: 'health', out: OUT }),
    answeredDay: day({ label: '回执日期', list: true, out: OUT }),
    answerChecks: text({ label: '专项检查情况', maxLength: 300, lines: 2, pii: 'health', out: OUT, ...answered }),
    diagnosis: text({ label: '诊断结果', maxLength: 200, lines: 2, pii: 'health', list: true, out: OUT, ...answered }),
    isConfirmed: flag({ label: '确诊异常', pii: 'health', out: OUT, ...answered }),
    furtherReferral: code({ label: '是否进一步转诊', codes: CHILD_NONE_SOME, out: OUT, ...answered }),
    furtherHospital: text({ label: '转诊医院', maxLength: 70, out: OUT, showIf: row => row.furtherReferral === '2', dependsOn: ['furtherReferral'] }),
    answerDoctor: text({ label: '回执医师', maxLength: 30, out: OUT, ...answered }),
    stateNote: text({ label: '失访或撤销原因', maxLength: 200, out: INTERNAL, showIf: row => row.state === 'lost' || row.state === 'cancelled', dependsOn: ['state'] }),
  },
  sections: [
    { title: '转诊单', fields: ['fileId', 'visitId', 'number', 'state', 'referredDay', 'isUrgent', 'dueDay', 'doctorName', 'hospital', 'department', 'undone', 'findings', 'conclusion', 'stateNote'] },
    { title: '回执单', fields: ['answeredDay', 'answerChecks', 'diagnosis', 'isConfirmed', 'furtherReferral', 'furtherHospital', 'answerDoctor'] },
  ],
  rules: [
    (row, { today }) => [row.referredDay, row.answeredDay].some(one => one !== null && one > today) ? [block(row.referredDay && row.referredDay > today ? 'referredDay' : 'answeredDay', message('eyeReferral.future', '日期不能晚于今天,请核对'))] : [],
    row => row.answeredDay && row.referredDay && row.answeredDay < row.referredDay ? [block('answeredDay', message('eyeReferral.order', '回执日期不能早于转诊日期'))] : [],
    row => row.answeredDay && !row.diagnosis ? [block('diagnosis', message('eyeReferral.diagnosis', '登记回执请填写诊断结果'))] : [],
    row => (row.state === 'answered' || row.state === 'closed') && !row.answeredDay ? [block('answeredDay', message('eyeReferral.answerMissing', '状态为“已回执”或“结案”时请填写回执日期和诊断结果'))] : [],
    row => row.state === 'cancelled' && row.answeredDay ? [block('state', message('eyeReferral.answeredCancelled', '已有回执的转诊不能撤销,请核对状态或删去回执日期'))] : [],
    row => (row.state === 'lost' || row.state === 'cancelled') && !row.stateNote ? [block('stateNote', message('eyeReferral.why', '失访或撤销请写明原因'))] : [],
  ],
})
export type EyeReferral = Row<typeof eyeReferral>
export type StoredEyeReferral = StoredRow<typeof eyeReferral>
