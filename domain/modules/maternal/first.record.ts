import { ABO_GROUP, HIV_RESULT, RH_GROUP, SEROLOGY_RESULT, VAGINAL_CLEANLINESS } from '../../code/national-care.ts'
import { FIRST_VISIT_GUIDANCE, MATERNAL_FAMILY_HISTORY, MATERNAL_PAST_ILLNESS, MATERNAL_PERSONAL_HISTORY, URINE_RESULT, VAGINAL_DISCHARGE } from '../../code/maternal-visit.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import type { OutTarget } from '../../field/kinds.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { bloodPressure, choices, finding, INTERNAL, KEY, noneOrSome, OUT, REFERRAL_FIELDS, referralFields } from './parts.ts'
import { careVisitRules, openedTexts } from './visit-common.rules.ts'

const count = (label: string, out: OutTarget) => number({ label, unit: '次', plausible: [0, 20], normal: [0, 5], pii: 'health', out })
const urine = (label: string, out: OutTarget) => code({ label, codes: URINE_RESULT, pii: 'health', out })
const serology = (label: string, out: OutTarget) => code({ label, codes: SEROLOGY_RESULT, pii: 'health', out })

/**
 * 第1次产前检查服务记录表, field by field, once a pregnancy. Codes are the printed numbers; an abnormal answer opens its text.
 * Gestation, age and body-mass index are found by the program. Counts of what was lost go out summed where the standard
 * has one element for two. Source: maternal care note §4.2.
 */
