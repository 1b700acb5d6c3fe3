import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { reviseRow } from '../../record/revise.ts'
import { fromColumns, getRow } from '../../record/store.ts'
import { columnOf, PERSON_REFERENCES, tableOf } from './references.ts'
import { filesOfRow, refreshChildDue } from '../../registry/child-due.ts'
import { type FileUndo, mergeFiles, refreshBoth, unmergeFiles } from '../../registry/child-file-merge.ts'
import { asIssues, conflictsOf, type FilePair, filePairOf } from '../../registry/child-file-pair.ts'
import { refreshSearchKeys } from '../../registry/search-keys.ts'

type Kinship = { childId: string; parentId: string; relation: 'mother' | 'father'; createdAt: string }
/** What a merge moved, so that it can be moved back: references by record and row, kinship as it was and as it became; the two child files. */
type Undo = { moved: { record: string; field: string; id: string }[]; kinshipBefore: Kinship[]; kinshipAfter: Kinship[]; files?: FileUndo }

const ID_CARDS = new Set<string | null>(['01', '08'])
const known = (sex: string): boolean => sex === '1' || sex === '2'
const refuse = (path: string, key: string, zh: string, params?: Record<string, string | number>): FieldIssue => block(path, message(key, zh, params))

/**
 * Reasons why two records cannot be one human being. Two valid citizen numbers are two citizens (a wrong number is
 * corrected first, so that the correction itself stands in the history); nobody is born twice, is two sexes, or is
 * their own parent.
 */
export async function mergeFaults(db: ReadDb, kept: StoredPerson, merged: StoredPerson, pair: FilePair | null): Promise<FieldIssue[]> {
  const faults: FieldIssue[] = []
  if (kept.id === merged.id) return [refuse('mergedId', 'merge.same', '这是同一份档案,无需合并')]
  for (const [path, one] of [['keptId', kept], ['mergedId', merged]] as const) {
    if (one.mergedIntoId !== null) faults.push(refuse(path, 'merge.already', '“{{name}}”的档案已并入另一份档案,请用并入后的档案', { name: one.name ?? '' }))
    else if (one.voidedAt !== null) faults.push(refuse(path, 'merge.voided', '“{{name}}”的档案已作废,不能合并', { name: one.name ?? '' }))
  }
  if (ID_CARDS.has(kept.idType) && ID_CARDS.has(merged.idType) && kept.idNumber !== merged.idNumber) {
    faults.push(refuse('mergedId', 'merge.twoIdNumbers', '两份档案的身份证号不同,不能合并;确属同一人的,请先更正其中一份的证件号码'))
  }
  if (known(kept.sex) && known(merged.sex) && kept.sex !== merged.sex) {
    faults.push(refuse('mergedId', 'merge.twoSexes', '两份档案的性别不同,不能合并;确属同一人的,请先更正性别'))
  }
  const births = await db.selectFrom('newborn').select(['id', 'personId']).where('personId', 'in', [kept.id, merged.id]).where('voidedAt', 'is', null).execute()
  if (new Set(births.map(row => row.personId)).size > 1) {
    faults.push(refuse('mergedId', 'merge.twoBirths', '两份档案各有出生记录(可能各有出生医学证明),不能合并;请先作废重复的分娩登记'))
  }
  faults.push(...await childFaults(db, kept, merged, pair))
  const expecting = await db.selectFrom('pregnancy').select(['womanId', 'bookedDay', 'expectedDay']).where('womanId', 'in', [kept.id, merged.id]).where('state', '=', 'pregnant').where('voidedAt', 'is', null).execute()
  if (expecting.length > 1) {
    const dayOf = (id: string): string => { const one = expecting.find(row => row.womanId === id); return one?.bookedDay ?? one?.expectedDay ?? '—' }
    faults.push(refuse('mergedId', 'merge.twoPregnancies', '两份档案各有一次未结束的妊娠(建册 {{one}}、{{other}}),不能合并;请先核对,把重复的一次作废或结案', { one: dayOf(kept.id), other: dayOf(merged.id) }))
  }
  const treated = await db.selectFrom('pelvicFile').select(['womanId', 'number']).where('womanId', 'in', [kept.id, merged.id]).where('state', '=', 'open').where('voidedAt', 'is', null).execute()
  if (treated.length > 1) {
    const numberOf = (id: string): string => treated.find(row => row.womanId === id)?.number ?? '—'
    faults.push(refuse('mergedId', 'merge.twoPelvicFiles', '两份档案各有一份在管的盆底档案({{one}}、{{other}}),不能合并;请先核对,把重复的一份结案或作废', { one: numberOf(kept.id), other: numberOf(merged.id) }))
  }
  const kin = await db.selectFrom('kinship').selectAll().where('childId', 'in', [kept.id, merged.id]).execute()
  if (kin.some(row => row.parentId === kept.id || row.parentId === merged.id)) faults.push(refuse('mergedId', 'merge.parentAndChild', '两人是亲子关系,不能合并'))
  const mother = (id: string) => kin.find(row => row.childId === id && row.relation === 'mother')?.parentId
  const [one, other] = [mother(kept.id), mother(merged.id)]
  const named = [pair?.kept.motherId, pair?.other.motherId]
  if ((one && other && one !== other) || (named[0] && named[1] && named[0] !== named[1])) faults.push(refuse('mergedId', 'merge.twoMothers', '两份档案登记的母亲不同,不能合并;请先合并母亲的档案或更正亲属关系'))
  return faults
}

