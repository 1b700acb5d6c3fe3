import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BLANK_STATE, type BlankState } from '../../domain/code/certificate.ts'
import { REFERRAL_STATE } from '../../domain/code/referral.ts'
import { ROLE_NAMES } from '../../domain/access/permission.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { issuesOf } from '../../domain/record/derive/schema.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { bornIn } from '../../domain/modules/birth/birth.rules.ts'
import { registration } from '../../domain/modules/certificate/registration.record.ts'
import { registrationIssues } from '../../domain/modules/certificate/registration.rules.ts'
import { DEFAULT_PROVINCE_RULES } from '../../domain/rule/province-rules.ts'
import { isStandardCharacter } from '../../domain/rule/name-character.ts'
import { checkIdNumber } from '../../domain/rule/id-number.ts'
import { SAMPLE_USERS } from '../../domain/sample/chunk.ts'
import { sampleHospital } from '../../domain/sample/hospital.ts'
import { dayAt } from '../../domain/time/day.ts'
import { openGrowth } from '../../electron/core/growth.ts'
import { createHost } from '../../electron/core/host.ts'
import { testPorts } from '../support/test-ports.ts'
import { SAMPLE_INSTITUTION, SAMPLE_PASSWORD, sampleCounty, writeSampleHospital, type SampleResult } from '../../electron/core/modules/system/sample-writer.ts'
import { fromColumns, shapeIssues, valuesOf } from '../../electron/core/record/store.ts'
import type { Database } from '../../electron/core/db/database.ts'
import type { Desk } from '../support/desk.ts'
import { openDesk, windowOf } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { tableOf } from '../support/table-of.ts'

/** Files of instruments and photos are read, never made up: practice begins without any. */
const OF_INSTRUMENTS = new Set(['eye.deviceFile', 'eye.deviceRow', 'eye.photo', 'prenatal.resultFile', 'prenatal.resultRow'])

test('the same seed and day make the same hospital, another seed another one', async () => {
  const desk = await openDesk()
  const make = (seed: number): string => JSON.stringify([...sampleHospital({ seed, persons: 250, today: dayAt(desk.ports.clock.nowMs()), county: sampleCounty(desk.ports.folders.resources), institutionName: '青山县妇幼保健院', growth: openGrowth(desk.ports.folders.resources) }).chunks]
    .map(chunk => ({ ...chunk, records: chunk.records.map(({ definition, ...record }) => ({ record: definition.id, ...record })) })))
  expect(make(3)).toBe(make(3))
  expect(make(3)).not.toBe(make(4))
  await desk.close()
})

