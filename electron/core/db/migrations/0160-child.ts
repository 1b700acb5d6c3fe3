import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// Child health: the file of a child, its home visits and check-ups, appointments and attempts to reach the family; and
// what is due for whom, kept beside them so that a month's list never computes the schedule of every child.
export const migration: Migration = {
  version: 160, name: 'child', up: async (trx, engine) => {
    await createTable(trx, engine, 'child_file', { record: true }, t => {
      t.ref('child_id', 'person', { notNull: true }); t.ref('newborn_id', 'newborn'); t.text('number'); t.day('opened_day', { notNull: true }); t.code('residence', { notNull: true })
      t.day('served_from_day'); t.code('state', { notNull: true }); t.day('state_day'); t.text('state_note'); t.text('doctor_name'); t.text('kindergarten')
      t.ref('mother_id', 'person'); t.text('mother_occupation'); t.ref('father_id', 'person'); t.text('father_occupation'); t.text('guardian_name'); t.text('contact_phone')
      t.integer('gestation_days'); t.integer('fetus_count'); t.integer('birth_order'); t.integer('birth_weight_g'); t.decimal('birth_length_cm'); t.decimal('birth_head_cm')
      t.integer('apgar_one_minute'); t.integer('apgar_five_minutes'); t.text('birth_institution'); t.day('discharge_day'); t.flag('high_risk'); t.day('discharge_report_day')
      t.integer('intensive_care_days'); t.text('allergy'); t.text('note')
    })
    await createTable(trx, engine, 'child_newborn_visit', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.day('visit_day', { notNull: true }); t.code('place', { notNull: true }); t.text('doctor_name', { notNull: true })
      t.integer('gestation_days'); t.code('pregnancy_illness'); t.text('pregnancy_illness_note'); t.text('birth_institution'); t.code('birth_circumstances')
      t.text('birth_circumstances_note'); t.code('asphyxia'); t.integer('apgar_one_minute'); t.integer('apgar_five_minutes'); t.code('malformation'); t.text('malformation_note')
      t.code('hearing_status'); t.code('disease_status'); t.text('disease_status_note'); t.integer('birth_weight_g'); t.decimal('birth_length_cm')
      t.decimal('weight_kg'); t.code('feeding'); t.integer('milk_ml'); t.integer('milk_times_per_day'); t.code('vomiting'); t.code('stool'); t.text('stool_note')
      t.integer('stool_times_per_day'); t.decimal('temperature_c'); t.integer('heart_rate_per_minute'); t.integer('breaths_per_minute')
      t.code('complexion'); t.text('complexion_note'); t.code('jaundice_sites'); t.decimal('fontanelle_length_cm'); t.decimal('fontanelle_width_cm'); t.code('fontanelle')
      t.text('fontanelle_note'); t.code('eyes'); t.text('eyes_note'); t.code('limbs'); t.text('limbs_note'); t.code('ears'); t.text('ears_note'); t.code('neck_mass')
      t.text('neck_mass_note'); t.code('nose'); t.text('nose_note'); t.code('skin'); t.text('skin_note'); t.code('mouth'); t.text('mouth_note'); t.code('anus'); t.text('anus_note')
      t.code('heart_and_lungs'); t.text('heart_and_lungs_note'); t.code('chest'); t.text('chest_note'); t.code('abdomen'); t.text('abdomen_note'); t.code('spine'); t.text('spine_note')
      t.code('genitals'); t.text('genitals_note'); t.code('cord'); t.text('cord_note'); t.code('danger_signs')
      t.code('referral', { notNull: true }); t.text('referral_reason'); t.text('referral_institution'); t.code('guidance'); t.text('guidance_note'); t.day('next_visit_day')
      t.text('next_place'); t.text('note')
    })
    await createTable(trx, engine, 'child_visit', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.code('contact', { notNull: true }); t.day('visit_day', { notNull: true }); t.code('place', { notNull: true })
      t.text('doctor_name', { notNull: true })
      t.decimal('weight_kg'); t.decimal('length_cm'); t.code('position'); t.decimal('head_cm'); t.flag('oedema')
      t.code('complexion'); t.text('complexion_note'); t.code('complexion_later'); t.text('complexion_later_note'); t.code('skin'); t.text('skin_note'); t.code('fontanelle')
      t.decimal('fontanelle_length_cm'); t.decimal('fontanelle_width_cm'); t.code('neck_mass'); t.text('neck_mass_note'); t.code('eyes'); t.text('eyes_note'); t.code('ears')
      t.text('ears_note'); t.decimal('vision_right'); t.decimal('vision_left'); t.code('hearing'); t.code('mouth'); t.text('mouth_note'); t.integer('teeth_count'); t.integer('caries_count')
      t.code('chest'); t.text('chest_note'); t.code('abdomen'); t.text('abdomen_note'); t.code('cord'); t.text('cord_note'); t.code('navel'); t.text('navel_note'); t.code('limbs')
      t.text('limbs_note'); t.code('gait'); t.text('gait_note'); t.code('rickets_symptoms'); t.code('rickets_signs_month3'); t.code('rickets_signs_infant'); t.code('rickets_signs_toddler')
      t.code('anus_and_genitals'); t.text('anus_and_genitals_note'); t.integer('haemoglobin_g_per_l')
      t.decimal('outdoor_hours_per_day'); t.integer('vitamin_d_iu_per_day'); t.code('feeding'); t.flag('feeding_assessed'); t.flag('warning_sign1'); t.flag('warning_sign2')
      t.flag('warning_sign3'); t.flag('warning_sign4'); t.flag('language_regression')
      t.code('illness'); t.integer('pneumonia_times'); t.integer('pneumonia_stays'); t.integer('diarrhoea_times'); t.integer('diarrhoea_stays'); t.integer('injury_times')
      t.integer('injury_stays'); t.text('other_illness'); t.text('other_findings'); t.code('tcm_services'); t.text('tcm_note'); t.code('referral', { notNull: true })
      t.text('referral_reason'); t.text('referral_institution'); t.code('guidance'); t.code('preschool_guidance'); t.text('guidance_note'); t.day('next_visit_day'); t.text('note')
      t.code('weight_grade'); t.code('length_grade'); t.code('weight_for_length_grade'); t.code('bmi_grade'); t.code('head_grade'); t.code('nutrition'); t.text('evaluated_by')
      t.text('evaluation_note')
    })
    await createTable(trx, engine, 'child_appointment', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.code('contact'); t.day('day', { notNull: true }); t.text('time'); t.code('state', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'child_contact_attempt', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.day('day', { notNull: true }); t.code('outcome', { notNull: true }); t.text('about'); t.text('caller_name', { notNull: true })
      t.text('note')
    })
    await createIndex(trx, 'child_file', ['child_id'], { unique: true, where: 'voided_at IS NULL' })
    await createIndex(trx, 'child_file', ['newborn_id'])
    await createIndex(trx, 'child_file', ['number'])
    await createIndex(trx, 'child_file', ['mother_id'])
    await createIndex(trx, 'child_file', ['father_id'])
    await createIndex(trx, 'child_file', ['opened_day'])
    await createIndex(trx, 'child_newborn_visit', ['file_id', 'visit_day'])
    await createIndex(trx, 'child_newborn_visit', ['visit_day'])
    await createIndex(trx, 'child_visit', ['file_id', 'visit_day'])
    await createIndex(trx, 'child_visit', ['visit_day'])
    await createIndex(trx, 'child_appointment', ['file_id', 'day'])
    await createIndex(trx, 'child_appointment', ['day', 'state'])
    await createIndex(trx, 'child_contact_attempt', ['file_id', 'day'])
    await createTable(trx, engine, 'child_due', { record: false, key: ['file_id', 'line'], clustered: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.text('line', { notNull: true }); t.code('rule_id', { notNull: true }); t.code('contact')
      t.day('due_day', { notNull: true }); t.day('window_end', { notNull: true }); t.day('next_day'); t.day('done_day'); t.code('timing'); t.code('cancelled'); t.text('open_contents')
    })
    await createIndex(trx, 'child_due', ['due_day', 'file_id'], { where: 'done_day IS NULL AND cancelled IS NULL', name: 'child_due_open' })
  },
}