/** What a child's file stands on must be the same for both: growth, windows and screening are judged by sex and birth day. */
async function childFaults(db: ReadDb, kept: StoredPerson, merged: StoredPerson, pair: FilePair | null): Promise<FieldIssue[]> {
  const file = await db.selectFrom('childFile').select('id').where('childId', 'in', [kept.id, merged.id]).where('voidedAt', 'is', null).executeTakeFirst()
  if (!file) return []
  const faults: FieldIssue[] = []
  if (kept.birthDay !== merged.birthDay && merged.birthDay !== null) {
    faults.push(kept.birthDay === null ? refuse('keptId', 'merge.noBirthDay', '保留的档案没有出生日期,儿童保健的随访和评价无法推算;请先补上')
      : refuse('mergedId', 'merge.twoBirthDays', '两名儿童的出生日期不同({{one}}、{{other}}),不能合并;确属同一人的,请先更正出生日期', { one: kept.birthDay, other: merged.birthDay }))
  }
  // Known against unknown too: what was evaluated by one would be read by the other.
  if (pair && kept.sex !== merged.sex && !(known(kept.sex) && known(merged.sex))) faults.push(refuse('mergedId', 'merge.sexUnknown', '其中一名儿童的性别没有登记清楚,不能合并;请先更正性别'))
  return faults
}

const kinshipOf = (db: ReadDb, id: string): Promise<Kinship[]> =>
  db.selectFrom('kinship').selectAll().where(eb => eb.or([eb('childId', '=', id), eb('parentId', '=', id)])).execute()
const sameKinship = (a: Kinship, b: Kinship): boolean => a.childId === b.childId && a.parentId === b.parentId && a.relation === b.relation

async function dropKinship(context: WriteContext, rows: readonly Kinship[]): Promise<void> {
  for (const { childId, parentId, relation } of rows) {
    await context.db.deleteFrom('kinship').where('childId', '=', childId).where('parentId', '=', parentId).where('relation', '=', relation).execute()
  }
}

type MergeInput = Input<'person.merge'>

/** The two child files as the clerk saw them. Throws `edit-conflict` where one was changed since, `invalid` where they were not seen at all. */
async function seenPair(db: ReadDb, { keptId, mergedId, files }: MergeInput): Promise<FilePair | null> {
  const found = await filePairOf(db, keptId, mergedId)
  if (!found && !files) return null
  if (found && !files) {
    throw new AppError('invalid', [refuse('mergedId', 'merge.twoChildFiles', '两份档案各有儿童保健档案({{numbers}}),请先在合并页面核对两份儿童档案', { numbers: [found.kept, found.other].map(file => file.number ?? '').join('、') })])
  }
  const pair = found && files && [found.kept.id, found.other.id].includes(files.keptFileId) ? await filePairOf(db, keptId, mergedId, files.keptFileId) : null
  if (!pair || pair.other.id !== files?.otherFileId || pair.kept.rev !== files.keptFileRev || pair.other.rev !== files.otherFileRev) throw new AppError('edit-conflict', undefined, { record: 'child.file', id: files?.keptFileId ?? keptId })
  return pair
}

