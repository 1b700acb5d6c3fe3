import { z } from 'zod'
import { RISK_COLOUR, RISK_FINDING, type RiskFinding, RISK_GROUP, RISK_MEASURE, type RiskMeasure } from '../../code/maternal-risk.ts'
import { type Message, message } from '../../message/message.ts'
import { fault, faultIf, repeated, says } from '../../settings/said.ts'

export type RiskFact = RiskMeasure | RiskFinding
/** What records say of a woman; what nobody noted is null and finds nothing. */
export type RiskFacts = Readonly<Record<RiskMeasure, number | null> & Record<RiskFinding, boolean | null>>

export const MOST_RISK_LIMIT = 10_000
const Limit = z.number().min(0).max(MOST_RISK_LIMIT).nullable()
type Limits = { readonly from: number | null; readonly above: number | null; readonly below: number | null; readonly upTo: number | null }
const hasNoLimit = ({ from, above, below, upTo }: Limits): boolean => [from, above, below, upTo].every(limit => limit === null)
/** The lower limit of a test lies above its upper one. */
export const isUpsideDown = ({ from, above, below, upTo }: Limits): boolean => (from ?? above ?? 0) > (below ?? upTo ?? Number.POSITIVE_INFINITY)
export const noLimit = (fact: string): Message => message('riskCriteria.limit', '“{{fact}}”请至少填写一个界值,界值为 0~{{most}} 的数字', { fact, most: MOST_RISK_LIMIT })
export const upsideDown = (fact: string): Message => message('riskCriteria.limitOrder', '“{{fact}}”的下限大于上限,请改界值', { fact })
const TestSchema = z.discriminatedUnion('by', [
  /** At least `from`, more than `above`, less than `below`, at most `upTo`; a side that is null is open. */
  z.strictObject({ by: z.literal('measure'), fact: z.enum(RISK_MEASURE.values), from: Limit, above: Limit, below: Limit, upTo: Limit })
    .superRefine(says(test => faultIf(hasNoLimit(test), noLimit(RISK_MEASURE.label(test.fact))).concat(faultIf(isUpsideDown(test), upsideDown(RISK_MEASURE.label(test.fact)))))),
  z.strictObject({ by: z.literal('finding'), fact: z.enum(RISK_FINDING.values) }),
])
export type RiskTest = z.output<typeof TestSchema>
/** Any of several groups of tests that must all hold; empty where only the doctor says so. */
const ConditionSchema = z.array(z.array(TestSchema).min(1).max(4)).max(6)
export type RiskCondition = z.output<typeof ConditionSchema>

const Text = z.string().trim().min(2).max(200)
const rowShape = {
  /** The form's own number: 2.1.3. */
  code: z.string().regex(/^\d{1,2}(\.\d{1,2}){0,2}$/),
  group: z.enum(RISK_GROUP.values),
  /** null for an item of the screening form, which only asks for an assessment. */
  colour: z.enum(RISK_COLOUR.values).nullable(),
  text: Text,
  condition: ConditionSchema,
  source: z.string().min(1).max(200),
  /** Where a limit of the condition comes from when the text does not say it; empty otherwise. */
  limitSource: z.string().trim().max(100),
  active: z.boolean(),
}
const RowSchema = z.strictObject({
  /** Kept with every assessment: the letter of the list or colour and the form's number. Never changed once used. */
  id: z.string().regex(/^[SGYORP]\d{1,2}(\.\d{1,2}){0,2}$/),
  ...rowShape,
  /** S: a copy of the form was read; partly: the item was, its details or its place were not; K: nothing was, a doctor has to check it. */
  mark: z.enum(['S', 'partly', 'K', 'own', 'changed']),
})
export type RiskRow = z.output<typeof RowSchema>
export type RiskMark = RiskRow['mark']

const oneIdEach = says((rows: readonly { readonly id: string }[]) => repeated(rows.map(({ id }) => id)).map(id => fault(message('riskCriteria.twice', '条目 {{id}} 有两份,请只留一份', { id }))))

