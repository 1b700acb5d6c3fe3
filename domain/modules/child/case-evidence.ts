import type { ChildCaseKind } from '../../code/child-case.ts'
import { CHILD_CASE_KIND } from '../../code/child-case.ts'
import type { Sex } from '../../code/sex.ts'
import { codesIn } from '../../field/code-list.ts'
import { message, type Message } from '../../message/message.ts'
import { anaemiaOf } from '../../rule/child/anaemia.ts'
import { type CaseCourse, caseOfDisease, type CourseVisit, DISEASE_OF_CASE, growthFindingsOf } from '../../rule/child/case-course.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import type { CheckContact } from '../../rule/child/form-fields.ts'
import type { ConfirmedFindings } from '../../rule/child/confirmed-findings.ts'
import { detectRiskFactors, factOf, type RiskFacts, type RiskFactorLine } from '../../rule/child/high-risk-factors.ts'
import { type CheckFindings, proposeCases } from '../../rule/child/nutrition-case.ts'
import { correctedMonths, planNameOf, pretermClass } from '../../rule/child/preterm-plan.ts'
import { RICKETS_SIGNS, type RicketsLook, ricketsSignsOf, signsInColumn } from '../../rule/child/rickets.ts'
import { evaluateBirthSize } from '../../rule/growth/birth-size.ts'
import { evaluateGrowth } from '../../rule/growth/evaluate.ts'
import type { GrowthRuleValues } from '../../rule/growth/rules.ts'
import type { GrowthTables } from '../../rule/growth/tables.ts'
import { completedYears, type Day } from '../../time/day.ts'
import type { ChildCase } from './case.record.ts'
import type { ChildCaseVisit } from './case-visit.record.ts'
import type { ChildFile } from './file.record.ts'
import { type BornChild, measurementOf } from './measurement.ts'
import type { NewbornVisit } from './newborn-visit.record.ts'
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
  caseVisits: readonly ChildCaseVisit[]
  visits: readonly VisitRow[]
  /** The last home visit. */
  home: Pick<NewbornVisit, 'hearingStatus' | 'diseaseStatus'> | null
  /** What newborn screening confirmed. */
  confirmed: ConfirmedFindings
  /** Kind and basis of what the doctor did not take up. */
  declined: ReadonlySet<string>
  rules: ChildRules; altitudeM: number; factors: readonly RiskFactorLine[]; tables: GrowthTables; growthRules: GrowthRuleValues
  today: Day
  doctorName: string
}
/** A case the doctor is asked about, with what it would be filled with. */
export type CaseToOpen = { kind: ChildCaseKind; severe: boolean; reason: Message; source: string; basis: string; day: Day | null; previousCaseId: string | null; row: Partial<ChildCase> }

/** A check-up as one look within a case. */
function lookOfVisit(visit: VisitRow, { of, altitudeM, rules }: CaseEvidence): CourseVisit {
  const { birthDay } = of.child
  return {
    day: visit.visitDay, weightKg: visit.weightKg, growth: growthFindingsOf(visit), haemoglobinGPerL: visit.haemoglobinGPerL,
    anaemia: visit.haemoglobinGPerL !== null && birthDay ? anaemiaOf(visit.haemoglobinGPerL, birthDay, visit.visitDay, altitudeM, rules)?.degree ?? null : null,
    rickets: ricketsOfVisit(visit), generalConditionGood: null, courseCompleted: null, improved: null, complicationSuspected: null, developmentNormal: null, openReferral: false,
  }
}

/** The rickets signs of a check-up by their national codes; null where its form asks for none or nothing was ticked. */
export function ricketsOfVisit(visit: VisitRow): RicketsLook | null {
  const ticked = visit.ricketsSignsMonth3 ?? visit.ricketsSignsInfant ?? visit.ricketsSignsToddler
  if (ticked === null || visit.contact === 'home') return null
  return { day: visit.visitDay, found: ricketsSignsOf(visit.contact as CheckContact, ticked.split(',')), shown: signsInColumn(visit.contact as CheckContact) }
}

