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
  async choose(month: string): Promise<void> {
    const input = this.page.locator('#package-month')
    await input.fill(month)
    await input.press('Enter')
    await expect(input).toHaveValue(month)
  }
  /** Where the package that was just sealed lies, as the command beside it says. */
  async sealed(): Promise<{ folder: string; baseName: string }> {
    const [, folder = '', baseName = ''] = /"([^"]+)" "\1\/([^"]+)\.signer-public\.pem"/.exec(await this.page.locator('.command').first().textContent() ?? '') ?? []
    return { folder, baseName }
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
