import { Space } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PRENATAL_FIGURE } from '../../../domain/rule/prenatal/figures.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { Chart, DayInput, LabelledInput, Loaded, Page, Panel, percentText, useAddressFilters, useShortcut } from '../../kit/index.ts'
import { funnelOption, funnelText, momsOption } from './bulletin-chart.ts'
import './prenatal.css'

type Figures = Output<'prenatal.figures'>
const testText = (test: Figures['performance'][number]['test']): string => test === 'serum' ? t('code.consentKind.serum', '血清学筛查') : 'NIPT'

/** Indicators of a period, the funnel, and how well screening found what was there – as far as outcomes are known. */
export default function FiguresPage() {
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const from = params.get('from') ?? `${today().slice(0, 4)}-01-01`
  const to = params.get('to') ?? today()
  const figures = useCall('prenatal.figures', { from, to }, { keepPrevious: true, enabled: from <= to })
  useShortcut(['Escape'], () => void navigate('/prenatal'))
  return (
    <Page title={t('prenatalFigures.title', '产前筛查指标')} back="/prenatal">
      <Space wrap className="filters" align="end">
        <LabelledInput id="figures-from" label={t('prenatalFigures.from', '从')}><DayInput id="figures-from" autoFocus value={from} onChange={next => change({ from: next })} /></LabelledInput>
        <LabelledInput id="figures-to" label={t('prenatalFigures.to', '到')}><DayInput id="figures-to" value={to} onChange={next => change({ to: next })} /></LabelledInput>
      </Space>
      <Loaded of={figures}>
        {data => (
          <>
            <div className="charts">
              <Panel title={t('prenatalFigures.funnel', '筛查漏斗')}>
                <Chart option={funnelOption(data.funnel)} label={data.funnel.map(({ step, women }) => `${funnelText(step)} ${women}`).join(', ')} height={300} />
                <p className="hint">{t('prenatalFigures.funnelNote', '应筛:中孕期血清学筛查窗口在这段时间关闭的孕妇;以后各步数的是她们走到了哪一步。宽度表示步骤,人数见右侧。')}</p>
              </Panel>
              <Panel title={t('prenatalFigures.performance', '检出与误报')}>{data.performance.map(one => <PerformanceFacts key={one.test} of={one} />)}</Panel>
            </div>
            <Panel title={t('prenatalFigures.moms', '中孕期AFP MoM与孕周(中位数应在1上下)')}><Chart option={momsOption(data.moms)} label={t('prenatalFigures.moms', '中孕期AFP MoM与孕周(中位数应在1上下)')} height={260} /></Panel>
            <Panel title={t('prenatalFigures.rates', '指标')}><Rates figures={data.figures} version={data.version} /></Panel>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function PerformanceFacts({ of }: { of: Figures['performance'][number] }) {
  return (
    <section aria-label={testText(of.test)}>
      <h3>{testText(of.test)}</h3>
      {of.notice ? <p className="issue is-warn">{messageText(of.notice)}</p> : null}
      <dl className="record-facts">
        <div className="fact"><dt>{t('prenatalFigures.detection', '检出率')}</dt><dd>{percentText(of.detection)} ({of.affectedHigh}/{of.affected})</dd></div>
        <div className="fact"><dt>{t('prenatalFigures.falsePositive', '假阳性率')}</dt><dd>{percentText(of.falsePositive)} ({of.unaffectedHigh}/{of.unaffected})</dd></div>
        <div className="fact"><dt>{t('prenatalFigures.predictive', '阳性预测值')}</dt><dd>{percentText(of.predictive)} ({of.affectedHigh}/{of.affectedHigh + of.unaffectedHigh})</dd></div>
        <div className="fact"><dt>{t('prenatalFigures.missed', '漏诊')}</dt><dd>{of.missed}</dd></div>
      </dl>
    </section>
  )
}

function Rates({ figures, version }: { figures: Figures['figures']; version: number }) {
  return (
    <>
      <table className="statistics-table" aria-label={t('prenatalFigures.rates', '指标')}>
        <thead><tr><th scope="col">{t('prenatalFigures.figure', '指标')}</th><th scope="col">{t('childStatistics.numerator', '分子')}</th><th scope="col">{t('childStatistics.denominator', '分母')}</th><th scope="col">{t('childStatistics.rate', '比率')}</th><th scope="col">{t('prenatalFigures.target', '目标')}</th><th scope="col">{t('prenatalFigures.definition', '口径')}</th></tr></thead>
        <tbody>
          {figures.map(({ figure, numerator, denominator, percent, notice }) => {
            const { title, numerator: over, denominator: under, target, source } = PRENATAL_FIGURE[figure]
            return (
              <tr key={figure}>
                <th scope="row">{messageText(title)}</th><td className="number">{countText(numerator)}</td><td className="number">{countText(denominator)}</td><td className="number">{percentText(percent)}{notice ? <div className="issue is-warn">{messageText(notice)}</div> : null}</td>
                <td>{target ? messageText(target) : '—'}</td><td className="definition">{messageText(over)} ÷ {messageText(under)}<span className="hint"> {source}</span></td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="hint">{t('prenatalFigures.version', '口径第 {{version}} 版,标“未核实”的目标没有读到原文,上报前请核对。', { version })}</p>
    </>
  )
}
