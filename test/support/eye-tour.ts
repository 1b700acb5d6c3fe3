import type { Output } from '../../domain/api/api.ts'
import { EYE_PAPERS } from '../../domain/api/eye-paper-api.ts'
import { glasses } from '../../domain/modules/eye/glasses.record.ts'
import { retinopathy } from '../../domain/modules/eye/retinopathy.record.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { type Day, monthAnniversary } from '../../domain/time/day.ts'
import { eyeChild, eyeVisitRow, PHOTO } from './eye-paper-scene.ts'
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
  await tourClass(guide, visit)
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
  for (const view of ['today', 'waiting', 'all', 'recall']) await show(`/eyes?view=${view}`, `eyes-${view}`)
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

/** The kindergarten of the tour's class, and a file of the photoscreener in front of it. */
export const EYE_CLASS = { kindergarten: '城关中心幼儿园', className: '大一班' }

/** A class of eight, three of them examined and one sent on; a file whose results find two children and leave two waiting. */
export async function eyeClassScene({ call }: ReturnType<typeof guideOf>): Promise<{ fileIds: string[] }> {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
  const names = ['周一诺', '欧阳娜娜·阿不都热合曼', '李梓涵', '王浩宇', '陈思远', '赵雨桐', '孙嘉懿', '吴昊天']
  const fileIds: string[] = []
  const lines = ['姓名,编号,出生日期,检查日期,右眼球镜,右眼柱镜,右眼轴位,左眼球镜,右眼视力,左眼视力']
  for (const [index, name] of names.entries()) {
    const birthDay = monthAnniversary(today, -(61 + index))
    const { fileId } = await eyeChild({ call } as never, name, birthDay, { kindergarten: EYE_CLASS.kindergarten }, { homeRegion: '430421100', sex: index % 2 === 0 ? '2' : '1' })
    fileIds.push(fileId)
    const { number } = await call('child.file.get', { id: fileId })
    if (index > 3) lines.push(`${name},${index < 6 ? number : `X${index}`},${birthDay},${today},+1.25,-0.50,180,${index === 7 ? '99' : '+1.00'},4.9,5.0`)
    if (index > 2) continue
    const isLow = index === 1
    const { row } = await call('eye.visit.prepare', { fileId })
    const seen = { ...row, place: 'kindergarten', ...EYE_CLASS, eyelidRight: isLow ? '2' : '1', eyelidLeft: '1', visionRight: '50', visionLeft: isLow ? '46' : '50', ...(isLow ? { referral: '2', referralReason: '异常:眼外观' } : {}) }
    const { id: visitId } = await call('eye.visit.save', { row: eyeVisitRow(fileId, seen) })
    if (isLow) await call('eye.referral.save', { row: { ...emptyRow(eyeReferral), ...(await call('eye.referral.prepare', { visitId })).row, hospital: '市妇幼保健院' } as never })
  }
  await call('eye.device.read', { file: { name: '大一班筛查仪.csv', base64: Buffer.from(lines.join('\n')).toString('base64') } })
  return { fileIds }
}

/** Instruments, a class and the coverage. */
async function tourClass(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { page, settled, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  const { fileIds } = await eyeClassScene(guide)
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('yanbao')
  await visit('home-eye-care')
  // A child whose instrument has measured what its visit still lacks.
  await show(`/eyes/${fileIds[4]!}/visits/new`, 'eye-visit-offered')

  for (const view of ['waiting', 'matched', 'used', 'dismissed', 'files']) await show(`/eyes/instruments?view=${view}`, `eye-instruments-${view}`)
  await go('/eyes/instruments')
  await page.locator('tbody tr[data-row="0"]').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await settled()
  await visit('eye-instrument-result')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  await show('/eyes/class', 'eye-class-empty')
  await listClass(guide)
  await visit('eye-class')
  for (const by of ['kindergarten', 'township']) await show(`/eyes/coverage?by=${by}`, `eye-coverage-${by}`)
  await page.locator('.eye-coverage .link-button').nth(1).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await settled()
  await visit('eye-coverage-children')
}

/** Lists the tour's class by its files, on the page that stands open. */
export async function listClass({ page, settled }: ReturnType<typeof guideOf>): Promise<void> {
  await page.locator('#eye-class-kindergarten').focus()
  await page.keyboard.type(EYE_CLASS.kindergarten)
  await page.keyboard.press('F6')
  await page.locator('tbody tr[data-row="7"]').waitFor()
  await settled()
}
