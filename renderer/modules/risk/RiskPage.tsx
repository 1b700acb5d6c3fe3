import { Alert, Select, Segmented, Space, Switch, Tag } from 'antd'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { RISK_LISTS, type RiskList } from '../../../domain/api/risk-api.ts'
import { queryClient, useCall } from '../../api/useCall.ts'
import { countText, minuteText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { DataTable, gestationColumn, Loaded, Page, Panel, percentText, RiskTags, useAddressFilters } from '../../kit/index.ts'
import { factValueText } from '../../kit/risk-text.ts'
import { riskTab } from './risk-words.ts'
import './risk.css'

type Line = Output<'risk.duty.list'>['rows'][number]
const PAGE_ROWS = 20
const RENEWAL_MS = 1_000
const listText = (list: RiskList): string => ({
  screen: t('riskScreen.list.screen', '待筛查'), assess: t('riskScreen.list.assess', '待评估'), attention: t('riskScreen.list.attention', '需重新评估'), report: t('riskScreen.list.report', '待报告'), case: t('riskScreen.list.case', '待建专案'), followUp: t('riskScreen.list.followUp', '专案追踪'),
  referral: t('riskScreen.list.referral', '转诊未到位'), retention: t('riskScreen.list.retention', '高危截留'), nearMiss: t('riskScreen.list.nearMiss', '危重待评审'),
})[list]
const emptyText = (list: RiskList): string => ({
  screen: t('riskScreen.none.screen', '在册孕妇都已筛查或评估'), assess: t('riskScreen.none.assess', '没有筛查阳性而未评估的孕妇'), attention: t('riskScreen.none.attention', '没有需要重新评估的孕产妇'), report: t('riskScreen.none.report', '没有待报送的分级报告单'), case: t('riskScreen.none.case', '孕期橙、红、紫色都已建专案'), followUp: t('riskScreen.none.followUp', '没有未结案的高危专案'),
  referral: t('riskScreen.none.referral', '没有未登记到达的危重转诊'), retention: t('riskScreen.none.retention', '没有高危截留'), nearMiss: t('riskScreen.none.nearMiss', '没有待评审的危重孕产妇'),
})[list]
/** What the column of the list's own matter is called. */
const matterText = (list: Exclude<RiskList, 'screen' | 'report' | 'case'>): string => ({
  assess: t('riskScreen.positiveItems', '阳性项目'), attention: t('riskScreen.matter.results', '依据'), followUp: t('risk.case.number.label', '专案号'), referral: t('riskScreen.referredTo', '转入机构'), retention: t('riskScreen.matter.alarm', '情况'), nearMiss: t('risk.nearMiss.signs.label', '危重指征'),
})[list]
/** Lists that say all by her colour and the day. */
const isPlain = (list: RiskList): list is 'screen' | 'report' | 'case' => list === 'screen' || list === 'report' || list === 'case'
function detailText(list: RiskList, row: Line): string {
  if (list === 'attention') return row.reasons.map(factValueText).join(t('risk.and', '、'))
  return row.alarm ? messageText(row.alarm) : row.detail
}

/** What has to be done for women at risk, a list each; Enter opens the woman. */
export default function RiskPage() {
  const navigate = useNavigate()
  const { params, offset, change } = useAddressFilters()
  const list = RISK_LISTS.find(one => one === params.get('list')) ?? 'assess'
  const overdueOnly = params.get('overdue') === '1'
  const township = params.get('township')
  const counts = useCall('risk.duty.counts', null, { refetchIntervalMs: RENEWAL_MS, refetchWhile: ({ renewing }) => renewing > 0 })
  const renewing = counts.data?.renewing ?? 0
  useEffect(() => {
    if (renewing > 0) return () => { void queryClient.invalidateQueries({ queryKey: ['risk.duty.list'] }) }
  }, [renewing])
  const rows = useCall('risk.duty.list', { list, offset, limit: PAGE_ROWS, overdueOnly, ...township && list === 'followUp' ? { township } : {} }, { keepPrevious: true })
  const turn = (): void => change({ list: RISK_LISTS[(RISK_LISTS.indexOf(list) + 1) % RISK_LISTS.length] ?? 'assess', township: null })
  const open = (row: Line): void => void navigate(row.pregnancyId ? riskTab(row.pregnancyId) : list === 'referral' ? `/maternal/critical/${row.id}` : '/maternal?tab=retention')
  const label = (one: RiskList): React.ReactNode => {
    const count = counts.data?.lists[one]
    return <span>{listText(one)}{count ? ` ${countText(count.total)}` : ''}{count && count.overdue > 0 ? <b className="risk-late"> {t('riskScreen.overdueCount', '逾期 {{count}}', { count: countText(count.overdue) })}</b> : null}</span>
  }
  return (
    <Page
      title={t('riskScreen.lists', '高危孕产妇管理')} back="/pregnancies"
      subtitle={counts.data ? t('riskScreen.managed', '孕期橙红紫 {{high}} 人,已建专案 {{managed}} 人({{rate}})', { high: countText(counts.data.high), managed: countText(counts.data.managed), rate: counts.data.high === 0 ? '—' : percentText(counts.data.managed / counts.data.high * 100) }) : undefined}
      actions={[
        { key: 'next', label: t('eyeScreen.nextList', '下一名单'), shortcut: 'F6', run: turn },
        { key: 'overdue', label: overdueOnly ? t('riskScreen.showAll', '显示全部') : t('riskScreen.onlyOverdue', '只看逾期'), shortcut: 'F8', run: () => change({ overdue: overdueOnly ? null : '1' }) },
        { key: 'stays', label: t('riskScreen.referralsPage', '转诊与在院登记'), shortcut: 'F9', run: () => void navigate('/maternal') },
      ]}
    >
      {renewing > 0 ? <Alert type="info" showIcon title={t('riskScreen.renewing', '评估标准已修改,正在按新标准重新核对:还有 {{count}} 名孕产妇,可照常工作。', { count: renewing })} /> : null}
      <Panel>
        <Space wrap className="risk-views">
          <Segmented<RiskList> aria-label={t('riskScreen.lists', '高危孕产妇管理')} value={list} onChange={next => change({ list: next, township: null })} options={RISK_LISTS.map(one => ({ value: one, label: label(one) }))} />
          <label><Switch size="small" checked={overdueOnly} onChange={next => change({ overdue: next ? '1' : null })} aria-label={t('riskScreen.onlyOverdue', '只看逾期')} /> {t('riskScreen.onlyOverdue', '只看逾期')}</label>
          {list === 'followUp' ? <Select<string> aria-label={t('riskScreen.township', '乡镇')} className="list-input" allowClear placeholder={t('riskScreen.allTownships', '全部乡镇')} value={township} onChange={next => change({ township: next ?? null })} options={(rows.data?.townships ?? []).map(one => ({ value: one.name, label: t('riskScreen.townshipCount', '{{name}} {{total}}(逾期 {{overdue}})', { name: one.name, total: one.total, overdue: one.overdue }) }))} /> : null}
        </Space>
        <Loaded of={rows}>
          {data => (
            <DataTable<Line>
              rows={data.rows} rowKey="id" label={listText(list)} loading={rows.isPlaceholderData} onOpen={open} mark={row => row.isOverdue ? 'bad' : list === 'attention' ? 'warn' : undefined} empty={emptyText(list)}
              paging={{ total: data.total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }}
              columns={[
                { title: t('person.name.label', '姓名'), ...isPlain(list) ? {} : { width: 150 }, ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? t('pregnancy.noName', '(无姓名)')}</span> },
                { title: t('riskScreen.colourNow', '现风险'), width: 116, render: (_, row) => row.colour === null && !row.isPurple ? '—' : <RiskTags colour={row.colour} isPurple={row.isPurple} /> },
                ...list === 'attention' || list === 'report' ? [{ title: list === 'report' ? t('riskScreen.reportedColour', '评估为') : t('riskScreen.proposed', '提示为'), width: 116, render: (_: unknown, row: Line) => row.proposed ? <RiskTags colour={row.proposed.colour} isPurple={row.proposed.isPurple} /> : '—' }] : [],
                gestationColumn<Line>(),
                { title: sinceText(list), width: 106, render: (_, row) => row.sinceDay },
                ...list === 'screen' || list === 'attention' || list === 'nearMiss' ? [] : [{ title: t('riskScreen.due', '期限'), width: 172, render: (_: unknown, row: Line) => <>{row.dueAt ? minuteText(row.dueAt) : row.dueDay ?? (list === 'followUp' ? t('riskScreen.notAgreed', '未约定') : '—')}{row.isOverdue && (row.dueDay || row.dueAt) ? <Tag color="error" className="risk-tag">{t('riskScreen.late', '逾期')}</Tag> : null}</> }],
                ...isPlain(list) ? [] : [{ title: matterText(list), ellipsis: list !== 'retention', render: (_: unknown, row: Line) => { const text = detailText(list, row); return <span title={text}>{text || '—'}</span> } }],
                { title: t('riskScreen.township', '乡镇'), width: 110, ellipsis: true, render: (_, row) => <span title={row.township}>{row.township}</span> },
                { title: t('person.phone.label', '联系电话'), width: 122, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}

const sinceText = (list: RiskList): string => ({
  screen: t('pregnancy.bookedDay.label', '建册日期'), assess: t('risk.screening.screenedDay.label', '筛查日期'), attention: t('riskScreen.foundDay', '自何日起'), report: t('riskScreen.assessedDay', '评估日期'), case: t('riskScreen.assessedDay', '评估日期'), followUp: t('riskScreen.lastFollowUp', '上次追踪'), referral: t('riskScreen.referredDay', '转诊日期'), retention: t('riskScreen.sinceDay', '日期'), nearMiss: t('riskScreen.sinceDay', '日期'),
})[list]
