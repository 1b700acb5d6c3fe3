import type { QueryExecutorProvider } from 'kysely'
import type { ReadDb } from './engine.ts'

/**
 * For statements over a whole register written as SQL: their rows come with the columns' own names. Renaming every column of
 * every row costs more than reading it when there are a hundred thousand.
 */
export const plainRows = (db: ReadDb): QueryExecutorProvider => ({ getExecutor: () => db.getExecutor().withoutPlugins() })
