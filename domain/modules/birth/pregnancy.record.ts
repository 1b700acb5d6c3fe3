import { day, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

/** A woman's pregnancy, light: as much as the certificate needs. The full maternal record grows on it. */
export const pregnancy = defineRecord({
  id: 'pregnancy', version: 1, table: 'pregnancy', title: '妊娠', read: 'birth.read', write: 'birth.write',
  fields: {
    womanId: ref({ label: '孕产妇', to: 'person', required: true, out: { none: '业务主键' } }),
    gravidity: number({ label: '孕次', plausible: [1, 30], normal: [1, 10], out: { none: '本期数据集未要求' } }),
    parity: number({ label: '产次', plausible: [0, 20], normal: [0, 8], out: { none: '本期数据集未要求' } }),
    lastMenstrualDay: day({ label: '末次月经', out: { none: '本期数据集未要求' } }),
    handbookNumber: text({ label: '孕产妇保健手册号', maxLength: 30, pii: 'number', out: { none: '业务主键' } }),
    note: text({ label: '备注', maxLength: 300, lines: 2, out: { none: '本机构内部' } }),
  },
  sections: [{ title: '妊娠', fields: ['womanId', 'gravidity', 'parity', 'lastMenstrualDay', 'handbookNumber', 'note'] }],
  rules: [
    (row, { today }) => row.lastMenstrualDay && row.lastMenstrualDay > today
      ? [block('lastMenstrualDay', message('pregnancy.lastMenstrualFuture', '末次月经不能晚于今天,请核对'))] : [],
    row => row.gravidity !== null && row.parity !== null && row.parity >= row.gravidity + 1
      ? [block('parity', message('pregnancy.parityOverGravidity', '产次不能大于孕次,请核对'))] : [],
  ],
})
export type Pregnancy = Row<typeof pregnancy>
export type StoredPregnancy = StoredRow<typeof pregnancy>
