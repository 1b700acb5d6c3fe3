import type { RecallAnswer, RecallStep } from '../../../domain/code/prenatal.ts'
import type { PrenatalTest, RecallClosing } from '../../../domain/code/prenatal-record.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { prenatalRecall, type PrenatalRecall, type StoredPrenatalAttempt, type StoredPrenatalRecall } from '../../../domain/modules/prenatal/recall.record.ts'
import { emptyRow } from '../../../domain/record/derive/schema.ts'
import type { PrenatalRules } from '../../../domain/rule/prenatal/prenatal-rules.ts'
import { answersScreening, type RecallCase, type RecallLine, recallLine } from '../../../domain/rule/prenatal/recall.ts'
import { type Day, dayOf } from '../../../domain/time/day.ts'
import type { WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { fromColumns, saveRow, valuesOf } from '../record/store.ts'

/** 上门 and 村医转告: somebody stood before her door. */
const AT_HER_HOME: ReadonlySet<string> = new Set(['4', '6'])
type Attempt = Pick<StoredPrenatalAttempt, 'at' | 'method' | 'answer'>
type Ends = Pick<RecallCase, 'diagnosis' | 'signedRefusalDay' | 'outcomeDay'>
const NO_END: Ends = { diagnosis: null, signedRefusalDay: null, outcomeDay: null }

/** A couple is tested on before anybody speaks of a diagnosis, which has to be possible afterwards: by the same week. */
const OF_COUPLE: Readonly<Partial<Record<RecallStep, RecallStep>>> = { diagnose: 'testCouple', recordDiagnosis: 'testCouple', signRefusal: 'signCoupleRefusal' }

/** Where an open recall stands; `start` is day 0 of the pregnancy. */
export function recallLineOf(recall: Pick<StoredPrenatalRecall, 'kind' | 'openedDay'>, start: Day | null, attempts: readonly Attempt[], today: Day, rules: PrenatalRules, ends = NO_END): RecallLine {
  const line = recallLine({
    // Without a dating nothing was drawn; should it be taken away later, the weeks count from the recall.
    resultDay: recall.openedDay, start: start ?? recall.openedDay, ...ends,
    attempts: attempts.map(({ at, answer }): { day: Day; answer: RecallAnswer } => ({ day: dayOf(at), answer })), visitDay: attempts.filter(({ method }) => AT_HER_HOME.has(method)).map(({ at }) => dayOf(at)).toSorted().at(-1) ?? null,
  }, today, rules)
  return recall.kind === 'couple' && line.step ? { ...line, step: OF_COUPLE[line.step] ?? line.step } : line
}

/** The tests a recall is about: of its result, else of its tube. */
async function testsOf(db: ReadDb, { resultId, sampleId }: StoredPrenatalRecall): Promise<readonly PrenatalTest[]> {
  if (resultId) return [(await db.selectFrom('prenatalResult').select('test').where('id', '=', resultId).executeTakeFirstOrThrow()).test]
  return sampleId ? codesIn((await db.selectFrom('prenatalSample').select('tests').where('id', '=', sampleId).executeTakeFirstOrThrow()).tests) : []
}

/**
 * What ended, of everything that may end a recall of this pregnancy. A diagnosis answers what was known before it and what it
 * looked at, never a scan that has to be repeated; a refusal on the slip refuses the diagnosis and no second tube or scan.
 */
async function endsOf(db: ReadDb, recall: StoredPrenatalRecall): Promise<Ends> {
  const { pregnancyId, openedDay, refusalDay, kind } = recall
  const diagnoses = kind === 'repeat' ? [] : await db.selectFrom('prenatalDiagnosis').select(['diagnosedDay', 'conclusion', 'tests']).where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).where('conclusion', '!=', 'failed').where('diagnosedDay', '>=', openedDay).orderBy('diagnosedDay').execute()
  const asked = diagnoses.length > 0 ? await testsOf(db, recall) : []
  const diagnosis = diagnoses.find(({ tests }) => asked.every(test => answersScreening(test, codesIn(tests))))
  const refused = refusalDay || kind !== 'high' ? null : await db.selectFrom('diagnosisReferral').select('refusedDay').where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).where('answer', '=', 'refused').where('refusalSigner', 'is not', null).where('refusedDay', '>=', openedDay).executeTakeFirst()
  const outcome = await db.selectFrom('prenatalOutcome').select('followedDay').where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).where('outcome', '!=', '9').executeTakeFirst()
  return { diagnosis: diagnosis ? { day: diagnosis.diagnosedDay, conclusion: diagnosis.conclusion } : null, signedRefusalDay: refusalDay ?? refused?.refusedDay ?? null, outcomeDay: outcome?.followedDay ?? null }
}

