import type { guideOf, Visit } from './practice-tour.ts'

/** The screens of the child health clinic, of a practice hospital that has children of every age. */
export async function tourChildren({ call, go, signIn }: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('erbao')
  await visit('home-child-care')
  for (const view of ['due', 'overdue', 'missed', 'noShow', 'chain', 'files', 'newborns']) await show(`/children?view=${view}`, `children-${view}`)
  const { rows } = await call('child.list', { offset: 0, limit: 200 })
  let fullest: { fileId: string; visits: number; visitId: string; homeId: string | null } | null = null
  for (const { fileId } of rows.slice(0, 40)) {
    const { visits, homeVisits } = await call('child.file.open', { id: fileId })
    const [visit] = visits
    if (visit && (fullest === null || visits.length > fullest.visits)) fullest = { fileId, visits: visits.length, visitId: visit.id, homeId: homeVisits[0]?.id ?? null }
  }
  if (!fullest) throw new Error('the practice hospital has no child with a check-up')
  const { fileId } = fullest
  await show(`/children/${fileId}`, 'child-file')
  await show(`/children/${fileId}/edit`, 'child-edit')
  await show(`/children/${fileId}/history`, 'child-history')
  await show(`/children/${fileId}/visits/${fullest.visitId}`, 'child-visit-stored')
  for (const contact of ['month3', 'month12', 'year4']) await show(`/children/${fileId}/visits/new?contact=${contact}`, `child-visit-${contact}`)
  await show(`/children/${fileId}/home-visits/new`, 'child-home-visit')
  const [newborn] = (await call('child.newborns', { offset: 0, limit: 1 })).rows
  if (newborn) await show(`/children/new?child=${newborn.childId}`, 'child-new')
}
