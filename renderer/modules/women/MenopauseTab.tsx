import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { MENOPAUSE_VIEWS } from '../../../domain/api/women-api.ts'
import { KUPPERMAN_GRADE } from '../../../domain/code/maternal-care.ts'
import { MHT_SCHEME } from '../../../domain/code/women-care.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { callColumns, codeText, DataTable, Loaded, PageActions, Panel, useAddressFilters, whoColumns } from '../../kit/index.ts'
import { PAGE_ROWS, ViewChoice, WomanSearch } from './lists.tsx'
import './women.css'

type Line = Output<'women.menopauseFile.list'>['rows'][number]
type View = (typeof MENOPAUSE_VIEWS)[number]

/** 更年期: who is due, who of them takes hormones, everybody. */
export default function MenopauseTab() {
  const navigate = useNavigate()
  const { params, offset, change } = useAddressFilters()
  const view = MENOPAUSE_VIEWS.find(one => one === params.get('view')) ?? 'due'
  const list = useCall('women.menopauseFile.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const counts = { due: useCall('women.menopauseFile.list', { view: 'due', offset: 0, limit: 1 }).data?.total, hormone: useCall('women.menopauseFile.list', { view: 'hormone', offset: 0, limit: 1 }).data?.total }
  const labels: Readonly<Record<View, string>> = { due: t('menopauseScreen.view.due', '随访到期'), hormone: t('menopauseScreen.view.hormone', 'MHT随访到期'), all: t('menopauseScreen.view.all', '全部档案') }
  const show = (next: View): void => change({ view: next })
  return (
    <>
      <div className="women-actions"><PageActions actions={[{ key: 'next', label: t('women.nextList', '下一名单'), shortcut: 'F6', run: () => show(MENOPAUSE_VIEWS[(MENOPAUSE_VIEWS.indexOf(view) + 1) % MENOPAUSE_VIEWS.length] ?? 'due') }]} /></div>
      <WomanSearch next="menopause" formOf={id => `/women/menopause/new?woman=${id}`} />
      <Panel>
        <ViewChoice label={t('menopauseScreen.lists', '更年期名单')} views={MENOPAUSE_VIEWS} value={view} labels={labels} counts={counts} onChange={show} />
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="id" label={labels[view]} loading={list.isPlaceholderData} onOpen={row => void navigate(`/women/menopause/${row.id}`)} mark={row => row.isOverdue ? 'bad' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('menopauseScreen.none', '没有符合条件的更年期档案')}
              columns={[
                ...whoColumns<Line>(),
                { title: t('menopauseScreen.lastVisit', '最近随访'), width: 104, render: (_, row) => row.lastVisitDay ?? '—' },
                { title: t('menopauseScreen.score', 'Kupperman评分'), width: 130, render: (_, row) => row.score === null ? '—' : `${row.score} ${row.grade ? codeText(KUPPERMAN_GRADE, row.grade) : ''}` },
                { title: t('women.menopauseVisit.hormoneScheme.label', 'MHT方案'), ellipsis: true, render: (_, row) => row.hormoneScheme ? codeText(MHT_SCHEME, row.hormoneScheme) : '—' },
                { title: t('menopauseScreen.nextVisit', '下次随访'), width: 104, render: (_, row) => row.nextVisitDay ?? '—' },
                ...callColumns<Line>(),
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </>
  )
}
