import { describe, expect, test } from 'vitest'
import { formatChinese } from '../../domain/message/message.ts'
import { certificateValues } from '../../domain/print/certificate-values.ts'
import { Layout } from '../../domain/print/layout.ts'
import type { PrintValues } from '../../domain/print/layout.ts'
import { ptToMm } from '../../domain/print/mm.ts'
import { compose, composeDocument } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { readLayout } from '../../electron/core/print/layouts.ts'
import { FONTS, RESOURCES, certificate, mother } from './support/facts.ts'

const fonts = openPrintFonts(FONTS)
const certificateLayout = readLayout(RESOURCES, 'birthCertificate')
const print = (values: PrintValues, layout = certificateLayout) => compose(layout, values, { fonts, mode: 'print' })

type BoxInput = Record<string, unknown>
const layoutOf = (...boxes: BoxInput[]) => Layout.parse({
  form: 'test', title: '试样', version: 1, page: { w: 210, h: 297 }, stock: 'plain',
  boxes: boxes.map(box => ({ label: '姓名', x: 20, y: 30, w: 40, h: 8, pt: 10.5, ...box })),
})
const one = (text: string, box: BoxInput = {}) => print({ name: text }, layoutOf({ value: 'name', ...box }))
const han = (count: number) => '字'.repeat(count)
const EM_MM = ptToMm(10.5)

describe('overflow', () => {
  test('refuse: fits or blocks, and the sentence names the field and the room', () => {
    expect(one(han(10)).issues).toEqual([])
    const { issues, placed } = one(han(11))
    expect(placed).toEqual([])
    expect(issues.map(issue => [issue.path, issue.level, formatChinese(issue.message)])).toEqual([
      ['name', 'block', '「姓名」共 11 个字,放不进 40×8 毫米的格子,请缩短后再打印'],
    ])
  })
  test('shrink: one line, in half points, down to minPt and no further', () => {
    const shrink = { fit: 'shrink', minPt: 7 }
    expect(one(han(10), shrink).placed[0]!.pt).toBe(10.5)
    expect(one(han(11), shrink).placed[0]!.pt).toBe(10)
    expect(one(han(16), shrink).placed[0]!.pt).toBe(7)
    expect(one(han(17), shrink).issues).toHaveLength(1)
  })
  test('wrap: the largest size whose lines fit the height', () => {
    const wrap = { fit: 'wrap', minPt: 7 }
    expect(one(han(20), wrap).placed.map(line => [line.text.length, line.pt])).toEqual([[10, 10.5], [10, 10.5]])
    expect(one(han(22), wrap).placed.map(line => [line.text.length, line.pt])).toEqual([[11, 10], [11, 10]])
    expect(one(han(49), wrap).issues).toHaveLength(1)
  })
  test('shrink-wrap: one small line before two large ones', () => {
    const both = { fit: 'shrink-wrap', minPt: 7 }
    expect(one(han(16), both).placed.map(line => line.pt)).toEqual([7])
    expect(one(han(18), both).placed.map(line => [line.text.length, line.pt])).toEqual([[10, 10.5], [8, 10.5]])
  })
  test('a centred text leaves no single character on its last line', () => {
    const lines = one(han(11), { fit: 'wrap', minPt: 7, align: 'center' }).placed.map(line => line.text.length)
    expect(lines).toEqual([6, 5])
  })
  test('nothing that is placed stands outside its box', () => {
    for (let count = 1; count < 60; count++) {
      for (const line of one(han(count), { fit: 'shrink-wrap', minPt: 7 }).placed) {
        expect(line.xMm).toBeGreaterThanOrEqual(20)
        expect(line.xMm + line.widthMm).toBeLessThanOrEqual(60.011)
        expect(line.baselineMm).toBeGreaterThan(30)
        expect(line.baselineMm).toBeLessThan(38)
      }
    }
  })
  test('ruled text stands on the lines; a longer one is set closer without them', () => {
    const ruled = { value: 'name', w: 100, h: 28, rulingMm: 7, fit: 'wrap', minPt: 7, valign: 'top', optional: true }
    const lines = (text: string) => print({ name: text }, layoutOf(ruled))
    const rules = (html: string) => html.match(/<line /g)?.length ?? 0
    expect(rules(lines('').html)).toBe(4)
    const short = lines(han(60))
    expect(rules(short.html)).toBe(4)
    expect(short.placed[1]!.baselineMm - short.placed[0]!.baselineMm).toBeCloseTo(7, 6)
    const long = lines(han(200))
    expect(rules(long.html)).toBe(0)
    expect(long.issues).toEqual([])
    expect(lines(han(2000)).issues).toHaveLength(1)
  })
  test('a row of slashes is as long as its field', () => {
    const { placed } = print({ name: { repeat: '/' } }, layoutOf({ value: 'name' }))
    expect(placed[0]!.widthMm).toBeGreaterThan(38)
    expect(placed[0]!.widthMm).toBeLessThanOrEqual(40)
  })
})

