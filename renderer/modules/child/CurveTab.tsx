import { Segmented, Space, Switch } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { CURVE_INDICATORS, CURVE_STANDARDS, CURVE_TITLE, type CurveIndicator, type CurveStandard } from '../../../domain/rule/growth/curve.ts'
import { GRADE_TITLE, INDICATOR_TITLE, REASON_TEXT, STANDARD_TITLE } from '../../../domain/rule/growth/words.ts'
import { useCall } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { Chart, DataTable, Loaded, Panel } from '../../kit/index.ts'
import { curveOption } from './curve-option.ts'
import { actualAgeText, type Choice, correctedAgeText, type Curve, gradeText, noteTexts, type Point, positionText, sourceText, valueText, velocityText } from './curve-text.ts'
import type { ChildHead } from './tabs.tsx'
import './child.css'

const CHART_HEIGHT = 420

/** 生长曲线: one curve at a time, its numbers also as a table, the warnings of the whole course beside it. */
export default function CurveTab({ fileId, head }: { fileId: string; head: ChildHead }) {
  // In the address: 打印 of the page prints the curve that is open, and coming back finds it again.
  const [params, setParams] = useSearchParams()
  const [choice, setChoice] = useState<Choice>(() => ({ standard: CURVE_STANDARDS.find(one => one === params.get('standard')) ?? 'wst423', indicator: CURVE_INDICATORS.find(one => one === params.get('indicator')) ?? 'wfa', lines: params.get('lines') === 'percentile' ? 'percentile' : 'sd' }))
  // Two keys may come before the address has followed the first: each changes what was chosen last.
  const change = (part: Partial<Choice>): void => setChoice(last => ({ ...last, ...part }))
  // A tab that is being left writes nothing: the address already names the next one, and would lead back here.
  const isBehind = params.get('tab') === 'curve' && (params.get('standard') !== choice.standard || params.get('indicator') !== choice.indicator || params.get('lines') !== choice.lines)
  useEffect(() => { if (isBehind) setParams({ tab: 'curve', ...choice }, { replace: true }) }, [isBehind, choice, setParams])
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const [isJoined, setJoined] = useState(false)
  const curve = useCall('child.growth.curve', { fileId, ...choice }, { keepPrevious: true })
  return (
    <>
      <Panel>
        <Space wrap className="child-filters">
          <Segmented<CurveStandard> aria-label={t('childCurve.standard', '标准')} value={choice.standard} onChange={standard => change({ standard })} options={[{ value: 'wst423', label: 'WS/T 423' }, { value: 'who', label: 'WHO' }]} />
          <Segmented<CurveIndicator> aria-label={t('childCurve.indicator', '指标')} value={choice.indicator} onChange={indicator => change({ indicator })} options={CURVE_INDICATORS.map(one => ({ value: one, label: messageText(CURVE_TITLE[one]) }))} />
          <Segmented<'sd' | 'percentile'> aria-label={t('childCurve.lines', '曲线')} value={choice.lines} onChange={lines => change({ lines })} options={[{ value: 'sd', label: t('childCurve.sd', '标准差') }, { value: 'percentile', label: t('childCurve.percentile', '百分位') }]} />
          <Segmented<'chart' | 'table'> aria-label={t('childCurve.view', '显示方式')} value={view} onChange={setView} options={[{ value: 'chart', label: t('childCurve.chart', '曲线图') }, { value: 'table', label: t('childCurve.table', '数据表') }]} />
          <label><Switch size="small" checked={isJoined} onChange={setJoined} /> {t('childCurve.join', '连线')}</label>
        </Space>
      </Panel>
      <Loaded of={curve}>
        {data => (
          <div className="curve-layout">
            <Panel>
              {head.sex === '1' || head.sex === '2' ? null : <div className="issue is-warn">{messageText(REASON_TEXT.sexUnknown)}</div>}
              {view === 'chart' ? <Picture curve={data} isJoined={isJoined} /> : <Points curve={data} />}
              <p className="hint">{data.points.some(point => point.hollow) ? t('childCurve.marks', '实心:评价所用月龄(矫正至 24 月龄);空心:同一测量值在实足月龄的位置。') : t('childCurve.marksActual', '实心:实足月龄。')}</p>
            </Panel>
            <aside className="visit-side" aria-label={t('childCurve.warnings', '生长趋势提示')}>
              <Panel title={t('childCurve.warnings', '生长趋势提示')}><Warnings curve={data} /></Panel>
              {data.offered.length > 0 ? <Panel title={t('childCurve.schoolAge', '学龄标准')}><Offered curve={data} /></Panel> : null}
            </aside>
          </div>
        )}
      </Loaded>
    </>
  )
}

