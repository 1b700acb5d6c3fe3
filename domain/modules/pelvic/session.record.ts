import { CONTACT_ATTEMPT } from '../../code/child-file.ts'
import { PELVIC_CONTRAINDICATION, PELVIC_METHOD, PELVIC_SESSION_STATE } from '../../code/pelvic.ts'
import { HOME_EXERCISE, PELVIC_ADVERSE_EVENT, PELVIC_CALL_ABOUT } from '../../code/pelvic-care.ts'
import { code, codes, day, minute, number, ref, text } from '../../field/build.ts'
import { message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, needed, notLater, OUT } from './parts.ts'

type Values = Readonly<Record<string, unknown>>
const isTreated = (row: Values): boolean => row.state === 'treating' || row.state === 'done'
const treated = { showIf: isTreated, dependsOn: ['state'] } as const
const answered = { showIf: (row: Values): boolean => row.state !== 'booked', dependsOn: ['state'] } as const
// Exercises have no current; a magnet has a frequency, but neither pulse width nor current.
const treatedBy = (holds: (method: ReturnType<typeof PELVIC_METHOD.entry>) => boolean) =>
  ({ showIf: (row: Values): boolean => isTreated(row) && PELVIC_METHOD.isCode(row.method) && holds(PELVIC_METHOD.entry(row.method)), dependsOn: ['state', 'method'] }) as const
const electrical = treatedBy(({ isElectrical }) => isElectrical)
const galvanic = treatedBy(({ isElectrical, isMagnetic }) => isElectrical && !isMagnetic)
const probed = treatedBy(({ isElectrical, isMagnetic, usesProbe }) => usesProbe || (isElectrical && !isMagnetic))

/**
 * 治疗次: an appointment and what came of it, one row from booking to signature. Contraindications are asked anew before each;
 * a missed or cancelled one does not count. Source: pelvic note §10.2–§10.4.
 */
