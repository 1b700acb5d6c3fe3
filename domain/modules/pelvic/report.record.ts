import { PELVIC_REPORT_STATE } from '../../code/pelvic-care.ts'
import { code, day, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, notLater } from './parts.ts'

/** 设备报告: a file an instrument wrote, kept as it came (bytes beside it in `pelvic_report_original`), with the figures the mapping of its device lifted and what a therapist made of them. Source: pelvic note §6. */
export const pelvicReport = defineRecord({
  id: 'pelvic.report', version: 1, table: 'pelvic_report', title: '盆底设备报告', read: 'pelvic.read', write: 'pelvic.write', auditOpening: true,
  once: [{ fields: ['hash'], says: ['fileName', 'readDay'], way: 'void', index: 'pelvic_report_hash_ix' }],
  fields: {
    fileName: text({ label: '文件名', maxLength: 200, required: true, list: true, pii: 'name', out: INTERNAL }),
    format: text({ label: '报告格式', maxLength: 40, list: true, out: INTERNAL }),
    mediaType: text({ label: '文件类型', maxLength: 40, required: true, out: INTERNAL }),
    hash: text({ label: '文件指纹(SHA-256)', maxLength: 64, required: true, out: INTERNAL }),
    readDay: day({ label: '读入日期', required: true, list: true, out: INTERNAL }),
    measuredDay: day({ label: '检测日期', list: true, out: INTERNAL }),
    name: text({ label: '报告上的姓名', maxLength: 100, pii: 'name', out: INTERNAL }),
    birthDay: day({ label: '报告上的出生日期', out: INTERNAL }),
    number: text({ label: '报告上的编号', maxLength: 40, pii: 'number', out: INTERNAL }),
    lifted: text({ label: '读出的数值', maxLength: 2000, pii: 'health', out: INTERNAL }),
    faults: text({ label: '不能读出的原因', maxLength: 1000, out: INTERNAL }),
    state: code({ label: '状态', codes: PELVIC_REPORT_STATE, required: true, list: true, out: INTERNAL }),
    fileId: ref({ label: '盆底档案', to: 'pelvic.file', out: KEY }),
    reason: text({ label: '说明', maxLength: 200, out: INTERNAL }),
  },
  sections: [{ title: '设备报告', fields: ['fileName', 'format', 'mediaType', 'hash', 'readDay', 'measuredDay', 'name', 'birthDay', 'number', 'lifted', 'faults', 'state', 'fileId', 'reason'] }],
  rules: [notLater('measuredDay')],
})
export type PelvicReport = Row<typeof pelvicReport>
export type StoredPelvicReport = StoredRow<typeof pelvicReport>
