import { sql } from 'kysely'
import type { Output } from '../../../domain/api/api.ts'
import { type PrenatalClass, type PrenatalSampleState, type RecallStep, SAMPLE_TEST, type SampleTest } from '../../../domain/code/prenatal.ts'
import { PRENATAL_LIST, type PrenatalList, type PrenatalTest, type RecallKind, RESULT_ROW_REASON, type ResultRowReason } from '../../../domain/code/prenatal-record.ts'
import type { CodeList } from '../../../domain/field/code-list.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { message, type Message } from '../../../domain/message/message.ts'
import { gestationOn } from '../../../domain/rule/maternal/dating.ts'
import { maskPhone } from '../../../domain/rule/mask.ts'
import { outcomeDuty } from '../../../domain/rule/prenatal/outcome.ts'
import type { PrenatalRules } from '../../../domain/rule/prenatal/prenatal-rules.ts'
import { type LaboratoryDates, niptRedrawDue, reportDue } from '../../../domain/rule/prenatal/sample-chain.ts'
import { lastDayOf, windowOf, windowState } from '../../../domain/rule/prenatal/windows.ts'
import type { WorkCalendar } from '../../../domain/rule/working-days.ts'
import { addDays, type Day, dayOf, daysBetween, type Minute } from '../../../domain/time/day.ts'
import type { ReadContext } from '../context.ts'
import { plainRows } from '../db/plain-rows.ts'
import { BORN_DAY, gestationToday } from './pregnancies.ts'
import { recallLineOf } from './prenatal-recalls.ts'
import { regionPathOf } from '../region.ts'
import type { StoredPrenatalAttempt } from '../../../domain/modules/prenatal/recall.record.ts'
import type { StoredPrenatalSample } from '../../../domain/modules/prenatal/sample.record.ts'

const STILL_AT_WORK: ReadonlySet<string> = new Set(['drawn', 'processed', 'toSend', 'inTransit', 'received', 'testing'])
/** Until when a tube's report is due: the earliest of its tests; null for one that is reported, refused or not drawn. */
export function sampleDue(sample: Pick<StoredPrenatalSample, 'state' | 'tests' | 'drawnAt' | 'receivedAt'>, today: Day, calendar: WorkCalendar, rules: PrenatalRules): { day: Day; isEstimated: boolean; isOverdue: boolean } | null {
  if (!STILL_AT_WORK.has(sample.state) || !sample.drawnAt) return null
  const dates = (test: SampleTest): LaboratoryDates => ({ test, drawnDay: dayOf(sample.drawnAt!), receivedDay: sample.receivedAt ? dayOf(sample.receivedAt) : null })
  const due = codesIn(sample.tests).flatMap(test => reportDue(dates(test), calendar, rules) ?? []).toSorted((a, b) => a.day < b.day ? -1 : 1)[0]
  return due ? { day: due.day, isEstimated: due.isEstimated, isOverdue: today > due.day } : null
}

type Row = Output<'prenatal.list'>['rows'][number]
/** A line before it knows the woman's name; the dates order it. */
type Line = Partial<Row> & Pick<Row, 'id' | 'dueDay' | 'isOverdue' | 'isUrgent'>

/** The most urgent first: what is due earliest, then who waits longest. */
const byUrgency = (a: Line, b: Line): number => Number(b.isUrgent) - Number(a.isUrgent) || compare(a.dueDay, b.dueDay) || compare(a.sinceDay, b.sinceDay) || compare(a.id, b.id)
function compare(a: string | null | undefined, b: string | null | undefined): number {
  const [one, other] = [a ?? '9999', b ?? '9999']
  return one < other ? -1 : one > other ? 1 : 0
}

