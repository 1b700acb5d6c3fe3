import { RECORDS } from '../../../domain/modules/index.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import type { ReadDb } from '../db/engine.ts'

/** Every field of every declared record that hangs on a pregnancy. */
const PREGNANCY_REFERENCES = RECORDS.flatMap((definition: RecordDefinition) =>
  Object.entries(definition.fields).flatMap(([field, kind]) => kind.kind === 'ref' && kind.to === 'pregnancy' ? [{ definition, field }] : []))

/** The records that hang on a pregnancy and are not void. */
export async function recordsOn(db: ReadDb, pregnancyId: string): Promise<RecordDefinition[]> {
  const found: RecordDefinition[] = []
  for (const { definition, field } of PREGNANCY_REFERENCES) {
    // Kysely types tables by name; these come from the definitions only.
    const row = await db.selectFrom(definition.table as 'delivery').select('id').where(field as 'pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).limit(1).executeTakeFirst()
    if (row) found.push(definition)
  }
  return found
}

/** Is there a case of hers (专案) that goes on? */
export const hasOpenCase = async (db: ReadDb, pregnancyId: string): Promise<boolean> =>
  await db.selectFrom('riskCase').select('id').where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).where('closedDay', 'is', null).executeTakeFirst() !== undefined
