import type { Input } from '../../../../domain/api/api.ts'
import type { Ledger } from '../../../../domain/ledger/ledger.ts'
import { BULLETIN_COLUMNS, bulletinCell, bulletinPages } from '../../../../domain/print/prenatal-forms.ts'
import { maskFetalSex } from '../../../../domain/rule/prenatal/fetal-sex.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import type { ComposeOptions } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { bulletin } from './bulletin.ts'

type Asked = Input<'prenatal.bulletin.preview'>
const BY_TEXT: Readonly<Record<Asked['by'], string>> = { township: '乡镇(街道)', institution: '采血机构' }
const NOBODY: Readonly<Record<Asked['by'], string>> = { township: '未登记乡镇', institution: '未登记机构' }

type Row = Awaited<ReturnType<typeof bulletin>>['total']
const remarkOn = ({ remark }: Row): string => maskFetalSex(remark?.value ?? '', 'other')
/** The rows of a month as they are printed: who belongs to nobody is named so, and an institution is what somebody typed. */
async function namedBulletin(context: ReadContext, { month, by }: Asked) {
  const { rows, total, timeProgress } = await bulletin(context, month, by)
  return { rows: rows.map(row => ({ ...row, name: maskFetalSex(row.name, 'other') || NOBODY[by], remark: remarkOn(row) })), total: { ...total, name: '合计', remark: remarkOn(total) }, timeProgress }
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { title: string }> {
  const { rows, total, timeProgress } = await namedBulletin(context, asked)
  const pages = bulletinPages({ institution: (await context.setting('institution')).name, month: asked.month, timePercent: timeProgress, by: BY_TEXT[asked.by], rows, total })
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), title }
}

const WORDS: ReadonlySet<string> = new Set(['name', 'ladder', 'remark'])
const NUMBERS: ReadonlySet<string> = new Set(['task', 'monthScreened', 'screened', 'highRisk', 'recalled', 'diagnosed', 'outcomesDue', 'outcomesFollowed', 'confirmed'])
const bookOf = (title: string): Ledger => ({
  id: 'prenatal-bulletin', title, source: '产前筛查说明 §13', dateTitle: '通报月份',
  columns: BULLETIN_COLUMNS.map(([key, label]) => ({ key, title: label, widthMm: WORDS.has(key) ? 40 : 22, kind: NUMBERS.has(key) ? 'count' : 'text' })),
})

export const prenatalBulletinPaperHandlers = {
  'prenatal.bulletin.preview': async (asked, context) => {
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'prenatal.bulletin.pdf': async (asked, context) => {
    const { composed, title } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.fact('month', asked.month) })
    return { fileName: `${title}.pdf`, base64: Buffer.from(bytes).toString('base64') }
  },
  'prenatal.bulletin.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.fact('month', asked.month); writing.fact('outcome', outcome) })
    return { outcome }
  },
  'prenatal.bulletin.file': async (asked, context) => {
    const { rows, total, timeProgress } = await namedBulletin(context, asked)
    const lines = [...rows.map((row, at) => ({ row, at })), { row: total, at: null }].map(({ row, at }) => Object.fromEntries(BULLETIN_COLUMNS.map(([key]) => { const text = bulletinCell(row, key, at, timeProgress); return [key, NUMBERS.has(key) ? Number(text) : text] })))
    const title = `免费产前筛查月通报${asked.month}`
    const bytes = await xlsxOf(bookOf(title), lines, { masked: true, heading: `${(await context.setting('institution')).name} ${title}`, createdAtMs: context.ports.clock.nowMs() })
    await context.separately(async writing => { writing.fact('month', asked.month) })
    return { fileName: `${title}-${BY_TEXT[asked.by].replace(/\(.*\)/, '')}.xlsx`, base64: bytes.toString('base64') }
  },
} satisfies Partial<Handlers>
