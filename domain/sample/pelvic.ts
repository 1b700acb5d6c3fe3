import type { DeliveryMode } from '../code/delivery.ts'
import { OXFORD_GRADE, PELVIC_CONTRAINDICATION, type PelvicContraindication, type PelvicEfficacy, type PelvicMethod, type PelvicQuestionnaire } from '../code/pelvic.ts'
import { type PelvicAssessmentKind, PELVIC_COMPLAINT, PELVIC_DIAGNOSIS, PELVIC_HISTORY, type PelvicDiagnosis, type PelvicPerineum, WEEKDAY } from '../code/pelvic-care.ts'
import { codeList } from '../field/code-list.ts'
import { type PelvicAssessment, pelvicAssessment } from '../modules/pelvic/assessment.record.ts'
import { pelvicConsent } from '../modules/pelvic/consent.record.ts'
import { pelvicCourse } from '../modules/pelvic/course.record.ts'
import { pelvicFile } from '../modules/pelvic/file.record.ts'
import { pelvicPlace } from '../modules/pelvic/place.record.ts'
import { pelvicQuestionnaire } from '../modules/pelvic/questionnaire.record.ts'
import { pelvicReport } from '../modules/pelvic/report.record.ts'
import { REPORT_FIELDS, REPORT_FORMATS_DEFAULT, REPORT_HEADS } from '../modules/pelvic/report-formats.ts'
import { pelvicAttempt, pelvicSession } from '../modules/pelvic/session.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { assessmentFound, referenceFor } from '../modules/pelvic/assessment-found.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { askedBefore, courseDays, knownIssues } from '../rule/pelvic/course.ts'
import { PELVIC_RULES_DEFAULT as RULES } from '../rule/pelvic/pelvic-rules.ts'
import { questionnaireOf } from '../rule/pelvic/questionnaires.ts'
import { DEFAULT_WORK_CALENDAR, isWorkingDay } from '../rule/working-days.ts'
import { addDays, type Day, daysBetween, epochOf, instantAt, type Minute, monthAnniversary } from '../time/day.ts'
import type { SampleRecord } from './chunk.ts'
import { createRandom, type Random, weighted } from './random.ts'

/** A birth with its 42-day check, as this clinic sees it. */
export type SamplePelvicBirth = {
  readonly womanId: string; readonly pregnancyId: string; readonly name: string; readonly check: { readonly id: string; readonly day: Day }; readonly deliveryDay: Day; readonly deliveryMode: DeliveryMode | null
  readonly secondStageMinutes: number | null; readonly perineum: PelvicPerineum | null; readonly gravidity: number | null; readonly heaviestBirthG: number | null; readonly isMultiple: boolean
}
/** A woman who comes without a birth behind her. */
export type SamplePelvicWoman = { readonly womanId: string; readonly name: string; readonly ageYears: number; readonly day: Day }
/** `later` are rows that refer to a course: a course itself refers to an assessment, so that they are written after it. */
export type SamplePelvicRows = { readonly records: readonly SampleRecord[]; readonly later: readonly SampleRecord[] }
export type PelvicSampler = {
  /** Rooms and instruments. */
  places(day: Day): SampleRecord[]
  afterBirth(birth: SamplePelvicBirth): SamplePelvicRows
  woman(woman: SamplePelvicWoman): SamplePelvicRows
  serials(): { name: string; last: number }[]
}