/** Items and criteria of one edition; provinces differ, so the table says for where it holds. */
export const RiskTableSchema = z.strictObject({
  id: z.string().min(1).max(40), version: z.int().min(1), edition: z.int().min(0), region: z.string().min(1).max(40), title: Text, source: Text,
  rows: z.array(z.union([RowSchema, z.strictObject({ id: z.string().regex(/^H\d{1,3}$/), ...rowShape, mark: z.literal('own') })])).min(1).max(400).superRefine(oneIdEach),
})
export type RiskTable = z.output<typeof RiskTableSchema>
/** How an assessment names the table it was made by: shipped version and the hospital's own edition. */
export const tableName = ({ id, version, edition }: RiskTable): string => `${id} v${version}.${edition}`

export const RiskEditSchema = z.strictObject({
  id: RowSchema.shape.id,
  /** null: as shipped. */
  text: Text.nullable(), colour: z.enum(RISK_COLOUR.values).nullable(), condition: ConditionSchema.nullable(), active: z.boolean(),
  /** Why the hospital differs; the setting's history says who and when. */
  reason: z.string().trim().min(2).max(200),
}).superRefine(says(({ id, colour }) => faultIf(colour !== null && id.startsWith('S'), message('riskCriteria.noColour', '筛查表项目 {{id}} 没有颜色,请去掉颜色', { id }))))
export type RiskEdit = z.output<typeof RiskEditSchema>

/** A criterion of the hospital's own. */
export const OwnRiskRowSchema = z.strictObject({ id: z.string().regex(/^H\d{1,3}$/), ...rowShape })
export type OwnRiskRow = z.output<typeof OwnRiskRowSchema>
/**
 * What a hospital changes in the shipped table: only the differences, so that every other row follows the program. `version`
 * is the shipped table they were made against, `edition` rises with every change and is kept with the assessments.
 */
export const RiskTableEditsSchema = z.strictObject({
  version: z.int().min(1), edition: z.int().min(0),
  edits: z.array(RiskEditSchema).max(200).superRefine(oneIdEach),
  own: z.array(OwnRiskRowSchema).max(60).superRefine(oneIdEach),
})
export type RiskTableEdits = z.output<typeof RiskTableEditsSchema>

/** The hospital's table. An edit of a row that the program no longer ships changes nothing and is named in `left`. */
export function applyRiskEdits(shipped: RiskTable, { edition, edits, own }: RiskTableEdits): { readonly table: RiskTable; readonly left: readonly string[] } {
  const byId = new Map(edits.map(edit => [edit.id, edit]))
  const rows = shipped.rows.map((row): RiskTable['rows'][number] => {
    const edit = byId.get(row.id)
    if (!edit) return row
    const changed = { ...row, text: edit.text ?? row.text, colour: edit.colour ?? row.colour, condition: edit.condition ?? row.condition, active: edit.active } as RiskRow
    // Switching a row off or on leaves what was read in the source.
    return edit.text === null && edit.colour === null && edit.condition === null ? changed : { ...changed, mark: 'changed' }
  })
  const table = RiskTableSchema.parse({ ...shipped, edition, rows: [...rows, ...own.map(row => ({ ...row, mark: 'own' as const }))] })
  return { table, left: edits.filter(({ id }) => !shipped.rows.some(row => row.id === id)).map(({ id }) => id) }
}

type Written = Pick<RiskEdit, 'active' | 'reason'> & Pick<RiskRow, 'text' | 'colour' | 'condition'>
/** What was written over a shipped row as its differences alone; null where it is the shipped row again. */
export function riskEditOf({ id, ...shipped }: RiskTable['rows'][number], { text, colour, condition, active, reason }: Written): RiskEdit | null {
  const edit = {
    id, active, reason, text: text === shipped.text ? null : text, colour: colour === shipped.colour ? null : colour,
    condition: JSON.stringify(condition) === JSON.stringify(shipped.condition) ? null : condition,
  }
  return edit.text === null && edit.colour === null && edit.condition === null && active === shipped.active ? null : edit
}
