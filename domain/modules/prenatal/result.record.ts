import { ABO_GROUP, RH_GROUP } from '../../code/national-care.ts'
import type { CodeOf } from '../../code/code-table.ts'
import { LETHAL_MALFORMATION, NIPT_RESULT, NT_LEVEL, PRENATAL_CLASS, PRENATAL_DISEASE, SERUM_PANEL, SOFT_MARKER, ULTRASOUND_FINDING, ULTRASOUND_LEVEL } from '../../code/prenatal.ts'
import { DEAFNESS_RESULT, DEAFNESS_SITE, DEAFNESS_STEP, type DeafnessResult, type DeafnessSite, HAEMOGLOBIN_BAND, type HaemoglobinBand, THALASSAEMIA_SCREEN } from '../../code/prenatal-gene.ts'
import { FETAL_SYSTEM, type FetalSystem, PRENATAL_TEST, type PrenatalTest, RISK_COMPARATOR, SERUM_UNIT, type SerumUnit } from '../../code/prenatal-record.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import type { CodeField, CodesField, NumberField, TextField } from '../../field/kinds.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, OUT, when } from './parts.ts'

const shownFor = (...tests: readonly PrenatalTest[]) => when('test', ...tests)
const SERUM = ['firstSerum', 'secondSerum'] as const
const SCANS = ['midUltrasound', 'lateUltrasound'] as const

/** Markers with the units a laboratory may print; the first is the usual one (§3.1). */
export const MARKERS = {
  pappA: { label: 'PAPP-A', units: ['miuPerL', 'miuPerMl'], tests: ['firstSerum'] }, freeBetaHcg: { label: '游离β-hCG', units: ['ngPerMl', 'iuPerL'], tests: SERUM },
  afp: { label: 'AFP', units: ['ngPerMl', 'iuPerMl'], tests: ['secondSerum'] }, ue3: { label: 'uE3', units: ['nmolPerL', 'ngPerMl'], tests: ['secondSerum'] }, inhibinA: { label: '抑制素A', units: ['pgPerMl'], tests: ['secondSerum'] },
} as const satisfies Record<string, { label: string; units: readonly [SerumUnit, ...SerumUnit[]]; tests: readonly PrenatalTest[] }>
export type Marker = keyof typeof MARKERS
export const MARKER_NAMES = Object.keys(MARKERS) as Marker[]

type MarkerFields = { [K in Marker as K | `${K}Mom` | `${K}Median`]: NumberField<false> } & { [K in Marker as `${K}Unit`]: CodeField<SerumUnit, false> }
/** What was measured, its unit, the laboratory's MoM and the median it used. */
const markerFields = Object.fromEntries(MARKER_NAMES.flatMap(marker => {
  const { label, tests } = MARKERS[marker]
  const shown = shownFor(...tests)
  return [
    [marker, number({ label, decimals: 3, plausible: [0, 1_000_000], pii: 'health', out: OUT, ...shown })],
    [`${marker}Unit`, code({ label: `${label}单位`, codes: SERUM_UNIT, out: OUT, ...shown })],
    [`${marker}Mom`, number({ label: `${label} MoM`, decimals: 3, plausible: [0, 100], pii: 'health', out: OUT, ...shown })],
    [`${marker}Median`, number({ label: `${label}中位数`, decimals: 3, plausible: [0, 1_000_000], out: INTERNAL, ...shown })],
  ]
})) as unknown as MarkerFields

const MOST_DENOMINATOR = 10_000_000
const riskFields = {
  t21Comparator: code({ label: '21三体风险比较符', codes: RISK_COMPARATOR, out: OUT, ...shownFor(...SERUM) }),
  t21Denominator: number({ label: '21三体风险 1/', plausible: [1, MOST_DENOMINATOR], pii: 'health', out: OUT, ...shownFor(...SERUM) }),
  t18Comparator: code({ label: '18三体风险比较符', codes: RISK_COMPARATOR, out: OUT, ...shownFor(...SERUM) }),
  t18Denominator: number({ label: '18三体风险 1/', plausible: [1, MOST_DENOMINATOR], pii: 'health', out: OUT, ...shownFor(...SERUM) }),
  t13Comparator: code({ label: '13三体风险比较符', codes: RISK_COMPARATOR, out: OUT, ...shownFor(...SERUM) }),
  t13Denominator: number({ label: '13三体风险 1/', plausible: [1, MOST_DENOMINATOR], pii: 'health', out: OUT, ...shownFor(...SERUM) }),
} as const

