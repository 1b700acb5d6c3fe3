import type { ChildRules } from '../../../domain/rule/child/child-rules.ts'
import type { ChildEvent } from '../../../domain/rule/child/reminders.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import type { Screened } from './child-screening.ts'
import { screeningEvents } from './child-screening-events.ts'
import { autismEvents } from './autism-events.ts'
import { caseEvents, casePlanDays, entranceEvents } from './child-case-events.ts'
import { eyeEvents } from './eye-events.ts'

export type EventOfFile = { readonly fileId: string; readonly event: ChildEvent }
/** What a part of the clinic knows about some children that starts, ends or repeats a reminder (note §15). */
export type EventSource = (db: ReadDb, fileIds: readonly string[]) => Promise<readonly EventOfFile[]>
/** Days of follow-up plans, by file. */
export type PlanSource = (db: ReadDb, fileIds: readonly string[]) => Promise<readonly { readonly fileId: string; readonly day: Day }[]>

// One line per part of the clinic beside screening, and one for the eye clinic: its records become events here, and nowhere else.
const EVENT_SOURCES: readonly EventSource[] = [autismEvents, caseEvents, entranceEvents, eyeEvents]
const PLAN_SOURCES: readonly PlanSource[] = [casePlanDays]

/** Everything that happened to some children beside their visits, by file; their screenings are read already. */
export async function eventsOfFiles(db: ReadDb, fileIds: readonly string[], screened: readonly Screened[], rules: ChildRules): Promise<Map<string, ChildEvent[]>> {
  const byFile = new Map<string, ChildEvent[]>()
  const put = ({ fileId, event }: EventOfFile): void => {
    const known = byFile.get(fileId)
    if (known) known.push(event)
    else byFile.set(fileId, [event])
  }
  screeningEvents(screened, rules).forEach(put)
  for (const source of EVENT_SOURCES) (await source(db, fileIds)).forEach(put)
  return byFile
}

/** The days of the follow-up plans of some children, by file. */
export async function planDaysOfFiles(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, Day[]>> {
  const byFile = new Map<string, Day[]>()
  for (const source of PLAN_SOURCES) for (const { fileId, day } of await source(db, fileIds)) byFile.set(fileId, [...byFile.get(fileId) ?? [], day])
  return byFile
}
