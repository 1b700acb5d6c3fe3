import type { ChildCaseKind } from '../../../domain/code/child-case.ts'
import type { ChildEventName } from '../../../domain/rule/child/reminder-rules.ts'
import { followUpDays } from '../../../domain/rule/child/preterm-plan.ts'
import type { Day } from '../../../domain/time/day.ts'
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

/** Special files and their follow-ups as events of R21–R25 (§15). Iron that goes on after a check asks for the next one. */
export const caseEvents: EventSource = async (db, fileIds) => {
  const cases = await db.selectFrom('childCase').select(['id', 'fileId', 'kind', 'openedDay', 'closedDay', 'treatmentStartedDay', 'ironMgPerDay']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('openedDay').orderBy('id').execute()
  if (cases.length === 0) return []
  const visits = await db.selectFrom('childCaseVisit').select(['caseId', 'visitDay', 'haemoglobinGPerL', 'ironMgPerDay']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  // Blood taken at an ordinary check-up answers the reminder as much as blood taken for the case.
  const anaemic = [...new Set(cases.filter(one => one.kind === 'anaemia').map(one => one.fileId))]
  const checked = anaemic.length === 0 ? [] : await db.selectFrom('childVisit').select(['fileId', 'visitDay']).where('fileId', 'in', anaemic).where('voidedAt', 'is', null).where('haemoglobinGPerL', 'is not', null).orderBy('visitDay').execute()
  const byCase = Map.groupBy(visits, visit => visit.caseId)
  const found = cases.flatMap(one => {
    const { fileId } = one
    const names = EVENTS[one.kind]
    const events: Dated[] = []
    const add = (day: Day, name: ChildEventName | null): void => { if (name) events.push({ fileId, day, name }) }
    add(one.openedDay, names.opened)
    if (one.kind === 'anaemia' && one.treatmentStartedDay) add(one.treatmentStartedDay, 'ironStarted')
    for (const visit of byCase.get(one.id) ?? []) {
      add(visit.visitDay, names.followUp)
      if (visit.haemoglobinGPerL !== null) add(visit.visitDay, 'haemoglobinChecked')
      if (one.kind === 'anaemia' && visit.ironMgPerDay !== null && visit.ironMgPerDay > 0) add(visit.visitDay, 'ironStarted')
    }
    if (one.closedDay) add(one.closedDay, names.closed)
    return events
  })
  return [...checked.map(({ fileId, visitDay }) => ({ fileId, day: visitDay, name: 'haemoglobinChecked' as const })), ...found].map(({ fileId, day, name }) => ({ fileId, event: { kind: 'event' as const, day, name } }))
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
