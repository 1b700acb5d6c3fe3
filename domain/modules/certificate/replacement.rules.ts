import { CERTIFICATE_EDITION, type CertificateEdition, type CollectorRelation, editionOn, EXCHANGE_REASON, type ExchangeReason, type ReturnedParts, type SecondPartDestination } from '../../code/certificate.ts'
import type { CertificateRole } from '../../code/institution.ts'
import { LOSS_DECLARATION, REPLACEMENT_MATERIAL, type ReplacementKind, type ReplacementMaterial } from '../../code/replacement.ts'
import { block, type FieldIssue, formatChinese, type Message, message, warn } from '../../message/message.ts'
import { PRINT_VALUE_TITLES } from '../../print/certificate-value-titles.ts'
import type { PrintValue, PrintValues } from '../../print/layout.ts'
import { normaliseScan } from '../../rule/certificate-number.ts'
import type { MaterialRequirement } from '../../rule/issue-case.ts'
import { checkPhone } from '../../rule/phone.ts'
import type { ProvinceRules } from '../../rule/province-rules.ts'
import type { Day } from '../../time/day.ts'
import { collectorDocumentIssues, collectorNationality, namedParentIssues, type RegistrationDraft } from './registration.rules.ts'
import type { ReplacementDraft } from './replacement.record.ts'

/** What an application is held against besides itself. */
export type ReplacementFacts = {
  readonly kind: ReplacementKind
  /** Day the old certificate was issued. */
  readonly oldIssueDay: Day
  /** Entered afterwards from a paper archive. */
  readonly oldBackEntered: boolean
  /** Re-issues of this child's certificate that took a number before this one. */
  readonly earlierReissues: number
  readonly role: CertificateRole
  readonly rules: ProvinceRules
  /** The register as the new sheet will have it. */
  readonly register: RegistrationDraft
  /** The register as the old certificate has it. */
  readonly registerBefore: RegistrationDraft
  /** Papers a corrected register needs that the first one did not. */
  readonly addedRequirements: readonly MaterialRequirement[]
  /** Differences between the old sheet and the one that would be printed today. */
  readonly differences: readonly SheetDifference[]
  readonly today: Day
}

/** One field of the sheet that is not the same any more. */
export type SheetDifference = { readonly value: string; readonly title: string; readonly before: string; readonly after: string }
export type ReplacementRequirement = { readonly anyOf: readonly ReplacementMaterial[]; readonly reason: Message; readonly source: string }

// What a new sheet has of its own: the day it is issued, who prints and fetches it (note §1.9, §2.2 field 25).
const OWN_VALUES = new Set(['issueYear', 'issueMonth', 'issueDay', 'signer', 'collector', 'issuer'])
/** Names of places and institutions: they change while the birth they tell of stays where it was (撤县设区, 机构更名). */
export const PLACE_VALUES = ['birthProv', 'birthCity', 'birthCounty', 'deliveryOrg'] as const
const PARENT_VALUES = ['Name', 'Age', 'Nat', 'Ethnic', 'Addr', 'IdCardMark', 'PassportMark', 'IdOther', 'IdNo']
const PARENT_FIELDS = ['Provided', 'Name', 'BirthDay', 'Nationality', 'EthnicGroup', 'IdType', 'DocumentName', 'IdNumber'] as const

/** Reasons that say the content was wrong, and reasons that say the paper was. */
const CORRECTING_REASONS: readonly ExchangeReason[] = ['H1', 'H5', 'H6']
const DAMAGE_REASONS: readonly ExchangeReason[] = ['H2', 'H3', 'H4']

const shown = (value: PrintValue | undefined): string => value === undefined ? '' : typeof value === 'string' ? value : `${value.repeat}…`

/**
 * Field by field, what the old sheet said and what a sheet printed now would say (case 43). How an absent parent's fields
 * are filled is the province's rule of the day, not content: `blankParents` names the parents on neither sheet.
 */
