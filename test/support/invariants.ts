import { sql } from 'kysely'
import { BLANK_STATE, type BlankState } from '../../domain/code/certificate.ts'
import { BACK_ENTRY_BATCH } from '../../domain/code/replacement.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { ANNUAL_KEYS, type AnnualFigures, finaliseIssues } from '../../domain/rule/annual-form.ts'
import { verifyAudit } from '../../electron/core/audit.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { openWorkOf } from '../../electron/core/registry/open-work.ts'
import { fromColumns, toColumns, valuesOf } from '../../electron/core/record/store.ts'

/** What must hold in every database at every moment between two calls; answers what does not, nothing when all is well. */
export async function brokenInvariants(database: OpenDatabase): Promise<string[]> {
  const verdict = await verifyAudit(database.kysely)
  return [
    ...await database.integrity(),
    ...(verdict.firstBroken ? [`audit breaks at ${verdict.firstBroken.seq}: ${verdict.firstBroken.why}`] : []),
    ...await recordFaults(database),
    ...await blankFaults(database),
    ...await certificateFaults(database),
    ...await stocktakeFaults(database),
    ...await replacementFaults(database),
    ...await stockFaults(database),
    ...await openWorkFaults(database),
    ...await annualFaults(database),
    ...await printJobFaults(database),
    ...await parentCheckFaults(database),
    ...await reconciliationFaults(database),
  ]
}

// Every row is what its history says it is: as many revisions as its number, the newest with its very values. Of a hundred
// tables most are empty in a test: which have rows is asked once.
async function recordFaults(database: OpenDatabase): Promise<string[]> {
  const definitions = RECORDS as readonly RecordDefinition[]
  const tables = [...new Set(definitions.map(definition => definition.table))]
  const filled = await sql.join<{ name: string }>(tables.map(table => sql`SELECT ${sql.lit(table)} AS name WHERE EXISTS (SELECT 1 FROM ${sql.table(table)})`), sql` UNION ALL `).execute(database.kysely)
  const withRows = new Set(filled.rows.map(({ name }) => name))
  const history = Map.groupBy(await database.kysely.selectFrom('recordHistory').select(['record', 'recordId', 'rev', 'row', 'action']).orderBy('rev').execute(), entry => entry.record)
  const faults = definitions.map(async definition => {
    const rows = withRows.has(definition.table) ? await database.kysely.selectFrom(definition.table as 'person').selectAll().execute() : []
    return faultsOfRecord(definition, rows, history.get(definition.id) ?? [])
  })
  return (await Promise.all(faults)).flat()
}

type HistoryEntry = { recordId: string; rev: number; row: string; action: string }
function faultsOfRecord(definition: RecordDefinition, rows: readonly Parameters<typeof fromColumns>[1][], history: readonly HistoryEntry[]): string[] {
  const byId = Map.groupBy(history, entry => entry.recordId)
  const faults: string[] = []
  for (const columns of rows) {
    const stored = fromColumns(definition, columns)
    const entries = byId.get(stored.id) ?? []
    byId.delete(stored.id)
    const newest = entries.at(-1)
    if (entries.length !== stored.rev || newest?.rev !== stored.rev) { faults.push(`${definition.id} ${stored.id}: revision ${stored.rev}, history of ${entries.length}`); continue }
    if (!sameRow(newest.row, toColumns(definition, valuesOf(definition, stored)))) faults.push(`${definition.id} ${stored.id}: row and history differ`)
    // A void row may still be carried along when two persons become one.
    if (entries.some(entry => entry.action === 'void') !== (stored.voidedAt !== null)) faults.push(`${definition.id} ${stored.id}: void in one book only`)
  }
  return [...faults, ...[...byId.keys()].map(id => `${definition.id} ${id}: history without a row`)]
}

// A row written before a field came says nothing of it: the field is empty then.
function sameRow(history: string, now: Record<string, string | number | null>): boolean {
  const then = JSON.parse(history) as Record<string, unknown>
  return Object.entries(now).every(([name, value]) => (then[name] ?? null) === value) && Object.keys(then).every(name => name in now)
}

