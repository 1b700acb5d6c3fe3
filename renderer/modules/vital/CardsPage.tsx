import { Segmented, Space } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { DEFECT, VITAL_CARD, VITAL_CARD_STATE, VITAL_LIST, type VitalList } from '../../../domain/code/vital.ts'
import { statisticsYearOf } from '../../../domain/rule/child/statistics-year.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, minuteText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, Panel, PersonSearch, StateTag, StatisticsYear, useAddressFilters } from '../../kit/index.ts'
import { cardPath } from './words.ts'

type Line = Output<'vital.list'>['rows'][number]
const PAGE_ROWS = 20
const BY_YEAR: readonly VitalList[] = ['inductions', 'all']

/** Both report cards by what has to be done; a death stands before everything. A woman found in the search box gets a death card or, of a birth elsewhere, a defect card. */
export default function CardsPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('vital.write')
  const { params, offset, change } = useAddressFilters()
  const view: VitalList = VITAL_LIST.values.find(one => one === params.get('view')) ?? 'proposed'
  const year = Number(params.get('year') ?? statisticsYearOf(today()))
  const asked = params.get('for') === 'death' ? 'death' : 'defect'
  const list = useCall('vital.list', { view, offset, limit: PAGE_ROWS, ...(BY_YEAR.includes(view) ? { year } : {}) }, { keepPrevious: true })
  const counts = useCall('vital.count', null).data
  function open({ card, id, newbornId, motherId, pregnancyId }: Line): void {
    if (id) { void navigate(cardPath(card, id)); return }
    if (!mayWrite) return
    void navigate(card === 'death' ? `/report-cards/death/new?mother=${motherId}${pregnancyId ? `&pregnancy=${pregnancyId}` : ''}` : `/report-cards/defect/new?newborn=${newbornId ?? ''}`)
  }
  const turn = (): void => change({ view: VITAL_LIST.values[(VITAL_LIST.values.indexOf(view) + 1) % VITAL_LIST.values.length] ?? 'proposed' })
  const seek = (card: 'defect' | 'death') => (): void => { change({ for: card }); requestAnimationFrame(() => document.getElementById('vital-search')?.focus()) }
  return (
    <Page
      title={t('menu.vital', '报告卡')}
      actions={[
        ...(mayWrite ? [{ key: 'defect', label: t('vitalScreen.newDefectShort', '新填缺陷卡'), shortcut: 'F4', run: seek('defect') }, { key: 'death', label: t('vitalScreen.newDeathShort', '新填死亡卡'), shortcut: 'F8', run: seek('death') }] : []),
        { key: 'next', label: t('vitalScreen.nextList', '下一名单'), shortcut: 'F6', run: turn }, { key: 'figures', label: t('vitalScreen.figures', '年度统计'), shortcut: 'F10', run: () => void navigate('/report-cards/figures') },
      ]}
    >
      {mayWrite && params.get('for') ? (
        <Panel title={asked === 'death' ? t('vitalScreen.chooseDeath', '查找孕产妇,填写孕产妇死亡报告卡') : t('vitalScreen.chooseDefect', '查找母亲,填写出生缺陷报告卡(本院出生的请从“待填报”或妊娠页填写)')}>
          <PersonSearch id="vital-search" autoFocus onChoose={hit => void navigate(`/report-cards/${asked}/new?mother=${hit.id}`)} placeholder={t('vitalScreen.search', '姓名、拼音首字母、证件号、手册号、电话')} />
        </Panel>
      ) : null}
      <Panel>
        <Space wrap className="filters">
          <Segmented<VitalList> aria-label={t('vitalScreen.lists', '名单')} value={view} onChange={next => change({ view: next })} options={VITAL_LIST.values.map(one => ({ value: one, label: counts === undefined ? codeText(VITAL_LIST, one) : `${codeText(VITAL_LIST, one)} ${countText(counts[one] ?? 0)}` }))} />
          {BY_YEAR.includes(view) ? <StatisticsYear id="vital-year" value={year} onChange={next => change({ year: String(next) })} /> : null}
        </Space>
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="key" label={codeText(VITAL_LIST, view)} loading={list.isPlaceholderData} onOpen={open} mark={row => row.isOverdue ? 'bad' : undefined} paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('vitalScreen.empty', '这个名单没有报告卡')}
              columns={[
                { title: t('vitalScreen.card', '报告卡'), width: 180, render: (_, row) => codeText(VITAL_CARD, row.card) }, { title: t('vitalScreen.number', '编号'), width: 140, render: (_, row) => <span className="number">{row.number ?? '—'}</span> },
                { title: t('vitalScreen.mother', '母亲(孕产妇)'), width: 180, ellipsis: true, render: (_, row) => <span title={row.motherName ?? ''}>{row.motherName ?? '—'}</span> }, { title: t('vitalScreen.child', '缺陷儿'), width: 130, ellipsis: true, render: (_, row) => row.card === 'death' ? '—' : <span title={row.childName ?? ''}>{row.childName ?? t('vitalScreen.unnamed', '未取名')}</span> },
                { title: t('vitalScreen.eventDay', '出生/死亡'), width: 110, dataIndex: 'day' }, { title: t('vitalScreen.mainDefect', '主要缺陷'), ellipsis: true, render: (_, row) => row.mainDefect ? codeText(DEFECT, row.mainDefect) : '—' },
                { title: t('vitalScreen.state', '状态'), width: 100, render: (_, row) => row.state ? <StateTag table={VITAL_CARD_STATE} state={row.state} /> : t('vitalScreen.toFill', '待填报') }, { title: t('vitalScreen.dueAt', '报送期限'), width: 150, render: (_, row) => row.duty === null ? '—' : row.dueAt === null ? t('vitalScreen.atOnce', '立即') : row.duty === 'investigate' ? t('vitalScreen.investigateBy', '{{day}} 前完成调查', { day: row.dueAt }) : minuteText(row.dueAt) },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
