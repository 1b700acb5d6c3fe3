import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { retention } from '../../../../domain/modules/maternal/retention.record.ts'
import { person, type Person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { tidyPerson } from '../../../../domain/modules/people/person.tidy.ts'
import { formatGestation } from '../../../../domain/rule/gestation.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import { dayOf, dayAt } from '../../../../domain/time/day.ts'
import type { ReadContext, User, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { readerOf, shownRow } from '../../fetal-sex.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, getRow, historyOf, saveRow, voidRow } from '../../record/store.ts'
import { HIT_COLUMNS, hitRows, hitsOf } from './hits.ts'
import { findLookAlikes, lookAlikeIssues } from './look-alikes.ts'
import { mergeFaults, mergePersons, unmergePersons } from './merge.ts'
import { whatNames } from './references.ts'
import { filePairOf, shownPair } from '../../registry/child-file-pair.ts'
import { refreshSearchKeys } from '../../registry/search-keys.ts'
import { searchPersons } from './search.ts'

const mayReveal = (user: User): boolean => user.permissions.has('person.reveal')
type Numbers = { idNumber?: string | null; phone?: string | null }
const masked = <R extends Numbers>(row: R): R =>
  ({ ...row, ...(row.idNumber ? { idNumber: maskIdNumber(row.idNumber) } : {}), ...(row.phone ? { phone: maskPhone(row.phone) } : {}) })
const shownTo = <R extends Numbers>(user: User, row: R): R => mayReveal(user) ? row : masked(row)

/** Who sees numbers masked sends them back masked: unchanged, they stay what they were. */
function unmasked(row: Person, old: StoredPerson): Person {
  const keep = (given: string | null, before: string | null, mask: (number: string) => string): string | null =>
    given !== null && before !== null && given === mask(before) ? before : given
  return { ...row, idNumber: keep(row.idNumber, old.idNumber, maskIdNumber), phone: keep(row.phone, old.phone, maskPhone) }
}

// A person already accepted as a look-alike is asked about again only when what made them alike has changed.
const changed = (row: Person, old: StoredPerson | undefined): boolean =>
  !old || row.idNumber !== old.idNumber || row.name !== old.name || row.birthDay !== old.birthDay || row.phone !== old.phone

type SaveInput = Parameters<Handlers['person.save']>[0]

async function savePerson(input: SaveInput, context: WriteContext): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, person, input.id)
  const given = old && !mayReveal(context.user) ? unmasked(input.row, old) : input.row
  if (old?.mergedIntoId) throw new AppError('invalid', [block('mergedIntoId', message('person.merged', '这份档案已并入另一份档案,请在并入后的档案中修改'))])
  // Merging is a decision with a right and a reason of its own.
  const row: Person = { ...tidyPerson(given, context.moment), mergedIntoId: null }
  const look = changed(row, old) ? lookAlikeIssues(await findLookAlikes(context.db, row, old?.id ?? input.id)) : []
  try {
    const saved = await saveRow(context, person, { ...input, row, moreIssues: look })
    await refreshSearchKeys(context.db, saved.id)
    return saved
  } catch (error) {
    if (error instanceof AppError && error.code === 'edit-conflict' && old) throw new AppError('edit-conflict', error.fields, { record: 'person', id: old.id, current: shownTo(context.user, old) })
    throw error
  }
}

async function voidPerson(input: { id: string; rev: number; reason: string }, context: WriteContext): Promise<{ id: string; rev: number }> {
  const names = await whatNames(context.db, input.id)
  if (names.length) throw new AppError('invalid', [block('id', message('person.inUse', '此人名下还有{{records}},不能作废;重复建档请用合并', { records: names.join('、') }))])
  const voided = await voidRow(context, person, input)
  await refreshSearchKeys(context.db, input.id)
  return voided
}

async function kinOf(db: ReadDb, id: string) {
  const rows = await db.selectFrom('kinship').selectAll().where(eb => eb.or([eb('childId', '=', id), eb('parentId', '=', id)])).orderBy('relation', 'desc').orderBy('childId').execute()
  const related = rows.map(row => row.childId === id ? { id: row.parentId, relation: row.relation } : { id: row.childId, relation: 'child' as const })
  const known = await hitRows(db, related.map(row => row.id))
  const living = related.flatMap(one => { const row = known.get(one.id); return row ? [{ row, relation: one.relation }] : [] })
  const hits = await hitsOf(db, living.map(({ row }) => ({ row, foundBy: 'name' as const, exact: false })))
  return hits.map((hit, index) => ({ person: hit, relation: living[index]!.relation }))
}