type SystemFields = { [K in FetalSystem as `system${Capitalize<K>}`]: CodeField<'1' | '2' | '3', false> }
export const systemField = <S extends FetalSystem>(system: S) => `system${system[0]!.toUpperCase()}${system.slice(1)}` as `system${Capitalize<S>}`
const systemFields = Object.fromEntries(FETAL_SYSTEM.list.map(({ code: system, label }) => [systemField(system), code({ label, codes: ULTRASOUND_FINDING, pii: 'health', out: OUT, ...shownFor(...SCANS) })])) as unknown as SystemFields

const THALASSAEMIA = shownFor('thalassaemia')
const bloodOf = <const P extends 'woman' | 'partner'>(who: P, label: string) => ({
  [`${who}HbGPerL`]: number({ label: `${label}Hb`, unit: 'g/L', plausible: [20, 250], pii: 'health', out: OUT, ...THALASSAEMIA }),
  [`${who}McvFl`]: number({ label: `${label}MCV`, unit: 'fL', decimals: 1, plausible: [40, 150], pii: 'health', out: OUT, ...THALASSAEMIA }),
  [`${who}MchPg`]: number({ label: `${label}MCH`, unit: 'pg', decimals: 1, plausible: [10, 60], pii: 'health', out: OUT, ...THALASSAEMIA }),
  [`${who}HbA2Percent`]: number({ label: `${label}HbA2`, unit: '%', decimals: 1, plausible: [0, 100], pii: 'health', out: OUT, ...THALASSAEMIA }),
  [`${who}HbFPercent`]: number({ label: `${label}HbF`, unit: '%', decimals: 1, plausible: [0, 100], pii: 'health', out: OUT, ...THALASSAEMIA }),
  [`${who}Bands`]: codes({ label: `${label}异常条带`, codes: HAEMOGLOBIN_BAND, pii: 'health', out: OUT, ...THALASSAEMIA }),
  [`${who}Genotype`]: text({ label: `${label}地贫基因型`, maxLength: 60, pii: 'health', out: OUT, ...THALASSAEMIA, help: '如 --SEA/αα、-α3.7/αα、CD41-42/N' }),
  [`${who}Abo`]: code({ label: `${label}ABO血型`, codes: ABO_GROUP, pii: 'health', out: OUT, ...THALASSAEMIA }),
  [`${who}Rh`]: code({ label: `${label}Rh血型`, codes: RH_GROUP, pii: 'health', out: OUT, ...THALASSAEMIA }),
} as unknown as { [K in `${P}HbGPerL` | `${P}McvFl` | `${P}MchPg` | `${P}HbA2Percent` | `${P}HbFPercent`]: NumberField<false> }
  & { [K in `${P}Bands`]: CodesField<HaemoglobinBand, false> } & { [K in `${P}Genotype`]: TextField<false> } & { [K in `${P}Abo`]: CodeField<CodeOf<typeof ABO_GROUP>, false> } & { [K in `${P}Rh`]: CodeField<CodeOf<typeof RH_GROUP>, false> })

export const PARTNERS = ['woman', 'partner'] as const
type SiteFields = { [K in DeafnessSite as `${(typeof PARTNERS)[number]}${Capitalize<K>}`]: CodeField<DeafnessResult, false> }
export const siteField = <P extends (typeof PARTNERS)[number], S extends DeafnessSite>(who: P, site: S) => `${who}${site[0]!.toUpperCase()}${site.slice(1)}` as `${P}${Capitalize<S>}`
const siteFields = Object.fromEntries(PARTNERS.flatMap(who => DEAFNESS_SITE.list.map(({ code: site, label }) =>
  [siteField(who, site), code({ label: `${who === 'woman' ? '女方' : '男方'} ${label}`, codes: DEAFNESS_RESULT, pii: 'health', out: OUT, ...shownFor('deafness') })]))) as unknown as SiteFields

