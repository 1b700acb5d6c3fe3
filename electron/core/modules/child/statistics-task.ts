import { sql } from 'kysely'
import { CHILD_RESIDENCE } from '../../../../domain/code/child-file.ts'
import type { Sex } from '../../../../domain/code/sex.ts'
import { anaemiaOf } from '../../../../domain/rule/child/anaemia.ts'
import type { ChildRules } from '../../../../domain/rule/child/child-rules.ts'
import { CONTACTS } from '../../../../domain/rule/child/contacts.ts'
import { CHILD_FIGURE_IDS, type ChildFigureId, FIGURE_AGE } from '../../../../domain/rule/child/statistics-figures.ts'
import { statisticsYearRange } from '../../../../domain/rule/child/statistics-year.ts'
import { completedMonths as monthsOfNumbers, dayNumberOf } from '../../../../domain/rule/growth/age.ts'
import { numbersOf } from '../../../../domain/rule/growth/evaluate.ts'
import { evaluateInto } from '../../../../domain/rule/growth/evaluate-into.ts'
import { createGrowthBuffer, emptyNumbers, INDICATOR_AT, STANDARD_AT } from '../../../../domain/rule/growth/numbers.ts'
import type { GrowthRuleValues } from '../../../../domain/rule/growth/rules.ts'
import type { GrowthTables } from '../../../../domain/rule/growth/tables.ts'
import { NUTRITION_STATUSES, type NutritionStatus } from '../../../../domain/rule/growth/words.ts'
import { addDays, type Day, daysBetween, monthAnniversary } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { plainRows } from '../../db/plain-rows.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { openGrowth } from '../../growth.ts'

export type StatisticsPart = 'numerator' | 'denominator' | 'rest'
export type ChildStatisticsInput = {
  year: number; today: Day; rules: ChildRules; growthRules: GrowthRuleValues; resourcesFolder: string; altitudeM: number
  /** The children behind one figure, a page of them. */
  children?: { figure: ChildFigureId; part: StatisticsPart; offset: number; limit: number }
}
export type StatisticsChild = { childId: string; fileId: string | null; inNumerator: boolean }
export type ChildStatisticsAnswer = {
  first: Day; last: Day; asOf: Day; evaluations: number
  figures: { figure: ChildFigureId; numerator: number; denominator: number }[]
  children: { total: number; rows: StatisticsChild[] } | null
}

type Child = { fileId: string; childId: string; sex: Sex; birthDay: Day; gestationDays: number | null; fetusCount: number | null; isInCare: boolean; examined: number; cases: number }
/** Who counts in a figure, by child. */
type Sets = Record<ChildFigureId, { numerator: Set<string>; denominator: Set<string> }>
type Span = { first: Day; asOf: Day }

const SERVED = CHILD_RESIDENCE.list.filter(entry => entry.served).map(entry => entry.code)
/** 满月 to 30月龄: four in the first year, two in each of the next (note §16). */
const SYSTEM_CONTACTS = CONTACTS.flatMap(({ contact, due }) => due.from === 'day' || (due.from === 'month' && due.months <= FIGURE_AGE.systemContactUntilMonths) ? [contact] : [])

/** Columns by their own names, see plainRows. */
type BornPerson = { id: string; sex: Sex; birth_day: Day }
type ResidentFile = { id: string; child_id: string; gestation_days: number | null; fetus_count: number | null; state: string; state_day: Day | null; opened_day: Day }

/**
 * Residents with a file; who had left care by the end of the span counts among the examined, not among those in care.
 * Files and persons are each read along one index and joined here: a look-up for every child costs three times as much.
 */
