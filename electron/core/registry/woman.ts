import { AppError } from '../../../domain/api/result.ts'
import type { WomanHead } from '../../../domain/api/woman-head.ts'
import { person, type StoredPerson } from '../../../domain/modules/people/person.record.ts'
import { maskIdNumber, maskPhone } from '../../../domain/rule/mask.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { getRow } from '../record/store.ts'
import { addressText, regionPathOf } from '../region.ts'

type Context = ReadContext | WriteContext

/** The woman a record belongs to; throws `not-found` also for a record that was voided. */
export async function womanOf(db: ReadDb, womanId: string): Promise<StoredPerson> {
  const woman = await getRow(db, person, womanId)
  if (woman.voidedAt !== null) throw new AppError('not-found', undefined, { record: person.id, id: womanId })
  return woman
}

export function headOf(context: Context, woman: StoredPerson): WomanHead {
  const maySee = context.user.permissions.has('person.reveal')
  return {
    womanId: woman.id, name: woman.name, sex: woman.sex, birthDay: woman.birthDay, idNumber: woman.idNumber && !maySee ? maskIdNumber(woman.idNumber) : woman.idNumber, phone: woman.phone && !maySee ? maskPhone(woman.phone) : woman.phone,
    address: addressText(context.ports.folders.resources, woman.homeRegion, woman.homeAddress),
  }
}

/** Who a row of a list is. */
export const WHO = ['person.name', 'person.birthDay', 'person.phone', 'person.homeRegion'] as const
export type WhoRow = { name: string | null; birthDay: string | null; phone: string | null; homeRegion: string | null }
export function whoOf(context: ReadContext, { name, birthDay, phone, homeRegion }: WhoRow): { name: string | null; birthDay: string | null; phone: string | null; township: string } {
  const path = regionPathOf(context.ports.folders.resources, homeRegion)
  return { name, birthDay, phone: phone && !context.user.permissions.has('person.reveal') ? maskPhone(phone) : phone, township: path?.township || path?.county || '' }
}
