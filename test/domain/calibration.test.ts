import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatChinese } from '../../domain/message/message.ts'
import { crossErrorMm, crossesThrough, placedFields, placeIssues, type PrintOffset, rulerPage, shiftLayout, solveCalibration } from '../../domain/print/calibration.ts'
import { Layout } from '../../domain/print/layout.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'

const layout = Layout.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/print/birth-certificate.v0.layout.json'), 'utf8')))
const double = (min: number, max: number) => fc.double({ min, max, noNaN: true })
/** Printers as there are: feed up to 12 mm off, scale within one per cent, both ways alike. */
const printer: fc.Arbitrary<PrintOffset> = fc.tuple(double(-12, 12), double(-12, 12), double(0.99, 1.01), double(-0.004, 0.004))
  .map(([dxMm, dyMm, scaleX, difference]) => ({ dxMm, dyMm, scaleX, scaleY: scaleX + difference }))
const texts = (issues: ReturnType<typeof solveCalibration>['issues']) => issues.map(issue => `${issue.level} ${formatChinese(issue.message)}`)

describe('solving the ruler page', () => {
  test('what a printer does is found again from its crosses, whatever correction the page was printed with', () =>
    fc.assert(fc.property(printer, printer, (does, used) => {
      const found = solveCalibration(crossesThrough(does, used), used)
      expect(texts(found.issues)).toEqual([])
      for (const name of ['dxMm', 'dyMm', 'scaleX', 'scaleY'] as const) expect(found.printer[name]).toBeCloseTo(does[name], 9)
    })))
  test('the correction puts both crosses where they belong, to a fiftieth of a millimetre', () =>
    fc.assert(fc.property(printer, does => {
      const { offset } = solveCalibration(crossesThrough(does))
      expect(crossErrorMm(crossesThrough(does, offset))).toBeLessThan(0.02)
      expect(SETTINGS.printing.schema.safeParse({ ...SETTINGS.printing.initial, profiles: [{ printerName: 'x', form: 'birth-certificate', silent: true, ...offset }] }).success).toBe(true)
    })))
  test.each([0.97, 0.971, 1.03, 0.955])('case 50: a page printed at %f of its size is refused as “适合页面”', scale => {
    const { issues } = solveCalibration(crossesThrough({ dxMm: 3, dyMm: 4, scaleX: scale, scaleY: scale }))
    expect(texts(issues)).toEqual([expect.stringMatching(/^block 量得的比例为 .*“适合页面”/)])
  })
  test('a reading that no printer makes is refused: one distance mistyped, crosses exchanged, measured from the wrong edge', () => {
    const good = crossesThrough({ dxMm: 1, dyMm: -1, scaleX: 1, scaleY: 1 })
    expect(texts(solveCalibration({ ...good, secondXMm: 199 }).issues)).toEqual([expect.stringMatching(/^block .*相差过大/)])
    expect(texts(solveCalibration({ firstXMm: good.secondXMm, firstYMm: good.secondYMm, secondXMm: good.firstXMm, secondYMm: good.firstYMm }).issues)).toEqual([expect.stringMatching(/^block .*填反/)])
    expect(texts(solveCalibration(crossesThrough({ dxMm: 20, dyMm: 0, scaleX: 1, scaleY: 1 })).issues)).toEqual([expect.stringMatching(/^block .*左边和上边量起/)])
    expect(texts(solveCalibration(crossesThrough({ dxMm: 0, dyMm: 0, scaleX: 1.02, scaleY: 1.02 })).issues)).toEqual([expect.stringMatching(/^warn .*少见/)])
  })
})

describe('levels', () => {
  test('add up, and leave alone what nobody moved', () => {
    const name = (one: Layout) => placedFields(one).find(field => field.part === 'main' && field.value === 'babyName')!
    const sex = (one: Layout) => placedFields(one).find(field => field.part === 'main' && field.value === 'babySex')!
    const moved = shiftLayout(layout, [
      { dxMm: 1, dyMm: 0, fields: [] }, { dxMm: -0.3, dyMm: 0.2, fields: [{ part: 'main', value: 'babyName', dxMm: 0.1, dyMm: 0 }] }, { dxMm: 0, dyMm: 0, fields: [{ part: 'main', value: 'babyName', dxMm: 0.2, dyMm: -0.5 }] },
    ])
    expect(name(moved)).toMatchObject({ x: name(layout).x + 1, y: name(layout).y - 0.3 })
    expect(sex(moved)).toMatchObject({ x: sex(layout).x + 0.7, y: sex(layout).y + 0.2 })
    expect(shiftLayout(layout, [])).toBe(layout)
  })
  test('a field moved into the number and barcode of the 7th edition, or off the sheet, is named', () => {
    expect(placeIssues(layout)).toEqual([])
    const issuer = placeIssues(shiftLayout(layout, [{ dxMm: 0, dyMm: 0, fields: [{ part: 'main', value: 'issuer', dxMm: 12, dyMm: 0 }] }]))
    expect(issuer.map(issue => `${issue.path} ${formatChinese(issue.message)}`)).toEqual([expect.stringMatching(/^main\.issuer 正页「签发机构」移进了预印编号和条码的区域/)])
    expect(placeIssues(shiftLayout(layout, [{ dxMm: 0, dyMm: 20, fields: [] }])).some(issue => /纸外/.test(formatChinese(issue.message)))).toBe(true)
  })
  test('a setting saved before the levels came still reads', () => {
    const old = { profiles: [{ printerName: 'HP', form: 'birth-certificate', dxMm: -2.4, dyMm: 1, scaleX: 1, scaleY: 1, silent: true }], certificatePrinter: 'HP', formPrinter: '', printCollectorAndSigner: false }
    expect(SETTINGS.printing.schema.parse(old)).toMatchObject({ paperLevels: [], profiles: [{ printerName: 'HP', tray: '', paper: 'A4', portrait: true, driverPercent: 100, fields: [] }] })
  })
})

test('the ruler page is a page of its own: both crosses, a box for each field, no number and no person on it', () => {
  const page = Layout.parse(rulerPage(layout))
  expect(page.boxes.filter(box => 'value' in box)).toEqual([])
  const has = (x: number, y: number, x2: number, y2: number) => page.boxes.some(box => 'line' in box && box.x === x && box.y === y && box.x2 === x2 && box.y2 === y2)
  expect([has(14, 20, 26, 20), has(20, 14, 20, 26), has(184, 280, 196, 280), has(190, 274, 190, 286)]).toEqual([true, true, true, true])
  for (const field of placedFields(layout)) expect(page.boxes.some(box => 'rect' in box && box.x === field.x && box.y === field.y && box.w === field.w)).toBe(true)
})
