import { ETHNIC_GROUP } from '../../code/ethnic-group.ts'
import { ID_DOCUMENT_TYPE, NO_DOCUMENT_REASON, OTHER_DOCUMENT_TYPE } from '../../code/id-document-type.ts'
import { MARITAL_STATUS } from '../../code/delivery.ts'
import { NATIONALITY } from '../../code/nationality.ts'
import { SEX } from '../../code/sex.ts'
import { code, day, ref, region, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { documentRules, nameRules } from './person.rules.ts'

const WITH_OTHERS = { none: '随分娩、证明、转诊等数据集导出' } as const

/** A human being, one lifelong record, whatever clinic comes to see her. */
export const person = defineRecord({
  id: 'person', version: 1, table: 'person', title: '人员档案', read: 'person.read', write: 'person.write', auditOpening: true,
  fields: {
    name: text({ label: '姓名', maxLength: 60, list: true, pii: 'name', out: WITH_OTHERS }),
    sex: code({ label: '性别', codes: SEX, required: true, list: true, out: WITH_OTHERS }),
    birthDay: day({ label: '出生日期', list: true, pii: 'number', out: WITH_OTHERS }),
    idType: code({ label: '证件类型', codes: ID_DOCUMENT_TYPE, out: WITH_OTHERS }),
    otherDocumentType: code({
      label: '其他证件名称', codes: OTHER_DOCUMENT_TYPE, out: WITH_OTHERS, showIf: row => row.idType === '99', dependsOn: ['idType'],
    }),
    otherDocumentName: text({
      label: '证件名称', maxLength: 30, out: WITH_OTHERS, showIf: row => row.idType === '99' && row.otherDocumentType === 'text', dependsOn: ['idType', 'otherDocumentType'],
    }),
    idNumber: text({ label: '证件号码', maxLength: 30, list: true, pii: 'number', out: WITH_OTHERS, showIf: row => row.idType !== null, dependsOn: ['idType'] }),
    noDocumentReason: code({ label: '无证件原因', codes: NO_DOCUMENT_REASON, out: { none: '本机构内部' }, showIf: row => row.idType === null, dependsOn: ['idType'] }),
    nationality: code({ label: '国籍', codes: NATIONALITY, required: true, out: WITH_OTHERS }),
    ethnicGroup: code({ label: '民族', codes: ETHNIC_GROUP, out: WITH_OTHERS, showIf: row => row.nationality === 'CHN', dependsOn: ['nationality'] }),
    maritalStatus: code({ label: '婚姻状况', codes: MARITAL_STATUS, out: { none: '本期数据集未要求' } }),
    phone: text({ label: '联系电话', maxLength: 20, list: true, pii: 'phone', out: WITH_OTHERS }),
    householdRegion: region({ label: '户籍地区', level: 'township', out: WITH_OTHERS }),
    householdAddress: text({ label: '户籍地址(村、门牌)', maxLength: 70, pii: 'address', out: WITH_OTHERS }),
    homeRegion: region({ label: '现住地区', level: 'township', out: WITH_OTHERS }),
    homeAddress: text({ label: '现住地址(村、门牌)', maxLength: 70, pii: 'address', out: WITH_OTHERS }),
    handbookNumber: text({ label: '母子健康手册号', maxLength: 30, list: true, pii: 'number', out: WITH_OTHERS }),
    note: text({ label: '备注', maxLength: 500, lines: 3, out: { none: '本机构内部' } }),
    mergedIntoId: ref({ label: '已并入', to: 'person', out: { none: '合并由业务主键体现' } }),
  },
  sections: [
    { title: '基本信息', fields: ['name', 'sex', 'birthDay', 'nationality', 'ethnicGroup', 'maritalStatus'] },
    { title: '证件', fields: ['idType', 'otherDocumentType', 'otherDocumentName', 'idNumber', 'noDocumentReason', 'handbookNumber'] },
    { title: '联系', fields: ['phone', 'householdRegion', 'householdAddress', 'homeRegion', 'homeAddress'] },
    { title: '其他', fields: ['note', 'mergedIntoId'] },
  ],
  rules: [nameRules, documentRules],
})
export type Person = Row<typeof person>
export type StoredPerson = StoredRow<typeof person>
