import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../domain/api/api.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { DEFAULT_SCREENING_DISEASES, type ScreeningDisease } from '../../domain/rule/child/screening-diseases.ts'
import type { Day } from '../../domain/time/day.ts'
import { registerBirth } from '../support/birth-scene.ts'
import { childWithFile } from '../support/child-case-scene.ts'
import { changeSetting, type Desk, insist, openDesk, PASSWORD, type Window } from '../support/desk.ts'
import { screeningRows } from '../support/screening-scene.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
  await doctor.call('auth.current', null)
})
afterAll(() => desk.close())

let count = 0
/** A child under a name of its own; the working day is 2026-03-10 unless a test sets the clock. */
const child = (birthDay: string, file = {}) => childWithFile(doctor, birthDay, file, `李${'思远安然悦乐宁和平正'[count % 10]}${'一二三四五六七八九十'[Math.floor(count++ / 10)]}`)
// A window that waited for days is locked: the doctor signs in again.
const setDay = async (day: string): Promise<void> => {
  desk.ports.clock.setMs(Date.parse(`${day}T01:00:00Z`))
  await desk.host.call('auth.logout', null, 'window-erbao')
  expect(await desk.host.call('auth.login', { loginName: 'erbao', password: PASSWORD }, 'window-erbao')).toMatchObject({ ok: true })
}
const open = (fileId: string): Promise<Output<'child.screening.open'>> => doctor.call('child.screening.open', { fileId })
const lineOf = async (fileId: string, line: string) => (await open(fileId)).lines.find(one => one.line === line)
const due = async (fileId: string): Promise<string[]> => (await desk.database.kysely.selectFrom('childDue').selectAll().where('fileId', '=', fileId).where('ruleId', 'in', ['R13', 'R14', 'R15', 'R16', 'R17', 'R18', 'R19', 'R20']).orderBy('line').execute())
  .map(line => `${line.ruleId} ${line.dueDay} ${line.windowEnd}`)
const listed = async (fileId: string) => (await doctor.call('child.screening.list', { limit: 500 })).rows.filter(row => row.fileId === fileId).map(row => `${row.line} ${row.state} ${row.step}`)
const inList = async (fileId: string, kind: 'missing') => (await doctor.call('child.screening.list', { kind, limit: 500 })).rows.filter(row => row.fileId === fileId).map(row => `${row.line} ${row.step} ${row.dueDay} ${row.overdue}`)
const keys = (failure: { fields?: readonly { path: string; message: { key: string } }[] | undefined }) => failure.fields?.map(issue => `${issue.path} ${issue.message.key}`)

