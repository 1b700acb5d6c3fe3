import { ABO_GROUP, RH_GROUP } from '../../code/national-care.ts'
import type { CodeOf } from '../../code/code-table.ts'
import { LETHAL_MALFORMATION, NIPT_RESULT, NT_LEVEL, PRENATAL_CLASS, PRENATAL_DISEASE, SERUM_PANEL, SOFT_MARKER, ULTRASOUND_FINDING, ULTRASOUND_LEVEL } from '../../code/prenatal.ts'
import { DEAFNESS_RESULT, DEAFNESS_SITE, DEAFNESS_STEP, type DeafnessResult, type DeafnessSite, HAEMOGLOBIN_BAND, type HaemoglobinBand, THALASSAEMIA_SCREEN, THALASSAEMIA_STEP } from '../../code/prenatal-gene.ts'
import { FETAL_SYSTEM, type FetalSystem, PRENATAL_TEST, type PrenatalTest, RISK_COMPARATOR, SERUM_UNIT, type SerumUnit } from '../../code/prenatal-record.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import type { CodeField, CodesField, NumberField, TextField } from '../../field/kinds.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import type { NumberRule } from '../../rule/number-rules.ts'
import { PRENATAL_RULE, type PrenatalRuleId, type PrenatalRules } from '../../rule/prenatal/prenatal-rules.ts'
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

