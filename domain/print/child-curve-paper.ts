import { formatChinese } from '../message/message.ts'
import { CURVE_TITLE, curveIndicators, type CurvePoint, type GrowthCurve } from '../rule/growth/curve.ts'
import { GRADE_TITLE, INDICATOR_TITLE, NOTE_TEXT, REASON_TEXT, STANDARD_TITLE, STATUS_TITLE } from '../rule/growth/words.ts'
import { SEX } from '../code/sex.ts'
import type { ChildPaperFacts } from './child-form-cells.ts'
import { type ChartDrawing, drawCurve } from './curve-svg.ts'
import { Layout, type PrintValues } from './layout.ts'

/** A4, or a page of the child's handbook, which is A5. */
export type CurvePage = 'a4' | 'handbook'

/** Sizes of the curve page in mm; the chart's place is what tests measure on the PDF. */
export const CURVE_PAGES = {
  a4: { w: 210, h: 297, margin: 12, titlePt: 14, pt: 9, chart: { x: 12, y: 38, w: 186, h: 150 }, rows: 10, rowH: 5.2 },
  handbook: { w: 148, h: 210, margin: 8, titlePt: 11, pt: 7.5, chart: { x: 8, y: 29, w: 132, h: 106 }, rows: 7, rowH: 4.6 },
} as const satisfies Record<CurvePage, unknown>

const COLUMNS = [
  ['day', '测量日期', 1.3], ['age', '月龄(实足/矫正)', 1.9], ['measured', '测量值', 1.1], ['z', 'z值', 1.2], ['grade', '评价', 1.5], ['velocity', '较上次', 1.6], ['source', '依据', 2.9],
] as const

/** An age in months and days would need the birthday; days and months of 30.4375 days are what the curve uses. */
const ageOf = ({ actualDays, correctedDays, ageUsed }: CurvePoint): string => {
  const months = (days: number): string => (days / 30.4375).toFixed(1)
  return ageUsed === 'corrected' && correctedDays !== null ? `${months(actualDays)} / ${correctedDays < 0 ? '未足月' : months(correctedDays)}` : months(actualDays)
}

/** What the evaluation of a point rests on: standard, method, age. */
export const curveSourceText = (point: Pick<CurvePoint, 'standard' | 'ageUsed'>, lines: GrowthCurve['lines']): string => {
  const number = formatChinese(STANDARD_TITLE[point.standard]).split(' ').slice(0, 2).join(' ')
  const method = point.standard === 'wst423' ? lines === 'sd' ? '标准差法' : '百分位法' : ''
  return [number, method, point.ageUsed === 'corrected' ? '矫正月龄' : '实足月龄'].filter(Boolean).join(' ')
}

function velocityOf({ indicator }: GrowthCurve, { velocity }: CurvePoint): string {
  if (!velocity) return ''
  const value = indicator === 'lhfa' ? velocity.lengthCmPerMonth : indicator === 'hcfa' ? velocity.headCmPerMonth : velocity.weightGPerDay
  return value === null ? '' : indicator === 'lhfa' || indicator === 'hcfa' ? `${value.toFixed(1)} cm/月` : `${Math.round(value)} g/天`
}

function gradeOf({ grade, status, reason, notes }: CurvePoint): string {
  const words = [grade ? formatChinese(GRADE_TITLE[grade]) : '', status ? formatChinese(STATUS_TITLE[status]) : ''].filter((word, index, all) => word && all.indexOf(word) === index)
  if (words.length) return words.join(' ')
  return reason ? formatChinese(REASON_TEXT[reason]) : notes.map(note => formatChinese(NOTE_TEXT[note])).join(';')
}

/** From school age on weight is judged by BMI, height by itself (§5.4). */
const offeredFor = ({ indicator }: GrowthCurve): string => indicator === 'lhfa' ? 'lhfa' : indicator === 'hcfa' ? '' : 'bfa'

const MM_PER_PT = 25.4 / 72
const LINE_HEIGHT = 1.2

