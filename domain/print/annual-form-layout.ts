import { ANNUAL_COLUMNS, ANNUAL_GROUPS, ANNUAL_KEYS, type AnnualFigures, type AnnualSupply, formulaText } from '../rule/annual-form.ts'
import { Layout, type PrintValues } from './layout.ts'

/** Institutions on one sheet; the sum stands below the last of them. */
export const ROWS_PER_SHEET = 16

const PAGE = { w: 297, h: 210 }
const LEFT = 12
const NAME_W = 41
const CELL_W = 14.5
const TOP = 34
const HEAD_H = [7, 14, 6] as const
const ROW_H = 7

/**
 * 《出生医学证明》管理使用情况年度统计表 as an A4 landscape sheet: the heading in three rows (groups, columns, numbers of the
 * columns) as note §4.6 names them. The official form's own measures were not found; these are ours.
 */
export function annualFormLayout(rows: number): Layout {
  const boxes: unknown[] = []
  const headH = HEAD_H[0] + HEAD_H[1] + HEAD_H[2]
  const right = LEFT + NAME_W + CELL_W * ANNUAL_KEYS.length
  const bottom = TOP + headH + ROW_H * rows
  const x = (index: number) => LEFT + NAME_W + CELL_W * index
  const words = (text: string, at: { x: number; y: number; w: number; h: number }, pt = 8) => boxes.push({ text, ...at, pt, minPt: 5, fit: 'wrap', align: 'center' })
  const line = (x1: number, y1: number, x2: number, y2: number, strokeMm = 0.2) => boxes.push({ line: true, x: x1, y: y1, x2, y2, strokeMm })
  boxes.push({ value: 'title', label: '标题', x: LEFT, y: 10, w: right - LEFT, h: 10, pt: 15, minPt: 10, fit: 'shrink', align: 'center', bold: true })
  boxes.push({ value: 'unit', label: '填报单位', x: LEFT, y: 23, w: 150, h: 7, pt: 9, minPt: 6, fit: 'shrink' })
  boxes.push({ value: 'period', label: '统计期间', x: 165, y: 23, w: right - 165, h: 7, pt: 9, minPt: 6, fit: 'shrink', align: 'right' })
  words('机构名称', { x: LEFT, y: TOP, w: NAME_W, h: headH }, 9)
  for (const { group, keys } of ANNUAL_GROUPS) {
    if (!group) continue
    const from = ANNUAL_KEYS.indexOf(keys[0]!)
    words(group, { x: x(from), y: TOP, w: CELL_W * keys.length, h: HEAD_H[0] })
    line(x(from), TOP + HEAD_H[0], x(from + keys.length), TOP + HEAD_H[0])
  }
  ANNUAL_KEYS.forEach((key, index) => {
    const { number, label, group } = ANNUAL_COLUMNS[key]
    words(label, { x: x(index) + 0.5, y: TOP + (group ? HEAD_H[0] : 0), w: CELL_W - 1, h: HEAD_H[1] + (group ? 0 : HEAD_H[0]) })
    words(`(${number})`, { x: x(index), y: TOP + HEAD_H[0] + HEAD_H[1], w: CELL_W, h: HEAD_H[2] }, 7)
    line(x(index), TOP + (group && index && ANNUAL_COLUMNS[ANNUAL_KEYS[index - 1]!].group === group ? HEAD_H[0] : 0), x(index), bottom)
  })
  line(LEFT + NAME_W, TOP + HEAD_H[0] + HEAD_H[1], right, TOP + HEAD_H[0] + HEAD_H[1])
  for (const edge of [LEFT, right]) line(edge, TOP, edge, bottom, 0.35)
  for (const edge of [TOP, bottom]) line(LEFT, edge, right, edge, 0.35)
  for (let row = 0; row < rows; row += 1) {
    const y = TOP + headH + ROW_H * row
    line(LEFT, y, right, y)
    boxes.push({ value: `name${row}`, label: `第 ${row + 1} 行机构名称`, x: LEFT + 1, y, w: NAME_W - 2, h: ROW_H, pt: 8.5, minPt: 5, fit: 'shrink-wrap' })
    ANNUAL_KEYS.forEach((key, index) => boxes.push({ value: `r${row}${key}`, label: `第 ${row + 1} 行(${ANNUAL_COLUMNS[key].number})`, x: x(index) + 0.3, y, w: CELL_W - 0.6, h: ROW_H, pt: 9, minPt: 6, fit: 'shrink', align: 'center' }))
  }
  const foot = (value: string, label: string, at: number, h = 5, optional = false) => boxes.push({ value, label, x: LEFT, y: bottom + at, w: right - LEFT, h, pt: 8, minPt: 6, fit: 'shrink-wrap', valign: 'top', lineHeight: 1.3, optional })
  foot('formulas', '公式', 2)
  foot('supplyNote', '申领说明', 7)
  foot('state', '状态', 12)
  for (const [index, label] of ['填表人', '审核人(分管领导)', '填报日期'].entries()) {
    boxes.push({ text: `${label}:`, x: LEFT + index * 90, y: bottom + 19, w: 34, h: 6, pt: 9, fit: 'shrink', minPt: 7 })
    boxes.push({ value: ['preparedBy', 'approvedBy', 'reportDay'][index], label, x: LEFT + index * 90 + 34, y: bottom + 19, w: 50, h: 6, pt: 9, minPt: 6, fit: 'shrink', underline: true, optional: true })
  }
  return Layout.parse({ form: 'annual-form', title: '出生医学证明管理使用情况年度统计表', version: 1, page: PAGE, stock: 'plain', boxes })
}

export type AnnualPaper = {
  readonly year: number; readonly institutionName: string; readonly rows: readonly { readonly name: string; readonly figures: AnnualFigures }[]
  readonly supply: AnnualSupply; readonly isFinal: boolean; readonly preparedBy: string; readonly approvedBy: string; readonly reportDay: string
}

/** What stands on the sheet. Returned and transferred blanks are named below the table: the form has no column for them (note §4.6 [D]). */
export function annualFormValues(paper: AnnualPaper): PrintValues {
  const { supply } = paper
  const values: Record<string, string> = {
    title: '《出生医学证明》管理使用情况年度统计表', unit: `填报单位:${paper.institutionName}`, period: `${paper.year} 年 1 月 1 日至 12 月 31 日  单位:枚`,
    formulas: `公式:${ANNUAL_KEYS.map(formulaText).filter(Boolean).join(';')}`,
    supplyNote: `本机构第(2)栏当年申领 = 入库 ${supply.takenIn} + 下级退回 ${supply.takenBack} − 退回上级 ${supply.returned} − 调出 ${supply.transferred};表中无退回、调出栏,按净数填列。`,
    state: paper.isFinal ? '已定稿。' : '草稿,未定稿,不得上报。', preparedBy: paper.preparedBy, approvedBy: paper.approvedBy, reportDay: paper.reportDay,
  }
  paper.rows.forEach(({ name, figures }, row) => {
    values[`name${row}`] = name
    for (const key of ANNUAL_KEYS) values[`r${row}${key}`] = String(figures[key])
  })
  return values
}
