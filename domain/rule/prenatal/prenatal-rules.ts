import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'denominator' | 'mom' | 'year' | 'fetus' | 'kgPerM2' | 'percent' | 'score' | 'mm' | 'fL' | 'pg' | 'day' | 'workingDay' | 'attempt' | 'week' | 'celsius' | 'percentPoint' | 'yesNo'
const NOTE = '产前筛查说明'
const CUT_OFF = `${NOTE} §3.3 [S-P11](国家标准原文未见,以实验室为准)`
const FOLLOW_UP = `${NOTE} §11`
const LADDER = `${NOTE} §13(产品约定,无出处)`
const rule = (title: string, value: number, unit: Unit, source: string, mark: 'S' | 'K', limits: readonly [number, number], step?: number): NumberRule<Unit> => ({ title, value, unit, source, mark, limits, ...step === undefined ? {} : { step } })

/** Every number of prenatal screening that a hospital may set, with its unit and source (prenatal screening note; behind § its section). */
export const PRENATAL_RULE = {
  // §3.3: a risk is 1 in its denominator; the limit itself belongs to the higher class.
  t21High: rule('21三体高风险界值(1/n)', 270, 'denominator', CUT_OFF, 'S', [50, 1000]),
  t21Borderline: rule('21三体临界风险下限(1/n)', 1000, 'denominator', CUT_OFF, 'S', [50, 5000]),
  t18High: rule('18三体高风险界值(1/n)', 350, 'denominator', CUT_OFF, 'S', [50, 1000]),
  t18Borderline: rule('18三体临界风险下限(1/n)', 1000, 'denominator', CUT_OFF, 'S', [50, 5000]),
  t13High: rule('13三体高风险界值(1/n)', 350, 'denominator', `${NOTE} §3.3(由实验室规定)`, 'K', [50, 1000]),
  ontdMom: rule('开放性神经管缺陷AFP MoM界值', 2.5, 'mom', `${NOTE} §3.3(全国范围2.0~2.5,由实验室规定)`, 'K', [2, 3], 0.01),
  ontdMomTwins: rule('双胎的AFP MoM界值', 4, 'mom', `${NOTE} §3.3(4.0~5.0,取较严的)`, 'K', [3, 6], 0.01),
  momTolerance: rule('MoM与中位数复算相差达到即提示', 0.05, 'mom', '产品约定(说明未载)', 'K', [0.01, 1], 0.01),
  serumFetuses: rule('可做血清学筛查的最多胎数', 2, 'fetus', `${NOTE} §3.3`, 'K', [1, 2]),
  advancedAge: rule('预产期高龄界值', 35, 'year', `${NOTE} §8 [S-P4]`, 'S', [30, 45]),
  twinsDiagnosisAge: rule('双胎产前诊断年龄界值', 32, 'year', `${NOTE} §8 [S-P4]`, 'S', [25, 45]),
  // §4
  niptBodyMassIndex: rule('NIPT慎用的体重指数(大于)', 40, 'kgPerM2', `${NOTE} §4 [S-P10]`, 'S', [30, 50], 0.1),
  niptFetalFraction: rule('NIPT胎儿游离DNA浓度下限', 4, 'percent', `${NOTE} §4`, 'K', [1, 10], 0.1),
  niptZ: rule('NIPT的Z值界值', 3, 'score', `${NOTE} §4`, 'K', [2, 6], 0.1),
  // §5
  mcv: rule('地贫初筛MCV界值(低于为阳性)', 82, 'fL', `${NOTE} §5(任务书;网页多为80)`, 'K', [75, 85], 0.1),
  mch: rule('地贫初筛MCH界值(低于为阳性)', 27, 'pg', `${NOTE} §5`, 'K', [24, 30], 0.1),
  hbA2Low: rule('HbA2下限(低于提示α地贫)', 2.5, 'percent', `${NOTE} §5`, 'K', [1.5, 3], 0.1),
  hbA2High: rule('HbA2上限(高于提示β地贫)', 3.5, 'percent', `${NOTE} §5 [S-P19]`, 'S', [3, 5], 0.1),
  // §7
  ntNotice: rule('NT增厚提示界值', 2.5, 'mm', `${NOTE} §7 [S-P11](两处网页不一,分两级)`, 'S', [2, 4], 0.1),
  ntHigh: rule('NT建议产前诊断界值', 3, 'mm', `${NOTE} §7 [S-P11](两处网页不一,分两级)`, 'S', [2, 5], 0.1),
  crlLeast: rule('测NT的最小头臀长', 45, 'mm', `${NOTE} §2 [S-P4][S-P11]`, 'S', [38, 50]),
  crlMost: rule('测NT的最大头臀长', 84, 'mm', `${NOTE} §2 [S-P11](另有85)`, 'S', [80, 90]),
  // §3.5, §4
  serumReportWorkingDays: rule('血清学签收后报告期限', 7, 'workingDay', `${NOTE} §3.5(另有5、10+5个工作日,30天)`, 'K', [1, 30]),
  carrierReportWorkingDays: rule('地贫、耳聋基因签收后报告期限', 15, 'workingDay', '产品约定(说明未载)', 'K', [1, 60]),
  niptReportWorkingDays: rule('NIPT采血后报告期限', 15, 'workingDay', `${NOTE} §4(2016年规范,原文未见)`, 'K', [1, 30]),
  niptRedrawWorkingDays: rule('NIPT采血后通知重采期限', 10, 'workingDay', `${NOTE} §4(2016年规范,原文未见)`, 'K', [1, 30]),
  storageDays: rule('血清冷冻保存期限', 7, 'day', `${NOTE} §3.5 [S-P8]`, 'S', [1, 30]),
  transportCelsius: rule('运送最高温度', 8, 'celsius', `${NOTE} §3.5 [S-P8]`, 'S', [4, 10]),
  windowWarningDays: rule('窗口关闭前提醒', 7, 'day', `${NOTE} §15(产品约定)`, 'K', [1, 21]),
  // §10
  recallAttempts: rule('联系不上时转上门前的联系天数', 3, 'attempt', `${NOTE} §10.1(产品约定)`, 'K', [1, 10]),
  diagnosisRemindWeeks: rule('高风险未诊断的提醒孕周', 20, 'week', `${NOTE} §10.3(产品约定)`, 'K', [16, 24]),
  diagnosisLastWeeks: rule('完成产前诊断的孕周', 22, 'week', `${NOTE} §10.1 [S-P12]`, 'S', [18, 28]),
  // §11
  outcomeDays: rule('分娩后随访期限', 90, 'day', `${FOLLOW_UP}(产品约定)`, 'K', [30, 180]),
  outcomeOverdueDays: rule('分娩后随访超期', 180, 'day', `${FOLLOW_UP}(全国规范1~6个月,原文未见)`, 'K', [42, 365]),
  niptOutcomeDays: rule('做过NIPT的分娩后随访期限', 84, 'day', `${FOLLOW_UP}(至少至产后12周,原文未见)`, 'K', [42, 180]),
  missingDeliveryDays: rule('预产期后无分娩记录的追访', 42, 'day', `${FOLLOW_UP}(产品约定)`, 'K', [14, 90]),
  outcomeComplete: rule('检出率可作结论的结局随访率', 90, 'percent', `${NOTE} §12(产品约定)`, 'K', [50, 100]),
  niptCounts: rule('只做NIPT的计入产前筛查率(1 是,0 否)', 0, 'yesNo', `${NOTE} §12(各年口径不一,统计制度原文未见)`, 'K', [0, 1]),
  // §13, in percentage points of completion behind the time.
  reminderGap: rule('提示函:完成率落后于时间进度', 0, 'percentPoint', LADDER, 'K', [0, 50]),
  phoneGap: rule('电话督办:完成率落后超过', 10, 'percentPoint', LADDER, 'K', [0, 60]),
  writtenGap: rule('书面督办:完成率落后超过', 20, 'percentPoint', LADDER, 'K', [0, 80]),
  criticismGap: rule('通报:完成率落后超过', 30, 'percentPoint', LADDER, 'K', [0, 100]),
} as const satisfies Record<string, NumberRule<Unit>>

export type PrenatalRuleId = keyof typeof PRENATAL_RULE
export type PrenatalRules = NumberRuleValues<PrenatalRuleId>

/** The numbers of prenatal screening as a setting. */
export const PRENATAL_RULES = defineNumberRules(1, PRENATAL_RULE, [
  ['t21High', 't21Borderline'], ['t18High', 't18Borderline'], ['ontdMom', 'ontdMomTwins'], ['hbA2Low', 'hbA2High'], ['ntNotice', 'ntHigh'], ['crlLeast', 'crlMost'], ['diagnosisRemindWeeks', 'diagnosisLastWeeks'],
  ['outcomeDays', 'outcomeOverdueDays'], ['niptOutcomeDays', 'outcomeOverdueDays'], ['reminderGap', 'phoneGap', 'writtenGap', 'criticismGap'],
])
export const PRENATAL_RULES_DEFAULT: PrenatalRules = PRENATAL_RULES.initial
