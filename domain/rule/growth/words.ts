import { message, type Message } from '../../message/message.ts'

/** Every name is stored and exported as it stands here; the order is the one rows are shown in. */
export const GROWTH_STANDARDS = ['who2006', 'who2007', 'wst423', 'wst586', 'wst612', 'wst800'] as const
export type GrowthStandard = (typeof GROWTH_STANDARDS)[number]

/** Weight, length/height, BMI, head and arm circumference for age; weight for length and for height. */
export const GROWTH_INDICATORS = ['wfa', 'lhfa', 'wfl', 'wfh', 'bfa', 'hcfa', 'acfa'] as const
export type GrowthIndicator = (typeof GROWTH_INDICATORS)[number]

/**
 * Grades of every standard. The first five are the growth level 生长水平 (WS/T 423; WS/T 612 with other limits), the next
 * are classes of WHO and WS/T 586, the last three size at birth (WS/T 800). Index 0 is no grade.
 */
export const GROWTH_GRADES = [
  '', 'high', 'highMiddle', 'middle', 'lowMiddle', 'low',
  'normal', 'severelyUnderweight', 'underweight', 'severelyStunted', 'stunted', 'severelyWasted', 'wasted', 'overweightRisk', 'overweight', 'obese', 'severelyThin', 'thin',
  'smallForGestation', 'appropriateForGestation', 'largeForGestation',
] as const
export type GrowthGrade = Exclude<(typeof GROWTH_GRADES)[number], ''>
/** The five grades of the growth level. */
export type GrowthLevel = 'high' | 'highMiddle' | 'middle' | 'lowMiddle' | 'low'

/** Nutrition status 营养状况 by WS/T 423, most severe first: the order statuses of one child are listed in. Index 0 is none. */
export const NUTRITION_STATUSES = ['', 'severelyWasted', 'severelyStunted', 'severelyUnderweight', 'severelyObese', 'wasted', 'stunted', 'underweight', 'obese', 'overweight'] as const
export type NutritionStatus = Exclude<(typeof NUTRITION_STATUSES)[number], ''>

/** Why there is no result. Index 0 is none. */
export const GROWTH_REASONS = ['', 'sexUnknown', 'beforeBirth', 'notTerm', 'ageBelow', 'ageAbove', 'sizeOutside', 'oedema', 'impossible', 'multiple', 'gestationOutside'] as const
export type GrowthReason = Exclude<(typeof GROWTH_REASONS)[number], ''>

/** What is to be known about a result; each is one bit of a row's notes. */
export const GROWTH_NOTES = ['lyingConverted', 'standingConverted', 'standingImplausible', 'lastRowHeld', 'implausibleZ', 'zEstimated', 'singleAssumed'] as const
export type GrowthNote = (typeof GROWTH_NOTES)[number]

/** The standards by name and number, as a result names them. */
export const STANDARD_TITLE: Readonly<Record<GrowthStandard, Message>> = {
  who2006: message('growth.standard.who2006', 'WHO儿童生长标准(2006)'),
  who2007: message('growth.standard.who2007', 'WHO生长参照(2007)'),
  wst423: message('growth.standard.wst423', 'WS/T 423—2022 7岁以下儿童生长标准'),
  wst586: message('growth.standard.wst586', 'WS/T 586—2018 学龄儿童青少年超重与肥胖筛查'),
  wst612: message('growth.standard.wst612', 'WS/T 612—2018 7岁～18岁儿童青少年身高发育等级评价'),
  wst800: message('growth.standard.wst800', 'WS/T 800—2022 不同胎龄新生儿出生时生长评价标准'),
}

/** The indicators as the standards name them. */
export const INDICATOR_TITLE: Readonly<Record<GrowthIndicator, Message>> = {
  wfa: message('growth.indicator.wfa', '年龄别体重'), lhfa: message('growth.indicator.lhfa', '年龄别身长/身高'),
  wfl: message('growth.indicator.wfl', '身长别体重'), wfh: message('growth.indicator.wfh', '身高别体重'),
  bfa: message('growth.indicator.bfa', '年龄别BMI'), hcfa: message('growth.indicator.hcfa', '年龄别头围'), acfa: message('growth.indicator.acfa', '年龄别上臂围'),
}

