import type { Field, ValueOf } from '../field/kinds.ts'
import type { FieldIssue } from '../message/message.ts'
import type { Day, Instant, Minute } from '../time/day.ts'

type Fields = Readonly<Record<string, Field>>

/** The values of a record's own fields; what is not required may be null. */
export type RowOf<F extends Fields> = { [K in keyof F]: F[K] extends { required: true } ? ValueOf<F[K]> : ValueOf<F[K]> | null }

/** What a rule may know besides the row: the day and minute it is judged on, and settings of the institution. */
export type RuleMoment = { readonly today: Day; readonly now: Minute }
// A method type, so that a definition of certain fields is also a definition of any fields.
export type RecordRule<F extends Fields> = { rule(row: RowOf<F>, moment: RuleMoment): FieldIssue[] }['rule']

/**
 * What stands once among the rows of one file: two rows that count and are equal in `fields` are one thing entered twice.
 * A minute counts as its day, since the hour is often typed differently. Asked when the files of two children become one.
 */
export type OnceRule = {
  readonly fields: readonly string[]
  /** Which rows count; all of them without it. */
  when?(row: Readonly<Record<string, unknown>>): boolean
  /** For what lasts: its first and last day (null: it goes on). Such rows stand together where their days do not overlap. */
  lasts?(row: Readonly<Record<string, unknown>>): readonly [from: string, to: string | null]
  /** The fields a sentence names a row by. */
  readonly says: readonly string[]
  /** How a clerk makes room for the other: by voiding a doubled row, by closing a case, by taking back the steps of a course. */
  readonly way: 'void' | 'close' | 'undo'
  /** The unique index that holds the rule against program errors as well, where there is one. */
  readonly index?: string
}

/** What the program adds to every row of every record. */
export type RowFrame = {
  id: string
  rev: number
  defVersion: number
  createdAt: Instant
  createdBy: string
  updatedAt: Instant
  updatedBy: string
  voidedAt: Instant | null
  voidReason: string | null
}

export type RecordDefinition<Id extends string = string, F extends Fields = Fields> = {
  readonly id: Id
  readonly version: number
  readonly table: string
  readonly title: string
  readonly fields: F
  /** Field names in the order of the form, a group each; every field stands in exactly one. */
  readonly sections: readonly { readonly title: string; readonly fields: readonly string[] }[]
  readonly rules: readonly RecordRule<F>[]
  /** What one file has once. */
  readonly once: readonly OnceRule[]
  /** Who may read and who may write: names of permissions. */
  readonly read: string
  readonly write: string
  /** True when opening one row is written into the audit (records of a person). */
  readonly auditOpening: boolean
  /** True where the texts are about a child not yet born: nobody reads its sex in them (derive/fetal-sex.ts). */
  readonly unborn: boolean
}

export type Row<D> = D extends RecordDefinition<string, infer F> ? RowOf<F> : never
export type StoredRow<D> = Row<D> & RowFrame

/** Declares a record once; form, checks, columns, export, dictionary and samples derive from it. Throws on a definition that contradicts itself. */
export function defineRecord<Id extends string, const F extends Fields>(
  definition: Omit<RecordDefinition<Id, F>, 'rules' | 'auditOpening' | 'unborn' | 'sections' | 'once'> & {
    sections: readonly { readonly title: string; readonly fields: readonly (keyof F & string)[] }[]
    rules?: readonly RecordRule<F>[]
    once?: readonly (OnceRule & { readonly fields: readonly (keyof F & string)[]; readonly says: readonly (keyof F & string)[] })[]
    auditOpening?: boolean
    unborn?: boolean
  },
): RecordDefinition<Id, F> {
  const placed: string[] = definition.sections.flatMap(section => section.fields)
  const names = Object.keys(definition.fields)
  const missing = names.filter(name => !placed.includes(name))
  const double = placed.filter((name, index) => placed.indexOf(name) !== index)
  if (missing.length || double.length) throw new Error(`${definition.id}: not in one section: ${[...missing, ...double].join(', ')}`)
  for (const [name, field] of Object.entries(definition.fields as Fields)) {
    if (field.showIf && !field.dependsOn?.length) throw new Error(`${definition.id}.${name}: showIf without dependsOn`)
    for (const other of field.dependsOn ?? []) if (!names.includes(other)) throw new Error(`${definition.id}.${name}: depends on unknown ${other}`)
    if (field.required && field.showIf) throw new Error(`${definition.id}.${name}: a field that can be hidden is required by a rule, not always`)
  }
  return { ...definition, rules: definition.rules ?? [], once: definition.once ?? [], auditOpening: definition.auditOpening ?? false, unborn: definition.unborn ?? false }
}
