import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { criticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { NO_RISK_EDITS } from '../../domain/rule/maternal/risk-criteria.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { CallError } from '../../domain/api/result.ts'
import type { Name } from '../../domain/api/api.ts'
import type { RiskList } from '../../domain/api/risk-api.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { changeSetting, type Desk, insist, openDesk, PASSWORD, type Window } from '../support/desk.ts'
import { measuredRows, pregnantWoman, riskRows } from '../support/risk-scene.ts'
import { testEngines } from '../support/engines.ts'
import { testPorts } from '../support/test-ports.ts'

// 2025-09-26 09:30 in the hospital.
const START = '2025-09-26T01:30:00Z'
let desk: Desk
let doctor: Window
let care: Window
let admin: Window
beforeAll(async () => {
  desk = await openDesk({ ports: testPorts({ startAt: START }) })
  admin = await desk.as('guanli', ['administrator'])
  await admin.call('setting.save', { key: 'institution', rev: 0, value: { ...SETTINGS.institution.initial, name: '青山镇卫生院', countyCode: '430421', level: '1' } })
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  care = await desk.as('yunbao', ['maternalCare'], '曹孕保')
})
afterAll(() => desk.close())

let count = 0
const woman = (values: Parameters<typeof pregnantWoman>[2] = {}) => pregnantWoman(care, `风险${++count}`, values)
const keysOf = ({ fields }: CallError): string[] => (fields ?? []).map(({ path, message }) => `${path} ${message.key}`)
const refused = async (name: Name, input: Record<string, unknown>, by = doctor): Promise<string[]> => keysOf(await by.fails(name, input as never))
const confirm = (row: Record<string, unknown>) => insist(doctor, 'risk.assessment.save', { row })
const idsProposed = async (pregnancyId: string): Promise<string[]> => (await doctor.call('risk.assessment.prepare', { pregnancyId })).proposals.filter(({ coveredBy }) => coveredBy === null).map(({ id }) => id)
const standing = async (pregnancyId: string) => { const { pregnancy: { riskColour, isPurple } } = await doctor.call('pregnancy.open', { pregnancyId }); return { riskColour, isPurple } }
const inList = async (list: RiskList, pregnancyId: string) => (await care.call('risk.duty.list', { list, offset: 0, limit: 500 })).rows.find(row => row.pregnancyId === pregnancyId)
const nearTerm = { pregnancy: { lastMenstrualDay: '2025-01-01', bookedDay: null } }
/** Her birth in this hospital of level 1 on 2025-09-25; answers the delivery. */
async function gaveBirth({ womanId, pregnancyId }: { womanId: string; pregnancyId: string }): Promise<string> {
  const { id } = await insist(care, 'delivery.register', {
    row: { motherId: womanId, pregnancyId, admissionNumber: 'ZY1', gestationDays: 267, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山镇卫生院', attendantType: '1', attendantName: '周助产' },
    newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2025-09-25T08:00', weightG: 3200, lengthCm: 50, health: '1' } }],
  })
  return id
}
/** Time passes; the windows have locked themselves meanwhile. */
async function at(minute: string): Promise<void> {
  desk.ports.clock.setMs(Date.parse(`${minute}:00+08:00`))
  for (const window of [doctor, care, admin]) await window.call('auth.unlock', { password: PASSWORD })
}

describe('what the records propose', () => {
  test.each([[68, ['Y1.2']], [65.6, []], [73.6, ['O1.2']], [48.5, ['Y1.2']]] as const)('M-09: at 162 cm and %s kg', async (weightKg, ids) => {
    const { pregnancyId } = await woman()
    await insist(care, 'maternal.first.save', { row: measuredRows(pregnancyId).first({ heightCm: 162, weightKg }) })
    expect(await idsProposed(pregnancyId)).toEqual(ids)
  })

  test.each([['1990-09-27', []], ['1990-09-26', ['Y1.1']], ['1985-09-26', ['O1.1']], ['2006-09-27', ['Y1.1']], ['2006-09-26', []]] as const)('M-10: born on %s, assessed on 2025-09-26', async (birthDay, ids) => {
    const { pregnancyId } = await woman({ birthDay })
    expect(await idsProposed(pregnancyId)).toEqual(ids)
  })

  test.each([[110, []], [109, ['Y2.6.2']], [61, ['Y2.6.2']], [60, ['O2.6.2']], [41, ['O2.6.2']], [40, ['R1.6.3']]] as const)('M-11: the newest haemoglobin %s', async (haemoglobinGPerL, ids) => {
    const { pregnancyId } = await woman()
    const rows = measuredRows(pregnancyId)
    await insist(care, 'maternal.first.save', { row: rows.first({ haemoglobinGPerL: 90 }) })
    await insist(care, 'maternal.visit.save', { row: rows.visit('2025-09-20', { haemoglobinGPerL }) })
    expect(await idsProposed(pregnancyId)).toEqual(ids)
  })

  test.each([[101, []], [100, ['Y2.6.1']], [51, ['Y2.6.1']], [50, ['O2.6.1']], [30, ['O2.6.1']], [29, ['R1.6.2']]] as const)('M-12: platelets %s', async (plateletsE9PerL, ids) => {
    const { pregnancyId } = await woman()
    await insist(care, 'maternal.first.save', { row: measuredRows(pregnancyId).first({ plateletsE9PerL }) })
    expect(await idsProposed(pregnancyId)).toEqual(ids)
  })

  test('M-14: HBsAg with normal ALT is yellow 2.3 and purple beside it, and the doctor decides', async () => {
    const { pregnancyId } = await woman()
    await insist(care, 'maternal.first.save', { row: measuredRows(pregnancyId).first({ hepatitisBSurfaceAntigen: '2' }) })
    expect(await idsProposed(pregnancyId)).toEqual(['Y2.3', 'P1'])
    await confirm(riskRows(pregnancyId).assessment('Y2.3,P1'))
    expect(await standing(pregnancyId)).toEqual({ riskColour: 'yellow', isPurple: true })
  })

  test('a row nobody ticked is asked about once; what was not adopted asks nothing again', async () => {
    const { pregnancyId } = await woman()
    await insist(care, 'maternal.first.save', { row: measuredRows(pregnancyId).first({ hepatitisBSurfaceAntigen: '2' }) })
    expect(keysOf(await doctor.fails('risk.assessment.save', { row: riskRows(pregnancyId).assessment('Y2.3') as never }))).toEqual(['criteria risk.unconfirmed'])
    const { id } = await confirm(riskRows(pregnancyId).assessment('Y2.3'))
    expect(await doctor.call('risk.assessment.get', { id })).toMatchObject({ declined: 'P1', isPurple: false })
    expect(await inList('attention', pregnancyId)).toBeUndefined()
  })

  test('the interval to the last birth, a caesarean and the position late in pregnancy are facts; an early sugar is not held against the late limit', async () => {
    const { pregnancyId, womanId } = await woman({ pregnancy: { state: 'delivered', lastMenstrualDay: '2023-11-01', bookedDay: null } })
    await insist(care, 'delivery.register', {
      row: { motherId: womanId, pregnancyId, admissionNumber: 'ZY1', gestationDays: 275, mode: '31', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '县妇幼保健院', attendantType: '1', attendantName: '周助产' },
      newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2024-08-01T08:00', weightG: 3200, lengthCm: 50, health: '1' } }],
    })
    const { id: nextId } = await insist(care, 'pregnancy.save', { row: { ...emptyRow(pregnancy), womanId, state: 'pregnant', lastMenstrualDay: '2025-01-10', bookedDay: '2025-03-20', gravidity: 2, parity: 1, caesareans: 1, fetusCount: 1 } })
    const rows = measuredRows(nextId)
    await insist(care, 'maternal.first.save', { row: rows.first({ visitDay: '2025-03-20', glucoseMmolPerL: 5.4, urineGlucose: '04' }) })
    await insist(care, 'maternal.visit.save', { row: rows.visit('2025-09-22', { fetalPosition: '13', gestationDays: 255 }) })
    const { facts } = await doctor.call('risk.assessment.prepare', { pregnancyId: nextId })
    const values = Object.fromEntries(facts.map(({ fact, value, day }) => [fact, [value === null ? null : Math.round(value * 10) / 10, day]]))
    expect(values).toMatchObject({ birthIntervalMonths: [5.3, null], uterineIntervalMonths: [5.3, null], caesareans: [1, null], malposition: [null, '2025-09-22'], haemoglobinGPerL: [125, '2025-03-20'] })
    expect(values).not.toHaveProperty('urineSugar')
    expect(await idsProposed(nextId)).toEqual(['Y3.10', 'O3.3'])
  })
})

describe('screening', () => {
  test('M-18: positive on 2025-09-01 is to be assessed by 2025-09-15, until an assessment or a feedback is there', async () => {
    const [one, other] = [await woman(), await woman()]
    const { id } = await insist(care, 'risk.screening.save', { row: riskRows(one.pregnancyId).screening('S2.2') })
    expect(await care.call('risk.screening.get', { id })).toMatchObject({ isPositive: true, dueDay: '2025-09-15', itemTexts: 'S2.2 剖宫产史', tableName: 'national-2017 v1.0', gestationDays: 123, number: 'FS202509260001' })
    const { head } = await care.call('pregnancy.open', { pregnancyId: one.pregnancyId })
    expect(await inList('assess', one.pregnancyId)).toMatchObject({ gestationDays: head.gestationDays!, expectedDay: head.expectedDay! })
    expect(await inList('assess', one.pregnancyId)).toMatchObject({ id, sinceDay: '2025-09-01', dueDay: '2025-09-15', isOverdue: true, detail: '2.2' })
    await confirm(riskRows(one.pregnancyId).assessment('Y1.6'))
    expect(await inList('assess', one.pregnancyId)).toBeUndefined()

    const { id: otherId, rev } = await insist(care, 'risk.screening.save', { row: riskRows(other.pregnancyId).screening('S2.2', { referredDay: '2025-09-01', referredTo: '县医院' }) })
    expect(await inList('assess', other.pregnancyId)).toBeDefined()
    const stored = await care.call('risk.screening.get', { id: otherId })
    expect(await refused('risk.screening.save', { id: otherId, rev, row: { ...valuesOfScreening(stored), feedbackDay: '2025-09-10' } })).toEqual(['feedbackColour riskScreening.feedbackColour', 'feedbackInstitution riskScreening.feedbackInstitution'])
    await insist(care, 'risk.screening.save', { id: otherId, rev, row: { ...valuesOfScreening(stored), feedbackDay: '2025-09-10', feedbackColour: 'yellow', feedbackInstitution: '县医院', feedbackText: '瘢痕子宫' } })
    expect(await inList('assess', other.pregnancyId)).toBeUndefined()
  })

  test('an orange of another house stays to be assessed here, for report and case follow from our own assessment', async () => {
    const { pregnancyId } = await woman()
    await insist(care, 'risk.screening.save', { row: riskRows(pregnancyId).screening('S2.2', { referredDay: '2025-09-01', referredTo: '县医院', feedbackDay: '2025-09-10', feedbackColour: 'orange', feedbackInstitution: '县医院' }) })
    expect(await inList('assess', pregnancyId)).toMatchObject({ dueDay: '2025-09-15' })
    await confirm(riskRows(pregnancyId).assessment('O3.3'))
    expect(await inList('assess', pregnancyId)).toBeUndefined()
  })

  test('who is booked and neither screened nor assessed is named', async () => {
    const [screened, assessed, light] = [await woman({ pregnancy: { bookedDay: '2025-07-01' } }), await woman(), await woman({ pregnancy: { bookedDay: null } })]
    expect(await inList('screen', screened.pregnancyId)).toMatchObject({ sinceDay: '2025-07-01', isOverdue: false })
    await insist(care, 'risk.screening.save', { row: riskRows(screened.pregnancyId).screening(null) })
    await confirm(riskRows(assessed.pregnancyId).assessment('G1'))
    for (const { pregnancyId } of [screened, assessed, light]) expect(await inList('screen', pregnancyId)).toBeUndefined()
  })

  test('a negative one owes nothing; an item of another table is refused; a day before the pregnancy too', async () => {
    const { pregnancyId } = await woman()
    const { id } = await insist(care, 'risk.screening.save', { row: riskRows(pregnancyId).screening(null) })
    expect(await care.call('risk.screening.get', { id })).toMatchObject({ isPositive: false, dueDay: null, itemTexts: null })
    expect(await refused('risk.screening.save', { row: riskRows(pregnancyId).screening('Y1.1') })).toEqual(['items riskScreening.unknown'])
    expect(await refused('risk.screening.save', { row: riskRows(pregnancyId).screening('S1.1', { screenedDay: '2025-04-30' }) })).toEqual(['screenedDay risk.beforePregnancy'])
  })

  test('keeps the words it was made with when the table changes, also when something else of it is corrected', async () => {
    const { pregnancyId } = await woman()
    const { id, rev } = await insist(care, 'risk.screening.save', { row: riskRows(pregnancyId).screening('S2.3') })
    await changeSetting(doctor, 'riskCriteria', { edits: [{ id: 'S2.3', text: '不孕史(本院)', colour: null, condition: null, active: true, reason: '本院口径' }] })
    await insist(care, 'risk.screening.save', { id, rev, row: { ...valuesOfScreening(await care.call('risk.screening.get', { id })), note: '补充' } })
    expect(await care.call('risk.screening.get', { id })).toMatchObject({ itemTexts: 'S2.3 不孕史', tableName: 'national-2017 v1.0', note: '补充' })
    await changeSetting(doctor, 'riskCriteria', { edits: NO_RISK_EDITS.edits })
  })
})
const valuesOfScreening = (row: object): Record<string, unknown> => Object.fromEntries(Object.keys(riskRows('').screening(null)).map(name => [name, (row as Record<string, unknown>)[name]]))

describe('assessment', () => {
  test('M-13 and M-15: the highest row is the colour, purple stands beside it, and the pregnancy follows', async () => {
    const { pregnancyId } = await woman()
    const { id } = await confirm(riskRows(pregnancyId).assessment('O1.2,P2,Y1.2'))
    expect(await doctor.call('risk.assessment.get', { id })).toMatchObject({ colour: 'orange', isPurple: true, criteria: 'Y1.2,O1.2,P2', doctorName: '周医生', institution: '青山镇卫生院', gestationDays: 148, tableName: expect.stringMatching(/^national-2017 v1/) })
    expect(await standing(pregnancyId)).toEqual({ riskColour: 'orange', isPurple: true })
    expect((await doctor.call('risk.case.prepare', { pregnancyId })).row).toMatchObject({ colour: 'orange', isPurple: true, factors: '28' })
    // A referral is read by whole departments: it says that there is an infection, and which one the doctor writes himself.
    const { riskFactors } = (await doctor.call('risk.referral.prepare', { pregnancyId })).row
    expect(riskFactors).toMatch(/;传染病$/)
    expect(riskFactors).not.toMatch(/梅毒|HIV|艾滋|肝炎/)
    await confirm(riskRows(pregnancyId).assessment('R1.1.1,P2', { confirmedAt: '2025-09-26T09:10' }))
    expect(await standing(pregnancyId)).toEqual({ riskColour: 'red', isPurple: true })
  })

  test('M-16: yellow, then severe pre-eclampsia is orange, and the history shows both', async () => {
    const { pregnancyId } = await woman()
    await confirm(riskRows(pregnancyId).assessment('Y1.1', { confirmedAt: '2025-07-01T10:00' }))
    await confirm(riskRows(pregnancyId).assessment('Y1.1,O3.7', { stage: 'dynamic' }))
    const opened = await care.call('risk.open', { pregnancyId })
    expect(opened.assessments.map(({ colour, criteriaTexts }) => [colour, criteriaTexts])).toEqual([['yellow', 'Y1.1 年龄≥35岁或≤18岁'], ['orange', 'Y1.1 年龄≥35岁或≤18岁\nO3.7 重度子痫前期、慢性高血压合并子痫前期']])
    expect(opened).toMatchObject({ current: { colour: 'orange', isPurple: false }, highest: { colour: 'orange', isPurple: false }, isBeyond: true })
  })

  test('lowering needs a reason; going back to the one before by voiding needs none', async () => {
    const { pregnancyId } = await woman()
    const rows = riskRows(pregnancyId)
    await confirm(rows.assessment('O3.7', { confirmedAt: '2025-09-20T09:00' }))
    expect(await refused('risk.assessment.save', { row: rows.assessment('Y3.5') })).toEqual(['changeReason risk.changeReason'])
    const { id } = await confirm(rows.assessment('Y3.5', { changeReason: '血压控制平稳,无蛋白尿' }))
    expect(await standing(pregnancyId)).toMatchObject({ riskColour: 'yellow' })
    const { rev } = await doctor.call('risk.assessment.get', { id })
    await doctor.call('risk.assessment.void', { id, rev, reason: '登错了人' })
    expect(await standing(pregnancyId)).toMatchObject({ riskColour: 'orange' })
  })

  test('is a doctor’s, is never changed, and what was done on it goes before it', async () => {
    const { pregnancyId } = await woman()
    const rows = riskRows(pregnancyId)
    expect(await care.fails('risk.assessment.save', { row: rows.assessment('O3.7') as never })).toMatchObject({ code: 'forbidden', detail: { need: 'maternal.assess' } })
    const { id, rev } = await confirm(rows.assessment('O3.7'))
    expect(await refused('risk.assessment.save', { id, rev, row: rows.assessment('Y3.5') })).toEqual(['confirmedAt riskAssessment.fixed'])
    const report = await insist(care, 'risk.report.save', { row: rows.report(id) })
    const opened = await insist(care, 'risk.case.save', { row: rows.case(id) })
    expect(await refused('risk.assessment.void', { id, rev, reason: '登记有误' })).toEqual(['id riskAssessment.inUse'])
    await care.call('risk.report.void', { ...report, reason: '登记有误' })
    await care.call('risk.case.void', { ...opened, reason: '登记有误' })
    await doctor.call('risk.assessment.void', { id, rev, reason: '登记有误' })
    expect(await standing(pregnancyId)).toEqual({ riskColour: null, isPurple: null })
  })

  test('asks for a row, for the words of 其他, for the senior doctor, for the right order', async () => {
    const { pregnancyId } = await woman()
    const rows = riskRows(pregnancyId)
    expect(await refused('risk.assessment.save', { row: rows.assessment('S1.1') })).toEqual(['criteria riskAssessment.unknown'])
    expect(await refused('risk.assessment.save', { row: rows.assessment('G1,Y1.1') })).toEqual(['criteria riskAssessment.green'])
    for (const id of ['Y2.11', 'O2.1.7', 'O2.12', 'R1.1.9', 'R1.12']) expect(await refused('risk.assessment.save', { row: rows.assessment(id) }), id).toEqual(['otherText riskAssessment.other'])
    expect(await refused('risk.assessment.save', { row: rows.assessment('R1.6.4', { threatensLife: true }) })).toEqual(['seniorDoctor riskAssessment.seniorDoctor', 'isInformed riskAssessment.informed'])
    expect(await refused('risk.assessment.save', { row: rows.assessment('Y1.1', { confirmedAt: '2025-09-26T09:31' }) })).toEqual(['confirmedAt riskAssessment.future'])
    await confirm(rows.assessment('Y1.1'))
    expect(await refused('risk.assessment.save', { row: rows.assessment('O3.7', { confirmedAt: '2025-09-26T08:59' }) })).toEqual(['confirmedAt riskAssessment.order'])
  })

  test('new results that would raise the colour name her, with what they are; an infection is not named in a list', async () => {
    const { pregnancyId } = await woman({ birthDay: '1988-01-01' })
    const rows = measuredRows(pregnancyId)
    const first = await insist(care, 'maternal.first.save', { row: rows.first({ syphilis: '1' }) })
    await confirm(riskRows(pregnancyId).assessment('Y1.1'))
    expect(await inList('attention', pregnancyId)).toBeUndefined()
    const { id } = await insist(care, 'maternal.visit.save', { row: rows.visit('2025-09-26', { haemoglobinGPerL: 58, systolicMmHg: 165, diastolicMmHg: 112 }) })
    expect(await inList('attention', pregnancyId)).toMatchObject({ colour: 'yellow', sinceDay: '2025-09-26', proposed: { colour: 'orange', isPurple: false }, reasons: [{ fact: 'haemoglobinGPerL', value: 58 }] })
    const { rev } = await care.call('maternal.visit.get', { id })
    await care.call('maternal.visit.void', { id, rev, reason: '登错了人' })
    expect(await inList('attention', pregnancyId)).toBeUndefined()
    await insist(care, 'maternal.first.save', { id: first.id, rev: first.rev, row: rows.first({ syphilis: '2' }) })
    expect((await inList('attention', pregnancyId))?.reasons).toEqual([{ fact: 'infection', value: null }])
    await confirm(riskRows(pregnancyId).assessment('Y1.1,P2', { confirmedAt: '2025-09-26T09:20' }))
    expect(await inList('attention', pregnancyId)).toBeUndefined()
  })

  test('a result the doctor did not adopt is asked about again when it is found anew', async () => {
    const { pregnancyId } = await woman()
    const rows = measuredRows(pregnancyId)
    await insist(care, 'maternal.first.save', { row: rows.first({ haemoglobinGPerL: 58 }) })
    await confirm(riskRows(pregnancyId).assessment('G1', { confirmedAt: '2025-09-20T09:00' }))
    expect(await inList('attention', pregnancyId)).toBeUndefined()
    await insist(care, 'maternal.visit.save', { row: rows.visit('2025-09-25', { haemoglobinGPerL: 52 }) })
    expect(await inList('attention', pregnancyId)).toMatchObject({ sinceDay: '2025-09-25', proposed: { colour: 'orange' }, reasons: [{ fact: 'haemoglobinGPerL', value: 52 }] })
  })

  test('a corrected birth day, and an earlier birth entered late, are held against her last assessment', async () => {
    const { womanId, pregnancyId } = await woman()
    await confirm(riskRows(pregnancyId).assessment('G1'))
    const stored = await care.call('person.get', { id: womanId })
    await insist(care, 'person.save', { id: womanId, rev: stored.rev, row: { ...valuesOf(person, stored), birthDay: '1984-05-01' } })
    expect(await inList('attention', pregnancyId)).toMatchObject({ proposed: { colour: 'orange' }, reasons: [{ fact: 'ageYears', value: 41 }] })
    const other = await woman({ pregnancy: { caesareans: 1 } })
    await confirm(riskRows(other.pregnancyId).assessment('Y1.6'))
    await insist(care, 'delivery.register', {
      row: { motherId: other.womanId, admissionNumber: 'ZY2', gestationDays: 270, mode: '3', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县人民医院', attendantType: '1', attendantName: '周助产' },
      newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2024-12-01T08:00', weightG: 3200, lengthCm: 50, health: '1' } }],
    })
    expect(await inList('attention', other.pregnancyId)).toMatchObject({ proposed: { colour: 'orange' } })
  })

  test('a woman whose care was closed is not named any more', async () => {
    const { pregnancyId } = await woman()
    await confirm(riskRows(pregnancyId).assessment('G1'))
    await insist(care, 'maternal.visit.save', { row: measuredRows(pregnancyId).visit('2025-09-26', { haemoglobinGPerL: 58 }) })
    const { pregnancy: { rev } } = await care.call('pregnancy.open', { pregnancyId })
    await care.call('maternal.close', { pregnancyId, rev, method: 'moved', day: '2025-09-26', reason: '迁往外地' })
    expect(await inList('attention', pregnancyId)).toBeUndefined()
  })

  test('changed criteria reach every woman in care beside the calls, by her results and by what was confirmed', async () => {
    const [measured, confirmed] = [await woman(), await woman()]
    await insist(care, 'maternal.first.save', { row: measuredRows(measured.pregnancyId).first({ haemoglobinGPerL: 66 }) })
    await confirm(riskRows(measured.pregnancyId).assessment('Y2.6.2'))
    await confirm(riskRows(confirmed.pregnancyId).assessment('Y1.8'))
    const renewed = async (): Promise<void> => { while ((await care.call('risk.duty.counts', null)).renewing > 0) await new Promise(done => { setTimeout(done, 5) }) }
    await changeSetting(doctor, 'riskCriteria', { edits: [
      { id: 'O2.6.2', text: null, colour: null, condition: [[{ by: 'measure', fact: 'haemoglobinGPerL', from: 40, above: null, below: null, upTo: 70 }]], active: true, reason: '按省标准' },
      { id: 'Y1.8', text: null, colour: 'orange', condition: null, active: true, reason: '按省标准' },
    ] })
    await renewed()
    expect(await inList('attention', measured.pregnancyId)).toMatchObject({ proposed: { colour: 'orange' }, reasons: [{ fact: 'haemoglobinGPerL', value: 66 }] })
    expect(await inList('attention', confirmed.pregnancyId)).toMatchObject({ proposed: { colour: 'orange' }, reasons: [{ fact: 'criteria', value: null }] })
    await changeSetting(doctor, 'riskCriteria', { edits: NO_RISK_EDITS.edits })
    await renewed()
    expect([await inList('attention', measured.pregnancyId), await inList('attention', confirmed.pregnancyId)]).toEqual([undefined, undefined])
  })

  test('a woman nobody assessed is named only where a case would follow', async () => {
    const [yellow, red] = [await woman(), await woman()]
    await insist(care, 'maternal.first.save', { row: measuredRows(yellow.pregnancyId).first({ haemoglobinGPerL: 90 }) })
    await insist(care, 'maternal.first.save', { row: measuredRows(red.pregnancyId).first({ haemoglobinGPerL: 38 }) })
    expect(await inList('attention', yellow.pregnancyId)).toBeUndefined()
    expect(await inList('attention', red.pregnancyId)).toMatchObject({ colour: null, isOverdue: true, proposed: { colour: 'red' } })
  })
})

describe('report and case', () => {
  test('M-17: orange of 2025-09-26 09:00 is due on the 29th, red on the 27th at 09:00; the clock of red runs by the minute', async () => {
    const [orange, red] = [await woman(), await woman()]
    await confirm(riskRows(orange.pregnancyId).assessment('O3.7'))
    const { id } = await confirm(riskRows(red.pregnancyId).assessment('R1.6.4'))
    expect(await inList('report', orange.pregnancyId)).toMatchObject({ dueDay: '2025-09-29', dueAt: null, isOverdue: false, proposed: { colour: 'orange' } })
    expect(await inList('report', red.pregnancyId)).toMatchObject({ dueDay: '2025-09-27', dueAt: '2025-09-27T09:00', isOverdue: false })
    await at('2025-09-27T09:00')
    expect((await inList('report', red.pregnancyId))?.isOverdue).toBe(false)
    await at('2025-09-27T09:01')
    expect((await inList('report', red.pregnancyId))?.isOverdue).toBe(true)
    const rows = riskRows(red.pregnancyId)
    expect(await refused('risk.report.save', { row: rows.report(id, { sentAt: '2025-09-27T09:01' }) })).toEqual(['lateReason riskReport.late'])
    const { id: reportId } = await insist(care, 'risk.report.save', { row: rows.report(id, { sentAt: '2025-09-27T09:01', lateReason: '网络故障' }) })
    expect(await care.call('risk.report.get', { id: reportId })).toMatchObject({ isLate: true, number: expect.stringMatching(/^FB20250927/) })
    expect(await refused('risk.report.save', { row: rows.report(id) })).toEqual(['assessmentId riskReport.twice'])
    expect(await inList('report', red.pregnancyId)).toBeUndefined()
    await at('2025-09-29T23:59')
    expect((await inList('report', orange.pregnancyId))?.isOverdue).toBe(false)
    await at('2025-09-30T00:00')
    expect((await inList('report', orange.pregnancyId))?.isOverdue).toBe(true)
    await at('2025-09-26T09:30')
  })

  test('M-19: the outcome of a referral of 2025-09-01 is asked for until 2025-09-15; of a red one the same day', async () => {
    const { id: organizationId } = await admin.call('organization.save', { row: { ...emptyRow(organization), name: '市救治中心', level: '3', active: true } as never })
    const slip = (womanId: string, values: Record<string, unknown>) => insist(doctor, 'referral.critical.save', { row: { ...emptyRow(criticalReferral), personId: womanId, state: 'toSend', referredAt: '2025-09-01T10:00', vitalSignsAt: '2025-09-01T09:50', organizationId, contact: '丈夫 13800000000', reason: '重度子痫前期', ...values } })
    const [orange, red] = [await woman(), await woman()]
    const saved = await slip(orange.womanId, { riskColour: 'orange' })
    await slip(red.womanId, { riskColour: 'red' })
    expect(await inList('referral', orange.pregnancyId)).toMatchObject({ dueDay: '2025-09-15', isOverdue: true, detail: '市救治中心' })
    expect(await inList('referral', red.pregnancyId)).toMatchObject({ dueDay: '2025-09-01', isOverdue: true })
    const sent = await doctor.call('referral.critical.move', { ...saved, to: 'sent', at: '2025-09-01T10:10' })
    await doctor.call('referral.critical.move', { ...sent, to: 'arrived', at: '2025-09-01T12:00' })
    expect(await inList('referral', orange.pregnancyId)).toBeUndefined()
  })

  test('a case follows orange, red or purple alone, once a pregnancy; its next day follows the colour', async () => {
    const { pregnancyId } = await woman({ township: '430421101' })
    const rows = riskRows(pregnancyId)
    const yellow = await confirm(rows.assessment('Y1.1', { confirmedAt: '2025-09-25T09:00' }))
    expect(await refused('risk.case.save', { row: rows.case(yellow.id) })).toEqual(['assessmentId riskCase.notNeeded'])
    const orange = await confirm(rows.assessment('O3.7'))
    const opened = await insist(care, 'risk.case.save', { row: rows.case(orange.id) })
    expect(await care.call('risk.case.get', { id: opened.id })).toMatchObject({ number: expect.stringMatching(/^GW2025\d{6}$/), colour: 'orange', isPurple: false })
    expect(await refused('risk.case.save', { row: rows.case(orange.id) })).toEqual(['pregnancyId riskCase.twice'])
    expect(await inList('followUp', pregnancyId)).toMatchObject({ dueDay: '2025-10-10', isOverdue: false, township: expect.any(String) })
    await insist(care, 'risk.caseVisit.save', { row: rows.visit(opened.id, { nextDay: '2025-10-06' }) })
    expect((await inList('followUp', pregnancyId))?.dueDay).toBe('2025-10-06')
    // The agreed day falls with the colour that asks for more.
    await at('2025-09-28T10:00')
    await confirm(rows.assessment('R1.6.4', { confirmedAt: '2025-09-28T09:00' }))
    expect((await inList('followUp', pregnancyId))?.dueDay).toBe('2025-10-05')
    await at('2025-10-06T10:00')
    const list = await care.call('risk.duty.list', { list: 'followUp', offset: 0, limit: 500 })
    expect(list.rows.find(row => row.pregnancyId === pregnancyId)).toMatchObject({ isOverdue: true })
    expect(list.townships.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(list.overdue)
    const { township } = list.rows.find(row => row.pregnancyId === pregnancyId)!
    expect((await care.call('risk.duty.list', { list: 'followUp', offset: 0, limit: 500, township })).rows.every(row => row.township === township)).toBe(true)
    expect(keysOf(await care.fails('risk.caseVisit.save', { row: rows.visit(opened.id, { visitDay: '2025-10-06', nextDay: '2025-10-20' }) as never }))).toEqual(['nextDay riskCaseVisit.nextLate'])
    await at('2025-09-26T09:30')
  })

  test('who stands at orange, red or purple without an open case is named until it is there, and again when it was voided', async () => {
    const [orange, red, purple, yellow] = [await woman(), await woman(), await woman(), await woman()]
    const { id } = await confirm(riskRows(orange.pregnancyId).assessment('O3.7'))
    await confirm(riskRows(red.pregnancyId).assessment('R1.6.4'))
    await confirm(riskRows(purple.pregnancyId).assessment('P2'))
    await confirm(riskRows(yellow.pregnancyId).assessment('Y1.8'))
    expect(await inList('case', orange.pregnancyId)).toMatchObject({ colour: 'orange', sinceDay: '2025-09-26', dueDay: '2025-09-29', isOverdue: false })
    expect(await inList('case', red.pregnancyId)).toMatchObject({ dueAt: '2025-09-27T09:00' })
    expect(await inList('case', purple.pregnancyId)).toMatchObject({ isPurple: true, dueDay: '2025-09-29' })
    expect(await inList('case', yellow.pregnancyId)).toBeUndefined()
    const opened = await insist(care, 'risk.case.save', { row: riskRows(orange.pregnancyId).case(id) })
    expect(await inList('case', orange.pregnancyId)).toBeUndefined()
    await care.call('risk.case.void', { ...opened, reason: '建错了' })
    expect(await inList('case', orange.pregnancyId)).toBeDefined()
    // A colour that came with rows written past the store has no assessment.
    const taken = await woman()
    await desk.database.write(trx => trx.updateTable('pregnancy').set({ riskColour: 'red' }).where('id', '=', taken.pregnancyId).execute())
    expect(await inList('case', taken.pregnancyId)).toMatchObject({ sinceDay: '2025-07-01', dueDay: null, isOverdue: true })
  })

  test('is closed only when nothing is owed: reported, arrived, lowered; a wrong closing is taken back with why', async () => {
    const { pregnancyId } = await woman()
    const rows = riskRows(pregnancyId)
    const orange = await confirm(rows.assessment('O3.7'))
    const opened = await insist(care, 'risk.case.save', { row: rows.case(orange.id) })
    const close = (values: Record<string, unknown>) => ({ id: opened.id, rev: opened.rev, closedDay: '2025-09-26', outcome: 'improved', handedTo: null, closingNote: null, ...values })
    expect(await refused('risk.case.close', close({}))).toEqual(['outcome riskCase.unreported', 'outcome riskCase.stillHigh'])
    expect(await refused('risk.case.close', close({ outcome: 'delivered' }))).toEqual(['outcome riskCase.unreported', 'outcome riskCase.stillPregnant'])
    await insist(care, 'risk.report.save', { row: rows.report(orange.id) })
    await confirm(rows.assessment('Y3.5', { confirmedAt: '2025-09-26T09:25', changeReason: '血压平稳' }))
    await insist(care, 'risk.caseVisit.save', { row: rows.visit(opened.id) })
    expect(await refused('risk.case.close', close({ closedDay: '2025-09-25' }))).toEqual(['closedDay riskCase.closedBefore', 'closedDay riskCase.closedBeforeVisit'])
    const closed = await doctor.call('risk.case.close', close({}) as never)
    expect(await care.call('risk.case.get', { id: opened.id })).toMatchObject({ closedDay: '2025-09-26', outcome: 'improved', closingDoctor: '周医生' })
    expect(await refused('risk.caseVisit.save', { row: rows.visit(opened.id) })).toEqual(['caseId riskCaseVisit.closed'])
    expect(await refused('risk.case.save', { id: opened.id, rev: closed.rev, row: rows.case(orange.id) })).toEqual(['closedDay riskCase.closed'])
    await doctor.call('risk.case.reopen', { id: opened.id, rev: closed.rev, reason: '结错了' })
    expect(await inList('followUp', pregnancyId)).toBeDefined()
  })

  test('after the birth risk is assessed again, at the home visit and from day 42 on', async () => {
    const mother = await woman(nearTerm)
    await confirm(riskRows(mother.pregnancyId).assessment('G1', { confirmedAt: '2025-09-20T09:00' }))
    expect((await doctor.call('risk.open', { pregnancyId: mother.pregnancyId })).isDueAfterBirth).toBe(false)
    await gaveBirth(mother)
    expect((await doctor.call('risk.open', { pregnancyId: mother.pregnancyId })).isDueAfterBirth).toBe(true)
    const stage = async () => (await doctor.call('risk.assessment.prepare', { pregnancyId: mother.pregnancyId })).row.stage
    expect(await stage()).toBe('homeVisit')
    await at('2025-11-06T10:00')
    expect(await stage()).toBe('day42')
    await at('2025-09-26T09:30')
    await confirm(riskRows(mother.pregnancyId).assessment('G1', { stage: 'homeVisit' }))
    expect((await doctor.call('risk.open', { pregnancyId: mother.pregnancyId })).isDueAfterBirth).toBe(false)
  })

  test('after the birth the case of a colour that stays is handed on', async () => {
    const one = await woman(nearTerm)
    const { pregnancyId } = one
    const rows = riskRows(pregnancyId)
    const purple = await confirm(rows.assessment('P2'))
    const opened = await insist(care, 'risk.case.save', { row: rows.case(purple.id) })
    expect(await inList('followUp', pregnancyId)).toMatchObject({ dueDay: null, isOverdue: false })
    await gaveBirth(one)
    const close = { id: opened.id, rev: opened.rev, closedDay: '2025-09-26', outcome: 'delivered' as const, closingNote: null }
    expect(await refused('risk.case.close', { ...close, handedTo: null })).toEqual(['handedTo riskCase.handedTo'])
    await doctor.call('risk.case.close', { ...close, handedTo: '感染科' })
  })
})

describe('what §7 asks of the gravest', () => {
  test('a pregnancy that threatens life is ended on the signature of so many different specialists, in a named hospital; a province may ask for fewer', async () => {
    const { pregnancyId } = await woman()
    const ending = (values: object) => ({ row: riskRows(pregnancyId).assessment('R1.6.4', { threatensLife: true, seniorDoctor: '蒋上级', isInformed: true, advisesTermination: true, ...values }) })
    expect(await refused('risk.assessment.save', ending({}))).toEqual(['terminationSpecialists riskAssessment.specialists', 'terminationPlace riskAssessment.terminationPlace'])
    // The same name twice is one signature.
    expect(await refused('risk.assessment.save', ending({ terminationSpecialists: '蒋上级、李主任、蒋上级', terminationPlace: '省妇幼保健院' }))).toEqual(['terminationSpecialists riskAssessment.specialists'])
    await changeSetting(admin, 'maternalRules', { terminationSpecialists: 2 })
    await insist(doctor, 'risk.assessment.save', ending({ terminationSpecialists: '蒋上级、李主任', terminationPlace: '省妇幼保健院' }))
    await changeSetting(admin, 'maternalRules', { terminationSpecialists: 3 })
    const { id } = await insist(doctor, 'risk.assessment.save', ending({ stage: 'dynamic', terminationSpecialists: '蒋上级、李主任,王主任', terminationPlace: '省妇幼保健院' }))
    expect((await doctor.call('risk.paper.preview', { what: 'assessment', id })).html).toContain('省妇幼保健院')
  })
  test('a near miss waits for its review and is reviewed with outcome, reviewers and finding; 42 days after the birth it is none', async () => {
    const mother = await woman(nearTerm)
    const rows = riskRows(mother.pregnancyId)
    await gaveBirth(mother)
    expect(await refused('risk.nearMiss.save', { row: rows.nearMiss({ occurredAt: '2025-09-27T08:00', signs: '11,99' }) })).toEqual(['occurredAt riskNearMiss.future', 'signsNote riskNearMiss.other'])
    expect(await refused('risk.nearMiss.save', { row: rows.nearMiss({ occurredAt: '2024-12-31T08:00' }) })).toEqual(['occurredAt risk.beforePregnancy'])
    const row = rows.nearMiss({ occurredAt: '2025-09-25T10:00' })
    const { id, rev } = await insist(doctor, 'risk.nearMiss.save', { row })
    expect(await inList('nearMiss', mother.pregnancyId)).toMatchObject({ id, sinceDay: '2025-09-25', detail: '循环:休克、凝血:输血≥5单位', isOverdue: false })
    expect(await refused('risk.nearMiss.save', { id, rev, row: { ...row, reviewedDay: '2025-09-26' } })).toEqual(['outcome riskNearMiss.reviewOutcome', 'reviewers riskNearMiss.review', 'finding riskNearMiss.review'])
    expect(await refused('risk.nearMiss.save', { id, rev, row: { ...row, outcome: 'alive', outcomeDay: '2025-09-24' } })).toEqual(['outcomeDay riskNearMiss.order'])
    await insist(doctor, 'risk.nearMiss.save', { id, rev, row: { ...row, outcome: 'alive', outcomeDay: '2025-09-26', reviewedDay: '2025-09-26', reviewers: '院内评审小组', finding: '识别及时' } })
    expect(await inList('nearMiss', mother.pregnancyId)).toBeUndefined()
    expect((await care.call('risk.open', { pregnancyId: mother.pregnancyId })).nearMisses).toMatchObject([{ reviewedDay: '2025-09-26', finding: '识别及时' }])
    expect((await care.fails('risk.nearMiss.save', { row } as never)).code).toBe('forbidden')
    const long = await woman({ pregnancy: { lastMenstrualDay: '2024-10-01', bookedDay: null } })
    await insist(care, 'delivery.register', {
      row: { motherId: long.womanId, pregnancyId: long.pregnancyId, admissionNumber: 'ZY9', gestationDays: 280, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山镇卫生院', attendantType: '1', attendantName: '周助产' },
      newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2025-07-08T08:00', weightG: 3200, lengthCm: 50, health: '1' } }],
    })
    expect(await refused('risk.nearMiss.save', { row: riskRows(long.pregnancyId).nearMiss({ occurredAt: '2025-08-20T08:00' }) })).toEqual(['occurredAt riskNearMiss.after'])
    await insist(doctor, 'risk.nearMiss.save', { row: riskRows(long.pregnancyId).nearMiss({ occurredAt: '2025-08-19T08:00' }) })
  })
})

describe('高危截留', () => {
  test('a birth here of orange is an alarm in a hospital of level 1 until a doctor reviewed it; one assessed higher after it is not', async () => {
    const [one, later] = [await woman(nearTerm), await woman(nearTerm)]
    await confirm(riskRows(one.pregnancyId).assessment('O3.7', { confirmedAt: '2025-09-20T09:00' }))
    const births = [await gaveBirth(one), await gaveBirth(later)]
    await confirm(riskRows(later.pregnancyId).assessment('O3.9', { stage: 'homeVisit' }))
    expect(await inList('retention', later.pregnancyId)).toBeUndefined()
    expect(await inList('retention', one.pregnancyId)).toMatchObject({ id: births[0], isOverdue: true, alarm: { key: 'retention.delivered' } })
    expect((await care.call('risk.open', { pregnancyId: one.pregnancyId })).unreviewedDeliveryId).toBe(births[0]!)
    const rows = riskRows(one.pregnancyId)
    expect(await refused('risk.deliveryReview.save', { row: rows.review(births[1]!) })).toEqual(['deliveryId riskDeliveryReview.delivery'])
    await insist(doctor, 'risk.deliveryReview.save', { row: rows.review(births[0]!) })
    expect(await inList('retention', one.pregnancyId)).toBeUndefined()
  })
})

describe('M-28 at the size of a county', () => {
  test('2,226 orange and 105 red, all with a case: 2,331 of 2,331; counts and lists answer in time', async () => {
    const big = await openDesk({ ports: testPorts({ startAt: START }) })
    const clerk = await big.as('yunbao', ['maternalCare'])
    await clerk.call('auth.current', null)
    const { sql } = await import('kysely')
    const frame = sql`1, 1, '2025-06-01T00:00:00.000Z', 'x', '2025-06-01T00:00:00.000Z', 'x'`
    await big.database.write(async trx => {
      const series = sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)`
      await sql`${series} INSERT INTO person (id, rev, def_version, created_at, created_by, updated_at, updated_by, name, sex, nationality, home_region) SELECT 'w' || i, ${frame}, '孕' || i, '2', 'CHN', '430421' || (100 + i % 20) FROM n`.execute(trx)
      await sql`${series} INSERT INTO pregnancy (id, rev, def_version, created_at, created_by, updated_at, updated_by, woman_id, state, start_day, expected_day, risk_colour, is_purple)
        SELECT 'p' || i, ${frame}, 'w' || i, CASE WHEN i <= 6000 THEN 'pregnant' ELSE 'delivered' END, '2025-05-01', '2026-02-05', CASE WHEN i <= 2226 THEN 'orange' WHEN i <= 2331 THEN 'red' ELSE 'yellow' END, 0 FROM n`.execute(trx)
      await sql`${series} INSERT INTO risk_screening (id, rev, def_version, created_at, created_by, updated_at, updated_by, pregnancy_id, screened_day, screener_name, items, is_positive, due_day) SELECT 's' || i, ${frame}, 'p' || i, '2025-09-01', '曹', 'S1.1', i % 2, '2025-09-15' FROM n`.execute(trx)
      await sql`${series} INSERT INTO risk_assessment (id, rev, def_version, created_at, created_by, updated_at, updated_by, pregnancy_id, stage, confirmed_at, criteria, colour, is_purple, report_due_day)
        SELECT 'a' || i, ${frame}, 'p' || i, 'first', '2025-09-0' || (1 + i % 2) || 'T10:00', 'Y1.1', CASE WHEN i <= 2226 THEN 'orange' WHEN i <= 2331 THEN 'red' ELSE 'yellow' END, 0, CASE WHEN i <= 2331 THEN '2025-09-05' END FROM n WHERE i <= 5000 OR i > 8000`.execute(trx)
      await sql`${series} INSERT INTO risk_case (id, rev, def_version, created_at, created_by, updated_at, updated_by, pregnancy_id, assessment_id, opened_day, doctor_name) SELECT 'c' || i, ${frame}, 'p' || i, 'a' || i, '2025-09-05', '周' FROM n WHERE i <= 2331`.execute(trx)
    })
    const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => { const from = performance.now(); const value = await work(); return [value, performance.now() - from] }
    await clerk.call('risk.duty.counts', null)
    const [{ high, managed, lists }, countsMs] = await timed(() => clerk.call('risk.duty.counts', null))
    expect([high, managed, (managed / high * 100).toFixed(2)]).toEqual([2331, 2331, '100.00'])
    expect(lists).toMatchObject({ assess: { total: 500, overdue: 500 }, report: { total: 2331, overdue: 2331 }, followUp: { total: 2331 } })
    const [, listMs] = await timed(() => clerk.call('risk.duty.list', { list: 'followUp', offset: 0, limit: 20 }))
    const [, assessMs] = await timed(() => clerk.call('risk.duty.list', { list: 'assess', offset: 0, limit: 20 }))
    // Ten to thirty milliseconds on a machine of its own; the limit only finds a plan that reads every pregnancy.
    expect(Math.max(countsMs, listMs, assessMs)).toBeLessThan(1000)
    await big.close()
  }, 60_000)
})

test.each(testEngines())('facts and every list are the same on $name', async engine => {
  const other = await openDesk({ database: await engine.open(), ports: testPorts({ startAt: START }) })
  try {
    const [clerk, judge] = [await other.as('yunbao', ['maternalCare'], '曹孕保'), await other.as('yisheng', ['doctor'], '周医生')]
    const [screened, orange, raised] = [await pregnantWoman(clerk, '甲'), await pregnantWoman(clerk, '乙'), await pregnantWoman(clerk, '丙', { birthDay: '1988-01-01' })]
    await insist(clerk, 'risk.screening.save', { row: riskRows(screened.pregnancyId).screening('S2.2') })
    const { id } = await insist(judge, 'risk.assessment.save', { row: riskRows(orange.pregnancyId).assessment('O3.7') })
    await insist(clerk, 'risk.case.save', { row: riskRows(orange.pregnancyId).case(id) })
    await insist(judge, 'risk.assessment.save', { row: riskRows(raised.pregnancyId).assessment('Y1.1') })
    await insist(clerk, 'maternal.visit.save', { row: measuredRows(raised.pregnancyId).visit('2025-09-25', { haemoglobinGPerL: 38, systolicMmHg: 165, diastolicMmHg: 112 }) })
    await insist(judge, 'risk.nearMiss.save', { row: riskRows(orange.pregnancyId).nearMiss() })
    expect(await clerk.call('risk.duty.counts', null)).toEqual({
      high: 1, managed: 1, renewing: 0,
      lists: { screen: { total: 0, overdue: 0 }, assess: { total: 1, overdue: 1 }, attention: { total: 1, overdue: 1 }, report: { total: 1, overdue: 0 }, case: { total: 0, overdue: 0 }, followUp: { total: 1, overdue: 0 }, referral: { total: 0, overdue: 0 }, retention: { total: 0, overdue: 0 }, nearMiss: { total: 1, overdue: 0 } },
    })
    const { facts } = await judge.call('risk.assessment.prepare', { pregnancyId: raised.pregnancyId })
    expect(facts).toContainEqual({ fact: 'haemoglobinGPerL', value: 38, day: '2025-09-25' })
    expect(await clerk.call('home.summary', null)).toMatchObject({ riskAttention: { total: 1, first: [{ title: '丙', detail: { zh: '提示红色' }, since: '2025-09-25' }] }, riskFollowUps: { total: 0 } })
    expect((await clerk.call('home.summary', null)).riskDuties).toMatchObject({ total: 2, first: [{ title: '甲', detail: { zh: '待评估逾期' } }, { title: '丙', detail: { zh: '需重新评估' } }] })
  } finally {
    await other.close()
  }
})
