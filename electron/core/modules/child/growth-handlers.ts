import type { Output } from '../../../../domain/api/api.ts'
import type { GrowthCurve } from '../../../../domain/rule/growth/curve.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { childOf } from './head.ts'
import { childPaper, type ChildPaperMade, curveOf, noticePaper } from './paper.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'

/** A curve as it goes over the bridge: a value the standard has not is nothing, not a number. */
const shownCurve = (curve: GrowthCurve): Output<'child.growth.curve'> => ({
  ...curve,
  branches: curve.branches.map(branch => ({ ...branch, x: [...branch.x], lines: branch.lines.map(({ name, values }) => ({ name, values: values.map(value => Number.isFinite(value) ? value : null) })) })),
  points: curve.points.map(point => ({ ...point, notes: [...point.notes] })), warnings: [...curve.warnings], offered: [...curve.offered],
})

const asPdf = async (context: ReadContext, { composed, fileName }: ChildPaperMade) => {
  refuseFaultyPaper(composed)
  return { fileName, base64: Buffer.from(await context.ports.printer.toPdf(composed.html)).toString('base64') }
}

const toPrinter = async (context: ReadContext, { composed, silent, page }: ChildPaperMade, printerName: string) => {
  refuseFaultyPaper(composed)
  const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
  return { outcome }
}

// One line for each child: whose notice went out is asked child by child.
async function auditEach(context: ReadContext, items: readonly { fileId: string }[], outcome: string): Promise<void> {
  for (const { fileId } of items) await context.separately(async writing => { writing.touched('child.file', fileId); writing.fact('outcome', outcome) })
}

export const childGrowthHandlers = {
  'child.growth.curve': async ({ fileId, ...choice }, context) => {
    context.touched('child.file', fileId)
    return shownCurve(await curveOf(context, await childOf(context.db, fileId), choice))
  },
  'child.paper.preview': async (input, context) => {
    context.touched('child.file', input.fileId)
    const { composed } = await childPaper(context, input, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'child.paper.pdf': async (input, context) => {
    const answer = await asPdf(context, await childPaper(context, input, 'print', null))
    await context.separately(async writing => { writing.touched('child.file', input.fileId); writing.fact('paper', input.what) })
    return answer
  },
  'child.paper.print': async ({ printerName, ...input }, context) => {
    const answer = await toPrinter(context, await childPaper(context, input, 'print', printerName), printerName)
    await context.separately(async writing => { writing.touched('child.file', input.fileId); writing.fact('paper', input.what); writing.fact('outcome', answer.outcome) })
    return answer
  },
  'child.notice.preview': async (input, context) => {
    context.touched('child.file', input.items[0]!.fileId)
    const { composed } = await noticePaper(context, input, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'child.notice.pdf': async (input, context) => {
    const answer = await asPdf(context, await noticePaper(context, input, 'print', null))
    await auditEach(context, input.items, 'saved')
    return answer
  },
  'child.notice.print': async ({ printerName, ...input }, context) => {
    const answer = await toPrinter(context, await noticePaper(context, input, 'print', printerName), printerName)
    await auditEach(context, input.items, answer.outcome)
    return answer
  },
} satisfies Partial<Handlers>
