import { addColumns } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What the national data set asks apart where the printed form has one item: lungs and heart, anus and genitals, hernia.
export const migration: Migration = {
  version: 210, name: 'child-findings', up: async (trx, engine) => {
    await addColumns(trx, engine, 'child_visit', t => { t.code('chest_parts'); t.flag('umbilical_hernia'); t.code('anus_and_genitals_parts'); t.text('vitamin_d_name') })
  },
}
