import { expect, test } from '@playwright/test'
import { addDays, type Day } from '../../domain/time/day.ts'
import { bookWoman, deliverWoman, registerWoman } from '../support/maternal-window.ts'
import { guideOf } from '../support/practice-tour.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { deliveryPages } from './pages/delivery.ts'
import { keyboardOf } from './pages/keyboard.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

let hospital: WindowHospital
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
const NAME = '欧阳娜娜·阿不都热合曼'
test.beforeEach(async () => { hospital = await openHospital(['maternalCare']) })
test.afterEach(async () => { await hospital.close() })

/** What a test asks and types with. */
async function begin() {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  await fitScreen()
  const faults: string[] = []
  const press = (key: string): Promise<void> => page.keyboard.press(key)
  const focused = (): Promise<string> => page.evaluate(() => (document.activeElement?.closest('[data-field]') as HTMLElement | null)?.dataset.field ?? '')
  const at = (name: string): Promise<void> => expect.poll(focused).toBe(name)
  return {
    page, call, faults, press, at, settled,
    look: async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) },
    /** The cursor stands there; typed over what stands in it, Enter goes on. */
    enter: async (name: string, typed = ''): Promise<void> => { await at(name); if (typed !== '') { await press('Control+A'); await page.keyboard.type(typed) } await press('Enter') },
    /** With Enter alone to a field further down. */
    goTo: async (name: string): Promise<void> => { for (let step = 0; step < 40 && await focused() !== name; step += 1) await press('Enter'); await at(name) },
    title: page.getByRole('heading', { level: 1 }),
  }
}

