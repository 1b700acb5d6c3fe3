import { expect, test } from '@playwright/test'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { eyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day, monthAnniversary } from '../../domain/time/day.ts'
import { guideOf } from '../support/practice-tour.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

let hospital: WindowHospital
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
const NAME = '欧阳娜娜·阿不都热合曼'
test.beforeEach(async () => { hospital = await openHospital(['eyeCare']) })
test.afterEach(async () => { await hospital.close() })

/** A child of five years whose eyes were looked at before: at four, and through wide pupils half a year ago. */
async function childOfFive(birthDay: Day, file: object = {}): Promise<string> {
  const { call } = hospital
  const { id: childId } = await call('person.save', { row: { name: NAME, sex: '2', birthDay, idType: null, idNumber: null, otherDocumentType: null, otherDocumentName: null, noDocumentReason: 'newborn', nationality: 'CHN', ethnicGroup: '01', maritalStatus: null, phone: null, householdRegion: null, householdAddress: null, homeRegion: '430421', homeAddress: null, handbookNumber: null, note: null, mergedIntoId: null } as never })
  return (await call('child.file.save', { row: { ...emptyRow(childFile), ...(await call('child.file.prepare', { childId })).row, gestationDays: 275, birthWeightG: 3300, contactPhone: '13800001234', ...file } as never })).id
}
const visit = (fileId: string, row: object) => ({ row: { ...emptyRow(eyeVisit), fileId, purpose: '1', place: 'clinic', referral: '1', doctorName: '陈医生', ...row } as never })

