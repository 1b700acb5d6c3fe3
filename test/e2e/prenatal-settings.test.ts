import { expect, test } from '@playwright/test'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { ChildClinic } from './pages/child.ts'
import { fitsSideways, keepPicture, seriousFindings } from './pages/screen.ts'

let hospital: WindowHospital
test.beforeEach(async () => { hospital = await openHospital(['administrator']) })
test.afterEach(async () => { await hospital.close() })

test('a window of weeks is changed by keyboard, named in the history and goes back to what was shipped', async () => {
  const { page, call } = hospital
  await new ChildClinic(page).goto('/settings/prenatalWindows')
  const first = page.getByRole('textbox', { name: '中孕期血清学筛查 从' })
  await expect(first).toHaveValue('15')
  // From after to is refused before it is sent.
  await first.fill('22+0')
  await page.keyboard.press('F2')
  await expect(page.getByText('“中孕期血清学筛查”的窗口“从”晚于“至”,请改正孕周')).toBeVisible()
  await first.fill('16+0')
  await page.keyboard.press('F2')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect(page.getByText('本院已修改(原为 15⁺⁰~20⁺⁶ 周,未到不能做,已过不能做)')).toBeVisible()
  await keepPicture(page, 'settings-prenatal-windows')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fitsSideways(page)).toBe(true)
  expect((await call('setting.get', { key: 'prenatalWindows' })).value).toMatchObject({ windows: expect.arrayContaining([expect.objectContaining({ project: 'secondSerum', firstDays: 112, lastDays: 146 })]) })
  await page.getByRole('button', { name: /修改记录|历史/ }).click()
  await expect(page.getByText('中孕期血清学筛查 · 从')).toBeVisible()
  // By which version a request was judged is told with it; here it is told whose that is.
  await expect(page.getByRole('dialog').getByRole('row').filter({ hasText: '15⁺⁰' }).getByRole('cell').nth(2)).toHaveText('2')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '恢复这一行的初始窗口' }).click()
  await expect(first).toHaveValue('15')
})

test('the next year’s working days are missing, asked for, pasted as the notice is published, and kept', async () => {
  const { page, call } = hospital
  const before = await call('setting.get', { key: 'workCalendar' })
  const year = new Date().getFullYear()
  const known = before.value as { years: { year: number }[] }
  await call('setting.save', { key: 'workCalendar', rev: before.rev, value: { years: known.years.filter(one => one.year !== year) } })
  await new ChildClinic(page).goto('/settings/workCalendar')
  await expect(page.getByText('的工作日历还没有登记')).toBeVisible()
  await page.getByRole('button', { name: `新增 ${year} 年` }).click()
  await page.locator('#calendar-notice').fill(`一、元旦:1月1日至3日放假调休,共3天。1月4日(周日)上班。\n五月另行通知 5月40日`)
  await page.getByRole('button', { name: '读入' }).click()
  await expect(page.getByText('没有读懂')).toBeVisible()
  await keepPicture(page, 'settings-work-calendar-unread')
  await page.locator('#calendar-notice').fill('5月1日至5日放假')
  await page.getByRole('button', { name: '读入' }).click()
  await page.keyboard.press('F2')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await keepPicture(page, 'settings-work-calendar')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fitsSideways(page)).toBe(true)
  expect((await call('setting.get', { key: 'workCalendar' })).value).toMatchObject({ years: expect.arrayContaining([expect.objectContaining({ year, worked: [`${year}-01-04`], off: expect.arrayContaining([`${year}-01-02`, `${year}-05-05`]) })]) })
})

test('a consent text is replaced by a new version, the old one stays; a laboratory’s headings are written down', async () => {
  const { page, call } = hospital
  await new ChildClinic(page).goto('/settings/prenatalConsentTexts')
  await expect(page.getByText('筛查不是诊断')).toBeVisible()
  await page.getByRole('button', { name: '写新版本' }).click()
  await expect(page.locator('#consent-version')).toHaveValue('2')
  await page.locator('#consent-text').fill('1. 本院审定的血清学筛查告知内容,筛查不是诊断。\n2. 可以不做。')
  await keepPicture(page, 'settings-consent-texts')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fitsSideways(page)).toBe(true)
  await page.keyboard.press('F2')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  const { texts } = (await call('setting.get', { key: 'prenatalConsentTexts' })).value as { texts: { kind: string; version: string; text: string }[] }
  expect(texts.filter(({ kind }) => kind === 'serum').map(({ version }) => version)).toEqual(['1', '2'])

  await new ChildClinic(page).goto('/settings/prenatalResultMappings')
  await page.getByRole('button', { name: '照此新增一种' }).click()
  await page.locator('#mapping-barcode').fill('管号;条码号;')
  await expect(page.locator('#mapping-barcode')).toHaveValue('管号;条码号;')
  await keepPicture(page, 'settings-result-mappings')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fitsSideways(page)).toBe(true)
  await page.keyboard.press('F2')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  const { mappings } = (await call('setting.get', { key: 'prenatalResultMappings' })).value as { mappings: { id: string; columns: { barcode: string[] } }[] }
  expect(mappings[1]).toMatchObject({ id: 'own-1', columns: { barcode: ['管号', '条码号'] } })
})
