import { RESCUE_OUTCOME, RISK_COLOUR, TRANSFER_JUDGEMENT } from '../../code/maternal-risk.ts'
import { REFERRAL_STATE } from '../../code/referral.ts'
import { code, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

const LOCAL = { none: '无国家数据元,孕产妇数据集随孕产妇保健模块上报' }

/**
 * 高危/危重孕产妇转诊单. There is no national form; the fields are those of a published 高危孕产妇联系(转诊)卡 with our
 * additions. In an emergency only person, reason, time of the vital signs, receiver and contact are asked for; the rest
 * is collected within 24 hours (`openFields`). Values have no usual range: she is sent because they are unusual, and
 * nobody must answer for each of them while she bleeds. Source: certificate note §5.5.
 */
export const criticalReferral = defineRecord({
  id: 'referral.critical', version: 1, table: 'critical_referral', title: '危重孕产妇转诊单', read: 'referral.read', write: 'referral.write', auditOpening: true, unborn: true,
  fields: {
    personId: ref({ label: '孕产妇', to: 'person', required: true, out: LOCAL }),
    number: text({ label: '转诊单号', maxLength: 20, pii: 'number', list: true, out: LOCAL }),
    state: code({ label: '状态', codes: REFERRAL_STATE, required: true, list: true, out: LOCAL }),
    referredAt: minute({ label: '转诊时间', required: true, list: true, out: LOCAL }),
    organizationId: ref({ label: '转入机构', to: 'organization', required: true, list: true, out: LOCAL }),
    contact: text({ label: '联系人及电话', maxLength: 40, required: true, pii: 'phone', out: LOCAL }),
    reason: text({ label: '转诊原因', maxLength: 300, lines: 2, required: true, pii: 'health', out: LOCAL }),
    vitalSignsAt: minute({ label: '生命体征时间', required: true, out: LOCAL }),
    systolicMmHg: number({ label: '收缩压', unit: 'mmHg', plausible: [30, 300], out: LOCAL }),
    diastolicMmHg: number({ label: '舒张压', unit: 'mmHg', plausible: [10, 200], out: LOCAL }),
    pulsePerMinute: number({ label: '脉搏', unit: '次/分', plausible: [0, 300], out: LOCAL }),
    breathsPerMinute: number({ label: '呼吸', unit: '次/分', plausible: [0, 100], out: LOCAL }),
    temperatureC: number({ label: '体温', unit: '℃', decimals: 1, plausible: [25, 45], out: LOCAL }),
    oxygenSaturationPercent: number({ label: '血氧饱和度', unit: '%', plausible: [0, 100], out: LOCAL }),
    consciousness: text({ label: '意识', maxLength: 16, pii: 'health', out: LOCAL }),
    gravida: number({ label: '孕次', plausible: [0, 30], out: LOCAL }),
    para: number({ label: '产次', plausible: [0, 20], out: LOCAL }),
    lastMenstrualDay: day({ label: '末次月经', out: LOCAL }),
    expectedDeliveryDay: day({ label: '预产期', out: LOCAL }),
    gestationDays: number({ label: '孕周', unit: '天', plausible: [0, 330], out: LOCAL }),
    fetusCount: number({ label: '胎数', plausible: [1, 9], out: LOCAL }),
    riskFactors: text({ label: '高危因素', maxLength: 120, lines: 2, pii: 'health', out: LOCAL }),
    riskColour: code({ label: '风险颜色', codes: RISK_COLOUR, out: LOCAL }),
    bloodType: text({ label: '血型(ABO/Rh)', maxLength: 16, pii: 'health', out: LOCAL }),
    allergy: text({ label: '过敏史', maxLength: 40, pii: 'health', out: LOCAL }),
    previousCaesarean: flag({ label: '既往剖宫产', out: LOCAL }),
    relative: text({ label: '亲属姓名及关系', maxLength: 30, pii: 'name', out: LOCAL }),
    admissionState: text({ label: '入院时情况(主诉)', maxLength: 250, lines: 2, pii: 'health', out: LOCAL }),
    diagnosis: text({ label: '诊断', maxLength: 120, lines: 2, pii: 'health', out: LOCAL }),
    treatment: text({ label: '处理简要经过', maxLength: 450, lines: 3, pii: 'health', out: LOCAL }),
    fetalHeartPerMinute: number({ label: '胎心率', unit: '次/分', plausible: [0, 260], out: LOCAL }),
    fetusState: text({ label: '胎儿情况', maxLength: 16, pii: 'health', out: LOCAL, help: '死 / 活 / 窒息' }),
    contractions: text({ label: '宫缩', maxLength: 20, pii: 'health', out: LOCAL }),
    bleedingMl: number({ label: '产科出血', unit: '毫升', plausible: [0, 10_000], out: LOCAL }),
    labourHours: number({ label: '已历产程', unit: '小时', decimals: 1, plausible: [0, 120], out: LOCAL }),
    membranesRuptured: flag({ label: '已破膜', out: LOCAL }),
    medication: text({ label: '用药(剂量、时间)', maxLength: 250, lines: 2, pii: 'health', out: LOCAL }),
    infusion: text({ label: '输液输血', maxLength: 100, pii: 'health', out: LOCAL }),
    laboratory: text({ label: '化验', maxLength: 120, lines: 2, pii: 'health', out: LOCAL }),
    calledAt: minute({ label: '电话通知接收方时间', out: LOCAL }),
    calledPerson: text({ label: '接听人', maxLength: 16, pii: 'name', out: LOCAL }),
    calledReply: text({ label: '答复', maxLength: 40, out: LOCAL }),
    doctorName: text({ label: '转诊医生', maxLength: 20, pii: 'name', list: true, out: LOCAL }),
    departedAt: minute({ label: '转出时间', out: LOCAL }),
    escort: text({ label: '护送者姓名、身份', maxLength: 40, pii: 'name', out: LOCAL }),
    vehicle: text({ label: '转诊工具', maxLength: 20, out: LOCAL }),
    enRoute: text({ label: '途中处理记录', maxLength: 250, lines: 3, pii: 'health', out: LOCAL }),
    consentSigner: text({ label: '告知签字人', maxLength: 20, pii: 'name', out: LOCAL }),
    arrivedAt: minute({ label: '转入时间', out: LOCAL }),
    receivingDoctor: text({ label: '接诊医生', maxLength: 20, pii: 'name', out: LOCAL }),
    outcome: code({ label: '抢救结果', codes: RESCUE_OUTCOME, out: LOCAL }),
    judgement: code({ label: '对转诊的评价', codes: TRANSFER_JUDGEMENT, out: LOCAL }),
    judgementNote: text({ label: '应纠正的情况', maxLength: 120, lines: 2, out: LOCAL }),
    stateReason: text({ label: '拒收、拒绝或关闭原因', maxLength: 300, lines: 2, out: LOCAL }),
    refusalSigner: text({ label: '拒绝转诊签字人', maxLength: 60, pii: 'name', out: LOCAL }),
    completedAt: minute({ label: '补全时间', out: LOCAL }),
  },
  sections: [
    { title: '紧急必填', fields: ['personId', 'number', 'state', 'referredAt', 'organizationId', 'vitalSignsAt', 'contact', 'reason'] },
    { title: '生命体征', fields: ['systolicMmHg', 'diastolicMmHg', 'pulsePerMinute', 'breathsPerMinute', 'temperatureC', 'oxygenSaturationPercent', 'consciousness'] },
    { title: '孕产情况', fields: ['gravida', 'para', 'lastMenstrualDay', 'expectedDeliveryDay', 'gestationDays', 'fetusCount', 'riskFactors', 'riskColour', 'bloodType', 'allergy', 'previousCaesarean', 'relative'] },
    { title: '转诊前情况', fields: ['admissionState', 'diagnosis', 'treatment', 'fetalHeartPerMinute', 'fetusState', 'contractions', 'bleedingMl', 'labourHours', 'membranesRuptured', 'medication', 'infusion', 'laboratory'] },
    { title: '转运', fields: ['calledAt', 'calledPerson', 'calledReply', 'doctorName', 'departedAt', 'escort', 'vehicle', 'enRoute', 'consentSigner'] },
    { title: '接收与反馈', fields: ['arrivedAt', 'receivingDoctor', 'outcome', 'judgement', 'judgementNote', 'stateReason', 'refusalSigner', 'completedAt'] },
  ],
  rules: [
    (row, { now }) => row.referredAt > now ? [block('referredAt', message('criticalReferral.future', '转诊时间不能晚于现在'))] : [],
    (row, { now }) => row.vitalSignsAt > now ? [block('vitalSignsAt', message('criticalReferral.vitalSignsFuture', '生命体征时间不能晚于现在'))] : [],
    row => row.arrivedAt && row.arrivedAt < (row.departedAt ?? row.referredAt) ? [block('arrivedAt', message('criticalReferral.arrivedBefore', '转入时间不能早于转出时间'))] : [],
    row => row.systolicMmHg !== null && row.diastolicMmHg !== null && row.systolicMmHg <= row.diastolicMmHg ? [block('diastolicMmHg', message('criticalReferral.pressure', '舒张压应低于收缩压'))] : [],
    row => ['rejected', 'patientRefused', 'closed'].includes(row.state) && !row.stateReason ? [block('stateReason', message('referral.stateReasonMissing', '请填写拒收、拒绝或关闭的原因'))] : [],
    // Case 55 holds here too: a refusal is signed.
    row => row.state === 'patientRefused' && !row.refusalSigner ? [block('refusalSigner', message('criticalReferral.refusalSigner', '患者或家属拒绝转诊须签字,请填写签字人'))] : [],
  ],
})
export type CriticalReferral = Row<typeof criticalReferral>
export type StoredCriticalReferral = StoredRow<typeof criticalReferral>
