import { useEffect, useRef, useState } from 'react'
import type { FieldIssue } from '../../domain/message/message.ts'
import { CallFailure } from '../api/client.ts'
import { showFailure } from '../api/failure.ts'
import type { FormStore } from './form-store.ts'

// Long enough that a name typed in one go is asked about once, short enough that the answer comes while looking at it.
const CHECK_PAUSE_MS = 250

type Options<C> = {
  /** The core's word on the values as they stand. */
  ask(values: Readonly<Record<string, unknown>>): Promise<C>
  /** What besides the fields the answer depends on (ticked papers); another text asks again. */
  key: string
  /** An empty field is not a mistake while the form is still being filled. */
  isShown(issue: FieldIssue): boolean
}

/** What the rules say of a form as it stands now: asked again after every pause in typing, findings shown at the fields. */
export function useLiveCheck<C extends { readonly issues: readonly FieldIssue[] }>(store: FormStore, first: C, options: Options<C>): C {
  const [result, setResult] = useState(first)
  const asked = useRef(0)
  const latest = useRef(options)
  useEffect(() => { latest.current = options })
  const { key } = options
  useEffect(() => {
    let seen: unknown = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      const values = store.values()
      // Showing findings notifies too; only another value is another question.
      if (values === seen) return
      seen = values
      clearTimeout(timer)
      timer = setTimeout(() => {
        const number = ++asked.current
        latest.current.ask(values).then(answer => {
          // The answer to an older question says nothing about this one.
          if (number !== asked.current || key !== latest.current.key) return
          setResult(answer)
          store.setServerIssues(answer.issues.filter(issue => latest.current.isShown(issue)))
        }, (error: unknown) => {
          if (!(error instanceof CallFailure)) throw error
          // A value that has no valid shape yet is said at its own field.
          if (error.code !== 'invalid') showFailure(error)
        })
      }, CHECK_PAUSE_MS)
    }
    const stop = store.subscribeAll(ask)
    ask()
    return () => { clearTimeout(timer); stop() }
  }, [store, key])
  return result
}
