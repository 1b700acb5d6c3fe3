import type { ChildContact } from '../code/child-check.ts'
import type { ChildFileState } from '../code/child-file.ts'
import { childAppointment, childContactAttempt } from '../modules/child/appointment.record.ts'
import { childFile, type ChildFile } from '../modules/child/file.record.ts'
import { newbornVisit } from '../modules/child/newborn-visit.record.ts'
import { childVisit } from '../modules/child/visit.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { CHILD_RULES_DEFAULT } from '../rule/child/child-rules.ts'
import { contactIn, type ContactWindow, contactWindows } from '../rule/child/contact-schedule.ts'
import { CONTACTS_END_MONTHS } from '../rule/child/contacts.ts'
import type { GrowthTables } from '../rule/growth/tables.ts'
import { addDays, type Day, daysBetween, epochOf, type Instant, instantAt, type Minute, monthAnniversary } from '../time/day.ts'
import { growthChannel, measureAt, type SampleMeasurement } from './child-growth.ts'
import { sampleScreening } from './child-screening.ts'
import { specialSampler } from './child-special.ts'
import { eyeSampler } from './eye.ts'
import { sampleNewbornVisit, sampleVisit } from './child-visit.ts'
import type { SampleRecord } from './chunk.ts'
import type { SampleSex } from './names.ts'
import { createRandom, weighted } from './random.ts'

/** So long after a referral its answer is there. */
const ANSWERED_AFTER_DAYS = 30

/** A child as its birth and its registration left it; what nobody knows of a child from elsewhere is null. */
export type SampleChild = {
  childId: string; newbornId: string | null; motherId: string | null; fatherId: string | null; phone: string | null; sex: SampleSex; birthDay: Day
  gestationDays: number | null; fetusCount: number | null; birthOrder: number | null; birthWeightG: number | null; birthLengthCm: number | null; apgarOneMinute: number | null; apgarFiveMinutes: number | null
  birthInstitution: string | null; mode: string | null
  /** The day the hospital first knew of the child: nothing is dated before it. */
  registeredDay: Day
  bornAt: Minute | null; birthPlaceType: string | null; motherBirthDay: Day | null
  /** Set for a child that came into our care later than its birth. */
  servedFromDay: Day | null
}
export type ChildSampler = {
  /** File, home visit, check-ups, appointments and attempts of one child; `visits` asks for that many visits in all (the benchmark's register). */
  records(child: SampleChild, visits?: number): SampleRecord[]
  /** The counters of all numbers, as they stand after everything. */
  serials(): { name: string; last: number }[]
}

/** Who writes the sample's child records: the account, the name and the hospital under them. */
export type SampleChildStaff = { userId: string; doctorName: string; institution: string }

const RESIDENCE = weighted<ChildFile['residence']>([['local', 88], ['longStay', 8], ['shortStay', 2], ['elsewhere', 2]])
/** Who writes its eye records, whose ids come from a source of their own; without them a hospital has no eye clinic. */
export type SampleEyeStaff = { userId: string; doctorName: string; newId: () => string }

/** One child in so many left care; counted, so that the smallest hospital has some of each. */
const LEFT: readonly (readonly [state: ChildFileState, every: number, at: number])[] = [['moved', 26, 9], ['refused', 80, 15], ['lost', 70, 31]]
const STATE_NOTE: Readonly<Partial<Record<ChildFileState, string>>> = { moved: '随父母迁往外地,已告知当地妇幼保健院', refused: '家长要求不再随访', lost: '三次电话无人接听', death: '家属告知' }
/** Of the children born here, and alive after 28 weeks, one in so many dies under five: most of them soon (the surveillance's live birth). */
const DIES = { every: 240, at: 31, fromDays: 28 * 7 }
const DEATH_AFTER = weighted<readonly [from: number, to: number]>([[[1, 20], 5], [[21, 330], 3], [[331, 1300], 2]])
const KINDERGARTENS = ['青山县机关幼儿园', '城关镇中心幼儿园', '小太阳幼儿园', '双塘乡中心幼儿园']
const ON_TIME = 0.9
const LATE = 0.95
const ASSUMED_STAY_DAYS = 3
const PRETERM_HOME_AT_DAYS = 250
const SPECIAL_SEED = 0x73706563
const EYE_SEED = 0x65796573
const RECENT_DAYS = 90
const EXTRA_FROM_DAYS = 45

