import type { FieldIssue } from '../../message/message.ts'
import { confidentialTextIssues } from '../../rule/fertility/confidential-text.ts'
import { premaritalTextIssues } from '../../rule/maternal/premarital-text.ts'

type Values = Readonly<Record<string, unknown>>
export const INTERNAL = { none: '本机构内部' } as const
export const KEY = { none: '业务主键' } as const

/** What a sheet says of a part of the body with nothing to remark, whatever the language of the screen: it is printed and sent. */
export const NOTHING_ABNORMAL = '未见异常'
/** Shown while this holds. */
export const when = (holds: (row: Values) => boolean, ...dependsOn: readonly string[]) => ({ showIf: holds, dependsOn })
export const ofWoman = when(row => row.sex === '2', 'sex')
export const ofMan = when(row => row.sex === '1', 'sex')

/** Over every text a sheet has: what must not be described (M-33), and what belongs on the confidential sheet. */
export function wordIssues(row: Values): FieldIssue[] {
  const texts = Object.fromEntries(Object.entries(row).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  return [...premaritalTextIssues(texts), ...confidentialTextIssues(texts)]
}
