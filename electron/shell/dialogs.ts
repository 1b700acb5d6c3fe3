import { type BrowserWindow, dialog, shell } from 'electron'
import { existsSync, statSync } from 'node:fs'
import type { DialogsPort } from '../core/ports.ts'

/** The system's file dialogs, in front of the program's window. */
export function systemDialogs(window: () => BrowserWindow | null): DialogsPort {
  const open = async (options: Electron.OpenDialogOptions): Promise<string | null> => {
    const parent = window()
    const answer = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options)
    return answer.canceled ? null : answer.filePaths[0] ?? null
  }
  return {
    chooseFolder: (title) => open({ title, properties: ['openDirectory', 'createDirectory'] }),
    chooseFile: (title, extensions) => open({ title, properties: ['openFile'], filters: extensions.length > 0 ? [{ name: extensions.map((one) => `*.${one}`).join(' '), extensions }] : [] }),
    async saveFile(title, suggestedName) {
      const parent = window()
      const options = { title, defaultPath: suggestedName }
      const answer = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options)
      return answer.canceled ? null : answer.filePath
    },
    async reveal(path) {
      if (!existsSync(path)) return
      if (statSync(path).isDirectory()) await shell.openPath(path)
      else shell.showItemInFolder(path)
    },
  }
}
