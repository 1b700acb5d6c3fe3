import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childAppointment } from '../../domain/modules/child/appointment.record.ts'
import { childAutismStep } from '../../domain/modules/child/autism.record.ts'
import { childCaseVisit } from '../../domain/modules/child/case-visit.record.ts'
import { deathCard } from '../../domain/modules/child/death-card.record.ts'
import { entranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childScale } from '../../domain/modules/child/scale.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { confirmedSave, followUp, openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { insist, screeningRows } from '../support/screening-scene.ts'
import { idNumberOf, woman } from '../support/women.ts'

// The clock of these tests stands at 2026-03-10.
let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const openFile = (fileId: string) => doctor.call('child.file.open', { id: fileId })
const valuesOf = (file: object): Record<string, unknown> => Object.fromEntries(Object.keys(childFile.fields).map(name => [name, (file as Record<string, unknown>)[name]]))
async function fileSave(fileId: string, change: Record<string, unknown>): Promise<{ id: string; rev: number; row: never }> {
  const { file } = await openFile(fileId)
  return { id: fileId, rev: file.rev, row: { ...valuesOf(file), ...change } as never }
}
const setState = async (fileId: string, change: Record<string, unknown>) => confirmedSave(doctor, 'child.file.save', await fileSave(fileId, change))
const course = async (fileId: string) => (await doctor.call('child.development.open', { fileId })).course
const screened = async (fileId: string) => (await doctor.call('child.screening.list', { limit: 500 })).rows.filter(row => row.fileId === fileId).map(row => row.line)
const asked = async (fileId: string) => (await desk.database.kysely.selectFrom('childDue').select('ruleId').where('fileId', '=', fileId).where('doneDay', 'is', null).where('cancelled', 'is', null).execute()).map(line => line.ruleId)

/** A child with everything open: a case, an autism course, a hearing re-test, a booked day. */
async function busyChild(name: string, birthDay = '2024-08-05'): Promise<{ fileId: string; caseId: string; appointmentId: string }> {
  const { fileId } = await registerChild(doctor, name, birthDay)
  const caseId = await openCase(doctor, fileId, 'malnutrition', { openedDay: '2026-02-01' })
  await doctor.call('child.autism.move', { fileId, rev: 0, row: { ...emptyRow(childAutismStep), fileId, kind: 'firstScreening', day: '2026-02-10', reason: '叫名字没有反应', institution: '城关镇卫生院', doctorName: '陈医生' } as never })
  await insist(doctor, 'child.hearingTest.save', { row: screeningRows(fileId).hearing('1', `${birthDay.slice(0, 8)}09`, { leftEar: '2' }) })
  const { id: appointmentId } = await doctor.call('child.appointment.save', { row: { ...emptyRow(childAppointment), fileId, contact: 'month24', day: '2026-03-20', time: '上午', state: 'booked', note: '带手册' } as never })
  return { fileId, caseId, appointmentId }
}
const whole = {
  householdType: '1', birthPlaceType: '1', lifeSigns: 'heartbeat,breathing', causeA: '肺炎', rootCause: '肺炎', causeClass: '10', icd10: 'J18.9', deathPlace: '01', treatment: '1', diagnosisLevel: '03', diagnosisBasis: '5', bornTimeUnknown: false,
  reportInstitution: '青山县妇幼保健院', reporterName: '陈医生', reportDay: '2026-03-10',
}
async function submittedCard(fileId: string, row: Record<string, unknown>): Promise<{ id: string; rev: number }> {
  const prepared = await doctor.call('child.deathCard.prepare', { fileId })
  const { id, rev } = await confirmedSave(doctor, 'child.deathCard.save', { row: { ...emptyRow(deathCard), ...prepared.row, ...whole, ...row } as never })
  return { id, rev: (await doctor.call('child.deathCard.submit', { id, rev })).rev }
}

