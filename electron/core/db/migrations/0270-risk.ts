import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 妊娠风险: screening, assessment with its report, cases with their follow-ups, the review of deliveries beyond our level; and
// beside them, whose newest results ask for another assessment.
export const migration: Migration = {
  version: 270, name: 'risk', up: async (trx, engine) => {
    await createTable(trx, engine, 'risk_screening', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.day('screened_day', { notNull: true }); t.text('institution'); t.text('screener_name', { notNull: true })
      t.text('items'); t.text('other_text'); t.day('referred_day'); t.text('referred_to'); t.day('feedback_day'); t.code('feedback_colour'); t.text('feedback_institution')
      t.text('feedback_doctor'); t.text('feedback_text'); t.text('note'); t.text('number'); t.text('item_texts'); t.text('table_name'); t.integer('gestation_days')
      t.flag('is_positive'); t.day('due_day')
    })
    await createTable(trx, engine, 'risk_assessment', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.code('stage', { notNull: true }); t.minute('confirmed_at', { notNull: true })
      t.text('criteria', { notNull: true }); t.text('other_text'); t.text('change_reason'); t.flag('threatens_life'); t.text('senior_doctor'); t.flag('is_informed')
      t.flag('advises_termination'); t.text('termination_specialists'); t.text('termination_place')
      t.text('advice'); t.integer('score'); t.code('score_grade'); t.text('note'); t.text('doctor_name'); t.text('institution'); t.text('criteria_texts'); t.text('basis'); t.text('declined'); t.text('table_name')
      t.integer('gestation_days'); t.code('colour'); t.flag('is_purple'); t.day('report_due_day'); t.minute('report_due_at')
    })
    await createTable(trx, engine, 'risk_report', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('assessment_id', 'risk_assessment', { notNull: true }); t.minute('sent_at', { notNull: true })
      t.code('way', { notNull: true }); t.text('receiver', { notNull: true }); t.text('received_by'); t.text('shared_with'); t.text('sender_name', { notNull: true })
      t.text('late_reason'); t.text('number'); t.flag('is_late')
    })
    await createTable(trx, engine, 'risk_case', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('assessment_id', 'risk_assessment', { notNull: true }); t.text('number')
      t.day('opened_day', { notNull: true }); t.code('colour'); t.flag('is_purple'); t.code('factors'); t.text('doctor_name', { notNull: true }); t.text('township')
      t.text('village_doctor'); t.integer('follow_up_days'); t.text('symptoms'); t.text('signs'); t.text('tests'); t.text('advice'); t.text('consultation'); t.text('rescue')
      t.text('referrals'); t.text('note'); t.day('closed_day'); t.code('outcome'); t.text('handed_to'); t.text('closing_doctor'); t.text('closing_note')
    })
    await createTable(trx, engine, 'risk_case_visit', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('case_id', 'risk_case', { notNull: true }); t.day('visit_day', { notNull: true })
      t.code('contact', { notNull: true }); t.code('course'); t.text('situation', { notNull: true }); t.text('symptoms'); t.text('signs'); t.text('tests'); t.text('advice')
      t.day('next_day'); t.text('doctor_name', { notNull: true }); t.integer('gestation_days')
    })
    await createTable(trx, engine, 'risk_delivery_review', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('delivery_id', 'delivery', { notNull: true }); t.day('reviewed_day', { notNull: true })
      t.text('cause', { notNull: true }); t.text('consultation', { notNull: true }); t.text('finding', { notNull: true }); t.text('doctor_name', { notNull: true })
    })
    await createTable(trx, engine, 'risk_near_miss', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.minute('occurred_at', { notNull: true }); t.text('place', { notNull: true }); t.code('signs', { notNull: true }); t.text('signs_note'); t.integer('bleeding_ml')
      t.text('rescue_team', { notNull: true }); t.text('treatment', { notNull: true }); t.text('transfer'); t.code('outcome'); t.day('outcome_day'); t.text('doctor_name', { notNull: true })
      t.day('reviewed_day'); t.text('reviewers'); t.text('finding'); t.text('improvement')
    })
    await createTable(trx, engine, 'risk_attention', { record: false, key: ['pregnancy_id', 'since_day'] }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.day('since_day', { notNull: true }); t.code('colour', { notNull: true }); t.flag('is_purple', { notNull: true }); t.text('reasons', { notNull: true })
    })
    await createIndex(trx, 'risk_attention', ['since_day'])
    // Kept in the database, so that a program closed in the middle goes on with the rest.
    await createTable(trx, engine, 'risk_attention_stale', { record: false, key: ['pregnancy_id'], clustered: true }, t => { t.ref('pregnancy_id', 'pregnancy', { notNull: true }) })
    await createIndex(trx, 'risk_screening', ['pregnancy_id', 'screened_day'])
    await createIndex(trx, 'risk_assessment', ['pregnancy_id', 'confirmed_at'])
    // What is to be reported, and who stood at orange or red when she gave birth: few of all.
    await createIndex(trx, 'risk_assessment', ['report_due_day'], { where: 'voided_at IS NULL AND report_due_day IS NOT NULL' })
    await createIndex(trx, 'risk_assessment', ['colour', 'pregnancy_id', 'confirmed_at'], { where: "voided_at IS NULL AND colour IN ('orange', 'red')", name: 'risk_assessment_high' })
    await createIndex(trx, 'risk_report', ['assessment_id'], { unique: true, where: 'voided_at IS NULL', name: 'risk_report_once' })
    await createIndex(trx, 'risk_report', ['pregnancy_id'])
    // One open case a pregnancy.
    await createIndex(trx, 'risk_case', ['pregnancy_id'], { unique: true, where: 'voided_at IS NULL AND closed_day IS NULL', name: 'risk_case_open' })
    await createIndex(trx, 'risk_case', ['pregnancy_id', 'opened_day'])
    await createIndex(trx, 'risk_case_visit', ['case_id', 'visit_day'])
    await createIndex(trx, 'risk_case_visit', ['pregnancy_id'])
    await createIndex(trx, 'risk_delivery_review', ['delivery_id'], { unique: true, where: 'voided_at IS NULL', name: 'risk_delivery_review_once' })
    await createIndex(trx, 'risk_delivery_review', ['pregnancy_id'])
    await createIndex(trx, 'risk_near_miss', ['pregnancy_id'])
    await createIndex(trx, 'risk_near_miss', ['occurred_at'], { where: 'voided_at IS NULL AND reviewed_day IS NULL', name: 'risk_near_miss_unreviewed' })
    // The package of a month asks by the day.
    for (const [table, day] of [['risk_screening', 'screened_day'], ['risk_assessment', 'confirmed_at'], ['risk_case', 'opened_day'], ['risk_case_visit', 'visit_day']] as const) await createIndex(trx, table, [day])
  },
}
