import { describe, expect, test } from 'vitest'
import { formatChinese } from '../../domain/message/message.ts'
import { type DeviceReading, type DeviceText, readDeviceDay, readDeviceFile, recogniseDevice } from '../../domain/rule/eye/device-file.ts'
import { DEVICE_MAPPINGS, type DeviceMappingId } from '../../domain/rule/eye/device-mappings.ts'
import { elementsAt, readXml } from '../../domain/rule/eye/xml-text.ts'
import { toDay } from '../../domain/time/day.ts'

const TODAY = toDay('2026-03-10')
const csv = (...lines: string[]): DeviceText => ({ kind: 'csv', lines: lines.map((text, index) => ({ line: index + 1, cells: text.split(',') })) })
const read = (file: DeviceText, mapping: DeviceMappingId): readonly DeviceReading[] => { const answer = readDeviceFile(file, DEVICE_MAPPINGS[mapping], TODAY); if ('fault' in answer) throw new Error(formatChinese(answer.fault)); return answer.readings }
const faultOf = (file: DeviceText, mapping: DeviceMappingId): string => { const answer = readDeviceFile(file, DEVICE_MAPPINGS[mapping], TODAY); return 'fault' in answer ? formatChinese(answer.fault) : '' }
const said = (reading: DeviceReading): string[] => reading.faults.map(formatChinese)
const winLine = (values: Partial<Record<number, string>>): string => Array.from({ length: 24 }, (_, at) => values[at] ?? '').join(',')
const WIN = { 0: '2026-03-10T09:12:33', 1: '沈', 2: '小目', 3: '2021-03-05', 4: 'E2026000001', 7: '2.75', 8: '0.50', 9: '90', 10: '5.1', 11: '1.00', 12: '0.00', 13: '0', 14: '5.0', 19: '52.35', 20: '17', 21: '5.5.0', 23: '0' }
const joia = (right: string, left = '<nsREF:Median><nsREF:Sphere>0.75</nsREF:Sphere><nsREF:Cylinder>0.00</nsREF:Cylinder><nsREF:Axis>0</nsREF:Axis></nsREF:Median>', patient = '<nsCommon:ID>E2026000001</nsCommon:ID><nsCommon:DOB>2021-03-05</nsCommon:DOB>'): DeviceText => ({
  kind: 'xml', text: `<?xml version="1.0" encoding="UTF-8"?>
<Ophthalmology xmlns:nsCommon="http://www.joia.or.jp/standardized/namespaces/Common" xmlns:nsREF="http://www.joia.or.jp/standardized/namespaces/REF">
 <nsCommon:Common><nsCommon:Company>TOPCON</nsCommon:Company><nsCommon:Date>2026-03-10</nsCommon:Date><nsCommon:Time>09:30:01</nsCommon:Time>
  <nsCommon:Patient><nsCommon:No.>12</nsCommon:No.>${patient}</nsCommon:Patient></nsCommon:Common>
 <nsREF:Measure type="REF"><nsREF:VD unit="mm">12.00</nsREF:VD><nsREF:REF><nsREF:R><nsREF:List No="1"><nsREF:Sphere unit="D">9.00</nsREF:Sphere></nsREF:List>${right}</nsREF:R><nsREF:L>${left}</nsREF:L></nsREF:REF>
  <nsREF:PD><nsREF:Distance unit="mm">53.0</nsREF:Distance><nsREF:Near/></nsREF:PD></nsREF:Measure></Ophthalmology>`,
})
const median = (sphere: string, cylinder: string, axis: string): string => `<nsREF:Median><nsREF:Sphere unit="D">${sphere}</nsREF:Sphere><nsREF:Cylinder unit="D">${cylinder}</nsREF:Cylinder><nsREF:Axis unit="deg">${axis}</nsREF:Axis></nsREF:Median>`
const HEAD = '姓名,档案编号,出生日期,检查日期,右眼球镜,右眼柱镜,右眼轴位,左眼球镜,左眼柱镜,左眼轴位,右眼视力,左眼视力'

test('a handheld photoscreener’s line by position: plus cylinder becomes minus cylinder, each eye its own', () => {
  const [reading] = read(csv(winLine(WIN)), 'adaptica2winCsv')
  expect(said(reading!)).toEqual([])
  expect(reading).toMatchObject({ line: 1, name: '沈 小目', number: 'E2026000001', birthDay: '2021-03-05', measuredDay: '2026-03-10', pupilDistanceMm: 52.4, lens: { right: { sphereD: 3.25, cylinderD: -0.5, axisDegrees: 180 }, left: { sphereD: 1, cylinderD: 0, axisDegrees: null } }, vision: { right: null, left: null } })
  expect(recogniseDevice(csv(winLine(WIN)))!.id).toBe('adaptica2winCsv')
})

