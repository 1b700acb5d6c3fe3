import type { EyeReflex, HeartEchoResult, HeartScreeningResult, NewbornScreeningKind, NewbornScreeningState, ScreeningClosing, ScreeningStep } from '../../code/child-screening.ts'
import type { BloodSpotState } from '../../code/child-screening.ts'
import { addDays, type Day } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'
import { type ChildFacts, dischargeOf } from './contact-schedule.ts'
import { heartEchoDueDay } from './heart-screening.ts'
import { retinopathyWindow } from './preterm-plan.ts'

/**
 * Where one chain of a child stands. A chain is never stored by hand: it follows from the rows that count, so that a
 * voided result opens it again and nothing but a result or a closing ends it (§10).
 */
export type ScreeningLine = {
  /** `bloodSpot`, `bloodSpot:CH`, `hearing`, `heart`, `eyes`, `retinopathy`. */
  readonly line: string
  readonly screening: NewbornScreeningKind
  readonly disease: string | null
  readonly state: BloodSpotState | NewbornScreeningState
  /** What has to be done; null once the chain is closed. */
  readonly step: ScreeningStep | null
  readonly openedDay: Day
  readonly dueDay: Day | null
  readonly overdueFrom: Day | null
  readonly closedDay: Day | null
  /** What this conclusion stands on: a closing holds only while nothing of it changes. */
  readonly basis: string
}

/** A closing as it was recorded: for which line, standing on what, and the proof it still has. */
export type ClosingFact = {
  readonly line: string
  readonly basis: string
  readonly reason: ScreeningClosing
  readonly day: Day
  /** How many days of vain contact attempts it named, and those days that are still on file (vainDays). */
  readonly attemptsNamed: number
  readonly attemptDays: readonly Day[]
}

export type LineDraft = Omit<ScreeningLine, 'dueDay' | 'overdueFrom' | 'closedDay' | 'disease'> & Partial<Pick<ScreeningLine, 'dueDay' | 'overdueFrom' | 'closedDay' | 'disease'>>

/** A line with its empty fields; without a first overdue day of its own it is overdue from the day after it is due. */
export const lineOf = (draft: LineDraft): ScreeningLine =>
  ({ disease: null, dueDay: null, closedDay: null, ...draft, overdueFrom: draft.overdueFrom ?? (draft.dueDay ? addDays(draft.dueDay, 1) : null) })

const CLOSABLE: ReadonlySet<string> = new Set<BloodSpotState | NewbornScreeningState>([
  'notSampled', 'resample', 'suspicious', 'positive', 'notDone', 'missed', 'incomplete', 'repeat', 'retest', 'diagnosis', 'confirmed',
])
/** May a chain end in this state without a result? A sample at the laboratory may not: its result comes (the moves of BLOOD_SPOT_STATE). */
export const isClosable = ({ screening, state, step }: Pick<ScreeningLine, 'screening' | 'state' | 'step'>): boolean =>
  step !== null && step !== 'result' && (CLOSABLE.has(state) || (screening === 'eyes' && state === 'suspicious'))

/** 未筛查: nothing was recorded that the chain could stand on, whether it was closed since or not. */
export const isNotBegun = ({ basis }: Pick<ScreeningLine, 'basis'>): boolean => basis === 'notDone:' || basis === 'notSampled:'

// A hospital that asks for more attempts later does not reopen what was proved by the number of its day.
const isProved = ({ attemptDays, attemptsNamed }: ClosingFact, { openedDay }: ScreeningLine, rules: ChildRules): boolean =>
  attemptDays.filter(day => day >= openedDay).length >= Math.min(attemptsNamed, rules.lostAfterAttempts)

/**
 * The lines with the closings that hold: one that stands on exactly what the line now is. 失访 holds only while the
 * attempts that prove it are on file (§10.1). A child's death ends every chain.
 */
export function closeLines(lines: readonly ScreeningLine[], closings: readonly ClosingFact[], deathDay: Day | null, rules: ChildRules): ScreeningLine[] {
  return lines.map(line => {
    if (line.step === null) return line
    const closing = closings.find(one => one.line === line.line && one.basis === line.basis && (one.reason !== 'lost' || isProved(one, line, rules)))
    if (closing && isClosable(line)) return { ...line, state: closing.reason, step: null, closedDay: closing.day }
    return deathDay ? { ...line, step: null, closedDay: deathDay } : line
  })
}

export type HeartFact = {
  readonly id: string
  readonly day: Day
  readonly result: HeartScreeningResult
  readonly echoDay: Day | null
  readonly echo: HeartEchoResult | null
  /** Treatment or follow-up was recorded. */
  readonly treated: boolean
}

/**
 * Heart (§10.3): positive stays until an echocardiography answers it, whatever a later screening says; a heart defect
 * stays until its treatment or follow-up is recorded. Rows come in the order they were made.
 */
