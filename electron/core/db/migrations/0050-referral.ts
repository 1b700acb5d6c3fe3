import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Institutions to refer to, and referrals out and back.
export const migration: Migration = {
  version: 50, name: 'referral', up: async (trx, engine) => {
    await createTable(trx, engine, 'organization', { record: true }, t => {
      t.text('name', { notNull: true }); t.text('code'); t.code('level'); t.code('region'); t.text('phone'); t.text('departments'); t.flag('active')
    })
    await createTable(trx, engine, 'referral', { record: true }, t => {
      t.ref('person_id', 'person', { notNull: true }); t.text('number', { unique: true }); t.code('state', { notNull: true }); t.flag('critical')
      t.day('referred_day', { notNull: true }); t.ref('organization_id', 'organization', { notNull: true }); t.text('department'); t.text('receiving_doctor')
      t.text('impression', { notNull: true }); t.text('reason', { notNull: true }); t.text('past_history'); t.text('treatment')
      t.text('doctor_name', { notNull: true }); t.text('doctor_phone'); t.day('arrived_day'); t.day('returned_day')
      t.text('return_diagnosis'); t.text('inpatient_number'); t.text('return_examinations'); t.text('return_advice'); t.text('return_doctor'); t.text('return_phone'); t.text('state_reason')
    })
    await createIndex(trx, 'referral', ['state', 'referred_day'])
    await createIndex(trx, 'referral', ['person_id'])
    await createIndex(trx, 'referral', ['referred_day'])
    await createIndex(trx, 'referral', ['updated_at'])
  },
}
