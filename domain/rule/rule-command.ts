import { message, type Message } from '../message/message.ts'
import type { Day } from '../time/day.ts'

/** One line of a CSV file by column. */
export type RuleRow = Readonly<Record<string, string>>

/** What a rule gets besides its line. */
export type RuleContext = {
  readonly today: Day
  /** The text of a file below resources; the rule itself knows no disk. */
  read(path: string): string
  /** Every option of the command, with its default where none was given. */
  readonly options: Readonly<Record<string, string>>
}

/** A rule that can be run over a CSV file: for researchers, and for audits of the rules themselves. */
export type RuleCommand = {
  readonly name: string
  readonly title: string
  readonly source: string
  readonly input: readonly string[]
  /** Columns a file may have besides; a command that takes several kinds of facts needs none of them by itself. */
  readonly optional?: readonly string[]
  readonly output: readonly string[]
  /** Choices by name, the default first: `--age actual`. */
  readonly options?: Readonly<Record<string, readonly string[]>>
  /** True when the answer has exactly its output columns; otherwise input columns the rule does not know stand in front. */
  readonly hasOwnColumnsOnly?: boolean
  /** Answers one line, or several, or none. */
  run(row: RuleRow, context: RuleContext): RuleRow | readonly RuleRow[]
}

/** The options of a command from its arguments, `--name value` or `--name=value`; undefined when one is not known. */
export function readOptions(command: Pick<RuleCommand, 'options'>, words: readonly string[]): Record<string, string> | undefined {
  const known = command.options ?? {}
  const chosen = Object.fromEntries(Object.entries(known).map(([name, values]) => [name, values[0] ?? '']))
  const flat = words.flatMap(word => word.startsWith('--') && word.includes('=') ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word])
  for (let at = 0; at < flat.length; at += 2) {
    const [name, value] = [(flat[at] ?? '').replace(/^--/, ''), flat[at + 1] ?? '']
    if (!flat[at]?.startsWith('--') || !Object.hasOwn(known, name) || !known[name]?.includes(value)) return undefined
    chosen[name] = value
  }
  return chosen
}

/** A cell that cannot be read, named by its column. */
export const unreadable = (column: string, text: string): Message => message('rule.csv.unreadable', '{{column}}“{{text}}”无法识别', { column, text })
