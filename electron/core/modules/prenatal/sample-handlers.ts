import type { Input, Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { CONSENT_KIND, PRENATAL_SAMPLE_STATE, SAMPLE_REJECTION, SAMPLE_TEST, type SampleRejection } from '../../../../domain/code/prenatal.ts'
import { codeList, codesIn } from '../../../../domain/field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { prenatalHandover, prenatalSample, type PrenatalSample, type StoredPrenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import { emptyRow } from '../../../../domain/record/derive/schema.ts'
import { provedRejections } from '../../../../domain/rule/prenatal/sample-chain.ts'
import { dayOf, type Minute } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { fromColumns, getRow, saveRow, valuesOf } from '../../record/store.ts'
import { endRecalls } from '../../registry/prenatal-recalls.ts'
import { gestationToday } from '../../registry/pregnancies.ts'
import { consentFacts, gestationOf, refuseEnded, type Screening, screeningOf } from './facts.ts'
import { savePrenatal } from './save.ts'
import { addStep, moveSample, sampleAt, stepFacts, stepIssues, type StepNote } from './steps.ts'

type StepInput = Input<'prenatal.sample.step'>

/** Another tube of the year has this barcode, or an older one of this woman. */
async function isBarcodeUsed(context: WriteContext, { id, pregnancyId, state }: StoredPrenatalSample, barcode: string, year: number): Promise<boolean> {
  const used = await context.db.selectFrom('prenatalSample').select('id').where('barcode', '=', barcode).where('voidedAt', 'is', null).where(eb => eb.or([eb('year', '=', year), eb('pregnancyId', '=', pregnancyId)])).execute()
  return used.some(one => one.id !== id || state === 'resampleNotified')
}

/** What a drawing must have beside the rule: the extra word to women of 慎用 (§4). */
function cautionIssues(screening: Screening, sample: StoredPrenatalSample): FieldIssue[] {
  const request = screening.requests.find(({ id }) => id === sample.requestId)
  const isTold = consentFacts(screening.consents).nipt?.isCautionTold ?? false
  return codesIn(sample.tests).includes('nipt') && request?.suitability === 'caution' && !isTold ? [block('consent', message('prenatalSample.caution', 'NIPT慎用:请在{{kind}}知情同意中勾选“已告知慎用情形”后再采血', { kind: CONSENT_KIND.label('nipt') }))] : []
}

async function draw(context: WriteContext, sample: StoredPrenatalSample, input: StepInput, at: Minute): Promise<{ id: string; rev: number }> {
  const screening = await screeningOf(context.db, sample.pregnancyId)
  refuseEnded(screening)
  const request = screening.requests.find(({ id }) => id === sample.requestId)
  const [day, barcode] = [dayOf(at), (input.barcode ?? sample.barcode ?? '').trim()]
  const year = Number(day.slice(0, 4))
  const gestationDays = gestationOf(screening, day)
  if (gestationDays === null || !request) throw new AppError('invalid', [block('at', message('prenatalSample.undated', '不能推算采血日的孕周,请先补填末次月经或超声孕周,并核对采血时间'))])
  const facts = await stepFacts(context, sample, screening, { to: 'drawn', at, gestationDays, barcode, isBarcodeUsed: barcode !== '' && await isBarcodeUsed(context, sample, barcode, year) })
  const drawn: Partial<PrenatalSample> = {
    barcode, year, drawnAt: at, drawnBy: input.drawnBy ?? context.user.displayName, place: input.place || request.institution, startDay: screening.pregnancy.startDay, gestationDays, gestationBasis: input.gestationBasis ?? request.gestationBasis, weightKg: input.weightKg ?? request.weightKg,
  }
  const moreIssues = [...await stepIssues(context, facts), ...cautionIssues(screening, sample)]
  const note: StepNote = { at, celsius: input.celsius, remark: input.remark }
  if (sample.state !== 'resampleNotified') {
    const saved = await moveSample(context, sample, 'drawn', drawn, note, { confirmations: input.confirmations, moreIssues })
    // A tube booked in place of another that gave no result ends that one's recall.
    if (sample.replacesId) await endRecalls(context, sample.pregnancyId, { sampleId: sample.replacesId }, 'redone')
    return saved
  }
  // The refused tube stays with its barcode; the new one is a row of its own (P-31).
  const saved = await saveRow(context, prenatalSample, {
    row: { ...emptyRow(prenatalSample), pregnancyId: sample.pregnancyId, requestId: sample.requestId, tests: sample.tests, replacesId: sample.id, isReplaced: false, state: 'drawn', stateAt: at, ...drawn } as PrenatalSample, confirmations: input.confirmations, moreIssues,
  })
  await addStep(context, saved.id, sample.state, 'drawn', note)
  await saveRow(context, prenatalSample, { id: sample.id, rev: sample.rev, row: { ...valuesOf(prenatalSample, sample), isReplaced: true } })
  await endRecalls(context, sample.pregnancyId, { sampleId: sample.id }, 'redone')
  context.touched(prenatalSample.id, saved.id)
  return saved
}

/** What a step asks for that the rule of the chain leaves to the form. */
function formIssues(input: StepInput, missing: string): FieldIssue[] {
  if (input.to === 'reported' && missing !== '') return [block('results', message('prenatalSample.missing', '还有项目没有结果:{{tests}},请先登记', { tests: missing }))]
  if (input.to === 'reviewed' && !input.reviewerName) return [block('reviewerName', message('prenatalSample.reviewer', '请填写审核人'))]
  if (input.to === 'issued' && !input.way) return [block('way', message('prenatalSample.way', '请选择报告发放方式'))]
  return input.to === 'ended' && !input.remark ? [block('remark', message('prenatalSample.why', '终止请写明原因'))] : []
}

async function step(context: WriteContext, input: StepInput): Promise<{ id: string; rev: number }> {
  const sample = await sampleAt(context, input)
  const at = (input.at ?? context.moment.now) as Minute
  if (at > context.moment.now) throw new AppError('invalid', [block('at', message('prenatalSample.future', '时间不能晚于现在,请核对'))])
  if (sample.isReplaced && sample.state === 'resampleNotified') throw new AppError('invalid', [block('id', message('prenatalSample.replaced', '该样本已由新样本代替,请打开新样本'))])
  if (input.to === 'drawn' && PRENATAL_SAMPLE_STATE.canMove(sample.state, 'drawn')) return draw(context, sample, input, at)
  const screening = await screeningOf(context.db, sample.pregnancyId)
  const rules = await context.setting('prenatalRules')
  const tested = new Set<string>(screening.results.filter(({ sampleId }) => sampleId === sample.id).map(({ test }) => test))
  const missing = codesIn(sample.tests).filter(test => !tested.has(test)).map(test => SAMPLE_TEST.label(test)).join('、')
  const facts = await stepFacts(context, sample, screening, { to: input.to, at, rejection: input.rejection ?? [], sender: input.sender ?? '', receiver: input.receiver ?? '' })
  const moreIssues = [...await stepIssues(context, facts), ...formIssues(input, missing)]
  if (input.to === 'received' && input.celsius !== undefined && input.celsius > rules.transportCelsius) {
    moreIssues.push(warn('celsius', message('prenatalSample.warm', '运送温度 {{celsius}}℃ 超过 {{most}}℃,请按“温度超限”拒收,或写明仍可检测的依据', { celsius: input.celsius, most: rules.transportCelsius })))
  }
  const values: Partial<PrenatalSample> = {
    ...input.to === 'received' ? { receivedAt: at } : {}, ...input.laboratory ? { laboratory: input.laboratory } : {}, ...input.to === 'rejected' ? { rejection: codeList(SAMPLE_REJECTION, input.rejection ?? []) } : {},
    ...input.to === 'reviewed' ? { reviewerName: input.reviewerName ?? null } : {}, ...input.to === 'issued' ? { issuedAt: at, issuedWay: input.way ?? null, issuedTo: input.issuedTo ?? null } : {},
  }
  return moveSample(context, sample, input.to, values, { at, celsius: input.celsius, sender: input.sender, receiver: input.receiver, remark: input.remark }, { confirmations: input.confirmations, moreIssues })
}

/** A finding about one tube of several, with its number in front. */
const about = (sample: StoredPrenatalSample, issues: readonly FieldIssue[], path: string): FieldIssue[] => issues.map(issue => block(path, message('prenatalHandover.sample', '样本 {{barcode}}:{{sentence}}', { barcode: sample.barcode ?? '', sentence: issue.message.zh.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(issue.message.params?.[name] ?? '')) })))

