import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Files of photoscreeners and autorefractors as they came, and each result in them with whose it is. A file and a result
// stand once: an instrument that exports everything again brings only what is new.
export const migration: Migration = {
  version: 240, name: 'eye-device', up: async (trx, engine) => {
    await createTable(trx, engine, 'eye_device_file', { record: true }, t => {
      t.text('file_name', { notNull: true }); t.text('device', { notNull: true }); t.text('encoding', { notNull: true }); t.text('hash', { notNull: true }); t.day('read_day', { notNull: true }); t.integer('line_count', { notNull: true })
    })
    // Beside the record, so that a list of files or its history never carries a megabyte.
    await createTable(trx, engine, 'eye_device_original', { record: false, key: ['device_file_id'] }, t => { t.ref('device_file_id', 'eye_device_file', { notNull: true }); t.text('original', { notNull: true }) })
    await createTable(trx, engine, 'eye_device_row', { record: true }, t => {
      t.ref('device_file_id', 'eye_device_file', { notNull: true }); t.integer('line', { notNull: true }); t.text('raw', { notNull: true }); t.text('row_key', { notNull: true }); t.code('state', { notNull: true })
      t.text('name'); t.text('number'); t.day('birth_day'); t.day('measured_day'); t.decimal('sphere_d_right'); t.decimal('sphere_d_left'); t.decimal('cylinder_d_right'); t.decimal('cylinder_d_left')
      t.integer('axis_degrees_right'); t.integer('axis_degrees_left'); t.decimal('pupil_distance_mm'); t.code('vision_right'); t.code('vision_left'); t.text('faults'); t.ref('file_id', 'child_file'); t.ref('visit_id', 'eye_visit')
      t.text('reason')
    })
    await createIndex(trx, 'eye_device_file', ['hash'], { unique: true, where: 'voided_at IS NULL' })
    await createIndex(trx, 'eye_device_row', ['row_key'], { unique: true, where: 'voided_at IS NULL' })
    await createIndex(trx, 'eye_device_row', ['state', 'measured_day'])
    await createIndex(trx, 'eye_device_row', ['device_file_id'])
    await createIndex(trx, 'eye_device_row', ['file_id', 'measured_day'])
    await createIndex(trx, 'eye_device_row', ['visit_id'])
    // The coverage of a year reads these columns of every visit in it, and the rows themselves are wide.
    await createIndex(trx, 'eye_visit', ['visit_day', 'file_id', 'contact', 'vision_right', 'vision_left'], { where: 'voided_at IS NULL', name: 'eye_visit_coverage' })
  },
}
