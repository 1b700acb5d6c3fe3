import { COLLECTOR_RELATION, type CollectorRelation } from '../../code/certificate.ts'
import type { IdDocumentType } from '../../code/id-document-type.ts'
import type { Nationality } from '../../code/nationality.ts'
import type { DeliveryOutcome } from '../../code/delivery.ts'
import type { Material } from '../../code/material.ts'
import type { CertificateRole } from '../../code/institution.ts'
import type { Sex } from '../../code/sex.ts'
import { approve, approveByDirector, block, type FieldIssue, message, warn } from '../../message/message.ts'
import { checkFatherAge, checkMotherAge } from '../../rule/age.ts'
import { checkIdDocument } from '../../rule/id-document.ts'
import { checkEligibility, checkMaterials, type IssueCase, type MaterialRequirement, requiredMaterials } from '../../rule/issue-case.ts'
import { findLateBracket } from '../../rule/late-bracket.ts'
import { checkNewbornName } from '../../rule/newborn-name.ts'
import { checkPhone } from '../../rule/phone.ts'
import type { ProvinceRules } from '../../rule/province-rules.ts'
import { type Day, dayOf, type Minute } from '../../time/day.ts'
import type { Registration } from './registration.record.ts'

/** What the register is held against besides itself: the child, the birth, the delivering woman as admitted, the province's rules. */
export type RegistrationFacts = {
  readonly bornAt: Minute
  readonly babySex: Sex
  readonly outcome: DeliveryOutcome
  readonly bornIn: IssueCase['bornIn']
  readonly role: CertificateRole
  /** The woman of the delivery record. */
  readonly admitted: { readonly name: string | null; readonly idNumber: string | null }
  readonly rules: ProvinceRules
  readonly today: Day
}

/** The register as typed so far; what is not filled in yet is missing or null. */
export type RegistrationDraft = Partial<Registration>

// Any foreign country will do: the looser passport pattern then applies.
const UNKNOWN_NATIONALITY: Nationality = 'USA'

const PARENTS = [['mother', '母亲'], ['father', '父亲']] as const

/** The case the material and DNA rules look at (note §1.3–1.5). */
export function issueCaseOf(row: RegistrationDraft, facts: RegistrationFacts, present: readonly Material[]): IssueCase {
  const marriageShown = !!row.marriageCertificateNumber || present.includes('marriageCert')
  return {
    birthDay: dayOf(facts.bornAt), applyDay: facts.today, bornIn: facts.bornIn, collector: row.collectorRelation ?? '1',
    mother: row.motherProvided ? { nationality: row.motherNationality ?? 'CHN' } : null,
    father: row.fatherProvided ? { nationality: row.fatherNationality ?? 'CHN' } : null,
    marriage: row.maritalBirth ? (marriageShown ? 'certificate' : 'stated') : 'none',
    motherIdentity: row.motherDiffersFromAdmission ? 'differsKnownToPolice' : 'matches',
    canParentApply: row.collectorRelation !== '4',
  }
}

/** The papers this register needs, each with its reason. */
export const materialsOf = (row: RegistrationDraft, facts: RegistrationFacts, present: readonly Material[]): MaterialRequirement[] =>
  requiredMaterials(issueCaseOf(row, facts, present), facts.rules)

/**
 * Everything that keeps a first certificate from being issued or needs somebody's word (note §1.2–1.7): eligibility,
 * name and surname, both parents' documents and ages, identity with the admission record, lateness, papers, collector.
 */
export function registrationIssues(row: RegistrationDraft, facts: RegistrationFacts, present: readonly Material[]): FieldIssue[] {
  const isFoundling = row.motherProvided === false && row.fatherProvided === false
  const eligibility = checkEligibility({ outcome: facts.outcome, isFoundling, isAdopted: false, hasDied: false, bornIn: facts.bornIn, role: facts.role }, 'newbornId')
  if (eligibility.some(issue => issue.level === 'block')) return eligibility
  return [
    ...eligibility, ...missingFields(row), ...parentIssues(row, facts), ...nameIssues(row, facts), ...collectorIssues(row, facts),
    ...lateIssues(facts), ...(facts.babySex === '0' || facts.babySex === '9' ? [approve('newbornId', message('registration.sexUnclear', '新生儿性别未明确,须审核人同意后签发'))] : []),
    ...checkMaterials(materialsOf(row, facts, present), present),
  ]
}

