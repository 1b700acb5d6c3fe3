import type { ChildContact } from '../code/child-check.ts'
import { type EyeContext, eyeFound } from '../modules/eye/examination.ts'
import { eyeFile } from '../modules/eye/file.record.ts'
import { glasses } from '../modules/eye/glasses.record.ts'
import { APPEARANCE_ROW, resultsAt } from './eye-checks.ts'
import { eyeField } from '../modules/eye/parts.ts'
import { eyeReferral } from '../modules/eye/referral.record.ts'
import { retinopathy } from '../modules/eye/retinopathy.record.ts'
import { eyeVisit, type EyeVisit } from '../modules/eye/visit.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { EYES } from '../rule/eye/conclusion.ts'
import { checksAt, isSelectable } from '../rule/eye/eye-visits.ts'
import { EYE_RULES_DEFAULT } from '../rule/eye/eye-rules.ts'
import { CHILD_RULES_DEFAULT } from '../rule/child/child-rules.ts'
import { retinopathyWindow } from '../rule/child/preterm-plan.ts'
import { retinopathyNextDay } from '../rule/eye/retinopathy.ts'
import { isVisionLow } from '../rule/eye/vision.ts'
import { addDays, completedMonths, type Day, daysBetween } from '../time/day.ts'
import { biometryAt, correctedAt, type EyeGrowth, eyeGrowth, lensAt, visionAt } from './eye-growth.ts'
import { createRandom, weighted } from './random.ts'

const RULES = EYE_RULES_DEFAULT
/** A child as the eye clinic sees it: its file, its contacts and the last day it came. */
export type SampleEyeChild = {
  readonly fileId: string; readonly birthDay: Day; readonly gestationDays: number | null; readonly birthWeightG: number | null; readonly intensiveCareDays: number | null; readonly kindergarten: string | null; readonly servedFromDay: Day | null
  readonly made: readonly { readonly contact: ChildContact; readonly day: Day; readonly nextDay: Day }[]
  readonly lastDay: Day
  add(definition: RecordDefinition, day: Day, row: object): string
}

/** From here on an eye is refracted: children who came so far are counted. */
const MEASURED_AT: ReadonlySet<ChildContact> = new Set(['month24', 'month36', 'year4', 'year5', 'year6'])
const SEEN = 0.88
const STARRED = 0.94
const HOSPITAL = '市第一人民医院'
const [EMPTY_VISIT, EMPTY_FILE, EMPTY_REFERRAL, EMPTY_FUNDUS, EMPTY_GLASSES] = [emptyRow(eyeVisit), emptyRow(eyeFile), emptyRow(eyeReferral), emptyRow(retinopathy), emptyRow(glasses)]
const PARENTS = weighted<'0' | '1' | '2' | '3'>([['0', 42], ['1', 20], ['2', 22], ['3', 16]])
const REFERRAL_ENDS = weighted<'answered' | 'closed' | 'seen' | 'waiting' | 'lost'>([['answered', 46], ['closed', 20], ['seen', 6], ['waiting', 22], ['lost', 6]])
const RETINOPATHY_RARE = 0.1
const RECHECK_IS_LOW = 0.35
const DIAGNOSES: Readonly<Record<string, string>> = { hyperopia: '远视', myopia: '近视', astigmatism: '散光', anisometropia: '屈光参差', lowVision: '屈光不正', twoLines: '屈光参差', appearance: '结膜炎', redReflex: '先天性白内障待查', position: '间歇性外斜视', riskFactors: '眼底未见异常', retinopathy: '眼底未见异常' }
const REFRACTIVE: ReadonlySet<string> = new Set(['hyperopia', 'myopia', 'astigmatism', 'anisometropia', 'lowVision', 'twoLines'])

/** A child at the eye clinic, while its visits are made. */
type Course = { readonly child: SampleEyeChild; readonly eyes: EyeGrowth; readonly hasFundus: boolean; readonly missesFundus: boolean; wear: boolean; wasLow: boolean; isReferred: boolean }

/**
 * Makes the eye records of a hospital's children beside their check-ups: the visits the programme asks for with eyes that
 * grow, low visions measured again, referrals with and without their answer, glasses, the fundus of the preterm. What a
 * visit found is found by the program's own rules, so that a row saved again says the same. A source of its own draws it.
 */
