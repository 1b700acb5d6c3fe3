import { expect, type Locator } from '@playwright/test'
import type { Desk } from '../../support/launch.ts'

/** Holding the province's list against the register, by keyboard. */
export class ReconciliationPage {
  readonly desk: Desk
  constructor(desk: Desk) { this.desk = desk }

  get rows(): Locator { return this.desk.page.locator('tbody tr[data-row]') }

  async goto(): Promise<void> {
    await this.desk.page.evaluate(() => { location.hash = '#/reconciliation' })
    await expect(this.desk.page.getByRole('heading', { level: 1, name: '与省平台核对' })).toBeVisible()
  }
  /** Chooses a file as the system's dialog would answer it. */
  async choose(path: string | null): Promise<void> {
    await this.desk.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
    }, path)
    await this.desk.page.keyboard.press('F4')
  }
}