/** Makes the children of a hospital; the same seed gives the same children for the same births. */
export function createChildSampler({ seed, today, tables, staff, newId, eyes }: { seed: number; today: Day; tables: GrowthTables; staff: SampleChildStaff; newId: () => string; eyes?: SampleEyeStaff }): ChildSampler {
  const random = createRandom(seed)
  const lastDay = addDays(today, -1)
  const numbers = new Map<string, number>()
  let [settled, born, mortal] = [0, 0, 0]
  const at = (day: Day, hour: number): Instant => instantAt(epochOf(`${day}T${String(hour).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}` as Minute))
  const notAfter = (day: Day, last: Day): Day => (day > last ? last : day)

  function serialOf(series: string): number {
    const serial = (numbers.get(series) ?? 0) + 1
    numbers.set(series, serial)
    return serial
  }
  const special = specialSampler(seed ^ SPECIAL_SEED, tables, today, serialOf)
  const eyesOf = eyes && eyeSampler(seed ^ EYE_SEED, eyes.doctorName, serialOf)

  /** The day a child dies, drawn from the spans of the mortality rates, while it was known here. */
  function deathDayOf(openedDay: Day): Day {
    const known = daysBetween(openedDay, lastDay)
    const [from, to] = random.weighted(DEATH_AFTER)
    return addDays(openedDay, random.int(Math.min(from, known), Math.min(to, known)))
  }

  function fileOf(child: SampleChild, openedDay: Day): ChildFile {
    const { gestationDays, birthWeightG, apgarOneMinute } = child
    const highRisk = (gestationDays !== null && gestationDays < 259) || (birthWeightG !== null && birthWeightG < 2500) || (apgarOneMinute !== null && apgarOneMinute < 8)
    const stay = gestationDays === null ? ASSUMED_STAY_DAYS : Math.max(ASSUMED_STAY_DAYS, PRETERM_HOME_AT_DAYS - gestationDays)
    const dischargeDay = child.newbornId === null ? null : addDays(child.birthDay, stay)
    const isHome = dischargeDay !== null && dischargeDay <= lastDay
    // Counted among those known for a while: nobody moves away in the first weeks.
    if (openedDay < addDays(lastDay, -20)) settled += 1
    const isMortal = child.newbornId !== null && gestationDays !== null && gestationDays >= DIES.fromDays && openedDay < addDays(lastDay, -20)
    if (isMortal) mortal += 1
    const state = isMortal && mortal % DIES.every === DIES.at ? 'death' as const : openedDay < addDays(lastDay, -20) ? LEFT.find(([, every, nth]) => settled % every === nth)?.[0] ?? 'managed' as const : 'managed' as const
    const years = daysBetween(child.birthDay, lastDay) / 365.25
    return {
      ...emptyRow(childFile), childId: child.childId, newbornId: child.newbornId, number: `E${openedDay.slice(0, 4)}${String(serialOf(`child-file-${openedDay.slice(0, 4)}`)).padStart(6, '0')}`, openedDay, residence: random.weighted(RESIDENCE), servedFromDay: child.servedFromDay, state,
      ...(state === 'managed' ? {} : { stateDay: state === 'death' ? deathDayOf(openedDay) : notAfter(addDays(openedDay, random.int(10, 900)), lastDay), stateNote: STATE_NOTE[state] ?? null }),
      motherId: child.motherId, fatherId: child.fatherId, contactPhone: child.motherId === null || random.chance(0.15) ? child.phone : null, guardianName: child.motherId === null && random.chance(0.3) ? '祖母代管' : null,
      gestationDays, fetusCount: child.fetusCount, birthOrder: child.birthOrder, birthWeightG, birthLengthCm: child.birthLengthCm, apgarOneMinute, apgarFiveMinutes: child.apgarFiveMinutes, birthInstitution: child.birthInstitution,
      dischargeDay: isHome ? dischargeDay : null, highRisk, dischargeReportDay: highRisk && isHome ? dischargeDay : null, intensiveCareDays: gestationDays !== null && gestationDays < 245 ? stay - 2 : null,
      allergy: random.chance(0.01) ? '牛奶蛋白过敏' : null, kindergarten: years > 3 && random.chance(0.7) ? random.pick(KINDERGARTENS) : null, doctorName: staff.doctorName,
    } as ChildFile
  }

  /** The day of each contact that was made: most on time, some late, some not at all. */
  function course(file: ChildFile, windows: readonly ContactWindow[], stopDay: Day | null): { contact: ChildContact; day: Day; nextDay: Day }[] {
    const made: { contact: ChildContact; day: Day; nextDay: Day }[] = []
    let before = ''
    for (const { contact, dueDay, windowEnd, nextDay } of windows) {
      if (dueDay > lastDay || (stopDay && dueDay >= stopDay)) break
      const fate = random.next()
      const spread = random.int(0, Math.min(20, Math.max(0, daysBetween(dueDay, windowEnd))))
      const delay = random.int(1, 25)
      if (file.servedFromDay && windowEnd < file.servedFromDay) continue
      const wanted = fate < ON_TIME ? addDays(dueDay, spread) : fate < LATE && addDays(windowEnd, delay) < nextDay ? addDays(windowEnd, delay) : null
      const day = wanted && file.servedFromDay && wanted < file.servedFromDay ? file.servedFromDay : wanted
      if (!day || day > lastDay || day >= nextDay || (stopDay && day > stopDay) || day <= before) continue
      made.push({ contact, day, nextDay })
      before = day
    }
    return made
  }

  function further(made: { contact: ChildContact; day: Day; nextDay: Day }[], birthDay: Day, windows: readonly ContactWindow[], wanted: number, stopDay: Day | null): void {
    const end = notAfter(addDays(monthAnniversary(birthDay, CONTACTS_END_MONTHS), -1), stopDay && stopDay < lastDay ? stopDay : lastDay)
    const span = daysBetween(addDays(birthDay, EXTRA_FROM_DAYS), end)
    if (span <= 0) return
    const taken = new Set(made.map(one => one.day))
    for (let turn = 0; made.length < wanted && turn < wanted * 3; turn += 1) {
      const day = addDays(birthDay, EXTRA_FROM_DAYS + random.int(0, span))
      const contact = contactIn(windows, day)
      if (contact === null || contact === 'home' || taken.has(day)) continue
      taken.add(day)
      made.push({ contact, day, nextDay: windows.find(window => window.contact === contact)?.nextDay ?? day })
    }
    made.sort((a, b) => (a.day < b.day ? -1 : 1))
  }

  function booked(add: (definition: RecordDefinition, day: Day, row: object) => void, fileId: string, windows: readonly ContactWindow[], made: readonly { contact: ChildContact; day: Day }[]): void {
    const done = new Set(made.map(one => one.contact))
    for (const { contact, day } of made) {
      if (day > addDays(lastDay, -RECENT_DAYS) && random.chance(0.25)) add(childAppointment, addDays(day, -3), { ...emptyRow(childAppointment), fileId, contact, day, time: random.pick(['上午', '下午']), state: 'kept' })
    }
    const open = windows.findLast(window => window.dueDay <= today && today < window.nextDay && !done.has(window.contact)) ?? windows.find(window => window.dueDay > today && window.dueDay <= addDays(today, 25))
    if (!open || open.contact === 'home') return
    if (open.windowEnd >= today && open.dueDay < addDays(today, -4) && random.chance(0.3)) {
      const missedDay = addDays(open.dueDay, 2)
      add(childAppointment, open.dueDay, { ...emptyRow(childAppointment), fileId, contact: open.contact, day: missedDay, time: '上午', state: 'noShow' })
      add(childContactAttempt, lastDay, { ...emptyRow(childContactAttempt), fileId, day: lastDay, outcome: random.pick(['noAnswer', 'promised']), about: '爽约', callerName: staff.doctorName })
      return
    }
    if (open.windowEnd >= today) {
      if (random.chance(0.35)) add(childAppointment, addDays(lastDay, -random.int(0, 5)), { ...emptyRow(childAppointment), fileId, contact: open.contact, day: notAfter(addDays(open.dueDay > today ? open.dueDay : today, random.int(0, 12)), open.windowEnd), time: random.pick(['上午', '下午']), state: 'booked' })
      return
    }
    if (random.chance(0.4)) add(childAppointment, open.dueDay, { ...emptyRow(childAppointment), fileId, contact: open.contact, day: addDays(open.dueDay, Math.min(5, daysBetween(open.dueDay, open.windowEnd))), time: '上午', state: 'noShow' })
    for (let nth = 0, calls = random.int(0, 3); nth < calls; nth += 1) {
      const day = notAfter(addDays(open.windowEnd, 1 + nth * 3), lastDay)
      add(childContactAttempt, day, { ...emptyRow(childContactAttempt), fileId, day, outcome: random.pick(['noAnswer', 'reached', 'promised', 'noAnswer', 'wrongNumber']), about: '通知随访', callerName: staff.doctorName })
    }
  }

  function records(child: SampleChild, visits = 0): SampleRecord[] {
    const out: SampleRecord[] = []
    const openedDay = notAfter(child.servedFromDay ?? (child.newbornId === null ? child.registeredDay : addDays(child.birthDay, random.int(3, 8))), lastDay)
    const add = (definition: RecordDefinition, day: Day, row: object): string => {
      const id = newId()
      const known = day > child.registeredDay ? day : child.registeredDay
      out.push({ definition, id, at: at(known > lastDay ? lastDay : known, random.int(8, 16)), by: staff.userId, row: row as Record<string, unknown> })
      return id
    }
    const file = fileOf(child, openedDay)
    const fileId = add(childFile, openedDay, file)
    const stopDay = file.state === 'managed' ? null : file.stateDay
    const windows = contactWindows({ birthDay: child.birthDay, dischargeDay: file.dischargeDay, dischargeReportDay: file.dischargeReportDay, highRisk: file.highRisk === true, servedFromDay: file.servedFromDay, stop: null }, CHILD_RULES_DEFAULT)
    const channel = growthChannel(random, tables, { sex: child.sex === '1' ? 1 : 2, gestationDays: child.gestationDays, birthWeightG: child.birthWeightG, birthLengthCm: child.birthLengthCm })
    const visited = { fileId, birthDay: child.birthDay, gestationDays: child.gestationDays, fetusCount: child.fetusCount, channel, doctorName: staff.doctorName }
    const made = course(file, windows, stopDay)
    if (visits > made.length) further(made, child.birthDay, windows, visits, stopDay)
    let measured: SampleMeasurement | null = child.birthWeightG === null ? null : { weightKg: child.birthWeightG / 1000, lengthCm: child.birthLengthCm ?? 45, headCm: 30 }
    let isBloodTaken = false
    const measure = (day: Day): SampleMeasurement => (measured = measureAt(random, tables, channel, daysBetween(child.birthDay, day), measured))
    const beside = special({
      file: { ...file, id: fileId }, sex: child.sex, birthDay: child.birthDay, bornAt: child.bornAt, birthPlaceType: child.birthPlaceType, motherBirthDay: child.motherBirthDay, institution: staff.institution, stopDay, yesterday: lastDay, lastDay: stopDay ?? lastDay, made, channel, doctorName: staff.doctorName, measure, add,
    })
    for (const { contact, day, nextDay } of made) {
      const ageDays = daysBetween(child.birthDay, day)
      beside.until(day)
      const taken = measure(day)
      const next = nextDay > day ? nextDay : null
      if (contact === 'home') {
        const row = sampleNewbornVisit(random, { ...visited, ...child }, day, ageDays, taken.weightKg, next)
        add(newbornVisit, day, row)
        beside.home(row)
        continue
      }
      // Once between 6 and 8 months; at every later contact that has the field.
      const isAsked: boolean = contact === 'month8' ? !isBloodTaken : contact === 'month6' ? random.chance(0.75) : random.chance(0.95)
      isBloodTaken ||= isAsked && contact === 'month6'
      const row = sampleVisit(random, tables, visited, { contact, day, isBloodTaken: isAsked, measured: taken, nextDay: next, findings: beside.findingsAt(contact) })
      // The answer of an older referral has come.
      if (row.referral === '2' && addDays(day, ANSWERED_AFTER_DAYS) < lastDay) Object.assign(row, { referralResult: '已就诊,回本院按期随访' })
      beside.visit(add(childVisit, day, row), row)
    }
    Object.assign(file, beside.end())
    if (!stopDay) booked(add, fileId, windows, made)
    if (child.newbornId !== null) sampleScreening(random, add, { fileId, birthDay: child.birthDay, gestationDays: child.gestationDays, lastDay: file.state === 'death' ? file.stateDay! : lastDay, institution: child.birthInstitution ?? '本院', doctorName: staff.doctorName, number: file.number ?? '', nth: born += 1 })
    if (eyes && eyesOf) {
      const addEye = (definition: RecordDefinition, day: Day, row: object): string => {
        const id = eyes.newId()
        const known = day > child.registeredDay ? day : child.registeredDay
        out.push({ definition, id, at: `${known > lastDay ? lastDay : known}T06:30:00.000Z` as Instant, by: eyes.userId, row: row as Record<string, unknown> })
        return id
      }
      eyesOf({ fileId, birthDay: child.birthDay, gestationDays: child.gestationDays, birthWeightG: child.birthWeightG, intensiveCareDays: file.intensiveCareDays, kindergarten: file.kindergarten, servedFromDay: file.servedFromDay, made, lastDay: stopDay ?? lastDay, add: addEye })
    }
    return out
  }
  return { records, serials: () => [...numbers].map(([name, last]) => ({ name, last })) }
}
