import { expect, type Page } from '@playwright/test'
import { keyboardOf } from './keyboard.ts'

/** The people screens: search, registration, file. */
export function peoplePages(page: Page) {
  const keys = keyboardOf(page)
  const main = page.getByRole('main')
  const field = (label: string) => main.getByLabel(label, { exact: true })
  return {
    main, field,
    search: main.getByRole('combobox', { name: '查找人员' }),
    /** Searches for somebody unknown and goes on to registering her. */
    async searchAndRegister(name: string): Promise<void> {
      await expect(this.search).toBeFocused()
      await page.keyboard.type(name)
      await expect(main.getByRole('option', { name: `登记新人员“${name}”` })).toBeVisible()
      // Enter before the answer waits for a hit; registering somebody new is chosen when it is known that there is none.
      await expect(main.getByRole('listbox')).toHaveAttribute('aria-busy', 'false')
      await keys.press('Enter')
      await expect(main.getByRole('heading', { level: 1, name: '登记新人员' })).toBeVisible()
    },
    idNumber: main.locator('#person-idNumber'), name: main.locator('#person-name'), birthDay: main.locator('#person-birthDay'), phone: main.locator('#person-phone'),
    lookAlikes: main.getByRole('complementary'),
    /** The value of a list field as it is read. */
    shown: (name: string) => main.locator(`[data-field="${name}"] .ant-select-content-value, [data-field="${name}"] .ant-select-selection-item, [data-field="${name}"] .ant-select-content`),
    async expectFile(name: string): Promise<void> {
      await expect(main.getByRole('heading', { level: 1, name: '人员档案' })).toBeVisible()
      await expect(main.locator('.person-head-name')).toHaveText(name)
    },
  }
}
