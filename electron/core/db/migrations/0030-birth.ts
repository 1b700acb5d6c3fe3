import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Staff, pregnancy light, delivery, newborn.
export const migration: Migration = {
  version: 30, name: 'birth', up: async (trx, engine) => {
    await createTable(trx, engine, 'staff', { record: true }, t => {
      t.text('name', { notNull: true }); t.text('licence_number'); t.text('department'); t.text('phone'); t.flag('attends_births'); t.flag('active')
    })
    await createTable(trx, engine, 'pregnancy', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.integer('gravidity'); t.integer('parity'); t.day('last_menstrual_day'); t.text('handbook_number'); t.text('note')
    })
    await createIndex(trx, 'pregnancy', ['woman_id'])
    await createIndex(trx, 'pregnancy', ['handbook_number'], { where: 'handbook_number IS NOT NULL' })
    await createTable(trx, engine, 'delivery', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('mother_id', 'person', { notNull: true }); t.text('admission_number')
      t.integer('gestation_days', { notNull: true, min: 0 }); t.code('mode', { notNull: true }); t.integer('fetus_count', { notNull: true, min: 1 })
      t.code('place_type', { notNull: true }); t.code('place_region', { notNull: true }); t.text('place_name'); t.flag('treated_in_licensed')
      t.code('attendant_type'); t.text('attendant_name'); t.text('note')
    })
    await createIndex(trx, 'delivery', ['mother_id'])
    await createIndex(trx, 'delivery', ['pregnancy_id'])
    await createIndex(trx, 'delivery', ['admission_number'])
    await createIndex(trx, 'delivery', ['updated_at'])
    await createTable(trx, engine, 'newborn', { record: true }, t => {
      t.ref('delivery_id', 'delivery', { notNull: true }); t.ref('person_id', 'person'); t.integer('birth_order', { notNull: true, min: 1 })
      t.code('outcome', { notNull: true }); t.code('sex', { notNull: true }); t.minute('born_at', { notNull: true })
      t.integer('weight_g', { notNull: true, min: 0 }); t.decimal('length_cm', { min: 0 }); t.code('health')
      t.integer('apgar_one_minute'); t.integer('apgar_five_minutes'); t.flag('rescued'); t.flag('defect')
    })
    await createIndex(trx, 'newborn', ['delivery_id', 'birth_order'], { unique: true, where: 'voided_at IS NULL' })
    await createIndex(trx, 'newborn', ['born_at'])
    await createIndex(trx, 'newborn', ['person_id'])
    await createIndex(trx, 'newborn', ['updated_at'])
  },
}
