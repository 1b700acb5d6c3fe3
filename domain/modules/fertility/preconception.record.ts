import { ABO_GROUP, RH_GROUP, SEROLOGY_RESULT } from '../../code/national-care.ts'
import { CHECK_FINDING, CONTACT_WAY, PRECONCEPTION_CLOSING, PRECONCEPTION_FOLLOW_UP, PRECONCEPTION_OUTCOME, PRECONCEPTION_RISK, PRECONCEPTION_STATE } from '../../code/fertility.ts'
import { SEX } from '../../code/sex.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, ofWoman, when } from './parts.ts'

const OUT = { ext: ['preconception'] } as const
const isClosed = when(row => row.state === 'closed', 'state')
const finding = (label: string) => code({ label, codes: CHECK_FINDING, pii: 'health', out: OUT })
const marker = (label: string) => code({ label, codes: SEROLOGY_RESULT, pii: 'health', out: OUT })
const ofHer = { ...ofWoman, pii: 'health', out: OUT } as const
const herMarker = (label: string) => code({ label, codes: SEROLOGY_RESULT, ...ofHer })
const future = (row: Readonly<Record<string, unknown>>, today: string, names: readonly string[]): FieldIssue[] =>
  names.filter(name => typeof row[name] === 'string' && row[name] > today).map(name => block(name, message('preconception.future', '日期不能晚于今天,请核对')))

/** 孕前优生健康检查 of a couple: what concerns both; each has a sheet of examinations. Source: maternal care note §13.2. */
export const preconception = defineRecord({
  id: 'fertility.preconception', version: 1, table: 'preconception_couple', title: '孕前优生健康检查', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    womanId: ref({ label: '妻子', to: 'person', required: true, out: KEY }),
    husbandId: ref({ label: '丈夫', to: 'person', out: KEY }),
    number: text({ label: '孕前优生编号', maxLength: 20, list: true, out: KEY }),
    servedDay: day({ label: '接受检查日期', required: true, list: true, out: OUT }),
    plannedMonths: number({ label: '计划怀孕(几个月内)', unit: '月', plausible: [0, 36], out: OUT }),
    educationDay: day({ label: '优生健康教育日期', out: OUT }),
    assessedDay: day({ label: '风险评估日期', list: true, out: OUT }),
    womanRisk: code({ label: '妻子风险', codes: PRECONCEPTION_RISK, list: true, pii: 'health', out: OUT, ...when(row => row.assessedDay !== null && row.assessedDay !== undefined, 'assessedDay') }),
    manRisk: code({ label: '丈夫风险', codes: PRECONCEPTION_RISK, list: true, pii: 'health', out: OUT, ...when(row => row.assessedDay !== null && row.assessedDay !== undefined && row.husbandId !== null, 'assessedDay', 'husbandId') }),
    riskFactors: text({ label: '风险因素', maxLength: 300, lines: 2, pii: 'health', out: OUT, ...when(row => row.womanRisk === 'high' || row.manRisk === 'high', 'womanRisk', 'manRisk') }),
    advice: text({ label: '咨询指导意见', maxLength: 500, lines: 3, pii: 'health', out: OUT }),
    doctorName: text({ label: '评估医师', maxLength: 30, out: OUT }),
    noticeDay: day({ label: '结果告知日期', list: true, out: OUT }),
    noticeReceiver: text({ label: '告知书签收人', maxLength: 30, out: OUT, ...when(row => row.noticeDay !== null && row.noticeDay !== undefined, 'noticeDay') }),
    state: code({ label: '状态', codes: PRECONCEPTION_STATE, required: true, list: true, out: OUT }),
    closing: code({ label: '结束原因', codes: PRECONCEPTION_CLOSING, out: OUT, ...isClosed }),
    closedDay: day({ label: '结束日期', out: OUT, ...isClosed }),
    note: text({ label: '备注', maxLength: 200, out: INTERNAL }),
  },
  sections: [
    { title: '夫妇', fields: ['womanId', 'husbandId', 'number', 'servedDay', 'plannedMonths', 'educationDay'] },
    { title: '风险评估与告知', fields: ['assessedDay', 'womanRisk', 'manRisk', 'riskFactors', 'advice', 'doctorName', 'noticeDay', 'noticeReceiver'] },
    { title: '状态', fields: ['state', 'closing', 'closedDay', 'note'] },
  ],
  rules: [
    (row, { today }) => future(row, today, ['servedDay', 'educationDay', 'assessedDay', 'noticeDay', 'closedDay']),
    row => row.womanId !== null && row.womanId === row.husbandId ? [block('husbandId', message('preconception.samePerson', '夫妇不能是同一个人,请重新选择丈夫'))] : [],
    row => row.assessedDay !== null && row.womanRisk === null ? [block('womanRisk', message('preconception.womanRisk', '请填写妻子的风险评估结果'))] : [],
    row => row.assessedDay !== null && row.husbandId !== null && row.manRisk === null ? [warn('manRisk', message('preconception.manRisk', '丈夫的风险评估结果未填,请补填或说明原因'))] : [],
    row => (row.womanRisk === 'high' || row.manRisk === 'high') && !row.riskFactors ? [block('riskFactors', message('preconception.factors', '评估为高风险人群的请写明风险因素'))] : [],
    row => row.assessedDay !== null && !row.advice ? [block('advice', message('preconception.advice', '风险评估后请填写咨询指导意见'))] : [],
    row => row.noticeDay !== null && row.assessedDay === null ? [block('assessedDay', message('preconception.noticeBefore', '告知结果前请先完成风险评估'))] : [],
    row => row.noticeDay !== null && row.assessedDay !== null && row.noticeDay < row.assessedDay ? [block('noticeDay', message('preconception.noticeOrder', '结果告知日期不能早于风险评估日期,请核对'))] : [],
    row => row.state === 'closed' && (row.closing === null || row.closedDay === null) ? [block(row.closing === null ? 'closing' : 'closedDay', message('preconception.closing', '结束服务请填写原因和日期'))] : [],
  ],
})
export type Preconception = Row<typeof preconception>
export type StoredPreconception = StoredRow<typeof preconception>

