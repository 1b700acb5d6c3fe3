import { COLLECTOR_RELATION, RETURNED_PARTS, SECOND_PART_DESTINATION } from '../code/certificate.ts'
import type { CollectorRelation, ReturnedParts, SecondPartDestination } from '../code/certificate.ts'
import type { IdDocumentType } from '../code/id-document-type.ts'
import type { ReplacementKind } from '../code/replacement.ts'
import type { Day, Minute } from '../time/day.ts'
import { documentText } from './certificate-values.ts'
import type { PrintValue, PrintValues } from './layout.ts'
import { dayText } from './registration-form-values.ts'

/** Somebody of the application: who applies, who fetches. */
export type PersonOnForm = { name: string; relation: CollectorRelation | null; idType: IdDocumentType | null; idNumber: string; phone?: string }

/** What the papers of an exchange or a re-issue say; the fields of the forms are those of certificate note §1.8 and §1.9. */
export type ReplacementFormFacts = {
  kind: ReplacementKind
  institution: string
  /** Number of the application here; the new sheet's 流水号 once there is one. */
  formNumber: string
  applyDay: Day
  /** The words printed on the old certificate: both forms speak of the original, whatever the records say today. */
  original: PrintValues
  oldNumber: string
  oldIssueDay: Day
  admissionNumber: string
  marriageCertificateNumber: string
  dnaReportNumber: string
  reason: string
  reasonNote: string
  corrections: readonly { title: string; before: string; after: string }[]
  householdRegistered: boolean | null
  policeLetterNumber: string
  returnedParts: ReturnedParts | null
  returnedBy: { name: string; day: Day | null } | null
  loss: { declaration: string; newspaperName: string; newspaperDay: Day | null } | null
  materials: readonly { label: string; present: boolean }[]
  applicant: PersonOnForm
  collector: PersonOnForm
  handsOut: ReturnedParts | null
  secondPart: SecondPartDestination | null
  secondPartReason: string
  review: { note: string; name: string; day: Day | null } | null
  approval: { reason: string; name: string; day: Day | null } | null
  newNumber: string
  newIssueDay: Day | null
  issuer: string
  signer: string
  sealer: string
  forwardedTo: string
}

const plain = (value: PrintValue | undefined): string => value === undefined ? '' : typeof value === 'string' ? value : value.repeat
const signed = (name: string, on: Day | null): string => [name, on ? dayText(on) : ''].filter(Boolean).join('\n')

function originalValues(original: PrintValues): Record<string, string> {
  const word = (name: string) => plain(original[name])
  const parent = (key: 'm' | 'f') => ({
    ...Object.fromEntries(['Name', 'Age', 'Nat', 'Ethnic', 'Addr', 'IdNo'].map(field => [key + field, word(key + field)])),
    [`${key}IdType`]: word(`${key}IdCardMark`) ? documentText('01', undefined) : word(`${key}PassportMark`) ? documentText('03', undefined) : word(`${key}IdOther`),
  })
  return {
    babyName: word('babyName'), babySex: word('babySex'), birthAtText: `${word('birthYear')}年${word('birthMonth')}月${word('birthDay')}日${word('birthHour')}时${word('birthMinute')}分`,
    gestationText: `${word('gestWeeks')}周+${word('gestDays')}天`, weightG: word('weightG'), lengthCm: word('lengthCm'), deliveryOrg: word('deliveryOrg'), ...parent('m'), ...parent('f'),
  }
}

const personValues = (key: string, person: PersonOnForm): Record<string, string> => ({
  [`${key}Name`]: person.name, [`${key}Relation`]: person.relation ? COLLECTOR_RELATION.label(person.relation) : '', [`${key}IdType`]: person.idType ? documentText(person.idType, undefined) : '',
  [`${key}IdNo`]: person.idNumber, [`${key}Phone`]: person.phone ?? '',
})

/** □ and √ before each of a list of choices, as on a form ticked by hand. */
const ticked = (choices: readonly { code: string; label: string }[], chosen: string | null): string => choices.map(choice => `${choice.code === chosen ? '√' : '□'} ${choice.label}`).join('    ')

