import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import type { PelvicDiagnosis } from '../../../../domain/code/pelvic-care.ts'
import { inOrder, pairOf } from '../../../../domain/modules/pelvic/comparison.ts'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicFile, type StoredPelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { isHypertonic } from '../../../../domain/modules/pelvic/hypertonic.ts'
import { pelvicComparisonPages, pelvicExercisePages, type PelvicPaperFacts } from '../../../../domain/print/pelvic-assessment-papers.ts'
import { nameOnPaper } from '../../../../domain/rule/name-on-paper.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { womanOf } from '../../registry/woman.ts'
import { fileOf } from './head.ts'
import { assessmentsOf, questionnairesOf } from './measured.ts'

type Asked = Input<'pelvic.assessmentPaper.preview'>

async function factsOf(context: ReadContext, file: StoredPelvicFile): Promise<PelvicPaperFacts> {
  const { name, phone } = await context.setting('institution')
  const woman = await womanOf(context.db, file.womanId)
  return { name: nameOnPaper(woman, undefined), birthDay: woman.birthDay ?? '', fileNumber: file.number ?? '', deliveryDay: file.deliveryDay, institution: name, institutionPhone: phone }
}

/** An assessment of this file, or `not-found`: another woman's is never printed under this name. */
function chosen(assessments: readonly StoredPelvicAssessment[], id: string | undefined): StoredPelvicAssessment | undefined {
  const found = id === undefined ? undefined : assessments.find(one => one.id === id)
  if (id !== undefined && !found) throw new AppError('not-found', undefined, { record: pelvicAssessment.id, id })
  return found
}

async function pagesOf(context: ReadContext, file: StoredPelvicFile, { what, beforeId, afterId, training }: Asked): Promise<PageContent[]> {
  const { db } = context
  const facts = await factsOf(context, file)
  const assessments = await assessmentsOf(db, file.id)
  const [first, last] = [chosen(assessments, beforeId), chosen(assessments, afterId)]
  if (what === 'exercise') {
    const courses = await db.selectFrom('pelvicCourse').select(['homeExercise', 'diagnosis']).where('fileId', '=', file.id).where('state', '=', 'open').where('voidedAt', 'is', null).orderBy('startDay', 'desc').execute()
    // Of an assessment that did not ask for strength nothing follows: the newest that did says it.
    const measured = assessments.findLast(one => one.oxford !== null || one.typeOneGrade !== null || one.typeTwoGrade !== null)
    const known = last ? assessments.slice(0, assessments.indexOf(last) + 1) : assessments
    const set = training ?? (isHypertonic(known, courses.map(({ diagnosis }) => diagnosis as PelvicDiagnosis)) ? 'hypertonic' : 'usual')
    return pelvicExercisePages(facts, last ?? measured ?? null, courses.find(({ homeExercise }) => homeExercise !== null)?.homeExercise ?? null, { levels: await context.setting('pelvicHomeExercise'), set })
  }
  const pair = pairOf(assessments)
  const [one, other] = [first ?? pair?.before, last ?? pair?.after]
  if (!one || !other || one.id === other.id) throw new AppError('invalid', [block('afterId', message('pelvicPaper.two', '前后对比需要两次评估:请先登记复评,或另选一次'))])
  const { before, after } = inOrder(one, other)
  return pelvicComparisonPages(facts, before, after, await questionnairesOf(db, file.id))
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const file = await fileOf(context.db, asked.fileId)
  const pages = await pagesOf(context, file, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title}-${file.number ?? file.id}.pdf` }
}

/** The papers of 盆底评估: 前后对比 and 居家训练单. */
export const pelvicAssessmentPaperHandlers = {
  'pelvic.assessmentPaper.preview': async (asked, context) => {
    context.touched(pelvicFile.id, asked.fileId)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'pelvic.assessmentPaper.pdf': async (asked, context) => {
    const { composed, fileName } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(pelvicFile.id, asked.fileId); writing.fact('paper', asked.what) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'pelvic.assessmentPaper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched(pelvicFile.id, asked.fileId); writing.fact('paper', asked.what); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
