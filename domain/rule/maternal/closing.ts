import { block, type FieldIssue, message } from '../../message/message.ts'

/** What is known when the care of a pregnancy is to end after the 42-day check. */
export type ClosingFacts = {
  readonly fetusCount: number
  /** Newborns entered, the stillborn with them. */
  readonly newbornCount: number
  readonly isRecovered: boolean
  readonly isReferred: boolean
  /** A case (专案) that is neither closed nor handed on to a specialty. */
  readonly hasOpenCase: boolean
  /** Newest results ask for a higher colour than her last assessment. */
  readonly needsAssessment: boolean
}

/**
 * What still stands against 结案 (§9): every child of the pregnancy is entered (M-24), she has recovered or was referred
 * (M-23), and her case is closed or handed on. A delivery is never saved short of a child; her 胎数 may be corrected after it.
 */
export function closingIssues({ fetusCount, newbornCount, isRecovered, isReferred, hasOpenCase, needsAssessment }: ClosingFacts): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (newbornCount !== fetusCount) issues.push(block('fetusCount', message('closing.newborns', '胎数为 {{count}},登记了 {{newborns}} 名新生儿,请补登新生儿或更正胎数后结案', { count: fetusCount, newborns: newbornCount })))
  if (!isRecovered && !isReferred) issues.push(block('recovery', message('closing.notRecovered', '产妇未恢复,请登记转诊后结案')))
  if (hasOpenCase) issues.push(block('caseFile', message('closing.openCase', '高危专案尚未结案,请先结案或转专科')))
  if (needsAssessment) issues.push(block('assessment', message('closing.needsAssessment', '检查结果、年龄或孕周提示风险升高,请医生先重新评估再结案')))
  return issues
}
