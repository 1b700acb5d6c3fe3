import type { ChildCaseKind } from '../../code/child-case.ts'
import { CHILD_CASE_KIND } from '../../code/child-case.ts'
import type { Sex } from '../../code/sex.ts'
import { codesIn } from '../../field/code-list.ts'
import { message, type Message } from '../../message/message.ts'
import { type CaseCourse, caseOfDisease, type CourseVisit, DISEASE_OF_CASE, growthFindingsOf, latestGrowth } from '../../rule/child/case-course.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import type { ConfirmedFindings } from '../../rule/child/confirmed-findings.ts'
import { isDevelopmentAbnormal } from '../../rule/child/development-words.ts'
import { detectRiskFactors, factOf, type RiskFacts, type RiskFactorLine } from '../../rule/child/high-risk-factors.ts'
import { type CheckFindings, proposeCases } from '../../rule/child/nutrition-case.ts'
import { correctedMonths, planNameOf, pretermClass } from '../../rule/child/preterm-plan.ts'
import { standingSigns } from '../../rule/child/rickets.ts'
import { evaluateBirthSize } from '../../rule/growth/birth-size.ts'
import { evaluateGrowth } from '../../rule/growth/evaluate.ts'
import type { GrowthRuleValues } from '../../rule/growth/rules.ts'
import type { GrowthTables } from '../../rule/growth/tables.ts'
import { completedYears, type Day } from '../../time/day.ts'
import type { ChildCase } from './case.record.ts'
import { developmentWordsOf, isReferralOpen, type Look, looksOf, lookOfFollowUp, mergeDays } from './case-looks.ts'
import type { ChildCaseVisit } from './case-visit.record.ts'
import type { EntranceExam } from './entrance-exam.record.ts'
import type { ChildFile } from './file.record.ts'
import { type BornChild, measurementOf } from './measurement.ts'
import type { NewbornVisit } from './newborn-visit.record.ts'
import type { ChildScale } from './scale.record.ts'
import type { ChildVisit } from './visit.record.ts'

/** A child as its cases see it; of the persons only what the rules ask for. */
export type ChildOfCases = { readonly file: ChildFile & { readonly id: string }; readonly child: BornChild; readonly mother: Pick<BornChild, 'birthDay'> | null }
type CaseRow = ChildCase & { readonly id: string }
type VisitRow = ChildVisit & { readonly id: string }

/** Everything that conclusions about a child's cases are drawn from, on a day: the screens have it from the database, the sample hospital as it makes it. */
export type CaseEvidence = {
  of: ChildOfCases
  /** The newest first. */
  cases: readonly CaseRow[]
  /** The oldest first, as the visits. */
  caseVisits: readonly (ChildCaseVisit & { readonly id: string })[]
  visits: readonly VisitRow[]
  exams: readonly (EntranceExam & { readonly id: string })[]
  scales: readonly ChildScale[]
  /** The home visits, the oldest first. */
  homes: readonly Pick<NewbornVisit, 'visitDay' | 'hearingStatus' | 'diseaseStatus' | 'referral' | 'referralResult'>[]
  /** What newborn screening confirmed. */
  confirmed: ConfirmedFindings
  /** Hearing and heel prick as the clinic's own tests say; null while they say neither. */
  screeningAbnormal: { readonly hearing: boolean | null; readonly bloodSpot: boolean | null }
  /** Kind and basis of what the doctor did not take up. */
  declined: ReadonlySet<string>
  rules: ChildRules; altitudeM: number; factors: readonly RiskFactorLine[]; tables: GrowthTables; growthRules: GrowthRuleValues
  today: Day
  doctorName: string
}
/** A case the doctor is asked about, with what it would be filled with. */
export type CaseToOpen = { kind: ChildCaseKind; severe: boolean; reason: Message; source: string; basis: string; day: Day | null; previousCaseId: string | null; row: Partial<ChildCase> }

