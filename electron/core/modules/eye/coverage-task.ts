import { sql } from 'kysely'
import type { ChildContact } from '../../../../domain/code/child-check.ts'
import { CHILD_RESIDENCE } from '../../../../domain/code/child-file.ts'
import type { VisualAcuity } from '../../../../domain/code/visual-acuity.ts'
import { statisticsYearRange } from '../../../../domain/rule/child/statistics-year.ts'
import { type CoveragePlace, coveragePlace, type CoverageService, EYE_FIGURE_IDS, type EyeFigureId } from '../../../../domain/rule/eye/coverage-figures.ts'
import { completedMonths as monthsOfNumbers, dayNumberOf } from '../../../../domain/rule/growth/age.ts'
import { type Day, monthAnniversary } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { plainRows } from '../../db/plain-rows.ts'
import { openSqlite } from '../../db/sqlite.ts'

export type CoverageBy = 'kindergarten' | 'township'
export type EyeCoverageInput = {
  year: number; today: Day
  /** The children behind one number, a page of them. */
  children?: { figure: EyeFigureId; part: 'numerator' | 'denominator' | 'rest'; group?: { by: CoverageBy; key: string } | undefined; offset: number; limit: number }
}
type Count = { figure: EyeFigureId; numerator: number; denominator: number }
export type CoverageChild = { fileId: string; childId: string; inNumerator: boolean; lastVisitDay: Day | null; visits: number; kindergarten: string }
export type EyeCoverageAnswer = { first: Day; last: Day; asOf: Day; total: Count[]; groups: { by: CoverageBy; key: string; counts: Count[] }[]; children: { total: number; rows: CoverageChild[] } | null }

/** Columns by their own names, see plainRows. */
type Born = { id: string; birth_day: Day; home_region: string | null }
type InCare = { id: string; child_id: string; mother_id: string | null; kindergarten: string | null; state: string; state_day: Day | null }
type Seen = { file_id: string; visit_day: Day; contact: ChildContact | null; vision_right: VisualAcuity | null; vision_left: VisualAcuity | null }
type Child = { fileId: string; childId: string; motherId: string | null; birthDay: Day; kindergarten: string; township: string; lastVisitDay: Day | null; services: CoverageService[] }

const SERVED = CHILD_RESIDENCE.list.filter(entry => entry.served).map(entry => entry.code)
const SEVEN_YEARS = 84
const TOWNSHIP_DIGITS = 9
const townshipOf = (region: string | null | undefined): string => region && region.length >= TOWNSHIP_DIGITS ? region.slice(0, TOWNSHIP_DIGITS) : ''

/** Who lives here, was in care on the last day and below seven when the span began. Persons and files are each read along one index and joined here, as the child clinic counts. */
async function childrenInCare(db: ReadDb, first: Day, asOf: Day): Promise<Map<string, Child>> {
  // A child that turned seven in the year may have been served at six: whoever was below seven when the year began.
  const { rows: persons } = await sql<Born>`SELECT id, birth_day, home_region FROM person WHERE birth_day > ${monthAnniversary(first, -SEVEN_YEARS)} AND birth_day <= ${asOf}`.execute(plainRows(db))
  const born = new Map(persons.map(person => [person.id, person]))
  const { rows: files } = await sql<InCare>`SELECT id, child_id, mother_id, kindergarten, state, state_day FROM child_file WHERE voided_at IS NULL AND opened_day <= ${asOf} AND residence IN (${sql.join(SERVED)})`.execute(plainRows(db))
  const children = new Map<string, Child>()
  for (const file of files) {
    const person = born.get(file.child_id)
    if (!person || !(file.state === 'managed' || (file.state_day !== null && file.state_day > asOf))) continue
    children.set(file.id, { fileId: file.id, childId: file.child_id, motherId: file.mother_id, birthDay: person.birth_day, kindergarten: file.kindergarten?.trim() ?? '', township: townshipOf(person.home_region), lastVisitDay: null, services: [] })
  }
  return children
}