const SERUM_LIMITS = ['t21High', 't21Borderline', 't18High', 't18Borderline', 't13High'] as const
const NT_LIMITS = ['crlLeast', 'crlMost', 'ntNotice', 'ntHigh'] as const
/** The hospital's numbers a test is judged by. They stay with the result, so that a reprint and a correction go by those of its day. */
export const RESULT_LIMITS = {
  firstSerum: [...SERUM_LIMITS, ...NT_LIMITS], secondSerum: [...SERUM_LIMITS, 'ontdMom', 'ontdMomTwins'], nt: NT_LIMITS, nipt: ['niptFetalFraction', 'niptZ'], thalassaemia: ['mcv', 'mch', 'hbA2Low', 'hbA2High'],
  deafness: [], midUltrasound: [], lateUltrasound: [],
} as const satisfies Readonly<Record<PrenatalTest, readonly PrenatalRuleId[]>>
type ResultLimit = (typeof RESULT_LIMITS)[PrenatalTest][number]
export const limitField = <L extends ResultLimit>(id: L) => `${id}Limit` as `${L}Limit`
const LIMIT_IDS: readonly ResultLimit[] = [...new Set(Object.values(RESULT_LIMITS).flat())]
const judgedBy = (id: ResultLimit) => shownFor(...PRENATAL_TEST.values.filter(test => (RESULT_LIMITS[test] as readonly ResultLimit[]).includes(id)))
const limitFields = Object.fromEntries(LIMIT_IDS.map(id => {
  const { title, limits, step = 1 } = PRENATAL_RULE[id] as NumberRule
  return [limitField(id), number({ label: `判定所用${title}`, decimals: step === 1 ? 0 : step === 0.1 ? 1 : 2, plausible: limits, out: INTERNAL, ...judgedBy(id) })]
})) as unknown as { [L in ResultLimit as `${L}Limit`]: NumberField<false> }

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
    womanNext: code({ label: '女方地贫下一步', codes: THALASSAEMIA_STEP, out: INTERNAL, ...THALASSAEMIA }),
    partnerNext: code({ label: '男方地贫下一步', codes: THALASSAEMIA_STEP, out: INTERNAL, ...THALASSAEMIA }),
    deafnessStep: code({ label: '耳聋基因下一步', codes: DEAFNESS_STEP, pii: 'health', out: OUT, ...shownFor('deafness') }),
    isDrugWarning: flag({ label: '禁用氨基糖苷类药物', pii: 'health', out: OUT, ...shownFor('deafness') }),
    overall: code({ label: '总体结论', codes: PRENATAL_CLASS, pii: 'health', list: true, out: OUT }),
    needsRepeat: flag({ label: '须复查', pii: 'health', out: INTERNAL }),
    rulesVersion: number({ label: '判定所用规则版本', plausible: [1, 1_000_000], out: INTERNAL, showIf: row => RESULT_LIMITS[row.test as PrenatalTest]?.length > 0, dependsOn: ['test'] }),
    ...limitFields,
  },
  sections: [
    { title: '报告', fields: ['pregnancyId', 'sampleId', 'test', 'resultDay', 'institution', 'examinerName', 'reportNumber', 'gestationDays', 'overall', 'needsRepeat', 'conclusion', 'note'] },
    { title: '血清学', fields: ['panel', ...MARKER_NAMES.flatMap(marker => [marker, `${marker}Unit`, `${marker}Mom`, `${marker}Median`] as const), 'momFactor', 't21Comparator', 't21Denominator', 't21Class', 't18Comparator', 't18Denominator', 't18Class', 't13Comparator', 't13Denominator', 't13Class', 'ontdClass'] },
    { title: 'NT', fields: ['crlMm', 'ntMm', 'ntLevel'] },
    { title: 'NIPT', fields: ['niptResult', 'niptHigh', 'fetalFractionPercent', 'z21', 'z18', 'z13', 'niptSupplement'] },
    { title: '超声', fields: ['level', 'bpdMm', 'hcMm', 'acMm', 'flMm', 'amnioticMm', 'cordRatio', 'placenta', 'presentation', ...FETAL_SYSTEM.values.map(systemField), 'lethal', 'softMarkers', 'findingsText'] },
    { title: '配偶', fields: ['partnerId', 'partnerName'] },
    { title: '女方地贫', fields: ['womanHbGPerL', 'womanMcvFl', 'womanMchPg', 'womanHbA2Percent', 'womanHbFPercent', 'womanBands', 'womanGenotype', 'womanAbo', 'womanRh', 'womanScreen', 'womanNext'] },
    { title: '男方地贫', fields: ['partnerHbGPerL', 'partnerMcvFl', 'partnerMchPg', 'partnerHbA2Percent', 'partnerHbFPercent', 'partnerBands', 'partnerGenotype', 'partnerAbo', 'partnerRh', 'partnerScreen', 'partnerNext'] },
    { title: '耳聋基因', fields: [...PARTNERS.flatMap(who => DEAFNESS_SITE.values.map(site => siteField(who, site))), 'deafnessStep', 'isDrugWarning'] },
    { title: '判定依据', fields: ['rulesVersion', ...LIMIT_IDS.map(limitField)] },
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
      ? [block('t21Denominator', row.test === 'firstSerum' ? message('prenatalResult.noRiskFirst', '请填写报告上的风险值') : message('prenatalResult.noRisk', '请填写报告上的风险值或AFP MoM'))] : [],
  ],
})
export type PrenatalResult = Row<typeof prenatalResult>
export type StoredPrenatalResult = StoredRow<typeof prenatalResult>

type Limits = Pick<PrenatalResult, 'rulesVersion' | `${ResultLimit}Limit`>
/** The rules a result is judged by, as the columns that stay with it; of other tests' none. */
export const limitColumns = (test: PrenatalTest | undefined, rules: PrenatalRules): Limits => {
  const own: readonly ResultLimit[] = test ? RESULT_LIMITS[test] : []
  return { rulesVersion: own.length > 0 ? rules.version : null, ...Object.fromEntries(LIMIT_IDS.map(id => [limitField(id), own.includes(id) ? rules[id] : null])) } as Limits
}
/** The rules as a stored row was judged by them; what it was not judged by is today's. */
export const keptRules = (row: Readonly<Partial<Limits>>, rules: PrenatalRules): PrenatalRules =>
  ({ ...rules, version: row.rulesVersion ?? rules.version, ...Object.fromEntries(LIMIT_IDS.flatMap(id => { const limit = row[limitField(id)]; return typeof limit === 'number' ? [[id, limit]] : [] })) })
