import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { type Ledger, withoutFormula } from '../../../../domain/ledger/ledger.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { annualReport } from '../../../../domain/modules/annual/report.record.ts'
import { annualFormLayout, annualFormValues, ROWS_PER_SHEET } from '../../../../domain/print/annual-form-layout.ts'
import {
  ANNUAL_COLUMNS, ANNUAL_CSV_HEADING, ANNUAL_KEYS, ANNUAL_SOURCE, annualDifferences, annualFigures, type AnnualFigures, annualFormIssues, annualPeriod, type AnnualSupply, certificateRates, finaliseIssues, readAnnualRows, receivedOf, sumOfForms,
} from '../../../../domain/rule/annual-form.ts'
import { addDays, type Day, dayAt, monthRange } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import { CSV_BOM, csvRecord } from '../../export/seal/csv.ts'
import type { Handlers } from '../../handlers.ts'
import { askWhere, runLedgerTask } from '../../ledger/run.ts'
import { type Composed, composeDocument, type ComposeOptions } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { receivedBatches } from '../../registry/stock-book.ts'
import { findRow, fromColumns, saveRow, valuesOf } from '../../record/store.ts'
import { countBirths, countLeaving, countUnused, countYear, listBehind } from './annual-query.ts'

type Context = ReadContext | WriteContext
type Form = Output<'annual.form'>
const ANNUAL_BOOK: Ledger = {
  id: 'annualForm', title: '年度统计表', source: ANNUAL_SOURCE, dateTitle: '年度',
  columns: [{ key: 'name', title: '机构名称', widthMm: 60, kind: 'text' }, ...ANNUAL_KEYS.map(key => ({ key, title: `(${ANNUAL_COLUMNS[key].number})${ANNUAL_COLUMNS[key].label}`, widthMm: 18, kind: 'count' as const }))],
}
const A4_LANDSCAPE = { w: 297, h: 210 }

