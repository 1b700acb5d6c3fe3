import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { DEATH_PLACE_TO_CARD, DIAGNOSIS_BASIS_TO_CARD } from '../../../../domain/code/child-maps.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { cardNote, endOfCaseByDeath } from '../../../../domain/modules/child/case-found.ts'
import { childCase } from '../../../../domain/modules/child/case.record.ts'
import { type DeathCard, deathCard, type StoredDeathCard } from '../../../../domain/modules/child/death-card.record.ts'
import { ageOfCard, householdTypeOf } from '../../../../domain/modules/child/death-card.rules.ts'
import { type ChildFile, childFile } from '../../../../domain/modules/child/file.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { type Day, dayOf, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { saveStep } from '../../record/asked-once.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, getRow, historyOf, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { cancelBooked } from './due-handlers.ts'
import { type ChildOfFile, childOf, headOf } from './head.ts'

type CardLine = NonNullable<Output<'child.case.ofFile'>['deathCard']>
const lineOf = ({ id, rev, number, state, diedAt, ageText, rootCause }: CardLine): CardLine => ({ id, rev, number, state, diedAt, ageText, rootCause })

/** The death card of a child, if there is one. */
export async function cardLine(db: ReadDb, fileId: string): Promise<CardLine | null> {
  const row = await db.selectFrom('childDeathCard').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst()
  return row ? lineOf(row) : null
}

/** Cards that may be about the same death: this child's own is refused, one of the same name, birth day and death day is asked about (§12). */
async function lookAlikes(db: ReadDb, of: ChildOfFile, row: DeathCard, ownId: string | undefined): Promise<FieldIssue[]> {
  const own = await cardLine(db, of.file.id)
  if (own && own.id !== ownId) return [block('fileId', message('deathCard.exists', '该儿童已有死亡报告卡 {{number}},请直接打开', { number: own.number ?? '' }))]
  if (!of.child.name || !of.child.birthDay || !row.diedAt) return []
  const others = await db.selectFrom('childDeathCard').innerJoin('childFile', 'childFile.id', 'childDeathCard.fileId').innerJoin('person', 'person.id', 'childFile.childId').select(['childDeathCard.number', 'childDeathCard.id'])
    .where('childDeathCard.voidedAt', 'is', null).where('person.name', '=', of.child.name).where('person.birthDay', '=', of.child.birthDay).where(sql<string>`substr(child_death_card.died_at, 1, 10)`, '=', dayOf(row.diedAt)).where('childDeathCard.fileId', '!=', of.file.id).execute()
  return others.map(other => warn('diedAt', message('deathCard.lookAlike', '已有同名、同出生日期、同死亡日期的报告卡 {{number}},请核对是否同一名儿童;确非同一人请写明原因', { number: other.number ?? '' })))
}

async function cardIssues(context: WriteContext, of: ChildOfFile, row: DeathCard, ownId: string | undefined): Promise<FieldIssue[]> {
  const issues = await lookAlikes(context.db, of, row, ownId)
  if (row.bornAt && of.child.birthDay && dayOf(row.bornAt) !== of.child.birthDay) issues.push(block('bornAt', message('deathCard.otherBirthDay', '出生日期与人员档案 {{day}} 不同;档案有误请先更正人员档案', { day: of.child.birthDay })))
  if (!row.diedAt) return issues
  const deathDay = dayOf(row.diedAt)
  const later = await latestRecord(context.db, of.file.id)
  if (later && later > deathDay) issues.push(warn('diedAt', message('deathCard.seenLater', '该儿童在 {{day}} 还有检查或随访记录,晚于死亡日期,请核对', { day: later })))
  return issues
}

async function latestRecord(db: ReadDb, fileId: string): Promise<string | null> {
  const days = await Promise.all([
    db.selectFrom('childVisit').select(eb => eb.fn.max('visitDay').as('day')).where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst(),
    db.selectFrom('childNewbornVisit').select(eb => eb.fn.max('visitDay').as('day')).where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst(),
    db.selectFrom('childCaseVisit').select(eb => eb.fn.max('visitDay').as('day')).where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst(),
    db.selectFrom('childEntranceExam').select(eb => eb.fn.max('examDay').as('day')).where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst(),
  ])
  return days.flatMap(row => row?.day ? [row.day as string] : []).toSorted().at(-1) ?? null
}