type OpenSample = { id: string; rev: number; pregnancyId: string; requestId: string; tests: CodeList<(typeof SAMPLE_TEST)['values'][number]>; state: PrenatalSampleState; stateAt: Minute; barcode: string | null; drawnAt: Minute | null; receivedAt: Minute | null; startDay: Day | null }
/** Tubes in some states, with the day 0 of their pregnancy: at any time a few hundred of the county's. What was never drawn ends with the pregnancy. */
async function openSamples({ db }: ReadContext, states: readonly PrenatalSampleState[]): Promise<OpenSample[]> {
  const { rows } = await sql<OpenSample>`SELECT sample.id, sample.rev, sample.pregnancy_id, sample.request_id, sample.tests, sample.state, sample.state_at, sample.barcode, sample.drawn_at, sample.received_at, pregnancy.start_day FROM prenatal_sample AS sample JOIN pregnancy ON pregnancy.id = sample.pregnancy_id
    WHERE sample.voided_at IS NULL AND sample.state NOT IN ('issued', 'declined', 'ended') AND sample.state IN (${sql.join(states)}) AND coalesce(sample.is_replaced, 0) = 0
      AND pregnancy.voided_at IS NULL AND (sample.drawn_at IS NOT NULL OR pregnancy.state IS NULL OR pregnancy.state = 'pregnant')`.execute(db)
  return rows
}
const ofSample = (sample: OpenSample): Pick<Row, 'pregnancyId' | 'requestId' | 'sampleId' | 'sampleState' | 'barcode' | 'tests' | 'rev'> =>
  ({ pregnancyId: sample.pregnancyId, requestId: sample.requestId, sampleId: sample.id, sampleState: sample.state, barcode: sample.barcode, tests: codesIn(sample.tests), rev: sample.rev })

/** The last day on which everything in a tube may be drawn, and whether its windows are open; a carrier test has none. */
async function windowsOf(context: ReadContext): Promise<(sample: OpenSample) => { lastDay: Day | null; state: 'tooEarly' | 'open' | 'tooLate' }> {
  const windows = await context.setting('prenatalWindows')
  return ({ tests, startDay }) => {
    const projects = codesIn(tests).flatMap(test => SAMPLE_TEST.entry(test).project ?? [])
    if (!startDay) return { lastDay: null, state: 'open' }
    const states = projects.map(project => windowState(gestationOn(startDay, context.today), windowOf(project, windows)))
    return { lastDay: lastDayOf(projects, startDay, windows), state: states.includes('tooLate') ? 'tooLate' : states.includes('tooEarly') ? 'tooEarly' : 'open' }
  }
}

async function waitingForConsent(context: ReadContext): Promise<Line[]> {
  const lastDay = await windowsOf(context)
  return (await openSamples(context, ['booked'])).map(sample => {
    const { lastDay: dueDay } = lastDay(sample)
    return { id: sample.id, ...ofSample(sample), sinceDay: dayOf(sample.stateAt), dueDay, isOverdue: dueDay !== null && context.today > dueDay, isUrgent: false }
  })
}

/** In their window, by the days that are left; whose window closed stays in sight. */
async function waitingForBlood(context: ReadContext): Promise<Line[]> {
  const lastDay = await windowsOf(context)
  return (await openSamples(context, ['consented'])).flatMap(sample => {
    const { lastDay: dueDay, state } = lastDay(sample)
    return state === 'tooEarly' ? [] : [{ id: sample.id, ...ofSample(sample), sinceDay: dayOf(sample.stateAt), dueDay, isOverdue: state === 'tooLate', isUrgent: false }]
  })
}