export function sheetDifferences(before: PrintValues, now: PrintValues, blankParents: readonly ('m' | 'f')[] = []): SheetDifference[] {
  const isFiller = (name: string) => blankParents.some(parent => PARENT_VALUES.some(value => name === parent + value))
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(name => !OWN_VALUES.has(name) && !isFiller(name) && shown(before[name]) !== shown(now[name]))
    .map(name => ({ value: name, title: PRINT_VALUE_TITLES[name] ?? name, before: shown(before[name]), after: shown(now[name]) }))
}

/** The words of a re-issued sheet: those of the original, and its own day, signer, collector and issuer (note §1.9). */
export const reissuedValues = (original: PrintValues, now: PrintValues): PrintValues =>
  Object.fromEntries(Object.keys(now).map(name => [name, OWN_VALUES.has(name) ? now[name]! : original[name] ?? now[name]!]))

/**
 * What an exchange does to the parents: `person` when one comes, goes or is somebody else (name and document both new),
 * `detail` when something about the same person is corrected. Source: note §1.5, §1.8 H5 (changing a parent always needs DNA).
 */
export function parentChange(before: RegistrationDraft, after: RegistrationDraft): 'none' | 'detail' | 'person' {
  const value = (row: RegistrationDraft, parent: 'mother' | 'father', field: (typeof PARENT_FIELDS)[number]) => row[`${parent}${field}`] ?? null
  let change: 'none' | 'detail' | 'person' = 'none'
  for (const parent of ['mother', 'father'] as const) {
    const changed = PARENT_FIELDS.filter(field => value(before, parent, field) !== value(after, parent, field))
    if (changed.includes('Provided') || (changed.includes('Name') && changed.includes('IdNumber'))) return 'person'
    if (changed.length) change = 'detail'
  }
  return change
}

/** H1 is the issuer's own slip in a detail and costs the family no DNA (note §1.8 H1); anything else about a parent does. */
function needsDna(row: ReplacementDraft, facts: ReplacementFacts): boolean {
  const change = parentChange(facts.registerBefore, facts.register)
  return row.exchangeReason === 'H5' || change === 'person' || (change === 'detail' && row.exchangeReason !== 'H1')
}

const changesName = (facts: Pick<ReplacementFacts, 'register' | 'registerBefore'>): boolean => (facts.registerBefore.babyName ?? null) !== (facts.register.babyName ?? null)

/** 领证时交付: a registered child gets the 正页 alone, an unregistered one both parts (note §1.8, §1.9; sources ZC, BF2). */
export function partsHandedOut(householdRegistered: boolean | null | undefined): ReturnedParts | null {
  if (householdRegistered === null || householdRegistered === undefined) return null
  return householdRegistered ? '1' : '2'
}

/** 副页去向: kept and voided when the child is registered (case 40), otherwise it goes with the 正页 unless sent by post. */
export function secondPartOf(row: ReplacementDraft): SecondPartDestination | null {
  const parts = partsHandedOut(row.householdRegistered)
  if (parts === null) return null
  if (parts === '1') return '3'
  return row.secondPart === '2' ? '2' : '1'
}

/** True where only the county re-issues and we are merely the issuer: the application goes on, nothing is printed here (note §1.2, §0.3). */
export const forwardsReissue = (facts: Pick<ReplacementFacts, 'kind' | 'role' | 'rules'>): boolean =>
  facts.kind === 'reissue' && facts.rules.reissueAuthority === 'county' && facts.role === 'issuer'

/** Why the director must agree too: a second re-issue (case 42), a certificate entered afterwards, a new name for another reason than the police's refusal (note §1.7, §1.9, §4.4). */
export function secondLevelReasons(row: ReplacementDraft, facts: ReplacementFacts): Message[] {
  const reasons: Message[] = []
  if (facts.kind === 'reissue' && facts.earlierReissues > 0) reasons.push(message('replacement.secondReissue', '第 {{count}} 次补发,须分管领导批准并说明理由', { count: facts.earlierReissues + 1 }))
  if (facts.oldBackEntered) reasons.push(message('replacement.backEntered', '原证为遗留问题补录,须分管领导批准'))
  if (facts.kind === 'exchange' && row.exchangeReason === 'H9' && changesName(facts)) reasons.push(message('replacement.nameOther', '以“其他”原因更改新生儿姓名,须分管领导批准'))
  return reasons
}

