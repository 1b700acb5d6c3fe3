import { z } from 'zod'
import { DEFAULT_PROVINCE_RULES, ProvinceRulesSchema } from '../rule/province-rules.ts'

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

/** How one printer puts text on one form: found with the ruler page, kept apart from the layout. */
export const PrinterProfile = z.strictObject({
  printerName: z.string().max(200),
  form: z.string().max(60),
  dxMm: z.number().min(-30).max(30),
  dyMm: z.number().min(-30).max(30),
  /** Outside 0.97–1.03 the driver's "fit to page" is on. Source: certificate note §3.3. */
  scaleX: z.number().min(0.97).max(1.03),
  scaleY: z.number().min(0.97).max(1.03),
  silent: z.boolean(),
})
export type PrinterProfile = z.infer<typeof PrinterProfile>

/** Every setting, its schema and the value a new hospital starts with. Settings are rows with history. */
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
    schema: z.strictObject({ profiles: z.array(PrinterProfile).max(100), certificatePrinter: z.string().max(200), formPrinter: z.string().max(200), printCollectorAndSigner: z.boolean() }),
    initial: { profiles: [], certificatePrinter: '', formPrinter: '', printCollectorAndSigner: false },
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
} as const satisfies Record<string, { title: string; schema: z.ZodType; initial: unknown }>

export type SettingKey = keyof typeof SETTINGS
export type SettingValue<K extends SettingKey> = z.output<(typeof SETTINGS)[K]['schema']>
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[]
