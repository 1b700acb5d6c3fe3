import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input, Output } from '../../domain/api/api.ts'
import { entranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Day } from '../../domain/time/day.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { runTask } from '../../electron/core/run-task.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { eyeChild, eyeVisitRow } from '../support/eye-paper-scene.ts'
import { testPorts } from '../support/test-ports.ts'

// Today is 10 March 2026, in the statistics year 2026 (1 October 2025 to 30 September 2026).
const YEAR = 2026
let desk: Desk
let doctor: Window
const ids: Record<string, string> = {}
const sun = { kindergarten: '红星幼儿园' }
const here = { homeRegion: '430421100' }
const there = { homeRegion: '430421101' }

async function seen(name: string, row: object): Promise<string> { return (await doctor.call('eye.visit.save', { row: eyeVisitRow(ids[name]!, { purpose: '3', eyelidRight: '1', ...row }) })).id }
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('yanke', ['eyeCare'], '沈医生')
  const add = async (name: string, birthDay: string, file: object, self: object = {}) => { ids[name] = (await eyeChild(doctor, `沈${name}`, birthDay, file as never, self as never)).fileId }
  await add('婴', '2025-06-10', {}, here)
  await add('幼', '2024-01-10', {}, there)
  await add('三', '2023-02-20', sun, here)
  await add('四', '2021-12-10', sun, here)
  await add('五', '2021-02-10', sun, there)
  await add('六', '2020-02-10', { kindergarten: '蓝天幼儿园' }, there)
  await add('七', '2019-01-10', sun, here)
  await add('短', '2021-02-10', { residence: 'shortStay', ...sun }, here)
  await add('迁', '2021-02-10', { ...sun, openedDay: '2025-11-01', state: 'moved', stateDay: '2026-02-01' }, here)
  await seen('婴', { visitDay: '2026-02-10' })
  // Last year's alone.
  await seen('幼', { visitDay: '2025-09-30' })
  await seen('三', { visitDay: '2026-02-25', purpose: '1', contact: 'month36' })
  await seen('四', { visitDay: '2026-01-10' })
  await seen('五', { visitDay: '2025-10-01', visionRight: '50', visionLeft: '50', visionNotation: 'five' })
  await seen('六', { visitDay: '2026-03-01', visionRight: '50', visionLeft: '48', visionNotation: 'five', referral: '2', referralReason: '视力低常' })
  await seen('短', { visitDay: '2026-03-01', visionRight: '50' })
})
afterAll(() => desk.close())

const counted = (rates: Output<'eye.coverage'>['total']) => Object.fromEntries(rates.map(({ figure, numerator, denominator, percent }) => [figure, [numerator, denominator, percent]]))
const names = async (figure: Input<'eye.coverage.children'>['figure'], part: 'numerator' | 'denominator' | 'rest', group?: { by: 'kindergarten' | 'township'; key: string }) =>
  (await doctor.call('eye.coverage.children', { year: YEAR, figure, part, ...(group ? { group } : {}) })).rows.map(row => row.childName).toSorted()

test('the coverage of a small county is the one counted by hand, whole and by group', async () => {
  const board = await doctor.call('eye.coverage', { year: YEAR })
  expect(board).toMatchObject({ first: '2025-10-01', last: '2026-09-30', asOf: '2026-03-10', kindergartens: 2 })
  // In care and below seven: 婴 幼 三 四 五 六. 幼 was seen last year, 四 without a vision; 三 at its 36-month visit.
  expect(counted(board.total)).toEqual({ all: [4, 6, 66.67], toddler: [2, 3, 66.67], preschool: [2, 3, 66.67], lowVision: [1, 1, 100] })
  const group = (by: string, key: string) => counted(board.groups.find(one => one.by === by && one.key === key)!.rates)
  expect(group('kindergarten', '红星幼儿园')).toEqual({ all: [2, 3, 66.67], toddler: [1, 1, 100], preschool: [1, 2, 50], lowVision: [0, 0, null] })
  expect(group('kindergarten', '蓝天幼儿园').lowVision).toEqual([1, 1, 100])
  expect(group('kindergarten', '').toddler).toEqual([1, 2, 50])
  expect([group('township', '430421100').all, group('township', '430421101').all]).toEqual([[2, 3, 66.67], [2, 3, 66.67]])
  for (const by of ['kindergarten', 'township']) expect(board.groups.filter(one => one.by === by).reduce((sum, one) => sum + one.rates[0]!.denominator, 0)).toBe(6)
  expect(board.groups.find(one => one.key === '430421100')!.name).toContain('衡阳县')
})

