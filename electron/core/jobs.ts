import type { JobState } from '../../domain/api/system-api.ts'
import type { CallError } from '../../domain/api/result.ts'

export type JobReport = (progress: { done: number; total: number; step: string }) => void
export type Jobs = {
  /** Starts long work in the background and answers its id at once; `toError` turns a failure into data. */
  start(kind: string, work: (report: JobReport) => Promise<unknown>): string
  get(id: string): JobState | undefined
  /** Waits for all running work; the program does not close in the middle of a package. */
  settle(): Promise<void>
}

const KEPT_JOBS = 50

/** Keeps the state of long work (package, statistics) that screens ask about while it runs. */
export function createJobs(newId: () => string, toError: (error: unknown) => CallError): Jobs {
  const jobs = new Map<string, JobState>()
  const running = new Set<Promise<void>>()
  return {
    start(kind, work) {
      const id = newId()
      const job: JobState = { id, kind, state: 'running', done: 0, total: 0, step: '' }
      jobs.set(id, job)
      const finished = work(progress => Object.assign(job, progress)).then(
        result => { Object.assign(job, { state: 'done', result }) },
        (error: unknown) => { Object.assign(job, { state: 'failed', error: toError(error) }) },
      ).finally(() => { running.delete(finished) })
      running.add(finished)
      for (const [old, state] of jobs) if (jobs.size > KEPT_JOBS && state.state !== 'running') jobs.delete(old)
      return id
    },
    get: id => jobs.get(id),
    settle: async () => { await Promise.all(running) },
  }
}
