import exceljs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { calendarOf, delivered, drawn, LOW_SERUM, pregnantWoman, prenatalRows } from '../support/prenatal-scene.ts'

let desk: Desk
let clerk: Window
let nurse: Window
let setDay: (day: string) => Promise<void>
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  setDay = calendarOf(desk, clerk, nurse)
  await setDay('2025-05-12')
})
afterAll(() => desk.close())

const HEADINGS = '条形码,姓名,出生日期,项目,报告日期,AFP,AFP MoM,21三体风险,18三体风险'
const line = (barcode: string, name: string, more: { birthDay?: string; test?: string; risk?: string } = {}): string => [barcode, name, more.birthDay ?? '1996-03-01', more.test ?? '中孕期血清学筛查', '2025-05-12', '62.4', '1.30', more.risk ?? '1/5000', '"<1/50,000"'].join(',')
const fileOf = (name: string, ...lines: string[]) => ({ file: { name, base64: Buffer.from([HEADINGS, ...lines].join('\r\n')).toString('base64') } })
/** A tube at the laboratory, with its woman. */
async function atLaboratory(): Promise<{ pregnancyId: string; name: string; barcode: string; sampleId: string }> {
  const woman = await pregnantWoman(clerk)
  const tube = await drawn(nurse, woman.pregnancyId)
  await delivered(nurse, woman.pregnancyId)
  return { ...woman, ...tube }
}
const waiting = async (resultFileId: string) => (await nurse.call('prenatal.resultRow.list', { offset: 0, limit: 100, resultFileId })).rows

test('takes what is sure by the rules of a typed result; everything else waits with its reason, and nothing is lost', async () => {
  const [good, high, twice, differs, again, unreadable] = [await atLaboratory(), await atLaboratory(), await atLaboratory(), await atLaboratory(), await atLaboratory(), await atLaboratory()]
  await insist(nurse, 'prenatal.result.save', { row: prenatalRows(again.pregnancyId).result('secondSerum', again.sampleId, { ...LOW_SERUM, resultDay: '2025-05-12' }) })
  const unsent = await pregnantWoman(clerk)
  const { barcode: unsentBarcode } = await drawn(nurse, unsent.pregnancyId)
  const file = fileOf('五月.csv', line(good.barcode, good.name), line(high.barcode, high.name, { risk: '1:120' }), line('NOBODY1', '无名'), line('', '没号码'), line(twice.barcode, twice.name), line(twice.barcode, twice.name, { risk: '1/100' }),
    line(differs.barcode, '王某'), line(again.barcode, again.name), line(unreadable.barcode, unreadable.name, { risk: '约1/300' }), line(unsentBarcode, unsent.name), line(good.barcode, good.name, { test: 'NIPT' }))
  const read = await nurse.call('prenatal.resultFile.read', file)
  expect(read).toMatchObject({ mapping: 'example', encoding: 'UTF-8', isFileKnown: false, read: 11, taken: 2, waiting: 9 })
  const rows = await waiting(read!.resultFileId)
  expect(rows.map(({ line: at, state, reason }) => [at, state, reason])).toEqual([
    [2, 'taken', null], [3, 'taken', null], [4, 'waiting', 'unknown'], [5, 'waiting', 'noBarcode'], [6, 'waiting', 'doubled'], [7, 'waiting', 'doubled'], [8, 'waiting', 'differs'], [9, 'waiting', 'resulted'], [10, 'waiting', 'unreadable'], [11, 'waiting', 'neverSent'], [12, 'waiting', 'notRequested'],
  ])
  expect(rows.find(({ reason }) => reason === 'unreadable')!.detail).toBe('21三体风险“约1/300”无法识别')
  expect(await nurse.call('prenatal.result.get', { id: rows[0]!.resultId! })).toMatchObject({ afp: 62.4, afpUnit: 'ngPerMl', afpMom: 1.3, t21Denominator: 5000, t18Comparator: '<', t18Denominator: 50000, overall: 'low', panel: 'two', institution: '市妇幼保健院检验科' })
  expect((await nurse.call('prenatal.open', { pregnancyId: good.pregnancyId })).samples[0]!.sample.state).toBe('reported')
  expect((await nurse.call('prenatal.open', { pregnancyId: high.pregnancyId })).recalls).toMatchObject([{ recall: { kind: 'high' } }])
  // The same file again is said to be known; nothing is added.
  expect(await nurse.call('prenatal.resultFile.read', { file: { ...file.file, name: '另存.csv' } })).toMatchObject({ resultFileId: read!.resultFileId, isFileKnown: true, fileName: '五月.csv', read: 11, taken: 2, waiting: 9 })
  expect((await nurse.call('prenatal.list', { list: 'unmatched', offset: 0, limit: 50 })).total).toBe(9)
  expect(await desk.database.kysely.selectFrom('prenatalResultOriginal').select('original').where('resultFileId', '=', read!.resultFileId).executeTakeFirstOrThrow()).toEqual({ original: file.file.base64 })

  // Somebody decides: the right of the doubled lines is taken, the other put aside; a name that differs asks why.
  const [first, second] = rows.filter(({ reason }) => reason === 'doubled')
  expect(first!.candidates).toMatchObject([{ sampleId: twice.sampleId, name: twice.name, state: 'received' }])
  await nurse.call('prenatal.resultRow.assign', { id: first!.id, rev: first!.rev, sampleId: twice.sampleId })
  expect((await nurse.fails('prenatal.resultRow.assign', { id: second!.id, rev: second!.rev, sampleId: twice.sampleId })).fields).toMatchObject([{ path: 'sampleId' }])
  await nurse.call('prenatal.resultRow.dismiss', { id: second!.id, rev: second!.rev, reason: '实验室确认作废' })
  const other = rows.find(({ reason }) => reason === 'differs')!
  expect((await nurse.fails('prenatal.resultRow.assign', { id: other.id, rev: other.rev, sampleId: differs.sampleId })).fields).toMatchObject([{ path: 'reason', message: { key: 'prenatalRow.whyAssign' } }])
  await nurse.call('prenatal.resultRow.assign', { id: other.id, rev: other.rev, sampleId: differs.sampleId, reason: '电话核实为曾用名' })
  const faulty = rows.find(({ reason }) => reason === 'unreadable')!
  expect((await nurse.fails('prenatal.resultRow.assign', { id: faulty.id, rev: faulty.rev, sampleId: unreadable.sampleId })).fields).toMatchObject([{ path: 'id', message: { key: 'prenatalRow.unreadable' } }])
  expect((await nurse.call('prenatal.resultFile.list', { offset: 0, limit: 10 })).rows).toMatchObject([{ fileName: '五月.csv', lineCount: 11, waiting: 6 }])
})

