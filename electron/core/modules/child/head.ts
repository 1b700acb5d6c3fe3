import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { childFile, type StoredChildFile } from '../../../../domain/modules/child/file.record.ts'
import { childVisit, type StoredChildVisit } from '../../../../domain/modules/child/visit.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { type Measured, measurementOf } from '../../../../domain/modules/child/measurement.ts'
import type { GrowthMeasurement } from '../../../../domain/rule/growth/evaluate.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { findRow, fromColumns, getRow } from '../../record/store.ts'
import { addressText } from '../../region.ts'

type Context = ReadContext | WriteContext
type Head = Output<'child.file.open'>['head']

/** A child of the clinic: its file and the persons around it. */
export type ChildOfFile = { file: StoredChildFile; child: StoredPerson; mother: StoredPerson | null; father: StoredPerson | null }

/** The file with its persons; throws `not-found` also for a file that was voided. */
export async function childOf(db: ReadDb, fileId: string): Promise<ChildOfFile> {
  const file = await getRow(db, childFile, fileId)
  if (file.voidedAt !== null) throw new AppError('not-found', undefined, { record: childFile.id, id: fileId })
  const one = async (id: string | null): Promise<StoredPerson | null> => (id === null ? null : await findRow(db, person, id) ?? null)
  return { file, child: await getRow(db, person, file.childId), mother: await one(file.motherId), father: await one(file.fatherId) }
}

/** What stands on top of every screen of a child; the phone is the one to call: the file's, the mother's, the father's. */
export function headOf(context: Context, { file, child, mother, father }: ChildOfFile): Head {
  const maySee = context.user.permissions.has('person.reveal')
  const phone = file.contactPhone ?? mother?.phone ?? father?.phone ?? null
  return {
    fileId: file.id, childId: child.id, fileNumber: file.number, name: child.name, sex: child.sex, birthDay: child.birthDay, handbookNumber: child.handbookNumber,
    idNumber: child.idNumber && !maySee ? maskIdNumber(child.idNumber) : child.idNumber, gestationDays: file.gestationDays, fetusCount: file.fetusCount, birthWeightG: file.birthWeightG,
    highRisk: file.highRisk, state: file.state, residence: file.residence, motherId: file.motherId, motherName: mother?.name ?? null, fatherId: file.fatherId, fatherName: father?.name ?? null,
    phone: phone && !maySee ? maskPhone(phone) : phone, allergy: file.allergy,
    address: addressText(context.ports.folders.resources, child.homeRegion ?? mother?.homeRegion ?? null, child.homeAddress ?? mother?.homeAddress ?? null),
  }
}

/** The check-ups of a file that count, the oldest first. */
export async function visitsOfFile(db: ReadDb, fileId: string): Promise<StoredChildVisit[]> {
  const rows = await db.selectFrom('childVisit').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  return rows.map(row => fromColumns(childVisit, row))
}

// Carried from one form into another it is still one measurement; a length keeps the position it was taken in.
const together = (before: GrowthMeasurement, next: GrowthMeasurement): GrowthMeasurement => ({
  ...next, weightKg: next.weightKg ?? before.weightKg, headCm: next.headCm ?? before.headCm, hasOedema: next.hasOedema || before.hasOedema,
  ...(typeof next.lengthCm === 'number' ? {} : { lengthCm: before.lengthCm, position: before.position }),
})

/**
 * Every measurement of a child, one a day and the oldest first: birth, home visits, entrance examinations, follow-ups of
 * cases, check-ups. Without the record `except`, which is being saved again.
 */
export async function measurementsOf(db: ReadDb, of: ChildOfFile, except?: string): Promise<GrowthMeasurement[]> {
  const { file, child } = of
  if (!child.birthDay) return []
  const home = await db.selectFrom('childNewbornVisit').select(['id', 'visitDay', 'weightKg']).where('fileId', '=', file.id).where('voidedAt', 'is', null).execute()
  const exams = await db.selectFrom('childEntranceExam').select(['id', 'examDay as visitDay', 'weightKg', 'lengthCm', 'position']).where('fileId', '=', file.id).where('voidedAt', 'is', null).execute()
  const cases = await db.selectFrom('childCaseVisit').select(['id', 'visitDay', 'weightKg', 'lengthCm', 'position', 'headCm']).where('fileId', '=', file.id).where('voidedAt', 'is', null).execute()
  const birth: Measured = { visitDay: child.birthDay, weightKg: file.birthWeightG === null ? null : file.birthWeightG / 1000, lengthCm: file.birthLengthCm, headCm: file.birthHeadCm, position: 'L' }
  const all = [birth, ...[...home, ...exams, ...cases, ...await visitsOfFile(db, file.id)].filter(one => one.id !== except)]
    .flatMap(one => { const made = measurementOf(of, one); return made && (made.weightKg ?? made.lengthCm ?? made.headCm) !== null ? [made] : [] })
  return [...Map.groupBy(all, one => one.measuredDay).values()].map(ofDay => ofDay.reduce(together)).toSorted((a, b) => a.measuredDay < b.measuredDay ? -1 : a.measuredDay > b.measuredDay ? 1 : 0)
}
