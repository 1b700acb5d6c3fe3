import { z } from 'zod'
import type { Permission } from '../access/permission.ts'
import type { RecordDefinition, Row, StoredRow } from '../record/define.ts'
import { schemaOf } from '../record/derive/schema.ts'
import { isDay } from '../time/day.ts'

/** `public`: before anybody is signed in. `signed-in`: anybody with an account. */
export type Need = Permission | 'public' | 'signed-in'

export type Entry<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, W extends boolean = boolean> = {
  readonly writes: W
  readonly need: Need
  /** A second right where one is not enough: a list of families written into a file needs the clinic's and 导出名单. */
  readonly also?: Permission
  readonly input: I
  readonly output: O
  /** Reading that is itself written into the audit (opening a person's record). */
  readonly audited: boolean
  /** True when the call works before the database is open (system state, unlocking, restore). */
  readonly beforeOpen: boolean
}

type Options<I extends z.ZodType, O extends z.ZodType> = { need: Need; also?: Permission; input: I; output: O; audited?: boolean; beforeOpen?: boolean }

/** A call that only reads. */
export const read = <I extends z.ZodType, O extends z.ZodType>(options: Options<I, O>): Entry<I, O, false> =>
  ({ writes: false, audited: false, beforeOpen: false, ...options })
/**
 * A call that does something in the world (printer, PDF, dialog) between or without writes. It must not hold a
 * transaction while somebody looks for paper; what it writes are transactions of their own (`context.separately`).
 */
export const act = <I extends z.ZodType, O extends z.ZodType>(options: Options<I, O>): Entry<I, O, false> =>
  ({ writes: false, audited: false, beforeOpen: false, ...options })
/** A call that writes: one transaction with history and audit. */
export const write = <I extends z.ZodType, O extends z.ZodType>(options: Options<I, O>): Entry<I, O, true> =>
  ({ writes: true, audited: true, beforeOpen: false, ...options })

/** Ids are made by the program (UUIDs): anything else was never one. */
export const Id = z.string().regex(/^[0-9A-Za-z-]{1,64}$/)
export const Nothing = z.null()
/** A day of the calendar as the program knows days: what a rule counts on, and an answer may repeat. */
export const CalendarDay = z.iso.date().refine(isDay, { error: 'day' })

/** A second person at the same workstation, known by log-in name and password. */
export const SecondPerson = z.strictObject({ loginName: z.string().min(1).max(64), password: z.string().min(1).max(256) })
export type SecondPerson = z.infer<typeof SecondPerson>

/** The clerk's answer to one finding: a reason, a second person where asked, the value typed again where asked. */
export const Confirmation = z.strictObject({
  path: z.string().max(128),
  key: z.string().max(128),
  reason: z.string().max(500),
  approver: SecondPerson.optional(),
  again: z.string().max(200).optional(),
})
export type Confirmation = z.infer<typeof Confirmation>
export const Confirmations = z.array(Confirmation).max(50).optional()

const frame = {
  id: z.string(), rev: z.number(), defVersion: z.number(), createdAt: z.string(), createdBy: z.string(),
  updatedAt: z.string(), updatedBy: z.string(), voidedAt: z.string().nullable(), voidReason: z.string().nullable(),
}
/** The shape of a row as it comes back from the store: loose on values, since old rows stay as they were. */
export function storedSchema<D extends RecordDefinition>(definition: D): z.ZodType<StoredRow<D>, StoredRow<D>> {
  const values = Object.fromEntries(Object.keys(definition.fields).map(name => [name, z.union([z.string(), z.number(), z.boolean(), z.null()])]))
  return z.object({ ...values, ...frame }) as unknown as z.ZodType<StoredRow<D>, StoredRow<D>>
}

export const Saved = z.strictObject({ id: z.string(), rev: z.number() })

/** A page of a list: newest first unless the call says otherwise. */
export const Paging = { offset: z.int().min(0).max(10_000_000).default(0), limit: z.int().min(1).max(500).default(50) }

type RecordEntries<D extends RecordDefinition> = {
  [K in `${D['id']}.get`]: Entry<z.ZodObject<{ id: typeof Id }>, z.ZodType<StoredRow<D>, StoredRow<D>>, false>
} & {
  [K in `${D['id']}.save`]: Entry<
    z.ZodObject<{ id: z.ZodOptional<typeof Id>; rev: z.ZodOptional<z.ZodNumber>; row: z.ZodType<Row<D>, Row<D>>; confirmations: typeof Confirmations }>,
    typeof Saved, true>
} & {
  [K in `${D['id']}.void`]: Entry<z.ZodObject<{ id: typeof Id; rev: z.ZodNumber; reason: z.ZodString }>, typeof Saved, true>
} & {
  [K in `${D['id']}.history`]: Entry<z.ZodObject<{ id: typeof Id }>, typeof History, false>
}

export const History = z.array(z.strictObject({
  rev: z.number(), at: z.string(), byName: z.string(), action: z.string(), reason: z.string().nullable(), row: z.record(z.string(), z.unknown()),
}))

/** The four calls every declared record has: get, save, void, history. Lists are asked for by what the screen needs. */
export function recordApi<D extends RecordDefinition>(definition: D): RecordEntries<D> {
  const { id } = definition
  const readNeed = definition.read as Need
  const writeNeed = definition.write as Need
  return {
    [`${id}.get`]: read({ need: readNeed, audited: definition.auditOpening, input: z.strictObject({ id: Id }), output: storedSchema(definition) }),
    [`${id}.save`]: write({
      need: writeNeed,
      input: z.strictObject({ id: Id.optional(), rev: z.int().min(0).optional(), row: schemaOf(definition), confirmations: Confirmations }),
      output: Saved,
    }),
    [`${id}.void`]: write({ need: writeNeed, input: z.strictObject({ id: Id, rev: z.int().min(0), reason: z.string().trim().min(2).max(500) }), output: Saved }),
    [`${id}.history`]: read({ need: readNeed, audited: definition.auditOpening, input: z.strictObject({ id: Id }), output: History }),
  } as unknown as RecordEntries<D>
}

/** A row as it is while the clerk still types: every field may be missing or null, shapes are checked where given. */
export function emptySafeRow<D extends RecordDefinition>(definition: D): z.ZodType<Partial<Row<D>>, Partial<Row<D>>> {
  const schema = schemaOf(definition) as unknown as z.ZodObject
  return schema.partial() as unknown as z.ZodType<Partial<Row<D>>, Partial<Row<D>>>
}
