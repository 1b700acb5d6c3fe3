import { CHILD_CONTACT } from '../../code/child-check.ts'
import { CHILD_APPOINTMENT_STATE, CONTACT_ATTEMPT } from '../../code/child-file.ts'
import { code, day, flag, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

const INTERNAL = { none: '本机构内部' } as const

/** 预约: a day a child is expected on. A visit on its day keeps it; one that passed without a visit is 爽约. */
export const childAppointment = defineRecord({
  id: 'child.appointment', version: 2, table: 'child_appointment', title: '儿童保健预约', read: 'child.read', write: 'child.write',
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: INTERNAL }),
    contact: code({ label: '随访时点', codes: CHILD_CONTACT, list: true, out: INTERNAL }),
    day: day({ label: '预约日期', required: true, list: true, out: INTERNAL }),
    time: text({ label: '预约时段', maxLength: 20, list: true, out: INTERNAL }),
    state: code({ label: '状态', codes: CHILD_APPOINTMENT_STATE, required: true, list: true, out: INTERNAL }),
    note: text({ label: '说明', maxLength: 100, out: INTERNAL }),
    endedByDeath: flag({ label: '随死亡登记取消', since: 2, out: INTERNAL }),
  },
  sections: [{ title: '预约', fields: ['fileId', 'contact', 'day', 'time', 'state', 'note', 'endedByDeath'] }],
})
export type ChildAppointment = Row<typeof childAppointment>
export type StoredChildAppointment = StoredRow<typeof childAppointment>

/** 联系记录: one attempt to reach a family; those in vain are what 失访 asks for (rule/child/lost-to-follow-up.ts). */
export const childContactAttempt = defineRecord({
  id: 'child.attempt', version: 1, table: 'child_contact_attempt', title: '联系记录', read: 'child.read', write: 'child.write',
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: INTERNAL }),
    day: day({ label: '联系日期', required: true, list: true, out: INTERNAL }),
    outcome: code({ label: '联系结果', codes: CONTACT_ATTEMPT, required: true, list: true, out: INTERNAL }),
    about: text({ label: '事由', maxLength: 100, list: true, out: INTERNAL }),
    callerName: text({ label: '联系人', maxLength: 30, required: true, list: true, out: INTERNAL }),
    note: text({ label: '说明', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '联系', fields: ['fileId', 'day', 'outcome', 'about', 'callerName', 'note'] }],
  rules: [(row, { today }) => row.day && row.day > today ? [block('day', message('childAttempt.future', '联系日期不能晚于今天'))] : []],
})
export type ChildContactAttempt = Row<typeof childContactAttempt>
export type StoredChildContactAttempt = StoredRow<typeof childContactAttempt>
