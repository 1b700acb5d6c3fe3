import { childCase } from '../../domain/modules/child/case.record.ts'
import { childCaseVisit } from '../../domain/modules/child/case-visit.record.ts'
import { entranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { guideOf, Visit } from './practice-tour.ts'

type Guide = ReturnType<typeof guideOf>

/** The screens of the child health clinic, of a practice hospital that has children of every age. */
export async function tourChildren(guide: Guide, visit: Visit): Promise<void> {
  const { page, call, settled, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('erbao')
  await visit('home-child-care')
  const { fullest: { fileId, visitId }, otherId, homeVisit } = await childrenOf(guide)
  const { caseId, caseVisitId, examId } = await writeCase(guide, fileId)

  for (const view of ['due', 'overdue', 'missed', 'noShow', 'chain', 'files', 'newborns']) await show(`/children?view=${view}`, `children-${view}`)
  await show(`/children/${fileId}`, 'child-file')
  for (const [standard, indicator, lines] of [['wst423', 'wfa', 'sd'], ['who', 'lhfa', 'percentile']] as const) await show(`/children/${fileId}?tab=curve&standard=${standard}&indicator=${indicator}&lines=${lines}`, `child-curve-${indicator}`)
  for (const what of ['newbornVisit', 'toddler', 'handbook', 'curve', 'tcm6to18', 'tcm24to36']) await show(`/children/${fileId}/print?what=${what}`, `child-paper-${what}`)
  await show('/children/notices?view=overdue', 'child-notices')
  await show(`/children/${fileId}/edit`, 'child-edit')
  await show(`/children/${fileId}/history`, 'child-history')
  await show(`/children/${fileId}/visits/${visitId}`, 'child-visit-stored')
  for (const contact of ['month3', 'month12', 'year4']) await show(`/children/${fileId}/visits/new?contact=${contact}`, `child-visit-${contact}`)
  await show(`/children/${fileId}/home-visits/new`, 'child-home-visit')
  await show(homeVisit, 'child-home-visit-stored')
  const [newborn] = (await call('child.newborns', { offset: 0, limit: 1 })).rows
  await show(`/children/new?child=${newborn!.childId}`, 'child-new')
  await show('/children/statistics', 'child-statistics')
  await show(`/children/handout?file=${fileId}&contact=month6`, 'child-handout')

  for (const kind of ['highRisk', 'anaemia', 'obesity']) await show(`/children/${otherId}/cases/new?kind=${kind}`, `child-case-new-${kind}`)
  await show(`/children/${fileId}/cases/${caseId}/visits/new`, 'child-case-visit-new')
  await show(`/children/${fileId}/cases/${caseId}/visits/${caseVisitId}`, 'child-case-visit')
  await show(`/children/${fileId}/cases/${caseId}`, 'child-case')
  await show(`/children/${fileId}?tab=cases`, 'child-cases-tab')
  await show('/children/cases', 'child-cases')
  await show(`/children/${otherId}/entrance/new`, 'child-entrance-new')
  await show(`/children/${fileId}/entrance/${examId}`, 'child-entrance-stored')
  await show(`/children/${fileId}/entrance/${examId}/print`, 'child-entrance-print')
  await show(`/children/${fileId}?tab=entrance`, 'child-entrance-tab')
  await show('/children/entrance', 'child-entrance-class')
  await show(`/children/${fileId}/death-card`, 'child-death-card')

  await signIn('guanli')
  await go('/settings/childRules')
  for (const part of ['儿童保健规则', '生长评价规则', '儿童保健门诊', '高危因素', '高危儿随访计划', '新生儿疾病筛查病种']) {
    await page.locator('.ant-segmented-item', { hasText: part }).click()
    await settled()
    await visit(`child-settings-${part}`)
  }
}

/** The child with the most check-ups, another one, and the page of a home visit. */
async function childrenOf({ call }: Guide): Promise<{ fullest: { fileId: string; visits: number; visitId: string }; otherId: string; homeVisit: string }> {
  const { rows } = await call('child.list', { offset: 0, limit: 40 })
  let fullest: { fileId: string; visits: number; visitId: string } | null = null
  let homeVisit: string | null = null
  for (const { fileId } of rows) {
    const { visits: [visit, ...older], homeVisits: [home] } = await call('child.file.open', { id: fileId })
    if (visit && (fullest === null || older.length >= fullest.visits)) fullest = { fileId, visits: older.length + 1, visitId: visit.id }
    if (home) homeVisit ??= `/children/${fileId}/home-visits/${home.id}`
  }
  if (!fullest || homeVisit === null) throw new Error('the practice hospital has no child with a check-up, or no home visit')
  return { fullest, otherId: rows.find(({ fileId }) => fileId !== fullest.fileId)!.fileId, homeVisit }
}

/** A case with a follow-up and an entrance examination, written before any page of the child is opened: what calls write past the screens is only read anew after a reload. */
async function writeCase({ call }: Guide, fileId: string): Promise<{ caseId: string; caseVisitId: string; examId: string }> {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const { row: opened } = await call('child.case.prepare', { fileId, kind: 'anaemia' })
  const { id: caseId } = await call('child.case.save', { row: { ...emptyRow(childCase), ...opened, startHaemoglobinGPerL: 98 } as never })
  const { row: followUp } = await call('child.caseVisit.prepare', { caseId })
  const { id: caseVisitId } = await call('child.caseVisit.save', { row: { ...emptyRow(childCaseVisit), ...followUp, haemoglobinGPerL: 112 } as never })
  const { id: examId } = await call('child.entranceExam.save', { row: { ...emptyRow(entranceExam), fileId, purpose: 'newEntrant', examDay: day, kindergarten: '红星幼儿园', result: '未见异常', opinion: 'fit', doctorName: '沈儿保' } as never })
  return { caseId, caseVisitId, examId }
}
