import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { BULLETIN_COLUMNS } from '../../../../domain/api/prenatal-api.ts'
import { MOST_DAYS_PREGNANT } from '../../../../domain/rule/maternal/care-days.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { bulletinRows, type BulletinInput, type BulletinRow, timeProgress } from '../../../../domain/rule/prenatal/bulletin.ts'
import { isScreened } from '../../../../domain/rule/prenatal/figures.ts'
import { maskFetalSex } from '../../../../domain/rule/prenatal/fetal-sex.ts'
import { outcomeDuty } from '../../../../domain/rule/prenatal/outcome.ts'
import type { PrenatalRules } from '../../../../domain/rule/prenatal/prenatal-rules.ts'
import { addDays, type Day, dayOf, type Minute, monthRange } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { readerOf } from '../../fetal-sex.ts'
import { regionPathOf } from '../../region.ts'
import { BORN_DAY, gestationToday } from '../../registry/pregnancies.ts'

export type Span = { readonly first: Day; readonly last: Day }
export type BulletinBy = 'township' | 'institution'
export type BulletinColumn = (typeof BULLETIN_COLUMNS)[number]

/** Tubes that were drawn and not refused. */
const GOOD = sql`sample.voided_at IS NULL AND sample.drawn_at IS NOT NULL AND sample.state NOT IN ('rejected', 'resampleNotified', 'declined', 'ended')`
const FREE = sql`EXISTS (SELECT 1 FROM prenatal_request AS request WHERE request.pregnancy_id = pregnancy.id AND request.programme = 'free' AND request.voided_at IS NULL)`
const from = ({ first }: Span): string => `${first}T00:00`
const to = ({ last }: Span): string => `${last}T23:59`

type Drawn = { pregnancyId: string; drawnAt: Minute; tests: string; institution: string }
/** Women whose first counting tube was drawn in a span, once each; `isFree` of the free programme alone. */
export async function screenedIn(db: ReadDb, span: Span, rules: PrenatalRules, isFree: boolean): Promise<Map<string, { day: Day; institution: string }>> {
  const { rows } = await sql<Drawn>`SELECT sample.pregnancy_id, sample.drawn_at, sample.tests, request.institution FROM prenatal_sample AS sample JOIN prenatal_request AS request ON request.id = sample.request_id
    WHERE ${GOOD} AND sample.drawn_at >= ${from(span)} AND sample.drawn_at <= ${to(span)} AND (${isFree ? 0 : 1} = 1 OR request.programme = 'free')
    AND NOT EXISTS (SELECT 1 FROM prenatal_sample AS earlier JOIN prenatal_request AS asked ON asked.id = earlier.request_id WHERE earlier.pregnancy_id = sample.pregnancy_id AND earlier.voided_at IS NULL AND earlier.drawn_at < ${from(span)}
      AND earlier.state NOT IN ('rejected', 'resampleNotified', 'declined', 'ended') AND (earlier.tests LIKE '%Serum%' OR (${rules.niptCounts} = 1 AND earlier.tests LIKE '%nipt%')) AND (${isFree ? 0 : 1} = 1 OR asked.programme = 'free')) ORDER BY sample.drawn_at`.execute(db)
  const women = new Map<string, { day: Day; institution: string }>()
  for (const { pregnancyId, drawnAt, tests, institution } of rows) {
    if (!women.has(pregnancyId) && isScreened({ hadSerum: tests.includes('Serum'), hadNipt: tests.includes('nipt') }, rules)) women.set(pregnancyId, { day: dayOf(drawnAt), institution })
  }
  return women
}

type Found = { pregnancyId: string; day: Day }
const asMap = (rows: readonly Found[]): Map<string, Day> => new Map(rows.toReversed().map(({ pregnancyId, day }) => [pregnancyId, day]))
/** Women of a high-risk serum result since a day, each with its first day. */
export const highSerumIn = async (db: ReadDb, { first, last }: Span): Promise<Map<string, Day>> =>
  asMap((await sql<Found>`SELECT pregnancy_id, result_day AS day FROM prenatal_result WHERE voided_at IS NULL AND result_day >= ${first} AND result_day <= ${last} AND overall = 'high' AND test IN ('firstSerum', 'secondSerum') ORDER BY result_day`.execute(db)).rows)
