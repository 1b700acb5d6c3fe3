import type { ChildContact } from '../code/child-check.ts'
import { newbornVisit, type NewbornVisit } from '../modules/child/newborn-visit.record.ts'
import { evaluatedFields } from '../modules/child/evaluated-fields.ts'
import { childVisit, type ChildVisit } from '../modules/child/visit.record.ts'
import { emptyRow, tidyRow } from '../record/derive/schema.ts'
import { CONTACTS } from '../rule/child/contacts.ts'
import type { CheckContact } from '../rule/child/form-fields.ts'
import { signsAgeAt } from '../rule/child/warning-signs.ts'
import { evaluateGrowth, type GrowthMeasurement } from '../rule/growth/evaluate.ts'
import { DEFAULT_GROWTH_RULES } from '../rule/growth/rules.ts'
import type { GrowthTables } from '../rule/growth/tables.ts'
import type { Day } from '../time/day.ts'
import type { GrowthChannel, SampleMeasurement } from './child-growth.ts'
import type { Random } from './random.ts'

/** What the check-ups of one child have in common. */
export type VisitedChild = { fileId: string; birthDay: Day; gestationDays: number | null; fetusCount: number | null; channel: GrowthChannel; doctorName: string }

type Values = Partial<Record<keyof ChildVisit, unknown>>
/** The answers of a healthy child, of every column; what a column does not have is left out when its template is made. */
const HEALTHY: Values = {
  place: 'clinic', complexion: '1', complexionLater: '1', skin: '1', fontanelle: '2', neckMass: '2', eyes: '1', ears: '1', hearing: '1', mouth: '1', teethCount: 0, cariesCount: 0, chest: '1', abdomen: '1', cord: '2', navel: '1',
  limbs: '1', gait: '1', ricketsSymptoms: '1', ricketsSignsMonth3: '1', ricketsSignsInfant: '1', ricketsSignsToddler: '1', anusAndGenitals: '1', outdoorHoursPerDay: 1, vitaminDIuPerDay: 400, feeding: '1', feedingAssessed: true,
  warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false, illness: '1', tcmServices: '1,2,3', referral: '1', guidance: '1,2,3,4,5', preschoolGuidance: '1,2,3,4,5',
  visionLeft: 0.8, visionRight: 0.8, haemoglobinGPerL: 120, headCm: 45,
}
const STANDING_FROM_MONTHS = 24
const MONTHS: Readonly<Record<ChildContact, number>> = Object.fromEntries(CONTACTS.map(({ contact, due }) => [contact, due.from === 'month' ? due.months : due.from === 'day' ? 1 : 0])) as Record<ChildContact, number>
/** Teeth and rotten teeth at most, by months. */
const TEETH: readonly (readonly [months: number, from: number, to: number])[] = [[6, 0, 2], [8, 2, 4], [12, 4, 8], [18, 8, 14], [24, 14, 18], [30, 18, 20], [36, 20, 20], [72, 20, 24]]

type Template = { readonly row: ChildVisit; readonly has: ReadonlySet<string> }
const templates = new Map<CheckContact, Template>()
/** A healthy child's row in the column of a contact, and which fields that column has: made once, copied for every visit. */
function templateOf(contact: CheckContact): Template {
  const known = templates.get(contact)
  if (known) return known
  const filled = { ...emptyRow(childVisit), ...HEALTHY, contact } as ChildVisit
  const row = tidyRow(childVisit, filled)
  const has = new Set(Object.keys(HEALTHY).filter(name => row[name as keyof ChildVisit] !== null))
  // Measured or asked each time: nothing of these may stand in a visit that did not take it.
  const template: Template = { row: { ...row, headCm: null, haemoglobinGPerL: null, visionLeft: null, visionRight: null, fontanelle: null } as ChildVisit, has }
  templates.set(contact, template)
  return template
}

const INSTITUTION = '市妇幼保健院儿童保健科'
const ILLNESSES = ['2', '3', '4', '5'] as const
/** A sign that no chain was begun for: most are the sampler's of the autism chain. */
const STRAY_SIGN = 0.0006
const round1 = (value: number): number => Math.round(value * 10) / 10