/** 窗口将关闭: pregnant, seven days or less to the end of the second serum's window, and neither a tube nor a signed refusal (§15). */
async function closingWindow(context: ReadContext): Promise<Line[]> {
  const [windows, { windowWarningDays }] = [await context.setting('prenatalWindows'), await context.setting('prenatalRules')]
  const { lastDays } = windowOf('secondSerum', windows)
  const [from, to] = [addDays(context.today, -lastDays), addDays(context.today, windowWarningDays - lastDays)]
  const { rows } = await sql<{ id: string; startDay: Day }>`SELECT pregnancy.id, pregnancy.start_day FROM pregnancy WHERE pregnancy.voided_at IS NULL AND pregnancy.state = 'pregnant' AND pregnancy.start_day >= ${from} AND pregnancy.start_day <= ${to}
    AND NOT EXISTS (SELECT 1 FROM prenatal_sample AS sample WHERE sample.pregnancy_id = pregnancy.id AND sample.voided_at IS NULL AND (sample.drawn_at IS NOT NULL OR sample.state = 'declined'))
    AND NOT EXISTS (SELECT 1 FROM prenatal_consent AS consent WHERE consent.pregnancy_id = pregnancy.id AND consent.voided_at IS NULL AND consent.kind = 'serum' AND consent.choice = 'declined')`.execute(context.db)
  return rows.map(({ id, startDay }) => ({ id, pregnancyId: id, dueDay: addDays(startDay, lastDays), isOverdue: false, isUrgent: false }))
}

/** Tubes that have not reached the laboratory, which takes them so many days after they were drawn. */
async function notArrived(context: ReadContext, states: readonly PrenatalSampleState[]): Promise<Line[]> {
  const { storageDays } = await context.setting('prenatalRules')
  return (await openSamples(context, states)).map(sample => {
    const dueDay = sample.drawnAt ? addDays(dayOf(sample.drawnAt), storageDays) : null
    return { id: sample.id, ...ofSample(sample), sinceDay: dayOf(sample.state === 'inTransit' ? sample.stateAt : sample.drawnAt ?? sample.stateAt), dueDay, isOverdue: dueDay !== null && context.today > dueDay, isUrgent: false }
  })
}

/** Reports that no woman has yet: to be reviewed, then handed out. */
const notIssued = async (context: ReadContext): Promise<Line[]> => (await openSamples(context, ['reported', 'reviewed'])).map(sample => ({ id: sample.id, ...ofSample(sample), sinceDay: dayOf(sample.stateAt), dueDay: null, isOverdue: false, isUrgent: false }))

async function reportsOverdue(context: ReadContext): Promise<Line[]> {
  const [calendar, rules] = [await context.setting('workCalendar'), await context.setting('prenatalRules')]
  return (await openSamples(context, ['drawn', 'processed', 'toSend', 'inTransit', 'received', 'testing'])).flatMap(sample => {
    const due = sampleDue(sample, context.today, calendar, rules)
    return due?.isOverdue ? [{ id: sample.id, ...ofSample(sample), sinceDay: dayOf((sample.receivedAt ?? sample.drawnAt)!), dueDay: due.day, isOverdue: true, isEstimated: due.isEstimated, isUrgent: false }] : []
  })
}

