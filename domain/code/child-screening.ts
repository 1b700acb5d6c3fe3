import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const SOURCE = '儿童保健代码表 codes.csv'
const NOTE = '儿童保健说明'

/** 采血方式. */
export const BLOOD_COLLECTION_METHOD = defineCodes({
  id: 'bloodCollectionMethod', title: '采血方式', standard: 'CV04.50.006 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '针刺采血', '2': '静脉采血', '3': '动脉采血', '4': '伤口采血', '9': '其他',
  },
})
export type BloodCollectionMethod = CodeOf<typeof BLOOD_COLLECTION_METHOD>

/** 采血部位. */
export const BLOOD_COLLECTION_SITE = defineCodes({
  id: 'bloodCollectionSite', title: '采血部位', standard: 'CV04.50.007 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '足跟', '2': '手指', '3': '股静脉', '4': '颈静脉', '5': '脐静脉', '6': '桡静脉', '9': '其他',
  },
})
export type BloodCollectionSite = CodeOf<typeof BLOOD_COLLECTION_SITE>

/** 新生儿疾病筛查项目. */
export const NEWBORN_SCREENING_ITEM = defineCodes({
  id: 'newbornScreeningItem', title: '新生儿疾病筛查项目', standard: 'CV04.50.008 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '先天性甲状腺功能减低症', '2': '苯丙酮尿症', '3': '6-磷酸葡萄糖脱氢酶缺乏症', '4': '先天性肾上腺皮质增生症', '5': '半乳糖血症', '6': '地中海贫血', '9': '其他',
  },
})
export type NewbornScreeningItem = CodeOf<typeof NEWBORN_SCREENING_ITEM>

/** 新生儿疾病筛查方法. */
export const NEWBORN_SCREENING_METHOD = defineCodes({
  id: 'newbornScreeningMethod', title: '新生儿疾病筛查方法', standard: 'CV04.50.009 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '酶联免疫分析法', '2': '放射免疫分析法', '3': '免疫放射法', '4': '时间分辨荧光免疫分析法', '5': '酶荧光免疫分析法', '6': '细菌抑制法', '9': '其他',
  },
})
export type NewbornScreeningMethod = CodeOf<typeof NEWBORN_SCREENING_METHOD>

/** 检查结果通知形式. */
export const RESULT_NOTICE_FORM = defineCodes({
  id: 'resultNoticeForm', title: '检查结果通知形式', standard: 'CV09.00.301 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '自取', '2': '电话', '3': '函件', '4': '电子邮件', '5': '短信', '9': '其他',
  },
})
export type ResultNoticeForm = CodeOf<typeof RESULT_NOTICE_FORM>

/** Result of one item of the blood spot; cut-offs belong to the laboratory and are never in the program (§10.1). */
export const BLOOD_SPOT_RESULT = defineCodes({
  id: 'bloodSpotResult', title: '血片检测结果', standard: '新生儿疾病筛查技术规范(2010年版)', source: `${NOTE} §10.1`,
  codes: { '1': '阴性', '2': '可疑阳性', '3': '阳性', '4': '标本不合格' },
})
export type BloodSpotResult = CodeOf<typeof BLOOD_SPOT_RESULT>

/**
 * 遗传代谢病筛查状态. 阳性 is not 确诊: both are states of their own. 失访 needs proof of three attempts; a family that
 * comes back after 失访 or 拒绝 goes on where the flow needs it.
 */
export const BLOOD_SPOT_STATE = defineStates({
  id: 'bloodSpotState', title: '遗传代谢病筛查状态', standard: '新生儿疾病筛查技术规范(2010年版); 状态为本程序', source: `${NOTE} §10.1`,
  codes: {
    notSampled: '未采血', sampled: '已采血待结果', resample: '标本不合格待重采', negative: '阴性', suspicious: '可疑阳性待召回', recalled: '已召回复查中',
    positive: '阳性待确诊', confirmed: '确诊', excluded: '排除', lost: '失访', refused: '拒绝',
  },
  moves: {
    notSampled: ['sampled', 'refused', 'lost'],
    sampled: ['negative', 'suspicious', 'positive', 'resample'],
    resample: ['sampled', 'refused', 'lost'],
    negative: [],
    suspicious: ['recalled', 'refused', 'lost'],
    recalled: ['negative', 'suspicious', 'positive', 'resample'],
    positive: ['confirmed', 'excluded', 'refused', 'lost'],
    confirmed: [],
    excluded: [],
    lost: ['sampled', 'recalled', 'confirmed', 'excluded'],
    refused: ['sampled', 'recalled', 'confirmed', 'excluded'],
  },
})
export type BloodSpotState = CodeOf<typeof BLOOD_SPOT_STATE>

