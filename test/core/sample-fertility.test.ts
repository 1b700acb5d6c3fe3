import { afterAll, beforeAll, expect, test } from 'vitest'
import { FOLIC_ACID_VIEW, PRECONCEPTION_VIEW, PREMARITAL_VIEW } from '../../domain/code/fertility.ts'
import { FERTILITY_RECORDS } from '../../domain/modules/fertility/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { issuesOf } from '../../domain/record/derive/schema.ts'
import { dayAt } from '../../domain/time/day.ts'
import { writeSampleHospital } from '../../electron/core/modules/system/sample-writer.ts'
import { fromColumns, shapeIssues, valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { couple, fertilityRows as rows } from '../support/fertility-scene.ts'
import { tableOf } from '../support/table-of.ts'

let desk: Desk
let nurse: Window
beforeAll(async () => {
  desk = await openDesk()
  await writeSampleHospital({ database: desk.database, resourcesFolder: desk.ports.folders.resources, nowMs: desk.ports.clock.nowMs() }, { seed: 11, persons: 600 })
  nurse = await desk.as('hefubao', ['womenCare'], '何妇保')
})
afterAll(() => desk.close())

test('every row of the smallest practice hospital stands before its definition and rules, and every record has some', async () => {
  const moment = { today: dayAt(desk.ports.clock.nowMs()), now: '2026-03-10T09:00' as never }
  const found: string[] = []
  for (const definition of FERTILITY_RECORDS as readonly RecordDefinition[]) {
    const stored = await desk.database.kysely.selectFrom(tableOf(definition) as 'person').selectAll().execute()
    expect(stored.length, definition.id).toBeGreaterThan(0)
    for (const columns of stored) {
      const row = valuesOf(definition, fromColumns(definition, columns))
      for (const issue of [...shapeIssues(definition, row), ...issuesOf(definition, row as never, moment)]) found.push(`${definition.id}.${issue.path} ${issue.message.key}`)
    }
  }
  expect([...new Set(found)]).toEqual([])
})

test('every list has somebody, the rates can be counted, the next number goes on behind the last', async () => {
  const empty: string[] = []
  for (const view of PREMARITAL_VIEW.values) if ((await nurse.call('fertility.premarital.list', { view, offset: 0, limit: 1 })).total === 0) empty.push(view)
  // Nobody of this hospital is pregnant now: these lists fill with the pregnancies of the clinic.
  for (const view of PRECONCEPTION_VIEW.values.filter(one => one !== 'early')) if ((await nurse.call('fertility.preconception.list', { view, offset: 0, limit: 1 })).total === 0) empty.push(view)
  for (const view of FOLIC_ACID_VIEW.values.filter(one => one !== 'toIssue')) if ((await nurse.call('fertility.folicAcid.list', { view, offset: 0, limit: 1 })).total === 0) empty.push(view)
  expect(empty).toEqual([])
  const compliance = (await nurse.call('fertility.folicAcid.figures', { firstDay: '2025-01-01', lastDay: '2026-03-31' })).compliance
  expect(compliance.denominator).toBeGreaterThan(compliance.numerator)
  expect(compliance.numerator).toBeGreaterThan(0)
  const { womanId, manId } = await couple(nurse, '柳')
  const { coupleNumber } = await nurse.call('fertility.premarital.register', { womanId, manId, examines: 'both' })
  const { id } = await insist(nurse, 'fertility.preconception.save', { row: rows.preconception(womanId, manId) })
  const known = await desk.database.kysely.selectFrom('premaritalExamination').select('coupleNumber').where('coupleNumber', '=', coupleNumber).execute()
  expect(known).toHaveLength(2)
  const { number } = await nurse.call('fertility.preconception.get', { id })
  expect(await desk.database.kysely.selectFrom('preconceptionCouple').select('id').where('number', '=', number).execute()).toHaveLength(1)
})
