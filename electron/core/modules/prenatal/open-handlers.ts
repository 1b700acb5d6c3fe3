import type { Output } from '../../../../domain/api/api.ts'
import { CONSENT_KIND, PRENATAL_PROJECT, PRENATAL_SAMPLE_STATE, type PrenatalProject } from '../../../../domain/code/prenatal.ts'
import { type CalendarState, PRENATAL_TEST } from '../../../../domain/code/prenatal-record.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import type { Message } from '../../../../domain/message/message.ts'
import { findPrenatal } from '../../../../domain/modules/prenatal/result-found.ts'
import { prenatalAttempt, prenatalCounselling, prenatalRecall, type StoredPrenatalAttempt } from '../../../../domain/modules/prenatal/recall.record.ts'
import { keptRules, type StoredPrenatalResult } from '../../../../domain/modules/prenatal/result.record.ts'
import type { StoredPrenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import { consentVersions } from '../../../../domain/rule/prenatal/consent-texts.ts'
import { ASKED_CRITERIA, type AskedCriterion, assessNipt } from '../../../../domain/rule/prenatal/nipt.ts'
import { type AskedIndication, diagnosisIndications, nextStep } from '../../../../domain/rule/prenatal/next-step.ts'
import { outcomeDuty } from '../../../../domain/rule/prenatal/outcome.ts'
import type { PrenatalRules } from '../../../../domain/rule/prenatal/prenatal-rules.ts'
import { subsidyOf } from '../../../../domain/rule/prenatal/serum.ts'
import { closingWarning, type PrenatalWindows, redatedNotice, windowDays, windowOf, windowState } from '../../../../domain/rule/prenatal/windows.ts'
import { dayOf, daysBetween } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { fromColumns } from '../../record/store.ts'
import { sampleDue } from '../../registry/prenatal-lists.ts'
import { recallLineOf } from '../../registry/prenatal-recalls.ts'
import { pregnancyHeadOf } from '../../registry/pregnancies.ts'
import { ageAtDelivery, consentFacts, consentsOf, foundOf, freeDayOf, gestationOf, isDrawn, rowsOf, type Screening, screeningOf } from './facts.ts'

const PROJECTS = PRENATAL_PROJECT.values
/** The tests that answer a project of the calendar. */
const testsOf = (project: PrenatalProject): readonly string[] => PRENATAL_TEST.list.filter(entry => entry.project === project).map(({ code }) => code)
/** Punctures are no screening: their windows are shown, nobody is late for them. */
const PUNCTURES: ReadonlySet<PrenatalProject> = new Set(['villusSampling', 'amniocentesis', 'cordBlood'])

function calendarState(project: PrenatalProject, screening: Screening, gestationDays: number, windows: PrenatalWindows, rules: PrenatalRules): CalendarState {
  const tests = testsOf(project)
  if (project === 'booking' ? screening.pregnancy.bookedDay !== null : screening.results.some(({ test, ntLevel }) => tests.includes(test) || (project === 'nt' && ntLevel !== null))) return 'done'
  const own = screening.samples.filter(sample => codesIn(sample.tests).some(test => tests.includes(test)))
  if (own.some(({ state, isReplaced }) => !PRENATAL_SAMPLE_STATE.isFinal(state) && !isReplaced)) return 'underWay'
  if (own.some(({ state }) => state === 'declined')) return 'declined'
  const window = windowOf(project, windows)
  const state = windowState(gestationDays, window)
  if (state === 'tooEarly') return 'notYet'
  if (state === 'tooLate') return 'missed'
  return !PUNCTURES.has(project) && window.lastDays - gestationDays <= rules.windowWarningDays ? 'closing' : 'open'
}

/** 孕周已更正 of a tube: what it was drawn with against what the record says now. */
function redatedOf(sample: StoredPrenatalSample | undefined, screening: Screening): Message | null {
  const now = sample?.drawnAt ? gestationOf(screening, dayOf(sample.drawnAt)) : null
  return sample && sample.gestationDays !== null && now !== null ? redatedNotice(sample.gestationDays, now) : null
}

async function sampleLines(context: ReadContext, screening: Screening): Promise<Output<'prenatal.open'>['samples']> {
  const { db, today } = context
  const ids = screening.samples.map(({ id }) => id)
  const steps = ids.length === 0 ? [] : await db.selectFrom('prenatalSampleStep').leftJoin('userAccount', 'userAccount.id', 'prenatalSampleStep.byUser').selectAll('prenatalSampleStep').select('userAccount.displayName').where('sampleId', 'in', ids).orderBy('sampleId').orderBy('seq').execute()
  const [calendar, rules] = [await context.setting('workCalendar'), await context.setting('prenatalRules')]
  return screening.samples.map(sample => ({
    sample, reportDue: sampleDue(sample, today, calendar, rules), redated: redatedOf(sample, screening), next: sample.isReplaced && sample.state === 'resampleNotified' ? [] : [...PRENATAL_SAMPLE_STATE.movesFrom(sample.state)],
    steps: steps.filter(({ sampleId }) => sampleId === sample.id).map(({ seq, fromState, toState, at, byUser, displayName, celsius, sender, receiver, remark }) => ({ seq, fromState, toState, at, byName: displayName ?? byUser, celsius, sender, receiver, remark })),
  }))
}

/** Attempts by their recall, oldest first. */
async function attemptsOf(context: ReadContext, recallIds: readonly string[]): Promise<StoredPrenatalAttempt[]> {
  if (recallIds.length === 0) return []
  const rows = await context.db.selectFrom('prenatalAttempt').selectAll().where('recallId', 'in', recallIds).where('voidedAt', 'is', null).orderBy('at').orderBy('id').execute()
  return rows.map(row => fromColumns(prenatalAttempt, row))
}

/** Indications that the record itself gives beside the numbers. */
function askedIndications(results: readonly StoredPrenatalResult[]): AskedIndication[] {
  const isHigh = (...tests: readonly string[]): boolean => results.some(({ test, overall }) => tests.includes(test) && overall === 'high')
  return [...isHigh('midUltrasound', 'lateUltrasound') ? ['structuralAnomaly' as const] : [], ...isHigh('thalassaemia') ? ['thalassaemiaCouple' as const] : [], ...isHigh('deafness') ? ['deafnessCouple' as const] : []]
}

async function open(context: ReadContext, pregnancyId: string): Promise<Output<'prenatal.open'>> {
  const { db, today } = context
  context.touched('pregnancy', pregnancyId)
  const screening = await screeningOf(db, pregnancyId)
  const { pregnancy, consents, requests, results, diagnoses, outcome, deliveredDay } = screening
  const [rules, windows, texts] = [await context.setting('prenatalRules'), await context.setting('prenatalWindows'), await context.setting('prenatalConsentTexts')]
  const [age, found, gestationDays] = [ageAtDelivery(screening), foundOf(results), gestationOf(screening, today)]
  const isOngoing = gestationDays !== null && deliveredDay === null && (pregnancy.state === null || pregnancy.state === 'pregnant')
  const indications = diagnosisIndications({ ageAtDelivery: age, fetusCount: pregnancy.fetusCount, ...found, asked: askedIndications(results) }, rules)
  const last = requests.at(-1)
  const asked = codesIn(last?.criteria).filter((code): code is AskedCriterion => (ASKED_CRITERIA as readonly string[]).includes(code))
  const suitability = gestationDays === null ? 'voluntary' : assessNipt({ gestationDays, fetusCount: pregnancy.fetusCount, ageAtDelivery: age, weightKg: last?.weightKg ?? null, heightCm: last?.heightCm ?? null, serum: found.serum, asked }, windows, rules).suitability
  const scans = consents.length === 0 ? [] : await db.selectFrom('prenatalConsentScan').select('consentId').where('consentId', 'in', consents.map(({ id }) => id)).execute()
  const [versions, facts] = [consentVersions(texts), consentFacts(consents)]
  const waiting = screening.samples.filter(({ state }) => state === 'booked' || state === 'consented' || state === 'resampleNotified')
  const wanted = new Set(waiting.flatMap(({ tests }) => consentsOf(tests)))
  const recalls = await rowsOf(db, prenatalRecall, pregnancyId)
  const attempts = await attemptsOf(context, recalls.map(({ id }) => id))
  const referrals = await db.selectFrom('diagnosisReferral').innerJoin('organization', 'organization.id', 'diagnosisReferral.organizationId').select(['diagnosisReferral.id', 'diagnosisReferral.number', 'diagnosisReferral.referredDay', 'organization.name as organizationName', 'diagnosisReferral.answer'])
    .where('diagnosisReferral.pregnancyId', '=', pregnancyId).where('diagnosisReferral.voidedAt', 'is', null).orderBy('diagnosisReferral.referredDay').execute()
  const isScreened = screening.samples.some(isDrawn) || results.length > 0
  const samplesById = new Map(screening.samples.map(sample => [sample.id, sample]))
  const closing = isOngoing && pregnancy.startDay && !isScreened ? closingWarning('secondSerum', pregnancy.startDay, today, windows, rules) : null
  return {
    head: await pregnancyHeadOf(context, screening), ageAtDelivery: age, indications, notices: closing ? [closing] : [], freeDay: freeDayOf(screening), subsidy: subsidyOf(found.serum, requests.some(({ isSubsidised }) => isSubsidised === true)),
    calendar: PROJECTS.map(project => {
      const days = pregnancy.startDay ? windowDays(windowOf(project, windows), pregnancy.startDay) : null
      return { project, firstDay: days?.firstDay ?? null, lastDay: days?.lastDay ?? null, state: calendarState(project, screening, gestationDays ?? 0, windows, rules), daysLeft: days && isOngoing ? daysBetween(today, days.lastDay) : null }
    }),
    next: isOngoing ? nextStep({ gestationDays, indications, serum: found.serum, nipt: found.nipt, suitability, diagnosis: diagnoses.at(-1)?.conclusion ?? null, isCoupleOpen: recalls.some(({ kind, closedDay }) => kind === 'couple' && closedDay === null) }, windows) : null,
    consents: consents.map(consent => ({ consent, hasScan: scans.some(({ consentId }) => consentId === consent.id), isCurrent: consent.textVersion === versions[consent.kind] })),
    consentsMissing: CONSENT_KIND.values.filter(kind => wanted.has(kind) && !(facts[kind]?.choice === 'agreed' && facts[kind].version === versions[kind])),
    requests, samples: await sampleLines(context, screening),
    results: results.map(result => {
      const sample = result.sampleId ? samplesById.get(result.sampleId) : undefined
      const fetusCount = requests.find(({ id }) => id === sample?.requestId)?.fetusCount ?? pregnancy.fetusCount ?? 1
      return { result, sentences: [...findPrenatal(result, { fetusCount, rules: keptRules(result, rules) }).sentences], redated: redatedOf(sample, screening) }
    }),
    recalls: recalls.map(recall => {
      const own = attempts.filter(({ recallId }) => recallId === recall.id)
      const result = results.find(({ id }) => id === recall.resultId)
      const tests = result ? [result.test] : codesIn(recall.sampleId ? samplesById.get(recall.sampleId)?.tests : null)
      const line = recall.closedDay === null ? recallLineOf(recall, { start: pregnancy.startDay, tests, overall: result?.overall ?? null }, own, today, rules, windows) : { step: null, dueDay: null, isOverdue: false, isUrgent: false }
      return { recall, attempts: own, line: { step: line.step, dueDay: line.dueDay, isOverdue: line.isOverdue, isUrgent: line.isUrgent } }
    }),
    counsellings: await rowsOf(db, prenatalCounselling, pregnancyId), referrals, diagnoses, outcome,
    outcomeDue: isScreened && pregnancy.expectedDay ? outcomeDuty({ deliveryDay: deliveredDay, expectedDay: pregnancy.expectedDay, hadNipt: results.some(({ test }) => test === 'nipt'), followedDay: outcome && outcome.outcome !== '9' ? outcome.followedDay : null }, today, rules) : null,
  }
}

export const prenatalOpenHandlers = {
  'prenatal.open': ({ pregnancyId }, context) => open(context, pregnancyId),
  'prenatal.find': async ({ number }, context) => {
    const { db } = context
    const tube = await db.selectFrom('prenatalSample').innerJoin('pregnancy', 'pregnancy.id', 'prenatalSample.pregnancyId').innerJoin('person', 'person.id', 'pregnancy.womanId')
      .select(['prenatalSample.pregnancyId', 'prenatalSample.requestId', 'prenatalSample.id as sampleId', 'prenatalSample.state as sampleState', 'prenatalSample.tests', 'person.name'])
      .where('prenatalSample.barcode', '=', number).where('prenatalSample.voidedAt', 'is', null).orderBy('prenatalSample.year', 'desc').executeTakeFirst()
    if (tube) { context.touched('prenatal.sample', tube.sampleId); return { ...tube, tests: codesIn(tube.tests) } }
    const request = await db.selectFrom('prenatalRequest').innerJoin('pregnancy', 'pregnancy.id', 'prenatalRequest.pregnancyId').innerJoin('person', 'person.id', 'pregnancy.womanId')
      .select(['prenatalRequest.pregnancyId', 'prenatalRequest.id as requestId', 'prenatalRequest.tests', 'person.name']).where('prenatalRequest.number', '=', number).where('prenatalRequest.voidedAt', 'is', null).executeTakeFirst()
    if (!request) return null
    context.touched('prenatal.request', request.requestId)
    return { ...request, tests: codesIn(request.tests), sampleId: null, sampleState: null }
  },
} satisfies Partial<Handlers>
