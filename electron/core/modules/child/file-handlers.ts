import { AppError } from '../../../../domain/api/result.ts'
import type { ChildContact } from '../../../../domain/code/child-check.ts'
import { CHILD_FILE_STATE } from '../../../../domain/code/child-file.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { childAppointment, childContactAttempt } from '../../../../domain/modules/child/appointment.record.ts'
import { childCaseDecline } from '../../../../domain/modules/child/case.record.ts'
import { childFile, type ChildFile, type StoredChildFile } from '../../../../domain/modules/child/file.record.ts'
import { daysAgainstBirth } from '../../../../domain/modules/child/file.rules.ts'
import { newbornVisit } from '../../../../domain/modules/child/newborn-visit.record.ts'
import { RECORDS } from '../../../../domain/modules/index.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import type { RecordDefinition } from '../../../../domain/record/define.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { detectRiskFactors, isHighRiskNewborn, NO_RISK_FACTS, type RiskFactorLine } from '../../../../domain/rule/child/high-risk-factors.ts'
import { checkLost } from '../../../../domain/rule/child/lost-to-follow-up.ts'
import { CONTACTS_END_MONTHS } from '../../../../domain/rule/child/contacts.ts'
import { type Day, daysBetween, monthAnniversary } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, getRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { childDied, closedByDeath, DEATH_IN_FILE, deathIssues } from './child-death.ts'
import { cancelBooked, scheduledLines } from './due-handlers.ts'
import { childOf, headOf, visitsOfFile } from './head.ts'
import { vainDaysOf } from './screening-facts.ts'

/** Year and serial, as files stand on a shelf: `E2026000123`. */
async function newFileNumber(context: WriteContext): Promise<string> {
  const year = context.today.slice(0, 4)
  return `E${year}${String(await nextSerial(context.db, `child-file-${year}`)).padStart(6, '0')}`
}

async function parentsOf(db: ReadDb, childId: string): Promise<{ motherId: string | null; fatherId: string | null }> {
  const rows = await db.selectFrom('kinship').select(['parentId', 'relation']).where('childId', '=', childId).execute()
  const of = (relation: 'mother' | 'father') => rows.find(row => row.relation === relation)?.parentId ?? null
  return { motherId: of('mother'), fatherId: of('father') }
}

const fileOfChild = (db: ReadDb, childId: string) => db.selectFrom('childFile').select(['id', 'number']).where('childId', '=', childId).where('voidedAt', 'is', null).executeTakeFirst()

// Parents named in the file are the child's parents everywhere. Who is known from elsewhere is not changed from here; what this
// file itself said is corrected with it, or the child would keep the wrong mother in the people's records.
async function linkParents(context: WriteContext, row: ChildFile, old: StoredChildFile | undefined): Promise<void> {
  const known = await parentsOf(context.db, row.childId)
  for (const [relation, parentId, before, said] of [['mother', row.motherId, known.motherId, old?.motherId], ['father', row.fatherId, known.fatherId, old?.fatherId]] as const) {
    const isCorrected = before !== null && before === said && before !== parentId && row.newbornId === null
    if (isCorrected) await context.db.deleteFrom('kinship').where('childId', '=', row.childId).where('parentId', '=', before).where('relation', '=', relation).execute()
    if (parentId && (!before || isCorrected)) await context.db.insertInto('kinship').values({ childId: row.childId, parentId, relation, createdAt: context.now }).execute()
  }
}

