import { defineCodes, defineStates } from './code-table.ts'
import type { CodeEntry, CodeOf } from './code-table.ts'

const NOTE = '产前筛查说明'
const OURS = '本程序'

/** What a pregnancy is offered by weeks; each has its window in the setting `prenatalWindows`. */
export const PRENATAL_PROJECT = defineCodes({
  id: 'prenatalProject', title: '产前筛查项目', standard: OURS, source: `${NOTE} §2`,
  codes: {
    booking: '建册', firstSerum: '早孕期血清学筛查', nt: 'NT检查', secondSerum: '中孕期血清学筛查', nipt: '孕妇外周血胎儿游离DNA检测(NIPT)', midUltrasound: '中孕期超声筛查', lateUltrasound: '晚孕期超声检查',
    villusSampling: '绒毛活检术', amniocentesis: '羊膜腔穿刺术', cordBlood: '脐带血穿刺术',
  },
})
export type PrenatalProject = CodeOf<typeof PRENATAL_PROJECT>

/** 孕周确认方法, kept with the sample: a later redating changes the MoM. */
export const GESTATION_BASIS = defineCodes({
  id: 'gestationBasis', title: '孕周确认方法', standard: OURS, source: `${NOTE} §2 [S-P15],值未核对`,
  codes: { '1': '末次月经', '2': '超声(头臀长)', '3': '超声(双顶径)', '4': '胚胎移植日' },
})

export const PRENATAL_DISEASE = defineCodes({
  id: 'prenatalDisease', title: '目标疾病', standard: OURS, source: `${NOTE} §2、§4`,
  codes: { t21: '21三体综合征', t18: '18三体综合征', t13: '13三体综合征', ontd: '开放性神经管缺陷' },
})
export type PrenatalDisease = CodeOf<typeof PRENATAL_DISEASE>

/** Class of one disease and of a whole report. */
export const PRENATAL_CLASS = defineCodes({
  id: 'prenatalClass', title: '产前筛查结论', standard: OURS, source: `${NOTE} §3.3 [S-P17]`,
  codes: { low: '低风险', notAssessable: '无法判定', borderline: '临界风险', high: '高风险' },
})
export type PrenatalClass = CodeOf<typeof PRENATAL_CLASS>

export const SERUM_MARKER = defineCodes({
  id: 'serumMarker', title: '血清学标志物', standard: OURS, source: `${NOTE} §3.1 [S-P1][S-P16]`,
  codes: { pappA: '妊娠相关血浆蛋白A(PAPP-A)', freeBetaHcg: '游离β-hCG', afp: '甲胎蛋白(AFP)', ue3: '游离雌三醇(uE3)', inhibinA: '抑制素A' },
})
export const SERUM_PANEL = defineCodes({
  id: 'serumPanel', title: '血清学筛查方案', standard: OURS, source: `${NOTE} §3.1 [S-P1],三联以上未核对`,
  codes: { two: '二联', three: '三联', four: '四联', firstCombined: '早孕期联合', sequential: '序贯(整合)' },
})
export type SerumPanel = CodeOf<typeof SERUM_PANEL>

/** 样本流转. A rejected tube is never used again: the next one has a barcode of its own. */
export const PRENATAL_SAMPLE_STATE = defineStates({
  id: 'prenatalSampleState', title: '样本状态', standard: OURS, source: `${NOTE} §3.5`,
  codes: {
    booked: '已预约', consented: '已知情同意', drawn: '已采血', processed: '已离心分装', toSend: '待送检', inTransit: '运送中', received: '已签收', testing: '检测中', reported: '已出报告', reviewed: '已审核', issued: '已发放',
    rejected: '拒收', resampleNotified: '已通知重采', declined: '拒绝筛查', ended: '未完成终止',
  },
  moves: {
    booked: ['consented', 'declined', 'ended'],
    consented: ['drawn', 'declined', 'ended'],
    drawn: ['processed', 'rejected'],
    processed: ['toSend', 'rejected'],
    toSend: ['inTransit', 'rejected'],
    inTransit: ['received', 'rejected'],
    received: ['testing', 'rejected'],
    testing: ['reported', 'rejected'],
    reported: ['reviewed', 'testing'],
    reviewed: ['issued'],
    issued: [],
    rejected: ['resampleNotified', 'declined', 'ended'],
    resampleNotified: ['drawn', 'declined', 'ended'],
    declined: [],
    ended: [],
  },
})
export type PrenatalSampleState = CodeOf<typeof PRENATAL_SAMPLE_STATE>

