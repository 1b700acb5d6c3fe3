import { Alert, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import type { JobState } from '../../domain/api/system-api.ts'
import { type CallError, ERROR_CODES } from '../../domain/api/result.ts'
import { CallFailure } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { useCall } from '../api/useCall.ts'
import { countText } from '../app/format.ts'
import { t } from '../app/i18n.ts'

const POLL_MS = 250

/** What a failed job said, as a failure the screens know how to put into words. */
export function jobFailure(job: JobState): CallFailure {
  const code = ERROR_CODES.find(one => one === job.error?.code) ?? 'internal'
  return new CallFailure(job.kind, { ...(job.error as Partial<CallError>), code } as CallError)
}

/** Follows a background job with a bar; `onDone` gets the finished job, a failure is shown here. `stepText` names its steps. */
export function JobProgress({ jobId, onDone, onFailed, stepText }: { jobId: string; onDone(job: JobState): void; onFailed?(failure: CallFailure): void; stepText?(step: string): string }) {
  const { data: job, error } = useCall('job.get', { id: jobId }, { refetchIntervalMs: POLL_MS, refetchWhile: now => now.state === 'running' })
  const told = useRef<string>(undefined)
  const latest = useRef({ onDone, onFailed })
  useEffect(() => { latest.current = { onDone, onFailed } })
  useEffect(() => {
    if (!job || job.state === 'running' || told.current === job.id) return
    told.current = job.id
    if (job.state === 'done') latest.current.onDone(job)
    else latest.current.onFailed?.(jobFailure(job))
  }, [job])
  if (error) return <Alert type="error" showIcon title={failureText(error)} />
  if (job?.state === 'failed') return <Alert type="error" showIcon title={failureText(jobFailure(job))} />
  const percent = job && job.total > 0 ? Math.floor((job.done / job.total) * 100) : job?.state === 'done' ? 100 : 0
  return (
    <div className="job-progress" role="status">
      <Progress percent={percent} status={job?.state === 'done' ? 'success' : 'active'} aria-label={t('job.progress', '进度')} />
      <span>{job ? stepText?.(job.step) ?? job.step : t('job.starting', '正在开始…')}{job && job.total > 0 ? ` ${countText(job.done)} / ${countText(job.total)}` : ''}</span>
    </div>
  )
}
