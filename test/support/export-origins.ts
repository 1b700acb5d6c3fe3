import { expect } from 'vitest'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import type { PlannedDataset } from '../../electron/core/export/plan.ts'

// Not a field anybody can correct: settings, accounts, the blank's own print run, and what follows from other records.
const WITHOUT_FIELD = ['HDSB01.01.037', 'HDSB01.01.040', 'HDSB01.04.028', 'HDSB01.04.031', 'HDSD00.01.559', 'HDSD00.01.560', 'ext.certStatus', 'ext.edition', 'ext.sealerName', 'ext.certNo']

/** Every value of a planned data set leads back to a field of a declared record, and each row knows the records it is made of. */
export function expectOrigins({ map, rows }: PlannedDataset): void {
  const columns = rows.flatMap(({ envelope }) => [...Object.keys(envelope.payload), ...Object.keys(envelope.ext).map(key => `ext.${key}`)])
  expect(columns.filter(column => !WITHOUT_FIELD.includes(column) && !map.origins[column]), map.dataset.id).toEqual([])
  for (const [column, [record, field]] of Object.entries(map.origins)) {
    const definition = (RECORDS as readonly RecordDefinition[]).find(entry => entry.id === record)
    expect(definition?.fields[field], `${map.dataset.id} ${column} → ${record}.${field}`).toBeDefined()
    for (const row of rows.filter(({ envelope }) => column in envelope.payload || column.replace(/^ext\./, '') in envelope.ext)) expect(row.ids[record], `${map.dataset.id} ${column} knows its ${record}`).toBeTruthy()
  }
}