type OpenRecall = { id: string; rev: number; pregnancyId: string; kind: RecallKind; openedDay: Day; sampleId: string | null; startDay: Day | null; drawnAt: Minute | null; barcode: string | null; state: PrenatalSampleState | null; requestId: string | null; tests: OpenSample['tests'] | null; test: PrenatalTest | null; overall: PrenatalClass | null }
type OpenAttempt = Pick<StoredPrenatalAttempt, 'recallId' | 'at' | 'method' | 'answer'>
/** Every recall that nothing has ended, with the attempts made. */
async function openRecalls({ db }: ReadContext, kinds: readonly RecallKind[]): Promise<{ recall: OpenRecall; attempts: OpenAttempt[] }[]> {
  const { rows: recalls } = await sql<OpenRecall>`SELECT recall.id, recall.rev, recall.pregnancy_id, recall.kind, recall.opened_day, recall.sample_id, pregnancy.start_day, sample.drawn_at, sample.barcode, sample.state, sample.request_id, sample.tests, result.test, result.overall
    FROM prenatal_recall AS recall JOIN pregnancy ON pregnancy.id = recall.pregnancy_id LEFT JOIN prenatal_sample AS sample ON sample.id = recall.sample_id LEFT JOIN prenatal_result AS result ON result.id = recall.result_id WHERE pregnancy.voided_at IS NULL AND recall.voided_at IS NULL AND recall.closed_day IS NULL AND recall.kind IN (${sql.join(kinds)})`.execute(db)
  const { rows: attempts } = await sql<OpenAttempt>`SELECT attempt.recall_id, attempt.at, attempt.method, attempt.answer FROM prenatal_recall AS recall CROSS JOIN prenatal_attempt AS attempt
    WHERE recall.voided_at IS NULL AND recall.closed_day IS NULL AND recall.kind IN (${sql.join(kinds)}) AND attempt.recall_id = recall.id AND attempt.voided_at IS NULL ORDER BY attempt.at`.execute(db)
  const byRecall = Map.groupBy(attempts, ({ recallId }) => recallId)
  return recalls.map(recall => ({ recall, attempts: byRecall.get(recall.id) ?? [] }))
}
const testsOf = ({ test, tests }: OpenRecall): readonly PrenatalTest[] => test ? [test] : codesIn(tests)
const ofRecall = ({ recall, attempts }: { recall: OpenRecall; attempts: readonly OpenAttempt[] }): Partial<Row> & Pick<Row, 'id'> => ({
  id: recall.id, rev: recall.rev, pregnancyId: recall.pregnancyId, recallId: recall.id, recallKind: recall.kind, sinceDay: recall.openedDay, attempts: attempts.length, lastAttemptDay: attempts.length > 0 ? dayOf(attempts.at(-1)!.at) : null,
  sampleId: recall.sampleId, barcode: recall.barcode, sampleState: recall.state, requestId: recall.requestId, tests: [...testsOf(recall)],
})

/** A refused tube has its woman called the same day, a NIPT without result within its working days. */
async function toDrawAgain(context: ReadContext): Promise<Line[]> {
  const [calendar, rules] = [await context.setting('workCalendar'), await context.setting('prenatalRules')]
  return (await openRecalls(context, ['redraw'])).map(found => {
    const { recall } = found
    const isFailed = recall.state !== 'rejected' && recall.state !== 'resampleNotified' && recall.drawnAt !== null
    const due = isFailed ? niptRedrawDue(dayOf(recall.drawnAt!), calendar, rules) : { day: recall.openedDay, isEstimated: false }
    return { ...ofRecall(found), dueDay: due.day, isEstimated: due.isEstimated, isOverdue: context.today > due.day, isUrgent: false }
  })
}

/** Women who are called for one of some reasons, by what is next of them. */
async function recalled(context: ReadContext, kinds: readonly RecallKind[], isMeant: (step: RecallStep | null) => boolean = () => true): Promise<Line[]> {
  const [rules, windows] = [await context.setting('prenatalRules'), await context.setting('prenatalWindows')]
  return (await openRecalls(context, kinds)).flatMap(found => {
    const line = recallLineOf(found.recall, { start: found.recall.startDay, tests: testsOf(found.recall), overall: found.recall.overall }, found.attempts, context.today, rules, windows)
    return isMeant(line.step) ? [{ ...ofRecall(found), recallStep: line.step, dueDay: line.dueDay, isOverdue: line.isOverdue, isUrgent: line.isUrgent }] : []
  })
}

