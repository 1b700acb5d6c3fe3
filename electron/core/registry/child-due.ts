import type { ChildContact } from '../../../domain/code/child-check.ts'
import type { ChildFileState } from '../../../domain/code/child-file.ts'
import type { ChildCareStop } from '../../../domain/code/child-nutrition.ts'
import type { ChildRules } from '../../../domain/rule/child/child-rules.ts'
import { type ChildFacts, contactSchedule, type VisitDone } from '../../../domain/rule/child/contact-schedule.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { Database } from '../db/database.ts'
import type { ReadDb, WriteDb } from '../db/engine.ts'
import { readSetting } from '../settings.ts'

type DueLine = Database['childDue']

/** A file is read with what its schedule depends on; a child without a known birth day has none. */
const STOPS: Readonly<Partial<Record<ChildFileState, ChildCareStop>>> = { moved: 'moved', refused: 'refused', lost: 'moved', death: 'death' }

type FileFacts = {
  id: string; birthDay: Day | null; dischargeDay: Day | null; dischargeReportDay: Day | null; highRisk: 0 | 1 | null; servedFromDay: Day | null; state: ChildFileState; stateDay: Day | null
}

const factsOf = (file: FileFacts & { birthDay: Day }): ChildFacts => {
  const reason = STOPS[file.state]
  return {
    birthDay: file.birthDay, dischargeDay: file.dischargeDay, dischargeReportDay: file.dischargeReportDay, highRisk: file.highRisk === 1, servedFromDay: file.servedFromDay,
    stop: reason && file.stateDay ? { reason, day: file.stateDay } : null,
  }
}

const filesQuery = (db: ReadDb) => db.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').where('childFile.voidedAt', 'is', null)
  .select(['childFile.id', 'person.birthDay', 'childFile.dischargeDay', 'childFile.dischargeReportDay', 'childFile.highRisk', 'childFile.servedFromDay', 'childFile.state', 'childFile.stateDay'])

/** What the schedule of a child depends on; null without a known birth day. */
export async function childFactsOf(db: ReadDb, fileId: string): Promise<ChildFacts | null> {
  const file = await filesQuery(db).where('childFile.id', '=', fileId).executeTakeFirst() as FileFacts | undefined
  return file?.birthDay ? factsOf({ ...file, birthDay: file.birthDay }) : null
}

/** The visits of some files that count, home visits among them. */
async function visitsOf(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, VisitDone[]>> {
  const visits = await db.selectFrom('childVisit').select(['fileId', 'visitDay', 'contact']).where('voidedAt', 'is', null).where('fileId', 'in', fileIds).execute()
  const home = await db.selectFrom('childNewbornVisit').select(['fileId', 'visitDay']).where('voidedAt', 'is', null).where('fileId', 'in', fileIds).execute()
  const byFile = new Map<string, VisitDone[]>()
  for (const { fileId, visitDay, contact } of [...visits, ...home.map(visit => ({ ...visit, contact: 'home' as ChildContact }))]) {
    const known = byFile.get(fileId)
    if (known) known.push({ day: visitDay, contact })
    else byFile.set(fileId, [{ day: visitDay, contact }])
  }
  return byFile
}

// Far enough that every window has closed: what is done or cancelled does not depend on today, and the lists compare days.
const END_OF_TIME = '2999-12-31' as Day

/** The lines of one child: its contacts, each with its window and what became of it. */
function linesOf(fileId: string, facts: ChildFacts, visits: readonly VisitDone[], rules: ChildRules): DueLine[] {
  return contactSchedule(facts, visits, END_OF_TIME, rules).map(line => ({
    fileId, line: `contact:${line.contact}`, ruleId: ruleOf(line.contact), contact: line.contact, dueDay: line.dueDay, windowEnd: line.windowEnd, nextDay: line.nextDay,
    doneDay: line.doneDay, timing: line.timing, cancelled: line.state === 'cancelled' ? line.reason ?? 'cancelled' : null, openContents: null,
  }))
}

const ruleOf = (contact: ChildContact): string => contact === 'home' ? 'R1' : contact === 'month1' ? 'R2' : contact.startsWith('year') ? 'R4' : 'R3'

const ROWS_AT_ONCE = 60

async function write(trx: WriteDb, lines: readonly DueLine[]): Promise<void> {
  for (let from = 0; from < lines.length; from += ROWS_AT_ONCE) await trx.insertInto('childDue').values(lines.slice(from, from + ROWS_AT_ONCE)).execute()
}

/** Brings the lines of one child up to date, in the transaction that changed its birth, file, visits or results. */
export async function refreshChildDue(trx: WriteDb, fileId: string): Promise<void> {
  const rules = (await readSetting(trx, 'childRules')).value
  await trx.deleteFrom('childDue').where('fileId', '=', fileId).execute()
  const facts = await childFactsOf(trx, fileId)
  if (!facts) return
  await write(trx, linesOf(fileId, facts, (await visitsOf(trx, [fileId])).get(fileId) ?? [], rules))
}

const FILES_AT_ONCE = 500

/** Brings all lines up to date: after rows were written past the store, or when the hospital changed its rules. */
export async function refreshAllChildDue(trx: WriteDb): Promise<void> {
  const rules = (await readSetting(trx, 'childRules')).value
  await trx.deleteFrom('childDue').execute()
  for (let after = ''; ;) {
    const files = await filesQuery(trx).where('childFile.id', '>', after).orderBy('childFile.id').limit(FILES_AT_ONCE).execute() as FileFacts[]
    const last = files.at(-1)
    if (!last) return
    const visits = await visitsOf(trx, files.map(file => file.id))
    await write(trx, files.flatMap(file => file.birthDay ? linesOf(file.id, factsOf({ ...file, birthDay: file.birthDay }), visits.get(file.id) ?? [], rules) : []))
    after = last.id
  }
}

/** The files whose lines a written row of this record may have changed. */
export async function filesOfRow(db: ReadDb, record: string, id: string, row: Readonly<Record<string, unknown>>): Promise<string[]> {
  if (record === 'child.file') return [id]
  if (record.startsWith('child.')) return typeof row.fileId === 'string' ? [row.fileId] : []
  if (record !== 'person') return []
  return (await db.selectFrom('childFile').select('id').where('childId', '=', id).where('voidedAt', 'is', null).execute()).map(file => file.id)
}
