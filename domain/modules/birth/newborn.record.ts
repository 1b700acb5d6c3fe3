import { DELIVERY_OUTCOME, NEWBORN_HEALTH } from '../../code/delivery.ts'
import { SEX } from '../../code/sex.ts'
import { NEWBORN_COMPLICATION } from '../../code/child-high-risk.ts'
import { NEWBORN_RESCUE } from '../../code/maternal-visit.ts'
import { code, codes, flag, minute, number, ref, text } from '../../field/build.ts'
import { type CodeList, hasCode } from '../../field/code-list.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { newbornCareRules, newbornRules } from './birth.rules.ts'

const OUT = { ext: ['newborn'] } as const

/** One child of a delivery. A live-born becomes a person of its own at birth, before it has a name. */
export const newborn = defineRecord({
  id: 'newborn', version: 2, table: 'newborn', title: '新生儿', read: 'birth.read', write: 'birth.write', auditOpening: true,
  fields: {
    deliveryId: ref({ label: '分娩', to: 'delivery', required: true, out: { none: '业务主键' } }),
    personId: ref({ label: '人员档案', to: 'person', out: { none: '业务主键' } }),
    birthOrder: number({ label: '出生次序', plausible: [1, 9], required: true, list: true, out: { none: '业务主键' } }),
    outcome: code({ label: '分娩结局', codes: DELIVERY_OUTCOME, required: true, list: true, out: 'HDSB02.04.139' }),
    sex: code({ label: '性别', codes: SEX, required: true, list: true, out: 'HDSB02.04.161' }),
    bornAt: minute({ label: '出生时间', required: true, list: true, out: 'HDSB02.04.111' }),
    weightG: number({ label: '出生体重', unit: '克', plausible: [200, 8000], required: true, list: true, out: 'HDSB02.04.177' }),
    lengthCm: number({ label: '出生身长', unit: '厘米', decimals: 1, plausible: [20, 70], normal: [40, 60], list: true, out: 'HDSB02.04.178' }),
    health: code({ label: '健康状况', codes: NEWBORN_HEALTH, out: { none: '扩展项 health' }, showIf: row => row.outcome === '1', dependsOn: ['outcome'] }),
    apgarOneMinute: number({ label: 'Apgar 评分(1分钟)', plausible: [0, 10], normal: [4, 10], out: { none: '扩展项 apgarOneMinute' } }),
    apgarFiveMinutes: number({ label: 'Apgar 评分(5分钟)', plausible: [0, 10], normal: [4, 10], out: 'HDSB02.04.171' }),
    rescued: flag({ label: '是否抢救', out: 'HDSB02.04.134' }),
    defect: flag({ label: '是否出生缺陷', out: 'HDSB02.04.133' }),
    headCm: number({ label: '头围', unit: '厘米', decimals: 1, plausible: [15, 50], normal: [28, 40], out: 'HDSB02.04.131', since: 2 }),
    chestCm: number({ label: '胸围', unit: '厘米', decimals: 1, plausible: [15, 50], normal: [27, 40], out: 'HDSB02.04.132', since: 2 }),
    apgarTenMinutes: number({ label: 'Apgar 评分(10分钟)', plausible: [0, 10], normal: [4, 10], out: OUT, since: 2 }),
    rescueMethods: codes({ label: '抢救方法', codes: NEWBORN_RESCUE, pii: 'health', out: OUT, since: 2, showIf: row => row.rescued === true, dependsOn: ['rescued'] }),
    defectNote: text({ label: '出生缺陷类型', maxLength: 100, pii: 'health', out: OUT, since: 2, showIf: row => row.defect === true, dependsOn: ['defect'] }),
    complications: codes({ label: '新生儿并发症', codes: NEWBORN_COMPLICATION, pii: 'health', out: OUT, since: 2 }),
    complicationsNote: text({ label: '新生儿并发症:其他', maxLength: 100, pii: 'health', out: OUT, since: 2, showIf: row => hasCode(row.complications as CodeList | null, '99' as never), dependsOn: ['complications'] }),
    treatment: text({ label: '处理及指导意见', maxLength: 200, lines: 2, pii: 'health', out: 'HDSB02.04.138', since: 2 }),
    hepatitisBVaccineAt: minute({ label: '乙肝疫苗首针时间', out: OUT, since: 2 }),
    immunoglobulinAt: minute({ label: '乙肝免疫球蛋白时间', pii: 'health', out: OUT, since: 2 }),
    hasVitaminK: flag({ label: '注射维生素K1', out: OUT, since: 2 }), hasEarlyContact: flag({ label: '早接触早吸吮', out: OUT, since: 2 }),
  },
  sections: [
    { title: '新生儿', fields: ['deliveryId', 'personId', 'birthOrder', 'outcome', 'sex', 'bornAt', 'weightG', 'lengthCm', 'health', 'apgarOneMinute', 'apgarFiveMinutes', 'rescued', 'defect'] },
    { title: '出生后处理', fields: ['headCm', 'chestCm', 'apgarTenMinutes', 'rescueMethods', 'defectNote', 'complications', 'complicationsNote', 'treatment', 'hepatitisBVaccineAt', 'immunoglobulinAt', 'hasVitaminK', 'hasEarlyContact'] },
  ],
  rules: [newbornRules, newbornCareRules],
})
export type Newborn = Row<typeof newborn>
export type StoredNewborn = StoredRow<typeof newborn>
/** What the clinic notes of the child after birth, in a section of its own. */
export const NEWBORN_CARE_SECTIONS = ['出生后处理'] as const
