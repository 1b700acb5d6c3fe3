import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { PrintValues } from '../../domain/print/layout.ts'
import type { MeasuredCrosses } from '../../domain/print/calibration.ts'
import { SETTINGS, type SettingValue } from '../../domain/settings/settings.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { registration } from '../../domain/modules/certificate/registration.record.ts'
import { compose, type PlacedText } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { readLayout } from '../../electron/core/print/layouts.ts'
import { type PdfPages, readPdf } from '../print/support/pdf-text.ts'
import { lookAtSheet, type Sheet } from '../support/ink.ts'
import { type Desk, launchDesk } from '../support/launch.ts'
import { startVirtualPrinters, type VirtualPrinters, whyNoVirtualPrinter } from '../support/virtual-printer.ts'
import { ask, openHospital, PASSWORD, registerBirth, signIn } from './pages/certificate.ts'

const root = dirname(dirname(import.meta.dirname))
const fonts = openPrintFonts(join(root, 'node_modules', '@expo-google-fonts', 'noto-serif-sc'))
const TOLERANCE_MM = 0.3

const reason = whyNoVirtualPrinter()
if (reason) process.stdout.write(`${reason}\n`)
test.skip(reason !== null, reason ?? '')
test.describe.configure({ mode: 'serial' })

let printers: VirtualPrinters
let desk: Desk
let page: Page
let certificateId = ''

const NAMES = { plain: 'Office_A4', laser: 'Laser_With_Edge', letter: 'From_Abroad', postScript: 'Through_PostScript', fitted: 'Fit_To_Page', beside: 'Feeds_Beside' } as const
const PROFILE = { form: 'birth-certificate', dxMm: 0, dyMm: 0, scaleX: 1, scaleY: 1, silent: true }

test.beforeAll(async () => {
  if (reason) return
  printers = await startVirtualPrinters([
    { name: NAMES.plain }, { name: NAMES.laser, marginMm: 4.23 }, { name: NAMES.letter, defaultPaper: 'Letter', marginMm: 4.23 }, { name: NAMES.postScript, driver: 'cups-pdf' },
    { name: NAMES.fitted, marginMm: 4.23, fitToPage: true }, { name: NAMES.beside, feedMm: { right: 2.4, down: -1.1 } },
  ])
  desk = await launchDesk({ env: printers.env })
  page = desk.page
  await openHospital(page)
  await calibrateAs([NAMES.plain, NAMES.laser, NAMES.letter, NAMES.postScript, NAMES.beside].map(printerName => ({ ...PROFILE, printerName })))
  const { newbornIds } = await registerBirth(page)
  certificateId = await hold(newbornIds[0]!)
})
test.afterAll(async () => {
  await desk?.close()
  await printers?.close()
})

const signInAs = (loginName: string) => ask(page, 'auth.login', { loginName, password: PASSWORD })

async function calibrateAs(profiles: (typeof PROFILE & { printerName: string })[]): Promise<void> {
  await signInAs('guanli')
  const { rev } = await ask(page, 'setting.get', { key: 'printing' })
  await ask(page, 'setting.save', { key: 'printing', rev, value: { ...SETTINGS.printing.initial, profiles } })
}

/** The register filled in and the next number held for it, by 孙签发. */
async function hold(newbornId: string): Promise<string> {
  await signInAs('qianfa')
  const start = await ask(page, 'certificate.prepare', { newbornId })
  const row = {
    ...emptyRow(registration), ...start.row, babyName: '李思远', complete: true, fatherProvided: true, fatherName: '李国强', fatherBirthDay: '1993-06-07', fatherNationality: 'CHN', fatherEthnicGroup: '01',
    fatherAddress: '湖南省衡阳市衡阳县西渡镇解放路 8 号', fatherIdType: '01', fatherIdNumber: '110101199306079996', maritalBirth: true, marriageCertificateNumber: 'J430421-2020-001234',
  } as never
  const { materials } = await ask(page, 'certificate.check', { newbornId, row, materials: [] })
  const saved = await ask(page, 'certificate.register', { row, materials: materials.map(line => ({ material: line.material, present: true, note: null })) })
  const { number } = await ask(page, 'certificate.nextNumber', null)
  return (await ask(page, 'certificate.beginPrint', { registrationId: saved.id, scannedNumber: number! })).certificateId
}

