import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 出生缺陷报告卡, 孕产妇死亡报告卡.
export const migration: Migration = {
  version: 320, name: 'vital', up: async (trx, engine) => {
    await createTable(trx, engine, 'vital_birth_defect', { record: true }, t => {
      t.ref('mother_id', 'person', { notNull: true }); t.ref('pregnancy_id', 'pregnancy'); t.ref('newborn_id', 'newborn'); t.text('number'); t.code('state', { notNull: true })
      t.flag('is_induction'); t.integer('birth_order'); t.text('child_name'); t.code('child_ethnic_group'); t.text('hospital_number'); t.code('household_type'); t.code('settlement')
      t.code('education'); t.code('income'); t.integer('gravidity'); t.integer('parity'); t.text('father_name'); t.day('father_birth_day'); t.code('father_ethnic_group'); t.code('father_id_type')
      t.text('father_id_number'); t.day('born_day', { notNull: true }); t.code('birth_place_type'); t.text('birth_place'); t.integer('gestation_days'); t.integer('weight_g')
      t.integer('fetus_count'); t.code('multiple_kind'); t.code('sex'); t.code('outcome'); t.flag('therapeutic_induction'); t.code('basis'); t.code('diagnosed_when')
      t.integer('prenatal_gestation_days'); t.code('main_defect'); t.code('other_defects'); t.text('heart_defect'); t.text('diagnosis_name'); t.text('site_and_size'); t.text('shape_and_colour')
      t.text('other_features'); t.integer('photo_count'); t.integer('other_material_count'); t.flag('early_illness'); t.text('early_illness_text'); t.code('early_drug'); t.text('early_drug_name')
      t.code('early_exposure'); t.text('early_exposure_text'); t.integer('stillbirths'); t.integer('abortions'); t.integer('defect_children'); t.text('hereditary_history')
      t.flag('is_consanguineous'); t.code('consanguinity'); t.text('report_institution'); t.text('reporter_name'); t.day('report_day'); t.text('note'); t.text('submitted_by')
      t.text('reviewer_name'); t.minute('reviewed_at'); t.day('reported_day'); t.text('step_note')
    })
    await createTable(trx, engine, 'vital_maternal_death', { record: true }, t => {
      t.ref('mother_id', 'person', { notNull: true }); t.ref('pregnancy_id', 'pregnancy'); t.text('number'); t.code('state', { notNull: true }); t.minute('noticed_at', { notNull: true })
      t.minute('phoned_at'); t.day('investigated_day'); t.code('household_type'); t.flag('is_planned'); t.code('education'); t.code('income'); t.code('living_area'); t.code('stay_region')
      t.text('stay_address'); t.integer('gravidity'); t.integer('parity'); t.integer('abortions'); t.day('last_menstrual_day'); t.minute('died_at', { notNull: true }); t.code('death_place')
      t.code('stage', { notNull: true }); t.minute('delivered_at'); t.code('delivery_place'); t.code('mode'); t.flag('has_safe_delivery'); t.code('attendant_type'); t.flag('has_antenatal_care')
      t.integer('first_check_days'); t.integer('antenatal_visits'); t.text('cause_first'); t.text('cause_second'); t.text('cause_third'); t.text('root_cause'); t.code('cause_class')
      t.text('icd10'); t.code('basis'); t.code('province_review'); t.code('province_factors'); t.code('nation_review'); t.code('nation_factors'); t.code('delay'); t.code('main_factor')
      t.text('summary'); t.text('report_institution'); t.text('reporter_name'); t.day('report_day'); t.text('submitted_by'); t.text('reviewer_name'); t.minute('reviewed_at'); t.day('reported_day')
      t.text('step_note')
    })
    // One card a child and one a woman: two windows cannot fill in the same one.
    await createIndex(trx, 'vital_birth_defect', ['newborn_id'], { unique: true, where: 'voided_at IS NULL AND newborn_id IS NOT NULL', name: 'vital_birth_defect_newborn' })
    await createIndex(trx, 'vital_maternal_death', ['mother_id'], { unique: true, where: 'voided_at IS NULL', name: 'vital_maternal_death_mother' })
    for (const table of ['vital_birth_defect', 'vital_maternal_death']) await createIndex(trx, table, ['state'], { where: 'voided_at IS NULL' })
    for (const [table, day] of [['vital_birth_defect', 'born_day'], ['vital_birth_defect', 'report_day'], ['vital_birth_defect', 'mother_id'], ['vital_birth_defect', 'pregnancy_id'], ['vital_maternal_death', 'died_at'], ['vital_maternal_death', 'report_day'], ['vital_maternal_death', 'pregnancy_id']] as const) await createIndex(trx, table, [day])
    // Children with a defect that nobody has written a card for.
    await createIndex(trx, 'newborn', ['born_at'], { where: 'voided_at IS NULL AND defect = 1', name: 'newborn_defect' })
    await createIndex(trx, 'delivery', ['mother_id'], { where: "voided_at IS NULL AND mother_outcome IN ('2', '3')", name: 'delivery_mother_died' })
  },
}
