import type { Permission } from '../../../domain/access/permission.ts'
import type { ReadDb } from '../db/engine.ts'
import { readSetting } from '../settings.ts'

/** The rights an account has because its name stands on the list of 艾梅乙. */
export async function infectionRights(db: ReadDb, userId: string): Promise<Permission[]> {
  const { people } = (await readSetting(db, 'infectionAccess')).value
  const level = people.find(one => one.userId === userId)?.level
  return level === undefined ? [] : level === 'write' ? ['infection.read', 'infection.write'] : ['infection.read']
}
