import type { Kysely } from 'kysely'
import { AppError } from '../../../domain/api/result.ts'
import type { ReadContext } from '../context.ts'
import type { Database } from '../db/database.ts'
import type { JobReport } from '../jobs.ts'
import { runTask } from '../run-task.ts'
import { type LedgerTaskAnswer, type LedgerTaskInput, runLedger } from './ledger-task.ts'

/** One moment of the database: a worker with its own connection where there is a file, a read transaction elsewhere. */
export async function runLedgerTask(context: ReadContext, input: LedgerTaskInput, report: JobReport): Promise<LedgerTaskAnswer> {
  const database = context.services.databaseFile
  if (database) {
    const answer = await runTask(context.ports, 'ledger', { ...input, database }, report)
    if (answer.failed) throw new AppError(answer.failed.code, answer.failed.fields && [...answer.failed.fields])
    return answer
  }
  const transaction = (context.db as Kysely<Database>).transaction()
  const snapshot = context.engine === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction
  return snapshot.execute(trx => runLedger(trx, input, report))
}

/** Asks where a file is to go; the name is a suggestion. The ending stays what the file is. */
export async function askWhere(context: ReadContext, fileName: string): Promise<string | null> {
  const path = await context.ports.dialogs.saveFile(fileName, fileName.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '-'))
  if (!path) return null
  const ending = fileName.slice(fileName.lastIndexOf('.'))
  return path.toLowerCase().endsWith(ending) ? path : path + ending
}