export const annualHandlers = {
  'annual.form': async ({ year }, context) => formOf(context, year),
  'annual.list': async ({ period, what, offset, limit }, context) => {
    // Names of children and mothers: who looked is written down.
    context.touched('annual', period)
    const range = period.length === 4 ? annualPeriod(Number(period)) : monthRange(period)
    return listBehind(context.db, what, { first: range.first, last: range.last }, { offset, limit })
  },

  'annual.start': async (input, context) => {
    const known = await context.db.selectFrom('annualStart').select('year').executeTakeFirst()
    if (known) throw new AppError('invalid', [block('year', message('annual.startKnown', '启用时的库存已经登记({{year}} 年),只登记一次;以后各年接上年定稿', { year: known.year }))])
    if (await context.db.selectFrom('annualFinal').select('year').executeTakeFirst()) throw new AppError('invalid', [block('year', message('annual.startAfterFinal', '已有定稿的年度统计表,年初库存取上年定稿,不能再登记启用库存'))])
    if (input.year > Number(context.today.slice(0, 4))) throw new AppError('invalid', [block('year', message('annual.startFuture', '启用年度不能晚于今年'))])
    const second = await context.secondPerson(input.secondPerson, 'certificate.approve')
    await context.db.insertInto('annualStart').values({ year: input.year, opening: input.opening, source: input.source, enteredBy: context.user.id, secondPersonId: second.id, enteredAt: context.now }).execute()
    context.touched('annual', String(input.year))
    context.fact('opening', input.opening)
    return null
  },

  'annual.finalise': async ({ year, secondPerson }, context) => {
    const { final, figures, supply, counted, issues, openingSource, institutionName } = await ownForm(context, year)
    if (final) throw new AppError('invalid', [block('year', message('annual.finalAlready', '{{year}} 年度统计表已经定稿,定稿的数字不再改变', { year }))])
    const refusals = [...notYet(year, context.today), ...issues]
    if (refusals.length) throw new AppError('invalid', refusals)
    const second = await context.secondPerson(secondPerson, 'certificate.approve')
    const institution = await context.setting('institution')
    await context.db.insertInto('annualFinal').values({
      year, institutionName, institutionCode: institution.code, ...figures, ...supply, counted, openingSource: openingSource ?? '', preparedBy: context.user.id, approvedBy: second.id, finalisedAt: context.now,
    }).execute()
    context.touched('annual', String(year))
    context.fact('closing', figures.closing); context.fact('total', figures.total)
    return null
  },

  'annual.report.save': async (input, context) => {
    await refuseOwnName(context, input.row.institutionName)
    const row = input.row
    const other = await context.db.selectFrom('annualReport').select('id').where('year', '=', row.year).where('institutionName', '=', row.institutionName?.trim() ?? '').where('voidedAt', 'is', null).executeTakeFirst()
    const moreIssues = other && other.id !== input.id ? [block('institutionName', message('annual.reportTwice', '“{{name}}”{{year}} 年度已有一份,请修改那一份', { name: row.institutionName, year: row.year }))] : []
    return saveRow(context, annualReport, { ...input, moreIssues })
  },

  'annual.import': async ({ year, text, source }, context) => {
    const { rows, issues } = readAnnualRows(text)
    if (issues.length) throw new AppError('invalid', issues)
    for (const { institutionName, figures } of rows) {
      await refuseOwnName(context, institutionName)
      const known = await context.db.selectFrom('annualReport').select('id').where('year', '=', year).where('institutionName', '=', institutionName).where('voidedAt', 'is', null).executeTakeFirst()
      const old = known && await findRow(context.db, annualReport, known.id)
      await saveRow(context, annualReport, {
        ...(old ? { id: old.id, rev: old.rev } : {}), settled: true,
        row: { ...(old ? valuesOf(annualReport, old) : { institutionCode: null, note: null }), ...figures, year, institutionName, source: source || null },
      })
    }
    context.fact('rows', rows.length)
    return { rows: rows.length }
  },

  'annual.csv': async ({ year }, context) => {
    const form = await formOf(context, year)
    context.touched('annual', String(year))
    const line = (name: string, figures: AnnualFigures) => csvRecord([withoutFormula(name), ...ANNUAL_KEYS.map(key => String(figures[key]))])
    return { fileName: `年度统计表-${year}.csv`, csv: CSV_BOM + csvRecord([...ANNUAL_CSV_HEADING]) + form.rows.map(row => line(row.institutionName, row.figures)).join('') + line('合计', form.sum) }
  },
  'annual.save': async ({ year }, context) => {
    const form = await formOf(context, year)
    const path = await askWhere(context, `年度统计表-${year}.xlsx`)
    if (!path) return null
    await context.separately(async write => { write.touched('annual', String(year)) })
    const line = (name: string, figures: AnnualFigures) => ({ name, ...figures })
    const { rows } = await runLedgerTask(context, {
      what: 'xlsx', path, masked: false, heading: `${form.institutionName} ${year}`, createdAtMs: context.nowMs,
      subject: { title: ANNUAL_BOOK.title, book: ANNUAL_BOOK, lines: [...form.rows.map(row => line(row.institutionName, row.figures)), line('合计', form.sum)] },
    }, () => {})
    return { path, rows }
  },
  'annual.preview': async ({ year }, context) => {
    const { html, issues } = await paperOf(context, year, 'preview')
    return { html, issues }
  },
  'annual.pdf': async ({ year }, context) => {
    const composed = await paperOf(context, year, 'archive')
    refuseFaulty(composed)
    await context.separately(async write => { write.touched('annual', String(year)) })
    return { fileName: `年度统计表-${year}.pdf`, base64: Buffer.from(await context.ports.printer.toPdf(composed.html)).toString('base64') }
  },
  'annual.print': async ({ year, printerName }, context) => {
    const composed = await paperOf(context, year, 'print')
    refuseFaulty(composed)
    await context.separately(async write => { write.touched('annual', String(year)) })
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: false, pageWidthMm: A4_LANDSCAPE.w, pageHeightMm: A4_LANDSCAPE.h })
    return { outcome }
  },

  'annual.rates': async ({ year }, context) => {
    const { voidRatePercent, voidRateSource } = await context.setting('reports')
    const months: Output<'annual.rates'>['months'] = []
    for (let month = 1; month <= 12; month += 1) {
      const name = `${year}-${String(month).padStart(2, '0')}`
      if (name > context.today.slice(0, 7)) break
      months.push(await ratesOf(context, name, monthRange(name)))
    }
    return { limits: { voidRatePercent, voidRateSource }, months, year: await ratesOf(context, String(year), annualPeriod(year)) }
  },
} satisfies Partial<Handlers>