/** Nothing was inked, says a second person: the same sheet may go through the next printer of this test. */
async function freeForAnother(): Promise<void> {
  const { rev } = await ask(page, 'certificate.get', { id: certificateId })
  await ask(page, 'certificate.answerPrint', { certificateId, rev, result: 'notInked', reason: '没有着墨', secondPerson: { loginName: 'shenhe', password: PASSWORD } })
}

async function printOn(printerName: string): Promise<Uint8Array> {
  expect(await ask(page, 'certificate.print', { certificateId, printerName })).toMatchObject({ outcome: 'sent' })
  const sheet = await printers.nextSheet(printerName)
  await freeForAnother()
  return sheet
}

/** Where the layout has every text of this sheet. */
async function wanted(): Promise<PlacedText[]> {
  const { printedValues } = await ask(page, 'certificate.get', { id: certificateId })
  const { placed, issues } = compose(readLayout(join(root, 'resources'), 'birthCertificate'), JSON.parse(printedValues) as PrintValues, { fonts, mode: 'print' })
  expect(issues).toEqual([])
  expect(placed.length).toBeGreaterThan(60)
  return placed
}

/** How far the first character of every text stands from its place; each text must be on the paper within 6 mm of it. */
function misplaced(sheet: PdfPages, placed: readonly PlacedText[]): { text: string; right: number; down: number }[] {
  const glyphs = [...sheet.glyphs]
  return placed.map(line => {
    const first = [...line.text][0]!
    const found = glyphs
      // A PDF may name a glyph by the radical that shares it.
      .filter(glyph => glyph.text === first || /^[\u2E80-\u2FDF]$/u.test(glyph.text))
      .map(glyph => ({ text: line.text, right: glyph.xMm - line.xMm, down: glyph.baselineMm - line.baselineMm }))
      .sort((a, b) => Math.hypot(a.right, a.down) - Math.hypot(b.right, b.down))[0]
    expect(found, `${line.text} on the paper`).toBeDefined()
    return found!
  })
}

const furthestMm = (texts: { right: number; down: number }[]): number => Math.max(...texts.map(text => Math.max(Math.abs(text.right), Math.abs(text.down))))

for (const [what, name] of [['that reaches the edge', NAMES.plain], ['with an edge it cannot reach', NAMES.laser], ['whose own paper is Letter', NAMES.letter]] as const) {
  test(`printed silently on a printer ${what}: A4, and every text within ${TOLERANCE_MM} mm of its place on the paper`, async () => {
    const sheet = await readPdf(await printOn(name))
    expect(sheet.sizesMm).toHaveLength(1)
    // Chromium rounds a page to whole dots of the printer.
    expect(Math.abs(sheet.sizesMm[0]!.w - 210)).toBeLessThan(0.2)
    expect(Math.abs(sheet.sizesMm[0]!.h - 297)).toBeLessThan(0.2)
    expect(furthestMm(misplaced(sheet, await wanted()))).toBeLessThan(TOLERANCE_MM)
    expect(printers.options(name).at(-1)).toContain('PageSize=A4')
  })
}

test('through PostScript as an older printer takes it, the ink lies where it lies on the direct way', async () => {
  // The fonts come out as bare outlines here, without the names of their characters: pdftotext leaves out some of them
  // and so seems to find text up to 2.7 mm beside its place. What counts is the ink.
  const through = await lookAtSheet(await printOn(NAMES.postScript))
  const direct = await lookAtSheet(await printOn(NAMES.plain))
  for (const { value, part, x, y, w, h } of layoutBoxes().filter(box => ['babyName', 'mIdNo', 'fIdNo', 'issuer', 'birthYear'].includes(box.value))) {
    const area = { x: x - 1, y: y - 1, w: w + 2, h: h + 2 }
    const [one, other] = [through.inkIn(area), direct.inkIn(area)]
    for (const side of ['left', 'right', 'top', 'bottom'] as const) expect(Math.abs(one![side] - other![side]), `${part} ${value} ${side}`).toBeLessThan(TOLERANCE_MM)
  }
})

