import type { BreastCategory, CancerNextStep, CervicalCytology } from '../code/maternal-care.ts'
import { KUPPERMAN_ITEM } from '../code/maternal-care.ts'
import { type BreastPathology, type CancerPart, type CervicalPathology, type ColposcopyResult, HPV_TYPE, type HpvType, SCREENING_GAP } from '../code/women-care.ts'
import { codeList } from '../field/code-list.ts'
import { adolescentVisit } from '../modules/women/adolescent.record.ts'
import { cancerFollowUp, womenAttempt } from '../modules/women/cancer-follow-up.record.ts'
import { cancerScreening } from '../modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseFound, menopauseVisit } from '../modules/women/menopause.record.ts'
import { screeningTarget } from '../modules/women/screening-target.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { chainStepOf, concludeScreening, daysForStep, hpvResultOf, stepAfterResult } from '../rule/maternal/cancer-follow-up.ts'
import { MATERNAL_RULES_DEFAULT } from '../rule/maternal/maternal-rules.ts'
import { bodyMassIndex } from '../rule/maternal/risk-assessment.ts'
import { WOMEN_RULES } from '../rule/maternal/women-rules.ts'
import { addDays, completedYears, type Day, epochOf, instantAt, type Minute, monthAnniversary } from '../time/day.ts'
import type { SampleRecord } from './chunk.ts'
import { createRandom, type Random, weighted } from './random.ts'

const RULES = WOMEN_RULES.initial
/** A woman as the care of women sees her. */
export type SampleWoman = { readonly id: string; readonly birthDay: Day; readonly region: string | null; readonly registeredDay: Day }
export type WomenSampler = {
  /** What the care of women knows of her: rounds with their chains, a file around menopause, visits of a girl. */
  records(woman: SampleWoman): SampleRecord[]
  /** The targets of the townships, once everybody is there. */
  targets(): SampleRecord[]
  serials(): { name: string; last: number }[]
}

const SCREENED = 0.62
const WITH_EARLIER_ROUND = 0.35
const COMES_AGAIN = 0.55
const HPV = weighted<'negative' | 'high' | 'other' | 'none'>([['negative', 84], ['high', 4], ['other', 8], ['none', 4]])
const CYTOLOGY = weighted<CervicalCytology>([['nilm', 68], ['ascus', 16], ['lsil', 10], ['hsil', 4], ['asch', 1], ['agc', 1]])
const BREAST = weighted<BreastCategory>([['1', 52], ['2', 34], ['3', 9], ['4', 3], ['0', 2]])
const COLPOSCOPY = weighted<ColposcopyResult>([['normal', 46], ['low', 34], ['high', 20]])
const CERVIX = weighted<CervicalPathology>([['21', 50], ['22', 28], ['23', 10], ['24', 8], ['28', 2], ['1', 2]])
const XRAY = weighted<BreastCategory>([['1', 30], ['2', 50], ['4', 20]])
const TISSUE = weighted<BreastPathology>([['benign', 72], ['atypical', 12], ['invasive', 16]])
const ENDS = weighted<'done' | 'refused' | 'transferred' | 'open'>([['done', 66], ['refused', 5], ['transferred', 7], ['open', 22]])
const HIGH_TYPES: readonly HpvType[] = ['16', '18']
const OTHER_TYPES = HPV_TYPE.values.filter(type => !HIGH_TYPES.includes(type))
const [EMPTY_SCREENING, EMPTY_STEP, EMPTY_CALL, EMPTY_FILE, EMPTY_VISIT, EMPTY_GIRL, EMPTY_TARGET] = [emptyRow(cancerScreening), emptyRow(cancerFollowUp), emptyRow(womenAttempt), emptyRow(menopauseFile), emptyRow(menopauseVisit), emptyRow(adolescentVisit), emptyRow(screeningTarget)]

/**
 * Makes the care of women of a hospital. What a row concludes is found by the program's own rules, so that it says the same
 * when it is saved again; a source of its own draws it, so that the rest of the hospital stays as it was.
 */
