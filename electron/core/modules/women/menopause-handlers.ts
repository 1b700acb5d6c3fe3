import { sql, type SqlBool } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { CANCER_NEXT_STEP } from '../../../../domain/code/maternal-care.ts'
import { block, message, warn } from '../../../../domain/message/message.ts'
import { menopauseFile, type MenopauseFile, menopauseFound, menopauseVisit, type StoredMenopauseFile, type StoredMenopauseVisit } from '../../../../domain/modules/women/menopause.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { addDays, completedYears, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { fromColumns, getRow, saveRow, type SaveRequest } from '../../record/store.ts'
import { screeningsOf } from './screening-handlers.ts'
import { headOf, WHO, whoOf, womanOf } from '../../registry/woman.ts'
import { attemptsOf, callsOf, ownerOf } from './woman.ts'

type Context = ReadContext | WriteContext
/** Lists look so far ahead, so that a visit can be arranged. */
export const AHEAD_DAYS = 7

export async function menopauseVisitsOf(db: ReadDb, fileId: string): Promise<StoredMenopauseVisit[]> {
  const rows = await db.selectFrom('womenMenopauseVisit').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  return rows.map(row => fromColumns(menopauseVisit, row))
}

/** What 两癌筛查 knows of her cervix, as a sentence of the visit. */
export async function cervicalStatus(db: ReadDb, womanId: string, on: Day): Promise<{ text: string; screeningId: string | null }> {
  const last = (await screeningsOf(db, womanId)).findLast(one => one.screeningDay <= on)
  if (!last) return { text: '本院无两癌筛查记录', screeningId: null }
  return { text: `${last.screeningDay} 筛查:${last.cervicalStep ? CANCER_NEXT_STEP.label(last.cervicalStep) : '宫颈未查'}`, screeningId: last.id }
}

const fileOf = async (context: Context, womanId: string): Promise<StoredMenopauseFile | undefined> => {
  const row = await context.db.selectFrom('womenMenopauseFile').selectAll().where('womanId', '=', womanId).where('voidedAt', 'is', null).orderBy('id').executeTakeFirst()
  return row ? fromColumns(menopauseFile, row) : undefined
}

async function saveFile(context: WriteContext, input: SaveRequest<typeof menopauseFile>): Promise<{ id: string; rev: number }> {
  const { woman, old } = await ownerOf(context, menopauseFile, input, true)
  const row: MenopauseFile = tidyRow(menopauseFile, input.row)
  const { menopauseFirstAge } = await context.setting('womenRules')
  const known = await fileOf(context, woman.id)
  const day = row.openedDay ?? context.today
  const age = day < woman.birthDay ? 0 : completedYears(woman.birthDay, day)
  const year = day.slice(0, 4)
  return saveRow(context, menopauseFile, {
    ...input, row: { ...row, number: old?.number ?? `GN${year}${String(await nextSerial(context.db, `menopauseFile-${year}`)).padStart(6, '0')}` }, moreIssues: [
      ...(known && known.id !== (old?.id ?? input.id) ? [block('womanId', message('menopause.exists', '该妇女已有更年期档案 {{number}},请打开原档案', { number: known.number ?? '' }))] : []),
      ...(age < menopauseFirstAge ? [warn('openedDay', message('menopause.age', '建档时 {{age}} 岁,未满 {{first}} 岁;仍要建档请写明原因', { age, first: menopauseFirstAge }))] : []),
    ],
  })
}

async function saveVisit(context: WriteContext, input: SaveRequest<typeof menopauseVisit>): Promise<{ id: string; rev: number }> {
  const { woman, old } = await ownerOf(context, menopauseVisit, input, true)
  const row = tidyRow(menopauseVisit, input.row)
  const file = row.fileId ? await getRow(context.db, menopauseFile, row.fileId) : null
  const { missing: _missing, ...found } = menopauseFound(row, await context.setting('maternalRules'))
  const others = row.fileId ? await menopauseVisitsOf(context.db, row.fileId) : []
  const { text } = await cervicalStatus(context.db, woman.id, row.visitDay ?? context.today)
  return saveRow(context, menopauseVisit, {
    ...input, row: { ...row, ...found, cervicalStatus: text }, moreIssues: [
      ...(file && (file.womanId !== woman.id || file.voidedAt !== null) ? [block('fileId', message('menopause.otherFile', '这份更年期档案不属于该妇女,请从她的档案重新登记'))] : []),
      ...(others.some(one => one.visitDay === row.visitDay && one.id !== (old?.id ?? input.id)) ? [block('visitDay', message('menopause.sameDay', '当天已有随访记录,请打开原记录修改'))] : []),
      // Hormones without anything known of the cervix: the note asks for the screening beside them (§13.6).
      ...(row.hormoneConsent === '1' && file?.hormoneCaution && !row.advice ? [warn('advice', message('menopause.caution', '档案记有MHT禁忌或慎用情况“{{caution}}”,请在处理中写明如何考虑', { caution: file.hormoneCaution }))] : []),
    ],
  })
}

