import type { Migration } from '../migrate.ts'

// 两癌筛查, 更年期, 青少年.
export const migration: Migration = {
  version: 275, name: 'women', up: async () => {},
}
