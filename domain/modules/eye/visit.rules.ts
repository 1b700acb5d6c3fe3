import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { EYES } from '../../rule/eye/conclusion.ts'
import { checkLens } from '../../rule/eye/refraction.ts'
import type { Day } from '../../time/day.ts'
import { eyeField } from './parts.ts'

type Values = Readonly<Record<string, unknown>>
const LENS = ['sphereD', 'cylinderD', 'axisDegrees'] as const

/** Rules within one visit of the eye clinic; what the birth, the file and earlier visits say is held by the core (§6.2, §7; case E-22). */
export function eyeVisitRules(row: Values, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  const visitDay = row.visitDay as Day | null
  if (visitDay && visitDay > today) issues.push(block('visitDay', message('eyeVisit.future', '检查日期不能晚于今天,请核对')))
  if (visitDay && row.nextVisitDay && (row.nextVisitDay as Day) <= visitDay) issues.push(block('nextVisitDay', message('eyeVisit.nextBefore', '下次检查日期应晚于本次检查日期')))
  if (row.purpose === '1' && !row.contact) issues.push(block('contact', message('eyeVisit.contact', '按时检查请选择检查时点')))
  for (const side of EYES) {
    const typed = { sphereD: row[eyeField('sphereD', side)] as number | null, cylinderD: row[eyeField('cylinderD', side)] as number | null, axisDegrees: row[eyeField('axisDegrees', side)] as number | null }
    issues.push(...checkLens(typed, { sphereD: eyeField('sphereD', side), cylinderD: eyeField('cylinderD', side), axisDegrees: eyeField('axisDegrees', side) }))
  }
  const hasLens = EYES.some(side => LENS.some(name => row[eyeField(name, side)] !== null && row[eyeField(name, side)] !== undefined))
  if (hasLens && !row.pupilState) issues.push(block('pupilState', message('eyeVisit.pupilState', '填写屈光时请选择小瞳或散瞳:界值和远视储备按此判断')))
  if (row.pupilState === '2' && !row.cycloplegic) issues.push(warn('cycloplegic', message('eyeVisit.drug', '散瞳验光请填写药物')))
  if (row.referral === '2' && !row.referralReason) issues.push(block('referralReason', message('eyeVisit.referralReason', '转诊请填写原因')))
  return issues
}
