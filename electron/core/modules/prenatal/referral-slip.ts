import { DIAGNOSIS_CONCLUSION, DIAGNOSIS_TEST } from '../../../../domain/code/prenatal.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { diagnosisReferral, type DiagnosisReferral, type StoredDiagnosisReferral } from '../../../../domain/modules/maternal/diagnosis-referral.record.ts'
import { prenatalDiagnosis, type PrenatalDiagnosis } from '../../../../domain/modules/prenatal/diagnosis.record.ts'
import type { PrenatalOutcome } from '../../../../domain/modules/prenatal/outcome.record.ts'
import { maskFetalSex } from '../../../../domain/rule/prenatal/fetal-sex.ts'
import type { WriteContext } from '../../context.ts'
import { findRow, fromColumns, saveRow, valuesOf } from '../../record/store.ts'
import { within } from '../../list-file/given-file.ts'
import { rowsOf } from './facts.ts'

type Answer = Pick<DiagnosisReferral, 'answer' | 'attendedDay' | 'diagnosisMethod' | 'diagnosisResult'>
type End = Pick<DiagnosisReferral, 'outcome' | 'outcomeDay'>
const NO_ANSWER: Answer = { answer: 'waiting', attendedDay: null, diagnosisMethod: null, diagnosisResult: null }
const NO_END: End = { outcome: null, outcomeDay: null }

/** What a diagnosis says on the slip it came back for; the slip is read at other desks, a normal complement goes there masked at once. */
function answerOf({ sampledDay, diagnosedDay, tests, method, conclusion, karyotype, resultText }: PrenatalDiagnosis): Answer {
  const result = [DIAGNOSIS_CONCLUSION.label(conclusion), karyotype, resultText].filter(Boolean).join(':')
  return {
    answer: 'attended', attendedDay: sampledDay ?? diagnosedDay, diagnosisMethod: maskFetalSex(within(method ?? codesIn(tests).map(test => DIAGNOSIS_TEST.label(test)).join('、'), 40), 'diagnosis'),
    diagnosisResult: within(maskFetalSex(result, 'diagnosis'), 300),
  }
}
/** 失访 is no end: the slip goes on asking. */
const endOf = ({ outcome, endedDay }: Pick<PrenatalOutcome, 'outcome' | 'endedDay'>): End => outcome === '9' ? NO_END : { outcome, outcomeDay: endedDay }

/** Writes our row on a slip that is still open or says what we wrote before; what somebody else wrote there stays. */
async function write<V extends Answer | End>(context: WriteContext, slip: StoredDiagnosisReferral, ours: readonly V[], now: V): Promise<void> {
  const says = (values: V): boolean => Object.entries(values).every(([name, value]) => slip[name as keyof DiagnosisReferral] === value)
  if (says(now) || !ours.some(says)) return
  await saveRow(context, diagnosisReferral, { id: slip.id, rev: slip.rev, row: { ...valuesOf(diagnosisReferral, slip), ...now }, settled: true })
}

/** A slip is answered by the last diagnosis that came back for it; without one it waits again. */
export async function answerSlip(context: WriteContext, slipId: string, pregnancyId: string, before: PrenatalDiagnosis | undefined): Promise<void> {
  const slip = await findRow(context.db, diagnosisReferral, slipId)
  if (!slip || slip.voidedAt !== null) return
  const all = (await rowsOf(context.db, prenatalDiagnosis, pregnancyId)).filter(({ referralId }) => referralId === slipId).toSorted((a, b) => a.diagnosedDay < b.diagnosedDay ? -1 : a.diagnosedDay > b.diagnosedDay ? 1 : 0).map(answerOf)
  const isOpen = slip.answer === 'waiting' ? [{ ...NO_ANSWER, attendedDay: slip.attendedDay, diagnosisMethod: slip.diagnosisMethod, diagnosisResult: slip.diagnosisResult }] : []
  await write(context, slip, [...isOpen, ...all, ...before ? [answerOf(before)] : []], all.at(-1) ?? NO_ANSWER)
}

/** How the pregnancy ended stands on its slips, too. */
export async function endSlips(context: WriteContext, pregnancyId: string, before: PrenatalOutcome | null, now: PrenatalOutcome | null): Promise<void> {
  const rows = await context.db.selectFrom('diagnosisReferral').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).execute()
  for (const row of rows) {
    const slip = fromColumns(diagnosisReferral, row)
    await write(context, slip, [{ ...NO_END, ...slip.outcome === null ? { outcomeDay: slip.outcomeDay } : {} }, ...before ? [endOf(before)] : []], now ? endOf(now) : NO_END)
  }
}