async function residents(db: ReadDb, { asOf }: Span): Promise<Map<string, Child>> {
  const { rows: persons } = await sql<BornPerson>`SELECT id, sex, birth_day FROM person WHERE birth_day > ${monthAnniversary(asOf, -(FIGURE_AGE.healthBelowMonths + 24))} AND birth_day <= ${asOf}`.execute(plainRows(db))
  const born = new Map(persons.map(person => [person.id, person]))
  const { rows: files } = await sql<ResidentFile>`SELECT id, child_id, gestation_days, fetus_count, state, state_day, opened_day FROM child_file WHERE voided_at IS NULL AND residence IN (${sql.join(SERVED)})`.execute(plainRows(db))
  const children = new Map<string, Child>()
  for (const file of files) {
    const person = born.get(file.child_id)
    if (!person) continue
    children.set(file.id, {
      fileId: file.id, childId: file.child_id, sex: person.sex, birthDay: person.birth_day, gestationDays: file.gestation_days, fetusCount: file.fetus_count,
      isInCare: file.opened_day <= asOf && (file.state === 'managed' || (file.state_day !== null && file.state_day > asOf)), examined: 0, cases: 0,
    })
  }
  return children
}

async function newbornVisits(db: ReadDb, sets: Sets, { first, asOf }: Span): Promise<Map<string, string>> {
  const births = await db.selectFrom('newborn').select(['id', 'personId']).where('voidedAt', 'is', null).where('outcome', '=', '1').where('bornAt', '>=', first as never).where('bornAt', '<=', `${asOf}T23:59` as never).execute()
  for (const { id, personId } of births) sets.newbornVisit.denominator.add(personId ?? id)
  const visits = await db.selectFrom('childNewbornVisit').innerJoin('childFile', 'childFile.id', 'childNewbornVisit.fileId').innerJoin('person', 'person.id', 'childFile.childId')
    .select(['childFile.id as fileId', 'childFile.childId', 'person.birthDay', 'childNewbornVisit.visitDay']).where('childNewbornVisit.voidedAt', 'is', null).where('childFile.voidedAt', 'is', null)
    .where('childNewbornVisit.visitDay', '>=', first).where('childNewbornVisit.visitDay', '<=', asOf).where('person.birthDay', '>=', first).where('person.birthDay', '<=', asOf).execute()
  const files = new Map<string, string>()
  for (const { fileId, childId, birthDay, visitDay } of visits) {
    if (daysBetween(birthDay!, visitDay) > FIGURE_AGE.newbornDays) continue
    sets.newbornVisit.numerator.add(childId)
    files.set(childId, fileId)
  }
  return files
}

async function careOf(db: ReadDb, children: ReadonlyMap<string, Child>, sets: Sets, { first, asOf }: Span): Promise<void> {
  const seen = new Set<string>()
  for (const table of ['childVisit', 'childNewbornVisit'] as const) {
    const rows = await db.selectFrom(table).select('fileId').distinct().where('voidedAt', 'is', null).where('visitDay', '>=', first).where('visitDay', '<=', asOf).execute()
    for (const { fileId } of rows) seen.add(fileId)
  }
  const lacking = new Set((await db.selectFrom('childDue').select('fileId').distinct().where('contact', 'in', SYSTEM_CONTACTS).where('line', 'like', 'contact:%').where('cancelled', 'is', null)
    .where('windowEnd', '>=', first).where('windowEnd', '<=', asOf).where(eb => eb.or([eb('doneDay', 'is', null), eb('doneDay', '>', asOf)])).execute()).map(row => row.fileId))
  const onNumber = dayNumberOf(asOf)
  for (const [fileId, { birthDay, isInCare }] of children) {
    const months = monthsOfNumbers(dayNumberOf(birthDay), onNumber)
    if (!isInCare || months >= FIGURE_AGE.healthBelowMonths) continue
    sets.healthManaged.denominator.add(fileId)
    if (seen.has(fileId)) sets.healthManaged.numerator.add(fileId)
    if (months >= FIGURE_AGE.systemBelowMonths) continue
    sets.systemManaged.denominator.add(fileId)
    if (seen.has(fileId) && !lacking.has(fileId)) sets.systemManaged.numerator.add(fileId)
  }
}

