import { PDF_PRINTER } from '../../../domain/api/certificate-api.ts'
import { useCall } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { PrintJobState } from '../../kit/index.ts'

/** What became of each way of this sheet through a printer. */
export function PrintJobs({ certificateId }: { certificateId: string }) {
  const jobs = useCall('printing.jobs', { certificateId, limit: 10 }, { keepPrevious: true }).data?.rows ?? []
  if (jobs.length === 0) return null
  return (
    <ul className="print-jobs">
      {jobs.map(job => (
        <li key={job.id}>
          {t('jobs.line', '第 {{count}} 次 {{at}} {{printer}}', { count: job.printCount, at: instantText(job.startedAt), printer: job.printerName === PDF_PRINTER ? 'PDF' : job.printerName })} <PrintJobState job={job} />
        </li>
      ))}
    </ul>
  )
}
