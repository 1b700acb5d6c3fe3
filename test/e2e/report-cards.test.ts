import { expect, test } from '@playwright/test'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { tourReportCards } from '../support/infection-tour.ts'
import { woman } from '../support/women.ts'
import { guideOf } from '../support/practice-tour.ts'
import { openHospital } from '../support/window-hospital.ts'
import { faultsInPractice, faultsOfScreen } from './pages/screen-reading.ts'
import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../domain/modules/birth/newborn.record.ts'

const PASSWORD = 'Passw0rd!'
const local = (agoHours: number): string => new Date(Date.now() + 8 * 3_600_000 - agoHours * 3_600_000).toISOString().slice(0, 16)

test('every screen of the report cards is readable, fits 1366×768 and speaks one language at a time', async () => {
  const { faults, seen } = await faultsInPractice(120, tourReportCards)
  expect(faults).toEqual([])
  expect(seen).toContain('settings-vital')
})

test('by keyboard: a noted defect becomes a card, handed in by one and reviewed by another; a death is proposed with its clock', async () => {
  const hospital = await openHospital(['doctor'])
  try {
    const { page, call } = hospital
    const { settled, fitScreen, go } = guideOf(hospital)
    await fitScreen()
    const faults: string[] = []
    const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
    const press = (key: string): Promise<void> => page.keyboard.press(key)
    const heading = page.getByRole('heading', { level: 1 })
    const NAME = '欧阳娜娜·阿不都热合曼'
    const { id: motherId } = await call('person.save', { row: woman({ name: NAME }), confirmations: [{ path: 'name', key: 'person.nameLong', reason: '已核对' }] as never })
    const born = { ...emptyRow(newborn), birthOrder: 1, outcome: '1', sex: '2', bornAt: local(30), weightG: 2980, lengthCm: 49, health: '2', defect: true, defectNote: '左侧唇裂' }
    const confirmed = { row: { ...emptyRow(delivery), motherId, admissionNumber: 'ZY2026001', gestationDays: 273, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产', motherOutcome: '3' }, newborns: [{ row: born }] }
    await call('delivery.register', confirmed as never)

    await test.step('both are on the list of what is to be filled in, the death first', async () => {
      await go('/report-cards')
      await expect(page.locator('tbody tr[data-row]')).toHaveCount(2)
      await expect(page.locator('tbody tr[data-row="0"]')).toContainText('孕产妇死亡报告卡')
      await look('report-cards-proposed')
    })
    await test.step('the card of the child, filled in from the delivery; what is missing is said at its field', async () => {
      await page.locator('tbody tr[data-row="0"]').focus()
      await press('ArrowDown')
      await press('Enter')
      await expect(heading).toHaveText('填写出生缺陷报告卡')
      await expect(page.locator('[data-field="diagnosisName"] input')).toHaveValue('左侧唇裂')
      await expect(page.locator('[data-field="weightG"] input')).toHaveValue('2980')
      await look('birth-defect-new')
      await press('F2')
      await expect(heading).toHaveText('出生缺陷报告卡')
      await expect(page.locator('.page-subtitle')).toContainText(/QX\d{10}/)
      await press('F8')
      await page.getByRole('dialog').waitFor()
      await press('F2')
      await expect(page.getByText('提交前请填写主要缺陷')).toBeVisible()
      await look('birth-defect-incomplete')
    })
    await test.step('filled in and handed in', async () => {
      const choose = async (name: string, typed: string): Promise<void> => { await page.locator(`[data-field="${name}"] input`).first().focus(); await page.keyboard.type(typed); await press('Enter') }
      await choose('basis', '临床')
      await choose('diagnosedWhen', '产后七天')
      await choose('mainDefect', '唇裂(左)')
      if (!await page.locator('[data-field="householdType"] .ant-select-selection-item').count()) await choose('householdType', '本地')
      await press('F2')
      await expect(page.getByText('已保存', { exact: true })).toBeVisible()
      await settled()
      await press('F8')
      await page.getByRole('dialog').waitFor()
      await press('F2')
      await expect(page.getByText('已提交,请另一位有权限的同事审核')).toBeVisible()
      await expect(page.getByRole('button', { name: /审核通过/ })).toHaveCount(0)
      await look('birth-defect-submitted')
    })
    const cardId = (await call('vital.list', { view: 'submitted', offset: 0, limit: 5 })).rows[0]!.id!
    await test.step('another person reviews it; then it is noted as reported', async () => {
      await call('auth.logout', null)
      await call('auth.login', { loginName: 'admin', password: PASSWORD })
      await call('user.save', { loginName: 'shangji', displayName: '蒋上级', roles: ['seniorDoctor'], disabled: false, password: 'Anfang-8-Zeichen' })
      await call('auth.logout', null)
      await call('auth.login', { loginName: 'shangji', password: 'Anfang-8-Zeichen' })
      await call('auth.changePassword', { oldPassword: 'Anfang-8-Zeichen', newPassword: PASSWORD })
      await page.reload()
      await page.getByRole('navigation', { name: '主菜单' }).waitFor()
      await go(`/report-cards/defect/${cardId}`)
      await expect(page.getByRole('button', { name: /审核通过|审核/ }).first()).toBeVisible()
      await press('F8')
      await page.getByRole('dialog').waitFor()
      await look('birth-defect-review')
      await press('F2')
      await expect(page.getByText('蒋上级 已审核')).toBeVisible()
      await press('F8')
      await page.getByRole('dialog').waitFor()
      await press('F2')
      await expect(page.locator('.page-subtitle')).toContainText('已上报')
      await press('Control+P')
      await expect(heading).toHaveText('打印报告卡')
      await expect(page.frameLocator('iframe').getByText('出生缺陷儿登记卡').first()).toBeVisible()
      await look('birth-defect-print')
      await press('Escape')
    })
    await test.step('the death card with its clocks', async () => {
      await go('/report-cards')
      await page.locator('tbody tr[data-row="0"]').focus()
      await press('Enter')
      await expect(heading).toHaveText('填写孕产妇死亡报告卡')
      await page.locator('[data-field="diedAt"] input').focus()
      await press('Control+A')
      await page.keyboard.type(local(2).replace('T', ' '))
      await press('Enter')
      await expect(page.locator('[data-field="isPlanned"]')).toHaveCount(0)
      await look('maternal-death-new')
      await press('F2')
      await expect(heading).toHaveText('孕产妇死亡报告卡')
      await expect(page.locator('.child-head-more')).toContainText('前报告')
      await expect(page.locator('.child-head-more')).toContainText('前完成调查')
      await look('maternal-death-card')
    })
    expect(faults).toEqual([])
  } finally {
    await hospital.close()
  }
})
