import { useMemo } from 'react'
import type { StoredEyeVisit } from '../../../domain/modules/eye/visit.record.ts'
import { measureOf, TREND_MEASURES, type TrendData, type TrendMeasure, trendOf, yearlyChangeOf } from '../../../domain/modules/eye/trend.ts'
import { EYES } from '../../../domain/rule/eye/conclusion.ts'
import type { EyeRules } from '../../../domain/rule/eye/eye-rules.ts'
import { dioptreText } from '../../../domain/rule/eye/refraction.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Chart, DataTable, Loaded, Panel } from '../../kit/index.ts'
import { eyeNumberText, eyeVisionText, sideText, visitText } from './eye-text.ts'
import type { EyeOpened } from './OverviewTab.tsx'
import { measureText, trendOption } from './trend-option.ts'

const CHART_HEIGHT = 300

function measureTitle(measure: TrendMeasure): string {
  switch (measure) {
    case 'equivalent': return t('eyeScreen.trend.equivalent', '等效球镜(D)')
    case 'vision': return t('eyeScreen.trend.vision', '裸眼视力(5分记录)')
    case 'axialLength': return t('eyeScreen.trend.axialLength', '眼轴(mm)')
  }
}

/** 等效球镜, vision and axial length of both eyes over age with the limits of the age as steps; the same numbers as a table. */
export default function TrendTab({ data }: { data: EyeOpened }) {
  const setting = useCall('setting.get', { key: 'eyeRules' }, { staleTimeMs: 300_000 })
  const { birthDay } = data.head
  if (!birthDay) return <p className="hint">{t('eyeScreen.noTrend', '没有出生日期,不能按年龄画图')}</p>
  return <Loaded of={setting}>{({ value }) => <Trend visits={data.visits} birthDay={birthDay as Day} rules={value as EyeRules} />}</Loaded>
}

function Trend({ visits, birthDay, rules }: { visits: readonly StoredEyeVisit[]; birthDay: Day; rules: EyeRules }) {
  const drawn = useMemo((): TrendData[] => TREND_MEASURES.map(measure => trendOf(visits, birthDay, measure, rules)), [visits, birthDay, rules])
  return (
    <>
      <div className="eye-trends">{drawn.map(one => <Panel key={one.measure} title={measureTitle(one.measure)}><Picture data={one} /></Panel>)}</div>
      <p className="hint">{t('eyeScreen.trend.marks', '● 右眼 ○ 左眼(小瞳);◆ 右眼 ◇ 左眼(散瞳,另线连接,不与小瞳相连);虚线为各年龄转诊界值,浅色带为远视储备参考范围(只与散瞳值比较)。视力表以下的结果不画点,见下表。')}</p>
      <Panel title={t('eyeScreen.trend.table', '数据表')}><Numbers visits={visits} birthDay={birthDay} rules={rules} /></Panel>
    </>
  )
}

function Picture({ data }: { data: TrendData }) {
  const option = useMemo(() => trendOption(data), [data])
  return <Chart option={option} height={CHART_HEIGHT} label={t('eyeScreen.trend.picture', '{{measure}}随年龄变化,右眼 {{right}} 次,左眼 {{left}} 次;同样的数字见数据表', { measure: measureTitle(data.measure), right: data.points.right.length, left: data.points.left.length })} />
}

function Numbers({ visits, birthDay, rules }: { visits: readonly StoredEyeVisit[]; birthDay: Day; rules: EyeRules }) {
  const rows = visits.filter(visit => EYES.some(side => TREND_MEASURES.some(measure => measureOf(visit, side, measure) !== null) || eyeVisionText(visit, side) !== null)).toReversed()
  // With what it changed a year: an axis grows, a reserve is lost.
  const withChange = (visit: StoredEyeVisit, side: 'right' | 'left', measure: 'equivalent' | 'axialLength', text: string | null): string => {
    const change = yearlyChangeOf(visits, visit, side, measure, rules)
    return text === null ? '—' : change === null ? text : t('eyeScreen.trend.growth', '{{length}}(每年 {{growth}})', { length: text, growth: dioptreText(change) })
  }
  const equivalent = (visit: StoredEyeVisit, side: 'right' | 'left'): string => { const value = measureOf(visit, side, 'equivalent'); return withChange(visit, side, 'equivalent', value === null ? null : measureText('equivalent', value)) }
  const axial = (visit: StoredEyeVisit, side: 'right' | 'left'): string => withChange(visit, side, 'axialLength', eyeNumberText(visit, side, 'axialLengthMm', 2))
  return (
    <DataTable<StoredEyeVisit>
      rows={rows} rowKey="id" label={t('eyeScreen.trend.table', '数据表')} empty={t('eyeScreen.trend.none', '还没有屈光、视力或眼轴结果')}
      columns={[
        { title: t('eyeScreen.contact', '检查时点'), width: 100, render: (_, row) => visitText(row) },
        { title: t('eyeScreen.day', '检查日期'), width: 104, render: (_, row) => row.visitDay },
        { title: t('child.age', '年龄'), width: 80, render: (_, row) => ageText(birthDay, row.visitDay) },
        { title: t('eyeScreen.trend.pupil', '瞳孔'), width: 64, render: (_, row) => row.pupilState === '2' ? t('eyeScreen.cycloplegic', '散瞳') : row.pupilState === '1' ? t('eyeScreen.natural', '小瞳') : '—' },
        ...EYES.map(side => ({ title: t('eyeScreen.trend.equivalentOf', '{{eye}}等效球镜', { eye: sideText(side) }), width: 180, render: (_: unknown, row: StoredEyeVisit) => equivalent(row, side) })),
        ...EYES.map(side => ({ title: t('eyeScreen.trend.visionOf', '{{eye}}视力', { eye: sideText(side) }), width: 96, render: (_: unknown, row: StoredEyeVisit) => eyeVisionText(row, side) ?? '—' })),
        ...EYES.map(side => ({ title: t('eyeScreen.trend.axialOf', '{{eye}}眼轴', { eye: sideText(side) }), render: (_: unknown, row: StoredEyeVisit) => axial(row, side) })),
      ]}
    />
  )
}
