import type { NtLevel, PrenatalClass } from '../../code/prenatal.ts'
import { DEAFNESS_SITE, DEAFNESS_STEP, type DeafnessSite, THALASSAEMIA_STEP } from '../../code/prenatal-gene.ts'
import { FETAL_SYSTEM, PRENATAL_TEST, type RecallKind } from '../../code/prenatal-record.ts'
import { codesIn } from '../../field/code-list.ts'
import { block, type FieldIssue, message, type Message, warn } from '../../message/message.ts'
import { assessDeafness, checkDeafness, type DeafnessResults } from '../../rule/prenatal/deafness.ts'
import { checkNiptResult } from '../../rule/prenatal/nipt.ts'
import type { PrenatalRules } from '../../rule/prenatal/prenatal-rules.ts'
import { checkRisk, classifyOntd, classifyRisk, overallClass, type Risk, type TrisomyDisease } from '../../rule/prenatal/risk.ts'
import { checkMom, serumRemark } from '../../rule/prenatal/serum.ts'
import { coupleRisk, type Genotype, isCarrier, parseGenotype, thalassaemiaScreen, type ThalassaemiaFacts, thalassaemiaStep } from '../../rule/prenatal/thalassaemia.ts'
import { ntLevel } from '../../rule/prenatal/ultrasound.ts'
import { limitColumns, MARKER_NAMES, PARTNERS, type PrenatalResult, siteField, systemField } from './result.record.ts'

type Values = Readonly<Partial<PrenatalResult>>
type Found = Pick<PrenatalResult, 't21Class' | 't18Class' | 't13Class' | 'ontdClass' | 'ntLevel' | 'womanScreen' | 'partnerScreen' | 'womanNext' | 'partnerNext' | 'deafnessStep' | 'isDrugWarning' | 'overall' | 'needsRepeat'>
export type PrenatalFound = {
  /** The columns nobody types. */
  readonly columns: Found & ReturnType<typeof limitColumns>
  readonly sentences: readonly Message[]
  readonly issues: readonly FieldIssue[]
}

type Judged = Omit<PrenatalFound, 'columns'> & { readonly columns: Found }
const NOTHING: Found = { t21Class: null, t18Class: null, t13Class: null, ontdClass: null, ntLevel: null, womanScreen: null, partnerScreen: null, womanNext: null, partnerNext: null, deafnessStep: null, isDrugWarning: null, overall: null, needsRepeat: null }
const found = (columns: Partial<Found>, more: Partial<Omit<PrenatalFound, 'columns'>> = {}): Judged => ({ columns: { ...NOTHING, ...columns }, sentences: [], issues: [], ...more })
const TRISOMIES = ['t21', 't18', 't13'] as const satisfies readonly TrisomyDisease[]

/** The printed risk of a disease; null where none is given. */
export function riskOf(row: Values, disease: TrisomyDisease): Risk | null {
  const denominator = row[`${disease}Denominator`]
  return denominator === null || denominator === undefined ? null : { comparator: row[`${disease}Comparator`] ?? '=', denominator }
}

const NT_CLASS = { normal: 'low', notice: 'borderline', high: 'high', notAssessable: 'notAssessable' } as const

const ntOf = (row: Values, rules: PrenatalRules): NtLevel | null => typeof row.ntMm === 'number' ? ntLevel(row.ntMm, row.crlMm ?? null, rules) : null
const ntOutside = ({ crlLeast, crlMost }: PrenatalRules): Message => message('prenatalResult.ntOutside', '头臀长不在 {{least}}~{{most}} mm,NT不能判定,请核对测量值或在范围内复查', { least: crlLeast, most: crlMost })

/** What serum says of the diseases; a translucency in the same report is not of the serum. */
export const serumClass = (row: Readonly<Partial<Pick<PrenatalResult, 't21Class' | 't18Class' | 't13Class' | 'ontdClass'>>>): PrenatalClass | null => overallClass([row.t21Class, row.t18Class, row.t13Class, row.ontdClass].map(one => one ?? null))

