import { expect, test } from 'vitest'
import { RECORDS } from '../../domain/modules/index.ts'
import type { Field } from '../../domain/field/kinds.ts'
import { schemaOf } from '../../domain/record/derive/schema.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import fc from 'fast-check'
import { testEngines } from '../support/engines.ts'
import { rowsOf } from '../support/rows-of.ts'

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
const FRAME = ['id', 'rev', 'def_version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'voided_at', 'void_reason']
const TYPES = { sqlite: { text: 'text', integer: 'integer', decimal: 'real' }, postgres: { text: 'text', integer: 'int4', decimal: 'float8' } } as const

function columnKind(field: Field): 'text' | 'integer' | 'decimal' {
  if (field.kind === 'flag') return 'integer'
  if (field.kind === 'number') return field.decimals === 0 ? 'integer' : 'decimal'
  return 'text'
}

for (const engine of testEngines()) {
  test(`every definition has its table, column by column, on ${engine.name}`, async () => {
    const database = await engine.open()
    await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
    const tables = await database.kysely.introspection.getTables()
    const found: unknown[] = []
    const expected: unknown[] = []
    for (const definition of RECORDS) {
      const columns = tables.find(table => table.name === definition.table)?.columns ?? []
      const own = columns.filter(column => !FRAME.includes(column.name))
      const byName = (a: { name: string }, b: { name: string }): number => a.name < b.name ? -1 : 1
      found.push({ table: definition.table, columns: own.map(({ name, dataType, isNullable }) => ({ name, type: dataType.toLowerCase(), required: !isNullable })).sort(byName), frame: FRAME.filter(name => columns.some(column => column.name === name)) })
      expected.push({
        table: definition.table, frame: FRAME,
        columns: Object.entries(definition.fields as Record<string, Field>).map(([name, field]) => ({ name: snakeCase(name), type: TYPES[engine.name][columnKind(field)], required: field.required })).sort(byName),
      })
    }
    expect(found).toEqual(expected)
    await database.close()
  })
}

test.each(RECORDS.map(definition => [definition.id, definition as RecordDefinition] as const))('every row the definition of %s can make is accepted by its own schema', (_id, definition) => {
  fc.assert(fc.property(rowsOf(definition), row => { expect(schemaOf(definition).safeParse(row).error).toBeUndefined() }), { numRuns: 200 })
})
