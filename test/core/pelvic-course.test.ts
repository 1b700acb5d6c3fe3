// Courses of the pelvic clinic through the calls: planned, booked, treated, missed, evaluated and closed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input, Output } from '../../domain/api/api.ts'
import { CONTACT_ATTEMPT } from '../../domain/code/child-file.ts'
import type { PelvicMethod } from '../../domain/code/pelvic.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { pelvicCourse } from '../../domain/modules/pelvic/course.record.ts'
import { pelvicSession } from '../../domain/modules/pelvic/session.record.ts'
import { askedBefore, evaluationDue } from '../../domain/rule/pelvic/course.ts'
import { PELVIC_RULES_DEFAULT } from '../../domain/rule/pelvic/pelvic-rules.ts'
import { createRandom } from '../../domain/sample/random.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { evaluatedAfter } from '../../electron/core/modules/pelvic/course-facts.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { changeSetting, type Desk, insist, openDesk, PASSWORD, type Window } from '../support/desk.ts'
import { sheetOf } from '../support/saved-file.ts'
import { pelvicAssessmentRow, pelvicConsentRow, pelvicCourseRow, pelvicFileRow, pelvicPlaceRow, pelvicSessionRow } from '../support/pelvic-scene.ts'
import { registerWoman } from '../support/women-scene.ts'

type Row = Record<string, unknown>
const TODAY = '2026-03-10'
let desk: Desk
let therapist: Window
let doctor: Window
let chief: Window
let care: Window
let roomId: string
let deviceId: string
beforeAll(async () => {
  desk = await openDesk()
  therapist = await desk.as('pendi', ['pelvicCare'], '姜盆底')
  doctor = await desk.as('yisheng', ['doctor'], '陈医生')
  chief = await desk.as('zhuren', ['administrator'])
  care = await desk.as('yunbao', ['maternalCare'], '陈医生')
  roomId = (await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ name: '治疗室1', capacity: 1, openDays: '1,2,3,4,5', opensAt: '08:00', closesAt: '17:30' }) })).id
  deviceId = (await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '生物反馈仪', capacity: 2, methods: 'stimulation,biofeedback,stimulationAndFeedback', leastFrequencyHz: 8, mostFrequencyHz: 80, mostCurrentMa: 60, mostMinutes: 40 }) })).id
})
afterAll(() => desk.close())

/** Another day: whoever sat at a window signs in again. */
async function turnTo(instant: string): Promise<void> {
  desk.ports.clock.setMs(Date.parse(instant))
  for (const { loginName } of [therapist, doctor]) await desk.host.call('auth.login', { loginName, password: PASSWORD }, `window-${loginName}`)
}
let women = 0
/** A woman with a file and her consent to treatment. */
async function newFile(row: Row = {}, isAgreed = true, phone = '13800001234'): Promise<{ fileId: string; womanId: string }> {
  const womanId = await registerWoman(therapist, `盆底${'甲乙丙丁戊己庚辛壬癸'[women % 10]}${'子丑寅卯辰巳午未'[Math.floor(women++ / 10)]}`, '1992-03-02', { phone })
  const { id: fileId } = await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(womanId, row) })
  if (isAgreed) await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'treatment', { signedDay: '2025-09-01' }) })
  return { fileId, womanId }
}
const newCourse = async (fileId: string, row: Row = {}): Promise<string> => (await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(fileId, row) })).id
const noToAll = (method: PelvicMethod = 'stimulationAndFeedback'): string => askedBefore(method).join(',')
const doneRow = (fileId: string, courseId: string, at: string, row: Row = {}): Row =>
  pelvicSessionRow(fileId, courseId, { plannedAt: at, state: 'done', startedAt: at, minutes: 30, therapistName: '姜盆底', method: 'stimulationAndFeedback', frequencyHz: 50, pulseWidthUs: 250, currentMa: 20, asked: noToAll(), adverseEvent: 'none', ...row })
const treat = async (fileId: string, courseId: string, at: string, row: Row = {}): Promise<string> => (await insist(therapist, 'pelvic.session.save', { row: doneRow(fileId, courseId, at, row) })).id
const keysOf = async (name: 'pelvic.course.save' | 'pelvic.session.save' | 'pelvic.place.save', row: Row, more: Row = {}): Promise<string[]> => (await therapist.fails(name, { row, ...more } as never)).fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)
const sessionOf = (id: string) => therapist.call('pelvic.session.get', { id })
const change = async (id: string, row: Row): Promise<Input<'pelvic.session.save'>> => { const stored = await sessionOf(id); return { id, rev: stored.rev, row: { ...valuesOf(pelvicSession, stored), ...row } as never } }
const plan = (row: Row, slots: string[], more: Row = {}) => insist({ call: (name, input) => therapist.call(name, { ...input as object, slots } as never) }, 'pelvic.course.plan', { row, ...more })
const issuesOf = (preview: Output<'pelvic.course.preview'>): string[] => preview.slots.flatMap(({ plannedAt, issues }) => issues.map(issue => `${plannedAt} ${issue.level} ${issue.message.key}`))

