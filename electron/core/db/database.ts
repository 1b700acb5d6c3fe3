import type { RecordDefinition, RowFrame, RowOf } from '../../../domain/record/define.ts'
import type { delivery } from '../../../domain/modules/birth/delivery.record.ts'
import type { newborn } from '../../../domain/modules/birth/newborn.record.ts'
import type { pregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import type { staff } from '../../../domain/modules/birth/staff.record.ts'
import type { certificate } from '../../../domain/modules/certificate/certificate.record.ts'
import type { registration } from '../../../domain/modules/certificate/registration.record.ts'
import type { replacement } from '../../../domain/modules/certificate/replacement.record.ts'
import type { person } from '../../../domain/modules/people/person.record.ts'
import type { organization } from '../../../domain/modules/referral/organization.record.ts'
import type { referral } from '../../../domain/modules/referral/referral.record.ts'

// yes/no is 1/0 in a column
type Columns<R> = { [K in keyof R]: R[K] extends boolean ? 0 | 1 : R[K] extends boolean | null ? 0 | 1 | null : R[K] }
type RecordTable<D> = D extends RecordDefinition<string, infer F> ? Columns<RowOf<F>> & RowFrame : never

/** Every table, in the program's spelling; derived from the definitions where there is one. */
export type Database = {
  person: RecordTable<typeof person>
  staff: RecordTable<typeof staff>
  pregnancy: RecordTable<typeof pregnancy>
  delivery: RecordTable<typeof delivery>
  newborn: RecordTable<typeof newborn>
  certificateRegistration: RecordTable<typeof registration>
  certificate: RecordTable<typeof certificate>
  certificateReplacement: RecordTable<typeof replacement>
  organization: RecordTable<typeof organization>
  referral: RecordTable<typeof referral>
  userAccount: {
    id: string; loginName: string; displayName: string; passwordHash: string; mustChangePassword: 0 | 1; disabled: 0 | 1
    failedLogins: number; lockedUntil: string | null; rev: number; createdAt: string; lastLoginAt: string | null
  }
  userRole: { userId: string; role: string }
  setting: { key: string; value: string; rev: number; updatedAt: string; updatedBy: string }
  draft: { userId: string; form: string; content: string; updatedAt: string }
  recordHistory: { record: string; recordId: string; rev: number; action: string; row: string; reason: string | null; at: string; byUser: string; auditSeq: number }
  acceptedFinding: { id: string; record: string; recordId: string; path: string; key: string; reason: string; approverId: string | null; byUser: string; at: string }
  audit: { seq: number; at: string; userId: string; call: string; record: string | null; recordId: string | null; facts: string | null; contentHash: string; hash: string }
  personSearch: { searchKey: string; kind: string; personId: string }
  kinship: { childId: string; parentId: string; relation: 'mother' | 'father'; createdAt: string }
  personMerge: {
    id: string; keptId: string; mergedId: string; reason: string; mergedAt: string; mergedBy: string; undo: string
    undoneAt: string | null; undoneBy: string | null; undoReason: string | null
  }
  blankBatch: {
    id: string; edition: string; letter: string; firstNumber: string; lastNumber: string; quantity: number; receivedFrom: string; receivedDay: string
    firstCounterId: string; secondCounterId: string; note: string | null; createdAt: string
  }
  blank: { number: string; batchId: string; edition: string; state: string; holderId: string | null; certificateId: string | null; printCount: number; rev: number; updatedAt: string }
  blankEvent: {
    number: string; seq: number; fromState: string | null; toState: string; at: string; byUser: string; secondPersonId: string | null; holderId: string | null
    certificateId: string | null; reasonCode: string | null; reason: string | null; evidence: string | null
  }
  registrationMaterial: { registrationId: string; material: string; present: 0 | 1; note: string | null }
  replacementMaterial: { replacementId: string; material: string; present: 0 | 1; note: string | null }
  serialCounter: { name: string; last: number }
  exportPackage: {
    id: string; month: string; mode: string; seq: number; fileName: string; folder: string; manifestSm3: string; records: number; errors: number; warnings: number
    previousId: string | null; auditHead: string; auditSeq: number; cutoffAt: string; createdAt: string; createdBy: string
  }
  exportRow: { packageId: string; dataset: string; businessKey: string; recordId: string; ver: number; rowHash: string; op: string }
  exportState: { dataset: string; businessKey: string; recordId: string; ver: number; rowHash: string; op: string; packageId: string }
  exportKey: { id: string; purpose: string; publicKeyPem: string; privateKeyPem: string | null; createdAt: string }
}
