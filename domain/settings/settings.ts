import { z } from 'zod'
import type { Permission } from '../access/permission.ts'
import { DEFAULT_MATERNAL_RISK } from '../rule/maternal-referral.ts'
import { HIGH_RISK_FACTORS_DEFAULT, HighRiskFactorsSchema } from '../rule/child/high-risk-factors.ts'
import { FOLLOW_UP_PLANS_DEFAULT, FollowUpPlansSchema } from '../rule/child/preterm-plan.ts'
import { CHILD_RULES } from '../rule/child/child-rules.ts'
import { EYE_RULES } from '../rule/eye/eye-rules.ts'
import { MATERNAL_CHART_RULES } from '../rule/maternal/chart-bands.ts'
import { FERTILITY_RULES } from '../rule/fertility/fertility-rules.ts'
import { MATERNAL_RULES } from '../rule/maternal/maternal-rules.ts'
import { WOMEN_RULES } from '../rule/maternal/women-rules.ts'
import { NO_RISK_EDITS } from '../rule/maternal/risk-criteria.ts'
import { RiskTableEditsSchema } from '../rule/maternal/risk-table.ts'
import { CONSENT_TEXTS_DEFAULT, ConsentTextsSchema } from '../rule/prenatal/consent-texts.ts'
import { RESULT_MAPPINGS_DEFAULT, ResultMappingsSchema } from '../rule/prenatal/result-mappings.ts'
import { PRENATAL_RULES } from '../rule/prenatal/prenatal-rules.ts'
import { PRENATAL_WINDOWS_DEFAULT, PrenatalWindowsSchema } from '../rule/prenatal/windows.ts'
import { DEFAULT_SCREENING_DISEASES, ScreeningDiseasesSchema } from '../rule/child/screening-diseases.ts'
import { INFECTION_RULES } from '../rule/infection/infection-rules.ts'
import { PELVIC_CONSENT_TEXTS_DEFAULT, PelvicConsentTextsSchema } from '../rule/pelvic/consent-texts.ts'
import { NO_SELF_ASSESSMENT, SelfAssessmentSchema } from '../modules/pelvic/self-assessment.ts'
import { REPORT_FORMATS_DEFAULT, ReportFormatsSchema } from '../modules/pelvic/report-formats.ts'
import { HOME_EXERCISE_DEFAULT, HomeExerciseSchema } from '../rule/pelvic/home-exercise.ts'
import { PELVIC_RULES } from '../rule/pelvic/pelvic-rules.ts'
import { VITAL_RULES } from '../rule/vital/vital-rules.ts'
import { DEFAULT_GROWTH_RULES, GrowthRuleValuesSchema } from '../rule/growth/rules.ts'
import { DEFAULT_PROVINCE_RULES, ProvinceRulesSchema } from '../rule/province-rules.ts'
import { DEFAULT_WORK_CALENDAR, WorkCalendarSchema } from '../rule/working-days.ts'

/** The hospital as it appears on paper, in the package and in the title bar. */
export const InstitutionSetting = z.strictObject({
  name: z.string().trim().max(70),
  /** 统一社会信用代码 (18) or the registration number the province uses. */
  code: z.string().trim().max(22),
  /** County code, GB/T 2260, 6 digits. */
  countyCode: z.string().regex(/^\d{6}$/).or(z.literal('')),
  address: z.string().trim().max(100),
  phone: z.string().trim().max(30),
  level: z.enum(['', '1', '2', '3']),
  licensedForDelivery: z.boolean(),
  /** 签发机构, or the county's 委托管理机构 that also issues for births outside institutions. */
  certificateRole: z.enum(['issuer', 'manager']),
})

const isInTenths = (mm: number): boolean => Math.abs(mm * 10 - Math.round(mm * 10)) < 1e-6
/** A shift by hand, in steps of 0.1 mm. Source: certificate note §3.3. */
const ShiftMm = z.number().min(-20).max(20).refine(isInTenths)
/** One field of a form moved on the paper. */
export const FieldShiftSetting = z.strictObject({ part: z.string().max(20), value: z.string().max(40), dxMm: ShiftMm, dyMm: ShiftMm })

/** How one printer puts text on one form, from one tray: found with the ruler page, kept apart from the layout. */
export const PrinterProfile = z.strictObject({
  printerName: z.string().max(200),
  /** Paper source as the hospital calls it; empty where the printer has only one. */
  tray: z.string().max(40).default(''),
  form: z.string().max(60),
  dxMm: z.number().min(-30).max(30),
  dyMm: z.number().min(-30).max(30),
  /** Outside 0.97–1.03 the driver's "fit to page" is on. Source: certificate note §3.3. */
  scaleX: z.number().min(0.97).max(1.03),
  scaleY: z.number().min(0.97).max(1.03),
  silent: z.boolean(),
  /** What the driver is set to, as the clerk saw it while calibrating; anything but A4, upright, 100 % is not printed on. */
  paper: z.enum(['A4', 'other']).default('A4'),
  portrait: z.boolean().default(true),
  driverPercent: z.int().min(10).max(400).default(100),
  fields: z.array(FieldShiftSetting).max(200).default([]),
  /** Who calibrated with the ruler page, and when; empty for numbers typed by hand. */
  calibratedBy: z.string().max(64).default(''),
  calibratedAt: z.string().max(30).default(''),
})
export type PrinterProfile = z.infer<typeof PrinterProfile>

