import { z } from 'zod'

const text = (most: number) => z.string().trim().max(most)
/** 建设自评: what the hospital writes itself. The text of the province's construction standard was not available, so that nothing is filled in for it (note §1). */
export const SelfAssessmentSchema = z.strictObject({
  /** The standard the items were taken from, with its number and day. */
  source: text(200),
  items: z.array(z.strictObject({ item: z.string().trim().min(1).max(60), requirement: text(200), evidence: text(200), score: z.number().min(0).max(1000).nullable() })).max(200),
})
export type SelfAssessment = z.output<typeof SelfAssessmentSchema>
export const NO_SELF_ASSESSMENT: SelfAssessment = { source: '', items: [] }
