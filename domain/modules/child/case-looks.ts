import type { NationalRicketsSign } from '../../code/child-national.ts'
import { codesIn } from '../../field/code-list.ts'
import { anaemiaOf } from '../../rule/child/anaemia.ts'
import { type CourseVisit, growthFindingsOf } from '../../rule/child/case-course.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import { type DevelopmentWord, wordOfScale } from '../../rule/child/development-words.ts'
import type { CheckContact } from '../../rule/child/form-fields.ts'
import { RICKETS_SIGNS, type RicketsLook, ricketsSignsOf, signsInColumn } from '../../rule/child/rickets.ts'
import type { Day } from '../../time/day.ts'
import type { ChildCaseVisit } from './case-visit.record.ts'
import type { EntranceExam } from './entrance-exam.record.ts'
import type { ChildScale } from './scale.record.ts'
import { screeningOfVisit } from './visit-screening.ts'
import type { ChildVisit } from './visit.record.ts'

type WithId = { readonly id: string }
/** Every record that looked at the child, each the oldest first: check-ups, entrance examinations and follow-ups of its cases. */
export type LookedAt = { readonly visits: readonly (ChildVisit & WithId)[]; readonly exams: readonly (EntranceExam & WithId)[]; readonly caseVisits: readonly (ChildCaseVisit & WithId)[] }
type Limits = { readonly of: { readonly child: { readonly birthDay: Day | null } }; readonly rules: ChildRules; readonly altitudeM: number }

/** What was measured on a day, whichever record holds it. */
export type MeasuredRow = WithId & Pick<ChildVisit, 'visitDay' | 'weightKg' | 'lengthCm' | 'position' | 'headCm' | 'oedema' | 'haemoglobinGPerL' | 'weightGrade' | 'lengthGrade' | 'weightForLengthGrade' | 'bmiGrade' | 'headGrade' | 'nutrition'> & { readonly rickets: RicketsLook | null }
/** A look with the record it comes from; a follow-up names its case. */
export type Look = { readonly row: MeasuredRow; readonly caseId: string | null; readonly visit: CourseVisit }

/** The rickets signs of a check-up by their national codes; null where its form asks for none or nothing was ticked. */
export function ricketsOfVisit(visit: ChildVisit): RicketsLook | null {
  const ticked = visit.ricketsSignsMonth3 ?? visit.ricketsSignsInfant ?? visit.ricketsSignsToddler
  if (ticked === null || visit.contact === 'home') return null
  return { day: visit.visitDay, found: ricketsSignsOf(visit.contact as CheckContact, ticked.split(',')), shown: signsInColumn(visit.contact as CheckContact) }
}

// A follow-up is asked for every sign.
const ricketsOfFollowUp = ({ visitDay, ricketsSigns }: ChildCaseVisit): RicketsLook | null =>
  ricketsSigns === null ? null : { day: visitDay, found: codesIn(ricketsSigns).filter((sign): sign is NationalRicketsSign => sign !== '01'), shown: RICKETS_SIGNS }

const examAsRow = (exam: EntranceExam & WithId): MeasuredRow => ({ ...exam, visitDay: exam.examDay, headCm: null, oedema: null, rickets: null })

function measuredLook(row: MeasuredRow, { of, rules, altitudeM }: Limits): CourseVisit {
  const { birthDay } = of.child
  return {
    day: row.visitDay, weightKg: row.weightKg, growth: growthFindingsOf(row), headLow: row.headGrade === null ? null : row.headGrade === 'low', haemoglobinGPerL: row.haemoglobinGPerL,
    anaemia: row.haemoglobinGPerL !== null && birthDay ? anaemiaOf(row.haemoglobinGPerL, birthDay, row.visitDay, altitudeM, rules)?.degree ?? null : null,
    rickets: row.rickets, generalConditionGood: null, courseCompleted: null, improved: null, complicationSuspected: null, openReferral: false,
  }
}

/**
 * Every look at a child, the oldest first. Of one day the check-up comes last but for the follow-ups: what was measured
 * once and carried into a second form is that check-up's.
 */