async function recallsOf(db: ReadDb, pregnancyId: string): Promise<StoredPrenatalRecall[]> {
  const rows = await db.selectFrom('prenatalRecall').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('openedDay').orderBy('id').execute()
  return rows.map(row => fromColumns(prenatalRecall, row))
}

const change = (context: WriteContext, recall: StoredPrenatalRecall, values: Partial<PrenatalRecall>): Promise<{ id: string; rev: number }> => saveRow(context, prenatalRecall, { id: recall.id, rev: recall.rev, settled: true, row: { ...valuesOf(prenatalRecall, recall), ...values } })

/** What ended by the work itself is not asked again. */
const BY_WORK: ReadonlySet<RecallClosing | null> = new Set(['redone', 'corrected', 'ended', 'completed', 'doctor'])

/** Closes what a diagnosis, a signed refusal or an outcome has ended, and opens again what lost its end; called by whoever writes one of them. */
export async function settleRecalls(context: WriteContext, pregnancyId: string): Promise<void> {
  const rules = await context.setting('prenatalRules')
  for (const recall of await recallsOf(context.db, pregnancyId)) {
    if (BY_WORK.has(recall.closedBy)) continue
    const ends = await endsOf(context.db, recall)
    const { closedBy } = recallLineOf(recall, null, [], context.today, rules, ends)
    const closedDay = closedBy === 'diagnosis' ? ends.diagnosis!.day : closedBy === 'refusal' ? ends.signedRefusalDay : closedBy === 'outcome' ? ends.outcomeDay : null
    if (closedBy !== recall.closedBy || closedDay !== recall.closedDay) await change(context, recall, { closedBy, closedDay })
  }
}

type Opened = Pick<PrenatalRecall, 'pregnancyId' | 'kind' | 'openedDay' | 'reason'> & Partial<Pick<PrenatalRecall, 'resultId' | 'sampleId'>>
/** What was answered by the result itself is asked again when the result asks again. */
const BY_RESULT: ReadonlySet<RecallClosing | null> = new Set(['corrected', 'completed'])
/** Opens a recall once for a result and kind, or for a refused tube; what an open one asks for is said anew; then whatever has ended it already closes it. */
export async function openRecall(context: WriteContext, opened: Opened): Promise<void> {
  const same = (await recallsOf(context.db, opened.pregnancyId)).find(one => one.kind === opened.kind && one.resultId === (opened.resultId ?? null) && one.sampleId === (opened.sampleId ?? null) && !BY_RESULT.has(one.closedBy))
  if (same && same.closedDay === null && same.reason !== opened.reason) await change(context, same, { reason: opened.reason })
  if (!same) await saveRow(context, prenatalRecall, { settled: true, row: { ...emptyRow(prenatalRecall), ...opened } as PrenatalRecall })
  await settleRecalls(context, opened.pregnancyId)
}

/** Ends the recalls of a result or a tube by what was done about them; `kinds` says which. */
export async function endRecalls(context: WriteContext, pregnancyId: string, about: { readonly resultId?: string; readonly sampleId?: string; readonly kinds?: readonly PrenatalRecall['kind'][] }, closedBy: 'redone' | 'corrected' | 'ended' | 'completed'): Promise<void> {
  for (const recall of await recallsOf(context.db, pregnancyId)) {
    const isMeant = (about.resultId !== undefined && recall.resultId === about.resultId) || (about.sampleId !== undefined && recall.sampleId === about.sampleId)
    if (isMeant && recall.closedDay === null && (about.kinds?.includes(recall.kind) ?? true)) await change(context, recall, { closedBy, closedDay: context.today })
  }
}
