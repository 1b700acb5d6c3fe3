import { join } from 'node:path'
import { BrowserWindow, ipcMain, screen } from 'electron'
import { PARENT_FACTS, type ParentAnswer, type ParentFactKey } from '../../domain/device/parent-facts.ts'
import type { SecondScreenSetting } from '../../domain/device/device-settings.ts'
import type { LogPort, ScreenFacts, SecondScreenPort } from '../core/ports.ts'
import { APP_ORIGIN } from './security.ts'

const PAGE = `${APP_ORIGIN}/second-screen/index.html`
/** Facts of a family do not stay on a screen that nobody looks at. */
const FACTS_STAY_MS = 5 * 60_000

type Mode = SecondScreenSetting['mode']

/**
 * The window on the parent's side. Its page has a bridge of its own that can do two things: be told what to show, and
 * hand back one answer. It knows nothing of the calls; the desk's window knows nothing of this one.
 */
export function parentScreen(log: LogPort): SecondScreenPort {
  let window: BrowserWindow | null = null
  let openMode: Mode = 'off'
  let ready: Promise<void> = Promise.resolve()
  let idle = ''
  let asked: { facts: ScreenFacts; settle(answer: ParentAnswer | { kind: 'closed' }): void; timer: ReturnType<typeof setTimeout> } | null = null

  const show = (): void => {
    if (window && !window.isDestroyed()) window.webContents.send('second-screen.show', asked ? { hospital: asked.facts.hospital, facts: asked.facts.facts } : { hospital: idle, facts: null })
  }
  function settle(answer: ParentAnswer | { kind: 'closed' }): boolean {
    if (!asked) return false
    const waiting = asked
    asked = null
    clearTimeout(waiting.timer)
    show()
    waiting.settle(answer)
    return true
  }

  ipcMain.handle('second-screen.answer', (event, answer: unknown) => {
    const frame = event.senderFrame
    const isOurs = window !== null && !window.isDestroyed() && event.sender === window.webContents && frame !== null && frame === window.webContents.mainFrame && frame.url === PAGE
    const given = isOurs ? answerOf(answer) : null
    if (!given) {
      log.warn('ipc.refused')
      return false
    }
    return settle(given)
  })

  async function open(mode: Mode, hospital: string): Promise<void> {
    idle = hospital
    if (window && !window.isDestroyed() && openMode === mode) { await ready; show(); return }
    window?.destroy()
    openMode = mode
    const own = makeWindow(mode)
    window = own
    own.on('closed', () => {
      if (window !== own) return
      window = null
      settle({ kind: 'closed' })
    })
    // A page that died shows nothing any more, and nobody can answer on it.
    own.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit') return
      log.error('secondScreen.gone', { reason: details.reason })
      if (!own.isDestroyed()) own.destroy()
    })
    ready = own.loadURL(PAGE)
    await ready
    show()
  }

  return {
    open,
    async ask(mode, facts) {
      settle({ kind: 'closed' })
      await open(mode, facts.hospital)
      return new Promise(resolve => {
        asked = { facts, settle: resolve, timer: setTimeout(() => settle({ kind: 'closed' }), FACTS_STAY_MS) }
        show()
      })
    },
    answer: given => settle(given),
    clear: () => { settle({ kind: 'closed' }) },
    close() {
      settle({ kind: 'closed' })
      if (window && !window.isDestroyed()) window.destroy()
      window = null
    },
    isOpen: () => window !== null && !window.isDestroyed(),
    displays: () => screen.getAllDisplays().length,
  }
}

/** What came from the page, as an answer of the parent; null for anything else. */
export function answerOf(given: unknown): ParentAnswer | null {
  if (given === 'right') return { kind: 'right', by: 'parent' }
  return PARENT_FACTS.includes(given as ParentFactKey) ? { kind: 'wrong', line: given as ParentFactKey, by: 'parent' } : null
}

function makeWindow(mode: Mode): BrowserWindow {
  const primary = screen.getPrimaryDisplay()
  // With one display the window stands beside the desk's own: for practice, and when a cable fell out.
  const other = mode === 'display' ? screen.getAllDisplays().find(display => display.id !== primary.id) : undefined
  const place = other ? { ...other.bounds, fullscreen: true, frame: false } : { width: 1024, height: 700 }
  const window = new BrowserWindow({
    ...place, show: false, backgroundColor: '#f2f7f5', title: '请您核对', autoHideMenuBar: true, skipTaskbar: other !== undefined, minimizable: other === undefined,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'second-screen.cjs'),
      sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, spellcheck: false, devTools: false,
    },
  })
  window.removeMenu()
  // It must not take the keyboard from the clerk, who goes on typing at the desk's window.
  window.once('ready-to-show', () => window.showInactive())
  return window
}
