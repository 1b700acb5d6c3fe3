import type { z } from 'zod'
import { block, type FieldIssue, formatChinese, type Message } from '../message/message.ts'

type Path = readonly (string | number)[]
export type Fault = { readonly path: Path; readonly said: Message }

export const fault = (said: Message, ...path: Path): Fault => ({ path, said })
/** One fault where something is wrong, none where it is not. */
export const faultIf = (isWrong: boolean, said: Message, ...path: Path): Fault[] => isWrong ? [fault(said, ...path)] : []
/** What stands in a list more than once, each named once. */
export const repeated = <T>(list: readonly T[]): T[] => [...new Set(list.filter((one, at) => list.indexOf(one) !== at))]

/** A check of a setting's schema (`superRefine`) that says in words of its own what is wrong, where, and what to do. */
export const says = <V>(faultsOf: (value: V) => readonly Fault[]) => (value: V, context: z.core.$RefinementCtx): void => {
  for (const { path, said } of faultsOf(value)) context.addIssue({ code: 'custom', path: [...path], message: formatChinese(said), params: { said }, input: undefined })
}

/** The findings of a setting's schema: the schema's own words where it has some, else those given for the place. */
export const settingIssues = (error: z.ZodError, otherwise: (path: string) => Message): FieldIssue[] => error.issues.map(issue => {
  const path = issue.path.join('.')
  return block(path, issue.code === 'custom' && issue.params?.said ? issue.params.said as Message : otherwise(path))
})
