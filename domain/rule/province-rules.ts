import { z } from 'zod'
import { DNA_REASON, MATERIAL } from '../code/material.ts'
import { message } from '../message/message.ts'
import { faultIf, says } from '../settings/said.ts'

/** Who must agree to a late application. `manager` is the county's 管理机构. */
export const APPROVER_ROLES = ['none', 'reviewer', 'director', 'manager'] as const
export type ApproverRole = (typeof APPROVER_ROLES)[number]

const LateBracketSchema = z.strictObject({
  /** Last day after birth (birth day = 0) that belongs to the bracket; null: no end. */
  maxDays: z.int().min(0).max(36_500).nullable(),
  requiredMaterials: z.array(z.enum(MATERIAL.values)).max(20),
  approverRole: z.enum(APPROVER_ROLES),
})

/** Brackets must rise and the last one must be open, or a late child would fall through. */
const isOrderedAndOpen = (brackets: readonly { maxDays: number | null }[]): boolean =>
  brackets.every((bracket, index) => {
    const before = brackets[index - 1]
    const isLast = index === brackets.length - 1
    if ((bracket.maxDays === null) !== isLast) return false
    return before === undefined || bracket.maxDays === null || (before.maxDays !== null && before.maxDays < bracket.maxDays)
  })

/** Shipped profiles a hospital's copy can begin from (province-profiles.ts); empty: from the defaults. */
export const PROVINCE_PROFILE_NAMES = ['', 'hunan2025', 'henan', 'fujian', 'hubei', 'zhejiang2012', 'guangdong2023'] as const
export type ProvinceProfileName = (typeof PROVINCE_PROFILE_NAMES)[number]

/** Everything about certificates that a province decides, not the program (certificate note §0.3). */
export const ProvinceRulesSchema = z.strictObject({
  profile: z.enum(PROVINCE_PROFILE_NAMES).default(''),
  lateRules: z.array(LateBracketSchema).min(1).max(10)
    .superRefine(says(brackets => faultIf(!isOrderedAndOpen(brackets), message('province.order', '“出生后第几天以内”须逐行增大,最后一行不设上限,请改正')))),
  dnaReasons: z.array(z.enum(DNA_REASON.values)).max(10),
  requireMarriageCert: z.boolean(),
  fatherBlankText: z.string().trim().min(1).max(20),
  lossDeclaration: z.enum(['newspaper', 'written', 'either']),
  reissueAuthority: z.enum(['county', 'issuer']),
  reissueLimit: z.int().min(1).max(20).nullable(),
  nameCharset: z.enum(['8105', 'GB18030']),
  requireFaceCheck: z.boolean(),
  blankFormExpiry: z.enum(['none', 'yearAfterPrinting']),
  layoutProfile: z.string().trim().min(1).max(60),
})
export type ProvinceRules = z.output<typeof ProvinceRulesSchema>
export type LateBracket = ProvinceRules['lateRules'][number]

/**
 * 逾期规则 seen in published rules, to start a province's own from. The days are counted from birth; one month is taken
 * as 30 days, 30 working days as 42, three months as 92, six months as 183, one year as 365 (our reading).
 */
