import type { FolicAcidStop } from '../code/fertility.ts'
import { delivery } from '../modules/birth/delivery.record.ts'
import { type Pregnancy, pregnancy } from '../modules/birth/pregnancy.record.ts'
import { fertilityBase } from '../modules/fertility/base.record.ts'
import { folicAcid, folicAcidFollowUp, folicAcidIssue } from '../modules/fertility/folic-acid.record.ts'
import { premaritalHiv } from '../modules/fertility/hiv.record.ts'
import { NOTHING_ABNORMAL } from '../modules/fertility/parts.ts'
import { preconception, preconceptionCheck, preconceptionFollowUp } from '../modules/fertility/preconception.record.ts'
import { premarital } from '../modules/fertility/premarital.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { FERTILITY_RULES_DEFAULT as RULES } from '../rule/fertility/fertility-rules.ts'
import { addDays, type Day, daysBetween, epochOf, type Instant, instantAt, type Minute } from '../time/day.ts'
import type { SampleChunk, SampleRecord } from './chunk.ts'
import { idSource } from './numbers.ts'
import { createRandom } from './random.ts'

type Staff = { readonly userId: string; readonly doctorName: string }
/** A mother of the hospital, her last pregnancy and, where he has a record, the father. */
type Family = { readonly womanId: string; readonly manId: string | null; readonly startDay: Day; readonly deliveredDay: Day }

/** One family in so many was at the premarital examination, one in so many at the preconception one, one in so many had folic acid. */
const EVERY = { premarital: 4, preconception: 4, folicAcid: 3 } as const
/** How far a couple got, in a fixed order, so that the smallest hospital has every list. */
const STAGES = ['toExamine', 'certified', 'toConclude', 'toRecheck', 'unanswered', 'certified', 'toCertify', 'certified'] as const
const COURSES = ['taken', 'planning', 'stopped', 'taken', 'late'] as const
const STOPS: readonly FolicAcidStop[] = ['forgot', 'sideEffect', 'doubt']
/** Who was examined so many days ago and is not pregnant is asked; not more of them than a nurse calls in a week. */
const ASKED_AFTER = 95
const MOST_ASKED = 30
const SEED = 0x66657274

/**
 * Adds what the programmes before pregnancy know of a hospital's families to its chunks: couples before marriage and before
 * a child, folic acid, the bases of the rates. It reads the rows that are there and draws from a source of its own, so that
 * all other people stay as they are.
 */
export function* withFertility(chunks: Generator<SampleChunk, void>, { seed, today, staff }: { seed: number; today: Day; staff: Staff }): Generator<SampleChunk, void> {
  const sampler = createSampler(seed ^ SEED, today, staff)
  for (const chunk of chunks) {
    const records = familiesOf(chunk).flatMap(family => sampler.ofFamily(family))
    // The numbers a hospital has given out come with its last chunk; so does what is counted over all.
    const isLast = chunk.serials.length > 0
    yield { ...chunk, records: [...chunk.records, ...records, ...isLast ? sampler.bases() : []], serials: isLast ? [...chunk.serials, ...sampler.serials()] : chunk.serials }
  }
}

function familiesOf(chunk: SampleChunk): Family[] {
  const rows = <T>(definition: RecordDefinition): (T & { id: string })[] => chunk.records.filter(record => record.definition.id === definition.id).map(({ id, row }) => ({ ...row as T, id }))
  const motherOf = new Map(chunk.kinship.filter(({ relation }) => relation === 'mother').map(({ childId, parentId }) => [childId, parentId]))
  const fatherOf = new Map(chunk.kinship.filter(({ relation }) => relation === 'father').map(({ childId, parentId }) => [motherOf.get(childId), parentId]))
  const births = new Map(rows<{ pregnancyId: string; gestationDays: number }>(delivery).map(row => [row.pregnancyId, row.gestationDays]))
  return rows<Pregnancy>(pregnancy).flatMap(({ id, womanId, lastMenstrualDay }) => {
    const gestationDays = births.get(id)
    return womanId && lastMenstrualDay && gestationDays ? [{ womanId, manId: fatherOf.get(womanId) ?? null, startDay: lastMenstrualDay, deliveredDay: addDays(lastMenstrualDay, gestationDays) }] : []
  })
}

