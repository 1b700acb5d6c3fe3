import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pelvicAssessment } from '../../domain/modules/pelvic/assessment.record.ts'
import { pelvicPlace } from '../../domain/modules/pelvic/place.record.ts'
import { pelvicQuestionnaire } from '../../domain/modules/pelvic/questionnaire.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { HomeExercise, HomeLevel } from '../../domain/rule/pelvic/home-exercise.ts'
import { PELVIC_RULES_DEFAULT } from '../../domain/rule/pelvic/pelvic-rules.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { changeSetting, type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { pelvicAssessmentRow, pelvicConsentRow, pelvicCourseRow, pelvicFileRow, pelvicPlaceRow, pelvicSessionRow } from '../support/pelvic-scene.ts'
import { registerWoman } from '../support/women-scene.ts'

let desk: Desk
let therapist: Window
beforeAll(async () => {
  desk = await openDesk()
  therapist = await desk.as('pendi', ['pelvicCare'], '姜盆底')
})
afterAll(() => desk.close())

let count = 0
/** A woman with an open file; her consent where a probe is used. */
async function file(row: Record<string, unknown> = {}, withConsent = true): Promise<string> {
  const name = `盆${'甲乙丙丁戊己庚辛壬癸'[count % 10]}${'子丑寅卯辰巳午未'[Math.floor(count++ / 10)]}`
  const womanId = await registerWoman(therapist, name, '1992-03-02')
  const { id } = await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(womanId, row) })
  if (withConsent) await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'assessment') })
  return id
}
const save = async (fileId: string, row: Record<string, unknown> = {}): Promise<string> => (await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, row) })).id
const stored = async (fileId: string, row: Record<string, unknown> = {}) => therapist.call('pelvic.assessment.get', { id: await save(fileId, row) })
const findings = async (name: 'pelvic.assessment.save' | 'pelvic.questionnaire.save', row: Record<string, unknown>): Promise<string[]> => (await therapist.fails(name, { row } as never)).fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)
const grid = (aaCm: number, baCm: number, cCm: number, dCm: number | null, apCm: number, bpCm: number, tvlCm: number): Record<string, unknown> => ({ aaCm, baCm, cCm, dCm, apCm, bpCm, tvlCm, ghCm: 4, pbCm: 3.5 })
const EMG = { preRestUv: 5.2, fastUv: 23, tonicUv: 14, enduranceUv: 12, postRestUv: 3 }

