import { basename } from 'node:path'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { ReconcileRow, ReconcileRun } from '../../../../domain/api/reconciliation-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { DifferenceAnswer, DifferenceKind } from '../../../../domain/code/reconciliation.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { headingRow, type ListField, type ListMapping, plainHeading, proposeMapping } from '../../../../domain/modules/reconciliation/list-columns.ts'
import { type Day, minuteAt } from '../../../../domain/time/day.ts'
import type { ReadContext, User } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import type { Jobs, JobReport } from '../../jobs.ts'
import { runTask } from '../../run-task.ts'
import { differencePaper } from './difference-paper.ts'
import { maskedPair } from './masked-pair.ts'
import { type ReconcileAnswer, type ReconcileInput, runReconcile } from './reconcile-task.ts'

type Run = z.infer<typeof ReconcileRun>
type Row = z.infer<typeof ReconcileRow>

const CHUNK = 400
/** Runs whose differences stay readable; of older ones the counts and the answers remain, not the values. */
const RUNS_KEPT = 3
const RUNS_LISTED = 24
const MOST_PRINTED = 2000

/** Files users have chosen and not yet compared. The screen gets a token: a path on this machine is none of its business. */
const chosen = new WeakMap<Jobs, Map<string, { path: string; userId: string }>>()
const filesOf = (jobs: Jobs) => {
  const known = chosen.get(jobs) ?? new Map<string, { path: string; userId: string }>()
  chosen.set(jobs, known)
  return known
}

async function run(context: ReadContext, input: ReconcileInput, report: JobReport = () => {}): Promise<ReconcileAnswer> {
  const database = context.services.databaseFile
  if (!database) {
    const transaction = (context.db as Kysely<Database>).transaction()
    return (context.engine === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction).execute(trx => runReconcile(trx, input, report))
  }
  const answer = await runTask(context.ports, 'reconcile', { ...input, database: input.what === 'look' ? null : database }, report)
  if (answer.failed) throw new AppError(answer.failed.code, answer.failed.fields && [...answer.failed.fields])
  return answer
}

const provinceOf = async (context: ReadContext): Promise<string> => (await context.setting('institution')).countyCode.slice(0, 2)

async function rememberedHeadings(db: ReadDb, province: string): Promise<Record<string, ListField | ''>> {
  const rows = await db.selectFrom('reconciliationHeading').select(['heading', 'field']).where('province', '=', province).execute()
  return Object.fromEntries(rows.map(row => [row.heading, row.field as ListField | '']))
}

type Settled = { mapping: ListMapping; fileName: string; ownOnly: boolean }

async function keepRun(context: ReadContext, { compared }: ReconcileAnswer, { mapping, fileName, ownOnly }: Settled): Promise<string> {
  if (!compared) throw new Error('the reconcile task answered something else')
  const province = await provinceOf(context)
  return context.separately(async write => {
    const id = write.newId()
    const { counts, period, differences, otherInstitutions, headings } = compared
    await write.db.insertInto('reconciliation').values({
      id, fileName, firstDay: period?.first ?? null, lastDay: period?.last ?? null, ownOnly: ownOnly ? 1 : 0, listRows: counts.rows, compared: counts.compared, same: counts.same, otherInstitutions: counts.otherInstitutions,
      differences: differences.length, otherNames: JSON.stringify(otherInstitutions), createdAt: write.now, createdBy: write.user.id,
    }).execute()
    for (let at = 0; at < differences.length; at += CHUNK) {
      await write.db.insertInto('reconciliationDifference').values(differences.slice(at, at + CHUNK).map((one, index) => ({
        reconciliationId: id, seq: at + index + 1, number: one.number, kind: one.kind, field: one.field, theirs: one.theirs, ours: one.ours, reasonKey: one.reason?.key ?? null, reasonText: one.reason?.zh ?? null, line: one.line,
        certificateId: one.certificateId, newbornId: one.newbornId, babyName: one.babyName, fingerprint: one.fingerprint,
      }))).execute()
    }
    const old = await write.db.selectFrom('reconciliation').select('id').orderBy('createdAt', 'desc').orderBy('id', 'desc').offset(RUNS_KEPT).limit(RUNS_LISTED).execute()
    if (old.length) await write.db.deleteFrom('reconciliationDifference').where('reconciliationId', 'in', old.map(row => row.id)).execute()
    const fieldOf = new Map(Object.entries(mapping).map(([field, index]) => [index, field]))
    const named = new Map(headings.flatMap((heading, index) => plainHeading(heading) === '' ? [] : [[plainHeading(heading), fieldOf.get(index) ?? ''] as const]))
    for (const [heading, field] of named) {
      await write.db.insertInto('reconciliationHeading').values({ province, heading, field }).onConflict(conflict => conflict.columns(['province', 'heading']).doUpdateSet({ field })).execute()
    }
    write.touched('reconciliation', id)
    for (const [name, value] of Object.entries({ rows: counts.rows, compared: counts.compared, differences: differences.length })) write.fact(name, value)
    return id
  })
}

