import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkUp, checkUpRow, registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'

const TODAY = '2026-03-10'
let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const openContents = async (fileId: string) => (await doctor.call('child.due.list', { kind: 'overdue', offset: 0, limit: 200 })).rows.filter(row => row.fileId === fileId).flatMap(row => row.openContents)
const madeUp = async (fileId: string) => (await doctor.call('child.visit.prepare', { fileId })).row.madeUp ?? null
const visit = (fileId: string, row: object) => checkUpRow(fileId, { visitDay: TODAY, ...row })

test('血红蛋白 left out at 6 and 8 months is made up at 12: offered, kept with its 92 g/L, and no longer asked for', async () => {
  const { fileId } = await registerChild(doctor, '补血', '2025-03-05')
  await checkUp(doctor, fileId, { contact: 'month6', visitDay: '2025-09-10', weightKg: 7.8, lengthCm: 67, hearing: '1' })
  await checkUp(doctor, fileId, { contact: 'month8', visitDay: '2025-11-10', weightKg: 8.5, lengthCm: 71 })
  expect(await openContents(fileId)).toContain('haemoglobin')
  const { row } = await doctor.call('child.visit.prepare', { fileId })
  expect(row).toMatchObject({ contact: 'month12', madeUp: '1' })
  const { id } = await doctor.call('child.visit.save', { row: visit(fileId, { ...row, weightKg: 9.4, lengthCm: 75.5, haemoglobinGPerL: 92 }) })
  expect(await doctor.call('child.visit.get', { id })).toMatchObject({ haemoglobinGPerL: 92, madeUp: '1' })
  expect(await openContents(fileId)).not.toContain('haemoglobin')
  expect((await doctor.call('child.case.propose', { fileId })).proposals).toMatchObject([{ kind: 'anaemia', row: { startHaemoglobinGPerL: 92 } }])
})

test('a contact that was missed whole leaves its blood to be made up too; at 18 months the column has it', async () => {
  const { fileId } = await registerChild(doctor, '漏访', '2025-03-05')
  expect(await madeUp(fileId)).toBe('1')
  const older = await registerChild(doctor, '十八月', '2024-09-05')
  expect(await madeUp(older.fileId)).toBe('2')
})

test('听力 left out at 6 months is made up at 8; a check-up at 8 months without it leaves it to be asked for', async () => {
  for (const [name, row, stillAsked] of [['补听', { madeUp: '2', hearing: '1' }, false], ['仍缺', {}, true]] as const) {
    const { fileId } = await registerChild(doctor, name, '2025-07-05')
    await checkUp(doctor, fileId, { contact: 'month6', visitDay: '2026-01-10', weightKg: 7.8, lengthCm: 67, haemoglobinGPerL: 118 })
    expect([await madeUp(fileId), (await openContents(fileId)).includes('hearing')]).toEqual(['2', true])
    await doctor.call('child.visit.save', { row: visit(fileId, { contact: 'month8', weightKg: 8.6, lengthCm: 71, ...row }) as never })
    expect((await openContents(fileId)).includes('hearing'), name).toBe(stillAsked)
  }
})

test('喂养评估 ends with its own tick and 中医药 with a service of its own, neither with the check-up as such', async () => {
  const { fileId } = await registerChild(doctor, '补评', '2025-09-05')
  const left = async () => (await doctor.call('child.file.open', { id: fileId })).schedule.find(line => line.contact === 'month6')!
  const { id } = await doctor.call('child.visit.save', { row: visit(fileId, { contact: 'month6', weightKg: 7.8, lengthCm: 67, feeding: '1' }) })
  const reminded = async () => (await desk.database.kysely.selectFrom('childDue').select('ruleId').where('fileId', '=', fileId).where('line', 'like', '%:month6').orderBy('ruleId').execute()).map(line => line.ruleId).filter(rule => rule === 'R26' || rule === 'R27')
  expect((await left()).state).toBe('done')
  expect(await reminded()).toEqual(['R26', 'R27'])
  const answer = async (row: object) => { const stored = await doctor.call('child.visit.get', { id }); await doctor.call('child.visit.save', { id, rev: stored.rev, row: visit(fileId, { contact: 'month6', weightKg: 7.8, lengthCm: 67, feeding: '1', ...row }) }) }
  await answer({ feedingAssessed: true })
  expect(await reminded()).toEqual(['R26'])
  await answer({ tcmServices: '1' })
  expect(await reminded()).toEqual(['R27'])
  await answer({ feedingAssessed: true, tcmServices: '3' })
  expect(await reminded()).toEqual([])
})

test('who lacks nothing is offered nothing, and what no form of the age has and nobody makes up is not kept', async () => {
  const { fileId } = await registerChild(doctor, '不补', '2025-03-05')
  await checkUp(doctor, fileId, { contact: 'month8', visitDay: '2025-11-10', weightKg: 8.5, lengthCm: 71, haemoglobinGPerL: 121 })
  expect(await madeUp(fileId)).toBeNull()
  const { id } = await doctor.call('child.visit.save', { row: visit(fileId, { contact: 'month12', weightKg: 9.4, lengthCm: 75.5, haemoglobinGPerL: 92 }) })
  expect(await doctor.call('child.visit.get', { id })).toMatchObject({ haemoglobinGPerL: null, madeUp: null })
})
