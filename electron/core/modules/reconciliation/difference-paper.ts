import { ISSUE_TYPE } from '../../../../domain/code/certificate.ts'
import { DIFFERENCE_ANSWER, DIFFERENCE_KIND } from '../../../../domain/code/reconciliation.ts'
import { SEX } from '../../../../domain/code/sex.ts'
import { dayAt } from '../../../../domain/time/day.ts'
import type { ReconcileRow, ReconcileRun } from '../../../../domain/api/reconciliation-api.ts'
import { formatChinese } from '../../../../domain/message/message.ts'
import { LIST_FIELD_LABEL } from '../../../../domain/modules/reconciliation/list-columns.ts'
import { OUR_STATE_WORD } from '../../../../domain/modules/reconciliation/state-words.ts'
import type { z } from 'zod'

type Run = z.infer<typeof ReconcileRun>
type Row = z.infer<typeof ReconcileRow>

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string | number): string => String(text).replace(/[&<>"']/gu, sign => SIGNS[sign] ?? sign)

function oursOnPaper({ field, ours }: Row): string {
  switch (field) {
    case 'state': return OUR_STATE_WORD[ours] ?? ours
    case 'sex': return SEX.find(ours)?.label ?? ours
    case 'issueType': return ISSUE_TYPE.find(ours)?.label ?? ours
    case 'bornAt': return ours.replace('T', ' ')
    default: return ours
  }
}

/** The differences of a run as a page for paper, A4 across; the head is repeated on every page. A working list, no form of anybody's, so it has no layout file. */
export function differencePaper(run: Run, rows: readonly Row[], facts: { institution: string; printedBy: string; printedAt: string }): string {
  const head = ['序号', '证明编号', '新生儿', '差异', '项目', '省平台名单', '本院记录', '处理意见', '处理人、时间']
  const line = (row: Row, index: number) => [
    index + 1, row.number, row.babyName ?? '', DIFFERENCE_KIND.label(row.kind), row.field === '' ? '' : formatChinese(LIST_FIELD_LABEL[row.field]), row.reason ? `${row.theirs} (${formatChinese(row.reason)})` : row.theirs,
    oursOnPaper(row), [row.answer === null ? '' : DIFFERENCE_ANSWER.label(row.answer), row.note].filter(Boolean).join(':'), [row.answeredByName, row.answeredAt && dayAt(Date.parse(row.answeredAt))].filter(Boolean).join(' '),
  ]
  const period = run.firstDay && run.lastDay ? `签发日期 ${run.firstDay} 至 ${run.lastDay}` : '未限定签发日期'
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>与省平台核对差异表</title><style>
@page { size: 297mm 210mm; margin: 12mm }
body { font: 9pt/1.35 "Noto Serif SC", "Noto Serif CJK SC", SimSun, serif; margin: 0; color: #000 }
h1 { font-size: 15pt; text-align: center; margin: 0 0 2mm } p { margin: 0 0 2mm }
table { border-collapse: collapse; width: 100%; table-layout: fixed } thead { display: table-header-group } tr { break-inside: avoid }
th, td { border: 0.2mm solid #000; padding: 0.8mm 1.2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }
col:nth-child(1) { width: 11mm } col:nth-child(2) { width: 25mm } col:nth-child(3) { width: 22mm } col:nth-child(4) { width: 20mm } col:nth-child(5) { width: 26mm } col:nth-child(8) { width: 38mm } col:nth-child(9) { width: 30mm }
</style></head><body><h1>与省平台核对差异表</h1>
<p>机构:${escaped(facts.institution)}　名单:${escaped(run.fileName)}　${escaped(period)}　名单 ${run.listRows} 行,核对 ${run.compared} 行,一致 ${run.same} 行,差异 ${run.differences} 项,本表 ${rows.length} 项</p>
<p>核对人:${escaped(run.createdByName)}　打印人:${escaped(facts.printedBy)}　打印时间:${escaped(facts.printedAt.replace('T', ' '))}</p>
<table><colgroup>${head.map(() => '<col>').join('')}</colgroup><thead><tr>${head.map(name => `<th>${name}</th>`).join('')}</tr></thead><tbody>
${rows.map((row, index) => `<tr>${line(row, index).map(cell => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('\n')}
</tbody></table></body></html>`
}
