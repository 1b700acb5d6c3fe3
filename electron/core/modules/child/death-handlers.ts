import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { DEATH_PLACE_TO_CARD, DIAGNOSIS_BASIS_TO_CARD } from '../../../../domain/code/child-maps.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { cardNote } from '../../../../domain/modules/child/case-found.ts'
import { type DeathCard, deathCard, type StoredDeathCard } from '../../../../domain/modules/child/death-card.record.ts'
import { ageOfCard, householdTypeOf } from '../../../../domain/modules/child/death-card.rules.ts'
import { type ChildFile, childFile } from '../../../../domain/modules/child/file.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { dayOf, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { saveStep } from '../../record/asked-once.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, getRow, historyOf, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { childDied, DEATH_IN_FILE, seenLater } from './child-death.ts'
import { type ChildOfFile, childOf, headOf } from './head.ts'

type CardLine = NonNullable<Output<'child.case.ofFile'>['deathCard']>
const lineOf = ({ id, rev, number, state, diedAt, ageText, rootCause }: CardLine): CardLine => ({ id, rev, number, state, diedAt, ageText, rootCause })

/** The death card of a child, if there is one. */
export async function cardLine(db: ReadDb, fileId: string): Promise<CardLine | null> {
  const row = await db.selectFrom('childDeathCard').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst()
  return row ? lineOf(row) : null
}

/** Cards that may be about the same death: this child's own is refused, one of the same name, birth day and death day is asked about, and where one has no name also one that nothing tells apart (§12). */
async function lookAlikes(db: ReadDb, of: ChildOfFile, row: DeathCard, ownId: string | undefined): Promise<FieldIssue[]> {
  const own = await cardLine(db, of.file.id)
  if (own && own.id !== ownId) return [block('fileId', message('deathCard.exists', '该儿童已有死亡报告卡 {{number}},请直接打开', { number: own.number ?? '' }))]
  const { name, birthDay, sex } = of.child
  if (!birthDay || !row.diedAt) return []
  const others = await db.selectFrom('childDeathCard').innerJoin('childFile', 'childFile.id', 'childDeathCard.fileId').innerJoin('person', 'person.id', 'childFile.childId').leftJoin('person as mother', 'mother.id', 'childFile.motherId')
    .select(['childDeathCard.number', 'person.name', 'person.sex', 'childFile.motherId', 'mother.name as motherName'])
    .where('childDeathCard.voidedAt', 'is', null).where('person.birthDay', '=', birthDay).where(sql<string>`substr(child_death_card.died_at, 1, 10)`, '=', dayOf(row.diedAt)).where('childDeathCard.fileId', '!=', of.file.id).orderBy('childDeathCard.number').execute()
  return others.flatMap(other => {
    if (name && other.name) return other.name === name ? [warn('diedAt', message('deathCard.lookAlike', '已有同名、同出生日期、同死亡日期的报告卡 {{number}},请核对是否同一名儿童;确非同一人请写明原因', { number: other.number ?? '' }))] : []
    // A newborn often died before it had a name: what is known of it must not differ.
    const otherSex = [sex, other.sex].every(one => one === '1' || one === '2') && sex !== other.sex
    const otherMother = of.mother !== null && other.motherId !== null && other.motherId !== of.mother.id && other.motherName !== of.mother.name
    return otherSex || otherMother ? [] : [warn('diedAt', message('deathCard.lookAlikeUnnamed', '已有同出生日期、同死亡日期的报告卡 {{number}}(未取名),请核对是否同一名儿童;确非同一人(如双胎)请写明原因', { number: other.number ?? '' }))]
  })
}

