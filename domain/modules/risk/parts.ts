import { message, type FieldIssue, block } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'

/** Where the fields of this clinic go in the package. */
export const KEY = { none: '业务主键' } as const
export const INTERNAL = { none: '本机构内部' } as const
export const IN_CASE = { ext: ['high_risk_case'] } as const
export const IN_SCREENING = { ext: ['risk_screening'] } as const
export const IN_ASSESSMENT = { ext: ['risk_assessment'] } as const

/** Rows of the rule table as a record keeps them: ids in the order of the table. */
export const riskIdsIn = (list: string | null | undefined): string[] => list ? list.split(',') : []
/** The rows as they read on that day, one a line: `O2.6.2 重度贫血(Hb 40~60g/L)`; so an assessment stays readable when the table changes. */
export const riskLinesIn = (texts: string | null | undefined): { readonly id: string; readonly text: string }[] =>
  texts ? texts.split('\n').map(line => ({ id: line.slice(0, line.indexOf(' ')), text: line.slice(line.indexOf(' ') + 1) })) : []
/** The two texts a record keeps of confirmed rows. */
export const riskRowsKept = (rows: readonly { readonly id: string; readonly text: string }[]): { ids: string | null; texts: string | null } =>
  rows.length === 0 ? { ids: null, texts: null } : { ids: rows.map(({ id }) => id).join(','), texts: rows.map(({ id, text }) => `${id} ${text}`).join('\n') }

/** What is entered lies in the past. */
export const futureIssues = (today: Day, days: Readonly<Record<string, Day | null>>): FieldIssue[] =>
  Object.entries(days).flatMap(([name, day]) => day !== null && day > today ? [block(name, message('risk.future', '日期不能晚于今天,请核对'))] : [])
