import { writeFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { launchDesk } from '../support/launch.ts'
import { Annual } from './pages/annual.ts'
import { ask, openHospital, PASSWORD, signIn, today } from './pages/certificate.ts'

test('the form of a year: a cell opens its numbers, finalising is refused while a number is missing, then two make it final', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const annual = new Annual(page)
  const thisYear = Number(today().slice(0, 4))
  const lastYear = thisYear - 1
  const second = { loginName: 'zhengjian2', password: PASSWORD }
  const receive = (firstNumber: string, lastNumber: string, receivedDay: string) => ask(page, 'stock.receive', { edition: '7', firstNumber, lastNumber, receivedFrom: '青山县卫生健康局', receivedDay, secondCounter: second })
  try {
    await desk.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.setContentSize(1366, 768) })
    await openHospital(page)
    await ask(page, 'auth.login', { loginName: 'guanli', password: PASSWORD })
    const director = (await ask(page, 'user.list', null)).find(user => user.roles.includes('director'))
    const directorName = director?.displayName ?? '韩分管'
    if (!director) {
      await ask(page, 'user.save', { loginName: 'fenguan', displayName: directorName, roles: ['director'], disabled: false, password: 'Anfang-01' })
      await ask(page, 'auth.login', { loginName: 'fenguan', password: 'Anfang-01' })
      await ask(page, 'auth.changePassword', { oldPassword: 'Anfang-01', newPassword: PASSWORD })
    }
    await ask(page, 'auth.login', { loginName: 'zhengjian', password: PASSWORD })
    await receive('Y430000001', 'Y430000009', `${lastYear - 1}-12-20`)
    await receive('Y430000101', 'Y430000120', `${lastYear}-05-06`)
    await ask(page, 'stock.void', { firstNumber: 'Z430000100', lastNumber: 'Z430000100', reasonCode: '9', reason: '纸张受潮', secondPerson: { loginName: 'shenhe', password: PASSWORD } })
    await signIn(page, 'zhengjian')

    await test.step('the home page says what is due, and leads there', async () => {
      const strip = page.getByRole('region', { name: '期限' })
      await expect(strip).toContainText('当日库存上报')
      await strip.getByRole('button', { name: '已报:当日库存上报' }).click()
      await expect(strip).toContainText('赵证件')
      await page.screenshot({ path: test.info().outputPath('home.png') })
      await strip.getByRole('link', { name: '年度统计表' }).click()
      await expect(annual.table).toBeVisible()
    })
    await test.step('this year is counted as it stands; a cell opens its numbers with Enter', async () => {
      await annual.goto(thisYear)
      await expect(annual.cell('received')).toHaveText('100')
      await annual.cell('lost').focus()
      await page.keyboard.press('ArrowRight')
      await expect(annual.cell('otherVoid')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(annual.dialog).toContainText('Z430000100')
      await expect(annual.dialog).toContainText('纸张受潮')
      await page.keyboard.press('Escape')
      await expect(annual.dialog).toBeHidden()
    })
    await test.step('last year: the counted start is entered once', async () => {
      await annual.goto(lastYear)
      await expect(page.getByText('还没有登记启用时的上年底库存')).toBeVisible()
      await annual.start(10, `${lastYear - 1}-12-31 两人实点,移交单 1 号`, directorName)
      await expect(annual.dialog).toBeHidden()
      await expect(annual.cell('opening')).toHaveText('10')
      await expect(annual.cell('closing')).toHaveText('30')
      await page.screenshot({ path: test.info().outputPath('draft.png') })
    })
    await test.step('one number is missing: refused by name of both figures', async () => {
      await annual.finalise(directorName)
      await expect(annual.dialog).toContainText('按公式为 30 枚')
      await expect(annual.dialog).toContainText('实际未用编号为 29 枚')
      await page.keyboard.press('Escape')
      await expect(annual.dialog).toBeHidden()
    })
    await test.step('the number is found and booked; two make the form final', async () => {
      await receive('Y430000010', 'Y430000010', `${lastYear - 1}-12-20`)
      await annual.finalise(directorName)
      await expect(annual.dialog).toBeHidden()
      await expect(page.getByText(`已定稿:填表人 赵证件,审核人 ${directorName}`)).toBeVisible()
      await annual.goto(thisYear)
      await expect(annual.cell('opening')).toHaveText('30')
    })
    await test.step('the sheet for the envelope', async () => {
      await annual.goto(lastYear)
      await page.keyboard.press('Control+P')
      await expect(page.frameLocator('iframe').getByText('《出生医学证明》管理使用情况年度统计表')).toBeVisible()
      await page.screenshot({ path: test.info().outputPath('paper.png') })
    })
    await test.step('a county of eighteen institutions with long names: pasted, summed, two sheets', async () => {
      await ask(page, 'auth.login', { loginName: 'guanli', password: PASSWORD })
      const { rev, value } = await ask(page, 'setting.get', { key: 'institution' })
      await ask(page, 'setting.save', { key: 'institution', rev, value: { ...(value as object), certificateRole: 'manager' } as never })
      await signIn(page, 'zhengjian')
      await annual.goto(lastYear)
      await page.keyboard.press('F7')
      await expect(page.locator('#annual-lines')).toBeFocused()
      const line = (index: number) => [`青山县第${index}中心卫生院暨妇幼健康服务指导站(西渡院区)`, 5, 100, 90, 1, 2, 93, 0, 0, 0, 1, 0, 1, 2, 95, 10, 94].join(',')
      await page.keyboard.insertText([line(1).replace('95,10', '95,11'), ...Array.from({ length: 16 }, (_, index) => line(index + 2))].join('\n'))
      await page.keyboard.press('F2')
      await expect(annual.dialog).toContainText('第 1 行“青山县第1中心卫生院暨妇幼健康服务指导站(西渡院区)”:第(15)栏“年底库存”与公式')
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText(Array.from({ length: 17 }, (_, index) => line(index + 1)).join('\n'))
      await page.keyboard.press('F2')
      await expect(annual.dialog).toBeHidden()
      await expect(annual.table.locator('.annual-sum')).toContainText('1,530')
      await page.screenshot({ path: test.info().outputPath('county.png') })
      const { base64 } = await ask(page, 'annual.pdf', { year: lastYear })
      await writeFile(test.info().outputPath('county.pdf'), Buffer.from(base64, 'base64'))
    })
    await test.step('the rates of the year open their numbers', async () => {
      await page.evaluate(() => { location.hash = '#/annual/rates' })
      await page.getByRole('button', { name: `${thisYear} 废证 1` }).press('Enter')
      await expect(annual.dialog).toContainText('Z430000100')
      await page.keyboard.press('Escape')
      await expect(annual.dialog).toBeHidden()
      await page.screenshot({ path: test.info().outputPath('rates.png') })
    })
  } finally {
    await desk.close()
  }
})
