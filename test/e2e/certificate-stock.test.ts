import { expect, test } from '@playwright/test'
import { launchDesk } from '../support/launch.ts'
import { ask, openHospital, PASSWORD, signIn } from './pages/certificate.ts'
import { Stock } from './pages/stock.ts'

test('blanks are received by two, drawn by signature, and every refusal names the numbers', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const stock = new Stock(page)
  try {
    await openHospital(page)
    await signIn(page, 'zhengjian')
    await stock.goto()
    await expect(stock.count('在库')).toHaveText('80')
    await test.step('a range that was already received is refused by its numbers, and nothing typed is lost', async () => {
      await stock.receive('Z430000050', 'Z430000250', '钱证件')
      await expect(stock.dialog).toContainText('以下编号已入库,不能重复入库:Z430000050–Z430000100(51 枚)')
      await expect(stock.dialog.locator('.range-count')).toHaveText('201 张')
      await stock.changeRange('z430000101', 'Z430000250', PASSWORD)
      await expect(stock.dialog).toBeHidden()
      await expect(stock.count('在库')).toHaveText('230')
    })
    await test.step('an issuer draws; numbers that are drawn already are named', async () => {
      await stock.draw('Z430000019', 'Z430000030', '何签发')
      await expect(stock.dialog).toContainText('Z430000019–Z430000020(2 枚)')
      await stock.changeRange('Z430000021', 'Z430000030', PASSWORD)
      await expect(stock.dialog).toBeHidden()
      await expect(stock.count('已领用')).toHaveText('30')
      await expect(page.locator('.holder-table')).toContainText('何签发')
    })
    await test.step('the life of a number opens with Enter', async () => {
      await page.locator('#stock-from').focus()
      await page.keyboard.type('Z430000021')
      await page.keyboard.press('Enter')
      await expect(page.locator('.ant-drawer')).toContainText('领用人 何签发')
    })
    expect((await ask(page, 'stock.summary', null)).byHolder.map(({ holderName, count, next }) => [holderName, count, next]).toSorted()).toEqual([['何签发', 10, 'Z430000021'], ['孙签发', 20, 'Z430000001']].toSorted())
  } finally {
    await desk.close()
  }
})