/** Makes two records one: everything that names `mergedId` names `keptId`. Throws `invalid`, `edit-conflict`, `not-found`. */
export async function mergePersons(context: WriteContext, input: MergeInput): Promise<{ mergeId: string }> {
  const { db } = context
  const { keptId, keptRev, mergedId, mergedRev, reason } = input
  const kept = await getRow(db, person, keptId)
  const merged = await getRow(db, person, mergedId)
  if (kept.rev !== keptRev) throw new AppError('edit-conflict', undefined, { record: 'person', id: keptId })
  if (merged.rev !== mergedRev) throw new AppError('edit-conflict', undefined, { record: 'person', id: mergedId })
  const pair = keptId === mergedId ? null : await seenPair(db, input)
  const faults = [...await mergeFaults(db, kept, merged, pair), ...pair ? asIssues(await conflictsOf(db, pair, kept, context.moment)) : []]
  if (faults.length) throw new AppError('invalid', faults)

  const undo: Undo = { moved: [], kinshipBefore: await kinshipOf(db, mergedId), kinshipAfter: [] }
  // Before the children: two files that count cannot be one child's.
  if (pair) undo.files = await mergeFiles(context, pair, reason)
  for (const reference of PERSON_REFERENCES) {
    const rows = await db.selectFrom(tableOf(reference.definition)).select('id').where(columnOf(reference.field), '=', mergedId).orderBy('id').execute()
    for (const { id } of rows) {
      await reviseRow(context, reference.definition, id, { values: { [reference.field]: keptId }, action: 'merge', reason })
      undo.moved.push({ record: reference.definition.id, field: reference.field, id })
    }
  }
  const already = await kinshipOf(db, keptId)
  undo.kinshipAfter = undo.kinshipBefore.map(row => ({ ...row, childId: row.childId === mergedId ? keptId : row.childId, parentId: row.parentId === mergedId ? keptId : row.parentId }))
    .filter(row => !already.some(other => sameKinship(row, other)))
  await dropKinship(context, undo.kinshipBefore)
  if (undo.kinshipAfter.length) await db.insertInto('kinship').values(undo.kinshipAfter).execute()

  await reviseRow(context, person, mergedId, { values: { mergedIntoId: keptId }, action: 'merge', reason })
  await refreshSearchKeys(db, mergedId)
  if (undo.files) await refreshBoth(context, undo.files)
  else await refreshChildDue(db, await filesOfRow(db, 'person', keptId, {}), context.today)
  const mergeId = context.newId()
  await db.insertInto('personMerge').values({
    id: mergeId, keptId, mergedId, reason, mergedAt: context.now, mergedBy: context.user.id, undo: JSON.stringify(undo), undoneAt: null, undoneBy: null, undoReason: null,
  }).execute()
  context.touched('person', keptId)
  context.fact('merged', mergedId)
  context.fact('moved', undo.moved.length)
  return { mergeId }
}

/** Has one of the files gone on into another merge? That one is undone first, or its rows would go to the wrong child. */
async function laterFileMerge(db: ReadDb, { id, mergedAt, files }: { id: string; mergedAt: string; files: FileUndo }): Promise<boolean> {
  const since = await db.selectFrom('personMerge').select(['id', 'mergedAt', 'undo']).where('undoneAt', 'is', null).where('id', '!=', id).where('mergedAt', '>=', mergedAt).execute()
  const own = [files.keptFileId, files.otherFileId]
  return since.some(later => {
    const theirs = (JSON.parse(later.undo) as Undo).files
    return theirs !== undefined && (later.mergedAt > mergedAt || later.id > id) && (own.includes(theirs.keptFileId) || own.includes(theirs.otherFileId))
  })
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
  if (undo.files && await laterFileMerge(db, { ...merge, files: undo.files })) throw new AppError('invalid', [refuse('mergeId', 'merge.laterFilesFirst', '这两份儿童保健档案后来又与另一份合并,请先撤销后一次合并')])
  for (const { record, field, id } of undo.moved) {
    const reference = PERSON_REFERENCES.find(one => one.definition.id === record && one.field === field)
    if (!reference) throw new Error(`merge ${mergeId} moved ${record}.${field}, which no definition has`)
    const row = await db.selectFrom(tableOf(reference.definition)).selectAll().where('id', '=', id).executeTakeFirst()
    // Somebody gave the row to a third person since then: that was a decision of its own.
    if (row && fromColumns(reference.definition, row)[field as never] === merge.keptId) await reviseRow(context, reference.definition, id, { values: { [field]: merge.mergedId }, action: 'unmerge', reason })
  }
  await dropKinship(context, undo.kinshipAfter)
  for (const row of undo.kinshipBefore) await db.insertInto('kinship').values(row).onConflict(conflict => conflict.doNothing()).execute()

  await reviseRow(context, person, merge.mergedId, { values: { mergedIntoId: null }, action: 'unmerge', reason })
  await refreshSearchKeys(db, merge.mergedId)
  if (undo.files) {
    await unmergeFiles(context, undo.files, merge.keptId, reason)
    await refreshBoth(context, undo.files)
  } else await refreshChildDue(db, await filesOfRow(db, 'person', merge.mergedId, {}), context.today)
  await db.updateTable('personMerge').set({ undoneAt: context.now, undoneBy: context.user.id, undoReason: reason }).where('id', '=', mergeId).execute()
  context.touched('person', merge.keptId)
  context.fact('merged', merge.mergedId)
}
