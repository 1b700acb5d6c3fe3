import { BLOOD_COLLECTION_METHOD, BLOOD_COLLECTION_SITE, BLOOD_SPOT_RESULT, METABOLIC_OUTCOME, NEWBORN_SCREENING_METHOD, NOTICE_RELATION, RESULT_NOTICE_FORM } from '../../code/child-screening.ts'
import { code, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { inOrder, notInFuture, resultRules } from './screening.rules.ts'

const LOCAL = { none: '新生儿疾病筛查数据集(本地扩展)' } as const
const KEY = { none: '业务主键' } as const
const INTERNAL = { none: '本机构内部' } as const
const NOTICED = { showIf: (row: Readonly<Record<string, unknown>>) => row.noticeDay !== null && row.noticeDay !== undefined, dependsOn: ['noticeDay'] as const }

/**
 * 足跟血标本 (§10.1; WS 376.3—2013): one sample on its way from the heel to the notice. Its results stand beside it, one
 * a disease. Where the chain stands follows from all of them (rule/child/blood-spot-chain.ts) and is typed nowhere.
 */
export const bloodSpot = defineRecord({
  id: 'child.bloodSpot', version: 1, table: 'child_blood_spot', title: '足跟血采集', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['sampleNumber'], says: ['sampleNumber', 'takenAt'], way: 'void' }, { fields: ['takenAt'], says: ['sampleNumber', 'takenAt'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    sampleNumber: text({ label: '标本编号', maxLength: 20, required: true, list: true, out: 'HDSB01.03.018' }),
    takenAt: minute({ label: '采血日期时间', required: true, list: true, out: 'HDSB01.03.019' }),
    method: code({ label: '采血方式', codes: BLOOD_COLLECTION_METHOD, required: true, out: 'HDSB01.03.020' }),
    site: code({ label: '采血部位', codes: BLOOD_COLLECTION_SITE, required: true, out: 'HDSB01.03.021' }),
    institution: text({ label: '采血机构', maxLength: 70, required: true, out: 'HDSB01.03.022' }),
    takerName: text({ label: '采血人员', maxLength: 30, required: true, out: 'HDSB01.03.023' }),
    fedEnough: flag({ label: '充分哺乳(6~8次以上)', out: INTERNAL }),
    ordered: text({ label: '检测病种', maxLength: 300, out: INTERNAL, help: '病种代码,用逗号分开;不填时按本院筛查病种' }),
    delayReason: text({ label: '迟采原因', maxLength: 100, out: LOCAL }),
    dispatchDay: day({ label: '寄送日期', out: LOCAL }),
    receiptDay: day({ label: '实验室接收日期', out: LOCAL }),
    noticeDay: day({ label: '结果通知日期', out: 'HDSB01.03.032' }),
    noticeForm: code({ label: '通知形式', codes: RESULT_NOTICE_FORM, out: 'HDSB01.03.033', ...NOTICED }),
    noticeRecipient: text({ label: '通知到达人', maxLength: 50, pii: 'name', out: 'HDSB01.03.034', ...NOTICED }),
    noticeRelation: code({ label: '到达人与新生儿关系', codes: NOTICE_RELATION, out: 'HDSB01.03.035', ...NOTICED }),
    notifierName: text({ label: '通知者', maxLength: 30, out: 'HDSB01.03.037', ...NOTICED }),
    recallDay: day({ label: '召回日期', out: 'HDSB01.03.036' }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '采血', fields: ['fileId', 'sampleNumber', 'takenAt', 'method', 'site', 'institution', 'takerName', 'fedEnough', 'ordered', 'delayReason'] },
    { title: '寄送与通知', fields: ['dispatchDay', 'receiptDay', 'noticeDay', 'noticeForm', 'noticeRecipient', 'noticeRelation', 'notifierName', 'recallDay', 'note'] },
  ],
  rules: [
    notInFuture({ dispatchDay: '寄送日期', receiptDay: '接收日期', noticeDay: '通知日期', recallDay: '召回日期' }),
    inOrder({ takenAt: '采血日期', dispatchDay: '寄送日期', receiptDay: '接收日期', noticeDay: '通知日期' }),
    inOrder({ takenAt: '采血日期', recallDay: '召回日期' }),
  ],
})
export type BloodSpot = Row<typeof bloodSpot>
export type StoredBloodSpot = StoredRow<typeof bloodSpot>

const POSITIVE = { showIf: (row: Readonly<Record<string, unknown>>) => row.interpretation === '3', dependsOn: ['interpretation'] as const }
const CONFIRMED = { showIf: (row: Readonly<Record<string, unknown>>) => row.interpretation === '3' && row.outcome === 'confirmed', dependsOn: ['interpretation', 'outcome'] as const }

/**
 * 筛查结果 of one disease of a sample. Value, unit, cut-off and interpretation are the laboratory's: cut-offs differ
 * between laboratories and are never in the program (§10.1).
 */
export const bloodSpotResult = defineRecord({
  id: 'child.bloodSpotResult', version: 1, table: 'child_blood_spot_result', title: '遗传代谢病筛查结果', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['sampleId', 'disease'], says: ['diseaseName', 'experimentDay'], way: 'void', index: 'child_blood_spot_result_sample_id_disease_ix' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    sampleId: ref({ label: '标本', to: 'child.bloodSpot', required: true, out: KEY }),
    disease: text({ label: '病种代码', maxLength: 16, required: true, out: LOCAL }),
    diseaseName: text({ label: '病种', maxLength: 40, list: true, out: LOCAL, help: '由病种字典带出' }),
    interpretation: code({ label: '结果判读', codes: BLOOD_SPOT_RESULT, required: true, list: true, pii: 'health', out: 'HDSB01.03.027' }),
    numericValue: number({ label: '检测值', decimals: 3, plausible: [0, 100000], list: true, out: LOCAL }),
    unit: text({ label: '单位', maxLength: 20, out: LOCAL }),
    cutOff: text({ label: '切值', maxLength: 40, out: LOCAL }),
    laboratory: text({ label: '检测机构', maxLength: 70, required: true, out: 'HDSB01.03.031' }),
    testerName: text({ label: '筛查人员', maxLength: 30, out: 'HDSB01.03.030' }),
    experimentDay: day({ label: '筛查实验日期', required: true, list: true, out: 'HDSB01.03.024' }),
    method: code({ label: '筛查方法', codes: NEWBORN_SCREENING_METHOD, out: 'HDSB01.03.026' }),
    outcome: code({ label: '诊断结论', codes: METABOLIC_OUTCOME, list: true, pii: 'health', out: LOCAL, ...POSITIVE }),
    diagnosisDay: day({ label: '诊断日期', out: 'HDSB01.03.038', ...POSITIVE }),
    diagnosisItems: text({ label: '诊断检查项目', maxLength: 100, pii: 'health', out: 'HDSB01.03.039', ...POSITIVE }),
    diagnosisMethod: text({ label: '诊断方法', maxLength: 100, pii: 'health', out: 'HDSB01.03.040', ...POSITIVE }),
    diagnosisResult: text({ label: '诊断结果', maxLength: 100, pii: 'health', out: 'HDSB01.03.041', ...POSITIVE }),
    diagnosisInstitution: text({ label: '诊断机构', maxLength: 70, out: 'HDSB01.03.042', ...POSITIVE }),
    treatmentDay: day({ label: '开始治疗日期', out: LOCAL, ...CONFIRMED }),
    treatmentNote: text({ label: '治疗情况(无需治疗的写明)', maxLength: 100, pii: 'health', out: INTERNAL, ...CONFIRMED }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '检测', fields: ['fileId', 'sampleId', 'disease', 'diseaseName', 'interpretation', 'numericValue', 'unit', 'cutOff', 'laboratory', 'testerName', 'experimentDay', 'method', 'note'] },
    { title: '诊断与治疗', fields: ['outcome', 'diagnosisDay', 'diagnosisItems', 'diagnosisMethod', 'diagnosisResult', 'diagnosisInstitution', 'treatmentDay', 'treatmentNote'] },
  ],
  rules: [
    notInFuture({ experimentDay: '实验日期', diagnosisDay: '诊断日期', treatmentDay: '开始治疗日期' }),
    inOrder({ experimentDay: '实验日期', diagnosisDay: '诊断日期' }),
    resultRules,
  ],
})
export type BloodSpotResultRow = Row<typeof bloodSpotResult>
export type StoredBloodSpotResult = StoredRow<typeof bloodSpotResult>
