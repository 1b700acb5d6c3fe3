import { expect, test } from '@playwright/test'
import { tourEyes } from '../support/eye-tour.ts'
import { launchDesk } from '../support/launch.ts'
import { guideOf } from '../support/practice-tour.ts'
import { faultsOfTour } from './pages/screen-reading.ts'

// The smallest practice hospital with a slip and its receipt.
const PERSONS = 120

test('every screen of the eye clinic is readable, fits 1366×768 and speaks one language at a time; an old visit is changed with a reason', async () => {
  const desk = await launchDesk()
  try {
    const { page } = desk
    const guide = guideOf(desk)
    await guide.fitScreen()
    await guide.call('system.openPractice', { persons: PERSONS })
    await page.reload()
    await page.getByRole('textbox').first().waitFor()
    const { faults, seen } = await faultsOfTour(desk, visit => tourEyes(guide, visit))
    expect(faults).toEqual([])
    expect(seen).toContain('eyes-child-file')

    await test.step('the child’s file leads to its eyes and back, and has room for all its keys', async () => {
      expect(await page.evaluate(() => document.querySelector('main')!.scrollWidth <= document.querySelector('main')!.clientWidth)).toBe(true)
      await page.keyboard.press('F9')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('眼健康档案')
      await page.keyboard.press('F9')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('儿童保健档案')
      await page.keyboard.press('F9')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('眼健康档案')
      await expect(page.locator('.child-schedule')).toBeVisible()
    })
    await test.step('a visit of long ago is only shown, until F2; saving asks for the reason', async () => {
      await page.locator('tbody tr[data-row="0"]').first().focus()
      await page.keyboard.press('Enter')
      await expect(page.getByText('只供查看')).toBeVisible()
      await expect(page.locator('[data-field="note"] textarea')).toHaveCount(0)
      await page.keyboard.press('F2')
      await page.locator('[data-field="note"] textarea').fill('补记:家长来电核对')
      await page.keyboard.press('F2')
      const dialog = page.getByRole('dialog')
      await expect(dialog).toContainText('修改请写明原因')
      await dialog.getByRole('textbox').last().fill('家长来电更正')
      await page.keyboard.press('Control+Enter')
      await expect(page.getByText('已保存', { exact: true })).toBeVisible()
      await expect(page.locator('.child-schedule')).toBeVisible()
    })
  } finally {
    await desk.close()
  }
})
