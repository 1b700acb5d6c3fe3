import { ABO_GROUP, HIV_RESULT, RH_GROUP, SEROLOGY_RESULT, VAGINAL_CLEANLINESS } from '../code/national-care.ts'
import { FIRST_VISIT_GUIDANCE, MATERNAL_FAMILY_HISTORY, MATERNAL_PAST_ILLNESS, MATERNAL_PERSONAL_HISTORY, URINE_RESULT, VAGINAL_DISCHARGE } from '../code/maternal-visit.ts'
import type { StoredMaternalFirst } from '../modules/maternal/first.record.ts'
import type { Day } from '../time/day.ts'
import { oneOf, written } from './child-form-cells.ts'
import { formGridPages } from './form-grid.ts'
import { type FormItem, pairedRows } from './form-items.ts'
import { A4_FORM, footOf, found, gestation, listed, maternalHead, type MaternalPages, type MaternalPaperFacts, measure, noneOrSome, pressure, type Printed, referralAnswer, signatures, word } from './maternal-form-cells.ts'

/** What the first form asks of the booking. */
export type FirstFormFacts = MaternalPaperFacts & {
  readonly ageYears: number | null
  readonly husbandName: string; readonly husbandAge: number | null; readonly husbandPhone: string
  readonly gravidity: number | null; readonly parity: number | null; readonly vaginalBirths: number | null; readonly caesareans: number | null
  readonly lastMenstrualDay: Day | null; readonly expectedDay: Day | null
}

const text = (key: string, label: string, value: string, wide = false): FormItem => ({ key, label, answer: { text: value }, wide })
// The print font has no raised nine.
const CELLS = '×10^9/L'
const HEPATITIS = [['hepatitisBSurfaceAntigen', '表面抗原'], ['hepatitisBSurfaceAntibody', '表面抗体'], ['hepatitisBEAntigen', 'e抗原'], ['hepatitisBEAntibody', 'e抗体'], ['hepatitisBCoreAntibody', '核心抗体']] as const

