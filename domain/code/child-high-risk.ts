import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '儿童保健说明 §8'
const SOURCE = '儿童保健代码表 codes.csv'

/** 高危程度 of a factor. */
export const RISK_LEVEL = defineCodes({
  id: 'riskLevel', title: '高危程度', standard: '某省0~3岁儿童系统配置', source: `${NOTE} [S23]`,
  codes: { '1': '一般', '2': '高危', '3': '极高危' },
})
export type RiskLevel = CodeOf<typeof RISK_LEVEL>

/** When a factor is found; it orders the list on the screen. */
export const RISK_PERIOD = defineCodes({
  id: 'riskPeriod', title: '高危因素分类', standard: '某省0~3岁儿童系统配置', source: `${NOTE} [S23]`,
  codes: { mother: '母亲', delivery: '分娩期', newborn: '新生儿期', infant: '婴幼儿期', family: '家族史', environment: '环境' },
})
export type RiskPeriod = CodeOf<typeof RISK_PERIOD>

/** 早产儿分类. */
export const PRETERM_CLASS = defineCodes({
  id: 'pretermClass', title: '早产儿分类', standard: '早产儿保健工作规范(国卫办妇幼发〔2017〕11号)', source: NOTE,
  codes: { lowRisk: '低危早产儿', highRisk: '高危早产儿' },
})
export type PretermClass = CodeOf<typeof PRETERM_CLASS>

/** 儿童体弱原因类别 of 2011; some hospitals still say 体弱儿 for the special file (§8). */
export const WEAK_CHILD_REASON = defineCodes({
  id: 'weakChildReason', title: '儿童体弱原因类别', standard: 'CV05.10.007 (WS 364—2011)', source: SOURCE,
  codes: {
    '01': '早产', '02': '低出生体重', '03': '生长发育迟缓', '04': '营养性缺铁性贫血', '05': '中、重度营养不良', '06': '反复感染', '07': '活动期佝偻病', '99': '其他',
  },
})
export type WeakChildReason = CodeOf<typeof WEAK_CHILD_REASON>

/** 新生儿并发症 of the special file (§8). */
export const NEWBORN_COMPLICATION = defineCodes({
  id: 'newbornComplication', title: '新生儿并发症', standard: 'CV05.01.013 (WS 364—2011)', source: SOURCE,
  codes: {
    '01': '新生儿窒息', '02': '新生儿吸入综合征', '03': '新生儿肺透明膜病', '04': '新生儿湿肺', '05': '新生儿肺炎', '06': '缺氧缺血性脑病', '07': '新生儿颅内出血',
    '08': '新生儿硬肿症', '09': '新生儿黄疸', '10': '新生儿溶血病', '11': '新生儿破伤风', '12': '新生儿败血症', '13': '新生儿产伤', '99': '其他',
  },
})
export type NewbornComplication = CodeOf<typeof NEWBORN_COMPLICATION>

/**
 * 高危因素 as shipped: the 35 factors of one province's configuration [S23], the further ones of the technique document
 * of 2012 [S7] and of local lists [K]. Level, detection and plan of each are editable: rule/child/high-risk-factors.ts.
 */
export const HIGH_RISK_FACTOR = defineCodes({
  id: 'highRiskFactor', title: '高危因素', standard: '新生儿访视技术规范(2012); 某省0~3岁儿童系统配置', source: `${NOTE} [S7][S23][K]`,
  codes: {
    preterm: '早产(胎龄不足37周)', lowBirthWeight: '低出生体重(1500~2499克)', macrosomia: '巨大儿(4000克以上)', asphyxia: '新生儿窒息(Apgar评分低于7分)', multipleBirth: '多胎',
    hyperbilirubinaemia: '高胆红素血症', encephalopathy: '缺氧缺血性脑病', metabolicDisease: '遗传代谢病', malformation: '先天性畸形',
    veryLowBirthWeight: '极低出生体重(1000~1499克)', extremelyLowBirthWeight: '超低出生体重(不足1000克)', smallForGestation: '小于胎龄儿', largeForGestation: '大于胎龄儿',
    membraneRupture: '胎膜早破超过18小时', intrauterineInfection: '宫内感染', sepsis: '败血症', pneumonia: '新生儿肺炎', respiratoryDistress: '呼吸窘迫综合征', hypoglycaemia: '低血糖(低于2.2 mmol/L)',
    lowHeightOrWeight: '身高或体重低于第3百分位', lowWeightForHeight: '身高别体重低于-2SD', developmentAbnormal: '发育筛查异常', congenitalHeartDisease: '先天性心脏病', cerebralPalsy: '脑性瘫痪',
    hearingLoss: '感音神经性听力损失(大于40 dB)', retinopathy: '早产儿视网膜病变(2期及以上)', recurrentRespiratoryInfection: '反复呼吸道感染(每年6次及以上)',
    familyGenetic: '遗传病家族史', familyMalformation: '先天畸形家族史', familyMetabolic: '代谢病家族史', familyIntellectual: '智力低下家族史', familyDeafness: '耳聋家族史',
    toxicExposure: '孕期毒物暴露', maternalChronicDisease: '母亲慢性病', radiationExposure: '孕期放射暴露',
    intracranialHaemorrhage: '颅内出血', maternalHistory: '母亲异常妊娠或分娩史', advancedMaternalAge: '母亲高龄(35岁及以上)', maternalDisability: '母亲残疾影响养育',
    postTerm: '过期产', syphilisExposure: '梅毒暴露', hivExposure: '艾滋病病毒暴露', convulsion: '新生儿惊厥', screeningAbnormal: '新生儿筛查异常',
  },
})
export type HighRiskFactor = CodeOf<typeof HIGH_RISK_FACTOR>
