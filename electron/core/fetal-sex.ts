import { AppError } from '../../domain/api/result.ts'
import { diagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { PRENATAL_RECORDS } from '../../domain/modules/prenatal/index.ts'
import { isMaskedField } from '../../domain/modules/prenatal/parts.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { type FetalSexReader, maskFetalSex } from '../../domain/rule/prenatal/fetal-sex.ts'
import type { ReadContext, WriteContext } from './context.ts'

export const readerOf = (context: ReadContext | WriteContext): FetalSexReader => context.user.permissions.has('prenatal.diagnosis') ? 'diagnosis' : 'other'

/** What names a person, a place or a file's bytes, in the records and in the answers beside them: there 男 is part of a name. */
const NAMES: ReadonlySet<string> = new Set([
  ...([...PRENATAL_RECORDS, diagnosisReferral, person] as readonly RecordDefinition[]).flatMap(({ fields }) => Object.entries(fields).flatMap(([name, field]) => field.kind === 'text' && !isMaskedField(field) ? [name] : [])),
  'byName', 'personName', 'township', 'address', 'base64', 'html', 'zh', 'key',
])
// Ids, days and numbers are most of what an answer holds and cannot say it.
const PLAIN = /^[0-9a-f:T.-]*$/
const MOST_KEPT = 5_000
const kept: Readonly<Record<FetalSexReader, Map<string, string>>> = { diagnosis: new Map(), other: new Map() }

function maskText(text: string, reader: FetalSexReader): string {
  if (PLAIN.test(text)) return text
  const known = kept[reader].get(text)
  if (known !== undefined) return known
  if (kept[reader].size >= MOST_KEPT) kept[reader].clear()
  const masked = maskFetalSex(text, reader)
  kept[reader].set(text, masked)
  return masked
}

/** A value with every text that could tell a fetus's sex masked for this reader (prenatal screening note §1, §15). */
export function withoutFetalSex<T>(value: T, reader: FetalSexReader): T {
  if (typeof value === 'string') return maskText(value, reader) as T
  if (Array.isArray(value)) return value.map(one => withoutFetalSex<unknown>(one, reader)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, typeof inner === 'string' && NAMES.has(name) ? inner : withoutFetalSex<unknown>(inner, reader)])) as T
}

type AnyHandler = (input: never, context: never) => Promise<unknown>
/** The same handlers, whose answers and refusals tell nobody the sex of a fetus: a call that is added is covered by being here. */
export function maskedHandlers<H extends object>(handlers: H): H {
  const masked = ([name, handler]: [string, AnyHandler]): [string, AnyHandler] => [name, async (input, context) => {
    try {
      return withoutFetalSex(await handler(input, context), readerOf(context))
    } catch (error) {
      // A conflict carries the row as it stands, a sentence the text it speaks of.
      if (error instanceof AppError) throw new AppError(error.code, withoutFetalSex(error.fields, readerOf(context)), withoutFetalSex(error.detail, readerOf(context)))
      throw error
    }
  }]
  return Object.fromEntries(Object.entries(handlers as Record<string, AnyHandler>).map(masked)) as H
}
