import { GESTATION_BASIS, NIPT_CRITERION, NIPT_SUITABILITY, SERUM_PANEL } from '../../code/prenatal.ts'
import { PRENATAL_PROGRAMME, PRENATAL_TEST, type PrenatalTest } from '../../code/prenatal-record.ts'
import { type CodeList, hasCode } from '../../field/code-list.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, OUT } from './parts.ts'

const asks = (...tests: readonly PrenatalTest[]) => ({ showIf: (row: Readonly<Record<string, unknown>>): boolean => tests.some(test => hasCode(row.tests as CodeList<PrenatalTest> | null, test)), dependsOn: ['tests'] as const })

/** 申请单: what is asked for, by which gestation, in which programme. The tubes it needs are made with it. */
export const prenatalRequest = defineRecord({
  id: 'prenatal.request', version: 1, table: 'prenatal_request', title: '产前筛查申请单', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    number: text({ label: '申请单号', maxLength: 20, pii: 'number', list: true, out: 'HDSB02.05.001' }),
    requestedDay: day({ label: '申请日期', required: true, list: true, out: OUT }),
    plannedDay: day({ label: '预约采血(检查)日期', required: true, list: true, out: INTERNAL }),
    tests: codes({ label: '筛查项目', codes: PRENATAL_TEST, required: true, list: true, out: INTERNAL }),
    panel: code({ label: '血清学方案', codes: SERUM_PANEL, out: OUT, ...asks('firstSerum', 'secondSerum') }),
    programme: code({ label: '费用类别', codes: PRENATAL_PROGRAMME, required: true, list: true, out: OUT }),
    isSubsidised: flag({ label: '补助对象(困难家庭)', out: OUT }),
    gestationBasis: code({ label: '孕周确认方法', codes: GESTATION_BASIS, required: true, out: OUT }),
    fetusCount: number({ label: '胎数', plausible: [1, 9], normal: [1, 3], required: true, out: OUT }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 1, plausible: [25, 250], normal: [38, 120], required: true, out: 'HDSB02.05.015' }),
    heightCm: number({ label: '身高', unit: 'cm', decimals: 1, plausible: [100, 220], normal: [140, 185], out: INTERNAL }),
    isSmoking: flag({ label: '吸烟', pii: 'health', out: OUT }),
    hasDiabetes: flag({ label: '1型糖尿病', pii: 'health', out: OUT }),
    history: text({ label: '不良孕产史和家族遗传病史', maxLength: 200, lines: 2, pii: 'health', out: OUT }),
    criteria: codes({ label: 'NIPT询问条件', codes: NIPT_CRITERION, pii: 'health', out: INTERNAL, ...asks('nipt') }),
    overrideReason: text({ label: '不适用仍检测的理由', maxLength: 200, pii: 'health', out: INTERNAL, ...asks('nipt') }),
    institution: text({ label: '采血(检查)机构', maxLength: 70, required: true, list: true, out: INTERNAL }),
    doctorName: text({ label: '申请医生', maxLength: 30, pii: 'name', required: true, list: true, out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
    // Found by the program.
    gestationDays: number({ label: '预约日孕周', unit: '天', plausible: [0, 330], out: INTERNAL }),
    suitability: code({ label: 'NIPT适用性', codes: NIPT_SUITABILITY, out: OUT, ...asks('nipt') }),
    foundCriteria: codes({ label: 'NIPT适用性条件', codes: NIPT_CRITERION, pii: 'health', out: OUT, ...asks('nipt') }),
    windowsVersion: number({ label: '所用筛查窗口版本', plausible: [1, 1_000_000], out: INTERNAL }),
    rulesVersion: number({ label: '所用筛查规则版本', plausible: [1, 1_000_000], out: INTERNAL }),
  },
  sections: [
    { title: '申请', fields: ['pregnancyId', 'number', 'requestedDay', 'plannedDay', 'tests', 'panel', 'programme', 'isSubsidised', 'institution', 'doctorName', 'note'] },
    { title: '计算风险所需', fields: ['gestationBasis', 'fetusCount', 'weightKg', 'heightCm', 'isSmoking', 'hasDiabetes', 'history'] },
    { title: 'NIPT适用性', fields: ['criteria', 'overrideReason'] },
    { title: '推算', fields: ['gestationDays', 'suitability', 'foundCriteria', 'windowsVersion', 'rulesVersion'] },
  ],
  rules: [
    (row, { today }) => row.requestedDay && row.requestedDay > today ? [block('requestedDay', message('prenatalRequest.future', '申请日期不能晚于今天,请核对'))] : [],
    row => row.requestedDay && row.plannedDay && row.plannedDay < row.requestedDay ? [block('plannedDay', message('prenatalRequest.plannedBefore', '预约日期不能早于申请日期,请核对'))] : [],
    row => !row.panel && (hasCode(row.tests, 'firstSerum') || hasCode(row.tests, 'secondSerum')) ? [block('panel', message('prenatalRequest.panel', '血清学筛查请选择方案(二联、三联等)'))] : [],
  ],
})
export type PrenatalRequest = Row<typeof prenatalRequest>
export type StoredPrenatalRequest = StoredRow<typeof prenatalRequest>