/** Group of a disease in the editable dictionary of tandem MS panels. */
export const METABOLIC_DISEASE_GROUP = defineCodes({
  id: 'metabolicDiseaseGroup', title: '遗传代谢病分组', standard: '本程序', source: `${NOTE} §10.1`,
  codes: { aminoAcid: '氨基酸代谢病', organicAcid: '有机酸代谢病', fattyAcid: '脂肪酸氧化障碍', other: '其他' },
})

/** 听力筛查阶段. 干预 and the yearly follow-up of risk children are steps of the same chain (§10.2, R17, R18). */
export const HEARING_STAGE = defineCodes({
  id: 'hearingStage', title: '听力筛查阶段', standard: '新生儿疾病筛查技术规范(2010年版)', source: `${NOTE} §10.2`,
  codes: { '1': '初筛', '2': '复筛', '3': '诊断', '4': '干预', '5': '高危随访' },
})
export type HearingStage = CodeOf<typeof HEARING_STAGE>

/** 听力筛查方法. */
export const HEARING_METHOD = defineCodes({
  id: 'hearingMethod', title: '听力筛查方法', standard: '新生儿疾病筛查技术规范(2010年版)', source: `${NOTE} §10.2`,
  codes: { '1': '耳声发射(OAE)', '2': '自动听性脑干反应(AABR)', '3': 'OAE+AABR' },
})

/** Result of one ear. */
export const EAR_RESULT = defineCodes({
  id: 'earResult', title: '单耳结果', standard: '新生儿疾病筛查技术规范(2010年版)', source: `${NOTE} §10.2`,
  codes: { '1': '通过', '2': '未通过', '3': '未做' },
})
export type EarResult = CodeOf<typeof EAR_RESULT>

/** 听力损失高危因素 (13): followed to 3 years even when passed. */
export const HEARING_RISK = defineCodes({
  id: 'hearingRisk', title: '听力损失高危因素', standard: '新生儿听力筛查技术规范', source: `${NOTE} §10.2`,
  codes: {
    '01': '儿童期永久性听力障碍家族史', '02': '新生儿重症监护超过5天', '03': '宫内感染(巨细胞病毒、风疹、疱疹、梅毒、弓形虫)', '04': '颅面畸形(包括耳廓、耳道畸形)',
    '05': '出生体重低于1500克', '06': '高胆红素血症达到换血要求', '07': '细菌性或病毒性脑膜炎', '08': '新生儿窒息(Apgar 1分钟0~4分或5分钟0~6分)',
    '09': '新生儿呼吸窘迫综合征', '10': '机械通气', '11': '体外膜肺氧合', '12': '孕期使用耳毒性药物、袢利尿剂或滥用药物、酒精', '13': '有听力损失的综合征或遗传病',
  },
})
export type HearingRisk = CodeOf<typeof HEARING_RISK>

/** 心脏听诊 of the two-index method. */
export const HEART_MURMUR = defineCodes({
  id: 'heartMurmur', title: '心脏听诊', standard: '新生儿先天性心脏病筛查项目(2018)', source: `${NOTE} §10.3`,
  codes: { '1': '无杂音', '2': '有杂音' },
})
export type HeartMurmur = CodeOf<typeof HEART_MURMUR>

/** 先心病筛查结果. */
export const HEART_SCREENING_RESULT = defineCodes({
  id: 'heartScreeningResult', title: '先天性心脏病筛查结果', standard: '新生儿先天性心脏病筛查项目(2018)', source: `${NOTE} §10.3`,
  codes: { negative: '阴性', repeat: '须复测', positive: '阳性', incomplete: '未完成' },
})
export type HeartScreeningResult = CodeOf<typeof HEART_SCREENING_RESULT>

/** 听力诊断结论. */
export const HEARING_DIAGNOSIS = defineCodes({
  id: 'hearingDiagnosis', title: '听力诊断结论', standard: '本程序', source: `${NOTE} §10.2`,
  codes: { normal: '听力正常', loss: '确诊听力障碍', undecided: '暂不能确诊' },
})
export type HearingDiagnosis = CodeOf<typeof HEARING_DIAGNOSIS>

/** 血片阳性的诊断结论: 阳性 and 确诊 are separate (§10.1). */
export const METABOLIC_OUTCOME = defineCodes({
  id: 'metabolicOutcome', title: '遗传代谢病诊断结论', standard: '本程序', source: `${NOTE} §10.1`,
  codes: { confirmed: '确诊', excluded: '排除' },
})
export type MetabolicOutcome = CodeOf<typeof METABOLIC_OUTCOME>

