import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// People, kinship, what they are found by, and merges with their way back.
export const migration: Migration = {
  version: 20, name: 'people', up: async (trx, engine) => {
    await createTable(trx, engine, 'person', { record: true }, t => {
      t.text('name'); t.code('sex', { notNull: true }); t.day('birth_day')
      t.code('id_type'); t.code('other_document_type'); t.text('other_document_name'); t.text('id_number'); t.code('no_document_reason')
      t.code('nationality', { notNull: true }); t.code('ethnic_group'); t.code('marital_status'); t.text('phone')
      t.code('household_region'); t.text('household_address'); t.code('home_region'); t.text('home_address')
      t.text('handbook_number'); t.text('note'); t.ref('merged_into_id', 'person')
    })
    await createIndex(trx, 'person', ['id_number'])
    await createIndex(trx, 'person', ['name', 'birth_day'])
    await createIndex(trx, 'person', ['phone', 'name'])
    await createIndex(trx, 'person', ['handbook_number'], { where: 'handbook_number IS NOT NULL' })
    await createIndex(trx, 'person', ['updated_at'])
    await createIndex(trx, 'person', ['merged_into_id'], { where: 'merged_into_id IS NOT NULL' })
    // One row per way a person can be found; `search_key` is folded text and looked up by prefix within its kind.
    await createTable(trx, engine, 'person_search', { record: false, key: ['kind', 'search_key', 'person_id'], clustered: true }, t => {
      t.code('kind', { notNull: true }); t.text('search_key', { notNull: true }); t.ref('person_id', 'person', { notNull: true })
    })
    await createIndex(trx, 'person_search', ['person_id'])
    await createTable(trx, engine, 'kinship', { record: false, key: ['child_id', 'parent_id', 'relation'] }, t => {
      t.ref('child_id', 'person', { notNull: true }); t.ref('parent_id', 'person', { notNull: true }); t.code('relation', { notNull: true }); t.instant('created_at', { notNull: true })
    })
    await createIndex(trx, 'kinship', ['parent_id'])
    await createTable(trx, engine, 'person_merge', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.ref('kept_id', 'person', { notNull: true }); t.ref('merged_id', 'person', { notNull: true })
      t.text('reason', { notNull: true }); t.instant('merged_at', { notNull: true }); t.text('merged_by', { notNull: true })
      t.text('undo', { notNull: true }); t.instant('undone_at'); t.text('undone_by'); t.text('undo_reason')
    })
    await createIndex(trx, 'person_merge', ['kept_id'])
    await createIndex(trx, 'person_merge', ['merged_id'])
  },
}
