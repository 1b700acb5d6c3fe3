import { expect, test, type Page } from '@playwright/test'
import { launchDesk } from '../support/launch.ts'
import { ask, openHospital, PASSWORD, signIn } from './pages/certificate.ts'
import { Stock } from './pages/stock.ts'

/** Somebody with another post, with the password already changed. */
async function addAccount(page: Page, loginName: string, displayName: string, role: 'director'): Promise<void> {
  await ask(page, 'auth.login', { loginName: 'guanli', password: PASSWORD })
  await ask(page, 'user.save', { loginName, displayName, roles: [role], disabled: false, password: 'Anfang-01' })
  await ask(page, 'auth.login', { loginName, password: 'Anfang-01' })
  await ask(page, 'auth.changePassword', { oldPassword: 'Anfang-01', newPassword: PASSWORD })
}

test('case 45: a lost blank is reported by keyboard, its clock runs on the page, and its papers make it void', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const stock = new Stock(page)
  try {
    await openHospital(page)
    await signIn(page, 'zhengjian')
    await stock.goto()
    await test.step('F8 opens the report; the numbers are blocked at once', async () => {
      await page.keyboard.press('F8')
      await expect(page.locator('#loss-first')).toBeFocused()
      await page.keyboard.insertText('Z430000050')
      await stock.type('loss-last', 'Z430000050')
      await stock.type('loss-place', '证件室保险柜')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toContainText('还有必填项没有填写')
      await stock.type('loss-what', '月末清点时缺 1 张')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await expect(page.getByRole('row', { name: /Z430000050/ })).toContainText(/还有 1\d\d 分钟须上报/)
      await expect(page.getByRole('button', { name: '确认作废' })).toBeDisabled()
    })
    await test.step('a lost number cannot be drawn', async () => {
      await stock.draw('Z430000050', 'Z430000050', '孙签发')
      await expect(stock.dialog).toContainText('遗失/被盗(上报中)')
      await page.keyboard.press('Escape')
      await expect(stock.dialog).toBeHidden()
    })
    await test.step('the papers are noted; a reviewer agrees', async () => {
      await page.getByRole('button', { name: '登记材料' }).click()
      const now = new Date(Date.now() + 8 * 3_600_000).toISOString()
      await stock.type('loss-upward-at', now.slice(0, 16).replace(/\D/g, ''))
      await stock.type('loss-upward-to', '省卫生健康委员会')
      await stock.type('loss-written', '青妇〔2026〕3 号')
      await stock.type('loss-news', '青山日报')
      await stock.type('loss-news-day', now.slice(0, 10).replaceAll('-', ''))
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await page.getByRole('button', { name: '确认作废' }).click()
      await stock.second('loss-reviewer', '郑审核')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
    })
    expect((await ask(page, 'stock.number', { number: 'Z430000050' }))?.blank.state).toBe('lostVoid')
    await stock.goto()
    await page.locator('#stock-from').focus()
    await page.keyboard.insertText('Z430000050')
    await page.keyboard.press('Enter')
    await expect(page.locator('.ant-drawer')).toContainText('青妇〔2026〕3 号')
  } finally {
    await desk.close()
  }
})