/** What the program finds: the age, and the card's own answers where the national ones have only one counterpart. */
const completed = (row: DeathCard, old: StoredDeathCard | undefined): DeathCard => ({
  ...row, ...ageOfCard(row), number: old?.number ?? null, state: old?.state ?? 'draft', submittedAt: old?.submittedAt ?? null,
  cardDeathPlace: (row.deathPlace && DEATH_PLACE_TO_CARD[row.deathPlace]) ?? row.cardDeathPlace, cardDiagnosisBasis: (row.diagnosisBasis && DIAGNOSIS_BASIS_TO_CARD[row.diagnosisBasis]) ?? row.cardDiagnosisBasis,
})

async function saveCard(context: WriteContext, input: SaveRequest<typeof deathCard>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, deathCard, input.id)
  if (!input.row.fileId) throw new AppError('invalid', [block('fileId', message('childVisit.noFile', '请先选择儿童'))])
  if (old && old.fileId !== input.row.fileId) throw new AppError('invalid', [block('fileId', message('deathCard.fileFixed', '报告卡不能改到另一名儿童名下;填错了请作废后重填'))])
  const of = await childOf(context.db, input.row.fileId)
  const row = completed(tidyRow(deathCard, input.row), old)
  const issues = await cardIssues(context, of, row, old?.id ?? input.id)
  const numbered = old || issues.some(issue => issue.level === 'block') ? row : { ...row, number: await newNumber(context) }
  const saved = await saveRow(context, deathCard, { ...input, row: numbered, moreIssues: issues })
  // A handed-in card that is corrected takes file and cases along.
  if (old?.state === 'submitted' && old.diedAt !== row.diedAt) await closeEverything(context, of, { ...row, number: old.number }, dayOf(old.diedAt))
  return saved
}

/** `SW`, year and serial. */
async function newNumber(context: WriteContext): Promise<string> {
  const year = context.today.slice(0, 4)
  return `SW${year}${String(await nextSerial(context.db, `child-death-${year}`)).padStart(6, '0')}`
}

/** Ends file, cases and booked days with the death; reminders follow from the file's state (§12, last sentence; §15). */
async function closeEverything(context: WriteContext, of: ChildOfFile, card: Pick<DeathCard, 'diedAt' | 'number' | 'reporterName'>, earlierDeathDay: Day | null): Promise<{ closedCases: number; cancelledAppointments: number }> {
  const deathDay = dayOf(card.diedAt)
  const note = cardNote(card.number)
  const file = await getRow(context.db, childFile, of.file.id)
  await saveRow(context, childFile, { id: file.id, rev: file.rev, row: { ...valuesOf(childFile, file), state: 'death', stateDay: deathDay, stateNote: note }, settled: true })
  const cases = (await context.db.selectFrom('childCase').selectAll().where('fileId', '=', of.file.id).where('voidedAt', 'is', null).execute()).map(row => fromColumns(childCase, row))
    .filter(one => one.closedDay === null || (earlierDeathDay !== null && one.closingReason === 'died'))
  for (const one of cases) {
    await saveRow(context, childCase, { id: one.id, rev: one.rev, row: { ...valuesOf(childCase, one), ...endOfCaseByDeath(one, deathDay, note, card.reporterName ?? context.user.displayName) }, settled: true })
  }
  return { closedCases: cases.length, cancelledAppointments: await cancelBooked(context, of.file.id, note) }
}

