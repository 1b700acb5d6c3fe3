import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Excel from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../domain/api/api.ts'
import { formatChinese } from '../../domain/message/message.ts'
import type { Day } from '../../domain/time/day.ts'
import type { ListMapping } from '../../domain/modules/reconciliation/list-columns.ts'
import { openScene, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { testEngines } from '../support/engines.ts'
import { finished, issueCertificate } from '../support/package-scene.ts'

const HEADINGS = ['出生证编号', '新生儿姓名', '性别', '出生日期', '母亲姓名', '母亲身份证号', '签发日期', '签发类型', '状态', '签发机构']
const ROW = ['Z430000001', '李思远', '女', '2026-03-05 08:01', '张丽华', '110101199508150009', '2026-03-10', '首次签发', '已签发', '青山县妇幼保健院']
const changed = (changes: Record<number, unknown>): unknown[] => ROW.map((value, index) => index in changes ? changes[index] : value)

let folder: string
let scene: Scene
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'province-list-')) })
afterEach(async () => {
  await scene?.close()
  rmSync(folder, { recursive: true, force: true })
})

const csvOf = (rows: readonly (readonly unknown[])[]): string => rows.map(row => row.map(cell => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',')).join('\r\n') + '\r\n'
function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
async function workbook(name: string, fill: (sheet: Excel.Worksheet) => void): Promise<string> {
  const book = new Excel.Workbook()
  fill(book.addWorksheet('名单'))
  const path = join(folder, name)
  await book.xlsx.writeFile(path)
  return path
}

const offer = (path: string | null): void => { scene.ports.dialogs.chooseFile = async () => path }
async function choose(path: string) {
  offer(path)
  return (await scene.reporter.call('reconcile.choose', null))!
}
async function compare(path: string, changes: Partial<Input<'reconcile.compare'>> = {}) {
  const list = await choose(path)
  const { jobId } = await scene.reporter.call('reconcile.compare', { token: list.token, headingRow: list.headingRow, mapping: list.mapping, firstDay: null, lastDay: null, ownOnly: false, ...changes })
  const job = await finished(scene.reporter, jobId)
  if (job.state !== 'done') return { list, job, id: '', rows: [], open: 0, said: [] as string[] }
  const { id } = job.result as { id: string }
  const { rows, open } = await scene.reporter.call('reconcile.list', { id, offset: 0, limit: 200 })
  return { list, job, id, rows, open, said: rows.map(row => [row.kind, row.number, row.field, row.theirs, row.ours].join('|')) }
}
const sentence = (error: { fields?: readonly { message: { zh: string; params?: Readonly<Record<string, string | number>> } }[] } | undefined) => formatChinese({ key: '', ...error!.fields![0]!.message })

/** Twins: Z430000001 issued, Z430000002 issued, 3 printed and void by the sealer, the rest in stock. */
async function register() {
  scene = await openScene()
  const { newbornIds } = await registerBirth(scene, { newborns: [{ sex: '2' }, { sex: '1', bornAt: '2026-03-05T08:12' }] })
  const first = await issueCertificate(scene, newbornIds[0]!)
  const second = await issueCertificate(scene, newbornIds[1]!, '李思齐')
  return { newbornIds, first, second }
}
const SECOND = ['Z430000002', '李思齐', '男', '2026-03-05 08:12', '张丽华', '110101199508150009', '2026-03-10', '首次签发', '已签发', '青山县妇幼保健院']

