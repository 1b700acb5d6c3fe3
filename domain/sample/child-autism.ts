import type { AutismState, AutismStepKind } from '../code/child-autism.ts'
import type { ChildContact } from '../code/child-check.ts'
import { childContactAttempt } from '../modules/child/appointment.record.ts'
import { childAutism, type ChildAutism, childAutismFollowUp, type ChildAutismFollowUp, childAutismStep, type ChildAutismStep } from '../modules/child/autism.record.ts'
import { courseFrom, FIRST_SCREENING_BASIS, replay, rescreeningFound } from '../modules/child/autism-found.ts'
import { abnormalWords, screeningOfVisit } from '../modules/child/visit-screening.ts'
import type { ChildVisit } from '../modules/child/visit.record.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { autismDue } from '../rule/child/autism-course.ts'
import { isCourseEnded } from '../rule/child/autism-replay.ts'
import { CHILD_RULES_DEFAULT } from '../rule/child/child-rules.ts'
import { addDays, type Day } from '../time/day.ts'
import { ageOn, sampleBehaviourTest, sampleCars, sampleDevelopmentTest, type TestAs } from './child-scale.ts'
import { isChosen, type SpecialChild, type SpecialTools } from './child-special.ts'

/** What comes of an abnormal first screening, one after another; a move whose day has not come is not made. */
type Move = 'begun' | TestAs | 'confirmed' | 'excluded' | 'undecided' | 'followUps' | 'lost' | 'refused' | 'moved'
/** Of check-ups long ago: the whole chain in its shares (one in five is confirmed); counted, so that the first hospital has each. */
const LONG_AGO: readonly (readonly Move[])[] = [
  ['abnormal', 'confirmed', 'followUps'], ['normal', 'normal'], ['abnormal', 'excluded'], ['begun', 'abnormal', 'refused'], ['retest'], ['abnormal', 'undecided', 'confirmed', 'followUps'], ['begun', 'normal'], ['abnormal', 'lost'], ['abnormal'], ['normal', 'normal'],
  ['abnormal', 'excluded'], ['abnormal', 'undecided'], ['retest', 'normal'], ['abnormal', 'confirmed', 'followUps', 'moved'], ['normal', 'abnormal', 'excluded'],
]
/** Of check-ups of the last weeks; null: nobody has confirmed it yet. */
const LATELY: readonly (readonly Move[] | null)[] = [[], null, ['begun'], ['abnormal']]
const LONG_AGO_DAYS = 230
const LATELY_DAYS = 50
/** The signs are looked for from 1½ to 3 years, where the chain mostly begins. */
const CONTACTS: ReadonlySet<ChildContact> = new Set<ChildContact>(['month18', 'month24', 'month30', 'month36'])
const FIRST = { longAgo: 5, lately: 2 }
const EVERY = { longAgo: 65, lately: 70 }
const CENTRE = '省儿童医院发育行为科'
const ICD10 = 'F84.0'
const STEP_OF: Readonly<Partial<Record<Move, AutismStepKind>>> = { begun: 'rescreeningBegun', normal: 'rescreening', retest: 'rescreening', abnormal: 'rescreening', confirmed: 'diagnosis', excluded: 'diagnosis', undecided: 'diagnosis', lost: 'lost', refused: 'closed', moved: 'closed' }
const PLACES = ['centreAndFamily', 'special', 'kindergartenAndCentre'] as const

