import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../domain/api/api.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { eyeChild, eyeVisitRow } from '../support/eye-paper-scene.ts'
import { gbk } from '../support/gbk.ts'

let desk: Desk
let doctor: Window
let fileId: string
let fileNumber: string
let otherId: string
const HEAD = '姓名,编号,出生日期,检查日期,右眼球镜,右眼柱镜,右眼轴位,左眼球镜,右眼视力'
let names = 0
const read = async (content: string | Buffer, more: object = {}): Promise<NonNullable<Output<'eye.device.read'>>> =>
  (await doctor.call('eye.device.read', { file: { name: `结果${names += 1}.csv`, base64: Buffer.from(content as string).toString('base64') }, ...more } as never))!
const fails = async (content: string | Buffer, more: object = {}): Promise<string> => JSON.stringify((await doctor.fails('eye.device.read', { file: { name: 'x.csv', base64: Buffer.from(content as string).toString('base64') }, ...more } as never)).fields![0]!.message)
const rows = async (input: object = {}) => (await doctor.call('eye.device.rows', input as never)).rows
const rowOf = async (name: string) => { for (const state of ['waiting', 'matched', 'used', 'dismissed'] as const) { const found = (await rows({ state })).find(row => row.name === name); if (found) return found } throw new Error(`no row of ${name}`) }

beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('yanke', ['eyeCare'], '沈医生')
  fileId = (await eyeChild(doctor, '沈小目', '2021-03-05', {}, { idType: '01', idNumber: '430421202103050019', noDocumentReason: null })).fileId
  fileNumber = (await doctor.call('child.file.get', { id: fileId })).number!
  otherId = (await eyeChild(doctor, '李小目', '2021-04-05')).fileId
})
afterAll(() => desk.close())
beforeEach(() => { desk.ports.dialogs.chooseFile = async () => null })

test('a file is matched by number and birth date together; one of them alone waits with its reason', async () => {
  const answer = await read([HEAD, `甲一,${fileNumber},2021-03-05,2026-03-10,+3.75,-0.50,180,+1.00,4.8`, '甲二,03050019,2021/3/5,2026-03-10,1.00,,,1.00,', `甲三,${fileNumber},2021-03-06,2026-03-10,1.00,,,1.00,`, '甲四,E9999999999,2021-03-05,2026-03-10,1.00,,,1.00,', '甲五,,2021-03-05,2026-03-10,1.00,,,1.00,', '甲六,50019,2021-03-05,2026-03-10,1.25,,,1.00,'].join('\n'))
  expect(answer).toMatchObject({ mapping: 'exampleCsv', encoding: 'UTF-8', isFileKnown: false, read: 6, added: 6, known: 0, matched: 2, waiting: 4 })
  expect((await rows({ state: 'matched' })).map(row => [row.name, row.child?.fileId, row.child?.childName])).toEqual([['甲一', fileId, '沈小目'], ['甲二', fileId, '沈小目']])
  expect((await rows()).map(row => [row.name, row.line, row.reason, row.child])).toEqual([
    ['甲三', 4, '没有编号和出生日期都相符的儿童,请人工对应', null], ['甲四', 5, '没有编号和出生日期都相符的儿童,请人工对应', null], ['甲五', 6, '没有编号,请人工对应', null], ['甲六', 7, '没有编号和出生日期都相符的儿童,请人工对应', null],
  ])
  const kept = await desk.database.kysely.selectFrom('eyeDeviceOriginal').select('original').where('deviceFileId', '=', answer.deviceFileId).executeTakeFirstOrThrow()
  expect(Buffer.from(kept.original, 'base64').toString()).toContain('甲一')
})

test('twins of one birth date and one number tail are nobody’s until a person says so', async () => {
  const twin = (name: string, idNumber: string) => eyeChild(doctor, name, '2020-01-01', {}, { idType: '01', idNumber, noDocumentReason: null })
  await twin('双一', '430405202001010016')
  await twin('双二', '430421202001010016')
  await read([HEAD, '双胎,01010016,2020-01-01,2026-03-10,1.00,,,1.00,'].join('\n'))
  expect((await rowOf('双胎')).reason ?? '').toContain('2 名儿童')
})

