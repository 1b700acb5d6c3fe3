import { AppError } from '../../../../domain/api/result.ts'
import type { Ledger } from '../../../../domain/ledger/ledger.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { pelvicBoardPages } from '../../../../domain/print/pelvic-board.ts'
import { boardLines } from '../../../../domain/rule/pelvic/board.ts'
import { type Day, daysBetween } from '../../../../domain/time/day.ts'
import type { Handlers } from '../../handlers.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import { boardPeople, pelvicBoard } from './board.ts'
import { clinicPaper } from './clinic-paper.ts'
import { pelvicSelfAssessmentHandlers } from './self-assessment-handlers.ts'

const TITLE = '盆底专科质控与统计'
const MOST_DAYS = 3 * 366
const BOOK: Ledger = {
  id: 'pelvic-board', title: TITLE, source: '盆底专科说明 §12(院内指标)', dateTitle: '统计期',
  columns: [{ key: 'part', title: '分类', widthMm: 44, kind: 'text' }, { key: 'item', title: '项目', widthMm: 44, kind: 'text' }, { key: 'count', title: '人次', widthMm: 20, kind: 'count' }, { key: 'of', title: '分母', widthMm: 20, kind: 'text' }, { key: 'percent', title: '比率', widthMm: 20, kind: 'text' }],
}
type Asked = { readonly first: string; readonly last: string }

function periodOf({ first, last }: Asked): { first: Day; last: Day } {
  if (last < first) throw new AppError('invalid', [block('last', message('pelvicBoard.period', '统计期的结束日期早于开始日期,请核对'))])
  if (daysBetween(first as Day, last as Day) > MOST_DAYS) throw new AppError('invalid', [block('last', message('pelvicBoard.tooLong', '统计期不能超过3年,请缩短'))])
  return { first: first as Day, last: last as Day }
}
const paper = clinicPaper(TITLE, async (context, asked: Asked) => pelvicBoardPages({ institution: (await context.setting('institution')).name, ...asked, board: await pelvicBoard(context.db, periodOf(asked)) }), ({ first, last }) => `${first} ${last}`)

/** Calls of 质控与统计. */
export const pelvicBoardHandlers = {
  ...pelvicSelfAssessmentHandlers,
  'pelvic.board': (asked, { db }) => pelvicBoard(db, periodOf(asked)),
  'pelvic.board.people': ({ counted, offset, limit, ...asked }, { db }) => boardPeople(db, periodOf(asked), counted, { offset, limit }),
  'pelvic.board.file': async (asked, context) => {
    const lines = boardLines(await pelvicBoard(context.db, periodOf(asked))).map(({ part, item, count, of, percent }) => ({ part, item, count, of: of === null ? '' : String(of), percent: percent === null ? '' : `${percent.toFixed(2)}%` }))
    const bytes = await xlsxOf(BOOK, lines, { masked: true, heading: `${(await context.setting('institution')).name} ${TITLE} ${asked.first} 至 ${asked.last}`, createdAtMs: context.ports.clock.nowMs() })
    await context.separately(async writing => { writing.fact('rows', lines.length) })
    return { fileName: `${TITLE}${asked.first}至${asked.last}.xlsx`, base64: bytes.toString('base64') }
  },
  'pelvic.board.preview': paper.preview, 'pelvic.board.pdf': paper.pdf, 'pelvic.board.print': paper.print,
} satisfies Partial<Handlers>
