import { setImmediate } from 'node:timers/promises'
import type { OpenDatabase, WriteDb } from '../db/engine.ts'

/**
 * What changed rules left behind, some rows per transaction (`some` answers how many it did): a county takes a quarter of a
 * minute, and nobody at a window waits for it. What is not done when `goOn` says no, or when the program dies, is still marked.
 */
export async function renewStale(database: OpenDatabase, goOn: () => boolean, some: (trx: WriteDb) => Promise<number>): Promise<void> {
  while (goOn()) {
    if (await database.write(some) === 0) return
    await setImmediate()
  }
}