/** Reached: somebody spoke with her, or the recall ended by what she did. */
export const reachedIn = async (db: ReadDb, { first, last }: Span): Promise<Map<string, Day>> =>
  asMap((await sql<Found>`SELECT recall.pregnancy_id, coalesce(min(substr(attempt.at, 1, 10)), recall.closed_day) AS day FROM prenatal_recall AS recall LEFT JOIN prenatal_attempt AS attempt ON attempt.recall_id = recall.id AND attempt.voided_at IS NULL AND attempt.answer <> 'unreached'
    WHERE recall.voided_at IS NULL AND recall.kind = 'high' AND recall.opened_day >= ${first} AND recall.opened_day <= ${last} AND (attempt.id IS NOT NULL OR recall.closed_by IN ('diagnosis', 'refusal'))
    GROUP BY recall.id, recall.pregnancy_id, recall.closed_day ORDER BY day`.execute(db)).rows)
/** 干预诊断: NIPT or a diagnosis that says something. */
export const diagnosedIn = async (db: ReadDb, { first, last }: Span): Promise<Map<string, Day>> =>
  asMap((await sql<Found>`SELECT pregnancy_id, diagnosed_day AS day FROM prenatal_diagnosis WHERE voided_at IS NULL AND diagnosed_day >= ${first} AND diagnosed_day <= ${last} AND conclusion <> 'failed'
    UNION ALL SELECT pregnancy_id, result_day AS day FROM prenatal_result WHERE voided_at IS NULL AND result_day >= ${first} AND result_day <= ${last} AND test = 'nipt' AND nipt_result <> 'failed' ORDER BY day`.execute(db)).rows)
export const confirmedIn = async (db: ReadDb, { first, last }: Span): Promise<Map<string, Day>> =>
  asMap((await sql<Found>`SELECT pregnancy_id, diagnosed_day AS day FROM prenatal_diagnosis WHERE voided_at IS NULL AND diagnosed_day >= ${first} AND diagnosed_day <= ${last} AND conclusion = 'positive' ORDER BY diagnosed_day`.execute(db)).rows)

type Due = { pregnancyId: string; expectedDay: Day; bornDay: Day | null; hadNipt: 0 | 1 | boolean }
/** Screened women whose outcome falls due in a span, whoever has answered. */
export async function outcomesDueIn(db: ReadDb, span: Span, rules: PrenatalRules, isFree: boolean): Promise<Map<string, Day>> {
  // Born eighteen weeks before its day at the earliest, a few weeks behind it at the latest.
  const [earliest, latest] = [addDays(span.first, -rules.outcomeDays - 50), addDays(span.last, 140)]
  const { rows } = await sql<Due>`SELECT pregnancy.id AS pregnancy_id, pregnancy.expected_day,
      ${BORN_DAY} AS born_day,
      EXISTS (SELECT 1 FROM prenatal_result AS result WHERE result.pregnancy_id = pregnancy.id AND result.voided_at IS NULL AND result.test = 'nipt') AS had_nipt
    FROM pregnancy WHERE pregnancy.voided_at IS NULL AND pregnancy.expected_day >= ${earliest} AND pregnancy.expected_day <= ${latest}
      AND EXISTS (SELECT 1 FROM prenatal_result AS result WHERE result.pregnancy_id = pregnancy.id AND result.voided_at IS NULL) AND (${isFree ? 0 : 1} = 1 OR ${FREE})`.execute(db)
  return asMap(rows.flatMap(({ pregnancyId, expectedDay, bornDay, hadNipt }) => {
    const day = outcomeDuty({ deliveryDay: bornDay, expectedDay, hadNipt: Boolean(hadNipt), followedDay: null }, span.last, rules)!.dueDay
    return day >= span.first && day <= span.last ? [{ pregnancyId, day }] : []
  }))
}
/** Outcomes that were learned in a span, also of earlier years' women (P-26). */
export const followedIn = async (db: ReadDb, { first, last }: Span, isFree: boolean): Promise<Map<string, Day>> =>
  asMap((await sql<Found>`SELECT outcome.pregnancy_id, outcome.followed_day AS day FROM prenatal_outcome AS outcome JOIN pregnancy ON pregnancy.id = outcome.pregnancy_id
    WHERE outcome.voided_at IS NULL AND outcome.followed_day >= ${first} AND outcome.followed_day <= ${last} AND outcome.outcome <> '9' AND (${isFree ? 0 : 1} = 1 OR ${FREE}) ORDER BY outcome.followed_day`.execute(db)).rows)

const TOWNSHIP_DIGITS = 9
const within = (all: ReadonlyMap<string, Day>, women: { has(id: string): boolean }): Map<string, Day> => new Map([...all].filter(([id]) => women.has(id)))

