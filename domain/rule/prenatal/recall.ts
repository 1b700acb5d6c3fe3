import type { DiagnosisConclusion, DiagnosisTest, PrenatalClass, RecallAnswer, RecallStep } from '../../code/prenatal.ts'
import { addDays, type Day } from '../../time/day.ts'
import type { PrenatalTest, RecallKind } from '../../code/prenatal-record.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

/** What a recall asks of her: a couple whose tests are complete and which a doctor has to judge is asked for no test. */
export type RecallCall = RecallKind | 'judgement'
export const recallCall = (kind: RecallKind, overall: PrenatalClass | null | undefined): RecallCall => kind === 'couple' && overall === 'notAssessable' ? 'judgement' : kind

export type RecallEnds = {
  readonly diagnosis: { readonly day: Day; readonly conclusion: DiagnosisConclusion } | null
  /** The day she signed that she declines what is asked; a refusal by word is an attempt. */
  readonly signedRefusalDay: Day | null
  /** The day a known outcome was written down; 失访 is none. */
  readonly outcomeDay: Day | null
}
export type RecallCase = RecallEnds & {
  readonly call: RecallCall
  /** The last day on which a look can be taken or blood drawn again; null without a window. */
  readonly lastDay: Day | null
  /** The day the high-risk report was received. */
  readonly resultDay: Day
  /** Day 0 of the pregnancy. */
  readonly start: Day
  readonly attempts: readonly { readonly day: Day; readonly answer: RecallAnswer }[]
  /** Somebody went to her home after the calls in vain. */
  readonly visitDay: Day | null
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

type Asked = { readonly agreed: RecallStep; readonly elsewhere: RecallStep; readonly refused: RecallStep }
const ASKED: Readonly<Record<RecallCall, Asked>> = {
  high: { agreed: 'diagnose', elsewhere: 'recordDiagnosis', refused: 'signRefusal' }, judgement: { agreed: 'judge', elsewhere: 'recordDiagnosis', refused: 'signRefusal' }, couple: { agreed: 'testCouple', elsewhere: 'testCouple', refused: 'signCoupleRefusal' },
  repeat: { agreed: 'repeat', elsewhere: 'repeat', refused: 'signRepeatRefusal' }, redraw: { agreed: 'drawAgain', elsewhere: 'drawAgain', refused: 'signRedrawRefusal' },
}
const afterAnswer = ({ agreed, elsewhere, refused }: Asked): Readonly<Record<Exclude<RecallAnswer, 'unreached'>, RecallStep>> => ({ attended: agreed, agreed, refused, miscarried: 'recordOutcome', diagnosedElsewhere: elsewhere })
const isDoneAgain = (call: RecallCall): boolean => call === 'repeat' || call === 'redraw'

const GENE: ReadonlySet<DiagnosisTest> = new Set(['4', '5'])
/** Does a diagnosis look at what a screening found? A carrier couple's fetus has its gene looked at, which says nothing of its chromosomes, nor they of the gene. */
export const answersScreening = (screened: PrenatalTest, diagnosed: readonly DiagnosisTest[]): boolean =>
  diagnosed.some(test => screened === 'thalassaemia' ? GENE.has(test) : screened === 'deafness' ? test === '5' : !GENE.has(test))

/** What ends a recall: a diagnosis that says something, a signed refusal, an outcome; nothing else does (§10; issue, part 3). */
export function recallClosing({ diagnosis, signedRefusalDay, outcomeDay }: RecallEnds): RecallLine['closedBy'] {
  if (diagnosis && diagnosis.conclusion !== 'failed') return 'diagnosis'
  return signedRefusalDay ? 'refusal' : outcomeDay ? 'outcome' : null
}

/** Where a woman who is called stands on a day, what is next and until when (§10.1). */
export function recallLine(recall: RecallCase, today: Day, rules: PrenatalRules): RecallLine {
  const closed = recallClosing(recall)
  if (closed) return { step: null, closedBy: closed, dueDay: null, isOverdue: false, isUrgent: false }
  const steps = afterAnswer(ASKED[recall.call])
  const reached = recall.attempts.flatMap(({ day, answer }) => answer === 'unreached' ? [] : [{ day, step: steps[answer], isAgreed: answer === 'agreed' || answer === 'attended' }]).toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0).at(-1)
  const vainDays = Math.min(new Set(recall.attempts.map(({ day }) => day)).size, rules.recallAttempts)
  const step = reached?.step ?? (recall.call === 'judgement' ? 'judge' : vainDays === rules.recallAttempts && recall.visitDay === null ? 'visit' : 'contact')
  // What she agreed to: a diagnosis, and whatever has to come before one, until its week; a look or a tube until its window closes, without one on the day she agreed.
  const lastDay = isDoneAgain(recall.call) ? recall.lastDay : addDays(recall.start, rules.diagnosisLastWeeks * 7)
  // One attempt a day from the report on, then the visit; what another answer asks for is due on its day.
  const dueDay = (reached?.isAgreed ? lastDay : null) ?? reached?.day ?? addDays(recall.resultDay, vainDays)
  return { step, closedBy: null, dueDay, isOverdue: today > dueDay, isUrgent: !isDoneAgain(recall.call) && today >= addDays(recall.start, rules.diagnosisRemindWeeks * 7) }
}