/** Every paper this application needs, each with its reason and source. */
export function replacementRequirements(row: ReplacementDraft, facts: ReplacementFacts): ReplacementRequirement[] {
  const list: ReplacementRequirement[] = []
  const need = (anyOf: ReplacementMaterial | readonly ReplacementMaterial[], reason: Message, source: string): void => {
    const wanted = typeof anyOf === 'string' ? [anyOf] : anyOf
    if (!list.some(have => have.anyOf.every(material => wanted.includes(material)))) list.push({ anyOf: wanted, reason, source })
  }
  const exchange = facts.kind === 'exchange'
  need('writtenApplication', message('replacementMaterial.written', '父母或监护人书面提出申请'), '§1.8-①, §1.9')
  need(exchange ? 'exchangeForm' : 'reissueForm', message('replacementMaterial.form', '申请表由申请人签字'), '§1.8, §1.9')
  need('issueRecordCopy', message('replacementMaterial.record', '核对原分娩与签发记录'), '§1.8-②, §1.9')
  absenceRequirements(row, need)
  need('collectorId', message('replacementMaterial.collector', '核对领证人身份'), '§1.8-⑤, §1.9')
  if (needsAuthorisation(row.collectorRelation, facts.register, row)) {
    if (row.parentAbsence) need(['authorization', 'guardianshipProof'], message('replacementMaterial.authorizationOfOther', '领证人不是父母,须能到场一方授权或有监护证明'), '§1.3-4, §1.3-10, §1.9 (SZ)')
    else need('authorization', message('replacementMaterial.authorization', '领证人不是母亲,须母亲授权'), '§1.3-4')
  }
  if (exchange) {
    if (row.exchangeReason === 'H6') need('policeProof', message('replacementMaterial.police', '户口登记机关不予登记'), '§1.8-③, H6')
    if (needsDna(row, facts)) need('dnaReport', message('replacementMaterial.dna', '变更或更正父母信息'), '§1.5, §1.8 H5')
    for (const { anyOf, reason, source } of facts.addedRequirements) {
      const known = anyOf.filter((material): material is typeof material & ReplacementMaterial => REPLACEMENT_MATERIAL.isCode(material))
      if (known.length) need(known, reason, source)
    }
  } else {
    const { lossDeclaration } = facts.rules
    if (row.lossReason !== '3') {
      const ways = { newspaper: ['newspaperDeclaration'], written: ['lossStatement'], either: ['newspaperDeclaration', 'lossStatement'] } as const
      need(ways[lossDeclaration], message('replacementMaterial.loss', '声明原证遗失'), '§0.3 lossDeclaration, §1.9')
    }
    if (row.lossReason === '2') need('theftReport', message('replacementMaterial.theft', '原证被盗'), '§1.10')
    need('householdStatement', message('replacementMaterial.household', '公安机关说明是否已办理户口登记'), '§1.9 (SZ, HENSYS)')
  }
  return list
}

/**
 * Whoever is not the mother brings her signed word (note §1.3-4, case 24). Where a parent cannot be there (dead, missing,
 * divorced; its papers are asked for) the father needs none, and a guardian named on the form has his own proof (§1.3-10).
 */
export function needsAuthorisation(collector: CollectorRelation | null | undefined, register: RegistrationDraft, planned: Pick<ReplacementDraft, 'collectorRelation' | 'parentAbsence'>): boolean {
  if (!collector || collector === '1' || !register.motherProvided) return false
  return !(planned.parentAbsence && (collector === '2' || (collector === '4' && planned.collectorRelation === '4')))
}

