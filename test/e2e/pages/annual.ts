import { expect, type Locator, type Page } from '@playwright/test'
import { PASSWORD } from './certificate.ts'

/** The annual form, by keyboard. */
export class Annual {
  readonly page: Page
  constructor(page: Page) { this.page = page }

  get dialog(): Locator { return this.page.getByRole('dialog') }
  get table(): Locator { return this.page.getByRole('table', { name: '管理使用情况年度统计表' }) }
  cell(column: string): Locator { return this.table.locator(`button[data-cell="${column}"]`) }

  async goto(year: number): Promise<void> {
    await this.page.evaluate(to => { location.hash = `#/annual/${to}` }, year)
    await expect(this.table).toBeVisible()
    await expect(this.page.locator('.hint', { hasText: `${year}-01-01` })).toBeVisible()
  }
  private async choose(id: string, label: string): Promise<void> {
    await this.page.locator(`#${id}`).focus()
    await this.page.keyboard.type(label)
    await expect(this.page.locator('.ant-select-item-option-active').filter({ hasText: label, visible: true })).toBeVisible()
    await this.page.keyboard.press('Enter')
  }
  /** The counted stock of the beginning, with its paper and a second person. */
  async start(opening: number, source: string, second: string): Promise<void> {
    await this.page.keyboard.press('F6')
    await expect(this.page.locator('#annual-opening')).toBeFocused()
    await this.page.keyboard.type(String(opening))
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.type(source)
    await this.choose('annual-start-second-name', second)
    await this.page.locator('#annual-start-second-password').focus()
    await this.page.keyboard.type(PASSWORD)
    await this.page.keyboard.press('F2')
  }
  async finalise(second: string): Promise<void> {
    await this.page.keyboard.press('F8')
    await expect(this.dialog).toContainText('定稿后本表数字永久保存')
    await this.choose('annual-second-name', second)
    await this.page.locator('#annual-second-password').focus()
    await this.page.keyboard.type(PASSWORD)
    await this.page.keyboard.press('F2')
  }
}
