import { PlusOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { FOLIC_ACID_GROUP, FOLIC_ACID_STATE, FOLIC_ACID_STOP, FOLIC_ACID_VIEW, type FolicAcidView } from '../../../domain/code/fertility.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, gestationColumn, Loaded, Panel, PersonSearch, RegionOutput, saveFile, useAddressFilters } from '../../kit/index.ts'
import { TabActions } from './TabActions.tsx'
import { nextView, Views } from './Views.tsx'

type Line = Output<'fertility.folicAcid.list'>['rows'][number]
const PAGE_ROWS = 20

/** 叶酸: a woman is found or listed anew; below, who is to be handed some, asked again, or is taking it. */
export default function FolicAcidTab() {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const mayExport = useMay('export.list')
  const { params, offset, change } = useAddressFilters()
  const view = FOLIC_ACID_VIEW.values.find(one => one === params.get('view')) ?? 'toIssue'
  const list = useCall('fertility.folicAcid.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const exported = useWrite('fertility.folicAcid.export')
  const count = (of: FolicAcidView) => ({ view: of, offset: 0, limit: 1 })
  const counts: Readonly<Partial<Record<FolicAcidView, number | undefined>>> = {
    toIssue: useCall('fertility.folicAcid.list', count('toIssue')).data?.total, toFollow: useCall('fertility.folicAcid.list', count('toFollow')).data?.total, active: useCall('fertility.folicAcid.list', count('active')).data?.total,
  }
  const start = (womanId: string): void => void navigate(mayWrite ? `/folic-acid/new?woman=${womanId}` : `/people/${womanId}`)
  async function open(personId: string, sex: string): Promise<void> {
    if (sex !== '2') { void navigate(`/people/${personId}`); return }
    try {
      const { courseId } = await call('fertility.of', { personId })
      if (courseId) void navigate(`/folic-acid/${courseId}`)
      else start(personId)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  async function exportList(): Promise<void> {
    const made = await exported.run({ view })
    if (made) await saveFile(made.fileName, made.base64)
  }
  return (
    <>
      <TabActions actions={[
        { key: 'next', label: t('fertilityTab.nextList', '下一名单'), shortcut: 'F6', run: () => change({ view: nextView(FOLIC_ACID_VIEW, view) }) },
        { key: 'figures', label: t('folicAcidScreen.figuresShort', '服用率与依从率'), shortcut: 'F7', run: () => void navigate('/folic-acid/figures') },
        ...(mayExport ? [{ key: 'phones', label: t('folicAcidScreen.phoneList', '电话名单 .xlsx'), shortcut: 'F9', busy: exported.busy, disabled: !list.data?.total, run: () => void exportList() }] : []),
        ...(mayWrite ? [{ key: 'new', label: t('folicAcidScreen.newShort', '登记发放对象'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/folic-acid/new') }] : []),
      ]} />
      {mayExport ? null : <p className="hint">{t('folicAcidScreen.exportRight', '把带电话的名单存成文件须有“导出名单”权限,请系统管理员在“用户”中加上有此权限的角色,如“妇女保健人员”')}</p>}
      <Panel><PersonSearch id="folic-acid-search" autoFocus onChoose={hit => void open(hit.id, hit.sex)} placeholder={t('folicAcidScreen.search', '妇女的姓名、拼音首字母、证件号、电话')} /></Panel>
      <Panel>
        <Views table={FOLIC_ACID_VIEW} label={t('folicAcidScreen.lists', '叶酸名单')} value={view} counts={counts} onChange={next => change({ view: next })} />
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey={row => row.courseId ?? row.womanId} label={codeText(FOLIC_ACID_VIEW, view)} loading={list.isPlaceholderData} onOpen={row => row.courseId ? void navigate(`/folic-acid/${row.courseId}`) : start(row.womanId)} mark={row => row.isOverdue ? 'bad' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('folicAcidScreen.none', '没有符合条件的妇女')}
              columns={[
                { title: t('folicAcidScreen.woman', '姓名'), width: 150, ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? '—'}</span> },
                { title: t('premaritalScreen.age', '年龄'), width: 60, render: (_, row) => ageText(row.birthDay) },
                { title: t('folicAcidScreen.group', '对象'), width: 130, render: (_, row) => <>{codeText(FOLIC_ACID_GROUP, row.group)}{row.isHighRisk ? <Tag color="warning">{t('folicAcidScreen.highRisk', '高危')}</Tag> : null}</> },
                gestationColumn<Line>(),
                { title: t('folicAcidScreen.startDay', '开始服用'), width: 104, render: (_, row) => row.startDay ?? '—' },
                { title: t('folicAcidScreen.bottles', '已发瓶数'), width: 80, render: (_, row) => row.bottles || '—' },
                ...(view === 'all' ? [{ title: t('folicAcidScreen.state', '状态'), render: (_: unknown, row: Line) => [codeText(FOLIC_ACID_STATE, row.state), codeText(FOLIC_ACID_STOP, row.stopReason)].filter(Boolean).join(':') }]
                  : [{ title: view === 'toIssue' ? t('folicAcidScreen.issueUntil', '发放期限') : t('folicAcidScreen.nextDay', '应随访日期'), width: 108, render: (_: unknown, row: Line) => row.dueDay ?? '—' }, { title: t('folicAcidScreen.lastDay', '上次随访'), render: (_: unknown, row: Line) => row.lastFollowDay ?? '—' }]),
                { title: t('folicAcidScreen.region', '现住地区'), width: 140, ellipsis: true, render: (_, row) => <RegionOutput code={row.region} /> },
                { title: t('person.phone.label', '联系电话'), width: 122, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </>
  )
}
