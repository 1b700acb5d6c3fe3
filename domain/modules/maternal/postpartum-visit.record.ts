import { BREAST_FINDING, POSTPARTUM_GUIDANCE, POSTPARTUM_PLACE, WOUND_HEALING } from '../../code/maternal-visit.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { bloodPressure, choices, finding, INTERNAL, KEY, OUT, REFERRAL_FIELDS, referralFields } from './parts.ts'
import { careVisitRules, openedTexts } from './visit-common.rules.ts'

/** 产后访视记录表: at home within the days after going home; several are possible. Days of birth and discharge are the delivery's. Source: maternal care note §9. */
export const postpartumVisit = defineRecord({
  id: 'maternal.postpartumVisit', version: 1, table: 'maternal_postpartum_visit', title: '产后访视', read: 'maternal.read', write: 'maternal.write', auditOpening: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    visitDay: day({ label: '随访日期', required: true, list: true, out: 'HDSB02.04.150' }),
    place: code({ label: '访视方式', codes: POSTPARTUM_PLACE, required: true, list: true, out: OUT }),
    institution: text({ label: '访视机构', maxLength: 70, out: OUT }),
    doctorName: text({ label: '访视医生', maxLength: 30, required: true, list: true, out: 'HDSB02.04.151' }),
    temperatureC: number({ label: '体温', unit: '℃', decimals: 1, plausible: [34, 43], normal: [35.5, 38.5], list: true, pii: 'health', out: 'HDSB02.04.142' }),
    generalHealth: text({ label: '一般健康情况', maxLength: 100, pii: 'health', out: 'HDSB02.04.143' }),
    mentalState: text({ label: '一般心理状况', maxLength: 100, pii: 'health', out: 'HDSB02.04.144' }),
    depressionScore: number({ label: '爱丁堡产后抑郁量表得分', plausible: [0, 30], normal: [0, 12], pii: 'health', out: OUT, help: '选填;界值12/13为一般知识,以本院规定为准' }),
    ...bloodPressure(),
    leftBreast: code({ label: '左侧乳房', codes: BREAST_FINDING, pii: 'health', out: 'HDSB02.04.145' }),
    rightBreast: code({ label: '右侧乳房', codes: BREAST_FINDING, pii: 'health', out: 'HDSB02.04.146' }),
    ...finding('lochia', '恶露(色、量、味)', 'HDSB02.04.147', 'HDSB02.04.148'), ...finding('uterus', '子宫'),
    wound: code({ label: '伤口', codes: WOUND_HEALING, pii: 'health', out: 'HDSB02.04.149' }),
    otherFindings: text({ label: '其他', maxLength: 200, lines: 2, pii: 'health', out: OUT }),
    ...finding('assessment', '分类', 'HDSB02.04.101', 'HDSB02.04.102'),
    ...choices('guidance', '指导', POSTPARTUM_GUIDANCE, '6'),
    ...referralFields,
    nextVisitDay: day({ label: '下次随访日期', out: 'HDSB02.04.152' }),
    signerName: text({ label: '居民(家属)签名', maxLength: 30, pii: 'name', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program when the form is saved.
    daysAfter: number({ label: '产后天数', unit: '天', plausible: [0, 400], list: true, out: OUT }),
  },
  sections: [
    { title: '访视', fields: ['pregnancyId', 'visitDay', 'place', 'institution', 'doctorName'] },
    { title: '健康状况', fields: ['temperatureC', 'generalHealth', 'mentalState', 'depressionScore', 'systolicMmHg', 'diastolicMmHg'] },
    { title: '检查', fields: ['leftBreast', 'rightBreast', 'lochia', 'lochiaNote', 'uterus', 'uterusNote', 'wound', 'otherFindings'] },
    { title: '分类、指导与转诊', fields: ['assessment', 'assessmentNote', 'guidance', 'guidanceNote', ...REFERRAL_FIELDS, 'nextVisitDay', 'signerName', 'note'] },
    { title: '推算', fields: ['daysAfter'] },
  ],
  rules: [careVisitRules, row => openedTexts(row, ['lochia', 'uterus', 'assessment'], { guidance: '6' })],
})
export type PostpartumVisit = Row<typeof postpartumVisit>
export type StoredPostpartumVisit = StoredRow<typeof postpartumVisit>
