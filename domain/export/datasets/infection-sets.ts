import { CHILD_TEST } from '../../code/infection.ts'
import { infectionCase } from '../../modules/infection/case.record.ts'
import { infectionChild } from '../../modules/infection/child.record.ts'
import { type Dataset, defineDataset, type LocalColumn } from '../dataset.ts'
import { columnsOfExtension } from '../record-columns.ts'

const weeks = (key: string, name: string): LocalColumn => ({ key, name, type: 'N', format: 'N..3' })
const flag = (key: string, name: string): LocalColumn => ({ key, name, type: 'L', format: 'T/F' })

/**
 * 母婴阻断, of our own: no standard has these elements (export note §4.15). Whoever seals a package must not learn whom a row
 * is about, and births with names and days travel in the same package: so a row has the case's number, no person, no free
 * text and no day — weeks of pregnancy, hours and days of life instead. It goes out only where the setting says so.
 */
export const motherToChildDataset = defineDataset({
  id: 'mother_to_child_prevention', title: '母婴阻断', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'caseNo', name: '个案编号' }, { key: 'childNo', name: '儿童序号' }],
  columns: [
    { key: 'rowKind', name: '记录类别', type: 'S2', format: 'AN..30', codeTable: 'local.preventionRow', required: true }, { key: 'caseNo', name: '个案编号', type: 'S1', format: 'AN..20', required: true },
    weeks('hivTestDays', '艾滋病检测孕周(天)'), weeks('hivTreatmentDays', '抗病毒治疗开始孕周(天)'), weeks('syphilisTestDays', '梅毒检测孕周(天)'), weeks('syphilisTreatmentDays', '梅毒治疗开始孕周(天)'), weeks('hbvTestDays', '乙肝检测孕周(天)'), weeks('hbvTreatmentDays', '抗乙肝治疗开始孕周(天)'),
    flag('isClosed', '已结案'), ...columnsOfExtension(infectionCase, 'mother_to_child_prevention'),
    flag('hasHivProphylaxis', '预防用药'), flag('hasSyphilisProphylaxis', '梅毒预防性治疗'), { key: 'vaccineHours', name: '出生至首剂乙肝疫苗(小时)', type: 'N', format: 'N..7,1' }, { key: 'vaccineDoses', name: '乙肝疫苗剂次', type: 'N', format: 'N1' },
    ...columnsOfExtension(infectionChild, 'mother_to_child_prevention').map(({ required: _required, ...column }) => column),
    ...CHILD_TEST.list.filter(({ infection }) => infection !== null).flatMap(({ code, label }): LocalColumn[] => [{ key: `${code}TestAgeDays`, name: `${label} 日龄`, type: 'N', format: 'N..4' }, { key: `${code}TestResult`, name: `${label} 结果`, type: 'S2', format: 'AN..30', codeTable: 'local.childTestResult' }]),
  ],
})

/** Data sets of 艾梅乙母婴阻断. */
export const INFECTION_DATASETS: readonly Dataset[] = [motherToChildDataset]
