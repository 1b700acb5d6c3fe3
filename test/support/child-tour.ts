import { childAutismFollowUp, childAutismStep } from '../../domain/modules/child/autism.record.ts'
import { childCase } from '../../domain/modules/child/case.record.ts'
import { childCaseVisit } from '../../domain/modules/child/case-visit.record.ts'
import { entranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { childScale } from '../../domain/modules/child/scale.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { tourChildStates } from './child-states-tour.ts'
import type { guideOf, Visit } from './practice-tour.ts'

/** The screens of the child health clinic, of a practice hospital that has children of every age. */
export async function tourChildren(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { page, call, settled, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('erbao')
  await visit('home-child-care')
  for (const view of ['due', 'overdue', 'missed', 'noShow', 'chain', 'files', 'newborns']) await show(`/children?view=${view}`, `children-${view}`)
  const { rows } = await call('child.list', { offset: 0, limit: 200 })
  let fullest: { fileId: string; visits: number; visitId: string } | null = null
  let home: string | null = null
  for (const { fileId } of rows.slice(0, 40)) {
    const { visits, homeVisits } = await call('child.file.open', { id: fileId })
    const [visit] = visits
    if (visit && (fullest === null || visits.length > fullest.visits)) fullest = { fileId, visits: visits.length, visitId: visit.id }
    if (homeVisits[0]) home ??= `/children/${fileId}/home-visits/${homeVisits[0].id}`
  }
  if (!fullest) throw new Error('the practice hospital has no child with a check-up')
  const { fileId } = fullest
  await show(`/children/${fileId}`, 'child-file')
  for (const [standard, indicator, lines] of [['wst423', 'wfa', 'sd'], ['who', 'lhfa', 'percentile']] as const) await show(`/children/${fileId}?tab=curve&standard=${standard}&indicator=${indicator}&lines=${lines}`, `child-curve-${indicator}`)
  for (const what of ['newbornVisit', 'toddler', 'handbook', 'curve']) await show(`/children/${fileId}/print?what=${what}`, `child-paper-${what}`)
  await show('/children/notices?view=overdue', 'child-notices')
  await show(`/children/${fileId}/edit`, 'child-edit')
  await show(`/children/${fileId}/history`, 'child-history')
  await show(`/children/${fileId}/visits/${fullest.visitId}`, 'child-visit-stored')
  for (const contact of ['month3', 'month12', 'year4']) await show(`/children/${fileId}/visits/new?contact=${contact}`, `child-visit-${contact}`)
  await show(`/children/${fileId}/home-visits/new`, 'child-home-visit')
  const [newborn] = (await call('child.newborns', { offset: 0, limit: 1 })).rows
  if (newborn) await show(`/children/new?child=${newborn.childId}`, 'child-new')

  for (const view of ['all', 'missing']) await show(`/children/screening?view=${view}`, `child-screening-${view}`)
  await show(`/children/${fileId}?tab=screening`, 'child-screening')
  await show('/children/statistics', 'child-statistics')
  await show(`/children/handout?file=${fileId}&contact=month6`, 'child-handout')
  await tourDevelopment(guide, show, fileId)
  const caseId = await tourCases(guide, show, fileId)
  if (home === null) throw new Error('the practice hospital has no home visit')
  await tourChildStates(guide, visit, { fileId, caseId, homeVisit: home })

  await signIn('guanli')
  await go('/settings/childRules')
  for (const part of ['儿童保健规则', '生长评价规则', '儿童保健门诊', '高危因素', '高危儿随访计划', '新生儿疾病筛查病种']) {
    await page.locator('.ant-segmented-item', { hasText: part }).click()
    await settled()
    await visit(`child-settings-${part}`)
  }
}

type Show = (address: string, screen: string) => Promise<void>

/** Scales, and a course of autism from the first screening to the follow-up after the diagnosis. */
async function tourDevelopment({ call, signIn }: ReturnType<typeof guideOf>, show: Show, fileId: string): Promise<void> {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const step = { ...emptyRow(childAutismStep), fileId, day, doctorName: '沈儿保' }
  const { id: scaleId } = await call('child.scale.save', { row: { ...emptyRow(childScale), fileId, kind: 'development', testDay: day, testerName: '沈儿保', grossMotorDq: 90, fineMotorDq: 88, adaptiveDq: 84, languageDq: 66, socialDq: 71, totalDq: 79.8 } as never })
  await show(`/children/${fileId}?tab=development`, 'child-development')
  await show(`/children/${fileId}/scales/${scaleId}`, 'child-scale-stored')
  for (const kind of ['development', 'mchat', 'abc', 'cars']) await show(`/children/${fileId}/scales/new?kind=${kind}`, `child-scale-${kind}`)
  await show(`/children/${fileId}/autism/step?kind=firstScreening`, 'child-autism-first')
  let course = await call('child.autism.move', { fileId, rev: 0, row: { ...step, kind: 'firstScreening', reason: '乡镇卫生院转诊' } as never })
  await show(`/children/${fileId}/autism/step?kind=rescreening`, 'child-autism-rescreening')
  for (const row of [{ kind: 'rescreening', observedProblem: true, observation: '不应名,不与人对视' }, { kind: 'diagnosis', diagnosis: 'confirmed', institution: '省儿童医院', icd10: 'F84.0' }]) course = await call('child.autism.move', { fileId, rev: course.rev, row: { ...step, ...row } as never })
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('erbao')
  await show(`/children/${fileId}/autism`, 'child-autism')
  await show(`/children/${fileId}/autism/print?what=first&course=${course.id}`, 'child-autism-print')
  await show(`/children/${fileId}/autism/follow-ups/new`, 'child-autism-follow-up')
  const { id: followUpId } = await call('child.autismFollowUp.save', { row: { ...emptyRow(childAutismFollowUp), fileId, autismId: course.id, followUpDay: day, doctorName: '沈儿保', hoursPerWeek: 20 } as never })
  await signIn('erbao')
  await show(`/children/${fileId}?tab=development`, 'child-development-course')
  await show(`/children/${fileId}/autism/follow-ups/${followUpId}`, 'child-autism-follow-up-stored')
  for (const view of ['open', 'overdue', 'toConfirm', 'figures']) await show(`/children/autism?view=${view}`, `child-autism-${view}`)
}

/** Cases with a follow-up, the entrance examination with its form, the death card; answers the case, which is still open. */
async function tourCases({ call, signIn }: ReturnType<typeof guideOf>, show: Show, fileId: string): Promise<string> {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  for (const kind of ['highRisk', 'anaemia', 'obesity']) await show(`/children/${fileId}/cases/new?kind=${kind}`, `child-case-new-${kind}`)
  const { row: opened } = await call('child.case.prepare', { fileId, kind: 'anaemia' })
  const { id: caseId } = await call('child.case.save', { row: { ...emptyRow(childCase), ...opened, startHaemoglobinGPerL: 98 } as never })
  await show(`/children/${fileId}/cases/${caseId}/visits/new`, 'child-case-visit-new')
  const { row: followUp } = await call('child.caseVisit.prepare', { caseId })
  const { id: visitId } = await call('child.caseVisit.save', { row: { ...emptyRow(childCaseVisit), ...followUp, haemoglobinGPerL: 112 } as never })
  await signIn('erbao')
  await show(`/children/${fileId}/cases/${caseId}/visits/${visitId}`, 'child-case-visit')
  await show(`/children/${fileId}/cases/${caseId}`, 'child-case')
  await show(`/children/${fileId}?tab=cases`, 'child-cases-tab')
  await show('/children/cases', 'child-cases')
  await show(`/children/${fileId}/entrance/new`, 'child-entrance-new')
  const { id: examId } = await call('child.entranceExam.save', { row: { ...emptyRow(entranceExam), fileId, purpose: 'newEntrant', examDay: day, kindergarten: '红星幼儿园', result: '未见异常', opinion: 'fit', doctorName: '沈儿保' } as never })
  await show(`/children/${fileId}/entrance/${examId}`, 'child-entrance-stored')
  await show(`/children/${fileId}/entrance/${examId}/print`, 'child-entrance-print')
  await signIn('erbao')
  await show(`/children/${fileId}?tab=entrance`, 'child-entrance-tab')
  await show('/children/entrance', 'child-entrance-class')
  await show(`/children/${fileId}/death-card`, 'child-death-card')
  return caseId
}
