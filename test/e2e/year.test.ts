import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type Desk, freshDataFolder, launchDesk } from '../support/launch.ts'
import { SCREEN } from '../support/practice-tour.ts'
import { readWorkbook } from '../support/saved-file.ts'
import { Annual } from './pages/annual.ts'
import { ask, CertificateDesk, openEmptyHospital, PASSWORD, registerBirth, signIn, tickMaterials } from './pages/certificate.ts'
import { ReplacementDesk } from './pages/replacement.ts'
import { plugScanner } from './pages/scanner.ts'
import { Stock } from './pages/stock.ts'
import { Stocktake } from './pages/stocktake.ts'

const DAY_MS = 86_400_000
const lastYear = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1
// The 30th of December at ten in the morning, in China: the year can still be worked in, and is over when the program starts again.
const shiftMs = Date.UTC(lastYear, 11, 30, 2) - Date.now()
const shiftedDay = (days = 0): string => new Date(Date.now() + shiftMs + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10)

/** The program as it stood at the end of last year: its core and its window have that day. */
async function launchLastYear(data: string): Promise<Desk> {
  const desk = await launchDesk({ data, before: ['-r', join(import.meta.dirname, '../support/shifted-clock.cjs')], env: { FUYOU_TEST_CLOCK_SHIFT_MS: String(shiftMs) } })
  await desk.page.addInitScript(`{ const Real = Date, shift = ${shiftMs}; globalThis.Date = class extends Real { constructor(...given) { if (given.length) super(...given); else super(Real.now() + shift) } static now() { return Real.now() + shift } } }`)
  await desk.page.reload()
  return desk
}

const answerDialog = (desk: Desk, path: string) => desk.app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = async () => ({ canceled: false, filePath }) }, path)

async function openHospitalWithDirector(page: Page): Promise<{ passphrase: string }> {
  const created = await openEmptyHospital(page)
  await ask(page, 'auth.login', { loginName: 'guanli', password: PASSWORD })
  await ask(page, 'user.save', { loginName: 'fenguan', displayName: '韩分管', roles: ['director'], disabled: false, password: 'Anfang-01' })
  const { rev, value } = await ask(page, 'setting.get', { key: 'provinceRules' })
  await ask(page, 'setting.save', { key: 'provinceRules', rev, value: { ...(value as object), reissueAuthority: 'issuer' } as never })
  await ask(page, 'auth.login', { loginName: 'fenguan', password: 'Anfang-01' })
  await ask(page, 'auth.changePassword', { oldPassword: 'Anfang-01', newPassword: PASSWORD })
  return created
}

