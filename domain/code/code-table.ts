import { message } from '../message/message.ts'
import type { Message } from '../message/message.ts'

/**
 * One code of a table. `since` and `until` name the edition of the standard that brought or dropped the code;
 * `parent` is the broader code of a hierarchical table (CV codes stay flat strings: 11 stands under 1).
 */
export type CodeEntry = {
  readonly label: string
  readonly since?: string
  readonly until?: string
  readonly parent?: string
  readonly note?: string
}

/** A closed list of codes from a standard or from us, with the place it was read. */
export type CodeTable<C extends string = string, E extends CodeEntry = CodeEntry> = {
  readonly id: string
  readonly title: string
  /** The standard with its edition, or "本程序" for a list of our own. */
  readonly standard: string
  /** Where the values were read, and how sure that is. */
  readonly source: string
  /** Every code in the order of the standard (or in the order given). */
  readonly list: readonly Readonly<E & { code: C }>[]
  /** The codes alone, in the same order; never empty, so that z.enum takes it. */
  readonly values: readonly [C, ...C[]]
  /** The entry of a code; throws RangeError on a code outside the table. */
  entry(code: C): Readonly<E & { code: C }>
  /** The Chinese name of a code; throws RangeError on a code outside the table, so that paper never shows a guess. */
  label(code: C): string
  /** The name as a sentence with a translation key `code.<table>.<code>`. */
  text(code: C): Message
  /** The entry, or undefined for a code that is not in the table (old imports). */
  find(code: string): Readonly<E & { code: C }> | undefined
  /** The code with exactly this Chinese name, or undefined. */
  codeOf(label: string): C | undefined
  isCode(value: unknown): value is C
}

/** The union of a table's codes: `CodeOf<typeof SEX>` is '0' | '1' | '2' | '9'. */
export type CodeOf<T> = T extends { readonly values: readonly (infer C)[] } ? C : never

type CodeTableInput<C extends string, E extends CodeEntry> = {
  id: string
  title: string
  standard: string
  source: string
  codes: Readonly<Record<C, string | E>>
  /** Order for choosing on a screen, where the standard's own order is unhandy. */
  order?: readonly NoInfer<C>[]
}

const ALL_DIGITS = /^\d+$/

/** Makes a code table. Every table says which standard and edition it is and where its values were read. */
export function defineCodes<const C extends string, E extends CodeEntry = CodeEntry>(
  input: CodeTableInput<C, E>,
): CodeTable<C, E> {
  const { id, title, standard, source, codes, order } = input
  const written = Object.keys(codes) as C[]
  // A JavaScript object moves '10' before '01'; as text, digit codes fall into the order of the standards.
  const sorted = written.every(code => ALL_DIGITS.test(code)) ? written.toSorted() : written
  const ordered = order ?? sorted
  if (ordered.length !== written.length || ordered.some(code => !(code in codes))) {
    throw new RangeError(`code table ${id}: the order must name every code once`)
  }
  const list = ordered.map(code => {
    const value: string | E = codes[code]
    return Object.freeze({ ...(typeof value === 'string' ? { label: value } : value), code }) as Readonly<E & { code: C }>
  })
  const [first, ...rest] = ordered
  if (first === undefined) throw new RangeError(`code table ${id} is empty`)
  const byCode = new Map<string, Readonly<E & { code: C }>>(list.map(item => [item.code, item]))
  const byLabel = new Map<string, C>(list.map(item => [item.label, item.code]))

  const entry = (code: C): Readonly<E & { code: C }> => {
    const found = byCode.get(code)
    if (!found) throw new RangeError(`code table ${id} has no such code`)
    return found
  }
  return Object.freeze({
    id, title, standard, source, list,
    values: Object.freeze([first, ...rest]) as readonly [C, ...C[]],
    entry,
    label: (code: C) => entry(code).label,
    text: (code: C) => message(`code.${id}.${code}`, entry(code).label),
    find: (code: string) => byCode.get(code),
    codeOf: (label: string) => byLabel.get(label),
    isCode: (value: unknown): value is C => typeof value === 'string' && byCode.has(value),
  })
}

/** A code table whose codes are the states of something, with the moves that are allowed between them. */
export type StateTable<C extends string = string, E extends CodeEntry = CodeEntry> = CodeTable<C, E> & {
  readonly moves: Readonly<Record<C, readonly C[]>>
  canMove(from: C, to: C): boolean
  movesFrom(from: C): readonly C[]
  /** True where nothing follows. */
  isFinal(state: C): boolean
}

/** Makes a state table; `moves` names for every state the states that may follow it. */
export function defineStates<const C extends string, E extends CodeEntry = CodeEntry>(
  input: CodeTableInput<C, E> & { moves: Readonly<Record<NoInfer<C>, readonly NoInfer<C>[]>> },
): StateTable<C, E> {
  const { moves } = input
  return Object.freeze({
    ...defineCodes<C, E>(input),
    moves,
    canMove: (from: C, to: C) => moves[from].includes(to),
    movesFrom: (from: C) => moves[from],
    isFinal: (state: C) => moves[state].length === 0,
  })
}
