import { sql } from 'kysely'
import { addColumns, createIndex } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// The day a line opens and the day it asks for are two: a follow-up due on the 9th is in the list from the 2nd on. `due_day`
// stays the day it opens, by which the lists are read; `asked_day` is the other one where both differ. 0230 lets every
// child's lines be worked out anew. The fundus examination of preterm children has a day and a result, a check-up says what
// it makes up for an earlier one, an entrance examination since when the child was away.
export const migration: Migration = {
  version: 215, name: 'child-asked-day', up: async (trx, engine) => {
    await addColumns(trx, engine, 'child_due', t => { t.day('asked_day') })
    await addColumns(trx, engine, 'child_eyes_at_birth', t => { t.day('fundus_day'); t.text('fundus_answer') })
    await addColumns(trx, engine, 'child_visit', t => { t.code('made_up') })
    await addColumns(trx, engine, 'child_entrance_exam', t => { t.day('last_attended_day') })
    await sql.raw('DROP INDEX child_due_chain_ix').execute(trx)
    await createIndex(trx, 'child_due', ['due_day', 'file_id', 'line', 'asked_day', 'contact', 'done_day', 'cancelled'], { where: 'done_day IS NULL AND cancelled IS NULL AND contact IS NULL', name: 'child_due_chain' })
  },
}