/** One person's sheet: history, body and the examinations that are for this sex. Which fields make one of the 19 items is said by ITEM_FIELDS. */
export const preconceptionCheck = defineRecord({
  id: 'fertility.preconceptionCheck', version: 1, table: 'preconception_check', title: '孕前优生检查结果', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    coupleId: ref({ label: '孕前优生档案', to: 'fertility.preconception', required: true, out: KEY }),
    sex: code({ label: '性别', codes: SEX, required: true, out: KEY }),
    checkedDay: day({ label: '检查日期', required: true, list: true, out: OUT }),
    historyTaken: flag({ label: '已询问病史', out: OUT }),
    pastHistory: text({ label: '疾病史', maxLength: 200, pii: 'health', out: OUT }),
    medicines: text({ label: '用药史', maxLength: 200, pii: 'health', out: OUT }),
    familyHistory: text({ label: '家族史', maxLength: 200, pii: 'health', out: OUT }),
    exposure: text({ label: '环境毒害物接触', maxLength: 200, pii: 'health', out: OUT }),
    lastMenstrualDay: day({ label: '末次月经', ...ofHer }),
    gravidity: number({ label: '孕次', plausible: [0, 30], normal: [0, 10], ...ofHer }),
    parity: number({ label: '产次', plausible: [0, 20], normal: [0, 8], ...ofHer }),
    heightCm: number({ label: '身高', unit: 'cm', decimals: 1, plausible: [100, 230], normal: [145, 195], pii: 'health', out: OUT }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 1, plausible: [30, 200], normal: [40, 110], pii: 'health', out: OUT }),
    systolicMmHg: number({ label: '收缩压', unit: 'mmHg', plausible: [60, 260], normal: [90, 139], pii: 'health', out: OUT }),
    diastolicMmHg: number({ label: '舒张压', unit: 'mmHg', plausible: [30, 160], normal: [60, 89], pii: 'health', out: OUT }),
    physicalFinding: finding('体格检查'),
    discharge: code({ label: '白带常规', codes: CHECK_FINDING, ...ofHer }), gonococcus: herMarker('淋球菌'), chlamydia: herMarker('沙眼衣原体'),
    bloodRoutine: code({ label: '血常规', codes: CHECK_FINDING, ...ofHer }),
    haemoglobinGL: number({ label: '血红蛋白', unit: 'g/L', plausible: [20, 250], normal: [110, 175], ...ofHer }),
    urineRoutine: finding('尿常规'),
    aboGroup: code({ label: 'ABO血型', codes: ABO_GROUP, pii: 'health', out: OUT }),
    rhGroup: code({ label: 'Rh血型', codes: RH_GROUP, pii: 'health', out: OUT }),
    glucoseMmolL: number({ label: '血糖', unit: 'mmol/L', decimals: 1, plausible: [1, 40], normal: [3.9, 6.1], ...ofHer }),
    altUL: number({ label: 'ALT', unit: 'U/L', plausible: [0, 999], normal: [0, 50], pii: 'health', out: OUT }),
    creatinineUmolL: number({ label: '肌酐', unit: 'µmol/L', plausible: [10, 2000], normal: [30, 110], pii: 'health', out: OUT }),
    hbsAg: marker('乙肝表面抗原'), hbsAb: marker('乙肝表面抗体'), hbeAg: marker('乙肝e抗原'), hbeAb: marker('乙肝e抗体'), hbcAb: marker('乙肝核心抗体'),
    tshMiuL: number({ label: 'TSH', unit: 'mIU/L', decimals: 2, plausible: [0, 150], normal: [0.27, 4.2], ...ofHer }),
    syphilis: marker('梅毒'),
    rubellaIgG: herMarker('风疹病毒IgG'), cmvIgM: herMarker('巨细胞病毒IgM'), cmvIgG: herMarker('巨细胞病毒IgG'), toxoplasmaIgM: herMarker('弓形虫IgM'), toxoplasmaIgG: herMarker('弓形虫IgG'),
    ultrasound: code({ label: '妇科超声', codes: CHECK_FINDING, ...ofHer }),
    findings: text({ label: '异常情况说明', maxLength: 300, lines: 2, pii: 'health', out: OUT }),
    doctorName: text({ label: '检查医师', maxLength: 30, required: true, out: OUT }),
  },
  sections: [
    { title: '病史询问', fields: ['coupleId', 'sex', 'checkedDay', 'historyTaken', 'pastHistory', 'medicines', 'familyHistory', 'exposure', 'lastMenstrualDay', 'gravidity', 'parity'] },
    { title: '体格检查', fields: ['heightCm', 'weightKg', 'systolicMmHg', 'diastolicMmHg', 'physicalFinding'] },
    { title: '实验室检查', fields: ['discharge', 'gonococcus', 'chlamydia', 'bloodRoutine', 'haemoglobinGL', 'urineRoutine', 'aboGroup', 'rhGroup', 'glucoseMmolL', 'altUL', 'hbsAg', 'hbsAb', 'hbeAg', 'hbeAb', 'hbcAb', 'creatinineUmolL', 'tshMiuL'] },
    { title: '病毒筛查与影像', fields: ['syphilis', 'rubellaIgG', 'cmvIgM', 'cmvIgG', 'toxoplasmaIgM', 'toxoplasmaIgG', 'ultrasound', 'findings', 'doctorName'] },
  ],
  rules: [
    (row, { today }) => future(row, today, ['checkedDay', 'lastMenstrualDay']),
    row => row.systolicMmHg !== null && row.diastolicMmHg !== null && row.systolicMmHg <= row.diastolicMmHg ? [block('systolicMmHg', message('premarital.pressure', '收缩压应高于舒张压,请核对'))] : [],
    row => row.gravidity !== null && row.parity !== null && row.parity > row.gravidity ? [block('parity', message('pregnancy.parityOverGravidity', '产次不能大于孕次,请核对'))] : [],
    row => ABNORMAL.some(name => row[name] === '2') && !row.findings ? [block('findings', message('preconception.findings', '有异常结果,请在“异常情况说明”中写明'))] : [],
  ],
})
/** What is judged as a whole: abnormal wants words. */
const ABNORMAL = ['physicalFinding', 'discharge', 'bloodRoutine', 'urineRoutine', 'ultrasound'] as const
export type PreconceptionCheck = Row<typeof preconceptionCheck>
export type StoredPreconceptionCheck = StoredRow<typeof preconceptionCheck>

