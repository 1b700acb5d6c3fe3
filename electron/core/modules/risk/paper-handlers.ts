import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { riskAssessment } from '../../../../domain/modules/risk/assessment.record.ts'
import { riskCase } from '../../../../domain/modules/risk/case.record.ts'
import { riskCaseVisit } from '../../../../domain/modules/risk/case-visit.record.ts'
import { riskReport } from '../../../../domain/modules/risk/report.record.ts'
import { riskScreening } from '../../../../domain/modules/risk/screening.record.ts'
import { riskAssessmentPages, riskCasePages, type RiskPaperFacts, riskReferralPages, riskReportPages, riskScreeningPages } from '../../../../domain/print/risk-forms.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { readerOf, withoutFetalSex } from '../../fetal-sex.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { fromColumns, getRow } from '../../record/store.ts'
import { addressText } from '../../region.ts'
import { pregnancyOf } from '../../registry/pregnancies.ts'
import { riskTableOf } from '../../registry/risk.ts'

type Asked = Input<'risk.paper.preview'>

async function factsOf(context: ReadContext, pregnancyId: string, on: Day): Promise<RiskPaperFacts> {
  const { pregnancy, woman } = await pregnancyOf(context.db, pregnancyId)
  const { name, phone } = await context.setting('institution')
  // Paper says what its reader may see: the whole number takes the same right as on the screen.
  const maySee = context.user.permissions.has('person.reveal')
  return {
    institution: name, institutionPhone: phone, name: woman.name ?? '', ageText: woman.birthDay ? ageText(woman.birthDay, on) : '', idNumber: woman.idNumber ? maySee ? woman.idNumber : maskIdNumber(woman.idNumber) : '',
    phone: woman.phone ? maySee ? woman.phone : maskPhone(woman.phone) : '', address: addressText(context.ports.folders.resources, woman.homeRegion, woman.homeAddress), handbookNumber: pregnancy.handbookNumber ?? woman.handbookNumber ?? '',
    gravidity: pregnancy.gravidity?.toString() ?? '', parity: pregnancy.parity?.toString() ?? '', lastMenstrualDay: pregnancy.lastMenstrualDay ?? '', expectedDay: pregnancy.expectedDay ?? '',
  }
}

const shown = <R>(context: ReadContext, row: R): R => withoutFetalSex(row, readerOf(context))

/** A row that counts, as its reader may see it, or `not-found`: nothing is printed of what was voided. */
async function live<D extends RecordDefinition>(context: ReadContext, definition: D, id: string): Promise<StoredRow<D>> {
  const row = await getRow(context.db, definition, id)
  if (row.voidedAt !== null) throw new AppError('not-found', undefined, { record: definition.id, id })
  return shown(context, row)
}

async function casePages(context: ReadContext, id: string): Promise<PageContent[]> {
  const row = await live(context, riskCase, id)
  const visits = await context.db.selectFrom('riskCaseVisit').selectAll().where('caseId', '=', id).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  const { pregnancy, woman } = await pregnancyOf(context.db, row.pregnancyId)
  const referrals = await context.db.selectFrom('criticalReferral').innerJoin('organization', 'organization.id', 'criticalReferral.organizationId').select(['criticalReferral.number', 'criticalReferral.referredAt', 'organization.name'])
    .where('criticalReferral.personId', '=', woman.id).where('criticalReferral.voidedAt', 'is', null).where('criticalReferral.referredAt', '>=', (pregnancy.startDay ?? '') as never).orderBy('criticalReferral.referredAt').execute()
  return riskCasePages(
    await factsOf(context, row.pregnancyId, row.openedDay), row, shown(context, await getRow(context.db, riskAssessment, row.assessmentId)), visits.map(one => shown(context, fromColumns(riskCaseVisit, one))),
    referrals.map(one => `${one.referredAt.replace('T', ' ')} 转往 ${one.name}(${one.number ?? ''})`),
  )
}

async function pagesOf(context: ReadContext, { what, id }: Asked): Promise<PageContent[]> {
  switch (what) {
    case 'screening': {
      const row = await live(context, riskScreening, id)
      return riskScreeningPages(await factsOf(context, row.pregnancyId, row.screenedDay), row, await riskTableOf(context))
    }
    case 'referral': {
      const row = await live(context, riskScreening, id)
      if (!row.isPositive) throw new AppError('invalid', [block('id', message('riskPaper.negative', '筛查阴性,不开转诊单'))])
      return riskReferralPages(await factsOf(context, row.pregnancyId, row.screenedDay), row)
    }
    case 'assessment': {
      const row = await live(context, riskAssessment, id)
      return riskAssessmentPages(await factsOf(context, row.pregnancyId, dayOf(row.confirmedAt)), row)
    }
    case 'report': {
      const row = await live(context, riskReport, id)
      const assessment = shown(context, await getRow(context.db, riskAssessment, row.assessmentId))
      return riskReportPages(await factsOf(context, row.pregnancyId, dayOf(assessment.confirmedAt)), row, assessment)
    }
    case 'case': return casePages(context, id)
  }
}

async function made(context: ReadContext, asked: Asked, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const pages = await pagesOf(context, asked)
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title}-${String(pages[0]!.values.number ?? '') || asked.id}.pdf` }
}

const RECORD = { screening: riskScreening.id, referral: riskScreening.id, assessment: riskAssessment.id, report: riskReport.id, case: riskCase.id } as const

export const riskPaperHandlers = {
  'risk.paper.preview': async (asked, context) => {
    context.touched(RECORD[asked.what], asked.id)
    const { composed } = await made(context, asked, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'risk.paper.pdf': async (asked, context) => {
    const { composed, fileName } = await made(context, asked, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(RECORD[asked.what], asked.id); writing.fact('paper', asked.what) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'risk.paper.print': async ({ printerName, ...asked }, context) => {
    const { composed, silent, page } = await made(context, asked, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched(RECORD[asked.what], asked.id); writing.fact('paper', asked.what); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
