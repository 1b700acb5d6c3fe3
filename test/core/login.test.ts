import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../domain/access/permission.ts'
import type { Output } from '../../domain/api/api.ts'
import type { Result } from '../../domain/api/result.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { type Desk, openDesk, PASSWORD, type Window, windowOf } from '../support/desk.ts'

const MINUTE_MS = 60_000
const { failedLoginsBeforeLock: TRIES, lockMinutes: LOCK_MINUTES, idleMinutes: IDLE_MINUTES } = SETTINGS.security.initial

let desk: Desk
let admin: Window
beforeEach(async () => {
  desk = await openDesk()
  admin = await desk.as('admin', ['administrator'], '王管理')
})
afterEach(() => desk.close())

type LoginAnswer = Output<'auth.login'>
async function login(loginName: string, password: string, session = 'door'): Promise<LoginAnswer> {
  const answer = await desk.host.call('auth.login', { loginName, password }, session) as Result<LoginAnswer>
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
const minutesLater = (minutes: number): void => desk.ports.clock.advanceMs(minutes * MINUTE_MS)
const untilOf = (minutes: number): string => new Date(desk.ports.clock.nowMs() + minutes * MINUTE_MS).toISOString()
const account = async (loginName: string) => (await admin.call('user.list', null)).find(user => user.loginName === loginName)!
const keys = (error: { fields?: { message: { key: string } }[] }): string[] => (error.fields ?? []).map(field => field.message.key)
async function saveUser(loginName: string, changes: { roles?: Role[]; disabled?: boolean; password?: string } = {}) {
  const { id, rev, displayName, roles, disabled } = await account(loginName)
  return { id, rev, loginName, displayName, roles, disabled, ...changes }
}

describe('wrong passwords', () => {
  test('ten times wrong: counted down, locked out until a named time, and the right password does not help before it', async () => {
    await desk.as('li', ['doctor'])
    const until = untilOf(LOCK_MINUTES)
    const answers: LoginAnswer[] = []
    for (let count = 0; count < 10; count += 1) answers.push(await login('li', 'wrong'))
    const countdown = Array.from({ length: TRIES - 1 }, (_, index) => ({ outcome: 'wrong', attemptsLeft: TRIES - 1 - index }))
    expect(answers).toEqual([...countdown, ...Array.from({ length: 10 - TRIES + 1 }, () => ({ outcome: 'locked-out', until }))])
    expect(await login('li', PASSWORD)).toEqual({ outcome: 'locked-out', until })
    expect((await account('li')).lockedUntil).toBe(until)
    minutesLater(LOCK_MINUTES)
    expect(await login('li', PASSWORD)).toMatchObject({ outcome: 'signed-in' })
  })

  test('after a lock-out has ended the count starts anew, and a right password clears it', async () => {
    await desk.as('li', ['doctor'])
    for (let count = 0; count < TRIES; count += 1) await login('li', 'wrong')
    minutesLater(LOCK_MINUTES)
    expect(await login('li', 'wrong')).toEqual({ outcome: 'wrong', attemptsLeft: TRIES - 1 })
    expect(await login('li', PASSWORD)).toMatchObject({ outcome: 'signed-in' })
    expect(await login('li', 'wrong')).toEqual({ outcome: 'wrong', attemptsLeft: TRIES - 1 })
  })

  test('names that nobody has answer exactly like names that somebody has', async () => {
    await desk.as('li', ['doctor'])
    for (let count = 0; count < 2 * TRIES; count += 1) {
      expect(await login('nobody', 'wrong')).toEqual(await login('li', 'wrong'))
      minutesLater(1)
    }
    minutesLater(LOCK_MINUTES)
    expect(await login('NOBODY', 'wrong')).toEqual(await login('LI', 'wrong'))
    // Every try is on the record, without the name that was typed: it is often a password.
    const tried = (await admin.call('audit.list', { call: 'auth.login', limit: 100 })).lines.filter(line => line.recordId === null)
    expect(tried.length).toBeGreaterThan(2 * TRIES)
    expect(tried.every(line => ['wrong', 'locked-out'].includes(String(line.facts?.outcome)))).toBe(true)
  })

  test('a name made while it was locked as unknown can sign in at once', async () => {
    for (let count = 0; count < TRIES; count += 1) await login('neu', 'wrong')
    expect(await login('neu', 'wrong')).toMatchObject({ outcome: 'locked-out' })
    await admin.call('user.save', { loginName: 'neu', displayName: '新人', roles: ['doctor'], disabled: false, password: 'First-pass1' })
    expect(await login('neu', 'First-pass1')).toMatchObject({ outcome: 'signed-in' })
  })

  test('the administrator’s reset ends a lock-out, and the password must be changed before anything else', async () => {
    await desk.as('li', ['doctor'])
    for (let count = 0; count < TRIES; count += 1) await login('li', 'wrong')
    await admin.call('user.save', await saveUser('li', { password: 'Reset-pass1' }))
    expect(await login('li', PASSWORD)).toMatchObject({ outcome: 'wrong' })
    expect(await login('li', 'Reset-pass1')).toMatchObject({ outcome: 'signed-in', user: { mustChangePassword: true } })
    const li = windowOf(desk.host, 'door')
    expect(await li.fails('person.recent', {})).toEqual({ code: 'forbidden', detail: { mustChangePassword: true } })
    expect(await li.call('auth.current', null)).toMatchObject({ locked: false, user: { mustChangePassword: true } })
    expect(keys(await li.fails('auth.changePassword', { oldPassword: 'Reset-pass1', newPassword: 'Reset-pass1' }))).toEqual(['user.passwordSame'])
    expect(keys(await li.fails('auth.changePassword', { oldPassword: 'Reset-pass1', newPassword: '短' }))).toEqual(['user.passwordShort'])
    await li.call('auth.changePassword', { oldPassword: 'Reset-pass1', newPassword: 'My-own-pass1' })
    expect(await li.call('person.recent', {})).toEqual([])
    expect(await login('li', 'My-own-pass1', 'other')).toMatchObject({ outcome: 'signed-in', user: { mustChangePassword: false } })
  })

  test('the old password is not to be found out by trying to change it', async () => {
    const li = await desk.as('li', ['doctor'])
    for (let left = TRIES - 1; left >= 0; left -= 1) {
      expect(await li.fails('auth.changePassword', { oldPassword: 'wrong', newPassword: 'Another-pass1' })).toMatchObject({ code: 'invalid', detail: { attemptsLeft: left } })
    }
    expect(await login('li', PASSWORD)).toMatchObject({ outcome: 'locked-out' })
  })

  test('full-width letters and case of a log-in name are the same name', async () => {
    await desk.as('li', ['doctor'])
    expect(await login(' ＬＩ ', PASSWORD)).toMatchObject({ outcome: 'signed-in', user: { loginName: 'li' } })
  })
})

describe('lock and idle', () => {
  test('an idle window locks itself; asking by timer is no sign of life', async () => {
    const li = await desk.as('li', ['doctor'])
    await li.call('person.recent', {})
    minutesLater(IDLE_MINUTES)
    await li.call('home.summary', null)
    await li.call('draft.save', { form: 'f', content: { a: 1 } })
    minutesLater(1)
    expect((await li.fails('person.recent', {})).code).toBe('locked')
    expect(await li.call('auth.current', null)).toMatchObject({ locked: true, user: { loginName: 'li' } })
  })

  test('work keeps it open', async () => {
    const li = await desk.as('li', ['doctor'])
    for (let count = 0; count < 4; count += 1) {
      await li.call('person.recent', {})
      minutesLater(IDLE_MINUTES)
    }
    expect(await li.call('person.recent', {})).toEqual([])
  })

  test('a locked window keeps the draft, opens to its own password, and ends after too many wrong ones', async () => {
    const li = await desk.as('li', ['doctor'])
    await li.call('auth.current', null)
    await li.call('auth.lock', null)
    expect((await li.fails('draft.list', null)).code).toBe('locked')
    await li.call('draft.save', { form: 'f', content: { typed: '半句' } })
    expect(await li.call('auth.unlock', { password: 'wrong' })).toEqual({ outcome: 'wrong', attemptsLeft: TRIES - 1 })
    expect(await li.call('auth.unlock', { password: PASSWORD })).toEqual({ outcome: 'unlocked', attemptsLeft: 0 })
    expect(await li.call('draft.get', { form: 'f' })).toMatchObject({ content: { typed: '半句' } })
    await li.call('auth.lock', null)
    for (let left = TRIES - 1; left > 0; left -= 1) expect(await li.call('auth.unlock', { password: 'wrong' })).toEqual({ outcome: 'wrong', attemptsLeft: left })
    expect(await li.call('auth.unlock', { password: 'wrong' })).toEqual({ outcome: 'locked-out', attemptsLeft: 0 })
    expect((await li.fails('person.recent', {})).code).toBe('signed-out')
  })

  test('nothing is open in a locked window but what unlocking needs, not even to an administrator', async () => {
    await admin.call('auth.current', null)
    await admin.call('auth.lock', null)
    for (const [name, input] of [['user.list', null], ['setting.get', { key: 'security' }], ['backup.run', null], ['audit.verify', null], ['job.get', { id: 'x' }]] as const) {
      expect((await admin.fails(name, input as never)).code).toBe('locked')
    }
  })
})

describe('what an administrator changes takes effect in open windows', () => {
  test('disabling ends the sessions and the way in', async () => {
    const li = await desk.as('li', ['doctor'])
    await li.call('person.recent', {})
    await admin.call('user.save', await saveUser('li', { disabled: true }))
    expect((await li.fails('person.recent', {})).code).toBe('signed-out')
    expect(await login('li', PASSWORD)).toEqual({ outcome: 'disabled' })
    expect(await login('li', 'wrong')).toMatchObject({ outcome: 'wrong' })
  })

  test('another role means other rights at once', async () => {
    const li = await desk.as('li', ['doctor'])
    await li.call('person.recent', {})
    await admin.call('user.save', await saveUser('li', { roles: ['stockKeeper'] }))
    expect((await li.fails('person.recent', {})).code).toBe('forbidden')
    expect(await li.call('stock.summary', null)).toEqual({ byState: [], byHolder: [] })
  })

  test('a password reset by somebody else ends the windows that are open', async () => {
    const li = await desk.as('li', ['doctor'])
    await li.call('person.recent', {})
    await admin.call('user.save', await saveUser('li', { password: 'Reset-pass1' }))
    expect((await li.fails('person.recent', {})).code).toBe('signed-out')
  })

  test('a change refused leaves rights and windows as they were', async () => {
    const li = await desk.as('li', ['sealer'])
    await li.call('certificate.queue', { queue: 'seal' })
    expect(keys(await admin.fails('user.save', await saveUser('li', { roles: ['sealer', 'stockKeeper'] })))).toEqual(['user.separatedRoles'])
    expect((await account('li')).roles).toEqual(['sealer'])
    expect((await li.call('certificate.queue', { queue: 'seal' })).total).toBe(0)
  })

  test('an account changed by somebody else meanwhile is an edit conflict', async () => {
    await desk.as('li', ['doctor'])
    const stale = await saveUser('li')
    await admin.call('user.save', stale)
    expect((await admin.fails('user.save', stale)).code).toBe('edit-conflict')
  })
})

describe('who may be what', () => {
  test('case 39: 证件管理员 and 盖章人员 are never one account, new or old, in any order', async () => {
    const row = { loginName: 'zheng', displayName: '郑某', disabled: false, password: 'First-pass1' }
    for (const roles of [['stockKeeper', 'sealer'], ['sealer', 'doctor', 'stockKeeper']] as Role[][]) {
      const error = await admin.fails('user.save', { ...row, roles })
      expect(keys(error)).toEqual(['user.separatedRoles'])
      expect(error.fields![0]!.path).toBe('roles')
    }
    await admin.call('user.save', { ...row, roles: ['stockKeeper'] })
    expect(keys(await admin.fails('user.save', await saveUser('zheng', { roles: ['stockKeeper', 'sealer'] })))).toEqual(['user.separatedRoles'])
  })

  test('the last administrator can neither be disabled nor lose the role, the last but one can', async () => {
    expect(keys(await admin.fails('user.save', await saveUser('admin', { disabled: true })))).toEqual(['user.lastAdministrator'])
    expect(keys(await admin.fails('user.save', await saveUser('admin', { roles: ['doctor'] })))).toEqual(['user.lastAdministrator'])
    const second = await desk.as('admin2', ['administrator'])
    await second.call('user.save', await saveUser('admin', { disabled: true }))
    expect((await admin.fails('user.list', null)).code).toBe('signed-out')
    admin = second
    // Disabled, the first one does not count as an administrator.
    expect(keys(await second.fails('user.save', await saveUser('admin2', { roles: ['doctor'] })))).toEqual(['user.lastAdministrator'])
  })

  test('a log-in name is taken in any spelling; a new account needs a password that is long enough', async () => {
    const row = { displayName: '某人', roles: ['doctor'] as Role[], disabled: false }
    expect(keys(await admin.fails('user.save', { ...row, loginName: 'ＡＤＭＩＮ', password: 'First-pass1' }))).toEqual(['user.loginNameTaken'])
    expect(keys(await admin.fails('user.save', { ...row, loginName: 'neu' }))).toEqual(['user.passwordMissing'])
    expect(keys(await admin.fails('user.save', { ...row, loginName: 'neu', password: '1234567' }))).toEqual(['user.passwordShort'])
  })
})

describe('second person', () => {
  const draw = { firstNumber: 'Z430000001', lastNumber: 'Z430000001' }
  const receive = (password: string, loginName = 'zheng2') => ({
    edition: '7' as const, ...draw, receivedFrom: '卫生局', receivedDay: '2026-03-01', secondCounter: { loginName, password },
  })

  test('a wrong second password is counted although the write is undone, and locks the second account, not the first', async () => {
    const keeper = await desk.as('zheng1', ['stockKeeper'])
    const second = await desk.as('zheng2', ['stockKeeper'])
    for (let left = TRIES - 1; left > 0; left -= 1) {
      const error = await keeper.fails('stock.receive', receive('wrong'))
      expect(error).toMatchObject({ code: 'invalid', detail: { attemptsLeft: left } })
      expect(keys(error)).toEqual(['secondPerson.wrong'])
    }
    expect(await keeper.fails('stock.receive', receive('wrong'))).toMatchObject({ detail: { attemptsLeft: 0, lockedUntil: untilOf(LOCK_MINUTES) } })
    expect(keys(await keeper.fails('stock.receive', receive(PASSWORD)))).toEqual(['secondPerson.lockedOut'])
    expect(await login('zheng2', PASSWORD)).toMatchObject({ outcome: 'locked-out' })
    expect(await keeper.call('stock.summary', null)).toEqual({ byState: [], byHolder: [] })
    const counted = (await admin.call('audit.list', { call: 'auth.secondPerson', limit: 100 })).lines
    expect(counted.map(line => [line.recordId, line.facts?.outcome])).toEqual([[second.userId, 'locked-out'], ...Array.from({ length: TRIES - 1 }, () => [second.userId, 'wrong'])])
    expect((await admin.call('audit.verify', null)).firstBroken).toBeNull()
    minutesLater(LOCK_MINUTES)
    expect(await keeper.call('stock.receive', receive(PASSWORD))).toMatchObject({ quantity: 1 })
  })

  test('the second person is somebody else, with the right, and not disabled', async () => {
    const keeper = await desk.as('zheng1', ['stockKeeper'])
    await desk.as('zheng2', ['stockKeeper'])
    await desk.as('yi', ['doctor'])
    expect(keys(await keeper.fails('stock.receive', receive(PASSWORD, 'zheng1')))).toEqual(['secondPerson.same'])
    expect(keys(await keeper.fails('stock.receive', receive(PASSWORD, 'yi')))).toEqual(['secondPerson.noRight'])
    expect(keys(await keeper.fails('stock.receive', receive(PASSWORD, 'nobody')))).toEqual(['secondPerson.wrong'])
    await admin.call('user.save', await saveUser('zheng2', { disabled: true }))
    expect(keys(await keeper.fails('stock.receive', receive(PASSWORD)))).toEqual(['secondPerson.wrong'])
  })
})
