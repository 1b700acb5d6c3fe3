import { addColumns, createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 盆底专科: files, consents, courses with their sessions, reports of instruments, assessments with questionnaires. The calendar
// asks for the sessions of a week, the lists for a state and a day, the page of a woman for everything of her file.
export const migration: Migration = {
  version: 330, name: 'pelvic', up: async (trx, engine) => {
    await createTable(trx, engine, 'pelvic_place', { record: true }, t => {
      t.code('kind', { notNull: true }); t.text('name', { notNull: true }); t.integer('capacity', { notNull: true }); t.code('open_days'); t.text('opens_at')
      t.text('closes_at'); t.code('methods'); t.decimal('least_frequency_hz'); t.decimal('most_frequency_hz'); t.integer('least_pulse_width_us')
      t.integer('most_pulse_width_us'); t.decimal('most_current_ma'); t.integer('most_minutes'); t.decimal('rest_max_uv'); t.decimal('fast_min_uv'); t.decimal('tonic_min_uv')
      t.decimal('endurance_min_uv'); t.integer('variability_max_hundredths'); t.decimal('rise_max_seconds'); t.integer('ratio_min_hundredths'); t.integer('ratio_max_hundredths'); t.text('report_format'); t.flag('is_retired'); t.text('note')
    })
    await createTable(trx, engine, 'pelvic_file', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.ref('pregnancy_id', 'pregnancy'); t.text('number'); t.day('opened_day', { notNull: true })
      t.code('entry', { notNull: true }); t.ref('postpartum_check_id', 'maternal_postpartum_check'); t.text('referred_from'); t.text('doctor_name', { notNull: true })
      t.decimal('height_cm'); t.integer('gravidity'); t.integer('parity'); t.day('delivery_day'); t.code('delivery_mode'); t.integer('second_stage_minutes')
      t.integer('heaviest_birth_g'); t.code('perineum'); t.flag('is_multiple'); t.code('history'); t.text('history_note'); t.flag('has_no_uterus'); t.flag('is_menopausal')
      t.integer('menopause_age'); t.flag('has_implant'); t.flag('has_intrauterine_device'); t.flag('is_allergic'); t.flag('has_never_had_intercourse'); t.text('allergy')
      t.text('medication'); t.code('state', { notNull: true }); t.day('closed_day'); t.text('close_note')
    })
    await createTable(trx, engine, 'pelvic_consent', { record: true }, t => {
      t.ref('file_id', 'pelvic_file', { notNull: true }); t.code('kind', { notNull: true }); t.text('text_version', { notNull: true }); t.code('choice', { notNull: true })
      t.day('signed_day', { notNull: true }); t.text('signer_name', { notNull: true }); t.text('doctor_name', { notNull: true }); t.flag('is_contraindication_read')
      t.flag('may_use_data'); t.text('reason')
    })
    await createTable(trx, engine, 'pelvic_report', { record: true }, t => {
      t.text('file_name', { notNull: true }); t.text('format'); t.text('media_type', { notNull: true }); t.text('hash', { notNull: true })
      t.day('read_day', { notNull: true }); t.day('measured_day'); t.text('name'); t.day('birth_day'); t.text('number'); t.text('lifted'); t.text('faults'); t.code('state', { notNull: true })
      t.ref('file_id', 'pelvic_file'); t.text('reason')
    })
    // Beside the record, so that a list of reports or their history never carries a megabyte.
    await createTable(trx, engine, 'pelvic_report_original', { record: false, key: ['report_id'] }, t => { t.ref('report_id', 'pelvic_report', { notNull: true }); t.text('original', { notNull: true }) })
    await createTable(trx, engine, 'pelvic_assessment', { record: true }, t => {
      t.ref('file_id', 'pelvic_file', { notNull: true }); t.day('day', { notNull: true }); t.code('kind', { notNull: true }); t.integer('after_sessions')
      t.text('doctor_name', { notNull: true }); t.code('complaints'); t.decimal('pain_vas'); t.flag('is_lochia_clear'); t.text('perineum_finding'); t.decimal('weight_kg')
      t.code('stress_test'); t.code('finger_test'); t.integer('urethra_degrees'); t.integer('residual_ml'); t.integer('vaginal_pressure_cm_h2o'); t.decimal('aa_cm')
      t.decimal('ba_cm'); t.decimal('c_cm'); t.decimal('gh_cm'); t.decimal('pb_cm'); t.decimal('tvl_cm'); t.decimal('ap_cm'); t.decimal('bp_cm'); t.decimal('d_cm')
      t.flag('has_no_cervix'); t.code('oxford'); t.code('oxford_left'); t.code('oxford_right'); t.decimal('type_one_seconds'); t.integer('type_one_fatigue_percent')
      t.integer('type_two_count'); t.integer('type_two_fatigue_percent'); t.ref('device_id', 'pelvic_place'); t.ref('report_id', 'pelvic_report'); t.decimal('pre_rest_uv')
      t.decimal('pre_rest_variability'); t.decimal('fast_uv'); t.decimal('fast_rise_seconds'); t.decimal('fast_recovery_seconds'); t.decimal('tonic_uv')
      t.decimal('tonic_variability'); t.decimal('endurance_uv'); t.decimal('endurance_variability'); t.decimal('endurance_ratio'); t.decimal('post_rest_uv')
      t.decimal('post_rest_variability'); t.decimal('pad_dry_g'); t.decimal('pad_wet_g'); t.integer('diastasis_above_mm'); t.integer('diastasis_at_mm')
      t.integer('diastasis_below_mm'); t.integer('diastasis_above_curled_mm'); t.integer('diastasis_at_curled_mm'); t.integer('diastasis_below_curled_mm')
      t.decimal('bladder_neck_rest_cm'); t.decimal('bladder_neck_strain_cm'); t.integer('urethral_rotation_degrees'); t.integer('retrovesical_degrees')
      t.flag('has_funnelling'); t.decimal('hiatus_area_cm2'); t.decimal('hiatus_diameter_cm'); t.integer('rectocele_mm'); t.code('avulsion'); t.text('ultrasound_note')
      t.code('diagnoses'); t.text('diagnosis_note'); t.text('advice'); t.day('next_day'); t.integer('days_after'); t.code('stage'); t.code('anterior_stage')
      t.code('apical_stage'); t.code('posterior_stage'); t.decimal('lead_cm'); t.integer('type_one_grade'); t.integer('type_two_grade'); t.code('emg_findings')
      t.decimal('pad_gain_g'); t.code('pad_grade'); t.code('diastasis_grade'); t.decimal('bladder_neck_descent_cm'); t.code('hiatus_grade'); t.decimal('emg_rest_max_uv')
      t.decimal('emg_fast_min_uv'); t.decimal('emg_tonic_min_uv'); t.decimal('emg_endurance_min_uv'); t.decimal('emg_variability_max_hundredths')
      t.decimal('emg_rise_max_seconds'); t.decimal('emg_ratio_min_hundredths'); t.decimal('emg_ratio_max_hundredths'); t.integer('fatigue_min_percent'); t.decimal('popq_zero_needs_both'); t.decimal('pad_scheme'); t.decimal('pad_mild_g'); t.decimal('pad_moderate_g'); t.decimal('pad_severe_g')
      t.decimal('diastasis_mild_mm'); t.decimal('diastasis_moderate_mm'); t.decimal('diastasis_severe_mm'); t.decimal('bladder_neck_max_cm'); t.decimal('hiatus_area_max_cm2')
    })
    await createTable(trx, engine, 'pelvic_course', { record: true }, t => {
      t.ref('file_id', 'pelvic_file', { notNull: true }); t.text('number'); t.ref('baseline_id', 'pelvic_assessment'); t.code('diagnosis', { notNull: true })
      t.code('method', { notNull: true }); t.integer('planned_sessions', { notNull: true }); t.day('start_day', { notNull: true }); t.code('weekdays'); t.text('time_of_day')
      t.integer('session_minutes', { notNull: true }); t.ref('room_id', 'pelvic_place'); t.ref('device_id', 'pelvic_place'); t.decimal('frequency_hz')
      t.integer('pulse_width_us'); t.integer('work_seconds'); t.integer('rest_seconds'); t.text('home_exercise'); t.text('doctor_name', { notNull: true }); t.text('note')
      t.code('state', { notNull: true }); t.day('closed_day'); t.code('stop_reason'); t.text('stop_note'); t.code('efficacy')
    })
    await createTable(trx, engine, 'pelvic_session', { record: true }, t => {
      t.ref('file_id', 'pelvic_file', { notNull: true }); t.ref('course_id', 'pelvic_course', { notNull: true }); t.minute('planned_at', { notNull: true })
      t.integer('planned_minutes', { notNull: true }); t.ref('room_id', 'pelvic_place'); t.ref('device_id', 'pelvic_place'); t.code('state', { notNull: true })
      t.text('state_reason'); t.integer('ordinal'); t.code('asked'); t.code('positive'); t.text('override_reason'); t.text('override_doctor'); t.minute('started_at')
      t.integer('minutes'); t.text('therapist_name'); t.code('method'); t.decimal('frequency_hz'); t.integer('pulse_width_us'); t.decimal('current_ma')
      t.integer('work_seconds'); t.integer('rest_seconds'); t.text('electrode'); t.integer('strength_before'); t.integer('strength_after'); t.text('feeling')
      t.decimal('pain_vas'); t.code('adverse_event'); t.text('adverse_note'); t.code('home_exercise'); t.text('note')
    })
    await createTable(trx, engine, 'pelvic_attempt', { record: true }, t => {
      t.ref('woman_id', 'person', { notNull: true }); t.ref('file_id', 'pelvic_file'); t.ref('session_id', 'pelvic_session'); t.code('about', { notNull: true })
      t.day('day', { notNull: true }); t.code('outcome', { notNull: true }); t.text('caller_name', { notNull: true }); t.text('note')
    })
    await createTable(trx, engine, 'pelvic_questionnaire', { record: true }, t => {
      t.ref('file_id', 'pelvic_file', { notNull: true }); t.ref('assessment_id', 'pelvic_assessment', { notNull: true }); t.code('questionnaire', { notNull: true })
      t.day('day', { notNull: true }); t.flag('is_filled_by_woman'); t.flag('is_not_applicable'); t.text('answers'); t.integer('rule_version'); t.decimal('first_scale')
      t.decimal('second_scale'); t.decimal('third_scale'); t.decimal('total'); t.code('severity'); t.flag('is_diagnostic')
    })
    // A course starts from an assessment, and later assessments belong to a course.
    await addColumns(trx, engine, 'pelvic_assessment', t => { t.ref('course_id', 'pelvic_course') })
    const standing = 'voided_at IS NULL'
    await createIndex(trx, 'pelvic_file', ['woman_id'], { unique: true, where: `${standing} AND state = 'open'`, name: 'pelvic_file_open' })
    await createIndex(trx, 'pelvic_file', ['woman_id'])
    await createIndex(trx, 'pelvic_file', ['state', 'opened_day'])
    await createIndex(trx, 'pelvic_file', ['opened_day', 'doctor_name'], { where: standing, name: 'pelvic_file_opened' })
    await createIndex(trx, 'pelvic_file', ['number'])
    await createIndex(trx, 'pelvic_file', ['pregnancy_id'])
    await createIndex(trx, 'pelvic_file', ['postpartum_check_id'])
    await createIndex(trx, 'pelvic_consent', ['file_id'])
    await createIndex(trx, 'pelvic_course', ['file_id', 'method'], { unique: true, where: `${standing} AND state = 'open'`, name: 'pelvic_course_open' })
    await createIndex(trx, 'pelvic_course', ['file_id'])
    // Lists ask of every open course how far it came and what was evaluated: answered from these indexes alone, no wide row is read.
    await createIndex(trx, 'pelvic_course', ['state', 'closed_day', 'id', 'file_id', 'planned_sessions', 'voided_at'], { where: standing, name: 'pelvic_course_state' })
    await createIndex(trx, 'pelvic_course', ['start_day'], { where: standing, name: 'pelvic_course_start' })
    await createIndex(trx, 'pelvic_session', ['course_id', 'state', 'planned_at', 'voided_at'], { where: standing, name: 'pelvic_session_course' })
    await createIndex(trx, 'pelvic_session', ['course_id', 'ordinal', 'planned_at', 'voided_at'], { where: `${standing} AND ordinal IS NOT NULL`, name: 'pelvic_session_ordinal' })
    await createIndex(trx, 'pelvic_session', ['file_id', 'state', 'started_at'])
    await createIndex(trx, 'pelvic_session', ['planned_at', 'state', 'id'], { where: standing, name: 'pelvic_session_day' })
    // The board counts the files, sessions and assessments of years from these alone: it never reads the wide rows.
    await createIndex(trx, 'pelvic_session', ['state', 'planned_at', 'method', 'therapist_name', 'adverse_event', 'home_exercise', 'voided_at'], { where: standing, name: 'pelvic_session_state' })
    await createIndex(trx, 'pelvic_attempt', ['woman_id', 'day'])
    await createIndex(trx, 'pelvic_attempt', ['about', 'day', 'outcome', 'file_id'], { where: standing, name: 'pelvic_attempt_about' })
    await createIndex(trx, 'pelvic_attempt', ['file_id', 'day'])
    await createIndex(trx, 'pelvic_attempt', ['session_id', 'day'])
    await createIndex(trx, 'pelvic_report', ['hash'], { unique: true, where: standing, name: 'pelvic_report_hash' })
    await createIndex(trx, 'pelvic_report', ['state', 'read_day'])
    await createIndex(trx, 'pelvic_report', ['file_id'])
    await createIndex(trx, 'pelvic_assessment', ['file_id', 'day', 'voided_at'], { where: standing, name: 'pelvic_assessment_file' })
    await createIndex(trx, 'pelvic_assessment', ['course_id', 'kind', 'after_sessions', 'voided_at'], { where: standing, name: 'pelvic_assessment_course' })
    await createIndex(trx, 'pelvic_assessment', ['report_id'])
    await createIndex(trx, 'pelvic_assessment', ['day', 'kind', 'oxford', 'type_one_grade', 'type_two_grade', 'doctor_name', 'voided_at'], { where: standing, name: 'pelvic_assessment_day' })
    await createIndex(trx, 'pelvic_assessment', ['next_day', 'file_id', 'day', 'id', 'voided_at'], { where: standing, name: 'pelvic_assessment_next' })
    await createIndex(trx, 'pelvic_questionnaire', ['assessment_id', 'questionnaire'], { unique: true, where: standing, name: 'pelvic_questionnaire_once' })
    await createIndex(trx, 'pelvic_questionnaire', ['file_id', 'day'])
  },
}