function serum(row: Values, fetusCount: number, rules: PrenatalRules): Judged {
  const classes = Object.fromEntries(TRISOMIES.map(disease => { const risk = riskOf(row, disease); return [disease, risk && classifyRisk(disease, risk, rules)] })) as Record<TrisomyDisease, PrenatalClass | null>
  // ONTD is looked for in the second trimester alone (§2).
  const ontdClass = row.test === 'secondSerum' && typeof row.afpMom === 'number' ? classifyOntd(row.afpMom, fetusCount, rules) : null
  const issues = [
    ...TRISOMIES.flatMap(disease => { const risk = riskOf(row, disease); return risk ? checkRisk(disease, risk, rules, `${disease}Denominator`) : [] }),
    ...MARKER_NAMES.flatMap(marker => {
      const [measured, mom, median] = [row[marker], row[`${marker}Mom`], row[`${marker}Median`]]
      return typeof measured === 'number' && typeof mom === 'number' && typeof median === 'number' && median > 0 ? checkMom(mom, measured, median, row.momFactor ?? 1, rules, `${marker}Mom`) : []
    }),
  ]
  const [remark, level] = [serumRemark(fetusCount), ntOf(row, rules)]
  const diseases = { t21Class: classes.t21, t18Class: classes.t18, t13Class: classes.t13, ontdClass }
  // A raised translucency is a finding of its own, whatever risk was calculated with it.
  return found({ ...diseases, overall: overallClass([serumClass(diseases), level && NT_CLASS[level]]), ntLevel: level }, { issues, sentences: [...remark ? [remark] : [], ...level === 'notAssessable' ? [ntOutside(rules)] : []] })
}

function nipt(row: Values, rules: PrenatalRules): Judged {
  if (!row.niptResult) return found({})
  const issues = checkNiptResult({ result: row.niptResult, fetalFractionPercent: row.fetalFractionPercent ?? null, z: [row.z21 ?? null, row.z18 ?? null, row.z13 ?? null] }, rules, 'niptResult')
  return found({ overall: ({ high: 'high', low: 'low', failed: 'notAssessable' } as const)[row.niptResult], needsRepeat: row.niptResult === 'failed' }, { issues })
}

function ultrasound(row: Values): Judged {
  const systems = FETAL_SYSTEM.values.map(system => row[systemField(system)] ?? null)
  const [isAbnormal, isUnclear] = [systems.includes('2') || codesIn(row.lethal).length > 0, systems.includes('3')]
  const overall: PrenatalClass | null = isAbnormal ? 'high' : codesIn(row.softMarkers).length > 0 ? 'borderline' : isUnclear ? 'notAssessable' : systems.every(one => one === null) ? null : 'low'
  return found({ overall, needsRepeat: isUnclear }, { sentences: isUnclear ? [message('prenatalResult.unclear', '有部位显示不清,请在筛查孕周内复查')] : [] })
}

function thalassaemiaFacts(row: Values, who: (typeof PARTNERS)[number]): { facts: ThalassaemiaFacts; genotype: Genotype | null; issues: FieldIssue[] } {
  const text = row[`${who}Genotype`] ?? null
  const genotype = text === null ? null : parseGenotype(text) ?? null
  const [hbA2Percent, bands] = [row[`${who}HbA2Percent`] ?? null, codesIn(row[`${who}Bands`])]
  return {
    genotype, facts: { cells: { mcvFl: row[`${who}McvFl`] ?? null, mchPg: row[`${who}MchPg`] ?? null }, electrophoresis: hbA2Percent === null && bands.length === 0 ? null : { hbA2Percent, bands }, genotype },
    issues: text !== null && genotype === null ? [warn(`${who}Genotype`, message('prenatalResult.genotype', '基因型“{{text}}”不在字典中,不能推算夫妇风险,请核对写法(如 --SEA/αα、CD41-42/N)', { text }))] : [],
  }
}

function thalassaemia(row: Values, rules: PrenatalRules): Judged {
  const [woman, partner] = [thalassaemiaFacts(row, 'woman'), thalassaemiaFacts(row, 'partner')]
  const couple = woman.genotype && partner.genotype ? coupleRisk(woman.genotype, partner.genotype) : null
  const [womanScreen, partnerScreen] = [thalassaemiaScreen(woman.facts.cells, rules), thalassaemiaScreen(partner.facts.cells, rules)]
  // A partner nobody knows anything of is asked for once she is found to be more than a negative screening; of a woman without a changed gene nobody asks for him.
  const isCleared = woman.genotype ? !isCarrier(woman.genotype) : womanScreen === 'negative' && partnerScreen === null && partner.genotype === null
  const next = { woman: thalassaemiaStep(woman.facts, partner.facts, rules), partner: isCleared ? null : thalassaemiaStep(partner.facts, woman.facts, rules) }
  // What a doctor has to judge is neither high nor low.
  const overall: PrenatalClass | null = couple ? couple.isHighRisk ? 'high' : couple.fetus.length > 0 ? 'notAssessable' : 'low' : next.woman === null && next.partner === null ? 'low' : null
  return found({ womanScreen, partnerScreen, womanNext: next.woman, partnerNext: next.partner, overall }, { sentences: couple ? [couple.text] : [], issues: [...woman.issues, ...partner.issues] })
}

