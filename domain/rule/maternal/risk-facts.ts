import type { RiskFinding, RiskMeasure } from '../../code/maternal-risk.ts'
import { addDays, completedYears, type Day, monthAnniversary } from '../../time/day.ts'
import { gestationOn } from './dating.ts'
import { ageAtAssessment, intervalMonths, NO_RISK_FACTS } from './risk-assessment.ts'
import type { RiskFact, RiskFacts, RiskTable } from './risk-table.ts'

/** What the records say of a woman, with the day each was found on; what the pregnancy itself says has none. */
export type KnownRiskFacts = { readonly facts: RiskFacts; readonly days: Readonly<Partial<Record<RiskFact, Day>>> }
type Found = { -readonly [K in RiskMeasure]?: number | null } & { -readonly [K in RiskFinding]?: boolean | null }

/** The first check, as far as the criteria ask. */
export type FirstCheck = {
  readonly visitDay: Day; readonly gestationDays: number | null; readonly heightCm: number | null; readonly bmi: number | null; readonly plateletsE9PerL: number | null; readonly altUPerL: number | null; readonly glucoseMmolPerL: number | null
  readonly urineGlucose: string | null; readonly hepatitisBSurfaceAntigen: string | null; readonly syphilis: string | null; readonly hivAntibody: string | null; readonly rhGroup: string | null; readonly spontaneousAbortions: number | null; readonly inducedAbortions: number | null
}
/** What is measured again and again, before and after birth. */
export type MeasuredVisit = { readonly visitDay: Day; readonly haemoglobinGPerL: number | null; readonly systolicMmHg: number | null; readonly diastolicMmHg: number | null; readonly fetalPosition: string | null; readonly gestationDays: number | null }
export type CareFacts = {
  readonly womanBirthDay: Day | null
  readonly pregnancy: { readonly startDay: Day | null; readonly fetusCount: number | null; readonly transferDay: Day | null; readonly caesareans: number | null }
  /** The day the pregnancy ended; no gestation is counted after it. */
  readonly endedDay: Day | null
  readonly first: FirstCheck | null
  /** The oldest first, the first check among them. */
  readonly measured: readonly MeasuredVisit[]
  /** Her last birth before this pregnancy, where it is known. */
  readonly lastBirth: { readonly day: Day; readonly mode: string } | null
}

const POSITIVE = '2'
const WEEK_24_DAYS = 24 * 7
const WEEK_36_DAYS = 36 * 7
/** Urine sugar from one plus on; a trace asks nothing. */
const SUGAR_FROM = '03'
/** Occiput in front: everything else of CV05.01.007 but 不详 is a malposition. */
const OCCIPUT: readonly string[] = ['01', '02', '03', '04', '05', '06']
const UNKNOWN_POSITION = '99'
const CAESAREAN = '3'
const yes = (answer: string | null): boolean | null => answer === null ? null : answer === POSITIVE

/** What is measured once. A sugar of the other half of the pregnancy has another limit and says nothing now. */
function ofFirst(first: FirstCheck, gestationDays: number | null): Found {
  const isSameHalf = first.gestationDays !== null && gestationDays !== null && first.gestationDays < WEEK_24_DAYS === gestationDays < WEEK_24_DAYS
  const losses = [first.spontaneousAbortions, first.inducedAbortions].filter(count => count !== null)
  return {
    heightCm: first.heightCm, bmi: first.bmi, plateletsE9PerL: first.plateletsE9PerL, altUPerL: first.altUPerL, hepatitisB: yes(first.hepatitisBSurfaceAntigen), syphilis: yes(first.syphilis), hiv: yes(first.hivAntibody), rhesusNegative: yes(first.rhGroup),
    abortions: losses.length === 0 ? null : losses.reduce((sum, count) => sum + count, 0), ...isSameHalf ? { fastingGlucoseMmolPerL: first.glucoseMmolPerL, urineSugar: first.urineGlucose === null ? null : first.urineGlucose >= SUGAR_FROM } : {},
  }
}

