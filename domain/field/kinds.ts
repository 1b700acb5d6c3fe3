import type { CodeTable } from '../code/code-table.ts'
import type { Day, Minute } from '../time/day.ts'
import type { CodeList } from './code-list.ts'

/** The closed list of field kinds. A new kind brings input, output, text, column type, schema and sample together. */
export const FIELD_KINDS = ['text', 'day', 'minute', 'number', 'flag', 'code', 'codes', 'ref', 'region'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** What identifies a person when read on a screen; such fields never reach a log and are masked on lists. */
export type PersonalData = 'name' | 'number' | 'address' | 'phone' | 'health'

/**
 * Where the monthly package writes a field: an element id of the national data set, the extension of these data sets under
 * the field's own name, or why it is left out.
 */
export type OutTarget = string | { readonly ext: readonly string[] } | { readonly none: string }

type FieldBase<Required extends boolean> = {
  readonly label: string
  readonly required: Required
  /** Shown as a column of the record's list. */
  readonly list?: boolean
  readonly pii?: PersonalData
  readonly out: OutTarget
  /** Definition version that brought or ended the field; absent means always. */
  readonly since?: number
  readonly until?: number
  /** Shown only when this holds; `dependsOn` names the fields it reads, so that a form watches no more. */
  readonly showIf?: (row: Readonly<Record<string, unknown>>) => boolean
  readonly dependsOn?: readonly string[]
  readonly help?: string
}

/** The pattern of a time of the day, which is typed with or without its colon. */
export const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/

export type TextField<R extends boolean = boolean> = FieldBase<R> & { readonly kind: 'text'; readonly maxLength: number; readonly lines?: number; readonly pattern?: RegExp }
export type DayField<R extends boolean = boolean> = FieldBase<R> & { readonly kind: 'day' }
export type MinuteField<R extends boolean = boolean> = FieldBase<R> & { readonly kind: 'minute' }
export type NumberField<R extends boolean = boolean> = FieldBase<R> & {
  readonly kind: 'number'
  readonly unit?: string
  /** Digits after the point; 0 is a whole number. */
  readonly decimals: number
  /** Outside this range the value cannot be saved. */
  readonly plausible: readonly [number, number]
  /** Outside this range the value is saved and marked. */
  readonly normal?: readonly [number, number]
}
export type FlagField<R extends boolean = boolean> = FieldBase<R> & { readonly kind: 'flag' }
export type CodeField<Code extends string = string, R extends boolean = boolean> = FieldBase<R> & { readonly kind: 'code'; readonly codes: CodeTable<Code> }
/**
 * Several codes of one table, kept as text in the table's own order: `2,4`. `none` is the code that says "nothing of
 * these" and stands alone.
 */
export type CodesField<Code extends string = string, R extends boolean = boolean> = FieldBase<R> & { readonly kind: 'codes'; readonly codes: CodeTable<Code>; readonly none?: string }
export type RefField<R extends boolean = boolean> = FieldBase<R> & { readonly kind: 'ref'; readonly to: string }
/** An administrative division code: 2, 4, 6 or 9 digits (province, city, county, township). */
export type RegionField<R extends boolean = boolean> = FieldBase<R> & { readonly kind: 'region'; readonly level: 'county' | 'township' }

export type Field = TextField | DayField | MinuteField | NumberField | FlagField | CodeField | CodesField | RefField | RegionField

/** The value type of a field, before null. */
export type ValueOf<F> =
  F extends { kind: 'code'; codes: CodeTable<infer Code> } ? Code
  : F extends { kind: 'codes'; codes: CodeTable<infer Code> } ? CodeList<Code>
  : F extends { kind: 'number' } ? number
  : F extends { kind: 'flag' } ? boolean
  : F extends { kind: 'day' } ? Day
  : F extends { kind: 'minute' } ? Minute
  : string