/** Last visits whose agreed day has come: one that a later visit has overtaken is no longer due. */
const dueVisits = ({ db, today }: ReadContext) => db.selectFrom('womenMenopauseVisit as visit').where('visit.voidedAt', 'is', null).where('visit.nextVisitDay', '<=', addDays(today, AHEAD_DAYS))
  .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM women_menopause_visit AS later WHERE later.file_id = visit.file_id AND later.voided_at IS NULL AND later.visit_day > visit.visit_day)`)
  .where(sql<SqlBool>`EXISTS (SELECT 1 FROM women_menopause_file AS file WHERE file.id = visit.file_id AND file.voided_at IS NULL)`)
export const countDueFiles = async (context: ReadContext): Promise<number> => Number((await dueVisits(context).select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total)

/** The files of a view in its order: all by the day they were opened, the due by their last visit. */
async function pageOf(context: ReadContext, { view, offset, limit }: { view: 'due' | 'hormone' | 'all'; offset: number; limit: number }): Promise<{ total: number; ids: string[] }> {
  if (view === 'all') {
    const files = context.db.selectFrom('womenMenopauseFile').where('voidedAt', 'is', null)
    const { total } = await files.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    return { total: Number(total), ids: (await files.select('id').orderBy('openedDay', 'desc').orderBy('id', 'desc').offset(offset).limit(limit).execute()).map(row => row.id) }
  }
  let visits = dueVisits(context)
  if (view === 'hormone') visits = visits.where('visit.hormoneConsent', '=', '1')
  const { total } = await visits.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { total: Number(total), ids: (await visits.select('visit.fileId').orderBy('visit.nextVisitDay').orderBy('visit.fileId').offset(offset).limit(limit).execute()).map(row => row.fileId) }
}

async function listFiles(context: ReadContext, asked: { view: 'due' | 'hormone' | 'all'; offset: number; limit: number }): Promise<Output<'women.menopauseFile.list'>> {
  const { db, today } = context
  const { total, ids } = await pageOf(context, asked)
  if (ids.length === 0) return { total, rows: [] }
  const files = new Map((await db.selectFrom('womenMenopauseFile as file').innerJoin('person', 'person.id', 'file.womanId').select(['file.id', 'file.womanId', 'file.number', 'file.doctorName', ...WHO]).where('file.id', 'in', ids).execute()).map(row => [row.id, row]))
  const visits = await db.selectFrom('womenMenopauseVisit').select(['fileId', 'visitDay', 'score', 'grade', 'hormoneConsent', 'hormoneScheme', 'nextVisitDay']).where('fileId', 'in', ids).where('voidedAt', 'is', null).orderBy('visitDay').execute()
  const last = new Map(visits.map(visit => [visit.fileId, visit]))
  const calls = await callsOf(db, 'womanId', [...files.values()].map(row => row.womanId))
  return {
    total,
    rows: ids.map(id => {
      const { name, birthDay, phone, homeRegion, ...file } = files.get(id)!
      const visit = last.get(id)
      const nextVisitDay = visit?.nextVisitDay ?? null
      return { ...file, ...whoOf(context, { name, birthDay, phone, homeRegion }), lastVisitDay: visit?.visitDay ?? null, score: visit?.score ?? null, grade: visit?.grade ?? null, hormoneScheme: visit?.hormoneConsent === '1' ? visit.hormoneScheme : null, nextVisitDay, isOverdue: nextVisitDay !== null && nextVisitDay < today, ...calls(file.womanId) }
    }),
  }
}

export const menopauseHandlers = {
  'women.menopauseFile.save': (input, context) => saveFile(context, input as SaveRequest<typeof menopauseFile>),
  'women.menopauseVisit.save': (input, context) => saveVisit(context, input as SaveRequest<typeof menopauseVisit>),
  'women.menopauseFile.prepare': async ({ womanId }, context) => {
    context.touched('person', womanId)
    const woman = await womanOf(context.db, womanId)
    const last = (await screeningsOf(context.db, womanId)).at(-1)
    return {
      head: headOf(context, woman), existingId: (await fileOf(context, womanId))?.id ?? null,
      row: { womanId, openedDay: context.today, doctorName: context.user.displayName, ...(last?.isMenopausal ? { stage: '3' as const, menopauseAge: last.menopauseAge } : {}), lastMenstrualDay: last?.lastMenstrualDay ?? null },
    }
  },
  'women.menopauseFile.open': async ({ id }, context) => {
    context.touched(menopauseFile.id, id)
    const file = await getRow(context.db, menopauseFile, id)
    const { text, screeningId } = await cervicalStatus(context.db, file.womanId, context.today)
    return { head: headOf(context, await womanOf(context.db, file.womanId)), file, visits: await menopauseVisitsOf(context.db, id), cervicalStatus: text, screeningId, attempts: (await attemptsOf(context.db, { womanId: file.womanId })).map(({ followUpId: _step, ...call }) => call) }
  },
  'women.menopauseVisit.prepare': async ({ fileId }, context) => {
    context.touched(menopauseFile.id, fileId)
    const { db, today } = context
    const file = await getRow(db, menopauseFile, fileId)
    const last = (await menopauseVisitsOf(db, fileId)).at(-1)
    const { menopauseVisitDays, hormoneVisitDays } = await context.setting('womenRules')
    const onHormones = last?.hormoneConsent === '1'
    return {
      head: headOf(context, await womanOf(db, file.womanId)), last: last ?? null, cervicalStatus: (await cervicalStatus(db, file.womanId, today)).text,
      row: {
        womanId: file.womanId, fileId, visitDay: today, doctorName: context.user.displayName, heightCm: last?.heightCm ?? null, hormoneConsent: last?.hormoneConsent ?? '0', nextVisitDay: addDays(today, onHormones ? hormoneVisitDays : menopauseVisitDays),
        ...(onHormones ? { hormoneScheme: last.hormoneScheme, hormoneDrug: last.hormoneDrug, hormoneStartDay: last.hormoneStartDay } : {}),
      },
    }
  },
  'women.menopauseFile.list': (input, context) => listFiles(context, input),
} satisfies Partial<Handlers>
