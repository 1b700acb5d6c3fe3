import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { type Desk, electronProgram, electronSwitches, freshDataFolder, launchDesk, programEnvironment } from '../support/launch.ts'

const root = dirname(dirname(import.meta.dirname))

test.describe('the window lets nothing in and nothing out', () => {
  let desk: Desk
  test.beforeAll(async () => { desk = await launchDesk() })
  test.afterAll(async () => { await desk.close() })

  test('the page has one bridge function and nothing of Node or Electron', async () => {
    const seen = await desk.page.evaluate(() => ({
      bridge: Object.keys((globalThis as unknown as { bridge: object }).bridge),
      node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
      url: location.href,
    }))
    expect(seen.bridge).toEqual(['invoke'])
    expect(seen.node).toEqual([])
    expect(seen.url).toMatch(/^fuyou:\/\/app\//)
  })

  test('a call reaches the core, and an unknown one is answered, not thrown', async () => {
    const answers = await desk.page.evaluate(async () => {
      const { bridge } = globalThis as unknown as { bridge: { invoke(name: string, input: unknown): Promise<{ ok: boolean; error?: { code: string } }> } }
      return [await bridge.invoke('system.state', null), await bridge.invoke('no.such.call', {})]
    })
    expect(answers[0]).toMatchObject({ ok: true })
    expect(answers[1]).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  test('inline script does not run, and no address outside the program is fetched', async () => {
    const seen = await desk.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.inlineRan = true'
      document.head.append(script)
      const reached: string[] = []
      for (const address of ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/hostname']) {
        await fetch(address).then(() => reached.push(address), () => undefined)
      }
      return { inlineRan: 'inlineRan' in globalThis, reached }
    })
    expect(seen).toEqual({ inlineRan: false, reached: [] })
  })

  test('no new window, no navigation, no permission', async () => {
    const before = desk.page.url()
    const seen = await desk.page.evaluate(async () => {
      const opened = window.open('https://example.com/') !== null
      location.href = 'https://example.com/'
      const notifications = await Notification.requestPermission()
      return { opened, notifications }
    })
    expect(seen).toEqual({ opened: false, notifications: 'denied' })
    expect(desk.page.url()).toBe(before)
    expect(desk.app.windows()).toHaveLength(1)
  })

  test('a path that leaves the folder of pages is not found', async () => {
    const statuses = await desk.page.evaluate(() => Promise.all(
      ['/..%2f..%2fpackage.json', '/%2e%2e/main/main.js', '/../preload/preload.cjs'].map((path) => fetch(`fuyou://app${path}`).then((answer) => answer.status, () => 0))))
    expect(statuses.filter((status) => status === 200)).toEqual([])
  })

  test('the print fonts come by name, and no other file of their folder', async () => {
    const statuses = await desk.page.evaluate(() => Promise.all(
      ['NotoSerifSC_400Regular.ttf', 'NotoSerifSC_700Bold.ttf', 'package.json', '400Regular/index.js'].map((name) => new Promise<boolean>((resolve) => {
        new FontFace('probe', `url("fuyou://font/${name}")`).load().then(() => resolve(true), () => resolve(false))
      }))))
    expect(statuses).toEqual([true, true, false, false])
  })

  test('the renderer runs apart from the program: sandboxed and isolated', async () => {
    const preferences = await desk.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webSecurity }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true })
  })
})

test('a second copy on the same data folder ends at once and brings the first to the front', async () => {
  const desk = await launchDesk()
  try {
    const second = await promisify(execFile)(electronProgram(), [...electronSwitches(), root, '--data', desk.data], { env: programEnvironment(), timeout: 30_000 })
    expect(second.stderr).toContain('已在这个数据目录上运行')
    expect(desk.app.windows()).toHaveLength(1)
  } finally {
    await desk.close()
  }
})

test('a page that dies comes back by itself', async () => {
  const desk = await launchDesk()
  try {
    await desk.app.evaluate(({ BrowserWindow, dialog }) => {
      // Nobody is here to press the button of the sentence that follows.
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
      const window = BrowserWindow.getAllWindows()[0]!
      const back = new Promise<void>((resolve) => { window.webContents.once('did-finish-load', () => resolve()) })
      window.webContents.forcefullyCrashRenderer()
      return back
    })
    const url = await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())
    expect(url).toMatch(/^fuyou:\/\/app\//)
  } finally {
    await desk.close()
  }
})

test('the log is written in the data folder', async () => {
  const folder = freshDataFolder()
  try {
    const desk = await launchDesk({ data: folder.path })
    await expect.poll(() => existsSync(join(folder.path, 'logs', 'main.log')) && readFileSync(join(folder.path, 'logs', 'main.log'), 'utf8')).toContain('program.started')
    await desk.close()
    expect(readdirSync(join(folder.path, 'logs'))).toEqual(['main.log'])
  } finally {
    folder.remove()
  }
})
