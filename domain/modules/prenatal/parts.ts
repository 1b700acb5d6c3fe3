import type { Field, OutTarget } from '../../field/kinds.ts'
import type { RecordDefinition } from '../../record/define.ts'
import { checkFetalSex, type FetalSexReader, maskFetalSex } from '../../rule/prenatal/fetal-sex.ts'
import { type FieldIssue } from '../../message/message.ts'

/** Where the fields of prenatal screening stand in the monthly package. */
export const KEY = { none: '业务主键' } as const
export const INTERNAL = { none: '本机构内部' } as const
export const OUT = { ext: ['prenatal_screening'] } as const satisfies OutTarget

/** Shown when another field has one of these values. */
export const when = <const N extends string>(name: N, ...values: readonly (string | boolean)[]) =>
  ({ showIf: (row: Readonly<Record<string, unknown>>): boolean => values.includes(row[name] as string), dependsOn: [name] as const })

/** A person's name, number, telephone and address say nothing about a fetus, and 王胜男 is a name. */
const IDENTIFIES: ReadonlySet<string> = new Set(['name', 'number', 'phone', 'address'])
export const isMaskedField = (field: Field): boolean => field.kind === 'text' && !IDENTIFIES.has(field.pii ?? '')
/** The texts of a record in which the sex of a fetus could be told. */
export const maskedFields = (definition: RecordDefinition): string[] => Object.entries(definition.fields).flatMap(([name, field]) => isMaskedField(field) ? [name] : [])

/** What is asked before a text that tells the sex is kept (§15; P-32). */
export const fetalSexIssues = (definition: RecordDefinition, row: Readonly<Record<string, unknown>>): FieldIssue[] =>
  maskedFields(definition).flatMap(name => typeof row[name] === 'string' ? checkFetalSex(row[name], name) : [])

/** The row as it is kept: a text that comes back as the reader saw it, masked, is the text that was there. */
export function unmaskedRow<R extends object>(definition: RecordDefinition, row: R, old: Readonly<Record<string, unknown>> | undefined, reader: FetalSexReader): R {
  if (!old) return row
  const kept = maskedFields(definition).filter(name => { const before = old[name]; return typeof before === 'string' && (row as Record<string, unknown>)[name] === maskFetalSex(before, reader) })
  return { ...row, ...Object.fromEntries(kept.map(name => [name, old[name]])) }
}
