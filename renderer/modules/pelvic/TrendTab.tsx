import { Select, Space } from 'antd'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'
import { POPQ_STAGE } from '../../../domain/code/pelvic.ts'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { firstProbeField, gridOf } from '../../../domain/modules/pelvic/assessment-found.ts'
import { type Compared, comparisonOf, inOrder, pairOf, scoresOf } from '../../../domain/modules/pelvic/comparison.ts'
import { scoreText } from '../../../domain/rule/pelvic/questionnaires.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Chart, type ChartOption, codeText, DataTable, EmptyState, fieldLabel, Loaded, type PageAction, PageActions, Panel, useAddressFilters, valueText } from '../../kit/index.ts'
import { assessmentText, type PelvicMeasured, questionnaireName, verdictText } from './assessment-text.ts'
import { PopqDrawing } from './PopqDrawing.tsx'
import { diastasisOption, emgOption, padOption, scoreOption, stageOption, strengthOption } from './trend-charts.ts'
import './pelvic-assessment.css'

const CHART_HEIGHT = 230

/** Baseline against the newest assessment, or any two: charts, side views, and the same numbers as a table. */
export default function TrendTab({ head }: { head: PelvicHead }) {
  const list = useCall('pelvic.assessment.list', { fileId: head.fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={list}>{data => data.assessments.length === 0 ? <EmptyState text={t('pelvicTrend.none', '还没有评估;请在“评估与量表”按 F4 登记')} /> : <Trend fileId={head.fileId} data={data} />}</Loaded>
}

function Trend({ fileId, data: { assessments, questionnaires } }: { fileId: string; data: PelvicMeasured }) {
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const pair = useMemo(() => pairOf(assessments), [assessments])
  const of = (name: string): StoredPelvicAssessment | undefined => assessments.find(one => one.id === params.get(name))
  const other = of('after') ?? pair?.after ?? assessments.at(-1)!
  const asked = of('before') ?? pair?.before ?? null
  const { before, after } = !asked || asked.id === other.id ? { before: null, after: other } : inOrder(asked, other)
  const scores = useMemo(() => scoresOf(questionnaires, before?.id ?? '', after.id), [questionnaires, before, after])
  const charts = useMemo(() => chartsOf(assessments, before, after, scores), [assessments, before, after, scores])
  const actions: PageAction[] = before ? [{ key: 'print', label: t('pelvicScreen.comparison', '打印前后对比'), shortcut: 'Ctrl+P', run: () => void navigate(`/pelvic/${fileId}/assessments/print?what=comparison&before=${before.id}&after=${after.id}`) }] : []
  const choices = assessments.map(one => ({ value: one.id, label: assessmentText(one) }))
  const choose = (name: 'before' | 'after', label: string, value: string | null) => <Select aria-label={label} prefix={label} className="list-input" value={value} onChange={id => change({ [name]: id })} options={choices} popupMatchSelectWidth={false} />
  return (
    <>
      <Space wrap className="child-filters">
        {assessments.length > 1 ? <>{choose('before', t('pelvicTrend.before', '前'), before?.id ?? null)}{choose('after', t('pelvicTrend.after', '后'), after.id)}</> : <span className="hint">{t('pelvicTrend.single', '只有一次评估;登记复评后可以前后对比')}</span>}
        <PageActions actions={actions} />
      </Space>
      <div className="pelvic-trends">{charts.map(({ key, title, picture, option }) => <Panel key={key} title={title}><Chart option={option} height={CHART_HEIGHT} label={picture} /></Panel>)}</div>
      {before?.stage || after.stage ? (
        <Panel title={t('pelvicTrend.profile', 'POP-Q侧面观')}>
          <div className="pelvic-profiles">{[before, after].map(row => row ? <figure key={row.id}><figcaption>{assessmentText(row)}{row.stage === null ? '' : ` · ${codeText(POPQ_STAGE, row.stage)}`}</figcaption><Profile row={row} /></figure> : null)}</div>
        </Panel>
      ) : null}
      {before ? <Panel title={t('pelvicTrend.table', '前后数值')}><Numbers before={before} after={after} scores={scores} /></Panel> : null}
    </>
  )
}

function Profile({ row }: { row: StoredPelvicAssessment }) {
  const grid = useMemo(() => gridOf(row), [row])
  return <PopqDrawing grid={grid} stage={row.stage} />
}

type Drawn = { readonly key: string; readonly title: string; readonly picture: string; readonly option: ChartOption }
/** The charts of what was measured at all. */
function chartsOf(assessments: readonly StoredPelvicAssessment[], before: StoredPelvicAssessment | null, after: StoredPelvicAssessment, scores: ReturnType<typeof scoresOf>): Drawn[] {
  const any = (...fields: (keyof StoredPelvicAssessment)[]): boolean => assessments.some(row => fields.some(field => row[field] !== null))
  const both = [before, after].filter(row => row !== null)
  const pair = { before, after }
  const drawn = (key: string, title: string, holds: boolean, option: () => ChartOption): Drawn[] => holds ? [{ key, title, picture: t('pelvicTrend.picture', '{{title}}图;同样的数字见“评估与量表”的历次对照', { title }), option: option() }] : []
  return [
    ...drawn('strength', t('pelvicTrend.strength', '肌力'), any('typeOneGrade', 'typeTwoGrade', 'oxford'), () => strengthOption(assessments)),
    ...drawn('emg', t('pelvicTrend.emg', '盆底表面肌电(µV)'), both.some(row => firstProbeField({ ...row, vaginalPressureCmH2o: null }) !== undefined), () => emgOption(pair)),
    ...drawn('scores', t('pelvicTrend.scores', '量表(占满分%)'), scores.length > 0, () => scoreOption(scores)),
    ...drawn('stage', t('pelvicTrend.stage', 'POP-Q分度'), any('stage'), () => stageOption(assessments)),
    ...drawn('pad', t('pelvicTrend.pad', '1小时尿垫试验'), any('padGainG'), () => padOption(assessments)),
    ...drawn('diastasis', t('pelvicTrend.diastasis', '腹直肌间距(mm)'), both.some(row => row.diastasisAboveMm !== null || row.diastasisAtMm !== null || row.diastasisBelowMm !== null), () => diastasisOption(pair)),
  ]
}

type Line = Pick<Compared, 'verdict'> & { readonly key: string; readonly label: string; readonly beforeText: string; readonly afterText: string }

function Numbers({ before, after, scores }: { before: StoredPelvicAssessment; after: StoredPelvicAssessment; scores: ReturnType<typeof scoresOf> }) {
  const score = (value: number | null): string => value === null ? '—' : scoreText(value)
  const rows: Line[] = [
    ...comparisonOf(before, after).map(({ field, verdict, ...value }) => ({ key: field as string, label: fieldLabel(pelvicAssessment, field), beforeText: value.before === null ? '—' : valueText(pelvicAssessment.fields[field], value.before), afterText: value.after === null ? '—' : valueText(pelvicAssessment.fields[field], value.after), verdict })),
    ...scores.map(({ questionnaire, verdict, ...value }) => ({ key: questionnaire as string, label: questionnaireName(questionnaire), beforeText: score(value.before), afterText: score(value.after), verdict })),
  ]
  return (
    <DataTable<Line>
      rows={rows} rowKey="key" label={t('pelvicTrend.table', '前后数值')} mark={row => row.verdict === 'worse' ? 'warn' : undefined}
      columns={[
        { title: t('pelvicScreen.measure', '项目'), width: 260, render: (_, row) => row.label }, { title: assessmentText(before), render: (_, row) => row.beforeText }, { title: assessmentText(after), render: (_, row) => row.afterText },
        { title: t('pelvicTrend.change', '变化'), width: 120, render: (_, row) => verdictText(row.verdict) },
      ]}
    />
  )
}
