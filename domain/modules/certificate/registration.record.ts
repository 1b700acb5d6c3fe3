import { COLLECTOR_RELATION } from '../../code/certificate.ts'
import { ETHNIC_GROUP } from '../../code/ethnic-group.ts'
import { ID_DOCUMENT_TYPE } from '../../code/id-document-type.ts'
import { NATIONALITY } from '../../code/nationality.ts'
import { code, day, flag, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

const hasMother = (row: Readonly<Record<string, unknown>>): boolean => row.motherProvided === true
const hasFather = (row: Readonly<Record<string, unknown>>): boolean => row.fatherProvided === true

/**
 * 首次签发登记表: what the family declares and the issuer checked, as it stood on the day. Parents' facts are copied
 * from their records so that a later correction there does not change what was printed.
 */
export const registration = defineRecord({
  id: 'certificate.registration', version: 1, table: 'certificate_registration', title: '首次签发登记表',
  read: 'certificate.read', write: 'certificate.register', auditOpening: true,
  fields: {
    newbornId: ref({ label: '新生儿', to: 'newborn', required: true, out: { none: '业务主键' } }),
    babyName: text({ label: '新生儿姓名', maxLength: 50, list: true, pii: 'name', out: 'HDSB01.01.002' }),
    registerInChina: flag({ label: '新生儿在中国办理户口登记', out: { none: '本机构内部' } }),
    motherProvided: flag({ label: '登记母亲信息', out: { none: '本机构内部' } }),
    motherPersonId: ref({ label: '母亲档案', to: 'person', out: { none: '业务主键' }, showIf: hasMother, dependsOn: ['motherProvided'] }),
    motherName: text({ label: '母亲姓名', maxLength: 60, list: true, pii: 'name', out: 'HDSB01.01.008', showIf: hasMother, dependsOn: ['motherProvided'] }),
    motherBirthDay: day({ label: '母亲出生日期', pii: 'number', out: 'HDSB01.01.009', showIf: hasMother, dependsOn: ['motherProvided'] }),
    motherNationality: code({ label: '母亲国籍', codes: NATIONALITY, out: 'HDSB01.01.010', showIf: hasMother, dependsOn: ['motherProvided'] }),
    motherEthnicGroup: code({ label: '母亲民族', codes: ETHNIC_GROUP, out: 'HDSB01.01.011', showIf: hasMother, dependsOn: ['motherProvided'] }),
    motherAddress: text({ label: '母亲住址', maxLength: 100, pii: 'address', out: { none: '住址按省市县乡分列导出' }, showIf: hasMother, dependsOn: ['motherProvided'] }),
    motherIdType: code({ label: '母亲证件类型', codes: ID_DOCUMENT_TYPE, out: 'HDSB01.01.018', showIf: hasMother, dependsOn: ['motherProvided'] }),
    motherDocumentName: text({ label: '母亲其他证件名称', maxLength: 30, out: { none: '证件类型 99 的说明' }, showIf: row => hasMother(row) && row.motherIdType === '99', dependsOn: ['motherProvided', 'motherIdType'] }),
    motherIdNumber: text({ label: '母亲证件号码', maxLength: 30, pii: 'number', out: 'HDSB01.01.019', showIf: hasMother, dependsOn: ['motherProvided'] }),
    motherDiffersFromAdmission: flag({ label: '母亲证件姓名与住院登记不一致', out: { none: '本机构内部' }, showIf: hasMother, dependsOn: ['motherProvided'] }),
    fatherProvided: flag({ label: '登记父亲信息', out: { none: '本机构内部' } }),
    fatherPersonId: ref({ label: '父亲档案', to: 'person', out: { none: '业务主键' }, showIf: hasFather, dependsOn: ['fatherProvided'] }),
    fatherName: text({ label: '父亲姓名', maxLength: 60, list: true, pii: 'name', out: 'HDSB01.01.020', showIf: hasFather, dependsOn: ['fatherProvided'] }),
    fatherBirthDay: day({ label: '父亲出生日期', pii: 'number', out: 'HDSB01.01.021', showIf: hasFather, dependsOn: ['fatherProvided'] }),
    fatherNationality: code({ label: '父亲国籍', codes: NATIONALITY, out: 'HDSB01.01.022', showIf: hasFather, dependsOn: ['fatherProvided'] }),
    fatherEthnicGroup: code({ label: '父亲民族', codes: ETHNIC_GROUP, out: 'HDSB01.01.023', showIf: hasFather, dependsOn: ['fatherProvided'] }),
    fatherAddress: text({ label: '父亲住址', maxLength: 100, pii: 'address', out: { none: '住址按省市县乡分列导出' }, showIf: hasFather, dependsOn: ['fatherProvided'] }),
    fatherIdType: code({ label: '父亲证件类型', codes: ID_DOCUMENT_TYPE, out: 'HDSB01.01.030', showIf: hasFather, dependsOn: ['fatherProvided'] }),
    fatherDocumentName: text({ label: '父亲其他证件名称', maxLength: 30, out: { none: '证件类型 99 的说明' }, showIf: row => hasFather(row) && row.fatherIdType === '99', dependsOn: ['fatherProvided', 'fatherIdType'] }),
    fatherIdNumber: text({ label: '父亲证件号码', maxLength: 30, pii: 'number', out: 'HDSB01.01.031', showIf: hasFather, dependsOn: ['fatherProvided'] }),
    maritalBirth: flag({ label: '父母已婚', out: { none: '本机构内部' } }),
    marriageCertificateNumber: text({ label: '结婚证号', maxLength: 30, pii: 'number', out: { none: '登记表项' }, showIf: row => row.maritalBirth === true, dependsOn: ['maritalBirth'] }),
    dnaReportNumber: text({ label: '亲子鉴定意见书编号', maxLength: 40, out: { none: '登记表项' } }),
    collectorName: text({ label: '领证人', maxLength: 60, pii: 'name', out: 'HDSB01.01.038' }),
    collectorRelation: code({ label: '与新生儿关系', codes: COLLECTOR_RELATION, out: { none: '扩展项 collectorRelation' } }),
    collectorIdType: code({ label: '领证人证件类型', codes: ID_DOCUMENT_TYPE, out: { none: '登记表项' } }),
    collectorIdNumber: text({ label: '领证人证件号码', maxLength: 30, pii: 'number', out: { none: '登记表项' } }),
    collectorPhone: text({ label: '领证人电话', maxLength: 20, pii: 'phone', out: { none: '登记表项' } }),
    preparedDay: day({ label: '填表日期', out: { none: '登记表项' } }),
    complete: flag({ label: '登记完成', list: true, out: { none: '本机构内部' } }),
  },
  sections: [
    { title: '新生儿', fields: ['newbornId', 'babyName', 'registerInChina'] },
    { title: '母亲', fields: ['motherProvided', 'motherPersonId', 'motherName', 'motherBirthDay', 'motherNationality', 'motherEthnicGroup', 'motherAddress', 'motherIdType', 'motherDocumentName', 'motherIdNumber', 'motherDiffersFromAdmission'] },
    { title: '父亲', fields: ['fatherProvided', 'fatherPersonId', 'fatherName', 'fatherBirthDay', 'fatherNationality', 'fatherEthnicGroup', 'fatherAddress', 'fatherIdType', 'fatherDocumentName', 'fatherIdNumber'] },
    { title: '婚姻与鉴定', fields: ['maritalBirth', 'marriageCertificateNumber', 'dnaReportNumber'] },
    { title: '领证人', fields: ['collectorName', 'collectorRelation', 'collectorIdType', 'collectorIdNumber', 'collectorPhone', 'preparedDay', 'complete'] },
  ],
})
export type Registration = Row<typeof registration>
export type StoredRegistration = StoredRow<typeof registration>
