import type { FieldIssue } from '../message/message.ts'

/**
 * The closed list of ways a call can fail. `confirm` is not a failure but a question: nothing was written,
 * `fields` names what needs a reason, a second person or a second typing.
 */
export const ERROR_CODES = [
  'invalid', 'confirm', 'forbidden', 'signed-out', 'locked', 'not-found', 'edit-conflict', 'busy', 'storage-full',
  'db-damaged', 'db-newer', 'print-failed', 'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** A failed call as data: Electron keeps only an error's message, so the answer carries everything. */
export type CallError = { code: ErrorCode; fields?: FieldIssue[]; ref?: string; detail?: Record<string, unknown> }
/** What every call answers with. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: CallError }

/** Thrown in the core, turned into a Result by the dispatcher. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields?: FieldIssue[]
  readonly detail?: Record<string, unknown>
  constructor(code: ErrorCode, fields?: FieldIssue[], detail?: Record<string, unknown>) {
    super(code)
    this.code = code
    if (fields) this.fields = fields
    if (detail) this.detail = detail
  }
}
