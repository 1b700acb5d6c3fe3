import { DNA_REASON } from '../code/material.ts'
import { DEFAULT_PROVINCE_RULES, LATE_RULE_PRESETS, type ProvinceProfileName, type ProvinceRules, ProvinceRulesSchema } from './province-rules.ts'

/** One rule of a province as it was read: its value, where it stands, and how sure that is. */
export type SourcedRule<K extends RuleName = RuleName> = { readonly value: ProvinceRules[K]; readonly source: string; readonly mark: 'source' | 'knowledge' | 'derived' }
export type RuleName = Exclude<keyof ProvinceRules, 'profile'>
export type ProvinceProfile = {
  readonly title: string
  /** First two digits of GB/T 2260. */
  readonly province: string
  readonly basis: string
  readonly rules: { readonly [K in RuleName]?: SourcedRule<K> }
}

const brackets = (name: keyof typeof LATE_RULE_PRESETS): ProvinceRules['lateRules'] => ProvinceRulesSchema.shape.lateRules.parse(LATE_RULE_PRESETS[name].brackets)
const NAME_CHARSET: SourcedRule<'nameCharset'> = { value: '8105', source: '所见各地均为《通用规范汉字表》8105 字(§1.7)', mark: 'source' }

/**
 * What the certificate note quotes of six provinces, to start a hospital's own copy from. A rule that the note does not
 * quote for a province is left out: the default stays and the screen says that nothing was found. Provincial rules
 * quoted may have been replaced since (note §8 item 16).
 */
export const PROVINCE_PROFILES: Readonly<Record<Exclude<ProvinceProfileName, ''>, ProvinceProfile>> = {
  hunan2025: {
    title: '湖南(2025)', province: '43', basis: '湖南省出生医学证明管理办法,2025-06-01 起施行,有效期 5 年(2025 年报道)',
    rules: {
      lateRules: { value: brackets('hunan2025'), source: '出生 6 个月内,逾期须亲子鉴定(§1.4)', mark: 'source' },
      dnaReasons: { value: [...DNA_REASON.values], source: '五种情形(§1.5)', mark: 'source' },
      requireMarriageCert: { value: true, source: '一般情形须查验结婚证(§0.3、§1.3)', mark: 'source' },
      reissueAuthority: { value: 'county', source: '多为县级主管部门或其委托机构(§1.2),湖南未见原文', mark: 'knowledge' },
      nameCharset: { ...NAME_CHARSET, source: '湖南系统曾拒绝表外字“稢”(§1.7)' },
    },
  },
  henan: {
    title: '河南', province: '41', basis: '河南省出生医学证明管理办法(试行)、申领须知及省系统界面',
    rules: {
      fatherBlankText: { value: '///', source: '省系统姓名填“///”,长栏填满斜线(§1.6)', mark: 'source' },
      lossDeclaration: { value: 'newspaper', source: '补发登记表要求登报(§1.9)', mark: 'source' },
      requireMarriageCert: { value: true, source: '登记父亲信息须出院前提供结婚证明或亲子鉴定(§1.5);按查验结婚证处理', mark: 'derived' },
      nameCharset: NAME_CHARSET,
    },
  },
  fujian: {
    title: '福建', province: '35', basis: '福建出生医学证明签发程序',
    rules: {
      fatherBlankText: { value: '未提供', source: '未提供的一方填“未提供”(§0.3、§1.6)', mark: 'source' },
      nameCharset: NAME_CHARSET,
    },
  },
  hubei: {
    title: '湖北(2014、2019)', province: '42', basis: '湖北省《出生医学证明》管理办法(2014-01-01 起)及 2019 年版第五部分(报道)',
    rules: {
      lateRules: { value: brackets('hubei2014'), source: '出生 3 个月内,逾期由管理机构办理并另附材料(§1.4,2014)', mark: 'source' },
      requireMarriageCert: { value: false, source: '不得以结婚证作为签发条件(§0.3,2014)', mark: 'source' },
      blankFormExpiry: { value: 'yearAfterPrinting', source: '印制次年年底前用完,其余作废证(§4.1,2019)', mark: 'source' },
      nameCharset: NAME_CHARSET,
    },
  },
  zhejiang2012: {
    title: '浙江(2012)', province: '33', basis: '浙江省《出生医学证明》管理规定(试行) 浙卫发〔2012〕96号及申领新规定',
    rules: {
      lateRules: { value: brackets('zhejiang2012'), source: '出院前或 30 天内;30 天至 1 年书面说明;1 年以上另须亲子鉴定(§1.4)', mark: 'source' },
      nameCharset: NAME_CHARSET,
    },
  },
  guangdong2023: {
    title: '广东(2023)', province: '44', basis: '粤卫规〔2023〕2号;补发做法见深圳办事指南',
    rules: {
      lossDeclaration: { value: 'newspaper', source: '深圳补发仍要求登报声明(§1.9)', mark: 'source' },
      reissueAuthority: { value: 'county', source: '深圳经原签发机构受理、上级审核(§1.2)', mark: 'source' },
      nameCharset: NAME_CHARSET,
    },
  },
}

/** A hospital's first copy of a province's rules: what was found, and the defaults for everything else. */
export function rulesOfProfile(name: Exclude<ProvinceProfileName, ''>): ProvinceRules {
  const found = Object.fromEntries(Object.entries(PROVINCE_PROFILES[name].rules).map(([rule, { value }]) => [rule, value]))
  return ProvinceRulesSchema.parse({ ...DEFAULT_PROVINCE_RULES, ...found, profile: name })
}

/** Where the value of a rule stands against the profile it was begun from. */
export type RuleStanding = 'asFound' | 'changed' | 'notFound'
export function standingOf<K extends RuleName>(rules: ProvinceRules, rule: K): RuleStanding {
  const found = rules.profile ? PROVINCE_PROFILES[rules.profile].rules[rule] : undefined
  if (!found) return 'notFound'
  return JSON.stringify(found.value) === JSON.stringify(rules[rule]) ? 'asFound' : 'changed'
}
