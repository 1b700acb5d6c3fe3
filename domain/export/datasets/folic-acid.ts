import { folicAcid, folicAcidFollowUp, folicAcidIssue } from '../../modules/fertility/folic-acid.record.ts'
import { defineDataset } from '../dataset.ts'
import { columnsOfKinds } from '../record-columns.ts'
import { WOMAN_COLUMNS } from './couple-columns.ts'

/**
 * 增补叶酸. No national data set was found (export note §4.15), so every column is ours. One row is a course, bottles handed
 * out or a follow-up. 应服 and 实服天数 stand on the course once she has reached mid-pregnancy and was asked after it or stopped.
 */
export const folicAcidDataset = defineDataset({
  id: 'folic_acid', title: '增补叶酸', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'fileNo', name: '叶酸编号' }, { key: 'rowKind', name: '记录类别' }, { key: 'serial', name: '序号' }],
  columns: [
    { key: 'rowKind', name: '记录类别', type: 'S2', format: 'AN..30', codeTable: 'local.folicAcidRow', required: true },
    ...WOMAN_COLUMNS,
    { key: 'midPregnancyDay', name: '孕中期登记日期', type: 'D', format: 'D8' },
    { key: 'requiredDays', name: '应服天数', type: 'N', format: 'N..4' },
    { key: 'takenDays', name: '实服天数', type: 'N', format: 'N..4' },
    ...columnsOfKinds([folicAcid, folicAcidIssue, folicAcidFollowUp], 'folic_acid'),
  ],
})