// One parent dead, missing or divorced: substitute papers (note §1.9, Shenzhen).
function absenceRequirements(row: ReplacementDraft, need: (anyOf: ReplacementMaterial | readonly ReplacementMaterial[], reason: Message, source: string) => void): void {
  const source = '§1.9 (SZ)'
  need(row.applicantRelation === '4' || row.parentAbsence ? ['parentsId', 'guardianshipProof'] : 'parentsId', message('replacementMaterial.parents', '核对父母(监护人)身份'), '§1.8-④, §1.9')
  if (row.applicantRelation === '4') need('guardianshipProof', message('replacementMaterial.guardian', '由监护人申请'), '§1.3-10')
  if (row.parentAbsence === '1') need('deathCertificate', message('replacementMaterial.dead', '父母一方死亡'), source)
  if (row.parentAbsence === '2') need('missingDeclaration', message('replacementMaterial.missing', '父母一方失踪'), source)
  if (row.parentAbsence === '3') need('custodyProof', message('replacementMaterial.divorced', '父母离异'), source)
}

/** Everything that keeps an application from going to the reviewer (note §1.8, §1.9; cases 23, 40, 41, 43, 44). */
export function replacementIssues(row: ReplacementDraft, facts: ReplacementFacts, present: readonly ReplacementMaterial[]): FieldIssue[] {
  return [
    ...missingFields(row, facts), ...dayIssues(row, facts), ...personIssues(row, facts), ...returnIssues(row, facts), ...contentIssues(row, facts), ...reissueIssues(row, facts), ...secondPartIssues(row),
    ...replacementRequirements(row, facts).filter(({ anyOf }) => !anyOf.some(material => present.includes(material)))
      .map(({ anyOf, reason }) => block('materials', message('replacement.materialMissing', '缺少材料:{{materials}}({{reason}})', { materials: anyOf.map(REPLACEMENT_MATERIAL.label).join(' 或 '), reason: formatChinese(reason) }))),
  ]
}

function missingFields(row: ReplacementDraft, facts: ReplacementFacts): FieldIssue[] {
  const needed: [keyof ReplacementDraft, string][] = [
    ['applyDay', '申请日期'], ['applicantName', '申请人'], ['applicantRelation', '申请人与新生儿关系'], ['applicantIdType', '申请人证件类型'], ['applicantIdNumber', '申请人证件号码'],
    ['householdRegistered', '是否已办理户口登记'], ['collectorName', '领证人'], ['collectorRelation', '领证人与新生儿关系'], ['collectorIdType', '领证人证件类型'], ['collectorIdNumber', '领证人证件号码'],
  ]
  if (facts.kind === 'exchange') {
    needed.push(['exchangeReason', '申请换发原因'])
    if (row.exchangeReason === 'H9') needed.push(['reasonNote', '其他原因的说明'])
    if (row.exchangeReason === 'H6') needed.push(['policeLetterNumber', '公安机关证明(文号)'])
    if (needsDna(row, facts)) needed.push(['dnaReportNumber', '亲子鉴定意见书编号'])
    if (row.returnedParts) needed.push(['returnedByName', '原证交回人'], ['returnedDay', '原证交回日期'])
  } else {
    needed.push(['lossReason', '补发原因'])
    if (row.lossReason !== '3') needed.push(['lossDeclaration', '遗失声明方式'])
    if (row.lossDeclaration === 'newspaper') needed.push(['newspaperName', '登报的报纸名称'], ['newspaperDay', '登报日期'])
  }
  return needed.filter(([name]) => row[name] === null || row[name] === undefined || row[name] === '').map(([name, label]) => block(name, message('replacement.missing', '请填写{{label}}', { label })))
}

function dayIssues(row: ReplacementDraft, facts: ReplacementFacts): FieldIssue[] {
  const issues: FieldIssue[] = []
  for (const [name, label] of [['applyDay', '申请日期'], ['returnedDay', '原证交回日期'], ['newspaperDay', '登报日期']] as const) {
    const on = row[name]
    if (!on) continue
    if (on > facts.today) issues.push(block(name, message('replacement.future', '{{label}}不能晚于今天', { label })))
    else if (on < facts.oldIssueDay) issues.push(block(name, message('replacement.beforeIssue', '{{label}}不能早于原证签发日期 {{day}}', { label, day: facts.oldIssueDay })))
  }
  return issues
}

