import type { Migration } from '../migrate.ts'

// 产前筛查: consent, request, sample, result, recall, diagnosis, outcome.
export const migration: Migration = {
  version: 260, name: 'prenatal', up: async () => {},
}