async function send(context: WriteContext, input: Input<'prenatal.handover.send'>): Promise<{ id: string; rev: number }> {
  const at = (input.at ?? context.moment.now) as Minute
  const issues: FieldIssue[] = at > context.moment.now ? [block('at', message('prenatalSample.future', '时间不能晚于现在,请核对'))] : []
  const samples: StoredPrenatalSample[] = []
  for (const asked of input.samples) {
    const sample = await sampleAt(context, asked)
    if (samples.some(({ id }) => id === sample.id)) issues.push(...about(sample, [block('', message('prenatalHandover.twice', '在清单中出现两次'))], 'samples'))
    const facts = await stepFacts(context, sample, await screeningOf(context.db, sample.pregnancyId), { to: 'inTransit', at, sender: input.sender })
    issues.push(...about(sample, await stepIssues(context, facts), 'samples'))
    samples.push(sample)
  }
  if (issues.length > 0) throw new AppError('invalid', issues)
  const day = dayOf(at).replaceAll('-', '')
  const { confirmations } = input
  const handover = await savePrenatal(context, prenatalHandover, {
    confirmations, row: { ...emptyRow(prenatalHandover), number: `JJ${day}${String(await nextSerial(context.db, `JJ-${day}`)).padStart(4, '0')}`, laboratory: input.laboratory, sentAt: at, sender: input.sender, sentCelsius: input.celsius ?? null, sampleCount: samples.length, note: input.note ?? null } as never,
  })
  for (const sample of samples) await moveSample(context, sample, 'inTransit', { handoverId: handover.id, laboratory: input.laboratory }, { at, celsius: input.celsius, sender: input.sender }, { confirmations })
  context.touched(prenatalHandover.id, handover.id)
  return handover
}

