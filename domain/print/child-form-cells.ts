import type { CodeTable } from '../code/code-table.ts'
import { type CodeList, codesIn } from '../field/code-list.ts'
import type { Day } from '../time/day.ts'

/** Who a child's papers are about. Empty text where nobody knows. */
export type ChildPaperFacts = {
  readonly name: string
  readonly fileNumber: string
  readonly sex: '0' | '1' | '2' | '9'
  readonly birthDay: Day | null
  readonly idNumber: string
  readonly address: string
  readonly mother: ParentPaperFacts
  readonly father: ParentPaperFacts
}
export type ParentPaperFacts = { readonly name: string; readonly occupation: string; readonly phone: string; readonly birthDay: Day | null }

/** What stands in the answer of a field: words, number boxes. */
export type FormAnswer = { readonly text: string; readonly boxes?: readonly string[]; readonly boxesBelow?: boolean }

/** The dash of a column that has no such field (§4.2–4.4). */
export const DASH: FormAnswer = { text: '——' }
/** A place to write on where nothing is known yet. */
export const BLANK = '____'

export const written = (value: string | number | null | undefined): string => value === null || value === undefined || value === '' ? BLANK : String(value)
export const fixed = (value: number | null | undefined, decimals: number): string => value === null || value === undefined ? BLANK : value.toFixed(decimals)

/** The printed list of answers, `1 未见异常  2 异常`; `texts` are what follows an answer: its text or a place to write. */
export const answerList = (table: CodeTable, texts: Readonly<Record<string, string>> = {}): string =>
  table.list.map(({ code, label }) => `${code} ${label}${texts[code] ?? ''}`).join('  ')

/** One answer in its box; `notes` are the texts of answers that open one. */
export function oneOf(table: CodeTable, code: string | null | undefined, notes: Readonly<Record<string, string | null | undefined>> = {}): FormAnswer {
  const texts = Object.fromEntries(Object.entries(notes).map(([of, note]) => [of, code === of && note ? `:${note}` : BLANK]))
  return { text: answerList(table, texts), boxes: [code ?? ''] }
}

/** Several answers, as many boxes as answers can stand beside each other. */
export function severalOf(table: CodeTable, list: CodeList | null | undefined, texts: Readonly<Record<string, string>> = {}, isNoneFirst = true): FormAnswer {
  const codes = codesIn(list)
  const count = Math.max(1, table.values.length - (isNoneFirst ? 1 : 0), codes.length)
  return { text: answerList(table, texts), boxes: Array.from({ length: count }, (_, index) => codes[index] ?? ''), boxesBelow: true }
}
