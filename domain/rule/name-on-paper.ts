import type { Sex } from '../code/sex.ts'

const CHILD_OF: Readonly<Partial<Record<Sex, string>>> = { '1': '之子', '2': '之女' }

/** What somebody is called on paper: a child without a name is called after its mother, as hospitals do; 未取名 where she is unknown. */
export function nameOnPaper({ name, sex }: { readonly name: string | null; readonly sex: string }, motherName: string | null | undefined): string {
  if (name) return name
  return motherName ? `${motherName}${CHILD_OF[sex as Sex] ?? '之婴'}` : '未取名'
}
