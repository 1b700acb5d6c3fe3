import { PELVIC_CONTRAINDICATION, PELVIC_METHOD, type PelvicContraindication, type PelvicMethod, type PelvicSessionState } from '../../code/pelvic.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { addDays, type Day, daysBetween, epochOf, type Minute, monthAnniversary } from '../../time/day.ts'
import { percentOf } from '../rate.ts'
import type { PelvicRules } from './pelvic-rules.ts'

const SUNDAY = '1970-01-04' as Day
/** 0 Sunday … 6 Saturday. */
export const weekdayOf = (day: Day): number => (daysBetween(SUNDAY, day) % 7 + 7) % 7
const YEARS_AHEAD_DAYS = 3 * 366

/**
 * Days of a course (§10.4 [R]; F-28): from the start on, every day of the pattern's weekdays that the room is open, until
 * there are as many as asked for. Throws RangeError on a pattern without a weekday.
 */
export function courseDays({ start, sessions, weekdays, isClosed = () => false }: { start: Day; sessions: number; weekdays: readonly number[]; isClosed?: (day: Day) => boolean }): Day[] {
  if (weekdays.length === 0) throw new RangeError('a course needs a weekday')
  const days: Day[] = []
  for (let day = start; days.length < sessions && daysBetween(start, day) < YEARS_AHEAD_DAYS; day = addDays(day, 1)) if (weekdays.includes(weekdayOf(day)) && !isClosed(day)) days.push(day)
  return days
}

/** How a course stands: a missed or cancelled session does not count (§10.3; F-29). */
export function courseProgress(planned: number, states: readonly PelvicSessionState[]): { readonly done: number; readonly missed: number; readonly cancelled: number; readonly remaining: number; readonly completionPercent: number | null } {
  const count = (state: PelvicSessionState): number => states.filter(one => one === state).length
  const done = count('done')
  return { done, missed: count('missed'), cancelled: count('cancelled'), remaining: Math.max(0, planned - done), completionPercent: percentOf(done, planned) }
}

/** The evaluation a course asks for after so many finished sessions (§10.5): in the middle, at the end, or none. */
export function evaluationDue(planned: number, done: number, evaluatedAfterSessions: readonly number[], rules: Pick<PelvicRules, 'midCourseFirstSession' | 'midCourseLastSession'>): { readonly kind: 'middle' | 'end'; readonly isOverdue: boolean } | null {
  if (done >= planned) return evaluatedAfterSessions.some(after => after >= planned) ? null : { kind: 'end', isOverdue: done > planned }
  // A course that ends before its middle is evaluated at its end alone.
  if (done < rules.midCourseFirstSession || planned <= rules.midCourseFirstSession || evaluatedAfterSessions.some(after => after >= rules.midCourseFirstSession)) return null
  return { kind: 'middle', isOverdue: done > rules.midCourseLastSession }
}

/** Does a contraindication count for a method? */
function counts(one: PelvicContraindication, method: PelvicMethod): boolean {
  const { isElectrical, usesProbe, isMagnetic } = PELVIC_METHOD.entry(method)
  const { byCurrent, byProbe, byMagnet, always } = PELVIC_CONTRAINDICATION.entry(one)
  return always || (byCurrent && isElectrical) || (byProbe && usesProbe) || (byMagnet && isMagnetic)
}
/** What is asked before a session of this method, in the order of the form. */
export const askedBefore = (method: PelvicMethod): readonly PelvicContraindication[] => PELVIC_CONTRAINDICATION.values.filter(one => counts(one, method))

const isAbsolute = (one: PelvicContraindication): boolean => PELVIC_CONTRAINDICATION.entry(one).isAbsolute
const names = (of: readonly PelvicContraindication[]): string => of.map(one => PELVIC_CONTRAINDICATION.label(one)).join('、')

/**
 * The answers before a session (§10.2; F-30, F-31): every question of the method has its answer; a yes stops it, until a
 * doctor overrides with a reason – pregnancy and pacemaker nobody overrides.
 */
