import { Modal, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { CHILD_FIGURE, CHILD_FIGURES_POPULATION, type ChildFigureId } from '../../../domain/rule/child/statistics-figures.ts'
import { statisticsYearOf } from '../../../domain/rule/child/statistics-year.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, minuteText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText, DataTable, LabelledInput, Loaded, Page, Panel, personName } from '../../kit/index.ts'
import './statistics.css'

type Line = Output<'child.statistics'>['figures'][number]
type Row = Output<'child.statistics.children'>['rows'][number]
type Part = 'numerator' | 'denominator' | 'rest'
const YEARS_BACK = 10
const PAGE_SIZE = 50
const LIST_HEIGHT = 430
const HUNDRED = 100

/** The rates of a statistics year: each number opens its children, each definition names its source. */
export default function StatisticsPage() {
  const thisYear = statisticsYearOf(today() as Day)
  const [year, setYear] = useState(thisYear)
  const [opened, setOpened] = useState<{ figure: ChildFigureId; part: Part } | null>(null)
  const statistics = useCall('child.statistics', { year })
  const part = (line: Line, which: Part, count: number): React.ReactNode => {
    const label = `${messageText(CHILD_FIGURE[line.figure].title)} ${partText(which)} ${count}`
    return <button type="button" className="link-button number" aria-label={label} onClick={() => setOpened({ figure: line.figure, part: which })}>{countText(count)}</button>
  }
  return (
    <Page title={t('childStatistics.title', '儿童保健统计')} back="/children">
      <div className="filters">
        <LabelledInput id="child-statistics-year" label={t('childStatistics.year', '统计年度')}>
          <Select<number> id="child-statistics-year" className="list-input" value={year} autoFocus options={Array.from({ length: YEARS_BACK }, (_, back) => ({ value: thisYear - back, label: String(thisYear - back) }))} onChange={setYear} />
        </LabelledInput>
      </div>
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
                      <td className="number">{line.percent === null ? '–' : `${line.percent.toFixed(2)}%`}{line.percent !== null && line.percent > HUNDRED ? <Tag color="warning">{t('childStatistics.over', '大于 100%')}</Tag> : null}</td>
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
      {opened ? <ChildrenDialog year={year} figure={opened.figure} first={opened.part} onClose={() => setOpened(null)} /> : null}
    </Page>
  )
}

function partText(part: Part): string {
  switch (part) {
    case 'numerator': return t('childStatistics.numerator', '分子')
    case 'denominator': return t('childStatistics.denominator', '分母')
    case 'rest': return t('childStatistics.rest', '分母中未计入分子')
  }
}

/** The children behind a figure; Enter opens the file, or the person of a child that has none. */
function ChildrenDialog({ year, figure, first, onClose }: { year: number; figure: ChildFigureId; first: Part; onClose(): void }) {
  const navigate = useNavigate()
  const [part, setPart] = useState(first)
  const [offset, setOffset] = useState(0)
  const list = useCall('child.statistics.children', { year, figure, part, offset, limit: PAGE_SIZE }, { keepPrevious: true })
  const title = `${year} · ${messageText(CHILD_FIGURE[figure].title)}`
  const open = (row: Row): void => void navigate(row.fileId ? `/children/${row.fileId}` : `/people/${row.childId}`)
  return (
    <Modal open width={980} title={title} footer={null} onCancel={onClose} maskClosable={false}>
      <Segmented<Part> aria-label={title} value={part} onChange={next => { setPart(next); setOffset(0) }} options={(['numerator', 'denominator', 'rest'] as const).map(value => ({ value, label: partText(value) }))} />
      <DataTable<Row>
        rows={list.data?.rows} rowKey={row => row.childId} label={title} onOpen={open} height={LIST_HEIGHT} empty={t('childStatistics.empty', '没有儿童')}
        {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
        columns={[
          { title: t('childStatistics.fileNumber', '档案编号'), width: 130, render: (_, row) => <span className="number">{row.fileNumber ?? t('childStatistics.noFile', '未建档')}</span> },
          { title: t('childStatistics.child', '儿童'), width: 180, render: (_, row) => personName({ name: row.childName, motherName: row.motherName }) },
          { title: t('childStatistics.sex', '性别'), width: 70, render: (_, row) => codeText(SEX, row.sex as never) },
          { title: t('childStatistics.birthDay', '出生日期'), width: 120, render: (_, row) => minuteText(row.birthDay) },
          { title: t('childStatistics.mother', '母亲'), render: (_, row) => row.motherName ?? '' },
          { title: t('childStatistics.counted', '计入分子'), width: 110, render: (_, row) => row.inNumerator ? t('childStatistics.yes', '是') : t('childStatistics.no', '否') },
        ]}
      />
    </Modal>
  )
}
