import { addColumns, createIndex } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// The light pregnancy of the certificate desk becomes the pregnancy of the clinic. Of rows made before, the state stays
// empty: a row and its history say the same, and their delivery tells that they ended.
export const migration: Migration = {
  version: 250, name: 'pregnancy', up: async (trx, engine) => {
    await addColumns(trx, engine, 'pregnancy', t => {
      t.code('state'); t.day('state_day'); t.day('transfer_day'); t.code('embryo_age'); t.day('scan_day'); t.integer('scan_gestation_days'); t.integer('fetus_count'); t.day('booked_day'); t.text('booked_institution')
      t.text('doctor_name'); t.day('expected_day'); t.day('start_day'); t.code('dating_method'); t.code('risk_colour'); t.flag('is_purple')
    })
    // Never two open pregnancies of one woman.
    await createIndex(trx, 'pregnancy', ['woman_id'], { unique: true, where: "voided_at IS NULL AND state = 'pregnant'", name: 'pregnancy_open' })
    // Lists of those who are pregnant now: by where they are in their weeks.
    await createIndex(trx, 'pregnancy', ['start_day'], { where: "voided_at IS NULL AND state = 'pregnant'", name: 'pregnancy_open_start' })
    await createIndex(trx, 'pregnancy', ['booked_day'])
  },
}
