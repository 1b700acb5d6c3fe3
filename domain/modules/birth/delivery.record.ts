import { ATTENDANT_TYPE, BIRTH_PLACE_TYPE, DELIVERY_MODE } from '../../code/delivery.ts'
import { code, flag, number, ref, region, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { deliveryRules } from './birth.rules.ts'

/** One delivery of a pregnancy, with 1..n newborns hanging on it: twins are entered once for the mother. */
export const delivery = defineRecord({
  id: 'delivery', version: 1, table: 'delivery', title: '分娩', read: 'birth.read', write: 'birth.write', auditOpening: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: { none: '业务主键' } }),
    motherId: ref({ label: '产妇', to: 'person', required: true, out: { none: '业务主键' } }),
    admissionNumber: text({ label: '住院病历号', maxLength: 30, list: true, pii: 'number', out: { none: '扩展项 admissionNumber' } }),
    gestationDays: number({ label: '分娩孕周(天)', unit: '天', plausible: [126, 321], normal: [196, 300], required: true, list: true, out: 'HDSB02.04.112' }),
    mode: code({ label: '分娩方式', codes: DELIVERY_MODE, required: true, list: true, out: 'HDSB02.04.113' }),
    fetusCount: number({ label: '胎数', plausible: [1, 9], normal: [1, 3], required: true, list: true, out: 'HDSB02.04.130' }),
    placeType: code({ label: '出生地点类别', codes: BIRTH_PLACE_TYPE, required: true, out: { none: '扩展项 placeType' } }),
    placeRegion: region({ label: '出生地(省市县)', level: 'county', required: true, out: { none: '随出生医学证明导出' } }),
    placeName: text({ label: '接生机构名称', maxLength: 70, out: { none: '随出生医学证明导出' } }),
    treatedInLicensed: flag({
      label: '产后是否在助产机构处理(脐带、胎盘或裂伤)', out: { none: '本机构内部' },
      showIf: row => row.placeType === '5' || row.placeType === '6' || row.placeType === '4' || row.placeType === '9', dependsOn: ['placeType'],
    }),
    attendantType: code({ label: '助产人员类别', codes: ATTENDANT_TYPE, out: { none: '扩展项 attendantType' } }),
    attendantName: text({ label: '接生人员', maxLength: 30, list: true, out: { none: '随出生医学证明导出' } }),
    note: text({ label: '备注', maxLength: 300, lines: 2, out: { none: '本机构内部' } }),
  },
  sections: [
    { title: '产妇', fields: ['pregnancyId', 'motherId', 'admissionNumber'] },
    { title: '分娩', fields: ['gestationDays', 'mode', 'fetusCount', 'placeType', 'placeRegion', 'placeName', 'treatedInLicensed', 'attendantType', 'attendantName', 'note'] },
  ],
  rules: [deliveryRules],
})
export type Delivery = Row<typeof delivery>
export type StoredDelivery = StoredRow<typeof delivery>
