import { expect, test } from 'vitest'
import { destructionPaper, handInPaper, planPaper, slipPaper, STOCK_PAPER_ROWS, stockPaperPages, type StockPaper } from '../../domain/print/stock-paper-values.ts'
import { toDay } from '../../domain/time/day.ts'
import { composeDocument } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { readLayout } from '../../electron/core/print/layouts.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { FONTS, RESOURCES } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const layout = readLayout(RESOURCES, 'stockPaper')
const compose = (paper: StockPaper) => composeDocument(stockPaperPages(paper).map(values => ({ layout, values })), { fonts, mode: 'print' })
const LONGEST = '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心(双江拉祜族佤族布朗族傣族自治县妇女儿童医院、出生医学证明管理委托机构)'.slice(0, 70)
const name = '古丽米热·阿卜杜热合曼·麦麦提图尔荪'
const number = (index: number): string => `Z43${String(index).padStart(7, '0')}`
const lines = (count: number) => Array.from({ length: count }, (_, index) => ({ numbers: `${number(index * 3)} — ${number(index * 3 + 1)}`, quantity: 2, reason: '打印错误', owner: LONGEST }))
const destruction = (count: number) => destructionPaper({
  institution: LONGEST, county: '双江拉祜族佤族布朗族傣族自治县', day: toDay('2026-11-22'), method: '粉碎', place: LONGEST, keeper: name, leader: name, cityReceiver: name, witness: name, lines: lines(count),
})

test('a long list goes over as many sheets as it needs, in two copies, and no line is cut or lost', async () => {
  const composed = compose(destruction(3 * STOCK_PAPER_ROWS + 1))
  expect(composed.issues).toEqual([])
  expect(composed.pages).toBe(8)
  const { pdf } = await printPdfs({ pdf: composed.html }, FONTS)
  expect((await readPdf(pdf!)).sizesMm).toHaveLength(8)
  const placed = composed.placed.filter(text => text.page < 4).map(text => text.text).join('\n')
  for (let index = 0; index <= 3 * STOCK_PAPER_ROWS; index += 1) expect(placed).toContain(number(index * 3))
  expect(placed).toContain('合计:122 枚')
  expect(composed.placed.filter(text => text.value === 'sign1Label').map(text => text.page)).toEqual([3, 7])
  expect(composed.placed.filter(text => text.value === 'copyText').map(text => text.text)).toEqual([...Array<string>(4).fill('第一联 县级存'), ...Array<string>(4).fill('第二联 市级存')])
})

test('every paper of the stock takes the longest names', () => {
  const papers: StockPaper[] = [
    destruction(STOCK_PAPER_ROWS),
    handInPaper({ institution: LONGEST, day: toDay('2026-01-30'), handedTo: LONGEST, receiver: name, first: name, second: name, lines: lines(2) }),
    slipPaper({
      institution: LONGEST, kind: '下发', day: toDay('2026-01-30'), counterpart: LONGEST, outsiders: [['申领人1', name], ['申领人2', name]], people: [['发放人1', name], ['发放人2', name]], reason: '本季度用证'.repeat(60),
      ranges: [{ first: number(1), last: number(100), quantity: 100 }],
    }),
    planPaper({ institution: LONGEST, year: 2027, rule: '不超过上年活产数的 120%', source: '江西省出生医学证明管理办法', thisYearCounted: 11_234, thisYearBirths: 12_000, lastYearBirths: 11_900, inStock: 800, proposed: 14_280, quantity: 14_000, reason: '新院区开业', plannedBy: name, filedDay: null, version: 2 }),
  ]
  for (const paper of papers) expect(compose(paper).issues, paper.title).toEqual([])
})

test('a paper with more facts, columns or signatures than it has room for is refused, not cut', () => {
  const paper = destruction(1)
  expect(() => stockPaperPages({ ...paper, facts: [...paper.facts, ['多', '余']] })).toThrow(RangeError)
  expect(() => stockPaperPages({ ...paper, heads: [...paper.heads, '多'] })).toThrow(RangeError)
  expect(stockPaperPages({ ...paper, rows: [] })).toHaveLength(2)
})
