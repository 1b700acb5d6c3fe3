import type { RecordDefinition } from '../../domain/record/define.ts'
import type { Database } from '../../electron/core/db/database.ts'

/** The table of a record as the query builder names it; typed as the table the caller says it is like. */
export const tableOf = <T extends keyof Database = 'childVisit'>({ table }: RecordDefinition): T => table.replaceAll(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase()) as T