export const maternalFirst = defineRecord({
  id: 'maternal.first', version: 1, table: 'maternal_first', title: '第1次产前检查', read: 'maternal.read', write: 'maternal.write', auditOpening: true, unborn: true,
  once: [{ fields: [], says: ['visitDay'], way: 'void', index: 'maternal_first_pregnancy_ix' }],
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    visitDay: day({ label: '填表日期', required: true, list: true, out: 'HDSB02.04.108' }),
    institution: text({ label: '检查机构', maxLength: 70, out: OUT }),
    doctorName: text({ label: '随访医生', maxLength: 30, pii: 'name', required: true, list: true, out: 'HDSB02.04.109' }),
    ...choices('pastIllness', '既往史', MATERNAL_PAST_ILLNESS, '8', { none: '1', health: true }),
    ...choices('familyHistory', '家族史', MATERNAL_FAMILY_HISTORY, '4', { none: '1', health: true }),
    ...choices('personalHistory', '个人史', MATERNAL_PERSONAL_HISTORY, '7', { none: '1', health: true }),
    ...noneOrSome('gynaecologicalOperation', '妇产科手术史', 'HDSB02.04.041', 'HDSB02.04.042'),
    pregnancyIllnessHistory: text({ label: '既往妊娠合并症/并发症史', maxLength: 100, pii: 'health', out: 'HDSB02.04.043' }),
    spontaneousAbortions: count('自然流产', OUT), inducedAbortions: count('人工流产', OUT), fetalDeaths: count('死胎', OUT), stillbirths: count('死产', OUT),
    neonatalDeaths: count('新生儿死亡', 'HDSB02.04.046'), defectChildren: count('出生缺陷儿', 'HDSB02.04.047'),
    heightCm: number({ label: '身高', unit: 'cm', decimals: 1, plausible: [80, 220], normal: [140, 185], pii: 'health', out: 'HDSB02.04.048' }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 1, plausible: [30, 200], normal: [38, 110], list: true, pii: 'health', out: 'HDSB02.04.049' }),
    prePregnancyWeightKg: number({ label: '孕前体重', unit: 'kg', decimals: 1, plausible: [30, 200], normal: [38, 110], pii: 'health', out: OUT, help: '填写后体质指数按孕前体重计算' }),
    ...bloodPressure('HDSB02.04.051', 'HDSB02.04.052'),
    chiefComplaint: text({ label: '主诉', maxLength: 100, pii: 'health', out: 'HDSB02.04.053' }),
    ...finding('heart', '心脏', 'HDSB02.04.056', 'HDSB02.04.057'), ...finding('lungs', '肺部', 'HDSB02.04.054', 'HDSB02.04.055'),
    ...finding('vulva', '外阴', 'HDSB02.04.058', 'HDSB02.04.059'), ...finding('vagina', '阴道', 'HDSB02.04.060', 'HDSB02.04.061'), ...finding('cervix', '宫颈', 'HDSB02.04.062', 'HDSB02.04.063'),
    ...finding('uterus', '子宫', 'HDSB02.04.064', 'HDSB02.04.065'), ...finding('adnexa', '附件', 'HDSB02.04.066', 'HDSB02.04.067'),
    haemoglobinGPerL: number({ label: '血红蛋白', unit: 'g/L', plausible: [20, 220], normal: [60, 170], pii: 'health', out: 'HDSB02.04.072' }),
    whiteCellsE9PerL: number({ label: '白细胞计数', unit: '×10⁹/L', decimals: 1, plausible: [0.1, 99.9], normal: [3.5, 15], pii: 'health', out: 'HDSB02.04.073' }),
    plateletsE9PerL: number({ label: '血小板计数', unit: '×10⁹/L', plausible: [1, 999], normal: [50, 500], pii: 'health', out: 'HDSB02.04.074' }),
    urineProtein: urine('尿蛋白', 'HDSB02.04.076'), urineGlucose: urine('尿糖', 'HDSB02.04.077'), urineKetone: urine('尿酮体', 'HDSB02.04.079'), urineBlood: urine('尿潜血', 'HDSB02.04.080'),
    aboGroup: code({ label: 'ABO血型', codes: ABO_GROUP, pii: 'health', out: 'HDSB02.04.081' }), rhGroup: code({ label: 'Rh血型', codes: RH_GROUP, pii: 'health', out: 'HDSB02.04.082' }),
    glucoseMmolPerL: number({ label: '血糖', unit: 'mmol/L', decimals: 1, plausible: [0.5, 60], normal: [3, 12], pii: 'health', out: 'HDSB02.04.083', help: '空腹血糖' }),
    altUPerL: number({ label: '血清谷丙转氨酶', unit: 'U/L', plausible: [0, 999], normal: [0, 120], pii: 'health', out: 'HDSB02.04.084' }),
    astUPerL: number({ label: '血清谷草转氨酶', unit: 'U/L', plausible: [0, 999], normal: [0, 120], pii: 'health', out: 'HDSB02.04.085' }),
    albuminGPerL: number({ label: '白蛋白', unit: 'g/L', plausible: [10, 80], normal: [30, 55], pii: 'health', out: 'HDSB02.04.086' }),
    totalBilirubinUmolPerL: number({ label: '总胆红素', unit: 'μmol/L', decimals: 1, plausible: [0, 999.9], normal: [0, 60], pii: 'health', out: 'HDSB02.04.087' }),
    directBilirubinUmolPerL: number({ label: '结合胆红素', unit: 'μmol/L', decimals: 1, plausible: [0, 999.9], normal: [0, 30], pii: 'health', out: 'HDSB02.04.088' }),
    creatinineUmolPerL: number({ label: '血清肌酐', unit: 'μmol/L', decimals: 1, plausible: [5, 2000], normal: [20, 150], pii: 'health', out: 'HDSB02.04.090' }),
    ureaMmolPerL: number({ label: '血尿素', unit: 'mmol/L', decimals: 1, plausible: [0.1, 90], normal: [1, 10], pii: 'health', out: 'HDSB02.04.089' }),
    ...choices('vaginalDischarge', '阴道分泌物', VAGINAL_DISCHARGE, '4', { none: '1', health: true }),
    vaginalCleanliness: code({ label: '阴道清洁度', codes: VAGINAL_CLEANLINESS, pii: 'health', out: 'HDSB02.04.092' }),
    hepatitisBSurfaceAntigen: serology('乙肝表面抗原', 'HDSB02.04.096'), hepatitisBSurfaceAntibody: serology('乙肝表面抗体', 'HDSB02.04.095'), hepatitisBEAntigen: serology('乙肝e抗原', 'HDSB02.04.094'),
    hepatitisBEAntibody: serology('乙肝e抗体', 'HDSB02.04.093'), hepatitisBCoreAntibody: serology('乙肝核心抗体', 'HDSB02.04.097'), syphilis: serology('梅毒血清学试验', 'HDSB02.04.098'),
    hivAntibody: code({ label: 'HIV抗体检测', codes: HIV_RESULT, pii: 'health', out: 'HDSB02.04.099' }),
    ultrasound: text({ label: 'B超', maxLength: 100, lines: 2, pii: 'health', out: 'HDSB02.04.100' }),
    otherTests: text({ label: '其他辅助检查', maxLength: 200, lines: 2, pii: 'health', out: OUT }),
    ...finding('assessment', '总体评估', 'HDSB02.04.101', 'HDSB02.04.102'),
    ...choices('guidance', '保健指导', FIRST_VISIT_GUIDANCE, '6'),
    ...referralFields,
    nextVisitDay: day({ label: '下次随访日期', out: OUT }),
    nextPlace: text({ label: '下次检查地点', maxLength: 30, out: 'HDSB02.04.110' }),
    signerName: text({ label: '居民(家属)签名', maxLength: 30, pii: 'name', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program when the form is saved.
    gestationDays: number({ label: '孕周', unit: '天', plausible: [0, 330], list: true, out: 'HDSB02.04.029' }),
    ageYears: number({ label: '孕妇年龄', unit: '岁', plausible: [8, 70], out: OUT }),
    bmi: number({ label: '体质指数', unit: 'kg/m²', decimals: 2, plausible: [8, 90], list: true, pii: 'health', out: OUT }),
  },
  sections: [
    { title: '检查', fields: ['pregnancyId', 'visitDay', 'institution', 'doctorName'] },
    { title: '病史', fields: ['pastIllness', 'pastIllnessNote', 'familyHistory', 'familyHistoryNote', 'personalHistory', 'personalHistoryNote', 'gynaecologicalOperation', 'gynaecologicalOperationNote', 'pregnancyIllnessHistory'] },
    { title: '孕产史', fields: ['spontaneousAbortions', 'inducedAbortions', 'fetalDeaths', 'stillbirths', 'neonatalDeaths', 'defectChildren'] },
    { title: '体格检查', fields: ['heightCm', 'weightKg', 'prePregnancyWeightKg', 'systolicMmHg', 'diastolicMmHg', 'chiefComplaint', 'heart', 'heartNote', 'lungs', 'lungsNote'] },
    { title: '妇科检查', fields: ['vulva', 'vulvaNote', 'vagina', 'vaginaNote', 'cervix', 'cervixNote', 'uterus', 'uterusNote', 'adnexa', 'adnexaNote'] },
    { title: '血尿检查', fields: ['haemoglobinGPerL', 'whiteCellsE9PerL', 'plateletsE9PerL', 'urineProtein', 'urineGlucose', 'urineKetone', 'urineBlood', 'aboGroup', 'rhGroup', 'glucoseMmolPerL'] },
    { title: '肝肾功能', fields: ['altUPerL', 'astUPerL', 'albuminGPerL', 'totalBilirubinUmolPerL', 'directBilirubinUmolPerL', 'creatinineUmolPerL', 'ureaMmolPerL'] },
    { title: '分泌物与血清学', fields: ['vaginalDischarge', 'vaginalDischargeNote', 'vaginalCleanliness', 'hepatitisBSurfaceAntigen', 'hepatitisBSurfaceAntibody', 'hepatitisBEAntigen', 'hepatitisBEAntibody', 'hepatitisBCoreAntibody', 'syphilis', 'hivAntibody', 'ultrasound', 'otherTests'] },
    { title: '评估、指导与转诊', fields: ['assessment', 'assessmentNote', 'guidance', 'guidanceNote', ...REFERRAL_FIELDS, 'nextVisitDay', 'nextPlace', 'signerName', 'note'] },
    { title: '推算', fields: ['gestationDays', 'ageYears', 'bmi'] },
  ],
  rules: [
    careVisitRules,
    row => openedTexts(row, ['gynaecologicalOperation', 'heart', 'lungs', 'vulva', 'vagina', 'cervix', 'uterus', 'adnexa', 'assessment'], { pastIllness: '8', familyHistory: '4', personalHistory: '7', vaginalDischarge: '4', guidance: '6' }),
  ],
})
export type MaternalFirst = Row<typeof maternalFirst>
export type StoredMaternalFirst = StoredRow<typeof maternalFirst>
/** What the program finds and nobody types. */
export const FIRST_COMPUTED = ['gestationDays', 'ageYears', 'bmi'] as const satisfies readonly (keyof MaternalFirst)[]
