import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { type BrowserWindow, app } from 'electron'
import type { Folders, LogPort, Ports } from '../core/ports.ts'
import { localCardReader } from './card-reader/card-reader.ts'
import { systemDialogs } from './dialogs.ts'
import { newId } from './new-id.ts'
import { hiddenPrinter } from './printer.ts'
import { parentScreen } from './second-screen.ts'
import { systemSecrets } from './secrets.ts'

/** Everything a workstation lends to the core; `close` ends what the ports themselves have opened. */
export function workstationPorts(folders: Folders, log: LogPort, window: () => BrowserWindow | null): Ports & { close(): void } {
  const printer = hiddenPrinter(folders.fonts)
  const secondScreen = parentScreen(log)
  return {
    clock: { nowMs: Date.now },
    newId,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    folders,
    printer,
    secrets: systemSecrets(),
    dialogs: systemDialogs(window),
    cardReader: localCardReader(),
    secondScreen,
    log,
    startWorker: (data) => new Worker(new URL('./worker.js', import.meta.url), { workerData: data }),
    program: { name: 'fuyou-desk', version: app.getVersion() },
    close: () => { secondScreen.close(); printer.close() },
  }
}
