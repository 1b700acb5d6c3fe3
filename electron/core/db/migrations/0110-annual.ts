import { sql } from 'kysely'
import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

const FIGURES = [
  'opening', 'received', 'first_issued', 'exchanged', 'reissued', 'in_subtotal', 'home_attendant', 'outside_other', 'outside_subtotal', 'misprinted', 'lost', 'other_void', 'void_subtotal', 'total', 'closing', 'live_births',
]

// The annual form with what other institutions report, ticked deadlines, and what makes the desk quick in a full database.
export const migration: Migration = {
  version: 110, name: 'annual', up: async (trx, engine) => {
    // One line per child that has not gone home with a certificate; kept by the store in the transaction of the change.
    await createTable(trx, engine, 'open_work', { record: false, key: ['newborn_id'], clustered: true }, t => {
      t.ref('newborn_id', 'newborn', { notNull: true }); t.code('step', { notNull: true }); t.text('since', { notNull: true })
    })
    await createIndex(trx, 'open_work', ['step', 'since', 'newborn_id'])
    await sql`INSERT INTO open_work (newborn_id, step, since)
      SELECT newborn.id, CASE WHEN sheet.id IS NULL THEN CASE WHEN register.complete = 1 THEN 'print' ELSE 'register' END
          WHEN sheet.printed_at IS NULL THEN 'ask' WHEN sheet.sealed_at IS NULL THEN 'seal' ELSE 'handOver' END, coalesce(sheet.updated_at, newborn.born_at)
      FROM newborn LEFT JOIN certificate AS sheet ON sheet.newborn_id = newborn.id AND sheet.ended_at IS NULL AND sheet.voided_at IS NULL
        LEFT JOIN certificate_registration AS register ON register.newborn_id = newborn.id AND register.voided_at IS NULL
      WHERE newborn.voided_at IS NULL AND newborn.outcome = '1' AND sheet.collected_at IS NULL`.execute(trx)
    await createIndex(trx, 'certificate', ['updated_at', 'number'], { where: 'ended_at IS NULL AND voided_at IS NULL AND collected_at IS NOT NULL', name: 'certificate_given' })
    await createIndex(trx, 'certificate', ['updated_at', 'number'], { where: 'ended_at IS NOT NULL AND voided_at IS NULL', name: 'certificate_ended' })
    await createIndex(trx, 'newborn', ['born_at', 'id'], { where: 'voided_at IS NULL', name: 'newborn_live' })
    // The moves by which numbers leave the stock: a sixth of all moves, and all the annual form asks about.
    await createIndex(trx, 'blank_event', ['at'], { where: `to_state NOT IN ('inStock', 'drawn', 'held', 'printed')`, name: 'blank_event_left' })
    await createIndex(trx, 'blank_batch', ['received_day'])

    // What the stock held when the program came into use, counted by hand; once.
    await createTable(trx, engine, 'annual_start', { record: false, key: ['year'] }, t => {
      t.integer('year', { notNull: true, min: 1996 }); t.integer('opening', { notNull: true, min: 0 }); t.text('source', { notNull: true })
      t.text('entered_by', { notNull: true }); t.text('second_person_id', { notNull: true }); t.instant('entered_at', { notNull: true })
    })
    // The institution's own form as it was finalised; never changed.
    await createTable(trx, engine, 'annual_final', { record: false, key: ['year'] }, t => {
      t.integer('year', { notNull: true, min: 1996 }); t.text('institution_name', { notNull: true }); t.text('institution_code', { notNull: true })
      for (const figure of FIGURES) t.integer(figure, { notNull: true, min: 0 })
      t.integer('taken_in', { notNull: true, min: 0 }); t.integer('taken_back', { notNull: true, min: 0 }); t.integer('returned', { notNull: true, min: 0 }); t.integer('transferred', { notNull: true, min: 0 }); t.integer('counted', { notNull: true, min: 0 })
      t.text('opening_source', { notNull: true }); t.text('prepared_by', { notNull: true }); t.text('approved_by', { notNull: true }); t.instant('finalised_at', { notNull: true })
    })
    // What the county's other institutions report, typed or imported by the manager.
    await createTable(trx, engine, 'annual_report', { record: true }, t => {
      t.integer('year', { notNull: true, min: 1996 }); t.text('institution_name', { notNull: true }); t.text('institution_code')
      for (const figure of FIGURES) t.integer(figure, { notNull: true, min: 0 })
      t.text('source'); t.text('note')
    })
    await createIndex(trx, 'annual_report', ['year', 'institution_name'], { unique: true, where: 'voided_at IS NULL', name: 'annual_report_once' })
    // A deadline that somebody says is met: the report was sent.
    await createTable(trx, engine, 'deadline_done', { record: false, key: ['kind', 'period'] }, t => {
      t.code('kind', { notNull: true }); t.text('period', { notNull: true }); t.text('done_by', { notNull: true }); t.instant('done_at', { notNull: true }); t.text('note')
    })
  },
}
