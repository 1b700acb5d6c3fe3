import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { INITIAL_DEVICE_SETTINGS } from '../../domain/device/device-settings.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day, monthAnniversary } from '../../domain/time/day.ts'
import { saveDeviceSettings } from '../../electron/core/device-settings.ts'
import { readPdf } from '../print/support/pdf-text.ts'
import { eyeChild, eyeVisitRow } from '../support/eye-paper-scene.ts'
import { freshDataFolder } from '../support/launch.ts'
import { guideOf } from '../support/practice-tour.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

let hospital: WindowHospital
let papers: ReturnType<typeof freshDataFolder>
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
const KINDERGARTEN = '红星幼儿园'
const HERE = { homeRegion: '430421100' }
test.beforeEach(async () => { papers = freshDataFolder(); hospital = await openHospital(['eyeCare']) })
test.afterEach(async () => { await hospital.close(); papers.remove() })

const press = (key: string): Promise<void> => hospital.page.keyboard.press(key)
const type = (text: string): Promise<void> => hospital.page.keyboard.type(text)
const focusedField = (): Promise<string> => hospital.page.evaluate(() => (document.activeElement?.closest('[data-field]') as HTMLElement | null)?.dataset.field ?? '')
const at = (field: string): Promise<void> => expect.poll(focusedField).toBe(field)
/** The row of this child has the focus. */
const atRow = (name: string): Promise<void> => expect.poll(() => hospital.page.evaluate(() => document.activeElement?.closest('tr')?.textContent ?? '')).toContain(name)
const heading = (text: string): Promise<void> => expect(hospital.page.getByRole('heading', { level: 1 })).toHaveText(text)
const choosesFile = (path: string): Promise<void> => hospital.app.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [chosen] })) as typeof dialog.showOpenDialog }, path)
const birthDayOf = (index: number): Day => addDays(monthAnniversary(today, -54), -index)

/** A class list as a kindergarten sends it. */
async function writeList(names: readonly string[]): Promise<string> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('大一班').addRows([['姓名', '性别', '出生日期', '班级'], ...names.map((name, index) => [name, '男', birthDayOf(index), '大一班'])])
  const path = join(papers.path, '大一班.xlsx')
  writeFileSync(path, Buffer.from(await book.xlsx.writeBuffer()))
  return path
}