describe('what the program finds when an assessment is saved', () => {
  test('F-07, F-24, F-25, F-26, F-27, F-32: stage, grades, findings and 产后天数 stand in the row, with the references of the day', async () => {
    const id = await file({ deliveryDay: '2026-01-19' })
    expect(await stored(id, {
      ...grid(1.5, 2, -4, -6, -2, -2, 9), typeOneSeconds: 3.9, typeTwoCount: 5, ...EMG, padDryG: 20.1, padWetG: 30.1, diastasisAboveMm: 18, diastasisAtMm: 24, diastasisBelowMm: 15, bladderNeckRestCm: 2.6, bladderNeckStrainCm: -0.3, hiatusAreaCm2: 27,
    })).toMatchObject({
      daysAfter: 42, stage: '3', anteriorStage: '3', apicalStage: '1', posteriorStage: '1', leadCm: 2, typeOneGrade: 3, typeTwoGrade: 5, emgFindings: 'overactive,fastWeak,tonicWeak,enduranceWeak', padGainG: 10, padGrade: 'moderate', diastasisGrade: 'mild',
      bladderNeckDescentCm: 2.9, hiatusGrade: 'mild', emgRestMaxUv: 4, emgFastMinUv: 35, emgTonicMinUv: 30, emgEnduranceMinUv: 25, emgVariabilityMaxHundredths: 20, emgRiseMaxSeconds: 0.5, emgRatioMinHundredths: 80, emgRatioMaxHundredths: 120,
    })
  })

  test('F-32: delivered 2025-09-01, evaluated 2025-10-13: 产后 42 天; on the day itself 0, before it nothing', async () => {
    const id = await file({ deliveryDay: '2025-09-01' })
    for (const [day, daysAfter] of [['2025-10-13', 42], ['2025-09-01', 0], ['2025-08-31', null]] as const) expect(await stored(id, { day }), day).toMatchObject({ daysAfter })
  })

  test('what was not measured finds nothing; nothing sent in its place is kept', async () => {
    const row = await stored(await file(), { stage: '4', typeOneGrade: 5, emgRestMaxUv: 1, emgFindings: 'overactive', daysAfter: 7 })
    expect(row).toMatchObject({ stage: null, typeOneGrade: null, emgFindings: null, padGrade: null, diastasisGrade: null, hiatusGrade: null, daysAfter: null, emgRestMaxUv: null })
  })

  test('F-34: without ultrasound gh + pb says how wide the hiatus is; ultrasound goes first, the worse of its measures counts', async () => {
    const id = await file()
    expect(await stored(id, { ghCm: 6, pbCm: 4, aaCm: -3, baCm: -3, cCm: -8, dCm: -9, apCm: -3, bpCm: -3, tvlCm: 9 })).toMatchObject({ hiatusGrade: 'severe', stage: '0' })
    expect(await stored(id, { day: '2026-03-01', ghCm: 6, pbCm: 4, aaCm: -3, baCm: -3, cCm: -8, dCm: -9, apCm: -3, bpCm: -3, tvlCm: 9, hiatusAreaCm2: 20, hiatusDiameterCm: 6.2 })).toMatchObject({ hiatusGrade: 'mild' })
  })

  test('F-25: the references are those of the device; a changed setting leaves the old row as it stood', async () => {
    const { id: deviceId } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '肌电仪甲', fastMinUv: 20, restMaxUv: 6 }) })
    const id = await file()
    const assessment = await save(id, { ...EMG, deviceId })
    expect(await therapist.call('pelvic.assessment.get', { id: assessment })).toMatchObject({ emgFindings: 'tonicWeak,enduranceWeak', emgFastMinUv: 20, emgRestMaxUv: 6, emgTonicMinUv: 30 })
    const { id: roomId } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ name: '评估室' }) })
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { ...EMG, day: '2026-02-26', deviceId: roomId }))).toContain('block deviceId pelvicAssessment.device')
    const chief = await desk.as('zhuren', ['administrator'])
    const { value, rev } = await chief.call('setting.get', { key: 'pelvicRules' })
    await chief.call('setting.save', { key: 'pelvicRules', rev, value: { ...value as object, emgTonicMinUv: 10 } } as never)
    expect((await therapist.call('pelvic.assessment.get', { id: assessment })).emgTonicMinUv).toBe(30)
    expect((await therapist.call('pelvic.assessment.evaluate', { fileId: id, row: EMG })).found).toMatchObject({ emgTonicMinUv: 10, emgFindings: 'overactive,fastWeak,enduranceWeak' })
    // A correction is held against what the measure was held against, another device against its own.
    const { rev: at, ...row } = await therapist.call('pelvic.assessment.get', { id: assessment })
    const corrected = { ...valuesOf(pelvicAssessment, row as never), fastUv: 19 }
    expect((await therapist.call('pelvic.assessment.evaluate', { fileId: id, id: assessment, row: corrected as never })).found).toMatchObject({ emgTonicMinUv: 30, emgFindings: 'fastWeak,tonicWeak,enduranceWeak' })
    const { rev: next } = await insist(therapist, 'pelvic.assessment.save', { id: assessment, rev: at, row: corrected })
    expect(await therapist.call('pelvic.assessment.get', { id: assessment })).toMatchObject({ emgFindings: 'fastWeak,tonicWeak,enduranceWeak', emgTonicMinUv: 30, emgFastMinUv: 20 })
    await insist(therapist, 'pelvic.assessment.save', { id: assessment, rev: next, row: { ...corrected, deviceId: null } })
    expect(await therapist.call('pelvic.assessment.get', { id: assessment })).toMatchObject({ emgTonicMinUv: 10, emgFastMinUv: 35 })
    const now = await chief.call('setting.get', { key: 'pelvicRules' })
    await chief.call('setting.save', { key: 'pelvicRules', rev: now.rev, value } as never)
  })
})

