import type { CodeTable } from '../code/code-table.ts'
import type { CodeField, DayField, FlagField, MinuteField, NumberField, OutTarget, PersonalData, RefField, RegionField, TextField } from './kinds.ts'

type Options<R extends boolean> = {
  label: string
  out: OutTarget
  required?: R
  list?: boolean
  pii?: PersonalData
  since?: number
  until?: number
  showIf?: (row: Readonly<Record<string, unknown>>) => boolean
  dependsOn?: readonly string[]
  help?: string
}

const required = <R extends boolean>(options: { required?: R }): R => (options.required ?? false) as R

/** A line of text (several when `lines` > 1), trimmed, at most `maxLength` code points. */
export const text = <R extends boolean = false>(options: Options<R> & { maxLength: number; lines?: number; pattern?: RegExp }): TextField<R> =>
  ({ kind: 'text', ...options, required: required(options) })
/** A calendar day. */
export const day = <R extends boolean = false>(options: Options<R>): DayField<R> => ({ kind: 'day', ...options, required: required(options) })
/** A local moment to the minute. */
export const minute = <R extends boolean = false>(options: Options<R>): MinuteField<R> => ({ kind: 'minute', ...options, required: required(options) })
/** A number with its two ranges: outside `plausible` it cannot be saved, outside `normal` it is marked. */
export const number = <R extends boolean = false>(
  options: Options<R> & { unit?: string; decimals?: number; plausible: readonly [number, number]; normal?: readonly [number, number] },
): NumberField<R> => ({ kind: 'number', ...options, decimals: options.decimals ?? 0, required: required(options) })
/** Yes or no. */
export const flag = <R extends boolean = false>(options: Options<R>): FlagField<R> => ({ kind: 'flag', ...options, required: required(options) })
/** One code of a code table. */
export const code = <Code extends string, R extends boolean = false>(options: Options<R> & { codes: CodeTable<Code> }): CodeField<Code, R> =>
  ({ kind: 'code', ...options, required: required(options) })
/** The id of a row of another record. */
export const ref = <R extends boolean = false>(options: Options<R> & { to: string }): RefField<R> => ({ kind: 'ref', ...options, required: required(options) })
/** An administrative division code. */
export const region = <R extends boolean = false>(options: Options<R> & { level: 'county' | 'township' }): RegionField<R> =>
  ({ kind: 'region', ...options, required: required(options) })