test('a year at the window: from the request for blanks to the form of the year, every number accounted for', async () => {
  const folder = freshDataFolder()
  const files = mkdtempSync(join(tmpdir(), 'fuyou-year-'))
  const desk = await launchLastYear(folder.path)
  const { page } = desk
  const stock = new Stock(page)
  const certificates = new CertificateDesk(page)
  const replacements = new ReplacementDesk(page)
  const stocktake = new Stocktake(page)
  let shot = 0
  // Every screen of the year as a picture, for whoever wants to look at them; they take time of their own.
  const look = async (name: string, of = page): Promise<void> => {
    shot += 1
    if (process.env.FUYOU_YEAR_PICTURES) await of.screenshot({ path: join(process.env.FUYOU_YEAR_PICTURES, `${String(shot).padStart(2, '0')}-${name}.png`) })
  }
  let passphrase = ''
  try {
    await page.setViewportSize(SCREEN)
    passphrase = (await openHospitalWithDirector(page)).passphrase
    await answerDialog(desk, join(files, '套打.pdf'))

    await test.step('the keeper asks the county for blanks', async () => {
      await signIn(page, 'zhengjian')
      await look('keeper-home')
      await stock.goto()
      await look('stock-empty')
      await page.keyboard.press('Alt+PageDown')
      await expect(page.getByRole('button', { name: '向上级申领 F10' })).toBeVisible()
      await look('batches-empty')
      await page.keyboard.press('F10')
      await expect(page.locator('#request-quantity')).toBeFocused()
      await page.keyboard.type('30')
      await stock.type('request-to', '青山县卫生健康局')
      await stock.second('request-second', '钱证件')
      await look('request')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await look('requested')
    })
    await test.step('they arrive: counted by two', async () => {
      await page.getByRole('button', { name: '到货入库' }).press('Enter')
      await expect(page.locator('#receive-first')).toBeFocused()
      await look('receive-empty')
      // What the request has said already is not typed again.
      await expect(page.locator('#receive-from')).toHaveValue('青山县卫生健康局')
      await page.keyboard.insertText('Z430000001')
      await stock.type('receive-last', 'Z430000030')
      await stock.second('receive-second', '钱证件')
      await look('receive')
      // Enter goes from the last field to the button, and presses it.
      await page.keyboard.press('Enter')
      await expect(page.getByRole('button', { name: '清点无误,入库 F2' })).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(stock.dialog).toBeHidden()
      await look('received')
    })
    await test.step('ten go to the window', async () => {
      await page.keyboard.press('F6')
      // The lowest number of the cabinet stands there already.
      await expect(page.locator('#move-first')).toBeFocused()
      await expect(page.locator('#move-first')).toHaveValue('Z430000001')
      await stock.type('move-last', 'Z430000010')
      await stock.second('move-second', '孙签发')
      await look('draw')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await stock.goto()
      await look('drawn')
    })
    const bornAt = `${shiftedDay(-3)}T08:01`
    const first = await registerBirth(page, { newborns: [{ sex: '2', bornAt }] })
    await registerBirth(page, {
      mother: { name: '陈秀英', idNumber: '11010119900101100X', birthDay: '1990-01-01' as never }, admissionNumber: 'ZY20260302', newborns: [{ sex: '1', bornAt }],
    })
    const issue = async (mother: string, baby: string, number: string): Promise<void> => {
      await signIn(page, 'qianfa')
      await certificates.open(mother)
      await look(`register-${number}`)
      await certificates.register(baby)
      await look(`print-${number}`)
      await certificates.print(number)
      await look(`ask-${number}`)
      await certificates.answerGood()
      await finish(number)
      await certificates.handOver()
    }
    const finish = async (number: string): Promise<void> => {
      await look(`seal-others-${number}`)
      await certificates.switchUser('吴盖章')
      await look(`seal-${number}`)
      await certificates.seal(number)
      await look(`sealed-${number}`)
      await certificates.switchUser('孙签发')
      await look(`hand-over-${number}`)
    }
    await test.step('the first child', async () => {
      await issue('张丽华', '李思元', 'Z430000001')
      await look('done')
    })
    await test.step('the second child, its first sheet spoiled', async () => {
      await signIn(page, 'qianfa')
      await certificates.open('陈秀英')
      await certificates.register('李思齐')
      await certificates.print('Z430000002')
      await certificates.answerInked('卡纸', '郑审核')
      await look('after-misprint')
      await expect(page.locator('.number.huge')).toHaveText('Z430000003')
      await expect(page.locator('#scan')).toBeFocused()
      await (await plugScanner(page)).scan('Z430000003')
      // The scanner has said which sheet lies there; one more key prints it.
      await expect(page.locator('.print-step .big-button')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: '印好了吗?' })).toBeVisible()
      await certificates.answerGood()
      await finish('Z430000003')
      await certificates.handOver()
    })
    await test.step('the first name was wrong: an exchange', async () => {
      await replacements.openList()
      await look('replacements-empty')
      await certificates.goto(`/certificate/${first.newbornIds[0]!}`)
      await expect(page.getByText('已签发并领取')).toBeVisible()
      await page.keyboard.press('F7')
      await expect(page.getByRole('heading', { name: '新的换发申请' })).toBeVisible()
      await look('exchange-new')
      await replacements.chooseReason('签发机构责任')
      await replacements.pick('householdRegistered', '否')
      await replacements.pick('returnedParts', '正页和副页')
      await tickMaterials(page)
      await look('exchange-filled')
      await page.keyboard.press('Control+Enter')
      await expect(page.locator('#certificate-registration-babyName')).toBeFocused()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('李思远')
      await expect(page.locator('.difference-table .is-after')).toHaveText(['李思远'])
      await look('exchange-correction')
      await page.keyboard.press('Control+Enter')
      await replacements.apply()
      await look('exchange-applied')
      await certificates.switchUser('郑审核')
      await look('exchange-review')
      await replacements.agree('核对原始记录,属笔误')
      await look('exchange-agreed')
      await certificates.switchUser('孙签发')
      await look('exchange-print')
      await certificates.print('Z430000004')
      await certificates.answerGood()
      await finish('Z430000004')
      await replacements.handOver()
      await look('exchange-done')
    })
    await test.step('the second certificate is lost: a re-issue', async () => {
      await signIn(page, 'qianfa')
      await replacements.begin('reissue', 'Z430000003')
      await look('reissue-new')
      await replacements.applyForLost({ registered: true })
      await look('reissue-applied')
      await certificates.switchUser('郑审核')
      await replacements.agree()
      await certificates.switchUser('孙签发')
      await certificates.print('Z430000005')
      await certificates.answerGood()
      await finish('Z430000005')
      await replacements.handOver()
    })
    await test.step('a blank is lost, reported and confirmed', async () => {
      await signIn(page, 'zhengjian')
      await look('keeper-home-later')
      await stock.goto()
      await page.keyboard.press('F8')
      await expect(page.locator('#loss-first')).toBeFocused()
      await look('loss-empty')
      await page.keyboard.insertText('Z430000030')
      await stock.type('loss-last', 'Z430000030')
      await stock.type('loss-place', '证件室保险柜')
      await stock.type('loss-what', '清点时缺 1 张')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await look('loss-reported')
      await page.getByRole('button', { name: '登记材料' }).press('Enter')
      await expect(page.locator('#loss-upward-at')).toBeFocused()
      const now = new Date(Date.now() + shiftMs + 8 * 3_600_000).toISOString()
      await stock.type('loss-upward-at', now.slice(0, 16).replace(/\D/g, ''))
      await stock.type('loss-upward-to', '省卫生健康委员会')
      await stock.type('loss-written', '青妇〔2026〕3 号')
      await stock.type('loss-news', '青山日报')
      await stock.type('loss-news-day', shiftedDay().replaceAll('-', ''))
      await look('loss-papers')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await look('loss-complete')
      await expect(page.getByRole('button', { name: '确认作废' })).toBeEnabled()
      await page.getByRole('button', { name: '确认作废' }).press('Enter')
      await expect(page.locator('#loss-reviewer-name')).toBeFocused()
      await stock.second('loss-reviewer', '郑审核')
      await look('loss-confirm')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await look('loss-done')
    })
    await test.step('the spoiled sheet and what came back are handed in and destroyed', async () => {
      await page.keyboard.press('Alt+PageDown')
      await expect(page.getByRole('row', { name: /Z430000002/ })).toBeVisible()
      await look('waste')
      // The lost ones are not here: they stand in the list, and are not offered.
      await expect(page.getByRole('row', { name: /Z430000030/ })).toContainText('找到后再收存')
      await page.keyboard.press('F10')
      await expect(page.locator('#collect-numbers')).toBeFocused()
      await expect(page.locator('#collect-numbers')).toHaveValue('Z430000001–Z430000002')
      await stock.second('collect-reviewer', '郑审核')
      await look('waste-collect')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await look('waste-collected')
      // What was collected is handed in next: the page is there already.
      await expect(page.getByRole('button', { name: '上交 F10' })).toBeEnabled()
      await page.getByRole('button', { name: '上交 F10' }).press('Enter')
      await expect(page.locator('#handin-numbers')).toBeFocused()
      await stock.type('handin-to', '市妇幼保健院')
      await stock.type('handin-receiver', '周审')
      await stock.second('handin-second', '钱证件')
      await look('waste-handin')
      await page.keyboard.press('F2')
      await expect(page.locator('.paper-dialog')).toContainText('废证上交清单')
      await expect(page.frameLocator('.paper-dialog iframe').locator('svg').first()).toContainText('Z430000001')
      await expect(page.locator('.paper-dialog .print-bar button:focus')).toHaveCount(1)
      await look('waste-handin-paper')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name: '登记销毁' })).toBeEnabled()
      await page.getByRole('button', { name: '登记销毁' }).press('Enter')
      await expect(page.locator('#destroy-numbers')).toBeFocused()
      await stock.type('destroy-place', '市妇幼保健院')
      await stock.type('destroy-receiver', '周审')
      await stock.type('destroy-witness', '马纪检')
      await stock.second('destroy-leader', '韩分管')
      await look('waste-destroy')
      await page.keyboard.press('F2')
      await expect(page.frameLocator('.paper-dialog iframe').locator('svg').first()).toContainText('第一联 县级存')
      await look('waste-destroyed')
      await page.keyboard.press('Escape')
    })
    await test.step('the month is counted: one number is missing, and explained', async () => {
      await signIn(page, 'qianfa')
      await stocktake.open()
      await look('stocktake-open')
      await stocktake.begin('孙签发')
      await look('stocktake-count')
      await stocktake.addRange('Z430000006', 'Z430000009')
      await stocktake.sign('赵证件')
      await look('stocktake-signed')
      await signIn(page, 'zhengjian')
      await stocktake.goto()
      await expect(page.getByRole('button', { name: '的盘点' })).toBeVisible()
      await page.keyboard.press('F4')
      await stocktake.begin('证件柜')
      await stocktake.addRange('Z430000011', 'Z430000029')
      await stocktake.sign('钱证件')
      await expect(stocktake.differences).toContainText('Z430000010')
      await look('stocktake-difference')
      await stocktake.explain('借给培训教室展示,当日取回')
      await look('stocktake-explained')
      await stocktake.finalise('钱证件')
      await look('stocktake-final')
      await stocktake.goto('#/stocktake?tab=month')
      await look('stocktake-month')
    })
    await test.step('the ledgers of the year as workbooks', async () => {
      await stocktake.goto('#/ledgers?book=firstIssue')
      await expect(page.locator('.ledger-table')).toContainText('Z430000003')
      await look('ledger')
      const path = join(files, '首次签发.xlsx')
      await answerDialog(desk, path)
      await page.keyboard.press('F4')
      await expect.poll(() => existsSync(path)).toBe(true)
      await expect(page.getByText(`已导出 2 条到 ${path}`)).toBeVisible()
      await look('ledger-saved')
      const { cells } = await readWorkbook(path)
      expect(cells).toHaveLength(3)
    })
    await test.step('the form of the year cannot be final before the year is over', async () => {
      const annual = new Annual(page)
      await annual.goto(lastYear)
      await look('annual-draft')
      await annual.start(0, '启用前没有空白证件', '韩分管')
      await expect(annual.dialog).toBeHidden()
      await look('annual-started')
    })
  } finally {
    await desk.close()
  }
  await test.step('in the new year the form is final by two, every formula holding', async () => {
    const next = await launchDesk({ data: folder.path })
    try {
      const annual = new Annual(next.page)
      await next.page.setViewportSize(SCREEN)
      await expect.poll(async () => (await ask(next.page, 'system.state', null)).state).not.toBe('opening')
      if ((await ask(next.page, 'system.state', null)).state === 'needs-passphrase') await ask(next.page, 'system.unlock', { passphrase })
      await signIn(next.page, 'zhengjian')
      await look('new-year-home', next.page)
      await annual.goto(lastYear)
      const figures = { opening: 0, received: 30, firstIssued: 2, exchanged: 1, reissued: 1, misprinted: 1, lost: 1, otherVoid: 0, closing: 24 }
      for (const [column, figure] of Object.entries(figures)) await expect(annual.cell(column)).toHaveText(String(figure))
      await look('new-year-annual', next.page)
      await annual.finalise('韩分管')
      await expect(annual.dialog).toBeHidden()
      await expect(next.page.getByText('已定稿:填表人 赵证件,审核人 韩分管')).toBeVisible()
      await look('new-year-final', next.page)
    } finally {
      await next.close()
      folder.remove()
      rmSync(files, { recursive: true, force: true })
    }
  })
})
