import type { Kysely } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import type { StoredEyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import { percentOf } from '../../../../domain/rule/child/statistics-figures.ts'
import { EYE_FIGURES_VERSION } from '../../../../domain/rule/eye/coverage-figures.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { Handlers } from '../../handlers.ts'
import { regionPathOf } from '../../region.ts'
import { type ClassListRow, readClassList } from '../../registry/class-list.ts'
import { runTask } from '../../run-task.ts'
import { type EyeCoverageAnswer, type EyeCoverageInput, runEyeCoverage } from './coverage-task.ts'
import { contactsOn, visitAt } from './facts.ts'

type Line = NonNullable<Output<'eye.group.read'>>['rows'][number]

type Seen = Pick<StoredEyeVisit, 'id' | 'fileId' | 'visitDay' | 'contact' | 'conclusion'>
/** What a class is asked about, by file: birth days, visits the oldest first, how many results of instruments are offered for the day. */
async function classFacts({ db }: ReadContext, fileIds: readonly string[], day: Day): Promise<{ birthDays: Map<string, Day | null>; visits: Map<string, Seen[]>; offered: Map<string, number> }> {
  if (fileIds.length === 0) return { birthDays: new Map(), visits: new Map(), offered: new Map() }
  const children = await db.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').select(['childFile.id', 'person.birthDay']).where('childFile.id', 'in', fileIds).execute()
  const visits = await db.selectFrom('eyeVisit').select(['id', 'fileId', 'visitDay', 'contact', 'conclusion']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('createdAt').orderBy('id').execute()
  const offered = await db.selectFrom('eyeDeviceRow').select(({ fn }) => ['fileId', fn.countAll<number>().as('count')]).where('fileId', 'in', fileIds).where('state', '=', 'matched').where('voidedAt', 'is', null)
    .where(eb => eb.or([eb('measuredDay', '=', day), eb('measuredDay', 'is', null)])).groupBy('fileId').execute()
  return { birthDays: new Map(children.map(({ id, birthDay }) => [id, birthDay])), visits: Map.groupBy(visits as Seen[], visit => visit.fileId), offered: new Map(offered.map(({ fileId, count }) => [fileId!, Number(count)])) }
}

/** What of a child's eyes stands beside its row: the visit of the day, the one there is already, what instruments measured. */
function lineOf(row: ClassListRow, facts: Awaited<ReturnType<typeof classFacts>>, day: Day): Line {
  if (row.fileId === null) return { ...row, selectable: [], contact: null, existingVisitId: null, lastVisitDay: null, lastConclusion: null, offered: 0 }
  const visits = facts.visits.get(row.fileId) ?? []
  const { selectable, contact } = contactsOn(facts.birthDays.get(row.fileId) ?? null, day, visits)
  const last = visits.findLast(visit => visit.visitDay <= day)
  return {
    ...row, selectable, contact, existingVisitId: visits.find(visit => visit.visitDay === day)?.id ?? visitAt(visits, contact)?.id ?? null, lastVisitDay: last?.visitDay ?? null, lastConclusion: last?.conclusion ?? null,
    offered: facts.offered.get(row.fileId) ?? 0,
  }
}

// A year of visits is counted: in a worker where there is a file, in a read transaction elsewhere.
async function run(context: ReadContext, asked: Pick<EyeCoverageInput, 'year' | 'children'>): Promise<EyeCoverageAnswer> {
  const input: EyeCoverageInput = { ...asked, today: context.today }
  const database = context.services.databaseFile
  if (database) return runTask(context.ports, 'eyeCoverage', { ...input, database })
  const transaction = (context.db as Kysely<Database>).transaction()
  const snapshot = context.engine === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction
  return snapshot.execute(trx => runEyeCoverage(trx, input))
}

const withPercent = <C extends { numerator: number; denominator: number }>(count: C): C & { percent: number | null } => ({ ...count, percent: percentOf(count.numerator, count.denominator) })

export const eyeGroupHandlers = {
  'eye.group.read': async ({ visitDay }, context) => {
    const list = await readClassList(context)
    if (list === null) return null
    const day = (visitDay ?? context.today) as Day
    const facts = await classFacts(context, list.rows.flatMap(({ fileId }) => fileId ?? []), day)
    return { ...list, visitDay: day, rows: list.rows.map(row => lineOf(row, facts, day)) }
  },
  'eye.coverage': async ({ year }, context) => {
    const { first, last, asOf, total, groups } = await run(context, { year })
    const nameOf = (by: 'kindergarten' | 'township', key: string): string => {
      if (by === 'kindergarten' || key === '') return key
      const path = regionPathOf(context.ports.folders.resources, key)
      return path ? [path.county, path.township].filter(Boolean).join('') : key
    }
    return {
      year, first, last, asOf, version: EYE_FIGURES_VERSION, kindergartens: groups.filter(group => group.by === 'kindergarten' && group.key !== '').length, total: total.map(withPercent),
      groups: groups.map(({ by, key, counts }) => ({ by, key, name: nameOf(by, key), rates: counts.map(withPercent) })).toSorted((a, b) => a.by === b.by ? (a.key === '' ? 1 : b.key === '' ? -1 : a.key < b.key ? -1 : 1) : a.by < b.by ? -1 : 1),
    }
  },
  'eye.coverage.children': async ({ year, ...children }, context) => {
    const { children: page } = await run(context, { year, children })
    const rows = page?.rows ?? []
    const ids = rows.map(row => row.fileId)
    const known = ids.length === 0 ? [] : await context.db.selectFrom('childFile').innerJoin('person as child', 'child.id', 'childFile.childId').leftJoin('person as mother', 'mother.id', 'childFile.motherId')
      .select(['childFile.id', 'childFile.number', 'child.name', 'child.sex', 'child.birthDay', 'mother.name as motherName']).where('childFile.id', 'in', ids).execute()
    const byId = new Map(known.map(row => [row.id, row]))
    return {
      total: page?.total ?? 0,
      rows: rows.map(row => {
        const child = byId.get(row.fileId)
        return { ...row, kindergarten: row.kindergarten || null, fileNumber: child?.number ?? null, childName: child?.name ?? null, sex: child?.sex ?? '0', birthDay: child?.birthDay ?? null, motherName: child?.motherName ?? null }
      }),
    }
  },
} satisfies Partial<Handlers>
