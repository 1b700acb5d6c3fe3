import { REFERRAL_STATE, type ReferralState } from '../../../../domain/code/referral.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { pregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { criticalReferral, type CriticalReferral, type StoredCriticalReferral } from '../../../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../../../../domain/modules/maternal/diagnosis-referral.record.ts'
import { retention, type Retention, type StoredRetention } from '../../../../domain/modules/maternal/retention.record.ts'
import type { RecordDefinition, Row, StoredRow } from '../../../../domain/record/define.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { completionDue, diagnosisDuties, openFields, retentionDecisionIssues, retentionState } from '../../../../domain/rule/maternal-referral.ts'
import { type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { ReadContext, User, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { editConflict, findRow, fromColumns, getRow, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { expectingOf } from '../../registry/pregnancies.ts'
import { settleRecalls } from '../../registry/prenatal-recalls.ts'
import { namelessText } from './referral-paper.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { partnerIssues, receiverIssues } from './partners.ts'
import { maternalPaper } from './maternal-paper.ts'

type Context = ReadContext | WriteContext
const nowMinute = (context: Context): Minute => minuteAt(context.nowMs)
const phoneFor = (user: User, phone: string | null): string | null => phone === null || user.permissions.has('person.reveal') ? phone : maskPhone(phone)

/** WZ (危重) or CZ (产前诊断), the day, four digits of the day's serial; like the numbers of 双向转诊单 (note §5.1). */
async function newNumber(context: WriteContext, prefix: 'WZ' | 'CZ'): Promise<string> {
  const day = context.today.replaceAll('-', '')
  return `${prefix}${day}${String(await nextSerial(context.db, `${prefix}-${day}`)).padStart(4, '0')}`
}

type Numbered = { number: string | null; personId: string; organizationId: string }
/** Saves a slip: the patient stays, the number is ours, patient and receiver exist. `kept` are the values only moves set. */
async function saveSlip<D extends RecordDefinition>(
  context: WriteContext, definition: D, prefix: 'WZ' | 'CZ', request: SaveRequest<D>, kept: (old: StoredRow<D> | undefined) => Partial<Row<D>>, moreIssues: FieldIssue[] = [],
): Promise<{ id: string; rev: number }> {
  const old = request.id === undefined ? undefined : await findRow(context.db, definition, request.id)
  if (request.rev !== undefined && !old) throw new AppError('not-found', undefined, { record: definition.id, id: request.id })
  const before = old as unknown as Numbered | undefined
  const row = { ...request.row, ...kept(old), number: before?.number ?? null } as Row<D> & Numbered
  const issues = [...moreIssues, ...await partnerIssues(context, row, before)]
  if (before && before.personId !== row.personId) issues.push(block('personId', message('referral.personFixed', '转诊单的患者不能更改;开错了请作废本单后重开')))
  if (!old && issues.length === 0) row.number = await newNumber(context, prefix)
  return saveRow(context, definition, { ...request, row, moreIssues: issues })
}

/** What `move` alone sets on an emergency slip. */
const setByMoves = (old: StoredCriticalReferral | undefined): Partial<CriticalReferral> =>
  old ? { state: old.state, stateReason: old.stateReason, refusalSigner: old.refusalSigner, arrivedAt: old.arrivedAt } : { state: 'toSend', stateReason: null, refusalSigner: null, arrivedAt: null }

async function moveCritical(input: { id: string; rev: number; to: ReferralState; at?: string | undefined; reason?: string | undefined; refusalSigner?: string | undefined; organizationId?: string | undefined; confirmations?: SaveRequest<typeof criticalReferral>['confirmations'] }, context: WriteContext) {
  const old = await getRow(context.db, criticalReferral, input.id)
  if (old.rev !== input.rev || old.voidedAt !== null) throw editConflict(context, criticalReferral, old)
  const { to } = input
  if (!REFERRAL_STATE.canMove(old.state, to)) {
    throw new AppError('invalid', [block('to', message('referral.noSuchMove', '转诊单现在是“{{from}}”,不能改为“{{to}}”', { from: REFERRAL_STATE.label(old.state), to: REFERRAL_STATE.label(to) }))])
  }
  const at = (input.at ?? nowMinute(context)) as Minute
  const issues: FieldIssue[] = at > nowMinute(context) ? [block('at', message('criticalReferral.moveFuture', '时间不能晚于现在'))] : []
  const row: { -readonly [K in keyof CriticalReferral]: CriticalReferral[K] } = { ...valuesOf(criticalReferral, old), state: to }
  const reason = input.reason?.trim() || null
  if (to === 'rejected' || to === 'patientRefused' || to === 'closed') row.stateReason = reason
  if (to === 'patientRefused') row.refusalSigner = input.refusalSigner?.trim() || null
  if (to === 'sent') row.departedAt ??= at
  if (to === 'arrived') row.arrivedAt = at
  if (to === 'toSend') {
    // Case 54: the same case goes to the next receiver.
    if (!input.organizationId) issues.push(block('organizationId', message('referral.nextReceiverMissing', '请选择下一家转入机构')))
    else issues.push(...await receiverIssues(context, input.organizationId, undefined))
    Object.assign(row, { organizationId: input.organizationId ?? row.organizationId, stateReason: null, departedAt: null, calledAt: null, calledPerson: null, calledReply: null, receivingDoctor: null })
  }
  if (issues.length) throw new AppError('invalid', issues)
  context.fact('from', old.state)
  context.fact('to', to)
  return saveRow(context, criticalReferral, { id: old.id, rev: old.rev, row: completed(context, row), confirmations: input.confirmations })
}

// Once everything is filled in the timer stops for good; what is corrected later does not start it again.
const completed = (context: WriteContext, row: CriticalReferral): CriticalReferral =>
  ({ ...row, completedAt: row.completedAt ?? (openFields(row).length === 0 ? nowMinute(context) : null) })

// What the decision and the leaving set; a correction of the stay keeps them.
const setByDecisions = (old: StoredRetention | undefined): Partial<Retention> => ({
  stayReason: old?.stayReason ?? null, consultation: old?.consultation ?? null, seniorDoctorId: old?.seniorDoctorId ?? null, decidedAt: old?.decidedAt ?? null,
  endedAt: old?.endedAt ?? null, endNote: old?.endNote ?? null,
})

async function openRetention(context: WriteContext, id: string, rev: number): Promise<StoredRetention> {
  const old = await getRow(context.db, retention, id)
  if (old.rev !== rev || old.voidedAt !== null) throw editConflict(context, retention, old)
  if (old.endedAt) throw new AppError('invalid', [block('id', message('retention.ended', '该孕产妇已登记离院或转出'))])
  return old
}

/** Saves a referral to diagnosis; a signed refusal on it ends the recall of its pregnancy. */
async function saveDiagnosisSlip(context: WriteContext, input: SaveRequest<typeof diagnosisReferral>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, diagnosisReferral, input.id)
  const { row } = input
  const issues: FieldIssue[] = []
  const ofHers = row.pregnancyId === null ? undefined : await findRow(context.db, pregnancy, row.pregnancyId)
  if (ofHers && ofHers.womanId !== row.personId) issues.push(block('pregnancyId', message('diagnosis.otherWoman', '这次妊娠不属于该孕妇,请重新选择')))
  const saved = await saveSlip(context, diagnosisReferral, 'CZ', input, () => ({}), issues)
  for (const pregnancyId of new Set([row.pregnancyId, old?.pregnancyId])) if (pregnancyId) await settleRecalls(context, pregnancyId)
  context.touched(diagnosisReferral.id, saved.id)
  return saved
}

export const maternalHandlers = {
  'referral.critical.save': (input, context) => {
    const row = completed(context, input.row)
    return saveSlip(context, criticalReferral, 'WZ', { ...input, row }, setByMoves)
  },
  'referral.critical.move': moveCritical,
  'referral.critical.list': async ({ offset, limit, openOnly }, context) => {
    const rules = await context.setting('maternalRisk')
    const where = () => {
      const all = context.db.selectFrom('criticalReferral').where('criticalReferral.voidedAt', 'is', null)
      return openOnly ? all.where(eb => eb.or([eb('criticalReferral.completedAt', 'is', null), eb('criticalReferral.state', 'in', ['toSend', 'sent', 'rejected'])])) : all
    }
    const { total } = await where().select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await where().innerJoin('person', 'person.id', 'criticalReferral.personId').innerJoin('organization', 'organization.id', 'criticalReferral.organizationId')
      .selectAll('criticalReferral').select(['person.name as personName', 'person.phone', 'person.sex', 'organization.name as organizationName'])
      .orderBy('criticalReferral.referredAt', 'desc').orderBy('criticalReferral.id').offset(offset).limit(limit).execute()
    const [now, expecting] = [nowMinute(context), await expectingOf(context, rows.map(({ personId }) => personId))]
    return {
      total: Number(total), overdue: await overdueSlips(context),
      rows: await Promise.all(rows.map(async row => {
        const due = row.completedAt === null ? completionDue({ ...fromColumns(criticalReferral, row) }, now, rules) : null
        return {
          id: row.id, rev: row.rev, number: row.number, state: row.state, referredAt: row.referredAt, organizationName: row.organizationName, reason: row.reason, riskColour: row.riskColour, personId: row.personId,
          personName: row.personName ?? await namelessText(context.db, { id: row.personId, sex: row.sex }), phone: phoneFor(context.user, row.phone), ...expecting(row.personId), open: due?.open ?? [], dueAt: due?.dueAt ?? null, isOverdue: due?.isOverdue ?? false,
        }
      })),
    }
  },

  'referral.retention.save': async (input, context) => {
    const old = input.id === undefined ? undefined : await findRow(context.db, retention, input.id)
    const row: Retention = { ...input.row, ...setByDecisions(old) }
    const more = await partnerIssues(context, { personId: row.personId, organizationId: '' }, old && { personId: old.personId, organizationId: '' })
    return saveRow(context, retention, { ...input, row, moreIssues: more })
  },
  'referral.retention.decide': async (input, context) => {
    const old = await openRetention(context, input.id, input.rev)
    const issues = retentionDecisionIssues({ stayReason: input.stayReason, consultation: input.consultation, hasSeniorDoctor: input.seniorDoctor !== undefined })
    if (issues.length) throw new AppError('invalid', issues)
    const senior = await context.secondPerson(input.seniorDoctor!, 'referral.senior')
    return saveRow(context, retention, {
      id: old.id, rev: old.rev, confirmations: input.confirmations, row: { ...valuesOf(retention, old), stayReason: input.stayReason.trim(), consultation: input.consultation.trim(), seniorDoctorId: senior.id, decidedAt: nowMinute(context) },
    })
  },
  'referral.retention.end': async (input, context) => {
    const old = await openRetention(context, input.id, input.rev)
    if (input.endedAt > nowMinute(context)) throw new AppError('invalid', [block('endedAt', message('retention.endFuture', '离院时间不能晚于现在'))])
    return saveRow(context, retention, { id: old.id, rev: old.rev, confirmations: input.confirmations, row: { ...valuesOf(retention, old), endedAt: input.endedAt as Minute, endNote: input.endNote } })
  },
  'referral.retention.list': async ({ offset, limit, all }, context) => {
    const where = () => {
      const live = context.db.selectFrom('maternalRetention').where('maternalRetention.voidedAt', 'is', null)
      return all ? live : live.where('maternalRetention.endedAt', 'is', null)
    }
    const { total } = await where().select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await where().innerJoin('person', 'person.id', 'maternalRetention.personId').leftJoin('userAccount', 'userAccount.id', 'maternalRetention.seniorDoctorId')
      .selectAll('maternalRetention').select(['person.name as personName', 'person.phone', 'person.sex', 'userAccount.displayName as seniorDoctorName'])
      .orderBy('maternalRetention.keptSince', all ? 'desc' : 'asc').orderBy('maternalRetention.id').offset(offset).limit(limit).execute()
    const [rules, { level }, expecting] = [await context.setting('maternalRisk'), await context.setting('institution'), await expectingOf(context, rows.map(({ personId }) => personId))]
    return {
      total: Number(total), retained: await retainedWomen(context),
      rows: await Promise.all(rows.map(async row => ({
        id: row.id, rev: row.rev, riskColour: row.riskColour, riskFactors: row.riskFactors, keptSince: row.keptSince, doctorName: row.doctorName, personId: row.personId,
        personName: row.personName ?? await namelessText(context.db, { id: row.personId, sex: row.sex }), phone: phoneFor(context.user, row.phone), ...expecting(row.personId),
        decidedAt: row.decidedAt, seniorDoctorName: row.seniorDoctorName, endedAt: row.endedAt, ...retentionState(row, level, nowMinute(context), rules),
      }))),
    }
  },

  'referral.diagnosis.save': (input, context) => saveDiagnosisSlip(context, input),
  'referral.diagnosis.void': async (input, context) => {
    const { pregnancyId } = await getRow(context.db, diagnosisReferral, input.id)
    const voided = await voidRow(context, diagnosisReferral, input)
    if (pregnancyId) await settleRecalls(context, pregnancyId)
    return voided
  },
  'referral.diagnosis.list': async ({ offset, limit, openOnly }, context) => {
    const rules = await context.setting('maternalRisk')
    const where = () => {
      const live = context.db.selectFrom('diagnosisReferral').where('diagnosisReferral.voidedAt', 'is', null)
      return openOnly ? live.where('diagnosisReferral.outcome', 'is', null) : live
    }
    const { total } = await where().select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await where().innerJoin('person', 'person.id', 'diagnosisReferral.personId').innerJoin('organization', 'organization.id', 'diagnosisReferral.organizationId')
      .selectAll('diagnosisReferral').select(['person.name as personName', 'person.phone', 'organization.name as organizationName'])
      .orderBy('diagnosisReferral.referredDay', 'desc').orderBy('diagnosisReferral.id').offset(offset).limit(limit).execute()
    const expecting = await expectingOf(context, rows.map(({ personId }) => personId))
    return {
      total: Number(total), overdue: await overdueDiagnoses(context),
      rows: rows.map(row => ({
        id: row.id, rev: row.rev, number: row.number, referredDay: row.referredDay, answer: row.answer, organizationName: row.organizationName,
        personId: row.personId, personName: row.personName, phone: phoneFor(context.user, row.phone), gestationDays: expecting(row.personId).gestationDays, expectedDay: expecting(row.personId).expectedDay ?? row.expectedDeliveryDay, duties: diagnosisDuties(row, context.today, rules),
      })),
    }
  },

  'referral.expecting': async ({ personId }, context) => (await expectingOf(context, [personId]))(personId),

  'referral.maternal.preview': async ({ what, id }, context) => {
    context.touched(`referral.${what}`, id)
    const { composed } = await maternalPaper(context, what, id, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'referral.maternal.pdf': async ({ what, id }, context) => {
    const { number, composed } = await maternalPaper(context, what, id, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(`referral.${what}`, id) })
    return { fileName: `${number ?? id}.pdf`, base64: Buffer.from(bytes).toString('base64') }
  },
  'referral.maternal.print': async ({ what, id, printerName }, context) => {
    const { composed, silent } = await maternalPaper(context, what, id, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: 210, pageHeightMm: 297 })
    await context.separately(async writing => { writing.touched(`referral.${what}`, id); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>

/** Emergency slips whose 24 hours are over and that still have open fields (case 52); for the home page too. */
export async function overdueSlips(context: Context): Promise<number> {
  const rules = await context.setting('maternalRisk')
  const rows = await context.db.selectFrom('criticalReferral').selectAll().where('completedAt', 'is', null).where('voidedAt', 'is', null).where('state', '!=', 'closed').execute()
  return rows.filter(row => completionDue(fromColumns(criticalReferral, row), nowMinute(context), rules)?.isOverdue).length
}

/** Women counted as 截留 now (case 53); for the home page too. */
export async function retainedWomen(context: Context): Promise<number> {
  const [rules, { level }] = [await context.setting('maternalRisk'), await context.setting('institution')]
  const rows = await context.db.selectFrom('maternalRetention').select(['riskColour', 'keptSince', 'endedAt', 'decidedAt']).where('endedAt', 'is', null).where('voidedAt', 'is', null).execute()
  return rows.filter(row => retentionState(row, level, nowMinute(context), rules).isRetained).length
}

/** High-risk women for whom something is overdue (case 56); for the home page too. */
export async function overdueDiagnoses(context: Context): Promise<number> {
  const rules = await context.setting('maternalRisk')
  const rows = await context.db.selectFrom('diagnosisReferral').select(['referredDay', 'screenedDay', 'notifiedDay', 'answer', 'expectedDeliveryDay', 'outcome']).where('outcome', 'is', null).where('voidedAt', 'is', null).execute()
  return rows.filter(row => diagnosisDuties(row, context.today, rules).some(duty => duty.isOverdue)).length
}

