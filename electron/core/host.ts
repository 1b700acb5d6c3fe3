import { api, type Name } from '../../domain/api/api.ts'
import type { Entry } from '../../domain/api/define-api.ts'
import { AppError, type CallError, type ErrorCode, type Result } from '../../domain/api/result.ts'
import { block, message } from '../../domain/message/message.ts'
import { dayAt, instantAt, minuteAt } from '../../domain/time/day.ts'
import { openAudit } from './audit-writer.ts'
import type { ReadContext, User, WriteContext } from './context.ts'
import type { OpenDatabase } from './db/engine.ts'
import { migrate } from './db/migrate.ts'
import { isEngineDamage, toCallError } from './errors.ts'
import { inputIssues } from './input-issues.ts'
import { createJobs } from './jobs.ts'
import { checkLogin, userOf } from './modules/account/accounts.ts'
import { countFailure } from './modules/account/handlers.ts'
import { createUnknownLogins } from './modules/account/unknown-logins.ts'
import { WrongPassword } from './modules/account/wrong-password.ts'
import { handlers } from './modules/index.ts'
import { plainInput } from './plain-input.ts'
import type { Ports } from './ports.ts'
import { renewStaleChildDue } from './registry/child-due.ts'
import { renewStaleRiskAttention } from './registry/risk-attention.ts'
import type { Services } from './services.ts'
import { createSessions } from './sessions.ts'
import { readSetting } from './settings.ts'
import { createSystem, type Condition } from './system.ts'
import { systemCalls } from './system-calls.ts'

export type Host = {
  /** Answers one call of the contract for one window. Never throws: failures are data. */
  call(name: string, input: unknown, sessionId: string): Promise<Result<unknown>>
  /** Settles when the database is open, or when it is clear why it is not. */
  ready(): Promise<void>
  close(): Promise<void>
}

export type HostOptions = {
  /** A database already open (tests, the hospital server); without it the data folder's own is opened. */
  database?: OpenDatabase
  /** Parses outputs too: development and tests. */
  checkOutputs?: boolean
}

const SLOW_CALL_MS = 40
const CHECK_MS = 3_600_000
const CONDITION_ERROR: Partial<Record<Condition, ErrorCode>> = { damaged: 'db-damaged', newer: 'db-newer', 'storage-full': 'storage-full' }
// Asked by the screens themselves, on a timer: no sign that anybody is there.
const NO_ACTIVITY = new Set<string>(['auth.current', 'job.get', 'system.state', 'home.summary', 'draft.save', 'eye.device.watch'])
const WHEN_LOCKED = new Set<string>(['auth.current', 'auth.unlock', 'auth.logout', 'system.state', 'auth.login', 'auth.lock', 'draft.save'])
// A database that has just opened may not have had its backup of the day yet.
const OPENS_DATABASE = new Set<string>(['system.create', 'system.unlock', 'system.restore'])
// While the first password stands, nothing else is possible.
const BEFORE_NEW_PASSWORD = new Set<string>([...WHEN_LOCKED, 'auth.changePassword', 'setting.get'])

const nobody: User = { id: 'nobody', loginName: '', displayName: '', roles: [], permissions: new Set() }

/** The audit's name for a wrong password of a second person: no call of its own, counted within others. */
const SECOND_PERSON = 'auth.secondPerson'
type AuditName = Name | typeof SECOND_PERSON

/** Writes leave a line unless the contract says otherwise; what an act writes in between always does. */
const isAudited = (name: AuditName): boolean => name === SECOND_PERSON || api[name].audited || !api[name].writes

