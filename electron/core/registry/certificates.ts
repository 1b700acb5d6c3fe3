import { type SelectQueryBuilder, sql } from 'kysely'
import type { BlankState, IssueType } from '../../../domain/code/certificate.ts'
import { OPEN_REPLACEMENT_STATES, REPLACEMENT_KIND, type ReplacementKind } from '../../../domain/code/replacement.ts'
import type { Output } from '../../../domain/api/api.ts'
import { AppError } from '../../../domain/api/result.ts'
import { certificate, type StoredCertificate } from '../../../domain/modules/certificate/certificate.record.ts'
import { registration, type StoredRegistration } from '../../../domain/modules/certificate/registration.record.ts'
import { normaliseScan } from '../../../domain/rule/certificate-number.ts'
import type { ReadDb } from '../db/engine.ts'
import { findRow, fromColumns } from '../record/store.ts'

export type CertificateRow = NonNullable<Output<'certificate.find'>>
export type QueueRow = Output<'certificate.queue'>['rows'][number]
export type Queue = 'register' | 'print' | 'ask' | 'seal' | 'handOver' | 'issued' | 'ended'

/** The valid certificate and the register of each newborn, as far as there are any. */
export async function certificatesOfNewborns(db: ReadDb, newbornIds: readonly string[]): Promise<Map<string, { number: string | null; state: string | null; registrationId: string | null }>> {
  if (!newbornIds.length) return new Map()
  const rows = await db.selectFrom('newborn')
    .leftJoin('certificate', join => join.onRef('certificate.newbornId', '=', 'newborn.id').on('certificate.endedAt', 'is', null).on('certificate.voidedAt', 'is', null))
    .leftJoin('blank', 'blank.number', 'certificate.number')
    .leftJoin('certificateRegistration as registration', join => join.onRef('registration.newbornId', '=', 'newborn.id').on('registration.voidedAt', 'is', null))
    .select(['newborn.id', 'certificate.number', 'blank.state', 'registration.id as registrationId']).where('newborn.id', 'in', [...newbornIds]).execute()
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

/** Sheets with the people behind them; never the rows of cancelled printings. */
export function certificateRows(db: ReadDb) {
  return db.selectFrom('certificate').innerJoin('blank', 'blank.number', 'certificate.number').innerJoin('newborn', 'newborn.id', 'certificate.newbornId')
    .innerJoin('certificateRegistration as registration', 'registration.id', 'certificate.registrationId')
    .leftJoin('userAccount as printer', 'printer.id', 'certificate.printedBy').leftJoin('userAccount as sealer', 'sealer.id', 'certificate.sealedBy')
    .where('certificate.voidedAt', 'is', null)
    .select([
      'certificate.id', 'certificate.rev', 'certificate.number', 'blank.state', 'certificate.issueSerial', 'certificate.issueDay', 'certificate.newbornId', 'certificate.registrationId',
      'registration.babyName', 'newborn.sex as babySex', 'newborn.bornAt', 'registration.motherName', 'certificate.printedBy as printedById', 'printer.displayName as printedByName',
      'certificate.printCount', 'certificate.printedAt', 'sealer.displayName as sealedByName', 'certificate.sealedAt', 'certificate.collectorName', 'certificate.collectedAt',
      'certificate.endedAt', 'certificate.endReason', 'certificate.supersedesId', 'certificate.issueType', 'certificate.backEntered',
    ])
}

/** A row of `certificateRows` in the contract's shape. */
export const asCertificateRow = (row: { state: string; printedByName: string | null; printedById: string; backEntered: 0 | 1 | null }): CertificateRow =>
  ({ ...row, state: row.state as BlankState, printedByName: row.printedByName ?? row.printedById, backEntered: row.backEntered === 1 }) as CertificateRow

/** The register of a newborn that counts, if there is one. */
export async function registrationOf(db: ReadDb, newbornId: string): Promise<StoredRegistration | undefined> {
  const row = await db.selectFrom('certificateRegistration').selectAll().where('newbornId', '=', newbornId).where('voidedAt', 'is', null).executeTakeFirst()
  return row && fromColumns(registration, row)
}

/** The sheet in hand with the state of its blank. Throws `not-found`. */
export async function getCertificate(db: ReadDb, id: string): Promise<{ sheet: StoredCertificate; state: BlankState }> {
  const sheet = await findRow(db, certificate, id)
  if (!sheet) throw new AppError('not-found', undefined, { record: 'certificate', id })
  const { state } = await db.selectFrom('blank').select('state').where('number', '=', sheet.number).executeTakeFirstOrThrow()
  return { sheet, state: state as BlankState }
}

/** Where a child stands on the way to its certificate. */
export async function deskOf(db: ReadDb, newbornId: string): Promise<Output<'certificate.desk'>> {
  const born = await db.selectFrom('newborn').select('outcome').where('id', '=', newbornId).executeTakeFirst()
  if (!born) throw new AppError('not-found', undefined, { record: 'newborn', id: newbornId })
  const rows = (await certificateRows(db).where('certificate.newbornId', '=', newbornId).orderBy('certificate.createdAt').execute()).map(asCertificateRow)
  const valid = rows.find(row => row.endedAt === null) ?? null
  const register = await registrationOf(db, newbornId)
  const replacing = await openReplacementOf(db, newbornId)
  // An approved replacement asks for its sheet; the old one still counts and is shown among the past ones.
  const live = replacing?.state === 'approved' ? null : valid
  return {
    step: replacing && !valid && replacing.state !== 'approved' ? 'none' : stepOf(born.outcome, live, register), certificate: live, past: rows.filter(row => row !== live), registration: register ?? null,
    mayPrint: live?.state === 'held' && await mayPrint(db, live), replacement: replacing ?? null,
  }
}

/** The 换发 or 补发 of a child that is not closed yet. */
export async function openReplacementOf(db: ReadDb, newbornId: string): Promise<NonNullable<Output<'certificate.desk'>['replacement']> | undefined> {
  const row = await db.selectFrom('certificateReplacement as replacement').innerJoin('certificate as old', 'old.id', 'replacement.certificateId')
    .select(['replacement.id', 'replacement.rev', 'replacement.kind', 'replacement.state', 'replacement.certificateId', 'old.number as oldNumber'])
    .where('replacement.newbornId', '=', newbornId).where('replacement.voidedAt', 'is', null).where('replacement.state', 'in', [...OPEN_REPLACEMENT_STATES]).executeTakeFirst()
  return row
}

/** Case 34: the first printing is free; every further one needs a second person's word that nothing was inked. */
export async function mayPrint(db: ReadDb, sheet: { id: string; number: string; printCount: number }): Promise<boolean> {
  if (sheet.printCount === 0) return true
  const { count } = await db.selectFrom('blankEvent').select(({ fn }) => fn.countAll<number>().as('count')).where('number', '=', sheet.number).where('certificateId', '=', sheet.id).where('reasonCode', '=', 'notInked').executeTakeFirstOrThrow()
  return sheet.printCount <= Number(count)
}

function stepOf(outcome: string, live: CertificateRow | null, register: StoredRegistration | undefined): Output<'certificate.desk'>['step'] {
  if (outcome !== '1') return 'none'
  if (!live) return register?.complete ? 'print' : 'register'
  if (live.state === 'held') return 'ask'
  if (live.state === 'printed') return 'seal'
  return live.collectedAt ? 'done' : 'handOver'
}

// What was typed is text, not a pattern: its signs with a meaning to LIKE are left out.
function likeOf(text: string | undefined): string | undefined {
  const plain = text?.trim().replace(/[%_\\]/g, '')
  return plain ? `%${plain}%` : undefined
}

/**
 * One queue of the desk: how many stand in it, and a page of them, the longest waiting first. What is open is read from
 * `open_work`, what is done from the two indexes over it: the desk of a hospital with a hundred thousand certificates
 * opens as quickly as that of a new one. A cross join keeps SQLite from starting at the blanks, of which most are issued.
 */
export async function queueOf(db: ReadDb, queue: Queue, options: { offset: number; limit: number; printedBy?: string | undefined; text?: string | undefined }): Promise<{ total: number; rows: QueueRow[] }> {
  if (queue === 'register' || queue === 'print') return waitingChildren(db, queue, options)
  const isDone = queue === 'issued' || queue === 'ended'
  const like = likeOf(options.text)
  const narrowed = !!options.printedBy || !!like
  let query = isDone ? doneSheets(db, queue) : openSheets(db, queue)
  if (options.printedBy) query = query.where('certificate.printedBy', '=', options.printedBy)
  if (like) {
    query = query.where(expression => expression.or([
      expression('registration.babyName', 'like', like), expression('registration.motherName', 'like', like), expression('certificate.number', 'like', likeOf(normaliseScan(options.text ?? '')) ?? like),
    ]))
  }
  // Unnarrowed, the number of a queue is the length of its index.
  const total = narrowed ? await countOf(query) : isDone ? await countOf(sheetsDone(db, queue)) : await countOf(db.selectFrom('openWork').where('step', '=', queue))
  const rows = await query.leftJoin('userAccount as printer', 'printer.id', 'certificate.printedBy')
    .select([
      'certificate.id', 'certificate.rev', 'certificate.number', 'blank.state', 'certificate.issueDay', 'certificate.newbornId', 'certificate.registrationId', 'registration.babyName', 'newborn.sex as babySex', 'newborn.bornAt',
      'registration.motherName', 'certificate.printedBy as printedById', 'printer.displayName as printedByName', 'certificate.printedAt', 'certificate.sealedAt', 'certificate.collectorName', 'certificate.collectedAt',
      'certificate.endedAt', 'certificate.endReason', 'certificate.issueType', 'certificate.backEntered',
    ])
    .orderBy(isDone ? 'certificate.updatedAt' : sql.ref('work.since'), isDone ? 'desc' : 'asc').orderBy('certificate.number', isDone ? 'desc' : 'asc').offset(options.offset).limit(options.limit).execute()
  return {
    total,
    rows: rows.map(row => ({
      newbornId: row.newbornId, registrationId: row.registrationId, certificateId: row.id, certificateRev: row.rev, number: row.number, state: row.state as BlankState, babyName: row.babyName, babySex: row.babySex,
      bornAt: row.bornAt, motherName: row.motherName, printedById: row.printedById, printedByName: row.printedByName ?? row.printedById, issueDay: row.issueDay,
      since: row.endedAt ?? row.collectedAt ?? row.sealedAt ?? row.printedAt ?? row.issueDay, collectorName: row.collectorName, endReason: row.endReason, replacement: kindOfIssue(row.issueType), backEntered: row.backEntered === 1,
    })),
  }
}

const countOf = async <DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): Promise<number> =>
  Number((await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow() as unknown as { total: number }).total)

