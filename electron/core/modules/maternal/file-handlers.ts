import { maternalAttempt } from '../../../../domain/modules/maternal/attempt.record.ts'
import { redating } from '../../../../domain/modules/maternal/redating.record.ts'
import type { Handlers } from '../../handlers.ts'
import { pregnancyHeadOf, pregnancyOf } from '../../registry/pregnancies.ts'
import { vainDaysOf } from './closing-handlers.ts'
import { pregnanciesOf } from './earlier.ts'
import { checksOf, deliveryOf, dutiesOf, firstOf, postpartumVisitsOf, rowsOn, scheduleOf, visitsOf } from './facts.ts'
import { hintsOf } from './hints.ts'

export const fileHandlers = {
  'maternal.file': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const { db, today } = context
    const of = await pregnancyOf(db, pregnancyId)
    const rules = await context.setting('maternalRules')
    const first = await firstOf(db, pregnancyId)
    const visits = await visitsOf(db, pregnancyId)
    const postpartumVisits = await postpartumVisitsOf(db, pregnancyId)
    const postpartumChecks = await checksOf(db, pregnancyId)
    const delivery = await deliveryOf(db, pregnancyId)
    return {
      head: await pregnancyHeadOf(context, of), pregnancy: of.pregnancy, first, visits, postpartumVisits, postpartumChecks, delivery,
      redatings: await rowsOn(db, redating, 'maternalRedating', pregnancyId, 'changedDay'), attempts: await rowsOn(db, maternalAttempt, 'maternalContactAttempt', pregnancyId, 'day'),
      schedule: scheduleOf(of, first, visits, today, rules), duties: of.pregnancy.closedDay ? [] : dutiesOf(delivery, postpartumVisits, postpartumChecks, today, rules),
      earlier: (await pregnanciesOf(db, of.woman.id, pregnancyId)).map(({ line }) => line), vainDays: (await vainDaysOf(db, of)).length, lostAfterAttempts: rules.lostAfterAttempts,
    }
  },
  'maternal.hints': (input, context) => hintsOf(context, input),
} satisfies Partial<Handlers>
