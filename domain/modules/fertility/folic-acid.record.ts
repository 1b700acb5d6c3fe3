import { CONTACT_WAY, FOLIC_ACID_GROUP, FOLIC_ACID_STATE, FOLIC_ACID_STOP } from '../../code/fertility.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, when } from './parts.ts'

const OUT = { ext: ['folic_acid'] } as const
const isEnded = when(row => row.state === 'ended', 'state')
const future = (row: Readonly<Record<string, unknown>>, today: string, names: readonly string[]): FieldIssue[] =>
  names.filter(name => typeof row[name] === 'string' && row[name] > today).map(name => block(name, message('folicAcid.future', '日期不能晚于今天,请核对')))

/**
 * 增补叶酸: one course of a woman, from her being listed to her stopping. A woman listed who has no first day of taking is
 * 应服 and not yet 服用. Source: maternal care note §13.3, indicator note §5.
 */
export const folicAcid = defineRecord({
  id: 'fertility.folicAcid', version: 1, table: 'folic_acid_course', title: '增补叶酸', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    womanId: ref({ label: '服用者', to: 'person', required: true, out: KEY }),
    number: text({ label: '叶酸编号', maxLength: 20, list: true, out: KEY }),
    registeredDay: day({ label: '登记日期', required: true, list: true, out: OUT }),
    takerGroup: code({ label: '发放对象', codes: FOLIC_ACID_GROUP, required: true, list: true, out: OUT }),
    isHighRisk: flag({ label: '神经管缺陷高危', list: true, pii: 'health', out: OUT, help: '如曾生育神经管缺陷儿、服用抗癫痫药' }),
    highRiskReason: text({ label: '高危原因', maxLength: 100, pii: 'health', out: OUT, ...when(row => row.isHighRisk === true, 'isHighRisk') }),
    doseMg: number({ label: '每日剂量', unit: 'mg', decimals: 1, plausible: [0.1, 10], required: true, list: true, out: OUT }),
    startDay: day({ label: '开始服用日期', list: true, out: OUT }),
    state: code({ label: '状态', codes: FOLIC_ACID_STATE, required: true, list: true, out: OUT }),
    endDay: day({ label: '停服日期', out: OUT, ...isEnded }),
    stopReason: code({ label: '停服原因', codes: FOLIC_ACID_STOP, out: OUT, ...isEnded }),
    stopNote: text({ label: '停服说明', maxLength: 200, pii: 'health', out: OUT, ...isEnded }),
    lastMenstrualDay: day({ label: '末次月经(已怀孕)', pii: 'health', out: OUT, help: '本院有妊娠记录的不用填写' }),
    nextDay: day({ label: '下次随访日期', list: true, out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, out: INTERNAL }),
  },
  sections: [
    { title: '登记', fields: ['womanId', 'number', 'registeredDay', 'takerGroup', 'isHighRisk', 'highRiskReason', 'doseMg', 'startDay', 'lastMenstrualDay', 'nextDay'] },
    { title: '状态', fields: ['state', 'endDay', 'stopReason', 'stopNote', 'note'] },
  ],
  rules: [
    (row, { today }) => future(row, today, ['registeredDay', 'startDay', 'endDay', 'lastMenstrualDay']),
    row => row.isHighRisk && !row.highRiskReason ? [block('highRiskReason', message('folicAcid.highRisk', '请写明高危原因'))] : [],
    row => row.state === 'ended' && (row.endDay === null || row.stopReason === null) ? [block(row.endDay === null ? 'endDay' : 'stopReason', message('folicAcid.stop', '停服请填写停服日期和原因'))] : [],
    row => row.endDay !== null && row.startDay !== null && row.endDay < row.startDay ? [block('endDay', message('folicAcid.endBefore', '停服日期不能早于开始服用日期,请核对'))] : [],
  ],
})
export type FolicAcid = Row<typeof folicAcid>
export type StoredFolicAcid = StoredRow<typeof folicAcid>

