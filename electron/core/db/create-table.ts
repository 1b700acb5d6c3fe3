import { type ColumnDefinitionBuilder, type CreateTableBuilder, sql } from 'kysely'
import type { Engine, WriteDb } from './engine.ts'

type Extra = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
type Options = { notNull?: boolean; unique?: boolean }

/** A column helper per field kind, so that a migration reads like the form and runs on both engines. */
export type TableColumns = {
  text(name: string, options?: Options): void
  code(name: string, options?: Options): void
  day(name: string, options?: Options): void
  minute(name: string, options?: Options): void
  instant(name: string, options?: Options): void
  integer(name: string, options?: Options & { min?: number; max?: number }): void
  decimal(name: string, options?: Options & { min?: number; max?: number }): void
  flag(name: string, options?: Options): void
  ref(name: string, table: string, options?: Options): void
}

const DAY_CHECK = { sqlite: (name: string) => `${name} IS date(${name})`, postgres: (name: string) => `${name} IS NULL OR to_char(${name}::date, 'YYYY-MM-DD') = ${name}` }
const MINUTE_CHECK = {
  sqlite: (name: string) => `${name} IS strftime('%Y-%m-%dT%H:%M', ${name})`,
  postgres: (name: string) => `${name} IS NULL OR to_char(${name}::timestamp, 'YYYY-MM-DD"T"HH24:MI') = ${name}`,
}

function columnTypes(engine: Engine) {
  // PostgreSQL: byte order like SQLite's, so that lists and prefix searches agree on both engines.
  const textType = engine === 'sqlite' ? sql`text` : sql`text COLLATE "C"`
  return { textType, integerType: sql`integer`, decimalType: engine === 'sqlite' ? sql`real` : sql`double precision` }
}

/**
 * Makes a table. `columns` adds the record's own; `record: true` also adds what every record has (id, rev, def_version,
 * created, updated, voided). Otherwise the table declares its own key with `key`; `clustered` keeps the rows in the key
 * itself where the engine can (SQLite), for tables that are nothing but an index.
 */
export async function createTable(
  trx: WriteDb, engine: Engine, table: string,
  options: { record: true } | { record: false; key?: readonly string[]; clustered?: boolean },
  columns: (t: TableColumns) => void,
): Promise<void> {
  const { textType, integerType, decimalType } = columnTypes(engine)
  let builder = trx.schema.createTable(table) as CreateTableBuilder<string, string>
  const add = (name: string, type: typeof textType, { notNull, unique }: Options = {}, extra: Extra = column => column) => {
    builder = builder.addColumn(name, type, column => {
      let built = extra(column)
      if (notNull) built = built.notNull()
      if (unique) built = built.unique()
      return built
    })
  }
  const range = (name: string, { min, max }: { min?: number; max?: number }): Extra => column => {
    let built = column
    if (min !== undefined) built = built.check(sql.raw(`${name} >= ${Number(min)}`))
    if (max !== undefined) built = built.check(sql.raw(`${name} <= ${Number(max)}`))
    return built
  }
  const t: TableColumns = {
    text: (name, o) => add(name, textType, o),
    code: (name, o) => add(name, textType, o),
    day: (name, o) => add(name, textType, o, column => column.check(sql.raw(DAY_CHECK[engine](name)))),
    minute: (name, o) => add(name, textType, o, column => column.check(sql.raw(MINUTE_CHECK[engine](name)))),
    instant: (name, o) => add(name, textType, o),
    integer: (name, o = {}) => add(name, integerType, o, range(name, o)),
    decimal: (name, o = {}) => add(name, decimalType, o, range(name, o)),
    flag: (name, o) => add(name, integerType, o, column => column.check(sql.raw(`${name} IN (0, 1)`))),
    ref: (name, target, o) => add(name, textType, o, column => column.references(`${target}.id`)),
  }
  if (options.record) {
    builder = builder.addColumn('id', textType, column => column.primaryKey().notNull())
    t.integer('rev', { notNull: true, min: 1 })
    t.integer('def_version', { notNull: true, min: 1 })
  }
  columns(t)
  if (options.record) {
    t.instant('created_at', { notNull: true }); t.text('created_by', { notNull: true })
    t.instant('updated_at', { notNull: true }); t.text('updated_by', { notNull: true })
    t.instant('voided_at'); t.text('void_reason')
  } else if (options.key) {
    builder = builder.addPrimaryKeyConstraint(`${table}_pk`, options.key as never)
  }
  if (engine === 'sqlite') builder = builder.modifyEnd(!options.record && options.clustered ? sql`STRICT, WITHOUT ROWID` : sql`STRICT`)
  await builder.execute()
}

/** Adds columns to a table that exists; they are empty in every row there is. */
export async function addColumns(trx: WriteDb, engine: Engine, table: string, columns: (t: TableColumns) => void): Promise<void> {
  const { textType, integerType, decimalType } = columnTypes(engine)
  const steps: (() => Promise<void>)[] = []
  const add = (name: string, type: typeof textType, check?: string) => {
    steps.push(() => trx.schema.alterTable(table).addColumn(name, type, column => check ? column.check(sql.raw(check)) : column).execute())
  }
  const range = (name: string, { min, max }: { min?: number; max?: number } = {}) =>
    [min === undefined ? '' : `${name} >= ${Number(min)}`, max === undefined ? '' : `${name} <= ${Number(max)}`].filter(Boolean).join(' AND ')
  columns({
    text: name => add(name, textType), code: name => add(name, textType), instant: name => add(name, textType),
    day: name => add(name, textType, DAY_CHECK[engine](name)), minute: name => add(name, textType, MINUTE_CHECK[engine](name)),
    integer: (name, o) => add(name, integerType, range(name, o)), decimal: (name, o) => add(name, decimalType, range(name, o)),
    flag: name => add(name, integerType, `${name} IN (0, 1)`), ref: (name, target) => add(name, sql`${textType} REFERENCES ${sql.ref(target)}(id)` as typeof textType),
  })
  for (const step of steps) await step()
}

/** An index, named after its table and columns; `where` makes it partial (same words on both engines). */
export async function createIndex(trx: WriteDb, table: string, columns: readonly string[], options: { unique?: boolean; where?: string; name?: string } = {}): Promise<void> {
  const words = [
    'CREATE', options.unique ? 'UNIQUE' : '', 'INDEX', `${options.name ?? `${table}_${columns.join('_')}`}_ix`, 'ON', table, `(${columns.join(', ')})`,
    options.where ? `WHERE ${options.where}` : '',
  ]
  await sql.raw(words.filter(Boolean).join(' ')).execute(trx)
}
