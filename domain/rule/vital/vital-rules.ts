import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'day' | 'week' | 'hour' | 'g' | 'workingDay' | 'yesNo'
const DEATH = '孕产期保健说明 §10 [S-M10]'
const DEFECT = '孕产期保健说明 §11 [S-M11]'
const quarter = (title: string, value: number, day: string): NumberRule<Unit> => ({ title, value, unit: 'day', source: `${DEFECT}:${day};监测点的期限,其他机构未核实`, mark: 'K', limits: [1, 92] })

/** Every number of the two report cards a hospital may set. */
export const VITAL_RULE = {
  deathReportHours: { title: '孕产妇死亡报告期限(知悉后)', value: 24, unit: 'hour', source: `${DEATH}(地方规定)`, mark: 'S', limits: [1, 72] },
  deathInvestigationDays: { title: '孕产妇死亡调查期限(知悉后)', value: 10, unit: 'workingDay', source: `${DEATH}(一区10个工作日,另一县2个工作日)`, mark: 'S', limits: [1, 30] },
  defectFromWeek: { title: '出生缺陷报告卡起始孕周', value: 28, unit: 'week', source: DEFECT, mark: 'S', limits: [20, 28] },
  defectFromG: { title: '孕周不详时的起始体重', value: 1000, unit: 'g', source: DEFECT, mark: 'S', limits: [500, 1000] },
  defectUntilDays: { title: '出生缺陷监测到出生后', value: 7, unit: 'day', source: `${DEFECT}(人群监测42天[K])`, mark: 'S', limits: [7, 42] },
  quarter1Days: quarter('第1季度(1~3月)报送:季末后', 50, '5月20日'), quarter2Days: quarter('第2季度(4~6月)报送:季末后', 51, '8月20日'), quarter3Days: quarter('第3季度(7~9月)报送:季末后', 25, '10月25日'), quarter4Days: quarter('第4季度(10~12月)报送:季末后', 51, '次年2月20日'),
  showsPlanned: { title: '死亡报告卡显示“计划内/外”(历史项目)', value: 0, unit: 'yesNo', source: '孕产期保健说明 §10 [R]:默认不显示', mark: 'K', limits: [0, 1] },
} as const satisfies Record<string, NumberRule<Unit>>

export type VitalRuleId = keyof typeof VITAL_RULE
export type VitalRules = NumberRuleValues<VitalRuleId>
/** The numbers as a setting. */
export const VITAL_RULES = defineNumberRules(1, VITAL_RULE)
export const VITAL_RULES_DEFAULT: VitalRules = VITAL_RULES.initial
