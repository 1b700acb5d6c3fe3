import { sql } from 'kysely'
import type { RiskFinding, RiskMeasure } from '../../../domain/code/maternal-risk.ts'
import { type MaternalFirst, maternalFirst } from '../../../domain/modules/maternal/first.record.ts'
import { gestationOn } from '../../../domain/rule/maternal/dating.ts'
import { ageAtAssessment, intervalMonths, NO_RISK_FACTS } from '../../../domain/rule/maternal/risk-assessment.ts'
import type { RiskFact, RiskFacts } from '../../../domain/rule/maternal/risk-table.ts'
import { type Day, dayOf, type Minute } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import { fromColumns } from '../record/store.ts'
import type { PregnancyOf } from './pregnancies.ts'

/** What the records say of a woman, with the day each was found on; what the pregnancy itself says has none. */
export type KnownRiskFacts = { readonly facts: RiskFacts; readonly days: Readonly<Partial<Record<RiskFact, Day>>> }
type Found = { -readonly [K in RiskMeasure]?: number | null } & { -readonly [K in RiskFinding]?: boolean | null }

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

/** Of the first check: what is measured once. A sugar of the other half of the pregnancy has another limit and says nothing now. */
function ofFirst(first: MaternalFirst | undefined, gestationDays: number | null): Found {
  if (!first) return {}
  const isSameHalf = first.gestationDays !== null && gestationDays !== null && first.gestationDays < WEEK_24_DAYS === gestationDays < WEEK_24_DAYS
  const losses = [first.spontaneousAbortions, first.inducedAbortions].filter(count => count !== null)
  return {
    heightCm: first.heightCm, bmi: first.bmi, plateletsE9PerL: first.plateletsE9PerL, altUPerL: first.altUPerL, hepatitisB: yes(first.hepatitisBSurfaceAntigen), syphilis: yes(first.syphilis), hiv: yes(first.hivAntibody), rhesusNegative: yes(first.rhGroup),
    abortions: losses.length === 0 ? null : losses.reduce((sum, count) => sum + count, 0), ...isSameHalf ? { fastingGlucoseMmolPerL: first.glucoseMmolPerL, urineSugar: first.urineGlucose === null ? null : first.urineGlucose >= SUGAR_FROM } : {},
  }
}

type Measured = { visitDay: Day; haemoglobinGPerL: number | null; systolicMmHg: number | null; diastolicMmHg: number | null; fetalPosition: string | null; gestationDays: number | null }
/** Every visit that measured something, before and after birth, the oldest first. */
async function measuredOf(db: ReadDb, pregnancyId: string, on: Day): Promise<Measured[]> {
  const part = (table: string, haemoglobin: boolean, position: boolean) => sql`SELECT visit_day, ${haemoglobin ? sql`haemoglobin_g_per_l` : sql`CAST(NULL AS INTEGER)`} AS haemoglobin_g_per_l, systolic_mm_hg, diastolic_mm_hg, ${position ? sql`fetal_position, gestation_days` : sql`CAST(NULL AS TEXT) AS fetal_position, CAST(NULL AS INTEGER) AS gestation_days`}
    FROM ${sql.table(table)} WHERE pregnancy_id = ${pregnancyId} AND voided_at IS NULL AND visit_day <= ${on}`
  const { rows } = await sql<Measured>`SELECT * FROM (${part('maternal_first', true, false)} UNION ALL ${part('maternal_visit', true, true)} UNION ALL ${part('maternal_postpartum_visit', false, false)} UNION ALL ${part('maternal_postpartum_check', false, false)}) AS measured ORDER BY visit_day`.execute(db)
  return rows
}

/** Her last birth before this pregnancy, where it is known here. */
async function lastBirth(db: ReadDb, womanId: string, startDay: Day): Promise<{ day: Day; mode: string } | undefined> {
  const row = await db.selectFrom('delivery').innerJoin('newborn', 'newborn.deliveryId', 'delivery.id').select(['newborn.bornAt', 'delivery.mode']).where('delivery.motherId', '=', womanId).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null)
    .where('newborn.bornAt', '<', startDay as string as Minute).orderBy('newborn.bornAt', 'desc').limit(1).executeTakeFirst()
  return row && { day: dayOf(row.bornAt), mode: row.mode }
}

/** Facts for the criteria on a day: who she is, this pregnancy, the first check and the newest of what is measured again and again. */
export async function riskFactsOf(db: ReadDb, { pregnancy, woman }: PregnancyOf, on: Day): Promise<KnownRiskFacts> {
  const gestationDays = pregnancy.startDay ? gestationOn(pregnancy.startDay, on) : null
  const stored = await db.selectFrom('maternalFirst').selectAll().where('pregnancyId', '=', pregnancy.id).where('voidedAt', 'is', null).where('visitDay', '<=', on).executeTakeFirst()
  const first = stored && fromColumns(maternalFirst, stored)
  const measured = await measuredOf(db, pregnancy.id, on)
  const birth = pregnancy.startDay ? await lastBirth(db, woman.id, pregnancy.startDay) : undefined
  const months = birth && pregnancy.startDay ? intervalMonths(birth.day, pregnancy.startDay) : null
  const days: Partial<Record<RiskFact, Day>> = {}
  const newest = <K extends keyof Measured>(name: K, fact: RiskFact): Measured[K] | null => {
    const visit = measured.findLast(one => one[name] !== null)
    if (visit) days[fact] = visit.visitDay
    return visit?.[name] ?? null
  }
  const checked = ofFirst(first, gestationDays)
  if (first) for (const fact of Object.keys(checked) as RiskFact[]) days[fact] = first.visitDay
  const positioned = measured.findLast(one => one.fetalPosition !== null && one.fetalPosition !== UNKNOWN_POSITION && (one.gestationDays ?? 0) >= WEEK_36_DAYS)
  if (positioned) days.malposition = positioned.visitDay
  const found: Found = {
    ...checked, ageYears: woman.birthDay ? ageAtAssessment(woman.birthDay, on) : null, gestationDays, fetusCount: pregnancy.fetusCount, assistedReproduction: pregnancy.transferDay === null ? null : true, caesareans: pregnancy.caesareans,
    haemoglobinGPerL: newest('haemoglobinGPerL', 'haemoglobinGPerL'), systolicMmHg: newest('systolicMmHg', 'systolicMmHg'), diastolicMmHg: newest('diastolicMmHg', 'diastolicMmHg'),
    malposition: positioned ? !OCCIPUT.includes(positioned.fetalPosition!) : null, birthIntervalMonths: months, uterineIntervalMonths: birth?.mode.startsWith(CAESAREAN) ? months : null,
  }
  return { facts: { ...NO_RISK_FACTS, ...found }, days }
}
