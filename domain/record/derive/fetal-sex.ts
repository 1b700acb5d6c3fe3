import type { Field } from '../../field/kinds.ts'
import type { FieldIssue } from '../../message/message.ts'
import { checkFetalSex, type FetalSexReader, maskFetalSex } from '../../rule/prenatal/fetal-sex.ts'
import type { RecordDefinition } from '../define.ts'

type Values = Readonly<Record<string, unknown>>

/** A person's name, number, telephone and address say nothing about a fetus, and 王胜男 is a name. */
const IDENTIFIES: ReadonlySet<string> = new Set(['name', 'number', 'phone', 'address'])
export const isNameField = (field: Field): boolean => field.kind === 'text' && IDENTIFIES.has(field.pii ?? '')
/** The texts of a record in which the sex of a fetus could be told; a record of somebody born has none. */
export const maskedFields = ({ unborn, fields }: RecordDefinition): string[] =>
  unborn ? Object.entries(fields).flatMap(([name, field]) => field.kind === 'text' && !isNameField(field) ? [name] : []) : []

/** What is asked before a new text that tells the sex is kept (prenatal screening note §15; P-32). */
export const fetalSexIssues = (definition: RecordDefinition, row: Values, old: Values | undefined): FieldIssue[] =>
  maskedFields(definition).flatMap(name => typeof row[name] === 'string' && row[name] !== old?.[name] ? checkFetalSex(row[name], name) : [])

/** The row as it is kept: a text that comes back as the reader saw it, masked, is the text that was there. */
export function unmaskedRow<R extends object>(definition: RecordDefinition, row: R, old: Values | undefined, reader: FetalSexReader): R {
  if (!old) return row
  const kept = maskedFields(definition).filter(name => { const before = old[name]; return typeof before === 'string' && (row as Values)[name] === maskFetalSex(before, reader) })
  return kept.length === 0 ? row : { ...row, ...Object.fromEntries(kept.map(name => [name, old[name]])) }
}
