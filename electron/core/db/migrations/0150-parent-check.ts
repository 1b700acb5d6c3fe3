import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What a parent said of the six facts on the second screen, and of which state of the register. Only grows.
export const migration: Migration = {
  version: 150, name: 'parent-check', up: async (trx, engine) => {
    await createTable(trx, engine, 'parent_check', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.ref('registration_id', 'certificate_registration', { notNull: true }); t.integer('registration_rev', { notNull: true, min: 1 })
      t.code('answer', { notNull: true }); t.code('wrong_line'); t.code('answered_by', { notNull: true }); t.instant('at', { notNull: true }); t.text('by_user', { notNull: true })
    })
    await createIndex(trx, 'parent_check', ['registration_id', 'at'])
  },
}