describe('the certificate', () => {
  const withMother = (change: Partial<typeof mother>) => print(certificateValues({ ...certificate, mother: { ...mother, ...change } }))

  test('case 48: a name with a character the font lacks blocks, naming the character', () => {
    const { issues } = print(certificateValues({ ...certificate, babyName: '张\u{30000}' }))
    expect(issues.map(issue => issue.path)).toEqual(['babyName', 'babyName', 'babyName'])
    expect(issues.every(issue => issue.level === 'block')).toBe(true)
    expect(formatChinese(issues[0]!.message)).toBe('正页「新生儿姓名」中的「\u{30000}」(U+30000)打印字体里没有,印出来会是空框,请核对用字')
  })
  test('case 49: an address of 60 characters wraps inside 48 × 8 mm, a longer one blocks', () => {
    const { issues, placed } = withMother({ address: han(60) })
    expect(issues).toEqual([])
    const lines = placed.filter(line => line.part === 'main' && line.value === 'mAddr')
    expect(lines.map(line => line.text).join('')).toBe(han(60))
    for (const line of lines) {
      expect(line.xMm).toBeGreaterThanOrEqual(144)
      expect(line.xMm + line.widthMm).toBeLessThanOrEqual(192.011)
      // Ink of a Chinese character reaches at most 0.88 em above and 0.12 em below the baseline.
      expect(line.baselineMm - 0.88 * ptToMm(line.pt)).toBeGreaterThanOrEqual(64)
      expect(line.baselineMm + 0.12 * ptToMm(line.pt)).toBeLessThanOrEqual(72.011)
    }
    expect(withMother({ address: han(63) }).issues.map(issue => formatChinese(issue.message))).toEqual(['正页「母亲住址」共 63 个字,放不进 48×8 毫米的格子,请缩短后再打印'])
    expect(withMother({ address: '福建省泉州市安溪县凤城镇河滨路118号' }).placed.find(line => line.value === 'mAddr')!.pt).toBe(10.5)
  })
  test('the longest values of each field fit all three parts', () => {
    const longest: PrintValues = {
      ...certificateValues(certificate),
      babyName: '阿卜杜热合曼·麦麦提图尔荪尼亚孜·依明', mName: '古丽米热·阿卜杜热合曼·麦麦提', fName: 'Maximilian-Alexander von Hohenfels',
      birthYear: '2088', birthMonth: '88', birthDay: '88', birthHour: '88', birthMinute: '88', gestWeeks: '44', gestDays: '6', weightG: '8000', lengthCm: '60.0',
      mAge: '58', fAge: '108', babySex: '未说明', deliveryOrg: han(36), issuer: han(36), mIdNo: '888888888888888888', fIdNo: 'W'.repeat(9) + '888888888',
      mAddr: han(57), fAddr: han(57), attendant: han(10), collector: han(12), signer: han(10),
      issueYear: '2088', issueMonth: '88', issueDay: '88',
    }
    expect(print(longest).issues.map(issue => formatChinese(issue.message))).toEqual([])
  })
  test('rare characters beyond U+FFFF are measured as one character', () => {
    const placed = print(certificateValues({ ...certificate, babyName: '司马𬍛' })).placed.find(line => line.value === 'babyName')!
    expect(placed.widthMm).toBeCloseTo(3 * EM_MM, 6)
    expect(placed.xMm).toBeCloseTo(36 + (42 - 3 * EM_MM) / 2, 6)
  })
  test('an empty field of the certificate blocks; signatures and the marks may be empty', () => {
    const { issues } = print({ ...certificateValues(certificate), mName: '  ', attendant: '', collector: '', signer: '' })
    expect(issues.map(issue => formatChinese(issue.message))).toEqual(['正页「母亲姓名」没有内容,不能打印', '副页「母亲姓名」没有内容,不能打印', '存根「母亲姓名」没有内容,不能打印'])
    expect(print({}).issues.some(issue => issue.path === 'babyName')).toBe(true)
  })
})

