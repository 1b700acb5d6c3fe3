import type { Input, Name, Output } from '../../domain/api/api.ts'
import type { CallError, ErrorCode, Result } from '../../domain/api/result.ts'
import type { Confirmation } from '../../domain/api/define-api.ts'
import type { FieldIssue } from '../../domain/message/message.ts'

declare global {
  interface Window { readonly bridge: { invoke(name: string, input: unknown): Promise<Result<unknown>> } }
}

/** A call that was answered with an error; screens show it with `failureText` or at its fields. */
export class CallFailure extends Error {
  readonly call: string
  readonly code: ErrorCode
  readonly fields: readonly FieldIssue[]
  readonly ref: string | undefined
  readonly detail: Readonly<Record<string, unknown>>
  /** The clerk closed the question instead of answering it: nothing went wrong, nothing was written. */
  readonly cancelled: boolean
  constructor(call: string, error: CallError, cancelled = false) {
    super(`${call}: ${error.code}`)
    this.call = call
    this.code = error.code
    this.fields = error.fields ?? []
    this.ref = error.ref
    this.detail = error.detail ?? {}
    this.cancelled = cancelled
  }
}

/** What the frame does for every call, so that no screen has to. */
export type CallHelpers = {
  /** Shows the log-in or lock screen over the page; true when the same user is back and the call can be repeated. */
  regainSession(why: 'signed-out' | 'locked'): Promise<boolean>
  /** Asks about findings; null when the clerk goes back to the form. */
  confirmFindings(issues: readonly FieldIssue[], wrong: readonly FieldIssue[]): Promise<Confirmation[] | null>
}

let helpers: CallHelpers | null = null

/** Registered once by the frame; before that (log-in, first start) every error goes straight to the screen. */
export function setCallHelpers(next: CallHelpers | null): void {
  helpers = next
}

// A second person's wrong password is answered as a finding on these paths: the question is asked again with it.
const isAboutApprover = (issue: FieldIssue): boolean => /(^|\.)(approver|secondPerson|receiver|again)(\.|$)/.test(issue.path) || issue.message.key.startsWith('secondPerson.')

/**
 * Asks the core. Answers the value or throws CallFailure. A lost session and questions about findings are dealt with
 * here, and the call is then repeated as it was.
 */
export async function call<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> {
  let sent: unknown = input
  let asked: readonly FieldIssue[] = []
  for (;;) {
    const result = await window.bridge.invoke(name, sent)
    if (result.ok) return result.value as Output<N>
    const { error } = result
    if ((error.code === 'signed-out' || error.code === 'locked') && helpers) {
      if (await helpers.regainSession(error.code)) continue
      throw new CallFailure(name, error, true)
    }
    const wrongAnswer = error.code === 'invalid' && asked.length > 0 && (error.fields?.length ?? 0) > 0 && error.fields!.every(isAboutApprover)
    if ((error.code === 'confirm' || wrongAnswer) && helpers) {
      const open = wrongAnswer ? asked : error.fields ?? []
      const answers = await helpers.confirmFindings(open, wrongAnswer ? error.fields ?? [] : [])
      if (!answers) throw new CallFailure(name, error, true)
      asked = open
      sent = withAnswers(sent, answers)
      continue
    }
    throw new CallFailure(name, error)
  }
}

function withAnswers(input: unknown, answers: readonly Confirmation[]): unknown {
  const before = ((input as { confirmations?: Confirmation[] }).confirmations ?? [])
    .filter(given => !answers.some(answer => answer.path === given.path && answer.key === given.key))
  return { ...(input as object), confirmations: [...before, ...answers] }
}
