import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { fromColumns, getRow, toColumns, valuesOf } from '../../record/store.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { columnOf, PERSON_REFERENCES, tableOf } from './references.ts'
import { filesOfRow, refreshChildDue } from '../../registry/child-due.ts'
import { refreshSearchKeys } from '../../registry/search-keys.ts'

type Kinship = { childId: string; parentId: string; relation: 'mother' | 'father'; createdAt: string }
/** What a merge moved, so that it can be moved back: references by record and row, kinship as it was and as it became. */
type Undo = { moved: { record: string; field: string; id: string }[]; kinshipBefore: Kinship[]; kinshipAfter: Kinship[] }

const ID_CARDS = new Set<string | null>(['01', '08'])
const refuse = (path: string, key: string, zh: string, params?: Record<string, string | number>): FieldIssue => block(path, message(key, zh, params))

/**
 * Reasons why two records cannot be one human being. Two valid citizen numbers are two citizens (a wrong number is
 * corrected first, so that the correction itself stands in the history); nobody is born twice, is two sexes, or is
 * their own parent.
 */
async function mergeFaults(db: ReadDb, kept: StoredPerson, merged: StoredPerson): Promise<FieldIssue[]> {
  const faults: FieldIssue[] = []
  if (kept.id === merged.id) return [refuse('mergedId', 'merge.same', '这是同一份档案,无需合并')]
  for (const [path, one] of [['keptId', kept], ['mergedId', merged]] as const) {
    if (one.mergedIntoId !== null) faults.push(refuse(path, 'merge.already', '“{{name}}”的档案已并入另一份档案,请用并入后的档案', { name: one.name ?? '' }))
    else if (one.voidedAt !== null) faults.push(refuse(path, 'merge.voided', '“{{name}}”的档案已作废,不能合并', { name: one.name ?? '' }))
  }
  if (ID_CARDS.has(kept.idType) && ID_CARDS.has(merged.idType) && kept.idNumber !== merged.idNumber) {
    faults.push(refuse('mergedId', 'merge.twoIdNumbers', '两份档案的身份证号不同,不能合并;确属同一人的,请先更正其中一份的证件号码'))
  }
  const known = (sex: string): boolean => sex === '1' || sex === '2'
  if (known(kept.sex) && known(merged.sex) && kept.sex !== merged.sex) {
    faults.push(refuse('mergedId', 'merge.twoSexes', '两份档案的性别不同,不能合并;确属同一人的,请先更正性别'))
  }
  const births = await db.selectFrom('newborn').select(['id', 'personId']).where('personId', 'in', [kept.id, merged.id]).where('voidedAt', 'is', null).execute()
  if (new Set(births.map(row => row.personId)).size > 1) {
    faults.push(refuse('mergedId', 'merge.twoBirths', '两份档案各有出生记录(可能各有出生医学证明),不能合并;请先作废重复的分娩登记'))
  }
  const files = await db.selectFrom('childFile').select(['childId', 'number']).where('childId', 'in', [kept.id, merged.id]).where('voidedAt', 'is', null).execute()
  if (new Set(files.map(row => row.childId)).size > 1) {
    faults.push(refuse('mergedId', 'merge.twoChildFiles', '两份档案各有儿童保健档案({{numbers}}),不能合并;请先把一份的随访登记到另一份并作废', { numbers: files.map(row => row.number ?? '').join('、') }))
  }
  const kin = await db.selectFrom('kinship').selectAll().where('childId', 'in', [kept.id, merged.id]).execute()
  if (kin.some(row => row.parentId === kept.id || row.parentId === merged.id)) faults.push(refuse('mergedId', 'merge.parentAndChild', '两人是亲子关系,不能合并'))
  const mother = (id: string) => kin.find(row => row.childId === id && row.relation === 'mother')?.parentId
  const [one, other] = [mother(kept.id), mother(merged.id)]
  if (one && other && one !== other) faults.push(refuse('mergedId', 'merge.twoMothers', '两份档案登记的母亲不同,不能合并;请先合并母亲的档案或更正亲属关系'))
  return faults
}

async function setPersonRow(context: WriteContext, row: StoredPerson, mergedIntoId: string | null, action: string, reason: string): Promise<void> {
  const rev = row.rev + 1
  await context.db.updateTable('person').set({ mergedIntoId, rev, updatedAt: context.now, updatedBy: context.user.id }).where('id', '=', row.id).execute()
  await context.history({ record: 'person', recordId: row.id, rev, action, row: toColumns(person, { ...valuesOf(person, row), mergedIntoId }), reason })
}

/** Points one field of one row at another person, with a revision of its own. */
async function pointAt(context: WriteContext, reference: (typeof PERSON_REFERENCES)[number], id: string, to: string, action: string, reason: string): Promise<void> {
  const { definition, field } = reference
  const row = await getRow(context.db, definition, id)
  const rev = row.rev + 1
  await context.db.updateTable(tableOf(definition)).set({ [field]: to, rev, updatedAt: context.now, updatedBy: context.user.id } as never).where('id', '=', id).execute()
  await context.history({ record: definition.id, recordId: id, rev, action, row: { ...toColumns(definition, valuesOf(definition, row)), [field]: to }, reason })
}

const kinshipOf = (db: ReadDb, id: string): Promise<Kinship[]> =>
  db.selectFrom('kinship').selectAll().where(eb => eb.or([eb('childId', '=', id), eb('parentId', '=', id)])).execute()