describe('a child died', () => {
  test('the file moved to 死亡 asks first, naming what it ends, then ends case, autism course, screening and booked day with the day of death', async () => {
    const { fileId, caseId, appointmentId } = await busyChild('周一')
    expect(await screened(fileId)).toEqual(['hearing'])
    const save = await fileSave(fileId, { state: 'death', stateDay: '2026-03-05' })
    const asking = await doctor.fails('child.file.save', save)
    expect(asking).toMatchObject({ code: 'confirm', fields: [{ path: 'state', level: 'warn', message: { key: 'childFile.deathCloses', params: { cases: 1, courses: 1, screenings: 1, appointments: 1 } } }] })
    expect((await doctor.call('child.case.get', { id: caseId })).closedDay).toBeNull()
    await confirmedSave(doctor, 'child.file.save', save)
    expect(await doctor.call('child.case.get', { id: caseId })).toMatchObject({ closedDay: '2026-03-05', closingReason: 'died', outcome: '5', closingDoctor: '陈医生' })
    expect(await course(fileId)).toMatchObject({ closedDay: '2026-03-05', closeReason: 'death', state: 'firstAbnormal' })
    expect(await doctor.call('child.appointment.get', { id: appointmentId })).toMatchObject({ state: 'cancelled', endedByDeath: true, note: '带手册' })
    expect(await screened(fileId)).toEqual([])
    expect(await asked(fileId)).toEqual([])
    expect((await doctor.call('child.autism.list', {})).rows.filter(row => row.fileId === fileId)).toEqual([])
    expect((await openFile(fileId)).closedByDeath).toMatchObject({ cases: [{ id: caseId, kind: 'malnutrition' }], courses: [{ closedDay: '2026-03-05' }], appointments: [{ day: '2026-03-20', contact: 'month24' }] })
  })

  test('the card handed in ends the autism course too, and a corrected hour of death takes all of it along', async () => {
    const { fileId, caseId } = await busyChild('周二')
    const { id, rev } = await submittedCard(fileId, { bornAt: '2024-08-05T08:00', diedAt: '2026-03-05T10:00' })
    expect(await course(fileId)).toMatchObject({ closedDay: '2026-03-05', closeReason: 'death' })
    const stored = await doctor.call('child.deathCard.get', { id })
    const values = Object.fromEntries(Object.keys(deathCard.fields).map(name => [name, stored[name as 'state']]))
    await confirmedSave(doctor, 'child.deathCard.save', { id, rev, row: { ...values, diedAt: '2026-03-07T10:00' } as never })
    expect((await openFile(fileId)).file.stateDay).toBe('2026-03-07')
    expect(await course(fileId)).toMatchObject({ closedDay: '2026-03-07', closeReason: 'death' })
    expect((await doctor.call('child.case.get', { id: caseId })).closedDay).toBe('2026-03-07')
    // The card says when; the file cannot say otherwise.
    const other = await doctor.fails('child.file.save', await fileSave(fileId, { stateDay: '2026-03-06' }))
    expect(other.fields).toMatchObject([{ path: 'stateDay', message: { key: 'childFile.deathDayOfCard' } }])
  })

  test('a day of death corrected in the file is the day of every closing', async () => {
    const { fileId, caseId } = await busyChild('周三')
    await setState(fileId, { state: 'death', stateDay: '2026-03-05' })
    await setState(fileId, { stateDay: '2026-03-03' })
    expect((await doctor.call('child.case.get', { id: caseId })).closedDay).toBe('2026-03-03')
    expect((await course(fileId))?.closedDay).toBe('2026-03-03')
  })

  test('seen after the day of death: asked about', async () => {
    const { fileId, caseId } = await busyChild('周四')
    await followUp(doctor, caseId, { visitDay: '2026-03-08', weightKg: 9.5 })
    const asking = await doctor.fails('child.file.save', await fileSave(fileId, { state: 'death', stateDay: '2026-03-05' }))
    expect(asking.fields!.map(issue => `${issue.path} ${issue.message.key}`)).toEqual(['state childFile.deathCloses', 'stateDay deathCard.seenLater'])
  })
})

