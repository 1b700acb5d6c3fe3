import { writeFile } from 'node:fs/promises'
import { LEDGER_PREVIEW_ROWS } from '../../../../domain/api/ledger-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { ledgerCells } from '../../../../domain/ledger/ledger.ts'
import { LEDGERS, type LedgerId } from '../../../../domain/ledger/ledgers.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { type Day, daysBetween } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { LEDGER_PAGE } from '../../ledger/paper.ts'
import { LEDGER_ROWS, type LedgerScope } from '../../ledger/rows.ts'
import { askWhere, runLedgerTask } from '../../ledger/run.ts'
import { regionPathOf } from '../../region.ts'

type Period = { ledger: LedgerId; from: string; to: string }
/** A book of a life is read from the archive, not from one file. */
const LONGEST_DAYS = 3_700

export const ledgerHandlers = {
  'ledger.preview': async (input, context) => {
    const ledger = LEDGERS[input.ledger]
    const masked = isMasked(context)
    const rows = await LEDGER_ROWS[input.ledger](context.db, await scopeOf(context, input))
    return { total: rows.length, rows: rows.slice(0, LEDGER_PREVIEW_ROWS).map((row, index) => ledgerCells(ledger, row, index, masked)), masked }
  },
  'ledger.save': async (input, context) => {
    const { format } = input
    const scope = await scopeOf(context, input)
    const ledger = LEDGERS[input.ledger]
    const path = await askWhere(context, `${ledger.title}-${input.from}-${input.to}.${format}`)
    if (!path) return null
    const masked = isMasked(context)
    await noted(context, input, { format, masked })
    const task = { subject: { ledger: input.ledger, scope }, masked, heading: headingOf(scope), createdAtMs: context.nowMs }
    const jobId = context.services.jobs.start('ledger.save', async report => {
      if (format !== 'pdf') return { path, masked, rows: (await runLedgerTask(context, { ...task, what: format, path }, report)).rows }
      const { rows, html } = await runLedgerTask(context, { ...task, what: 'paper', fontsFolder: context.ports.folders.fonts }, report)
      await writeFile(path, await context.ports.printer.toPdf(html!))
      return { path, masked, rows }
    })
    return { jobId }
  },
  'ledger.print': async (input, context) => {
    const scope = await scopeOf(context, input)
    const masked = isMasked(context)
    await noted(context, input, { format: 'paper', masked })
    const jobId = context.services.jobs.start('ledger.print', async report => {
      const { rows, html } = await runLedgerTask(context, {
        subject: { ledger: input.ledger, scope }, masked, heading: headingOf(scope), createdAtMs: context.nowMs, what: 'paper', fontsFolder: context.ports.folders.fonts,
      }, report)
      const answer = await context.ports.printer.print({ html: html!, printerName: input.printerName, silent: false, pageWidthMm: LEDGER_PAGE.w, pageHeightMm: LEDGER_PAGE.h })
      if (answer.outcome === 'failed') throw new AppError('print-failed')
      return { rows, masked, outcome: answer.outcome }
    })
    return { jobId }
  },
} satisfies Partial<Handlers>

const isMasked = (context: ReadContext): boolean => !context.user.permissions.has('person.reveal')
const headingOf = ({ institutionName, from, to }: LedgerScope): string => `${institutionName}  ${from} 至 ${to}`

/** Who took which book out of the house, and whether with full numbers (case 59). */
async function noted(context: ReadContext, { ledger, from, to }: Period, facts: { format: string; masked: boolean }): Promise<void> {
  await context.separately(async write => {
    for (const [name, value] of Object.entries({ ledger, from, to, ...facts })) write.fact(name, value)
  })
}

async function scopeOf(context: ReadContext, { from, to }: Period): Promise<LedgerScope> {
  if (from > to) throw new AppError('invalid', [block('to', message('ledger.order', '结束日期不能早于开始日期'))])
  if (daysBetween(from as Day, to as Day) > LONGEST_DAYS) throw new AppError('invalid', [block('from', message('ledger.tooLong', '一次最多导出十年,请分段办理'))])
  const institution = await context.setting('institution')
  return { from: from as Day, to: to as Day, institutionName: institution.name, county: regionPathOf(context.ports.folders.resources, institution.countyCode || null)?.county ?? '' }
}
