import { CONTACT_ATTEMPT } from '../../code/child-file.ts'
import { code, day, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY } from './parts.ts'

/** 联系记录: one attempt to reach a woman; those in vain are what 失访 asks for (maternal care note §9). */
export const maternalAttempt = defineRecord({
  id: 'maternal.attempt', version: 1, table: 'maternal_contact_attempt', title: '孕产妇联系记录', read: 'maternal.read', write: 'maternal.write', unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    day: day({ label: '联系日期', required: true, list: true, out: INTERNAL }),
    outcome: code({ label: '联系结果', codes: CONTACT_ATTEMPT, required: true, list: true, out: INTERNAL }),
    about: text({ label: '事由', maxLength: 100, list: true, out: INTERNAL }),
    callerName: text({ label: '联系人', maxLength: 30, pii: 'name', required: true, list: true, out: INTERNAL }),
    note: text({ label: '说明', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '联系', fields: ['pregnancyId', 'day', 'outcome', 'about', 'callerName', 'note'] }],
  rules: [(row, { today }) => row.day && row.day > today ? [block('day', message('maternalAttempt.future', '联系日期不能晚于今天,请核对'))] : []],
})
export type MaternalAttempt = Row<typeof maternalAttempt>
export type StoredMaternalAttempt = StoredRow<typeof maternalAttempt>