test('a pregnancy by keyboard from the booking to the closing: dated, dated again, visited, delivered at the desk, checked after 42 days; the screens read well', async () => {
  const { page, call, faults, press, at, look, enter, goTo, title, settled } = await begin()
  await registerWoman(call, NAME)
  // Written up afterwards, so that one day holds the whole pregnancy.
  const lastMenstrualDay = addDays(today, -330)
  const startDay = addDays(lastMenstrualDay, 7)
  const bornDay = addDays(startDay, 273)

  await hospital.go('/pregnancies')
  await expect(page.locator('#pregnancy-search')).toBeFocused()
  await look('maternal-list-empty')
  await page.keyboard.type('oynn')
  await expect(page.getByRole('option', { name: new RegExp(NAME) })).toBeVisible()
  await press('Enter')
  await expect(title).toHaveText('建册')
  const dating = page.getByRole('status', { name: '预产期与孕周' })
  await expect(dating).toContainText('末次月经不详时留空')
  await enter('lastMenstrualDay', lastMenstrualDay.replaceAll('-', ''))
  await expect(dating).toContainText(addDays(lastMenstrualDay, 280))
  await expect(dating).toContainText('按末次月经推算:加 280 天')
  await goTo('gravidity')
  await enter('gravidity', '2')
  await enter('parity', '1')
  await enter('vaginalDeliveries', '1')
  await enter('caesareans', '0')
  await enter('fetusCount', '1')
  await enter('bookedDay', addDays(lastMenstrualDay, 91))
  await expect(dating).toContainText('不计早孕建册')
  await at('handbookNumber')
  await press('Shift+Enter')
  await enter('bookedDay', addDays(lastMenstrualDay, 90))
  await expect(dating).toContainText('早孕建册')
  await enter('handbookNumber', 'SC2026000123')
  await look('maternal-booking')
  await press('F2')
  await expect(title).toHaveText('孕产妇')
  await expect(page.locator('.child-head')).toContainText(`预产期 ${addDays(lastMenstrualDay, 280)}`)
  const pregnancyId = new URL(page.url()).hash.split('/')[2]!.split('?')[0]!
  await look('maternal-pregnancy-new')

  // A scan of seven days less changes the day; the rule says so before it is saved, the doctor says why.
  await press('F8')
  await expect(title).toHaveText('更正预产期')
  await enter('lastMenstrualDay')
  await enter('scanDay', addDays(lastMenstrualDay, 60))
  await at('scanGestationDays')
  await page.keyboard.type('7+4')
  await expect(dating).toContainText('相差 7 天,超过 5 天,按超声校正')
  await expect(dating).toContainText('推后 7 天')
  await look('maternal-redate')
  await press('F2')
  const question = page.getByRole('dialog')
  await question.waitFor()
  await look('maternal-redate-question')
  await page.keyboard.type('早孕超声与末次月经不符,按超声')
  await press('F2')
  await expect(title).toHaveText('孕产妇')
  await expect(page.locator('.child-head')).toContainText(`预产期 ${addDays(startDay, 280)}`)
  await expect(page.getByRole('table', { name: '预产期更正记录' })).toContainText(addDays(lastMenstrualDay, 280))

  // The first form.
  await press('F4')
  await expect(title).toHaveText('第1次产前检查')
  await at('pastIllness')
  await press('6')
  await expect(page.locator('[data-field="pastIllness"] .ant-checkbox-wrapper-checked')).toHaveText(['贫血'])
  await press('F6')
  await expect(page.locator('[data-field="heart"] .ant-radio-wrapper-checked')).toHaveText(['未见异常'])
  // What was answered stays; results of the laboratory are never filled in.
  await expect(page.locator('[data-field="pastIllness"] .ant-checkbox-wrapper-checked')).toHaveText(['贫血'])
  await expect(page.locator('[data-field="hivAntibody"] .ant-radio-wrapper-checked')).toHaveCount(0)
  await page.locator('[data-field="heightCm"] input').focus()
  await enter('heightCm', '162')
  await enter('weightKg', '54.5')
  await enter('prePregnancyWeightKg', '53')
  await enter('systolicMmHg', '146')
  await enter('diastolicMmHg', '92')
  const hints = page.getByRole('status', { name: '即时提示' })
  await expect(hints).toContainText('20.20')
  await expect(hints).toContainText('偏高')
  await page.locator('[data-field="systolicMmHg"] input').focus()
  await enter('systolicMmHg', '118')
  await enter('diastolicMmHg', '76')
  await expect(hints).not.toContainText('偏高')
  await page.locator('[data-field="visitDay"] input').focus()
  await enter('visitDay', addDays(startDay, 84))
  await expect(hints).toContainText('12⁺⁰')
  await look('maternal-first')
  await press('F2')
  await expect(title).toHaveText('孕产妇')
  await expect(page.locator('.maternal-schedule .is-done')).toHaveCount(1)

  // The second visit, written down for its own day.
  await press('F4')
  await page.locator('[data-field="weightKg"]').waitFor()
  await at('weightKg')
  await page.locator('[data-field="visitNumber"] input').first().focus()
  await press('2')
  await expect(title).toHaveText('第2次产前随访')
  await expect(page.locator('[data-field="guidance"]')).not.toContainText('分娩准备')
  await press('Enter')
  await enter('visitDay', addDays(startDay, 126))
  await page.locator('[data-field="weightKg"] input').focus()
  await enter('weightKg', '58.5')
  await enter('fundalHeightCm', '17')
  await enter('abdomenCm', '84')
  await expect(hints).toContainText('+5.5 kg')
  await page.locator('[data-field="systolicMmHg"] input').focus()
  await enter('systolicMmHg', '116')
  await enter('diastolicMmHg', '74')
  await press('F6')
  await look('maternal-visit')
  await press('F2')
  await expect(page.locator('.maternal-schedule .is-done')).toHaveCount(2)
  await look('maternal-pregnancy')
  expect(await call('maternal.file', { pregnancyId })).toMatchObject({
    first: { pastIllness: '6', gynaecologicalOperation: '1', heart: '1', hivAntibody: null, heightCm: 162, gestationDays: 84, bmi: 20.2 }, visits: [{ visitNumber: '2', gestationDays: 126, weightKg: 58.5, assessment: '1' }],
    redatings: [{ oldExpectedDay: addDays(lastMenstrualDay, 280), newExpectedDay: addDays(startDay, 280) }],
  })

  // Charts and papers.
  // Two keys one after the other, before the first tab has loaded.
  await press('Alt+PageDown')
  await press('Alt+PageDown')
  await expect(page.getByRole('tab', { name: '图表' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('.maternal-charts svg')).toHaveCount(5)
  await look('maternal-charts')
  await press('Control+P')
  await expect(title).toHaveText('打印孕产保健表单')
  await expect(page.frameLocator('iframe').getByText('孕产妇保健建册登记表').first()).toBeVisible()
  await look('maternal-print-booking')
  await page.getByText('第2~5次产前随访', { exact: true }).click()
  await expect(page.frameLocator('iframe').getByText('58.5 kg').first()).toBeVisible()
  await look('maternal-print-visits')
  await press('Escape')
  await expect(title).toHaveText('孕产妇')

  // The delivery at the desk ends the pregnancy.
  await press('F7')
  await expect(title).toHaveText('登记分娩')
  const desk = deliveryPages(page)
  const keys = keyboardOf(page)
  await expect(page.locator('.person-chosen')).toContainText(NAME)
  await desk.typeDelivery({ admissionNumber: 'Z2026001', weeks: '39', days: '0', mode: ['1', '自然'], fetusCount: '1', attendant: ['周', '周助产'] })
  await desk.typeNewborn(1, { sex: '2', bornAt: `${bornDay} 08:30`, weightG: '3260', lengthCm: '50' })
  await keys.press('F2')
  await expect(title).toHaveText('分娩记录')
  await settled()
  await hospital.go(`/pregnancies/${pregnancyId}?tab=postpartum`)
  await expect(page.locator('.child-head')).toContainText('已分娩')
  await expect(page.getByRole('table', { name: '新生儿' })).toContainText('3260')
  await look('maternal-postpartum')

  // 42 days have passed: F4 is the check; the visit at home before it is opened from its place.
  await page.locator('.maternal-duties button').first().focus()
  await press('Enter')
  await expect(title).toHaveText('产后访视')
  await at('temperatureC')
  await enter('temperatureC', '36.6')
  await press('F6')
  await page.locator('[data-field="visitDay"] input').focus()
  await enter('visitDay', addDays(bornDay, 6))
  await expect(hints).toContainText('6 天')
  await look('maternal-postpartum-visit')
  await press('F2')
  await expect(page.locator('.maternal-duties .is-done')).toHaveCount(1)
  await press('F4')
  await expect(title).toHaveText('产后42天健康检查')
  await press('F6')
  await page.locator('[data-field="visitDay"] input').focus()
  await enter('visitDay', addDays(bornDay, 45))
  await page.locator('[data-field="recovery"] input').first().focus()
  await press('1')
  await goTo('handling')
  await press('1')
  await look('maternal-check')
  await press('F2')
  await expect(page.locator('.maternal-duties .is-done')).toHaveCount(2)

  await press('F10')
  await page.getByRole('dialog').waitFor()
  await look('maternal-close')
  await press('F2')
  await expect(page.locator('.record-facts').filter({ hasText: '结案方式' })).toContainText('产后42天已恢复')
  await look('maternal-closed')
  expect((await call('maternal.file', { pregnancyId })).pregnancy).toMatchObject({ state: 'delivered', closeMethod: 'recovered', closedDay: today })
  await press('Control+P')
  await page.getByText('产后42天检查', { exact: true }).click()
  await expect(page.frameLocator('iframe').getByText('产后42天健康检查记录表').first()).toBeVisible()
  await look('maternal-print-check')
  expect(faults).toEqual([])
})

test('who has to come is listed by the reason and called; a pregnancy that is open is opened; each figure opens its women', async () => {
  const { page, call, faults, press, look, title, settled, at, goTo } = await begin()
  const pregnant = await bookWoman(call, NAME, addDays(today, -150))
  await call('maternal.first.save', { row: pregnant.rows.first(addDays(today, -80), { weightKg: 54, heightCm: 162 }) as never })
  const waiting = await bookWoman(call, '古丽米热', addDays(today, -300))
  const after = await bookWoman(call, '欧阳秀', addDays(today, -285), { bookedDay: addDays(today, -180) })
  await deliverWoman(call, after.womanId, addDays(today, -12), { dischargedDay: addDays(today, -9) })

  await hospital.go('/pregnancies')
  const views = page.getByRole('radiogroup', { name: '名单' })
  await expect(views).toContainText('在册孕妇 2')
  await expect(views).toContainText('过期未分娩 1')
  await look('maternal-list')
  // From list to list by key.
  const turnTo = async (view: string): Promise<void> => { for (let step = 0; step < 10 && !page.url().includes(`view=${view}`); step += 1) { await press('F6'); await settled() } }
  await turnTo('deliveryOverdue')
  await expect(page.getByRole('table', { name: '过期未分娩' })).toContainText('古丽米热')
  await look('maternal-list-overdue')
  await page.getByRole('button', { name: '联系' }).focus()
  await press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await expect(dialog).toContainText('13800001234')
  await expect(dialog.locator('#maternal-attempt-about')).toHaveValue('过期未分娩')
  await look('maternal-call')
  await press('F2')
  await expect(dialog).toBeHidden()
  expect((await call('maternal.file', { pregnancyId: waiting.pregnancyId })).attempts).toMatchObject([{ day: today, outcome: 'promised', about: '过期未分娩' }])
  await turnTo('postpartumVisit')
  await expect(page.getByRole('table', { name: '产后访视' })).toContainText('欧阳秀')
  await page.locator('tbody tr[data-row="0"]').focus()
  await press('Enter')
  await expect(page.locator('.maternal-duties')).toBeVisible()

  // Searched, a woman whose pregnancy is open leads to it; asked to be booked again she is not.
  await hospital.go('/pregnancies')
  await page.locator('#pregnancy-search').focus()
  await page.keyboard.type('oynn')
  await expect(page.getByRole('option', { name: new RegExp(NAME) })).toBeVisible()
  await press('Enter')
  await expect(page.locator('.child-head')).toContainText(NAME)
  await expect(page.locator('.maternal-schedule .is-done')).toHaveCount(1)
  await hospital.go(`/pregnancies/new?woman=${pregnant.womanId}`)
  await expect(page.getByText('不能再建册')).toBeVisible()
  await look('maternal-booking-open')
  await press('Enter')
  await expect(title).toHaveText('孕产妇')
  await press('F9')
  await expect(title).toHaveText('危重转诊')
  await expect(page.locator('main')).toContainText(NAME)

  await hospital.go('/pregnancies/statistics')
  await expect(page.getByRole('row', { name: /早孕建册率/ })).toContainText('0.00%')
  await page.getByRole('button', { name: '早孕建册率 未计入 1' }).focus()
  await press('Enter')
  await expect(dialog).toContainText('欧阳秀')
  await look('maternal-figure')
  await dialog.locator('tbody tr[data-row="0"]').focus()
  await press('Enter')
  await expect(title).toHaveText('孕产妇')

  // What the clinic notes of the birth is folded on the desk's form.
  await hospital.go(`/pregnancies/${waiting.pregnancyId}`)
  await expect(page.locator('.child-head')).toContainText('古丽米热')
  await press('F7')
  await expect(title).toHaveText('登记分娩')
  await expect(page.locator('[data-field="bleedingTotalMl"]')).toHaveCount(0)
  await look('maternal-delivery-folded')
  await press('F8')
  await at('firstStageMinutes')
  await goTo('bleedingTotalMl')
  await page.keyboard.type('650')
  await look('maternal-delivery-open')
  expect(faults).toEqual([])
})