test('the same file, and the same results in another export, give nothing twice', async () => {
  const lines = [HEAD, '重一,E1,2021-03-05,2026-03-09,1.00,,,1.00,', '重二,E2,2021-03-05,2026-03-09,1.00,,,1.00,']
  expect(await read(lines.join('\n'))).toMatchObject({ added: 2, known: 0 })
  expect(await read(lines.join('\n'))).toMatchObject({ isFileKnown: true, added: 0, known: 2 })
  expect(await read(`\uFEFF${[...lines, '重三,E3,2021-03-05,2026-03-09,1.00,,,1.00,'].join('\r\n')}`)).toMatchObject({ isFileKnown: false, added: 1, known: 2 })
  expect((await rows({ limit: 500 })).filter(row => row.name?.startsWith('重'))).toHaveLength(3)
})

test('the files that were read stay, byte for byte, with what of them waits; the original is for who may see whole numbers', async () => {
  const written = gbk([HEAD, '原一,E1,2021-03-05,2026-03-04,1.00,,,1.00,'].join('\n'))
  const { deviceFileId, fileName } = await read(written)
  const { rows: [file], total } = await doctor.call('eye.device.files', { limit: 1 })
  expect([file, total]).toEqual([{ id: deviceFileId, fileName, device: '示例格式(中文标题行 CSV)', encoding: 'GB 18030', readDay: '2026-03-10', lineCount: 1, waiting: 1 }, 5])
  const original = await doctor.call('eye.device.original', { id: deviceFileId })
  expect([original.fileName, Buffer.from(original.base64, 'base64').equals(written)]).toEqual([fileName, true])
  expect((await (await desk.as('fenguan2', ['director'])).fails('eye.device.original', { id: deviceFileId })).code).toBe('forbidden')
})