describe('hearing', () => {
  test('case 49: right passed, left not → both ears by 2025-04-12, diagnosis by 2025-06-01, intervention by 2025-09-01', async () => {
    await setDay('2025-03-10')
    const fileId = await child('2025-03-01')
    const rows = screeningRows(fileId)
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2025-03-04', { leftEar: '2' }) })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'retest', step: 'retest', dueDay: '2025-04-12', overdueFrom: '2025-04-13', overdue: false })
    expect(await due(fileId)).toContain('R15 2025-03-04 2025-04-12')
    expect((await open(fileId)).start.hearing).toMatchObject({ stage: '2', fileId })
    await setDay('2025-04-12')
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ overdue: false })
    await setDay('2025-04-13')
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ overdue: true })
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('2', '2025-04-11', { leftEar: '2' }) })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'diagnosis', step: 'hearingDiagnosis', dueDay: '2025-06-01', overdue: false })
    expect((await due(fileId)).filter(line => /R1[567]/.test(line))).toEqual(['R16 2025-04-11 2025-06-01'])
    await setDay('2025-06-02')
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ overdue: true })
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('3', '2025-06-01', { diagnosis: 'loss', diagnosisDetail: '左耳 ABR 50 dB' }) })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'confirmed', step: 'intervene', dueDay: '2025-09-01' })
    expect((await due(fileId)).filter(line => /R1[567]/.test(line))).toEqual(['R17 2025-06-01 2025-09-01'])
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('4', '2025-06-02', { intervention: '左耳验配助听器' }) })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'treated', step: null, closedDay: '2025-06-02' })
    expect(await listed(fileId)).toEqual([])
    expect((await due(fileId)).filter(line => /R1[567]/.test(line))).toEqual([])
  })

  test('one ear untested is not passed, and a second first screening does not answer a failed one', async () => {
    await setDay('2026-03-10')
    const fileId = await child('2026-03-01')
    const rows = screeningRows(fileId)
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-03-04', { leftEar: '2' }) })
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-03-05') })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'retest' })
    const oneEar = await doctor.fails('child.hearingTest.save', { row: rows.hearing('2', '2026-03-09', { leftEar: '3' }) as never })
    expect([oneEar.code, keys(oneEar)]).toEqual(['confirm', ['rightEar childHearing.bothEars']])
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('2', '2026-03-09', { leftEar: '3' }) })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'retest', step: 'retest' })
    const { id } = await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('2', '2026-03-10') })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'passed', step: null })
    await doctor.call('child.hearingTest.void', { id, rev: 1, reason: '登错了人' })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'retest', step: 'retest' })
    expect(await listed(fileId)).toEqual(['hearing retest retest'])
  })

  test('missed is on the list; a child of intensive care goes straight to diagnosis; risk factors are followed when passed', async () => {
    await setDay('2026-03-10')
    const missed = await child('2026-03-01')
    expect(keys(await doctor.fails('child.hearingTest.save', { row: screeningRows(missed).hearing('1', '2026-03-04', { rightEar: '3', leftEar: '3', method: null }) as never }))).toEqual(['delayReason childHearing.delayReason'])
    await insist(doctor, 'child.hearingTest.save', { row: screeningRows(missed).hearing('1', '2026-03-04', { rightEar: '3', leftEar: '3', method: null, delayReason: '转外院' }) })
    expect(await listed(missed)).toEqual(['hearing missed retest'])
    expect(await due(missed)).toContain('R15 2026-03-04 2026-04-12')
    const intensive = await child('2026-03-01', { intensiveCareDays: 7, birthWeightG: 1400 })
    expect((await open(intensive)).start.hearing).toMatchObject({ stage: '1', riskFactors: '02,05' })
    await insist(doctor, 'child.hearingTest.save', { row: screeningRows(intensive).hearing('1', '2026-03-09', { method: '2', leftEar: '2', riskFactors: '02,05' }) })
    expect(await lineOf(intensive, 'hearing')).toMatchObject({ state: 'diagnosis', dueDay: '2026-06-01' })
    const risk = await child('2026-03-01')
    await insist(doctor, 'child.hearingTest.save', { row: screeningRows(risk).hearing('1', '2026-03-04', { riskFactors: '01' }) })
    expect(await listed(risk)).toEqual([])
    expect(await due(risk)).toContain('R18 2027-02-22 2027-04-30')
  })

  test('48 hours to the minute where the birth is known; only the certain is said where it is not', async () => {
    await setDay('2026-03-10')
    const midwife = await desk.as('zhuchan', ['registrar', 'doctor', 'childCare'], '李助产')
    const { newbornIds } = await registerBirth({ ...desk, clerk: midwife, doctor: midwife } as never, { newborns: [{ bornAt: '2026-03-05T10:30' }] })
    const { personId } = await midwife.call('newborn.get', { id: newbornIds[0]! })
    const { row } = await midwife.call('child.file.prepare', { childId: personId! })
      const { id: fileId } = await insist(midwife, 'child.file.save', { row: { ...emptyRow(childFile), ...row } })
    const rows = screeningRows(fileId)
    expect((await open(fileId)).bornAt).toBe('2026-03-05T10:30')
    const early = await doctor.fails('child.hearingTest.save', { row: rows.hearing('1', '2026-03-07', { testedTime: '10:29' }) as never })
    expect([early.code, keys(early)]).toEqual(['confirm', ['testedDay child.hearingEarly']])
    await doctor.call('child.hearingTest.save', { row: rows.hearing('1', '2026-03-07', { testedTime: '10:30' }) as never })
    const soon = await doctor.fails('child.bloodSpot.save', { row: rows.sample('2026-03-08T10:29') as never })
    expect([soon.code, keys(soon)]).toEqual(['confirm', ['takenAt child.sampledEarly']])
    await doctor.call('child.bloodSpot.save', { row: rows.sample('2026-03-08T10:30') as never })
    const heart = await doctor.call('child.heartScreening.save', { row: rows.heart('2026-03-05T16:30', { murmur: '1', firstHandPercent: 98, firstFootPercent: 97, ageHours: 99, result: 'positive' }) as never })
    // Whoever sends a result or hours of their own is not believed.
    expect(await doctor.call('child.heartScreening.get', { id: heart.id })).toMatchObject({ ageHours: 6, result: 'negative' })
    const byDay = await child('2026-03-05')
    await doctor.call('child.hearingTest.save', { row: screeningRows(byDay).hearing('1', '2026-03-07') as never })
    expect(keys(await doctor.fails('child.hearingTest.save', { row: screeningRows(byDay).hearing('1', '2026-03-06') as never }))).toEqual(['testedDay childScreening.timeByDay'])
  })
})

