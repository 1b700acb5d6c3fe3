import { CONSENT_KIND, type ConsentChoice, type ConsentKind, PRENATAL_SAMPLE_STATE, type PrenatalSampleState, SAMPLE_TEST, type SampleRejection, type SampleTest } from '../../code/prenatal.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { type Day, dayOf, daysBetween, type Minute } from '../../time/day.ts'
import { addWorkingDays, type WorkCalendar, type WorkingDeadline } from '../working-days.ts'
import type { PrenatalRules } from './prenatal-rules.ts'
import { checkSerumFetuses } from './serum.ts'
import { checkWindow, type PrenatalWindows, windowOf, windowState } from './windows.ts'

/** A consent as it was signed; paper is recorded as signed, too (§9). */
export type ConsentFact = { readonly choice: ConsentChoice; readonly signedAt: Minute; readonly version: string }

/** One step of a sample on its way: what it is now and what stands in the record once the step is made. */
export type SampleStep = {
  readonly from: PrenatalSampleState
  readonly to: PrenatalSampleState
  readonly at: Minute
  /** When the step before was made; null for the first. */
  readonly previousAt: Minute | null
  /** Everything the tube is tested for; each needs its own consent. */
  readonly tests: readonly SampleTest[]
  readonly consents: Readonly<Partial<Record<ConsentKind, ConsentFact>>>
  /** Versions of the consent texts in use. */
  readonly consentVersions: Readonly<Record<ConsentKind, string>>
  readonly gestationDays: number
  readonly fetusCount: number
  readonly barcode: string
  /** Another tube of the year has it, or a rejected one of this woman. */
  readonly isBarcodeUsed: boolean
  readonly rejection: readonly SampleRejection[]
  readonly sender: string
  readonly receiver: string
  readonly resultCount: number
}

const consentKinds = (tests: readonly SampleTest[]): ConsentKind[] => [...new Set(tests.map(test => SAMPLE_TEST.entry(test).consent))]

function consentIssues({ tests, consents, consentVersions, at }: SampleStep): FieldIssue[] {
  return consentKinds(tests).flatMap(code => {
    const [consent, kind, current] = [consents[code], CONSENT_KIND.label(code), consentVersions[code]]
    if (!consent) return [block('consent', message('prenatal.consentMissing', '没有已签署的{{kind}}知情同意书,不能采血,请先登记知情同意', { kind }))]
    if (consent.choice === 'declined') return [block('consent', message('prenatal.consentDeclined', '孕妇不同意{{kind}},不能采血,请去掉该项目或登记拒绝', { kind }))]
    if (consent.version !== current) return [block('consent', message('prenatal.consentVersion', '{{kind}}知情同意书为 {{signed}} 版,现用 {{current}} 版,请重新签署', { kind, signed: consent.version, current }))]
    return consent.signedAt > at ? [block('consent', message('prenatal.consentLater', '{{kind}}知情同意签署时间晚于采血时间,请核对', { kind }))] : []
  })
}

function barcodeIssues({ from, barcode, isBarcodeUsed }: SampleStep): FieldIssue[] {
  if (barcode.trim() === '') return [block('barcode', message('prenatal.barcodeMissing', '请扫描或填写样本条形码'))]
  if (!isBarcodeUsed) return []
  return [block('barcode', from === 'resampleNotified' ? message('prenatal.barcodeNew', '重采样本须使用新条形码,{{barcode}} 已用过', { barcode }) : message('prenatal.barcodeUsed', '条形码 {{barcode}} 本年度已使用,请核对或换一张', { barcode }))]
}

