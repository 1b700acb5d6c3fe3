import type { CertificateRole } from '../code/institution.ts'
import type { CollectorRelation } from '../code/certificate.ts'
import type { DeliveryOutcome } from '../code/delivery.ts'
import type { DnaReason, Material } from '../code/material.ts'
import { DNA_REASON, MATERIAL } from '../code/material.ts'
import { isForeign } from '../code/nationality.ts'
import type { Nationality } from '../code/nationality.ts'
import { block, formatChinese, message, warn } from '../message/message.ts'
import type { FieldIssue, Message } from '../message/message.ts'
import type { Day } from '../time/day.ts'
import { findLateBracket } from './late-bracket.ts'
import type { ProvinceRules } from './province-rules.ts'

/** One application for a first certificate, described by the facts the rules ask for. */
export type IssueCase = {
  readonly birthDay: Day
  readonly applyDay: Day
  /** licensed: born in an institution licensed for 助产技术; treatedAfter: precipitate birth, then treated in one (§1.2). */
  readonly bornIn: 'licensed' | 'treatedAfter' | 'outside'
  readonly collector: CollectorRelation
  /** null: this parent's information is not printed. */
  readonly mother: { readonly nationality: Nationality } | null
  readonly father: { readonly nationality: Nationality } | null
  /** certificate: shown; stated: said to be married, not shown; none: not married. */
  readonly marriage: 'certificate' | 'stated' | 'none'
  /** The mother's document against the admission record (§1.3 no. 7, §1.5 no. 5). */
  readonly motherIdentity: 'matches' | 'differsKnownToPolice' | 'differsUnknownToPolice'
  /** False if neither parent can apply (dead, missing, unable). */
  readonly canParentApply: boolean
}

/** A needed paper: any one of `anyOf` will do. */
export type MaterialRequirement = { readonly anyOf: readonly Material[]; readonly reason: Message; readonly source: string }

/** When a DNA report is needed (§1.5, Hunan 2025), in the order of the list; only reasons the province has switched on. */
export function dnaReasonsOf(issueCase: IssueCase, rules: ProvinceRules): DnaReason[] {
  const { bracket } = findLateBracket(issueCase.birthDay, issueCase.applyDay, rules)
  const isMarriageProven = issueCase.marriage === 'certificate' || (issueCase.marriage === 'stated' && !rules.requireMarriageCert)
  const applies: Record<DnaReason, boolean> = {
    late: bracket.requiredMaterials.includes('dnaReport'),
    outside: issueCase.bornIn === 'outside',
    motherWithheld: issueCase.mother === null,
    nonMarital: issueCase.father !== null && !isMarriageProven,
    nameMismatch: issueCase.motherIdentity === 'differsUnknownToPolice',
  }
  return DNA_REASON.values.filter(reason => applies[reason] && (reason === 'late' || rules.dnaReasons.includes(reason)))
}

