import type { ChildCaseKind } from '../code/child-case.ts'
import type { ChildContact } from '../code/child-check.ts'
import type { ChildFileClosing, DiseaseOutcome } from '../code/child-nutrition.ts'
import { formatChinese } from '../message/message.ts'
import { childContactAttempt } from '../modules/child/appointment.record.ts'
import { type CaseEvidence, type CaseToOpen, courseOf, proposalsOf } from '../modules/child/case-evidence.ts'
import { cardNote, caseFound, caseVisitFound, endOfCaseByDeath } from '../modules/child/case-found.ts'
import { childCase, type ChildCase, childCaseDecline } from '../modules/child/case.record.ts'
import { childCaseVisit, type ChildCaseVisit } from '../modules/child/case-visit.record.ts'
import type { DeathCard } from '../modules/child/death-card.record.ts'
import { measurementOf } from '../modules/child/measurement.ts'
import type { NewbornVisit } from '../modules/child/newborn-visit.record.ts'
import type { ChildVisit } from '../modules/child/visit.record.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { closingAdvice, referralAdvice } from '../rule/child/case-course.ts'
import { CHILD_RULES_DEFAULT } from '../rule/child/child-rules.ts'
import { NOTHING_CONFIRMED } from '../rule/child/confirmed-findings.ts'
import { HIGH_RISK_FACTORS_DEFAULT } from '../rule/child/high-risk-factors.ts'
import { evaluateGrowth } from '../rule/growth/evaluate.ts'
import { DEFAULT_GROWTH_RULES } from '../rule/growth/rules.ts'
import { addDays, completedMonths, type Day } from '../time/day.ts'
import { FULL_TERM, MANAGE, type Managed, type Managing, openingOf } from './child-case-care.ts'
import { isChosen, type SpecialChild, type SpecialTools } from './child-special.ts'

/** What the doctor makes of a proposal; counted by kind, so that the first hospital has every answer. Severe: a factor of level 3. */
type Answer = 'case' | 'decline' | 'leave'
const ANSWERS: Readonly<Record<ChildCaseKind | 'severe', readonly Answer[]>> = {
  severe: ['case', 'decline', 'leave', 'case', 'decline', 'decline', 'leave', 'decline'],
  highRisk: ['decline', 'leave', 'leave', 'decline', 'case', 'leave', 'leave', 'decline', 'leave', 'decline', 'leave', 'leave', 'leave', 'decline', 'leave', 'leave'],
  malnutrition: ['case', 'decline', 'leave', 'decline', 'decline', 'decline'],
  anaemia: ['case', 'case', 'decline', 'case', 'leave'],
  rickets: ['case', 'case', 'case', 'leave', 'case', 'decline'],
  obesity: ['case', 'case', 'leave', 'case', 'decline', 'case'],
}
const DECLINED: Readonly<Record<ChildCaseKind, readonly string[]>> = {
  highRisk: ['已在市妇幼保健院高危儿门诊建档随访,本院不重复建案', '单一因素,生长发育正常,按常规保健随访', '家长不同意另建专案,已告知按时体检'],
  malnutrition: ['早产儿追赶生长中,按矫正月龄复评', '父母身材矮小,生长速度正常,3 个月后复评'],
  anaemia: ['略低于界值,先调整辅食,1 个月后复查血常规', '近期感染,痊愈后复查血红蛋白'],
  rickets: ['体征轻微,补充维生素D后下次体检复评'],
  obesity: ['家长要求先自行调整饮食,下次体检复评'],
}
const RICKETS_FIRST = 2
const RICKETS_EVERY = 45
const RICKETS_SIGNS: Readonly<Partial<Record<ChildContact, Partial<ChildVisit>>>> = {
  month6: { ricketsSymptoms: '2,3', ricketsSignsInfant: '2,7' }, month8: { ricketsSymptoms: '2', ricketsSignsInfant: '2,5' }, month12: { ricketsSymptoms: '3', ricketsSignsToddler: '2,3' },
} as never
/** A case is opened on so many findings that come again. */
const ASKED_AGAIN = 0.2
/** A doctor follows the closing advice of so many cases on the day it stands; the others wait for a second look. */
const CLOSES = 0.85
const REFERRED_TO = '市妇幼保健院儿童保健科'
const RESULT_AFTER_DAYS = 30
const OTHER_OUTCOME: DiseaseOutcome = '9'
const STANDING_FROM_MONTHS = 24
/** A check-up says enough by itself to look at its child's cases. */
const isTelling = (row: ChildVisit): boolean => (row.nutrition !== null && row.nutrition !== 'overweight') || (row.haemoglobinGPerL !== null && row.haemoglobinGPerL < CHILD_RULES_DEFAULT.haemoglobinMonth6)
  || (row.ricketsSignsInfant ?? row.ricketsSignsToddler ?? '1') !== '1'

