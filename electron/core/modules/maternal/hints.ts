import type { Input, Output } from '../../../../domain/api/api.ts'
import type { FieldIssue } from '../../../../domain/message/message.ts'
import { antenatalDayIssues, daysAfterWithin, gestationWithin, postpartumDayIssues } from '../../../../domain/rule/maternal/care-days.ts'
import { isHypertensive, measureIssues, pressurePrompt } from '../../../../domain/rule/maternal/measures.ts'
import { nextVisit } from '../../../../domain/rule/maternal/next-visit.ts'
import { postpartumCheck } from '../../../../domain/rule/maternal/visits.ts'
import { type Day, daysBetween } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import { pregnancyOf } from '../../registry/pregnancies.ts'
import { careDaysOf, firstOf, madeVisits, visitsOf } from './facts.ts'
import { firstFound } from './visit-handlers.ts'

const round = (value: number): number => Math.round(value * 10) / 10

/** What is found of a form while it is typed: for all four forms what has a meaning there. */
export async function hintsOf(context: ReadContext, { pregnancyId, form, id, ...typed }: Input<'maternal.hints'>): Promise<Output<'maternal.hints'>> {
  const of = await pregnancyOf(context.db, pregnancyId)
  const rules = await context.setting('maternalRules')
  const day = typed.visitDay as Day | null
  const isBefore = form === 'first' || form === 'visit'
  const first = await firstOf(context.db, pregnancyId)
  const visits = (await visitsOf(context.db, pregnancyId)).filter(visit => visit.id !== id)
  const { startDay } = of.pregnancy
  const gestationDays = isBefore ? gestationWithin(startDay, day) : null
  const daysAfter = isBefore ? null : daysAfterWithin(of.deliveredDay, day)
  // The first form cannot be compared with itself.
  const known = form === 'first' ? null : first
  const weights = [...known ? [known] : [], ...visits].filter(one => day !== null && one.visitDay < day && one.weightKg !== null)
  const last = weights.at(-1)
  const base = form === 'first' ? typed.prePregnancyWeightKg ?? null : first?.prePregnancyWeightKg ?? first?.weightKg ?? null
  const weightKg = typed.weightKg ?? null
  const found = form === 'first' ? firstFound(of, { ...typed, visitDay: day } as never) : { ageYears: null, bmi: null }
  const visit = form === 'first' ? '1' as const : null
  const next = isBefore && startDay && day ? nextVisit(startDay, [...madeVisits(form === 'first' ? null : first, visits), { visit, day, nextDay: null }], day, rules) : null
  const issues: FieldIssue[] = [
    ...isBefore ? antenatalDayIssues(day, careDaysOf(of)) : postpartumDayIssues(day, careDaysOf(of)),
    ...form === 'postpartumCheck' && of.deliveredDay && day ? postpartumCheck(of.deliveredDay, day, rules).issues : [],
    ...measureIssues({ ...typed, gestationDays, lastWeightKg: isBefore ? last?.weightKg ?? null : null }, rules), ...pressurePrompt(typed, rules),
  ]
  return {
    gestationDays, ageYears: found.ageYears, bmi: found.bmi, daysAfter,
    gainKg: isBefore && weightKg !== null && base !== null ? round(weightKg - base) : null,
    gainSinceLastKg: isBefore && weightKg !== null && last?.weightKg ? round(weightKg - last.weightKg) : null, daysSinceLast: isBefore && last && day ? daysBetween(last.visitDay, day) : null,
    isHypertensive: isHypertensive(typed, rules), nextVisit: next?.visit ? { visit: next.visit, first: next.first, last: next.last } : null,
    // A day that is wrong in two ways is said once.
    issues: issues.filter((issue, index) => issues.findIndex(other => other.path === issue.path && other.message.key === issue.message.key) === index),
  }
}