export const SAMPLE_REJECTION = defineCodes({
  id: 'sampleRejection', title: '拒收原因', standard: OURS, source: `${NOTE} §3.5,条目未核对`,
  codes: { '1': '溶血', '2': '脂血', '3': '量不足', '4': '标识不符', '5': '超孕周', '6': '超保存期', '7': '温度超限', '8': '信息不全' },
})
export type SampleRejection = CodeOf<typeof SAMPLE_REJECTION>

/** 知情选择; a refusal is a record too and stays in the denominator. */
export const CONSENT_CHOICE = defineCodes({ id: 'consentChoice', title: '知情选择', standard: OURS, source: `${NOTE} §9`, codes: { agreed: '同意', declined: '不同意(拒绝)' } })
export type ConsentChoice = CodeOf<typeof CONSENT_CHOICE>
/** What a consent template is for. */
export const CONSENT_KIND = defineCodes({
  id: 'consentKind', title: '知情同意书种类', standard: OURS, source: `${NOTE} §9`,
  codes: { serum: '血清学筛查', nipt: 'NIPT', thalassaemia: '地中海贫血筛查', deafness: '耳聋基因筛查', ultrasound: 'Ⅲ级超声', puncture: '介入性产前诊断' },
})
export type ConsentKind = CodeOf<typeof CONSENT_KIND>

type TestEntry = CodeEntry & { readonly project: PrenatalProject | null; readonly consent: ConsentKind }
/** What one tube of blood is tested for, with the window it has to keep (carrier tests have none) and the consent it needs. */
export const SAMPLE_TEST = defineCodes({
  id: 'sampleTest', title: '检测项目', standard: OURS, source: `${NOTE} §3.5、§9`,
  codes: {
    firstSerum: { label: '早孕期血清学筛查', project: 'firstSerum', consent: 'serum' }, secondSerum: { label: '中孕期血清学筛查', project: 'secondSerum', consent: 'serum' }, nipt: { label: 'NIPT', project: 'nipt', consent: 'nipt' },
    thalassaemia: { label: '地中海贫血筛查', project: null, consent: 'thalassaemia' }, deafness: { label: '耳聋基因筛查', project: null, consent: 'deafness' },
  } satisfies Record<string, TestEntry>,
})
export type SampleTest = CodeOf<typeof SAMPLE_TEST>

/** 适用、慎用、不适用; 自愿 is a woman without any criterion. */
export const NIPT_SUITABILITY = defineCodes({
  id: 'niptSuitability', title: 'NIPT适用性', standard: '国卫办妇幼发〔2016〕45号(未见原文)', source: `${NOTE} §4 [S-P10]`,
  codes: { voluntary: '自愿', suitable: '适用', caution: '慎用', notSuitable: '不适用' },
})
export type NiptSuitability = CodeOf<typeof NIPT_SUITABILITY>

type CriterionEntry = CodeEntry & { readonly group: Exclude<NiptSuitability, 'voluntary'>; readonly source: string; readonly mark: 'S' | 'K' }
const read = (group: CriterionEntry['group'], label: string): CriterionEntry => ({ label, group, source: `${NOTE} §4 [S-P10]`, mark: 'S' })
const known = (group: CriterionEntry['group'], label: string): CriterionEntry => ({ label, group, source: `${NOTE} §4(未核对原文)`, mark: 'K' })
/** Criteria of 适用、慎用 and 不适用, each with its group and where it was read. */
export const NIPT_CRITERION = defineCodes({
  id: 'niptCriterion', title: 'NIPT适用性条件', standard: '国卫办妇幼发〔2016〕45号(未见原文)', source: `${NOTE} §4 [S-P10]`,
  codes: {
    borderlineSerum: read('suitable', '血清学筛查为临界风险'), threatenedAbortion: known('suitable', '先兆流产'), fever: known('suitable', '发热'), bleedingTendency: known('suitable', '出血倾向'),
    chronicInfection: known('suitable', '慢性病原体感染活动期'), rhNegative: known('suitable', '孕妇Rh阴性血型'), missedSerum: read('suitable', '孕20周+6天以上,错过血清学筛查'),
    highSerum: read('caution', '血清学筛查为高风险'), advancedAge: read('caution', '预产期年龄达到高龄'), bodyMassIndex: read('caution', '体重指数过高'), assistedConception: read('caution', '体外受精-胚胎移植'),
    previousAneuploidy: read('caution', '曾怀染色体异常胎儿(夫妇染色体正常)'), multipleFetuses: read('caution', '双胎或多胎妊娠'), otherCaution: read('caution', '其他影响结果准确性的情形'),
    tooEarly: read('notSuitable', '未到检测孕周'), parentChromosome: read('notSuitable', '夫妇一方有明确染色体异常'), transfusion: read('notSuitable', '1年内接受异体输血、移植或细胞治疗'),
    structuralAnomaly: read('notSuitable', '超声提示胎儿结构异常'), monogenic: known('notSuitable', '有单基因病家族史或高度怀疑'), malignancy: known('notSuitable', '孕期合并恶性肿瘤'), otherUnsuitable: read('notSuitable', '其他明显影响结果准确性的情形'),
  } satisfies Record<string, CriterionEntry>,
})
export type NiptCriterion = CodeOf<typeof NIPT_CRITERION>

