import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { birthDefect } from '../../../../domain/modules/vital/birth-defect.record.ts'
import { maternalDeath } from '../../../../domain/modules/vital/maternal-death.record.ts'
import { birthDefectPages, maternalDeathPages } from '../../../../domain/print/vital-form.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { getRow } from '../../record/store.ts'
import { womanOf } from './facts.ts'

type Asked = Input<'vital.paper.preview'>
const recordOf = (what: Asked['what']): string => what === 'death' ? maternalDeath.id : birthDefect.id

async function pagesOf(context: ReadContext, { what, id }: Asked) {
  const card = what === 'death' ? await getRow(context.db, maternalDeath, id) : await getRow(context.db, birthDefect, id)
  if (card.voidedAt !== null) throw new AppError('not-found', undefined, { record: recordOf(what), id })
  const woman = womanOf(context, await getRow(context.db, person, card.motherId))
  const pages = 'diedAt' in card ? maternalDeathPages(card, woman, (await context.setting('vitalRules')).showsPlanned === 1) : birthDefectPages(card, woman)
  return { pages, number: card.number }
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const { pages, number } = await pagesOf(context, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title}-${number ?? asked.id}.pdf` }
}

export const vitalPaperHandlers = {
  'vital.paper.preview': async (asked, context) => {
    context.touched(recordOf(asked.what), asked.id)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'vital.paper.pdf': async (asked, context) => {
    const { composed, fileName } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(recordOf(asked.what), asked.id) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'vital.paper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched(recordOf(asked.what), asked.id); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
