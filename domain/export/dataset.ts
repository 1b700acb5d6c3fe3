import { parseFormat } from './format.ts'
import type { ElementType, Format } from './format.ts'
import { VALUE_SETS } from './value-set.ts'
import type { ValueSet, ValueSetId } from './value-set.ts'

type ColumnFacts = {
  /** 数据元名称, as the standard prints it. */
  name: string
  type: ElementType
  /** 表示格式 in the standard's notation. A value set, where there is one, outranks it: some printed sizes contradict their table. */
  format: string
  codeTable?: ValueSetId
  /** Missing in a row that is not voided: an error. The data sets of 2013 print no obligation, so this is the program's own list. */
  required?: true
  /** Missing is a warning: usual, but a true record may lack it (birth on the way, mother unknown). */
  expected?: true
  /** A person's name: characters outside GBK are reported. */
  personName?: true
  /** Checked as a number of the certificate (letter + 9 digits) or, when the column named says 01, as a citizen's number. */
  pattern?: 'certificate-number' | { citizenIdWhen: string }
}
/** A column with a national identifier; `hdsb` is the key of the payload because one DE code serves many elements. */
export type NationalColumn = ColumnFacts & { hdsb: string; de: string; status?: 'draft' }
/** A column no national standard knows; it travels in `ext` under a readable key. */
export type LocalColumn = ColumnFacts & { key: string }
export type ColumnSpec = NationalColumn | LocalColumn

/** A column as the checks and writers use it: `id` is `HDSB…` or `ext.<key>`. */
export type Column = ColumnFacts & {
  id: string
  place: 'payload' | 'ext'
  key: string
  de?: string
  status?: 'draft'
  parsed: Format
  valueSet?: ValueSet
}

export type KeyPart = { key: string; name: string }
export type Dataset = {
  id: string
  title: string
  /** The standard the columns come from, `local` where none. */
  schema: string
  businessKey: readonly KeyPart[]
  columns: readonly Column[]
}

/** Declares one data set of the package; throws on a double column, an unreadable format or an unknown code table. */
export function defineDataset(spec: { id: string; title: string; schema: string; businessKey: KeyPart[]; columns: ColumnSpec[] }): Dataset {
  const columns = spec.columns.map((column): Column => {
    const national = 'hdsb' in column
    const { id, place, key } = national
      ? { id: column.hdsb, place: 'payload' as const, key: column.hdsb }
      : { id: `ext.${column.key}`, place: 'ext' as const, key: column.key }
    const valueSet = column.codeTable ? VALUE_SETS[column.codeTable] : undefined
    if (column.codeTable && !valueSet) throw new Error(`${spec.id} ${id}: no code table ${column.codeTable}`)
    return { ...column, id, place, key, parsed: parseFormat(column.format), ...(valueSet ? { valueSet } : {}) }
  })
  const ids = new Set(columns.map((column) => column.id))
  if (ids.size !== columns.length) throw new Error(`${spec.id}: a column is declared twice`)
  for (const column of columns)
    if (typeof column.pattern === 'object' && !ids.has(column.pattern.citizenIdWhen)) throw new Error(`${spec.id} ${column.id}: no column ${column.pattern.citizenIdWhen}`)
  return { id: spec.id, title: spec.title, schema: spec.schema, businessKey: spec.businessKey, columns }
}
