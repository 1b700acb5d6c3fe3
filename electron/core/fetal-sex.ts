import { AppError } from '../../domain/api/result.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { referral } from '../../domain/modules/referral/referral.record.ts'
import { isNameField } from '../../domain/record/derive/fetal-sex.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { type FetalSexReader, maskFetalSex } from '../../domain/rule/prenatal/fetal-sex.ts'
import type { ReadContext, WriteContext } from './context.ts'

export const readerOf = (context: ReadContext | WriteContext): FetalSexReader => context.user.permissions.has('prenatal.diagnosis') ? 'diagnosis' : 'other'

const ALL: readonly RecordDefinition[] = RECORDS
/** The records whose texts are about a child not yet born. */
export const UNBORN_RECORDS = ALL.filter(({ unborn }) => unborn)
/** What names a person, a place or a file's bytes, in the records and in the answers beside them: there 男 is part of a name. */
const NAMES: ReadonlySet<string> = new Set([
  ...[...UNBORN_RECORDS, person, referral].flatMap(({ fields }) => Object.entries(fields).flatMap(([name, field]) => isNameField(field) ? [name] : [])),
  'byName', 'personName', 'organizationName', 'township', 'address', 'base64', 'html', 'zh', 'key',
])
/** Parts of an answer about a child that is born: there the sex is a fact. */
const BORN: ReadonlySet<string> = new Set(['delivery', 'newborns', 'postpartumVisits', 'postpartumChecks'])
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
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, BORN.has(name) || (typeof inner === 'string' && NAMES.has(name)) ? inner : withoutFetalSex<unknown>(inner, reader)])) as T
}

/** A stored row as a reader may see it, on paper and in the package as well; a record of somebody born is left as it is. */
export const shownRow = <R extends object>({ unborn }: RecordDefinition, row: R, reader: FetalSexReader): R => unborn ? withoutFetalSex(row, reader) : row

/** The clinics of pregnancy; whatever they answer is about an unborn child, except by the calls of a record of somebody born. */
const CLINICS = ['maternal.', 'risk.', 'prenatal.', 'referral.maternal.']
const BORN_CALLS = ALL.filter(({ unborn, id }) => !unborn && CLINICS.some(clinic => id.startsWith(clinic))).map(({ id }) => `${id}.`)
const UNBORN_CALLS = [...CLINICS, ...UNBORN_RECORDS.map(({ id }) => `${id}.`)]
const isUnbornCall = (name: string): boolean => UNBORN_CALLS.some(call => name.startsWith(call)) && !BORN_CALLS.some(call => name.startsWith(call))

type AnyHandler = (input: never, context: never) => Promise<unknown>
/** The same handlers: answers and refusals of those about an unborn child tell nobody its sex. A call that is added is covered by its name. */
export function maskedHandlers<H extends object>(handlers: H): H {
  const masked = ([name, handler]: [string, AnyHandler]): [string, AnyHandler] => [name, !isUnbornCall(name) ? handler : async (input, context) => {
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
