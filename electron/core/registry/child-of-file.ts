import type { Output } from '../../../domain/api/api.ts'
import { AppError } from '../../../domain/api/result.ts'
import { childFile, type StoredChildFile } from '../../../domain/modules/child/file.record.ts'
import { person, type StoredPerson } from '../../../domain/modules/people/person.record.ts'
import { maskIdNumber, maskPhone } from '../../../domain/rule/mask.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { findRow, getRow } from '../record/store.ts'
import { addressText } from '../region.ts'
import { hasDrugWarning } from './drug-warning.ts'

type Context = ReadContext | WriteContext
type Head = Output<'child.file.open'>['head']

/** A child of the clinic: its file and the persons around it. */
export type ChildOfFile = { file: StoredChildFile; child: StoredPerson; mother: StoredPerson | null; father: StoredPerson | null; drugWarning: boolean }

/** The file with its persons; throws `not-found` also for a file that was voided. */
export async function childOf(db: ReadDb, fileId: string): Promise<ChildOfFile> {
  const file = await getRow(db, childFile, fileId)
  if (file.voidedAt !== null) throw new AppError('not-found', undefined, { record: childFile.id, id: fileId })
  const one = async (id: string | null): Promise<StoredPerson | null> => (id === null ? null : await findRow(db, person, id) ?? null)
  return { file, child: await getRow(db, person, file.childId), mother: await one(file.motherId), father: await one(file.fatherId), drugWarning: await hasDrugWarning(db, [file.childId, file.motherId]) }
}

/** What stands on top of every screen of a child; the phone is the one to call: the file's, the mother's, the father's. */
export function headOf(context: Context, { file, child, mother, father, drugWarning }: ChildOfFile): Head {
  const maySee = context.user.permissions.has('person.reveal')
  const phone = file.contactPhone ?? mother?.phone ?? father?.phone ?? null
  return {
    fileId: file.id, childId: child.id, fileNumber: file.number, name: child.name, sex: child.sex, birthDay: child.birthDay, handbookNumber: child.handbookNumber,
    idNumber: child.idNumber && !maySee ? maskIdNumber(child.idNumber) : child.idNumber, gestationDays: file.gestationDays, fetusCount: file.fetusCount, birthWeightG: file.birthWeightG,
    highRisk: file.highRisk, state: file.state, residence: file.residence, motherId: file.motherId, motherName: mother?.name ?? null, fatherId: file.fatherId, fatherName: father?.name ?? null,
    phone: phone && !maySee ? maskPhone(phone) : phone, allergy: file.allergy, drugWarning,
    address: addressText(context.ports.folders.resources, child.homeRegion ?? mother?.homeRegion ?? null, child.homeAddress ?? mother?.homeAddress ?? null),
  }
}
