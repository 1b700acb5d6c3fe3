import { afterAll, beforeAll, expect, test } from 'vitest'
import { PELVIC_METHOD } from '../../domain/code/pelvic.ts'
import { PELVIC_RECORDS } from '../../domain/modules/pelvic/index.ts'
import { pelvicAssessment } from '../../domain/modules/pelvic/assessment.record.ts'
import { pelvicCourse } from '../../domain/modules/pelvic/course.record.ts'
import { pelvicFile } from '../../domain/modules/pelvic/file.record.ts'
import { pelvicPlace } from '../../domain/modules/pelvic/place.record.ts'
import { pelvicReport } from '../../domain/modules/pelvic/report.record.ts'
import { pelvicSession } from '../../domain/modules/pelvic/session.record.ts'
import { popqIssues } from '../../domain/rule/pelvic/popq.ts'
import { PELVIC_RULES_DEFAULT } from '../../domain/rule/pelvic/pelvic-rules.ts'
import { sha256 } from '../../electron/core/list-file/given-file.ts'
import type { Desk } from '../support/desk.ts'
import { faultsOfRows, openSample, storedRows } from '../support/sample-scene.ts'

let desk: Desk
beforeAll(async () => { ({ desk } = await openSample('pendi', 5, 1_500)) })
afterAll(() => desk.close())

test('every row passes its own schema and rules, and holds what its form shows and nothing else', async () => {
  for (const definition of PELVIC_RECORDS) expect((await storedRows(desk, definition)).length, definition.id).toBeGreaterThan(2)
  expect(await faultsOfRows(desk, PELVIC_RECORDS)).toEqual([])
})

test('women come from the check, by referral and by themselves; courses run, end and are left; reports wait', async () => {
  const of = async (definition: Parameters<typeof storedRows>[1], field: string) => [...new Set((await storedRows(desk, definition)).map(row => row[field as never] as string))].toSorted()
  expect(await of(pelvicFile, 'entry')).toEqual(['check42', 'direct', 'referral'])
  expect(await of(pelvicCourse, 'state')).toEqual(['completed', 'open', 'stopped'])
  expect(await of(pelvicSession, 'state')).toEqual(['booked', 'cancelled', 'done', 'missed'])
  expect(await of(pelvicAssessment, 'kind')).toEqual(['baseline', 'end', 'followUp', 'middle'])
  expect(await of(pelvicReport, 'state')).toEqual(['confirmed', 'kept', 'waiting'])
  const sessions = await storedRows(desk, pelvicSession)
  const today = '2026-03-10'
  expect(sessions.filter(({ plannedAt }) => plannedAt >= today && plannedAt < '2026-03-14').length).toBeGreaterThan(5)
  expect(sessions.some(({ state, plannedAt }) => state === 'booked' && plannedAt < today)).toBe(true)
})

test('nobody has a course of a method her file speaks against', async () => {
  const files = new Map((await storedRows(desk, pelvicFile)).map(file => [file.id, file]))
  const against = (await storedRows(desk, pelvicCourse)).filter(({ fileId, method }) => PELVIC_METHOD.entry(method).isElectrical && files.get(fileId)!.hasImplant === true).map(({ number }) => number)
  expect([[...files.values()].some(({ hasImplant }) => hasImplant === true), against]).toEqual([true, []])
})

test('no room and no instrument holds more women at a time than it may, and no woman is in two places', async () => {
  const capacity = new Map((await storedRows(desk, pelvicPlace)).map(place => [place.id, place.capacity]))
  const sessions = await storedRows(desk, pelvicSession)
  const held = Map.groupBy(sessions.flatMap(one => [one.roomId, one.deviceId, one.fileId].filter(id => id !== null).map(id => ({ id, at: one.plannedAt }))), ({ id, at }) => `${id} ${at}`)
  for (const [key, at] of held) expect(at.length, key).toBeLessThanOrEqual(capacity.get(key.split(' ')[0]!) ?? 1)
})

test('every grid is one that could be measured, and a report is the file its hash says', async () => {
  const blocked = (await storedRows(desk, pelvicAssessment)).flatMap(row => popqIssues(row, row.hasNoCervix === true, PELVIC_RULES_DEFAULT).map(({ path, message }) => `${path} ${message.key}`))
  expect([...new Set(blocked)]).toEqual([])
  const originals = await desk.database.kysely.selectFrom('pelvicReportOriginal').selectAll().execute()
  const hashes = new Map((await storedRows(desk, pelvicReport)).map(report => [report.id, report.hash]))
  expect(originals).toHaveLength(hashes.size)
  for (const { reportId, original } of originals) expect(sha256(Buffer.from(original, 'base64'))).toBe(hashes.get(reportId))
})
