import type { ChildContact, ChildContent } from '../../../domain/code/child-check.ts'
import type { ChildFileState } from '../../../domain/code/child-file.ts'
import type { ChildCareStop } from '../../../domain/code/child-nutrition.ts'
import type { ChildRules } from '../../../domain/rule/child/child-rules.ts'
import { contentsOfVisit } from '../../../domain/modules/child/visit-contents.ts'
import type { ChildVisit } from '../../../domain/modules/child/visit.record.ts'
import { type ChildFacts, contactSchedule } from '../../../domain/rule/child/contact-schedule.ts'
import { REMINDER_RULES } from '../../../domain/rule/child/reminder-rules.ts'
import { birthReminderEnd, type ChildEvent, remindersOf } from '../../../domain/rule/child/reminders.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { Database } from '../db/database.ts'
import type { OpenDatabase, ReadDb, WriteDb } from '../db/engine.ts'
import { readSetting } from '../settings.ts'
import { eventsOfFiles, planDaysOfFiles } from './child-events.ts'
import { refreshScreeningOpen, type Screened, screenedFiles } from './child-screening.ts'
import { renewStale } from './renew-stale.ts'

type DueLine = Database['childDue']

/** A file is read with what its schedule depends on; a child without a known birth day has none. */
const STOPS: Readonly<Partial<Record<ChildFileState, ChildCareStop>>> = { moved: 'moved', refused: 'refused', lost: 'lost', death: 'death' }

type FileFacts = {
  id: string; birthDay: Day | null; dischargeDay: Day | null; dischargeReportDay: Day | null; highRisk: 0 | 1 | null; servedFromDay: Day | null; state: ChildFileState; stateDay: Day | null
  gestationDays: number | null; birthWeightG: number | null
}

const factsOf = (file: FileFacts & { birthDay: Day }): ChildFacts => {
  const reason = STOPS[file.state]
  return {
    birthDay: file.birthDay, dischargeDay: file.dischargeDay, dischargeReportDay: file.dischargeReportDay, highRisk: file.highRisk === 1, servedFromDay: file.servedFromDay,
    stop: reason && file.stateDay ? { reason, day: file.stateDay } : null,
  }
}

const filesQuery = (db: ReadDb) => db.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').where('childFile.voidedAt', 'is', null)
  .select(['childFile.id', 'person.birthDay', 'childFile.dischargeDay', 'childFile.dischargeReportDay', 'childFile.highRisk', 'childFile.servedFromDay', 'childFile.state', 'childFile.stateDay', 'childFile.gestationDays', 'childFile.birthWeightG'])

/** What the schedule of a child depends on; null without a known birth day. */
export async function childFactsOf(db: ReadDb, fileId: string): Promise<ChildFacts | null> {
  const file = await filesQuery(db).where('childFile.id', '=', fileId).executeTakeFirst() as FileFacts | undefined
  return file?.birthDay ? factsOf({ ...file, birthDay: file.birthDay }) : null
}

type Made = { readonly day: Day; readonly contact: ChildContact; readonly contents: readonly ChildContent[] }

