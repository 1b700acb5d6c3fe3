import type { Defect } from '../code/vital.ts'
import { birthDefect } from '../modules/vital/birth-defect.record.ts'
import { maternalDeath } from '../modules/vital/maternal-death.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { addDays, type Day, dayOf, epochOf, instantAt, type Minute } from '../time/day.ts'
import type { SampleRecord } from './chunk.ts'
import { createRandom } from './random.ts'

/** A newborn as its card sees it. */
export type SampleBorn = { readonly newbornId: string; readonly motherId: string; readonly pregnancyId: string; readonly birthOrder: number; readonly fetusCount: number; readonly bornAt: Minute; readonly gestationDays: number; readonly weightG: number; readonly sex: '1' | '2'; readonly outcome: '1' | '2' | '3'; readonly isDefectNoted: boolean }
export type VitalSampler = { child(born: SampleBorn): SampleRecord[]; death(woman: { readonly id: string; readonly pregnancyId: string }, day: Day): SampleRecord[]; serials(): { name: string; last: number }[] }

const DEFECTS: readonly (readonly [Defect, string])[] = [['heart', '先天性心脏病'], ['extraFingerRight', '右手多指'], ['cleftLipLeft', '左侧唇裂'], ['hypospadias', '尿道下裂'], ['smallEarLeft', '左侧小耳'], ['downSyndrome', '唐氏综合征']]
/** The first child of the hospital has a card too, so that the smallest one has some; of those noted one in so many waits for its card. */
const UNFILLED_EVERY = 3

/** Makes report cards beside births: noted defects in every state of a card, one maternal death. A source of its own draws it. */
export function vitalSampler({ seed, today, userId, institution, doctorName, newId }: { seed: number; today: Day; userId: string; institution: string; doctorName: string; newId(): string }): VitalSampler {
  const random = createRandom(seed)
  const serials = new Map<string, number>()
  let born = 0
  let noted = 0
  const lastDay = addDays(today, -1)
  const cardOf = (definition: RecordDefinition, prefix: string, day: Day, row: object): SampleRecord => {
    const series = `${definition.id}-${day.slice(0, 4)}`
    const serial = (serials.get(series) ?? 0) + 1
    serials.set(series, serial)
    return { definition, id: newId(), at: instantAt(epochOf(`${day}T15:00` as Minute)), by: userId, row: { ...row, number: `${prefix}${day.slice(0, 4)}${String(serial).padStart(6, '0')}` } }
  }
  const reportedBy = (day: Day) => ({ reportInstitution: institution, reporterName: doctorName, reportDay: day })
  const steps = (state: 'draft' | 'submitted' | 'reviewed' | 'reported', day: Day) => ({
    state, submittedBy: state === 'draft' ? null : userId, ...state === 'reviewed' || state === 'reported' ? { reviewerName: '蒋上级', reviewedAt: `${day}T16:00` as Minute } : {}, ...state === 'reported' ? { reportedDay: day } : {},
  })
  return {
    serials: () => [...serials].map(([name, last]) => ({ name, last })),
    child({ newbornId, motherId, pregnancyId, birthOrder, fetusCount, bornAt, gestationDays, weightG, sex, outcome, isDefectNoted }) {
      born += 1
      if (!isDefectNoted && born > 2) return []
      noted += 1
      if (isDefectNoted && noted % UNFILLED_EVERY === 0) return []
      const bornDay = dayOf(bornAt)
      const day = addDays(bornDay, 2) > lastDay ? lastDay : addDays(bornDay, 2)
      const at = random.int(0, DEFECTS.length - 1)
      // A boy's defect for boys.
      const [mainDefect, diagnosisName] = sex === '2' && DEFECTS[at]![0] === 'hypospadias' ? DEFECTS[0]! : DEFECTS[at]!
      const state = day > addDays(lastDay, -20) ? (['draft', 'submitted', 'reviewed'] as const)[noted % 3]! : noted % 4 === 1 ? 'submitted' : 'reported'
      return [cardOf(birthDefect, 'QX', day, {
        ...emptyRow(birthDefect), motherId, pregnancyId, newbornId, isInduction: gestationDays < 196, birthOrder, fetusCount, bornDay, gestationDays, weightG, sex, outcome, birthPlaceType: '2', birthPlace: institution, householdType: '1', settlement: '2', education: '70', income: '5', ...fetusCount > 1 ? { multipleKind: '2' } : {},
        basis: '1', diagnosedWhen: '2', mainDefect, diagnosisName, ...mainDefect === 'heart' ? { heartDefect: '室间隔缺损' } : {}, photoCount: 1, otherMaterialCount: 0, therapeuticInduction: false, earlyIllness: false, isConsanguineous: false, ...reportedBy(day), ...steps(state, day),
      })]
    },
    death: ({ id, pregnancyId }, day) => [cardOf(maternalDeath, 'YW', day, {
      ...emptyRow(maternalDeath), motherId: id, pregnancyId, diedAt: `${day}T03:20`, noticedAt: `${day}T04:00`, phonedAt: `${day}T05:10`, householdType: '1', education: '70', income: '4', livingArea: '2', gravidity: 3, parity: 1, abortions: 1, lastMenstrualDay: addDays(day, -160), deathPlace: '12', stage: 'undelivered', hasAntenatalCare: true, firstCheckDays: 98, antenatalVisits: 3,
      causeFirst: '呼吸循环衰竭', causeSecond: '羊水栓塞', rootCause: '羊水栓塞', causeClass: '13', icd10: 'O88.1', basis: '5', summary: '孕22周因胎死宫内住院引产,突发呼吸困难,抢救无效死亡。', ...reportedBy(day), ...steps('submitted', day),
    })],
  }
}