const CAME = 0.68
const OLDER_FROM_YEARS = 44
const OLDER_CAME = 0.45
const BACK_DAYS = 420
const TREATED = 0.8
const [FIRST_SLOT, SLOT_MINUTES, NOON_FROM, NOON_TO, LAST_SLOT] = [500, 40, 700, 860, 1000] as const
const WEEK_PATTERNS = [[1, 4], [2, 5], [3, 5], [1, 3], [2, 4]] as const
const OUTCOMES = weighted<'done' | 'missed' | 'cancelled'>([['done', 86], ['missed', 8], ['cancelled', 6]])
const METHODS = weighted<PelvicMethod>([['stimulationAndFeedback', 60], ['stimulation', 14], ['biofeedback', 10], ['magnetic', 10], ['kegel', 6]])
const METHOD_SESSIONS: Partial<Record<PelvicMethod, number>> = { magnetic: 12, kegel: 8 }
const ADVERSE = weighted<'none' | 'pain' | 'skin' | 'bleeding'>([['none', 978], ['pain', 12], ['skin', 7], ['bleeding', 3]])
const STAGES = weighted<0 | 1 | 2 | 3>([[0, 30], [1, 42], [2, 24], [3, 4]])
const OLDER_STAGES = weighted<0 | 1 | 2 | 3>([[0, 8], [1, 22], [2, 42], [3, 28]])
const THERAPISTS = ['姜盆底', '贺治疗', '倪治疗'] as const
const DOCTOR = '周医生'
const TEXT_VERSION = '1'
// Of the files with a report so many stand on the lists of the clinic: to be looked through, or kept without figures.
const REPORT_EVERY = 4
const LEFT_WAITING = 5
const EMPTY = {
  place: emptyRow(pelvicPlace), file: emptyRow(pelvicFile), consent: emptyRow(pelvicConsent), report: emptyRow(pelvicReport), assessment: emptyRow(pelvicAssessment), course: emptyRow(pelvicCourse), session: emptyRow(pelvicSession), attempt: emptyRow(pelvicAttempt),
  questionnaire: emptyRow(pelvicQuestionnaire),
}
const ELECTRICAL = { kind: 'device', capacity: 1, openDays: codeList(WEEKDAY, ['1', '2', '3', '4', '5']), opensAt: '08:00', closesAt: '17:30' } as const
const ROOM = { ...ELECTRICAL, kind: 'room' } as const
const FEEDBACK = { ...ELECTRICAL, methods: 'stimulation,biofeedback,stimulationAndFeedback', leastFrequencyHz: 1, mostFrequencyHz: 100, leastPulseWidthUs: 50, mostPulseWidthUs: 740, mostCurrentMa: 80, mostMinutes: 40, restMaxUv: 4, fastMinUv: 35, tonicMinUv: 30, enduranceMinUv: 25, variabilityMaxHundredths: 20, riseMaxSeconds: 0.5, ratioMinHundredths: 80, ratioMaxHundredths: 120, reportFormat: REPORT_FORMATS_DEFAULT.formats[0]!.name, note: '参数上下限和参考值为练习数据,请按仪器说明书填写' } as const
const PLACES = [
  { ...ROOM, name: '治疗室一', capacity: 2 }, { ...ROOM, name: '治疗室二', capacity: 2 }, { ...ROOM, name: '团体训练室', capacity: 6 }, { ...FEEDBACK, name: '生物反馈治疗仪1号' }, { ...FEEDBACK, name: '生物反馈治疗仪2号' }, { ...FEEDBACK, name: '生物反馈治疗仪3号' },
  { ...ELECTRICAL, name: '磁刺激治疗仪', methods: 'magnetic', leastFrequencyHz: 1, mostFrequencyHz: 50, mostMinutes: 30, note: '参数上下限为练习数据,请按仪器说明书填写' },
] as const
const PLACE_OF_METHOD: Partial<Record<PelvicMethod, readonly (readonly [room: string, device: string | null])[]>> = { magnetic: [['治疗室二', '磁刺激治疗仪']], kegel: [['团体训练室', null]] }
const FEEDBACK_PLACES = [['治疗室一', '生物反馈治疗仪1号'], ['治疗室一', '生物反馈治疗仪2号'], ['治疗室二', '生物反馈治疗仪3号']] as const

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const tenth = (value: number): number => Math.round(value * 10) / 10
const half = (value: number): number => Math.round(value * 2) / 2
/** How she stands, 0 (no muscle) to 5; what is measured follows from it. */
type Condition = { strength: number; stage: 0 | 1 | 2 | 3; readonly isOlder: boolean; readonly leaks: boolean; diastasisMm: number | null; readonly tvlCm: number }

/** How often she was pregnant and gave birth. */
function children(random: Random): { readonly gravidity: number; readonly parity: number } {
  const parity = random.int(1, 2)
  return { gravidity: parity + random.int(0, 2), parity }
}
/** What the program finds when an assessment is saved; the references stay only with a row that was measured by them. */
const withFound = (row: PelvicAssessment, deliveryDay: Day | null): PelvicAssessment => ({ ...row, ...assessmentFound(row, deliveryDay, referenceFor(null, RULES), RULES) })

