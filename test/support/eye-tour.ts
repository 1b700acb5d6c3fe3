import type { Output } from '../../domain/api/api.ts'
import { EYE_PAPERS } from '../../domain/api/eye-paper-api.ts'
import { glasses } from '../../domain/modules/eye/glasses.record.ts'
import { retinopathy } from '../../domain/modules/eye/retinopathy.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { PHOTO } from './eye-paper-scene.ts'
import type { guideOf, Visit } from './practice-tour.ts'

type Opened = Output<'eye.open'>
type Found = { readonly fileId: string; readonly opened: Opened }

/** The children of a practice hospital whose eyes were looked at, the one seen most often first. */
async function childrenSeen({ call }: ReturnType<typeof guideOf>): Promise<Found[]> {
  const { rows } = await call('child.list', { offset: 0, limit: 200 })
  const found: Found[] = []
  for (const { fileId } of rows) found.push({ fileId, opened: await call('eye.open', { fileId }) })
  return found.filter(({ opened }) => opened.visits.length > 0).sort((a, b) => b.opened.visits.length - a.opened.visits.length)
}

/** The screens of the eye clinic, of a practice hospital that has children of every age. */
export async function tourEyes(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { call, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('yanbao')
  const seen = await childrenSeen(guide)
  const referred = seen.find(({ opened }) => opened.referrals.some(({ answeredDay }) => answeredDay !== null))
  if (!seen[0] || !referred) throw new Error('the practice hospital has no child with a visit, or none with a receipt')
  const { fileId, opened } = seen[0]
  const lastVisitId = opened.visits.at(-1)!.id
  // Glasses and children born so early are too rare for the smallest practice hospital to have one, photos it has none.
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const { id: glassesId } = await call('eye.glasses.save', { row: { ...emptyRow(glasses), fileId, prescribedDay: day, kind: '1', sphereDRight: 3.25, sphereDLeft: 2.5, cylinderDLeft: -0.75, axisDegreesLeft: 175, doctorName: '邓验光' } as never })
  const { id: fundusId } = await call('eye.retinopathy.save', { row: { ...emptyRow(retinopathy), fileId, examinedDay: day, institution: '市第一人民医院', resultRight: '0', resultLeft: '1', isFinal: true } as never })
  await call('eye.photo.add', { visitId: lastVisitId, kind: 'redReflex', file: { ...PHOTO, name: '红光反射' } })
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('yanbao')
  for (const view of ['waiting', 'all', 'recall']) await show(`/eyes?view=${view}`, `eyes-${view}`)
  await show(`/eyes/${fileId}`, 'eyes-file')
  await show(`/eyes/${fileId}?tab=trend`, 'eyes-trend')
  await show(`/eyes/${fileId}/edit`, 'eyes-edit')
  await show(`/eyes/${fileId}/visits/${lastVisitId}`, 'eyes-visit-stored')
  await show(`/eyes/${fileId}/visits/new?purpose=2`, 'eyes-visit-recheck')
  await show(`/eyes/${fileId}/visits/${lastVisitId}/referral`, 'eyes-referral-new')
  for (const paper of EYE_PAPERS) await show(`/eyes/${fileId}/print?what=${paper}`, `eyes-print-${paper}`)
  await show(`/eyes/${referred.fileId}/referrals/${referred.opened.referrals.find(({ answeredDay }) => answeredDay !== null)!.id}`, 'eyes-referral-answered')
  await show(`/eyes/${fileId}/glasses/${glassesId}`, 'eyes-glasses-stored')
  await show(`/eyes/${fileId}/glasses/new`, 'eyes-glasses-new')
  await show(`/eyes/${fileId}/fundus/${fundusId}`, 'eyes-fundus-stored')
  await show(`/eyes/${fileId}/fundus/new`, 'eyes-fundus-new')
  await show(`/children/${fileId}`, 'eyes-child-file')
}
