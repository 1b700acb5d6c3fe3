import { block, type FieldIssue, message, warn } from '../message/message.ts'
import type { Layout, LayoutBox, ValueBox } from './layout.ts'

/**
 * What the composer does to a position before it goes to a printer: times scale, plus offset. Type sizes stay.
 * Found with the ruler page; source of the method: certificate note §3.3.
 */
export type PrintOffset = { dxMm: number; dyMm: number; scaleX: number; scaleY: number }
export const NO_OFFSET: PrintOffset = { dxMm: 0, dyMm: 0, scaleX: 1, scaleY: 1 }

/** One field moved on the paper, in tenths of a millimetre. */
export type FieldShift = { part: string; value: string; dxMm: number; dyMm: number }
/** What a level moves: everything by dx, dy, and single fields besides. */
export type Shifts = { dxMm: number; dyMm: number; fields: readonly FieldShift[] }

/** The two crosses of the ruler page. Source: certificate note §3.3, two-mark method. */
export const CROSSES = { first: { xMm: 20, yMm: 20 }, second: { xMm: 190, yMm: 280 } } as const
const SPAN_X_MM = CROSSES.second.xMm - CROSSES.first.xMm
const SPAN_Y_MM = CROSSES.second.yMm - CROSSES.first.yMm
/** Outside 0.97–1.03 "fit to page" is on. Source: certificate note §3.3. */
export const SCALE_LIMIT = 0.03
/** What a reading with a ruler may be off: a 97 % print read as 97.1 % is still "fit to page". */
const READING_ERROR_MM = 0.2
/** No feed is this far off; a number that says so was measured from the wrong edge. */
export const FURTHEST_OFFSET_MM = 15
/** Width and height shrink alike in any printer; what differs more was typed or measured wrongly. */
const SCALE_DIFFERENCE_LIMIT = 0.01
/** A check page that comes out this close is good. Source: the tolerance of the printed text, 0.3 mm, and of the ruler. */
export const GOOD_ENOUGH_MM = 0.5

/** Distances a clerk reads off the ruler page: from the left and the upper edge of the sheet to the middle of each cross. */
export type MeasuredCrosses = { firstXMm: number; firstYMm: number; secondXMm: number; secondYMm: number }

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
/** Positions are kept to hundredths, scales to hundred-thousandths: 280 mm times that is 3 µm. */
export const roundOffset = (offset: PrintOffset): PrintOffset =>
  ({ dxMm: round(offset.dxMm, 2), dyMm: round(offset.dyMm, 2), scaleX: round(offset.scaleX, 5), scaleY: round(offset.scaleY, 5) })

/** Where the crosses land when a printer treats positions so: what a clerk would measure. */
export function crossesThrough(printer: PrintOffset, used: PrintOffset = NO_OFFSET): MeasuredCrosses {
  const x = (mm: number) => (mm * used.scaleX + used.dxMm) * printer.scaleX + printer.dxMm
  const y = (mm: number) => (mm * used.scaleY + used.dyMm) * printer.scaleY + printer.dyMm
  return { firstXMm: x(CROSSES.first.xMm), firstYMm: y(CROSSES.first.yMm), secondXMm: x(CROSSES.second.xMm), secondYMm: y(CROSSES.second.yMm) }
}

/** How far the worse cross stands from where it should be. */
export const crossErrorMm = (measured: MeasuredCrosses): number => Math.max(
  Math.abs(measured.firstXMm - CROSSES.first.xMm), Math.abs(measured.firstYMm - CROSSES.first.yMm),
  Math.abs(measured.secondXMm - CROSSES.second.xMm), Math.abs(measured.secondYMm - CROSSES.second.yMm))

export type Calibration = {
  /** What the printer does to every position. */
  printer: PrintOffset
  /** What undoes it. */
  offset: PrintOffset
  issues: FieldIssue[]
}

/**
 * Solves offset and scale from the measured crosses of a ruler page that was printed with `used`. A scale of "fit to
 * page" is refused (acceptance case 50), as is what no printer does. Source: certificate note §3.3.
 */
