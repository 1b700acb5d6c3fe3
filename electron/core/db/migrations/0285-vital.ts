import type { Migration } from '../migrate.ts'

// 出生缺陷报告卡, 孕产妇死亡报告卡.
export const migration: Migration = {
  version: 285, name: 'vital', up: async () => {},
}
