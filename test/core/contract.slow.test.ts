import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLE_NAMES } from '../../domain/access/permission.ts'
import { api, API_NAMES, type Name } from '../../domain/api/api.ts'
import type { Entry } from '../../domain/api/define-api.ts'
import type { CallError } from '../../domain/api/result.ts'
import { handlers } from '../../electron/core/modules/index.ts'
import { plainInput } from '../../electron/core/plain-input.ts'
import { createHost, type Host } from '../../electron/core/host.ts'
import { type Desk, openDesk, PASSWORD } from '../support/desk.ts'
import { nameForInfection } from '../support/infection-scene.ts'
import { testPorts, type TestPorts } from '../support/test-ports.ts'

const entries = Object.entries(api) as [Name, Entry][]
const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** What anybody at the keyboard may ask before signing in. A call comes onto this list only with a reason. */
const PUBLIC: readonly Name[] = [
  'system.state', 'system.create', 'system.openPractice', 'system.leavePractice', 'system.unlock', 'system.restoreChoices', 'system.restore',
  'auth.login', 'auth.current', 'auth.logout', 'auth.lock', 'auth.unlock',
]

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  const whole = await desk.as('quan', ROLE_NAMES)
  await nameForInfection(desk.database, whole.userId)
  await whole.call('auth.current', null)
  // An account whose only role has long been abolished: known, signed in, without any right.
  await (await desk.as('wu', ['formerRole' as never])).call('auth.current', null)
})
afterAll(() => desk.close())

const call = async (name: string, input: unknown, session: string): Promise<CallError | null> => {
  const answer = await desk.host.call(name, input, session)
  return answer.ok ? null : answer.error
}

test('every entry of the contract has its handler and every handler its entry', () => {
  const answered = entries.filter(([, entry]) => !entry.beforeOpen).map(([name]) => name)
  expect(Object.keys(handlers).toSorted()).toEqual(answered.toSorted())
  for (const [name, handler] of Object.entries(handlers)) expect(typeof handler, name).toBe('function')
  expect(entries.filter(([, entry]) => entry.beforeOpen).map(([name]) => name).every(name => name.startsWith('system.'))).toBe(true)
})

test('the public calls are these and no others', () => {
  expect(entries.filter(([, entry]) => entry.need === 'public').map(([name]) => name).toSorted()).toEqual(PUBLIC.toSorted())
})

describe('without the right', () => {
  for (const [name, entry] of entries.filter(([, one]) => one.need !== 'public')) {
    test(`${name}: nobody is signed-out${entry.need === 'signed-in' ? '' : ', a user without rights is forbidden'}`, async () => {
      for (const input of [null, {}, { id: 'x' }, 5]) {
        expect((await call(name, input, 'window-nobody'))?.code).toBe('signed-out')
        if (entry.need !== 'signed-in') expect(await call(name, input, 'window-wu')).toEqual({ code: 'forbidden', detail: { need: entry.need } })
      }
    })
  }
})

type Def = { type: string; innerType?: Entry['input']; shape?: Record<string, Entry['input']>; element?: Entry['input'] }
const defOf = (schema: Entry['input']): Def => (schema as unknown as { _zod: { def: Def } })._zod.def
const objectOf = (schema: Entry['input']): Record<string, Entry['input']> | null => {
  const def = defOf(schema)
  return def.shape ?? (def.innerType ? objectOf(def.innerType) : null)
}

/** Things no field of any call takes; the functions and symbols cannot come over the bridge, but nobody need rely on it. */
const WRONG: readonly unknown[] = [
  undefined, null, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, true, 'x', '', '中'.repeat(300_000), '\u0000', '\ud800', [], [null], [[[[]]]], {}, { a: 1 }, new Date(0), 10n, () => 1, Symbol('s'),
  new Map(), new Uint8Array(4), JSON.parse('{"__proto__":{"isAdmin":true}}'), JSON.parse('{"constructor":{"prototype":{}}}'), { toString: null, valueOf: null }, Object.create(null), deep(5000),
]

function deep(levels: number): unknown {
  let value: unknown = 'bottom'
  for (let level = 0; level < levels; level += 1) value = { value }
  return value
}

const round: Record<string, unknown> = {}
round.self = round

function brokenInputs(entry: Entry): unknown[] {
  const shape = objectOf(entry.input)
  const inputs: unknown[] = [...WRONG, round]
  for (const [name, inner] of Object.entries(shape ?? {})) {
    for (const wrong of WRONG) inputs.push({ [name]: wrong })
    for (const innerName of Object.keys(objectOf(inner) ?? {})) for (const wrong of WRONG) inputs.push({ [name]: { [innerName]: wrong } })
  }
  inputs.push({ 多余: 1 }, { ['x'.repeat(100_000)]: 1 })
  return inputs
}

