import { childFile } from '../../modules/child/file.record.ts'
import { newbornVisit } from '../../modules/child/newborn-visit.record.ts'
import { defineDataset } from '../dataset.ts'
import { columnsOfExtension, columnsOfFields } from '../record-columns.ts'
import { CHILD_COLUMNS } from './child-columns.ts'

/** What the file says beside the printed form, whose fields go out by their own definition. */
export const NEWBORN_VISIT_FILE_FIELDS = ['residence', 'fetusCount', 'birthOrder', 'motherOccupation', 'fatherOccupation', 'dischargeDay', 'highRisk'] as const satisfies readonly (keyof typeof childFile.fields)[]

/**
 * 新生儿家庭访视. No WS data set of the printed series covers it (the shared document HSDB01.02 is a draft and an other
 * thing than the data set HDSB01.02), so every column is ours: the head of the form and all its printed fields. Several
 * answers travel as the printed codes with commas.
 */
export const newbornVisitDataset = defineDataset({
  id: 'newborn_visit', title: '新生儿家庭访视', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'childNo', name: '儿童档案编号' }, { key: 'visitDay', name: '访视日期' }, { key: 'serial', name: '序号' }],
  columns: [
    ...CHILD_COLUMNS,
    { key: 'addressProvince', name: '家庭住址-省', type: 'S1', format: 'AN..70' },
    { key: 'addressCity', name: '家庭住址-市', type: 'S1', format: 'AN..70' },
    { key: 'addressCounty', name: '家庭住址-县', type: 'S1', format: 'AN..70' },
    { key: 'addressTownship', name: '家庭住址-乡', type: 'S1', format: 'AN..70' },
    { key: 'addressVillage', name: '家庭住址-村', type: 'S1', format: 'AN..70' },
    { key: 'addressDoor', name: '家庭住址-门牌号码', type: 'S1', format: 'AN..70' },
    { key: 'motherName', name: '母亲姓名', type: 'S1', format: 'A..50', personName: true },
    { key: 'motherPhone', name: '母亲联系电话', type: 'S1', format: 'AN..20' },
    { key: 'motherBirthDay', name: '母亲出生日期', type: 'D', format: 'D8' },
    { key: 'fatherName', name: '父亲姓名', type: 'S1', format: 'A..50', personName: true },
    { key: 'fatherPhone', name: '父亲联系电话', type: 'S1', format: 'AN..20' },
    { key: 'fatherBirthDay', name: '父亲出生日期', type: 'D', format: 'D8' },
    ...columnsOfFields(childFile, NEWBORN_VISIT_FILE_FIELDS), ...columnsOfExtension(newbornVisit, 'newborn_visit'),
  ],
})