/** Beside both carrier tests: the partner is a person of ours or a name. */
const COUPLE = shownFor('thalassaemia', 'deafness')

/**
 * 筛查结果: one test as the laboratory or the examiner reported it. What it means is found by the program from the
 * hospital's limits and kept with it, never typed. It stands once a tube and test; a correction is a new revision with its
 * reason, and what was reported before stays in the history.
 */
export const prenatalResult = defineRecord({
  id: 'prenatal.result', version: 1, table: 'prenatal_result', title: '产前筛查结果', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    sampleId: ref({ label: '样本', to: 'prenatal.sample', out: KEY }),
    test: code({ label: '筛查项目', codes: PRENATAL_TEST, required: true, list: true, out: OUT }),
    resultDay: day({ label: '报告(检查)日期', required: true, list: true, out: 'HDSB02.05.020' }),
    institution: text({ label: '检测(检查)机构', maxLength: 70, required: true, list: true, out: 'HDSB02.05.022' }),
    examinerName: text({ label: '检测(检查)医师', maxLength: 30, pii: 'name', out: 'HDSB02.05.021' }),
    reportNumber: text({ label: '报告编号', maxLength: 40, pii: 'number', out: INTERNAL }),
    panel: code({ label: '血清学方案', codes: SERUM_PANEL, out: INTERNAL, ...shownFor(...SERUM) }),
    ...markerFields,
    momFactor: number({ label: '校正系数', decimals: 3, plausible: [0.1, 10], out: INTERNAL, ...shownFor(...SERUM) }),
    ...riskFields,
    ntMm: number({ label: 'NT', unit: 'mm', decimals: 1, plausible: [0.1, 20], normal: [0.3, 6], pii: 'health', out: OUT, ...shownFor('nt', 'firstSerum') }),
    crlMm: number({ label: '头臀长CRL', unit: 'mm', decimals: 1, plausible: [2, 120], out: OUT, ...shownFor('nt', 'firstSerum') }),
    niptResult: code({ label: 'NIPT结果', codes: NIPT_RESULT, pii: 'health', out: OUT, ...shownFor('nipt') }),
    niptHigh: codes({ label: 'NIPT高风险病种', codes: PRENATAL_DISEASE, pii: 'health', out: OUT, showIf: row => row.test === 'nipt' && row.niptResult === 'high', dependsOn: ['test', 'niptResult'] }),
    fetalFractionPercent: number({ label: '胎儿游离DNA浓度', unit: '%', decimals: 2, plausible: [0, 60], pii: 'health', out: OUT, ...shownFor('nipt') }),
    z21: number({ label: '21号染色体Z值', decimals: 2, plausible: [-100, 100], pii: 'health', out: OUT, ...shownFor('nipt') }),
    z18: number({ label: '18号染色体Z值', decimals: 2, plausible: [-100, 100], pii: 'health', out: OUT, ...shownFor('nipt') }),
    z13: number({ label: '13号染色体Z值', decimals: 2, plausible: [-100, 100], pii: 'health', out: OUT, ...shownFor('nipt') }),
    niptSupplement: text({ label: '其他染色体提示(补充报告)', maxLength: 200, lines: 2, pii: 'health', out: OUT, ...shownFor('nipt') }),
    level: code({ label: '超声分级', codes: ULTRASOUND_LEVEL, out: OUT, ...shownFor(...SCANS) }),
    bpdMm: number({ label: '双顶径BPD', unit: 'mm', decimals: 1, plausible: [10, 130], out: OUT, ...shownFor(...SCANS) }),
    hcMm: number({ label: '头围HC', unit: 'mm', decimals: 1, plausible: [30, 450], out: OUT, ...shownFor(...SCANS) }),
    acMm: number({ label: '腹围AC', unit: 'mm', decimals: 1, plausible: [30, 450], out: OUT, ...shownFor(...SCANS) }),
    flMm: number({ label: '股骨长FL', unit: 'mm', decimals: 1, plausible: [3, 100], out: OUT, ...shownFor(...SCANS) }),
    amnioticMm: number({ label: '羊水最大深度', unit: 'mm', plausible: [0, 250], normal: [20, 80], pii: 'health', out: OUT, ...shownFor(...SCANS) }),
    cordRatio: number({ label: '脐血流S/D', decimals: 2, plausible: [0.5, 20], out: OUT, ...shownFor(...SCANS) }),
    placenta: text({ label: '胎盘', maxLength: 60, pii: 'health', out: OUT, ...shownFor(...SCANS) }),
    presentation: text({ label: '胎位', maxLength: 30, out: OUT, ...shownFor(...SCANS) }),
    ...systemFields,
    lethal: codes({ label: '六大致死畸形', codes: LETHAL_MALFORMATION, pii: 'health', out: OUT, ...shownFor(...SCANS) }),
    softMarkers: codes({ label: '超声软指标', codes: SOFT_MARKER, pii: 'health', out: OUT, ...shownFor('nt', ...SCANS) }),
    findingsText: text({ label: '超声所见', maxLength: 500, lines: 4, pii: 'health', out: INTERNAL, ...shownFor('nt', ...SCANS) }),
    partnerId: ref({ label: '配偶(人员档案)', to: 'person', out: KEY, ...COUPLE }),
    partnerName: text({ label: '配偶姓名', maxLength: 30, pii: 'name', out: OUT, ...COUPLE }),
    ...bloodOf('woman', '女方'), ...bloodOf('partner', '男方'),
    ...siteFields,
    conclusion: text({ label: '报告结论', maxLength: 300, lines: 3, pii: 'health', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
    // Found by the program.
    gestationDays: number({ label: '检查孕周', unit: '天', plausible: [0, 330], out: INTERNAL }),
    t21Class: code({ label: '21三体结论', codes: PRENATAL_CLASS, pii: 'health', out: OUT, ...shownFor(...SERUM) }),
    t18Class: code({ label: '18三体结论', codes: PRENATAL_CLASS, pii: 'health', out: OUT, ...shownFor(...SERUM) }),
    t13Class: code({ label: '13三体结论', codes: PRENATAL_CLASS, pii: 'health', out: OUT, ...shownFor(...SERUM) }),
    ontdClass: code({ label: '开放性神经管缺陷结论', codes: PRENATAL_CLASS, pii: 'health', out: OUT, ...shownFor(...SERUM) }),
    ntLevel: code({ label: 'NT判定', codes: NT_LEVEL, pii: 'health', out: OUT, ...shownFor('nt', 'firstSerum') }),
    womanScreen: code({ label: '女方地贫初筛', codes: THALASSAEMIA_SCREEN, pii: 'health', out: OUT, ...THALASSAEMIA }),
    partnerScreen: code({ label: '男方地贫初筛', codes: THALASSAEMIA_SCREEN, pii: 'health', out: OUT, ...THALASSAEMIA }),
    deafnessStep: code({ label: '耳聋基因下一步', codes: DEAFNESS_STEP, pii: 'health', out: OUT, ...shownFor('deafness') }),
    isDrugWarning: flag({ label: '禁用氨基糖苷类药物', pii: 'health', out: OUT, ...shownFor('deafness') }),
    overall: code({ label: '总体结论', codes: PRENATAL_CLASS, pii: 'health', list: true, out: OUT }),
    needsRepeat: flag({ label: '须复查', pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '报告', fields: ['pregnancyId', 'sampleId', 'test', 'resultDay', 'institution', 'examinerName', 'reportNumber', 'gestationDays', 'overall', 'needsRepeat', 'conclusion', 'note'] },
    { title: '血清学', fields: ['panel', ...MARKER_NAMES.flatMap(marker => [marker, `${marker}Unit`, `${marker}Mom`, `${marker}Median`] as const), 'momFactor', 't21Comparator', 't21Denominator', 't21Class', 't18Comparator', 't18Denominator', 't18Class', 't13Comparator', 't13Denominator', 't13Class', 'ontdClass'] },
    { title: 'NT', fields: ['crlMm', 'ntMm', 'ntLevel'] },
    { title: 'NIPT', fields: ['niptResult', 'niptHigh', 'fetalFractionPercent', 'z21', 'z18', 'z13', 'niptSupplement'] },
    { title: '超声', fields: ['level', 'bpdMm', 'hcMm', 'acMm', 'flMm', 'amnioticMm', 'cordRatio', 'placenta', 'presentation', ...FETAL_SYSTEM.values.map(systemField), 'lethal', 'softMarkers', 'findingsText'] },
    { title: '配偶', fields: ['partnerId', 'partnerName'] },
    { title: '女方地贫', fields: ['womanHbGPerL', 'womanMcvFl', 'womanMchPg', 'womanHbA2Percent', 'womanHbFPercent', 'womanBands', 'womanGenotype', 'womanAbo', 'womanRh', 'womanScreen'] },
    { title: '男方地贫', fields: ['partnerHbGPerL', 'partnerMcvFl', 'partnerMchPg', 'partnerHbA2Percent', 'partnerHbFPercent', 'partnerBands', 'partnerGenotype', 'partnerAbo', 'partnerRh', 'partnerScreen'] },
    { title: '耳聋基因', fields: [...PARTNERS.flatMap(who => DEAFNESS_SITE.values.map(site => siteField(who, site))), 'deafnessStep', 'isDrugWarning'] },
  ],
  rules: [
    (row, { today }) => row.resultDay && row.resultDay > today ? [block('resultDay', message('prenatalResult.future', '报告(检查)日期不能晚于今天,请核对'))] : [],
    row => MARKER_NAMES.flatMap(marker => {
      const [value, unit, { label, units }] = [row[marker], row[`${marker}Unit`], MARKERS[marker]]
      if (value !== null && value !== undefined && !unit) return [block(`${marker}Unit`, message('prenatalResult.unit', '请选择{{marker}}的单位', { marker: label }))]
      return unit && !(units as readonly SerumUnit[]).includes(unit) ? [block(`${marker}Unit`, message('prenatalResult.otherUnit', '{{marker}}没有这个单位,请选择 {{units}}', { marker: label, units: units.map(one => SERUM_UNIT.label(one)).join('、') }))] : []
    }),
    row => row.test === 'nipt' && !row.niptResult ? [block('niptResult', message('prenatalResult.nipt', '请选择NIPT结果'))] : [],
    row => row.niptResult === 'high' && !row.niptHigh ? [block('niptHigh', message('prenatalResult.niptHigh', '请选择NIPT高风险的病种'))] : [],
    row => row.test === 'nt' && row.ntMm === null ? [block('ntMm', message('prenatalResult.nt', '请填写NT厚度'))] : [],
    row => (['t21', 't18', 't13'] as const).flatMap(disease => row[`${disease}Comparator`] && row[`${disease}Comparator`] !== '=' && !row[`${disease}Denominator`] ? [block(`${disease}Denominator`, message('prenatalResult.denominator', '请填写风险值的分母'))] : []),
    row => (SERUM as readonly string[]).includes(row.test) && !row.t21Denominator && !row.t18Denominator && !row.t13Denominator && row.afpMom === null
      ? [block('t21Denominator', message('prenatalResult.noRisk', '请填写报告上的风险值或AFP MoM'))] : [],
  ],
})
export type PrenatalResult = Row<typeof prenatalResult>
export type StoredPrenatalResult = StoredRow<typeof prenatalResult>
/** What the program finds and nobody types. */
export const RESULT_COMPUTED = ['gestationDays', 't21Class', 't18Class', 't13Class', 'ontdClass', 'ntLevel', 'womanScreen', 'partnerScreen', 'deafnessStep', 'isDrugWarning', 'overall', 'needsRepeat'] as const satisfies readonly (keyof PrenatalResult)[]
