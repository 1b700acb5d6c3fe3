import { useEffect } from 'react'
import { call, CallFailure } from '../api/client.ts'
import { queryClient } from '../api/useCall.ts'
import { setSession } from './session.ts'

const CHECK_MS = 15_000
const KEEP_ALIVE_MS = 60_000

/** Locks the window now. */
export async function lockNow(): Promise<void> {
  setSession({ overlay: 'lock' })
  await call('auth.lock', null)
}

/** Ends the session and forgets everything that was loaded. */
export async function signOut(): Promise<void> {
  await call('auth.logout', null)
  queryClient.clear()
  location.hash = '#/'
  setSession({ user: null, overlay: null })
}

/**
 * Locks after the hospital's idle time without a key or a click. The core counts for itself from the calls it gets, so
 * that somebody who reads or types for a long time has to be reported.
 */
export function useIdleLock(idleMinutes: number): void {
  useEffect(() => {
    let lastInputMs = Date.now()
    let lastReportMs = Date.now()
    const seen = () => { lastInputMs = Date.now() }
    const events = ['keydown', 'mousedown', 'wheel'] as const
    for (const name of events) window.addEventListener(name, seen, { capture: true, passive: true })
    const timer = setInterval(() => {
      const nowMs = Date.now()
      if (nowMs - lastInputMs > idleMinutes * 60_000) { void lockNow().catch(ignoreLost); return }
      if (lastInputMs > lastReportMs && nowMs - lastReportMs > KEEP_ALIVE_MS) {
        lastReportMs = nowMs
        void call('draft.list', null).catch(ignoreLost)
      }
    }, CHECK_MS)
    return () => {
      clearInterval(timer)
      for (const name of events) window.removeEventListener(name, seen, { capture: true })
    }
  }, [idleMinutes])
}

// A session that is already gone shows its own screen; anything else is a defect.
function ignoreLost(error: unknown): void {
  if (!(error instanceof CallFailure)) throw error
}