test('fatigue, variability, ratio and times are judged by the limits of the device, else of the setting, and stay judged so', async () => {
  const { id: deviceId } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '肌电仪庚', variabilityMaxHundredths: 30, riseMaxSeconds: 0.8, ratioMinHundredths: 90, ratioMaxHundredths: 110 }) })
  const id = await file()
  const MEASURED = { fastUv: 40, tonicUv: 35, enduranceUv: 30, tonicVariability: 0.25, fastRiseSeconds: 0.7, fastRecoverySeconds: 0.9, enduranceRatio: 0.85, typeOneFatiguePercent: -5, typeTwoFatiguePercent: 0 }
  expect(await stored(id, MEASURED)).toMatchObject({ emgFindings: 'unstable,slowRise,slowRecovery', emgVariabilityMaxHundredths: 20, emgRatioMinHundredths: 80, emgRatioMaxHundredths: 120, fatigueMinPercent: 0 })
  const own = await save(id, { ...MEASURED, day: '2026-03-03', deviceId })
  const JUDGED = { emgFindings: 'unstable,slowRecovery', emgVariabilityMaxHundredths: 30, emgRiseMaxSeconds: 0.8, emgRatioMinHundredths: 90, emgRatioMaxHundredths: 110, fatigueMinPercent: 0 }
  expect(await therapist.call('pelvic.assessment.get', { id: own })).toMatchObject(JUDGED)
  expect(await stored(id, { oxford: '3', day: '2026-03-04' })).toMatchObject({ emgFindings: null, emgRatioMinHundredths: null, fatigueMinPercent: null })
  const chief = await desk.as('zhurenbing', ['administrator'])
  await changeSetting(chief, 'pelvicRules', { emgRatioMinHundredths: 50, emgRatioMaxHundredths: 200, emgRiseMaxSeconds: 2, fatigueMinPercent: -10 })
  const { rev, ...row } = await therapist.call('pelvic.assessment.get', { id: own })
  await insist(therapist, 'pelvic.assessment.save', { id: own, rev, row: { ...valuesOf(pelvicAssessment, row as never), painVas: 2 } })
  expect(await therapist.call('pelvic.assessment.get', { id: own })).toMatchObject(JUDGED)
  expect(await stored(id, { ...MEASURED, day: '2026-03-05' })).toMatchObject({ emgFindings: 'unstable', emgRatioMinHundredths: 50, fatigueMinPercent: -10 })
  await changeSetting(chief, 'pelvicRules', PELVIC_RULES_DEFAULT)
  expect((await therapist.fails('pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '肌电仪辛', ratioMinHundredths: 101 }) } as never)).code).toBe('invalid')
})

test('a corrected assessment keeps the limits it was judged by; what it did not measure then is judged by those of today', async () => {
  const id = await file()
  const MEASURED = { ...grid(-3, -3, -6, -8, -3, -3, 9), padDryG: 20, padWetG: 30, diastasisAtMm: 24, hiatusAreaCm2: 27, bladderNeckRestCm: 2.6, bladderNeckStrainCm: 0 }
  const GRADES = { stage: '0', padGrade: 'moderate', diastasisGrade: 'mild', hiatusGrade: 'mild', padScheme: 1, padModerateG: 10, diastasisMildMm: 20, hiatusAreaMaxCm2: 25, bladderNeckMaxCm: 2.5, popqZeroNeedsBoth: 0 }
  const old = await save(id, MEASURED)
  const partly = await save(id, { day: '2026-02-20', padDryG: 20, padWetG: 30 })
  expect(await therapist.call('pelvic.assessment.get', { id: old })).toMatchObject(GRADES)
  expect(await therapist.call('pelvic.assessment.get', { id: partly })).toMatchObject({ padGrade: 'moderate', padSevereG: 50, diastasisMildMm: null, hiatusAreaMaxCm2: null, bladderNeckMaxCm: null, popqZeroNeedsBoth: null })
  const chief = await desk.as('zhurenyi', ['administrator'])
  const before = (await chief.call('setting.get', { key: 'pelvicRules' })).value as object
  await changeSetting(chief, 'pelvicRules', { padScheme: 2, padModerateG: 2, padSevereG: 11, diastasisMildMm: 30, diastasisModerateMm: 40, hiatusAreaCm2: 30, bladderNeckDescentCm: 3, stage0NeedsBoth: 1 })
  const correct = async (of: string, change: object) => {
    const { id: _id, rev, ...row } = await therapist.call('pelvic.assessment.get', { id: of })
    const next = { ...valuesOf(pelvicAssessment, row as never), ...change }
    const { found } = await therapist.call('pelvic.assessment.evaluate', { fileId: id, id: of, row: next as never })
    await insist(therapist, 'pelvic.assessment.save', { id: of, rev, row: next })
    const after = await therapist.call('pelvic.assessment.get', { id: of })
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map(name => [name, after[name as keyof typeof after]])))
    return after
  }
  expect(await correct(old, { painVas: 2 })).toMatchObject(GRADES)
  expect(await correct(old, { padWetG: 29 })).toMatchObject({ ...GRADES, padGrade: 'mild', padGainG: 9 })
  // Another measure by the limits it now has; the pad keeps its own.
  expect(await correct(partly, { diastasisAtMm: 24 })).toMatchObject({ padGrade: 'moderate', padScheme: 1, diastasisGrade: 'none', diastasisMildMm: 30 })
  expect(await stored(id, { ...MEASURED, day: '2026-03-03' })).toMatchObject({ stage: '1', padGrade: 'severe', diastasisGrade: 'none', hiatusGrade: 'normal', padScheme: 2, padSevereG: 11, popqZeroNeedsBoth: 1 })
  await changeSetting(chief, 'pelvicRules', before as Record<string, unknown>)
})

