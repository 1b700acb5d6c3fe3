import { z } from 'zod'
import { message } from '../message/message.ts'
import { faultIf, says } from '../settings/said.ts'

/** One number of a clinic: what it is, where it was read, and what a hospital may make of it. */
export type NumberRule<U extends string = string> = {
  readonly title: string
  readonly value: number
  readonly unit: U
  readonly source: string
  /** S: a source was read; K: general knowledge, not checked against a text. */
  readonly mark: 'S' | 'K'
  /** What a hospital's own value may be. */
  readonly limits: readonly [number, number]
  /** Smallest step of the value; 1 unless said. */
  readonly step?: number
}

/** A hospital's own copy of a clinic's numbers; `version` begins with the shipped set's and is counted with every change. */
export type NumberRuleValues<Id extends string> = { readonly version: number } & Readonly<Record<Id, number>>

export type NumberRules<Id extends string> = {
  readonly rules: Readonly<Record<Id, NumberRule>>
  readonly ids: readonly Id[]
  readonly schema: z.ZodType<NumberRuleValues<Id>, Partial<NumberRuleValues<Id>>>
  /** What a new hospital starts with. */
  readonly initial: NumberRuleValues<Id>
  /** Where a hospital's value stands against the shipped one. */
  isShipped(values: NumberRuleValues<Id>, id: Id): boolean
}

/**
 * The numbers of a clinic as a setting. `rising` names those that must not fall, or a child would fall between two of
 * them. A number that a later version of the program brings takes its shipped value, so that an old copy still reads.
 */
export function defineNumberRules<const Id extends string>(version: number, rules: Readonly<Record<Id, NumberRule>>, rising: readonly (readonly NoInfer<Id>[])[] = []): NumberRules<Id> {
  const ids = Object.keys(rules) as Id[]
  const shape = Object.fromEntries(ids.map(id => {
    const { value, limits: [least, most], step = 1 } = rules[id]
    return [id, (step === 1 ? z.int() : z.number().multipleOf(step)).min(least).max(most).default(value)]
  }))
  const schema = z.strictObject({ version: z.int().min(1).default(version), ...shape })
    .superRefine(says(values => rising.flatMap(line => line.slice(1).flatMap((id, before) => {
      const [lower, value] = [line[before]!, values as unknown as Readonly<Record<Id, number>>]
      return faultIf(value[lower] > value[id], message('numberRules.rising', '“{{higher}}”不能小于“{{lower}}”({{value}}),请改正', { higher: rules[id].title, lower: rules[lower].title, value: value[lower] }), id)
    })))) as unknown as NumberRules<Id>['schema']
  return { rules, ids, schema, initial: schema.parse({}), isShipped: (values, id) => values[id] === rules[id].value }
}
