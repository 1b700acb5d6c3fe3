import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { GESTATION_BASIS, NIPT_CRITERION, NIPT_SUITABILITY, PRENATAL_SAMPLE_STATE, SAMPLE_REJECTION, SAMPLE_TEST, SERUM_PANEL } from '../../../../domain/code/prenatal.ts'
import { CONSENT_SIGNER, PRENATAL_PROGRAMME, PRENATAL_TEST } from '../../../../domain/code/prenatal-record.ts'
import { codesIn, type CodeList } from '../../../../domain/field/code-list.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { prenatalConsent } from '../../../../domain/modules/prenatal/consent.record.ts'
import { prenatalRecall } from '../../../../domain/modules/prenatal/recall.record.ts'
import { prenatalRequest, type StoredPrenatalRequest } from '../../../../domain/modules/prenatal/request.record.ts'
import { keptRules, prenatalResult } from '../../../../domain/modules/prenatal/result.record.ts'
import { prenatalHandover, prenatalSample, type StoredPrenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import { consentPages, handoverPages, labelPages, type Named, type PrenatalPaperFacts, recallPages, requestPages, resultPages } from '../../../../domain/print/prenatal-forms.ts'
import { resultOnPaper } from '../../../../domain/print/prenatal-result-values.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { formatGestation } from '../../../../domain/rule/gestation.ts'
import { consentText, signedText } from '../../../../domain/rule/consent-texts.ts'
import { recallCall } from '../../../../domain/rule/prenatal/recall.ts'
import { lastDayOf } from '../../../../domain/rule/prenatal/windows.ts'
import { addDays } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import { readerOf, withoutFetalSex } from '../../fetal-sex.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { fromColumns, getRow } from '../../record/store.ts'
import { pregnancyHeadOf, pregnancyOf } from '../../registry/pregnancies.ts'
import { gestationOf } from './facts.ts'

type Asked = Input<'prenatal.paper.preview'>
const minute = (at: string | null): string => at?.replace('T', ' ') ?? ''
const weeks = (days: number | null): string => days === null ? '' : formatGestation(days)
const testsText = (tests: CodeList<string> | null): string => codesIn(tests).map(test => PRENATAL_TEST.isCode(test) ? PRENATAL_TEST.label(test) : test).join('、')

/** A row that was not voided, as its reader may see it; nobody prints a voided one. */
async function live<D extends RecordDefinition>(context: ReadContext, definition: D, id: string): Promise<StoredRow<D>> {
  const row = await getRow(context.db, definition, id)
  if (row.voidedAt !== null) throw new AppError('not-found', undefined, { record: definition.id, id })
  return withoutFetalSex(row, readerOf(context))
}

async function factsOf(context: ReadContext, pregnancyId: string): Promise<PrenatalPaperFacts> {
  context.touched('pregnancy', pregnancyId)
  const of = await pregnancyOf(context.db, pregnancyId)
  const [head, { name, phone }] = [await pregnancyHeadOf(context, of), await context.setting('institution')]
  const gestation = gestationOf(of, of.deliveredDay ?? context.today)
  return {
    institution: name, institutionPhone: phone, name: head.name ?? '', idNumber: head.idNumber ?? '', birthDay: head.birthDay ?? '', phone: head.phone ?? '', address: head.address, lmpDay: of.pregnancy.lastMenstrualDay ?? '', expectedDay: head.expectedDay ?? '',
    gestation: gestation === null ? '' : `${formatGestation(gestation)} 周`,
  }
}

async function samplesWhere(context: ReadContext, column: 'requestId' | 'handoverId', id: string): Promise<StoredPrenatalSample[]> {
  const rows = await context.db.selectFrom('prenatalSample').selectAll().where(column, '=', id).where('voidedAt', 'is', null).orderBy('barcode').orderBy('id').execute()
  return rows.map(row => withoutFetalSex(fromColumns(prenatalSample, row as unknown as Record<string, unknown>), readerOf(context)))
}

async function requestPaper(context: ReadContext, id: string): Promise<PageContent[]> {
  const row: StoredPrenatalRequest = await live(context, prenatalRequest, id)
  const samples = await samplesWhere(context, 'requestId', id)
  const yes = (value: boolean | null): string => value === null ? '' : value ? '是' : '否'
  const drawn = samples.find(({ drawnAt }) => drawnAt !== null)
  const about: Named[] = [
    ...row.panel ? [['血清学方案', SERUM_PANEL.label(row.panel)] satisfies Named] : [], ['预约日期', row.plannedDay], ['预约孕周', weeks(row.gestationDays)], ['孕周确认方法', GESTATION_BASIS.label(row.gestationBasis)], ['胎数', String(row.fetusCount)], ['体重', `${row.weightKg} kg`], ['身高', row.heightCm === null ? '' : `${row.heightCm} cm`],
    ['吸烟', yes(row.isSmoking)], ['1型糖尿病', yes(row.hasDiabetes)], ['费用类别', PRENATAL_PROGRAMME.label(row.programme)], ['备注', row.note ?? ''],
  ]
  const criteria = codesIn(row.foundCriteria).map(one => NIPT_CRITERION.label(one)).join('、')
  const tubes = samples.flatMap(({ barcode }) => barcode ? [barcode] : [])
  return requestPages(await factsOf(context, row.pregnancyId), {
    number: row.number ?? '', barcode: tubes.length === 1 ? tubes[0]! : row.number ?? '', day: row.requestedDay, tests: testsText(row.tests), about: row.history ? [...about, ['不良孕产史和家族史', row.history]] : about,
    suitability: row.suitability ? [NIPT_SUITABILITY.label(row.suitability), criteria].filter(Boolean).join(':') : '', tubes, doctorName: row.doctorName, sampler: drawn?.drawnBy ?? '', drawnAt: minute(drawn?.drawnAt ?? null), place: drawn?.place ?? '',
  })
}

async function consentPaper(context: ReadContext, { what, id, kind }: Asked): Promise<PageContent[]> {
  const texts = await context.setting('prenatalConsentTexts')
  if (what === 'consentForm') {
    if (!kind) throw new AppError('invalid', [block('kind', message('prenatalPaper.whichConsent', '请选择要打印的知情同意书种类'))])
    return consentPages(await factsOf(context, id), { kind, text: consentText(kind, texts), choice: null, signerName: '', signer: '', doctorName: '', signedAt: '', reason: '', isCautionTold: null })
  }
  const row = await live(context, prenatalConsent, id)
  return consentPages(await factsOf(context, row.pregnancyId), {
    kind: row.kind, text: signedText(row.kind, row.textVersion, texts) ?? { version: row.textVersion, source: '', text: '(这一版的文字没有保存,请看签署的纸质件)' }, choice: row.choice, signerName: row.signerName, signer: CONSENT_SIGNER.label(row.signer), doctorName: row.doctorName,
    signedAt: minute(row.signedAt), reason: row.reason ?? '', isCautionTold: row.isCautionTold,
  })
}

async function labelPaper(context: ReadContext, id: string): Promise<PageContent[]> {
  const row = await live(context, prenatalSample, id)
  if (!row.barcode) throw new AppError('invalid', [block('id', message('prenatalPaper.noBarcode', '这个样本还没有条形码,请先登记采血并扫描条形码'))])
  const { name } = await factsOf(context, row.pregnancyId)
  return labelPages([{ barcode: row.barcode, name, gestation: weeks(row.gestationDays), tests: codesIn(row.tests).map(test => SAMPLE_TEST.label(test)).join('、'), drawnAt: minute(row.drawnAt) }])
}

async function handoverPaper(context: ReadContext, id: string): Promise<PageContent[]> {
  const row = await live(context, prenatalHandover, id)
  const { name, phone } = await context.setting('institution')
  const samples = await samplesWhere(context, 'handoverId', id)
  const celsius = (value: number | null): string => value === null ? '' : `${value}℃`
  const lines = []
  for (const one of samples) {
    const { woman } = await pregnancyOf(context.db, one.pregnancyId)
    const refused = codesIn(one.rejection).map(code => SAMPLE_REJECTION.label(code)).join('、')
    lines.push({ barcode: one.barcode ?? '', name: woman.name ?? '', gestation: weeks(one.gestationDays), drawnAt: minute(one.drawnAt), tests: testsText(one.tests), state: row.receivedAt === null ? '' : refused ? `拒收:${refused}` : one.receivedAt ? '已签收' : PRENATAL_SAMPLE_STATE.label(one.state) })
  }
  return handoverPages({ institution: name, institutionPhone: phone }, {
    number: row.number ?? '', laboratory: row.laboratory, sentAt: minute(row.sentAt), sender: row.sender, sentCelsius: celsius(row.sentCelsius), receivedAt: minute(row.receivedAt), receiver: row.receiver ?? '', receivedCelsius: celsius(row.receivedCelsius),
    limit: String((await context.setting('prenatalRules')).transportCelsius),
  }, lines)
}

async function resultPaper(context: ReadContext, id: string): Promise<PageContent[]> {
  const row = await live(context, prenatalResult, id)
  const sample = row.sampleId === null ? null : await live(context, prenatalSample, row.sampleId)
  const request = sample && await live(context, prenatalRequest, sample.requestId)
  const { pregnancy } = await pregnancyOf(context.db, row.pregnancyId)
  return resultPages(await factsOf(context, row.pregnancyId), resultOnPaper(row, sample, request?.fetusCount ?? pregnancy.fetusCount ?? 1, keptRules(row, await context.setting('prenatalRules'))), readerOf(context))
}

async function recallPaper(context: ReadContext, id: string): Promise<PageContent[]> {
  const row = await live(context, prenatalRecall, id)
  const { pregnancy } = await pregnancyOf(context.db, row.pregnancyId)
  const result = row.resultId === null ? null : await getRow(context.db, prenatalResult, row.resultId)
  const sample = row.sampleId === null ? null : await getRow(context.db, prenatalSample, row.sampleId)
  const call = recallCall(row.kind, result?.overall)
  const tests = result ? [result.test] : codesIn(sample?.tests)
  const { diagnosisLastWeeks } = await context.setting('prenatalRules')
  const dueDay = pregnancy.startDay === null || call === 'couple' || call === 'judgement' ? null
    : call === 'high' ? addDays(pregnancy.startDay, diagnosisLastWeeks * 7) : lastDayOf(tests.map(test => PRENATAL_TEST.entry(test).project), pregnancy.startDay, await context.setting('prenatalWindows'))
  return recallPages(await factsOf(context, row.pregnancyId), { call, day: context.today, reason: row.reason ?? '需要复查', dueDay: dueDay ?? '', doctorName: context.user.displayName, place: '' })
}

function pagesOf(context: ReadContext, asked: Asked): Promise<PageContent[]> {
  switch (asked.what) {
    case 'consentForm': case 'consent': return consentPaper(context, asked)
    case 'request': return requestPaper(context, asked.id)
    case 'label': return labelPaper(context, asked.id)
    case 'handover': return handoverPaper(context, asked.id)
    case 'result': return resultPaper(context, asked.id)
    case 'recall': return recallPaper(context, asked.id)
  }
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { title: string }> {
  const pages = await pagesOf(context, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), title }
}

export const prenatalPaperHandlers = {
  'prenatal.of': async ({ womanId }, { db }) => {
    const rows = await db.selectFrom('pregnancy').select(['id', 'state', 'startDay', 'createdAt']).where('womanId', '=', womanId).where('voidedAt', 'is', null).orderBy('startDay', 'desc').orderBy('createdAt', 'desc').execute()
    return { pregnancyId: (rows.find(({ state }) => state === 'pregnant') ?? rows[0])?.id ?? null }
  },
  'prenatal.paper.preview': async (asked, context) => {
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'prenatal.paper.pdf': async (asked, context) => {
    const { composed, title } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.fact('paper', asked.what) })
    return { fileName: `${title}-${context.today}.pdf`, base64: Buffer.from(bytes).toString('base64') }
  },
  'prenatal.paper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.fact('paper', asked.what); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
