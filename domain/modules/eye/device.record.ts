import { EYE_DEVICE_STATE } from '../../code/eye-device.ts'
import { VISUAL_ACUITY } from '../../code/visual-acuity.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { codePair, KEY, numberPair } from './parts.ts'

/** What is of the instrument stays in the house: what a visit takes over travels as the visit's. */
const DEVICE = { none: '仪器原始结果,采用后随检查记录导出' } as const
const kept = <const F extends Readonly<Record<string, object>>>(fields: F): F => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, out: DEVICE }])) as F

/** A file an instrument wrote; its bytes are kept as they came in a table beside it (`eye_device_original`). */
export const deviceFile = defineRecord({
  id: 'eye.deviceFile', version: 1, table: 'eye_device_file', title: '仪器文件', read: 'eye.read', write: 'eye.write', auditOpening: true,
  fields: {
    fileName: text({ label: '文件名', maxLength: 200, required: true, list: true, out: DEVICE }),
    device: text({ label: '仪器格式', maxLength: 40, required: true, list: true, out: DEVICE }),
    encoding: text({ label: '编码', maxLength: 20, required: true, out: DEVICE }),
    hash: text({ label: '文件指纹(SHA-256)', maxLength: 64, required: true, out: DEVICE }),
    readDay: day({ label: '读入日期', required: true, list: true, out: DEVICE }),
    lineCount: number({ label: '结果行数', plausible: [0, 100_000], required: true, out: DEVICE }),
  },
  sections: [{ title: '仪器文件', fields: ['fileName', 'device', 'encoding', 'hash', 'readDay', 'lineCount'] }],
})
export type DeviceFile = Row<typeof deviceFile>

/** One result of an instrument's file: what it says, whose it is, what became of it. Never a visit by itself. */
export const deviceRow = defineRecord({
  id: 'eye.deviceRow', version: 1, table: 'eye_device_row', title: '仪器结果', read: 'eye.read', write: 'eye.write', auditOpening: true,
  once: [{ fields: ['rowKey'], says: ['measuredDay', 'line'], way: 'void', index: 'eye_device_row_row_key_ix' }],
  fields: {
    deviceFileId: ref({ label: '仪器文件', to: 'eye.deviceFile', required: true, out: KEY }),
    line: number({ label: '行号', plausible: [1, 10_000_000], required: true, out: DEVICE }),
    raw: text({ label: '原文', maxLength: 2000, required: true, pii: 'health', out: DEVICE }),
    rowKey: text({ label: '结果指纹', maxLength: 64, required: true, out: DEVICE }),
    state: code({ label: '状态', codes: EYE_DEVICE_STATE, required: true, list: true, out: DEVICE }),
    name: text({ label: '仪器上的姓名', maxLength: 100, pii: 'name', out: DEVICE }),
    number: text({ label: '仪器上的编号', maxLength: 40, pii: 'number', out: DEVICE }),
    birthDay: day({ label: '仪器上的出生日期', out: DEVICE }),
    measuredDay: day({ label: '检查日期', list: true, out: DEVICE }),
    // As wide as the visit's fields; what is unusual is asked about when a visit takes it over.
    ...kept({
      ...numberPair('sphereD', '球镜', { unit: 'D', decimals: 3, plausible: [-35, 30] }), ...numberPair('cylinderD', '柱镜', { unit: 'D', decimals: 3, plausible: [-10, 10] }), ...numberPair('axisDegrees', '轴位', { unit: '°', decimals: 0, plausible: [1, 180] }),
      ...codePair('vision', '视力', VISUAL_ACUITY),
    }),
    pupilDistanceMm: number({ label: '瞳距', unit: 'mm', decimals: 1, plausible: [35, 80], out: DEVICE }),
    faults: text({ label: '不能取值的原因', maxLength: 1000, out: DEVICE }),
    fileId: ref({ label: '儿童保健档案', to: 'child.file', out: KEY }),
    visitId: ref({ label: '检查记录', to: 'eye.visit', out: KEY }),
    reason: text({ label: '说明', maxLength: 300, out: DEVICE }),
  },
  sections: [
    { title: '来源', fields: ['deviceFileId', 'line', 'raw', 'rowKey', 'state', 'name', 'number', 'birthDay', 'measuredDay', 'faults', 'fileId', 'visitId', 'reason'] },
    { title: '结果', fields: ['sphereDRight', 'cylinderDRight', 'axisDegreesRight', 'sphereDLeft', 'cylinderDLeft', 'axisDegreesLeft', 'pupilDistanceMm', 'visionRight', 'visionLeft'] },
  ],
})
export type DeviceRow = Row<typeof deviceRow>
export type StoredDeviceRow = StoredRow<typeof deviceRow>
