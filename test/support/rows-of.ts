import fc from 'fast-check'
import type { RecordDefinition, Row } from '../../domain/record/define.ts'
import { sampleRow } from '../../domain/record/derive/sample.ts'
import { createRandom } from '../../domain/sample/random.ts'

/** Rows a definition can make, for property tests. */
export const rowsOf = <D extends RecordDefinition>(definition: D): fc.Arbitrary<Row<D>> => fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(seed => sampleRow(definition, createRandom(seed)))
