import type { Migration } from '../migrate.ts'

// 妊娠风险: screening, assessment, cases of high risk.
export const migration: Migration = {
  version: 254, name: 'risk', up: async () => {},
}