/** The words of 换发申请表, 补发登记表, 转报表 and their back; each layout takes those it has a place for. Signatures stay empty. */
export function replacementFormValues(facts: ReplacementFormFacts): PrintValues {
  const materials = facts.materials.map(item => `${item.present ? '√' : '□'} ${item.label}`)
  const half = Math.ceil(materials.length / 2)
  const { loss, review, approval } = facts
  const isExchange = facts.kind === 'exchange'
  return {
    ...originalValues(facts.original), ...personValues('applicant', facts.applicant), ...personValues('collector', facts.collector),
    institution: facts.institution, formNumber: facts.formNumber, oldNumber: facts.oldNumber, oldIssueDayText: dayText(facts.oldIssueDay), admissionNumber: facts.admissionNumber,
    marriageCertificateNumber: facts.marriageCertificateNumber, dnaReportNumber: facts.dnaReportNumber, reasonText: [facts.reason, facts.reasonNote].filter(Boolean).join('。'),
    corrections: facts.corrections.length ? facts.corrections.map(({ title, before, after }) => `${title}:${before || '(空)'} → ${after || '(空)'}`).join(';') : '无',
    householdText: ticked([{ code: 'no', label: '未办理' }, { code: 'yes', label: '已办理' }], facts.householdRegistered === null ? null : facts.householdRegistered ? 'yes' : 'no'), policeLetter: facts.policeLetterNumber,
    returnedText: ticked(RETURNED_PARTS.list, facts.returnedParts), returnedBy: facts.returnedBy ? [facts.returnedBy.name, facts.returnedBy.day ? dayText(facts.returnedBy.day) : ''].filter(Boolean).join(' ') : '',
    lossDeclarationText: loss ? [loss.declaration, loss.newspaperName && `《${loss.newspaperName.replace(/[《》]/g, '')}》`, loss.newspaperDay && dayText(loss.newspaperDay)].filter(Boolean).join(' ') : '',
    materialsLeft: materials.slice(0, half).join('\n'), materialsRight: materials.slice(half).join('\n'),
    handsOutText: facts.handsOut ? RETURNED_PARTS.label(facts.handsOut) : '', secondPartText: facts.secondPart ? [SECOND_PART_DESTINATION.label(facts.secondPart), facts.secondPartReason].filter(Boolean).join(':') : '',
    reviewText: review?.note ?? '', reviewSign: review ? signed(`审核人:${review.name}`, review.day) : '', approvalText: approval?.reason ?? '', approvalSign: approval ? signed(`分管领导:${approval.name}`, approval.day) : '',
    newNumber: facts.newNumber, newIssueDayText: facts.newIssueDay ? dayText(facts.newIssueDay) : '', issuer: facts.issuer, signer: facts.signer, sealer: facts.sealer,
    pasteHead: `原证编号 ${facts.oldNumber}    新证编号 ${facts.newNumber || '__________'}    ${plain(facts.original.babyName)}`,
    pasteOneTitle: '新证存根粘贴处', pasteTwoTitle: isExchange ? '交回的原证正页、副页粘贴处' : '遗失声明(登报的贴剪报)、公安机关证明粘贴处',
    forwardTo: `${facts.forwardedTo || '县级卫生健康主管部门(或其委托机构)'}:`,
    forwardText: `${facts.applicant.name}于${dayText(facts.applyDay)}申请补发《出生医学证明》(原证编号 ${facts.oldNumber},${dayText(facts.oldIssueDay)}由本机构签发)。经核对本机构分娩记录与签发档案,原证内容如下,现将申请及材料转报,请予审核补发。`,
    ...statementValues(facts),
  }
}

// The family's own words to sign, and the text a newspaper prints (note §1.9).
function statementValues(facts: ReplacementFormFacts): Record<string, string> {
  const { applicant, original, loss } = facts
  const word = (name: string) => plain(original[name])
  const relation = applicant.relation ? COLLECTOR_RELATION.label(applicant.relation) : ''
  const document = [applicant.idType ? documentText(applicant.idType, undefined) : '', applicant.idNumber].filter(Boolean).join(' ')
  const born = `${word('birthYear')}年${word('birthMonth')}月${word('birthDay')}日`
  return {
    statement: `本人${applicant.name}(${[relation && `与新生儿关系:${relation}`, document].filter(Boolean).join(',')}),因${facts.reason || '遗失'}${facts.reasonNote ? `(${facts.reasonNote})` : ''},致${word('babyName')}(${word('babySex')},${born}出生于${word('deliveryOrg')})的《出生医学证明》不存,原证编号 ${facts.oldNumber},签发日期${dayText(facts.oldIssueDay)}。现声明该证作废,并申请补发。原证如日后找回,本人将立即交回签发机构,不再使用。`,
    statementPeople: [applicant.name, applicant.phone].filter(Boolean).join('    '),
    newspaperText: `遗失声明:${word('babyName')}(${born}出生,母亲${word('mName')})《出生医学证明》遗失,编号 ${facts.oldNumber},声明作废。`,
    newspaperWhere: loss?.newspaperName ? `登报:《${loss.newspaperName.replace(/[《》]/g, '')}》${loss.newspaperDay ? dayText(loss.newspaperDay) : ''}` : '登报:《____________》______年____月____日',
    statementFoot: `本声明一式一份,由${facts.institution}存入补发档案。`,
  }
}

/** What the 作废登记表 of one number says (note §1.10, §4.5 打印及填写错误登记). */
export type VoidFormFacts = {
  institution: string; number: string; edition: string; fromState: string; voidedAt: Minute; reasonCode: string; reason: string; babyName: string; issueType: string; printCount: number | null
  nextNumber: string; clerk: string; reviewer: string; handling: string
}

/** The words of the 作废登记表. */
export function voidFormValues(facts: VoidFormFacts): PrintValues {
  return {
    institution: facts.institution, number: facts.number, editionText: facts.edition, fromStateText: facts.fromState, voidedAtText: `${dayText(facts.voidedAt.slice(0, 10) as Day)} ${facts.voidedAt.slice(11, 16)}`,
    reasonCodeText: facts.reasonCode, reasonText: facts.reason, babyName: facts.babyName, issueTypeText: facts.issueType, printCount: facts.printCount === null ? '' : String(facts.printCount), nextNumber: facts.nextNumber,
    clerk: facts.clerk, reviewer: facts.reviewer, handling: facts.handling,
  }
}