async function fileIssues(context: WriteContext, row: ChildFile, old: StoredChildFile | undefined): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = []
  const child = await findRow(context.db, person, row.childId)
  if (!child) return [block('childId', message('childFile.noChild', '找不到这名儿童的人员档案,请重新选择'))]
  if (old && old.childId !== row.childId) issues.push(block('childId', message('childFile.childFixed', '档案不能改换儿童;建错了请作废后重建')))
  if (!old && (child.voidedAt !== null || child.mergedIntoId !== null)) issues.push(block('childId', message('childFile.childVoid', '这份人员档案已作废或已并入他人,请选择有效档案')))
  const existing = old ? undefined : await fileOfChild(context.db, row.childId)
  if (existing) issues.push(block('childId', message('childFile.exists', '该儿童已有儿童保健档案 {{number}},请直接打开', { number: existing.number ?? '' })))
  if (!child.birthDay) issues.push(block('childId', message('childFile.noBirthDay', '人员档案没有出生日期,请先补上:随访时间按出生日期推算')))
  else issues.push(...daysAgainstBirth(row, child.birthDay))
  const parents = { motherId: '母亲', fatherId: '父亲' } as const
  for (const [name, label] of Object.entries(parents) as [keyof typeof parents, string][]) {
    const parent = row[name] ? await findRow(context.db, person, row[name]) : undefined
    if (parent && (parent.id === row.childId || (parent.birthDay && child.birthDay && parent.birthDay >= child.birthDay))) issues.push(block(name, message('childFile.parentYounger', '{{label}}不能是儿童本人,也不能比儿童晚出生,请核对', { label })))
    if (parent && (name === 'motherId' ? parent.sex === '1' : parent.sex === '2')) issues.push(block(name, message('childFile.parentSex', '所选{{label}}的性别不符,请核对', { label })))
  }
  // A required value may still be missing here: the store says so.
  if (old && (row.state as string | null) !== null && old.state !== row.state && !CHILD_FILE_STATE.canMove(old.state, row.state)) {
    issues.push(block('state', message('childFile.noSuchMove', '管理状态不能由“{{from}}”改为“{{to}}”', { from: CHILD_FILE_STATE.label(old.state), to: CHILD_FILE_STATE.label(row.state) })))
  }
  // Only what was tried since the child was last seen; a file that was lost elsewhere may be opened as it was.
  if (old && old.state !== 'lost' && row.state === 'lost') {
    const seen = (await visitsOfFile(context.db, old.id)).at(-1)?.visitDay ?? null
    issues.push(...checkLost(await vainDaysOf(context.db, old.id, seen, row.stateDay), await context.setting('childRules'), 'state'))
  }
  if (old && issues.length === 0) issues.push(...await deathIssues(context, row, old))
  return issues
}

async function saveFile(context: WriteContext, input: SaveRequest<typeof childFile>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, childFile, input.id)
  // Who sees phones masked sends them back masked: unchanged, they stay what they were.
  const maySee = context.user.permissions.has('person.reveal')
  const contactPhone = old?.contactPhone && !maySee && input.row.contactPhone === maskPhone(old.contactPhone) ? old.contactPhone : input.row.contactPhone
  const given: ChildFile = { ...input.row, contactPhone, number: old?.number ?? null, newbornId: old?.newbornId ?? input.row.newbornId }
  const issues = given.childId ? await fileIssues(context, given, old) : []
  const row: ChildFile = !old && issues.length === 0 ? { ...given, number: await newFileNumber(context) } : given
  const saved = await saveRow(context, childFile, { ...input, row, moreIssues: issues })
  await linkParents(context, row, old)
  if (row.state === 'death' && row.stateDay && (old?.state !== 'death' || old.stateDay !== row.stateDay)) await childDied(context, saved.id, { day: row.stateDay, note: row.stateNote ?? DEATH_IN_FILE, doctorName: context.user.displayName, wasDead: old?.state === 'death' })
  return saved
}

// A booked day is called off with the file; calls made and proposals declined say what was done, and hang on no list of their own.
const MAY_STAY: ReadonlySet<string> = new Set([childAppointment.id, childContactAttempt.id, childCaseDecline.id])
const OF_FILE = (RECORDS as readonly RecordDefinition[]).filter(({ id, fields }) => fields.fileId?.kind === 'ref' && fields.fileId.to === childFile.id && !MAY_STAY.has(id))

/** What a file holds that counts, by its records' titles: none of it may be left behind by voiding the file. */
async function recordsOfFile(db: ReadDb, fileId: string): Promise<string[]> {
  const titles: string[] = []
  for (const { table, title } of OF_FILE) {
    const used = await db.selectFrom(table as 'childVisit').select('id').where('fileId', '=', fileId).where('voidedAt', 'is', null).limit(1).executeTakeFirst()
    if (used) titles.push(title)
  }
  return titles
}

/** A row that hangs on a file, saved only while the file counts: a window that was open meanwhile books nothing for a voided one. */
async function saveForFile<D extends typeof childAppointment | typeof childContactAttempt | typeof childCaseDecline>(context: WriteContext, definition: D, input: SaveRequest<D>): Promise<{ id: string; rev: number }> {
  const { fileId } = input.row as { fileId: string | null }
  if (fileId) await childOf(context.db, fileId)
  return saveRow(context, definition, input)
}

