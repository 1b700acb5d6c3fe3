import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '孕产期保健说明'

/** When she was assessed: after a positive screening, whenever something changes, and twice after the birth (§7 [S-M4]). */
export const RISK_STAGE = defineCodes({
  id: 'riskStage', title: '妊娠风险评估时机', standard: '孕产妇妊娠风险评估与管理工作规范(2017)', source: `${NOTE} §5~§7 [S-M4],名称为本程序`,
  codes: { first: '首次评估', dynamic: '动态评估', homeVisit: '产后访视评估', day42: '产后42天评估' },
})
export type RiskStage = CodeOf<typeof RISK_STAGE>

/** How the 分级报告单 went out. */
export const RISK_REPORT_WAY = defineCodes({
  id: 'riskReportWay', title: '报告方式', standard: '本程序', source: `${NOTE} §7(电话加书面见 [S-M8])`,
  codes: { system: '信息系统', phone: '电话', paper: '书面送达', fax: '传真' },
})
export type RiskReportWay = CodeOf<typeof RISK_REPORT_WAY>

/** How a woman of a case was followed up. */
export const RISK_CONTACT = defineCodes({
  id: 'riskContact', title: '追踪方式', standard: '本程序', source: `${NOTE} §7.1 [S-M18 和 K]`,
  codes: { clinic: '来院', home: '入户', phone: '电话', other: '其他' },
})
export type RiskContact = CodeOf<typeof RISK_CONTACT>

/** 转归 of a case; `national` is the code of CV05.10.010 that says the same, 其他 where it knows no word for it. */
export const RISK_CASE_OUTCOME = defineCodes({
  id: 'riskCaseOutcome', title: '高危专案转归', standard: '本程序', source: `${NOTE} §7.1 [S-M18 和 K],对应 CV05.10.010`,
  codes: {
    improved: { label: '好转', national: '2' }, stable: { label: '稳定', national: '3' }, worse: { label: '恶化', national: '4' }, ended: { label: '终止妊娠', national: '9' },
    delivered: { label: '分娩', national: '9' }, died: { label: '死亡', national: '5' }, lost: { label: '失访', national: '9' },
  },
})
export type RiskCaseOutcome = CodeOf<typeof RISK_CASE_OUTCOME>

/** Signs of an organ that fails, by which a woman counts as 危重; from general knowledge, not read in a standard. */
export const NEAR_MISS_SIGN = defineCodes({
  id: 'nearMissSign', title: '危重孕产妇指征', standard: '本程序', source: `${NOTE} §7.3 [S-M20](世界卫生组织近失定义;各项为一般知识,未核对原表)`,
  codes: {
    '11': '循环:休克', '12': '循环:心脏骤停', '13': '循环:乳酸>5mmol/L', '14': '循环:动脉血酸碱度<7.1', '15': '循环:持续使用血管活性药物', '21': '呼吸:发绀', '22': '呼吸:喘息样呼吸', '23': '呼吸:频率>40或<6次/分', '24': '呼吸:血氧饱和度<90%达60分钟',
    '25': '呼吸:氧合指数<200', '26': '呼吸:气管插管或机械通气', '31': '肾:少尿,补液利尿无效', '32': '肾:肌酐≥300μmol/L', '33': '肾:透析', '41': '凝血:血液不凝', '42': '凝血:血小板<50×10⁹/L', '43': '凝血:输血≥5单位', '51': '肝:子痫前期伴黄疸', '52': '肝:胆红素>100μmol/L',
    '61': '神经:昏迷≥12小时', '62': '神经:卒中', '63': '神经:癫痫持续状态', '71': '子宫:因出血或感染切除子宫', '99': '其他',
  },
})
export type NearMissSign = CodeOf<typeof NEAR_MISS_SIGN>
export const NEAR_MISS_OUTCOME = defineCodes({ id: 'nearMissOutcome', title: '危重孕产妇结局', standard: '本程序', source: `${NOTE} §7.3`, codes: { alive: '存活', died: '死亡' } })
export type NearMissOutcome = CodeOf<typeof NEAR_MISS_OUTCOME>

/** 孕妇高危妊娠级别 of the scoring before the five colours; a colour is none of these grades. */
export const RISK_SCORE_GRADE = defineCodes({
  id: 'riskScoreGrade', title: '孕妇高危妊娠级别', standard: 'WS 377.4—2013 HDSB02.04.229', source: '省级上报数据说明 §4.7', codes: { '1': '轻度', '2': '中度', '3': '重度' },
})
export type RiskScoreGrade = CodeOf<typeof RISK_SCORE_GRADE>

/** 孕产期高危因素, as WS 377.4 prints them; the factors of the scoring before the five colours, still asked for by the package. */
export const HIGH_RISK_FACTOR = defineCodes({
  id: 'maternalRiskFactor', title: '孕产期高危因素', standard: 'CV03.00.402 (WS 364—2011)', source: '省级上报数据说明 §5(WS 377.4—2013 印有,文字来自 2011 表)',
  codes: {
    '01': '年龄<18岁或≥35岁', '02': '身高≤1.45m', '03': '体重<40 kg或>80 kg', '04': '胸廓脊柱畸形', '05': '自然流产≥2次', '06': '人工流产≥2次', '07': '早产史≥2次', '08': '早期新生儿死亡史1次', '09': '死胎、死产史≥2次',
    '10': '先天异常儿史1次', '11': '先天异常儿史≥2次', '12': '难产史', '13': '巨大儿分娩史', '14': '产后出血史', '15': '贫血 血红蛋白<100g/L', '16': '贫血 血红蛋白<60g/L', '17': '活动性肺结核', '18': '心脏病心功能Ⅰ~Ⅱ级',
    '19': '心脏病心功能Ⅲ级~Ⅳ级', '20': '糖尿病', '21': '乙肝病毒携带者', '22': '活动性病毒性肝炎', '23': '肺心病', '24': '甲状腺功能亢进或低下', '25': '高血压', '26': '慢性肾炎', '27': '淋病', '28': '梅毒', '29': '艾滋病',
    '30': '尖锐湿疣', '31': '沙眼衣原体感染', '32': '骶耻外径<18cm', '33': '坐骨结节间径≤8cm', '34': '畸形骨盆', '35': '臀位、横位(30周后)', '36': '先兆早产<34周', '37': '先兆早产34~36周+6', '38': '盆腔肿瘤',
    '39': '羊水过多或过少', '40': '妊娠期高血压、轻度子痫前期', '41': '重度子痫前期', '42': '子痫', '43': '妊娠晚期阴道流血', '44': '胎心率持续≥160次/分', '45': '胎心率≤120次/分、但>100次/分', '46': '胎心率≤100次/分',
    '47': '胎动<20次/12h', '48': '胎动<10次/12h', '49': '多胎', '50': '胎膜早破', '51': '估计巨大儿或FGR', '52': '妊娠41~41周+6', '53': '妊娠≥42周', '54': '母儿ABO血型不合', '55': '母儿Rh血型不合', '56': '孕妇及一级亲属有遗传病史',
    '57': '妊娠早期接触可疑致畸药物', '58': '妊娠早期接触物理化学因素及病毒感染等', '59': '家庭贫困', '60': '孕妇或丈夫为文盲或半文盲', '61': '丈夫长期不在家', '62': '由居住地到卫生院需要1h以上', '63': '生殖道畸形', '64': '妊娠胆汁淤积症',
    '65': '胎盘功能不全', '99': '其他',
  },
})
export type HighRiskFactor = CodeOf<typeof HIGH_RISK_FACTOR>
