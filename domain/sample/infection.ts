import { INFECTION } from '../code/infection.ts'
import { codeList } from '../field/code-list.ts'
import { infectionCase } from '../modules/infection/case.record.ts'
import { infectionChild, infectionChildTest } from '../modules/infection/child.record.ts'
import { infectionVisit } from '../modules/infection/visit.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { hoursAfterBirth, plannedTests } from '../rule/infection/exposed-child.ts'
import { INFECTION_RULES_DEFAULT as RULES } from '../rule/infection/infection-rules.ts'
import { isSyphilisTreatmentAdequate, standingOf } from '../rule/infection/treatment.ts'
import { MATERNAL_RULES_DEFAULT } from '../rule/maternal/maternal-rules.ts'
import { addDays, type Day, dayOf, epochOf, instantAt, type Minute, minuteAt, monthAnniversary } from '../time/day.ts'
import type { SampleRecord } from './chunk.ts'
import { createRandom, weighted } from './random.ts'

/** A birth as this clinic sees it. */
export type SampleInfectionBirth = { readonly pregnancyId: string; readonly startDay: Day; readonly day: Day; readonly children: readonly { readonly newbornId: string; readonly birthOrder: number; readonly bornAt: Minute }[] }
export type InfectionSampler = { records(birth: SampleInfectionBirth): SampleRecord[]; serials(): { name: string; last: number }[] }

/** One birth in so many has a case; the third of them is the first, so that the smallest hospital has one. */
const CASE_EVERY = 12
const FIRST_AT = 2
const KINDS = ['hbv', 'syphilis', 'hbv', 'hiv', 'hbv'] as const
const HOUR_MS = 3_600_000
const TESTED = 0.85
const HOURS = weighted<number>([[2, 60], [6, 25], [11, 10], [15, 5]])
const [EMPTY_CASE, EMPTY_VISIT, EMPTY_CHILD, EMPTY_TEST] = [emptyRow(infectionCase), emptyRow(infectionVisit), emptyRow(infectionChild), emptyRow(infectionChildTest)]