function createSampler(seed: number, today: Day, { userId, doctorName }: Staff) {
  const random = createRandom(seed)
  const newId = idSource(random, addDays(today, -23))
  const lastDay = addDays(today, -1)
  const numbers = new Map<string, number>()
  let [families, couples, asked, lately] = [0, 0, 0, 0]
  const notAfter = (day: Day): Day => (day > lastDay ? lastDay : day)
  const at = (day: Day): Instant => instantAt(epochOf(`${notAfter(day)}T${String(random.int(8, 16)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}` as Minute))
  const numbered = (series: string, prefix: string, day: Day): string => {
    const name = `${series}-${day.slice(0, 4)}`
    numbers.set(name, (numbers.get(name) ?? 0) + 1)
    return `${prefix}${day.slice(0, 4)}${String(numbers.get(name)).padStart(6, '0')}`
  }
  const made = (definition: RecordDefinition, day: Day, values: object): SampleRecord => ({ definition, id: newId(), at: at(day), by: userId, row: { ...emptyRow(definition), ...values } })

  function wedding({ womanId, manId, startDay }: Family & { manId: string }, index: number): SampleRecord[] {
    const stage = STAGES[index % STAGES.length]!
    // Who still waits came lately; who is done, before the pregnancy.
    const waits = stage === 'toExamine' ? 2 : stage === 'toConclude' ? 5 : stage === 'toCertify' ? 4 : stage === 'unanswered' ? random.int(3, 30) : stage === 'toRecheck' ? random.int(92, 110) : null
    const day = waits === null ? addDays(startDay, -random.int(60, 400)) : addDays(lastDay, -waits)
    const coupleNumber = numbered('HJ', 'HJ', day)
    return (['1', '2'] as const).flatMap(sex => {
      const isIll = sex === '2' && (stage === 'toRecheck' || stage === 'unanswered')
      const examined = stage === 'toExamine' ? {} : {
        examinedDay: day, bloodRelation: '1', doctorName, systolicMmHg: random.int(100, 130), diastolicMmHg: random.int(62, 84), heartRate: random.int(62, 90), mental: '2', posture: NOTHING_ABNORMAL, skin: NOTHING_ABNORMAL, thyroid: NOTHING_ABNORMAL, heart: NOTHING_ABNORMAL, lungs: NOTHING_ABNORMAL, liver: NOTHING_ABNORMAL, limbs: NOTHING_ABNORMAL, spine: NOTHING_ABNORMAL,
        haemoglobinGL: random.int(115, 150), altUL: random.int(8, 40), hbsAg: random.chance(0.05) ? '2' : '1', syphilis: isIll ? '2' : '1', chestXray: NOTHING_ABNORMAL, ...(sex === '2' ? { menarcheAge: random.int(11, 15), cycleDays: random.int(26, 32), mensesDays: random.int(3, 7), gynaecologicalMethod: '1', vulva: NOTHING_ABNORMAL } : { larynx: NOTHING_ABNORMAL, foreskin: '1', testisRight: '1', testisLeft: '1' }),
      }
      const concluded = stage === 'toExamine' || stage === 'toConclude' ? {} : {
        ...(isIll ? { diseases: '3', diagnosis: '梅毒(潜伏)', result: '2', opinion: '2', recheckDay: addDays(day, RULES.deferralRecheckDays) } : { diseases: '1', result: '1', opinion: '1' }), counselling: '婚育健康、优生与传染病预防', counsellingResult: '1', chiefDoctorName: doctorName, reportDay: day,
        ...(stage === 'certified' ? { certificateDay: day } : {}), ...(isIll && stage === 'unanswered' ? { transferHospital: '市第一人民医院', transferDay: day } : {}),
      }
      const sheet = made(premarital, day, { personId: sex === '1' ? manId : womanId, partnerId: sex === '1' ? womanId : manId, sex, coupleNumber, number: `${coupleNumber}-${sex}`, registeredDay: day, maritalStatus: '10', ...examined, ...concluded })
      return stage === 'toExamine' ? [sheet] : [sheet, made(premaritalHiv, day, { examinationId: sheet.id, number: numbered('BM', 'BM', day), testedDay: day, antibody: '1', informedDay: day, doctorName })]
    })
  }

  function sheet(coupleId: string, sex: '1' | '2', day: Day): SampleRecord {
    const hers = sex === '2' ? { discharge: '1', gonococcus: '1', chlamydia: '1', bloodRoutine: '1', haemoglobinGL: random.int(112, 140), glucoseMmolL: random.int(42, 58) / 10, tshMiuL: random.int(80, 300) / 100, rubellaIgG: random.chance(0.15) ? '1' : '2', cmvIgM: '1', cmvIgG: '2', toxoplasmaIgM: '1', toxoplasmaIgG: '1', ultrasound: '1' } : {}
    return made(preconceptionCheck, day, {
      coupleId, sex, checkedDay: day, historyTaken: true, heightCm: sex === '2' ? random.int(150, 168) : random.int(162, 182), weightKg: sex === '2' ? random.int(45, 66) : random.int(55, 82), systolicMmHg: random.int(100, 130), diastolicMmHg: random.int(62, 84), physicalFinding: '1', urineRoutine: '1', aboGroup: random.pick(['1', '2', '3', '4']), rhGroup: '2',
      altUL: random.int(8, 40), creatinineUmolL: random.int(45, 95), hbsAg: '1', hbsAb: '2', hbeAg: '1', hbeAb: '1', hbcAb: '1', syphilis: '1', doctorName, ...hers,
    })
  }

  function planning({ womanId, manId, startDay, deliveredDay }: Family, index: number): SampleRecord[] {
    // Some come back for another child: lately, or so long ago that they are asked whether they are pregnant. The others were examined before this one.
    const isAsked = asked < MOST_ASKED && index % 2 === 0 && deliveredDay < addDays(lastDay, -ASKED_AFTER - 10)
    if (isAsked) asked += 1
    const turn = isAsked ? 4 : index % 4
    const day = turn < 3 ? addDays(startDay, -random.int(20, 200)) : addDays(lastDay, -(turn === 3 ? 3 : ASKED_AFTER))
    if (turn === 3 && deliveredDay >= addDays(day, -40)) return []
    const isFresh = turn === 3 && lately++ % 2 === 0
    const isHigh = random.chance(0.2)
    const number = numbered('preconception', 'YQ', day)
    const isDone = turn < 2
    const couple = made(preconception, day, {
      womanId, husbandId: manId, number, servedDay: day, plannedMonths: random.int(1, 12), educationDay: day, state: isDone ? 'closed' : 'open', ...(isDone ? { closing: 'outcome', closedDay: notAfter(addDays(deliveredDay, 20)) } : {}),
      ...(isFresh ? {} : { assessedDay: day, womanRisk: isHigh ? 'high' : 'general', manRisk: manId ? 'general' : null, ...(isHigh ? { riskFactors: '贫血或风疹病毒抗体阴性' } : {}), advice: '孕前3个月至孕早期3个月每日服叶酸0.4毫克', doctorName, ...(turn === 3 ? {} : { noticeDay: day, noticeReceiver: manId ? '夫妇双方' : '妻子签收' }) }),
    })
    const checks = isFresh ? [] : [sheet(couple.id, '2', day), ...manId ? [sheet(couple.id, '1', day)] : []]
    const followed = (kind: 'early' | 'outcome', followDay: Day, more: object = {}): SampleRecord => made(preconceptionFollowUp, followDay, { coupleId: couple.id, kind, followDay, way: 'phone', lastMenstrualDay: startDay, folicAcidTaken: true, doctorName, ...more })
    if (turn >= 3) return [couple, ...checks]
    const early = followed('early', notAfter(addDays(startDay, random.int(45, 80))))
    return [couple, ...checks, early, ...isDone ? [followed('outcome', notAfter(addDays(deliveredDay, 20)), { outcomeDay: deliveredDay, outcome: daysBetween(startDay, deliveredDay) >= 259 ? 'live' : 'preterm' })] : []]
  }

  function tablets({ womanId, startDay, deliveredDay }: Family, index: number): SampleRecord[] {
    const kind = COURSES[index % COURSES.length]!
    const isPlanning = kind === 'planning' && deliveredDay < addDays(lastDay, -60)
    const begun = isPlanning ? addDays(lastDay, -random.int(10, 50)) : kind === 'late' ? addDays(startDay, random.int(30, 60)) : addDays(startDay, -random.int(30, 90))
    const mid = addDays(startDay, RULES.folicAcidUntilWeek * 7)
    const isHighRisk = random.chance(0.04)
    const stopped = kind === 'stopped' ? addDays(startDay, random.int(0, 40)) : mid
    const ended = isPlanning ? {} : { state: 'ended', endDay: notAfter(stopped), stopReason: kind === 'stopped' ? random.pick(STOPS) : 'finished' }
    const course = made(folicAcid, begun, {
      womanId, number: numbered('folicAcid', 'YS', begun), registeredDay: begun, takerGroup: kind === 'late' ? 'early' : 'preparing', isHighRisk, ...(isHighRisk ? { highRiskReason: '曾生育神经管缺陷儿' } : {}), doseMg: isHighRisk ? RULES.folicAcidHighDoseMg : RULES.folicAcidDoseMg, startDay: begun, state: 'active',
      ...(isPlanning ? { nextDay: addDays(begun, RULES.folicAcidFollowUpDays) } : {}), ...ended,
    })
    const handed = made(folicAcidIssue, begun, { courseId: course.id, issuedDay: begun, bottles: random.int(2, RULES.folicAcidBottles), issuerName: doctorName })
    const followed = (followDay: Day, more: object): SampleRecord => made(folicAcidFollowUp, followDay, { courseId: course.id, followDay, way: 'phone', weeklyTimes: random.pick([7, 7, 7, 6, 5]), isTaking: true, doctorName, ...more })
    if (isPlanning) return [course, handed]
    const between = addDays(begun, RULES.folicAcidFollowUpDays)
    const end = notAfter(stopped)
    return [course, handed, ...between < end ? [followed(between, { nextDay: end })] : [], followed(end, { isTaking: false, stopDay: end, stopReason: kind === 'stopped' ? 'forgot' : 'finished' })]
  }

  return {
    ofFamily(family: Family): SampleRecord[] {
      families += 1
      const records: SampleRecord[] = []
      if (family.manId !== null && couples++ % EVERY.premarital === 0) records.push(...wedding({ ...family, manId: family.manId }, Math.floor(couples / EVERY.premarital)))
      if (families % EVERY.preconception === 1) records.push(...planning(family, Math.floor(families / EVERY.preconception)))
      if (families % EVERY.folicAcid === 2) records.push(...tablets(family, Math.floor(families / EVERY.folicAcid)))
      return records
    },
    /** The registrants of each month of this year and the task of the year. */
    bases(): SampleRecord[] {
      const year = lastDay.slice(0, 4)
      const months = Array.from({ length: Number(lastDay.slice(5, 7)) }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}-01` as Day)
      const target = Math.max(10, Math.round(families / EVERY.preconception / 2))
      return [
        ...months.map(firstDay => made(fertilityBase, firstDay, { kind: 'marriage', firstDay, men: random.int(18, 40), women: random.int(18, 40), source: '县民政局婚姻登记处' })),
        made(fertilityBase, `${year}-01-01` as Day, { kind: 'preconception', firstDay: `${year}-01-01`, couples: target, source: '县卫生健康局年度任务' }),
      ]
    },
    serials: (): { name: string; last: number }[] => [...numbers].map(([name, last]) => ({ name, last })),
  }
}
