import { ABO_GROUP, RH_GROUP } from '../../../../domain/code/national-care.ts'
import type { Output } from '../../../../domain/api/api.ts'
import type { RiskColour } from '../../../../domain/code/maternal-risk.ts'
import { riskCase } from '../../../../domain/modules/risk/case.record.ts'
import { riskCaseVisit } from '../../../../domain/modules/risk/case-visit.record.ts'
import { riskDeliveryReview } from '../../../../domain/modules/risk/delivery-review.record.ts'
import { riskNearMiss } from '../../../../domain/modules/risk/near-miss.record.ts'
import { riskLinesIn } from '../../../../domain/modules/risk/parts.ts'
import { riskReport } from '../../../../domain/modules/risk/report.record.ts'
import { riskScreening } from '../../../../domain/modules/risk/screening.record.ts'
import { gestationOn } from '../../../../domain/rule/maternal/dating.ts'
import { isStandingBeyond } from '../../../../domain/rule/maternal/management.ts'
import { riskCourse } from '../../../../domain/rule/maternal/risk-assessment.ts'
import { dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { fromColumns } from '../../record/store.ts'
import { pregnancyOf } from '../../registry/pregnancies.ts'
import { attentionOf, reasonsIn } from '../../registry/risk-attention.ts'
import { riskAssessmentsOf, standingOfAssessment } from '../../registry/risk.ts'
import { dueDayOf } from './case-handlers.ts'
import { riskDutyCounts, riskDutyList } from '../../registry/risk-duties.ts'
import { referralWaitOf, unreviewedDeliveryOf } from '../../registry/risk-retention.ts'

const briefly = ({ colour, isPurple }: { colour: RiskColour; isPurple: boolean }) => ({ colour, isPurple })

async function opened(context: ReadContext, pregnancyId: string): Promise<Output<'risk.open'>> {
  const { db } = context
  const of = await pregnancyOf(db, pregnancyId)
  const [screenings, reports, cases, caseVisits, reviews, nearMisses] = await Promise.all([
    db.selectFrom('riskScreening').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('screenedDay').orderBy('id').execute(),
    db.selectFrom('riskReport').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('sentAt').orderBy('id').execute(),
    db.selectFrom('riskCase').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('openedDay').orderBy('id').execute(),
    db.selectFrom('riskCaseVisit').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute(),
    db.selectFrom('riskDeliveryReview').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('reviewedDay').orderBy('id').execute(),
    db.selectFrom('riskNearMiss').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('occurredAt').orderBy('id').execute(),
  ])
  const referrals = await db.selectFrom('criticalReferral').innerJoin('organization', 'organization.id', 'criticalReferral.organizationId')
    .select(['criticalReferral.id', 'criticalReferral.number', 'criticalReferral.state', 'criticalReferral.referredAt', 'organization.name as organizationName', 'criticalReferral.reason'])
    .where('criticalReferral.personId', '=', of.woman.id).where('criticalReferral.voidedAt', 'is', null).where('criticalReferral.referredAt', '>=', (of.pregnancy.startDay ?? '') as never).orderBy('criticalReferral.referredAt').execute()
  const assessments = await riskAssessmentsOf(db, pregnancyId)
  const attention = await attentionOf(db, pregnancyId, context.today)
  const course = riskCourse(assessments.map(standingOfAssessment))
  const open = cases.find(one => one.closedDay === null)
  const [{ level }, risk] = [await context.setting('institution'), await context.setting('maternalRisk')]
  return {
    screenings: screenings.map(row => fromColumns(riskScreening, row)), assessments, reports: reports.map(row => fromColumns(riskReport, row)), cases: cases.map(row => fromColumns(riskCase, row)),
    caseVisits: caseVisits.map(row => fromColumns(riskCaseVisit, row)), reviews: reviews.map(row => fromColumns(riskDeliveryReview, row)), nearMisses: nearMisses.map(row => fromColumns(riskNearMiss, row)), referrals,
    current: course ? briefly(course.current) : null, highest: course ? briefly(course.highest) : null,
    attention: attention ? { colour: attention.colour, isPurple: attention.isPurple === 1, sinceDay: attention.sinceDay, reasons: reasonsIn(attention.reasons) } : null,
    isDueAfterBirth: of.deliveredDay !== null && of.pregnancy.closedDay === null && !assessments.some(one => dayOf(one.confirmedAt) >= of.deliveredDay!), caseDueDay: open ? await dueDayOf(db, of, fromColumns(riskCase, open), await context.setting('maternalRules')) : null,
    referralWait: await referralWaitOf(context, pregnancyId), isBeyond: course !== null && of.pregnancy.state === 'pregnant' && isStandingBeyond(course.current, level, risk), unreviewedDeliveryId: await unreviewedDeliveryOf(context, pregnancyId), state: of.pregnancy.state,
  }
}

const MOST_FACTORS = 120
/** 肝炎病毒携带 and 性传播疾病 are yellow, every other infection is purple. */
const namesInfection = (id: string): boolean => id.startsWith('P') || id === 'Y2.3' || id === 'Y2.9'
/**
 * Confirmed rows in words as far as they fit, whole. Referrals and their lists are read by many who may not read her record:
 * which infection it is the doctor writes there where the other hospital must know.
 */
function factorsText(texts: string | null | undefined): string | null {
  const words = [...new Set(riskLinesIn(texts).map(({ id, text }) => namesInfection(id) ? '传染病' : text))]
  let length = 0
  const fitting = words.filter(text => { length += [...text].length + 1; return length < MOST_FACTORS })
  return fitting.length === 0 ? null : `${fitting.join(';')}${fitting.length < words.length ? '等' : ''}`
}

async function referralStart(context: ReadContext, pregnancyId: string): Promise<Output<'risk.referral.prepare'>> {
  const { pregnancy, woman } = await pregnancyOf(context.db, pregnancyId)
  const [first, last] = [await context.db.selectFrom('maternalFirst').select(['aboGroup', 'rhGroup']).where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).executeTakeFirst(), (await riskAssessmentsOf(context.db, pregnancyId)).at(-1)]
  const blood = [first?.aboGroup ? ABO_GROUP.label(first.aboGroup) : '', first?.rhGroup ? RH_GROUP.label(first.rhGroup) : ''].filter(Boolean).join(' ')
  return {
    row: {
      personId: woman.id, gravida: pregnancy.gravidity, para: pregnancy.parity, lastMenstrualDay: pregnancy.lastMenstrualDay, expectedDeliveryDay: pregnancy.expectedDay, fetusCount: pregnancy.fetusCount,
      gestationDays: pregnancy.state === 'pregnant' && pregnancy.startDay ? gestationOn(pregnancy.startDay, context.today) : null, riskColour: last ? standingOfAssessment(last).shown : null, riskFactors: factorsText(last?.criteriaTexts),
      bloodType: blood || null, previousCaesarean: pregnancy.caesareans === null ? null : pregnancy.caesareans > 0, relative: pregnancy.husbandName ? `${pregnancy.husbandName} 丈夫` : null,
    },
  }
}

export const riskOpenHandlers = {
  'risk.referral.prepare': ({ pregnancyId }, context) => { context.touched('pregnancy', pregnancyId); return referralStart(context, pregnancyId) },
  'risk.open': (input, context) => { context.touched('pregnancy', input.pregnancyId); return opened(context, input.pregnancyId) },
  'risk.duty.list': (input, context) => riskDutyList(context, input),
  'risk.duty.counts': (_input, context) => riskDutyCounts(context),
} satisfies Partial<Handlers>
