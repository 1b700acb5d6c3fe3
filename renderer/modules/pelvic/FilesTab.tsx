import { Segmented } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { DELIVERY_MODE } from '../../../domain/code/delivery.ts'
import { PELVIC_METHOD } from '../../../domain/code/pelvic.ts'
import { PELVIC_ENTRY, PELVIC_FILE_STATE } from '../../../domain/code/pelvic-care.ts'
import { PELVIC_FILE_VIEWS } from '../../../domain/api/pelvic-file-api.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DataTable, LabelledInput, Loaded, PageActions, Panel, SearchText, useAddressFilters, whoColumns } from '../../kit/index.ts'
import './pelvic-file.css'

type Line = Output<'pelvic.file.list'>['rows'][number]
type View = (typeof PELVIC_FILE_VIEWS)[number]
const PAGE_ROWS = 20

/** The files of the clinic: in care, closed, all; found by name or number. F6 turns to the next list. */
export default function FilesTab() {
  const navigate = useNavigate()
  const { params, offset, change } = useAddressFilters()
  const view = PELVIC_FILE_VIEWS.find(one => one === params.get('view')) ?? 'open'
  const search = params.get('search')
  const list = useCall('pelvic.file.list', { view, offset, limit: PAGE_ROWS, ...(search ? { search } : {}) }, { keepPrevious: true })
  const labels: Readonly<Record<View, string>> = { open: t('pelvicFiles.open', '在管'), closed: t('pelvicFiles.closed', '已结案'), all: t('child.anyContact', '全部') }
  const next = PELVIC_FILE_VIEWS[(PELVIC_FILE_VIEWS.indexOf(view) + 1) % PELVIC_FILE_VIEWS.length] ?? 'open'
  return (
    <>
      <div className="pelvic-actions"><PageActions actions={[{ key: 'next', label: t('women.nextList', '下一名单'), shortcut: 'F6', run: () => change({ view: next }) }]} /></div>
      <Panel>
        <div className="pelvic-filters">
          <Segmented<View> aria-label={t('pelvicFiles.lists', '盆底档案名单')} value={view} onChange={one => change({ view: one })} options={PELVIC_FILE_VIEWS.map(one => ({ value: one, label: labels[one] }))} />
          <LabelledInput id="pelvic-search" label={t('pelvicFiles.search', '按姓名、拼音首字母、证件号、电话或档案编号查找')}><SearchText id="pelvic-search" autoFocus value={search} onChange={text => change({ search: text })} /></LabelledInput>
        </div>
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="id" label={labels[view]} loading={list.isPlaceholderData} onOpen={row => void navigate(`/pelvic/${row.id}`)} mark={row => row.state === 'closed' ? 'quiet' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: to => change({ offset: to ? String(to) : null }) }} empty={t('pelvicFiles.none', '没有符合条件的盆底档案;建档请按 F4')}
              columns={[
                { title: t('pelvic.file.number.label', '档案编号'), width: 124, render: (_, row) => <span className="number">{row.number ?? '—'}</span> },
                ...whoColumns<Line>(),
                { title: t('pelvic.file.entry.label', '来源'), width: 104, ellipsis: true, render: (_, row) => codeText(PELVIC_ENTRY, row.entry) },
                { title: t('pelvic.file.openedDay.label', '建档日期'), width: 100, render: (_, row) => row.openedDay },
                { title: t('pelvicFiles.delivery', '末次分娩'), width: 150, ellipsis: true, render: (_, row) => row.deliveryDay ? `${row.deliveryDay} ${row.deliveryMode ? codeText(DELIVERY_MODE, row.deliveryMode) : ''}` : '—' },
                { title: t('pelvicFiles.assessed', '最近评估'), width: 100, render: (_, row) => row.lastAssessmentDay ?? '—' },
                { title: t('pelvicFiles.courses', '进行中的疗程'), ellipsis: true, render: (_, row) => row.methods.map(method => codeText(PELVIC_METHOD, method)).join('、') || '—' },
                view === 'open' ? { title: t('pelvic.file.doctorName.label', '建档医生'), width: 90, ellipsis: true, render: (_, row) => row.doctorName } : { title: t('pelvic.file.state.label', '状态'), width: 104, render: (_, row) => <>{codeText(PELVIC_FILE_STATE, row.state)} <span className="number">{row.closedDay}</span></> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </>
  )
}
