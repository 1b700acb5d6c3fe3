import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { ChildClinic } from './pages/child.ts'

const PICTURES = process.env.FUYOU_PICTURES
let hospital: WindowHospital
let clinic: ChildClinic
const picture = async (name: string): Promise<void> => { if (PICTURES) await hospital.page.screenshot({ path: `${PICTURES}/${name}.png` }) }
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
const hasNoSideways = () => hospital.page.evaluate(() => document.querySelector('main')!.scrollWidth <= document.querySelector('main')!.clientWidth)
const seriousFindings = async (): Promise<string[]> => {
  // Away from every button: what is hovered is drawn in another colour.
  await hospital.page.mouse.move(2, 2)
  const { violations, passes } = await new AxeBuilder({ page: hospital.page }).setLegacyMode(true).analyze()
  expect(passes.length).toBeGreaterThan(5)
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ').slice(0, 400)}`)
}

test.beforeEach(async () => {
  hospital = await openHospital(['childCare', 'registrar'])
  clinic = new ChildClinic(hospital.page)
})
test.afterEach(async () => { await hospital.close() })

test('a newborn is screened by keyboard: what is not passed stays on the list of all children until it is answered or signed off', async () => {
  test.setTimeout(180_000)
  const { page, call } = hospital
  const birthDay = addDays(today, -10)
  const { id: childId } = await call('person.save', { row: { name: '阿不都热依木·买买提艾力·热合曼', sex: '1', birthDay, idType: null, idNumber: null, otherDocumentType: null, otherDocumentName: null, noDocumentReason: 'newborn', nationality: 'CHN', ethnicGroup: '05', maritalStatus: null, phone: null, householdRegion: null, householdAddress: null, homeRegion: '430421', homeAddress: null, handbookNumber: null, note: null, mergedIntoId: null } as never })
  const { id: fileId } = await call('child.file.save', { row: { ...emptyRow(childFile), childId, openedDay: birthDay, state: 'managed', residence: 'local', birthWeightG: 3300, contactPhone: '13800001234' } as never })
  const dialog = page.locator('.screening-dialog')
  const line = (name: string) => page.locator(`[data-line="${name}"]`)

  await test.step('the heel prick, then a suspicious result', async () => {
    await clinic.goto(`/children/${fileId}?tab=screening`)
    await expect(page.getByText('足跟血未采,已过正常采集时间')).toBeVisible()
    await expect(line('bloodSpot')).toContainText('下一步:采足跟血')
    expect(await seriousFindings()).toEqual([])
    await picture('screening-empty')
    await page.keyboard.press('F6')
    await expect(dialog.locator('[data-field="sampleNumber"] input')).toBeFocused()
    await clinic.type('sampleNumber', 'NS20260001')
    await clinic.type('takenAt', `${addDays(birthDay, 4)} 09:30`)
    if (await clinic.input('institution').inputValue() === '') await clinic.type('institution', '青山县妇幼保健院')
    expect(await seriousFindings()).toEqual([])
    await picture('screening-sample')
    await page.keyboard.press('F2')
    await expect(dialog).toHaveCount(0)
    await expect(line('bloodSpot')).toContainText('已采血待结果')
    await page.keyboard.press('F8')
    await expect(dialog).toBeVisible()
    await clinic.input('disease').focus()
    await page.keyboard.insertText('CH')
    await page.keyboard.press('Enter')
    await clinic.choose('interpretation')
    await page.keyboard.insertText('可疑')
    await page.keyboard.press('Enter')
    await clinic.type('numericValue', '12.4')
    await clinic.type('unit', 'mU/L')
    await clinic.type('cutOff', '<9')
    await clinic.type('laboratory', '市新生儿筛查中心')
    await clinic.type('experimentDay', addDays(birthDay, 8))
    await picture('screening-result')
    await page.keyboard.press('F2')
    await expect(dialog).toHaveCount(0)
    await expect(line('bloodSpot:CH')).toContainText('可疑阳性待召回')
    await expect(line('bloodSpot:CH')).toContainText(`召回重采血 · ${addDays(birthDay, 15)} 前`)
  })

  await test.step('one ear not passed, a murmur', async () => {
    await page.keyboard.press('F9')
    await expect(dialog).toBeVisible()
    await clinic.type('testedDay', addDays(birthDay, 3))
    await clinic.input('method').focus()
    await page.keyboard.insertText('OAE)')
    await page.keyboard.press('Enter')
    await clinic.choose('rightEar', '1')
    await clinic.choose('leftEar', '2')
    if (await clinic.input('institution').inputValue() === '') await clinic.type('institution', '青山县妇幼保健院')
    await page.keyboard.press('F2')
    await expect(dialog).toHaveCount(0)
    await expect(line('hearing')).toContainText(`双耳复筛 · ${addDays(birthDay, 42)} 前`)
    await page.keyboard.press('F10')
    await expect(dialog).toBeVisible()
    await clinic.type('screenedAt', `${addDays(birthDay, 1)} 20:00`)
    await clinic.choose('murmur', '2')
    await clinic.type('firstHandPercent', '97')
    await clinic.type('firstFootPercent', '96')
    if (await clinic.input('institution').inputValue() === '') await clinic.type('institution', '青山县妇幼保健院')
    await picture('screening-heart')
    expect(await seriousFindings()).toEqual([])
    await page.keyboard.press('F2')
    await expect(dialog).toHaveCount(0)
    await expect(line('heart')).toContainText('心脏超声')
    await expect(line('heart')).toHaveClass(/is-overdue/)
    expect(await hasNoSideways()).toBe(true)
    expect(await seriousFindings()).toEqual([])
    await picture('screening-tab')
  })

  await test.step('the list of all children, and a refusal with its signature', async () => {
    await clinic.goto('/children')
    await page.locator('#child-search').waitFor()
    await page.keyboard.press('F7')
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(4)
    expect(await hasNoSideways()).toBe(true)
    expect(await seriousFindings()).toEqual([])
    await picture('screening-list')
    await page.keyboard.press('F6')
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(1)
    await page.locator('tbody tr[data-row]').first().focus()
    await page.keyboard.press('Enter')
    await expect(line('hearing')).toBeVisible()
    await line('hearing').getByRole('button', { name: '结束…' }).focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
    await clinic.type('signedBy', '买买提艾力')
    await page.keyboard.press('F2')
    await expect(dialog).toHaveCount(0)
    await expect(line('hearing')).toContainText('拒绝')
    await clinic.goto('/children/screening')
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(3)
  })
})
