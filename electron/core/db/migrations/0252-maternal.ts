import type { Migration } from '../migrate.ts'

// 孕产保健: booking, visits before and after birth, the 42-day check.
export const migration: Migration = {
  version: 252, name: 'maternal', up: async () => {},
}
