import type { Ports } from './ports.ts'
import type { TaskInput, TaskName, TaskProgress, TaskResult } from './worker-tasks.ts'

/** A failure inside a worker; `code` is the engine's or the system's own. */
export class TaskError extends Error {
  readonly code: string
  constructor(name: string, code: string, text: string) {
    super(text)
    this.name = name
    this.code = code
  }
}

/**
 * Runs one task in a worker thread and waits for its result. Throws TaskError when it failed, the thread died, or after
 * `mostMs` it still has no answer (`timeout`).
 */
export function runTask<N extends TaskName>(ports: Ports, task: N, input: TaskInput<N>, report: (progress: TaskProgress) => void = () => {}, mostMs?: number): Promise<TaskResult<N>> {
  return new Promise((resolve, reject) => {
    const worker = ports.startWorker({ task, input })
    let settled = false
    const settle = (finish: () => void) => { settled = true; clearTimeout(limit); finish(); void worker.terminate() }
    const limit = mostMs === undefined ? undefined : setTimeout(() => settle(() => reject(new TaskError('Timeout', 'timeout', `no answer after ${mostMs} ms`))), mostMs)
    worker.on('message', (message: { progress?: TaskProgress; result?: TaskResult<N>; error?: { name: string; code: string; message: string } }) => {
      if (message.progress) report(message.progress)
      else if (message.error) settle(() => reject(new TaskError(message.error!.name, message.error!.code, message.error!.message)))
      else settle(() => resolve(message.result as TaskResult<N>))
    })
    worker.on('error', (error: unknown) => settle(() => reject(error instanceof Error ? new TaskError(error.name, (error as { code?: string }).code ?? '', error.message) : new TaskError('Error', '', ''))))
    worker.on('exit', code => { if (!settled) reject(new TaskError('WorkerExit', String(code), 'the worker ended without an answer')) })
  })
}