/** Makes the core on what a shell lends. Opening goes on in the background; calls wait for it. */
export function createHost(ports: Ports, options: HostOptions = {}): Host {
  const system = createSystem(ports)
  const sessions = createSessions()
  const unknownLogins = createUnknownLogins()
  let closed = false
  const now = () => ports.clock.nowMs()
  const failure = (error: unknown, call: string): CallError => {
    const answer = toCallError(error, ports.log, call, () => ports.newId().slice(-8).toUpperCase())
    // The engine found the open file broken: nobody writes on, the screens lead to the restore page.
    if (answer.code === 'db-damaged' && isEngineDamage(error)) system.foundDamaged()
    return answer
  }
  const jobs = createJobs(ports.newId, error => failure(error, 'job'))

  const opening = options.database
    ? migrate(options.database, ports.log, async () => {}).then(() => {})
    : system.open()

  const database = (): OpenDatabase | null => options.database ?? system.opened?.database ?? null
  const services = (): Services => ({
    jobs, backups: system.opened?.backups ?? null, databaseFile: system.opened?.file ?? null, practice: system.practice,
    renewPassphrase: system.opened?.renewPassphrase ?? null, unknownLogins, renewDue,
  })

  function common(db: OpenDatabase, user: User, sessionId: string) {
    const nowMs = now()
    return {
      engine: db.engine, user, sessionId, nowMs, now: instantAt(nowMs), today: dayAt(nowMs), moment: { today: dayAt(nowMs), now: minuteAt(nowMs) },
      ports, services: services(), newId: ports.newId, session: () => sessions.get(sessionId) ?? null,
    }
  }

  async function reading(entry: Entry, name: Name, input: unknown, db: OpenDatabase, user: User, sessionId: string): Promise<unknown> {
    let about: { record: string; recordId: string } | null = null
    const context: ReadContext = {
      ...common(db, user, sessionId), db: db.kysely,
      setting: async key => (await readSetting(db.kysely, key)).value,
      touched: (record, recordId) => { about ??= { record, recordId } },
      separately: work => writing(name, db, user, sessionId, work),
    }
    const value = await handlerOf(name)(input, context)
    if (entry.audited) {
      await db.write(async trx => {
        const audit = await openAudit(trx, name, user.id, context.now, ports.newId)
        if (about) audit.touched((about as { record: string }).record, (about as { recordId: string }).recordId)
        await audit.close()
      })
    }
    return value
  }

  async function writing<T>(name: AuditName, db: OpenDatabase, user: User, sessionId: string, work: (context: WriteContext) => Promise<T>): Promise<T> {
    // What a call does to the sessions, or starts, counts only when its transaction is committed.
    const afterwards: (() => void)[] = []
    const value = await db.write(async trx => {
      const base = common(db, user, sessionId)
      const audit = await openAudit(trx, name, user.id, base.now, ports.newId)
      const context: WriteContext = {
        ...base, db: trx,
        history: audit.history, acceptedFindings: audit.acceptedFindings, touched: audit.touched, fact: audit.fact,
        setting: async key => (await readSetting(trx, key)).value,
        afterCommit: effect => { afterwards.push(effect) },
        signIn: (given, mustChange) => { afterwards.push(() => sessions.start(sessionId, given, mustChange, now())) },
        signOut: () => { afterwards.push(() => sessions.end(sessionId)) },
        lock: locked => { afterwards.push(() => { const session = sessions.get(sessionId); if (session) Object.assign(session, { locked, lastActiveMs: now() }) }) },
        refreshUser: (id, changed) => { afterwards.push(() => sessions.refresh(id, changed)) },
        secondPerson: async (given, need) => {
          const check = await checkLogin(trx, given.loginName, given.password, base.now)
          if (check.outcome === 'wrong' && check.account) throw new WrongPassword(check.account.id, block('secondPerson', message('secondPerson.wrong', '第二人的登录名或密码不正确,请重新输入')))
          if (check.outcome === 'locked-out') throw new AppError('invalid', [block('secondPerson', message('secondPerson.lockedOut', '第二人的账号已锁定,请稍后再试或请管理员解锁'))])
          if (check.outcome !== 'ok') throw new AppError('invalid', [block('secondPerson', message('secondPerson.wrong', '第二人的登录名或密码不正确,请重新输入'))])
          const person = await userOf(trx, check.account)
          if (person.id === user.id) throw new AppError('invalid', [block('secondPerson', message('secondPerson.same', '第二人不能是本人,请另一位同事确认'))])
          if (!person.permissions.has(need)) throw new AppError('invalid', [block('secondPerson', message('secondPerson.noRight', '这位同事没有此项权限,请有权限的同事确认'))])
          return person
        },
      }
      const answer = await work(context)
      if (isAudited(name)) await audit.close()
      return answer
    })
    for (const effect of afterwards) effect()
    return value
  }

  // The write with the wrong password in it is undone; the failure is counted all the same, in a write of its own.
  async function countWrongPassword(db: OpenDatabase, name: Name, error: WrongPassword): Promise<WrongPassword> {
    return writing(name === 'auth.changePassword' ? name : SECOND_PERSON, db, nobody, '', async context => {
      const account = await context.db.selectFrom('userAccount').selectAll().where('id', '=', error.accountId).executeTakeFirstOrThrow()
      const { left, until } = await countFailure(context, account)
      return error.counted(left, until)
    })
  }

  const calls = systemCalls({
    system, sessions, ports, database,
    // A package, a backup or a renewal under way keeps the file open; on Windows it could not even be renamed.
    quiesce: async () => { await jobs.settle(); await backingUp; await renewing },
  })

  async function dispatch(name: Name, entry: Entry, input: unknown, sessionId: string): Promise<unknown> {
    if (entry.beforeOpen) {
      if (name !== 'system.state') await opening
      // A hospital server's database is nobody's to create, replace or swap from a workstation.
      if (options.database && name !== 'system.state') throw new AppError('forbidden', undefined, { server: true })
      const data = checked(name, entry, input)
      // Over an open database a restore is a right like any other; before opening it is the only way on.
      const open = database()
      const user = open && name === 'system.restore' && system.condition === 'ready' ? await allowed(name, { ...entry, need: 'backup.run' }, open, sessionId) : null
      const value = await calls[name as keyof typeof calls](data as never, user)
      if (OPENS_DATABASE.has(name)) { backingUp = backingUp.then(dailyBackup); renewDue() }
      return value
    }
    await opening
    const db = database()
    if (!db || system.condition === 'damaged') throw new AppError(CONDITION_ERROR[system.condition] ?? 'busy', undefined, { condition: system.condition })
    const user = await allowed(name, entry, db, sessionId)
    const data = checked(name, entry, input)
    try {
      return entry.writes ? await writing(name, db, user, sessionId, context => handlerOf(name)(data, context)) : await reading(entry, name, data, db, user, sessionId)
    } catch (error) {
      throw error instanceof WrongPassword ? await countWrongPassword(db, name, error) : error
    }
  }

  function checked(name: Name, entry: Entry, input: unknown): unknown {
    const parsed = entry.input.safeParse(plainInput(input))
    if (!parsed.success) throw new AppError('invalid', inputIssues(name, parsed.error))
    return parsed.data
  }

  async function allowed(name: Name, entry: Entry, db: OpenDatabase, sessionId: string): Promise<User> {
    const session = sessions.get(sessionId)
    if (session && !session.locked) {
      const { idleMinutes } = (await readSetting(db.kysely, 'security')).value
      if (now() - session.lastActiveMs > idleMinutes * 60_000) session.locked = true
      else if (!NO_ACTIVITY.has(name)) session.lastActiveMs = now()
    }
    if (session?.locked && !WHEN_LOCKED.has(name)) throw new AppError('locked')
    if (entry.need === 'public') return session?.user ?? nobody
    if (!session) throw new AppError('signed-out')
    if (session.mustChangePassword && !BEFORE_NEW_PASSWORD.has(name)) throw new AppError('forbidden', undefined, { mustChangePassword: true })
    if (entry.need !== 'signed-in' && !session.user.permissions.has(entry.need)) throw new AppError('forbidden', undefined, { need: entry.need })
    if (entry.also && !session.user.permissions.has(entry.also)) throw new AppError('forbidden', undefined, { need: entry.also })
    return session.user
  }

  // One backup a day, the first time the program is open on that day; it runs in a worker beside the screens.
  async function dailyBackup(): Promise<void> {
    const { backups, database: db } = system.opened ?? {}
    if (!backups || !db || system.practice) return
    try {
      const { secondFolder } = (await readSetting(db.kysely, 'backup')).value
      if (!backups.hasToday(secondFolder)) await backups.run('daily', secondFolder)
    } catch (error) {
      if (isEngineDamage(error)) system.foundDamaged()
      // Shown on the home page by its age; the log says why.
      ports.log.error('backup failed', { name: error instanceof Error ? error.name : 'unknown', code: (error as { code?: string }).code ?? '' })
    }
  }
  let backingUp: Promise<void> = opening.then(dailyBackup)

  // What changed rules left behind, also when the program was closed in the middle of it.
  async function renewDueLines(): Promise<void> {
    const db = database()
    if (!db || closed || (system.condition !== 'ready' && !options.database)) return
    const [today, goOn] = [() => dayAt(now()), () => !closed && database() === db]
    try {
      await renewStaleRiskAttention(db, today, goOn)
      await renewStaleChildDue(db, today, goOn)
    } catch (error) {
      if (isEngineDamage(error)) system.foundDamaged()
      // The lists say how many are left; tried again within the hour and at the next start.
      ports.log.error('due lines', { name: error instanceof Error ? error.name : 'unknown', code: (error as { code?: string }).code ?? '' })
    }
  }
  let renewing: Promise<void> = opening.then(renewDueLines)
  function renewDue(): void { renewing = renewing.then(renewDueLines) }
  const timer = setInterval(() => { backingUp = backingUp.then(dailyBackup); renewDue() }, CHECK_MS)
  timer.unref()

  return {
    async call(name, input, sessionId) {
      const entry = typeof name === 'string' && Object.hasOwn(api, name) ? (api as Record<string, Entry>)[name] : undefined
      if (!entry) return { ok: false, error: { code: 'not-found', detail: { call: String(name).slice(0, 80) } } }
      if (closed) return { ok: false, error: { code: 'busy' } }
      const started = performance.now()
      try {
        const value = await dispatch(name as Name, entry, input, sessionId)
        const took = performance.now() - started
        if (took > SLOW_CALL_MS) ports.log.info('slow call', { call: name, ms: Math.round(took) })
        return { ok: true, value: options.checkOutputs ? entry.output.parse(value) : value }
      } catch (error) {
        return { ok: false, error: failure(error, name) }
      }
    },
    ready: async () => { await opening },
    async close() {
      closed = true
      await opening
      clearInterval(timer)
      await backingUp
      await renewing
      await jobs.settle()
      if (options.database) await options.database.close()
      await system.close()
    },
  }
}

type AnyHandler = (input: unknown, context: ReadContext | WriteContext) => Promise<unknown>
function handlerOf(name: Name): AnyHandler {
  const handler = (handlers as Partial<Record<string, unknown>>)[name]
  if (!handler) throw new Error(`no handler for ${name}`)
  return handler as AnyHandler
}
