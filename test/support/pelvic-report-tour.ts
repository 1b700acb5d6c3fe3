import type { guideOf, Visit } from './practice-tour.ts'
import { emgReportPdf } from './small-pdf.ts'

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
  const read = await call('pelvic.report.read', { file: { name: '阿依努尔·阿卜杜热合曼·麦麦提_盆底表面肌电评估报告_20260309.pdf', base64: emgReportPdf({ name: '阿依努尔·阿卜杜热合曼·麦麦提', number: 'PD2026000001' }).toString('base64') } })
  await show(`/pelvic/reports/${read!.reportId}`, 'pelvic-report-pdf')
  await show('/settings/pelvicReportFormats', 'settings-pelvic-report-formats')
  await show('/settings/pelvicSelfAssessment', 'settings-pelvic-self-assessment-empty')
  const { rev } = await call('setting.get', { key: 'pelvicSelfAssessment' })
  await call('setting.save', { key: 'pelvicSelfAssessment', rev, value: { source: '本院拿到的标准文本(第一版),2026年3月', items: [{ item: '治疗用房', requirement: '评估室、治疗室和宣教室分开设置,治疗床间距符合要求', evidence: '门诊三楼平面图 𬭊', score: 9.5 }, { item: '人员资质', requirement: '治疗师经过培训', evidence: '', score: null }] } as never })
  await show('/settings/pelvicSelfAssessment', 'settings-pelvic-self-assessment')
  await show('/pelvic/self-assessment/print', 'pelvic-self-assessment-print')
  await show('/pelvic/board', 'pelvic-board')
  await visit('pelvic-board-improvement', () => page.locator('.statistics-table').last().scrollIntoViewIfNeeded())
  await visit('pelvic-board-people', async () => {
    await page.locator('.statistics-table .link-button').nth(1).click()
    await page.getByRole('dialog').waitFor()
    await settled()
  })
  await show('/pelvic/board/print', 'pelvic-board-print')
}
