import { PARENT_MYOPIA } from '../../code/eye-check.ts'
import { code, flag, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { KEY, OUT } from './parts.ts'

const some = (name: string) => ({ showIf: (row: Readonly<Record<string, unknown>>): boolean => row[name] !== null && row[name] !== undefined && row[name] !== '0', dependsOn: [name] })

/** 儿童眼健康档案: what the child's file does not say and the eyes need, once a child (§4, §8.1). Who the child is stands in its child file. */
export const eyeFile = defineRecord({
  id: 'eye.file', version: 1, table: 'eye_file', title: '眼健康档案', read: 'eye.read', write: 'eye.write', auditOpening: true,
  once: [{ fields: [], says: ['parentMyopia'], way: 'void', index: 'eye_file_ix' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    parentMyopia: code({ label: '父母近视情况', codes: PARENT_MYOPIA, pii: 'health', out: OUT }),
    parentHighMyopia: flag({ label: '父母有高度近视', pii: 'health', out: OUT, help: '等效球镜不超过 −6.00 D', ...some('parentMyopia') }),
    familyHistory: text({ label: '眼病家族史', maxLength: 200, pii: 'health', out: OUT, help: '先天性白内障、青光眼、视网膜母细胞瘤、小眼球、眼球震颤等' }),
    motherInfection: text({ label: '母亲孕期宫内感染', maxLength: 100, pii: 'health', out: OUT }),
    oxygen: flag({ label: '吸氧史', pii: 'health', out: OUT }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: { none: '本机构内部' } }),
  },
  sections: [{ title: '眼健康档案', fields: ['fileId', 'parentMyopia', 'parentHighMyopia', 'familyHistory', 'motherInfection', 'oxygen', 'note'] }],
})
export type EyeFile = Row<typeof eyeFile>
export type StoredEyeFile = StoredRow<typeof eyeFile>
