import type { Migration } from '../migrate.ts'

// 婚前医学检查, 孕前优生, 叶酸.
export const migration: Migration = {
  version: 270, name: 'fertility', up: async () => {},
}