/** The visits of some files that count, home visits among them, with the contents they recorded. */
async function visitsOf(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, Made[]>> {
  const visits = await db.selectFrom('childVisit').select(['fileId', 'visitDay', 'contact', 'weightKg', 'lengthCm', 'haemoglobinGPerL', 'hearing', 'visionLeft', 'visionRight', 'teethCount', 'warningSign1', 'warningSign2', 'warningSign3', 'warningSign4', 'languageRegression', 'feedingAssessed', 'tcmServices'])
    .where('voidedAt', 'is', null).where('fileId', 'in', fileIds).execute()
  const home = await db.selectFrom('childNewbornVisit').select(['fileId', 'visitDay']).where('voidedAt', 'is', null).where('fileId', 'in', fileIds).execute()
  const byFile = new Map<string, Made[]>()
  const put = (fileId: string, made: Made): void => {
    const known = byFile.get(fileId)
    if (known) known.push(made)
    else byFile.set(fileId, [made])
  }
  for (const { fileId, visitDay, contact, feedingAssessed, ...row } of visits) put(fileId, { day: visitDay, contact, contents: contentsOfVisit({ ...row, feedingAssessed: feedingAssessed === 1 } as Partial<ChildVisit>) })
  for (const { fileId, visitDay } of home) put(fileId, { day: visitDay, contact: 'home', contents: ['growth'] })
  return byFile
}

// Far enough that every window has closed: what is done or cancelled does not depend on today, and the lists compare days.
const END_OF_TIME = '2999-12-31' as Day
const CONTACT_RULE = new Map(REMINDER_RULES.flatMap(rule => rule.kind === 'contact' ? rule.contacts.map(contact => [contact, rule.id] as const) : []))
const CONTENT_RULE = new Map(REMINDER_RULES.flatMap(rule => rule.kind === 'content' ? [[rule.id, rule] as const] : []))
/** Screening of newborns: missed from an age on, so that its lines leave the lists by the calendar. */
const BIRTH_RULES = new Set<string>(REMINDER_RULES.flatMap(rule => rule.kind === 'birth' ? [rule.id] : []))

type Child = { fileId: string; facts: ChildFacts; birth: Pick<FileFacts, 'gestationDays' | 'birthWeightG'>; visits: readonly Made[]; events: readonly ChildEvent[]; planDays: readonly Day[] }

/**
 * The lines of one child: its contacts, each with its window, what became of it and which contents it still lacks; content
 * that a visit left out; and what follows from results and plans. The state of a line on a day follows from its days.
 */
function linesOf({ fileId, facts, birth, visits, events, planDays }: Child, today: Day, rules: ChildRules): DueLine[] {
  const schedule = contactSchedule(facts, visits, END_OF_TIME, rules)
  // A family whose child died is never phoned, also not about what was missed before.
  const hasDied = facts.stop?.reason === 'death'
  const asked = remindersOf({ ...facts, ...birth, planDays }, [...visits.map(visit => ({ kind: 'visit' as const, ...visit })), ...events], today, rules).filter(line => line.state !== 'done' && line.state !== 'cancelled')
  const isDone = new Set(schedule.filter(line => line.doneDay !== null).map(line => line.contact))
  const lacking = new Map<ChildContact, ChildContent[]>()
  const lines: DueLine[] = []
  for (const reminder of asked) {
    const rule = CONTENT_RULE.get(reminder.ruleId)
    if (CONTACT_RULE.get(reminder.occurrence as ChildContact) === reminder.ruleId) continue
    const group = rule?.groups.find(contacts => contacts[0] === reminder.occurrence)
    const open = group?.filter(contact => !isDone.has(contact)) ?? []
    if (rule && open.length > 0) {
      for (const contact of open) lacking.set(contact, [...lacking.get(contact) ?? [], rule.content])
      continue
    }
    const next = asked.find(other => other.ruleId === reminder.ruleId && other.openFrom > reminder.openFrom)?.openFrom ?? null
    lines.push({
      fileId, line: `${reminder.ruleId}:${reminder.occurrence}`, ruleId: reminder.ruleId, contact: rule ? reminder.occurrence as ChildContact : null, dueDay: reminder.openFrom, askedDay: reminder.dueDay === reminder.openFrom ? null : reminder.dueDay, windowEnd: reminder.windowEnd,
      nextDay: rule || reminder.ruleId === 'R25' ? next : BIRTH_RULES.has(reminder.ruleId) ? birthReminderEnd(facts.birthDay, rules) : null, doneDay: null, timing: null, cancelled: null, openContents: rule ? rule.content : null,
    })
  }
  return [...schedule.map((line): DueLine => ({
    fileId, line: `contact:${line.contact}`, ruleId: CONTACT_RULE.get(line.contact) ?? 'R3', contact: line.contact, dueDay: line.dueDay, askedDay: null, windowEnd: line.windowEnd, nextDay: line.nextDay,
    doneDay: line.doneDay, timing: line.timing, cancelled: line.state === 'cancelled' ? line.reason ?? 'closed' : hasDied && line.doneDay === null ? 'death' : null, openContents: line.doneDay ? null : lacking.get(line.contact)?.join(',') ?? null,
  })), ...lines]
}

/** The contents that earlier contacts left open for a child on a day: what a check-up may make up though it is no longer their time. */
export async function openContentsOf(db: ReadDb, fileId: string, day: Day, contact: ChildContact, rules: ChildRules): Promise<ChildContent[]> {
  const facts = await childFactsOf(db, fileId)
  if (!facts) return []
  const visits = (await visitsOf(db, [fileId])).get(fileId) ?? []
  return remindersOf({ ...facts, planDays: [] }, visits.map(visit => ({ kind: 'visit' as const, ...visit })), day, rules).flatMap(({ ruleId, occurrence, state }) => {
    const rule = CONTENT_RULE.get(ruleId)
    const isOpen = state === 'due' || state === 'overdue'
    return rule && isOpen && !rule.groups.some(group => group[0] === occurrence && group.includes(contact)) ? [rule.content] : []
  })
}

const ROWS_AT_ONCE = 60

async function write(trx: WriteDb, lines: readonly DueLine[]): Promise<void> {
  for (let from = 0; from < lines.length; from += ROWS_AT_ONCE) await trx.insertInto('childDue').values(lines.slice(from, from + ROWS_AT_ONCE)).execute()
}

type Known = FileFacts & { birthDay: Day }
async function linesOfFiles(db: ReadDb, files: readonly FileFacts[], screened: readonly Screened[], today: Day, rules: ChildRules): Promise<DueLine[]> {
  const ids = files.map(file => file.id)
  if (ids.length === 0) return []
  const [visits, events, plans] = [await visitsOf(db, ids), await eventsOfFiles(db, ids, screened, rules), await planDaysOfFiles(db, ids)]
  return files.filter((file): file is Known => file.birthDay !== null)
    .flatMap(file => linesOf({ fileId: file.id, facts: factsOf(file), birth: { gestationDays: file.gestationDays, birthWeightG: file.birthWeightG }, visits: visits.get(file.id) ?? [], events: events.get(file.id) ?? [], planDays: plans.get(file.id) ?? [] }, today, rules))
}

/** Brings the lines of some children up to date, in the transaction that changed their birth, file, visits or results. */
export async function refreshChildDue(trx: WriteDb, fileIds: readonly string[], today: Day): Promise<void> {
  if (fileIds.length === 0) return
  const rules = (await readSetting(trx, 'childRules')).value
  const screened = await screenedFiles(trx, fileIds, rules)
  await trx.deleteFrom('childDue').where('fileId', 'in', fileIds).execute()
  await write(trx, await linesOfFiles(trx, await filesQuery(trx).where('childFile.id', 'in', fileIds).execute() as FileFacts[], screened, today, rules))
  await refreshScreeningOpen(trx, fileIds, screened)
}

/** After the hospital changed its rules: every line is out of date, in the transaction that changed them. */
export async function markChildDueStale(trx: WriteDb): Promise<void> {
  await trx.deleteFrom('childDueStale').execute()
  await trx.insertInto('childDueStale').columns(['fileId']).expression(eb => eb.selectFrom('childFile').select('id').where('voidedAt', 'is', null)).execute()
}

/** How many children's lines do not follow the hospital's present rules yet. */
export async function countStaleChildDue(db: ReadDb): Promise<number> {
  return Number((await db.selectFrom('childDueStale').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count)
}

/** Brings the lines left behind up to date, some children per transaction. */
export const renewStaleChildDue = (database: OpenDatabase, today: () => Day, goOn: () => boolean = () => true): Promise<void> => renewStale(database, goOn, async trx => {
  const files = (await trx.selectFrom('childDueStale').select('fileId').limit(STALE_AT_ONCE).execute()).map(({ fileId }) => fileId)
  if (files.length === 0) return 0
  await refreshChildDue(trx, files, today())
  await trx.deleteFrom('childDueStale').where('fileId', 'in', files).execute()
  return files.length
})
// A quick save waits for one of these at most; fewer would spend the time on beginning and ending transactions.
const STALE_AT_ONCE = 100

/** Brings all lines up to date after rows were written past the store (sample hospitals). */
export async function renewAllChildDue(database: OpenDatabase, today: Day): Promise<void> {
  await database.write(markChildDueStale)
  await renewStaleChildDue(database, () => today)
}

// Records of a child that neither its due lines nor its open chains are worked out from: what only a booking, a prescription
// or a questionnaire says is joined to the lists, or acts through another record (a death card through the file).
const SAYS_NOTHING_DUE: ReadonlySet<string> = new Set(['child.appointment', 'child.caseDecline', 'child.deathCard', 'child.scale', 'eye.deviceFile', 'eye.deviceRow', 'eye.file', 'eye.glasses', 'eye.photo', 'eye.referral'])

/** The files whose lines a written row of this record may have changed. */
export async function filesOfRow(db: ReadDb, record: string, id: string, row: Readonly<Record<string, unknown>>): Promise<string[]> {
  if (record === 'child.file') return [id]
  if (SAYS_NOTHING_DUE.has(record)) return []
  if (record.startsWith('child.') || record.startsWith('eye.')) return typeof row.fileId === 'string' ? [row.fileId] : []
  if (record !== 'person') return []
  return (await db.selectFrom('childFile').select('id').where('childId', '=', id).where('voidedAt', 'is', null).execute()).map(file => file.id)
}
