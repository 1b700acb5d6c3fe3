import { FOLIC_ACID_VIEW, PRECONCEPTION_VIEW, PREMARITAL_VIEW } from '../../domain/code/fertility.ts'
import { tellOfPreconception } from './fetal-sex.ts'
import { fertilityRows as rows } from './fertility-scene.ts'
import type { guideOf, Visit } from './practice-tour.ts'

/** The screens of the programmes before pregnancy, of a practice hospital that has couples and women at every step. */
export async function tourFertility(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { call, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('fubao')
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const first = async <Row>(list: Promise<{ rows: Row[] }>): Promise<Row> => {
    const { rows: [row] } = await list
    if (!row) throw new Error('the practice hospital lacks a couple or a woman for the tour')
    return row
  }

  const wedding = await first(call('fertility.premarital.list', { view: 'all', offset: 0, limit: 1 }))
  const ill = await first(call('fertility.premarital.list', { view: 'toRecheck', offset: 0, limit: 1 }))
  const waiting = await first(call('fertility.premarital.list', { view: 'toExamine', offset: 0, limit: 1 }))
  for (const view of PREMARITAL_VIEW.values) await show(`/women?tab=premarital&view=${view}`, `premarital-${view}`)
  await show('/premarital/new', 'premarital-new')
  await show(`/premarital/${ill.coupleNumber}`, 'premarital-couple')
  const { man, woman } = await call('fertility.premarital.couple', { coupleNumber: ill.coupleNumber })
  await show(`/premarital/${ill.coupleNumber}/sheets/${woman.sheet!.id}`, 'premarital-sheet-woman')
  await show(`/premarital/${ill.coupleNumber}/sheets/${man.sheet!.id}`, 'premarital-sheet-man')
  await show(`/premarital/${ill.coupleNumber}/sheets/${woman.sheet!.id}/hiv`, 'premarital-hiv-hidden')
  await show(`/premarital/${waiting.coupleNumber}/sheets/${waiting.id}/hiv`, 'premarital-hiv-new')
  const certified = (await call('fertility.premarital.list', { view: 'all', offset: 0, limit: 200 })).rows.find(row => row.opinion === '1') ?? wedding
  for (const what of ['certificate', 'examination']) await show(`/premarital/${certified.coupleNumber}/print?what=${what}`, `premarital-print-${what}`)
  await show('/premarital/figures', 'premarital-figures')
  await show('/fertility-bases/new?kind=marriage', 'fertility-base-marriage')
  await show('/fertility-bases/new?kind=preconception', 'fertility-base-preconception')

  const unfinished = await first(call('fertility.preconception.list', { view: 'unfinished', offset: 0, limit: 1 }))
  const asked = await first(call('fertility.preconception.list', { view: 'outcome', offset: 0, limit: 1 }))
  await tellOfPreconception({ call }, asked.id)
  await signIn('fubao')
  for (const view of PRECONCEPTION_VIEW.values) await show(`/women?tab=preconception&view=${view}`, `preconception-${view}`)
  await show('/preconception/new', 'preconception-new')
  await show(`/preconception/${unfinished.id}`, 'preconception-file-unfinished')
  await show(`/preconception/${asked.id}`, 'preconception-file')
  await show(`/preconception/${asked.id}/edit`, 'preconception-assess')
  for (const sex of ['2', '1']) await show(`/preconception/${asked.id}/sheets/${sex}`, `preconception-sheet-${sex}`)
  await show(`/preconception/${asked.id}/follow-ups/new?kind=outcome`, 'preconception-follow-up')
  const { followUps: [followed] } = await call('fertility.preconception.open', { coupleId: asked.id })
  if (!followed) throw new Error('nobody was asked after the couple whose outcome is due')
  await show(`/preconception/${asked.id}/follow-ups/${followed.id}`, 'preconception-follow-up-stored')
  await show(`/preconception/${asked.id}/print`, 'preconception-print')
  await show('/preconception/figures', 'preconception-figures')

  const course = await first(call('fertility.folicAcid.list', { view: 'active', offset: 0, limit: 1 }))
  await call('fertility.folicAcidFollowUp.save', { row: rows.taken(course.courseId!, { followDay: today, doctorName: '陶妇保' }) as never })
  await signIn('fubao')
  for (const view of FOLIC_ACID_VIEW.values) await show(`/women?tab=folicAcid&view=${view}`, `folic-acid-${view}`)
  await show('/folic-acid/new', 'folic-acid-new')
  const { womanId: pregnant } = await first(call('fertility.folicAcid.list', { view: 'toIssue', offset: 0, limit: 1 }))
  await show(`/folic-acid/new?woman=${pregnant}`, 'folic-acid-new-pregnant')
  await show(`/folic-acid/${course.courseId}`, 'folic-acid-course')
  await show(`/folic-acid/${course.courseId}/edit`, 'folic-acid-edit')
  await show(`/folic-acid/${course.courseId}/issues/new`, 'folic-acid-issue')
  await show(`/folic-acid/${course.courseId}/follow-ups/new`, 'folic-acid-follow-up')
  await show('/folic-acid/figures', 'folic-acid-figures')
  // A doctor may take no list of phones along, and is told so.
  await signIn('yisheng')
  await show('/women?tab=folicAcid&view=toFollow', 'folic-acid-doctor')
  await signIn('guanli')
  await show('/settings/fertilityRules', 'settings-fertility')
}
