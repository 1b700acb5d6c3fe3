import type { InfectionBehind } from '../../../../domain/api/infection-api.ts'
import { type Infection, INFECTION } from '../../../../domain/code/infection.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { infectionCase, type StoredInfectionCase } from '../../../../domain/modules/infection/case.record.ts'
import { infectionChild, infectionChildTest, type StoredInfectionChild, type StoredInfectionChildTest } from '../../../../domain/modules/infection/child.record.ts'
import { type ExposedChild, type PlannedTest, plannedTests } from '../../../../domain/rule/infection/exposed-child.ts'
import type { InfectionRules } from '../../../../domain/rule/infection/infection-rules.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { completedYears, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns, getRow } from '../../record/store.ts'
import { shownInitials } from '../../registry/initials.ts'
import { gestationToday, type PregnancyOf, pregnancyOf } from '../../registry/pregnancies.ts'

/** A case that stands; throws `not-found` for one that was voided. */
export async function caseOf(db: ReadDb, caseId: string): Promise<StoredInfectionCase> {
  const row = await getRow(db, infectionCase, caseId)
  if (row.voidedAt !== null) throw new AppError('not-found', undefined, { record: infectionCase.id, id: caseId })
  return row
}

/** The case of a pregnancy, if there is one. */
export async function caseOfPregnancy(db: ReadDb, pregnancyId: string): Promise<StoredInfectionCase | null> {
  const row = await db.selectFrom('infectionCase').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).executeTakeFirst()
  return row ? fromColumns(infectionCase, row) : null
}

/** Who is behind a case, as much as a list may say. */
export function behindOf({ pregnancy, woman, deliveredDay }: PregnancyOf, today: Day): InfectionBehind {
  return {
    initials: shownInitials(woman.name), ageYears: woman.birthDay ? completedYears(woman.birthDay, today) : null,
    isPregnancyVoided: pregnancy.voidedAt !== null, gestationDays: gestationToday(pregnancy, today), expectedDay: pregnancy.expectedDay, deliveredDay,
  }
}
/** The pregnancy of a case. One that somebody not on the list of names has voided meanwhile hides no case. */
export const pregnancyOfCase = (db: ReadDb, pregnancyId: string): Promise<PregnancyOf> => pregnancyOf(db, pregnancyId, 'voided')
export const behindCase = async (context: ReadContext | WriteContext, row: StoredInfectionCase): Promise<InfectionBehind> => behindOf(await pregnancyOfCase(context.db, row.pregnancyId), context.today)

/** The children of some cases, in the order of birth. */
export async function childrenOf(db: ReadDb, caseIds: readonly string[]): Promise<StoredInfectionChild[]> {
  if (caseIds.length === 0) return []
  return (await db.selectFrom('infectionChild').selectAll().where('caseId', 'in', caseIds).where('voidedAt', 'is', null).orderBy('birthOrder').execute()).map(row => fromColumns(infectionChild, row))
}
/** The tests of some children, the oldest first. */
export async function testsOf(db: ReadDb, childIds: readonly string[]): Promise<StoredInfectionChildTest[]> {
  if (childIds.length === 0) return []
  return (await db.selectFrom('infectionChildTest').selectAll().where('childId', 'in', childIds).where('voidedAt', 'is', null).orderBy('testDay').orderBy('id').execute()).map(row => fromColumns(infectionChildTest, row))
}

/** What a child is exposed to: what is confirmed, and what still waits for confirmation, of the mother. */
export const exposuresOf = ({ confirmed, waiting }: Pick<StoredInfectionCase, 'confirmed' | 'waiting'>): Infection[] => INFECTION.values.filter(one => codesIn(confirmed).includes(one) || codesIn(waiting).includes(one))

/** The programme of one child's tests. */
export function plannedOf(mother: Pick<StoredInfectionCase, 'confirmed' | 'waiting'>, child: StoredInfectionChild, tests: readonly StoredInfectionChildTest[], rules: InfectionRules): PlannedTest[] {
  const exposed: ExposedChild = {
    bornAt: child.bornAt, infections: exposuresOf(mother), lastVaccineDay: child.vaccineThirdDay,
    ended: INFECTION.values.filter(one => child[`${one}Outcome`] !== null),
  }
  return plannedTests(exposed, tests.map(({ test, testDay }) => ({ test, day: testDay })), rules)
}
