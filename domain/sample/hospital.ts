import type { EthnicGroup } from '../code/ethnic-group.ts'
import type { Material } from '../code/material.ts'
import type { ReferralState } from '../code/referral.ts'
import { delivery } from '../modules/birth/delivery.record.ts'
import { newborn } from '../modules/birth/newborn.record.ts'
import { pregnancy } from '../modules/birth/pregnancy.record.ts'
import { staff } from '../modules/birth/staff.record.ts'
import { certificate } from '../modules/certificate/certificate.record.ts'
import { registration, type Registration } from '../modules/certificate/registration.record.ts'
import { replacement } from '../modules/certificate/replacement.record.ts'
import { REPLACEMENT_KIND, type ReplacementKind, type ReplacementMaterial, type ReplacementState } from '../code/replacement.ts'
import { person, type Person } from '../modules/people/person.record.ts'
import { annualReport } from '../modules/annual/report.record.ts'
import { criticalReferral } from '../modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../modules/maternal/diagnosis-referral.record.ts'
import { postpartumCheck } from '../modules/maternal/postpartum-check.record.ts'
import { retention } from '../modules/maternal/retention.record.ts'
import { organization } from '../modules/referral/organization.record.ts'
import { annualFigures } from '../rule/annual-form.ts'
import { referral, type Referral } from '../modules/referral/referral.record.ts'
import { certificateValues, type ParentFacts } from '../print/certificate-values.ts'
import type { RecordDefinition, Row } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { ageAtDelivery } from '../rule/age.ts'
import { splitGestation } from '../rule/gestation.ts'
import { surnameOf } from '../rule/surname.ts'
import { addDays, completedYears, type Day, dayOf, daysBetween, epochOf, type Instant, instantAt, type Minute } from '../time/day.ts'
import type { GrowthTables } from '../rule/growth/tables.ts'
import { type ChildSampler, createChildSampler, type SampleChild } from './child.ts'
import { type InfectionSampler, infectionSampler } from './infection.ts'
import { createMaternalSampler, type MaternalSampler, type SampleCare } from './maternal-care.ts'
import { pelvicSampler, type PelvicSampler, type SamplePelvicRows } from './pelvic.ts'
import { PREGNANCY_CLINICS } from './pregnancy-clinics.ts'
import { sampleCritical, sampleDiagnosis, sampleRetention } from './maternal.ts'
import { type VitalSampler, vitalSampler } from './vital.ts'
import { sampleEthnicGroup, sampleForeignName, sampleGivenName, sampleMinorityName, type SampleSex, sampleSurname } from './names.ts'
import { blankStock } from './blank-stock.ts'
import { withFertility } from './fertility.ts'
import { emptyChunk, SAMPLE_USERS, type SampleChunk, type SampleCounty, type SampleUserIds } from './chunk.ts'
import { idNumberSource, idSource } from './numbers.ts'
import { createRandom, type Random, weighted } from './random.ts'
import { womenSampler, type WomenSampler } from './women.ts'

export type SampleOptions = { seed: number; persons: number; today: Day; county: SampleCounty; institutionName: string; growth: GrowthTables }

const CHUNK_PERSONS = 2_000
const DAY_SPAN_MOST = 6570
const DELIVERIES_A_DAY = 8
const TWINS_SHARE = 0.015
// Within the month in which a certificate is asked for without further papers.
const RECENT_DAYS = 26
// A woman in so many has a second record; a small hospital has some of each kind all the same.
const DUPLICATE_EVERY = { small: 25, large: 150 }
const DUPLICATE_REASONS = ['sameId', 'sameNameAndBirth', 'samePhoneAndName'] as const
type Stage = 'none' | 'draft' | 'complete' | 'held' | 'printed' | 'issued' | 'done'
// What stands on the desk today, in a fixed order, so that the smallest hospital has every queue.
const RECENT_STAGES: readonly Stage[] = ['done', 'issued', 'none', 'done', 'complete', 'printed', 'done', 'draft', 'issued', 'done', 'none', 'printed', 'done', 'complete', 'done', 'none']
const OLD_STAGES = weighted<Stage>([['done', 955], ['none', 20], ['draft', 10], ['complete', 5], ['issued', 10]])
const REFERRAL_STATES: readonly ReferralState[] = ['sent', 'closed', 'arrived', 'returned', 'toSend', 'sent', 'closed', 'rejected', 'returned', 'patientRefused', 'closed', 'closed']
const IMPRESSIONS = ['妊娠期糖尿病', '重度子痫前期', '前置胎盘', '新生儿高胆红素血症', '早产儿,呼吸窘迫', '先天性心脏病待查', '发育性髋关节发育不良待查', '贫血(中度)', '听力筛查未通过', '盆腔器官脱垂 Ⅲ 度']

// Lost, damaged, lost …: one certificate in so many is replaced some weeks later, and these applications stand open today.
const REPLACED_EVERY = 19
const REPLACED_AFTER_DAYS = 20
const REPLACEMENT_ORDER: readonly ReplacementKind[] = ['reissue', 'exchange', 'reissue']
const OPEN_APPLICATIONS: readonly ReplacementState[] = ['applied', 'approved', 'draft']
const REPLACEMENT_PAPERS: Readonly<Record<ReplacementKind, readonly ReplacementMaterial[]>> = {
  exchange: ['writtenApplication', 'exchangeForm', 'issueRecordCopy', 'parentsId', 'collectorId'],
  reissue: ['writtenApplication', 'reissueForm', 'issueRecordCopy', 'parentsId', 'collectorId', 'lossStatement', 'householdStatement'],
}

type Known = { id: string; row: Person; name: string; sex: SampleSex; birthDay: Day; address: string }
type Pending = { registrationId: string; at: Instant; child: { id: string; bornAt: Minute; sex: SampleSex; weightG: number; lengthCm: number; gestationDays: number }; form: Registration; mother: Known; father: Known | null; attendant: string; stage: Stage; issueDay: Day }