/** Facts for the criteria on a day: who she is, this pregnancy, the first check and the newest of what is measured again (§6.6). */
export function riskFactsOfCare(care: CareFacts, on: Day): KnownRiskFacts {
  const { womanBirthDay, pregnancy, endedDay, lastBirth } = care
  const first = care.first && care.first.visitDay <= on ? care.first : null
  const measured = care.measured.filter(({ visitDay }) => visitDay <= on)
  const gestationDays = pregnancy.startDay && (endedDay === null || on <= endedDay) ? gestationOn(pregnancy.startDay, on) : null
  const months = lastBirth && pregnancy.startDay ? intervalMonths(lastBirth.day, pregnancy.startDay) : null
  const days: Partial<Record<RiskFact, Day>> = {}
  const newest = <K extends 'haemoglobinGPerL' | 'systolicMmHg' | 'diastolicMmHg'>(name: K): number | null => {
    const visit = measured.findLast(one => one[name] !== null)
    if (visit) days[name] = visit.visitDay
    return visit?.[name] ?? null
  }
  const checked = first ? ofFirst(first, gestationDays) : {}
  if (first) for (const fact of Object.keys(checked) as RiskFact[]) days[fact] = first.visitDay
  const positioned = measured.findLast(one => one.fetalPosition !== null && one.fetalPosition !== UNKNOWN_POSITION && (one.gestationDays ?? 0) >= WEEK_36_DAYS)
  if (positioned) days.malposition = positioned.visitDay
  const found: Found = {
    ...checked, ageYears: womanBirthDay ? ageAtAssessment(womanBirthDay, on) : null, gestationDays, fetusCount: pregnancy.fetusCount, assistedReproduction: pregnancy.transferDay === null ? null : true, caesareans: pregnancy.caesareans,
    haemoglobinGPerL: newest('haemoglobinGPerL'), systolicMmHg: newest('systolicMmHg'), diastolicMmHg: newest('diastolicMmHg'), malposition: positioned ? !OCCIPUT.includes(positioned.fetalPosition!) : null,
    birthIntervalMonths: months, uterineIntervalMonths: lastBirth?.mode.startsWith(CAESAREAN) ? months : null,
  }
  return { facts: { ...NO_RISK_FACTS, ...found }, days }
}

// So long after its start neither the pregnancy nor the weeks after the birth go on.
const LAST_DAYS = 330
const MONTHS_OF_YEAR = 12
/** The day that completes a year of life: for who was born on 29 February it may be 1 March. */
function birthday(birthDay: Day, years: number): Day {
  const day = monthAnniversary(birthDay, years * MONTHS_OF_YEAR)
  return completedYears(birthDay, day) === years ? day : addDays(day, 1)
}

/**
 * The days after `after` on which time alone may make one of these rows true or untrue, the oldest first: her age and, until
 * the pregnancy ends, the gestation. Intervals end with the last menstruation and stand still.
 */
export function riskTurningDays(rows: RiskTable['rows'], { womanBirthDay, pregnancy: { startDay }, endedDay }: Pick<CareFacts, 'womanBirthDay' | 'endedDay'> & { readonly pregnancy: { readonly startDay: Day | null } }, after: Day): Day[] {
  const last = addDays(startDay ?? after, LAST_DAYS)
  const days = rows.filter(({ active }) => active).flatMap(({ condition }) => condition.flat()).flatMap(test => {
    if (test.by !== 'measure') return []
    const { from, above, below, upTo } = test
    // Both are counted in whole units: a limit is passed where it is reached, or one unit later.
    const counts = [...[from, below].filter(limit => limit !== null).map(Math.ceil), ...[above, upTo].filter(limit => limit !== null).map(limit => Math.floor(limit) + 1)]
    if (test.fact === 'ageYears' && womanBirthDay) return counts.map(years => birthday(womanBirthDay, years))
    if (test.fact === 'gestationDays' && startDay && endedDay === null) return counts.map(count => addDays(startDay, count))
    return []
  })
  return [...new Set(days)].filter(day => day > after && day <= last).toSorted()
}
