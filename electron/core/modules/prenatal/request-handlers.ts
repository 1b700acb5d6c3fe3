import { AppError } from '../../../../domain/api/result.ts'
import { DATING_METHOD } from '../../../../domain/code/maternal-care.ts'
import { CONSENT_KIND, NIPT_CRITERION, SAMPLE_TEST, type SampleTest } from '../../../../domain/code/prenatal.ts'
import { PRENATAL_TEST, type PrenatalTest } from '../../../../domain/code/prenatal-record.ts'
import { codeList, codesIn } from '../../../../domain/field/code-list.ts'
import { block, type FieldIssue, message, type Message } from '../../../../domain/message/message.ts'
import { prenatalConsent, type PrenatalConsent, type StoredPrenatalConsent } from '../../../../domain/modules/prenatal/consent.record.ts'
import { prenatalRequest, type PrenatalRequest, type StoredPrenatalRequest } from '../../../../domain/modules/prenatal/request.record.ts'
import { prenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import { consentText } from '../../../../domain/rule/consent-texts.ts'
import { ASKED_CRITERIA, type AskedCriterion, assessNipt, type NiptAssessment } from '../../../../domain/rule/prenatal/nipt.ts'
import { checkFreeTest, checkSerumFetuses, serumRemark } from '../../../../domain/rule/prenatal/serum.ts'
import { checkWindow, windowOf, windowState } from '../../../../domain/rule/prenatal/windows.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { fileIssue, givenFile, pictureType, within } from '../../list-file/given-file.ts'
import { nextSerial } from '../../record/serial.ts'
import { getRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { pregnancyHeadOf } from '../../registry/pregnancies.ts'
import { MOST_SCAN_BYTES } from '../../../../domain/api/prenatal-api.ts'
import { ageAtDelivery, foundOf, freeDayOf, gestationOf, refuseEnded, type Screening, screeningOf } from './facts.ts'
import { rowsOfRequest, savePrenatal, startRow } from './save.ts'
import { bookSample, followConsents, moveSample } from './steps.ts'

type Context = ReadContext | WriteContext
const asked = new Set<string>(ASKED_CRITERIA)
const words = (criteria: NiptAssessment['criteria']): string => criteria.map(code => NIPT_CRITERION.label(code)).join('、')

/** The tubes a request needs: NIPT is drawn into one of its own. */
const tubesOf = (tests: readonly PrenatalTest[]): { nipt: SampleTest[]; other: SampleTest[] } => {
  const blood = tests.flatMap(test => PRENATAL_TEST.entry(test).sample ?? [])
  return { nipt: blood.filter(test => test === 'nipt'), other: blood.filter(test => test !== 'nipt') }
}

type Judged = { gestationDays: number | null; nipt: NiptAssessment | null; windowsVersion: number | null; rulesVersion: number | null; remarks: Message[]; issues: FieldIssue[] }
/** What windows and suitability follow from. */
const JUDGED = ['plannedDay', 'tests', 'fetusCount', 'weightKg', 'heightCm', 'criteria', 'overrideReason'] as const satisfies readonly (keyof PrenatalRequest)[]
/** What a request is told: windows on the planned day, suitability, fetuses, the free programme. One that changes nothing of it stays as it was judged, whatever the settings have become. */
async function judge(context: Context, screening: Screening, row: Readonly<Partial<PrenatalRequest>>, ownId: string | undefined): Promise<Judged> {
  const gestationDays = gestationOf(screening, row.plannedDay)
  const old = screening.requests.find(({ id }) => id === ownId)
  const judged = old && old.gestationDays === gestationDays && JUDGED.every(name => (row[name] ?? null) === old[name]) ? keptOf(old) : await judgeAnew(context, screening, row, gestationDays)
  return { ...judged, gestationDays, remarks: remarksOf(row, judged.nipt), issues: row.programme === 'free' ? [...judged.issues, ...checkFreeTest(freeDayOf(screening, ownId), 'programme')] : judged.issues }
}
type Verdict = Pick<Judged, 'nipt' | 'windowsVersion' | 'rulesVersion' | 'issues'>
const keptOf = ({ suitability, foundCriteria, windowsVersion, rulesVersion }: StoredPrenatalRequest): Verdict => ({ nipt: suitability && { suitability, criteria: codesIn(foundCriteria), missing: [] }, windowsVersion, rulesVersion, issues: [] })

const SERUM: readonly PrenatalTest[] = ['firstSerum', 'secondSerum']
const asksSerum = (row: Readonly<Partial<PrenatalRequest>>): boolean => codesIn(row.tests).some(test => SERUM.includes(test))
function remarksOf(row: Readonly<Partial<PrenatalRequest>>, nipt: NiptAssessment | null): Message[] {
  const twins = asksSerum(row) ? serumRemark(row.fetusCount ?? 1) : null
  return [
    ...twins ? [twins] : [],
    ...nipt?.suitability === 'caution' ? [message('prenatalRequest.caution', 'NIPT慎用({{criteria}}):请在知情同意时另行告知,并勾选“已告知慎用情形”', { criteria: words(nipt.criteria) })] : [],
    ...nipt && nipt.missing.length > 0 ? [message('prenatalRequest.missing', '胎数、出生日期、身高体重不全时,可能漏判慎用情形')] : [],
  ]
}

/** By the windows and rules of today. */
async function judgeAnew(context: Context, screening: Screening, row: Readonly<Partial<PrenatalRequest>>, gestationDays: number | null): Promise<Verdict> {
  const [windows, rules] = [await context.setting('prenatalWindows'), await context.setting('prenatalRules')]
  const versions = { windowsVersion: windows.version, rulesVersion: rules.version }
  const tests = codesIn(row.tests)
  const issues: FieldIssue[] = []
  if (gestationDays === null) issues.push(block('plannedDay', message('prenatalRequest.undated', '没有可用的末次月经或超声孕周,不能推算孕周;请先在孕产保健档案中补填')))
  else issues.push(...tests.flatMap(test => { const { project } = PRENATAL_TEST.entry(test); return project ? checkWindow(project, gestationDays, windows, 'plannedDay') : [] }))
  const fetusCount = row.fetusCount ?? null
  if (fetusCount !== null && asksSerum(row)) issues.push(...checkSerumFetuses(fetusCount, rules, 'fetusCount'))
  if (!tests.includes('nipt') || gestationDays === null) return { nipt: null, ...versions, issues }
  const nipt = assessNipt({
    gestationDays, fetusCount, ageAtDelivery: ageAtDelivery(screening), weightKg: row.weightKg ?? null, heightCm: row.heightCm ?? null, serum: foundOf(screening.results).serum,
    asked: codesIn(row.criteria).filter((code): code is AskedCriterion => asked.has(code)),
  }, windows, rules)
  if (nipt.suitability === 'notSuitable') {
    const params = { criteria: words(nipt.criteria) }
    if (!context.user.permissions.has('prenatal.diagnosis')) issues.push(block('criteria', message('prenatalRequest.notSuitable', 'NIPT不适用({{criteria}}),请去掉NIPT;确需检测须由医生申请并写明理由', params)))
    else if (!row.overrideReason) issues.push(block('overrideReason', message('prenatalRequest.override', 'NIPT不适用({{criteria}}),确需检测请写明理由', params)))
  }
  return { nipt, ...versions, issues }
}

/** What is already in a tube stays in its request. */
function drawnIssues(screening: Screening, requestId: string, tests: readonly PrenatalTest[]): FieldIssue[] {
  const drawn = screening.samples.filter(({ requestId: own, drawnAt }) => own === requestId && drawnAt !== null).flatMap(sample => codesIn(sample.tests))
  const lost = [...new Set(drawn)].filter(test => !tests.includes(test))
  return lost.length === 0 ? [] : [block('tests', message('prenatalRequest.drawn', '{{tests}}已采血,不能从申请单上去掉', { tests: lost.map(test => SAMPLE_TEST.label(test)).join('、') }))]
}

/** Books the tubes a request asks for, beside those that are drawn. */
async function bookTubes(context: WriteContext, screening: Screening, requestId: string, row: Pick<PrenatalRequest, 'pregnancyId' | 'tests'>): Promise<void> {
  const own = screening.samples.filter(sample => sample.requestId === requestId && sample.state !== 'ended' && sample.state !== 'declined')
  const drawn = new Set(own.filter(({ drawnAt }) => drawnAt !== null).flatMap(sample => codesIn(sample.tests)))
  for (const [kind, wanted] of Object.entries(tubesOf(codesIn(row.tests)))) {
    const tests = codeList(SAMPLE_TEST, wanted.filter(test => !drawn.has(test)))
    const waiting = own.find(sample => sample.drawnAt === null && codesIn(sample.tests).includes('nipt') === (kind === 'nipt'))
    if (waiting && tests === null) await moveSample(context, waiting, 'ended', {}, { at: context.moment.now, remark: '申请单去掉了这些项目' })
    else if (waiting && tests !== null && tests !== waiting.tests) await moveSample(context, waiting, 'booked', { tests }, { at: context.moment.now, remark: '申请单增减了项目' })
    else if (!waiting && tests !== null) await bookSample(context, { pregnancyId: row.pregnancyId, requestId, tests })
  }
}

async function saveRequest(context: WriteContext, input: SaveRequest<typeof prenatalRequest>): Promise<{ id: string; rev: number }> {
  const { row, old } = await rowsOfRequest(context, prenatalRequest, input)
  const screening = await screeningOf(context.db, row.pregnancyId)
  refuseEnded(screening)
  const { gestationDays, nipt, windowsVersion, rulesVersion, issues } = await judge(context, screening, row, old?.id)
  if (old) issues.push(...drawnIssues(screening, old.id, codesIn(row.tests)))
  const isNew = !old && issues.every(({ level }) => level !== 'block')
  const number = old?.number ?? (isNew ? `CS${context.today.replaceAll('-', '')}${String(await nextSerial(context.db, `CS-${context.today}`)).padStart(4, '0')}` : null)
  const saved = await savePrenatal(context, prenatalRequest, {
    ...input, moreIssues: issues, row: { ...row, number, gestationDays, windowsVersion, rulesVersion, suitability: nipt?.suitability ?? null, foundCriteria: nipt && codeList(NIPT_CRITERION, nipt.criteria) },
  })
  await bookTubes(context, screening, saved.id, row)
  await followConsents(context, await screeningOf(context.db, row.pregnancyId))
  context.touched(prenatalRequest.id, saved.id)
  return saved
}

/** A request whose blood was drawn stays: the tube needs it. */
async function voidRequest(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const { pregnancyId } = await getRow(context.db, prenatalRequest, input.id)
  const own = (await screeningOf(context.db, pregnancyId)).samples.filter(({ requestId }) => requestId === input.id)
  if (own.some(({ drawnAt }) => drawnAt !== null)) throw new AppError('invalid', [block('id', message('prenatalRequest.inUse', '这份申请单已采血,不能作废;不再检测的样本请登记为“未完成终止”'))])
  const voided = await voidRow(context, prenatalRequest, input)
  for (const sample of own) await voidRow(context, prenatalSample, { id: sample.id, rev: sample.rev, reason: input.reason })
  context.touched(prenatalRequest.id, input.id)
  return voided
}

const BASIS = { menstruation: '1', ultrasound: '2', transfer: '4' } as const satisfies Record<(typeof DATING_METHOD)['values'][number], string>

/** What a signature says, and when. */
const SIGNED = ['kind', 'textVersion', 'choice', 'signedAt', 'isCautionTold'] as const satisfies readonly (keyof PrenatalConsent)[]
/** A signature under which blood was drawn is evidence. */
async function isDrawnUnder(context: WriteContext, { pregnancyId, kind, signedAt, choice }: StoredPrenatalConsent): Promise<boolean> {
  const { samples } = await screeningOf(context.db, pregnancyId)
  return choice === 'agreed' && samples.some(({ tests, drawnAt }) => drawnAt !== null && drawnAt >= signedAt && codesIn(tests).some(test => SAMPLE_TEST.entry(test).consent === kind))
}

async function saveConsent(context: WriteContext, input: SaveRequest<typeof prenatalConsent>): Promise<{ id: string; rev: number }> {
  const { row, old } = await rowsOfRequest(context, prenatalConsent, input)
  const changed = old && SIGNED.find(name => (old[name] ?? null) !== (row[name] ?? null))
  const moreIssues = changed && await isDrawnUnder(context, old) ? [block(changed, message('prenatalConsent.drawnUnder', '已按这份{{kind}}知情同意采血,种类、版本、选择、签署时间和慎用告知不能改;孕妇改变决定的请另登记一份', { kind: CONSENT_KIND.label(old.kind) }))] : []
  const saved = await savePrenatal(context, prenatalConsent, { ...input, moreIssues })
  await followConsents(context, await screeningOf(context.db, row.pregnancyId))
  context.touched(prenatalConsent.id, saved.id)
  return saved
}

async function voidConsent(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const consent = await getRow(context.db, prenatalConsent, input.id)
  if (await isDrawnUnder(context, consent)) {
    throw new AppError('invalid', [block('id', message('prenatalConsent.inUse', '已按这份{{kind}}知情同意采血,不能作废;孕妇改变决定的请另登记一份', { kind: CONSENT_KIND.label(consent.kind) }))])
  }
  return voidRow(context, prenatalConsent, input)
}

export const prenatalRequestHandlers = {
  'prenatal.request.save': (input, context) => saveRequest(context, input as SaveRequest<typeof prenatalRequest>),
  'prenatal.request.void': (input, context) => voidRequest(context, input),
  'prenatal.request.prepare': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const screening = await screeningOf(context.db, pregnancyId)
    const [windows, last] = [await context.setting('prenatalWindows'), screening.requests.at(-1)]
    const gestationDays = gestationOf(screening, context.today)
    const open = gestationDays === null ? [] : PRENATAL_TEST.values.filter(test => { const { project } = PRENATAL_TEST.entry(test); return project === null || windowState(gestationDays, windowOf(project, windows)) === 'open' })
    const freeDay = freeDayOf(screening)
    const booked = await context.db.selectFrom('maternalFirst').select('heightCm').where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).executeTakeFirst()
    return {
      head: await pregnancyHeadOf(context, screening), open, freeDay, ageAtDelivery: ageAtDelivery(screening),
      row: startRow<typeof prenatalRequest>({
        pregnancyId, requestedDay: context.today, plannedDay: context.today, programme: freeDay === null ? 'free' : 'self', gestationBasis: screening.pregnancy.datingMethod ? BASIS[screening.pregnancy.datingMethod] : null, fetusCount: screening.pregnancy.fetusCount ?? last?.fetusCount ?? null,
        weightKg: last?.weightKg ?? null, heightCm: last?.heightCm ?? booked?.heightCm ?? null, panel: last?.panel ?? null, institution: (await context.setting('institution')).name || null, doctorName: context.user.displayName,
      }),
    }
  },
  'prenatal.request.evaluate': async ({ id, row }, context) => {
    if (!row.pregnancyId) return { gestationDays: null, nipt: null, windowsVersion: null, rulesVersion: null, remarks: [], issues: [] }
    const { gestationDays, nipt, windowsVersion, rulesVersion, remarks, issues } = await judge(context, await screeningOf(context.db, row.pregnancyId), row, id)
    return { gestationDays, windowsVersion, rulesVersion, remarks, issues, nipt: nipt && { suitability: nipt.suitability, criteria: [...nipt.criteria], missing: [...nipt.missing] } }
  },
  'prenatal.consent.prepare': async ({ pregnancyId, kind }, context) => {
    context.touched('pregnancy', pregnancyId)
    const screening = await screeningOf(context.db, pregnancyId)
    const { version, text, source } = consentText(kind, await context.setting('prenatalConsentTexts'))
    return {
      head: await pregnancyHeadOf(context, screening), version, text, source,
      row: startRow<typeof prenatalConsent>({ pregnancyId, kind, textVersion: version, choice: 'agreed', signedAt: context.moment.now, signerName: screening.woman.name, signer: '1', doctorName: context.user.displayName, isPaper: true }),
    }
  },
  'prenatal.consent.save': (input, context) => saveConsent(context, input as SaveRequest<typeof prenatalConsent>),
  'prenatal.consent.void': (input, context) => voidConsent(context, input),
  'prenatal.consent.addScan': async ({ id, file }, context) => {
    const consent = await getRow(context.db, prenatalConsent, id)
    if (consent.voidedAt !== null) throw new AppError('not-found', undefined, { record: prenatalConsent.id, id })
    const given = await givenFile(context, file, { title: '选择知情同意书扫描件', extensions: ['jpg', 'jpeg', 'png'], mostBytes: MOST_SCAN_BYTES, tooLarge: message('prenatalConsent.tooLarge', '扫描件超过 {{megabytes}} MB,请降低分辨率后再附', { megabytes: MOST_SCAN_BYTES / 1_000_000 }) })
    if (given === null) return null
    if (pictureType(given.bytes) === null) throw fileIssue(message('prenatalConsent.unknown', '这个文件不是 JPEG 或 PNG 图片,请另选文件'))
    return context.separately(async writing => {
      await writing.db.deleteFrom('prenatalConsentScan').where('consentId', '=', id).execute()
      await writing.db.insertInto('prenatalConsentScan').values({ consentId: id, fileName: within(given.name, 200), original: given.bytes.toString('base64') }).execute()
      writing.touched(prenatalConsent.id, id)
      return { id }
    })
  },
  'prenatal.consent.scan': async ({ id }, context) => {
    await getRow(context.db, prenatalConsent, id)
    context.touched(prenatalConsent.id, id)
    const scan = await context.db.selectFrom('prenatalConsentScan').select(['fileName', 'original']).where('consentId', '=', id).executeTakeFirst()
    if (!scan) throw new AppError('not-found', undefined, { record: prenatalConsent.id, id })
    return { fileName: scan.fileName, base64: scan.original, mime: pictureType(Buffer.from(scan.original, 'base64')) ?? '' }
  },
} satisfies Partial<Handlers>
