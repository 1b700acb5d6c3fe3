import { type SettingKey, SETTINGS, type SettingValue } from '../../domain/settings/settings.ts'
import type { ReadDb } from './db/engine.ts'

/** A setting with its revision; the initial value and revision 0 while nobody has set it. */
export async function readSetting<K extends SettingKey>(db: ReadDb, key: K): Promise<{ value: SettingValue<K>; rev: number }> {
  const row = await db.selectFrom('setting').select(['value', 'rev']).where('key', '=', key).executeTakeFirst()
  if (!row) return { value: SETTINGS[key].initial as SettingValue<K>, rev: 0 }
  const stored = SETTINGS[key].schema.safeParse(JSON.parse(row.value))
  // Keys a newer version added take their initial value; what the hospital set stays.
  const value = stored.success ? stored.data : SETTINGS[key].schema.parse({ ...SETTINGS[key].initial as object, ...JSON.parse(row.value) as object })
  return { value: value as SettingValue<K>, rev: row.rev }
}
