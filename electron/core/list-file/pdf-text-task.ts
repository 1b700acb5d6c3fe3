import { join, sep } from 'node:path'
import type { PageWord } from '../../../domain/device/page-text.ts'

export type PdfTextInput = { readonly bytes: Uint8Array; readonly resources: string }
/** `locked`: it asks for a password. */
export type PdfText = { readonly words: readonly PageWord[] } | { readonly locked: true }

// A report of an instrument has a page or two; what goes on beyond is not read.
const MOST_PAGES = 10
const MOST_WORDS = 20_000

/**
 * The words of a PDF with their places, in a worker thread: a hostile file can hold up or end the thread, never the
 * program. Throws what the library throws where the file is none it can read.
 */
export async function pdfTextInWorker({ bytes, resources }: PdfTextInput): Promise<PdfText> {
  const { getDocument, Util } = await loadLibrary()
  const task = getDocument({
    data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false, disableFontFace: true, isEvalSupported: false, stopAtErrors: false, useWasm: false, enableXfa: false,
    // The tables of the Chinese encodings that a font need not bring along.
    cMapUrl: join(resources, 'pdf-cmaps') + sep, cMapPacked: true,
  })
  try {
    const document = await task.promise
    const words: PageWord[] = []
    for (let page = 1; page <= Math.min(document.numPages, MOST_PAGES) && words.length < MOST_WORDS; page += 1) {
      const sheet = await document.getPage(page)
      const { transform } = sheet.getViewport({ scale: 1 })
      const { items } = await sheet.getTextContent()
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue
        const [a, b, , d, left, baseline] = Util.transform(transform, item.transform) as [number, number, number, number, number, number]
        // What is written up the page is a scale or a watermark.
        if (Math.abs(b) > Math.abs(a) / 10 || a <= 0) continue
        words.push({ page, text: item.str, left, baseline, width: item.width, height: Math.abs(d) })
      }
    }
    return { words: words.slice(0, MOST_WORDS) }
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') return { locked: true }
    throw error
  } finally {
    await task.destroy()
  }
}

/** Both halves of the library in this one thread: it would look for the second one beside itself, where the bundle has none. */
async function loadLibrary() {
  // Drawing is not wanted here, but the library asks for its parts while it loads.
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) (globalThis as Record<string, unknown>)[name] ??= function notHere() {}
  // @ts-expect-error: the package describes its first half only.
  ;(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}
