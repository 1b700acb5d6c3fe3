import { BREAST_FINDING, POSTPARTUM_CHECK_GUIDANCE, POSTPARTUM_HANDLING, POSTPARTUM_RECOVERY, WOUND_HEALING } from '../../code/maternal-visit.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { bloodPressure, choices, finding, INTERNAL, KEY, OUT } from './parts.ts'
import { careVisitRules, openedTexts } from './visit-common.rules.ts'

type Values = Readonly<Record<string, unknown>>
const isReferred = { showIf: (row: Values) => row.handling === '2', dependsOn: ['handling'] }

/** 产后42天健康检查记录表 with the further examinations of WS 377; a woman who had not recovered is checked again. Source: maternal care note §9. */
export const postpartumCheck = defineRecord({
  id: 'maternal.postpartumCheck', version: 1, table: 'maternal_postpartum_check', title: '产后42天健康检查', read: 'maternal.read', write: 'maternal.write', auditOpening: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    visitDay: day({ label: '随访日期', required: true, list: true, out: 'HDSB02.04.157' }),
    institution: text({ label: '检查机构', maxLength: 70, out: OUT }),
    doctorName: text({ label: '随访医生', maxLength: 30, required: true, list: true, out: 'HDSB02.04.158' }),
    generalHealth: text({ label: '一般健康情况', maxLength: 100, pii: 'health', out: 'HDSB02.04.143' }),
    mentalState: text({ label: '一般心理状况', maxLength: 100, pii: 'health', out: 'HDSB02.04.144' }),
    depressionScore: number({ label: '爱丁堡产后抑郁量表得分', plausible: [0, 30], normal: [0, 12], pii: 'health', out: OUT, help: '选填;界值12/13为一般知识,以本院规定为准' }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 1, plausible: [30, 200], normal: [38, 130], pii: 'health', out: OUT }),
    ...bloodPressure(),
    leftBreast: code({ label: '左侧乳腺', codes: BREAST_FINDING, pii: 'health', out: 'HDSB02.04.145' }),
    rightBreast: code({ label: '右侧乳腺', codes: BREAST_FINDING, pii: 'health', out: 'HDSB02.04.146' }),
    ...finding('lochia', '恶露', 'HDSB02.04.147', 'HDSB02.04.148'), ...finding('uterus', '子宫'),
    wound: code({ label: '伤口', codes: WOUND_HEALING, pii: 'health', out: 'HDSB02.04.149' }),
    ...finding('thyroid', '甲状腺'), ...finding('heartAndLungs', '心肺'), ...finding('vulva', '外阴'), ...finding('vagina', '阴道'), ...finding('cervix', '宫颈'), ...finding('adnexa', '附件'),
    otherFindings: text({ label: '其他', maxLength: 200, lines: 2, pii: 'health', out: OUT }),
    recovery: code({ label: '分类', codes: POSTPARTUM_RECOVERY, required: true, list: true, pii: 'health', out: 'HDSB02.04.154' }),
    recoveryNote: text({ label: '未恢复:说明', maxLength: 100, pii: 'health', out: OUT, showIf: row => row.recovery === '2', dependsOn: ['recovery'] }),
    ...choices('guidance', '指导', POSTPARTUM_CHECK_GUIDANCE, '5'),
    handling: code({ label: '处理', codes: POSTPARTUM_HANDLING, required: true, list: true, out: OUT }),
    referralReason: text({ label: '转诊原因', maxLength: 100, pii: 'health', out: 'HDSB02.04.106', ...isReferred }),
    referralInstitution: text({ label: '转诊机构', maxLength: 70, out: 'HDSB02.04.104', ...isReferred }),
    referralDepartment: text({ label: '转诊科室', maxLength: 50, out: 'HDSB02.04.156', ...isReferred }),
    signerName: text({ label: '居民(家属)签名', maxLength: 30, pii: 'name', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program when the form is saved.
    daysAfter: number({ label: '产后天数', unit: '天', plausible: [0, 400], list: true, out: OUT }),
  },
  sections: [
    { title: '检查', fields: ['pregnancyId', 'visitDay', 'institution', 'doctorName'] },
    { title: '健康状况', fields: ['generalHealth', 'mentalState', 'depressionScore', 'weightKg', 'systolicMmHg', 'diastolicMmHg'] },
    { title: '检查所见', fields: ['leftBreast', 'rightBreast', 'lochia', 'lochiaNote', 'uterus', 'uterusNote', 'wound', 'thyroid', 'thyroidNote', 'heartAndLungs', 'heartAndLungsNote', 'vulva', 'vulvaNote', 'vagina', 'vaginaNote', 'cervix', 'cervixNote', 'adnexa', 'adnexaNote', 'otherFindings'] },
    { title: '分类、指导与处理', fields: ['recovery', 'recoveryNote', 'guidance', 'guidanceNote', 'handling', 'referralReason', 'referralInstitution', 'referralDepartment', 'signerName', 'note'] },
    { title: '推算', fields: ['daysAfter'] },
  ],
  rules: [
    careVisitRules,
    row => openedTexts(row, ['lochia', 'uterus', 'thyroid', 'heartAndLungs', 'vulva', 'vagina', 'cervix', 'adnexa', 'recovery'], { guidance: '5' }),
    row => row.handling === '2' && !row.referralReason ? [block('referralReason', message('maternalVisit.referralReason', '转诊时请填写转诊原因'))] : [],
    row => row.handling === '2' && !row.referralInstitution ? [block('referralInstitution', message('maternalVisit.referralInstitution', '转诊时请填写转诊机构'))] : [],
    // The closing of a woman who has not recovered is refused by rule/maternal/closing.ts as well.
    row => row.recovery === '2' && row.handling === '1' ? [block('handling', message('postpartumCheck.notRecovered', '未恢复的不能结案,处理请选择“转诊”'))] : [],
  ],
})
export type PostpartumCheck = Row<typeof postpartumCheck>
export type StoredPostpartumCheck = StoredRow<typeof postpartumCheck>
