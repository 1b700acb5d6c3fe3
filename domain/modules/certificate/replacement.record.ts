import { COLLECTOR_RELATION, EXCHANGE_REASON, RETURNED_PARTS, SECOND_PART_DESTINATION } from '../../code/certificate.ts'
import { ID_DOCUMENT_TYPE } from '../../code/id-document-type.ts'
import { LOSS_DECLARATION, LOSS_REASON, PARENT_ABSENCE, REPLACEMENT_KIND, REPLACEMENT_STATE } from '../../code/replacement.ts'
import { code, day, flag, minute, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

const isExchange = (row: Readonly<Record<string, unknown>>): boolean => row.kind === 'exchange'
const isReissue = (row: Readonly<Record<string, unknown>>): boolean => row.kind === 'reissue'
const LEDGER = { none: '换发补发登记,随新证导出' } as const
const OURS = { none: '本机构内部' } as const

/**
 * 换发申请 or 补发申请 for one certificate (note §1.8, §1.9). The family's and the window's part is typed; from `state` on
 * the program fills in. The old certificate counts until the new one takes a number.
 */
export const replacement = defineRecord({
  id: 'certificate.replacement', version: 1, table: 'certificate_replacement', title: '换发补发申请',
  read: 'certificate.read', write: 'certificate.replace', auditOpening: true,
  fields: {
    kind: code({ label: '办理类型', codes: REPLACEMENT_KIND, required: true, list: true, out: LEDGER }),
    certificateId: ref({ label: '原证', to: 'certificate', required: true, out: LEDGER }),
    newbornId: ref({ label: '新生儿', to: 'newborn', required: true, out: { none: '业务主键' } }),
    registrationId: ref({ label: '登记表', to: 'certificate.registration', required: true, out: { none: '业务主键' } }),
    applyDay: day({ label: '申请日期', required: true, list: true, out: LEDGER }),
    applicantName: text({ label: '申请人', maxLength: 60, list: true, pii: 'name', out: LEDGER }),
    applicantRelation: code({ label: '申请人与新生儿关系', codes: COLLECTOR_RELATION, out: LEDGER }),
    applicantIdType: code({ label: '申请人证件类型', codes: ID_DOCUMENT_TYPE, out: LEDGER }),
    applicantIdNumber: text({ label: '申请人证件号码', maxLength: 30, pii: 'number', out: LEDGER }),
    applicantPhone: text({ label: '申请人电话', maxLength: 20, pii: 'phone', out: OURS }),
    exchangeReason: code({ label: '申请换发原因', codes: EXCHANGE_REASON, list: true, out: LEDGER, showIf: isExchange, dependsOn: ['kind'] }),
    lossReason: code({ label: '补发原因', codes: LOSS_REASON, list: true, out: LEDGER, showIf: isReissue, dependsOn: ['kind'] }),
    reasonNote: text({ label: '原因说明', maxLength: 300, lines: 2, out: LEDGER }),
    householdRegistered: flag({ label: '已办理户口登记', out: LEDGER }),
    policeLetterNumber: text({ label: '公安机关证明(文号)', maxLength: 60, out: LEDGER }),
    returnedParts: code({ label: '原证正副页交回情况', codes: RETURNED_PARTS, out: LEDGER, showIf: isExchange, dependsOn: ['kind'] }),
    returnedByName: text({ label: '原证交回人', maxLength: 60, pii: 'name', out: OURS, showIf: isExchange, dependsOn: ['kind'] }),
    returnedDay: day({ label: '原证交回日期', out: OURS, showIf: isExchange, dependsOn: ['kind'] }),
    lossDeclaration: code({ label: '遗失声明方式', codes: LOSS_DECLARATION, out: OURS, showIf: isReissue, dependsOn: ['kind'] }),
    newspaperName: text({ label: '登报的报纸名称', maxLength: 60, out: OURS, showIf: row => isReissue(row) && row.lossDeclaration === 'newspaper', dependsOn: ['kind', 'lossDeclaration'] }),
    newspaperDay: day({ label: '登报日期', out: OURS, showIf: row => isReissue(row) && row.lossDeclaration === 'newspaper', dependsOn: ['kind', 'lossDeclaration'] }),
    parentAbsence: code({ label: '父母一方不能到场', codes: PARENT_ABSENCE, out: OURS }),
    dnaReportNumber: text({ label: '亲子鉴定意见书编号', maxLength: 40, out: OURS }),
    collectorName: text({ label: '领证人', maxLength: 60, pii: 'name', out: OURS }),
    collectorRelation: code({ label: '领证人与新生儿关系', codes: COLLECTOR_RELATION, out: OURS }),
    collectorIdType: code({ label: '领证人证件类型', codes: ID_DOCUMENT_TYPE, out: OURS }),
    collectorIdNumber: text({ label: '领证人证件号码', maxLength: 30, pii: 'number', out: OURS }),
    secondPart: code({ label: '副页去向', codes: SECOND_PART_DESTINATION, out: LEDGER }),
    secondPartReason: text({ label: '副页去向说明', maxLength: 100, lines: 2, out: OURS }),
    state: code({ label: '进度', codes: REPLACEMENT_STATE, required: true, list: true, out: OURS }),
    /** The register as it shall stand from the new sheet on, as JSON; it becomes the register's own when the number is taken. */
    correctedRegister: text({ label: '更正后的登记内容', maxLength: 8000, lines: 20, pii: 'name', out: OURS }),
    appliedBy: ref({ label: '受理人', to: 'user', out: OURS }),
    appliedAt: minute({ label: '受理时间', out: OURS }),
    reviewedBy: ref({ label: '审核人', to: 'user', out: OURS }),
    reviewedAt: minute({ label: '审核时间', out: OURS }),
    reviewNote: text({ label: '审核意见', maxLength: 300, lines: 2, out: OURS }),
    approvedBy: ref({ label: '二级审批人', to: 'user', out: OURS }),
    approvedAt: minute({ label: '二级审批时间', out: OURS }),
    approvalReason: text({ label: '二级审批理由', maxLength: 300, lines: 2, out: OURS }),
    closeNote: text({ label: '不予办理或撤回原因', maxLength: 300, lines: 2, out: OURS }),
    newCertificateId: ref({ label: '新证', to: 'certificate', out: OURS }),
    oldEndedAt: minute({ label: '原证失效时间', out: OURS }),
    forwardedTo: text({ label: '转报机构', maxLength: 70, out: OURS }),
    forwardedNumber: text({ label: '上级补发的新证编号', maxLength: 10, out: OURS }),
    forwardedIssueDay: day({ label: '上级补发日期', out: OURS }),
    foundDay: day({ label: '原证找回交回日期', out: OURS }),
    foundByName: text({ label: '找回原证交回人', maxLength: 60, pii: 'name', out: OURS }),
    foundNote: text({ label: '原证找回说明', maxLength: 200, lines: 2, out: OURS }),
    foundReceivedBy: ref({ label: '找回原证接收人', to: 'user', out: OURS }),
  },
  sections: [
    { title: '申请', fields: ['kind', 'certificateId', 'newbornId', 'registrationId', 'applyDay', 'applicantName', 'applicantRelation', 'applicantIdType', 'applicantIdNumber', 'applicantPhone'] },
    { title: '原因', fields: ['exchangeReason', 'lossReason', 'reasonNote', 'householdRegistered', 'policeLetterNumber', 'parentAbsence', 'dnaReportNumber'] },
    { title: '原证', fields: ['returnedParts', 'returnedByName', 'returnedDay', 'lossDeclaration', 'newspaperName', 'newspaperDay'] },
    { title: '领证', fields: ['collectorName', 'collectorRelation', 'collectorIdType', 'collectorIdNumber', 'secondPart', 'secondPartReason'] },
    {
      title: '办理', fields: ['state', 'correctedRegister', 'appliedBy', 'appliedAt', 'reviewedBy', 'reviewedAt', 'reviewNote', 'approvedBy', 'approvedAt', 'approvalReason', 'closeNote',
        'newCertificateId', 'oldEndedAt', 'forwardedTo', 'forwardedNumber', 'forwardedIssueDay', 'foundDay', 'foundByName', 'foundNote', 'foundReceivedBy'],
    },
  ],
})
export type Replacement = Row<typeof replacement>
export type StoredReplacement = StoredRow<typeof replacement>

/** The fields the window types; the rest of the record is the program's. */
export const APPLICATION_FIELDS = [
  'applyDay', 'applicantName', 'applicantRelation', 'applicantIdType', 'applicantIdNumber', 'applicantPhone', 'exchangeReason', 'lossReason', 'reasonNote', 'householdRegistered', 'policeLetterNumber',
  'returnedParts', 'returnedByName', 'returnedDay', 'lossDeclaration', 'newspaperName', 'newspaperDay', 'parentAbsence', 'dnaReportNumber', 'collectorName', 'collectorRelation', 'collectorIdType',
  'collectorIdNumber', 'secondPart', 'secondPartReason',
] as const satisfies readonly (keyof Replacement)[]
export type ApplicationField = (typeof APPLICATION_FIELDS)[number]
/** The application as typed so far; what is not filled in yet is missing or null. */
export type ReplacementDraft = Partial<Pick<Replacement, ApplicationField>>
