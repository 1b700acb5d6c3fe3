import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '盆底专科说明'

/** POP-Q 分度. */
export const POPQ_STAGE = defineCodes({
  id: 'popqStage', title: 'POP-Q分度', standard: 'POP-Q', source: `${NOTE} §4.2 [S-L1]`,
  codes: { '0': '0度', '1': 'Ⅰ度', '2': 'Ⅱ度', '3': 'Ⅲ度', '4': 'Ⅳ度' },
})
export type PopqStage = CodeOf<typeof POPQ_STAGE>

/** Where a prolapse is; the apex is named by whether there is a cervix. */
export const POPQ_COMPARTMENT = defineCodes({
  id: 'popqCompartment', title: '脱垂部位', standard: 'POP-Q', source: `${NOTE} §4.2`,
  codes: { anterior: '阴道前壁脱垂', apical: '子宫脱垂', cuff: '阴道残端脱垂', posterior: '阴道后壁脱垂' },
})
export type PopqCompartment = CodeOf<typeof POPQ_COMPARTMENT>

/** 改良牛津肌力. */
export const OXFORD_GRADE = defineCodes({
  id: 'oxfordGrade', title: '改良牛津肌力分级', standard: '改良牛津肌力分级', source: `${NOTE} §5.1`,
  codes: { '0': '0级 无收缩', '1': '1级 颤动', '2': '2级 弱', '3': '3级 中等,有上提', '4': '4级 良好,能抗轻阻力', '5': '5级 强,能抗强阻力' },
})

/** Five phases of the Glazer protocol. */
export const EMG_PHASE = defineCodes({
  id: 'emgPhase', title: 'Glazer评估阶段', standard: 'Glazer盆底表面肌电评估', source: `${NOTE} §6 [S-L2]`,
  codes: { preRest: '前静息阶段', fast: '快速收缩阶段(快肌)', tonic: '紧张收缩阶段(慢肌)', endurance: '耐力收缩阶段', postRest: '后静息阶段' },
})
export type EmgPhase = CodeOf<typeof EMG_PHASE>

/** What a phase shows against the references of the device; the program names, it does not diagnose. */
export const EMG_FINDING = defineCodes({
  id: 'emgFinding', title: '肌电提示', standard: '设备参考值', source: `${NOTE} §6 [R]`,
  codes: { overactive: '静息过度活跃(高张)', fastWeak: '快肌不足', tonicWeak: '慢肌不足', enduranceWeak: '耐力不足', unstable: '稳定性差', slowRise: '起始时间延长', slowRecovery: '恢复时间延长' },
})
export type EmgFinding = CodeOf<typeof EMG_FINDING>

/** 1 小时尿垫试验; the last belongs to the four-grade scheme of 2017 only. */
export const PAD_TEST_GRADE = defineCodes({
  id: 'padTestGrade', title: '1小时尿垫试验分级', standard: '本程序', source: `${NOTE} §8.1 [S-L10]`,
  codes: { negative: '阴性', mild: '轻度', moderate: '中度', severe: '重度', verySevere: '极重度' },
})
export type PadTestGrade = CodeOf<typeof PAD_TEST_GRADE>

/** 腹直肌分离. */
export const DIASTASIS_GRADE = defineCodes({
  id: 'diastasisGrade', title: '腹直肌分离分级', standard: '本程序', source: `${NOTE} §8.2 [S-L11]`,
  codes: { none: '无分离', mild: '轻度', moderate: '中度', severe: '重度' },
})
export type DiastasisGrade = CodeOf<typeof DIASTASIS_GRADE>

/** 裂孔扩张. */
export const BALLOONING_GRADE = defineCodes({
  id: 'ballooningGrade', title: '盆膈裂孔扩张分级', standard: '本程序', source: `${NOTE} §8.3 [S-L14]`,
  codes: { normal: '正常', mild: '轻度', moderate: '中度', marked: '明显', severe: '重度' },
})
export type BallooningGrade = CodeOf<typeof BALLOONING_GRADE>

/** 治疗方法; `electrical` passes a current or a field, `probe` enters the vagina. */
export const PELVIC_METHOD = defineCodes({
  id: 'pelvicMethod', title: '盆底治疗方法', standard: '本程序', source: `${NOTE} §10.1`,
  codes: {
    stimulation: { label: '电刺激', isElectrical: true, usesProbe: true, isMagnetic: false }, biofeedback: { label: '生物反馈', isElectrical: true, usesProbe: true, isMagnetic: false },
    stimulationAndFeedback: { label: '电刺激+生物反馈', isElectrical: true, usesProbe: true, isMagnetic: false }, magnetic: { label: '磁刺激', isElectrical: true, usesProbe: false, isMagnetic: true },
    kegel: { label: '凯格尔训练', isElectrical: false, usesProbe: false, isMagnetic: false }, weights: { label: '阴道哑铃', isElectrical: false, usesProbe: true, isMagnetic: false },
    manual: { label: '手法治疗', isElectrical: false, usesProbe: false, isMagnetic: false }, abdominal: { label: '腹直肌电刺激', isElectrical: true, usesProbe: false, isMagnetic: false },
  },
})
export type PelvicMethod = CodeOf<typeof PELVIC_METHOD>