const runs = (db: ReadDb) => db.selectFrom('reconciliation').leftJoin('userAccount', 'userAccount.id', 'reconciliation.createdBy').select([
  'reconciliation.id', 'fileName', 'firstDay', 'lastDay', 'ownOnly', 'listRows', 'compared', 'same', 'otherInstitutions', 'otherNames', 'differences', 'reconciliation.createdAt', 'displayName',
])
const asRun = ({ displayName, ownOnly, otherNames, ...row }: Awaited<ReturnType<ReturnType<typeof runs>['execute']>>[number]): Run =>
  ({ ...row, ownOnly: ownOnly === 1, otherNames: JSON.parse(otherNames) as string[], createdByName: displayName ?? '' })

async function getRun(db: ReadDb, id: string): Promise<Run> {
  const row = await runs(db).where('reconciliation.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', undefined, { record: 'reconciliation', id })
  return asRun(row)
}

const NUMBER_FIELDS = ['motherIdNumber', 'fatherIdNumber']

type Filter = { id: string; kind?: DifferenceKind | undefined; openOnly: boolean; text?: string | undefined }
// What was typed is text, not a pattern: its signs with a meaning to LIKE are left out.
const likeOf = (text: string | undefined): string | undefined => {
  const plain = text?.trim().replace(/[%_\\]/gu, '')
  return plain ? `%${plain}%` : undefined
}

function differencesOf(db: ReadDb, { id, kind, openOnly, text }: Filter) {
  let query = db.selectFrom('reconciliationDifference as one').leftJoin('reconciliationAnswer as answer', 'answer.fingerprint', 'one.fingerprint').where('one.reconciliationId', '=', id)
  if (kind) query = query.where('one.kind', '=', kind)
  if (openOnly) query = query.where('answer.answer', 'is', null)
  const like = likeOf(text)
  if (like) query = query.where(eb => eb.or([eb('one.number', 'like', like.toUpperCase()), eb('one.babyName', 'like', like)]))
  return query
}

async function rowsOf(db: ReadDb, user: User, filter: Filter, page: { offset: number; limit: number }): Promise<Row[]> {
  const rows = await differencesOf(db, filter).leftJoin('userAccount', 'userAccount.id', 'answer.answeredBy')
    .select(['one.seq', 'one.number', 'one.kind', 'one.field', 'one.theirs', 'one.ours', 'one.reasonKey', 'one.reasonText', 'one.line', 'one.certificateId', 'one.newbornId', 'one.babyName',
      'answer.answer', 'answer.note', 'answer.answeredAt', 'userAccount.displayName as answeredByName'])
    .orderBy('one.seq').offset(page.offset).limit(page.limit).execute()
  const seesNumbers = user.permissions.has('person.reveal')
  return rows.map(({ reasonKey, reasonText, ...row }) => ({
    ...row, kind: row.kind as DifferenceKind, field: row.field as ListField | '', answer: row.answer as DifferenceAnswer | null, answeredByName: row.answer === null ? null : row.answeredByName ?? '',
    ...(NUMBER_FIELDS.includes(row.field) && !seesNumbers ? maskedPair(row.theirs, row.ours) : {}),
    reason: reasonKey === null || reasonText === null ? null : { key: reasonKey, zh: reasonText },
  }))
}