test('an autorefractor’s XML: the median counts and not a single shot; prefixes and attributes do not matter', () => {
  const [reading] = read(joia(median('-0.50', '-1.00', '5')), 'joiaRefXml')
  expect(reading).toMatchObject({ faults: [], number: 'E2026000001', birthDay: '2021-03-05', measuredDay: '2026-03-10', pupilDistanceMm: 53, lens: { right: { sphereD: -0.5, cylinderD: -1, axisDegrees: 5 }, left: { sphereD: 0.75, cylinderD: 0, axisDegrees: null } } })
  expect(recogniseDevice(joia(median('0', '0', '0')))!.id).toBe('joiaRefXml')
  // The same shot written with 0° is the meridian of 180°.
  expect(read(joia(median('-0.50', '-1.00', '0')), 'joiaRefXml')[0]!.lens.right!.axisDegrees).toBe(180)
})

test('the example format by its headings in any order, vision in both notations', () => {
  const [reading] = read(csv('编号,左眼视力,右眼视力,出生日期,右眼球镜', 'E1,0.6,5.0,2021/3/5,+1.25'), 'exampleCsv')
  expect(reading).toMatchObject({ faults: [], number: 'E1', birthDay: '2021-03-05', measuredDay: null, vision: { right: '50', left: '48' }, lens: { right: { sphereD: 1.25, cylinderD: 0 }, left: null } })
  expect(DEVICE_MAPPINGS.exampleCsv.title).toContain('示例格式')
})

describe('bad input is said by line, and nothing of its line is lost or guessed', () => {
  test('missing columns name the heading line and the columns', () => {
    expect(faultOf(csv('某幼儿园,,', '姓名,右眼球镜,左眼球镜', '甲,1,1'), 'exampleCsv')).toBe('第 2 行(标题行)缺少列:出生日期、编号,请选择正确的仪器格式,或补上这些列')
  })
  test.each([
    ['甲,E1,2021-03-05,2026-03-10,25.25,,,1.00,,,,', '右眼球镜 25.25 不可能(应在 -25 到 20 之间)', { right: null, left: { sphereD: 1 } }],
    ['甲,E1,2021-03-05,2026-03-10,abc,,,1.00,,,,', '右眼球镜“abc”不是数值', { right: null, left: { sphereD: 1 } }],
    ['甲,E1,2021-03-05,2026-03-10,1.00,-0.75,,1.00,,,,', '右眼:有柱镜时请填写轴位(1–180)', { right: null, left: { sphereD: 1 } }],
    ['甲,E1,2021-03-05,2026-03-10,1.00,-0.75,181,1.00,,,,', '右眼轴位 181 不可能(应在 0 到 180 之间)', { right: null, left: { sphereD: 1 } }],
    ['甲,E1,2021-03-05,2026-03-10,,-0.75,90,1.00,,,,', '右眼:填写了柱镜,请填写球镜(没有球镜时填 0)', { right: null, left: { sphereD: 1 } }],
    ['甲,E1,2021-02-30,2026-03-10,1.00,,,1.00,,,,', '出生日期“2021-02-30”不是年月日,无法识别', { right: { sphereD: 1 }, left: { sphereD: 1 } }],
    ['甲,E1,2021-03-05,2027-03-10,1.00,,,1.00,,,,', '检查日期 2027-03-10 晚于今天,请核对仪器时钟', { right: { sphereD: 1 } }],
    ['甲,E1,2026-03-09,2026-03-08,1.00,,,1.00,,,,', '检查日期 2026-03-08 早于出生日期 2026-03-09', { right: { sphereD: 1 } }],
    ['甲,E1,2021-03-05,2026-03-10,1.00,,,1.00,,,0.7,', '右眼视力“0.7”不在视力表上,介于 4.8(0.6) 与 4.9(0.8) 之间', { right: { sphereD: 1 } }],
    ['甲,E1,2021-03-05,2026-03-10,未查,,,—,,,,', '没有屈光或视力数值', { right: null, left: null }],
    ['甲,E1,2021-03-05,2026-03-10,1.00,,,1,00,,,,', '有 13 列,比标题行多,没有取值', null],
  ] as const)('%s', (line, sentence, lens) => {
    const [first, bad, last] = read(csv(HEAD, '甲,E0,2021-03-05,2026-03-10,1.00,,,1.00,,,,', line.includes('1,00') ? `${line}x` : line, '乙,E2,2021-03-05,2026-03-10,1.00,,,1.00,,,,'), 'exampleCsv')
    expect([said(first!), said(last!)]).toEqual([[], []])
    expect(said(bad!)).toContain(sentence)
    expect(bad!.line).toBe(3)
    expect(bad!.raw).toContain(line)
    if (lens) expect(bad!.lens).toMatchObject(lens)
    else expect(bad!.lens).toEqual({ right: null, left: null })
  })
  test('a sign that does not fit the device’s notation is not turned round', () => {
    const [reading] = read(csv(winLine({ ...WIN, 8: '-0.50' })), 'adaptica2winCsv')
    expect(said(reading!)).toEqual(['右眼柱镜 -0.5 是负号,该仪器用正柱镜记法,请核对文件格式'])
    expect(reading!.lens).toMatchObject({ right: null, left: { sphereD: 1 } })
  })
  test('a result the device calls inconclusive has no values; a line of another length neither', () => {
    const [failed, short] = read(csv(winLine({ ...WIN, 22: 'Pupils too small', 23: '3' }), '2026-03-10T09:12:33,沈'), 'adaptica2winCsv')
    expect(said(failed!)).toEqual(['仪器报告没有测成:Pupils too small'])
    expect(failed).toMatchObject({ lens: { right: null, left: null }, pupilDistanceMm: null, number: 'E2026000001' })
    expect(said(short!)[0]).toBe('有 2 列,应为 15–26 列,没有取值')
    expect(short!.raw).toBe('2026-03-10T09:12:33,沈')
  })
  test('XML: broken, of another kind, or with two different results', () => {
    const whole = (joia(median('1', '0', '0')) as { text: string }).text
    expect(faultOf({ kind: 'xml', text: whole.slice(0, -30) }, 'joiaRefXml')).toBe('第 6 行:XML 不完整或不符合格式,请从仪器重新导出')
    expect(faultOf({ kind: 'xml', text: '<a>\n<b></c></a>' }, 'joiaRefXml')).toBe('第 2 行:XML 不完整或不符合格式,请从仪器重新导出')
    expect(faultOf({ kind: 'xml', text: '<Report/>' }, 'joiaRefXml')).toContain('XML')
    expect(faultOf({ kind: 'xml', text: '<Report>x</Report>' }, 'joiaRefXml')).toBe('第 1 行:最外层元素是“Report”,应为“Ophthalmology”,请核对是不是这种仪器的文件')
    expect(faultOf({ kind: 'xml', text: '<Ophthalmology><x/></Ophthalmology>' }, 'joiaRefXml')).toBe('文件里找不到右眼球镜、左眼球镜的元素,请从仪器重新导出')
    const twice = read(joia(median('1.00', '0', '0') + median('2.00', '0', '0')), 'joiaRefXml')[0]!
    expect(said(twice)[0]).toContain('右眼球镜有 2 个不同的值,没有取值')
    expect(twice.lens.right).toBeNull()
    expect([faultOf(csv('a,b'), 'joiaRefXml'), faultOf(joia(''), 'exampleCsv')]).toEqual(['这不是 XML 文件,请核对所选的仪器', '这是 XML 文件,不是 CSV,请核对所选的仪器'])
  })
})

