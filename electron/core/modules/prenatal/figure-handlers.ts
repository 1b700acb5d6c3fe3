import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { isScreened, performanceOf, PRENATAL_FIGURES_VERSION, type ScreeningTable, shownRate } from '../../../../domain/rule/prenatal/figures.ts'
import type { PrenatalRules } from '../../../../domain/rule/prenatal/prenatal-rules.ts'
import { windowOf } from '../../../../domain/rule/prenatal/windows.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { bulletin, bulletinWomen, confirmedIn, diagnosedIn, followedIn, highSerumIn, outcomesDueIn, reachedIn, screenedIn, type Span } from './bulletin.ts'

/** Outcomes may be learned and diagnoses made long after the screening they belong to. */
const EVER = '9999-12-31' as Day
const TERM = 280
const MOST_POINTS = 5_000
const size = (all: ReadonlyMap<string, unknown>, women: { has(id: string): boolean }): number => [...all.keys()].filter(id => women.has(id)).length

type Cohort = { id: string; hadSerum: 0 | 1 | boolean; hadNipt: 0 | 1 | boolean }
const tube = (test: string) => sql`EXISTS (SELECT 1 FROM prenatal_sample AS sample WHERE sample.pregnancy_id = pregnancy.id AND sample.voided_at IS NULL AND sample.drawn_at IS NOT NULL AND sample.state NOT IN ('rejected', 'resampleNotified', 'declined', 'ended') AND sample.tests LIKE ${`%${test}%`})`
const screenedOf = (rows: readonly Cohort[], rules: PrenatalRules): Set<string> => new Set(rows.filter(({ hadSerum, hadNipt }) => isScreened({ hadSerum: Boolean(hadSerum), hadNipt: Boolean(hadNipt) }, rules)).map(({ id }) => id))

/** 产妇 of a span and whether they were screened. */
async function deliveredIn(db: ReadDb, { first, last }: Span): Promise<Cohort[]> {
  return (await sql<Cohort>`SELECT pregnancy.id, ${tube('Serum')} AS had_serum, ${tube('nipt')} AS had_nipt FROM pregnancy WHERE pregnancy.voided_at IS NULL AND pregnancy.id IN
    (SELECT delivery.pregnancy_id FROM newborn JOIN delivery ON delivery.id = newborn.delivery_id WHERE newborn.voided_at IS NULL AND delivery.voided_at IS NULL AND newborn.born_at >= ${`${first}T00:00`} AND newborn.born_at <= ${`${last}T23:59`})`.execute(db)).rows
}
/** 应筛: whose window of the second serum closed in a span; one that had ended or moved away before is none. */
async function eligibleIn(db: ReadDb, { first, last }: Span, lastDays: number): Promise<Cohort[]> {
  const { rows } = await sql<Cohort & { expectedDay: Day; endedDay: Day | null }>`SELECT pregnancy.id, pregnancy.expected_day, CASE WHEN pregnancy.state IN ('ended', 'moved') THEN pregnancy.state_day END AS ended_day, ${tube('Serum')} AS had_serum, ${tube('nipt')} AS had_nipt
    FROM pregnancy WHERE pregnancy.voided_at IS NULL AND pregnancy.expected_day >= ${addDays(first, TERM - lastDays)} AND pregnancy.expected_day <= ${addDays(last, TERM - lastDays)}`.execute(db)
  return rows.filter(({ expectedDay, endedDay }) => endedDay === null || endedDay > addDays(expectedDay, lastDays - TERM))
}

/** Tubes that reached the laboratory, and those it refused. */
async function tubesIn(db: ReadDb, { first, last }: Span): Promise<{ arrived: number; refused: number }> {
  const { rows: [count] } = await sql<{ arrived: number; refused: number }>`SELECT count(*) AS arrived, coalesce(sum(was_refused), 0) AS refused FROM
    (SELECT sample_id, max(CASE WHEN to_state = 'rejected' THEN 1 ELSE 0 END) AS was_refused FROM prenatal_sample_step WHERE to_state IN ('received', 'rejected') AND at >= ${`${first}T00:00`} AND at <= ${`${last}T23:59`} GROUP BY sample_id) AS arrival`.execute(db)
  return { arrived: Number(count?.arrived ?? 0), refused: Number(count?.refused ?? 0) }
}

