import { block, message } from '../../../domain/message/message.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import type { ChartDrawing } from '../../../domain/print/curve-svg.ts'
import type { ChartBox, Layout, LayoutBox, PrintValue, PrintValues, TextBox, ValueBox } from '../../../domain/print/layout.ts'
import { NO_OFFSET, type PrintOffset } from '../../../domain/print/calibration.ts'
import { ptToMm } from '../../../domain/print/mm.ts'
import { FONT_FILES } from './font.ts'
import type { PrintFont, PrintFonts } from './font.ts'
import { breakLines, graphemes, unbreakablePieces } from './line-break.ts'

export type { PrintOffset } from '../../../domain/print/calibration.ts'

export type ComposeOptions = {
  fonts: PrintFonts
  /** `preview` shows background and captions, `print` is for paper, `archive` is the marked copy that is kept. */
  mode: 'preview' | 'print' | 'archive'
  /** Where the page loads the font files from; the shell serves them under this address. */
  fontBaseUrl?: string
  /** The layout's background picture as a `data:` address; shown in the preview only. */
  backgroundUrl?: string
  offset?: PrintOffset
  /** Large pale words across the sheet. An archive copy of pre-printed stock is marked 「非证件」 unless told otherwise. */
  watermark?: string
  /** Box outlines, captions and part borders; on by default in the preview of pre-printed stock without a background. */
  guides?: boolean
  /** Title of the document (window, PDF properties). Must not hold personal data: it can reach print queues. */
  title?: string
}

/** One line of text as it stands on the paper, offset included. */
export type PlacedText = {
  page: number
  part?: string
  /** Name of the value, absent for a fixed word of the form. */
  value?: string
  text: string
  xMm: number
  baselineMm: number
  widthMm: number
  pt: number
  bold: boolean
}
export type PageContent = {
  layout: Layout; values: PrintValues
  /** What the layout's chart boxes draw, by name. */
  charts?: Readonly<Record<string, ChartDrawing>>
}
export type Composed = { html: string; pages: number; issues: FieldIssue[]; placed: PlacedText[] }

const SIZE_STEP_PT = 0.5
const MARK_STROKE_MM = 0.25
/** Distance between a writing line and the text that stands on it. */
const ABOVE_UNDERLINE_MM = 0.4
/** Widths are sums of rounded font units; a hair more than the box is not too wide. */
const SLACK_MM = 0.01

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
const number = (value: number): string => String(Math.round(value * 10000) / 10000)
/**
 * Chromium cuts an SVG font size to hundredths of a user unit: in units of a millimetre a 10.5 pt line of 60 characters
 * came out 0.3 mm short. In hundredths of a millimetre the loss cannot be measured.
 */
const UNITS_PER_MM = 100
const units = (mm: number): string => number(mm * UNITS_PER_MM)

type Fitted = { lines: string[]; pt: number; onRuling?: boolean }

/** Chooses type size and line breaks for a text in a box, or answers null when no allowed size fits. */
export function fitText(text: string, box: ValueBox | TextBox, font: PrintFont): Fitted | null {
  const minPt = box.minPt ?? box.pt
  const sizes = box.fit === 'refuse' ? [box.pt] : sizesBetween(box.pt, minPt)
  const inOneLine = (pt: number) => font.widthMm(text, pt) <= box.w + SLACK_MM
  const wrapped = (pt: number): Fitted | null => {
    const lines = box.align === 'center' ? evenLines(text, pt, box, font) : linesWithin(text, pt, box.w, font)
    const heightMm = ptToMm(pt) * (1 + (lines.length - 1) * box.lineHeight)
    return lines.length === 1 || heightMm <= box.h + SLACK_MM ? { lines, pt } : null
  }
  if ('rulingMm' in box && box.rulingMm !== undefined) {
    const lines = linesWithin(text, box.pt, box.w, font)
    if (lines.length <= Math.floor((box.h + SLACK_MM) / box.rulingMm)) return { lines, pt: box.pt, onRuling: true }
  }
  if (box.fit !== 'wrap') {
    const pt = text.includes('\n') ? undefined : sizes.find(inOneLine)
    if (pt !== undefined) return { lines: [text], pt }
    if (box.fit !== 'shrink-wrap') return null
  }
  for (const pt of sizes) {
    const fitted = wrapped(pt)
    if (fitted) return fitted
  }
  return null
}

const linesWithin = (text: string, pt: number, widthMm: number, font: PrintFont): string[] =>
  breakLines(text, line => font.widthMm(line, pt) <= widthMm + SLACK_MM)

