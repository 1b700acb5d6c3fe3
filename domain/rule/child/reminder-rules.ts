import type { ChildContact, ChildContent } from '../../code/child-check.ts'
import type { ChildReminder } from '../../code/child-reminder.ts'
import type { ChildRuleId } from './child-rules.ts'

/** Something that happened to the child, beside its visits, that starts, ends or repeats a reminder. */
export const CHILD_EVENTS = [
  'autismFirstAbnormal', 'autismRescreenNormal', 'autismRescreenRetest', 'autismRescreenAbnormal', 'autismRecheckNormal', 'autismRecheckRetest', 'autismRecheckAbnormal',
  'autismConfirmed', 'autismExcluded', 'autismUndecided', 'autismFollowUp', 'autismLost', 'autismClosed',
  'bloodSpotTaken', 'bloodSpotRefused', 'bloodSpotSuspicious', 'bloodSpotRecalled', 'bloodSpotLost',
  'hearingFirstNotPassed', 'hearingFirstMissed', 'hearingMissedPassed', 'hearingRetestPassed', 'hearingRetestNotPassed', 'hearingIntensiveNotPassed', 'hearingDiagnosed', 'hearingConfirmed', 'hearingIntervention',
  'hearingRiskFound', 'hearingFollowUp', 'hearingClosed', 'hearingBegun',
  'heartScreened', 'heartPositive', 'heartEcho', 'heartClosed', 'eyesExamined', 'eyesClosed',
  'retinopathyExamined', 'retinopathyClosed',
  'ironStarted', 'haemoglobinChecked', 'anaemiaClosed',
  'malnutritionOpened', 'malnutritionFollowUp', 'malnutritionClosed', 'ricketsOpened', 'ricketsFollowUp', 'ricketsClosed', 'obesityOpened', 'obesityFollowUp', 'obesityClosed',
  'highRiskFollowUp', 'highRiskClosed',
  'entranceIssued', 'entranceEntered',
] as const
export type ChildEventName = (typeof CHILD_EVENTS)[number]

/** A span that is a number of the hospital's rules; its unit is the rule's (day, month). */
type Span = ChildRuleId

type Common = {
  readonly id: ChildReminder
  /** The section of the note and its mark: S a source was read, K product rule to be confirmed. */
  readonly source: string
  readonly mark: 'S' | 'K'
}
/** With a contact: due when its window opens, overdue after its end; done by any visit of it. */
export type ContactReminder = Common & { readonly kind: 'contact'; readonly contacts: readonly ChildContact[] }
/** Content of contacts: a visit without it leaves it open. Contacts in one group share it (haemoglobin at 6 or 8 months). */
export type ContentReminder = Common & { readonly kind: 'content'; readonly content: ChildContent; readonly groups: readonly (readonly ChildContact[])[] }
/** Follows the birth, whatever happens; R13, R20 and R30–R32. */
export type BirthReminder = Common & { readonly kind: 'birth'; readonly due: 'bloodSpot' | 'heart' | 'hearing' | 'eyes' | 'retinopathy'; readonly doneBy: readonly ChildEventName[]; readonly cancelledBy: readonly ChildEventName[] }
/** Follows an event: one deadline counted from the event or from the birth. */
export type EventReminder = Common & {
  readonly kind: 'event'
  readonly trigger: readonly ChildEventName[]
  readonly from: 'trigger' | 'birth'
  readonly due: Span
  /** Last day in time: another span from the same day, or days of grace after the due day. */
  readonly overdueAfter: { readonly span: Span } | { readonly grace: Span } | 'due'
  /** Asked for from the trigger on, from a first day on, or only shortly before it is due (reminderLeadDays). */
  readonly opens: 'trigger' | 'lead' | { readonly span: Span }
  readonly doneBy: readonly ChildEventName[]
  /** A visit that recorded this content answers it too. */
  readonly doneByContent?: ChildContent
  readonly cancelledBy: readonly ChildEventName[]
}
/** Comes again and again from a start to an end: each follow-up starts the next span. */
export type RepeatedReminder = Common & {
  readonly kind: 'repeated'
  readonly start: readonly ChildEventName[]
  /** Counted from the birth instead of the start event (R18). */
  readonly from: 'start' | 'birth'
  readonly every: Span | { readonly below36Months: Span; readonly from36Months: Span }
  readonly grace: Span
  readonly untilMonths?: Span
  readonly doneBy: readonly ChildEventName[]
  readonly endedBy: readonly ChildEventName[]
}
/** The days of the child's own plan (R25): one reminder a plan day. */
export type PlanReminder = Common & { readonly kind: 'plan'; readonly grace: Span; readonly doneBy: readonly ChildEventName[]; readonly endedBy: readonly ChildEventName[] }

export type ReminderRule = ContactReminder | ContentReminder | BirthReminder | EventReminder | RepeatedReminder | PlanReminder

