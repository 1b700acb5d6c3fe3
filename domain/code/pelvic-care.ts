import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '盆底专科说明'

/** How a woman came to the clinic (§2). */
export const PELVIC_ENTRY = defineCodes({
  id: 'pelvicEntry', title: '来源', standard: '本程序', source: `${NOTE} §2`,
  codes: { check42: '产后42天检查', referral: '其他科室或机构转来', direct: '本人直接就诊' },
})
export type PelvicEntry = CodeOf<typeof PELVIC_ENTRY>

/** Why a woman after her 42-day check is invited before others. */
export const PELVIC_INVITE_REASON = defineCodes({
  id: 'pelvicInviteReason', title: '重点邀请原因', standard: '本程序', source: `${NOTE} §3(一般知识,未核对)`,
  codes: {
    assisted: '阴道手术助产', severeTear: '会阴Ⅲ度裂伤', heavyBirth: '新生儿体重大', longSecondStage: '第二产程长', multiple: '多胎', wound: '伤口未愈', genital: '妇科检查异常', notRecovered: '42天未恢复',
  },
})
export type PelvicInviteReason = CodeOf<typeof PELVIC_INVITE_REASON>

/** 盆底档案状态. */
export const PELVIC_FILE_STATE = defineCodes({
  id: 'pelvicFileState', title: '盆底档案状态', standard: '本程序', source: `${NOTE} §2`,
  codes: { open: '在管', closed: '已结案' },
})
export type PelvicFileState = CodeOf<typeof PELVIC_FILE_STATE>

/** 会阴 at the last delivery, as the pelvic file asks it (the delivery record has the national table). */
export const PELVIC_PERINEUM = defineCodes({
  id: 'pelvicPerineum', title: '会阴情况', standard: '本程序', source: `${NOTE} §3`,
  codes: { intact: '完整', episiotomy: '侧切', tear1: 'Ⅰ度裂伤', tear2: 'Ⅱ度裂伤', tear3: 'Ⅲ度裂伤', tear4: 'Ⅳ度裂伤' },
})
export type PelvicPerineum = CodeOf<typeof PELVIC_PERINEUM>

/** 既往史 that bears on the pelvic floor, several. */
export const PELVIC_HISTORY = defineCodes({
  id: 'pelvicHistory', title: '盆底相关病史', standard: '本程序', source: `${NOTE} §3`,
  codes: { none: '无', cough: '慢性咳嗽', constipation: '长期便秘', surgery: '盆腔手术史', diabetes: '糖尿病', nerve: '神经系统疾病', hormone: '激素治疗', heavyWork: '长期重体力劳动' },
})

/** 主诉, several. */
export const PELVIC_COMPLAINT = defineCodes({
  id: 'pelvicComplaint', title: '盆底症状', standard: '本程序', source: `${NOTE} §3`,
  codes: {
    none: '无不适', stressLeak: '压力性漏尿', urgeLeak: '急迫性漏尿', mixedLeak: '混合性漏尿', frequency: '尿频', urgency: '尿急', nocturia: '夜尿', voiding: '排尿困难', bulge: '阴道膨出感', stoolLeak: '便失禁', gasLeak: '排气失禁', constipation: '便秘',
    intercoursePain: '性交痛', laxity: '阴道松弛', pelvicPain: '盆腔痛', backPain: '腰痛',
  },
})

/** 诊断, several; codes of ICD-10 are the hospital's own table. */
export const PELVIC_DIAGNOSIS = defineCodes({
  id: 'pelvicDiagnosis', title: '盆底诊断', standard: '本程序', source: `${NOTE} §9`,
  codes: {
    weakness: '盆底肌松弛(功能减退)', stressIncontinence: '压力性尿失禁', urgeIncontinence: '急迫性尿失禁', mixedIncontinence: '混合性尿失禁', overactiveBladder: '膀胱过度活动症', prolapse: '盆腔器官脱垂', analIncontinence: '便失禁', constipation: '便秘(出口梗阻)',
    chronicPain: '慢性盆腔痛', sexualDysfunction: '性功能障碍', diastasis: '腹直肌分离', girdlePain: '产后腰骨盆痛', hypertonic: '高张型盆底', none: '未见异常',
  },
})
export type PelvicDiagnosis = CodeOf<typeof PELVIC_DIAGNOSIS>

/** 评估类别. */
export const PELVIC_ASSESSMENT_KIND = defineCodes({
  id: 'pelvicAssessmentKind', title: '评估类别', standard: '本程序', source: `${NOTE} §3、§10.5`,
  codes: { baseline: '基线', middle: '中期', end: '末次', followUp: '随访' },
})
export type PelvicAssessmentKind = CodeOf<typeof PELVIC_ASSESSMENT_KIND>

/** 提肛肌断裂 on ultrasound. */
export const LEVATOR_AVULSION = defineCodes({
  id: 'levatorAvulsion', title: '肛提肌断裂', standard: '本程序', source: `${NOTE} §8.3`,
  codes: { none: '无', left: '左侧', right: '右侧', both: '双侧' },
})