function personIssues(row: ReplacementDraft, facts: ReplacementFacts): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.collectorIdType && row.collectorIdNumber) {
    issues.push(...collectorDocumentIssues(row.collectorIdType, row.collectorIdNumber, collectorNationality(facts.register, row.collectorRelation ?? null), facts.today))
  }
  if (row.applicantIdType && row.applicantIdNumber) {
    issues.push(...collectorDocumentIssues(row.applicantIdType, row.applicantIdNumber, collectorNationality(facts.register, row.applicantRelation ?? null), facts.today)
      .map(issue => ({ ...issue, path: issue.path.replace(/^collector/, 'applicant') })))
  }
  issues.push(...namedParentIssues(facts.register, row))
  if (row.applicantPhone) issues.push(...checkPhone(row.applicantPhone, 'applicantPhone').issues)
  if (row.applicantRelation === '5') issues.push(block('applicantRelation', message('replacement.applicantParent', '换发、补发须由父母或监护人申请,受托人只能代领')))
  return issues
}

// Case 44: the old certificate must physically come back; the police keep the 副页 of a registered child.
function returnIssues(row: ReplacementDraft, facts: ReplacementFacts): FieldIssue[] {
  if (facts.kind !== 'exchange') return []
  if (!row.returnedParts) return [block('returnedParts', message('replacement.notReturned', '换发须交回原证正页;原证未交回的不能换发,遗失的请办理补发'))]
  if (row.householdRegistered === false && row.returnedParts === '1') {
    // H3: the 副页 was torn off by somebody else than the police.
    const text = message('replacement.secondPartMissing', '未办理户口登记的应交回正页和副页;只交回正页请核对副页去向并说明')
    return [row.exchangeReason === 'H3' || row.exchangeReason === 'H4' ? warn('returnedParts', text) : block('returnedParts', text)]
  }
  if (row.householdRegistered && row.returnedParts === '2') {
    return [warn('returnedParts', message('replacement.secondPartStillThere', '已办理户口登记的副页应由公安机关留存,却交回了副页,请核对并说明'))]
  }
  return []
}

// The reason and what is corrected must tell the same story (note §1.7 name change, §1.8 reasons).
function contentIssues(row: ReplacementDraft, facts: ReplacementFacts): FieldIssue[] {
  const { exchangeReason } = row
  if (facts.kind !== 'exchange' || !exchangeReason) return []
  const label = EXCHANGE_REASON.label(exchangeReason)
  const titles = facts.differences.map(difference => difference.title).join('、')
  if (CORRECTING_REASONS.includes(exchangeReason) && !facts.differences.length) {
    return [block('exchangeReason', message('replacement.nothingCorrected', '换发原因为“{{reason}}”,但登记内容没有更正;请先更正登记内容,或另选原因', { reason: label }))]
  }
  if (DAMAGE_REASONS.includes(exchangeReason) && facts.differences.length) {
    return [block('exchangeReason', message('replacement.reasonForContent', '换发原因为“{{reason}}”,但以下内容与原证不同:{{titles}};更正内容请选相应原因', { reason: label, titles }))]
  }
  const issues: FieldIssue[] = []
  if (parentChange(facts.registerBefore, facts.register) === 'person' && exchangeReason !== 'H5') {
    issues.push(block('exchangeReason', message('replacement.parentReason', '增加、去掉或变更父母一方的,换发原因应为“{{reason}}”,并须亲子鉴定', { reason: EXCHANGE_REASON.label('H5') })))
  }
  if (changesName(facts) && exchangeReason !== 'H1') {
    if (row.householdRegistered) issues.push(block('householdRegistered', message('replacement.nameRegistered', '已办理户口登记的,改名请到公安机关办理,不能以换发更改姓名')))
    else if (exchangeReason === 'H5') issues.push(warn('exchangeReason', message('replacement.nameWithParent', '新生儿姓名随父母信息一并更改,请说明理由')))
    else if (exchangeReason !== 'H6' && exchangeReason !== 'H9') issues.push(block('exchangeReason', message('replacement.nameReason', '姓名一经签发原则上不更改;户口登记机关不予登记的请选“{{reason}}”', { reason: EXCHANGE_REASON.label('H6') })))
  }
  return issues
}

