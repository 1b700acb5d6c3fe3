import { Segmented, Select, Space } from 'antd'
import { useParams } from 'react-router'
import type { Input, Output } from '../../../domain/api/api.ts'
import { CHILD_PAPERS, type ChildPaper } from '../../../domain/api/child-growth-api.ts'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { CURVE_INDICATORS, CURVE_STANDARDS, CURVE_TITLE, type CurveIndicator, type CurveStandard } from '../../../domain/rule/growth/curve.ts'
import { contactOf } from '../../../domain/rule/child/contacts.ts'
import { useCall } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText, Loaded, Page, PaperPreview, useAddressFilters } from '../../kit/index.ts'
import './child.css'

type Opened = Output<'child.file.open'>
const FORM_OF = { newborn: 'newbornVisit', infant: 'infant', toddler: 'toddler', preschool: 'preschool' } as const

const paperText = (what: ChildPaper): string => ({
  newbornVisit: t('childPaper.newbornVisit', '家庭访视表'), infant: t('childPaper.infant', '1～8月龄'), toddler: t('childPaper.toddler', '12～30月龄'), preschool: t('childPaper.preschool', '3～6岁'),
  tcm6to18: t('childPaper.tcm6to18', '中医药 6～18月龄'), tcm24to36: t('childPaper.tcm24to36', '中医药 24～36月龄'),
  handbook: t('childPaper.handbook', '手册页'), curve: t('childPaper.curve', '生长曲线'),
})[what]

/** The form of the last visit: what a doctor most likely came to print. */
function firstPaper({ visits }: Opened): ChildPaper {
  const last = visits[0]
  return last ? FORM_OF[contactOf(last.contact).form] : 'newbornVisit'
}

/** A child's papers: four national forms, two of 中医药健康管理, one visit for the handbook, the growth curve; what is shown is what is printed. */
export default function PaperPage() {
  const { fileId = '' } = useParams()
  const { params, change } = useAddressFilters()
  const opened = useCall('child.file.open', { id: fileId }, { staleTimeMs: 60_000 })
  return (
    <Page title={t('childPaper.title', '打印儿童保健表格')} subtitle={opened.data?.head.name ?? opened.data?.head.fileNumber ?? ''} back={params.get('what') === 'curve' ? `/children/${fileId}?${new URLSearchParams({ ...Object.fromEntries(params), tab: 'curve' })}` : `/children/${fileId}`}>
      <Loaded of={opened}>{data => <Papers fileId={fileId} opened={data} params={params} change={change} />}</Loaded>
    </Page>
  )
}

function Papers({ fileId, opened, params, change }: { fileId: string; opened: Opened; params: URLSearchParams; change(next: Record<string, string | null>): void }) {
  const what = CHILD_PAPERS.find(one => one === params.get('what')) ?? firstPaper(opened)
  const visits = [...opened.visits.map(({ id, contact, visitDay }) => ({ id, day: visitDay, contact: contact as string })), ...opened.homeVisits.map(({ id, visitDay }) => ({ id, day: visitDay as string, contact: 'home' }))].toSorted((a, b) => a.day < b.day ? 1 : -1)
  // A handbook page is of one visit, the home visit's form of one home visit; the other forms have a column for each.
  const choices = what === 'handbook' ? visits : what === 'newbornVisit' ? visits.filter(one => one.contact === 'home') : []
  const visitId = (choices.find(one => one.id === params.get('visit')) ?? choices[0])?.id
  const standard = CURVE_STANDARDS.find(one => one === params.get('standard')) ?? 'wst423'
  const indicator = CURVE_INDICATORS.find(one => one === params.get('indicator')) ?? 'wfa'
  const lines = params.get('lines') === 'percentile' ? 'percentile' as const : 'sd' as const
  const page = params.get('page') === 'handbook' ? 'handbook' as const : 'a4' as const
  const input: Input<'child.paper.preview'> = { fileId, what, ...(visitId ? { visitId } : {}), ...(what === 'curve' ? { options: { standard, indicator, lines, page } } : {}) }
  const chooser = (
    <Space wrap className="child-filters">
      <Segmented<ChildPaper> aria-label={t('childPaper.what', '表格')} value={what} onChange={next => change({ what: next })} options={CHILD_PAPERS.map(one => ({ value: one, label: paperText(one) }))} />
      {choices.length > (what === 'handbook' ? 0 : 1) ? <Select aria-label={t('childPaper.visit', '随访')} className="list-input" value={visitId ?? null} onChange={next => change({ visit: next })} options={choices.map(one => ({ value: one.id, label: `${codeText(CHILD_CONTACT, one.contact)} ${one.day}` }))} /> : null}
      {what === 'curve' ? (
        <>
          <Segmented<CurveStandard> aria-label={t('childCurve.standard', '标准')} value={standard} onChange={next => change({ standard: next })} options={[{ value: 'wst423', label: 'WS/T 423' }, { value: 'who', label: 'WHO' }]} />
          <Select<CurveIndicator> aria-label={t('childCurve.indicator', '指标')} value={indicator} className="list-input" onChange={next => change({ indicator: next })} options={CURVE_INDICATORS.map(one => ({ value: one, label: messageText(CURVE_TITLE[one]) }))} />
          <Segmented<'sd' | 'percentile'> aria-label={t('childCurve.lines', '曲线')} value={lines} onChange={next => change({ lines: next })} options={[{ value: 'sd', label: t('childCurve.sd', '标准差') }, { value: 'percentile', label: t('childCurve.percentile', '百分位') }]} />
          <Segmented<'a4' | 'handbook'> aria-label={t('childPaper.page', '纸张')} value={page} onChange={next => change({ page: next })} options={[{ value: 'a4', label: 'A4' }, { value: 'handbook', label: t('childPaper.handbookA5', '手册(A5)') }]} />
        </>
      ) : null}
    </Space>
  )
  if (what === 'handbook' && visits.length === 0) return <>{chooser}<p className="hint">{t('childPaper.noVisit', '还没有随访记录,没有手册页可打印')}</p></>
  return <>{chooser}<Paper key={JSON.stringify(input)} input={input} title={paperText(what)} /></>
}

function Paper({ input, title }: { input: Input<'child.paper.preview'>; title: string }) {
  return <PaperPreview paper="child.paper" input={input} form={input.what === 'handbook' || input.options?.page === 'handbook' ? 'child-handbook' : 'child-forms'} title={title} />
}
