import { type FetalPosition, FIRST_VISIT_GUIDANCE, FOLLOW_UP_GUIDANCE, type FollowUpVisit, MATERNAL_FAMILY_HISTORY, MATERNAL_PAST_ILLNESS, MATERNAL_PERSONAL_HISTORY, POSTPARTUM_CHECK_GUIDANCE, POSTPARTUM_GUIDANCE, VAGINAL_DISCHARGE } from '../code/maternal-visit.ts'
import { codeList } from '../field/code-list.ts'
import { formatChinese } from '../message/message.ts'
import type { Delivery } from '../modules/birth/delivery.record.ts'
import { datingFacts, type Pregnancy, pregnancy } from '../modules/birth/pregnancy.record.ts'
import { maternalAttempt } from '../modules/maternal/attempt.record.ts'
import { maternalFirst, type MaternalFirst } from '../modules/maternal/first.record.ts'
import { postpartumCheck } from '../modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../modules/maternal/postpartum-visit.record.ts'
import { redating } from '../modules/maternal/redating.record.ts'
import { maternalVisit, type MaternalVisit } from '../modules/maternal/visit.record.ts'
import type { RecordDefinition, Row } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { datePregnancy, gestationOn } from '../rule/maternal/dating.ts'
import { MATERNAL_RULES_DEFAULT as RULES } from '../rule/maternal/maternal-rules.ts'
import { bodyMassIndex } from '../rule/maternal/risk-assessment.ts'
import { antenatalWindow, guidanceAt } from '../rule/maternal/visits.ts'
import { addDays, completedYears, type Day, daysBetween, epochOf, type Instant, instantAt, type Minute } from '../time/day.ts'
import type { SampleRecord } from './chunk.ts'
import type { SamplePregnancy } from './pregnancy-clinics.ts'
import { createRandom, type Random } from './random.ts'

/** A woman who is pregnant now; nobody was here before the day she was first known. */
export type SampleExpecting = { readonly womanId: string; readonly womanBirthDay: Day; readonly knownDay: Day }
/** A birth as the certificate desk entered it; its rows learn here what the clinic noted. */
export type SampleBirth = { readonly womanId: string; readonly womanBirthDay: Day; readonly pregnancyId: string; readonly row: Pregnancy; readonly deliveryId: string; readonly delivery: Delivery; readonly deliveredDay: Day }
export type SampleCare = { readonly records: SampleRecord[]; readonly pregnancy: SamplePregnancy | null }
export type MaternalSampler = { expecting(woman: SampleExpecting): SampleCare; delivered(birth: SampleBirth): SampleCare }

/** Counted, so that the smallest hospital has one of each. */
const EVERY = { redated: 11, transfer: 29, twins: 31, overdue: 17, unbooked: 19, ended: 23, lost: 37, moved: 43, absent: 9, unrecovered: 40, unbookedBirth: 5 } as const
/** Births so long ago have their care kept here; what is older is the certificate desk's alone. */
const CARE_BACK_DAYS = 420
const LATE_BOOKING = 0.14
const VISIT_MADE = 0.9
const HOME_VISIT = 0.93
const CHECKED = 0.9
const POSITIONS: readonly FetalPosition[] = ['01', '01', '01', '02', '02', '05', '13', '03']
type Body = { readonly heightCm: number; readonly weightKg: number; readonly highPressure: boolean; readonly anaemic: boolean }
type Staff = { readonly userId: string; readonly doctorName: string; readonly institution: string }

const round = (value: number, decimals = 0): number => Math.round(value * 10 ** decimals) / 10 ** decimals
const complete = <D extends RecordDefinition>(definition: D, values: Partial<Row<D>>): Row<D> => ({ ...emptyRow(definition), ...values }) as Row<D>

