import { AppError } from '../../../../domain/api/result.ts'
import type { VitalFigure } from '../../../../domain/api/vital-api.ts'
import { birthDefect } from '../../../../domain/modules/vital/birth-defect.record.ts'
import { maternalDeath } from '../../../../domain/modules/vital/maternal-death.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { statisticsQuarterRange, statisticsYearOf, statisticsYearRange } from '../../../../domain/rule/child/statistics-year.ts'
import { maternalRate } from '../../../../domain/rule/maternal/indicators.ts'
import { deathClock, quarterDeadline } from '../../../../domain/rule/vital/clocks.ts'
import { dayOf, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { Output } from '../../../../domain/api/api.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { getRow, type SaveRequest } from '../../record/store.ts'
import { pregnancyOf } from '../../registry/pregnancies.ts'
import { vitalCounts, vitalList } from './card-list.ts'
import { saveBirthDefect, saveMaternalDeath, stepCard } from './cards.ts'
import { startOfDeath, startOfDefect, womanOf } from './facts.ts'
import { vitalPaperHandlers } from './paper.ts'

/** A child that was born alive, whatever became of it. */
const LIVE_OUTCOMES = ['1', '4', '5', '6'] as const
const WEEK = 7

async function figuresOf(context: ReadContext, year: number): Promise<Output<'vital.figures'>> {
  const { db, today } = context
  const rules = await context.setting('vitalRules')
  const { first, last } = statisticsYearRange(year)
  const [from, to] = [`${first}T00:00` as Minute, `${last}T23:59` as Minute]
  const deaths = await db.selectFrom('vitalMaternalDeath').select(({ fn }) => fn.countAll<number>().as('count')).where('diedAt', '>=', from).where('diedAt', '<=', to).where('state', '!=', 'draft').where('voidedAt', 'is', null).executeTakeFirstOrThrow()
  const cards = await db.selectFrom('vitalBirthDefect').select(['bornDay', 'isInduction', 'outcome', 'state']).where('bornDay', '>=', first).where('bornDay', '<=', last).where('voidedAt', 'is', null).execute()
  const births = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId')
    .select(({ fn, eb }) => [fn.count<number>('newborn.id').filterWhere('newborn.outcome', '=', '1').as('live'), fn.count<number>('newborn.id').filterWhere(eb.or([eb('newborn.outcome', '=', '1'), eb('delivery.gestationDays', '>=', rules.defectFromWeek * WEEK)])).as('perinatal')])
    .where('newborn.bornAt', '>=', from).where('newborn.bornAt', '<=', to).where('newborn.voidedAt', 'is', null).where('delivery.voidedAt', 'is', null).executeTakeFirstOrThrow()
  const counted = cards.filter(({ state, isInduction }) => state !== 'draft' && isInduction !== 1)
  const [liveBirths, perinatalBirths, liveDefects] = [Number(births.live), Number(births.perinatal), counted.filter(({ outcome }) => (LIVE_OUTCOMES as readonly string[]).includes(outcome ?? '')).length]
  const figure = (id: VitalFigure, numerator: number, denominator: number) => ({ figure: id, numerator, denominator, rate: maternalRate(id, numerator, denominator) })
  return {
    deaths: Number(deaths.count), defects: counted.length, liveDefects, inductions: cards.filter(({ state, isInduction }) => state !== 'draft' && isInduction === 1).length, liveBirths, perinatalBirths,
    figures: [figure('maternalDeath', Number(deaths.count), liveBirths), figure('birthDefect', counted.length, perinatalBirths), figure('liveBirthDefect', liveDefects, liveBirths)],
    quarters: ([1, 2, 3, 4] as const).map(quarter => {
      const range = statisticsQuarterRange(year, quarter)
      const own = cards.filter(({ bornDay }) => bornDay >= range.first && bornDay <= range.last)
      return { ...range, dueDay: quarterDeadline(range.last, rules), cards: own.length, unreported: range.first > today ? 0 : own.filter(({ state }) => state !== 'reported').length }
    }),
  }
}

export const vitalHandlers = {
  ...vitalPaperHandlers,
  'vital.birthDefect.save': (input, context) => saveBirthDefect(context, input as SaveRequest<typeof birthDefect>),
  'vital.maternalDeath.save': (input, context) => saveMaternalDeath(context, input as SaveRequest<typeof maternalDeath>),
  'vital.birthDefect.step': (input, context) => stepCard(context, birthDefect, input),
  'vital.maternalDeath.step': (input, context) => stepCard(context, maternalDeath, input),
  'vital.list': (input, context) => vitalList(context, input),
  'vital.count': (_input, context) => vitalCounts(context),
  'vital.ofPregnancy': async ({ pregnancyId }, context) => {
    const { db } = context
    context.touched('pregnancy', pregnancyId)
    const { woman } = await pregnancyOf(db, pregnancyId)
    const born = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(['newborn.id', 'newborn.birthOrder', 'newborn.bornAt', 'newborn.outcome', 'newborn.defect', 'delivery.motherOutcome'])
      .where('delivery.pregnancyId', '=', pregnancyId).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null).orderBy('newborn.birthOrder').execute()
    const defects = await db.selectFrom('vitalBirthDefect').select(['id', 'newbornId', 'number', 'state', 'bornDay', 'isInduction']).where(eb => eb.or([eb('pregnancyId', '=', pregnancyId), ...born.length > 0 ? [eb('newbornId', 'in', born.map(({ id }) => id))] : []])).where('voidedAt', 'is', null).orderBy('bornDay').orderBy('number').execute()
    const death = await db.selectFrom('vitalMaternalDeath').select(['id', 'number', 'state', 'diedAt']).where('motherId', '=', woman.id).where('voidedAt', 'is', null).executeTakeFirst()
    return {
      motherId: woman.id, isDeathProposed: !death && born.some(({ motherOutcome }) => motherOutcome === '2' || motherOutcome === '3'),
      cards: [...death ? [{ card: 'death' as const, id: death.id, number: death.number, state: death.state, day: dayOf(death.diedAt) }] : [], ...defects.map(row => ({ card: row.isInduction === 1 ? 'induction' as const : 'defect' as const, id: row.id, number: row.number, state: row.state, day: row.bornDay as string }))],
      newborns: born.map(({ id, birthOrder, bornAt, outcome, defect }) => ({ newbornId: id, birthOrder, bornAt, outcome, isDefectNoted: defect === 1, cardId: defects.find(({ newbornId }) => newbornId === id)?.id ?? null })),
    }
  },
  'vital.birthDefect.prepare': async (input, context) => {
    const existing = input.newbornId === undefined ? undefined : await context.db.selectFrom('vitalBirthDefect').select('id').where('newbornId', '=', input.newbornId).where('voidedAt', 'is', null).executeTakeFirst()
    const { woman, row } = await startOfDefect(context, input)
    if (woman) context.touched('person', woman.id)
    return { existingId: existing?.id ?? null, woman: woman && womanOf(context, woman), row }
  },
  'vital.birthDefect.open': async ({ id }, context) => {
    context.touched(birthDefect.id, id)
    const card = await getRow(context.db, birthDefect, id)
    const dueDay = quarterDeadline(card.bornDay, await context.setting('vitalRules'))
    return { card, woman: womanOf(context, await getRow(context.db, person, card.motherId)), year: statisticsYearOf(card.bornDay), dueDay, isOverdue: card.state !== 'reported' && dueDay < context.today }
  },
  'vital.maternalDeath.prepare': async ({ motherId, pregnancyId }, context) => {
    context.touched('person', motherId)
    const existing = await context.db.selectFrom('vitalMaternalDeath').select('id').where('motherId', '=', motherId).where('voidedAt', 'is', null).executeTakeFirst()
    const { woman, row } = await startOfDeath(context, motherId, pregnancyId)
    if (woman.voidedAt !== null) throw new AppError('not-found', undefined, { record: person.id, id: motherId })
    return { existingId: existing?.id ?? null, woman: womanOf(context, woman), row }
  },
  'vital.maternalDeath.open': async ({ id }, context) => {
    context.touched(maternalDeath.id, id)
    const card = await getRow(context.db, maternalDeath, id)
    const { reportDueAt, investigation } = deathClock(card.noticedAt, await context.setting('vitalRules'), await context.setting('workCalendar'))
    const reportedAt = card.phonedAt ?? (card.reportedDay === null ? null : `${card.reportedDay}T23:59`)
    return {
      card, woman: womanOf(context, await getRow(context.db, person, card.motherId)), year: statisticsYearOf(dayOf(card.diedAt)), reportDueAt, isReportOverdue: (reportedAt ?? minuteAt(context.nowMs)) > reportDueAt,
      investigationDueDay: investigation.day, isEstimated: investigation.isEstimated, isInvestigationOverdue: (card.investigatedDay ?? context.today) > investigation.day,
    }
  },
  'vital.figures': ({ year }, context) => figuresOf(context, year),
} satisfies Partial<Handlers>
