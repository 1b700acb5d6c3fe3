import type { ChildCaseKind } from '../../../domain/code/child-case.ts'
import type { ChildEventName } from '../../../domain/rule/child/reminder-rules.ts'
import { followUpDays } from '../../../domain/rule/child/preterm-plan.ts'
import { completedMonths, type Day } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import { readSetting } from '../settings.ts'
import type { EventSource, PlanSource } from './child-events.ts'

type Names = { readonly opened: ChildEventName | null; readonly followUp: ChildEventName | null; readonly closed: ChildEventName | null }
// The reminders each kind of case starts, repeats and ends (§15, R22–R25); anaemia goes by iron and haemoglobin (R21).
const EVENTS: Readonly<Record<ChildCaseKind, Names>> = {
  malnutrition: { opened: 'malnutritionOpened', followUp: 'malnutritionFollowUp', closed: 'malnutritionClosed' },
  rickets: { opened: 'ricketsOpened', followUp: 'ricketsFollowUp', closed: 'ricketsClosed' },
  obesity: { opened: 'obesityOpened', followUp: 'obesityFollowUp', closed: 'obesityClosed' },
  anaemia: { opened: null, followUp: null, closed: 'anaemiaClosed' },
  // A plan ends by having no days any more (casePlanDays): an end here would also end a case opened again.
  highRisk: { opened: null, followUp: 'highRiskFollowUp', closed: null },
}

type Dated = { readonly fileId: string; readonly day: Day; readonly name: ChildEventName }

/** What any record of a child looked at on a day; `caseId` is that of a follow-up. */
type Look = { readonly fileId: string; readonly day: Day; readonly caseId: string | null; readonly weightKg: number | null; readonly lengthCm: number | null; readonly headCm: number | null; readonly haemoglobinGPerL: number | null; readonly hasRicketsSigns: boolean }
const HEAD_MONTHS = 36

/**
 * Whether a look at a child answers the follow-up of a case that it was not made for: one visit completes all rules whose
 * content it recorded (§15, last sentence). Malnutrition is judged by weight and length (§9.1), rickets by its signs (§9.3),
 * obesity is weighed monthly (§9.4), a high-risk child is weighed and measured with its head (§8), as long as there is a
 * table for the head (§5.1).
 */
const ANSWERS: Readonly<Record<ChildCaseKind, (look: Look, months: number) => boolean>> = {
  malnutrition: look => look.weightKg !== null && look.lengthCm !== null,
  rickets: look => look.hasRicketsSigns,
  obesity: look => look.weightKg !== null,
  highRisk: (look, months) => look.weightKg !== null && look.lengthCm !== null && (look.headCm !== null || months >= HEAD_MONTHS),
  anaemia: look => look.haemoglobinGPerL !== null,
}

/** Follow-ups of the cases of some children, the oldest first. */
const followUpsOf = (db: ReadDb, fileIds: readonly string[]) => db.selectFrom('childCaseVisit').select(['fileId', 'visitDay as day', 'caseId', 'weightKg', 'lengthCm', 'headCm', 'haemoglobinGPerL', 'ironMgPerDay', 'ricketsSigns'])
  .where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()

/** Every look at some children: check-ups, entrance examinations and the follow-ups of their cases. */
async function looksAt(db: ReadDb, fileIds: readonly string[], followUps: Awaited<ReturnType<typeof followUpsOf>>): Promise<Look[]> {
  const visits = await db.selectFrom('childVisit').select(['fileId', 'visitDay as day', 'weightKg', 'lengthCm', 'headCm', 'haemoglobinGPerL', 'ricketsSignsMonth3', 'ricketsSignsInfant', 'ricketsSignsToddler']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).execute()
  const exams = await db.selectFrom('childEntranceExam').select(['fileId', 'examDay as day', 'weightKg', 'lengthCm', 'haemoglobinGPerL']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).execute()
  return [
    ...visits.map(({ ricketsSignsMonth3, ricketsSignsInfant, ricketsSignsToddler, ...look }) => ({ ...look, caseId: null, hasRicketsSigns: (ricketsSignsMonth3 ?? ricketsSignsInfant ?? ricketsSignsToddler) !== null })),
    ...exams.map(look => ({ ...look, caseId: null, headCm: null, hasRicketsSigns: false })),
    ...followUps.map(look => ({ ...look, hasRicketsSigns: look.ricketsSigns !== null })),
  ]
}

