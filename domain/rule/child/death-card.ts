import type { LifeSign, TreatmentBeforeDeath, UntreatedReason } from '../../code/child-death.ts'
import { block, type FieldIssue, message, type Message } from '../../message/message.ts'
import { addDays, completedMonths, completedYears, type Day, dayOf, daysBetween, epochOf, type Minute, monthAnniversary } from '../../time/day.ts'

const MINUTE_MS = 60_000
const MINUTES_PER_HOUR = 60
const HOURS_PER_DAY = 24
// Live birth of the surveillance programme (§12 [S18]).
const LIVE_BIRTH_FROM_DAYS = 28 * 7
const LIVE_BIRTH_FROM_G = 1000
const CARD_BELOW_YEARS = 5

/** 死亡年龄 of the card: years, months, days, hours and minutes lived; computed and never typed. */
export type AgeAtDeath = { readonly years: number; readonly months: number; readonly days: number; readonly hours: number; readonly minutes: number }

/**
 * 死亡年龄 (§12; case 59), each part complete: months by their anniversaries, a day at the minute of birth. Throws
 * RangeError for a death before the birth, which checkDeathCard refuses first.
 */
export function ageAtDeath(bornAt: Minute, diedAt: Minute): AgeAtDeath {
  if (diedAt < bornAt) throw new RangeError('a death cannot lie before the birth')
  // The day that is only begun at the minute of birth: died earlier in the day than born, it has not begun.
  const lastDay = diedAt.slice(11) < bornAt.slice(11) ? addDays(dayOf(diedAt), -1) : dayOf(diedAt)
  const birthDay = dayOf(bornAt)
  const wholeMonths = completedMonths(birthDay, lastDay)
  const minutes = (epochOf(diedAt) - epochOf(`${lastDay}T${bornAt.slice(11)}` as Minute)) / MINUTE_MS
  return {
    years: Math.floor(wholeMonths / 12), months: wholeMonths % 12, days: daysBetween(monthAnniversary(birthDay, wholeMonths), lastDay),
    hours: Math.floor(minutes / MINUTES_PER_HOUR), minutes: minutes % MINUTES_PER_HOUR,
  }
}

/** 出生不满24小时的死亡年龄 (h) of WS 376.5: whole hours under 24, otherwise null (case 59). */
export function hoursUnder24(bornAt: Minute, diedAt: Minute): number | null {
  const hours = Math.floor((epochOf(diedAt) - epochOf(bornAt)) / MINUTE_MS / MINUTES_PER_HOUR)
  return hours >= 0 && hours < HOURS_PER_DAY ? hours : null
}

/** 0岁0月0天5时, as the card has it; minutes are added where there are any. */
export function ageAtDeathText({ years, months, days, hours, minutes }: AgeAtDeath): Message {
  return minutes > 0 ? message('child.ageAtDeathMinutes', '{{years}}岁{{months}}月{{days}}天{{hours}}时{{minutes}}分', { years, months, days, hours, minutes })
    : message('child.ageAtDeath', '{{years}}岁{{months}}月{{days}}天{{hours}}时', { years, months, days, hours })
}

/** 早期新生儿 < 7 days, 新生儿 < 28 days, 婴儿 < 1 year, 1–4岁: the spans of the mortality rates (§16). */
export function deathAgeGroup(birthDay: Day, deathDay: Day): 'earlyNewborn' | 'lateNewborn' | 'infant' | 'child' {
  const days = daysBetween(birthDay, deathDay)
  if (days < 7) return 'earlyNewborn'
  if (days < 28) return 'lateNewborn'
  return completedYears(birthDay, deathDay) < 1 ? 'infant' : 'child'
}

export type LiveBirthFacts = { readonly gestationDays: number | null; readonly birthWeightG: number | null; readonly lifeSigns: readonly LifeSign[] }