/** The course of one case: its follow-ups, and whatever else looked at the child while it was open, the oldest first; one look a day. */
export function courseOf(one: CaseRow, evidence: CaseEvidence): CaseCourse {
  const { of, caseVisits, visits, homes, today } = evidence
  const lastDay = one.closedDay ?? today
  const byId = new Map(caseVisits.map(visit => [visit.id, visit]))
  const looks = looksOf(evidence, evidence)
  const during = looks.filter(look => look.caseId === one.id || (look.row.visitDay > one.openedDay && (one.closedDay === null || look.row.visitDay <= one.closedDay)))
  const own = (look: Look): CourseVisit => { const followUp = look.caseId === one.id ? byId.get(look.row.id) : undefined; return followUp ? lookOfFollowUp(look.visit, followUp) : look.visit }
  const excess = one.kind === 'obesity' ? growthFindingsOf({ weightGrade: null, lengthGrade: null, weightForLengthGrade: 'high', bmiGrade: null, nutrition: one.statuses }).excess : null
  return {
    kind: one.kind, openedDay: one.openedDay, treatmentStartedDay: one.treatmentStartedDay, startHaemoglobinGPerL: one.startHaemoglobinGPerL, startExcess: excess,
    lowRiskPreterm: one.pretermClass === 'lowRisk', correctedMonths: of.child.birthDay ? correctedMonths(of.child.birthDay, of.file.gestationDays, lastDay) : 0,
    visits: mergeDays(during.map(own)), ricketsBefore: looks.filter(look => !during.includes(look) && look.row.visitDay <= one.openedDay).flatMap(look => look.row.rickets ?? []),
    development: developmentWordsOf(evidence).filter(({ day }) => day <= lastDay), childReferralOpen: [...homes, ...visits, ...caseVisits].some(visit => visit.visitDay <= lastDay && isReferralOpen(visit)),
  }
}

/**
 * An abnormal screening as the home visits learned it (§4.1, §8): of each screening the last that says passed or not, until
 * the clinic's own tests answer it. What those tests find by themselves is on the screening list.
 */
function homeScreeningAbnormal({ homes, screeningAbnormal: own }: Pick<CaseEvidence, 'homes' | 'screeningAbnormal'>): boolean | null {
  if (homes.length === 0) return null
  const heard = homes.findLast(({ hearingStatus }) => hearingStatus === '1' || hearingStatus === '2')?.hearingStatus
  const diseases = homes.map(({ diseaseStatus }) => codesIn(diseaseStatus).filter(code => code !== '1')).findLast(codes => codes.length > 0) ?? []
  return (heard === '2' && own.hearing !== false) || (diseases.some(code => code !== '2') && own.bloodSpot !== false)
}

/** What the birth, the file, newborn screening and the last check-up say about risk; what nobody noted stays unknown (§8). */
export function riskFactsOf(evidence: CaseEvidence): RiskFacts {
  const { of, confirmed, tables, growthRules } = evidence
  const { file, child, mother } = of
  const size = evaluateBirthSize(tables, { sex: child.sex as Sex, gestationDays: file.gestationDays ?? 0, fetusCount: file.fetusCount ?? 1, weightG: file.birthWeightG ?? 0 })
  const looks = looksOf(evidence, evidence)
  const last = looks.findLast(({ row }) => row.weightKg !== null || row.lengthCm !== null)?.row
  const measured = last ? measurementOf(of, last) : null
  // Below P3 is asked of the percentile tables, whatever method the hospital grades by.
  const rows = measured ? evaluateGrowth(tables, measured, { rules: growthRules, method: 'percentile' }).rows.filter(row => row.standard === 'wst423' && (row.indicator === 'wfa' || row.indicator === 'lhfa') && row.grade !== null) : []
  const motherAge = mother?.birthDay && child.birthDay && mother.birthDay < child.birthDay ? completedYears(mother.birthDay, child.birthDay) : null
  const wasted = looks.findLast(({ visit }) => visit.growth.wasted !== null)?.visit.growth.wasted ?? null
  return {
    gestationDays: file.gestationDays, birthWeightG: file.birthWeightG, fetusCount: file.fetusCount, apgar1: file.apgarOneMinute, apgar5: file.apgarFiveMinutes,
    sizeAtBirth: size.grade === 'smallForGestation' ? 'small' : size.grade === 'largeForGestation' ? 'large' : size.grade === null ? null : 'appropriate',
    membraneRuptureHours: null, glucoseMmolPerL: null, hearingLossDb: confirmed.hearingLossDb, retinopathyStage: confirmed.retinopathyStage, respiratoryInfectionsPerYear: null, motherAgeYears: motherAge,
    heightOrWeightBelowP3: rows.length > 0 ? rows.some(row => row.grade === 'low') : null, wasted: wasted === null ? null : wasted !== 'none',
    developmentAbnormal: isDevelopmentAbnormal(developmentWordsOf(evidence)),
    screeningAbnormal: homeScreeningAbnormal(evidence),
    metabolicDisease: confirmed.metabolicDisease, congenitalHeartDisease: confirmed.congenitalHeartDisease,
  }
}