describe('heart', () => {
  test('case 50: hand 97 %, foot 96 %, murmur → positive by one index, echo within 7 days', async () => {
    await setDay('2026-03-10')
    const fileId = await child('2026-03-09')
    const rows = screeningRows(fileId)
    const { id } = await insist(doctor, 'child.heartScreening.save', { row: rows.heart('2026-03-10T08:00', { murmur: '2', firstHandPercent: 97, firstFootPercent: 96 }) })
    expect(await doctor.call('child.heartScreening.get', { id })).toMatchObject({ result: 'positive' })
    expect(await lineOf(fileId, 'heart')).toMatchObject({ state: 'positive', step: 'echo', dueDay: '2026-03-17', overdueFrom: '2026-03-18' })
    expect(await due(fileId)).toContain('R19 2026-03-10 2026-03-17')
    // Another screening without findings is no answer to a positive one.
    await insist(doctor, 'child.heartScreening.save', { row: rows.heart('2026-03-10T09:00', { murmur: '1', firstHandPercent: 99, firstFootPercent: 98 }) })
    expect(await listed(fileId)).toEqual(['heart positive echo'])
    await setDay('2026-03-18')
    expect(await lineOf(fileId, 'heart')).toMatchObject({ overdue: true })
    const stored = await doctor.call('child.heartScreening.get', { id })
    const withEcho = await insist(doctor, 'child.heartScreening.save', { id, rev: stored.rev, row: rows.heart('2026-03-10T08:00', { murmur: '2', firstHandPercent: 97, firstFootPercent: 96, echoDay: '2026-03-16', echo: 'defect', diagnosis: '室间隔缺损', diagnosisCode: 'Q21.0' }) })
    expect(await lineOf(fileId, 'heart')).toMatchObject({ state: 'confirmed', step: 'heartCare' })
    await insist(doctor, 'child.heartScreening.save', { id, rev: withEcho.rev, row: rows.heart('2026-03-10T08:00', { murmur: '2', firstHandPercent: 97, firstFootPercent: 96, echoDay: '2026-03-16', echo: 'defect', diagnosis: '室间隔缺损', diagnosisCode: 'Q21.0', treatment: '市儿童医院随访' }) })
    expect(await lineOf(fileId, 'heart')).toMatchObject({ state: 'treated', step: null })
    expect((await due(fileId)).filter(line => line.startsWith('R19') || line.startsWith('R20'))).toEqual([])
  })

  test('one index alone is not negative; abnormal saturation is repeated with its time; a critical one is positive wherever it was', async () => {
    await setDay('2026-03-10')
    const fileId = await child('2026-03-08')
    const rows = screeningRows(fileId)
    const { id } = await insist(doctor, 'child.heartScreening.save', { row: rows.heart('2026-03-09T08:00', { firstHandPercent: 98, firstFootPercent: 97 }) })
    expect(await lineOf(fileId, 'heart')).toMatchObject({ state: 'incomplete', step: 'completeIndexes' })
    expect(keys(await doctor.fails('child.heartScreening.save', { id, rev: 1, row: rows.heart('2026-03-09T08:00', { murmur: '1', firstHandPercent: 94, firstFootPercent: 93, secondHandPercent: 96, secondFootPercent: 95 }) as never }))).toContain('secondAt childHeart.repeatTime')
    const repeat = await insist(doctor, 'child.heartScreening.save', { id, rev: 1, row: rows.heart('2026-03-09T08:00', { murmur: '1', firstHandPercent: 94, firstFootPercent: 93 }) })
    expect(await lineOf(fileId, 'heart')).toMatchObject({ state: 'repeat', step: 'repeatSaturation' })
    await insist(doctor, 'child.heartScreening.save', { id, rev: repeat.rev, row: rows.heart('2026-03-09T08:00', { murmur: '1', firstHandPercent: 94, firstFootPercent: 93, secondAt: '2026-03-09T11:00', secondHandPercent: 97, secondFootPercent: 96 }) })
    expect(await lineOf(fileId, 'heart')).toMatchObject({ state: 'negative', step: null })
    const critical = await child('2026-03-08')
    await insist(doctor, 'child.heartScreening.save', { row: screeningRows(critical).heart('2026-03-09T08:00', { murmur: '1', firstHandPercent: 88 }) })
    expect(await lineOf(critical, 'heart')).toMatchObject({ state: 'positive' })
    const half = await child('2026-03-08')
    await insist(doctor, 'child.heartScreening.save', { row: screeningRows(half).heart('2026-03-09T08:00', { murmur: '1', firstHandPercent: 97 }) })
    expect(await lineOf(half, 'heart')).toMatchObject({ state: 'incomplete' })
  })

  test('never done is among the missing, with the heel prick, until it is', async () => {
    await setDay('2026-03-10')
    const fileId = await child('2026-03-01')
    expect((await inList(fileId, 'missing')).toSorted()).toEqual(['bloodSpot sample 2026-03-21 false', 'eyes examineEyes 2026-03-11 false', 'hearing firstTest 2026-04-12 false', 'heart screen 2026-03-04 true'])
    expect(await open(fileId)).toMatchObject({ alert: 'yellow' })
    await insist(doctor, 'child.heartScreening.save', { row: screeningRows(fileId).heart('2026-03-03T08:00', { murmur: '1', firstHandPercent: 98, firstFootPercent: 98 }) })
    await insist(doctor, 'child.bloodSpot.save', { row: screeningRows(fileId).sample('2026-03-06T08:00') })
    expect((await inList(fileId, 'missing')).toSorted()).toEqual(['eyes examineEyes 2026-03-11 false', 'hearing firstTest 2026-04-12 false'])
  })

  test('hearing and eyes nobody recorded are missing once the child is at home, as the child\'s own page says, until a record or a closing', async () => {
    await setDay('2026-03-10')
    const born = await child('2026-03-05', { dischargeDay: '2026-03-09' as Day })
    const inHospital = await child('2026-03-05', { dischargeDay: '2026-03-10' as Day })
    const own = async (fileId: string) => (await inList(fileId, 'missing')).filter(line => /^(hearing|eyes) /.test(line)).toSorted()
    expect([await own(born), await own(inHospital)]).toEqual([['eyes examineEyes 2026-03-16 false', 'hearing firstTest 2026-04-16 false'], []])
    for (const [line, dueDay] of [['hearing', '2026-04-16'], ['eyes', '2026-03-16']] as const) expect(await lineOf(born, line)).toMatchObject({ state: 'notDone', dueDay, overdue: false })
    // Ears that were not tested are a first test that was missed: another list, not none.
    await insist(doctor, 'child.hearingTest.save', { row: screeningRows(born).hearing('1', '2026-03-09', { rightEar: '3', leftEar: '3', method: null, delayReason: '仪器故障' }) })
    expect(await own(born)).toEqual(['eyes examineEyes 2026-03-16 false'])
    expect(await listed(born)).toEqual(['hearing missed retest'])
    const { id, rev } = await insist(doctor, 'child.eyesAtBirth.save', { row: screeningRows(born).eyes('2026-03-10', { appearance: '1', lightRight: '1', lightLeft: '1', redReflexRight: '1', redReflexLeft: '1' }) })
    expect(await own(born)).toEqual([])
    await doctor.call('child.eyesAtBirth.void', { id, rev, reason: '登错了孩子' })
    expect(await own(born)).toEqual(['eyes examineEyes 2026-03-16 false'])
    const closing = await insist(doctor, 'child.screeningClosing.save', { row: screeningRows(born).closing('eyes', 'refused', '2026-03-10') })
    expect(await own(born)).toEqual([])
    await doctor.call('child.screeningClosing.void', { id: closing.id, rev: closing.rev, reason: '家属同意检查' })
    expect(await own(born)).toEqual(['eyes examineEyes 2026-03-16 false'])
    // Overdue after day 42; who came here later than that was another hospital's to test, as with the heel prick.
    await setDay('2026-04-17')
    expect(await own(inHospital)).toEqual(['eyes examineEyes 2026-03-17 true', 'hearing firstTest 2026-04-16 true'])
    const late = await child('2026-03-05', { servedFromDay: '2026-04-17' as Day })
    expect(await inList(late, 'missing')).toEqual([])
  })
})

