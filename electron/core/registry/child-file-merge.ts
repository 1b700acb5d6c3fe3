import { AppError } from '../../../domain/api/result.ts'
import { block, message } from '../../../domain/message/message.ts'
import { childFile, type StoredChildFile } from '../../../domain/modules/child/file.record.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import { rowWords } from '../../../domain/record/derive/once.ts'
import type { WriteContext } from '../context.ts'
import { reviseRow } from '../record/revise.ts'
import { getRow } from '../record/store.ts'
import { differingHeads, filledHead, type FilePair, type FileRow, OF_CHILD_FILE, rowsOfFile } from './child-file-pair.ts'
import { refreshChildDue } from './child-due.ts'

/** What the merge of two files did, so that each row finds its way back. */
export type FileUndo = {
  readonly keptFileId: string
  readonly otherFileId: string
  /** Rows that came from the other file. */
  readonly came: readonly { record: string; id: string }[]
  /** Rows the kept file had before; whatever else stands in it later was written since. */
  readonly own: readonly string[]
  /** What the kept file learned from the other one. */
  readonly filled: Readonly<Record<string, unknown>>
}

const plain = (definition: RecordDefinition, name: string, value: unknown): string => {
  const field = definition.fields[name]
  if (value === null || value === undefined) return '空'
  if (field?.kind === 'code') return field.codes.label(String(value))
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
}

/** What the history of the kept file says: where it took a value from the other one, and what that one said otherwise. */
function historyWords({ kept, other }: FilePair, reason: string): string {
  const fields = (childFile as RecordDefinition).fields
  const words = differingHeads({ kept, other }).map(({ name, kept: mine, other: theirs, result }) => {
    const label = fields[name]?.label ?? name
    // Names, numbers and illness stay where they are masked: in the rows of the two files.
    if (result === 'filled') return `${label}取自该档案`
    return fields[name]?.pii || fields[name]?.kind === 'ref' ? `${label}两份不同,保留本档案的` : `${label}保留${plain(childFile, name, mine)}(该档案为${plain(childFile, name, theirs)})`
  })
  return [`${reason};并入儿童保健档案 ${other.number ?? other.id}`, ...words].join(';')
}

/** Makes two files one: every row of the other one is the kept one's, which also learns what only the other knew. The caller has held the conflicts. */
export async function mergeFiles(context: WriteContext, pair: FilePair, reason: string): Promise<FileUndo> {
  const { kept, other } = pair
  const came: { record: string; id: string }[] = []
  const own: string[] = []
  // The other one first: a child never has two files that count.
  await reviseRow(context, childFile, other.id, { values: {}, frame: { voidedAt: context.now, voidReason: `并入儿童保健档案 ${kept.number ?? kept.id}:${reason}` }, action: 'merge', reason })
  for (const reference of OF_CHILD_FILE) {
    own.push(...(await rowsOfFile(context.db, reference, kept.id)).map(row => row.id))
    for (const { id } of await rowsOfFile(context.db, reference, other.id)) {
      await reviseRow(context, reference.definition, id, { values: { [reference.field]: kept.id }, action: 'merge', reason })
      came.push({ record: reference.definition.id, id })
    }
  }
  const head = filledHead(pair) as unknown as Record<string, unknown>
  const filled = Object.fromEntries(differingHeads(pair).flatMap(({ name, result }) => result === 'filled' ? [[name, head[name]]] : []))
  await reviseRow(context, childFile, kept.id, { values: filled, action: 'merge', reason: historyWords(pair, reason) })
  context.fact('childFile', other.id)
  context.fact('childRows', came.length)
  return { keptFileId: kept.id, otherFileId: other.id, came, own, filled }
}

type Placed = { definition: RecordDefinition; field: string; row: FileRow; origin: 'came' | 'own' | 'since' }

const CHILD_RECORDS: ReadonlySet<string> = new Set(OF_CHILD_FILE.map(({ definition }) => definition.id))

/** The rows of the same file that a row names: the sample of a result, the case of a follow-up. */
function linksOf({ definition, row }: Placed, all: ReadonlyMap<string, Placed>): Placed[] {
  return Object.entries(definition.fields).flatMap(([name, field]) => {
    const to = field.kind === 'ref' && CHILD_RECORDS.has(field.to) && typeof row[name] === 'string' ? all.get(row[name]) : undefined
    return to ? [to] : []
  })
}

/** Groups of rows that belong together, because one names the other. */
function groupsOf(rows: readonly Placed[], all: ReadonlyMap<string, Placed>): Placed[][] {
  const next = new Map<string, Placed[]>(rows.map(placed => [placed.row.id, []]))
  for (const placed of rows) {
    for (const to of linksOf(placed, all)) {
      next.get(placed.row.id)!.push(to)
      next.get(to.row.id)?.push(placed)
    }
  }
  const seen = new Set<string>()
  return rows.flatMap(start => {
    if (seen.has(start.row.id)) return []
    const group: Placed[] = []
    const waiting = [start]
    for (let placed = waiting.pop(); placed; placed = waiting.pop()) {
      if (seen.has(placed.row.id)) continue
      seen.add(placed.row.id)
      group.push(placed)
      waiting.push(...next.get(placed.row.id) ?? [])
    }
    return [group]
  })
}

