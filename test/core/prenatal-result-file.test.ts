import exceljs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { calendarOf, delivered, drawn, LOW_SERUM, pregnantWoman, prenatalRows } from '../support/prenatal-scene.ts'

let desk: Desk
let clerk: Window
let nurse: Window
let doctor: Window
let admin: Window
let setDay: (day: string) => Promise<void>
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  admin = await desk.as('guanli', ['administrator'], '林管理')
  setDay = calendarOf(desk, clerk, nurse, doctor, admin)
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
  // Of a line whose tube is known it is known how far she is; so it is of every tube to choose from.
  expect(rows.map(({ expectedDay, gestationDays }) => [expectedDay, gestationDays !== null]).slice(0, 4)).toEqual([['2025-10-22', true], ['2025-10-22', true], [null, false], [null, false]])
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
  expect(first!.candidates).toMatchObject([{ sampleId: twice.sampleId, name: twice.name, state: 'received', expectedDay: '2025-10-22' }])
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

const csv = (text: string) => ({ file: { name: 'x.csv', base64: Buffer.from(text).toString('base64') } })
const SERUM = '中孕期血清学筛查'

test('a column nobody described, a heading twice, another sheet or a merged cell: the file is not read at all, since a result could lie there', async () => {
  const { barcode } = await atLaboratory()
  const refusal = async (input: object) => (await nurse.fails('prenatal.resultFile.read', input as never)).fields![0]!.message
  // The risk of trisomy 18 under a heading of the laboratory's own would have been left out of a low result.
  const unknown = csv(`序号,条形码,项目,21三体风险,T18风险,空列\n1,${barcode},${SERUM},1/5000,1/90,`)
  expect(await refusal(unknown)).toMatchObject({ key: 'prenatalFile.unknownColumns', params: { columns: 'T18风险' } })
  expect(await refusal(csv(`条形码,项目,21三体风险\n${barcode},${SERUM},1/5000,1/90`))).toMatchObject({ params: { columns: '第4列' } })
  expect(await refusal(csv(`条形码,项目,21三体风险,21三体风险\n${barcode},${SERUM},1/5000,1/90`))).toMatchObject({ key: 'prenatalFile.headingTwice', params: { heading: '21三体风险' } })
  const workbook = async (more: (book: exceljs.Workbook, sheet: exceljs.Worksheet) => void) => {
    const book = new exceljs.Workbook()
    const sheet = book.addWorksheet('血清学')
    sheet.addRows([['条形码', '项目', '21三体风险'], [barcode, SERUM, '1/90'], ['B99999999', SERUM, '']])
    more(book, sheet)
    return { file: { name: '结果.xlsx', base64: Buffer.from(await book.xlsx.writeBuffer()).toString('base64') } }
  }
  expect(await refusal(await workbook(book => { book.addWorksheet('NIPT').addRow(['条形码']) }))).toMatchObject({ key: 'prenatalFile.sheets', params: { sheets: 'NIPT' } })
  expect(await refusal(await workbook((_book, sheet) => { sheet.mergeCells('C2:C3') }))).toMatchObject({ key: 'reconcile.file.merged' })
  expect((await nurse.call('prenatal.open', { pregnancyId: (await nurse.call('prenatal.find', { number: barcode }))!.pregnancyId })).results).toEqual([])
  // Once the column is described the same file is read.
  const { rev, value } = await admin.call('setting.get', { key: 'prenatalResultMappings' })
  const { mappings: [example], ...rest } = value as { mappings: { columns: object }[] }
  await admin.call('setting.save', { key: 'prenatalResultMappings', rev, value: { ...rest, mappings: [{ ...example, columns: { ...example!.columns, t18Risk: ['18三体风险', 'T18风险'] } }] } })
  const read = await nurse.call('prenatal.resultFile.read', unknown)
  const [row] = await waiting(read!.resultFileId)
  expect(await nurse.call('prenatal.result.get', { id: row!.resultId! })).toMatchObject({ t18Denominator: 90, overall: 'high' })
})