test('the key of a result is the same however the file is exported again, and another for another measurement', () => {
  const key = (values: Partial<Record<number, string>>): string => read(csv(winLine({ ...WIN, ...values })), 'adaptica2winCsv')[0]!.key
  expect(key({ 7: ' 2.75 ' })).toBe(key({}))
  expect(key({ 0: '2026-03-10T09:13:33' })).not.toBe(key({}))
})

test('days as devices write them; what is not one is none', () => {
  expect(['2026-03-10', '2026/3/9', '20260310', '2026.3.10', '2026-03-10T09:12:33'].map(readDeviceDay)).toEqual(['2026-03-10', '2026-03-09', '2026-03-10', '2026-03-10', '2026-03-10'])
  expect(['10/03/2026', '2026-02-29', '2026-3/10', '', '2026-13-01', '202603101'].map(readDeviceDay)).toEqual([null, null, null, null, null, null])
})

describe('XML reading', () => {
  test('takes text with entities, CDATA and comments, and refuses a document type', () => {
    const read = readXml('\uFEFF<?xml version="1.0"?><!-- x -->\n<a><b at="1>">1 &lt; 2 &#x4e2d;<![CDATA[<&>]]></b><b/></a>')
    expect('root' in read && elementsAt(read.root, ['a', 'b']).map(element => [element.text, element.line])).toEqual([['1 < 2 中<&>', 2], ['', 2]])
    expect(readXml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toEqual({ faultLine: 1 })
    for (const bad of ['', 'x', '<a>', '</a>', '<a></a><b></b>', '<a>&x;</a>', '<a>1 < 2</a>', `${'<a>'.repeat(70)}${'</a>'.repeat(70)}`]) expect(readXml(bad), bad.slice(0, 20)).toHaveProperty('faultLine')
  })
})
