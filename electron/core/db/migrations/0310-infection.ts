import { createIndex, createTable } from '../create-table.ts'
import type { Migration } from '../migrate.ts'

// 艾梅乙母婴阻断: a case a pregnancy, its follow-ups, the exposed children and their tests.
export const migration: Migration = {
  version: 310, name: 'infection', up: async (trx, engine) => {
    await createTable(trx, engine, 'infection_case', { record: true }, t => {
      t.ref('pregnancy_id', 'pregnancy', { notNull: true }); t.text('number'); t.day('opened_day', { notNull: true }); t.text('doctor_name', { notNull: true })
      t.day('hiv_day'); t.code('hiv_result'); t.code('hiv_confirmation'); t.day('hiv_confirmation_day'); t.integer('cd4_per_ul'); t.integer('viral_load_per_ml'); t.day('viral_load_day'); t.day('hiv_treatment_day'); t.text('hiv_regimen')
      t.day('syphilis_day'); t.code('syphilis_result'); t.code('syphilis_confirmation'); t.day('syphilis_confirmation_day'); t.code('syphilis_titre'); t.code('syphilis_drug'); t.integer('syphilis_doses'); t.day('syphilis_start_day'); t.day('syphilis_end_day')
      t.day('hbv_day'); t.code('hbv_result'); t.code('hbe_antigen'); t.integer('hbv_dna_iu_per_ml'); t.day('hbv_dna_day'); t.integer('alt_u_per_l'); t.day('hbv_antiviral_day'); t.text('hbv_antiviral')
      t.day('partner_day'); t.code('partner_hiv'); t.code('partner_syphilis'); t.day('next_visit_day'); t.day('closed_day'); t.code('closing_reason'); t.text('note'); t.code('waiting'); t.code('confirmed'); t.flag('is_syphilis_adequate')
    })
    await createTable(trx, engine, 'infection_visit', { record: true }, t => {
      t.ref('case_id', 'infection_case', { notNull: true }); t.day('visit_day', { notNull: true }); t.code('way', { notNull: true }); t.code('adherence'); t.integer('cd4_per_ul'); t.integer('viral_load_per_ml'); t.code('syphilis_titre')
      t.integer('hbv_dna_iu_per_ml'); t.integer('alt_u_per_l'); t.text('condition'); t.text('advice'); t.day('next_visit_day'); t.text('doctor_name', { notNull: true })
    })
    await createTable(trx, engine, 'infection_child', { record: true }, t => {
      t.ref('case_id', 'infection_case', { notNull: true }); t.ref('newborn_id', 'newborn'); t.integer('birth_order', { notNull: true }); t.minute('born_at', { notNull: true }); t.code('feeding'); t.minute('hiv_prophylaxis_at'); t.text('hiv_prophylaxis')
      t.day('syphilis_prophylaxis_day'); t.minute('immunoglobulin_at'); t.minute('vaccine_first_at'); t.day('vaccine_second_day'); t.day('vaccine_third_day'); t.code('hiv_outcome'); t.code('syphilis_outcome'); t.code('hbv_outcome'); t.text('note')
      t.decimal('immunoglobulin_hours'); t.flag('is_immunoglobulin_in_time')
    })
    await createTable(trx, engine, 'infection_child_test', { record: true }, t => {
      t.ref('child_id', 'infection_child', { notNull: true }); t.code('test', { notNull: true }); t.day('test_day', { notNull: true }); t.code('result', { notNull: true }); t.text('value'); t.text('institution'); t.text('note')
    })
    await createIndex(trx, 'infection_case', ['pregnancy_id'], { unique: true, where: 'voided_at IS NULL', name: 'infection_case_pregnancy' })
    await createIndex(trx, 'infection_case', ['opened_day'])
    await createIndex(trx, 'infection_case', ['next_visit_day'], { where: 'voided_at IS NULL AND closed_day IS NULL', name: 'infection_case_open_next' })
    // Women whose first visit found something positive: proposed to the named staff.
    await createIndex(trx, 'maternal_first', ['visit_day', 'pregnancy_id'], { where: "voided_at IS NULL AND (hiv_antibody IN ('2', '3') OR syphilis = '2' OR hepatitis_b_surface_antigen = '2')", name: 'maternal_first_positive' })
    await createIndex(trx, 'infection_visit', ['case_id', 'visit_day'])
    await createIndex(trx, 'infection_child', ['case_id', 'birth_order'], { unique: true, where: 'voided_at IS NULL', name: 'infection_child_order' })
    await createIndex(trx, 'infection_child', ['newborn_id'])
    await createIndex(trx, 'infection_child', ['born_at'])
    await createIndex(trx, 'infection_child_test', ['child_id', 'test'], { unique: true, where: "voided_at IS NULL AND test <> 'extra'", name: 'infection_child_test_once' })
    await createIndex(trx, 'infection_child_test', ['child_id', 'test_day'])
  },
}
