import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const STANDARD = '国家基本公共卫生服务规范(第三版) 孕产妇健康管理表单'
const NOTE = '孕产期保健说明'
const EXPORT_NOTE = '省平台导出说明 §5'

/** 未见异常/异常, the answer of most findings on the forms of the care of women. */
export const MATERNAL_FINDING = defineCodes({
  id: 'maternalFinding', title: '检查所见', standard: STANDARD, source: `${NOTE} §4.2`,
  codes: { '1': '未见异常', '2': '异常' },
})
export type MaternalFinding = CodeOf<typeof MATERNAL_FINDING>

/** 无/有: operations, referral. */
export const MATERNAL_NONE_SOME = defineCodes({
  id: 'maternalNoneSome', title: '无/有', standard: STANDARD, source: `${NOTE} §4.2`,
  codes: { '1': '无', '2': '有' },
})
export type MaternalNoneSome = CodeOf<typeof MATERNAL_NONE_SOME>

/** 常住类型. */
export const WOMAN_RESIDENCE = defineCodes({
  id: 'womanResidence', title: '常住类型', standard: '本程序', source: `${NOTE} §2.1 [S-M17]`,
  codes: { local: '户籍', floating: '流动' },
})

/** 户别. */
export const HOUSEHOLD_KIND = defineCodes({
  id: 'householdKind', title: '户别', standard: 'WS 377.4—2013 HDSB02.04.010', source: '省平台导出说明 §4.7',
  codes: { '1': '农业', '2': '非农业' },
})

/** How a pregnancy ended that was not carried to a delivery. */
export const PREGNANCY_END = defineCodes({
  id: 'pregnancyEnd', title: '终止妊娠方式', standard: '本程序', source: `${NOTE} §2(状态“终止妊娠”,分类为产品约定)`,
  codes: { '1': '自然流产', '2': '人工流产', '3': '引产', '4': '异位妊娠', '9': '其他' },
})
export type PregnancyEnd = CodeOf<typeof PREGNANCY_END>

/** 结案方式: `delivered` those that close after a birth, the others while she is still pregnant; some fit both. */
export const CARE_CLOSING = defineCodes({
  id: 'careClosing', title: '结案方式', standard: '本程序', source: `${NOTE} §2、§9 [S-M18][S-M19],分类为产品约定`,
  codes: {
    recovered: { label: '产后42天已恢复', pregnant: false, delivered: true }, referred: { label: '未恢复,转专科', pregnant: false, delivered: true }, ended: { label: '终止妊娠', pregnant: true, delivered: false },
    lost: { label: '失访', pregnant: true, delivered: true }, moved: { label: '转院或迁出', pregnant: true, delivered: true }, died: { label: '孕产妇死亡', pregnant: true, delivered: true },
  },
})
export type CareClosing = CodeOf<typeof CARE_CLOSING>

/** 既往史 of the first visit, several. */
export const MATERNAL_PAST_ILLNESS = defineCodes({
  id: 'maternalPastIllness', title: '既往史', standard: STANDARD, source: `${NOTE} §4.2`,
  codes: { '1': '无', '2': '心脏病', '3': '肾脏疾病', '4': '肝脏疾病', '5': '高血压', '6': '贫血', '7': '糖尿病', '8': '其他' },
})

/** 家族史, several; `national` is the code of HDSB02.04.038. */
export const MATERNAL_FAMILY_HISTORY = defineCodes({
  id: 'maternalFamilyHistory', title: '家族史', standard: STANDARD, source: `${NOTE} §4.2`,
  codes: { '1': { label: '无', national: null }, '2': { label: '遗传性疾病史', national: '1' }, '3': { label: '精神疾病史', national: '2' }, '4': { label: '其他', national: '3' } },
})

/** 个人史, several; `national` is the code of CV03.00.403. */
export const MATERNAL_PERSONAL_HISTORY = defineCodes({
  id: 'maternalPersonalHistory', title: '个人史', standard: STANDARD, source: `${NOTE} §4.2`,
  codes: {
    '1': { label: '无特殊', national: null }, '2': { label: '吸烟', national: '2' }, '3': { label: '饮酒', national: '1' }, '4': { label: '服用药物', national: '6' },
    '5': { label: '接触有毒有害物质', national: '4' }, '6': { label: '接触放射线', national: '3' }, '7': { label: '其他', national: '9' },
  },
})

/** 尿液定性. */
export const URINE_RESULT = defineCodes({
  id: 'urineResult', title: '尿定性检测结果', standard: 'CV04.50.015 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: { '01': '-', '02': '±', '03': '+', '04': '++', '05': '+++', '06': '++++', '07': '++++以上' },
})
export type UrineResult = CodeOf<typeof URINE_RESULT>

