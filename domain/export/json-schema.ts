import { z } from 'zod'
import type { Column, Dataset } from './dataset.ts'
import { OPERATIONS, VOID_REASONS } from './envelope.ts'
import { formatPattern } from './format.ts'
import { digitalEnvelopeSchema, manifestSchema } from './manifest.ts'

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

function columnSchema(column: Column) {
  const set = column.valueSet
  return {
    type: 'string',
    title: column.name,
    description: [column.de, `${column.type} ${column.format}`, column.status, set ? `${set.id} (${set.edition})` : undefined].filter(Boolean).join(' · '),
    ...(set ? { enum: [...Object.keys(set.codes), ...Object.keys(set.tolerated)] } : { pattern: formatPattern(column.parsed) }),
  }
}

/** JSON Schema (2020-12) of one line of a data set's file, made from its columns. */
export function jsonSchemaOf(dataset: Dataset): Record<string, unknown> {
  const place = (name: Column['place']) => {
    const columns = dataset.columns.filter((column) => column.place === name)
    return {
      type: 'object', additionalProperties: false,
      properties: Object.fromEntries(columns.map((column) => [column.key, columnSchema(column)])),
      required: columns.filter((column) => column.required).map((column) => column.key),
    }
  }
  const complete = { properties: { payload: place('payload'), ext: place('ext') } }
  return {
    $schema: DIALECT, $id: `urn:fuyou-desk:package:${dataset.id}:1`, title: dataset.title, description: dataset.schema,
    type: 'object', additionalProperties: false,
    required: ['bk', 'op', 'ver', 'rowHash', 'eventDate', 'updatedAt', 'payload', 'ext'],
    properties: {
      bk: {
        type: 'object', additionalProperties: false, required: dataset.businessKey.map((part) => part.key),
        properties: Object.fromEntries(dataset.businessKey.map((part) => [part.key, { type: 'string', minLength: 1, title: part.name }])),
      },
      op: { enum: [...OPERATIONS] },
      ver: { type: 'integer', minimum: 1 },
      rowHash: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      eventDate: { type: 'string', format: 'date' },
      updatedAt: { type: 'string', format: 'date-time' },
      payload: { type: 'object' },
      ext: { type: 'object' },
      voidReason: { enum: [...VOID_REASONS] },
      mergedInto: { type: 'string', minLength: 1 },
    },
    // A voided record travels with its key and reason; its values may be missing.
    if: { properties: { op: { const: 'V' } } },
    then: { required: ['voidReason'] },
    else: complete,
  }
}

/** JSON Schemas of the manifest and of the digital envelope. */
export const manifestJsonSchema = (): Record<string, unknown> => ({ ...z.toJSONSchema(manifestSchema), $id: 'urn:fuyou-desk:package:manifest:1' })
export const digitalEnvelopeJsonSchema = (): Record<string, unknown> => ({ ...z.toJSONSchema(digitalEnvelopeSchema), $id: 'urn:fuyou-desk:package:envelope:1' })
