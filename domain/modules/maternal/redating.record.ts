import { DATING_METHOD } from '../../code/maternal-care.ts'
import { code, day, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY } from './parts.ts'

/**
 * 预产期更正: every change of an expected day, written by the core when a pregnancy is saved and never edited. `reason` is the
 * sentence of the rule that decided, `note` what the doctor answered when asked. Source: maternal care note §3.
 */
export const redating = defineRecord({
  id: 'maternal.redating', version: 1, table: 'maternal_redating', title: '预产期更正', read: 'maternal.read', write: 'maternal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    changedDay: day({ label: '更正日期', required: true, list: true, out: INTERNAL }),
    oldExpectedDay: day({ label: '原预产期', required: true, list: true, out: INTERNAL }),
    newExpectedDay: day({ label: '新预产期', list: true, out: INTERNAL }),
    oldMethod: code({ label: '原预产期来源', codes: DATING_METHOD, out: INTERNAL }),
    newMethod: code({ label: '新预产期来源', codes: DATING_METHOD, out: INTERNAL }),
    reasonKey: text({ label: '更正依据(代码)', maxLength: 60, out: INTERNAL }),
    reason: text({ label: '更正依据', maxLength: 200, list: true, out: INTERNAL }),
    source: text({ label: '规则来源', maxLength: 60, out: INTERNAL }),
    doctorName: text({ label: '更正人', maxLength: 30, pii: 'name', required: true, list: true, out: INTERNAL }),
    note: text({ label: '说明', maxLength: 500, lines: 2, out: INTERNAL }),
  },
  sections: [{ title: '更正', fields: ['pregnancyId', 'changedDay', 'oldExpectedDay', 'newExpectedDay', 'oldMethod', 'newMethod', 'reasonKey', 'reason', 'source', 'doctorName', 'note'] }],
})
export type Redating = Row<typeof redating>
export type StoredRedating = StoredRow<typeof redating>
