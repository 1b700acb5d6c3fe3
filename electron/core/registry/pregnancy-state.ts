import { AppError } from '../../../domain/api/result.ts'
import { block, type FieldIssue, message, warn } from '../../../domain/message/message.ts'
import { delivery } from '../../../domain/modules/birth/delivery.record.ts'
import { type Pregnancy, pregnancy, type StoredPregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import { postpartumCheck } from '../../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../../domain/modules/maternal/postpartum-visit.record.ts'
import { emptyRow } from '../../../domain/record/derive/schema.ts'
import { daysAfterWithin, deliveryDayIssues } from '../../../domain/rule/maternal/care-days.ts'
import { gestationOn } from '../../../domain/rule/maternal/dating.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { findRow, fromColumns, saveRow, valuesOf, voidRow } from '../record/store.ts'
import { recordsOn } from './pregnancy-references.ts'

/** The one open pregnancy of a woman. */
export async function openPregnancyOf(db: ReadDb, womanId: string): Promise<StoredPregnancy | undefined> {
  const found = await db.selectFrom('pregnancy').selectAll().where('womanId', '=', womanId).where('state', '=', 'pregnant').where('voidedAt', 'is', null).executeTakeFirst()
  return found && fromColumns(pregnancy, found)
}

/** Two open pregnancies cannot be one woman's; names the one there is. */
export const openTwice = (path: string, other: Pick<StoredPregnancy, 'bookedDay' | 'expectedDay'>): FieldIssue =>
  block(path, message('pregnancy.openTwice', '该孕产妇已有一次未结束的妊娠(建册 {{day}}),请打开那一次;确已结束的请先登记结局', { day: other.bookedDay ?? other.expectedDay ?? '—' }))

/**
 * Which pregnancy a birth ends: the one that was chosen, else the open one. A birth from before the open one began is an
 * older one entered late: it gets a pregnancy of its own (`id` null), which the clerk is asked about.
 */
export async function pregnancyOfBirth(db: ReadDb, chosenId: string | null, womanId: string, bornDay: Day | null, { gestationDays, fetusCount }: { gestationDays: number; fetusCount: number }): Promise<{ id: string | null; issues: FieldIssue[] }> {
  const found = chosenId ? await findRow(db, pregnancy, chosenId) : await openPregnancyOf(db, womanId)
  if (!found || !bornDay) return { id: found?.id ?? null, issues: [] }
  if (!chosenId && found.startDay && bornDay <= found.startDay) {
    return { id: null, issues: [warn('motherId', message('delivery.beforeOpenPregnancy', '该产妇有一次未结束的妊娠(孕周起算日 {{day}}),晚于分娩日期 {{born}};补登以前的分娩请写明原因,将另记一次妊娠,否则请核对日期', { day: found.startDay, born: bornDay }))] }
  }
  const issues = [...deliveryDayIssues(bornDay, gestationDays, found.startDay, found.startDay ? gestationOn(found.startDay, bornDay) : null), ...await visitIssues(db, found.id, bornDay)]
  // A second child that was known of and is not entered would be lost.
  if (found.state === 'pregnant' && found.fetusCount !== null && found.fetusCount !== fetusCount) {
    issues.push(warn('fetusCount', message('delivery.otherFetusCount', '孕期登记的胎数为 {{known}},分娩登记为 {{count}},请核对是否漏登新生儿;确属不同请写明原因', { known: found.fetusCount, count: fetusCount })))
  }
  return { id: found.id, issues }
}

const AFTER_BIRTH = [postpartumVisit, postpartumCheck] as const
/** The visits there are against the day of birth: those before it do not lie behind it, those after it not before it. */
async function visitIssues(db: ReadDb, pregnancyId: string, bornDay: Day): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = []
  for (const definition of AFTER_BIRTH) {
    const early = await db.selectFrom(definition.table as 'maternalPostpartumVisit').select('visitDay').where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).where('visitDay', '<', bornDay).orderBy('visitDay').executeTakeFirst()
    if (early) issues.push(block('pregnancyId', message('delivery.afterVisit', '已有 {{day}} 的{{record}},早于分娩日期 {{born}},请核对出生时间或那次记录的日期', { day: early.visitDay, record: definition.title, born: bornDay })))
  }
  const late = await db.selectFrom('maternalVisit').select('visitDay').where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).where('visitDay', '>', bornDay).orderBy('visitDay', 'desc').executeTakeFirst()
  if (late) issues.push(warn('pregnancyId', message('delivery.visitAfter', '已有 {{day}} 的产前随访,晚于分娩日期 {{born}},请核对两个日期', { day: late.visitDay, born: bornDay })))
  return issues
}