test('values of another test, < and > beside a number, two verdicts in one text, a verdict against its numbers: the line waits and says why', async () => {
  const tubes = [await atLaboratory(), await atLaboratory(), await atLaboratory(), await atLaboratory()]
  const nipt = await pregnantWoman(clerk)
  const { barcode: niptBarcode } = await drawn(nurse, nipt.pregnancyId, 'nipt', { programme: 'self' })
  await delivered(nurse, nipt.pregnancyId)
  const read = await nurse.call('prenatal.resultFile.read', csv(['条形码,项目,AFP,AFP MoM,21三体风险,NIPT结果,高风险病种,结论', `${tubes[0]!.barcode},${SERUM},,1.1,1/5000,高风险,21三体,`, `${tubes[1]!.barcode},${SERUM},>200,,1/5000,,,`, `${niptBarcode},NIPT,,,,"低风险,13三体高风险",,`,
    `${tubes[2]!.barcode},${SERUM},,1.1,1/5000,,,18三体高风险`, `${tubes[3]!.barcode},${SERUM},,1.1,<1/5000,,,未见高风险`].join('\n')))
  expect((await waiting(read!.resultFileId)).map(({ state, reason, detail }) => [state, reason, detail])).toEqual([
    ['waiting', 'unreadable', `NIPT结果“高风险”不属于这一行的项目(${SERUM});NIPT高风险病种“21三体”不属于这一行的项目(${SERUM})`], ['waiting', 'unreadable', 'AFP“>200”无法识别'], ['waiting', 'unreadable', 'NIPT结果“低风险,13三体高风险”无法识别'],
    ['waiting', 'refused', '报告结论写有“高风险”,按登记的数值不是高风险;请核对数值有没有漏填或填错'], ['taken', null, null],
  ])
})

test('a later file of the same tube: what says the same is put aside as such, a correction waits with the difference and is taken with a reason', async () => {
  const [same, corrected] = [await atLaboratory(), await atLaboratory()]
  await nurse.call('prenatal.resultFile.read', fileOf('初次.csv', line(same.barcode, same.name), line(corrected.barcode, corrected.name)))
  const read = await nurse.call('prenatal.resultFile.read', fileOf('更正.csv', line(same.barcode, same.name), line(corrected.barcode, corrected.name, { risk: '1/100' })))
  expect(read).toMatchObject({ read: 2, taken: 0, waiting: 1, dismissed: 1 })
  const [equal, other] = await waiting(read!.resultFileId)
  expect([equal, other]).toMatchObject([{ state: 'dismissed', detail: '与已登记的结果相同' }, { state: 'waiting', reason: 'resulted', detail: '21三体风险 1/ 原 5000,文件 100' }])
  const { results: [before] } = await nurse.call('prenatal.open', { pregnancyId: corrected.pregnancyId })
  expect(before!.result).toMatchObject({ overall: 'low', rev: 1 })
  expect((await nurse.fails('prenatal.resultRow.assign', { id: other!.id, rev: other!.rev, sampleId: corrected.sampleId })).fields).toMatchObject([{ level: 'warn', message: { key: 'prenatalResult.correction' } }])
  await insist(nurse, 'prenatal.resultRow.assign', { id: other!.id, rev: other!.rev, sampleId: corrected.sampleId })
  const after = await nurse.call('prenatal.open', { pregnancyId: corrected.pregnancyId })
  expect(after).toMatchObject({ results: [{ result: { id: before!.result.id, rev: 2, t21Denominator: 100, afp: 62.4, overall: 'high' } }], recalls: [{ recall: { kind: 'high', closedDay: null } }] })
  expect((await nurse.call('prenatal.result.history', { id: before!.result.id })).map(({ row }) => row.t21Denominator)).toEqual([100, 5000])
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
  // 条形码,项目,21三体风险 and 中孕期血清学筛查,1/270 as an old laboratory program writes them.
  const old = await atLaboratory()
  const gbk = Buffer.concat([Buffer.from('ccf5d0cec2eb2ccfeec4bf2c3231c8fdcce5b7e7cfd50a', 'hex'), Buffer.from(old.barcode), Buffer.from('2cd6d0d4d0c6dad1aac7e5d1a7c9b8b2e92c312f3237300a', 'hex')])
  const inGbk = await nurse.call('prenatal.resultFile.read', { file: { name: 'gbk.csv', base64: gbk.toString('base64') } })
  expect(inGbk).toMatchObject({ encoding: 'GB 18030', read: 1, taken: 1 })
  expect((await nurse.call('prenatal.open', { pregnancyId: old.pregnancyId })).results).toMatchObject([{ result: { t21Denominator: 270, overall: 'high' } }])
  const fails = async (text: string): Promise<string> => (await nurse.fails('prenatal.resultFile.read', { file: { name: 'x.csv', base64: Buffer.from(text).toString('base64') } })).fields![0]!.message.key
  expect(await fails('姓名,结果\n张三,低风险')).toBe('prenatalFile.headings')
  expect(await fails('')).toBe('reconcile.file.empty')
  expect((await nurse.fails('prenatal.resultFile.read', { mapping: 'nobody', ...fileOf('y.csv', line(barcode, name)) })).fields![0]!.message.key).toBe('prenatalFile.noMapping')
  expect(await nurse.call('prenatal.resultFile.read', {})).toBeNull()
})

