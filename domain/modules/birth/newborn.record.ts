import { DELIVERY_OUTCOME, NEWBORN_HEALTH } from '../../code/delivery.ts'
import { SEX } from '../../code/sex.ts'
import { code, flag, minute, number, ref } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { newbornRules } from './birth.rules.ts'

/** One child of a delivery. A live-born becomes a person of its own at birth, before it has a name. */
export const newborn = defineRecord({
  id: 'newborn', version: 1, table: 'newborn', title: '新生儿', read: 'birth.read', write: 'birth.write', auditOpening: true,
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
  },
  sections: [
    { title: '新生儿', fields: ['deliveryId', 'personId', 'birthOrder', 'outcome', 'sex', 'bornAt', 'weightG', 'lengthCm', 'health', 'apgarOneMinute', 'apgarFiveMinutes', 'rescued', 'defect'] },
  ],
  rules: [newbornRules],
})
export type Newborn = Row<typeof newborn>
export type StoredNewborn = StoredRow<typeof newborn>
