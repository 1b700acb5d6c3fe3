import { BrowserWindow, session } from 'electron'
import { mmToMicron } from '../../domain/print/mm.ts'
import type { PrintAnswer, PrintJob, PrinterPort } from '../core/ports.ts'
import { type PaperShelf, serveScheme } from './protocol.ts'
import { lockDownSession } from './security.ts'

/** A page of text and two fonts is ready in well under a second; after this the print counts as failed. */
const PAGE_READY_LIMIT_MS = 30_000

/**
 * Prints and makes PDFs in one hidden, sandboxed window that has no bridge, no script of ours and no pages of the program.
 * Sheets go through it one after another: two jobs at once would overtake each other at the printer.
 */
export function hiddenPrinter(fonts: string): PrinterPort & { close(): void } {
  let window: BrowserWindow | null = null
  let shelf: PaperShelf | null = null
  let last: Promise<unknown> = Promise.resolve()
  let emptying: Promise<unknown> = Promise.resolve()

  function oneAfterAnother<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work)
    last = next.catch(() => undefined) // the caller of `next` is told; the queue only needs to know that it is over
    return next
  }

  function openWindow(): { window: BrowserWindow; shelf: PaperShelf } {
    if (!shelf) {
      const own = session.fromPartition('print') // no `persist:` – nothing of a sheet is ever written to disk
      lockDownSession(own)
      shelf = serveScheme(own, { fonts })
    }
    if (!window || window.isDestroyed()) {
      window = new BrowserWindow({
        show: false, width: 800, height: 1100,
        webPreferences: { partition: 'print', sandbox: true, contextIsolation: true, nodeIntegration: false, webgl: false, spellcheck: false, backgroundThrottling: false },
      })
    }
    return { window, shelf }
  }

  function withSheet<T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
    return oneAfterAnother(async () => {
      await emptying
      const open = openWindow()
      const sheet = open.shelf.put(html)
      try {
        await withLimit(open.window.loadURL(sheet.url))
        // `font-display: block` draws nothing until a font is there: the paper must wait for it.
        // It is asked in a world of its own, since the sheet's policy allows no script in the page's.
        await withLimit(open.window.webContents.executeJavaScriptInIsolatedWorld(7, [{ code: 'document.fonts.ready.then(() => document.fonts.status)' }]))
        return await work(open.window)
      } catch (error) {
        open.window.destroy() // whatever went wrong may have left a half-loaded sheet behind
        throw error
      } finally {
        sheet.take()
        // A printed name does not stay in a window nobody sees. Whoever waits for the sheet does not wait for this;
        // the next sheet does, since two loads at once end the first.
        if (!open.window.isDestroyed()) emptying = open.window.loadURL('about:blank').catch(() => open.window.destroy())
      }
    })
  }

  return {
    async list() {
      return oneAfterAnother(async () => {
        const printers = await openWindow().window.webContents.getPrintersAsync()
        return printers.map((one) => ({ name: one.name, displayName: one.displayName || one.name, isDefault: isDefault(one) }))
      })
    },
    toPdf: (html) => withSheet(html, async (open) => new Uint8Array(await open.webContents.printToPDF({
      preferCSSPageSize: true, printBackground: true, margins: { top: 0, bottom: 0, left: 0, right: 0 },
    }))),
    async print(job) {
      try {
        return await withSheet(job.html, (open) => send(open, job))
      } catch (error) {
        return { outcome: 'failed', reason: error instanceof PageNotReady ? 'page-not-ready' : 'page-not-loaded' }
      }
    },
    close() {
      window?.destroy()
      window = null
    },
  }
}

// Electron 42 no longer declares `isDefault`, but CUPS and Windows still say it where the runtime passes it on.
const isDefault = (printer: Electron.PrinterInfo): boolean =>
  (printer as { isDefault?: boolean }).isDefault === true || (printer.options as Record<string, unknown> | undefined)?.['printer-is-default'] === 'true'

function send(open: BrowserWindow, job: PrintJob): Promise<PrintAnswer> {
  return new Promise((resolve) => {
    open.webContents.print({
      silent: job.silent,
      ...(job.printerName ? { deviceName: job.printerName } : {}),
      printBackground: true,
      margins: { marginType: 'none' },
      copies: job.copies ?? 1,
      scaleFactor: 100,
      pageSize: { width: mmToMicron(job.pageWidthMm), height: mmToMicron(job.pageHeightMm) },
    }, (isSent, reason) => {
      if (isSent) resolve({ outcome: 'sent' })
      else if (/cancel/i.test(reason)) resolve({ outcome: 'cancelled' })
      else resolve({ outcome: 'failed', reason: reason || 'unknown' })
    })
  })
}

class PageNotReady extends Error {
  override name = 'PageNotReady'
}

async function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new PageNotReady('page not ready in time')), PAGE_READY_LIMIT_MS) })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
