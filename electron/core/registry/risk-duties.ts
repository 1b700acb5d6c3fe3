import { sql } from 'kysely'
import type { Output } from '../../../domain/api/api.ts'
import { RISK_LISTS, type RiskList } from '../../../domain/api/risk-api.ts'
import type { RiskColour } from '../../../domain/code/maternal-risk.ts'
import type { ReferralState } from '../../../domain/code/referral.ts'
import { type Message, message } from '../../../domain/message/message.ts'
import { NEAR_MISS_SIGN } from '../../../domain/code/risk-care.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { riskIdsIn } from '../../../domain/modules/risk/parts.ts'
import { caseDueDay } from '../../../domain/rule/maternal/case-course.ts'
import { isReportOverdue, referralOutcomeDay, riskReportDue } from '../../../domain/rule/maternal/management.ts'
import { maskPhone } from '../../../domain/rule/mask.ts'
import { type Day, dayOf, type Minute, minuteAt } from '../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { gestationToday, type PregnancyOf } from './pregnancies.ts'
import { attentionOn, countStaleRiskAttention, reasonsIn } from './risk-attention.ts'
import { standingOfAssessment } from './risk.ts'
import { retained } from './risk-retention.ts'
import { openRegions } from '../region.ts'

/** One line before names are read: who owes what since when. */
export type Due = { id: string; pregnancyId: string | null; womanId: string; sinceDay: Day; dueDay: Day | null; dueAt: Minute | null; isOverdue: boolean; detail: string; alarm: Message | null; proposed?: { colour: RiskColour; isPurple: boolean }; reasons?: Output<'risk.duty.list'>['rows'][number]['reasons'] }
type Context = ReadContext | WriteContext
export const OPEN_REFERRAL: readonly ReferralState[] = ['toSend', 'sent', 'rejected']
const isPast = (day: Day | null, today: Day): boolean => day !== null && day < today

/** 待筛查: booked, and neither screened nor assessed in this pregnancy (§5: at the first contact). */
async function toScreen({ db }: Context): Promise<Due[]> {
  const { rows } = await sql<{ id: string; womanId: string; bookedDay: Day }>`SELECT pregnancy.id, pregnancy.woman_id, pregnancy.booked_day FROM pregnancy WHERE pregnancy.voided_at IS NULL AND pregnancy.state = 'pregnant' AND pregnancy.booked_day IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM risk_screening AS screening WHERE screening.pregnancy_id = pregnancy.id AND screening.voided_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM risk_assessment AS assessment WHERE assessment.pregnancy_id = pregnancy.id AND assessment.voided_at IS NULL)`.execute(db)
  return rows.map(({ id, womanId, bookedDay }) => ({ id, pregnancyId: id, womanId, sinceDay: bookedDay, dueDay: null, dueAt: null, isOverdue: false, detail: '', alarm: null }))
}

/**
 * 待评估: her screening is positive, and neither this house nor another has assessed her since (M-18). Another house's
 * orange, red or purple is still confirmed here: report and case follow from our own assessment. The items stand by their numbers.
 */
async function toAssess({ db, today }: Context): Promise<Due[]> {
  type Row = { id: string; pregnancyId: string; womanId: string; screenedDay: Day; dueDay: Day; items: string | null }
  // A cross join keeps SQLite to this order: who is pregnant now, then her screenings.
  const { rows } = await sql<Row>`SELECT screening.id, pregnancy.id AS pregnancy_id, pregnancy.woman_id, screening.screened_day, screening.due_day, screening.items FROM pregnancy CROSS JOIN risk_screening AS screening
    WHERE pregnancy.voided_at IS NULL AND pregnancy.state = 'pregnant' AND screening.pregnancy_id = pregnancy.id AND screening.voided_at IS NULL AND screening.is_positive = 1 AND (screening.feedback_day IS NULL OR screening.feedback_colour IN ('orange', 'red', 'purple'))
    AND NOT EXISTS (SELECT 1 FROM risk_assessment AS assessment WHERE assessment.pregnancy_id = pregnancy.id AND assessment.voided_at IS NULL AND substr(assessment.confirmed_at, 1, 10) >= screening.screened_day)
    AND NOT EXISTS (SELECT 1 FROM risk_screening AS later WHERE later.pregnancy_id = pregnancy.id AND later.voided_at IS NULL AND (later.screened_day > screening.screened_day OR (later.screened_day = screening.screened_day AND later.id > screening.id)))`.execute(db)
  return rows.map(({ screenedDay, items, ...row }) => ({ ...row, sinceDay: screenedDay, dueAt: null, isOverdue: isPast(row.dueDay, today), detail: riskIdsIn(items).map(id => id.slice(1)).join('、'), alarm: null }))
}