test('a preschool class of 30: entered, two referred, one receipt returned, board and prints right', async () => {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  await fitScreen()
  const names = Array.from({ length: 30 }, (_, index) => `班童${'甲乙丙丁戊己庚辛壬癸'[index % 10]!}${'春夏秋'[Math.floor(index / 10)]!}`)
  const fileIds: string[] = []
  for (const [index, name] of names.entries()) fileIds.push((await eyeChild(hospital, name, birthDayOf(index), { kindergarten: KINDERGARTEN }, HERE)).fileId)
  // Not of the class: one of the same kindergarten, one of none; nobody of them is examined.
  await eyeChild(hospital, '外班一', birthDayOf(40), { kindergarten: KINDERGARTEN }, HERE)
  await eyeChild(hospital, '散居一', birthDayOf(41), {}, HERE)
  await choosesFile(await writeList([...names, '未登记童']))

  await test.step('The list is read; the first child stands ready, who is unknown is named', async () => {
    await hospital.go('/eyes')
    await page.locator('#eye-search').waitFor()
    await press('F9')
    await heading('集体检查')
    await expect(page.locator('#eye-class-kindergarten')).toBeFocused()
    await type(KINDERGARTEN)
    await press('F4')
    await atRow(names[0]!)
    await expect(page.locator('tbody tr[data-row="30"]')).toContainText('未登记')
    await expect(page.getByRole('status').filter({ hasText: '共 31 名' })).toHaveText('共 31 名:已检查 0,未检查 30,转诊 0')
    await look('eye-class')
  })

  await test.step('Three children are entered in the window, without the mouse: each saved visit leads to the next child', async () => {
    for (const [index, vision] of ['5.0', '4.9', '5.0'].entries()) {
      await atRow(names[index]!)
      await press('Enter')
      await at('eyelidRight')
      await expect(page.locator('.child-head')).toContainText(names[index]!)
      if (index === 1) await press('2')
      await press('F6')
      await at('visionRight')
      await type(vision)
      await press('Enter')
      await at('visionLeft')
      await type('5.0')
      if (index === 1) {
        // The conclusion follows the typing by a moment.
        await expect(page.getByRole('button', { name: '按结论转诊' })).toBeEnabled()
        await press('F10')
        await at('referralReason')
      }
      await press('F2')
      if (index !== 1) continue
      await heading('开眼保健转诊单')
      await at('hospital')
      await type('衡阳市妇幼保健院')
      await press('F2')
      // The slip is there to be printed; Escape goes on with the class.
      await heading('打印眼保健表格')
      await press('Escape')
      await heading('集体检查')
    }
    await atRow(names[3]!)
    const [visit] = (await call('eye.open', { fileId: fileIds[0]! })).visits
    expect(visit).toMatchObject({ visitDay: today, place: 'kindergarten', kindergarten: KINDERGARTEN, className: '大一班', contact: 'year4', visionRight: '50', visionLeft: '50', advice: 'none' })
  })

  // The other 27 through the same two calls the screen makes; the last of them is sent on, too.
  for (const [index, fileId] of fileIds.entries()) {
    if (index < 3) continue
    const isLow = index === 29
    const { row } = await call('eye.visit.prepare', { fileId })
    const { id: visitId } = await call('eye.visit.save', { row: eyeVisitRow(fileId, { ...row, place: 'kindergarten', kindergarten: KINDERGARTEN, className: '大一班', visionRight: isLow ? '46' : '50', visionLeft: '50', ...(isLow ? { eyelidRight: '2', eyelidLeft: '1', referral: '2', referralReason: '异常' } : {}) }) })
    if (isLow) await call('eye.referral.save', { row: { ...emptyRow(eyeReferral), ...(await call('eye.referral.prepare', { visitId })).row, hospital: '衡阳市妇幼保健院' } as never })
  }

  await test.step('The class says what became of each child', async () => {
    await hospital.go('/eyes')
    await page.locator('#eye-search').waitFor()
    await press('F9')
    await expect(page.getByRole('status').filter({ hasText: '共 31 名' })).toHaveText('共 31 名:已检查 30,未检查 0,转诊 2')
    await expect(page.locator('tbody tr[data-row="1"]')).toContainText('待就诊')
    await expect(page.locator('tbody tr[data-row="29"]')).toContainText('待就诊')
    await look('eye-class-done')
  })

  await test.step('The receipt of one comes back', async () => {
    await hospital.go('/eyes')
    await page.locator('#eye-search').waitFor()
    await page.locator('tbody tr', { hasText: names[1]! }).focus()
    await press('Enter')
    await heading('眼保健转诊单与回执')
    await press('F6')
    await at('diagnosis')
    await type('右眼睑腺炎')
    await press('F2')
    await expect(page.locator('.child-schedule')).toBeVisible()
    expect((await call('eye.open', { fileId: fileIds[1]! })).referrals).toMatchObject([{ state: 'answered', answeredDay: today, diagnosis: '右眼睑腺炎' }])
    expect((await call('eye.open', { fileId: fileIds[29]! })).referrals).toMatchObject([{ state: 'waiting' }])
  })

  await test.step('The board counts 30 of 31 in the kindergarten, 30 of 32 in the township, and opens who is missing', async () => {
    await hospital.go('/eyes')
    await page.locator('#eye-search').waitFor()
    await press('F10')
    await heading('眼保健覆盖率')
    const cells = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell')
    // The columns are 0~6, 0~3, 3~6 and six years, each with numerator, denominator and rate.
    await expect(cells(KINDERGARTEN)).toHaveText(['30', '31', '96.77%', '0', '0', '–', '30', '31', '96.77%', '0', '0', '–'])
    await expect(cells('没有登记托幼机构')).toHaveText(['0', '1', '0.00%', '0', '0', '–', '0', '1', '0.00%', '0', '0', '–'])
    await look('eye-coverage')
    await press('F6')
    await expect(cells('合计')).toHaveText(['30', '32', '93.75%', '0', '0', '–', '30', '32', '93.75%', '0', '0', '–'])
    await expect(page.getByRole('row', { name: /^衡阳县/ }).getByRole('cell').first()).toHaveText('30')
    await press('F6')
    await page.getByRole('button', { name: `${KINDERGARTEN} 3~6岁儿童视力检查覆盖率 分母 31` }).focus()
    await press('Enter')
    await page.getByRole('dialog').getByText('分母中未计入分子').click()
    await expect(page.getByRole('dialog').locator('tbody tr[data-row]')).toHaveCount(1)
    await look('eye-coverage-children')
    await page.getByRole('dialog').locator('tbody tr[data-row="0"]').focus()
    await press('Enter')
    await expect(page.locator('.child-head')).toContainText('外班一')
  })

  await test.step('Slip and advice sheet name the child they are of', async () => {
    for (const index of [1, 29]) {
      const fileId = fileIds[index]!
      const { referrals: [slip], visits } = await call('eye.open', { fileId })
      for (const asked of [{ what: 'referral', id: slip!.id }, { what: 'advice', id: visits.at(-1)!.id }] as const) {
        const { base64 } = await call('eye.paper.pdf', { fileId, ...asked })
        const printed = (await readPdf(new Uint8Array(Buffer.from(base64, 'base64')))).glyphs.map(glyph => glyph.text).join('').normalize('NFKC')
        expect(printed, asked.what).toContain(names[index]!)
        for (const other of names.filter(name => name !== names[index])) expect(printed, asked.what).not.toContain(other)
      }
    }
  })

  await test.step('Who was unknown is registered meanwhile: the class knows the child without being read again', async () => {
    await eyeChild(hospital, '未登记童', birthDayOf(30), {}, HERE)
    await choosesFile('')
    await hospital.go('/eyes')
    await page.locator('#eye-search').waitFor()
    await press('F9')
    await expect(page.getByRole('status').filter({ hasText: '共 31 名' })).toHaveText('共 31 名:已检查 30,未检查 1,转诊 2')
    await atRow('未登记童')
  })
  expect(faults).toEqual([])
})

