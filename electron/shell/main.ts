import { randomUUID } from 'node:crypto'
import { type BrowserWindow, app, dialog, session } from 'electron'
import type { Ports } from '../core/ports.ts'
import { type Host, startCore } from './core.ts'
import { argumentOf, pagesFolder, programFolders, useDataFolder } from './folders.ts'
import { answerCalls } from './ipc.ts'
import { factsOfError, newReference, openLog } from './log.ts'
import { workstationPorts } from './ports.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { hardenRuntime, lockDownContents, lockDownSession } from './security.ts'
import { openWindow, setMenu } from './window.ts'

const argv = process.argv.slice(1)
const isDemo = argv.includes('--demo')
if (isDemo && argumentOf(argv, 'data') === undefined) {
  // Sample people must never be written among a hospital's real ones.
  process.stderr.write('演示需要单独的数据目录:--demo --data 目录\nThe demo needs a data folder of its own: --demo --data DIR\n')
  process.exit(2)
}

hardenRuntime()
registerScheme()
lockDownContents()
const dataFolder = useDataFolder(argv)
const log = openLog(dataFolder, { isPackaged: app.isPackaged })

let window: BrowserWindow | null = null
let host: Host | null = null
let ports: (Ports & { close(): void }) | null = null

function stopOnDefect(error: unknown): void {
  const ref = newReference()
  log.error('program.failed', { ref, ...factsOfError(error) })
  if (isDemo) process.stderr.write(`✗ 程序出错,编号 ${ref},详见日志。\n`)
  else if (app.isReady()) dialog.showErrorBox('妇幼工作台', `程序出错,即将关闭。已保存的记录没有受影响。\n错误编号:${ref}`)
  app.exit(1)
}
process.on('uncaughtException', stopOnDefect)
process.on('unhandledRejection', stopOnDefect)

/** Closes the database before the process ends; whatever way it ends, it is asked to do so once. */
async function closeCore(): Promise<void> {
  const closing = host
  host = null
  await closing?.close()
  ports?.close()
}

async function runDemoAndExit(): Promise<void> {
  await app.whenReady()
  ports = workstationPorts(programFolders(dataFolder), log, () => null)
  host = await startCore(ports)
  const { runDemo } = await import('./demo.ts')
  const code = await runDemo(host, ports, argv)
  await closeCore()
  app.exit(code)
}

async function runDesk(): Promise<void> {
  const folders = programFolders(dataFolder)
  ports = workstationPorts(folders, log, () => window)
  const lent = ports
  await app.whenReady()
  lockDownSession(session.defaultSession)
  serveScheme(session.defaultSession, { pages: pagesFolder(), fonts: folders.fonts })
  // The window is opened first and the database beside it: the page is being loaded while the file is unlocked.
  window = openWindow(log, folders.resources)
  const starting = startCore(lent).then((started) => (host = started))
  starting.catch(stopOnDefect)
  answerCalls({ window: () => window, sessionId: randomUUID(), host: starting, log })
  // The parent's screen has no life of its own: with the desk it goes.
  window.on('closed', () => { window = null; lent.secondScreen.close() })
  // Nobody reaches for the menu before there is a page, and making it takes some milliseconds.
  window.webContents.once('did-finish-load', setMenu)
  await starting
  log.info('program.started', { version: app.getVersion(), electron: process.versions.electron })
}

if (!app.requestSingleInstanceLock()) {
  // Somebody started it twice: the running program comes to the front and this one ends.
  process.stderr.write('妇幼工作台已在这个数据目录上运行。The program is already running on this data folder.\n')
  // An exit while the runtime is still starting aborts the process now and then, and Windows would report a crash.
  app.whenReady().then(() => app.exit(isDemo ? 1 : 0), stopOnDefect)
} else {
  app.on('second-instance', () => {
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => { if (!isDemo) app.quit() })
  app.on('before-quit', (event) => {
    if (!host) return
    event.preventDefault()
    closeCore().then(() => app.quit(), stopOnDefect)
  })
  ;(isDemo ? runDemoAndExit() : runDesk()).catch(stopOnDefect)
}