test('every number opens exactly its children, and those who are missing', async () => {
  expect(await names('all', 'rest')).toEqual(['沈四', '沈幼'])
  expect(await names('toddler', 'denominator')).toEqual(['沈三', '沈婴', '沈幼'])
  expect(await names('lowVision', 'numerator')).toEqual(['沈六'])
  expect(await names('preschool', 'rest', { by: 'kindergarten', key: '红星幼儿园' })).toEqual(['沈四'])
  expect(await names('all', 'numerator', { by: 'township', key: '430421101' })).toEqual(['沈五', '沈六'])
  const board = await doctor.call('eye.coverage', { year: YEAR })
  for (const { by, key, rates } of board.groups) for (const { figure, numerator, denominator } of rates) {
    for (const [part, wanted] of [['numerator', numerator], ['denominator', denominator], ['rest', denominator - numerator]] as const) expect((await doctor.call('eye.coverage.children', { year: YEAR, figure, part, group: { by, key } })).total, `${by} ${key} ${figure} ${part}`).toBe(wanted)
  }
  expect((await doctor.call('eye.coverage.children', { year: YEAR, figure: 'all', part: 'denominator', offset: 2, limit: 3 })).rows).toHaveLength(3)
})

test('the mother’s township counts where the child’s is not written down; a year that has not begun has nobody', async () => {
  expect((await doctor.call('eye.coverage', { year: 2027 })).total.map(rate => rate.denominator)).toEqual([0, 0, 0, 0])
  const { id: motherId } = await doctor.call('person.save', { row: { ...emptyRow(person), name: '周母', sex: '2', birthDay: '1995-01-10', nationality: 'CHN', noDocumentReason: 'unknownIdentity', homeRegion: '430421102' } as never })
  ids['随'] = (await eyeChild(doctor, '沈随', '2021-05-10', { motherId })).fileId
  expect(await names('all', 'denominator', { by: 'township', key: '430421102' })).toEqual(['沈随'])
  await doctor.call('child.file.void', { id: ids['随'], rev: 1, reason: '登错了' })
  expect(await names('all', 'denominator', { by: 'township', key: '430421102' })).toEqual([])
})

test('a class list says whom each row means; nothing is written', async () => {
  const path = join(desk.ports.folders.data, '大班.csv')
  mkdirSync(desk.ports.folders.data, { recursive: true })
  writeFileSync(path, '红星幼儿园,,\n姓名,出生日期,班级\n沈五,2021-02-10,大班\n沈四,2021-12-10,中班\n张三,2021-01-01,大班\n沈四,2021-12-10,中班\n')
  desk.ports.dialogs.chooseFile = async () => path
  const list = (await doctor.call('eye.group.read', null))!
  expect(list.rows.map(row => [row.name, row.state, row.fileId])).toEqual([['沈五', 'matched', ids['五']], ['沈四', 'matched', ids['四']], ['张三', 'unknown', null], ['沈四', 'duplicate', null]])
  expect([list.counts, list.rows[0]!.className]).toEqual([{ matched: 2, unknown: 1, duplicate: 1 }, '大班'])
  // Who was registered meanwhile is recognised without the file being chosen again, also by one who may not see whole numbers; another window knows nothing of it.
  writeFileSync(path, '姓名,身份证号\n沈五,\n李小班,430421202107150033\n')
  const plain = await desk.as('yisheng', ['doctor'])
  expect(await plain.call('eye.group.again', null)).toBeNull()
  const first = (await plain.call('eye.group.read', null))!
  expect(first.rows.map(row => [row.name, row.state, row.idNumber])).toEqual([['沈五', 'unreadable', null], ['李小班', 'unknown', '430421********0033']])
  const { fileId } = await eyeChild(doctor, '李小班', '2021-07-15', {}, { idType: '01', idNumber: '430421202107150033', noDocumentReason: null })
  desk.ports.dialogs.chooseFile = async () => null
  expect(await plain.call('eye.group.again', null)).toMatchObject({ fileName: '大班.csv', rows: [{ state: 'unreadable' }, { state: 'matched', fileId }], counts: { unreadable: 1, matched: 1 } })
  // A dialog that was closed leaves the list as it is.
  expect(await plain.call('eye.group.read', null)).toBeNull()
  expect(await plain.call('eye.group.again', null)).not.toBeNull()
  await doctor.call('child.file.void', { id: fileId, rev: 1, reason: '登错了' })
})

