import { z } from 'zod'
import { PRENATAL_PROJECT, type PrenatalProject } from '../../code/prenatal.ts'
import { block, type FieldIssue, message, type Message, warn } from '../../message/message.ts'
import { faultIf, says } from '../../settings/said.ts'
import { addDays, type Day, daysBetween } from '../../time/day.ts'
import { formatGestation } from '../gestation.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

/** What happens to a request outside its window: refused, or taken with a reason. */
const OUTSIDE = ['block', 'reason'] as const
const MOST_DAYS = 45 * 7
const WindowSchema = z.strictObject({
  project: z.enum(PRENATAL_PROJECT.values),
  /** First and last day of the window, in days of gestation, both included. */
  firstDays: z.int().min(0).max(MOST_DAYS), lastDays: z.int().min(0).max(MOST_DAYS),
  early: z.enum(OUTSIDE), late: z.enum(OUTSIDE),
}).superRefine(says(({ project, firstDays, lastDays }) => faultIf(firstDays > lastDays, message('prenatalWindow.order', '“{{project}}”的窗口“从”晚于“至”,请改正孕周', { project: PRENATAL_PROJECT.label(project) }))))
export type PrenatalWindow = z.output<typeof WindowSchema>

/** A hospital's own windows, one a project; the core counts the version. */
export const PrenatalWindowsSchema = z.strictObject({ version: z.int().min(1), windows: z.array(WindowSchema).max(40) })
  .superRefine(says(({ windows }) => PRENATAL_PROJECT.values.flatMap(code => faultIf(windows.filter(({ project }) => project === code).length !== 1, message('prenatalWindow.one', '“{{project}}”须有且只有一个窗口,请改正', { project: PRENATAL_PROJECT.label(code) }), 'windows'))))
export type PrenatalWindows = z.output<typeof PrenatalWindowsSchema>

type Shipped = { readonly from: readonly [weeks: number, days: number]; readonly to: readonly [weeks: number, days: number]; readonly early: PrenatalWindow['early']; readonly late: PrenatalWindow['late']; readonly source: string }
const NOTE = '产前筛查说明'
/** The windows of §2. Serum outside its weeks cannot be interpreted and is refused; the rest is asked about [R]. */
export const PRENATAL_WINDOW: Readonly<Record<PrenatalProject, Shipped>> = {
  booking: { from: [0, 0], to: [12, 6], early: 'reason', late: 'reason', source: `${NOTE} §2 [S-P5][S-P7]` },
  firstSerum: { from: [9, 0], to: [13, 6], early: 'block', late: 'block', source: `${NOTE} §2 [S-P6]` },
  nt: { from: [11, 0], to: [13, 6], early: 'block', late: 'block', source: `${NOTE} §2 [S-P4][S-P11]` },
  secondSerum: { from: [15, 0], to: [20, 6], early: 'block', late: 'block', source: `${NOTE} §2 [S-P1][S-P3][S-P7]` },
  nipt: { from: [12, 0], to: [22, 6], early: 'block', late: 'reason', source: `${NOTE} §2、§4 [S-P6](公司网页延至26周+6天)` },
  midUltrasound: { from: [16, 0], to: [24, 6], early: 'reason', late: 'reason', source: `${NOTE} §2 [S-P4][S-P6][S-P7](各县分段不一)` },
  lateUltrasound: { from: [28, 0], to: [34, 6], early: 'reason', late: 'reason', source: `${NOTE} §2 [S-P6]` },
  villusSampling: { from: [10, 0], to: [14, 0], early: 'reason', late: 'reason', source: `${NOTE} §2 [S-P11](另有10~13、11~14周)` },
  amniocentesis: { from: [16, 0], to: [22, 6], early: 'reason', late: 'reason', source: `${NOTE} §2 [S-P11](另有至24周)` },
  cordBlood: { from: [18, 0], to: [27, 6], early: 'reason', late: 'reason', source: `${NOTE} §2 [S-P11](下限18、20、22周+6天不一;上限为产品约定)` },
}
const inDays = ([weeks, days]: readonly [number, number]): number => weeks * 7 + days
export const PRENATAL_WINDOWS_DEFAULT: PrenatalWindows = {
  version: 1, windows: PRENATAL_PROJECT.values.map(project => { const { from, to, early, late } = PRENATAL_WINDOW[project]; return { project, firstDays: inDays(from), lastDays: inDays(to), early, late } }),
}

/** Where a project goes on when its own window has closed, in the order they are offered [R]. */
const INSTEAD: Readonly<Partial<Record<PrenatalProject, readonly PrenatalProject[]>>> = {
  firstSerum: ['secondSerum', 'nipt'], nt: ['secondSerum', 'nipt'], secondSerum: ['nipt', 'midUltrasound'], nipt: ['amniocentesis', 'cordBlood'], villusSampling: ['amniocentesis', 'cordBlood'], amniocentesis: ['cordBlood'],
}

