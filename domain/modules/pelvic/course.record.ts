import { PELVIC_EFFICACY, PELVIC_METHOD } from '../../code/pelvic.ts'
import { PELVIC_COURSE_STATE, PELVIC_DIAGNOSIS, PELVIC_STOP_REASON, WEEKDAY } from '../../code/pelvic-care.ts'
import { clock, code, codes, day, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, needed, notLater, OUT, when } from './parts.ts'

const stopped = { showIf: (row: Readonly<Record<string, unknown>>): boolean => row.state !== 'open', dependsOn: ['state'] } as const

// Exercises have no current; a magnet has a frequency, but no pulse width.
const orderedBy = (holds: (method: ReturnType<typeof PELVIC_METHOD.entry>) => boolean) =>
  ({ showIf: (row: Readonly<Record<string, unknown>>): boolean => PELVIC_METHOD.isCode(row.method) && holds(PELVIC_METHOD.entry(row.method)), dependsOn: ['method'] }) as const
const electrical = orderedBy(({ isElectrical }) => isElectrical)
const galvanic = orderedBy(({ isElectrical, isMagnetic }) => isElectrical && !isMagnetic)

/** 治疗疗程: what a doctor ordered, how often, and how it ended. Its sessions are `pelvic.session`. Source: pelvic note §10. */
export const pelvicCourse = defineRecord({
  id: 'pelvic.course', version: 1, table: 'pelvic_course', title: '盆底治疗疗程', read: 'pelvic.read', write: 'pelvic.write', auditOpening: true,
  once: [{ fields: ['fileId', 'method'], when: row => row.state === 'open', says: ['number', 'startDay'], way: 'close', index: 'pelvic_course_open_ix' }],
  fields: {
    fileId: ref({ label: '盆底档案', to: 'pelvic.file', required: true, out: KEY }),
    number: text({ label: '疗程编号', maxLength: 20, list: true, out: OUT }),
    baselineId: ref({ label: '基线评估', to: 'pelvic.assessment', out: KEY }),
    diagnosis: code({ label: '主要诊断', codes: PELVIC_DIAGNOSIS, required: true, pii: 'health', list: true, out: OUT }),
    method: code({ label: '治疗方法', codes: PELVIC_METHOD, required: true, list: true, out: OUT }),
    plannedSessions: number({ label: '计划次数', unit: '次', plausible: [1, 100], normal: [4, 30], required: true, list: true, out: OUT }),
    startDay: day({ label: '开始日期', required: true, list: true, out: OUT }),
    weekdays: codes({ label: '每周治疗日', codes: WEEKDAY, out: INTERNAL }),
    timeOfDay: clock({ label: '固定时间', out: INTERNAL, help: '如 09:30' }),
    sessionMinutes: number({ label: '每次时长', unit: '分钟', plausible: [5, 180], normal: [15, 60], required: true, out: OUT }),
    roomId: ref({ label: '治疗室', to: 'pelvic.place', out: KEY }),
    deviceId: ref({ label: '治疗仪', to: 'pelvic.place', out: KEY }),
    frequencyHz: number({ label: '频率', unit: 'Hz', decimals: 1, plausible: [0.5, 200], pii: 'health', out: OUT, ...electrical }),
    pulseWidthUs: number({ label: '脉宽', unit: 'µs', plausible: [10, 2000], pii: 'health', out: OUT, ...galvanic }),
    workSeconds: number({ label: '刺激时间', unit: 's', plausible: [1, 60], out: OUT, ...electrical }), restSeconds: number({ label: '间歇时间', unit: 's', plausible: [0, 120], out: OUT, ...electrical }),
    homeExercise: text({ label: '家庭训练', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    doctorName: text({ label: '开具医生', maxLength: 30, required: true, list: true, out: OUT }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
    state: code({ label: '状态', codes: PELVIC_COURSE_STATE, required: true, list: true, out: OUT }),
    closedDay: day({ label: '结束日期', list: true, out: OUT, ...stopped }),
    stopReason: code({ label: '提前结束原因', codes: PELVIC_STOP_REASON, pii: 'health', out: OUT, ...when('state', 'stopped') }),
    stopNote: text({ label: '结束说明', maxLength: 200, pii: 'health', out: INTERNAL, ...stopped }),
    efficacy: code({ label: '疗效', codes: PELVIC_EFFICACY, pii: 'health', list: true, out: OUT, help: '程序列出前后变化,由医生选择', ...stopped }),
  },
  sections: [
    { title: '疗程', fields: ['fileId', 'number', 'baselineId', 'diagnosis', 'method', 'plannedSessions', 'startDay', 'weekdays', 'timeOfDay', 'sessionMinutes', 'roomId', 'deviceId', 'doctorName'] },
    { title: '参数', fields: ['frequencyHz', 'pulseWidthUs', 'workSeconds', 'restSeconds', 'homeExercise', 'note'] },
    { title: '结束', fields: ['state', 'closedDay', 'stopReason', 'stopNote', 'efficacy'] },
  ],
  rules: [
    notLater('closedDay'),
    needed('closedDay', row => row.state !== 'open', message('pelvicCourse.closedDay', '结束疗程请填写日期')),
    needed('stopReason', row => row.state === 'stopped', message('pelvicCourse.stopReason', '提前结束请选择原因')),
    needed('stopNote', row => row.stopReason === 'other', message('pelvicCourse.stopNote', '其他原因请写明')),
    row => row.closedDay && row.startDay && row.closedDay < row.startDay ? [block('closedDay', message('pelvicCourse.closedBefore', '结束日期不能早于开始日期,请核对'))] : [],
  ],
})
export type PelvicCourse = Row<typeof pelvicCourse>
export type StoredPelvicCourse = StoredRow<typeof pelvicCourse>
