import { COLLECTOR_RELATION, ISSUE_TYPE, VOID_REASON } from '../../code/certificate.ts'
import { ID_DOCUMENT_TYPE } from '../../code/id-document-type.ts'
import { code, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

/**
 * One sheet used for one child: number, who printed, who sealed, who took it, how it ended. Its state is the state of
 * the blank with that number; `endedAt` is set when the sheet no longer counts (void, exchanged, lost).
 */
export const certificate = defineRecord({
  id: 'certificate', version: 2, table: 'certificate', title: '出生医学证明', read: 'certificate.read', write: 'certificate.print', auditOpening: true,
  fields: {
    registrationId: ref({ label: '登记表', to: 'certificate.registration', required: true, out: { none: '业务主键' } }),
    newbornId: ref({ label: '新生儿', to: 'newborn', required: true, out: { none: '业务主键' } }),
    number: text({ label: '出生医学证明编号', maxLength: 10, required: true, list: true, out: 'HDSB01.01.001' }),
    issueType: code({ label: '签发类型', codes: ISSUE_TYPE, required: true, list: true, out: { none: '扩展项 issueType' } }),
    issueSerial: text({ label: '本院签发流水号', maxLength: 16, required: true, list: true, out: { none: '扩展项 issueSerial' } }),
    issueDay: day({ label: '签发日期', required: true, list: true, out: 'HDSB01.01.039' }),
    layoutVersion: text({ label: '套打模板', maxLength: 60, required: true, out: { none: '本机构内部' } }),
    /** Exactly what stood on the sheet, as JSON: the evidence when a printed name is disputed. */
    printedValues: text({ label: '打印内容', maxLength: 8000, lines: 20, pii: 'name', required: true, out: { none: '本机构内部' } }),
    printCount: number({ label: '打印次数', plausible: [0, 99], required: true, out: { none: '扩展项 printCount' } }),
    printedBy: ref({ label: '签发人员', to: 'user', required: true, out: 'HDSB01.01.037' }),
    printedAt: minute({ label: '打印确认时间', out: { none: '本机构内部' } }),
    sealedBy: ref({ label: '盖章人员', to: 'user', out: { none: '本机构内部' } }),
    sealedAt: minute({ label: '盖章时间', out: { none: '本机构内部' } }),
    collectorName: text({ label: '领证人', maxLength: 60, pii: 'name', out: 'HDSB01.01.038' }),
    collectorRelation: code({ label: '与新生儿关系', codes: COLLECTOR_RELATION, out: { none: '登记表项' } }),
    collectorIdType: code({ label: '领证人证件类型', codes: ID_DOCUMENT_TYPE, out: { none: '登记表项' } }),
    collectorIdNumber: text({ label: '领证人证件号码', maxLength: 30, pii: 'number', out: { none: '登记表项' } }),
    handedOverBy: ref({ label: '发放人', to: 'user', out: { none: '本机构内部' } }),
    collectedAt: minute({ label: '领证时间', list: true, out: { none: '登记表项' } }),
    endedAt: minute({ label: '失效时间', out: { none: '扩展项 endedAt' } }),
    endReason: code({ label: '作废原因', codes: VOID_REASON, out: { none: '扩展项 endReason' } }),
    endNote: text({ label: '作废说明', maxLength: 300, lines: 2, out: { none: '本机构内部' } }),
    supersedesId: ref({ label: '替代的证明', to: 'certificate', out: { none: '换发补发用' } }),
    /** 遗留问题补录: issued on paper before this program or elsewhere, entered afterwards from its archive. */
    backEntered: flag({ label: '遗留问题补录', since: 2, out: { none: '扩展项' } }),
    issuedBy: text({ label: '补录的原签发机构', maxLength: 70, since: 2, out: { none: '补录的原证' } }),
  },
  sections: [{
    title: '证明', fields: ['registrationId', 'newbornId', 'number', 'issueType', 'issueSerial', 'issueDay', 'layoutVersion', 'printedValues', 'printCount', 'printedBy', 'printedAt',
      'sealedBy', 'sealedAt', 'collectorName', 'collectorRelation', 'collectorIdType', 'collectorIdNumber', 'handedOverBy', 'collectedAt', 'endedAt', 'endReason', 'endNote', 'supersedesId', 'backEntered', 'issuedBy'],
  }],
})
export type Certificate = Row<typeof certificate>
export type StoredCertificate = StoredRow<typeof certificate>
