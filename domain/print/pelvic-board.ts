import { type BoardLine, boardLines, type PelvicBoard } from '../rule/pelvic/board.ts'
import { type FormCell, formGridPages, type FormRow } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

const COLUMNS = [['part', '分类', 3], ['item', '项目', 3], ['count', '人次', 1], ['of', '分母', 1], ['percent', '比率', 1]] as const
const head = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })
const textOf = (line: BoardLine, name: (typeof COLUMNS)[number][0]): string => name === 'percent' ? line.percent === null ? '—' : `${line.percent.toFixed(2)}%` : String(line[name] ?? '—')

/** 质控与统计 of a period on A4, a line a number. */
export function pelvicBoardPages({ institution, first, last, board }: { institution: string; first: string; last: string; board: PelvicBoard }): { layout: Layout; values: PrintValues }[] {
  return formGridPages({
    form: 'pelvic-board', title: '盆底专科质控与统计', version: 1, page: { w: 210, h: 297, margin: 12, pt: 9, titlePt: 16 },
    head: [[{ share: 2, name: 'boardInstitution', label: '机构', value: institution }, { share: 2, name: 'boardPeriod', label: '统计期', value: `${first} 至 ${last}` }]],
    columns: { cells: COLUMNS.map(([name, label, share]) => head(`${name}Head`, label, share)) },
    rows: boardLines(board).map((line, at): FormRow => ({ cells: COLUMNS.map(([name, label, share]) => ({ share, name: `${name}${at}`, label, text: textOf(line, name), align: name === 'part' || name === 'item' ? 'left' : 'center' })) })),
    foot: ['院内指标:没有查到国家或省级口径和目标值,计数口径见程序“质控与统计”页。'],
  })
}