/** Titles are facts (weeks, number, name), states are codes: the screen words them in its language. */
async function timelineOf(context: ReadContext, id: string) {
  const { db } = context
  const deliveries = await db.selectFrom('delivery').innerJoin('newborn', 'newborn.deliveryId', 'delivery.id').select(['delivery.id', 'delivery.gestationDays', 'delivery.mode', 'newborn.bornAt'])
    .where('delivery.motherId', '=', id).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null).orderBy('newborn.birthOrder', 'desc').execute()
  const births = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(['newborn.id', 'newborn.bornAt', 'newborn.outcome', 'delivery.placeName'])
    .where('newborn.personId', '=', id).where('newborn.voidedAt', 'is', null).execute()
  const registrations = await db.selectFrom('certificateRegistration as registration').innerJoin('newborn', 'newborn.id', 'registration.newbornId')
    .select(['registration.id', 'registration.babyName', 'registration.preparedDay', 'registration.createdAt', 'registration.complete'])
    .where(eb => eb.or([eb('newborn.personId', '=', id), eb('registration.motherPersonId', '=', id), eb('registration.fatherPersonId', '=', id)])).where('registration.voidedAt', 'is', null).execute()
  const certificates = await db.selectFrom('certificate').innerJoin('newborn', 'newborn.id', 'certificate.newbornId').innerJoin('certificateRegistration as registration', 'registration.id', 'certificate.registrationId')
    .leftJoin('blank', 'blank.number', 'certificate.number').select(['certificate.id', 'certificate.number', 'certificate.issueDay', 'blank.state'])
    .where(eb => eb.or([eb('newborn.personId', '=', id), eb('registration.motherPersonId', '=', id), eb('registration.fatherPersonId', '=', id)])).where('certificate.voidedAt', 'is', null).execute()
  const referrals = await db.selectFrom('referral').innerJoin('organization', 'organization.id', 'referral.organizationId')
    .select(['referral.id', 'referral.referredDay', 'referral.state', 'organization.name']).where('referral.personId', '=', id).where('referral.voidedAt', 'is', null).execute()
  const criticals = await db.selectFrom('criticalReferral').innerJoin('organization', 'organization.id', 'criticalReferral.organizationId')
    .select(['criticalReferral.id', 'criticalReferral.referredAt', 'criticalReferral.state', 'organization.name']).where('criticalReferral.personId', '=', id).where('criticalReferral.voidedAt', 'is', null).execute()
  const stays = await db.selectFrom('maternalRetention').select(['id', 'keptSince', 'riskColour', 'endNote']).where('personId', '=', id).where('voidedAt', 'is', null).execute()
  const diagnoses = await db.selectFrom('diagnosisReferral').innerJoin('organization', 'organization.id', 'diagnosisReferral.organizationId')
    .select(['diagnosisReferral.id', 'diagnosisReferral.referredDay', 'diagnosisReferral.answer', 'organization.name']).where('diagnosisReferral.personId', '=', id).where('diagnosisReferral.voidedAt', 'is', null).execute()
  // A delivery of twins is one line; its day is that of the first child.
  const byDelivery = new Map(deliveries.map(row => [row.id, row]))
  return [
    ...[...byDelivery.values()].map(row => ({ day: dayOf(row.bornAt) as string, kind: 'delivery' as const, recordId: row.id, title: formatGestation(row.gestationDays), state: row.mode as string })),
    ...births.map(row => ({ day: dayOf(row.bornAt) as string, kind: 'born' as const, recordId: row.id, title: row.placeName ?? '', state: row.outcome as string })),
    ...registrations.map(row => ({ day: row.preparedDay ?? dayAt(Date.parse(row.createdAt)), kind: 'registration' as const, recordId: row.id, title: row.babyName ?? '', state: row.complete ? 'complete' : 'draft' })),
    ...certificates.map(row => ({ day: row.issueDay as string, kind: 'certificate' as const, recordId: row.id, title: row.number, state: row.state ?? '' })),
    ...criticals.map(row => ({ day: dayOf(row.referredAt) as string, kind: 'critical' as const, recordId: row.id, title: row.name, state: row.state as string })),
    ...stays.map(row => shownRow(retention, row, readerOf(context))).map(row => ({ day: dayOf(row.keptSince) as string, kind: 'retention' as const, recordId: row.id, title: row.endNote ?? '', state: row.riskColour as string })),
    ...diagnoses.map(row => ({ day: row.referredDay as string, kind: 'diagnosis' as const, recordId: row.id, title: row.name, state: row.answer as string })),
    ...referrals.map(row => ({ day: row.referredDay as string, kind: 'referral' as const, recordId: row.id, title: row.name, state: row.state as string })),
  ].toSorted((a, b) => a.day < b.day ? 1 : a.day > b.day ? -1 : a.recordId < b.recordId ? -1 : 1)
}

