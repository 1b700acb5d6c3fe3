import type { Output } from '../../domain/api/api.ts'
import { EYE_PAPERS } from '../../domain/api/eye-paper-api.ts'
import type { guideOf, Visit } from './practice-tour.ts'

type Opened = Output<'eye.open'>
type Found = { readonly fileId: string; readonly opened: Opened }

/** The children of a practice hospital whose eyes show most: one with each kind of record, the one with the most visits first. */
async function childrenOf({ call }: ReturnType<typeof guideOf>): Promise<{ fullest: Found; of(has: (opened: Opened) => boolean): Found }> {
  const { rows } = await call('child.list', { offset: 0, limit: 200 })
  const found: Found[] = []
  for (const { fileId } of rows) found.push({ fileId, opened: await call('eye.open', { fileId }) })
  found.sort((a, b) => b.opened.visits.length - a.opened.visits.length)
  const of = (has: (opened: Opened) => boolean): Found => {
    const one = found.find(({ opened }) => has(opened))
    if (!one) throw new Error('the practice hospital has no child for one of the screens of the eye clinic')
    return one
  }
  return { fullest: of(({ visits }) => visits.length > 0), of }
}

/** The screens of the eye clinic, of a practice hospital that has children of every age. */
export async function tourEyes(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('yanbao')
  const { fullest: { fileId, opened }, of } = await childrenOf(guide)
  for (const view of ['waiting', 'overdue', 'seen', 'answered', 'all']) await show(`/eyes?view=${view}`, `eyes-${view}`)
  await show(`/eyes/${fileId}`, 'eyes-file')
  await show(`/eyes/${fileId}?tab=trend`, 'eyes-trend')
  await show(`/eyes/${fileId}/edit`, 'eyes-edit')
  await show(`/eyes/${fileId}/visits/${opened.visits.at(-1)!.id}`, 'eyes-visit-stored')
  await show(`/eyes/${fileId}/visits/new?purpose=2`, 'eyes-visit-recheck')
  await show(`/eyes/${fileId}/visits/${opened.visits.at(-1)!.id}/referral`, 'eyes-referral-new')
  for (const paper of EYE_PAPERS) await show(`/eyes/${fileId}/print?what=${paper}`, `eyes-print-${paper}`)
  const referred = of(({ referrals }) => referrals.some(({ answeredDay }) => answeredDay !== null))
  await show(`/eyes/${referred.fileId}/referrals/${referred.opened.referrals.find(({ answeredDay }) => answeredDay !== null)!.id}`, 'eyes-referral-answered')
  const wearing = of(({ glasses }) => glasses.length > 0)
  await show(`/eyes/${wearing.fileId}/glasses/${wearing.opened.glasses[0]!.id}`, 'eyes-glasses-stored')
  await show(`/eyes/${wearing.fileId}/glasses/new`, 'eyes-glasses-new')
  const preterm = of(({ fundus }) => fundus.length > 0)
  await show(`/eyes/${preterm.fileId}/fundus/${preterm.opened.fundus[0]!.id}`, 'eyes-fundus-stored')
  await show(`/eyes/${preterm.fileId}/fundus/new`, 'eyes-fundus-new')
  await show(`/children/${fileId}`, 'eyes-child-file')
}
