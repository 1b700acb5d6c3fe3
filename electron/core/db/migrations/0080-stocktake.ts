import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Month-end stock-takes: who counted what, number by number, as it was typed or scanned; and how they ended.
export const migration: Migration = {
  version: 80, name: 'stocktake', up: async (trx, engine) => {
    await createTable(trx, engine, 'stocktake', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.day('day', { notNull: true }); t.code('state', { notNull: true }); t.integer('rev', { notNull: true, min: 1 })
      t.instant('opened_at', { notNull: true }); t.text('opened_by', { notNull: true })
      // Set when it ends: the moment of the book it was held against, and what came of it.
      t.instant('book_at'); t.integer('booked', { min: 0 }); t.integer('counted', { min: 0 }); t.integer('matched', { min: 0 })
      t.instant('ended_at'); t.text('ended_by'); t.text('second_person_id'); t.text('end_reason')
    })
    await createIndex(trx, 'stocktake', ['day'])
    await createTable(trx, engine, 'stocktake_count', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.ref('stocktake_id', 'stocktake', { notNull: true })
      // Empty: the cabinet. Everything else is the account of a window.
      t.text('holder_id', { notNull: true }); t.text('counted_by', { notNull: true }); t.text('second_person_id'); t.text('absent_reason')
      t.code('state', { notNull: true }); t.integer('rev', { notNull: true, min: 1 }); t.instant('began_at', { notNull: true }); t.instant('signed_at')
    })
    await createIndex(trx, 'stocktake_count', ['stocktake_id', 'holder_id'], { unique: true })
    await createTable(trx, engine, 'stocktake_number', { record: false, key: ['count_id', 'number'], clustered: true }, t => {
      t.ref('count_id', 'stocktake_count', { notNull: true }); t.text('number', { notNull: true }); t.instant('at', { notNull: true })
    })
    // What the scanner sent and no number was: it stays to be looked at until the clerk has dealt with it.
    await createTable(trx, engine, 'stocktake_refused', { record: false, key: ['count_id', 'seq'] }, t => {
      t.ref('count_id', 'stocktake_count', { notNull: true }); t.integer('seq', { notNull: true, min: 1 }); t.text('scanned', { notNull: true }); t.instant('at', { notNull: true })
    })
    await createTable(trx, engine, 'stocktake_difference', { record: false, key: ['stocktake_id', 'number'] }, t => {
      t.ref('stocktake_id', 'stocktake', { notNull: true }); t.text('number', { notNull: true }); t.code('kind', { notNull: true }); t.text('explanation', { notNull: true })
      t.text('explained_by', { notNull: true }); t.instant('explained_at', { notNull: true })
      // Filled when the stock-take is finalised: what the difference was then.
      t.text('book_holder'); t.text('counted_by'); t.code('blank_state')
    })
  },
}