/** Makes the care of pregnancies: bookings, visits before and after birth, closings. The same seed makes the same care for the same women. */
export function createMaternalSampler({ seed, today, staff, newId }: { seed: number; today: Day; staff: Staff; newId: () => string }): MaternalSampler {
  const random: Random = createRandom(seed)
  const lastDay = addDays(today, -1)
  let [count, births] = [0, 0]
  const at = (day: Day): Instant => instantAt(epochOf(`${day}T${String(random.int(8, 16)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}` as Minute))
  const record = <D extends RecordDefinition>(definition: D, day: Day, row: Row<D>): SampleRecord => ({ definition, id: newId(), at: at(day < lastDay ? day : lastDay), by: staff.userId, row: row as Record<string, unknown> })
  const signed = { institution: staff.institution, doctorName: staff.doctorName } as const
  const body = (): Body => ({ heightCm: round(random.normal(159, 5), 1), weightKg: round(Math.min(90, Math.max(41, random.normal(54, 7))), 1), highPressure: random.chance(0.05), anaemic: random.chance(0.2) })

  function pressures(of: Body, weeks: number): { systolicMmHg: number; diastolicMmHg: number } {
    const raised = of.highPressure && weeks >= 28
    return { systolicMmHg: round(random.normal(raised ? 146 : 112, raised ? 5 : 7)), diastolicMmHg: round(random.normal(raised ? 93 : 70, raised ? 3 : 5)) }
  }
  const haemoglobin = (of: Body): number => round(random.normal(of.anaemic ? 101 : 121, 6))
  const gain = (weeks: number): number => weeks < 13 ? weeks * 0.08 : 1 + (weeks - 13) * 0.42

  function firstRow(pregnancyId: string, womanBirthDay: Day, startDay: Day, day: Day, of: Body, nextVisitDay: Day | null, serial: number): MaternalFirst {
    const weeks = gestationOn(startDay, day) / 7
    const pressure = pressures(of, weeks)
    const abnormal = of.anaemic || pressure.systolicMmHg >= 140
    return complete(maternalFirst, {
      pregnancyId, visitDay: day, ...signed, pastIllness: codeList(MATERNAL_PAST_ILLNESS, [serial % 41 === 0 ? '5' : '1']), familyHistory: codeList(MATERNAL_FAMILY_HISTORY, ['1']), personalHistory: codeList(MATERNAL_PERSONAL_HISTORY, [serial % 33 === 0 ? '2' : '1']), gynaecologicalOperation: serial % 6 === 0 ? '2' : '1',
      gynaecologicalOperationNote: serial % 6 === 0 ? '剖宫产史' : null, spontaneousAbortions: serial % 9 === 0 ? 1 : 0, inducedAbortions: serial % 4 === 0 ? 1 : 0, fetalDeaths: 0, stillbirths: 0, neonatalDeaths: 0, defectChildren: 0,
      heightCm: of.heightCm, weightKg: round(of.weightKg + gain(weeks), 1), prePregnancyWeightKg: of.weightKg, ...pressure, heart: '1', lungs: '1', vulva: '1', vagina: '1', cervix: '1', uterus: '1', adnexa: '1',
      haemoglobinGPerL: haemoglobin(of), whiteCellsE9PerL: round(random.normal(8, 1.4), 1), plateletsE9PerL: round(random.normal(225, 40)), urineProtein: '01', urineGlucose: '01', urineKetone: '01', urineBlood: '01',
      aboGroup: random.pick(['1', '2', '3', '3', '4'] as const), rhGroup: random.chance(0.005) ? '2' : '1', glucoseMmolPerL: round(random.normal(4.7, 0.3), 1), altUPerL: round(random.normal(19, 5)), astUPerL: round(random.normal(18, 4)), albuminGPerL: round(random.normal(42, 2)),
      totalBilirubinUmolPerL: round(random.normal(11, 2.5), 1), directBilirubinUmolPerL: round(random.normal(3.2, 0.7), 1), creatinineUmolPerL: round(random.normal(52, 6), 1), ureaMmolPerL: round(random.normal(3.3, 0.6), 1), vaginalDischarge: codeList(VAGINAL_DISCHARGE, ['1']), vaginalCleanliness: random.pick(['1', '2', '2'] as const),
      hepatitisBSurfaceAntigen: random.chance(0.05) ? '2' : '1', hepatitisBSurfaceAntibody: random.chance(0.6) ? '2' : '1', hepatitisBEAntigen: '1', hepatitisBEAntibody: '1', hepatitisBCoreAntibody: '1', syphilis: serial % 173 === 1 ? '2' : '1', hivAntibody: '1',
      ultrasound: `宫内早孕,约${Math.floor(weeks)}周`, assessment: abnormal ? '2' : '1', assessmentNote: abnormal ? '贫血或血压偏高,随访' : null, guidance: codeList(FIRST_VISIT_GUIDANCE, ['1', '2', '3', '4', '5']), referral: '1', nextVisitDay,
      gestationDays: gestationOn(startDay, day), ageYears: completedYears(womanBirthDay, day), bmi: bodyMassIndex(of.heightCm, of.weightKg),
    })
  }

  function visitRow(pregnancyId: string, startDay: Day, visitNumber: FollowUpVisit, day: Day, of: Body, nextVisitDay: Day | null, isTwins: boolean): MaternalVisit {
    const gestationDays = gestationOn(startDay, day)
    const weeks = gestationDays / 7
    const pressure = pressures(of, weeks)
    const high = pressure.systolicMmHg >= 140 || pressure.diastolicMmHg >= 90
    return complete(maternalVisit, {
      pregnancyId, visitNumber, visitDay: day, ...signed, chiefComplaint: high ? '头晕' : random.chance(0.1) ? '下肢轻度水肿' : null, weightKg: round(of.weightKg + gain(weeks) + random.normal(0, 0.5), 1), fundalHeightCm: weeks < 17 ? null : round(Math.min(42, weeks - 2 + random.normal(0, 1)), 1),
      abdomenCm: round(72 + weeks * 0.65 + random.normal(0, 2), 1), fetalPosition: weeks < 28 ? null : random.pick(POSITIONS), fetalHeartPerMinute: weeks < 13 ? null : round(random.normal(143, 5)), otherFetuses: isTwins && weeks >= 20 ? '第二胎:胎心 148 次/分' : null, ...pressure,
      haemoglobinGPerL: haemoglobin(of), urineProtein: high ? '03' : '01', assessment: high ? '2' : '1', assessmentNote: high ? '血压偏高' : null, guidance: codeList(FOLLOW_UP_GUIDANCE, guidanceAt(visitNumber).filter(code => code !== '8')), referral: '1', nextVisitDay, gestationDays,
    })
  }

  /** The visits of a pregnancy up to a day: the first at the booking, the numbered ones in their windows, further ones near the end. */
  function antenatal(of: { pregnancyId: string; womanBirthDay: Day; startDay: Day; bookedDay: Day; until: Day; fetusCount: number; serial: number; isAbsent: boolean }): { records: SampleRecord[]; first: MaternalFirst | null; visits: MaternalVisit[] } {
    const { pregnancyId, startDay, bookedDay, until, serial, isAbsent } = of
    const woman = body()
    const dates: { number: FollowUpVisit; day: Day }[] = []
    for (const number of ['2', '3', '4', '5'] as const) {
      const { first, last } = antenatalWindow(number, startDay, RULES)
      const day = addDays(first, random.int(0, Math.min(20, daysBetween(first, last))))
      const made = random.chance(VISIT_MADE)
      if (day > bookedDay && day <= until && made && !(isAbsent && number >= '3')) dates.push({ number, day })
      if (number === '4' && !isAbsent) {
        const further = addDays(day, 21)
        if (further > bookedDay && further <= until && further <= last && random.chance(0.5)) dates.push({ number: 'other', day: further })
      }
    }
    dates.sort((a, b) => a.day < b.day ? -1 : 1)
    const nextOf = (index: number): Day | null => dates[index]?.day ?? null
    const first = bookedDay <= until && serial % 47 !== 5 ? firstRow(pregnancyId, of.womanBirthDay, startDay, bookedDay, woman, nextOf(0) ?? addDays(bookedDay, 28), serial) : null
    const visits = dates.map(({ number, day }, index) => visitRow(pregnancyId, startDay, number, day, woman, nextOf(index + 1) ?? addDays(day, gestationOn(startDay, day) > 250 ? 7 : 28), of.fetusCount > 1))
    return { records: [...first ? [record(maternalFirst, bookedDay, first)] : [], ...visits.map(row => record(maternalVisit, row.visitDay, row))], first, visits }
  }

  /** A scan of the eighth week that differs by more than the limit: the expected day follows it, and the line of its change. */
  function redated(row: Pregnancy, pregnancyId: string): SampleRecord[] {
    const before = datePregnancy(datingFacts(row), RULES)
    if (!before || !row.lastMenstrualDay) return []
    const scanDay = addDays(row.lastMenstrualDay, 58)
    Object.assign(row, { scanDay, scanGestationDays: 51 })
    const after = datePregnancy(datingFacts(row), RULES)
    if (!after) return []
    return [record(redating, scanDay, complete(redating, {
      pregnancyId, changedDay: scanDay, oldExpectedDay: before.expectedDay, newExpectedDay: after.expectedDay, oldMethod: before.method, newMethod: after.method, reasonKey: after.reason.key, reason: formatChinese(after.reason), source: after.source, doctorName: staff.doctorName, note: '早孕超声核对孕周',
    }))]
  }
  function date(row: Pregnancy): Day | null {
    const dating = datePregnancy(datingFacts(row), RULES)
    Object.assign(row, { expectedDay: dating?.expectedDay ?? null, startDay: dating?.startDay ?? null, datingMethod: dating?.method ?? null })
    return dating?.startDay ?? null
  }
  const attempts = (pregnancyId: string, about: string, days: readonly Day[]): SampleRecord[] =>
    days.map(day => record(maternalAttempt, day, complete(maternalAttempt, { pregnancyId, day, outcome: 'noAnswer', about, callerName: staff.doctorName })))

  /** 结案 without a birth, of every so many. */
  function closedAs(serial: number): 'ended' | 'lost' | 'moved' | null {
    if (serial % EVERY.ended === 7) return 'ended'
    if (serial % EVERY.lost === 9) return 'lost'
    return serial % EVERY.moved === 11 ? 'moved' : null
  }

  function expecting({ womanId, womanBirthDay, knownDay }: SampleExpecting): SampleCare {
    const serial = count++
    const isOverdue = serial % EVERY.overdue === 4
    const gestation = isOverdue ? random.int(295, 300) : random.int(38, 286)
    const lastMenstrualDay = addDays(today, -gestation)
    const isTransfer = serial % EVERY.transfer === 13
    const fetusCount = serial % EVERY.twins === 8 ? 2 : 1
    const pregnancyId = newId()
    const gravidity = random.int(1, 3)
    const parity = random.int(0, gravidity - 1)
    const caesareans = serial % 6 === 0 ? Math.min(1, parity) : 0
    const row = complete(pregnancy, {
      womanId, state: 'pregnant', gravidity, parity, caesareans, vaginalDeliveries: parity - caesareans, lastMenstrualDay, fetusCount, doctorName: staff.doctorName, residence: random.chance(0.9) ? 'local' : 'floating', householdKind: random.chance(0.7) ? '1' : '2', occupation: random.pick(['5', '6', '1', '4', 'Y'] as const), education: random.pick(['初中', '高中', '大专', '本科']),
      ...isTransfer ? { transferDay: addDays(lastMenstrualDay, 19), embryoAge: '5' as const } : {},
    })
    const changes = !isTransfer && !isOverdue && gestation > 80 && serial % EVERY.redated === 2 ? redated(row, pregnancyId) : []
    const startDay = date(row)!
    if (serial % EVERY.unbooked === 6) return { records: [{ definition: pregnancy, id: pregnancyId, at: at(lastDay), by: staff.userId, row: row as Record<string, unknown> }, ...changes], pregnancy: null }
    const wanted = addDays(startDay, random.chance(LATE_BOOKING) ? random.int(92, 140) : random.int(40, 88))
    const bookedDay = wanted > lastDay ? lastDay : wanted
    Object.assign(row, { bookedDay, bookedInstitution: staff.institution, handbookNumber: `SC${bookedDay.slice(0, 4)}${String(serial + 1).padStart(6, '0')}` })
    const method = gestation > 100 && gestation < 270 ? closedAs(serial) : null
    const until = method ? addDays(lastDay, -30) : lastDay
    const isAbsent = serial % EVERY.absent === 3 || method === 'lost'
    const care = antenatal({ pregnancyId, womanBirthDay, startDay, bookedDay, until, fetusCount, serial, isAbsent })
    const calls = isAbsent && gestation > 170 ? attempts(pregnancyId, '未按时产检', [addDays(lastDay, -9), addDays(lastDay, -5), addDays(lastDay, -2)]) : []
    if (method) {
      Object.assign(row, { state: method, stateDay: lastDay, closedDay: lastDay, closeMethod: method, closedInstitution: staff.institution, closedBy: staff.doctorName, endMode: method === 'ended' ? '1' : null, stateReason: method === 'moved' ? '随丈夫迁往外地' : method === 'lost' ? '三次电话无人接听' : '自然流产' })
    }
    const own: SampleRecord = { definition: pregnancy, id: pregnancyId, at: at(bookedDay > knownDay ? bookedDay : knownDay), by: staff.userId, row: row as Record<string, unknown> }
    return {
      records: [own, ...changes, ...care.records, ...calls],
      pregnancy: { index: serial, pregnancyId, row, womanId, womanBirthDay, startDay, bookedDay, endedDay: method ? lastDay : null, isDelivered: false, deliveryId: null, fetusCount, first: care.first, visits: care.visits },
    }
  }

  function afterBirth(pregnancyId: string, row: Pregnancy, deliveredDay: Day, dischargedDay: Day, serial: number): SampleRecord[] {
    const records: SampleRecord[] = []
    const visitDay = addDays(dischargedDay, random.int(2, 7))
    if (visitDay <= lastDay && random.chance(HOME_VISIT)) {
      records.push(record(postpartumVisit, visitDay, complete(postpartumVisit, {
        pregnancyId, visitDay, place: 'home', ...signed, temperatureC: round(random.normal(36.6, 0.2), 1), generalHealth: '良好', mentalState: '平稳', systolicMmHg: round(random.normal(114, 6)), diastolicMmHg: round(random.normal(72, 5)), leftBreast: '1', rightBreast: '1', lochia: '1', uterus: '1', wound: '1', assessment: '1',
        guidance: codeList(POSTPARTUM_GUIDANCE, ['1', '2', '3', '4', '5']), referral: '1', nextVisitDay: addDays(deliveredDay, 42), daysAfter: daysBetween(deliveredDay, visitDay),
      })))
    }
    const checkDay = addDays(deliveredDay, random.int(42, 54))
    if (checkDay > lastDay || !random.chance(CHECKED)) return records
    const isUnrecovered = serial % EVERY.unrecovered === 5
    records.push(record(postpartumCheck, checkDay, complete(postpartumCheck, {
      pregnancyId, visitDay: checkDay, ...signed, generalHealth: '良好', mentalState: '平稳', depressionScore: random.int(0, 9), systolicMmHg: round(random.normal(112, 6)), diastolicMmHg: round(random.normal(71, 5)), leftBreast: '1', rightBreast: '1', lochia: '1', uterus: isUnrecovered ? '2' : '1', uterusNote: isUnrecovered ? '复旧不良' : null, wound: '1',
      thyroid: '1', heartAndLungs: '1', vulva: '1', vagina: '1', cervix: '1', adnexa: '1', recovery: isUnrecovered ? '2' : '1', recoveryNote: isUnrecovered ? '子宫复旧不良' : null, guidance: codeList(POSTPARTUM_CHECK_GUIDANCE, ['1', '2', '3', '4']), handling: isUnrecovered ? '2' : '1',
      ...isUnrecovered ? { referralReason: '子宫复旧不良', referralInstitution: '市妇幼保健院', referralDepartment: '妇科' } : {}, daysAfter: daysBetween(deliveredDay, checkDay),
    })))
    // Some of those who were checked still wait for the closing.
    if (serial % 12 !== 7) Object.assign(row, { closedDay: checkDay, closeMethod: isUnrecovered ? 'referred' : 'recovered', closedInstitution: staff.institution, closedBy: staff.doctorName })
    return records
  }

  function delivered({ womanId, womanBirthDay, pregnancyId, row, deliveryId, delivery, deliveredDay }: SampleBirth): SampleCare {
    Object.assign(row, { state: 'delivered', stateDay: deliveredDay, fetusCount: delivery.fetusCount })
    const startDay = date(row)
    if (startDay === null || deliveredDay < addDays(today, -CARE_BACK_DAYS)) return { records: [], pregnancy: null }
    const serial = births++
    if (serial % EVERY.unbookedBirth === 4) return { records: [], pregnancy: null }
    const bookedDay = addDays(startDay, random.chance(LATE_BOOKING) ? random.int(92, 140) : random.int(40, 88))
    const dischargedDay = addDays(deliveredDay, delivery.mode.startsWith('3') ? random.int(4, 6) : random.int(2, 4))
    const isCaesarean = delivery.mode.startsWith('3')
    Object.assign(row, { handbookNumber: row.handbookNumber ?? `SC${bookedDay.slice(0, 4)}${String(500_000 + serial)}`, bookedDay, bookedInstitution: staff.institution, doctorName: staff.doctorName, residence: 'local', vaginalDeliveries: row.parity, caesareans: 0 })
    const [firstStageMinutes, secondStageMinutes, thirdStageMinutes] = [random.int(180, 720), random.int(15, 90), random.int(4, 15)]
    const [bleedingBirthMl, bleedingTwoHoursMl] = [random.int(isCaesarean ? 180 : 100, isCaesarean ? 420 : 260), random.int(30, 90)]
    Object.assign(delivery, {
      ...isCaesarean ? { caesareanIndication: '瘢痕子宫' } : { firstStageMinutes, secondStageMinutes, thirdStageMinutes, labourMinutes: firstStageMinutes + secondStageMinutes + thirdStageMinutes, episiotomy: delivery.mode === '11', perinealTear: delivery.mode === '11' ? '5' : '2', stitches: random.int(1, 5) },
      bleedingBirthMl, bleedingTwoHoursMl, bleedingDayMl: bleedingBirthMl + bleedingTwoHoursMl + random.int(20, 60), isCritical: serial % 90 === 3, afterSystolicMmHg: round(random.normal(114, 6)), afterDiastolicMmHg: round(random.normal(72, 5)), firstFeedMinutes: random.int(20, 60), motherOutcome: '1', dischargedDay: dischargedDay <= lastDay ? dischargedDay : null,
    })
    const care = antenatal({ pregnancyId, womanBirthDay, startDay, bookedDay, until: addDays(deliveredDay, -1), fetusCount: delivery.fetusCount, serial, isAbsent: serial % EVERY.absent === 3 })
    return {
      records: [...care.records, ...afterBirth(pregnancyId, row, deliveredDay, dischargedDay, serial)],
      pregnancy: { index: serial, pregnancyId, row, womanId, womanBirthDay, startDay, bookedDay, endedDay: deliveredDay, isDelivered: true, deliveryId, fetusCount: delivery.fetusCount, first: care.first, visits: care.visits },
    }
  }
  return { expecting, delivered }
}
