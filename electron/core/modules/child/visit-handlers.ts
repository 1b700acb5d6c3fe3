import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { CHILD_CONTACT, type ChildContact, MADE_UP } from '../../../../domain/code/child-check.ts'
import { codeList } from '../../../../domain/field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { DELIVERY_MODE_TO_CIRCUMSTANCE } from '../../../../domain/code/child-maps.ts'
import { BIRTH_CIRCUMSTANCE } from '../../../../domain/code/child-newborn-visit.ts'
import type { DeliveryMode } from '../../../../domain/code/delivery.ts'
import { evaluatedFields } from '../../../../domain/modules/child/evaluated-fields.ts'
import { measurementOf } from '../../../../domain/modules/child/measurement.ts'
import { newbornVisit, type NewbornVisit } from '../../../../domain/modules/child/newborn-visit.record.ts'
import { dangerIssues } from '../../../../domain/modules/child/newborn-visit.rules.ts'
import { childVisit, type ChildVisit } from '../../../../domain/modules/child/visit.record.ts'
import { contactOf } from '../../../../domain/rule/child/contacts.ts'
import { contactAt, contactWindows } from '../../../../domain/rule/child/contact-schedule.ts'
import { MADE_UP_CONTENT, madeUpAt } from '../../../../domain/rule/child/form-fields.ts'
import { evaluateBothAges, evaluateGrowth, type GrowthEvaluation, type GrowthMeasurement } from '../../../../domain/rule/growth/evaluate.ts'
import { growthAges } from '../../../../domain/rule/growth/age.ts'
import { checkMeasurement } from '../../../../domain/rule/growth/plausibility.ts'
import type { GrowthRuleValues } from '../../../../domain/rule/growth/rules.ts'
import { signsAgeAt } from '../../../../domain/rule/child/warning-signs.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import { openGrowth } from '../../growth.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, saveRow, type SaveRequest } from '../../record/store.ts'
import { keepAppointments } from '../../registry/child-appointments.ts'
import { childFactsOf, openContentsOf } from '../../registry/child-due.ts'
import { measuredOn, only } from './same-day.ts'
import { screeningWordsOf } from './screening-words.ts'
import { type ChildOfFile, childOf, headOf, measurementsOf, visitsOfFile } from './head.ts'

type Context = ReadContext | WriteContext

/** The options of the hospital for growth: method and what lies between two printed rows. */
export const growthOf = async (context: Context) => ({ tables: openGrowth(context.ports.folders.resources), options: { rules: await context.setting('growthRules') } })
type Growth = Awaited<ReturnType<typeof growthOf>>

/**
 * Days and measurements against birth, death and what was measured at any other time (note §4.7; the issue's bad input);
 * `day`: that of the record, judged alone for a child whose birth day nobody knows; `id`: the record they stand in.
 */
export async function measurementIssues(context: Context, { tables, options }: Growth, of: ChildOfFile, day: Day | null, measured: GrowthMeasurement | null, id?: string): Promise<FieldIssue[]> {
  const deathDay = of.file.state === 'death' ? of.file.stateDay : null
  if (!measured) return deathDay && day && day > deathDay ? [block('visitDay', message('childVisit.afterDeath', '随访日期不能晚于死亡日期'))] : []
  const found = checkMeasurement(tables, measured, { today: context.today, deathDay, others: await measurementsOf(context.db, of, id) }, options.rules)
  return found.map(issue => issue.path === 'measuredDay' ? { ...issue, path: 'visitDay' } : issue)
}