/** 心脏超声结论. */
export const HEART_ECHO_RESULT = defineCodes({
  id: 'heartEchoResult', title: '心脏超声结论', standard: '本程序', source: `${NOTE} §10.3`,
  codes: { normal: '未见先天性心脏病', defect: '先天性心脏病', undecided: '须复查' },
})
export type HeartEchoResult = CodeOf<typeof HEART_ECHO_RESULT>

/** 对光反应 and 红光反射 of one eye at birth. */
export const EYE_REFLEX = defineCodes({
  id: 'eyeReflex', title: '眼反射检查', standard: '0~6岁儿童眼保健及视力检查服务规范(试行)', source: `${NOTE} §14`,
  codes: { '1': '正常', '2': '异常', '3': '未查' },
})
export type EyeReflex = CodeOf<typeof EYE_REFLEX>

/** Risk factors of retinopathy of prematurity and of other eye disease at birth; weight and weeks by the hospital's rules. */
export const EYE_RISK = defineCodes({
  id: 'eyeRisk', title: '出生时眼病高危因素', standard: '早产儿保健工作规范;0~6岁儿童眼保健及视力检查服务规范(试行)', source: `${NOTE} §8、§14(未核对)`,
  codes: {
    preterm: '早产(达到ROP筛查孕周)', lowWeight: '低出生体重(达到ROP筛查体重)', oxygen: '吸氧治疗', intensiveCare: '新生儿监护病房住院', family: '遗传性眼病家族史',
    infection: '宫内感染', malformation: '颅面畸形', discharge: '出生后眼部大量分泌物', other: '其他',
  },
})
export type EyeRisk = CodeOf<typeof EYE_RISK>

/** 通知到达人与新生儿关系. */
export const NOTICE_RELATION = defineCodes({
  id: 'noticeRelation', title: '与新生儿关系(通知到达人)', standard: 'GB/T 4761—2008', source: '国家标准家庭关系代码节选(未核对原文)',
  codes: { '51': '父亲', '52': '母亲', '61': '祖父', '62': '祖母', '63': '外祖父', '64': '外祖母', '97': '其他亲属', '99': '非亲属' },
})
export type NoticeRelation = CodeOf<typeof NOTICE_RELATION>

/** The four screenings of a newborn. */
export const NEWBORN_SCREENING_KIND = defineCodes({
  id: 'newbornScreeningKind', title: '新生儿筛查类别', standard: '本程序', source: `${NOTE} §10、§14`,
  codes: { bloodSpot: '遗传代谢病', hearing: '听力', heart: '先天性心脏病', eyes: '眼' },
})
export type NewbornScreeningKind = CodeOf<typeof NEWBORN_SCREENING_KIND>

/** Where the chain of hearing, heart or eyes stands; the blood spot has states of its own. */
export const NEWBORN_SCREENING_STATE = defineCodes({
  id: 'newbornScreeningState', title: '筛查链状态', standard: '本程序', source: `${NOTE} §10.2、§10.3`,
  codes: {
    notDone: '未筛查', missed: '初筛未做', incomplete: '未完成', repeat: '待复测', retest: '待复筛', diagnosis: '待诊断', positive: '阳性待超声', suspicious: '异常待转诊结果',
    confirmed: '确诊待处置', passed: '通过', negative: '阴性', normal: '未见异常', excluded: '诊断排除', treated: '已干预(治疗)', answered: '已有转诊结果', lost: '失访', refused: '拒绝',
  },
})
export type NewbornScreeningState = CodeOf<typeof NEWBORN_SCREENING_STATE>

/** What has to be done next in a chain. */
export const SCREENING_STEP = defineCodes({
  id: 'screeningStep', title: '下一步', standard: '本程序', source: `${NOTE} §10`,
  codes: {
    sample: '采足跟血', result: '登记检测结果', recall: '召回重采血', resample: '重新采血', diagnose: '确诊检查', treat: '开始治疗',
    firstTest: '听力初筛', retest: '双耳复筛', hearingDiagnosis: '听力诊断', intervene: '听力干预',
    screen: '双指标筛查', completeIndexes: '补齐双指标', repeatSaturation: '复测血氧', echo: '心脏超声', heartCare: '转诊治疗并登记', examineEyes: '眼部检查', examineFundus: 'ROP眼底检查', eyesAnswer: '登记转诊结果',
  },
})
export type ScreeningStep = CodeOf<typeof SCREENING_STEP>

/** How a chain ends without a result: 拒绝 with a signature, 失访 with documented attempts. */
export const SCREENING_CLOSING = defineCodes({
  id: 'screeningClosing', title: '筛查链结束原因', standard: '本程序', source: `${NOTE} §10.1`,
  codes: { refused: '家属拒绝(签字)', lost: '失访(联系记录为证)' },
})
export type ScreeningClosing = CodeOf<typeof SCREENING_CLOSING>