type Screened = { id: string; expected_day: Day; born_day: Day | null; had_nipt: 0 | 1 }
/** Screened pregnancies whose outcome nobody knows, that could be due by now: 失访 is no outcome. Columns by their own names, see plainRows. */
async function outcomesToAsk(context: ReadContext): Promise<Line[]> {
  const rules = await context.setting('prenatalRules')
  // A child is born eighteen weeks before its day at the earliest; nothing is due for later pregnancies.
  const latest = addDays(context.today, 140 - Math.min(rules.niptOutcomeDays, rules.outcomeDays))
  // Both sides in the order of an index: SQLite walks along them once and builds nothing.
  const { rows } = await sql<Screened>`SELECT pregnancy.id, pregnancy.expected_day, ${BORN_DAY} AS born_day,
      CASE WHEN EXISTS (SELECT 1 FROM prenatal_result AS nipt WHERE nipt.pregnancy_id = pregnancy.id AND nipt.test = 'nipt' AND nipt.voided_at IS NULL) THEN 1 ELSE 0 END AS had_nipt
    FROM (SELECT result.pregnancy_id FROM prenatal_result AS result WHERE result.voided_at IS NULL
      EXCEPT SELECT outcome.pregnancy_id FROM prenatal_outcome AS outcome WHERE outcome.voided_at IS NULL AND outcome.outcome <> '9' ORDER BY pregnancy_id) AS screened
    CROSS JOIN pregnancy WHERE pregnancy.id = screened.pregnancy_id AND pregnancy.voided_at IS NULL AND pregnancy.expected_day <= ${latest}`.execute(plainRows(context.db))
  return rows.flatMap(row => {
    const duty = outcomeDuty({ deliveryDay: row.born_day, expectedDay: row.expected_day, hadNipt: row.had_nipt === 1, followedDay: null }, context.today, rules)
    if (!duty || context.today < duty.dueDay) return []
    const why: Message | null = duty.kind === 'trace' ? message('prenatalList.trace', '预产期 {{day}},没有分娩记录', { day: row.expected_day }) : null
    return [{ id: row.id, pregnancyId: row.id, sinceDay: row.born_day ?? row.expected_day, dueDay: duty.dueDay, isOverdue: duty.isOverdue, isUrgent: false, why }]
  })
}

async function unmatched({ db }: ReadContext): Promise<Line[]> {
  const { rows } = await sql<{ id: string; rev: number; barcode: string | null; name: string | null; birthDay: Day | null; reason: ResultRowReason | null; sampleId: string | null; pregnancyId: string | null; readDay: Day; test: PrenatalTest | null }>`
    SELECT line.id, line.rev, line.barcode, line.name, line.birth_day, line.reason, line.sample_id, sample.pregnancy_id, file.read_day, line.test FROM prenatal_result_row AS line JOIN prenatal_result_file AS file ON file.id = line.result_file_id LEFT JOIN prenatal_sample AS sample ON sample.id = line.sample_id
    WHERE line.voided_at IS NULL AND line.state = 'waiting' ORDER BY file.read_day, line.result_file_id, line.line`.execute(db)
  return rows.map(({ readDay, reason, test, ...row }) => ({ ...row, sinceDay: readDay, dueDay: null, isOverdue: false, isUrgent: false, tests: test && SAMPLE_TEST.isCode(test) ? [test] : [], why: reason && RESULT_ROW_REASON.text(reason) }))
}

const LISTS: Readonly<Record<PrenatalList, (context: ReadContext) => Promise<Line[]>>> = {
  consent: waitingForConsent, draw: waitingForBlood, closing: closingWindow, send: context => notArrived(context, ['drawn', 'processed', 'toSend']), transit: context => notArrived(context, ['inTransit']), rejected: toDrawAgain, report: reportsOverdue, unmatched, issue: notIssued, 
  recall: context => recalled(context, ['high', 'repeat'], step => step !== 'diagnose'), couple: context => recalled(context, ['couple']), diagnosis: context => recalled(context, ['high'], step => step === 'diagnose'), outcome: outcomesToAsk,
}

/** The women of a page, by pregnancy. */
async function womenOf({ db }: ReadContext, pregnancyIds: readonly string[]) {
  if (pregnancyIds.length === 0) return new Map<string, never>()
  const rows = await db.selectFrom('pregnancy').innerJoin('person', 'person.id', 'pregnancy.womanId').select(['pregnancy.id', 'pregnancy.womanId', 'pregnancy.state', 'pregnancy.expectedDay', 'pregnancy.startDay', 'person.name', 'person.phone', 'person.birthDay', 'person.homeRegion']).where('pregnancy.id', 'in', [...new Set(pregnancyIds)]).execute()
  return new Map(rows.map(row => [row.id, row]))
}

