import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Desk, launchDesk } from '../support/launch.ts'
import { readWorkbook } from '../support/saved-file.ts'
import { SCREEN } from '../support/practice-tour.ts'
import { openHospital, signIn } from './pages/certificate.ts'
import { Stocktake } from './pages/stocktake.ts'
import { fitsSideways } from './pages/screen.ts'

let desk: Desk
let folder: string
test.beforeEach(async () => {
  desk = await launchDesk()
  folder = mkdtempSync(join(tmpdir(), 'fuyou-books-'))
  await desk.page.setViewportSize(SCREEN)
  await openHospital(desk.page)
})
test.afterEach(async () => {
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The system's file dialog answers with this path. */
const answerDialog = (path: string) => desk.app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = async () => ({ canceled: false, filePath }) }, path)

test('a month-end count: the window by scanner, the cabinet by typed ranges, one missing number named, explained and finalised', async () => {
  const { page } = desk
  const stocktake = new Stocktake(page)
  await test.step('the issuer counts the window under the scanner, wherever the cursor is', async () => {
    await signIn(page, 'qianfa')
    await stocktake.open()
    await stocktake.begin('孙签发')
    await stocktake.scan('Z430000001', 'Z430000002')
    await expect(stocktake.counted).toHaveText('2')
    await page.locator('h1').click()
    await stocktake.scan('Z430000003')
    await expect(stocktake.counted).toHaveText('3')
  })
  await test.step('the next sheet before the page has taken the last one leaves no sign in the field', async () => {
    await page.locator('#count-scan').focus()
    // A page so busy that the next scan begins before it has taken the one before.
    await page.evaluate(() => {
      const real = globalThis.setTimeout
      Object.assign(globalThis, { setTimeout: (run: () => void, ms?: number) => real(run, ms || 40), realTimeout: real })
    })
    await stocktake.scan('Z430000001', 'Z430000002', 'Z430000003')
    await page.evaluate(() => { globalThis.setTimeout = (globalThis as unknown as { realTimeout: typeof setTimeout }).realTimeout })
    await expect(page.locator('.scan-last')).toContainText('Z430000003')
    await expect(page.locator('#count-scan')).toHaveValue('')
    await expect(stocktake.counted).toHaveText('3')
  })
  await test.step('a number again is said and counts once; garbage is red, stays to be looked at, and keeps the count from being signed', async () => {
    await stocktake.scan('Z430000001')
    await expect(page.locator('.scan-last')).toContainText('已经数过')
    await stocktake.scan('6901234567892')
    await expect(page.locator('.scan-last.is-refused')).toContainText('6901234567892')
    await expect(page.getByText('1 条扫描不是证件编号')).toBeVisible()
    await expect(stocktake.counted).toHaveText('3')
    await page.getByRole('listitem').filter({ hasText: '6901234567892' }).getByRole('button', { name: '移除' }).click()
    await expect(page.getByText('1 条扫描不是证件编号')).toBeHidden()
  })
  await test.step('without a scanner a number is typed with Enter, a run by its ends', async () => {
    await stocktake.typeNumber('z430000004')
    await expect(stocktake.counted).toHaveText('4')
    await stocktake.addRange('Z430000005', 'Z430000019')
    await expect(stocktake.counted).toHaveText('19')
    expect(await fitsSideways(desk.page)).toBe(true)
    await stocktake.sign('赵证件')
  })
  await test.step('the keeper counts the cabinet; the missing number is named', async () => {
    await signIn(page, 'zhengjian')
    await stocktake.goto()
    await expect(page.getByRole('button', { name: '的盘点' })).toBeVisible()
    await page.keyboard.press('F4')
    await stocktake.begin('证件柜')
    await stocktake.addRange('Z430000021', 'Z430000100')
    await stocktake.sign('钱证件')
    await expect(page.getByText('账面 100 张,清点 99 张,差异编号 1 个,其中未说明 1 个')).toBeVisible()
    await expect(stocktake.differences).toContainText('账有实无')
    await expect(stocktake.differences).toContainText('Z430000020')
    await expect(stocktake.differences).toContainText('孙签发')
    await expect(stocktake.differences.getByText('报告遗失')).toBeVisible()
    expect(await fitsSideways(desk.page)).toBe(true)
  })
  await test.step('it is explained, finalised by two, and stands against the month', async () => {
    await stocktake.explain('已按遗失上报县卫健局')
    await stocktake.finalise('钱证件')
    await stocktake.goto('#/stocktake?tab=month')
    await expect(page.locator('.balance')).toContainText('期末库存')
    await expect(page.getByText('盘点 99 张,盘点时账面 100 张,差异编号 1 个')).toBeVisible()
    await page.locator('[data-figure=received]').click()
    await expect(page.locator('.ant-drawer')).toContainText('Z430000001 – Z430000100')
    expect(await fitsSideways(desk.page)).toBe(true)
  })
  await test.step('the file names the number', async () => {
    await page.keyboard.press('Escape')
    await stocktake.goto('#/stocktake')
    await page.getByRole('row', { name: '已完成' }).click()
    await expect(stocktake.differences).toContainText('账有实无')
    const path = join(folder, '盘点.xlsx')
    await answerDialog(path)
    await page.keyboard.press('F8')
    await expect.poll(() => existsSync(path)).toBe(true)
    const { cells } = await readWorkbook(path)
    expect(cells[1]!.map(cell => cell.value)).toEqual([1, 'Z430000020', '账有实无', '孙签发', null, '已领用', '已按遗失上报县卫健局', '赵证件'])
  })
})

test('a ledger is looked at, saved as .xlsx where the clerk says and as PDF, and read back', async () => {
  const { page } = desk
  const stocktake = new Stocktake(page)
  await signIn(page, 'zhengjian')
  await stocktake.goto('#/ledgers?book=handOut')
  await expect(page.locator('.ledger-table')).toContainText('Z430000020')
  expect(await fitsSideways(desk.page)).toBe(true)
  const path = join(folder, '出库登记本.xlsx')
  await answerDialog(path)
  await page.keyboard.press('F4')
  await expect(page.getByText(`已导出 1 条到 ${path}`)).toBeVisible()
  const { title, cells } = await readWorkbook(path)
  expect(title).toBe('出库登记本')
  expect(cells.map(row => row.map(cell => cell.value))).toEqual([
    ['序号', '出库单位', '出库日期', '出库数量', '起始编码', '终止编码', '库存数', '申领单位名称', '领证人签名', '经办人签名'],
    [1, '青山县妇幼保健院', expect.stringMatching(/^\d{4}-\d\d-\d\d$/), 20, 'Z430000001', 'Z430000020', 80, '青山县妇幼保健院', '孙签发', '赵证件'],
  ])
  await answerDialog(join(folder, '出库登记本'))
  await page.getByRole('button', { name: 'PDF' }).click()
  await expect.poll(() => existsSync(join(folder, '出库登记本.pdf'))).toBe(true)
  expect(readdirSync(folder).toSorted()).toEqual(['出库登记本.pdf', '出库登记本.xlsx'])
})
