import { z } from 'zod'
import { CHILD_CONTACT } from '../code/child-check.ts'
import { EYE_FIGURE_IDS } from '../rule/eye/coverage-figures.ts'
import { CLASS_ROW_STATES, ClassRow } from './child-case-api.ts'
import { act, CalendarDay, Paging } from './define-api.ts'

const Text = z.string().nullable()
const Contact = z.enum(CHILD_CONTACT.values)
const Year = z.int().min(2000).max(2100)
const Figure = z.enum(EYE_FIGURE_IDS)
const Rate = z.strictObject({ figure: Figure, numerator: z.int(), denominator: z.int(), percent: z.number().nullable() })
const By = z.enum(['kindergarten', 'township'])
const Group = z.strictObject({ by: By, key: z.string().max(70) })

/** A row of a class list for an eye visit: whom it means, which visit its day belongs to, what there is already. */
const EyeClassRow = ClassRow.omit({ lastExamId: true, lastExamDay: true, lastOpinion: true }).extend({
  selectable: z.array(Contact), contact: Contact.nullable(), existingVisitId: Text, lastVisitDay: Text, lastConclusion: Text, offered: z.int(),
})

export const eyeGroupApi = {
  /** Asks for a kindergarten's class list and says of every row whom it means and what of its eyes is known; nothing is kept. Null when the dialog was closed. */
  'eye.group.read': act({
    need: 'eye.write', input: z.strictObject({ visitDay: CalendarDay.optional() }),
    output: z.strictObject({ fileName: z.string(), visitDay: z.string(), rows: z.array(EyeClassRow), counts: z.partialRecord(z.enum(CLASS_ROW_STATES), z.int()) }).nullable(),
  }),
  /** Coverage of a statistics year (1 October to 30 September) up to today: the whole, each kindergarten and each township. An empty key is who has none. */
  'eye.coverage': act({
    need: 'eye.read', input: z.strictObject({ year: Year }),
    output: z.strictObject({ year: z.int(), first: z.string(), last: z.string(), asOf: z.string(), version: z.int(), kindergartens: z.int(), total: z.array(Rate), groups: z.array(z.strictObject({ by: By, key: z.string(), name: z.string(), rates: z.array(Rate) })) }),
  }),
  /** The children behind a number: those who count, all who were asked about, or those who are missing; of the whole or of one group. */
  'eye.coverage.children': act({
    need: 'eye.read', input: z.strictObject({ year: Year, figure: Figure, part: z.enum(['numerator', 'denominator', 'rest']), group: Group.optional(), ...Paging }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ fileId: z.string(), childId: z.string(), fileNumber: Text, childName: Text, sex: z.string(), birthDay: Text, motherName: Text, kindergarten: Text, inNumerator: z.boolean(), lastVisitDay: Text, visits: z.int() })),
    }),
  }),
} as const
