import { expect, type Locator, type Page } from '@playwright/test'
import { keyboardOf } from './keyboard.ts'

export type TypedNewborn = { sex: '1' | '2'; bornAt: string; weightG: string; lengthCm: string }

/** The delivery screens: register form with its grid, file, list. */
export function deliveryPages(page: Page) {
  const keys = keyboardOf(page)
  const main = page.getByRole('main')
  const cell = (order: number, field: string): Locator => main.getByLabel(`第 ${order} 名${field}`, { exact: true })
  const input = (name: string): Locator => main.locator(`#delivery-${name}`)
  return {
    main, cell, input, rows: main.locator('.newborn-row'),
    /** From the admission number to the first newborn, with Enter alone. */
    async typeDelivery(typed: { admissionNumber: string; weeks: string; days: string; mode: [string, string]; fetusCount: string; attendant: [string, string] }): Promise<void> {
      await keys.enter(input('admissionNumber'), typed.admissionNumber)
      await keys.enter(input('gestationDays'), typed.weeks)
      await keys.enter(input('gestationDays-days'), typed.days)
      await keys.choose(input('mode'), ...typed.mode)
      await keys.enter(input('fetusCount'), typed.fetusCount)
      for (const name of ['placeType', 'placeRegion', 'placeName', 'attendantType']) await keys.enter(input(name))
      await expect(input('attendantName')).toBeFocused()
      await page.keyboard.type(typed.attendant[0])
      await expect(page.locator('.ant-select-item-option').filter({ hasText: typed.attendant[1], visible: true })).toBeVisible()
      await keys.press('ArrowDown', 'Enter')
      await expect(input('attendantName')).toHaveValue(typed.attendant[1])
      await keys.press('Enter')
    },
    /** One row of the grid, cell by cell; ends behind its last cell. */
    async typeNewborn(order: number, { sex, bornAt, weightG, lengthCm }: TypedNewborn): Promise<void> {
      await keys.choose(cell(order, '性别'), sex, sex === '1' ? '男' : '女')
      await keys.enter(cell(order, '出生时间'), bornAt)
      await keys.enter(cell(order, '出生体重'), weightG)
      await keys.enter(cell(order, '出生身长'), lengthCm)
      if (order === 1) await keys.choose(cell(order, '健康'), '1', '良好')
      else await keys.enter(cell(order, '健康'))
      await keys.enter(cell(order, 'Apgar 1分'), '9')
      await keys.enter(cell(order, 'Apgar 5分'), '10')
      await keys.enter(cell(order, '抢救'))
      await keys.enter(cell(order, '缺陷'))
      await keys.enter(cell(order, '分娩结局'))
    },
    listed: main.locator('.data-table tbody tr[data-row]'),
  }
}
