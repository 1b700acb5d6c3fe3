import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childCase } from '../../domain/modules/child/case.record.ts'
import { childCaseVisit } from '../../domain/modules/child/case-visit.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childScale } from '../../domain/modules/child/scale.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { checkUp, followUp, openCase, registerChild } from '../support/child-case-scene.ts'
import { changeSetting, type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { eyeRows } from '../support/eye-scene.ts'
import { screeningRows } from '../support/screening-scene.ts'

const TODAY = '2026-03-10' as Day
let desk: Desk
let doctor: Window
let admin: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
  admin = await desk.as('guanli', ['administrator'], '管理员')
})
afterAll(() => desk.close())

let windows = 0
/** Another day: the old session is locked by then, so the doctor signs in anew. */
async function setToday(day: string): Promise<void> {
  desk.ports.clock.setMs(Date.parse(`${day}T01:00:00Z`))
  doctor = await desk.as(`erbao${windows += 1}`, ['childCare'], '陈医生')
}
const chainOf = async (fileId: string): Promise<string[]> => (await desk.database.kysely.selectFrom('childDue').select(['ruleId', 'dueDay', 'windowEnd']).where('fileId', '=', fileId).where('contact', 'is', null).orderBy('dueDay').execute()).map(line => `${line.ruleId} ${line.dueDay} ${line.windowEnd}`)
const kindsProposed = async (fileId: string) => (await doctor.call('child.case.propose', { fileId })).proposals.map(one => one.kind)
const setAltitude = (altitudeM: number): Promise<void> => changeSetting(admin, 'childClinic', { altitudeM })

describe('anaemia is proposed by haemoglobin, age and altitude', () => {
  const hb = async (name: string, haemoglobinGPerL: number) => {
    const { fileId } = await registerChild(doctor, name, '2025-01-10')
    await checkUp(doctor, fileId, { contact: 'month18', visitDay: TODAY, weightKg: 10.5, lengthCm: 80, haemoglobinGPerL })
    return fileId
  }
  test('case 46: 108 g/L at 14 months and sea level is 轻度', async () => {
    const fileId = await hb('贫血一', 108)
    const { proposals } = await doctor.call('child.case.propose', { fileId })
    expect(proposals).toMatchObject([{ kind: 'anaemia', severe: false, source: expect.stringContaining('§9.2') as string, row: { startHaemoglobinGPerL: 108, anaemiaDegree: 'mild' } }])
    const id = await openCase(doctor, fileId, 'anaemia')
    expect(await doctor.call('child.case.get', { id })).toMatchObject({ anaemiaDegree: 'mild', number: expect.stringMatching(/^ZA2026\d{6}$/) as string, doctorName: '陈医生' })
  })
  test('case 47: 114 g/L is none at sea level and anaemia at 1500 m, with the limit kept beside it', async () => {
    const fileId = await hb('贫血二', 114)
    expect(await kindsProposed(fileId)).toEqual([])
    await setAltitude(1500)
    expect(await kindsProposed(fileId)).toEqual(['anaemia'])
    const caseId = await openCase(doctor, fileId, 'anaemia')
    const visit = await doctor.call('child.caseVisit.get', { id: await followUp(doctor, caseId, { haemoglobinGPerL: 114 }) })
    expect(visit).toMatchObject({ haemoglobinLimitGPerL: 116.6, anaemiaDegree: 'mild', haemoglobinGPerL: 114, ageMonths: 14 })
    await setAltitude(0)
  })
  test('case 48: 89 is 中度, 59 is 重度 and to be referred', async () => {
    const fileId = await hb('贫血三', 89)
    const caseId = await openCase(doctor, fileId, 'anaemia')
    expect(await doctor.call('child.case.get', { id: caseId })).toMatchObject({ anaemiaDegree: 'moderate' })
    await followUp(doctor, caseId, { haemoglobinGPerL: 59 })
    const opened = await doctor.call('child.case.open', { id: caseId })
    expect(opened.visits).toMatchObject([{ anaemiaDegree: 'severe' }])
    expect(opened.referral).toMatchObject({ reason: { key: 'childCase.referAnaemiaSevere' }, source: '§9.2 [S7]' })
  })
})