/** Every paper of §1.3 this case needs, with the reason and the rule it comes from; no paper is listed twice. */
export function requiredMaterials(issueCase: IssueCase, rules: ProvinceRules): MaterialRequirement[] {
  const { mother, father, collector } = issueCase
  const { bracket, daysSinceBirth } = findLateBracket(issueCase.birthDay, issueCase.applyDay, rules)
  const dnaReasons = dnaReasonsOf(issueCase, rules)
  const list: MaterialRequirement[] = []
  const need = (anyOf: Material | readonly Material[], reason: Message, source: string): void => {
    const wanted = typeof anyOf === 'string' ? [anyOf] : anyOf
    if (!list.some(have => have.anyOf.every(material => wanted.includes(material)))) list.push({ anyOf: wanted, reason, source })
  }

  need('registrationForm', message('material.always', '首次签发必备'), '§1.3-1')
  if (mother) need(documentOf(mother.nationality, 'motherId'), message('material.motherId', '登记母亲信息'), '§1.3-2, §1.3-8')
  if (father) need(documentOf(father.nationality, 'fatherId'), message('material.fatherId', '登记父亲信息'), '§1.3-2, §1.3-8')
  if (rules.requireMarriageCert && mother && father && issueCase.marriage !== 'none' && !dnaReasons.includes('nonMarital')) {
    need('marriageCert', message('material.marriageCert', '本省规定须查验结婚证'), '§1.3-3')
  }
  if (collector !== '1') {
    need('collectorId', message('material.collectorId', '领证人不是母亲'), '§1.3-4')
    if (!issueCase.canParentApply) {
      need('guardianshipProof', message('material.guardianship', '父母双方都不能申领'), '§1.3-10')
    } else if (mother) {
      need('authorization', message('material.authorization', '领证人不是母亲,须母亲授权'), '§1.3-4')
    }
  }
  if (mother && !father) need('fatherWithheldStatement', message('material.fatherWithheld', '不登记父亲信息'), '§1.3-5')
  if (!mother) need('motherWithheldStatement', message('material.motherWithheld', '不登记母亲信息'), '§1.6')
  if (issueCase.motherIdentity === 'differsKnownToPolice') {
    need(['householdProof', 'dnaReport'], message('material.identityDiffers', '母亲证件与入院登记不一致'), '§1.3-7')
  }
  if (issueCase.bornIn === 'outside') {
    const outside = message('material.outside', '在助产机构外出生')
    need('birthAccount', outside, '§1.3-9')
    need('parentageDeclaration', outside, '§1.3-9')
  }
  for (const material of bracket.requiredMaterials) {
    if (material !== 'dnaReport') need(material, message('material.late', '出生后第 {{days}} 天申领,超过规定期限', { days: daysSinceBirth }), '§1.4')
  }
  if (dnaReasons.length > 0) {
    need('dnaReport', message('material.dna', '需要亲子鉴定:{{reasons}}', { reasons: dnaReasons.map(DNA_REASON.label).join(';') }), '§1.5')
  }
  return list
}

const documentOf = (nationality: Nationality, material: Material): Material | readonly Material[] =>
  isForeign(nationality) ? 'passport' : material

/** Refuses an application whose papers are incomplete: one finding for each missing paper. */
export function checkMaterials(required: readonly MaterialRequirement[], present: readonly Material[], path = 'materials'): FieldIssue[] {
  return required
    .filter(({ anyOf }) => !anyOf.some(material => present.includes(material)))
    .map(({ anyOf, reason }) => block(path, message('material.missing', '缺少材料:{{materials}}({{reason}})', {
      materials: anyOf.map(MATERIAL.label).join(' 或 '),
      reason: formatChinese(reason),
    })))
}

/** Whom a certificate may be given at all, and by whom (§1.2, §1.6). */
export type Eligibility = {
  readonly outcome: DeliveryOutcome
  readonly isFoundling: boolean
  readonly isAdopted: boolean
  /** A live-born who has died: practice differs, so a person decides. */
  readonly hasDied: boolean
  readonly bornIn: IssueCase['bornIn']
  readonly role: CertificateRole
}

/** Refuses foundlings, adopted children, stillbirths, and births outside an institution where we are only the issuer. */
export function checkEligibility(facts: Eligibility, path = 'newborn'): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (facts.isFoundling) {
    issues.push(block(path, message('eligibility.foundling', '查找不到生父母的弃婴不出具《出生医学证明》,由公安机关按有关规定办理户口登记')))
  }
  if (facts.isAdopted) issues.push(block(path, message('eligibility.adopted', '收养的子女不出具《出生医学证明》')))
  if (facts.outcome !== '1') issues.push(block(path, message('eligibility.stillbirth', '死胎、死产不签发《出生医学证明》')))
  if (facts.bornIn === 'outside' && facts.role === 'issuer') {
    issues.push(block(path, message('eligibility.outside', '在助产机构外出生且未在本机构处理的,由拟落户地县级卫生健康主管部门或其委托机构签发')))
  }
  if (facts.hasDied && facts.outcome === '1') {
    issues.push(warn(path, message('eligibility.died', '该新生儿已死亡,是否签发各地做法不同,请先请示上级主管部门')))
  }
  return issues
}
