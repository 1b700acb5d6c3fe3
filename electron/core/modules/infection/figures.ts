import type { Input, Output } from '../../../../domain/api/api.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { infectionCase, type StoredInfectionCase } from '../../../../domain/modules/infection/case.record.ts'
import { infectionChild, type StoredInfectionChild } from '../../../../domain/modules/infection/child.record.ts'
import { INFECTION_FIGURE, INFECTION_FIGURE_IDS, type InfectionFigureId, isOnTarget } from '../../../../domain/rule/infection/figures.ts'
import { isSyphilisTreatmentAdequate } from '../../../../domain/rule/infection/treatment.ts'
import { gestationOn } from '../../../../domain/rule/maternal/dating.ts'
import { rateOf } from '../../../../domain/rule/rate.ts'
import { type Day, dayOf, type Minute, monthAnniversary } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import { fromColumns } from '../../record/store.ts'
import { shownInitials } from '../../registry/initials.ts'
import { plannedOf, pregnancyOfCase, testsOf } from './facts.ts'

type Span = Pick<Input<'infection.figures'>, 'from' | 'to'>
/** One counted in a denominator, and whether in the numerator. A child and its mother are found by the case. */
type Counted = { key: string; caseId: string | null; pregnancyId: string; number: string | null; day: Day; isCounted: boolean }
type Facts = { readonly counts: Readonly<Record<InfectionFigureId, readonly Counted[]>>; readonly liveBirths: number }

/** 产妇 of a period: pregnancies that ended in a birth of it, with the tests of the first visit. */
async function deliveredWomen({ db }: ReadContext, { from, to }: Span) {
  return db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').innerJoin('pregnancy', 'pregnancy.id', 'delivery.pregnancyId')
    .leftJoin('maternalFirst as first', join => join.onRef('first.pregnancyId', '=', 'pregnancy.id').on('first.voidedAt', 'is', null))
    .leftJoin('infectionCase as own', join => join.onRef('own.pregnancyId', '=', 'pregnancy.id').on('own.voidedAt', 'is', null))
    .select(({ fn }) => ['pregnancy.id', 'pregnancy.startDay', 'first.visitDay', 'first.hivAntibody', 'first.syphilis', 'first.hepatitisBSurfaceAntigen', 'own.id as caseId', 'own.number', 'own.hivDay', 'own.syphilisDay', 'own.hbvDay', fn.min('newborn.bornAt').as('bornAt'), fn.count<number>('newborn.id').filterWhere('newborn.outcome', '=', '1').as('liveBirths')])
    .where('newborn.bornAt', '>=', `${from}T00:00` as Minute).where('newborn.bornAt', '<=', `${to}T23:59` as Minute).where('newborn.voidedAt', 'is', null).where('delivery.voidedAt', 'is', null).where('pregnancy.voidedAt', 'is', null)
    .groupBy(['pregnancy.id', 'pregnancy.startDay', 'first.visitDay', 'first.hivAntibody', 'first.syphilis', 'first.hepatitisBSurfaceAntigen', 'own.id', 'own.number', 'own.hivDay', 'own.syphilisDay', 'own.hbvDay']).execute()
}

