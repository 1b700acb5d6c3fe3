import { SCREENING_CLOSING } from '../../code/child-screening.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { closingRules, notInFuture } from './screening.rules.ts'

const INTERNAL = { none: '本机构内部' } as const

/**
 * 筛查链结束 without a result (§10.1): a refusal with its signature, or a family lost after documented attempts. It holds
 * for exactly the state it was written for; a new or changed result opens the chain again.
 */
export const screeningClosing = defineRecord({
  id: 'child.screeningClosing', version: 1, table: 'child_screening_closing', title: '筛查链结束', read: 'child.read', write: 'child.write', auditOpening: true,
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    line: text({ label: '筛查链', maxLength: 40, required: true, out: INTERNAL }),
    reason: code({ label: '结束原因', codes: SCREENING_CLOSING, required: true, list: true, out: INTERNAL }),
    day: day({ label: '日期', required: true, list: true, out: INTERNAL }),
    signedBy: text({ label: '签名人', maxLength: 50, pii: 'name', out: INTERNAL, showIf: row => row.reason === 'refused', dependsOn: ['reason'] }),
    recorderName: text({ label: '登记人', maxLength: 30, required: true, list: true, out: INTERNAL }),
    note: text({ label: '说明', maxLength: 200, pii: 'health', out: INTERNAL }),
    basis: text({ label: '依据', maxLength: 200, out: INTERNAL, help: '自动记录:结束时筛查链所处的状态' }),
    attempts: number({ label: '联系次数', plausible: [0, 999], out: INTERNAL, help: '自动记录:当时在案的未联系上次数,同一天算一次' }),
  },
  sections: [{ title: '结束', fields: ['fileId', 'line', 'reason', 'day', 'signedBy', 'recorderName', 'note', 'basis', 'attempts'] }],
  rules: [notInFuture({ day: '日期' }), closingRules],
})
export type ScreeningClosingRow = Row<typeof screeningClosing>
export type StoredScreeningClosing = StoredRow<typeof screeningClosing>