describe('what cannot be right', () => {
  test('F-11, F-14: values of POP-Q that contradict each other are named at their point', async () => {
    const id = await file()
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, grid(3.5, -4, -6, -8, -3, -3, 9)))).toEqual(['block aaCm popq.range', 'block baCm popq.range', 'warn baCm popq.below'])
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { ...grid(0, -1, -6, -8, -3, -3, 9), ghCm: 0 }))).toEqual(['block ghCm popq.positive', 'warn baCm popq.below'])
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { ...grid(3, 6.5, 6.5, 5, 3, 6, 8.5), hasNoCervix: true }))).toEqual(['block dCm popq.fornix'])
    expect(await stored(id, { ...grid(3, 6.5, 6.5, null, 3, 6, 8.5), hasNoCervix: true })).toMatchObject({ stage: '4', apicalStage: '4' })
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-03-01', aaCm: -3, baCm: -3 }))).toEqual(['warn cCm popq.missing'])
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-03-01', painVas: 3.3 }))).toEqual(['block painVas pelvic.vas'])
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-03-01', padDryG: 20, padWetG: 19 }))).toEqual(['block padWetG pelvicAssessment.pad'])
  })

  test('a probe needs a consent of that day, is asked about where there was no intercourse or lochia is not clear', async () => {
    const id = await file({ hasNeverHadIntercourse: true }, false)
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { ...EMG, isLochiaClear: false }))).toEqual(['block preRestUv pelvicAssessment.consent', 'warn preRestUv pelvicAssessment.noProbe', 'warn preRestUv pelvicAssessment.lochia'])
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'treatment') })
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, EMG))).toContain('block preRestUv pelvicAssessment.consent')
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'assessment') })
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { vaginalPressureCmH2o: 90 }))).toEqual(['warn vaginalPressureCmH2o pelvicAssessment.noProbe'])
    // Signed later than it was measured is not asked before.
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { ...EMG, day: '2026-03-01' }))).toContain('block preRestUv pelvicAssessment.consent')
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'assessment', { choice: 'withdrawn', reason: '不愿再测' }) })
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, EMG))).toContain('block preRestUv pelvicAssessment.consent')
    // Without a probe nobody is asked for a signature.
    expect((await stored(id, { oxford: '3' })).oxford).toBe('3')
  })

  test('a second assessment of a day, another woman’s course, a first one that is none, a day before the delivery, a closed file', async () => {
    const [id, other] = [await file({ deliveryDay: '2026-02-20' }), await file()]
    const first = await save(id)
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id))).toEqual(['warn day pelvicAssessment.sameDay'])
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-02-01' }))).toEqual(['warn day pelvicAssessment.beforeDelivery'])
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(other, { kind: 'end' }))).toEqual(['warn kind pelvicAssessment.first'])
    const { id: courseId } = await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(other, 'treatment') }).then(() => insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(other) }))
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-03-01', courseId }))).toEqual(['block courseId pelvicAssessment.course'])
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-03-11' }))).toEqual(['block day pelvic.future'])
    const row = await therapist.call('pelvic.assessment.get', { id: first })
    const moved = await therapist.fails('pelvic.assessment.save', { id: first, rev: row.rev, row: { ...valuesOf(pelvicAssessment, row), fileId: other } } as never)
    expect(moved.fields!.map(issue => issue.message.key)).toEqual(['pelvicAssessment.fileFixed'])
    const { id: questionnaireId } = await insist(therapist, 'pelvic.questionnaire.save', { row: questionnaire(id, first, 'wexner', '0,2,3,1,2') })
    // Closing has rules of its own; here it only counts that the file is closed.
    await desk.database.kysely.updateTable('pelvicFile').set({ state: 'closed', closedDay: '2026-03-02' } as never).where('id', '=', id).execute()
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-03-01' }))).toEqual(['block fileId pelvic.fileClosed'])
    // Nor is anything taken out of it.
    const [kept] = (await therapist.call('pelvic.file.open', { id })).consents
    for (const [name, of] of [['pelvic.assessment.void', first], ['pelvic.questionnaire.void', questionnaireId], ['pelvic.consent.void', kept!.id]] as const) expect((await therapist.fails(name, { id: of, rev: 1, reason: '登记有误' })).fields!.map(issue => issue.message.key)).toEqual(['pelvic.fileClosed'])
  })
})