test('a list that says the same has no difference, however it is written', async () => {
  await register()
  const written = [
    HEADINGS, changed({ 0: 'z430000001 ', 1: '李 思远', 2: '2', 3: '2026/3/5 8:01:00', 4: '张丽华　', 5: '110101 19950815 0009', 6: '20260310', 7: '首签', 8: '有效' }),
    changed({ 0: '="Z430000002"', 1: '李思齐', 2: 'M', 3: '2026年3月5日', 6: '2026.3.10', 7: '1', 8: '正常', 5: "'110101199508150009", 9: '青山县妇幼保健院' }),
  ]
  const { job, said, list } = await compare(put('名单.csv', csvOf(written)))
  expect(job.error).toBeUndefined()
  expect(said).toEqual([])
  expect(list).toMatchObject({ encoding: 'UTF-8', rowCount: 3, headingRow: 0, mapping: { number: 0, babyName: 1, sex: 2, bornAt: 3, motherName: 4, motherIdNumber: 5, issueDay: 6, issueType: 7, state: 8, institution: 9 } })
  expect(await scene.reporter.call('reconcile.runs', null)).toMatchObject([{ listRows: 2, compared: 2, same: 2, differences: 0, firstDay: '2026-03-10', lastDay: '2026-03-10', createdByName: '冯上报' }])
})

test('what differs is named: only theirs, only ours, field by field, state, twice in the list; nothing of ours is changed', async () => {
  const { newbornIds, first } = await register()
  const before = await scene.database.kysely.selectFrom('certificate').selectAll().orderBy('id').execute()
  const { said, rows } = await compare(put('名单.csv', csvOf([
    HEADINGS, changed({ 1: '李思源', 3: '2026-03-05 08:02', 8: '作废' }), changed({}), changed({ 0: 'Z430000005', 1: '王小明' }), changed({ 0: 'Y990000001', 1: '赵外院' }),
  ])))
  expect(said).toEqual([
    'state|Z430000001|state|作废|valid', 'field|Z430000001|babyName|李思源|李思远', 'field|Z430000001|bornAt|2026-03-05 08:02|2026-03-05T08:01', 'double|Z430000001||2|',
    'state|Z430000005|state|已签发|notIssued', 'onlyTheirs|Y990000001||赵外院 · 张丽华 · 2026-03-10 · 青山县妇幼保健院|', 'onlyOurs|Z430000002|||李思齐 · 张丽华 · 2026-03-10',
  ])
  expect(rows[1]).toMatchObject({ certificateId: first.certificateId, newbornId: newbornIds[0], babyName: '李思远', line: 2 })
  expect(await scene.database.kysely.selectFrom('certificate').selectAll().orderBy('id').execute()).toEqual(before)
})

test('a void and a spoiled sheet have their states; a list without states says only that a number was issued', async () => {
  const { newbornIds } = await register()
  expect(newbornIds).toHaveLength(2)
  const other = await registerBirth(scene, { mother: { name: '陈秀英', birthDay: '1990-01-01' as Day, idNumber: '110101199001010023', phone: '13911110000' }, delivery: { admissionNumber: 'ZY20260399' } })
  const registrationId = await registerCertificate(scene, other.newbornIds[0]!, { babyName: '李安安' })
  const printed = await printCertificate(scene, registrationId)
  const { rev } = await scene.sealer.call('certificate.get', { id: printed.certificateId })
  await scene.sealer.call('certificate.seal', { certificateId: printed.certificateId, rev, scannedNumber: printed.number, matches: false, reason: '姓名与登记表不一致' })
  expect(printed.number).toBe('Z430000003')
  const spoiled = changed({ 0: 'Z430000003', 1: '李安安', 4: '陈秀英', 5: '110101199001010023', 8: '作废' })
  expect((await compare(put('a.csv', csvOf([HEADINGS, ROW, SECOND, spoiled])))).said).toEqual([])
  const withoutState = [HEADINGS, ROW, SECOND, changed({ 0: 'Z430000009' })].map(row => row.filter((_, index) => index !== 8))
  expect((await compare(put('b.csv', csvOf(withoutState)))).said).toEqual(['state|Z430000009|state||notIssued'])
})

