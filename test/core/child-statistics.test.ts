import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHILD_FIGURE, CHILD_FIGURE_IDS, type ChildFigureId } from '../../domain/rule/child/statistics-figures.ts'
import { percentOf } from '../../domain/rule/rate.ts'
import { writeSampleHospital } from '../../electron/core/modules/system/sample-writer.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { checkUp, homeVisit, openChildFile } from '../support/child-package.ts'
import { openDesk } from '../support/desk.ts'

// Today is 10 March 2026, in the statistics year 2026 (1 October 2025 to 30 September 2026).
let scene: Scene
const ids: Record<string, string> = {}
const nothing = { weightKg: null, lengthCm: null, headCm: null, haemoglobinGPerL: null, position: null, ricketsSignsInfant: null, ricketsSymptoms: null }

beforeAll(async () => {
  scene = await openScene()
  const born = await registerBirth(scene)
  await registerBirth(scene, { mother: { name: '王小梅', idType: '01', idNumber: '110101199203040028', birthDay: '1992-03-04' as never, phone: '13911110000' }, delivery: { admissionNumber: 'ZY20260302' } })
  const file = async (name: string, more: Omit<Parameters<typeof openChildFile>[1], 'childName'>) => (ids[name] = (await openChildFile(scene, { childName: `李${name}`, ...more })).fileId)
  // Own birth with a visit; two from elsewhere with one; one visited when it was no newborn any more.
  await homeVisit(scene, await file('安', { newbornId: born.newbornIds[0]! }), { visitDay: '2026-03-09' })
  await homeVisit(scene, await file('宁', { birthDay: '2026-02-20' }), { visitDay: '2026-02-25', birthWeightG: null })
  await homeVisit(scene, await file('乐', { birthDay: '2026-02-21' }), { visitDay: '2026-02-25', birthWeightG: null })
  await homeVisit(scene, await file('琪', { birthDay: '2026-01-20' }), { visitDay: '2026-03-10', birthWeightG: null, weightKg: 4.9 })
  // Seven months at the beginning of the year: two check-ups fell due in it. One had both, the other one.
  await file('全', { birthDay: '2025-03-05', sex: '1' })
  await checkUp(scene, ids['全']!, { ...nothing, contact: 'month6', visitDay: '2025-10-03', haemoglobinGPerL: 100 })
  await checkUp(scene, ids['全']!, { ...nothing, contact: 'month8', visitDay: '2025-11-10', haemoglobinGPerL: 118 })
  await file('缺', { birthDay: '2025-03-05', sex: '1' })
  await checkUp(scene, ids['缺']!, { ...nothing, contact: 'month6', visitDay: '2025-10-02', haemoglobinGPerL: 100 })
  // Cases 17, 22 and 26 of the note: 低体重 at 12, 生长迟缓 at 24, 肥胖 at 48 months.
  await file('轻', { birthDay: '2025-03-10', sex: '1', row: { servedFromDay: '2026-03-01' } })
  await checkUp(scene, ids['轻']!, { ...nothing, contact: 'month12', visitDay: '2026-03-10', weightKg: 8.1 })
  await file('矮', { birthDay: '2024-03-10', sex: '1', row: { servedFromDay: '2026-03-01' } })
  await checkUp(scene, ids['矮']!, { ...nothing, contact: 'month24', visitDay: '2026-03-10', lengthCm: 81.9, position: 'H' })
  await file('胖', { birthDay: '2022-03-10', sex: '2' })
  await checkUp(scene, ids['胖']!, { ...nothing, contact: 'year4', visitDay: '2026-03-10', weightKg: 18, lengthCm: 100, position: 'H', haemoglobinGPerL: 120, guidance: null })
  // Not counted: here for less than half a year; moved away (examined before, and still among the examined).
  await file('短', { birthDay: '2025-09-08', row: { residence: 'shortStay' } })
  await checkUp(scene, ids['短']!, { visitDay: '2026-03-10' })
  await file('迁', { birthDay: '2025-04-01', sex: '2', row: { state: 'moved', stateDay: '2026-01-15', openedDay: '2025-05-01' } })
  await checkUp(scene, ids['迁']!, { ...nothing, contact: 'month8', visitDay: '2025-12-05', weightKg: 8.4, lengthCm: 69, position: 'L' })
  // Last year's alone.
  await file('去', { birthDay: '2021-02-01', sex: '2' })
  await checkUp(scene, ids['去']!, { ...nothing, contact: 'year4', visitDay: '2025-09-30', weightKg: 16, lengthCm: 103, position: 'H', haemoglobinGPerL: 90, guidance: null })
})
afterAll(() => scene.close())

