import { AppError } from '../../../domain/api/result.ts'
import type { Output } from '../../../domain/api/api.ts'
import { block, type FieldIssue, type Message, message } from '../../../domain/message/message.ts'
import { childFile, type ChildFile, type StoredChildFile } from '../../../domain/modules/child/file.record.ts'
import { daysAgainstBirth } from '../../../domain/modules/child/file.rules.ts'
import { RECORDS } from '../../../domain/modules/index.ts'
import type { StoredPerson } from '../../../domain/modules/people/person.record.ts'
import type { OnceRule, RecordDefinition, RowFrame, RuleMoment } from '../../../domain/record/define.ts'
import { dayFieldOf, onceRuleAgainst, rowWords } from '../../../domain/record/derive/once.ts'
import { issuesOf, isShown, tidyRow } from '../../../domain/record/derive/schema.ts'
import { maskPhone } from '../../../domain/rule/mask.ts'
import type { ReadContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { fromColumns, valuesOf } from '../record/store.ts'

type Pair = NonNullable<Output<'person.mergeFiles'>>
type Values = Readonly<Record<string, unknown>>
export type FileRow = Values & RowFrame
/** Two files of what is one child: the one that goes on, and the one that is taken into it. */
export type FilePair = { readonly kept: StoredChildFile; readonly other: StoredChildFile }

/** Every record that hangs on a child's file, with the field that says so: taken from the definitions, so that a new record cannot be forgotten. */
export const OF_CHILD_FILE: readonly { readonly definition: RecordDefinition; readonly field: string }[] = RECORDS.flatMap((definition: RecordDefinition) =>
  Object.entries(definition.fields).flatMap(([field, { kind, ...rest }]) => kind === 'ref' && (rest as { to?: string }).to === childFile.id ? [{ definition, field }] : []))

// Kysely types tables by name; these come from the definitions only.
const tableOf = (definition: RecordDefinition): 'childVisit' => definition.table as 'childVisit'

/** The rows of a record in a file, void ones too: they go where their file goes. */
export async function rowsOfFile(db: ReadDb, { definition, field }: (typeof OF_CHILD_FILE)[number], fileId: string): Promise<FileRow[]> {
  const rows = await db.selectFrom(tableOf(definition)).selectAll().where(field as 'fileId', '=', fileId).orderBy('id').execute()
  return rows.map(row => fromColumns(definition, row) as unknown as FileRow)
}

const standing = (rows: readonly FileRow[]): FileRow[] => rows.filter(row => row.voidedAt === null)

/** The files of two persons that are to become one; null unless each has one. Without `keptFileId` the kept person's file goes on. */
export async function filePairOf(db: ReadDb, keptPersonId: string, mergedPersonId: string, keptFileId?: string): Promise<FilePair | null> {
  const rows = await db.selectFrom('childFile').selectAll().where('childId', 'in', [keptPersonId, mergedPersonId]).where('voidedAt', 'is', null).execute()
  const files = rows.map(row => fromColumns(childFile, row))
  const [own, theirs] = [files.find(file => file.childId === keptPersonId), files.find(file => file.childId === mergedPersonId)]
  if (!own || !theirs || own.id === theirs.id) return null
  if (keptFileId !== undefined && keptFileId !== own.id && keptFileId !== theirs.id) throw new AppError('not-found', undefined, { record: childFile.id, id: keptFileId })
  return keptFileId === theirs.id ? { kept: theirs, other: own } : { kept: own, other: theirs }
}

// Nothing written here says something: no day of transfer means cared for from birth on, and a state is what one file says of itself.
const SAYS_BY_BEING_EMPTY: ReadonlySet<string> = new Set<keyof ChildFile>(['servedFromDay', 'state', 'stateDay', 'stateNote'])
// What tells the two files apart is no difference between them.
const OWN_OF_A_FILE: ReadonlySet<string> = new Set<keyof ChildFile>(['childId', 'number'])

/** The head of the kept file with what only the other one knows; what it says itself stays. */
export function filledHead({ kept, other }: FilePair): ChildFile {
  const values: Values = valuesOf(childFile, kept)
  const filled = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? (SAYS_BY_BEING_EMPTY.has(name) ? null : (other as unknown as Values)[name] ?? null)]))
  // A day of a high-risk report means nothing where the file says that there is no risk.
  return tidyRow(childFile, filled as ChildFile)
}

/** The fields in which the two heads differ. */
export function differingHeads({ kept, other }: FilePair): { name: string; kept: unknown; other: unknown; result: 'kept' | 'filled' }[] {
  const [mine, theirs, filled] = [kept, other, filledHead({ kept, other })] as unknown as Values[]
  return Object.entries(childFile.fields).flatMap(([name, field]) => {
    const shown = isShown(field, theirs!) ? theirs![name] ?? null : null
    if (OWN_OF_A_FILE.has(name) || shown === null || shown === mine![name]) return []
    return [{ name, kept: mine![name] ?? null, other: shown, result: filled![name] === mine![name] ? 'kept' as const : 'filled' as const }]
  })
}

type Conflict = { sentence: Message; rows: { record: string; rowId: string; fileId: string }[] }

