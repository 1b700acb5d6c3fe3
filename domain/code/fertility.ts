import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '孕产期保健说明'
const EXPORT = '省平台导出说明'
const PREMARITAL = 'WS 377.1—2013'
const CATALOGUE = 'WS 364—2011'

/** Who of the family has the disease. */
export const FAMILY_MEMBER = defineCodes({
  id: 'familyMember', title: '患家族遗传性疾病者与本人关系', standard: 'GB/T 4761—2008', source: '国家标准家庭关系代码节选(未核对原文)',
  codes: { '20': '子', '30': '女', '51': '父亲', '52': '母亲', '61': '祖父', '62': '祖母', '63': '外祖父', '64': '外祖母', '71': '兄', '72': '嫂', '73': '弟', '75': '姐姐', '77': '妹妹', '97': '其他亲属' },
})
export type FamilyMember = CodeOf<typeof FAMILY_MEMBER>

export const BLOOD_RELATION = defineCodes({
  id: 'bloodRelation', title: '血缘关系', standard: `CV02.01.201 (${CATALOGUE}, 2023 版相同)`, source: `${EXPORT} §5`,
  codes: { '1': '无血缘关系', '2': '直系血缘关系', '3': '三代以内的旁系血缘关系', '4': '三代以外的旁系血缘关系', '5': '不详', '9': '其他' },
})
export type BloodRelation = CodeOf<typeof BLOOD_RELATION>

export const MENSTRUAL_FLOW = defineCodes({ id: 'menstrualFlow', title: '月经出血量', standard: PREMARITAL, source: `${EXPORT} §4.11`, codes: { '1': '多', '2': '中', '3': '少' } })
export type MenstrualFlow = CodeOf<typeof MENSTRUAL_FLOW>

/** 轻中重, for pain at menstruation and varicoceles alike. */
export const DEGREE = defineCodes({ id: 'degree', title: '程度', standard: PREMARITAL, source: `${EXPORT} §4.11`, codes: { '1': '轻度', '2': '中度', '3': '重度' } })
export type Degree = CodeOf<typeof DEGREE>

/** Abnormal is 1 here: 精神状态 and 附睾 of this standard count the other way round. */
export const ABNORMAL_NORMAL = defineCodes({ id: 'abnormalNormal', title: '异常与正常', standard: PREMARITAL, source: `${EXPORT} §4.11`, codes: { '1': '异常', '2': '正常' } })
export type AbnormalNormal = CodeOf<typeof ABNORMAL_NORMAL>

/** 1 and 5 need no entering of the vagina; the others need her consent. */
export const GYNAECOLOGICAL_METHOD = defineCodes({
  id: 'gynaecologicalMethod', title: '妇科检查方式', standard: `CV04.10.003 (${CATALOGUE}, 2023 版相同)`, source: `${EXPORT} §5`,
  codes: { '1': '外阴部检查', '2': '阴道窥器检查', '3': '双合诊', '4': '三合诊', '5': '直肠-腹部诊', '9': '其他' },
})
export type GynaecologicalMethod = CodeOf<typeof GYNAECOLOGICAL_METHOD>

export const FORESKIN = defineCodes({ id: 'foreskin', title: '包皮检查结果', standard: PREMARITAL, source: `${EXPORT} §4.11`, codes: { '1': '正常', '2': '过长', '3': '包茎' } })
export type Foreskin = CodeOf<typeof FORESKIN>
export const TESTIS = defineCodes({ id: 'testis', title: '睾丸检查结果', standard: PREMARITAL, source: `${EXPORT} §4.11`, codes: { '1': '扪及', '2': '未扪及' } })
export type Testis = CodeOf<typeof TESTIS>

/** The four groups of diseases a premarital examination looks for. */
export const PREMARITAL_DISEASE = defineCodes({
  id: 'premaritalDisease', title: '婚检疾病类别', standard: '母婴保健法婚前医学检查范围', source: `${NOTE} §13.1`,
  codes: { '1': '未发现', '2': '严重遗传性疾病', '3': '指定传染病', '4': '有关精神病', '5': '其他与婚育有关的疾病' },
})
export type PremaritalDisease = CodeOf<typeof PREMARITAL_DISEASE>

export const PREMARITAL_RESULT = defineCodes({
  id: 'premaritalResult', title: '婚前医学检查结果', standard: `CV05.10.005 (${CATALOGUE})`, source: `${EXPORT} §5`,
  codes: { '1': '未发现医学上不宜结婚的异常情况和疾病', '2': '患有在传染期内的指定传染病', '3': '患有在发病期内的有关精神病', '4': '患有不宜生育的严重遗传性疾病或其他重要器官疾病', '9': '患有其他医学上认为不宜结婚的疾病' },
})
export type PremaritalResult = CodeOf<typeof PREMARITAL_RESULT>