export function womenSampler({ seed, today, userId, doctorName, newId }: { seed: number; today: Day; userId: string; doctorName: string; newId(): string }): WomenSampler {
  const random: Random = createRandom(seed)
  const lastDay = addDays(today, -1)
  const serials = new Map<string, number>()
  const screened = new Map<string, number>()
  let records: SampleRecord[] = []
  const add = (definition: RecordDefinition, day: Day, row: object): string => {
    const id = newId()
    records.push({ definition, id, at: instantAt(epochOf(`${day}T09:30` as Minute)), by: userId, row: row as Record<string, unknown> })
    return id
  }
  const numbered = (prefix: string, series: string, day: Day): string => {
    const name = `${series}-${day.slice(0, 4)}`
    const next = (serials.get(name) ?? 0) + 1
    serials.set(name, next)
    return `${prefix}${day.slice(0, 4)}${String(next).padStart(6, '0')}`
  }

  /** A step and what came of it; a result that asks for more is followed on. */
  function follow(womanId: string, screeningId: string, part: CancerPart, step: ReturnType<typeof chainStepOf>, openedDay: Day, previousId: string | null): void {
    if (step === null) return
    const dueDay = addDays(openedDay, daysForStep(step, RULES))
    const closedDay = addDays(openedDay, random.int(3, 40))
    const end = closedDay > lastDay ? 'open' : random.weighted(ENDS)
    const result = {
      colposcopy: step === 'colposcopy' ? random.weighted(COLPOSCOPY) : null, cervicalPathology: step === 'biopsy' && part === 'cervical' ? random.weighted(CERVIX) : null, mammographyCategory: step === 'mammography' ? random.weighted(XRAY) : null,
      breastPathology: step === 'biopsy' && part === 'breast' ? random.weighted(TISSUE) : null,
    }
    const nextStep: CancerNextStep = stepAfterResult(part, step, result) ?? 'nextRound'
    const id = add(cancerFollowUp, end === 'open' ? openedDay : closedDay, {
      ...EMPTY_STEP, womanId, screeningId, previousId, part, step, openedDay, dueDay, state: end,
      ...(end === 'done' ? { ...result, resultDay: closedDay, institution: random.pick(['县妇幼保健院', '市第一人民医院']), doctorName: '邹医生', nextStep, ...(step === 'treatment' ? { treatment: part === 'cervical' ? '宫颈环形电切术(LEEP)' : '乳腺肿物切除术' } : {}) } : {}),
      ...(end === 'refused' ? { refusedDay: closedDay, isRefusalSigned: true, refusalReason: '外出务工,暂不检查' } : {}),
      ...(end === 'transferred' ? { transferredDay: closedDay, transferInstitution: '市妇幼保健院', transferReason: '本人要求到市级医院检查' } : {}),
    })
    if (end === 'open' && addDays(openedDay, 10) <= lastDay && random.chance(0.8)) {
      add(womenAttempt, addDays(openedDay, 10), { ...EMPTY_CALL, womanId, followUpId: id, day: addDays(openedDay, 10), outcome: random.pick(['noAnswer', 'promised', 'reached']), about: '阳性追踪', callerName: doctorName })
    }
    if (end === 'done') follow(womanId, screeningId, part, chainStepOf(nextStep), closedDay, id)
  }

  function screen(woman: SampleWoman, day: Day, round: number, isFollowed: boolean): void {
    const age = completedYears(woman.birthDay, day)
    const drawn = random.weighted(HPV)
    const types = drawn === 'high' ? [random.pick(HIGH_TYPES)] : drawn === 'other' ? [random.pick(OTHER_TYPES)] : []
    const hpvResult = drawn === 'none' ? null : hpvResultOf(types) ?? 'negative'
    const cytology = drawn === 'none' ? 'nilm' : drawn === 'other' && random.chance(0.85) ? random.weighted(CYTOLOGY) : null
    const breastCategory = random.chance(0.95) ? random.weighted(BREAST) : null
    const reported = addDays(day, random.int(3, 9))
    const reportDay = reported > lastDay ? lastDay : reported
    const isMenopausal = age >= 51
    const found = concludeScreening({ hpvResult, cytology, breastCategory, isBreastHighRisk: false }, day, RULES)
    const births = random.int(1, 3)
    const id = add(cancerScreening, day, {
      ...EMPTY_SCREENING, womanId: woman.id, number: numbered('LA', 'cancerScreening', day), screeningDay: day, taskYear: Number(day.slice(0, 4)), round, programme: random.chance(0.88) ? 'national' : 'self', population: random.chance(0.8) ? '1' : '2', site: random.chance(0.5) ? '乡镇卫生院现场' : '本院门诊',
      education: random.pick(['60', '70', '80']), menarcheAge: random.int(12, 16), mensesDays: random.int(3, 6), cycleDays: random.int(26, 32), mensesVolume: '2', hasDysmenorrhoea: random.chance(0.2), isMenopausal, ...(isMenopausal ? { menopauseAge: random.int(47, 51), isSurgicalMenopause: false } : { lastMenstrualDay: addDays(day, -random.int(5, 28)) }),
      gravidity: births + 1, parity: births, vaginalDeliveries: births, caesareans: 0, inducedAbortions: 1, miscarriages: 0, stillbirths: 0, childrenWithDefects: 0, contactBleeding: '无', familyCancer: '无', symptoms: random.chance(0.25) ? '03' : '01', systolicMmHg: random.int(100, 138), diastolicMmHg: random.int(64, 88), heartRate: random.int(64, 92),
      vulva: '未见异常', discharge: '未见异常', vagina: '未见异常', cervix: random.chance(0.2) ? '轻度柱状上皮异位' : '光滑', uterus: '未见异常', adnexaLeft: '1', adnexaRight: '1', breastLeft: '1', breastRight: breastCategory === '4' ? '5' : '1', examinerName: doctorName, trichomonas: '2', candida: random.chance(0.05) ? '1' : '2', cleanness: random.pick(['1', '2', '2', '3']),
      hpvDay: hpvResult ? reportDay : null, hpvResult, hpvTypes: codeList(HPV_TYPE, types), cytologyDay: cytology ? reportDay : null, cytology, ultrasoundDay: breastCategory ? day : null, breastCategory, isBreastHighRisk: false, doctorName,
      ageYears: age, cervicalStep: found.cervicalStep, breastStep: found.breastStep, gaps: codeList(SCREENING_GAP, found.gaps), nextRoundDay: found.nextRoundDay,
    })
    const key = `${day.slice(0, 4)} ${woman.region ?? ''}`
    screened.set(key, (screened.get(key) ?? 0) + 1)
    if (!isFollowed) return
    follow(woman.id, id, 'cervical', chainStepOf(found.cervicalStep), reportDay, null)
    follow(woman.id, id, 'breast', chainStepOf(found.breastStep), day, null)
  }

  function menopause(woman: SampleWoman, day: Day): void {
    const isStopped = completedYears(woman.birthDay, day) >= 51
    const fileId = add(menopauseFile, day, { ...EMPTY_FILE, womanId: woman.id, number: numbered('GN', 'menopauseFile', day), openedDay: day, stage: isStopped ? '3' : '2', ...(isStopped ? { menopauseAge: random.int(47, 51), menopauseWay: '1' } : {}), pastIllness: random.chance(0.3) ? '高血压' : null, doctorName })
    let [on, severe]: [Day, number] = [day, random.int(1, 3)]
    const heightCm = random.int(150, 166)
    const onHormones = random.chance(0.3)
    for (let visits = 0; on <= lastDay && visits < 4; visits += 1) {
      const items = Object.fromEntries(KUPPERMAN_ITEM.values.map(item => [item, String(Math.max(0, Math.min(3, random.int(severe - 1, severe))))]))
      const nextVisitDay = addDays(on, onHormones ? RULES.hormoneVisitDays : RULES.menopauseVisitDays)
      const row = {
        ...EMPTY_VISIT, womanId: woman.id, fileId, visitDay: on, ...items, heightCm, weightKg: random.int(50, 68), systolicMmHg: random.int(105, 138), diastolicMmHg: random.int(66, 88), ...(visits === 0 ? { fshIuL: random.int(20, 80), estradiolPmolL: random.int(20, 90), boneDensityT: -random.int(2, 24) / 10 } : {}),
        hormoneConsent: onHormones ? '1' : '0', ...(onHormones ? { hormoneScheme: isStopped ? '4' : '3', hormoneDrug: '雌二醇片/雌二醇地屈孕酮片', hormoneStartDay: day } : {}), advice: '均衡饮食、补钙、规律运动', nextVisitDay, doctorName, cervicalStatus: '本院无两癌筛查记录',
      }
      const { missing: _missing, ...found } = menopauseFound(row, MATERNAL_RULES_DEFAULT)
      add(menopauseVisit, on, { ...row, ...found })
      severe = Math.max(0, severe - 1)
      // Most come when they promised; who did not stands on the list.
      if (!random.chance(0.7)) break
      on = addDays(nextVisitDay, random.int(-5, 10))
    }
  }

  function girl(woman: SampleWoman, day: Day): void {
    const ageYears = completedYears(woman.birthDay, day)
    const [heightCm, weightKg] = [random.int(152, 168), random.int(42, 62)]
    const hpvVaccination = random.pick(['0', '0', '1', '2'] as const)
    const isConsentNeeded = ageYears < RULES.consentBelowAge
    add(adolescentVisit, day, {
      ...EMPTY_GIRL, womanId: woman.id, visitDay: day, doctorName, ...(isConsentNeeded ? { guardianName: '李桂兰', guardianRelation: '1', isConsentSigned: true } : {}), complaint: random.pick(['痛经', '月经不规律', '青春期保健咨询']), menarcheAge: random.int(11, 14), cycleDays: random.int(26, 36), mensesDays: random.int(3, 6), mensesVolume: random.pick(['1', '2', '3']), painScore: random.int(0, 3),
      heightCm, weightKg, bmi: bodyMassIndex(heightCm, weightKg), tannerBreast: '5', tannerPubic: '5', nutrition: '1', moodScore: random.int(0, 8), sexualKnowledge: random.pick(['1', '2', '3']), counselling: '1,2', hpvVaccination, ...(hpvVaccination === '0' ? {} : { hpvVaccine: '2', hpvDoses: hpvVaccination === '1' ? 1 : 2 }), advice: '规律作息,经期保暖', referral: '1',
      nextVisitDay: addDays(day, random.pick([30, 90, 180])), ageYears,
    })
  }

  const isScreeningAge = (woman: SampleWoman, day: Day): boolean => { const age = completedYears(woman.birthDay, day); return age >= RULES.screeningFirstAge && age <= RULES.screeningLastAge }
  return {
    records(woman) {
      records = []
      const day = woman.registeredDay > lastDay ? lastDay : woman.registeredDay
      const age = completedYears(woman.birthDay, day)
      if (isScreeningAge(woman, day) && random.chance(SCREENED)) {
        // A round of before, entered from paper: she is due about now, and not everybody has come.
        const earlier = addDays(monthAnniversary(day, -36), random.int(-40, 60))
        const hadOne = random.chance(WITH_EARLIER_ROUND) && isScreeningAge(woman, earlier)
        if (hadOne) screen(woman, earlier, 1, false)
        if (!hadOne || random.chance(COMES_AGAIN)) screen(woman, day, hadOne ? 2 : 1, true)
      }
      if (age >= 45 && age <= 60 && random.chance(0.15)) menopause(woman, day)
      if (age <= RULES.adolescentLastAge && age >= RULES.adolescentFirstAge && random.chance(0.5)) girl(woman, day)
      return records
    },
    targets() {
      records = []
      for (const [key, women] of screened) {
        const [year = '', region = ''] = key.split(' ')
        // Some townships screened more women than they were asked to.
        if (region.length === 9 && Number(year) >= Number(today.slice(0, 4)) - 1) add(screeningTarget, lastDay, { ...EMPTY_TARGET, taskYear: Number(year), region, target: Math.max(1, Math.floor(women * random.pick([0.8, 0.8, 1, 1.3]))), source: '县两癌筛查任务分解表' })
      }
      return records
    },
    serials: () => [...serials].map(([name, last]) => ({ name, last })),
  }
}
