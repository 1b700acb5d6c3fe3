import { expect, test } from '@playwright/test'
import { addDays, dayAt } from '../../domain/time/day.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { deliveryPages } from './pages/delivery.ts'
import { keyboardOf } from './pages/keyboard.ts'
import { peoplePages } from './pages/people.ts'
import { keepPicture } from './pages/screen.ts'

let hospital: WindowHospital
test.beforeEach(async () => { hospital = await openHospital(['registrar', 'doctor', 'issuer', 'reviewer']) })
test.afterEach(async () => { await hospital.close() })

test('a mother is registered and her twins are entered without touching the mouse', async () => {
  const { page } = hospital
  const keys = keyboardOf(page)
  const people = peoplePages(page)
  const delivery = deliveryPages(page)
  const yesterday = addDays(dayAt(Date.now()), -1)
  const packed = yesterday.replaceAll('-', '')

  await test.step('Given nobody of that name, the search leads to registering', async () => {
    await keys.press('Alt+2')
    await people.searchAndRegister('欧阳𬱖㙍')
    await expect(people.name).toHaveValue('欧阳𬱖㙍')
  })
  await test.step('When the ID number is typed, birth day and sex fill themselves', async () => {
    await keys.enter(people.idNumber, '110101199508150009')
    await expect(people.birthDay).toHaveValue('1995-08-15')
    await expect(people.shown('sex')).toContainText('女')
    await keys.press('F2')
    await people.expectFile('欧阳𬱖㙍')
  })
  await test.step('And the delivery is typed from her file, Enter by Enter', async () => {
    await keys.press('F4')
    await delivery.typeDelivery({ admissionNumber: 'ZY20260001', weeks: '36', days: '4', mode: ['pgc', '剖宫产'], fetusCount: '2', attendant: ['zzc', '周助产'] })
    await delivery.typeNewborn(1, { sex: '1', bornAt: `${packed}0801`, weightG: '2650', lengthCm: '47' })
  })
  await test.step('And the second row opens by itself with what twins share', async () => {
    await expect(delivery.rows).toHaveCount(2)
    await expect(delivery.cell(2, '出生时间')).toHaveValue(`${yesterday} 08:01`)
  })
  await test.step('And without the second newborn the delivery is not saved (M-24)', async () => {
    const refusal = page.getByText('胎数为 2,只登记了 1 名新生儿:请补齐其余新生儿(死胎、死产也要登记),或更正胎数')
    await page.getByRole('button', { name: '删除第 2 名新生儿' }).press('Enter')
    await expect(delivery.rows).toHaveCount(1)
    await expect(page.getByRole('status').filter({ hasText: '胎数为 2,还有 1 名没有填写,补齐后才能保存' })).toBeVisible()
    await keys.press('F2')
    await expect(refusal).toBeVisible()
    await expect(delivery.input('fetusCount')).toBeFocused()
    await keepPicture(page, 'birth-twins-refused')
    await keys.press('F6')
    await expect(delivery.rows).toHaveCount(2)
    await expect(refusal).toBeHidden()
    await delivery.typeNewborn(2, { sex: '2', bornAt: `${packed}0806`, weightG: '2480', lengthCm: '46.5' })
    await keys.press('F2')
  })
  await test.step('Then both newborns stand in the file, with the way to their certificates', async () => {
    await expect(page.getByText('已登记 2 名新生儿')).toBeVisible()
    await expect(page.getByRole('button', { name: '去办第 1 名的出生证' })).toBeFocused()
    await expect(page.getByRole('button', { name: '去办第 2 名的出生证' })).toBeVisible()
    await expect(delivery.listed).toHaveCount(2)
  })
  await test.step('And both are listed, the second first', async () => {
    await keys.press('Alt+3')
    await expect(delivery.listed).toHaveCount(2)
    await expect(delivery.listed.first()).toContainText(`${yesterday} 08:06`)
    await expect(delivery.listed.first()).toContainText('2/2')
    await expect(delivery.listed.first()).toContainText('2480 克')
    await expect(delivery.listed.last()).toContainText('欧阳𬱖㙍')
  })
})

test('an interrupted registration of a delivery is offered again with both newborns', async () => {
  const { page, go } = hospital
  const keys = keyboardOf(page)
  const delivery = deliveryPages(page)
  await go('/deliveries/new')
  await delivery.input('admissionNumber').focus()
  await page.keyboard.type('ZY7')
  await keys.press('F6')
  await expect(delivery.rows).toHaveCount(2)
  await expect(delivery.cell(2, '性别')).toBeFocused()
  await keys.press('Tab')
  await page.keyboard.type('202601020304')
  // The draft is kept in a pause of typing; a program that is killed now loses nothing of it.
  await expect.poll(async () => JSON.stringify((await hospital.call('draft.get', { form: 'delivery:new' }))?.content)).toContain('2026-01-02T03:04')
  await page.reload()
  await go('/deliveries/new')
  await page.getByRole('button', { name: '恢复内容' }).press('Enter')
  await expect(delivery.input('admissionNumber')).toHaveValue('ZY7')
  await expect(delivery.rows).toHaveCount(2)
  await expect(delivery.cell(2, '出生时间')).toHaveValue('2026-01-02 03:04')
})

test('a person already known is shown beside the form, and a stillborn child has no way to a certificate', async () => {
  const { page, call, go } = hospital
  const people = peoplePages(page)
  const delivery = deliveryPages(page)
  const keys = keyboardOf(page)
  await go('/people/new')
  await people.idNumber.focus()
  await page.keyboard.type('110101199508150009')
  await keys.press('Enter', 'Enter')
  await page.keyboard.type('张丽华')
  await keys.press('F2')
  await people.expectFile('张丽华')

  await go('/people/new')
  await expect(people.idNumber).toBeFocused()
  await page.keyboard.type('110101199508150009')
  await expect(people.lookAlikes).toContainText('证件号码相同')
  await people.lookAlikes.getByRole('button', { name: '就是此人,打开档案' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '打开档案' }).press('Enter')
  await people.expectFile('张丽华')

  const [mother] = await call('person.search', { text: '张丽华', limit: 5 })
  await go(`/deliveries/new?mother=${mother!.id}`)
  await delivery.cell(1, '分娩结局').focus()
  await keys.choose(delivery.cell(1, '分娩结局'), '2', '死胎')
  await expect(page.getByText('死胎不签发出生医学证明')).toBeVisible()
})
