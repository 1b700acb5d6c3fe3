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
  /** Chooses a file as the system's dialog would answer it, and waits until the program has looked into it. */
  async choose(path: string | null): Promise<void> {
    const { app, page } = this.desk
    await app.evaluate(({ dialog }, chosen) => {
      Object.assign(globalThis, { listDialogs: 0 })
      dialog.showOpenDialog = () => {
        Object.assign(globalThis, { listDialogs: 1 })
        return Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
      }
    }, path)
    await page.keyboard.press('F4')
    await expect.poll(() => app.evaluate(() => (globalThis as unknown as { listDialogs: number }).listDialogs)).toBe(1)
    await expect(page.getByRole('button', { name: /选择名单/ })).not.toHaveClass(/ant-btn-loading/)
  }
}
