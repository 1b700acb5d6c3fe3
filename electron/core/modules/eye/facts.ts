import type { ChildContact } from '../../../../domain/code/child-check.ts'
import type { VisualAcuity } from '../../../../domain/code/visual-acuity.ts'
import { type EyeContext, lensOfRow } from '../../../../domain/modules/eye/examination.ts'
import { eyeFile, type StoredEyeFile } from '../../../../domain/modules/eye/file.record.ts'
import { glasses, type StoredGlasses } from '../../../../domain/modules/eye/glasses.record.ts'
import { eyeField } from '../../../../domain/modules/eye/parts.ts'
import { eyeReferral, type StoredEyeReferral } from '../../../../domain/modules/eye/referral.record.ts'
import { eyeVisit, type EyeVisit, type StoredEyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import { retinopathy, type StoredRetinopathy } from '../../../../domain/modules/eye/retinopathy.record.ts'
import type { ChildRules } from '../../../../domain/rule/child/child-rules.ts'
import { retinopathyWeeksDay, retinopathyWindow } from '../../../../domain/rule/child/preterm-plan.ts'
import { judgedMonths } from '../../../../domain/rule/eye/age-group.ts'
import type { EyeMeasures } from '../../../../domain/rule/eye/compare.ts'
import { EYES } from '../../../../domain/rule/eye/conclusion.ts'
import type { EyeRules } from '../../../../domain/rule/eye/eye-rules.ts'
import { selectableVisits } from '../../../../domain/rule/eye/eye-visits.ts'
import { differByLines, isVisionLow } from '../../../../domain/rule/eye/vision.ts'
import { completedMonths, type Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'
import type { ChildOfFile } from '../../registry/child-of-file.ts'

/** The eye visits of a child that count, the oldest first. */
export async function eyeVisitsOf(db: ReadDb, fileId: string): Promise<StoredEyeVisit[]> {
  const rows = await db.selectFrom('eyeVisit').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('createdAt').orderBy('id').execute()
  return rows.map(row => fromColumns(eyeVisit, row))
}

/** What else of a child's eyes counts: the eye file, referrals and glasses, the oldest first. */
export async function eyeRecordsOf(db: ReadDb, fileId: string): Promise<{ file: StoredEyeFile | null; referrals: StoredEyeReferral[]; glasses: StoredGlasses[] }> {
  const file = await db.selectFrom('eyeFile').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst()
  const referrals = await db.selectFrom('eyeReferral').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('referredDay').orderBy('id').execute()
  const lenses = await db.selectFrom('eyeGlasses').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('prescribedDay').orderBy('id').execute()
  return { file: file ? fromColumns(eyeFile, file) : null, referrals: referrals.map(row => fromColumns(eyeReferral, row)), glasses: lenses.map(row => fromColumns(glasses, row)) }
}

/** The fundus of a child: our examinations that count, the oldest first, and the days on which another hospital looked (written in the child clinic's 出生时眼部检查). */
export type Fundus = { readonly examinations: readonly StoredRetinopathy[]; readonly elsewhereDays: readonly Day[] }
export async function fundusOf(db: ReadDb, fileId: string): Promise<Fundus> {
  const rows = await db.selectFrom('eyeRetinopathy').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('examinedDay').orderBy('id').execute()
  const elsewhere = await db.selectFrom('childEyesAtBirth').select('fundusDay').where('fileId', '=', fileId).where('voidedAt', 'is', null).where('fundusDay', 'is not', null).execute()
  return { examinations: rows.map(row => fromColumns(retinopathy, row)), elsewhereDays: elsewhere.flatMap(({ fundusDay }) => fundusDay ?? []) }
}

type FundusWindow = { firstDay: Day; lastDay: Day; postmenstrualDay: Day | null; nextDay: Day | null; isMissed: boolean; isFinished: boolean }
/** When the fundus is examined, as it stands on a day: first window, the next day agreed, whether it was missed or is over. */
export function fundusWindow({ file, child }: ChildOfFile, { examinations, elsewhereDays }: Fundus, today: Day, rules: ChildRules): FundusWindow | null {
  if (!child.birthDay) return null
  const birth = { birthDay: child.birthDay, gestationDays: file.gestationDays }
  const window = retinopathyWindow(birth, file.birthWeightG, rules)
  if (!window) return null
  const last = examinations.at(-1)
  // Who came into our care later was no omission of ours (§7, 3 speaks of those whose day passed here).
  const isOurs = file.servedFromDay === null || file.servedFromDay <= window.lastDay
  const isDone = examinations.length > 0 || elsewhereDays.length > 0
  return { ...window, postmenstrualDay: retinopathyWeeksDay(birth, rules), nextDay: last?.isFinal ? null : last?.nextDay ?? null, isMissed: !isDone && isOurs && today > window.lastDay, isFinished: last?.isFinal === true }
}

const visionOf = (row: object, side: 'right' | 'left'): VisualAcuity | null => ((row as Readonly<Record<string, unknown>>)[eyeField('vision', side)] ?? null) as VisualAcuity | null

/** Whether what a visit saw is measured again before anybody is sent away: a low vision, or eyes too far apart (§5.2). */
function isVisionAsked(visit: StoredEyeVisit, months: number, rules: EyeRules): boolean {
  const [right, left] = [visionOf(visit, 'right'), visionOf(visit, 'left')]
  return [right, left].some(acuity => acuity !== null && isVisionLow(acuity, months, rules)) || (right !== null && left !== null && differByLines(right, left, rules))
}

/** What other rows say of a visit: age, whether a low vision is being measured again, whether the fundus was missed. */
export function eyeContextOf(of: ChildOfFile, row: Readonly<Partial<EyeVisit>>, before: readonly StoredEyeVisit[], fundus: Fundus, rules: EyeRules, childRules: ChildRules): EyeContext {
  const { birthDay } = of.child
  const day = row.visitDay ?? null
  const months = birthDay && day && day >= birthDay ? completedMonths(birthDay, day) : 0
  const lastWithVision = before.findLast(visit => EYES.some(side => visionOf(visit, side) !== null))
  const wasLow = lastWithVision !== undefined && isVisionAsked(lastWithVision, judgedMonths({ contact: lastWithVision.contact, completedMonths: lastWithVision.ageMonths ?? months }), rules)
  // The newborn visits are where a missing fundus examination is noticed; later it has a line of its own.
  const isInfant = months < FUNDUS_ASKED_UNTIL_MONTHS
  return { completedMonths: months, isVisionRecheck: wasLow && row.purpose === '2', retinopathyMissed: isInfant && day !== null && (fundusWindow(of, fundus, day, childRules)?.isMissed ?? false) }
}
const FUNDUS_ASKED_UNTIL_MONTHS = 6

/** What a row measured of both eyes, for holding it against the row before. */
export const measuresOf = (row: Readonly<Partial<EyeVisit>>): EyeMeasures => {
  const values = row as Readonly<Record<string, unknown>>
  const axial = (side: 'right' | 'left'): number | null => (values[eyeField('axialLengthMm', side)] ?? null) as number | null
  return { lens: { right: lensOfRow(row, 'right'), left: lensOfRow(row, 'left') }, vision: { right: visionOf(row, 'right'), left: visionOf(row, 'left') }, axialLengthMm: { right: axial('right'), left: axial('left') } }
}

/** What was measured last of both eyes, each measure by the last of the visits that took it; null before the first of any. */
export function lastMeasures(before: readonly StoredEyeVisit[]): EyeMeasures | null {
  const measured = before.map(measuresOf)
  const last = <K extends keyof EyeMeasures>(name: K): EyeMeasures[K] | undefined => measured.findLast(one => EYES.some(side => one[name][side] !== null))?.[name]
  const nothing = { right: null, left: null }
  return measured.length === 0 ? null : { lens: last('lens') ?? nothing, vision: last('vision') ?? nothing, axialLengthMm: last('axialLengthMm') ?? nothing }
}

type OfContact = Pick<StoredEyeVisit, 'contact'>
/** The visit of the programme that is there already. */
export const visitAt = <V extends OfContact>(visits: readonly V[], contact: ChildContact | null): V | undefined => contact === null ? undefined : visits.find(visit => visit.contact === contact)

/** Which visits a day belongs to, none before birth; and which of them it is for: the latest that is not done yet. */
export function contactsOn(birthDay: Day | null, day: Day, visits: readonly OfContact[]): { selectable: ChildContact[]; contact: ChildContact | null } {
  const selectable = birthDay && birthDay <= day ? selectableVisits(birthDay, day) : []
  return { selectable, contact: selectable.find(one => !visitAt(visits, one)) ?? selectable.at(-1) ?? null }
}
