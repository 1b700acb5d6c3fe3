import type { Output } from '../../../../domain/api/api.ts'
import type { DeliveryMode } from '../../../../domain/code/delivery.ts'
import type { PelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { type BirthFacts, type CheckFacts, invitationReasons, perineumOf } from '../../../../domain/rule/pelvic/entry.ts'
import { addDays, type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'

type Context = ReadContext | WriteContext
type Check = NonNullable<Output<'pelvic.file.open'>['check']>

/** The columns of a 42-day check that say whom to invite first; `maternalPostpartumCheck as check`. */
export const CHECK_COLUMNS = ['check.recovery', 'check.wound', 'check.vulva', 'check.vagina', 'check.cervix', 'check.uterus'] as const

type Birth = BirthFacts & { readonly deliveryId: string; readonly pregnancyId: string; readonly deliveredDay: Day | null }
const NO_BIRTH: BirthFacts = { mode: null, fetusCount: null, secondStageMinutes: null, episiotomy: null, perinealTear: null, heaviestG: null }

/** The births of a woman with their heaviest newborn, the latest first. */
async function birthsOf(db: ReadDb, womanId: string): Promise<Birth[]> {
  const rows = await db.selectFrom('delivery').leftJoin('newborn', join => join.onRef('newborn.deliveryId', '=', 'delivery.id').on('newborn.voidedAt', 'is', null))
    .select(['delivery.id as deliveryId', 'delivery.pregnancyId', 'delivery.mode', 'delivery.fetusCount', 'delivery.secondStageMinutes', 'delivery.episiotomy', 'delivery.perinealTear', ({ fn }) => fn.min('newborn.bornAt').as('bornAt'), ({ fn }) => fn.max('newborn.weightG').as('heaviestG')])
    .where('delivery.motherId', '=', womanId).where('delivery.voidedAt', 'is', null).groupBy(['delivery.id', 'delivery.pregnancyId', 'delivery.mode', 'delivery.fetusCount', 'delivery.secondStageMinutes', 'delivery.episiotomy', 'delivery.perinealTear']).execute()
  return rows.map(({ bornAt, heaviestG, episiotomy, mode, ...row }) => ({ ...row, mode: mode as DeliveryMode | null, episiotomy: episiotomy === null ? null : Number(episiotomy) === 1, heaviestG: heaviestG === null ? null : Number(heaviestG), deliveredDay: bornAt ? dayOf(bornAt as never) : null }))
    .toSorted((one, other) => (other.deliveredDay ?? '').localeCompare(one.deliveredDay ?? ''))
}

/** A 42-day check as the clinic reads it, of this woman; undefined where it is void or somebody else's. */
export async function checkOf(context: Context, womanId: string, checkId: string): Promise<Check | undefined> {
  const found = await context.db.selectFrom('maternalPostpartumCheck as check').innerJoin('pregnancy', 'pregnancy.id', 'check.pregnancyId')
    .select(['check.id', 'check.pregnancyId', 'check.visitDay', 'check.daysAfter', 'check.recoveryNote', ...CHECK_COLUMNS])
    .where('check.id', '=', checkId).where('check.voidedAt', 'is', null).where('pregnancy.womanId', '=', womanId).executeTakeFirst()
  if (!found) return undefined
  const birth = (await birthsOf(context.db, womanId)).find(({ pregnancyId }) => pregnancyId === found.pregnancyId)
  const { wound: _wound, vulva: _vulva, vagina: _vagina, cervix: _cervix, uterus: _uterus, ...check } = found
  return { ...check, recovery: check.recovery as Check['recovery'], reasons: invitationReasons(birth ?? NO_BIRTH, found as CheckFacts, await context.setting('pelvicRules')) }
}

/** Her latest 42-day check of the days in which she is invited. */
export async function recentCheckOf(context: Context, womanId: string): Promise<Check | undefined> {
  const { inviteWithinDays } = await context.setting('pelvicRules')
  const found = await context.db.selectFrom('pregnancy').innerJoin('maternalPostpartumCheck as check', 'check.pregnancyId', 'pregnancy.id').select('check.id')
    .where('pregnancy.womanId', '=', womanId).where('pregnancy.voidedAt', 'is', null).where('check.voidedAt', 'is', null).where('check.visitDay', '>=', addDays(context.today, -inviteWithinDays)).orderBy('check.visitDay', 'desc').orderBy('check.id', 'desc').executeTakeFirst()
  return found && checkOf(context, womanId, found.id)
}

/** The day of her last birth, as far as births are registered here. */
export const lastDeliveryDay = async (db: ReadDb, womanId: string): Promise<Day | null> => (await birthsOf(db, womanId))[0]?.deliveredDay ?? null

/** What pregnancies, births and the menopause file know of the obstetric history; only what is known is there. */
export async function obstetricKnown(db: ReadDb, womanId: string): Promise<Partial<PelvicFile>> {
  const births = await birthsOf(db, womanId)
  const latest = births[0]
  const pregnancies = await db.selectFrom('pregnancy').leftJoin('maternalFirst', join => join.onRef('maternalFirst.pregnancyId', '=', 'pregnancy.id').on('maternalFirst.voidedAt', 'is', null))
    .select(['pregnancy.id', 'pregnancy.state', 'pregnancy.gravidity', 'pregnancy.parity', 'maternalFirst.heightCm']).where('pregnancy.womanId', '=', womanId).where('pregnancy.voidedAt', 'is', null).orderBy('pregnancy.createdAt', 'desc').execute()
  const last = pregnancies.find(({ id }) => id === latest?.pregnancyId) ?? pregnancies[0]
  const heaviest = births.map(({ heaviestG }) => heaviestG).filter(grams => grams !== null)
  const menopause = await db.selectFrom('womenMenopauseFile').select(['stage', 'menopauseAge']).where('womanId', '=', womanId).where('voidedAt', 'is', null).orderBy('openedDay', 'desc').executeTakeFirst()
  return {
    ...last ? { pregnancyId: last.id, gravidity: last.gravidity } : {},
    // 产次 of the pregnancy was written down before its birth.
    ...last && last.parity !== null ? { parity: last.parity + (last.state === 'delivered' ? 1 : 0) } : births.length > 0 ? { parity: births.length } : {},
    ...last?.heightCm ? { heightCm: last.heightCm } : {},
    ...latest ? { deliveryDay: latest.deliveredDay, deliveryMode: latest.mode, secondStageMinutes: latest.secondStageMinutes, perineum: perineumOf(latest), isMultiple: (latest.fetusCount ?? 1) > 1 } : {},
    ...heaviest.length > 0 ? { heaviestBirthG: Math.max(...heaviest) } : {},
    ...menopause?.stage === '3' ? { isMenopausal: true, menopauseAge: menopause.menopauseAge } : {},
  }
}