async function samplesOfHandover(context: ReadContext | WriteContext, handoverId: string): Promise<StoredPrenatalSample[]> {
  const rows = await context.db.selectFrom('prenatalSample').selectAll().where('handoverId', '=', handoverId).where('voidedAt', 'is', null).orderBy('barcode').orderBy('id').execute()
  return rows.map(row => fromColumns(prenatalSample, row))
}

async function proved(context: ReadContext | WriteContext, sample: StoredPrenatalSample, celsius: number | null): Promise<SampleRejection[]> {
  if (!sample.drawnAt || sample.gestationDays === null) return []
  return provedRejections({ tests: codesIn(sample.tests), gestationDays: sample.gestationDays, drawnDay: dayOf(sample.drawnAt), day: context.today, transportCelsius: celsius }, await context.setting('prenatalWindows'), await context.setting('prenatalRules'))
}

async function receive(context: WriteContext, input: Input<'prenatal.handover.receive'>): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, prenatalHandover, input.id)
  if (old.rev !== input.rev || old.voidedAt !== null) throw new AppError('edit-conflict', undefined, { record: prenatalHandover.id, id: old.id, current: old as unknown as Record<string, unknown> })
  if (old.receivedAt) throw new AppError('invalid', [block('id', message('prenatalHandover.received', '这份交接单已于 {{at}} 签收', { at: old.receivedAt.replace('T', ' ') }))])
  const at = (input.at ?? context.moment.now) as Minute
  if (at > context.moment.now || at < old.sentAt) throw new AppError('invalid', [block('at', message('prenatalHandover.order', '签收时间应在送出时间之后、现在之前,请核对'))])
  const samples = (await samplesOfHandover(context, old.id)).filter(({ state }) => state === 'inTransit')
  const unknown = input.rejected.filter(({ sampleId }) => !samples.some(({ id }) => id === sampleId))
  if (unknown.length > 0) throw new AppError('invalid', [block('rejected', message('prenatalHandover.unknown', '拒收的样本不在这份交接单上,请刷新后重选'))])
  const issues: FieldIssue[] = []
  for (const sample of samples) {
    const refused = input.rejected.find(({ sampleId }) => sampleId === sample.id)
    const rejection = refused ? codesIn(codeList(SAMPLE_REJECTION, [...refused.rejection, ...await proved(context, sample, input.celsius ?? null)])) : []
    const to = refused ? 'rejected' as const : 'received' as const
    const facts = await stepFacts(context, sample, await screeningOf(context.db, sample.pregnancyId), { to, at, rejection, sender: old.sender, receiver: input.receiver })
    issues.push(...about(sample, await stepIssues(context, facts), 'rejected'))
    if (issues.length > 0) continue
    const note: StepNote = { at, celsius: input.celsius, sender: old.sender, receiver: input.receiver, remark: refused?.remark }
    await moveSample(context, sample, to, refused ? { rejection: codeList(SAMPLE_REJECTION, rejection) } : { receivedAt: at }, note)
  }
  if (issues.length > 0) throw new AppError('invalid', issues)
  const saved = await savePrenatal(context, prenatalHandover, { id: old.id, rev: old.rev, row: { ...valuesOf(prenatalHandover, old), receivedAt: at, receiver: input.receiver, receivedCelsius: input.celsius ?? null } })
  context.touched(prenatalHandover.id, old.id)
  return saved
}

