import { EDUCATION } from '../../code/national-care.ts'
import { DEATH_DIAGNOSIS_BASIS, HOUSEHOLD_TYPE } from '../../code/child-death.ts'
import { ATTENDANT_TYPE, BIRTH_PLACE_TYPE, DELIVERY_MODE } from '../../code/delivery.ts'
import { AVOIDABLE, DEATH_DELAY, DEATH_STAGE, FAMILY_INCOME, LIVING_AREA, MATERNAL_DEATH_CAUSE, MATERNAL_DEATH_FACTOR, VITAL_CARD_STATE } from '../../code/vital.ts'
import { code, codes, day, flag, minute, number, ref, region, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { maternalDeathRules } from './maternal-death.rules.ts'

const EXTENSION = { ext: ['maternal_death'] } as const
const INTERNAL = { none: '本机构内部' } as const
const ofDelivery = { showIf: (row: Readonly<Record<string, unknown>>): boolean => row.stage === 'delivered', dependsOn: ['stage'] } as const

/** 孕产妇死亡报告卡 (WS 377.7, maternal care note §10). Every reading is audited; 计划内/外 is a legacy answer and hidden unless the setting shows it. */
export const maternalDeath = defineRecord({
  id: 'vital.maternalDeath', version: 1, table: 'vital_maternal_death', title: '孕产妇死亡报告卡', read: 'vital.read', write: 'vital.write', auditOpening: true,
  once: [{ fields: ['motherId'], says: ['number', 'diedAt'], way: 'void', index: 'vital_maternal_death_mother_ix' }],
  fields: {
    motherId: ref({ label: '孕产妇', to: 'person', required: true, out: { none: '业务主键' } }),
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', out: INTERNAL }),
    number: text({ label: '报告卡编号', maxLength: 20, list: true, out: 'HDSB02.07.001' }),
    state: code({ label: '状态', codes: VITAL_CARD_STATE, required: true, list: true, out: INTERNAL }),
    noticedAt: minute({ label: '知悉死亡时间', required: true, out: EXTENSION, help: '24小时报告和调查期限从此刻起算' }),
    phonedAt: minute({ label: '电话报告时间', out: EXTENSION }),
    investigatedDay: day({ label: '调查完成日期', out: EXTENSION }),
    householdType: code({ label: '户籍类型', codes: HOUSEHOLD_TYPE, out: 'HDSB02.07.013' }),
    isPlanned: flag({ label: '计划内(历史项目)', out: 'HDSB02.07.014' }),
    education: code({ label: '文化程度', codes: EDUCATION, out: 'HDSB02.07.017' }),
    income: code({ label: '家庭年人均收入', codes: FAMILY_INCOME, out: 'HDSB02.07.018' }),
    livingArea: code({ label: '居住地区类别', codes: LIVING_AREA, out: 'HDSB02.07.019' }),
    stayRegion: region({ label: '暂住地区', level: 'township', out: { none: '随 HDSB02.07.008–012 拆分导出' } }),
    stayAddress: text({ label: '暂住地址(村、街)', maxLength: 70, pii: 'address', out: 'HDSB02.07.011' }),
    gravidity: number({ label: '孕次', plausible: [1, 30], normal: [1, 10], out: 'HDSB02.07.021' }),
    parity: number({ label: '产次', plausible: [0, 20], normal: [0, 8], out: 'HDSB02.07.022' }),
    abortions: number({ label: '人工流产、引产次数', unit: '次', plausible: [0, 30], out: 'HDSB02.07.023' }),
    lastMenstrualDay: day({ label: '末次月经', out: 'HDSB02.07.024' }),
    diedAt: minute({ label: '死亡时间', required: true, list: true, out: 'HDSB02.07.026' }),
    deathPlace: code({ label: '死亡地点类别', codes: BIRTH_PLACE_TYPE, out: 'HDSB02.07.028' }),
    stage: code({ label: '死亡时段', codes: DEATH_STAGE, required: true, out: EXTENSION }),
    deliveredAt: minute({ label: '分娩(妊娠终止)时间', out: 'HDSB02.07.025', ...ofDelivery }),
    deliveryPlace: code({ label: '分娩地点类别', codes: BIRTH_PLACE_TYPE, out: 'HDSB02.07.027', ...ofDelivery }),
    mode: code({ label: '分娩方式', codes: DELIVERY_MODE, out: 'HDSB02.07.029', ...ofDelivery }),
    hasSafeDelivery: flag({ label: '新法接生', out: 'HDSB02.07.030', ...ofDelivery }),
    attendantType: code({ label: '助产人员类别', codes: ATTENDANT_TYPE, out: 'HDSB02.07.031', ...ofDelivery }),
    hasAntenatalCare: flag({ label: '做过产前检查', out: 'HDSB02.07.032' }),
    firstCheckDays: number({ label: '初检孕周', unit: '天', plausible: [21, 321], out: 'HDSB02.07.033', showIf: row => row.hasAntenatalCare === true, dependsOn: ['hasAntenatalCare'] }),
    antenatalVisits: number({ label: '产前检查次数', unit: '次', plausible: [0, 40], out: 'HDSB02.07.034', showIf: row => row.hasAntenatalCare === true, dependsOn: ['hasAntenatalCare'] }),
    causeFirst: text({ label: '死因诊断1(直接死因)', maxLength: 60, pii: 'health', out: EXTENSION }),
    causeSecond: text({ label: '死因诊断2', maxLength: 60, pii: 'health', out: EXTENSION }),
    causeThird: text({ label: '死因诊断3', maxLength: 60, pii: 'health', out: EXTENSION }),
    rootCause: text({ label: '致死的主要疾病', maxLength: 50, pii: 'health', list: true, out: 'HDSB02.07.035' }),
    causeClass: code({ label: '根本死因分类', codes: MATERNAL_DEATH_CAUSE, pii: 'health', out: 'HDSB02.07.037', help: '按数据集印发的44类;某系统用50类,未见原表,请以“致死的主要疾病”和 ICD-10 为准' }),
    icd10: text({ label: '根本死因 ICD-10', maxLength: 5, pattern: /^[A-Z]\d{2}(?:\.\d)?$/, pii: 'health', out: 'HDSB02.07.038' }),
    basis: code({ label: '死因诊断依据', codes: DEATH_DIAGNOSIS_BASIS, out: 'HDSB02.07.036' }),
    provinceReview: code({ label: '省级评审结果', codes: AVOIDABLE, out: 'HDSB02.07.040' }),
    provinceFactors: codes({ label: '省级评审:主要影响因素', codes: MATERNAL_DEATH_FACTOR, out: EXTENSION }),
    nationReview: code({ label: '国家评审结果', codes: AVOIDABLE, out: EXTENSION }),
    nationFactors: codes({ label: '国家评审:主要影响因素', codes: MATERNAL_DEATH_FACTOR, out: EXTENSION }),
    delay: code({ label: '调查结论', codes: DEATH_DELAY, out: 'HDSB02.07.041' }),
    mainFactor: code({ label: '影响死亡的最主要因素', codes: MATERNAL_DEATH_FACTOR, out: 'HDSB02.07.042' }),
    summary: text({ label: '病历摘要或调查小结', maxLength: 2000, lines: 6, pii: 'health', out: 'HDSB02.07.043' }),
    reportInstitution: text({ label: '填报单位', maxLength: 70, out: 'HDSB02.07.044' }),
    reporterName: text({ label: '填卡人', maxLength: 30, out: 'HDSB02.07.045' }),
    reportDay: day({ label: '填卡日期', out: 'HDSB02.07.046' }),
    // Set by the steps of the card.
    submittedBy: ref({ label: '提交人', to: 'user', out: INTERNAL }),
    reviewerName: text({ label: '审核人', maxLength: 30, out: EXTENSION }),
    reviewedAt: minute({ label: '审核时间', out: EXTENSION }),
    reportedDay: day({ label: '网络上报日期', list: true, out: EXTENSION }),
    stepNote: text({ label: '审核意见', maxLength: 200, out: INTERNAL }),
  },
  sections: [
    { title: '报告卡', fields: ['motherId', 'pregnancyId', 'number', 'state', 'submittedBy', 'reviewerName', 'reviewedAt', 'reportedDay', 'stepNote'] },
    { title: '报告与调查', fields: ['diedAt', 'noticedAt', 'phonedAt', 'investigatedDay', 'deathPlace', 'stage'] },
    { title: '孕产妇情况', fields: ['householdType', 'isPlanned', 'education', 'income', 'livingArea', 'stayRegion', 'stayAddress', 'gravidity', 'parity', 'abortions', 'lastMenstrualDay'] },
    { title: '分娩与产前检查', fields: ['deliveredAt', 'deliveryPlace', 'mode', 'attendantType', 'hasSafeDelivery', 'hasAntenatalCare', 'firstCheckDays', 'antenatalVisits'] },
    { title: '死因', fields: ['causeFirst', 'causeSecond', 'causeThird', 'rootCause', 'causeClass', 'icd10', 'basis'] },
    { title: '评审', fields: ['provinceReview', 'provinceFactors', 'nationReview', 'nationFactors', 'delay', 'mainFactor'] },
    { title: '小结与填报', fields: ['summary', 'reportInstitution', 'reporterName', 'reportDay'] },
  ],
  rules: [maternalDeathRules],
})
export type MaternalDeath = Row<typeof maternalDeath>
export type StoredMaternalDeath = StoredRow<typeof maternalDeath>