test('the figures of a small hospital are those counted by hand; a rate above 100 % is shown', async () => {
  const answer = await scene.doctor.call('child.statistics', { year: 2026 })
  expect(answer).toMatchObject({ year: 2026, first: '2025-10-01', last: '2026-09-30', asOf: '2026-03-10' })
  const counted = Object.fromEntries(answer.figures.map(({ figure, numerator, denominator, percent }) => [figure, [numerator, denominator, percent]]))
  expect(counted).toEqual({
    // 安 宁 乐 over two births of this hospital.
    newbornVisit: [3, 2, 150],
    // Below three and here: 安 宁 乐 琪 全 缺 轻 矮. 缺 lacks 8月龄; 琪 lacks 满月 (until 3 March).
    systemManaged: [6, 8, 75],
    // Below seven: those and 胖 去; 去 was seen last year only.
    healthManaged: [9, 10, 90],
    underweight: [1, 3, 33.33], stunted: [1, 3, 33.33], overweight: [0, 2, 0], obese: [1, 2, 50],
    // 全 was anaemic at six months and no more at eight: 缺 alone of 全 缺 胖.
    anaemia: [1, 3, 33.33],
  })
})

test('every figure opens its children, and those who are missing', async () => {
  const names = async (figure: ChildFigureId, part: 'numerator' | 'denominator' | 'rest') => (await scene.doctor.call('child.statistics.children', { year: 2026, figure, part })).rows.map(row => row.childName)
  expect((await names('systemManaged', 'rest')).sort()).toEqual(['李琪', '李缺'])
  expect(await names('healthManaged', 'rest')).toEqual(['李去'])
  expect(await names('obese', 'numerator')).toEqual(['李胖'])
  expect(await names('underweight', 'numerator')).toEqual(['李轻'])
  expect((await names('newbornVisit', 'numerator')).length).toBe(3)
  const missing = await scene.doctor.call('child.statistics.children', { year: 2026, figure: 'newbornVisit', part: 'rest' })
  expect(missing.rows).toMatchObject([{ fileId: null, inNumerator: false }])
  for (const figure of CHILD_FIGURE_IDS) {
    const { figures } = await scene.doctor.call('child.statistics', { year: 2026 })
    const { numerator, denominator } = figures.find(one => one.figure === figure)!
    expect((await scene.doctor.call('child.statistics.children', { year: 2026, figure, part: 'numerator', limit: 1 })).total, figure).toBe(numerator)
    expect((await scene.doctor.call('child.statistics.children', { year: 2026, figure, part: 'denominator', limit: 1 })).total, figure).toBe(denominator)
  }
})

test('a year before holds what was done in it; a year without children has no rates', async () => {
  const before = await scene.doctor.call('child.statistics', { year: 2025 })
  expect(before.figures.find(one => one.figure === 'anaemia')).toMatchObject({ numerator: 1, denominator: 1, percent: 100 })
  expect((await scene.doctor.call('child.statistics', { year: 2010 })).figures.every(one => one.denominator === 0 && one.percent === null)).toBe(true)
  expect(percentOf(3, 2)).toBe(150)
})

test('every definition names its source and that it was not checked', () => {
  for (const figure of Object.values(CHILD_FIGURE)) expect(figure).toMatchObject({ mark: 'K', source: expect.stringContaining('§16') as string })
})

test('the grades kept with the visits and the evaluation of the year agree', async () => {
  const desk = await openDesk()
  await writeSampleHospital({ database: desk.database, resourcesFolder: desk.ports.folders.resources, nowMs: desk.ports.clock.nowMs() }, { seed: 21, persons: 1_200 })
  const doctor = await desk.as('zhenduan', ['doctor'])
  const { figures } = await doctor.call('child.statistics', { year: 2026 })
  const rows = await desk.database.kysely.selectFrom('childVisit').innerJoin('childFile', 'childFile.id', 'childVisit.fileId').innerJoin('person', 'person.id', 'childFile.childId')
    .select(['childVisit.fileId', 'visitDay', 'nutrition', 'weightGrade', 'birthDay', 'contact']).where('residence', 'in', ['local', 'longStay']).where('visitDay', '>=', '2025-10-01' as never).where('contact', 'not in', ['year5', 'year6']).where('weightGrade', 'is not', null).orderBy('visitDay').execute()
  const last = new Map(rows.map(row => [row.fileId, row.nutrition ?? '']))
  expect(figures.find(one => one.figure === 'underweight')).toMatchObject({ denominator: last.size, numerator: [...last.values()].filter(words => /underweight/i.test(words)).length })
  expect(figures.find(one => one.figure === 'obese')!.numerator).toBe([...last.values()].filter(words => /obese/i.test(words)).length)
  await desk.close()
})
