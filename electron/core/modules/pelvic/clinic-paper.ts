import type { ReadContext } from '../../context.ts'
import type { PageContent } from '../../print/compose.ts'
import { composeOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'

/** The three calls of a paper that is of the clinic and of no woman: looked at, kept as PDF, printed. `told` goes into the audit. */
export function clinicPaper<Asked extends object>(title: string, pagesOf: (context: ReadContext, asked: Asked) => Promise<readonly PageContent[]>, told: (asked: Asked) => string | null = () => null) {
  const made = async (context: ReadContext, asked: Asked, mode: 'preview' | 'print', printerName: string | null) => composeOnTheWay(context, await pagesOf(context, asked), title, mode, printerName)
  return {
    preview: async (asked: Asked, context: ReadContext) => {
      const { composed } = await made(context, asked, 'preview', null)
      return { html: composed.html, issues: composed.issues }
    },
    pdf: async (asked: Asked, context: ReadContext) => {
      const { composed } = await made(context, asked, 'print', null)
      refuseFaultyPaper(composed)
      const bytes = await context.ports.printer.toPdf(composed.html)
      const period = told(asked)
      await context.separately(async writing => { if (period !== null) writing.fact('period', period) })
      return { fileName: `${title}.pdf`, base64: Buffer.from(bytes).toString('base64') }
    },
    print: async ({ printerName, ...asked }: Asked & { readonly printerName: string }, context: ReadContext) => {
      const { composed, silent, page } = await made(context, asked as unknown as Asked, 'print', printerName)
      refuseFaultyPaper(composed)
      const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
      await context.separately(async writing => { writing.fact('outcome', outcome) })
      return { outcome }
    },
  }
}