describe('heel prick', () => {
  const scene = async (birthDay = '2026-02-20') => {
    await setDay('2026-03-10')
    const fileId = await child(birthDay)
    const rows = screeningRows(fileId)
    const sample = (await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-02-24T08:00', { sampleNumber: `A${fileId.slice(-12)}` }) })).id
    const result = async (sampleId: string, disease: string, interpretation: string, day: string, values = {}) => (await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(sampleId, disease, interpretation, day, values) })).id
    return { fileId, rows, sample, result }
  }

  test('a sample keeps what the dictionary orders; a disease without a result is not negative (as case 53)', async () => {
    const { fileId, sample, result } = await scene()
    expect(await doctor.call('child.bloodSpot.get', { id: sample })).toMatchObject({ ordered: 'CH,PKU,CAH,G6PD' })
    for (const disease of ['CH', 'PKU', 'CAH']) await result(sample, disease, '1', '2026-03-01')
    expect(await lineOf(fileId, 'bloodSpot')).toMatchObject({ state: 'sampled', step: 'result', dueDay: '2026-03-03', overdue: true })
    const last = await result(sample, 'G6PD', '1', '2026-03-01')
    expect(await lineOf(fileId, 'bloodSpot')).toMatchObject({ state: 'negative', step: null, closedDay: '2026-03-01' })
    expect(await doctor.call('child.bloodSpotResult.get', { id: last })).toMatchObject({ diseaseName: '6-磷酸葡萄糖脱氢酶缺乏症' })
    await doctor.call('child.bloodSpotResult.void', { id: last, rev: 1, reason: '化验单登错' })
    expect(await listed(fileId)).toEqual(['bloodSpot sampled result'])
  })

  test('the diseases are the hospital\'s to set: what it adds is ordered from now on, what it stops is not, and earlier samples stay as they are', async () => {
    const admin = await desk.as('guanli', ['administrator'], '王管理')
    const msud: ScreeningDisease = { code: 'MSUD', name: '枫糖尿病', group: 'aminoAcid', markers: 'Leu、Val', nationalCode: '9', active: true }
    const { diseases } = DEFAULT_SCREENING_DISEASES
    const { fileId, rows, sample, result } = await scene()
    const taken = await doctor.call('child.bloodSpot.get', { id: sample })
    await changeSetting(admin, 'screeningDiseases', { diseases: [...diseases.map(disease => ({ ...disease, active: disease.code !== 'G6PD' })), msud] })
    try {
      expect(await doctor.call('child.bloodSpot.get', { id: sample })).toEqual(taken)
      // Edited without a word about its diseases it goes on waiting for the four it was sent for, G6PD among them.
      await doctor.call('child.bloodSpot.save', { id: sample, rev: taken.rev, row: rows.sample('2026-02-24T08:00', { sampleNumber: taken.sampleNumber, takerName: '周护士' }) as never })
      expect((await doctor.call('child.bloodSpot.get', { id: sample })).ordered).toBe('CH,PKU,CAH,G6PD')
      for (const disease of ['CH', 'PKU', 'CAH']) await result(sample, disease, '1', '2026-03-01')
      expect(await lineOf(fileId, 'bloodSpot')).toMatchObject({ state: 'sampled', step: 'result' })
      await result(sample, 'G6PD', '1', '2026-03-01')
      expect(await lineOf(fileId, 'bloodSpot')).toMatchObject({ state: 'negative' })
      const later = await child('2026-02-20')
      expect((await open(later)).start.bloodSpot).toMatchObject({ ordered: 'CH,PKU,CAH,MSUD' })
      const { id } = await insist(doctor, 'child.bloodSpot.save', { row: screeningRows(later).sample('2026-02-24T08:00', { sampleNumber: 'MSUD-1' }) })
      expect(await doctor.call('child.bloodSpot.get', { id })).toMatchObject({ ordered: 'CH,PKU,CAH,MSUD' })
      const found = await insist(doctor, 'child.bloodSpotResult.save', { row: screeningRows(later).result(id, 'MSUD', '2', '2026-03-01') })
      expect(await doctor.call('child.bloodSpotResult.get', { id: found.id })).toMatchObject({ diseaseName: '枫糖尿病' })
      const twice = await admin.call('setting.get', { key: 'screeningDiseases' })
      for (const other of [{ ...msud, name: '枫糖尿病(二)' }, { ...msud, code: 'MSUD2' }]) expect((await admin.fails('setting.save', { key: 'screeningDiseases', rev: twice.rev, value: { diseases: [...diseases, msud, other] } })).code).toBe('invalid')
      expect(await admin.call('setting.get', { key: 'screeningDiseases' })).toEqual(twice)
    } finally {
      await changeSetting(admin, 'screeningDiseases', { diseases })
    }
  })

  test('a sample taken again for one disease does not answer the recall for another', async () => {
    const { fileId, rows, sample, result } = await scene()
    for (const disease of ['CAH', 'G6PD']) await result(sample, disease, '1', '2026-03-01')
    for (const disease of ['CH', 'PKU']) await result(sample, disease, '2', '2026-03-01')
    await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-03-06T09:00', { ordered: 'PKU', sampleNumber: `C${fileId.slice(-12)}` }) })
    expect(await due(fileId)).toContain('R14 2026-03-01 2026-03-15')
    await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-03-07T09:00', { ordered: 'CH,PKU', sampleNumber: `D${fileId.slice(-12)}` }) })
    expect((await due(fileId)).some(line => line.startsWith('R14'))).toBe(false)
  })

  test('suspicious → recalled → negative; voiding the answer opens the recall again', async () => {
    const { fileId, rows, sample, result } = await scene()
    for (const disease of ['PKU', 'CAH', 'G6PD']) await result(sample, disease, '1', '2026-03-01')
    await result(sample, 'CH', '2', '2026-03-01', { numericValue: 12.4, unit: 'mU/L', cutOff: '<9' })
    expect(await lineOf(fileId, 'bloodSpot:CH')).toMatchObject({ state: 'suspicious', step: 'recall', dueDay: '2026-03-08', overdueFrom: '2026-03-16', diseaseName: '先天性甲状腺功能减低症', overdue: false })
    expect(await due(fileId)).toContain('R14 2026-03-01 2026-03-15')
    expect((await open(fileId)).start.bloodSpot).toMatchObject({ ordered: 'CH' })
    const second = (await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-03-06T09:00', { ordered: 'CH', sampleNumber: `B${fileId.slice(-12)}` }) })).id
    expect(await lineOf(fileId, 'bloodSpot:CH')).toMatchObject({ state: 'recalled', step: 'result', closable: false })
    expect((await due(fileId)).some(line => line.startsWith('R14'))).toBe(false)
    const answer = await result(second, 'CH', '1', '2026-03-09')
    expect(await lineOf(fileId, 'bloodSpot:CH')).toMatchObject({ state: 'negative', step: null })
    expect(await listed(fileId)).toEqual([])
    await doctor.call('child.bloodSpotResult.void', { id: answer, rev: 1, reason: '不是这名儿童' })
    expect(await listed(fileId)).toEqual(['bloodSpot:CH recalled result'])
    await doctor.call('child.bloodSpot.void', { id: second, rev: 1, reason: '不是这名儿童' })
    expect(await listed(fileId)).toEqual(['bloodSpot:CH suspicious recall'])
  })

  test('positive is not a diagnosis: no later sample answers it; confirmed waits for its treatment', async () => {
    const { fileId, rows, sample, result } = await scene()
    const id = await result(sample, 'PKU', '3', '2026-03-01')
    for (const disease of ['CH', 'CAH', 'G6PD']) await result(sample, disease, '1', '2026-03-01')
    const second = (await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-03-06T09:00', { ordered: 'PKU', sampleNumber: `C${fileId.slice(-12)}` }) })).id
    await result(second, 'PKU', '1', '2026-03-09')
    expect(await listed(fileId)).toEqual(['bloodSpot:PKU positive diagnose'])
    const decided = rows.result(sample, 'PKU', '3', '2026-03-01', { outcome: 'confirmed', diagnosisDay: '2026-03-09', diagnosisResult: '苯丙酮尿症' })
    const { rev } = await insist(doctor, 'child.bloodSpotResult.save', { id, rev: 1, row: decided })
    expect(await lineOf(fileId, 'bloodSpot:PKU')).toMatchObject({ state: 'confirmed', step: 'treat', dueDay: '2026-03-06', overdue: true })
    await insist(doctor, 'child.bloodSpotResult.save', { id, rev, row: { ...decided, treatmentDay: '2026-03-10' } })
    expect(await lineOf(fileId, 'bloodSpot:PKU')).toMatchObject({ state: 'confirmed', step: null, closedDay: '2026-03-10' })
    const early = await doctor.fails('child.bloodSpotResult.save', { row: rows.result(second, 'PKU', '2', '2026-03-09', { outcome: 'confirmed', diagnosisDay: '2026-03-09', diagnosisResult: '苯丙酮尿症' }) as never })
    expect(early.code).toBe('invalid')
  })

  test('bad input: before birth, in the future, unknown disease, twice, another child’s sample, a dropped disease, a moved row', async () => {
    const { fileId, rows, sample, result } = await scene()
    const other = await scene()
    const fails = async (name: 'child.bloodSpot.save' | 'child.bloodSpotResult.save', row: object, more = {}) => keys(await doctor.fails(name, { row, ...more } as never))
    expect(await fails('child.bloodSpot.save', rows.sample('2026-02-19T23:59'))).toEqual(['takenAt child.sampledBeforeBirth'])
    expect(await fails('child.bloodSpot.save', rows.sample('2026-03-10T09:01'))).toEqual(['takenAt child.sampledFuture'])
    expect(await fails('child.bloodSpotResult.save', rows.result(sample, 'XYZ', '1', '2026-03-01'))).toEqual(['disease childSpot.unknownDisease'])
    await result(sample, 'CH', '1', '2026-03-01')
    expect(await fails('child.bloodSpotResult.save', rows.result(sample, 'CH', '3', '2026-03-01'))).toEqual(['disease childSpot.resultTwice'])
    expect(await fails('child.bloodSpotResult.save', rows.result(other.sample, 'PKU', '1', '2026-03-01'))).toEqual(['sampleId childSpot.otherSample'])
    expect(await fails('child.bloodSpotResult.save', rows.result(sample, 'PKU', '1', '2026-02-23'))).toEqual(['experimentDay childSpot.beforeSample'])
    expect(await fails('child.bloodSpot.save', rows.sample('2026-02-24T08:00', { ordered: 'CH' }), { id: sample, rev: 1 })).toEqual(['ordered childSpot.droppedDisease'])
    expect(await fails('child.bloodSpot.save', other.rows.sample('2026-02-24T08:00'), { id: sample, rev: 1 })).toEqual(['fileId childScreening.fileFixed'])
    expect(keys(await doctor.fails('child.bloodSpot.void', { id: sample, rev: 1, reason: '登错了人' }))).toEqual(['id childSpot.hasResults'])
    expect((await open(fileId)).results).toHaveLength(1)
  })
})

describe('closing a chain without a result', () => {
  const suspicious = async () => {
    await setDay('2026-03-10')
    const fileId = await child('2026-03-01')
    const rows = screeningRows(fileId)
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-03-04', { leftEar: '2' }) })
    return { fileId, rows }
  }

  test('a refusal needs a signature and holds only for what it was written for', async () => {
    const { fileId, rows } = await suspicious()
    expect(keys(await doctor.fails('child.screeningClosing.save', { row: rows.closing('hearing', 'refused', '2026-03-10', { signedBy: null }) as never }))).toEqual(['signedBy childClosing.signature'])
    const { id, rev } = await insist(doctor, 'child.screeningClosing.save', { row: rows.closing('hearing', 'refused', '2026-03-10', { basis: 'anything', attempts: 9 }) })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'refused', step: null, closedDay: '2026-03-10' })
    expect((await due(fileId)).some(line => line.startsWith('R15'))).toBe(false)
    expect(keys(await doctor.fails('child.screeningClosing.save', { row: rows.closing('hearing', 'refused', '2026-03-10') as never }))).toEqual(['line childClosing.notOpen'])
    // The family comes back and fails again: what they refused was the re-test, not the diagnosis.
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('2', '2026-03-10', { leftEar: '2' }) })
    expect(await listed(fileId)).toEqual(['hearing diagnosis hearingDiagnosis'])
    await doctor.call('child.screeningClosing.void', { id, rev, reason: '家属改变主意' })
    expect(await listed(fileId)).toEqual(['hearing diagnosis hearingDiagnosis'])
  })

  test('lost needs three attempts in vain on file, and opens again when one of them is voided', async () => {
    const { fileId, rows } = await suspicious()
    for (const [day, outcome] of [['2026-03-03', 'noAnswer'], ['2026-03-06', 'noAnswer'], ['2026-03-06', 'wrongNumber'], ['2026-03-07', 'promised'], ['2026-03-08', 'wrongNumber']] as const) await insist(doctor, 'child.attempt.save', { row: rows.attempt(day, outcome) })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ vainAttempts: 2 })
    const tooEarly = await doctor.fails('child.screeningClosing.save', { row: rows.closing('hearing', 'lost', '2026-03-10') as never })
    expect(tooEarly.fields).toMatchObject([{ message: { key: 'child.lostTooEarly', params: { attempts: 2, least: 3 } } }])
    const third = await insist(doctor, 'child.attempt.save', { row: rows.attempt('2026-03-09', 'noAnswer') })
    await insist(doctor, 'child.screeningClosing.save', { row: rows.closing('hearing', 'lost', '2026-03-10') })
    expect(await lineOf(fileId, 'hearing')).toMatchObject({ state: 'lost', step: null })
    await doctor.call('child.attempt.void', { id: third.id, rev: third.rev, reason: '登错了人' })
    expect(await listed(fileId)).toEqual(['hearing retest retest'])
  })

  test('a sample at the laboratory cannot be closed; nor is a chain ended by moving away, only by death', async () => {
    const { fileId, rows } = await suspicious()
    await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-03-05T08:00') })
    expect(keys(await doctor.fails('child.screeningClosing.save', { row: rows.closing('bloodSpot', 'refused', '2026-03-10') as never }))).toEqual(['line childClosing.waiting'])
    const stored = await doctor.call('child.file.get', { id: fileId })
    const values = Object.fromEntries(Object.keys(childFile.fields).map(name => [name, stored[name as 'state']]))
    const { rev } = await insist(doctor, 'child.file.save', { id: fileId, rev: stored.rev, row: { ...values, state: 'moved', stateDay: '2026-03-09' } })
    expect((await listed(fileId)).toSorted()).toEqual(['bloodSpot sampled result', 'hearing retest retest'])
    await insist(doctor, 'child.file.save', { id: fileId, rev, row: { ...values, state: 'death', stateDay: '2026-03-09' as Day } })
    expect(await listed(fileId)).toEqual([])
  })
})

