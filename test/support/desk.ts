import type { Input, Name, Output } from '../../domain/api/api.ts'
import type { Role } from '../../domain/access/permission.ts'
import type { CallError, Result } from '../../domain/api/result.ts'
import type { SettingKey } from '../../domain/settings/settings.ts'
import { createHost, type Host } from '../../electron/core/host.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { testPorts, type TestPorts } from './test-ports.ts'
import { hashPassword } from '../../electron/core/security/password.ts'

export const PASSWORD = 'Passw0rd!'
let passwordHash: Promise<string> | undefined

/** A window with somebody signed in. */
export type Window = {
  userId: string
  loginName: string
  call<N extends Name>(name: N, input: Input<N>): Promise<Output<N>>
  /** Expects a failure and answers it. */
  fails<N extends Name>(name: N, input: Input<N>): Promise<CallError>
}

export type Desk = {
  ports: TestPorts
  host: Host
  database: OpenDatabase
  /** Signs a person with these roles in at a window of their own. */
  as(loginName: string, roles: Role[], displayName?: string): Promise<Window>
  close(): Promise<void>
}

let emptyHospital: Promise<Buffer> | undefined
async function migratedBytes(): Promise<Buffer> {
  const opened = openSqlite({ path: ':memory:', key: null })
  await migrate(opened, { info() {}, warn() {}, error() {} }, async () => {})
  const bytes = opened.connection.serialize()
  await opened.close()
  return bytes
}
/** SQLite in memory with every table and nothing in them. The migrations run once; each test after the first takes a copy of what they made. */
export async function openEmpty(): Promise<OpenDatabase> {
  return openSqlite({ path: await (emptyHospital ??= migratedBytes()), key: null })
}

/** The whole core on an open database: SQLite in memory unless another one is given. Real handlers, real store. */
export async function openDesk(options: { database?: OpenDatabase; ports?: TestPorts } = {}): Promise<Desk> {
  const ports = options.ports ?? testPorts()
  const database = options.database ?? await openEmpty()
  await migrate(database, ports.log, async () => {})
  const host = createHost(ports, { database, checkOutputs: true })
  await host.ready()
  return {
    ports, host, database,
    async as(loginName, roles, displayName = loginName) {
      // A thousandth of the product's cost: every test signs in several people.
      passwordHash ??= hashPassword(PASSWORD, 2 ** 5)
      const hash = await passwordHash
      const userId = ports.newId()
      await database.write(async trx => {
        await trx.insertInto('userAccount').values({
          id: userId, loginName, displayName, passwordHash: hash, mustChangePassword: 0, disabled: 0, failedLogins: 0, lockedUntil: null, rev: 1,
          createdAt: new Date(ports.clock.nowMs()).toISOString(), lastLoginAt: null,
        }).execute()
        for (const role of roles) await trx.insertInto('userRole').values({ userId, role }).execute()
      })
      const sessionId = `window-${loginName}`
      let signedIn: Promise<void> | undefined
      // At the first call: a password hash costs what it costs, and most tests use three of the nine people.
      const signIn = () => signedIn ??= host.call('auth.login', { loginName, password: PASSWORD }, sessionId).then(answer => {
        if (!answer.ok || (answer.value as { outcome: string }).outcome !== 'signed-in') throw new Error(`cannot sign in ${loginName}: ${JSON.stringify(answer)}`)
      })
      const window = windowOf(host, sessionId, userId, loginName)
      return {
        ...window,
        call: async (name, input) => { await signIn(); return window.call(name, input) },
        fails: async (name, input) => { await signIn(); return window.fails(name, input) },
      }
    },
    async close() {
      await host.close()
      ports.remove()
    },
  }
}

/** A window of a host by its session, signed in or not. */
export function windowOf(host: Host, sessionId: string, userId = '', loginName = ''): Window {
  return {
    userId, loginName,
    async call(name, input) {
      const answer = await host.call(name, input, sessionId) as Result<never>
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error, null, 1)}`)
      return answer.value
    },
    async fails(name, input) {
      const answer = await host.call(name, input, sessionId)
      if (answer.ok) throw new Error(`${name} was expected to fail and answered ${JSON.stringify(answer.value).slice(0, 300)}`)
      return answer.error
    },
  }
}

/** Changes a part of a setting as it stands; whoever may. */
export async function changeSetting(keeper: Window, key: SettingKey, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const { rev, value } = await keeper.call('setting.get', { key })
  await keeper.call('setting.save', { key, rev, value: { ...value as object, ...changes } })
}

/** Saves as somebody does who reads every finding that only asks, types again what is to be typed again, and goes on. */
export async function insist<N extends Name>(clerk: Pick<Window, 'call'>, name: N, input: Readonly<Record<string, unknown>>): Promise<{ id: string; rev: number }> {
  const ask = async (confirmations: unknown[]): Promise<{ id: string; rev: number }> => await clerk.call(name, { ...input, confirmations } as never) as never
  try {
    return await ask([])
  } catch (error) {
    const { code, fields } = JSON.parse(String(error instanceof Error ? error.message : '').slice(name.length + 2)) as CallError
    if (code !== 'confirm') throw error
    const row = input.row as Readonly<Record<string, unknown>>
    return ask(fields!.map(({ path, level, message }) => ({ path, key: message.key, reason: '已核对', ...(level === 'retype' ? { again: String(row[path]) } : {}) })))
  }
}
