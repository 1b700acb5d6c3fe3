import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { Sex } from '../../../../domain/code/sex.ts'
import type { StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { adolescentVisit } from '../../../../domain/modules/women/adolescent.record.ts'
import { cancerScreening } from '../../../../domain/modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from '../../../../domain/modules/women/menopause.record.ts'
import { adolescentPages, cancerScreeningPages, menopausePages, screeningNoticePages, type WomanPaperFacts } from '../../../../domain/print/women-forms.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import { nameOnPaper } from '../../../../domain/rule/name-on-paper.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { getRow } from '../../record/store.ts'
import { addressText } from '../../region.ts'
import { stepsOf } from './cancer-chain.ts'
import { womanOf } from '../../registry/woman.ts'

type Asked = Input<'women.paper.preview'>
const RECORD_OF = { screening: cancerScreening, notice: cancerScreening, menopause: menopauseVisit, adolescent: adolescentVisit } as const satisfies Record<Asked['what'], RecordDefinition>

async function factsOf(context: ReadContext, woman: StoredPerson): Promise<WomanPaperFacts> {
  const { name, phone } = await context.setting('institution')
  // Paper says what its reader may see: the whole number takes the same right as on the screen.
  const maySee = context.user.permissions.has('person.reveal')
  return {
    name: nameOnPaper(woman, undefined), sex: woman.sex as Sex, birthDay: woman.birthDay, idNumber: woman.idNumber ? maySee ? woman.idNumber : maskIdNumber(woman.idNumber) : '', phone: woman.phone ? maySee ? woman.phone : maskPhone(woman.phone) : '',
    address: addressText(context.ports.folders.resources, woman.homeRegion, woman.homeAddress), institution: name, institutionPhone: phone,
  }
}

async function standing<D extends RecordDefinition>(context: ReadContext, definition: D, id: string): Promise<StoredRow<D>> {
  const row = await getRow(context.db, definition, id)
  if (row.voidedAt !== null) throw new AppError('not-found', undefined, { record: definition.id, id })
  return row
}

async function pagesOf(context: ReadContext, { what, id }: Asked): Promise<{ pages: PageContent[]; number: string }> {
  const facts = async (row: { womanId: string }) => factsOf(context, await womanOf(context.db, row.womanId))
  switch (what) {
    case 'screening': case 'notice': {
      const row = await standing(context, cancerScreening, id)
      const make = what === 'screening' ? cancerScreeningPages : screeningNoticePages
      return { pages: make(await facts(row), row, await stepsOf(context.db, id)), number: row.number ?? id }
    }
    case 'menopause': {
      const row = await standing(context, menopauseVisit, id)
      const file = await getRow(context.db, menopauseFile, row.fileId)
      return { pages: menopausePages(await facts(row), file, row, await context.setting('maternalRules')), number: `${file.number ?? file.id}-${row.visitDay}` }
    }
    case 'adolescent': {
      const row = await standing(context, adolescentVisit, id)
      return { pages: adolescentPages(await facts(row), row), number: row.visitDay }
    }
  }
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const { pages, number } = await pagesOf(context, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title}-${number}.pdf` }
}

export const womenPaperHandlers = {
  'women.paper.preview': async (asked, context) => {
    context.touched(RECORD_OF[asked.what].id, asked.id)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'women.paper.pdf': async (asked, context) => {
    const { composed, fileName } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(RECORD_OF[asked.what].id, asked.id); writing.fact('paper', asked.what) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'women.paper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched(RECORD_OF[asked.what].id, asked.id); writing.fact('paper', asked.what); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
