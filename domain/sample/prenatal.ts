import type { PrenatalSampleState } from '../code/prenatal.ts'
import { PRENATAL_TEST, type PrenatalTest } from '../code/prenatal-record.ts'
import { prenatalConsent } from '../modules/prenatal/consent.record.ts'
import { prenatalDiagnosis } from '../modules/prenatal/diagnosis.record.ts'
import { prenatalOutcome } from '../modules/prenatal/outcome.record.ts'
import { prenatalAttempt, prenatalCounselling, prenatalRecall } from '../modules/prenatal/recall.record.ts'
import { prenatalRemark } from '../modules/prenatal/remark.record.ts'
import { prenatalRequest, type PrenatalRequest } from '../modules/prenatal/request.record.ts'
import { coupleTask, findPrenatal, recallOf } from '../modules/prenatal/result-found.ts'
import { prenatalResult, type PrenatalResult } from '../modules/prenatal/result.record.ts'
import { prenatalHandover, prenatalSample, type PrenatalSample } from '../modules/prenatal/sample.record.ts'
import { prenatalTarget } from '../modules/prenatal/target.record.ts'
import type { RecordDefinition, Row } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { PRENATAL_RULES_DEFAULT as RULES } from '../rule/prenatal/prenatal-rules.ts'
import { addDays, type Day, dayOf, daysBetween, epochOf, type Instant, instantAt, type Minute } from '../time/day.ts'
import type { SampleRecord } from './chunk.ts'
import { idSource } from './numbers.ts'
import type { PregnancyClinic, SamplePregnancy } from './pregnancy-clinics.ts'
import { createRandom, weighted } from './random.ts'

// Counted, so that the smallest hospital has one of each.
const EVERY = { declined: 29, unscreened: 17, self: 11, rejected: 41, carrier: 13, waiting: 3 } as const
const SITES = ['西渡镇卫生院', '演陂镇卫生院', '县妇幼保健院门诊'] as const
const LABORATORY = '市妇幼保健院产前筛查实验室'
const CENTRE = '省妇幼保健院产前诊断中心'
const SERUM = weighted<'low' | 'borderline' | 'high'>([['low', 86], ['borderline', 9], ['high', 5]])
const DENOMINATOR = { low: [1_500, 60_000], borderline: [290, 990], high: [30, 260] } as const
const LABORATORY_DAYS = 6
const NT_MADE = 0.5
const SCAN_MADE = 0.7
const NIPT_TAKEN = 0.6
const FOLLOWED = 0.86
/** Beyond these days after the report a high risk of the sample is no longer open. */
const RECALL_OPEN_DAYS = 40

const complete = <D extends RecordDefinition>(definition: D, values: Partial<Row<D>>): Row<D> => ({ ...emptyRow(definition), ...values }) as Row<D>
const minute = (day: Day, hour = 9): Minute => `${day}T${String(hour).padStart(2, '0')}:00` as Minute
const instant = (day: Day): Instant => instantAt(epochOf(minute(day)))

/** Where a tube stands so many days after it was drawn. */
function stateAfter(days: number): PrenatalSampleState {
  if (days >= LABORATORY_DAYS + 3) return 'issued'
  return (['drawn', 'processed', 'toSend', 'inTransit', 'received', 'testing', 'reported', 'reviewed', 'reviewed'] as const)[days] ?? 'issued'
}

/**
 * 产前筛查 of the sample's pregnancies: consents, requests, tubes on their way, results with what they mean by the
 * program's own rules, recalls and how they ended, outcomes. The same seed makes the same for the same pregnancies.
 */