describe('a death entered by mistake', () => {
  test('moved back, the doctor is told what it had ended; nothing of it opens again by itself, each is opened by the doctor', async () => {
    const { fileId, caseId, appointmentId } = await busyChild('吴一')
    await setState(fileId, { state: 'death', stateDay: '2026-03-05' })
    expect((await doctor.fails('child.case.reopen', { id: caseId, rev: 2, reason: '还活着' })).fields).toMatchObject([{ message: { key: 'childCase.reopenDead' } }])
    const back = await fileSave(fileId, { state: 'managed', stateDay: null, stateNote: null })
    const asking = await doctor.fails('child.file.save', back)
    expect(asking).toMatchObject({ code: 'confirm', fields: [{ path: 'state', level: 'warn', message: { key: 'childFile.deathTakenBack', params: { cases: 1, courses: 1, appointments: 1 } } }] })
    await confirmedSave(doctor, 'child.file.save', back)
    const opened = await openFile(fileId)
    expect(opened.file).toMatchObject({ state: 'managed', stateDay: null })
    expect(opened.closedByDeath).toMatchObject({ cases: [{ id: caseId }], courses: [{ closedDay: '2026-03-05' }], appointments: [{ day: '2026-03-20' }] })
    expect((await doctor.call('child.case.get', { id: caseId })).closedDay).toBe('2026-03-05')
    expect((await course(fileId))?.closedDay).toBe('2026-03-05')
    expect((await doctor.call('child.appointment.get', { id: appointmentId })).state).toBe('cancelled')
    // What is worked out from the records alone is asked for again: the ear that failed still waits.
    expect(await screened(fileId)).toEqual(['hearing'])
    expect(await asked(fileId)).not.toContain('R22')
    const one = await doctor.call('child.case.get', { id: caseId })
    await doctor.call('child.case.reopen', { id: caseId, rev: one.rev, reason: '死亡登错了儿童' })
    const closed = await course(fileId)
    await doctor.call('child.autism.undo', { id: closed!.id, rev: closed!.rev, reason: '死亡登错了儿童' })
    expect(await asked(fileId)).toEqual(expect.arrayContaining(['R22', 'R8']))
    expect((await openFile(fileId)).closedByDeath).toMatchObject({ cases: [], courses: [], appointments: [{ day: '2026-03-20' }] })
    await doctor.call('child.appointment.save', { row: { ...emptyRow(childAppointment), fileId, contact: 'month24', day: '2026-03-21', state: 'booked' } as never })
    expect((await openFile(fileId)).closedByDeath).toBeNull()
  })

  test('with a card handed in the card is voided first; voiding it moves the file back and opens nothing', async () => {
    const { fileId, caseId } = await busyChild('吴二')
    const { id, rev } = await submittedCard(fileId, { bornAt: '2024-08-05T08:00', diedAt: '2026-03-05T10:00' })
    const refused = await doctor.fails('child.file.save', await fileSave(fileId, { state: 'managed', stateDay: null, stateNote: null }))
    expect(refused.fields).toMatchObject([{ path: 'state', level: 'block', message: { key: 'childFile.deathByCard' } }])
    await doctor.call('child.deathCard.void', { id, rev, reason: '填错了儿童' })
    const opened = await openFile(fileId)
    expect(opened.file).toMatchObject({ state: 'managed', stateDay: null, stateNote: null })
    expect(opened.closedByDeath).toMatchObject({ cases: [{ id: caseId }], courses: [{ closedDay: '2026-03-05' }] })
  })

  test('a card voided for a child whose death the file knew before leaves it dead', async () => {
    const { fileId } = await busyChild('吴三')
    await setState(fileId, { state: 'death', stateDay: '2026-03-04', stateNote: '家属电话告知' })
    const { id, rev } = await submittedCard(fileId, { bornAt: '2024-08-05T08:00', diedAt: '2026-03-05T10:00' })
    expect((await openFile(fileId)).file.stateDay).toBe('2026-03-05')
    await doctor.call('child.deathCard.void', { id, rev, reason: '卡填错,重填' })
    expect((await openFile(fileId)).file).toMatchObject({ state: 'death', stateDay: '2026-03-04', stateNote: '家属电话告知' })
  })
})

