import { addColumns } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What came of the referral of a check-up or a home visit; which age's warning signs a check-up asked for. What a check-up
// measured answers the follow-ups of cases from here on: every child's lines are worked out anew, beside the calls.
export const migration: Migration = {
  version: 220, name: 'child-visit-answers', up: async (trx, engine) => {
    await addColumns(trx, engine, 'child_visit', t => { t.text('referral_result'); t.integer('signs_age_months') })
    await addColumns(trx, engine, 'child_newborn_visit', t => { t.text('referral_result') })
    await trx.deleteFrom('childDueStale').execute()
    await trx.insertInto('childDueStale').columns(['fileId']).expression(eb => eb.selectFrom('childFile').select('id').where('voidedAt', 'is', null)).execute()
  },
}