/** What is wrong with the answer to a broken input. Faults are gathered and expected away once a call: an expectation for each input cost more than all the answers. */
function faultsOfAnswer(entry: Entry, input: unknown, error: CallError | null, logged: unknown): string[] {
  const faults: string[] = []
  if (error?.code === 'internal') faults.push(`internal error ${JSON.stringify(logged)}`)
  if (error?.code !== 'invalid' && !fits(entry, input)) faults.push(`answered ${error?.code ?? 'ok'}`)
  if (error?.code === 'invalid') {
    if (!error.fields?.length) faults.push('names no field')
    for (const { path, message } of error.fields ?? []) {
      if (!hasChinese(message.zh)) faults.push(`no Chinese: ${message.zh}`)
      if (typeof path !== 'string') faults.push('a field without a path')
    }
  }
  return faults.map(fault => `${describeInput(input)}: ${fault}`)
}
const describeInput = (input: unknown): string => typeof input === 'object' && input !== null ? Object.keys(input).join(',').slice(0, 80) : String(typeof input)

describe('broken inputs get a Chinese sentence, never an internal error', () => {
  for (const [name, entry] of entries.filter(([, one]) => !one.beforeOpen)) {
    test(name, async () => {
      const session = name.startsWith('auth.') ? 'window-broken' : 'window-quan'
      if (name.startsWith('auth.')) await desk.host.call('auth.login', { loginName: 'quan', password: PASSWORD }, session)
      const faults: string[] = []
      for (const input of brokenInputs(entry)) faults.push(...faultsOfAnswer(entry, input, await call(name, input, session), desk.ports.logged.at(-1)))
      expect(faults).toEqual([])
    })
  }
})

// What is not plain data (rings, depth, functions) is the dispatcher's to refuse, before any schema sees it.
function fits(entry: Entry, input: unknown): boolean {
  try {
    return entry.input.safeParse(plainInput(input)).success
  } catch {
    return false
  }
}

describe('names that no call has', () => {
  const names: unknown[] = ['', 'nothing', 'person', 'person.get ', 'PERSON.GET', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'person.__proto__', 'x'.repeat(1_000_000), null, undefined, 5, {}, [], ['person.get'], Symbol('s')]
  for (const [index, name] of names.entries()) {
    test(`${index}: ${String(name).slice(0, 30)}`, async () => {
      const error = await call(name as string, {}, 'window-quan')
      expect(error?.code).toBe('not-found')
      expect(JSON.stringify(error).length).toBeLessThan(200)
    })
  }
})

test('nothing of an input reached a prototype', () => {
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

describe('before a database is open', () => {
  let ports: TestPorts
  let host: Host
  beforeAll(async () => {
    ports = testPorts()
    host = createHost(ports, { checkOutputs: true })
    await host.ready()
  })
  afterAll(async () => { await host.close(); ports.remove() })

  test('calls on the data answer with the condition, whatever their input', async () => {
    for (const [name, entry] of entries.filter(([, one]) => !one.beforeOpen)) {
      for (const input of [null, {}]) expect(await host.call(name, input, 'w'), `${name} ${entry.need}`).toEqual({ ok: false, error: { code: 'busy', detail: { condition: 'new' } } })
    }
  })

  for (const [name, entry] of entries.filter(([one, { beforeOpen }]) => beforeOpen && one !== 'system.openPractice')) {
    test(`${name}: broken inputs`, async () => {
      const faults: string[] = []
      for (const input of brokenInputs(entry)) {
        const answer = await host.call(name, input, 'w')
        faults.push(...faultsOfAnswer(entry, input, answer.ok ? null : answer.error, ports.logged.at(-1)))
      }
      expect(faults).toEqual([])
    })
  }
})

test('a hospital server’s database cannot be created, replaced or swapped from a workstation', async () => {
  for (const [name, input] of [['system.create', { institutionName: '医院', admin: { loginName: 'aa', displayName: '管理', password: PASSWORD } }], ['system.openPractice', {}], ['system.restore', { name: 'x', place: 'first' }]] as const) {
    expect((await call(name, input, 'window-quan'))?.code).toBe('forbidden')
  }
})

test('a wrong output of a handler is seen in tests', async () => {
  const answer = await desk.host.call('system.state', null, 'w')
  expect(answer.ok && api['system.state'].output.safeParse(answer.value).success).toBe(true)
  expect(API_NAMES.length).toBeGreaterThan(100)
})