export function solveCalibration(measured: MeasuredCrosses, used: PrintOffset = NO_OFFSET): Calibration {
  // What was measured is printer after used; take the used correction out again.
  const axis = (first: number, second: number, firstAt: number, span: number, usedScale: number, usedShift: number) => {
    const wholeScale = (second - first) / span
    const scale = wholeScale / usedScale
    const shift = first - wholeScale * firstAt - usedShift * scale
    return { scale, shift }
  }
  const x = axis(measured.firstXMm, measured.secondXMm, CROSSES.first.xMm, SPAN_X_MM, used.scaleX, used.dxMm)
  const y = axis(measured.firstYMm, measured.secondYMm, CROSSES.first.yMm, SPAN_Y_MM, used.scaleY, used.dyMm)
  const printer = { dxMm: x.shift, dyMm: y.shift, scaleX: x.scale, scaleY: y.scale }
  const issues: FieldIssue[] = []
  const isBackwards = measured.secondXMm <= measured.firstXMm || measured.secondYMm <= measured.firstYMm
  const tooSmall = (scale: number, span: number) => Math.abs(scale - 1) > SCALE_LIMIT - READING_ERROR_MM / span
  const isFitted = tooSmall(x.scale, SPAN_X_MM) || tooSmall(y.scale, SPAN_Y_MM)
  if (isBackwards) {
    issues.push(block('secondXMm', message('printing.crossesSwapped', '右下十字应比左上十字更靠右、更靠下,请核对是否填反')))
  } else if (isFitted && Math.abs(x.scale - y.scale) <= SCALE_DIFFERENCE_LIMIT) {
    issues.push(block('secondXMm', message('printing.fitToPage', '量得的比例为 {{percent}}%:打印机开着“适合页面”或缩放。请在打印机首选项里选“实际大小 / 100%”,再打一张标尺页重新测量', { percent: round(((x.scale + y.scale) / 2) * 100, 1) })))
  } else if (Math.abs(x.scale - y.scale) > SCALE_DIFFERENCE_LIMIT || isFitted) {
    issues.push(block('secondXMm', message('printing.scalesDiffer', '横向比例 {{x}}%、纵向比例 {{y}}%,相差过大,多半是量错或填错了一个数,请重新测量', { x: round(x.scale * 100, 1), y: round(y.scale * 100, 1) })))
  } else if (Math.abs(printer.dxMm) > FURTHEST_OFFSET_MM || Math.abs(printer.dyMm) > FURTHEST_OFFSET_MM) {
    issues.push(block('firstXMm', message('printing.offsetTooFar', '量得整体偏移 {{dx}} × {{dy}} 毫米,超过 {{limit}} 毫米:请从纸的左边和上边量起,并检查进纸挡板', { dx: round(printer.dxMm, 1), dy: round(printer.dyMm, 1), limit: FURTHEST_OFFSET_MM })))
  } else if (Math.max(Math.abs(x.scale - 1), Math.abs(y.scale - 1)) > SCALE_LIMIT / 2) {
    issues.push(warn('secondXMm', message('printing.scaleUnusual', '比例 {{percent}}% 少见,请再量一次;确实如此才继续', { percent: round(((x.scale + y.scale) / 2) * 100, 1) })))
  }
  const offset = roundOffset({ scaleX: 1 / x.scale, scaleY: 1 / y.scale, dxMm: -x.shift / x.scale, dyMm: -y.shift / y.scale })
  return { printer, offset, issues }
}

/** A layout with what the levels move, in the order of the note (§3.3): edition, institution, printer and tray, field. */
export function shiftLayout(layout: Layout, levels: readonly Shifts[]): Layout {
  const dxMm = levels.reduce((sum, level) => sum + level.dxMm, 0)
  const dyMm = levels.reduce((sum, level) => sum + level.dyMm, 0)
  const byField = new Map<string, { dxMm: number; dyMm: number }>()
  for (const field of levels.flatMap(level => level.fields)) {
    const key = fieldKey(field.part, field.value)
    const before = byField.get(key) ?? { dxMm: 0, dyMm: 0 }
    byField.set(key, { dxMm: before.dxMm + field.dxMm, dyMm: before.dyMm + field.dyMm })
  }
  if (dxMm === 0 && dyMm === 0 && byField.size === 0) return layout
  return { ...layout, boxes: layout.boxes.map(box => moved(box, dxMm, dyMm, 'value' in box ? byField.get(fieldKey(box.part ?? '', box.value)) : undefined)) }
}

function moved(box: LayoutBox, dxMm: number, dyMm: number, field: { dxMm: number; dyMm: number } | undefined): LayoutBox {
  const right = dxMm + (field?.dxMm ?? 0)
  const down = dyMm + (field?.dyMm ?? 0)
  // Tenths of a millimetre add up without the dust of binary fractions.
  const place = { x: round(box.x + right, 4), y: round(box.y + down, 4) }
  return 'line' in box ? { ...box, ...place, x2: round(box.x2 + right, 4), y2: round(box.y2 + down, 4) } : { ...box, ...place }
}

/** How a field is named across levels: the part of the sheet and the value. */
export const fieldKey = (part: string, value: string): string => `${part}.${value}`

const EDITIONS_WITHOUT_BARCODE = new Set(['5', '6'])

/**
 * Fields that the levels moved off the sheet or into an area that must stay free of our ink: the number and barcode of
 * the 7th edition, which older editions do not have there. Source: certificate note §0.2 and §3.2, last sentence.
 */