test('reads a workbook and GBK text; a file of another form is refused with what to do', async () => {
  const { barcode, name } = await atLaboratory()
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('结果')
  sheet.addRow(['市检验科产前筛查结果'])
  sheet.addRow(['条形码', '孕妇姓名', '项目', 'AFP MoM', '21三体风险'])
  sheet.addRow([barcode, name, '中孕期血清学筛查', 0.98, '1/900'])
  const read = await nurse.call('prenatal.resultFile.read', { file: { name: '结果.xlsx', base64: Buffer.from(await book.xlsx.writeBuffer()).toString('base64') } })
  expect(read).toMatchObject({ encoding: 'XLSX', read: 1, taken: 1 })
  const [row] = await waiting(read!.resultFileId)
  expect(await nurse.call('prenatal.result.get', { id: row!.resultId! })).toMatchObject({ afpMom: 0.98, t21Denominator: 900, overall: 'borderline', resultDay: '2025-05-12' })
  const fails = async (text: string): Promise<string> => (await nurse.fails('prenatal.resultFile.read', { file: { name: 'x.csv', base64: Buffer.from(text).toString('base64') } })).fields![0]!.message.key
  expect(await fails('姓名,结果\n张三,低风险')).toBe('prenatalFile.headings')
  expect(await fails('')).toBe('reconcile.file.empty')
  expect((await nurse.fails('prenatal.resultFile.read', { mapping: 'nobody', ...fileOf('y.csv', line(barcode, name)) })).fields![0]!.message.key).toBe('prenatalFile.noMapping')
  expect(await nurse.call('prenatal.resultFile.read', {})).toBeNull()
})
