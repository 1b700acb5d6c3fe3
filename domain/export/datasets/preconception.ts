import { preconception, preconceptionCheck, preconceptionFollowUp } from '../../modules/fertility/preconception.record.ts'
import { defineDataset } from '../dataset.ts'
import { columnsOfKinds } from '../record-columns.ts'
import { COUPLE_COLUMNS } from './couple-columns.ts'

/**
 * 孕前优生健康检查. WS/T 377.8—2020 was not read (export note §4.15), so every column is ours. One row is one record: the
 * couple's file, the sheet of the woman or of the man (`sex`), or a follow-up; `rowKind` says which, who they are stands on
 * every row.
 */
export const preconceptionDataset = defineDataset({
  id: 'preconception', title: '孕前优生健康检查', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'fileNo', name: '孕前优生编号' }, { key: 'rowKind', name: '记录类别' }, { key: 'serial', name: '序号' }],
  columns: [
    { key: 'rowKind', name: '记录类别', type: 'S2', format: 'AN..30', codeTable: 'local.preconceptionRow', required: true },
    ...COUPLE_COLUMNS,
    { key: 'sex', name: '性别代码', type: 'S3', format: 'N1', codeTable: 'GB/T 2261.1' },
    ...columnsOfKinds([preconception, preconceptionCheck, preconceptionFollowUp], 'preconception'),
  ],
})
