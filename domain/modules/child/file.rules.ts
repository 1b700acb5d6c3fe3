import type { ChildFileState } from '../../code/child-file.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { Day } from '../../time/day.ts'

type FileFacts = {
  readonly openedDay: Day | null
  readonly servedFromDay: Day | null
  readonly state: ChildFileState | null
  readonly stateDay: Day | null
  readonly dischargeDay: Day | null
  readonly dischargeReportDay: Day | null
  readonly fetusCount: number | null
  readonly birthOrder: number | null
}

/** What must hold within one file; days against the birth are held by the core, which knows the child. */
export function childFileRules(row: FileFacts, { today }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  const notAfterToday = { openedDay: '建档日期', stateDay: '状态日期', dischargeDay: '出院日期', dischargeReportDay: '高危儿出院报告日期', servedFromDay: '转入日期' } as const
  for (const [name, label] of Object.entries(notAfterToday) as [keyof typeof notAfterToday, string][]) {
    const value = row[name]
    if (value && value > today) issues.push(block(name, message('childFile.future', '{{label}}不能晚于今天,请核对', { label })))
  }
  if (row.state && row.state !== 'managed' && !row.stateDay) issues.push(block('stateDay', message('childFile.stateDay', '请填写状态日期:从这一天起不再提醒随访')))
  if (row.fetusCount !== null && row.birthOrder !== null && row.birthOrder > row.fetusCount) {
    issues.push(block('birthOrder', message('childFile.birthOrder', '出生次序不能大于胎数,请核对')))
  }
  return issues
}

/** Days of a file that cannot lie before the birth. */
export function daysAgainstBirth(row: Omit<FileFacts, 'state'>, birthDay: Day): FieldIssue[] {
  const labels = { openedDay: '建档日期', stateDay: '状态日期', dischargeDay: '出院日期', dischargeReportDay: '高危儿出院报告日期', servedFromDay: '转入日期' } as const
  return (Object.entries(labels) as [keyof typeof labels, string][]).flatMap(([name, label]) => {
    const value = row[name]
    return value && value < birthDay ? [block(name, message('childFile.beforeBirth', '{{label}}不能早于出生日期 {{birthDay}},请核对', { label, birthDay }))] : []
  })
}
