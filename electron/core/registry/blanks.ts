import { BLANK_STATE, type BlankState, CERTIFICATE_EDITION } from '../../../domain/code/certificate.ts'
import { AppError } from '../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../domain/message/message.ts'
import { blankFitness, checkBlankExpiry } from '../../../domain/rule/blank-expiry.ts'
import { checkEdition } from '../../../domain/rule/certificate-number.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'

export type Blank = { number: string; batchId: string; edition: string; state: BlankState; holderId: string | null; certificateId: string | null; printCount: number; rev: number }

export type Move = {
  to: BlankState
  holderId?: string | null
  certificateId?: string | null
  secondPersonId?: string | null
  reasonCode?: string | null
  reason?: string | null
  evidence?: string | null
  countPrint?: boolean
}

/** One blank, if it was ever received. */
export async function findBlank(db: ReadDb, number: string): Promise<Blank | undefined> {
  return db.selectFrom('blank').selectAll().where('number', '=', number).executeTakeFirst() as Promise<Blank | undefined>
}

/**
 * Moves one blank to its next state, with its line in the blank's history. Throws `invalid` for a move the life of a
 * blank does not know (note §4.2), `edit-conflict` when somebody else was quicker. A state may follow itself (printed again).
 */
export async function moveBlank(context: WriteContext, blank: Blank, move: Move): Promise<void> {
  if (move.to !== blank.state && !BLANK_STATE.canMove(blank.state, move.to)) {
    throw new AppError('invalid', [block('number', message('blank.wrongMove', '编号 {{number}} 现为“{{from}}”,不能变为“{{to}}”', { number: blank.number, from: BLANK_STATE.label(blank.state), to: BLANK_STATE.label(move.to) }))])
  }
  const holderId = move.holderId === undefined ? blank.holderId : move.holderId
  const certificateId = move.certificateId === undefined ? blank.certificateId : move.certificateId
  const printCount = blank.printCount + (move.countPrint ? 1 : 0)
  const changed = await context.db.updateTable('blank').set({ state: move.to, holderId, certificateId, printCount, rev: blank.rev + 1, updatedAt: context.now })
    .where('number', '=', blank.number).where('rev', '=', blank.rev).executeTakeFirst()
  if (Number(changed.numUpdatedRows) !== 1) throw new AppError('edit-conflict', undefined, { number: blank.number })
  await context.db.insertInto('blankEvent').values({
    number: blank.number, seq: blank.rev + 1, fromState: blank.state, toState: move.to, at: context.now, byUser: context.user.id, secondPersonId: move.secondPersonId ?? null,
    holderId, certificateId, reasonCode: move.reasonCode ?? null, reason: move.reason ?? null, evidence: move.evidence ?? null,
  }).execute()
  context.fact('number', blank.number)
  context.fact('state', move.to)
}

type Asking = Pick<ReadContext, 'db' | 'setting' | 'today'> | Pick<WriteContext, 'db' | 'setting' | 'today'>

/**
 * The lowest number in this clerk's hand that may still be used, and how many there are: blanks of a stopped edition
 * (case 47) or past the province's last day wait for being made void.
 */
export async function nextInHand(context: Asking, holderId: string): Promise<{ number: string | null; inHand: number }> {
  const inHand = await context.db.selectFrom('blank').select(({ fn }) => ['batchId', fn.min('number').as('number'), fn.countAll<number>().as('count')])
    .where('state', '=', 'drawn').where('holderId', '=', holderId).groupBy('batchId').execute()
  if (!inHand.length) return { number: null, inHand: 0 }
  const { blankFormExpiry } = await context.setting('provinceRules')
  const batches = await context.db.selectFrom('blankBatch').select(['id', 'edition', 'printYear']).where('id', 'in', inHand.map(row => row.batchId)).execute()
  const usable = inHand.filter(row => {
    const batch = batches.find(({ id }) => id === row.batchId)
    if (!batch || !CERTIFICATE_EDITION.isCode(batch.edition)) return true
    const fitness = blankFitness({ edition: batch.edition, printYear: batch.printYear }, blankFormExpiry, context.today)
    return fitness === 'fit' || fitness === 'expiring'
  })
  return { number: usable.map(row => row.number as string).toSorted()[0] ?? null, inHand: usable.reduce((sum, row) => sum + Number(row.count), 0) }
}

/** Why blanks of these batches may not be used today: a stopped edition (case 47), or past the province's last day. */
export async function batchUseIssues(context: Asking, batchIds: readonly string[], path: string): Promise<FieldIssue[]> {
  if (!batchIds.length) return []
  const { blankFormExpiry } = await context.setting('provinceRules')
  const batches = await context.db.selectFrom('blankBatch').select(['edition', 'printYear']).distinct().where('id', 'in', [...batchIds]).execute()
  return batches.flatMap(({ edition, printYear }) => [
    ...CERTIFICATE_EDITION.isCode(edition) ? checkEdition(edition, context.today, path) : [], ...checkBlankExpiry(printYear, blankFormExpiry, context.today, path),
  ])
}

/** Every move of one number, oldest first, with the people behind it. */
export async function blankHistory(db: ReadDb, number: string) {
  const rows = await db.selectFrom('blankEvent').leftJoin('userAccount as actor', 'actor.id', 'blankEvent.byUser').leftJoin('userAccount as second', 'second.id', 'blankEvent.secondPersonId').leftJoin('userAccount as holder', 'holder.id', 'blankEvent.holderId')
    .select(['number', 'seq', 'fromState', 'toState', 'at', 'actor.displayName as byName', 'second.displayName as secondPersonName', 'holder.displayName as holderName', 'reasonCode', 'reason', 'evidence'])
    .where('number', '=', number).orderBy('seq').execute()
  return rows.map(row => ({ ...row, byName: row.byName ?? '' }))
}
