import { useState } from 'react'
import { PDF_PRINTER } from '../../../domain/api/certificate-api.ts'
import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import { useCall } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DataTable, Loaded, NumberHistory, Page, Panel, PrintJobState, StateTag } from '../../kit/index.ts'
import '../../kit/shared.css'

const PAGE_SIZE = 50

/** Every way of a certificate through a printer, newest first. */
export default function JobsPage() {
  const [offset, setOffset] = useState(0)
  const [number, setNumber] = useState<string | null>(null)
  const jobs = useCall('printing.jobs', { offset, limit: PAGE_SIZE }, { keepPrevious: true })
  return (
    <Page title={t('jobs.title', '打印记录')} back="/printing">
      <Panel>
        <Loaded of={jobs}>
          {({ rows, total }) => (
            <DataTable
              label={t('jobs.title', '打印记录')} rows={rows} rowKey="id" onOpen={row => setNumber(row.number)} empty={t('jobs.none', '还没有打印过证件')} paging={{ total, offset, limit: PAGE_SIZE, onChange: setOffset }}
              columns={[
                { title: t('audit.at', '时间'), width: 140, render: (_, row) => instantText(row.startedAt) },
                { title: t('jobs.number', '编号'), width: 130, render: (_, row) => <span className="number">{row.number}</span> },
                { title: t('jobs.count', '第几次'), dataIndex: 'printCount', width: 76, align: 'right' },
                { title: t('jobs.state', '结果'), width: 260, render: (_, row) => <PrintJobState job={row} /> },
                { title: t('print.printer', '打印机'), render: (_, row) => <span className="clip is-wide" title={row.printerName}>{row.printerName === PDF_PRINTER ? 'PDF' : row.printerName}{row.tray ? ` · ${row.tray}` : ''}</span> },
                { title: t('jobs.way', '方式'), width: 90, render: (_, row) => row.printerName === PDF_PRINTER ? '—' : row.silent ? t('jobs.silent', '直接打印') : t('jobs.dialog', '对话框') },
                { title: t('audit.user', '操作人'), dataIndex: 'byName', width: 120 },
                { title: t('jobs.now', '编号现状'), width: 120, render: (_, row) => <StateTag table={BLANK_STATE} state={row.numberState} /> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {number ? <NumberHistory number={number} onClose={() => setNumber(null)} /> : null}
    </Page>
  )
}
