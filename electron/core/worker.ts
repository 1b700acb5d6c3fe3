import { parentPort, workerData } from 'node:worker_threads'
import { type TaskName, type TaskInput, tasks } from './worker-tasks.ts'

// Long work beside the screens: its own read connection, progress and result as messages.
const { task, input } = workerData as { task: TaskName; input: TaskInput<TaskName> }
const port = parentPort
if (!port) throw new Error('worker.ts runs as a worker thread only')
const run = tasks[task] as (given: unknown, report: (progress: unknown) => void) => Promise<unknown>
run(input, progress => port.postMessage({ progress })).then(
  result => port.postMessage({ result }),
  (error: unknown) => port.postMessage({ error: { name: error instanceof Error ? error.name : 'Error', code: (error as { code?: string }).code ?? '', message: error instanceof Error ? error.message : String(error) } }),
)