/** The hospital's window of a project. */
export function windowOf(project: PrenatalProject, { windows }: PrenatalWindows): PrenatalWindow {
  const found = windows.find(one => one.project === project)
  if (!found) throw new RangeError(`no window for ${project}`)
  return found
}

export type WindowState = 'tooEarly' | 'open' | 'tooLate'
/** Where days of gestation lie against a window. */
export const windowState = (gestationDays: number, { firstDays, lastDays }: PrenatalWindow): WindowState => gestationDays < firstDays ? 'tooEarly' : gestationDays > lastDays ? 'tooLate' : 'open'

/** The calendar days of a window; `start` is day 0 of the pregnancy, the LMP or its corrected day (P-02, P-05, P-06). */
export const windowDays = ({ firstDays, lastDays }: PrenatalWindow, start: Day): { firstDay: Day; lastDay: Day } => ({ firstDay: addDays(start, firstDays), lastDay: addDays(start, lastDays) })

/** The last day on which all of some projects may be done; null when none of them has a window. */
export const lastDayOf = (projects: readonly (PrenatalProject | null)[], start: Day, windows: PrenatalWindows): Day | null =>
  projects.flatMap(project => project ? windowDays(windowOf(project, windows), start).lastDay : []).toSorted()[0] ?? null

/** Every project whose window is open, the one that closes first in front. */
export const openProjects = (gestationDays: number, { windows }: PrenatalWindows): PrenatalProject[] =>
  windows.filter(one => windowState(gestationDays, one) === 'open').toSorted((a, b) => a.lastDays - b.lastDays).map(({ project }) => project)

/** What may still be done instead of a project that is too late: open or yet to open (P-04). */
export const offeredInstead = (project: PrenatalProject, gestationDays: number, all: PrenatalWindows): PrenatalProject[] =>
  windowState(gestationDays, windowOf(project, all)) === 'tooLate' ? (INSTEAD[project] ?? []).filter(other => windowState(gestationDays, windowOf(other, all)) !== 'tooLate') : []

/** A request or a sampling on a day of gestation: nothing, a question, or a refusal that says what to do instead (P-03, P-04). */
export function checkWindow(project: PrenatalProject, gestationDays: number, all: PrenatalWindows, path: string): FieldIssue[] {
  const window = windowOf(project, all)
  const state = windowState(gestationDays, window)
  if (state === 'open') return []
  const params = { project: PRENATAL_PROJECT.label(project), now: formatGestation(gestationDays), from: formatGestation(window.firstDays), to: formatGestation(window.lastDays) }
  const issue = (state === 'tooEarly' ? window.early : window.late) === 'block' ? block : warn
  if (state === 'tooEarly') return [issue(path, message('prenatal.tooEarly', '未到筛查孕周:{{project}}应在 {{from}}~{{to}} 周,现为 {{now}} 周,请预约到期再做', params))]
  const instead = offeredInstead(project, gestationDays, all).map(other => PRENATAL_PROJECT.label(other)).join('、')
  return [issue(path, instead === '' ? message('prenatal.tooLate', '已超筛查孕周:{{project}}应在 {{from}}~{{to}} 周,现为 {{now}} 周', params)
    : message('prenatal.tooLateInstead', '已超筛查孕周:{{project}}应在 {{from}}~{{to}} 周,现为 {{now}} 周,可改做{{instead}}', { ...params, instead }))]
}

/** 窗口将关闭: said from some days before the last one on, for a woman without a record of the project (§15). */
export function closingWarning(project: PrenatalProject, start: Day, today: Day, all: PrenatalWindows, rules: PrenatalRules): Message | null {
  const window = windowOf(project, all)
  const { lastDay } = windowDays(window, start)
  const left = daysBetween(today, lastDay)
  if (windowState(daysBetween(start, today), window) !== 'open' || left > rules.windowWarningDays) return null
  return message('prenatal.closing', '窗口将关闭:{{project}}最迟 {{day}},还有 {{left}} 天,请尽快安排', { project: PRENATAL_PROJECT.label(project), day: lastDay, left })
}

/** 孕周已更正: the gestation a sample was calculated with is no longer what the record says; the old report stays as it is (§2). */
export const redatedNotice = (sampledGestationDays: number, correctedGestationDays: number): Message | null =>
  sampledGestationDays === correctedGestationDays ? null
    : message('prenatal.redated', '孕周已更正,需重新计算风险:采血时按 {{before}} 周计算,更正后为 {{after}} 周,请联系实验室', { before: formatGestation(sampledGestationDays), after: formatGestation(correctedGestationDays) })