/** Who stands behind each number of the bulletin, each with the day that put her there. */
async function membersOf(context: ReadContext, month: string): Promise<Record<BulletinColumn, Map<string, Day>>> {
  const { db } = context
  const rules = await context.setting('prenatalRules')
  const { last } = monthRange(month)
  const span: Span = { first: `${month.slice(0, 4)}-01-01` as Day, last }
  // Drawn in December, reported in January: her result, recall and diagnosis belong to the year in which they come.
  const women = new Map([...await screenedIn(db, { first: addDays(span.first, -MOST_DAYS_PREGNANT), last }, rules, true)].map(([id, { day }]) => [id, day]))
  const screened = new Map([...women].filter(([, day]) => day >= span.first))
  const highRisk = within(await highSerumIn(db, span), women)
  return {
    monthScreened: new Map([...screened].filter(([, day]) => day.startsWith(month))), screened, highRisk, recalled: within(await reachedIn(db, span), highRisk), diagnosed: within(await diagnosedIn(db, span), highRisk), confirmed: within(await confirmedIn(db, span), women),
    outcomesDue: await outcomesDueIn(db, span, rules, true), outcomesFollowed: await followedIn(db, span, true),
  }
}

type Place = { pregnancyId: string; homeRegion: string | null; institution: string | null }
/** To which row of the bulletin each woman belongs: her township, or where her last free tube was asked for. */
async function groupsOf(context: ReadContext, members: Record<BulletinColumn, Map<string, Day>>, by: BulletinBy): Promise<Map<string, string>> {
  const ids = [...new Set(BULLETIN_COLUMNS.flatMap(column => [...members[column].keys()]))]
  const groups = new Map<string, string>()
  const AT_ONCE = 500
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const { rows } = await sql<Place>`SELECT pregnancy.id AS pregnancy_id, person.home_region, ${by === 'township' ? sql`NULL` : sql`(SELECT request.institution FROM prenatal_request AS request WHERE request.pregnancy_id = pregnancy.id AND request.programme = 'free' AND request.voided_at IS NULL ORDER BY request.requested_day DESC, request.id DESC LIMIT 1)`} AS institution
      FROM pregnancy JOIN person ON person.id = pregnancy.woman_id WHERE pregnancy.id IN (${sql.join(ids.slice(at, at + AT_ONCE))})`.execute(context.db)
    // An institution's name goes out masked like every text, so that its women are asked for by the same name.
    for (const { pregnancyId, homeRegion, institution } of rows) groups.set(pregnancyId, by === 'township' ? homeRegion && homeRegion.length >= TOWNSHIP_DIGITS ? homeRegion.slice(0, TOWNSHIP_DIGITS) : '' : institution === null ? '' : maskFetalSex(institution, readerOf(context)))
  }
  return groups
}

const nameOf = (context: ReadContext, by: BulletinBy, key: string): string => {
  if (key === '') return by === 'township' ? '未填现住乡镇' : '未填采血机构'
  if (by === 'institution') return key
  const path = regionPathOf(context.ports.folders.resources, key)
  return path?.township ?? key
}

/** Annual numbers of a year: of each group, and of the whole. */
async function targetsOf(context: ReadContext, year: number, by: BulletinBy): Promise<{ groups: Map<string, number>; whole: number }> {
  const rows = await context.db.selectFrom('prenatalTarget').select(['scope', 'place', 'women']).where('year', '=', year).where('voidedAt', 'is', null).execute()
  const groups = new Map(rows.filter(({ scope }) => scope === by).map(({ place, women }) => [maskFetalSex(place ?? '', readerOf(context)), women]))
  return { groups, whole: rows.find(({ scope }) => scope === 'county')?.women ?? [...groups.values()].reduce((sum, women) => sum + women, 0) }
}

type Remark = { id: string; rev: number; value: string }
/** 备注 of a month by what it is said of; '' is the county. */
async function remarksOf(context: ReadContext, month: string, by: BulletinBy): Promise<Map<string, Remark>> {
  const rows = await context.db.selectFrom('prenatalRemark').select(['id', 'rev', 'place', 'remark']).where('year', '=', Number(month.slice(0, 4))).where('month', '=', Number(month.slice(5))).where('scope', 'in', [by, 'county']).where('voidedAt', 'is', null).execute()
  return new Map(rows.map(({ id, rev, place, remark }) => [maskFetalSex(place ?? '', readerOf(context)), { id, rev, value: remark }]))
}