// A blank stands where its last event put it, and every step of the way is one the life of a blank knows.
async function blankFaults(database: OpenDatabase): Promise<string[]> {
  const blanks = await database.kysely.selectFrom('blank').selectAll().execute()
  const events = Map.groupBy(await database.kysely.selectFrom('blankEvent').selectAll().orderBy('number').orderBy('seq').execute(), event => event.number)
  return blanks.flatMap(blank => {
    const way = events.get(blank.number) ?? []
    if (way.length !== blank.rev || way.at(-1)?.toState !== blank.state) return [`blank ${blank.number}: ${blank.state}, last event ${way.at(-1)?.toState}`]
    return way.flatMap((event, index) => {
      const from = index ? way[index - 1]!.toState : null
      const allowed = event.fromState === from && (from === null ? event.toState === (blank.batchId === BACK_ENTRY_BATCH ? 'issued' : 'inStock') : from === event.toState || BLANK_STATE.canMove(from as BlankState, event.toState as BlankState))
      return allowed && event.seq === index + 1 ? [] : [`blank ${blank.number}: ${event.fromState} → ${event.toState} at ${event.seq}`]
    })
  })
}

// A finalised year holds its formulas, agreed with the stock and was seen by two; it is the beginning of the next.
async function annualFaults(database: OpenDatabase): Promise<string[]> {
  const finals = await database.kysely.selectFrom('annualFinal').selectAll().orderBy('year').execute()
  return finals.flatMap((final, index) => [
    ...finaliseIssues(Object.fromEntries(ANNUAL_KEYS.map(key => [key, final[key]])) as AnnualFigures, final.counted).map(issue => `annual form ${final.year}: ${issue.path}`),
    ...(final.preparedBy === final.approvedBy ? [`annual form ${final.year}: one person only`] : []),
    ...(index && finals[index - 1]!.year === final.year - 1 && finals[index - 1]!.closing !== final.opening ? [`annual form ${final.year}: opens with another figure than the year before closed`] : []),
  ])
}

// The desk's open work is what the records say, line by line.
async function openWorkFaults(database: OpenDatabase): Promise<string[]> {
  const lines = async (query: { execute(): Promise<{ newbornId: string; step: string; since: string }[]> }) => (await query.execute()).map(row => `${row.newbornId} ${row.step} ${row.since}`).toSorted()
  const kept = await lines(database.kysely.selectFrom('openWork').select(['newbornId', 'step', 'since']))
  const told = await lines(openWorkOf(database.kysely))
  return [...kept.filter(line => !told.includes(line)).map(line => `open work ${line}: the records say otherwise`), ...told.filter(line => !kept.includes(line)).map(line => `open work ${line}: missing`)]
}

// An application and its two sheets tell the same story: the old one counts until the new one took a number, and has ended since.
async function replacementFaults(database: OpenDatabase): Promise<string[]> {
  const rows = await database.kysely.selectFrom('certificateReplacement as replacement').innerJoin('certificate as old', 'old.id', 'replacement.certificateId').innerJoin('blank', 'blank.number', 'old.number')
    .leftJoin('certificate as fresh', 'fresh.id', 'replacement.newCertificateId')
    .select(['replacement.id', 'replacement.state', 'replacement.kind', 'replacement.oldEndedAt', 'replacement.newCertificateId', 'replacement.appliedBy', 'replacement.reviewedBy', 'replacement.approvedBy', 'old.endedAt', 'blank.state as oldState', 'fresh.supersedesId', 'replacement.certificateId', 'fresh.voidedAt as freshVoid'])
    .where('replacement.voidedAt', 'is', null).execute()
  return rows.flatMap(row => {
    const faults: string[] = []
    if ((row.state === 'printing' || row.state === 'done') !== (row.newCertificateId !== null)) faults.push(`${row.state} with new sheet ${row.newCertificateId}`)
    if (row.newCertificateId !== null && (row.supersedesId !== row.certificateId || row.freshVoid !== null)) faults.push('its new sheet is not the old one\'s successor')
    if (row.oldEndedAt !== null && (row.endedAt === null || row.oldState === 'issued')) faults.push('the old sheet still counts')
    if (row.oldEndedAt === null && row.newCertificateId !== null) faults.push('two sheets at a time')
    if (['approved', 'printing', 'done', 'reviewed', 'forwarded'].includes(row.state) && (row.reviewedBy === null || row.reviewedBy === row.appliedBy || row.approvedBy === row.appliedBy || row.approvedBy === row.reviewedBy)) faults.push('nobody else agreed')
    return faults.map(fault => `replacement ${row.id}: ${fault}`)
  })
}