/** What stands against a step; nothing when it may be made (§3.5; P-16, P-31). */
export function checkSampleStep(step: SampleStep, windows: PrenatalWindows, rules: PrenatalRules): FieldIssue[] {
  const { from, to, at, previousAt, tests, consents } = step
  if (!PRENATAL_SAMPLE_STATE.canMove(from, to)) {
    return [block('state', message('prenatal.sampleMove', '样本“{{from}}”不能改为“{{to}}”', { from: PRENATAL_SAMPLE_STATE.label(from), to: PRENATAL_SAMPLE_STATE.label(to) }))]
  }
  const issues: FieldIssue[] = previousAt !== null && at < previousAt ? [block('at', message('prenatal.sampleOrder', '时间早于上一步({{previous}}),请核对', { previous: previousAt.replace('T', ' ') }))] : []
  if (to === 'consented') issues.push(...consentIssues(step))
  if (to === 'declined' && !consentKinds(tests).every(kind => consents[kind]?.choice === 'declined')) issues.push(block('consent', message('prenatal.declineUnsigned', '请登记孕妇签署的“不同意(拒绝)”')))
  if (to === 'drawn') {
    const projects = tests.map(test => SAMPLE_TEST.entry(test).project).filter(project => project !== null)
    issues.push(...consentIssues(step), ...projects.flatMap(project => checkWindow(project, step.gestationDays, windows, 'gestationDays')), ...barcodeIssues(step))
    if (consentKinds(tests).includes('serum')) issues.push(...checkSerumFetuses(step.fetusCount, rules, 'fetusCount'))
  }
  if ((to === 'inTransit' || to === 'received') && step.sender.trim() === '') issues.push(block('sender', message('prenatal.sender', '请填写交接单的送样人')))
  if (to === 'received' && step.receiver.trim() === '') issues.push(block('receiver', message('prenatal.receiver', '请填写交接单的收样人')))
  if (to === 'rejected' && step.rejection.length === 0) issues.push(block('rejection', message('prenatal.rejection', '请选择拒收原因')))
  if (to === 'reported' && step.resultCount === 0) issues.push(block('results', message('prenatal.noResult', '还没有检测结果,不能出报告')))
  return issues
}

/** Reasons that the record itself gives for rejecting a tube; the rest only the laboratory can see (§3.5). */
export function provedRejections(
  sample: { readonly tests: readonly SampleTest[]; readonly gestationDays: number; readonly drawnDay: Day; readonly day: Day; readonly transportCelsius: number | null }, windows: PrenatalWindows, rules: PrenatalRules,
): SampleRejection[] {
  const isOutside = sample.tests.some(test => { const { project } = SAMPLE_TEST.entry(test); return project !== null && windowState(sample.gestationDays, windowOf(project, windows)) !== 'open' })
  return [
    ...isOutside ? ['5' as const] : [],
    ...daysBetween(sample.drawnDay, sample.day) > rules.storageDays ? ['6' as const] : [],
    ...sample.transportCelsius !== null && sample.transportCelsius > rules.transportCelsius ? ['7' as const] : [],
  ]
}

/** The woman of a rejected tube is called on the same day (§3.5 [S-P2]; P-31). */
export const resampleDueDay = (rejectedAt: Minute): Day => dayOf(rejectedAt)

export type LaboratoryDates = { readonly test: SampleTest; readonly drawnDay: Day; readonly receivedDay: Day | null }
/** Until when a report is due: NIPT from its sampling, the others from their receipt (§3.5, §4; the term of carrier tests is our own, since the note names none); null while a tube has not arrived. */
export function reportDue({ test, drawnDay, receivedDay }: LaboratoryDates, calendar: WorkCalendar, rules: PrenatalRules): WorkingDeadline | null {
  if (test === 'nipt') return addWorkingDays(drawnDay, rules.niptReportWorkingDays, calendar)
  return receivedDay === null ? null : addWorkingDays(receivedDay, SAMPLE_TEST.entry(test).consent === 'serum' ? rules.serumReportWorkingDays : rules.carrierReportWorkingDays, calendar)
}
/** Until when a woman is told that NIPT needs another tube (§4). */
export const niptRedrawDue = (drawnDay: Day, calendar: WorkCalendar, rules: PrenatalRules): WorkingDeadline => addWorkingDays(drawnDay, rules.niptRedrawWorkingDays, calendar)