/** Special files and what was done for them as events of R21–R25 (§15). Iron that goes on after a check asks for the next one. */
export const caseEvents: EventSource = async (db, fileIds) => {
  const cases = await db.selectFrom('childCase').innerJoin('childFile', 'childFile.id', 'childCase.fileId').innerJoin('person', 'person.id', 'childFile.childId')
    .select(['childCase.id', 'childCase.fileId', 'childCase.kind', 'childCase.openedDay', 'childCase.closedDay', 'childCase.treatmentStartedDay', 'childCase.ironMgPerDay', 'person.birthDay'])
    .where('childCase.fileId', 'in', fileIds).where('childCase.voidedAt', 'is', null).orderBy('childCase.openedDay').orderBy('childCase.id').execute()
  if (cases.length === 0) return []
  const withCases = [...new Set(cases.map(one => one.fileId))]
  const followUps = await followUpsOf(db, withCases)
  const looks = Map.groupBy(await looksAt(db, withCases, followUps), look => look.fileId)
  const byCase = Map.groupBy(followUps, visit => visit.caseId)
  // Blood taken elsewhere comes before the iron that a follow-up of the same day goes on with.
  const checked: Dated[] = []
  const found = cases.flatMap(one => {
    const { fileId, kind, birthDay } = one
    const names = EVENTS[kind]
    const events: Dated[] = []
    const add = (day: Day, name: ChildEventName | null): void => { if (name) events.push({ fileId, day, name }) }
    add(one.openedDay, names.opened)
    if (kind === 'anaemia' && one.treatmentStartedDay) add(one.treatmentStartedDay, 'ironStarted')
    const own = byCase.get(one.id) ?? []
    // The check-up that led to a case is not its first follow-up; blood answers the iron, whichever day the case was opened.
    const during = (looks.get(fileId) ?? []).filter(look => look.caseId !== one.id && (kind === 'anaemia' || look.day > one.openedDay) && (one.closedDay === null || look.day <= one.closedDay) && ANSWERS[kind](look, birthDay ? completedMonths(birthDay, look.day) : 0))
    if (kind === 'anaemia') checked.push(...during.map(({ day }) => ({ fileId, day, name: 'haemoglobinChecked' as const })))
    // Two looks of one day are one follow-up.
    for (const day of new Set([...own.map(visit => visit.day), ...kind === 'anaemia' ? [] : during.map(look => look.day)].toSorted())) add(day, names.followUp)
    for (const visit of own) {
      if (visit.haemoglobinGPerL !== null) add(visit.day, 'haemoglobinChecked')
      if (kind === 'anaemia' && visit.ironMgPerDay !== null && visit.ironMgPerDay > 0) add(visit.day, 'ironStarted')
    }
    if (one.closedDay) add(one.closedDay, names.closed)
    return events
  })
  return [...checked, ...found].map(({ fileId, day, name }) => ({ fileId, event: { kind: 'event' as const, day, name } }))
}

/** The days of the follow-up plans of open high-risk files, after the day each was opened (R25, §8). */
export const casePlanDays: PlanSource = async (db, fileIds) => {
  const cases = await openPlans(db, fileIds)
  if (cases.length === 0) return []
  const plans = (await readSetting(db, 'followUpPlans')).value
  return cases.flatMap(({ fileId, plan, openedDay, birthDay, gestationDays, dischargeDay }) => plan === null || birthDay === null ? []
    : followUpDays({ birthDay, gestationDays, dischargeDay }, plans[plan]).filter(day => day > openedDay).map(day => ({ fileId, day })))
}

const openPlans = (db: ReadDb, fileIds: readonly string[]) => db.selectFrom('childCase').innerJoin('childFile', 'childFile.id', 'childCase.fileId').innerJoin('person', 'person.id', 'childFile.childId')
  .select(['childCase.fileId', 'childCase.plan', 'childCase.openedDay', 'person.birthDay', 'childFile.gestationDays', 'childFile.dischargeDay'])
  .where('childCase.fileId', 'in', fileIds).where('childCase.kind', '=', 'highRisk').where('childCase.voidedAt', 'is', null).where('childCase.closedDay', 'is', null).execute()

/** Entrance forms that were given out and handed in (R29); the yearly check in the kindergarten is nothing to hand in. */
export const entranceEvents: EventSource = async (db, fileIds) => {
  const exams = await db.selectFrom('childEntranceExam').select(['fileId', 'examDay', 'enteredDay', 'opinion', 'purpose']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('examDay').orderBy('id').execute()
  return exams.filter(exam => exam.opinion === 'fit' && exam.purpose !== 'yearly').flatMap(({ fileId, examDay, enteredDay }) => {
    const issued = { fileId, event: { kind: 'event' as const, day: examDay, name: 'entranceIssued' as const } }
    return enteredDay ? [issued, { fileId, event: { kind: 'event' as const, day: enteredDay, name: 'entranceEntered' as const } }] : [issued]
  })
}