test('a visit of a child of five by keyboard: both eyes, concluded, referred, the receipt returned; the screens read well', async () => {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  await fitScreen()
  const birthDay = addDays(monthAnniversary(today, -60), -5)
  const fileId = await childOfFive(birthDay)
  await call('eye.visit.save', visit(fileId, { contact: 'year4', visitDay: monthAnniversary(birthDay, 48), pupilState: '1', refractionMethod: '3', wear: '0', sphereDRight: 1.5, sphereDLeft: 1.25, cylinderDRight: -0.5, axisDegreesRight: 180, visionNotation: 'five', visionRight: '49', visionLeft: '49', axialLengthMmRight: 22.1, axialLengthMmLeft: 22.2, positionRight: '1', positionLeft: '1' }))
  await call('eye.visit.save', visit(fileId, { purpose: '3', contact: null, visitDay: monthAnniversary(birthDay, 54), pupilState: '2', cycloplegic: '1', refractionMethod: '3', wear: '0', sphereDRight: 3.25, sphereDLeft: 2, axialLengthMmRight: 21.95, axialLengthMmLeft: 22.35 }))

  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  const press = (key: string): Promise<void> => page.keyboard.press(key)
  const focused = (): Promise<string> => page.evaluate(() => (document.activeElement?.closest('[data-field]') as HTMLElement | null)?.dataset.field ?? '')
  const at = (name: string): Promise<void> => expect.poll(focused).toBe(name)
  const shown = (name: string) => page.locator(`[data-field="${name}"] input`)
  const chosen = (name: string) => page.locator(`[data-field="${name}"] .ant-checkbox-wrapper-checked, [data-field="${name}"] .ant-radio-wrapper-checked`)
  const conclusion = page.getByRole('status', { name: '检查结论' })

  await hospital.go('/eyes')
  await expect(page.locator('#eye-search')).toBeFocused()
  await page.keyboard.type('oynn')
  await expect(page.getByRole('option', { name: new RegExp(NAME) })).toBeVisible()
  await press('Enter')
  await expect(page.locator('.child-head')).toContainText(NAME)
  await expect(page.locator('.child-schedule .is-done')).toHaveCount(1)

  await press('F4')
  await at('eyelidRight')
  // Of eyes nobody looked at nothing is said.
  await expect(conclusion).toContainText('尚未填写检查结果')
  await press('2')
  await expect(conclusion).toContainText('异常')
  await press('=')
  await at('conjunctivaRight')
  await expect(chosen('eyelidLeft')).toHaveText(['红肿'])
  // What is there may be taken back: 1 stands alone.
  await page.locator('[data-field="eyelidLeft"] input').first().focus()
  await press('1')
  await expect(chosen('eyelidLeft')).toHaveText(['未见异常'])
  await press('F6')
  await at('visionRight')
  await expect(chosen('eyelidRight')).toHaveText(['红肿'])
  await expect(chosen('scleraLeft')).toHaveText(['未见异常'])
  await expect(chosen('positionLeft')).toHaveText(['未见异常'])
  await page.keyboard.type('0.7')
  await expect(page.getByRole('alert').filter({ hasText: '相邻两行' })).toContainText('4.8(0.6) 和 4.9(0.8)')
  await press('Control+A')
  await page.keyboard.type('0.6')
  await press('Enter')
  await at('visionLeft')
  await expect(shown('visionRight')).toHaveValue('4.8(0.6)')
  await page.keyboard.type('4.6')
  await press('Enter')
  await at('wear')
  await expect(shown('visionLeft')).toHaveValue('4.6(0.4)')
  await press('Enter')
  await at('pupilState')
  await press('1')
  for (const name of ['refractionMethod', 'pupilDistanceMm', 'sphereDRight']) { await press('Enter'); await at(name) }
  for (const [name, typed, written] of [['sphereDRight', '+425', '+4.25'], ['cylinderDRight', '-0.5', '−0.50'], ['axisDegreesRight', '180', '180'], ['sphereDLeft', '1.5', '+1.50'], ['cylinderDLeft', '-50', '−0.50'], ['axisDegreesLeft', '5', '5']] as const) {
    await at(name)
    await page.keyboard.type(typed)
    await press('Enter')
    await expect(shown(name)).toHaveValue(written)
  }
  await expect(page.locator('[data-equivalent="right"]')).toHaveText('+4.00 D')
  await expect(page.locator('[data-equivalent="left"]')).toHaveText('+1.25 D')
  await expect(page.locator('.eye-row.is-lens .eye-last')).toContainText('+3.25 / +2.00')
  for (const words of ['异常', '转诊', '眼外观', '远视', '屈光参差', '视力低常', '双眼视力相差两行及以上']) await expect(conclusion).toContainText(words)
  await look('eye-visit')
  await press('F9')
  await page.getByRole('dialog').waitFor()
  await look('eye-add-check')
  const digit = await page.getByRole('dialog').getByRole('button', { name: /生物测量/ }).locator('kbd').textContent()
  await press(digit!.toLowerCase())
  await at('axialLengthMmRight')
  await page.keyboard.type('22.05')
  await press('F8')
  await at('k1DRight')
  await expect(shown('axialLengthMmLeft')).toHaveValue('22.05')
  await page.keyboard.type('43.25')
  await press('=')
  await at('k2DRight')
  // 337.5 / 43.25 = 7.80 mm; 22.05 / 7.80.
  await expect(page.locator('.eye-equivalent', { hasText: '轴长曲率比' }).locator('b')).toHaveText(['2.83', '2.83'])
  await press('F10')
  await at('referralReason')
  await look('eye-visit-end')
  await press('F2')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('开眼保健转诊单')
  await expect.poll(focused).toBe('hospital')
  await page.keyboard.type('衡阳市妇幼保健院')
  await look('eye-referral')
  await press('F2')
  // The new slip stands ready for the printer; back from it lies the slip, then the file.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('打印眼保健表格')
  await expect(page.frameLocator('iframe').getByText('衡阳市妇幼保健院').first()).toBeVisible()
  await look('eye-print-referral')
  await press('Escape')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('眼保健转诊单与回执')
  await press('Escape')
  await expect(page.locator('.child-schedule .is-done')).toHaveCount(2)
  await look('eye-file')
  const opened = await call('eye.open', { fileId })
  expect(opened.visits.at(-1)).toMatchObject({
    contact: 'year5', visitDay: today, eyelidRight: '2', eyelidLeft: '1', scleraRight: '1', behaviourLeft: '1', positionRight: '1', coverAversionRight: null, pupilState: '1', refractionMethod: '3', visionNotation: 'five',
    visionRight: '48', visionLeft: '46', sphereDRight: 4.25, cylinderDRight: -0.5, axisDegreesRight: 180, sphereDLeft: 1.5, cylinderDLeft: -0.5, axisDegreesLeft: 5, equivalentDRight: 4, axialLengthMmRight: 22.05, axialLengthMmLeft: 22.05,
    advice: 'refer', referral: '2', undone: null, findings: 'appearance,hyperopia,anisometropia,lowVision,twoLines',
  })
  expect(opened.referrals).toMatchObject([{ state: 'waiting', hospital: '衡阳市妇幼保健院', isUrgent: false, dueDay: addDays(today, 30) }])

  // The visit is there: asked for again, it opens instead of a second one (case E-24).
  await hospital.go(`/eyes/${fileId}/visits/new?contact=year5`)
  await expect(page.getByText('已打开原记录')).toBeVisible()
  await expect(shown('sphereDRight')).toHaveValue('+4.25')
  await press('Escape')

  await hospital.go('/eyes')
  await expect(page.getByText('转诊待就诊 1')).toBeVisible()
  await look('eye-list')
  await page.locator('tbody tr[data-row="0"]').focus()
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('眼保健转诊单与回执')
  await press('F6')
  await at('diagnosis')
  await page.keyboard.type('右眼远视性屈光参差')
  await look('eye-receipt')
  await press('F2')
  await expect(page.locator('.child-schedule')).toBeVisible()
  expect((await call('eye.open', { fileId })).referrals).toMatchObject([{ state: 'answered', answeredDay: today, diagnosis: '右眼远视性屈光参差' }])

  await press('Alt+PageDown')
  await expect(page.locator('.eye-trends svg')).toHaveCount(3)
  await look('eye-trend')
  await press('Alt+PageUp')
  await press('F8')
  await at('kind')
  for (const name of ['doctorName', 'sphereDRight']) { await press('Enter'); await at(name) }
  await page.keyboard.type('325')
  await press('=')
  await at('correctedVisionRight')
  await expect(shown('sphereDLeft')).toHaveValue('+3.25')
  await look('eye-glasses')
  await press('Escape')
  await page.getByRole('dialog').waitFor()
  await press('Enter')
  await expect(page.locator('.child-schedule')).toBeVisible()
  expect(faults).toEqual([])
})

