import { addColumns } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// What a death called off is told apart from what the family called off. The rules of what is due changed with the review:
// every child's lines are worked out anew, beside the calls.
export const migration: Migration = {
  version: 212, name: 'child-review', up: async (trx, engine) => {
    await addColumns(trx, engine, 'child_appointment', t => { t.flag('ended_by_death') })
    await trx.deleteFrom('childDueStale').execute()
    await trx.insertInto('childDueStale').columns(['fileId']).expression(eb => eb.selectFrom('childFile').select('id').where('voidedAt', 'is', null)).execute()
  },
}