/** ABO血型. */
export const ABO_GROUP = defineCodes({
  id: 'aboGroup', title: 'ABO血型', standard: 'CV04.50.005 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: { '1': 'A型', '2': 'B型', '3': 'O型', '4': 'AB型', '5': '不详' },
})
/** Rh血型. */
export const RH_GROUP = defineCodes({
  id: 'rhGroup', title: 'Rh血型', standard: 'WS 377.4—2013 HDSB02.04.082', source: '省平台导出说明 §4.7',
  codes: { '1': 'Rh阳性', '2': 'Rh阴性', '3': '不详' },
})

/** 阴道分泌物 as the form prints it, several; `national` is the code of CV04.50.019. */
export const VAGINAL_DISCHARGE = defineCodes({
  id: 'vaginalDischarge', title: '阴道分泌物', standard: STANDARD, source: `${NOTE} §4.2;${EXPORT_NOTE}`,
  codes: { '1': { label: '未见异常', national: '1' }, '2': { label: '滴虫', national: '2' }, '3': { label: '假丝酵母菌', national: '3' }, '4': { label: '其他', national: '9' } },
})
/** 阴道清洁度. */
export const VAGINAL_CLEANLINESS = defineCodes({
  id: 'vaginalCleanliness', title: '阴道清洁度', standard: 'CV04.50.010 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: { '1': 'Ⅰ度', '2': 'Ⅱ度', '3': 'Ⅲ度', '4': 'Ⅳ度' },
})

/** 阴性/阳性 of serology. */
export const SEROLOGY_RESULT = defineCodes({
  id: 'serologyResult', title: '血清学检测结果', standard: 'WS 377.4—2013 HDSB02.04.093–098', source: '省平台导出说明 §4.7',
  codes: { '1': '阴性', '2': '阳性' },
})
/** HIV抗体: a screening may be neither. */
export const HIV_RESULT = defineCodes({
  id: 'hivResult', title: 'HIV抗体检测结果', standard: 'WS 377.4—2013 HDSB02.04.099', source: '省平台导出说明 §4.7',
  codes: { '1': '阴性', '2': '阳性', '3': '不确定' },
})

/** 保健指导 of the first visit, several; `national` is the code of CV06.00.219. */
export const FIRST_VISIT_GUIDANCE = defineCodes({
  id: 'firstVisitGuidance', title: '第1次产前检查保健指导', standard: STANDARD, source: `${NOTE} §4.2`,
  codes: {
    '1': { label: '生活方式', national: '99' }, '2': { label: '心理', national: '02' }, '3': { label: '营养', national: '03' }, '4': { label: '避免致畸因素和疾病对胚胎的不良影响', national: '04' },
    '5': { label: '产前筛查宣传告知', national: '05' }, '6': { label: '其他', national: '99' },
  },
})

/** Which antenatal visit a form after the first stands for; `other` is any further one. */
export const FOLLOW_UP_VISIT = defineCodes({
  id: 'followUpVisit', title: '产前随访次别', standard: STANDARD, source: `${NOTE} §4.1 [S-M1]`,
  codes: { '2': '第2次', '3': '第3次', '4': '第4次', '5': '第5次', other: '其他' },
})
export type FollowUpVisit = CodeOf<typeof FOLLOW_UP_VISIT>

/** 指导 of the visits after the first, several; `from` is the visit whose column begins to ask for it. */
export const FOLLOW_UP_GUIDANCE = defineCodes({
  id: 'followUpGuidance', title: '产前随访指导', standard: STANDARD, source: `${NOTE} §4.3 [S-M17];各次别的选项[K],未见第三版表单`,
  codes: {
    '1': { label: '生活方式', from: 2, national: '99' }, '2': { label: '营养', from: 2, national: '03' }, '3': { label: '心理', from: 2, national: '02' }, '4': { label: '运动', from: 2, national: '06' },
    '5': { label: '自我监护', from: 3, national: '07' }, '6': { label: '分娩准备', from: 4, national: '08' }, '7': { label: '母乳喂养', from: 3, national: '09' }, '8': { label: '其他', from: 2, national: '99' },
  },
})
export type FollowUpGuidance = CodeOf<typeof FOLLOW_UP_GUIDANCE>

/** 胎方位. */
export const FETAL_POSITION = defineCodes({
  id: 'fetalPosition', title: '胎方位', standard: 'CV05.01.007 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: {
    '01': '左枕前(LOA)', '02': '右枕前(ROA)', '03': '左枕后(LOP)', '04': '右枕后(ROP)', '05': '左枕横(LOT)', '06': '右枕横(ROT)', '07': '左颏前(LMA)', '08': '右颏前(RMA)', '09': '左颏后(LMP)', '10': '右颏后(RMP)',
    '11': '左颏横(LMT)', '12': '右颏横(RMT)', '13': '左骶前(LSA)', '14': '右骶前(RSA)', '15': '左骶后(LSP)', '16': '右骶后(RSP)', '17': '左骶横(LST)', '18': '右骶横(RST)', '19': '左肩前(LScA)', '20': '右肩前(RScA)',
    '21': '左肩后(LScP)', '22': '右肩后(RScP)', '99': '不详',
  },
})
export type FetalPosition = CodeOf<typeof FETAL_POSITION>