type FoundFactors = { factors: RiskFactorLine[]; sourceOf(line: RiskFactorLine): { day: Day; text: string } | null }
/** The factors of the hospital's list that the records show, and where a confirmed screening finding stands. */
function foundFactorsOf(evidence: CaseEvidence): FoundFactors {
  const { confirmed } = evidence
  const facts = riskFactsOf(evidence)
  const found = detectRiskFactors(facts, evidence.factors)
  // A diagnosed loss that the list has no factor for by its decibels is still a confirmed screening.
  const isUnnamed = confirmed.hearingLoss && !found.some(line => factOf(line) === 'hearingLossDb')
  return {
    factors: isUnnamed ? detectRiskFactors({ ...facts, screeningAbnormal: true }, evidence.factors) : found,
    sourceOf: line => {
      const fact = factOf(line)
      if (fact === 'screeningAbnormal') return isUnnamed ? confirmed.sources.screeningAbnormal ?? null : null
      return fact === 'metabolicDisease' || fact === 'congenitalHeartDisease' || fact === 'hearingLossDb' || fact === 'retinopathyStage' ? confirmed.sources[fact] ?? null : null
    },
  }
}

const latestClosed = (cases: readonly CaseRow[], kind: ChildCaseKind): CaseRow | null => cases.filter(one => one.kind === kind && one.closedDay !== null).toSorted((a, b) => a.closedDay! < b.closedDay! ? 1 : -1)[0] ?? null

const NOTHING = { underweight: null, stunted: null, wasted: null, excess: null } as const

/** What a look says about a kind of case; null where it did not look for it. `found` are the signs of rickets that stand by then. */
function findingsIn(kind: ChildCaseKind, { visit }: Look, found: number): CheckFindings | null {
  const { growth } = visit
  const none: CheckFindings = { growth: NOTHING, anaemia: null, ricketsSigns: 0, ricketsDiagnosed: false }
  if (kind === 'anaemia') return visit.haemoglobinGPerL === null ? null : { ...none, anaemia: visit.anaemia }
  if (kind === 'rickets') return visit.rickets === null ? null : { ...none, ricketsSigns: found }
  if (kind === 'obesity') return growth.excess === null ? null : { ...none, growth: { ...NOTHING, excess: growth.excess } }
  return DEFICITS.every(name => growth[name] === null) ? null : { ...none, growth: { ...growth, excess: null } }
}
const DEFICITS = ['underweight', 'stunted', 'wasted'] as const

/** Of malnutrition each indicator as it was last known, by the last look that found what is deficient: weighing alone does not take 生长迟缓 away. */
function deficitsIn(looks: readonly Look[]): Told | undefined {
  const growth = { ...latestGrowth(looks.map(({ visit }) => visit)), excess: null }
  const deficient = DEFICITS.filter(name => growth[name] !== null && growth[name] !== 'none')
  const last = looks.findLast(({ visit }) => (deficient.length > 0 ? deficient : DEFICITS).some(name => visit.growth[name] !== null))
  return last && { findings: { growth, anaemia: null, ricketsSigns: 0, ricketsDiagnosed: false }, basis: last.row.id, day: last.row.visitDay }
}
type Told = { readonly findings: CheckFindings; readonly basis: string; readonly day: Day }

/**
 * The last findings about a kind that no case of it has answered yet, newer than its last closing: of a check-up, an
 * entrance examination or a follow-up of another case (§9.5: "a check"). The same finding written into two forms on one
 * day has one basis, so that a doctor's no to the first holds for the second.
 */
function findingsFor(kind: ChildCaseKind, evidence: CaseEvidence): Told | null {
  const since = latestClosed(evidence.cases, kind)?.closedDay ?? null
  const newer = looksOf(evidence, evidence).filter(({ row }) => since === null || row.visitDay > since)
  const told = newer.flatMap((look, index) => {
    const standing = kind === 'rickets' ? standingSigns(newer.slice(0, index + 1).flatMap(({ row }) => row.rickets ?? [])).length : 0
    const findings = findingsIn(kind, look, standing)
    return findings ? [{ findings, basis: look.row.id, day: look.row.visitDay }] : []
  })
  const last = kind === 'malnutrition' ? deficitsIn(newer) : told.at(-1)
  if (!last) return null
  const same = told.filter(one => one.day === last.day && JSON.stringify(one.findings) === JSON.stringify(last.findings))
  return { ...last, basis: same.map(({ basis }) => basis).toSorted()[0] ?? last.basis }
}

const SOURCE: Readonly<Record<ChildCaseKind, string>> = { highRisk: '§8 [S7][S23]', malnutrition: '§9.1、§9.5 [S7]', anaemia: '§9.2、§9.5 [S18]', rickets: '§9.3、§9.5 [K]', obesity: '§9.4、§9.5 [K]' }

