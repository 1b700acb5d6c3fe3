// The whole path of one woman through the pelvic clinic: every part reads what the one before it wrote.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pelvicCourse } from '../../domain/modules/pelvic/course.record.ts'
import { askedBefore, courseDays } from '../../domain/rule/pelvic/course.ts'
import type { Day } from '../../domain/time/day.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { bookWoman, deliver } from '../support/maternal-scene.ts'
import { pelvicConsentRow, pelvicCourseRow, pelvicFileRow, pelvicSessionRow } from '../support/pelvic-scene.ts'

let desk: Desk
let care: Window
let therapist: Window
beforeAll(async () => {
  desk = await openDesk()
  care = await desk.as('yunbao', ['maternalCare'], '陈医生')
  therapist = await desk.as('pendi', ['pelvicCare'], '姜盆底')
})
afterAll(() => desk.close())

const BEFORE = { oxford: '2', typeOneSeconds: 2, typeTwoCount: 2, fastUv: 23, tonicUv: 14, enduranceUv: 12, aaCm: -1, baCm: -1, cCm: -6, dCm: -8, ghCm: 4, pbCm: 3, tvlCm: 9, apCm: -3, bpCm: -3 }
const AFTER = { ...BEFORE, oxford: '4', typeOneSeconds: 4, typeTwoCount: 5, fastUv: 38, tonicUv: 31, enduranceUv: 26, aaCm: -3, baCm: -3, cCm: -8, dCm: -9 }

test('42-day check → file → assessment → ten sessions with one missed → re-evaluation → printed comparison → closed', async () => {
  const { womanId, rows } = await bookWoman(care, '2025-02-20', { bookedDay: '2025-05-10', fetusCount: null, gravidity: 1, parity: 0 })
  await deliver(care, womanId, '2025-11-20', { mode: '21' })
  const { id: checkId } = await insist(care, 'maternal.postpartumCheck.save', { row: rows.check('2026-01-01') })
  const isInvited = async (): Promise<boolean> => (await therapist.call('pelvic.invitation.list', { view: 'urgent', limit: 100 })).rows.some(row => row.checkId === checkId)
  expect(await isInvited()).toBe(true)

  const { row: known } = await therapist.call('pelvic.file.prepare', { womanId, checkId })
  const { id: fileId } = await insist(therapist, 'pelvic.file.save', { row: { ...pelvicFileRow(womanId), ...known, openedDay: '2026-01-01' } })
  expect(await isInvited()).toBe(false)
  for (const kind of ['assessment', 'treatment'] as const) await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, kind, { signedDay: '2026-01-01' }) })

  const assess = async (day: string, measured: Record<string, unknown>): Promise<string> => {
    const { row } = await therapist.call('pelvic.assessment.prepare', { fileId, day })
    return (await insist(therapist, 'pelvic.assessment.save', { row: { ...row, ...measured } })).id
  }
  const baselineId = await assess('2026-01-01', BEFORE)
  expect(await therapist.call('pelvic.assessment.get', { id: baselineId })).toMatchObject({ kind: 'baseline', daysAfter: 42, stage: '2' })

  const { id: courseId } = await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(fileId, { baselineId, startDay: '2026-01-06' }) })
  const days = courseDays({ start: '2026-01-06' as Day, sessions: 11, weekdays: [2, 5] })
  for (const [index, day] of days.entries()) {
    const at = `${day}T09:00`
    await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, index === 3 ? { plannedAt: at, state: 'missed' } : {
      plannedAt: at, state: 'done', startedAt: at, minutes: 30, therapistName: '姜盆底', method: 'stimulationAndFeedback', frequencyHz: 50, pulseWidthUs: 250, currentMa: 20, asked: askedBefore('stimulationAndFeedback').join(','), adverseEvent: 'none',
    }) })
  }
  const due = async () => (await therapist.call('pelvic.evaluation.list', { view: 'end', limit: 100 })).rows.filter(row => row.fileId === fileId).map(({ done, planned }) => `${done}/${planned}`)
  expect(await due()).toEqual(['10/10'])

  const endId = await assess('2026-03-09', AFTER)
  expect(await therapist.call('pelvic.assessment.get', { id: endId })).toMatchObject({ kind: 'end', courseId, afterSessions: 10, stage: '0', typeOneGrade: 4, emgFindings: null })
  expect(await due()).toEqual([])
  const { html, issues } = await therapist.call('pelvic.assessmentPaper.preview', { fileId, what: 'comparison' })
  expect(issues).toEqual([])
  for (const said of ['2026-01-01', '2026-03-09', '>好转<']) expect(html).toContain(said)
  expect(html).not.toContain('>加重<')

  const { course, progress, baseline, latest } = await therapist.call('pelvic.course.open', { id: courseId })
  expect([progress.done, progress.missed, progress.completionPercent, baseline?.id, latest?.id]).toEqual([10, 1, 100, baselineId, endId])
  await insist(therapist, 'pelvic.course.save', { id: courseId, rev: course.rev, row: { ...valuesOf(pelvicCourse, course), state: 'completed', closedDay: '2026-03-10', efficacy: 'markedly' } })
  const { file } = await therapist.call('pelvic.file.open', { id: fileId })
  await therapist.call('pelvic.file.close', { id: fileId, rev: file.rev, closedDay: '2026-03-10', closeNote: '疗程完成,症状明显好转' })
  expect((await therapist.call('pelvic.file.of', { womanId })).state).toBe('closed')
})