export const reconciliationHandlers = {
  'reconcile.choose': async (_input, context) => {
    const path = await context.ports.dialogs.chooseFile('选择省平台导出的名单', ['csv', 'txt', 'xlsx'])
    if (path === null) return null
    const { look } = await run(context, { what: 'look', path })
    if (!look) throw new Error('the reconcile task answered something else')
    const files = filesOf(context.services.jobs)
    // One file per user: choosing another forgets the one before.
    for (const [token, file] of files) if (file.userId === context.user.id) files.delete(token)
    const token = context.newId()
    files.set(token, { path, userId: context.user.id })
    const remembered = await rememberedHeadings(context.db, await provinceOf(context))
    const heading = headingRow(look.rows, remembered)
    return { token, fileName: basename(path), ...look, headingRow: heading, mapping: proposeMapping(look.rows[heading] ?? [], remembered), remembered }
  },

  'reconcile.compare': async ({ token, headingRow: heading, mapping, firstDay, lastDay, ownOnly }, context) => {
    const file = filesOf(context.services.jobs).get(token)
    if (file?.userId !== context.user.id) throw new AppError('invalid', [block('token', message('reconcile.chooseAgain', '请重新选择名单文件'))])
    if (mapping.number === undefined) throw new AppError('invalid', [block('mapping.number', message('reconcile.needNumber', '请指明哪一列是“出生医学证明编号”:名单只按编号核对'))])
    if ((firstDay === null) !== (lastDay === null) || (firstDay !== null && lastDay !== null && firstDay > lastDay))
      throw new AppError('invalid', [block('firstDay', message('reconcile.periodWrong', '签发日期的起止要么都填,要么都不填,且起不晚于止'))])
    const columns = Object.values(mapping)
    if (new Set(columns).size !== columns.length) throw new AppError('invalid', [block('mapping', message('reconcile.columnTwice', '同一列被指定给两个项目,请更正列的对应'))])
    const institution = (await context.setting('institution')).name
    const period = firstDay !== null && lastDay !== null ? { first: firstDay as Day, last: lastDay as Day } : null
    return {
      jobId: context.services.jobs.start('reconcile.compare', async report => {
        const answer = await run(context, { what: 'compare', path: file.path, headingRow: heading, mapping: mapping as ListMapping, period, ownOnly, institution }, report)
        return { id: await keepRun(context, answer, { mapping: mapping as ListMapping, fileName: basename(file.path), ownOnly }) }
      }),
    }
  },

  'reconcile.runs': async (_input, { db }) => (await runs(db).orderBy('reconciliation.createdAt', 'desc').orderBy('reconciliation.id', 'desc').limit(RUNS_LISTED).execute()).map(asRun),

  'reconcile.list': async ({ offset, limit, ...filter }, context) => {
    await getRun(context.db, filter.id)
    context.touched('reconciliation', filter.id)
    const countOf = async (of: Filter) => Number((await differencesOf(context.db, of).select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count)
    const kinds = await context.db.selectFrom('reconciliationDifference').select(({ fn }) => ['kind', fn.countAll<number>().as('count')]).where('reconciliationId', '=', filter.id).groupBy('kind').execute()
    return {
      total: await countOf(filter), open: await countOf({ id: filter.id, openOnly: true }), byKind: Object.fromEntries(kinds.map(row => [row.kind, Number(row.count)])) as Partial<Record<DifferenceKind, number>>,
      rows: await rowsOf(context.db, context.user, filter, { offset, limit }),
    }
  },

  'reconcile.answer': async ({ id, seqs, answer, note }, context) => {
    await getRun(context.db, id)
    const found = await context.db.selectFrom('reconciliationDifference').select(['fingerprint', 'number', 'field']).where('reconciliationId', '=', id).where('seq', 'in', seqs).execute()
    if (found.length !== new Set(seqs).size) throw new AppError('not-found', undefined, { record: 'reconciliation', id })
    // Two rows of one list can differ in the same way: one answer stands for both.
    const different = [...new Map(found.map(one => [one.fingerprint, one])).values()]
    await context.db.deleteFrom('reconciliationAnswer').where('fingerprint', 'in', different.map(one => one.fingerprint)).execute()
    if (answer !== null)
      await context.db.insertInto('reconciliationAnswer').values(different.map(one => ({ ...one, answer, note: note || null, answeredAt: context.now, answeredBy: context.user.id }))).execute()
    context.touched('reconciliation', id)
    context.fact('answer', answer ?? '')
    context.fact('count', found.length)
    return { answered: found.length }
  },

  'reconcile.print': async ({ id, openOnly }, context) => {
    const head = await getRun(context.db, id)
    const rows = await rowsOf(context.db, context.user, { id, openOnly }, { offset: 0, limit: MOST_PRINTED + 1 })
    if (rows.length > MOST_PRINTED) throw new AppError('invalid', [block('id', message('reconcile.tooManyToPrint', '差异超过 {{most}} 项,请导出表格,或先处理后只打印未处理的', { most: MOST_PRINTED }))])
    const html = differencePaper(head, rows, { institution: (await context.setting('institution')).name, printedBy: context.user.displayName, printedAt: minuteAt(context.nowMs) })
    const pdf = await context.ports.printer.toPdf(html)
    await context.separately(async write => { write.touched('reconciliation', id); write.fact('count', rows.length) })
    return { pdfBase64: Buffer.from(pdf).toString('base64') }
  },
} satisfies Partial<Handlers>