/** 需重新评估: newer results, or an age or a gestation she has reached, would give a higher colour. */
async function toReassess({ db, today }: Context): Promise<Due[]> {
  const rows = await attentionOn(db, today).innerJoin('pregnancy', 'pregnancy.id', 'riskAttention.pregnancyId').select(['riskAttention.pregnancyId', 'pregnancy.womanId', 'riskAttention.sinceDay', 'riskAttention.colour', 'riskAttention.isPurple', 'riskAttention.reasons'])
    .where('pregnancy.state', 'in', ['pregnant', 'delivered']).where('pregnancy.voidedAt', 'is', null).execute()
  return rows.map(({ colour, isPurple, reasons, ...row }) => ({
    ...row, id: row.pregnancyId, dueDay: null, dueAt: null, isOverdue: colour === 'red', alarm: null, detail: '', proposed: { colour, isPurple: isPurple === 1 }, reasons: reasonsIn(reasons),
  }))
}

const UNREPORTED = sql`assessment.voided_at IS NULL AND assessment.report_due_day IS NOT NULL AND NOT EXISTS (SELECT 1 FROM risk_report AS report WHERE report.assessment_id = assessment.id AND report.voided_at IS NULL)`

/** 待报告: orange by the day, red by the hour (M-17). */
async function toReport({ db, nowMs }: Context): Promise<Due[]> {
  type Row = { id: string; pregnancyId: string; womanId: string; confirmedAt: Minute; reportDueDay: Day; reportDueAt: Minute | null; colour: RiskColour }
  const { rows } = await sql<Row>`SELECT assessment.id, assessment.pregnancy_id, pregnancy.woman_id, assessment.confirmed_at, assessment.report_due_day, assessment.report_due_at, assessment.colour
    FROM risk_assessment AS assessment CROSS JOIN pregnancy WHERE pregnancy.id = assessment.pregnancy_id AND pregnancy.voided_at IS NULL AND ${UNREPORTED}`.execute(db)
  const now = minuteAt(nowMs)
  return rows.map(({ id, pregnancyId, womanId, confirmedAt, reportDueDay, reportDueAt, colour }) => ({
    id, pregnancyId, womanId, sinceDay: dayOf(confirmedAt), dueDay: reportDueDay, dueAt: reportDueAt, isOverdue: isReportOverdue({ dueDay: reportDueDay, dueAt: reportDueAt }, now), detail: '', proposed: { colour, isPurple: false }, alarm: null,
  }))
}

/** 待建专案: pregnant at orange, red or purple without an open case. No text names a day for it: that of the report is taken. */
async function toManage(context: Context): Promise<Due[]> {
  type Row = { id: string; womanId: string; riskColour: RiskColour | null; isPurple: number | null; bookedDay: Day | null; confirmedAt: Minute | null }
  const rules = await context.setting('maternalRules')
  const { rows } = await sql<Row>`SELECT pregnancy.id, pregnancy.woman_id, pregnancy.risk_colour, pregnancy.is_purple, pregnancy.booked_day,
    (SELECT max(assessment.confirmed_at) FROM risk_assessment AS assessment WHERE assessment.pregnancy_id = pregnancy.id AND assessment.voided_at IS NULL) AS confirmed_at
    FROM pregnancy WHERE pregnancy.voided_at IS NULL AND pregnancy.state = 'pregnant' AND (pregnancy.risk_colour IN ('orange', 'red') OR pregnancy.is_purple = 1)
    AND NOT EXISTS (SELECT 1 FROM risk_case AS care WHERE care.pregnancy_id = pregnancy.id AND care.voided_at IS NULL AND care.closed_day IS NULL)`.execute(context.db)
  return rows.map(({ id, womanId, riskColour, isPurple, bookedDay, confirmedAt }) => {
    const line = { id, pregnancyId: id, womanId, detail: '', alarm: null }
    // A colour that came from elsewhere has no assessment here: it waits, without a day.
    if (confirmedAt === null) return { ...line, sinceDay: bookedDay ?? context.today, dueDay: null, dueAt: null, isOverdue: true }
    const standing = standingOfAssessment({ colour: riskColour, isPurple: isPurple === 1 })
    const due = riskReportDue(standing.colour === 'red' ? standing : { colour: 'orange' }, confirmedAt, rules)!
    return { ...line, sinceDay: dayOf(confirmedAt), ...due, isOverdue: isReportOverdue(due, minuteAt(context.nowMs)) }
  })
}