const sameKinship = (a: Kinship, b: Kinship): boolean => a.childId === b.childId && a.parentId === b.parentId && a.relation === b.relation

async function dropKinship(context: WriteContext, rows: readonly Kinship[]): Promise<void> {
  for (const { childId, parentId, relation } of rows) {
    await context.db.deleteFrom('kinship').where('childId', '=', childId).where('parentId', '=', parentId).where('relation', '=', relation).execute()
  }
}

type MergeInput = { keptId: string; keptRev: number; mergedId: string; mergedRev: number; reason: string }

/** Makes two records one: everything that names `mergedId` names `keptId`. Throws `invalid`, `edit-conflict`, `not-found`. */
export async function mergePersons(context: WriteContext, { keptId, keptRev, mergedId, mergedRev, reason }: MergeInput): Promise<{ mergeId: string }> {
  const { db } = context
  const kept = await getRow(db, person, keptId)
  const merged = await getRow(db, person, mergedId)
  if (kept.rev !== keptRev) throw new AppError('edit-conflict', undefined, { record: 'person', id: keptId })
  if (merged.rev !== mergedRev) throw new AppError('edit-conflict', undefined, { record: 'person', id: mergedId })
  const faults = await mergeFaults(db, kept, merged)
  if (faults.length) throw new AppError('invalid', faults)

  const undo: Undo = { moved: [], kinshipBefore: await kinshipOf(db, mergedId), kinshipAfter: [] }
  for (const reference of PERSON_REFERENCES) {
    const rows = await db.selectFrom(tableOf(reference.definition)).select('id').where(columnOf(reference.field), '=', mergedId).orderBy('id').execute()
    for (const { id } of rows) {
      await pointAt(context, reference, id, keptId, 'merge', reason)
      undo.moved.push({ record: reference.definition.id, field: reference.field, id })
    }
  }
  const already = await kinshipOf(db, keptId)
  undo.kinshipAfter = undo.kinshipBefore.map(row => ({ ...row, childId: row.childId === mergedId ? keptId : row.childId, parentId: row.parentId === mergedId ? keptId : row.parentId }))
    .filter(row => !already.some(other => sameKinship(row, other)))
  await dropKinship(context, undo.kinshipBefore)
  if (undo.kinshipAfter.length) await db.insertInto('kinship').values(undo.kinshipAfter).execute()

  await setPersonRow(context, merged, keptId, 'merge', reason)
  await refreshSearchKeys(db, mergedId)
  await refreshChildDue(db, await filesOfRow(db, 'person', keptId, {}), context.today)
  const mergeId = context.newId()
  await db.insertInto('personMerge').values({
    id: mergeId, keptId, mergedId, reason, mergedAt: context.now, mergedBy: context.user.id, undo: JSON.stringify(undo), undoneAt: null, undoneBy: null, undoReason: null,
  }).execute()
  context.touched('person', keptId)
  context.fact('merged', mergedId)
  context.fact('moved', undo.moved.length)
  return { mergeId }
}

/**
 * Takes a merge back: what was moved goes back, what has come to the kept person since stays there. Of a chain the last
 * merge is undone first. Throws `invalid`, `not-found`.
 */
export async function unmergePersons(context: WriteContext, { mergeId, reason }: { mergeId: string; reason: string }): Promise<void> {
  const { db } = context
  const merge = await db.selectFrom('personMerge').selectAll().where('id', '=', mergeId).executeTakeFirst()
  if (!merge) throw new AppError('not-found')
  if (merge.undoneAt !== null) throw new AppError('invalid', [refuse('mergeId', 'merge.undone', '这次合并已经撤销')])
  const later = await db.selectFrom('personMerge').select('id').where('undoneAt', 'is', null).where('mergedId', '=', merge.keptId).executeTakeFirst()
  if (later) throw new AppError('invalid', [refuse('mergeId', 'merge.laterFirst', '保留的档案后来又并入了另一份档案,请先撤销后一次合并')])

  const undo = JSON.parse(merge.undo) as Undo
  for (const { record, field, id } of undo.moved) {
    const reference = PERSON_REFERENCES.find(one => one.definition.id === record && one.field === field)
    if (!reference) throw new Error(`merge ${mergeId} moved ${record}.${field}, which no definition has`)
    const row = await db.selectFrom(tableOf(reference.definition)).selectAll().where('id', '=', id).executeTakeFirst()
    // Somebody gave the row to a third person since then: that was a decision of its own.
    if (row && fromColumns(reference.definition, row)[field as never] === merge.keptId) await pointAt(context, reference, id, merge.mergedId, 'unmerge', reason)
  }
  await dropKinship(context, undo.kinshipAfter)
  for (const row of undo.kinshipBefore) await db.insertInto('kinship').values(row).onConflict(conflict => conflict.doNothing()).execute()

  await setPersonRow(context, await getRow(db, person, merge.mergedId), null, 'unmerge', reason)
  await refreshSearchKeys(db, merge.mergedId)
  await refreshChildDue(db, await filesOfRow(db, 'person', merge.mergedId, {}), context.today)
  await db.updateTable('personMerge').set({ undoneAt: context.now, undoneBy: context.user.id, undoReason: reason }).where('id', '=', mergeId).execute()
  context.touched('person', merge.keptId)
  context.fact('merged', merge.mergedId)
}
