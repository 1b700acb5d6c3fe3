import { PRACTICE_PASSWORD } from '../../domain/access/practice-accounts.ts'
import { askedBefore } from '../../domain/rule/pelvic/course.ts'
import { insist } from './desk.ts'
import type { guideOf, Visit } from './practice-tour.ts'
import { pelvicAssessmentRow, pelvicConsentRow, pelvicCourseRow, pelvicFileRow, pelvicPlaceRow, pelvicSessionRow } from './pelvic-scene.ts'
import { woman } from './women.ts'

type Guide = ReturnType<typeof guideOf>
const day = (from: number): string => new Date(Date.now() + 8 * 3_600_000 + from * 86_400_000).toISOString().slice(0, 10)

/** A woman in the middle of a course, one whose course has ended, a room and an instrument: with names as long as they come. */
export async function pelvicCourseScene({ call }: Pick<Guide, 'call'>): Promise<{ fileId: string; courseId: string; doneId: string; bookedId: string; missedId: string; endedFileId: string; endedSessionId: string; placeId: string }> {
  const save = async (name: Parameters<Guide['call']>[0], row: Record<string, unknown>): Promise<string> => (await call(name, { row } as never) as { id: string }).id
  const file = async (name: string, row: Record<string, unknown> = {}): Promise<string> => {
    const womanId = await save('person.save', { ...woman({ name, birthDay: '1992-05-01' as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: '13800001234', homeRegion: '430421100', homeAddress: '春风村3组' })
    const fileId = await save('pelvic.file.save', pelvicFileRow(womanId, { openedDay: day(-60), deliveryDay: day(-100), deliveryMode: null, ...row }))
    await insist({ call }, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'treatment', { signedDay: row.openedDay ?? day(-60) }) })
    return fileId
  }
  const roomId = await save('pelvic.place.save', pelvicPlaceRow({ name: '盆底治疗室二(门诊楼三楼东侧)', capacity: 2 }))
  const placeId = await save('pelvic.place.save', pelvicPlaceRow({ kind: 'device', name: '生物刺激反馈仪 一号', capacity: 2, methods: 'stimulation,biofeedback,stimulationAndFeedback', leastFrequencyHz: 5, mostFrequencyHz: 100, mostCurrentMa: 60, mostMinutes: 40, restMaxUv: 4, fastMinUv: 35 }))
  const fileId = await file('阿依努尔·阿卜杜热合曼·麦麦提', { isAllergic: true })
  const baselineId = await save('pelvic.assessment.save', pelvicAssessmentRow(fileId, { day: day(-30), nextDay: day(3) }))
  const { id: courseId } = await insist({ call }, 'pelvic.course.save', { row: pelvicCourseRow(fileId, { startDay: day(-28), baselineId, roomId, deviceId: placeId, frequencyHz: 50, pulseWidthUs: 250, homeExercise: '凯格尔训练:收缩 5 秒、放松 5 秒,每次 15 个,每天 3 次' }) })
  const done = (of: string, course: string, at: number, row: Record<string, unknown> = {}): Promise<string> => save('pelvic.session.save', pelvicSessionRow(of, course, {
    plannedAt: `${day(at)}T09:00`, state: 'done', startedAt: `${day(at)}T09:02`, minutes: 30, therapistName: '姜盆底', method: 'stimulationAndFeedback', frequencyHz: 50, pulseWidthUs: 250, currentMa: 22.5, workSeconds: 5, restSeconds: 10, asked: askedBefore('stimulationAndFeedback').join(','),
    strengthBefore: 2, strengthAfter: 3, adverseEvent: 'none', homeExercise: 'most', roomId, deviceId: placeId, ...row,
  }))
  // The allergy on file is a yes today, too; the practice hospital's doctor agrees from this window.
  let doneId = ''
  for (const [index, at] of [-27, -24, -20, -17, -13].entries()) {
    const row = pelvicSessionRow(fileId, courseId, {
      plannedAt: `${day(at)}T09:00`, state: 'done', startedAt: `${day(at)}T09:02`, minutes: 30, therapistName: '姜盆底', method: 'stimulationAndFeedback', frequencyHz: 50, pulseWidthUs: 250, currentMa: 20 + index, asked: askedBefore('stimulationAndFeedback').join(','), positive: 'allergy', overrideReason: '改用不含乳胶的体表电极',
      strengthBefore: 2, strengthAfter: 3, adverseEvent: index === 2 ? 'skin' : 'none', adverseNote: index === 2 ? '贴片处发红,停用后半小时消退' : null, homeExercise: 'most', roomId, deviceId: placeId,
    })
    doneId = (await call('pelvic.session.save', { row, doctor: { loginName: 'yisheng', password: PRACTICE_PASSWORD } } as never) as { id: string }).id
  }
  const missedId = await save('pelvic.session.save', pelvicSessionRow(fileId, courseId, { plannedAt: `${day(-6)}T09:00`, state: 'missed', stateReason: '孩子发热', roomId }))
  const endedFileId = await file('古丽米热', { openedDay: day(-125), deliveryDay: day(-170) })
  const endedCourseId = await save('pelvic.course.save', pelvicCourseRow(endedFileId, { startDay: day(-120) }))
  const endedSessionId = await done(endedFileId, endedCourseId, -118)
  const ended = await call('pelvic.course.open', { id: endedCourseId })
  await call('pelvic.course.save', { id: endedCourseId, rev: ended.course.rev, row: pelvicCourseRow(endedFileId, { startDay: day(-120), number: ended.course.number, state: 'stopped', stopReason: 'moved', closedDay: day(-95), efficacy: 'effective' }) } as never)
  const waitingFileId = await file('欧阳娜娜')
  const waitingCourseId = await save('pelvic.course.save', pelvicCourseRow(waitingFileId, { startDay: day(0) }))
  const bookedId = await save('pelvic.session.save', pelvicSessionRow(waitingFileId, waitingCourseId, { plannedAt: `${day(0)}T23:20`, roomId, deviceId: placeId }))
  for (const at of [2, 5, 9]) await save('pelvic.session.save', pelvicSessionRow(waitingFileId, waitingCourseId, { plannedAt: `${day(at)}T09:30`, roomId, deviceId: placeId }))
  return { fileId, courseId, doneId, bookedId, missedId, endedFileId, endedSessionId, placeId }
}

