import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { calendarOf, drawn, pregnantWoman, prenatalRows, step } from '../support/prenatal-scene.ts'

let desk: Desk
let clerk: Window
let nurse: Window
let doctor: Window
let setDay: (day: string) => Promise<void>
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  setDay = calendarOf(desk, clerk, nurse, doctor)
})
afterAll(() => desk.close())

const onList = async (list: 'recall' | 'diagnosis' | 'rejected', pregnancyId: string) => (await nurse.call('prenatal.list', { list, offset: 0, limit: 100 })).rows.find(row => row.pregnancyId === pregnancyId)
const open = async (pregnancyId: string) => (await nurse.call('prenatal.open', { pregnancyId })).recalls.at(-1)!
const answers = (pregnancyId: string, recallId: string, at: string, answer: string) => insist(nurse, 'prenatal.attempt.save', { row: prenatalRows(pregnancyId).attempt(recallId, at, answer) })
const wordsOf = async (id: string): Promise<string> => [...(await nurse.call('prenatal.paper.preview', { what: 'recall', id })).html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text).join('')

/** A scan of 30+0 on which one system was not seen; her weeks 34+6 end on 2025-09-16. */
async function unclear() {
  await setDay('2025-08-13')
  const { pregnancyId } = await pregnantWoman(clerk)
  const scan = (resultDay: string, systemHeart: string) => insist(nurse, 'prenatal.result.save', { row: prenatalRows(pregnancyId).result('lateUltrasound', null, { resultDay, level: '3', systemBrain: '1', systemHeart }) })
  const { id: resultId } = await scan('2025-08-13', '3')
  const { recall } = await open(pregnancyId)
  return { pregnancyId, scan, resultId, recall }
}

test('a scan to be repeated: she agrees and stays on the recall list until the scan is taken, by the end of its weeks', async () => {
  const { pregnancyId, scan, recall } = await unclear()
  await answers(pregnancyId, recall.id, '2025-08-13T08:30', 'agreed')
  expect(await onList('recall', pregnancyId)).toMatchObject({ recallKind: 'repeat', recallStep: 'repeat', dueDay: '2025-09-16', isOverdue: false, isUrgent: false })
  expect(await onList('diagnosis', pregnancyId)).toBeUndefined()
  expect((await open(pregnancyId)).line).toEqual({ step: 'repeat', dueDay: '2025-09-16', isOverdue: false, isUrgent: false })
  await setDay('2025-09-17')
  expect(await onList('recall', pregnancyId)).toMatchObject({ isOverdue: true })
  await setDay('2025-09-10')
  await scan('2025-09-10', '1')
  expect((await open(pregnancyId)).recall).toMatchObject({ closedBy: 'redone' })
  expect(await onList('recall', pregnancyId)).toBeUndefined()
})

test('her refusal of a repeat is one of the repeat, on the paper as well, and her signature ends it', async () => {
  const { pregnancyId, recall } = await unclear()
  await answers(pregnancyId, recall.id, '2025-08-13T08:30', 'refused')
  expect((await open(pregnancyId)).line).toMatchObject({ step: 'signRepeatRefusal', dueDay: '2025-08-13' })
  const words = await wordsOf(recall.id)
  for (const said of ['同意复查', '拒绝复查', '最迟应在 2025-09-16 前']) expect(words).toContain(said)
  expect(words).not.toContain('产前诊断')
  await nurse.call('prenatal.recall.refuse', { id: recall.id, rev: recall.rev, day: '2025-08-13', signerName: '林小梅', relation: '1' })
  expect((await open(pregnancyId)).recall).toMatchObject({ closedBy: 'refusal' })
})

test('a translucency that can no longer be measured is ended by a doctor with a reason', async () => {
  await setDay('2025-04-22')
  const { pregnancyId } = await pregnantWoman(clerk)
  const saved = await insist(nurse, 'prenatal.result.save', { row: prenatalRows(pregnancyId).result('nt', null, { resultDay: '2025-04-22', ntMm: 1.5, crlMm: 90 }) })
  await setDay('2025-04-24')
  const { recall } = await open(pregnancyId)
  await answers(pregnancyId, recall.id, '2025-04-24T08:30', 'agreed')
  expect(await onList('recall', pregnancyId)).toMatchObject({ recallStep: 'repeat', dueDay: '2025-04-22', isOverdue: true })
  const word = { id: recall.id, rev: recall.rev, reason: '已过13周+6天,改做中孕期筛查' }
  expect(await nurse.fails('prenatal.recall.close', word)).toMatchObject({ code: 'forbidden' })
  await doctor.call('prenatal.recall.close', word)
  expect((await open(pregnancyId)).recall).toMatchObject({ closedBy: 'doctor', closedDay: '2025-04-24', closingReason: word.reason })
  expect([await onList('recall', pregnancyId), (await nurse.call('prenatal.result.get', { id: saved.id })).needsRepeat]).toEqual([undefined, true])
})

test('a tube to be drawn again asks for blood, never for a diagnosis', async () => {
  await setDay('2025-05-06')
  const { pregnancyId } = await pregnantWoman(clerk)
  await drawn(nurse, pregnancyId)
  await step(nurse, pregnancyId, 'rejected', { rejection: ['1'] })
  const { recall } = await open(pregnancyId)
  await answers(pregnancyId, recall.id, '2025-05-06T09:00', 'agreed')
  // 20+6, the last day of the second serum.
  expect((await open(pregnancyId)).line).toEqual({ step: 'drawAgain', dueDay: '2025-06-10', isOverdue: false, isUrgent: false })
  expect(await onList('rejected', pregnancyId)).toMatchObject({ recallKind: 'redraw' })
  expect(await wordsOf(recall.id)).toContain('拒绝重新采血')
  await answers(pregnancyId, recall.id, '2025-05-06T09:00', 'refused')
  expect((await open(pregnancyId)).line).toMatchObject({ step: 'signRedrawRefusal' })
})
