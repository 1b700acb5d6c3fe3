import { IDENTITY_METHOD, IDENTITY_SUBJECT, type IdentityMethod, type IdentitySubject } from '../code/identity-check.ts'
import { type FieldIssue, block, message } from '../message/message.ts'

/** One check as it was noted; the newest of a subject counts. */
export type IdentityCheck = { readonly subject: IdentitySubject; readonly method: IdentityMethod; readonly matches: boolean }
/** Who stands on the register and who fetches, with their documents. */
export type IdentityCase = {
  readonly motherIdType: string | null
  readonly fatherIdType: string | null
  readonly collectorRelation: string | null
}

/** A document of the mainland's own citizens, which a reader or the province's face check knows. */
const isMainlandCard = (idType: string | null): boolean => idType === '01' || idType === '02'

/** Whom the province's 实人核验 asks about: the mother where she is entered, and whoever fetches in her place. */
export function identitySubjects(person: IdentityCase): IdentitySubject[] {
  const subjects: IdentitySubject[] = []
  if (person.motherIdType !== null) subjects.push('mother')
  if (person.collectorRelation !== null && person.collectorRelation !== '1') subjects.push(person.collectorRelation === '2' && person.fatherIdType !== null ? 'father' : 'collector')
  return subjects
}

/** How a subject may be checked: people with foreign or Hong Kong, Macau, Taiwan documents by two staff only. */
export function identityMethods(subject: IdentitySubject, person: IdentityCase): readonly IdentityMethod[] {
  const idType = subject === 'mother' ? person.motherIdType : subject === 'father' ? person.fatherIdType : '01'
  return isMainlandCard(idType) ? IDENTITY_METHOD.values : ['twoPersons']
}

/** What keeps a certificate from being printed where the province asks for 实人核验 (note §0.3 requireFaceCheck, §4.8). */
export function identityIssues(person: IdentityCase, checks: readonly IdentityCheck[], isRequired: boolean, path = 'identity'): FieldIssue[] {
  if (!isRequired) return []
  return identitySubjects(person).flatMap(subject => {
    const newest = checks.findLast(check => check.subject === subject)
    const who = IDENTITY_SUBJECT.label(subject)
    if (!newest) return [block(path, message('identity.missing', '本省要求实人核验:{{who}}尚未核验,请先读卡、人脸或双人核验', { who }))]
    return newest.matches ? [] : [block(path, message('identity.differs', '实人核验:{{who}}核验结果为不一致,不能签发;请核对本人与证件,核实后重新登记核验', { who }))]
  })
}
