import { sampleReportText } from '../../domain/sample/pelvic.ts'
import { launchDesk } from '../support/launch.ts'
import { tourPelvicReports } from '../support/pelvic-report-tour.ts'
import { guideOf } from '../support/practice-tour.ts'
import { emgReportPdf, smallPdf } from '../support/small-pdf.ts'
import { faultsInPractice } from './pages/screen-reading.ts'
import { expect, type Page, test } from '@playwright/test'

test('every screen of device reports and of the board is readable, fits 1366×768 and speaks one language at a time', async () => {
  const { faults, seen } = await faultsInPractice(300, tourPelvicReports)
  expect(faults).toEqual([])
  expect(seen).toContain('pelvic-board-people')
})

type Dropped = { readonly name: string; readonly bytes: Buffer }
/** Files let go over the place where reports are read. */
const drop = (page: Page, ...files: readonly Dropped[]): Promise<void> => page.locator('.report-drop').evaluate((element, given) => {
  const data = new DataTransfer()
  for (const { name, base64 } of given) data.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], name))
  element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
}, files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })))

/** The therapist in a practice hospital. */
async function therapistAt(desk: Awaited<ReturnType<typeof launchDesk>>): Promise<ReturnType<typeof guideOf>> {
  const guide = guideOf(desk)
  await guide.fitScreen()
  await guide.call('system.openPractice', { persons: 300 })
  await desk.page.reload()
  await desk.page.getByRole('textbox').first().waitFor()
  await guide.signIn('pendi')
  return guide
}

test('reports dropped on the window are each read; one that was read before is refused with its day and keeps no other out', async () => {
  const desk = await launchDesk()
  try {
    const guide = await therapistAt(desk)
    const report = (name: string): Dropped => ({ name: `${name}.csv`, bytes: Buffer.from(sampleReportText({ number: null, name, measuredDay: '2026-01-05', lifted: JSON.stringify({ fastUv: 31.5, tonicUv: 22 }) })) })
    const waiting = async (): Promise<number> => (await guide.call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 1 })).total
    const before = await waiting()
    await guide.go('/pelvic?tab=reports')
    await drop(desk.page, report('欧阳𬭊龘'))
    await expect(desk.page.getByRole('heading', { level: 1 })).toContainText('设备报告')
    await expect(desk.page.getByText('欧阳𬭊龘').first()).toBeVisible()
    await guide.go('/pelvic?tab=reports')
    await drop(desk.page, report('欧阳𬭊龘'), report('阿依努尔'))
    await expect(desk.page.getByRole('alert').filter({ hasText: '欧阳𬭊龘.csv: 这份报告已于' })).toBeVisible()
    expect(await waiting()).toBe(before + 2)
  } finally {
    await desk.close()
  }
})

test('a report that waits is given to its woman without the mouse, and its figures stay with it', async () => {
  const desk = await launchDesk()
  try {
    const guide = await therapistAt(desk)
    const waiting = (await guide.call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 1 })).rows[0]!
    await guide.go(`/pelvic/reports/${waiting.id}`)
    // Nobody is chosen for the therapist: without her word it is refused.
    await desk.page.keyboard.press('F2')
    await expect(desk.page.getByText('请先选择这份报告是谁的盆底档案')).toBeVisible()
    await expect(desk.page.getByRole('radio').first()).toBeFocused()
    await desk.page.keyboard.press('Space')
    await desk.page.keyboard.press('F2')
    await expect.poll(() => desk.page.evaluate(() => location.hash)).toMatch(new RegExp(`/pelvic/[\\w-]+/assessments/new\\?report=${waiting.id}$`))
    const after = await guide.call('pelvic.report.open', { id: waiting.id })
    expect([after.state, after.fileId, Object.keys(after.lifted).length]).toEqual(['confirmed', expect.any(String), waiting.figures])
  } finally {
    await desk.close()
  }
})

test('a PDF brings its figures: read in the built program, shown beside its page, and confirmed', async () => {
  const desk = await launchDesk()
  try {
    const guide = await therapistAt(desk)
    const { number, name } = (await guide.call('pelvic.file.list', { view: 'open', offset: 0, limit: 1 })).rows[0]!
    await guide.go('/pelvic?tab=reports')
    await drop(desk.page, { name: '肌电.pdf', bytes: emgReportPdf({ name: name!, number: number! }) })
    await expect(desk.page.getByRole('heading', { level: 1 })).toContainText('设备报告')
    await expect(desk.page.locator('#report-fastUv')).toHaveValue('38.25')
    await expect(desk.page.locator('#report-preRestVariability')).toHaveValue('0.21')
    await expect(desk.page.locator('#report-enduranceVariability')).toHaveValue('')
    // Whoever clicked on the pages still has the keys of the program.
    await expect.poll(() => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.mainFrame.framesInSubtree.length)).toBeGreaterThan(3)
    const { x, y, width } = (await desk.page.locator('iframe.report-pages').boundingBox())!
    await desk.page.mouse.click(x + width / 2, y + 120)
    // The viewer is a process of its own: its click and the way back take a moment that a hand does not notice.
    await expect(async () => {
      await desk.page.keyboard.press('F2')
      await expect(desk.page.getByText('请先选择这份报告是谁的盆底档案')).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 15_000 })
    await desk.page.getByRole('radio').first().focus()
    await desk.page.keyboard.press('Space')
    await desk.page.keyboard.press('F2')
    await expect.poll(() => desk.page.evaluate(() => location.hash)).toMatch(/\/assessments\/new\?report=/)
    await expect(desk.page.locator('[data-field="fastUv"] input')).toHaveValue('38.25')
  } finally {
    await desk.close()
  }
})