async function certificateFaults(database: OpenDatabase): Promise<string[]> {
  const double = await sql<{ newbornId: string }>`SELECT newborn_id FROM certificate WHERE ended_at IS NULL AND voided_at IS NULL GROUP BY newborn_id HAVING count(*) > 1`.execute(database.kysely)
  const twice = await sql<{ number: string }>`SELECT number FROM certificate WHERE voided_at IS NULL GROUP BY number HAVING count(*) > 1`.execute(database.kysely)
  const live = await database.kysely.selectFrom('certificate').leftJoin('blank', 'blank.number', 'certificate.number').select(['certificate.number', 'certificate.id', 'blank.certificateId', 'blank.state'])
    .where('certificate.voidedAt', 'is', null).where('endedAt', 'is', null).execute()
  return [
    ...double.rows.map(row => `newborn ${row.newbornId}: two live certificates`), ...twice.rows.map(row => `number ${row.number}: used twice`),
    ...live.filter(row => row.certificateId !== row.id || !['held', 'printed', 'issued'].includes(row.state ?? '')).map(row => `certificate ${row.number}: its blank is ${row.state}`),
  ]
}

// Waste of other hospitals is none of ours. Slips hold what their ranges hold; a lost number stands in exactly one report and is blocked until it is confirmed.
async function stockFaults(database: OpenDatabase): Promise<string[]> {
  const slips = await database.kysely.selectFrom('stockSlip').select(['id', 'quantity']).execute()
  const ranges = Map.groupBy(await database.kysely.selectFrom('stockSlipRange').selectAll().execute(), range => range.slipId)
  const lost = await database.kysely.selectFrom('lossReportNumber').innerJoin('lossReport', 'lossReport.id', 'lossReportNumber.reportId').innerJoin('blank', 'blank.number', 'lossReportNumber.number')
    .select(['blank.number', 'blank.state', 'lossReport.confirmedAt']).execute()
  const unreported = await sql<{ number: string }>`SELECT number FROM blank WHERE state = 'lostReported' AND number NOT IN (SELECT number FROM loss_report_number)`.execute(database.kysely)
  const foreign = await database.kysely.selectFrom('institutionWaste').innerJoin('blank', 'blank.number', 'institutionWaste.number').select(['blank.number', 'blank.state']).where('blank.state', '<>', 'transferred').execute()
  return [
    ...foreign.map(row => `waste of another hospital ${row.number}: ${row.state} with us`),
    ...slips.filter(slip => (ranges.get(slip.id) ?? []).reduce((sum, range) => sum + range.quantity, 0) !== slip.quantity).map(slip => `slip ${slip.id}: its ranges do not hold ${slip.quantity} numbers`),
    ...lost.filter(row => (row.confirmedAt === null) !== (row.state === 'lostReported')).map(row => `lost ${row.number}: ${row.state}, confirmed ${row.confirmedAt}`),
    ...unreported.rows.map(row => `blank ${row.number}: lost without a report`),
  ]
}

