import { sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { PelvicMethod } from '../../../../domain/code/pelvic.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { pelvicAssessment } from '../../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicConsent } from '../../../../domain/modules/pelvic/consent.record.ts'
import { pelvicFile, type PelvicFile, type StoredPelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { pelvicAttempt } from '../../../../domain/modules/pelvic/session.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { type Day, daysBetween } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { begins, personsMeant } from '../../registry/person-search.ts'
import { headOf, WHO, whoOf, womanOf } from '../../registry/woman.ts'
import { checkOf, lastDeliveryDay, obstetricKnown, recentCheckOf } from './birth-known.ts'
import { pelvicConsentHandlers } from './consent-handlers.ts'
import { fileOf, openFileOf, pelvicHeadOf } from './head.ts'
import { pelvicInvitationHandlers } from './invitation-handlers.ts'
import { assessmentsOf } from './measured.ts'

const NUMBER_DIGITS = 6
type Saved = { id: string; rev: number }

/** The files of a woman, the newest first. */
const filesOf = (db: ReadDb, womanId: string) => db.selectFrom('pelvicFile').select(['id', 'number', 'openedDay', 'state', 'closedDay', 'closeNote']).where('womanId', '=', womanId).where('voidedAt', 'is', null).orderBy('openedDay', 'desc').orderBy('id', 'desc').execute()
const openOne = async (db: ReadDb, womanId: string) => (await filesOf(db, womanId)).find(({ state }) => state === 'open')
const openTwice = (path: string, number: string | null) => block(path, message('pelvicFile.openTwice', '该妇女已有在管的盆底档案 {{number}},请打开原档案', { number: number ?? '' }))

async function saveFile(context: WriteContext, input: SaveRequest<typeof pelvicFile>): Promise<Saved> {
  const { db, today } = context
  const row: PelvicFile = tidyRow(pelvicFile, input.row)
  if (!row.womanId) throw new AppError('invalid', [block('womanId', message('pelvicFile.noWoman', '请先选择就诊妇女'))])
  const old = input.id === undefined ? undefined : await findRow(db, pelvicFile, input.id)
  if (old) await openFileOf(db, old.id)
  if (old && old.womanId !== row.womanId) throw new AppError('invalid', [block('womanId', message('pelvicFile.womanFixed', '档案不能改到另一人名下;建错了请作废后重新建档'))])
  const woman = await womanOf(db, row.womanId)
  if (woman.sex === '1') throw new AppError('invalid', [block('womanId', message('pelvicFile.isMan', '人员档案的性别为男,请核对是否选错人;性别登错请先更正人员档案'))])
  const open = await openOne(db, woman.id)
  const year = (row.openedDay ?? today).slice(0, 4)
  const saved = await saveRow(context, pelvicFile, {
    ...input,
    row: {
      ...row, number: old?.number ?? `PD${year}${String(await nextSerial(db, `pelvicFile-${year}`)).padStart(NUMBER_DIGITS, '0')}`,
      // A file is closed and opened again by calls of their own.
      state: 'open', closedDay: null, closeNote: null,
    },
    moreIssues: [
      ...open && open.id !== old?.id ? [openTwice('womanId', open.number)] : [],
      // A check that was void since does not lock the file that came from it.
      ...row.postpartumCheckId && row.postpartumCheckId !== old?.postpartumCheckId && !await checkOf(context, woman.id, row.postpartumCheckId) ? [block('postpartumCheckId', message('pelvicFile.otherCheck', '这次42天检查不属于该妇女,请从她的孕产妇页面重新转入'))] : [],
      ...row.deliveryDay && woman.birthDay && row.deliveryDay <= woman.birthDay ? [block('deliveryDay', message('pelvicFile.beforeBirth', '末次分娩日期早于本人出生,请核对'))] : [],
    ],
  })
  if (old && row.deliveryDay && row.deliveryDay !== old.deliveryDay) await countDaysAnew(context, saved.id, row.deliveryDay)
  context.touched(pelvicFile.id, saved.id)
  return saved
}

/** 产后天数 of the assessments since a delivery whose day was put right; those before it count from the birth they were made after. */
async function countDaysAnew(context: WriteContext, fileId: string, deliveryDay: Day): Promise<void> {
  for (const assessment of await assessmentsOf(context.db, fileId)) {
    const { id, rev, day } = assessment
    const daysAfter = day < deliveryDay ? assessment.daysAfter : daysBetween(deliveryDay, day)
    if (daysAfter !== assessment.daysAfter) await saveRow(context, pelvicAssessment, { id, rev, settled: true, reason: '末次分娩日期已更正', row: { ...valuesOf(pelvicAssessment, assessment), daysAfter } })
  }
}

async function closeFile(context: WriteContext, { id, rev, closedDay, closeNote }: Input<'pelvic.file.close'>): Promise<Saved> {
  const file = await openFileOf(context.db, id)
  const course = await context.db.selectFrom('pelvicCourse').select('number').where('fileId', '=', id).where('state', '=', 'open').where('voidedAt', 'is', null).executeTakeFirst()
  if (course) throw new AppError('invalid', [block('id', message('pelvicFile.courseOpen', '疗程 {{number}} 还在进行,请先完成或提前结束疗程,再结案', { number: course.number ?? '' }))])
  const row: PelvicFile = { ...valuesOf(pelvicFile, file), state: 'closed', closedDay: closedDay as Day, closeNote }
  // What was asked about when the file was written is not asked again.
  const faults = pelvicFile.rules.flatMap(rule => rule(row, context.moment)).filter(({ level }) => level === 'block')
  const last = (await assessmentsOf(context.db, id)).at(-1)
  if (last && closedDay < last.day) faults.push(block('closedDay', message('pelvicFile.closedBeforeAssessment', '结案日期早于最近一次评估({{day}}),请核对', { day: last.day })))
  if (faults.length > 0) throw new AppError('invalid', faults)
  return saveRow(context, pelvicFile, { id, rev, row, settled: true })
}

async function reopenFile(context: WriteContext, { id, rev, reason }: Input<'pelvic.file.reopen'>): Promise<Saved> {
  const file = await fileOf(context.db, id)
  if (file.state === 'open') throw new AppError('invalid', [block('id', message('pelvicFile.isOpen', '这份盆底档案没有结案,无需重新打开'))])
  const open = await openOne(context.db, file.womanId)
  if (open) throw new AppError('invalid', [openTwice('id', open.number)])
  return saveRow(context, pelvicFile, { id, rev, settled: true, reason, row: { ...valuesOf(pelvicFile, file), state: 'open', closedDay: null, closeNote: null } })
}

/** What hangs on a file, in the order in which it is taken back. */
const HANGING = [['pelvicAssessment', '评估'], ['pelvicCourse', '疗程'], ['pelvicConsent', '知情同意'], ['pelvicReport', '设备报告']] as const
async function voidFile(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<Saved> {
  const there: string[] = []
  for (const [table, title] of HANGING) if (await context.db.selectFrom(table as 'pelvicConsent').select('id').where('fileId', '=', input.id).where('voidedAt', 'is', null).limit(1).executeTakeFirst()) there.push(title)
  if (there.length > 0) throw new AppError('invalid', [block('id', message('pelvicFile.inUse', '这份档案已有{{records}},不能作废;诊疗结束请结案,登错的请先作废这些记录', { records: there.join('、') }))])
  return voidRow(context, pelvicFile, input)
}

async function openFile(context: ReadContext, file: StoredPelvicFile): Promise<Output<'pelvic.file.open'>> {
  const { db } = context
  const consents = await db.selectFrom('pelvicConsent').selectAll().where('fileId', '=', file.id).where('voidedAt', 'is', null).orderBy('signedDay', 'desc').orderBy('id', 'desc').execute()
  const attempts = await db.selectFrom('pelvicAttempt').selectAll().where('womanId', '=', file.womanId).where('voidedAt', 'is', null).orderBy('day', 'desc').orderBy('id', 'desc').execute()
  const delivered = file.state === 'open' ? await lastDeliveryDay(db, file.womanId) : null
  return {
    head: await pelvicHeadOf(context, file), file, laterDeliveryDay: delivered && delivered > file.openedDay && delivered > (file.deliveryDay ?? '') ? delivered : null, check: file.postpartumCheckId ? await checkOf(context, file.womanId, file.postpartumCheckId) ?? null : null,
    consents: consents.map(row => fromColumns(pelvicConsent, row)), attempts: attempts.map(row => fromColumns(pelvicAttempt, row)), others: (await filesOf(db, file.womanId)).filter(({ id }) => id !== file.id),
  }
}

async function listFiles(context: ReadContext, { view, search, offset, limit }: Input<'pelvic.file.list'>): Promise<Output<'pelvic.file.list'>> {
  const { db } = context
  const where = sql.join([
    sql`file.voided_at IS NULL`, ...view === 'all' ? [] : [sql`file.state = ${sql.lit(view)}`],
    ...search ? [sql`file.woman_id IN (${personsMeant(search, number => [sql`SELECT woman_id FROM pelvic_file WHERE ${begins(sql`number`, number)}`])})`] : [],
  ], sql` AND `)
  const { rows: [count] } = await sql<{ total: number }>`SELECT count(*) AS total FROM pelvic_file AS file WHERE ${where}`.execute(db)
  const { rows: page } = await sql<{ id: string }>`SELECT file.id FROM pelvic_file AS file WHERE ${where} ORDER BY file.opened_day DESC, file.id DESC LIMIT ${limit} OFFSET ${offset}`.execute(db)
  const ids = page.map(({ id }) => id)
  if (ids.length === 0) return { total: Number(count?.total ?? 0), rows: [] }
  const files = new Map((await db.selectFrom('pelvicFile as file').innerJoin('person', 'person.id', 'file.womanId')
    .select(['file.id', 'file.womanId', 'file.number', 'file.openedDay', 'file.entry', 'file.doctorName', 'file.deliveryDay', 'file.deliveryMode', 'file.state', 'file.closedDay', ...WHO]).where('file.id', 'in', ids).execute()).map(row => [row.id, row]))
  const assessed = new Map((await db.selectFrom('pelvicAssessment').select(['fileId', ({ fn }) => fn.max('day').as('day')]).where('fileId', 'in', ids).where('voidedAt', 'is', null).groupBy('fileId').execute()).map(row => [row.fileId, row.day]))
  const courses = Map.groupBy(await db.selectFrom('pelvicCourse').select(['fileId', 'method']).where('fileId', 'in', ids).where('state', '=', 'open').where('voidedAt', 'is', null).orderBy('startDay').execute(), ({ fileId }) => fileId)
  return {
    total: Number(count?.total ?? 0),
    rows: ids.map(id => {
      const { name, birthDay, phone, homeRegion, ...file } = files.get(id)!
      return { ...file, ...whoOf(context, { name, birthDay, phone, homeRegion }), lastAssessmentDay: assessed.get(id) ?? null, methods: (courses.get(id) ?? []).map(({ method }) => method as PelvicMethod) }
    }),
  }
}

/** Calls of 盆底档案与知情同意. */
export const pelvicFileHandlers = {
  ...pelvicConsentHandlers, ...pelvicInvitationHandlers,
  'pelvic.file.save': (input, context) => saveFile(context, input as SaveRequest<typeof pelvicFile>),
  'pelvic.file.void': (input, context) => voidFile(context, input),
  'pelvic.file.close': (input, context) => closeFile(context, input),
  'pelvic.file.reopen': (input, context) => reopenFile(context, input),
  'pelvic.file.prepare': async ({ womanId, checkId }, context) => {
    context.touched('person', womanId)
    const woman = await womanOf(context.db, womanId)
    const others = await filesOf(context.db, womanId)
    const check = checkId ? await checkOf(context, womanId, checkId) : await recentCheckOf(context, womanId)
    const known = await obstetricKnown(context.db, womanId)
    return {
      head: headOf(context, woman), others, check: check ?? null, existingId: others.find(({ state }) => state === 'open')?.id ?? null,
      row: { ...known, womanId, openedDay: context.today, doctorName: context.user.displayName, state: 'open' as const, ...check ? { entry: 'check42' as const, postpartumCheckId: check.id, pregnancyId: check.pregnancyId } : { entry: 'direct' as const } },
    }
  },
  'pelvic.file.open': async ({ id }, context) => {
    context.touched(pelvicFile.id, id)
    return openFile(context, await fileOf(context.db, id))
  },
  'pelvic.file.of': async ({ womanId }, { db }) => {
    const files = await filesOf(db, womanId)
    const found = files.find(({ state }) => state === 'open') ?? files[0]
    return { fileId: found?.id ?? null, state: found?.state ?? null }
  },
  'pelvic.file.list': (input, context) => listFiles(context, input),
} satisfies Partial<Handlers>
