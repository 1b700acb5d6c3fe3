import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { infectionCase } from '../../../../domain/modules/infection/case.record.ts'
import { infectionVisit } from '../../../../domain/modules/infection/visit.record.ts'
import { infectionCasePages, type InfectionOnPaper, infectionSlipPages } from '../../../../domain/print/infection-form.ts'
import type { RecordDefinition } from '../../../../domain/record/define.ts'
import { nextTest } from '../../../../domain/rule/infection/exposed-child.ts'
import type { ReadContext } from '../../context.ts'
import { readerOf, shownRow } from '../../fetal-sex.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { fromColumns } from '../../record/store.ts'
import { behindCase, caseOf, childrenOf, plannedOf, testsOf } from './facts.ts'

type Asked = Input<'infection.paper.preview'>

async function made(context: ReadContext, { caseId, what, childId }: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const shown = <R extends object>(definition: RecordDefinition, one: R): R => shownRow(definition, one, readerOf(context))
  const row = shown(infectionCase, await caseOf(context.db, caseId))
  const rules = await context.setting('infectionRules')
  const { name, phone } = await context.setting('institution')
  const children = await childrenOf(context.db, [caseId])
  const tests = Map.groupBy(await testsOf(context.db, children.map(({ id }) => id)), test => test.childId)
  const visits = await context.db.selectFrom('infectionVisit').selectAll().where('caseId', '=', caseId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  const facts: InfectionOnPaper = {
    row, behind: await behindCase(context, row), visits: visits.map(visit => shown(infectionVisit, fromColumns(infectionVisit, visit))), institution: name, institutionPhone: phone,
    children: children.map(child => ({ child, tests: tests.get(child.id) ?? [], planned: plannedOf(row, child, tests.get(child.id) ?? [], rules) })),
  }
  const chosen = facts.children.find(({ child }) => child.id === childId)
  if (what === 'slip' && !chosen) throw new AppError('invalid', [block('childId', message('infection.slipChild', '请选择要打印通知单的儿童'))])
  const pages = what === 'slip' ? infectionSlipPages(facts, chosen!.child, nextTest(chosen!.planned)?.dueDay ?? null) : infectionCasePages(facts)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title}-${row.number ?? row.id}.pdf` }
}

export const infectionPaperHandlers = {
  'infection.paper.preview': async (asked, context) => {
    context.touched(infectionCase.id, asked.caseId)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'infection.paper.pdf': async (asked, context) => {
    const { composed, fileName } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(infectionCase.id, asked.caseId); writing.fact('paper', asked.what) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'infection.paper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched(infectionCase.id, asked.caseId); writing.fact('paper', asked.what); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
