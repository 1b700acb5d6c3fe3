import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { INITIAL_DEVICE_SETTINGS, READER_PRESETS, type ReaderSetting } from '../../domain/device/device-settings.ts'
import { localCardReader } from '../../electron/shell/card-reader/card-reader.ts'
import { CARD_OF_MOTHER, type CardReaderSimulator, startCardReaderSimulator } from '../support/card-reader-simulator.ts'
import { openScene, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'

let simulator: CardReaderSimulator
let scene: Scene
beforeEach(async () => {
  simulator = await startCardReaderSimulator()
  scene = await openScene()
})
afterEach(async () => {
  await simulator.close()
  await scene.close()
})

const readerOf = (preset: string, change: Partial<ReaderSetting> = {}): ReaderSetting => ({ ...READER_PRESETS[preset]!, port: simulator.port, timeoutMs: 1000, ...change })
async function setReader(preset: string, change: Partial<ReaderSetting> = {}): Promise<void> {
  await (await admin()).call('device.saveSettings', { ...INITIAL_DEVICE_SETTINGS, reader: readerOf(preset, change) })
}
let administrator: ReturnType<Scene['as']> | undefined
beforeEach(() => { administrator = undefined })
const admin = () => administrator ??= scene.as('shebei', ['administrator'])
const failed = (kind: string) => expect.objectContaining({ outcome: 'failed', kind })

for (const preset of ['http38088', 'ws38088']) {
  describe(`a reader asked over ${preset}`, () => {
    test('a tap finds nobody and answers the card for a new person, with the facts of the identity check', async () => {
      await setReader(preset)
      const read = await scene.clerk.call('device.readCard', null)
      expect(read).toMatchObject({ outcome: 'read', person: null, card: { name: '张丽华', sex: '2', ethnicGroup: '01' }, check: { method: 'readCard', at: '2026-03-10T01:00:00.000Z', issuer: '衡阳县公安局' } })
    })

    test('a tap finds the person by number and names what differs; the record stays as it was', async () => {
      const { motherId } = await registerBirth(scene)
      await setReader(preset)
      simulator.lay({ ...CARD_OF_MOTHER, name: '张莉华' })
      const before = await scene.clerk.call('person.get', { id: motherId })
      const read = await scene.clerk.call('device.readCard', null)
      expect(read).toMatchObject({ outcome: 'read', person: { id: motherId, name: '张丽华' } })
      if (read.outcome === 'read') expect(read.person?.differences).toContainEqual({ field: 'name', card: '张莉华', record: '张丽华' })
      expect(await scene.clerk.call('person.get', { id: motherId })).toEqual(before)
    })

    test('a reader that hangs: the clerk gets a sentence after its time, and the next reading works', async () => {
      await setReader(preset)
      simulator.behave('hang')
      expect(await scene.clerk.call('device.readCard', null)).toEqual(failed('timeout'))
      simulator.behave('good')
      expect(await scene.clerk.call('device.readCard', null)).toMatchObject({ outcome: 'read' })
    })

    test('an answer that comes late is never taken for the next person’s card', async () => {
      await setReader(preset)
      simulator.behave('late')
      expect(await scene.clerk.call('device.readCard', null)).toEqual(failed('timeout'))
      simulator.lay({ ...CARD_OF_MOTHER, name: '李国强', sex: '男', birthday: '19930607', cardID: '110101199306079996' })
      const asked = simulator.nextAsked()
      const second = scene.clerk.call('device.readCard', null)
      await asked
      // The first woman's answer and the second man's leave the reader together.
      simulator.behave('good')
      simulator.release()
      expect(await second).toMatchObject({ outcome: 'read', card: { name: '李国强' } })
    })

    test('a reader that dies in the middle: said so, nothing entered', async () => {
      await setReader(preset)
      simulator.behave('die')
      expect(await scene.clerk.call('device.readCard', null)).toEqual(failed('died'))
    })

    for (const [mood, kind] of [['garbage', 'notJson'], ['half', 'notJson'], ['huge', 'tooLarge'], ['noCard', 'noCard'], ['wrongNumber', 'badAnswer']] as const) {
      test(`a reader that sends ${mood}: ${kind}`, async () => {
        await setReader(preset, { timeoutMs: 10_000 })
        simulator.behave(mood)
        expect(await scene.clerk.call('device.readCard', null)).toEqual(failed(kind))
      })
    }

    test('a service that speaks GB 18030 without saying so is understood', async () => {
      await setReader(preset)
      simulator.behave('gb18030')
      expect(await scene.clerk.call('device.readCard', null)).toMatchObject({ outcome: 'read', card: { name: '张丽华' } })
    })

    test('no service there: unreachable', async () => {
      await setReader(preset)
      await simulator.close()
      expect(await scene.clerk.call('device.readCard', null)).toEqual(failed('unreachable'))
      simulator = await startCardReaderSimulator()
    })

    test('the clerk cancels; a second reading meanwhile is told to wait', async () => {
      await setReader(preset, { timeoutMs: 60_000 })
      simulator.behave('hang')
      const asked = simulator.nextAsked()
      const reading = scene.clerk.call('device.readCard', null)
      await asked
      expect(await scene.issuer.call('device.readCard', null)).toEqual(failed('busy'))
      await scene.clerk.call('device.cancelReading', null)
      expect(await reading).toEqual(failed('cancelled'))
    })
  })
}

test('a service that pushes: the card comes when it is laid on, also after the connection broke', async () => {
  await setReader('wsPush', { timeoutMs: 60_000 })
  simulator.behave('die')
  let opened = simulator.nextAsked()
  const reading = scene.clerk.call('device.readCard', null)
  await opened
  opened = simulator.nextAsked()
  simulator.push()
  await opened
  // The push that broke the connection; the one after it comes over the new connection.
  const again = simulator.nextAsked()
  await again
  simulator.behave('good')
  simulator.push()
  expect(await reading).toMatchObject({ outcome: 'read', card: { name: '张丽华' } })
})

test('a refusal names its status', async () => {
  await setReader('http38088')
  simulator.behave('refuse')
  const answer = await scene.clerk.call('device.readCard', null)
  expect(answer).toMatchObject({ kind: 'refused', message: { params: { detail: '404' } } })
})

test('without a reader the clerk is told to type', async () => {
  expect(await scene.clerk.call('device.readCard', null)).toEqual(failed('notSet'))
})

test('an expired card is read with a warning', async () => {
  await setReader('http38088')
  simulator.lay({ ...CARD_OF_MOTHER, validEnd: '20260309' })
  expect(await scene.clerk.call('device.readCard', null)).toMatchObject({ outcome: 'read', issues: [{ level: 'warn', path: 'validTo', message: { key: 'card.expired' } }] })
})

test('nothing of a card is in the log, in the audit or in a file', async () => {
  await setReader('http38088')
  for (const mood of ['good', 'wrongNumber', 'half', 'die', 'noCard'] as const) {
    simulator.behave(mood)
    await scene.clerk.call('device.readCard', null)
  }
  const audit = await scene.database.kysely.selectFrom('audit').selectAll().execute()
  const seen = JSON.stringify([scene.ports.logged, audit]) + readFileSync(join(scene.ports.folders.data, 'devices.json'), 'utf8')
  for (const marker of [CARD_OF_MOTHER.name, CARD_OF_MOTHER.cardID, '解放路', '衡阳县公安局']) expect(seen).not.toContain(marker)
})

describe('settings of this workstation', () => {
  test('are kept beside the database; a broken file starts with initial values and keeps no window shut', async () => {
    await setReader('ws38088')
    expect((await scene.clerk.call('device.settings', null)).reader).toMatchObject({ kind: 'webSocket', port: simulator.port })
    writeFileSync(join(scene.ports.folders.data, 'devices.json'), '{"reader": {"kind": "http", "host": "10.0.0.5"}, "scanner": ')
    expect(await scene.clerk.call('device.settings', null)).toEqual(INITIAL_DEVICE_SETTINGS)
    writeFileSync(join(scene.ports.folders.data, 'devices.json'), JSON.stringify({ ...INITIAL_DEVICE_SETTINGS, reader: { ...readerOf('http38088'), host: '10.0.0.5' }, secondScreen: { mode: 'window', fullNumbers: true, openAtStart: false } }))
    expect(await scene.clerk.call('device.settings', null)).toMatchObject({ reader: INITIAL_DEVICE_SETTINGS.reader, secondScreen: { fullNumbers: true } })
  })

  test('only addresses of this computer can be written down', async () => {
    for (const host of ['10.0.0.5', 'localhost', 'example.com', '127.0.0.1.example.com', '0.0.0.0']) {
      const answer = await (await admin()).fails('device.saveSettings', { ...INITIAL_DEVICE_SETTINGS, reader: { ...readerOf('http38088'), host: host as '127.0.0.1' } })
      expect(answer.code, host).toBe('invalid')
    }
    for (const path of ['card', '//evil\\@x', '/a b', 'http://x/']) {
      if (path.startsWith('//')) continue
      expect((await (await admin()).fails('device.saveSettings', { ...INITIAL_DEVICE_SETTINGS, reader: readerOf('http38088', { path }) })).code, path).toBe('invalid')
    }
  })

  test('a path cannot lead elsewhere: the host stays this computer', async () => {
    await setReader('http38088', { path: '//example.com/card' })
    expect(await scene.clerk.call('device.readCard', null)).toMatchObject({ outcome: 'read' })
    expect(simulator.asked()).toBe(1)
  })

  test('测试 answers which facts came, and nothing of the card', async () => {
    const answer = await (await admin()).call('device.testReader', { reader: readerOf('http38088') })
    expect(answer).toMatchObject({ outcome: 'read', missing: [] })
    expect(JSON.stringify(answer)).not.toContain('张丽华')
  })

  test('one reading at a time, whoever asks the port', async () => {
    const reader = localCardReader()
    simulator.behave('hang')
    const cancel = new AbortController()
    const asked = simulator.nextAsked()
    const first = reader.read(readerOf('http38088', { timeoutMs: 60_000 }), cancel.signal)
    const ended = expect(first).rejects.toMatchObject({ kind: 'cancelled' })
    await asked
    expect(reader.status()).toBe('reading')
    await expect(reader.read(readerOf('http38088'), cancel.signal)).rejects.toMatchObject({ kind: 'busy' })
    cancel.abort()
    await ended
    expect(reader.status()).toBe('idle')
  })
})

describe('the parent looks at six facts', () => {
  const screenOn = async (fullNumbers = false) => (await admin()).call('device.saveSettings', { ...INITIAL_DEVICE_SETTINGS, secondScreen: { mode: 'window', fullNumbers, openAtStart: false } })

  test('正确 is noted beside the register with its time; a later change of the register makes it outdated', async () => {
    await screenOn()
    const { newbornIds: [newbornId] } = await registerBirth(scene)
    const registrationId = await registerCertificate(scene, newbornId!)
    const asking = scene.issuer.call('device.askParent', { newbornId: newbornId! })
    const shown = await scene.ports.secondScreen.nextAsked()
    expect(shown.facts.map(fact => fact.key)).toEqual(['babyName', 'sex', 'bornAt', 'motherName', 'fatherName', 'idNumber'])
    expect(shown.facts.find(fact => fact.key === 'motherName')?.reading?.[0]).toEqual({ sign: '张', reading: 'zhāng' })
    expect(JSON.stringify(shown)).not.toContain('110101199508150009')
    expect(scene.ports.secondScreen.answer({ kind: 'right', by: 'parent' })).toBe(true)
    expect(await asking).toEqual({ outcome: 'right', wrongLine: null })
    expect(scene.ports.secondScreen.seen()).toBeNull()
    const check = { answer: 'right', wrongLine: null, answeredBy: 'parent', at: '2026-03-10T01:00:00.000Z', outdated: false }
    expect(await scene.issuer.call('device.parentChecks', { newbornId: newbornId! })).toEqual([expect.objectContaining(check)])
    await scene.database.write(trx => trx.updateTable('certificateRegistration').set(row => ({ rev: row('rev', '+', 1) })).where('id', '=', registrationId).execute())
    expect(await scene.issuer.call('device.parentChecks', { newbornId: newbornId! })).toEqual([expect.objectContaining({ ...check, outdated: true })])
  })

  test('有误 names the line; the clerk can answer by key, and then it says so', async () => {
    await screenOn()
    const { newbornIds: [newbornId] } = await registerBirth(scene)
    await registerCertificate(scene, newbornId!)
    const asking = scene.issuer.call('device.askParent', { newbornId: newbornId! })
    await scene.ports.secondScreen.nextAsked()
    expect((await scene.issuer.fails('device.answerForParent', { answer: 'wrong' })).fields?.[0]?.path).toBe('wrongLine')
    expect(await scene.issuer.call('device.answerForParent', { answer: 'wrong', wrongLine: 'fatherName' })).toEqual({ taken: true })
    expect(await asking).toEqual({ outcome: 'wrong', wrongLine: 'fatherName' })
    expect(await scene.issuer.call('device.parentChecks', { newbornId: newbornId! })).toEqual([expect.objectContaining({ answer: 'wrong', wrongLine: 'fatherName', answeredBy: 'clerk' })])
    expect(await scene.issuer.call('device.answerForParent', { answer: 'right' })).toEqual({ taken: false })
  })

  test('taken away unanswered: nothing is noted, nothing stays on the screen', async () => {
    await screenOn()
    const { newbornIds: [newbornId] } = await registerBirth(scene)
    await registerCertificate(scene, newbornId!)
    const asking = scene.issuer.call('device.askParent', { newbornId: newbornId! })
    await scene.ports.secondScreen.nextAsked()
    await scene.issuer.call('device.answerForParent', { answer: null })
    expect(await asking).toEqual({ outcome: 'closed', wrongLine: null })
    expect(scene.ports.secondScreen.seen()).toBeNull()
    expect(await scene.issuer.call('device.parentChecks', { newbornId: newbornId! })).toEqual([])
  })

  test('who locks the window or signs out leaves no family on the screen', async () => {
    await screenOn()
    const { newbornIds: [newbornId] } = await registerBirth(scene)
    await registerCertificate(scene, newbornId!)
    for (const leaving of ['auth.lock', 'auth.logout'] as const) {
      const asking = scene.issuer.call('device.askParent', { newbornId: newbornId! })
      await scene.ports.secondScreen.nextAsked()
      await scene.keeper.call(leaving, null)
      expect(await asking).toEqual({ outcome: 'closed', wrongLine: null })
      expect(scene.ports.secondScreen.seen()).toBeNull()
    }
  })

  test('without a register, or with the screen switched off, the clerk is told what to do', async () => {
    const { newbornIds: [newbornId] } = await registerBirth(scene)
    expect((await scene.issuer.fails('device.askParent', { newbornId: newbornId! })).fields?.[0]?.message.key).toBe('parentCheck.off')
    await screenOn()
    expect((await scene.issuer.fails('device.askParent', { newbornId: newbornId! })).fields?.[0]?.message.key).toBe('parentCheck.noRegister')
  })
})
