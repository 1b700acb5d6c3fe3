import { pelvicCourse } from '../../domain/modules/pelvic/course.record.ts'
import { askedBefore } from '../../domain/rule/pelvic/course.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import type { Scene } from './birth-scene.ts'
import { insist, PASSWORD } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'
import { pelvicConsentRow, pelvicCourseRow, pelvicFileRow, pelvicPlaceRow, pelvicSessionRow } from './pelvic-scene.ts'
import { registerWoman } from './women-scene.ts'

/** A woman in the middle of a course, one whose course has ended, rooms: what a careful therapist gives to the calls of courses. */
export async function pelvicCourseExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Record<string, unknown>[]>> {
  const therapist = await scene.as('pendi3', ['pelvicCare'], '姜盆底')
  const file = async (name: string): Promise<{ womanId: string; fileId: string }> => {
    const womanId = await registerWoman(therapist, name, '1992-05-01', { phone: '13800001234' })
    const { id: fileId } = await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(womanId) })
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'treatment') })
    return { womanId, fileId }
  }
  const [treated, ended] = [await file('盆底疗甲'), await file('盆底疗乙')]
  const { fileId, womanId } = treated
  const { id: roomId } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ name: '治疗室三', capacity: 2 }) })
  const { id: spareId } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '治疗仪三' }) })
  const { id: courseId } = await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(fileId, { roomId }) })
  const { id: freshId } = await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(fileId, { method: 'kegel' }) })
  const { id: endedId } = await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(ended.fileId) })
  const { course } = await therapist.call('pelvic.course.open', { id: endedId })
  await insist(therapist, 'pelvic.course.save', { id: endedId, rev: course.rev, row: { ...valuesOf(pelvicCourse, course), state: 'stopped', stopReason: 'moved', closedDay: '2026-03-09' } })
  const doneRow = (at: string, row: Record<string, unknown> = {}) => pelvicSessionRow(fileId, courseId, { plannedAt: at, state: 'done', startedAt: at, minutes: 30, therapistName: '姜盆底', method: 'stimulationAndFeedback', frequencyHz: 50, asked: askedBefore('stimulationAndFeedback').join(','), adverseEvent: 'none', ...row })
  const { id: doneId } = await insist(therapist, 'pelvic.session.save', { row: doneRow('2026-03-05T09:00') })
  const { id: bookedId } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-10T16:00', roomId }) })
  const { id: missedId } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-09T09:00', state: 'missed' }) })
  const call = { womanId, fileId, sessionId: missedId, about: 'missed', day: '2026-03-09', outcome: 'promised', callerName: '姜盆底', note: null }
  const { id: attemptId } = await insist(therapist, 'pelvic.attempt.save', { row: call })
  const voiding = (id: string): Record<string, unknown>[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const ofAll = (...ids: string[]): Record<string, unknown>[] => ids.map(id => ({ id }))
  const [courses, sessions, places] = [ofAll(courseId, freshId, endedId), ofAll(doneId, bookedId, missedId), ofAll(roomId, spareId)]
  const slips = [{ courseId }, { courseId: endedId }]
  return {
    'pelvic.place.save': [{ row: pelvicPlaceRow({ name: '治疗室四' }) }, { row: pelvicPlaceRow({ kind: 'device', name: '磁刺激仪', methods: 'magnetic', leastFrequencyHz: 5, mostFrequencyHz: 50 }) }], 'pelvic.place.get': places, 'pelvic.place.history': places, 'pelvic.place.void': voiding(spareId),
    'pelvic.course.save': [{ id: courseId, rev: PRESENT_REV, row: pelvicCourseRow(fileId, { plannedSessions: 12 }) }, { row: pelvicCourseRow(fileId, { method: 'manual' }) }], 'pelvic.course.get': courses, 'pelvic.course.history': courses, 'pelvic.course.open': courses, 'pelvic.course.void': voiding(freshId),
    'pelvic.course.plan': [{ row: pelvicCourseRow(fileId, { method: 'abdominal' }), slots: ['2026-03-24T10:00', '2026-03-27T10:00'] }, { id: courseId, rev: PRESENT_REV, row: pelvicCourseRow(fileId), slots: ['2026-04-09T08:00'] }],
    'pelvic.course.preview': [{ row: pelvicCourseRow(fileId) }, { id: courseId, row: pelvicCourseRow(fileId, { roomId }), slots: ['2026-03-10T16:00'] }, { row: {} }], 'pelvic.course.prepare': [{ fileId }], 'pelvic.course.ofFile': [{ fileId }, { fileId: ended.fileId }],
    'pelvic.session.save': [{ row: doneRow('2026-03-02T09:00') }, { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-30T09:00' }) }, { row: doneRow('2026-03-01T09:00', { positive: 'bleeding', overrideReason: '医生查看后同意' }), doctor: { loginName: 'yisheng', password: PASSWORD } }],
    'pelvic.session.get': sessions, 'pelvic.session.history': sessions, 'pelvic.session.open': [...sessions, { courseId }, { courseId: endedId }], 'pelvic.session.void': voiding(bookedId), 'pelvic.session.miss': [{ sessions: [{ id: bookedId, rev: 1 }] }],
    'pelvic.session.calendar': [{ firstDay: '2026-03-09', days: 7 }, { firstDay: '2026-03-09', days: 1, placeId: roomId }], 'pelvic.session.list': [{ view: 'unanswered' }, { view: 'missed', limit: 1 }], 'pelvic.session.export': [{ view: 'missed' }],
    'pelvic.evaluation.list': [{ view: 'due' }, { view: 'followUp', offset: 0, limit: 1 }], 'pelvic.evaluation.export': [{ view: 'due' }],
    'pelvic.attempt.save': [{ row: call }], 'pelvic.attempt.get': ofAll(attemptId), 'pelvic.attempt.history': ofAll(attemptId), 'pelvic.attempt.void': voiding(attemptId),
    'pelvic.slip.preview': slips, 'pelvic.slip.pdf': slips, 'pelvic.slip.print': slips.map(slip => ({ ...slip, printerName: 'PDF' })),
  }
}