export const prenatalClinic: PregnancyClinic = ({ seed, today, userIds }) => {
  const random = createRandom(seed ^ 0x9e01)
  const newId = idSource(createRandom(seed ^ 0x9e02), '2012-01-01' as Day)
  const [lastDay, by, doctorName] = [addDays(today, -1), userIds.chanshai, '魏产筛']
  const serials = new Map<string, number>()
  let count = 0
  const numbered = (prefix: string, day: Day): string => {
    const key = `${prefix}${day.replaceAll('-', '')}`
    serials.set(key, (serials.get(key) ?? 0) + 1)
    return `${key}${String(serials.get(key)).padStart(4, '0')}`
  }

  return pregnancy => {
    const records: SampleRecord[] = []
    const add = <D extends RecordDefinition>(definition: D, day: Day, values: Partial<Row<D>>): string => {
      const id = newId()
      records.push({ definition, id, at: instant(day < lastDay ? day : lastDay), by, row: complete(definition, values) as Record<string, unknown> })
      return id
    }
    const serial = count++
    const { pregnancyId, startDay, endedDay, fetusCount, first } = pregnancy
    const until = endedDay ?? lastDay
    const at = (days: number): Day => addDays(startDay, days)
    const consent = (kind: 'serum' | 'nipt' | 'thalassaemia', day: Day, choice: 'agreed' | 'declined' = 'agreed'): string => add(prenatalConsent, day, { pregnancyId, kind, textVersion: '1', choice, signedAt: minute(day, 8), signerName: '本人', signer: '1', doctorName, isPaper: true, isCautionTold: kind === 'nipt' ? true : null })
    const isSelf = serial % EVERY.self === 4
    const site = SITES[serial % SITES.length]!
    const request = (tests: string, day: Day, values: Partial<PrenatalRequest> = {}): string => add(prenatalRequest, day, {
      pregnancyId, number: numbered('CS', day), requestedDay: day, plannedDay: day, tests: tests as never, panel: tests.includes('Serum') ? 'two' : null, programme: isSelf || tests === 'nipt' ? 'self' : 'free', isSubsidised: serial % 9 === 0, gestationBasis: '1', fetusCount,
      weightKg: first?.weightKg ?? 56.5, heightCm: first?.heightCm ?? 158, institution: site, doctorName, gestationDays: daysBetween(startDay, day), windowsVersion: 1, rulesVersion: RULES.version, ...values,
    })
    const tube = (requestId: string, tests: string, day: Day, state: PrenatalSampleState, values: Partial<PrenatalSample> = {}): string => {
      const age = daysBetween(day, lastDay)
      const isAway = !['booked', 'consented', 'declined', 'drawn', 'processed', 'toSend', 'rejected', 'resampleNotified'].includes(state)
      const isDrawn = !['booked', 'consented', 'declined'].includes(state)
      const isReceived = isAway && state !== 'inTransit'
      const sentDay = addDays(day, Math.min(Math.max(age, 0), 2))
      const hasTravelled = isAway || state === 'rejected' || state === 'resampleNotified'
      const handoverId = hasTravelled ? add(prenatalHandover, sentDay, { number: numbered('JJ', sentDay), laboratory: LABORATORY, sentAt: minute(sentDay, 10), sender: '李送样', sentCelsius: 4, sampleCount: 1, ...isReceived ? { receivedAt: minute(addDays(day, Math.min(age, 3)), 14), receiver: '王收样', receivedCelsius: 5 } : {} }) : null
      const stateDay = addDays(day, Math.min(Math.max(age, 0), state === 'issued' ? LABORATORY_DAYS + 3 : isReceived ? 5 : 2))
      return add(prenatalSample, day, {
        pregnancyId, requestId, tests: tests as never, state, stateAt: minute(isDrawn ? stateDay : day, isDrawn ? 15 : 8), isReplaced: false,
        ...isDrawn ? { barcode: numbered('YP', day), year: Number(day.slice(0, 4)), drawnAt: minute(day), drawnBy: doctorName, place: site, startDay, gestationDays: daysBetween(startDay, day), gestationBasis: '1', weightKg: first?.weightKg ?? 56.5 } : {},
        ...hasTravelled ? { handoverId, laboratory: LABORATORY } : {}, ...isReceived ? { receivedAt: minute(addDays(day, Math.min(age, 3)), 14) } : {}, ...state === 'reviewed' || state === 'issued' ? { reviewerName: '王审核' } : {}, ...state === 'issued' ? { issuedAt: minute(stateDay, 15), issuedWay: '1', issuedTo: '本人' } : {}, ...values,
      })
    }
    const result = (test: PrenatalTest, sampleId: string | null, day: Day, values: Partial<PrenatalResult>): { id: string; row: PrenatalResult } => {
      const row = complete(prenatalResult, { pregnancyId, sampleId, test, resultDay: day, institution: sampleId ? LABORATORY : site, examinerName: sampleId ? '刘检验' : '陈超声', ...values })
      Object.assign(row, findPrenatal(row, { fetusCount, rules: RULES }).columns, { gestationDays: daysBetween(startDay, sampleId ? addDays(day, -LABORATORY_DAYS) : day) })
      return { id: add(prenatalResult, day, row), row }
    }

    /** The recall of a high risk: most are diagnosed, some decline by signature, the newest still wait. */
    function recall(resultId: string, day: Day, test: string): void {
      const age = daysBetween(day, lastDay)
      const turn = serial % 7
      const isOpen = age < RECALL_OPEN_DAYS && endedDay === null
      const recallId = newId()
      const values: Partial<Row<typeof prenatalRecall>> = { pregnancyId, kind: 'high', resultId, openedDay: day, reason: `${test}:高风险` }
      if (!(isOpen && turn < 2)) {
        const called = addDays(day, turn === 3 ? 1 : 0)
        if (called <= lastDay) add(prenatalAttempt, called, { recallId, at: minute(called, 10), method: '1', answer: turn === 5 ? 'refused' : 'agreed', notifierName: doctorName })
      }
      const [diagnosedDay, refusedDay] = [addDays(day, 24), addDays(day, 3)]
      if (turn === 5 && refusedDay <= until) Object.assign(values, { refusalDay: refusedDay, refusalSigner: '本人', refusalRelation: '1', refusalReason: '担心穿刺风险', closedDay: refusedDay, closedBy: 'refusal' })
      else if (diagnosedDay <= until) {
        const isAffected = serial % 5 === 0
        add(prenatalCounselling, addDays(day, 2), { pregnancyId, resultId, counselledDay: addDays(day, 2), doctorName, content: '说明筛查结果与产前诊断的必要性、风险和流程', advice: '转产前诊断' })
        add(prenatalDiagnosis, diagnosedDay, { pregnancyId, sampledDay: addDays(day, 5), diagnosedDay, operation: '1', tests: '1' as never, method: '羊水细胞染色体核型分析', karyotype: null, resultText: isAffected ? '21三体综合征' : '未见染色体异常', conclusion: isAffected ? 'positive' : 'negative', opinion: isAffected ? '3' : '1', institution: CENTRE, doctorName: '赵诊断', gestationDays: daysBetween(startDay, addDays(day, 5)) })
        Object.assign(values, { closedDay: diagnosedDay, closedBy: 'diagnosis' })
      }
      records.push({ definition: prenatalRecall, id: recallId, at: instant(day < lastDay ? day : lastDay), by, row: complete(prenatalRecall, values) as Record<string, unknown> })
    }
    /** What a couple is still to be tested for: given up by a doctor after some weeks, or open. */
    function askOn(resultId: string, row: PrenatalResult): void {
      const later = addDays(row.resultDay, RECALL_OPEN_DAYS)
      const closedDay = later <= lastDay ? later : endedDay === null ? null : lastDay
      add(prenatalRecall, row.resultDay, { pregnancyId, kind: 'couple', resultId, openedDay: row.resultDay, reason: `${PRENATAL_TEST.label(row.test)}:${coupleTask(row)}`, ...closedDay !== null ? { closedDay, closedBy: 'doctor', closingReason: '配偶长期在外,已告知风险' } : {} })
    }
    /** A result whose class asks for it opens its recall. */
    function follow({ id, row }: { id: string; row: PrenatalResult }): void {
      const kind = recallOf(row)
      if (kind === 'high') recall(id, row.resultDay, PRENATAL_TEST.label(row.test))
      if (kind === 'couple') askOn(id, row)
    }

    if (serial === 0) {
      for (const year of [Number(today.slice(0, 4)) - 1, Number(today.slice(0, 4))]) {
        add(prenatalTarget, `${year}-01-05` as Day, { year, scope: 'county', women: 240 })
        for (const place of SITES) add(prenatalTarget, `${year}-01-05` as Day, { year, scope: 'institution', place, women: 80 })
        add(prenatalRemark, `${year}-01-05` as Day, { year, month: 1, scope: 'institution', place: SITES[0]!, remark: '春节期间停采一周' })
      }
    }
    const ntDay = at(random.int(78, 96))
    if (ntDay <= until && random.chance(NT_MADE)) follow(result('nt', null, ntDay, { crlMm: 61, ntMm: random.chance(0.02) ? 3.1 : Math.round(random.normal(1.4, 0.3) * 10) / 10 }))

    const drawDay = at(random.int(108, 138))
    const fate = random.weighted(SERUM)
    if (serial % EVERY.unscreened === 6) return records
    if (drawDay > until) {
      // Booked ahead: some have signed, some have not.
      if (endedDay === null && daysBetween(lastDay, drawDay) < 25 && serial % EVERY.waiting < 2) {
        const signed = serial % EVERY.waiting === 1
        if (signed) consent('serum', lastDay)
        const requestId = request('secondSerum', lastDay, { plannedDay: drawDay, gestationDays: daysBetween(startDay, drawDay) })
        tube(requestId, 'secondSerum', lastDay, signed ? 'consented' : 'booked')
      }
      return records
    }
    if (serial % EVERY.declined === 12) {
      consent('serum', drawDay, 'declined')
      tube(request('secondSerum', drawDay), 'secondSerum', drawDay, 'declined')
      return records
    }
    const isCarrier = serial % EVERY.carrier === 5
    const tests = isCarrier ? 'secondSerum,thalassaemia' : 'secondSerum'
    consent('serum', drawDay)
    if (isCarrier) consent('thalassaemia', drawDay)
    const requestId = request(tests, drawDay)
    const isRejected = serial % EVERY.rejected === 20
    const secondDay = addDays(drawDay, 5)
    const isRedrawn = isRejected && secondDay <= until && daysBetween(startDay, secondDay) <= 146
    let [sampleId, lastDraw] = ['', drawDay]
    if (isRejected) {
      const refusedId = tube(requestId, tests, drawDay, isRedrawn ? 'resampleNotified' : 'rejected', { rejection: '1' as never, isReplaced: isRedrawn })
      add(prenatalRecall, addDays(drawDay, 2), { pregnancyId, kind: 'redraw', sampleId: refusedId, openedDay: addDays(drawDay, 2), reason: '样本拒收:溶血', ...isRedrawn ? { closedDay: secondDay, closedBy: 'redone' } : {} })
      if (!isRedrawn) return records
      sampleId = tube(requestId, tests, secondDay, stateAfter(daysBetween(secondDay, lastDay)), { replacesId: refusedId })
      lastDraw = secondDay
    } else sampleId = tube(requestId, tests, drawDay, stateAfter(daysBetween(drawDay, lastDay)))
    const reportDay = addDays(lastDraw, LABORATORY_DAYS)
    if (reportDay > lastDay) return records
    const [low, high] = DENOMINATOR[fate]
    follow(result('secondSerum', sampleId, reportDay, {
      panel: 'two', afp: Math.round(random.normal(52, 12) * 10) / 10, afpUnit: 'ngPerMl', afpMom: Math.round(Math.max(0.5, random.normal(1.02, 0.24)) * 100) / 100, freeBetaHcg: Math.round(Math.max(3, random.normal(14, 5)) * 10) / 10, freeBetaHcgUnit: 'ngPerMl', freeBetaHcgMom: Math.round(Math.max(0.3, random.normal(1.05, 0.4)) * 100) / 100,
      t21Comparator: '=', t21Denominator: random.int(low, high), t18Comparator: '<', t18Denominator: 50_000,
    }))
    if (isCarrier) follow(result('thalassaemia', sampleId, reportDay, { womanMcvFl: Math.round(random.normal(88, 5) * 10) / 10, womanMchPg: Math.round(random.normal(30, 2) * 10) / 10 }))
    const niptDay = addDays(reportDay, 4)
    if (fate === 'borderline' && niptDay <= until && random.chance(NIPT_TAKEN)) {
      consent('nipt', niptDay)
      const niptId = tube(request('nipt', niptDay, { suitability: 'suitable', foundCriteria: 'borderlineSerum' as never }), 'nipt', niptDay, stateAfter(daysBetween(niptDay, lastDay)))
      const niptReport = addDays(niptDay, LABORATORY_DAYS)
      if (niptReport <= lastDay) result('nipt', niptId, niptReport, { niptResult: 'low', fetalFractionPercent: Math.round(random.normal(10, 2) * 100) / 100, z21: Math.round(random.normal(0, 0.9) * 100) / 100, z18: Math.round(random.normal(0, 0.9) * 100) / 100, z13: Math.round(random.normal(0, 0.9) * 100) / 100 })
    }
    const scanDay = at(random.int(142, 168))
    if (scanDay <= until && random.chance(SCAN_MADE)) result('midUltrasound', null, scanDay, { level: '3', bpdMm: 52, hcMm: 195, acMm: 170, flMm: 37, amnioticMm: 46, systemBrain: '1', systemFace: '1', systemSpine: '1', systemHeart: '1', systemChest: '1', systemWall: '1', systemDigestive: '1', systemUrinary: '1', systemLimbs: '1', systemCord: '1' })
    outcome(pregnancy, add)
    return records
  }

  /** How it ended, asked for some months after a birth. */
  function outcome({ pregnancyId, endedDay, isDelivered, startDay, fetusCount }: SamplePregnancy, add: <D extends RecordDefinition>(definition: D, day: Day, values: Partial<Row<D>>) => string): void {
    if (endedDay === null) return
    const followedDay = addDays(endedDay, RULES.outcomeDays + 4)
    if (followedDay > lastDay || !random.chance(FOLLOWED)) return
    add(prenatalOutcome, followedDay, {
      pregnancyId, followedDay, followedBy: doctorName, source: isDelivered ? 'local' : 'phone', outcome: isDelivered ? '1' : '3', endedDay, endGestationDays: Math.min(330, Math.max(14, daysBetween(startDay, endedDay))), bornCount: fetusCount, chromosomeDisease: false, neuralTubeDefect: false, trisomy21: false, trisomy18: false, trisomy13: false,
    })
  }
}