/** A follow-up is asked for every sign. */
const ricketsOfFollowUp = ({ visitDay, ricketsSigns }: ChildCaseVisit): RicketsLook | null =>
  ricketsSigns === null ? null : { day: visitDay, found: codesIn(ricketsSigns).filter(sign => sign !== '01'), shown: RICKETS_SIGNS }

const lookOfFollowUp = (visit: ChildCaseVisit): CourseVisit => ({
  day: visit.visitDay, weightKg: visit.weightKg, growth: growthFindingsOf(visit), haemoglobinGPerL: visit.haemoglobinGPerL, anaemia: visit.anaemiaDegree,
  rickets: ricketsOfFollowUp(visit),
  generalConditionGood: visit.generalConditionGood, courseCompleted: visit.courseCompleted, improved: visit.improved, complicationSuspected: visit.complicationSuspected, developmentNormal: visit.developmentNormal,
  openReferral: visit.referral === '2' && !visit.referralResult,
})

/** The course of one case: its follow-ups and the check-ups made while it was open, the oldest first. */
export function courseOf(one: CaseRow, evidence: CaseEvidence): CaseCourse {
  const { of, caseVisits, visits, today } = evidence
  const looks = [
    ...caseVisits.filter(visit => visit.caseId === one.id).map(lookOfFollowUp),
    ...visits.filter(visit => visit.visitDay > one.openedDay && (one.closedDay === null || visit.visitDay <= one.closedDay)).map(visit => lookOfVisit(visit, evidence)),
  ].toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0)
  const excess = one.kind === 'obesity' ? growthFindingsOf({ weightGrade: null, lengthGrade: null, weightForLengthGrade: 'high', bmiGrade: null, nutrition: one.statuses }).excess : null
  return {
    kind: one.kind, openedDay: one.openedDay, treatmentStartedDay: one.treatmentStartedDay, startHaemoglobinGPerL: one.startHaemoglobinGPerL, startExcess: excess,
    lowRiskPreterm: one.pretermClass === 'lowRisk', correctedMonths: of.child.birthDay ? correctedMonths(of.child.birthDay, of.file.gestationDays, one.closedDay ?? today) : 0, visits: looks,
    ricketsBefore: visits.filter(visit => visit.visitDay <= one.openedDay).flatMap(visit => ricketsOfVisit(visit) ?? []),
  }
}