/** The autism chain of some children: from an abnormal first screening as far as their days have come. */
export function autismSampler(tools: SpecialTools): (child: SpecialChild) => { findingsAt(contact: ChildContact): Partial<ChildVisit> | undefined; visit(id: string, row: ChildVisit): void; end(): void } {
  const { random, serial } = tools
  const seen = { longAgo: 0, lately: 0 }
  const begun = { longAgo: 0, lately: 0 }

  function choose(child: SpecialChild): { contact: ChildContact; moves: readonly Move[] | null } | null {
    for (const [when, found] of [
      ['longAgo', child.made.find(({ contact, day }) => CONTACTS.has(contact) && day < addDays(child.lastDay, -LONG_AGO_DAYS))],
      ['lately', child.stopDay ? undefined : child.made.find(({ contact, day }) => CONTACTS.has(contact) && day > addDays(child.lastDay, -LATELY_DAYS))],
    ] as const) {
      if (!found) continue
      seen[when] += 1
      if (!isChosen(seen[when], FIRST[when], EVERY[when])) continue
      const scripts = when === 'longAgo' ? LONG_AGO : LATELY
      return { contact: found.contact, moves: scripts[begun[when]++ % scripts.length] ?? null }
    }
    return null
  }

  function begin(child: SpecialChild, visit: ChildVisit & { readonly id: string }, moves: readonly Move[], startState: AutismState): () => void {
    const { file, birthDay, lastDay, doctorName } = child
    const steps: ChildAutismStep[] = []
    const followUps: ChildAutismFollowUp[] = []
    const course = { ...emptyRow(childAutism), fileId: file.id, startState, doctorName } as { -readonly [K in keyof ChildAutism]: ChildAutism[K] }
    const autismId = child.add(childAutism, visit.visitDay, course)
    let cars: number | null = null
    const standing = () => replay(startState, steps, followUps)
    const step = (kind: AutismStepKind, day: Day, values: Partial<ChildAutismStep>): void => {
      const row = { ...emptyRow(childAutismStep), fileId: file.id, autismId, kind, day, doctorName, ...values, fromState: steps.length === 0 ? startState : standing().state } as ChildAutismStep
      steps.push(row)
      child.add(childAutismStep, day, Object.assign(row, { toState: standing().state }))
    }
    const screening = screeningOfVisit(visit)!
    step('firstScreening', visit.visitDay, { visitId: visit.id, reason: abnormalWords(screening), basis: FIRST_SCREENING_BASIS })

    function rescreen(day: Day, as: TestAs): void {
      const [development, behaviour] = [sampleDevelopmentTest(tools, child, day, as), sampleBehaviourTest(tools, child, day, as)]
      const isProblem = as === 'abnormal'
      const named = behaviour === null ? {} : behaviour.row.kind === 'mchat' ? { mchatId: behaviour.id } : { abcId: behaviour.id }
      const tests = { development: development.row, ...(behaviour === null ? {} : { [behaviour.row.kind]: behaviour.row }) }
      step('rescreening', day, { observedProblem: isProblem, observation: isProblem ? '呼名无应答,目光对视少,喜转圈、看车轮转动' : null, institution: child.institution, developmentId: development.id, ...named, ...rescreeningFound(isProblem, tests, ageOn(child, day)) })
      if (steps.at(-1)?.rescreeningResult !== 'abnormal' || addDays(day, 2) > lastDay) return
      const referralDay = addDays(day, 1)
      const stamp = referralDay.replaceAll('-', '')
      Object.assign(course, { diagnosisReferralDay: referralDay, diagnosisReferralTo: CENTRE, diagnosisReferralNumber: `FS${stamp}${String(serial(`FS-${stamp}`)).padStart(4, '0')}`, reportedDay: referralDay, feedbackDay: addDays(day, 2) })
    }

    function diagnose(day: Day, diagnosis: 'confirmed' | 'excluded' | 'undecided'): void {
      const test = diagnosis === 'confirmed' ? sampleCars(tools, child, day, CENTRE) : null
      cars = test?.row.carsTotal ?? null
      step('diagnosis', day, { diagnosis, institution: CENTRE, icd10: diagnosis === 'confirmed' ? ICD10 : null, carsId: test?.id ?? null })
      const from = addDays(day, 14)
      if (diagnosis === 'confirmed' && from <= lastDay) Object.assign(course, { interventionStartDay: from, interventionPlace: 'centreAndFamily', interventionHoursPerWeek: 25, interventionInstitution: '市残联定点康复中心' })
    }

    /** Every follow-up at its interval as far as time goes; the last one of some children is waited for. */
    function follow(): void {
      for (let turn = 0; ; turn += 1) {
        const due = autismDue('confirmed', standing().since!, birthDay, CHILD_RULES_DEFAULT)!
        const day = addDays(due.dueDay, random.int(-6, 12))
        if (day > lastDay || (turn > 1 && random.chance(0.1))) return
        const effect = random.pick(['better', 'improved', 'better', 'unchanged'] as const)
        const row = {
          ...emptyRow(childAutismFollowUp), fileId: file.id, autismId, followUpDay: day, doctorName, interventionPlace: random.pick(PLACES), hoursPerWeek: random.int(20, 30), institution: '市残联定点康复中心', effect,
          findings: effect === 'unchanged' ? '语言进步不明显,仍有刻板动作' : '呼名有应答,能用单词表达需要', advice: '坚持每周不少于 20 小时干预,家庭中多互动',
        } as ChildAutismFollowUp
        followUps.push(row)
        child.add(childAutismFollowUp, day, row)
      }
    }

    /** The day of a move: shortly before the chain asks for it. */
    const dayOfMove = (move: Move): Day => {
      const { state, since } = standing()
      const last = followUps.at(-1)?.followUpDay ?? steps.at(-1)!.day
      const due = autismDue(state, since ?? last, birthDay, CHILD_RULES_DEFAULT)
      if (move === 'begun' || due === null || move === 'refused' || move === 'moved') return addDays(last, random.int(8, 14))
      const wanted = addDays(due.dueDay, move === 'lost' ? random.int(20, 40) : -random.int(2, 12))
      return wanted > last ? wanted : addDays(last, 1)
    }
    for (const move of moves) {
      if (move === 'followUps') { follow(); continue }
      const day = dayOfMove(move)
      if (day > lastDay) break
      const kind = STEP_OF[move]!
      if (kind === 'rescreening') rescreen(day, move as TestAs)
      else if (kind === 'diagnosis') diagnose(day, move as 'confirmed')
      else if (kind === 'closed') step('closed', day, { closeReason: move as 'refused' })
      else if (kind === 'lost') {
        const calls = [addDays(day, -8), addDays(day, -4), day]
        for (const called of calls) child.add(childContactAttempt, called, { ...emptyRow(childContactAttempt), fileId: file.id, day: called, outcome: 'noAnswer', about: '通知诊断', callerName: doctorName })
        step('lost', day, { reason: '三次电话无人接听,原住址已无人居住', attempts: calls.length })
      } else step(kind, day, { institution: child.institution })
    }
    return () => {
      const { state, isClosed } = standing()
      // Who left care has no open course: closed on the day the care ended.
      if (child.stopDay && !isClosed && !isCourseEnded(state)) step('closed', child.stopDay, { closeReason: file.state === 'death' ? 'death' : file.state === 'moved' ? 'moved' : file.state === 'refused' ? 'refused' : 'other' })
      Object.assign(course, courseFrom(course, steps, followUps, cars))
    }
  }

  return child => {
    const chosen = choose(child)
    let hadNormal = false
    let finish: (() => void) | undefined
    return {
      findingsAt: contact => contact === chosen?.contact ? { warningSign2: true, ...(random.chance(0.4) ? { warningSign3: true } : {}) } : undefined,
      visit(id, row) {
        if (chosen?.moves && !finish && row.contact === chosen.contact && screeningOfVisit(row)?.result === 'abnormal') finish = begin(child, { ...row, id }, chosen.moves, hadNormal ? 'firstNormal' : 'notScreened')
        else if (chosen && !hadNormal) hadNormal = screeningOfVisit(row)?.result === 'normal'
      },
      end: () => finish?.(),
    }
  }
}
