import { createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Whose due lines do not follow the hospital's present rules yet: a quarter of a minute of a county's work, done a few
// children at a time between the calls. Kept in the database, so that a program closed in the middle goes on with the rest.
export const migration: Migration = {
  version: 200, name: 'child-due-stale', up: async (trx, engine) => {
    await createTable(trx, engine, 'child_due_stale', { record: false, key: ['file_id'], clustered: true }, t => { t.ref('file_id', 'child_file', { notNull: true }) })
  },
}
