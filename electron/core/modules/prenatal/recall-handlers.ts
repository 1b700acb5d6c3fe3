import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { CodeOf } from '../../../../domain/code/code-table.ts'
import { PRENATAL_DISEASE } from '../../../../domain/code/prenatal.ts'
import { RECALL_KIND } from '../../../../domain/code/prenatal-record.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import type { SCREENING_SCHEME } from '../../../../domain/code/maternal-risk.ts'
import { block, type FieldIssue, message, type Message } from '../../../../domain/message/message.ts'
import { diagnosisReferral } from '../../../../domain/modules/maternal/diagnosis-referral.record.ts'
import { prenatalDiagnosis } from '../../../../domain/modules/prenatal/diagnosis.record.ts'
import { prenatalOutcome } from '../../../../domain/modules/prenatal/outcome.record.ts'
import { prenatalAttempt, prenatalCounselling, prenatalRecall } from '../../../../domain/modules/prenatal/recall.record.ts'
import { riskOf } from '../../../../domain/modules/prenatal/result-found.ts'
import { prenatalRemark } from '../../../../domain/modules/prenatal/remark.record.ts'
import { keptRules, type StoredPrenatalResult } from '../../../../domain/modules/prenatal/result.record.ts'
import { prenatalTarget } from '../../../../domain/modules/prenatal/target.record.ts'
import type { PrenatalRules } from '../../../../domain/rule/prenatal/prenatal-rules.ts'
import { printRisk } from '../../../../domain/rule/prenatal/risk.ts'
import { isAdvancedAge } from '../../../../domain/rule/prenatal/serum.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { within } from '../../list-file/given-file.ts'
import { findRow, fromColumns, getRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { settleRecalls } from '../../registry/prenatal-recalls.ts'
import { pregnancyHeadOf } from '../../registry/pregnancies.ts'
import { ageAtDelivery, gestationOf, screeningOf } from './facts.ts'
import { answerSlip, endSlips } from './referral-slip.ts'
import { rowsOfRequest, savePrenatal, startRow } from './save.ts'

async function saveAttempt(context: WriteContext, input: SaveRequest<typeof prenatalAttempt>): Promise<{ id: string; rev: number }> {
  const recall = await getRow(context.db, prenatalRecall, input.row.recallId)
  const moreIssues: FieldIssue[] = input.row.at && dayOf(input.row.at) < recall.openedDay ? [block('at', message('prenatalAttempt.before', '通知时间不能早于召回开始日期 {{day}}', { day: recall.openedDay }))] : []
  return savePrenatal(context, prenatalAttempt, { ...input, moreIssues })
}

const closedAlready = (day: Day): Message => message('prenatalRecall.closed', '这次召回已于 {{day}} 结束', { day })

async function refuse(context: WriteContext, { id, rev, day, signerName, relation, reason, confirmations }: Input<'prenatal.recall.refuse'>): Promise<{ id: string; rev: number }> {
  const recall = await getRow(context.db, prenatalRecall, id)
  if (recall.closedDay !== null && recall.rev === rev) throw new AppError('invalid', [block('id', closedAlready(recall.closedDay))])
  if (day > context.today || day < recall.openedDay) throw new AppError('invalid', [block('day', message('prenatalRecall.refusalDay', '签署日期应在召回开始({{day}})之后、今天之前', { day: recall.openedDay }))])
  const saved = await savePrenatal(context, prenatalRecall, { id, rev, confirmations, row: { ...valuesOf(prenatalRecall, recall), refusalDay: day as Day, refusalSigner: signerName, refusalRelation: relation, refusalReason: reason ?? null } })
  await settleRecalls(context, recall.pregnancyId)
  context.touched(prenatalRecall.id, id)
  return { id, rev: (await getRow(context.db, prenatalRecall, id)).rev ?? saved.rev }
}

/** A couple's tests or a look that cannot be repeated are given up: a high risk ends as the rule says, a tube by the next one or with its own end. */
async function close(context: WriteContext, { id, rev, reason, confirmations }: Input<'prenatal.recall.close'>): Promise<{ id: string; rev: number }> {
  const recall = await getRow(context.db, prenatalRecall, id)
  if (recall.kind !== 'couple' && recall.kind !== 'repeat') throw new AppError('invalid', [block('id', message('prenatalRecall.notByDoctor', '这是“{{kind}}”,只能以诊断、签署的拒绝、重新采血、妊娠结局结束', { kind: RECALL_KIND.label(recall.kind) }))])
  if (recall.closedDay !== null && recall.rev === rev) throw new AppError('invalid', [block('id', closedAlready(recall.closedDay))])
  const saved = await savePrenatal(context, prenatalRecall, { id, rev, confirmations, row: { ...valuesOf(prenatalRecall, recall), closedDay: context.today, closedBy: 'doctor', closingReason: reason } })
  context.touched(prenatalRecall.id, id)
  return saved
}

async function saveDiagnosis(context: WriteContext, input: SaveRequest<typeof prenatalDiagnosis>): Promise<{ id: string; rev: number }> {
  const { row, old } = await rowsOfRequest(context, prenatalDiagnosis, input)
  const screening = await screeningOf(context.db, row.pregnancyId)
  const slip = row.referralId === null ? undefined : await findRow(context.db, diagnosisReferral, row.referralId)
  const moreIssues: FieldIssue[] = slip && (slip.personId !== screening.woman.id || (slip.pregnancyId !== null && slip.pregnancyId !== row.pregnancyId)) ? [block('referralId', message('prenatalDiagnosis.otherSlip', '这份转诊单不属于这次妊娠,请重新选择'))] : []
  if (screening.pregnancy.startDay && row.diagnosedDay && row.diagnosedDay <= screening.pregnancy.startDay) moreIssues.push(block('diagnosedDay', message('prenatalDiagnosis.beforeStart', '诊断日期应晚于末次月经 {{day}},请核对日期,或核对是否选错了妊娠', { day: screening.pregnancy.startDay })))
  const saved = await savePrenatal(context, prenatalDiagnosis, { ...input, row: { ...row, gestationDays: gestationOf(screening, row.sampledDay ?? row.diagnosedDay) }, moreIssues })
  for (const slipId of new Set([row.referralId, old?.referralId])) if (slipId) await answerSlip(context, slipId, row.pregnancyId, old)
  await settleRecalls(context, row.pregnancyId)
  context.touched(prenatalDiagnosis.id, saved.id)
  return saved
}

async function saveOutcome(context: WriteContext, input: SaveRequest<typeof prenatalOutcome>): Promise<{ id: string; rev: number }> {
  const { row, old } = await rowsOfRequest(context, prenatalOutcome, input)
  const screening = await screeningOf(context.db, row.pregnancyId)
  const moreIssues: FieldIssue[] = []
  if (screening.outcome && screening.outcome.id !== old?.id) moreIssues.push(block('pregnancyId', message('prenatalOutcome.twice', '这次妊娠的结局已于 {{day}} 登记,请打开原记录修改', { day: screening.outcome.followedDay })))
  if (row.endedDay && screening.pregnancy.startDay && row.endedDay <= screening.pregnancy.startDay) moreIssues.push(block('endedDay', message('prenatalOutcome.beforeStart', '分娩(终止)日期应晚于末次月经,请核对')))
  const endGestationDays = row.endGestationDays ?? gestationOf(screening, row.endedDay)
  const saved = await savePrenatal(context, prenatalOutcome, { ...input, row: { ...row, endGestationDays }, moreIssues })
  await endSlips(context, row.pregnancyId, old ?? null, row)
  await settleRecalls(context, row.pregnancyId)
  context.touched(prenatalOutcome.id, saved.id)
  return saved
}

/** Voids a row that may have ended a recall and answered a slip; both are open again then. */
async function voidEnd(context: WriteContext, definition: typeof prenatalDiagnosis | typeof prenatalOutcome, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, definition, input.id)
  const { pregnancyId } = old
  const voided = await voidRow(context, definition, input)
  if ('referralId' in old) { if (old.referralId) await answerSlip(context, old.referralId, pregnancyId, old) } else await endSlips(context, pregnancyId, old, null)
  await settleRecalls(context, pregnancyId)
  context.touched(definition.id, input.id)
  return voided
}

