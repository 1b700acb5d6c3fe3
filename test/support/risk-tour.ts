import type { Output } from '../../domain/api/api.ts'
import { RISK_LISTS } from '../../domain/api/risk-api.ts'
import { criticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { retention } from '../../domain/modules/maternal/retention.record.ts'
import { referral } from '../../domain/modules/referral/referral.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { insist } from './desk.ts'
import { TELLING, tellOfRisk } from './fetal-sex.ts'
import { bookWoman, deliverWoman } from './maternal-window.ts'
import type { guideOf, Visit } from './practice-tour.ts'
import { riskRows } from './risk-scene.ts'

type Opened = Output<'risk.open'>

/** The screens of risk care, of a practice hospital: a woman with a case that is followed up, one whose screening waits. */
export async function tourRisk(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { call, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('yisheng')
  const { rows } = await call('risk.duty.list', { list: 'followUp', offset: 0, limit: 100 })
  const found: { pregnancyId: string; opened: Opened }[] = []
  for (const { pregnancyId } of rows) if (pregnancyId) found.push({ pregnancyId, opened: await call('risk.open', { pregnancyId }) })
  const one = found.toSorted((a, b) => b.opened.caseVisits.length - a.opened.caseVisits.length).find(({ opened }) => opened.reports.length > 0 && opened.caseVisits.length > 0)
  const waiting = (await call('risk.duty.list', { list: 'assess', offset: 0, limit: 1 })).rows[0]?.pregnancyId
  if (!one || !waiting) throw new Error('the practice hospital has no case with a report and a follow-up, or nobody to assess')
  const { pregnancyId, opened } = one
  const at = `/pregnancies/${pregnancyId}`
  const [screening, report, kept] = [opened.screenings.at(-1)!, opened.reports.at(-1)!, opened.cases.at(-1)!]
  for (const of of [pregnancyId, waiting]) await tellOfRisk(guide, of)
  for (const list of RISK_LISTS) await show(`/pregnancies/risk?list=${list}`, `risk-list-${list}`)
  await show(`${at}?tab=risk`, 'risk-tab')
  await show(`${at}/risk/screenings/${screening.id}`, 'risk-screening')
  await show(`/pregnancies/${waiting}/risk/screenings/new`, 'risk-screening-new')
  await show(`/pregnancies/${waiting}/risk/assessments/new`, 'risk-assessment-new')
  await show(`${at}/risk/assessments/${report.assessmentId}`, 'risk-assessment')
  await show(`${at}/risk/reports/${report.id}`, 'risk-report')
  await show(`${at}/risk/cases/${kept.id}`, 'risk-case')
  await show(`${at}/risk/cases/${kept.id}/visits/new`, 'risk-case-visit-new')
  await show(`${at}/risk/cases/${kept.id}/visits/${opened.caseVisits.at(-1)!.id}`, 'risk-case-visit')
  await show(`${at}/risk/near-misses/new`, 'risk-near-miss-new')
  for (const [what, id] of [['screening', screening.id], ['referral', screening.id], ['assessment', report.assessmentId], ['report', report.id], ['case', kept.id]] as const) await show(`${at}/risk/print?what=${what}&id=${id}`, `risk-print-${what}`)
  // A report and a case that are not there yet: of the woman who waits, assessed now.
  const minute = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16)
  const row = riskRows(waiting).assessment('O3.7', { confirmedAt: minute, advice: TELLING, note: TELLING })
  const proposed = (await call('risk.assessment.prepare', { pregnancyId: waiting })).proposals.filter(({ coveredBy }) => coveredBy === null).map(({ id }) => id)
  const { id: assessmentId } = await insist(guide, 'risk.assessment.save', { row: { ...row, criteria: [...proposed, 'O3.7'].join(',') } })
  await signIn('yisheng')
  await show(`/pregnancies/${waiting}/risk/assessments/${assessmentId}/report`, 'risk-report-new')
  await show(`/pregnancies/${waiting}/risk/cases/new`, 'risk-case-new')
  // The same woman found red: neither referred nor in hospital, she stands on her page, in the list and beside the stays.
  await insist(guide, 'risk.assessment.save', { row: { ...row, stage: 'dynamic', criteria: [...proposed, 'R1.6.4'].join(',') } })
  await signIn('yisheng')
  await show(`/pregnancies/${waiting}?tab=risk`, 'risk-tab-unreferred')
  await show('/pregnancies/risk?list=retention', 'risk-list-unreferred')
  await show('/maternal?tab=retention', 'maternal-retention-unreferred')
  // Sent on as an emergency, and a stay of hers: what is written there is about the same child.
  const organizationId = (await call('organization.list', {}))[0]!.id
  const slip = { ...(await call('risk.referral.prepare', { pregnancyId: waiting })).row, organizationId, contact: '家属 13800005678', reason: TELLING, diagnosis: TELLING, vitalSignsAt: minute, referredAt: minute }
  const { id: slipId } = await insist(guide, 'referral.critical.save', { row: { ...emptyRow(criticalReferral), ...slip, state: 'toSend' } })
  const { id: stayId } = await insist(guide, 'referral.retention.save', { row: { ...emptyRow(retention), personId: slip.personId, riskColour: 'red', riskFactors: TELLING, keptSince: minute, doctorName: '周医生' } })
  const hers = { personId: slip.personId, organizationId, referredDay: minute.slice(0, 10), doctorName: '周医生' }
  const { id: diagnosisId } = await insist(guide, 'referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...hers, expectedDeliveryDay: slip.expectedDeliveryDay, answer: 'waiting', trisomy21Risk: '1/86', otherUltrasound: TELLING } })
  const { id: referralId } = await insist(guide, 'referral.save', { row: { ...emptyRow(referral), ...hers, state: 'toSend', impression: TELLING, reason: TELLING, critical: false } })
  await signIn('yisheng')
  await show('/maternal', 'risk-slips')
  await show('/maternal?tab=retention', 'risk-stays')
  await show(`/maternal/critical/${slipId}`, 'risk-slip')
  await show(`/maternal/critical/${slipId}/edit`, 'risk-slip-edit')
  await show(`/maternal/critical/new?person=${slip.personId}`, 'risk-slip-new')
  await show(`/maternal/retention/${stayId}/edit`, 'risk-stay')
  await show(`/maternal/retention/new?person=${slip.personId}`, 'risk-stay-new')
  await show(`/maternal/diagnosis/${diagnosisId}`, 'risk-diagnosis-slip')
  await show(`/maternal/diagnosis/${diagnosisId}/edit`, 'risk-diagnosis-slip-edit')
  for (const [screen, page] of [['', ''], ['-edit', '/edit'], ['-history', '/history'], ['-print', '/print']] as const) await show(`/referrals/${referralId}${page}`, `risk-two-way-slip${screen}`)
  await show(`/people/${slip.personId}`, 'risk-person')
  // A province that still asks for the score of before the colours.
  await signIn('guanli')
  const { rev, value } = await call('setting.get', { key: 'maternalRules' })
  await call('setting.save', { key: 'maternalRules', rev, value: { ...value as object, asksRiskScore: 1 } as never })
  await signIn('yisheng')
  await show(`/pregnancies/${waiting}/risk/assessments/new`, 'risk-assessment-scored')
  // She nearly dies, and another gives birth here beyond what we may: both are reviewed.
  const { id: nearMissId } = await insist(guide, 'risk.nearMiss.save', { row: riskRows(waiting).nearMiss({ occurredAt: minute, treatment: TELLING, finding: TELLING }) })
  const bornDay = addDays(minute.slice(0, 10) as Day, -1)
  const { womanId, pregnancyId: ended } = await bookWoman(call, '欧阳娜娜', addDays(bornDay, -276))
  await insist(guide, 'risk.assessment.save', { row: { ...riskRows(ended).assessment('R1.6.4', { confirmedAt: `${addDays(bornDay, -1)}T09:00` }), note: TELLING } })
  await signIn('dengji')
  const deliveryId = await deliverWoman(call, womanId, bornDay, { pregnancyId: ended })
  await signIn('yisheng')
  await show(`/pregnancies/${waiting}/risk/near-misses/${nearMissId}`, 'risk-near-miss')
  await show(`/pregnancies/${ended}/risk/reviews/${deliveryId}`, 'risk-review-new')
  await insist(guide, 'risk.deliveryReview.save', { row: riskRows(ended).review(deliveryId, { reviewedDay: minute.slice(0, 10), cause: TELLING, finding: TELLING }) })
  await signIn('yisheng')
  await show(`/pregnancies/${ended}/risk/reviews/${deliveryId}`, 'risk-review')
  // Who only reads sees what was kept, not the form.
  await signIn('fenguan')
  await show(`${at}/risk/screenings/${screening.id}`, 'risk-screening-read')
  await show(`/pregnancies/${waiting}/risk/near-misses/${nearMissId}`, 'risk-near-miss-read')
}
