import { z } from 'zod'
import { person } from '../modules/people/person.record.ts'
import { emptySafeRow, Id, Paging, read, recordApi, write } from './define-api.ts'

/** How a person was found; exact hits of a number stand before prefixes, names before initials. */
export const SEARCH_KINDS = ['name', 'givenName', 'pinyin', 'initials', 'idNumber', 'idTail', 'phone', 'phoneTail', 'handbook', 'certificate', 'admission'] as const
export const PersonHit = z.strictObject({
  id: z.string(), name: z.string().nullable(), sex: z.string(), birthDay: z.string().nullable(),
  /** Masked unless the user may see numbers in full. */
  idNumber: z.string().nullable(), phone: z.string().nullable(), handbookNumber: z.string().nullable(),
  /** Name of the mother, for a child without a name. */
  motherName: z.string().nullable(),
  foundBy: z.enum(SEARCH_KINDS), exact: z.boolean(),
})
export type PersonHit = z.infer<typeof PersonHit>

export const LOOK_ALIKE_REASONS = ['sameId', 'sameNameAndBirth', 'samePhoneAndName'] as const
export const LookAlike = z.strictObject({ person: PersonHit, reason: z.enum(LOOK_ALIKE_REASONS) })
export type LookAlike = z.infer<typeof LookAlike>

const MergeEntry = z.strictObject({
  id: z.string(), keptId: z.string(), keptName: z.string().nullable(), mergedId: z.string(), mergedName: z.string().nullable(),
  reason: z.string(), mergedAt: z.string(), mergedByName: z.string(), undoneAt: z.string().nullable(),
})

export const peopleApi = {
  ...recordApi(person),
  /** One box: name, pinyin, initials, ID number or its tail, phone or its tail, handbook or certificate number. */
  'person.search': read({ need: 'person.read', input: z.strictObject({ text: z.string().max(60), limit: z.int().min(1).max(50).default(12) }), output: z.array(PersonHit) }),
  'person.recent': read({ need: 'person.read', input: z.strictObject({ limit: z.int().min(1).max(50).default(12) }), output: z.array(PersonHit) }),
  /** Persons who may be the one being registered. */
  'person.lookAlikes': read({ need: 'person.read', input: z.strictObject({ id: Id.optional(), row: emptySafeRow(person) }), output: z.array(LookAlike) }),
  'person.kin': read({
    need: 'person.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.array(z.strictObject({ person: PersonHit, relation: z.enum(['mother', 'father', 'child']) })),
  }),
  /** Everything known of a person in one answer: deliveries, certificates, referrals, as lines of a time line. */
  'person.timeline': read({
    need: 'person.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.array(z.strictObject({ day: z.string(), kind: z.enum(['delivery', 'born', 'registration', 'certificate', 'referral', 'critical', 'retention', 'diagnosis']), recordId: z.string(), title: z.string(), state: z.string() })),
  }),
  'person.reveal': write({ need: 'person.reveal', input: z.strictObject({ id: Id }), output: z.strictObject({ idNumber: z.string().nullable(), phone: z.string().nullable() }) }),
  /** Makes two records one; everything of `mergedId` moves to `keptId`. Can be undone. */
  'person.merge': write({
    need: 'person.merge',
    input: z.strictObject({ keptId: Id, keptRev: z.int(), mergedId: Id, mergedRev: z.int(), reason: z.string().trim().min(2).max(300) }),
    output: z.strictObject({ mergeId: z.string() }),
  }),
  'person.unmerge': write({ need: 'person.merge', input: z.strictObject({ mergeId: Id, reason: z.string().trim().min(2).max(300) }), output: z.null() }),
  'person.merges': read({ need: 'person.merge', input: z.strictObject({ id: Id.optional(), ...Paging }), output: z.array(MergeEntry) }),
} as const