/** One annual number a year and place. */
async function saveTarget(context: WriteContext, input: SaveRequest<typeof prenatalTarget>): Promise<{ id: string; rev: number }> {
  const { row } = await rowsOfRequest(context, prenatalTarget, input)
  const same = await context.db.selectFrom('prenatalTarget').select(['id', 'women']).where('year', '=', row.year).where('scope', '=', row.scope).where('place', row.place === null ? 'is' : '=', row.place).where('voidedAt', 'is', null).execute()
  const other = same.find(({ id }) => id !== input.id)
  const moreIssues = other ? [block('place', message('prenatalTarget.twice', '该年度已有任务数 {{women}},请打开原记录修改', { women: other.women }))] : []
  return savePrenatal(context, prenatalTarget, { ...input, moreIssues })
}
/** One remark a month and place. */
async function saveRemark(context: WriteContext, input: SaveRequest<typeof prenatalRemark>): Promise<{ id: string; rev: number }> {
  const { row } = await rowsOfRequest(context, prenatalRemark, input)
  const same = await context.db.selectFrom('prenatalRemark').select(['id', 'remark']).where('year', '=', row.year).where('month', '=', row.month).where('scope', '=', row.scope).where('place', row.place === null ? 'is' : '=', row.place).where('voidedAt', 'is', null).execute()
  const other = same.find(({ id }) => id !== input.id)
  const moreIssues = other ? [block('place', message('prenatalRemark.twice', '这个月已有备注“{{remark}}”,请重新打开备注后修改', { remark: other.remark }))] : []
  return savePrenatal(context, prenatalRemark, { ...input, moreIssues })
}

