import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Development and autism: tests by scale, the course of a child through the chain with its steps, and follow-ups.
export const migration: Migration = {
  version: 180, name: 'child-development', up: async (trx, engine) => {
    await createTable(trx, engine, 'child_scale', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.code('kind', { notNull: true }); t.day('test_day', { notNull: true }); t.text('tester_name', { notNull: true }); t.text('institution')
      for (const area of ['gross_motor', 'fine_motor', 'adaptive', 'language', 'social', 'total']) t.decimal(`${area}_dq`)
      for (let item = 1; item <= 23; item += 1) t.flag(`mchat${item}`)
      for (const area of ['sensory', 'relating', 'body', 'language', 'self_care', 'total']) t.integer(`abc_${area}`)
      for (let item = 1; item <= 15; item += 1) t.decimal(`cars${item}`)
      t.decimal('cars_total'); t.text('other_name'); t.text('other_result'); t.integer('age_months'); t.integer('corrected_months'); t.code('result'); t.code('dq_class'); t.text('basis')
      t.text('disagreement'); t.text('note')
    })
    await createTable(trx, engine, 'child_autism', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.code('start_state', { notNull: true }); t.code('state', { notNull: true }); t.day('since_day', { notNull: true })
      t.day('first_abnormal_day', { notNull: true }); t.text('first_abnormal_reason', { notNull: true }); t.text('first_referral_number'); t.day('first_referral_day'); t.text('first_referral_to')
      t.day('rescreen_day'); t.code('rescreening_result'); t.text('diagnosis_referral_number'); t.day('diagnosis_referral_day'); t.text('diagnosis_referral_to'); t.day('reported_day')
      t.day('feedback_day'); t.day('diagnosis_day'); t.code('diagnosis'); t.text('icd10'); t.decimal('cars_total'); t.day('intervention_start_day'); t.code('intervention_place')
      t.decimal('intervention_hours_per_week'); t.text('intervention_institution'); t.text('lost_reason'); t.integer('lost_attempts'); t.day('closed_day'); t.code('close_reason')
      t.text('doctor_name'); t.text('disagreement'); t.text('note')
    })
    await createTable(trx, engine, 'child_autism_step', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.ref('autism_id', 'child_autism'); t.code('kind', { notNull: true }); t.day('day', { notNull: true }); t.ref('visit_id', 'child_visit')
      t.text('reason'); t.flag('observed_problem'); t.text('observation'); t.ref('development_id', 'child_scale'); t.ref('mchat_id', 'child_scale'); t.ref('abc_id', 'child_scale')
      t.code('rescreening_result'); t.code('diagnosis'); t.text('icd10'); t.ref('cars_id', 'child_scale'); t.text('institution'); t.code('close_reason'); t.integer('attempts')
      t.code('from_state'); t.code('to_state'); t.text('basis'); t.text('doctor_name', { notNull: true }); t.text('disagreement'); t.text('note')
    })
    await createTable(trx, engine, 'child_autism_follow_up', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.ref('autism_id', 'child_autism', { notNull: true }); t.day('follow_up_day', { notNull: true }); t.text('doctor_name', { notNull: true })
      t.code('intervention_place'); t.decimal('hours_per_week'); t.text('institution'); t.code('effect'); t.text('findings'); t.text('advice'); t.text('note')
    })
    await createIndex(trx, 'child_scale', ['file_id', 'test_day'])
    // One open course a child; those that ended or were closed stay beside it.
    await createIndex(trx, 'child_autism', ['file_id'], { unique: true, where: "voided_at IS NULL AND closed_day IS NULL AND state NOT IN ('firstNormal', 'excluded')", name: 'child_autism_open' })
    await createIndex(trx, 'child_autism', ['file_id', 'first_abnormal_day'])
    await createIndex(trx, 'child_autism', ['state', 'since_day'])
    await createIndex(trx, 'child_autism_step', ['autism_id', 'day'])
    await createIndex(trx, 'child_autism_step', ['file_id'])
    await createIndex(trx, 'child_autism_step', ['kind', 'day'])
    await createIndex(trx, 'child_autism_step', ['visit_id'])
    await createIndex(trx, 'child_autism_follow_up', ['autism_id', 'follow_up_day'])
    await createIndex(trx, 'child_autism_follow_up', ['file_id'])
  },
}
