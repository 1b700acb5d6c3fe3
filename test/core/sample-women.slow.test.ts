import { afterAll, beforeAll, expect, test } from 'vitest'
import { adolescentVisit } from '../../domain/modules/women/adolescent.record.ts'
import { cancerFollowUp, womenAttempt } from '../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening, SCREENING_COMPUTED } from '../../domain/modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from '../../domain/modules/women/menopause.record.ts'
import { screeningTarget } from '../../domain/modules/women/screening-target.record.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, insist, type Window } from '../support/desk.ts'
import { faultsOfRows, openSample, storedRows } from '../support/sample-scene.ts'

const RECORDS = [cancerScreening, cancerFollowUp, womenAttempt, screeningTarget, menopauseFile, menopauseVisit, adolescentVisit] as const
let desk: Desk
let doctor: Window
beforeAll(async () => { ({ desk, doctor } = await openSample('fubao', 5, 4_000)) })
afterAll(() => desk.close())

test('every row passes its own schema and rules, and holds what its form shows and nothing else', async () => {
  for (const definition of RECORDS) expect((await storedRows(desk, definition)).length, definition.id).toBeGreaterThan(3)
  expect(await faultsOfRows(desk, RECORDS)).toEqual([])
})

test('every list has somebody, and a township beyond its task is there', async () => {
  for (const view of ['gaps', 'nextRound', 'all'] as const) expect((await doctor.call('women.cancerScreening.list', { view })).total, view).toBeGreaterThan(0)
  for (const view of ['open', 'overdue', 'closed'] as const) expect((await doctor.call('women.cancerFollowUp.list', { view })).total, view).toBeGreaterThan(0)
  for (const view of ['due', 'hormone', 'all'] as const) expect((await doctor.call('women.menopauseFile.list', { view })).total, view).toBeGreaterThan(0)
  for (const view of ['due', 'all'] as const) expect((await doctor.call('women.adolescentVisit.list', { view })).total, view).toBeGreaterThan(0)
  const years = await Promise.all([2025, 2026].map(taskYear => doctor.call('women.screeningTarget.completion', { taskYear, freeOnly: false })))
  expect(years.flatMap(year => year.townships).some(({ percent }) => percent !== null && percent > 100)).toBe(true)
})

test('what the program finds when a screening is saved again is what the row holds, and its chain stays', async () => {
  const screenings = (await storedRows(desk, cancerScreening)).slice(0, 60)
  const steps = (await storedRows(desk, cancerFollowUp)).length
  for (const stored of screenings) {
    const row = valuesOf(cancerScreening, stored)
    // A round entered from paper has no chain of its own in the sample, as in a hospital that begins with the program.
    if (Number(row.screeningDay.slice(0, 4)) < 2025) continue
    await insist(doctor, 'women.cancerScreening.save', { id: stored.id, rev: stored.rev, row: { ...row, ...Object.fromEntries(SCREENING_COMPUTED.map(name => [name, null])) } })
    expect(valuesOf(cancerScreening, await doctor.call('women.cancerScreening.get', { id: stored.id }))).toEqual(row)
  }
  expect((await storedRows(desk, cancerFollowUp)).length).toBe(steps)
})
