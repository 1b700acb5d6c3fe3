import { addColumns, createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 孕产保健: booking, visits before and after birth, the 42-day check; the delivery and the newborn of the certificate desk
// learn what the clinic notes of the birth. The first visit stands once a pregnancy, each numbered one after it too.
export const migration: Migration = {
  version: 260, name: 'maternal', up: async (trx, engine) => {
    await createTable(trx, engine, 'maternal_first', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.day('visit_day', { notNull: true }); t.text('institution'); t.text('doctor_name', { notNull: true }); t.code('past_illness')
      t.text('past_illness_note'); t.code('family_history'); t.text('family_history_note'); t.code('personal_history'); t.text('personal_history_note'); t.code('gynaecological_operation')
      t.text('gynaecological_operation_note'); t.text('pregnancy_illness_history'); t.integer('spontaneous_abortions'); t.integer('induced_abortions'); t.integer('fetal_deaths')
      t.integer('stillbirths'); t.integer('neonatal_deaths'); t.integer('defect_children'); t.decimal('height_cm'); t.decimal('weight_kg'); t.decimal('pre_pregnancy_weight_kg')
      t.integer('systolic_mm_hg'); t.integer('diastolic_mm_hg'); t.text('chief_complaint'); t.code('heart'); t.text('heart_note'); t.code('lungs'); t.text('lungs_note'); t.code('vulva')
      t.text('vulva_note'); t.code('vagina'); t.text('vagina_note'); t.code('cervix'); t.text('cervix_note'); t.code('uterus'); t.text('uterus_note'); t.code('adnexa'); t.text('adnexa_note')
      t.integer('haemoglobin_g_per_l'); t.decimal('white_cells_e9_per_l'); t.integer('platelets_e9_per_l'); t.code('urine_protein'); t.code('urine_glucose'); t.code('urine_ketone')
      t.code('urine_blood'); t.code('abo_group'); t.code('rh_group'); t.decimal('glucose_mmol_per_l'); t.integer('alt_u_per_l'); t.integer('ast_u_per_l'); t.integer('albumin_g_per_l')
      t.decimal('total_bilirubin_umol_per_l'); t.decimal('direct_bilirubin_umol_per_l'); t.decimal('creatinine_umol_per_l'); t.decimal('urea_mmol_per_l'); t.code('vaginal_discharge')
      t.text('vaginal_discharge_note'); t.code('vaginal_cleanliness'); t.code('hepatitis_b_surface_antigen'); t.code('hepatitis_b_surface_antibody'); t.code('hepatitis_b_e_antigen')
      t.code('hepatitis_b_e_antibody'); t.code('hepatitis_b_core_antibody'); t.code('syphilis'); t.code('hiv_antibody'); t.text('ultrasound'); t.text('other_tests'); t.code('assessment')
      t.text('assessment_note'); t.code('guidance'); t.text('guidance_note'); t.code('referral', { notNull: true }); t.text('referral_reason'); t.text('referral_institution')
      t.text('referral_department'); t.text('referral_contact'); t.code('referral_result'); t.day('next_visit_day'); t.text('next_place'); t.text('signer_name'); t.text('note')
      t.integer('gestation_days'); t.integer('age_years'); t.decimal('bmi')
    })
    await createTable(trx, engine, 'maternal_visit', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.code('visit_number', { notNull: true }); t.day('visit_day', { notNull: true }); t.text('institution')
      t.text('doctor_name', { notNull: true }); t.text('chief_complaint'); t.decimal('weight_kg'); t.decimal('fundal_height_cm'); t.decimal('abdomen_cm'); t.code('fetal_position')
      t.integer('fetal_heart_per_minute'); t.text('other_fetuses'); t.integer('systolic_mm_hg'); t.integer('diastolic_mm_hg'); t.integer('haemoglobin_g_per_l'); t.code('urine_protein')
      t.text('other_tests'); t.code('assessment'); t.text('assessment_note'); t.code('guidance'); t.text('guidance_note'); t.code('referral', { notNull: true }); t.text('referral_reason')
      t.text('referral_institution'); t.text('referral_department'); t.text('referral_contact'); t.code('referral_result'); t.day('next_visit_day'); t.text('next_place'); t.text('signer_name')
      t.text('note'); t.integer('gestation_days')
    })
    await createTable(trx, engine, 'maternal_postpartum_visit', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.day('visit_day', { notNull: true }); t.code('place', { notNull: true }); t.text('institution')
      t.text('doctor_name', { notNull: true }); t.decimal('temperature_c'); t.text('general_health'); t.text('mental_state'); t.integer('depression_score'); t.integer('systolic_mm_hg')
      t.integer('diastolic_mm_hg'); t.code('left_breast'); t.code('right_breast'); t.code('lochia'); t.text('lochia_note'); t.code('uterus'); t.text('uterus_note'); t.code('wound')
      t.text('other_findings'); t.code('assessment'); t.text('assessment_note'); t.code('guidance'); t.text('guidance_note'); t.code('referral', { notNull: true }); t.text('referral_reason')
      t.text('referral_institution'); t.text('referral_department'); t.text('referral_contact'); t.code('referral_result'); t.day('next_visit_day'); t.text('signer_name'); t.text('note')
      t.integer('days_after')
    })
    await createTable(trx, engine, 'maternal_postpartum_check', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.day('visit_day', { notNull: true }); t.text('institution'); t.text('doctor_name', { notNull: true }); t.text('general_health')
      t.text('mental_state'); t.integer('depression_score'); t.decimal('weight_kg'); t.integer('systolic_mm_hg'); t.integer('diastolic_mm_hg'); t.code('left_breast'); t.code('right_breast')
      t.code('lochia'); t.text('lochia_note'); t.code('uterus'); t.text('uterus_note'); t.code('wound'); t.code('thyroid'); t.text('thyroid_note'); t.code('heart_and_lungs')
      t.text('heart_and_lungs_note'); t.code('vulva'); t.text('vulva_note'); t.code('vagina'); t.text('vagina_note'); t.code('cervix'); t.text('cervix_note'); t.code('adnexa')
      t.text('adnexa_note'); t.text('other_findings'); t.code('recovery', { notNull: true }); t.text('recovery_note'); t.code('guidance'); t.text('guidance_note')
      t.code('handling', { notNull: true }); t.text('referral_reason'); t.text('referral_institution'); t.text('referral_department'); t.text('signer_name'); t.text('note')
      t.integer('days_after')
    })
    await createTable(trx, engine, 'maternal_redating', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.day('changed_day', { notNull: true }); t.day('old_expected_day', { notNull: true }); t.day('new_expected_day'); t.code('old_method')
      t.code('new_method'); t.text('reason_key'); t.text('reason'); t.text('source'); t.text('doctor_name', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'maternal_contact_attempt', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.day('day', { notNull: true }); t.code('outcome', { notNull: true }); t.text('about'); t.text('caller_name', { notNull: true })
      t.text('note')
    })
    await addColumns(trx, engine, 'pregnancy', t => {
      t.integer('vaginal_deliveries'); t.integer('caesareans'); t.code('residence'); t.code('household_kind'); t.code('occupation'); t.text('education'); t.text('husband_name')
      t.day('husband_birth_day'); t.text('husband_phone'); t.code('husband_occupation'); t.code('recovery_region'); t.text('recovery_address'); t.code('end_mode'); t.text('state_reason')
      t.day('closed_day'); t.code('close_method'); t.text('closed_institution'); t.text('closed_by')
    })
    await addColumns(trx, engine, 'delivery', t => {
      t.integer('first_stage_minutes'); t.integer('second_stage_minutes'); t.integer('third_stage_minutes'); t.integer('labour_minutes'); t.integer('bleeding_birth_ml')
      t.integer('bleeding_two_hours_ml'); t.integer('bleeding_day_ml'); t.integer('bleeding_total_ml'); t.text('caesarean_indication'); t.flag('episiotomy'); t.code('perineal_tear')
      t.integer('stitches'); t.text('placenta'); t.text('membranes'); t.text('cord'); t.text('amniotic_fluid'); t.flag('has_analgesia'); t.flag('has_companion'); t.flag('is_critical')
      t.code('complications'); t.text('complications_note'); t.integer('after_systolic_mm_hg'); t.integer('after_diastolic_mm_hg'); t.integer('first_feed_minutes'); t.code('mother_outcome')
      t.day('discharged_day')
    })
    await addColumns(trx, engine, 'newborn', t => {
      t.decimal('head_cm'); t.decimal('chest_cm'); t.integer('apgar_ten_minutes'); t.code('rescue_methods'); t.text('defect_note'); t.code('complications'); t.text('complications_note')
      t.text('treatment'); t.minute('hepatitis_b_vaccine_at'); t.minute('immunoglobulin_at'); t.flag('has_vitamin_k'); t.flag('has_early_contact')
    })
    await createIndex(trx, 'maternal_first', ['pregnancy_id'], { unique: true, where: 'voided_at IS NULL', name: 'maternal_first_pregnancy' })
    await createIndex(trx, 'maternal_visit', ['pregnancy_id', 'visit_number'], { unique: true, where: "voided_at IS NULL AND visit_number <> 'other'", name: 'maternal_visit_number' })
    // Who is due is asked of every pregnant woman: her visits are read from the index alone.
    await createIndex(trx, 'maternal_visit', ['pregnancy_id', 'visit_day', 'visit_number', 'next_visit_day', 'voided_at'], { name: 'maternal_visit_made' })
    await createIndex(trx, 'maternal_postpartum_visit', ['pregnancy_id', 'visit_day'])
    await createIndex(trx, 'maternal_postpartum_check', ['pregnancy_id', 'visit_day'])
    await createIndex(trx, 'maternal_redating', ['pregnancy_id'])
    await createIndex(trx, 'maternal_contact_attempt', ['pregnancy_id', 'day'])
    // The month's package looks for records by their day.
    for (const table of ['maternal_first', 'maternal_visit', 'maternal_postpartum_visit', 'maternal_postpartum_check']) await createIndex(trx, table, ['visit_day'])
    await createIndex(trx, 'pregnancy', ['state', 'booked_day'], { where: 'voided_at IS NULL', name: 'pregnancy_state' })
    // Who gave birth and is still in care. It begins like pregnancy_state, or SQLite takes that one and reads every birth of ten years.
    await createIndex(trx, 'pregnancy', ['state', 'booked_day', 'state_day'], { where: "voided_at IS NULL AND state = 'delivered' AND closed_day IS NULL AND booked_day IS NOT NULL", name: 'pregnancy_after_birth' })
  },
}
