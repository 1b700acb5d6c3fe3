import { DIAGNOSIS_CONCLUSION, DIAGNOSIS_OPERATION, DIAGNOSIS_OPINION, DIAGNOSIS_TEST } from '../../code/prenatal.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, OUT } from './parts.ts'

/** 产前诊断: what came back from the licensed institution (§10.3). The referral to it is `referral.diagnosis`; the operation itself is not kept here. */
export const prenatalDiagnosis = defineRecord({
  id: 'prenatal.diagnosis', version: 1, table: 'prenatal_diagnosis', title: '产前诊断结果', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    referralId: ref({ label: '产前诊断转诊单', to: 'referral.diagnosis', out: KEY }),
    sampledDay: day({ label: '取样日期', out: OUT }),
    diagnosedDay: day({ label: '诊断日期', required: true, list: true, out: 'HDSB02.05.027' }),
    operation: code({ label: '取样方式', codes: DIAGNOSIS_OPERATION, list: true, out: OUT }),
    tests: codes({ label: '检测项目', codes: DIAGNOSIS_TEST, required: true, list: true, out: INTERNAL }),
    method: text({ label: '诊断方法', maxLength: 100, pii: 'health', out: 'HDSB02.05.025' }),
    karyotype: text({ label: '染色体核型(ISCN)', maxLength: 100, pii: 'health', out: OUT }),
    resultText: text({ label: '诊断结果', maxLength: 300, lines: 3, pii: 'health', out: INTERNAL }),
    conclusion: code({ label: '产前诊断结论', codes: DIAGNOSIS_CONCLUSION, required: true, pii: 'health', list: true, out: OUT }),
    opinion: code({ label: '产前诊断医学意见', codes: DIAGNOSIS_OPINION, pii: 'health', list: true, out: OUT }),
    opinionNote: text({ label: '医学意见说明', maxLength: 200, lines: 2, pii: 'health', out: INTERNAL }),
    institution: text({ label: '产前诊断机构', maxLength: 70, required: true, list: true, out: 'HDSB02.05.029' }),
    doctorName: text({ label: '诊断医师', maxLength: 30, pii: 'name', out: 'HDSB02.05.028' }),
    isElsewhere: flag({ label: '外院自行诊断(补录)', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
    // Found by the program.
    gestationDays: number({ label: '诊断孕周', unit: '天', plausible: [0, 330], out: 'HDSB02.05.023' }),
  },
  sections: [
    { title: '产前诊断', fields: ['pregnancyId', 'referralId', 'sampledDay', 'diagnosedDay', 'gestationDays', 'operation', 'tests', 'method', 'institution', 'doctorName', 'isElsewhere'] },
    { title: '结果', fields: ['karyotype', 'resultText', 'conclusion', 'opinion', 'opinionNote', 'note'] },
  ],
  rules: [
    (row, { today }) => row.diagnosedDay && row.diagnosedDay > today ? [block('diagnosedDay', message('prenatalDiagnosis.future', '诊断日期不能晚于今天,请核对'))] : [],
    row => row.sampledDay && row.diagnosedDay && row.sampledDay > row.diagnosedDay ? [block('sampledDay', message('prenatalDiagnosis.order', '取样日期不能晚于诊断日期,请核对'))] : [],
    row => row.conclusion && row.conclusion !== 'failed' && !row.karyotype && !row.resultText ? [block('resultText', message('prenatalDiagnosis.result', '请填写染色体核型或诊断结果'))] : [],
  ],
})
export type PrenatalDiagnosis = Row<typeof prenatalDiagnosis>
export type StoredPrenatalDiagnosis = StoredRow<typeof prenatalDiagnosis>
