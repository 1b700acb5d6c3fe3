import type { CodeTable } from '../code/code-table.ts'

/** Several codes of one table as one text, each once, in the table's order, with commas between: `2,4`. Never empty. */
export type CodeList<Code extends string = string> = string & { readonly __codes: Code }

/** The codes of a list; none for null. */
export const codesIn = <Code extends string>(list: CodeList<Code> | null | undefined): Code[] => (list ? list.split(',') as Code[] : [])

/** Is the code among those of the list? */
export const hasCode = <Code extends string>(list: CodeList<Code> | null | undefined, code: NoInfer<Code>): boolean => codesIn(list).includes(code)

/** A list in the table's order, each code once; null for no code. Throws RangeError on a code outside the table. */
export function codeList<Code extends string>(table: CodeTable<Code>, codes: Iterable<Code>): CodeList<Code> | null {
  const chosen = new Set(codes)
  for (const code of chosen) if (!table.isCode(code)) throw new RangeError(`code table ${table.id} has no such code`)
  const ordered = table.values.filter(code => chosen.has(code))
  return ordered.length === 0 ? null : ordered.join(',') as CodeList<Code>
}

/** True for a text that `codeList` could have made; `none` stands alone. */
export function isCodeList(table: CodeTable, text: string, none?: string): boolean {
  const parts = text.split(',')
  if (none !== undefined && parts.length > 1 && parts.includes(none)) return false
  let last = -1
  for (const part of parts) {
    const at = table.values.indexOf(part)
    if (at <= last) return false
    last = at
  }
  return true
}

/** The list with one code more or less: choosing `none` drops the others, choosing another drops `none`. */
export function toggleCode<Code extends string>(table: CodeTable<Code>, list: CodeList<Code> | null, code: Code, none?: string): CodeList<Code> | null {
  const before = codesIn(list)
  if (before.includes(code)) return codeList(table, before.filter(one => one !== code))
  return codeList(table, code === none ? [code] : [...before.filter(one => one !== none), code])
}
