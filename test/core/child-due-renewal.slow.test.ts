import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHILD_RULES_DEFAULT } from '../../domain/rule/child/child-rules.ts'
import type { Day } from '../../domain/time/day.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { writeSampleHospital } from '../../electron/core/modules/system/sample-writer.ts'
import { renewAllChildDue } from '../../electron/core/registry/child-due.ts'
import { openDesk, type Window } from '../support/desk.ts'
import { testPorts } from '../support/test-ports.ts'

const until = async (what: () => Promise<boolean>): Promise<void> => { while (!await what()) await new Promise(done => { setTimeout(done, 5) }) }
const renewing = async (window: Window): Promise<number> => (await window.call('child.due.counts', {})).renewing

test('changed rules reach every child beside the calls, and a program closed in the middle goes on with the rest', async () => {
  const ports = testPorts()
  // A port is removed with its folder when a desk closes; the program is opened twice on this one.
  const keep = { ...ports, remove: () => {} }
  mkdirSync(ports.folders.data, { recursive: true })
  const file = () => openSqlite({ path: join(ports.folders.data, 'renewal.db'), key: null })
  const first = await openDesk({ ports: keep, database: file() })
  await writeSampleHospital({ database: first.database, resourcesFolder: ports.folders.resources, nowMs: ports.clock.nowMs() }, { seed: 5, persons: 4_000 })
  const files = (await first.database.kysely.selectFrom('childFile').select('id').where('voidedAt', 'is', null).execute()).length
  expect(files, 'more children than a few transactions take').toBeGreaterThan(400)
  const lines = async (desk: typeof first) => desk.database.kysely.selectFrom('childDue').selectAll().orderBy('fileId').orderBy('line').execute()
  const before = await lines(first)

  const admin = await first.as('chief', ['administrator'])
  const doctor = await first.as('nurse', ['childCare'])
  expect(await renewing(doctor)).toBe(0)
  await admin.call('setting.save', { key: 'childRules', rev: 0, value: { ...CHILD_RULES_DEFAULT, homeVisitDays: CHILD_RULES_DEFAULT.homeVisitDays + 3 } })
  // A write is answered while children are left: nobody at a window waits for the county.
  await doctor.call('draft.save', { form: 'visit', content: { note: '李思远' } })
  expect(await renewing(doctor)).toBeGreaterThan(0)
  // Closed in the middle.
  await first.close()

  const second = await openDesk({ ports: keep, database: file() })
  const again = await second.as('nurse2', ['childCare'])
  await until(async () => await renewing(again) === 0)
  const after = await lines(second)
  expect(after).not.toEqual(before)
  await renewAllChildDue(second.database, '2026-03-10' as Day)
  expect(after).toEqual(await lines(second))
  await second.close()
  ports.remove()
})

test('a write that fails marks no child and starts nothing', async () => {
  const desk = await openDesk()
  const admin = await desk.as('chief', ['administrator'])
  expect((await admin.fails('setting.save', { key: 'childRules', rev: 7, value: CHILD_RULES_DEFAULT })).code).toBe('edit-conflict')
  expect(await desk.database.kysely.selectFrom('childDueStale').selectAll().execute()).toEqual([])
  await desk.close()
})
