import { WOMEN_PAPERS } from '../../domain/api/women-api.ts'
import { cancerFollowUp } from '../../domain/modules/women/cancer-follow-up.record.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import type { guideOf, Visit } from './practice-tour.ts'
import { adolescentRow, M29, menopauseFileRow, menopauseVisitRow, screeningRow } from './women-scene.ts'
import { woman } from './women.ts'

type Guide = ReturnType<typeof guideOf>
const localDay = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const daysAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)

/** A positive woman whose chain is on its second step, a woman around menopause with a course, a girl: with names as long as they come. */
export async function womenScene({ call }: Pick<Guide, 'call'>): Promise<{ screeningId: string; fileId: string; visitId: string; girlId: string; girlVisitId: string; womanId: string }> {
  const person = (name: string, birthDay: string) => call('person.save', { row: { ...woman({ name, birthDay: birthDay as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: null, homeRegion: '430421100', homeAddress: '春风村3组' } as never })
  const { id: womanId } = await person('阿依努尔·阿卜杜热合曼·麦麦提', '1980-05-01')
  const day = daysAgo(50)
  const { id: screeningId } = await call('women.cancerScreening.save', { row: screeningRow(womanId, { screeningDay: day, taskYear: Number(day.slice(0, 4)), hpvDay: day, hpvResult: 'type16or18', hpvTypes: '16,52', cytology: 'hsil', breastCategory: '4', ultrasoundNote: '右乳外上象限低回声结节 1.2cm×0.8cm,边界欠清', site: '西渡镇中心卫生院', cervix: '轻度柱状上皮异位', gravidity: 3, parity: 2 }) as never })
  const steps = (await call('women.cancerScreening.open', { id: screeningId })).followUps
  const colposcopy = steps.find(step => step.step === 'colposcopy')!
  const biopsy = steps.find(step => step.part === 'breast')!
  await call('women.cancerFollowUp.save', { id: colposcopy.id, rev: colposcopy.rev, row: { ...valuesOf(cancerFollowUp, colposcopy), state: 'done', resultDay: daysAgo(40), institution: '衡阳市妇幼保健院', colposcopy: 'high', findings: '醋白上皮', nextStep: 'biopsy' } as never })
  for (const outcome of ['noAnswer', 'promised']) await call('women.attempt.save', { row: { womanId, followUpId: biopsy.id, day: daysAgo(20), outcome, about: '乳腺活检', callerName: '周医生', note: null } as never })

  const { id: older } = await person('欧阳娜娜', '1974-03-02')
  const { id: fileId } = await call('women.menopauseFile.save', { row: menopauseFileRow(older, { openedDay: daysAgo(400), stage: '3', menopauseAge: 50, menopauseWay: '1', hormoneCaution: '乳腺结节,3类', pastIllness: '高血压' }) as never })
  let visitId = ''
  for (const [index, severity] of ['3', '2', '1'].entries()) {
    const items = index === 1 ? M29 : Object.fromEntries(Object.keys(M29).map(item => [item, severity]))
    visitId = (await call('women.menopauseVisit.save', { row: menopauseVisitRow(older, fileId, { ...items, visitDay: daysAgo(390 - index * 150), heightCm: 158, weightKg: 60 - index, systolicMmHg: 128, diastolicMmHg: 82, ...(index > 0 ? { hormoneConsent: '1', hormoneScheme: '4', hormoneDrug: '雌二醇/雌二醇地屈孕酮片 1mg/5mg 每日一片', hormoneStartDay: daysAgo(240), advice: '定期查乳腺' } : {}), nextVisitDay: daysAgo(300 - index * 150) }) as never })).id
  }
  const { id: girlId } = await person('周雨桐', '2012-03-02')
  const { id: girlVisitId } = await call('women.adolescentVisit.save', { row: adolescentRow(girlId, { visitDay: daysAgo(30), complaint: '痛经', menarcheAge: 12, cycleDays: 30, mensesDays: 5, mensesVolume: '2', painScore: 3, heightCm: 155, weightKg: 46, tannerBreast: '4', tannerPubic: '4', nutrition: '1', moodScore: 6, sexualKnowledge: '2', counselling: '1,2,4', hpvVaccination: '1', hpvVaccine: '2', hpvDoses: 1, advice: '热敷,规律作息', nextVisitDay: localDay() }) as never })
  return { screeningId, fileId, visitId, girlId, girlVisitId, womanId }
}

/** The screens of 两癌筛查, 更年期 and 青少年, of a practice hospital. */
export async function tourWomen(guide: Guide, visit: Visit): Promise<void> {
  const { page, settled, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('fubao')
  const { screeningId, fileId, visitId, girlId, girlVisitId, womanId } = await womenScene(guide)
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('fubao')
  for (const view of ['open', 'overdue', 'gaps', 'nextRound', 'closed', 'all']) await show(`/women?tab=cancer&view=${view}`, `women-cancer-${view}`)
  await show('/women/cancer/day', 'women-cancer-day')
  await show('/women/cancer/task', 'women-cancer-task')
  await page.locator('.task-table .link-button').last().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await settled()
  await visit('women-cancer-task-women')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('F4')
  await page.getByRole('dialog').waitFor()
  await settled()
  await visit('women-cancer-task-target')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await show(`/women/cancer/${screeningId}`, 'women-cancer-stored')
  for (const [key, screen] of [['F8', 'women-cancer-step'], ['F7', 'women-cancer-call']] as const) {
    // The page anew each time: another language begins it afresh, and its own Escape leads away.
    await go('/women')
    await go(`/women/cancer/${screeningId}`)
    await visit(screen, async () => {
      // On a busy machine the page stands before its keys do.
      await page.locator('main kbd').filter({ hasText: new RegExp(`^${key}$`) }).first().waitFor()
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      await settled()
    })
  }
  await show(`/women/cancer/new?woman=${womanId}`, 'women-cancer-new')
  for (const view of ['due', 'hormone', 'all']) await show(`/women?tab=menopause&view=${view}`, `women-menopause-${view}`)
  await show(`/women/menopause/${fileId}`, 'women-menopause-file')
  await show(`/women/menopause/${fileId}/edit`, 'women-menopause-edit')
  await show(`/women/menopause/${fileId}/visits/new`, 'women-menopause-visit-new')
  await show(`/women/menopause/${fileId}/visits/${visitId}`, 'women-menopause-visit')
  await show(`/women/menopause/new?woman=${womanId}`, 'women-menopause-new')
  for (const view of ['due', 'all']) await show(`/women?tab=adolescent&view=${view}`, `women-adolescent-${view}`)
  await show(`/women/adolescents/${girlId}`, 'women-adolescent')
  await show(`/women/adolescents/${girlId}/visits/new`, 'women-adolescent-visit-new')
  await show(`/women/adolescents/${girlId}/visits/${girlVisitId}`, 'women-adolescent-visit')
  await show('/settings/womenRules', 'women-settings')
  const of = { screening: screeningId, notice: screeningId, menopause: visitId, adolescent: girlVisitId }
  for (const paper of WOMEN_PAPERS) await show(`/women/print?what=${paper}&id=${of[paper]}`, `women-print-${paper}`)
}
