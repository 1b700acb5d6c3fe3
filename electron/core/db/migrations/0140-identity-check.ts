import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 实人核验 of mother, father or collector: how, with what result, by whom. Only grows; the newest of a subject counts.
export const migration: Migration = {
  version: 140, name: 'identity-check', up: async (trx, engine) => {
    await createTable(trx, engine, 'identity_check', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.ref('registration_id', 'certificate_registration', { notNull: true }); t.code('subject', { notNull: true }); t.code('method', { notNull: true })
      t.flag('matches', { notNull: true }); t.text('note'); t.instant('at', { notNull: true }); t.text('by_user', { notNull: true }); t.text('second_person_id')
    })
    await createIndex(trx, 'identity_check', ['registration_id', 'at'])
  },
}
