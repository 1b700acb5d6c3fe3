import { afterAll, beforeAll, expect, test } from 'vitest'
import { pelvicFloorDataset } from '../../domain/export/datasets/pelvic-sets.ts'
import { extensionFields } from '../../domain/export/record-columns.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { PELVIC_RECORDS } from '../../domain/modules/pelvic/index.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { type Desk } from '../support/desk.ts'
import { openSample } from '../support/sample-scene.ts'

let desk: Desk
beforeAll(async () => { ({ desk } = await openSample('shangbao', 5, 600)) })
afterAll(() => desk.close())

test('the data set is local, says so in its title, and has a column for every field its records send', () => {
  const { schema, title, columns } = pelvicFloorDataset
  expect([schema, title]).toEqual(['local', expect.stringContaining('不是国家或省级标准')])
  expect(columns.every(({ place }) => place === 'ext')).toBe(true)
  const keys = new Set(columns.map(({ key }) => key))
  for (const definition of PELVIC_RECORDS) expect(extensionFields(definition, 'pelvic_floor').filter(name => !keys.has(name)), definition.id).toEqual([])
})

test('a month of the sample hospital goes out without an error, every kind of row, also the last evening of the month', async () => {
  const { value: institution } = { value: (await desk.database.kysely.selectFrom('setting').select('value').where('key', '=', 'institution').executeTakeFirstOrThrow()).value }
  const plan = await planMonth(desk.database.kysely, { month: '2026-02', institution: JSON.parse(institution) as never, resourcesFolder: desk.ports.folders.resources })
  const { rows } = plan.find(entry => entry.map.dataset.id === 'pelvic_floor')!
  expect([...new Set(rows.map(row => row.envelope.bk.rowKind))].toSorted()).toEqual(['assessment', 'course', 'file', 'questionnaire', 'session'])
  const faults = rows.flatMap(({ envelope }) => checkStructure(pelvicFloorDataset, envelope)).filter(({ level }) => level === '错误').map(({ hdsb, message }) => `${hdsb} ${JSON.stringify(message)}`)
  expect([...new Set(faults)]).toEqual([])
  const sessions = await desk.database.kysely.selectFrom('pelvicSession').select(({ fn }) => fn.countAll<number>().as('count')).where('plannedAt', '>=', '2026-02-01' as never).where('plannedAt', '<', '2026-03-01' as never).executeTakeFirstOrThrow()
  expect(rows.filter(row => row.envelope.bk.rowKind === 'session')).toHaveLength(Number(sessions.count))
})