/** What a NIPT report says. A finding on the chromosomes that are no target is a supplement only. */
export const NIPT_RESULT = defineCodes({
  id: 'niptResult', title: 'NIPT结果', standard: OURS, source: `${NOTE} §4 [S-P16],条目未核对`,
  codes: { low: '低风险', high: '高风险', failed: '检测失败(需重新采血)' },
})
export type NiptResult = CodeOf<typeof NIPT_RESULT>

/** Ultrasound by purpose. */
export const ULTRASOUND_LEVEL = defineCodes({ id: 'ultrasoundLevel', title: '超声分级', standard: OURS, source: `${NOTE} §7 [S-P13],Ⅳ级未核对`, codes: { '1': 'Ⅰ级(常规)', '2': 'Ⅱ级(六大致死畸形)', '3': 'Ⅲ级(系统筛查)', '4': 'Ⅳ级(针对性)' } })
export const LETHAL_MALFORMATION = defineCodes({
  id: 'lethalMalformation', title: '六大致死畸形', standard: OURS, source: `${NOTE} §7 [S-P13][S-P6]`,
  codes: { '1': '无脑儿', '2': '严重脑膨出', '3': '严重开放性脊柱裂', '4': '严重胸腹壁缺损内脏外翻', '5': '单腔心', '6': '致死性软骨发育不良' },
})
export const SOFT_MARKER = defineCodes({
  id: 'softMarker', title: '超声软指标', standard: OURS, source: `${NOTE} §7,条目未核对`,
  codes: { '1': '脉络丛囊肿', '2': '侧脑室增宽(≥10mm)', '3': '心室强光点', '4': '肠管强回声', '5': '肾盂扩张', '6': '单脐动脉', '7': '鼻骨缺失', '8': '股骨短' },
})
/** Result of one system; 显示不清 is repeated within the window. */
export const ULTRASOUND_FINDING = defineCodes({ id: 'ultrasoundFinding', title: '超声所见', standard: OURS, source: `${NOTE} §7`, codes: { '1': '正常', '2': '异常', '3': '显示不清' } })
/** What the translucency says. */
export const NT_LEVEL = defineCodes({ id: 'ntLevel', title: 'NT判定', standard: OURS, source: `${NOTE} §7 [S-P11],两处界值不一`, codes: { normal: '未增厚', notice: '增厚提示', high: '增厚(建议产前诊断)', notAssessable: '头臀长不在测量范围' } })
export type NtLevel = CodeOf<typeof NT_LEVEL>

