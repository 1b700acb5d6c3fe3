import { GESTATION_BASIS, PRENATAL_SAMPLE_STATE, SAMPLE_REJECTION, SAMPLE_TEST } from '../../code/prenatal.ts'
import { REPORT_WAY } from '../../code/prenatal-record.ts'
import { code, codes, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, OUT } from './parts.ts'

/**
 * 样本: one tube from the booking to the issued report. It moves by `prenatal.sample.step` alone, each step a line of
 * `prenatal_sample_step`. A rejected tube keeps its barcode and stays; the next one names it in `replacesId` (P-31).
 */
export const prenatalSample = defineRecord({
  id: 'prenatal.sample', version: 1, table: 'prenatal_sample', title: '产前筛查样本', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    requestId: ref({ label: '申请单', to: 'prenatal.request', required: true, out: KEY }),
    tests: codes({ label: '检测项目', codes: SAMPLE_TEST, required: true, list: true, out: INTERNAL }),
    state: code({ label: '样本状态', codes: PRENATAL_SAMPLE_STATE, required: true, list: true, out: INTERNAL }),
    stateAt: minute({ label: '状态时间', required: true, list: true, out: INTERNAL }),
    barcode: text({ label: '样本条形码', maxLength: 30, pattern: /^[0-9A-Za-z-]+$/, pii: 'number', list: true, out: OUT }),
    year: number({ label: '条形码年度', plausible: [2000, 2100], out: INTERNAL }),
    drawnAt: minute({ label: '采血时间', list: true, out: INTERNAL }),
    drawnBy: text({ label: '采血人员', maxLength: 30, pii: 'name', out: INTERNAL }),
    place: text({ label: '采血地点', maxLength: 70, out: OUT }),
    // What the laboratory counts with: a later redating leaves it as it was.
    startDay: day({ label: '采血时的孕周起算日', out: INTERNAL }),
    gestationDays: number({ label: '采血孕周', unit: '天', plausible: [0, 330], list: true, out: 'HDSB02.05.016' }),
    gestationBasis: code({ label: '孕周确认方法', codes: GESTATION_BASIS, out: INTERNAL }),
    weightKg: number({ label: '采血时体重', unit: 'kg', decimals: 1, plausible: [25, 250], out: INTERNAL }),
    handoverId: ref({ label: '交接单', to: 'prenatal.handover', out: KEY }),
    laboratory: text({ label: '检测实验室', maxLength: 70, out: OUT }),
    receivedAt: minute({ label: '签收时间', out: INTERNAL }),
    rejection: codes({ label: '拒收原因', codes: SAMPLE_REJECTION, out: OUT }),
    replacesId: ref({ label: '代替的样本', to: 'prenatal.sample', out: KEY }),
    isReplaced: flag({ label: '已重采', out: INTERNAL }),
    reviewerName: text({ label: '审核人', maxLength: 30, pii: 'name', out: INTERNAL }),
    issuedAt: minute({ label: '报告发放时间', out: INTERNAL }),
    issuedWay: code({ label: '报告发放方式', codes: REPORT_WAY, out: INTERNAL }),
    issuedTo: text({ label: '报告领取人', maxLength: 30, pii: 'name', out: INTERNAL }),
  },
  sections: [
    { title: '样本', fields: ['pregnancyId', 'requestId', 'tests', 'state', 'stateAt', 'barcode', 'year', 'replacesId', 'isReplaced'] },
    { title: '采血', fields: ['drawnAt', 'drawnBy', 'place', 'startDay', 'gestationDays', 'gestationBasis', 'weightKg'] },
    { title: '送检与报告', fields: ['handoverId', 'laboratory', 'receivedAt', 'rejection', 'reviewerName', 'issuedAt', 'issuedWay', 'issuedTo'] },
  ],
})
export type PrenatalSample = Row<typeof prenatalSample>
export type StoredPrenatalSample = StoredRow<typeof prenatalSample>

/** 交接单: tubes that travel together, with who sends and who receives them. */
export const prenatalHandover = defineRecord({
  id: 'prenatal.handover', version: 1, table: 'prenatal_handover', title: '样本交接单', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    number: text({ label: '交接单号', maxLength: 20, pii: 'number', list: true, out: INTERNAL }),
    laboratory: text({ label: '检测实验室', maxLength: 70, required: true, list: true, out: INTERNAL }),
    sentAt: minute({ label: '送出时间', required: true, list: true, out: INTERNAL }),
    sender: text({ label: '送样人', maxLength: 30, pii: 'name', required: true, list: true, out: INTERNAL }),
    sentCelsius: number({ label: '送出温度', unit: '℃', decimals: 1, plausible: [-90, 60], out: INTERNAL }),
    sampleCount: number({ label: '样本数', plausible: [1, 10_000], required: true, list: true, out: INTERNAL }),
    receivedAt: minute({ label: '签收时间', list: true, out: INTERNAL }),
    receiver: text({ label: '收样人', maxLength: 30, pii: 'name', list: true, out: INTERNAL }),
    receivedCelsius: number({ label: '签收温度', unit: '℃', decimals: 1, plausible: [-90, 60], out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, out: INTERNAL }),
  },
  sections: [{ title: '样本交接单', fields: ['number', 'laboratory', 'sentAt', 'sender', 'sentCelsius', 'sampleCount', 'receivedAt', 'receiver', 'receivedCelsius', 'note'] }],
})
export type PrenatalHandover = Row<typeof prenatalHandover>
export type StoredPrenatalHandover = StoredRow<typeof prenatalHandover>