describe('what a new assessment starts with', () => {
  test('its kind by the course: baseline, middle, end, follow-up; nothing measured is carried on', async () => {
    const id = await file({ hasNoUterus: true, heightCm: 160 })
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row).toMatchObject({ kind: 'baseline', courseId: null, day: '2026-03-10', doctorName: '姜盆底', hasNoCervix: true })
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).heightCm).toBe(160)
    await save(id, { day: '2026-02-02', oxford: '2', ...grid(-1, -1, -6, null, -2, -2, 9), hasNoCervix: true })
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row).toMatchObject({ kind: 'followUp', oxford: null, aaCm: null })
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'treatment', { signedDay: '2026-02-02' }) })
    const { id: courseId } = await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(id, { startDay: '2026-02-03', plannedSessions: 6, method: 'kegel' }) })
    const session = async (day: string): Promise<void> => { await insist(therapist, 'pelvic.session.save', { row: pelvicSessionRow(id, courseId, { plannedAt: `${day}T09:00`, state: 'done', startedAt: `${day}T09:00`, minutes: 30, therapistName: '姜盆底', method: 'kegel', asked: 'wound', adverseEvent: 'none', ordinal: 1 }) }) }
    for (const day of ['2026-02-03', '2026-02-05', '2026-02-07', '2026-02-10', '2026-02-12']) await session(day)
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row).toMatchObject({ kind: 'middle', courseId, afterSessions: 5 })
    await save(id, { day: '2026-02-13', kind: 'middle', courseId, afterSessions: 5 })
    await session('2026-02-14')
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row).toMatchObject({ kind: 'end', courseId, afterSessions: 6 })
    await save(id, { day: '2026-02-16', kind: 'end', courseId, afterSessions: 6 })
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row).toMatchObject({ kind: 'followUp' })
  })

  test('after a course that was stopped its end, then follow-ups; a device out of use is not offered again', async () => {
    const id = await file()
    const { id: deviceId } = await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '肌电仪乙' }) })
    await save(id, { day: '2026-03-02', deviceId })
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row.deviceId).toBe(deviceId)
    const place = await therapist.call('pelvic.place.get', { id: deviceId })
    await insist(therapist, 'pelvic.place.save', { id: deviceId, rev: place.rev, row: { ...valuesOf(pelvicPlace, place), isRetired: true } })
    const retired = await therapist.call('pelvic.assessment.prepare', { fileId: id })
    expect([retired.row.deviceId, retired.devices.some(one => one.id === deviceId)]).toEqual([null, false])
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'treatment') })
    const { id: courseId } = await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(id) })
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row).toMatchObject({ kind: 'middle', courseId })
    // Ending a course has rules of its own; here it only counts that it ended.
    await desk.database.kysely.updateTable('pelvicCourse').set({ state: 'stopped', closedDay: '2026-03-08' } as never).where('id', '=', courseId).execute()
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row).toMatchObject({ kind: 'end', courseId })
    await save(id, { day: '2026-03-09', kind: 'end', courseId })
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id })).row).toMatchObject({ kind: 'followUp', courseId: null })
  })

  /** A report as the file of a device left it: what the reading of files makes of them is tested there. */
  async function kept(row: Record<string, unknown>): Promise<string> {
    const [id, now] = [`report-${String(row.hash).slice(0, 4)}`, '2026-03-02T00:00:00.000Z']
    await desk.database.write(trx => trx.insertInto('pelvicReport').values({ ...row, id, rev: 1, defVersion: 1, createdAt: now, createdBy: 'x', updatedAt: now, updatedBy: 'x', voidedAt: null, voidReason: null } as never).execute())
    return id
  }
  test('the figures of a confirmed report by the names of the form, and nothing else of it; another woman’s report is none', async () => {
    const [id, other] = [await file(), await file()]
    const report = { fileName: '甲.csv', format: null, mediaType: 'text/csv', hash: 'a'.repeat(64), readDay: '2026-03-02', measuredDay: '2026-03-01', name: null, number: null, lifted: JSON.stringify({ preRestUv: 3.2, fastUv: 41, stage: 4, emgFastMinUv: 1, doctorName: '甲', nothing: 1 }), faults: null, state: 'confirmed', fileId: id, reason: null }
    const reportId = await kept(report)
    const { row } = await therapist.call('pelvic.assessment.prepare', { fileId: id, reportId })
    expect(row).toMatchObject({ reportId, day: '2026-03-01', preRestUv: 3.2, fastUv: 41, stage: null, emgFastMinUv: null, doctorName: '姜盆底' })
    await save(id, { reportId, preRestUv: 3.2 })
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-03-04', kind: 'followUp', reportId }))).toEqual(['block reportId pelvicAssessment.reportUsed'])
    const waiting = await kept({ ...report, hash: 'c'.repeat(64), state: 'waiting' })
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(id, { day: '2026-03-04', kind: 'followUp', reportId: waiting }))).toEqual(['block reportId pelvicAssessment.report'])
    // A report of which nothing could be read is typed by hand.
    const unread = await kept({ ...report, hash: 'b'.repeat(64), lifted: '放松 3.2' })
    expect((await therapist.call('pelvic.assessment.prepare', { fileId: id, reportId: unread })).row).toMatchObject({ reportId: unread, preRestUv: null })
    expect((await therapist.fails('pelvic.assessment.prepare', { fileId: other, reportId })).code).toBe('not-found')
    expect(await findings('pelvic.assessment.save', pelvicAssessmentRow(other, { reportId }))).toEqual(['block reportId pelvicAssessment.report'])
  })

  test('an assessment a course began with stays; voided, it takes its questionnaires along', async () => {
    const id = await file()
    const [baseline, spare] = [await save(id), await save(id, { day: '2026-03-01' })]
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'treatment') })
    await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(id, { baselineId: baseline }) })
    expect((await therapist.fails('pelvic.assessment.void', { id: baseline, rev: 1, reason: '登记有误' })).fields!.map(issue => issue.message.key)).toEqual(['pelvicAssessment.inUse'])
    const { id: questionnaireId } = await insist(therapist, 'pelvic.questionnaire.save', { row: questionnaire(id, spare, 'wexner', '0,2,3,1,2') })
    await therapist.call('pelvic.assessment.void', { id: spare, rev: 1, reason: '登记有误' })
    expect((await therapist.call('pelvic.questionnaire.get', { id: questionnaireId })).voidedAt).not.toBeNull()
    const list = await therapist.call('pelvic.assessment.list', { fileId: id })
    expect([list.assessments.map(one => one.id), list.questionnaires]).toEqual([[baseline], []])
  })
})

