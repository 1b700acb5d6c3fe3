import { expect, type Locator, type Page } from '@playwright/test'

/** Typing as a clerk does: into whatever has the focus, which a test states before it types. */
export const keyboardOf = (page: Page) => ({
  press: (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve()),
  /** Says where the cursor must be, types, and goes on with Enter. */
  async enter(at: Locator, text = ''): Promise<void> {
    await expect(at).toBeFocused()
    if (text !== '') await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  },
  /** Into a list: what is typed finds the choice, Enter takes it, Enter again goes on. */
  async choose(at: Locator, text: string, choice: string): Promise<void> {
    await expect(at).toBeFocused()
    await page.keyboard.type(text)
    await expect(page.locator('.ant-select-item-option-active').filter({ hasText: choice, visible: true })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(at).toHaveAttribute('aria-expanded', 'false')
    await page.keyboard.press('Enter')
  },
})
