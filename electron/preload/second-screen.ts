import { contextBridge, ipcRenderer } from 'electron'

// The parent's page can be told what to show and hand one answer back; there is no way from it to the calls.
contextBridge.exposeInMainWorld('parentScreen', {
  onShow: (show: (content: unknown) => void): void => { ipcRenderer.on('second-screen.show', (_event, content: unknown) => show(content)) },
  answer: (given: string): Promise<boolean> => ipcRenderer.invoke('second-screen.answer', given) as Promise<boolean>,
})