const MONTH_CONTACTS: readonly ChildContact[] = ['month3', 'month6', 'month8', 'month12', 'month18', 'month24', 'month30', 'month36']
const YEAR_CONTACTS: readonly ChildContact[] = ['year4', 'year5', 'year6']
const alone = (contacts: readonly ChildContact[]): readonly (readonly ChildContact[])[] => contacts.map(contact => [contact])
const RECHECKED: readonly ChildEventName[] = ['autismRecheckNormal', 'autismRecheckRetest', 'autismRecheckAbnormal']
const RESCREENED: readonly ChildEventName[] = ['autismRescreenNormal', 'autismRescreenRetest', 'autismRescreenAbnormal']
const DIAGNOSED: readonly ChildEventName[] = ['autismConfirmed', 'autismExcluded', 'autismUndecided']

/** R1–R29 of §15 and R30–R32 (screenings nobody recorded and the fundus of §8, of which §15 has no reminder): trigger, due day, overdue day, source and mark. The title is the code table CHILD_REMINDER. */
export const REMINDER_RULES: readonly ReminderRule[] = [
  { id: 'R1', kind: 'contact', contacts: ['home'], source: '§3 [S6][S7]', mark: 'S' },
  { id: 'R2', kind: 'contact', contacts: ['month1'], source: '§3 [S7]', mark: 'K' },
  { id: 'R3', kind: 'contact', contacts: MONTH_CONTACTS, source: '§3 [S4]', mark: 'K' },
  { id: 'R4', kind: 'contact', contacts: YEAR_CONTACTS, source: '§3 [S4]', mark: 'K' },
  { id: 'R5', kind: 'content', content: 'haemoglobin', groups: [['month6', 'month8'], ...alone(['month18', 'month30', ...YEAR_CONTACTS])], source: '§3 [S6][S20]', mark: 'S' },
  { id: 'R6', kind: 'content', content: 'hearing', groups: alone(['month6', 'month12', 'month24', 'month36']), source: '§3 [S6][S20]', mark: 'S' },
  { id: 'R7', kind: 'content', content: 'autism', groups: alone([...MONTH_CONTACTS, ...YEAR_CONTACTS]), source: '§7 [S3]', mark: 'S' },
  { id: 'R8', kind: 'event', trigger: ['autismFirstAbnormal'], from: 'trigger', due: 'autismRescreenDays', overdueAfter: 'due', opens: 'trigger', doneBy: RESCREENED, cancelledBy: ['autismLost', 'autismClosed'], source: '§7 [S3]', mark: 'K' },
  { id: 'R9', kind: 'event', trigger: ['autismRescreenNormal', 'autismRescreenRetest', 'autismRecheckRetest'], from: 'trigger', due: 'autismRecheckMonths', overdueAfter: 'due', opens: 'lead', doneBy: RECHECKED, cancelledBy: ['autismLost', 'autismClosed'], source: '§7 [S3]', mark: 'S' },
  { id: 'R10', kind: 'event', trigger: ['autismRescreenAbnormal', 'autismRecheckAbnormal'], from: 'trigger', due: 'autismDiagnosisDays', overdueAfter: 'due', opens: 'trigger', doneBy: DIAGNOSED, cancelledBy: ['autismLost', 'autismClosed'], source: '§7 [S3]', mark: 'K' },
  { id: 'R11', kind: 'event', trigger: ['autismUndecided'], from: 'trigger', due: 'autismUndecidedMonths', overdueAfter: { grace: 'autismUndecidedGraceDays' }, opens: 'lead', doneBy: DIAGNOSED, cancelledBy: ['autismLost', 'autismClosed'], source: '§7 [S3]', mark: 'K' },
  { id: 'R12', kind: 'repeated', start: ['autismConfirmed'], from: 'start', every: { below36Months: 'autismFollowUpYoungMonths', from36Months: 'autismFollowUpOldMonths' }, grace: 'autismFollowUpGraceDays', doneBy: ['autismFollowUp'], endedBy: ['autismLost', 'autismExcluded', 'autismClosed'], source: '§7 [S3]', mark: 'K' },
  { id: 'R13', kind: 'birth', due: 'bloodSpot', doneBy: ['bloodSpotTaken'], cancelledBy: ['bloodSpotRefused'], source: '§10.1 [S9]', mark: 'K' },
  { id: 'R14', kind: 'event', trigger: ['bloodSpotSuspicious'], from: 'trigger', due: 'recallSampleDays', overdueAfter: { span: 'recallOverdueDays' }, opens: 'trigger', doneBy: ['bloodSpotRecalled'], cancelledBy: ['bloodSpotLost', 'bloodSpotRefused'], source: '§10.1', mark: 'K' },
  { id: 'R15', kind: 'event', trigger: ['hearingFirstNotPassed', 'hearingFirstMissed'], from: 'birth', due: 'hearingRetestDays', overdueAfter: 'due', opens: 'trigger', doneBy: ['hearingRetestPassed', 'hearingRetestNotPassed', 'hearingMissedPassed', 'hearingIntensiveNotPassed', 'hearingDiagnosed'], cancelledBy: ['hearingClosed'], source: '§10.2 [S8][S9]', mark: 'S' },
  { id: 'R16', kind: 'event', trigger: ['hearingRetestNotPassed', 'hearingIntensiveNotPassed'], from: 'birth', due: 'hearingDiagnosisMonths', overdueAfter: 'due', opens: 'trigger', doneBy: ['hearingDiagnosed', 'hearingConfirmed'], cancelledBy: ['hearingClosed'], source: '§10.2 [S8][S9]', mark: 'S' },
  { id: 'R17', kind: 'event', trigger: ['hearingConfirmed'], from: 'birth', due: 'hearingInterventionMonths', overdueAfter: 'due', opens: 'trigger', doneBy: ['hearingIntervention'], cancelledBy: ['hearingClosed'], source: '§10.2 [S8][S9]', mark: 'S' },
  { id: 'R18', kind: 'repeated', start: ['hearingRiskFound'], from: 'birth', every: 'hearingFollowUpMonths', grace: 'hearingFollowUpGraceDays', untilMonths: 'hearingFollowUpUntilMonths', doneBy: ['hearingFollowUp', 'hearingDiagnosed'], endedBy: ['hearingConfirmed'], source: '§10.2', mark: 'K' },
  { id: 'R19', kind: 'event', trigger: ['heartPositive'], from: 'trigger', due: 'heartEchoDays', overdueAfter: 'due', opens: 'trigger', doneBy: ['heartEcho'], cancelledBy: ['heartClosed'], source: '§10.3 [S9]', mark: 'S' },
  { id: 'R20', kind: 'birth', due: 'heart', doneBy: ['heartScreened', 'heartPositive', 'heartEcho'], cancelledBy: ['heartClosed'], source: '§10.3 [S9]', mark: 'S' },
  { id: 'R21', kind: 'event', trigger: ['ironStarted'], from: 'trigger', due: 'anaemiaRecheckLastDays', overdueAfter: 'due', opens: { span: 'anaemiaRecheckFirstDays' }, doneBy: ['haemoglobinChecked'], doneByContent: 'haemoglobin', cancelledBy: ['anaemiaClosed'], source: '§9.2 [S7]', mark: 'S' },
  { id: 'R22', kind: 'repeated', start: ['malnutritionOpened'], from: 'start', every: 'malnutritionFollowUpMonths', grace: 'malnutritionGraceDays', doneBy: ['malnutritionFollowUp'], endedBy: ['malnutritionClosed'], source: '§9.1 [S7]', mark: 'S' },
  { id: 'R23', kind: 'repeated', start: ['ricketsOpened'], from: 'start', every: 'ricketsFollowUpMonths', grace: 'ricketsGraceDays', doneBy: ['ricketsFollowUp'], endedBy: ['ricketsClosed'], source: '§9.3', mark: 'K' },
  { id: 'R24', kind: 'repeated', start: ['obesityOpened'], from: 'start', every: 'obesityFollowUpMonths', grace: 'obesityGraceDays', doneBy: ['obesityFollowUp'], endedBy: ['obesityClosed'], source: '§9.4', mark: 'K' },
  { id: 'R25', kind: 'plan', grace: 'planGraceDays', doneBy: ['highRiskFollowUp'], endedBy: ['highRiskClosed'], source: '§8', mark: 'K' },
  { id: 'R26', kind: 'content', content: 'tcm', groups: alone(['month6', 'month12', 'month18', 'month24', 'month30', 'month36']), source: '§13 [S6]', mark: 'S' },
  { id: 'R27', kind: 'content', content: 'feeding', groups: alone(['month1', ...MONTH_CONTACTS]), source: '§14 [S15]', mark: 'S' },
  { id: 'R28', kind: 'content', content: 'eye', groups: alone(['home', 'month1', ...MONTH_CONTACTS, ...YEAR_CONTACTS]), source: '§14 [S17]', mark: 'S' },
  { id: 'R29', kind: 'event', trigger: ['entranceIssued'], from: 'trigger', due: 'entranceValidMonths', overdueAfter: 'due', opens: 'lead', doneBy: ['entranceEntered', 'entranceIssued'], cancelledBy: [], source: '§11 [S13]', mark: 'S' },
  { id: 'R30', kind: 'birth', due: 'hearing', doneBy: ['hearingBegun'], cancelledBy: ['hearingClosed'], source: '§10.2 [S8][S9]、§15 R15', mark: 'S' },
  { id: 'R31', kind: 'birth', due: 'eyes', doneBy: ['eyesExamined'], cancelledBy: ['eyesClosed'], source: '§14 [S17](期限按首次家庭访视)', mark: 'K' },
  { id: 'R32', kind: 'birth', due: 'retinopathy', doneBy: ['retinopathyExamined'], cancelledBy: ['retinopathyClosed'], source: '§8', mark: 'K' },
]