async function visitIssues(context: WriteContext, of: ChildOfFile, row: { visitDay: Day | null; contact: ChildContact | null }, id: string | undefined): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = []
  if (of.file.state !== 'managed' && of.file.state !== 'death' && of.file.stateDay && row.visitDay && row.visitDay > of.file.stateDay) {
    issues.push(warn('visitDay', message('childVisit.notManaged', '该儿童已不在管({{day}}),请核对;恢复管理请修改档案', { day: of.file.stateDay })))
  }
  if (!row.visitDay || !row.contact) return issues
  const same = await context.db.selectFrom('childVisit').select(['id', 'visitDay', 'contact']).where('fileId', '=', of.file.id).where('voidedAt', 'is', null).where(eb => eb.or([eb('contact', '=', row.contact!), eb('visitDay', '=', row.visitDay!)])).execute()
  const others = same.filter(one => one.id !== id)
  if (others.some(one => one.visitDay === row.visitDay && one.contact === row.contact)) issues.push(block('visitDay', message('childVisit.twice', '这一天的“{{contact}}”已经登记过,请打开原记录修改', { contact: CHILD_CONTACT.label(row.contact) })))
  else if (others.some(one => one.contact === row.contact)) issues.push(warn('contact', message('childVisit.contactDone', '“{{contact}}”已于 {{day}} 登记,请核对是否重复', { contact: CHILD_CONTACT.label(row.contact), day: others.find(one => one.contact === row.contact)!.visitDay })))
  const facts = await childFactsOf(context.db, of.file.id)
  const expected = facts && contactAt(facts, row.visitDay, await context.setting('childRules'))
  if (expected && expected !== row.contact) issues.push(warn('contact', message('childVisit.otherContact', '按出生日期,这一天属于“{{expected}}”,请核对', { expected: CHILD_CONTACT.label(expected) })))
  return issues
}


async function saveVisit(context: WriteContext, input: SaveRequest<typeof childVisit>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, childVisit, input.id)
  if (old && old.fileId !== input.row.fileId) throw new AppError('invalid', [block('fileId', message('childVisit.fileFixed', '随访不能改到另一名儿童名下;登错了请作废后重新登记'))])
  const of = await fileFor(context, input.row.fileId)
  const row = tidyRow(childVisit, input.row)
  const growth = await growthOf(context)
  const { tables, options } = growth
  const measured = measurementOf(of, row)
  const evaluation = measured && measured.measuredDay >= measured.birthDay ? evaluateGrowth(tables, measured, options) : null
  const evaluated = evaluatedFields(evaluation, options.rules.method)
  const issues = [...await visitIssues(context, of, row, old?.id ?? input.id), ...await measurementIssues(context, growth, of, row.visitDay, measured, old?.id)]
  const signs = askedSigns(of, row, options.rules)
  const saved = await saveRow(context, childVisit, { ...input, row: { ...row, ...evaluated, signsAgeMonths: signs.ageMonths }, moreIssues: [...issues, ...signs.issues] })
  if (row.contact) await keepAppointments(context, of.file.id, row.contact)
  return saved
}

/** The group of signs a contact asks for on a day; null without a birth day or where it asks for none. */
const signsAge = ({ file, child }: ChildOfFile, contact: ChildContact | null, day: Day | null, rules: GrowthRuleValues): number | null =>
  contact && day && child.birthDay && day >= child.birthDay ? signsAgeAt(contact, { birthDay: child.birthDay, gestationDays: file.gestationDays }, day, rules) : null

/** Answers stay those to the signs that were asked; of another age than the child's they are asked about (§2, §6). */
function askedSigns(of: ChildOfFile, row: ChildVisit, rules: GrowthRuleValues): { ageMonths: number | null; issues: FieldIssue[] } {
  const expected = signsAge(of, row.contact, row.visitDay, rules)
  const isAnswered = [row.warningSign1, row.warningSign2, row.warningSign3, row.warningSign4].some(sign => sign !== null)
  if (!isAnswered || expected === null) return { ageMonths: expected, issues: [] }
  const { due } = contactOf(row.contact)
  const asked = row.signsAgeMonths ?? (due.from === 'month' ? due.months : 0)
  if (asked === expected) return { ageMonths: asked, issues: [] }
  const months = growthAges(of.child.birthDay!, row.visitDay, of.file.gestationDays, rules).correctedMonths ?? 0
  return {
    ageMonths: asked, issues: [expected === 0
      ? warn('warningSign1', message('childVisit.signsTooEarly', '矫正月龄 {{months}} 月,不足 3 月,不应询问预警征象,请核对', { months }))
      : warn('warningSign1', message('childVisit.signsOtherAge', '矫正月龄 {{months}} 月,应询问 {{group}} 月龄的预警征象,本次回答的是 {{asked}} 月龄的,请核对', { months, group: expected, asked }))],
  }
}