/** As many lines as needed, made equally long: a centred name does not leave one character alone below. */
function evenLines(text: string, pt: number, box: { w: number }, font: PrintFont): string[] {
  let best = linesWithin(text, pt, box.w, font)
  const count = best.length
  if (count === 1) return best
  for (let widthMm = box.w - 0.5; widthMm >= box.w / 2; widthMm -= 0.5) {
    const lines = linesWithin(text, pt, widthMm, font)
    // A narrower try may cut inside a word that the full width kept whole; such a try does not count.
    if (lines.length > count || unbreakablePieces(text).some(piece => font.widthMm(piece.trim(), pt) > widthMm)) break
    best = lines
  }
  return best
}

function sizesBetween(pt: number, minPt: number): number[] {
  const sizes: number[] = []
  for (let size = pt; size > minPt; size -= SIZE_STEP_PT) sizes.push(size)
  sizes.push(minPt)
  return sizes
}

/** Line ends of other systems, tabs and surrounding blanks are not content. */
function plainText(value: PrintValue | undefined, box: ValueBox, font: PrintFont): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') {
    const unitMm = font.widthMm(value.repeat, box.pt)
    return value.repeat.repeat(Math.max(1, Math.floor((box.w + SLACK_MM) / unitMm)))
  }
  const text = value.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim()
  return box.fit === 'wrap' || box.fit === 'shrink-wrap' ? text : text.replace(/\n+/g, ' ')
}

const codePointName = (character: string): string =>
  [...character].map(part => `U+${part.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ')

/**
 * Composes one document of one or more sheets. Sizes and line breaks are chosen here from the font's own metrics and
 * every line becomes one element at a fixed place, so that preview, PDF and printer cannot differ. `issues` names what
 * does not fit or has no glyph; a document with a blocking issue must not be printed.
 */
export function composeDocument(contents: readonly PageContent[], options: ComposeOptions): Composed {
  const first = contents[0]
  if (!first) throw new Error('a document needs a page')
  const issues: FieldIssue[] = []
  const placed: PlacedText[] = []
  const pages = contents.map((content, page) => composePage(content, page, options, issues, placed))
  const { w, h } = first.layout.page
  const fontBase = (options.fontBaseUrl ?? 'fuyou://font/').replace(/\/?$/, '/')
  const fontUrl = (name: string) => fontBase + name
  const html = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src ${new URL(fontBase).protocol}; img-src data:">
<title>${escapeHtml(options.title ?? first.layout.title)}</title>
<style>
@page { size: ${number(w)}mm ${number(h)}mm; margin: 0 }
@font-face { font-family: FuyouPrint; font-weight: 400; font-display: block; src: url("${fontUrl(FONT_FILES.regular)}") format("truetype") }
@font-face { font-family: FuyouPrint; font-weight: 700; font-display: block; src: url("${fontUrl(FONT_FILES.bold)}") format("truetype") }
html, body { margin: 0; padding: 0; background: #fff }
.page { width: ${number(w)}mm; height: ${number(h)}mm; position: relative; overflow: hidden; break-after: page; break-inside: avoid }
.page:last-child { break-after: auto }
.page svg, .page img { position: absolute; left: 0; top: 0; width: 100%; height: 100%; display: block }
text { font-family: FuyouPrint; white-space: pre; fill: #000; font-kerning: none; font-variant-ligatures: none; font-feature-settings: "kern" 0, "liga" 0, "chws" 0; text-spacing-trim: space-all; text-autospace: no-autospace; text-rendering: geometricPrecision }
line, rect, circle { stroke: #000; fill: none } path { fill: none; stroke-linejoin: round } .full { fill: #000 }
.guide { stroke: #7aa7d9 } .free { stroke: none; fill: #f6d9d9 } .caption { fill: #4a78ad } .mark { fill: #d9d9d9 }
</style></head><body>
${pages.join('\n')}
</body></html>
`
  return { html, pages: pages.length, issues, placed }
}

/** Composes a document of a single sheet. */
export function compose(layout: Layout, values: PrintValues, options: ComposeOptions): Composed {
  return composeDocument([{ layout, values }], options)
}