export const LATE_RULE_PRESETS = {
  general: {
    title: '一般规定: 出生 1 个月内', source: '多地程序的共同点; 逾期一年以上须亲子鉴定: 浙江 2012、张家口、山东医院公告',
    brackets: [
      { maxDays: 30, requiredMaterials: [], approverRole: 'none' },
      { maxDays: 365, requiredMaterials: ['lateStatement'], approverRole: 'reviewer' },
      { maxDays: null, requiredMaterials: ['lateStatement', 'deliveryRecordCopy', 'dnaReport'], approverRole: 'reviewer' },
    ],
  },
  zhangjiakou: {
    title: '张家口: 30 个工作日', source: '张家口日报 2025-10',
    brackets: [
      { maxDays: 42, requiredMaterials: [], approverRole: 'none' },
      { maxDays: 364, requiredMaterials: ['deliveryRecordCopy'], approverRole: 'reviewer' },
      { maxDays: null, requiredMaterials: ['deliveryRecordCopy', 'dnaReport'], approverRole: 'reviewer' },
    ],
  },
  hubei2014: {
    title: '湖北 2014: 3 个月', source: '湖北省《出生医学证明》管理办法(2014)',
    brackets: [
      { maxDays: 92, requiredMaterials: [], approverRole: 'none' },
      { maxDays: null, requiredMaterials: ['lateStatement', 'deliveryRecordCopy'], approverRole: 'manager' },
    ],
  },
  hunan2025: {
    title: '湖南 2025: 6 个月', source: '湖南省出生医学证明管理办法(2025)',
    brackets: [
      { maxDays: 183, requiredMaterials: [], approverRole: 'none' },
      { maxDays: null, requiredMaterials: ['dnaReport'], approverRole: 'reviewer' },
    ],
  },
  bozhou: {
    title: '亳州: 1 个月', source: '亳州市办理指南 2024',
    brackets: [
      { maxDays: 30, requiredMaterials: [], approverRole: 'none' },
      { maxDays: null, requiredMaterials: ['dnaReport'], approverRole: 'reviewer' },
    ],
  },
  zhejiang2012: {
    title: '浙江 2012: 30 天', source: '浙卫发〔2012〕96号',
    brackets: [
      { maxDays: 30, requiredMaterials: [], approverRole: 'none' },
      { maxDays: 364, requiredMaterials: ['lateStatement'], approverRole: 'reviewer' },
      { maxDays: null, requiredMaterials: ['lateStatement', 'dnaReport'], approverRole: 'reviewer' },
    ],
  },
} as const satisfies Record<string, { title: string; source: string; brackets: readonly unknown[] }>

/** What a new hospital starts with, until its province's own 管理办法 has been entered. */
export const DEFAULT_PROVINCE_RULES: ProvinceRules = ProvinceRulesSchema.parse({
  profile: '',
  lateRules: LATE_RULE_PRESETS.general.brackets,
  dnaReasons: DNA_REASON.values,
  requireMarriageCert: false,
  fatherBlankText: '/',
  lossDeclaration: 'either',
  reissueAuthority: 'county',
  reissueLimit: null,
  nameCharset: '8105',
  requireFaceCheck: false,
  blankFormExpiry: 'none',
  layoutProfile: 'birth-certificate',
} satisfies Record<keyof ProvinceRules, unknown>)

/** Title of each rule and where its default comes from; the settings page shows both. */
export const PROVINCE_RULE_SOURCES: Readonly<Record<Exclude<keyof ProvinceRules, 'profile'>, { title: string; source: string; mark: 'source' | 'knowledge' | 'derived' }>> = {
  lateRules: { title: '逾期规则', source: '各省差别大(§1.4);缺省为多地共同的一个月', mark: 'source' },
  dnaReasons: { title: '需要亲子鉴定的情形', source: '湖南 2025 清单(§1.5)', mark: 'source' },
  requireMarriageCert: { title: '须查验结婚证', source: '湖北 2014 不得作为条件;湖南 2025 一般要求(§0.3)', mark: 'source' },
  fatherBlankText: { title: '父亲信息空白填法', source: '“/”为习惯写法;河南“///”,福建“未提供”(§1.6)', mark: 'knowledge' },
  lossDeclaration: { title: '遗失声明方式', source: '有的地方要登报,有的接受书面声明(§1.9)', mark: 'source' },
  reissueAuthority: { title: '补发机构', source: '多为县级主管部门或其委托机构(§1.2)', mark: 'source' },
  reissueLimit: { title: '补发次数上限', source: '未见全国性上限(§1.9)', mark: 'source' },
  nameCharset: { title: '姓名用字', source: '所见各地均为《通用规范汉字表》8105 字(§1.7)', mark: 'source' },
  requireFaceCheck: { title: '实人核验', source: '逐省推行,海南 2024(§4.8)', mark: 'source' },
  blankFormExpiry: { title: '空白证件有效期', source: '湖北 2019:印制次年年底前用完(§4.1)', mark: 'source' },
  layoutProfile: { title: '套打模板', source: '随打印机和机构而定(§3)', mark: 'derived' },
}
