import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { screeningRows } from '../support/screening-scene.ts'

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
const chain = async (fileId: string) => (await doctor.call('child.due.list', { kind: 'chain', limit: 500 })).rows.filter(row => row.fileId === fileId).map(row => row.ruleId)
const missing = async (fileId: string) => (await doctor.call('child.screening.list', { kind: 'missing', limit: 500 })).rows.filter(row => row.fileId === fileId).map(row => row.line)

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

describe('a file that is 失访', () => {
  test('calls its contacts off as 失访, not as 转出', async () => {
    const { fileId } = await registerChild(doctor, '失访儿', '2025-09-10')
    for (const day of ['2026-02-24', '2026-02-26', '2026-02-28']) await insist(doctor, 'child.attempt.save', { row: screeningRows(fileId).attempt(day, 'noAnswer') })
    const { file } = await doctor.call('child.file.open', { id: fileId })
    const values = Object.fromEntries(Object.keys(childFile.fields).map(name => [name, file[name as 'state']]))
    await insist(doctor, 'child.file.save', { id: fileId, rev: file.rev, row: { ...values, state: 'lost', stateDay: '2026-03-01' } as never })
    const { schedule } = await doctor.call('child.file.open', { id: fileId })
    const off = schedule.filter(line => line.state === 'cancelled')
    expect([off.length > 5, new Set(off.map(line => line.reason))]).toEqual([true, new Set(['lost'])])
  })
})

describe('newborn screening that was never done', () => {
  test('is asked for through the first year, and of a child of five registered late no more', async () => {
    const late = await registerChild(doctor, '迟建档', '2021-03-05', { openedDay: '2026-03-10' })
    expect([await chain(late.fileId), await missing(late.fileId)]).toEqual([[], []])
    const old = await registerChild(doctor, '十一月', '2025-04-01')
    expect([await chain(old.fileId), await missing(old.fileId)]).toEqual([['R20', 'R13', 'R30', 'R31'], expect.arrayContaining(['bloodSpot', 'heart', 'hearing', 'eyes'])])
    // A child that turns one leaves the lists by the calendar, without anybody saving anything.
    desk.ports.clock.setMs(Date.parse('2026-04-01T01:00:00Z'))
    doctor = await desk.as('erbao2', ['childCare'], '陈医生')
    expect([await chain(old.fileId), await missing(old.fileId)]).toEqual([[], []])
  })
})
