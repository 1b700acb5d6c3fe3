import { REFERRAL_STATE, type ReferralState } from '../../../../domain/code/referral.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { organization, type StoredOrganization } from '../../../../domain/modules/referral/organization.record.ts'
import { referral, type Referral } from '../../../../domain/modules/referral/referral.record.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { referralDueDay, referralOverdueDays } from '../../../../domain/rule/referral-due.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import { readerOf, shownRow } from '../../fetal-sex.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { editConflict, findRow, fromColumns, getRow, historyOf, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { pregnantSlips, referralsWhere, slipRecord } from '../../registry/referrals.ts'
import { partnerIssues, receiverIssues } from './partners.ts'
import { namelessText, referralPaper } from './referral-paper.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'

/** 转诊单号: ZZ, the day it was made, four digits of the day's serial. Source: certificate note §5.1. */
async function newReferralNumber(context: WriteContext): Promise<string> {
  const day = context.today.replaceAll('-', '')
  return `ZZ${day}${String(await nextSerial(context.db, `referral-${day}`)).padStart(4, '0')}`
}

// Once a slip has left the house, who was sent where is no longer a correction but another referral or a move.
const FIXED_WHEN_SENT = { organizationId: '转入机构', referredDay: '转诊日期' } as const
/** Values that belong to the way of the case; only `referral.move` sets them, later corrections keep to what was set. */
const SET_BY_MOVES = ['arrivedDay', 'returnedDay', 'returnDiagnosis', 'inpatientNumber', 'returnExaminations', 'returnAdvice', 'returnDoctor', 'returnPhone'] as const

async function save(input: { id?: string | undefined; rev?: number | undefined; row: Referral; confirmations?: never }, context: WriteContext): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, referral, input.id)
  if (input.rev !== undefined && !old) throw new AppError('not-found', undefined, { record: referral.id, id: input.id })
  const row: Record<string, unknown> = { ...input.row }
  const issues: FieldIssue[] = []
  if (old) {
    Object.assign(row, { number: old.number, state: old.state, stateReason: old.stateReason })
    for (const name of SET_BY_MOVES) if (old[name] === null) row[name] = null
    if (row.personId !== old.personId) issues.push(block('personId', message('referral.personFixed', '转诊单的患者不能更改;开错了请作废本单后重开')))
    if (old.state !== 'toSend') {
      for (const [name, label] of Object.entries(FIXED_WHEN_SENT)) {
        if (row[name] !== old[name as keyof typeof FIXED_WHEN_SENT]) issues.push(block(name, message('referral.fixedWhenSent', '转诊单已发出,{{label}}不能再改', { label })))
      }
    }
  } else {
    Object.assign(row, { number: null, state: 'toSend', stateReason: null }, Object.fromEntries(SET_BY_MOVES.map(name => [name, null])))
  }
  issues.push(...await partnerIssues(context, row as Referral, old))
  // A number is taken only for a slip that will be saved: findings are settled first, and a refused save takes it back with its transaction.
  if (!old && !issues.length) row.number = await newReferralNumber(context)
  return saveRow(context, await slipRecord(context.db, row as Referral, ...old ? [old] : []), { id: input.id, rev: input.rev, row: row as Referral, confirmations: input.confirmations, moreIssues: issues })
}

type Move = { id: string; rev: number; to: ReferralState; day?: string | undefined; reason?: string | undefined; organizationId?: string | undefined; returned?: Record<string, string> | undefined; confirmations?: SaveRequest<typeof referral>['confirmations'] }

async function move(input: Move, context: WriteContext): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, referral, input.id)
  if (old.rev !== input.rev || old.voidedAt !== null) throw editConflict(context, await slipRecord(context.db, old), old)
  const { to } = input
  if (!REFERRAL_STATE.canMove(old.state, to)) {
    throw new AppError('invalid', [block('to', message('referral.noSuchMove', '转诊单现在是“{{from}}”,不能改为“{{to}}”', { from: REFERRAL_STATE.label(old.state), to: REFERRAL_STATE.label(to) }))])
  }
  const row: Record<string, unknown> = { ...valuesOf(referral, old), state: to }
  const issues: FieldIssue[] = []
  const day = (input.day ?? context.today) as Day
  if (day > context.today) issues.push(block('day', message('referral.dayFuture', '日期不能晚于今天')))
  const needsReason = to === 'rejected' || to === 'patientRefused' || to === 'closed'
  const reason = input.reason?.trim() ?? ''
  if (needsReason && reason.length < 2) issues.push(block('reason', message('referral.reasonMissing', '请填写{{state}}的原因', { state: REFERRAL_STATE.label(to) })))
  if (needsReason) row.stateReason = reason || null
  if (to === 'arrived') row.arrivedDay = day
  if (to === 'returned') Object.assign(row, input.returned ?? {}, { returnedDay: day })
  if (to === 'toSend') {
    // Case 54: the same case goes to the next receiver; department and doctor were the last one's.
    if (!input.organizationId) issues.push(block('organizationId', message('referral.nextReceiverMissing', '请选择下一家转入机构')))
    else issues.push(...await receiverIssues(context, input.organizationId, undefined))
    Object.assign(row, { organizationId: input.organizationId ?? row.organizationId, referredDay: day, department: null, receivingDoctor: null, stateReason: null })
  }
  if (issues.length) throw new AppError('invalid', issues)
  context.fact('from', old.state)
  context.fact('to', to)
  return saveRow(context, await slipRecord(context.db, old, row as Referral), { id: old.id, rev: old.rev, row: row as Referral, confirmations: input.confirmations })
}