/** 叶酸发放: bottles handed out on a day. */
export const folicAcidIssue = defineRecord({
  id: 'fertility.folicAcidIssue', version: 1, table: 'folic_acid_issue', title: '叶酸发放', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    courseId: ref({ label: '叶酸登记', to: 'fertility.folicAcid', required: true, out: KEY }),
    issuedDay: day({ label: '发放日期', required: true, list: true, out: OUT }),
    bottles: number({ label: '数量', unit: '瓶', plausible: [1, 24], normal: [1, 12], required: true, list: true, out: OUT }),
    receiver: text({ label: '领取人', maxLength: 30, list: true, out: OUT, help: '本人领取的不用填写' }),
    issuerName: text({ label: '发放人', maxLength: 30, required: true, list: true, out: OUT }),
    note: text({ label: '备注', maxLength: 200, out: INTERNAL }),
  },
  sections: [{ title: '叶酸发放', fields: ['courseId', 'issuedDay', 'bottles', 'receiver', 'issuerName', 'note'] }],
  rules: [(row, { today }) => future(row, today, ['issuedDay'])],
})
export type FolicAcidIssue = Row<typeof folicAcidIssue>
export type StoredFolicAcidIssue = StoredRow<typeof folicAcidIssue>

const hasStopped = when(row => row.isTaking === false, 'isTaking')
/** 叶酸随访: how often a week she took it since the follow-up before; who stopped says when and why. */
export const folicAcidFollowUp = defineRecord({
  id: 'fertility.folicAcidFollowUp', version: 1, table: 'folic_acid_follow_up', title: '叶酸随访', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    courseId: ref({ label: '叶酸登记', to: 'fertility.folicAcid', required: true, out: KEY }),
    followDay: day({ label: '随访日期', required: true, list: true, out: OUT }),
    way: code({ label: '随访方式', codes: CONTACT_WAY, required: true, list: true, out: OUT }),
    weeklyTimes: number({ label: '上次随访以来每周服用', unit: '次', plausible: [0, 7], required: true, list: true, out: OUT }),
    isTaking: flag({ label: '仍在服用', required: true, list: true, out: OUT }),
    stopDay: day({ label: '停服日期', list: true, out: OUT, ...hasStopped }),
    stopReason: code({ label: '停服原因', codes: FOLIC_ACID_STOP, list: true, out: OUT, ...hasStopped }),
    adverse: text({ label: '不良反应', maxLength: 200, pii: 'health', out: OUT }),
    nextDay: day({ label: '下次随访日期', list: true, out: OUT, ...when(row => row.isTaking === true, 'isTaking') }),
    doctorName: text({ label: '随访人', maxLength: 30, required: true, list: true, out: OUT }),
  },
  sections: [{ title: '叶酸随访', fields: ['courseId', 'followDay', 'way', 'weeklyTimes', 'isTaking', 'stopDay', 'stopReason', 'adverse', 'nextDay', 'doctorName'] }],
  rules: [
    (row, { today }) => future(row, today, ['followDay', 'stopDay']),
    row => row.isTaking === false && (row.stopDay === null || row.stopReason === null) ? [block(row.stopDay === null ? 'stopDay' : 'stopReason', message('folicAcid.stop', '停服请填写停服日期和原因'))] : [],
    row => row.stopDay !== null && row.followDay !== null && row.stopDay > row.followDay ? [block('stopDay', message('folicAcid.stopAfter', '停服日期不能晚于随访日期,请核对'))] : [],
    row => row.nextDay !== null && row.followDay !== null && row.nextDay <= row.followDay ? [block('nextDay', message('folicAcid.next', '下次随访日期应晚于本次随访日期'))] : [],
    row => row.isTaking === true && row.weeklyTimes === 0 ? [warn('weeklyTimes', message('folicAcid.noTimes', '填了“仍在服用”,每周次数却为0,请核对'))] : [],
  ],
})
export type FolicAcidFollowUp = Row<typeof folicAcidFollowUp>
export type StoredFolicAcidFollowUp = StoredRow<typeof folicAcidFollowUp>
