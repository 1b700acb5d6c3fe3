import { Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_FIGURE, CHILD_FIGURES_POPULATION, type ChildFigureId } from '../../../domain/rule/child/statistics-figures.ts'
import { statisticsYearOf } from '../../../domain/rule/child/statistics-year.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { CountButton, FigureChildrenDialog, type FigurePart, Loaded, Page, Panel, percentText, StatisticsYear } from '../../kit/index.ts'

type Line = Output<'child.statistics'>['figures'][number]
const HUNDRED = 100

/** The rates of a statistics year: each number opens its children, each definition names its source. */
export default function StatisticsPage() {
  const navigate = useNavigate()
  const [year, setYear] = useState(() => statisticsYearOf(today() as Day))
  const [opened, setOpened] = useState<{ figure: ChildFigureId; part: FigurePart } | null>(null)
  const statistics = useCall('child.statistics', { year })
  const part = (line: Line, which: FigurePart, count: number): React.ReactNode => <CountButton title={messageText(CHILD_FIGURE[line.figure].title)} part={which} count={count} onOpen={() => setOpened({ figure: line.figure, part: which })} />
  return (
    <Page title={t('childStatistics.title', '儿童保健统计')} back="/children">
      <div className="filters"><StatisticsYear id="child-statistics-year" value={year} onChange={setYear} /></div>
      <Loaded of={statistics}>
        {data => (
          <Panel>
            <p className="hint">{t('childStatistics.period', '{{first}} 至 {{last}},统计到 {{asOf}};重新评价 {{evaluations}} 次测量。{{population}};分母以本院档案为准。', { first: data.first, last: data.last, asOf: data.asOf, evaluations: countText(data.evaluations), population: messageText(CHILD_FIGURES_POPULATION) })}</p>
            <table className="statistics-table" aria-label={t('childStatistics.title', '儿童保健统计')}>
              <thead>
                <tr><th scope="col">{t('childStatistics.figure', '指标')}</th><th scope="col">{t('childStatistics.numerator', '分子')}</th><th scope="col">{t('childStatistics.denominator', '分母')}</th><th scope="col">{t('childStatistics.rate', '比率')}</th><th scope="col">{t('childStatistics.definition', '口径')}</th></tr>
              </thead>
              <tbody>
                {data.figures.map(line => {
                  const definition = CHILD_FIGURE[line.figure]
                  return (
                    <tr key={line.figure}>
                      <th scope="row">{messageText(definition.title)}</th>
                      <td>{part(line, 'numerator', line.numerator)}</td>
                      <td>{part(line, 'denominator', line.denominator)}</td>
                      <td className="number">{percentText(line.percent)}{line.percent !== null && line.percent > HUNDRED ? <Tag color="warning">{t('childStatistics.over', '大于 100%')}</Tag> : null}</td>
                      <td className="definition">{messageText(definition.numerator)} ÷ {messageText(definition.denominator)}<span className="hint"> {definition.source}</span></td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
            <p className="hint">{t('childStatistics.unverified', '口径第 {{version}} 版,尚未与 WS/T 598.5 和现行《妇幼健康统计调查制度》逐条核对,上报前请核对。贫血界值按设置中的海拔校正。', { version: data.version })}</p>
          </Panel>
        )}
      </Loaded>
      {opened ? (
        <FigureChildrenDialog
          title={`${year} · ${messageText(CHILD_FIGURE[opened.figure].title)}`} first={opened.part} onClose={() => setOpened(null)} onOpen={row => void navigate(row.fileId ? `/children/${row.fileId}` : `/people/${row.childId}`)}
          list="child.statistics.children" of={{ year, figure: opened.figure }}
        />
      ) : null}
    </Page>
  )
}
