import type { Kysely } from 'kysely'
import { CHILD_FIGURES_VERSION } from '../../../../domain/rule/child/statistics-figures.ts'
import { percentOf } from '../../../../domain/rule/rate.ts'
import type { ReadContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { Handlers } from '../../handlers.ts'
import { runTask } from '../../run-task.ts'
import { type ChildStatisticsAnswer, type ChildStatisticsInput, runChildStatistics } from './statistics-task.ts'

// A year of visits is evaluated anew: in a worker where there is a file, in a read transaction elsewhere.
async function run(context: ReadContext, asked: Pick<ChildStatisticsInput, 'year' | 'children'>): Promise<ChildStatisticsAnswer> {
  const input: ChildStatisticsInput = { ...asked, today: context.today, rules: await context.setting('childRules'), growthRules: await context.setting('growthRules'), resourcesFolder: context.ports.folders.resources, altitudeM: (await context.setting('childClinic')).altitudeM }
  const database = context.services.databaseFile
  if (database) return runTask(context.ports, 'childStatistics', { ...input, database })
  const transaction = (context.db as Kysely<Database>).transaction()
  const snapshot = context.engine === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction
  return snapshot.execute(trx => runChildStatistics(trx, input))
}

export const childStatisticsHandlers = {
  'child.statistics': async ({ year }, context) => {
    const { first, last, asOf, evaluations, figures } = await run(context, { year })
    return { year, first, last, asOf, version: CHILD_FIGURES_VERSION, evaluations, figures: figures.map(one => ({ ...one, percent: percentOf(one.numerator, one.denominator) })) }
  },
  'child.statistics.children': async ({ year, ...children }, context) => {
    const { children: page } = await run(context, { year, children })
    const rows = page?.rows ?? []
    const ids = rows.map(row => row.childId)
    const known = ids.length === 0 ? [] : await context.db.selectFrom('person as child').leftJoin('childFile', join => join.onRef('childFile.childId', '=', 'child.id').on('childFile.voidedAt', 'is', null)).leftJoin('person as mother', 'mother.id', 'childFile.motherId')
      .select(['child.id', 'child.name', 'child.sex', 'child.birthDay', 'childFile.number', 'mother.name as motherName']).where('child.id', 'in', ids).execute()
    const byId = new Map(known.map(row => [row.id, row]))
    return {
      total: page?.total ?? 0,
      rows: rows.map(row => {
        const child = byId.get(row.childId)
        return { ...row, fileNumber: child?.number ?? null, childName: child?.name ?? null, sex: child?.sex ?? '0', birthDay: child?.birthDay ?? null, motherName: child?.motherName ?? null }
      }),
    }
  },
} satisfies Partial<Handlers>
