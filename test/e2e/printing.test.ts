import { dirname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { PrintValues } from '../../domain/print/layout.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { registration } from '../../domain/modules/certificate/registration.record.ts'
import { compose, type PlacedText } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { readLayout } from '../../electron/core/print/layouts.ts'
import { type PdfPages, readPdf } from '../print/support/pdf-text.ts'
import { lookAtSheet } from '../support/ink.ts'
import { type Desk, launchDesk } from '../support/launch.ts'
import { startVirtualPrinters, type VirtualPrinters, whyNoVirtualPrinter } from '../support/virtual-printer.ts'
import { ask, openHospital, PASSWORD, registerBirth } from './pages/certificate.ts'

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

const NAMES = { plain: 'Office_A4', laser: 'Laser_With_Edge', letter: 'From_Abroad', postScript: 'Through_PostScript' } as const
const PROFILE = { form: 'birth-certificate', dxMm: 0, dyMm: 0, scaleX: 1, scaleY: 1, silent: true }

test.beforeAll(async () => {
  test.setTimeout(120_000)
  if (reason) return
  printers = await startVirtualPrinters([
    { name: NAMES.plain }, { name: NAMES.laser, marginMm: 4.23 }, { name: NAMES.letter, defaultPaper: 'Letter', marginMm: 4.23 }, { name: NAMES.postScript, driver: 'cups-pdf' },
  ])
  desk = await launchDesk({ env: printers.env })
  page = desk.page
  await openHospital(page)
  await calibrateAs(Object.values(NAMES).map(printerName => ({ ...PROFILE, printerName })))
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
