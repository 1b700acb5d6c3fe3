import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deathCard, type DeathCard } from '../../domain/modules/child/death-card.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { checkUp, openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const whole: Partial<Record<keyof DeathCard, unknown>> = {
  householdType: '1', birthPlaceType: '1', lifeSigns: 'heartbeat,breathing', causeA: '呼吸窘迫综合征', causeB: '早产', rootCause: '早产', causeClass: '18', icd10: 'P07.3', deathPlace: '01', treatment: '1', diagnosisLevel: '03', diagnosisBasis: '5',
  reportInstitution: '青山县妇幼保健院', reporterName: '陈医生', reportDay: '2026-03-10', bornTimeUnknown: false,
}
async function card(fileId: string, row: Partial<Record<keyof DeathCard, unknown>>): Promise<{ id: string; rev: number }> {
  const prepared = await doctor.call('child.deathCard.prepare', { fileId })
  return insist(doctor, 'child.deathCard.save', { row: { ...emptyRow(deathCard), ...prepared.row, ...row } as never })
}
/** What is still asked for; contacts that the next one had overtaken stay as the missed ones they are. */
const dueOf = (fileId: string) => desk.database.kysely.selectFrom('childDue').selectAll().where('fileId', '=', fileId).where('doneDay', 'is', null).where('cancelled', 'is', null).where(eb => eb.or([eb('nextDay', 'is', null), eb('nextDay', '>', '2026-03-10' as never)])).execute()