describe('a case', () => {
  test('haemoglobin that rose by 1 g/L after two months of regular iron is no improvement: refer, with both values named', async () => {
    const { fileId } = await registerChild(doctor, '补铁无效', '2025-01-10')
    const caseId = await openCase(doctor, fileId, 'anaemia', { openedDay: '2026-01-08', treatmentStartedDay: '2026-01-08', ironMgPerDay: 20, startHaemoglobinGPerL: 92 })
    await followUp(doctor, caseId, { visitDay: '2026-03-09', haemoglobinGPerL: 93, ironMgPerDay: 20 })
    expect((await doctor.call('child.case.open', { id: caseId })).referral).toMatchObject({ reason: { key: 'childCase.referNoImprovement', params: { months: 2, rise: 1, least: 10 } }, source: '§9.2 [S7]' })
  })

  test('R21: blood taken at an ordinary check-up answers too, and iron that goes on afterwards asks again', async () => {
    const { fileId } = await registerChild(doctor, '补铁二', '2025-01-10')
    const caseId = await openCase(doctor, fileId, 'anaemia', { openedDay: '2026-02-01', treatmentStartedDay: '2026-02-01', ironMgPerDay: 20, startHaemoglobinGPerL: 98 })
    await checkUp(doctor, fileId, { contact: 'month18', visitDay: '2026-02-20', weightKg: 10, lengthCm: 78, haemoglobinGPerL: 104 })
    await followUp(doctor, caseId, { visitDay: '2026-03-05', haemoglobinGPerL: null, ironMgPerDay: 20 })
    expect(await chainOf(fileId)).toContain('R21 2026-03-19 2026-04-02')
  })

  test('R21: iron asks for haemoglobin 2–4 weeks later; the check answers, iron that goes on asks again, closing ends it', async () => {
    const { fileId } = await registerChild(doctor, '补铁', '2025-01-10')
    await checkUp(doctor, fileId, { contact: 'month18', visitDay: '2026-02-01', weightKg: 10, lengthCm: 78, haemoglobinGPerL: 98 })
    const caseId = await openCase(doctor, fileId, 'anaemia', { openedDay: '2026-02-01', treatmentStartedDay: '2026-02-01', ironMgPerDay: 20 })
    expect(await chainOf(fileId)).toContain('R21 2026-02-15 2026-03-01')
    expect((await doctor.call('child.case.list', { kind: 'anaemia', only: 'overdue' })).rows.find(row => row.caseId === caseId)).toMatchObject({ childName: '补铁', next: { ruleId: 'R21', windowEnd: '2026-03-01', state: 'overdue' } })
    await followUp(doctor, caseId, { visitDay: '2026-03-10', haemoglobinGPerL: 108, ironMgPerDay: 20 })
    expect(await chainOf(fileId)).toEqual(expect.arrayContaining(['R21 2026-03-24 2026-04-07']))
    await setToday('2026-04-05')
    await followUp(doctor, caseId, { visitDay: '2026-04-05', haemoglobinGPerL: 122, ironMgPerDay: 20, courseCompleted: true })
    const opened = await doctor.call('child.case.open', { id: caseId })
    expect(opened.closing).toMatchObject({ reason: { key: 'childCase.closeAnaemia' }, source: '§9.2 [S7]' })
    await doctor.call('child.case.close', { id: caseId, rev: opened.case.rev, closedDay: '2026-04-05', closingReason: 'recovered', outcome: '1', closingNote: null })
    expect((await chainOf(fileId)).filter(line => line.startsWith('R21'))).toEqual([])
    expect((await doctor.call('child.case.open', { id: caseId })).case).toMatchObject({ closedDay: '2026-04-05', outcome: '1', closingDoctor: '陈医生' })
    await setToday('2026-03-10')
  })

  test.each([
    ['malnutrition', 'R22', '2026-03-03 2026-03-17', '2026-04-03 2026-04-17'], ['rickets', 'R23', '2026-03-03 2026-03-17', '2026-04-03 2026-04-17'], ['obesity', 'R24', '2026-03-03 2026-03-24', '2026-04-03 2026-04-24'],
  ] as const)('%s is followed monthly by %s from its opening on, and no more once it is closed', async (kind, rule, first, next) => {
    const { fileId } = await registerChild(doctor, `随访${{ R22: '甲', R23: '乙', R24: '丙' }[rule]}`, '2024-03-05')
    const caseId = await openCase(doctor, fileId, kind, { openedDay: '2026-02-10' })
    expect(await chainOf(fileId)).toContain(`${rule} ${first}`)
    await followUp(doctor, caseId, { visitDay: TODAY })
    expect(await chainOf(fileId)).toContain(`${rule} ${next}`)
    const { case: open } = await doctor.call('child.case.open', { id: caseId })
    await doctor.call('child.case.close', { id: caseId, rev: open.rev, closedDay: TODAY, closingReason: 'transferred', outcome: '3', closingNote: '转上级' })
    expect((await chainOf(fileId)).filter(line => line.startsWith(rule))).toEqual([])
  })

  test('what newborn screening confirmed proposes a high-risk case with its source; what is merely positive does not', async () => {
    const { fileId } = await registerChild(doctor, '筛查确诊', '2026-01-10')
    const rows = screeningRows(fileId)
    const highRisk = async () => (await doctor.call('child.case.propose', { fileId })).proposals.find(one => one.kind === 'highRisk')
    const sampleId = (await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-01-14T08:00') })).id
    const result = rows.result(sampleId, 'PKU', '3', '2026-01-20')
    const positive = await insist(doctor, 'child.bloodSpotResult.save', { row: result })
    const heart = rows.heart('2026-01-12T08:00', { murmur: '2', firstHandPercent: 97, firstFootPercent: 96 })
    const screened = await insist(doctor, 'child.heartScreening.save', { row: heart })
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-01-13', { leftEar: '2' }) })
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('2', '2026-02-10', { leftEar: '2' }) })
    await insist(doctor, 'child.eyesAtBirth.save', { row: rows.eyes('2026-01-13', { appearance: '1', redReflexLeft: '2' }) })
    expect(await highRisk()).toBeUndefined()
    const confirmed = await insist(doctor, 'child.bloodSpotResult.save', { id: positive.id, rev: positive.rev, row: { ...result, outcome: 'confirmed', diagnosisDay: '2026-02-01', diagnosisResult: '经典型苯丙酮尿症' } })
    expect(await highRisk()).toMatchObject({ severe: true, basis: 'metabolicDisease', day: '2026-02-01', source: '§8 [S7][S23]', row: { factors: 'metabolicDisease', plan: 'highRisk' }, reason: { params: { factors: '遗传代谢病(遗传代谢病筛查 2026-02-01 确诊:经典型苯丙酮尿症)' } } })
    await insist(doctor, 'child.heartScreening.save', { id: screened.id, rev: screened.rev, row: { ...heart, echoDay: '2026-01-15', echo: 'defect', diagnosis: '室间隔缺损' } })
    // Diagnosed without its degree: confirmed, but not the loss of more than 40 dB that the list names.
    const loss = await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('3', '2026-03-01', { diagnosis: 'loss', diagnosisDetail: '左耳听力下降' }) })
    expect((await highRisk())!.basis.split(',').toSorted()).toEqual(['congenitalHeartDisease', 'metabolicDisease', 'screeningAbnormal'])
    expect(String((await highRisk())!.reason.params!.factors)).toContain('新生儿筛查异常(听力诊断 2026-03-01 确诊听力障碍:左耳听力下降)')
    await insist(doctor, 'child.hearingTest.save', { id: loss.id, rev: loss.rev, row: rows.hearing('3', '2026-03-01', { diagnosis: 'loss', diagnosisDetail: '左耳 ABR 50 dB' }) })
    await insist(doctor, 'child.eyesAtBirth.save', { row: rows.eyes('2026-02-20', { appearance: '1', referralAnswer: '双眼ROP 2期' }) })
    expect((await highRisk())!.basis.split(',').toSorted()).toEqual(['congenitalHeartDisease', 'hearingLoss', 'metabolicDisease', 'retinopathy'])
    expect((await doctor.call('child.case.prepare', { fileId, kind: 'highRisk' })).foundFactors.toSorted()).toEqual(['congenitalHeartDisease', 'hearingLoss', 'metabolicDisease', 'retinopathy'])
    // A voided result confirms nothing; what a case already names is not proposed again.
    await doctor.call('child.bloodSpotResult.void', { id: positive.id, rev: confirmed.rev, reason: '不是这名儿童' })
    expect((await highRisk())!.basis).not.toContain('metabolicDisease')
    await openCase(doctor, fileId, 'highRisk', { openedDay: TODAY })
    expect(await highRisk()).toBeUndefined()
  })

  test('a stage of retinopathy proposes a high-risk case wherever it is written: by another hospital, or by our eye clinic', async () => {
    const { fileId } = await registerChild(doctor, '视网膜病变', '2026-01-06', { gestationDays: 265 })
    const [rows, eyes] = [screeningRows(fileId), eyeRows(fileId)]
    const oculist = await desk.as('yanke', ['eyeCare'], '沈医生')
    const highRisk = async () => (await doctor.call('child.case.propose', { fileId })).proposals.find(one => one.kind === 'highRisk')
    const save = (stages: object, day: string) => insist(oculist, 'eye.retinopathy.save', { row: eyes.fundus(day, { nextDay: '2026-03-24', ...stages }) })
    await save({ stageRight: '1' }, '2026-02-10')
    expect(await highRisk()).toBeUndefined()
    await insist(doctor, 'child.eyesAtBirth.save', { row: rows.eyes('2026-02-12', { fundusDay: '2026-02-17', fundusAnswer: '双眼ROP 2期' }) })
    expect(await highRisk()).toMatchObject({ basis: 'retinopathy', day: '2026-02-17' })
    expect(String((await highRisk())!.reason.params!.factors)).toContain('出生时眼部检查 2026-02-17 ROP眼底检查结果:双眼ROP 2期')
    const worse = await save({ stageRight: '1', stageLeft: '3' }, '2026-03-03')
    expect(await highRisk()).toMatchObject({ basis: 'retinopathy', day: '2026-03-03' })
    expect(String((await highRisk())!.reason.params!.factors)).toContain('ROP眼底筛查 2026-03-03:右眼1期,左眼3期')
    await oculist.call('eye.retinopathy.void', { ...worse, reason: '不是这名儿童' })
    expect(await highRisk()).toMatchObject({ day: '2026-02-17' })
  })

  // One visit completes all rules whose content was recorded (§15).
  test.each([
    ['malnutrition', 'R22', { weightKg: 11.2, lengthCm: 84 }, { weightKg: 11.2 }], ['rickets', 'R23', { ricketsSignsToddler: '1' }, { weightKg: 11.2, lengthCm: 84 }], ['obesity', 'R24', { weightKg: 16 }, { haemoglobinGPerL: 120 }],
  ] as const)('a check-up of %s with the fitting measurements answers %s as a follow-up does, one without them does not', async (kind, rule, fitting, other) => {
    const { fileId } = await registerChild(doctor, `体检答${{ R22: '甲', R23: '乙', R24: '丙' }[rule]}`, '2024-03-05')
    const opened = '2026-01-20'
    // The check-up that led to the case is not its first follow-up.
    await checkUp(doctor, fileId, { contact: 'month18', visitDay: opened, ...fitting })
    await openCase(doctor, fileId, kind, { openedDay: opened })
    const lines = async () => (await chainOf(fileId)).filter(line => line.startsWith(rule))
    expect(await lines()).toEqual([expect.stringContaining('2026-02-13')])
    await checkUp(doctor, fileId, { contact: 'month18', visitDay: '2026-02-10', ...other })
    expect(await lines()).toEqual([expect.stringContaining('2026-02-13')])
    await checkUp(doctor, fileId, { contact: 'month18', visitDay: '2026-02-18', ...fitting })
    expect(await lines()).toEqual([expect.stringContaining('2026-03-11')])
  })

  test('R25: weight, length and head at a check-up answer the plan day of a high-risk child; head is no longer asked for from 3 years on', async () => {
    const { fileId } = await registerChild(doctor, '高危体检', '2025-09-10', { apgarOneMinute: 5 })
    await openCase(doctor, fileId, 'highRisk', { openedDay: '2025-09-20' })
    const open = async () => (await desk.database.kysely.selectFrom('childDue').select('windowEnd').where('fileId', '=', fileId).where('ruleId', '=', 'R25').orderBy('dueDay').execute()).map(line => line.windowEnd)
    expect(await open()).toContain('2026-03-24')
    await checkUp(doctor, fileId, { contact: 'month6', visitDay: TODAY, weightKg: 7.8, lengthCm: 67 })
    expect(await open()).toContain('2026-03-24')
    await checkUp(doctor, fileId, { contact: 'month6', visitDay: '2026-03-09', weightKg: 7.8, lengthCm: 67, headCm: 43 })
    expect(await open()).not.toContain('2026-03-24')
  })

  test('what one record measured that day is carried into the other, and answers the other’s rules', async () => {
    const { fileId } = await registerChild(doctor, '同日测量', '2024-03-05')
    const caseId = await openCase(doctor, fileId, 'anaemia', { openedDay: '2026-02-10', startHaemoglobinGPerL: 98, treatmentStartedDay: '2026-02-10', ironMgPerDay: 20 })
    await openCase(doctor, fileId, 'malnutrition', { openedDay: '2026-02-10' })
    await checkUp(doctor, fileId, { contact: 'month24', visitDay: TODAY, weightKg: 10.2, lengthCm: 82.5, headCm: 47, position: 'H' })
    const prepared = await doctor.call('child.caseVisit.prepare', { caseId })
    expect(prepared.row).toMatchObject({ weightKg: 10.2, lengthCm: 82.5, headCm: 47, position: 'H', ironMgPerDay: 20 })
    expect(prepared.sameDay.toSorted()).toEqual(['headCm', 'lengthCm', 'position', 'weightKg'])
    expect((await doctor.call('child.caseVisit.prepare', { caseId, visitDay: '2026-03-09' })).sameDay).toEqual([])
    await followUp(doctor, caseId, { haemoglobinGPerL: 112 })
    const visit = await doctor.call('child.visit.prepare', { fileId, contact: 'month24' })
    expect(visit.row).toMatchObject({ weightKg: 10.2, haemoglobinGPerL: 112 })
    expect(visit.sameDay).toContain('haemoglobinGPerL')
    const home = await doctor.call('child.newbornVisit.prepare', { fileId })
    expect(home.row).toMatchObject({ weightKg: 10.2 })
  })

  test('the same weight carried into a second form of the day is one measurement: no poor gain, no second visit below +1 SD', async () => {
    const { fileId } = await registerChild(doctor, '一次算一次', '2022-03-10', {}, { sex: '2' })
    const stout = await openCase(doctor, fileId, 'obesity', { openedDay: '2026-01-10', statuses: 'obese' })
    await checkUp(doctor, fileId, { contact: 'year4', visitDay: TODAY, position: 'H', weightKg: 15.7, lengthCm: 102.3 })
    await followUp(doctor, stout, {})
    expect((await doctor.call('child.case.open', { id: stout })).closing).toBeNull()
    const { fileId: small } = await registerChild(doctor, '增重一次', '2024-03-05')
    const thin = await openCase(doctor, small, 'malnutrition', { openedDay: '2026-01-10' })
    await followUp(doctor, thin, { visitDay: '2026-02-10', weightKg: 9.4, lengthCm: 84, position: 'L' })
    await checkUp(doctor, small, { contact: 'month24', visitDay: TODAY, weightKg: 9.4, lengthCm: 84, position: 'H' })
    await followUp(doctor, thin, {})
    expect((await doctor.call('child.case.open', { id: thin })).referral).toBeNull()
  })

  test('R25: a high-risk preterm is followed by its plan, counted by corrected age; a follow-up answers its plan day', async () => {
    const { fileId } = await registerChild(doctor, '早产', '2025-11-10', { gestationDays: 224, birthWeightG: 1700, dischargeDay: '2025-12-10', apgarOneMinute: 6 })
    const { proposals } = await doctor.call('child.case.propose', { fileId })
    expect(proposals[0]).toMatchObject({ kind: 'highRisk', severe: true, row: { plan: 'highRiskPreterm' } })
    expect(proposals[0]!.row.factors!.split(',')).toEqual(expect.arrayContaining(['preterm', 'asphyxia', 'lowBirthWeight']))
    const caseId = await openCase(doctor, fileId, 'highRisk', { openedDay: '2025-12-15' })
    const stored = await doctor.call('child.case.get', { id: caseId })
    expect(stored).toMatchObject({ pretermClass: 'highRisk', riskLevel: '3', plan: 'highRiskPreterm' })
    expect(stored.factorNames).toContain('早产(胎龄不足37周)')
    // Discharged on the 10th of December, every 14 days until corrected one month (term 5 January), then monthly.
    const { next } = await doctor.call('child.case.open', { id: caseId })
    expect(next).toMatchObject({ ruleId: 'R25', windowEnd: '2026-03-19', state: 'due' })
    await followUp(doctor, caseId, { visitDay: TODAY, weightKg: 5, lengthCm: 58 })
    expect((await doctor.call('child.case.open', { id: caseId })).next).toMatchObject({ windowEnd: '2026-04-19', state: 'notDue' })
    expect((await doctor.call('child.file.open', { id: fileId })).file.highRisk).toBe(true)
  })

  test('comes again as a new case that names the earlier; two of a kind are never open at once', async () => {
    const { fileId } = await registerChild(doctor, '再入', '2025-01-10')
    const caseId = await openCase(doctor, fileId, 'rickets', { openedDay: '2026-01-10' })
    const twice = await doctor.fails('child.case.save', { row: { ...emptyRow(childCase), fileId, kind: 'rickets', openedDay: '2026-02-01', doctorName: '陈医生' } as never })
    expect(twice.fields).toMatchObject([{ path: 'kind', message: { key: 'childCase.alreadyOpen' } }])
    const { case: open } = await doctor.call('child.case.open', { id: caseId })
    await doctor.call('child.case.close', { id: caseId, rev: open.rev, closedDay: '2026-02-10', closingReason: 'recovered', outcome: '1', closingNote: null })
    const prepared = await doctor.call('child.case.prepare', { fileId, kind: 'rickets' })
    expect(prepared.row.previousCaseId).toBe(caseId)
    const again = await openCase(doctor, fileId, 'rickets')
    expect((await doctor.call('child.case.open', { id: again })).previousNumber).toBe(open.number)
    expect((await chainOf(fileId)).filter(line => line.startsWith('R23'))).toEqual(['R23 2026-04-03 2026-04-17'])
    const reopened = await doctor.fails('child.case.reopen', { id: caseId, rev: open.rev + 1, reason: '误结案' })
    expect(reopened.fields).toMatchObject([{ message: { key: 'childCase.alreadyOpen' } }])
  })

  test('a closing that was a mistake is taken back; a case with visits is not voided; closing fields come from closing alone', async () => {
    const { fileId } = await registerChild(doctor, '误结', '2025-01-10')
    const id = await openCase(doctor, fileId, 'malnutrition', { openedDay: '2026-02-10', closedDay: '2026-02-11', closingReason: 'recovered', outcome: '1', closingDoctor: '别人' })
    const { rev, closedDay } = await doctor.call('child.case.get', { id })
    expect(closedDay).toBeNull()
    await followUp(doctor, id, { visitDay: TODAY, weightKg: 9 })
    expect((await doctor.fails('child.case.void', { id, rev, reason: '登错' })).fields).toMatchObject([{ message: { key: 'childCase.inUse' } }])
    const early = await doctor.fails('child.case.close', { id, rev, closedDay: '2026-03-01', closingReason: 'recovered', outcome: '1', closingNote: null })
    expect(early.fields).toMatchObject([{ path: 'closedDay', message: { key: 'childCase.closedBeforeVisit' } }])
    await doctor.call('child.case.close', { id, rev, closedDay: TODAY, closingReason: 'recovered', outcome: '1', closingNote: null })
    const late = await doctor.fails('child.caseVisit.save', { row: { ...emptyRow(childCaseVisit), fileId, caseId: id, kind: 'malnutrition', visitDay: addDays(TODAY, 0), referral: '1', doctorName: '陈医生' } as never, id: 'x', rev: 1 })
    expect(late.code).toBe('not-found')
    await doctor.call('child.case.reopen', { id, rev: rev + 1, reason: '误点结案' })
    expect(await doctor.call('child.case.get', { id })).toMatchObject({ closedDay: null, closingReason: null, planNote: null })
    expect((await doctor.call('child.case.open', { id })).reopenings).toMatchObject([{ reason: '误点结案', byName: '陈医生' }])
  })

  test('a closing taken back twice keeps both reasons and the whole plan; a treatment too long for a follow-up is not carried in half', async () => {
    const { fileId } = await registerChild(doctor, '长文', '2025-01-10')
    const [planNote, treatment] = ['每月复查一次。'.repeat(42), '补充能量与蛋白质,'.repeat(20)]
    const id = await openCase(doctor, fileId, 'malnutrition', { openedDay: '2026-02-10', planNote, treatment })
    const reasons = ['误点了结案按钮,家长当天来电说孩子体重又下降,须继续管理。'.repeat(6), '再次误结案:'.repeat(30)]
    for (const [at, reason] of reasons.entries()) {
      await doctor.call('child.case.close', { id, rev: 1 + at * 2, closedDay: TODAY, closingReason: 'recovered', outcome: '1', closingNote: null })
      await doctor.call('child.case.reopen', { id, rev: 2 + at * 2, reason })
    }
    const opened = await doctor.call('child.case.open', { id })
    expect(opened.case).toMatchObject({ closedDay: null, planNote, treatment })
    expect(opened.reopenings.map(one => one.reason)).toEqual(reasons.toReversed())
    expect((await doctor.call('child.case.history', { id })).filter(one => one.reason !== null).map(one => one.reason)).toEqual(reasons.toReversed())
    expect((await doctor.call('child.caseVisit.prepare', { caseId: id })).row.treatment).toBeNull()
  })

  test('失访 needs attempts without an answer on three days; death is said by the card alone', async () => {
    const { fileId } = await registerChild(doctor, '失访', '2025-01-10')
    const id = await openCase(doctor, fileId, 'obesity', { openedDay: '2026-01-10' })
    const close = { id, rev: 1, closedDay: TODAY, outcome: '9', closingNote: null } as const
    const attempt = (day: string, outcome: string) => doctor.call('child.attempt.save', { row: { fileId, day, outcome, about: '专案随访', callerName: '周护士', note: null } as never })
    await attempt('2026-02-01', 'noAnswer')
    await attempt('2026-02-01', 'noAnswer')
    await attempt('2026-02-01', 'wrongNumber')
    await attempt('2026-02-02', 'reached')
    expect((await doctor.fails('child.case.close', { ...close, closingReason: 'lost' })).fields).toMatchObject([{ path: 'closingReason', message: { key: 'child.lostTooEarly', params: { attempts: 1, least: 3 } } }])
    await attempt('2026-02-10', 'wrongNumber')
    await attempt('2026-02-20', 'noAnswer')
    expect((await doctor.fails('child.case.close', { ...close, closingReason: 'died', outcome: '5' })).fields).toMatchObject([{ message: { key: 'childCase.diedByCard' } }])
    await doctor.call('child.case.close', { ...close, closingReason: 'lost' })
    expect((await doctor.call('child.case.list', { kind: 'obesity' })).rows.some(row => row.caseId === id)).toBe(false)
  })

  test('another child’s case is refused, a factor outside the hospital’s list too, and days that cannot be', async () => {
    const one = await registerChild(doctor, '甲儿', '2025-01-10')
    const other = await registerChild(doctor, '乙儿', '2025-01-10')
    const caseId = await openCase(doctor, one.fileId, 'rickets', { openedDay: '2026-02-10' })
    const visit = { ...emptyRow(childCaseVisit), fileId: other.fileId, caseId, kind: 'rickets', visitDay: TODAY, referral: '1', doctorName: '陈医生' }
    expect((await doctor.fails('child.caseVisit.save', { row: visit as never })).fields).toMatchObject([{ path: 'caseId', message: { key: 'childCaseVisit.otherChild' } }])
    expect((await doctor.fails('child.caseVisit.save', { row: { ...visit, fileId: one.fileId, visitDay: '2026-02-09' } as never })).fields).toMatchObject([{ path: 'visitDay', message: { key: 'childCaseVisit.beforeOpening' } }])
    const row = { ...emptyRow(childCase), fileId: other.fileId, kind: 'highRisk', openedDay: '2025-01-01', doctorName: '陈医生', factors: 'preterm,noSuchFactor', previousCaseId: caseId }
    expect((await doctor.fails('child.case.save', { row: row as never })).fields!.map(issue => issue.message.key)).toEqual(expect.arrayContaining(['childCase.unknownFactor', 'childCase.beforeBirth', 'childCase.previous']))
    expect((await doctor.fails('child.case.save', { row: { ...row, factors: null, previousCaseId: null, openedDay: TODAY } as never })).fields).toMatchObject([{ path: 'factors', message: { key: 'childCase.factors' } }])
  })
})

