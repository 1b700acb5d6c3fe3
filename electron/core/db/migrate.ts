import { AppError } from '../../../domain/api/result.ts'
import type { LogPort } from '../ports.ts'
import type { Engine, OpenDatabase, WriteDb } from './engine.ts'
import { migrations } from './migrations/index.ts'

export type Migration = { version: number; name: string; up: (trx: WriteDb, engine: Engine) => Promise<void> }

/** Version of the database this program writes. */
export const PROGRAM_DATABASE_VERSION = Math.max(...migrations.map(migration => migration.version))

/**
 * Steps a database up, a transaction each; `backUp` runs before the first pending one when there is something to lose.
 * Throws `db-newer` when a newer program has written it; a failed step stops everything and leaves its step undone.
 */
export async function migrate(
  database: OpenDatabase, log: LogPort, backUp: (nextVersion: number) => Promise<void>, upTo = PROGRAM_DATABASE_VERSION,
): Promise<{ from: number; to: number }> {
  const from = await database.version()
  if (from > PROGRAM_DATABASE_VERSION) throw new AppError('db-newer', undefined, { databaseVersion: from, programVersion: PROGRAM_DATABASE_VERSION })
  const pending = migrations.filter(migration => migration.version > from && migration.version <= upTo)
  const first = pending[0]
  if (first && from > 0) await backUp(first.version)
  for (const migration of pending) {
    await database.write(async trx => {
      await migration.up(trx, database.engine)
      await database.setVersion(trx, migration.version)
    })
    log.info('migrated', { version: migration.version, name: migration.name })
  }
  return { from, to: pending.at(-1)?.version ?? from }
}
