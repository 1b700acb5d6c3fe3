import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'day' | 'month' | 'hour' | 'count' | 'iuPerMl' | 'percent' | 'perHundredThousand' | 'yesNo'
const NOTE = '孕产期保健说明 §13.5'
const KNOWN = `${NOTE}[K](检测时间为常识,2023–2025方案原文未读)`
const due = (title: string, value: number, unit: Unit, limits: readonly [number, number]): NumberRule<Unit> => ({ title, value, unit, source: KNOWN, mark: 'K', limits })
const target = (title: string, value: number): NumberRule<Unit> => ({ title, value, unit: 'percent', source: `${NOTE} [S-M15]`, mark: 'S', limits: [1, 100] })

/** Every number of 艾梅乙母婴阻断 a hospital may set. */
export const INFECTION_RULE = {
  vaccineHours: due('首剂乙肝疫苗接种期限(出生后)', 12, 'hour', [2, 24]),
  vaccineSecondMonths: due('第2剂乙肝疫苗(月龄)', 1, 'month', [1, 3]),
  vaccineThirdMonths: due('第3剂乙肝疫苗(月龄)', 6, 'month', [4, 9]),
  hivFirstDays: due('艾滋病早期核酸检测第1次(出生后)', 2, 'day', [0, 14]),
  hivSecondDays: due('艾滋病早期核酸检测第2次(出生后)', 42, 'day', [28, 56]),
  hivThirdMonths: due('艾滋病早期核酸检测第3次(月龄)', 3, 'month', [2, 6]),
  hivAntibodyFirstMonths: due('艾滋病抗体检测第1次(月龄)', 12, 'month', [9, 15]),
  hivAntibodySecondMonths: due('艾滋病抗体检测第2次(月龄)', 18, 'month', [15, 24]),
  syphilisIntervalMonths: due('梅毒滴度复查间隔', 3, 'month', [3, 6]),
  syphilisUntilMonths: due('梅毒滴度随访到(月龄)', 18, 'month', [6, 18]),
  hbvTestMonths: due('乙肝血清学检测(月龄)', 7, 'month', [6, 12]),
  hbvAfterLastDoseMonths: due('末剂乙肝疫苗后至检测', 1, 'month', [1, 2]),
  syphilisDoses: due('梅毒足量治疗:连续用药次数', 3, 'count', [1, 15]),
  syphilisDaysBeforeBirth: due('梅毒规范治疗须在分娩前完成', 30, 'day', [0, 60]),
  hbvAntiviralFrom: due('建议抗病毒治疗的乙肝病毒DNA', 200_000, 'iuPerMl', [2000, 10_000_000]),
  followUpDays: due('未填下次随访日期时的随访间隔', 30, 'day', [7, 92]),
  confirmDays: due('筛查阳性至确认结果期限', 14, 'day', [1, 60]),
  aheadDays: { title: '提前列入待检测名单', value: 14, unit: 'day', source: '产品约定', mark: 'K', limits: [0, 60] },
  graceDays: { title: '过期后列入逾期名单', value: 14, unit: 'day', source: '产品约定', mark: 'K', limits: [0, 60] },
  // Elimination goals and reference targets (§13.5).
  testedTarget: target('孕产妇检测率目标', 95), earlyTarget: target('孕早期检测率目标', 70), partnerTarget: target('配偶检测率目标', 85), hivEarlyTarget: target('艾滋病早期诊断率目标', 95), syphilisTreatedTarget: target('梅毒规范治疗率目标', 90),
  hbvVaccineTarget: target('乙肝疫苗全程接种率目标', 95), childTestedTarget: target('暴露儿童血清学检测率目标', 90), antiviralTarget: target('抗病毒用药率目标', 90),
  hivTransmissionTarget: { title: '艾滋病母婴传播率上限', value: 2, unit: 'percent', source: `${NOTE} [S-M15]`, mark: 'S', limits: [1, 20] },
  hbvTransmissionTarget: { title: '乙肝母婴传播率上限', value: 1, unit: 'percent', source: `${NOTE} [S-M15]`, mark: 'S', limits: [1, 20] },
  congenitalSyphilisTarget: { title: '先天梅毒报告发病率上限', value: 50, unit: 'perHundredThousand', source: `${NOTE} [S-M15]`, mark: 'S', limits: [1, 1000] },
  inPackage: { title: '随月度数据包上报(只有编号,没有姓名和日期)', value: 0, unit: 'yesNo', source: '产品约定;说明 §14 限制查看,默认不上报', mark: 'K', limits: [0, 1] },
} as const satisfies Record<string, NumberRule<Unit>>

export type InfectionRuleId = keyof typeof INFECTION_RULE
export type InfectionRules = NumberRuleValues<InfectionRuleId>
/** The numbers as a setting. */
export const INFECTION_RULES = defineNumberRules(1, INFECTION_RULE, [['vaccineSecondMonths', 'vaccineThirdMonths'], ['hivAntibodyFirstMonths', 'hivAntibodySecondMonths'], ['hivFirstDays', 'hivSecondDays']])
export const INFECTION_RULES_DEFAULT: InfectionRules = INFECTION_RULES.initial
