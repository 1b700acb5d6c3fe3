import { expect, type Locator, type Page } from '@playwright/test'

/** The month's package, by keyboard. */
export class PackagePage {
  readonly page: Page
  constructor(page: Page) { this.page = page }

  get findings(): Locator { return this.page.getByRole('heading', { name: '检查结果' }).locator('../..').locator('tbody tr[data-row]') }

  async goto(): Promise<void> {
    await this.page.evaluate(() => { location.hash = '#/package' })
    await expect(this.page.locator('#package-month')).toBeVisible()
  }
  async check(): Promise<void> {
    await this.page.keyboard.press('F4')
    await expect(this.page.getByText(/个警告|个错误|全部记录通过检查/).first()).toBeVisible()
  }
  async seal(): Promise<void> {
    await this.page.keyboard.press('F6')
    await expect(this.page.getByRole('dialog')).toBeVisible()
    await this.page.keyboard.press('F2')
  }
}