type Screened = { pregnancyId: string; isHigh: 0 | 1; isKnown: 0 | 1; isAffected: 0 | 1 }
/** The screened of a span by their result and how the child was; several results of a woman count once, the worst. */
async function tableOf(db: ReadDb, { first, last }: Span, tests: readonly string[], due: ReadonlyMap<string, Day>): Promise<ScreeningTable> {
  const { rows } = await sql<Screened>`SELECT result.pregnancy_id, max(CASE WHEN result.overall = 'high' THEN 1 ELSE 0 END) AS is_high, max(CASE WHEN outcome.id IS NOT NULL THEN 1 ELSE 0 END) AS is_known,
      max(CASE WHEN outcome.chromosome_disease = 1 OR outcome.trisomy21 = 1 OR outcome.trisomy18 = 1 OR outcome.trisomy13 = 1 OR outcome.neural_tube_defect = 1 OR diagnosis.id IS NOT NULL THEN 1 ELSE 0 END) AS is_affected
    FROM prenatal_result AS result LEFT JOIN prenatal_outcome AS outcome ON outcome.pregnancy_id = result.pregnancy_id AND outcome.voided_at IS NULL AND outcome.outcome <> '9'
      LEFT JOIN prenatal_diagnosis AS diagnosis ON diagnosis.pregnancy_id = result.pregnancy_id AND diagnosis.voided_at IS NULL AND diagnosis.conclusion = 'positive'
    WHERE result.voided_at IS NULL AND result.result_day >= ${first} AND result.result_day <= ${last} AND result.test IN (${sql.join(tests)}) AND result.overall IN ('high', 'borderline', 'low') GROUP BY result.pregnancy_id`.execute(db)
  const known = rows.filter(({ isKnown, isAffected }) => isKnown === 1 || isAffected === 1)
  const count = (isAffected: 0 | 1, isHigh?: 1): number => known.filter(row => row.isAffected === isAffected && (isHigh === undefined || row.isHigh === isHigh)).length
  return { affected: count(1), affectedHigh: count(1, 1), unaffected: count(0), unaffectedHigh: count(0, 1), due: rows.filter(({ pregnancyId, isKnown, isAffected }) => due.has(pregnancyId) || isKnown === 1 || isAffected === 1).length, followed: known.length }
}

async function figures(context: ReadContext, span: Span): Promise<Output<'prenatal.figures'>> {
  const { db } = context
  const rules = await context.setting('prenatalRules')
  const after: Span = { first: span.first, last: EVER }
  const [delivered, eligible, tubes] = [await deliveredIn(db, span), await eligibleIn(db, span, windowOf('secondSerum', await context.setting('prenatalWindows')).lastDays), await tubesIn(db, span)]
  const [high, reached, diagnosed] = [await highSerumIn(db, span), await reachedIn(db, after), await diagnosedIn(db, after)]
  const [due, followed, free] = [await outcomesDueIn(db, span, rules, false), await followedIn(db, span, false), await screenedIn(db, span, rules, true)]
  const { rows: [serum] } = await sql<{ women: number }>`SELECT count(DISTINCT pregnancy_id) AS women FROM prenatal_result WHERE voided_at IS NULL AND result_day >= ${span.first} AND result_day <= ${span.last} AND test IN ('firstSerum', 'secondSerum')`.execute(db)
  const targets = await db.selectFrom('prenatalTarget').select(['scope', 'women']).where('year', '=', Number(span.last.slice(0, 4))).where('voidedAt', 'is', null).execute()
  const target = targets.find(({ scope }) => scope === 'county')?.women ?? targets.filter(({ scope }) => scope === 'township').reduce((sum, { women }) => sum + women, 0)
  const numbers = {
    screened: [screenedOf(delivered, rules).size, delivered.length], task: [free.size, target], positive: [high.size, Number(serum?.women ?? 0)], qualified: [tubes.arrived - tubes.refused, tubes.arrived], recalled: [size(reached, high), high.size], diagnosed: [size(diagnosed, high), high.size], outcome: [followed.size, due.size],
  } as const
  const everyDue = await outcomesDueIn(db, { first: span.first, last: context.today }, rules, false)
  // Of those whose window closed in the span, each step of the way they went.
  const screened = screenedOf(eligible, rules)
  const way: Span = { first: addDays(span.first, -TERM), last: EVER }
  const ofScreened = new Set([...(await highSerumIn(db, way)).keys()].filter(id => screened.has(id)))
  const moms = await db.selectFrom('prenatalResult').select(['gestationDays', 'afpMom']).where('voidedAt', 'is', null).where('resultDay', '>=', span.first).where('resultDay', '<=', span.last).where('test', '=', 'secondSerum').where('afpMom', 'is not', null).where('gestationDays', 'is not', null).orderBy('resultDay').orderBy('id').limit(MOST_POINTS).execute()
  const performance = async (test: 'serum' | 'nipt', tests: readonly string[]) => { const table = await tableOf(db, span, tests, everyDue); return { test, ...table, ...performanceOf(table, rules) } }
  return {
    version: PRENATAL_FIGURES_VERSION, figures: (Object.entries(numbers) as [keyof typeof numbers, readonly [number, number]][]).map(([figure, [numerator, denominator]]) => ({ figure, numerator, denominator, ...shownRate(numerator, denominator) })),
    funnel: [
      { step: 'eligible', women: eligible.length }, { step: 'screened', women: screened.size }, { step: 'highRisk', women: ofScreened.size }, { step: 'recalled', women: size(await reachedIn(db, way), ofScreened) }, { step: 'diagnosed', women: size(await diagnosedIn(db, way), ofScreened) },
      { step: 'confirmed', women: size(await confirmedIn(db, way), ofScreened) }, { step: 'followed', women: size(await followedIn(db, way, false), ofScreened) },
    ],
    performance: [await performance('serum', ['firstSerum', 'secondSerum']), await performance('nipt', ['nipt'])],
    moms: moms.map(({ gestationDays, afpMom }) => ({ gestationDays: gestationDays!, mom: afpMom! })),
  }
}

export const prenatalFigureHandlers = {
  'prenatal.bulletin': ({ month, by }, context) => bulletin(context, month, by),
  'prenatal.bulletin.women': (input, context) => bulletinWomen(context, input),
  'prenatal.figures': ({ from, to }, context) => figures(context, { first: from as Day, last: to as Day }),
} satisfies Partial<Handlers>
