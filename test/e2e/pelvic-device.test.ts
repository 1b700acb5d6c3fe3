import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { INITIAL_DEVICE_SETTINGS } from '../../domain/device/device-settings.ts'
import { REPORT_FORMATS_DEFAULT, type ReportFormat } from '../../domain/modules/pelvic/report-formats.ts'
import { saveDeviceSettings } from '../../electron/core/device-settings.ts'
import { pelvicConsentRow, pelvicFileRow, pelvicPlaceRow } from '../support/pelvic-scene.ts'
import { guideOf } from '../support/practice-tour.ts'
import { emgReportPdf } from '../support/small-pdf.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { woman } from '../support/women.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

const NAME = '阿依努尔·阿卜杜热合曼·麦麦提'
let hospital: WindowHospital
test.beforeEach(async () => { hospital = await openHospital(['pelvicCare']); await guideOf(hospital).fitScreen() })
test.afterEach(() => hospital.close())

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const format = (name: string, labels: ReportFormat['labels']): ReportFormat => ({ ...REPORT_FORMATS_DEFAULT.formats[0]!, name, labels: { name: ['姓名'], day: ['检测日期'], ...labels } })
async function openFile(): Promise<string> {
  const { call } = hospital
  const { id: womanId } = await call('person.save', { row: { ...woman({ name: NAME, birthDay: '1992-05-01' as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: null } as never })
  const { id: fileId } = await call('pelvic.file.save', { row: pelvicFileRow(womanId, { openedDay: today() }) as never })
  await call('pelvic.consent.save', { row: pelvicConsentRow(fileId, 'assessment', { signedDay: today() }) as never })
  return fileId
}

test('a device is given one of the formats that exist, a report two devices could have written is read by the one the therapist chooses, and that device’s references judge it: without the mouse', async () => {
  const { page, call, go } = hospital
  const press = (key: string): Promise<void> => page.keyboard.press(key)
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await guideOf(hospital).settled(); faults.push(...await faultsOfScreen(page, screen)) }
  /** Chooses from a list by what is typed. */
  async function choose(list: Locator, text: string): Promise<void> {
    await list.focus()
    await page.keyboard.type(text)
    await expect(page.locator('.ant-select-item-option-active').last()).toContainText(text)
    await press('Enter')
  }
  const fileId = await openFile()
  await call('setting.save', { key: 'pelvicReportFormats', rev: 0, value: { formats: [format('甲机格式', { fastUv: ['快肌'] }), format('乙机格式', { tonicUv: ['快肌'] })] } as never })
  await call('pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '肌电仪甲', reportFormat: '甲机格式', fastMinUv: 38 }) as never })

  await test.step('the second device is registered with its format', async () => {
    await go('/pelvic/places')
    await page.getByRole('cell', { name: '肌电仪甲' }).waitFor()
    await press('F4')
    const kind = page.locator('[data-field="kind"] input')
    await expect(kind.first()).toBeFocused()
    await press('ArrowRight')
    await expect(kind.nth(1)).toBeChecked()
    await page.locator('[data-field="name"] input').fill('肌电仪乙')
    await choose(page.locator('[data-field="reportFormat"] input'), '乙机')
    await look('pelvic-place-format')
    await press('F2')
    await expect(page.getByRole('cell', { name: '肌电仪乙' })).toBeVisible()
    expect((await call('pelvic.place.list', null)).map(({ name, reportFormat }) => [name, reportFormat])).toEqual(expect.arrayContaining([['肌电仪甲', '甲机格式'], ['肌电仪乙', '乙机格式']]))
  })
  await test.step('neither format is guessed; the chosen one gives its figures', async () => {
    const { reportId } = (await call('pelvic.report.read', { file: { name: '肌电.csv', base64: Buffer.from(`姓名,${NAME}\n检测日期,${today()}\n快肌,30`).toString('base64') } }))!
    await go(`/pelvic/reports/${reportId}`)
    await expect(page.getByText('甲机格式、乙机格式 都认得这份报告,程序不猜')).toBeVisible()
    await look('pelvic-report-tied')
    await choose(page.locator('#report-format'), '乙机')
    await expect(page.locator('#report-tonicUv')).toHaveValue('30')
    await expect(page.locator('#report-fastUv')).toHaveValue('')
    await choose(page.locator('#report-format'), '甲机')
    await expect(page.locator('#report-fastUv')).toHaveValue('30')
    await expect(page.locator('#report-tonicUv')).toHaveValue('')
    await expect(page.locator('.ant-select').filter({ has: page.locator('#report-format') })).toContainText('甲机格式(肌电仪甲)')
    await look('pelvic-report-format')
    await page.getByRole('radio').first().focus()
    await press('Space')
    await press('F2')
    await expect(page.locator('[data-field="fastUv"] input')).toHaveValue('30')
    await expect(page.locator('[data-field="deviceId"]')).toContainText('肌电仪甲')
    await expect(page.getByRole('status', { name: '程序判断' })).toContainText('快肌不足')
    await look('pelvic-report-device')
    await press('F2')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('盆底档案')
    expect((await call('pelvic.assessment.list', { fileId })).assessments.map(({ fastUv, emgFastMinUv }) => [fastUv, emgFastMinUv])).toEqual([[30, 38]])
  })
  await test.step('a format that loses its name leaves no device behind unseen', async () => {
    await go('/settings/pelvicReportFormats')
    await page.locator('#format-name').fill('新名称')
    await expect(page.getByText('治疗仪“肌电仪甲”的报告格式“甲机格式”不在这里了')).toBeVisible()
    await look('settings-pelvic-report-formats-gone')
    await press('F2')
    await expect(page.getByText('已保存', { exact: true }).first()).toBeVisible()
    await go('/pelvic/places')
    await page.getByRole('row', { name: /肌电仪甲/ }).focus()
    await press('Enter')
    await expect(page.locator('[data-field="reportFormat"]')).toContainText('甲机格式(已不在设置中)')
    await press('F2')
    await expect(page.locator('[data-field="reportFormat"] .issue')).toContainText('报告格式“甲机格式”不在设置中,请从现有格式中选择')
    await look('pelvic-place-format-gone')
    await choose(page.locator('[data-field="reportFormat"] input'), '新名称')
    await press('F2')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('治疗室与治疗仪')
    expect((await call('pelvic.place.list', null)).find(({ name }) => name === '肌电仪甲')?.reportFormat).toBe('新名称')
  })
  expect(faults).toEqual([])
})

test('a PDF that an instrument writes into the watched folder stands in the list by itself; a broken file is named, and nothing in the folder is touched', async () => {
  const { page, call, go, data } = hospital
  const fileId = await openFile()
  const { number } = await call('pelvic.file.get', { id: fileId })
  const folder = join(data, '肌电仪')
  mkdirSync(folder)
  saveDeviceSettings({ data, resources: '', fonts: '' }, { ...INITIAL_DEVICE_SETTINGS, pelvicReports: { folder } })
  await go('/pelvic?tab=reports')
  await expect(page.getByText(`每 5 秒看一次:${folder}`)).toBeVisible()
  await expect(page.getByText('没有设备报告')).toBeVisible()
  // Whatever comes now comes without the page being opened again.
  await page.evaluate(() => { document.documentElement.dataset.opened = 'once' })
  const [pdf, broken] = [emgReportPdf({ name: NAME, number: number! }), Buffer.from([0, 1, 2, 0])]
  writeFileSync(join(folder, '肌电.pdf'), pdf)
  writeFileSync(join(folder, '坏.csv'), broken)
  const row = page.locator('tbody tr[data-row]').filter({ hasText: '肌电.pdf' })
  // Two looks of the page, and its pages are read: on a busy machine more than a moment.
  await expect(row).toContainText(NAME, { timeout: 45_000 })
  await expect(page.getByRole('alert').filter({ hasText: '坏.csv: 文件不是 UTF-8 或 GBK 编码的文本,也不是 PDF 或图片,无法读取;请从仪器重新导出' })).toBeVisible()
  expect(await faultsOfScreen(page, 'pelvic-reports-watched')).toEqual([])
  expect([readFileSync(join(folder, '肌电.pdf')), readFileSync(join(folder, '坏.csv'))]).toEqual([pdf, broken])
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#report-fastUv')).toHaveValue('38.25')
  await expect(page.locator('iframe.report-pages')).toBeVisible()
  const { rows } = await call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 5 })
  expect(rows.map(({ fileName, figures }) => [fileName, figures])).toEqual([['肌电.pdf', 8]])
  expect(Buffer.from((await call('pelvic.report.original', { id: rows[0]!.id })).base64, 'base64')).toEqual(pdf)
  expect(await page.evaluate(() => document.documentElement.dataset.opened)).toBe('once')
})
