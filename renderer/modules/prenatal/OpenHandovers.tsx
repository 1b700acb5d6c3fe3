import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DataTable } from '../../kit/index.ts'

type Line = Output<'prenatal.handover.list'>['rows'][number]
const MOST = 50

/** Hand-overs that nobody signed for yet; Enter opens one to be received. */
export function OpenHandovers() {
  const navigate = useNavigate()
  const list = useCall('prenatal.handover.list', { openOnly: true, offset: 0, limit: MOST }, { keepPrevious: true }).data
  return (
    <DataTable<Line>
      rows={list?.rows} rowKey="id" label={t('prenatalScreen.openHandovers', '待签收的交接单')} onOpen={row => void navigate(`/prenatal/handovers/${row.id}`)} empty={t('prenatalScreen.noHandover', '没有待签收的交接单')} height={200}
      columns={[
        { title: t('prenatal.handover.number.label', '交接单号'), width: 160, render: (_, row) => <span className="number">{row.number ?? '—'}</span> }, { title: t('prenatal.handover.laboratory.label', '检测实验室'), ellipsis: true, render: (_, row) => <span title={row.laboratory}>{row.laboratory}</span> },
        { title: t('prenatal.handover.sentAt.label', '送出时间'), width: 160, render: (_, row) => minuteText(row.sentAt) }, { title: t('prenatal.handover.sender.label', '送样人'), width: 120, render: (_, row) => row.sender },
        { title: t('prenatal.handover.sampleCount.label', '样本数'), width: 90, render: (_, row) => row.sampleCount },
      ]}
    />
  )
}