/** 知情同意 for what. */
export const PELVIC_CONSENT_KIND = defineCodes({
  id: 'pelvicConsentKind', title: '盆底知情同意种类', standard: '本程序', source: `${NOTE} §11`,
  codes: { assessment: '盆底评估', treatment: '盆底治疗' },
})
export type PelvicConsentKind = CodeOf<typeof PELVIC_CONSENT_KIND>

/** What she chose; a refusal is kept, too. */
export const PELVIC_CONSENT_CHOICE = defineCodes({
  id: 'pelvicConsentChoice', title: '知情选择', standard: '本程序', source: `${NOTE} §11`,
  codes: { agreed: '同意', declined: '不同意', withdrawn: '已撤回' },
})

/** 疗程状态. */
export const PELVIC_COURSE_STATE = defineCodes({
  id: 'pelvicCourseState', title: '疗程状态', standard: '本程序', source: `${NOTE} §10`,
  codes: { open: '进行中', completed: '已完成', stopped: '提前结束' },
})
export type PelvicCourseState = CodeOf<typeof PELVIC_COURSE_STATE>

/** Why a course ended before its last session. */
export const PELVIC_STOP_REASON = defineCodes({
  id: 'pelvicStopReason', title: '提前结束原因', standard: '本程序', source: `${NOTE} §10`,
  codes: { patient: '本人要求停止', lost: '失访', adverse: '不良反应', contraindicated: '出现禁忌', pregnant: '妊娠', moved: '转往他院', recovered: '症状消失,提前结束', other: '其他' },
})

/** 不良反应 of one session. */
export const PELVIC_ADVERSE_EVENT = defineCodes({
  id: 'pelvicAdverseEvent', title: '治疗不良反应', standard: '本程序', source: `${NOTE} §10.3`,
  codes: { none: '无', pain: '疼痛', bleeding: '出血', skin: '皮肤刺激', syncope: '晕厥', other: '其他' },
})
export type PelvicAdverseEvent = CodeOf<typeof PELVIC_ADVERSE_EVENT>

/** What a session needs: a room or bed, and an instrument. */
export const PELVIC_PLACE_KIND = defineCodes({
  id: 'pelvicPlaceKind', title: '资源类别', standard: '本程序', source: `${NOTE} §10.4`,
  codes: { room: '治疗室(床位)', device: '治疗仪' },
})
export type PelvicPlaceKind = CodeOf<typeof PELVIC_PLACE_KIND>

/** 星期, Monday first; `number` is the number of `courseDays`. */
export const WEEKDAY = defineCodes({
  id: 'weekday', title: '星期', standard: '本程序', source: `${NOTE} §10.4`,
  codes: { '1': '周一', '2': '周二', '3': '周三', '4': '周四', '5': '周五', '6': '周六', '0': '周日' }, order: ['1', '2', '3', '4', '5', '6', '0'],
})

/** About what somebody was called. */
export const PELVIC_CALL_ABOUT = defineCodes({
  id: 'pelvicCallAbout', title: '联系事由', standard: '本程序', source: `${NOTE} §10`,
  codes: { missed: '爽约', evaluation: '到期复评', followUp: '疗程后随访', invitation: '42天检查后邀请', other: '其他' },
})

/** Why somebody is evaluated again: in her course, at its end, months after it, on the day that was agreed. */
export const PELVIC_EVALUATION_REASON = defineCodes({
  id: 'pelvicEvaluationReason', title: '复评事由', standard: '本程序', source: `${NOTE} §10.5`,
  codes: { middle: '疗程中评估', end: '疗程末复评', followUp: '疗程后随访', agreed: '约定的评估' },
})

/** 家庭训练 done since the last session. */
export const HOME_EXERCISE = defineCodes({
  id: 'homeExercise', title: '家庭训练', standard: '本程序', source: `${NOTE} §10.1、§10.3`,
  codes: { daily: '每天完成', most: '大部分完成', seldom: '很少', none: '未做' },
})

/** What is practised at home: the usual training, and the one for a pelvic floor that is too tense. */
export const HOME_TRAINING = defineCodes({
  id: 'homeTraining', title: '居家训练种类', standard: '本程序', source: `${NOTE} §6、§9、§10.1`,
  codes: { usual: '常用训练', hypertonic: '偏紧(高张),先练放松' },
})
export type HomeTraining = CodeOf<typeof HOME_TRAINING>

/** What became of a device's report. */
export const PELVIC_REPORT_STATE = defineCodes({
  id: 'pelvicReportState', title: '设备报告状态', standard: '本程序', source: `${NOTE} §6`,
  codes: { waiting: '待核对', confirmed: '已采用', kept: '仅存档', rejected: '不采用' },
})
export type PelvicReportState = CodeOf<typeof PELVIC_REPORT_STATE>
