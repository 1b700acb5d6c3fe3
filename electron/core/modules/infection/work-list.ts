import { type Expression, sql, type SqlBool } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import type { ChildTest, Infection, InfectionList } from '../../../../domain/code/infection.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { infectionCase, type StoredInfectionCase } from '../../../../domain/modules/infection/case.record.ts'
import { nextTest } from '../../../../domain/rule/infection/exposed-child.ts'
import type { InfectionRules } from '../../../../domain/rule/infection/infection-rules.ts'
import { untreated } from '../../../../domain/rule/infection/treatment.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'
import { behindOf, childrenOf, exposuresOf, plannedOf, pregnancyOfCase, testsOf } from './facts.ts'

/** A first visit so long ago proposes nothing any more. */
const PROPOSED_DAYS = 730

type Line = { key: string; caseId: string | null; childId: string | null; pregnancyId: string; number: string | null; infections: Infection[]; what: Output<'infection.list'>['rows'][number]['what']; test: ChildTest | null; dueDay: Day | null; isOverdue: boolean; closedDay: Day | null }

// In these very words in the index of the migration: the engine takes it for nothing else.
const isPositive = (): Expression<SqlBool> => sql<SqlBool>`(hiv_antibody IN ('2', '3') OR syphilis = '2' OR hepatitis_b_surface_antigen = '2')`

/** Pregnancies whose first visit found something positive and that have no case. */
async function proposed(db: ReadDb, today: Day): Promise<Line[]> {
  const rows = await db.selectFrom('maternalFirst').select(['pregnancyId', 'visitDay', 'hivAntibody', 'syphilis', 'hepatitisBSurfaceAntigen']).where('voidedAt', 'is', null).where(isPositive()).where('visitDay', '>=', addDays(today, -PROPOSED_DAYS))
    .where(({ exists, not, selectFrom }) => not(exists(selectFrom('infectionCase').select('infectionCase.id').whereRef('infectionCase.pregnancyId', '=', 'maternalFirst.pregnancyId').where('infectionCase.voidedAt', 'is', null))))
    .where(({ exists, selectFrom }) => exists(selectFrom('pregnancy').select('pregnancy.id').whereRef('pregnancy.id', '=', 'maternalFirst.pregnancyId').where('pregnancy.voidedAt', 'is', null))).execute()
  return rows.map(row => ({
    key: row.pregnancyId, caseId: null, childId: null, pregnancyId: row.pregnancyId, number: null, test: null, closedDay: null, what: 'proposed', dueDay: row.visitDay, isOverdue: false,
    infections: [...row.hivAntibody === '2' || row.hivAntibody === '3' ? ['hiv' as const] : [], ...row.syphilis === '2' ? ['syphilis' as const] : [], ...row.hepatitisBSurfaceAntigen === '2' ? ['hbv' as const] : []],
  }))
}

const earliest = (...days: readonly (Day | null)[]): Day | null => days.reduce<Day | null>((first, day) => day !== null && (first === null || day < first) ? day : first, null)

/** What a case itself waits for: confirmation before treatment, treatment before the next visit. */
function workOf(row: StoredInfectionCase, isDelivered: boolean, rules: InfectionRules): Pick<Line, 'what' | 'dueDay'> {
  const waiting = codesIn(row.waiting)
  if (waiting.length > 0) {
    const tested = earliest(waiting.includes('hiv') ? row.hivDay : null, waiting.includes('syphilis') ? row.syphilisDay : null)
    return { what: 'confirm', dueDay: tested && addDays(tested, rules.confirmDays) }
  }
  const left = untreated(row, isDelivered, rules)
  if (left.length > 0) return { what: 'treat', dueDay: earliest(left.includes('hiv') ? row.hivConfirmationDay : null, left.includes('syphilis') ? row.syphilisConfirmationDay : null, left.includes('hbv') ? row.hbvDnaDay ?? row.hbvDay : null) }
  return { what: row.nextVisitDay === null ? 'none' : 'visit', dueDay: row.nextVisitDay }
}

