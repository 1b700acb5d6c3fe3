import type { Instant } from '../../domain/time/day.ts'
import { bookAsOf } from '../../electron/core/registry/stock-book.ts'
import type { Scene } from './birth-scene.ts'
import { PASSWORD } from './desk.ts'

const second = { loginName: 'zhengjian2', password: PASSWORD }

/** Counts every place of a stock-take as the book has it, but for the numbers left out; `signed` ends each with two signatures. */
export async function countPlaces(scene: Scene, id: string, leftOut: ReadonlySet<string>, signed: boolean): Promise<string[]> {
  const book = await bookAsOf(scene.database.kysely, new Date(scene.ports.clock.nowMs()).toISOString() as Instant)
  const places = Map.groupBy(book, line => line.holderId)
  const countIds: string[] = []
  for (const [holderId, lines] of places) {
    const { countId } = await scene.keeper.call('stocktake.begin', { id, holderId, ...(holderId === null ? {} : { absentReason: '外出培训' }) })
    countIds.push(countId)
    await scene.keeper.call('stocktake.scan', { countId, scans: lines.map(line => line.number).filter(number => !leftOut.has(number)) })
    if (signed) await scene.keeper.call('stocktake.sign', { countId, rev: 1, secondPerson: second })
  }
  return countIds
}

/**
 * Two stock-takes on the way, for random inputs: one all signed with a missing number explained, one still being counted.
 * The screens allow one at a time; a call tried alone needs the other too, so the first is set aside while the second begins.
 */
export async function stocktakeExamples(scene: Scene): Promise<Record<string, Record<string, unknown>[]>> {
  const missing = 'Z430000019'
  const setState = (id: string, state: string) => scene.database.write(async trx => { await trx.updateTable('stocktake').set({ state }).where('id', '=', id).execute() })
  const { id: signedId } = await scene.keeper.call('stocktake.open', { day: '2026-03-09' })
  const [signedCount] = await countPlaces(scene, signedId, new Set([missing]), true)
  await scene.keeper.call('stocktake.explain', { id: signedId, numbers: [missing], explanation: '已按遗失上报' })
  await setState(signedId, 'cancelled')
  const { id: openId } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
  const [openCount, emptyCount] = await countPlaces(scene, openId, new Set(), false)
  await scene.keeper.call('stocktake.scan', { countId: emptyCount!, scans: ['6901234567892'] })
  await setState(signedId, 'open')
  const range = { firstNumber: 'Z430000090', lastNumber: 'Z430000093' }
  return {
    'stocktake.begin': [{ id: openId, holderId: null }], 'stocktake.cancel': [{ id: openId, rev: 1, reason: '开错日期' }],
    'stocktake.scan': [{ countId: openCount, scans: ['Z430000500', 'Z430000090', '不是编号'] }], 'stocktake.addRange': [{ countId: openCount, firstNumber: 'Z430000400', lastNumber: 'Z430000410' }],
    'stocktake.remove': [{ countId: openCount, ...range }, { countId: openCount, firstNumber: 'Z430000086', lastNumber: 'Z430000089' }], 'stocktake.dismiss': [{ countId: emptyCount, seqs: [1] }],
    'stocktake.sign': [{ countId: openCount, rev: 1, secondPerson: second }], 'stocktake.recount': [{ countId: signedCount, rev: 2, reason: '再数一遍' }],
    'stocktake.explain': [{ id: signedId, numbers: [missing], explanation: '夹在登记本里' }], 'stocktake.finalise': [{ id: signedId, rev: 1, secondPerson: second }],
    'ledger.save': [{ ledger: 'firstIssue', from: '2026-03-01', to: '2026-03-31', format: 'xlsx' }], 'ledger.print': [{ ledger: 'handOut', from: '2026-03-01', to: '2026-03-31', printerName: 'PDF' }],
    'ledger.preview': ['firstIssue', 'handOut', 'waste', 'destruction', 'request'].map(ledger => ({ ledger, from: '2026-01-01', to: '2026-03-31' })),
  }
}
