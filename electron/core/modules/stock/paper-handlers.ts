import type { Input } from '../../../../domain/api/api.ts'
import { DESTRUCTION_METHOD, STOCK_SLIP } from '../../../../domain/code/stock.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { destructionPaper, handInPaper, planPaper, slipPaper, stockPaperPages, type StockPaper, type WasteLine } from '../../../../domain/print/stock-paper-values.ts'
import { compressNumbers, rangeCount } from '../../../../domain/rule/certificate-number.ts'
import { PLAN_RULES } from '../../../../domain/rule/yearly-plan.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { type Composed, composeDocument, type ComposeOptions } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { readLayout } from '../../print/layouts.ts'
import { regionPathOf } from '../../region.ts'
import { planOf } from './plan-handlers.ts'
import { findSlip, type SlipRow } from './slips.ts'
import { wasteOf } from './waste-handlers.ts'

type Asked = Pick<Input<'stock.paperPreview'>, 'what' | 'id'>
const FORM = 'stock-paper'
const A4 = { pageWidthMm: 210, pageHeightMm: 297 }

export const paperHandlers = {
  'stock.paperPreview': async (asked, context) => {
    const { html, issues } = (await composed(context, asked, 'preview', null)).document
    return { html, issues }
  },
  'stock.paperPdf': async (asked, context) => {
    const { document, paper } = await composed(context, asked, 'archive', null)
    refuseFaulty(document)
    const bytes = await context.ports.printer.toPdf(document.html)
    await context.separately(async write => { write.touched('stock.paper', asked.id) })
    return { fileName: `${paper.title}.pdf`, base64: Buffer.from(bytes).toString('base64') }
  },
  'stock.printPaper': async ({ printerName, ...asked }, context) => {
    const { document, silent } = await composed(context, asked, 'print', printerName)
    refuseFaulty(document)
    await context.separately(async write => { write.touched('stock.paper', asked.id) })
    const { outcome } = await context.ports.printer.print({ html: document.html, printerName, silent, ...A4 })
    return { outcome }
  },
} satisfies Partial<Handlers>

function refuseFaulty(document: Composed): void {
  const blocking = document.issues.filter(issue => issue.level === 'block')
  if (blocking.length) throw new AppError('invalid', blocking)
}

async function composed(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<{ document: Composed; paper: StockPaper; silent: boolean }> {
  const paper = await paperOf(context, asked)
  const { folders } = context.ports
  const layout = readLayout(folders.resources, 'stockPaper')
  const profile = printerName === null ? undefined : (await context.setting('printing')).profiles.find(entry => entry.printerName === printerName && entry.form === FORM)
  const document = composeDocument(stockPaperPages(paper).map(values => ({ layout, values })), { fonts: openPrintFonts(folders.fonts), mode, title: paper.title, ...(profile ? { offset: profile } : {}) })
  return { document, paper, silent: profile?.silent ?? false }
}

async function paperOf(context: ReadContext, { what, id }: Asked): Promise<StockPaper> {
  const { name: institution, countyCode } = await context.setting('institution')
  if (what === 'plan') {
    const plan = await planOf(context, Number(id) || 0)
    const saved = plan.saved[0]
    if (!saved) throw new AppError('invalid', [block('id', message('plan.notSaved', '这一年还没有保存计划,请先保存再打印'))])
    const rule = PLAN_RULES[saved.rule]
    return planPaper({
      institution, year: plan.year, rule: rule.title, source: rule.source, thisYearCounted: plan.thisYearCounted, thisYearBirths: saved.thisYearBirths, lastYearBirths: saved.lastYearBirths, inStock: plan.inStock, proposed: saved.proposed,
      quantity: saved.quantity, reason: saved.reason ?? '', plannedBy: saved.plannedByName, filedDay: saved.filedDay as Day | null, version: saved.rev,
    })
  }
  const slip = await findSlip(context.db, id)
  if (!slip || (what === 'destruction' && slip.kind !== 'destroy') || (what === 'handIn' && slip.kind !== 'handIn')) throw new AppError('not-found', undefined, { record: 'stock.slip', id })
  const day = slip.day as Day
  if (what === 'handIn') {
    return handInPaper({ institution, day, handedTo: slip.counterpart ?? '', receiver: slip.firstOutsideName ?? '', first: slip.firstPersonName, second: slip.secondPersonName ?? '', lines: await wasteLines(context, slip, institution) })
  }
  if (what === 'destruction') {
    return destructionPaper({
      institution, county: regionPathOf(context.ports.folders.resources, countyCode)?.county ?? '', day, method: DESTRUCTION_METHOD.find(slip.method ?? '')?.label ?? '', place: slip.place ?? '', keeper: slip.firstPersonName,
      leader: slip.secondPersonName ?? '', cityReceiver: slip.firstOutsideName ?? '', witness: slip.witnessName ?? '', lines: await wasteLines(context, slip, institution),
    })
  }
  return slipPaper({
    institution, kind: STOCK_SLIP.label(slip.kind), day, counterpart: slip.organizationName ?? slip.counterpart ?? '', reason: slip.reason ?? '',
    outsiders: slip.kind === 'transfer' ? [['申领人1', slip.firstOutsideName ?? ''], ['申领人2', slip.secondOutsideName ?? '']] : [['对方经办人', slip.firstOutsideName ?? '']],
    people: slip.kind === 'transfer' ? [['发放人1', slip.firstPersonName], ['发放人2', slip.secondPersonName ?? '']]
      : slip.kind === 'handOver' ? [['交出人', slip.fromHolderName ?? ''], ['接收人', slip.toHolderName ?? ''], ['证件管理员', slip.firstPersonName]] : [['经办人', slip.firstPersonName], ['第二人', slip.secondPersonName ?? '']],
    ranges: slip.ranges.map(({ firstNumber: first, lastNumber: last }) => ({ first, last, quantity: rangeCount({ first, last }) })),
  })
}

/** Runs of numbers with one reason and one owner, a line each. */
async function wasteLines(context: ReadContext, slip: SlipRow, institution: string): Promise<WasteLine[]> {
  const waste = await wasteOf(context.db, slip.ranges.map(({ firstNumber: first, lastNumber: last }) => ({ first, last })))
  return [...Map.groupBy(waste, row => `${row.owner}\n${row.reason}`)].flatMap(([, group]) => compressNumbers(group.map(row => row.number)).map(range => ({
    numbers: range.first === range.last ? range.first : `${range.first} — ${range.last}`, quantity: rangeCount(range), reason: group[0]!.reason, owner: group[0]!.owner || institution, first: range.first,
  }))).toSorted((a, b) => (a.first < b.first ? -1 : 1)).map(({ first: _first, ...line }) => line)
}
