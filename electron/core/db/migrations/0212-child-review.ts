import { sql } from 'kysely'
import { addColumns, createIndex } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What a death called off is told apart from what the family called off. The list of what follows from results leaves out
// what is past its age, so its index holds that day too (0165). The rules of what is due changed with the review; 0230 lets
// every child's lines be worked out anew.
export const migration: Migration = {
  version: 212, name: 'child-review', up: async (trx, engine) => {
    await addColumns(trx, engine, 'child_appointment', t => { t.flag('ended_by_death') })
    await sql.raw('DROP INDEX child_due_chain_ix').execute(trx)
    await createIndex(trx, 'child_due', ['due_day', 'file_id', 'line', 'next_day', 'contact', 'done_day', 'cancelled'], { where: 'done_day IS NULL AND cancelled IS NULL AND contact IS NULL', name: 'child_due_chain' })
  },
}