export function looksOf({ visits, exams, caseVisits }: LookedAt, limits: Limits): Look[] {
  const seen = [
    ...exams.map((exam): Look => { const row = examAsRow(exam); return { row, caseId: null, visit: measuredLook(row, limits) } }),
    ...visits.map((visit): Look => { const row = { ...visit, rickets: ricketsOfVisit(visit) }; return { row, caseId: null, visit: measuredLook(row, limits) } }),
    ...caseVisits.map((visit): Look => {
      const row = { ...visit, rickets: ricketsOfFollowUp(visit) }
      return { row, caseId: visit.caseId, visit: { ...measuredLook(row, limits), anaemia: visit.anaemiaDegree } }
    }),
  ]
  return seen.toSorted((a, b) => a.row.visitDay < b.row.visitDay ? -1 : a.row.visitDay > b.row.visitDay ? 1 : 0)
}

/** A follow-up within its own case: what only its doctor can say beside what was measured. */
export const lookOfFollowUp = (look: CourseVisit, visit: ChildCaseVisit): CourseVisit => ({
  ...look, generalConditionGood: visit.generalConditionGood, courseCompleted: visit.courseCompleted, improved: visit.improved, complicationSuspected: visit.complicationSuspected, openReferral: isReferralOpen(visit),
})

/** A referral without its result, whichever visit advised it: nobody knows yet what was found there. */
export const isReferralOpen = ({ referral, referralResult }: Pick<ChildVisit, 'referral' | 'referralResult'>): boolean => referral === '2' && !referralResult

/** What the looks of one day say together: each measure as it was last written that day, so that a number carried into a second form is not measured twice. */
export function mergeDays(visits: readonly CourseVisit[]): CourseVisit[] {
  return [...Map.groupBy(visits, ({ day }) => day).values()].map(ofDay => ofDay.reduce((before, next): CourseVisit => {
    const growth = next.growth
    return {
      day: next.day, weightKg: next.weightKg ?? before.weightKg, headLow: next.headLow ?? before.headLow, rickets: next.rickets ?? before.rickets,
      growth: { underweight: growth.underweight ?? before.growth.underweight, stunted: growth.stunted ?? before.growth.stunted, wasted: growth.wasted ?? before.growth.wasted, excess: growth.excess ?? before.growth.excess },
      ...(next.haemoglobinGPerL === null ? { haemoglobinGPerL: before.haemoglobinGPerL, anaemia: before.anaemia } : { haemoglobinGPerL: next.haemoglobinGPerL, anaemia: next.anaemia }),
      generalConditionGood: next.generalConditionGood ?? before.generalConditionGood, courseCompleted: next.courseCompleted ?? before.courseCompleted, improved: next.improved ?? before.improved,
      complicationSuspected: next.complicationSuspected ?? before.complicationSuspected, openReferral: before.openReferral || next.openReferral,
    }
  }))
}

/** Everything that was said about a child's development, the oldest first (§6–§8, §14). */
export function developmentWordsOf({ visits, caseVisits, scales }: Pick<LookedAt, 'visits' | 'caseVisits'> & { readonly scales: readonly ChildScale[] }): DevelopmentWord[] {
  const signs = visits.flatMap((visit): DevelopmentWord[] => {
    const result = screeningOfVisit(visit)?.result
    return result === 'normal' || result === 'abnormal' ? [{ day: visit.visitDay, from: 'signs', says: result }] : []
  })
  const doctor = caseVisits.flatMap(({ visitDay, developmentNormal }): DevelopmentWord[] => developmentNormal === null ? [] : [{ day: visitDay, from: 'doctor', says: developmentNormal ? 'normal' : 'abnormal' }])
  const tests = scales.flatMap(({ testDay, kind, result }): DevelopmentWord[] => { const says = wordOfScale(result); return says === null ? [] : [{ day: testDay, from: kind, says }] })
  return [...signs, ...doctor, ...tests].toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0)
}