test('a child without a file is found, its file opened, and the eye clinic goes on', async () => {
  const { page, call } = hospital
  await call('person.save', { row: { name: '卢见微', sex: '1', birthDay: monthAnniversary(today, -24), idType: null, idNumber: null, otherDocumentType: null, otherDocumentName: null, noDocumentReason: 'newborn', nationality: 'CHN', ethnicGroup: '01', maritalStatus: null, phone: null, householdRegion: null, householdAddress: null, homeRegion: '430421', homeAddress: null, handbookNumber: null, note: null, mergedIntoId: null } as never })
  await hospital.go('/eyes')
  await expect(page.locator('#eye-search')).toBeFocused()
  await page.keyboard.type('ljw')
  await expect(page.getByRole('option', { name: /卢见微/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('建立儿童档案')
  await page.locator('[data-field="residence"]').waitFor()
  await page.keyboard.press('F2')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('眼健康档案')
  await page.keyboard.press('F2')
  await page.locator('[data-field="parentMyopia"]').waitFor()
  await page.locator('[data-field="familyHistory"] input').fill('外公先天性白内障')
  await page.keyboard.press('F2')
  await expect(page.locator('.record-facts')).toContainText('外公先天性白内障')
  // The visit of two years asks for the special checks; a sign turned round and an axis without a cylinder are pointed out while typing.
  await page.keyboard.press('F4')
  await page.locator('[data-field="sphereDRight"] input').focus()
  for (const typed of ['+150', '', '90']) { await page.keyboard.type(typed); await page.keyboard.press('Enter') }
  await expect(page.getByText('没有柱镜时不填轴位,请删去轴位或填写柱镜')).toBeVisible()
  await page.locator('[data-field="axisDegreesRight"] input').fill('')
  await expect(page.getByText('没有柱镜时不填轴位,请删去轴位或填写柱镜')).toHaveCount(0)
  await expect(page.getByRole('status', { name: '检查结论' })).toContainText('未做专项检查:眼位检查、单眼遮盖厌恶试验')
})

test('a preterm child: the window of the fundus examination, the examination, the newborn form', async () => {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  await fitScreen()
  const fileId = await childOfFive(addDays(today, -44), { gestationDays: 214, birthWeightG: 1480 })
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  await hospital.go(`/eyes/${fileId}`)
  await expect(page.getByText('已过期,未做眼底筛查')).toBeVisible()
  await look('eye-preterm')
  await page.keyboard.press('F4')
  await page.locator('[data-field="eyelidRight"]').waitFor()
  await expect(page.getByRole('status', { name: '检查结论' })).toContainText('未做ROP眼底筛查')
  await look('eye-newborn-visit')
  await page.keyboard.press('Escape')
  await page.locator('.child-schedule').waitFor()
  await page.keyboard.press('F7')
  await page.locator('[data-field="examinedDay"]').waitFor()
  await page.locator('[data-field="institution"] input').fill('衡阳市妇幼保健院')
  await page.locator('[data-field="resultRight"] input').first().focus()
  await page.keyboard.type('未成熟')
  await page.keyboard.press('Enter')
  // By the rule in a fortnight; whoever knows better writes another day, and that stays.
  await expect(page.locator('[data-field="nextDay"] input')).toHaveValue(addDays(today, 14))
  await look('eye-fundus')
  await page.keyboard.press('F2')
  await expect(page.getByText(`下次 ${addDays(today, 14)}`)).toBeVisible()
  expect((await call('eye.open', { fileId })).fundus).toMatchObject([{ resultRight: '1', nextDay: addDays(today, 14) }])
  expect(faults).toEqual([])
})

test('a family is reminded on its day: phoned from the list, the promised day booked, and nobody phones twice', async () => {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  await fitScreen()
  const fileId = await childOfFive(addDays(today, -30))
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  await hospital.go('/eyes?view=today')
  const row = page.locator('tbody tr', { hasText: NAME })
  await expect(row).toContainText('满月')
  await expect(row).toContainText('13800001234')
  await look('eye-reminders')
  await row.focus()
  await page.keyboard.press('Enter')
  await page.locator('.child-schedule').waitFor()
  await page.keyboard.press('Escape')
  await hospital.go('/eyes?view=today')
  await row.getByRole('button', { name: '联系' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('电话:13800001234')
  await look('eye-reminder-call')
  await page.locator('#attempt-booked').focus()
  await page.keyboard.type(addDays(today, 2).replaceAll('-', ''))
  await page.keyboard.press('F2')
  await expect(page.getByText('今天没有要提醒的儿童')).toBeVisible()
  expect((await call('eye.reminder.list', { offset: 0, limit: 20 })).total).toBe(0)
  expect((await call('child.file.open', { id: fileId })).schedule.find(line => line.contact === 'month1')!.appointmentDay).toBe(addDays(today, 2))
  expect(faults).toEqual([])
})