/** What an edition of the paper or the institution moves on a form, whatever the printer. An empty edition means all of them. */
export const PaperLevel = z.strictObject({ form: z.string().max(60), edition: z.string().max(4), dxMm: ShiftMm, dyMm: ShiftMm, fields: z.array(FieldShiftSetting).max(200) })
export type PaperLevel = z.infer<typeof PaperLevel>

/** One name on the list of those who may see 艾梅乙 records: how much, why, and by whose two words. */
export const InfectionAccessEntry = z.strictObject({
  userId: z.string().min(1).max(64), level: z.enum(['read', 'write']), reason: z.string().trim().min(2).max(200), grantedBy: z.string().max(64), approvedBy: z.string().max(64), grantedAt: z.string().max(30),
})
const InfectionAccessSchema = z.strictObject({ people: z.array(InfectionAccessEntry).max(50) })
export type InfectionAccess = z.infer<typeof InfectionAccessSchema>

/** Every setting, its schema, the value a new hospital starts with and who may save it, where that is not the administrator alone. Settings are rows with history. */
export const SETTINGS = {
  institution: {
    title: '机构信息', schema: InstitutionSetting,
    initial: { name: '', code: '', countyCode: '', address: '', phone: '', level: '2', licensedForDelivery: true, certificateRole: 'issuer' },
  },
  provinceRules: { title: '省级规则', schema: ProvinceRulesSchema, initial: DEFAULT_PROVINCE_RULES },
  security: {
    title: '登录与锁定',
    schema: z.strictObject({
      idleMinutes: z.int().min(1).max(240), failedLoginsBeforeLock: z.int().min(3).max(10), lockMinutes: z.int().min(1).max(1440),
      passwordMinLength: z.int().min(6).max(64),
    }),
    initial: { idleMinutes: 15, failedLoginsBeforeLock: 5, lockMinutes: 15, passwordMinLength: 8 },
  },
  printing: {
    title: '打印机校准',
    schema: z.strictObject({
      profiles: z.array(PrinterProfile).max(100), certificatePrinter: z.string().max(200), formPrinter: z.string().max(200), printCollectorAndSigner: z.boolean(),
      paperLevels: z.array(PaperLevel).max(40).default([]),
    }),
    initial: { profiles: [], paperLevels: [], certificatePrinter: '', formPrinter: '', printCollectorAndSigner: false },
  },
  eyeRules: { title: '眼保健规则', schema: EYE_RULES.schema, initial: EYE_RULES.initial },
  prenatalRules: { title: '产前筛查规则', schema: PRENATAL_RULES.schema, initial: PRENATAL_RULES.initial },
  prenatalWindows: { title: '产前筛查孕周窗口', schema: PrenatalWindowsSchema, initial: PRENATAL_WINDOWS_DEFAULT },
  prenatalConsentTexts: { title: '产前筛查知情同意书文本', schema: ConsentTextsSchema, initial: CONSENT_TEXTS_DEFAULT },
  prenatalResultMappings: { title: '产前筛查结果文件格式', schema: ResultMappingsSchema, initial: RESULT_MAPPINGS_DEFAULT },
  workCalendar: { title: '工作日历', schema: WorkCalendarSchema, initial: DEFAULT_WORK_CALENDAR },
  childRules: { title: '儿童保健规则', schema: CHILD_RULES.schema, initial: CHILD_RULES.initial },
  screeningDiseases: { title: '新生儿疾病筛查病种', schema: ScreeningDiseasesSchema, initial: DEFAULT_SCREENING_DISEASES },
  childClinic: {
    title: '儿童保健门诊',
    /** Altitude of the place where children live, for the haemoglobin limit (child health note §9.2). */
    schema: z.strictObject({ altitudeM: z.int().min(0).max(6000) }), initial: { altitudeM: 0 },
  },
  highRiskFactors: { title: '高危因素', schema: HighRiskFactorsSchema, initial: [...HIGH_RISK_FACTORS_DEFAULT] },
  followUpPlans: { title: '高危儿随访计划', schema: FollowUpPlansSchema, initial: FOLLOW_UP_PLANS_DEFAULT },
  growthRules: { title: '生长评价规则', schema: GrowthRuleValuesSchema, initial: DEFAULT_GROWTH_RULES },
  fertilityRules: { title: '婚检、孕前优生与叶酸规则', schema: FERTILITY_RULES.schema, initial: FERTILITY_RULES.initial },
  maternalRules: { title: '孕产期与妇女保健规则', schema: MATERNAL_RULES.schema, initial: MATERNAL_RULES.initial },
  maternalChartRules: { title: '孕期图表参考范围', schema: MATERNAL_CHART_RULES.schema, initial: MATERNAL_CHART_RULES.initial },
  womenRules: { title: '两癌筛查、更年期与青少年规则', schema: WOMEN_RULES.schema, initial: WOMEN_RULES.initial },
  /** What the hospital changes in the shipped table of risk criteria: a doctor's decision. */
  riskCriteria: { title: '妊娠风险评估标准', schema: RiskTableEditsSchema, initial: NO_RISK_EDITS, right: 'settings.criteria' },
  infectionRules: { title: '艾梅乙母婴阻断规则', schema: INFECTION_RULES.schema, initial: INFECTION_RULES.initial },
  /** Who may see 艾梅乙 records, by name; changed by `infection.access.save` alone, with a second person's word. */
  infectionAccess: { title: '艾梅乙授权名单', schema: InfectionAccessSchema, initial: { people: [] } },
  pelvicConsentTexts: { title: '盆底知情同意书文本', schema: PelvicConsentTextsSchema, initial: PELVIC_CONSENT_TEXTS_DEFAULT },
  pelvicRules: { title: '盆底专科规则', schema: PELVIC_RULES.schema, initial: PELVIC_RULES.initial },
  /** By what the exercise sheet of the pelvic clinic is written. */
  pelvicHomeExercise: { title: '盆底居家训练', schema: HomeExerciseSchema, initial: HOME_EXERCISE_DEFAULT, right: 'pelvic.manage' },
  /** How the files of the pelvic clinic's instruments are read. */
  pelvicReportFormats: { title: '盆底设备报告格式', schema: ReportFormatsSchema, initial: REPORT_FORMATS_DEFAULT, right: 'pelvic.manage' },
  pelvicSelfAssessment: { title: '盆底专科建设自评', schema: SelfAssessmentSchema, initial: NO_SELF_ASSESSMENT, right: 'pelvic.manage' },
  vitalRules: { title: '报告卡规则', schema: VITAL_RULES.schema, initial: VITAL_RULES.initial },
  maternalRisk: {
    title: '高危孕产妇',
    schema: z.strictObject({
      /** Hospital level each colour asks for. Source: certificate note §5.4; 红 on level 3 is our reading. */
      requiredLevel: z.strictObject({ green: z.int().min(1).max(4), yellow: z.int().min(1).max(4), orange: z.int().min(1).max(4), red: z.int().min(1).max(4), purple: z.int().min(1).max(4) }),
      retentionHours: z.int().min(1).max(240), completionHours: z.int().min(1).max(240), notifyDays: z.int().min(1).max(60), attendanceDays: z.int().min(1).max(60), outcomeDays: z.int().min(0).max(365),
    }),
    initial: DEFAULT_MATERNAL_RISK,
  },
  reports: {
    title: '统计与期限',
    schema: z.strictObject({
      /** Void rate of a year in percent that must be corrected when exceeded, and where it comes from. */
      voidRatePercent: z.number().min(0).max(100), voidRateSource: z.string().trim().max(200),
      dailyStockReport: z.boolean(), tenDayIssueReport: z.boolean(), uncollectedDays: z.int().min(1).max(365),
    }),
    initial: { voidRatePercent: 1, voidRateSource: '湖北省出生医学证明管理办法 2019:年废证率超过 1% 须整改', dailyStockReport: true, tenDayIssueReport: true, uncollectedDays: 30 },
  },
  referral: { title: '转诊', schema: z.strictObject({ answerDays: z.int().min(1).max(365) }), initial: { answerDays: 14 } },
  backup: { title: '备份', schema: z.strictObject({ secondFolder: z.string().max(500) }), initial: { secondFolder: '' } },
  package: {
    title: '月度数据包',
    schema: z.strictObject({
      folder: z.string().max(500),
      /** The province's SM2 public key (PEM) and its fingerprint, confirmed by telephone. */
      recipientPublicKeyPem: z.string().max(2000), recipientName: z.string().max(100),
    }),
    initial: { folder: '', recipientPublicKeyPem: '', recipientName: '' },
  },
} as const satisfies Record<string, { title: string; schema: z.ZodType; initial: unknown; right?: Permission }>

export type SettingKey = keyof typeof SETTINGS
export type SettingValue<K extends SettingKey> = z.output<(typeof SETTINGS)[K]['schema']>
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[]
/**
 * By what a setting counts its changes, so that a row can say by which of them it was judged: `edition` where `version` names a
 * shipped table, else `version`; null for one that is not counted. The core counts, whatever a screen sends.
 */
export const counterOf = (value: unknown): 'edition' | 'version' | null => typeof value !== 'object' || value === null ? null : 'edition' in value ? 'edition' : 'version' in value ? 'version' : null
/** The right that saving a setting needs. */
export const settingRight = (key: SettingKey): Permission => (SETTINGS[key] as { readonly right?: Permission }).right ?? 'settings.write'