function openSheets(db: ReadDb, queue: 'ask' | 'seal' | 'handOver') {
  return withPeople(db.selectFrom('openWork as work').where('work.step', '=', queue).crossJoin('certificate').whereRef('certificate.newbornId', '=', 'work.newbornId')
    .where('certificate.endedAt', 'is', null).where('certificate.voidedAt', 'is', null) as unknown as DoneSheets)
}

const doneSheets = (db: ReadDb, queue: 'issued' | 'ended') => withPeople(sheetsDone(db, queue))

function sheetsDone(db: ReadDb, queue: 'issued' | 'ended') {
  const query = db.selectFrom('certificate').where('certificate.voidedAt', 'is', null)
  return queue === 'ended' ? query.where('certificate.endedAt', 'is not', null) : query.where('certificate.endedAt', 'is', null).where('certificate.collectedAt', 'is not', null)
}
type DoneSheets = ReturnType<typeof sheetsDone>

const withPeople = (sheets: DoneSheets) => sheets.crossJoin('blank').whereRef('blank.number', '=', 'certificate.number').crossJoin('newborn').whereRef('newborn.id', '=', 'certificate.newbornId')
  .crossJoin('certificateRegistration as registration').whereRef('registration.id', '=', 'certificate.registrationId')

async function waitingChildren(db: ReadDb, queue: 'register' | 'print', { offset, limit, text }: { offset: number; limit: number; text?: string | undefined }): Promise<{ total: number; rows: QueueRow[] }> {
  let query = db.selectFrom('openWork as work').where('work.step', '=', queue).crossJoin('newborn').whereRef('newborn.id', '=', 'work.newbornId').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').innerJoin('person as mother', 'mother.id', 'delivery.motherId')
    .leftJoin('certificateRegistration as registration', join => join.onRef('registration.newbornId', '=', 'newborn.id').on('registration.voidedAt', 'is', null))
    .leftJoin('certificateReplacement as replacement', join => join.onRef('replacement.newbornId', '=', 'newborn.id').on('replacement.state', '=', 'approved').on('replacement.voidedAt', 'is', null))
  const like = likeOf(text)
  if (like) query = query.where(expression => expression.or([expression('registration.babyName', 'like', like), expression('mother.name', 'like', like), expression('delivery.admissionNumber', 'like', like)]))
  const total = like ? await countOf(query) : await countOf(db.selectFrom('openWork').where('step', '=', queue))
  const rows = await query.select(['newborn.id', 'registration.id as registrationId', 'registration.babyName', 'newborn.sex', 'newborn.bornAt', 'mother.name as motherName', 'replacement.kind'])
    .orderBy('work.since', queue === 'register' ? 'desc' : 'asc').orderBy('work.newbornId', queue === 'register' ? 'desc' : 'asc').offset(offset).limit(limit).execute()
  return {
    total,
    rows: rows.map(row => ({
      newbornId: row.id, registrationId: row.registrationId, certificateId: null, certificateRev: null, number: null, state: null, babyName: row.babyName, babySex: row.sex, bornAt: row.bornAt, motherName: row.motherName,
      printedById: null, printedByName: null, issueDay: null, since: row.bornAt, collectorName: null, endReason: null, replacement: row.kind, backEntered: false,
    })),
  }
}

const kindOfIssue = (issueType: IssueType): ReplacementKind | null => REPLACEMENT_KIND.list.find(kind => kind.issueType === issueType)?.code ?? null
