import { backUpFile, type BackUpFileInput } from './db/backup-task.ts'
import { packageInWorker } from './export/package-task.ts'
import { pdfTextInWorker, type PdfTextInput } from './list-file/pdf-text-task.ts'
import { childStatisticsInWorker } from './modules/child/statistics-task.ts'
import { eyeCoverageInWorker } from './modules/eye/coverage-task.ts'
import { reconcileInWorker } from './modules/reconciliation/reconcile-task.ts'
import { ledgerInWorker } from './ledger/ledger-task.ts'

/** Everything a worker can be asked to do; inputs and results cross the thread as plain data. */
export const tasks = {
  backup: (input: BackUpFileInput, _report: (progress: TaskProgress) => void) => Promise.resolve(backUpFile(input)),
  package: packageInWorker,
  reconcile: reconcileInWorker,
  ledger: ledgerInWorker,
  childStatistics: childStatisticsInWorker,
  eyeCoverage: (input: Parameters<typeof eyeCoverageInWorker>[0], _report: (progress: TaskProgress) => void) => eyeCoverageInWorker(input),
  pdfText: (input: PdfTextInput, _report: (progress: TaskProgress) => void) => pdfTextInWorker(input),
}
export type TaskProgress = { done: number; total: number; step: string }
export type TaskName = keyof typeof tasks
export type TaskInput<N extends TaskName> = Parameters<(typeof tasks)[N]>[0]
export type TaskResult<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>