test('a class by the files of its kindergarten: only who is in care, in the class of the last visit there', async () => {
  expect(await doctor.call('eye.group.kindergartens', null)).toEqual([{ name: '红星幼儿园', children: 5 }, { name: '蓝天幼儿园', children: 1 }])
  await seen('三', { visitDay: '2026-03-02', place: 'kindergarten', kindergarten: '红星幼儿园', className: '小班' })
  await seen('三', { visitDay: '2026-03-04', place: 'kindergarten', kindergarten: '红星幼儿园', className: '中班' })
  expect((await doctor.call('eye.group.children', { kindergarten: '红星幼儿园' })).map(row => [row.line, row.name, row.className, row.state])).toEqual([[1, '沈七', '', 'matched'], [2, '沈五', '', 'matched'], [3, '沈短', '', 'matched'], [4, '沈四', '', 'matched'], [5, '沈三', '中班', 'matched']])
  expect((await doctor.call('eye.group.children', { kindergarten: '红星幼儿园', className: '中班' })).map(row => row.fileId)).toEqual([ids['三']])
  // The class that an entrance examination wrote later is the class of today.
  await doctor.call('child.entranceExam.save', { row: { ...emptyRow(entranceExam), fileId: ids['三'], purpose: 'newEntrant', examDay: '2026-03-05', kindergarten: '红星幼儿园', className: '中二班', result: '未见异常', opinion: 'fit', doctorName: '沈儿保' } as never })
  expect((await doctor.call('eye.group.children', { kindergarten: '红星幼儿园' })).map(row => row.className)).toEqual(['', '', '', '', '中二班'])
})

test('what is known of the eyes of a class: the visit that is due, the one of the day, whether it was sent on', async () => {
  const look = async () => new Map((await doctor.call('eye.group.eyes', { fileIds: [ids['五']!, ids['四']!], visitDay: '2026-03-10' })).map(line => [line.fileId, line]))
  expect((await look()).get(ids['五']!)).toEqual({ fileId: ids['五'], contact: 'year5', lastVisitDay: '2025-10-01', offered: 0, visit: null })
  const { number } = await doctor.call('child.file.get', { id: ids['五']! })
  await doctor.call('eye.device.read', { file: { name: '大班.csv', base64: Buffer.from(`姓名,编号,出生日期,检查日期,右眼球镜\n沈五,${number},2021-02-10,2026-03-10,1.00\n沈五,${number},2021-02-10,2026-03-09,1.00`).toString('base64') } })
  expect((await look()).get(ids['五']!)!.offered).toBe(1)
  // A visit of that point of the programme is the one to open, whatever its day; the day's own comes first.
  const earlier = await seen('五', { visitDay: '2026-03-05', purpose: '1', contact: 'year5' })
  await seen('五', { visitDay: '2026-03-04', purpose: '1', contact: 'year6' })
  expect((await look()).get(ids['五']!)!.visit).toMatchObject({ visitDay: '2026-03-04', contact: 'year6', referral: null })
  const visitId = await seen('五', { visitDay: '2026-03-10', visionRight: '46', visionLeft: '50', visionNotation: 'five', referral: '2', referralReason: '视力低常' })
  const { row } = await doctor.call('eye.referral.prepare', { visitId })
  const slip = await doctor.call('eye.referral.save', { row: { ...emptyRow(eyeReferral), ...row, hospital: '市妇幼保健院' } as never })
  expect((await look()).get(ids['五']!)!.visit).toMatchObject({ id: visitId, visitDay: '2026-03-10', advice: 'recheck', referral: 'waiting' })
  await doctor.call('eye.referral.void', { id: slip.id, rev: slip.rev, reason: '开错了' })
  expect((await look()).get(ids['五']!)!.visit).toMatchObject({ referral: null })
  expect((await look()).get(ids['四']!)).toMatchObject({ contact: 'year4', visit: null, lastVisitDay: '2026-01-10' })
  expect(earlier).not.toBe(visitId)
})