test('an instrument’s file: what is matched lands in the visit, what waits is given to its child or put aside, once', async () => {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  await fitScreen()
  const { fileId } = await eyeChild(hospital, '视小一', birthDayOf(0), { kindergarten: KINDERGARTEN }, HERE)
  const { fileId: otherId } = await eyeChild(hospital, '视小二', birthDayOf(1), {}, HERE)
  const { number } = await call('child.file.get', { id: fileId })
  const path = join(papers.path, '验光仪.csv')
  const text = ['姓名,编号,出生日期,检查日期,右眼球镜,右眼柱镜,右眼轴位,左眼球镜,右眼视力', `视小一,${number},${birthDayOf(0)},${today},+1.25,-0.50,180,+1.00,5.0`, `视小二,X9,${birthDayOf(1)},${today},+1.50,,,+1.25,4.9`, `视某某,X8,2021-01-01,${today},99,,,+1.00,`].join('\n')
  writeFileSync(path, text)
  await choosesFile(path)
  await hospital.go('/eyes')
  await page.locator('#eye-search').waitFor()
  await press('F8')
  await heading('仪器结果')
  await press('F4')
  await expect(page.getByText('“验光仪.csv”读到 3 条结果:已对应 1 条,待对应 2 条,以前读过 0 条')).toBeVisible()
  await expect(page.locator('tbody tr[data-row]')).toHaveCount(2)
  await look('eye-instruments')

  await page.locator('tbody tr', { hasText: '视小二' }).focus()
  await press('Enter')
  await expect(page.locator('#eye-result-child')).toBeFocused()
  await type('sxe')
  await page.getByRole('option', { name: /视小二/ }).waitFor()
  await press('Enter')
  await expect(page.locator('#eye-result-reason')).toBeFocused()
  await press('F2')
  await expect(page.getByText('编号或出生日期与该儿童不符,请核对后写明对应的依据')).toBeVisible()
  await look('eye-instrument-result')
  await type('家长确认,仪器上没有输编号')
  await press('F2')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('tbody tr[data-row]')).toHaveCount(1)
  await page.locator('tbody tr', { hasText: '视某某' }).focus()
  await press('Enter')
  await expect(page.locator('#eye-result-child')).toBeFocused()
  await press('F8')
  await expect(page.getByText('不采用请写明原因')).toBeVisible()
  await type('测量失败')
  await press('F8')
  await expect(page.getByText('没有这样的仪器结果')).toBeVisible()

  // The same file dropped on the page says so, and adds nothing.
  const dropped = await page.evaluateHandle(content => { const data = new DataTransfer(); data.items.add(new File([content], '验光仪.csv')); return data }, text)
  await page.dispatchEvent('.eye-drop', 'drop', { dataTransfer: dropped })
  await expect(page.getByText('“验光仪.csv”以前读过,3 条结果都已登记,没有重复添加')).toBeVisible()
  expect((await call('eye.device.rows', { state: 'matched' })).total).toBe(2)

  await press('F6')
  await page.locator('tbody tr', { hasText: '视小一' }).first().focus()
  await press('Enter')
  await page.getByRole('dialog').waitFor()
  await press('F4')
  await at('eyelidRight')
  await expect(page.getByText('示例格式(中文标题行 CSV) · 屈光')).toBeVisible()
  await press('F6')
  await at('visionRight')
  await press('Control+I')
  await expect(page.locator('[data-field="sphereDRight"] input')).toHaveValue('+1.25')
  await expect(page.locator('[data-field="visionRight"] input')).toHaveValue('5.0(1.0)')
  await look('eye-visit-instrument')
  await page.locator('[data-field="visionLeft"] input').focus()
  await type('5.0')
  await page.locator('[data-field="pupilState"] input').first().focus()
  await press('1')
  await press('F2')
  await expect(page.locator('.child-schedule')).toBeVisible()
  await expect.poll(async () => (await call('eye.device.rows', { state: 'used' })).rows.map(row => row.child?.childName)).toEqual(['视小一'])
  const [visit] = (await call('eye.open', { fileId })).visits
  expect(visit).toMatchObject({ refractionMethod: '1', sphereDRight: 1.25, cylinderDRight: -0.5, axisDegreesRight: 180, sphereDLeft: 1, visionRight: '50', visionLeft: '50' })

  await hospital.go('/eyes/instruments?view=used')
  await page.locator('tbody tr[data-row="0"]').focus()
  await press('Enter')
  await expect(page.locator('[data-field="sphereDRight"] input')).toHaveValue('+1.25')
  await hospital.go('/eyes/instruments?view=files')
  await page.getByRole('button', { name: '另存原件' }).waitFor()
  await look('eye-instrument-files')
  // What the file of the other child measured stands in its class line and waits for its visit.
  expect((await call('eye.group.eyes', { fileIds: [otherId], visitDay: today }))[0]).toMatchObject({ offered: 1, visit: null })

  // A folder of the workstation is looked into while the page is open: what an instrument writes there comes by itself, what cannot be read is named.
  const watched = join(papers.path, '筛查仪')
  mkdirSync(watched)
  saveDeviceSettings({ data: hospital.data, resources: '', fonts: '' }, { ...INITIAL_DEVICE_SETTINGS, eyeFolders: { ...INITIAL_DEVICE_SETTINGS.eyeFolders, exampleCsv: watched } })
  await hospital.go('/eyes/instruments')
  await expect(page.getByText(`每 5 秒看一次:${watched}`)).toBeVisible({ timeout: 15_000 })
  writeFileSync(join(watched, '上午.csv'), ['姓名,编号,出生日期,检查日期,右眼球镜,左眼球镜', `视小三,X7,2021-01-02,${today},+1.00,+1.00`].join('\n'))
  writeFileSync(join(watched, '坏.csv'), '甲,乙\n1,2')
  await expect(page.getByText('“上午.csv”读到 1 条结果:已对应 0 条,待对应 1 条,以前读过 0 条')).toBeVisible({ timeout: 25_000 })
  await expect(page.locator('tbody tr', { hasText: '视小三' })).toBeVisible()
  await expect(page.getByText('文件夹里有 1 个文件没有读入')).toBeVisible()
  await look('eye-instruments-watched')
  expect(faults).toEqual([])
})