export const pelvicSession = defineRecord({
  id: 'pelvic.session', version: 1, table: 'pelvic_session', title: '盆底治疗记录', read: 'pelvic.read', write: 'pelvic.write', auditOpening: true,
  fields: {
    fileId: ref({ label: '盆底档案', to: 'pelvic.file', required: true, out: KEY }),
    courseId: ref({ label: '疗程', to: 'pelvic.course', required: true, out: KEY }),
    plannedAt: minute({ label: '预约时间', required: true, list: true, out: OUT }),
    plannedMinutes: number({ label: '预约时长', unit: '分钟', plausible: [5, 180], required: true, out: INTERNAL }),
    roomId: ref({ label: '治疗室', to: 'pelvic.place', out: KEY }),
    deviceId: ref({ label: '治疗仪', to: 'pelvic.place', out: KEY }),
    state: code({ label: '状态', codes: PELVIC_SESSION_STATE, required: true, list: true, out: OUT }),
    stateReason: text({ label: '爽约或取消的原因', maxLength: 100, pii: 'health', out: INTERNAL, showIf: row => row.state === 'missed' || row.state === 'cancelled', dependsOn: ['state'] }),
    ordinal: number({ label: '第几次', unit: '次', plausible: [1, 200], list: true, out: OUT, help: '程序按已完成的次数编号' }),
    asked: codes({ label: '已询问的禁忌', codes: PELVIC_CONTRAINDICATION, pii: 'health', out: INTERNAL, ...answered }),
    positive: codes({ label: '存在的禁忌', codes: PELVIC_CONTRAINDICATION, pii: 'health', out: OUT, ...answered }),
    overrideReason: text({ label: '医生同意治疗的理由', maxLength: 200, pii: 'health', out: INTERNAL, ...answered }),
    overrideDoctor: text({ label: '同意的医生', maxLength: 30, out: INTERNAL, ...answered }),
    startedAt: minute({ label: '开始时间', out: OUT, ...treated }),
    minutes: number({ label: '治疗时长', unit: '分钟', plausible: [1, 180], normal: [10, 60], out: OUT, ...treated }),
    therapistName: text({ label: '治疗师', maxLength: 30, list: true, out: OUT, ...treated }),
    method: code({ label: '治疗方法', codes: PELVIC_METHOD, list: true, out: OUT, ...treated }),
    frequencyHz: number({ label: '频率', unit: 'Hz', decimals: 1, plausible: [0.5, 200], pii: 'health', out: OUT, ...electrical }),
    pulseWidthUs: number({ label: '脉宽', unit: 'µs', plausible: [10, 2000], pii: 'health', out: OUT, ...galvanic }),
    currentMa: number({ label: '电流', unit: 'mA', decimals: 1, plausible: [0, 100], pii: 'health', out: OUT, ...galvanic }),
    workSeconds: number({ label: '刺激时间', unit: 's', plausible: [1, 60], out: OUT, ...electrical }), restSeconds: number({ label: '间歇时间', unit: 's', plausible: [0, 120], out: OUT, ...electrical }),
    electrode: text({ label: '探头(电极)编号', maxLength: 40, out: INTERNAL, ...probed }),
    strengthBefore: number({ label: '治疗前肌力', unit: '级', plausible: [0, 5], pii: 'health', out: OUT, ...treated }), strengthAfter: number({ label: '治疗后肌力', unit: '级', plausible: [0, 5], pii: 'health', out: OUT, ...treated }),
    feeling: text({ label: '主观感受', maxLength: 100, pii: 'health', out: INTERNAL, ...treated }),
    painVas: number({ label: '疼痛VAS', unit: '分', decimals: 1, plausible: [0, 10], pii: 'health', out: OUT, ...treated }),
    adverseEvent: code({ label: '不良反应', codes: PELVIC_ADVERSE_EVENT, pii: 'health', list: true, out: OUT, ...treated }),
    adverseNote: text({ label: '不良反应说明与处理', maxLength: 200, pii: 'health', out: OUT, showIf: row => row.adverseEvent !== null && row.adverseEvent !== undefined && row.adverseEvent !== 'none', dependsOn: ['adverseEvent'] }),
    homeExercise: code({ label: '家庭训练', codes: HOME_EXERCISE, pii: 'health', out: OUT, ...treated }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '预约', fields: ['fileId', 'courseId', 'plannedAt', 'plannedMinutes', 'roomId', 'deviceId', 'state', 'stateReason', 'ordinal'] },
    { title: '治疗前询问', fields: ['asked', 'positive', 'overrideReason', 'overrideDoctor'] },
    { title: '治疗', fields: ['startedAt', 'minutes', 'therapistName', 'method', 'frequencyHz', 'pulseWidthUs', 'currentMa', 'workSeconds', 'restSeconds', 'electrode', 'strengthBefore', 'strengthAfter', 'feeling', 'painVas', 'adverseEvent', 'adverseNote', 'homeExercise', 'note'] },
  ],
  rules: [
    notLater('startedAt'),
    // By the method the contraindications are asked: nobody is treated without one.
    ...(['startedAt', 'minutes', 'therapistName', 'method', 'adverseEvent'] as const).map(field => needed(field, field === 'method' ? isTreated : row => row.state === 'done', message('pelvicSession.done', '完成治疗请填写开始时间、时长、治疗师、方法和不良反应(没有的选“无”)'))),
    needed('adverseNote', row => typeof row.adverseEvent === 'string' && row.adverseEvent !== 'none', message('pelvicSession.adverse', '请写明不良反应的情况和处理')),
    needed('stateReason', row => row.state === 'cancelled', message('pelvicSession.cancelled', '取消请写明原因')),
  ],
})
export type PelvicSession = Row<typeof pelvicSession>
export type StoredPelvicSession = StoredRow<typeof pelvicSession>

/** 联系记录: one call to a woman who missed a session, is to be evaluated again or is to come after her course. */
export const pelvicAttempt = defineRecord({
  id: 'pelvic.attempt', version: 1, table: 'pelvic_attempt', title: '盆底联系记录', read: 'pelvic.read', write: 'pelvic.write',
  fields: {
    womanId: ref({ label: '妇女', to: 'person', required: true, out: KEY }),
    fileId: ref({ label: '盆底档案', to: 'pelvic.file', out: KEY }),
    sessionId: ref({ label: '治疗记录', to: 'pelvic.session', out: KEY }),
    about: code({ label: '事由', codes: PELVIC_CALL_ABOUT, required: true, list: true, out: INTERNAL }),
    day: day({ label: '联系日期', required: true, list: true, out: INTERNAL }),
    outcome: code({ label: '联系结果', codes: CONTACT_ATTEMPT, required: true, list: true, out: INTERNAL }),
    callerName: text({ label: '联系人', maxLength: 30, required: true, list: true, out: INTERNAL }),
    note: text({ label: '说明', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '联系', fields: ['womanId', 'fileId', 'sessionId', 'about', 'day', 'outcome', 'callerName', 'note'] }],
  rules: [notLater('day')],
})
export type StoredPelvicAttempt = StoredRow<typeof pelvicAttempt>
