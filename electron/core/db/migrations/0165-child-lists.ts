import { sql } from 'kysely'
import { createIndex } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// At 52,000 children the lists people wait for took 0.3 to 2 s: each open line was looked up with its file and its child
// before the days decided. These indexes hold everything that decides, so that a list reads its own entries only; the last
// three hold what a year's evaluation reads of visits, files and children. SQLite takes a partial index for covering only when the columns of
// its condition stand in it too.
export const migration: Migration = {
  version: 165, name: 'child-lists', up: async trx => {
    await sql.raw('DROP INDEX child_due_open_ix').execute(trx)
    const open = 'done_day IS NULL AND cancelled IS NULL AND contact'
    await createIndex(trx, 'child_due', ['due_day', 'file_id', 'line', 'window_end', 'next_day', 'contact', 'done_day', 'cancelled'], { where: `${open} IS NOT NULL`, name: 'child_due_open' })
    await createIndex(trx, 'child_due', ['due_day', 'file_id', 'line', 'contact', 'done_day', 'cancelled'], { where: `${open} IS NULL`, name: 'child_due_chain' })
    await createIndex(trx, 'child_appointment', ['state', 'day', 'file_id', 'contact', 'voided_at'], { where: 'voided_at IS NULL', name: 'child_appointment_passed' })
    await createIndex(trx, 'child_file', ['opened_day', 'id', 'state', 'high_risk', 'child_id', 'voided_at'], { where: 'voided_at IS NULL', name: 'child_file_list' })
    await createIndex(trx, 'child_visit', ['visit_day', 'id', 'file_id', 'weight_kg', 'length_cm', 'position', 'oedema', 'haemoglobin_g_per_l', 'voided_at'], { where: 'voided_at IS NULL', name: 'child_visit_measured' })
    await createIndex(trx, 'child_file', ['residence', 'child_id', 'id', 'gestation_days', 'fetus_count', 'state', 'state_day', 'opened_day', 'voided_at'], { where: 'voided_at IS NULL', name: 'child_file_resident' })
    await createIndex(trx, 'person', ['birth_day', 'id', 'sex'], { name: 'person_born' })
  },
}
