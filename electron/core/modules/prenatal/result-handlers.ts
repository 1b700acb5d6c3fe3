import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { PRENATAL_SAMPLE_STATE } from '../../../../domain/code/prenatal.ts'
import { PRENATAL_TEST } from '../../../../domain/code/prenatal-record.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { block, type FieldIssue, message, type Message, warn } from '../../../../domain/message/message.ts'
import { coupleTask, findPrenatal, type PrenatalFound, recallOf, sampleIssues, serumClass } from '../../../../domain/modules/prenatal/result-found.ts'
import { keptRules, prenatalResult, type PrenatalResult, type StoredPrenatalResult } from '../../../../domain/modules/prenatal/result.record.ts'
import { prenatalSample, type StoredPrenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import { subsidyOf } from '../../../../domain/rule/prenatal/serum.ts'
import { checkWindow } from '../../../../domain/rule/prenatal/windows.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, getRow, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { endRecalls, openRecall, settleRecalls } from '../../registry/prenatal-recalls.ts'
import { pregnancyHeadOf } from '../../registry/pregnancies.ts'
import { gestationOf, type Screening, screeningOf } from './facts.ts'
import { rowsOfRequest, savePrenatal, startRow } from './save.ts'
import { bookSample, moveSample, sampleAt } from './steps.ts'

type Context = ReadContext | WriteContext

const WAITS_FOR_LABORATORY: ReadonlySet<string> = new Set(['received', 'testing', 'reported'])
/** Why a tube can have no result now; null when it can. */
export function whyNoResult(sample: StoredPrenatalSample, test: PrenatalResult['test'], results: readonly StoredPrenatalResult[]): 'notRequested' | 'resulted' | 'notReceived' | 'rejected' | 'ended' | 'neverSent' | null {
  if (!(codesIn(sample.tests) as readonly string[]).includes(test)) return 'notRequested'
  if (results.some(one => one.sampleId === sample.id && one.test === test)) return 'resulted'
  if (WAITS_FOR_LABORATORY.has(sample.state)) return null
  if (sample.state === 'inTransit') return 'notReceived'
  if (sample.state === 'rejected' || sample.state === 'resampleNotified') return 'rejected'
  return sample.state === 'declined' || sample.state === 'ended' ? 'ended' : sample.state === 'reviewed' || sample.state === 'issued' ? 'resulted' : 'neverSent'
}

type NoResult = NonNullable<ReturnType<typeof whyNoResult>>
const WHY: Readonly<Record<NoResult, (params: Record<string, string>) => Message>> = {
  notRequested: params => message('prenatalResult.notRequested', '样本 {{barcode}} 没有申请{{test}},请核对项目', params),
  resulted: params => message('prenatalResult.resulted', '样本 {{barcode}} 已有{{test}}结果,请打开原结果更正', params),
  neverSent: params => message('prenatalResult.neverSent', '样本 {{barcode}} 现在是“{{state}}”,尚未送检,不能登记结果;请先登记送检和签收', params),
  notReceived: params => message('prenatalResult.notReceived', '样本 {{barcode}} 还在运送中,请先登记签收', params),
  rejected: params => message('prenatalResult.rejected', '样本 {{barcode}} 已拒收,不能登记结果;请用重采样本的条形码', params),
  ended: params => message('prenatalResult.ended', '样本 {{barcode}} 已是“{{state}}”,不能登记结果', params),
}
/** The sentence of a reason. */
export const whyWords = (why: NoResult, sample: StoredPrenatalSample, test: PrenatalResult['test']): Message => WHY[why]({ barcode: sample.barcode ?? '—', test: PRENATAL_TEST.label(test), state: PRENATAL_SAMPLE_STATE.label(sample.state) })

function tubeIssues(screening: Screening, row: PrenatalResult, sample: StoredPrenatalSample | undefined): FieldIssue[] {
  if (row.sampleId === null) return []
  if (!sample) return [block('sampleId', message('prenatalResult.otherSample', '这个样本不属于该次妊娠,请重新选择'))]
  const why = whyNoResult(sample, row.test, screening.results)
  return why ? [block('sampleId', whyWords(why, sample, row.test))] : []
}

const fetusesOf = (screening: Screening, sample: StoredPrenatalSample | undefined): number => screening.requests.find(({ id }) => id === sample?.requestId)?.fetusCount ?? screening.pregnancy.fetusCount ?? 1

const [, LONGEST_DAYS] = prenatalResult.fields.gestationDays.plausible
/** The gestation a result belongs to: the tube's as it was drawn, of a look the day's; a day after any pregnancy (a mistyped year) has none. */
function gestationDaysOf(screening: Screening, row: Readonly<Partial<PrenatalResult>>, sample: StoredPrenatalSample | undefined): number | null {
  const days = sample ? sample.gestationDays : gestationOf(screening, row.resultDay)
  return days !== null && days > LONGEST_DAYS ? null : days
}

/** 受检 → 已出报告 once everything the tube was drawn for has its result. */
async function followTube(context: WriteContext, screening: Screening, sampleId: string): Promise<void> {
  const at = context.moment.now
  let sample = await getRow(context.db, prenatalSample, sampleId)
  const tested = new Set<string>(screening.results.filter(one => one.sampleId === sampleId).map(({ test }) => test))
  const isComplete = codesIn(sample.tests).every(test => tested.has(test))
  const go = async (to: 'testing' | 'reported'): Promise<void> => { sample = await sampleAt(context, await moveSample(context, sample, to, {}, { at })) }
  if (sample.state === 'received') await go('testing')
  if (sample.state === 'testing' && isComplete) await go('reported')
  else if (sample.state === 'reported' && !isComplete) await go('testing')
}

/** A tube that gave nothing (NIPT without enough fetal DNA) is drawn again: the next one is booked at once. */
async function bookAgain(context: WriteContext, sample: StoredPrenatalSample): Promise<void> {
  if (sample.isReplaced) return
  await bookSample(context, { pregnancyId: sample.pregnancyId, requestId: sample.requestId, tests: 'nipt' as never, replacesId: sample.id, state: 'consented' })
  const now = await getRow(context.db, prenatalSample, sample.id)
  await saveRow(context, prenatalSample, { id: now.id, rev: now.rev, row: { ...valuesOf(prenatalSample, now), isReplaced: true } })
}

/** The report that failed is corrected or taken away: the tube booked in its place is given up while it is not drawn, and the first one is waited for again. */
async function unbook(context: WriteContext, screening: Screening, sampleId: string): Promise<void> {
  const next = screening.samples.find(({ replacesId, state }) => replacesId === sampleId && state !== 'ended')
  if (!next || next.drawnAt !== null) return
  await moveSample(context, next, 'ended', {}, { at: context.moment.now, remark: '原样本的结果已更正' })
  const first = await getRow(context.db, prenatalSample, sampleId)
  await saveRow(context, prenatalSample, { id: first.id, rev: first.rev, row: { ...valuesOf(prenatalSample, first), isReplaced: false } })
}

/** Whom a result calls back: opens what it asks for, ends what it no longer does. */
async function followRecalls(context: WriteContext, id: string, before: ReturnType<typeof recallOf>, sample: StoredPrenatalSample | undefined): Promise<void> {
  const result = await getRow(context.db, prenatalResult, id)
  const kind = recallOf(result)
  if (before && before !== kind) await endRecalls(context, result.pregnancyId, { resultId: id, kinds: [before] }, before === 'couple' ? 'completed' : 'corrected')
  if (before === 'redraw' && kind !== 'redraw' && sample) await unbook(context, await screeningOf(context.db, result.pregnancyId), sample.id)
  if (kind) {
    const reason = { high: '高风险', redraw: '检测失败,需重新采血', repeat: '须复查', couple: coupleTask(result) }[kind]
    await openRecall(context, { pregnancyId: result.pregnancyId, kind, resultId: id, ...kind === 'redraw' && sample ? { sampleId: sample.id } : {}, openedDay: result.resultDay, reason: `${PRENATAL_TEST.label(result.test)}:${reason}` })
    if (kind === 'redraw' && sample && result.test === 'nipt') await bookAgain(context, sample)
  }
  // A later look of the same kind answers the one that saw too little.
  if (kind !== 'repeat') for (const other of (await screeningOf(context.db, result.pregnancyId)).results) if (other.test === result.test && other.id !== id && other.resultDay <= result.resultDay) await endRecalls(context, result.pregnancyId, { resultId: other.id, kinds: ['repeat'] }, 'redone')
  await settleRecalls(context, result.pregnancyId)
}

/** What only adds the partner's findings, where none stood, completes a result and corrects nothing. */
function addsPartner(old: StoredPrenatalResult, row: PrenatalResult, found: object): boolean {
  const typed = (Object.keys(prenatalResult.fields) as (keyof PrenatalResult)[]).filter(name => name !== 'gestationDays' && !(name in found) && (row[name] ?? null) !== old[name])
  return typed.length > 0 && typed.every(name => name.startsWith('partner') && old[name] === null)
}

/** Saves a result: what it means is found here, once a tube and test; a correction says why. */
export async function saveResult(context: WriteContext, input: SaveRequest<typeof prenatalResult>): Promise<{ id: string; rev: number }> {
  const { row, old } = await rowsOfRequest(context, prenatalResult, input)
  const screening = await screeningOf(context.db, row.pregnancyId)
  const sample = screening.samples.find(({ id }) => id === row.sampleId)
  // A correction is judged by what its report was judged by.
  const rules = keptRules(old ?? {}, await context.setting('prenatalRules'))
  const found = findPrenatal(row, { fetusCount: fetusesOf(screening, sample), rules })
  const gestationDays = gestationDaysOf(screening, row, sample)
  const issues: FieldIssue[] = [...found.issues, ...sampleIssues(row)]
  if (old && (old.test !== row.test || old.sampleId !== row.sampleId)) issues.push(block('test', message('prenatalResult.fixed', '已出结果的项目和样本不能改;登错了请作废后重新登记')))
  if (!old && issues.every(({ path }) => path !== 'sampleId')) issues.push(...tubeIssues(screening, row, sample))
  const { project } = PRENATAL_TEST.entry(row.test)
  // A window that was open when the look was taken is not asked about again.
  if (!sample && project && row.resultDay && (row.resultDay !== old?.resultDay || gestationDays !== old.gestationDays)) {
    if (gestationDays === null) issues.push(block('resultDay', message('prenatalResult.undated', '不能推算检查日的孕周,请先补填末次月经或超声孕周,并核对检查日期')))
    else issues.push(...checkWindow(project, gestationDays, await context.setting('prenatalWindows'), 'resultDay'))
  }
  if (sample?.drawnAt && row.resultDay && row.resultDay < dayOf(sample.drawnAt)) issues.push(block('resultDay', message('prenatalResult.beforeDrawn', '报告日期不能早于采血日期 {{day}}', { day: dayOf(sample.drawnAt) })))
  const correction = old && !addsPartner(old, row, found.columns) ? warn('resultDay', message('prenatalResult.correction', '更正已登记的结果请写明原因,原结果保留在修改记录中')) : null
  if (correction) issues.push(correction)
  const reason = input.confirmations?.find(({ path, key }) => path === correction?.path && key === correction.message.key)?.reason
  const saved = await savePrenatal(context, prenatalResult, { ...input, row: { ...row, ...found.columns, gestationDays }, moreIssues: issues, ...reason === undefined ? {} : { reason } })
  if (row.sampleId) await followTube(context, await screeningOf(context.db, row.pregnancyId), row.sampleId)
  await followRecalls(context, saved.id, old ? recallOf(old) : null, sample)
  context.touched(prenatalResult.id, saved.id)
  return saved
}

/** A report that was reviewed is corrected, never taken away. */
async function voidResult(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, prenatalResult, input.id)
  const { sampleId, pregnancyId } = old
  const sample = sampleId === null ? undefined : await findRow(context.db, prenatalSample, sampleId)
  if (sample && (sample.state === 'reviewed' || sample.state === 'issued')) throw new AppError('invalid', [block('id', message('prenatalResult.reviewed', '报告已审核,不能作废,请打开结果更正'))])
  const voided = await voidRow(context, prenatalResult, input)
  await endRecalls(context, pregnancyId, { resultId: input.id }, 'corrected')
  if (sampleId && recallOf(old) === 'redraw') await unbook(context, await screeningOf(context.db, pregnancyId), sampleId)
  if (sampleId) await followTube(context, await screeningOf(context.db, pregnancyId), sampleId)
  context.touched(prenatalResult.id, input.id)
  return voided
}

