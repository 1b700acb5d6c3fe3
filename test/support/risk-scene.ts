import { RISK_LISTS } from '../../domain/api/risk-api.ts'
import { maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { maternalVisit } from '../../domain/modules/maternal/visit.record.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { riskAssessment } from '../../domain/modules/risk/assessment.record.ts'
import { riskCase } from '../../domain/modules/risk/case.record.ts'
import { riskCaseVisit } from '../../domain/modules/risk/case-visit.record.ts'
import { riskDeliveryReview } from '../../domain/modules/risk/delivery-review.record.ts'
import { riskNearMiss } from '../../domain/modules/risk/near-miss.record.ts'
import { riskReport } from '../../domain/modules/risk/report.record.ts'
import { riskScreening } from '../../domain/modules/risk/screening.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { bodyMassIndex } from '../../domain/rule/maternal/risk-assessment.ts'
import type { Scene } from './birth-scene.ts'
import { insist, type Window } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'

type Values = Record<string, unknown>
type Clerk = Pick<Window, 'call'>

/** A woman with an open pregnancy; answers the ids. */
export async function pregnantWoman(clerk: Clerk, name: string, values: { birthDay?: string; township?: string; pregnancy?: Values } = {}): Promise<{ womanId: string; pregnancyId: string }> {
  const { id: womanId } = await insist(clerk, 'person.save', { row: { ...emptyRow(person), name, sex: '2', birthDay: values.birthDay ?? '1997-05-01', nationality: 'CHN', noDocumentReason: 'notBrought', homeRegion: values.township ?? '430421100', phone: '13800001111' } })
  const { id: pregnancyId } = await insist(clerk, 'pregnancy.save', { row: { ...emptyRow(pregnancy), womanId, state: 'pregnant', lastMenstrualDay: '2025-05-01', bookedDay: '2025-07-01', gravidity: 1, parity: 0, fetusCount: 1, ...values.pregnancy } })
  return { womanId, pregnancyId }
}

/** The first check and a further visit with what is measured; body-mass index as the clinic finds it. */
export const measuredRows = (pregnancyId: string) => ({
  first: (values: Values = {}): Values => {
    const [heightCm, weightKg] = [Number(values.heightCm ?? 162), Number(values.weightKg ?? 58)]
    return { ...emptyRow(maternalFirst), pregnancyId, visitDay: '2025-07-01', doctorName: '周医生', referral: '1', heightCm, weightKg, bmi: bodyMassIndex(heightCm, weightKg), systolicMmHg: 112, diastolicMmHg: 70, haemoglobinGPerL: 125, plateletsE9PerL: 210, altUPerL: 18, ...values }
  },
  visit: (visitDay: string, values: Values = {}): Values => ({ ...emptyRow(maternalVisit), pregnancyId, visitNumber: 'other', visitDay, doctorName: '周医生', referral: '1', ...values }),
})

/** Rows of the risk clinic with what every test would repeat. */
export const riskRows = (pregnancyId: string) => ({
  screening: (items: string | null, values: Values = {}): Values => ({ ...emptyRow(riskScreening), pregnancyId, screenedDay: '2025-09-01', screenerName: '曹孕保', institution: '青山镇卫生院', items, ...values }),
  assessment: (criteria: string, values: Values = {}): Values => ({ ...emptyRow(riskAssessment), pregnancyId, stage: 'first', confirmedAt: '2025-09-26T09:00', criteria, threatensLife: false, ...values }),
  report: (assessmentId: string, values: Values = {}): Values => ({ ...emptyRow(riskReport), pregnancyId, assessmentId, sentAt: '2025-09-26T09:20', way: 'system', receiver: '青山县妇幼保健院', senderName: '曹孕保', ...values }),
  case: (assessmentId: string, values: Values = {}): Values => ({ ...emptyRow(riskCase), pregnancyId, assessmentId, openedDay: '2025-09-26', doctorName: '周医生', ...values }),
  visit: (caseId: string, values: Values = {}): Values => ({ ...emptyRow(riskCaseVisit), pregnancyId, caseId, visitDay: '2025-09-26', contact: 'phone', situation: '无不适', doctorName: '曹孕保', ...values }),
  review: (deliveryId: string, values: Values = {}): Values => ({ ...emptyRow(riskDeliveryReview), pregnancyId, deliveryId, reviewedDay: '2025-09-26', cause: '急产,来不及转诊', consultation: '电话请市中心会诊', finding: '符合急诊处置,继续加强转诊宣教', doctorName: '周医生', ...values }),
  nearMiss: (values: Values = {}): Values => ({ ...emptyRow(riskNearMiss), pregnancyId, occurredAt: '2025-09-26T03:20', place: '产科产房', signs: '11,43', bleedingMl: 2600, rescueTeam: '周医生、蒋上级、麻醉科', treatment: '宫腔填塞,输红细胞6单位', doctorName: '周医生', ...values }),
})

/** What a careful clinic gives to the calls of risk care, on the day of the scene (2026-03-10). */
export async function riskExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Values[]>> {
  const [doctor, care] = [await scene.as('fengxian', ['doctor'], '周医生'), await scene.as('fxyunbao', ['maternalCare'], '曹孕保')]
  const dates = { pregnancy: { lastMenstrualDay: '2025-10-01', bookedDay: '2025-12-01' } }
  const [one, other] = [await pregnantWoman(care, '风险一', { birthDay: '1984-05-01', ...dates }), await pregnantWoman(care, '风险二', dates)]
  const [rows, others] = [riskRows(one.pregnancyId), riskRows(other.pregnancyId)]
  const day = { screenedDay: '2026-03-01' }
  const screening = await insist(care, 'risk.screening.save', { row: rows.screening('S1.1', day) })
  const assessment = await insist(doctor, 'risk.assessment.save', { row: rows.assessment('Y1.1,O1.1', { confirmedAt: '2026-03-10T08:00' }) })
  const mistaken = await insist(doctor, 'risk.assessment.save', { row: others.assessment('R1.6.4', { confirmedAt: '2026-03-09T08:00' }) })
  const report = await insist(care, 'risk.report.save', { row: rows.report(assessment.id, { sentAt: '2026-03-10T08:30' }) })
  const opened = await insist(care, 'risk.case.save', { row: rows.case(assessment.id, { openedDay: '2026-03-10' }) })
  const visit = await insist(care, 'risk.caseVisit.save', { row: rows.visit(opened.id, { visitDay: '2026-03-10' }) })
  const casesOf = async (name: string): Promise<{ id: string; rev: number }> => {
    const { pregnancyId } = await pregnantWoman(care, name, dates)
    const found = await insist(doctor, 'risk.assessment.save', { row: riskRows(pregnancyId).assessment('P2', { confirmedAt: '2026-03-09T08:00' }) })
    return insist(care, 'risk.case.save', { row: riskRows(pregnancyId).case(found.id, { openedDay: '2026-03-09' }) })
  }
  const [unused, ended] = [await casesOf('风险三'), await casesOf('风险四')]
  await doctor.call('risk.case.close', { ...ended, closedDay: '2026-03-09', outcome: 'lost', handedTo: null, closingNote: null } as never)
  const born = await pregnantWoman(care, '风险五', { pregnancy: { lastMenstrualDay: '2025-06-01', bookedDay: '2025-08-01' } })
  const { id: deliveryId } = await insist(care, 'delivery.register', {
    row: { motherId: born.womanId, pregnancyId: born.pregnancyId, admissionNumber: 'ZY5', gestationDays: 276, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' },
    newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2026-03-04T08:00', weightG: 3200, lengthCm: 50, health: '1' } }],
  })
  const review = riskRows(born.pregnancyId).review(deliveryId, { reviewedDay: '2026-03-09' })
  const reviewed = await insist(doctor, 'risk.deliveryReview.save', { row: review })
  const nearMiss = rows.nearMiss({ occurredAt: '2026-03-09T03:20' })
  const critical = await insist(doctor, 'risk.nearMiss.save', { row: nearMiss })
  const voiding = (id: string): Values[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const papers = [['screening', screening.id], ['referral', screening.id], ['assessment', assessment.id], ['report', report.id], ['case', opened.id]].map(([what, id]) => ({ what, id }))
  return {
    'risk.open': [{ pregnancyId: one.pregnancyId }, { pregnancyId: other.pregnancyId }], 'risk.screening.prepare': [{ pregnancyId: one.pregnancyId }], 'risk.assessment.prepare': [{ pregnancyId: one.pregnancyId }, { pregnancyId: other.pregnancyId }],
    'risk.screening.save': [{ row: others.screening(null, day) }, { row: others.screening('S6.1,S7.1.5', { ...day, referredDay: '2026-03-02', referredTo: '县妇幼保健院' }) }], 'risk.screening.void': voiding(screening.id),
    'risk.assessment.save': [{ row: others.assessment('G1', { confirmedAt: '2026-03-10T08:30', changeReason: '误诊' }) }, { row: rows.assessment('O1.1,P2', { confirmedAt: '2026-03-10T08:45', stage: 'dynamic' }) }], 'risk.assessment.void': voiding(mistaken.id),
    'risk.report.prepare': [{ assessmentId: assessment.id }, { assessmentId: mistaken.id }], 'risk.report.save': [{ row: others.report(mistaken.id, { sentAt: '2026-03-09T09:00' }) }], 'risk.report.void': voiding(report.id),
    'risk.case.prepare': [{ pregnancyId: one.pregnancyId }, { pregnancyId: other.pregnancyId }], 'risk.case.save': [{ row: others.case(mistaken.id, { openedDay: '2026-03-10', factors: '25,49' }) }], 'risk.caseVisit.prepare': [{ caseId: opened.id }],
    'risk.caseVisit.save': [{ row: rows.visit(opened.id, { visitDay: '2026-03-10', nextDay: '2026-03-20' }) }], 'risk.caseVisit.void': voiding(visit.id),
    'risk.case.close': [{ id: opened.id, rev: PRESENT_REV, closedDay: '2026-03-10', outcome: 'lost', handedTo: null, closingNote: null }],
    'risk.case.void': voiding(unused.id), 'risk.case.reopen': [{ id: ended.id, rev: PRESENT_REV, reason: '结案登记有误' }], 'risk.deliveryReview.get': [{ id: reviewed.id }], 'risk.deliveryReview.save': [{ id: reviewed.id, rev: PRESENT_REV, row: { ...review, finding: '补充核查意见' } }], 'risk.deliveryReview.void': voiding(reviewed.id), 'risk.nearMiss.get': [{ id: critical.id }], 'risk.nearMiss.save': [{ row: nearMiss }, { id: critical.id, rev: PRESENT_REV, row: { ...nearMiss, outcome: 'alive', outcomeDay: '2026-03-10' } }], 'risk.nearMiss.void': voiding(critical.id), 'risk.referral.prepare': [{ pregnancyId: one.pregnancyId }],
    'risk.duty.list': RISK_LISTS.map(list => ({ list, offset: 0, limit: 20 })), 
    'risk.paper.preview': papers, 'risk.paper.pdf': papers, 'risk.paper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
  }
}