async function cardIssues(context: WriteContext, of: ChildOfFile, row: DeathCard, ownId: string | undefined): Promise<FieldIssue[]> {
  const issues = await lookAlikes(context.db, of, row, ownId)
  if (row.bornAt && of.child.birthDay && dayOf(row.bornAt) !== of.child.birthDay) issues.push(block('bornAt', message('deathCard.otherBirthDay', '出生日期与人员档案 {{day}} 不同;档案有误请先更正人员档案', { day: of.child.birthDay })))
  if (!row.diedAt) return issues
  return [...issues, ...await seenLater(context.db, of.file.id, dayOf(row.diedAt), 'diedAt')]
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
  // A handed-in card that is corrected takes the file and all that it ended along.
  if (old?.state === 'submitted' && old.diedAt !== row.diedAt) await registerDeath(context, of, { ...row, number: old.number })
  return saved
}

/** `SW`, year and serial. */
async function newNumber(context: WriteContext): Promise<string> {
  const year = context.today.slice(0, 4)
  return `SW${year}${String(await nextSerial(context.db, `child-death-${year}`)).padStart(6, '0')}`
}

/** The card handed in is the death: file and everything open end with its day (§12, last sentence). */
async function registerDeath(context: WriteContext, of: ChildOfFile, card: Pick<DeathCard, 'diedAt' | 'number' | 'reporterName'>): Promise<{ closedCases: number; closedCourses: number; cancelledAppointments: number }> {
  const day = dayOf(card.diedAt)
  const note = cardNote(card.number)
  const file = await getRow(context.db, childFile, of.file.id)
  await saveRow(context, childFile, { id: file.id, rev: file.rev, row: { ...valuesOf(childFile, file), state: 'death', stateDay: day, stateNote: note }, settled: true })
  return childDied(context, file.id, { day, note, doctorName: card.reporterName ?? context.user.displayName, wasDead: file.state === 'death' })
}

/**
 * A card that was handed in and is voided takes its word back: the file is what it was before the card, 死亡 included where
 * that was known without it. What the death ended is not opened again: it is shown to the doctor, who decides (closedByDeath).
 */
async function takeBack(context: WriteContext, card: StoredDeathCard): Promise<void> {
  const file = await getRow(context.db, childFile, card.fileId)
  if (file.voidedAt !== null || file.state !== 'death') return
  const revisions = (await historyOf(context.db, childFile.id, file.id)).map(({ row }) => row as Partial<ChildFile>)
  const byCard = revisions.findLastIndex(row => row.state === 'death' && row.stateNote === cardNote(card.number))
  const before = byCard < 0 ? revisions.find(row => row.state !== 'death') : revisions[byCard + 1]
  const [state, stateDay, stateNote] = [before?.state ?? 'managed', before?.stateDay ?? null, before?.stateNote ?? null]
  await saveRow(context, childFile, { id: file.id, rev: file.rev, row: { ...valuesOf(childFile, file), state, stateDay, stateNote }, settled: true })
  if (state === 'death' && stateDay) await childDied(context, file.id, { day: stateDay, note: stateNote ?? DEATH_IN_FILE, doctorName: context.user.displayName, wasDead: true })
}

export const childDeathHandlers = {
  'child.deathCard.save': (input, context) => saveCard(context, input),
  'child.deathCard.submit': async ({ id, rev, confirmations }, context) => {
    const old = await getRow(context.db, deathCard, id)
    if (old.rev === rev && old.voidedAt === null && old.state === 'submitted') throw new AppError('invalid', [block('state', message('deathCard.submittedAlready', '这张卡已提交;内容有误请直接更正并保存'))])
    const of = await childOf(context.db, old.fileId)
    const row: DeathCard = { ...completed(valuesOf(deathCard, old), old), state: 'submitted', submittedAt: minuteAt(context.nowMs) as Minute }
    const saved = await saveStep(context, deathCard, { id, rev, row, moreIssues: await cardIssues(context, of, row, id), confirmations })
    return { ...saved, ...await registerDeath(context, of, row) }
  },
  'child.deathCard.void': async (input, context) => {
    const old = await getRow(context.db, deathCard, input.id)
    const done = await voidRow(context, deathCard, input)
    if (old.state === 'submitted') await takeBack(context, old)
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
