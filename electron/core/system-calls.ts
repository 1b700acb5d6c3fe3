import type { Api, Input, Name, Output } from '../../domain/api/api.ts'
import { AppError } from '../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../domain/message/message.ts'
import type { z } from 'zod'
import { openAudit } from './audit-writer.ts'
import type { User } from './context.ts'
import type { OpenDatabase, WriteDb } from './db/engine.ts'
import { foldLoginName } from './modules/account/accounts.ts'
import type { Ports } from './ports.ts'
import { hashPassword } from './security/password.ts'
import type { Sessions } from './sessions.ts'
import { rememberedSecondFolder } from './second-folder.ts'
import { frontSettings, type System } from './system.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { fillPractice } from './modules/system/practice.ts'

type SystemName = Extract<Name, `system.${string}`>
/** `user` is who holds the right to restore over an open database; null in every other case. */
type SystemCalls = { [N in SystemName]: (input: z.output<Api[N]['input']>, user: User | null) => Promise<Output<N>> }

/** The calls that work before a database is open: condition, first start, unlocking, practice, restore. */
export function systemCalls({ system, sessions, ports, database, quiesce }: {
  system: System; sessions: Sessions; ports: Ports; database: () => OpenDatabase | null
  /** Waits for everything that holds the database file open. */
  quiesce: () => Promise<void>
}): SystemCalls {
  const secondFolder = () => rememberedSecondFolder(system.dataFolder())
  return {
    'system.state': async () => {
      const db = database()
      const front = db && (system.opened || system.condition === 'opening')
        ? await frontSettings(db)
        : { institutionName: '', passwordMinLength: SETTINGS.security.initial.passwordMinLength, idleMinutes: SETTINGS.security.initial.idleMinutes }
      return {
        state: db && system.condition === 'opening' && !system.opened ? 'ready' : system.condition, practice: system.practice, ...front, programVersion: ports.program.version,
        databaseVersion: system.databaseVersion, practiceAvailable: system.practiceAvailable(), dataFolder: system.dataFolder(),
      }
    },
    'system.create': async input => {
      const issues = createIssues(input)
      if (issues.length) throw new AppError('invalid', issues)
      const passwordHash = await hashPassword(input.admin.password)
      return system.create(db => db.write(async trx => {
        const at = new Date(ports.clock.nowMs()).toISOString()
        const audit = await openAudit(trx, 'system.create', 'system', at, ports.newId)
        const id = ports.newId()
        await trx.insertInto('userAccount').values({
          id, loginName: foldLoginName(input.admin.loginName), displayName: input.admin.displayName.trim(), passwordHash, mustChangePassword: 0, disabled: 0,
          failedLogins: 0, lockedUntil: null, rev: 1, createdAt: at, lastLoginAt: null,
        }).execute()
        await trx.insertInto('userRole').values({ userId: id, role: 'administrator' }).execute()
        await saveFirstSetting(trx, 'institution', { ...SETTINGS.institution.initial, name: input.institutionName }, at, id)
        await audit.history({ record: 'user', recordId: id, rev: 1, action: 'create', row: { loginName: foldLoginName(input.admin.loginName), roles: 'administrator' }, reason: null })
        audit.touched('user', id)
        await audit.close()
      }))
    },
    'system.openPractice': async input => {
      await quiesce()
      sessions.clear()
      await system.openPractice(db => fillPractice(db, ports, input.persons ?? 300))
      return null
    },
    'system.leavePractice': async () => {
      await quiesce()
      sessions.clear()
      await system.leavePractice()
      return null
    },
    'system.unlock': async ({ passphrase }) => ({ opened: await system.unlock(passphrase) }),
    'system.restoreChoices': async () => system.restoreChoices(secondFolder()),
    'system.restore': async (input, user) => {
      // On a new computer, too: whoever puts the old one's backups into the folder begins with them, not with nothing.
      if (!['new', 'ready', 'damaged', 'newer', 'migration-failed'].includes(system.condition)) throw new AppError('busy', undefined, { condition: system.condition })
      await quiesce()
      const answer = await system.restore(input, secondFolder())
      sessions.clear()
      const db = database()
      await db?.write(async trx => {
        const audit = await openAudit(trx, 'system.restore', user?.id ?? 'nobody', new Date(ports.clock.nowMs()).toISOString(), ports.newId)
        audit.fact('backup', input.name)
        await audit.close()
      })
      return answer
    },
  }
}

function createIssues({ admin }: Input<'system.create'>): FieldIssue[] {
  const min = SETTINGS.security.initial.passwordMinLength
  return [...admin.password].length < min ? [block('admin.password', message('user.passwordShort', '密码至少 {{min}} 位', { min }))] : []
}

/** Writes a setting that nobody set before; only for first start and practice. */
export async function saveFirstSetting(trx: WriteDb, key: keyof typeof SETTINGS, value: unknown, at: string, by: string): Promise<void> {
  await trx.insertInto('setting').values({ key, value: JSON.stringify(SETTINGS[key].schema.parse(value)), rev: 1, updatedAt: at, updatedBy: by }).execute()
}