test('void sheets are collected, handed in and destroyed by two accounts; the record prints in two copies', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const stock = new Stock(page)
  try {
    await openHospital(page)
    await addAccount(page, 'fenguan', '韩分管', 'director')
    await signIn(page, 'zhengjian')
    await stock.goto()
    await test.step('void with a reviewer', async () => {
      await page.keyboard.press('F9')
      await expect(page.locator('#move-first')).toBeFocused()
      await page.keyboard.insertText('Z430000060')
      await stock.type('move-last', 'Z430000062')
      await page.locator('[data-field="move-code"], #move-code').getByRole('radio', { name: '其他' }).click()
      await stock.type('move-reason', '受潮')
      await stock.second('move-second', '郑审核')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
    })
    // 库存 → 批次 → 领用 → 遗失 → 废证, by keyboard.
    for (const part of ['批次与申领', '领用', '遗失', '废证上交与销毁']) {
      await page.keyboard.press('Alt+PageDown')
      await expect(page.getByRole('tab', { name: part, selected: true })).toBeVisible()
    }
    await test.step('collected', async () => {
      await expect(page.getByRole('row', { name: /Z430000061/ })).toBeVisible()
      await page.getByRole('button', { name: '收存为待上交' }).click()
      await expect(page.locator('#collect-numbers')).toHaveValue('Z430000060–Z430000062')
      await stock.second('collect-reviewer', '郑审核')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
    })
    await test.step('handed in: the list opens as paper', async () => {
      await page.locator('.ant-segmented-item', { hasText: '待上交' }).first().click()
      await page.getByRole('button', { name: '上交 F10' }).click()
      await stock.type('handin-to', '市妇幼保健院')
      await stock.type('handin-receiver', '周审')
      await stock.second('handin-second', '钱证件')
      await page.keyboard.press('F2')
      await expect(page.locator('.paper-dialog')).toContainText('废证上交清单')
      await expect(page.frameLocator('.paper-dialog iframe').locator('svg').first()).toContainText('Z430000060 — Z430000062')
      await page.keyboard.press('Escape')
    })
    await test.step('destroyed: keeper and leader sign, both copies are there', async () => {
      await page.locator('.ant-segmented-item', { hasText: '已上交待销毁' }).click()
      await page.getByRole('button', { name: '登记销毁' }).click()
      await stock.type('destroy-place', '市妇幼保健院')
      await stock.type('destroy-receiver', '周审')
      await stock.type('destroy-witness', '马纪检')
      await stock.second('destroy-leader', '韩分管')
      await page.keyboard.press('F2')
      const paper = page.frameLocator('.paper-dialog iframe')
      await expect(paper.locator('svg').first()).toContainText('第一联 县级存')
      await expect(paper.locator('svg').nth(1)).toContainText('第二联 市级存')
      await page.keyboard.press('Escape')
    })
    expect((await ask(page, 'stock.summary', null)).byState.find(row => row.state === 'destroyed')?.count).toBe(3)
    await expect(page.getByRole('tab', { name: '下发' })).toHaveCount(0)
  } finally {
    await desk.close()
  }
})

test('manager: the distribution part appears with the setting; blanks go to a hospital with two applicants and two issuers', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const stock = new Stock(page)
  try {
    await openHospital(page)
    await ask(page, 'auth.login', { loginName: 'guanli', password: PASSWORD })
    const { rev, value } = await ask(page, 'setting.get', { key: 'institution' })
    await ask(page, 'setting.save', { key: 'institution', rev, value: { ...(value as object), certificateRole: 'manager' } })
    await ask(page, 'organization.save', { row: { name: '青山县第二人民医院', code: null, level: '2', region: '430421', phone: null, departments: null, active: true } as never })
    await signIn(page, 'zhengjian')
    await stock.goto()
    await stock.tab('下发')
    await test.step('a number that is drawn is named; nothing typed is lost', async () => {
      await page.getByRole('button', { name: '下发', exact: true }).click()
      await stock.choose('give-to', '青山县第二人民医院')
      await stock.type('give-numbers', 'Z430000020-Z430000030')
      await stock.type('give-first-name', '张领')
      await stock.type('give-first-number', '110101199306079996')
      await stock.type('give-second-name', '李领')
      await stock.type('give-second-number', '110101199508150009')
      await stock.second('give-issuer', '钱证件')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toContainText('现为“已领用”,不能办理:Z430000020')
    })
    await test.step('the right run goes out, its slip opens as paper', async () => {
      await stock.type('give-numbers', 'Z430000021-Z430000030')
      await stock.type('give-issuer-password', PASSWORD)
      await page.keyboard.press('F2')
      await expect(page.frameLocator('.paper-dialog iframe').locator('svg').first()).toContainText('申领人2签名')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('row', { name: /青山县第二人民医院/ }).first()).toContainText('10')
    })
    await test.step('a clerk who leaves hands everything over', async () => {
      await stock.tab('领用')
      await page.getByRole('button', { name: '领用人交接' }).click()
      await stock.type('hand-reason', '调离窗口')
      await stock.second('hand-from', '孙签发')
      await stock.second('hand-to', '何签发')
      await page.keyboard.press('F2')
      await expect(stock.dialog).toBeHidden()
      await expect(page.getByRole('row', { name: /领用人交接/ })).toContainText('孙签发 → 何签发')
    })
    expect((await ask(page, 'stock.summary', null)).byHolder).toMatchObject([{ holderName: '何签发', count: 20 }])
  } finally {
    await desk.close()
  }
})