async function openHandover(context: ReadContext, id: string): Promise<Output<'prenatal.handover.open'>> {
  context.touched(prenatalHandover.id, id)
  const handover = await getRow(context.db, prenatalHandover, id)
  const samples = await samplesOfHandover(context, id)
  const women = new Map((await context.db.selectFrom('pregnancy').innerJoin('person', 'person.id', 'pregnancy.womanId').select(['pregnancy.id', 'pregnancy.state', 'pregnancy.startDay', 'pregnancy.expectedDay', 'person.name']).where('pregnancy.id', 'in', samples.map(({ pregnancyId }) => pregnancyId)).execute()).map(row => [row.id, row]))
  const rows = []
  for (const sample of samples) {
    const woman = women.get(sample.pregnancyId)!
    rows.push({
      id: sample.id, rev: sample.rev, state: sample.state, barcode: sample.barcode, name: woman.name, gestationDays: gestationToday(woman, context.today), expectedDay: woman.expectedDay, tests: codesIn(sample.tests), drawnAt: sample.drawnAt,
      proved: sample.state === 'inTransit' ? await proved(context, sample, handover.sentCelsius) : [],
    })
  }
  return { handover, samples: rows }
}

export const prenatalSampleHandlers = {
  'prenatal.sample.step': (input, context) => step(context, input),
  'prenatal.handover.send': (input, context) => send(context, input),
  'prenatal.handover.receive': (input, context) => receive(context, input),
  'prenatal.handover.open': ({ id }, context) => openHandover(context, id),
  'prenatal.handover.list': async ({ offset, limit, openOnly }, { db }) => {
    const all = db.selectFrom('prenatalHandover').where('voidedAt', 'is', null)
    const where = openOnly ? all.where('receivedAt', 'is', null) : all
    const { total } = await where.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await where.select(['id', 'rev', 'number', 'laboratory', 'sentAt', 'sender', 'sampleCount', 'receivedAt', 'receiver']).orderBy('sentAt', 'desc').orderBy('id', 'desc').offset(offset).limit(limit).execute()
    return { total: Number(total), rows }
  },
} satisfies Partial<Handlers>