export function contraindicationIssues(method: PelvicMethod, answers: Readonly<Partial<Record<PelvicContraindication, boolean | null>>>, override: { readonly reason: string | null; readonly doctorName: string | null } | null): FieldIssue[] {
  const asked = askedBefore(method)
  const open = asked.filter(one => typeof answers[one] !== 'boolean')
  const positive = asked.filter(one => answers[one] === true)
  if (open.length > 0) return [block('contraindications', message('pelvic.notAsked', '治疗前请逐项询问禁忌:还没有回答{{items}}', { items: names(open) }))]
  const absolute = positive.filter(isAbsolute)
  if (absolute.length > 0) return [block('contraindications', message('pelvic.absolute', '{{items}}:不能做{{method}},请改用其他方法', { items: names(absolute), method: PELVIC_METHOD.label(method) }))]
  if (positive.length > 0 && ((override?.reason ?? '').trim().length < 2 || !override?.doctorName)) return [block('overrideReason', message('pelvic.contraindicated', '{{items}}:今天不能做{{method}};医生认为可以做的,请医生填写理由', { items: names(positive), method: PELVIC_METHOD.label(method) }))]
  return []
}

/**
 * What is known of her against a course of this method, before anybody is asked: what nobody may override refuses the course,
 * anything else is asked about, because a doctor has to agree before each of its sessions (§10.2 [R]).
 */
export function knownIssues(method: PelvicMethod, known: readonly PelvicContraindication[]): FieldIssue[] {
  const named = askedBefore(method).filter(one => known.includes(one))
  const absolute = named.filter(isAbsolute)
  if (absolute.length > 0) return [block('method', message('pelvicCourse.knownAbsolute', '档案或孕期记录中有“{{items}}”,不能做{{method}},医生也不能放行;请改用其他方法,记录有误的请先更正记录', { items: names(absolute), method: PELVIC_METHOD.label(method) }))]
  return named.length === 0 ? [] : [warn('method', message('pelvicCourse.known', '档案中有“{{items}}”,做{{method}}每次都须医生写明理由并输入密码;请改用其他方法,仍要安排请写明原因', { items: names(named), method: PELVIC_METHOD.label(method) }))]
}

/** A session too soon after the one before, or before the one that comes next, is asked about (§10.3 [R]). */
export function intervalIssues(at: Minute, previousAt: Minute | null, { hoursBetweenSessions: least }: Pick<PelvicRules, 'hoursBetweenSessions'>, nextAt: Minute | null = null): FieldIssue[] {
  const hoursBetween = (from: Minute | null, to: Minute | null): number | null => from === null || to === null ? null : Math.floor((epochOf(to) - epochOf(from)) / 3_600_000)
  const isTooSoon = (hours: number | null): hours is number => hours !== null && hours >= 0 && hours < least
  const [since, until] = [hoursBetween(previousAt, at), hoursBetween(at, nextAt)]
  return [
    ...(isTooSoon(since) ? [warn('startedAt', message('pelvic.tooSoon', '距上次治疗只有 {{hours}} 小时,不足 {{least}} 小时,请核对', { hours: since, least }))] : []),
    ...(isTooSoon(until) ? [warn('startedAt', message('pelvic.tooSoonNext', '距下次治疗只有 {{hours}} 小时,不足 {{least}} 小时,请核对', { hours: until, least }))] : []),
  ]
}

/**
 * The follow-up a finished course asks for (3, 6, 12 months; §10.5 [K]) as of a day: the latest that has come up and was not
 * answered by an evaluation nearer to it than to the one before. Null where none is, and some months after the last.
 */
export function followUpDue(closedDay: Day, evaluationDays: readonly Day[], by: Day, { followUpFirstMonths, followUpSecondMonths, followUpThirdMonths }: Pick<PelvicRules, 'followUpFirstMonths' | 'followUpSecondMonths' | 'followUpThirdMonths'>): Day | null {
  const days = [closedDay, ...[followUpFirstMonths, followUpSecondMonths, followUpThirdMonths].map(months => monthAnniversary(closedDay, months))]
  const at = days.findLastIndex(day => day <= by)
  const [due, before] = [days[at], days[at - 1]]
  if (!due || !before || by > monthAnniversary(due, followUpThirdMonths)) return null
  const from = addDays(before, Math.ceil(daysBetween(before, due) / 2))
  return evaluationDays.some(day => day >= from) ? null : due
}
