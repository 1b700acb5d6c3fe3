import type Sqlite from 'better-sqlite3'

type Statement = Sqlite.Statement<unknown[]>

// More than the program has queries; lists of ids make one more for every length.
const KEPT = 500
// After a change of the tables a statement may answer with the columns it knew before.
const CHANGES_TABLES = /^\s*(?:create|alter|drop|reindex|vacuum|attach|detach)\b/i

/**
 * Prepares each text once for a connection and keeps it, the least used given up first: preparing costs more than most
 * answers do. For the one call at a time that Kysely makes; whoever walks through rows with `iterate` prepares for themselves.
 */
export function statementCache(connection: Pick<Sqlite.Database, 'prepare'>, kept = KEPT): (text: string) => Statement {
  const statements = new Map<string, Statement>()
  return text => {
    if (CHANGES_TABLES.test(text)) {
      statements.clear()
      return connection.prepare(text)
    }
    const statement = statements.get(text) ?? connection.prepare(text)
    // Last in the map is last used.
    statements.delete(text)
    statements.set(text, statement)
    if (statements.size > kept) statements.delete(statements.keys().next().value!)
    return statement
  }
}
