import { afterAll, beforeAll, expect, test } from 'vitest'
import { codesIn } from '../../domain/field/code-list.ts'
import { eyeFile } from '../../domain/modules/eye/file.record.ts'
import { glasses } from '../../domain/modules/eye/glasses.record.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { retinopathy } from '../../domain/modules/eye/retinopathy.record.ts'
import { EYE_COMPUTED, eyeVisit, type StoredEyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { EYE_RULES_DEFAULT } from '../../domain/rule/eye/eye-rules.ts'
import { selectableVisits } from '../../domain/rule/eye/eye-visits.ts'
import { yearlyChange } from '../../domain/rule/eye/reserve.ts'
import { SAMPLE_PASSWORD } from '../../electron/core/modules/system/sample-writer.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, type Window, windowOf } from '../support/desk.ts'
import { finished } from '../support/package-scene.ts'
import { faultsOfRows, openSample, storedRows } from '../support/sample-scene.ts'

const RECORDS_OF_EYES = [eyeFile, eyeVisit, eyeReferral, retinopathy, glasses] as const
let desk: Desk
let doctor: Window
beforeAll(async () => { ({ desk, doctor } = await openSample('yanbao', 5, 4_000)) })
afterAll(() => desk.close())

const byChild = (visits: readonly StoredEyeVisit[]): StoredEyeVisit[][] => [...Map.groupBy(visits.toSorted((a, b) => (a.visitDay < b.visitDay ? -1 : 1)), visit => visit.fileId).values()]

test('every row passes its own schema and rules, and holds what its form shows and nothing else', async () => {
  for (const definition of RECORDS_OF_EYES) expect((await storedRows(desk, definition)).length, definition.id).toBeGreaterThan(3)
  expect(await faultsOfRows(desk, RECORDS_OF_EYES)).toEqual([])
})

test('visits of all 13 points, on days that belong to them, each once a child, none after the care ended', async () => {
  const visits = await storedRows(desk, eyeVisit)
  const files = new Map((await desk.database.kysely.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').select(['childFile.id', 'state', 'stateDay', 'person.birthDay']).execute()).map(file => [file.id, file]))
  expect(new Set(visits.flatMap(visit => visit.contact ?? [])).size).toBe(13)
  for (const visit of visits) {
    const file = files.get(visit.fileId)!
    if (visit.contact) expect(selectableVisits(file.birthDay!, visit.visitDay)).toContain(visit.contact)
    if (file.state !== 'managed') expect(visit.visitDay <= file.stateDay!).toBe(true)
  }
  for (const own of byChild(visits)) expect(new Set(own.flatMap(visit => visit.contact ?? [])).size).toBe(own.filter(visit => visit.contact).length)
  for (const purpose of ['1', '2']) expect(visits.some(visit => visit.purpose === purpose)).toBe(true)
})

test('what the program finds when a visit is saved again is what the row holds', async () => {
  const visits = await storedRows(desk, eyeVisit)
  const chosen = [...visits.filter(visit => visit.advice !== 'none'), ...visits.filter(visit => visit.advice === 'none').slice(0, 60)].slice(0, 160)
  let saved = 0
  for (const { id, rev, ...visit } of chosen) {
    const row = valuesOf(eyeVisit, { id, rev, ...visit } as StoredEyeVisit) as Record<string, unknown>
    const answer = await desk.host.call('eye.visit.save', { id, rev, row: { ...row, ...Object.fromEntries(EYE_COMPUTED.map(name => [name, null])) }, confirmations: [{ path: 'visitDay', key: 'eyeVisit.editLocked', reason: '核对旧记录' }] }, 'yanbao')
    if (!answer.ok) { expect(answer.error.code, JSON.stringify(answer.error)).toBe('confirm'); continue }
    expect(valuesOf(eyeVisit, await doctor.call('eye.visit.get', { id }) as never)).toEqual(row)
    saved += 1
  }
  expect(saved / chosen.length).toBeGreaterThan(0.8)
})

test('the eyes of a county: most see well, some are referred, and they grow as eyes do', async () => {
  const visits = await storedRows(desk, eyeVisit)
  const share = (of: readonly StoredEyeVisit[], holds: (visit: StoredEyeVisit) => boolean): number => of.filter(holds).length / of.length
  const tested = visits.filter(visit => visit.purpose === '1' && visit.visionRight !== null)
  const low = share(tested, visit => codesIn(visit.findings).includes('lowVision'))
  expect(low).toBeGreaterThan(0.04)
  expect(low).toBeLessThan(0.4)
  const referred = share(visits.filter(visit => visit.contact !== 'home' && visit.contact !== 'month1'), visit => visit.referral === '2')
  expect(referred).toBeGreaterThan(0.01)
  expect(referred).toBeLessThan(0.15)
  const means = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const lengths = visits.flatMap(visit => visit.axialLengthMmRight ?? [])
  expect(means(lengths)).toBeGreaterThan(21.9)
  expect(means(lengths)).toBeLessThan(22.9)
  const grown = byChild(visits).flatMap(own => own.filter(visit => visit.axialLengthMmRight !== null).flatMap((visit, index, all) => index === 0 ? [] : yearlyChange({ day: all[index - 1]!.visitDay, value: all[index - 1]!.axialLengthMmRight! }, { day: visit.visitDay, value: visit.axialLengthMmRight! }, EYE_RULES_DEFAULT) ?? []))
  expect(grown.length).toBeGreaterThan(3)
  expect(Math.min(...grown)).toBeGreaterThan(0)
  expect(means(grown)).toBeLessThan(0.7)
  // One child's eyes stay its own: no jump of the equivalent between two visits without a drop for the pupils.
  const jumps = byChild(visits).flatMap(own => own.filter(visit => visit.pupilState === '1').flatMap((visit, index, all) => index === 0 ? [] : Math.abs(visit.equivalentDRight! - all[index - 1]!.equivalentDRight!)))
  expect(means(jumps)).toBeLessThan(0.6)
})

test('referrals with and without an answer, glasses by prescription, the fundus of the preterm to its end', async () => {
  const referrals = await storedRows(desk, eyeReferral)
  for (const state of ['waiting', 'answered', 'closed'] as const) expect(referrals.some(one => one.state === state), state).toBe(true)
  const visits = new Map((await storedRows(desk, eyeVisit)).map(visit => [visit.id, visit]))
  for (const one of referrals) expect([visits.get(one.visitId)!.fileId, visits.get(one.visitId)!.referral, visits.get(one.visitId)!.visitDay]).toEqual([one.fileId, '2', one.referredDay])
  expect(new Set(referrals.map(one => one.number)).size).toBe(referrals.length)
  expect((await doctor.call('eye.referral.list', { overdueOnly: true, offset: 0, limit: 5 })).total).toBeGreaterThan(0)
  expect([...visits.values()].some(visit => visit.wear === '1' && visit.correctedVisionRight !== null)).toBe(true)
  const fundus = await storedRows(desk, retinopathy)
  expect(fundus.some(one => one.isFinal) && fundus.some(one => !one.isFinal)).toBe(true)
  // The next number of a slip goes on from the sample's.
  const [first] = [...visits.values()].filter(visit => visit.visitDay >= '2026-01-01' && !referrals.some(one => one.visitId === visit.id))
  const { row } = await doctor.call('eye.referral.prepare', { visitId: first!.id })
  const { id } = await doctor.call('eye.referral.save', { row: { ...emptyRow(eyeReferral), ...row, hospital: '市眼科医院' } as never })
  expect(referrals.map(one => one.number)).not.toContain((await doctor.call('eye.referral.get', { id })).number)
})

test('the package of a sample month holds the eye records, and finds no error in them', async () => {
  const reporter = windowOf(desk.host, 'shangbao')
  await reporter.call('auth.login', { loginName: 'shangbao', password: SAMPLE_PASSWORD })
  let records = 0
  for (const month of ['2026-02', '2025-11']) {
    records += (await reporter.call('package.plan', { month })).datasets.find(one => one.dataset === 'eye_care')!.records
    const job = await finished(reporter, (await reporter.call('package.check', { month })).jobId)
    expect((job.result as { dataset: string; level: string; field: string }[]).filter(one => one.dataset === 'eye_care' && (one.level === '错误' || one.field !== 'name'))).toEqual([])
  }
  expect(records).toBeGreaterThan(20)
})