/** The growth curve of one child on paper: chart, the last measurements as a table, the warnings of this curve; what has no room goes on on further sheets. */
export function curvePaper(page: CurvePage, facts: ChildPaperFacts, curve: GrowthCurve, institution: string): { layout: Layout; values: PrintValues; charts: Record<string, ChartDrawing> }[] {
  const { w, h, margin, titlePt, pt, chart, rows, rowH } = CURVE_PAGES[page]
  const width = w - 2 * margin
  const boxes: unknown[] = []
  const values: Record<string, string> = {}
  const value = (name: string, label: string, text: string, at: { x: number; y: number; w: number; h: number }, more: Record<string, unknown> = {}): void => {
    boxes.push({ value: name, label, ...at, pt, minPt: 4.5, fit: 'shrink-wrap', lineHeight: 1.05, optional: true, ...more })
    values[name] = text
  }
  value('title', '标题', `儿童生长曲线 ${formatChinese(CURVE_TITLE[curve.indicator])}${curve.sex === '1' || curve.sex === '2' ? `(${SEX.label(curve.sex)}童)` : ''}`, { x: margin, y: margin - 2, w: width, h: 8 }, { pt: titlePt, align: 'center', bold: true, fit: 'shrink', minPt: 7 })
  const lineH = pt * 0.6
  value('childName', '姓名', `姓名:${facts.name}`, { x: margin, y: margin + 7, w: width * 0.58, h: lineH })
  value('child', '儿童', `出生日期:${facts.birthDay ?? ''}  编号:${facts.fileNumber}`, { x: margin + width * 0.6, y: margin + 7, w: width * 0.4, h: lineH })
  const standards = [...new Set(curve.branches.map(branch => branch.standard))].map(one => formatChinese(STANDARD_TITLE[one])).join('、')
  value('standard', '标准', `${standards || '性别未知或未说明,没有曲线'}  ${curve.lines === 'sd' ? '标准差线 −3SD~+3SD' : '百分位线 P3~P97'}`, { x: margin, y: margin + 7 + lineH + 0.6, w: width, h: lineH })
  value('institution', '机构', institution, { x: margin, y: margin + 7 + 2 * (lineH + 0.6), w: width, h: lineH })
  boxes.push({ chart: 'growthCurve', label: '生长曲线', ...chart, pt: page === 'a4' ? 7 : 6, minPt: 4.5 })

  const tableTop = chart.y + chart.h + 3
  const total = COLUMNS.reduce((sum, [, , share]) => sum + share, 0)
  const shown = curve.points.slice(-rows)
  const small = { pt: page === 'a4' ? 7.5 : 6.5, minPt: 4, align: 'center' }
  let x = margin
  for (const [key, title, share] of COLUMNS) {
    const cellW = share / total * width
    boxes.push({ text: title, x: x + 0.3, y: tableTop, w: cellW - 0.6, h: rowH, ...small, fit: 'shrink', bold: true })
    shown.forEach((point, row) => {
      const unit = curve.yUnit === 'kg' ? 'kg' : curve.yUnit === 'cm' ? 'cm' : ''
      const text = { day: point.day, age: ageOf(point), measured: `${point.measured.toFixed(curve.yUnit === 'kg' ? 2 : 1)} ${unit}`.trim(), z: point.z === null ? '' : `${point.z.toFixed(2)}${point.isEstimated ? ' 估算' : ''}`, grade: gradeOf(point), velocity: velocityOf(curve, point), source: curveSourceText(point, curve.lines) }[key]
      value(`${key}${row}`, title, text, { x: x + 0.3, y: tableTop + rowH * (row + 1), w: cellW - 0.6, h: rowH }, { ...small })
    })
    x += cellW
  }
  for (let row = 0; row <= shown.length + 1; row += 1) boxes.push({ line: true, x: margin, y: tableTop + rowH * row, x2: margin + width, y2: tableTop + rowH * row, strokeMm: row === 0 || row === shown.length + 1 ? 0.25 : 0.1 })
  const below = tableTop + rowH * (shown.length + 1) + 1
  const left = curve.points.length - shown.length
  // The other indicators have papers of their own.
  const own = curve.warnings.filter(({ indicator }) => curveIndicators(curve.indicator).includes(indicator))
  const sentences = [
    ...(left > 0 ? [`表中为最近 ${shown.length} 次测量,共 ${curve.points.length} 次。`] : []),
    ...(own.length ? ['生长趋势提示(按 WS/T 423—2022,请医生判断):'] : []),
    ...own.map(({ fromDay, toDay, indicator, message }) => `${fromDay === toDay ? toDay : `${fromDay} 至 ${toDay}`} ${formatChinese(INDICATOR_TITLE[indicator])}:${formatChinese(message)}。`),
    ...curve.offered.filter(({ indicator }) => curve.standard === 'wst423' && indicator === offeredFor(curve)).map(({ day, standard, indicator, grade }) => `${day} ${formatChinese(INDICATOR_TITLE[indicator])}(${formatChinese(STANDARD_TITLE[standard])}):${formatChinese(GRADE_TITLE[grade])}。`),
  ]
  const lineMm = pt * MM_PER_PT * LINE_HEIGHT
  const first = Math.max(0, Math.floor((h - margin - below) / lineMm))
  const remarks = (top: number) => ({ value: 'remarks', label: '提示', x: margin, y: top, w: width, h: Math.max(lineMm, h - margin - top), pt, minPt: 4.5, fit: 'wrap', valign: 'top', lineHeight: LINE_HEIGHT, optional: true })
  boxes.push(remarks(below))
  values.remarks = sentences.slice(0, first).join('\n')
  const perPage = Math.floor((h - 2 * margin) / lineMm) - 3
  const more = Array.from({ length: Math.ceil(Math.max(0, sentences.length - first) / perPage) }, (_, index) => sentences.slice(first + index * perPage, first + (index + 1) * perPage))
  const form = page === 'a4' ? 'child-curve' : 'child-curve-handbook'
  const made = (all: unknown[]): Layout => Layout.parse({ form, title: '儿童生长曲线', version: 1, page: { w, h }, stock: 'plain', boxes: all })
  return [
    { layout: made(boxes), values, charts: { growthCurve: size => drawCurve({ curve }, size) } },
    ...more.map(part => ({ layout: made([boxes.find(box => (box as { value?: string }).value === 'title'), boxes.find(box => (box as { value?: string }).value === 'childName'), remarks(margin + 7 + 2 * lineH)]), values: { ...values, remarks: part.join('\n') }, charts: {} })),
  ]
}