export function placeIssues(layout: Layout, edition?: string): FieldIssue[] {
  const hasBarcode = edition === undefined || !EDITIONS_WITHOUT_BARCODE.has(edition)
  const issues: FieldIssue[] = []
  for (const box of layout.boxes) {
    if (!('value' in box)) continue
    const field = `${layout.parts.find(part => part.id === box.part)?.title ?? ''}「${box.label}」`
    const path = fieldKey(box.part ?? '', box.value)
    if (box.x < 0 || box.y < 0 || box.x + box.w > layout.page.w || box.y + box.h > layout.page.h) {
      issues.push(block(path, message('printing.offSheet', '{{field}}移到了纸外,请移回来', { field })))
    } else if (hasBarcode && layout.parts.some(part => part.keepFree.some(zone => overlaps(box, zone)))) {
      issues.push(block(path, message('printing.keepFree', '{{field}}移进了预印编号和条码的区域,那里不能打印,请移开', { field })))
    }
  }
  return issues
}

const overlaps = (a: { x: number; y: number; w: number; h: number }, b: { x: number; y: number; w: number; h: number }): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

const RULER_FORM = 'ruler-page'
const CROSS_ARM_MM = 6
const CAPTION_PT = 6

/**
 * The ruler page for plain A4: millimetre rulers along the upper and left edge, the borders of the parts, a box per field
 * and the two crosses. Held against a blank over a light it shows where text would stand. Source: certificate note §3.3.
 */
export function rulerPage(layout: Layout): Layout {
  const boxes: LayoutBox[] = []
  const line = (x: number, y: number, x2: number, y2: number, strokeMm = 0.1, dash = false) => boxes.push({ line: true, x, y, x2, y2, strokeMm, dash })
  const text = (words: string, x: number, y: number, w: number, pt = CAPTION_PT) => boxes.push({
    text: words, x, y, w, h: pt * 0.5, pt, minPt: 4, fit: 'shrink', align: 'left', valign: 'middle', lineHeight: 1.1, bold: false,
  })
  for (let mm = 10; mm <= layout.page.w - 10; mm += 1) line(mm, 6, mm, mm % 10 === 0 ? 11 : mm % 5 === 0 ? 9 : 8)
  for (let mm = 10; mm <= layout.page.h - 10; mm += 1) line(6, mm, mm % 10 === 0 ? 11 : mm % 5 === 0 ? 9 : 8, mm)
  for (let mm = 20; mm <= layout.page.w - 20; mm += 10) text(String(mm), mm + 0.3, 8.6, 6, 5)
  for (let mm = 20; mm <= layout.page.h - 20; mm += 10) text(String(mm), 8.6, mm + 0.2, 6, 5)
  for (const part of layout.parts.slice(1)) line(part.x + 12, part.y, part.x + part.w - 8, part.y, 0.15, true)
  for (const part of layout.parts) for (const zone of part.keepFree) boxes.push({ rect: true, x: zone.x, y: zone.y, w: Math.min(zone.w, CROSSES.second.xMm - 2 * CROSS_ARM_MM - zone.x), h: Math.min(zone.h, layout.page.h - zone.y - 6), strokeMm: 0.1, dash: true })
  for (const box of layout.boxes) {
    if (!('value' in box)) continue
    boxes.push({ rect: true, x: box.x, y: box.y, w: box.w, h: box.h, strokeMm: 0.1, dash: false })
    // A word longer than its box would only blur the page; narrow boxes stay without.
    if ([...box.label].length * 1.5 <= box.w) text(box.label, box.x + 0.3, box.y + 0.3, box.w - 0.6, 4)
  }
  // Nothing else near the crosses: their middle is what counts.
  for (const [cross, words, aside] of [[CROSSES.first, '左上十字', 8], [CROSSES.second, '右下十字', -20]] as const) {
    line(cross.xMm - CROSS_ARM_MM, cross.yMm, cross.xMm + CROSS_ARM_MM, cross.yMm, 0.15)
    line(cross.xMm, cross.yMm - CROSS_ARM_MM, cross.xMm, cross.yMm + CROSS_ARM_MM, 0.15)
    text(words, cross.xMm + aside, cross.yMm + 3, 11)
  }
  text('打印校准页:请用普通 A4 白纸,不要放空白证件。用尺从纸的左边、上边量到两个十字中心,精确到 0.1 毫米。', 30, 14.5, 150, 8)
  text('左上十字应为 20.0 × 20.0 毫米,右下十字应为 190.0 × 280.0 毫米。', 30, 19, 120, 8)
  return { form: RULER_FORM, title: '打印校准页', version: 1, page: layout.page, stock: 'plain', parts: [], boxes }
}

/** The fields of a layout for a screen that moves them. */
export type PlacedField = Pick<ValueBox, 'value' | 'label' | 'x' | 'y' | 'w' | 'h'> & { part: string; partTitle: string }
export function placedFields(layout: Layout): PlacedField[] {
  return layout.boxes.flatMap(box => ('value' in box
    ? [{ value: box.value, label: box.label, x: box.x, y: box.y, w: box.w, h: box.h, part: box.part ?? '', partTitle: layout.parts.find(part => part.id === box.part)?.title ?? '' }] : []))
}
