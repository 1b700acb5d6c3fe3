import { ADNEXA_RESULT, BREAST_FINDING, EDUCATION, OCCUPATION, POSITIVE_NEGATIVE, SEROLOGY_RESULT, VAGINAL_CLEANLINESS } from '../../code/national-care.ts'
import { DELIVERY_MODE } from '../../code/delivery.ts'
import { BREAST_CATEGORY, CANCER_NEXT_STEP, CERVICAL_CYTOLOGY, HPV_RESULT } from '../../code/maternal-care.ts'
import { HPV_TYPE, type HpvType, MENSES_VOLUME, SCREENED_GROUP, SCREENING_GAP, SCREENING_PROGRAMME, TERMINATION_MODE, WOMAN_SYMPTOM } from '../../code/women-care.ts'
import { code, codes, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { type CodeList, codesIn } from '../../field/code-list.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { defineRecord, type Row, type RuleMoment, type StoredRow } from '../../record/define.ts'
import { hpvResultOf } from '../../rule/maternal/cancer-follow-up.ts'
import type { Day } from '../../time/day.ts'
import { INTERNAL, KEY, SCREENING } from './parts.ts'

type Values = Readonly<Record<string, unknown>>
const has = (name: string) => ({ showIf: (row: Values): boolean => row[name] !== null && row[name] !== undefined, dependsOn: [name] })
const isMenopausal = { showIf: (row: Values): boolean => row.isMenopausal === true, dependsOn: ['isMenopausal'] }
const count = (label: string, out: string) => number({ label, unit: '次', plausible: [0, 30], normal: [0, 8], out })
const finding = (label: string, out: string) => text({ label, maxLength: 100, pii: 'health', out })

/**
 * 两癌筛查: one woman, one round. Asked and examined as WS 377.2 has it, with HPV by type; what follows of each cancer is
 * found by the program. Colposcopy, X-ray, biopsy and treatment are steps of `women.cancerFollowUp`. Source: maternal care
 * note §13.4, export note §4.12.
 */
export const cancerScreening = defineRecord({
  id: 'women.cancerScreening', version: 1, table: 'women_cancer_screening', title: '两癌筛查', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    womanId: ref({ label: '受检妇女', to: 'person', required: true, out: KEY }),
    number: text({ label: '筛查编号', maxLength: 20, list: true, out: 'HDSB02.02.001' }),
    screeningDay: day({ label: '筛查日期', required: true, list: true, out: 'HDSB02.02.074' }),
    taskYear: number({ label: '任务年度', plausible: [2009, 2100], required: true, list: true, out: SCREENING }),
    round: number({ label: '第几轮', plausible: [1, 30], out: SCREENING }),
    programme: code({ label: '项目', codes: SCREENING_PROGRAMME, required: true, list: true, out: SCREENING }),
    population: code({ label: '人群', codes: SCREENED_GROUP, out: SCREENING }),
    site: text({ label: '筛查地点', maxLength: 70, list: true, out: SCREENING }),
    education: code({ label: '文化程度', codes: EDUCATION, out: 'HDSB02.02.008' }),
    occupation: code({ label: '职业', codes: OCCUPATION, out: 'HDSB02.02.007' }),
    workplace: text({ label: '工作单位', maxLength: 70, out: 'HDSB02.02.009' }),
    menarcheAge: number({ label: '初潮年龄', unit: '岁', plausible: [8, 25], normal: [10, 18], out: 'HDSB02.02.020' }),
    mensesDays: number({ label: '月经持续', unit: '天', plausible: [1, 60], normal: [2, 8], out: 'HDSB02.02.021' }),
    cycleDays: number({ label: '月经周期', unit: '天', plausible: [10, 365], normal: [21, 35], out: 'HDSB02.02.022' }),
    mensesVolume: code({ label: '经量', codes: MENSES_VOLUME, out: 'HDSB02.02.023' }),
    hasDysmenorrhoea: flag({ label: '痛经', out: 'HDSB02.02.024' }),
    lastMenstrualDay: day({ label: '末次月经', out: 'HDSB02.02.025' }),
    isMenopausal: flag({ label: '已绝经', out: 'HDSB02.02.026' }),
    menopauseAge: number({ label: '绝经年龄', unit: '岁', plausible: [20, 65], normal: [40, 58], out: 'HDSB02.02.027', ...isMenopausal }),
    isSurgicalMenopause: flag({ label: '手术绝经', out: 'HDSB02.02.028', ...isMenopausal }),
    gravidity: count('孕次', 'HDSB02.02.029'), parity: count('产次', 'HDSB02.02.030'),
    inducedAbortions: count('人工流产', 'HDSB02.02.031'), miscarriages: count('自然流产', 'HDSB02.02.032'),
    vaginalDeliveries: count('阴道分娩', 'HDSB02.02.033'), caesareans: count('剖宫产', 'HDSB02.02.034'),
    stillbirths: number({ label: '死胎死产', unit: '例', plausible: [0, 20], out: 'HDSB02.02.035' }),
    childrenWithDefects: number({ label: '出生缺陷儿', unit: '例', plausible: [0, 20], out: 'HDSB02.02.036' }),
    lastPregnancyEndDay: day({ label: '末次妊娠终止', out: 'HDSB02.02.037' }),
    lastPregnancyEndMode: code({ label: '末次妊娠终止方式', codes: TERMINATION_MODE, out: 'HDSB02.02.038' }),
    lastDeliveryAt: minute({ label: '末次分娩', out: 'HDSB02.02.039' }),
    lastDeliveryMode: code({ label: '末次分娩方式', codes: DELIVERY_MODE, out: 'HDSB02.02.040' }),
    pregnancyIllness: finding('妊娠合并症、并发症史', 'HDSB02.02.041'),
    contraception: text({ label: '避孕方式', maxLength: 30, out: SCREENING }),
    pastIllness: finding('既往疾病史', 'HDSB02.02.043'),
    contactBleeding: finding('性交出血史', 'HDSB02.02.044'),
    familyCancer: finding('家族肿瘤史', 'HDSB02.02.045'),
    symptoms: codes({ label: '妇科及乳腺不适症状', codes: WOMAN_SYMPTOM, none: '01', pii: 'health', out: SCREENING }),
    heartRate: number({ label: '心率', unit: '次/分', plausible: [20, 250], normal: [60, 100], out: 'HDSB02.02.047' }),
    systolicMmHg: number({ label: '收缩压', unit: 'mmHg', plausible: [60, 260], normal: [90, 139], out: 'HDSB02.02.048' }),
    diastolicMmHg: number({ label: '舒张压', unit: 'mmHg', plausible: [30, 160], normal: [60, 89], out: 'HDSB02.02.049' }),
    vulva: finding('外阴', 'HDSB02.02.050'), discharge: finding('阴道分泌物性状', 'HDSB02.02.051'), vagina: finding('阴道', 'HDSB02.02.052'), cervix: finding('宫颈', 'HDSB02.02.053'), uterus: finding('子宫', 'HDSB02.02.054'),
    adnexaLeft: code({ label: '左侧附件', codes: ADNEXA_RESULT, pii: 'health', out: 'HDSB02.02.055' }), adnexaRight: code({ label: '右侧附件', codes: ADNEXA_RESULT, pii: 'health', out: 'HDSB02.02.056' }),
    breastLeft: code({ label: '左侧乳腺触诊', codes: BREAST_FINDING, pii: 'health', out: 'HDSB02.02.057' }), breastRight: code({ label: '右侧乳腺触诊', codes: BREAST_FINDING, pii: 'health', out: 'HDSB02.02.058' }),
    examinerName: text({ label: '妇科检查医师', maxLength: 30, out: 'HDSB02.02.059' }),
    trichomonas: code({ label: '滴虫', codes: POSITIVE_NEGATIVE, pii: 'health', out: 'HDSB02.02.060' }), candida: code({ label: '念珠菌', codes: POSITIVE_NEGATIVE, pii: 'health', out: 'HDSB02.02.061' }),
    cleanness: code({ label: '清洁度', codes: VAGINAL_CLEANLINESS, pii: 'health', out: 'HDSB02.02.062' }),
    gonococcus: finding('淋球菌', 'HDSB02.02.063'),
    syphilis: code({ label: '梅毒血清学', codes: SEROLOGY_RESULT, pii: 'health', out: 'HDSB02.02.064' }),
    hpvDay: day({ label: 'HPV报告日期', out: SCREENING }),
    hpvResult: code({ label: '高危型HPV', codes: HPV_RESULT, pii: 'health', list: true, out: SCREENING }),
    hpvTypes: codes({ label: '阳性型别', codes: HPV_TYPE, pii: 'health', out: SCREENING, showIf: row => row.hpvResult === 'type16or18' || row.hpvResult === 'otherHighRisk', dependsOn: ['hpvResult'] }),
    cytologyDay: day({ label: '细胞学报告日期', out: SCREENING }),
    cytology: code({ label: '宫颈细胞学(TBS)', codes: CERVICAL_CYTOLOGY, pii: 'health', list: true, out: SCREENING }),
    isBreastHighRisk: flag({ label: '乳腺癌高危', pii: 'health', out: SCREENING }),
    ultrasoundDay: day({ label: '超声日期', out: SCREENING }),
    breastCategory: code({ label: '乳腺超声BI-RADS', codes: BREAST_CATEGORY, pii: 'health', list: true, out: SCREENING }),
    ultrasoundNote: text({ label: '乳腺超声所见', maxLength: 80, pii: 'health', out: SCREENING, ...has('breastCategory') }),
    conclusion: text({ label: '体检结果', maxLength: 100, pii: 'health', out: 'HDSB02.02.070' }),
    advice: text({ label: '处理及指导意见', maxLength: 200, lines: 2, pii: 'health', out: 'HDSB02.02.071' }),
    doctorName: text({ label: '主检医师', maxLength: 30, required: true, out: 'HDSB02.02.073' }),
    // Found by the program when it is saved.
    ageYears: number({ label: '筛查时年龄', unit: '岁', plausible: [0, 130], list: true, out: SCREENING }),
    cervicalStep: code({ label: '宫颈下一步', codes: CANCER_NEXT_STEP, pii: 'health', list: true, out: SCREENING }),
    breastStep: code({ label: '乳腺下一步', codes: CANCER_NEXT_STEP, pii: 'health', list: true, out: SCREENING }),
    gaps: codes({ label: '待补检查', codes: SCREENING_GAP, out: INTERNAL }),
    nextRoundDay: day({ label: '下一轮筛查日期', list: true, out: SCREENING }),
  },
  sections: [
    { title: '登记', fields: ['womanId', 'number', 'screeningDay', 'taskYear', 'round', 'programme', 'population', 'site', 'education', 'occupation', 'workplace'] },
    { title: '月经与孕产史', fields: ['menarcheAge', 'mensesDays', 'cycleDays', 'mensesVolume', 'hasDysmenorrhoea', 'lastMenstrualDay', 'isMenopausal', 'menopauseAge', 'isSurgicalMenopause', 'gravidity', 'parity', 'inducedAbortions', 'miscarriages', 'vaginalDeliveries', 'caesareans', 'stillbirths', 'childrenWithDefects', 'lastPregnancyEndDay', 'lastPregnancyEndMode', 'lastDeliveryAt', 'lastDeliveryMode', 'pregnancyIllness', 'contraception'] },
    { title: '病史与症状', fields: ['pastIllness', 'contactBleeding', 'familyCancer', 'symptoms'] },
    { title: '妇科检查', fields: ['heartRate', 'systolicMmHg', 'diastolicMmHg', 'vulva', 'discharge', 'vagina', 'cervix', 'uterus', 'adnexaLeft', 'adnexaRight', 'examinerName', 'trichomonas', 'candida', 'cleanness', 'gonococcus', 'syphilis'] },
    { title: '宫颈癌筛查', fields: ['hpvDay', 'hpvResult', 'hpvTypes', 'cytologyDay', 'cytology'] },
    { title: '乳腺癌筛查', fields: ['breastLeft', 'breastRight', 'isBreastHighRisk', 'ultrasoundDay', 'breastCategory', 'ultrasoundNote'] },
    { title: '结论', fields: ['conclusion', 'advice', 'doctorName'] },
    { title: '程序判断', fields: ['ageYears', 'cervicalStep', 'breastStep', 'gaps', 'nextRoundDay'] },
  ],
  rules: [daysRule, hpvRule, bodyRule],
})
export type CancerScreening = Row<typeof cancerScreening>
export type StoredCancerScreening = StoredRow<typeof cancerScreening>
/** What the program finds and nobody types. */
export const SCREENING_COMPUTED = ['number', 'ageYears', 'cervicalStep', 'breastStep', 'gaps', 'nextRoundDay'] as const satisfies readonly (keyof CancerScreening)[]