describe('planning', () => {
  test('F-28: ten sessions on Tuesdays and Fridays from 2025-10-14', async () => {
    const { fileId } = await newFile()
    const { slots } = await therapist.call('pelvic.course.preview', { row: pelvicCourseRow(fileId, { startDay: '2025-10-14' }) as never })
    expect(slots.map(({ plannedAt }) => plannedAt.slice(5, 10))).toEqual(['10-14', '10-17', '10-21', '10-24', '10-28', '10-31', '11-04', '11-07', '11-11', '11-14'])
  })
  test('holidays and days on which the room is closed are left out and named; a year nobody entered is said', async () => {
    const { fileId } = await newFile()
    const holiday = await therapist.call('pelvic.course.preview', { row: pelvicCourseRow(fileId, { startDay: '2026-04-03', weekdays: '5,6', plannedSessions: 3, roomId }) as never })
    // 2026-04-04 is a holiday and a Saturday; of the following Saturdays none is worked.
    expect(holiday.slots.map(({ plannedAt }) => plannedAt.slice(0, 10))).toEqual(['2026-04-03', '2026-04-10', '2026-04-17'])
    expect(holiday.skipped).toEqual(['2026-04-04', '2026-04-11'])
    // A Saturday that is worked instead opens a room that knows weekdays only.
    expect((await therapist.call('pelvic.course.preview', { row: pelvicCourseRow(fileId, { startDay: '2026-05-09', weekdays: '6', plannedSessions: 1, roomId }) as never })).slots.map(({ plannedAt }) => plannedAt)).toEqual(['2026-05-09T09:00'])
    expect((await therapist.call('pelvic.course.preview', { row: pelvicCourseRow(fileId, { startDay: '2027-01-05', plannedSessions: 2 }) as never })).unknownYears).toEqual([2027])
  })
  test('a full room, the woman herself and a closed hour are seen before anything is booked, and refused or asked when it is', async () => {
    const [one, other] = [await newFile(), await newFile()]
    const { id } = await plan(pelvicCourseRow(one.fileId, { startDay: '2026-03-13', roomId, deviceId }), ['2026-03-13T09:00', '2026-03-17T09:00'])
    expect((await therapist.call('pelvic.course.open', { id })).progress).toMatchObject({ planned: 10, booked: 2, done: 0, remaining: 10 })
    const asked = pelvicCourseRow(other.fileId, { startDay: '2026-03-13', roomId, deviceId })
    expect(issuesOf(await therapist.call('pelvic.course.preview', { row: asked as never, slots: ['2026-03-13T09:15', '2026-03-13T09:30', '2026-03-14T09:00', '2026-03-16T17:15'] }))).toEqual([
      '2026-03-13T09:15 block pelvicBooking.full', '2026-03-13T09:30 block pelvicBooking.herself', '2026-03-13T09:30 block pelvicBooking.full',
      '2026-03-14T09:00 warn pelvicBooking.closedDay', '2026-03-14T09:00 warn pelvic.tooSoon', '2026-03-16T17:15 warn pelvicBooking.closedHour',
    ])
    const refused = await therapist.fails('pelvic.course.plan', { row: asked as never, slots: ['2026-03-13T09:15', '2026-03-18T09:00'] })
    expect([refused.code, refused.fields!.map(issue => issue.path)]).toEqual(['invalid', ['slots.0']])
    // Nothing of it was kept.
    expect((await therapist.call('pelvic.course.ofFile', { fileId: other.fileId })).courses).toEqual([])
    await plan(asked, ['2026-03-13T09:30', '2026-03-16T17:15'])
    expect((await therapist.call('pelvic.course.ofFile', { fileId: other.fileId })).courses[0]!.sessions.map(({ plannedAt, state }) => `${plannedAt} ${state}`)).toEqual(['2026-03-13T09:30 booked', '2026-03-16T17:15 booked'])
  })
  test('an instrument that is taken in one room is not there for another: refused with its name and the time, and both stand in its calendar', async () => {
    const [one, other] = [await newFile(), await newFile()]
    const { id: onlyId } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '磁刺激仪', capacity: 1, methods: 'magnetic' }) })
    const { id: farRoom } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ name: '治疗室2', capacity: 2 }) })
    const magnetic = (fileId: string, room: string): Row => pelvicCourseRow(fileId, { method: 'magnetic', startDay: '2026-04-20', roomId: room, deviceId: onlyId })
    await plan(magnetic(one.fileId, roomId), ['2026-04-21T09:00'])
    const refused = await therapist.fails('pelvic.course.plan', { row: magnetic(other.fileId, farRoom) as never, slots: ['2026-04-21T09:20', '2026-04-22T09:20'] })
    expect(refused.fields!.map(issue => `${issue.level} ${issue.path} ${formatChinese(issue.message)}`)).toEqual(['block slots.0 2026-04-21 09:20 磁刺激仪已约满(1 人),请改时间或改选'])
    const { id } = await plan(magnetic(other.fileId, farRoom), ['2026-04-21T09:30'])
    // One appointment more is refused at its instrument, too.
    const asked = await therapist.fails('pelvic.session.save', { row: pelvicSessionRow(other.fileId, id, { plannedAt: '2026-04-21T08:45', roomId: farRoom, deviceId: onlyId }) as never })
    expect(asked.fields!.map(issue => `${issue.path} ${issue.message.key}`)).toContain('deviceId pelvicBooking.full')
    const week = await therapist.call('pelvic.session.calendar', { firstDay: '2026-04-20', days: 7, placeId: onlyId })
    expect(week.sessions.map(({ plannedAt, roomId: room, deviceId: device }) => [plannedAt, room, device])).toEqual([['2026-04-21T09:00', roomId, onlyId], ['2026-04-21T09:30', farRoom, onlyId]])
  })
  test('a course asks for consent, one a method, an instrument that can do it, and parameters its manual allows', async () => {
    const { fileId } = await newFile({}, false)
    expect(await keysOf('pelvic.course.save', pelvicCourseRow(fileId))).toEqual(['block fileId pelvicCourse.noConsent'])
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'treatment') })
    expect(await keysOf('pelvic.course.save', pelvicCourseRow(fileId, { method: 'magnetic', deviceId, frequencyHz: 100 }))).toEqual(['block deviceId pelvicBooking.method', 'block frequencyHz pelvicLimit.manual'])
    expect(await keysOf('pelvic.course.save', pelvicCourseRow(fileId, { roomId: deviceId }))).toEqual(['block roomId pelvicBooking.noRoom'])
    expect(await keysOf('pelvic.course.save', pelvicCourseRow(fileId, { frequencyHz: 90 }))).toEqual(['warn frequencyHz pelvicLimit.usual'])
    await newCourse(fileId)
    expect(await keysOf('pelvic.course.save', pelvicCourseRow(fileId))).toEqual(['block method pelvicCourse.twice'])
    await newCourse(fileId, { method: 'kegel' })
    expect((await therapist.call('pelvic.course.ofFile', { fileId })).courses.map(({ course }) => course.number)).toEqual([expect.stringMatching(/^PC2026\d{6}$/), expect.stringMatching(/^PC2026\d{6}$/)])
    const [{ course }] = (await therapist.call('pelvic.course.ofFile', { fileId })).courses.filter(one => one.course.method === 'stimulationAndFeedback') as [Output<'pelvic.course.ofFile'>['courses'][number]]
    // Nobody is treated on a day before she signed.
    expect(await keysOf('pelvic.session.save', doneRow(fileId, course.id, '2026-03-01T08:30'))).toContain('block fileId pelvicCourse.noConsent')
    const treated = await treat(fileId, course.id, '2026-03-06T08:30')
    // Who withdraws her consent is not treated further; what was done before may be put right.
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'treatment', { choice: 'withdrawn', signedDay: TODAY, isContraindicationRead: null, reason: '不愿继续' }) })
    expect(await keysOf('pelvic.session.save', doneRow(fileId, course.id, '2026-03-10T08:30'))).toEqual(['block fileId pelvicCourse.noConsent'])
    await insist(therapist, 'pelvic.session.save', await change(treated, { note: '补记:无不适' }) as never)
  })
  test('a probe for a woman who never had intercourse is asked about', async () => {
    const { fileId } = await newFile({ hasNeverHadIntercourse: true })
    expect(await keysOf('pelvic.course.save', pelvicCourseRow(fileId))).toEqual(['warn method pelvicCourse.noProbe'])
    await newCourse(fileId, { method: 'magnetic' })
  })
  test('what nobody may override is said while a course is planned and refuses it; an exercise without current may be planned', async () => {
    const { fileId, womanId } = await newFile({ hasImplant: true })
    const said = async (method: PelvicMethod) => (await therapist.call('pelvic.course.preview', { row: { fileId, method } as never })).known.map(issue => `${issue.level} ${issue.message.key} ${issue.message.params!.items}`)
    expect([await said('stimulation'), await said('kegel')]).toEqual([['block pelvicCourse.knownAbsolute 心脏起搏器或金属植入物'], []])
    expect(await keysOf('pelvic.course.save', pelvicCourseRow(fileId))).toEqual(['block method pelvicCourse.knownAbsolute'])
    const exercise = await newCourse(fileId, { method: 'weights', startDay: '2026-03-17' })
    // She becomes pregnant: what is booked for her from now on is refused, what was ordered may still be changed and ended.
    await insist(care, 'maternal.book', { row: { womanId, lastMenstrualDay: '2026-01-20', bookedDay: TODAY, fetusCount: 1, doctorName: '陈医生' } })
    expect([await said('magnetic'), await said('weights')]).toEqual([['block pelvicCourse.knownAbsolute 妊娠、心脏起搏器或金属植入物'], ['block pelvicCourse.knownAbsolute 妊娠']])
    expect(await keysOf('pelvic.session.save', pelvicSessionRow(fileId, exercise, { plannedAt: '2026-03-31T10:00' }))).toEqual(['block plannedAt pelvicCourse.knownAbsolute'])
    const { course } = await therapist.call('pelvic.course.open', { id: exercise })
    const more = { row: { ...valuesOf(pelvicCourse, course), note: '已告知停止训练' } as never, id: exercise, rev: course.rev }
    expect((await therapist.fails('pelvic.course.plan', { ...more, slots: ['2026-03-31T10:00'] })).fields!.map(issue => issue.message.key)).toEqual(['pelvicCourse.knownAbsolute'])
    await therapist.call('pelvic.course.save', more)
  })
  test('what a doctor may override is asked about when a course is planned, and saved with a reason', async () => {
    const { fileId } = await newFile({ hasIntrauterineDevice: true, isAllergic: true })
    const preview = await therapist.call('pelvic.course.preview', { row: pelvicCourseRow(fileId, { method: 'magnetic', startDay: '2026-03-17' }) as never })
    expect([preview.known.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`), preview.slots.length]).toEqual([['warn method pelvicCourse.known'], 10])
    expect(await keysOf('pelvic.course.save', pelvicCourseRow(fileId, { method: 'magnetic' }))).toEqual(['warn method pelvicCourse.known'])
    const courseId = await newCourse(fileId, { method: 'magnetic' })
    // Agreed to once for the course: one appointment more is not asked about again.
    await therapist.call('pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-31T10:30' }) as never })
    await newCourse(fileId, { method: 'abdominal', startDay: '2026-03-17' })
  })
  test('an extension goes on after the last appointment; more than planned is asked', async () => {
    const { fileId } = await newFile()
    const row = pelvicCourseRow(fileId, { plannedSessions: 2, startDay: '2026-03-17' })
    const { id } = await plan(row, ['2026-03-17T14:00', '2026-03-20T14:00'])
    const { course } = await therapist.call('pelvic.course.open', { id })
    const longer = { ...valuesOf(pelvicCourse, course), plannedSessions: 4, timeOfDay: '14:00' }
    const { slots } = await therapist.call('pelvic.course.preview', { id, row: longer })
    expect(slots.map(({ plannedAt }) => plannedAt)).toEqual(['2026-03-24T14:00', '2026-03-27T14:00'])
    const three = await therapist.fails('pelvic.course.plan', { id, rev: course.rev, row: longer, slots: ['2026-03-24T14:00', '2026-03-27T14:00', '2026-03-31T14:00'] })
    expect(three.fields!.map(issue => issue.message.key)).toEqual(['pelvicCourse.more'])
    await therapist.call('pelvic.course.plan', { id, rev: course.rev, row: longer, slots: slots.map(({ plannedAt }) => plannedAt) })
    expect((await therapist.call('pelvic.course.open', { id })).progress.booked).toBe(4)
  })
  test('a day is moved; a past one and a taken one are refused', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    const { id } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-24T10:00', roomId }) })
    const other = await newFile()
    const { id: otherId } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(other.fileId, await newCourse(other.fileId), { plannedAt: '2026-03-25T10:00', roomId }) })
    const moved = await change(otherId, { plannedAt: '2026-03-24T10:15' })
    expect((await therapist.fails('pelvic.session.save', moved)).fields!.map(issue => issue.message.key)).toEqual(['pelvicBooking.full'])
    expect((await therapist.fails('pelvic.session.save', await change(id, { plannedAt: '2026-03-09T10:00' }))).fields!.map(issue => issue.message.key)).toEqual(['pelvicSession.past'])
    await therapist.call('pelvic.session.save', await change(id, { plannedAt: '2026-03-24T11:00' }))
    await therapist.call('pelvic.session.save', moved)
  })
  test('too close to the next appointment is asked as well, and a holiday also where no room is chosen', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-31T09:00' }) })
    expect(await keysOf('pelvic.session.save', pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-30T15:00' }))).toEqual(['warn plannedAt pelvic.tooSoonNext'])
    expect(await keysOf('pelvic.session.save', pelvicSessionRow(fileId, courseId, { plannedAt: '2026-04-04T09:00' }))).toEqual(['warn plannedAt pelvicBooking.holiday'])
    await changeSetting(chief, 'pelvicRules', { hoursBetweenSessions: 72 })
    expect(await keysOf('pelvic.session.save', pelvicSessionRow(fileId, courseId, { plannedAt: '2026-04-02T14:00' }))).toEqual(['warn plannedAt pelvic.tooSoon'])
    await changeSetting(chief, 'pelvicRules', { hoursBetweenSessions: 24 })
  })
  test('places: the same name twice, a room given up while somebody is booked, one that was used', async () => {
    expect(await keysOf('pelvic.place.save', pelvicPlaceRow({ name: '治疗室1' }))).toEqual(['block name pelvicPlace.twice'])
    const room = (await therapist.call('pelvic.place.list', null)).find(one => one.id === roomId)!
    expect(await keysOf('pelvic.place.save', { ...pelvicPlaceRow(), name: '治疗室1', isRetired: true }, { id: roomId, rev: room.rev })).toEqual(['warn isRetired pelvicPlace.ahead'])
    expect((await therapist.fails('pelvic.place.void', { id: roomId, rev: room.rev, reason: '登记有误' })).fields![0]!.message.key).toBe('pelvicPlace.used')
    expect((await doctor.fails('pelvic.place.save', { row: pelvicPlaceRow({ name: '治疗室9' }) as never })).code).toBe('forbidden')
  })
})

describe('treating', () => {
  test('every contraindication of the method is asked; F-30: a yes stops it until a doctor agrees with a reason and a password', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    const at = '2026-03-10T08:00'
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, at, { asked: null }))).toEqual(['block asked pelvic.notAsked'])
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, at, { positive: 'bleeding' }))).toEqual(['block overrideReason pelvic.contraindicated'])
    const row = doneRow(fileId, courseId, at, { positive: 'bleeding', overrideReason: '恶露将净,医生查看后同意' })
    expect(await keysOf('pelvic.session.save', row)).toEqual(['block overrideDoctor pelvicSession.doctor'])
    expect((await therapist.fails('pelvic.session.save', { row: row as never, doctor: { loginName: 'yisheng', password: 'wrong' } })).fields![0]!.message.key).toMatch(/^secondPerson\.wrong/)
    const { id } = await therapist.call('pelvic.session.save', { row: row as never, doctor: { loginName: 'yisheng', password: PASSWORD } })
    expect(await sessionOf(id)).toMatchObject({ overrideDoctor: '陈医生', overrideReason: '恶露将净,医生查看后同意', positive: 'bleeding', ordinal: 1 })
    // Saved again for another reason than this one, nobody is asked twice.
    await therapist.call('pelvic.session.save', await change(id, { note: '无不适' }))
    expect(await sessionOf(id)).toMatchObject({ overrideDoctor: '陈医生', note: '无不适' })
  })
  test('F-31: a pacemaker nobody overrides, not even the doctor at his own window', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { method: 'magnetic' })
    const row = doneRow(fileId, courseId, '2026-03-10T08:00', { method: 'magnetic', pulseWidthUs: null, currentMa: null, frequencyHz: 30, asked: noToAll('magnetic'), positive: 'pacemaker', overrideReason: '医生认为可以' })
    expect((await doctor.fails('pelvic.session.save', { row: row as never })).fields!.map(issue => issue.message.key)).toEqual(['pelvic.absolute'])
  })
  test('whom the records tell of a pacemaker or a pregnancy is not treated, though every answer was no; what happened before it is asked about and kept', async () => {
    const { fileId } = await newFile({ hasImplant: true })
    const exercise = await newCourse(fileId, { method: 'kegel' })
    // The order was an exercise, the session is something electrical.
    expect(await keysOf('pelvic.session.save', doneRow(fileId, exercise, '2026-03-10T08:00'))).toEqual(['block asked pelvicCourse.knownAbsolute'])
    expect((await doctor.fails('pelvic.session.save', { row: doneRow(fileId, exercise, '2026-03-10T08:00') as never })).fields!.map(issue => issue.message.key)).toEqual(['pelvicCourse.knownAbsolute'])
    const { fileId: hers, womanId } = await newFile()
    const courseId = await newCourse(hers)
    const { id, rev } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(hers, courseId, { plannedAt: '2026-03-10T15:00' }) })
    const before = await treat(hers, courseId, '2026-03-09T08:00')
    await insist(care, 'maternal.book', { row: { womanId, lastMenstrualDay: '2026-01-20', bookedDay: TODAY, fetusCount: 1, doctorName: '陈医生' } })
    expect(await keysOf('pelvic.session.save', doneRow(hers, courseId, '2026-03-10T15:00', { state: 'treating', startedAt: '2026-03-10T08:30' }), { id, rev })).toEqual(['block asked pelvicCourse.knownAbsolute'])
    // A remark about the treatment of the day before, and one of that day entered only now.
    await insist(therapist, 'pelvic.session.save', await change(before, { note: '当日无不适' }) as never)
    expect(await keysOf('pelvic.session.save', doneRow(hers, courseId, '2026-03-07T08:00'))).toContain('warn asked pelvicSession.known')
  })
  test('the doctor\'s own window needs no second person; what the file knows is asked all the same', async () => {
    const { fileId } = await newFile({ isAllergic: true })
    const courseId = await newCourse(fileId)
    expect((await therapist.call('pelvic.session.open', { courseId })).known).toEqual(['allergy'])
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, '2026-03-10T08:00'))).toEqual(['warn asked pelvicSession.known'])
    const { id } = await doctor.call('pelvic.session.save', { row: doneRow(fileId, courseId, '2026-03-10T08:00', { positive: 'allergy', overrideReason: '改用不含乳胶的电极' }) as never })
    expect((await sessionOf(id)).overrideDoctor).toBe('陈医生')
  })
  test('parameters beyond the manual are refused, two sessions within a day asked; adverse events are written out', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { deviceId })
    await treat(fileId, courseId, '2026-03-09T10:00')
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, '2026-03-10T08:00', { deviceId, currentMa: 70, minutes: 50 }))).toEqual(['block currentMa pelvicLimit.manual', 'block minutes pelvicLimit.manual', 'warn startedAt pelvic.tooSoon'])
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, '2026-03-10T08:59', { adverseEvent: 'pain' }))).toEqual(['block adverseNote pelvicSession.adverse', 'warn startedAt pelvic.tooSoon'])
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, '2026-03-10T08:00', { therapistName: null, minutes: null }))).toEqual(['block minutes pelvicSession.done', 'block therapistName pelvicSession.done', 'warn startedAt pelvic.tooSoon'])
  })
  test('an exercise has no current, and only a wound is asked for', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { method: 'kegel' })
    const id = await treat(fileId, courseId, '2026-03-10T08:00', { method: 'kegel', asked: 'pregnancy,wound', positive: 'pregnancy' })
    expect(await sessionOf(id)).toMatchObject({ asked: 'wound', positive: null, frequencyHz: null, currentMa: null })
  })
  test('numbers follow the order of treatment, also of one entered late or voided', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    const second = await treat(fileId, courseId, '2026-03-06T09:00')
    const first = await treat(fileId, courseId, '2026-03-03T09:00')
    expect([(await sessionOf(first)).ordinal, (await sessionOf(second)).ordinal]).toEqual([1, 2])
    await therapist.call('pelvic.session.void', { id: first, rev: (await sessionOf(first)).rev, reason: '登错了人' })
    expect((await sessionOf(second)).ordinal).toBe(1)
  })
  test('nobody is treated without a method, by which the contraindications are asked', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, '2026-03-10T08:00', { state: 'treating', method: null, asked: null, frequencyHz: null, pulseWidthUs: null, currentMa: null }))).toContain('block method pelvicSession.done')
  })
  test('a doctor who let one treatment go on has not agreed to another one', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { method: 'kegel' })
    const kegel = doneRow(fileId, courseId, '2026-03-10T08:00', { state: 'treating', method: 'kegel', asked: 'wound', positive: 'wound', overrideReason: '伤口表浅,可以训练', frequencyHz: null, pulseWidthUs: null, currentMa: null, adverseEvent: null })
    const { id } = await therapist.call('pelvic.session.save', { row: kegel as never, doctor: { loginName: 'yisheng', password: PASSWORD } })
    expect((await therapist.fails('pelvic.session.save', await change(id, { method: 'stimulation', asked: noToAll('stimulation') }))).fields!.map(issue => issue.message.key)).toEqual(['pelvicSession.doctor'])
  })
  test('what is entered afterwards begins on the day it was booked for', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    await treat(fileId, courseId, '2026-03-03T09:00')
    const { id } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-10T15:30' }) })
    await turnTo('2026-03-12T01:00:00Z')
    expect((await therapist.call('pelvic.session.open', { id })).row.startedAt).toBe('2026-03-10T15:30')
    await turnTo('2026-03-10T01:00:00Z')
    expect((await therapist.call('pelvic.session.open', { courseId })).row.startedAt).toBe('2026-03-10T09:00')
  })
  test('what is done or cancelled stays; who was marked missed may still have come', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    const done = await treat(fileId, courseId, '2026-03-06T09:00')
    expect((await therapist.fails('pelvic.session.save', await change(done, { state: 'booked' }))).fields!.map(issue => issue.message.key)).toContain('pelvicSession.move')
    const { id } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-10T15:00' }) })
    await therapist.call('pelvic.session.save', await change(id, { state: 'missed' }))
    await therapist.call('pelvic.session.save', await change(id, doneRow(fileId, courseId, '2026-03-10T15:00', { startedAt: '2026-03-10T08:00' })))
    const { id: later } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-20T16:00' }) })
    expect((await therapist.fails('pelvic.session.save', await change(later, { state: 'missed' }))).fields!.map(issue => issue.message.key)).toEqual(['pelvicSession.early'])
    expect((await therapist.fails('pelvic.session.save', await change(later, { state: 'cancelled' }))).fields!.map(issue => issue.message.key)).toEqual(['pelvicSession.cancelled'])
  })
  test('a finished course asks before another session, a closed one and a closed file take none', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { plannedSessions: 1 })
    await treat(fileId, courseId, '2026-03-03T09:00')
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, '2026-03-06T09:00'))).toEqual(['warn state pelvicSession.more'])
    const { course } = await therapist.call('pelvic.course.open', { id: courseId })
    await insist(therapist, 'pelvic.course.save', { id: courseId, rev: course.rev, row: { ...valuesOf(pelvicCourse, course), state: 'stopped', stopReason: 'recovered', closedDay: TODAY } as never })
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, '2026-03-06T09:00'))).toContain('block courseId pelvicSession.courseClosed')
    const file = await therapist.call('pelvic.file.get', { id: fileId })
    await therapist.call('pelvic.file.close', { id: fileId, rev: file.rev, closedDay: TODAY, closeNote: '疗程结束' })
    expect(await keysOf('pelvic.session.save', doneRow(fileId, courseId, '2026-03-06T09:00'))).toEqual(['block fileId pelvic.fileClosed'])
  })
})

describe('lists', () => {
  test('F-29: eight of ten done, one missed, one cancelled; the middle evaluation is due, then the end\'s', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { startDay: '2026-01-26' })
    const days = ['01-27', '01-30', '02-03', '02-06', '02-10', '02-13', '02-24', '02-27']
    for (const [index, day] of days.entries()) {
      await treat(fileId, courseId, `2026-${day}T09:00`)
      if (index === 4) expect((await therapist.call('pelvic.evaluation.list', { view: 'middle' })).rows.filter(row => row.fileId === fileId)).toMatchObject([{ reason: 'middle', done: 5, planned: 10, dueDay: '2026-02-10' }])
    }
    await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-03T09:00', state: 'missed' }) })
    await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-06T09:00', state: 'cancelled', stateReason: '月经期' }) })
    const opened = await therapist.call('pelvic.course.open', { id: courseId })
    expect(opened.progress).toEqual({ planned: 10, done: 8, missed: 1, cancelled: 1, booked: 0, remaining: 2, completionPercent: 80 })
    expect(opened.evaluationDue).toEqual({ kind: 'middle', isOverdue: false })
    // She waits since the fifth session, and is late after the eighth only.
    expect((await therapist.call('pelvic.evaluation.list', { view: 'middle' })).rows.filter(row => row.fileId === fileId)).toMatchObject([{ dueDay: '2026-02-10', isOverdue: false, done: 8 }])
    await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { courseId, kind: 'middle', afterSessions: 8, day: '2026-03-02' }) })
    expect((await therapist.call('pelvic.course.open', { id: courseId })).evaluationDue).toBeNull()
    await treat(fileId, courseId, '2026-03-09T14:00')
    await treat(fileId, courseId, '2026-03-10T14:00', { startedAt: '2026-03-10T08:30' })
    expect((await therapist.call('pelvic.evaluation.list', { view: 'end' })).rows.filter(row => row.fileId === fileId)).toMatchObject([{ reason: 'end', done: 10 }])
    // Completed without an evaluation of the end is asked about.
    const closing = { ...valuesOf(pelvicCourse, opened.course), state: 'completed', closedDay: TODAY, efficacy: 'effective' }
    expect(await keysOf('pelvic.course.save', closing, { id: courseId, rev: opened.course.rev })).toEqual(['warn efficacy pelvicCourse.noEnd'])
    await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { courseId, kind: 'end', afterSessions: 10, day: TODAY }) })
    await therapist.call('pelvic.course.save', { id: courseId, rev: opened.course.rev, row: closing as never })
    expect((await therapist.call('pelvic.evaluation.list', { view: 'end' })).rows.filter(row => row.fileId === fileId)).toEqual([])
  })
  test('appointments nobody answered are proposed as missed; the missed ones wait for a call or another appointment', async () => {
    const { fileId, womanId } = await newFile({}, true, '13955552222')
    const courseId = await newCourse(fileId)
    const { id } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-10T16:30' }) })
    // What was booked before she stays away does not make it up.
    await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-17T16:30' }) })
    const list = async (view: 'unanswered' | 'missed') => (await therapist.call('pelvic.session.list', { view })).rows.filter(row => row.fileId === fileId)
    expect(await list('unanswered')).toEqual([])
    await turnTo('2026-03-16T01:00:00Z')
    const [line] = await list('unanswered')
    expect(line).toMatchObject({ id, womanId, state: 'booked', done: 0, planned: 10 })
    expect(await therapist.call('pelvic.session.miss', { sessions: [{ id, rev: line!.rev }] })).toEqual({ missed: 1 })
    expect([await list('unanswered'), (await list('missed')).map(row => [row.callBy, row.isOverdue, row.attempts])]).toEqual([[], [['2026-03-13', true, 0]]])
    await therapist.call('pelvic.attempt.save', { row: { womanId, fileId, sessionId: id, about: 'missed', day: '2026-03-16', outcome: 'promised', callerName: '姜盆底', note: null } as never })
    expect((await list('missed')).map(row => [row.isOverdue, row.attempts, row.lastAttempt])).toEqual([[false, 1, 'promised']])
    expect((await therapist.fails('pelvic.attempt.save', { row: { womanId: (await newFile()).womanId, fileId, sessionId: id, about: 'missed', day: '2026-03-16', outcome: 'promised', callerName: '姜盆底', note: null } as never })).fields![0]!.message.key).toBe('pelvicAttempt.other')
    const file = await therapist.call('pelvic.session.export', { view: 'missed' })
    expect([file.fileName, file.rows]).toEqual(['盆底治疗爽约名单-2026-03-16.xlsx', (await therapist.call('pelvic.session.list', { view: 'missed' })).total])
    // The sheet that is phoned from, and printed: whole numbers, every line under its titles on A4 across.
    const { lines, pageSetup } = await sheetOf(file.base64)
    expect(lines[0]).toBe('序号|档案编号|姓名|出生日期|联系电话|现住地址|预约时间|状态|已完成/计划|应联系日期|最近联系')
    expect(lines.slice(1).map(one => one.split('|')[4])).toEqual(Array(file.rows).fill(expect.stringMatching(/^13\d{9}$/)))
    expect(lines.filter(one => one.includes('|13955552222|')).map(one => one.split('|').slice(6))).toEqual([['2026-03-10 16:30', '爽约', '0/10', '2026-03-13', `2026-03-16 ${CONTACT_ATTEMPT.label('promised')}`]])
    expect(pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, printTitlesRow: '1:1' })
    expect((await doctor.fails('pelvic.session.export', { view: 'missed' })).code).toBe('forbidden')
    await turnTo('2026-03-16T01:10:00Z')
    await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-20T16:30' }) })
    expect(await list('missed')).toEqual([])
    await turnTo('2026-03-10T01:00:00Z')
  })
  test('the number of the last session is how many were done, whatever was entered late, moved or voided; the list is the rule over every course', async () => {
    const random = createRandom(7)
    const courses: { courseId: string; planned: number; doneAt: string[]; evaluated: { kind: 'middle' | 'end'; after: number | null }[] }[] = []
    for (let nth = 0; nth < 14; nth += 1) {
      const { fileId } = await newFile()
      const planned = random.pick([4, 8, 12])
      const courseId = await newCourse(fileId, { startDay: '2026-01-05', plannedSessions: planned })
      const sessions: { id: string; at: string }[] = []
      // In no order: days are entered late, and some are taken back, at once or at the end.
      const days = Array.from({ length: random.int(0, planned + 2) }, (_, at) => addDays('2026-01-06' as Day, at * 4)).toSorted(() => random.next() - 0.5)
      const takeBack = async (): Promise<void> => {
        const [{ id }] = sessions.splice(random.int(0, sessions.length - 1), 1) as [{ id: string; at: string }]
        await therapist.call('pelvic.session.void', { id, rev: (await sessionOf(id)).rev, reason: '登错了人' })
      }
      for (const day of days) {
        sessions.push({ id: await treat(fileId, courseId, `${day}T09:00`), at: `${day}T09:00` })
        if (random.chance(0.2)) await takeBack()
      }
      if (sessions.length > 0 && random.chance(0.5)) await takeBack()
      const evaluated = random.chance(0.5) ? [{ kind: random.pick(['middle', 'end'] as const), after: random.pick([null, 3, 5, planned]) }] : []
      for (const { kind, after } of evaluated) await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { courseId, kind, afterSessions: after, day: '2026-03-09' }) })
      courses.push({ courseId, planned, doneAt: sessions.map(({ at }) => at).toSorted(), evaluated })
    }
    const rules = PELVIC_RULES_DEFAULT
    const { rows } = await therapist.call('pelvic.evaluation.list', { view: 'due', limit: 500 })
    const listed = [...(await therapist.call('pelvic.evaluation.list', { view: 'middle', limit: 500 })).rows, ...(await therapist.call('pelvic.evaluation.list', { view: 'end', limit: 500 })).rows]
    for (const { courseId, planned, doneAt, evaluated } of courses) {
      const { sessions } = await therapist.call('pelvic.course.open', { id: courseId })
      expect(sessions.filter(({ state }) => state === 'done').map(({ ordinal, startedAt }) => [ordinal, startedAt])).toEqual(doneAt.map((at, index) => [index + 1, at]))
      const due = evaluationDue(planned, doneAt.length, evaluatedAfter(evaluated.map(({ kind, after }) => ({ courseId, kind, afterSessions: after })), planned, rules), rules)
      const dueDay = due ? doneAt[(due.kind === 'end' ? planned : rules.midCourseFirstSession) - 1]!.slice(0, 10) : null
      expect(listed.filter(row => row.courseId === courseId).map(row => [row.reason, row.done, row.dueDay]), JSON.stringify({ planned, doneAt, evaluated })).toEqual(due ? [[due.kind, doneAt.length, dueDay]] : [])
      expect(rows.some(row => row.courseId === courseId)).toBe(due !== null)
    }
    expect(new Set(listed.filter(row => courses.some(({ courseId }) => courseId === row.courseId)).map(({ reason }) => reason))).toEqual(new Set(['middle', 'end']))
  })

  test('after a course: three, six, twelve months, until an evaluation, a refusal or a new course', async () => {
    const { fileId, womanId } = await newFile({ openedDay: '2025-08-01' })
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'treatment', { signedDay: '2025-08-01' }) })
    const courseId = await newCourse(fileId, { startDay: '2025-09-01' })
    await treat(fileId, courseId, '2025-09-02T09:00')
    const { course } = await therapist.call('pelvic.course.open', { id: courseId })
    await therapist.call('pelvic.course.save', { id: courseId, rev: course.rev, row: { ...valuesOf(pelvicCourse, course), state: 'stopped', stopReason: 'patient', closedDay: '2025-12-05' } as never })
    const due = async () => (await therapist.call('pelvic.evaluation.list', { view: 'followUp' })).rows.filter(row => row.fileId === fileId).map(row => row.dueDay)
    expect(await due()).toEqual(['2026-03-05'])
    await therapist.call('pelvic.attempt.save', { row: { womanId, fileId, sessionId: null, about: 'followUp', day: '2026-03-09', outcome: 'refused', callerName: '姜盆底', note: null } as never })
    expect(await due()).toEqual([])
    await turnTo('2026-06-02T01:00:00Z')
    expect(await due()).toEqual(['2026-06-05'])
    await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { kind: 'followUp', day: '2026-06-02' }) })
    expect(await due()).toEqual([])
    await turnTo('2026-03-10T01:00:00Z')
  })
  test('a day that was agreed is due a week ahead, unless she has come since', async () => {
    const { fileId } = await newFile({}, true, '13955553333')
    await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { day: '2026-03-02', nextDay: '2026-03-17' }) })
    const due = async () => (await therapist.call('pelvic.evaluation.list', { view: 'due' })).rows.filter(row => row.fileId === fileId).map(row => `${row.reason} ${row.dueDay}`)
    expect(await due()).toEqual(['agreed 2026-03-17'])
    const { lines } = await sheetOf((await therapist.call('pelvic.evaluation.export', { view: 'agreed' })).base64)
    expect(lines.filter(one => one.includes('|13955553333|')).map(one => one.split('|').slice(6))).toEqual([['约定的评估', '2026-03-17']])
    await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { day: '2026-03-09', kind: 'followUp' }) })
    expect(await due()).toEqual([])
  })
  test('closing a course cancels what is still booked; a voided one goes only without treatment', async () => {
    const { fileId } = await newFile()
    const { id } = await plan(pelvicCourseRow(fileId), ['2026-03-27T08:00'])
    const { course } = await therapist.call('pelvic.course.open', { id })
    await therapist.call('pelvic.course.save', { id, rev: course.rev, row: { ...valuesOf(pelvicCourse, course), state: 'stopped', stopReason: 'moved', closedDay: TODAY } as never })
    const [{ sessions, course: ended }] = (await therapist.call('pelvic.course.ofFile', { fileId })).courses as [Output<'pelvic.course.ofFile'>['courses'][number]]
    expect(sessions.map(({ state, stateReason }) => [state, stateReason])).toEqual([['cancelled', '疗程结束']])
    // It is opened again by taking the ending back.
    await therapist.call('pelvic.course.save', { id, rev: ended.rev, row: { ...valuesOf(pelvicCourse, ended), state: 'open' } as never })
    const at = await treat(fileId, id, '2026-03-10T08:00')
    const { rev } = (await therapist.call('pelvic.course.open', { id })).course
    expect((await therapist.fails('pelvic.course.void', { id, rev, reason: '登记有误' })).fields![0]!.message.key).toBe('pelvicCourse.used')
    await therapist.call('pelvic.session.void', { id: at, rev: (await sessionOf(at)).rev, reason: '登记有误' })
    await therapist.call('pelvic.course.void', { id, rev, reason: '登记有误' })
  })
  test('the home page says who comes today, whose past appointment nobody answered and who is to be evaluated', async () => {
    const before = await therapist.call('pelvic.work', null)
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { plannedSessions: 1 })
    const { id } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-10T08:10' }) })
    const work = await therapist.call('pelvic.work', null)
    expect([work.today.total - before.today.total, work.today.first]).toEqual([1, expect.arrayContaining([{ id: `${fileId}/sessions/${id}`, title: expect.any(String), detail: '08:10 电刺激+生物反馈 · 已预约', since: TODAY }])])
    await turnTo('2026-03-16T01:00:00Z')
    const later = await therapist.call('pelvic.work', null)
    expect([later.today.first.map(item => item.id).includes(`${fileId}/sessions/${id}`), later.unanswered.total]).toEqual([false, (await therapist.call('pelvic.session.list', { view: 'unanswered' })).total])
    expect(later.unanswered.first).toContainEqual({ id: `${fileId}/sessions/${id}`, title: expect.any(String), detail: '已预约', since: TODAY })
    await turnTo('2026-03-10T01:00:00Z')
    await therapist.call('pelvic.session.save', await change(id, doneRow(fileId, courseId, '2026-03-10T08:10')))
    const done = await therapist.call('pelvic.work', null)
    expect([done.today.total, done.evaluation.total]).toEqual([before.today.total, before.evaluation.total + 1])
    expect(done.evaluation.first).toContainEqual({ id: `${fileId}?tab=assessment`, title: expect.any(String), detail: '疗程末复评', since: TODAY })
    expect((await (await desk.as('dangan', ['archivist'])).fails('pelvic.work', null)).code).toBe('forbidden')
  })
  test('a course ends whatever became of its instrument: what was ordered is judged when it is ordered', async () => {
    const { fileId } = await newFile()
    const { id: spareId } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '备用治疗仪', capacity: 1 }) })
    const courseId = await newCourse(fileId, { deviceId: spareId, frequencyHz: 90 })
    const spare = (await therapist.call('pelvic.place.list', null)).find(({ id }) => id === spareId)!
    expect((await therapist.fails('pelvic.place.void', { id: spareId, rev: spare.rev, reason: '登记有误' })).fields![0]!.message.key).toBe('pelvicPlace.used')
    await insist(therapist, 'pelvic.place.save', { id: spareId, rev: spare.rev, row: { ...pelvicPlaceRow({ kind: 'device', name: '备用治疗仪', capacity: 1 }), methods: 'magnetic', mostFrequencyHz: 50 } })
    const { course } = await therapist.call('pelvic.course.open', { id: courseId })
    await therapist.call('pelvic.course.save', { id: courseId, rev: course.rev, row: { ...valuesOf(pelvicCourse, course), state: 'stopped', stopReason: 'moved', closedDay: TODAY } as never })
  })
  test('ending a course: who is here is finished first, who did not come is missed, no day before the last treatment', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    await treat(fileId, courseId, '2026-03-06T09:00')
    const { id: pastId } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-10T16:45' }) })
    await turnTo('2026-03-12T01:00:00Z')
    const { id: hereId } = await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-12T09:00', state: 'arrived' }) })
    await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(fileId, courseId, { plannedAt: '2026-03-20T16:45' }) })
    const { course } = await therapist.call('pelvic.course.open', { id: courseId })
    const ending = { ...valuesOf(pelvicCourse, course), state: 'stopped', stopReason: 'lost', closedDay: '2026-03-05' }
    const at = { id: courseId, rev: course.rev }
    expect(await keysOf('pelvic.course.save', ending, at)).toEqual(['block closedDay pelvicCourse.closedEarly', 'block state pelvicCourse.here', 'warn state pelvicCourse.unanswered'])
    await therapist.call('pelvic.session.save', await change(hereId, { state: 'cancelled', stateReason: '本人离开' }))
    await insist(therapist, 'pelvic.course.save', { ...at, row: { ...ending, closedDay: '2026-03-12' } })
    expect((await sessionOf(pastId)).state).toBe('missed')
    expect((await therapist.call('pelvic.course.open', { id: courseId })).progress).toMatchObject({ done: 1, missed: 1, cancelled: 2, booked: 0 })
    await turnTo('2026-03-10T01:00:00Z')
  })
  test('a course that is opened again is planned from today on', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { startDay: '2026-02-03', plannedSessions: 2 })
    const { course } = await therapist.call('pelvic.course.open', { id: courseId })
    const { slots } = await therapist.call('pelvic.course.preview', { id: courseId, row: valuesOf(pelvicCourse, course) as never })
    expect(slots.map(({ plannedAt }) => plannedAt)).toEqual(['2026-03-10T09:00', '2026-03-13T09:00'])
  })
  test('nothing of an ended course is taken back before it is opened again', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    const id = await treat(fileId, courseId, '2026-03-06T09:00')
    const { course } = await therapist.call('pelvic.course.open', { id: courseId })
    await therapist.call('pelvic.course.save', { id: courseId, rev: course.rev, row: { ...valuesOf(pelvicCourse, course), state: 'stopped', stopReason: 'moved', closedDay: TODAY } as never })
    expect((await therapist.fails('pelvic.session.void', { id, rev: (await sessionOf(id)).rev, reason: '登错了人' })).fields![0]!.message.key).toBe('pelvicSession.courseClosed')
    const file = await therapist.call('pelvic.file.get', { id: fileId })
    await therapist.call('pelvic.file.close', { id: fileId, rev: file.rev, closedDay: TODAY, closeNote: '疗程结束' })
    expect((await therapist.fails('pelvic.session.void', { id, rev: (await sessionOf(id)).rev, reason: '登错了人' })).fields![0]!.message.key).toBe('pelvic.fileClosed')
    expect((await therapist.fails('pelvic.course.void', { id: courseId, rev: course.rev + 1, reason: '登记有误' })).fields![0]!.message.key).toBe('pelvic.fileClosed')
  })
  test('of two courses the evaluation belongs to the one that asks for it', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId, { plannedSessions: 1 })
    await newCourse(fileId, { method: 'kegel', startDay: '2026-03-09' })
    await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { day: '2026-03-02' }) })
    await treat(fileId, courseId, '2026-03-06T09:00')
    expect((await therapist.call('pelvic.assessment.prepare', { fileId })).row).toMatchObject({ courseId, kind: 'end', afterSessions: 1 })
  })
  test('the calendar shows a week of a room, with the days it is closed', async () => {
    const week = await therapist.call('pelvic.session.calendar', { firstDay: '2026-03-09', days: 7, placeId: roomId })
    expect(week.closed).toEqual([{ day: '2026-03-14', reason: 'weekday' }, { day: '2026-03-15', reason: 'weekday' }])
    expect(week.sessions.every(session => session.roomId === roomId)).toBe(true)
    expect(week.sessions.map(({ plannedAt }) => plannedAt)).toEqual(['2026-03-13T09:00', '2026-03-13T09:30'])
  })
  test('the slip names the appointments that are still to come', async () => {
    const { fileId } = await newFile()
    const { id } = await plan(pelvicCourseRow(fileId, { roomId }), ['2026-04-08T08:00', '2026-04-10T08:00'])
    const { html, issues } = await therapist.call('pelvic.slip.preview', { courseId: id })
    expect(issues).toEqual([])
    for (const words of ['盆底治疗预约单', '2026-04-08', '周五', '治疗室1', '13800001234']) expect(html.replaceAll(/<[^>]+>/gu, '')).toContain(words)
    expect((await therapist.call('pelvic.slip.pdf', { courseId: id })).fileName).toMatch(/^盆底治疗预约单-PC2026\d{6}\.pdf$/)
    expect(await therapist.call('pelvic.slip.print', { courseId: id, printerName: '' })).toEqual({ outcome: 'sent' })
  })
  test('the numbers of the clinic come from its setting', async () => {
    const { fileId } = await newFile()
    const courseId = await newCourse(fileId)
    await treat(fileId, courseId, '2026-03-09T10:00')
    await changeSetting(chief, 'pelvicRules', { hoursBetweenSessions: 12, courseSessions: 15 })
    await therapist.call('pelvic.session.save', { row: doneRow(fileId, courseId, '2026-03-10T08:00') as never })
    expect((await therapist.call('pelvic.course.prepare', { fileId })).row.plannedSessions).toBe(15)
    await changeSetting(chief, 'pelvicRules', { hoursBetweenSessions: 24, courseSessions: 10 })
  })
})