describe('who has no death card', () => {
  const close = async (caseId: string, row: Record<string, unknown> = {}) => ({ id: caseId, rev: (await doctor.call('child.case.get', { id: caseId })).rev, closedDay: '2026-03-05', closingReason: 'died' as const, outcome: '5' as const, closingNote: null, ...row })

  test('a child over five: its case is closed as died, and with it the file and everything else', async () => {
    const { fileId, caseId, appointmentId } = await busyChild('郑一', '2020-08-05')
    const highRisk = await openCase(doctor, fileId, 'rickets', { openedDay: '2026-02-01' })
    await insist(doctor, 'child.case.close', await close(caseId))
    expect((await openFile(fileId)).file).toMatchObject({ state: 'death', stateDay: '2026-03-05' })
    expect(await doctor.call('child.case.get', { id: highRisk })).toMatchObject({ closedDay: '2026-03-05', closingReason: 'died' })
    expect((await course(fileId))?.closeReason).toBe('death')
    expect((await doctor.call('child.appointment.get', { id: appointmentId })).state).toBe('cancelled')
  })

  test('a child born before 28 weeks too; where a card is possible it is asked for', async () => {
    const { fileId } = await registerChild(doctor, '郑二', '2026-01-05', { gestationDays: 27 * 7, birthWeightG: 900 })
    const caseId = await openCase(doctor, fileId, 'highRisk', { openedDay: '2026-01-10' })
    await insist(doctor, 'child.case.close', await close(caseId, { outcome: null }))
    expect((await openFile(fileId)).file.state).toBe('death')
    const other = await registerChild(doctor, '郑三', '2026-01-05', { gestationDays: 28 * 7, birthWeightG: 900 })
    const otherCase = await openCase(doctor, other.fileId, 'highRisk', { openedDay: '2026-01-10' })
    expect((await doctor.fails('child.case.close', await close(otherCase, { outcome: null }))).fields).toMatchObject([{ path: 'closingReason', message: { key: 'childCase.diedByCard' } }])
  })
})

describe('two cards about one newborn without a name', () => {
  const unnamed = (birthDay: string, mother: string, sex = '1') => registerChild(doctor, '', birthDay, { motherId: mothers[mother] ?? null }, { name: null, sex })
  const mothers: Record<string, string> = {}
  const died = async (fileId: string, diedAt: string) => {
    const prepared = await doctor.call('child.deathCard.prepare', { fileId })
    const answer = await desk.host.call('child.deathCard.save', { row: { ...emptyRow(deathCard), ...prepared.row, ...whole, birthWeightG: 3300, bornAt: '2026-02-20T08:00', diedAt } as never }, 'window-erbao')
    return answer.ok ? [] : answer.error.fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)
  }

  test('of one mother, or of a mother nobody knows, are asked about; of another mother, sex or day they are not', async () => {
    for (const [at, name] of ['孙一梅', '孙二梅'].entries()) mothers[name] = (await doctor.call('person.save', { row: woman({ name, idNumber: idNumberOf('110101', '1995-08-15', 40 + 2 * at) }) as never })).id
    const first = await unnamed('2026-02-20', '孙一梅')
    expect(await died(first.fileId, '2026-02-22T10:00')).toEqual([])
    const again = await unnamed('2026-02-20', '孙一梅')
    expect(await died(again.fileId, '2026-02-22T11:00')).toEqual(['warn diedAt deathCard.lookAlikeUnnamed'])
    const unknown = await unnamed('2026-02-20', '无')
    expect(await died(unknown.fileId, '2026-02-22T11:00')).toEqual(['warn diedAt deathCard.lookAlikeUnnamed'])
    // Named by now in one of the two files: may still be the same child.
    const named = await registerChild(doctor, '孙小宝', '2026-02-20', { motherId: mothers['孙一梅'] })
    expect(await died(named.fileId, '2026-02-22T11:00')).toEqual(['warn diedAt deathCard.lookAlikeUnnamed'])
    for (const other of [await unnamed('2026-02-20', '孙二梅'), await unnamed('2026-02-20', '孙一梅', '2')]) expect(await died(other.fileId, '2026-02-22T10:00')).toEqual([])
    const later = await unnamed('2026-02-20', '孙一梅')
    expect(await died(later.fileId, '2026-02-23T10:00')).toEqual([])
  })
})

