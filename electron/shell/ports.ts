import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { type BrowserWindow, app } from 'electron'
import type { Folders, LogPort, Ports } from '../core/ports.ts'
import { systemDialogs } from './dialogs.ts'
import { newId } from './new-id.ts'
import { hiddenPrinter } from './printer.ts'
import { systemSecrets } from './secrets.ts'

/** Everything a workstation lends to the core; `close` ends what the ports themselves have opened. */
export function workstationPorts(folders: Folders, log: LogPort, window: () => BrowserWindow | null): Ports & { close(): void } {
  const printer = hiddenPrinter(folders.fonts)
  return {
    clock: { nowMs: Date.now },
    newId,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    folders,
    printer,
    secrets: systemSecrets(),
    dialogs: systemDialogs(window),
    log,
    startWorker: (data) => new Worker(new URL('./worker.js', import.meta.url), { workerData: data }),
    program: { name: 'fuyou-desk', version: app.getVersion() },
    close: () => printer.close(),
  }
}
