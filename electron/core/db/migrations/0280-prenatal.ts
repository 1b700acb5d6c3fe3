import { addColumns, createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

const LIVE = 'voided_at IS NULL'

// 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. What a laboratory or a woman gave as a file lies
// beside its record, so that a list or a history never carries a megabyte.
export const migration: Migration = {
  version: 280, name: 'prenatal', up: async (trx, engine) => {
    await createTable(trx, engine, 'prenatal_consent', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.code('kind', { notNull: true }); t.text('text_version', { notNull: true }); t.code('choice', { notNull: true }); t.minute('signed_at', { notNull: true })
      t.text('signer_name', { notNull: true }); t.code('signer', { notNull: true }); t.text('doctor_name', { notNull: true }); t.flag('is_paper'); t.flag('is_caution_told'); t.text('reason'); t.text('note')
    })
    await createTable(trx, engine, 'prenatal_consent_scan', { record: false, key: ['consent_id'] }, t => { t.ref('consent_id', 'prenatal_consent', { notNull: true }); t.text('file_name', { notNull: true }); t.text('original', { notNull: true }) })
    await createTable(trx, engine, 'prenatal_request', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.text('number'); t.day('requested_day', { notNull: true }); t.day('planned_day', { notNull: true }); t.text('tests', { notNull: true }); t.code('panel')
      t.code('programme', { notNull: true }); t.flag('is_subsidised'); t.code('gestation_basis', { notNull: true }); t.integer('fetus_count', { notNull: true }); t.decimal('weight_kg', { notNull: true })
      t.decimal('height_cm'); t.flag('is_smoking'); t.flag('has_diabetes'); t.text('history'); t.text('criteria'); t.text('override_reason'); t.text('institution', { notNull: true })
      t.text('doctor_name', { notNull: true }); t.text('note'); t.integer('gestation_days'); t.code('suitability'); t.text('found_criteria'); t.integer('windows_version'); t.integer('rules_version')
    })
    await createTable(trx, engine, 'prenatal_handover', { record: true }, t => {
      t.text('number'); t.text('laboratory', { notNull: true }); t.minute('sent_at', { notNull: true }); t.text('sender', { notNull: true }); t.decimal('sent_celsius'); t.integer('sample_count', { notNull: true })
      t.minute('received_at'); t.text('receiver'); t.decimal('received_celsius'); t.text('note')
    })
    await createTable(trx, engine, 'prenatal_sample', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('request_id', 'prenatal_request', { notNull: true }); t.text('tests', { notNull: true }); t.code('state', { notNull: true })
      t.minute('state_at', { notNull: true }); t.text('barcode'); t.integer('year'); t.minute('drawn_at'); t.text('drawn_by'); t.text('place'); t.day('start_day'); t.integer('gestation_days')
      t.code('gestation_basis'); t.decimal('weight_kg'); t.ref('handover_id', 'prenatal_handover'); t.text('laboratory'); t.minute('received_at'); t.text('rejection'); t.ref('replaces_id', 'prenatal_sample')
      t.flag('is_replaced'); t.text('reviewer_name'); t.minute('issued_at'); t.code('issued_way'); t.text('issued_to')
    })
    // Each step of a tube, written once and never changed.
    await createTable(trx, engine, 'prenatal_sample_step', { record: false, key: ['sample_id', 'seq'] }, t => {
      t.ref('sample_id', 'prenatal_sample', { notNull: true }); t.integer('seq', { notNull: true, min: 1 }); t.code('from_state'); t.code('to_state', { notNull: true }); t.minute('at', { notNull: true }); t.text('by_user', { notNull: true })
      t.decimal('celsius'); t.text('sender'); t.text('receiver'); t.text('remark')
    })
    await createTable(trx, engine, 'prenatal_result', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('sample_id', 'prenatal_sample'); t.code('test', { notNull: true }); t.day('result_day', { notNull: true }); t.text('institution', { notNull: true })
      t.text('examiner_name'); t.text('report_number'); t.code('panel'); t.decimal('papp_a'); t.code('papp_a_unit'); t.decimal('papp_a_mom'); t.decimal('papp_a_median'); t.decimal('free_beta_hcg')
      t.code('free_beta_hcg_unit'); t.decimal('free_beta_hcg_mom'); t.decimal('free_beta_hcg_median'); t.decimal('afp'); t.code('afp_unit'); t.decimal('afp_mom'); t.decimal('afp_median'); t.decimal('ue3')
      t.code('ue3_unit'); t.decimal('ue3_mom'); t.decimal('ue3_median'); t.decimal('inhibin_a'); t.code('inhibin_a_unit'); t.decimal('inhibin_a_mom'); t.decimal('inhibin_a_median'); t.decimal('mom_factor')
      t.code('t21_comparator'); t.integer('t21_denominator'); t.code('t18_comparator'); t.integer('t18_denominator'); t.code('t13_comparator'); t.integer('t13_denominator'); t.decimal('nt_mm'); t.decimal('crl_mm')
      t.code('nipt_result'); t.text('nipt_high'); t.decimal('fetal_fraction_percent'); t.decimal('z21'); t.decimal('z18'); t.decimal('z13'); t.text('nipt_supplement'); t.code('level'); t.decimal('bpd_mm')
      t.decimal('hc_mm'); t.decimal('ac_mm'); t.decimal('fl_mm'); t.integer('amniotic_mm'); t.decimal('cord_ratio'); t.text('placenta'); t.text('presentation'); t.code('system_brain'); t.code('system_face')
      t.code('system_spine'); t.code('system_heart'); t.code('system_chest'); t.code('system_wall'); t.code('system_digestive'); t.code('system_urinary'); t.code('system_limbs'); t.code('system_cord')
      t.text('lethal'); t.text('soft_markers'); t.text('findings_text'); t.ref('partner_id', 'person'); t.text('partner_name'); t.integer('woman_hb_g_per_l'); t.decimal('woman_mcv_fl'); t.decimal('woman_mch_pg')
      t.decimal('woman_hb_a2_percent'); t.decimal('woman_hb_f_percent'); t.text('woman_bands'); t.text('woman_genotype'); t.code('woman_abo'); t.code('woman_rh'); t.integer('partner_hb_g_per_l')
      t.decimal('partner_mcv_fl'); t.decimal('partner_mch_pg'); t.decimal('partner_hb_a2_percent'); t.decimal('partner_hb_f_percent'); t.text('partner_bands'); t.text('partner_genotype'); t.code('partner_abo')
      t.code('partner_rh'); t.code('woman_gjb2a'); t.code('woman_gjb2b'); t.code('woman_gjb2c'); t.code('woman_gjb2d'); t.code('woman_gjb3a'); t.code('woman_slc26a4a'); t.code('woman_slc26a4b'); t.code('woman_mt_a')
      t.code('woman_mt_b'); t.code('partner_gjb2a'); t.code('partner_gjb2b'); t.code('partner_gjb2c'); t.code('partner_gjb2d'); t.code('partner_gjb3a'); t.code('partner_slc26a4a'); t.code('partner_slc26a4b')
      t.code('partner_mt_a'); t.code('partner_mt_b'); t.text('conclusion'); t.text('note'); t.integer('gestation_days'); t.code('t21_class'); t.code('t18_class'); t.code('t13_class'); t.code('ontd_class')
      t.code('nt_level'); t.code('woman_screen'); t.code('partner_screen'); t.code('woman_next'); t.code('partner_next'); t.code('deafness_step'); t.flag('is_drug_warning'); t.code('overall'); t.flag('needs_repeat')
      t.integer('rules_version'); t.integer('t21_high_limit'); t.integer('t21_borderline_limit'); t.integer('t18_high_limit'); t.integer('t18_borderline_limit'); t.integer('t13_high_limit'); t.integer('crl_least_limit')
      t.integer('crl_most_limit'); t.decimal('nt_notice_limit'); t.decimal('nt_high_limit'); t.decimal('ontd_mom_limit'); t.decimal('ontd_mom_twins_limit'); t.decimal('nipt_fetal_fraction_limit'); t.decimal('nipt_z_limit')
      t.decimal('mcv_limit'); t.decimal('mch_limit'); t.decimal('hb_a2_low_limit'); t.decimal('hb_a2_high_limit')
    })
    await createTable(trx, engine, 'prenatal_result_file', { record: true }, t => {
      t.text('file_name', { notNull: true }); t.text('mapping', { notNull: true }); t.integer('mapping_version', { notNull: true }); t.text('encoding', { notNull: true }); t.text('hash', { notNull: true })
      t.day('read_day', { notNull: true }); t.integer('line_count', { notNull: true })
    })
    await createTable(trx, engine, 'prenatal_result_original', { record: false, key: ['result_file_id'] }, t => { t.ref('result_file_id', 'prenatal_result_file', { notNull: true }); t.text('original', { notNull: true }) })
    await createTable(trx, engine, 'prenatal_result_row', { record: true }, t => {
      t.ref('result_file_id', 'prenatal_result_file', { notNull: true }); t.integer('line', { notNull: true }); t.text('raw'); t.text('cells', { notNull: true }); t.text('test'); t.text('barcode'); t.text('name')
      t.day('birth_day'); t.code('state', { notNull: true }); t.code('reason'); t.text('detail'); t.ref('sample_id', 'prenatal_sample'); t.ref('result_id', 'prenatal_result')
    })
    await createTable(trx, engine, 'prenatal_recall', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.code('kind', { notNull: true }); t.ref('result_id', 'prenatal_result'); t.ref('sample_id', 'prenatal_sample'); t.day('opened_day', { notNull: true })
      t.text('reason'); t.day('refusal_day'); t.text('refusal_signer'); t.code('refusal_relation'); t.text('refusal_reason'); t.day('closed_day'); t.code('closed_by'); t.text('closing_reason')
    })
    await createTable(trx, engine, 'prenatal_attempt', { record: true }, t => {
      t.ref('recall_id', 'prenatal_recall', { notNull: true }); t.minute('at', { notNull: true }); t.code('method', { notNull: true }); t.code('answer', { notNull: true }); t.text('notifier_name', { notNull: true })
      t.text('note')
    })
    await createTable(trx, engine, 'prenatal_counselling', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('result_id', 'prenatal_result'); t.day('counselled_day', { notNull: true }); t.text('doctor_name', { notNull: true })
      t.text('content', { notNull: true }); t.text('advice')
    })
    await createTable(trx, engine, 'prenatal_diagnosis', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('referral_id', 'diagnosis_referral'); t.day('sampled_day'); t.day('diagnosed_day', { notNull: true }); t.code('operation')
      t.text('tests', { notNull: true }); t.text('method'); t.text('karyotype'); t.text('result_text'); t.code('conclusion', { notNull: true }); t.code('opinion'); t.text('opinion_note')
      t.text('institution', { notNull: true }); t.text('doctor_name'); t.flag('is_elsewhere'); t.text('note'); t.integer('gestation_days')
    })
    await createTable(trx, engine, 'prenatal_outcome', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.ref('delivery_id', 'delivery'); t.day('followed_day', { notNull: true }); t.text('followed_by', { notNull: true }); t.code('source', { notNull: true })
      t.code('outcome', { notNull: true }); t.day('ended_day'); t.integer('end_gestation_days'); t.code('mode'); t.integer('born_count'); t.flag('chromosome_disease'); t.flag('neural_tube_defect')
      t.flag('trisomy21'); t.flag('trisomy18'); t.flag('trisomy13'); t.text('other_malformation'); t.integer('newborn_weight_g'); t.decimal('newborn_length_cm'); t.text('mother_complication')
      t.text('newborn_complication'); t.flag('is_dead'); t.text('note')
    })
    await createTable(trx, engine, 'prenatal_target', { record: true }, t => {
      t.integer('year', { notNull: true }); t.code('scope', { notNull: true }); t.text('place'); t.integer('women', { notNull: true })
    })
    await createTable(trx, engine, 'prenatal_remark', { record: true }, t => {
      t.integer('year', { notNull: true }); t.integer('month', { notNull: true }); t.code('scope', { notNull: true }); t.text('place'); t.text('remark', { notNull: true })
    })
    await createIndex(trx, 'prenatal_sample_step', ['to_state', 'at', 'sample_id'])
    // Outcomes fall due, and screening windows close, by the expected day of pregnancies of every state.
    await createIndex(trx, 'pregnancy', ['expected_day'], { where: LIVE, name: 'pregnancy_prenatal_expected' })
    // The referral to diagnosis of the referral desk is this clinic's, too.
    await addColumns(trx, engine, 'diagnosis_referral', t => { t.ref('pregnancy_id', 'pregnancy') })
    for (const table of ['prenatal_consent', 'prenatal_recall', 'prenatal_counselling', 'prenatal_diagnosis', 'diagnosis_referral']) await createIndex(trx, table, ['pregnancy_id'])
    await createIndex(trx, 'prenatal_request', ['pregnancy_id', 'programme'], { where: LIVE })
    await createIndex(trx, 'prenatal_result', ['pregnancy_id', 'test', 'voided_at'], { where: LIVE, name: 'prenatal_result_woman' })
    await createIndex(trx, 'prenatal_sample', ['barcode', 'year'], { unique: true, where: LIVE })
    await createIndex(trx, 'prenatal_request', ['number'], { unique: true })
    await createIndex(trx, 'prenatal_sample', ['request_id'])
    await createIndex(trx, 'prenatal_sample', ['handover_id'])
    await createIndex(trx, 'prenatal_sample', ['state', 'state_at'], { where: "voided_at IS NULL AND state NOT IN ('issued', 'declined', 'ended')", name: 'prenatal_sample_open' })
    // The bulletin and the figures of a year read these columns alone.
    await createIndex(trx, 'prenatal_sample', ['pregnancy_id', 'drawn_at', 'state', 'request_id', 'tests', 'voided_at'], { name: 'prenatal_sample_woman' })
    await createIndex(trx, 'prenatal_sample', ['drawn_at', 'pregnancy_id', 'request_id', 'state', 'tests'], { where: LIVE, name: 'prenatal_sample_drawn' })
    await createIndex(trx, 'prenatal_result', ['sample_id', 'test'], { unique: true, where: 'voided_at IS NULL AND sample_id IS NOT NULL' })
    await createIndex(trx, 'prenatal_result', ['result_day', 'pregnancy_id', 'test', 'overall'], { where: LIVE, name: 'prenatal_result_day' })
    // 禁用氨基糖苷类药物 is asked for with every child's page.
    await createIndex(trx, 'prenatal_result', ['pregnancy_id'], { where: 'voided_at IS NULL AND is_drug_warning = 1', name: 'prenatal_result_drug_warning' })
    await createIndex(trx, 'prenatal_result_file', ['hash'], { unique: true, where: LIVE })
    await createIndex(trx, 'prenatal_result_row', ['state', 'result_file_id', 'line'], { where: LIVE })
    await createIndex(trx, 'prenatal_result_row', ['result_file_id', 'line'])
    await createIndex(trx, 'prenatal_result_row', ['barcode'])
    // The open ones are those without a day, the closed ones lie by their day; the bulletin asks when they were opened.
    await createIndex(trx, 'prenatal_recall', ['closed_day', 'kind'], { where: LIVE })
    await createIndex(trx, 'prenatal_recall', ['kind', 'opened_day'], { where: LIVE })
    await createIndex(trx, 'prenatal_recall', ['result_id'])
    await createIndex(trx, 'prenatal_recall', ['sample_id'])
    await createIndex(trx, 'prenatal_attempt', ['recall_id', 'at'])
    await createIndex(trx, 'prenatal_diagnosis', ['diagnosed_day'])
    await createIndex(trx, 'prenatal_outcome', ['pregnancy_id'], { unique: true, where: LIVE })
    // Whose outcome is known: 失访 is none.
    await createIndex(trx, 'prenatal_outcome', ['pregnancy_id', 'outcome', 'voided_at'], { where: "voided_at IS NULL AND outcome <> '9'", name: 'prenatal_outcome_known' })
    await createIndex(trx, 'prenatal_outcome', ['followed_day', 'pregnancy_id', 'outcome', 'voided_at'], { name: 'prenatal_outcome_followed' })
    await createIndex(trx, 'prenatal_target', ['year', 'scope', 'place'], { unique: true, where: LIVE })
    await createIndex(trx, 'prenatal_target', ['year'], { unique: true, where: "voided_at IS NULL AND scope = 'county'", name: 'prenatal_target_county' })
    await createIndex(trx, 'prenatal_remark', ['year', 'month', 'scope', 'place'], { unique: true, where: LIVE })
    await createIndex(trx, 'prenatal_remark', ['year', 'month'], { unique: true, where: "voided_at IS NULL AND scope = 'county'", name: 'prenatal_remark_county' })
  },
}
