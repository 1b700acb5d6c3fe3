import { RESULT_ROW_REASON, RESULT_ROW_STATE } from '../../code/prenatal-record.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { KEY } from './parts.ts'

const FILE = { none: '实验室原始结果,采用后随筛查结果导出' } as const

/** A file of results as a laboratory sent it; its bytes are kept as they came in a table beside it (`prenatal_result_original`). */
export const prenatalResultFile = defineRecord({
  id: 'prenatal.resultFile', version: 1, table: 'prenatal_result_file', title: '实验室结果文件', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    fileName: text({ label: '文件名', maxLength: 200, required: true, list: true, out: FILE }),
    mapping: text({ label: '文件格式', maxLength: 40, required: true, list: true, out: FILE }),
    mappingVersion: number({ label: '格式版本', plausible: [1, 100_000], required: true, out: FILE }),
    encoding: text({ label: '编码', maxLength: 20, required: true, out: FILE }),
    hash: text({ label: '文件指纹(SHA-256)', maxLength: 64, required: true, out: FILE }),
    readDay: day({ label: '读入日期', required: true, list: true, out: FILE }),
    lineCount: number({ label: '结果行数', plausible: [0, 100_000], required: true, out: FILE }),
  },
  sections: [{ title: '实验室结果文件', fields: ['fileName', 'mapping', 'mappingVersion', 'encoding', 'hash', 'readDay', 'lineCount'] }],
})
export type PrenatalResultFile = Row<typeof prenatalResultFile>

/** One line of such a file: what it says, whose tube it is, what became of it. Nothing of a file is dropped. */
export const prenatalResultRow = defineRecord({
  id: 'prenatal.resultRow', version: 1, table: 'prenatal_result_row', title: '实验室结果行', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    resultFileId: ref({ label: '结果文件', to: 'prenatal.resultFile', required: true, out: KEY }),
    line: number({ label: '行号', plausible: [1, 10_000_000], required: true, out: FILE }),
    raw: text({ label: '原文', maxLength: 2000, pii: 'health', out: FILE }),
    /** The texts of the line by value name, as JSON: what a result is made from when somebody says whose it is. */
    cells: text({ label: '取值', maxLength: 5000, required: true, pii: 'health', out: FILE }),
    test: text({ label: '项目', maxLength: 20, list: true, out: FILE }),
    barcode: text({ label: '条形码', maxLength: 40, pii: 'number', list: true, out: FILE }),
    name: text({ label: '姓名', maxLength: 100, pii: 'name', out: FILE }),
    birthDay: day({ label: '出生日期', out: FILE }),
    state: code({ label: '状态', codes: RESULT_ROW_STATE, required: true, list: true, out: FILE }),
    reason: code({ label: '待对应原因', codes: RESULT_ROW_REASON, list: true, out: FILE }),
    detail: text({ label: '说明', maxLength: 500, pii: 'health', out: FILE }),
    sampleId: ref({ label: '样本', to: 'prenatal.sample', out: KEY }),
    resultId: ref({ label: '筛查结果', to: 'prenatal.result', out: KEY }),
  },
  sections: [{ title: '实验室结果行', fields: ['resultFileId', 'line', 'raw', 'cells', 'test', 'barcode', 'name', 'birthDay', 'state', 'reason', 'detail', 'sampleId', 'resultId'] }],
})
export type PrenatalResultRow = Row<typeof prenatalResultRow>
export type StoredPrenatalResultRow = StoredRow<typeof prenatalResultRow>