async function ratesOf(context: Context, period: string, { first, last }: { first: Day; last: Day }): Promise<Output<'annual.rates'>['year']> {
  const moves = await countLeaving(context.db, { first, last })
  const births = await countBirths(context.db, { first, last })
  const issued = moves.firstIssued + moves.exchanged + moves.reissued + moves.homeAttendant + moves.outsideOther
  const counts = { issued, exchanged: moves.exchanged, reissued: moves.reissued, void: moves.misprinted + moves.lost + moves.otherVoid, ...births }
  return { period, ...counts, ...certificateRates(counts) }
}

/** Our own form as the records stand now, with what keeps it from being finalised. */
async function ownForm(context: Context, year: number) {
  const { db } = context
  const { first, last } = annualPeriod(year)
  const { name } = await context.setting('institution')
  const { counted, supply } = await countYear(db, { first, last })
  const before = await db.selectFrom('annualFinal').select(['closing']).where('year', '=', year - 1).executeTakeFirst()
  const start = await db.selectFrom('annualStart').selectAll().executeTakeFirst()
  const { from, opening, openingSource } = before
    ? { from: 'final' as const, opening: before.closing, openingSource: `${year - 1} 年度定稿第(15)栏` }
    : start?.year === year ? { from: 'start' as const, opening: start.opening, openingSource: start.source } : { from: 'records' as const, opening: await countUnused(db, addDays(first, -1)), openingSource: null }
  const figures = annualFigures({ ...counted, opening, received: receivedOf(supply) })
  const unused = await countUnused(db, last)
  const issues: FieldIssue[] = [...negativeSupply(supply), ...finaliseIssues(figures, unused)]
  if (from === 'records') {
    issues.push(block('opening', start
      ? start.year > year ? message('annual.beforeStart', '{{year}} 年度在启用年度 {{start}} 年之前,不在本程序统计', { year, start: start.year }) : message('annual.previousOpen', '{{year}} 年度统计表还没有定稿,第(1)栏没有依据;请先定稿上一年度', { year: year - 1 })
      : message('annual.noStart', '还没有登记启用时的上年底库存(实点数和依据),请先登记')))
  }
  const final = await db.selectFrom('annualFinal').leftJoin('userAccount as preparer', 'preparer.id', 'annualFinal.preparedBy').leftJoin('userAccount as approver', 'approver.id', 'annualFinal.approvedBy')
    .selectAll('annualFinal').select(['preparer.displayName as preparerName', 'approver.displayName as approverName']).where('annualFinal.year', '=', year).executeTakeFirst()
  return { institutionName: final?.institutionName ?? name, figures, supply, counted: unused, openingFrom: from, openingSource, startYear: start?.year ?? null, issues, final }
}

// More went back than ever came in this year: the form has no negative figure, (2) would need an explanation of its own.
function negativeSupply(supply: AnnualSupply): FieldIssue[] {
  return receivedOf(supply) < 0 ? [block('received', message('annual.negativeReceived', '退回和调出多于入库,第(2)栏为负数;请与上级核对后在备注中另行说明'))] : []
}

const notYet = (year: number, today: Day): FieldIssue[] =>
  annualPeriod(year).last > today || annualPeriod(year).last === today ? [block('year', message('annual.yearNotOver', '{{year}} 年度还没有结束,12 月 31 日过后才能定稿', { year }))] : []