async function factsOf(context: ReadContext, span: Span): Promise<Facts> {
  const { db, today } = context
  const [rules, maternal] = [await context.setting('infectionRules'), await context.setting('maternalRules')]
  const women = await deliveredWomen(context, span)
  const tested = (isInTime: (day: Day, startDay: Day | null) => boolean): Counted[] => women.map(row => {
    const days = [row.hivDay ?? (row.hivAntibody ? row.visitDay : null), row.syphilisDay ?? (row.syphilis ? row.visitDay : null), row.hbvDay ?? (row.hepatitisBSurfaceAntigen ? row.visitDay : null)]
    return { key: row.id, caseId: row.caseId, pregnancyId: row.id, number: row.number, day: dayOf(row.bornAt), isCounted: days.every(day => day !== null && isInTime(day, row.startDay)) }
  })
  const deliveredIn = new Map(women.map(row => [row.id, row]))
  const cases = (await db.selectFrom('infectionCase').selectAll().where('voidedAt', 'is', null).execute()).map(row => fromColumns(infectionCase, row))
  const mothers = cases.filter(row => deliveredIn.has(row.pregnancyId))
  const ofMothers = (applies: (row: StoredInfectionCase) => boolean, counts: (row: StoredInfectionCase) => boolean): Counted[] =>
    mothers.filter(applies).map(row => ({ key: row.id, caseId: row.id, pregnancyId: row.pregnancyId, number: row.number, day: dayOf(deliveredIn.get(row.pregnancyId)!.bornAt), isCounted: counts(row) }))
  const byId = new Map(cases.map(row => [row.id, row]))
  const children = (await db.selectFrom('infectionChild').selectAll().where('bornAt', '>=', `${span.from}T00:00` as Minute).where('bornAt', '<=', `${span.to}T23:59` as Minute).where('voidedAt', 'is', null).execute()).map(row => fromColumns(infectionChild, row)).filter(child => byId.has(child.caseId))
  const tests = Map.groupBy(await testsOf(db, children.map(({ id }) => id)), test => test.childId)
  const ofChildren = (infection: 'hiv' | 'syphilis' | 'hbv', applies: (child: StoredInfectionChild) => boolean, counts: (child: StoredInfectionChild) => boolean): Counted[] =>
    children.filter(child => codesIn(byId.get(child.caseId)!.confirmed).includes(infection) && applies(child)).map(child => {
      const mother = byId.get(child.caseId)!
      return { key: child.id, caseId: mother.id, pregnancyId: mother.pregnancyId, number: mother.number, day: dayOf(child.bornAt), isCounted: counts(child) }
    })
  const has = (row: StoredInfectionCase, infection: 'hiv' | 'syphilis' | 'hbv'): boolean => codesIn(row.confirmed).includes(infection)
  const hasTest = (child: StoredInfectionChild, ...names: readonly string[]): boolean => (tests.get(child.id) ?? []).some(({ test }) => names.includes(test))
  const isDue = (child: StoredInfectionChild): boolean => {
    const planned = plannedOf(byId.get(child.caseId)!, child, [], rules).find(({ test }) => test === 'hbv')
    return planned !== undefined && planned.dueDay <= today
  }
  const partnerDone = (answer: string | null): boolean => answer === 'negative' || answer === 'positive'
  return {
    liveBirths: women.reduce((sum, { liveBirths }) => sum + Number(liveBirths), 0),
    counts: {
      tested: tested(() => true), early: tested((day, startDay) => startDay !== null && gestationOn(startDay, day) < maternal.earlyBookingBelowWeek * 7),
      partner: ofMothers(row => has(row, 'hiv') || has(row, 'syphilis'), row => (!has(row, 'hiv') || partnerDone(row.partnerHiv)) && (!has(row, 'syphilis') || partnerDone(row.partnerSyphilis))),
      antiviral: ofMothers(row => has(row, 'hiv') || (has(row, 'hbv') && (row.hbvDnaIuPerMl ?? 0) >= rules.hbvAntiviralFrom), row => (!has(row, 'hiv') || row.hivTreatmentDay !== null) && (!has(row, 'hbv') || (row.hbvDnaIuPerMl ?? 0) < rules.hbvAntiviralFrom || row.hbvAntiviralDay !== null)),
      syphilisTreated: ofMothers(row => has(row, 'syphilis'), row => isSyphilisTreatmentAdequate(row, dayOf(deliveredIn.get(row.pregnancyId)!.bornAt), rules) === true),
      hivEarly: ofChildren('hiv', () => true, child => hasTest(child, 'hivDna1', 'hivDna2', 'hivDna3')),
      hbvVaccine: ofChildren('hbv', child => monthAnniversary(dayOf(child.bornAt), rules.vaccineThirdMonths) <= today, child => child.vaccineFirstAt !== null && child.vaccineSecondDay !== null && child.vaccineThirdDay !== null),
      childTested: ofChildren('hbv', isDue, child => hasTest(child, 'hbv')),
      hivTransmission: ofChildren('hiv', child => child.hivOutcome === 'infected' || child.hivOutcome === 'uninfected', child => child.hivOutcome === 'infected'),
      hbvTransmission: ofChildren('hbv', child => child.hbvOutcome === 'infected' || child.hbvOutcome === 'uninfected', child => child.hbvOutcome === 'infected'),
      congenitalSyphilis: ofChildren('syphilis', child => child.syphilisOutcome === 'infected', () => true),
    },
  }
}

/** The figures of births in a period. A rate above its base is a true answer. */
export async function infectionFigures(context: ReadContext, span: Span): Promise<Output<'infection.figures'>> {
  const rules = await context.setting('infectionRules')
  const { counts, liveBirths } = await factsOf(context, span)
  return INFECTION_FIGURE_IDS.map(figure => {
    const numerator = counts[figure].filter(({ isCounted }) => isCounted).length
    const denominator = figure === 'congenitalSyphilis' ? liveBirths : counts[figure].length
    const rate = rateOf(numerator, denominator, INFECTION_FIGURE[figure].per)
    const target = rules[INFECTION_FIGURE[figure].target]
    return { figure, numerator, denominator, rate, target, isOnTarget: isOnTarget(figure, rate, target) }
  })
}

/** Who is behind a number, by code and initials. */
export async function infectionFigureList(context: ReadContext, { figure, part, from, to, offset = 0, limit = 50 }: Input<'infection.figure.list'>): Promise<Output<'infection.figure.list'>> {
  const { counts } = await factsOf(context, { from, to })
  const lines = counts[figure].filter(({ isCounted }) => isCounted === (part === 'counted')).toSorted((one, other) => one.day < other.day ? -1 : one.day > other.day ? 1 : one.key < other.key ? -1 : 1)
  const rows: Output<'infection.figure.list'>['rows'] = []
  for (const { key, caseId, pregnancyId, number, day } of lines.slice(offset, offset + limit)) rows.push({ key, caseId, pregnancyId: caseId === null ? pregnancyId : null, number, day, initials: shownInitials((await pregnancyOfCase(context.db, pregnancyId)).woman.name) })
  return { total: lines.length, rows }
}
