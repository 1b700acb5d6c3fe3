import { afterAll, beforeAll, expect, test } from 'vitest'
import { childCaseVisit } from '../../domain/modules/child/case-visit.record.ts'
import { entranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { checkUp, checkUpRow, followUp, openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'

const TODAY = '2026-03-10'
let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

type Saving = 'child.visit.save' | 'child.newbornVisit.save' | 'child.entranceExam.save' | 'child.caseVisit.save'
/** What is asked twice when a row is saved, as `field: last day`. */
async function typedTwice(name: Saving, row: object): Promise<string[]> {
  const asked = await doctor.fails(name, { row } as never)
  expect(asked.code).toBe('confirm')
  return asked.fields!.filter(issue => issue.level === 'retype').map(issue => `${issue.path}: ${issue.message.params?.['day']}`)
}
const visit = (fileId: string, row: object) => checkUpRow(fileId, { visitDay: TODAY, ...row })
const exam = (fileId: string, row: object) => ({ ...emptyRow(entranceExam), fileId, purpose: 'newEntrant', examDay: TODAY, kindergarten: '红星幼儿园', position: 'H', result: '未见异常', opinion: 'fit', doctorName: '陈医生', ...row })

test('身长 80→74, with a visit between that only weighed: asked twice', async () => {
  const { fileId } = await registerChild(doctor, '量一', '2024-09-10')
  await checkUp(doctor, fileId, { contact: 'month12', visitDay: '2025-09-12', weightKg: 10, lengthCm: 80 })
  await checkUp(doctor, fileId, { contact: 'month12', visitDay: '2025-11-12', weightKg: 10.4 })
  expect(await typedTwice('child.visit.save', visit(fileId, { contact: 'month18', weightKg: 10.8, lengthCm: 74 }))).toEqual(['lengthCm: 2025-09-12'])
})

test('体重 9.5→7.0, with a visit between that only measured the length: asked twice', async () => {
  const { fileId } = await registerChild(doctor, '量二', '2024-09-10')
  await checkUp(doctor, fileId, { contact: 'month12', visitDay: '2025-09-12', weightKg: 9.5, lengthCm: 75 })
  await checkUp(doctor, fileId, { contact: 'month12', visitDay: '2025-11-12', lengthCm: 77 })
  const row = visit(fileId, { contact: 'month18', weightKg: 7, lengthCm: 80 })
  expect(await typedTwice('child.visit.save', row)).toEqual(['weightKg: 2025-09-12'])
  // The screen says it while it is typed, not only when it is saved.
  const shown = await doctor.call('child.visit.evaluate', { fileId, row: { visitDay: TODAY, weightKg: 7, lengthCm: 80, position: 'L' } as never })
  expect(shown.issues.map(issue => issue.message.key)).toContain('growth.check.weightLost')
})

test('home visit 2.60 kg after a birth weight of 3.50 kg: asked twice; the usual loss of the first days is not', async () => {
  const { fileId } = await registerChild(doctor, '量三', '2026-03-02', { birthWeightG: 3500 })
  const home = { ...emptyRow(newbornVisit), fileId, visitDay: '2026-03-08', place: 'home', referral: '1', doctorName: '陈医生', feeding: '1' }
  expect(await typedTwice('child.newbornVisit.save', { ...home, weightKg: 2.6 })).toEqual(['weightKg: 2026-03-02'])
  await doctor.call('child.newbornVisit.save', { row: { ...home, weightKg: 3.2 } as never })
})

test('entrance examination 110→98 cm, 18.5→12.5 kg: both are asked twice, and what it measured counts for the next check-up', async () => {
  const { fileId } = await registerChild(doctor, '量四', '2021-03-05')
  await checkUp(doctor, fileId, { contact: 'year4', visitDay: '2025-09-12', weightKg: 18.5, lengthCm: 110, position: 'H' })
  expect(await typedTwice('child.entranceExam.save', exam(fileId, { weightKg: 12.5, lengthCm: 98 }))).toEqual(['lengthCm: 2025-09-12', 'weightKg: 2025-09-12'])
  await doctor.call('child.entranceExam.save', { row: exam(fileId, { examDay: '2026-03-01', weightKg: 19.4, lengthCm: 113 }) as never })
  expect(await typedTwice('child.visit.save', visit(fileId, { contact: 'year5', position: 'H', weightKg: 19.5, lengthCm: 110.5 }))).toEqual(['lengthCm: 2026-03-01'])
})

test('a follow-up of a case is held against a check-up, and a visit saved again is not held against itself', async () => {
  const { fileId } = await registerChild(doctor, '量五', '2024-09-10')
  await checkUp(doctor, fileId, { contact: 'month12', visitDay: '2025-09-12', weightKg: 9.5, lengthCm: 75 })
  const caseId = await openCase(doctor, fileId, 'malnutrition', { openedDay: '2025-09-12' })
  await followUp(doctor, caseId, { visitDay: '2025-11-12', lengthCm: 76, position: 'L' })
  const prepared = await doctor.call('child.caseVisit.prepare', { caseId })
  expect(await typedTwice('child.caseVisit.save', { ...emptyRow(childCaseVisit), ...prepared.row, weightKg: 8 })).toEqual(['weightKg: 2025-09-12'])
  const id = await checkUp(doctor, fileId, { contact: 'month18', visitDay: '2026-03-01', weightKg: 10.5, lengthCm: 80 })
  const { rev } = await doctor.call('child.visit.get', { id })
  // Its day was a slip: the day moves on, and its own 10.5 kg are not "last time".
  await doctor.call('child.visit.save', { id, rev, row: visit(fileId, { contact: 'month18', weightKg: 9.4, lengthCm: 78 }) })
})

test('outside of what can be is refused by the name of the field; what is only rare is asked about and saved', async () => {
  const { fileId } = await registerChild(doctor, '量六', '2025-09-10')
  const row = visit(fileId, { contact: 'month6', weightKg: 8, lengthCm: 67, haemoglobinGPerL: 118, vitaminDIuPerDay: 400 })
  const refused = async (change: object) => { const { code, fields } = await doctor.fails('child.visit.save', { row: { ...row, ...change } as never }); return { code, fields: fields!.map(({ level, path, message: { key, params } }) => [level, path, key, params?.['label']]) } }
  expect(await refused({ weightKg: 200 })).toEqual({ code: 'invalid', fields: [['block', 'weightKg', 'field.plausible', '体重']] })
  expect(await refused({ haemoglobinGPerL: 300 })).toEqual({ code: 'invalid', fields: [['block', 'haemoglobinGPerL', 'field.plausible', '血红蛋白']] })
  expect(await refused({ vitaminDIuPerDay: 2000 })).toEqual({ code: 'confirm', fields: [['warn', 'vitaminDIuPerDay', 'field.unusual', '服用维生素D']] })
  expect((await doctor.call('child.file.open', { id: fileId })).visits).toEqual([])
  const id = await checkUp(doctor, fileId, { ...row, vitaminDIuPerDay: 2000 })
  expect(await doctor.call('child.visit.get', { id })).toMatchObject({ vitaminDIuPerDay: 2000, weightKg: 8, haemoglobinGPerL: 118 })
})
