import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Input, Name, Output } from '../../domain/api/api.ts'
import { call, CallFailure } from './client.ts'
import { showFailure } from './failure.ts'

/** What the screens hold of the core's answers; emptied at log-out. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // Opening a person's record is written into the audit: nothing is fetched again without a reason.
    queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: 0, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** Which answers are out of date after a write, by the beginning of the call's name. */
const TOUCHED: Readonly<Record<string, readonly string[]>> = {
  person: ['person', 'delivery', 'certificate', 'referral', 'child', 'eye', 'pregnancy', 'maternal', 'prenatal', 'risk', 'fertility', 'women', 'infection', 'vital', 'pelvic', 'home'],
  pregnancy: ['pregnancy', 'maternal', 'prenatal', 'risk', 'delivery', 'person.timeline'],
  maternal: ['maternal', 'pregnancy', 'risk', 'delivery', 'pelvic', 'person.timeline', 'home'],
  delivery: ['delivery', 'newborn', 'pregnancy', 'maternal', 'prenatal', 'risk', 'infection', 'vital', 'person', 'certificate', 'child', 'home', 'annual', 'deadline'],
  newborn: ['delivery', 'newborn', 'person', 'certificate', 'child', 'home'],
  certificate: ['certificate', 'printing.jobs', 'replacement', 'stock', 'delivery', 'person.timeline', 'child', 'home', 'annual', 'deadline'],
  replacement: ['replacement', 'certificate', 'stock', 'delivery', 'person.timeline', 'home', 'annual', 'deadline'],
  stock: ['stock', 'stocktake', 'ledger', 'certificate', 'home', 'annual', 'deadline'],
  stocktake: ['stocktake', 'annual', 'deadline'],
  child: ['child', 'eye', 'person.timeline', 'home'],
  eye: ['eye', 'child', 'person.timeline', 'home'],
  prenatal: ['prenatal', 'referral.diagnosis', 'pregnancy', 'person.timeline', 'home'],
  risk: ['risk', 'pregnancy', 'maternal', 'person.timeline', 'home'],
  fertility: ['fertility', 'person.timeline', 'home'],
  women: ['women', 'person.timeline', 'home'],
  infection: ['infection', 'setting'],
  vital: ['vital', 'home'],
  pelvic: ['pelvic', 'person.timeline', 'home'],
  referral: ['referral', 'risk', 'prenatal', 'person.timeline', 'home'],
  organization: ['organization', 'referral'],
  staff: ['staff'],
  package: ['package', 'home', 'backup'],
  reconcile: ['reconcile'],
  user: ['user'],
  setting: ['setting', 'system', 'package.keys', 'certificate', 'stock', 'referral.preview', 'child', 'eye', 'maternal', 'prenatal', 'risk', 'fertility', 'women', 'infection', 'vital', 'pelvic', 'home', 'annual', 'deadline'],
  backup: ['backup', 'home'],
  recovery: ['backup'],
  device: ['device'],
  annual: ['annual', 'deadline'],
  deadline: ['deadline'],
  printing: ['printing', 'setting', 'certificate.preview'],
}

/** Loads again what a write of this call has changed; called by `useWrite` after every success. */
export function reloadAfter(name: Name): Promise<void> {
  const stale = [...(TOUCHED[name.split('.')[0] ?? ''] ?? []), 'audit']
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [key] }) => typeof key === 'string' && stale.some(prefix => key === prefix || key.startsWith(`${prefix}.`)),
  })
}

type CallOptions<N extends Name = Name> = {
  /** False: not asked yet (an id is still missing). */
  enabled?: boolean
  /** The former answer stays on the screen while the next page loads. */
  keepPrevious?: boolean
  /** Answers that change by themselves (a job, the home page). */
  refetchIntervalMs?: number
  /** Ends the asking again once it no longer holds. */
  refetchWhile?(data: Output<N>): boolean
  /** How long an answer needs no second asking; lists of fixed things. */
  staleTimeMs?: number
}

/** Data for a page. `error` is a CallFailure; `<Loaded>` shows all three states. */
export function useCall<N extends Name>(name: N, input: Input<N>, options: CallOptions<N> = {}): UseQueryResult<Output<N>, CallFailure> {
  const { enabled = true, keepPrevious = false, refetchIntervalMs, refetchWhile, staleTimeMs } = options
  return useQuery<Output<N>, CallFailure>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled,
    ...(keepPrevious ? { placeholderData: (previous: Output<N> | undefined) => previous } : {}),
    ...(refetchIntervalMs ? { refetchInterval: (query: { state: { data?: Output<N> | undefined } }) => (refetchWhile && query.state.data !== undefined && !refetchWhile(query.state.data) ? false : refetchIntervalMs) } : {}),
    ...(staleTimeMs === undefined ? {} : { staleTime: staleTimeMs }),
  } as Parameters<typeof useQuery<Output<N>, CallFailure>>[0])
}

export type Write<N extends Name> = {
  /** Answers the output, or undefined when it failed (already shown) or the clerk went back from a question. */
  run(input: Input<N>): Promise<Output<N> | undefined>
  readonly busy: boolean
}

/**
 * A write of a page: calls, reloads what it changed, and shows what went wrong. `onFailure` answers true for what the
 * page shows itself.
 */
export function useWrite<N extends Name>(name: N, onFailure?: (failure: CallFailure) => boolean): Write<N> {
  const [busy, setBusy] = useState(false)
  const run = useCallback(async (input: Input<N>) => {
    setBusy(true)
    try {
      const output = await call(name, input)
      await reloadAfter(name)
      return output
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      if (error.code === 'edit-conflict') await reloadAfter(name)
      if (!error.cancelled && !onFailure?.(error)) showFailure(error)
      return undefined
    } finally {
      setBusy(false)
    }
  }, [name, onFailure])
  return { run, busy }
}
