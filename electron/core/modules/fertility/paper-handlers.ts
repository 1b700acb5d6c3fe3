import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { Sex } from '../../../../domain/code/sex.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { preconception } from '../../../../domain/modules/fertility/preconception.record.ts'
import { premarital } from '../../../../domain/modules/fertility/premarital.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { type PaperAdult, preconceptionNoticePages, premaritalCertificatePages, premaritalSheetPages } from '../../../../domain/print/fertility-papers.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { getRow } from '../../record/store.ts'
import { adultOf, liveRow } from './people.ts'
import { sheetsOf } from './preconception-facts.ts'

type Asked = Input<'fertility.paper.preview'>

async function adult(context: ReadContext, id: string, on: Day): Promise<PaperAdult> {
  const { name, sex, birthDay, idNumber, phone, address } = adultOf(context, await getRow(context.db, person, id))
  return { name: name ?? '', sex: sex as Sex, birthDay: birthDay ?? '', ageText: birthDay ? ageText(birthDay as Day, on) : '', idNumber: idNumber ?? '', phone: phone ?? '', address }
}

async function pagesOf(context: ReadContext, { what, id }: Asked): Promise<PageContent[]> {
  const { name, phone } = await context.setting('institution')
  const institution = { name, phone }
  if (what === 'notice') {
    const couple = await liveRow(context, preconception, id)
    const sheets = (await sheetsOf(context.db, [id])).get(id)
    const who = { woman: await adult(context, couple.womanId, couple.servedDay), man: couple.husbandId ? await adult(context, couple.husbandId, couple.servedDay) : null }
    return preconceptionNoticePages(couple, who, { woman: sheets?.['2'] ?? null, man: sheets?.['1'] ?? null }, institution)
  }
  const sheet = await liveRow(context, premarital, id)
  const [own, partner] = [await adult(context, sheet.personId, sheet.registeredDay), await adult(context, sheet.partnerId, sheet.registeredDay)]
  if (what === 'certificate') {
    if (!sheet.certificateDay) throw new AppError('invalid', [block('certificateDay', message('premaritalPaper.notReady', '还不能打印证明:请先在检查表中填写医学意见、主检医师和出具证明日期'))])
    return premaritalCertificatePages(sheet, own, partner, institution)
  }
  const hiv = await context.db.selectFrom('premaritalHiv').select('number').where('examinationId', '=', id).where('voidedAt', 'is', null).executeTakeFirst()
  return premaritalSheetPages(sheet, own, partner, hiv?.number ?? null, institution)
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { title: string }> {
  const pages = await pagesOf(context, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), title }
}

/** A certificate bears the whole number of a document or is none. */
function refuseMasked(context: ReadContext, { what }: Asked): void {
  if (what === 'certificate' && !context.user.permissions.has('person.reveal')) {
    throw new AppError('invalid', [block('id', message('premaritalPaper.masked', '证明须印完整证件号码,请由有“查看完整证件号码”权限的人员(如妇女保健人员)打印'))])
  }
}
const recordOf = ({ what }: Asked): string => what === 'notice' ? preconception.id : premarital.id

export const fertilityPaperHandlers = {
  'fertility.paper.preview': async (asked, context) => {
    context.touched(recordOf(asked), asked.id)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'fertility.paper.pdf': async (asked, context) => {
    refuseMasked(context, asked)
    const { composed, title } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(recordOf(asked), asked.id); writing.fact('paper', asked.what) })
    return { fileName: `${title}-${context.today}.pdf`, base64: Buffer.from(bytes).toString('base64') }
  },
  'fertility.paper.print': async ({ printerName, ...asked }, context) => {
    refuseMasked(context, asked)
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched(recordOf(asked), asked.id); writing.fact('paper', asked.what); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
