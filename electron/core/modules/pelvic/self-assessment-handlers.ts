import { pelvicSelfAssessmentPages } from '../../../../domain/print/pelvic-self-assessment.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { clinicPaper } from './clinic-paper.ts'

const paper = clinicPaper('盆底专科建设自评', async (context: ReadContext) => pelvicSelfAssessmentPages({ institution: (await context.setting('institution')).name, printedDay: context.today, assessment: await context.setting('pelvicSelfAssessment') }))

/** 建设自评 as it is saved. */
export const pelvicSelfAssessmentHandlers = {
  'pelvic.selfAssessment.preview': paper.preview, 'pelvic.selfAssessment.pdf': paper.pdf, 'pelvic.selfAssessment.print': paper.print,
} satisfies Partial<Handlers>