describe('factors of high risk from the clinic’s own records (§8)', () => {
  const factorsOf = async (fileId: string) => (await doctor.call('child.case.propose', { fileId })).proposals.find(one => one.kind === 'highRisk')?.row.factors?.split(',') ?? []
  const home = (fileId: string, visitDay: string, row: Record<string, unknown>) => doctor.call('child.newbornVisit.save', { row: { ...emptyRow(newbornVisit), fileId, visitDay, place: 'home', referral: '1', doctorName: '陈医生', weightKg: 3.6, ...row } as never })

  test('儿心量表 with DQ 55 is 发育筛查异常, also when the signs of a later check-up are absent', async () => {
    const { fileId } = await registerChild(doctor, '量表高危', '2024-09-01')
    const scale = { ...emptyRow(childScale), fileId, kind: 'development', testerName: '周测评', grossMotorDq: 55, fineMotorDq: 55, adaptiveDq: 55, languageDq: 55, socialDq: 55, totalDq: 55 }
    expect(await factorsOf(fileId)).toEqual([])
    await doctor.call('child.scale.save', { row: { ...scale, testDay: '2026-01-10' } as never })
    expect(await factorsOf(fileId)).toEqual(['developmentAbnormal'])
    await checkUp(doctor, fileId, { contact: 'month18', visitDay: TODAY, weightKg: 11, lengthCm: 82, warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false })
    expect(await factorsOf(fileId)).toEqual(['developmentAbnormal'])
    await doctor.call('child.scale.save', { row: { ...scale, testDay: TODAY, grossMotorDq: 90, fineMotorDq: 90, adaptiveDq: 90, languageDq: 90, socialDq: 90, totalDq: 90 } as never })
    expect(await factorsOf(fileId)).toEqual([])
  })

  test('听力未通过 of the home visit stands until a test of the clinic answers it; a second home visit that does not say does not take it away', async () => {
    const { fileId } = await registerChild(doctor, '访视听力', '2026-02-01')
    await home(fileId, '2026-02-08', { hearingStatus: '2', diseaseStatus: '2' })
    expect(await factorsOf(fileId)).toEqual(['screeningAbnormal'])
    await home(fileId, '2026-02-20', { hearingStatus: '4' })
    expect(await factorsOf(fileId)).toEqual(['screeningAbnormal'])
    const rows = screeningRows(fileId)
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-02-03', { leftEar: '2' }) })
    expect(await factorsOf(fileId)).toEqual(['screeningAbnormal'])
    await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('2', '2026-03-05') })
    expect(await factorsOf(fileId)).toEqual([])
  })

  test('a later home visit that says 通过 answers the first; 甲低 of the home visit is answered by a diagnosis that excludes it', async () => {
    const { fileId } = await registerChild(doctor, '访视疾病', '2026-02-01')
    await home(fileId, '2026-02-08', { hearingStatus: '2', diseaseStatus: '3' })
    await home(fileId, '2026-02-20', { hearingStatus: '1' })
    expect(await factorsOf(fileId)).toEqual(['screeningAbnormal'])
    const rows = screeningRows(fileId)
    const { id } = await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-02-04T10:00', { ordered: 'CH' }) })
    await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(id, 'CH', '3', '2026-02-10', { outcome: 'excluded', diagnosisDay: '2026-03-01', diagnosisResult: '排除', diagnosisInstitution: '省儿童医院' }) })
    expect(await factorsOf(fileId)).toEqual([])
  })
})

