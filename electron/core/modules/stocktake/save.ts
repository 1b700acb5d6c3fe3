import type { Output } from '../../../../domain/api/api.ts'
import type { ReadContext } from '../../context.ts'
import { askWhere, runLedgerTask } from '../../ledger/run.ts'
import { stocktakeLines } from '../../ledger/stocktake-lines.ts'
import { compareNow, getStocktake } from './counts.ts'
import { differenceRows, storedDifferences } from './differences.ts'

/** Writes every differing number of a stock-take into an .xlsx file where the clerk says. */
export async function saveStocktake(context: ReadContext, id: string): Promise<Output<'stocktake.save'>> {
  const stocktake = await getStocktake(context.db, id)
  const differences = stocktake.state === 'finalised' ? await storedDifferences(context.db, id) : await differenceRows(context.db, id, (await compareNow(context.db, stocktake, context.now)).differences, false)
  const title = `盘点差异-${stocktake.day}`
  const path = await askWhere(context, `${title}.xlsx`)
  if (!path) return null
  await context.separately(async write => { write.touched('stocktake', id); write.fact('differences', differences.length) })
  const institution = await context.setting('institution')
  const jobId = context.services.jobs.start('stocktake.save', async report => {
    const { rows } = await runLedgerTask(context, {
      what: 'xlsx', path, subject: { lines: stocktakeLines(differences), title }, masked: false, heading: `${institution.name} ${title}`, createdAtMs: context.nowMs,
    }, report)
    return { path, rows, masked: false }
  })
  return { jobId }
}