describe.each(testEngines())('a hospital of 2,500 persons on $name', engine => {
  let desk: Desk
  let result: SampleResult
  beforeAll(async () => {
    desk = await openDesk({ database: await engine.open() })
    result = await writeSampleHospital({ database: desk.database, resourcesFolder: desk.ports.folders.resources, nowMs: desk.ports.clock.nowMs() }, { seed: 11, persons: 2_500 })
  })
  afterAll(() => desk.close())
  const all = <T extends keyof Database>(table: T): Promise<Database[T][]> => desk.database.kysely.selectFrom(table as 'blank').selectAll().execute() as unknown as Promise<Database[T][]>

  test('every row stands before its definition and rules; only what a clerk may accept is left', async () => {
    const moment = { today: dayAt(desk.ports.clock.nowMs()), now: '2026-03-10T09:00' as never }
    const found: string[] = []
    for (const definition of RECORDS as readonly RecordDefinition[]) {
      const rows = await all(tableOf(definition))
      if (!OF_INSTRUMENTS.has(definition.id)) expect(rows.length, definition.id).toBeGreaterThan(0)
      for (const columns of rows) {
        const row = valuesOf(definition, fromColumns(definition, columns as unknown as Record<string, unknown>))
        for (const issue of [...shapeIssues(definition, row), ...issuesOf(definition, row as never, moment)]) if (issue.level === 'block') found.push(`${definition.id}.${issue.path} ${issue.message.key}`)
      }
    }
    expect([...new Set(found)]).toEqual([])
    expect(result.persons).toBe(2_500)
    expect(await desk.database.integrity()).toEqual([])
  })

  test('every finished register stands before the rules of issue on its day, with the papers that were shown', async () => {
    const [children, births, mothers, papers] = [new Map((await all('newborn')).map(row => [row.id, row])), new Map((await all('delivery')).map(row => [row.id, row])), new Map((await all('person')).map(row => [row.id, row])), Map.groupBy(await all('registrationMaterial'), row => row.registrationId)]
    const found: string[] = []
    for (const columns of await all('certificateRegistration')) {
      const row = valuesOf(registration, fromColumns(registration, columns as unknown as Record<string, unknown>))
      const child = children.get(row.newbornId)!
      const birth = births.get(child.deliveryId)!
      if (!row.complete) continue
      const mother = mothers.get(birth.motherId)!
      const issues = registrationIssues(row, {
        bornAt: child.bornAt, babySex: child.sex, outcome: child.outcome, bornIn: bornIn({ ...birth, treatedInLicensed: birth.treatedInLicensed === 1 }), role: 'issuer',
        admitted: { name: mother.name, idNumber: mother.idNumber }, rules: DEFAULT_PROVINCE_RULES, today: row.preparedDay!,
      }, (papers.get(columns.id) ?? []).map(paper => paper.material as never))
      for (const issue of issues) if (issue.level === 'block' || issue.level === 'approve') found.push(`${row.babyName} ${issue.path} ${formatChinese(issue.message)}`)
    }
    expect(found).toEqual([])
  })

  test('ID numbers are faultless and belong to one person, but for the planted duplicates', async () => {
    const people = (await all('person')).filter(row => row.idType === '01')
    expect(people.flatMap(row => checkIdNumber(row.idNumber ?? '', { today: dayAt(desk.ports.clock.nowMs()), expectedSex: row.sex }).issues)).toEqual([])
    const holders = Map.groupBy(people, row => row.idNumber)
    const shared = [...holders.values()].filter(group => group.length > 1).flatMap(group => group.map(row => row.id)).sort()
    const planted = result.duplicates.filter(one => one.reason === 'sameId').flatMap(one => [one.personId, one.duplicateId]).sort()
    expect(shared).toEqual(planted)
    expect(new Set(result.duplicates.map(one => one.reason)).size).toBe(3)
  })

  test('each planted duplicate is what the look-alike check finds', async () => {
    const registrar = windowOf(desk.host, 'look')
    await registrar.call('auth.login', { loginName: 'dengji', password: SAMPLE_PASSWORD })
    for (const { personId, duplicateId, reason } of result.duplicates) {
      const { id: _i, rev: _r, defVersion: _d, createdAt: _c, createdBy: _b, updatedAt: _u, updatedBy: _y, voidedAt: _v, voidReason: _w, ...row } = await registrar.call('person.get', { id: duplicateId })
      expect((await registrar.call('person.lookAlikes', { id: duplicateId, row })).map(one => [one.person.id, one.reason])).toContainEqual([personId, reason])
    }
  })

  test('every blank stands where its events leave it, and every sheet has its blank', async () => {
    const events = Map.groupBy(await all('blankEvent'), event => event.number)
    const certificates = new Map((await all('certificate')).map(row => [row.id, row]))
    const batches = await all('blankBatch')
    const blanks = await all('blank')
    expect(blanks).toHaveLength(batches.reduce((sum, batch) => sum + batch.quantity, 0))
    for (const blank of blanks) {
      const moves = (events.get(blank.number) ?? []).toSorted((a, b) => a.seq - b.seq)
      expect(moves.map(move => move.seq), blank.number).toEqual(moves.map((_, index) => index + 1))
      expect(moves.at(-1)).toMatchObject({ toState: blank.state, holderId: blank.holderId, certificateId: blank.certificateId })
      expect(blank.rev).toBe(moves.length)
      for (const move of moves) {
        if (move.fromState === null || move.fromState === move.toState) continue
        expect(BLANK_STATE.canMove(move.fromState as BlankState, move.toState as BlankState), `${move.fromState} → ${move.toState}`).toBe(true)
      }
      const sheet = blank.certificateId === null ? undefined : certificates.get(blank.certificateId)
      if (['held', 'printed', 'issued'].includes(blank.state)) expect(sheet).toMatchObject({ number: blank.number, endedAt: null })
      if (blank.state === 'issued') expect(sheet?.sealedBy).toBe(result.userIds.gaizhang)
    }
    const live = [...certificates.values()].filter(row => row.endedAt === null)
    expect(new Set(live.map(row => row.newbornId)).size).toBe(live.length)
    // One clerk at one window: numbers rise with the serials they were issued under.
    for (const [, sheets] of Map.groupBy(certificates.values(), row => row.issueType)) {
      const inOrder = sheets.toSorted((a, b) => a.issueSerial < b.issueSerial ? -1 : 1).map(row => row.number)
      expect(inOrder).toEqual(inOrder.toSorted())
    }
  })

  test('certificates were exchanged and re-issued, and applications wait for the reviewer and the printer', async () => {
    const applications = await all('certificateReplacement')
    const certificates = new Map((await all('certificate')).map(row => [row.id, row]))
    expect(new Set(applications.map(row => row.kind))).toEqual(new Set(['exchange', 'reissue']))
    expect(new Set(applications.map(row => row.state))).toEqual(new Set(['done', 'applied', 'approved', 'draft']))
    for (const row of applications.filter(one => one.state === 'done')) {
      expect(certificates.get(row.newCertificateId!)).toMatchObject({ supersedesId: row.certificateId, endedAt: null, issueType: row.kind === 'exchange' ? '2' : '3' })
      expect(certificates.get(row.certificateId)!.endedAt).not.toBeNull()
    }
    const reviewer = windowOf(desk.host, 'replacements')
    await reviewer.call('auth.login', { loginName: 'shenhe', password: SAMPLE_PASSWORD })
    const waiting = (await reviewer.call('replacement.list', { state: 'applied' })).rows[0]!
    expect((await reviewer.call('replacement.prepare', { id: waiting.id })).assessment.issues).toEqual([])
  })

  test('every queue of the desk and every state of a referral has somebody in it', async () => {
    const desks = await Promise.all((['register', 'print', 'ask', 'seal', 'handOver', 'issued'] as const).map(async queue => {
      const window = windowOf(desk.host, 'queues')
      await window.call('auth.login', { loginName: 'qianfa', password: SAMPLE_PASSWORD })
      return [queue, (await window.call('certificate.queue', { queue })).total > 0]
    }))
    expect(desks).toEqual(desks.map(([queue]) => [queue, true]))
    expect(new Set((await all('referral')).map(row => row.state))).toEqual(new Set(REFERRAL_STATE.values))
    const doctor = windowOf(desk.host, 'overdue')
    await doctor.call('auth.login', { loginName: 'yisheng', password: SAMPLE_PASSWORD })
    expect((await doctor.call('referral.list', { overdueOnly: true })).total).toBeGreaterThan(0)
  })

  test('history and audit vouch for everything, and every role can sign in', async () => {
    expect(new Set(SAMPLE_USERS.map(user => user.role))).toEqual(new Set(ROLE_NAMES))
    for (const { loginName } of SAMPLE_USERS) {
      expect(await windowOf(desk.host, `role-${loginName}`).call('auth.login', { loginName, password: SAMPLE_PASSWORD })).toMatchObject({ outcome: 'signed-in' })
    }
    const admin = windowOf(desk.host, 'verify')
    await admin.call('auth.login', { loginName: SAMPLE_USERS.find(user => user.role === 'administrator')!.loginName, password: SAMPLE_PASSWORD })
    expect((await admin.call('audit.verify', null)).firstBroken).toBeNull()
    const [{ count }] = await desk.database.kysely.selectFrom('recordHistory').select(({ fn }) => fn.countAll<number>().as('count')).where('record', 'in', RECORDS.map(record => record.id)).execute() as [{ count: number }]
    expect(Number(count)).toBe(result.rows)
  })
})

