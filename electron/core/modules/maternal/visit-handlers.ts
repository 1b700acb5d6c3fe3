import type { Output } from '../../../../domain/api/api.ts'
import { FOLLOW_UP_VISIT, type FollowUpVisit } from '../../../../domain/code/maternal-visit.ts'
import type { AntenatalVisit } from '../../../../domain/code/maternal-care.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { maternalFirst, type MaternalFirst, type StoredMaternalFirst } from '../../../../domain/modules/maternal/first.record.ts'
import { maternalVisit, type MaternalVisit, type StoredMaternalVisit } from '../../../../domain/modules/maternal/visit.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { antenatalDayIssues, gestationWithin } from '../../../../domain/rule/maternal/care-days.ts'
import type { MaternalRules } from '../../../../domain/rule/maternal/maternal-rules.ts'
import { measureIssues, pressureAgainstAssessment } from '../../../../domain/rule/maternal/measures.ts'
import { nextVisit } from '../../../../domain/rule/maternal/next-visit.ts'
import { bodyMassIndex } from '../../../../domain/rule/maternal/risk-assessment.ts'
import { antenatalWindow, guidanceAt, visitOn } from '../../../../domain/rule/maternal/visits.ts'
import { completedYears, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { saveRow, type SaveRequest } from '../../record/store.ts'
import { pregnancyHeadOf, pregnancyOf, type PregnancyOf } from '../../registry/pregnancies.ts'
import { careDaysOf, firstOf, madeVisits, ownerOf, visitsOf } from './facts.ts'

const gestationOf = ({ pregnancy: { startDay } }: PregnancyOf, day: Day | null | undefined): number | null => gestationWithin(startDay, day)
/** What is out of all reason is no finding: the days and measures it comes from are asked about. */
const within = (name: 'ageYears' | 'bmi', value: number | null): number | null => {
  const [least, most] = maternalFirst.fields[name].plausible
  return value !== null && value >= least && value <= most ? value : null
}

/** What the program finds for the first form. Body-mass index by the weight before the pregnancy where it is known (§6.6). */
export const firstFound = (of: PregnancyOf, row: Readonly<Partial<MaternalFirst>>): Pick<MaternalFirst, 'gestationDays' | 'ageYears' | 'bmi'> => {
  const weightKg = row.prePregnancyWeightKg ?? row.weightKg ?? null
  return {
    gestationDays: gestationOf(of, row.visitDay), ageYears: within('ageYears', of.woman.birthDay && row.visitDay ? completedYears(of.woman.birthDay, row.visitDay) : null),
    bmi: within('bmi', row.heightCm && weightKg ? bodyMassIndex(row.heightCm, weightKg) : null),
  }
}

async function saveFirst(context: WriteContext, input: SaveRequest<typeof maternalFirst>): Promise<{ id: string; rev: number }> {
  const { of, old } = await ownerOf(context, maternalFirst, input)
  const row = tidyRow(maternalFirst, input.row)
  const rules = await context.setting('maternalRules')
  const issues: FieldIssue[] = [...antenatalDayIssues(row.visitDay, careDaysOf(of)), ...measureIssues({ ...row, gestationDays: gestationOf(of, row.visitDay) }, rules), ...pressureAgainstAssessment(row, rules)]
  const there = await firstOf(context.db, of.pregnancy.id)
  if (there && there.id !== old?.id) issues.push(block('pregnancyId', message('maternalFirst.twice', '本次妊娠已于 {{day}} 填写第1次产前检查,请打开原记录修改', { day: there.visitDay })))
  const later = (await visitsOf(context.db, of.pregnancy.id)).find(visit => visit.visitDay < row.visitDay)
  if (row.visitDay && later) issues.push(warn('visitDay', message('maternalFirst.afterVisit', '已有 {{day}} 的产前随访,早于第1次产前检查日期,请核对', { day: later.visitDay })))
  return saveRow(context, maternalFirst, { ...input, row: { ...row, ...firstFound(of, row) }, moreIssues: issues })
}

/** A numbered visit against the others: once, in the order of the numbers, in its own window. */
function numberIssues(of: PregnancyOf, row: MaternalVisit, others: readonly StoredMaternalVisit[], rules: MaternalRules): FieldIssue[] {
  const { visitNumber: number, visitDay } = row
  if (!number || !visitDay || number === 'other') return []
  const issues: FieldIssue[] = []
  const done = others.find(visit => visit.visitNumber === number)
  if (done) issues.push(block('visitNumber', message('maternalVisit.twice', '{{number}}产前随访已于 {{day}} 登记,请打开原记录修改', { number: FOLLOW_UP_VISIT.label(number), day: done.visitDay })))
  const wrong = others.find(visit => visit.visitNumber !== 'other' && ((visit.visitNumber < number && visit.visitDay > visitDay) || (visit.visitNumber > number && visit.visitDay < visitDay)))
  if (wrong) issues.push(warn('visitDay', message('maternalVisit.order', '{{number}}随访在 {{day}},与本次次别的先后不符,请核对', { number: FOLLOW_UP_VISIT.label(wrong.visitNumber), day: wrong.visitDay })))
  if (!of.pregnancy.startDay || done) return issues
  const { first, last } = antenatalWindow(number, of.pregnancy.startDay, rules)
  if (visitDay < first || visitDay > last) issues.push(warn('visitNumber', message('maternalVisit.otherWindow', '{{number}}随访应在 {{first}} 至 {{last}} 之间,请核对次别和日期', { number: FOLLOW_UP_VISIT.label(number), first, last })))
  return issues
}

/** The last weight before a day. */
function lastWeight(first: StoredMaternalFirst | null, visits: readonly StoredMaternalVisit[], day: Day | null | undefined): number | null {
  if (!day) return null
  return visits.findLast(visit => visit.visitDay < day && visit.weightKg !== null)?.weightKg ?? (first && first.visitDay < day ? first.weightKg : null)
}

async function saveVisit(context: WriteContext, input: SaveRequest<typeof maternalVisit>): Promise<{ id: string; rev: number }> {
  const { of, old } = await ownerOf(context, maternalVisit, input)
  const row = tidyRow(maternalVisit, input.row)
  const rules = await context.setting('maternalRules')
  const others = (await visitsOf(context.db, of.pregnancy.id)).filter(visit => visit.id !== (old?.id ?? input.id))
  const first = await firstOf(context.db, of.pregnancy.id)
  const gestationDays = gestationOf(of, row.visitDay)
  const issues = [
    ...antenatalDayIssues(row.visitDay, careDaysOf(of)), ...numberIssues(of, row, others, rules),
    ...measureIssues({ ...row, gestationDays, lastWeightKg: lastWeight(first, others, row.visitDay) }, rules), ...pressureAgainstAssessment(row, rules),
  ]
  if (first && row.visitDay && row.visitDay < first.visitDay) issues.push(warn('visitDay', message('maternalVisit.beforeFirst', '随访日期早于第1次产前检查 {{day}},请核对', { day: first.visitDay })))
  const same = others.find(visit => visit.visitDay === row.visitDay)
  if (same) issues.push(warn('visitDay', message('maternalVisit.sameDay', '这一天已有一条产前随访({{number}}),请核对是否重复登记', { number: FOLLOW_UP_VISIT.label(same.visitNumber) })))
  return saveRow(context, maternalVisit, { ...input, row: { ...row, gestationDays }, moreIssues: issues })
}

/** The day the next visit opens after this one: the window that follows, tomorrow at the earliest. */
function nextDayAfter(startDay: Day, made: ReturnType<typeof madeVisits>, visit: AntenatalVisit | null, day: Day, rules: MaternalRules): Day | null {
  const next = nextVisit(startDay, [...made, { visit, day, nextDay: null }], day, rules)
  return next && next.first > day ? next.first : null
}

async function preparedFirst(context: ReadContext, of: PregnancyOf, visitDay: Day): Promise<Output<'maternal.first.prepare'>> {
  const { name: institution } = await context.setting('institution')
  const { startDay } = of.pregnancy
  const rules = await context.setting('maternalRules')
  const row: Partial<MaternalFirst> = {
    pregnancyId: of.pregnancy.id, visitDay, institution: institution || null, doctorName: context.user.displayName, referral: '1',
    nextVisitDay: startDay ? nextDayAfter(startDay, [], '1', visitDay, rules) : null,
  }
  return { head: await pregnancyHeadOf(context, of), row: { ...row, ...firstFound(of, row) }, existingId: (await firstOf(context.db, of.pregnancy.id))?.id ?? null }
}

async function preparedVisit(context: ReadContext, of: PregnancyOf, visitDay: Day, asked: FollowUpVisit | undefined): Promise<Output<'maternal.visit.prepare'>> {
  const rules = await context.setting('maternalRules')
  const { name: institution } = await context.setting('institution')
  const { id: pregnancyId, startDay } = of.pregnancy
  const visits = await visitsOf(context.db, pregnancyId)
  const first = await firstOf(context.db, pregnancyId)
  const isDone = (number: FollowUpVisit): boolean => number !== 'other' && visits.some(visit => visit.visitNumber === number)
  const byDay = startDay ? visitOn(startDay, visitDay, rules) : null
  const proposed: FollowUpVisit = byDay === null || byDay === '1' || isDone(byDay) ? 'other' : byDay
  const visitNumber = asked ?? proposed
  const before = visits.findLast(visit => visit.visitDay < visitDay)
  const last = before ?? (first && first.visitDay < visitDay ? { ...first, fundalHeightCm: null } : null)
  return {
    head: await pregnancyHeadOf(context, of), selectable: FOLLOW_UP_VISIT.values.filter(number => !isDone(number) || number === visitNumber), guidance: guidanceAt(visitNumber),
    existingId: visits.find(visit => visitNumber !== 'other' && visit.visitNumber === visitNumber)?.id ?? null,
    last: last && { visitDay: last.visitDay, gestationDays: last.gestationDays, weightKg: last.weightKg, systolicMmHg: last.systolicMmHg, diastolicMmHg: last.diastolicMmHg, fundalHeightCm: last.fundalHeightCm, haemoglobinGPerL: last.haemoglobinGPerL },
    row: {
      pregnancyId, visitNumber, visitDay, institution: institution || null, doctorName: context.user.displayName, referral: '1', gestationDays: gestationOf(of, visitDay),
      nextVisitDay: startDay ? nextDayAfter(startDay, madeVisits(first, visits), visitNumber === 'other' ? null : visitNumber, visitDay, rules) : null,
    },
  }
}

export const visitHandlers = {
  'maternal.first.save': (input, context) => saveFirst(context, input as SaveRequest<typeof maternalFirst>),
  'maternal.visit.save': (input, context) => saveVisit(context, input as SaveRequest<typeof maternalVisit>),
  'maternal.first.prepare': async ({ pregnancyId, visitDay }, context) => {
    context.touched('pregnancy', pregnancyId)
    return preparedFirst(context, await pregnancyOf(context.db, pregnancyId), (visitDay ?? context.today) as Day)
  },
  'maternal.visit.prepare': async ({ pregnancyId, visitDay, visitNumber }, context) => {
    context.touched('pregnancy', pregnancyId)
    return preparedVisit(context, await pregnancyOf(context.db, pregnancyId), (visitDay ?? context.today) as Day, visitNumber)
  },
} satisfies Partial<Handlers>
