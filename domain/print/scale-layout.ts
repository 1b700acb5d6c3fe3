import type { Layout, LayoutBox } from './layout.ts'

const SMALLEST_PT = 4
const scaledPt = (pt: number, by: number): number => Math.max(SMALLEST_PT, Math.round(pt * by * 10) / 10)

/** A layout on a sheet of another size with the same shape (A4 on A5): places, sizes and type all by one factor. */
export function scaleLayout(layout: Layout, page: { w: number; h: number }): Layout {
  const by = Math.min(page.w / layout.page.w, page.h / layout.page.h)
  const scale = (box: LayoutBox): LayoutBox => {
    if ('line' in box) return { ...box, x: box.x * by, y: box.y * by, x2: box.x2 * by, y2: box.y2 * by }
    const placed = { ...box, x: box.x * by, y: box.y * by, w: box.w * by, h: box.h * by }
    return 'pt' in placed ? { ...placed, pt: scaledPt(placed.pt, by), ...(placed.minPt === undefined ? {} : { minPt: scaledPt(placed.minPt, by) }) } : placed
  }
  return { ...layout, page, parts: layout.parts.map(part => ({ ...part, x: part.x * by, y: part.y * by, w: part.w * by, h: part.h * by })), boxes: layout.boxes.map(scale) }
}