function composePage({ layout, values, charts }: PageContent, page: number, options: ComposeOptions, issues: FieldIssue[], placed: PlacedText[]): string {
  const offset = options.offset ?? NO_OFFSET
  const X = (x: number) => x * offset.scaleX + offset.dxMm
  const Y = (y: number) => y * offset.scaleY + offset.dyMm
  const behind: string[] = []
  const drawn: string[] = []

  const line = (x1: number, y1: number, x2: number, y2: number, strokeMm: number, dash: boolean) => drawn.push(
    `<line x1="${units(X(x1))}" y1="${units(Y(y1))}" x2="${units(X(x2))}" y2="${units(Y(y2))}" stroke-width="${units(strokeMm)}"${dash ? ' stroke-dasharray="150 100"' : ''}/>`)
  const areaAttributes = (box: { x: number; y: number; w: number; h: number }) =>
    `x="${units(X(box.x))}" y="${units(Y(box.y))}" width="${units(box.w * offset.scaleX)}" height="${units(box.h * offset.scaleY)}"`

  const drawRuling = (box: ValueBox | TextBox): void => {
    if (!('rulingMm' in box) || box.rulingMm === undefined) return
    for (let y = box.rulingMm; y <= box.h + SLACK_MM; y += box.rulingMm) line(box.x, box.y + y, box.x + box.w, box.y + y, 0.15, false)
  }

  function putText(text: string, box: ValueBox | TextBox, font: PrintFont, name: string): void {
    const fieldText = fieldName(layout, box)
    const missing = font.missingGlyphs(text.replace(/\n/g, ''))
    for (const character of missing) {
      issues.push(block(name, message('paper.missingGlyph', '{{field}}中的「{{character}}」({{codePoint}})打印字体里没有,印出来会是空框,请核对用字', { field: fieldText, character, codePoint: codePointName(character) })))
    }
    const fitted = fitText(text, box, font)
    if (!fitted) {
      issues.push(block(name, message('paper.tooLong', '{{field}}共 {{count}} 个字,放不进 {{width}}×{{height}} 毫米的格子,请缩短后再打印', { field: fieldText, count: graphemes(text).length, width: box.w, height: box.h })))
      return
    }
    const emMm = ptToMm(fitted.pt)
    if (fitted.onRuling) drawRuling(box)
    const stepMm = fitted.onRuling && 'rulingMm' in box && box.rulingMm !== undefined ? box.rulingMm * offset.scaleY : emMm * box.lineHeight
    const blockMm = emMm + (fitted.lines.length - 1) * stepMm
    // The block of lines stands in the box after the printer's offset; the type itself is never scaled.
    const top = Y(box.y)
    const bottom = Y(box.y + box.h) - ('value' in box && box.underline ? ABOVE_UNDERLINE_MM : 0)
    const firstTop = fitted.onRuling ? top + stepMm - ABOVE_UNDERLINE_MM - emMm : box.valign === 'top' ? top : box.valign === 'bottom' ? bottom - blockMm : (top + bottom - blockMm) / 2
    fitted.lines.forEach((lineText, index) => {
      if (lineText === '') return
      const widthMm = font.widthMm(lineText, fitted.pt)
      const left = X(box.x)
      const room = box.w * offset.scaleX - widthMm
      const xMm = box.align === 'left' ? left : box.align === 'right' ? left + room : left + room / 2
      const baselineMm = firstTop + index * stepMm + emMm / 2 + font.middleToBaseline * emMm
      if (xMm < 0 || xMm + widthMm > layout.page.w || baselineMm - emMm < 0 || baselineMm > layout.page.h) {
        issues.push(block(name, message('paper.offSheet', '{{field}}被打印机偏移量移到了纸外,请检查打印机的偏移和缩放设置', { field: fieldText })))
      }
      placed.push({
        page, text: lineText, xMm, baselineMm, widthMm, pt: fitted.pt, bold: box.bold,
        ...(box.part === undefined ? {} : { part: box.part }), ...('value' in box ? { value: box.value } : {}),
      })
      drawn.push(`<text x="${units(xMm)}" y="${units(baselineMm)}" font-size="${units(emMm)}"${box.bold ? ' font-weight="700"' : ''}${'value' in box ? ` data-value="${box.value}"` : ''}>${escapeHtml(lineText)}</text>`)
    })
  }

  // Lines and marks go through the printer's correction like the boxes; words through the one text engine.
  function putChart(box: ChartBox): void {
    const draw = charts?.[box.chart]
    if (!draw) {
      issues.push(block(box.chart, message('paper.empty', '{{field}}没有内容,不能打印', { field: `「${box.label}」` })))
      return
    }
    const ink = draw(box)
    for (const { points, strokeMm, grey, dash } of ink.paths) {
      const d = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${units(X(box.x + x))} ${units(Y(box.y + y))}`).join('')
      drawn.push(`<path d="${d}" stroke="${grey}" stroke-width="${units(strokeMm)}"${dash ? ` stroke-dasharray="${dash.map(units).join(' ')}"` : ''}/>`)
    }
    for (const { x, y, radiusMm, isHollow } of ink.marks) {
      drawn.push(`<circle cx="${units(X(box.x + x))}" cy="${units(Y(box.y + y))}" r="${units(radiusMm)}" stroke-width="${units(MARK_STROKE_MM)}"${isHollow ? '' : ' class="full"'}/>`)
    }
    for (const word of ink.words) {
      putText(word.text, { text: word.text, x: box.x + word.x, y: box.y + word.y, w: word.w, h: word.h, pt: box.pt, minPt: box.minPt ?? box.pt, fit: 'shrink', align: word.align, valign: 'middle', lineHeight: 1.1, bold: false, ...(box.part === undefined ? {} : { part: box.part }) }, options.fonts.regular, box.chart)
    }
  }

  function putBox(box: LayoutBox): void {
    if ('line' in box) { line(box.x, box.y, box.x2, box.y2, box.strokeMm, box.dash); return }
    if ('rect' in box) {
      drawn.push(`<rect ${areaAttributes(box)} stroke-width="${units(box.strokeMm)}"${box.dash ? ' stroke-dasharray="150 100"' : ''}/>`)
      return
    }
    if ('chart' in box) { putChart(box); return }
    const font = box.bold ? options.fonts.bold : options.fonts.regular
    if ('text' in box) { putText(box.text, box, font, 'text'); return }
    if (box.underline) line(box.x, box.y + box.h, box.x + box.w, box.y + box.h, 0.15, false)
    const text = plainText(values[box.value], box, font)
    if (text !== '') { putText(text, box, font, box.value); return }
    drawRuling(box)
    if (box.optional) return
    issues.push(block(box.value, message('paper.empty', '{{field}}没有内容,不能打印', { field: fieldName(layout, box) })))
  }

  const guides = options.guides ?? (options.mode === 'preview' && layout.stock === 'preprinted' && options.backgroundUrl === undefined)
  if (guides) drawGuides(layout, areaAttributes, X, Y, behind)
  const watermark = options.watermark ?? (options.mode === 'archive' && layout.stock === 'preprinted' ? '非证件' : '')
  if (watermark !== '') drawWatermark(layout, watermark, options.fonts.bold, behind)
  for (const box of layout.boxes) putBox(box)

  const picture = options.mode === 'preview' && layout.background !== undefined && options.backgroundUrl !== undefined
    ? `<img alt="" src="${escapeHtml(options.backgroundUrl)}">` : ''
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${units(layout.page.w)} ${units(layout.page.h)}">`
  return `<section class="page">${picture}${svg}\n${[...behind, ...drawn].join('\n')}\n</svg></section>`
}

/** How a message names a field: the part of the sheet, then the field's Chinese name. */
function fieldName(layout: Layout, box: ValueBox | TextBox): string {
  const part = layout.parts.find(candidate => candidate.id === box.part)?.title ?? ''
  return `${part}「${'value' in box ? box.label : box.text}」`
}

function drawGuides(layout: Layout, area: (box: { x: number; y: number; w: number; h: number }) => string, X: (x: number) => number, Y: (y: number) => number, out: string[]): void {
  for (const part of layout.parts) {
    for (const zone of part.keepFree) out.push(`<rect class="free" ${area(zone)}/>`)
    out.push(`<rect class="guide" ${area(part)} stroke-width="30" stroke-dasharray="300 200"/>`)
    out.push(`<text class="caption" x="${units(X(part.x + 3))}" y="${units(Y(part.y + 5))}" font-size="320">${escapeHtml(part.title)}</text>`)
  }
  for (const box of layout.boxes) {
    if (!('value' in box)) continue
    out.push(`<rect class="guide" ${area(box)} stroke-width="10"/>`)
    out.push(`<text class="caption" x="${units(X(box.x))}" y="${units(Y(box.y) - 0.3)}" font-size="160">${escapeHtml(box.label)}</text>`)
  }
}

function drawWatermark(layout: Layout, words: string, font: PrintFont, out: string[]): void {
  const parts = layout.parts.length > 0 ? layout.parts : [{ x: 0, y: 0, w: layout.page.w, h: layout.page.h }]
  for (const part of parts) {
    // As large as the part's height lets a slanted line be, at most 60 pt.
    const pt = Math.min(60, Math.floor(part.h * 0.9))
    const x = part.x + (part.w - font.widthMm(words, pt)) / 2
    const y = part.y + part.h / 2
    out.push(`<text class="mark" font-weight="700" x="${units(x)}" y="${units(y)}" font-size="${units(ptToMm(pt))}" transform="rotate(-18 ${units(part.x + part.w / 2)} ${units(y)})">${escapeHtml(words)}</text>`)
  }
}
