import { AppError } from '../../../../domain/api/result.ts'
import type { FieldIssue } from '../../../../domain/message/message.ts'

/** A wrong password inside another write: the write is undone, the dispatcher counts the failure all the same. */
export class WrongPassword extends AppError {
  readonly accountId: string
  readonly issue: FieldIssue
  constructor(accountId: string, issue: FieldIssue, detail?: Record<string, unknown>) {
    super('invalid', [issue], detail)
    this.accountId = accountId
    this.issue = issue
  }

  /** The same failure with what it cost. */
  counted(attemptsLeft: number, lockedUntil: string | null): WrongPassword {
    return new WrongPassword(this.accountId, this.issue, { attemptsLeft, ...(lockedUntil ? { lockedUntil } : {}) })
  }
}
