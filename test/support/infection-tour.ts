import { addDays, type Day } from '../../domain/time/day.ts'
import { tellOfInfection } from './fetal-sex.ts'
import { infectionRows } from './infection-scene.ts'
import { bookWoman } from './maternal-window.ts'
import type { guideOf, Visit } from './practice-tour.ts'

/** The screens of mother-to-child prevention, as the one clerk of the practice hospital who is named sees them. */
export async function tourInfections(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { page, call, go, signIn, settled } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('yunbao')
  const { rows } = await call('infection.list', { view: 'all', offset: 0, limit: 50 })
  const opened = await Promise.all(rows.map(({ caseId }) => call('infection.open', { caseId: caseId! })))
  const found = opened.find(({ children, visits }) => visits.length > 0 && children.some(({ tests }) => tests.length > 0)) ?? opened.find(({ children }) => children.length > 0)
  if (!found) throw new Error('the practice hospital has no case with a child')
  const { case: row, children, visits } = found
  // One who is still pregnant, with her case.
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
  const { pregnancyId: expecting } = await bookWoman(call, '闻人暮雪', addDays(today, -120))
  const { id: expectingCase } = await call('infection.case.save', { row: infectionRows(expecting).case({ openedDay: today, hbvDay: today }) as never })
  for (const caseId of [expectingCase, row.id]) await tellOfInfection({ call }, caseId)
  // What was written past the screens is read anew after a reload.
  await signIn('yunbao')
  for (const view of ['follow', 'children', 'overdue', 'all']) await show(`/infections?view=${view}`, `infections-${view}`)
  await show(`/infections/${expectingCase}`, 'infection-case-pregnant')
  await show(`/infections/${expectingCase}/print?what=case`, 'infection-print-pregnant')
  await show(`/infections/${row.id}`, 'infection-case')
  await visit('infection-name-shown', async () => { await page.keyboard.press('F8'); await page.getByRole('status').first().waitFor(); await settled() })
  for (const tab of ['visits', 'children', 'history']) await show(`/infections/${row.id}?tab=${tab}`, `infection-${tab}`)
  await show(`/infections/${row.id}/edit`, 'infection-case-edit')
  await show(`/infections/${row.id}/visits/new`, 'infection-visit-new')
  if (visits[0]) await show(`/infections/${row.id}/visits/${visits[0].id}`, 'infection-visit')
  const { child } = children[0]!
  await show(`/infections/${row.id}/children/${child.id}`, 'infection-child')
  await show(`/infections/${row.id}/children/${child.id}/tests/new`, 'infection-test-new')
  for (const what of ['case', 'slip']) await show(`/infections/${row.id}/print?what=${what}`, `infection-print-${what}`)
  await show('/infections/figures', 'infection-figures')
  const { pregnancyId } = await call('infection.reveal', { caseId: row.id })
  await show(`/pregnancies/${pregnancyId}?tab=infection`, 'infection-pregnancy')
  await signIn('guanli')
  await show('/settings/infectionRules', 'settings-infection')
}

/** The screens of the two report cards. */
export async function tourReportCards(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { page, call, go, signIn, settled } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('shangji')
  const { rows } = await call('vital.list', { view: 'all', offset: 0, limit: 50 })
  const [defect, death] = [rows.find(({ card }) => card !== 'death'), rows.find(({ card }) => card === 'death')]
  if (!defect || !death) throw new Error('the practice hospital has no card of one kind')
  for (const view of ['proposed', 'deaths', 'submitted', 'all']) await show(`/report-cards?view=${view}`, `report-cards-${view}`)
  await show('/report-cards?for=death', 'report-cards-search')
  await show(`/report-cards/defect/${defect.id!}`, 'birth-defect-card')
  await show(`/report-cards/death/${death.id!}`, 'maternal-death-card')
  await visit('maternal-death-review', async () => { await page.keyboard.press('F8'); await page.getByRole('dialog').waitFor(); await settled() })
  await page.keyboard.press('Escape')
  await show(`/report-cards/print?what=defect&id=${defect.id!}`, 'birth-defect-print')
  await show(`/report-cards/print?what=death&id=${death.id!}`, 'maternal-death-print')
  await show('/report-cards/figures', 'report-card-figures')
  await show(`/report-cards/defect/new?mother=${defect.motherId}`, 'birth-defect-new')
  await show(`/pregnancies/${defect.pregnancyId!}?tab=vital`, 'report-card-pregnancy')
  await signIn('guanli')
  await show('/settings/vitalRules', 'settings-vital')
}