describe('bad files', () => {
  test('GBK is read; bytes of no encoding are refused and nothing is written', async () => {
    expect(await read(gbk([HEAD, '国标,E1,2021-03-05,2026-03-08,1.00,,,1.00,'].join('\n')))).toMatchObject({ encoding: 'GB 18030', added: 1 })
    expect((await rowOf('国标')).raw).toContain('国标')
    const before = await desk.database.kysely.selectFrom('eyeDeviceFile').select('id').execute()
    expect(await fails(Buffer.from([0x00, 0xff, 0xfe, 0x01, 0xff]))).toContain('编码')
    expect(await fails(Buffer.concat([Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Ophthalmology>'), Buffer.from([0xd6, 0xd0]), Buffer.from('</Ophthalmology>')]))).toContain('eyeDevice.encoding')
    expect(await desk.database.kysely.selectFrom('eyeDeviceFile').select('id').execute()).toEqual(before)
  })
  test('missing columns, an open quote, an unknown device, an empty file: a sentence with the line', async () => {
    expect(await fails('姓名,右眼球镜\n甲,1', { mapping: 'exampleCsv' })).toContain('eyeDevice.headings')
    expect(await fails(`${HEAD}\n"甲,E1`)).toContain('"line":2')
    expect(await fails('a,b\n1,2')).toContain('eyeDevice.unknown')
    expect(await fails('<a>\n<b></a>')).toContain('"line":2')
    expect(await fails(' ')).toContain('eyeDevice')
    expect(await fails('x'.repeat(1_000_001))).toContain('eyeDevice.tooLarge')
  })
  test('a line with an impossible value is kept with its text and its reason; the others are read', async () => {
    expect(await read([HEAD, `错一,${fileNumber},2021-03-05,2026-03-07,99,,,1.00,`, `对一,${fileNumber},2021-03-05,2026-03-07,1.00,,,1.00,`].join('\n'))).toMatchObject({ read: 2, added: 2 })
    const bad = await rowOf('错一')
    expect([bad.faults, bad.lens, bad.raw.includes('99')]).toEqual(['右眼球镜 99 不可能(应在 -25 到 20 之间)', { right: null, left: { sphereD: 1, cylinderD: 0, axisDegrees: null } }, true])
  })
  test('an autorefractor’s XML is read as it is written, in lines and with indents; cells with a tab or a line break are read like any other', async () => {
    const eye = (sphere: string) => `<nsREF:Median>\n\t\t<nsREF:Sphere unit="D">${sphere}</nsREF:Sphere>\r\n\t</nsREF:Median>`
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Ophthalmology>\n <nsCommon:Common><nsCommon:Date>2026-03-02</nsCommon:Date>\n\t<nsCommon:Patient><nsCommon:ID>430421202103050019</nsCommon:ID><nsCommon:LastName>线\n一</nsCommon:LastName><nsCommon:DOB>2021-03-05</nsCommon:DOB></nsCommon:Patient></nsCommon:Common>\n <nsREF:REF><nsREF:R>${eye('0.50')}</nsREF:R><nsREF:L>${eye('0.75')}</nsREF:L></nsREF:REF>\n</Ophthalmology>`
    expect(await read(xml)).toMatchObject({ mapping: 'joiaRefXml', read: 1, added: 1, matched: 1 })
    expect(await rowOf('线 一')).toMatchObject({ state: 'matched', lens: { right: { sphereD: 0.5 }, left: { sphereD: 0.75 } } })
    // A tab before a number keeps a spreadsheet from rounding it.
    expect(await read([HEAD, '"制\n表",\t03050019,2021-03-05,2026-03-02,1.00,,,1.00,'].join('\n'))).toMatchObject({ added: 1, matched: 1 })
    expect((await rowOf('制 表')).number).toBe('03050019')
  })
  test('an axis with a fraction costs its eye alone and not the file', async () => {
    expect(await read([HEAD, '度一,E1,2021-03-05,2026-03-01,1.00,-0.50,92.5,1.00,', '度二,E2,2021-03-05,2026-03-01,1.00,-0.50,92,1.00,'].join('\n'))).toMatchObject({ added: 2 })
    expect(await rowOf('度一')).toMatchObject({ faults: '右眼轴位“92.5”应为整数度数,没有取值', lens: { right: null, left: { sphereD: 1 } } })
  })
  test('a dialog that was closed reads nothing; a chosen file is read from its place', async () => {
    expect(await doctor.call('eye.device.read', {})).toBeNull()
    const path = join(desk.ports.folders.data, 'chosen.csv')
    mkdirSync(desk.ports.folders.data, { recursive: true })
    writeFileSync(path, [HEAD, '选一,E1,2021-03-05,2026-03-06,1.00,,,1.00,'].join('\n'))
    desk.ports.dialogs.chooseFile = async () => path
    expect(await doctor.call('eye.device.read', {})).toMatchObject({ fileName: 'chosen.csv', added: 1 })
    desk.ports.dialogs.chooseFile = async () => `${path}.gone`
    expect((await doctor.fails('eye.device.read', {})).fields).toMatchObject([{ message: { key: 'givenFile.closed' } }])
  })
})

describe('a watched folder', () => {
  const folder = (): string => join(desk.ports.folders.data, 'refractor')
  const look = async () => { const { read, refused, folders } = await doctor.call('eye.device.watch', null); return { read: read.map(one => [one.fileName, one.added]), refused: refused.map(one => [one.fileName, one.problem.key]), problems: folders.map(one => one.problem?.key ?? null) } }
  const put = (name: string, ...lines: string[]): void => writeFileSync(join(folder(), name), [HEAD, ...lines].join('\n'))
  const nothing = { read: [], refused: [], problems: [null] }

  test('is looked into where the workstation names it: each complete file once, a bad one with its reason, nothing moved or changed', async () => {
    expect(await look()).toEqual({ read: [], refused: [], problems: [] })
    const keeper = await desk.as('zhuren', ['administrator'])
    const settings = await keeper.call('device.settings', null)
    await keeper.call('device.saveSettings', { ...settings, eyeFolders: { ...settings.eyeFolders, exampleCsv: folder() } })
    expect(await look()).toMatchObject({ problems: ['eyeDevice.noFolder'] })
    mkdirSync(folder(), { recursive: true })
    put('甲.csv', `看一,${fileNumber},2021-03-05,2026-02-27,1.00,,,1.00,`)
    put('说明.doc', 'x')
    // Seen for the first time it may still be written; it is read once it stood still from one look to the next.
    expect(await look()).toEqual(nothing)
    put('甲.csv', `看一,${fileNumber},2021-03-05,2026-02-27,1.00,,,1.00,`, `看二,${fileNumber},2021-03-05,2026-02-27,1.25,,,1.00,`)
    expect(await look()).toEqual(nothing)
    expect(await look()).toEqual({ ...nothing, read: [['甲.csv', 2]] })
    expect((await rowOf('看二')).state).toBe('matched')
    expect(await look()).toEqual(nothing)
    // The same bytes under another name, and a file that is none of this instrument.
    put('乙.csv', `看一,${fileNumber},2021-03-05,2026-02-27,1.00,,,1.00,`, `看二,${fileNumber},2021-03-05,2026-02-27,1.25,,,1.00,`)
    writeFileSync(join(folder(), '丙.csv'), 'a,b\n1,2')
    writeFileSync(join(folder(), '丁.csv'), '')
    writeFileSync(join(folder(), '戊.csv'), 'x'.repeat(1_000_001))
    await look()
    const bad = { ...nothing, refused: [['丙.csv', 'eyeDevice.headings'], ['戊.csv', 'eyeDevice.tooLarge']] }
    expect(await look()).toEqual(bad)
    expect(await look()).toEqual(bad)
    expect(readdirSync(folder()).toSorted()).toEqual(['丁.csv', '丙.csv', '乙.csv', '戊.csv', '甲.csv', '说明.doc'].toSorted())
    // Mended it is read; taken away its complaint goes.
    put('丙.csv', '看三,E1,2021-03-05,2026-02-27,1.00,,,1.00,')
    rmSync(join(folder(), '戊.csv'))
    await look()
    expect(await look()).toEqual({ ...nothing, read: [['丙.csv', 1]] })
  })
  test('is for who writes in the eye clinic; a folder stands for one instrument and is written out whole', async () => {
    expect((await (await desk.as('fenguan3', ['director'])).fails('eye.device.watch', null)).code).toBe('forbidden')
    const keeper = await desk.as('zhuren2', ['administrator'])
    const settings = await keeper.call('device.settings', null)
    for (const eyeFolders of [{ ...settings.eyeFolders, joiaRefXml: settings.eyeFolders.exampleCsv }, { ...settings.eyeFolders, exampleCsv: 'refractor' }]) expect((await keeper.fails('device.saveSettings', { ...settings, eyeFolders })).code).toBe('invalid')
    for (const joiaRefXml of ['D:\\验光仪', '\\\\yanke\\out', '/srv/out']) await keeper.call('device.saveSettings', { ...settings, eyeFolders: { ...settings.eyeFolders, joiaRefXml } })
  })
})

describe('from a result to a visit', () => {
  test('a matched result is offered to the visit of its day, never saved as one; taken over once', async () => {
    const offered = await doctor.call('eye.device.offered', { fileId })
    expect(offered.map(one => one.row)).toContainEqual({ visitDay: '2026-03-10', refractionMethod: '1', sphereDRight: 3.75, cylinderDRight: -0.5, axisDegreesRight: 180, sphereDLeft: 1, cylinderDLeft: null, axisDegreesLeft: null, visionRight: '48', visionLeft: null })
    expect(await doctor.call('eye.device.offered', { fileId, visitDay: '2026-03-01' })).toEqual([])
    expect((await doctor.call('eye.open', { fileId })).visits).toEqual([])
    const { id, rev, row } = offered.find(one => one.row.sphereDRight === 3.75)!
    const visit = await doctor.call('eye.visit.save', { row: eyeVisitRow(fileId, { contact: 'year5', pupilState: '1', referral: '2', referralReason: '远视', ...row }) })
    expect(await doctor.call('eye.device.use', { id, rev, visitId: visit.id })).toMatchObject({ rev: rev + 1 })
    expect((await doctor.call('eye.device.offered', { fileId })).some(one => one.id === id)).toBe(false)
    expect((await doctor.fails('eye.device.dismiss', { id, rev: rev + 1, reason: '测错了' })).fields).toMatchObject([{ message: { key: 'eyeDevice.usedAlready' } }])
    // Its visit voided, the result is free again.
    await doctor.call('eye.visit.void', { id: visit.id, rev: 1, reason: '登错了' })
    expect(await doctor.call('eye.device.assign', { id, rev: rev + 1, fileId })).toMatchObject({ rev: rev + 2 })
    expect((await rowOf('甲一')).state).toBe('matched')
  })
  test('a handheld screener measures through small pupils and says so for the doctor to check; of an autorefractor nobody knows', async () => {
    const line = ['2026-02-25T09:12:33', '沈', '小目', '2021-03-05', fileNumber, '', '', '2.75', '0.50', '90', '', '1.00', '0.00', '0', '', '', '', '', '', '52', '17', '5.5.0', '', '0']
    expect(await read(line.join(','))).toMatchObject({ mapping: 'adaptica2winCsv', matched: 1 })
    expect((await doctor.call('eye.device.offered', { fileId, visitDay: '2026-02-25' }))[0]!.row).toMatchObject({ refractionMethod: '3', pupilState: '1', sphereDRight: 3.25 })
    expect((await doctor.call('eye.device.offered', { fileId, visitDay: '2026-03-02' }))[0]!.row).not.toHaveProperty('pupilState')
  })
  test('assigning against number or birth date takes a reason; another child’s visit cannot take it', async () => {
    const { id, rev } = await rowOf('甲三')
    expect((await doctor.fails('eye.device.assign', { id, rev, fileId })).fields).toMatchObject([{ path: 'reason', message: { key: 'eyeDevice.whyAssign' } }])
    const { rev: next } = await doctor.call('eye.device.assign', { id, rev, fileId, reason: '家长确认仪器上生日输错' })
    expect(await rowOf('甲三')).toMatchObject({ state: 'matched', child: { fileId }, reason: '家长确认仪器上生日输错' })
    const waiting = await rowOf('甲五')
    const { id: own } = await doctor.call('eye.visit.save', { row: eyeVisitRow(fileId, { purpose: '3', visitDay: '2026-03-08' }) })
    expect((await doctor.fails('eye.device.use', { id: waiting.id, rev: waiting.rev, visitId: own })).fields).toMatchObject([{ path: 'id', message: { key: 'eyeDevice.noSuchMove', params: { from: '待对应', to: '已采用' } } }])
    const { id: visitId } = await doctor.call('eye.visit.save', { row: eyeVisitRow(otherId, { purpose: '3', visitDay: '2026-03-10' }) })
    expect((await doctor.fails('eye.device.use', { id, rev: next, visitId })).fields).toMatchObject([{ path: 'visitId', message: { key: 'eyeDevice.otherVisit' } }])
    expect((await doctor.fails('eye.device.assign', { id, rev, fileId, reason: '再次' })).code).toBe('edit-conflict')
  })
  test('a dismissed result stays readable with its reason and can be taken up again', async () => {
    const { id, rev } = await rowOf('甲四')
    const { rev: next } = await doctor.call('eye.device.dismiss', { id, rev, reason: '外院儿童' })
    expect(await rowOf('甲四')).toMatchObject({ state: 'dismissed', reason: '外院儿童' })
    expect((await doctor.fails('eye.device.dismiss', { id, rev: next, reason: '外院儿童' })).fields).toMatchObject([{ path: 'id', message: { key: 'eyeDevice.noSuchMove', params: { from: '不采用', to: '不采用' } } }])
    await doctor.call('eye.device.assign', { id, rev: next, fileId: otherId, reason: '后来建档' })
    expect(await rowOf('甲四')).toMatchObject({ state: 'matched', child: { fileId: otherId } })
    // Put aside it is nobody's: a result that was never his stands in no child's file.
    await doctor.call('eye.device.dismiss', { id, rev: next + 1, reason: '对应错了' })
    expect(await rowOf('甲四')).toMatchObject({ state: 'dismissed', child: null })
  })
  test('who may not see identity numbers does not get them from an instrument either; who may only read assigns nothing', async () => {
    await read([HEAD, '号一,430421202103050019,2021-03-05,2026-03-05,1.00,,,1.00,'].join('\n'))
    const chief = await desk.as('fenguan', ['director'])
    const seen = (await chief.call('eye.device.rows', { state: 'matched', limit: 500 })).rows.find(row => row.name === '号一')!
    expect(JSON.stringify(seen)).not.toContain('430421202103050019')
    expect(JSON.stringify(await rowOf('号一'))).toContain('430421202103050019')
    expect((await chief.fails('eye.device.dismiss', { id: seen.id, rev: seen.rev, reason: '不要' })).code).toBe('forbidden')
    // A line whose columns have moved has no number of its own, but the identity number stands in it all the same.
    await read([HEAD, '号二,多出,一列,430421202103050019,2021-03-05,2026-03-05,1.00,,,1.00,,'].join('\n'))
    const moved = (await chief.call('eye.device.rows', { state: 'waiting', limit: 500 })).rows.find(row => row.raw.startsWith('号二'))!
    expect([moved.number, moved.raw.includes('430421********0019'), moved.raw.includes('202103050019')]).toEqual([null, true, false])
  })
})
