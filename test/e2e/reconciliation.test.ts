import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freshDataFolder, launchDesk } from '../support/launch.ts'
import { guideOf } from '../support/practice-tour.ts'
import { ask } from './pages/certificate.ts'
import { ReconciliationPage } from './pages/reconciliation.ts'

test('the province\'s list is chosen, its columns corrected, compared, answered, exported and printed, by keyboard in both languages', async () => {
  const info = test.info()
  const folder = freshDataFolder()
  const desk = await launchDesk()
  const { page, app } = desk
  const screen = new ReconciliationPage(desk)
  const guide = guideOf(desk)
  const picture = async (name: string) => { await guide.settled(); await page.screenshot({ path: info.outputPath(`${name}.png`) }) }
  const noOverflow = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  try {
    await ask(page, 'system.openPractice', { persons: 120 })
    await page.reload()
    await guide.fitScreen()
    await guide.signIn('shangbao')
    const sheets = (await ask(page, 'certificate.queue', { queue: 'issued', mine: false, offset: 0, limit: 5 })).rows
    expect(sheets.length).toBeGreaterThan(2)
    const line = (index: number, name = sheets[index]!.babyName) => [sheets[index]!.number, name, sheets[index]!.babySex === '1' ? '男' : '女', sheets[index]!.issueDay, '已签发'].join(',')
    const path = join(folder.path, '签发名单.csv')
    writeFileSync(path, `\ufeff出生证编号,宝宝,性别,签发日期,状态\r\n${[line(0), line(1, '艾孜买提江·吐尔逊买买提伊明'), 'Y999999999,赵外院,男,2026-01-05,已签发'].join('\r\n')}\r\n`)

    await screen.goto()
    await test.step('a closed dialog changes nothing; a file that is no list is refused with a sentence', async () => {
      await screen.choose(null)
      await expect(page.getByText('还没有核对过')).toBeVisible()
      const picturePath = join(folder.path, '图片.csv')
      writeFileSync(picturePath, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))
      await screen.choose(picturePath)
      await expect(page.getByText('不是 UTF-8 或 GBK 编码的文本')).toBeVisible()
    })
    await test.step('columns are proposed by their headings; one that was not is chosen by keyboard', async () => {
      await screen.choose(path)
      await expect(page.getByText('不是 UTF-8 或 GBK 编码的文本')).toBeHidden()
      await expect(page.locator('#reconcile-number').locator('xpath=ancestor::*[contains(@class,"ant-select")][1]')).toContainText('A 出生证编号')
      await page.locator('#reconcile-babyName').focus()
      await page.keyboard.type('宝宝')
      await page.keyboard.press('Enter')
      await expect(page.locator('#reconcile-babyName').locator('xpath=ancestor::*[contains(@class,"ant-select")][1]')).toContainText('B 宝宝')
      await noOverflow()
      await picture('columns')
    })
    await test.step('compared; the differences are there', async () => {
      await page.keyboard.press('F6')
      await expect(page.getByText('核对结果')).toBeVisible({ timeout: 30_000 })
      await expect(screen.rows.filter({ hasText: 'Y999999999' })).toContainText('仅省平台有')
      await expect(screen.rows.filter({ hasText: sheets[1]!.number! })).toContainText('艾孜买提江·吐尔逊买买提伊明')
      await noOverflow()
      await picture('result')
    })
    await test.step('Enter opens a difference; the answer is given and kept at the next import', async () => {
      await screen.rows.filter({ hasText: sheets[1]!.number! }).focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expect(page.locator('#reconcile-answer input').first()).toBeFocused()
      await picture('answer')
      await page.getByLabel('已报省平台更正').check()
      await page.locator('#reconcile-note').fill('已电话告知')
      await page.keyboard.press('F2')
      await expect(page.getByRole('dialog')).toBeHidden()
      await expect(screen.rows.filter({ hasText: sheets[1]!.number! })).toContainText('已报省平台更正')
      await screen.choose(path)
      await expect(page.locator('#reconcile-babyName').locator('xpath=ancestor::*[contains(@class,"ant-select")][1]')).toContainText('B 宝宝')
      await page.keyboard.press('F6')
      // The columns go when the new result is on the screen.
      await expect(page.locator('#reconcile-babyName')).toHaveCount(0)
      expect(await ask(page, 'reconcile.runs', null)).toHaveLength(2)
      await expect(screen.rows.filter({ hasText: sheets[1]!.number! })).toContainText('已电话告知')
    })
    await test.step('correcting ours leads to the record', async () => {
      await screen.rows.filter({ hasText: sheets[1]!.number! }).focus()
      await page.keyboard.press('Enter')
      await page.getByLabel('更正本院记录').check()
      await page.keyboard.press('F2')
      await expect(page).toHaveURL(new RegExp(`#/certificate/${sheets[1]!.newbornId}`))
      await screen.goto()
      await expect(screen.rows.first()).toBeVisible()
    })
    await test.step('exported and printed where the clerk says', async () => {
      const [csv, pdf] = [join(folder.path, 'a.csv'), join(folder.path, 'a.pdf')]
      const saveAs = (to: string) => app.evaluate(({ dialog }, chosen) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen }) }, to)
      await saveAs(csv)
      await page.keyboard.press('F8')
      await expect.poll(() => { try { return readFileSync(csv, 'utf8') } catch { return '' } }).toContain('Y999999999')
      expect(readFileSync(csv, 'utf8').startsWith('\ufeff')).toBe(true)
      await saveAs(pdf)
      await page.keyboard.press('Control+p')
      await expect.poll(() => { try { return readFileSync(pdf).subarray(0, 5).toString() } catch { return '' } }, { timeout: 30_000 }).toBe('%PDF-')
      writeFileSync(info.outputPath('differences.pdf'), readFileSync(pdf))
    })
    await test.step('in English', async () => {
      await page.getByRole('button', { name: 'English', exact: true }).first().click()
      await expect(page.getByRole('heading', { level: 1, name: 'Provincial check' })).toBeVisible()
      await expect(screen.rows.filter({ hasText: 'Y999999999' })).toContainText('Only theirs')
      await noOverflow()
      await picture('english')
    })
  } finally {
    await desk.close()
    folder.remove()
  }
})
