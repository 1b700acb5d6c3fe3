import { expect, test } from '@playwright/test'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { ChildClinic } from './pages/child.ts'
import { fitsSideways, keepPicture, seriousFindings } from './pages/screen.ts'

let hospital: WindowHospital
test.beforeEach(async () => { hospital = await openHospital(['administrator', 'eyeCare']) })
test.afterEach(async () => { await hospital.close() })

test('the numbers of the eye clinic are a form: a limit and a yes or no are changed by keyboard, saved, and named in the history', async () => {
  const { page, call } = hospital
  await new ChildClinic(page).goto('/settings/eyeRules')
  await expect(page.getByText('5~6岁远视等效球镜上限')).toBeVisible()
  await keepPicture(page, 'settings-eye')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fitsSideways(page)).toBe(true)

  // A sign and a step: −1.6 is no quarter and is refused, −1.25 is kept.
  await page.locator('#rule-myopiaYear5').fill('-1.6')
  await page.keyboard.press('F2')
  await expect(page.getByText('填写有误或超出范围')).toBeVisible()
  await page.locator('#rule-myopiaYear5').fill('-1.25')
  await page.locator('#rule-visionLimitIsLow input').first().focus()
  await page.keyboard.press('0')
  await page.keyboard.press('F2')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  const { value } = await call('setting.get', { key: 'eyeRules' })
  expect(value).toMatchObject({ myopiaYear5: -1.25, visionLimitIsLow: 0, myopiaYear4: -3 })
  await expect(page.getByText('本院已修改(原为 -1.5)')).toBeVisible()
  await page.getByRole('button', { name: /修改记录|历史/ }).click()
  await expect(page.getByText('5~6岁近视等效球镜下限').last()).toBeVisible()
  await expect(page.getByText('视力恰等于界值时记为低常(1 是,0 否)').last()).toBeVisible()
  await keepPicture(page, 'settings-eye-history')
})
