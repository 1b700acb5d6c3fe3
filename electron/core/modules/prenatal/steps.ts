import { AppError } from '../../../../domain/api/result.ts'
import { PRENATAL_SAMPLE_STATE, type PrenatalSampleState, SAMPLE_REJECTION } from '../../../../domain/code/prenatal.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { type FieldIssue } from '../../../../domain/message/message.ts'
import { prenatalSample, type PrenatalSample, type StoredPrenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import { emptyRow } from '../../../../domain/record/derive/schema.ts'
import { consentVersions } from '../../../../domain/rule/prenatal/consent-texts.ts'
import { checkSampleStep, resampleDueDay, type SampleStep } from '../../../../domain/rule/prenatal/sample-chain.ts'
import type { Minute } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import { getRow, saveRow, type SaveRequest, valuesOf } from '../../record/store.ts'
import { endRecalls, openRecall } from '../../registry/prenatal-recalls.ts'
import { consentFacts, type Screening } from './facts.ts'

/** What stands beside a step in its line. */
export type StepNote = { readonly at: Minute; readonly celsius?: number | undefined; readonly sender?: string | undefined; readonly receiver?: string | undefined; readonly remark?: string | undefined }

/** The tube as the caller saw it; throws `edit-conflict` when somebody moved it meanwhile. */
export async function sampleAt(context: WriteContext, { id, rev }: { id: string; rev: number }): Promise<StoredPrenatalSample> {
  const sample = await getRow(context.db, prenatalSample, id)
  if (sample.rev !== rev || sample.voidedAt !== null) throw new AppError('edit-conflict', undefined, { record: prenatalSample.id, id, current: sample as unknown as Record<string, unknown> })
  return sample
}

/** When the last step was made; null for a tube without one. */
export async function lastStepAt(context: WriteContext, sampleId: string): Promise<Minute | null> {
  const last = await context.db.selectFrom('prenatalSampleStep').select('at').where('sampleId', '=', sampleId).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return last?.at ?? null
}

export async function addStep(context: WriteContext, sampleId: string, fromState: PrenatalSampleState | null, toState: PrenatalSampleState, note: StepNote): Promise<void> {
  const last = await context.db.selectFrom('prenatalSampleStep').select('seq').where('sampleId', '=', sampleId).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  await context.db.insertInto('prenatalSampleStep').values({
    sampleId, seq: (last?.seq ?? 0) + 1, fromState, toState, at: note.at, byUser: context.user.id, celsius: note.celsius ?? null, sender: note.sender ?? null, receiver: note.receiver ?? null, remark: note.remark || null,
  }).execute()
}

/** Everything the rule of the chain asks of a step. */
export async function stepFacts(context: WriteContext, sample: StoredPrenatalSample, screening: Screening, step: Pick<SampleStep, 'to' | 'at'> & Partial<SampleStep>): Promise<SampleStep> {
  const request = screening.requests.find(({ id }) => id === sample.requestId)
  return {
    from: sample.state, previousAt: await lastStepAt(context, sample.id), tests: codesIn(sample.tests), consents: consentFacts(screening.consents), consentVersions: consentVersions(await context.setting('prenatalConsentTexts')),
    gestationDays: sample.gestationDays ?? 0, fetusCount: request?.fetusCount ?? 1, barcode: sample.barcode ?? '', isBarcodeUsed: false, rejection: codesIn(sample.rejection), sender: '', receiver: '',
    resultCount: screening.results.filter(({ sampleId }) => sampleId === sample.id).length, ...step,
  }
}

/** Why a step may not be made, or what is asked about it. */
export const stepIssues = async (context: WriteContext, facts: SampleStep): Promise<FieldIssue[]> => checkSampleStep(facts, await context.setting('prenatalWindows'), await context.setting('prenatalRules'))

/** Writes a step that was judged: the tube's new state and its line; a refused tube has its woman called the same day (P-31), one that is given up ends the call for it. */
export async function moveSample(context: WriteContext, sample: StoredPrenatalSample, to: PrenatalSampleState, values: Partial<PrenatalSample>, note: StepNote, more: Pick<SaveRequest<typeof prenatalSample>, 'confirmations' | 'moreIssues'> = {}): Promise<{ id: string; rev: number }> {
  const saved = await saveRow(context, prenatalSample, { id: sample.id, rev: sample.rev, row: { ...valuesOf(prenatalSample, sample), ...values, state: to, stateAt: note.at }, ...more })
  await addStep(context, sample.id, sample.state, to, note)
  if (to === 'rejected') {
    const reasons = codesIn(values.rejection ?? null).map(code => SAMPLE_REJECTION.label(code)).join('、')
    await openRecall(context, { pregnancyId: sample.pregnancyId, kind: 'redraw', sampleId: sample.id, openedDay: resampleDueDay(note.at), reason: `样本 ${sample.barcode ?? ''} 拒收:${reasons}` })
  }
  if (to === 'ended' || to === 'declined') for (const sampleId of [sample.id, sample.replacesId]) if (sampleId) await endRecalls(context, sample.pregnancyId, { sampleId, kinds: ['redraw'] }, 'ended')
  return saved
}

/** A tube that is booked; `replaces` the one that gave nothing. */
export async function bookSample(context: WriteContext, booked: Pick<PrenatalSample, 'pregnancyId' | 'requestId' | 'tests'> & Partial<PrenatalSample>): Promise<{ id: string; rev: number }> {
  const at = context.moment.now
  const saved = await saveRow(context, prenatalSample, { row: { ...emptyRow(prenatalSample), isReplaced: false, state: 'booked', stateAt: at, ...booked } as PrenatalSample })
  await addStep(context, saved.id, null, booked.state ?? 'booked', { at: booked.stateAt ?? at })
  return saved
}

/** What the signatures there are let a waiting tube become: 已知情同意 when all agree, 拒绝筛查 when all decline. */
export async function followConsents(context: WriteContext, screening: Screening): Promise<void> {
  for (const sample of screening.samples.filter(({ state }) => PRENATAL_SAMPLE_STATE.canMove(state, 'consented') || PRENATAL_SAMPLE_STATE.canMove(state, 'declined'))) {
    for (const to of ['declined', 'consented'] as const) {
      const at = context.moment.now
      const facts = await stepFacts(context, sample, screening, { to, at })
      if ((await stepIssues(context, facts)).length > 0) continue
      await moveSample(context, sample, to, {}, { at })
      break
    }
  }
}
