import { afterAll, beforeAll, expect, test } from 'vitest'
import { bloodSpot, bloodSpotResult } from '../../domain/modules/child/blood-spot.record.ts'
import { eyesAtBirth } from '../../domain/modules/child/eyes-at-birth.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { hearingTest } from '../../domain/modules/child/hearing-test.record.ts'
import { heartScreening } from '../../domain/modules/child/heart-screening.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { CHILD_RULES_DEFAULT } from '../../domain/rule/child/child-rules.ts'
import { contactSchedule } from '../../domain/rule/child/contact-schedule.ts'
import { checkMeasurement } from '../../domain/rule/growth/plausibility.ts'
import { type Day, dayAt } from '../../domain/time/day.ts'
import { openGrowth } from '../../electron/core/growth.ts'
import { childOf, measurementsOf } from '../../electron/core/modules/child/head.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { childFactsOf } from '../../electron/core/registry/child-due.ts'
import type { Desk, Window } from '../support/desk.ts'
import { faultsOfRows, openSample, storedRows } from '../support/sample-scene.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => { ({ desk, doctor } = await openSample('erbao', 5, 1_900)) })
afterAll(() => desk.close())

const today = (): Day => dayAt(desk.ports.clock.nowMs())

test('every file and visit passes its own schema and rules, and holds what its column shows and nothing else', async () => {
  const definitions = [childFile, newbornVisit, childVisit, bloodSpot, bloodSpotResult, hearingTest, heartScreening, eyesAtBirth] as const
  for (const definition of definitions) expect((await storedRows(desk, definition)).length, definition.id).toBeGreaterThan(20)
  expect(await faultsOfRows(desk, definitions)).toEqual([])
})

test('visits of all contacts are there, and of each what the statistics count', async () => {
  const visits = await storedRows(desk, childVisit)
  expect(new Set(visits.map(visit => visit.contact)).size).toBe(12)
  const statuses = visits.map(visit => visit.nutrition ?? '').join(',')
  for (const status of ['underweight', 'stunted', 'overweight', 'obese']) expect(statuses, status).toContain(status)
  expect(visits.some(visit => visit.haemoglobinGPerL !== null && visit.haemoglobinGPerL < 110)).toBe(true)
  expect(visits.some(visit => visit.evaluatedBy?.includes('矫正月龄'))).toBe(true)
  const files = await storedRows(desk, childFile)
  expect(files.some(file => file.servedFromDay !== null)).toBe(true)
  expect(new Set(files.map(file => file.state)).size).toBeGreaterThan(2)
  for (const kind of ['due', 'overdue', 'missed', 'noShow'] as const) expect((await doctor.call('child.due.list', { kind, limit: 1 })).total, kind).toBeGreaterThan(0)
})

test('what is due agrees with the schedule of each child', async () => {
  const files = await desk.database.kysely.selectFrom('childFile').select('id').execute()
  for (const { id } of files) {
    const facts = (await childFactsOf(desk.database.kysely, id))!
    const checkUps = await desk.database.kysely.selectFrom('childVisit').select(['visitDay as day', 'contact']).where('fileId', '=', id).execute()
    const home = await desk.database.kysely.selectFrom('childNewbornVisit').select('visitDay as day').where('fileId', '=', id).execute()
    const expected = contactSchedule(facts, [...checkUps, ...home.map(({ day }) => ({ day, contact: 'home' as const }))], today(), CHILD_RULES_DEFAULT)
    const { schedule } = await doctor.call('child.file.open', { id })
    expect(schedule.map(({ contact, state, dueDay, windowEnd, doneDay }) => ({ contact, state, dueDay, windowEnd, doneDay }))).toEqual(expected.map(({ contact, state, dueDay, windowEnd, doneDay }) => ({ contact, state, dueDay, windowEnd, doneDay })))
  }
})

test('the grades of a visit are those the core keeps when it is saved again, and no measurement is refused', async () => {
  const tables = openGrowth(desk.ports.folders.resources)
  const refused: string[] = []
  const visits = await desk.database.kysely.selectFrom('childVisit').select(['id', 'fileId']).orderBy('id').execute()
  for (const { id } of visits.slice(0, 40)) {
    const stored = await doctor.call('child.visit.get', { id })
    const row = valuesOf(childVisit, stored)
    const answer = await desk.host.call('child.visit.save', { id, rev: stored.rev, row: { ...row, weightGrade: null, nutrition: null, evaluatedBy: null } }, 'erbao')
    // A jump that is asked about is the clerk's to confirm; nothing may be blocked.
    if (!answer.ok) { expect(answer.error.code, JSON.stringify(answer.error)).toBe('confirm'); continue }
    expect(valuesOf(childVisit, await doctor.call('child.visit.get', { id }))).toEqual(row)
  }
  for (const fileId of new Set(visits.map(visit => visit.fileId))) {
    const measured = await measurementsOf(desk.database.kysely, await childOf(desk.database.kysely, fileId))
    for (const one of measured) {
      for (const issue of checkMeasurement(tables, one, { today: today(), deathDay: null, others: measured.filter(other => other !== one) })) if (issue.level === 'block' || issue.level === 'retype') refused.push(`${one.measuredDay} ${issue.message.key}`)
    }
  }
  expect(refused).toEqual([])
})
