import { expect, test } from '@playwright/test'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { tourInfections } from '../support/infection-tour.ts'
import { guideOf } from '../support/practice-tour.ts'
import { woman } from '../support/women.ts'
import { openHospital } from '../support/window-hospital.ts'
import { faultsInPractice, faultsOfScreen } from './pages/screen-reading.ts'

const PASSWORD = 'Passw0rd!'
const FIRST = 'Anfang-8-Zeichen'
const NAME = '闻人暮雪'
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day

test('every screen of the clinic is readable, fits 1366×768 and speaks one language at a time, and tells nobody the sex of a fetus', async () => {
  const { faults, seen, dated } = await faultsInPractice(120, tourInfections, { born: [] })
  expect(faults).toEqual([])
  expect(['infections-all', 'infection-case-pregnant', 'infection-print-pregnant'].filter(screen => !dated.includes(screen))).toEqual([])
  expect(seen).toContain('settings-infection')
})

test('by keyboard: nobody sees the clinic until two persons name somebody; a positive first visit becomes a case without a name on its screens', async () => {
  const hospital = await openHospital(['maternalCare', 'doctor'])
  try {
    const { page, call } = hospital
    const { settled, fitScreen, go } = guideOf(hospital)
    await fitScreen()
    const faults: string[] = []
    const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
    const press = (key: string): Promise<void> => page.keyboard.press(key)
    const heading = page.getByRole('heading', { level: 1 })
    const menu = page.getByRole('navigation', { name: '主菜单' })
    const main = page.getByRole('main')
    const signIn = async (loginName: string, password: string): Promise<void> => {
      await call('auth.logout', null)
      await call('auth.login', { loginName, password })
      await page.reload()
      await menu.waitFor()
    }
    const { id: womanId } = await call('person.save', { row: woman({ name: NAME }) })
    const lastMenstrualDay = addDays(today, -100)
    const { id: pregnancyId } = await call('pregnancy.save', { row: { ...emptyRow(pregnancy), womanId, state: 'pregnant', gravidity: 1, parity: 0, lastMenstrualDay, bookedDay: addDays(today, -20) } as never })
    await call('maternal.first.save', { row: { ...emptyRow(maternalFirst), pregnancyId, visitDay: addDays(today, -20), doctorName: '陈医生', referral: '1', heightCm: 160, weightKg: 55, hepatitisBSurfaceAntigen: '2', syphilis: '2', hivAntibody: '1' } as never })

    await test.step('without a name on the list there is no menu, no tab, no page', async () => {
      await expect(menu.getByText('艾梅乙', { exact: true })).toHaveCount(0)
      await go(`/pregnancies/${pregnancyId}`)
      await expect(page.getByRole('tab', { name: '艾梅乙' })).toHaveCount(0)
      await page.evaluate(() => { location.hash = '/infections' })
      await expect(main).toContainText('您没有此项权限')
    })
    await test.step('the administrator and a director name the clerk', async () => {
      await signIn('admin', PASSWORD)
      await call('user.save', { loginName: 'fenguan', displayName: '韩分管', roles: ['director'], disabled: false, password: FIRST })
      await signIn('fenguan', FIRST).catch(() => {})
      await call('auth.changePassword', { oldPassword: FIRST, newPassword: PASSWORD })
      await signIn('admin', PASSWORD)
      await expect(menu.getByText('艾梅乙', { exact: true })).toHaveCount(0)
      await go('/settings/infectionRules')
      await expect(main).toContainText('名单上还没有人')
      await press('F4')
      await page.getByRole('dialog').waitFor()
      const pick = async (id: string, typed: string): Promise<void> => { await page.locator(`#${id}`).focus(); await page.keyboard.type(typed); await press('Enter') }
      await pick('access-user', '陈医生')
      await page.locator('#access-level input').first().focus()
      await press('2')
      await page.locator('#access-reason').focus()
      await page.keyboard.type('艾梅乙专干')
      await pick('access-second-name', '韩分管')
      await page.locator('#access-second-password').focus()
      await page.keyboard.type('wrong-password')
      await press('F2')
      await expect(page.getByText('第二人的登录名或密码不正确')).toBeVisible()
      await page.locator('#access-second-password').focus()
      await press('Control+A')
      await page.keyboard.type(PASSWORD)
      await look('infection-access')
      await press('F2')
      await expect(page.locator('tbody tr[data-row="0"]').first()).toContainText('查看和登记')
      await expect(page.locator('tbody tr[data-row="0"]').first()).toContainText('王管理 / 韩分管')
      await look('infection-access-list')
    })
    await test.step('the named clerk finds the positive woman by code and initials and opens a case', async () => {
      await signIn('zhiban', PASSWORD)
      await expect(menu.getByText('艾梅乙', { exact: true })).toHaveCount(1)
      await go('/infections?view=proposed')
      await expect(page.locator('tbody tr[data-row="0"]')).toContainText('WRMX')
      await expect(main).not.toContainText(NAME)
      await look('infections-proposed')
      await page.locator('tbody tr[data-row="0"]').focus()
      await press('Enter')
      await expect(heading).toHaveText('建立个案')
      await expect(main).not.toContainText(NAME)
      await look('infection-case-new')
      await press('F2')
      await expect(heading).toHaveText('个案')
      await expect(main).toContainText('待确认:梅毒')
      await expect(main).not.toContainText(NAME)
      await look('infection-case')
    })
    await test.step('the name is asked for apart; a follow-up is entered', async () => {
      await press('F8')
      await expect(page.getByRole('status').filter({ hasText: NAME })).toBeVisible()
      await press('F8')
      await expect(main).not.toContainText(NAME)
      await press('F4')
      await expect(heading).toHaveText('登记随访')
      await page.locator('[data-field="condition"] textarea').fill('无不适')
      await press('F2')
      await expect(page.getByRole('tab', { name: '随访', selected: true })).toBeVisible()
      await expect(page.locator('tbody tr[data-row="0"]')).toContainText('无不适')
      await press('Control+P')
      await expect(heading).toHaveText('打印')
      await expect(page.frameLocator('iframe').getByText('孕产妇随访登记表').first()).toBeVisible()
      await look('infection-print')
    })
    expect(faults).toEqual([])
  } finally {
    await hospital.close()
  }
})