/**
 * 禁忌 asked before a session. For which methods it counts: those with a current, a probe, a magnet, or always; `isAbsolute`: nobody may override it (§10.2 [R]:
 * pregnancy and pacemaker).
 */
export const PELVIC_CONTRAINDICATION = defineCodes({
  id: 'pelvicContraindication', title: '盆底治疗禁忌', standard: '本程序', source: `${NOTE} §10.2 [S-L12]`,
  codes: {
    bleeding: { label: '月经期或恶露未净', byCurrent: true, byProbe: true, byMagnet: false, always: false, isAbsolute: false }, mental: { label: '精神障碍、痴呆或未控制的癫痫', byCurrent: true, byProbe: true, byMagnet: false, always: false, isAbsolute: false },
    tumour: { label: '治疗部位恶性肿瘤', byCurrent: true, byProbe: true, byMagnet: false, always: false, isAbsolute: false }, infection: { label: '泌尿生殖道活动性感染', byCurrent: true, byProbe: true, byMagnet: false, always: false, isAbsolute: false },
    pregnancy: { label: '妊娠', byCurrent: true, byProbe: true, byMagnet: false, always: false, isAbsolute: true }, heart: { label: '严重心脏病', byCurrent: true, byProbe: true, byMagnet: false, always: false, isAbsolute: false },
    pacemaker: { label: '心脏起搏器或金属植入物', byCurrent: true, byProbe: false, byMagnet: false, always: false, isAbsolute: true }, wound: { label: '伤口感染或有裂开危险', byCurrent: true, byProbe: true, byMagnet: false, always: true, isAbsolute: false },
    intrauterineDevice: { label: '宫内节育器(磁刺激)', byCurrent: false, byProbe: false, byMagnet: true, always: false, isAbsolute: false }, allergy: { label: '硅胶或乳胶过敏', byCurrent: false, byProbe: true, byMagnet: false, always: false, isAbsolute: false },
  },
})
export type PelvicContraindication = CodeOf<typeof PELVIC_CONTRAINDICATION>

/** The questionnaires of the clinic. ICIQ stays hidden until the hospital holds its licence. */
export const PELVIC_QUESTIONNAIRE = defineCodes({
  id: 'pelvicQuestionnaire', title: '盆底量表', standard: '各量表原文', source: `${NOTE} §7`,
  codes: {
    pfdi20: { label: 'PFDI-20 盆底功能障碍问卷', isLicensed: false }, pfiq7: { label: 'PFIQ-7 盆底功能影响问卷', isLicensed: false }, pisq12: { label: 'PISQ-12 性功能问卷', isLicensed: false },
    oabss: { label: 'OABSS 膀胱过度活动症评分', isLicensed: false }, wexner: { label: 'Wexner 便失禁评分', isLicensed: false }, iciq: { label: 'ICIQ-UI SF 尿失禁问卷', isLicensed: true },
  },
})
export type PelvicQuestionnaire = CodeOf<typeof PELVIC_QUESTIONNAIRE>

/** What a score says where its source has grades. */
export const SYMPTOM_SEVERITY = defineCodes({
  id: 'symptomSeverity', title: '症状程度', standard: '各量表', source: `${NOTE} §7.1 [S-L6]、§7.5 [S-L15]`,
  codes: { none: '无', mild: '轻度', moderate: '中度', severe: '重度', verySevere: '极重度' },
})
export type SymptomSeverity = CodeOf<typeof SYMPTOM_SEVERITY>

/** 疗效; classes differ between hospitals, so that the doctor chooses beside the changes. */
export const PELVIC_EFFICACY = defineCodes({
  id: 'pelvicEfficacy', title: '疗效', standard: '本程序', source: `${NOTE} §10.5(定义各院不一)`,
  codes: { cured: '治愈', markedly: '显效', effective: '有效', ineffective: '无效' },
})
export type PelvicEfficacy = CodeOf<typeof PELVIC_EFFICACY>

/** 治疗次状态. */
export const PELVIC_SESSION_STATE = defineCodes({
  id: 'pelvicSessionState', title: '治疗次状态', standard: '本程序', source: `${NOTE} §10.3`,
  codes: { booked: '已预约', arrived: '已签到', treating: '治疗中', done: '已完成', missed: '爽约', cancelled: '取消' },
})
export type PelvicSessionState = CodeOf<typeof PELVIC_SESSION_STATE>