function layoutBoxes() {
  return readLayout(join(root, 'resources'), 'birthCertificate').boxes.filter(box => 'value' in box)
}

test.describe('the wizard', () => {
  const field = (id: string) => page.locator(`#${id}`)
  const goto = (path: string) => page.evaluate(to => { location.hash = `#${to}` }, path)
  async function openWizard(printerName: string): Promise<void> {
    // Whoever holds a number is asked about it before anything else: the administrator calibrates here.
    await signIn(page, 'guanli')
    await goto(`/printing/wizard?${new URLSearchParams({ printer: printerName, tray: '', form: 'birth-certificate' }).toString()}`)
    await expect(field('wizard-printer')).toBeVisible()
    await expect(page.getByText('没有打印机')).toHaveCount(0)
  }
  /** Prints the ruler page with Ctrl+P, looks where both crosses came out, and types what a ruler would say. */
  async function printAndMeasure(printerName: string): Promise<MeasuredCrosses> {
    await page.keyboard.press('Control+P')
    const sheet = await lookAtSheet(await printers.nextSheet(printerName))
    await expect(field('measured-firstXMm')).toBeFocused()
    const measured = {
      firstXMm: middle(sheet, 20, 20).xMm, firstYMm: middle(sheet, 20, 20).yMm, secondXMm: middle(sheet, 190, 280).xMm, secondYMm: middle(sheet, 190, 280).yMm,
    }
    // A ruler is read to a tenth; Enter goes to the next distance.
    for (const mm of Object.values(measured)) {
      await page.keyboard.type(mm.toFixed(1))
      await page.keyboard.press('Enter')
    }
    return measured
  }

  test('case 50: a printer with “适合页面” on is refused, and no profile is kept', async () => {
    await openWizard(NAMES.fitted)
    const measured = await printAndMeasure(NAMES.fitted)
    expect((measured.secondXMm - measured.firstXMm) / 170).toBeLessThan(0.97)
    await expect(page.locator('.issue.is-block')).toContainText('打印机开着“适合页面”')
    await expect(page.getByRole('button', { name: '保存校准' })).toBeDisabled()
    await page.keyboard.press('F2')
    expect(await profileOf(NAMES.fitted)).toBeUndefined()
  })

  test('a printer that feeds 2.4 mm beside: wrong before, within 0.3 mm after two typed distances; no number is taken', async () => {
    await signInAs('qianfa')
    for (const { text, right, down } of misplaced(await readPdf(await printOn(NAMES.beside)), await wanted())) {
      expect(Math.abs(right - 2.4), text).toBeLessThan(TOLERANCE_MM)
      expect(Math.abs(down + 1.1), text).toBeLessThan(TOLERANCE_MM)
    }
    const held = (await ask(page, 'stock.list', { state: 'held' })).total
    await openWizard(NAMES.beside)
    await printAndMeasure(NAMES.beside)
    await expect(page.locator('.wizard .ant-alert-info')).toContainText('最大误差 2.4 毫米')
    await page.keyboard.press('F2')
    await expect(page.getByText('检查:再量一次')).toBeVisible()
    await printAndMeasure(NAMES.beside)
    await expect(page.locator('.wizard .ant-alert-success')).toContainText('位置正确')
    await page.keyboard.press('F2')
    await expect(page.getByRole('heading', { name: '打印校准', exact: true })).toBeVisible()
    expect(await profileOf(NAMES.beside)).toMatchObject({ silent: true, calibratedBy: '王管理' })
    await signInAs('qianfa')
    expect(furthestMm(misplaced(await readPdf(await printOn(NAMES.beside)), await wanted()))).toBeLessThan(TOLERANCE_MM)
    expect((await ask(page, 'stock.list', { state: 'held' })).total).toBe(held)
  })

  test('fields are nudged by the keyboard over the hospital’s own scan, and the paper has what the screen showed, without the scan', async () => {
    await signIn(page, 'guanli')
    const scan = join(desk.data, 'scan.png')
    writeFileSync(scan, Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGP8z8Dwn4GBgYmBgQEADgkCAfmMN9wAAAAASUVORK5CYII=', 'base64'))
    await desk.app.evaluate(({ dialog }, path) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] }) as ReturnType<typeof dialog.showOpenDialog> }, scan)
    await goto('/printing/nudge?form=birth-certificate&level=institution')
    const stage = page.locator('.nudge-stage')
    await expect(stage).toBeFocused()
    await page.getByRole('button', { name: '载入扫描图' }).click()
    await expect(page.locator('.nudge-paper img')).toBeVisible()
    await stage.focus()
    await page.keyboard.press('Tab')
    await expect(page.locator('[data-field="main.babyName"]')).toHaveClass(/is-chosen/)
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
    await page.keyboard.press('Control+Z')
    await expect(field('nudge-dx')).toHaveValue('0.3')
    await expect(field('nudge-dy')).toHaveValue('1')
    await page.keyboard.press('F2')
    await expect(page.getByText('位置已保存')).toBeVisible()
    // Into the number and barcode: said at once, and not saved.
    await expect(page.getByRole('button', { name: '保存' })).toBeDisabled()
    await field('nudge-fields').focus()
    await page.keyboard.type('正页 签发机构')
    await page.keyboard.press('Enter')
    await stage.focus()
    for (let count = 0; count < 12; count += 1) await page.keyboard.press('Shift+ArrowRight')
    await expect(page.locator('.issue.is-block')).toContainText('预印编号和条码')
    await page.keyboard.press('F2')
    for (let count = 0; count < 12; count += 1) await page.keyboard.press('Control+Z')
    await expect(page.locator('.issue.is-block')).toHaveCount(0)
    await signInAs('qianfa')
    const placed = await wanted()
    const sheet = await printOn(NAMES.plain)
    const moved = misplaced(await readPdf(sheet), placed).filter(text => Math.hypot(text.right, text.down) > TOLERANCE_MM)
    expect(moved).toHaveLength(1)
    expect(moved[0]!.right).toBeCloseTo(0.3, 1)
    expect(moved[0]!.down).toBeCloseTo(1, 1)
    expect(Buffer.from(sheet).toString('latin1')).not.toContain('/Subtype /Image')
  })

  test('a printer that is gone is named before anything is counted, and one that refuses is told with its words; the number stays held', async () => {
    await signInAs('qianfa')
    const { printCount } = await ask(page, 'certificate.get', { id: certificateId })
    await printers.remove(NAMES.beside)
    await expect(ask(page, 'certificate.print', { certificateId, printerName: NAMES.beside })).rejects.toThrow(/没有打印机/)
    // What people call a printer is not its name for the system.
    await expect(ask(page, 'certificate.print', { certificateId, printerName: 'Office A4' })).rejects.toThrow(/没有打印机/)
    expect((await ask(page, 'certificate.get', { id: certificateId })).printCount).toBe(printCount)
    expect((await ask(page, 'stock.list', { state: 'held' })).total).toBe(1)
    const { rows } = await ask(page, 'printing.jobs', { certificateId })
    expect(rows).toHaveLength(printCount)
    expect(rows.every(job => job.state === 'sent' && job.silent)).toBe(true)
  })

  async function profileOf(printerName: string): Promise<{ silent: boolean; calibratedBy: string } | undefined> {
    const { value } = await ask(page, 'setting.get', { key: 'printing' })
    return (value as SettingValue<'printing'>).profiles.find(profile => profile.printerName === printerName)
  }
})

/** Where a cross of the ruler page came out; "fit to page" moves it by up to 6 mm. */
function middle(sheet: Sheet, xMm: number, yMm: number): { xMm: number; yMm: number } {
  const found = sheet.crossIn({ x: xMm - 11, y: yMm - 11, w: 22, h: 22 })
  expect(found, `a cross near ${xMm} × ${yMm}`).not.toBeNull()
  return found!
}
