import { addColumns } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What came of the referral of a check-up or a home visit; which age's warning signs a check-up asked for. The lines of
// what is due are worked out anew by 0230.
export const migration: Migration = {
  version: 220, name: 'child-visit-answers', up: async (trx, engine) => {
    await addColumns(trx, engine, 'child_visit', t => { t.text('referral_result'); t.integer('signs_age_months') })
    await addColumns(trx, engine, 'child_newborn_visit', t => { t.text('referral_result') })
  },
}