/** The sites of one of the two; a site nobody tested is not there. */
export const deafnessResults = (row: Values, who: (typeof PARTNERS)[number]): DeafnessResults =>
  Object.fromEntries(DEAFNESS_SITE.values.flatMap(site => { const result = row[siteField(who, site)]; return result ? [[site, result]] : [] }))

function deafness(row: Values): Judged {
  const [woman, partner] = [deafnessResults(row, 'woman'), deafnessResults(row, 'partner')]
  const { step, drugWarning } = assessDeafness(woman, partner)
  const issues = PARTNERS.flatMap(who => checkDeafness(deafnessResults(row, who)).map(issue => ({ ...issue, path: siteField(who, issue.path as DeafnessSite) })))
  const warning = message('prenatalResult.drugWarning', '线粒体位点阳性:本人及母系亲属终身禁用氨基糖苷类药物,请发放用药警示卡')
  return found({ deafnessStep: step, isDrugWarning: drugWarning, overall: step === 'refer' ? 'high' : step === 'complete' ? 'low' : null }, { issues, sentences: drugWarning ? [warning] : [] })
}

const CALLED_HIGH = /(?<!非|无|未见|未提示|排除)高风险/
/** What a result means by the hospital's limits, and what speaks against it; a report that calls her high while its numbers do not is asked about. */
export function findPrenatal(row: Values, how: { readonly fetusCount: number; readonly rules: PrenatalRules }): PrenatalFound {
  const found = judge(row, how)
  const judged = { ...found, columns: { ...found.columns, ...limitColumns(row.test, how.rules) } }
  if (judged.columns.overall === 'high' || !row.conclusion || !CALLED_HIGH.test(row.conclusion)) return judged
  return { ...judged, issues: [...judged.issues, warn('conclusion', message('prenatalResult.calledHigh', '报告结论写有“高风险”,按登记的数值不是高风险;请核对数值有没有漏填或填错'))] }
}

function judge(row: Values, { fetusCount, rules }: { readonly fetusCount: number; readonly rules: PrenatalRules }): Judged {
  switch (row.test) {
    case 'firstSerum': case 'secondSerum': return serum(row, fetusCount, rules)
    case 'nt': {
      const level = ntOf(row, rules)
      return level === null ? found({}) : found({ ntLevel: level, overall: NT_CLASS[level], needsRepeat: level === 'notAssessable' }, { sentences: level === 'notAssessable' ? [ntOutside(rules)] : [] })
    }
    case 'nipt': return nipt(row, rules)
    case 'midUltrasound': case 'lateUltrasound': return ultrasound(row)
    case 'thalassaemia': return thalassaemia(row, rules)
    case 'deafness': return deafness(row)
    default: return found({})
  }
}

/** What a couple has still to be tested for, or a doctor to judge, in the words of the record; null when its carrier tests are complete or decide already. */
export function coupleTask({ test, overall, womanNext, partnerNext, deafnessStep }: Pick<PrenatalResult, 'test' | 'overall' | 'womanNext' | 'partnerNext' | 'deafnessStep'>): string | null {
  if (test === 'thalassaemia' && overall === 'notAssessable') return '由临床医师判断是否需要产前诊断'
  if (overall !== null) return null
  const steps = [...womanNext ? [`女方${THALASSAEMIA_STEP.label(womanNext)}`] : [], ...partnerNext ? [`男方${THALASSAEMIA_STEP.label(partnerNext)}`] : [], ...deafnessStep ? [DEAFNESS_STEP.label(deafnessStep)] : []]
  return steps.length > 0 ? steps.join('、') : null
}

/** Which recall a result opens: a high risk, a tube to be drawn again, a look to be taken again, a couple to be tested on; null for none. */
export function recallOf(result: Pick<PrenatalResult, 'test' | 'overall' | 'needsRepeat' | 'womanNext' | 'partnerNext' | 'deafnessStep'>): RecallKind | null {
  if (result.overall === 'high') return 'high'
  if (result.needsRepeat) return PRENATAL_TEST.entry(result.test).sample ? 'redraw' : 'repeat'
  return coupleTask(result) ? 'couple' : null
}

/** A result belongs to a tube or to none, by its test. */
export const sampleIssues = ({ test, sampleId }: Pick<PrenatalResult, 'test' | 'sampleId'>): FieldIssue[] =>
  PRENATAL_TEST.entry(test).sample ? sampleId === null ? [block('sampleId', message('prenatalResult.noSample', '请选择这份结果的样本'))] : []
    : sampleId !== null ? [block('sampleId', message('prenatalResult.scanSample', '{{test}}没有样本,请清空样本', { test: PRENATAL_TEST.label(test) }))] : []
