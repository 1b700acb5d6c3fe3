import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message, warn } from '../../../../domain/message/message.ts'
import { pelvicConsent, type StoredPelvicConsent } from '../../../../domain/modules/pelvic/consent.record.ts'
import { pelvicFile, type StoredPelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { pelvicConsentPages } from '../../../../domain/print/pelvic-consent-form.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { consentText, signedText } from '../../../../domain/rule/consent-texts.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import { nameOnPaper } from '../../../../domain/rule/name-on-paper.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { findRow, getRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { womanOf } from '../../registry/woman.ts'
import { fileOf, openFileOf, pelvicHeadOf } from './head.ts'

type Saved = { id: string; rev: number }
/** What of a file speaks against a probe or a current, whatever she signs. */
const KNOWN_AGAINST = ['hasImplant', 'isAllergic'] as const

async function standing(context: ReadContext, id: string): Promise<StoredPelvicConsent> {
  const consent = await getRow(context.db, pelvicConsent, id)
  if (consent.voidedAt !== null) throw new AppError('not-found', undefined, { record: pelvicConsent.id, id })
  return consent
}

async function saveConsent(context: WriteContext, input: SaveRequest<typeof pelvicConsent>): Promise<Saved> {
  const row = tidyRow(pelvicConsent, input.row)
  if (!row.fileId) throw new AppError('invalid', [block('fileId', message('pelvicConsent.noFile', '知情同意须从盆底档案中登记'))])
  const file = await openFileOf(context.db, row.fileId)
  const old = input.id === undefined ? undefined : await findRow(context.db, pelvicConsent, input.id)
  const text = signedText(row.kind, row.textVersion ?? '', await context.setting('pelvicConsentTexts'))
  const known = KNOWN_AGAINST.filter(name => file[name] === true).map(name => pelvicFile.fields[name].label)
  const saved = await saveRow(context, pelvicConsent, {
    ...input, moreIssues: [
      ...row.choice === 'agreed' && row.isContraindicationRead === true && known.length > 0 ? [warn('isContraindicationRead', message('pelvicConsent.known', '档案记有{{items}},签的却是“否认”;请核对,并写明改用什么方法', { items: known.join('、') }))] : [],
      ...old && (old.fileId !== row.fileId || old.kind !== row.kind || old.textVersion !== row.textVersion) ? [block('textVersion', message('pelvicConsent.fixed', '签署的种类和文本版本不能改;签错了请作废后重新签署'))] : [],
      ...old?.choice === 'agreed' && (row.choice !== 'agreed' || row.signedDay > old.signedDay) && await isRelied(context, old) ? [block(row.choice === 'agreed' ? 'signedDay' : 'choice', message('pelvicConsent.used', '已按这份同意做过评估或治疗,选择不能改、签署日期不能改晚;本人不再同意的请另登记一份“已撤回”'))] : [],
      ...!old && !text ? [block('textVersion', message('pelvicConsent.unknownVersion', '没有这一版的知情同意书文本,请从“签署知情同意”重新打开'))] : [],
    ],
  })
  context.touched(pelvicConsent.id, saved.id)
  return saved
}

/** Was she measured or treated under this consent alone? */
async function isRelied({ db }: WriteContext, { id, fileId, kind }: StoredPelvicConsent): Promise<boolean> {
  const other = await db.selectFrom('pelvicConsent').select('id').where('fileId', '=', fileId).where('kind', '=', kind).where('choice', '=', 'agreed').where('voidedAt', 'is', null).where('id', '!=', id).limit(1).executeTakeFirst()
  return !other && await db.selectFrom(kind === 'treatment' ? 'pelvicCourse' : 'pelvicAssessment').select('id').where('fileId', '=', fileId).where('voidedAt', 'is', null).limit(1).executeTakeFirst() !== undefined
}

/** A consent under which somebody was measured or treated is withdrawn by a new row, not made undone. */
async function voidConsent(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<Saved> {
  const consent = await getRow(context.db, pelvicConsent, input.id)
  await openFileOf(context.db, consent.fileId)
  if (consent.choice === 'agreed') {
    if (await isRelied(context, consent)) throw new AppError('invalid', [block('id', message('pelvicConsent.inUse', '已按这份同意做过评估或治疗,不能作废;本人不再同意的请登记一份“已撤回”'))])
  }
  return voidRow(context, pelvicConsent, input)
}

async function pagesOf(context: ReadContext, { id, kind }: Input<'pelvic.consentPaper.preview'>): Promise<{ pages: PageContent[]; number: string }> {
  const texts = await context.setting('pelvicConsentTexts')
  const consent = kind ? null : await standing(context, id)
  const file = await fileOf(context.db, consent?.fileId ?? id)
  const facts = await factsOf(context, file)
  if (!consent) return { number: file.number ?? file.id, pages: pelvicConsentPages(facts, { kind: kind!, text: consentText(kind!, texts), choice: null, signerName: '', doctorName: '', signedDay: '', reason: '', mayUseData: null, isContraindicationRead: null }) }
  const { textVersion, choice, signerName, doctorName, signedDay, reason, mayUseData, isContraindicationRead } = consent
  return {
    number: file.number ?? file.id,
    pages: pelvicConsentPages(facts, {
      kind: consent.kind, text: signedText(consent.kind, textVersion, texts) ?? { version: textVersion, source: '', text: '(这一版的文字没有保存,请看签署的纸质件)' }, choice, signerName, doctorName, signedDay, reason: reason ?? '', mayUseData, isContraindicationRead,
    }),
  }
}

async function factsOf(context: ReadContext, file: StoredPelvicFile): Promise<Parameters<typeof pelvicConsentPages>[0]> {
  const woman = await womanOf(context.db, file.womanId)
  const { name, phone } = await context.setting('institution')
  // Paper says what its reader may see: the whole number takes the same right as on the screen.
  const maySee = context.user.permissions.has('person.reveal')
  return {
    institution: name, institutionPhone: phone, name: nameOnPaper(woman, undefined), birthDay: woman.birthDay ?? '', fileNumber: file.number ?? '',
    idNumber: woman.idNumber ? maySee ? woman.idNumber : maskIdNumber(woman.idNumber) : '', phone: woman.phone ? maySee ? woman.phone : maskPhone(woman.phone) : '',
  }
}

async function made(context: ReadContext, asked: Input<'pelvic.consentPaper.preview'>, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const { pages, number } = await pagesOf(context, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title}-${number}.pdf` }
}
const recordOf = (kind: string | undefined): string => kind ? 'pelvic.file' : pelvicConsent.id

export const pelvicConsentHandlers = {
  'pelvic.consent.save': (input, context) => saveConsent(context, input as SaveRequest<typeof pelvicConsent>),
  'pelvic.consent.void': (input, context) => voidConsent(context, input),
  'pelvic.consent.prepare': async ({ fileId, kind }, context) => {
    context.touched('pelvic.file', fileId)
    const file = await openFileOf(context.db, fileId)
    const { version, text, source } = consentText(kind, await context.setting('pelvicConsentTexts'))
    const head = await pelvicHeadOf(context, file)
    return {
      head, version, text, source,
      row: { fileId, kind, textVersion: version, choice: 'agreed' as const, signedDay: context.today, ...head.name === null ? {} : { signerName: head.name }, doctorName: context.user.displayName, mayUseData: false },
    }
  },
  'pelvic.consent.open': async ({ id }, context) => {
    context.touched(pelvicConsent.id, id)
    const consent = await standing(context, id)
    const found = signedText(consent.kind, consent.textVersion, await context.setting('pelvicConsentTexts'))
    return { head: await pelvicHeadOf(context, await fileOf(context.db, consent.fileId)), consent, text: found?.text ?? null, source: found?.source ?? null }
  },
  'pelvic.consentPaper.preview': async (asked, context) => {
    context.touched(recordOf(asked.kind), asked.id)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'pelvic.consentPaper.pdf': async (asked, context) => {
    const { composed, fileName } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(recordOf(asked.kind), asked.id) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'pelvic.consentPaper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched(recordOf(asked.kind), asked.id); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
