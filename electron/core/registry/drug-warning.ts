import type { ReadDb } from '../db/engine.ts'

/**
 * 禁用氨基糖苷类药物 (prenatal screening note §6): a positive mitochondrial site of a woman warns for life, her and her
 * maternal line. Asked with the ids of a person and of that person's mother.
 */
export async function hasDrugWarning(db: ReadDb, personIds: readonly (string | null)[]): Promise<boolean> {
  const wanted = personIds.filter(id => id !== null)
  if (wanted.length === 0) return false
  const found = await db.selectFrom('pregnancy').innerJoin('prenatalResult', 'prenatalResult.pregnancyId', 'pregnancy.id').select('prenatalResult.id')
    .where('pregnancy.womanId', 'in', wanted).where('prenatalResult.voidedAt', 'is', null).where('prenatalResult.isDrugWarning', '=', 1).executeTakeFirst()
  return found !== undefined
}
