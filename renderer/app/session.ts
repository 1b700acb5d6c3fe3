import { useSyncExternalStore } from 'react'
import type { Permission } from '../../domain/access/permission.ts'
import type { SignedInUser, SystemState } from '../../domain/api/system-api.ts'

/** Who sits at this window and in what condition the program is: the only state the frame itself keeps. */
export type SessionState = {
  readonly system: SystemState | null
  readonly user: SignedInUser | null
  /** What lies over the page: the screen for the password, or for signing in again. */
  readonly overlay: 'lock' | 'login' | null
}

let state: SessionState = { system: null, user: null, overlay: null }
const listeners = new Set<() => void>()

/** The session outside of components. */
export const sessionState = (): SessionState => state

/** Changes the session; components that use it are drawn again. */
export function setSession(change: Partial<SessionState>): void {
  state = { ...state, ...change }
  for (const notify of listeners) notify()
}

const subscribe = (notify: () => void): (() => void) => {
  listeners.add(notify)
  return () => listeners.delete(notify)
}

/** The session, for components. */
export const useSession = (): SessionState => useSyncExternalStore(subscribe, sessionState)

/** The signed-in user; only for screens behind the log-in. */
export function useUser(): SignedInUser {
  const { user } = useSession()
  if (!user) throw new Error('a screen behind the log-in is open while nobody is signed in')
  return user
}

/** Does the user hold this right? For showing or hiding only: the core decides for itself. */
export function useMay(permission: Permission): boolean {
  return useSession().user?.permissions.includes(permission) ?? false
}

let waiting: { userId: string | undefined; settle: (regained: boolean) => void }[] = []

/** Shows the lock or log-in screen and waits; true when the same user is back, so that nothing typed is lost. */
export function regainSession(why: 'signed-out' | 'locked'): Promise<boolean> {
  setSession({ overlay: why === 'locked' ? 'lock' : 'login' })
  return new Promise(settle => { waiting.push({ userId: state.user?.id, settle }) })
}

/** The overlay tells how it ended; calls that were waiting go on or give up. */
export function sessionRegained(user: SignedInUser | null): void {
  const settled = waiting
  waiting = []
  setSession({ user, overlay: null })
  for (const { userId, settle } of settled) settle(user !== null && user.id === userId)
}