export const PREMARITAL_OPINION = defineCodes({
  id: 'premaritalOpinion', title: '婚检医学意见', standard: `CV06.00.210 (${CATALOGUE}, 2023 版相同)`, source: `${EXPORT} §5;${NOTE} §13.1 [S-M12]`,
  codes: { '1': '未发现医学上不宜结婚的情形', '2': '建议暂缓结婚', '3': '建议不宜生育', '4': '建议不宜结婚', '5': '建议采取医学措施,尊重受检者意愿' },
})
export type PremaritalOpinion = CodeOf<typeof PREMARITAL_OPINION>

export const COUNSELLING_RESULT = defineCodes({ id: 'counsellingResult', title: '婚检咨询指导结果', standard: PREMARITAL, source: `${EXPORT} §4.11`, codes: { '1': '接受', '2': '不接受' } })
export type CounsellingResult = CodeOf<typeof COUNSELLING_RESULT>

/** What is still to be done for somebody at the premarital examination. */
export const PREMARITAL_VIEW = defineCodes({
  id: 'premaritalView', title: '婚检名单', standard: '本程序', source: `${NOTE} §13.1`,
  codes: { toExamine: '待检查', toConclude: '待出结论', toRecheck: '暂缓结婚到期复查', unanswered: '转诊未回', toCertify: '待出证明', all: '全部' },
  order: ['toExamine', 'toConclude', 'toRecheck', 'unanswered', 'toCertify', 'all'],
})
export type PremaritalView = CodeOf<typeof PREMARITAL_VIEW>

/** What rates are counted over where nobody of ours is listed. */
export const FERTILITY_BASE = defineCodes({
  id: 'fertilityBase', title: '统计基数', standard: '本程序', source: '统计指标说明 §5、§6.1',
  codes: { marriage: '结婚登记人数(按月)', preconception: '孕前优生任务对数(按年)' },
})
export type FertilityBase = CodeOf<typeof FERTILITY_BASE>

export const PRECONCEPTION_STATE = defineCodes({
  id: 'preconceptionState', title: '孕前优生档案状态', standard: '本程序', source: `${NOTE} §13.2`,
  codes: { open: '服务中', closed: '已结束' },
})
export type PreconceptionState = CodeOf<typeof PRECONCEPTION_STATE>
export const PRECONCEPTION_CLOSING = defineCodes({
  id: 'preconceptionClosing', title: '孕前优生结束原因', standard: '本程序', source: `${NOTE} §13.2`,
  codes: { outcome: '已追踪到妊娠结局', noPlan: '放弃怀孕计划', moved: '迁出', lost: '失访', repeated: '已重新接受检查' },
})
export type PreconceptionClosing = CodeOf<typeof PRECONCEPTION_CLOSING>

/** 未见异常 and 异常 of what is judged as a whole. */
export const CHECK_FINDING = defineCodes({ id: 'checkFinding', title: '检查结果', standard: '本程序', source: `${NOTE} §4.2`, codes: { '1': '未见异常', '2': '异常' } })
export type CheckFinding = CodeOf<typeof CHECK_FINDING>
export const PRECONCEPTION_RISK = defineCodes({
  id: 'preconceptionRisk', title: '孕前风险评估', standard: '本程序', source: `${NOTE} §13.2 [K]`, codes: { general: '一般人群', high: '高风险人群' },
})
export type PreconceptionRisk = CodeOf<typeof PRECONCEPTION_RISK>

/**
 * The 19 free items: five services and 14 examinations (nine of the laboratory, four of viruses, one of imaging). `who`
 * says whom an item is for, `group` where it is counted. The three tests of the vaginal discharge are one item.
 */
