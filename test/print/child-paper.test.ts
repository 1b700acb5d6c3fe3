import { beforeAll, describe, expect, test } from 'vitest'
import { checkFormPages, columnsOf, handbookCheckPages } from '../../domain/print/child-check-form.ts'
import { CURVE_PAGES, curvePaper } from '../../domain/print/child-curve-paper.ts'
import { tcmFormPages } from '../../domain/print/child-tcm-form.ts'
import { handbookNewbornPages, newbornFormPages } from '../../domain/print/child-newborn-form.ts'
import { noticePages, type ChildNotice } from '../../domain/print/child-notice.ts'
import { curveFrame, drawCurve } from '../../domain/print/curve-svg.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { contactOf } from '../../domain/rule/child/contacts.ts'
import { growthCurve, type CurveRequest, type GrowthCurve } from '../../domain/rule/growth/curve.ts'
import { toDay } from '../../domain/time/day.ts'
import { openGrowth } from '../../electron/core/growth.ts'
import { type Composed, composeDocument, type PageContent } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { lookAtSheet } from '../support/ink.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { facts, fullHomeVisit, fullVisit, LONG_NAME, longFacts, measured, pretermSeries } from './support/child-facts.ts'
import { FONTS, RESOURCES } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const tables = openGrowth(RESOURCES)
const LONG_INSTITUTION = '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心(双江拉祜族佤族布朗族傣族自治县妇女儿童医院)'.slice(0, 70)
const curve = (series: typeof pretermSeries, request: Partial<CurveRequest> = {}): GrowthCurve => growthCurve(tables, series, '1', { standard: 'wst423', indicator: 'wfa', lines: 'sd', ...request })
const full = (form: 'infant' | 'toddler' | 'preschool') => checkFormPages(form, longFacts, columnsOf(form).map(fullVisit))
// Far from every line, so that the ink around them is theirs alone.
const OUTLIERS = [measured('2024-07-01', { weightKg: 2.6 }), measured('2025-07-01', { weightKg: 17.4 })]
const manyMeasurements = Array.from({ length: 26 }, (_, index) => measured(`20${24 + Math.floor(index / 12)}-${String(index % 12 + 1).padStart(2, '0')}-01`, { weightKg: index % 2 ? 4 : 12, lengthCm: 50 + index * 2 }))

const sheets: Record<string, readonly PageContent[]> = {
  infant: full('infant'), toddler: full('toddler'), preschool: full('preschool'), newborn: newbornFormPages(longFacts, fullHomeVisit()), newbornEmpty: newbornFormPages(facts, null), infantEmpty: checkFormPages('infant', facts, []),
  tcmInfant: tcmFormPages('months6to18', longFacts, (['month6', 'month12', 'month18'] as const).map(fullVisit)), tcmToddler: tcmFormPages('months24to36', facts, []),
  handbook: handbookCheckPages(longFacts, fullVisit('month18')), handbookNewborn: handbookNewbornPages(longFacts, fullHomeVisit()),
  curve: curvePaper('a4', facts, curve(OUTLIERS), LONG_INSTITUTION), curveHandbook: curvePaper('handbook', longFacts, curve(OUTLIERS), LONG_INSTITUTION), curveLong: curvePaper('handbook', longFacts, curve(manyMeasurements), LONG_INSTITUTION),
  preterm: curvePaper('a4', longFacts, curve(pretermSeries, { lines: 'percentile', indicator: 'lhfa' }), LONG_INSTITUTION),
}
const documents: Record<string, Composed> = Object.fromEntries(Object.entries(sheets).map(([name, pages]) => [name, composeDocument(pages, { fonts, mode: 'print' })]))
let pdfs: Record<string, Uint8Array> = {}
beforeAll(async () => { pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS) })
const A5 = new Set(['handbook', 'handbookNewborn', 'curveHandbook', 'curveLong'])
const textOf = (name: string): string => documents[name]!.placed.map(line => line.text).join('')

describe.each(Object.keys(sheets))('%s with the longest values', name => {
  test('takes everything: nothing refused, no box off its sheet, no line outside', () => {
    expect(sheets[name]!.flatMap(page => layoutFaults(page.layout))).toEqual([])
    expect(documents[name]!.issues).toEqual([])
    const { w, h } = sheets[name]![0]!.layout.page
    for (const line of documents[name]!.placed) {
      expect(line.xMm).toBeGreaterThan(2)
      expect(line.xMm + line.widthMm, line.text).toBeLessThan(w - 2)
      expect(line.baselineMm).toBeLessThan(h - 2)
    }
  })
  test('is on the right paper, every sheet of it', async () => {
    const { sizesMm } = await readPdf(pdfs[name]!)
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    for (const { w, h } of sizesMm) {
      expect(Math.abs(w - (A5.has(name) ? 148 : 210))).toBeLessThan(0.3)
      expect(Math.abs(h - (A5.has(name) ? 210 : 297))).toBeLessThan(0.3)
    }
  })
})

