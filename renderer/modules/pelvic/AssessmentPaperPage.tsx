import { Segmented, Select, Space } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { PELVIC_ASSESSMENT_PAPERS, type PelvicAssessmentPaper } from '../../../domain/api/pelvic-assessment-api.ts'
import { HOME_TRAINING } from '../../../domain/code/pelvic-care.ts'
import { pairOf } from '../../../domain/modules/pelvic/comparison.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Loaded, Page, PaperPreview, useAddressFilters, useShortcut } from '../../kit/index.ts'
import { assessmentText, type PelvicMeasured } from './assessment-text.ts'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'

const paperText = (what: PelvicAssessmentPaper): string => ({ comparison: t('pelvicPaper.comparison', '前后对比'), exercise: t('pelvicPaper.exercise', '居家训练单') })[what]

/** 前后对比 of two assessments, and the exercise sheet: what is shown is what is printed. */
export default function AssessmentPaperPage() {
  const { fileId = '' } = useParams()
  const list = useCall('pelvic.assessment.list', { fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={list}>{data => <Papers fileId={fileId} data={data} />}</Loaded>
}

function Papers({ fileId, data: { head, assessments } }: { fileId: string; data: PelvicMeasured }) {
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const what = PELVIC_ASSESSMENT_PAPERS.find(one => one === params.get('what')) ?? 'comparison'
  const pair = pairOf(assessments)
  const beforeId = params.get('before') ?? pair?.before.id
  const afterId = params.get('after') ?? (what === 'comparison' ? pair?.after.id : undefined)
  const training = HOME_TRAINING.values.find(one => one === params.get('training'))
  const input = what === 'comparison' && beforeId && afterId ? { fileId, what, beforeId, afterId } : what === 'exercise' ? { fileId, what, ...(afterId ? { afterId } : {}), ...(training ? { training } : {}) } : null
  const other = (): void => change({ what: what === 'comparison' ? 'exercise' : 'comparison' })
  const choices = assessments.map(one => ({ value: one.id, label: assessmentText(one) }))
  const choose = (name: 'before' | 'after', label: string, value: string | undefined) => <Select aria-label={label} prefix={label} className="list-input" value={value ?? null} onChange={id => change({ [name]: id })} options={choices} popupMatchSelectWidth={false} />
  useShortcut(['Escape'], () => void navigate(-1))
  return (
    <Page title={t('pelvicPaper.title', '打印盆底评估')} back={true} actions={[{ key: 'other', label: t('womenPaper.other', '换一张'), shortcut: 'F6', run: other }]}>
      <PelvicHeadLine head={head} />
      <Space wrap className="child-filters">
        <Segmented<PelvicAssessmentPaper> aria-label={t('childPaper.what', '表格')} value={what} onChange={next => change({ what: next })} options={PELVIC_ASSESSMENT_PAPERS.map(one => ({ value: one, label: paperText(one) }))} />
        {what === 'comparison' && assessments.length > 1 ? <>{choose('before', t('pelvicTrend.before', '前'), beforeId)}{choose('after', t('pelvicTrend.after', '后'), afterId)}</> : null}
        {what === 'exercise' ? <Segmented aria-label={t('pelvicPaper.training', '训练')} value={training ?? ''} onChange={next => change({ training: next || null })} options={[{ value: '', label: t('pelvicPaper.byAssessment', '按评估') }, ...HOME_TRAINING.values.map(one => ({ value: one, label: codeText(HOME_TRAINING, one) }))]} /> : null}
      </Space>
      {input ? <PaperPreview key={JSON.stringify(input)} paper="pelvic.assessmentPaper" input={input} form={`pelvic-${what}`} title={paperText(what)} /> : <p className="hint">{t('pelvicPaper.needTwo', '前后对比需要两次评估;请先登记复评')}</p>}
    </Page>
  )
}
