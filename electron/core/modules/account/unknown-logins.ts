import type { SettingValue } from '../../../../domain/settings/settings.ts'

type Limits = Pick<SettingValue<'security'>, 'failedLoginsBeforeLock' | 'lockMinutes'>

/** Wrong log-ins under names nobody has. They are answered like those of real accounts, or the answers would tell which names exist. */
export type UnknownLogins = {
  lockedUntil(loginName: string, now: string): string | null
  countFailure(loginName: string, nowMs: number, limits: Limits): { left: number; until: string | null }
}

const KEPT_NAMES = 1000

/** Counts failures per unknown name, in memory: there is no account to keep them with. */
export function createUnknownLogins(): UnknownLogins {
  const names = new Map<string, { failed: number; until: string | null }>()
  return {
    lockedUntil(loginName, now) {
      const until = names.get(loginName)?.until ?? null
      return until !== null && until > now ? until : null
    },
    countFailure(loginName, nowMs, { failedLoginsBeforeLock, lockMinutes }) {
      const failed = (names.get(loginName)?.failed ?? 0) + 1
      const until = failed >= failedLoginsBeforeLock ? new Date(nowMs + lockMinutes * 60_000).toISOString() : null
      // Taken out and put back: the map keeps the names tried last.
      names.delete(loginName)
      names.set(loginName, { failed: until ? 0 : failed, until })
      const oldest = names.keys().next().value
      if (names.size > KEPT_NAMES && oldest !== undefined) names.delete(oldest)
      return { left: failedLoginsBeforeLock - failed, until }
    },
  }
}
