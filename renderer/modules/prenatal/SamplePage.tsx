import { App, Button, Space } from 'antd'
import { useCallback, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { Input } from '../../../domain/api/api.ts'
import { PRENATAL_SAMPLE_STATE, type PrenatalSampleState } from '../../../domain/code/prenatal.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { prenatalSample } from '../../../domain/modules/prenatal/sample.record.ts'
import type { CallFailure } from '../../api/client.ts'
import { useWrite } from '../../api/useCall.ts'
import { gestationText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, FormArea, Loaded, OtherIssues, Page, type PageAction, Panel, PregnancyHeadLine, RecordFacts, StateTag, useScanner, useShortcut } from '../../kit/index.ts'
import { ClassTag } from './ClassTag.tsx'
import { dueText } from './PrenatalTab.tsx'
import { SampleChain } from './SampleChain.tsx'
import { type Opened, type OpenedSample, paperPath, tabOf, testsText, testsWithoutResult, useScreening } from './screening.ts'
import { fieldsOfStep, firstStepValues, StepFields, type StepValues } from './StepFields.tsx'
import './prenatal.css'

/** One tube: where it stands, what it may become, its label, its results. */
export default function SamplePage() {
  const { pregnancyId = '', sampleId = '' } = useParams()
  const opened = useScreening(pregnancyId)
  return (
    <Loaded of={opened}>
      {data => {
        const found = data.samples.find(({ sample }) => sample.id === sampleId)
        return found ? <Tube key={`${sampleId}:${found.sample.rev}`} opened={data} of={found} /> : <p className="hint">{t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')}</p>
      }}
    </Loaded>
  )
}

const FACTS = ['barcode', 'tests', 'drawnAt', 'drawnBy', 'place', 'gestationDays', 'gestationBasis', 'weightKg', 'laboratory', 'receivedAt', 'rejection', 'reviewerName', 'issuedAt', 'issuedWay', 'issuedTo'] as const

function Tube({ opened, of }: { opened: Opened; of: OpenedSample }) {
  const navigate = useNavigate()
  const mayWrite = useMay('prenatal.write')
  const { head } = opened
  const { sample } = of
  const back = tabOf(head.pregnancyId)
  const missing = testsWithoutResult(of, opened)
  const newResult = (): void => void navigate(`/prenatal/${head.pregnancyId}/results/new?test=${missing[0] ?? ''}&sample=${sample.id}`)
  const replaced = opened.samples.find(one => one.sample.replacesId === sample.id)
  const results = opened.results.filter(({ result }) => result.sampleId === sample.id)
  const actions: PageAction[] = [
    ...(sample.barcode ? [{ key: 'label', label: t('prenatalScreen.printLabel', '打印标签'), shortcut: 'Ctrl+P', run: () => void navigate(paperPath(head.pregnancyId, 'label', sample.id)) }] : []),
    { key: 'request', label: t('prenatalScreen.requestShort', '申请单'), shortcut: 'F7', run: () => void navigate(`/prenatal/${head.pregnancyId}/requests/${sample.requestId}`) },
    ...(mayWrite && missing.length > 0 && (sample.state === 'received' || sample.state === 'testing') ? [{ key: 'result', label: t('prenatalScreen.resultShort', '登记结果'), shortcut: 'F8', primary: true, run: newResult }] : []),
  ]
  return (
    <Page title={t('prenatal.sample.title', '产前筛查样本')} subtitle={sample.barcode ?? ''} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      <Panel title={<Space>{testsText(sample.tests)}<StateTag table={PRENATAL_SAMPLE_STATE} state={sample.state} /></Space>} extra={of.reportDue ? <span className={of.reportDue.isOverdue ? 'issue is-block' : 'hint'}>{dueText(of.reportDue)}</span> : null}>
        <SampleChain of={of} />
        {of.redated ? <p className="issue is-warn">{messageText(of.redated)}</p> : null}
        {replaced ? <p>{t('prenatalScreen.replacedBy', '已重新采血,新样本:')}<Link className="link-in-text" to={`/prenatal/${head.pregnancyId}/samples/${replaced.sample.id}`}>{replaced.sample.barcode ?? t('prenatalScreen.noBarcode', '未贴码')}</Link></p> : null}
        {results.length > 0 ? <Space wrap>{results.map(({ result }) => <Link key={result.id} to={`/prenatal/${head.pregnancyId}/results/${result.id}`}>{testsText([result.test])} <ClassTag of={result.overall} /></Link>)}</Space> : null}
      </Panel>
      {mayWrite && of.next.length > 0 ? <NextStep opened={opened} of={of} onResult={missing.length > 0 ? newResult : undefined} /> : null}
      <Panel title={t('prenatalScreen.sampleFacts', '样本资料')}><RecordFacts definition={prenatalSample} row={sample} names={FACTS.filter(name => sample[name] !== null)} instead={{ gestationDays: gestationText(sample.gestationDays) }} /></Panel>
    </Page>
  )
}

const DANGER = new Set<PrenatalSampleState>(['rejected', 'declined', 'ended'])
const stepText = (to: PrenatalSampleState): string => to === 'drawn' ? t('prenatalScreen.step.drawn', '采血') : to === 'rejected' ? t('prenatalScreen.step.rejected', '拒收') : codeText(PRENATAL_SAMPLE_STATE, to)

/** What the tube may become: one is chosen, what it asks for is filled in, F2 makes the step. */
function NextStep({ opened, of: { sample, next }, onResult }: { opened: Opened; of: OpenedSample; onResult: (() => void) | undefined }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [to, setTo] = useState<PrenatalSampleState>(next[0]!)
  const [values, setValues] = useState<StepValues>(() => firstStepValues(opened, sample))
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const onFailure = useCallback((failure: CallFailure) => { setIssues(failure.fields); return failure.code === 'invalid' && failure.fields.length > 0 }, [])
  const step = useWrite('prenatal.sample.step', onFailure)
  const consentMissing = opened.consentsMissing[0]
  async function make(): Promise<void> {
    if (step.busy) return
    setIssues([])
    const asked = Object.fromEntries(fieldsOfStep(to).flatMap(name => { const value = values[name]; return value === null || value === undefined || value === '' ? [] : [[name, name === 'rejection' ? codesIn(value as never) : value]] })) as Partial<Input<'prenatal.sample.step'>>
    const saved = await step.run({ id: sample.id, rev: sample.rev, to, ...asked })
    if (!saved) return
    void message.success(t('prenatalScreen.stepMade', '已登记:{{state}}', { state: codeText(PRENATAL_SAMPLE_STATE, to) }))
    if (saved.id !== sample.id) void navigate(`/prenatal/${opened.head.pregnancyId}/samples/${saved.id}`, { replace: true })
    else if (to === 'toSend' || to === 'issued' || DANGER.has(to)) void navigate(tabOf(opened.head.pregnancyId))
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void make())
  useShortcut(['F4'], () => setTo(next[(next.indexOf(to) + 1) % next.length] ?? to))
  // A scan on this page is the tube's barcode, wherever the cursor stands.
  useScanner(text => { if (next.includes('drawn')) setTo('drawn'); setValues(before => ({ ...before, barcode: text })) }, text => (next.includes('drawn') && /^[0-9A-Za-z-]{1,30}$/.test(text) ? 'take' : 'leave'))
  const shown = fieldsOfStep(to)
  return (
    <Panel title={t('prenatalScreen.nextStep', '下一步')} extra={<span className="hint"><kbd>F4</kbd> {t('prenatalScreen.otherStep', '换一步')}</span>}>
      <Space wrap className="prenatal-views">{next.map(one => <Button key={one} danger={DANGER.has(one)} type={one === to ? 'primary' : 'default'} aria-pressed={one === to} onClick={() => { setTo(one); setIssues([]) }}>{stepText(one)}</Button>)}</Space>
      <OtherIssues issues={issues.filter(issue => !(shown as readonly string[]).includes(issue.path))} />
      {issues.some(issue => issue.path === 'consent') && consentMissing ? <p><Link className="link-in-text" to={`/prenatal/${opened.head.pregnancyId}/consents/new?kind=${consentMissing}`}>{t('prenatalScreen.toConsent', '去登记知情同意')}</Link></p> : null}
      {issues.some(issue => issue.path === 'results') && onResult ? <Button onClick={onResult}>{t('prenatalScreen.resultShort', '登记结果')}</Button> : null}
      <FormArea>
        <StepFields key={to} to={to} values={values} issues={issues} onChange={part => setValues(before => ({ ...before, ...part }))} />
        <Space className="form-buttons late-foot"><Button type="primary" data-save danger={DANGER.has(to)} loading={step.busy} onClick={() => void make()}>{stepText(to)} <kbd>F2</kbd></Button></Space>
      </FormArea>
    </Panel>
  )
}
