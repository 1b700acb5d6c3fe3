import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const EXPORT_NOTE = '省平台导出说明 §5'
const NOTE = '孕产期保健说明 §11'
const DEATH_NOTE = '孕产期保健说明 §10'

/**
 * 出生缺陷类别, a concept of our own, because three tables number it incompatibly. `printed` is the code printed in WS
 * 377.6—2013; `base` the number in WS 364—2011, `side` what WS/T 364—2023 puts behind it. Of the two later tables the note
 * gives 28 唐氏综合征, 29 先天性心脏病, the forms 01–29 and 0501; the numbers between follow the printed order [K].
 */
export const DEFECT = defineCodes({
  id: 'defect', title: '出生缺陷类别', standard: 'CV05.01.016 (WS 377.6—2013)', source: `${EXPORT_NOTE};2011、2023 版编号除 28、29 外按印刷次序推算,未见原表`,
  codes: {
    anencephaly: { label: '无脑畸形', printed: '01', base: '01', icd10: 'Q00', neuralTube: true }, spinaBifida: { label: '脊柱裂', printed: '02', base: '02', icd10: 'Q05', neuralTube: true },
    encephalocele: { label: '脑膨出', printed: '03', base: '03', icd10: 'Q01', neuralTube: true }, hydrocephalus: { label: '先天性脑积水', printed: '04', base: '04', icd10: 'Q03' },
    cleftPalateLeft: { label: '腭裂(左)', printed: '05', base: '05', side: '01', icd10: 'Q35' }, cleftPalateRight: { label: '腭裂(右)', printed: '06', base: '05', side: '02', icd10: 'Q35' },
    cleftLipLeft: { label: '唇裂(左)', printed: '07', base: '06', side: '01', icd10: 'Q36' }, cleftLipRight: { label: '唇裂(右)', printed: '08', base: '06', side: '02', icd10: 'Q36' },
    cleftBothLeft: { label: '唇裂合并腭裂(左)', printed: '09', base: '07', side: '01', icd10: 'Q37' }, cleftBothRight: { label: '唇裂合并腭裂(右)', printed: '10', base: '07', side: '02', icd10: 'Q37' },
    smallEarLeft: { label: '小耳(包括无耳)(左)', printed: '11', base: '08', side: '01', icd10: 'Q17.2' }, smallEarRight: { label: '小耳(包括无耳)(右)', printed: '12', base: '08', side: '02', icd10: 'Q17.2' },
    outerEarLeft: { label: '外耳其他畸形(左)', printed: '13', base: '09', side: '01', icd10: 'Q17' }, outerEarRight: { label: '外耳其他畸形(右)', printed: '14', base: '09', side: '02', icd10: 'Q17' },
    oesophagus: { label: '食道闭锁或狭窄', printed: '15', base: '10', icd10: 'Q39' }, anorectal: { label: '直肠肛门闭锁或狭窄(包括无肛)', printed: '16', base: '11', icd10: 'Q42' },
    hypospadias: { label: '尿道下裂', printed: '17', base: '12', icd10: 'Q54' }, bladderExstrophy: { label: '膀胱外翻', printed: '18', base: '13', icd10: 'Q64.1' },
    clubfootLeft: { label: '马蹄内翻足(左)', printed: '19', base: '14', side: '01', icd10: 'Q66.0' }, clubfootRight: { label: '马蹄内翻足(右)', printed: '20', base: '14', side: '02', icd10: 'Q66.0' },
    extraFingerLeft: { label: '多指(左)', printed: '21', base: '15', side: '01', icd10: 'Q69' }, extraFingerRight: { label: '多指(右)', printed: '22', base: '15', side: '02', icd10: 'Q69' },
    extraToeLeft: { label: '多趾(左)', printed: '23', base: '16', side: '01', icd10: 'Q69' }, extraToeRight: { label: '多趾(右)', printed: '24', base: '16', side: '02', icd10: 'Q69' },
    joinedFingerLeft: { label: '并指(左)', printed: '25', base: '17', side: '01', icd10: 'Q70' }, joinedFingerRight: { label: '并指(右)', printed: '26', base: '17', side: '02', icd10: 'Q70' },
    joinedToeLeft: { label: '并趾(左)', printed: '27', base: '18', side: '01', icd10: 'Q70' }, joinedToeRight: { label: '并趾(右)', printed: '28', base: '18', side: '02', icd10: 'Q70' },
    armLeft: { label: '肢体短缩(左上肢)', printed: '29', base: '20', icd10: 'Q71' }, armRight: { label: '肢体短缩(右上肢)', printed: '30', base: '21', icd10: 'Q71' }, legLeft: { label: '肢体短缩(左下肢)', printed: '31', base: '22', icd10: 'Q72' }, legRight: { label: '肢体短缩(右下肢)', printed: '32', base: '23', icd10: 'Q72' },
    diaphragmaticHernia: { label: '先天性膈疝', printed: '33', base: '24', icd10: 'Q79.0' }, omphalocele: { label: '脐膨出', printed: '34', base: '25', icd10: 'Q79.2' }, gastroschisis: { label: '腹裂', printed: '35', base: '26', icd10: 'Q79.3' }, conjoinedTwins: { label: '联体双胎', printed: '36', base: '27', icd10: 'Q89.4' },
    downSyndrome: { label: '唐氏综合征(21三体综合征)', printed: '37', base: '28', icd10: 'Q90' }, heart: { label: '先天性心脏病', printed: '38', base: '29', icd10: 'Q20~Q26' }, other: { label: '其他', printed: '99', base: '99' },
  },
})
export type Defect = CodeOf<typeof DEFECT>