// A parent's 有误 names its line, 正确 names none; nobody can have looked at a state of the register that never was.
async function parentCheckFaults(database: OpenDatabase): Promise<string[]> {
  const rows = await database.kysely.selectFrom('parentCheck').innerJoin('certificateRegistration as registration', 'registration.id', 'parentCheck.registrationId')
    .select(['parentCheck.id', 'answer', 'wrongLine', 'registrationRev', 'registration.rev']).execute()
  return rows.flatMap(row => ((row.answer === 'wrong') === (row.wrongLine !== null) && row.registrationRev <= row.rev ? [] : [`parent check ${row.id}: ${row.answer} ${row.wrongLine ?? ''}`]))
}

// A job was counted on its sheet before it began, and has an end unless it was cut off.
async function printJobFaults(database: OpenDatabase): Promise<string[]> {
  const jobs = await database.kysely.selectFrom('printJob').innerJoin('certificate', 'certificate.id', 'printJob.certificateId')
    .select(['printJob.id', 'printJob.number', 'printJob.printCount', 'printJob.state', 'printJob.endedAt', 'certificate.printCount as counted', 'certificate.number as sheet']).execute()
  return jobs.flatMap(job => (job.printCount <= job.counted && job.number === job.sheet && (job.endedAt === null) === (job.state === 'sending') ? [] : [`print job ${job.id}: ${job.state}, count ${job.printCount} of ${job.counted}`]))
}

// A run keeps all of its differences or, once three newer ones are there, none.
async function reconciliationFaults(database: OpenDatabase): Promise<string[]> {
  const runs = await database.kysely.selectFrom('reconciliation').select(['id', 'differences']).orderBy('createdAt', 'desc').orderBy('id', 'desc').execute()
  const kept = new Map((await database.kysely.selectFrom('reconciliationDifference').select(({ fn }) => ['reconciliationId', fn.countAll<number>().as('count')]).groupBy('reconciliationId').execute()).map(row => [row.reconciliationId, Number(row.count)]))
  return runs.flatMap(({ id, differences }, index) => {
    const expected = index < 3 ? differences : 0
    return (kept.get(id) ?? 0) === expected ? [] : [`reconciliation ${id}: ${kept.get(id) ?? 0} differences kept of ${expected}`]
  })
}

// A finalised stock-take agrees with itself for ever: every count signed by two, every difference of its sum explained.
async function stocktakeFaults(database: OpenDatabase): Promise<string[]> {
  const stocktakes = await database.kysely.selectFrom('stocktake').selectAll().execute()
  const counts = await database.kysely.selectFrom('stocktakeCount').selectAll().execute()
  const numbers = await database.kysely.selectFrom('stocktakeNumber').selectAll().execute()
  const differences = await database.kysely.selectFrom('stocktakeDifference').selectAll().execute()
  return stocktakes.filter(stocktake => stocktake.state === 'finalised').flatMap(stocktake => {
    const own = counts.filter(count => count.stocktakeId === stocktake.id)
    const counted = new Set(numbers.filter(line => own.some(count => count.id === line.countId)).map(line => line.number))
    const named = differences.filter(difference => difference.stocktakeId === stocktake.id)
    const missing = named.filter(difference => difference.kind === 'missing').length
    const strange = named.filter(difference => difference.bookHolder === null).length
    return [
      ...own.filter(count => count.signedAt === null || count.secondPersonId === null || count.secondPersonId === count.countedBy).map(count => `stocktake ${stocktake.day}: a count without two signatures (${count.id})`),
      ...(stocktake.secondPersonId === null || stocktake.secondPersonId === stocktake.endedBy ? [`stocktake ${stocktake.day}: finalised by one person`] : []),
      ...(stocktake.counted !== counted.size ? [`stocktake ${stocktake.day}: ${stocktake.counted} written, ${counted.size} counted`] : []),
      ...((stocktake.booked ?? 0) - missing + strange !== counted.size ? [`stocktake ${stocktake.day}: book ${stocktake.booked} and count ${counted.size} differ by other than what is named`] : []),
    ]
  })
}
