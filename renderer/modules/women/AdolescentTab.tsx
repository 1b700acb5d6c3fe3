import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { ADOLESCENT_VIEWS } from '../../../domain/api/women-api.ts'
import { HPV_VACCINATION } from '../../../domain/code/women-care.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { callColumns, codeText, DataTable, Loaded, PageActions, Panel, useAddressFilters, whoColumns } from '../../kit/index.ts'
import { PAGE_ROWS, ViewChoice, WomanSearch } from './lists.tsx'
import './women.css'

type Line = Output<'women.adolescentVisit.list'>['rows'][number]
type View = (typeof ADOLESCENT_VIEWS)[number]

/** 青少年: who comes next, everybody by the last visit. What was talked about is read on the person's own page alone. */
export default function AdolescentTab() {
  const navigate = useNavigate()
  const { params, offset, change } = useAddressFilters()
  const view = ADOLESCENT_VIEWS.find(one => one === params.get('view')) ?? 'due'
  const list = useCall('women.adolescentVisit.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const counts = { due: useCall('women.adolescentVisit.list', { view: 'due', offset: 0, limit: 1 }).data?.total }
  const labels: Readonly<Record<View, string>> = { due: t('adolescentScreen.view.due', '下次就诊到期'), all: t('adolescentScreen.view.all', '全部') }
  const show = (next: View): void => change({ view: next })
  return (
    <>
      <div className="women-actions"><PageActions actions={[{ key: 'next', label: t('women.nextList', '下一名单'), shortcut: 'F6', run: () => show(view === 'due' ? 'all' : 'due') }]} /></div>
      <WomanSearch next="adolescent" formOf={id => `/women/adolescents/${id}`} />
      <Panel>
        <ViewChoice label={t('adolescentScreen.lists', '青少年名单')} views={ADOLESCENT_VIEWS} value={view} labels={labels} counts={counts} onChange={show} />
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="id" label={labels[view]} loading={list.isPlaceholderData} onOpen={row => void navigate(`/women/adolescents/${row.womanId}`)} mark={row => row.isOverdue ? 'bad' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('adolescentScreen.none', '没有符合条件的青少年')}
              columns={[
                ...whoColumns<Line>(),
                { title: t('adolescentScreen.lastVisit', '最近就诊'), width: 110, render: (_, row) => row.visitDay },
                { title: t('women.adolescentVisit.hpvVaccination.label', 'HPV疫苗'), render: (_, row) => row.hpvVaccination ? codeText(HPV_VACCINATION, row.hpvVaccination) : '—' },
                { title: t('women.adolescentVisit.referral.label', '转诊'), width: 70, render: (_, row) => row.isReferred ? t('field.yes', '是') : '—' },
                { title: t('adolescentScreen.nextVisit', '下次就诊'), width: 110, render: (_, row) => row.nextVisitDay ?? '—' },
                ...callColumns<Line>(),
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </>
  )
}
