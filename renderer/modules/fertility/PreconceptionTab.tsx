import { PlusOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PRECONCEPTION_FOLLOW_UP, PRECONCEPTION_ITEM, PRECONCEPTION_RISK, PRECONCEPTION_STATE, PRECONCEPTION_VIEW, type PreconceptionView } from '../../../domain/code/fertility.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Panel, PersonSearch, useAddressFilters } from '../../kit/index.ts'
import { TabActions } from './TabActions.tsx'
import { nextView, Views } from './Views.tsx'

type Line = Output<'fertility.preconception.list'>['rows'][number]
const PAGE_ROWS = 20

/** 孕前优生: a couple is found by either of them; below, what is still to be done: examinations, notice, early pregnancy, outcome. */
export default function PreconceptionTab() {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const { params, offset, change } = useAddressFilters()
  const view = PRECONCEPTION_VIEW.values.find(one => one === params.get('view')) ?? 'unfinished'
  const list = useCall('fertility.preconception.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const count = (of: PreconceptionView) => ({ view: of, offset: 0, limit: 1 })
  const counts: Readonly<Partial<Record<PreconceptionView, number | undefined>>> = {
    unfinished: useCall('fertility.preconception.list', count('unfinished')).data?.total, toNotify: useCall('fertility.preconception.list', count('toNotify')).data?.total, toAsk: useCall('fertility.preconception.list', count('toAsk')).data?.total,
    early: useCall('fertility.preconception.list', count('early')).data?.total, outcome: useCall('fertility.preconception.list', count('outcome')).data?.total,
  }
  async function open(personId: string, sex: string): Promise<void> {
    try {
      const { coupleId } = await call('fertility.of', { personId })
      void navigate(coupleId ? `/preconception/${coupleId}` : mayWrite && sex === '2' ? `/preconception/new?woman=${personId}` : `/people/${personId}`)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const isTracking = view === 'toAsk' || view === 'early' || view === 'outcome'
  return (
    <>
      <TabActions actions={[
        { key: 'next', label: t('fertilityTab.nextList', '下一名单'), shortcut: 'F6', run: () => change({ view: nextView(PRECONCEPTION_VIEW, view) }) },
        { key: 'figures', label: t('preconceptionScreen.figuresShort', '覆盖率与随访率'), shortcut: 'F7', run: () => void navigate('/preconception/figures') },
        ...(mayWrite ? [{ key: 'new', label: t('preconceptionScreen.newShort', '登记夫妇'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/preconception/new') }] : []),
      ]} />
      <Panel><PersonSearch id="preconception-search" autoFocus onChoose={hit => void open(hit.id, hit.sex)} placeholder={t('preconceptionScreen.search', '妻子或丈夫的姓名、拼音首字母、证件号、电话')} /></Panel>
      <Panel>
        <Views table={PRECONCEPTION_VIEW} label={t('preconceptionScreen.lists', '孕前优生名单')} value={view} counts={counts} onChange={next => change({ view: next })} />
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="id" label={codeText(PRECONCEPTION_VIEW, view)} loading={list.isPlaceholderData} onOpen={row => void navigate(`/preconception/${row.id}`)} mark={row => row.isOverdue ? 'bad' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('preconceptionScreen.none', '没有符合条件的夫妇')}
              columns={[
                { title: t('preconceptionScreen.number', '编号'), width: 122, render: (_, row) => <span className="number">{row.number ?? '—'}</span> },
                { title: t('preconceptionScreen.woman', '妻子'), width: 168, ellipsis: true, render: (_, row) => <span className="person-name" title={row.womanName ?? ''}>{row.womanName ?? '—'}</span> },
                { title: t('premaritalScreen.age', '年龄'), width: 60, render: (_, row) => ageText(row.womanBirthDay) },
                { title: t('preconceptionScreen.husband', '丈夫'), width: 140, ellipsis: true, render: (_, row) => <span title={row.husbandName ?? ''}>{row.husbandName ?? '—'}</span> },
                { title: t('preconceptionScreen.servedDay', '检查日期'), width: 100, render: (_, row) => row.servedDay },
                ...(view === 'unfinished' ? [{ title: t('preconceptionScreen.missing', '未完成项目'), ellipsis: true, render: (_: unknown, row: Line) => { const text = row.missing.map(item => codeText(PRECONCEPTION_ITEM, item)).join('、'); return <span title={text}>{t('preconceptionScreen.missingCount', '{{count}} 项:{{items}}', { count: row.missing.length, items: text })}</span> } }]
                  : [
                    { title: t('preconceptionScreen.risk', '风险'), width: 170, render: (_: unknown, row: Line) => <>{row.womanRisk === 'high' ? <Tag color="warning">{t('preconceptionScreen.womanHigh', '妻子高风险')}</Tag> : null}{row.manRisk === 'high' ? <Tag color="warning">{t('preconceptionScreen.manHigh', '丈夫高风险')}</Tag> : null}{row.womanRisk === 'general' && row.manRisk !== 'high' ? codeText(PRECONCEPTION_RISK, 'general') : null}</> },
                    ...(view === 'all' ? [{ title: t('preconceptionScreen.state', '状态'), render: (_: unknown, row: Line) => codeText(PRECONCEPTION_STATE, row.state) }]
                      : [...(isTracking ? [{ title: t('preconceptionScreen.kind', '随访类别'), width: 150, render: (_: unknown, row: Line) => codeText(PRECONCEPTION_FOLLOW_UP, row.kind) }] : []), { title: t('preconceptionScreen.dueDay', '最迟'), render: (_: unknown, row: Line) => row.dueDay ?? '—' }]),
                  ]),
                { title: t('person.phone.label', '联系电话'), width: 122, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </>
  )
}
