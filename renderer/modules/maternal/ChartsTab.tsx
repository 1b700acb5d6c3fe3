import { useMemo } from 'react'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { MATERNAL_CHART_RULES, type MaternalChart, maternalChart, type MaternalChartRules, MATERNAL_MEASURES, type MaternalMeasure, type MeasuredVisit, weeksOf, type WeightBase } from '../../../domain/rule/maternal/chart-bands.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Chart, DataTable, Loaded, Panel } from '../../kit/index.ts'
import { maternalChartOption, measureText, standingText } from './chart-option.ts'
import { useMaternalRules } from './DatingPanel.tsx'
import { fixedText, pressureText } from './maternal-text.ts'
import { measuredVisits, weightBase } from './measured-visits.ts'
import './maternal.css'

const CHART_HEIGHT = 300

function measureTitle(measure: MaternalMeasure): string {
  switch (measure) {
    case 'weightGain': return t('maternalChart.weightGain', '体重增长(kg)')
    case 'fundalHeight': return t('maternalChart.fundalHeight', '宫底高度(cm)')
    case 'bloodPressure': return t('maternalChart.bloodPressure', '血压(mmHg)')
    case 'haemoglobin': return t('maternalChart.haemoglobin', '血红蛋白(g/L)')
    case 'fetalHeart': return t('maternalChart.fetalHeart', '胎心率(次/分)')
  }
}

/** Weight gain, fundal height, blood pressure, haemoglobin and fetal heart over the weeks with their reference bands; the same numbers as a table. */
export default function ChartsTab({ head }: { head: PregnancyHead }) {
  const file = useCall('maternal.file', { pregnancyId: head.pregnancyId }, { staleTimeMs: 30_000 })
  const setting = useCall('setting.get', { key: 'maternalChartRules' }, { staleTimeMs: 300_000 })
  const rules = useMaternalRules()
  const data = file.data && setting.data && rules ? { file: file.data, bands: setting.data.value as MaternalChartRules, rules } : undefined
  return (
    <Loaded of={{ data, error: file.error ?? setting.error, refetch: () => Promise.all([file.refetch(), setting.refetch()]) }}>
      {({ file, bands, rules }) => <Charts visits={measuredVisits(file)} base={weightBase(file)} isBefore={file.first?.prePregnancyWeightKg != null} fetusCount={head.fetusCount} bands={bands} rules={rules} />}
    </Loaded>
  )
}

type Props = { visits: readonly MeasuredVisit[]; base: WeightBase | null; isBefore: boolean; fetusCount: number | null; bands: MaternalChartRules; rules: MaternalRules }

function Charts({ visits, base, isBefore, fetusCount, bands, rules }: Props) {
  const charts = useMemo(() => MATERNAL_MEASURES.map(measure => maternalChart(measure, visits, base, fetusCount, bands, rules)), [visits, base, fetusCount, bands, rules])
  const isOwn = MATERNAL_CHART_RULES.ids.some(id => !MATERNAL_CHART_RULES.isShipped(bands, id))
  return (
    <>
      <div className="maternal-charts">{charts.map(chart => <Panel key={chart.measure} title={measureTitle(chart.measure)}><Picture chart={chart} /></Panel>)}</div>
      <p className="hint">{[
        base === null ? t('maternalChart.noBase', '还没有体重,不画增重。') : isBefore ? t('maternalChart.beforeBase', '增重以孕前体重 {{kg}} kg 为起点(BMI {{bmi}})。', { kg: base.weightKg.toFixed(1), bmi: base.bmi ?? '—' })
          : t('maternalChart.firstBase', '没有孕前体重,增重与参考带都从首次测得的 {{kg}} kg(孕 {{weeks}},BMI {{bmi}})起算。', { kg: base.weightKg.toFixed(1), weeks: gestationText(Math.round(base.week * 7)), bmi: base.bmi ?? '—' }),
        (fetusCount ?? 1) > 1 ? t('maternalChart.several', '多胎的增重、宫高没有可用的参考带。') : t('maternalChart.bands', '浅绿带为参考范围:增重按IOM 2009建议,宫高、胎心率取自公开资料,都没有读到原文(未核实),见设置“孕产保健 · 图表参考”{{own}}。', { own: isOwn ? t('maternalChart.own', ',本院已修改') : '' }),
        t('maternalChart.lines', '红虚线为血压 {{systolic}}/{{diastolic}}、血红蛋白 {{anaemia}} g/L 提示线;● 收缩压 ■ 舒张压。', { systolic: rules.hypertensionSystolic, diastolic: rules.hypertensionDiastolic, anaemia: bands.anaemiaBelow }),
      ].join('')}</p>
      <Panel title={t('eyeScreen.trend.table', '数据表')}><Numbers visits={visits} charts={charts} /></Panel>
    </>
  )
}

function Picture({ chart }: { chart: MaternalChart }) {
  const option = useMemo(() => maternalChartOption(chart), [chart])
  return <Chart option={option} height={CHART_HEIGHT} label={t('maternalChart.picture', '{{measure}}随孕周变化,{{count}} 次;同样的数字见数据表', { measure: measureTitle(chart.measure), count: chart.lines[0]?.length ?? 0 })} />
}

function Numbers({ visits, charts }: { visits: readonly MeasuredVisit[]; charts: readonly MaternalChart[] }) {
  const of = (measure: Exclude<MaternalMeasure, 'bloodPressure'>, row: MeasuredVisit) => {
    const chart = charts.find(one => one.measure === measure)
    const point = chart?.lines[0]?.find(one => one.day === row.visitDay)
    return chart && point ? `${measureText(measure, point.value)} ${standingText(chart, { week: weeksOf(row.gestationDays), value: point.value })}` : '—'
  }
  return (
    <DataTable<MeasuredVisit>
      rows={visits.toReversed()} rowKey={row => row.visitDay} label={t('eyeScreen.trend.table', '数据表')} empty={t('maternalChart.none', '还没有产检记录')}
      columns={[
        { title: t('maternalCare.visitDay', '检查日期'), width: 110, render: (_, row) => row.visitDay },
        { title: t('maternalCare.weeks', '孕周'), width: 90, render: (_, row) => gestationText(row.gestationDays) },
        { title: t('maternalCare.weight', '体重 kg'), width: 90, render: (_, row) => fixedText(row.weightKg, 1) },
        { title: t('maternalChart.gain', '增重'), width: 170, render: (_, row) => of('weightGain', row) },
        { title: t('maternalChart.fundal', '宫高'), width: 170, render: (_, row) => of('fundalHeight', row) },
        { title: t('maternalCare.pressure', '血压 mmHg'), width: 110, render: (_, row) => pressureText(row) },
        { title: t('maternalCare.haemoglobin', '血红蛋白'), width: 150, render: (_, row) => of('haemoglobin', row) },
        { title: t('maternalCare.heart', '胎心'), render: (_, row) => of('fetalHeart', row) },
      ]}
    />
  )
}
