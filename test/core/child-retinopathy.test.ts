import { afterAll, beforeAll, expect, test } from 'vitest'
import { eyesAtBirth } from '../../domain/modules/child/eyes-at-birth.record.ts'
import { screeningClosing } from '../../domain/modules/child/screening-closing.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const reminded = async (fileId: string) => (await doctor.call('child.due.list', { kind: 'chain', offset: 0, limit: 200 })).rows.filter(row => row.fileId === fileId && row.ruleId === 'R32').map(({ openDay, dueDay, windowEnd, state }) => `${openDay} ${dueDay} ${windowEnd} ${state}`)
const missing = async (fileId: string) => (await doctor.call('child.screening.list', { kind: 'missing', offset: 0, limit: 200 })).rows.filter(row => row.fileId === fileId && row.line === 'retinopathy').map(row => `${row.step} ${row.dueDay} ${row.overdue}`)
const line = async (fileId: string) => (await doctor.call('child.screening.open', { fileId })).lines.find(one => one.line === 'retinopathy')
const eyes = (fileId: string, row: object) => ({ ...emptyRow(eyesAtBirth), fileId, institution: '青山县妇幼保健院', examinerName: '陈医生', ...row })

test('孕28周、1100 g: the eye fundus is asked for at 4 to 6 weeks until its result is written down', async () => {
  const { fileId } = await registerChild(doctor, '早产眼', '2026-02-08', { gestationDays: 196, birthWeightG: 1100 })
  expect(await reminded(fileId)).toEqual(['2026-03-01 2026-03-08 2026-03-22 due'])
  expect(await missing(fileId)).toEqual(['examineFundus 2026-03-22 false'])
  expect(await line(fileId)).toMatchObject({ screening: 'eyes', state: 'notDone', step: 'examineFundus', dueDay: '2026-03-22', closable: true })
  expect((await doctor.call('child.screening.open', { fileId })).retinopathy).toEqual({ firstDay: '2026-03-08', lastDay: '2026-03-22', firstPostmenstrualDays: 224, lastPostmenstrualDays: 238, alternative: { weeks: 32, day: '2026-03-08' } })
  // What was seen in the first days is no look at the retina.
  const seen = { examinedDay: '2026-02-10', appearance: '1', lightRight: '1', lightLeft: '1', redReflexRight: '1', redReflexLeft: '1', riskFactors: 'preterm,lowWeight', referralDay: '2026-02-20', referralInstitution: '市儿童医院眼科', referralAnswer: '结膜炎,已治疗' }
  const { id, rev } = await doctor.call('child.eyesAtBirth.save', { row: eyes(fileId, seen) as never })
  expect(await reminded(fileId)).toHaveLength(1)
  const half = await doctor.fails('child.eyesAtBirth.save', { id, rev, row: eyes(fileId, { ...seen, fundusDay: '2026-03-09' }) as never })
  expect(half.fields).toMatchObject([{ path: 'fundusAnswer', level: 'block' }])
  await doctor.call('child.eyesAtBirth.save', { id, rev, row: eyes(fileId, { ...seen, fundusDay: '2026-03-09', fundusAnswer: 'ROP 1期 II区,2周后复查' }) as never })
  expect([await reminded(fileId), await missing(fileId)]).toEqual([[], []])
  expect(await line(fileId)).toMatchObject({ state: 'answered', step: null, closedDay: '2026-03-09' })
  expect(await line((await registerChild(doctor, '足月眼', '2026-02-08', { gestationDays: 275, birthWeightG: 3200 })).fileId)).toBeUndefined()
})

test('a result from elsewhere alone answers it and opens nothing new; too early is asked about', async () => {
  const { fileId } = await registerChild(doctor, '外院眼', '2026-02-03', { gestationDays: 217, birthWeightG: 1480 })
  const row = { examinedDay: '2026-03-02', fundusDay: '2026-03-02', fundusAnswer: '双眼视网膜未成熟,无ROP', institution: '市儿童医院' }
  expect((await doctor.fails('child.eyesAtBirth.save', { row: eyes(fileId, row) as never })).fields).toMatchObject([{ path: 'fundusDay', level: 'warn', message: { params: { first: '2026-03-03', last: '2026-03-17' } } }])
  await doctor.call('child.eyesAtBirth.save', { row: eyes(fileId, { ...row, examinedDay: '2026-03-04', fundusDay: '2026-03-04' }) as never })
  expect(await reminded(fileId)).toEqual([])
  const { rows } = await doctor.call('child.screening.list', { kind: 'eyes', offset: 0, limit: 200 })
  expect(rows.filter(one => one.fileId === fileId)).toEqual([])
})

test('a family that refuses in writing ends it, and a weight corrected later begins it', async () => {
  const { fileId } = await registerChild(doctor, '拒查眼', '2026-01-20', { gestationDays: 231, birthWeightG: 1990 })
  expect(await reminded(fileId)).toEqual(['2026-02-10 2026-02-17 2026-03-03 overdue'])
  await doctor.call('child.screeningClosing.save', { row: { ...emptyRow(screeningClosing), fileId, line: 'retinopathy', day: '2026-03-10', reason: 'refused', signedBy: '张丽华', recorderName: '陈医生' } as never })
  expect(await reminded(fileId)).toEqual([])
  expect(await line(fileId)).toMatchObject({ state: 'refused', step: null })
  const heavy = await registerChild(doctor, '改重眼', '2026-02-03', { gestationDays: 240, birthWeightG: 2600 })
  expect(await reminded(heavy.fileId)).toEqual([])
  const { file } = await doctor.call('child.file.open', { id: heavy.fileId })
  const values = Object.fromEntries(Object.entries(file).filter(([name]) => !['id', 'rev', 'defVersion', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'voidedAt', 'voidReason'].includes(name)))
  await doctor.call('child.file.save', { id: heavy.fileId, rev: file.rev, row: { ...values, birthWeightG: 1600 } as never })
  expect(await reminded(heavy.fileId)).toEqual(['2026-02-24 2026-03-03 2026-03-17 due'])
})