/** Makes cases beside births: tested, confirmed, treated, followed up; children with what their days asked for. A source of its own draws it. */
export function infectionSampler({ seed, today, userId, doctorName, newId }: { seed: number; today: Day; userId: string; doctorName: string; newId(): string }): InfectionSampler {
  const random = createRandom(seed)
  const serials = new Map<string, number>()
  let births = 0
  let cases = 0
  const lastDay = addDays(today, -1)
  return {
    serials: () => [...serials].map(([name, last]) => ({ name, last })),
    records({ pregnancyId, startDay, day, children }) {
      births += 1
      if (births % CASE_EVERY !== FIRST_AT || children.length === 0) return []
      const records: SampleRecord[] = []
      const add = (definition: RecordDefinition, on: Day, row: object): string => {
        const id = newId()
        records.push({ definition, id, at: instantAt(epochOf(`${on}T10:30` as Minute)), by: userId, row: row as Record<string, unknown> })
        return id
      }
      const kind = KINDS[cases++ % KINDS.length]!
      const [testedDay, confirmedDay] = [addDays(startDay, random.int(60, 110)), addDays(startDay, random.int(112, 125))]
      const year = confirmedDay.slice(0, 4)
      const serial = (serials.get(`infection-${year}`) ?? 0) + 1
      serials.set(`infection-${year}`, serial)
      const treated = kind === 'hbv' || random.chance(0.9)
      const results = {
        hivDay: testedDay, hivResult: kind === 'hiv' ? 'positive' as const : 'negative' as const, ...kind === 'hiv' ? { hivConfirmation: 'confirmed' as const, hivConfirmationDay: confirmedDay, cd4PerUl: random.int(280, 720), viralLoadPerMl: random.int(50, 20_000), viralLoadDay: confirmedDay, ...treated ? { hivTreatmentDay: addDays(confirmedDay, 3), hivRegimen: 'TDF+3TC+EFV' } : {}, partnerHiv: 'negative' as const, partnerDay: confirmedDay } : {},
        syphilisDay: testedDay, syphilisResult: kind === 'syphilis' ? 'positive' as const : 'negative' as const, ...kind === 'syphilis' ? { syphilisConfirmation: 'confirmed' as const, syphilisConfirmationDay: confirmedDay, syphilisTitre: '008' as const, ...treated ? { syphilisDrug: 'benzathine' as const, syphilisDoses: 3, syphilisStartDay: addDays(confirmedDay, 1), syphilisEndDay: addDays(confirmedDay, 15) } : {}, partnerSyphilis: 'negative' as const, partnerDay: confirmedDay } : {},
        hbvDay: testedDay, hbvResult: kind === 'hbv' ? 'positive' as const : 'negative' as const, ...kind === 'hbv' ? { hbeAntigen: random.chance(0.3) ? 'positive' as const : 'negative' as const, hbvDnaIuPerMl: random.int(500, 900_000), hbvDnaDay: confirmedDay, altUPerL: random.int(12, 48) } : {},
      }
      const whole = { ...EMPTY_CASE, pregnancyId, number: `MY${year}${String(serial).padStart(4, '0')}`, openedDay: confirmedDay, doctorName, ...results }
      const { waiting, confirmed } = standingOf(whole as never)
      const nextVisitDay = addDays(day, 42)
      const caseId = add(infectionCase, confirmedDay, { ...whole, waiting: codeList(INFECTION, waiting), confirmed: codeList(INFECTION, confirmed), isSyphilisAdequate: kind === 'syphilis' ? isSyphilisTreatmentAdequate(whole as never, null, RULES) : null, nextVisitDay: nextVisitDay > lastDay || cases % 3 === 1 ? nextVisitDay : addDays(lastDay, random.int(3, 40)) })
      const visitDay = addDays(confirmedDay, 30)
      if (visitDay < day) add(infectionVisit, visitDay, { ...EMPTY_VISIT, caseId, visitDay, way: 'clinic', adherence: kind === 'hbv' ? 'none' : 'good', condition: '一般情况好', advice: '按时复查', nextVisitDay: addDays(visitDay, 30), doctorName })
      for (const { newbornId, birthOrder, bornAt } of children) {
        const after = (hours: number): Minute => minuteAt(epochOf(bornAt) + hours * HOUR_MS)
        const immunoglobulinAt = kind === 'hbv' ? after(random.weighted(HOURS)) : null
        const dose = (months: number): Day | null => { const on = monthAnniversary(dayOf(bornAt), months); return on <= lastDay ? on : null }
        const hours = immunoglobulinAt && hoursAfterBirth(bornAt, immunoglobulinAt)
        const vaccines = { vaccineFirstAt: after(2), vaccineSecondDay: dose(RULES.vaccineSecondMonths), vaccineThirdDay: dose(RULES.vaccineThirdMonths) }
        const childId = add(infectionChild, day, {
          ...EMPTY_CHILD, caseId, newbornId, birthOrder, bornAt, feeding: kind === 'hiv' ? 'artificial' : 'breast', ...vaccines, immunoglobulinAt, immunoglobulinHours: hours, isImmunoglobulinInTime: hours === null ? null : hours <= MATERNAL_RULES_DEFAULT.immunoglobulinHours,
          ...kind === 'hiv' ? { hivProphylaxisAt: after(4), hivProphylaxis: 'AZT' } : {}, ...kind === 'syphilis' ? { syphilisProphylaxisDay: addDays(dayOf(bornAt), 1) <= lastDay ? addDays(dayOf(bornAt), 1) : null } : {},
        })
        for (const { test, dueDay } of plannedTests({ bornAt, infections: [kind], lastVaccineDay: vaccines.vaccineThirdDay, ended: [] }, [], RULES)) {
          if (dueDay <= lastDay && random.chance(TESTED)) add(infectionChildTest, dueDay, { ...EMPTY_TEST, childId, test, testDay: dueDay, result: 'negative', institution: '市疾病预防控制中心' })
        }
      }
      return records
    },
  }
}