describe('eyes at birth', () => {
  test('an abnormal reflex waits for the answer of the eye clinic; an unexamined one is not normal', async () => {
    await setDay('2026-03-10')
    const fileId = await child('2026-03-01', { birthWeightG: 1800, gestationDays: 217 })
    const rows = screeningRows(fileId)
    expect((await open(fileId)).start.eyes).toMatchObject({ riskFactors: 'preterm,lowWeight' })
    const normal = { appearance: '1', lightRight: '1', lightLeft: '1', redReflexRight: '1', redReflexLeft: '1' }
    const { id, rev } = await insist(doctor, 'child.eyesAtBirth.save', { row: rows.eyes('2026-03-02', { ...normal, redReflexLeft: '3' }) })
    expect(await lineOf(fileId, 'eyes')).toMatchObject({ state: 'incomplete', step: 'examineEyes' })
    const changed = await insist(doctor, 'child.eyesAtBirth.save', { id, rev, row: rows.eyes('2026-03-02', { ...normal, redReflexLeft: '2' }) })
    expect(await listed(fileId)).toEqual(['eyes suspicious eyesAnswer'])
    await insist(doctor, 'child.eyesAtBirth.save', { id, rev: changed.rev, row: rows.eyes('2026-03-02', { ...normal, redReflexLeft: '2', referralDay: '2026-03-03', referralAnswer: '左眼先天性白内障,已手术' }) })
    expect(await lineOf(fileId, 'eyes')).toMatchObject({ state: 'answered', step: null })
  })
})

