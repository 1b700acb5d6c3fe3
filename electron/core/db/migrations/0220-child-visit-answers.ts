import { addColumns } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What came of the referral of a check-up or a home visit.
export const migration: Migration = {
  version: 220, name: 'child-visit-answers', up: async (trx, engine) => {
    await addColumns(trx, engine, 'child_visit', t => { t.text('referral_result') })
    await addColumns(trx, engine, 'child_newborn_visit', t => { t.text('referral_result') })
  },
}
