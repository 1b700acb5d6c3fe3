import { pelvicAssessment } from '../../modules/pelvic/assessment.record.ts'
import { pelvicCourse } from '../../modules/pelvic/course.record.ts'
import { pelvicFile } from '../../modules/pelvic/file.record.ts'
import { pelvicQuestionnaire } from '../../modules/pelvic/questionnaire.record.ts'
import { pelvicSession } from '../../modules/pelvic/session.record.ts'
import { type Dataset, defineDataset, type LocalColumn } from '../dataset.ts'
import { columnsOfKinds } from '../record-columns.ts'
import { WOMAN_COLUMNS } from './couple-columns.ts'

/** The state of three kinds of rows, each with its own codes, in one column. */
const withState = (column: LocalColumn): LocalColumn => column.key === 'state' ? { ...column, codeTable: 'local.pelvicState' } : column

/**
 * 盆底专科. There is no national data set, and the text of the province's construction standard (盆底专科规范化建设标准) was not
 * available: every column is ours, and a row claims no conformity with either. One row is a file, an assessment, a
 * questionnaire with its answers and scores, a course or a session. How its sessions went stands on the file.
 */
export const pelvicFloorDataset = defineDataset({
  id: 'pelvic_floor', title: '盆底专科记录(本程序自定,不是国家或省级标准)', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'fileNo', name: '盆底档案编号' }, { key: 'rowKind', name: '记录类别' }, { key: 'serial', name: '序号' }],
  columns: [
    { key: 'rowKind', name: '记录类别', type: 'S2', format: 'AN..30', codeTable: 'local.pelvicFloorRow', required: true },
    ...WOMAN_COLUMNS,
    { key: 'doneSessions', name: '已完成治疗次数', type: 'N', format: 'N..4' },
    { key: 'missedSessions', name: '爽约次数', type: 'N', format: 'N..4' },
    { key: 'cancelledSessions', name: '取消次数', type: 'N', format: 'N..4' },
    { key: 'adverseSessions', name: '有不良反应的次数', type: 'N', format: 'N..4' },
    ...columnsOfKinds([pelvicFile, pelvicAssessment, pelvicQuestionnaire, pelvicCourse, pelvicSession], 'pelvic_floor').map(withState),
  ],
})

/** Data sets of 盆底专科. */
export const PELVIC_DATASETS: readonly Dataset[] = [pelvicFloorDataset]