describe('the page', () => {
  const values = certificateValues(certificate)
  const printed = print(values)

  test('is one sheet with the size in its own style, no script and no outside address', () => {
    expect(printed.pages).toBe(1)
    expect(printed.html).toContain('@page { size: 210mm 297mm; margin: 0 }')
    expect(printed.html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
    expect(printed.html).toContain('url("fuyou://font/NotoSerifSC_400Regular.ttf")')
  })
  test('shows values as text, never as markup', () => {
    const { html } = one('<b>&"\'', { fit: 'shrink', minPt: 7 })
    expect(html).toContain('>&#60;b&#62;&#38;&#34;&#39;</text>')
    expect(html).not.toContain('<b>')
  })
  test('on pre-printed stock carries the values and nothing else', () => {
    expect(printed.html).not.toMatch(/<rect|<line|<img|非证件/)
    expect(printed.html.match(/<text /g)).toHaveLength(printed.placed.length)
  })
  test('the archive copy is marked 非证件 on every part and otherwise stands the same', () => {
    const archive = compose(certificateLayout, values, { fonts, mode: 'archive' })
    expect(archive.html.match(/>非证件</g)).toHaveLength(3)
    expect(archive.placed).toEqual(printed.placed)
  })
  test('the preview adds captions and outlines and otherwise stands the same', () => {
    const preview = compose(certificateLayout, values, { fonts, mode: 'preview' })
    expect(preview.html).toContain('>新生儿姓名</text>')
    expect(preview.placed).toEqual(printed.placed)
  })
  test('a background picture is in the preview and nowhere else', () => {
    const layout = { ...certificateLayout, background: 'blank.png' }
    const backgroundUrl = 'data:image/png;base64,AAAA'
    expect(compose(layout, values, { fonts, mode: 'preview', backgroundUrl }).html).toContain(`src="${backgroundUrl}"`)
    expect(compose(layout, values, { fonts, mode: 'print', backgroundUrl }).html).not.toContain('<img')
    expect(compose(layout, values, { fonts, mode: 'archive', backgroundUrl }).html).not.toContain('<img')
  })
  test('a printer offset moves positions, not type sizes and not line breaks', () => {
    const offset = { dxMm: 2, dyMm: -1.5, scaleX: 1.01, scaleY: 0.99 }
    const moved = compose(certificateLayout, values, { fonts, mode: 'print', offset })
    expect(moved.placed.map(line => [line.text, line.pt])).toEqual(printed.placed.map(line => [line.text, line.pt]))
    const address = (lines: typeof printed.placed) => lines.find(line => line.value === 'mAddr')!
    expect(address(moved.placed).xMm).toBeCloseTo(144 * 1.01 + 2, 6)
    const name = (lines: typeof printed.placed) => lines.find(line => line.value === 'babyName')!
    const middle = (line: (typeof printed.placed)[number]) => line.baselineMm - fonts.regular.middleToBaseline * ptToMm(line.pt)
    expect(middle(name(moved.placed))).toBeCloseTo(39 * 0.99 - 1.5, 6)
  })
  test('an offset that moves text off the sheet blocks instead of clipping', () => {
    const { issues } = compose(certificateLayout, values, { fonts, mode: 'print', offset: { dxMm: 30, dyMm: 0, scaleX: 1, scaleY: 1 } })
    expect(issues.length).toBeGreaterThan(0)
    expect(issues.every(issue => issue.level === 'block' && issue.message.key === 'paper.offSheet')).toBe(true)
  })
  test('a document of two sheets keeps its sheets apart', () => {
    const layout = layoutOf({ value: 'name' })
    const { html, pages, placed } = composeDocument([{ layout, values: { name: '甲' } }, { layout, values: { name: '乙' } }], { fonts, mode: 'print' })
    expect(pages).toBe(2)
    expect(html.match(/<section class="page">/g)).toHaveLength(2)
    expect(placed.map(line => [line.page, line.text])).toEqual([[0, '甲'], [1, '乙']])
  })
})
