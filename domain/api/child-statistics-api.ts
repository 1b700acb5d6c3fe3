import { z } from 'zod'
import { CHILD_FIGURE_IDS } from '../rule/child/statistics-figures.ts'
import { act, Paging } from './define-api.ts'

const Year = z.int().min(2000).max(2100)
const Figure = z.enum(CHILD_FIGURE_IDS)
const Text = z.string().nullable()

export const childStatisticsApi = {
  /** The rates of a statistics year (1 October to 30 September), counted up to today; nothing is kept. */
  'child.statistics': act({
    need: 'child.read', input: z.strictObject({ year: Year }),
    output: z.strictObject({
      year: z.int(), first: z.string(), last: z.string(), asOf: z.string(), version: z.int(), evaluations: z.int(),
      figures: z.array(z.strictObject({ figure: Figure, numerator: z.int(), denominator: z.int(), percent: z.number().nullable() })),
    }),
  }),
  /** The children behind a figure: those who count, all who were asked about, or those who are missing. */
  'child.statistics.children': act({
    need: 'child.read', input: z.strictObject({ year: Year, figure: Figure, part: z.enum(['numerator', 'denominator', 'rest']), ...Paging }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ childId: z.string(), fileId: Text, fileNumber: Text, childName: Text, sex: z.string(), birthDay: Text, motherName: Text, inNumerator: z.boolean() })),
    }),
  }),
} as const