async function fileFor(context: Context, fileId: string | null): Promise<ChildOfFile> {
  if (!fileId) throw new AppError('invalid', [block('fileId', message('childVisit.noFile', '请先选择儿童'))])
  return childOf(context.db, fileId)
}

async function saveNewbornVisit(context: WriteContext, input: SaveRequest<typeof newbornVisit>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, newbornVisit, input.id)
  if (old && old.fileId !== input.row.fileId) throw new AppError('invalid', [block('fileId', message('childVisit.fileFixed', '随访不能改到另一名儿童名下;登错了请作废后重新登记'))])
  const of = await fileFor(context, input.row.fileId)
  const row = tidyRow(newbornVisit, input.row)
  const issues = [...await measurementIssues(context, await growthOf(context), of, row.visitDay, measurementOf(of, row), old?.id), ...dangerIssues(row, await context.setting('childRules'))]
  const saved = await saveRow(context, newbornVisit, { ...input, row, moreIssues: issues })
  await keepAppointments(context, of.file.id, 'home')
  return saved
}

function circumstancesOf(born: { mode: DeliveryMode; fetusCount: number } | undefined): NewbornVisit['birthCircumstances'] {
  if (!born) return null
  const mode = DELIVERY_MODE_TO_CIRCUMSTANCE[born.mode]
  return codeList(BIRTH_CIRCUMSTANCE, [...(mode ? [mode] : []), ...(born.fetusCount > 1 ? ['5' as const] : [])])
}

// Carried from the last visit because it usually stays: the doctor sees which, and changes what has changed. Who examines
// and what is counted anew (teeth) never is.
const CARRIED = ['vitaminDIuPerDay', 'vitaminDName', 'outdoorHoursPerDay', 'feeding'] as const satisfies readonly (keyof ChildVisit)[]
const STANDING_FROM: readonly ChildContact[] = ['month24', 'month30', 'month36', 'year4', 'year5', 'year6']

