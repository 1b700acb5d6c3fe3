import { expect, test } from '@playwright/test'
import { addDays, type Day, monthAnniversary } from '../../domain/time/day.ts'
import { checkUp, registerChild } from '../support/child-case-scene.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { ChildClinic } from './pages/child.ts'
import { fitsSideways, keepPicture, seriousFindings } from './pages/screen.ts'

let hospital: WindowHospital
let clinic: ChildClinic
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
const expectCalm = async (name: string): Promise<void> => {
  expect(await fitsSideways(hospital.page), `${name} fits sideways`).toBe(true)
  expect(await seriousFindings(hospital.page), name).toEqual([])
  await keepPicture(hospital.page, name)
}

test.beforeEach(async () => {
  hospital = await openHospital(['childCare'])
  clinic = new ChildClinic(hospital.page)
})
test.afterEach(async () => { await hospital.close() })

test('a sign at 18 months on its way to the diagnosis centre: confirmed by one key, M-CHAT by J and K, steps by key', async () => {
  const { page } = hospital
  const birthDay = addDays(monthAnniversary(today, -19), -3)
  const { fileId } = await registerChild(hospital, '欧阳买买提·阿卜杜拉希姆·图尔荪江', birthDay, { contactPhone: '13800001234' })
  const visitDay = monthAnniversary(birthDay, 18)
  await checkUp(hospital, fileId, { contact: 'month18', visitDay, weightKg: 11, lengthCm: 82, warningSign1: false, warningSign2: null, warningSign3: true, warningSign4: false, languageRegression: false })

  await test.step('the child waits on the list of what nobody has confirmed', async () => {
    await clinic.goto('/children/autism?view=toConfirm')
    await expect(page.locator('tbody tr[data-row]')).toContainText('与人无目光交流')
    await expectCalm('autism-to-confirm')
    await page.locator('tbody tr[data-row]').focus()
    await page.keyboard.press('Enter')
  })

  await test.step('the tab shows the signs in three states and proposes the chain; F8 confirms', async () => {
    await expect(page.getByText('确认初筛异常')).toBeVisible()
    await expect(page.locator('.sign-notAsked')).toContainText('未询问')
    await expect(page.locator('.sign-present')).toContainText('有 · 与人无目光交流')
    await expectCalm('development-proposed')
    await page.keyboard.press('F8')
    await expect(page.locator('.course-head')).toContainText('初筛异常待复筛')
  })

  await test.step('M-CHAT: J and K move on by themselves, the result is said while typing', async () => {
    await page.keyboard.press('F9')
    await expect(page.locator('[data-field="mchat1"]')).toBeVisible()
    await page.locator('[data-field="mchat1"] input').first().focus()
    const yes = new Set([11, 18, 20, 22])
    // 2 and 7 fail; all others as a child without difficulty.
    for (let item = 1; item <= 23; item += 1) await page.keyboard.press([2, 7].includes(item) || yes.has(item) ? 'k' : 'j')
    await expect(page.locator('#child-scale-note')).toBeFocused()
    await expect(page.locator('.mchat-item input:checked')).toHaveCount(23)
    await expect(page.locator('.scale-verdict')).toContainText('未通过 2、7')
    await expectCalm('scale-mchat')
    await page.keyboard.press('F2')
    await expect(page.locator('.course-head')).toBeVisible()
    await expect(page.locator('tbody')).toContainText(['未询问', '未通过,存在孤独症风险'])
  })

  await test.step('the re-screening takes the test and ends abnormal; the next key is the diagnosis', async () => {
    await page.keyboard.press('F8')
    await expect(page.getByRole('heading', { name: '开始复筛' })).toBeVisible()
    await page.keyboard.press('F2')
    await expect(page.locator('.course-head')).toContainText('复筛中')
    await page.keyboard.press('F8')
    await expect(page.getByRole('heading', { name: '复筛(复查)结论' })).toBeVisible()
    await expect(clinic.field('mchatId')).toContainText('未通过')
    await page.locator('[data-field="observedProblem"] input').first().focus()
    await page.keyboard.press('ArrowDown')
    await expectCalm('autism-rescreening')
    await page.keyboard.press('F2')
    await expect(page.locator('.course-head')).toContainText('复筛异常待诊断')
    await expectCalm('development-course')
  })

  await test.step('the referral is written and its slip looked at', async () => {
    await page.getByRole('button', { name: '转诊、报告与干预' }).click()
    await clinic.type('firstReferralDay', today)
    await clinic.type('firstReferralTo', '青山县妇幼保健院')
    await clinic.type('diagnosisReferralDay', today)
    await clinic.type('diagnosisReferralTo', '湖南省儿童医院')
    await expectCalm('autism-course-edit')
    await page.keyboard.press('F2')
    await page.getByRole('button', { name: '初筛转诊单' }).click()
    await expect(page.frameLocator('iframe').getByText('第二联 交复筛机构')).toBeVisible()
    await keepPicture(page, 'autism-first-slip')
    await page.locator('.page-head button').first().click()
    await page.getByRole('button', { name: '复筛转诊单' }).click()
    await expect(page.frameLocator('iframe').getByText('湖南省儿童医院')).toBeVisible()
    await keepPicture(page, 'autism-rescreen-slip')
  })

  await test.step('the numbers open their children', async () => {
    await clinic.goto('/children/autism?view=figures')
    await page.getByRole('button', { name: /^复筛异常 / }).click()
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(1)
    await expectCalm('autism-figures')
    await clinic.goto('/children/autism')
    await expect(page.locator('tbody tr[data-row]')).toContainText('复筛异常待诊断')
    await expectCalm('autism-list')
  })
})
