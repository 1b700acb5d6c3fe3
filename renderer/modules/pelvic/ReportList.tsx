import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PELVIC_REPORT_STATE, type PelvicReportState } from '../../../domain/code/pelvic-care.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { DataTable, Loaded, StateTag, useAddressFilters } from '../../kit/index.ts'

type Line = Output<'pelvic.report.list'>['rows'][number]
const PAGE_ROWS = 20

/** Reports in one state or of one file; Enter opens the original beside its figures. */
export function ReportList({ label, of }: { label: string; of: { readonly state: PelvicReportState } | { readonly fileId: string } }) {
  const navigate = useNavigate()
  const { offset, change } = useAddressFilters()
  const list = useCall('pelvic.report.list', { ...of, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const isOfFile = 'fileId' in of
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<Line>
          rows={rows} rowKey="id" label={label} loading={list.isPlaceholderData} onOpen={row => void navigate(`/pelvic/reports/${row.id}`)} mark={row => row.state === 'rejected' ? 'quiet' : row.state === 'waiting' && row.faults ? 'warn' : undefined}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('pelvicReport.none', '没有设备报告')}
          columns={[
            { title: t('pelvicReport.readDay', '读入日期'), width: 104, render: (_, row) => row.readDay },
            { title: t('pelvicReport.day', '检测日期'), width: 104, render: (_, row) => row.measuredDay ?? '—' },
            ...(isOfFile ? [{ title: t('pelvicReport.state', '状态'), width: 88, render: (_: unknown, row: Line) => <StateTag table={PELVIC_REPORT_STATE} state={row.state} /> }] : [{ title: t('pelvicReport.onPaper', '报告上的姓名'), width: 116, ellipsis: true, render: (_: unknown, row: Line) => <span title={row.name ?? ''}>{row.name ?? '—'}</span> }, { title: t('pelvicReport.number', '报告上的编号'), width: 140, ellipsis: true, render: (_: unknown, row: Line) => <span className="number" title={row.number ?? ''}>{row.number ?? '—'}</span> }]),
            { title: t('pelvicReport.fileName', '文件名'), width: 280, ellipsis: true, render: (_, row) => <span lang="zh-CN" title={row.fileName}>{row.fileName}</span> },
            { title: t('pelvicReport.figures', '数值'), width: 64, align: 'right', render: (_, row) => row.figures },
            ...(!isOfFile && of.state !== 'waiting' ? [{ title: t('pelvicReport.woman.name', '姓名'), width: 108, ellipsis: true, render: (_: unknown, row: Line) => row.womanName ?? '—' }] : []),
            { title: t('pelvicReport.note', '说明'), render: (_, row) => <span className="wrap-any" lang="zh-CN">{[row.reason, row.faults].filter(Boolean).join(t('punctuation.semicolon', ';'))}</span> },
          ]}
        />
      )}
    </Loaded>
  )
}
