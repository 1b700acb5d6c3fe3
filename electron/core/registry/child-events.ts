import type { ChildEvent } from '../../../domain/rule/child/reminders.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import { screeningEvents } from './child-screening-events.ts'
import { autismEvents } from './autism-events.ts'
import { caseEvents, casePlanDays, entranceEvents } from './child-case-events.ts'
import { eyeEvents } from './eye-events.ts'

/** What a part of the clinic knows about some children that starts, ends or repeats a reminder (note §15). */
export type EventSource = (db: ReadDb, fileIds: readonly string[]) => Promise<readonly { readonly fileId: string; readonly event: ChildEvent }[]>
/** Days of follow-up plans, by file. */
export type PlanSource = (db: ReadDb, fileIds: readonly string[]) => Promise<readonly { readonly fileId: string; readonly day: Day }[]>

// One line per part of the clinic, and one for the eye clinic: its records become events here, and nowhere else.
const EVENT_SOURCES: readonly EventSource[] = [screeningEvents, autismEvents, caseEvents, entranceEvents, eyeEvents]
const PLAN_SOURCES: readonly PlanSource[] = [casePlanDays]

/** Everything that happened to some children beside their visits, by file. */
export async function eventsOfFiles(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, ChildEvent[]>> {
  const byFile = new Map<string, ChildEvent[]>()
  for (const source of EVENT_SOURCES) {
    for (const { fileId, event } of await source(db, fileIds)) {
      const known = byFile.get(fileId)
      if (known) known.push(event)
      else byFile.set(fileId, [event])
    }
  }
  return byFile
}

/** The days of the follow-up plans of some children, by file. */
export async function planDaysOfFiles(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, Day[]>> {
  const byFile = new Map<string, Day[]>()
  for (const source of PLAN_SOURCES) for (const { fileId, day } of await source(db, fileIds)) byFile.set(fileId, [...byFile.get(fileId) ?? [], day])
  return byFile
}
