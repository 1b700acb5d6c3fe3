import { type LOOK_ALIKE_REASONS } from '../../../../domain/api/people-api.ts'
import { type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import type { ReadDb } from '../../db/engine.ts'
import { HIT_COLUMNS, type HitRow } from './hits.ts'

export type LookAlikeReason = (typeof LOOK_ALIKE_REASONS)[number]
export type FoundLookAlike = { row: HitRow; reason: LookAlikeReason }
type Known = { name: string | null; birthDay: string | null; idNumber: string | null; phone: string | null }

const MOST = 10

/** Persons who may be the one being registered: same ID, same name and birth date, same phone and name. Each once, by the strongest reason. */
export async function findLookAlikes(db: ReadDb, known: Known, ownId: string | undefined): Promise<FoundLookAlike[]> {
  const living = () => db.selectFrom('person').select(HIT_COLUMNS).where('voidedAt', 'is', null).where('mergedIntoId', 'is', null).where('id', '!=', ownId ?? '').orderBy('id').limit(MOST)
  const { name, birthDay, idNumber, phone } = known
  const groups: [LookAlikeReason, HitRow[]][] = [
    ['sameId', idNumber ? await living().where('idNumber', '=', idNumber).execute() : []],
    ['sameNameAndBirth', name && birthDay ? await living().where('name', '=', name).where('birthDay', '=', birthDay as never).execute() : []],
    ['samePhoneAndName', phone && name ? await living().where('phone', '=', phone).where('name', '=', name).execute() : []],
  ]
  const found = new Map<string, FoundLookAlike>()
  for (const [reason, rows] of groups) for (const row of rows) if (!found.has(row.id)) found.set(row.id, { row, reason })
  return [...found.values()]
}

/** Look-alikes as findings on the form; `personId` lets a screen lead to the person found. */
export function lookAlikeIssues(found: readonly FoundLookAlike[]): FieldIssue[] {
  return found.map(({ row, reason }) => {
    const params = { name: row.name ?? '', birthDay: row.birthDay ?? '', personId: row.id }
    switch (reason) {
      case 'sameId': return warn('idNumber', message('person.sameId', '已有相同证件号码的人员“{{name}}”(出生 {{birthDay}}),请打开核对;确非同一人请写明原因', params))
      case 'sameNameAndBirth': return warn('name', message('person.sameNameAndBirth', '已有同名、同出生日期的人员“{{name}}”(出生 {{birthDay}}),请打开核对是否同一人', params))
      case 'samePhoneAndName': return warn('phone', message('person.samePhoneAndName', '已有同名、同电话的人员“{{name}}”(出生 {{birthDay}}),请打开核对是否同一人', params))
    }
  })
}
