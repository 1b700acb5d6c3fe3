import type { SelfAssessment } from '../modules/pelvic/self-assessment.ts'
import { type FormCell, formGridPages, type FormRow } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

const COLUMNS = [['at', '序号', 1], ['item', '条目', 4], ['requirement', '要求', 6], ['evidence', '依据或材料', 6], ['score', '得分', 1.5]] as const
const row = (name: string, texts: Record<(typeof COLUMNS)[number][0], string>, isHead = false): FormRow => ({
  cells: COLUMNS.map(([column, label, share]): FormCell => ({ share, name: `${column}${name}`, label, text: texts[column], isHead, align: isHead || column === 'at' || column === 'score' ? 'center' : 'left' })),
})

/** 建设自评 on A4 as the hospital wrote it; the paper itself says that it follows no standard the program knows. */
export function pelvicSelfAssessmentPages({ institution, printedDay, assessment: { source, items } }: { institution: string; printedDay: string; assessment: SelfAssessment }): { layout: Layout; values: PrintValues }[] {
  const total = items.reduce((sum, { score }) => sum + (score ?? 0), 0)
  return formGridPages({
    form: 'pelvic-self-assessment', title: '盆底专科建设自评', version: 1, page: { w: 210, h: 297, margin: 12, pt: 9, titlePt: 16 },
    head: [
      [{ share: 2, name: 'selfInstitution', label: '机构', value: institution }, { share: 1, name: 'selfDay', label: '打印日期', value: printedDay }],
      [{ share: 1, name: 'selfSource', label: '所依据的标准', value: source }],
    ],
    columns: row('Head', Object.fromEntries(COLUMNS.map(([column, label]) => [column, label])) as Parameters<typeof row>[1], true),
    rows: [
      ...items.map(({ score, ...texts }, index) => row(String(index), { ...texts, at: String(index + 1), score: score === null ? '' : String(score) })),
      row('Total', { at: '', item: '合计', requirement: '', evidence: '', score: items.some(({ score }) => score !== null) ? String(Number(total.toFixed(1))) : '' }),
    ],
    foot: ['本院自评,条目由本院填写。没有取得省级盆底专科规范化建设标准的文本,不代表符合该标准。'],
  })
}