export const childVisitHandlers = {
  'child.visit.save': (input, context) => saveVisit(context, input),
  'child.newbornVisit.save': (input, context) => saveNewbornVisit(context, input),
  'child.visit.prepare': async ({ fileId, visitDay, contact }, context) => {
    context.touched('child.file', fileId)
    const of = await childOf(context.db, fileId)
    const day = (visitDay ?? context.today) as Day
    const facts = await childFactsOf(context.db, fileId)
    const rules = await context.setting('childRules')
    const windows = facts ? contactWindows(facts, rules) : []
    const byDay = facts ? contactAt(facts, day, rules) : null
    const found = contact ?? (byDay && byDay !== 'home' ? byDay : 'month1')
    const visits = await visitsOfFile(context.db, fileId)
    const last = visits.findLast(visit => visit.visitDay < day) ?? null
    // Only what the column of this age asks for.
    const carried = last ? Object.fromEntries(CARRIED.flatMap(name => last[name] === null || childVisit.fields[name].showIf?.({ ...last, contact: found }) === false ? [] : [[name, last[name]]])) : {}
    // What another form measured that day is not measured and typed again.
    const measured = await measuredOn(context.db, fileId, day)
    const signsAgeMonths = signsAge(of, found, day, await context.setting('growthRules'))
    const open = madeUpAt(found).length > 0 ? await openContentsOf(context.db, fileId, day, found, rules) : []
    const madeUp = codeList(MADE_UP, madeUpAt(found).filter(answer => open.includes(MADE_UP_CONTENT[answer])))
    const nextDueDay = windows[windows.findIndex(window => window.contact === found) + 1]?.dueDay ?? null
    return {
      head: headOf(context, of), contact: found, last, carried: Object.keys(carried), sameDay: Object.keys(measured), nextDueDay,
      row: {
        fileId, contact: found, visitDay: day, place: 'clinic', position: STANDING_FROM.includes(found) ? 'H' : 'L', referral: '1', doctorName: context.user.displayName, ...carried, ...measured, ...(signsAgeMonths === null ? {} : { signsAgeMonths }),
        ...(madeUp ? { madeUp } : {}), ...(nextDueDay && nextDueDay > day ? { nextVisitDay: nextDueDay } : {}),
      },
    }
  },
  'child.newbornVisit.prepare': async ({ fileId, visitDay }, context) => {
    context.touched('child.file', fileId)
    const of = await childOf(context.db, fileId)
    const { file } = of
    const day = (visitDay ?? context.today) as Day
    const facts = await childFactsOf(context.db, fileId)
    const windows = facts ? contactWindows(facts, await context.setting('childRules')) : []
    const home = windows.find(window => window.contact === 'home')
    const born = file.newbornId ? await context.db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(['delivery.mode', 'delivery.fetusCount']).where('newborn.id', '=', file.newbornId).executeTakeFirst() : undefined
    const next = windows.find(window => window.contact === 'month1')?.dueDay ?? null
    const screened = await screeningWordsOf(context, fileId, day)
    const weighed = only(await measuredOn(context.db, fileId, day), 'weightKg')
    return {
      head: headOf(context, of), dueDay: home?.dueDay ?? null, windowEnd: home?.windowEnd ?? null,
      row: {
        fileId, visitDay: day, place: 'home', referral: '1', doctorName: context.user.displayName, gestationDays: file.gestationDays, birthInstitution: file.birthInstitution, apgarOneMinute: file.apgarOneMinute, apgarFiveMinutes: file.apgarFiveMinutes,
        birthWeightG: file.birthWeightG, birthLengthCm: file.birthLengthCm, birthCircumstances: circumstancesOf(born), ...screened, ...weighed, ...(next && next > day ? { nextVisitDay: next, nextPlace: '本院儿童保健门诊' } : {}),
      },
    }
  },
  'child.visit.evaluate': async ({ fileId, row }, context) => {
    const of = await childOf(context.db, fileId)
    const growth = await growthOf(context)
    const { tables, options } = growth
    const measured = measurementOf(of, { visitDay: (row.visitDay ?? context.today) as Day, weightKg: row.weightKg ?? null, lengthCm: row.lengthCm ?? null, headCm: row.headCm ?? null, position: row.position ?? null, oedema: row.oedema ?? null })
    const signsAgeMonths = signsAge(of, row.contact ?? null, (row.visitDay ?? context.today) as Day, options.rules)
    if (!measured) return { ageDays: null, ageMonths: null, ageUsed: null, actualDays: null, reason: null, rows: [], statuses: [], issues: [], chronological: [], signsAgeMonths }
    const { primary, chronological } = evaluateBothAges(tables, measured, options)
    const actual = (chronological?.rows ?? []).flatMap(({ standard, indicator, z }) => z !== null && (standard === 'who2006' || standard === 'who2007') ? [{ indicator, z }] : [])
    return { ...shownEvaluation(primary), chronological: actual, issues: await measurementIssues(context, growth, of, measured.measuredDay, measured), signsAgeMonths }
  },
} satisfies Partial<Handlers>

/** An evaluation as the screens show it. */
export function shownEvaluation(evaluation: GrowthEvaluation): Omit<Output<'child.visit.evaluate'>, 'issues' | 'chronological' | 'signsAgeMonths'> {
  return {
    ageDays: evaluation.ageDays, ageMonths: evaluation.ageMonths, actualDays: evaluation.actualDays, ageUsed: evaluation.ageUsed, reason: evaluation.reason, statuses: [...evaluation.statuses],
    rows: evaluation.rows.map(({ standard, indicator, value, z, estimatedZ, percentile, grade, status, reason, notes }) => ({ standard, indicator, value, z, estimatedZ, percentile, grade, status, reason, notes: [...notes] })),
  }
}