/** 通知方式 of a recall. */
export const RECALL_METHOD = defineCodes({ id: 'recallMethod', title: '通知方式', standard: OURS, source: `${NOTE} §10.2,值未核对`, codes: { '1': '电话', '2': '短信', '3': '微信', '4': '上门', '5': '门诊当面', '6': '村医转告' } })
/** 召回结果; only a recorded diagnosis, a signed refusal or an outcome ends the recall, none of these answers does. */
export const RECALL_ANSWER = defineCodes({
  id: 'recallAnswer', title: '召回结果', standard: OURS, source: `${NOTE} §10.2,值未核对`,
  codes: { attended: '已到院', agreed: '同意', refused: '拒绝', unreached: '联系不上', miscarried: '已流产', diagnosedElsewhere: '已在外院诊断' },
})
export type RecallAnswer = CodeOf<typeof RECALL_ANSWER>
/** What is to be done for a woman on the recall list. */
export const RECALL_STEP = defineCodes({
  id: 'recallStep', title: '召回下一步', standard: OURS, source: `${NOTE} §10.1`,
  codes: { contact: '联系孕妇', visit: '乡村医生上门', signRefusal: '签署拒绝产前诊断', recordDiagnosis: '补录外院诊断结果', recordOutcome: '登记妊娠结局', diagnose: '完成产前诊断', testCouple: '完成夫妇续查', signCoupleRefusal: '签署拒绝夫妇续查', judge: '医生判断是否诊断', repeat: '完成复查', signRepeatRefusal: '签署拒绝复查', drawAgain: '重新采血', signRedrawRefusal: '签署拒绝重新采血' },
})
export type RecallStep = CodeOf<typeof RECALL_STEP>
export const DIAGNOSIS_CONCLUSION = defineCodes({ id: 'diagnosisConclusion', title: '产前诊断结论', standard: OURS, source: `${NOTE} §10.3 [S-P17]`, codes: { negative: '阴性(未见异常)', positive: '阳性(明确异常)', uncertain: '意义不明', failed: '失败' } })
export type DiagnosisConclusion = CodeOf<typeof DIAGNOSIS_CONCLUSION>
export const DIAGNOSIS_OPINION = defineCodes({ id: 'diagnosisOpinion', title: '产前诊断医学意见', standard: OURS, source: `${NOTE} §10.2,值未核对`, codes: { '1': '继续妊娠', '2': '终止妊娠(尊重知情选择)', '3': '进一步检查', '4': '转诊' } })
export const DIAGNOSIS_OPERATION = defineCodes({
  id: 'diagnosisOperation', title: '产前诊断操作', standard: OURS, source: `${NOTE} §10.3 [S-P16]`,
  codes: { '1': '羊膜腔穿刺术', '2': '绒毛活检术', '3': '脐带穿刺术', '9': '其他' },
})
export const DIAGNOSIS_TEST = defineCodes({ id: 'diagnosisTest', title: '产前诊断检测', standard: OURS, source: `${NOTE} §10.3 [S-P16]`, codes: { '1': '染色体核型', '2': 'CNV-seq/CMA', '3': 'FISH/QF-PCR', '4': '地贫基因', '5': '单基因病' } })
export type DiagnosisTest = CodeOf<typeof DIAGNOSIS_TEST>

/** Why prenatal diagnosis is offered without or beside screening. */
export const DIAGNOSIS_INDICATION = defineCodes({
  id: 'diagnosisIndication', title: '产前诊断指征', standard: OURS, source: `${NOTE} §8 [S-P4][S-P14],部分未核对`,
  codes: {
    advancedAge: '预产期年龄达到高龄', twinsAge: '双胎且预产期年龄达到界值', highSerum: '血清学筛查高风险', highNipt: 'NIPT高风险', raisedNt: 'NT增厚', structuralAnomaly: '超声提示胎儿结构异常', previousAneuploidy: '曾生育染色体异常患儿',
    parentChromosome: '夫妇一方染色体异常', xLinkedCarrier: '孕妇为DMD或血友病携带者', recessiveCouple: '夫妇同为SMA、PKU或MMA携带者', thalassaemiaCouple: '地中海贫血高风险夫妇', deafnessCouple: '夫妇同一耳聋基因携带',
  },
})
export type DiagnosisIndication = CodeOf<typeof DIAGNOSIS_INDICATION>
export const PRENATAL_NEXT_STEP = defineCodes({
  id: 'prenatalNextStep', title: '下一步', standard: OURS, source: `${NOTE} §4、§8、§10`,
  codes: { diagnosis: '转产前诊断咨询', nipt: '建议NIPT', laboratory: '向实验室核实或重新采血', sampleNow: '在本次窗口内采血', wait: '等待窗口开放', couple: '夫妇续查携带者检查', routine: '常规产检' },
})
export type PrenatalNextStep = CodeOf<typeof PRENATAL_NEXT_STEP>
/** What the free programme pays for. */
export const PRENATAL_SUBSIDY = defineCodes({ id: 'prenatalSubsidy', title: '补助项目', standard: OURS, source: `${NOTE} §10.1 [S-P1]`, codes: { nipt: '1次NIPT', amniocentesis: '1次羊水穿刺染色体核型分析' } })
export type PrenatalSubsidy = CodeOf<typeof PRENATAL_SUBSIDY>
/** 督办等级 of the monthly bulletin, milder first. */
export const BULLETIN_LADDER = defineCodes({ id: 'bulletinLadder', title: '督办等级', standard: OURS, source: `${NOTE} §1 [S-seedA]、§13`, codes: { normal: '正常', reminder: '提示函', phone: '电话督办', written: '书面督办', criticism: '通报' } })
export type BulletinLadder = CodeOf<typeof BULLETIN_LADDER>