test('P-32: a column that tells the sex by its heading is masked in the line and keeps the original in; the woman\'s own 女 does not', async () => {
  await doctor.call('auth.current', null)
  const columns = ['胎儿性别', '性别', 'Sex', 'Y染色体浓度']
  const { rev, value } = await admin.call('setting.get', { key: 'prenatalResultMappings' })
  const { mappings: [example], ...rest } = value as { mappings: { ignored: string[]; columns: object }[] }
  await admin.call('setting.save', { key: 'prenatalResultMappings', rev, value: { ...rest, mappings: [{ ...example, ignored: [...example!.ignored, ...columns] }] } })
  const readWith = async (heading: string, code: string) => {
    const { barcode, name } = await atLaboratory()
    const read = await nurse.call('prenatal.resultFile.read', csv(`条形码,姓名,项目,21三体风险,${heading}\n${barcode},${name},${SERUM},1/5000,${code}`))
    const [row] = await waiting(read!.resultFileId)
    const original = await desk.host.call('prenatal.resultFile.original', { id: read!.resultFileId }, 'window-yisheng')
    const stored = await desk.database.kysely.selectFrom('prenatalResultRow').select(['raw', 'cells']).where('id', '=', row!.id).executeTakeFirstOrThrow()
    return { state: row!.state, end: row!.raw!.split(',').at(-1), stored: stored.raw!.split(',').at(-1), original: original.ok || original.error.fields?.[0]?.message.key }
  }
  for (const [heading, code] of [['胎儿性别', 'M'], ['胎儿性别', '2'], ['性别', 'F'], ['Sex', '1'], ['Y染色体浓度', '11.8'], ['胎儿性别', '女']] as const) {
    expect(await readWith(heading, code), `${heading} ${code}`).toEqual({ state: 'taken', end: '**', stored: '**', original: 'prenatalFile.fetalSex' })
  }
  expect(await readWith('性别', '女')).toMatchObject({ state: 'taken', original: true })
  expect(await readWith('胎儿性别', '/')).toMatchObject({ state: 'taken', end: '/', original: true })
  // The laboratory's form was taken out of the settings: the heading is still found.
  const { barcode, name } = await atLaboratory()
  const read = await nurse.call('prenatal.resultFile.read', csv(`条形码,姓名,项目,21三体风险,Sex\n${barcode},${name},${SERUM},1/5000,1`))
  const { rev: now } = await admin.call('setting.get', { key: 'prenatalResultMappings' })
  await admin.call('setting.save', { key: 'prenatalResultMappings', rev: now, value: { ...rest, mappings: [{ ...example, id: 'other' }] } })
  expect((await doctor.fails('prenatal.resultFile.original', { id: read!.resultFileId })).fields).toMatchObject([{ message: { key: 'prenatalFile.fetalSex' } }])
})

test('a number of two years: a line without a name waits while both tubes do, and is assigned by hand', async () => {
  const tube = async (barcode: string, lastMenstrualDay: string, signedAt: string) => {
    const day = signedAt.slice(0, 10)
    await setDay(day)
    const woman = await pregnantWoman(clerk, { lastMenstrualDay })
    const { sampleId } = await drawn(nurse, woman.pregnancyId, 'secondSerum', { requestedDay: day, plannedDay: day }, barcode, signedAt)
    await delivered(nurse, woman.pregnancyId)
    return { ...woman, sampleId }
  }
  const older = await tube('0001', '2025-09-10', '2025-12-29T08:30')
  const later = await tube('0001', '2025-09-17', '2026-01-05T08:30')
  await setDay('2026-01-08')
  const read = async (...lines: string[]) => (await waiting((await nurse.call('prenatal.resultFile.read', csv(['条形码,姓名,项目,报告日期,21三体风险', ...lines].join('\r\n'))))!.resultFileId))
  const [unnamed] = await read(`0001,,${SERUM},2026-01-07,1/5000`)
  expect(unnamed).toMatchObject({ state: 'waiting', reason: 'twoTubes', sampleId: null, detail: `两支在检的管子用这个条形码(${later.name} 2026-01-05采血、${older.name} 2025-12-29采血),请按姓名选择` })
  expect(unnamed!.candidates.map(({ sampleId }) => sampleId).toSorted()).toEqual([older.sampleId, later.sampleId].toSorted())
  await nurse.call('prenatal.resultRow.assign', { id: unnamed!.id, rev: unnamed!.rev, sampleId: older.sampleId })
  // The older has its result: a day before the later was drawn is still not the later's, a name says whose it is, and the only tube that waits takes its line.
  expect((await read(`0001,,${SERUM},2026-01-04,1/4000`))[0]).toMatchObject({ reason: 'twoTubes' })
  expect((await read(`0001,${older.name},${SERUM},2026-01-07,1/4500`))[0]).toMatchObject({ reason: 'resulted', sampleId: older.sampleId })
  expect((await read(`0001,,${SERUM},2026-01-08,1/4000`))[0]).toMatchObject({ state: 'taken', sampleId: later.sampleId })
})