const statusAt = (...names: readonly NutritionStatus[]): ReadonlySet<number> => new Set(names.map(name => NUTRITION_STATUSES.indexOf(name)))
const UNDERWEIGHT = statusAt('underweight', 'severelyUnderweight')
const STUNTED = statusAt('stunted', 'severelyStunted')
const OVERWEIGHT = statusAt('overweight')
const OBESE = statusAt('obese', 'severelyObese')

/** The figures that come out of measurements, each one bit of a child's results. */
const MEASURED = ['underweight', 'stunted', 'overweight', 'obese', 'anaemia'] as const satisfies readonly ChildFigureId[]
const BIT = Object.fromEntries(MEASURED.map((figure, index) => [figure, 1 << index])) as Readonly<Record<(typeof MEASURED)[number], number>>

/** A child counts with its last result of the year: a later one takes the earlier one back. */
function put(child: Child, bit: number, isCase: boolean): void {
  child.examined |= bit
  if (isCase) child.cases |= bit
  else child.cases &= ~bit
}

/** Columns of child_visit by their own names, see plainRows. */
type MeasuredVisit = { file_id: string; visit_day: Day; weight_kg: number | null; length_cm: number | null; position: string | null; oedema: 0 | 1 | null; haemoglobin_g_per_l: number | null }

/** Every visit of the year evaluated anew, month by month, the oldest first; answers how many. */
async function prevalences(db: ReadDb, children: ReadonlyMap<string, Child>, sets: Sets, { first, asOf }: Span, input: ChildStatisticsInput, tables: GrowthTables, report: (done: number) => void): Promise<number> {
  const buffer = createGrowthBuffer()
  const numbers = emptyNumbers()
  const options = { rules: input.growthRules, method: 'sd' } as const
  let evaluations = 0
  for (let from = first; from <= asOf;) {
    const next = monthAnniversary(from, 1)
    const until = addDays(next, -1) < asOf ? addDays(next, -1) : asOf
    const { rows: visits } = await sql<MeasuredVisit>`SELECT file_id, visit_day, weight_kg, length_cm, position, oedema, haemoglobin_g_per_l FROM child_visit
      WHERE voided_at IS NULL AND visit_day >= ${from} AND visit_day <= ${until} ORDER BY visit_day, id`.execute(plainRows(db))
    for (const visit of visits) {
      const child = children.get(visit.file_id)
      if (!child || visit.visit_day < child.birthDay) continue
      numbersOf({
        sex: child.sex, birthDay: child.birthDay, measuredDay: visit.visit_day, weightKg: visit.weight_kg, lengthCm: visit.length_cm, position: visit.position === 'L' ? 'lying' : visit.position === 'H' ? 'standing' : null, hasOedema: visit.oedema === 1,
        gestationDays: child.gestationDays, fetusCount: child.fetusCount,
      }, options, numbers)
      const months = monthsOfNumbers(numbers.birthNumber, numbers.measuredNumber)
      if (months >= FIGURE_AGE.prevalenceBelowMonths) continue
      if (visit.haemoglobin_g_per_l !== null && months >= FIGURE_AGE.anaemiaFromMonths) put(child, BIT.anaemia, (anaemiaOf(visit.haemoglobin_g_per_l, child.birthDay, visit.visit_day, input.altitudeM, input.rules)?.degree ?? 'none') !== 'none')
      const count = evaluateInto(tables, input.growthRules, numbers, buffer)
      evaluations += 1
      let [isProportionKnown, isOverweight, isObese] = [false, false, false]
      for (let row = 0; row < count; row += 1) {
        if (buffer.standard[row] !== STANDARD_AT.wst423 || buffer.grade[row] === 0) continue
        const indicator = buffer.indicator[row]
        const status = buffer.status[row] ?? 0
        if (indicator === INDICATOR_AT.wfa) put(child, BIT.underweight, UNDERWEIGHT.has(status))
        else if (indicator === INDICATOR_AT.lhfa) put(child, BIT.stunted, STUNTED.has(status))
        else if (indicator === INDICATOR_AT.wfl || indicator === INDICATOR_AT.wfh || indicator === INDICATOR_AT.bfa) {
          isProportionKnown = true
          isOverweight ||= OVERWEIGHT.has(status)
          isObese ||= OBESE.has(status)
        }
      }
      if (isProportionKnown) {
        put(child, BIT.overweight, isOverweight && !isObese)
        put(child, BIT.obese, isObese)
      }
    }
    report(evaluations)
    from = next
  }
  for (const [fileId, { examined, cases }] of children) {
    if (examined === 0) continue
    for (const figure of MEASURED) {
      if (examined & BIT[figure]) sets[figure].denominator.add(fileId)
      if (cases & BIT[figure]) sets[figure].numerator.add(fileId)
    }
  }
  return evaluations
}