/** 专案追踪: every open case with its next day; those without one stand first, for somebody has to agree on it. */
async function toFollow(context: Context): Promise<Due[]> {
  type Row = { id: string; pregnancyId: string; womanId: string; openedDay: Day; number: string | null; followUpDays: number | null; riskColour: RiskColour | null; isPurple: number | null; lastVisitDay: Day | null; nextDay: Day | null; assessedAt: Minute | null }
  const rules = await context.setting('maternalRules')
  const { rows } = await sql<Row>`SELECT care.id, care.pregnancy_id, pregnancy.woman_id, care.opened_day, care.number, care.follow_up_days, pregnancy.risk_colour, pregnancy.is_purple,
    (SELECT max(visit.visit_day) FROM risk_case_visit AS visit WHERE visit.case_id = care.id AND visit.voided_at IS NULL) AS last_visit_day,
    (SELECT visit.next_day FROM risk_case_visit AS visit WHERE visit.case_id = care.id AND visit.voided_at IS NULL ORDER BY visit.visit_day DESC, visit.id DESC LIMIT 1) AS next_day,
    (SELECT max(assessment.confirmed_at) FROM risk_assessment AS assessment WHERE assessment.pregnancy_id = care.pregnancy_id AND assessment.voided_at IS NULL) AS assessed_at
    FROM risk_case AS care CROSS JOIN pregnancy WHERE care.voided_at IS NULL AND care.closed_day IS NULL AND pregnancy.id = care.pregnancy_id`.execute(context.db)
  return rows.map(({ id, pregnancyId, womanId, openedDay, number, followUpDays, riskColour, isPurple, lastVisitDay, nextDay, assessedAt }) => {
    const dueDay = caseDueDay({ openedDay, followUpDays, lastVisitDay, nextDay, assessedDay: assessedAt === null ? null : dayOf(assessedAt) }, standingOfAssessment({ colour: riskColour, isPurple: isPurple === 1 }), rules)
    return { id, pregnancyId, womanId, sinceDay: lastVisitDay ?? openedDay, dueDay, dueAt: null, isOverdue: isPast(dueDay, context.today), detail: number ?? '', alarm: null }
  })
}

/** 转诊未到位: emergency slips without an arrival; red is asked for the same day, everybody else within the days of the service (M-19). */
async function toArrive(context: Context): Promise<Due[]> {
  const rules = await context.setting('maternalRules')
  const rows = await context.db.selectFrom('criticalReferral').innerJoin('organization', 'organization.id', 'criticalReferral.organizationId')
    .leftJoin('pregnancy', join => join.onRef('pregnancy.womanId', '=', 'criticalReferral.personId').on('pregnancy.state', '=', 'pregnant').on('pregnancy.voidedAt', 'is', null))
    .select(['criticalReferral.id', 'criticalReferral.personId', 'criticalReferral.referredAt', 'criticalReferral.riskColour', 'criticalReferral.state', 'organization.name as organizationName', 'pregnancy.id as pregnancyId', 'pregnancy.riskColour as herColour'])
    .where('criticalReferral.voidedAt', 'is', null).where('criticalReferral.state', 'in', [...OPEN_REFERRAL]).execute()
  return rows.map(row => {
    const sinceDay = dayOf(row.referredAt)
    const dueDay = referralOutcomeDay(sinceDay, row.riskColour ?? row.herColour ?? 'orange', rules)
    return { id: row.id, pregnancyId: row.pregnancyId, womanId: row.personId, sinceDay, dueDay, dueAt: null, isOverdue: dueDay < context.today, detail: row.organizationName, alarm: null }
  })
}

/** 危重待评审: every woman who nearly died is reviewed; no text names a day for it. */
async function toReview({ db }: Context): Promise<Due[]> {
  const rows = await db.selectFrom('riskNearMiss').innerJoin('pregnancy', 'pregnancy.id', 'riskNearMiss.pregnancyId').select(['riskNearMiss.id', 'riskNearMiss.pregnancyId', 'pregnancy.womanId', 'riskNearMiss.occurredAt', 'riskNearMiss.signs'])
    .where(sql<boolean>`risk_near_miss.voided_at IS NULL AND risk_near_miss.reviewed_day IS NULL`).execute()
  return rows.map(({ occurredAt, signs, ...row }) => ({ ...row, sinceDay: dayOf(occurredAt), dueDay: null, dueAt: null, isOverdue: false, detail: codesIn(signs as never).map(sign => NEAR_MISS_SIGN.label(sign as never)).join('、'), alarm: null }))
}

