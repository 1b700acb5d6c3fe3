import { birthDefect } from '../../domain/modules/vital/birth-defect.record.ts'
import { maternalDeath } from '../../domain/modules/vital/maternal-death.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { registerBirth, type Scene } from './birth-scene.ts'
import { insist } from './desk.ts'

type Values = Record<string, unknown>

/** What a whole defect card still needs beside what is filled in from the delivery. */
export const DEFECT_ANSWERS = {
  householdType: '1', settlement: '2', education: '70', income: '5', basis: '1', diagnosedWhen: '2', mainDefect: 'heart', heartDefect: '室间隔缺损', diagnosisName: '先天性心脏病', photoCount: 2, otherMaterialCount: 1, therapeuticInduction: false, earlyIllness: false, isConsanguineous: false,
  reportInstitution: '青山县妇幼保健院', reporterName: '陈医生', reportDay: '2026-03-09',
} as const
export const defectRow = (motherId: string, values: Values = {}): Values => ({ ...emptyRow(birthDefect), state: 'draft', motherId, bornDay: '2026-03-05', gestationDays: 275, weightG: 3250, fetusCount: 1, birthOrder: 1, sex: '2', outcome: '1', birthPlaceType: '2', ...DEFECT_ANSWERS, ...values })
export const deathRow = (motherId: string, values: Values = {}): Values => ({
  ...emptyRow(maternalDeath), state: 'draft', motherId, diedAt: '2026-03-08T22:00', noticedAt: '2026-03-08T22:30', stage: 'delivered', deliveredAt: '2026-03-05T08:01', deliveryPlace: '2', mode: '1', hasSafeDelivery: true, attendantType: '1', deathPlace: '12', householdType: '1', education: '70', income: '3', livingArea: '2',
  gravidity: 2, parity: 1, abortions: 1, lastMenstrualDay: '2025-06-01', hasAntenatalCare: true, firstCheckDays: 80, antenatalVisits: 6, causeFirst: '失血性休克', rootCause: '产后宫缩乏力', causeClass: '08', icd10: 'O72.1', basis: '5', provinceReview: '1', provinceFactors: '11,13', delay: '3', mainFactor: '13',
  summary: '产后出血约2500毫升,转诊途中抢救无效。', reportInstitution: '青山县妇幼保健院', reporterName: '陈医生', reportDay: '2026-03-09', ...values,
})

/** A child with a noted defect, a card of each kind; what a careful doctor gives to the calls of the cards. */
export async function vitalExamples(scene: Scene, voidedBy: (id: string) => Values[]): Promise<Record<string, Values[]>> {
  const { doctor } = scene
  const { motherId, newbornIds } = await registerBirth(scene, { mother: { name: '卡一', idNumber: '110101199508150025' }, newborns: [{ ...{ defect: true } } as never, { birthOrder: 2, bornAt: '2026-03-05T08:11' }] })
  const { pregnancyId } = await scene.database.kysely.selectFrom('delivery').select('pregnancyId').where('motherId', '=', motherId).executeTakeFirstOrThrow()
  const { id: cardId } = await insist(doctor, 'vital.birthDefect.save', { row: defectRow(motherId, { newbornId: newbornIds[1], pregnancyId }) })
  const { id: deathId } = await insist(doctor, 'vital.maternalDeath.save', { row: deathRow(motherId, { pregnancyId }) })
  const { id: wrongId } = await insist(doctor, 'vital.birthDefect.save', { row: defectRow(motherId) })
  const page = { offset: 0, limit: 20 }
  const papers: Values[] = [{ what: 'defect', id: cardId }, { what: 'death', id: deathId }]
  return {
    'vital.birthDefect.save': [{ row: defectRow(motherId, { newbornId: newbornIds[0], pregnancyId }) }], 'vital.birthDefect.void': voidedBy(wrongId), 'vital.birthDefect.prepare': [{ newbornId: newbornIds[0] }, { newbornId: newbornIds[1] }, { pregnancyId }, { motherId }, {}], 'vital.birthDefect.open': [{ id: cardId }],
    'vital.maternalDeath.prepare': [{ motherId, pregnancyId }, { motherId }], 'vital.maternalDeath.open': [{ id: deathId }], 'vital.ofPregnancy': [{ pregnancyId }], 'vital.figures': [{ year: 2026 }],
    'vital.list': (['proposed', 'draft', 'submitted', 'reviewed', 'overdue', 'inductions', 'all'] as const).flatMap(view => [{ view, ...page }, { view, year: 2026, ...page }]), 'vital.paper.preview': papers, 'vital.paper.pdf': papers, 'vital.paper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
  }
}
