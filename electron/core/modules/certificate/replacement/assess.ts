import { MATERIAL } from '../../../../../domain/code/material.ts'
import { REPLACEMENT_MATERIAL, type ReplacementKind, type ReplacementMaterial } from '../../../../../domain/code/replacement.ts'
import type { Output } from '../../../../../domain/api/api.ts'
import { AppError } from '../../../../../domain/api/result.ts'
import type { FieldIssue } from '../../../../../domain/message/message.ts'
import { certificate, type StoredCertificate } from '../../../../../domain/modules/certificate/certificate.record.ts'
import { registration, type Registration, type StoredRegistration } from '../../../../../domain/modules/certificate/registration.record.ts'
import { isAboutLateness, materialsOf, type RegistrationDraft, type RegistrationFacts, registrationIssues } from '../../../../../domain/modules/certificate/registration.rules.ts'
import { APPLICATION_FIELDS, type ReplacementDraft, type StoredReplacement } from '../../../../../domain/modules/certificate/replacement.record.ts'
import {
  forwardsReissue, partsHandedOut, type ReplacementFacts, replacementIssues, replacementRequirements, secondLevelReasons, secondPartOf, sheetDifferences, type SheetDifference,
} from '../../../../../domain/modules/certificate/replacement.rules.ts'
import { certificateValues } from '../../../../../domain/print/certificate-values.ts'
import type { PrintValues } from '../../../../../domain/print/layout.ts'
import { maskIdNumber } from '../../../../../domain/rule/mask.ts'
import type { ReadContext, User, WriteContext } from '../../../context.ts'
import { getRow, valuesOf } from '../../../record/store.ts'
import { keptPlaceWords, paperFacts } from '../paper.ts'
import { gather, seesNumbers } from '../register-handlers.ts'

type Context = ReadContext | WriteContext
type Assessment = Output<'replacement.check'>
export type ShownMaterials = ReadonlyMap<ReplacementMaterial, { present: boolean; note: string | null }>

/** An application with all it is held against. */
export type Case = {
  old: StoredCertificate
  /** The register as it stands, which is the old certificate's until the new one takes a number. */
  stored: StoredRegistration
  /** The register as the new sheet will have it. */
  register: StoredRegistration
  birth: RegistrationFacts
  facts: ReplacementFacts
}

/** The corrected register an exchange carries, if it corrects anything. */
export const correctedOf = (replacement: Pick<StoredReplacement, 'correctedRegister'> | undefined): Registration | null =>
  replacement?.correctedRegister ? JSON.parse(replacement.correctedRegister) as Registration : null

/** Gathers what an application for this certificate is held against. Throws `not-found`. */
export async function caseOf(context: Context, kind: ReplacementKind, certificateId: string, corrected: Registration | null): Promise<Case> {
  const old = await getRow(context.db, certificate, certificateId)
  const stored = await getRow(context.db, registration, old.registrationId)
  const register: StoredRegistration = kind === 'exchange' && corrected ? { ...stored, ...corrected } : stored
  const { facts: birth } = await gather(context, old.newbornId)
  const atIssue: RegistrationFacts = { ...birth, today: old.issueDay }
  const before = await registerAtIssue(context, old, stored)
  const { count } = await context.db.selectFrom('certificate').select(({ fn }) => fn.countAll<number>().as('count'))
    .where('newbornId', '=', old.newbornId).where('issueType', '=', '3').where('voidedAt', 'is', null)
    // Neither the one this application itself led to nor any after it.
    .where('createdAt', '<=', old.createdAt).where(eb => eb.or([eb('supersedesId', 'is', null), eb('supersedesId', '!=', old.id)])).where(eb => eb.or([eb('sealedAt', 'is not', null), eb('backEntered', '=', 1)])).executeTakeFirstOrThrow()
  return {
    old, stored, register, birth: atIssue,
    facts: {
      kind, oldIssueDay: old.issueDay, oldBackEntered: old.backEntered === true, earlierReissues: Number(count), role: birth.role, rules: birth.rules,
      register: valuesOf(registration, register), registerBefore: before, addedRequirements: addedRequirements(before, valuesOf(registration, register), atIssue),
      differences: await differencesOf(context, old, before, register), today: context.today,
    },
  }
}

/** What the old sheet said and one printed now would say, both on the day of the old one. */
export async function differencesOf(context: Context, old: StoredCertificate, before: RegistrationDraft, register: StoredRegistration): Promise<SheetDifference[]> {
  const { facts } = await paperFacts(context, register, old.issueDay)
  const blank = (['mother', 'father'] as const).filter(parent => !before[`${parent}Provided`] && !register[`${parent}Provided`]).map(parent => parent === 'mother' ? 'm' as const : 'f' as const)
  return sheetDifferences(JSON.parse(old.printedValues) as PrintValues, { ...certificateValues(facts), ...await keptPlaceWords(context, old) }, blank)
}

// Once the new sheet has taken its number the corrections stand in the register; the old one is then read from its history.
async function registerAtIssue(context: Context, old: StoredCertificate, stored: StoredRegistration): Promise<RegistrationDraft> {
  if (old.endedAt === null) return valuesOf(registration, stored)
  const row = await context.db.selectFrom('recordHistory').select('row').where('record', '=', registration.id).where('recordId', '=', stored.id).where('at', '<=', old.createdAt).orderBy('rev', 'desc').executeTakeFirst()
  if (!row) return valuesOf(registration, stored)
  const columns = JSON.parse(row.row) as Record<string, unknown>
  return Object.fromEntries(Object.entries(registration.fields).map(([name, field]) => [name, field.kind === 'flag' && columns[name] !== null && columns[name] !== undefined ? columns[name] === 1 : columns[name] ?? null])) as RegistrationDraft
}