/**
 * A whole hospital, in chunks: the same seed, size and day give the same people. Births run forward in time, so that
 * numbers of certificates rise with the days they were issued on.
 */
export function sampleHospital(options: SampleOptions): { userIds: SampleUserIds; chunks: Generator<SampleChunk, void> } {
  const random = createRandom(options.seed)
  const newId = idSource(random, addDays(options.today, -30))
  // The children draw from a source of their own, so that the rest of the hospital stays as it was before there were any.
  const childIds = idSource(createRandom(options.seed ^ CHILD_SEED), addDays(options.today, -29))
  const eyeIds = idSource(createRandom(options.seed ^ EYE_SEED), addDays(options.today, -28))
  const womenIds = idSource(createRandom(options.seed ^ WOMEN_SEED), addDays(options.today, -27))
  const womenRoles: readonly string[] = ['maternalCare', 'prenatalCare', 'womenCare']
  const pelvicIds = idSource(createRandom(options.seed ^ PELVIC_SEED), addDays(options.today, -22))
  const userIds = Object.fromEntries(SAMPLE_USERS.map(user => [user.loginName, user.role === 'childCare' ? childIds() : user.role === 'eyeCare' ? eyeIds() : user.role === 'pelvicCare' ? pelvicIds() : womenRoles.includes(user.role) ? womenIds() : newId()])) as SampleUserIds
  const [childCare, eyeCare] = [SAMPLE_USERS.find(user => user.role === 'childCare')!, SAMPLE_USERS.find(user => user.role === 'eyeCare')!]
  const children = createChildSampler({ seed: options.seed ^ CHILD_SEED, today: options.today, tables: options.growth, staff: { userId: userIds[childCare.loginName], doctorName: childCare.displayName, institution: options.institutionName }, newId: childIds, eyes: { userId: userIds[eyeCare.loginName], doctorName: eyeCare.displayName, newId: eyeIds } })
  const [maternalCare, doctor] = [SAMPLE_USERS.find(user => user.role === 'maternalCare')!, SAMPLE_USERS.find(user => user.role === 'doctor')!]
  const infections = infectionSampler({ seed: options.seed ^ INFECTION_SEED, today: options.today, userId: userIds[maternalCare.loginName], doctorName: maternalCare.displayName, newId: idSource(createRandom(options.seed ^ INFECTION_SEED), addDays(options.today, -24)) })
  const vital = vitalSampler({ seed: options.seed ^ VITAL_SEED, today: options.today, userId: userIds[doctor.loginName], doctorName: doctor.displayName, institution: options.institutionName, newId: idSource(createRandom(options.seed ^ VITAL_SEED), addDays(options.today, -25)) })
  const care = createMaternalSampler({
    seed: options.seed ^ MATERNAL_SEED, today: options.today, newId: idSource(createRandom(options.seed ^ MATERNAL_SEED), addDays(options.today, -26)),
    staff: { userId: userIds[maternalCare.loginName], doctorName: maternalCare.displayName, institution: options.institutionName },
  })
  const womenCare = SAMPLE_USERS.find(user => user.role === 'womenCare')!
  const screenings = womenSampler({ seed: options.seed ^ WOMEN_CARE_SEED, today: options.today, userId: userIds[womenCare.loginName], doctorName: womenCare.displayName, newId: idSource(createRandom(options.seed ^ WOMEN_CARE_SEED), addDays(options.today, -23)) })
  const pelvis = pelvicSampler({ seed: options.seed ^ PELVIC_SEED, today: options.today, userId: userIds[SAMPLE_USERS.find(user => user.role === 'pelvicCare')!.loginName], newId: pelvicIds })
  const before = { seed: options.seed, today: options.today, staff: { userId: userIds[womenCare.loginName], doctorName: womenCare.displayName } }
  return { userIds, chunks: withFertility(chunksOf(options, random, newId, userIds, { children, care, infections, vital, screenings, pelvis }), before) }
}

const CHILD_SEED = 0x63686c64
const EYE_SEED = 0x657965
const WOMEN_SEED = 0x776f6d
const PELVIC_SEED = 0x706c76
const INFECTION_SEED = 0x696e66
const VITAL_SEED = 0x766974
const MATERNAL_SEED = 0x6d617465
/** Of the women who came by themselves those of these ages are pregnant now, if they came within the length of a pregnancy. */
const EXPECTING = { fromYears: 19, toYears: 42, withinDays: 280 } as const
const WOMEN_CARE_SEED = 0x776363
/** Children are in care until their seventh birthday; one birth in so many has no file yet. */
const CARE_DAYS = 2557
const WITHOUT_FILE_EVERY = 12
/** Of the children born elsewhere so many of ten have a file, and so many of those came later than at birth. */
const FROM_ELSEWHERE_OF_TEN = { small: 10, large: 4 }
const CAME_LATER_EVERY = 3

/** One of each kind of woman at risk in so many families. */
const AT_RISK_EVERY = 12

/** What each clinic adds, from a source of its own: the people of the hospital stay as they are. */
type ClinicSamplers = { readonly children: ChildSampler; readonly care: MaternalSampler; readonly infections: InfectionSampler; readonly vital: VitalSampler; readonly screenings: WomenSampler; readonly pelvis: PelvicSampler }