export type CaseSampler = { findingsAt(contact: ChildContact): Partial<ChildVisit> | undefined; until(day: Day): void; home(row: NewbornVisit): void; visit(id: string, row: ChildVisit): void; isOpen(): boolean; end(card: Pick<DeathCard, 'number' | 'reporterName'> | null): void }

/** The special files of some of the children that the rules propose one for, with their follow-ups; others are declined or left open. */
export function caseSampler(tools: SpecialTools): (child: SpecialChild) => CaseSampler {
  const { random, tables, serial } = tools
  const asked = new Map<string, number>()
  let infants = 0

  function answer(to: CaseToOpen): Answer {
    const key = to.kind === 'highRisk' && to.severe ? 'severe' : to.kind
    const nth = asked.get(key) ?? 0
    asked.set(key, nth + 1)
    return ANSWERS[key][nth % ANSWERS[key].length] ?? 'leave'
  }

  return child => {
    const { file, birthDay, sex, doctorName, lastDay } = child
    const asInfant = child.made.find(one => RICKETS_SIGNS[one.contact])?.contact
    const ricketsAt = asInfant && isChosen(infants += 1, RICKETS_FIRST, RICKETS_EVERY) ? asInfant : null
    const all: Managed[] = []
    const caseVisits: ChildCaseVisit[] = []
    const caseVisitIds: string[] = []
    const visits: (ChildVisit & { readonly id: string })[] = []
    const declined = new Set<string>()
    const answered = new Map<ChildCaseKind, Answer>()
    const open: Managed[] = []
    const homes: NewbornVisit[] = []
    let isLooked = false
    let measuredDay = birthDay
    // While the days go by nobody knows how the care will end.
    const of = { file: { ...file, state: 'managed' as const }, child: { sex, birthDay }, mother: child.motherBirthDay === null ? null : { birthDay: child.motherBirthDay } }
    const known = { rules: CHILD_RULES_DEFAULT, altitudeM: 0, factors: HIGH_RISK_FACTORS_DEFAULT }
    // Entrance examinations come after the ages these cases are kept at.
    const evidence = (today: Day): CaseEvidence => ({
      ...known, of, today, cases: all.map(({ id, row }) => ({ ...row, id })).reverse(), caseVisits: caseVisits.map((row, at) => ({ ...row, id: caseVisitIds[at] ?? '' })), visits, homes, exams: [], scales: all.flatMap(one => one.scales ?? []),
      // The clinic's own screening of these children is made after their care.
      screeningAbnormal: { hearing: null, bloodSpot: null }, confirmed: NOTHING_CONFIRMED, declined, tables, growthRules: DEFAULT_GROWTH_RULES, doctorName,
    })
    const managing: Managing = { tools, child }

    function start(proposal: CaseToOpen, day: Day): void {
      const opened = { ...emptyRow(childCase), ...proposal.row, basis: formatChinese(proposal.reason).slice(0, 300), ...openingOf(proposal, day) } as ChildCase
      const year = day.slice(0, 4)
      const row = { ...opened, ...caseFound(opened, of, known).found, number: `ZA${year}${String(serial(`child-case-${year}`)).padStart(6, '0')}` } as Managed['row']
      const id = child.add(childCase, day, row)
      const one: Managed = { id, row, visits: [], next: null, responds: random.chance(0.85) }
      one.next = MANAGE[row.kind].first(one, managing, day)
      all.push(one)
      open.push(one)
    }

    function look(day: Day): void {
      isLooked = true
      for (const proposal of proposalsOf(evidence(day))) {
        // Asked again on new findings: a doctor who declined once looks at it at the check-ups.
        const before = answered.get(proposal.kind)
        const now: Answer = before === undefined ? answer(proposal) : before === 'decline' || proposal.kind === 'highRisk' ? 'leave' : random.chance(ASKED_AGAIN) ? 'case' : 'leave'
        answered.set(proposal.kind, now === 'leave' && before !== undefined ? before : now)
        if (now === 'case') start(proposal, day)
        if (now !== 'decline') continue
        declined.add(`${proposal.kind} ${proposal.basis}`)
        child.add(childCaseDecline, day, { ...emptyRow(childCaseDecline), fileId: file.id, kind: proposal.kind, basis: proposal.basis, day, doctorName, note: random.pick(DECLINED[proposal.kind]) })
      }
    }

    function close(one: Managed, day: Day, closingReason: ChildFileClosing, outcome: DiseaseOutcome, closingNote: string | null): void {
      Object.assign(one.row, { closedDay: day, closingReason, outcome: one.row.kind === 'highRisk' ? null : outcome, closingDoctor: doctorName, closingNote })
      open.splice(open.indexOf(one), 1)
    }

    function followUp(one: Managed, day: Day): void {
      const { kind } = one.row
      MANAGE[kind].treat?.(one, managing)
      const { weightKg, lengthCm, headCm } = child.measure(day)
      measuredDay = day
      const months = completedMonths(birthDay, day)
      const asked: ChildCaseVisit = {
        ...emptyRow(childCaseVisit), fileId: file.id, caseId: one.id, kind, visitDay: day, weightKg, lengthCm, position: months < STANDING_FROM_MONTHS ? 'L' : 'H', headCm: months < STANDING_FROM_MONTHS ? headCm : null, treatment: one.row.treatment?.slice(0, 100) ?? null,
        referral: '1', doctorName, ...MANAGE[kind].ask(one, managing, day),
      } as ChildCaseVisit
      const measured = measurementOf(of, asked)
      const row = { ...asked, ...caseVisitFound(asked, of, measured ? evaluateGrowth(tables, measured, { rules: DEFAULT_GROWTH_RULES }) : null, DEFAULT_GROWTH_RULES.method, known) } as Managed['visits'][number]
      one.visits.push(row)
      caseVisits.push(row)
      caseVisitIds.push(child.add(childCaseVisit, day, row))
      const course = () => courseOf({ ...one.row, id: one.id }, evidence(day))
      const refer = referralAdvice(course(), CHILD_RULES_DEFAULT)
      if (refer && !one.isReferred) {
        one.isReferred = true
        Object.assign(row, { referral: '2', referralReason: formatChinese(refer.reason).slice(0, 100), referralInstitution: REFERRED_TO, ...(day < addDays(lastDay, -RESULT_AFTER_DAYS) ? { referralResult: '已就诊,回本院继续随访' } : {}) })
      }
      const closing = closingAdvice(course(), CHILD_RULES_DEFAULT)
      if (closing && random.chance(CLOSES)) { close(one, day, 'recovered', '1', formatChinese(closing.reason).slice(0, 300)); return }
      one.next = MANAGE[kind].next(one, managing, day)
      if (one.next !== null) Object.assign(row, { nextVisitDay: one.next })
      else if (random.chance(CLOSES)) close(one, day, kind === 'highRisk' && months >= FULL_TERM.months ? 'aged' : 'other', '2', FULL_TERM.note)
      // Some families come a little later than agreed, some stay away once.
      if (one.next !== null) one.next = random.chance(0.12) ? MANAGE[kind].next(one, managing, one.next) ?? addDays(one.next, 21) : addDays(one.next, random.int(0, 6))
    }

    return {
      findingsAt: contact => contact === ricketsAt ? RICKETS_SIGNS[contact] : undefined,
      until(day) {
        for (;;) {
          const one = open.filter(other => other.next !== null).toSorted((a, b) => (a.next! < b.next! ? -1 : 1))[0]
          if (!one?.next || one.next >= day || one.next > lastDay) return
          // One look a day: a child that was measured today is not measured twice.
          if (one.next <= measuredDay) one.next = addDays(measuredDay, 1)
          else followUp(one, one.next)
        }
      },
      home(row) {
        homes.push(row)
        measuredDay = row.visitDay
        look(row.visitDay)
      },
      visit(id, row) {
        visits.push({ ...row, id })
        measuredDay = row.visitDay
        if (!isLooked || isTelling(row)) look(row.visitDay)
      },
      isOpen: () => open.length > 0,
      end(card) {
        const day = child.stopDay
        if (day === null) return
        for (const one of [...open]) {
          if (card) Object.assign(one.row, endOfCaseByDeath(one.row, day, cardNote(card.number), card.reporterName ?? doctorName))
          else if (file.state === 'moved') close(one, day, 'transferred', OTHER_OUTCOME, file.stateNote)
          else if (file.state === 'lost') {
            const calls = [-9, -4, 0].map(days => addDays(day, days)).filter(called => called >= one.row.openedDay)
            for (const called of calls) child.add(childContactAttempt, called, { ...emptyRow(childContactAttempt), fileId: file.id, day: called, outcome: 'noAnswer', about: '通知专案随访', callerName: doctorName })
            close(one, day, calls.length >= CHILD_RULES_DEFAULT.lostAfterAttempts ? 'lost' : 'other', OTHER_OUTCOME, file.stateNote)
          } else close(one, day, 'other', OTHER_OUTCOME, file.stateNote)
        }
      },
    }
  }
}