const questionnaire = (fileId: string, assessmentId: string, name: string, answers: string | null, row: Record<string, unknown> = {}): Record<string, unknown> => ({ ...emptyRow(pelvicQuestionnaire), fileId, assessmentId, questionnaire: name, day: '2026-03-02', answers, ...row })

describe('量表', () => {
  const filled = async (name: string, answers: string | null, row: Record<string, unknown> = {}) => {
    const id = await file()
    const assessmentId = await save(id)
    return therapist.call('pelvic.questionnaire.get', { id: (await insist(therapist, 'pelvic.questionnaire.save', { row: questionnaire(id, assessmentId, name, answers, row) })).id })
  }

  test('F-15, F-16, F-18, F-19, F-21, F-22: scored as it is saved, with the version of the rule', async () => {
    expect(await filled('pfdi20', '1,0,2,0,1,2,0,1,0,2,0,0,1,0,3,2,4,1,0,2')).toMatchObject({ firstScale: 25, secondScale: 12.5, thirdScale: 50, total: 87.5, ruleVersion: 1 })
    expect(await filled('pfdi20', '1,0,2,0,1,2,0,1,0,2,0,0,1,0,3,2,,1,0,2')).toMatchObject({ thirdScale: 40 })
    expect(await filled('pfiq7', '2,3,1,0,2,1,1,0,0,0,0,0,0,0,1,1,0,0,0,1,0')).toMatchObject({ firstScale: 47.619, secondScale: 0, thirdScale: 14.2857, total: 61.9048 })
    expect(await filled('pisq12', '1,2,1,2,4,3,4,4,3,,,2')).toMatchObject({ total: 36 })
    expect(await filled('oabss', '9,2,3,3')).toMatchObject({ total: 9, severity: 'moderate', isDiagnostic: true, firstScale: null })
    expect(await filled('wexner', '0,2,3,1,2', { total: 1, severity: 'severe' })).toMatchObject({ total: 8, severity: null })
  })

  test('an answer that is missing beyond the rule is asked about and gives no score; a wrong one is refused', async () => {
    const id = await file()
    const assessmentId = await save(id)
    const fails = (name: string, answers: string | null, row: Record<string, unknown> = {}): Promise<string[]> => findings('pelvic.questionnaire.save', questionnaire(id, assessmentId, name, answers, row))
    expect(await fails('wexner', '0,2,,1,2')).toEqual(['warn answers pelvic.noScore'])
    expect(await fails('wexner', '0,2,5,1,2')).toEqual(['block answers pelvic.answer'])
    expect(await fails('wexner', '0,2')).toEqual(['block answers pelvicQuestionnaire.length'])
    expect(await fails('wexner', null)).toEqual(['block answers pelvicQuestionnaire.empty'])
    expect(await fails('wexner', null, { isNotApplicable: true })).toEqual(['block isNotApplicable pelvicQuestionnaire.applies'])
    expect(await fails('pisq12', '1,2,1,2,4,3,4,4,3,4,4,2', { isNotApplicable: true })).toEqual(['block answers pelvicQuestionnaire.bothWays'])
    const { id: saved } = await insist(therapist, 'pelvic.questionnaire.save', { row: questionnaire(id, assessmentId, 'wexner', '0,2,,1,2') })
    expect((await therapist.call('pelvic.questionnaire.get', { id: saved })).total).toBeNull()
    expect(await fails('wexner', '0,2,3,1,2')).toEqual(['block questionnaire pelvicQuestionnaire.twice'])
    const other = await save(await file())
    expect(await findings('pelvic.questionnaire.save', questionnaire(id, other, 'oabss', '9,2,3,3'))).toEqual(['block assessmentId pelvicQuestionnaire.otherFile'])
  })

  test('PFIQ-7 and PISQ-12 with items missing: scored by their rule while enough are answered, asked about and without a score below', async () => {
    // Four of seven in each column: the mean of what was answered; three of seven are too few.
    const four = '3,3,3,3,,,,0,0,0,0,,,,1,1,1,1,,,'
    expect(await filled('pfiq7', four)).toMatchObject({ firstScale: 100, secondScale: 0, thirdScale: 33.3333, total: 133.3333, answers: four })
    const three = '3,3,3,,,,,0,0,0,0,,,,1,1,1,1,,,'
    // 3,2,3,2 | 4,3,4,4,3,4,4,2 as scored (F-19); without the last two 34 ÷ 10 × 12.
    expect(await filled('pisq12', '1,2,1,2,4,3,4,4,3,4,,')).toMatchObject({ total: 38.4, severity: null })
    const id = await file()
    const assessmentId = await save(id)
    for (const [name, answers, items] of [['pfiq7', three, '4、5、6、7、12、13、14、19、20、21'], ['pisq12', '1,2,1,2,4,3,4,4,3,,,', '10、11、12']] as const) {
      const row = questionnaire(id, assessmentId, name, answers)
      expect((await therapist.fails('pelvic.questionnaire.save', { row } as never)).fields).toEqual([expect.objectContaining({ level: 'warn', path: 'answers', message: expect.objectContaining({ key: 'pelvic.noScore', params: { items } }) })])
      const saved = await therapist.call('pelvic.questionnaire.get', { id: (await insist(therapist, 'pelvic.questionnaire.save', { row })).id })
      expect(saved).toMatchObject({ total: null, answers })
    }
    expect((await therapist.call('pelvic.assessment.list', { fileId: id })).questionnaires.map(one => [one.questionnaire, one.firstScale, one.secondScale, one.thirdScale])).toEqual([['pfiq7', null, 0, 33.3333], ['pisq12', null, null, null]])
  })

  test('PISQ-12 that does not apply is no score of 0', async () => {
    expect(await filled('pisq12', null, { isNotApplicable: true })).toMatchObject({ total: null, isNotApplicable: true })
  })

  test('F-20, F-33: ICIQ is hidden and refused without its licence; an old result stays readable', async () => {
    const id = await file()
    const assessmentId = await save(id)
    expect((await therapist.call('pelvic.assessment.list', { fileId: id })).offered).not.toContain('iciq')
    expect(await findings('pelvic.questionnaire.save', questionnaire(id, assessmentId, 'iciq', '3,4,6'))).toEqual(['block questionnaire pelvicQuestionnaire.licence'])
    const chief = await desk.as('zhuren2', ['administrator'])
    const licence = async (iciqLicensed: 0 | 1): Promise<void> => {
      const { value, rev } = await chief.call('setting.get', { key: 'pelvicRules' })
      await chief.call('setting.save', { key: 'pelvicRules', rev, value: { ...value as object, iciqLicensed } } as never)
    }
    await licence(1)
    await insist(therapist, 'pelvic.questionnaire.save', { row: questionnaire(id, assessmentId, 'iciq', '3,4,6') })
    await licence(0)
    const { offered, questionnaires } = await therapist.call('pelvic.assessment.open', { id: assessmentId })
    expect([offered.includes('iciq'), questionnaires.map(one => [one.questionnaire, one.total, one.severity])]).toEqual([false, [['iciq', 13, 'severe']]])
  })
})

