import { Buffer } from 'node:buffer'
import type { guideOf, Visit } from './practice-tour.ts'

/** One page with a line of text, written by hand: what an instrument prints into a file; `more` is put into the catalog and the page. */
export function smallPdf(text: string, more: { readonly catalog?: string; readonly page?: string } = {}): Buffer {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${more.catalog ?? ''} >>`, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 300] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> ${more.page ?? ''} >>`,
    `<< /Length ${text.length + 40} >>\nstream\nBT /F1 18 Tf 40 200 Td (${text}) Tj ET\nendstream`,
  ]
  let body = '%PDF-1.4\n'
  const places = objects.map((object, index) => { const at = body.length; body += `${index + 1} 0 obj\n${object}\nendobj\n`; return at })
  const start = body.length
  body += `xref\n0 5\n0000000000 65535 f \n${places.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(body, 'latin1')
}

/** The screens of device reports, their formats and the director's board, of a practice hospital. */
export async function tourPelvicReports({ call, go, signIn, page, settled }: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('pendi')
  await show('/pelvic?tab=reports', 'pelvic-reports')
  await show('/pelvic?tab=reports&view=confirmed', 'pelvic-reports-confirmed')
  const ofFile = (await call('pelvic.report.list', { state: 'confirmed', offset: 0, limit: 1 })).rows[0]!
  await show(`/pelvic/${ofFile.fileId}?tab=report`, 'pelvic-report-tab')
  await show(`/pelvic/reports/${ofFile.id}`, 'pelvic-report-used')
  const { rows } = await call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 50 })
  await show(`/pelvic/reports/${rows[0]!.id}`, 'pelvic-report')
  const read = await call('pelvic.report.read', { file: { name: '阿依努尔·阿卜杜热合曼·麦麦提_盆底表面肌电评估报告_20260309.pdf', base64: smallPdf('Glazer EMG: fast 38.2 uV').toString('base64') } })
  await show(`/pelvic/reports/${read!.reportId}`, 'pelvic-report-pdf')
  await show('/settings/pelvicReportFormats', 'settings-pelvic-report-formats')
  await show('/settings/pelvicSelfAssessment', 'settings-pelvic-self-assessment-empty')
  const { rev } = await call('setting.get', { key: 'pelvicSelfAssessment' })
  await call('setting.save', { key: 'pelvicSelfAssessment', rev, value: { source: '本院拿到的标准文本(第一版),2026年3月', items: [{ item: '治疗用房', requirement: '评估室、治疗室和宣教室分开设置,治疗床间距符合要求', evidence: '门诊三楼平面图 𬭊', score: 9.5 }, { item: '人员资质', requirement: '治疗师经过培训', evidence: '', score: null }] } as never })
  await show('/settings/pelvicSelfAssessment', 'settings-pelvic-self-assessment')
  await show('/pelvic/self-assessment/print', 'pelvic-self-assessment-print')
  await show('/pelvic/board', 'pelvic-board')
  await visit('pelvic-board-people', async () => {
    await page.locator('.statistics-table .link-button').nth(1).click()
    await page.getByRole('dialog').waitFor()
    await settled()
  })
  await show('/pelvic/board/print', 'pelvic-board-print')
}
