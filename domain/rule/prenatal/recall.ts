import type { DiagnosisConclusion, DiagnosisTest, RecallAnswer, RecallStep } from '../../code/prenatal.ts'
import type { PrenatalTest } from '../../code/prenatal-record.ts'
import { addDays, type Day } from '../../time/day.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

export type RecallCase = {
  /** The day the high-risk report was received. */
  readonly resultDay: Day
  /** Day 0 of the pregnancy. */
  readonly start: Day
  readonly attempts: readonly { readonly day: Day; readonly answer: RecallAnswer }[]
  /** Somebody went to her home after the calls in vain. */
  readonly visitDay: Day | null
  readonly diagnosis: { readonly day: Day; readonly conclusion: DiagnosisConclusion } | null
  /** The day she signed that she declines diagnosis; a refusal by word is an attempt. */
  readonly signedRefusalDay: Day | null
  /** The day a known outcome was written down; 失访 is none. */
  readonly outcomeDay: Day | null
}
export type RecallLine = {
  /** Null once the recall is over. */
  readonly step: RecallStep | null
  readonly closedBy: 'diagnosis' | 'refusal' | 'outcome' | null
  readonly dueDay: Day | null
  readonly isOverdue: boolean
  /** From 20+0 on a woman without a diagnosis is said again every day (§10.3). */
  readonly isUrgent: boolean
}

const AFTER_ANSWER: Readonly<Record<Exclude<RecallAnswer, 'unreached'>, RecallStep>> = { attended: 'diagnose', agreed: 'diagnose', refused: 'signRefusal', miscarried: 'recordOutcome', diagnosedElsewhere: 'recordDiagnosis' }

const GENE: ReadonlySet<DiagnosisTest> = new Set(['4', '5'])
/** Does a diagnosis look at what a screening found? A carrier couple's fetus has its gene looked at, which says nothing of its chromosomes, nor they of the gene. */
export const answersScreening = (screened: PrenatalTest, diagnosed: readonly DiagnosisTest[]): boolean =>
  diagnosed.some(test => screened === 'thalassaemia' ? GENE.has(test) : screened === 'deafness' ? test === '5' : !GENE.has(test))

/** What ends a recall: a diagnosis that says something, a signed refusal, an outcome; nothing else does (§10; issue, part 3). */
function closedBy({ diagnosis, signedRefusalDay, outcomeDay }: RecallCase): RecallLine['closedBy'] {
  if (diagnosis && diagnosis.conclusion !== 'failed') return 'diagnosis'
  return signedRefusalDay ? 'refusal' : outcomeDay ? 'outcome' : null
}

/** Where a woman of a high-risk result stands on a day, what is next and until when (§10.1). */
export function recallLine(recall: RecallCase, today: Day, rules: PrenatalRules): RecallLine {
  const closed = closedBy(recall)
  if (closed) return { step: null, closedBy: closed, dueDay: null, isOverdue: false, isUrgent: false }
  const reached = recall.attempts.flatMap(({ day, answer }) => answer === 'unreached' ? [] : [{ day, step: AFTER_ANSWER[answer] }]).toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0).at(-1)
  const vainDays = Math.min(new Set(recall.attempts.map(({ day }) => day)).size, rules.recallAttempts)
  const step = reached?.step ?? (vainDays === rules.recallAttempts && recall.visitDay === null ? 'visit' : 'contact')
  // One attempt a day from the report on, then the visit; what an answer asks for is due on its day, a diagnosis until its week.
  const dueDay = step === 'diagnose' ? addDays(recall.start, rules.diagnosisLastWeeks * 7) : reached?.day ?? addDays(recall.resultDay, vainDays)
  return { step, closedBy: null, dueDay, isOverdue: today > dueDay, isUrgent: today >= addDays(recall.start, rules.diagnosisRemindWeeks * 7) }
}
