import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Critical women referred, women at risk kept here, and high-risk screenings sent to prenatal diagnosis.
export const migration: Migration = {
  version: 130, name: 'maternal-referral', up: async (trx, engine) => {
    await createTable(trx, engine, 'critical_referral', { record: true }, t => {
      t.ref('person_id', 'person', { notNull: true }); t.text('number', { unique: true }); t.code('state', { notNull: true }); t.minute('referred_at', { notNull: true })
      t.ref('organization_id', 'organization', { notNull: true }); t.text('contact', { notNull: true }); t.text('reason', { notNull: true }); t.minute('vital_signs_at', { notNull: true })
      for (const name of ['systolic_mm_hg', 'diastolic_mm_hg', 'pulse_per_minute', 'breaths_per_minute']) t.integer(name)
      t.decimal('temperature_c'); t.integer('oxygen_saturation_percent'); t.text('consciousness')
      t.integer('gravida'); t.integer('para'); t.day('last_menstrual_day'); t.day('expected_delivery_day'); t.integer('gestation_days'); t.integer('fetus_count')
      t.text('risk_factors'); t.code('risk_colour'); t.text('blood_type'); t.text('allergy'); t.flag('previous_caesarean'); t.text('relative')
      t.text('admission_state'); t.text('diagnosis'); t.text('treatment'); t.integer('fetal_heart_per_minute'); t.text('fetus_state'); t.text('contractions'); t.integer('bleeding_ml')
      t.decimal('labour_hours'); t.flag('membranes_ruptured'); t.text('medication'); t.text('infusion'); t.text('laboratory')
      t.minute('called_at'); t.text('called_person'); t.text('called_reply'); t.text('doctor_name'); t.minute('departed_at'); t.text('escort'); t.text('vehicle'); t.text('en_route'); t.text('consent_signer')
      t.minute('arrived_at'); t.text('receiving_doctor'); t.code('outcome'); t.code('judgement'); t.text('judgement_note'); t.text('state_reason'); t.text('refusal_signer'); t.minute('completed_at')
    })
    await createIndex(trx, 'critical_referral', ['referred_at'])
    await createIndex(trx, 'critical_referral', ['person_id'])
    await createIndex(trx, 'critical_referral', ['referred_at'], { where: 'completed_at IS NULL AND voided_at IS NULL', name: 'critical_referral_open' })
    await createTable(trx, engine, 'maternal_retention', { record: true }, t => {
      t.ref('person_id', 'person', { notNull: true }); t.code('risk_colour', { notNull: true }); t.text('risk_factors'); t.minute('kept_since', { notNull: true }); t.text('doctor_name', { notNull: true })
      t.text('stay_reason'); t.text('consultation'); t.text('senior_doctor_id'); t.minute('decided_at'); t.minute('ended_at'); t.text('end_note')
    })
    await createIndex(trx, 'maternal_retention', ['kept_since'])
    await createIndex(trx, 'maternal_retention', ['person_id'])
    await createTable(trx, engine, 'diagnosis_referral', { record: true }, t => {
      t.ref('person_id', 'person', { notNull: true }); t.text('number', { unique: true }); t.ref('organization_id', 'organization', { notNull: true }); t.day('referred_day', { notNull: true })
      t.day('expected_delivery_day', { notNull: true }); t.code('scheme'); t.day('screened_day'); t.integer('screened_gestation_days'); t.text('cut_off')
      t.flag('age_risk'); t.text('trisomy21_risk'); t.code('hereditary_history'); t.text('neural_tube_risk'); t.flag('nuchal_translucency_thick'); t.text('other_ultrasound')
      t.flag('request_attached'); t.flag('report_attached'); t.flag('advice_attached'); t.text('doctor_name', { notNull: true }); t.day('notified_day'); t.code('answer', { notNull: true })
      t.day('attended_day'); t.text('diagnosis_method'); t.text('diagnosis_result'); t.day('refused_day'); t.text('refusal_signer'); t.text('refusal_reason')
      t.code('outcome'); t.day('outcome_day'); t.text('after_birth')
    })
    await createIndex(trx, 'diagnosis_referral', ['referred_day'])
    await createIndex(trx, 'diagnosis_referral', ['person_id'])
    await createIndex(trx, 'diagnosis_referral', ['expected_delivery_day'], { where: 'outcome IS NULL AND voided_at IS NULL', name: 'diagnosis_referral_open' })
  },
}