test('an answer holds at the next import of the same number while both sides say the same, with who and when', async () => {
  await register()
  const path = put('名单.csv', csvOf([HEADINGS, changed({ 1: '李思源' }), SECOND]))
  const first = await compare(path)
  expect(first).toMatchObject({ open: 1, rows: [{ kind: 'field', answer: null }] })
  await scene.reporter.call('reconcile.answer', { id: first.id, seqs: [1], answer: 'reported', note: '3 月 11 日电话' })
  const again = await compare(path)
  expect(again).toMatchObject({ open: 0, rows: [{ kind: 'field', theirs: '李思源', answer: 'reported', note: '3 月 11 日电话', answeredByName: '冯上报' }] })
  expect(again.rows[0]!.answeredAt).toMatch(/^2026-03-10T/)
  expect((await scene.reporter.call('reconcile.list', { id: again.id, openOnly: true, offset: 0, limit: 10 })).rows).toEqual([])
  // Another wrong name is another difference.
  expect(await compare(put('名单.csv', csvOf([HEADINGS, changed({ 1: '李思渊' }), SECOND])))).toMatchObject({ open: 1, rows: [{ theirs: '李思渊', answer: null }] })
  await scene.keeper.call('reconcile.answer', { id: again.id, seqs: [1], answer: null, note: null })
  expect((await compare(path)).open).toBe(1)
  expect(await scene.reporter.fails('reconcile.answer', { id: again.id, seqs: [99], answer: 'oursRight', note: null })).toMatchObject({ code: 'not-found' })
})

test('columns the user corrected are remembered for the province; headings below a title of merged cells are found', async () => {
  await register()
  const path = await workbook('名单.xlsx', sheet => {
    sheet.addRow(['某省出生医学证明签发名单'])
    sheet.mergeCells('A1:J1')
    sheet.addRow(HEADINGS.map(heading => heading === '新生儿姓名' ? '娃娃' : heading))
    sheet.addRow(ROW); sheet.addRow(SECOND)
  })
  const list = await choose(path)
  expect(list).toMatchObject({ encoding: 'XLSX', headingRow: 1 })
  expect(list.mapping.babyName).toBeUndefined()
  const { institution: _dropped, ...rest } = list.mapping
  const mapping: ListMapping = { ...rest, babyName: 1 }
  expect((await compare(path, { mapping })).said).toEqual([])
  const next = await choose(path)
  expect(next.mapping).toEqual(mapping)
  expect(next.remembered).toMatchObject({ 娃娃: 'babyName', 签发机构: '' })
})

test('a workbook: days as the spreadsheet counts them, formulas by their result, damaged numbers named and never guessed', async () => {
  await register()
  const path = await workbook('名单.xlsx', sheet => {
    sheet.addRow(HEADINGS)
    sheet.addRow(changed({ 3: 46086, 5: Number('110101199508150009'), 6: { formula: 'DATE(2026,3,10)', result: 46091 } }))
    const row = sheet.addRow(changed({ 0: { richText: [{ text: 'Z4300' }, { text: '00002' }] }, 1: '李思齐', 2: 1, 3: new Date(Date.UTC(2026, 2, 5, 8, 12)), 5: '1.10E+17', 6: { formula: 'X()' }, 8: { error: '#REF!' } }))
    row.getCell(4).numFmt = 'yyyy-mm-dd hh:mm'
    sheet.addRow(changed({ 0: 4.3e8 }))
  })
  const { rows } = await compare(path)
  expect(rows.map(row => `${row.kind} ${row.number} ${row.field}`)).toEqual([
    'damaged Z430000001 motherIdNumber', 'damaged Z430000002 state', 'damaged Z430000002 motherIdNumber', 'damaged Z430000002 issueDay', 'damaged 430000000 number',
  ])
  expect(rows.map(row => row.reason?.key)).toEqual(['reconcile.damaged.float', 'reconcile.damaged.error', 'reconcile.damaged.float', 'reconcile.damaged.formula', 'reconcile.damaged.certificateNumber'])
})