/** 活产 for the card (§12 [S18]): from 28 weeks, by weight from 1000 g only where the gestation is unknown, with a sign of life. */
export function isLiveBirth({ gestationDays, birthWeightG, lifeSigns }: LiveBirthFacts): boolean {
  const isOldEnough = gestationDays === null ? birthWeightG !== null && birthWeightG >= LIVE_BIRTH_FROM_G : gestationDays >= LIVE_BIRTH_FROM_DAYS
  return isOldEnough && lifeSigns.length > 0
}

/** Why no card is written for a child, or null when one is: no live birth, or not before the fifth birthday (§12). */
export function deathCardExclusion(facts: LiveBirthFacts, birthDay: Day, deathDay: Day): 'notLiveBirth' | 'fiveYears' | null {
  if (!isLiveBirth(facts)) return 'notLiveBirth'
  return completedYears(birthDay, deathDay) >= CARD_BELOW_YEARS ? 'fiveYears' : null
}

/**
 * May a card be written for a child at all (§12)? Not from the fifth birthday on, nor for a birth too early to be a live
 * birth of the surveillance programme. What nobody noted may still be noted on the card.
 */
export function mayHaveDeathCard({ gestationDays, birthWeightG }: Pick<LiveBirthFacts, 'gestationDays' | 'birthWeightG'>, birthDay: Day, deathDay: Day): boolean {
  const isTooEarly = gestationDays === null ? birthWeightG !== null && birthWeightG < LIVE_BIRTH_FROM_G : gestationDays < LIVE_BIRTH_FROM_DAYS
  return !isTooEarly && completedYears(birthDay, deathDay) < CARD_BELOW_YEARS
}

export type DeathCardRow = {
  readonly bornAt: Minute | null
  readonly diedAt: Minute | null
  readonly bornTimeUnknown?: boolean | null
  readonly deathTimeUnknown?: boolean | null
  readonly treatment: TreatmentBeforeDeath | null
  readonly untreatedReason: UntreatedReason | null
}

/** Whether a death lies before the birth: by the days alone where only the day of one of them is known. */
export function isDeathBeforeBirth({ bornAt, diedAt, bornTimeUnknown, deathTimeUnknown }: { readonly bornAt: Minute; readonly diedAt: Minute; readonly bornTimeUnknown?: boolean | null; readonly deathTimeUnknown?: boolean | null }): boolean {
  return bornTimeUnknown || deathTimeUnknown ? dayOf(diedAt) < dayOf(bornAt) : diedAt < bornAt
}

/** Rules of the card (§12; case 58): times in order, the reason exactly with 未治疗, no sixth year. Looks only at what is filled. */
export function checkDeathCard({ bornAt, diedAt, bornTimeUnknown, deathTimeUnknown, treatment, untreatedReason }: DeathCardRow, now: Minute): FieldIssue[] {
  const issues: FieldIssue[] = []
  const isBefore = bornAt !== null && diedAt !== null && isDeathBeforeBirth({ bornAt, diedAt, bornTimeUnknown, deathTimeUnknown })
  if (isBefore) issues.push(block('diedAt', message('child.deathBeforeBirth', '死亡时间不能早于出生时间')))
  if (diedAt && diedAt > now) issues.push(block('diedAt', message('child.deathFuture', '死亡时间不能晚于现在')))
  if (bornAt && diedAt && !isBefore && completedYears(dayOf(bornAt), dayOf(diedAt)) >= CARD_BELOW_YEARS) {
    issues.push(block('diedAt', message('child.deathFiveYears', '满 5 周岁的死亡不填报本卡')))
  }
  if (treatment === '3' && untreatedReason === null) issues.push(block('untreatedReason', message('child.untreatedReasonMissing', '死前未治疗,请填写未治疗或未就医原因')))
  if (treatment !== null && treatment !== '3' && untreatedReason !== null) issues.push(block('untreatedReason', message('child.untreatedReasonEmpty', '死前已治疗,未治疗原因应为空')))
  return issues
}
