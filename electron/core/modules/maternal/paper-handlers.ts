import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { ETHNIC_GROUP } from '../../../../domain/code/ethnic-group.ts'
import { ID_DOCUMENT_TYPE } from '../../../../domain/code/id-document-type.ts'
import { delivery } from '../../../../domain/modules/birth/delivery.record.ts'
import { pregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { maternalFirst } from '../../../../domain/modules/maternal/first.record.ts'
import { postpartumCheck } from '../../../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../../../domain/modules/maternal/postpartum-visit.record.ts'
import { redating } from '../../../../domain/modules/maternal/redating.record.ts'
import { maternalVisit } from '../../../../domain/modules/maternal/visit.record.ts'
import { bookingFormPages } from '../../../../domain/print/maternal-booking-form.ts'
import { firstFormPages } from '../../../../domain/print/maternal-first-form.ts'
import { postpartumCheckPages, postpartumVisitPages } from '../../../../domain/print/maternal-postpartum-form.ts'
import { visitFormPages } from '../../../../domain/print/maternal-visit-form.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import { completedYears, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import { readerOf, shownRow } from '../../fetal-sex.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { fromColumns } from '../../record/store.ts'
import { addressText } from '../../region.ts'
import { datingOf, type PregnancyOf, pregnancyOf } from '../../registry/pregnancies.ts'

type Asked = Input<'maternal.paper.preview'>

const ageOn = (birthDay: Day | null, on: Day): number | null => birthDay === null || birthDay > on ? null : completedYears(birthDay, on)
/** Paper says what its reader may see: the whole number takes the same right as on the screen. */
const shown = (context: ReadContext, value: string | null, mask: (value: string) => string): string => value === null ? '' : context.user.permissions.has('person.reveal') ? value : mask(value)
/** A row as the reader of this paper may see it. */
const seen = <D extends RecordDefinition>(context: ReadContext, definition: D, row: Record<string, unknown>): StoredRow<D> => shownRow(definition, fromColumns(definition, row), readerOf(context))
const namesOf = ({ woman, pregnancy }: PregnancyOf) => ({ name: woman.name ?? '', number: pregnancy.handbookNumber ?? '' })

async function bookingPages(context: ReadContext, of: PregnancyOf): Promise<PageContent[]> {
  const { woman, pregnancy } = of
  const rules = await context.setting('maternalRules')
  const address = (region: string | null, rest: string | null): string => addressText(context.ports.folders.resources, region, rest)
  const redatings = await context.db.selectFrom('maternalRedating').selectAll().where('pregnancyId', '=', pregnancy.id).where('voidedAt', 'is', null).orderBy('createdAt').orderBy('id').execute()
  return bookingFormPages({
    ...namesOf(of), idType: woman.idType ? ID_DOCUMENT_TYPE.label(woman.idType) : '', idNumber: shown(context, woman.idNumber, maskIdNumber), birthDay: woman.birthDay, ethnicGroup: woman.ethnicGroup ? ETHNIC_GROUP.label(woman.ethnicGroup) : '',
    phone: shown(context, woman.phone, maskPhone), householdAddress: address(woman.householdRegion, woman.householdAddress), homeAddress: address(woman.homeRegion, woman.homeAddress), recoveryAddress: address(pregnancy.recoveryRegion, pregnancy.recoveryAddress),
    pregnancy: { ...pregnancy, husbandPhone: shown(context, pregnancy.husbandPhone, maskPhone) }, dating: datingOf(pregnancy, rules), redatings: redatings.map(row => seen(context, redating, row)), rules,
  })
}

async function firstPages(context: ReadContext, of: PregnancyOf, isEmpty: boolean): Promise<PageContent[]> {
  const { woman, pregnancy } = of
  const row = isEmpty ? undefined : await context.db.selectFrom('maternalFirst').selectAll().where('pregnancyId', '=', pregnancy.id).where('voidedAt', 'is', null).executeTakeFirst()
  const first = row ? seen(context, maternalFirst, row) : null
  const on = first?.visitDay ?? context.today
  return firstFormPages({
    ...namesOf(of), ageYears: ageOn(woman.birthDay, on), husbandName: pregnancy.husbandName ?? '', husbandAge: ageOn(pregnancy.husbandBirthDay, on), husbandPhone: shown(context, pregnancy.husbandPhone, maskPhone),
    gravidity: pregnancy.gravidity, parity: pregnancy.parity, vaginalBirths: pregnancy.vaginalDeliveries, caesareans: pregnancy.caesareans, lastMenstrualDay: pregnancy.lastMenstrualDay, expectedDay: pregnancy.expectedDay,
  }, first)
}

async function visitPages(context: ReadContext, of: PregnancyOf, isEmpty: boolean): Promise<PageContent[]> {
  const rows = isEmpty ? [] : await context.db.selectFrom('maternalVisit').selectAll().where('pregnancyId', '=', of.pregnancy.id).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  return visitFormPages(namesOf(of), rows.map(row => seen(context, maternalVisit, row)))
}

/** The row that was asked for or the last one; another woman's is never printed under this name. */
function chosen<T extends { id: string }>(rows: readonly T[], record: string, { id, isEmpty }: Asked): T | null {
  if (isEmpty) return null
  const row = id === undefined ? rows.at(-1) : rows.find(one => one.id === id)
  if (id !== undefined && !row) throw new AppError('not-found', undefined, { record, id })
  return row ?? null
}

async function postpartumPages({ db }: ReadContext, of: PregnancyOf, asked: Asked): Promise<PageContent[]> {
  const born = await db.selectFrom('delivery').selectAll().where('pregnancyId', '=', of.pregnancy.id).where('voidedAt', 'is', null).executeTakeFirst()
  const facts = { ...namesOf(of), deliveredDay: of.deliveredDay, dischargedDay: born ? fromColumns(delivery, born).dischargedDay : null }
  if (asked.what === 'postpartumVisit') {
    const rows = await db.selectFrom('maternalPostpartumVisit').selectAll().where('pregnancyId', '=', of.pregnancy.id).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
    return postpartumVisitPages(facts, chosen(rows.map(row => fromColumns(postpartumVisit, row)), postpartumVisit.id, asked))
  }
  const rows = await db.selectFrom('maternalPostpartumCheck').selectAll().where('pregnancyId', '=', of.pregnancy.id).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  return postpartumCheckPages(facts, chosen(rows.map(row => fromColumns(postpartumCheck, row)), postpartumCheck.id, asked))
}

function pagesOf(context: ReadContext, of: PregnancyOf, asked: Asked): Promise<PageContent[]> {
  switch (asked.what) {
    case 'booking': return bookingPages(context, of)
    case 'first': return firstPages(context, of, asked.isEmpty ?? false)
    case 'visits': return visitPages(context, of, asked.isEmpty ?? false)
    case 'postpartumVisit': case 'postpartumCheck': return postpartumPages(context, of, asked)
  }
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const found = await pregnancyOf(context.db, asked.pregnancyId)
  const of = { ...found, pregnancy: shownRow(pregnancy, found.pregnancy, readerOf(context)) }
  const pages = await pagesOf(context, of, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title}-${of.pregnancy.handbookNumber ?? of.pregnancy.id}.pdf` }
}

export const maternalPaperHandlers = {
  'maternal.paper.preview': async (asked, context) => {
    context.touched('pregnancy', asked.pregnancyId)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'maternal.paper.pdf': async (asked, context) => {
    const { composed, fileName } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched('pregnancy', asked.pregnancyId); writing.fact('paper', asked.what) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'maternal.paper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched('pregnancy', asked.pregnancyId); writing.fact('paper', asked.what); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
