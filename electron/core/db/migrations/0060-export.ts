import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// The book of monthly packages: what was sealed, which row in which version, the keys' public halves.
export const migration: Migration = {
  version: 60, name: 'export', up: async (trx, engine) => {
    await createTable(trx, engine, 'export_package', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.text('month', { notNull: true }); t.text('mode', { notNull: true }); t.integer('seq', { notNull: true, min: 1 })
      t.text('file_name', { notNull: true }); t.text('folder', { notNull: true }); t.text('manifest_sm3', { notNull: true }); t.integer('records', { notNull: true, min: 0 })
      t.integer('errors', { notNull: true, min: 0 }); t.integer('warnings', { notNull: true, min: 0 }); t.text('previous_id')
      t.text('audit_head', { notNull: true }); t.integer('audit_seq', { notNull: true }); t.instant('cutoff_at', { notNull: true }); t.instant('created_at', { notNull: true }); t.text('created_by', { notNull: true })
    })
    await createIndex(trx, 'export_package', ['month', 'seq'], { unique: true })
    await createTable(trx, engine, 'export_row', { record: false, key: ['package_id', 'dataset', 'business_key'] }, t => {
      t.ref('package_id', 'export_package', { notNull: true }); t.text('dataset', { notNull: true }); t.text('business_key', { notNull: true })
      t.text('record_id', { notNull: true }); t.integer('ver', { notNull: true, min: 1 }); t.text('row_hash', { notNull: true }); t.code('op', { notNull: true })
    })
    await createTable(trx, engine, 'export_state', { record: false, key: ['dataset', 'business_key'] }, t => {
      t.text('dataset', { notNull: true }); t.text('business_key', { notNull: true }); t.text('record_id', { notNull: true })
      t.integer('ver', { notNull: true, min: 1 }); t.text('row_hash', { notNull: true }); t.code('op', { notNull: true }); t.text('package_id', { notNull: true })
    })
    // The ledger is asked row by row what the province already has.
    await createIndex(trx, 'export_state', ['dataset', 'record_id'])
    await createTable(trx, engine, 'export_key', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.text('purpose', { notNull: true }); t.text('public_key_pem', { notNull: true })
      // The signing key lives in the encrypted database only; the platform's private key never does.
      t.text('private_key_pem'); t.instant('created_at', { notNull: true })
    })
  },
}
