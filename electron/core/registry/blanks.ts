import { BLANK_STATE, type BlankState } from '../../../domain/code/certificate.ts'
import { AppError } from '../../../domain/api/result.ts'
import { block, message } from '../../../domain/message/message.ts'
import type { WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'

export type Blank = { number: string; batchId: string; edition: string; state: BlankState; holderId: string | null; certificateId: string | null; printCount: number; rev: number }

export type Move = {
  to: BlankState
  holderId?: string | null
  certificateId?: string | null
  secondPersonId?: string | null
  reasonCode?: string | null
  reason?: string | null
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
    holderId, certificateId, reasonCode: move.reasonCode ?? null, reason: move.reason ?? null, evidence: null,
  }).execute()
  context.fact('number', blank.number)
  context.fact('state', move.to)
}

/** The lowest number in this clerk's hand, and how many there are. */
export async function nextInHand(db: ReadDb, holderId: string): Promise<{ number: string | null; inHand: number }> {
  const row = await db.selectFrom('blank').select(({ fn }) => [fn.min('number').as('number'), fn.countAll<number>().as('count')]).where('state', '=', 'drawn').where('holderId', '=', holderId).executeTakeFirstOrThrow()
  return { number: row.number as string | null, inHand: Number(row.count) }
}

/** Every move of one number, oldest first, with the people behind it. */
export async function blankHistory(db: ReadDb, number: string) {
  const rows = await db.selectFrom('blankEvent').leftJoin('userAccount as actor', 'actor.id', 'blankEvent.byUser').leftJoin('userAccount as second', 'second.id', 'blankEvent.secondPersonId').leftJoin('userAccount as holder', 'holder.id', 'blankEvent.holderId')
    .select(['number', 'seq', 'fromState', 'toState', 'at', 'actor.displayName as byName', 'second.displayName as secondPersonName', 'holder.displayName as holderName', 'reasonCode', 'reason'])
    .where('number', '=', number).orderBy('seq').execute()
  return rows.map(row => ({ ...row, byName: row.byName ?? '' }))
}