export const childFileHandlers = {
  'child.file.save': (input, context) => saveFile(context, input),
  'child.file.void': async (input, context) => {
    const records = await recordsOfFile(context.db, input.id)
    if (records.length > 0) throw new AppError('invalid', [block('id', message('childFile.inUse', '档案中还有{{records}}记录,不能作废;登错了人的请先作废这些记录', { records: records.join('、') }))])
    await cancelBooked(context, input.id, '档案作废')
    return voidRow(context, childFile, input)
  },
  'child.appointment.save': (input, context) => saveForFile(context, childAppointment, input),
  'child.attempt.save': (input, context) => saveForFile(context, childContactAttempt, input),
  'child.caseDecline.save': (input, context) => saveForFile(context, childCaseDecline, input),
  'child.file.of': async ({ childId }, { db }) => ({ fileId: (await fileOfChild(db, childId))?.id ?? null }),
  'child.file.prepare': async ({ childId }, context) => {
    context.touched('person', childId)
    const { db } = context
    const child = await getRow(db, person, childId)
    const existing = await fileOfChild(db, childId)
    const born = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId')
      .select(['newborn.id', 'newborn.birthOrder', 'newborn.weightG', 'newborn.lengthCm', 'newborn.apgarOneMinute', 'newborn.apgarFiveMinutes', 'newborn.bornAt', 'delivery.gestationDays', 'delivery.fetusCount', 'delivery.placeName', 'delivery.motherId'])
      .where('newborn.personId', '=', childId).where('newborn.voidedAt', 'is', null).where('delivery.voidedAt', 'is', null).executeTakeFirst()
    const kin = await parentsOf(db, childId)
    const motherId = kin.motherId ?? born?.motherId ?? null
    const names = new Map((await db.selectFrom('person').select(['id', 'name']).where('id', 'in', [motherId ?? '', kin.fatherId ?? '']).execute()).map(row => [row.id, row.name]))
    return {
      fileId: existing?.id ?? null, childName: child.name, birthDay: child.birthDay, sex: child.sex, motherName: names.get(motherId ?? '') ?? null, fatherName: names.get(kin.fatherId ?? '') ?? null,
      row: {
        childId, openedDay: context.today, state: 'managed', residence: 'local', motherId, fatherId: kin.fatherId,
        ...(born ? {
          newbornId: born.id, gestationDays: born.gestationDays, fetusCount: born.fetusCount, birthOrder: born.birthOrder, birthWeightG: born.weightG, birthLengthCm: born.lengthCm,
          apgarOneMinute: born.apgarOneMinute, apgarFiveMinutes: born.apgarFiveMinutes, birthInstitution: born.placeName, highRisk: isHighRisk(born, await context.setting('highRiskFactors')),
        } : {}),
      },
    }
  },
  'child.file.open': async ({ id }, context) => {
    context.touched('child.file', id)
    const of = await childOf(context.db, id)
    const { db } = context
    const all = async (table: 'childNewbornVisit' | 'childAppointment' | 'childContactAttempt', day: 'visitDay' | 'day') =>
      await db.selectFrom(table as 'childAppointment').selectAll().where('fileId', '=', id).where('voidedAt', 'is', null).orderBy(day as 'day', 'desc').orderBy('id', 'desc').execute() as Record<string, unknown>[]
    const file = context.user.permissions.has('person.reveal') || !of.file.contactPhone ? of.file : { ...of.file, contactPhone: maskPhone(of.file.contactPhone) }
    return {
      file, head: headOf(context, of), schedule: await scheduledLines(context, id),
      homeVisits: (await all('childNewbornVisit', 'visitDay')).map(row => fromColumns(newbornVisit, row)),
      visits: (await visitsOfFile(db, id)).toReversed().map(visit => ({
        id: visit.id, rev: visit.rev, contact: visit.contact, visitDay: visit.visitDay, ageDays: of.child.birthDay ? daysBetween(of.child.birthDay, visit.visitDay) : 0, weightKg: visit.weightKg, lengthCm: visit.lengthCm,
        headCm: visit.headCm, weightGrade: visit.weightGrade, lengthGrade: visit.lengthGrade, weightForLengthGrade: visit.weightForLengthGrade, nutrition: visit.nutrition, haemoglobinGPerL: visit.haemoglobinGPerL,
        referral: visit.referral, doctorName: visit.doctorName,
      })),
      appointments: (await all('childAppointment', 'day')).map(row => fromColumns(childAppointment, row)),
      attempts: (await all('childContactAttempt', 'day')).map(row => fromColumns(childContactAttempt, row)),
      closedByDeath: await closedByDeath(db, file, id, context.today),
    }
  },
  'child.list': async ({ offset, limit, state, region, highRisk }, context) => {
    // The page first, out of the index of the list; persons are looked up for its rows alone.
    let query = context.db.selectFrom('childFile').where('childFile.voidedAt', 'is', null)
    if (state) query = query.where('childFile.state', '=', state as never)
    if (region) query = query.innerJoin('person as resident', 'resident.id', 'childFile.childId').where('resident.homeRegion', 'like', `${region}%`) as typeof query
    if (highRisk) query = query.where('childFile.highRisk', '=', 1)
    const { total } = await query.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const page = await query.select('childFile.id').orderBy('childFile.openedDay', 'desc').orderBy('childFile.id', 'desc').offset(offset).limit(limit).execute()
    const rows = page.length === 0 ? [] : await context.db.selectFrom('childFile').innerJoin('person as child', 'child.id', 'childFile.childId').where('childFile.id', 'in', page.map(row => row.id))
      .leftJoin('person as mother', 'mother.id', 'childFile.motherId').leftJoin('person as father', 'father.id', 'childFile.fatherId')
      .select(['childFile.id as fileId', 'childFile.number as fileNumber', 'child.name as childName', 'child.sex', 'child.birthDay', 'mother.name as motherName', 'childFile.contactPhone', 'mother.phone as motherPhone', 'father.phone as fatherPhone', 'childFile.openedDay', 'childFile.state', 'childFile.residence', 'childFile.highRisk'])
      .orderBy('childFile.openedDay', 'desc').orderBy('childFile.id', 'desc').execute()
    const next = await nextDue(context.db, rows.map(row => row.fileId), context.today)
    const maySee = context.user.permissions.has('person.reveal')
    return {
      total: Number(total),
      rows: rows.map(({ contactPhone, motherPhone, fatherPhone, ...row }) => {
        const phone = contactPhone ?? motherPhone ?? fatherPhone
        return { ...row, highRisk: row.highRisk === null ? null : row.highRisk === 1, phone: phone && !maySee ? maskPhone(phone) : phone, nextContact: next.get(row.fileId)?.contact ?? null, nextDueDay: next.get(row.fileId)?.dueDay ?? null }
      }),
    }
  },
  'child.newborns': async ({ offset, limit }, { db, today }) => {
    // Who has turned seven needs no file any more: the list ends there, and is not read to the first birth of the hospital.
    const query = db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').innerJoin('person as child', 'child.id', 'newborn.personId').innerJoin('person as mother', 'mother.id', 'delivery.motherId')
      .leftJoin('childFile', join => join.onRef('childFile.childId', '=', 'newborn.personId').on('childFile.voidedAt', 'is', null))
      .where('newborn.voidedAt', 'is', null).where('newborn.outcome', '=', '1').where('childFile.id', 'is', null).where('newborn.bornAt', '>=', monthAnniversary(today, -CONTACTS_END_MONTHS) as never)
    const { total } = await query.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await query.select(['newborn.id as newbornId', 'child.id as childId', 'child.name as childName', 'newborn.sex', 'newborn.bornAt', 'mother.name as motherName', 'newborn.weightG', 'delivery.gestationDays'])
      .orderBy('newborn.bornAt', 'desc').orderBy('newborn.id').offset(offset).limit(limit).execute()
    return { total: Number(total), rows }
  },
} satisfies Partial<Handlers>