test('of every value printed on a form every character is on the paper, rare ones among them', async () => {
  for (const name of ['infant', 'toddler', 'preschool', 'newborn', 'handbook', 'handbookNewborn']) {
    const printed = [...textOf(name)].filter(character => character === '龘').length
    const wanted = sheets[name]!.flatMap(page => Object.entries(page.values).filter(([value]) => page.layout.boxes.some(box => 'value' in box && box.value === value)).map(([, value]) => String(value))).join('')
    expect(printed, name).toBe([...wanted].filter(character => character === '龘').length)
    expect(printed).toBeGreaterThan(5)
    const drawn = (await readPdf(pdfs[name]!)).glyphs.map(glyph => glyph.text).join('')
    for (const rare of ['龘', '𬭊', '·']) expect(drawn, `${name} ${rare}`).toContain(rare)
  }
})

test('上, 中 and 下 are explained by the method that found them, each method that stands on the sheet', () => {
  const by = (...methods: string[]) => composeDocument(checkFormPages('infant', facts, methods.map((method, index) => ({ ...fullVisit((['month3', 'month6'] as const)[index]!), evaluatedBy: `WS/T 423—2022 ${method} 实足月龄` }))), { fonts, mode: 'print' }).placed.map(line => line.text).join('')
  expect([by('标准差法').includes('上 ≥+2SD'), by('标准差法').includes('P97')]).toEqual([true, false])
  expect([by('百分位法').includes('+2SD'), by('百分位法').includes('上 ≥P97,中 P3~<P97,下 <P3')]).toEqual([false, true])
  expect([by('标准差法', '百分位法').includes('标准差法:上 ≥+2SD'), by('标准差法', '百分位法').includes('百分位法:上 ≥P97')]).toEqual([true, true])
})

test('a form that goes over its sheet goes on under the same head, and says which page it is', () => {
  const { placed, pages } = documents.infant!
  expect(pages).toBeGreaterThan(1)
  for (let page = 0; page < pages; page += 1) {
    const own = placed.filter(line => line.page === page).map(line => line.text).join('')
    expect(own).toContain(LONG_NAME.slice(0, 12))
    expect(own).toContain('E2026000123')
    expect(own).toContain('满月')
    expect(own).toContain(`第 ${page + 1} 页 共 ${pages} 页`)
  }
})

describe.each([['curve', 'a4'], ['curveHandbook', 'handbook']] as const)('the chart on the PDF of %s', (name, page) => {
  const { chart } = CURVE_PAGES[page]
  const shown = curve(OUTLIERS)
  const frame = curveFrame(shown, chart)
  test('has its axes at their place to 0.3 mm', async () => {
    const sheet = await lookAtSheet(pdfs[name]!)
    const [left, bottom] = [chart.x + frame.left, chart.y + frame.bottom]
    // Between two lines of the grid there is only the axis.
    const upright = sheet.inkIn({ x: left - 0.6, y: chart.y + frame.y(frame.yTo - frame.yStep * 0.7), w: 1.2, h: 2 })!
    expect(Math.abs((upright.left + upright.right) / 2 - left)).toBeLessThan(0.3)
    const level = sheet.inkIn({ x: chart.x + frame.x(0.3), y: bottom - 0.6, w: 2, h: 1.2 })!
    expect(Math.abs((level.top + level.bottom) / 2 - bottom)).toBeLessThan(0.3)
  })
  test('has both measurements at their age and weight to 0.3 mm', async () => {
    const sheet = await lookAtSheet(pdfs[name]!)
    for (const { main } of shown.points) {
      const [x, y] = [chart.x + frame.x(main!.x), chart.y + frame.y(main!.y)]
      const ink = sheet.inkIn({ x: x - 1.5, y: y - 1.5, w: 3, h: 3 })!
      expect(Math.abs((ink.left + ink.right) / 2 - x)).toBeLessThan(0.3)
      expect(Math.abs((ink.top + ink.bottom) / 2 - y)).toBeLessThan(0.3)
      expect(ink.right - ink.left).toBeGreaterThan(1.2)
    }
    expect(shown.points.map(({ main }) => main!.x)).toEqual([6, 18])
  })
})

describe('a drawing', () => {
  test('never leaves its box, keeps branches apart and shows a hollow mark for each corrected age', () => {
    for (const [series, request] of [[pretermSeries, {}], [pretermSeries, { indicator: 'lhfa' }], [pretermSeries, { standard: 'who', indicator: 'bfa' }], [manyMeasurements, { indicator: 'wflh' }], [manyMeasurements, { indicator: 'lhfa', lines: 'percentile' }]] as const) {
      const shown = curve(series, request)
      const ink = drawCurve({ curve: shown }, { w: 132, h: 106 })
      for (const { x, y } of [...ink.paths.flatMap(path => path.points), ...ink.marks]) {
        expect(x).toBeGreaterThanOrEqual(0); expect(x).toBeLessThanOrEqual(132)
        expect(y).toBeGreaterThanOrEqual(0); expect(y).toBeLessThanOrEqual(106)
      }
      const hollow = shown.points.filter(point => point.hollow).length
      expect(ink.marks.filter(mark => mark.isHollow)).toHaveLength(hollow + (hollow > 0 ? 1 : 0))
      // One path for each line of each branch: none goes on into the next branch.
      const curves = ink.paths.filter(path => path.grey === '#555')
      expect(curves).toHaveLength(shown.branches.filter(branch => branch.x.length > 1).length * 7)
    }
  })
  test('points are joined only where it was asked for', () => {
    const shown = curve(OUTLIERS)
    const [apart, joined] = [false, true].map(one => drawCurve({ curve: shown, joined: one }, { w: 132, h: 106 }).paths.length)
    expect(joined! - apart!).toBe(1)
  })
  test('a sheet without its drawing is refused', () => {
    const { layout, values } = curvePaper('a4', facts, curve(OUTLIERS), '院')[0]!
    expect(composeDocument([{ layout, values }], { fonts, mode: 'print' }).issues).toMatchObject([{ path: 'growthCurve', level: 'block', message: { key: 'paper.empty' } }])
  })
})

