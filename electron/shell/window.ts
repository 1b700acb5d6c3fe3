import { BrowserWindow, Menu, app, dialog } from 'electron'
import { join } from 'node:path'
import type { LogPort } from '../core/ports.ts'
import { APP_ORIGIN } from './security.ts'

/** After this many crashes within a minute, loading the page again helps nobody. */
const MAX_CRASHES_PER_MINUTE = 3

/** Opens the program's window; it shows itself as soon as there is something to see. */
export function openWindow(log: LogPort, resources: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366, height: 768, minWidth: 1024, minHeight: 640,
    show: false, backgroundColor: '#f5f7fa', title: '妇幼工作台', autoHideMenuBar: true,
    // Windows takes the icon from the program file; Linux asks the window.
    ...(process.platform === 'linux' ? { icon: join(resources, 'icons', 'linux', '256x256.png') } : {}),
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, spellcheck: false, devTools: !app.isPackaged,
      // The PDF of an instrument is shown beside its figures; no other plugin exists.
      plugins: true,
      // Compiled code is kept from the first run on, not only after several: the second morning must be fast.
      v8CacheOptions: 'bypassHeatCheck',
    },
  })
  window.once('ready-to-show', () => window.show())
  surviveCrashes(window, log)
  void window.loadURL(`${APP_ORIGIN}/index.html`)
  return window
}

/** The page may die; the record does not: drafts are kept in the core, and a new page offers them again. */
function surviveCrashes(window: BrowserWindow, log: LogPort): void {
  const crashesMs: number[] = []
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return
    log.error('window.gone', { reason: details.reason, exitCode: details.exitCode })
    const nowMs = Date.now()
    crashesMs.push(nowMs)
    if (crashesMs.filter((atMs) => nowMs - atMs < 60_000).length > MAX_CRASHES_PER_MINUTE) {
      dialog.showErrorBox('妇幼工作台', '界面多次异常退出,程序即将关闭。已保存的记录和草稿都在,请重新打开程序;若再次发生,请联系管理员。')
      app.exit(1)
      return
    }
    // Chromium is still taking the dead process apart: loading within this event brings the whole program down.
    setImmediate(() => {
      if (window.isDestroyed()) return
      window.webContents.reload()
      tell(window, '界面刚才异常退出,已重新打开。', '已保存的记录没有受影响,未保存的内容在草稿中。')
    })
  })
  window.on('unresponsive', async () => {
    log.warn('window.unresponsive')
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning', message: '界面暂时没有反应。', detail: '可以继续等待,也可以重新载入界面。已保存的记录和草稿不会丢失。',
      buttons: ['继续等待', '重新载入'], defaultId: 0, cancelId: 0, noLink: true,
    })
    // A page stuck in a loop cannot be asked to reload; its process is ended, and that leads to the reload above.
    if (response === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
  })
}

function tell(window: BrowserWindow, message: string, detail: string): void {
  void dialog.showMessageBox(window, { type: 'info', message, detail, buttons: ['知道了'], noLink: true })
}

/** A menu with nothing but what the keyboard needs: editing keys and zoom, and in development the tools. */
export function setMenu(): void {
  const zoom: Electron.MenuItemConstructorOptions[] = [
    { role: 'resetZoom', label: '实际大小' },
    { role: 'zoomIn', label: '放大' },
    { role: 'zoomIn', label: '放大', accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomOut', label: '缩小' },
    { role: 'togglefullscreen', label: '全屏' },
  ]
  const tools: Electron.MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ type: 'separator' }, { role: 'reload', label: '重新载入' }, { role: 'toggleDevTools', label: '开发者工具' }]
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    { label: '程序', submenu: [{ role: 'quit', label: '退出' }] },
    { label: '编辑', submenu: [{ role: 'undo', label: '撤销' }, { role: 'redo', label: '重做' }, { type: 'separator' }, { role: 'cut', label: '剪切' }, { role: 'copy', label: '复制' }, { role: 'paste', label: '粘贴' }, { role: 'selectAll', label: '全选' }] },
    { label: '查看', submenu: [...zoom, ...tools] },
  ]))
}
