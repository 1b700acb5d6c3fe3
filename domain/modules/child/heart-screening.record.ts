import { HEART_ECHO_RESULT, HEART_MURMUR, HEART_SCREENING_RESULT } from '../../code/child-screening.ts'
import { code, day, minute, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { inOrder, notInFuture, saturationRules } from './screening.rules.ts'

const LOCAL = { none: '新生儿疾病筛查数据集(本地扩展)' } as const
const INTERNAL = { none: '本机构内部' } as const
const percent = (label: string) => number({ label, unit: '%', plausible: [30, 100], normal: [90, 100], out: LOCAL })
const again = (name: 'first' | 'second' | 'third') => ({ showIf: (row: Readonly<Record<string, unknown>>) => typeof row[`${name}HandPercent`] === 'number' || typeof row[`${name}FootPercent`] === 'number', dependsOn: [`${name}HandPercent`, `${name}FootPercent`] as const })

/** Fields the program fills: hours of age and the result by the two-index rule, never typed. */
export const HEART_BY_RULE = ['ageHours', 'result'] as const

/**
 * 先天性心脏病筛查, 双指标法 (§10.3): auscultation and saturation of right hand and one foot, with up to three repeats.
 * The result follows from them by rule and is kept with the row; the doctor may disagree in words, not by typing another.
 */
export const heartScreening = defineRecord({
  id: 'child.heartScreening', version: 1, table: 'child_heart_screening', title: '先天性心脏病筛查', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['screenedAt'], says: ['screenedAt'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    screenedAt: minute({ label: '筛查日期时间', required: true, list: true, out: LOCAL }),
    ageHours: number({ label: '筛查时龄', unit: '小时', plausible: [0, 100000], out: LOCAL, help: '按出生时间自动计算' }),
    institution: text({ label: '筛查机构', maxLength: 70, required: true, out: 'HDSB01.03.031' }),
    screenerName: text({ label: '筛查人员', maxLength: 30, required: true, out: 'HDSB01.03.030' }),
    murmur: code({ label: '心脏听诊', codes: HEART_MURMUR, list: true, pii: 'health', out: LOCAL }),
    murmurGrade: number({ label: '杂音级别', plausible: [1, 6], out: LOCAL, showIf: row => row.murmur === '2', dependsOn: ['murmur'], help: '不填级别的可疑杂音按阳性' }),
    firstHandPercent: percent('右手血氧'), firstFootPercent: percent('足血氧'),
    secondAt: minute({ label: '第一次复测时间', out: LOCAL, ...again('first') }),
    secondHandPercent: { ...percent('第一次复测右手血氧'), ...again('first') }, secondFootPercent: { ...percent('第一次复测足血氧'), ...again('first') },
    thirdAt: minute({ label: '第二次复测时间', out: LOCAL, ...again('second') }),
    thirdHandPercent: { ...percent('第二次复测右手血氧'), ...again('second') }, thirdFootPercent: { ...percent('第二次复测足血氧'), ...again('second') },
    fourthAt: minute({ label: '第三次复测时间', out: LOCAL, ...again('third') }),
    fourthHandPercent: { ...percent('第三次复测右手血氧'), ...again('third') }, fourthFootPercent: { ...percent('第三次复测足血氧'), ...again('third') },
    result: code({ label: '筛查结果', codes: HEART_SCREENING_RESULT, list: true, pii: 'health', out: LOCAL, help: '按双指标规则自动判定' }),
    resultNote: text({ label: '医生意见(与判定不同时)', maxLength: 200, pii: 'health', out: INTERNAL }),
    referralDay: day({ label: '转诊日期', out: LOCAL }),
    referralInstitution: text({ label: '转诊机构', maxLength: 70, out: INTERNAL }),
    echoDay: day({ label: '心脏超声日期', out: LOCAL }),
    echo: code({ label: '心脏超声结论', codes: HEART_ECHO_RESULT, list: true, pii: 'health', out: LOCAL }),
    echoDetail: text({ label: '超声所见', maxLength: 200, pii: 'health', out: INTERNAL }),
    diagnosis: text({ label: '诊断', maxLength: 100, pii: 'health', out: 'HDSB01.03.041', showIf: row => row.echo === 'defect', dependsOn: ['echo'] }),
    diagnosisCode: text({ label: '诊断编码(ICD-10)', maxLength: 10, pattern: /^[A-Z]\d{2}(\.\d{1,3})?$/, out: LOCAL, showIf: row => row.echo === 'defect', dependsOn: ['echo'] }),
    treatment: text({ label: '治疗与随访', maxLength: 200, pii: 'health', out: INTERNAL, showIf: row => row.echo === 'defect', dependsOn: ['echo'] }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '双指标筛查', fields: ['fileId', 'screenedAt', 'institution', 'screenerName', 'murmur', 'murmurGrade', 'firstHandPercent', 'firstFootPercent', 'secondAt', 'secondHandPercent', 'secondFootPercent', 'thirdAt', 'thirdHandPercent', 'thirdFootPercent', 'fourthAt', 'fourthHandPercent', 'fourthFootPercent'] },
    { title: '判定', fields: ['ageHours', 'result', 'resultNote'] },
    { title: '转诊与诊断', fields: ['referralDay', 'referralInstitution', 'echoDay', 'echo', 'echoDetail', 'diagnosis', 'diagnosisCode', 'treatment', 'note'] },
  ],
  rules: [notInFuture({ referralDay: '转诊日期', echoDay: '心脏超声日期' }), inOrder({ screenedAt: '筛查日期', referralDay: '转诊日期' }), saturationRules],
})
export type HeartScreeningRow = Row<typeof heartScreening>
export type StoredHeartScreening = StoredRow<typeof heartScreening>