function clash(definition: RecordDefinition, rule: OnceRule, one: FileRow, other: FileRow, { kept, other: file }: FilePair): Conflict {
  const words = { one: rowWords(definition, one, rule), oneFile: kept.number ?? '', other: rowWords(definition, other, rule), otherFile: file.number ?? '' }
  const sentences: Record<OnceRule['way'], Message> = {
    void: message('mergeFiles.twice', '“{{one}}”(档案 {{oneFile}})和“{{other}}”(档案 {{otherFile}})是同一次记录,不能并存;请先作废重复的一条', words),
    close: message('mergeFiles.twoOpen', '“{{one}}”(档案 {{oneFile}})和“{{other}}”(档案 {{otherFile}})都没有结案,不能并存;请先把其中一份结案或作废', words),
    undo: message('mergeFiles.twoCourses', '“{{one}}”(档案 {{oneFile}})和“{{other}}”(档案 {{otherFile}})时间重叠,一名儿童同时只有一份;请先撤销其中一份的步骤,合并后再登记', words),
  }
  return { sentence: sentences[rule.way], rows: [{ record: definition.id, rowId: one.id, fileId: kept.id }, { record: definition.id, rowId: other.id, fileId: file.id }] }
}

function headConflicts(pair: FilePair, child: StoredPerson, moment: RuleMoment): Conflict[] {
  const { kept, other } = pair
  const rows = [kept, other].map(file => ({ record: childFile.id, rowId: file.id, fileId: file.id }))
  const numbers = { one: kept.number ?? '', other: other.number ?? '' }
  const found: Message[] = []
  if (kept.newbornId && other.newbornId && kept.newbornId !== other.newbornId) found.push(message('mergeFiles.twoBirths', '档案 {{one}} 和 {{other}} 连着两条不同的出生记录,不能合并;请先核对是否同一名儿童', numbers))
  if ((kept.state === 'death' || other.state === 'death') && (kept.state !== other.state || kept.stateDay !== other.stateDay)) {
    found.push(message('mergeFiles.death', '档案 {{one}} 和 {{other}} 登记的死亡状态或日期不同,不能合并;请先核对并更正', numbers))
  }
  // What the other file adds must go with what the kept one says.
  const issuesIn = (row: ChildFile): FieldIssue[] => [...issuesOf(childFile, row, moment), ...child.birthDay ? daysAgainstBirth(row, child.birthDay) : []].filter(issue => issue.level === 'block')
  const before = new Set(issuesIn(valuesOf(childFile, kept)).map(issue => `${issue.path} ${issue.message.key}`))
  for (const issue of issuesIn(filledHead(pair)).filter(one => !before.has(`${one.path} ${one.message.key}`))) found.push(message('mergeFiles.head', '档案 {{one}} 补上档案 {{other}} 的“{{label}}”后前后不符,请先在其中一份更正', { ...numbers, label: (childFile.fields as RecordDefinition['fields'])[issue.path]?.label ?? issue.path }))
  return found.map(sentence => ({ sentence, rows }))
}

/** What keeps two files from becoming one, each with the two rows it is about. */
export async function conflictsOf(db: ReadDb, pair: FilePair, child: StoredPerson, moment: RuleMoment): Promise<Conflict[]> {
  const conflicts = headConflicts(pair, child, moment)
  for (const reference of OF_CHILD_FILE) {
    const { definition } = reference
    if (definition.once.length === 0) continue
    const theirs = standing(await rowsOfFile(db, reference, pair.other.id))
    if (theirs.length === 0) continue
    for (const one of standing(await rowsOfFile(db, reference, pair.kept.id))) {
      for (const other of theirs) {
        const rule = onceRuleAgainst(definition, one, other)
        if (rule) conflicts.push(clash(definition, rule, one, other, pair))
      }
    }
  }
  return conflicts
}

/** The same as findings of the merge. */
export const asIssues = (conflicts: readonly Conflict[]): FieldIssue[] => conflicts.map(conflict => block('files', conflict.sentence))

async function sideOf(db: ReadDb, file: StoredChildFile): Promise<Pair['kept']> {
  const records: Pair['kept']['records'] = []
  for (const reference of OF_CHILD_FILE) {
    const rows = standing(await rowsOfFile(db, reference, file.id))
    const name = dayFieldOf(reference.definition)
    const days = name ? rows.flatMap(row => typeof row[name] === 'string' ? [row[name].slice(0, 10)] : []).toSorted() : []
    if (rows.length > 0) records.push({ record: reference.definition.id, count: rows.length, lastDay: days.at(-1) ?? null })
  }
  const child = await db.selectFrom('person').select('name').where('id', '=', file.childId).executeTakeFirst()
  return { fileId: file.id, rev: file.rev, number: file.number, childId: file.childId, childName: child?.name ?? null, openedDay: file.openedDay, records }
}

/** Two files side by side, as the screen shows them before they become one. */
export async function shownPair(context: ReadContext, pair: FilePair, child: StoredPerson): Promise<Pair> {
  const { db, user } = context
  const heads = differingHeads(pair)
  const ids = heads.flatMap(({ name, kept, other }) => childFile.fields[name as 'motherId'].kind === 'ref' ? [kept, other].filter(id => typeof id === 'string') : [])
  const names = new Map(ids.length === 0 ? [] : (await db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()).map(row => [row.id, row.name]))
  const shown = (name: string, value: unknown): Pair['heads'][number]['kept'] => {
    const field = (childFile.fields as RecordDefinition['fields'])[name]
    if (value === null || value === undefined) return null
    if (field?.pii === 'phone' && !user.permissions.has('person.reveal')) return maskPhone(String(value))
    return field?.kind === 'ref' ? names.get(String(value)) ?? '✓' : value as string | number | boolean
  }
  return {
    kept: await sideOf(db, pair.kept), other: await sideOf(db, pair.other), conflicts: await conflictsOf(db, pair, child, context.moment),
    heads: heads.map(({ name, kept, other, result }) => {
      // Who decides about persons need not read what a doctor wrote: that the files differ is enough to ask one.
      const hidden = (childFile.fields as RecordDefinition['fields'])[name]?.pii === 'health' && !user.permissions.has('child.read')
      return { name, kept: hidden ? null : shown(name, kept), other: hidden ? null : shown(name, other), result, hidden }
    }),
  }
}
