import type { PrenatalClass, RecallAnswer } from '../../../domain/code/prenatal.ts'
import { PRENATAL_TEST, type PrenatalTest, type RecallClosing } from '../../../domain/code/prenatal-record.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { prenatalRecall, type PrenatalRecall, type StoredPrenatalAttempt, type StoredPrenatalRecall } from '../../../domain/modules/prenatal/recall.record.ts'
import { emptyRow } from '../../../domain/record/derive/schema.ts'
import type { PrenatalRules } from '../../../domain/rule/prenatal/prenatal-rules.ts'
import { answersScreening, recallCall, recallClosing, type RecallEnds, type RecallLine, recallLine } from '../../../domain/rule/prenatal/recall.ts'
import { lastDayOf, type PrenatalWindows } from '../../../domain/rule/prenatal/windows.ts'
import { type Day, dayOf } from '../../../domain/time/day.ts'
import type { WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { fromColumns, saveRow, valuesOf } from '../record/store.ts'

/** 上门 and 村医转告: somebody stood before her door. */
const AT_HER_HOME: ReadonlySet<string> = new Set(['4', '6'])
type Attempt = Pick<StoredPrenatalAttempt, 'at' | 'method' | 'answer'>

/** Where an open recall stands; `start` is day 0 of the pregnancy, `tests` what the recall is about, `overall` what its result says. */
export function recallLineOf({ kind, openedDay }: Pick<StoredPrenatalRecall, 'kind' | 'openedDay'>, about: { readonly start: Day | null; readonly tests: readonly PrenatalTest[]; readonly overall: PrenatalClass | null }, attempts: readonly Attempt[], today: Day, rules: PrenatalRules, windows: PrenatalWindows): RecallLine {
  return recallLine({
    // Without a dating nothing was drawn; should it be taken away later, the weeks count from the recall.
    resultDay: openedDay, start: about.start ?? openedDay, call: recallCall(kind, about.overall), lastDay: about.start && lastDayOf(about.tests.map(test => PRENATAL_TEST.entry(test).project), about.start, windows), diagnosis: null, signedRefusalDay: null, outcomeDay: null,
    attempts: attempts.map(({ at, answer }): { day: Day; answer: RecallAnswer } => ({ day: dayOf(at), answer })), visitDay: attempts.filter(({ method }) => AT_HER_HOME.has(method)).map(({ at }) => dayOf(at)).toSorted().at(-1) ?? null,
  }, today, rules)
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
async function endsOf(db: ReadDb, recall: StoredPrenatalRecall): Promise<RecallEnds> {
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
  for (const recall of await recallsOf(context.db, pregnancyId)) {
    if (BY_WORK.has(recall.closedBy)) continue
    const ends = await endsOf(context.db, recall)
    const closedBy = recallClosing(ends)
    const closedDay = closedBy === 'diagnosis' ? ends.diagnosis!.day : closedBy === 'refusal' ? ends.signedRefusalDay : closedBy === 'outcome' ? ends.outcomeDay : null
    if (closedBy !== recall.closedBy || closedDay !== recall.closedDay) await change(context, recall, { closedBy, closedDay })
  }
}

type Opened = Pick<PrenatalRecall, 'pregnancyId' | 'kind' | 'openedDay' | 'reason'> & Partial<Pick<PrenatalRecall, 'resultId' | 'sampleId'>>
/** What was answered by the result itself is asked again when the result asks again; what a doctor gave up, when it asks for something else. */
const isAnswered = ({ closedBy, reason }: StoredPrenatalRecall, asked: string | null): boolean => closedBy === 'corrected' || closedBy === 'completed' || (closedBy === 'doctor' && reason !== asked)
/** Opens a recall once for a result and kind, or for a refused tube; what an open one asks for is said anew; then whatever has ended it already closes it. */
export async function openRecall(context: WriteContext, opened: Opened): Promise<void> {
  const same = (await recallsOf(context.db, opened.pregnancyId)).find(one => one.kind === opened.kind && one.resultId === (opened.resultId ?? null) && one.sampleId === (opened.sampleId ?? null) && !isAnswered(one, opened.reason))
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
