import { DATASETS } from '../../domain/export/datasets/index.ts'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { PERMISSIONS } from '../../domain/access/permission.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { defineRecord } from '../../domain/record/define.ts'
import { dictionaryMarkdown } from '../../domain/record/derive/dictionary.ts'
import { emptyRow, schemaOf, tidyRow } from '../../domain/record/derive/schema.ts'
import { flag, text } from '../../domain/field/build.ts'

const all: readonly RecordDefinition[] = RECORDS
// Referred to by id, kept by the account module instead of the store.
const NOT_RECORDS = new Set(['user'])

test('ids and tables are unique', () => {
  expect(new Set(all.map(one => one.id)).size).toBe(all.length)
  expect(new Set(all.map(one => one.table)).size).toBe(all.length)
})

describe.each(all.map(one => [one.id, one] as const))('%s', (_id, definition) => {
  test('names rights that exist', () => {
    expect(Object.keys(PERMISSIONS)).toEqual(expect.arrayContaining([definition.read, definition.write]))
  })
  test('refers to records that exist', () => {
    const targets = Object.values(definition.fields).flatMap(field => field.kind === 'ref' ? [field.to] : [])
    const ids = new Set(all.map(one => one.id))
    expect(targets.filter(target => !ids.has(target) && !NOT_RECORDS.has(target))).toEqual([])
  })
  test('says of every field where it is exported, or why not', () => {
    for (const field of Object.values(definition.fields)) {
      if (typeof field.out === 'string') expect(field.out).toMatch(/^(HDSB|HDSD)\d{2}\.\d{2}\.\d{3}$/)
      else if ('none' in field.out) expect(field.out.none.length).toBeGreaterThan(2)
    }
  })
  test('gives what it promises an extension a column there', () => {
    for (const [name, { out }] of Object.entries(definition.fields)) {
      if (typeof out === 'string' || 'none' in out) continue
      for (const id of out.ext) expect(DATASETS.find(dataset => dataset.id === id)?.columns.some(column => column.id === `ext.${name}`), `${id} ${name}`).toBe(true)
    }
  })
  test('has ranges that lie inside each other', () => {
    for (const field of Object.values(definition.fields)) {
      if (field.kind !== 'number' || !field.normal) continue
      expect(field.normal[0]).toBeGreaterThanOrEqual(field.plausible[0])
      expect(field.normal[1]).toBeLessThanOrEqual(field.plausible[1])
    }
  })
  test('accepts its empty row as a shape', () => {
    expect(schemaOf(definition).safeParse(emptyRow(definition)).success).toBe(true)
  })
})

test('the committed data dictionary is the definitions\'', () => {
  const committed = readFileSync(fileURLToPath(new URL('../../docs/data-dictionary.md', import.meta.url)), 'utf8')
  expect(committed).toBe(dictionaryMarkdown(RECORDS))
})

test('a definition that contradicts itself is refused', () => {
  const base = { id: 'x', version: 1, table: 'x', title: 'X', read: 'person.read', write: 'person.write' }
  const name = text({ label: '名', maxLength: 5, out: { none: '无' } })
  expect(() => defineRecord({ ...base, fields: { name }, sections: [] })).toThrow(/name/)
  expect(() => defineRecord({ ...base, fields: { name }, sections: [{ title: '', fields: ['name', 'name'] }] })).toThrow(/name/)
  expect(() => defineRecord({ ...base, fields: { name: flag({ label: '', out: { none: '无' }, showIf: () => true }) }, sections: [{ title: '', fields: ['name'] }] })).toThrow(/dependsOn/)
})

test('texts are counted in characters, trimmed, and hidden fields are cleared', () => {
  const definition = defineRecord({
    id: 'y', version: 1, table: 'y', title: 'Y', read: 'person.read', write: 'person.write',
    fields: {
      name: text({ label: '名', maxLength: 2, out: { none: '无' } }), more: flag({ label: '有', out: { none: '无' } }),
      detail: text({ label: '详', maxLength: 9, out: { none: '无' }, showIf: row => row.more === true, dependsOn: ['more'] }),
    },
    sections: [{ title: '', fields: ['name', 'more', 'detail'] }],
  })
  // Two characters beyond U+FFFF are four UTF-16 units and still two characters.
  expect(schemaOf(definition).safeParse({ name: '𬱖𬙂', more: null, detail: null }).success).toBe(true)
  expect(schemaOf(definition).safeParse({ name: '三个字', more: null, detail: null }).success).toBe(false)
  expect(schemaOf(definition).safeParse({ name: '\uD83D', more: null, detail: null }).success).toBe(false)
  expect(tidyRow(definition, { name: ' 好 ', more: false, detail: '不见' })).toEqual({ name: '好', more: false, detail: null })
})
