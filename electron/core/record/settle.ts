import type { Confirmation } from '../../../domain/api/define-api.ts'
import { AppError } from '../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../domain/message/message.ts'
import type { WriteContext } from '../context.ts'

/** A finding the clerk answered: kept with the record so that an inspector sees why it was let through. */
export type AcceptedFinding = { path: string; key: string; reason: string; approverId: string | null }

/**
 * Holds the findings of a write against the clerk's answers. Throws `invalid` when something blocks, `confirm` with
 * everything unanswered at once; otherwise answers what was accepted, by whom and why.
 */
export async function settle(
  context: WriteContext, issues: readonly FieldIssue[], confirmations: readonly Confirmation[] | undefined, row: Readonly<Record<string, unknown>>,
): Promise<AcceptedFinding[]> {
  const blocking = issues.filter(issue => issue.level === 'block')
  if (blocking.length) throw new AppError('invalid', [...issues])
  // One person answers for everything that is asked at once: where the director's word is needed, it is his.
  const approverRight = issues.some(issue => issue.approver === 'director') ? 'certificate.approve' : 'certificate.review'
  const open: FieldIssue[] = []
  const accepted: AcceptedFinding[] = []
  for (const issue of issues) {
    const answer = confirmations?.find(given => given.path === issue.path && given.key === issue.message.key)
    if (!answer || answer.reason.trim().length < 2) { open.push(issue); continue }
    if (issue.level === 'retype' && (answer.again ?? '').trim() !== String(row[issue.path] ?? '')) {
      open.push(issue)
      if (answer.again !== undefined) throw new AppError('invalid', [block(issue.path, message('confirm.againDiffers', '两次输入不一致,请核对后重填'))])
      continue
    }
    let approverId: string | null = null
    if (issue.level === 'approve') {
      if (!answer.approver) { open.push(issue); continue }
      approverId = (await context.secondPerson(answer.approver, approverRight)).id
    }
    accepted.push({ path: issue.path, key: issue.message.key, reason: answer.reason.trim(), approverId })
  }
  if (open.length) throw new AppError('confirm', open)
  return accepted
}
