import { sql } from 'kysely'
import { CARE_FIGURE, type CareFigure } from '../../../../domain/api/maternal-care-api.ts'
import type { Output } from '../../../../domain/api/api.ts'
import { BIRTH_PLACE_TYPE, type BirthPlaceType } from '../../../../domain/code/delivery.ts'
import { type CareOfBirth, countsFor } from '../../../../domain/rule/maternal/care-figures.ts'
import { gestationOn } from '../../../../domain/rule/maternal/dating.ts'
import { maternalRate } from '../../../../domain/rule/maternal/indicators.ts'
import { isEarlyBooking, postpartumCountedUntil } from '../../../../domain/rule/maternal/visits.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { type Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import { plainRows } from '../../db/plain-rows.ts'
import type { Handlers } from '../../handlers.ts'
import { regionPathOf } from '../../region.ts'

type Span = { from: string; to: string; township?: string | undefined }
type Birth = { pregnancy_id: string; woman_id: string; home_region: string | null; start_day: Day | null; booked_day: Day | null; place_type: BirthPlaceType; discharged_day: Day | null; delivered_day: Day; live_births: number }
type Woman = { birth: Birth; care: CareOfBirth; visits: number; postpartumVisitDay: Day | null }
const END = '\u{10FFFF}'

/** Every birth of a period with the care before and after it: one look over the births, one over each kind of visit. */
async function birthsOf({ db, ...context }: ReadContext, { from, to, township }: Span): Promise<Woman[]> {
  const rules = await context.setting('maternalRules')
  // A delivery counts by its first child; the children are read along the index of their birth.
  const { rows: births } = await sql<Birth>`SELECT birth.pregnancy_id, p.woman_id, woman.home_region, p.start_day, p.booked_day, birth.place_type, birth.discharged_day, substr(min(child.born_at), 1, 10) AS delivered_day,
      sum(CASE WHEN child.outcome = '1' THEN 1 ELSE 0 END) AS live_births
    FROM newborn child JOIN delivery birth ON birth.id = child.delivery_id JOIN pregnancy p ON p.id = birth.pregnancy_id JOIN person woman ON woman.id = p.woman_id
    WHERE child.voided_at IS NULL AND birth.voided_at IS NULL AND child.born_at >= ${from} AND child.born_at <= ${`${to}T23:59`} ${township ? sql`AND woman.home_region >= ${township} AND woman.home_region < ${township + END}` : sql``}
    GROUP BY birth.pregnancy_id, p.woman_id, woman.home_region, p.start_day, p.booked_day, birth.place_type, birth.discharged_day`.execute(plainRows(db))
  const ofBirths = sql`IN (SELECT birth.pregnancy_id FROM newborn child JOIN delivery birth ON birth.id = child.delivery_id WHERE child.voided_at IS NULL AND birth.voided_at IS NULL AND child.born_at >= ${from} AND child.born_at <= ${`${to}T23:59`})`
  const { rows: firsts } = await sql<{ pregnancy_id: string; day: Day }>`SELECT pregnancy_id, visit_day AS day FROM maternal_first WHERE voided_at IS NULL AND pregnancy_id ${ofBirths}`.execute(plainRows(db))
  const { rows: visits } = await sql<{ pregnancy_id: string; visits: number }>`SELECT pregnancy_id, count(*) AS visits FROM maternal_visit WHERE voided_at IS NULL AND pregnancy_id ${ofBirths} GROUP BY pregnancy_id`.execute(plainRows(db))
  const { rows: after } = await sql<{ pregnancy_id: string; day: Day }>`SELECT pregnancy_id, min(visit_day) AS day FROM maternal_postpartum_visit WHERE voided_at IS NULL AND place = 'home' AND pregnancy_id ${ofBirths} GROUP BY pregnancy_id`.execute(plainRows(db))
  const firstOf = new Map(firsts.map(row => [row.pregnancy_id, row.day]))
  const visitsOf = new Map(visits.map(row => [row.pregnancy_id, Number(row.visits)]))
  const afterOf = new Map(after.map(row => [row.pregnancy_id, row.day]))
  return births.map(birth => {
    const firstDay = firstOf.get(birth.pregnancy_id) ?? null
    const postpartumVisitDay = afterOf.get(birth.pregnancy_id) ?? null
    const made = (visitsOf.get(birth.pregnancy_id) ?? 0) + (firstDay === null ? 0 : 1)
    const isEarly = (day: Day | null): boolean => birth.start_day !== null && day !== null && isEarlyBooking(birth.start_day, day, rules)
    const care = {
      isEarlyBooked: isEarly(birth.booked_day) && isEarly(firstDay), visits: made, isInstitutional: BIRTH_PLACE_TYPE.entry(birth.place_type).licensed,
      isVisitedInTime: postpartumVisitDay !== null && postpartumVisitDay <= postpartumCountedUntil({ deliveredDay: birth.delivered_day, dischargedDay: birth.discharged_day }, rules),
    }
    return { birth: { ...birth, live_births: Number(birth.live_births) }, care, visits: made, postpartumVisitDay }
  })
}

