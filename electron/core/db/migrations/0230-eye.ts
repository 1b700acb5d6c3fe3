import { sql } from 'kysely'
import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// The eye clinic: what the eyes need beside the child's file, visits, referrals with their answers, fundus examinations of
// the preterm, glasses, photos of a visit. A visit of the programme stands once a child.
export const migration: Migration = {
  version: 230, name: 'eye', up: async (trx, engine) => {
    await createTable(trx, engine, 'eye_file', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.code('parent_myopia'); t.flag('parent_high_myopia'); t.text('family_history'); t.text('mother_infection'); t.flag('oxygen'); t.text('note')
    })
    await createTable(trx, engine, 'eye_visit', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.code('purpose', { notNull: true }); t.code('contact'); t.day('visit_day', { notNull: true }); t.code('place', { notNull: true })
      t.text('kindergarten'); t.text('class_name'); t.text('doctor_name', { notNull: true }); t.code('eyelid_right'); t.code('eyelid_left'); t.code('conjunctiva_right'); t.code('conjunctiva_left')
      t.code('eyeball_right'); t.code('eyeball_left'); t.code('cornea_right'); t.code('cornea_left'); t.code('pupil_right'); t.code('pupil_left'); t.code('sclera_right'); t.code('sclera_left')
      t.text('appearance_note'); t.code('risk_factors'); t.code('light_response_right'); t.code('light_response_left'); t.code('blink_right'); t.code('blink_left'); t.code('red_ball_right')
      t.code('red_ball_left'); t.code('behaviour_right'); t.code('behaviour_left'); t.code('red_reflex_right'); t.code('red_reflex_left'); t.code('corneal_reflex_right'); t.code('corneal_reflex_left')
      t.code('cover_test_right'); t.code('cover_test_left'); t.code('position_right'); t.code('position_left')
      t.code('motility_right'); t.code('motility_left'); t.code('cover_aversion_right'); t.code('cover_aversion_left'); t.code('alignment'); t.code('deviating_eye'); t.integer('deviation_degrees')
      t.text('check_note'); t.code('refraction_method'); t.code('pupil_state'); t.code('cycloplegic'); t.decimal('sphere_d_right'); t.decimal('sphere_d_left'); t.decimal('cylinder_d_right')
      t.decimal('cylinder_d_left'); t.integer('axis_degrees_right'); t.integer('axis_degrees_left'); t.decimal('pupil_distance_mm'); t.code('vision_notation'); t.code('vision_right')
      t.code('vision_left'); t.code('corrected_vision_right'); t.code('corrected_vision_left'); t.code('wear'); t.decimal('axial_length_mm_right'); t.decimal('axial_length_mm_left')
      t.decimal('k1_d_right'); t.decimal('k1_d_left'); t.decimal('k2_d_right'); t.decimal('k2_d_left'); t.decimal('chamber_depth_mm_right'); t.decimal('chamber_depth_mm_left')
      t.decimal('lens_thickness_mm_right'); t.decimal('lens_thickness_mm_left'); t.integer('pressure_mm_hg_right'); t.integer('pressure_mm_hg_left'); t.code('fundus'); t.text('fundus_note')
      t.code('guidance'); t.code('referral', { notNull: true }); t.text('referral_reason'); t.day('next_visit_day'); t.text('note'); t.integer('age_months'); t.decimal('equivalent_d_right')
      t.decimal('equivalent_d_left'); t.code('reserve_right'); t.code('reserve_left'); t.code('findings'); t.code('undone'); t.code('advice'); t.text('conclusion'); t.text('conclusion_note')
    })
    await createTable(trx, engine, 'eye_referral', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.ref('visit_id', 'eye_visit', { notNull: true }); t.text('number'); t.code('state', { notNull: true })
      t.day('referred_day', { notNull: true }); t.flag('is_urgent'); t.day('due_day', { notNull: true }); t.text('doctor_name', { notNull: true }); t.text('hospital', { notNull: true })
      t.text('department'); t.code('undone'); t.code('findings'); t.text('conclusion'); t.day('answered_day'); t.text('answer_checks'); t.text('diagnosis'); t.flag('is_confirmed')
      t.code('further_referral'); t.text('further_hospital'); t.text('answer_doctor'); t.text('state_note')
    })
    await createTable(trx, engine, 'eye_retinopathy', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.day('examined_day', { notNull: true }); t.text('institution', { notNull: true }); t.text('doctor_name'); t.code('result_right')
      t.code('result_left'); t.code('zone_right'); t.code('zone_left'); t.code('stage_right'); t.code('stage_left'); t.flag('plus_disease'); t.code('treatment'); t.day('next_day'); t.flag('is_final')
      t.text('note')
    })
    await createTable(trx, engine, 'eye_glasses', { record: true }, t => {
      t.ref('file_id', 'child_file', { notNull: true }); t.ref('visit_id', 'eye_visit'); t.day('prescribed_day', { notNull: true }); t.code('kind', { notNull: true }); t.decimal('sphere_d_right')
      t.decimal('sphere_d_left'); t.decimal('cylinder_d_right'); t.decimal('cylinder_d_left'); t.integer('axis_degrees_right'); t.integer('axis_degrees_left'); t.decimal('pupil_distance_mm')
      t.code('corrected_vision_right'); t.code('corrected_vision_left'); t.text('wearing'); t.day('review_day'); t.text('doctor_name', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'eye_photo', { record: true }, t => { t.ref('file_id', 'child_file', { notNull: true }); t.ref('visit_id', 'eye_visit', { notNull: true }); t.code('kind', { notNull: true }); t.text('file_name', { notNull: true }); t.text('hash', { notNull: true }) })
    // Beside the record, as with the files of instruments (0240).
    await createTable(trx, engine, 'eye_photo_original', { record: false, key: ['photo_id'] }, t => { t.ref('photo_id', 'eye_photo', { notNull: true }); t.text('original', { notNull: true }) })
    await createIndex(trx, 'eye_photo', ['file_id'])
    await createIndex(trx, 'eye_photo', ['visit_id'])
    await createIndex(trx, 'eye_file', ['file_id'], { unique: true, where: 'voided_at IS NULL', name: 'eye_file' })
    await createIndex(trx, 'eye_visit', ['file_id', 'contact'], { unique: true, where: 'voided_at IS NULL AND contact IS NOT NULL', name: 'eye_visit_contact' })
    await createIndex(trx, 'eye_visit', ['file_id', 'visit_day'])
    await createIndex(trx, 'eye_visit', ['visit_day'])
    await createIndex(trx, 'eye_referral', ['file_id', 'referred_day'])
    await createIndex(trx, 'eye_referral', ['state', 'due_day'], { where: 'voided_at IS NULL' })
    await createIndex(trx, 'eye_referral', ['visit_id'])
    // Who is called back is asked by the day agreed, of a low vision by the visit's.
    await createIndex(trx, 'eye_visit', ['advice', 'visit_day', 'file_id'], { where: "voided_at IS NULL AND advice = 'recheck'", name: 'eye_visit_recheck' })
    for (const [table, day] of [['eye_retinopathy', 'next_day'], ['eye_glasses', 'review_day']] as const) await createIndex(trx, table, [day])
    // The package of a month asks by the day.
    for (const [table, day] of [['eye_referral', 'referred_day'], ['eye_retinopathy', 'examined_day'], ['eye_glasses', 'prescribed_day']] as const) await createIndex(trx, table, [day])
    await createIndex(trx, 'eye_retinopathy', ['file_id', 'examined_day'])
    await createIndex(trx, 'eye_glasses', ['file_id', 'prescribed_day'])
    await createIndex(trx, 'eye_glasses', ['visit_id'])
    // R28 can be answered from now on, and 0212 and 0215 changed what is due: every child's lines are worked out anew, beside
    // the calls of the next start.
    await sql`DELETE FROM child_due_stale`.execute(trx)
    await sql`INSERT INTO child_due_stale (file_id) SELECT id FROM child_file WHERE voided_at IS NULL`.execute(trx)
  },
}