async function formOf(context: Context, year: number): Promise<Form> {
  const { final, ...own } = await ownForm(context, year)
  const { certificateRole } = await context.setting('institution')
  // Only the county's manager reports for others.
  const reports = certificateRole === 'manager' ? await context.db.selectFrom('annualReport').selectAll().where('year', '=', year).where('voidedAt', 'is', null).orderBy('institutionName').execute() : []
  const kept = final && { figures: figuresOf(final), supply: { takenIn: final.takenIn, takenBack: final.takenBack, returned: final.returned, transferred: final.transferred }, counted: final.counted, openingSource: final.openingSource, preparedBy: final.preparerName ?? final.preparedBy, approvedBy: final.approverName ?? final.approvedBy, finalisedAt: final.finalisedAt }
  const shown = kept?.figures ?? own.figures
  const rows: Form['rows'] = [
    { institutionName: own.institutionName, reportId: null, rev: null, figures: shown, issues: annualFormIssues(shown), source: null },
    ...reports.map(columns => {
      const row = fromColumns(annualReport, columns)
      return { institutionName: row.institutionName, reportId: row.id, rev: row.rev, figures: figuresOf(row), issues: annualFormIssues(figuresOf(row)), source: row.source }
    }),
  ]
  const first = await receivedBatches(context.db).select(({ fn }) => fn.min('receivedDay').as('day')).executeTakeFirst()
  const thisYear = Number(context.today.slice(0, 4))
  const from = Math.min(own.startYear ?? thisYear, first?.day ? Number(first.day.slice(0, 4)) : thisYear, year)
  return {
    year, today: context.today, due: annualPeriod(year).due, isManager: certificateRole === 'manager', ...own, final: kept ?? null,
    differences: kept ? annualDifferences(kept.figures, own.figures) : [], rows, sum: sumOfForms(rows.map(row => row.figures)),
    years: Array.from({ length: thisYear - from + 1 }, (_, index) => thisYear - index).filter(entry => entry >= 1996),
  }
}

const figuresOf = (row: Readonly<AnnualFigures>): AnnualFigures => Object.fromEntries(ANNUAL_KEYS.map(key => [key, row[key]])) as AnnualFigures

async function refuseOwnName(context: WriteContext, name: string | null): Promise<void> {
  const { name: own } = await context.setting('institution')
  if (name?.trim() === own) throw new AppError('invalid', [block('institutionName', message('annual.ownName', '“{{name}}”是本机构,本机构的数字由程序统计,不能录入', { name: own }))])
}

async function paperOf(context: Context, year: number, mode: ComposeOptions['mode']): Promise<Composed> {
  const form = await formOf(context, year)
  const rows = [...form.rows.map(row => ({ name: row.institutionName, figures: row.figures })), ...(form.rows.length > 1 ? [{ name: '合计', figures: form.sum }] : [])]
  const sheets = Array.from({ length: Math.ceil(rows.length / ROWS_PER_SHEET) }, (_, sheet) => rows.slice(sheet * ROWS_PER_SHEET, (sheet + 1) * ROWS_PER_SHEET))
  return composeDocument(sheets.map(part => ({
    layout: annualFormLayout(part.length),
    values: annualFormValues({
      year, institutionName: form.institutionName, rows: part, supply: form.final?.supply ?? form.supply, isFinal: form.final !== null,
      preparedBy: form.final?.preparedBy ?? '', approvedBy: form.final?.approvedBy ?? '', reportDay: form.final ? dayAt(Date.parse(form.final.finalisedAt)) : '',
    }),
  })), { fonts: openPrintFonts(context.ports.folders.fonts), mode, title: '年度统计表', ...(form.final ? {} : { watermark: '草稿' }) })
}

function refuseFaulty(composed: Composed): void {
  if (composed.issues.some(issue => issue.level === 'block')) throw new AppError('invalid', composed.issues)
}