// From one name to another; a place that came or went is more than a name.
function isRenaming(value: string, before: string, after: string): boolean {
  return (PLACE_VALUES as readonly string[]).includes(value) && [before, after].every(name => name !== '' && name !== '/')
}

function reissueIssues(row: ReplacementDraft, facts: ReplacementFacts): FieldIssue[] {
  if (facts.kind !== 'reissue') return []
  const issues: FieldIssue[] = []
  const { lossDeclaration, reissueLimit } = facts.rules
  if (row.lossDeclaration && lossDeclaration !== 'either' && row.lossDeclaration !== lossDeclaration) {
    issues.push(block('lossDeclaration', message('replacement.declarationWay', '本省规定遗失声明方式为“{{way}}”', { way: LOSS_DECLARATION.label(lossDeclaration) })))
  }
  // Case 42: the limit is the province's, if it has one.
  if (reissueLimit !== null && facts.earlierReissues >= reissueLimit) {
    issues.push(block('kind', message('replacement.limit', '该证明已补发 {{count}} 次,达到本省规定的上限 {{limit}} 次,不能再补发;请报县级卫生健康主管部门', { count: facts.earlierReissues, limit: reissueLimit })))
  }
  // Case 43: one finding per field, so that the clerk sees what was changed.
  issues.push(...facts.differences.map(({ value, title, before, after }) => isRenaming(value, before, after)
    ? warn(`sheet.${value}`, message('replacement.placeRenamed', '{{title}}:原证为“{{before}}”,现为“{{after}}”;仅因区划或机构更名的,请说明,补发仍按原证打印;原来登记有误的请办理换发', { title, before, after }))
    : block(`sheet.${value}`, message('replacement.contentDiffers', '{{title}}:原证为“{{before}}”,现为“{{after}}”;内容须与原证一致;如需更改请办理换发', { title, before, after }))))
  return issues
}

// Case 40: the unused 副页 of a registered child is kept and voided, and somebody says why.
function secondPartIssues(row: ReplacementDraft): FieldIssue[] {
  const parts = partsHandedOut(row.householdRegistered)
  if (parts === null) return []
  const issues: FieldIssue[] = []
  if (parts === '1' && row.secondPart && row.secondPart !== '3') issues.push(block('secondPart', message('replacement.keepSecondPart', '已办理户口登记的只发给正页,副页须留存作废')))
  if (parts === '2' && row.secondPart === '3') issues.push(block('secondPart', message('replacement.giveSecondPart', '未办理户口登记的须同时发给正页和副页,副页不能留存作废')))
  if (parts === '1' && (row.secondPartReason ?? '').trim().length < 2) issues.push(block('secondPartReason', message('replacement.secondPartReason', '副页留存作废,请填写原因(如:已于某派出所登记户口)')))
  return issues
}

/** The number of an old certificate: editions before the 2nd had no letter (note §2.4). */
export function checkOldNumber(typed: string, path = 'number'): { value: string; issues: FieldIssue[] } {
  const value = normaliseScan(typed)
  return { value, issues: /^[A-Z]?\d{6,10}$/.test(value) ? [] : [block(path, message('replacement.oldNumber', '原证编号应为 6–10 位数字,前面可有一个大写字母'))] }
}

/** The edition an old certificate must have, by the day it was issued (note §2.3). */
export function oldEdition(issueDay: Day, today: Day, birthDay: Day, path = 'issueDay'): { edition: CertificateEdition | null; issues: FieldIssue[] } {
  if (issueDay > today) return { edition: null, issues: [block(path, message('replacement.oldFuture', '原证签发日期不能晚于今天'))] }
  if (issueDay < birthDay) return { edition: null, issues: [block(path, message('replacement.oldBeforeBirth', '原证签发日期不能早于出生日期'))] }
  const edition = editionOn(issueDay)
  if (!edition) return { edition: null, issues: [block(path, message('replacement.oldBefore1996', '《出生医学证明》自 {{day}} 起签发,原证签发日期不能更早', { day: CERTIFICATE_EDITION.entry('1').from }))] }
  return { edition, issues: [] }
}
