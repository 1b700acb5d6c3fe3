import { Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Input, Output } from '../../../domain/api/api.ts'
import type { CareFigure } from '../../../domain/api/maternal-care-api.ts'
import { MATERNAL_FIGURE, MATERNAL_FIGURES_VERSION } from '../../../domain/rule/maternal/indicators.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, gestationText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { DataTable, DayInput, Dialog, FormArea, LabelledInput, Loaded, Page, Panel, percentText } from '../../kit/index.ts'
import './maternal.css'

type Woman = Output<'maternal.indicators.women'>['rows'][number]
type Part = Input<'maternal.indicators.women'>['part']
const PARTS: readonly Part[] = ['counted', 'missing', 'all']
const HUNDRED = 100
const PAGE_SIZE = 50
const LIST_HEIGHT = 430
const partText = (part: Part): string => ({ counted: t('maternalFigures.counted', '已计入'), missing: t('maternalFigures.missing', '未计入'), all: t('maternalFigures.all', '全部有活产的产妇') })[part]

/** The rates of the care of women over the births of a period: each number opens its women, each definition names its source. */
export default function StatisticsPage() {
  const [from, setFrom] = useState<string | null>(() => `${today().slice(0, 4)}-01-01`)
  const [to, setTo] = useState<string | null>(today)
  const [township, setTownship] = useState<string | null>(null)
  const [opened, setOpened] = useState<{ figure: CareFigure; part: Part } | null>(null)
  const townships = useCall('maternal.townships', null, { staleTimeMs: 60_000 }).data
  const isPeriod = from !== null && to !== null && from <= to
  const period = { from: from ?? today(), to: to ?? today(), ...(township ? { township } : {}) } as Input<'maternal.indicators'>
  const found = useCall('maternal.indicators', period, { enabled: isPeriod, keepPrevious: true })
  const open = (figure: CareFigure, part: Part, count: number): React.ReactNode => (
    <button type="button" className="link-button number" aria-label={`${messageText(MATERNAL_FIGURE[figure].title)} ${partText(part)} ${count}`} onClick={() => setOpened({ figure, part })}>{countText(count)}</button>
  )
  return (
    <Page title={t('maternalFigures.title', '孕产保健统计指标')} back="/pregnancies">
      <FormArea>
        <div className="filters">
          <LabelledInput id="figures-from" label={t('maternalFigures.from', '分娩日期自')}><DayInput id="figures-from" autoFocus value={from} onChange={setFrom} /></LabelledInput>
          <LabelledInput id="figures-to" label={t('delivery.to', '至')}><DayInput id="figures-to" value={to} onChange={setTo} /></LabelledInput>
          <LabelledInput id="figures-township" label={t('child.region', '现住乡镇')}>
            <Select id="figures-township" allowClear showSearch={{ optionFilterProp: 'label' }} className="list-input" popupMatchSelectWidth={false} value={township} placeholder={t('maternalFigures.county', '全县')} options={(townships ?? []).map(({ code, name }) => ({ value: code, label: name }))} onChange={next => setTownship(next ?? null)} />
          </LabelledInput>
        </div>
      </FormArea>
      {isPeriod ? (
        <Loaded of={found}>
          {data => (
            <Panel>
              <p className="hint">{t('maternalFigures.births', '期间活产 {{births}} 人,产妇 {{women}} 人;以本院登记的分娩为准。', { births: countText(data.liveBirths), women: countText(data.women) })}</p>
              <table className="statistics-table" aria-label={t('maternalFigures.title', '孕产保健统计指标')}>
                <thead>
                  <tr><th scope="col">{t('childStatistics.figure', '指标')}</th><th scope="col">{t('childStatistics.numerator', '分子')}</th><th scope="col">{t('childStatistics.denominator', '分母')}</th><th scope="col">{t('childStatistics.rate', '比率')}</th><th scope="col">{partText('missing')}</th><th scope="col">{t('childStatistics.definition', '口径')}</th></tr>
                </thead>
                <tbody>
                  {data.figures.map(({ figure, numerator, denominator, percent, missing }) => {
                    const definition = MATERNAL_FIGURE[figure]
                    return (
                      <tr key={figure}>
                        <th scope="row">{messageText(definition.title)}</th>
                        <td>{open(figure, 'counted', numerator)}</td>
                        <td>{open(figure, 'all', denominator)}</td>
                        <td className="number">{percentText(percent)}{percent !== null && percent > HUNDRED ? <Tag color="warning">{t('childStatistics.over', '大于 100%')}</Tag> : null}</td>
                        <td>{open(figure, 'missing', missing)}</td>
                        <td className="definition">{messageText(definition.numerator)} ÷ {messageText(definition.denominator)}<span className="hint"> {definition.source}{definition.mark === 'K' ? t('maternalFigures.unverified', '(未核实)') : ''}</span></td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
              <p className="hint">{t('maternalFigures.version', '口径第 {{version}} 版,上报前请与现行统计制度核对。', { version: MATERNAL_FIGURES_VERSION })}</p>
            </Panel>
          )}
        </Loaded>
      ) : <p className="issue is-block">{t('maternalFigures.period', '请填写起止日期,起日不能晚于止日')}</p>}
      {opened ? <WomenDialog key={opened.figure} period={period} figure={opened.figure} first={opened.part} onClose={() => setOpened(null)} /> : null}
    </Page>
  )
}

/** The women behind a number; Enter opens her pregnancy. */
function WomenDialog({ period, figure, first, onClose }: { period: Input<'maternal.indicators'>; figure: CareFigure; first: Part; onClose(): void }) {
  const navigate = useNavigate()
  const [part, setPart] = useState(first)
  const [offset, setOffset] = useState(0)
  const found = useCall('maternal.indicators.women', { ...period, figure, part, offset, limit: PAGE_SIZE }, { keepPrevious: true }).data
  const title = messageText(MATERNAL_FIGURE[figure].title)
  return (
    <Dialog width={1080} title={title} footer={null} onCancel={onClose} maskClosable={false}>
      <Segmented<Part> aria-label={title} value={part} onChange={next => { setPart(next); setOffset(0) }} options={PARTS.map(value => ({ value, label: partText(value) }))} />
      <DataTable<Woman>
        rows={found?.rows} rowKey="pregnancyId" label={title} onOpen={row => void navigate(`/pregnancies/${row.pregnancyId}`)} height={LIST_HEIGHT} empty={t('maternalCare.none', '没有符合条件的孕产妇')}
        {...(found ? { paging: { total: found.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
        columns={[
          { title: t('maternalCare.name', '姓名'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? '—'}</span> },
          { title: t('maternalCare.deliveredDay', '分娩日期'), width: 104, render: (_, row) => row.deliveredDay },
          { title: t('maternalFigures.liveBirths', '活产'), width: 60, render: (_, row) => row.liveBirths },
          { title: t('pregnancy.bookedDay.label', '建册日期'), width: 104, render: (_, row) => row.bookedDay ?? '—' },
          { title: t('maternalFigures.bookedWeeks', '建册孕周'), width: 90, render: (_, row) => gestationText(row.bookedGestationDays) || '—' },
          { title: t('maternalFigures.visits', '产检次数'), width: 80, render: (_, row) => row.visits },
          { title: t('maternalCare.postpartumVisit', '产后访视'), width: 104, render: (_, row) => row.postpartumVisitDay ?? '—' },
          { title: t('maternalCare.township', '乡镇'), width: 120, ellipsis: true, render: (_, row) => row.township || '—' },
          { title: t('person.phone.label', '联系电话'), width: 118, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
        ]}
      />
    </Dialog>
  )
}
