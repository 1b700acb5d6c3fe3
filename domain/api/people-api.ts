import { z } from 'zod'
import type { Message } from '../message/message.ts'
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

const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null && 'key' in value && 'zh' in value)

/** A child health file as it stands beside the other one before they become one. */
const FileToMerge = z.strictObject({
  fileId: z.string(), rev: z.int(), number: z.string().nullable(), childId: z.string(), childName: z.string().nullable(), openedDay: z.string(),
  /** How many rows of each record count, and the day of the last one. */
  records: z.array(z.strictObject({ record: z.string(), count: z.int(), lastDay: z.string().nullable() })),
})
const HeadValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
const FilePair = z.strictObject({
  kept: FileToMerge, other: FileToMerge,
  /** What the heads of the two files say differently: `kept` stays, an empty one is `filled` from the other. A `hidden` value is not for this user. */
  heads: z.array(z.strictObject({ name: z.string(), kept: HeadValue, other: HeadValue, result: z.enum(['kept', 'filled']), hidden: z.boolean() })),
  /** What cannot stand together: it is refused until somebody has cleared it. */
  conflicts: z.array(z.strictObject({ sentence: Sentence, rows: z.array(z.strictObject({ record: z.string(), rowId: z.string(), fileId: z.string() })) })),
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
  /** Two children with a file each: both files side by side, as they would become one. Null where there are not two files. Without `keptFileId` the kept person's file is proposed. */
  'person.mergeFiles': read({ need: 'person.merge', audited: true, input: z.strictObject({ keptId: Id, mergedId: Id, keptFileId: Id.optional() }), output: FilePair.nullable() }),
  /** Makes two records one; everything of `mergedId` moves to `keptId`. Two child health files become one as they were seen (`files`). Can be undone. */
  'person.merge': write({
    need: 'person.merge',
    input: z.strictObject({
      keptId: Id, keptRev: z.int(), mergedId: Id, mergedRev: z.int(), reason: z.string().trim().min(2).max(300),
      files: z.strictObject({ keptFileId: Id, keptFileRev: z.int(), otherFileId: Id, otherFileRev: z.int() }).optional(),
    }),
    output: z.strictObject({ mergeId: z.string() }),
  }),
  'person.unmerge': write({ need: 'person.merge', input: z.strictObject({ mergeId: Id, reason: z.string().trim().min(2).max(300) }), output: z.null() }),
  'person.merges': read({ need: 'person.merge', input: z.strictObject({ id: Id.optional(), ...Paging }), output: z.array(MergeEntry) }),
} as const