function missingFields(row: RegistrationDraft): FieldIssue[] {
  const needed: [keyof Registration, string][] = [['babyName', '新生儿姓名'], ['collectorName', '领证人'], ['collectorRelation', '与新生儿关系'], ['collectorIdType', '领证人证件类型'], ['collectorIdNumber', '领证人证件号码']]
  if (row.motherProvided === undefined || row.motherProvided === null) needed.push(['motherProvided', '是否登记母亲信息'])
  if (row.fatherProvided === undefined || row.fatherProvided === null) needed.push(['fatherProvided', '是否登记父亲信息'])
  for (const [parent, label] of PARENTS) {
    if (!row[`${parent}Provided`]) continue
    needed.push([`${parent}Name`, `${label}姓名`], [`${parent}BirthDay`, `${label}出生日期`], [`${parent}Nationality`, `${label}国籍`], [`${parent}Address`, `${label}住址`], [`${parent}IdType`, `${label}证件类型`], [`${parent}IdNumber`, `${label}证件号码`])
    if (row[`${parent}IdType`] === '99') needed.push([`${parent}DocumentName`, `${label}其他证件名称`])
  }
  return needed.filter(([name]) => row[name] === null || row[name] === undefined || row[name] === '').map(([name, label]) => block(name, message('registration.missing', '请填写{{label}}', { label })))
}

function parentIssues(row: RegistrationDraft, facts: RegistrationFacts): FieldIssue[] {
  const issues: FieldIssue[] = []
  const deliveryDay = dayOf(facts.bornAt)
  for (const [parent] of PARENTS) {
    const [type, number] = [row[`${parent}IdType`], row[`${parent}IdNumber`]]
    if (!row[`${parent}Provided`] || !type || !number) continue
    issues.push(...checkIdDocument(
      { type, number, otherType: type === '99' ? 'text' : null, otherName: row[`${parent}DocumentName`] ?? '', nationality: row[`${parent}Nationality`] ?? 'CHN' },
      { today: facts.today, expectedSex: parent === 'mother' ? '2' : '1', fields: { idType: `${parent}IdType`, idNumber: `${parent}IdNumber`, otherDocumentName: `${parent}DocumentName` } },
    ).issues)
  }
  if (row.motherProvided && row.motherBirthDay) issues.push(...checkMotherAge(row.motherBirthDay, deliveryDay, 'motherBirthDay'))
  if (row.fatherProvided && row.fatherBirthDay) issues.push(...checkFatherAge(row.fatherBirthDay, deliveryDay, 'fatherBirthDay'))
  // Surrogacy guard (note §1.6): the mother on the certificate is the woman who was admitted and delivered.
  if (row.motherProvided && !row.motherDiffersFromAdmission) {
    const { name, idNumber } = facts.admitted
    if ((name && row.motherName && name !== row.motherName) || (idNumber && row.motherIdNumber && idNumber !== row.motherIdNumber)) {
      issues.push(block('motherName', message('registration.motherNotAdmitted', '母亲姓名或证件号码与分娩登记的产妇不一致;如确系同一人,请勾选“母亲证件姓名与住院登记不一致”并提供证明材料')))
    }
  }
  if (row.motherProvided && row.fatherProvided && row.motherIdNumber && row.motherIdNumber === row.fatherIdNumber) {
    issues.push(block('fatherIdNumber', message('registration.sameDocument', '父母双方证件号码相同,请核对')))
  }
  return issues
}

function nameIssues(row: RegistrationDraft, facts: RegistrationFacts): FieldIssue[] {
  if (!row.babyName) return []
  const parent = (key: 'mother' | 'father') => row[`${key}Provided`]
    ? { name: row[`${key}Name`] ?? '', ethnicGroup: row[`${key}EthnicGroup`] ?? null, nationality: row[`${key}Nationality`] ?? null } : null
  return checkNewbornName({ name: row.babyName, mother: parent('mother'), father: parent('father'), registersInChina: row.registerInChina ?? true }, facts.rules).issues
}