type Part = 'counted' | 'missing' | 'all'
/** Does a birth stand behind this part of a figure? The denominator counts live births, so that one without any is missing nowhere. */
const isBehind = ({ birth, care }: Woman, figure: CareFigure, part: Part): boolean =>
  part === 'counted' ? countsFor(figure, care) : birth.live_births > 0 && (part === 'all' || !countsFor(figure, care))

async function indicators(context: ReadContext, span: Span): Promise<Output<'maternal.indicators'>> {
  const women = await birthsOf(context, span)
  const liveBirths = women.reduce((sum, { birth }) => sum + birth.live_births, 0)
  const figures = CARE_FIGURE.map(figure => {
    const count = (part: Part): number => women.filter(woman => isBehind(woman, figure, part)).length
    const numerator = count('counted')
    return { figure, numerator, denominator: liveBirths, percent: maternalRate(figure, numerator, liveBirths), missing: count('missing') }
  })
  return { liveBirths, women: women.length, figures }
}

async function womenBehind(context: ReadContext, { figure, part, offset, limit, ...span }: Span & { figure: CareFigure; part: Part; offset: number; limit: number }): Promise<Output<'maternal.indicators.women'>> {
  const found = (await birthsOf(context, span)).filter(woman => isBehind(woman, figure, part))
    .toSorted((a, b) => a.birth.delivered_day < b.birth.delivered_day || (a.birth.delivered_day === b.birth.delivered_day && a.birth.pregnancy_id < b.birth.pregnancy_id) ? -1 : 1)
  const page = found.slice(offset, offset + limit)
  const people = page.length === 0 ? [] : await context.db.selectFrom('person').select(['id', 'name', 'phone']).where('id', 'in', page.map(({ birth }) => birth.woman_id)).execute()
  const byId = new Map(people.map(row => [row.id, row]))
  const maySee = context.user.permissions.has('person.reveal')
  return {
    total: found.length,
    rows: page.map(({ birth, visits, postpartumVisitDay }) => {
      const woman = byId.get(birth.woman_id)
      return {
        pregnancyId: birth.pregnancy_id, womanId: birth.woman_id, name: woman?.name ?? null, phone: woman?.phone && !maySee ? maskPhone(woman.phone) : woman?.phone ?? null, township: regionPathOf(context.ports.folders.resources, birth.home_region)?.township ?? '',
        deliveredDay: birth.delivered_day, liveBirths: birth.live_births, bookedDay: birth.booked_day, bookedGestationDays: birth.start_day && birth.booked_day ? gestationOn(birth.start_day, birth.booked_day) : null, visits, postpartumVisitDay,
      }
    }),
  }
}

export const indicatorHandlers = {
  'maternal.indicators': (span, context) => indicators(context, span),
  'maternal.indicators.women': (input, context) => womenBehind(context, input),
} satisfies Partial<Handlers>