const CHAIN: readonly PrenatalSampleState[] = ['booked', 'consented', 'drawn', 'processed', 'toSend', 'inTransit', 'received', 'testing', 'reported', 'reviewed', 'issued']
/** The way a tube came to where it stands. */
function wayOf({ state, replacesId }: Pick<PrenatalSample, 'state' | 'replacesId'>): PrenatalSampleState[] {
  if (state === 'declined') return ['booked', 'declined']
  if (state === 'rejected' || state === 'resampleNotified') return [...CHAIN.slice(0, CHAIN.indexOf('received')), 'rejected', ...state === 'resampleNotified' ? [state] as const : []]
  const way = CHAIN.slice(0, CHAIN.indexOf(state) + 1)
  return replacesId === null ? way : way.filter(one => one !== 'booked' && one !== 'consented')
}
/** The lines of a sample tube's way, as `prenatal_sample_step` keeps them: each not before the one in front. */
export function sampleSteps({ id, by, row }: SampleRecord): { sampleId: string; seq: number; fromState: PrenatalSampleState | null; toState: PrenatalSampleState; at: Minute; byUser: string; celsius: number | null; sender: string | null; receiver: string | null; remark: null }[] {
  const tube = row as unknown as PrenatalSample
  const way = wayOf(tube)
  const first = tube.drawnAt ? minute(dayOf(tube.drawnAt), 8) : tube.stateAt
  const known: Partial<Record<PrenatalSampleState, Minute | null>> = { booked: first, consented: first, drawn: tube.drawnAt, received: tube.receivedAt, issued: tube.issuedAt, [tube.state]: tube.stateAt }
  let last = first
  return way.map((toState, index) => {
    const wanted = known[toState]
    if (wanted && wanted > last) last = wanted
    const isHandedOver = toState === 'inTransit' || toState === 'received'
    return { sampleId: id, seq: index + 1, fromState: index === 0 ? tube.replacesId === null ? null : 'resampleNotified' : way[index - 1]!, toState, at: last, byUser: by, celsius: isHandedOver ? 4 : null, sender: isHandedOver ? '李送样' : null, receiver: toState === 'received' ? '王收样' : null, remark: null }
  })
}