/** What the birth, the file, newborn screening and the last check-up say about risk; what nobody noted stays unknown (§8). */
export function riskFactsOf({ of, visits, home, confirmed, tables, growthRules }: Pick<CaseEvidence, 'of' | 'visits' | 'home' | 'confirmed' | 'tables' | 'growthRules'>): RiskFacts {
  const { file, child, mother } = of
  const size = evaluateBirthSize(tables, { sex: child.sex as Sex, gestationDays: file.gestationDays ?? 0, fetusCount: file.fetusCount ?? 1, weightG: file.birthWeightG ?? 0 })
  const last = visits.findLast(visit => visit.weightKg !== null || visit.lengthCm !== null)
  const measured = last ? measurementOf(of, last) : null
  // Below P3 is asked of the percentile tables, whatever method the hospital grades by.
  const rows = measured ? evaluateGrowth(tables, measured, { rules: growthRules, method: 'percentile' }).rows.filter(row => row.standard === 'wst423' && (row.indicator === 'wfa' || row.indicator === 'lhfa') && row.grade !== null) : []
  const signed = visits.findLast(visit => [visit.warningSign1, visit.warningSign2, visit.warningSign3, visit.warningSign4].some(sign => sign !== null))
  const motherAge = mother?.birthDay && child.birthDay && mother.birthDay < child.birthDay ? completedYears(mother.birthDay, child.birthDay) : null
  const findings = last ? growthFindingsOf(last) : null
  return {
    gestationDays: file.gestationDays, birthWeightG: file.birthWeightG, fetusCount: file.fetusCount, apgar1: file.apgarOneMinute, apgar5: file.apgarFiveMinutes,
    sizeAtBirth: size.grade === 'smallForGestation' ? 'small' : size.grade === 'largeForGestation' ? 'large' : size.grade === null ? null : 'appropriate',
    membraneRuptureHours: null, glucoseMmolPerL: null, hearingLossDb: confirmed.hearingLossDb, retinopathyStage: confirmed.retinopathyStage, respiratoryInfectionsPerYear: null, motherAgeYears: motherAge,
    heightOrWeightBelowP3: rows.length > 0 ? rows.some(row => row.grade === 'low') : null, wasted: findings?.wasted ? findings.wasted !== 'none' : null,
    developmentAbnormal: signed ? [signed.warningSign1, signed.warningSign2, signed.warningSign3, signed.warningSign4, signed.languageRegression].includes(true) : null,
    screeningAbnormal: home ? home.hearingStatus === '2' || ['3', '4', '5'].some(code => codesIn(home.diseaseStatus).includes(code as never)) : null,
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

/** The last check-up findings that no case of the kind has answered yet: of each kind, only what is newer than its last closing. */
function findingsFor(kind: ChildCaseKind, evidence: CaseEvidence): { findings: CheckFindings; visit: VisitRow } | null {
  const since = latestClosed(evidence.cases, kind)?.closedDay ?? null
  const newer = evidence.visits.filter(visit => since === null || visit.visitDay > since)
  const has = (visit: VisitRow): boolean => {
    if (kind === 'anaemia') return visit.haemoglobinGPerL !== null
    if (kind === 'rickets') return ricketsOfVisit(visit) !== null
    const growth = growthFindingsOf(visit)
    return kind === 'obesity' ? growth.excess !== null : growth.underweight !== null || growth.stunted !== null || growth.wasted !== null
  }
  const visit = newer.findLast(has)
  if (!visit) return null
  const look = lookOfVisit(visit, evidence)
  const nothing = { underweight: null, stunted: null, wasted: null, excess: null }
  return {
    visit,
    findings: {
      growth: kind === 'malnutrition' ? { ...look.growth, excess: null } : kind === 'obesity' ? { ...nothing, excess: look.growth.excess } : nothing,
      anaemia: kind === 'anaemia' ? look.anaemia : null, ricketsSigns: kind === 'rickets' ? look.rickets?.found.length ?? 0 : 0, ricketsDiagnosed: false,
    },
  }
}

const SOURCE: Readonly<Record<ChildCaseKind, string>> = { highRisk: '§8 [S7][S23]', malnutrition: '§9.1、§9.5 [S7]', anaemia: '§9.2、§9.5 [S18]', rickets: '§9.3、§9.5 [K]', obesity: '§9.4、§9.5 [K]' }

/** What a new case of a kind is filled with from the last check-ups and the birth. */
export function startOf(kind: ChildCaseKind, evidence: CaseEvidence): { row: Partial<ChildCase>; foundFactors: string[] } {
  const { of, visits, rules, altitudeM, factors, today, doctorName } = evidence
  const { file, child } = of
  const measured = visits.findLast(visit => visit.weightKg !== null || visit.lengthCm !== null)
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
    const visit = visits.findLast(one => one.haemoglobinGPerL !== null)
    const degree = visit?.haemoglobinGPerL && child.birthDay ? anaemiaOf(visit.haemoglobinGPerL, child.birthDay, visit.visitDay, altitudeM, rules)?.degree ?? null : null
    return { row: { ...shared, startHaemoglobinGPerL: visit?.haemoglobinGPerL ?? null, anaemiaDegree: degree }, foundFactors: [] }
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
    for (const { severe, reason, disease: named } of proposeCases(evident.findings, [], rules)) if (caseOfDisease(named) === kind) add(kind, severe, reason, evident.visit.id, evident.visit.visitDay)
  }
  return found
}
