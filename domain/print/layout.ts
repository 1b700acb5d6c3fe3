import { z } from 'zod'

/**
 * The schema of a layout file: where named values, fixed words and lines stand on a sheet, in millimetres from its
 * top left corner. A layout holds no logic; computed text is a named value made in code.
 */

const mm = z.number().min(0).max(2000)
const sizeMm = z.number().positive().max(2000)
const typePt = z.number().min(4).max(72)

/**
 * What happens when text is wider than its box:
 * `refuse` blocks; `shrink` sets it smaller on one line down to `minPt`, then blocks; `wrap` breaks lines at the
 * largest size down to `minPt` whose lines fit the height, then blocks; `shrink-wrap` shrinks on one line down to
 * `minPt` first, then wraps, then blocks (the certificate's rule).
 */
export const FITS = ['refuse', 'shrink', 'wrap', 'shrink-wrap'] as const
export type Fit = (typeof FITS)[number]

const place = { x: mm, y: mm, w: sizeMm, h: sizeMm }
const type = {
  pt: typePt,
  minPt: typePt.optional(),
  fit: z.enum(FITS).default('refuse'),
  align: z.enum(['left', 'center', 'right']).default('left'),
  valign: z.enum(['top', 'middle', 'bottom']).default('middle'),
  /** Distance of two baselines in multiples of the type size. */
  lineHeight: z.number().min(1).max(3).default(1.1),
  bold: z.boolean().default(false),
}
/** Why a number differs from its source; JSON has no comments. */
const note = z.string().optional()

export const ValueBox = z.strictObject({
  value: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  /** The field's Chinese name, for messages and for the preview. */
  label: z.string().min(1),
  part: z.string().optional(),
  ...place, ...type,
  /** An empty optional value leaves its place empty; any other empty value blocks the print. */
  optional: z.boolean().default(false),
  /** A writing line along the lower edge, filled in or not. */
  underline: z.boolean().default(false),
  /**
   * Writing lines this far apart over the whole box; text at full size stands on them. A text that needs more lines
   * than there are is set closer and smaller without them.
   */
  rulingMm: z.number().min(4).max(20).optional(),
  note,
})
export const TextBox = z.strictObject({ text: z.string().min(1), part: z.string().optional(), ...place, ...type, note })
export const RectBox = z.strictObject({ rect: z.literal(true), part: z.string().optional(), ...place,
  strokeMm: z.number().positive().max(2).default(0.2), dash: z.boolean().default(false), note })
export const LineBox = z.strictObject({ line: z.literal(true), part: z.string().optional(), x: mm, y: mm, x2: mm, y2: mm,
  strokeMm: z.number().positive().max(2).default(0.2), dash: z.boolean().default(false), note })
/** A drawing made from numbers (`print/curve-svg.ts`); it fills the box, its words are set in `pt` down to `minPt`. */
export const ChartBox = z.strictObject({
  chart: z.string().regex(/^[a-z][A-Za-z0-9]*$/), label: z.string().min(1), part: z.string().optional(), ...place, pt: typePt, minPt: typePt.optional(), note,
})
export const LayoutBox = z.union([ValueBox, TextBox, RectBox, LineBox, ChartBox])

const Area = z.strictObject({ ...place, reason: z.string() })
export const LayoutPart = z.strictObject({
  id: z.string(), title: z.string(), ...place,
  /** Areas that must stay free of our ink, such as the pre-printed number and its barcode. */
  keepFree: z.array(Area).default([]),
})

export const Layout = z.strictObject({
  form: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string(),
  version: z.number().int().min(0),
  page: z.strictObject({ w: sizeMm, h: sizeMm }),
  /** `preprinted`: only the values go on the sheet; `plain`: we draw the whole form. */
  stock: z.enum(['preprinted', 'plain']),
  /** Picture behind the preview only, never printed and never shipped for security documents. */
  background: z.string().optional(),
  parts: z.array(LayoutPart).default([]),
  boxes: z.array(LayoutBox).min(1),
})
export type Layout = z.output<typeof Layout>
export type LayoutPart = z.output<typeof LayoutPart>
export type ValueBox = z.output<typeof ValueBox>
export type TextBox = z.output<typeof TextBox>
export type RectBox = z.output<typeof RectBox>
export type LineBox = z.output<typeof LineBox>
export type ChartBox = z.output<typeof ChartBox>
export type LayoutBox = z.output<typeof LayoutBox>

/**
 * The text of one box. `repeat` fills the box's width with as many copies as fit:
 * the slash row that some provinces print for missing father data.
 */
export type PrintValue = string | { readonly repeat: string }
/** Values by name; a name the layout does not use is ignored, a name it needs and does not find blocks the print. */
export type PrintValues = Readonly<Record<string, PrintValue | undefined>>

/** Text boxes of a layout that are filled from values. */
export function valueBoxes(layout: Layout): ValueBox[] {
  return layout.boxes.filter((box): box is ValueBox => 'value' in box)
}

/** The names of all values a layout prints, each once. */
export function valueNames(layout: Layout): string[] {
  return [...new Set(valueBoxes(layout).map(box => box.value))]
}

type Place = { x: number; y: number; w: number; h: number }
const overlaps = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

/** Faults a schema cannot see: boxes off the sheet, unknown parts, ink where it must not be, wrong size ranges. */
export function layoutFaults(layout: Layout): string[] {
  const faults: string[] = []
  const partIds = new Set(layout.parts.map(part => part.id))
  const free = layout.parts.flatMap(part => part.keepFree)
  const seen = new Set<string>()
  layout.boxes.forEach((box, index) => {
    const name = 'value' in box ? `${box.part ?? ''}.${box.value}` : 'text' in box ? `text ${box.text}` : 'chart' in box ? `chart ${box.chart}` : `box ${index}`
    const area = 'line' in box
      ? { x: Math.min(box.x, box.x2), y: Math.min(box.y, box.y2), w: Math.abs(box.x2 - box.x), h: Math.abs(box.y2 - box.y) }
      : box
    if (area.x + area.w > layout.page.w || area.y + area.h > layout.page.h) faults.push(`${name}: off the sheet`)
    if (box.part !== undefined && !partIds.has(box.part)) faults.push(`${name}: unknown part ${box.part}`)
    for (const zone of free) if (overlaps(area, zone)) faults.push(`${name}: in the area kept free for ${zone.reason}`)
    if ('pt' in box) {
      if (box.minPt !== undefined && box.minPt > box.pt) faults.push(`${name}: minPt above pt`)
      if ('fit' in box && box.fit !== 'refuse' && box.fit !== 'wrap' && box.minPt === undefined) faults.push(`${name}: ${box.fit} without minPt`)
    }
    if ('value' in box) {
      if (seen.has(name)) faults.push(`${name}: twice in the same part`)
      seen.add(name)
    }
  })
  return faults
}
