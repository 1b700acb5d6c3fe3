import type { Migration } from '../migrate.ts'

// 艾梅乙母婴阻断.
export const migration: Migration = {
  version: 280, name: 'infection', up: async () => {},
}