describe('a death card', () => {
  test('case 58: 未治疗 without its reason is kept as a draft and cannot be submitted; with 住院治疗 the reason stays empty', async () => {
    const { fileId } = await registerChild(doctor, '未治', '2026-03-01')
    const { id, rev } = await card(fileId, { ...whole, bornAt: '2026-03-01T08:00', diedAt: '2026-03-05T10:00', treatment: '3' })
    const refused = await doctor.fails('child.deathCard.submit', { id, rev })
    expect(refused).toMatchObject({ code: 'invalid', fields: [{ path: 'untreatedReason', message: { key: 'child.untreatedReasonMissing' } }] })
    expect((await doctor.call('child.file.open', { id: fileId })).file.state).toBe('managed')
    const stored = await doctor.call('child.deathCard.get', { id })
    const values = valuesOfRecord(deathCard.fields, stored)
    await doctor.call('child.deathCard.save', { id, rev, row: { ...values, treatment: '1', untreatedReason: '1' } as never })
    expect((await doctor.call('child.deathCard.get', { id })).untreatedReason).toBeNull()
    await doctor.call('child.deathCard.submit', { id, rev: rev + 1 })
    expect(await doctor.call('child.deathCard.get', { id })).toMatchObject({ state: 'submitted', submittedAt: '2026-03-10T09:00', cardDeathPlace: '1', cardDiagnosisBasis: '2' })
  })

  test('case 59: five hours after birth is 0岁0月0天5时 and 5 hours, whatever was sent', async () => {
    const { fileId } = await registerChild(doctor, '五时', '2026-03-01')
    const { id } = await card(fileId, { ...whole, bornAt: '2026-03-01T08:00', diedAt: '2026-03-01T13:00', ageText: '3岁', hoursUnder24: 20 })
    expect(await doctor.call('child.deathCard.get', { id })).toMatchObject({ ageText: '0岁0月0天5时', hoursUnder24: 5, number: expect.stringMatching(/^SW2026\d{6}$/) as string })
    const unknown = await registerChild(doctor, '不详', '2026-03-01')
    const { id: other } = await card(unknown.fileId, { ...whole, bornTimeUnknown: true, bornAt: '2026-03-01T00:00', diedAt: '2026-03-01T13:00' })
    expect(await doctor.call('child.deathCard.get', { id: other })).toMatchObject({ ageText: '0岁0月0天', hoursUnder24: null })
  })

  test('submitting closes file, cases, reminders and booked days at once; a voided card opens nothing by itself', async () => {
    const { fileId } = await registerChild(doctor, '结束', '2025-03-05', { gestationDays: 230, birthWeightG: 1900 })
    await checkUp(doctor, fileId, { contact: 'month8', visitDay: '2025-11-20', weightKg: 6, lengthCm: 66, haemoglobinGPerL: 95 })
    const cases = [await openCase(doctor, fileId, 'highRisk', { openedDay: '2025-12-01' }), await openCase(doctor, fileId, 'anaemia', { openedDay: '2025-12-01', treatmentStartedDay: '2025-12-01', ironMgPerDay: 15 }), await openCase(doctor, fileId, 'malnutrition', { openedDay: '2025-12-01' })]
    const { id: booked } = await doctor.call('child.appointment.save', { row: { fileId, contact: 'month12', day: '2026-03-20', time: '上午', state: 'booked', note: null, endedByDeath: null } as never })
    const before = await dueOf(fileId)
    expect(before.map(line => line.ruleId)).toEqual(expect.arrayContaining(['R21', 'R22', 'R25', 'R3']))
    for (const kind of ['due', 'overdue', 'chain'] as const) expect((await doctor.call('child.due.list', { kind, limit: 500, to: '2026-12-31' })).rows.some(row => row.fileId === fileId), kind).toBe(kind !== 'overdue')
    const { id, rev } = await card(fileId, { ...whole, bornAt: '2025-03-05T08:00', diedAt: '2026-03-02T10:00', rootCause: '肺炎', causeClass: '10', icd10: 'J18.9' })
    expect(await dueOf(fileId)).toHaveLength(before.length)
    const done = await doctor.call('child.deathCard.submit', { id, rev })
    expect(done).toMatchObject({ closedCases: 3, closedCourses: 0, cancelledAppointments: 1 })
    expect(await dueOf(fileId)).toEqual([])
    for (const kind of ['due', 'overdue', 'missed', 'noShow', 'chain'] as const) expect((await doctor.call('child.due.list', { kind, limit: 500, to: '2030-12-31' })).rows.filter(row => row.fileId === fileId), kind).toEqual([])
    expect((await doctor.call('child.case.list', {})).rows.filter(row => row.fileId === fileId)).toEqual([])
    expect((await doctor.call('child.file.open', { id: fileId })).file).toMatchObject({ state: 'death', stateDay: '2026-03-02' })
    for (const caseId of cases) expect(await doctor.call('child.case.get', { id: caseId })).toMatchObject({ closedDay: '2026-03-02', closingReason: 'died', closingDoctor: '陈医生' })
    expect((await doctor.call('child.case.get', { id: cases[1]! })).outcome).toBe('5')
    expect(await doctor.call('child.appointment.get', { id: booked })).toMatchObject({ state: 'cancelled' })
    expect((await doctor.call('child.case.ofFile', { fileId })).proposals).toEqual([])
    await doctor.call('child.deathCard.void', { id, rev: done.rev, reason: '填错了儿童' })
    expect((await doctor.call('child.file.open', { id: fileId })).file).toMatchObject({ state: 'managed', stateDay: null })
    expect((await doctor.call('child.file.open', { id: fileId })).closedByDeath!.cases.map(one => one.id).toSorted()).toEqual(cases.toSorted())
    for (const caseId of cases) await doctor.call('child.case.reopen', { id: caseId, rev: (await doctor.call('child.case.get', { id: caseId })).rev, reason: '填错了儿童' })
    expect(await doctor.call('child.case.get', { id: cases[1]! })).toMatchObject({ closedDay: null, outcome: null })
    expect((await dueOf(fileId)).map(line => line.ruleId)).toEqual(expect.arrayContaining(['R21', 'R22', 'R25']))
  })

  test('a child has one card; another child of the same name, birth and death day is asked about', async () => {
    const one = await registerChild(doctor, '同名儿', '2026-02-01')
    const times = { bornAt: '2026-02-01T08:00', diedAt: '2026-02-20T10:00' }
    const first = await card(one.fileId, { ...whole, ...times })
    const prepared = await doctor.call('child.deathCard.prepare', { fileId: one.fileId })
    expect(prepared.existing).toMatchObject({ id: first.id, state: 'draft' })
    const row = { ...emptyRow(deathCard), ...prepared.row, ...whole, ...times }
    expect((await doctor.fails('child.deathCard.save', { row: row as never })).fields).toMatchObject([{ path: 'fileId', message: { key: 'deathCard.exists' } }])
    const { id: childId } = await doctor.call('person.save', { row: valuesOfRecord(person.fields, await doctor.call('person.get', { id: one.childId })) as never, confirmations: [{ path: 'name', key: 'person.sameNameAndBirth', reason: '不是同一人' }] })
    const { id: fileId } = await doctor.call('child.file.save', { row: { ...emptyRow(childFile), childId, openedDay: '2026-02-01', state: 'managed', residence: 'local', gestationDays: 275 } as never })
    const asked = await doctor.fails('child.deathCard.save', { row: { ...row, fileId } as never })
    expect(asked).toMatchObject({ code: 'confirm', fields: [{ path: 'diedAt', level: 'warn', message: { key: 'deathCard.lookAlike' } }] })
    await insist(doctor, 'child.deathCard.save', { row: { ...row, fileId } as never })
    expect((await doctor.call('child.deathCard.list', { from: '2026-02-20', to: '2026-02-20' })).total).toBe(2)
  })

  test('no card for a stillbirth, for five years and older, for a symptom as cause, before the birth or on another birth day', async () => {
    const { fileId } = await registerChild(doctor, '不符', '2021-03-05', { gestationDays: null, birthWeightG: null })
    const prepared = await doctor.call('child.deathCard.prepare', { fileId })
    const row = { ...emptyRow(deathCard), ...prepared.row, ...whole, bornAt: '2021-03-05T08:00' }
    const keys = async (changes: object) => (await doctor.fails('child.deathCard.save', { row: { ...row, ...changes } as never })).fields!.map(issue => issue.message.key)
    expect(await keys({ diedAt: '2026-03-06T10:00' })).toContain('child.deathFiveYears')
    expect(await keys({ diedAt: '2021-03-05T07:00' })).toContain('child.deathBeforeBirth')
    expect(await keys({ diedAt: '2021-03-06T07:00', bornAt: '2021-03-04T07:00' })).toContain('deathCard.otherBirthDay')
    expect(await keys({ diedAt: '2021-03-06T07:00', rootCause: '呼吸衰竭' })).toEqual(['deathCard.symptom'])
    const { id, rev } = await doctor.call('child.deathCard.save', { row: { ...row, diedAt: '2021-03-06T07:00', lifeSigns: null, deathPlace: '04' } as never })
    const refused = await doctor.fails('child.deathCard.submit', { id, rev })
    expect(refused.fields!.map(issue => [issue.path, issue.message.key])).toEqual(expect.arrayContaining([['lifeSigns', 'deathCard.notLiveBirth'], ['cardDeathPlace', 'deathCard.cardPlace']]))
  })

  test('the printed card has the card’s own numbers, marked while it is a draft', async () => {
    const { fileId } = await registerChild(doctor, '打印儿', '2026-03-01')
    const { id } = await card(fileId, { ...whole, bornAt: '2026-03-01T08:00', diedAt: '2026-03-05T10:00', treatment: '3', untreatedReason: '9' })
    const { html, issues } = await doctor.call('child.sheet.preview', { what: 'deathCard', id })
    expect(issues).toEqual([])
    for (const words of ['5岁以下儿童死亡报告卡', '打印儿', '草稿', '√ 6 其他', '√ 1 医院', '√ 3 未治疗', 'P07.3']) expect(html).toContain(words)
    expect(await doctor.call('child.sheet.print', { what: 'deathCard', id, printerName: 'PDF' })).toEqual({ outcome: 'sent' })
    await doctor.call('child.sheet.pdf', { what: 'deathCard', id })
    // What was seen is what was printed.
    expect([desk.ports.printed.at(-1)!.html, desk.ports.madePdfs.at(-1)]).toEqual([html, html])
  })
})

const valuesOfRecord = (fields: object, stored: unknown): Record<string, unknown> => Object.fromEntries(Object.keys(fields).map(name => [name, (stored as Record<string, unknown>)[name] ?? null]))