export const referralHandlers = {
  'organization.list': async ({ all }, { db }) => {
    const rows = await db.selectFrom('organization').selectAll().where('voidedAt', 'is', null).orderBy('name').orderBy('id').execute()
    const stored: StoredOrganization[] = rows.map(row => fromColumns(organization, row))
    return all ? stored : stored.filter(row => row.active !== false)
  },
  'referral.get': async ({ id }, context) => {
    context.touched('referral', id)
    const row = await getRow(context.db, referral, id)
    return shownRow(await slipRecord(context.db, row), row, readerOf(context))
  },
  'referral.history': async ({ id }, context) => {
    const entries = await historyOf(context.db, referral.id, id)
    const definition = await slipRecord(context.db, await getRow(context.db, referral, id), ...entries.map(({ row }) => row as Referral))
    return entries.map(entry => shownRow(definition, entry, readerOf(context)))
  },
  'referral.void': async (input, context) => voidRow(context, await slipRecord(context.db, await getRow(context.db, referral, input.id)), input),
  'referral.save': (input, context) => save(input as never, context),
  'referral.move': (input, context) => move(input, context),
  'referral.list': async (input, context) => {
    const { answerDays } = await context.setting('referral')
    const where = () => referralsWhere(context.db, input, context.today, answerDays)
    const { total } = await where().select(eb => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
    const query = where()
      .select([
        'referral.id', 'referral.rev', 'referral.number', 'referral.state', 'referral.critical', 'referral.referredDay', 'referral.personId', 'referral.department', 'referral.doctorName',
        'referral.impression', 'person.name as personName', 'person.sex', 'person.birthDay', 'person.phone', 'organization.name as organizationName',
      ])
      // What has waited longest stands first where the question is who is overdue; the day's work stands first elsewhere.
      .orderBy('referral.referredDay', input.overdueOnly ? 'asc' : 'desc').orderBy('referral.number', input.overdueOnly ? 'asc' : 'desc')
    const rows = await query.offset(input.offset).limit(input.limit).execute()
    const slips = rows.length === 0 ? [] : await context.db.selectFrom('referral').selectAll().where('id', 'in', rows.map(({ id }) => id)).execute()
    const unborn = new Set(slips.filter(await pregnantSlips(context.db, slips)).map(({ id }) => id))
    const seesNumbers = context.user.permissions.has('person.reveal')
    return {
      total: Number(total),
      rows: await Promise.all(rows.map(async row => {
        const shown = shownRow({ ...referral, unborn: unborn.has(row.id) }, row, readerOf(context))
        const about = { state: row.state, critical: row.critical === 1, referredDay: row.referredDay }
        return {
          ...shown, critical: about.critical, dueDay: referralDueDay(about, answerDays), overdueDays: referralOverdueDays(about, answerDays, context.today),
          personName: row.personName ?? await namelessText(context.db, { id: row.personId, sex: row.sex }),
          phone: row.phone === null || seesNumbers ? row.phone : maskPhone(row.phone),
        }
      })),
    }
  },
  'referral.preview': async ({ id }, context) => {
    context.touched('referral', id)
    const { composed } = await referralPaper(context, id, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'referral.pdf': async ({ id }, context) => {
    const { row, composed } = await referralPaper(context, id, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched('referral', id) })
    return { fileName: `${row.number ?? id}.pdf`, base64: Buffer.from(bytes).toString('base64') }
  },
  'referral.print': async ({ id, printerName }, context) => {
    const { composed, page, silent } = await referralPaper(context, id, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => {
      writing.touched('referral', id)
      writing.fact('outcome', outcome)
    })
    return { outcome }
  },
} satisfies Partial<Handlers>