/** Whether a woman who was referred arrived. */
export const REFERRAL_ARRIVAL = defineCodes({
  id: 'referralArrival', title: '转诊结果', standard: STANDARD, source: `${NOTE} §4.2[K]`,
  codes: { '1': '到位', '2': '未到位' },
})

/** Where a postpartum visit was made; only one at home counts for 产后访视率. */
export const POSTPARTUM_PLACE = defineCodes({
  id: 'postpartumPlace', title: '产后访视方式', standard: '本程序', source: '统计指标说明 §3.1(入户访视计入产后访视率)',
  codes: { home: '入户', clinic: '来院', remote: '电话或视频' },
})
export type PostpartumPlace = CodeOf<typeof POSTPARTUM_PLACE>

/** 乳腺. */
export const BREAST_FINDING = defineCodes({
  id: 'breastFinding', title: '乳腺检查结果', standard: 'CV04.10.012 (WS 364—2011; 2023 版增 7)', source: EXPORT_NOTE,
  codes: { '1': '未见异常', '2': '乳房切除', '3': '异常泌乳', '4': '乳腺包块', '5': '乳腺结节', '6': '溢液', '9': '其他' },
})
/** 伤口. */
export const WOUND_HEALING = defineCodes({
  id: 'woundHealing', title: '伤口愈合状况', standard: 'CV05.01.011 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: { '1': '愈合', '2': '未愈', '3': '感染', '9': '其他' },
})

/** 指导 of the postpartum visit, several; `national` is the code of CV06.00.219. */
export const POSTPARTUM_GUIDANCE = defineCodes({
  id: 'postpartumGuidance', title: '产后访视指导', standard: STANDARD, source: `${NOTE} §9 [S-M17]`,
  codes: {
    '1': { label: '个人卫生', national: '01' }, '2': { label: '心理', national: '02' }, '3': { label: '营养', national: '03' }, '4': { label: '母乳喂养', national: '09' },
    '5': { label: '新生儿护理与喂养', national: '10' }, '6': { label: '其他', national: '99' },
  },
})
/** 指导 of the 42-day check, several. */
export const POSTPARTUM_CHECK_GUIDANCE = defineCodes({
  id: 'postpartumCheckGuidance', title: '产后42天指导', standard: STANDARD, source: `${NOTE} §9 [S-M17]`,
  codes: {
    '1': { label: '心理保健', national: '02' }, '2': { label: '性保健与避孕', national: '12' }, '3': { label: '婴儿喂养', national: '11' }, '4': { label: '产妇营养', national: '03' }, '5': { label: '其他', national: '99' },
  },
})
/** 分类 of the 42-day check. */
export const POSTPARTUM_RECOVERY = defineCodes({
  id: 'postpartumRecovery', title: '产后42天恢复情况', standard: STANDARD, source: `${NOTE} §9 [S-M17]`,
  codes: { '1': '已恢复', '2': '未恢复' },
})
/** 处理 of the 42-day check. */
export const POSTPARTUM_HANDLING = defineCodes({
  id: 'postpartumHandling', title: '产后42天处理', standard: STANDARD, source: `${NOTE} §9 [S-M17]`,
  codes: { '1': '结案', '2': '转诊' },
})

/** 会阴. */
export const PERINEAL_TEAR = defineCodes({
  id: 'perinealTear', title: '会阴裂伤情况', standard: 'CV05.01.010 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: { '1': '无裂伤', '2': 'Ⅰ°裂伤', '3': 'Ⅱ°裂伤', '4': 'Ⅲ°裂伤', '5': '会阴切开' },
})
/** 产时并发症, several. */
export const DELIVERY_COMPLICATION = defineCodes({
  id: 'deliveryComplication', title: '产时并发症', standard: 'CV05.01.009 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: { '01': '产力异常', '02': '胎位异常', '03': '产程停滞', '04': '胎儿窘迫', '05': '脐带脱垂', '06': '产后出血', '07': '羊水栓塞', '08': '弥漫性血管内凝血', '09': '产科休克', '10': '子宫破裂', '99': '其他' },
})
/** 产妇结局. */
export const MOTHER_OUTCOME = defineCodes({
  id: 'motherOutcome', title: '产妇结局', standard: 'WS 377.4—2013 HDSB02.04.129', source: '省平台导出说明 §4.7',
  codes: { '1': '存活', '2': '产时死亡', '3': '产后死亡' },
})
/** 新生儿抢救方法, several. */
export const NEWBORN_RESCUE = defineCodes({
  id: 'newbornRescue', title: '新生儿抢救方法', standard: 'CV06.00.108 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: { '1': '吸粘液', '2': '气管插管', '3': '正压给氧', '4': '窒息复苏', '5': '呼吸机辅助呼吸', '6': '药物', '9': '其他' },
})
