import { beforeAll, describe, expect, test } from 'vitest'
import { layoutFaults } from '../../../domain/print/layout.ts'
import { type Composed, composeDocument, type PageContent } from '../../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../../electron/core/print/font.ts'
import { FONTS } from './facts.ts'
import { readPdf } from './pdf-text.ts'
import { printPdfs } from '../../support/pdf-printer/print-pdfs.ts'

type Sheets = Readonly<Record<string, readonly PageContent[]>>
const bare = (text: string): string => text.replace(/\s/gu, '')

/** Tests that each paper fits its sheets with every sign and that every value stands on it whole. Answers what was composed, for more to be asked of it; it is there once the tests run. */
export function testWholeSheets(sheets: Sheets, paperMm: { readonly w: number; readonly h: number }): { documentOf(name: string): Composed; pdfOf(name: string): Uint8Array; textOf(name: string): string } {
  const fonts = openPrintFonts(FONTS)
  const documents: Record<string, Composed> = {}
  let pdfs: Record<string, Uint8Array> = {}
  const documentOf = (name: string): Composed => documents[name]!
  beforeAll(async () => {
    for (const [name, pages] of Object.entries(sheets)) documents[name] = composeDocument(pages, { fonts, title: name, mode: 'print' })
    pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS)
  }, 120_000)

  describe.each(Object.keys(sheets))('%s', name => {
    test('fits its sheets with every sign, and each value stands on it whole', async () => {
      const { issues, pages, placed } = documentOf(name)
      for (const { layout } of sheets[name]!) expect(layoutFaults(layout)).toEqual([])
      expect(issues).toEqual([])
      const { sizesMm } = await readPdf(pdfs[name]!)
      expect(sizesMm).toHaveLength(pages)
      for (const { w, h } of sizesMm) { expect(Math.abs(w - paperMm.w)).toBeLessThan(0.4); expect(Math.abs(h - paperMm.h)).toBeLessThan(0.4) }
      sheets[name]!.forEach(({ layout, values }, at) => {
        for (const box of layout.boxes) {
          if (!('value' in box)) continue
          const got = placed.filter(line => line.page === at && line.value === box.value).map(line => line.text).join('')
          expect(bare(got), box.value).toBe(bare(String(values[box.value] ?? '')))
        }
      })
    })
  })
  return { documentOf, pdfOf: name => pdfs[name]!, textOf: name => documentOf(name).placed.map(line => line.text).join('') }
}