type Born = { deliveryId: string; gestationDays: number; mode: string; fetusCount: number; outcome: string; bornAt: string; weightG: number; lengthCm: number | null; defect: 0 | 1 | null }
/** Our own delivery of this pregnancy with its children; sex is not among what is read. */
async function ownDelivery(context: ReadContext, pregnancyId: string): Promise<Born[]> {
  return await context.db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(['delivery.id as deliveryId', 'delivery.gestationDays', 'delivery.mode', 'delivery.fetusCount', 'newborn.outcome', 'newborn.bornAt', 'newborn.weightG', 'newborn.lengthCm', 'newborn.defect'])
    .where('delivery.pregnancyId', '=', pregnancyId).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null).orderBy('newborn.birthOrder').execute()
}
/** 活产 of any child is 活产; 死胎 and 死产 share their code here. */
const outcomeOf = (born: readonly Born[]): '1' | '4' => born.some(({ outcome }) => outcome === '1') ? '1' : '4'

const SCHEME: Readonly<Partial<Record<StoredPrenatalResult['test'], CodeOf<typeof SCREENING_SCHEME>>>> = { firstSerum: '1', secondSerum: '2', nipt: '4', nt: '5', midUltrasound: '5', lateUltrasound: '5' }
/** Risks of chromosomes in the one field the form has for them: trisomy 21 as it is printed there, the others by their name. */
function chromosomeRisk(serum: StoredPrenatalResult | undefined, nipt: StoredPrenatalResult | undefined): string | null {
  const ofSerum = (['t21', 't18', 't13'] as const).flatMap(disease => { const risk = serum && serum[`${disease}Class`] === 'high' ? riskOf(serum, disease) : null; return risk ? [`${disease === 't21' ? '' : `${disease.slice(1)}三体 `}${printRisk(risk)}`] : [] })
  const ofNipt = nipt ? [`NIPT高风险 ${codesIn(nipt.niptHigh).map(disease => PRENATAL_DISEASE.label(disease).replace('综合征', '')).join('、')}`] : []
  const all = [...ofSerum, ...ofNipt].join(';')
  return all === '' ? null : within(all, 40)
}

/** The limits of the slip: those the serum was judged by, without one today's. */
function cutOffText(results: readonly StoredPrenatalResult[], rules: PrenatalRules): string {
  const { t21High, t18High } = keptRules(results.findLast(({ test }) => test === 'firstSerum' || test === 'secondSerum') ?? {}, rules)
  return `T21 1/${t21High},T18 1/${t18High}`
}

/** What of the results stands on the referral's form. */
function referralReasons(results: readonly StoredPrenatalResult[]) {
  const high = results.filter(({ overall }) => overall === 'high')
  const serum = high.findLast(({ test }) => test === 'firstSerum' || test === 'secondSerum')
  const screened = high.at(-1)
  return {
    scheme: screened ? SCHEME[screened.test] ?? null : null, screenedDay: screened?.resultDay ?? null, screenedGestationDays: screened?.gestationDays ?? null,
    trisomy21Risk: chromosomeRisk(serum, high.findLast(({ test }) => test === 'nipt')), hereditaryHistory: high.some(({ test }) => test === 'thalassaemia' || test === 'deafness') ? '4' as const : null, neuralTubeRisk: serum?.ontdClass === 'high' ? `AFP MoM ${serum.afpMom}` : null, nuchalTranslucencyThick: results.some(({ ntLevel }) => ntLevel === 'high'),
    otherUltrasound: high.some(({ test }) => test === 'midUltrasound' || test === 'lateUltrasound') ? '胎儿超声异常' : null,
  }
}

