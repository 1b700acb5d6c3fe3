import { HIV_RESULT } from '../../code/national-care.ts'
import { code, day, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY } from './parts.ts'

/**
 * HIV检测(保密): the one result of the premarital examination that only those on the list of names read. Lists and papers
 * show its `number` alone, for every result alike, so that the number itself tells nothing. Whoever works in the clinic may
 * enter a result; reading and changing it is for the list. Source: maternal care note §13.1, §14.
 */
export const premaritalHiv = defineRecord({
  id: 'fertility.hiv', version: 1, table: 'premarital_hiv', title: '婚检HIV检测(保密)', read: 'infection.read', write: 'women.write', auditOpening: true,
  fields: {
    examinationId: ref({ label: '婚检表', to: 'fertility.premarital', required: true, out: KEY }),
    number: text({ label: '保密编号', maxLength: 20, required: true, list: true, out: INTERNAL }),
    testedDay: day({ label: '检测日期', required: true, out: INTERNAL }),
    antibody: code({ label: 'HIV抗体检测结果', codes: HIV_RESULT, required: true, pii: 'health', out: 'HDSB02.01.109' }),
    confirmation: code({ label: '确证结果', codes: HIV_RESULT, pii: 'health', out: INTERNAL, showIf: row => row.antibody === '2' || row.antibody === '3', dependsOn: ['antibody'] }),
    confirmedDay: day({ label: '确证日期', out: INTERNAL, showIf: row => row.antibody === '2' || row.antibody === '3', dependsOn: ['antibody'] }),
    informedDay: day({ label: '告知本人日期', out: INTERNAL }),
    doctorName: text({ label: '填写医师', maxLength: 30, out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: 'HIV检测(保密)', fields: ['examinationId', 'number', 'testedDay', 'antibody', 'confirmation', 'confirmedDay', 'informedDay', 'doctorName', 'note'] }],
  rules: [
    (row, { today }) => (['testedDay', 'confirmedDay', 'informedDay'] as const).filter(name => row[name] !== null && row[name] > today).map(name => block(name, message('premarital.future', '日期不能晚于今天,请核对'))),
    row => row.confirmedDay && row.testedDay && row.confirmedDay < row.testedDay ? [block('confirmedDay', message('hiv.confirmedBefore', '确证日期不能早于检测日期,请核对'))] : [],
    row => row.confirmation && !row.confirmedDay ? [block('confirmedDay', message('hiv.confirmedDay', '请填写确证日期'))] : [],
  ],
})
export type PremaritalHiv = Row<typeof premaritalHiv>
export type StoredPremaritalHiv = StoredRow<typeof premaritalHiv>