describe('papers', () => {
  test('前后对比 takes two assessments of one woman; the exercise sheet goes by her newest strength and the course’s words', async () => {
    const [id, other] = [await file(), await file()]
    const first = await save(id, { day: '2026-02-02', oxford: '2', typeOneSeconds: 2, typeTwoCount: 2, ...grid(-1, -1, -6, -8, -2, -2, 9) })
    const alone = await therapist.fails('pelvic.assessmentPaper.preview', { fileId: id, what: 'comparison' })
    expect(alone.fields!.map(issue => issue.message.key)).toEqual(['pelvicPaper.two'])
    const last = await save(id, { kind: 'end', oxford: '4', typeOneSeconds: 4, typeTwoCount: 5, ...grid(-3, -3, -8, -9, -3, -3, 9) })
    const { html, issues } = await therapist.call('pelvic.assessmentPaper.preview', { fileId: id, what: 'comparison' })
    expect(issues).toEqual([])
    expect(html).toContain('2026-02-02')
    expect(html).toContain('好转')
    // Chosen the wrong way round it is the same paper: nobody reads 加重 who became better.
    const turned = await therapist.call('pelvic.assessmentPaper.preview', { fileId: id, what: 'comparison', beforeId: last, afterId: first })
    expect(turned.html).toBe(html)
    const foreign = await save(other)
    expect((await therapist.fails('pelvic.assessmentPaper.preview', { fileId: id, what: 'comparison', beforeId: foreign, afterId: last })).code).toBe('not-found')
    expect((await therapist.fails('pelvic.assessmentPaper.preview', { fileId: id, what: 'comparison', beforeId: first, afterId: first })).code).toBe('invalid')
    expect((await therapist.call('pelvic.assessmentPaper.preview', { fileId: id, what: 'exercise' })).html).toContain('站着,走路和做家务时也练')
    expect((await therapist.call('pelvic.assessmentPaper.preview', { fileId: other, what: 'exercise' })).html).toContain('还没有测肌力')
    // A diagnosis without a strength, a rest above its reference or the course that is open: relaxing first, unless the therapist says otherwise.
    const trained = async (fileId: string, more: object = {}): Promise<string> => (await therapist.call('pelvic.assessmentPaper.preview', { fileId, what: 'exercise', ...more })).html
    expect(await trained(id)).toContain('常用训练')
    const tense = await save(id, { day: '2026-03-08', kind: 'followUp', diagnoses: 'hypertonic' })
    for (const [more, said, hidden] of [[{}, '先慢慢用肚子呼吸5分钟', '常用训练'], [{ afterId: tense }, '偏紧(高张)', '常用训练'], [{ afterId: first }, '常用训练', '偏紧(高张)'], [{ training: 'usual' }, '站着,走路和做家务时也练', '偏紧(高张)']] as const) {
      const sheet = await trained(id, more)
      expect(sheet, JSON.stringify(more)).toContain(said)
      expect(sheet, JSON.stringify(more)).not.toContain(hidden)
    }
    const [rested, treated] = [await file(), await file()]
    await save(rested, { preRestUv: 6, oxford: '3' })
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(treated, 'treatment') })
    await insist(therapist, 'pelvic.course.save', { row: pelvicCourseRow(treated, { diagnosis: 'hypertonic', method: 'kegel' }) })
    for (const one of [rested, treated]) expect(await trained(one)).toContain('偏紧(高张)')
    expect((await therapist.call('pelvic.assessmentPaper.print', { fileId: id, what: 'comparison', printerName: 'PDF' })).outcome).toBe('sent')
  })
})

