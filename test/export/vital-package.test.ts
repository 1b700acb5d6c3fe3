import { afterAll, beforeAll, expect, test } from 'vitest'
import { DATASETS } from '../../domain/export/datasets/index.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import { checkPlan } from '../../electron/core/export/check.ts'
import { type PlannedDataset, planMonth } from '../../electron/core/export/plan.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { insist, type Window } from '../support/desk.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { deathRow, defectRow } from '../support/vital-scene.ts'
import { VITAL_ELEMENTS } from '../support/ws377-vital-elements.ts'

let scene: Scene
let doctor: Window
let senior: Window
beforeAll(async () => {
  scene = await openScene({ blanks: false })
  doctor = scene.doctor
  senior = scene.seniorDoctor
})
afterAll(() => scene.close())

const institution = { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '430421000123', countyCode: '430421' }
const plan = (month: string): Promise<PlannedDataset[]> => planMonth(scene.database.kysely, { month, institution, resourcesFolder: scene.ports.folders.resources })
const of = (planned: readonly PlannedDataset[], dataset: string) => planned.find(one => one.map.dataset.id === dataset)!

test.each(Object.entries(VITAL_ELEMENTS))('%s has every element of its standard, in its order and as it is printed', (id, printed) => {
  const { columns } = DATASETS.find(dataset => dataset.id === id)!
  const ours = columns.filter(column => column.place === 'payload').map(({ id: element, de, name, type, format }) => [element, de, name, type, format].join('|'))
  expect(ours).toEqual(printed.trim().split('\n'))
  expect(ours).toHaveLength({ birth_defect: 78, maternal_death: 46 }[id]!)
})

test('a defect card goes out once another person has reviewed it, with the number of its defect in each of the three tables', async () => {
  const { motherId, newbornIds } = await registerBirth(scene, { mother: { name: '外发', idNumber: '110101199508150025' } })
  const { id } = await insist(doctor, 'vital.birthDefect.save', { row: defectRow(motherId, { newbornId: newbornIds[0], mainDefect: 'cleftLipLeft', heartDefect: null, otherDefects: 'extraFingerRight', diagnosisName: '左侧唇裂' }) })
  const step = async (who: Window, to: 'submitted' | 'reviewed' | 'reported', more: object = {}) => {
    const { card } = await who.call('vital.birthDefect.open', { id })
    await who.call('vital.birthDefect.step', { id, rev: card.rev, to, ...more })
  }
  const rows = async (month = '2026-03') => of(await plan(month), 'birth_defect').rows
  expect(await rows()).toEqual([])
  await step(doctor, 'submitted')
  expect(await rows()).toEqual([])
  await step(senior, 'reviewed')
  const [row, ...more] = await rows()
  expect(more).toEqual([])
  const { card } = await doctor.call('vital.birthDefect.open', { id })
  expect(row!.envelope).toMatchObject({ op: 'I', bk: { orgCode: institution.code, cardNo: card.number } })
  expect(row!.envelope.payload).toMatchObject({
    'HDSB02.06.001': card.number, 'HDSB02.06.006': '20260305', 'HDSB02.06.007': '1', 'HDSB02.06.015': '外发', 'HDSB02.06.031': '青山县妇幼保健院', 'HDSB02.06.039': '20260305', 'HDSB02.06.040': '275', 'HDSB02.06.041': '3250', 'HDSB02.06.042': '1', 'HDSB02.06.044': '2', 'HDSB02.06.045': '1',
    'HDSB02.06.046': 'F', 'HDSB02.06.047': '1', 'HDSB02.06.048': '2', 'HDSB02.06.051': '左侧唇裂', 'HDSB02.06.070': '陈医生', 'HDSB02.06.072': '20260309', 'HDSB02.06.073': card.reviewerName,
  })
  // 唇裂(左): printed in WS 377.6 as 07, in the table of 2011 all 唇裂 are 06, in that of 2023 the side follows.
  const { payload, ext } = row!.envelope
  expect([payload['HDSB02.06.049'], ext.mainDefect2011, ext.mainDefect2023]).toEqual(['07', '06', '0601'])
  const planned = await plan('2026-03')
  expect(checkPlan(planned, '2026-03-10' as Day).filter(finding => finding.dataset === 'birth_defect' && finding.level === '错误')).toEqual([])
  expectOrigins(of(planned, 'birth_defect'))
  expect(await rows('2026-02')).toEqual([])
})

test('a death card goes out once another person has reviewed it', async () => {
  const { motherId } = await registerBirth(scene, { mother: { name: '亡故', idNumber: '110101199508150041', phone: '13900008888' } })
  const { id } = await insist(doctor, 'vital.maternalDeath.save', { row: deathRow(motherId) })
  const { card: draft } = await doctor.call('vital.maternalDeath.open', { id })
  const { rev } = await doctor.call('vital.maternalDeath.step', { id, rev: draft.rev, to: 'submitted' })
  expect(of(await plan('2026-03'), 'maternal_death').rows).toEqual([])
  await senior.call('vital.maternalDeath.step', { id, rev, to: 'reviewed' })
  const planned = await plan('2026-03')
  const { rows: [row] } = of(planned, 'maternal_death')
  expect(row!.envelope.payload).toMatchObject({
    'HDSB02.07.001': draft.number, 'HDSB02.07.002': '亡故', 'HDSB02.07.013': '1', 'HDSB02.07.021': '2', 'HDSB02.07.022': '1', 'HDSB02.07.024': '20250601', 'HDSB02.07.025': '20260305T080100', 'HDSB02.07.026': '20260308T220000', 'HDSB02.07.028': '12', 'HDSB02.07.030': 'T', 'HDSB02.07.032': 'T',
    'HDSB02.07.033': '80', 'HDSB02.07.034': '6', 'HDSB02.07.035': '产后宫缩乏力', 'HDSB02.07.036': '5', 'HDSB02.07.037': '08', 'HDSB02.07.038': 'O72.1', 'HDSB02.07.042': '13', 'HDSB02.07.044': '青山县妇幼保健院', 'HDSB02.07.045': '陈医生', 'HDSB02.07.046': '20260309',
  })
  expect(row!.envelope.payload).not.toHaveProperty(['HDSB02.07.014'])
  expect(checkPlan(planned, '2026-03-10' as Day).filter(finding => finding.dataset === 'maternal_death' && finding.level === '错误')).toEqual([])
  expectOrigins(of(planned, 'maternal_death'))
})