/** What ails a child at a visit, as the doctor writes it. */
function findings(random: Random, has: ReadonlySet<string>, row: Values): void {
  const roll = random.next()
  if (roll < 0.02 && has.has('skin')) Object.assign(row, { skin: '2', skinNote: '面部、颈部湿疹' })
  else if (roll < 0.025 && has.has('eyes')) Object.assign(row, { eyes: '2', eyesNote: '左眼溢泪' })
  else if (roll < 0.03) Object.assign(row, { chest: '2', chestNote: '胸骨左缘 2/6 级收缩期杂音', chestParts: '2' })
  else if (roll < 0.033) Object.assign(row, { abdomen: '2', abdomenNote: '脐疝,直径约 1 cm' })
  if (has.has('ricketsSymptoms') && random.chance(0.04)) row.ricketsSymptoms = random.chance(0.3) ? '2,3' : '3'
  if (random.chance(0.13)) {
    const illness = random.pick(ILLNESSES)
    const times = random.int(1, 2)
    Object.assign(row, { illness }, illness === '2' ? { pneumoniaTimes: times, pneumoniaStays: random.int(0, times) } : illness === '3' ? { diarrhoeaTimes: times, diarrhoeaStays: 0 }
      : illness === '4' ? { injuryTimes: 1, injuryStays: 0 } : { otherIllness: '上呼吸道感染' })
  }
}

/**
 * A check-up of the sample hospital: the column of its contact filled as a doctor fills it, with the grades the core
 * would keep. `isBloodTaken` says whether the haemoglobin of this contact is taken, `findings` what is found whatever was drawn.
 */
export function sampleVisit(random: Random, tables: GrowthTables, child: VisitedChild, visit: { contact: CheckContact; day: Day; isBloodTaken: boolean; measured: SampleMeasurement; nextDay: Day | null; findings: Partial<ChildVisit> | undefined }): ChildVisit {
  const { contact, day, measured } = visit
  const months = MONTHS[contact]
  const { row: healthy, has } = templateOf(contact)
  const isStanding = months >= STANDING_FROM_MONTHS
  const row: Values = { ...healthy, fileId: child.fileId, visitDay: day, doctorName: child.doctorName, weightKg: measured.weightKg, lengthCm: measured.lengthCm, position: isStanding ? 'H' : 'L' }
  if (has.has('headCm')) row.headCm = measured.headCm
  if (months >= 48 && random.chance(0.3)) row.place = 'kindergarten'
  if (has.has('fontanelle')) {
    const isClosed = months >= 12 && random.chance(months === 12 ? 0.3 : 0.85)
    Object.assign(row, isClosed ? { fontanelle: '1' } : { fontanelle: '2', fontanelleLengthCm: round1(Math.max(0.5, 2 - months * 0.07)), fontanelleWidthCm: round1(Math.max(0.5, 2 - months * 0.08)) })
  }
  if (has.has('teethCount')) {
    const [, from, to] = TEETH.findLast(([at]) => at <= months) ?? [0, 0, 0]
    const teeth = random.int(from, to)
    Object.assign(row, { teethCount: teeth, ...(has.has('cariesCount') ? { cariesCount: months >= 24 && random.chance(0.3) ? Math.min(teeth, random.int(1, 5)) : 0 } : {}) })
  }
  if (has.has('visionLeft')) Object.assign(row, { visionLeft: round1(random.int(5, 10) / 10), visionRight: round1(random.int(5, 10) / 10) })
  if (has.has('outdoorHoursPerDay')) row.outdoorHoursPerDay = random.int(1, 6) / 2
  if (has.has('feeding')) row.feeding = months <= 8 ? random.weighted(FEEDING) : null
  if (has.has('tcmServices') && random.chance(0.12)) row.tcmServices = null
  if (visit.isBloodTaken && has.has('haemoglobinGPerL')) {
    const isAnaemic = child.channel.isAnaemic && months <= 30
    row.haemoglobinGPerL = isAnaemic ? random.int(random.chance(0.04) ? 76 : 92, 109) : Math.round(Math.min(150, Math.max(112, random.normal(124, 7))))
  }
  findings(random, has, row)
  if (has.has('hearing') && random.chance(0.006)) row.hearing = '2'
  if (has.has('warningSign1') && random.chance(STRAY_SIGN)) row[random.pick(['warningSign1', 'warningSign2', 'warningSign3', 'warningSign4'] as const)] = true
  Object.assign(row, visit.findings)
  if (has.has('warningSign1')) row.signsAgeMonths = signsAgeAt(contact, child, day, DEFAULT_GROWTH_RULES)
  // Before the first group by corrected age no sign was asked.
  if (row.signsAgeMonths === 0) Object.assign(row, { warningSign1: null, warningSign2: null, warningSign3: null, warningSign4: null })
  const measurement: GrowthMeasurement = {
    sex: child.channel.sex === 1 ? '1' : '2', birthDay: child.birthDay, measuredDay: day, weightKg: measured.weightKg, lengthCm: measured.lengthCm, headCm: row.headCm as number | null, position: isStanding ? 'standing' : 'lying', gestationDays: child.gestationDays, fetusCount: child.fetusCount,
  }
  Object.assign(row, evaluatedFields(evaluateGrowth(tables, measurement, { rules: DEFAULT_GROWTH_RULES }), DEFAULT_GROWTH_RULES.method))
  const why = [row.hearing === '2' ? '行为测听未通过' : '', [1, 2, 3, 4].some(nth => row[`warningSign${nth}` as keyof ChildVisit] === true) ? '心理行为发育预警征象阳性' : '', typeof row.haemoglobinGPerL === 'number' && row.haemoglobinGPerL < 90 ? '中度及以上贫血' : '', String(row.nutrition ?? '').includes('severely') ? '重度营养问题待查' : '']
    .filter(Boolean)
  if (why.length > 0) Object.assign(row, { referral: '2', referralReason: why.join(';'), referralInstitution: INSTITUTION })
  if (visit.nextDay && visit.nextDay > day) row.nextVisitDay = visit.nextDay
  return row as ChildVisit
}
const FEEDING = { values: ['1', '2', '3'] as const, upTo: Float64Array.of(48, 82, 100) }

