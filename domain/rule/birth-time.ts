import { block, message } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { dayOf } from '../time/day.ts'
import type { Day, Minute } from '../time/day.ts'

/** The certificate exists for people born on or after this day (certificate note §1.1). */
export const CERTIFICATE_FIRST_BIRTH_DAY = '1996-01-01' as Day

/** 出生时间: not in the future, not before the certificate existed (§2.2 field 4). */
export function checkBirthTime(birthAt: Minute, now: Minute, path = 'birthAt'): FieldIssue[] {
  if (birthAt > now) return [block(path, message('birthTime.future', '出生时间不能晚于现在'))]
  if (dayOf(birthAt) < CERTIFICATE_FIRST_BIRTH_DAY) {
    return [block(path, message('birthTime.before1996', '《出生医学证明》只签发给 1996 年 1 月 1 日及以后出生的人'))]
  }
  return []
}

/** 签发日期: not before the birth, not after today (§2.2 field 25). */
export function checkIssueDay(issueDay: Day, birthAt: Minute, today: Day, path = 'issueDay'): FieldIssue[] {
  if (issueDay < dayOf(birthAt)) return [block(path, message('issueDay.beforeBirth', '签发日期不能早于出生日期'))]
  if (issueDay > today) return [block(path, message('issueDay.future', '签发日期不能晚于今天'))]
  return []
}
