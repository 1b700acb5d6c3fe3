import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Blank forms one by one with every move, the register of first issue, and the sheets that were used.
export const migration: Migration = {
  version: 40, name: 'certificate', up: async (trx, engine) => {
    await createTable(trx, engine, 'blank_batch', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.code('edition', { notNull: true }); t.text('letter', { notNull: true })
      t.text('first_number', { notNull: true }); t.text('last_number', { notNull: true }); t.integer('quantity', { notNull: true, min: 1 })
      t.text('received_from', { notNull: true }); t.day('received_day', { notNull: true })
      t.text('first_counter_id', { notNull: true }); t.text('second_counter_id', { notNull: true }); t.text('note'); t.instant('created_at', { notNull: true })
    })
    await createTable(trx, engine, 'blank', { record: false, key: ['number'] }, t => {
      t.text('number', { notNull: true }); t.text('batch_id', { notNull: true }); t.code('edition', { notNull: true }); t.code('state', { notNull: true })
      t.text('holder_id'); t.text('certificate_id'); t.integer('print_count', { notNull: true, min: 0 }); t.integer('rev', { notNull: true, min: 1 }); t.instant('updated_at', { notNull: true })
    })
    await createIndex(trx, 'blank', ['state', 'holder_id', 'number'])
    await createIndex(trx, 'blank', ['batch_id'])
    await createTable(trx, engine, 'blank_event', { record: false, key: ['number', 'seq'] }, t => {
      t.text('number', { notNull: true }); t.integer('seq', { notNull: true, min: 1 }); t.code('from_state'); t.code('to_state', { notNull: true })
      t.instant('at', { notNull: true }); t.text('by_user', { notNull: true }); t.text('second_person_id'); t.text('holder_id'); t.text('certificate_id')
      t.code('reason_code'); t.text('reason'); t.text('evidence')
    })
    await createIndex(trx, 'blank_event', ['at'])
    await createTable(trx, engine, 'certificate_registration', { record: true }, t => {
      t.ref('newborn_id', 'newborn', { notNull: true }); t.text('baby_name'); t.flag('register_in_china')
      for (const parent of ['mother', 'father']) {
        t.flag(`${parent}_provided`); t.ref(`${parent}_person_id`, 'person'); t.text(`${parent}_name`); t.day(`${parent}_birth_day`)
        t.code(`${parent}_nationality`); t.code(`${parent}_ethnic_group`); t.text(`${parent}_address`)
        t.code(`${parent}_id_type`); t.text(`${parent}_document_name`); t.text(`${parent}_id_number`)
      }
      t.flag('mother_differs_from_admission'); t.flag('marital_birth'); t.text('marriage_certificate_number'); t.text('dna_report_number')
      t.text('collector_name'); t.code('collector_relation'); t.code('collector_id_type'); t.text('collector_id_number'); t.text('collector_phone')
      t.day('prepared_day'); t.flag('complete')
    })
    await createIndex(trx, 'certificate_registration', ['newborn_id'], { unique: true, where: 'voided_at IS NULL' })
    await createTable(trx, engine, 'registration_material', { record: false, key: ['registration_id', 'material'] }, t => {
      t.ref('registration_id', 'certificate_registration', { notNull: true }); t.code('material', { notNull: true }); t.flag('present', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'certificate', { record: true }, t => {
      t.ref('registration_id', 'certificate_registration', { notNull: true }); t.ref('newborn_id', 'newborn', { notNull: true }); t.text('number', { notNull: true })
      t.code('issue_type', { notNull: true }); t.text('issue_serial', { notNull: true }); t.day('issue_day', { notNull: true }); t.text('layout_version', { notNull: true })
      t.text('printed_values', { notNull: true }); t.integer('print_count', { notNull: true, min: 0 }); t.text('printed_by', { notNull: true }); t.minute('printed_at')
      t.text('sealed_by'); t.minute('sealed_at'); t.text('collector_name'); t.code('collector_relation'); t.code('collector_id_type'); t.text('collector_id_number')
      t.text('handed_over_by'); t.minute('collected_at'); t.minute('ended_at'); t.code('end_reason'); t.text('end_note'); t.ref('supersedes_id', 'certificate')
    })
    // The two rules nobody may break by program error: a number once for ever, one valid certificate per child.
    // A row voided before any ink (printing cancelled) does not use its number.
    await createIndex(trx, 'certificate', ['number'], { unique: true, where: 'voided_at IS NULL' })
    await createIndex(trx, 'certificate', ['newborn_id'], { unique: true, where: 'ended_at IS NULL AND voided_at IS NULL', name: 'certificate_one_valid' })
    await createIndex(trx, 'certificate', ['issue_serial'], { unique: true })
    await createIndex(trx, 'certificate', ['issue_day'])
    await createIndex(trx, 'certificate', ['updated_at'])
    await createTable(trx, engine, 'serial_counter', { record: false, key: ['name'] }, t => {
      t.text('name', { notNull: true }); t.integer('last', { notNull: true, min: 0 })
    })
  },
}
