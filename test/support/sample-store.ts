import { AppError } from '../../domain/api/result.ts'
import type { Permission } from '../../domain/access/permission.ts'
import { block, message } from '../../domain/message/message.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition, Row } from '../../domain/record/define.ts'
import { sampleRow } from '../../domain/record/derive/sample.ts'
import { createRandom, type Random } from '../../domain/sample/random.ts'
import { type SettingKey, SETTINGS } from '../../domain/settings/settings.ts'
import { dayAt, instantAt, minuteAt } from '../../domain/time/day.ts'
import { openAudit } from '../../electron/core/audit-writer.ts'
import type { WriteContext } from '../../electron/core/context.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { newbornOfRow, refreshOpenWork } from '../../electron/core/registry/open-work.ts'
import { saveRow, toColumns } from '../../electron/core/record/store.ts'

export const NOW_MS = Date.parse('2026-03-10T01:00:00Z')
let ids = 0
const newId = (): string => `store-${String(ids += 1).padStart(6, '0')}`

/** One write as the dispatcher makes it: a transaction, an audit line, the store's context. */
export function write<T>(database: OpenDatabase, work: (context: WriteContext) => Promise<T>, approver = 'approver'): Promise<T> {
  return database.write(async trx => {
    const audit = await openAudit(trx, 'test.write', 'tester', instantAt(NOW_MS), newId)
    const context = {
      engine: database.engine, db: trx, user: { id: 'tester', loginName: 't', displayName: 't', roles: [], permissions: new Set() }, nowMs: NOW_MS, now: instantAt(NOW_MS), today: dayAt(NOW_MS),
      moment: { today: dayAt(NOW_MS), now: minuteAt(NOW_MS) }, newId, setting: async (key: SettingKey) => SETTINGS[key].initial, history: audit.history, acceptedFindings: audit.acceptedFindings, touched: audit.touched, fact: audit.fact,
      secondPerson: async (given: { password: string }, need: Permission) => {
        if (given.password !== 'right') throw new AppError('invalid', [block('secondPerson', message('secondPerson.wrong', '第二人的登录名或密码不正确,请重新输入'))])
        return { id: approver, loginName: approver, displayName: approver, roles: [], permissions: new Set([need]) }
      },
    } as unknown as WriteContext
    const answer = await work(context)
    await audit.close()
    return answer
  })
}

/** Saves a row the definition allows, whatever its rules would ask, with parents for its references; answers both. */
export async function saveSample<D extends RecordDefinition>(database: OpenDatabase, definition: D, random: Random, old?: OldTables): Promise<{ row: Row<D>; saved: { id: string; rev: number } }> {
  const made = completeSample(definition, random)
  const row = { ...made, ...await parentsFor(database, definition, made, old), ...uniqueParts(definition) } as Row<D>
  return { row, saved: await write(database, context => old ? insertOld(context, definition, row, old) : saveRow(context, definition, { row, settled: true })) }
}

/** Columns by table of a database of an earlier version, whose store is not this program's. */
export type OldTables = ReadonlyMap<string, ReadonlySet<string>>
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

// What the store would leave behind, in the columns there were: fields that came later stay empty.
async function insertOld(context: WriteContext, definition: RecordDefinition, row: Row<RecordDefinition>, old: OldTables): Promise<{ id: string; rev: number }> {
  const known = old.get(definition.table) ?? new Set<string>()
  const columns = Object.fromEntries(Object.entries(toColumns(definition, row)).filter(([name]) => known.has(snakeCase(name))))
  const id = context.newId()
  await context.db.insertInto(definition.table as 'person').values({
    ...columns, id, rev: 1, defVersion: definition.version, createdAt: context.now, createdBy: 'tester', updatedAt: context.now, updatedBy: 'tester', voidedAt: null, voidReason: null,
  } as never).execute()
  await context.history({ record: definition.id, recordId: id, rev: 1, action: 'create', row: columns, reason: null })
  const newbornId = old.has('open_work') ? newbornOfRow(definition.id, id, columns) : null
  if (newbornId) await refreshOpenWork(context.db, newbornId)
  return { id, rev: 1 }
}

// A row's references must lead somewhere: each is given one parent row, made the same way.
const parents = new WeakMap<OpenDatabase, Map<string, string>>()
async function parentsFor(database: OpenDatabase, definition: RecordDefinition, made: Record<string, unknown>, old: OldTables | undefined): Promise<Record<string, string | null>> {
  const known = parents.get(database) ?? new Map<string, string>()
  parents.set(database, known)
  const refs: Record<string, string | null> = {}
  for (const [name, field] of Object.entries(definition.fields)) {
    if (field.kind !== 'ref' || made[name] === null) continue
    const target = (RECORDS as readonly RecordDefinition[]).find(other => other.id === field.to)
    if (!target) { refs[name] = 'tester'; continue }
    if (target.id === definition.id) { refs[name] = null; continue }
    // What stands once with its parent is given a parent of its own each time.
    if (!known.has(target.id) || ['certificate', 'certificate.registration', 'certificate.replacement', 'newborn', 'child.file', 'child.autism', 'child.case', 'child.deathCard', 'eye.file', 'eye.visit', 'pregnancy', 'maternal.first', 'maternal.visit', 'risk.report', 'risk.case', 'risk.deliveryReview', 'child.bloodSpotResult', 'fertility.hiv', 'fertility.preconceptionCheck', 'prenatal.result', 'prenatal.outcome', 'infection.case', 'infection.child', 'infection.childTest', 'vital.birthDefect', 'vital.maternalDeath', 'pelvic.file', 'pelvic.course', 'pelvic.questionnaire'].includes(definition.id)) {
      known.set(target.id, (await saveSample(database, target, createRandom(ids += 1), old)).saved.id)
    }
    refs[name] = known.get(target.id)!
  }
  return refs
}

// A text of blanks alone is tidied away; where the field is required, another row is drawn.
function completeSample(definition: RecordDefinition, random: Random): Record<string, unknown> {
  for (;;) {
    const row = sampleRow(definition, random) as Record<string, unknown>
    if (Object.entries(definition.fields).every(([name, field]) => !field.required || row[name] !== null)) return row
  }
}

// The hospital has these once a year or a month: each row has a year of its own, as long as there are years.
const years = new Map<string, number>()
function nextYear(id: string): number {
  const next = (years.get(id) ?? 0) + 1
  years.set(id, next)
  return 2010 + next % 90
}

function uniqueParts(definition: RecordDefinition): Record<string, unknown> {
  ids += 1
  if (definition.id === 'certificate') return { number: `Z${String(ids).padStart(9, '0')}`, issueSerial: `QF${ids}` }
  if (definition.id === 'newborn') return { birthOrder: 1 }
  if (definition.id === 'prenatal.request') return { number: `SQ${ids}` }
  if (definition.id === 'prenatal.resultFile' || definition.id === 'pelvic.report') return { hash: `hash-${ids}` }
  if (definition.id === 'prenatal.target' || definition.id === 'prenatal.remark') return { year: nextYear(definition.id) }
  if (definition.id === 'women.screeningTarget') return { taskYear: nextYear(definition.id) }
  if (definition.id === 'fertility.base') return { firstDay: `${nextYear(definition.id)}-01-01` }
  if (definition.id === 'referral' || definition.id === 'referral.critical' || definition.id === 'referral.diagnosis') return { number: `ZZ${ids}` }
  if (definition.id === 'eye.deviceRow') return { rowKey: `key-${ids}` }
  return {}
}
