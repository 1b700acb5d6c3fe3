import { isDeepStrictEqual } from 'node:util'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { issuesOf, tidyRow } from '../../domain/record/derive/schema.ts'
import { dayAt } from '../../domain/time/day.ts'
import { SAMPLE_PASSWORD, writeSampleHospital } from '../../electron/core/modules/system/sample-writer.ts'
import { fromColumns, shapeIssues, valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, openDesk, type Window, windowOf } from './desk.ts'
import { tableOf } from './table-of.ts'

/** A sample hospital with one of its users at a window. */
export async function openSample(loginName: string, seed: number, persons: number): Promise<{ desk: Desk; doctor: Window }> {
  const desk = await openDesk()
  await writeSampleHospital({ database: desk.database, resourcesFolder: desk.ports.folders.resources, nowMs: desk.ports.clock.nowMs() }, { seed, persons })
  const doctor = windowOf(desk.host, loginName)
  await doctor.call('auth.login', { loginName, password: SAMPLE_PASSWORD })
  return { desk, doctor }
}

/** Every row of a record. */
export const storedRows = async <D extends RecordDefinition>({ database }: Desk, definition: D) => (await database.kysely.selectFrom(tableOf(definition)).selectAll().orderBy('id').execute()).map(row => fromColumns(definition, row as never))

/** What the schemas and rules of these records say of their rows, and which rows hold more than their form shows. A rare true value (31 weeks, 92 g/L) is marked as unusual; nothing else may be said of a row. */
export async function faultsOfRows(desk: Desk, definitions: readonly RecordDefinition[]): Promise<string[]> {
  const moment = { today: dayAt(desk.ports.clock.nowMs()), now: '2026-03-10T09:00' as never }
  const found = new Set<string>()
  for (const definition of definitions) {
    for (const one of await storedRows(desk, definition)) {
      const row = valuesOf(definition, one)
      for (const { path, level, message } of [...shapeIssues(definition, row), ...issuesOf(definition, row as never, moment)]) if (message.key !== 'field.unusual') found.add(`${definition.id}.${path} ${level} ${message.key}`)
      if (!isDeepStrictEqual(row, tidyRow(definition, row as never))) found.add(`${definition.id} holds what its form does not show`)
    }
  }
  return [...found]
}