/**
 * What the birth alone says of 高危新生儿 (child health note §8 (1), (2)), by the limits of the hospital's own factors. It
 * never says no: what happened after the birth is not in its record, and a no is the doctor's word.
 */
function isHighRisk(born: { gestationDays: number; weightG: number; apgarOneMinute: number | null; apgarFiveMinutes: number | null }, factors: readonly RiskFactorLine[]): true | null {
  const found = detectRiskFactors({ ...NO_RISK_FACTS, gestationDays: born.gestationDays, birthWeightG: born.weightG, apgar1: born.apgarOneMinute, apgar5: born.apgarFiveMinutes }, factors)
  return isHighRiskNewborn(found.map(({ code }) => code), factors) || null
}

async function nextDue(db: ReadDb, fileIds: readonly string[], today: Day): Promise<Map<string, { contact: ChildContact; dueDay: Day }>> {
  if (fileIds.length === 0) return new Map()
  const rows = await db.selectFrom('childDue').select(['fileId', 'contact', 'dueDay']).where('fileId', 'in', fileIds).where('line', 'like', 'contact:%').where('doneDay', 'is', null).where('cancelled', 'is', null).where('nextDay', '>', today).orderBy('dueDay', 'desc').execute()
  return new Map(rows.map(row => [row.fileId, { contact: row.contact as ChildContact, dueDay: row.dueDay }]))
}
