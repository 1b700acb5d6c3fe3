import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What was sent to which printer for a certificate, and the scan of a blank the hospital looks at while it moves fields.
export const migration: Migration = {
  version: 100, name: 'printing', up: async (trx, engine) => {
    // A job without an end was cut off: the program or the power went while it was under way.
    await createTable(trx, engine, 'print_job', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.ref('certificate_id', 'certificate', { notNull: true }); t.text('number', { notNull: true }); t.integer('print_count', { notNull: true, min: 1 })
      t.text('printer_name', { notNull: true }); t.text('tray', { notNull: true }); t.flag('silent', { notNull: true }); t.code('state', { notNull: true }); t.text('reason')
      t.text('by_user', { notNull: true }); t.instant('started_at', { notNull: true }); t.instant('ended_at')
    })
    await createIndex(trx, 'print_job', ['certificate_id', 'print_count'], { unique: true })
    await createIndex(trx, 'print_job', ['started_at', 'id'])
    // Stays on this machine, encrypted with everything else; no export reads it.
    await createTable(trx, engine, 'form_scan', { record: false, key: ['form'] }, t => {
      t.text('form', { notNull: true }); t.text('mime', { notNull: true }); t.text('content_base64', { notNull: true }); t.integer('bytes', { notNull: true, min: 1 }); t.text('loaded_by', { notNull: true }); t.instant('loaded_at', { notNull: true })
    })
  },
}