function Picture({ curve, isJoined }: { curve: Curve; isJoined: boolean }) {
  const option = useMemo(() => curveOption(curve, isJoined), [curve, isJoined])
  const label = t('childCurve.picture', '{{curve}}曲线,{{count}} 次测量;同样的数字见数据表', { curve: messageText(CURVE_TITLE[curve.indicator]), count: curve.points.length })
  return <Chart option={option} label={label} height={CHART_HEIGHT} />
}

function Points({ curve }: { curve: Curve }) {
  return (
    <DataTable<Point>
      rows={curve.points} rowKey={point => `${point.day}:${point.measured}`} label={t('childCurve.table', '数据表')} height={CHART_HEIGHT - 40} empty={t('childCurve.none', '还没有测量值')}
      columns={[
        { title: t('childCurve.day', '测量日期'), width: 100, render: (_, point) => point.day },
        { title: t('childCurve.actual', '实足月龄'), width: 128, render: (_, point) => actualAgeText(point) },
        { title: t('childCurve.corrected', '矫正月龄'), width: 128, render: (_, point) => correctedAgeText(point) },
        { title: t('childCurve.value', '测量值'), width: 110, render: (_, point) => valueText(curve, point) },
        { title: t('childCurve.position', 'z 值/百分位'), render: (_, point) => positionText(point) },
        { title: t('childCurve.grade', '评价'), render: (_, point) => gradeText(point) },
        { title: t('childCurve.velocity', '较上次'), width: 96, render: (_, point) => velocityText(curve, point) },
        { title: t('childCurve.source', '依据'), render: (_, point) => [sourceText(curve, point), ...noteTexts(point)].join(t('childCurve.semicolon', ';')) },
      ]}
    />
  )
}

/** Sentences, all indicators together: a child is one, whichever curve is open. */
function Warnings({ curve }: { curve: Curve }) {
  if (curve.warnings.length === 0) return <p className="hint">{t('childCurve.noWarnings', '没有提示')}</p>
  return (
    <>
      <ul className="curve-warnings" tabIndex={0}>
        {curve.warnings.map(({ kind, indicator, fromDay, toDay, message }) => (
          <li key={`${kind}:${indicator}:${fromDay}:${toDay}`}><small>{fromDay === toDay ? toDay : `${fromDay} ~ ${toDay}`}</small> {messageText(INDICATOR_TITLE[indicator])}{t('childCurve.colon', ':')}{messageText(message)}</li>
        ))}
      </ul>
      <p className="hint">{t('childCurve.warningSource', '按 WS/T 423—2022 的曲线和本院的生长评价规则;是否有意义由医生判断。')}</p>
    </>
  )
}

/** From six and seven years on other standards hold (case 36). */
function Offered({ curve }: { curve: Curve }) {
  return (
    <ul className="curve-warnings" tabIndex={0}>
      {curve.offered.map(({ day, standard, indicator, value, grade }) => (
        <li key={`${day}:${standard}`}><small>{day}</small> {messageText(INDICATOR_TITLE[indicator])} {value.toFixed(1)} <b>{messageText(GRADE_TITLE[grade as keyof typeof GRADE_TITLE])}</b><br /><small>{messageText(STANDARD_TITLE[standard])}</small></li>
      ))}
    </ul>
  )
}
