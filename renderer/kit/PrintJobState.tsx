import { Tag } from 'antd'
import type { PrintJobRow } from '../../domain/api/printing-api.ts'
import { t } from '../app/i18n.ts'

/** What became of a job, with the printer's words; one without an end was cut off. */
export function PrintJobState({ job }: { job: Pick<PrintJobRow, 'state' | 'reason'> }) {
  switch (job.state) {
    case 'sent': return <Tag color="green">{t('jobs.sent', '已送打印机')}</Tag>
    case 'pdf': return <Tag>{t('jobs.pdf', '已生成 PDF')}</Tag>
    case 'cancelled': return <Tag color="gold">{t('jobs.cancelled', '对话框被取消')}</Tag>
    case 'failed': return <><Tag color="red">{t('jobs.failed', '没有送到')}</Tag>{job.reason ? <span className="hint wrap-any">{job.reason}</span> : null}</>
    default: return <Tag color="red">{t('jobs.cutOff', '正在送或中途断开')}</Tag>
  }
}