describe('proposals', () => {
  test('rickets is not closed by a form that has no place for the signs: 颅骨软化 and 方颅 at 8 months, 无 in the 12月 column', async () => {
    const { fileId } = await registerChild(doctor, '佝偻', '2025-03-01')
    await checkUp(doctor, fileId, { contact: 'month8', visitDay: '2025-11-05', weightKg: 8.6, lengthCm: 70, ricketsSignsInfant: '6,7' })
    const caseId = await openCase(doctor, fileId, 'rickets', { openedDay: '2025-11-05' })
    await checkUp(doctor, fileId, { contact: 'month12', visitDay: '2026-03-02', weightKg: 9.6, lengthCm: 75, ricketsSignsToddler: '1' })
    const closing = async () => (await doctor.call('child.case.open', { id: caseId })).closing
    expect(await closing()).toBeNull()
    await followUp(doctor, caseId, { visitDay: TODAY, ricketsSigns: '01' })
    expect(await closing()).toMatchObject({ reason: { key: 'childCase.closeRickets' }, source: '§9.3 [K]' })
  })

  test('low weight, obesity and rickets signs each propose their case; a doctor’s no holds until something new is found', async () => {
    const thin = await registerChild(doctor, '消瘦', '2025-03-10')
    await checkUp(doctor, thin.fileId, { contact: 'month12', visitDay: '2026-03-10', weightKg: 7.3, lengthCm: 74, ricketsSignsToddler: '2,4' })
    const { proposals } = await doctor.call('child.case.propose', { fileId: thin.fileId })
    expect(proposals.map(one => [one.kind, one.severe])).toEqual([['highRisk', true], ['malnutrition', true], ['rickets', false]])
    const malnutrition = proposals[1]!
    expect(malnutrition).toMatchObject({ reason: { key: 'child.proposeMalnutrition' }, day: TODAY, row: { startWeightKg: 7.3, startLengthCm: 74 } })
    await doctor.call('child.caseDecline.save', { row: { fileId: thin.fileId, kind: 'malnutrition', basis: malnutrition.basis, day: TODAY, doctorName: '陈医生', note: '体质瘦小,父母矮小' } as never })
    expect(await kindsProposed(thin.fileId)).toEqual(['highRisk', 'rickets'])
    await setToday('2026-03-30')
    await checkUp(doctor, thin.fileId, { contact: 'month12', visitDay: '2026-03-28', weightKg: 7.3, lengthCm: 74.2 })
    expect(await kindsProposed(thin.fileId)).toContain('malnutrition')
    await setToday(TODAY)
    const stout = await registerChild(doctor, '肥胖', '2022-03-10', {}, { sex: '2' })
    await checkUp(doctor, stout.fileId, { contact: 'year4', visitDay: TODAY, position: 'H', weightKg: 18, lengthCm: 100 })
    expect(await kindsProposed(stout.fileId)).toEqual(['obesity'])
    expect((await doctor.call('child.case.prepare', { fileId: stout.fileId, kind: 'obesity' })).row.statuses).toBe('obese')
  })

  test('obesity closes after two visits below +1 SD, malnutrition with all three indicators and a good condition', async () => {
    const { fileId } = await registerChild(doctor, '结案', '2022-03-10', {}, { sex: '2' })
    const caseId = await openCase(doctor, fileId, 'obesity', { openedDay: '2026-01-10', statuses: 'obese' })
    await followUp(doctor, caseId, { visitDay: '2026-02-10', position: 'H', weightKg: 15.6, lengthCm: 101.8 })
    expect((await doctor.call('child.case.open', { id: caseId })).closing).toBeNull()
    await followUp(doctor, caseId, { visitDay: TODAY, position: 'H', weightKg: 15.7, lengthCm: 102.3 })
    const { closings } = await doctor.call('child.case.propose', { fileId })
    expect(closings).toMatchObject([{ caseId, kind: 'obesity', reason: { key: 'childCase.closeObesity', params: { visits: 2 } } }])
    const thin = await openCase(doctor, fileId, 'malnutrition', { openedDay: '2026-01-10' })
    await followUp(doctor, thin, { visitDay: TODAY, position: 'H', weightKg: 15.7, lengthCm: 102.3 })
    expect((await doctor.call('child.case.open', { id: thin })).closing).toBeNull()
    await followUp(doctor, thin, { visitDay: TODAY, position: 'H', weightKg: 15.7, lengthCm: 102.3, generalConditionGood: true })
    expect((await doctor.call('child.case.open', { id: thin })).closing).toMatchObject({ reason: { key: 'childCase.closeMalnutrition' } })
  })
})