/** The collector's document; nobody's nationality is asked at the window, so a foreign passport is as good as a Chinese one. */
export function collectorDocumentIssues(type: IdDocumentType, number: string, nationality: Nationality, today: Day): FieldIssue[] {
  return checkIdDocument(
    { type, number, otherType: type === '99' ? 'text' : null, otherName: '其他', nationality },
    { today, fields: { idType: 'collectorIdType', idNumber: 'collectorIdNumber' } },
  ).issues
}

/** A parent's own nationality; for anybody else unknown, which only the pattern of a passport looks at. */
export function collectorNationality(row: RegistrationDraft, relation: CollectorRelation | null): Nationality {
  if (relation === '1') return row.motherNationality ?? 'CHN'
  return relation === '2' ? row.fatherNationality ?? 'CHN' : UNKNOWN_NATIONALITY
}

/**
 * Who comes as the mother needs nobody's authorisation: a number that is not the registered parent's is asked about, so
 * that another relative does not pass for her (note §1.3-4, case 24).
 */
export function namedParentIssues(register: RegistrationDraft, given: { collectorRelation?: CollectorRelation | null | undefined; collectorIdNumber?: string | null | undefined }): FieldIssue[] {
  const parent = given.collectorRelation === '1' ? 'mother' : given.collectorRelation === '2' ? 'father' : null
  if (!parent || !register[`${parent}Provided`] || !given.collectorIdNumber || !register[`${parent}IdNumber`] || given.collectorIdNumber === register[`${parent}IdNumber`]) return []
  return [warn('collectorRelation', message('certificate.notThatParent', '领证人选为“{{relation}}”,证件号码却与登记的{{relation}}不同;确为本人请说明所持证件,他人代领请改选关系并收取授权委托书', { relation: COLLECTOR_RELATION.label(given.collectorRelation!) }))]
}

function collectorIssues(row: RegistrationDraft, facts: RegistrationFacts): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.collectorIdType && row.collectorIdNumber) {
    issues.push(...collectorDocumentIssues(row.collectorIdType, row.collectorIdNumber, collectorNationality(row, row.collectorRelation ?? null), facts.today))
  }
  if (row.collectorPhone) issues.push(...checkPhone(row.collectorPhone, 'collectorPhone').issues)
  const parent = row.collectorRelation === '1' ? 'mother' : row.collectorRelation === '2' ? 'father' : null
  if (parent && row[`${parent}Provided`] && row.collectorIdNumber && row[`${parent}IdNumber`] && row.collectorIdNumber !== row[`${parent}IdNumber`]) {
    issues.push(warn('collectorIdNumber', message('registration.collectorDiffers', '领证人关系为“{{relation}}”,但证件号码与登记的{{relation}}不同,请核对', { relation: COLLECTOR_RELATION.label(row.collectorRelation ?? '1') })))
  }
  return issues
}

// A late application goes to whoever the province's bracket names (note §1.4).
function lateIssues(facts: RegistrationFacts): FieldIssue[] {
  const { bracket, daysSinceBirth } = findLateBracket(dayOf(facts.bornAt), facts.today, facts.rules)
  const days = { days: daysSinceBirth }
  switch (bracket.approverRole) {
    case 'none': return []
    case 'director': return [approveByDirector('preparedDay', message('registration.lateDirector', '出生后第 {{days}} 天申领,已超过规定期限,须分管领导同意', days))]
    case 'manager':
      // Hubei 2014: after three months the 管理机构 handles it; where we are that body, our reviewer agrees.
      if (facts.role === 'issuer') return [block('preparedDay', message('registration.lateManager', '出生后第 {{days}} 天申领,已超过规定期限,本省规定由县级管理机构办理;请告知家属持材料到县级管理机构申领', days))]
      return [approve('preparedDay', message('registration.late', '出生后第 {{days}} 天申领,已超过规定期限,须审核人同意', days))]
    case 'reviewer': return [approve('preparedDay', message('registration.late', '出生后第 {{days}} 天申领,已超过规定期限,须审核人同意', days))]
  }
}

/** True for a finding about the day of applying, which neither a correction nor an entry from paper makes late. */
export const isAboutLateness = (issue: FieldIssue): boolean => ['registration.late', 'registration.lateDirector', 'registration.lateManager'].includes(issue.message.key)
