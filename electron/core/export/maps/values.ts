import type { Column, Dataset } from '../../../../domain/export/dataset.ts'
import type { RecordDefinition } from '../../../../domain/record/define.ts'

/** Values of a row by column id (`HDSB…` or `ext.<key>`); what is not known is left out. */
export type ColumnValues = Record<string, string | number | boolean | null | undefined>
/** Which field of which record a column was read from, so that a finding can jump there. */
export type FieldOrigin = Readonly<Record<string, readonly [record: string, field: string]>>

// The notation of the data sets has no line break; a note of several lines goes out as one line, nothing else is touched.
const oneLine = (text: string): string => text.replace(/\s*[\r\n\t]+\s*/gu, ' ').trim()

/** A value in the notation of its column: days and moments without signs, yes/no as T/F, numbers with the column's decimals. */
export function inNotation(column: Column, value: string | number | boolean): string {
  switch (column.parsed.kind) {
    case 'day': return String(value).slice(0, 10).replaceAll('-', '')
    case 'date-time': return `${String(value).replaceAll(/[-:]/g, '')}00`
    case 'boolean': return value === true || value === 1 ? 'T' : 'F'
    case 'number': return column.valueSet || typeof value !== 'number' ? String(value) : value.toFixed(column.parsed.decimals)
    case 'text': return oneLine(String(value))
  }
}

const columnsById = new WeakMap<Dataset, ReadonlyMap<string, Column>>()
function columnOf(dataset: Dataset, id: string): Column | undefined {
  const known = columnsById.get(dataset) ?? new Map(dataset.columns.map(column => [column.id, column]))
  columnsById.set(dataset, known)
  return known.get(id)
}

/** Splits values into the national part and the extension of an envelope, each in its column's notation. Throws on a column the data set does not have. */
export function writeColumns(dataset: Dataset, values: ColumnValues): { payload: Record<string, string>; ext: Record<string, string> } {
  const written = { payload: {} as Record<string, string>, ext: {} as Record<string, string> }
  for (const [id, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') continue
    const column = columnOf(dataset, id)
    if (!column) throw new Error(`${dataset.id}: no column ${id}`)
    const text = inNotation(column, value)
    if (text !== '') written[column.place][column.key] = text
  }
  return written
}

const outFields = (dataset: Dataset, definition: RecordDefinition): [field: string, column: string][] =>
  Object.entries(definition.fields).flatMap(([name, field]) =>
    typeof field.out === 'string' ? dataset.columns.some(column => column.id === field.out) ? [[name, field.out] as [string, string]] : []
      : 'ext' in field.out && field.out.ext.includes(dataset.id) ? [[name, `ext.${name}`] as [string, string]] : [])

/** The values a definition itself assigns to columns of this data set (`out` of its fields). */
export function valuesByDefinition(dataset: Dataset, definition: RecordDefinition, row: Readonly<Record<string, unknown>>): ColumnValues {
  return Object.fromEntries(outFields(dataset, definition).map(([name, column]) => [column, row[name] as ColumnValues[string]]))
}

/** Where the columns of those values come from. */
export const originsByDefinition = (dataset: Dataset, definition: RecordDefinition): FieldOrigin =>
  Object.fromEntries(outFields(dataset, definition).map(([name, column]) => [column, [definition.id, name] as const]))

/** A text for a column that may be left out when it is too long there, because the extension carries it whole; nothing is ever cut. */
export function whereItFits(dataset: Dataset, columnId: string, text: string | null): string | null {
  const parsed = dataset.columns.find(column => column.id === columnId)?.parsed
  if (text === null || parsed?.kind !== 'text') return text
  const length = [...oneLine(text)].length
  return length >= parsed.min && length <= parsed.max ? text : null
}
