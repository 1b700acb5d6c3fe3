import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 两癌筛查 with the chain of positive women and the year's task, 更年期, 青少年. Every list asks by the day something is due;
// the package asks by the day something was done.
export const migration: Migration = {
  version: 300, name: 'women', up: async (trx, engine) => {
    await createTable(trx, engine, 'women_cancer_screening', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.text('number'); t.day('screening_day', { notNull: true }); t.integer('task_year', { notNull: true }); t.integer('round')
      t.code('programme', { notNull: true }); t.code('population'); t.text('site'); t.code('education'); t.code('occupation'); t.text('workplace'); t.integer('menarche_age')
      t.integer('menses_days'); t.integer('cycle_days'); t.code('menses_volume'); t.flag('has_dysmenorrhoea'); t.day('last_menstrual_day'); t.flag('is_menopausal'); t.integer('menopause_age')
      t.flag('is_surgical_menopause'); t.integer('gravidity'); t.integer('parity'); t.integer('induced_abortions'); t.integer('miscarriages'); t.integer('vaginal_deliveries')
      t.integer('caesareans'); t.integer('stillbirths'); t.integer('children_with_defects'); t.day('last_pregnancy_end_day'); t.code('last_pregnancy_end_mode'); t.minute('last_delivery_at')
      t.code('last_delivery_mode'); t.text('pregnancy_illness'); t.text('contraception'); t.text('past_illness'); t.text('contact_bleeding'); t.text('family_cancer'); t.code('symptoms')
      t.integer('heart_rate'); t.integer('systolic_mm_hg'); t.integer('diastolic_mm_hg'); t.text('vulva'); t.text('discharge'); t.text('vagina'); t.text('cervix'); t.text('uterus')
      t.code('adnexa_left'); t.code('adnexa_right'); t.code('breast_left'); t.code('breast_right'); t.text('examiner_name'); t.code('trichomonas'); t.code('candida'); t.code('cleanness')
      t.text('gonococcus'); t.code('syphilis'); t.day('hpv_day'); t.code('hpv_result'); t.code('hpv_types'); t.day('cytology_day'); t.code('cytology'); t.flag('is_breast_high_risk')
      t.day('ultrasound_day'); t.code('breast_category'); t.text('ultrasound_note'); t.text('conclusion'); t.text('advice'); t.text('doctor_name', { notNull: true }); t.integer('age_years')
      t.code('cervical_step'); t.code('breast_step'); t.code('gaps'); t.day('next_round_day')
    })
    await createTable(trx, engine, 'women_cancer_follow_up', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.ref('screening_id', 'women_cancer_screening', { notNull: true }); t.ref('previous_id', 'women_cancer_follow_up')
      t.code('part', { notNull: true }); t.code('step', { notNull: true }); t.day('opened_day', { notNull: true }); t.day('due_day', { notNull: true }); t.code('state', { notNull: true })
      t.day('result_day'); t.text('institution'); t.text('doctor_name'); t.code('colposcopy'); t.code('cervical_pathology'); t.code('mammography_category'); t.code('breast_pathology')
      t.text('findings'); t.text('stage'); t.text('treatment'); t.code('next_step'); t.day('refused_day'); t.flag('is_refusal_signed'); t.text('refusal_reason'); t.day('transferred_day')
      t.text('transfer_institution'); t.text('transfer_reason')
    })
    await createTable(trx, engine, 'women_attempt', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.ref('follow_up_id', 'women_cancer_follow_up'); t.day('day', { notNull: true }); t.code('outcome', { notNull: true }); t.text('about')
      t.text('caller_name', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'women_screening_target', { record: true }, t => {
      t.integer('task_year', { notNull: true }); t.code('region', { notNull: true }); t.integer('target', { notNull: true }); t.text('source')
    })
    await createTable(trx, engine, 'women_menopause_file', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.text('number'); t.day('opened_day', { notNull: true }); t.code('stage', { notNull: true }); t.day('last_menstrual_day')
      t.integer('menopause_age'); t.code('menopause_way'); t.text('past_illness'); t.text('family_illness'); t.text('hormone_caution'); t.text('doctor_name', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'women_menopause_visit', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.ref('file_id', 'women_menopause_file', { notNull: true }); t.day('visit_day', { notNull: true }); t.code('flush'); t.code('paraesthesia')
      t.code('insomnia'); t.code('irritability'); t.code('depression'); t.code('dizziness'); t.code('fatigue'); t.code('joints'); t.code('headache'); t.code('palpitation'); t.code('formication')
      t.code('urinary'); t.code('sexual'); t.text('symptoms'); t.decimal('height_cm'); t.decimal('weight_kg'); t.integer('systolic_mm_hg'); t.integer('diastolic_mm_hg')
      t.decimal('cholesterol_mmol_l'); t.decimal('triglyceride_mmol_l'); t.decimal('hdl_mmol_l'); t.decimal('ldl_mmol_l'); t.decimal('bone_density_t'); t.decimal('fsh_iu_l')
      t.decimal('estradiol_pmol_l'); t.text('breast_note'); t.code('hormone_consent', { notNull: true }); t.code('hormone_scheme'); t.text('hormone_drug'); t.day('hormone_start_day')
      t.text('hormone_note'); t.text('advice'); t.day('next_visit_day'); t.text('doctor_name', { notNull: true }); t.integer('score'); t.code('grade'); t.decimal('bmi'); t.text('cervical_status')
    })
    await createTable(trx, engine, 'women_adolescent_visit', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.day('visit_day', { notNull: true }); t.text('doctor_name', { notNull: true }); t.text('guardian_name'); t.code('guardian_relation')
      t.text('guardian_phone'); t.flag('is_consent_signed'); t.text('complaint'); t.integer('menarche_age'); t.integer('cycle_days'); t.integer('menses_days'); t.code('menses_volume')
      t.integer('pain_score'); t.decimal('height_cm'); t.decimal('weight_kg'); t.code('tanner_breast'); t.code('tanner_pubic'); t.code('nutrition'); t.integer('mood_score'); t.text('mood_note')
      t.code('sexual_knowledge'); t.code('counselling'); t.text('counselling_note'); t.code('hpv_vaccination'); t.code('hpv_vaccine'); t.integer('hpv_doses'); t.text('advice')
      t.code('referral', { notNull: true }); t.text('referral_to'); t.text('referral_reason'); t.day('next_visit_day'); t.integer('age_years'); t.decimal('bmi')
    })
    const standing = 'voided_at IS NULL'
    // The women of a township are found before their screenings.
    await createIndex(trx, 'person', ['home_region'])
    await createIndex(trx, 'women_cancer_screening', ['woman_id', 'screening_day'])
    await createIndex(trx, 'women_cancer_screening', ['screening_day', 'voided_at'])
    await createIndex(trx, 'women_cancer_screening', ['screening_day', 'id', 'gaps', 'voided_at'], { where: `${standing} AND gaps IS NOT NULL`, name: 'women_cancer_screening_gaps' })
    await createIndex(trx, 'women_cancer_screening', ['next_round_day', 'woman_id', 'screening_day'], { where: standing, name: 'women_cancer_screening_next' })
    // The task of a year reads these columns of every screening in it, and the rows themselves are wide.
    await createIndex(trx, 'women_cancer_screening', ['task_year', 'woman_id', 'screening_day', 'id', 'programme', 'hpv_result', 'cervical_step', 'breast_step'], { where: standing, name: 'women_cancer_screening_task' })
    await createIndex(trx, 'women_cancer_follow_up', ['state', 'due_day'], { where: standing, name: 'women_cancer_follow_up_due' })
    await createIndex(trx, 'women_cancer_follow_up', ['screening_id', 'state', 'voided_at'])
    await createIndex(trx, 'women_cancer_follow_up', ['woman_id'])
    await createIndex(trx, 'women_cancer_follow_up', ['previous_id'])
    await createIndex(trx, 'women_attempt', ['woman_id', 'day'])
    await createIndex(trx, 'women_attempt', ['follow_up_id', 'day'])
    await createIndex(trx, 'women_screening_target', ['task_year', 'region'], { unique: true, where: standing, name: 'women_screening_target' })
    await createIndex(trx, 'women_menopause_file', ['woman_id'])
    await createIndex(trx, 'women_menopause_file', ['opened_day', 'voided_at'])
    await createIndex(trx, 'women_menopause_visit', ['file_id', 'visit_day'])
    await createIndex(trx, 'women_menopause_visit', ['woman_id'])
    await createIndex(trx, 'women_adolescent_visit', ['woman_id', 'visit_day', 'voided_at'])
    for (const table of ['women_menopause_visit', 'women_adolescent_visit']) {
      await createIndex(trx, table, ['visit_day'])
      await createIndex(trx, table, ['next_visit_day'], { where: standing, name: `${table}_next` })
    }
  },
}
