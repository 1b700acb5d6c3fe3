import { Button, Checkbox, Segmented, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../../domain/api/api.ts'
import { CHILD_FILE_STATE, CONTACT_ATTEMPT } from '../../../../domain/code/child-file.ts'
import { NEWBORN_SCREENING_KIND } from '../../../../domain/code/child-screening.ts'
import { useCall } from '../../../api/useCall.ts'
import { ageText, countText } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { AttemptDialog, codeText, DataTable, LabelledInput, Loaded, Page, Panel, personName, RegionInput, useAddressFilters, useShortcut } from '../../../kit/index.ts'
import { chainState, chainTitle, ruleText, stepText } from './screening-text.ts'
import './screening.css'

type Row = Output<'child.screening.list'>['rows'][number]
const VIEWS = ['all', ...NEWBORN_SCREENING_KIND.values, 'missing'] as const
type View = (typeof VIEWS)[number]
const PAGE_ROWS = 20

/** Every screening that waits for something, of all children: nothing leaves this list but by a result or a documented closing. */
export default function ScreeningPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const { params, offset, change } = useAddressFilters()
  const [calling, setCalling] = useState<Row | null>(null)
  const view = VIEWS.find(one => one === params.get('view')) ?? 'all'
  const overdueOnly = params.get('overdue') === '1'
  const region = params.get('region')
  const counts = useCall('child.screening.counts', region ? { region } : {}).data
  const list = useCall('child.screening.list', { offset, limit: PAGE_ROWS, ...(view === 'all' ? {} : { kind: view }), ...(overdueOnly ? { overdueOnly } : {}), ...(region ? { region } : {}) }, { keepPrevious: true })
  useShortcut(['F6'], () => change({ overdue: overdueOnly ? null : '1' }))
  const label = (one: View): string => {
    const text = one === 'all' ? t('childScreening.all', '全部未结') : one === 'missing' ? t('childScreening.missing', '未筛查') : codeText(NEWBORN_SCREENING_KIND, one)
    const number = !counts ? null : one === 'all' ? counts.bloodSpot + counts.hearing + counts.heart + counts.eyes : counts[one]
    return number === null ? text : `${text} ${countText(number)}`
  }
  return (
    <Page title={t('childScreening.page', '新生儿筛查追踪')} back="/children">
      <Panel>
        <Space wrap className="child-filters">
          <Segmented<View> aria-label={t('childScreening.views', '筛查类别')} value={view} onChange={next => change({ view: next === 'all' ? null : next })} options={VIEWS.map(one => ({ value: one, label: label(one) }))} />
          <Checkbox checked={overdueOnly} onChange={event => change({ overdue: event.target.checked ? '1' : null })}>{t('childScreening.overdueOnly', '只看超期')} <kbd>F6</kbd></Checkbox>
          <LabelledInput id="screening-region" label={t('child.region', '现住乡镇')}><RegionInput id="screening-region" level="township" value={region} onChange={next => change({ region: next })} /></LabelledInput>
        </Space>
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Row>
              rows={rows} rowKey={row => `${row.fileId}:${row.line}`} label={t('childScreening.page', '新生儿筛查追踪')} loading={list.isPlaceholderData} onOpen={row => void navigate(`/children/${row.fileId}?tab=screening`)}
              mark={row => row.overdue ? 'bad' : undefined} paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('childScreening.noneOpen', '没有未结的筛查')}
              columns={[
                { title: t('child.name', '儿童'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}{row.fileState === 'managed' ? '' : ` (${codeText(CHILD_FILE_STATE, row.fileState)})`}</span> },
                { title: t('child.age', '年龄'), width: 64, render: (_, row) => ageText(row.birthDay) },
                { title: t('childScreening.what', '筛查'), width: 150, ellipsis: true, render: (_, row) => <span title={chainTitle(row)}>{chainTitle(row)}</span> },
                { title: t('childScreening.state', '状态'), width: 118, render: (_, row) => chainState(row) },
                { title: t('childScreening.step', '下一步'), width: 108, render: (_, row) => <span title={ruleText(row.step)}>{stepText(row.step)}</span> },
                { title: t('childScreening.due', '期限'), width: 130, render: (_, row) => row.dueDay ? <>{row.dueDay}{row.overdue ? <b className="issue is-warn"> {t('childScreening.overdue', '超期')}</b> : null}</> : '—' },
                { title: t('child.mother', '母亲'), width: 80, ellipsis: true, render: (_, row) => <span title={row.motherName ?? ''}>{row.motherName ?? '—'}</span> },
                { title: t('person.phone.label', '联系电话'), width: 118, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
                { title: t('child.lastAttempt', '最近联系'), width: 116, ellipsis: true, render: (_, row) => row.lastAttemptDay ? `${row.lastAttemptDay.slice(5)} ${codeText(CONTACT_ATTEMPT, row.lastAttempt ?? '')}${row.attempts > 1 ? ` ×${row.attempts}` : ''}` : '—' },
                ...(mayWrite ? [{ title: '', width: 66, render: (_: unknown, row: Row) => <Button size="small" onClick={() => setCalling(row)}>{t('child.callButton', '联系')}</Button> }] : []),
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {calling ? <AttemptDialog fileId={calling.fileId} contact={null} title={personName({ name: calling.childName, motherName: calling.motherName })} about={`${chainTitle(calling)} ${stepText(calling.step)}`} phone={calling.phone} onClose={() => setCalling(null)} /> : null}
    </Page>
  )
}