test('levels of the exercise at home are the therapists’ to set; what cannot be is said at its place, and the sheet follows', async () => {
  const { value, rev } = await therapist.call('setting.get', { key: 'pelvicHomeExercise' })
  const { usual, hypertonic } = value as HomeExercise
  const withUsual = (levels: readonly HomeLevel[]): HomeExercise => ({ usual: { source: '本院康复科 2026 年', levels: [...levels] }, hypertonic })
  const [weak, ...others] = usual.levels
  const refused = await therapist.fails('setting.save', { key: 'pelvicHomeExercise', rev, value: withUsual([{ ...weak!, restSeconds: 1 }, ...others]) })
  expect(refused.fields).toMatchObject([{ path: 'usual.levels.0.restSeconds', message: { key: 'homeExercise.restShort', params: { level: 1, rest: 1, hold: 3 } } }])
  // What is no setting at all has no words of its own.
  expect((await therapist.fails('setting.save', { key: 'pelvicHomeExercise', rev, value: { usual } })).fields).toMatchObject([{ path: 'hypertonic', message: { key: 'setting.wrong' } }])
  await therapist.call('setting.save', { key: 'pelvicHomeExercise', rev, value: withUsual([{ ...weak!, holdSeconds: 7, restSeconds: 14 }, ...others]) })
  const id = await file()
  await save(id, { oxford: '1' })
  expect((await therapist.call('pelvic.assessmentPaper.preview', { fileId: id, what: 'exercise' })).html).toContain('收紧保持 7 秒,放松 14 秒')
  expect((await (await desk.as('guanliyuan', ['administrator'])).fails('setting.save', { key: 'pelvicHomeExercise', rev: rev + 1, value: withUsual(usual.levels) })).code).toBe('forbidden')
})
