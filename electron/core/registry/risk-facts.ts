import { type RiskFinding, type RiskMeasure } from '../../../domain/code/maternal-risk.ts'
import { gestationOn } from '../../../domain/rule/maternal/dating.ts'
import { ageAtAssessment, NO_RISK_FACTS } from '../../../domain/rule/maternal/risk-assessment.ts'
import type { RiskFact, RiskFacts } from '../../../domain/rule/maternal/risk-table.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import type { PregnancyOf } from './pregnancies.ts'

/** What the records say of a woman, with the day each was found on; what the pregnancy itself says has none. */
export type KnownRiskFacts = { readonly facts: RiskFacts; readonly days: Readonly<Partial<Record<RiskFact, Day>>> }

type Found = { -readonly [K in RiskMeasure]?: number | null } & { -readonly [K in RiskFinding]?: boolean | null }

/** Facts for the criteria on a day: who she is, this pregnancy, and the newest results of her checks. */
export async function riskFactsOf(_db: ReadDb, { pregnancy, woman }: PregnancyOf, on: Day): Promise<KnownRiskFacts> {
  const found: Found = {
    ageYears: woman.birthDay ? ageAtAssessment(woman.birthDay, on) : null, gestationDays: pregnancy.startDay ? gestationOn(pregnancy.startDay, on) : null,
    fetusCount: pregnancy.fetusCount, assistedReproduction: pregnancy.transferDay === null ? null : true,
  }
  return { facts: { ...NO_RISK_FACTS, ...found }, days: {} }
}
