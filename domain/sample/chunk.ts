import { PRACTICE_ACCOUNTS } from '../access/practice-accounts.ts'
import type { Material } from '../code/material.ts'
import type { ReplacementMaterial } from '../code/replacement.ts'
import type { RecordDefinition } from '../record/define.ts'
import type { Instant } from '../time/day.ts'

/** The county the people live in; codes are real, the hospital and everybody in it are not. */
export type SampleCounty = {
  code: string
  province: string
  city: string
  name: string
  townships: readonly { code: string; name: string }[]
  /** Counties around it, 6 digits, where some people come from. */
  neighbours: readonly string[]
}
/** The users of the sample hospital, one for each role. */
export const SAMPLE_USERS = PRACTICE_ACCOUNTS
export type SampleUserIds = Readonly<Record<(typeof SAMPLE_USERS)[number]['loginName'], string>>

/** One row of a record as it stands after its first saving. */
export type SampleRecord = { definition: RecordDefinition; id: string; at: Instant; by: string; row: Record<string, unknown> }
export type SampleDuplicate = { personId: string; duplicateId: string; reason: 'sameId' | 'sameNameAndBirth' | 'samePhoneAndName' }
/** Rows that belong into one transaction, in an order that keeps every reference whole. */
export type SampleChunk = {
  records: SampleRecord[]
  /** Rows that refer to a record which refers to rows of their own kind: written after all others. */
  later: SampleRecord[]
  kinship: { childId: string; parentId: string; relation: 'mother' | 'father'; createdAt: Instant }[]
  materials: { registrationId: string; material: Material; present: 1; note: null }[]
  replacementMaterials: { replacementId: string; material: ReplacementMaterial; present: 1; note: null }[]
  batches: { id: string; edition: string; letter: string; firstNumber: string; lastNumber: string; quantity: number; receivedFrom: string; receivedDay: string; firstCounterId: string; secondCounterId: string; note: null; createdAt: string; printYear: number; reviewUnit: string; reviewerName: null; collectorName: string; collectorIdNumber: null; requestId: null }[]
  blanks: { number: string; batchId: string; edition: string; state: string; holderId: string | null; certificateId: string | null; printCount: number; rev: number; updatedAt: string }[]
  blankEvents: {
    number: string; seq: number; fromState: string | null; toState: string; at: string; byUser: string; secondPersonId: string | null; holderId: string | null
    certificateId: string | null; reasonCode: string | null; reason: string | null; evidence: null
  }[]
  serials: { name: string; last: number }[]
  duplicates: SampleDuplicate[]
  persons: number
}

export const emptyChunk = (): SampleChunk => ({ records: [], later: [], kinship: [], materials: [], replacementMaterials: [], batches: [], blanks: [], blankEvents: [], serials: [], duplicates: [], persons: 0 })
