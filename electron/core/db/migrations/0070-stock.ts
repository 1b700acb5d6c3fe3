import { addColumns, createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// The whole life of the stock: requests, slips with their ranges and signatures, losses, waste of other hospitals, plans.
export const migration: Migration = {
  version: 70, name: 'stock', up: async (trx, engine) => {
    await addColumns(trx, engine, 'blank_batch', t => {
      t.integer('print_year', { min: 1996, max: 2100 }); t.text('review_unit'); t.text('reviewer_name'); t.text('collector_name'); t.text('collector_id_number'); t.text('request_id')
    })
    // What is left of a batch is asked for every batch of the list, and for those past their day.
    await createIndex(trx, 'blank', ['batch_id', 'state', 'number'])
    await createTable(trx, engine, 'blank_request', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.integer('rev', { notNull: true, min: 1 }); t.code('state', { notNull: true }); t.integer('quantity', { notNull: true, min: 1 }); t.integer('received_quantity', { notNull: true, min: 0 })
      t.text('applied_to', { notNull: true }); t.day('applied_day', { notNull: true }); t.text('first_applicant_id', { notNull: true }); t.text('second_applicant_id', { notNull: true })
      t.text('note'); t.day('ended_day'); t.text('ended_by'); t.text('end_reason'); t.instant('created_at', { notNull: true })
    })
    await createIndex(trx, 'blank_request', ['created_at'])
    await createTable(trx, engine, 'stock_slip', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.code('kind', { notNull: true }); t.day('day', { notNull: true }); t.integer('quantity', { notNull: true, min: 1 })
      t.ref('organization_id', 'organization'); t.text('counterpart'); t.text('first_outside_name'); t.text('first_outside_id_number'); t.text('second_outside_name'); t.text('second_outside_id_number')
      t.text('first_person_id', { notNull: true }); t.text('second_person_id'); t.text('from_holder_id'); t.text('to_holder_id')
      t.code('reason_code'); t.text('reason'); t.code('method'); t.text('place'); t.text('witness_name'); t.instant('created_at', { notNull: true })
    })
    await createIndex(trx, 'stock_slip', ['kind', 'created_at'])
    await createIndex(trx, 'stock_slip', ['organization_id', 'kind'], { where: 'organization_id IS NOT NULL' })
    await createTable(trx, engine, 'stock_slip_range', { record: false, key: ['slip_id', 'first_number'] }, t => {
      t.ref('slip_id', 'stock_slip', { notNull: true }); t.text('first_number', { notNull: true }); t.text('last_number', { notNull: true }); t.integer('quantity', { notNull: true, min: 1 })
    })
    await createIndex(trx, 'stock_slip_range', ['first_number', 'last_number'])
    await createTable(trx, engine, 'loss_report', { record: false, key: ['id'] }, t => {
      t.text('id', { notNull: true }); t.integer('rev', { notNull: true, min: 1 }); t.code('kind', { notNull: true }); t.minute('discovered_at', { notNull: true }); t.text('place', { notNull: true })
      t.text('discovered_by', { notNull: true }); t.text('circumstances', { notNull: true }); t.text('reported_by', { notNull: true })
      t.minute('upward_at'); t.text('upward_to'); t.text('upward_by'); t.text('police_number'); t.text('declaration'); t.day('declaration_day'); t.text('written_report')
      t.minute('confirmed_at'); t.text('confirmed_by'); t.text('reviewer_id'); t.instant('created_at', { notNull: true })
    })
    await createIndex(trx, 'loss_report', ['confirmed_at', 'created_at'])
    await createTable(trx, engine, 'loss_report_number', { record: false, key: ['number'] }, t => {
      t.text('number', { notNull: true }); t.ref('report_id', 'loss_report', { notNull: true }); t.code('from_state', { notNull: true })
    })
    await createIndex(trx, 'loss_report_number', ['report_id'])
    // Waste sheets of the hospitals a county manager serves: registered by number and institution, never stock of ours.
    await createTable(trx, engine, 'institution_waste', { record: false, key: ['number'] }, t => {
      t.text('number', { notNull: true }); t.ref('organization_id', 'organization', { notNull: true }); t.code('reason_code', { notNull: true }); t.code('state', { notNull: true }); t.day('received_day', { notNull: true }); t.instant('updated_at', { notNull: true })
    })
    await createIndex(trx, 'institution_waste', ['state', 'number'])
    await createIndex(trx, 'institution_waste', ['organization_id'])
    await createTable(trx, engine, 'stock_plan', { record: false, key: ['year', 'rev'] }, t => {
      t.integer('year', { notNull: true, min: 1996, max: 2100 }); t.integer('rev', { notNull: true, min: 1 }); t.code('rule', { notNull: true }); t.integer('this_year_births', { notNull: true, min: 0 }); t.integer('last_year_births', { notNull: true, min: 0 })
      t.integer('proposed', { notNull: true, min: 0 }); t.integer('quantity', { notNull: true, min: 1 }); t.text('reason'); t.day('filed_day'); t.text('planned_by', { notNull: true }); t.instant('created_at', { notNull: true })
    })
  },
}
