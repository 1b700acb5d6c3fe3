import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 婚前医学检查 (a sheet a person, the HIV result apart), 孕前优生 (a couple, a sheet each, follow-ups) and 叶酸 (a course, what
// was handed out, follow-ups); what rates are counted over and others count.
export const migration: Migration = {
  version: 290, name: 'fertility', up: async (trx, engine) => {
    await createTable(trx, engine, 'premarital_examination', { record: true }, t => {
      t.ref('person_id', 'person', { notNull: true }); t.ref('partner_id', 'person', { notNull: true }); t.code('sex', { notNull: true }); t.text('couple_number', { notNull: true })
      t.text('number', { notNull: true }); t.day('registered_day', { notNull: true }); t.day('examined_day'); t.code('occupation'); t.code('education'); t.text('work_unit')
      t.code('marital_status'); t.code('blood_relation'); t.text('past_history'); t.text('congenital'); t.text('surgery'); t.text('present_history'); t.integer('menarche_age')
      t.integer('menses_days'); t.integer('cycle_days'); t.code('flow'); t.code('dysmenorrhoea'); t.day('last_menstrual_day'); t.integer('term_births'); t.integer('preterm_births')
      t.integer('abortions'); t.integer('sons'); t.integer('daughters'); t.text('child_hereditary'); t.text('family_hereditary'); t.code('family_member'); t.flag('kin_marriage')
      t.code('kin_marriage_of'); t.integer('systolic_mm_hg'); t.integer('diastolic_mm_hg'); t.code('mental'); t.text('posture'); t.text('facies'); t.text('intellect'); t.text('features')
      t.text('skin'); t.text('thyroid'); t.integer('heart_rate'); t.text('rhythm'); t.text('heart'); t.text('lungs'); t.text('liver'); t.text('limbs'); t.text('spine'); t.text('pubic_hair')
      t.code('breast_right'); t.code('breast_left'); t.code('gynaecological_method'); t.flag('consent'); t.text('vulva'); t.text('discharge'); t.text('vagina'); t.text('cervix')
      t.text('uterus'); t.code('adnexa_right'); t.code('adnexa_left'); t.text('larynx'); t.text('penis'); t.code('foreskin'); t.code('testis_right'); t.code('testis_left')
      t.integer('testis_right_ml'); t.integer('testis_left_ml'); t.code('epididymis_right'); t.code('epididymis_left'); t.text('epididymis_note'); t.flag('varicocele')
      t.text('varicocele_site'); t.code('varicocele_degree'); t.text('doctor_name'); t.text('chest_xray'); t.integer('haemoglobin_g_l'); t.decimal('red_cells'); t.decimal('white_cells')
      t.integer('platelets'); t.text('differential'); t.integer('alt_u_l'); t.integer('ast_u_l'); t.decimal('urine_protein_mg'); t.decimal('urine_gravity'); t.decimal('urine_ph')
      t.decimal('urine_sugar_mmol_l'); t.code('hbs_ag'); t.text('gonococcus'); t.code('syphilis'); t.code('trichomonas'); t.code('candida'); t.code('cleanliness'); t.text('other_tests')
      t.code('diseases'); t.text('diagnosis'); t.text('diagnosis_code'); t.code('result'); t.code('opinion'); t.day('recheck_day'); t.day('rechecked_day'); t.text('counselling')
      t.text('guidance'); t.code('counselling_result'); t.text('transfer_hospital'); t.day('transfer_day'); t.day('transfer_answer_day'); t.text('transfer_answer'); t.day('appointment_day')
      t.text('chief_doctor_name'); t.day('certificate_day'); t.day('report_day'); t.text('note')
    })
    await createTable(trx, engine, 'premarital_hiv', { record: true }, t => {
      t.ref('examination_id', 'premarital_examination', { notNull: true }); t.text('number', { notNull: true }); t.day('tested_day', { notNull: true }); t.code('antibody', { notNull: true })
      t.code('confirmation'); t.day('confirmed_day'); t.day('informed_day'); t.text('doctor_name'); t.text('note')
    })
    await createTable(trx, engine, 'fertility_base', { record: true }, t => {
      t.code('kind', { notNull: true }); t.day('first_day', { notNull: true }); t.integer('men'); t.integer('women'); t.integer('couples'); t.text('source')
    })
    await createTable(trx, engine, 'preconception_couple', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.ref('husband_id', 'person'); t.text('number'); t.day('served_day', { notNull: true }); t.integer('planned_months')
      t.day('education_day'); t.day('assessed_day'); t.code('woman_risk'); t.code('man_risk'); t.text('risk_factors'); t.text('advice'); t.text('doctor_name'); t.day('notice_day')
      t.text('notice_receiver'); t.code('state', { notNull: true }); t.code('closing'); t.day('closed_day'); t.text('note')
    })
    await createTable(trx, engine, 'preconception_check', { record: true }, t => {
      t.ref('couple_id', 'preconception_couple', { notNull: true }); t.code('sex', { notNull: true }); t.day('checked_day', { notNull: true }); t.flag('history_taken'); t.text('past_history')
      t.text('medicines'); t.text('family_history'); t.text('exposure'); t.day('last_menstrual_day'); t.integer('gravidity'); t.integer('parity'); t.decimal('height_cm')
      t.decimal('weight_kg'); t.integer('systolic_mm_hg'); t.integer('diastolic_mm_hg'); t.code('physical_finding'); t.code('discharge'); t.code('gonococcus'); t.code('chlamydia')
      t.code('blood_routine'); t.integer('haemoglobin_g_l'); t.code('urine_routine'); t.code('abo_group'); t.code('rh_group'); t.decimal('glucose_mmol_l'); t.integer('alt_u_l')
      t.integer('creatinine_umol_l'); t.code('hbs_ag'); t.code('hbs_ab'); t.code('hbe_ag'); t.code('hbe_ab'); t.code('hbc_ab'); t.decimal('tsh_miu_l'); t.code('syphilis')
      t.code('rubella_ig_g'); t.code('cmv_ig_m'); t.code('cmv_ig_g'); t.code('toxoplasma_ig_m'); t.code('toxoplasma_ig_g'); t.code('ultrasound'); t.text('findings')
      t.text('doctor_name', { notNull: true })
    })
    await createTable(trx, engine, 'preconception_follow_up', { record: true }, t => {
      t.ref('couple_id', 'preconception_couple', { notNull: true }); t.code('kind', { notNull: true }); t.day('follow_day', { notNull: true }); t.code('way', { notNull: true })
      t.ref('pregnancy_id', 'pregnancy'); t.day('last_menstrual_day'); t.flag('folic_acid_taken'); t.text('early_findings'); t.day('outcome_day'); t.code('outcome'); t.text('outcome_note')
      t.text('doctor_name', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'folic_acid_course', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.text('number'); t.day('registered_day', { notNull: true }); t.code('taker_group', { notNull: true }); t.flag('is_high_risk')
      t.text('high_risk_reason'); t.decimal('dose_mg', { notNull: true }); t.day('start_day'); t.code('state', { notNull: true }); t.day('end_day'); t.code('stop_reason'); t.text('stop_note')
      t.day('last_menstrual_day'); t.day('next_day'); t.text('note')
    })
    await createTable(trx, engine, 'folic_acid_issue', { record: true }, t => {
      t.ref('course_id', 'folic_acid_course', { notNull: true }); t.day('issued_day', { notNull: true }); t.integer('bottles', { notNull: true }); t.text('receiver')
      t.text('issuer_name', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'folic_acid_follow_up', { record: true }, t => {
      t.ref('course_id', 'folic_acid_course', { notNull: true }); t.day('follow_day', { notNull: true }); t.code('way', { notNull: true }); t.integer('weekly_times', { notNull: true })
      t.flag('is_taking', { notNull: true }); t.day('stop_day'); t.code('stop_reason'); t.text('adverse'); t.day('next_day'); t.text('doctor_name', { notNull: true })
    })
    await createIndex(trx, 'premarital_examination', ['person_id'])
    await createIndex(trx, 'premarital_examination', ['partner_id'])
    await createIndex(trx, 'premarital_examination', ['couple_number'])
    await createIndex(trx, 'premarital_examination', ['examined_day'])
    await createIndex(trx, 'premarital_examination', ['registered_day', 'voided_at'])
    // A list each: what is still to be done for somebody.
    for (const [name, column, where] of [
      ['to_examine', 'registered_day', 'examined_day IS NULL'], ['to_conclude', 'examined_day', 'examined_day IS NOT NULL AND opinion IS NULL'], ['to_recheck', 'recheck_day', "opinion = '2' AND rechecked_day IS NULL"],
      ['unanswered', 'transfer_day', 'transfer_day IS NOT NULL AND transfer_answer_day IS NULL'], ['to_certify', 'examined_day', 'opinion IS NOT NULL AND certificate_day IS NULL'],
    ] as const) await createIndex(trx, 'premarital_examination', [column], { where: `voided_at IS NULL AND ${where}`, name: `premarital_${name}` })
    await createIndex(trx, 'premarital_hiv', ['examination_id'], { unique: true, where: 'voided_at IS NULL', name: 'premarital_hiv' })
    await createIndex(trx, 'fertility_base', ['kind', 'first_day'], { unique: true, where: 'voided_at IS NULL', name: 'fertility_base' })
    for (const columns of [['woman_id'], ['husband_id'], ['served_day', 'voided_at']]) await createIndex(trx, 'preconception_couple', columns)
    await createIndex(trx, 'preconception_couple', ['served_day'], { where: "voided_at IS NULL AND state = 'open'", name: 'preconception_open' })
    await createIndex(trx, 'preconception_check', ['couple_id', 'sex'], { unique: true, where: 'voided_at IS NULL', name: 'preconception_check' })
    await createIndex(trx, 'preconception_follow_up', ['couple_id', 'follow_day'])
    await createIndex(trx, 'preconception_follow_up', ['follow_day'])
    await createIndex(trx, 'preconception_follow_up', ['pregnancy_id'])
    for (const columns of [['woman_id'], ['registered_day', 'voided_at'], ['start_day']]) await createIndex(trx, 'folic_acid_course', columns)
    await createIndex(trx, 'folic_acid_course', ['next_day'], { where: "voided_at IS NULL AND state = 'active'", name: 'folic_acid_due' })
    await createIndex(trx, 'folic_acid_issue', ['course_id', 'issued_day'])
    await createIndex(trx, 'folic_acid_issue', ['issued_day'])
    await createIndex(trx, 'folic_acid_follow_up', ['course_id', 'follow_day'])
    await createIndex(trx, 'folic_acid_follow_up', ['follow_day'])
  },
}