export const childDeathHandlers = {
  'child.deathCard.save': (input, context) => saveCard(context, input),
  'child.deathCard.submit': async ({ id, rev, confirmations }, context) => {
    const old = await getRow(context.db, deathCard, id)
    if (old.rev === rev && old.voidedAt === null && old.state === 'submitted') throw new AppError('invalid', [block('state', message('deathCard.submittedAlready', '这张卡已提交;内容有误请直接更正并保存'))])
    const of = await childOf(context.db, old.fileId)
    const row: DeathCard = { ...completed(valuesOf(deathCard, old), old), state: 'submitted', submittedAt: minuteAt(context.nowMs) as Minute }
    const saved = await saveStep(context, deathCard, { id, rev, row, moreIssues: await cardIssues(context, of, row, id), confirmations })
    return { ...saved, ...await closeEverything(context, of, row, null) }
  },
  'child.deathCard.void': async (input, context) => {
    const old = await getRow(context.db, deathCard, input.id)
    const done = await voidRow(context, deathCard, input)
    if (old.state !== 'submitted') return done
    // The card was about somebody who lives: what it ended goes on. Booked days stay cancelled, their time has other children now.
    const file = await getRow(context.db, childFile, old.fileId)
    if (file.voidedAt === null && file.state === 'death') {
      const before = (await historyOf(context.db, childFile.id, file.id)).find(({ row }) => row.state !== 'death')?.row as Partial<ChildFile> | undefined
      await saveRow(context, childFile, { id: file.id, rev: file.rev, row: { ...valuesOf(childFile, file), state: before?.state ?? 'managed', stateDay: before?.stateDay ?? null, stateNote: before?.stateNote ?? null }, settled: true })
    }
    const cases = (await context.db.selectFrom('childCase').selectAll().where('fileId', '=', old.fileId).where('voidedAt', 'is', null).where('closingReason', '=', 'died').execute()).map(row => fromColumns(childCase, row))
    for (const one of cases) await saveRow(context, childCase, { id: one.id, rev: one.rev, row: { ...valuesOf(childCase, one), closedDay: null, closingReason: null, outcome: null, closingDoctor: null, closingNote: null }, settled: true })
    return done
  },
  'child.deathCard.prepare': async ({ fileId }, context) => {
    context.touched('child.file', fileId)
    const of = await childOf(context.db, fileId)
    const { file, child } = of
    const born = file.newbornId ? await context.db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(['newborn.bornAt', 'delivery.placeType']).where('newborn.id', '=', file.newbornId).executeTakeFirst() : undefined
    const institution = await context.setting('institution')
    const deathDay = file.state === 'death' ? file.stateDay : null
    return {
      head: headOf(context, of), existing: await cardLine(context.db, fileId),
      row: {
        fileId, state: 'draft', supplementary: false, householdType: householdTypeOf(file.residence),
        ...(born ? { bornAt: born.bornAt, bornTimeUnknown: false } : child.birthDay ? { bornAt: `${child.birthDay}T00:00` as Minute, bornTimeUnknown: true } : {}), birthWeightG: file.birthWeightG, weightBasis: file.birthWeightG === null ? null : '1', gestationDays: file.gestationDays,
        birthPlaceType: born?.placeType ?? null, ...(deathDay ? { diedAt: `${deathDay}T00:00` as Minute, deathTimeUnknown: true } : {}),
        reportInstitution: institution.name || null, reporterName: context.user.displayName, reportDay: context.today,
      },
    }
  },
  'child.deathCard.list': async ({ offset, limit, from, to, state }, { db }) => {
    let query = db.selectFrom('childDeathCard').innerJoin('childFile', 'childFile.id', 'childDeathCard.fileId').innerJoin('person', 'person.id', 'childFile.childId').where('childDeathCard.voidedAt', 'is', null)
    if (from) query = query.where('childDeathCard.diedAt', '>=', `${from}T00:00` as Minute)
    if (to) query = query.where('childDeathCard.diedAt', '<=', `${to}T23:59` as Minute)
    if (state) query = query.where('childDeathCard.state', '=', state)
    const { total } = await query.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await query.selectAll('childDeathCard').select(['person.name as childName', 'person.sex', 'person.birthDay']).orderBy('childDeathCard.diedAt', 'desc').orderBy('childDeathCard.id', 'desc').offset(offset).limit(limit).execute()
    return { total: Number(total), rows: rows.map(row => ({ ...lineOf(row), fileId: row.fileId, childName: row.childName, sex: row.sex, birthDay: row.birthDay })) }
  },
} satisfies Partial<Handlers>