const AT_HOME: Partial<Record<keyof NewbornVisit, unknown>> = {
  place: 'home', pregnancyIllness: '1', asphyxia: '1', malformation: '1', hearingStatus: '1', diseaseStatus: '2', vomiting: '1', stool: '1', complexion: '1', jaundiceSites: '1', fontanelle: '1', eyes: '1', limbs: '1', ears: '1',
  neckMass: '1', nose: '1', skin: '1', mouth: '1', anus: '1', heartAndLungs: '1', chest: '1', abdomen: '1', spine: '1', genitals: '1', cord: '2', referral: '1', guidance: '1,2,3,4,5', nextPlace: '本院儿童保健门诊',
}

/** The home visit of a newborn, with what the birth left filled in. */
export function sampleNewbornVisit(random: Random, child: VisitedChild & { birthWeightG: number | null; birthLengthCm: number | null; birthInstitution: string | null; mode: string | null; apgarOneMinute: number | null; apgarFiveMinutes: number | null }, day: Day, ageDays: number, weightKg: number, nextDay: Day | null): NewbornVisit {
  const isYellow = random.chance(0.18)
  const feeding = random.weighted(FEEDING)
  const circumstances = [child.mode?.startsWith('3') ? '4' : child.mode?.startsWith('2') ? '2' : '1', ...((child.fetusCount ?? 1) > 1 ? ['5'] : [])]
  const row = {
    ...emptyRow(newbornVisit), ...AT_HOME, fileId: child.fileId, visitDay: day, doctorName: child.doctorName, gestationDays: child.gestationDays, birthInstitution: child.birthInstitution, birthCircumstances: circumstances.join(','),
    apgarOneMinute: child.apgarOneMinute, apgarFiveMinutes: child.apgarFiveMinutes, asphyxia: child.apgarOneMinute !== null && child.apgarOneMinute < 8 ? '2' : '1', birthWeightG: child.birthWeightG, birthLengthCm: child.birthLengthCm, weightKg, feeding,
    pregnancyIllness: random.chance(0.12) ? random.pick(['2', '3']) : '1', hearingStatus: random.weighted(HEARING), cord: ageDays < 8 && random.chance(0.6) ? '1' : '2',
    stoolTimesPerDay: random.int(2, 6), temperatureC: round1(random.int(363, 372) / 10), heartRatePerMinute: random.int(116, 148), breathsPerMinute: random.int(34, 50), fontanelleLengthCm: 2, fontanelleWidthCm: 2,
    ...(feeding === '1' ? {} : { milkMl: random.int(5, 9) * 10, milkTimesPerDay: random.int(7, 9) }),
    ...(isYellow ? { complexion: '2', jaundiceSites: random.chance(0.2) ? '2,3' : '2' } : {}),
    ...(random.chance(0.01) ? { cord: '3', dangerSigns: 'umbilicalInfection', referral: '2', referralReason: '脐部有脓性分泌物', referralInstitution: '市妇幼保健院新生儿科' } : {}),
    ...(nextDay && nextDay > day ? { nextVisitDay: nextDay } : {}),
  } as unknown as NewbornVisit
  return row
}
const HEARING = { values: ['1', '2', '3'] as const, upTo: Float64Array.of(92, 96, 100) }
