import { expect } from 'vitest'
import { RECORDS } from '../../domain/modules/index.ts'
import type { PlannedDataset } from '../../electron/core/export/plan.ts'

// Not a field anybody can correct: settings, accounts, the blank's own print run, and what follows from other records.
const WITHOUT_FIELD = ['HDSB01.01.037', 'HDSB01.01.040', 'HDSB01.04.028', 'HDSB01.04.031', 'HDSB02.04.238', 'HDSD00.01.559', 'HDSD00.01.560', 'ext.certStatus', 'ext.edition', 'ext.sealerName', 'ext.certNo']

/** Every value of a planned data set leads back to a field of a declared record, and each row knows the records it is made of. */
export function expectOrigins({ map, rows }: PlannedDataset): void {
  for (const row of rows) {
    const columns = [...Object.keys(row.envelope.payload), ...Object.keys(row.envelope.ext).map(key => `ext.${key}`)]
    const origins = row.from?.origins ?? map.origins
    expect(columns.filter(column => !WITHOUT_FIELD.includes(column) && !origins[column]), map.dataset.id).toEqual([])
    for (const column of columns) {
      const [record, field] = origins[column] ?? []
      if (!record) continue
      expect(RECORDS.find(entry => entry.id === record)?.fields as Record<string, unknown>, `${map.dataset.id} ${column} → ${record}.${field}`).toHaveProperty(field!)
      expect(row.ids[record], `${map.dataset.id} ${column} knows its ${record}`).toBeTruthy()
    }
  }
}