function* chunksOf({ seed, persons, today, county, institutionName }: SampleOptions, random: Random, newId: () => string, userIds: SampleUserIds, { children, care, infections, vital, screenings, pelvis }: ClinicSamplers): Generator<SampleChunk, void> {
  const lastDay = addDays(today, -1)
  const spanDays = Math.min(DAY_SPAN_MOST, Math.max(120, Math.round(persons * 0.27 / DELIVERIES_A_DAY)))
  const firstDay = addDays(lastDay, -spanDays)
  const idNumbers = idNumberSource(random, county)
  const births = new Map<Day, Pending[]>()
  const serials = new Map<string, number>()
  const referralDays = new Map<string, number>()
  let chunk = emptyChunk()
  let made = 0
  let [recent, referrals, handbooks, women, duplicates, heldDone] = [0, 0, 0, 0, 0, false]
  // The smallest hospital has a referral of every state all the same.
  const referralShare = persons < 2_000 ? 4 : 1
  const duplicateEvery = persons > 5_000 ? DUPLICATE_EVERY.large : DUPLICATE_EVERY.small
  let flushedTo = firstDay
  let [collected, replacedCount, openCount] = [0, 0, 0]
  let [families, births7, elsewhere] = [0, 0, 0]
  const replacing = new Map<Day, (() => void)[]>()

  const at = (day: Day, hour: number): Instant => instantAt(epochOf(`${day}T${String(hour).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}` as Minute))
  const minuteOn = (day: Day, from: number, to: number): Minute => `${day}T${String(random.int(from, to)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}` as Minute
  const add = <D extends RecordDefinition>(definition: D, row: Row<D>, when: Instant, by: string = userIds.dengji): string => {
    const id = newId()
    chunk.records.push({ definition, id, at: when, by, row: row as Record<string, unknown> })
    return id
  }
  const complete = <D extends RecordDefinition>(definition: D, values: Partial<Row<D>>): Row<D> => ({ ...emptyRow(definition), ...values }) as Row<D>

  const staffNames = ['李助产', '张助产', '何助产', '梁医生', '宋医生', '唐医生']
  for (const [index, name] of staffNames.entries()) {
    add(staff, { name, licenceNumber: `43062600${1000 + index}`, department: index < 3 ? '产房' : '妇产科', phone: null, attendsBirths: true, active: index !== 5 }, at(firstDay, 1), userIds.guanli)
  }
  const organizationIds = ['市妇幼保健院', '市第一人民医院', '省儿童医院', '省妇幼保健院', '县人民医院', '县中医医院'].map((name, index) => add(organization, {
    name: (index < 2 ? county.city : index < 4 ? county.province : '青山').replace(/[市省]$/, '') + name, code: null, level: index < 4 ? '3' : '2', region: county.code,
    phone: `0730-86${String(10000 + index * 111)}`, departments: '产科、新生儿科、儿科', active: true,
  }, at(firstDay, 1), userIds.guanli))

  chunk.records.push(...pelvis.places(addDays(today, -600)))

  // What two hospitals of the county reported for last year.
  const lastYear = Number(today.slice(0, 4)) - 1
  for (const [index, name] of ['青山县人民医院', '青山县中医医院'].entries()) {
    const figures = annualFigures({ opening: 40 + index * 15, received: 300 - index * 120, firstIssued: 280 - index * 110, exchanged: index, reissued: 1, homeAttendant: 0, outsideOther: 0, misprinted: 2 - index, lost: 0, otherVoid: 1, liveBirths: 284 - index * 112 })
    add(annualReport, { year: lastYear, institutionName: name, institutionCode: null, ...figures, source: '电子邮件', note: null }, instantAt(epochOf(`${lastDay}T09:00` as Minute)), userIds.zhengjian)
  }

  const phone = (): string | null => random.chance(0.03) ? (random.chance(0.4) ? `0730-${random.int(6000000, 6999999)}` : null)
    : `1${random.pick(['38', '39', '35', '50', '58', '59', '73', '77', '86', '87', '89', '99'])}${String(random.int(0, 99_999_999)).padStart(8, '0')}`
  const home = (): { region: string; text: string; full: string } => {
    const township = random.pick(county.townships)
    const text = `${random.pick('青石新民永兴双塘大桥红旗长冲白马团山'.match(/../g) ?? [''])}村${random.int(1, 28)}组${random.int(1, 120)}号`
    return { region: township.code, text, full: county.province + county.city + county.name + township.name + text }
  }

  function makePerson(facts: {
    name: string | null; sex: SampleSex; birthDay: Day; when: Instant; home: ReturnType<typeof home>; phone: string | null; group: EthnicGroup; document: 'card' | 'none' | 'foreign' | 'hongKong'; more?: Partial<Person>
  }): Known {
    const { name, sex, birthDay, group, document } = facts
    const row = complete(person, {
      name, sex, birthDay, nationality: document === 'foreign' ? 'VNM' : document === 'hongKong' ? 'HKG' : 'CHN', ethnicGroup: document === 'card' || document === 'none' ? group : null,
      phone: facts.phone, householdRegion: facts.home.region, householdAddress: facts.home.text, homeRegion: facts.home.region, homeAddress: facts.home.text,
      ...(document === 'card' ? { idType: '01', idNumber: idNumbers(birthDay, sex) } : {}),
      ...(document === 'foreign' ? { idType: '03', idNumber: `B${random.int(10_000_000, 99_999_999)}` } : {}),
      ...(document === 'hongKong' ? { idType: '06', idNumber: `H${random.int(10_000_000, 99_999_999)}` } : {}),
      ...(document === 'none' ? { noDocumentReason: random.pick(['notBrought', 'lost', 'neverIssued'] as const) } : {}),
      ...facts.more,
    })
    const id = add(person, row, facts.when)
    made += 1
    chunk.persons += 1
    return { id, row, name: name ?? '', sex, birthDay, address: facts.home.full }
  }

  const adult = (sex: SampleSex, birthDay: Day, when: Instant, place: ReturnType<typeof home>, more?: Partial<Person>): Known => {
    const kind = random.next()
    const document = kind < 0.955 ? 'card' as const : kind < 0.985 ? 'none' as const : kind < 0.993 ? 'foreign' as const : 'hongKong' as const
    const isMinority = document === 'card' && random.chance(0.012)
    const year = Number(birthDay.slice(0, 4))
    const name = document === 'foreign' ? sampleForeignName(random, sex) : isMinority ? sampleMinorityName(random, sex) : sampleSurname(random) + sampleGivenName(random, sex, year)
    return makePerson({ name, sex, birthDay, when, home: place, phone: phone(), group: isMinority ? '05' : sampleEthnicGroup(random), document, more })
  }
  const bornYearsBefore = (day: Day, years: number): Day => addDays(day, -Math.round(years * 365.25))

  function perhapsDuplicate(of: Known, when: Instant): void {
    women += 1
    if (women % duplicateEvery !== duplicateEvery - 1 || !of.row.idNumber || !of.row.phone) return
    const usable = DUPLICATE_REASONS[duplicates++ % DUPLICATE_REASONS.length]!
    const row: Person = {
      ...of.row, handbookNumber: null, note: null,
      ...(usable === 'sameId' ? { phone: phone() } : { idType: null, idNumber: null, otherDocumentType: null, noDocumentReason: 'notBrought' }),
      ...(usable === 'sameNameAndBirth' ? { phone: phone() } : {}),
      ...(usable === 'samePhoneAndName' ? { birthDay: null } : {}),
    }
    chunk.duplicates.push({ personId: of.id, duplicateId: add(person, row, when), reason: usable })
    made += 1
    chunk.persons += 1
  }

  function makeReferral(of: Known, day: Day): void {
    const state = REFERRAL_STATES[referrals % REFERRAL_STATES.length]!
    // Every other one that was sent has waited longer than the hospital allows.
    const waits = state === 'sent' ? (Math.floor(referrals / REFERRAL_STATES.length) % 2 === 0 && referrals % 2 === 0 ? 30 : 4) : state === 'toSend' ? 1 : state === 'arrived' ? 6 : 0
    referrals += 1
    const referredDay = waits ? addDays(lastDay, -waits + 1) : day
    const stamp = referredDay.replaceAll('-', '')
    const serial = (referralDays.get(stamp) ?? 0) + 1
    referralDays.set(stamp, serial)
    const reached = state === 'arrived' || state === 'returned' || state === 'closed'
    const answered = state === 'returned' || state === 'closed'
    const later = (days: number): Day => { const then = addDays(referredDay, days); return then > lastDay ? lastDay : then }
    const row: Referral = complete(referral, {
      personId: of.id, number: `ZZ${stamp}${String(serial).padStart(4, '0')}`, state, critical: random.chance(0.06), referredDay, organizationId: random.pick(organizationIds), department: random.pick(['产科', '新生儿科', '儿科']),
      impression: random.pick(IMPRESSIONS), reason: '门诊检查发现异常,本院条件有限,为进一步诊治转上级医院。', pastHistory: random.chance(0.4) ? '既往体健,否认药物过敏史。' : null,
      treatment: random.chance(0.5) ? '已给予对症处理,密切观察。' : null, doctorName: random.pick(staffNames.slice(3)), doctorPhone: '0730-8612345',
      ...(reached ? { arrivedDay: later(1) } : {}),
      ...(answered ? { returnedDay: later(8), returnDiagnosis: '同转出印象,治疗后好转', inpatientNumber: String(random.int(100_000, 999_999)), returnAdvice: '定期复查,按时随访。', returnDoctor: '上级医生', returnPhone: '0730-8600000' } : {}),
      ...(state === 'closed' || state === 'rejected' || state === 'patientRefused' ? { stateReason: state === 'closed' ? '随访结束' : state === 'rejected' ? '床位已满' : '家属要求自行前往' } : {}),
    })
    add(referral, row, at(referredDay, 9), userIds.yisheng)
  }

  /** Every so many families a woman at risk; counted, not drawn, so that the rest of the hospital stays as it was. */
  function makeAtRisk(mother: Known, day: Day): void {
    families += 1
    const [turn, index] = [families % AT_RISK_EVERY, Math.floor(families / AT_RISK_EVERY)]
    const about = { personId: mother.id, organizationId: organizationIds[index % organizationIds.length]!, day: day < lastDay ? day : lastDay, lastDay, serial: String(index % 9_999 + 1).padStart(4, '0'), index }
    if (turn === 1) { const row = sampleCritical(about); add(criticalReferral, row, at(dayOf(row.referredAt), 11), userIds.yisheng) }
    if (turn === 2) { const row = sampleRetention(about); add(retention, row, at(dayOf(row.keptSince), 22), userIds.yisheng) }
    if (turn === 3) { const row = sampleDiagnosis(about); add(diagnosisReferral, row, at(row.referredDay, 15), userIds.yisheng) }
  }

  /** The file and visits of a child, in the chunk of its person; counted, not drawn. */
  function takeIntoCare(child: SampleChild): void { chunk.records.push(...children.records(child)) }

  const clinics = PREGNANCY_CLINICS.map(clinic => clinic({ seed, today, userIds, institutionName }))
  /** The care of a pregnancy and what every other clinic knows of it, in the chunk of its woman. */
  function addCare({ records, pregnancy: made }: SampleCare): void {
    chunk.records.push(...records)
    if (made) for (const rowsOf of clinics) chunk.records.push(...rowsOf(made))
  }

  function addPelvis({ records, later }: SamplePelvicRows): void {
    chunk.records.push(...records)
    chunk.later.push(...later)
  }

  function makeFamily(day: Day): void {
    const place = home()
    const age = Math.min(46, Math.max(18, random.normal(28.5, 5)))
    const when = at(addDays(day, -random.int(30, 200)), random.int(8, 16))
    handbooks += 1
    const mother = adult('2', bornYearsBefore(day, age), when, place, {
      maritalStatus: random.chance(0.94) ? '20' : '10', ...(random.chance(0.75) ? { handbookNumber: `${county.code}${day.slice(0, 4)}${String(handbooks).padStart(6, '0')}` } : {}),
    })
    const withFather = random.chance(0.93)
    // The father has a record of his own in fewer than half of the families.
    const father = withFather && random.chance(0.42) ? adult('1', bornYearsBefore(day, Math.max(20, age + random.normal(2.5, 3))), when, random.chance(0.8) ? place : home(), { maritalStatus: '20' }) : null
    const married = mother.row.maritalStatus === '20' && father !== null
    const shownFather = father && married && father.row.idNumber !== null ? father : null
    // The child bears the name of a parent who is on its certificate; nobody registers without the mother's document.
    const nameFrom = shownFather && !/[A-Za-z]/.test(shownFather.name) ? shownFather : mother
    const canRegister = mother.row.idNumber !== null && !/[A-Za-z]/.test(nameFrom.name)
    perhapsDuplicate(mother, at(addDays(day, -5), 10))

    const fetusCount = random.chance(TWINS_SHARE) ? 2 : random.chance(0.0002) ? 3 : 1
    const preterm = random.chance(fetusCount > 1 ? 0.5 : 0.07)
    const gestationDays = preterm ? random.int(26 * 7, 36 * 7 + 6) : Math.round(Math.min(294, Math.max(259, random.normal(276, 7))))
    const outside = random.chance(0.004)
    const attendant = random.pick(staffNames.slice(0, 5))
    const expected = complete(pregnancy, { womanId: mother.id, gravidity: random.int(1, 4), parity: 0, lastMenstrualDay: addDays(day, -gestationDays), handbookNumber: mother.row.handbookNumber })
    const pregnancyId = add(pregnancy, expected, when)
    const bornHere: { newbornId: string; birthOrder: number; bornAt: Minute }[] = []
    let bornAt = minuteOn(day, 0, 22)
    const birth = complete(delivery, {
      pregnancyId, motherId: mother.id, admissionNumber: `${day.slice(2, 4)}${String(random.int(0, 999_999)).padStart(6, '0')}`, gestationDays, mode: random.weighted(MODES), fetusCount,
      placeType: outside ? '6' : '2', placeRegion: county.code, placeName: outside ? null : institutionName, treatedInLicensed: outside ? true : null, attendantType: '1', attendantName: attendant,
    })
    const deliveryId = add(delivery, birth, at(day, 23))
    const cared = care.delivered({ womanId: mother.id, womanBirthDay: mother.birthDay, pregnancyId, row: expected, deliveryId, delivery: birth, deliveredDay: day })
    addCare(cared)
    let heaviestBirthG = 0
    for (let birthOrder = 1; birthOrder <= fetusCount; birthOrder += 1) {
      const sex: SampleSex = random.chance(0.53) ? '1' : '2'
      const outcome = random.chance(0.004) ? '2' as const : '1' as const
      const weightG = Math.round(Math.min(4900, Math.max(1010, random.normal(preterm ? 2050 + (gestationDays - 220) * 15 : 3250, preterm ? 250 : 380))) / 10) * 10
      heaviestBirthG = Math.max(heaviestBirthG, weightG)
      const lengthCm = Math.round((weightG > 2500 ? 50 : 44) + random.normal(0, 1.2))
      const live = outcome === '1'
      const born = at(day, 23)
      const ageDays = daysBetween(day, today)
      const stage: Stage = !live || !canRegister ? 'none' : ageDays > RECENT_DAYS ? random.weighted(OLD_STAGES) : RECENT_STAGES[recent++ % RECENT_STAGES.length]!
      const surname = surnameOf(nameFrom.name)
      const babyName = stage === 'none' ? null : surname ? surname + sampleGivenName(random, sex, Number(day.slice(0, 4))) : sampleMinorityName(random, sex)
      // A draft of the register does not name the child yet.
      const named = babyName !== null && stage !== 'draft'
      const hasCard = stage === 'done' && ageDays > 60 && random.chance(0.7)
      const child = !live ? null : makePerson({
        name: named ? babyName : null, sex, birthDay: day, when: born, home: place, phone: mother.row.phone, group: mother.row.ethnicGroup ?? '01', document: hasCard ? 'card' : 'none',
        more: { ...(hasCard ? {} : { noDocumentReason: stage === 'done' && ageDays > 60 ? 'notBrought' as const : 'newborn' as const }), ...(named ? {} : { ethnicGroup: null }), householdRegion: null, householdAddress: null },
      })
      if (child) {
        chunk.kinship.push({ childId: child.id, parentId: mother.id, relation: 'mother', createdAt: born })
        if (shownFather && named) chunk.kinship.push({ childId: child.id, parentId: shownFather.id, relation: 'father', createdAt: born })
      }
      const atBirth = complete(newborn, {
        deliveryId, personId: child?.id ?? null, birthOrder, outcome, sex, bornAt, weightG, lengthCm, health: live ? (preterm ? '2' : '1') : null,
        apgarOneMinute: live ? (preterm ? random.int(6, 9) : random.int(8, 10)) : 0, apgarFiveMinutes: live ? 10 : 0, rescued: preterm && random.chance(0.2), defect: random.chance(0.008),
      })
      const newbornId = add(newborn, atBirth, born)
      if (live) bornHere.push({ newbornId, birthOrder, bornAt })
      chunk.records.push(...vital.child({ newbornId, motherId: mother.id, pregnancyId, birthOrder, fetusCount, bornAt, gestationDays, weightG, sex, outcome, isDefectNoted: atBirth.defect === true }))
      if (child && babyName !== null) register({ id: newbornId, bornAt, sex, weightG, lengthCm, gestationDays }, babyName, mother, shownFather, attendant, stage, day)
      if (child && random.chance(0.02 * referralShare)) makeReferral(child, addDays(day, Math.min(3, Math.max(0, ageDays - 1))))
      if (child && ageDays > 4 && ageDays < CARE_DAYS && births7++ % WITHOUT_FILE_EVERY !== 3) {
        takeIntoCare({
          childId: child.id, newbornId, motherId: mother.id, fatherId: shownFather && named ? shownFather.id : null, phone: mother.row.phone, sex, birthDay: day, gestationDays, fetusCount, birthOrder, birthWeightG: weightG, birthLengthCm: lengthCm,
          apgarOneMinute: atBirth.apgarOneMinute, apgarFiveMinutes: atBirth.apgarFiveMinutes, birthInstitution: birth.placeName, mode: birth.mode, registeredDay: day, servedFromDay: null, bornAt, birthPlaceType: birth.placeType, motherBirthDay: mother.birthDay,
        })
      }
      bornAt = `${bornAt.slice(0, 14)}${String(Math.min(59, Number(bornAt.slice(14)) + random.int(1, 6))).padStart(2, '0')}` as Minute
    }
    chunk.records.push(...infections.records({ pregnancyId, startDay: addDays(day, -gestationDays), day, children: bornHere }))
    const check = cared.records.find(({ definition }) => definition === postpartumCheck)
    if (check) {
      const { perinealTear, episiotomy, mode, secondStageMinutes } = birth
      const perineum = episiotomy ? 'episiotomy' : perinealTear === null ? null : PERINEUM_OF_TEAR[perinealTear]
      addPelvis(pelvis.afterBirth({ womanId: mother.id, pregnancyId, name: mother.name, check: { id: check.id, day: check.row.visitDay as Day }, deliveryDay: day, deliveryMode: mode, secondStageMinutes, perineum, gravidity: expected.gravidity, heaviestBirthG, isMultiple: fetusCount > 1 }))
    }
    if (random.chance(0.05 * referralShare)) makeReferral(mother, addDays(day, -10))
    makeAtRisk(mother, day)
  }

  function register(child: Pending['child'], babyName: string, mother: Known, father: Known | null, attendant: string, wanted: Stage, bornDay: Day): void {
    const ageDays = daysBetween(bornDay, lastDay)
    let stage = wanted
    // One sheet was in the printer when the power went: its clerk is asked about it.
    if (!heldDone && stage === 'printed') { stage = 'held'; heldDone = true }
    const isRecent = ageDays < RECENT_DAYS
    const issueDay = stage === 'held' ? lastDay : isRecent && (stage === 'printed' || stage === 'issued') ? addDays(lastDay, -Math.min(ageDays, random.int(0, 2))) : addDays(bornDay, Math.min(ageDays, random.int(1, 20)))
    const parent = (key: 'mother' | 'father', of: Known): Partial<Registration> => ({
      [`${key}PersonId`]: of.id, [`${key}Name`]: of.name, [`${key}BirthDay`]: of.birthDay, [`${key}Nationality`]: of.row.nationality, [`${key}EthnicGroup`]: of.row.ethnicGroup,
      [`${key}Address`]: of.address, [`${key}IdType`]: of.row.idType, [`${key}IdNumber`]: of.row.idNumber,
    })
    const form: Registration = complete(registration, {
      newbornId: child.id, babyName, registerInChina: true, motherProvided: true, ...parent('mother', mother), motherDiffersFromAdmission: false,
      fatherProvided: father !== null, ...(father ? parent('father', father) : {}), maritalBirth: father !== null, marriageCertificateNumber: father ? `J430626-${issueDay.slice(0, 4)}-${String(random.int(0, 999_999)).padStart(6, '0')}` : null,
      collectorName: mother.name, collectorRelation: '1', collectorIdType: mother.row.idType, collectorIdNumber: mother.row.idNumber, collectorPhone: mother.row.phone, preparedDay: issueDay, complete: stage !== 'draft',
    })
    const registrationId = add(registration, form, at(issueDay, 9), userIds.qianfa)
    const shown: Material[] = ['registrationForm', mother.row.idType === '03' ? 'passport' : 'motherId', ...(father ? [father.row.idType === '03' ? 'passport' as const : 'fatherId' as const, 'marriageCert' as const] : ['fatherWithheldStatement' as const])]
    for (const material of new Set(stage === 'draft' ? shown.slice(0, 1) : shown)) chunk.materials.push({ registrationId, material, present: 1, note: null })
    if (stage === 'draft' || stage === 'complete') return
    const waiting = births.get(issueDay) ?? []
    waiting.push({ registrationId, at: at(issueDay, 9), child, form, mother, father, attendant, stage, issueDay })
    births.set(issueDay, waiting)
  }

  // --- blanks: received in batches, drawn by the one issuing clerk, used in order ---
  const stock = blankStock(persons > 20_000 ? 2_000 : 200, county, userIds, newId, () => chunk)

  function issue({ registrationId, child, form, mother, father, attendant, stage, issueDay }: Pending): void {
    const parentFacts = (of: Known | null): ParentFacts | null => of && of.row.idType ? {
      name: of.name, ageYears: ageAtDelivery(of.birthDay, dayOf(child.bornAt)), nationality: of.row.nationality, ethnicity: of.row.ethnicGroup, address: of.address, idType: of.row.idType, idNumber: of.row.idNumber ?? '',
    } : null
    const { weeks, days } = splitGestation(child.gestationDays)
    const printedValues = JSON.stringify(certificateValues({
      babyName: form.babyName ?? '', babySex: child.sex, birthAt: child.bornAt, gestWeeks: weeks, gestDays: days, weightG: child.weightG, lengthCm: child.lengthCm,
      birthProvince: county.province, birthCity: county.city, birthCounty: county.name, deliveryOrg: institutionName, mother: parentFacts(mother), father: parentFacts(father),
      parentBlankText: '/', issuer: institutionName, issueDay, attendant,
    }))
    const year = issueDay.slice(0, 4)
    const sheet = (number: string, more: Partial<Row<typeof certificate>>): { id: string; row: Row<typeof certificate> } => {
      const serial = (serials.get(`issue-${year}`) ?? 0) + 1
      serials.set(`issue-${year}`, serial)
      const row = complete(certificate, {
        registrationId, newbornId: child.id, number, issueType: '1', issueSerial: `QF${year}${String(serial).padStart(6, '0')}`, issueDay, layoutVersion: 'birth-certificate.v0', printedValues, printCount: 1, printedBy: userIds.qianfa, ...more,
      })
      return { id: newId(), row }
    }
    const put = ({ id, row }: ReturnType<typeof sheet>): void => { chunk.records.push({ definition: certificate, id, at: at(issueDay, 10), by: userIds.qianfa, row: row as Record<string, unknown> }) }
    let supersedesId: string | null = null
    // Under one in a hundred is spoiled in the printer: the number is void, the next one is used.
    if (stage === 'done' && random.chance(0.007)) {
      const spoiled = stock.take(issueDay)
      const ended = minuteOn(issueDay, 10, 10)
      const lost = sheet(spoiled.number, { endedAt: ended, endReason: '1', endNote: '卡纸,已着墨' })
      put(lost)
      supersedesId = lost.id
      stock.use(spoiled, lost.id, issueDay, 'void')
    }
    const blank = stock.take(issueDay)
    const sealedAt = minuteOn(issueDay, 11, 11)
    const collectedDay = addDays(issueDay, random.int(0, 5))
    if (stage === 'done') collected += 1
    const replacedOn = addDays(issueDay, REPLACED_AFTER_DAYS)
    const kind = stage === 'done' && collected % REPLACED_EVERY === 5 && replacedOn < lastDay && replacedCount < Math.max(6, persons / 2_000) ? REPLACEMENT_ORDER[replacedCount++ % REPLACEMENT_ORDER.length]! : null
    const isExchange = kind === 'exchange'
    const endNote = isExchange ? '换发:严重损坏不能辨认' : '补发:遗失'
    const valid = sheet(blank.number, {
      supersedesId, ...(stage === 'held' ? {} : { printedAt: minuteOn(issueDay, 10, 10) }), ...(stage === 'issued' || stage === 'done' ? { sealedBy: userIds.gaizhang, sealedAt } : {}),
      ...(stage === 'done' ? {
        collectorName: form.collectorName, collectorRelation: '1', collectorIdType: form.collectorIdType, collectorIdNumber: form.collectorIdNumber, handedOverBy: userIds.qianfa,
        collectedAt: minuteOn(collectedDay > lastDay ? lastDay : collectedDay, 14, 16),
      } : {}),
      ...(kind ? { endedAt: `${replacedOn}T10:05` as Minute, endReason: isExchange ? null : '3', endNote } : {}),
    })
    put(valid)
    stock.use(blank, valid.id, issueDay, stage === 'held' ? 'held' : stage === 'printed' ? 'printed' : 'issued', kind ? { to: isExchange ? 'exchanged' : 'lostVoid', on: replacedOn, reasonCode: isExchange ? 'H4' : '1', reason: endNote } : null)
    if (kind) replacing.set(replacedOn, [...replacing.get(replacedOn) ?? [], () => replace(kind, replacedOn, valid, form)])
    else if (stage === 'done' && issueDay > addDays(lastDay, -RECENT_DAYS) && openCount < OPEN_APPLICATIONS.length) applyFor('exchange', OPEN_APPLICATIONS[openCount++]!, lastDay, valid, form, null)
  }

  type Sheet = { id: string; row: Row<typeof certificate> }
  /** 换发 or 补发 all the way: the new sheet is the next in hand on its day. */
  function replace(kind: ReplacementKind, day: Day, old: Sheet, form: Registration): void {
    const { issueType, serialPrefix } = REPLACEMENT_KIND.entry(kind)
    const series = `${kind}-${day.slice(0, 4)}`
    const serial = (serials.get(series) ?? 0) + 1
    serials.set(series, serial)
    const blank = stock.take(day)
    const id = newId()
    const row: Row<typeof certificate> = {
      ...old.row, number: blank.number, issueType, issueSerial: `${serialPrefix}${day.slice(0, 4)}${String(serial).padStart(6, '0')}`, issueDay: day, supersedesId: old.id, endedAt: null, endReason: null, endNote: null,
      printedValues: JSON.stringify({ ...JSON.parse(old.row.printedValues) as object, issueYear: day.slice(0, 4), issueMonth: day.slice(5, 7), issueDay: day.slice(8, 10) }), printCount: 1,
      printedAt: `${day}T10:10` as Minute, sealedAt: `${day}T11:00` as Minute, collectedAt: `${day}T15:00` as Minute,
    }
    chunk.records.push({ definition: certificate, id, at: instantAt(epochOf(`${day}T10:06` as Minute)), by: userIds.qianfa, row: row as Record<string, unknown> })
    stock.use(blank, id, day, 'issued')
    applyFor(kind, 'done', day, old, form, id)
  }

  function applyFor(kind: ReplacementKind, state: ReplacementState, day: Day, old: Sheet, form: Registration, newCertificateId: string | null): void {
    const isExchange = kind === 'exchange'
    const decided = state === 'done' || state === 'approved'
    const person = { name: form.collectorName, relation: form.collectorRelation, idType: form.collectorIdType, idNumber: form.collectorIdNumber }
    const id = add(replacement, complete(replacement, {
      kind, certificateId: old.id, newbornId: old.row.newbornId, registrationId: old.row.registrationId, applyDay: day, state, newCertificateId, oldEndedAt: state === 'done' ? `${day}T10:05` as Minute : null,
      applicantName: person.name, applicantRelation: person.relation, applicantIdType: person.idType, applicantIdNumber: person.idNumber, applicantPhone: form.collectorPhone, householdRegistered: false,
      collectorName: person.name, collectorRelation: person.relation, collectorIdType: person.idType, collectorIdNumber: person.idNumber, secondPart: '1',
      ...(isExchange ? { exchangeReason: 'H4', reasonNote: '正页被水浸泡', returnedParts: '2', returnedByName: person.name, returnedDay: day } : { lossReason: '1', reasonNote: '搬家时遗失', lossDeclaration: 'written', policeLetterNumber: `青公户证〔${day.slice(0, 4)}〕${Number(day.slice(5, 7))}号` }),
      appliedBy: userIds.qianfa, appliedAt: state === 'draft' ? null : `${day}T09:10` as Minute, ...(decided ? { reviewedBy: userIds.shenhe, reviewedAt: `${day}T09:40` as Minute, reviewNote: '材料齐全,属实' } : {}),
    }), instantAt(epochOf(`${day}T09:40` as Minute)), userIds.qianfa)
    chunk.replacementMaterials.push(...REPLACEMENT_PAPERS[kind].map(material => ({ replacementId: id, material, present: 1 as const, note: null })))
  }

  /** Issues what was due up to a day: everything born later is issued later still. */
  function issueUpTo(day: Day): void {
    for (let due = flushedTo; due < day; due = addDays(due, 1)) {
      for (const work of replacing.get(due) ?? []) work()
      replacing.delete(due)
      const waiting = births.get(due)
      if (!waiting) continue
      births.delete(due)
      for (const one of waiting.toSorted((a, b) => Number(a.stage === 'held') - Number(b.stage === 'held'))) issue(one)
    }
    if (day > flushedTo) flushedTo = day
  }

  // The last of them is the woman who died.
  while (made < persons - 1) {
    const day = addDays(firstDay, Math.floor(made / persons * (spanDays + 1)))
    issueUpTo(day)
    const left = persons - 1 - made
    const kind = random.next()
    if (kind < 0.62 && left >= 6) makeFamily(day)
    else if (kind < 0.82 || left < 3) {
      const woman = adult('2', bornYearsBefore(day, random.int(16, 62)), at(day, random.int(8, 16)), home(), {})
      chunk.records.push(...screenings.records({ id: woman.id, birthDay: woman.birthDay, region: woman.row.homeRegion, registeredDay: day }))
      addPelvis(pelvis.woman({ womanId: woman.id, name: woman.name, ageYears: completedYears(woman.birthDay, day), day }))
      if (random.chance(0.06 * referralShare)) makeReferral(woman, day)
      if (left >= 3) perhapsDuplicate(woman, at(day, 17))
      const years = completedYears(woman.birthDay, today)
      if (years >= EXPECTING.fromYears && years <= EXPECTING.toYears && daysBetween(day, today) <= EXPECTING.withinDays) addCare(care.expecting({ womanId: woman.id, womanBirthDay: woman.birthDay, knownDay: day }))
    } else if (kind < 0.95) {
      const sex: SampleSex = random.chance(0.5) ? '1' : '2'
      const birthDay = addDays(day, -random.int(30, 2500))
      const child = makePerson({ name: sampleSurname(random) + sampleGivenName(random, sex, Number(birthDay.slice(0, 4))), sex, birthDay, when: at(day, 9), home: home(), phone: phone(), group: sampleEthnicGroup(random), document: random.chance(0.85) ? 'card' : 'none' })
      elsewhere += 1
      if (elsewhere % 10 < FROM_ELSEWHERE_OF_TEN[persons < 2_000 ? 'small' : 'large'] && daysBetween(birthDay, today) < CARE_DAYS && day < lastDay) {
        takeIntoCare({
          childId: child.id, newbornId: null, motherId: null, fatherId: null, phone: child.row.phone, sex, birthDay, gestationDays: null, fetusCount: null, birthOrder: null, birthWeightG: null, birthLengthCm: null, apgarOneMinute: null, apgarFiveMinutes: null,
          birthInstitution: null, mode: null, bornAt: null, birthPlaceType: null, motherBirthDay: null, registeredDay: day, servedFromDay: elsewhere % CAME_LATER_EVERY === 0 ? day : null,
        })
      }
    } else adult('1', bornYearsBefore(day, random.int(20, 60)), at(day, 9), home(), {})
    if (chunk.persons >= CHUNK_PERSONS) {
      yield chunk
      chunk = emptyChunk()
    }
  }
  issueUpTo(today)
  stock.close(lastDay)
  chunk.records.push(...screenings.targets())
  // A woman who died before she gave birth: nothing else of the hospital is hers.
  const died = addDays(lastDay, -2)
  const woman = adult('2', bornYearsBefore(died, 31), at(addDays(died, -70), 9), home(), {})
  chunk.records.push(...vital.death({ id: woman.id, pregnancyId: add(pregnancy, complete(pregnancy, { womanId: woman.id, state: 'ended', stateDay: died, gravidity: 3, parity: 1, lastMenstrualDay: addDays(died, -160), startDay: addDays(died, -160), datingMethod: 'menstruation', expectedDay: addDays(died, 120), bookedDay: addDays(died, -70) }), at(addDays(died, -70), 9)) }, died))
  chunk.serials = [...serials].map(([name, last]) => ({ name, last })).concat(children.serials(), screenings.serials(), infections.serials(), vital.serials(), pelvis.serials()).concat([...referralDays].filter(([stamp]) => stamp === today.replaceAll('-', '')).map(([stamp, last]) => ({ name: `referral-${stamp}`, last })))
  yield chunk
}

/** What the delivery record says of the perineum, in the words of the pelvic file. */
const PERINEUM_OF_TEAR = { '1': 'intact', '2': 'tear1', '3': 'tear2', '4': 'tear3', '5': 'episiotomy' } as const
const MODES = weighted<'12' | '11' | '31' | '23'>([['12', 42], ['11', 16], ['31', 40], ['23', 2]])