/** A hospital of its own with one child, seen this year. */
async function hospitalOfOne(options: Parameters<typeof openDesk>[0] = {}) {
  const own = await openDesk(options)
  const clerk = await own.as('yanke', ['eyeCare'], '沈医生')
  const { fileId, childId } = await eyeChild(clerk, '沈一', '2024-03-10', {}, here)
  const { id: visitId } = await clerk.call('eye.visit.save', { row: eyeVisitRow(fileId, { purpose: '3', visitDay: '2026-03-01' }) })
  return { own, clerk, fileId, childId, visitId }
}

test('E-23: 3,784 of 4,000 children examined is 94.60 %, however often each came', async () => {
  const { own, clerk, fileId, childId, visitId } = await hospitalOfOne()
  const db = own.database.kysely
  const template = { person: await db.selectFrom('person').selectAll().where('id', '=', childId).executeTakeFirstOrThrow(), file: await db.selectFrom('childFile').selectAll().where('id', '=', fileId).executeTakeFirstOrThrow(), visit: await db.selectFrom('eyeVisit').selectAll().where('id', '=', visitId).executeTakeFirstOrThrow() }
  await db.transaction().execute(async trx => {
    for (let from = 1; from < 4000; from += 100) {
      const some = Array.from({ length: Math.min(100, 4000 - from) }, (_, index) => from + index)
      await trx.insertInto('person').values(some.map(index => ({ ...template.person, id: `p${index}` }))).execute()
      await trx.insertInto('childFile').values(some.map(index => ({ ...template.file, id: `f${index}`, childId: `p${index}`, number: `E9${String(index).padStart(9, '0')}` }))).execute()
      const examined = some.filter(index => index < 3784)
      // Two visits of a child count once.
      if (examined.length > 0) await trx.insertInto('eyeVisit').values(examined.flatMap(index => [{ ...template.visit, id: `v${index}`, fileId: `f${index}` }, { ...template.visit, id: `w${index}`, fileId: `f${index}` }])).execute()
    }
  })
  const { total } = await clerk.call('eye.coverage', { year: YEAR })
  expect(total.find(rate => rate.figure === 'all')).toEqual({ figure: 'all', numerator: 3784, denominator: 4000, percent: 94.6 })
  expect((await clerk.call('eye.coverage.children', { year: YEAR, figure: 'all', part: 'rest' })).total).toBe(216)
  await own.close()
})

test('in a worker with a file of its own the same is counted', async () => {
  const path = join(desk.ports.folders.data, 'worker.db')
  mkdirSync(desk.ports.folders.data, { recursive: true })
  const { own, fileId } = await hospitalOfOne({ database: openSqlite({ path, key: null }), ports: testPorts() })
  const answer = await runTask(own.ports, 'eyeCoverage', { year: YEAR, today: '2026-03-10' as Day, database: { path, keyBase64: null }, children: { figure: 'all', part: 'numerator', offset: 0, limit: 10 } })
  expect([answer.total[0], answer.children]).toMatchObject([{ figure: 'all', numerator: 1, denominator: 1 }, { total: 1, rows: [{ fileId, lastVisitDay: '2026-03-01', visits: 1 }] }])
  await own.close()
})
