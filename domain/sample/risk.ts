import type { HighRiskFactor } from '../code/risk-care.ts'
import type { CodeList } from '../field/code-list.ts'
import { riskAssessment } from '../modules/risk/assessment.record.ts'
import { riskCase } from '../modules/risk/case.record.ts'
import { riskCaseVisit } from '../modules/risk/case-visit.record.ts'
import { riskRowsKept } from '../modules/risk/parts.ts'
import { riskDeliveryReview } from '../modules/risk/delivery-review.record.ts'
import { riskNearMiss } from '../modules/risk/near-miss.record.ts'
import { riskReport } from '../modules/risk/report.record.ts'
import { riskScreening } from '../modules/risk/screening.record.ts'
import { emptyRow } from '../record/derive/schema.ts'
import type { RecordDefinition, Row } from '../record/define.ts'
import { factText } from '../rule/maternal/case-course.ts'
import { gestationOn } from '../rule/maternal/dating.ts'
import { factorsOfRows } from '../rule/maternal/high-risk-factors.ts'
import { assessmentDueDay, caseFollowUpDays, needsCaseManagement, riskReportDue } from '../rule/maternal/management.ts'
import { MATERNAL_RULES_DEFAULT as RULES } from '../rule/maternal/maternal-rules.ts'
import { assessRisk, type RiskStanding, riskStanding } from '../rule/maternal/risk-assessment.ts'
import { RISK_TABLE } from '../rule/maternal/risk-criteria.ts'
import { type MeasuredVisit, riskFactsOfCare } from '../rule/maternal/risk-facts.ts'
import { tableName } from '../rule/maternal/risk-table.ts'
import { addDays, type Day, epochOf, type Instant, instantAt, type Minute } from '../time/day.ts'
import type { SampleRecord } from './chunk.ts'
import type { PregnancyClinic, SamplePregnancy } from './pregnancy-clinics.ts'
import { idSource } from './numbers.ts'
import { createRandom } from './random.ts'

/** Counted, so that the smallest hospital has one of each. */
const EVERY = { unscreened: 19, unassessed: 8, preeclampsia: 9, haemorrhageRisk: 21, unreported: 5, lowered: 4, overdue: 3, unreviewed: 3 } as const
const MOST_VISITS = 5
const RISK_SEED = 0x7269736b
const TABLE = tableName(RISK_TABLE)
const complete = <D extends RecordDefinition>(definition: D, values: Partial<Row<D>>): Row<D> => ({ ...emptyRow(definition), ...values }) as Row<D>
const noon = (day: Day): Minute => `${day}T10:30` as Minute

