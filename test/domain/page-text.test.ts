import { describe, expect, test } from 'vitest'
import { type Cell, cellLines, cellsOf, type PageWord } from '../../domain/device/page-text.ts'
import { REPORT_FORMATS_DEFAULT } from '../../domain/modules/pelvic/report-formats.ts'
import { readReport, type ReportReading } from '../../domain/modules/pelvic/report-reading.ts'

const HEIGHT = 10
/** Words of ten points: a Chinese sign is as wide as it is high, every other one half of that. */
const word = (left: number, baseline: number, text: string, page = 1): PageWord => ({ page, text, left, baseline, width: [...text].reduce((sum, sign) => sum + (/\p{Script=Han}|[\uFF01-\uFF5E]/u.test(sign) ? HEIGHT : HEIGHT / 2), 0), height: HEIGHT })
const texts = (...words: PageWord[]): string[][] => cellLines(words).map(line => line.map(({ text }) => text))

describe('the lines of a page are its cells', () => {
  test('from top to bottom and left to right, page after page, whatever order the file has them in', () => {
    expect(texts(word(0, 20, 'x', 2), word(100, 40, 'd'), word(0, 40, 'c'), word(100, 20.5, 'b'), word(0, 20, 'a'))).toEqual([['a', 'b'], ['c', 'd'], ['x']])
  })
  test('a word drawn sign by sign is one cell, a figure next to another stays its own', () => {
    expect(texts(word(0, 20, '变'), word(10, 20, '异'), word(20, 20, '性'), word(60, 20, '3'), word(65, 20, '.'), word(70, 20, '2'), word(90, 20, '4'))).toEqual([['变异性', '3.2', '4']])
  })
  test('a colon parts a label from its value, on either side and full width, but no time', () => {
    expect(texts(word(0, 20, '姓名:张三'), word(100, 20, '编号'), word(120, 20, '：PD1'), word(200, 20, '时间:10:30'))).toEqual([['姓名', '张三', '编号', 'PD1', '时间', '10:30']])
  })
  test('a long name that runs into the next label is not one word with it', () => {
    expect(texts(word(0, 20, '姓名:阿依努尔阿卜杜热合曼'), word(100, 20, '编号:PD1'))).toEqual([['姓名', '阿依努尔阿卜杜热合曼', '编号', 'PD1']])
  })
  test('a label set apart to fill its column is one, and so is a name; they do not grow into each other', () => {
    expect(texts(word(0, 20, '姓    名:'), word(60, 20, '张  三'), word(200, 20, '检'), word(230, 20, '测'), word(260, 20, '日'))).toEqual([['姓名', '张三', '检测日']])
  })
  test('a unit and an arrow belong to what they stand behind, while they stand near', () => {
    expect(texts(word(0, 20, '平均值'), word(35, 20, '(µV)'), word(100, 20, '(次)'))).toEqual([['平均值(µV)', '(次)']])
    expect(texts(word(0, 20, '38.2'), word(30, 20, 'uV'), word(50, 20, '↓'), word(100, 20, 'mV'), word(200, 20, 'T1'), word(220, 20, 'T2'))).toEqual([['38.2uV↓', 'mV', 'T1', 'T2']])
  })
})

const [format] = REPORT_FORMATS_DEFAULT.formats
const read = (lines: Cell[][], change: object = {}) => readReport(lines, { ...format!, ...change }, '2026-03-10' as never)
const rows = (...lines: string[][]): Cell[][] => lines.map(line => cellsOf(line))

describe('a report reads the same from a delimited file and from a page', () => {
  const table = [['阶段', '平均值(µV)', '最大值(µV)', '变异性'], ['前静息', '3.2', '', '0.21'], ['快速收缩', '', '38.25', '']]
  test('a figure stands where its row and its column meet', () => {
    const wanted = { lifted: { preRestUv: 3.2, preRestVariability: 0.21, fastUv: 38.25 }, faults: [] }
    expect(read(rows(...table))).toMatchObject(wanted)
    // The cells of a page are centred under their headings, and an empty one is not there at all.
    const page = cellLines(table.flatMap((line, row) => line.flatMap((text, column) => (text === '' ? [] : [word(column * 100 + (row > 0 && column > 0 ? 15 : 0), 20 + row * 20, text)]))))
    expect(page[2]).toHaveLength(2)
    expect(read(page)).toMatchObject(wanted)
  })
  test('the headings of a row are the nearest above it, and two results of one woman are nobody’s figure', () => {
    const again = [['阶段', '平均值(µV)', '最大值(µV)', '变异性'], ['前静息', '2.8', '', '0.21']]
    const twice = read(rows(...table, ...again)) as ReportReading
    expect(twice.lifted).toEqual({ preRestVariability: 0.21, fastUv: 38.25 })
    expect(twice.faults).toMatchObject([{ key: 'pelvicReport.twice', params: { values: '3.2、2.8' } }])
  })
  test('two cells that both reach under a heading give nothing', () => {
    const page = cellLines([word(0, 20, '阶段'), word(100, 20, '最大值'), word(0, 40, '快速收缩'), word(95, 40, '3'), word(115, 40, '8')])
    expect(read(page)).toMatchObject({ lifted: {}, faults: [] })
  })
  test('a unit in a cell of its own is judged like one behind the figure; an arrow is no part of it', () => {
    expect(read(rows(['前静息均值', '3.2', 'mV'], ['快速收缩最大值', '38↓', 'uV'], ['后静息均值', '2.9', '偏高']))).toMatchObject({ lifted: { fastUv: 38, postRestUv: 2.9 }, faults: [{ key: 'pelvicReport.unit' }] })
  })
  test('a name with two different values names nobody', () => {
    expect(read(rows(['姓名', '甲'], ['姓名', '乙'], ['快速收缩最大值', '38']))).toMatchObject({ name: null, lifted: { fastUv: 38 }, faults: [{ key: 'pelvicReport.twice' }] })
    expect(read(rows(['姓名', '甲'], ['姓名', ' 甲 '], ['快速收缩最大值', '38']))).toMatchObject({ name: '甲', faults: [] })
  })
})
