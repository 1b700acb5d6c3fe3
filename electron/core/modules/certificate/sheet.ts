import { EXCHANGE_REASON, type VoidReason } from '../../../../domain/code/certificate.ts'
import { LOSS_REASON, REPLACEMENT_KIND } from '../../../../domain/code/replacement.ts'
import { certificate, type StoredCertificate } from '../../../../domain/modules/certificate/certificate.record.ts'
import { registration, type Registration } from '../../../../domain/modules/certificate/registration.record.ts'
import { replacement, type StoredReplacement } from '../../../../domain/modules/certificate/replacement.record.ts'
import type { PrintValues } from '../../../../domain/print/layout.ts'
import { minuteAt } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { getRow, saveRow, valuesOf } from '../../record/store.ts'
import { type Blank, findBlank, moveBlank } from '../../registry/blanks.ts'
import { getCertificate } from '../../registry/certificates.ts'
import { keptPlaceWords } from './paper.ts'
import { replacementOfSheet, withoutSheet } from '../../registry/replacements.ts'
import { nameChild } from './register-handlers.ts'

export { replacementOfSheet, withoutSheet }

export type ReplacementPaper = { collector: string | null; original: PrintValues | null; placeWords: PrintValues }

/** What the paper of a replacement has of its own: who fetches it; a re-issue repeats the original's words, an exchange its place (note §1.9). */
export async function replacementPaper(context: ReadContext | WriteContext, stored: StoredReplacement): Promise<ReplacementPaper> {
  const old = await getRow(context.db, certificate, stored.certificateId)
  if (stored.kind === 'exchange') return { collector: stored.collectorName, original: null, placeWords: await keptPlaceWords(context, old) }
  return { collector: stored.collectorName, original: JSON.parse(old.printedValues) as PrintValues, placeWords: {} }
}

/** The same for a sheet on its way; nothing of its own for a first issue. */
export async function paperOfSheet(context: ReadContext | WriteContext, certificateId: string): Promise<Partial<ReplacementPaper>> {
  const stored = await replacementOfSheet(context.db, certificateId)
  return stored ? replacementPaper(context, stored) : {}
}

/** A sheet that will not be issued: its number is void for ever, an application it was printed for waits for the next one (case 35). */
export async function endSheet(context: WriteContext, sheet: StoredCertificate, blank: Blank, end: { reasonCode: VoidReason; note: string; secondPersonId: string | null }): Promise<void> {
  await moveBlank(context, blank, { to: 'void', reasonCode: end.reasonCode, reason: end.note, secondPersonId: end.secondPersonId })
  await saveRow(context, certificate, { id: sheet.id, rev: sheet.rev, settled: true, row: { ...valuesOf(certificate, sheet), endedAt: minuteAt(context.nowMs), endReason: end.reasonCode, endNote: end.note } })
  await withoutSheet(context, sheet.id)
}

/** The register may be changed again, and must be completed before the next printing. */
export async function reopenRegister(context: WriteContext, registrationId: string): Promise<void> {
  const register = await getRow(context.db, registration, registrationId)
  await saveRow(context, registration, { id: register.id, rev: register.rev, settled: true, row: { ...valuesOf(registration, register), complete: false } })
}

/** The new sheet was handed over: the application is done. */
export async function replacementDone(context: WriteContext, certificateId: string): Promise<void> {
  const stored = await replacementOfSheet(context.db, certificateId)
  if (stored?.state === 'printing') await saveRow(context, replacement, { id: stored.id, rev: stored.rev, settled: true, row: { ...valuesOf(replacement, stored), state: 'done' } })
}

/** Ends the old certificate of an application: 已换发收回 or 遗失作废 (note §1.8, §1.9, §4.2); nothing when it has ended already. */
export async function endOld(context: WriteContext, stored: StoredReplacement): Promise<void> {
  if (stored.oldEndedAt) return
  const { sheet } = await getCertificate(context.db, stored.certificateId)
  const isExchange = stored.kind === 'exchange'
  const reasonCode = isExchange ? stored.exchangeReason : stored.lossReason
  const label = isExchange ? EXCHANGE_REASON.find(reasonCode ?? '')?.label : LOSS_REASON.find(reasonCode ?? '')?.label
  const note = [`${REPLACEMENT_KIND.label(stored.kind)}:${label ?? ''}`, stored.reasonNote].filter(Boolean).join(';').slice(0, 300)
  await moveBlank(context, (await findBlank(context.db, sheet.number))!, { to: isExchange ? 'exchanged' : 'lostVoid', reasonCode, reason: note, secondPersonId: stored.reviewedBy })
  // An exchanged sheet is no 废证 of the void reasons (note §1.10): its own state says what became of it.
  await saveRow(context, certificate, { id: sheet.id, rev: sheet.rev, settled: true, row: { ...valuesOf(certificate, sheet), endedAt: minuteAt(context.nowMs), endReason: isExchange ? null : '3', endNote: note } })
}

async function survivorOf(db: ReadDb, personId: string | null): Promise<string | null> {
  const merged = personId === null ? undefined : await db.selectFrom('person').select('mergedIntoId').where('id', '=', personId).executeTakeFirst()
  return merged?.mergedIntoId ? survivorOf(db, merged.mergedIntoId) : personId
}

/** Makes a corrected register the child's own; what stood there before stays in its history. */
export async function applyCorrection(context: WriteContext, stored: StoredReplacement, typed: Registration): Promise<void> {
  // Two records of a parent may have become one since the correction was typed.
  const corrected = { ...typed, motherPersonId: await survivorOf(context.db, typed.motherPersonId), fatherPersonId: await survivorOf(context.db, typed.fatherPersonId) }
  const register = await getRow(context.db, registration, stored.registrationId)
  const before = valuesOf(registration, register)
  if (Object.entries(corrected).every(([name, value]) => before[name as keyof Registration] === value)) return
  await saveRow(context, registration, { id: register.id, rev: register.rev, settled: true, row: corrected })
  const child = await context.db.selectFrom('newborn').select('personId').where('id', '=', stored.newbornId).executeTakeFirstOrThrow()
  if (child.personId && corrected.fatherPersonId !== before.fatherPersonId) await context.db.deleteFrom('kinship').where('childId', '=', child.personId).where('relation', '=', 'father').execute()
  await nameChild(context, child.personId, corrected.babyName, corrected.fatherPersonId)
}