export const PRECONCEPTION_ITEM = defineCodes({
  id: 'preconceptionItem', title: '孕前优生健康检查19项', standard: '国家免费孕前优生健康检查项目', source: `${NOTE} §13.2 [S-M13],项目名称与男方项目[K]`,
  codes: {
    education: { label: '优生健康教育', group: 'service', who: 'couple' }, history: { label: '病史询问', group: 'service', who: 'both' }, physical: { label: '体格检查', group: 'service', who: 'both' },
    discharge: { label: '阴道分泌物(白带、淋球菌、沙眼衣原体)', group: 'laboratory', who: 'woman' }, blood: { label: '血常规', group: 'laboratory', who: 'woman' }, urine: { label: '尿常规', group: 'laboratory', who: 'both' },
    bloodGroup: { label: '血型(ABO、Rh)', group: 'laboratory', who: 'both' }, glucose: { label: '血糖', group: 'laboratory', who: 'woman' }, liver: { label: '肝功能(ALT)', group: 'laboratory', who: 'both' },
    hepatitisB: { label: '乙肝血清学五项', group: 'laboratory', who: 'both' }, kidney: { label: '肾功能(肌酐)', group: 'laboratory', who: 'both' }, thyroid: { label: '甲状腺功能(TSH)', group: 'laboratory', who: 'woman' },
    syphilis: { label: '梅毒', group: 'virus', who: 'both' }, rubella: { label: '风疹病毒(IgG)', group: 'virus', who: 'woman' }, cytomegalovirus: { label: '巨细胞病毒(IgM、IgG)', group: 'virus', who: 'woman' }, toxoplasma: { label: '弓形虫(IgM、IgG)', group: 'virus', who: 'woman' },
    ultrasound: { label: '妇科超声', group: 'imaging', who: 'woman' },
    assessment: { label: '风险评估与咨询', group: 'service', who: 'couple' }, tracking: { label: '早孕和妊娠结局追踪', group: 'service', who: 'couple' },
  },
})
export type PreconceptionItem = CodeOf<typeof PRECONCEPTION_ITEM>

export const PRECONCEPTION_FOLLOW_UP = defineCodes({
  id: 'preconceptionFollowUp', title: '孕前优生随访类别', standard: '本程序', source: `${NOTE} §13.2 [K]`,
  codes: { notPregnant: '询问(尚未怀孕)', early: '早孕随访', outcome: '妊娠结局随访' },
})
export type PreconceptionFollowUpKind = CodeOf<typeof PRECONCEPTION_FOLLOW_UP>
export const CONTACT_WAY = defineCodes({ id: 'contactWay', title: '随访方式', standard: '本程序', source: `${NOTE} §13.2、§13.3`, codes: { phone: '电话', clinic: '门诊', home: '入户' } })
export type ContactWay = CodeOf<typeof CONTACT_WAY>
export const PRECONCEPTION_OUTCOME = defineCodes({
  id: 'preconceptionOutcome', title: '妊娠结局(孕前优生追踪)', standard: '本程序', source: `${NOTE} §13.2 [K]`,
  codes: { live: '足月活产', preterm: '早产活产', lowWeight: '低出生体重', miscarriage: '自然流产', induced: '人工流产或引产', ectopic: '异位妊娠', stillbirth: '死胎死产', defect: '出生缺陷', other: '其他' },
})
export type PreconceptionOutcome = CodeOf<typeof PRECONCEPTION_OUTCOME>
export const PRECONCEPTION_VIEW = defineCodes({
  id: 'preconceptionView', title: '孕前优生名单', standard: '本程序', source: `${NOTE} §13.2`,
  codes: { unfinished: '检查未完成', toNotify: '结果待告知', toAsk: '待询问是否怀孕', early: '早孕待随访', outcome: '结局待随访', all: '全部' },
  order: ['unfinished', 'toNotify', 'toAsk', 'early', 'outcome', 'all'],
})
export type PreconceptionView = CodeOf<typeof PRECONCEPTION_VIEW>

export const FOLIC_ACID_GROUP = defineCodes({
  id: 'folicAcidGroup', title: '叶酸发放对象', standard: '本程序', source: `${NOTE} §13.3`, codes: { preparing: '待孕', early: '孕早期' },
})
export type FolicAcidGroup = CodeOf<typeof FOLIC_ACID_GROUP>
export const FOLIC_ACID_STATE = defineCodes({
  id: 'folicAcidState', title: '叶酸服用状态', standard: '本程序', source: `${NOTE} §13.3`, codes: { active: '服用中', ended: '已停服' },
})
export type FolicAcidState = CodeOf<typeof FOLIC_ACID_STATE>
export const FOLIC_ACID_STOP = defineCodes({
  id: 'folicAcidStop', title: '停服原因', standard: '本程序', source: `${NOTE} §13.3(原因分类[K])`,
  codes: { finished: '已服至规定孕周', notPreparing: '不再备孕', sideEffect: '不良反应', forgot: '忘记服用', doubt: '担心影响或认为不需要', other: '其他' },
})
export type FolicAcidStop = CodeOf<typeof FOLIC_ACID_STOP>
export const FOLIC_ACID_VIEW = defineCodes({
  id: 'folicAcidView', title: '叶酸名单', standard: '本程序', source: `${NOTE} §13.3`,
  codes: { toIssue: '待发放', toFollow: '待随访', active: '服用中', all: '全部' },
  order: ['toIssue', 'toFollow', 'active', 'all'],
})
export type FolicAcidView = CodeOf<typeof FOLIC_ACID_VIEW>