test('who may not see numbers whole sees the signs that differ; the audit has a line; nothing of a person is in the log', async () => {
  await register()
  const { rows, id } = await compare(put('名单.csv', csvOf([HEADINGS, changed({ 5: '110101199508150017', 4: '张丽花' }), SECOND])))
  expect(rows.find(row => row.field === 'motherIdNumber')).toMatchObject({ theirs: '110*************17', ours: '110*************09' })
  const audit = await scene.admin.call('audit.list', { offset: 0, limit: 20 })
  expect(audit.lines.map(line => line.call)).toEqual(expect.arrayContaining(['reconcile.list', 'reconcile.compare']))
  expect(audit.lines.find(line => line.call === 'reconcile.compare')).toMatchObject({ record: 'reconciliation', recordId: id, facts: { rows: 2, compared: 2, differences: 2 } })
  for (const piece of ['张丽', '李思', '11010119', folder]) expect(JSON.stringify([scene.ports.logged, audit.lines])).not.toContain(piece)
})

test('the differences go on paper, as many as one can read', async () => {
  await register()
  const { id } = await compare(put('名单.csv', csvOf([HEADINGS, changed({ 1: '<b>李&思' }), SECOND])))
  let html = ''
  scene.ports.printer.toPdf = async given => { html = given; return new Uint8Array([1]) }
  expect(await scene.reporter.call('reconcile.print', { id, openOnly: false })).toEqual({ pdfBase64: 'AQ==' })
  expect(html).toContain('&lt;b&gt;李&amp;思')
  expect(html).toContain('内容不同')
})

test('a list of several institutions: only our own rows are asked about when the user says so, and the others are counted and named', async () => {
  await register()
  const path = put('名单.csv', csvOf([HEADINGS, ROW, SECOND, changed({ 0: 'Z431111111', 9: '邻县人民医院' }), changed({ 0: 'Z431111112', 9: '邻县人民医院' })]))
  expect((await compare(path)).said).toHaveLength(2)
  expect((await compare(path, { ownOnly: true })).said).toEqual([])
  expect((await scene.reporter.call('reconcile.runs', null))[0]).toMatchObject({ otherInstitutions: 2, otherNames: ['邻县人民医院'] })
})

