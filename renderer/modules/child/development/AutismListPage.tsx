import { Segmented, Select, Space } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../../domain/api/api.ts'
import { AUTISM_STATE } from '../../../../domain/code/child-autism.ts'
import { CHILD_CONTACT } from '../../../../domain/code/child-check.ts'
import { isCourseEnded } from '../../../../domain/rule/child/autism-replay.ts'
import { useCall } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { codeText, DataTable, FormArea, LabelledInput, Loaded, Page, Panel, StateTag, useAddressFilters } from '../../../kit/index.ts'
import { AutismFigures } from './AutismFigures.tsx'
import { childColumns } from './child-columns.tsx'
import '../child.css'
import './development.css'

type CourseLine = Output<'child.autism.list'>['rows'][number]
type WaitingLine = Output<'child.autism.toConfirm'>['rows'][number]
const VIEWS = ['open', 'overdue', 'toConfirm', 'figures'] as const
type View = (typeof VIEWS)[number]
const PAGE_ROWS = 20
const OPEN_STATES = AUTISM_STATE.values.filter(state => !isCourseEnded(state))

/** Every child in the chain, overdue first; abnormal screenings that nobody confirmed; the indicators with their children and the three books. */
export default function AutismListPage() {
  const { params, offset, change } = useAddressFilters()
  const view = VIEWS.find(one => one === params.get('view')) ?? 'open'
  const state = OPEN_STATES.find(one => one === params.get('state'))
  const counts = useCall('child.autism.list', { limit: 1 }).data
  const texts: Readonly<Record<View, string>> = {
    open: t('childAutism.viewOpen', '管理中 {{count}}', { count: counts?.total ?? '' }), overdue: t('childAutism.viewOverdue', '超期 {{count}}', { count: counts?.overdue ?? '' }),
    toConfirm: t('childAutism.viewToConfirm', '初筛异常待确认 {{count}}', { count: counts?.toConfirm ?? '' }), figures: t('childAutism.viewFigures', '指标与登记表'),
  }
  return (
    <Page title={t('childAutism.list', '孤独症筛查管理')} back="/children">
      <Panel>
        <FormArea>
          <Space wrap className="child-filters">
            <Segmented<View> aria-label={t('child.views', '名单')} value={view} onChange={next => change({ view: next })} options={VIEWS.map(one => ({ value: one, label: texts[one] }))} />
            {view === 'open' || view === 'overdue' ? (
              <LabelledInput id="autism-state" label={t('child.autism.state.label', '状态')}>
                <Select id="autism-state" allowClear className="list-input" value={state ?? null} placeholder={t('childAutism.anyState', '全部')} options={OPEN_STATES.map(one => ({ value: one, label: codeText(AUTISM_STATE, one) }))} onChange={next => change({ state: next ?? null })} />
              </LabelledInput>
            ) : null}
          </Space>
        </FormArea>
        {view === 'figures' ? <AutismFigures /> : view === 'toConfirm' ? <Waiting offset={offset} change={change} /> : <Courses overdueOnly={view === 'overdue'} state={state} offset={offset} change={change} />}
      </Panel>
    </Page>
  )
}

type Change = (next: Record<string, string | null>) => void
function Courses({ overdueOnly, state, offset, change }: { overdueOnly: boolean; state: (typeof OPEN_STATES)[number] | undefined; offset: number; change: Change }) {
  const navigate = useNavigate()
  const list = useCall('child.autism.list', { offset, limit: PAGE_ROWS, overdueOnly, ...(state ? { state } : {}) }, { keepPrevious: true })
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<CourseLine>
          rows={rows} rowKey="autismId" label={t('childAutism.list', '孤独症筛查管理')} loading={list.isPlaceholderData} onOpen={row => void navigate(`/children/${row.fileId}?tab=development`)} mark={row => row.isOverdue ? 'bad' : undefined}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('childAutism.noneOpen', '没有管理中的儿童')}
          columns={[
            ...childColumns<CourseLine>(),
            { title: t('child.autism.state.label', '状态'), width: 150, render: (_, row) => <StateTag table={AUTISM_STATE} state={row.state} /> },
            { title: t('child.autism.firstAbnormalReason.label', '初筛异常表现'), ellipsis: true, render: (_, row) => <span title={row.firstAbnormalReason}>{row.firstAbnormalReason}</span> },
            { title: t('childAutism.due', '应完成'), width: 150, render: (_, row) => row.isOverdue ? <span className="overdue">{t('childAutism.overdueDay', '{{day}} 已超期', { day: row.dueDay ?? '' })}</span> : row.dueDay ?? '—' },
            { title: t('child.lastAttempt', '最近联系'), width: 110, render: (_, row) => row.lastAttemptDay ? `${row.lastAttemptDay.slice(5)}${row.attempts > 1 ? ` ×${row.attempts}` : ''}` : '—' },
          ]}
        />
      )}
    </Loaded>
  )
}

function Waiting({ offset, change }: { offset: number; change: Change }) {
  const navigate = useNavigate()
  const list = useCall('child.autism.toConfirm', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<WaitingLine>
          rows={rows} rowKey="visitId" label={t('childAutism.waiting', '初筛异常待确认')} loading={list.isPlaceholderData} onOpen={row => void navigate(`/children/${row.fileId}?tab=development`)}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('childAutism.noneWaiting', '没有待确认的初筛异常')}
          columns={[
            ...childColumns<WaitingLine>(),
            { title: t('child.visit.contact.label', '随访时点'), width: 110, render: (_, row) => codeText(CHILD_CONTACT, row.contact) },
            { title: t('child.visit.visitDay.label', '随访日期'), width: 104, render: (_, row) => row.visitDay },
            { title: t('child.autism.firstAbnormalReason.label', '初筛异常表现'), ellipsis: true, render: (_, row) => <span title={row.reason}>{row.confirmedBefore ? `${t('childAutism.backShort', '确诊后失访')} · ` : ''}{row.reason}</span> },
          ]}
        />
      )}
    </Loaded>
  )
}
