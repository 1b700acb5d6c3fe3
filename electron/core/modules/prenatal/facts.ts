import { AppError } from '../../../../domain/api/result.ts'
import { type ConsentKind, type NiptResult, type NtLevel, type PrenatalClass, SAMPLE_TEST } from '../../../../domain/code/prenatal.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { prenatalConsent, type StoredPrenatalConsent } from '../../../../domain/modules/prenatal/consent.record.ts'
import { prenatalDiagnosis, type StoredPrenatalDiagnosis } from '../../../../domain/modules/prenatal/diagnosis.record.ts'
import { prenatalOutcome, type StoredPrenatalOutcome } from '../../../../domain/modules/prenatal/outcome.record.ts'
import { prenatalRequest, type StoredPrenatalRequest } from '../../../../domain/modules/prenatal/request.record.ts'
import { prenatalResult, type StoredPrenatalResult } from '../../../../domain/modules/prenatal/result.record.ts'
import { prenatalSample, type StoredPrenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { gestationOn } from '../../../../domain/rule/maternal/dating.ts'
import { serumClass } from '../../../../domain/modules/prenatal/result-found.ts'
import { overallClass } from '../../../../domain/rule/prenatal/risk.ts'
import type { ConsentFact } from '../../../../domain/rule/prenatal/sample-chain.ts'
import { ageAtExpectedDelivery } from '../../../../domain/rule/prenatal/serum.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'
import { pregnancyOf, type PregnancyOf } from '../../registry/pregnancies.ts'

/** A pregnancy with everything its screening knows, each kind oldest first. */
export type Screening = PregnancyOf & {
  consents: StoredPrenatalConsent[]
  requests: StoredPrenatalRequest[]
  samples: StoredPrenatalSample[]
  results: StoredPrenatalResult[]
  diagnoses: StoredPrenatalDiagnosis[]
  outcome: StoredPrenatalOutcome | null
}

/** The live rows of a record of one pregnancy, oldest first. */
export async function rowsOf<D extends RecordDefinition>(db: ReadDb, definition: D, pregnancyId: string): Promise<StoredRow<D>[]> {
  const rows = await db.selectFrom(definition.table as 'prenatal_result' as never).selectAll().where('pregnancyId' as never, '=', pregnancyId as never).where('voidedAt' as never, 'is', null).orderBy('createdAt' as never).orderBy('id' as never).execute()
  return rows.map(row => fromColumns(definition, row as Record<string, unknown>))
}

export async function screeningOf(db: ReadDb, pregnancyId: string): Promise<Screening> {
  const of = await pregnancyOf(db, pregnancyId)
  return {
    ...of, consents: await rowsOf(db, prenatalConsent, pregnancyId), requests: await rowsOf(db, prenatalRequest, pregnancyId), samples: await rowsOf(db, prenatalSample, pregnancyId), results: await rowsOf(db, prenatalResult, pregnancyId),
    diagnoses: await rowsOf(db, prenatalDiagnosis, pregnancyId), outcome: (await rowsOf(db, prenatalOutcome, pregnancyId))[0] ?? null,
  }
}

/** 预产年龄; null while the birth day or the expected day is not known. */
export const ageAtDelivery = ({ pregnancy, woman }: PregnancyOf): number | null => woman.birthDay && pregnancy.expectedDay ? ageAtExpectedDelivery(woman.birthDay, pregnancy.expectedDay) : null
/** Days of gestation on a day by the present dating; null where nothing dates the pregnancy or the day lies before it. */
export function gestationOf({ pregnancy }: PregnancyOf, on: Day | null | undefined): number | null {
  if (!pregnancy.startDay || !on) return null
  const days = gestationOn(pregnancy.startDay, on)
  return days < 0 ? null : days
}

/** The last signature of each kind. */
export function consentFacts(consents: readonly StoredPrenatalConsent[]): Partial<Record<ConsentKind, ConsentFact & { readonly isCautionTold: boolean }>> {
  const ordered = consents.toSorted((a, b) => a.signedAt < b.signedAt ? -1 : a.signedAt > b.signedAt ? 1 : 0)
  return Object.fromEntries(ordered.map(one => [one.kind, { choice: one.choice, signedAt: one.signedAt, version: one.textVersion, isCautionTold: one.isCautionTold ?? false }]))
}

const SERUM: ReadonlySet<string> = new Set(['firstSerum', 'secondSerum'])
const latest = <T extends { resultDay: Day }>(rows: readonly T[]): T | undefined => rows.toSorted((a, b) => a.resultDay < b.resultDay ? -1 : a.resultDay > b.resultDay ? 1 : 0).at(-1)
/** What the screening found so far, as the rules ask for it. */
export const foundOf = (results: readonly StoredPrenatalResult[]): { serum: PrenatalClass | null; nipt: NiptResult | null; nt: NtLevel | null } => ({
  serum: overallClass(results.filter(({ test }) => SERUM.has(test)).map(serumClass)),
  nipt: latest(results.filter(({ test }) => test === 'nipt'))?.niptResult ?? null, nt: latest(results.filter(({ ntLevel }) => ntLevel !== null))?.ntLevel ?? null,
})

// A tube counts as drawn from its drawing on; one that was refused counts as what it is, a tube to draw again.
const NOT_DRAWN: ReadonlySet<string> = new Set(['booked', 'consented', 'declined', 'ended', 'rejected', 'resampleNotified'])
export const isDrawn = ({ state }: Pick<StoredPrenatalSample, 'state'>): boolean => !NOT_DRAWN.has(state)

/** The day of the free test of this pregnancy: of its tube, else of its request (P-30); `but` is the request that asks. */
export function freeDayOf({ requests, samples }: Pick<Screening, 'requests' | 'samples'>, but?: string): Day | null {
  const days = requests.filter(({ programme, id }) => programme === 'free' && id !== but).flatMap(({ id, requestedDay }) => {
    const own = samples.filter(({ requestId }) => requestId === id)
    // Declined or never drawn to the end: she had no free test.
    if (own.length > 0 && own.every(({ state }) => state === 'declined' || state === 'ended')) return []
    const drawn = own.find(({ drawnAt }) => drawnAt !== null)?.drawnAt
    return [drawn ? dayOf(drawn) : requestedDay]
  })
  return days.toSorted()[0] ?? null
}

/** The consents a tube needs. */
export const consentsOf = (tests: StoredPrenatalSample['tests']): ConsentKind[] => [...new Set(codesIn(tests).map(test => SAMPLE_TEST.entry(test).consent))]

/** A pregnancy that is still going on, or one nobody said otherwise of. */
export function refuseEnded({ pregnancy, deliveredDay }: PregnancyOf): void {
  if ((pregnancy.state !== null && pregnancy.state !== 'pregnant') || deliveredDay !== null) throw new AppError('invalid', [block('pregnancyId', message('prenatal.ended', '该妊娠已结束,不能再申请或采血;请核对妊娠状态'))])
}