export function eyeSampler(seed: number, doctorName: string, serial: (series: string) => number): (child: SampleEyeChild) => void {
  const random = createRandom(seed)
  let measured = 0

  /** The fundus of a child of the ROP population, every fortnight to the end; false for one that was never brought. */
  function fundusOf(child: SampleEyeChild): { hasFundus: boolean; missesFundus: boolean } {
    const window = retinopathyWindow(child, child.birthWeightG, CHILD_RULES_DEFAULT)
    const isOurs = window !== null && (child.servedFromDay === null || child.servedFromDay <= window.lastDay)
    if (!window || !isOurs) return { hasFundus: false, missesFundus: false }
    let day: Day | null = addDays(window.firstDay, random.int(0, daysBetween(window.firstDay, window.lastDay)))
    if (day > child.lastDay || random.chance(0.08)) return { hasFundus: false, missesFundus: true }
    const stage = random.chance(RETINOPATHY_RARE) ? random.pick(['1', '1', '2'] as const) : null
    while (day !== null && day <= child.lastDay) {
      const next: Day | null = retinopathyNextDay(child, day, RULES)
      const result = next === null ? '0' : stage ? '2' : '1'
      const isStaged = result === '2'
      child.add(retinopathy, day, {
        ...EMPTY_FUNDUS, fileId: child.fileId, examinedDay: day, institution: HOSPITAL, doctorName: '许眼科', resultRight: result, resultLeft: result, ...(isStaged ? { zoneRight: '3', zoneLeft: '3', stageRight: stage, stageLeft: stage, plusDisease: false } : {}),
        treatment: isStaged ? '1' : null, nextDay: next, isFinal: next === null,
      })
      day = next
    }
    return { hasFundus: true, missesFundus: false }
  }

  const contextOf = ({ child, hasFundus, missesFundus, wasLow }: Course, day: Day, purpose: string): EyeContext => {
    const months = completedMonths(child.birthDay, day)
    const window = missesFundus && !hasFundus ? retinopathyWindow(child, child.birthWeightG, CHILD_RULES_DEFAULT) : null
    return { completedMonths: months, isVisionRecheck: purpose === '2' && wasLow, retinopathyMissed: months < 6 && window !== null && day > window.lastDay }
  }

  /** Completes a visit with what the program finds and what the doctor does about it; saves it. */
  function save(course: Course, row: EyeVisit): { id: string; row: EyeVisit } {
    const { child } = course
    const { conclusion, columns } = eyeFound(row, contextOf(course, row.visitDay, row.purpose), RULES)
    const isAsked = conclusion.advice === 'refer' || conclusion.advice === 'urgent'
    // Who is under treatment already is not sent away again.
    const isReferred = isAsked && !(course.isReferred && !random.chance(0.1)) && random.chance(0.9)
    const done: EyeVisit = {
      ...row, ...columns, referral: isReferred ? '2' : '1', referralReason: isReferred ? conclusion.text.replace('异常:', '') : null,
      conclusionNote: isAsked && !isReferred ? course.isReferred ? '已在眼科诊治' : '家长要求观察,下次复查' : null,
    } as EyeVisit
    const id = child.add(eyeVisit, row.visitDay, done)
    const low = EYES.map(side => row[eyeField('vision', side)]).filter(one => one !== null)
    if (low.length > 0) course.wasLow = low.some(one => isVisionLow(one, columns.ageMonths ?? 0, RULES))
    if (isReferred) {
      course.isReferred = true
      refer(course, id, done, conclusion.advice === 'urgent')
    }
    return { id, row: done }
  }

  function refer(course: Course, visitId: string, visit: EyeVisit, isUrgent: boolean): void {
    const { child } = course
    const { visitDay } = visit
    const year = visitDay.slice(0, 4)
    const answeredDay = addDays(visitDay, random.int(3, 25))
    const wanted = random.weighted(REFERRAL_ENDS)
    const isAnswered = (wanted === 'answered' || wanted === 'closed') && answeredDay <= child.lastDay
    const state = isAnswered ? wanted : wanted === 'lost' && addDays(visitDay, 60) <= child.lastDay ? 'lost' : wanted === 'seen' ? 'seen' : 'waiting'
    const [finding = 'lowVision'] = (visit.findings ?? '').split(',')
    const isConfirmed = isAnswered && finding !== 'riskFactors' && finding !== 'retinopathy' && random.chance(0.8)
    child.add(eyeReferral, visitDay, {
      ...EMPTY_REFERRAL, fileId: child.fileId, visitId, number: `YZ${year}${String(serial(`eyeReferral-${year}`)).padStart(6, '0')}`, state, referredDay: visitDay, isUrgent, dueDay: addDays(visitDay, isUrgent ? RULES.urgentReferralDays : RULES.referralDays),
      doctorName, hospital: HOSPITAL, department: '眼科', undone: visit.undone, findings: visit.findings, conclusion: visit.conclusion, stateNote: state === 'lost' ? '三次电话无人接听' : null,
      ...(isAnswered ? { answeredDay, answerChecks: '散瞳验光、眼底检查', diagnosis: isConfirmed ? DIAGNOSES[finding] ?? '屈光不正' : '未见明显异常,定期复查', isConfirmed, furtherReferral: '1', answerDoctor: '许眼科' } : {}),
    })
    if (isConfirmed && REFRACTIVE.has(finding) && completedMonths(child.birthDay, answeredDay) >= 24 && random.chance(0.9)) prescribe(course, visitId, answeredDay)
  }

  function prescribe(course: Course, visitId: string, day: Day): void {
    const { child, eyes } = course
    const years = daysBetween(child.birthDay, day) / 365.25
    course.wear = true
    child.add(glasses, day, {
      ...EMPTY_GLASSES, fileId: child.fileId, visitId, prescribedDay: day, kind: eyes.equivalentD.right < -0.75 && random.chance(0.4) ? '2' : '1', ...lensAt(random, eyes, years, true), pupilDistanceMm: Math.round(90 + years * 3) / 2,
      correctedVisionRight: correctedAt(years), correctedVisionLeft: correctedAt(years), wearing: '全天配戴', reviewDay: addDays(day, 180), doctorName: '邓验光',
    })
  }

  /** One visit of the programme: the checks of its age, with what the machines of the room say. */
  function programme(course: Course, contact: ChildContact, day: Day, nextDay: Day): void {
    const { child, eyes } = course
    const years = daysBetween(child.birthDay, day) / 365.25
    const checks = new Set(checksAt(contact))
    const isPreterm = (child.gestationDays !== null && child.gestationDays < 259) || (child.birthWeightG !== null && child.birthWeightG < 2500)
    const riskFactors = [...(isPreterm ? ['1'] : []), ...((child.intensiveCareDays ?? 0) > 7 ? ['2'] : []), ...(random.chance(0.004) ? ['3'] : [])]
    const isRefracted = checks.has('refraction') && random.chance(STARRED)
    const isDilated = isRefracted && years > 3.5 && random.chance(0.06)
    const inKindergarten = child.kindergarten !== null && years >= 3 && random.chance(0.6)
    const later = inKindergarten ? addDays(day, random.int(0, 14)) : day
    const visitDay = later <= child.lastDay && later < nextDay ? later : day
    save(course, {
      ...EMPTY_VISIT, fileId: child.fileId, purpose: '1', contact, visitDay, doctorName, place: inKindergarten ? 'kindergarten' : contact === 'home' ? 'home' : 'clinic',
      ...(inKindergarten ? { kindergarten: child.kindergarten, className: `${random.pick(['小', '中', '大'])}${random.int(1, 4)}班` } : {}), ...APPEARANCE_ROW, ...resultsAt(random, checks, STARRED),
      riskFactors: checks.has('riskFactors') ? riskFactors.join(',') || '0' : null,
      ...(isRefracted ? { refractionMethod: isDilated ? '2' : '3', pupilState: isDilated ? '2' : '1', cycloplegic: isDilated ? random.pick(['2', '3']) : null, ...lensAt(random, eyes, years, isDilated) } : {}),
      ...(checks.has('vision') ? { visionNotation: 'five', ...visionAt(random, eyes, years), wear: course.wear ? '1' : '0', ...(course.wear ? { correctedVisionRight: correctedAt(years), correctedVisionLeft: correctedAt(years) } : {}) } : {}),
      ...(years >= 3.8 && random.chance(0.45) ? biometryAt(random, eyes, years) : {}),
      guidance: years < 1 ? '01,02,03' : years < 3 ? '01,02,04,10' : '01,04,05,06,07,08', nextVisitDay: nextDay > visitDay ? nextDay : null,
    } as unknown as EyeVisit)
    const recheckDay = addDays(visitDay, random.int(RULES.visionRecheckFirstDays, RULES.visionRecheckLastDays))
    if (course.wasLow && !course.isReferred && checks.has('vision') && recheckDay <= child.lastDay && recheckDay < nextDay && random.chance(0.8)) recheck(course, recheckDay, years)
  }

  /** A low vision measured again: most children read better the second time. */
  function recheck(course: Course, day: Day, years: number): void {
    const vision = random.chance(RECHECK_IS_LOW) ? visionAt(random, course.eyes, years) : { visionRight: correctedAt(years), visionLeft: correctedAt(years) }
    save(course, { ...EMPTY_VISIT, fileId: course.child.fileId, purpose: '2', visitDay: day, place: 'clinic', doctorName, visionNotation: 'five', wear: course.wear ? '1' : '0', ...vision, guidance: '01,04,05,06' } as unknown as EyeVisit)
  }

  return child => {
    if (child.made.some(one => MEASURED_AT.has(one.contact))) measured += 1
    const course: Course = { child, eyes: eyeGrowth(random, measured), ...fundusOf(child), wear: false, wasLow: false, isReferred: false }
    const seen = new Set<ChildContact>()
    for (const { contact, day, nextDay } of child.made) {
      // The eye clinic names a day by windows of its own: what belongs to another point there is left to it.
      if (seen.has(contact) || !random.chance(SEEN) || !isSelectable(contact, child.birthDay, day)) continue
      if (seen.size === 0) {
        const parents = random.weighted(PARENTS)
        child.add(eyeFile, day, { ...EMPTY_FILE, fileId: child.fileId, parentMyopia: parents, parentHighMyopia: parents === '0' ? null : random.chance(0.12), oxygen: (child.intensiveCareDays ?? 0) > 7 })
      }
      seen.add(contact)
      programme(course, contact, day, nextDay)
    }
  }
}
