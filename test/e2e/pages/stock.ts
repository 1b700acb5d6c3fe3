import { expect, type Locator, type Page } from '@playwright/test'
import { PASSWORD } from './certificate.ts'

/** The stock of blanks, by keyboard. */
export class Stock {
  readonly page: Page
  constructor(page: Page) { this.page = page }

  get dialog(): Locator { return this.page.getByRole('dialog') }
  count(state: string): Locator { return this.page.locator('.state-count', { hasText: state }).locator('b') }

  async goto(): Promise<void> {
    await this.page.evaluate(() => { location.hash = '#/stock' })
    await expect(this.page.getByRole('heading', { level: 1, name: '空白证件' })).toBeVisible()
  }
  /** Turns to one part of the page. */
  async tab(name: string): Promise<void> { await this.page.getByRole('tab', { name }).click() }
  /** A second person signs: chosen by name, with the own password. */
  async second(id: string, name: string): Promise<void> {
    await this.choose(`${id}-name`, name)
    await this.type(`${id}-password`, PASSWORD)
  }
  /** Text as a person leaves it in a field: keys as fast as a robot's would be taken for a scanner's. */
  async type(id: string, text: string): Promise<void> {
    await this.page.locator(`#${id}`).focus()
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.insertText(text)
  }
  async choose(id: string, label: string): Promise<void> {
    await this.page.locator(`#${id}`).focus()
    await this.page.keyboard.type(label)
    await expect(this.page.locator('.ant-select-item-option-active').filter({ hasText: label, visible: true })).toBeVisible()
    await this.page.keyboard.press('Enter')
  }
  /** Opens the form, in which the cursor stands in the first number already, and books what two have counted. */
  async receive(first: string, last: string, second: string): Promise<void> {
    await this.page.keyboard.press('F4')
    await expect(this.page.locator('#receive-first')).toBeFocused()
    await this.page.keyboard.insertText(first)
    await this.type('receive-last', last)
    await this.choose('receive-second-name', second)
    await this.type('receive-second-password', PASSWORD)
    await this.page.keyboard.press('F2')
  }
  async draw(first: string, last: string, receiver: string): Promise<void> {
    await this.page.keyboard.press('F6')
    await expect(this.page.locator('#move-first')).toBeFocused()
    await this.type('move-first', first)
    await this.type('move-last', last)
    await this.choose('move-second-name', receiver)
    await this.type('move-second-password', PASSWORD)
    await this.page.keyboard.press('F2')
  }
  async changeRange(first: string, last: string, password: string): Promise<void> {
    const prefix = await this.page.locator('#receive-first').count() > 0 ? 'receive' : 'move'
    await this.type(`${prefix}-first`, first)
    await this.type(`${prefix}-last`, last)
    await this.type(`${prefix}-second-password`, password)
    await this.page.keyboard.press('F2')
  }
}