/** Screenings, assessments, reports and cases of the sample pregnancies; numbers run from 9001 on, so that the hospital's own begin below them. */
export const riskClinic: PregnancyClinic = ({ seed, today, userIds, institutionName }) => {
  const newId = idSource(createRandom(seed ^ RISK_SEED), addDays(today, -26))
  const lastDay = addDays(today, -1)
  let [screened, positive, waiting, reported, opened, reviewed, nearMisses] = [0, 0, 0, 0, 0, 0, 0]
  const at = (day: Day): Instant => instantAt(epochOf(noon(day > lastDay ? lastDay : day)))
  const record = <D extends RecordDefinition>(definition: D, day: Day, by: string, row: Row<D>, id = newId()): SampleRecord => ({ definition, id, at: at(day), by, row: row as Record<string, unknown> })
  const numberOf = (prefix: string, day: Day, count: number): string => `${prefix}${day.replaceAll('-', '')}${9000 + count}`

  function assessed(of: SamplePregnancy, day: Day, ids: readonly string[], basis: string | null, changeReason: string | null): { record: SampleRecord; standing: RiskStanding; dueDay: Day | null } {
    const standing = riskStanding(ids, RISK_TABLE)
    const { ids: criteria, texts } = riskRowsKept(RISK_TABLE.rows.filter(({ id }) => ids.includes(id)))
    const due = riskReportDue(standing, noon(day), RULES)
    const row = complete(riskAssessment, {
      pregnancyId: of.pregnancyId, stage: changeReason === null ? 'first' : 'dynamic', confirmedAt: noon(day), criteria: criteria!, criteriaTexts: texts, basis, changeReason, tableName: TABLE, colour: standing.colour, isPurple: standing.isPurple, threatensLife: false,
      doctorName: '周医生', institution: institutionName, gestationDays: gestationOn(of.startDay, day), reportDueDay: due?.dueDay ?? null, reportDueAt: due?.dueAt ?? null,
    })
    return { record: record(riskAssessment, day, userIds.yisheng, row), standing, dueDay: due?.dueDay ?? null }
  }

  /** The case of an assessment with its follow-ups up to the end of the pregnancy; some are late by now. */
  function casesOf(of: SamplePregnancy, assessmentId: string, day: Day, ids: readonly string[], standing: RiskStanding): SampleRecord[] {
    opened += 1
    const caseId = newId()
    const isClosed = of.endedDay !== null
    const days = caseFollowUpDays(standing, RULES) ?? 28
    const until = of.endedDay ?? addDays(lastDay, opened % EVERY.overdue === 0 ? -days - 2 : 0)
    const own = complete(riskCase, {
      pregnancyId: of.pregnancyId, assessmentId, number: `GW${day.slice(0, 4)}${900_000 + opened}`, openedDay: day, colour: standing.colour, isPurple: standing.isPurple, factors: factorsOfRows(ids) as CodeList<HighRiskFactor> | null, doctorName: '周医生', township: '城关镇卫生院', villageDoctor: '刘村医',
      advice: '按风险等级增加产检次数,出现不适随时就诊', ...standing.colour === 'green' ? { followUpDays: 28 } : {},
      ...isClosed ? { closedDay: of.endedDay!, outcome: of.isDelivered ? 'delivered' : 'ended', closingDoctor: '周医生', handedTo: standing.isPurple ? '感染科' : of.isDelivered ? '产后保健门诊' : null } : {},
    })
    const visits = Array.from({ length: MOST_VISITS }, (_, index) => addDays(day, days * (index + 1))).filter(one => one <= until)
    return [
      record(riskCase, day, userIds.yunbao, own, caseId),
      ...visits.map(visitDay => record(riskCaseVisit, visitDay, userIds.yunbao, complete(riskCaseVisit, { pregnancyId: of.pregnancyId, caseId, visitDay, contact: 'phone', course: 'stable', situation: '无不适,按时产检', advice: '继续监测血压和胎动', nextDay: addDays(visitDay, days), doctorName: '曹孕保', gestationDays: gestationOn(of.startDay, visitDay) }))),
    ]
  }

  return of => {
    if (of.index % EVERY.unscreened === 5) return []
    const last = of.endedDay ?? lastDay
    const measured: MeasuredVisit[] = [...of.first ? [{ ...of.first, fetalPosition: null }] : [], ...of.visits]
    const care = { womanBirthDay: of.womanBirthDay, pregnancy: of.row, endedDay: of.endedDay, first: of.first, measured: measured.slice(0, 1), lastBirth: null }
    const { facts } = riskFactsOfCare(care, of.bookedDay)
    const found = assessRisk(facts, RISK_TABLE)
    const items = riskRowsKept(found.screening)
    screened += 1
    const records: SampleRecord[] = [record(riskScreening, of.bookedDay, userIds.yunbao, complete(riskScreening, {
      pregnancyId: of.pregnancyId, screenedDay: of.bookedDay, institution: institutionName, screenerName: '曹孕保', items: items.ids, itemTexts: items.texts, tableName: TABLE, number: numberOf('FS', of.bookedDay, screened), gestationDays: gestationOn(of.startDay, of.bookedDay),
      isPositive: items.ids !== null, dueDay: items.ids === null ? null : assessmentDueDay(of.bookedDay, RULES),
    }))]
    if (items.ids === null) return records
    positive += 1
    if (of.endedDay === null && waiting++ % EVERY.unassessed === 1) return records
    const day = addDays(of.bookedDay, 4) > last ? last : addDays(of.bookedDay, 4)
    const added = positive % EVERY.haemorrhageRisk === 5 ? ['R2.2'] : positive % EVERY.preeclampsia === 1 ? ['O3.7'] : []
    const ids = [...found.criteria.filter(({ coveredBy }) => coveredBy === null).map(({ id }) => id), ...added]
    const confirmed = ids.length > 0 ? ids : ['G1']
    const basis = [...new Set(found.criteria.flatMap(one => one.facts))].map(fact => factText(fact, facts)).join(';') || null
    const first = assessed(of, day, confirmed, basis, null)
    records.push(first.record)
    let { standing } = first
    if (first.dueDay !== null && !(of.endedDay === null && reported++ % EVERY.unreported === 2)) {
      records.push(record(riskReport, day, userIds.yunbao, complete(riskReport, { pregnancyId: of.pregnancyId, assessmentId: first.record.id, sentAt: `${day}T15:00` as Minute, way: 'system', receiver: '县妇幼保健院', senderName: '曹孕保', number: numberOf('FB', day, reported + 1), isLate: false })))
    }
    if (needsCaseManagement(standing)) records.push(...casesOf(of, first.record.id, day, confirmed, standing))
    const later = addDays(day, 35)
    if (added[0] === 'O3.7' && later <= last && positive % EVERY.lowered === 2) {
      const lowered = assessed(of, later, [...confirmed.filter(id => id !== 'O3.7'), 'Y3.5'], basis, '血压控制平稳,尿蛋白转阴')
      records.push(lowered.record)
      standing = lowered.standing
    }
    // A birth of red here is asked about; one in so many nobody has answered yet.
    if (of.deliveryId !== null && of.endedDay !== null && standing.colour === 'red' && reviewed++ % EVERY.unreviewed !== 1) {
      records.push(record(riskDeliveryReview, of.endedDay, userIds.yisheng, complete(riskDeliveryReview, {
        pregnancyId: of.pregnancyId, deliveryId: of.deliveryId, reviewedDay: of.endedDay, cause: '入院时宫口已开大,途中分娩风险高', consultation: '已电话请市危重孕产妇救治中心会诊,产后转市妇幼保健院', finding: '抢救及时,今后提前落实分娩医院', doctorName: '周医生',
      })))
    }
    // A birth of red was a near miss; every other review is still to come.
    if (of.deliveryId !== null && of.endedDay !== null && of.endedDay <= addDays(lastDay, -10) && standing.colour === 'red') {
      records.push(record(riskNearMiss, of.endedDay, userIds.yisheng, complete(riskNearMiss, {
        pregnancyId: of.pregnancyId, occurredAt: `${of.endedDay}T22:40` as Minute, place: '产科产房', signs: '11,43' as never, bleedingMl: 2400, rescueTeam: '周医生、蒋上级、麻醉科、输血科', treatment: '胎盘早剥出血,按摩子宫、宫腔填塞,输红细胞6单位', outcome: 'alive', outcomeDay: of.endedDay, doctorName: '周医生',
        ...nearMisses++ % 2 === 0 ? { reviewedDay: addDays(of.endedDay, 10), reviewers: '院内评审小组', finding: '识别和用血及时', improvement: '加强产前识别与备血' } : {},
      })))
    }
    Object.assign(of.row, { riskColour: standing.colour, isPurple: standing.isPurple })
    return records
  }
}
