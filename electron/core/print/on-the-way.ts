import type { ReadContext } from '../context.ts'
import { type Composed, composeDocument, type ComposeOptions, type PageContent } from './compose.ts'
import { openPrintFonts } from './font.ts'
import { layoutOnTheWay } from './levels.ts'

export type PaperOnTheWay = { readonly composed: Composed; readonly page: { w: number; h: number }; readonly silent: boolean }

/** Puts pages through the one composer, with what was set for this printer. */
export async function composeOnTheWay(context: ReadContext, pages: readonly PageContent[], title: string, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay> {
  const printing = await context.setting('printing')
  const first = pages[0]!.layout
  const { offset, profile } = layoutOnTheWay(printing, first, { form: first.form, printerName: printerName ?? undefined })
  const moved = pages.map(page => ({ ...page, layout: layoutOnTheWay(printing, page.layout, { form: page.layout.form, printerName: printerName ?? undefined }).layout }))
  return { composed: composeDocument(moved, { fonts: openPrintFonts(context.ports.folders.fonts), mode, title, ...(profile ? { offset } : {}) }), page: first.page, silent: profile?.silent ?? true }
}
