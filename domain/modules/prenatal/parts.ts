import type { OutTarget } from '../../field/kinds.ts'

/** Where the fields of prenatal screening stand in the monthly package. */
export const KEY = { none: '业务主键' } as const
export const INTERNAL = { none: '本机构内部' } as const
export const OUT = { ext: ['prenatal_screening'] } as const satisfies OutTarget

/** Shown when another field has one of these values. */
export const when = <const N extends string>(name: N, ...values: readonly (string | boolean)[]) =>
  ({ showIf: (row: Readonly<Record<string, unknown>>): boolean => values.includes(row[name] as string), dependsOn: [name] as const })
