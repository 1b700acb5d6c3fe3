import { Segmented, Space } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CASE_KIND } from '../../../domain/code/child-case.ts'
import { RISK_LEVEL } from '../../../domain/code/child-high-risk.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText, countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DataTable, Loaded, Page, Panel, personName, useAddressFilters } from '../../kit/index.ts'
import { NextText } from './case-words.tsx'
import './child.css'

type Row = Output<'child.case.list'>['rows'][number]
const PAGE_ROWS = 20

/** Open cases of all children, who is late first. */
export default function CasesPage() {
  const navigate = useNavigate()
  const { params, offset, change } = useAddressFilters()
  const kind = CHILD_CASE_KIND.values.find(one => one === params.get('kind'))
  const only = params.get('only') === 'overdue' ? 'overdue' as const : params.get('only') === 'due' ? 'due' as const : 'all' as const
  const list = useCall('child.case.list', { only, offset, limit: PAGE_ROWS, ...(kind ? { kind } : {}) }, { keepPrevious: true })
  const counts = list.data?.counts ?? []
  const kindLabel = (one: (typeof CHILD_CASE_KIND.values)[number]): string => {
    const count = counts.find(entry => entry.kind === one)
    return count ? t('childCase.kindCount', '{{kind}} {{open}}(超期 {{overdue}})', { kind: codeText(CHILD_CASE_KIND, one), open: countText(count.open), overdue: countText(count.overdue) }) : codeText(CHILD_CASE_KIND, one)
  }
  return (
    <Page title={t('childCase.list', '专案管理')} back="/children">
      <Panel>
        <Space wrap className="child-filters">
          <Segmented aria-label={t('child.case.kind.label', '专案类别')} value={kind ?? 'all'} onChange={next => change({ kind: next === 'all' ? null : next })} options={[{ value: 'all', label: t('childCase.allKinds', '全部') }, ...CHILD_CASE_KIND.values.map(one => ({ value: one as string, label: kindLabel(one) }))]} />
          <Segmented aria-label={t('childCase.next', '下次随访')} value={only} onChange={next => change({ only: next === 'all' ? null : next })} options={[{ value: 'all', label: t('childCase.onlyAll', '未结案') }, { value: 'due', label: t('child.view.due', '到期') }, { value: 'overdue', label: t('child.view.overdue', '超期') }]} />
        </Space>
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Row>
              rows={rows} rowKey="caseId" label={t('childCase.list', '专案管理')} loading={list.isPlaceholderData} empty={t('childCase.noneOpen', '没有未结案的专案')} onOpen={row => void navigate(`/children/${row.fileId}/cases/${row.caseId}`)}
              mark={row => row.next?.state === 'overdue' ? 'bad' : undefined} paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }}
              columns={[
                { title: t('child.name', '儿童'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}</span> },
                { title: t('person.sex.label', '性别'), width: 50, render: (_, row) => codeText(SEX, row.sex) },
                { title: t('child.age', '年龄'), width: 84, render: (_, row) => ageText(row.birthDay) },
                { title: t('child.case.kind.label', '专案类别'), width: 160, render: (_, row) => `${codeText(CHILD_CASE_KIND, row.kind)}${row.riskLevel ? ` ${codeText(RISK_LEVEL, row.riskLevel)}` : ''}` },
                { title: t('child.case.number.label', '专案编号'), width: 126, render: (_, row) => row.number ?? '—' },
                { title: t('child.case.openedDay.label', '建案日期'), width: 104, render: (_, row) => row.openedDay },
                { title: t('childCase.lastVisit', '最近随访'), width: 104, render: (_, row) => row.lastVisitDay ?? '—' },
                { title: t('childCase.next', '下次随访'), width: 200, render: (_, row) => <NextText next={row.next} /> },
                { title: t('person.phone.label', '联系电话'), width: 118, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
                { title: t('child.case.doctorName.label', '责任医生'), width: 92, ellipsis: true, render: (_, row) => row.doctorName },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
