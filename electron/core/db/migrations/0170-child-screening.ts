import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Newborn screening: heel prick and its results, hearing, heart, eyes at birth, and how a chain ended without a result;
// beside them the chains that are open, so that their list never works out every child.
export const migration: Migration = {
  version: 170, name: 'child-screening', up: async (trx, engine) => {
    await createTable(trx, engine, 'child_blood_spot', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.text('sample_number', { notNull: true }); t.minute('taken_at', { notNull: true }); t.code('method', { notNull: true }); t.code('site', { notNull: true })
      t.text('institution', { notNull: true }); t.text('taker_name', { notNull: true }); t.flag('fed_enough'); t.text('ordered'); t.text('delay_reason'); t.day('dispatch_day'); t.day('receipt_day')
      t.day('notice_day'); t.code('notice_form'); t.text('notice_recipient'); t.code('notice_relation'); t.text('notifier_name'); t.day('recall_day'); t.text('note')
    })
    await createTable(trx, engine, 'child_blood_spot_result', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.ref('sample_id', 'child_blood_spot', { notNull: true }); t.text('disease', { notNull: true }); t.text('disease_name')
      t.code('interpretation', { notNull: true }); t.decimal('numeric_value'); t.text('unit'); t.text('cut_off'); t.text('laboratory', { notNull: true }); t.text('tester_name')
      t.day('experiment_day', { notNull: true }); t.code('method'); t.code('outcome'); t.day('diagnosis_day'); t.text('diagnosis_items'); t.text('diagnosis_method'); t.text('diagnosis_result')
      t.text('diagnosis_institution'); t.day('treatment_day'); t.text('treatment_note'); t.text('note')
    })
    await createTable(trx, engine, 'child_hearing_test', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.code('stage', { notNull: true }); t.day('tested_day', { notNull: true }); t.text('tested_time'); t.code('method'); t.code('right_ear'); t.code('left_ear')
      t.text('institution', { notNull: true }); t.text('tester_name', { notNull: true }); t.text('delay_reason'); t.code('risk_factors'); t.day('appointment_day'); t.text('appointment_place')
      t.text('notice_signed_by'); t.day('notice_day'); t.code('diagnosis'); t.text('diagnosis_detail'); t.text('intervention'); t.text('note')
    })
    await createTable(trx, engine, 'child_heart_screening', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.minute('screened_at', { notNull: true }); t.integer('age_hours'); t.text('institution', { notNull: true }); t.text('screener_name', { notNull: true })
      t.code('murmur'); t.integer('murmur_grade'); t.integer('first_hand_percent'); t.integer('first_foot_percent'); t.minute('second_at'); t.integer('second_hand_percent'); t.integer('second_foot_percent')
      t.minute('third_at'); t.integer('third_hand_percent'); t.integer('third_foot_percent'); t.minute('fourth_at'); t.integer('fourth_hand_percent'); t.integer('fourth_foot_percent')
      t.code('result'); t.text('result_note'); t.day('referral_day'); t.text('referral_institution'); t.day('echo_day'); t.code('echo'); t.text('echo_detail'); t.text('diagnosis'); t.text('diagnosis_code')
      t.text('treatment'); t.text('note')
    })
    await createTable(trx, engine, 'child_eyes_at_birth', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.day('examined_day', { notNull: true }); t.text('institution', { notNull: true }); t.text('examiner_name', { notNull: true }); t.code('appearance')
      t.text('appearance_note'); t.code('light_right'); t.code('light_left'); t.code('red_reflex_right'); t.code('red_reflex_left'); t.code('risk_factors'); t.day('referral_day')
      t.text('referral_institution'); t.text('referral_answer'); t.text('note')
    })
    await createTable(trx, engine, 'child_screening_closing', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.text('line', { notNull: true }); t.code('reason', { notNull: true }); t.day('day', { notNull: true }); t.text('signed_by')
      t.text('recorder_name', { notNull: true }); t.text('note'); t.text('basis'); t.integer('attempts')
    })
    await createTable(trx, engine, 'child_screening_open', { record: false, key: ['file_id', 'line'], clustered: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.text('line', { notNull: true }); t.code('screening', { notNull: true }); t.code('disease'); t.code('state', { notNull: true }); t.code('step', { notNull: true })
      t.day('opened_day', { notNull: true }); t.day('due_day'); t.day('overdue_from')
    })
    await createIndex(trx, 'child_blood_spot', ['file_id', 'taken_at'])
    await createIndex(trx, 'child_blood_spot', ['taken_at'])
    await createIndex(trx, 'child_blood_spot', ['sample_number'])
    // One result a disease and sample: a second opinion of the laboratory corrects the row, with history.
    await createIndex(trx, 'child_blood_spot_result', ['sample_id', 'disease'], { unique: true, where: 'voided_at IS NULL' })
    await createIndex(trx, 'child_blood_spot_result', ['file_id'])
    await createIndex(trx, 'child_blood_spot_result', ['experiment_day'])
    await createIndex(trx, 'child_hearing_test', ['file_id', 'tested_day'])
    await createIndex(trx, 'child_hearing_test', ['tested_day'])
    await createIndex(trx, 'child_heart_screening', ['file_id', 'screened_at'])
    await createIndex(trx, 'child_heart_screening', ['screened_at'])
    await createIndex(trx, 'child_eyes_at_birth', ['file_id', 'examined_day'])
    await createIndex(trx, 'child_screening_closing', ['file_id', 'line'])
    await createIndex(trx, 'child_screening_open', ['due_day', 'file_id', 'line'], { name: 'child_screening_open_due' })
  },
}
