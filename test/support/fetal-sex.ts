import { expect } from 'vitest'
import { maskedFields } from '../../domain/record/derive/fetal-sex.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { UNBORN_RECORDS } from '../../electron/core/fetal-sex.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'

/** A text that tells a fetus's sex in words, in a karyotype and by a sign. */
export const TELLING = '男胎46,XY女XX♂'
const columnOf = (definition: RecordDefinition, name: string): string => { const field = definition.fields[name]!; return name === 'cells' ? JSON.stringify({ conclusion: TELLING }) : field.kind === 'text' ? [...TELLING].slice(0, field.maxLength).join('') : TELLING }

/** Writes the telling text into every text of every row and of every revision of the records, past every check. Each of them must have a row. */
export async function tellEverywhere(database: OpenDatabase, records: readonly RecordDefinition[] = UNBORN_RECORDS): Promise<void> {
  await database.write(async trx => {
    for (const definition of records) {
      const table = definition.table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'prenatalResult'
      const told = Object.fromEntries(maskedFields(definition).map(name => [name, columnOf(definition, name)]))
      expect(Number((await trx.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n), `${definition.id} has a row`).toBeGreaterThan(0)
      await trx.updateTable(table).set({ ...told, voidReason: TELLING } as never).execute()
      for (const { recordId, rev, row } of await trx.selectFrom('recordHistory').select(['recordId', 'rev', 'row']).where('record', '=', definition.id).execute()) {
        await trx.updateTable('recordHistory').set({ row: JSON.stringify({ ...JSON.parse(row) as object, ...told }), reason: TELLING }).where('record', '=', definition.id).where('recordId', '=', recordId).where('rev', '=', rev).execute()
      }
    }
  })
}

/** 性别 of the patient herself, a cell of its own on a paper. */
const OWN_SEX = /data-value=\\?"patientSex\\?">女(?=<)/g
/** What is left of an answer once its markup, the names of people and the words that mean the couple are taken out. */
// The letters of a file are no words: what stands in it is read by itself.
const words = (answer: unknown, names: readonly string[]): string =>
  names.reduce((text, name) => text.replaceAll(name, ''), JSON.stringify(answer, (key, value: unknown) => key === 'base64' ? undefined : value)).replaceAll(OWN_SEX, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/妇女|女方|男方|女性/g, '')
export const tells = (answer: unknown, names: readonly string[] = []): string[] => words(answer, names).match(/[男女♂♀]|46,\s*X[XY]|(?<![A-Za-z])X[XY](?![A-Za-z])/g) ?? []