// What the first issue had to see it has seen; only what the correction newly asks for is a paper of the exchange.
function addedRequirements(before: RegistrationDraft, after: RegistrationDraft, facts: RegistrationFacts) {
  const had = materialsOf(before, facts, MATERIAL.values).map(entry => entry.anyOf.join())
  return materialsOf(after, facts, MATERIAL.values).filter(entry => !had.includes(entry.anyOf.join()) && !entry.anyOf.some(material => OWN_PAPERS.has(material)))
}
// These the application asks for itself: everybody's documents, the form.
const OWN_PAPERS = new Set<string>(['registrationForm', 'motherId', 'fatherId', 'collectorId', 'authorization', 'deliveryRecordCopy', 'lateStatement', 'birthAccount'])

/**
 * What the rules of registration say of a corrected register and did not already say of the uncorrected one. Judged on
 * the day of the old certificate: a child does not become late by a correction.
 */
export function correctionIssues(corrected: RegistrationDraft, { facts, birth }: Case): FieldIssue[] {
  const told = registrationIssues(facts.registerBefore, birth, MATERIAL.values)
  const value = (row: RegistrationDraft, path: string) => (row as Record<string, unknown>)[path] ?? null
  return registrationIssues(corrected, birth, MATERIAL.values).filter(issue => !isAboutLateness(issue)
    && !told.some(known => known.path === issue.path && known.message.key === issue.message.key && value(corrected, issue.path) === value(facts.registerBefore, issue.path)))
}

/** Everything that follows from an application as typed. */
export function assess(row: ReplacementDraft, { facts }: Case, shown: ShownMaterials): Assessment {
  const present = [...shown].filter(([, entry]) => entry.present).map(([material]) => material)
  return {
    materials: materialLines(row, facts, shown), issues: replacementIssues(row, facts, present), handsOut: partsHandedOut(row.householdRegistered), secondPart: secondPartOf(row),
    secondLevel: secondLevelReasons(row, facts), forwards: forwardsReissue(facts), earlierReissues: facts.earlierReissues, differences: facts.differences.map(difference => ({ ...difference })),
  }
}

function materialLines(row: ReplacementDraft, facts: ReplacementFacts, shown: ShownMaterials): Assessment['materials'] {
  const lines = new Map<ReplacementMaterial, Assessment['materials'][number]>()
  for (const { anyOf, reason } of replacementRequirements(row, facts)) {
    for (const material of anyOf) {
      if (!lines.has(material)) lines.set(material, { material, reason, anyOf: [...anyOf], required: true, present: shown.get(material)?.present ?? false, note: shown.get(material)?.note ?? null })
    }
  }
  for (const [material, entry] of shown) if (!lines.has(material)) lines.set(material, { material, reason: null, anyOf: [material], required: false, ...entry })
  return [...lines.values()]
}

/** The papers of an application as they were ticked. */
export async function shownMaterials(context: Context, replacementId: string): Promise<ShownMaterials> {
  const rows = await context.db.selectFrom('replacementMaterial').selectAll().where('replacementId', '=', replacementId).execute()
  return new Map(rows.filter(row => REPLACEMENT_MATERIAL.isCode(row.material)).map(row => [row.material as ReplacementMaterial, { present: row.present === 1, note: row.note }]))
}

const NUMBER_VALUES = new Set(['mIdNo', 'fIdNo'])

/** What differs on the sheet, as this user may see it: documents' numbers in full, or with their middle hidden. */
export const maskedDifferences = (user: User, differences: readonly SheetDifference[]): SheetDifference[] => differences.map(difference =>
  seesNumbers(user) || !NUMBER_VALUES.has(difference.value) ? { ...difference } : { ...difference, before: maskIdNumber(difference.before), after: maskIdNumber(difference.after) })

/** The same for the sentences that name what differs. */
const maskedIssues = (user: User, issues: readonly FieldIssue[]): FieldIssue[] => issues.map(issue => {
  const { before, after } = issue.message.params ?? {}
  if (seesNumbers(user) || !NUMBER_VALUES.has(issue.path.replace(/^sheet\./, '')) || before === undefined || after === undefined) return issue
  return { ...issue, message: { ...issue.message, params: { ...issue.message.params, before: maskIdNumber(String(before)), after: maskIdNumber(String(after)) } } }
})

/** What follows from an application, as this user may see it. */
export const maskedAssessment = (user: User, assessment: Assessment): Assessment =>
  ({ ...assessment, issues: maskedIssues(user, assessment.issues), differences: maskedDifferences(user, assessment.differences) })

/** The part of an application that is typed. */
export const applicationOf = (stored: StoredReplacement): ReplacementDraft => Object.fromEntries(APPLICATION_FIELDS.map(name => [name, stored[name]])) as ReplacementDraft

/** What was true when it was applied for must still be true when somebody signs for it and when its sheet is printed. Throws `invalid`. */
export async function mustStand(context: Context, stored: StoredReplacement, found: Case): Promise<Assessment> {
  const assessment = assess(applicationOf(stored), found, await shownMaterials(context, stored.id))
  const corrected = correctedOf(stored)
  const blocking = [...assessment.issues, ...corrected ? correctionIssues(corrected, found) : []].filter(issue => issue.level === 'block')
  if (blocking.length) throw new AppError('invalid', maskedIssues(context.user, blocking))
  return assessment
}