const ofOutcome = when(row => row.kind === 'outcome', 'kind')
const ofPregnancy = when(row => row.kind === 'early' || row.kind === 'outcome', 'kind')
/** 早孕和妊娠结局追踪随访: one call or visit. `pregnancyId` names the pregnancy of this hospital it was taken from. */
export const preconceptionFollowUp = defineRecord({
  id: 'fertility.preconceptionFollowUp', version: 1, table: 'preconception_follow_up', title: '孕前优生追踪随访', read: 'women.read', write: 'women.write', auditOpening: true, unborn: true,
  fields: {
    coupleId: ref({ label: '孕前优生档案', to: 'fertility.preconception', required: true, out: KEY }),
    kind: code({ label: '随访类别', codes: PRECONCEPTION_FOLLOW_UP, required: true, list: true, out: OUT }),
    followDay: day({ label: '随访日期', required: true, list: true, out: OUT }),
    way: code({ label: '随访方式', codes: CONTACT_WAY, required: true, list: true, out: OUT }),
    pregnancyId: ref({ label: '本院妊娠记录', to: 'pregnancy', out: KEY, ...ofPregnancy }),
    lastMenstrualDay: day({ label: '末次月经', list: true, pii: 'health', out: OUT, ...ofPregnancy }),
    folicAcidTaken: flag({ label: '已服叶酸', out: OUT, ...ofPregnancy }),
    earlyFindings: text({ label: '孕早期情况', maxLength: 200, pii: 'health', out: OUT, ...when(row => row.kind === 'early', 'kind'), help: '发热、用药、接触有害物质、先兆流产等' }),
    outcomeDay: day({ label: '妊娠结束日期', list: true, pii: 'health', out: OUT, ...ofOutcome }),
    outcome: codes({ label: '妊娠结局', codes: PRECONCEPTION_OUTCOME, pii: 'health', out: OUT, ...ofOutcome }),
    outcomeNote: text({ label: '结局说明', maxLength: 200, pii: 'health', out: OUT, ...ofOutcome }),
    doctorName: text({ label: '随访人', maxLength: 30, pii: 'name', required: true, list: true, out: OUT }),
    note: text({ label: '备注', maxLength: 200, out: INTERNAL }),
  },
  sections: [{ title: '追踪随访', fields: ['coupleId', 'kind', 'followDay', 'way', 'pregnancyId', 'lastMenstrualDay', 'folicAcidTaken', 'earlyFindings', 'outcomeDay', 'outcome', 'outcomeNote', 'doctorName', 'note'] }],
  rules: [
    (row, { today }) => future(row, today, ['followDay', 'lastMenstrualDay', 'outcomeDay']),
    row => (row.kind === 'early' || row.kind === 'outcome') && row.lastMenstrualDay === null ? [block('lastMenstrualDay', message('preconception.menstruation', '请填写末次月经;不详的填推算日期'))] : [],
    row => row.kind === 'outcome' && (row.outcome === null || row.outcomeDay === null) ? [block(row.outcome === null ? 'outcome' : 'outcomeDay', message('preconception.outcome', '请填写妊娠结局和结束日期'))] : [],
    row => row.outcomeDay !== null && row.lastMenstrualDay !== null && row.outcomeDay <= row.lastMenstrualDay ? [block('outcomeDay', message('preconception.outcomeOrder', '妊娠结束日期应晚于末次月经,请核对'))] : [],
    row => row.followDay !== null && row.lastMenstrualDay !== null && row.followDay < row.lastMenstrualDay ? [block('followDay', message('preconception.followOrder', '随访日期不能早于末次月经,请核对'))] : [],
  ],
})
export type PreconceptionFollowUp = Row<typeof preconceptionFollowUp>
export type StoredPreconceptionFollowUp = StoredRow<typeof preconceptionFollowUp>