async function evaluate(context: Context, row: Readonly<Partial<PrenatalResult>>): Promise<Output<'prenatal.result.evaluate'>> {
  const screening = row.pregnancyId ? await screeningOf(context.db, row.pregnancyId) : null
  const sample = screening?.samples.find(({ id }) => id === row.sampleId)
  const request = screening?.requests.find(({ id }) => id === sample?.requestId)
  const { columns, sentences, issues }: PrenatalFound = findPrenatal(row, { fetusCount: screening ? fetusesOf(screening, sample) : 1, rules: keptRules(row, await context.setting('prenatalRules')) })
  return {
    row: { ...columns, gestationDays: screening && gestationDaysOf(screening, row, sample) }, sentences: [...sentences], issues: [...issues],
    subsidy: row.test === 'firstSerum' || row.test === 'secondSerum' ? subsidyOf(serumClass(columns), request?.isSubsidised ?? false) : null,
  }
}

export const prenatalResultHandlers = {
  'prenatal.result.save': (input, context) => saveResult(context, input as SaveRequest<typeof prenatalResult>),
  'prenatal.result.void': (input, context) => voidResult(context, input),
  'prenatal.result.evaluate': ({ row }, context) => evaluate(context, row),
  'prenatal.result.prepare': async ({ pregnancyId, test, sampleId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const screening = await screeningOf(context.db, pregnancyId)
    const { sample: isBlood } = PRENATAL_TEST.entry(test)
    const open = screening.samples.filter(one => isBlood !== null && codesIn(one.tests).includes(isBlood) && whyNoResult(one, test, screening.results) === null)
    const sample = sampleId ? screening.samples.find(({ id }) => id === sampleId) : open.at(-1)
    const existing = screening.results.find(one => one.test === test && sample !== undefined && one.sampleId === sample.id)
    return {
      head: await pregnancyHeadOf(context, screening), existingId: existing?.id ?? null,
      row: startRow<typeof prenatalResult>({
        pregnancyId, test, sampleId: isBlood ? sample?.id ?? null : null, resultDay: context.today as Day, institution: (isBlood ? sample?.laboratory : null) ?? ((await context.setting('institution')).name || null), panel: screening.requests.find(({ id }) => id === sample?.requestId)?.panel ?? null,
        ...isBlood ? {} : { examinerName: context.user.displayName },
      }),
    }
  },
} satisfies Partial<Handlers>