describe('nothing is measured after the death', () => {
  const DEATH = '2026-03-05'
  let fileId: string
  let caseId: string
  beforeAll(async () => {
    fileId = (await registerChild(doctor, '郑一', '2025-09-10')).fileId
    caseId = await openCase(doctor, fileId, 'malnutrition', { openedDay: '2026-02-01' })
    await setState(fileId, { state: 'death', stateDay: DEATH })
  })
  const common = { place: 'clinic', referral: '1', doctorName: '陈医生' }
  const rows: Record<string, (day: string) => [name: 'child.visit.save' | 'child.newbornVisit.save' | 'child.caseVisit.save' | 'child.entranceExam.save' | 'child.scale.save' | 'child.hearingTest.save', row: object]> = {
    'check-up': day => ['child.visit.save', { ...emptyRow(childVisit), ...common, fileId, contact: 'month3', visitDay: day, weightKg: 7, lengthCm: 65, position: 'L' }],
    'check-up without a measurement': day => ['child.visit.save', { ...emptyRow(childVisit), ...common, fileId, contact: 'month3', visitDay: day }],
    'home visit': day => ['child.newbornVisit.save', { ...emptyRow(newbornVisit), ...common, place: 'home', fileId, visitDay: day, weightKg: 7, feeding: '1' }],
    'home visit without a measurement': day => ['child.newbornVisit.save', { ...emptyRow(newbornVisit), ...common, place: 'home', fileId, visitDay: day, feeding: '1' }],
    'follow-up of a case': day => ['child.caseVisit.save', { ...emptyRow(childCaseVisit), fileId, caseId, kind: 'malnutrition', visitDay: day, weightKg: 7, lengthCm: 65, position: 'L', referral: '1', doctorName: '陈医生' }],
    'entrance examination': day => ['child.entranceExam.save', { ...emptyRow(entranceExam), fileId, purpose: 'newEntrant', examDay: day, kindergarten: '红星幼儿园', weightKg: 7, lengthCm: 65, position: 'L', result: '未见异常', opinion: 'fit', doctorName: '陈医生' }],
    scale: day => ['child.scale.save', { ...emptyRow(childScale), fileId, kind: 'development', testDay: day, testerName: '周测评', totalDq: 90 }],
    'newborn hearing test': day => ['child.hearingTest.save', screeningRows(fileId).hearing('1', day)],
  }
  test.each(Object.keys(rows))('%s: refused on the day after, heard on the day itself', async what => {
    const afterDeath = async (day: string) => {
      const [name, row] = rows[what]!(day)
      const answer = await desk.host.call(name, { row } as never, 'window-erbao')
      return answer.ok ? [] : (answer.error.fields ?? []).filter(issue => issue.message.key.endsWith('.afterDeath')).map(issue => issue.level)
    }
    const [first, ...rest] = await afterDeath('2026-03-06')
    expect([first, rest]).toEqual(['block', []])
    expect(await afterDeath(DEATH)).toEqual([])
  })

  test('the birth day taken back as wrong: a check-up after the death is refused all the same', async () => {
    const { fileId: unknown, childId } = await registerChild(doctor, '郑二', '2025-09-10')
    await setState(unknown, { state: 'death', stateDay: DEATH })
    const self = await doctor.call('person.get', { id: childId })
    await doctor.call('person.save', { id: childId, rev: self.rev, row: { ...Object.fromEntries(Object.keys(person.fields).map(name => [name, (self as Record<string, unknown>)[name]])), birthDay: null } as never })
    const row = { ...emptyRow(childVisit), ...common, fileId: unknown, contact: 'month3', visitDay: '2026-03-06' }
    expect((await doctor.fails('child.visit.save', { row: row as never })).fields!.filter(({ level }) => level === 'block')).toMatchObject([{ path: 'visitDay', message: { key: 'childVisit.afterDeath' } }])
  })
})