function daysRule(row: Values, { today }: RuleMoment): FieldIssue[] {
  const screeningDay = row.screeningDay as Day | null
  const issues: FieldIssue[] = []
  for (const name of ['screeningDay', 'hpvDay', 'cytologyDay', 'ultrasoundDay'] as const) {
    const value = row[name] as Day | null
    if (value && value > today) issues.push(block(name, message('cancerScreening.future', '日期不能晚于今天,请核对')))
    else if (value && screeningDay && value < screeningDay) issues.push(block(name, message('cancerScreening.beforeScreening', '报告日期不能早于筛查日期,请核对')))
  }
  for (const name of ['lastMenstrualDay', 'lastPregnancyEndDay'] as const) {
    if (row[name] && screeningDay && (row[name] as Day) > screeningDay) issues.push(block(name, message('cancerScreening.historyAfter', '此日期不能晚于筛查日期,请核对')))
  }
  return issues
}
function hpvRule(row: Values): FieldIssue[] {
  const byTypes = hpvResultOf(codesIn(row.hpvTypes as CodeList<HpvType> | null))
  if (byTypes === null || byTypes === row.hpvResult) return []
  return [block('hpvTypes', byTypes === 'type16or18' ? message('cancerScreening.types16', '型别中有16或18型,“高危型HPV”请选“16或18型阳性”') : message('cancerScreening.typesOther', '型别中没有16和18型,请核对型别或“高危型HPV”'))]
}
function bodyRule(row: Values): FieldIssue[] {
  const { systolicMmHg, diastolicMmHg, gravidity, parity } = row as Readonly<Record<string, number | null>>
  return [
    ...(typeof systolicMmHg === 'number' && typeof diastolicMmHg === 'number' && diastolicMmHg >= systolicMmHg ? [block('diastolicMmHg', message('cancerScreening.pressure', '舒张压应低于收缩压,请核对'))] : []),
    ...(typeof gravidity === 'number' && typeof parity === 'number' && parity > gravidity ? [block('parity', message('pregnancy.parityOverGravidity', '产次不能大于孕次,请核对'))] : []),
  ]
}
