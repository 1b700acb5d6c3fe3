import ExcelJS from 'exceljs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { idNumberCheckDigit } from '../../domain/rule/id-number.ts'
import type { Input } from '../../domain/api/api.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'

let desk: Desk
let doctor: Window
let motherId: string
const today = (): Day => '2026-03-10' as Day
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
  motherId = (await doctor.call('person.save', { row: { ...emptyRow(person), name: '张丽华', sex: '2', birthDay: '1995-08-15' as Day, idType: '01', idNumber: '110101199508150009', nationality: 'CHN', ethnicGroup: '01', phone: '13800001234', homeRegion: '430421' } as never })).id
})
afterAll(() => desk.close())

let count = 0
async function child(birthDay: string, file: Partial<Input<'child.file.save'>['row']> = {}): Promise<{ childId: string; fileId: string }> {
  count += 1
  return registerChild(doctor, `李思${'远宁安然悦乐琪彤'[count % 8]}${'一二三四五六七八九'[Math.floor(count / 8)]}`, birthDay, { motherId, ...file })
}
const visitRow = (fileId: string, row: Record<string, unknown>) => ({ ...emptyRow(childVisit), fileId, place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', ...row }) as never

describe('a file', () => {
  test('is opened once, numbered by year, linked with its mother and scheduled', async () => {
    const { childId, fileId } = await child('2025-12-01')
    const opened = await doctor.call('child.file.open', { id: fileId })
    expect(opened.file.number).toMatch(/^E2026\d{6}$/)
    expect(opened.head).toMatchObject({ motherName: '张丽华', phone: '13800001234', name: expect.stringContaining('李思') as string })
    expect(opened.schedule).toHaveLength(13)
    expect(opened.schedule.map(({ contact, state }) => [contact, state]).slice(0, 4)).toEqual([['home', 'missed'], ['month1', 'missed'], ['month3', 'due'], ['month6', 'notDue']])
    const again = await doctor.call('child.file.prepare', { childId })
    expect(again.fileId).toBe(fileId)
    const refused = await doctor.fails('child.file.save', { row: { ...emptyRow(childFile), ...again.row } as never })
    expect(refused.fields).toMatchObject([{ path: 'childId', message: { key: 'childFile.exists' } }])
    expect((await doctor.call('person.kin', { id: childId })).map(one => one.relation)).toEqual(['mother'])
  })

  test('a mother chosen wrongly and corrected is corrected in the people\'s records too; a mother known from elsewhere is not', async () => {
    const { id: otherId } = await doctor.call('person.save', { row: { ...emptyRow(person), name: '王芳', sex: '2', birthDay: '1994-01-15' as Day, idType: '01', idNumber: `${'42042119940115002'}${idNumberCheckDigit('42042119940115002')}`, nationality: 'CHN', ethnicGroup: '01', homeRegion: '430421' } as never })
    const kinOf = async (childId: string) => (await doctor.call('person.kin', { id: childId })).map(one => [one.relation, one.person.id])
    const { childId, fileId } = await child('2025-11-01', { motherId: otherId })
    expect(await kinOf(childId)).toEqual([['mother', otherId]])
    const { file } = await doctor.call('child.file.open', { id: fileId })
    await doctor.call('child.file.save', { id: fileId, rev: file.rev, row: { ...valuesOfFile(file), motherId } as never })
    expect(await kinOf(childId)).toEqual([['mother', motherId]])
    // The people's records already say who the mother is: another one in the file changes nothing there.
    await desk.database.write(async trx => { await trx.updateTable('kinship').set({ parentId: otherId }).where('childId', '=', childId).execute() })
    const again = (await doctor.call('child.file.open', { id: fileId })).file
    await doctor.call('child.file.save', { id: fileId, rev: again.rev, row: { ...valuesOfFile(again), motherId: null } as never })
    expect(await kinOf(childId)).toEqual([['mother', otherId]])
  })

  test('of a child who came later leaves out what ended before; who moved away is not asked for', async () => {
    const { fileId } = await child('2025-01-10', { servedFromDay: '2026-02-01' as Day })
    const { schedule, file } = await doctor.call('child.file.open', { id: fileId })
    expect(schedule.filter(line => line.state === 'cancelled').map(line => line.contact)).toEqual(['home', 'month1', 'month3', 'month6', 'month8'])
    await doctor.call('child.file.save', { id: fileId, rev: file.rev, row: { ...valuesOfFile(file), state: 'moved', stateDay: '2026-03-01' } as never })
    const after = await doctor.call('child.file.open', { id: fileId })
    expect(after.schedule.filter(line => ['due', 'overdue', 'notDue'].includes(line.state))).toEqual([])
  })

  test('becomes lost only after attempts in vain on three days since the child was last seen', async () => {
    const { fileId } = await child('2025-09-01')
    await doctor.call('child.visit.save', { row: visitRow(fileId, { contact: 'month3', visitDay: '2025-12-05', weightKg: 6.4, lengthCm: 61.5 }) })
    const attempt = (day: string) => doctor.call('child.attempt.save', { row: { fileId, day, outcome: 'noAnswer', about: '6月龄体检', callerName: '陈医生', note: null } as never })
    for (const day of ['2025-11-01', '2025-11-02', '2026-03-02', '2026-03-02', '2026-03-03']) await attempt(day)
    const { file } = await doctor.call('child.file.open', { id: fileId })
    const lost = { id: fileId, rev: file.rev, row: { ...valuesOfFile(file), state: 'lost', stateDay: '2026-03-09' } as never }
    expect((await doctor.fails('child.file.save', lost)).fields).toMatchObject([{ path: 'state', message: { key: 'child.lostTooEarly', params: { attempts: 2, least: 3 } } }])
    await attempt('2026-03-05')
    await doctor.call('child.file.save', lost)
    expect((await doctor.call('child.file.open', { id: fileId })).file).toMatchObject({ state: 'lost', stateDay: '2026-03-09' })
  })

  test('cannot be opened in the future, before the birth, or with a mother younger than her child', async () => {
    const born = await doctor.call('person.save', { row: { ...emptyRow(person), name: '赵小满', sex: '2', birthDay: '2026-01-01' as Day, nationality: 'CHN', noDocumentReason: 'newborn' } as never })
    const row = { ...emptyRow(childFile), childId: born.id, state: 'managed', residence: 'local', openedDay: '2025-12-31', dischargeDay: '2026-09-01', motherId: born.id }
    const failure = await doctor.fails('child.file.save', { row: row as never })
    expect(failure.fields!.map(issue => [issue.path, issue.message.key])).toEqual(expect.arrayContaining([
      ['dischargeDay', 'childFile.future'], ['openedDay', 'childFile.beforeBirth'], ['motherId', 'childFile.parentYounger'],
    ]))
  })
})

const valuesOfFile = (file: Record<string, unknown>) => Object.fromEntries(Object.keys(childFile.fields).map(name => [name, file[name]]))

describe('a check-up', () => {
  test('starts with its contact, keeps its grades and completes its line of the schedule', async () => {
    const { fileId } = await child('2025-09-10')
    const prepared = await doctor.call('child.visit.prepare', { fileId })
    expect(prepared).toMatchObject({ contact: 'month6', nextDueDay: '2026-05-10', row: { position: 'L', doctorName: '陈医生', nextVisitDay: '2026-05-10' } })
    const { id } = await doctor.call('child.visit.save', { row: visitRow(fileId, { ...prepared.row, weightKg: 8.2, lengthCm: 68, headCm: 43.5, complexionLater: '1', haemoglobinGPerL: 118, hearing: '1', warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false }) })
    const saved = await doctor.call('child.visit.get', { id })
    expect(saved).toMatchObject({ weightGrade: 'middle', lengthGrade: 'middle', headGrade: 'middle', nutrition: null, evaluatedBy: 'WS/T 423—2022 标准差法 实足月龄' })
    const { schedule, visits } = await doctor.call('child.file.open', { id: fileId })
    expect(schedule.find(line => line.contact === 'month6')).toMatchObject({ state: 'done', doneDay: today(), timing: 'onTime', visitId: id })
    expect(visits).toMatchObject([{ weightKg: 8.2, ageDays: 181 }])
    await doctor.call('child.visit.void', { id, rev: saved.rev, reason: '登错了人' })
    expect((await doctor.call('child.file.open', { id: fileId })).schedule.find(line => line.contact === 'month6')).toMatchObject({ state: 'due', visitId: null })
  })

  const EVERY_FINDING = [...['skin', 'eyes', 'ears', 'mouth', 'chest', 'abdomen', 'limbs', 'anusAndGenitals'].map(name => [name, '2', 'month1'] as const), ['navel', '2', 'month3'], ['neckMass', '1', 'month3'], ['gait', '2', 'month18']] as const
  test.each(EVERY_FINDING)('%s abnormal without a word is asked about and saved, and its text goes when it is normal again', async (name, abnormal, contact) => {
    const birthDay = { month1: '2026-02-08', month3: '2025-12-08', month18: '2024-09-08' }[contact]
    const { fileId } = await child(birthDay)
    const part = name === 'chest' || name === 'anusAndGenitals' ? { [`${name}Parts`]: '1' } : {}
    const row = (changes: Record<string, unknown>) => visitRow(fileId, { contact, visitDay: today(), weightKg: { month1: 4.5, month3: 6.3, month18: 11 }[contact], ...part, ...changes })
    const asked = await doctor.fails('child.visit.save', { row: row({ [name]: abnormal }) })
    expect([asked.code, asked.fields!.map(({ level, path, message }) => [level, path, message.key])]).toEqual(['confirm', [['warn', `${name}Note`, 'childVisit.noteMissing']]])
    const { id, rev } = await doctor.call('child.visit.save', { row: row({ [name]: abnormal }), confirmations: [{ path: `${name}Note`, key: 'childVisit.noteMissing', reason: '纸质表未写' }] })
    const told = await doctor.call('child.visit.save', { id, rev, row: row({ [name]: abnormal, [`${name}Note`]: '见病历' }) })
    expect(await doctor.call('child.visit.get', { id })).toMatchObject({ [name]: abnormal, [`${name}Note`]: '见病历' })
    const normal = abnormal === '1' ? '2' : '1'
    await doctor.call('child.visit.save', { id, rev: told.rev, row: row({ [name]: normal, [`${name}Note`]: '见病历' }) })
    expect(await doctor.call('child.visit.get', { id })).toMatchObject({ [name]: normal, [`${name}Note`]: null })
  })

  test('whoever sends grades of its own is not believed', async () => {
    const { fileId } = await child('2025-09-10')
    const { id } = await doctor.call('child.visit.save', { row: visitRow(fileId, { contact: 'month6', visitDay: today(), weightKg: 6.0, lengthCm: 68, weightGrade: 'high', nutrition: 'obese', evaluatedBy: '自填' }), confirmations: [{ path: 'weightKg', key: 'growth.check.jump', reason: '已复测' }] })
    expect(await doctor.call('child.visit.get', { id })).toMatchObject({ weightGrade: 'low', nutrition: 'severelyWasted,severelyUnderweight' })
  })

  test('shrinking by more than 2 cm and losing more than 15 % are typed twice; before birth and tomorrow are refused', async () => {
    const { fileId } = await child('2025-03-01')
    await doctor.call('child.visit.save', { row: visitRow(fileId, { contact: 'month8', visitDay: '2025-11-05', weightKg: 9, lengthCm: 72 }) })
    const row = visitRow(fileId, { contact: 'month12', visitDay: '2026-03-05', weightKg: 7.5, lengthCm: 69.5 })
    const asked = await doctor.fails('child.visit.save', { row })
    expect(asked.code).toBe('confirm')
    expect(asked.fields!.map(issue => [issue.path, issue.level, issue.message.key])).toEqual(expect.arrayContaining([['lengthCm', 'retype', 'growth.check.lengthShrunkMuch'], ['weightKg', 'retype', 'growth.check.weightLost']]))
    await insist(doctor, 'child.visit.save', { row })
    for (const [visitDay, key] of [['2025-02-28', 'growth.check.beforeBirth'], [addDays(today(), 1), 'growth.check.future']] as const) {
      const failure = await doctor.fails('child.visit.save', { row: visitRow(fileId, { contact: 'month12', visitDay, weightKg: 9.5 }) })
      expect(failure.fields!.map(issue => issue.message.key)).toContain(key)
    }
  })

  test('case 15: a preterm boy is judged by corrected age, and the z-score at actual age stands beside it', async () => {
    const { fileId } = await child('2025-09-09', { gestationDays: 224, birthWeightG: 1700 })
    const { ageDays, actualDays, ageUsed, rows, chronological } = await doctor.call('child.visit.evaluate', { fileId, row: { visitDay: today(), weightKg: 6 } })
    expect([ageDays, actualDays, ageUsed]).toEqual([126, 182, 'corrected'])
    expect(rows.find(row => row.standard === 'who2006' && row.indicator === 'wfa')!.z).toBeCloseTo(-1.45, 2)
    expect(chronological.find(row => row.indicator === 'wfa')!.z).toBeCloseTo(-2.5, 2)
    const term = (await child('2025-09-09')).fileId
    expect((await doctor.call('child.visit.evaluate', { fileId: term, row: { visitDay: today(), weightKg: 6 } })).chronological).toEqual([])
  })

  test('a child of unknown sex is saved without grades, and the evaluation says why', async () => {
    const born = await doctor.call('person.save', { row: { ...emptyRow(person), name: '钱待定', sex: '9', birthDay: '2025-09-10' as Day, nationality: 'CHN', noDocumentReason: 'newborn' } as never })
    const { id: fileId } = await doctor.call('child.file.save', { row: { ...emptyRow(childFile), childId: born.id, openedDay: today(), state: 'managed', residence: 'local' } as never })
    const evaluated = await doctor.call('child.visit.evaluate', { fileId, row: { visitDay: today(), weightKg: 8, lengthCm: 68 } })
    expect(evaluated).toMatchObject({ reason: 'sexUnknown', rows: [] })
    const { id } = await doctor.call('child.visit.save', { row: visitRow(fileId, { contact: 'month6', visitDay: today(), weightKg: 8, lengthCm: 68 }) })
    expect(await doctor.call('child.visit.get', { id })).toMatchObject({ weightGrade: null, evaluatedBy: null })
  })

  test('fields of another age are not kept: what is stored is what was shown', async () => {
    const { fileId } = await child('2022-03-05')
    const { id } = await doctor.call('child.visit.save', { row: visitRow(fileId, { contact: 'year4', visitDay: today(), position: 'H', weightKg: 16, lengthCm: 103, fontanelle: '2', ricketsSignsMonth3: '2', visionLeft: 0.8, visionRight: 0.8, cariesCount: 2, teethCount: 20 }) })
    expect(await doctor.call('child.visit.get', { id })).toMatchObject({ fontanelle: null, ricketsSignsMonth3: null, visionLeft: 0.8, cariesCount: 2 })
  })

  test('what is carried is what the last one had, and is named', async () => {
    const { fileId } = await child('2025-03-01')
    await doctor.call('child.visit.save', { row: visitRow(fileId, { contact: 'month8', visitDay: '2025-11-05', weightKg: 9, lengthCm: 72, vitaminDIuPerDay: 400, vitaminDName: '维生素D滴剂', outdoorHoursPerDay: 2, feeding: '1', teethCount: 4, doctorName: '林医生' }) })
    const prepared = await doctor.call('child.visit.prepare', { fileId })
    expect(prepared.row).toMatchObject({ contact: 'month12', vitaminDIuPerDay: 400, vitaminDName: '维生素D滴剂', outdoorHoursPerDay: 2, feeding: '1' })
    expect(prepared.carried.toSorted()).toEqual(['feeding', 'outdoorHoursPerDay', 'vitaminDIuPerDay', 'vitaminDName'])
    // The doctor of today signs, whoever came before; teeth are counted again.
    expect(prepared.row).toMatchObject({ doctorName: '陈医生' })
    expect(prepared.row.teethCount ?? null).toBeNull()
    // A column that does not ask for it gets nothing.
    expect((await doctor.call('child.visit.prepare', { fileId, contact: 'year4', visitDay: '2026-03-10' })).carried).toEqual([])
  })
})

describe('the home visit', () => {
  test('takes over the birth and completes the first contact', async () => {
    const { fileId } = await child('2026-03-01', { dischargeDay: '2026-03-04' as Day })
    const prepared = await doctor.call('child.newbornVisit.prepare', { fileId })
    expect(prepared).toMatchObject({ dueDay: '2026-03-04', windowEnd: '2026-03-11', row: { birthWeightG: 3300, gestationDays: 275 } })
    const { id } = await doctor.call('child.newbornVisit.save', { row: { ...emptyRow(newbornVisit), ...prepared.row, weightKg: 3.4, feeding: '1', jaundiceSites: '2,3', guidance: '1,4' } as never, confirmations: [{ path: 'referral', key: 'newbornVisit.dangerAdvised', reason: '经皮胆红素正常,三天后复访' }] })
    expect(await doctor.call('child.newbornVisit.get', { id })).toMatchObject({ jaundiceSites: '2,3', guidance: '1,4', milkMl: null })
    expect((await doctor.call('child.file.open', { id: fileId })).schedule[0]).toMatchObject({ contact: 'home', state: 'done', timing: 'onTime', visitId: id })
    const wrong = await doctor.fails('child.newbornVisit.save', { row: { ...emptyRow(newbornVisit), ...prepared.row, jaundiceSites: '1,3' } as never })
    expect(wrong.fields).toMatchObject([{ path: 'jaundiceSites' }])
  })
})

describe('the lists of what is due', () => {
  let own: Desk
  let nurse: Window
  beforeEach(async () => {
    own = await openDesk()
    nurse = await own.as('hushi', ['doctor'], '周护士')
    return () => own.close()
  })
  const register = async (name: string, birthDay: string, region = '430421100'): Promise<string> =>
    (await registerChild(nurse, name, birthDay, { contactPhone: '13900001111' }, { homeRegion: region, phone: '13900001111' })).fileId
  test('due, overdue, missed and no-show name the child, the phone masked, the day booked and the last call', async () => {
    const one = await register('甲', '2025-09-10')
    await register('乙', '2025-06-01', '430421101')
    const due = await nurse.call('child.due.list', { kind: 'due' })
    expect(due.rows.map(row => [row.childName, row.contact, row.state])).toEqual([['甲', 'month6', 'due']])
    expect(due.rows[0]).toMatchObject({ phone: '139****1111', appointmentDay: null, attempts: 0 })
    expect((await nurse.call('child.due.list', { kind: 'overdue' })).rows.map(row => [row.childName, row.contact])).toEqual([['乙', 'month8']])
    expect((await nurse.call('child.due.list', { kind: 'missed', region: '430421101' })).total).toBeGreaterThan(2)
    const { id } = await nurse.call('child.appointment.save', { row: { fileId: one, contact: 'month6', day: '2026-03-08', time: '上午', state: 'booked', note: null, endedByDeath: null } as never })
    await nurse.call('child.attempt.save', { row: { fileId: one, day: '2026-03-09', outcome: 'noAnswer', about: '6月龄体检', callerName: '周护士', note: null } as never })
    expect((await nurse.call('child.due.list', { kind: 'noShow' })).rows).toMatchObject([{ childName: '甲', appointmentDay: '2026-03-08', appointmentState: 'noShow', lastAttempt: 'noAnswer', attempts: 1 }])
    expect(await nurse.call('child.due.counts', {})).toMatchObject({ due: 1, overdue: 1, noShow: 1 })
    await nurse.call('child.visit.save', { row: visitRow(one, { contact: 'month6', visitDay: today(), weightKg: 8, lengthCm: 67 }) })
    expect(await nurse.call('child.appointment.get', { id })).toMatchObject({ state: 'kept' })
    // What the visit left out is still asked for by itself.
    const left = await nurse.call('child.due.list', { kind: 'due' })
    expect(left.rows.flatMap(row => row.openContents).toSorted()).toEqual(['autism', 'eye', 'feeding', 'hearing', 'tcm'])
    expect((await nurse.call('child.due.counts', {})).noShow).toBe(0)
  })

  test('a corrected birth day moves the whole schedule', async () => {
    const fileId = await register('丙', '2025-09-10')
    const { head } = await nurse.call('child.file.open', { id: fileId })
    const stored = await nurse.call('person.get', { id: head.childId })
    await nurse.call('person.save', { id: head.childId, rev: stored.rev, row: { ...Object.fromEntries(Object.keys(person.fields).map(name => [name, (stored as Record<string, unknown>)[name]])), birthDay: '2025-08-10' } as never })
    expect((await nurse.call('child.file.open', { id: fileId })).schedule.find(line => line.contact === 'month6')).toMatchObject({ dueDay: '2026-02-10' })
  })

  test('the list to phone by is a workbook with what the list shows, the phones whole', async () => {
    const fileId = await register('丁', '2025-09-10')
    const caller = await own.as('erbao', ['childCare'], '郑护士')
    const { file } = await caller.call('child.file.open', { id: fileId })
    await caller.call('child.file.save', { id: fileId, rev: file.rev, row: { ...valuesOfFile(file), contactPhone: '13800004321' } as never })
    const made = await caller.call('child.due.export', { kind: 'due' })
    expect(made).toMatchObject({ rows: 1, fileName: '随访通知名单-2026-03-10.xlsx' })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(made.base64, 'base64') as never)
    const cells = book.worksheets[0]!.getSheetValues().flatMap(row => (row as unknown[] | undefined) ?? [])
    expect(cells).toEqual(expect.arrayContaining(['丁', '13800004321']))
    // On the screen of who may not see whole numbers it stays masked.
    expect((await nurse.call('child.due.list', { kind: 'due' })).rows[0]).toMatchObject({ childName: '丁', phone: '138****4321' })
  })

  test('lists with phones leave the program with both rights only; a class takes its results home without', async () => {
    const caller = await own.as('erbao', ['childCare'], '郑护士')
    const archivist = await own.as('dangan', ['archivist'], '吴档案')
    const book = { book: 'first', from: '2026-01-01', to: '2026-03-10' } as const
    expect(await nurse.fails('child.due.export', { kind: 'due' })).toMatchObject({ code: 'forbidden', detail: { need: 'export.list' } })
    expect(await nurse.fails('child.autism.ledger', book)).toMatchObject({ code: 'forbidden', detail: { need: 'export.list' } })
    expect(await archivist.fails('child.due.export', { kind: 'due' })).toMatchObject({ code: 'forbidden', detail: { need: 'child.read' } })
    expect((await caller.call('child.autism.ledger', book)).rows).toBe(0)
    expect((await nurse.call('child.entrance.results', { kindergarten: '绿叶幼儿园' })).rows).toBe(0)
  })
})