/** Where a child's own place of living is not written down, its mother's counts. */
async function addMothersTownships(db: ReadDb, children: ReadonlyMap<string, Child>): Promise<void> {
  const lacking = [...children.values()].filter(child => child.township === '' && child.motherId !== null)
  if (lacking.length === 0) return
  const { rows } = await sql<{ id: string; home_region: string }>`SELECT mother.id, mother.home_region FROM person mother WHERE mother.home_region IS NOT NULL AND mother.id IN (SELECT mother_id FROM child_file WHERE voided_at IS NULL)`.execute(plainRows(db))
  const regions = new Map(rows.map(row => [row.id, row.home_region]))
  for (const child of lacking) child.township = townshipOf(regions.get(child.motherId!))
}

async function addServices(db: ReadDb, children: ReadonlyMap<string, Child>, first: Day, asOf: Day): Promise<void> {
  const { rows } = await sql<Seen>`SELECT file_id, visit_day, contact, vision_right, vision_left FROM eye_visit WHERE voided_at IS NULL AND visit_day >= ${first} AND visit_day <= ${asOf} ORDER BY visit_day, file_id`.execute(plainRows(db))
  for (const row of rows) {
    const child = children.get(row.file_id)
    if (!child || row.visit_day < child.birthDay) continue
    child.services.push({ months: monthsOfNumbers(dayNumberOf(child.birthDay), dayNumberOf(row.visit_day)), contact: row.contact, visionRight: row.vision_right, visionLeft: row.vision_left })
    child.lastVisitDay = row.visit_day
  }
}

const noCounts = (): Count[] => EYE_FIGURE_IDS.map(figure => ({ figure, numerator: 0, denominator: 0 }))
function addTo(counts: readonly Count[], { denominators, numerators }: CoveragePlace): void {
  for (const count of counts) {
    if (denominators.includes(count.figure)) count.denominator += 1
    if (numerators.includes(count.figure)) count.numerator += 1
  }
}

/** Coverage of a statistics year up to today, whole and by kindergarten and township, and the children behind one number. */
export async function runEyeCoverage(db: ReadDb, input: EyeCoverageInput): Promise<EyeCoverageAnswer> {
  const { first, last } = statisticsYearRange(input.year)
  const asOf = last < input.today ? last : input.today
  const children = asOf < first ? new Map<string, Child>() : await childrenInCare(db, first, asOf)
  await addMothersTownships(db, children)
  if (children.size > 0) await addServices(db, children, first, asOf)
  const total = noCounts()
  const groups: Record<CoverageBy, Map<string, Count[]>> = { kindergarten: new Map(), township: new Map() }
  const asked = input.children
  const found: CoverageChild[] = []
  const endNumber = dayNumberOf(asOf)
  for (const child of children.values()) {
    const place = coveragePlace(child.services, monthsOfNumbers(dayNumberOf(child.birthDay), endNumber))
    if (!place) continue
    addTo(total, place)
    for (const by of ['kindergarten', 'township'] as const) {
      const own = groups[by].get(child[by]) ?? noCounts()
      addTo(own, place)
      groups[by].set(child[by], own)
    }
    if (!asked || (asked.group && child[asked.group.by] !== asked.group.key) || !place.denominators.includes(asked.figure)) continue
    const inNumerator = place.numerators.includes(asked.figure)
    if (asked.part === 'denominator' || inNumerator === (asked.part === 'numerator')) found.push({ fileId: child.fileId, childId: child.childId, inNumerator, lastVisitDay: child.lastVisitDay, visits: child.services.length, kindergarten: child.kindergarten })
  }
  found.sort((a, b) => a.fileId < b.fileId ? -1 : 1)
  return {
    first, last, asOf, total, groups: (['kindergarten', 'township'] as const).flatMap(by => [...groups[by]].map(([key, counts]) => ({ by, key, counts }))),
    children: asked ? { total: found.length, rows: found.slice(asked.offset, asked.offset + asked.limit) } : null,
  }
}

/** The same in a worker thread with a read connection of its own. */
export async function eyeCoverageInWorker({ database, ...input }: EyeCoverageInput & { database: { path: string; keyBase64: string | null } }): Promise<EyeCoverageAnswer> {
  const opened = openSqlite({ path: database.path, key: database.keyBase64 === null ? null : Buffer.from(database.keyBase64, 'base64'), readOnly: true })
  try {
    return await opened.snapshot(trx => runEyeCoverage(trx, input))
  } finally {
    await opened.close()
  }
}
