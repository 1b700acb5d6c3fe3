import { type FieldIssue, block, message } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'

/** Where the fields of the pelvic clinic stand in the monthly package (local data set: no national one exists). */
export const KEY = { none: '业务主键' } as const
export const INTERNAL = { none: '本机构内部' } as const
export const OUT = { ext: ['pelvic_floor'] } as const

type Values = Readonly<Record<string, unknown>>
/** Shown when another field has one of these values. */
export const when = <const N extends string>(name: N, ...values: readonly (string | boolean)[]) =>
  ({ showIf: (row: Values): boolean => values.includes(row[name] as string), dependsOn: [name] as const })

/** Nothing in this clinic is written down for a day that has not come. */
export const notLater = (field: string) => (row: Values, { today }: { readonly today: Day }): FieldIssue[] =>
  typeof row[field] === 'string' && row[field].slice(0, 10) > today ? [block(field, message('pelvic.future', '日期不能晚于今天,请核对'))] : []
/** A text that is asked for where another field says so. */
export const needed = (field: string, holds: (row: Values) => boolean, text: ReturnType<typeof message>) => (row: Values): FieldIssue[] =>
  holds(row) && (row[field] === null || row[field] === undefined || row[field] === '') ? [block(field, text)] : []
