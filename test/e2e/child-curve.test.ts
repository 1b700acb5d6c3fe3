import { expect, test } from '@playwright/test'
import { addDays, type Day, monthAnniversary } from '../../domain/time/day.ts'
import { checkUp, registerChild } from '../support/child-case-scene.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { fitsSideways, keepPicture, seriousFindings } from './pages/screen.ts'

const NAME = '阿卜杜热合曼·麦麦提图尔荪·龘𬭊·伊敏尼亚孜'
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
const born = addDays(monthAnniversary(today, -26), -3)
let hospital: WindowHospital
let fileId: string

test.beforeEach(async () => {
  hospital = await openHospital(['childCare', 'registrar'])
  ;({ fileId } = await registerChild(hospital, NAME, born, { gestationDays: 224, birthWeightG: 1800, birthLengthCm: 42 }))
  for (const [contact, months, weightKg, lengthCm] of [['month3', 3, 4.6, 55], ['month6', 6, 6.6, 63], ['month8', 8, 7.6, 67], ['month12', 12, 7.6, 71], ['month18', 18, 10, 79]] as const) {
    await checkUp(hospital, fileId, { contact, visitDay: monthAnniversary(born, months), weightKg, lengthCm })
  }
})
test.afterEach(async () => { await hospital.close() })

test('the growth curve: drawn, read as a table, changed and printed by keyboard', async () => {
  const { page, go } = hospital
  await go(`/children/${fileId}?tab=curve`)
  const chart = page.getByRole('img', { name: /年龄别体重曲线,6 次测量/ })
  await expect(chart.locator('svg path[fill="#0958d9"]')).toHaveCount(5)
  await expect(page.locator('.curve-warnings')).toContainText('体重未增长')
  await expect(page.getByText('空心:同一测量值在实足月龄的位置')).toBeVisible()
  await keepPicture(page, 'child-curve')
  expect(await fitsSideways(page)).toBe(true)
  expect(await seriousFindings(page, 'main')).toEqual([])

  await test.step('a mark says day, both ages, value, z and its source', async () => {
    const box = (await chart.boundingBox())!
    // 18 months, 10 kg: x from 52 px on the left to 52 px on the right are 0 to 24 months.
    const corrected = await page.evaluate(() => [...document.querySelectorAll<SVGPathElement>('.chart svg path')].filter(path => path.getAttribute('fill') === '#0958d9').map(path => { const { x, y, width, height } = path.getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 } }))
    expect(corrected).toHaveLength(5)
    const last = corrected.toSorted((a, b) => b.x - a.x)[0]!
    expect(last.x).toBeLessThan(box.x + box.width)
    await page.mouse.move(last.x, last.y)
    await expect(chart).toContainText(monthAnniversary(born, 18))
    await expect(chart).toContainText('WS/T 423—2022')
    await expect(chart).toContainText('估算')
    await keepPicture(page, 'child-curve-hover')
    await page.mouse.move(5, 5)
  })

  await test.step('standard, indicator and table by keyboard alone', async () => {
    await page.getByRole('radiogroup', { name: '标准', exact: true }).getByRole('radio').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('radiogroup', { name: '指标' }).getByRole('radio').first().focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('img', { name: /年龄别身长\/身高曲线/ })).toBeVisible()
    await page.getByRole('radiogroup', { name: '显示方式' }).getByRole('radio').first().focus()
    await page.keyboard.press('ArrowRight')
    const table = page.getByRole('table').filter({ hasText: monthAnniversary(born, 18) })
    await expect(table).toContainText('WHO')
    await expect(table).toContainText('79.0 cm')
    await keepPicture(page, 'child-curve-table')
    expect(await seriousFindings(page, 'main')).toEqual([])
  })

  await test.step('Ctrl+P opens the paper of this curve', async () => {
    await page.keyboard.press('Control+p')
    await expect(page.locator('h1')).toHaveText('打印儿童保健表格')
    const paper = page.frameLocator('iframe')
    await expect(paper.locator('.page')).toContainText('年龄别身长/身高')
    await expect(paper.locator('.page')).toContainText(NAME)
    await keepPicture(page, 'child-paper-curve')
    expect(await fitsSideways(page)).toBe(true)
    expect(await seriousFindings(page, 'main')).toEqual([])
  })

  await test.step('the forms and the handbook are one key away from the file', async () => {
    await go(`/children/${fileId}`)
    await expect(page.locator('.child-schedule li')).toHaveCount(13)
    await page.keyboard.press('Control+p')
    const paper = page.frameLocator('iframe')
    await expect(paper.locator('.page').first()).toContainText('12～30月龄儿童健康检查记录表')
    await keepPicture(page, 'child-paper-form')
    await page.getByRole('radiogroup', { name: '表格' }).getByRole('radio', { name: '中医药 24～36月龄' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(paper.locator('.page').first()).toContainText('儿童健康检查记录(18月龄)')
    await keepPicture(page, 'child-paper-handbook')
    expect(await seriousFindings(page, 'main')).toEqual([])
  })
})

test('notices of what is late: everybody chosen, shown as they will be cut, refused once without the hospital’s phone', async () => {
  const { page, go, call } = hospital
  await go('/children/notices?view=overdue')
  await expect(page.getByText('机构电话(请在设置“机构信息”中填写)')).toBeVisible()
  const due = await call('child.due.list', { kind: 'overdue', offset: 0, limit: 50 })
  expect(due.rows.filter(row => row.contact === 'month24').length).toBeGreaterThan(0)
  await expect(page.frameLocator('iframe').locator('.page')).toContainText(NAME)
  await expect(page.getByRole('checkbox', { name: new RegExp(NAME) }).first()).toBeChecked()
  await keepPicture(page, 'child-notices')
  expect(await fitsSideways(page)).toBe(true)
  expect(await seriousFindings(page, 'main')).toEqual([])
})
