import type { Kysely } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { percentOf } from '../../../../domain/rule/child/statistics-figures.ts'
import { EYE_FIGURES_VERSION } from '../../../../domain/rule/eye/coverage-figures.ts'
import { selectableVisits } from '../../../../domain/rule/eye/eye-visits.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { Handlers } from '../../handlers.ts'
import { regionPathOf } from '../../region.ts'
import { type ClassListRow, readClassList } from '../../registry/class-list.ts'
import { runTask } from '../../run-task.ts'
import { type EyeCoverageAnswer, type EyeCoverageInput, runEyeCoverage } from './coverage-task.ts'
import { eyeVisitsOf, visitAt } from './facts.ts'

type Line = NonNullable<Output<'eye.group.read'>>['rows'][number]

/** What of a child's eyes stands beside its row: the visit of the day, the one there is already, what instruments measured. */
async function lineOf(context: ReadContext, row: ClassListRow, day: Day): Promise<Line> {
  const nothing = { selectable: [], contact: null, existingVisitId: null, lastVisitDay: null, lastConclusion: null, offered: 0 }
  if (row.fileId === null) return { ...row, ...nothing }
  const { birthDay } = await context.db.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').select('person.birthDay').where('childFile.id', '=', row.fileId).executeTakeFirstOrThrow()
  const visits = await eyeVisitsOf(context.db, row.fileId)
  const selectable = birthDay && birthDay <= day ? selectableVisits(birthDay, day) : []
  const contact = selectable.find(one => !visitAt(visits, one)) ?? selectable.at(-1) ?? null
  const last = visits.findLast(visit => visit.visitDay <= day)
  const { offered } = await context.db.selectFrom('eyeDeviceRow').select(({ fn }) => fn.countAll<number>().as('offered')).where('fileId', '=', row.fileId).where('state', '=', 'matched').where('voidedAt', 'is', null)
    .where(eb => eb.or([eb('measuredDay', '=', day), eb('measuredDay', 'is', null)])).executeTakeFirstOrThrow()
  return {
    ...row, selectable, contact, existingVisitId: visits.find(visit => visit.visitDay === day)?.id ?? visitAt(visits, contact)?.id ?? null, lastVisitDay: last?.visitDay ?? null, lastConclusion: last?.conclusion ?? null, offered: Number(offered),
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
    const rows: Line[] = []
    for (const row of list.rows) rows.push(await lineOf(context, row, day))
    return { ...list, visitDay: day, rows }
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
