import { MATERNAL_PAPERS } from '../../domain/api/maternal-paper-api.ts'
import { MATERNAL_DUE } from '../../domain/api/maternal-care-api.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { tellOfCare } from './fetal-sex.ts'
import { bookWoman, deliverWoman, registerWoman, visitWoman } from './maternal-window.ts'
import type { guideOf, Visit } from './practice-tour.ts'

const LONG = '阿依古丽·阿卜杜热合曼·麦麦提图尔荪'

/** The screens of the maternal clinic: a woman who is pregnant and one after the birth, of whom all the rest is known. */
export async function tourMaternal({ call, go, signIn, page, settled }: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
  await signIn('yunbao')
  const pregnant = await bookWoman(call, LONG, addDays(today, -160))
  await visitWoman(call, addDays(today, -160), pregnant.rows, today)
  await call('maternal.attempt.save', { row: pregnant.rows.attempt(today) })
  const startDay = addDays(today, -320)
  const after = await bookWoman(call, '欧阳娜娜', startDay)
  await visitWoman(call, startDay, after.rows, today)
  const bornDay = addDays(startDay, 276)
  await deliverWoman(call, after.womanId, bornDay, { dischargedDay: addDays(bornDay, 3), labourMinutes: 540, bleedingTotalMl: 220, perinealTear: '2', motherOutcome: '1' })
  const { id: postpartumId } = await call('maternal.postpartumVisit.save', { row: after.rows.postpartum(addDays(bornDay, 7), { temperatureC: 36.6, generalHealth: '良好', mentalState: '良好', lochia: '1', uterus: '1', assessment: '1', guidance: '1,4' }) })
  const { id: checkId } = await call('maternal.postpartumCheck.save', { row: after.rows.check(addDays(bornDay, 43), { generalHealth: '良好', lochia: '1', uterus: '1' }) })
  for (const { pregnancyId } of [pregnant, after]) await tellOfCare({ call }, pregnancyId)
  const unbooked = await registerWoman(call, '古丽米热')
  await call('pregnancy.save', { row: { ...emptyRow(pregnancy), womanId: await registerWoman(call, `热依汗古丽·${LONG}`), state: 'pregnant', lastMenstrualDay: addDays(today, -100) } as never })
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('yunbao')
  await visit('home-maternal-care')
  for (const view of ['registered', ...MATERNAL_DUE, 'lost']) await show(`/pregnancies?view=${view}`, `maternal-list-${view}`)
  await show('/pregnancies?state=delivered', 'maternal-list-delivered')
  await show('/pregnancies/statistics', 'maternal-statistics')
  await visit('maternal-statistics-women', async () => {
    await page.getByRole('table').getByRole('button').first().click()
    await page.getByRole('dialog').waitFor()
  })
  await show('/pregnancies/new', 'maternal-booking-choose')
  await show(`/pregnancies/new?woman=${unbooked}`, 'maternal-booking-new')
  await show(`/pregnancies/new?woman=${pregnant.womanId}`, 'maternal-booking-open')
  const address = `/pregnancies/${pregnant.pregnancyId}`
  const file = await call('maternal.file', { pregnancyId: pregnant.pregnancyId })
  await show(address, 'maternal-visits')
  await visit('maternal-call', async () => {
    await page.getByRole('button', { name: '联系', exact: true }).or(page.getByRole('button', { name: 'Call', exact: true })).first().click()
    await page.getByRole('dialog').waitFor()
  })
  await go(`${address}?tab=charts`)
  // The drawings are a part of the program of their own.
  await page.locator('.maternal-charts svg').nth(4).waitFor()
  await visit('maternal-tab-charts')
  for (const path of ['edit', 'redate', 'history', 'visits/new']) await show(`${address}/${path}`, `maternal-${path.replace('/', '-')}`)
  await show(`${address}/first/${file.first!.id}`, 'maternal-first-stored')
  await show(`${address}/visits/${file.visits.at(-1)!.id}`, 'maternal-visit-stored')
  await show(`${address}/print?what=booking`, 'maternal-print-pregnant')
  const ended = `/pregnancies/${after.pregnancyId}`
  await show(`${ended}?tab=postpartum`, 'maternal-tab-postpartum')
  await visit('maternal-closing', async () => {
    await page.keyboard.press('F10')
    await page.getByRole('dialog').waitFor()
    await settled()
  })
  await show(`${ended}/postpartum/${postpartumId}`, 'maternal-postpartum-stored')
  await show(`${ended}/postpartum/new`, 'maternal-postpartum-new')
  await show(`${ended}/check/${checkId}`, 'maternal-check-stored')
  await show(`${ended}/check/new`, 'maternal-check-new')
  for (const what of MATERNAL_PAPERS) await show(`${ended}/print?what=${what}`, `maternal-print-${what}`)
  const { delivery } = await call('maternal.file', { pregnancyId: after.pregnancyId })
  await show(`/deliveries/${delivery!.deliveryId}`, 'maternal-delivery')
  await show(`/deliveries/${delivery!.deliveryId}/edit`, 'maternal-delivery-edit')
  await show(`/deliveries/new?pregnancy=${pregnant.pregnancyId}`, 'maternal-delivery-new')
}
