// A window of the same runtime with one input in it and nothing else: what opening a window costs by itself.
import { BrowserWindow, app } from 'electron'

app.setPath('userData', process.argv.at(-1))
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('data:text/html,<!doctype html><input type="password" autofocus>')
})
app.on('window-all-closed', () => app.quit())