/** The file an instrument would have written of a report: the words of the example format, a line a value. */
export function sampleReportText(row: Readonly<Record<string, unknown>>): string {
  const { labels } = REPORT_FORMATS_DEFAULT.formats[0]!
  const lifted = JSON.parse(typeof row.lifted === 'string' ? row.lifted : '{}') as Record<string, number>
  const lines = [[REPORT_HEADS.number, row.number], [REPORT_HEADS.name, row.name], [REPORT_HEADS.day, row.measuredDay], ...REPORT_FIELDS.filter(field => labels[field] && lifted[field] !== undefined).map(field => [labels[field]![0], lifted[field]])]
  return `${lines.map(([label, value]) => `${String(label)},${String(value ?? '')}`).join('\r\n')}\r\n`
}

/**
 * Makes the pelvic clinic of a hospital: files from the 42-day check and of older women, assessments with questionnaires,
 * courses booked on rooms and instruments in free places, sessions up to this week, calls, reports of instruments. What a row
 * says the program found is found by the program's own rules; a source of its own draws it.
 */
export function pelvicSampler({ seed, today, userId, newId }: { seed: number; today: Day; userId: string; newId(): string }): PelvicSampler {
  const random: Random = createRandom(seed)
  const lastDay = addDays(today, -1)
  const serials = new Map<string, number>()
  const placeIds = new Map<string, string>()
  const taken = new Map<string, number>()
  let [records, later]: [SampleRecord[], SampleRecord[]] = [[], []]
  let [files, reported, courses] = [0, 0, 0]

  const add = (definition: RecordDefinition, day: Day, row: object, isLater = false): string => {
    const id = newId()
    ;(isLater ? later : records).push({ definition, id, at: instantAt(epochOf(`${day > lastDay ? lastDay : day}T15:30` as Minute)), by: userId, row: row as Record<string, unknown> })
    return id
  }
  const numbered = (prefix: string, series: string, day: Day): string => {
    const name = `${series}-${day.slice(0, 4)}`
    const next = (serials.get(name) ?? 0) + 1
    serials.set(name, next)
    return `${prefix}${day.slice(0, 4)}${String(next).padStart(6, '0')}`
  }
  const placed = (name: string): string => placeIds.get(name) ?? ''

  /** The first free time of a day from a wanted one on, on one of these places; null where everything is taken. */
  function slotOn(day: Day, wanted: number, choices: readonly (readonly [room: string, device: string | null])[]): { at: Minute; room: string; device: string | null } | null {
    const times: number[] = []
    for (let minutes = FIRST_SLOT; minutes <= LAST_SLOT; minutes += SLOT_MINUTES) if (minutes < NOON_FROM || minutes >= NOON_TO) times.push(minutes)
    const from = times.findIndex(minutes => minutes >= wanted)
    for (const minutes of [...times.slice(from), ...times.slice(0, from)]) {
      for (const [room, device] of choices) {
        const keys = [room, ...device ? [device] : []].map(name => ({ key: `${name} ${day} ${minutes}`, most: PLACES.find(place => place.name === name)!.capacity }))
        if (keys.some(({ key, most }) => (taken.get(key) ?? 0) >= most)) continue
        for (const { key } of keys) taken.set(key, (taken.get(key) ?? 0) + 1)
        return { at: `${day}T${clock(minutes)}` as Minute, room, device }
      }
    }
    return null
  }

  const grade = (value: number) => OXFORD_GRADE.values[Math.max(0, Math.min(5, Math.round(value)))]!
  const around = (middle: number, spread: number, least = 0): number => tenth(Math.max(least, random.normal(middle, spread)))
  /** A share of one, in hundredths and without the dust of binary fractions. */
  const share = (middle: number, spread: number, least: number): number => Math.round(around(middle, spread, least) * 10) / 100
  function popqOf({ stage, tvlCm }: Condition): Partial<PelvicAssessment> {
    const lead = stage === 0 ? -3 : stage === 1 ? -half(1.5 + random.next()) : stage === 2 ? half(random.next() * 2 - 1) : half(1.5 + random.next() * 2.5)
    const [aaCm, apCm] = [Math.min(3, lead), stage < 2 ? -3 : Math.min(3, half(lead - 1.5))].map(value => Math.max(-3, value)) as [number, number]
    const cCm = half(Math.min(lead, stage === 3 ? lead - 1 : -tvlCm + 3 + stage))
    return { aaCm, baCm: Math.max(aaCm, lead), cCm, ghCm: half(2.5 + stage * 0.6 + random.next()), pbCm: half(2.5 + random.next()), tvlCm, apCm, bpCm: apCm, dCm: half(Math.max(-tvlCm, cCm - 2)) }
  }
  function muscleOf({ strength }: Condition): Partial<PelvicAssessment> {
    const [seconds, count] = [tenth(Math.max(0, Math.min(9, random.normal(strength + 0.2, 0.6)))), Math.max(0, Math.min(8, Math.round(random.normal(strength + 0.3, 0.7))))]
    return { oxford: grade(strength), typeOneSeconds: seconds, typeOneFatiguePercent: strength >= 4 ? 0 : -random.int(1, 4) * 5, typeTwoCount: count, typeTwoFatiguePercent: strength >= 4 ? 0 : -random.int(0, 3) * 5, vaginalPressureCmH2o: Math.round(random.normal(25 + strength * 18, 6)) }
  }
  const emgOf = ({ strength }: Condition): Partial<PelvicAssessment> => ({
    deviceId: placed('生物反馈治疗仪1号'), preRestUv: around(3.2, 1, 0.8), preRestVariability: share(1.6, 0.4, 0.3), fastUv: around(12 + strength * 6, 3, 4), fastRiseSeconds: around(0.5, 0.15, 0.1), fastRecoverySeconds: around(0.5, 0.2, 0.1), tonicUv: around(8 + strength * 5, 2.5, 3), tonicVariability: share(2, 0.5, 0.4),
    enduranceUv: around(7 + strength * 4, 2.2, 2), enduranceVariability: share(2, 0.5, 0.4), enduranceRatio: around(1, 0.1, 0.5), postRestUv: around(3.1, 1, 0.8), postRestVariability: share(1.6, 0.4, 0.3),
  })

  function answersOf(questionnaire: PelvicQuestionnaire, condition: Condition): string {
    const trouble = Math.max(0, 4 - condition.strength) + condition.stage * 0.5
    return questionnaireOf(questionnaire).items.map(({ number, least, most }) => {
      if (random.chance(0.01) && questionnaire !== 'oabss') return ''
      const top = questionnaire === 'oabss' ? [9, 2, 3, 2][number - 1]! : most
      return String(Math.max(least, Math.min(most, Math.round(random.normal(questionnaire === 'pisq12' ? 2 : top * trouble / 7, 0.7)))))
    }).join(',')
  }
  function ask(questionnaire: PelvicQuestionnaire, fileId: string, assessmentId: string, day: Day, condition: Condition, isLater: boolean): void {
    const isNotApplicable = questionnaire === 'pisq12' && random.chance(0.2)
    const answers = isNotApplicable ? null : answersOf(questionnaire, condition)
    const { items, score, version } = questionnaireOf(questionnaire)
    const scored = answers === null ? null : score(Object.fromEntries(items.map(({ number }, index) => { const text = answers.split(',')[index]!; return [number, text === '' ? null : Number(text)] })))
    const scale = (index: number): number | null => { const found = scored?.scales[index]?.score; return found === undefined || found === null ? null : Math.round(found * 10_000) / 10_000 }
    const [first, second, third] = scored && scored.scales.length > 1 ? [scale(0), scale(1), scale(2)] : [null, null, null]
    add(pelvicQuestionnaire, day, {
      ...EMPTY.questionnaire, fileId, assessmentId, questionnaire, day, isFilledByWoman: random.chance(0.7), isNotApplicable, answers, ruleVersion: version, firstScale: first, secondScale: second, thirdScale: third, total: scored?.total === undefined || scored.total === null ? null : Math.round(scored.total * 10_000) / 10_000,
      severity: scored?.severity ?? null, isDiagnostic: scored?.isDiagnostic ?? null,
    }, isLater)
  }

  function diagnosesOf(row: PelvicAssessment, { leaks }: Condition): PelvicDiagnosis[] {
    const found: PelvicDiagnosis[] = []
    if ((row.typeOneGrade ?? 5) < 3 || (row.typeTwoGrade ?? 5) < 3) found.push('weakness')
    if (leaks) found.push('stressIncontinence')
    if (row.stage !== null && row.stage >= '2') found.push('prolapse')
    if (row.diastasisGrade !== null && row.diastasisGrade !== 'none') found.push('diastasis')
    return found.length > 0 ? found : ['none']
  }

  function assess({ fileId, kind, day, condition, deliveryDay, courseId, after, nextDay, reportId = null }: { fileId: string; kind: PelvicAssessmentKind; day: Day; condition: Condition; deliveryDay: Day | null; courseId: string | null; after: number | null; nextDay: Day | null; reportId?: string | null }, measured: Partial<PelvicAssessment>): { id: string; diagnoses: PelvicDiagnosis[] } {
    const isBaseline = kind === 'baseline'
    const leaksNow = condition.leaks && condition.strength < 4
    const gain = leaksNow ? around(Math.max(1, (4 - condition.strength) * 6), 2, 0) : around(0.4, 0.3, 0)
    const gap = condition.diastasisMm
    const isScanned = isBaseline && random.chance(0.25)
    const row = withFound({
      ...EMPTY.assessment, fileId, courseId, day, kind, afterSessions: after, doctorName: THERAPISTS[0], complaints: codeList(PELVIC_COMPLAINT, leaksNow ? ['stressLeak', ...condition.stage >= 2 ? ['bulge' as const] : []] : condition.stage >= 2 ? ['bulge'] : condition.strength < 3 ? ['laxity'] : ['none']),
      painVas: condition.isOlder ? null : random.int(0, 2), isLochiaClear: condition.isOlder ? null : true, stressTest: isBaseline ? leaksNow ? '2' : '1' : null, residualMl: isBaseline && random.chance(0.4) ? random.int(0, 45) : null,
      ...popqOf(condition), ...muscleOf(condition), ...measured, reportId, ...condition.leaks || random.chance(0.2) ? { padDryG: 12.5, padWetG: tenth(12.5 + gain) } : {},
      ...gap === null ? {} : { diastasisAboveMm: Math.max(0, gap - random.int(2, 8)), diastasisAtMm: gap, diastasisBelowMm: Math.max(0, gap - random.int(4, 12)) },
      ...isScanned ? { bladderNeckRestCm: around(2.6, 0.2, 1), bladderNeckStrainCm: around(leaksNow ? -0.3 : 0.8, 0.4, -3), hiatusAreaCm2: around(17 + condition.stage * 4, 2, 8), avulsion: 'none' as const, hasFunnelling: leaksNow } : {},
      nextDay,
    } as PelvicAssessment, deliveryDay)
    const diagnoses = diagnosesOf(row, { ...condition, leaks: leaksNow })
    const isLater = courseId !== null
    const id = add(pelvicAssessment, day, { ...row, diagnoses: codeList(PELVIC_DIAGNOSIS, diagnoses), advice: diagnoses[0] === 'none' ? '坚持家庭盆底肌训练,避免长期腹压增加' : '盆底康复治疗,配合家庭训练' }, isLater)
    if (random.chance(0.8)) ask('pfdi20', fileId, id, day, condition, isLater)
    if (random.chance(0.5)) ask('pfiq7', fileId, id, day, condition, isLater)
    if (condition.leaks || random.chance(0.15)) ask('oabss', fileId, id, day, condition, isLater)
    if (isBaseline && random.chance(0.2)) ask('pisq12', fileId, id, day, condition, isLater)
    return { id, diagnoses }
  }

  /** A report whose figures are those of the assessment it was used for; every so many still waits, with nobody's assessment. */
  function report(fileId: string | null, number: string, name: string, day: Day, measured: Partial<PelvicAssessment>, state: 'waiting' | 'confirmed' | 'kept'): string {
    reported += 1
    const lifted = Object.fromEntries(REPORT_FIELDS.flatMap(field => { const value = measured[field]; return typeof value === 'number' ? [[field, value]] : [] }))
    return add(pelvicReport, day, { ...EMPTY.report, fileName: `盆底肌电评估_${day.replaceAll('-', '')}_${String(reported).padStart(4, '0')}.csv`, format: REPORT_FORMATS_DEFAULT.formats[0]!.name, mediaType: 'text/csv', readDay: day > lastDay ? lastDay : day, measuredDay: day, name, number, lifted: JSON.stringify(lifted), state, fileId, reason: state === 'kept' ? '数值已由治疗师录入' : null })
  }

  function treat({ fileId, womanId, baselineId, diagnosis, from, condition, deliveryDay, known }: { known: readonly PelvicContraindication[]; fileId: string; womanId: string; baselineId: string; diagnosis: PelvicDiagnosis; from: Day; condition: Condition; deliveryDay: Day | null }): void {
    const drawnMethod = random.weighted(METHODS)
    const method = knownIssues(drawnMethod, known).length === 0 ? drawnMethod : 'kegel'
    const planned = METHOD_SESSIONS[method] ?? RULES.courseSessions
    const weekdays = random.pick(WEEK_PATTERNS)
    const choices = PLACE_OF_METHOD[method] ?? FEEDBACK_PLACES
    const wanted = random.pick([500, 540, 580, 620, 860, 900, 940, 980])
    const isCurrent = method === 'stimulation' || method === 'stimulationAndFeedback'
    const parameters = isCurrent ? { frequencyHz: 50, pulseWidthUs: 250, workSeconds: 6, restSeconds: 6 } : method === 'magnetic' ? { frequencyHz: 20, workSeconds: 5, restSeconds: 10 } : {}
    const sessionMinutes = method === 'magnetic' ? 20 : 30
    const startDay = courseDays({ start: addDays(from, random.int(1, 6)), sessions: 1, weekdays, isClosed: day => !isWorkingDay(day, DEFAULT_WORK_CALENDAR) })[0]!
    // Every so many women stay away one day and do not come back.
    const leavesAfter = courses++ % 9 === 6 ? random.int(2, 5) : null
    const course = { ...EMPTY.course, fileId, number: numbered('PC', 'pelvicCourse', from), baselineId, diagnosis, method, plannedSessions: planned, startDay, weekdays: codeList(WEEKDAY, weekdays.map(String) as ('1' | '2')[]), timeOfDay: clock(wanted), sessionMinutes, ...parameters, homeExercise: '每天3组,每组10–15次收缩,收缩3–5秒,放松同样时间', doctorName: DOCTOR, state: 'open' }
    const courseId = add(pelvicCourse, from, course)
    const { room, device } = { room: choices[0]![0], device: choices[0]![1] }
    Object.assign(course, { roomId: placed(room), deviceId: device === null ? null : placed(device) })
    const days = courseDays({ start: startDay, sessions: planned * 3, weekdays, isClosed: day => !isWorkingDay(day, DEFAULT_WORK_CALENDAR) })
    let [done, missed, lastCame, ahead]: [number, number, Day, number] = [0, 0, startDay, 0]
    const asked = codeList(PELVIC_CONTRAINDICATION, askedBefore(method))
    for (const day of days) {
      if (done >= planned || (day > lastDay && ahead >= planned - done) || (leavesAfter !== null && missed >= 3)) break
      const slot = slotOn(day, wanted, choices)
      if (slot === null) continue
      const booked = { ...EMPTY.session, fileId, courseId, plannedAt: slot.at, plannedMinutes: sessionMinutes, roomId: placed(slot.room), deviceId: slot.device === null ? null : placed(slot.device), state: 'booked' }
      if (day > lastDay) { ahead += 1; add(pelvicSession, from, booked); continue }
      // Somebody forgot to answer for one of these days.
      if (day > addDays(lastDay, -5) && random.chance(0.08)) { add(pelvicSession, from, booked); continue }
      const outcome = leavesAfter !== null && done >= leavesAfter ? 'missed' : random.weighted(OUTCOMES)
      if (outcome === 'missed') {
        missed += 1
        const sessionId = add(pelvicSession, day, { ...booked, state: 'missed', stateReason: random.chance(0.3) ? '家中有事' : null })
        const calledDay = addDays(day, random.int(1, 3))
        if (calledDay <= lastDay && random.chance(0.7)) add(pelvicAttempt, calledDay, { ...EMPTY.attempt, womanId, fileId, sessionId, about: 'missed', day: calledDay, outcome: leavesAfter === null ? random.pick(['promised', 'reached', 'noAnswer']) : 'noAnswer', callerName: random.pick(THERAPISTS) })
        continue
      }
      if (outcome === 'cancelled') { add(pelvicSession, day, random.chance(0.5) ? { ...booked, state: 'cancelled', stateReason: '月经期,改期', asked, positive: codeList(PELVIC_CONTRAINDICATION, ['bleeding']) } : { ...booked, state: 'cancelled', stateReason: '本人电话改期' }); continue }
      done += 1
      lastCame = day
      const adverseEvent = random.weighted(ADVERSE)
      const strength = Math.round(Math.min(5, condition.strength + done / planned))
      add(pelvicSession, day, {
        ...booked, state: 'done', ordinal: done, asked, startedAt: slot.at, minutes: sessionMinutes, therapistName: THERAPISTS[courses % THERAPISTS.length], method, ...parameters, ...isCurrent ? { currentMa: tenth(18 + done * 1.5 + random.next() * 4) } : {}, ...method === 'kegel' || method === 'magnetic' ? {} : { electrode: `TT${String(courses).padStart(5, '0')}` },
        strengthBefore: strength, strengthAfter: Math.min(5, strength + (random.chance(0.3) ? 1 : 0)), painVas: random.int(0, 1), feeling: random.chance(0.3) ? '收缩感明显' : null, adverseEvent, adverseNote: adverseEvent === 'none' ? null : '停止治疗观察15分钟后缓解,下次减小电流', homeExercise: random.pick(['daily', 'most', 'most', 'seldom']),
      })
      if (done === RULES.midCourseFirstSession && planned > done && random.chance(0.7)) {
        condition.strength = Math.min(5, condition.strength + 0.5)
        assess({ fileId, kind: 'middle', day, condition, deliveryDay, courseId, after: done, nextDay: null }, {})
      }
    }
    // The serious end: evaluated within a week, and closed with what the doctor makes of it.
    const endDay = addDays(lastCame, random.int(0, 6))
    if (done >= planned && endDay <= lastDay && random.chance(0.85)) {
      const before = condition.strength
      condition.strength = Math.min(5, condition.strength + random.int(0, 2) * 0.75 + 0.5)
      if (condition.stage > 0 && random.chance(0.3)) condition.stage = (condition.stage - 1) as Condition['stage']
      if (condition.diastasisMm !== null) condition.diastasisMm = Math.max(8, condition.diastasisMm - random.int(4, 12))
      assess({ fileId, kind: 'end', day: endDay, condition, deliveryDay, courseId, after: done, nextDay: monthAnniversary(endDay, RULES.followUpFirstMonths) }, emgOf(condition))
      const gained = Math.round(condition.strength) - Math.round(before)
      const efficacy: PelvicEfficacy = condition.strength >= 4.5 ? 'cured' : gained >= 2 ? 'markedly' : gained >= 1 || random.chance(0.6) ? 'effective' : 'ineffective'
      Object.assign(course, { state: 'completed', closedDay: endDay, stopNote: null, efficacy })
      const followed = monthAnniversary(endDay, RULES.followUpFirstMonths)
      if (followed <= lastDay && random.chance(0.55)) assess({ fileId, kind: 'followUp', day: followed, condition, deliveryDay, courseId, after: done, nextDay: monthAnniversary(endDay, RULES.followUpSecondMonths) }, {})
    } else if (leavesAfter !== null && daysBetween(lastCame, lastDay) > 45) Object.assign(course, { state: 'stopped', closedDay: addDays(lastCame, 40), stopReason: 'lost', stopNote: '三次电话无人接听', efficacy: null })
  }

  function open(of: { womanId: string; name: string; day: Day; deliveryDay: Day | null; file: Partial<Record<keyof typeof pelvicFile.fields, unknown>>; condition: Condition }): void {
    const { womanId, day, deliveryDay, condition } = of
    files += 1
    const number = numbered('PD', 'pelvicFile', day)
    const file = { ...EMPTY.file, womanId, number, openedDay: day, doctorName: THERAPISTS[0], hasImplant: false, hasIntrauterineDevice: false, isAllergic: false, isMenopausal: false, hasNoUterus: false, hasNeverHadIntercourse: false, heightCm: random.int(150, 168), deliveryDay, state: 'open', ...of.file }
    const fileId = add(pelvicFile, day, file)
    const sign = (kind: 'assessment' | 'treatment'): void => { add(pelvicConsent, day, { ...EMPTY.consent, fileId, kind, textVersion: TEXT_VERSION, choice: 'agreed', signedDay: day, signerName: of.name, doctorName: THERAPISTS[0], isContraindicationRead: true, mayUseData: random.chance(0.5) }) }
    sign('assessment')
    const measured = random.chance(0.85) ? emgOf(condition) : {}
    const isReported = measured.fastUv !== undefined && files % REPORT_EVERY === 1
    const reportId = isReported ? report(fileId, number, of.name, day, measured, 'confirmed') : null
    const isTreated = condition.strength < 4 && random.chance(TREATED)
    const baseline = assess({ fileId, kind: 'baseline', day, condition, deliveryDay, courseId: null, after: null, nextDay: isTreated ? null : addDays(day, random.int(60, 100)), reportId }, measured)
    const left = Math.floor(files / REPORT_EVERY) % LEFT_WAITING
    // A file the therapist has not looked through yet, and one whose figures were typed.
    if (files % REPORT_EVERY === 2 && left < 2) report(left === 0 ? null : fileId, number, of.name, day > addDays(lastDay, -20) ? day : addDays(lastDay, -random.int(0, 15)), emgOf(condition), left === 0 ? 'waiting' : 'kept')
    if (!isTreated) {
      if (daysBetween(day, lastDay) > 150) Object.assign(file, { state: 'closed', closedDay: addDays(day, 120), closeNote: '评估正常,家庭训练' })
      return
    }
    sign('treatment')
    const diagnosis = baseline.diagnoses[0] === 'none' ? 'weakness' : baseline.diagnoses[0]!
    treat({ fileId, womanId, baselineId: baseline.id, diagnosis, from: day, condition, deliveryDay, known: [...file.hasImplant ? ['pacemaker'] as const : [], ...file.hasIntrauterineDevice ? ['intrauterineDevice'] as const : []] })
  }

  const drawn = (make: () => void): SamplePelvicRows => { [records, later] = [[], []]; make(); return { records, later } }
  return {
    serials: () => [...serials].map(([name, last]) => ({ name, last })),
    places: day => drawn(() => { for (const place of PLACES) placeIds.set(place.name, add(pelvicPlace, day, { ...EMPTY.place, ...place, isRetired: false })) }).records as SampleRecord[],
    afterBirth: birth => drawn(() => {
      const day = addDays(birth.check.day, random.int(0, 6))
      if (day > lastDay || !random.chance(CAME)) return
      const isVaginal = !birth.deliveryMode?.startsWith('3')
      const condition: Condition = { strength: Math.max(0, Math.min(5, random.normal(isVaginal ? 2.4 : 2.9, 0.8))), stage: random.weighted(STAGES), isOlder: false, leaks: random.chance(isVaginal ? 0.35 : 0.2), diastasisMm: random.chance(0.5) ? random.int(12, 42) : null, tvlCm: random.pick([8, 8.5, 9]) }
      open({
        womanId: birth.womanId, name: birth.name, day, deliveryDay: birth.deliveryDay, condition,
        file: { pregnancyId: birth.pregnancyId, entry: 'check42', postpartumCheckId: birth.check.id, gravidity: birth.gravidity, parity: birth.gravidity === null ? null : Math.max(1, birth.gravidity - 1), deliveryMode: birth.deliveryMode, secondStageMinutes: birth.secondStageMinutes, heaviestBirthG: birth.heaviestBirthG, perineum: birth.perineum, isMultiple: birth.isMultiple, history: codeList(PELVIC_HISTORY, [random.chance(0.2) ? 'constipation' : 'none']) },
      })
    }),
    woman: woman => drawn(() => {
      if (woman.ageYears < OLDER_FROM_YEARS || daysBetween(woman.day, today) > BACK_DAYS || woman.day > lastDay || !random.chance(OLDER_CAME)) return
      // Half of them were in care before the hospital had the program: their papers were entered afterwards.
      const day = random.chance(0.5) ? addDays(woman.day, -random.int(60, 180)) : woman.day
      const isMenopausal = woman.ageYears >= 51
      const isReferral = random.chance(0.5)
      const condition: Condition = { strength: Math.max(0, Math.min(5, random.normal(2.2, 0.8))), stage: random.weighted(OLDER_STAGES), isOlder: true, leaks: random.chance(0.55), diastasisMm: null, tvlCm: random.pick([7.5, 8, 9]) }
      open({
        womanId: woman.womanId, name: woman.name, day, deliveryDay: null, condition,
        file: { entry: isReferral ? 'referral' : 'direct', referredFrom: isReferral ? '妇科门诊' : null, ...children(random), heaviestBirthG: random.int(29, 41) * 100, isMenopausal, menopauseAge: isMenopausal ? random.int(47, 51) : null, hasImplant: random.chance(0.04), hasIntrauterineDevice: !isMenopausal && random.chance(0.2), history: codeList(PELVIC_HISTORY, [random.chance(0.3) ? 'heavyWork' : 'none']) },
      })
    }),
  }
}
