import { FETAL_POSITION, FOLLOW_UP_GUIDANCE, FOLLOW_UP_VISIT, URINE_RESULT } from '../../code/maternal-visit.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { bloodPressure, choices, finding, INTERNAL, KEY, OUT, REFERRAL_FIELDS, referralFields } from './parts.ts'
import { careVisitRules, openedTexts } from './visit-common.rules.ts'

/**
 * 第2~5次产前随访服务记录 and every further visit before birth. The numbered ones stand once a pregnancy; which choices of
 * guidance are printed follows from the number. Gestation is found by the program. Source: maternal care note §4.3.
 */
export const maternalVisit = defineRecord({
  id: 'maternal.visit', version: 1, table: 'maternal_visit', title: '产前随访', read: 'maternal.read', write: 'maternal.write', auditOpening: true, unborn: true,
  once: [{ fields: ['visitNumber'], when: row => row.visitNumber !== 'other', says: ['visitNumber', 'visitDay'], way: 'void', index: 'maternal_visit_number_ix' }],
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    visitNumber: code({ label: '次别', codes: FOLLOW_UP_VISIT, required: true, list: true, out: OUT }),
    visitDay: day({ label: '随访日期', required: true, list: true, out: 'HDSB02.04.108' }),
    institution: text({ label: '检查机构', maxLength: 70, out: OUT }),
    doctorName: text({ label: '随访医生', maxLength: 30, pii: 'name', required: true, list: true, out: 'HDSB02.04.109' }),
    chiefComplaint: text({ label: '主诉', maxLength: 100, pii: 'health', out: 'HDSB02.04.053' }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 1, plausible: [30, 200], normal: [38, 130], list: true, pii: 'health', out: 'HDSB02.04.049' }),
    fundalHeightCm: number({ label: '宫底高度', unit: 'cm', decimals: 1, plausible: [5, 50], normal: [8, 42], list: true, pii: 'health', out: 'HDSB02.04.068' }),
    abdomenCm: number({ label: '腹围', unit: 'cm', decimals: 1, plausible: [40, 180], normal: [60, 130], pii: 'health', out: 'HDSB02.04.069' }),
    fetalPosition: code({ label: '胎位', codes: FETAL_POSITION, list: true, pii: 'health', out: 'HDSB02.04.070' }),
    fetalHeartPerMinute: number({ label: '胎心率', unit: '次/分', plausible: [40, 260], normal: [110, 160], list: true, pii: 'health', out: 'HDSB02.04.071' }),
    otherFetuses: text({ label: '多胎:其他胎儿胎位、胎心', maxLength: 100, pii: 'health', out: OUT }),
    ...bloodPressure('HDSB02.04.051', 'HDSB02.04.052'),
    haemoglobinGPerL: number({ label: '血红蛋白', unit: 'g/L', plausible: [20, 220], normal: [60, 170], pii: 'health', out: 'HDSB02.04.072' }),
    urineProtein: code({ label: '尿蛋白', codes: URINE_RESULT, pii: 'health', out: 'HDSB02.04.076' }),
    otherTests: text({ label: '其他辅助检查', maxLength: 200, lines: 2, pii: 'health', out: OUT }),
    ...finding('assessment', '分类', 'HDSB02.04.101', 'HDSB02.04.102'),
    ...choices('guidance', '指导', FOLLOW_UP_GUIDANCE, '8'),
    ...referralFields,
    nextVisitDay: day({ label: '下次随访日期', out: OUT }),
    nextPlace: text({ label: '下次检查地点', maxLength: 30, out: 'HDSB02.04.110' }),
    signerName: text({ label: '居民(家属)签名', maxLength: 30, pii: 'name', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program when the form is saved.
    gestationDays: number({ label: '孕周', unit: '天', plausible: [0, 330], list: true, out: 'HDSB02.04.029' }),
  },
  sections: [
    { title: '随访', fields: ['pregnancyId', 'visitNumber', 'visitDay', 'institution', 'doctorName', 'chiefComplaint'] },
    { title: '产科检查', fields: ['weightKg', 'fundalHeightCm', 'abdomenCm', 'fetalPosition', 'fetalHeartPerMinute', 'otherFetuses', 'systolicMmHg', 'diastolicMmHg'] },
    { title: '辅助检查', fields: ['haemoglobinGPerL', 'urineProtein', 'otherTests'] },
    { title: '分类、指导与转诊', fields: ['assessment', 'assessmentNote', 'guidance', 'guidanceNote', ...REFERRAL_FIELDS, 'nextVisitDay', 'nextPlace', 'signerName', 'note'] },
    { title: '推算', fields: ['gestationDays'] },
  ],
  rules: [careVisitRules, row => openedTexts(row, ['assessment'], { guidance: '8' })],
})
export type MaternalVisit = Row<typeof maternalVisit>
export type StoredMaternalVisit = StoredRow<typeof maternalVisit>
/** What the program finds and nobody types. */
export const VISIT_COMPUTED = ['gestationDays'] as const satisfies readonly (keyof MaternalVisit)[]
