import { pregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import { riskAssessment, type StoredRiskAssessment } from '../../../domain/modules/risk/assessment.record.ts'
import { RISK_GRADES, type RiskStanding } from '../../../domain/rule/maternal/risk-assessment.ts'
import { RISK_TABLE } from '../../../domain/rule/maternal/risk-criteria.ts'
import { applyRiskEdits, type RiskTable } from '../../../domain/rule/maternal/risk-table.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { fromColumns, getRow, saveRow, valuesOf } from '../record/store.ts'

/** The criteria as this hospital keeps them. */
export const riskTableOf = async (context: ReadContext | WriteContext): Promise<RiskTable> => applyRiskEdits(RISK_TABLE, await context.setting('riskCriteria')).table

/** Confirmed assessments of a pregnancy, the oldest first. */
export async function riskAssessmentsOf(db: ReadDb, pregnancyId: string): Promise<StoredRiskAssessment[]> {
  const rows = await db.selectFrom('riskAssessment').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('confirmedAt').orderBy('id').execute()
  return rows.map(row => fromColumns(riskAssessment, row))
}

/** What an assessment found. */
export function standingOfAssessment({ colour, isPurple }: Pick<StoredRiskAssessment, 'colour' | 'isPurple'>): RiskStanding {
  const graded = RISK_GRADES.find(one => one === colour) ?? 'green'
  return { colour: graded, isPurple: isPurple === true, shown: isPurple && graded === 'green' ? 'purple' : graded }
}

/** The pregnancy stands where its last assessment that counts says: called after one was confirmed or voided, in the same transaction. */
export async function renewStanding(context: WriteContext, pregnancyId: string): Promise<void> {
  const last = (await riskAssessmentsOf(context.db, pregnancyId)).at(-1)
  const row = await getRow(context.db, pregnancy, pregnancyId)
  const [riskColour, isPurple] = last ? [standingOfAssessment(last).colour, last.isPurple === true] : [null, null]
  if (row.riskColour === riskColour && row.isPurple === isPurple) return
  await saveRow(context, pregnancy, { id: row.id, rev: row.rev, row: { ...valuesOf(pregnancy, row), riskColour, isPurple }, settled: true })
}