test('rare characters, ·, twins, early births and missing documents are there in their shares', async () => {
  const desk = await openDesk()
  const chunks = [...sampleHospital({ seed: 2, persons: 12_000, today: dayAt(desk.ports.clock.nowMs()), county: sampleCounty(desk.ports.folders.resources), institutionName: '青山县妇幼保健院', growth: openGrowth(desk.ports.folders.resources) }).chunks]
  const rows = (id: string): Record<string, unknown>[] => chunks.flatMap(chunk => chunk.records).filter(record => record.definition.id === id).map(record => record.row)
  const people = rows('person')
  const names = people.flatMap(row => typeof row.name === 'string' ? [row.name] : [])
  const share = (count: number, of: number): number => count / of
  expect(names.some(name => [...name].some(character => (character.codePointAt(0) ?? 0) > 0xffff))).toBe(true)
  expect(names.every(name => [...name].every(character => !/\p{Script=Han}/u.test(character) || isStandardCharacter(character)))).toBe(true)
  expect(share(names.filter(name => name.includes('·')).length, names.length)).toBeGreaterThan(0.003)
  const deliveries = rows('delivery')
  const twins = share(deliveries.filter(row => row.fetusCount === 2).length, deliveries.length)
  expect(twins).toBeGreaterThan(0.01)
  expect(twins).toBeLessThan(0.022)
  const early = share(deliveries.filter(row => Number(row.gestationDays) < 259).length, deliveries.length)
  expect(early).toBeGreaterThan(0.05)
  expect(early).toBeLessThan(0.11)
  const adults = people.filter(row => String(row.birthDay ?? '') < '2000-01-01')
  expect(share(adults.filter(row => row.idNumber === null).length, adults.length)).toBeGreaterThan(0.015)
  await desk.close()
})

test('practice mode opens with the sample hospital, and every morning with the same people', async () => {
  const ports = testPorts()
  let host = createHost(ports, { checkOutputs: true })
  let window = windowOf(host, 'w')
  await window.call('system.openPractice', { persons: 250 })
  expect(await window.call('system.state', null)).toMatchObject({ state: 'ready', practice: true, institutionName: SAMPLE_INSTITUTION })
  expect(await window.call('auth.login', { loginName: 'dengji', password: SAMPLE_PASSWORD })).toMatchObject({ outcome: 'signed-in', user: { roles: ['registrar'] } })
  const recent = await window.call('person.recent', { limit: 20 })
  expect(recent).toHaveLength(20)
  await host.close()

  host = createHost(ports, { checkOutputs: true })
  window = windowOf(host, 'w')
  await window.call('system.openPractice', {})
  await window.call('auth.login', { loginName: 'dengji', password: SAMPLE_PASSWORD })
  expect(await window.call('person.recent', { limit: 20 })).toEqual(recent)
  await host.close()
  ports.remove()
})