test('a report that was read by mistake is voided without the mouse; one that an assessment was made from says why it is not', async () => {
  const desk = await launchDesk()
  try {
    const guide = await therapistAt(desk)
    const press = (key: string): Promise<void> => desk.page.keyboard.press(key)
    const { total, rows: [waiting] } = await guide.call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 1 })
    const voidIt = async (reportId: string): Promise<void> => {
      await guide.go(`/pelvic/reports/${reportId}`)
      await press('Shift+F9')
      await expect(desk.page.locator('#void-reason')).toBeFocused()
      await desk.page.keyboard.type('读错了文件')
      await press('F2')
    }
    await voidIt(waiting!.id)
    await expect(desk.page.getByText('已作废', { exact: true })).toBeVisible()
    await expect.poll(() => desk.page.evaluate(() => location.hash)).toMatch(/\/pelvic\?tab=reports$/)
    expect((await guide.call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 1 })).total).toBe(total - 1)
    await guide.go(`/pelvic/reports/${waiting!.id}`)
    await expect(desk.page.getByText('这份报告已作废,同一个文件可以重新读入')).toBeVisible()
    await expect(desk.page.getByRole('button', { name: /作废|数值无误/ })).toHaveCount(0)
    const used = (await guide.call('pelvic.report.list', { state: 'confirmed', offset: 0, limit: 50 })).rows.find(({ assessmentId }) => assessmentId !== null)!
    await voidIt(used.id)
    await expect(desk.page.getByText('这份报告的数值已用于一次评估,不能再改或作废;要改请先作废那次评估')).toBeVisible()
  } finally {
    await desk.close()
  }
})

test('a PDF that wants more than to be read gets nothing: no script, no other page, no file outside the program', async () => {
  const desk = await launchDesk()
  try {
    const guide = await therapistAt(desk)
    await desk.app.evaluate(({ BrowserWindow, session }) => {
      const told: string[] = []
      Object.assign(globalThis, { told })
      session.defaultSession.on('will-download', (event, item) => { told.push(`download ${event.defaultPrevented}`); item.once('done', (_event, state) => told.push(state)) })
      session.defaultSession.webRequest.onCompleted(({ url }) => { if (!/^(fuyou|blob|chrome|chrome-extension):/.test(url)) told.push(url) })
      BrowserWindow.getAllWindows()[0]!.webContents.on('will-navigate', event => told.push(`navigate ${event.url} ${event.defaultPrevented}`))
    })
    const told = (): Promise<string[]> => desk.app.evaluate(() => (globalThis as unknown as { told: string[] }).told)
    const dialogs: string[] = []
    desk.page.on('dialog', dialog => { dialogs.push(dialog.message()); void dialog.dismiss() })
    const script = "app.alert\\('ran'\\); app.launchURL\\('https://example.com/script', true\\); this.submitForm\\('https://example.com/form'\\)"
    const pdf = smallPdf([[[40, 100, 'a page that is a link']]], {
      catalog: `/OpenAction << /S /JavaScript /JS (${script}) >>`,
      page: '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /Border [0 0 0] /A << /S /URI /URI (https://example.com/link) >> >>]',
    })
    const { reportId } = (await guide.call('pelvic.report.read', { file: { name: '链接.pdf', base64: pdf.toString('base64') } }))!
    await guide.go(`/pelvic/reports/${reportId}`)
    const frame = desk.page.locator('iframe.report-pages')
    // The viewer is there once its inner frame shows the pages.
    await expect.poll(() => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.mainFrame.framesInSubtree.length)).toBeGreaterThan(3)
    const { x, y, width } = (await frame.boundingBox())!
    const before = desk.page.url()
    await expect.poll(async () => { await desk.page.mouse.click(x + width / 2, y + 120); return told() }).toContain('navigate https://example.com/link true')
    await desk.page.mouse.click(x + width / 2, y + 120, { button: 'middle' })
    // A page's own way to leave a file behind.
    await desk.page.evaluate(() => { const link = document.createElement('a'); Object.assign(link, { href: document.querySelector('iframe')!.src.split('#')[0], download: 'report.pdf' }); link.click() })
    await expect.poll(told).toContain('cancelled')
    expect((await told()).filter(one => !/^(?:navigate https:\/\/example\.com\/link true|download true|cancelled)$/.test(one))).toEqual([])
    expect(dialogs).toEqual([])
    expect([desk.page.url(), desk.app.windows().length]).toEqual([before, 1])
    expect(await desk.page.evaluate(() => ['require', 'process', 'Buffer', 'ipcRenderer'].filter(name => name in globalThis))).toEqual([])
    // What says PDF and is a page of HTML is a text and is shown as one.
    const other = (await guide.call('pelvic.report.read', { file: { name: '页面.pdf', base64: Buffer.from('<html><script>document.title = "ran"</script></html>').toString('base64') } }))!
    await guide.go(`/pelvic/reports/${other.reportId}`)
    await expect(desk.page.locator('.report-lines')).toContainText('document.title')
    expect([await frame.count(), await desk.page.title()]).toEqual([0, expect.not.stringContaining('ran')])
  } finally {
    await desk.close()
  }
})