/** A page of one list, the most urgent first. */
export async function prenatalList(context: ReadContext, { list: asked, offset, limit }: { list: PrenatalList; offset: number; limit: number }): Promise<Output<'prenatal.list'>> {
  const lines = (await LISTS[asked](context)).toSorted(byUrgency)
  const page = lines.slice(offset, offset + limit)
  const women = await womenOf(context, page.flatMap(({ pregnancyId }) => pregnancyId ?? []))
  const [maySee, { today }] = [context.user.permissions.has('person.reveal'), context]
  return {
    total: lines.length, overdue: lines.filter(({ isOverdue }) => isOverdue).length,
    rows: page.map((line): Row => {
      const woman = line.pregnancyId ? women.get(line.pregnancyId) : undefined
      return {
        rev: null, tests: [], requestId: null, sampleId: null, sampleState: null, barcode: null, recallId: null, recallKind: null, recallStep: null, sinceDay: null, isEstimated: false, attempts: null, lastAttemptDay: null, why: null, birthDay: woman?.birthDay ?? null, name: woman?.name ?? null, ...line,
        pregnancyId: line.pregnancyId ?? null, womanId: woman?.womanId ?? null, phone: woman?.phone ? maySee ? woman.phone : maskPhone(woman.phone) : null, township: regionPathOf(context.ports.folders.resources, woman?.homeRegion ?? null)?.township ?? '',
        expectedDay: woman?.expectedDay ?? null, gestationDays: woman ? gestationToday(woman, today) : null, pregnancyState: woman?.state ?? null, daysLeft: line.dueDay === null ? null : daysBetween(today, line.dueDay as Day),
      }
    }),
  }
}

/** How many stand on each list, and how many of them are overdue. */
export async function prenatalCounts(context: ReadContext): Promise<Output<'prenatal.counts'>> {
  const counts: Output<'prenatal.counts'> = []
  for (const asked of PRENATAL_LIST.values) {
    const lines = await LISTS[asked](context)
    counts.push({ list: asked, total: lines.length, overdue: lines.filter(({ isOverdue }) => isOverdue).length })
  }
  return counts
}

type Work = Output<'prenatal.work'>
const SHOWN = 5
/** What of the clinic waits for somebody today: women to be called and diagnosed, tubes, reports, outcomes. */
export async function prenatalWork(context: ReadContext): Promise<Work> {
  const of = async (lists: readonly PrenatalList[], isMeant: (line: Line) => boolean): Promise<Work[keyof Work]> => {
    const found: { line: Line; detail: string }[] = []
    for (const asked of lists) for (const line of await LISTS[asked](context)) if (isMeant(line)) found.push({ line, detail: lists.length > 1 ? PRENATAL_LIST.label(asked) : line.barcode ?? '' })
    found.sort((a, b) => byUrgency(a.line, b.line))
    // A woman of two tubes is named once.
    const named = [...Map.groupBy(found, ({ line }) => line.pregnancyId!).values()].map(([first]) => first!).slice(0, SHOWN)
    const women = await womenOf(context, named.map(({ line }) => line.pregnancyId!))
    return { total: found.length, overdue: found.filter(({ line }) => line.isOverdue).length, first: named.map(({ line, detail }) => ({ id: line.pregnancyId!, title: women.get(line.pregnancyId!)?.name ?? '', detail, since: line.dueDay ?? line.sinceDay ?? '' })) }
  }
  const isOverdue = (line: Line): boolean => line.isOverdue
  return { recall: await of(['recall', 'couple', 'diagnosis', 'rejected'], isOverdue), send: await of(['send'], () => true), report: await of(['transit', 'report'], isOverdue), outcome: await of(['outcome'], () => true) }
}