/** The pregnancy ends by this birth; one that is not there yet is made, of which only the end is known. */
export async function endByBirth(context: WriteContext, pregnancyId: string, birth: { womanId: string; handbookNumber: string | null; bornDay: Day; fetusCount: number }): Promise<void> {
  const old = await findRow(context.db, pregnancy, pregnancyId)
  const ended = { state: 'delivered', stateDay: birth.bornDay } as const
  if (!old) {
    await saveRow(context, pregnancy, { id: pregnancyId, settled: true, row: { ...emptyRow(pregnancy), ...ended, womanId: birth.womanId, handbookNumber: birth.handbookNumber } as Pregnancy })
    return
  }
  if (old.state === 'delivered' && old.stateDay === birth.bornDay && old.fetusCount === birth.fetusCount) return
  // Whoever was closed as lost or moved and gave birth here is in care again.
  await saveRow(context, pregnancy, { id: old.id, rev: old.rev, settled: true, row: { ...valuesOf(pregnancy, old), ...old.state === 'delivered' ? {} : NOT_CLOSED, ...ended, fetusCount: birth.fetusCount } })
  if (old.state === 'delivered' && old.stateDay !== birth.bornDay) await countDaysAgain(context, pregnancyId, birth.bornDay)
}

/** The day of birth was corrected: days after it are counted from the right one. */
async function countDaysAgain(context: WriteContext, pregnancyId: string, bornDay: Day): Promise<void> {
  for (const definition of AFTER_BIRTH) {
    const rows = await context.db.selectFrom(definition.table as 'maternalPostpartumVisit').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).execute()
    for (const row of rows) {
      const stored = fromColumns(definition as typeof postpartumVisit, row)
      await saveRow(context, definition as typeof postpartumVisit, { id: row.id, rev: row.rev, settled: true, reason: '分娩日期已更正', row: { ...valuesOf(definition as typeof postpartumVisit, stored), daysAfter: daysAfterWithin(bornDay, stored.visitDay) } })
    }
  }
}

/**
 * A birth was entered by mistake: she is pregnant again. A light pregnancy that the birth itself had made is void with it.
 * Refused while the care after the birth stands on it.
 */
export async function reopenAfterBirth(context: WriteContext, pregnancyId: string, reason: string): Promise<void> {
  const old = await findRow(context.db, pregnancy, pregnancyId)
  const hanging = await recordsOn(context.db, pregnancyId)
  if (!old || old.voidedAt !== null || hanging.some(({ id }) => id === delivery.id)) return
  if (old.closedDay !== null) throw new AppError('invalid', [block('id', message('delivery.careClosed', '本次妊娠已于 {{day}} 结案,请先撤销结案再作废分娩登记', { day: old.closedDay }))])
  const after = hanging.filter(({ id }) => id === postpartumVisit.id || id === postpartumCheck.id)
  if (after.length > 0) throw new AppError('invalid', [block('id', message('delivery.careAfter', '本次妊娠已有{{records}},请先作废它们再作废分娩登记', { records: after.map(({ title }) => title).join('、') }))])
  if (old.bookedDay === null && old.startDay === null && hanging.length === 0) {
    await voidRow(context, pregnancy, { id: old.id, rev: old.rev, reason })
    return
  }
  const other = await openPregnancyOf(context.db, old.womanId)
  if (other) throw new AppError('invalid', [openTwice('id', other)])
  await saveRow(context, pregnancy, { id: old.id, rev: old.rev, settled: true, reason, row: { ...valuesOf(pregnancy, old), state: 'pregnant', stateDay: null } })
}

/** Of a pregnancy whose care goes on. */
export const NOT_CLOSED = { closedDay: null, closeMethod: null, closedInstitution: null, closedBy: null, endMode: null, stateReason: null } as const satisfies Partial<Pregnancy>
