import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Accounts, settings, drafts, and the two books that only grow: history of every row, audit of every call.
export const migration: Migration = {
  version: 10, name: 'core', up: async (trx, engine) => {
    await createTable(trx, engine, 'user_account', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.text('login_name', { notNull: true, unique: true }); t.text('display_name', { notNull: true })
      t.text('password_hash', { notNull: true }); t.flag('must_change_password', { notNull: true }); t.flag('disabled', { notNull: true })
      t.integer('failed_logins', { notNull: true, min: 0 }); t.instant('locked_until'); t.integer('rev', { notNull: true, min: 1 })
      t.instant('created_at', { notNull: true }); t.instant('last_login_at')
    })
    await createTable(trx, engine, 'user_role', { record: false, key: ['user_id', 'role'] }, t => {
      t.ref('user_id', 'user_account', { notNull: true }); t.code('role', { notNull: true })
    })
    await createTable(trx, engine, 'setting', { record: false, key: ['key'] }, t => {
      t.text('key', { notNull: true }); t.text('value', { notNull: true }); t.integer('rev', { notNull: true, min: 1 })
      t.instant('updated_at', { notNull: true }); t.text('updated_by', { notNull: true })
    })
    await createTable(trx, engine, 'draft', { record: false, key: ['user_id', 'form'] }, t => {
      t.text('user_id', { notNull: true }); t.text('form', { notNull: true }); t.text('content', { notNull: true }); t.instant('updated_at', { notNull: true })
    })
    await createTable(trx, engine, 'record_history', { record: false, key: ['record', 'record_id', 'rev'] }, t => {
      t.text('record', { notNull: true }); t.text('record_id', { notNull: true }); t.integer('rev', { notNull: true, min: 1 })
      t.code('action', { notNull: true }); t.text('row', { notNull: true }); t.text('reason')
      t.instant('at', { notNull: true }); t.text('by_user', { notNull: true }); t.integer('audit_seq', { notNull: true })
    })
    await createIndex(trx, 'record_history', ['audit_seq'])
    await createTable(trx, engine, 'accepted_finding', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.text('record', { notNull: true }); t.text('record_id', { notNull: true })
      t.text('path', { notNull: true }); t.text('key', { notNull: true }); t.text('reason', { notNull: true })
      t.text('approver_id'); t.text('by_user', { notNull: true }); t.instant('at', { notNull: true })
    })
    await createIndex(trx, 'accepted_finding', ['record_id'])
    await createTable(trx, engine, 'audit', { record: false, key: ['seq'] }, t => {
      t.integer('seq', { notNull: true, min: 1 }); t.instant('at', { notNull: true }); t.text('user_id', { notNull: true })
      t.text('call', { notNull: true }); t.text('record'); t.text('record_id'); t.text('facts'); t.text('content_hash', { notNull: true }); t.text('hash', { notNull: true })
    })
    await createIndex(trx, 'audit', ['record_id', 'seq'])
    await createIndex(trx, 'audit', ['user_id', 'seq'])
  },
}
