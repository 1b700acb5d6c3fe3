import { BIRTH_PLACE_TYPE, type BirthPlaceType, type DeliveryOutcome } from '../../code/delivery.ts'
import type { Sex } from '../../code/sex.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { checkBirthTime } from '../../rule/birth-time.ts'
import { checkBirthWeight } from '../../rule/newborn-measure.ts'
import type { Minute } from '../../time/day.ts'

const DAYS_PER_WEEK = 7

/** Where the child was born, as the certificate rules ask (note §1.2): in a licensed institution, treated in one afterwards, or outside. */
export function bornIn(delivery: { readonly placeType: BirthPlaceType; readonly treatedInLicensed: boolean | null }): 'licensed' | 'treatedAfter' | 'outside' {
  if (BIRTH_PLACE_TYPE.entry(delivery.placeType).licensed) return 'licensed'
  return delivery.treatedInLicensed ? 'treatedAfter' : 'outside'
}

type DeliveryFacts = {
  readonly gestationDays: number
  readonly placeType: BirthPlaceType | null
  readonly placeName: string | null
  readonly attendantName: string | null
  readonly treatedInLicensed: boolean | null
}

/**
 * Rules also run while the clerk still types, when what is required is not there yet: each rule looks only at what it has.
 * What a delivery in an institution must name; gestation is limited by the field (18–45 weeks, note §2.2 field 5).
 */
export function deliveryRules(row: DeliveryFacts): FieldIssue[] {
  const issues: FieldIssue[] = []
  const { placeType, treatedInLicensed } = row
  if (placeType && bornIn({ placeType, treatedInLicensed }) === 'licensed') {
    if (!row.placeName) issues.push(block('placeName', message('delivery.placeNameMissing', '请填写接生机构名称')))
    if (!row.attendantName) issues.push(block('attendantName', message('delivery.attendantMissing', '请填写接生人员')))
  }
  return issues
}

type CourseFacts = {
  readonly firstStageMinutes: number | null; readonly secondStageMinutes: number | null; readonly thirdStageMinutes: number | null; readonly labourMinutes: number | null
  readonly afterSystolicMmHg: number | null; readonly afterDiastolicMmHg: number | null
}
/** What the clinic notes of the course: three stages make the whole, the pressures fit each other (maternal care note §8). */
export function deliveryCourseRules(row: CourseFacts): FieldIssue[] {
  const issues: FieldIssue[] = []
  const { firstStageMinutes: first, secondStageMinutes: second, thirdStageMinutes: third, labourMinutes: whole } = row
  if (first !== null && second !== null && third !== null && whole !== null && first + second + third !== whole) {
    issues.push(warn('labourMinutes', message('delivery.stages', '三个产程之和为 {{sum}} 分,与总产程 {{whole}} 分不同,请核对', { sum: first + second + third, whole })))
  }
  if (row.afterSystolicMmHg !== null && row.afterDiastolicMmHg !== null && row.afterSystolicMmHg <= row.afterDiastolicMmHg) {
    issues.push(block('afterSystolicMmHg', message('delivery.pressures', '产后收缩压应大于舒张压,请核对两个数值')))
  }
  return issues
}

type NewbornFacts = {
  readonly outcome: DeliveryOutcome
  readonly sex: Sex
  readonly bornAt: Minute | null
  readonly weightG: number | null
  readonly lengthCm: number | null
  readonly personId: string | null
}

/** Birth time, weight and sex of one newborn (note §2.2 fields 3, 4, 6, 7). */
export function newbornRules(row: NewbornFacts, { now }: RuleMoment): FieldIssue[] {
  const issues = [...(row.bornAt ? checkBirthTime(row.bornAt, now, 'bornAt') : []), ...(row.weightG === null ? [] : checkBirthWeight(row.weightG))]
  if (row.outcome === '1' && row.lengthCm === null) issues.push(block('lengthCm', message('newborn.lengthMissing', '活产儿请填写出生身长')))
  if (row.outcome === '1' && (row.sex === '0' || row.sex === '9')) {
    issues.push(warn('sex', message('newborn.sexUnclear', '性别为“未知”或“未说明”,签发证明前须审核,请核对')))
  }
  return issues
}

type NewbornCareFacts = { readonly bornAt: Minute | null; readonly hepatitisBVaccineAt: Minute | null; readonly immunoglobulinAt: Minute | null }
/** Nothing is given to a child before it is born, or after now. */
export function newbornCareRules(row: NewbornCareFacts, { now }: RuleMoment): FieldIssue[] {
  return (['hepatitisBVaccineAt', 'immunoglobulinAt'] as const).flatMap(name => {
    const at = row[name]
    return at === null || row.bornAt === null || (at >= row.bornAt && at <= now) ? []
      : [block(name, message('newborn.givenAt', '注射时间应在出生时间 {{born}} 与现在之间,请核对', { born: row.bornAt.replace('T', ' ') }))]
  })
}

/**
 * What must hold among the children of one delivery: order 1..n once each, times near each other, and as many as the 胎数,
 * the stillborn with them (maternal care note M-24). They are saved in one call, so that a missing one was forgotten.
 */
export function siblingRules(fetusCount: number, newborns: readonly { readonly birthOrder: number; readonly bornAt: Minute }[]): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (newborns.length > fetusCount) {
    issues.push(block('fetusCount', message('delivery.tooManyNewborns', '胎数为 {{count}},却登记了 {{newborns}} 名新生儿,请核对', { count: fetusCount, newborns: newborns.length })))
  } else if (newborns.length < fetusCount) {
    issues.push(block('fetusCount', message('delivery.tooFewNewborns', '胎数为 {{count}},只登记了 {{newborns}} 名新生儿:请补齐其余新生儿(死胎、死产也要登记),或更正胎数', { count: fetusCount, newborns: newborns.length })))
  }
  const orders = newborns.map(child => child.birthOrder).toSorted((a, b) => a - b)
  if (orders.some((order, index) => order !== index + 1)) {
    issues.push(block('newborns', message('delivery.birthOrder', '出生次序应从 1 起连续编号,不能重复')))
  }
  const byOrder = newborns.toSorted((a, b) => a.birthOrder - b.birthOrder)
  if (byOrder.some((child, index) => index > 0 && child.bornAt < (byOrder[index - 1]?.bornAt ?? child.bornAt))) {
    issues.push(block('newborns', message('delivery.orderAgainstTime', '出生次序与出生时间不符:次序在后的不能先出生')))
  }
  const first = byOrder[0]
  const last = byOrder.at(-1)
  if (first && last && Date.parse(`${last.bornAt}Z`) - Date.parse(`${first.bornAt}Z`) > DAYS_PER_WEEK * 86_400_000) {
    issues.push(warn('newborns', message('delivery.timesApart', '同胎新生儿出生时间相差超过 7 天,请核对')))
  }
  return issues
}
