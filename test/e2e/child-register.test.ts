import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { addDays, type Day, monthAnniversary } from '../../domain/time/day.ts'
import { fatherFields, motherRow, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { readWorkbook } from '../support/saved-file.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { idNumberOf } from '../support/women.ts'
import { ChildClinic } from './pages/child.ts'

const NAME = '阿依古丽·买买提艾力'
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
let hospital: WindowHospital
let clinic: ChildClinic
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fuyou-child-register-'))
  hospital = await openHospital(['childCare', 'registrar', 'issuer'])
  clinic = new ChildClinic(hospital.page)
})
test.afterEach(async () => {
  await hospital.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a child is registered, its family phoned and booked, the list taken along and a class read, all by keyboard', async () => {
  const { app, page, call } = hospital
  const birthDay = monthAnniversary(addDays(today, -3), -8)
  const idNumber = idNumberOf('430421', birthDay, 32)
  const line = page.locator('tbody tr[data-row]').filter({ hasText: NAME })
  // One window plays every part of the registration at birth.
  const scene = { clerk: { call }, issuer: { call } } as unknown as Scene
  const { newbornIds: [newbornId] } = await registerBirth(scene, { mother: { phone: '13900005678' }, newborns: [{ bornAt: `${addDays(today, -5)}T08:01` }] })
  const { id: fatherPersonId } = await call('person.save', { row: motherRow({ name: '李国强', sex: '1', idNumber: fatherFields.fatherIdNumber!, birthDay: fatherFields.fatherBirthDay!, phone: '13700009876' }) })
  await registerCertificate(scene, newbornId!, { fatherPersonId })
  await call('person.save', { row: motherRow({ name: '古丽娜尔·买买提', idNumber: idNumberOf('430421', '1993-06-07', 12), birthDay: '1993-06-07' as Day }) })

  await test.step('F4 from the search box, the person, then the file that waits for it; both parents by name', async () => {
    await clinic.goto('/children')
    await expect(page.locator('#child-search')).toBeFocused()
    await page.keyboard.press('F4')
    await expect(page.locator('#person-idNumber')).toBeFocused()
    await page.keyboard.insertText(idNumber)
    await page.keyboard.press('Enter')
    await expect(page.locator('#person-birthDay')).toHaveValue(birthDay)
    await clinic.type('name', NAME)
    await page.keyboard.press('F2')
    await expect(page.getByRole('heading', { level: 1, name: '建立儿童档案' })).toBeVisible()
    await expect(page.getByRole('main')).toContainText(`${NAME} ${birthDay}`)
    for (const [field, name] of [['motherId', '古丽娜尔'], ['fatherId', '李国强']] as const) {
      await clinic.input(field).focus()
      await page.keyboard.insertText(name)
      await expect(page.getByRole('option').filter({ hasText: name }).first()).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(clinic.field(field).locator('.person-chosen')).toContainText(name)
    }
    await clinic.type('contactPhone', '13800001234')
    await page.keyboard.press('F2')
    await expect(page.locator('.child-head')).toContainText(NAME)
    await expect(page.locator('.child-head')).toContainText('父亲 李国强')
    await expect(page.locator('.child-head')).toContainText('母亲 古丽娜尔·买买提')
  })

  await test.step('a newborn of ours brings the father of its registration along', async () => {
    await clinic.goto('/children?view=newborns')
    await page.locator('tbody tr[data-row]').focus()
    await page.keyboard.press('Enter')
    await expect(clinic.field('fatherId')).toContainText('李国强')
    await expect(clinic.field('motherId')).toContainText('张丽华')
    await page.keyboard.press('F2')
    await expect(page.locator('.child-head')).toContainText('父亲 李国强')
  })

  await test.step('the family is phoned; the promised day is booked in the same step', async () => {
    await clinic.goto('/children?view=due')
    await line.getByRole('button', { name: '联系' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(`联系 ${NAME} 的家属`)
    await expect(dialog).toContainText('电话:13800001234')
    await clinic.type('note', '奶奶接电话')
    await expect(page.locator('#attempt-booked')).toBeFocused()
    await page.keyboard.insertText(addDays(today, 2))
    await page.keyboard.press('Enter')
    await expect(page.locator('#attempt-time')).toBeFocused()
    await page.keyboard.insertText('上午')
    await page.keyboard.press('F2')
    await expect(dialog).toHaveCount(0)
    await expect(line).toContainText(addDays(today, 2).slice(5))
    await expect(line).toContainText(`${today.slice(5)} 已通知,答应前来`)
  })

  await test.step('the list to phone by leaves with whole numbers', async () => {
    const path = join(folder, 'list.xlsx')
    await app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as typeof dialog.showSaveDialog }, path)
    await page.getByRole('button', { name: '电话名单 .xlsx' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => readWorkbook(path).then(({ cells }) => cells.find(row => row.some(cell => cell.value === NAME))?.map(cell => cell.value), () => null)).toContain('13800001234')
  })

  await test.step('the child has its booked day and the call in its file', async () => {
    await line.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('row').filter({ hasText: addDays(today, 2) })).toContainText('上午')
    await expect(page.getByRole('row').filter({ hasText: '已通知,答应前来' })).toContainText('8月龄')
  })

  await test.step('a class of the kindergarten: who is known opens its examination, who is not is registered', async () => {
    const path = join(folder, '小一班.xlsx')
    const book = new ExcelJS.Workbook()
    book.addWorksheet('名单').addRows([['红星幼儿园小一班名单'], ['姓名', '性别', '出生日期', '身份证号码', '班级'], [NAME, '女', birthDay, idNumber, '小一班'], ['陌生人', '男', '2023-05-06', '', '小一班']])
    writeFileSync(path, Buffer.from(await book.xlsx.writeBuffer()))
    await app.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [chosen] })) as typeof dialog.showOpenDialog }, path)
    await clinic.goto('/children')
    await page.locator('#child-search').waitFor()
    await page.keyboard.press('F10')
    await page.locator('#class-kindergarten').focus()
    await page.keyboard.insertText('红星幼儿园')
    await page.keyboard.press('F4')
    await expect(page.getByText('小一班.xlsx · 已识别 1 · 未登记 1')).toBeVisible()
    await line.focus()
    await page.keyboard.press('Enter')
    await expect(clinic.input('kindergarten')).toHaveValue('红星幼儿园')
    await expect(clinic.input('className')).toHaveValue('小一班')
    await expect(page.locator('.child-head')).toContainText(NAME)
    await page.keyboard.press('Escape')
    await page.locator('tbody tr[data-row]').filter({ hasText: '陌生人' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('#person-name')).toHaveValue('陌生人')
  })
})