export const peopleHandlers = {
  'person.get': async ({ id }, context: ReadContext) => {
    context.touched('person', id)
    return shownTo(context.user, await getRow(context.db, person, id))
  },
  'person.save': savePerson,
  'person.void': voidPerson,
  'person.history': async ({ id }, { db, user }) => (await historyOf(db, 'person', id)).map(entry => ({ ...entry, row: shownTo(user, entry.row as Numbers) as Record<string, unknown> })),
  'person.search': async ({ text, limit }, { db }) => searchPersons(db, text, limit),
  'person.recent': async ({ limit }, { db }) => {
    const rows = await db.selectFrom('person').select(HIT_COLUMNS).where('voidedAt', 'is', null).where('mergedIntoId', 'is', null).orderBy('updatedAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
    return hitsOf(db, rows.map(row => ({ row, foundBy: 'name' as const, exact: false })))
  },
  'person.lookAlikes': async ({ id, row }, context) => {
    const empty = Object.fromEntries(Object.keys(person.fields).map(name => [name, null])) as unknown as Person
    const old = id === undefined ? undefined : await findRow(context.db, person, id)
    const typed: Person = { ...empty, ...row }
    const known = tidyPerson(old && !mayReveal(context.user) ? unmasked(typed, old) : typed, context.moment)
    const found = await findLookAlikes(context.db, known, id)
    const hits = await hitsOf(context.db, found.map(one => ({ row: one.row, foundBy: one.reason === 'sameId' ? 'idNumber' as const : one.reason === 'samePhoneAndName' ? 'phone' as const : 'name' as const, exact: true })))
    return hits.map((hit, index) => ({ person: hit, reason: found[index]!.reason }))
  },
  'person.kin': async ({ id }, { db }) => kinOf(db, id),
  'person.timeline': async ({ id }, context) => timelineOf(context, id),
  'person.reveal': async ({ id }, context) => {
    const { idNumber, phone } = await getRow(context.db, person, id)
    context.touched('person', id)
    return { idNumber, phone }
  },
  'person.mergeFiles': async ({ keptId, mergedId, keptFileId }, context) => {
    const [kept, merged] = [await getRow(context.db, person, keptId), await getRow(context.db, person, mergedId)]
    const pair = await filePairOf(context.db, keptId, mergedId, keptFileId)
    if (!pair) return null
    context.touched('child.file', pair.kept.id)
    const shown = await shownPair(context, pair, kept)
    const faults = await mergeFaults(context.db, kept, merged, pair)
    return { ...shown, conflicts: [...faults.map(fault => ({ sentence: fault.message, rows: [] })), ...shown.conflicts] }
  },
  'person.merge': (input, context) => mergePersons(context, input),
  'person.unmerge': async (input, context) => {
    await unmergePersons(context, input)
    return null
  },
  'person.merges': async ({ id, offset, limit }, { db }) => {
    let query = db.selectFrom('personMerge').innerJoin('person as kept', 'kept.id', 'personMerge.keptId').innerJoin('person as merged', 'merged.id', 'personMerge.mergedId')
      .leftJoin('userAccount', 'userAccount.id', 'personMerge.mergedBy')
      .select(['personMerge.id', 'keptId', 'kept.name as keptName', 'mergedId', 'merged.name as mergedName', 'reason', 'mergedAt', 'mergedBy', 'displayName', 'undoneAt'])
    if (id) query = query.where(eb => eb.or([eb('keptId', '=', id), eb('mergedId', '=', id)]))
    const rows = await query.orderBy('mergedAt', 'desc').orderBy('personMerge.id', 'desc').offset(offset).limit(limit).execute()
    return rows.map(({ mergedBy, displayName, ...row }) => ({ ...row, mergedByName: displayName ?? mergedBy }))
  },
} satisfies Partial<Handlers>
