import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '出生医学证明与转诊说明'

/**
 * 孕产妇妊娠风险评估五色. `level` is the hospital level that care at this risk asks for, as shipped; a hospital edits
 * its own copy in the setting `maternalRisk` (Guangzhou uses six colours). 红 on level 3 is our reading of "a level-3
 * hospital should assess soon".
 */
export const RISK_COLOUR = defineCodes({
  id: 'riskColour', title: '妊娠风险颜色', standard: '孕产妇妊娠风险评估与管理工作规范(2017)', source: `${NOTE} §5.4`,
  codes: {
    green: { label: '绿', note: '低风险' }, yellow: { label: '黄', note: '一般风险' }, orange: { label: '橙', note: '较高风险' },
    red: { label: '红', note: '高风险' }, purple: { label: '紫', note: '传染病' },
  },
})
export type RiskColour = CodeOf<typeof RISK_COLOUR>

/** 抢救结果 of the feedback part. */
export const RESCUE_OUTCOME = defineCodes({
  id: 'rescueOutcome', title: '抢救结果', standard: '高危孕产妇联系(转诊)卡', source: `${NOTE} §5.5`,
  codes: { '1': '抢救成功', '2': '抢救失败', '3': '入院时已死亡' },
})

/** 对转诊的评价 by the receiver; 延误 goes into the quality review. */
export const TRANSFER_JUDGEMENT = defineCodes({
  id: 'transferJudgement', title: '对转诊的评价', standard: '高危孕产妇联系(转诊)卡', source: `${NOTE} §5.5`,
  codes: { '1': '及时', '2': '延误', '3': '有应纠正的情况' },
})

/** 筛查方案. */
export const SCREENING_SCHEME = defineCodes({
  id: 'screeningScheme', title: '筛查方案', standard: '本程序', source: `${NOTE} §5.7`,
  codes: { '1': '早孕期血清学', '2': '中孕期血清学', '3': '早中孕联合', '4': '孕妇外周血胎儿游离DNA(NIPT)', '5': '超声' },
})

/** 遗传病家族史或曾分娩先天性严重缺陷儿: the four sub-cases of the form. */
export const HEREDITARY_HISTORY = defineCodes({
  id: 'hereditaryHistory', title: '遗传病家族史或不良生育史', standard: '胎儿染色体产前诊断服务转诊单(河南)', source: `${NOTE} §5.7`,
  codes: {
    '1': '曾生育染色体非整倍体患儿', '2': '夫妇一方为染色体平衡易位、罗伯逊易位或倒位携带者', '3': '孕妇为DMD、血友病A/B携带者', '4': '夫妇双方为SMA、PKU、MMA等致病基因携带者',
  },
})

/** 产前诊断转诊的去向. Refused is signed, and the outcome of the pregnancy is still asked for (case 56). */
export const DIAGNOSIS_ANSWER = defineCodes({
  id: 'diagnosisAnswer', title: '是否接受产前诊断', standard: '本程序', source: `${NOTE} §5.7`,
  codes: { waiting: '待就诊', attended: '已就诊', refused: '拒绝诊断' },
})

/** 妊娠结局. */
export const PREGNANCY_OUTCOME = defineCodes({
  id: 'pregnancyOutcome', title: '妊娠结局', standard: '本程序', source: `${NOTE} §5.7`,
  codes: { '1': '活产', '2': '引产', '3': '自然流产', '4': '死胎死产', '9': '失访' },
})

/** The groups of the two forms: 1–7 of the screening form, then those of the assessment form. */
export const RISK_GROUP = defineCodes({
  id: 'riskGroup', title: '妊娠风险项目分类', standard: '孕产妇妊娠风险评估与管理工作规范(2017)附件1、附件2', source: '孕产期保健说明 §5、§6',
  codes: {
    basic: '基本情况', history: '异常妊娠及分娩史', gynaecology: '妇产科疾病及手术史', family: '家族史', past: '既往疾病及手术史', laboratory: '辅助检查', symptoms: '需要关注的表现特征及病史',
    comorbidity: '妊娠合并症', complication: '妊娠并发症', infection: '传染病',
  },
})
export type RiskGroup = CodeOf<typeof RISK_GROUP>

const RULE_TABLE = '孕产期保健说明 §5、§6(条件所用的数值与检查结果)'
/** What a condition of the risk table can measure. Intervals end with the last menstruation. */
export const RISK_MEASURE = defineCodes({
  id: 'riskMeasure', title: '风险条件:数值', standard: '本程序', source: RULE_TABLE,
  codes: {
    ageYears: { label: '年龄', unit: '岁' }, heightCm: { label: '身高', unit: 'cm' }, bmi: { label: '孕前或首次产检体重指数', unit: 'kg/m²' }, haemoglobinGPerL: { label: '血红蛋白', unit: 'g/L' },
    plateletsE9PerL: { label: '血小板', unit: '×10⁹/L' }, systolicMmHg: { label: '收缩压', unit: 'mmHg' }, diastolicMmHg: { label: '舒张压', unit: 'mmHg' }, pulmonaryPressureMmHg: { label: '肺动脉压', unit: 'mmHg' },
    altUPerL: { label: '谷丙转氨酶', unit: 'U/L' }, fastingGlucoseMmolPerL: { label: '空腹血糖', unit: 'mmol/L' }, ferritinUgPerL: { label: '血清铁蛋白', unit: 'μg/L' }, gestationDays: { label: '孕周', unit: '天' },
    fetusCount: { label: '胎数', unit: '' }, abortions: { label: '流产次数(各类)', unit: '次' }, caesareans: { label: '剖宫产次数', unit: '次' }, uterineOperations: { label: '子宫手术次数', unit: '次' },
    birthIntervalMonths: { label: '距上次分娩', unit: '月' }, uterineIntervalMonths: { label: '距末次子宫手术', unit: '月' }, largestMassCm: { label: '最大肌瘤或卵巢囊肿', unit: 'cm' },
  },
})
export type RiskMeasure = CodeOf<typeof RISK_MEASURE>

/** What a condition of the risk table asks for by yes or no. */
export const RISK_FINDING = defineCodes({
  id: 'riskFinding', title: '风险条件:检查结果', standard: '本程序', source: RULE_TABLE,
  codes: {
    hepatitisB: '乙肝表面抗原阳性', syphilis: '梅毒筛查阳性', hiv: 'HIV筛查阳性', rhesusNegative: 'Rh阴性', scarredUterus: '瘢痕子宫', assistedReproduction: '辅助生殖', malposition: '胎位不正',
    familyHypertension: '高血压家族史', urineSugar: '尿糖阳性',
  },
})
export type RiskFinding = CodeOf<typeof RISK_FINDING>