/** Edition of the table a code is written for. */
export type DefectNumbering = 'WS 377.6—2013' | 'WS 364—2011' | 'WS/T 364—2023'
/** The code of a defect in the table of a target. */
export function defectCode(defect: Defect, numbering: DefectNumbering): string {
  const { printed, base, side } = DEFECT.entry(defect)
  return numbering === 'WS 377.6—2013' ? printed : numbering === 'WS 364—2011' ? base : `${base}${side ?? ''}`
}

/** 出生缺陷儿结局, as printed in WS 377.6—2013 (the 2023 table gives the numbers other meanings). */
export const DEFECT_OUTCOME = defineCodes({
  id: 'defectOutcome', title: '出生缺陷儿结局', standard: 'CV02.10.004 (WS 377.6—2013)', source: EXPORT_NOTE,
  codes: { '1': '活产', '2': '死胎', '3': '死产', '4': '七天内新生儿死亡', '5': '7~27天死亡', '6': '28~42天死亡', '9': '其他' },
})
export type DefectOutcome = CodeOf<typeof DEFECT_OUTCOME>

/** 出生缺陷诊断依据. */
export const DEFECT_BASIS = defineCodes({
  id: 'defectBasis', title: '出生缺陷诊断依据', standard: 'CV05.01.014 (WS 377.6—2013)', source: EXPORT_NOTE,
  codes: { '1': '临床诊断', '2': '超声检查', '3': '尸体解剖', '4': '生化检查', '41': { label: 'AFP', parent: '4' }, '42': { label: 'HCG', parent: '4' }, '43': { label: '其他生化检查', parent: '4' }, '5': '染色体检测', '9': '其他' },
})

/** 出生缺陷确诊时间. */
export const DEFECT_TIME = defineCodes({
  id: 'defectTime', title: '出生缺陷确诊时间类别', standard: 'CV05.01.015 (WS 364—2011)', source: EXPORT_NOTE,
  codes: { '1': '产前', '2': '产后七天内', '3': '产后四十二天内', '4': '儿童一周岁内', '5': '儿童一周岁后' },
})

/** 多胎类型. */
export const MULTIPLE_KIND = defineCodes({
  id: 'multipleKind', title: '多胎类型', standard: 'WS 377.6—2013', source: '省平台导出说明 §4.9',
  codes: { '1': '同卵', '2': '异卵', '9': '其他' },
})

/** 孕早期服药类别. */
export const EARLY_DRUG = defineCodes({
  id: 'earlyDrug', title: '孕早期服药类别', standard: 'CV03.00.401 (WS 364—2011)', source: EXPORT_NOTE,
  codes: { '1': '磺胺类', '2': '抗生素', '3': '避孕药', '4': '镇静药', '9': '其他' },
})

/** 接触有害因素类别. */
export const EARLY_EXPOSURE = defineCodes({
  id: 'earlyExposure', title: '接触有害因素类别', standard: 'CV03.00.403 (WS 364—2011)', source: EXPORT_NOTE,
  codes: { '1': '饮酒', '2': '吸烟', '3': '放射线', '4': '化学制剂', '5': '农药', '6': '服用药物', '9': '其他' },
})

/** 家庭年人均收入. */
export const FAMILY_INCOME = defineCodes({
  id: 'familyIncome', title: '家庭年人均收入', standard: 'CV02.01.203 (WS 377.6、377.7—2013)', source: EXPORT_NOTE,
  codes: { '1': '1000元以下', '2': '1000~1999元', '3': '2000~3999元', '4': '4000~7999元', '5': '8000元及以上' },
})

/** 常住地类型. */
export const SETTLEMENT = defineCodes({
  id: 'settlement', title: '常住地类型', standard: 'WS 377.6—2013', source: '省平台导出说明 §4.9',
  codes: { '1': '城镇', '2': '乡村' },
})

/** 居住地区类别. */
export const LIVING_AREA = defineCodes({
  id: 'livingArea', title: '居住地区类别', standard: 'WS 377.7—2013', source: '省平台导出说明 §4.10',
  codes: { '1': '平原', '2': '山区', '3': '其他地区' },
})

