import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { glasses } from '../../../../domain/modules/eye/glasses.record.ts'
import { eyeReferral } from '../../../../domain/modules/eye/referral.record.ts'
import { eyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import { type EyePaperFacts, eyeAdvicePages, eyeFilePages, glassesPages } from '../../../../domain/print/eye-file-form.ts'
import { eyeReferralValues } from '../../../../domain/print/eye-referral-values.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { completedMonths, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { readLayout } from '../../print/layouts.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { getRow } from '../../record/store.ts'
import { type ChildOfFile, childOf } from '../../registry/child-of-file.ts'
import { childPaperFacts } from '../../registry/child-paper-facts.ts'
import { eyeRecordsOf, eyeVisitsOf } from './facts.ts'

type Asked = Input<'eye.paper.preview'>

async function factsOf(context: ReadContext, of: ChildOfFile, on: Day): Promise<EyePaperFacts> {
  const { name, phone } = await context.setting('institution')
  const { birthDay } = of.child
  const isBorn = birthDay !== null && birthDay <= on
  return { ...childPaperFacts(context, of), institution: name, institutionPhone: phone, ageMonths: isBorn ? completedMonths(birthDay, on) : 0, ageText: isBorn ? ageText(birthDay, on) : '', rules: await context.setting('eyeRules') }
}

const gone = (record: string, id: string): AppError => new AppError('not-found', undefined, { record, id })
/** A row of this child, or `not-found`: another child's slip is never printed under this name. */
const own = <T extends { fileId: string; voidedAt: string | null }>(row: T, fileId: string, record: string, id: string): T => {
  if (row.fileId !== fileId || row.voidedAt !== null) throw gone(record, id)
  return row
}

async function referralPage(context: ReadContext, of: ChildOfFile, id: string): Promise<PageContent[]> {
  const row = own(await getRow(context.db, eyeReferral, id), of.file.id, eyeReferral.id, id)
  const visit = await getRow(context.db, eyeVisit, row.visitId)
  const facts = await factsOf(context, of, row.referredDay)
  const { address } = await context.setting('institution')
  const phone = of.file.contactPhone ?? of.mother?.phone ?? of.father?.phone ?? ''
  const values = eyeReferralValues(row, visit, {
    ...facts, guardian: of.mother?.name ?? of.father?.name ?? '', phone: phone && !context.user.permissions.has('person.reveal') ? maskPhone(phone) : phone, institutionAddress: address,
  })
  return [{ layout: readLayout(context.ports.folders.resources, 'eyeReferral'), values }]
}

async function pagesOf(context: ReadContext, of: ChildOfFile, { what, id }: Asked): Promise<PageContent[]> {
  const { db } = context
  const fileId = of.file.id
  if ((what === 'referral' || what === 'glasses') && id === undefined) throw new AppError('invalid', [block('id', message('eyePaper.choose', '请选择要打印的转诊单或配镜处方'))])
  if (what === 'referral') return referralPage(context, of, id!)
  if (what === 'glasses') {
    const row = own(await getRow(db, glasses, id!), fileId, glasses.id, id!)
    return glassesPages(await factsOf(context, of, row.prescribedDay), row)
  }
  const visits = await eyeVisitsOf(db, fileId)
  const facts = await factsOf(context, of, context.today)
  if (what === 'advice') {
    const visit = id === undefined ? visits.at(-1) : visits.find(one => one.id === id)
    if (id !== undefined && !visit) throw gone(eyeVisit.id, id)
    return eyeAdvicePages(facts, visit ?? null)
  }
  return eyeFilePages(facts, { ...await eyeRecordsOf(db, fileId), visits })
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const of = await childOf(context.db, asked.fileId)
  const pages = await pagesOf(context, of, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title.replaceAll(' ', '')}-${of.file.number ?? of.file.id}.pdf` }
}

export const eyePaperHandlers = {
  'eye.paper.preview': async (asked, context) => {
    context.touched('child.file', asked.fileId)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'eye.paper.pdf': async (asked, context) => {
    const { composed, fileName } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched('child.file', asked.fileId); writing.fact('paper', asked.what) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'eye.paper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched('child.file', asked.fileId); writing.fact('paper', asked.what); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
