import { expect, type Locator, type Page } from '@playwright/test'

/** The child health clinic, by keyboard. */
export class ChildClinic {
  readonly page: Page
  constructor(page: Page) { this.page = page }

  field(name: string): Locator { return this.page.locator(`[data-field="${name}"]`) }
  input(name: string): Locator { return this.field(name).locator('input').first() }

  async goto(path: string): Promise<void> {
    await this.page.evaluate(to => { location.hash = `#${to}` }, path)
  }
  /** Puts a text into a field, as it is typed, and goes on with Enter. */
  async type(name: string, text: string): Promise<void> {
    await this.input(name).focus()
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.insertText(text)
    await this.page.keyboard.press('Enter')
  }
  /** Chooses by the printed number. */
  async choose(name: string, ...digits: string[]): Promise<void> {
    await this.input(name).focus()
    for (const digit of digits) await this.page.keyboard.press(digit)
  }
  async expectChosen(name: string, label: string): Promise<void> {
    await expect(this.field(name).locator('.ant-radio-wrapper-checked, .ant-checkbox-wrapper-checked').filter({ hasText: label }).first()).toBeVisible()
  }
}
