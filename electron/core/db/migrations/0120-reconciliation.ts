import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What came of holding the province's list against the register: the run, what differs, what was said to it. The list itself is not kept.
export const migration: Migration = {
  version: 120, name: 'reconciliation', up: async (trx, engine) => {
    await createTable(trx, engine, 'reconciliation', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.text('file_name', { notNull: true }); t.day('first_day'); t.day('last_day'); t.flag('own_only', { notNull: true })
      for (const count of ['list_rows', 'compared', 'same', 'other_institutions', 'differences']) t.integer(count, { notNull: true, min: 0 })
      t.text('other_names', { notNull: true }); t.instant('created_at', { notNull: true }); t.text('created_by', { notNull: true })
    })
    await createIndex(trx, 'reconciliation', ['created_at'])
    await createTable(trx, engine, 'reconciliation_difference', { record: false, key: ['reconciliation_id', 'seq'] }, t => {
      t.ref('reconciliation_id', 'reconciliation', { notNull: true }); t.integer('seq', { notNull: true, min: 1 }); t.text('number', { notNull: true }); t.code('kind', { notNull: true }); t.code('field', { notNull: true })
      t.text('theirs', { notNull: true }); t.text('ours', { notNull: true }); t.text('reason_key'); t.text('reason_text'); t.integer('line', { min: 1 })
      t.text('certificate_id'); t.text('newborn_id'); t.text('baby_name'); t.text('fingerprint', { notNull: true })
    })
    await createIndex(trx, 'reconciliation_difference', ['reconciliation_id', 'kind', 'seq'])
    // By what differs, not by the run: an answer holds at the next list while both sides still say the same.
    await createTable(trx, engine, 'reconciliation_answer', { record: false, key: ['fingerprint'] }, t => {
      t.text('fingerprint', { notNull: true }); t.text('number', { notNull: true }); t.code('field', { notNull: true }); t.code('answer', { notNull: true }); t.text('note')
      t.instant('answered_at', { notNull: true }); t.text('answered_by', { notNull: true })
    })
    // What a province's headings mean, as the user last said; an empty field is a column that is not compared.
    await createTable(trx, engine, 'reconciliation_heading', { record: false, key: ['province', 'heading'] }, t => {
      t.code('province', { notNull: true }); t.text('heading', { notNull: true }); t.code('field', { notNull: true })
    })
  },
}
