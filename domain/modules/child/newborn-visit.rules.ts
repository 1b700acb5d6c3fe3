import { NEWBORN_DANGER_SIGN, type NEWBORN_DISEASE_STATUS } from '../../code/child-newborn-visit.ts'
import type { CodeOf } from '../../code/code-table.ts'
import { type CodeList, codesIn } from '../../field/code-list.ts'
import type { FieldIssue } from '../../message/message.ts'
import { block, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import { DANGER_ASKED, type DangerAsked, type NewbornDanger, newbornDanger } from '../../rule/child/newborn-danger.ts'
import type { NewbornVisit } from './newborn-visit.record.ts'
import { missingNotes, visitRules } from './visit-common.rules.ts'

const FINDINGS = ['malformation', 'eyes', 'limbs', 'ears', 'neckMass', 'nose', 'mouth', 'anus', 'heartAndLungs', 'chest', 'abdomen', 'spine', 'genitals'] as const

type DiseaseFacts = { readonly diseaseStatus: CodeList<CodeOf<typeof NEWBORN_DISEASE_STATUS>> | null }
type Facts = Parameters<typeof visitRules>[0] & DiseaseFacts

/** 2 检查均阴性 says that none of 3–5 was found: both together is neither (§4.1, values of 新生儿疾病筛查). */
function negativeWithDisease({ diseaseStatus }: DiseaseFacts): FieldIssue[] {
  const codes = codesIn(diseaseStatus)
  return codes.includes('2') && codes.length > 1 ? [block('diseaseStatus', message('newbornVisit.negativeWithDisease', '“检查均阴性”不能与疾病同时选择,请核对'))] : []
}

/** Rules within one home visit; what the child's file and earlier visits say is held by the core. */
export const newbornVisitRules = (row: Facts, moment: RuleMoment): FieldIssue[] =>
  [...visitRules(row, moment), ...missingNotes(row as unknown as Readonly<Record<string, unknown>>, FINDINGS), ...negativeWithDisease(row)]

/** What a visit must have for its danger signs to be found; the panel beside the form reads the same names. */
export const DANGER_FIELDS = ['temperatureC', 'breathsPerMinute', 'heartRatePerMinute', 'jaundiceSites', 'neckMass', 'fontanelle', 'malformation', 'dangerSigns'] as const satisfies readonly (keyof NewbornVisit)[]
type DangerFacts = Pick<NewbornVisit, (typeof DANGER_FIELDS)[number]>

/** Danger signs of a home visit: measured, answered in the form and ticked (child health note §4.1 [K]). */
export const dangerOfVisit = (visit: DangerFacts, rules: ChildRules): NewbornDanger => newbornDanger(
  { temperatureC: visit.temperatureC, breathsPerMin: visit.breathsPerMinute, heartRatePerMin: visit.heartRatePerMinute, jaundiceSites: codesIn(visit.jaundiceSites), neckMass: visit.neckMass === '2', fontanelleBulges: visit.fontanelle === '2', malformed: visit.malformation === '2' }, codesIn(visit.dangerSigns), rules)

/**
 * A visit with danger signs and without a referral is asked about: the visitor may know better, and says why. An abnormal
 * answer that may be a danger sign is asked about while none of its signs is ticked.
 */
export function dangerIssues(visit: DangerFacts & Pick<NewbornVisit, 'referral' | DangerAsked>, rules: ChildRules): FieldIssue[] {
  const danger = dangerOfVisit(visit, rules)
  if (visit.referral === '2') return []
  const open = (Object.keys(DANGER_ASKED) as DangerAsked[]).filter(name => visit[name] === DANGER_ASKED[name].answer && !DANGER_ASKED[name].signs.some(sign => danger.signs.includes(sign)))
  const asked = open.map(name => warn(name, message('newbornVisit.askDanger', '{{item}}异常,转诊建议却为“无”:请核对有无“{{signs}}”,有的请勾选危险征象,没有的请说明理由', { item: DANGER_ASKED[name].item, signs: DANGER_ASKED[name].signs.map(sign => NEWBORN_DANGER_SIGN.label(sign)).join('、') })))
  if (danger.level === 'none') return asked
  return [warn('referral', danger.level === 'immediate' ? message('newbornVisit.dangerNow', '有需立即转诊的危险征象,转诊建议却为“无”,请核对或说明理由') : message('newbornVisit.dangerAdvised', '有建议转诊的征象,转诊建议却为“无”,请核对或说明理由')), ...asked]
}
