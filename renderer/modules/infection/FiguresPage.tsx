import { Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { statisticsYearOf, statisticsYearRange } from '../../../domain/rule/child/statistics-year.ts'
import { INFECTION_FIGURE } from '../../../domain/rule/infection/figures.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { DataTable, Dialog, Loaded, Page, Panel, StatisticsYear, useAddressFilters } from '../../kit/index.ts'

type Figure = Output<'infection.figures'>[number]
type Part = 'counted' | 'missing'
type Behind = Output<'infection.figure.list'>['rows'][number]
const LIST_ROWS = 50

/** Process figures and elimination goals of a year; a number opens who is behind it. */
export default function FiguresPage() {
  const { params, change } = useAddressFilters()
  const year = Number(params.get('year') ?? statisticsYearOf(today()))
  const { first: from, last: to } = statisticsYearRange(year)
  const figures = useCall('infection.figures', { from, to }, { keepPrevious: true })
  const [shown, setShown] = useState<{ figure: Figure; part: Part } | null>(null)
  const title = ({ figure }: Figure): string => messageText(INFECTION_FIGURE[figure].title)
  const open = (row: Figure, part: Part): void => setShown({ figure: row, part })
  return (
    <Page title={t('infectionScreen.figures', '过程指标')} subtitle={t('infectionScreen.span', '{{from}} 至 {{to}} 分娩、出生', { from, to })} back="/infections">
      <Panel>
        <div className="filters"><StatisticsYear id="infection-year" value={year} onChange={next => change({ year: String(next) })} /></div>
        <Loaded of={figures}>
          {rows => (
            <DataTable<Figure>
              rows={rows} rowKey="figure" label={t('infectionScreen.figures', '过程指标')} onOpen={row => open(row, row.numerator < row.denominator ? 'missing' : 'counted')}
              columns={[
                { title: t('infectionScreen.figure', '指标'), width: 230, render: (_, row) => title(row) },
                { title: t('infectionScreen.countedOver', '分子 / 分母'), render: (_, row) => <span className="field-help">{`${messageText(INFECTION_FIGURE[row.figure].numerator)} / ${messageText(INFECTION_FIGURE[row.figure].denominator)}`}{INFECTION_FIGURE[row.figure].mark === 'K' ? t('infectionScreen.unread', '(口径未核实)') : ''}</span> },
                { title: t('infectionScreen.numerator', '分子'), width: 80, render: (_, row) => <button type="button" className="link-button number" aria-label={`${title(row)} ${t('infectionScreen.numerator', '分子')} ${row.numerator}`} onClick={() => open(row, 'counted')}>{countText(row.numerator)}</button> },
                { title: t('infectionScreen.denominator', '分母'), width: 80, render: (_, row) => <span className="number">{countText(row.denominator)}</span> },
                { title: t('infectionScreen.rate', '结果'), width: 110, render: (_, row) => <span className="number">{row.rate === null ? '–' : `${row.rate.toFixed(2)}${INFECTION_FIGURE[row.figure].per === 100 ? '%' : ''}`}</span> },
                { title: t('infectionScreen.target', '目标'), width: 120, render: (_, row) => `${'isLimit' in INFECTION_FIGURE[row.figure] ? '≤' : '≥'} ${row.target}${INFECTION_FIGURE[row.figure].per === 100 ? '%' : ''}` },
                { title: t('infectionScreen.reached', '达标'), width: 90, render: (_, row) => row.isOnTarget === null ? '–' : <Tag color={row.isOnTarget ? 'success' : 'error'}>{row.isOnTarget ? t('infectionScreen.yes', '是') : t('infectionScreen.no', '否')}</Tag> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {shown ? <BehindDialog title={title(shown.figure)} figure={shown.figure.figure} first={shown.part} from={from} to={to} onClose={() => setShown(null)} /> : null}
    </Page>
  )
}

function BehindDialog({ title, figure, first, from, to, onClose }: { title: string; figure: Figure['figure']; first: Part; from: string; to: string; onClose(): void }) {
  const navigate = useNavigate()
  const [part, setPart] = useState(first)
  const [offset, setOffset] = useState(0)
  const found = useCall('infection.figure.list', { figure, part, from, to, offset, limit: LIST_ROWS }, { keepPrevious: true }).data
  return (
    <Dialog width={760} title={title} footer={null} onCancel={onClose} maskClosable={false}>
      <Segmented<Part> aria-label={title} value={part} onChange={next => { setPart(next); setOffset(0) }} options={[{ value: 'counted', label: t('infectionScreen.part.counted', '计入分子') }, { value: 'missing', label: t('infectionScreen.part.missing', '未计入分子') }]} />
      <DataTable<Behind>
        rows={found?.rows} rowKey="key" label={title} height={430} onOpen={row => void navigate(row.caseId ? `/infections/${row.caseId}` : `/pregnancies/${row.pregnancyId ?? ''}`)} empty={t('infectionScreen.empty', '这个名单没有人')}
        {...(found ? { paging: { total: found.total, offset, limit: LIST_ROWS, onChange: setOffset } } : {})}
        columns={[{ title: t('infectionScreen.number', '编号'), width: 160, render: (_, row) => <span className="number">{row.number ?? '—'}</span> }, { title: t('infectionScreen.initialsShort', '首字母'), render: (_, row) => <span lang="zh-Latn">{row.initials}</span> }, { title: t('infectionScreen.bornDay', '分娩(出生)日期'), width: 180, dataIndex: 'day' }]}
      />
    </Dialog>
  )
}
