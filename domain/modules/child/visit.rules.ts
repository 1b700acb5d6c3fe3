import type { ChildContact } from '../../code/child-check.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { missingNotes, visitRules } from './visit-common.rules.ts'

const FINDINGS = ['skin', 'eyes', 'ears', 'mouth', 'chest', 'abdomen', 'navel', 'limbs', 'gait', 'anusAndGenitals'] as const

type Facts = Parameters<typeof visitRules>[0] & {
  readonly contact: ChildContact | null
  readonly weightKg: number | null
  readonly lengthCm: number | null
  readonly position: string | null
  readonly chest: string | null
  readonly chestParts: string | null
  readonly anusAndGenitals: string | null
  readonly anusAndGenitalsParts: string | null
  readonly teethCount: number | null
  readonly cariesCount: number | null
}

/** Rules within one check-up; what the birth, the file and earlier visits say is held by the core. */
export function childVisitRules(row: Facts, moment: RuleMoment): FieldIssue[] {
  const issues = [...visitRules(row, moment), ...missingNotes(row as unknown as Readonly<Record<string, unknown>>, FINDINGS), ...missingNotes(row as unknown as Readonly<Record<string, unknown>>, ['neckMass'], '1')]
  for (const name of ['chest', 'anusAndGenitals'] as const) if (row[name] === '2' && !row[`${name}Parts`]) issues.push(warn(`${name}Parts`, message('childVisit.partMissing', '请选择异常的部位,上报数据分别填写')))
  // The home visit has a form of its own.
  if (row.contact === 'home') issues.push(block('contact', message('childVisit.homeForm', '新生儿家庭访视请填写家庭访视记录表')))
  if (row.weightKg === null && row.lengthCm === null) issues.push(warn('weightKg', message('childVisit.notMeasured', '体重和身长(高)都没有填写,本次不能评价生长')))
  if (row.lengthCm !== null && row.position === null) issues.push(block('position', message('childVisit.position', '请选择测量体位:2 岁以下卧位,2 岁起立位')))
  if (row.teethCount !== null && row.cariesCount !== null && row.cariesCount > row.teethCount) issues.push(block('cariesCount', message('childVisit.caries', '龋齿数不能大于牙数,请核对')))
  return issues
}
