import type { Output } from '../../../domain/api/api.ts'
import { statisticsYearOf, statisticsYearRange } from '../../../domain/rule/child/statistics-year.ts'
import { MATERNAL_FIGURE } from '../../../domain/rule/maternal/indicators.ts'
import { useNavigate } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { DataTable, Fact, Loaded, Page, Panel, StatisticsYear, useAddressFilters } from '../../kit/index.ts'

type Figures = Output<'vital.figures'>

/** The year's deaths and defects with both denominators, and what of each quarter is still to be handed in. */
export default function FiguresPage() {
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const year = Number(params.get('year') ?? statisticsYearOf(today()))
  const { first, last } = statisticsYearRange(year)
  const figures = useCall('vital.figures', { year }, { keepPrevious: true })
  return (
    <Page title={t('vitalScreen.figures', '年度统计')} subtitle={t('vitalScreen.span', '{{from}} 至 {{to}};填写中的卡不计入', { from: first, to: last })} back="/report-cards" actions={[{ key: 'cards', label: t('vitalScreen.ofYear', '本年度报告卡'), shortcut: 'F6', run: () => void navigate(`/report-cards?view=all&year=${year}`) }]}>
      <Panel>
        <div className="filters"><StatisticsYear id="vital-figures-year" value={year} onChange={next => change({ year: String(next) })} /></div>
        <Loaded of={figures}>
          {data => (
            <>
              <dl className="record-facts">
                <Fact label={t('vitalScreen.deaths', '孕产妇死亡')}>{countText(data.deaths)}</Fact><Fact label={t('vitalScreen.defects', '出生缺陷儿')}>{countText(data.defects)}</Fact><Fact label={t('vitalScreen.liveDefects', '其中活产')}>{countText(data.liveDefects)}</Fact>
                <Fact label={t('vitalScreen.inductions', '引产登记(28周以下)')}>{countText(data.inductions)}</Fact><Fact label={t('vitalScreen.liveBirths', '活产')}>{countText(data.liveBirths)}</Fact><Fact label={t('vitalScreen.perinatal', '围产儿(活产、死胎、死产)')}>{countText(data.perinatalBirths)}</Fact>
              </dl>
              <DataTable<Figures['figures'][number]>
                rows={data.figures} rowKey="figure" label={t('vitalScreen.rates', '指标')}
                columns={[
                  { title: t('vitalScreen.figure', '指标'), width: 240, render: (_, row) => messageText(MATERNAL_FIGURE[row.figure].title) }, { title: t('vitalScreen.numeratorIs', '分子'), render: (_, row) => `${messageText(MATERNAL_FIGURE[row.figure].numerator)}: ${countText(row.numerator)}` },
                  { title: t('vitalScreen.denominatorIs', '分母'), render: (_, row) => `${messageText(MATERNAL_FIGURE[row.figure].denominator)}: ${countText(row.denominator)}` }, { title: t('vitalScreen.rate', '结果'), width: 110, render: (_, row) => <strong className="number">{row.rate === null ? '–' : row.rate.toFixed(2)}</strong> },
                ]}
              />
            </>
          )}
        </Loaded>
      </Panel>
      <Panel title={t('vitalScreen.quarters', '季度报送')}>
        <DataTable<Figures['quarters'][number]>
          rows={figures.data?.quarters} rowKey="first" label={t('vitalScreen.quarters', '季度报送')} mark={row => row.unreported > 0 && row.dueDay < today() ? 'bad' : undefined}
          columns={[{ title: t('vitalScreen.quarter', '出生季度'), render: (_, row) => `${row.first} ~ ${row.last}` }, { title: t('vitalScreen.quarterCards', '报告卡'), width: 110, render: (_, row) => countText(row.cards) }, { title: t('vitalScreen.unreported', '未上报'), width: 110, render: (_, row) => countText(row.unreported) }, { title: t('vitalScreen.dueAt', '报送期限'), width: 140, dataIndex: 'dueDay' }]}
        />
      </Panel>
    </Page>
  )
}
