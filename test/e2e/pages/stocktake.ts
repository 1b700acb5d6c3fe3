import { expect, type Locator, type Page } from '@playwright/test'
import { PASSWORD } from './certificate.ts'
import { plugScanner, type Scanner } from './scanner.ts'

/** Stock-take and ledgers, by keyboard where a clerk uses the keyboard. */
export class Stocktake {
  readonly page: Page
  private scanner: Promise<Scanner> | undefined
  constructor(page: Page) { this.page = page }

  get dialog(): Locator { return this.page.getByRole('dialog') }
  get counted(): Locator { return this.page.locator('[data-counted]') }
  get differences(): Locator { return this.page.getByRole('table').last() }

  async goto(address = '#/stocktake'): Promise<void> {
    await this.page.evaluate(to => { location.hash = to }, address)
    await expect(this.page.getByRole('heading', { level: 1, name: address.startsWith('#/ledgers') ? '台账' : '盘点对账' })).toBeVisible()
  }
  /** Opens the stock-take of today by keyboard alone. */
  async open(): Promise<void> {
    await this.goto()
    await expect(this.page.getByText('还没有盘点过')).toBeVisible()
    await this.page.keyboard.press('F4')
    await expect(this.page.locator('#stocktake-day')).toBeFocused()
    await this.page.keyboard.press('F2')
    await expect(this.page.getByText('未开始').first()).toBeVisible()
  }
  /** Opens the count of a place from the list of places. */
  async begin(place: string): Promise<void> {
    await this.page.getByRole('row', { name: place }).getByRole('button').click()
    await expect(this.page.locator('#count-scan')).toBeFocused()
  }
  /** Types a number into the field with the cursor and presses Enter, in no way a scanner does. */
  async typeNumber(text: string): Promise<void> {
    await this.page.locator('#count-scan').focus()
    await this.page.keyboard.insertText(text)
    await expect(this.page.locator('#count-scan')).toHaveValue(text)
    await this.page.keyboard.press('Enter')
  }
  /** A stack under the scanner: every sign at once, Enter at the end, the next sheet at once. */
  async scan(...texts: string[]): Promise<void> {
    this.scanner ??= plugScanner(this.page)
    const scanner = await this.scanner
    for (const text of texts) await scanner.scan(text)
  }
  async addRange(first: string, last: string): Promise<void> {
    await this.page.locator('#count-range-first').fill(first)
    await this.page.locator('#count-range-first').press('Enter')
    await expect(this.page.locator('#count-range-last')).toBeFocused()
    await this.page.locator('#count-range-last').fill(last)
    await this.page.locator('#count-range-last').press('Enter')
    await expect(this.page.locator('#count-range-first')).toHaveValue('')
  }
  private async second(id: string, name: string): Promise<void> {
    await this.page.locator(`#${id}-name`).focus()
    await this.page.keyboard.type(name)
    await expect(this.page.locator('.ant-select-item-option-active').filter({ hasText: name, visible: true })).toBeVisible()
    await this.page.keyboard.press('Enter')
    await this.page.locator(`#${id}-password`).fill(PASSWORD)
    await this.page.keyboard.press('F2')
    await expect(this.dialog).toBeHidden()
  }
  async sign(second: string): Promise<void> {
    await this.page.keyboard.press('F2')
    await expect(this.dialog).toContainText('双人签字')
    await this.second('sign-second', second)
    await expect(this.page.getByText('已签字').first()).toBeVisible()
  }
  async explain(text: string): Promise<void> {
    await this.page.keyboard.press('F4')
    await expect(this.page.locator('#stocktake-explanation')).toBeFocused()
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('F2')
    await expect(this.dialog).toBeHidden()
  }
  async finalise(second: string): Promise<void> {
    await this.page.keyboard.press('F2')
    await expect(this.dialog).toContainText('完成后不能再修改')
    await this.second('finalise-second', second)
    await expect(this.page.getByText('已完成', { exact: true })).toBeVisible()
  }
}
