import { EAR_RESULT, HEARING_DIAGNOSIS, HEARING_METHOD, HEARING_RISK, HEARING_STAGE } from '../../code/child-screening.ts'
import { clock, code, codes, day, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { hearingRules, inOrder, notInFuture } from './screening.rules.ts'

const LOCAL = { none: '新生儿疾病筛查数据集(本地扩展)' } as const
const INTERNAL = { none: '本机构内部' } as const
const at = (...stages: readonly string[]) => ({ showIf: (row: Readonly<Record<string, unknown>>) => stages.includes(row.stage as string), dependsOn: ['stage'] as const })

/** 听力筛查, 诊断 and 干预: one step of the chain each (§10.2). */
export const hearingTest = defineRecord({
  id: 'child.hearingTest', version: 1, table: 'child_hearing_test', title: '听力筛查', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['stage', 'testedDay'], says: ['stage', 'testedDay'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    stage: code({ label: '阶段', codes: HEARING_STAGE, required: true, list: true, out: LOCAL }),
    testedDay: day({ label: '日期', required: true, list: true, out: LOCAL }),
    testedTime: clock({ label: '时间', out: INTERNAL, help: '时:分,例如 09:30;用来核对是否满48小时', ...at('1') }),
    method: code({ label: '方法', codes: HEARING_METHOD, list: true, out: 'HDSB01.03.028', ...at('1', '2', '5') }),
    rightEar: code({ label: '右耳', codes: EAR_RESULT, list: true, pii: 'health', out: LOCAL, ...at('1', '2', '5') }),
    leftEar: code({ label: '左耳', codes: EAR_RESULT, list: true, pii: 'health', out: LOCAL, ...at('1', '2', '5') }),
    institution: text({ label: '机构', maxLength: 70, required: true, list: true, out: 'HDSB01.03.031' }),
    testerName: text({ label: '筛查(诊断)人员', maxLength: 30, required: true, out: 'HDSB01.03.030' }),
    delayReason: text({ label: '未做或延期原因', maxLength: 100, out: LOCAL }),
    riskFactors: codes({ label: '听力损失高危因素', codes: HEARING_RISK, pii: 'health', out: LOCAL, help: '有任何一项,即使通过也随访到3岁' }),
    appointmentDay: day({ label: '复筛(复诊)预约日期', out: LOCAL }),
    appointmentPlace: text({ label: '预约地点', maxLength: 70, out: INTERNAL }),
    noticeSignedBy: text({ label: '告知书签名人', maxLength: 50, pii: 'name', out: INTERNAL }),
    noticeDay: day({ label: '告知日期', out: INTERNAL }),
    diagnosis: code({ label: '诊断结论', codes: HEARING_DIAGNOSIS, list: true, pii: 'health', out: LOCAL, ...at('3') }),
    diagnosisDetail: text({ label: '诊断检查与程度', maxLength: 100, pii: 'health', out: LOCAL, ...at('3') }),
    intervention: text({ label: '干预措施', maxLength: 100, pii: 'health', out: LOCAL, ...at('4') }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '筛查', fields: ['fileId', 'stage', 'testedDay', 'testedTime', 'method', 'rightEar', 'leftEar', 'institution', 'testerName', 'delayReason', 'riskFactors'] },
    { title: '告知与预约', fields: ['appointmentDay', 'appointmentPlace', 'noticeSignedBy', 'noticeDay', 'note'] },
    { title: '诊断与干预', fields: ['diagnosis', 'diagnosisDetail', 'intervention'] },
  ],
  rules: [notInFuture({ testedDay: '日期', noticeDay: '告知日期' }), inOrder({ testedDay: '筛查日期', appointmentDay: '预约日期' }), inOrder({ testedDay: '筛查日期', noticeDay: '告知日期' }), hearingRules],
})
export type HearingTest = Row<typeof hearingTest>
export type StoredHearingTest = StoredRow<typeof hearingTest>
