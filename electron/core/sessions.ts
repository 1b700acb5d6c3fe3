import type { User } from './context.ts'

export type Session = { user: User; mustChangePassword: boolean; lastActiveMs: number; locked: boolean }

/** Who is signed in at which window. Kept in memory only: a restart signs everybody out. */
export type Sessions = {
  get(sessionId: string): Session | undefined
  start(sessionId: string, user: User, mustChangePassword: boolean, nowMs: number): void
  end(sessionId: string): void
  /** After an account changed: its sessions get the new rights, or end when there are none left. */
  refresh(userId: string, user: User | null): void
  clear(): void
}

/** Makes an empty set of sessions. */
export function createSessions(): Sessions {
  const sessions = new Map<string, Session>()
  return {
    get: id => sessions.get(id),
    start: (id, user, mustChangePassword, nowMs) => { sessions.set(id, { user, mustChangePassword, lastActiveMs: nowMs, locked: false }) },
    end: id => { sessions.delete(id) },
    refresh(userId, user) {
      for (const [id, session] of sessions) {
        if (session.user.id !== userId) continue
        if (user) session.user = user
        else sessions.delete(id)
      }
    },
    clear: () => sessions.clear(),
  }
}