/** The screens of courses and sessions, of a practice hospital. */
export async function tourPelvicCourse(guide: Guide, visit: Visit): Promise<void> {
  const { page, settled, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('pendi')
  const { fileId, courseId, doneId, missedId, endedFileId, endedSessionId, placeId } = await pelvicCourseScene(guide)
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('pendi')
  await show('/pelvic?tab=calendar', 'pelvic-calendar')
  await show(`/pelvic?tab=calendar&place=${placeId}`, 'pelvic-calendar-place')
  for (const view of ['unanswered', 'missed']) await show(`/pelvic?tab=missed&view=${view}`, `pelvic-missed-${view}`)
  for (const view of ['due', 'middle', 'end', 'followUp', 'agreed']) await show(`/pelvic?tab=evaluation&view=${view}`, `pelvic-evaluation-${view}`)
  await go('/pelvic?tab=missed&view=missed')
  await visit('pelvic-missed-call', async () => {
    await page.locator('tbody tr[data-row]').first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await settled()
  })
  await show('/pelvic/places', 'pelvic-places')
  await show('/pelvic/places/new', 'pelvic-place-new')
  await show(`/pelvic/places/${placeId}`, 'pelvic-place')
  for (const [id, screen] of [[fileId, 'pelvic-course-tab'], [endedFileId, 'pelvic-course-tab-ended']] as const) await show(`/pelvic/${id}?tab=course`, screen)
  await show(`/pelvic/${endedFileId}/courses/new`, 'pelvic-course-new')
  await show(`/pelvic/${fileId}/courses/${courseId}`, 'pelvic-course-edit')
  await show(`/pelvic/${fileId}/courses/${courseId}/close`, 'pelvic-course-close')
  await show(`/pelvic/${fileId}/courses/${courseId}/slip`, 'pelvic-slip')
  await show(`/pelvic/${fileId}/sessions/new?course=${courseId}`, 'pelvic-session-new')
  await go(`/pelvic/${fileId}/sessions/new?course=${courseId}`)
  await visit('pelvic-session-treat', async () => {
    await page.keyboard.press('F8')
    await settled()
  })
  await go(`/pelvic/${fileId}/sessions/new?course=${courseId}`)
  await visit('pelvic-session-override', async () => {
    await page.keyboard.press('F8')
    await page.locator('.asked-line input').first().focus()
    await page.keyboard.press('1')
    await page.locator('#override-password').scrollIntoViewIfNeeded()
    await settled()
  })
  await show(`/pelvic/${fileId}/sessions/${doneId}`, 'pelvic-session-done')
  // Another reason than the one the doctor agreed to asks for a doctor again; the first reason needs none.
  await visit('pelvic-session-agree-again', async () => {
    const reason = page.locator('[data-field="overrideReason"] input')
    const agreed = await reason.inputValue()
    await reason.fill('改用体表电极,医生再次查看')
    await page.locator('#override-password').scrollIntoViewIfNeeded()
    await reason.fill(agreed)
    await page.locator('#override-password').waitFor({ state: 'detached' })
    await settled()
  })
  await show(`/pelvic/${fileId}/sessions/${missedId}`, 'pelvic-session-missed')
  await show(`/pelvic/${endedFileId}/sessions/${endedSessionId}`, 'pelvic-session-ended')
}
