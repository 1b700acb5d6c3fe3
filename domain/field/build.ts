import type { CodeTable } from '../code/code-table.ts'
import { CLOCK, type CodeField, type CodesField, type DayField, type FlagField, type MinuteField, type NumberField, type OutTarget, type PersonalData, type RefField, type RegionField, type TextField } from './kinds.ts'

type Options = {
  label: string
  out: OutTarget
  required?: boolean
  list?: boolean
  pii?: PersonalData
  since?: number
  until?: number
  showIf?: (row: Readonly<Record<string, unknown>>) => boolean
  dependsOn?: readonly string[]
  help?: string
}
// Read from the options' own literal, so that a surrounding type cannot widen it to `boolean`.
type RequiredIn<O> = O extends { required: true } ? true : false

const required = <O extends Options>(options: O): RequiredIn<O> => (options.required ?? false) as RequiredIn<O>

/** A line of text (several when `lines` > 1), trimmed, at most `maxLength` code points. */
export const text = <const O extends Options & { maxLength: number; lines?: number; pattern?: RegExp }>(options: O): TextField<RequiredIn<O>> =>
  ({ kind: 'text', ...options, required: required(options) })
/** A time of the day, `09:30`. */
export const clock = <const O extends Options>(options: O): TextField<RequiredIn<O>> => text({ ...options, maxLength: 5, pattern: CLOCK })
/** A calendar day. */
export const day = <const O extends Options>(options: O): DayField<RequiredIn<O>> => ({ kind: 'day', ...options, required: required(options) })
/** A local moment to the minute. */
export const minute = <const O extends Options>(options: O): MinuteField<RequiredIn<O>> => ({ kind: 'minute', ...options, required: required(options) })
/** A number with its two ranges: outside `plausible` it cannot be saved, outside `normal` it is marked. */
export const number = <const O extends Options & { unit?: string; decimals?: number; plausible: readonly [number, number]; normal?: readonly [number, number] }>(options: O): NumberField<RequiredIn<O>> =>
  ({ kind: 'number', ...options, decimals: options.decimals ?? 0, required: required(options) })
/** Yes or no. */
export const flag = <const O extends Options>(options: O): FlagField<RequiredIn<O>> => ({ kind: 'flag', ...options, required: required(options) })
/** One code of a code table. */
export const code = <Code extends string, const O extends Options>(options: O & { codes: CodeTable<Code> }): CodeField<Code, RequiredIn<O>> =>
  ({ kind: 'code', ...options, required: required(options) })
/** Several codes of one table; `none` is the code that stands alone (1 无). */
export const codes = <Code extends string, const O extends Options & { none?: NoInfer<Code> }>(options: O & { codes: CodeTable<Code> }): CodesField<Code, RequiredIn<O>> =>
  ({ kind: 'codes', ...options, required: required(options) })
/** The id of a row of another record. */
export const ref = <const O extends Options & { to: string }>(options: O): RefField<RequiredIn<O>> => ({ kind: 'ref', ...options, required: required(options) })
/** An administrative division code. */
export const region = <const O extends Options & { level: 'county' | 'township' }>(options: O): RegionField<RequiredIn<O>> =>
  ({ kind: 'region', ...options, required: required(options) })