const LISTS: Readonly<Record<RiskList, (context: Context) => Promise<Due[]>>> = { screen: toScreen, assess: toAssess, attention: toReassess, report: toReport, case: toManage, followUp: toFollow, referral: toArrive, retention: retained, nearMiss: toReview }

/** The first assessment of a pregnancy that is not reported yet; null for none. */
export async function unreportedOf(db: ReadDb, pregnancyId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT assessment.id FROM risk_assessment AS assessment WHERE assessment.pregnancy_id = ${pregnancyId} AND ${UNREPORTED} ORDER BY assessment.confirmed_at LIMIT 1`.execute(db)
  return rows[0]?.id ?? null
}

/** Was she sent away in this pregnancy without anybody knowing that she arrived? */
export async function openReferralOf(db: ReadDb, { pregnancy: { startDay }, woman }: PregnancyOf): Promise<boolean> {
  const row = await db.selectFrom('criticalReferral').select('id').where('personId', '=', woman.id).where('voidedAt', 'is', null).where('state', 'in', [...OPEN_REFERRAL]).where('referredAt', '>=', (startDay ?? '') as Minute).executeTakeFirst()
  return row !== undefined
}

// Without a day somebody has to agree on one: before everything else.
const pressing = (row: Due): string => row.dueAt ?? row.dueDay ?? ''
const order = (one: Due, other: Due): number => Number(other.isOverdue) - Number(one.isOverdue) || (pressing(one) < pressing(other) ? -1 : pressing(one) > pressing(other) ? 1 : one.sinceDay < other.sinceDay ? -1 : one.sinceDay > other.sinceDay ? 1 : one.id < other.id ? -1 : 1)

type Woman = { womanId: string; name: string | null; phone: string | null; homeRegion: string | null }
const womenOf = async (db: ReadDb, ids: readonly string[]): Promise<Map<string, Woman>> => {
  const found: Woman[] = []
  // An engine takes only so many values in one question.
  for (let at = 0; at < ids.length; at += CHUNK) found.push(...await db.selectFrom('person').select(['id as womanId', 'name', 'phone', 'homeRegion']).where('id', 'in', ids.slice(at, at + CHUNK)).execute())
  return new Map(found.map(row => [row.womanId, row]))
}
const CHUNK = 500
const TOWNSHIP_DIGITS = 9

/** One list, the overdue first; the follow-ups also counted by township of the woman's home. */
export async function riskDutyList(context: ReadContext, { list, offset, limit, overdueOnly, township }: { list: RiskList; offset: number; limit: number; overdueOnly?: boolean | undefined; township?: string | undefined }): Promise<Output<'risk.duty.list'>> {
  const { db, user, today } = context
  const all = (await LISTS[list](context)).toSorted(order)
  const women = list === 'followUp' ? await womenOf(db, [...new Set(all.map(row => row.womanId))]) : null
  const names = new Map<string, string>()
  const townshipOf = (region: string | null | undefined): string => {
    if (!region) return NOWHERE
    const known = names.get(region) ?? (region.length === TOWNSHIP_DIGITS ? openRegions(context.ports.folders.resources, region).find(region)?.name : undefined) ?? NOWHERE
    names.set(region, known)
    return known
  }
  const townships = women ? [...Map.groupBy(all, row => townshipOf(women.get(row.womanId)?.homeRegion))].map(([name, rows]) => ({ name, total: rows.length, overdue: rows.filter(row => row.isOverdue).length })).toSorted((one, other) => other.overdue - one.overdue || other.total - one.total) : []
  const asked = all.filter(row => (!overdueOnly || row.isOverdue) && (!township || !women || townshipOf(women.get(row.womanId)?.homeRegion) === township))
  const page = asked.slice(offset, offset + limit)
  const shown = women ?? await womenOf(db, [...new Set(page.map(row => row.womanId))])
  const ids = page.flatMap(row => row.pregnancyId ?? [])
  const pregnancies = new Map((ids.length === 0 ? [] : await db.selectFrom('pregnancy').select(['id', 'startDay', 'expectedDay', 'state', 'riskColour', 'isPurple']).where('id', 'in', ids).execute()).map(row => [row.id, row]))
  const maySee = user.permissions.has('person.reveal')
  return {
    total: asked.length, overdue: all.filter(row => row.isOverdue).length, townships,
    rows: page.map(row => {
      const [woman, pregnancy] = [shown.get(row.womanId), row.pregnancyId ? pregnancies.get(row.pregnancyId) : undefined]
      return {
        ...row, proposed: row.proposed ?? null, reasons: row.reasons ?? [], name: woman?.name ?? null, phone: woman?.phone && !maySee ? maskPhone(woman.phone) : woman?.phone ?? null, township: townshipOf(woman?.homeRegion), colour: pregnancy?.riskColour ?? null, isPurple: pregnancy?.isPurple === 1,
        gestationDays: pregnancy ? gestationToday(pregnancy, today) : null, expectedDay: pregnancy?.expectedDay ?? null,
      }
    }),
  }
}
const NOWHERE = '未填乡镇'

/** How much each list holds, and how many of those at orange, red or purple who are pregnant now have an open case (M-28). */
export async function riskDutyCounts(context: ReadContext): Promise<Output<'risk.duty.counts'>> {
  const lists = Object.fromEntries(await Promise.all(RISK_LISTS.map(async list => { const rows = await LISTS[list](context); return [list, { total: rows.length, overdue: rows.filter(row => row.isOverdue).length }] as const }))) as Output<'risk.duty.counts'>['lists']
  const { rows: [found] } = await sql<{ high: number; managed: number }>`SELECT count(*) AS high, count(care.id) AS managed FROM pregnancy LEFT JOIN risk_case AS care ON care.pregnancy_id = pregnancy.id AND care.voided_at IS NULL AND care.closed_day IS NULL
    WHERE pregnancy.voided_at IS NULL AND pregnancy.state = 'pregnant' AND (pregnancy.risk_colour IN ('orange', 'red') OR pregnancy.is_purple = 1)`.execute(context.db)
  return { lists, high: Number(found?.high ?? 0), managed: Number(found?.managed ?? 0), renewing: await countStaleRiskAttention(context.db) }
}

const LIST_WORD: Readonly<Record<Exclude<RiskList, 'screen' | 'nearMiss'>, Message>> = {
  retention: message('riskScreen.list.retention', '高危截留'), report: message('home.late.report', '分级报告逾期'), case: message('home.late.case', '待建专案逾期'), assess: message('home.late.assess', '待评估逾期'),
  followUp: message('home.late.followUp', '专案追踪逾期'), referral: message('riskScreen.list.referral', '转诊未到位'), attention: message('riskScreen.list.attention', '需重新评估'),
}

/** For the home page: whose results ask for a new assessment, and whose case is to be followed up today or was before. */
export async function riskWork(context: ReadContext, limit: number): Promise<Pick<Output<'home.summary'>, 'riskAttention' | 'riskFollowUps'>> {
  const list = async (due: readonly Due[], wordOf: (row: Due) => Message | string): Promise<NonNullable<Output<'home.summary'>['riskAttention']>> => {
    const page = due.toSorted(order).slice(0, limit)
    const women = await womenOf(context.db, page.map(row => row.womanId))
    return { total: due.length, first: page.map(row => ({ id: row.pregnancyId!, title: women.get(row.womanId)?.name ?? '', detail: wordOf(row), since: row.dueDay ?? row.sinceDay })) }
  }
  return {
    riskAttention: await list(await toReassess(context), ({ proposed }) => proposed ? PROPOSED[standingOfAssessment(proposed).shown] : ''),
    riskFollowUps: await list((await toFollow(context)).filter(({ dueDay }) => dueDay === null || dueDay <= context.today), ({ detail }) => detail),
  }
}

const PROPOSED: Readonly<Record<RiskColour, Message>> = {
  green: message('home.proposed.green', '提示绿色'), yellow: message('home.proposed.yellow', '提示黄色'), orange: message('home.proposed.orange', '提示橙色'), red: message('home.proposed.red', '提示红色'), purple: message('home.proposed.purple', '提示紫色'),
}

/** For the home page: what is overdue of all lists, births and stays beyond our level first. */
export async function riskAlarms(context: ReadContext, limit: number): Promise<NonNullable<Output<'home.summary'>['riskDuties']>> {
  const lists = Object.keys(LIST_WORD) as (keyof typeof LIST_WORD)[]
  const found = await Promise.all(lists.map(async list => ({ list, ...await riskDutyList(context, { list, offset: 0, limit, overdueOnly: true }) })))
  return {
    total: found.reduce((sum, { total }) => sum + total, 0),
    first: found.flatMap(({ list, rows }) => rows.flatMap(row => row.pregnancyId === null ? [] : [{ id: row.pregnancyId, title: row.name ?? '', detail: LIST_WORD[list], since: row.dueDay ?? row.sinceDay }])).slice(0, limit),
  }
}
