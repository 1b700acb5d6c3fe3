import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { insist, screeningRows } from '../support/screening-scene.ts'

// The clock of these tests stands at 2026-03-10.
let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const open = async (fileId: string) => (await desk.database.kysely.selectFrom('childDue').select(['ruleId', 'windowEnd']).where('fileId', '=', fileId).where('doneDay', 'is', null).where('cancelled', 'is', null).orderBy('ruleId').execute()).map(line => `${line.ruleId} ${line.windowEnd}`)
const hearing = async (fileId: string) => (await doctor.call('child.screening.open', { fileId })).lines.find(line => line.line === 'hearing')

describe('a first hearing test that was missed (§10.2, R15)', () => {
  const missed = { rightEar: '3', leftEar: '3', delayReason: '转诊外院' }
  async function missedChild(name: string, file: Record<string, unknown> = {}) {
    const { fileId } = await registerChild(doctor, name, '2026-02-01', file)
    const rows = screeningRows(fileId)
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-02-04', missed) })
    expect(await open(fileId)).toContain('R15 2026-03-15')
    return { fileId, rows }
  }
  const asked = async (fileId: string) => (await open(fileId)).filter(line => /^R1[567]/.test(line))

  test('and is passed on day 19: the chain is passed and R15 ends with it; voided, it is asked for again', async () => {
    const { fileId, rows } = await missedChild('迟听一')
    const { id, rev } = await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-02-20') })
    expect([(await hearing(fileId))?.state, await asked(fileId)]).toEqual(['passed', []])
    await doctor.call('child.hearingTest.void', { id, rev, reason: '登错了人' })
    expect([(await hearing(fileId))?.state, await asked(fileId)]).toEqual(['missed', ['R15 2026-03-15']])
  })

  test('a follow-up of a risk child that passes answers it as well', async () => {
    const { fileId, rows } = await missedChild('迟听二')
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('5', '2026-02-20') })
    expect([(await hearing(fileId))?.state, await asked(fileId)]).toEqual(['passed', []])
  })

  test('a passed first test after a failed one answers nothing', async () => {
    const { fileId, rows } = await missedChild('迟听三')
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-02-10', { leftEar: '2' }) })
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-02-20') })
    expect([(await hearing(fileId))?.state, await asked(fileId)]).toEqual(['retest', ['R15 2026-03-15']])
  })

  test('failed late by a child of the intensive care unit: the diagnosis is asked for, not the re-test beside it', async () => {
    const { fileId, rows } = await missedChild('迟听四', { intensiveCareDays: 6 })
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-02-20', { leftEar: '2' }) })
    expect([(await hearing(fileId))?.state, await asked(fileId)]).toEqual(['diagnosis', ['R16 2026-05-01']])
  })
})
