import { Segmented, Space } from 'antd'
import { Fragment, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { statisticsYearOf } from '../../../domain/rule/child/statistics-year.ts'
import { EYE_FIGURE, EYE_FIGURE_IDS, type EyeFigureId } from '../../../domain/rule/eye/coverage-figures.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { CountButton, FigureChildrenDialog, type FigurePart, Loaded, Page, Panel, percentText, StatisticsYear, useAddressFilters } from '../../kit/index.ts'
import './eye.css'

type Board = Output<'eye.coverage'>
type By = Board['groups'][number]['by']
type Rates = Board['total']
type Opened = { figure: EyeFigureId; part: FigurePart; group: { by: By; key: string } | undefined; name: string }
const BY: readonly By[] = ['kindergarten', 'township']

const byText = (by: By): string => by === 'kindergarten' ? t('eyeCoverage.kindergarten', '托幼机构') : t('eyeCoverage.township', '乡镇(街道)')
const nobodyText = (by: By): string => by === 'kindergarten' ? t('eyeCoverage.noKindergarten', '没有登记托幼机构') : t('eyeCoverage.noTownship', '没有登记乡镇')

/** How much of a year's children were seen, whole and by kindergarten or township: each number opens its children. */
export default function CoveragePage() {
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const by = BY.find(one => one === params.get('by')) ?? 'kindergarten'
  const [year, setYear] = useState(() => statisticsYearOf(today() as Day))
  const [opened, setOpened] = useState<Opened | null>(null)
  const board = useCall('eye.coverage', { year })
  return (
    <Page
      title={t('eyeCoverage.title', '眼保健覆盖率')} back="/eyes"
      actions={[{ key: 'by', label: by === 'kindergarten' ? t('eyeCoverage.byTownship', '按乡镇看') : t('eyeCoverage.byKindergarten', '按托幼机构看'), shortcut: 'F6', run: () => change({ by: by === 'kindergarten' ? 'township' : 'kindergarten' }) }]}
    >
      <Space wrap className="filters eye-coverage-choice">
        <StatisticsYear id="eye-coverage-year" value={year} onChange={setYear} />
        <Segmented<By> aria-label={t('eyeCoverage.by', '分组')} value={by} onChange={next => change({ by: next })} options={BY.map(one => ({ value: one, label: byText(one) }))} />
      </Space>
      <Loaded of={board}>
        {data => (
          <Panel>
            <p className="hint">{t('eyeCoverage.period', '{{first}} 至 {{last}},统计到 {{asOf}};分母以本院档案为准。', { first: data.first, last: data.last, asOf: data.asOf })}</p>
            <table className="statistics-table eye-coverage" aria-label={t('eyeCoverage.title', '眼保健覆盖率')}>
              <thead>
                <tr><th scope="col" rowSpan={2}>{byText(by)}</th>{EYE_FIGURE_IDS.map(figure => <th key={figure} scope="colgroup" colSpan={3}>{messageText(EYE_FIGURE[figure].title)}</th>)}</tr>
                <tr>{EYE_FIGURE_IDS.map(figure => <Fragment key={figure}><th scope="col">{t('childStatistics.numerator', '分子')}</th><th scope="col">{t('childStatistics.denominator', '分母')}</th><th scope="col">{t('childStatistics.rate', '比率')}</th></Fragment>)}</tr>
              </thead>
              <tbody>
                <RateRow name={t('eyeCoverage.total', '合计')} rates={data.total} onOpen={(figure, part) => setOpened({ figure, part, group: undefined, name: t('eyeCoverage.total', '合计') })} />
                {data.groups.filter(group => group.by === by).map(({ key, name, rates }) => {
                  const shown = name || nobodyText(by)
                  return <RateRow key={key} name={shown} rates={rates} onOpen={(figure, part) => setOpened({ figure, part, group: { by, key }, name: shown })} />
                })}
              </tbody>
            </table>
            <dl className="eye-definitions">
              {EYE_FIGURE_IDS.map(figure => <div key={figure}><dt>{messageText(EYE_FIGURE[figure].title)}</dt><dd>{messageText(EYE_FIGURE[figure].numerator)} ÷ {messageText(EYE_FIGURE[figure].denominator)}<span className="hint"> {EYE_FIGURE[figure].source}</span></dd></div>)}
            </dl>
            <p className="hint">{t('eyeCoverage.unverified', '口径第 {{version}} 版,尚未与现行《妇幼健康统计调查制度》逐条核对,上报前请核对。', { version: data.version })}</p>
          </Panel>
        )}
      </Loaded>
      {opened ? (
        <FigureChildrenDialog
          title={`${year} · ${opened.name} · ${messageText(EYE_FIGURE[opened.figure].title)}`} first={opened.part} onClose={() => setOpened(null)} onOpen={row => void navigate(`/eyes/${row.fileId}`)}
          list="eye.coverage.children" of={{ year, figure: opened.figure, ...(opened.group ? { group: opened.group } : {}) }}
        />
      ) : null}
    </Page>
  )
}

function RateRow({ name, rates, onOpen }: { name: string; rates: Rates; onOpen(figure: EyeFigureId, part: FigurePart): void }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {rates.map(({ figure, numerator, denominator, percent }) => {
        const title = `${name} ${messageText(EYE_FIGURE[figure].title)}`
        return (
          <Fragment key={figure}>
            <td><CountButton title={title} part="numerator" count={numerator} onOpen={() => onOpen(figure, 'numerator')} /></td>
            <td><CountButton title={title} part="denominator" count={denominator} onOpen={() => onOpen(figure, 'denominator')} /></td>
            <td className="number">{percentText(percent)}</td>
          </Fragment>
        )
      })}
    </tr>
  )
}