/** Every open case and every child of one, with what it waits for. */
async function openLines({ db, today, setting }: ReadContext): Promise<Line[]> {
  const rules = await setting('infectionRules')
  const cases = (await db.selectFrom('infectionCase').selectAll().where('closedDay', 'is', null).where('voidedAt', 'is', null).execute()).map(row => fromColumns(infectionCase, row))
  const delivered = new Set((await db.selectFrom('infectionCase').innerJoin('delivery', 'delivery.pregnancyId', 'infectionCase.pregnancyId').select('infectionCase.id').where('infectionCase.closedDay', 'is', null).where('delivery.voidedAt', 'is', null).execute()).map(({ id }) => id))
  const children = await childrenOf(db, cases.map(({ id }) => id))
  const tests = Map.groupBy(await testsOf(db, children.map(({ id }) => id)), test => test.childId)
  const byId = new Map(cases.map(row => [row.id, row]))
  const isLate = (day: Day | null): boolean => day !== null && addDays(day, rules.graceDays) < today
  return [
    ...cases.map((row): Line => {
      const work = workOf(row, delivered.has(row.id), rules)
      return { key: row.id, caseId: row.id, childId: null, pregnancyId: row.pregnancyId, number: row.number, infections: exposuresOf(row), ...work, test: null, isOverdue: isLate(work.dueDay), closedDay: null }
    }),
    ...children.flatMap((child): Line[] => {
      const mother = byId.get(child.caseId)!
      const next = nextTest(plannedOf(mother, child, tests.get(child.id) ?? [], rules))
      return next === null ? [] : [{ key: child.id, caseId: mother.id, childId: child.id, pregnancyId: mother.pregnancyId, number: mother.number, infections: exposuresOf(mother), what: 'test', test: next.test, dueDay: next.dueDay, isOverdue: isLate(next.dueDay), closedDay: null }]
    }),
  ]
}

const byDue = (one: Line, other: Line): number => (one.dueDay ?? '9') < (other.dueDay ?? '9') ? -1 : (one.dueDay ?? '9') > (other.dueDay ?? '9') ? 1 : one.key < other.key ? -1 : 1

function isOn(view: InfectionList, line: Line, soon: Day): boolean {
  switch (view) {
    case 'confirm': return line.what === 'confirm'
    case 'follow': return line.what === 'treat' || (line.what === 'visit' && line.dueDay !== null && line.dueDay <= soon)
    case 'children': return line.what === 'test' && line.dueDay !== null && line.dueDay <= soon
    case 'overdue': return line.isOverdue
    case 'open': return line.childId === null
    case 'proposed': case 'all': return false
  }
}

async function linesOf(context: ReadContext, view: InfectionList): Promise<Line[]> {
  if (view === 'proposed') return (await proposed(context.db, context.today)).sort(byDue)
  if (view === 'all') {
    const rows = (await context.db.selectFrom('infectionCase').selectAll().where('voidedAt', 'is', null).orderBy('openedDay', 'desc').orderBy('id', 'desc').execute()).map(row => fromColumns(infectionCase, row))
    return rows.map(row => ({ key: row.id, caseId: row.id, childId: null, pregnancyId: row.pregnancyId, number: row.number, infections: exposuresOf(row), what: 'none', test: null, dueDay: row.nextVisitDay, isOverdue: false, closedDay: row.closedDay }))
  }
  const soon = addDays(context.today, (await context.setting('infectionRules')).aheadDays)
  return (await openLines(context)).filter(line => isOn(view, line, soon)).sort(byDue)
}

/** A page of a list; who is behind a line is looked up for the lines of the page alone. */
export async function infectionList(context: ReadContext, { view, offset = 0, limit = 50 }: Input<'infection.list'>): Promise<Output<'infection.list'>> {
  const lines = await linesOf(context, view)
  const rows: Output<'infection.list'>['rows'] = []
  // Which pregnancy it is stays behind the name: only where there is no case to open yet.
  for (const line of lines.slice(offset, offset + limit)) rows.push({ ...line, pregnancyId: line.caseId === null ? line.pregnancyId : null, behind: behindOf(await pregnancyOfCase(context.db, line.pregnancyId), context.today) })
  return { total: lines.length, rows }
}

/** How many stand on each list. */
export async function infectionCounts(context: ReadContext): Promise<Output<'infection.count'>> {
  const soon = addDays(context.today, (await context.setting('infectionRules')).aheadDays)
  const open = await openLines(context)
  const count = (view: InfectionList): number => open.filter(line => isOn(view, line, soon)).length
  const { total } = await context.db.selectFrom('infectionCase').select(({ fn }) => fn.countAll<number>().as('total')).where('voidedAt', 'is', null).executeTakeFirstOrThrow()
  return { proposed: (await proposed(context.db, context.today)).length, confirm: count('confirm'), follow: count('follow'), children: count('children'), overdue: count('overdue'), open: count('open'), all: Number(total) }
}
