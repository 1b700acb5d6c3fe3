import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { ChildContact } from '../../../../domain/code/child-check.ts'
import type { Sex } from '../../../../domain/code/sex.ts'
import { deathCard } from '../../../../domain/modules/child/death-card.record.ts'
import { entranceExam } from '../../../../domain/modules/child/entrance-exam.record.ts'
import { childHandoutValues } from '../../../../domain/print/child-handout-values.ts'
import { deathCardValues } from '../../../../domain/print/death-card-values.ts'
import { entranceFormValues } from '../../../../domain/print/entrance-form-values.ts'
import { scaleLayout } from '../../../../domain/print/scale-layout.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import { nameOnPaper } from '../../../../domain/rule/name-on-paper.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { type Composed, composeDocument, type ComposeOptions, type PageContent } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { readLayout } from '../../print/layouts.ts'
import { getRow } from '../../record/store.ts'
import { addressText } from '../../region.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { scheduledLines } from './due-handlers.ts'
import { childOf } from './head.ts'

type Asked = Pick<Input<'child.sheet.preview'>, 'what' | 'id'>
type Handout = Input<'child.handout.preview'>
const A4 = { w: 210, h: 297 }
const A5 = { w: 148, h: 210 }

async function composed(context: ReadContext, page: PageContent, mode: ComposeOptions['mode'], printerName: string | null): Promise<{ document: Composed; silent: boolean }> {
  const profile = printerName === null ? undefined : (await context.setting('printing')).profiles.find(entry => entry.printerName === printerName && entry.form === page.layout.form)
  return { document: composeDocument([page], { fonts: openPrintFonts(context.ports.folders.fonts), mode, title: page.layout.title, ...(profile ? { offset: profile } : {}) }), silent: profile?.silent ?? false }
}

async function sheetOf(context: ReadContext, { what, id }: Asked): Promise<{ page: PageContent; number: string | null }> {
  const { resources } = context.ports.folders
  const notVoid = (row: { voidedAt: string | null }): void => { if (row.voidedAt !== null) throw new AppError('not-found', undefined, { record: what, id }) }
  if (what === 'deathCard') {
    const card = await getRow(context.db, deathCard, id)
    notVoid(card)
    const { file, child, mother, father } = await childOf(context.db, card.fileId)
    const phone = file.contactPhone ?? mother?.phone ?? father?.phone ?? ''
    const values = deathCardValues(card, {
      name: nameOnPaper(child, mother?.name), sex: child.sex as Sex, motherName: mother?.name ?? '', fatherName: father?.name ?? '', phone: phone && !context.user.permissions.has('person.reveal') ? maskPhone(phone) : phone,
      address: addressText(resources, child.homeRegion ?? mother?.homeRegion ?? null, child.homeAddress ?? mother?.homeAddress ?? null),
    })
    return { page: { layout: readLayout(resources, 'deathCard'), values }, number: card.number }
  }
  const exam = await getRow(context.db, entranceExam, id)
  notVoid(exam)
  const { child, mother } = await childOf(context.db, exam.fileId)
  const rules = await context.setting('childRules')
  const values = entranceFormValues(exam, {
    name: nameOnPaper(child, mother?.name), sex: child.sex as Sex, birthDay: child.birthDay, ageText: child.birthDay ? ageText(child.birthDay, exam.examDay) : '', institution: (await context.setting('institution')).name,
    validMonths: rules.entranceValidMonths, absenceMonths: rules.entranceAbsenceMonths,
  })
  return { page: { layout: readLayout(resources, 'entranceForm'), values }, number: exam.number }
}

async function handoutOf(context: ReadContext, { contact, fileId, paper }: Handout): Promise<PageContent> {
  const institution = await context.setting('institution')
  const { today } = context
  const layout = readLayout(context.ports.folders.resources, 'childHandout')
  const nobody = { childName: '', ageText: '', nextDay: null, nextContact: null }
  const facts = fileId ? await forChild(context, fileId) : nobody
  const values = childHandoutValues(contact, { ...facts, day: today, institution: institution.name, phone: institution.phone })
  return { layout: paper === 'A5' ? scaleLayout(layout, A5) : layout, values }
}

async function forChild(context: ReadContext, fileId: string) {
  context.touched('child.file', fileId)
  const { child } = await childOf(context.db, fileId)
  const next = (await scheduledLines(context, fileId)).find(line => line.state === 'notDue')
  return { childName: child.name ?? '', ageText: child.birthDay ? ageText(child.birthDay, context.today) : '', nextDay: (next?.dueDay ?? null) as Day | null, nextContact: (next?.contact ?? null) as ChildContact | null }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

export const childSheetHandlers = {
  'child.sheet.preview': async (asked, context) => {
    context.touched(asked.what === 'deathCard' ? deathCard.id : entranceExam.id, asked.id)
    const { document } = await composed(context, (await sheetOf(context, asked)).page, 'preview', null)
    return { html: document.html, issues: document.issues }
  },
  'child.sheet.pdf': async (asked, context) => {
    const { page, number } = await sheetOf(context, asked)
    const { document } = await composed(context, page, 'print', null)
    refuseFaultyPaper(document)
    const bytes = await context.ports.printer.toPdf(document.html)
    await context.separately(async writing => { writing.touched(asked.what === 'deathCard' ? deathCard.id : entranceExam.id, asked.id) })
    return { fileName: `${number ?? asked.id}.pdf`, base64: base64(bytes) }
  },
  'child.sheet.print': async ({ printerName, ...asked }, context) => {
    const { document, silent } = await composed(context, (await sheetOf(context, asked)).page, 'print', printerName)
    refuseFaultyPaper(document)
    const { outcome } = await context.ports.printer.print({ html: document.html, printerName, silent: silent && printerName !== '', pageWidthMm: A4.w, pageHeightMm: A4.h })
    await context.separately(async writing => { writing.touched(asked.what === 'deathCard' ? deathCard.id : entranceExam.id, asked.id); writing.fact('outcome', outcome) })
    return { outcome }
  },
  'child.handout.preview': async (asked, context) => {
    const { document } = await composed(context, await handoutOf(context, asked), 'preview', null)
    return { html: document.html, issues: document.issues }
  },
  'child.handout.pdf': async (asked, context) => {
    const page = await handoutOf(context, asked)
    const { document } = await composed(context, page, 'print', null)
    refuseFaultyPaper(document)
    return { fileName: `${page.layout.title}.pdf`, base64: base64(await context.ports.printer.toPdf(document.html)) }
  },
  'child.handout.print': async ({ printerName, ...asked }, context) => {
    const page = await handoutOf(context, asked)
    const { document, silent } = await composed(context, page, 'print', printerName)
    refuseFaultyPaper(document)
    const { outcome } = await context.ports.printer.print({ html: document.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.layout.page.w, pageHeightMm: page.layout.page.h })
    if (asked.fileId) await context.separately(async writing => { writing.touched('child.file', asked.fileId!); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
