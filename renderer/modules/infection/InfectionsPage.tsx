import { Segmented, Space } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_TEST, INFECTION_LIST, type InfectionList } from '../../../domain/code/infection.ts'
import { useCall } from '../../api/useCall.ts'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, Panel, useAddressFilters } from '../../kit/index.ts'
import { InfectionTags, stageText } from './words.tsx'

type Line = Output<'infection.list'>['rows'][number]
const PAGE_ROWS = 20

function whatText({ what, test }: Line): string {
  switch (what) {
    case 'proposed': return t('infectionScreen.what.proposed', '首次产检筛查阳性,未建案')
    case 'confirm': return t('infectionScreen.what.confirm', '待确认')
    case 'treat': return t('infectionScreen.what.treat', '待治疗')
    case 'visit': return t('infectionScreen.what.visit', '待随访')
    case 'test': return codeText(CHILD_TEST, test)
    case 'none': return '—'
  }
}

/** What waits for the named staff: a list each, by code and initials; Enter opens. */
export default function InfectionsPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('infection.write')
  const { params, offset, change } = useAddressFilters()
  const view: InfectionList = INFECTION_LIST.values.find(one => one === params.get('view')) ?? 'follow'
  const list = useCall('infection.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const counts = useCall('infection.count', null).data
  const open = ({ caseId, childId, pregnancyId }: Line): void => {
    if (caseId) void navigate(childId ? `/infections/${caseId}?tab=children` : `/infections/${caseId}`)
    else if (pregnancyId && mayWrite) void navigate(`/infections/new/${pregnancyId}`)
  }
  const turn = (): void => change({ view: INFECTION_LIST.values[(INFECTION_LIST.values.indexOf(view) + 1) % INFECTION_LIST.values.length] ?? 'follow' })
  return (
    <Page
      title={t('menu.infection', '艾梅乙')} subtitle={t('infectionScreen.confidential', '名单只显示编号和姓名首字母,每次查看都有记录')}
      actions={[{ key: 'next', label: t('infectionScreen.nextList', '下一名单'), shortcut: 'F6', run: turn }, { key: 'figures', label: t('infectionScreen.figures', '过程指标'), shortcut: 'F10', run: () => void navigate('/infections/figures') }]}
    >
      <Panel>
        <Space wrap className="filters"><Segmented<InfectionList> aria-label={t('infectionScreen.lists', '名单')} value={view} onChange={next => change({ view: next })} options={INFECTION_LIST.values.map(one => ({ value: one, label: counts === undefined ? codeText(INFECTION_LIST, one) : `${codeText(INFECTION_LIST, one)} ${countText(counts[one] ?? 0)}` }))} /></Space>
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="key" label={codeText(INFECTION_LIST, view)} loading={list.isPlaceholderData} onOpen={open} start={0} mark={row => row.isOverdue ? 'bad' : row.closedDay ? 'quiet' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('infectionScreen.empty', '这个名单没有人')}
              columns={[
                { title: t('infectionScreen.number', '编号'), width: 130, render: (_, row) => <span className="number">{row.number ?? '—'}</span> },
                { title: t('infectionScreen.initialsShort', '首字母'), width: 80, render: (_, row) => <span lang="zh-Latn">{row.behind.initials}</span> },
                { title: t('infectionScreen.ageShort', '年龄'), width: 60, render: (_, row) => row.behind.ageYears ?? '—' },
                { title: t('infectionScreen.stage', '孕产情况'), width: 214, render: (_, row) => stageText(row.behind) },
                { title: t('infectionScreen.infections', '项目'), width: 190, render: (_, row) => <InfectionTags of={row.infections} /> },
                { title: t('infectionScreen.toDo', '要做什么'), render: (_, row) => whatText(row) },
                { title: t('infectionScreen.due', '日期'), width: 110, render: (_, row) => row.dueDay ?? '—' },
                { title: t('infectionScreen.closedDay', '结案'), width: 110, render: (_, row) => row.closedDay ?? '—' },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
