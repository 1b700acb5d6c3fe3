import { CHILD_NONE_SOME } from '../../code/child-newborn-visit.ts'
import { ADOLESCENT_COUNSEL, ADOLESCENT_NUTRITION, GUARDIAN_RELATION, HPV_VACCINATION, HPV_VACCINE, MENSES_VOLUME, SEXUAL_KNOWLEDGE, TANNER_STAGE } from '../../code/women-care.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message, warn } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { ADOLESCENT, INTERNAL, KEY } from './parts.ts'

type Values = Readonly<Record<string, unknown>>
const hasMenses = { showIf: (row: Values): boolean => row.menarcheAge !== null && row.menarcheAge !== undefined, dependsOn: ['menarcheAge'] }
const isReferred = { showIf: (row: Values): boolean => row.referral === '2', dependsOn: ['referral'] }
const isVaccinated = { showIf: (row: Values): boolean => row.hpvVaccination === '1' || row.hpvVaccination === '2', dependsOn: ['hpvVaccination'] }

/**
 * 青少年保健: one visit. Of a depression scale the total alone is kept, its texts belong to their publisher. Under the age of
 * consent a guardian's agreement is asked for by the core, which knows the birth day. Source: maternal care note §13.7.
 */
export const adolescentVisit = defineRecord({
  id: 'women.adolescentVisit', version: 1, table: 'women_adolescent_visit', title: '青少年保健', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    womanId: ref({ label: '青少年', to: 'person', required: true, out: KEY }),
    visitDay: day({ label: '就诊日期', required: true, list: true, out: ADOLESCENT }),
    doctorName: text({ label: '接诊医生', maxLength: 30, required: true, list: true, out: ADOLESCENT }),
    guardianName: text({ label: '监护人姓名', maxLength: 30, pii: 'name', out: INTERNAL }),
    guardianRelation: code({ label: '与本人关系', codes: GUARDIAN_RELATION, out: INTERNAL }),
    guardianPhone: text({ label: '监护人电话', maxLength: 20, pii: 'phone', out: INTERNAL }),
    isConsentSigned: flag({ label: '监护人已签知情同意', out: ADOLESCENT }),
    complaint: text({ label: '主诉', maxLength: 200, pii: 'health', out: ADOLESCENT }),
    menarcheAge: number({ label: '初潮年龄', unit: '岁', plausible: [6, 19], normal: [9, 16], pii: 'health', out: ADOLESCENT, help: '未来潮不填' }),
    cycleDays: number({ label: '月经周期', unit: '天', plausible: [10, 365], normal: [21, 45], pii: 'health', out: ADOLESCENT, ...hasMenses }),
    mensesDays: number({ label: '月经持续', unit: '天', plausible: [1, 60], normal: [2, 7], pii: 'health', out: ADOLESCENT, ...hasMenses }),
    mensesVolume: code({ label: '经量', codes: MENSES_VOLUME, pii: 'health', out: ADOLESCENT, ...hasMenses }),
    painScore: number({ label: '痛经VAS', unit: '分', plausible: [0, 10], normal: [0, 3], pii: 'health', out: ADOLESCENT, ...hasMenses }),
    heightCm: number({ label: '身高', unit: 'cm', decimals: 1, plausible: [90, 210], normal: [130, 185], pii: 'health', out: ADOLESCENT }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 1, plausible: [15, 200], normal: [25, 90], pii: 'health', out: ADOLESCENT }),
    tannerBreast: code({ label: '乳房(Tanner)', codes: TANNER_STAGE, pii: 'health', out: ADOLESCENT }),
    tannerPubic: code({ label: '阴毛(Tanner)', codes: TANNER_STAGE, pii: 'health', out: ADOLESCENT }),
    nutrition: code({ label: '营养', codes: ADOLESCENT_NUTRITION, pii: 'health', out: ADOLESCENT }),
    moodScore: number({ label: 'PHQ-A总分', unit: '分', plausible: [0, 27], pii: 'health', out: ADOLESCENT, help: '只记总分' }),
    moodNote: text({ label: '心理情况', maxLength: 200, pii: 'health', out: INTERNAL }),
    sexualKnowledge: code({ label: '性与生殖健康知识', codes: SEXUAL_KNOWLEDGE, pii: 'health', out: ADOLESCENT }),
    counselling: codes({ label: '咨询内容', codes: ADOLESCENT_COUNSEL, pii: 'health', out: ADOLESCENT }),
    counsellingNote: text({ label: '咨询情况', maxLength: 200, pii: 'health', out: INTERNAL }),
    hpvVaccination: code({ label: 'HPV疫苗', codes: HPV_VACCINATION, list: true, out: ADOLESCENT }),
    hpvVaccine: code({ label: '疫苗种类', codes: HPV_VACCINE, out: ADOLESCENT, ...isVaccinated }),
    hpvDoses: number({ label: '已接种针次', unit: '针', plausible: [1, 3], out: ADOLESCENT, ...isVaccinated }),
    advice: text({ label: '处理及指导', maxLength: 200, lines: 2, pii: 'health', out: ADOLESCENT }),
    referral: code({ label: '转诊', codes: CHILD_NONE_SOME, required: true, list: true, out: ADOLESCENT }),
    referralTo: text({ label: '转诊机构及科室', maxLength: 70, out: ADOLESCENT, ...isReferred }),
    referralReason: text({ label: '转诊原因', maxLength: 100, pii: 'health', out: ADOLESCENT, ...isReferred }),
    nextVisitDay: day({ label: '下次就诊日期', list: true, out: ADOLESCENT }),
    // Found by the program when it is saved.
    ageYears: number({ label: '就诊时年龄', unit: '岁', plausible: [0, 130], list: true, out: ADOLESCENT }),
    bmi: number({ label: 'BMI', unit: 'kg/m²', decimals: 2, plausible: [3, 250], pii: 'health', out: ADOLESCENT }),
  },
  sections: [
    { title: '就诊', fields: ['womanId', 'visitDay', 'doctorName'] },
    { title: '监护人', fields: ['guardianName', 'guardianRelation', 'guardianPhone', 'isConsentSigned'] },
    { title: '发育', fields: ['complaint', 'menarcheAge', 'cycleDays', 'mensesDays', 'mensesVolume', 'painScore', 'heightCm', 'weightKg', 'tannerBreast', 'tannerPubic', 'nutrition'] },
    { title: '心理与咨询', fields: ['moodScore', 'moodNote', 'sexualKnowledge', 'counselling', 'counsellingNote'] },
    { title: 'HPV疫苗', fields: ['hpvVaccination', 'hpvVaccine', 'hpvDoses'] },
    { title: '处理', fields: ['advice', 'referral', 'referralTo', 'referralReason', 'nextVisitDay'] },
    { title: '程序判断', fields: ['ageYears', 'bmi'] },
  ],
  rules: [
    (row, { today }) => row.visitDay && row.visitDay > today ? [block('visitDay', message('cancerScreening.future', '日期不能晚于今天,请核对'))] : [],
    row => row.nextVisitDay && row.visitDay && row.nextVisitDay <= row.visitDay ? [block('nextVisitDay', message('adolescent.nextBefore', '下次就诊日期应晚于本次就诊日期'))] : [],
    row => row.referral === '2' && !row.referralReason ? [block('referralReason', message('adolescent.referralReason', '转诊请填写原因'))] : [],
    row => row.referral === '2' && !row.referralTo ? [block('referralTo', message('adolescent.referralTo', '转诊请填写机构及科室'))] : [],
    row => row.painScore !== null && row.painScore >= 7 && !row.advice ? [warn('advice', message('adolescent.pain', '痛经 VAS {{score}} 分,请写处理意见', { score: row.painScore }))] : [],
  ],
})
export type AdolescentVisit = Row<typeof adolescentVisit>
export type StoredAdolescentVisit = StoredRow<typeof adolescentVisit>
