import { codesIn } from '../../field/code-list.ts'
import type { FieldIssue } from '../../message/message.ts'
import { message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import { type NewbornDanger, newbornDanger } from '../../rule/child/newborn-danger.ts'
import type { NewbornVisit } from './newborn-visit.record.ts'
import { missingNotes, visitRules } from './visit-common.rules.ts'

const FINDINGS = ['malformation', 'eyes', 'limbs', 'ears', 'neckMass', 'nose', 'mouth', 'anus', 'heartAndLungs', 'chest', 'abdomen', 'spine', 'genitals'] as const

type Facts = Parameters<typeof visitRules>[0]

/** Rules within one home visit; what the child's file and earlier visits say is held by the core. */
export const newbornVisitRules = (row: Facts, moment: RuleMoment): FieldIssue[] =>
  [...visitRules(row, moment), ...missingNotes(row as unknown as Readonly<Record<string, unknown>>, FINDINGS)]

type DangerFacts = Pick<NewbornVisit, 'temperatureC' | 'breathsPerMinute' | 'heartRatePerMinute' | 'jaundiceSites' | 'neckMass' | 'dangerSigns'>

/** Danger signs of a home visit, measured and ticked (child health note §4.1 [K]). */
export const dangerOfVisit = (visit: DangerFacts, rules: ChildRules): NewbornDanger => newbornDanger(
  { temperatureC: visit.temperatureC, breathsPerMin: visit.breathsPerMinute, heartRatePerMin: visit.heartRatePerMinute, jaundiceSites: codesIn(visit.jaundiceSites), neckMass: visit.neckMass === '2' }, codesIn(visit.dangerSigns), rules)

/** A visit with danger signs and without a referral is asked about: the visitor may know better, and says why. */
export function dangerIssues(visit: DangerFacts & Pick<NewbornVisit, 'referral'>, rules: ChildRules): FieldIssue[] {
  const danger = dangerOfVisit(visit, rules)
  if (danger.level === 'none' || visit.referral === '2') return []
  return [warn('referral', danger.level === 'immediate' ? message('newbornVisit.dangerNow', '有需立即转诊的危险征象,转诊建议却为“无”,请核对或说明理由') : message('newbornVisit.dangerAdvised', '有建议转诊的征象,转诊建议却为“无”,请核对或说明理由'))]
}