/** The grades as the standards word them (WS/T 423 and 612, 儿童保健说明 §5.3, WS/T 586, WS/T 800). */
export const GRADE_TITLE: Readonly<Record<GrowthGrade, Message>> = {
  high: message('growth.grade.high', '上'), highMiddle: message('growth.grade.highMiddle', '中上'), middle: message('growth.grade.middle', '中'),
  lowMiddle: message('growth.grade.lowMiddle', '中下'), low: message('growth.grade.low', '下'),
  normal: message('growth.grade.normal', '正常'),
  severelyUnderweight: message('growth.grade.severelyUnderweight', '重度低体重'), underweight: message('growth.grade.underweight', '低体重'),
  severelyStunted: message('growth.grade.severelyStunted', '重度生长迟缓'), stunted: message('growth.grade.stunted', '生长迟缓'),
  severelyWasted: message('growth.grade.severelyWasted', '重度消瘦'), wasted: message('growth.grade.wasted', '消瘦'),
  overweightRisk: message('growth.grade.overweightRisk', '超重风险'), overweight: message('growth.grade.overweight', '超重'), obese: message('growth.grade.obese', '肥胖'),
  severelyThin: message('growth.grade.severelyThin', '重度消瘦'), thin: message('growth.grade.thin', '消瘦'),
  smallForGestation: message('growth.grade.smallForGestation', '小于胎龄'), appropriateForGestation: message('growth.grade.appropriateForGestation', '适于胎龄'),
  largeForGestation: message('growth.grade.largeForGestation', '大于胎龄'),
}

/** The nutrition statuses as WS/T 423 words them. */
export const STATUS_TITLE: Readonly<Record<NutritionStatus, Message>> = {
  severelyWasted: message('growth.status.severelyWasted', '重度消瘦'), severelyStunted: message('growth.status.severelyStunted', '重度生长迟缓'),
  severelyUnderweight: message('growth.status.severelyUnderweight', '重度低体重'), severelyObese: message('growth.status.severelyObese', '重度肥胖'),
  wasted: message('growth.status.wasted', '消瘦'), stunted: message('growth.status.stunted', '生长迟缓'), underweight: message('growth.status.underweight', '低体重'),
  obese: message('growth.status.obese', '肥胖'), overweight: message('growth.status.overweight', '超重'),
}

/** Why there is no result, as a sentence. */
export const REASON_TEXT: Readonly<Record<GrowthReason, Message>> = {
  sexUnknown: message('growth.reason.sexUnknown', '性别未知或未说明,不能评价'),
  beforeBirth: message('growth.reason.beforeBirth', '测量日期早于出生日期,不能评价'),
  notTerm: message('growth.reason.notTerm', '未足月,不适用'),
  ageBelow: message('growth.reason.ageBelow', '年龄小于该标准的范围,不评价'),
  ageAbove: message('growth.reason.ageAbove', '年龄超出该标准的范围,不评价'),
  sizeOutside: message('growth.reason.sizeOutside', '身长(高)超出标准范围,请看BMI'),
  oedema: message('growth.reason.oedema', '有水肿,不评价与体重有关的指标'),
  impossible: message('growth.reason.impossible', '测量值应大于0,不评价'),
  multiple: message('growth.reason.multiple', '多胎不适用'),
  gestationOutside: message('growth.reason.gestationOutside', '孕周不在24–42周之间,不评价'),
}

/** What is to be known about a result, as a sentence. */
export const NOTE_TEXT: Readonly<Record<GrowthNote, Message>> = {
  lyingConverted: message('growth.note.lyingConverted', '卧位测量,已换算为立位'),
  standingConverted: message('growth.note.standingConverted', '立位测量,已换算为卧位'),
  standingImplausible: message('growth.note.standingImplausible', '9月龄以下记为立位,不合情理,未换算'),
  lastRowHeld: message('growth.note.lastRowHeld', '按6岁9月值'),
  implausibleZ: message('growth.note.implausibleZ', 'z值超出合理范围,请核对测量值'),
  zEstimated: message('growth.note.zEstimated', '标准未给出z值,所示为估算'),
  singleAssumed: message('growth.note.singleAssumed', '未注明胎数,按单胎评价'),
}