/** 死因分类, the 44 classes printed in the data set; a running system has 50, which no text at hand prints. */
export const MATERNAL_DEATH_CAUSE = defineCodes({
  id: 'maternalDeathCause', title: '孕产妇死亡根本死因分类', standard: 'CV05.01.006 (WS 377.7—2013)', source: EXPORT_NOTE,
  codes: {
    '01': '流产', '02': '异位妊娠', '03': '妊娠剧吐', '04': '死胎', '05': '妊娠期高血压疾病', '06': '前置胎盘', '07': '胎盘早剥', '08': '产后宫缩乏力', '09': '胎盘滞留', '10': '软产道裂伤', '11': '子宫破裂', '12': '子宫内翻',
    '13': '羊水栓塞', '14': '产褥感染', '15': '产褥中暑', '16': '产褥期抑郁症', '17': '晚期产后出血', '18': '其他产科原因', '19': '风湿性心脏病', '20': '先天性心脏病', '21': '其他心脏病', '22': '慢性高血压', '23': '静脉血栓形成及肺栓塞症',
    '24': '肺结核', '25': '肺炎', '26': '支气管哮喘', '27': '急、慢性病毒性肝炎', '28': '特发性脂肪肝', '29': '肝硬化', '30': '各类胆道系统疾病', '31': '各类胰腺炎', '32': '蛛网膜下腔出血', '33': '癫痫', '34': '缺铁性贫血', '35': '再生障碍性贫血',
    '36': '其他血液病', '37': '妊娠合并糖尿病', '38': '妊娠合并内分泌系统疾病', '39': '妊娠合并急、慢性肾炎', '40': '肾病综合征', '41': '系统性红斑狼疮', '42': '获得性免疫缺陷综合征', '43': '妊娠合并各系统恶性肿瘤', '44': '其他疾病',
  },
})

/** 影响孕产妇死亡的主要因素 (22). */
export const MATERNAL_DEATH_FACTOR = defineCodes({
  id: 'maternalDeathFactor', title: '影响孕产妇死亡的主要因素', standard: 'CV05.10.016 (WS 364—2011)', source: EXPORT_NOTE,
  codes: {
    '01': '个人、家庭、居民团体的知识技能问题', '02': '个人、家庭的态度问题', '03': '个人、家庭的资源问题', '04': '村级医疗保健人员的知识技能问题', '05': '村级医疗保健人员的态度问题', '06': '村级医疗保健的资源问题',
    '07': '乡级（街道）医疗保健人员的知识技能问题', '08': '乡级（街道）医疗保健人员的态度问题', '09': '乡级（街道）医疗保健机构的资源问题', '10': '乡级（街道）医疗保健机构的管理问题', '11': '县（区）级医疗保健人员的知识技能问题',
    '12': '县（区）级医疗保健人员的态度问题', '13': '县（区）级医疗保健机构的资源问题', '14': '县（区）级医疗保健机构的管理问题', '15': '省（地、市）级医疗保健人员的知识技能问题', '16': '省（地、市）级医疗保健人员的态度问题',
    '17': '省（地、市）级医疗保健机构的资源问题', '18': '省（地、市）级医疗保健机构的管理问题', '19': '社会其他各相关部门的知识技能问题', '20': '社会其他各相关部门的态度问题', '21': '社会其他各相关部门的资源问题', '99': '其他问题',
  },
})

/** 评审结果. */
export const AVOIDABLE = defineCodes({
  id: 'avoidable', title: '评审结果', standard: 'WS 377.7—2013', source: '省平台导出说明 §4.10',
  codes: { '1': '可避免', '2': '不可避免' },
})

/** 调查结论. */
export const DEATH_DELAY = defineCodes({
  id: 'deathDelay', title: '调查结论', standard: 'WS 377.7—2013', source: '省平台导出说明 §4.10',
  codes: { '1': '就诊延误', '2': '交通延误', '3': '医疗机构延误' },
})

/** When in her pregnancy she died. */
export const DEATH_STAGE = defineCodes({
  id: 'deathStage', title: '死亡时段', standard: '本程序', source: DEATH_NOTE,
  codes: { undelivered: '未娩', delivered: '分娩(妊娠终止)后' },
})

/** Which of the two cards. */
export const VITAL_CARD = defineCodes({
  id: 'vitalCard', title: '报告卡', standard: '本程序', source: `${DEATH_NOTE}、§11`,
  codes: { defect: '出生缺陷报告卡', induction: '引产登记(28周以下)', death: '孕产妇死亡报告卡' },
})
export type VitalCard = CodeOf<typeof VITAL_CARD>

/** 报告卡的状态: filled in, handed in to the second person, reviewed, reported to the network; a change asks for a new review. */
export const VITAL_CARD_STATE = defineStates({
  id: 'vitalCardState', title: '报告卡状态', standard: '本程序', source: NOTE,
  codes: { draft: '填写中', submitted: '待审核', reviewed: '待上报', reported: '已上报' },
  moves: { draft: ['submitted'], submitted: ['draft', 'reviewed'], reviewed: ['draft', 'reported'], reported: [] },
})
export type VitalCardState = CodeOf<typeof VITAL_CARD_STATE>

/** What waits on the page of the cards. */
export const VITAL_LIST = defineCodes({
  id: 'vitalList', title: '报告卡名单', standard: '本程序', source: `${DEATH_NOTE}、§11`,
  codes: { proposed: '待填报', deaths: '死亡待办', defects: '缺陷待报', draft: '填写中', submitted: '待审核', reviewed: '待上报', overdue: '逾期', inductions: '引产名单', all: '全部' },
})
export type VitalList = CodeOf<typeof VITAL_LIST>