/** What a new case of a kind is filled with from the last check-ups and the birth. */
export function startOf(kind: ChildCaseKind, evidence: CaseEvidence): { row: Partial<ChildCase>; foundFactors: string[] } {
  const { of, visits, factors, today, doctorName } = evidence
  const { file } = of
  const looks = looksOf(evidence, evidence)
  const measured = looks.findLast(({ row }) => row.weightKg !== null || row.lengthCm !== null)?.row
  const fed = visits.findLast(visit => visit.feeding !== null)
  const shared: Partial<ChildCase> = {
    fileId: file.id, kind, openedDay: today, doctorName, previousCaseId: latestClosed(evidence.cases, kind)?.id ?? null,
    startWeightKg: measured?.weightKg ?? null, startLengthCm: measured?.lengthCm ?? null, feeding: fed?.feeding ?? null,
  }
  if (kind === 'highRisk') {
    const found = foundFactorsOf(evidence).factors.map(({ code }) => code)
    const preterm = pretermClass({ gestationDays: file.gestationDays, birthWeightG: file.birthWeightG, complication: false, feedingDifficulty: false, slowWeightGain: false })
    return { row: { ...shared, factors: found.length > 0 ? found.join(',') : null, plan: planOf(found, preterm, factors) }, foundFactors: found }
  }
  if (kind === 'anaemia') {
    const tested = looks.findLast(({ visit }) => visit.haemoglobinGPerL !== null)?.visit
    return { row: { ...shared, startHaemoglobinGPerL: tested?.haemoglobinGPerL ?? null, anaemiaDegree: tested?.anaemia ?? null }, foundFactors: [] }
  }
  return { row: kind === 'rickets' ? shared : { ...shared, statuses: measured?.nutrition ?? null }, foundFactors: [] }
}

/** The plan a case begins with: of the preterm class, otherwise the strictest of its factors. */
function planOf(found: readonly string[], preterm: ReturnType<typeof pretermClass>, factors: readonly RiskFactorLine[]): ChildCase['plan'] {
  if (preterm) return planNameOf(preterm)
  const plans = new Set(factors.filter(({ code }) => found.includes(code)).map(({ plan }) => plan))
  return (['highRiskPreterm', 'lowRiskPreterm', 'highRisk'] as const).find(plan => plans.has(plan)) ?? 'none'
}

/** The cases to ask the doctor about: not open already, not declined on the same finding (§8, §9.5). */
export function proposalsOf(evidence: CaseEvidence): CaseToOpen[] {
  const { of, cases, rules, declined } = evidence
  if (of.file.state === 'death') return []
  const open = new Set(cases.filter(one => one.closedDay === null).map(one => one.kind))
  const found: CaseToOpen[] = []
  const add = (kind: ChildCaseKind, severe: boolean, reason: Message, basis: string, day: Day | null): void => {
    if (open.has(kind) || declined.has(`${kind} ${basis}`)) return
    const { row } = startOf(kind, evidence)
    found.push({ kind, severe, reason, source: SOURCE[kind], basis, day, previousCaseId: row.previousCaseId ?? null, row })
  }
  // What an earlier case already answered is not proposed again, only what came since.
  const known = new Set(cases.filter(one => one.kind === 'highRisk').flatMap(one => one.factors?.split(',') ?? []))
  const { factors: shown, sourceOf } = foundFactorsOf(evidence)
  const fresh = shown.filter(({ code }) => !known.has(code))
  // A factor of level 1 alone (mother of 35 years) makes no special file.
  if (fresh.some(({ level }) => level !== '1')) {
    const latest = fresh.flatMap(line => sourceOf(line)?.day ?? []).toSorted().at(-1)
    add('highRisk', fresh.some(({ level }) => level === '3'), message('childCase.proposeHighRisk', '有高危因素:{{factors}},建议建立高危儿专案', { factors: fresh.map(line => { const source = sourceOf(line); return source ? `${line.name}(${source.text})` : line.name }).join('、') }), fresh.map(({ code }) => code).join(','), latest ?? of.child.birthDay)
  }
  for (const kind of CHILD_CASE_KIND.values) {
    const disease = DISEASE_OF_CASE[kind]
    const evident = disease ? findingsFor(kind, evidence) : null
    if (!evident) continue
    for (const { severe, reason, disease: named } of proposeCases(evident.findings, [], rules)) if (caseOfDisease(named) === kind) add(kind, severe, reason, evident.basis, evident.day)
  }
  return found
}
