import type { CodeTable } from '../../code/code-table.ts'
import { CHILD_FINDING, CHILD_NONE_SOME, type ChildFinding, type ChildNoneSome } from '../../code/child-newborn-visit.ts'
import { code, text } from '../../field/build.ts'
import type { CodeField, OutTarget, TextField } from '../../field/kinds.ts'

type Shown = { readonly showIf: (row: Readonly<Record<string, unknown>>) => boolean; readonly dependsOn: readonly string[] }
type Finding<N extends string, Code extends string> = { [K in N]: CodeField<Code, false> } & { [K in `${N}Note`]: TextField<false> }

// The national elements are flags: what was found goes out beside them.
const noteOut = (out: OutTarget): OutTarget => typeof out === 'string' ? { ext: ['child_examination'] } : out

/**
 * A finding of the national forms with the text that its abnormal answer opens: `skin` and `skinNote`. `abnormal` is the
 * answer that asks for the text; `shown` says in which column the field stands.
 */
export function withNote<const N extends string, Code extends string>(name: N, label: string, codes: CodeTable<Code>, abnormal: NoInfer<Code>, out: OutTarget, shown?: Shown): Finding<N, Code> {
  const isAbnormal = (row: Readonly<Record<string, unknown>>): boolean => row[name] === abnormal && (shown?.showIf(row) ?? true)
  return {
    [name]: code({ label, codes, pii: 'health', out, ...shown }),
    [`${name}Note`]: text({ label: `${label}:说明`, maxLength: 100, pii: 'health', out: noteOut(out), showIf: isAbnormal, dependsOn: [name, ...shown?.dependsOn ?? []] }),
  } as unknown as Finding<N, Code>
}

/** 未见异常/异常 with its text. */
export const finding = <const N extends string>(name: N, label: string, out: OutTarget, shown?: Shown): Finding<N, ChildFinding> => withNote(name, label, CHILD_FINDING, '2', out, shown)
/** 无/有 with its text. */
export const noneOrSome = <const N extends string>(name: N, label: string, out: OutTarget, shown?: Shown): Finding<N, ChildNoneSome> => withNote(name, label, CHILD_NONE_SOME, '2', out, shown)