export function heartLine(rows: readonly HeartFact[], birthDay: Day, rules: ChildRules): ScreeningLine {
  const own = { line: 'heart', screening: 'heart' as const }
  const last = rows.at(-1)
  const lastDay = addDays(birthDay, Math.ceil(rules.heartLastHours / 24))
  if (!last) return lineOf({ ...own, state: 'notDone', step: 'screen', openedDay: birthDay, dueDay: lastDay, basis: 'notDone:' })
  const positive = rows.find(({ result }) => result === 'positive')
  const answered = rows.filter(({ echo, echoDay }) => echo !== null && echoDay !== null).toSorted((a, b) => a.echoDay! < b.echoDay! ? -1 : a.echoDay! > b.echoDay! ? 1 : 0).at(-1)
  // An echocardiography that found a defect counts without a positive screening too.
  if (answered?.echo === 'defect') {
    if (rows.some(({ treated }) => treated)) return lineOf({ ...own, state: 'treated', step: null, openedDay: positive?.day ?? answered.echoDay!, closedDay: answered.echoDay, basis: `treated:${answered.id}` })
    return lineOf({ ...own, state: 'confirmed', step: 'heartCare', openedDay: positive?.day ?? answered.echoDay!, basis: `confirmed:${answered.id}` })
  }
  if (positive) {
    // An echocardiography answers what was positive up to its day; what is positive later asks for another one.
    const isAnswered = (one: HeartFact): boolean => rows.some(({ echo, echoDay }) => echo === 'normal' && echoDay !== null && echoDay >= one.day)
    // One that settles nothing leaves even an answered finding open.
    const open = rows.find(one => one.result === 'positive' && !isAnswered(one)) ?? (answered?.echo === 'normal' ? undefined : positive)
    if (!open) return lineOf({ ...own, state: 'excluded', step: null, openedDay: positive.day, closedDay: answered!.echoDay, basis: `excluded:${answered!.id}` })
    const since = answered && answered.echoDay! >= open.day ? answered : undefined
    return lineOf({ ...own, state: 'positive', step: 'echo', openedDay: open.day, dueDay: heartEchoDueDay(since?.echoDay ?? open.day, rules), basis: `positive:${open.id}:${since?.id ?? ''}` })
  }
  if (last.result === 'negative') return lineOf({ ...own, state: 'negative', step: null, openedDay: last.day, closedDay: last.day, basis: `negative:${last.id}` })
  return lineOf({ ...own, state: last.result === 'repeat' ? 'repeat' : 'incomplete', step: last.result === 'repeat' ? 'repeatSaturation' : 'completeIndexes', openedDay: last.day, dueDay: last.day > lastDay ? last.day : lastDay, basis: `${last.result}:${last.id}` })
}

export type EyesFact = { readonly id: string; readonly day: Day; readonly abnormal: boolean; readonly complete: boolean; readonly answered: boolean }

/** Abnormal at any site is abnormal; a reflex that was not examined leaves the examination unfinished (§14). */
export function eyesFinding(row: { readonly appearance: '1' | '2' | null; readonly reflexes: readonly (EyeReflex | null)[] }): 'normal' | 'abnormal' | 'incomplete' {
  if (row.appearance === '2' || row.reflexes.includes('2')) return 'abnormal'
  return row.appearance === null || row.reflexes.some(reflex => reflex === null || reflex === '3') ? 'incomplete' : 'normal'
}

/** Until when eyes that nobody looked at before the child went home are looked at: the note names no day but the first eye check after it, the home visit (§14 [S17]). */
export const eyesLastDay = (child: Pick<ChildFacts, 'birthDay' | 'dischargeDay'>, rules: ChildRules): Day => addDays(dischargeOf(child, rules), rules.homeVisitDays)

/** Eyes at birth: an abnormal finding stays until the answer of the eye clinic is recorded. */
export function eyesLine(rows: readonly EyesFact[], child: Pick<ChildFacts, 'birthDay' | 'dischargeDay'>, rules: ChildRules): ScreeningLine {
  const own = { line: 'eyes', screening: 'eyes' as const }
  const last = rows.at(-1)
  if (!last) return lineOf({ ...own, state: 'notDone', step: 'examineEyes', openedDay: child.birthDay, dueDay: eyesLastDay(child, rules), basis: 'notDone:' })
  const open = rows.find(({ abnormal, answered }) => abnormal && !answered)
  if (open) return lineOf({ ...own, state: 'suspicious', step: 'eyesAnswer', openedDay: open.day, basis: `suspicious:${open.id}` })
  const answered = rows.findLast(({ abnormal }) => abnormal)
  if (answered) return lineOf({ ...own, state: 'answered', step: null, openedDay: answered.day, closedDay: answered.day, basis: `answered:${answered.id}` })
  if (rows.some(({ complete }) => complete)) return lineOf({ ...own, state: 'normal', step: null, openedDay: last.day, closedDay: last.day, basis: `normal:${last.id}` })
  return lineOf({ ...own, state: 'incomplete', step: 'examineEyes', openedDay: last.day, basis: `incomplete:${last.id}` })
}

export type FundusFact = { readonly id: string; readonly day: Day }

/**
 * First fundus examination for retinopathy of prematurity (§8): asked for by weight or weeks until its result is written
 * down or the family is lost or refuses; null for a child that needs none. When to look again is the eye doctor's word.
 */
export function retinopathyLine(rows: readonly FundusFact[], birth: { readonly birthDay: Day; readonly gestationDays: number | null; readonly birthWeightG: number | null }, rules: ChildRules): ScreeningLine | null {
  const own = { line: 'retinopathy', screening: 'eyes' as const, openedDay: birth.birthDay }
  const [first] = rows
  const window = retinopathyWindow(birth, birth.birthWeightG, rules)
  if (first) return lineOf({ ...own, state: 'answered', step: null, closedDay: first.day, basis: `answered:${first.id}` })
  return window ? lineOf({ ...own, state: 'notDone', step: 'examineFundus', dueDay: window.lastDay, basis: 'notDone:' }) : null
}
