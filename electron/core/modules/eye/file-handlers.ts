import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { CHILD_CONTACT } from '../../../../domain/code/child-check.ts'
import { EYE_REFERRAL_STATE, type EyeReferralState } from '../../../../domain/code/eye-check.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { eyeFile } from '../../../../domain/modules/eye/file.record.ts'
import { glasses } from '../../../../domain/modules/eye/glasses.record.ts'
import { eyeReferral, type EyeReferral } from '../../../../domain/modules/eye/referral.record.ts'
import { retinopathy } from '../../../../domain/modules/eye/retinopathy.record.ts'
import { eyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { exclusiveWindow, nominalDay } from '../../../../domain/rule/eye/eye-visits.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { getRow, saveRow, type SaveRequest } from '../../record/store.ts'
import { childOf, type ChildOfFile, headOf } from '../../registry/child-of-file.ts'
import { eyeRecordsOf, eyeVisitsOf, fundusOf, fundusWindow, visitAt } from './facts.ts'
import { lifeIssues, ownerOf } from './owned.ts'
import { listRecalls } from './recall-list.ts'
import { listReminders } from './reminder-list.ts'

type Schedule = Output<'eye.open'>['schedule']
/** The 13 visits as they stand: open from its own window (years: from its birthday), missed 30 days after its day (§9 [R]). */
function scheduleOf({ child }: ChildOfFile, visits: Awaited<ReturnType<typeof eyeVisitsOf>>, today: Day, overdueDays: number): Schedule {
  const { birthDay } = child
  if (!birthDay) return []
  return CHILD_CONTACT.values.map(contact => {
    const nominal = nominalDay(contact, birthDay)
    const done = visitAt(visits, contact)
    const opens = exclusiveWindow(contact, birthDay)?.firstDay ?? nominal
    const next = CHILD_CONTACT.values[CHILD_CONTACT.values.indexOf(contact) + 1]
    // Past its own days and with the next one's day come, it stays visible as missed and is not filled in later.
    const lost = next ? nominalDay(next, birthDay) : addDays(nominal, DAYS_PER_YEAR)
    return { contact, nominalDay: nominal, visitId: done?.id ?? null, state: done ? 'done' as const : today < opens ? 'notDue' as const : today > addDays(nominal, overdueDays) && today >= lost ? 'missed' as const : 'open' as const }
  })
}
const DAYS_PER_YEAR = 365

/** The visit a referral or a pair of glasses comes from is the same child's. */
async function visitOf(context: ReadContext | WriteContext, visitId: string, fileId: string): Promise<ReturnType<typeof eyeVisitsOf> extends Promise<(infer V)[]> ? V : never> {
  const visit = await getRow(context.db, eyeVisit, visitId)
  if (visit.fileId !== fileId || visit.voidedAt !== null) throw new AppError('invalid', [block('visitId', message('eyeReferral.otherVisit', '检查记录不属于这名儿童,请重新选择'))])
  return visit
}

const isAwaited = (state: EyeReferralState | null): boolean => state === 'waiting' || state === 'seen' || state === 'lost'

/** A referral goes its way step by step; the answer itself moves it, so that it may come in from wherever it is awaited. */
function moveIssues(from: EyeReferralState | null, { state, answeredDay }: Readonly<Pick<EyeReferral, 'state' | 'answeredDay'>>): FieldIssue[] {
  const asked = state as EyeReferralState | null
  if (asked === null || asked === from) return []
  if (from !== null) return EYE_REFERRAL_STATE.canMove(from, asked) ? [] : [block('state', message('eyeReferral.noSuchMove', '转诊状态不能由“{{from}}”改为“{{to}}”;登记有误请作废后重新开单', { from: EYE_REFERRAL_STATE.label(from), to: EYE_REFERRAL_STATE.label(asked) }))]
  return asked === 'waiting' || (asked === 'answered' && answeredDay !== null) ? [] : [block('state', message('eyeReferral.begins', '新开的转诊单状态应为“待就诊”;已有回执的请填写回执日期和诊断结果'))]
}

async function saveReferral(context: WriteContext, input: SaveRequest<typeof eyeReferral>): Promise<{ id: string; rev: number }> {
  const { of, old } = await ownerOf(context, eyeReferral, input)
  const row = tidyRow(eyeReferral, input.row)
  const issues = [...lifeIssues(of, row.referredDay, 'referredDay'), ...moveIssues(old?.state ?? null, row)]
  if (row.visitId) {
    const visit = await visitOf(context, row.visitId, row.fileId!)
    if (row.referredDay && row.referredDay < visit.visitDay) issues.push(block('referredDay', message('eyeReferral.beforeVisit', '转诊日期不能早于检查日期 {{day}}', { day: visit.visitDay })))
    const other = await context.db.selectFrom('eyeReferral').select('id').where('visitId', '=', row.visitId).where('voidedAt', 'is', null).where('state', '!=', 'cancelled').execute()
    if (row.state !== 'cancelled' && other.some(({ id }) => id !== (old?.id ?? input.id))) issues.push(block('visitId', message('eyeReferral.twice', '这次检查已经开过转诊单,请打开原来的转诊单')))
  }
  if (row.number !== (old?.number ?? null)) issues.push(block('number', message('eyeReferral.number', '转诊单编号由程序编排,不能修改')))
  // An answer that came in is an answer, whatever the list said before.
  const state = row.answeredDay && isAwaited(row.state) ? 'answered' : row.state
  const number = row.number ?? `YZ${context.today.slice(0, 4)}${String(await nextSerial(context.db, `eyeReferral-${context.today.slice(0, 4)}`)).padStart(6, '0')}`
  return saveRow(context, eyeReferral, { ...input, row: { ...row, state, number }, moreIssues: issues })
}

async function listReferrals({ offset, limit, state, overdueOnly }: { offset: number; limit: number; state?: EyeReferralState | undefined; overdueOnly?: boolean | undefined }, context: ReadContext): Promise<Output<'eye.referral.list'>> {
  const { db, today } = context
  let query = db.selectFrom('eyeReferral').innerJoin('childFile', 'childFile.id', 'eyeReferral.fileId').innerJoin('person as child', 'child.id', 'childFile.childId').leftJoin('person as mother', 'mother.id', 'childFile.motherId')
    .where('eyeReferral.voidedAt', 'is', null).where('childFile.voidedAt', 'is', null)
  if (state) query = query.where('eyeReferral.state', '=', state)
  if (overdueOnly) query = query.where('eyeReferral.state', '=', 'waiting').where('eyeReferral.dueDay', '<', today)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.select(['eyeReferral.id', 'eyeReferral.fileId', 'eyeReferral.number', 'child.name as childName', 'child.sex', 'child.birthDay', 'mother.name as motherName', 'eyeReferral.state', 'eyeReferral.referredDay', 'eyeReferral.dueDay', 'eyeReferral.isUrgent', 'eyeReferral.hospital', 'eyeReferral.conclusion', 'eyeReferral.diagnosis',
    sql<string | null>`coalesce(child_file.contact_phone, mother.phone)`.as('phone')]).orderBy('eyeReferral.dueDay').orderBy('eyeReferral.id').offset(offset).limit(limit).execute()
  const maySee = context.user.permissions.has('person.reveal')
  return { total: Number(total), rows: rows.map(({ isUrgent, phone, ...row }) => ({ ...row, state: row.state as EyeReferralState, isUrgent: isUrgent === 1, isOverdue: row.state === 'waiting' && row.dueDay < today, phone: phone && !maySee ? maskPhone(phone) : phone })) }
}

const photosOf = (db: ReadDb, fileId: string) => db.selectFrom('eyePhoto').select(['id', 'rev', 'visitId', 'kind', 'fileName']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('createdAt').orderBy('id').execute()

export const eyeFileHandlers = {
  'eye.open': async ({ fileId }, context) => {
    context.touched('child.file', fileId)
    const { db, today } = context
    const of = await childOf(db, fileId)
    const rules = await context.setting('eyeRules')
    const [visits, fundus] = [await eyeVisitsOf(db, fileId), await fundusOf(db, fileId)]
    return {
      head: headOf(context, of), visits, ...await eyeRecordsOf(db, fileId), fundus: [...fundus.examinations], photos: await photosOf(db, fileId),
      window: fundusWindow(of, fundus, today, await context.setting('childRules')), schedule: scheduleOf(of, visits, today, rules.overdueDays),
    }
  },
  'eye.file.save': async (input, context) => {
    const request = input as SaveRequest<typeof eyeFile>
    const { of } = await ownerOf(context, eyeFile, request)
    const known = await context.db.selectFrom('eyeFile').select('id').where('fileId', '=', of.file.id).where('voidedAt', 'is', null).executeTakeFirst()
    if (known && known.id !== request.id) throw new AppError('invalid', [block('fileId', message('eyeFile.exists', '该儿童已有眼健康档案,请打开修改'))])
    return saveRow(context, eyeFile, request)
  },
  'eye.retinopathy.save': async (input, context) => {
    const request = input as SaveRequest<typeof retinopathy>
    const { of } = await ownerOf(context, retinopathy, request)
    return saveRow(context, retinopathy, { ...request, moreIssues: lifeIssues(of, request.row.examinedDay, 'examinedDay') })
  },
  'eye.glasses.save': async (input, context) => {
    const request = input as SaveRequest<typeof glasses>
    const { of } = await ownerOf(context, glasses, request)
    if (request.row.visitId) await visitOf(context, request.row.visitId, of.file.id)
    return saveRow(context, glasses, { ...request, moreIssues: lifeIssues(of, request.row.prescribedDay, 'prescribedDay') })
  },
  'eye.referral.save': (input, context) => saveReferral(context, input as SaveRequest<typeof eyeReferral>),
  'eye.referral.list': (input, context) => listReferrals(input as Parameters<typeof listReferrals>[0], context),
  'eye.reminder.list': (input, context) => listReminders(context, input as Parameters<typeof listReminders>[1]),
  'eye.recall.list': (input, context) => listRecalls(context, input as Parameters<typeof listRecalls>[1]),
  'eye.referral.prepare': async ({ visitId }, context) => {
    const visit = await getRow(context.db, eyeVisit, visitId)
    if (visit.voidedAt !== null) throw new AppError('not-found', undefined, { record: eyeVisit.id, id: visitId })
    context.touched('child.file', visit.fileId)
    const of = await childOf(context.db, visit.fileId)
    const rules = await context.setting('eyeRules')
    const known = await context.db.selectFrom('eyeReferral').select('id').where('visitId', '=', visitId).where('voidedAt', 'is', null).where('state', '!=', 'cancelled').executeTakeFirst()
    const isUrgent = visit.advice === 'urgent'
    const row: Partial<EyeReferral> = {
      fileId: visit.fileId, visitId, state: 'waiting', referredDay: context.today, isUrgent, dueDay: addDays(context.today, isUrgent ? rules.urgentReferralDays : rules.referralDays), doctorName: context.user.displayName, department: '眼科',
      undone: visit.undone, findings: visit.findings, conclusion: visit.conclusion,
    }
    return { head: headOf(context, of), row, existingId: known?.id ?? null }
  },
} satisfies Partial<Handlers>