/** The questions of 第1次产前检查服务记录表 in printed order (maternal care note §4.2). */
function itemsOf(facts: FirstFormFacts, row: Printed<StoredMaternalFirst> | null): FormItem[] {
  const organ = (name: 'heart' | 'lungs' | 'vulva' | 'vagina' | 'cervix' | 'uterus' | 'adnexa', label: string): FormItem => ({ key: name, label, answer: found(row, name) })
  const losses = [['自然流产', row?.spontaneousAbortions], ['人工流产', row?.inducedAbortions], ['死胎', row?.fetalDeaths], ['死产', row?.stillbirths], ['新生儿死亡', row?.neonatalDeaths], ['出生缺陷儿', row?.defectChildren]] as const
  const liver = [['谷丙转氨酶', measure(row?.altUPerL, 'U/L')], ['谷草转氨酶', measure(row?.astUPerL, 'U/L')], ['白蛋白', measure(row?.albuminGPerL, 'g/L')], ['总胆红素', measure(row?.totalBilirubinUmolPerL, 'μmol/L', 1)], ['结合胆红素', measure(row?.directBilirubinUmolPerL, 'μmol/L', 1)]] as const
  const said = (pairs: readonly (readonly [string, string])[]): string => pairs.map(([label, value]) => `${label} ${value}`).join('  ')
  return [
    text('visitDay', '填表日期', row?.visitDay ?? ''), text('gestation', '孕周', gestation(row?.gestationDays)),
    text('age', '孕妇年龄', `${written(row?.ageYears ?? facts.ageYears)}岁`), text('husbandName', '丈夫姓名', facts.husbandName),
    text('husbandAge', '丈夫年龄', `${written(facts.husbandAge)}岁`), text('husbandPhone', '丈夫电话', facts.husbandPhone),
    text('gravidity', '孕次', written(facts.gravidity)), text('parity', '产次', `${written(facts.parity)}  阴道分娩 ${written(facts.vaginalBirths)} 次  剖宫产 ${written(facts.caesareans)} 次`),
    text('lastMenstrualDay', '末次月经', facts.lastMenstrualDay ?? '不详'), text('expectedDay', '预产期', facts.expectedDay ?? ''),
    { key: 'pastIllness', label: '既往史', answer: listed(MATERNAL_PAST_ILLNESS, row?.pastIllness, '8', row?.pastIllnessNote, true), wide: true },
    { key: 'familyHistory', label: '家族史', answer: listed(MATERNAL_FAMILY_HISTORY, row?.familyHistory, '4', row?.familyHistoryNote, true), wide: true },
    { key: 'personalHistory', label: '个人史', answer: listed(MATERNAL_PERSONAL_HISTORY, row?.personalHistory, '7', row?.personalHistoryNote, true), wide: true },
    { key: 'operations', label: '妇产科手术史', answer: noneOrSome(row, 'gynaecologicalOperation'), wide: true },
    text('losses', '孕产史', losses.map(([label, count], index) => `${index + 1} ${label} ${written(count)}`).join('  '), true),
    text('height', '身高', measure(row?.heightCm, 'cm', 1)), text('weight', '体重', measure(row?.weightKg, 'kg', 1)),
    text('bmi', '体质指数(BMI)', measure(row?.bmi, 'kg/m²', 2)), text('pressure', '血压', pressure(row)),
    organ('heart', '听诊:心脏'), organ('lungs', '听诊:肺部'), organ('vulva', '妇科:外阴'), organ('vagina', '妇科:阴道'), organ('cervix', '妇科:宫颈'), organ('uterus', '妇科:子宫'), { ...organ('adnexa', '妇科:附件'), wide: true },
    text('blood', '血常规', said([['血红蛋白', measure(row?.haemoglobinGPerL, 'g/L')], ['白细胞', measure(row?.whiteCellsE9PerL, CELLS, 1)], ['血小板', measure(row?.plateletsE9PerL, CELLS)]]), true),
    text('urine', '尿常规', said([['尿蛋白', word(URINE_RESULT, row?.urineProtein)], ['尿糖', word(URINE_RESULT, row?.urineGlucose)], ['尿酮体', word(URINE_RESULT, row?.urineKetone)], ['尿潜血', word(URINE_RESULT, row?.urineBlood)]]), true),
    { key: 'aboGroup', label: '血型 ABO', answer: oneOf(ABO_GROUP, row?.aboGroup) }, { key: 'rhGroup', label: '血型 Rh', answer: oneOf(RH_GROUP, row?.rhGroup) },
    text('glucose', '血糖', measure(row?.glucoseMmolPerL, 'mmol/L', 1), true), text('liver', '肝功能', said(liver), true),
    text('kidney', '肾功能', said([['血清肌酐', measure(row?.creatinineUmolPerL, 'μmol/L', 1)], ['血尿素', measure(row?.ureaMmolPerL, 'mmol/L', 1)]]), true),
    { key: 'discharge', label: '阴道分泌物', answer: listed(VAGINAL_DISCHARGE, row?.vaginalDischarge, '4', row?.vaginalDischargeNote, true), wide: true },
    { key: 'cleanliness', label: '阴道清洁度', answer: oneOf(VAGINAL_CLEANLINESS, row?.vaginalCleanliness), wide: true },
    text('hepatitisB', '乙型肝炎五项', said(HEPATITIS.map(([name, label]) => [label, word(SEROLOGY_RESULT, row?.[name])] as const)), true),
    { key: 'syphilis', label: '梅毒血清学试验', answer: oneOf(SEROLOGY_RESULT, row?.syphilis) }, { key: 'hiv', label: 'HIV抗体检测', answer: oneOf(HIV_RESULT, row?.hivAntibody) },
    text('ultrasound', 'B超', row?.ultrasound ?? '', true), text('otherTests', '其他辅助检查', row?.otherTests ?? '', true),
    { key: 'assessment', label: '总体评估', answer: found(row, 'assessment'), wide: true },
    { key: 'guidance', label: '保健指导', answer: listed(FIRST_VISIT_GUIDANCE, row?.guidance, '6', row?.guidanceNote, false), wide: true },
    { key: 'referral', label: '转诊', answer: referralAnswer(row), wide: true },
    text('nextVisitDay', '下次随访日期', row?.nextVisitDay ?? ''), ...signatures(row),
  ]
}

/** 第1次产前检查服务记录表 as an A4 sheet; without a visit it is a form to fill in by hand. */
export function firstFormPages(facts: FirstFormFacts, row: Printed<StoredMaternalFirst> | null): MaternalPages {
  return formGridPages({
    form: 'maternal-first', title: '第1次产前检查服务记录表', version: 1, page: { ...A4_FORM, pt: 8 }, head: maternalHead(facts), columns: null, rows: pairedRows(itemsOf(facts, row)),
    foot: footOf(
      ['检查机构', row?.institution], ['主诉', row?.chiefComplaint], ['既往妊娠合并症/并发症史', row?.pregnancyIllnessHistory],
      ['孕前体重', row?.prePregnancyWeightKg ? `${measure(row.prePregnancyWeightKg, 'kg', 1)},体质指数按孕前体重计算` : null], ['下次检查地点', row?.nextPlace], ['备注', row?.note],
    ),
  })
}
