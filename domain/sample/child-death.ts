import type { DeathCause, DeathDiagnosisBasis, DeathPlace } from '../code/child-death.ts'
import { DEATH_PLACE_TO_CARD, DIAGNOSIS_BASIS_TO_CARD } from '../code/child-maps.ts'
import { deathCard, type DeathCard } from '../modules/child/death-card.record.ts'
import { ageOfCard, householdTypeOf } from '../modules/child/death-card.rules.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { deathAgeGroup } from '../rule/child/death-card.ts'
import { addDays, type Minute } from '../time/day.ts'
import type { SpecialChild, SpecialTools } from './child-special.ts'

type Cause = { readonly causeClass: DeathCause; readonly rootCause: string; readonly icd10: string; readonly causeA: string; readonly place: DeathPlace; readonly basis: DeathDiagnosisBasis; readonly treatment: '1' | '2' | '3' }
const PRETERM: Cause = { causeClass: '18', rootCause: '早产儿', icd10: 'P07.3', causeA: '新生儿呼吸窘迫综合征', place: '01', basis: '4', treatment: '1' }
const HEART: Cause = { causeClass: '14', rootCause: '先天性心脏病', icd10: 'Q24.9', causeA: '重症肺炎', place: '01', basis: '4', treatment: '1' }
const PNEUMONIA: Cause = { causeClass: '10', rootCause: '肺炎', icd10: 'J18.9', causeA: '肺炎', place: '01', basis: '4', treatment: '1' }
const CHOKED: Cause = { causeClass: '26', rootCause: '意外窒息', icd10: 'W84', causeA: '吸入性窒息', place: '03', basis: '6', treatment: '3' }
const DROWNED: Cause = { causeClass: '24', rootCause: '溺水', icd10: 'W74', causeA: '溺水', place: '07', basis: '6', treatment: '3' }
const SEPSIS: Cause = { causeClass: '02', rootCause: '败血症', icd10: 'P36.9', causeA: '感染性休克', place: '01', basis: '4', treatment: '1' }
const CAUSES = { earlyNewborn: [SEPSIS, HEART], lateNewborn: [HEART, SEPSIS, PNEUMONIA], infant: [CHOKED, PNEUMONIA, HEART], child: [DROWNED, PNEUMONIA] } as const
const PRETERM_BELOW_DAYS = 259
const DRAFT_DAYS = 20

/** The card of a child that died; one of the last days may still be a draft, as long as it has nothing to end (`mayBeDraft`). */
export function sampleDeathCard({ random, serial }: SpecialTools, child: SpecialChild, mayBeDraft: boolean): DeathCard & { number: string } {
  const { file, birthDay, lastDay: deathDay, bornAt, doctorName } = child
  const group = deathAgeGroup(birthDay, deathDay)
  const isNewborn = group === 'earlyNewborn' || group === 'lateNewborn'
  const { place, basis, causeA, ...cause } = isNewborn && file.gestationDays !== null && file.gestationDays < PRETERM_BELOW_DAYS ? PRETERM : random.pick<Cause>(CAUSES[group])
  const isDraft = mayBeDraft && deathDay > addDays(child.yesterday, -DRAFT_DAYS)
  const wanted = addDays(deathDay, random.int(1, 7))
  const reportDay = wanted > child.yesterday ? child.yesterday : wanted
  const times = { bornAt: bornAt ?? `${birthDay}T00:00` as Minute, bornTimeUnknown: bornAt === null, diedAt: `${deathDay}T${String(random.int(8, 22)).padStart(2, '0')}:${random.int(10, 59)}` as Minute, deathTimeUnknown: false }
  const year = reportDay.slice(0, 4)
  const row = {
    ...emptyRow(deathCard), ...times, ...ageOfCard(times), ...cause, fileId: file.id, number: `SW${year}${String(serial(`child-death-${year}`)).padStart(6, '0')}`, state: isDraft ? 'draft' : 'submitted', supplementary: false,
    householdType: householdTypeOf(file.residence), birthWeightG: file.birthWeightG, weightBasis: file.birthWeightG === null ? null : '1', gestationDays: file.gestationDays, birthPlaceType: child.birthPlaceType ?? '2', lifeSigns: 'heartbeat,breathing,movement',
    causeA, causeB: causeA === cause.rootCause ? null : cause.rootCause, deathPlace: place, cardDeathPlace: DEATH_PLACE_TO_CARD[place], untreatedReason: cause.treatment === '3' ? '3' : null, diagnosisLevel: cause.treatment === '3' ? '06' : '03',
    diagnosisBasis: basis, cardDiagnosisBasis: DIAGNOSIS_BASIS_TO_CARD[basis], reportInstitution: child.institution, reporterName: doctorName, reportDay, submittedAt: isDraft ? null : `${reportDay}T10:30` as Minute,
  } as DeathCard & { number: string }
  child.add(deathCard, reportDay, row)
  return row
}
