import { PlusOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { REFERRAL_STATE, type ReferralState } from '../../../domain/code/referral.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText, countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, DayInput, FormArea, LabelledInput, ListInput, Loaded, Page, Panel, StateTag, useAddressFilters } from '../../kit/index.ts'
import './referral.css'

type Line = Output<'referral.list'>['rows'][number]
const PAGE_ROWS = 20
const MOST_OVERDUE = 50

/** Referrals without an answer stand first and in red; below them all others, by state and day. */
export default function ReferralListPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('referral.write')
  const { params, offset, change } = useAddressFilters()
  const [from, to, state] = [params.get('from'), params.get('to'), params.get('state') as ReferralState | null]
  const overdue = useCall('referral.list', { offset: 0, limit: MOST_OVERDUE, overdueOnly: true })
  const list = useCall('referral.list', { offset, limit: PAGE_ROWS, ...(state ? { state } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }, { keepPrevious: true })
  const open = (row: Line): void => void navigate(`/referrals/${row.id}`)
  return (
    <Page
      title={t('menu.referral', '双向转诊')} subtitle={list.data ? t('table.total', '共 {{total}} 条', { total: countText(list.data.total) }) : null}
      actions={mayWrite ? [{ key: 'new', label: t('referral.new', '开转诊单'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/referrals/new') }] : []}
    >
      {overdue.data && overdue.data.total > 0 ? (
        <Panel title={<span className="overdue-title">{t('referral.overdueTitle', '超期未回({{total}})', { total: overdue.data.total })}</span>}>
          <ReferralTable rows={overdue.data.rows} label={t('referral.overdueLabel', '超期未回')} onOpen={open} />
          {overdue.data.total > MOST_OVERDUE ? <div className="field-help">{t('referral.moreOverdue', '这里列出最早的 {{count}} 份', { count: MOST_OVERDUE })}</div> : null}
        </Panel>
      ) : null}
      <Panel title={t('referral.all', '全部转诊单')}>
        <FormArea>
          <div className="filters">
            <LabelledInput id="referral-state" label={t('referral.state.label', '状态')}>
              <ListInput id="referral-state" value={state} placeholder={t('referral.anyState', '全部')} choices={REFERRAL_STATE.list.map(({ code }) => ({ value: code, label: codeText(REFERRAL_STATE, code) }))} onChange={value => change({ state: value })} />
            </LabelledInput>
            <LabelledInput id="referral-from" label={t('referral.from', '转诊日期自')}><DayInput id="referral-from" value={from} onChange={day => change({ from: day })} /></LabelledInput>
            <LabelledInput id="referral-to" label={t('delivery.to', '至')}><DayInput id="referral-to" value={to} onChange={day => change({ to: day })} /></LabelledInput>
          </div>
        </FormArea>
        <Loaded of={list}>
          {({ rows, total }) => (
            <ReferralTable rows={rows} label={t('referral.all', '全部转诊单')} onOpen={open} loading={list.isPlaceholderData}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}

function ReferralTable({ rows, label, onOpen, loading = false, paging }: { rows: readonly Line[]; label: string; onOpen(row: Line): void; loading?: boolean; paging?: { total: number; offset: number; limit: number; onChange(offset: number): void } }) {
  return (
    <DataTable<Line>
      rows={rows} rowKey="id" label={label} onOpen={onOpen} loading={loading} empty={t('referral.none', '没有符合条件的转诊单')} {...(paging ? { paging } : {})}
      mark={row => (row.overdueDays > 0 ? 'bad' : row.state === 'closed' ? 'quiet' : undefined)}
      columns={[
        { title: t('referral.number.label', '转诊单号'), width: 144, render: (_, row) => row.number ?? '—' },
        { title: t('referral.personId.label', '患者'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.personName ?? ''}>{row.personName ?? t('person.unnamed', '未取名')}</span> },
        { title: t('referral.sexAndAge', '性别、年龄'), width: 92, ellipsis: true, render: (_, row) => [codeText(SEX, row.sex), ageText(row.birthDay)].filter(Boolean).join(' ') },
        { title: t('referral.referredDay.label', '转诊日期'), dataIndex: 'referredDay', width: 104 },
        { title: t('referral.organizationId.label', '转入机构'), ellipsis: true, render: (_, row) => <span title={[row.organizationName, row.department].filter(Boolean).join(' ')}>{[row.organizationName, row.department].filter(Boolean).join(' ')}</span> },
        { title: t('referral.impression.label', '初步印象'), ellipsis: true, render: (_, row) => <span title={row.impression}>{row.impression}</span> },
        { title: t('referral.doctorName.label', '转诊医生'), dataIndex: 'doctorName', width: 80, ellipsis: true },
        { title: t('referral.state.label', '状态'), width: 124, render: (_, row) => <><StateTag table={REFERRAL_STATE} state={row.state} />{row.critical ? <Tag color="error" className="critical-tag">{t('referral.critical.label', '危急')}</Tag> : null}</> },
        { title: t('referral.due', '应回日期'), width: 104, render: (_, row) => row.overdueDays > 0 ? <span className="overdue">{t('referral.overdueDays', '超期 {{days}} 天', { days: row.overdueDays })}</span> : row.state === 'sent' || row.state === 'arrived' ? row.dueDay : '—' },
      ]}
    />
  )
}