describe('bad files are refused with a sentence', () => {
  const OLE = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  test.each<[string, () => string | Promise<string>, RegExp]>([
    ['an empty file', () => put('a.csv', ''), /文件里没有名单/],
    ['headings alone', () => put('a.csv', csvOf([HEADINGS])), /文件里没有名单/],
    ['a file of 200 MB', () => { const path = put('a.csv', 'x'); truncateSync(path, 200_000_000); return path }, /文件太大/],
    ['a wrong encoding', () => put('a.csv', new Uint8Array([0x41, 0x2c, 0xff, 0xff, 0x0a, 0x81, 0x20])), /不是 UTF-8 或 GBK/],
    ['a picture', () => put('a.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])), /不是 UTF-8 或 GBK/],
    ['an old or locked workbook', () => put('a.xlsx', OLE), /旧格式/],
    ['a cut workbook', () => put('a.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])), /已损坏/],
    ['a workbook with macros', async () => {
      const path = await workbook('a.xlsx', sheet => { sheet.addRow(HEADINGS); sheet.addRow(ROW) })
      const { readFileSync } = await import('node:fs')
      const bytes = readFileSync(path)
      // The name of a part is what tells; another part of the same length takes the macros' name.
      const renamed = Buffer.from(bytes.toString('latin1').replaceAll('xl/theme/theme1.xml', 'xl/a/vbaProject.bin'), 'latin1')
      writeFileSync(path, renamed)
      return path
    }, /含有宏/],
    ['a quote that is never closed', () => put('a.csv', `${HEADINGS.join(',')}\n"Z430000001,李思远\n`), /第 2 行的引号/],
    ['a folder', () => folder, /文件打不开/],
  ])('%s', async (_what, make, expected) => {
    scene = await openScene({ blanks: false })
    offer(await make())
    expect(sentence(await scene.reporter.fails('reconcile.choose', null))).toMatch(expected)
  })

  test('merged cells in the rows name the rows', async () => {
    await register()
    const path = await workbook('a.xlsx', sheet => { sheet.addRow(HEADINGS); sheet.addRow(ROW); sheet.addRow(SECOND); sheet.mergeCells('E2:E3') })
    const { job } = await compare(path)
    expect(sentence(job.error as never)).toBe('第 2、3 行有合并单元格,无法知道被遮住的内容;请在 Excel 中取消合并并补齐后再导入')
  })

  test('a closed dialog, another\'s file, no column of numbers, one column twice, half a period', async () => {
    await register()
    offer(null)
    expect(await scene.reporter.call('reconcile.choose', null)).toBeNull()
    const list = await choose(put('a.csv', csvOf([HEADINGS, ROW])))
    const input = { token: list.token, headingRow: 0, mapping: list.mapping, firstDay: null, lastDay: null, ownOnly: false }
    expect(sentence(await scene.keeper.fails('reconcile.compare', input))).toBe('请重新选择名单文件')
    expect(sentence(await scene.reporter.fails('reconcile.compare', { ...input, mapping: { babyName: 1 } }))).toMatch(/哪一列是“出生医学证明编号”/)
    expect(sentence(await scene.reporter.fails('reconcile.compare', { ...input, mapping: { ...list.mapping, sex: 0 } }))).toMatch(/同一列/)
    expect(sentence(await scene.reporter.fails('reconcile.compare', { ...input, firstDay: '2026-03-01' }))).toMatch(/起止/)
    expect(await scene.clerk.fails('reconcile.choose', null)).toMatchObject({ code: 'forbidden' })
  })
})

test.each(['utf-8', 'utf-8 with its mark', 'gbk', 'utf-16', 'tabs'])('a list in %s is read', async encoding => {
  await register()
  const text = csvOf([HEADINGS, ROW, SECOND])
  // GBK bytes of the list, by asking the decoder for every character once.
  const gbk = (): Uint8Array => {
    const decoder = new TextDecoder('gb18030')
    const table = new Map<string, number[]>()
    for (let high = 0x81; high <= 0xfe; high += 1) for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) table.set(decoder.decode(new Uint8Array([high, low])), [high, low])
    return Uint8Array.from([...text].flatMap(sign => sign.charCodeAt(0) < 128 ? [sign.charCodeAt(0)] : table.get(sign)!))
  }
  const content = encoding === 'gbk' ? gbk() : encoding === 'utf-16' ? Buffer.from(`\ufeff${text}`, 'utf16le') : encoding === 'tabs' ? text.replaceAll('","', '"\t"') : encoding === 'utf-8' ? text : `\ufeff${text}`
  const { said, list } = await compare(put('a.csv', content))
  expect(list.mapping.motherIdNumber).toBe(5)
  expect(said).toEqual([])
})

test('the list is not kept: no copy of it lies in the data folder, and of older runs only counts and answers remain', async () => {
  await register()
  const path = put('名单.csv', csvOf([HEADINGS, changed({ 1: '李思源' }), SECOND]))
  for (let count = 0; count < 4; count += 1) { await compare(path); scene.ports.clock.advanceMs(60_000) }
  const kept = await scene.database.kysely.selectFrom('reconciliationDifference').select('reconciliationId').distinct().execute()
  expect(kept).toHaveLength(3)
  expect(await scene.reporter.call('reconcile.runs', null)).toHaveLength(4)
  if (existsSync(scene.ports.folders.data)) expect(readdirSync(scene.ports.folders.data, { recursive: true }).filter(name => String(name).endsWith('.csv'))).toEqual([])
})

test('every engine finds the same', async () => {
  const found: string[][] = []
  const path = put('名单.csv', csvOf([HEADINGS, changed({ 1: '李思源' }), changed({ 0: 'Y990000001' })]))
  for (const engine of testEngines()) {
    scene = await openScene({ database: await engine.open() })
    const { newbornIds } = await registerBirth(scene, { newborns: [{ sex: '2' }] })
    await issueCertificate(scene, newbornIds[0]!)
    found.push((await compare(path)).said)
    await scene.close()
  }
  expect(found[0]).toHaveLength(2)
  for (const one of found) expect(one).toEqual(found[0])
  scene = await openScene({ blanks: false })
})
