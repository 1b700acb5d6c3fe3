import { expect, test } from '@playwright/test'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Person } from '../../domain/modules/people/person.record.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { keyboardOf } from './pages/keyboard.ts'
import { peoplePages } from './pages/people.ts'
import { referralPages } from './pages/referral.ts'

let hospital: WindowHospital
// A doctor refers, and may not see numbers in full.
test.beforeEach(async () => { hospital = await openHospital(['doctor']) })
test.afterEach(async () => { await hospital.close() })

const register = async (changes: Partial<Person>): Promise<string> =>
  (await hospital.call('person.save', { row: { ...emptyRow(person), sex: '2', nationality: 'CHN', ...changes } as Person })).id

test('a referral is written, sent, refused, sent on, arrives and comes back', async () => {
  const { page, go, call } = hospital
  const keys = keyboardOf(page)
  const referral = referralPages(page)
  const people = peoplePages(page)
  const personId = await register({ name: '古丽·阿依木', birthDay: '1996-05-06' as Person['birthDay'], idType: '01', idNumber: '110101199605060021', phone: '13800001234' })

  await test.step('Given her file, F8 opens the slip with her facts, and saving leads to the paper', async () => {
    await go(`/people/${personId}`)
    await people.expectFile('古丽·阿依木')
    await keys.press('F8')
    await expect(referral.main).toContainText('110101********0021')
    await expect(referral.input('doctorPhone')).toHaveValue('0734-6820011')
    await referral.typeSlip({ organization: ['hysfy', '衡阳市妇幼保健院'], department: ['ck', '产科'], impression: '胎膜早破', reason: '孕 33⁺⁴ 周,胎膜早破 2 小时' })
    await expect(referral.paper).toBeVisible()
    await expect(page.frameLocator('.paper-desk iframe').getByText('胎膜早破').first()).toBeVisible()
  })
  await test.step('When it is sent and refused, the next receiver is asked for at once', async () => {
    await keys.press('F8')
    await keys.press('F2')
    await referral.expectState('已发')
    await referral.move('对方拒收', '拒收', '床位已满')
    await expect(referral.dialog.getByText('下一家转入机构')).toBeVisible()
    await keys.choose(page.locator('#move-organization'), 'nhdx', '南华大学附属第一医院')
    await keys.press('F2')
    await referral.expectState('待发')
    await expect(referral.main).toContainText('南华大学附属第一医院')
  })
  await test.step('And sent again, arrived, and returned with the slip that came back', async () => {
    await referral.move('登记发出', '已发')
    await referral.move('登记到诊', '已到诊')
    await referral.main.getByRole('button', { name: '登记回转' }).press('Enter')
    await expect(referral.input('returnedDay')).toBeFocused()
    await keys.press('F2')
    await expect(referral.main).toContainText('回转单须填写住院病案号')
    await keys.enter(referral.input('inpatientNumber'), 'BA20260001')
    await keys.enter(referral.input('returnDoctor'), '李主任')
    await keys.enter(referral.input('returnPhone'))
    await page.keyboard.type('早产,母女平安')
    await keys.press('Tab', 'Tab')
    await expect(referral.input('returnAdvice')).toBeFocused()
    await page.keyboard.type('产后 42 天复查')
    await keys.press('Control+Enter')
    await referral.expectState('已回转')
    await expect(referral.main).toContainText('早产,母女平安')
  })
  await test.step('Then every state stands in the history', async () => {
    const [row] = (await call('referral.list', { offset: 0, limit: 5 })).rows
    expect((await call('referral.history', { id: row!.id })).map(entry => entry.row.state)).toEqual(['returned', 'arrived', 'sent', 'toSend', 'rejected', 'sent', 'toSend'])
  })
})

test('a doctor who sees numbers masked can still correct a phone, and leaving unsaved work is asked about', async () => {
  const { page, go } = hospital
  const keys = keyboardOf(page)
  const people = peoplePages(page)
  const personId = await register({ name: '张丽华', birthDay: '1995-08-15' as Person['birthDay'], idType: '01', idNumber: '110101199508150009', phone: '13800001234' })
  await go(`/people/${personId}`)
  await people.expectFile('张丽华')
  await expect(people.main.getByRole('button', { name: '显示完整号码' })).toHaveCount(0)
  await keys.press('F2')
  await expect(people.idNumber).toHaveValue('110101********0009')
  await people.phone.fill('13900005678')

  await keys.press('Alt+2')
  await expect(page.getByRole('dialog')).toContainText('有未保存的内容')
  await keys.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(people.phone).toHaveValue('13900005678')

  await keys.press('F2')
  await people.expectFile('张丽华')
  await expect(people.main).toContainText('139****5678')
  await expect(people.main).toContainText('110101********0009')
})
