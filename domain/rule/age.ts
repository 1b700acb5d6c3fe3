import { block, message, warn } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { completedYears, daysBetween } from '../time/day.ts'
import type { Day } from '../time/day.ts'

// Certificate note §2.2 field 11.
const MOTHER_AGE_WARN_BELOW = 15
const MOTHER_AGE_WARN_ABOVE = 55

/** Age in completed years (周岁) at delivery: the convention for 母亲年龄 and 父亲年龄 (§2.2 field 11; §8 item 5 open). */
export const ageAtDelivery = (birthDay: Day, deliveryDay: Day): number => completedYears(birthDay, deliveryDay)

/** Warns about a mother under 15 or over 55 at delivery; refuses one born after her child. */
export function checkMotherAge(motherBirthDay: Day, deliveryDay: Day, path = 'mother.birthDay'): FieldIssue[] {
  if (motherBirthDay >= deliveryDay) {
    return [block(path, message('motherAge.afterChild', '母亲出生日期不能晚于分娩日期'))]
  }
  const years = ageAtDelivery(motherBirthDay, deliveryDay)
  if (years >= MOTHER_AGE_WARN_BELOW && years <= MOTHER_AGE_WARN_ABOVE) return []
  return [warn(path, message('motherAge.unusual', '分娩时母亲 {{years}} 周岁,不在 15–55 岁之间,请核对出生日期', { years }))]
}

/** Refuses a father born after the child. */
export function checkFatherAge(fatherBirthDay: Day, deliveryDay: Day, path = 'father.birthDay'): FieldIssue[] {
  return fatherBirthDay >= deliveryDay ? [block(path, message('fatherAge.afterChild', '父亲出生日期不能晚于分娩日期'))] : []
}

/** Age with its unit as a form shows it: 12天 in the first 28 days, then months to the third birthday, then years. */
export function ageText(birthDay: Day, on: Day): string {
  const days = daysBetween(birthDay, on)
  if (days < 0) return ''
  if (days < 28) return `${days}天`
  const years = completedYears(birthDay, on)
  if (years >= 3) return `${years}岁`
  const monthsBegun = (Number(on.slice(0, 4)) - Number(birthDay.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(birthDay.slice(5, 7))
  return `${Math.max(1, on.slice(8) < birthDay.slice(8) ? monthsBegun - 1 : monthsBegun)}个月`
}