/** The figures of a statistics year up to today, and the children behind one of them (note §16). */
export async function runChildStatistics(db: ReadDb, input: ChildStatisticsInput, report: (progress: { done: number; total: number; step: string }) => void = () => {}): Promise<ChildStatisticsAnswer> {
  const { first, last } = statisticsYearRange(input.year)
  const span = { first, asOf: last < input.today ? last : input.today }
  const sets = Object.fromEntries(CHILD_FIGURE_IDS.map(id => [id, { numerator: new Set<string>(), denominator: new Set<string>() }])) as Sets
  const asked = input.children?.figure
  const wanted = (...figures: readonly ChildFigureId[]): boolean => asked === undefined || figures.includes(asked)
  const children = await residents(db, span)
  const filesOfNewborns = wanted('newbornVisit') ? await newbornVisits(db, sets, span) : new Map<string, string>()
  if (wanted('systemManaged', 'healthManaged')) await careOf(db, children, sets, span)
  const evaluations = wanted('underweight', 'stunted', 'overweight', 'obese', 'anaemia') ? await prevalences(db, children, sets, span, input, openGrowth(input.resourcesFolder), done => report({ done, total: 0, step: '' })) : 0
  return {
    first, last, asOf: span.asOf, evaluations, figures: CHILD_FIGURE_IDS.map(figure => ({ figure, numerator: sets[figure].numerator.size, denominator: sets[figure].denominator.size })),
    children: input.children ? await pageOf(db, sets[input.children.figure], input.children, children, filesOfNewborns) : null,
  }
}

async function pageOf(db: ReadDb, { numerator, denominator }: Sets[ChildFigureId], { figure, part, offset, limit }: NonNullable<ChildStatisticsInput['children']>, children: ReadonlyMap<string, Child>, filesOfNewborns: ReadonlyMap<string, string>): Promise<NonNullable<ChildStatisticsAnswer['children']>> {
  const ids = [...part === 'numerator' ? numerator : denominator].filter(id => part !== 'rest' || !numerator.has(id)).sort()
  const page = ids.slice(offset, offset + limit)
  if (figure !== 'newbornVisit') return { total: ids.length, rows: page.map(fileId => ({ fileId, childId: children.get(fileId)!.childId, inNumerator: numerator.has(fileId) })) }
  const files = page.length === 0 ? [] : await db.selectFrom('childFile').select(['id', 'childId']).where('childId', 'in', page).where('voidedAt', 'is', null).execute()
  const fileOf = new Map(files.map(file => [file.childId, file.id]))
  return { total: ids.length, rows: page.map(childId => ({ childId, fileId: filesOfNewborns.get(childId) ?? fileOf.get(childId) ?? null, inNumerator: numerator.has(childId) })) }
}

/** The same in a worker thread with a read connection of its own. */
export async function childStatisticsInWorker({ database, ...input }: ChildStatisticsInput & { database: { path: string; keyBase64: string | null } }, report: (progress: { done: number; total: number; step: string }) => void): Promise<ChildStatisticsAnswer> {
  const opened = openSqlite({ path: database.path, key: database.keyBase64 === null ? null : Buffer.from(database.keyBase64, 'base64'), readOnly: true })
  try {
    return await opened.snapshot(trx => runChildStatistics(trx, input, report))
  } finally {
    await opened.close()
  }
}