export const prenatalRecallHandlers = {
  'prenatal.attempt.save': (input, context) => saveAttempt(context, input as SaveRequest<typeof prenatalAttempt>),
  'prenatal.counselling.save': (input, context) => savePrenatal(context, prenatalCounselling, input as SaveRequest<typeof prenatalCounselling>),
  'prenatal.recall.refuse': (input, context) => refuse(context, input),
  'prenatal.recall.close': (input, context) => close(context, input),
  'prenatal.recall.closed': async ({ from, to, offset, limit }, { db }) => {
    const where = db.selectFrom('prenatalRecall').innerJoin('pregnancy', 'pregnancy.id', 'prenatalRecall.pregnancyId').innerJoin('person', 'person.id', 'pregnancy.womanId').where('prenatalRecall.voidedAt', 'is', null).where('prenatalRecall.closedDay', '>=', from as Day).where('prenatalRecall.closedDay', '<=', to as Day)
    const { total } = await where.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await where.select(['prenatalRecall.id', 'prenatalRecall.pregnancyId', 'person.name', 'prenatalRecall.kind', 'prenatalRecall.openedDay', 'prenatalRecall.closedDay', 'prenatalRecall.closedBy', 'prenatalRecall.reason']).orderBy('prenatalRecall.closedDay', 'desc').orderBy('prenatalRecall.id').offset(offset).limit(limit).execute()
    return { total: Number(total), rows: rows.map(row => ({ ...row, closedDay: row.closedDay!, closedBy: row.closedBy! })) }
  },
  'prenatal.referral.prepare': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const screening = await screeningOf(context.db, pregnancyId)
    const [rules, age] = [await context.setting('prenatalRules'), ageAtDelivery(screening)]
    const open = await context.db.selectFrom('diagnosisReferral').select('id').where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).where('answer', '=', 'waiting').orderBy('referredDay', 'desc').executeTakeFirst()
    return {
      head: await pregnancyHeadOf(context, screening), existingId: open?.id ?? null,
      row: startRow<typeof diagnosisReferral>({
        personId: screening.woman.id, pregnancyId, referredDay: context.today, expectedDeliveryDay: screening.pregnancy.expectedDay, ageRisk: age !== null && isAdvancedAge(age, rules), ...referralReasons(screening.results), cutOff: cutOffText(screening.results, rules),
        requestAttached: true, reportAttached: true, adviceAttached: true, doctorName: context.user.displayName, notifiedDay: context.today, answer: 'waiting',
      }),
    }
  },
  'prenatal.diagnosis.save': (input, context) => saveDiagnosis(context, input as SaveRequest<typeof prenatalDiagnosis>),
  'prenatal.diagnosis.void': (input, context) => voidEnd(context, prenatalDiagnosis, input),
  'prenatal.diagnosis.prepare': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const screening = await screeningOf(context.db, pregnancyId)
    const slip = await context.db.selectFrom('diagnosisReferral').innerJoin('organization', 'organization.id', 'diagnosisReferral.organizationId').select(['diagnosisReferral.id', 'organization.name']).where('diagnosisReferral.pregnancyId', '=', pregnancyId).where('diagnosisReferral.voidedAt', 'is', null).orderBy('diagnosisReferral.referredDay', 'desc').executeTakeFirst()
    return { head: await pregnancyHeadOf(context, screening), row: startRow<typeof prenatalDiagnosis>({ pregnancyId, referralId: slip?.id ?? null, institution: slip?.name ?? null, diagnosedDay: context.today }) }
  },
  'prenatal.outcome.save': (input, context) => saveOutcome(context, input as SaveRequest<typeof prenatalOutcome>),
  'prenatal.outcome.void': (input, context) => voidEnd(context, prenatalOutcome, input),
  'prenatal.outcome.prepare': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const screening = await screeningOf(context.db, pregnancyId)
    const born = await ownDelivery(context, pregnancyId)
    const first = born[0]
    const outcome = first ? outcomeOf(born) : null
    return {
      head: await pregnancyHeadOf(context, screening), existingId: screening.outcome?.id ?? null, isProposed: first !== undefined,
      row: startRow<typeof prenatalOutcome>({
        pregnancyId, followedDay: context.today, followedBy: context.user.displayName, source: first ? 'local' : 'phone', outcome,
        ...first ? { deliveryId: first.deliveryId, endedDay: dayOf(first.bornAt as never), endGestationDays: first.gestationDays, bornCount: first.fetusCount } : {},
        ...first && outcome === '1' ? { mode: first.mode as never, newbornWeightG: first.weightG, newbornLengthCm: first.lengthCm } : {},
      }),
    }
  },
  'prenatal.target.save': (input, context) => saveTarget(context, input as SaveRequest<typeof prenatalTarget>),
  'prenatal.remark.save': (input, context) => saveRemark(context, input as SaveRequest<typeof prenatalRemark>),
  'prenatal.target.list': async ({ year }, { db }) => (await db.selectFrom('prenatalTarget').selectAll().where('year', '=', year).where('voidedAt', 'is', null).orderBy('scope').orderBy('place').execute()).map(row => fromColumns(prenatalTarget, row)),
} satisfies Partial<Handlers>