/**
 * Where each row of the kept file belongs once the files are apart. A row written since goes with the rows it names or that
 * name it; without any it is `home`, the kept person's. Rows that tie both files together are refused by name: whoever
 * wrote them knows what they are about.
 */
function placesOf(all: ReadonlyMap<string, Placed>, undo: FileUndo, home: string): Map<string, string> {
  const places = new Map<string, string>()
  const rows = [...all.values()]
  const isVoid = ({ row }: Placed): boolean => row.voidedAt !== null
  const standing = new Map([...all].filter(([, placed]) => !isVoid(placed)))
  const own = (placed: Placed): string => placed.origin === 'came' ? undo.otherFileId : placed.origin === 'own' ? undo.keptFileId : home
  for (const group of groupsOf([...standing.values()], standing)) {
    const [back, stays] = [group.find(placed => placed.origin === 'came'), group.find(placed => placed.origin === 'own')]
    if (back && stays) {
      const since = group.filter(placed => placed.origin === 'since')
      const words = { back: rowWords(back.definition, back.row), stays: rowWords(stays.definition, stays.row), since: since.map(placed => rowWords(placed.definition, placed.row)).join('、') }
      throw new AppError('invalid', [block('mergeId', since.length > 0
        ? message('mergeFiles.tied', '合并之后登记的“{{since}}”同时依据“{{back}}”和“{{stays}}”,不能分开;请先作废它,撤销合并后再登记', words)
        : message('mergeFiles.tiedDirectly', '“{{back}}”和“{{stays}}”合并之后相互引用,不能分开;请先更正其中一条', words))])
    }
    for (const placed of group) places.set(placed.row.id, back ? undo.otherFileId : stays ? undo.keptFileId : own(placed))
  }
  // A void row is not asked about: it goes with what it was written for.
  for (const placed of rows.filter(isVoid)) {
    const named = placed.origin === 'since' ? linksOf(placed, all)[0] : undefined
    places.set(placed.row.id, named ? places.get(named.row.id) ?? own(named) : own(placed))
  }
  return places
}

/**
 * Takes two files apart again, after their children are two persons again: each row goes back to its file with what was
 * written into it since, and what the kept file had learned is taken back where it still stands. Throws `invalid`.
 */
export async function unmergeFiles(context: WriteContext, undo: FileUndo, keptPersonId: string, reason: string): Promise<void> {
  const { db } = context
  const [kept, other] = [await getRow(db, childFile, undo.keptFileId), await getRow(db, childFile, undo.otherFileId)]
  const newer = await db.selectFrom('childFile').select('number').where('childId', '=', other.childId).where('voidedAt', 'is', null).where('id', '!=', other.id).executeTakeFirst()
  if (newer) throw new AppError('invalid', [block('mergeId', message('mergeFiles.newFile', '合并之后又建了儿童保健档案 {{number}},不能恢复档案 {{other}};请先作废新建的档案', { number: newer.number ?? '', other: other.number ?? '' }))])
  const came = new Set(undo.came.map(row => row.id))
  const own = new Set(undo.own)
  const all = new Map<string, Placed>()
  for (const { definition, field } of OF_CHILD_FILE) {
    for (const row of await rowsOfFile(db, { definition, field }, kept.id)) all.set(row.id, { definition, field, row, origin: came.has(row.id) ? 'came' : own.has(row.id) ? 'own' : 'since' })
  }
  const places = placesOf(all, undo, kept.childId === keptPersonId ? kept.id : other.id)

  await reviseRow(context, childFile, other.id, { values: {}, frame: { voidedAt: null, voidReason: null }, action: 'unmerge', reason })
  let moved = 0
  for (const [id, place] of places) {
    const { definition, field, row } = all.get(id)!
    if (row[field] === place) continue
    await reviseRow(context, definition, id, { values: { [field]: place }, action: 'unmerge', reason })
    moved += 1
  }
  await reviseRow(context, childFile, kept.id, { values: learned(kept, undo), action: 'unmerge', reason: `${reason};撤销并入儿童保健档案 ${other.number ?? other.id}` })
  context.fact('childFile', other.id)
  context.fact('childRows', moved)
}

// What somebody has written over since is theirs.
const learned = (kept: StoredChildFile, { filled }: FileUndo): Record<string, null> =>
  Object.fromEntries(Object.entries(filled).flatMap(([name, value]) => (kept as unknown as Record<string, unknown>)[name] === value ? [[name, null]] : []))

/** Brings what is due, and the open screenings, of both files up to date: a void file has none. */
export const refreshBoth = (context: WriteContext, { keptFileId, otherFileId }: FileUndo): Promise<void> => refreshChildDue(context.db, [keptFileId, otherFileId], context.today)
