import type { RecordDefinition } from '../../../../domain/record/define.ts'
import { RECORDS } from '../../../../domain/modules/index.ts'
import type { ReadDb } from '../../db/engine.ts'

/** A field of some record that names a person. */
export type PersonReference = { definition: RecordDefinition; field: string }

/** Every field of every declared record that names a person, but for the person's own way to the one it was merged into. */
export const PERSON_REFERENCES: readonly PersonReference[] = RECORDS.flatMap((definition: RecordDefinition) =>
  Object.entries(definition.fields).flatMap(([field, { kind, ...rest }]) =>
    kind === 'ref' && (rest as { to?: string }).to === 'person' && definition.id !== 'person' ? [{ definition, field }] : []))

// Kysely types tables by name; these come from the definitions only.
export const tableOf = (definition: RecordDefinition): 'referral' => definition.table as 'referral'
export const columnOf = (field: string): 'personId' => field as 'personId'

/** Titles of the records that still name this person (rows that are void do not count). */
export async function whatNames(db: ReadDb, personId: string): Promise<string[]> {
  const titles: string[] = []
  for (const { definition, field } of PERSON_REFERENCES) {
    const found = await db.selectFrom(tableOf(definition)).select('id').where(columnOf(field), '=', personId).where('voidedAt', 'is', null).limit(1).executeTakeFirst()
    if (found && !titles.includes(definition.title)) titles.push(definition.title)
  }
  return titles
}
