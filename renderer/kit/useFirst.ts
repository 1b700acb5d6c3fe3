import { useState } from 'react'
import type { CallFailure } from '../api/client.ts'

type Asked<T> = { readonly data: T | undefined; readonly isFetching: boolean; readonly error: CallFailure | null; refetch(): unknown }

/**
 * The first fresh answer of a call, kept: what a form begins with. Saving loads the call again, and its new answer ("there
 * is a record now") must not lead away from the form that is just being left.
 */
export function useFirst<T>(asked: Asked<T>): Pick<Asked<T>, 'data' | 'error' | 'refetch'> {
  const [first, setFirst] = useState<T>()
  if (first === undefined && asked.data !== undefined && !asked.isFetching) setFirst(asked.data)
  return { data: first, error: asked.error, refetch: asked.refetch }
}
