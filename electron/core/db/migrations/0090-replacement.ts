import { sql } from 'kysely'
import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 换发、补发 of a certificate, and certificates entered afterwards from a paper archive.
export const migration: Migration = {
  version: 90, name: 'replacement', up: async (trx, engine) => {
    await createTable(trx, engine, 'certificate_replacement', { record: true }, t => {
      t.code('kind', { notNull: true }); t.ref('certificate_id', 'certificate', { notNull: true }); t.ref('newborn_id', 'newborn', { notNull: true }); t.ref('registration_id', 'certificate_registration', { notNull: true })
      t.day('apply_day', { notNull: true }); t.text('applicant_name'); t.code('applicant_relation'); t.code('applicant_id_type'); t.text('applicant_id_number'); t.text('applicant_phone')
      t.code('exchange_reason'); t.code('loss_reason'); t.text('reason_note'); t.flag('household_registered'); t.text('police_letter_number')
      t.code('returned_parts'); t.text('returned_by_name'); t.day('returned_day'); t.code('loss_declaration'); t.text('newspaper_name'); t.day('newspaper_day')
      t.code('parent_absence'); t.text('dna_report_number')
      t.text('collector_name'); t.code('collector_relation'); t.code('collector_id_type'); t.text('collector_id_number'); t.code('second_part'); t.text('second_part_reason')
      t.code('state', { notNull: true }); t.text('corrected_register')
      t.text('applied_by'); t.minute('applied_at'); t.text('reviewed_by'); t.minute('reviewed_at'); t.text('review_note'); t.text('approved_by'); t.minute('approved_at'); t.text('approval_reason'); t.text('close_note')
      t.ref('new_certificate_id', 'certificate'); t.minute('old_ended_at'); t.text('forwarded_to'); t.text('forwarded_number'); t.day('forwarded_issue_day')
      t.day('found_day'); t.text('found_by_name'); t.text('found_note'); t.text('found_received_by')
    })
    // One open application per certificate, whatever two windows do at once.
    await createIndex(trx, 'certificate_replacement', ['certificate_id'], { unique: true, where: "state NOT IN ('done', 'refused', 'withdrawn') AND voided_at IS NULL", name: 'certificate_replacement_one_open' })
    await createIndex(trx, 'certificate_replacement', ['newborn_id'])
    await createIndex(trx, 'certificate_replacement', ['state', 'updated_at'])
    await createIndex(trx, 'certificate_replacement', ['updated_at'])
    await createIndex(trx, 'certificate_replacement', ['new_certificate_id'])
    await createTable(trx, engine, 'replacement_material', { record: false, key: ['replacement_id', 'material'] }, t => {
      t.ref('replacement_id', 'certificate_replacement', { notNull: true }); t.code('material', { notNull: true }); t.flag('present', { notNull: true }); t.text('note')
    })
    // All sheets of one child, whatever became of them, and the successors of one sheet.
    await createIndex(trx, 'certificate', ['newborn_id', 'created_at'])
    await createIndex(trx, 'certificate', ['supersedes_id'], { where: 'supersedes_id IS NOT NULL' })
    const flag = (name: string) => trx.schema.alterTable('certificate').addColumn(name, 'integer', column => column.check(sql.raw(`${name} IN (0, 1)`)))
    await flag('back_entered').execute()
    await trx.schema.alterTable('certificate').addColumn('issued_by', engine === 'sqlite' ? sql`text` : sql`text COLLATE "C"`).execute()
  },
}