test('case 36 on paper: at 84 months the sheet says that WS/T 423 ended and what the school-age standards say', () => {
  const shown = curve([measured('2031-01-01', { weightKg: 24, lengthCm: 124, position: 'standing' })], { indicator: 'lhfa' })
  const text = composeDocument(curvePaper('a4', facts, shown, '院'), { fonts, mode: 'print' }).placed.map(line => line.text).join('')
  expect(text).toContain('年龄超出该标准的范围')
  expect(text).toContain('WS/T 612—2018')
})

test('case 33 on paper: the status, its standard and that z is estimated', () => {
  const shown = curve([measured('2025-02-25', { birthDay: toDay('2023-01-10'), weightKg: 10.4 })])
  const placed = composeDocument(curvePaper('a4', facts, shown, '院'), { fonts, mode: 'print' }).placed
  const of = (value: string) => placed.filter(line => line.value === value).map(line => line.text).join('')
  expect([of('grade0'), of('source0')]).toEqual(['下 低体重', 'WS/T 423—2022 标准差法 实足月龄'])
  expect(of('z0')).toMatch(/^-\d\.\d\d 估算$/)
})

describe('notices', () => {
  const notice = (name: string, more: Partial<ChildNotice> = {}): ChildNotice => ({ name, birthDay: toDay('2025-09-10'), contact: 'month6', dueDay: toDay('2026-03-10'), windowEnd: toDay('2026-04-09'), contents: contactOf(more.contact ?? 'month6').contents, isMakeUp: false, appointment: null, ...more })
  const sender = { institution: LONG_INSTITUTION, phone: '0734-68123456转8001', address: '湖南省衡阳市衡阳县西渡镇清江社区蒸阳大道118号', today: toDay('2026-03-10') }
  const names = ['甲一', '乙二𬭊', '丙三龘', '丁四', '戊五']
  test.each([2, 3] as const)('%i on a sheet: each strip has one child, all are there, in order', perPage => {
    const composed = composeDocument(noticePages(names.map(name => notice(name)), perPage, sender), { fonts, mode: 'print' })
    expect(composed.issues).toEqual([])
    expect(composed.pages).toBe(Math.ceil(5 / perPage))
    const stripMm = 297 / perPage
    names.forEach((name, index) => {
      const strip = composed.placed.filter(line => line.page === Math.floor(index / perPage) && Math.floor(line.baselineMm / stripMm) === index % perPage).map(line => line.text).join('')
      for (const other of names) expect(strip.includes(other), `${name}: ${other}`).toBe(other === name)
      expect(strip).toContain('6月龄')
      expect(strip).toContain('2026年03月10日 至 2026年04月09日')
      expect(strip).toContain(sender.phone)
      expect(strip).toContain(LONG_INSTITUTION.slice(0, 12))
    })
  })
  test('the longest name, a booked day, a contact that is over, and a home visit have their own words', () => {
    const text = composeDocument(noticePages([
      notice(longFacts.name, { appointment: { day: toDay('2026-03-12'), time: '上午 8:00–10:00,二楼儿童保健门诊' } }), notice('乙', { dueDay: toDay('2026-01-01'), windowEnd: toDay('2026-02-01') }), notice('丙', { contact: 'home' }), notice('丁', { isMakeUp: true, contents: ['haemoglobin'] }),
    ], 2, sender), { fonts, mode: 'print' })
    expect(text.issues).toEqual([])
    const all = text.placed.map(line => line.text).join('')
    expect(all).toContain('预约时间:2026年03月12日')
    expect(all).toContain('已经超过')
    expect(all).toContain('在家等候访视')
    expect(all).toContain(LONG_NAME)
    expect(all).toContain('“6月龄”健康检查的补做项目')
    expect(all).toContain('内容:血红蛋白。')
  })
  test('without the hospital’s phone or name the print is refused and says where to write them', () => {
    const { issues } = composeDocument(noticePages([notice('甲')], 3, { ...sender, phone: '', institution: '' }), { fonts, mode: 'print' })
    expect(issues.map(issue => issue.path)).toEqual(['sender0', 'phone0'])
    expect(JSON.stringify(issues)).toContain('机构信息')
  })
})
