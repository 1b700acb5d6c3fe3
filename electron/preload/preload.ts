import { contextBridge, ipcRenderer } from 'electron'

// The one opening between page and program: a name and plain data. What may be asked is decided in the core.
contextBridge.exposeInMainWorld('bridge', {
  invoke: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('call', name, input),
})