const countsOf = (members: Record<BulletinColumn, Map<string, Day>>, isIn: (pregnancyId: string) => boolean): Omit<BulletinInput, 'name' | 'task'> =>
  Object.fromEntries(BULLETIN_COLUMNS.map(column => [column, [...members[column].keys()].filter(isIn).length])) as Omit<BulletinInput, 'name' | 'task'>

export async function bulletin(context: ReadContext, month: string, by: BulletinBy): Promise<Output<'prenatal.bulletin'>> {
  const [rules, members, targets] = [await context.setting('prenatalRules'), await membersOf(context, month), await targetsOf(context, Number(month.slice(0, 4)), by)]
  const groups = await groupsOf(context, members, by)
  const byGroup = new Map<string, Record<BulletinColumn, number>>([...targets.groups.keys()].map(key => [key, zeros()]))
  for (const column of BULLETIN_COLUMNS) for (const pregnancyId of members[column].keys()) {
    const key = groups.get(pregnancyId) ?? ''
    if (!byGroup.has(key)) byGroup.set(key, zeros())
    byGroup.get(key)![column] += 1
  }
  const input = [...byGroup].map(([key, counts]) => ({ key, name: nameOf(context, by, key), task: targets.groups.get(key) ?? 0, ...counts }))
  const remarks = await remarksOf(context, month, by)
  const rows = (bulletinRows(input, month, rules) as (BulletinRow & { key: string })[]).map(row => ({ ...row, remark: row.key === '' ? null : remarks.get(row.key) ?? null }))
  const [total] = bulletinRows([{ name: '合计', task: targets.whole, ...countsOf(members, () => true) }], month, rules)
  let cumulative = 0
  const months = Array.from({ length: Number(month.slice(5)) }, (_, index) => {
    const one = `${month.slice(0, 4)}-${String(index + 1).padStart(2, '0')}`
    const screened = [...members.screened.values()].filter(day => day.startsWith(one)).length
    cumulative += screened
    return { month: one, screened, cumulative }
  })
  return { month, by, lastDay: monthRange(month).last, timeProgress: timeProgress(month), rows, total: { ...total!, key: '', rank: null, remark: remarks.get('') ?? null }, months }
}
const zeros = (): Record<BulletinColumn, number> => ({ monthScreened: 0, screened: 0, highRisk: 0, recalled: 0, diagnosed: 0, outcomesDue: 0, outcomesFollowed: 0, confirmed: 0 })

export async function bulletinWomen(context: ReadContext, asked: { month: string; by: BulletinBy; column: BulletinColumn; group?: string | undefined; offset: number; limit: number }): Promise<Output<'prenatal.bulletin.women'>> {
  const all = await membersOf(context, asked.month)
  const groups = asked.group === undefined ? null : await groupsOf(context, all, asked.by)
  const members = [...all[asked.column]].filter(([id]) => groups === null || (groups.get(id) ?? '') === asked.group).toSorted(([a, one], [b, other]) => one < other ? -1 : one > other ? 1 : a < b ? -1 : 1)
  const page = members.slice(asked.offset, asked.offset + asked.limit)
  const maySee = context.user.permissions.has('person.reveal')
  const found = page.length === 0 ? [] : await context.db.selectFrom('pregnancy').innerJoin('person', 'person.id', 'pregnancy.womanId').select(['pregnancy.id', 'pregnancy.womanId', 'pregnancy.state', 'pregnancy.startDay', 'pregnancy.expectedDay', 'person.name', 'person.phone', 'person.homeRegion']).select(eb => eb.selectFrom('prenatalRequest').select('prenatalRequest.institution').whereRef('prenatalRequest.pregnancyId', '=', 'pregnancy.id').where('prenatalRequest.voidedAt', 'is', null).orderBy('prenatalRequest.requestedDay', 'desc').limit(1).as('institution'))
    .where('pregnancy.id', 'in', page.map(([id]) => id)).execute()
  const known = new Map(found.map(row => [row.id, row]))
  return {
    total: members.length,
    rows: page.flatMap(([id, day]) => {
      const woman = known.get(id)
      return woman ? [{ pregnancyId: id, womanId: woman.womanId, name: woman.name, phone: woman.phone ? maySee ? woman.phone : maskPhone(woman.phone) : null, township: regionPathOf(context.ports.folders.resources, woman.homeRegion)?.township ?? '', gestationDays: gestationToday(woman, context.today), expectedDay: woman.expectedDay, institution: woman.institution, day }] : []
    }),
  }
}
