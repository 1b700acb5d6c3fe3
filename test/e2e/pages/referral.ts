import { expect, type Page } from '@playwright/test'
import { keyboardOf } from './keyboard.ts'

/** The referral screens: list, form, paper, states, return. */
export function referralPages(page: Page) {
  const keys = keyboardOf(page)
  const main = page.getByRole('main')
  const input = (name: string) => main.locator(`#referral-${name}`)
  const dialog = page.getByRole('dialog')
  return {
    main, input, dialog, rows: main.locator('.data-table tbody tr[data-row]'),
    paper: main.getByRole('region', { name: '双向转诊' }),
    async typeSlip(typed: { organization: [string, string]; department: [string, string]; impression: string; reason: string }): Promise<void> {
      await keys.choose(input('organizationId'), ...typed.organization)
      await expect(input('department')).toBeFocused()
      await page.keyboard.type(typed.department[0])
      await expect(page.locator('.ant-select-item-option').filter({ hasText: typed.department[1], visible: true })).toBeVisible()
      await keys.press('ArrowDown', 'Enter')
      await expect(input('department')).toHaveValue(typed.department[1])
      await input('impression').focus()
      await page.keyboard.type(typed.impression)
      await keys.press('Tab')
      await expect(input('reason')).toBeFocused()
      await page.keyboard.type(typed.reason)
      await keys.press('F2')
    },
    /** Presses the button of a move, answers its question with what is asked, and waits for the state. */
    async move(button: string, state: string, answer?: string): Promise<void> {
      await main.getByRole('button', { name: button, exact: true }).press('Enter')
      await expect(dialog).toBeVisible()
      if (answer !== undefined) {
        await expect(dialog.getByRole('textbox').first()).toBeFocused()
        await page.keyboard.type(answer)
      }
      await keys.press('F2')
      await this.expectState(state)
    },
    expectState: (state: string) => expect(main.locator('.state-line .state-tag')).toHaveText(state),
  }
}
