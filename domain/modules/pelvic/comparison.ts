import type { PelvicQuestionnaire } from '../../code/pelvic.ts'
import { type Better, restAbove, type Verdict, verdictOf } from '../../rule/pelvic/improvement.ts'
import { QUESTIONNAIRES } from '../../rule/pelvic/questionnaires.ts'
import type { PelvicAssessment, StoredPelvicAssessment } from './assessment.record.ts'
import type { StoredPelvicQuestionnaire } from './questionnaire.record.ts'

/** What is held against each other before and after (note §10.5), in the order of the page, and which way is better. */
export const COMPARED = {
  stage: 'lower', anteriorStage: 'lower', apicalStage: 'lower', posteriorStage: 'lower', leadCm: 'lower', oxford: 'higher', typeOneGrade: 'higher', typeTwoGrade: 'higher', typeOneFatiguePercent: 'higher', typeTwoFatiguePercent: 'higher',
  vaginalPressureCmH2o: 'higher', preRestUv: 'lower', fastUv: 'higher', tonicUv: 'higher', enduranceUv: 'higher', postRestUv: 'lower', padGainG: 'lower', diastasisAboveMm: 'lower', diastasisAtMm: 'lower', diastasisBelowMm: 'lower', painVas: 'lower',
} as const satisfies Readonly<Partial<Record<keyof PelvicAssessment, Better>>>
export type ComparedField = keyof typeof COMPARED
export const COMPARED_FIELDS = Object.keys(COMPARED) as ComparedField[]

export type Compared = { readonly before: number | string | null; readonly after: number | string | null; readonly verdict: Verdict | null }

const numberOf = (value: unknown): number | null => value === null || value === undefined || value === '' ? null : Number(value)

const measureOf = (row: StoredPelvicAssessment, field: ComparedField): number | null => field === 'preRestUv' || field === 'postRestUv' ? restAbove(row, field) : numberOf(row[field])

/** The measures of two assessments side by side; those that neither has are left out. */
export function comparisonOf(before: StoredPelvicAssessment, after: StoredPelvicAssessment): (Compared & { readonly field: ComparedField })[] {
  return COMPARED_FIELDS.map(field => ({ field, before: before[field], after: after[field], verdict: verdictOf(measureOf(before, field), measureOf(after, field), COMPARED[field]) }))
    .filter(one => one.before !== null || one.after !== null)
}

/** The scores of two assessments side by side, in the order of the questionnaires; those without any score are left out. */
export function scoresOf(questionnaires: readonly StoredPelvicQuestionnaire[], beforeId: string, afterId: string): (Compared & { readonly questionnaire: PelvicQuestionnaire; readonly before: number | null; readonly after: number | null; readonly highest: number })[] {
  const total = (assessmentId: string, id: PelvicQuestionnaire): number | null => questionnaires.find(one => one.assessmentId === assessmentId && one.questionnaire === id)?.total ?? null
  return QUESTIONNAIRES.map(({ id, highest, higherIsBetter }) => {
    const [before, after] = [total(beforeId, id), total(afterId, id)]
    return { questionnaire: id, before, after, highest, verdict: verdictOf(before, after, higherIsBetter ? 'higher' : 'lower') }
  }).filter(one => one.before !== null || one.after !== null)
}

/** Two assessments in the order in which they were made: whichever was chosen as 前, the earlier one is. */
export const inOrder = <A extends { readonly day: string }>(one: A, other: A): { readonly before: A; readonly after: A } => one.day <= other.day ? { before: one, after: other } : { before: other, after: one }

/** Which two assessments of a file are held against each other: the last baseline (else the first) and the newest after it; null with a single one. */
export function pairOf(assessments: readonly StoredPelvicAssessment[]): { readonly before: StoredPelvicAssessment; readonly after: StoredPelvicAssessment } | null {
  const after = assessments.at(-1)
  const before = assessments.findLast(one => one.kind === 'baseline' && one.id !== after?.id) ?? assessments[0]
  return before && after && before.id !== after.id ? { before, after } : null
}