test('the counts are those of the lists', async () => {
  const counts = await doctor.call('child.screening.counts', {})
  for (const kind of ['bloodSpot', 'hearing', 'heart', 'eyes', 'missing'] as const) expect((await doctor.call('child.screening.list', { kind, limit: 500 })).total, kind).toBe(counts[kind])
  expect(counts.hearing).toBeGreaterThan(1)
  const overdue = await doctor.call('child.screening.list', { overdueOnly: true, limit: 500 })
  expect([overdue.total, overdue.rows.every(row => row.overdue)]).toEqual([counts.overdue, true])
  const [first, second] = [await doctor.call('child.screening.list', { limit: 2 }), await doctor.call('child.screening.list', { limit: 2, offset: 2 })]
  expect(new Set([...first.rows, ...second.rows].map(row => `${row.fileId} ${row.line}`)).size).toBe(Math.min(4, first.total))
})

describe('the home visit is filled with what the clinic screened', () => {
  const prepared = async (fileId: string, visitDay?: string) => { const { row } = await doctor.call('child.newbornVisit.prepare', { fileId, ...(visitDay ? { visitDay } : {}) }); return [row.hearingStatus ?? null, row.diseaseStatus ?? null, row.diseaseStatusNote ?? null] }
  test('hearing not passed and every disease negative; nothing on record is filled as nothing; later results are not those of the visit', async () => {
    await setDay('2026-03-10')
    const fileId = await child('2026-02-25')
    const rows = screeningRows(fileId)
    expect(await prepared(fileId)).toEqual([null, null, null])
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-02-28', { leftEar: '2' }) })
    const { id } = await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-02-28T10:00', { ordered: 'CH,PKU' }) })
    await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(id, 'CH', '1', '2026-03-04') })
    // 检查均阴性 only when everything that was ordered has its result.
    expect(await prepared(fileId)).toEqual(['2', null, null])
    await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(id, 'PKU', '1', '2026-03-05') })
    expect(await prepared(fileId)).toEqual(['2', '2', null])
    expect(await prepared(fileId, '2026-03-04')).toEqual(['2', null, null])
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('2', '2026-03-09') })
    expect([await prepared(fileId), await prepared(fileId, '2026-03-08')]).toEqual([['1', '2', null], ['2', '2', null]])
  })

  test('positive is not diagnosis: only what was confirmed is ticked as 甲低 or 其他 with its name', async () => {
    await setDay('2026-03-10')
    const fileId = await child('2026-02-20')
    const rows = screeningRows(fileId)
    const { id } = await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-02-24T10:00', { ordered: 'CH,CAH' }) })
    const ch = await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(id, 'CH', '3', '2026-02-28') })
    await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(id, 'CAH', '1', '2026-02-28') })
    expect(await prepared(fileId)).toEqual([null, null, null])
    await insist(doctor, 'child.bloodSpotResult.save', { id: ch.id, rev: ch.rev, row: rows.result(id, 'CH', '3', '2026-02-28', { outcome: 'confirmed', diagnosisDay: '2026-03-04', diagnosisResult: '先天性甲状腺功能减低症', diagnosisInstitution: '省儿童医院' }) })
    expect([await prepared(fileId), await prepared(fileId, '2026-03-02')]).toEqual([[null, '3', null], [null, null, null]])
  })

  test('names of diseases that do not fit are left to the doctor, never cut', async () => {
    await setDay('2026-03-10')
    const names = ['甲', '乙', '丙'].map(letter => `${letter}基丙二酸血症`.padEnd(40, '及同型半胱氨酸血症'))
    const admin = await desk.as('guanli2', ['administrator'], '管理员')
    const own = names.map((name, nth): ScreeningDisease => ({ code: `LONG${nth}`, name, group: 'organicAcid', markers: 'C3', nationalCode: '9', active: true }))
    await changeSetting(admin, 'screeningDiseases', { diseases: [...DEFAULT_SCREENING_DISEASES.diseases, ...own] })
    const fileId = await child('2026-02-20')
    const rows = screeningRows(fileId)
    const { id } = await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-02-24T10:00') })
    const confirm = (disease: string) => insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(id, disease, '3', '2026-02-28', { outcome: 'confirmed', diagnosisDay: '2026-03-04', diagnosisResult: '确诊', diagnosisInstitution: '省儿童医院' }) })
    await confirm('LONG0')
    await confirm('LONG1')
    expect((await prepared(fileId))[2]).toBe(`${names[0]}、${names[1]}`)
    await confirm('LONG2')
    expect((await prepared(fileId)).slice(1)).toEqual(['5', null])
    await changeSetting(admin, 'screeningDiseases', DEFAULT_SCREENING_DISEASES)
  })
})
