import { childFile } from '../../modules/child/file.record.ts'
import { eyeFile } from '../../modules/eye/file.record.ts'
import { glasses } from '../../modules/eye/glasses.record.ts'
import { eyeReferral } from '../../modules/eye/referral.record.ts'
import { retinopathy } from '../../modules/eye/retinopathy.record.ts'
import { eyeVisit } from '../../modules/eye/visit.record.ts'
import { defineDataset } from '../dataset.ts'
import { columnsOfFields, columnsOfKinds } from '../record-columns.ts'
import { CHILD_COLUMNS } from './child-columns.ts'

/** What the child's file says, for a receiver that judges eyes by birth. */
export const EYE_CARE_FILE_FIELDS = ['gestationDays', 'birthWeightG', 'residence'] as const satisfies readonly (keyof typeof childFile.fields)[]

/**
 * 眼保健. No national data set covers it (export note §4.6), so every column is ours. One row is one record: an examination,
 * a referral with its answer, a fundus examination of a preterm child or a pair of glasses; `rowKind` says which, the eye
 * health file's answers stand on every row of the child, and a referral or a pair of glasses names the day and number of
 * its examination. What the national catalogue has an element for (眼外观检查异常标志, 裸眼 and 矫正远视力) is there
 * besides, in the element's own notation: of a vision below the chart, or of one that one decimal
 * cannot say (0.12, 0.15, 0.25), nothing is sent there: its code says it.
 */
export const eyeCareDataset = defineDataset({
  id: 'eye_care', title: '儿童眼保健及视力检查', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'childNo', name: '儿童档案编号' }, { key: 'rowKind', name: '记录类别' }, { key: 'day', name: '日期' }, { key: 'serial', name: '序号' }],
  columns: [
    { key: 'rowKind', name: '记录类别', type: 'S2', format: 'AN..30', codeTable: 'local.eyeCareRow', required: true },
    ...CHILD_COLUMNS,
    { key: 'addressCounty', name: '家庭住址-县', type: 'S1', format: 'AN..70' },
    { key: 'addressTownship', name: '家庭住址-乡', type: 'S1', format: 'AN..70' },
    { key: 'visitSerial', name: '检查记录序号', type: 'N', format: 'N..3' },
    { key: 'eyeAppearanceAbnormal', name: '眼外观检查异常标志(DE04.10.217.00)', type: 'L', format: 'T/F' },
    { key: 'distanceVisionRight', name: '右眼裸眼远视力值(DE04.10.116.00)', type: 'N', format: 'N3,1' },
    { key: 'distanceVisionLeft', name: '左眼裸眼远视力值(DE04.10.116.00)', type: 'N', format: 'N3,1' },
    { key: 'correctedDistanceVisionRight', name: '右眼矫正远视力值(DE04.10.098.00)', type: 'N', format: 'N3,1' },
    { key: 'correctedDistanceVisionLeft', name: '左眼矫正远视力值(DE04.10.098.00)', type: 'N', format: 'N3,1' },
    ...columnsOfFields(childFile, EYE_CARE_FILE_FIELDS), ...columnsOfKinds([eyeFile, eyeVisit, eyeReferral, retinopathy, glasses], 'eye_care'),
  ],
})
