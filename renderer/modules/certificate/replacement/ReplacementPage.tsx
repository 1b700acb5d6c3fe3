import { FileTextOutlined, RollbackOutlined } from '@ant-design/icons'
import { Alert, Button, Steps } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { REPLACEMENT_STATE } from '../../../../domain/code/replacement.ts'
import { useCall } from '../../../api/useCall.ts'
import { minuteText } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { Loaded, Page, type PageAction, StateTag } from '../../../kit/index.ts'
import { HandOverStep } from '../HandOverStep.tsx'
import { childName, type Desk } from '../names.ts'
import { OthersWork } from '../OthersWork.tsx'
import { PrintStep } from '../PrintStep.tsx'
import { SealStep } from '../SealStep.tsx'
import { ApplicationForm } from './ApplicationForm.tsx'
import { ApplicationView } from './ApplicationView.tsx'
import { ClosedStep } from './ClosedStep.tsx'
import { CorrectionStep } from './CorrectionStep.tsx'
import { DecisionStep } from './DecisionStep.tsx'
import { Fate } from './Fate.tsx'
import { FormsDialog } from './FormsDialog.tsx'
import { ForwardStep } from './ForwardStep.tsx'
import { OldSheet } from './OldSheet.tsx'
import { type Assessment, kindText, type Prepared, type ReplacementForm } from './replacement-text.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'
import '../../../kit/shared.css'
import '../certificate.css'
import './replacement.css'

type View = 'apply' | 'correct' | 'review' | 'approve' | 'forward' | 'print' | 'seal' | 'handOver' | 'closed'

/** One 换发 or 补发 on its way: 申请 → 审核 → (二级审批) → 打印 → 盖章 → 领证, the old number's fate over every step. */
export default function ReplacementPage() {
  const { replacementId = '' } = useParams()
  return <Application key={replacementId} id={replacementId} />
}

function Application({ id }: { id: string }) {
  const prepared = useCall('replacement.prepare', { id })
  const start = prepared.data
  return (
    <Loaded of={prepared}>{data => <Work key={data.state === 'draft' ? 'draft' : 'on its way'} id={id} prepared={start ?? data} />}</Loaded>
  )
}

/** The step an application waits at; printing, sealing and handing over are those of the desk. */
function currentView({ state, kind }: Pick<Prepared, 'state' | 'kind'>, wanted: string | null, step: Desk['step'] | undefined): View {
  switch (state) {
    case 'draft': return kind === 'exchange' && wanted === 'correct' ? 'correct' : 'apply'
    case 'applied': return 'review'
    case 'reviewed': return 'approve'
    case 'forwarded': return 'forward'
    case 'approved': return 'print'
    case 'printing': return step === 'seal' ? 'seal' : step === 'handOver' ? 'handOver' : 'print'
    case 'done': case 'refused': case 'withdrawn': return 'closed'
  }
}

function Work({ id, prepared }: { id: string; prepared: Prepared }) {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const mayReplace = useMay('certificate.replace')
  const mayBirth = useMay('birth.read')
  const { kind, state, old } = prepared
  const stored = useCall('certificate.replacement.get', { id }, { staleTimeMs: 60_000 })
  const usesDesk = state === 'approved' || state === 'printing'
  const desk = useCall('certificate.desk', { newbornId: old.newbornId }, { enabled: usesDesk })
  const child = useCall('newborn.get', { id: old.newbornId }, { enabled: mayBirth, staleTimeMs: 60_000 })
  const file = useCall('delivery.file', { id: child.data?.deliveryId ?? '' }, { enabled: mayBirth && !!child.data, staleTimeMs: 60_000 })
  const [live, setLive] = useState<Assessment | null>(null)
  const [paper, setPaper] = useState(false)
  const [withdraws, setWithdraws] = useState(false)
  const [look, setLook] = useState<{ view: View; from: string } | null>(null)
  const assessment = state === 'draft' && live ? live : prepared.assessment
  const wanted = search.get('view')
  const current = currentView(prepared, wanted, desk.data?.step)
  const at = `${state}:${current}`
  const view = look && look.from === at ? look.view : current
  const show = (next: 'apply' | 'correct') => setSearch(next === 'correct' ? { view: 'correct' } : {}, { replace: true })
  const name = childName(desk.data?.registration ? { ...old, babyName: desk.data.registration.babyName } : old)
  const forms: ReplacementForm[] = ['application', ...(kind === 'reissue' ? ['lossStatement' as const] : []), ...(state === 'forwarded' || assessment.forwards ? ['forwarding' as const] : [])]
  const mayWithdraw = mayReplace && REPLACEMENT_STATE.canMove(state, 'withdrawn') && !old.endedAt
  const maySendBack = mayReplace && state !== 'draft' && REPLACEMENT_STATE.canMove(state, 'draft')
  const actions: PageAction[] = [
    { key: 'paper', label: t('replace.paper', '预览 / 打印表格'), shortcut: 'F10', icon: <FileTextOutlined />, run: () => setPaper(true) },
    ...(mayWithdraw || maySendBack ? [{ key: 'withdraw', label: mayWithdraw ? t('replace.withdraw', '撤回…') : t('replace.sendBack', '退回修改…'), run: () => setWithdraws(true) }] : []),
  ]
  const order = stepsOf(prepared, assessment)
  const isClosed = state === 'refused' || state === 'withdrawn'
  // One that came to nothing ended where somebody said so.
  const reached: View | undefined = isClosed ? (prepared.approvedByName ? 'approve' : prepared.reviewedByName ? 'review' : 'apply') : current === 'closed' ? order.at(-1)?.view : current
  const index = Math.max(0, order.findIndex(step => step.view === reached))
  const isDone = state === 'done'
  const textOf = (one: View): string => {
    switch (one) {
      case 'apply': return prepared.appliedByName && state !== 'draft' ? prepared.appliedByName : t('replace.step.applyText', '窗口受理')
      case 'correct': return t('replace.step.correctText', '{{count}} 项不同', { count: assessment.differences.length })
      case 'review': return prepared.reviewedByName ?? t('replace.step.reviewText', '另一人')
      case 'approve': return prepared.approvedByName ?? t('replace.step.approveText', '分管领导')
      case 'forward': return t('replace.step.forwardText', '上级补发')
      case 'print': return prepared.newSheet?.printedAt ? prepared.newSheet.printedByName : t('replace.step.printText', '新编号')
      case 'seal': return prepared.newSheet?.sealedByName ?? t('replace.step.reviewText', '另一人')
      case 'handOver': case 'closed': return prepared.newSheet?.collectedAt ? minuteText(prepared.newSheet.collectedAt).slice(0, 10) : t('replace.step.handOverText', '核验交付')
    }
  }
  return (
    <Page
      title={kind === 'exchange' ? t('replace.exchangeTitle', '换发') : t('replace.reissueTitle', '补发')} back="/replacements" actions={actions}
      subtitle={<span className="child-subtitle"><b className="clip">{name}</b><StateTag table={REPLACEMENT_STATE} state={state} /></span>}
    >
      <div className="child-page">
        <aside><OldSheet prepared={prepared} assessment={assessment} /></aside>
        <div className="child-work">
          <Steps
            className="child-steps is-dense" size="small" current={order.findIndex(step => step.view === view)} aria-label={t('child.steps', '办理步骤')}
            onChange={next => {
              const to = order[next]
              if (!to) return
              if (state === 'draft' && (to.view === 'apply' || to.view === 'correct')) show(to.view)
              else if (to.view === 'apply' || to.view === current) setLook(to.view === current ? null : { view: 'apply', from: at })
            }}
            items={order.map((step, position) => ({
              title: step.title, content: textOf(step.view), status: isDone || position < index ? 'finish' as const : position > index ? 'wait' as const : isClosed ? 'error' as const : 'process' as const,
              disabled: !(step.view === 'apply' || step.view === current || (state === 'draft' && step.view === 'correct')),
            }))}
          />
          <Fate kind={kind} state={state} old={old} fresh={prepared.newSheet} assessment={assessment} />
          {view === current ? null : <Button className="look-back" icon={<RollbackOutlined />} onClick={() => setLook(null)}>{t('child.backToStep', '回到当前步骤')}</Button>}
          {prepared.closeNote && (state === 'draft') ? <Alert className="form-alert" type="warning" showIcon title={t('replace.sentBack', '已退回修改:{{note}}', { note: prepared.closeNote })} /> : null}
          {state === 'draft' && !prepared.editable ? <><OthersWork permission="certificate.replace" text={t('replace.draftOthers', '申请还在填写,由受理人员完成。')} /><ApplicationView prepared={prepared} /></>
            : view === 'apply' && state === 'draft' ? <ApplicationForm key={prepared.registerCorrected ? 'corrected' : 'as it was'} start={prepared} onAssessed={setLive} onSaved={(_, next) => show(next === 'correct' ? 'correct' : 'apply')} onCancel={() => void navigate('/replacements')} />
            : view === 'correct' ? <CorrectionStep id={id} prepared={prepared} deliveryId={child.data?.deliveryId} onDone={() => show('apply')} />
            : view === 'apply' ? <ApplicationView prepared={prepared} />
            : view === 'review' || view === 'approve' ? <DecisionStep key={view} id={id} prepared={prepared} level={view} ownIds={[stored.data?.appliedBy, stored.data?.createdBy, ...(view === 'approve' ? [stored.data?.reviewedBy] : [])]} />
            : view === 'forward' ? <ForwardStep id={id} prepared={prepared} onPaper={() => setPaper(true)} />
            : view === 'closed' ? <ClosedStep id={id} prepared={prepared} stored={stored.data} />
            : <Loaded of={desk}>{data => <DeskStep view={view} desk={data} prepared={prepared} name={name} file={file.data} />}</Loaded>}
        </div>
      </div>
      {paper ? <FormsDialog id={id} kind={kind} forms={state === 'forwarded' ? ['forwarding', ...forms.filter(one => one !== 'forwarding')] : forms} onClose={() => setPaper(false)} /> : null}
      {withdraws && prepared.rev !== null ? <WithdrawDialog id={id} rev={prepared.rev} mayWithdraw={mayWithdraw} maySendBack={maySendBack} kind={kindText(kind)} onClose={() => setWithdraws(false)} /> : null}
    </Page>
  )
}

type Step = { readonly view: View; readonly title: string }

/** The steps this application has: a correction only where something may be corrected, a second level only where it is needed. */
function stepsOf({ kind, state, approvedByName }: Prepared, { secondLevel, forwards }: Assessment): Step[] {
  const isForwarded = state === 'forwarded' || forwards
  return [
    { view: 'apply', title: t('replace.step.apply', '申请') },
    ...(kind === 'exchange' ? [{ view: 'correct' as const, title: t('replace.step.correct', '更正') }] : []),
    { view: 'review', title: t('replace.step.review', '审核') },
    ...(secondLevel.length > 0 || state === 'reviewed' || approvedByName ? [{ view: 'approve' as const, title: t('replace.step.approve', '二级审批') }] : []),
    ...(isForwarded ? [{ view: 'forward' as const, title: t('replace.step.forward', '转报上级') }] : [
      { view: 'print' as const, title: t('child.print', '打印') }, { view: 'seal' as const, title: t('child.seal', '盖章') }, { view: 'handOver' as const, title: t('replace.step.handOver', '领证') },
    ]),
  ]
}

function DeskStep({ view, desk, prepared, name, file }: { view: View; desk: Desk; prepared: Prepared; name: string; file: Parameters<typeof SealStep>[0]['file'] }) {
  const { certificate: sheet, registration } = desk
  const { kind, row, assessment } = prepared
  if (view === 'seal' && sheet) return <SealStep sheet={sheet} registration={registration} file={file} />
  if (view === 'handOver' && sheet && registration) {
    const keeps = assessment.handsOut === '1'
    return (
      <HandOverStep
        sheet={sheet} registration={registration} name={name}
        collector={{ relation: row.collectorRelation ?? null, name: row.collectorName ?? null, idType: row.collectorIdType ?? null, idNumber: row.collectorIdNumber ?? null }}
        parts={[
          { key: 'first', text: t('replace.part.first', '正页已交给领证人') },
          keeps ? { key: 'second', text: t('replace.part.kept', '副页已剪下留存,加盖“作废”,没有交出') }
            : row.secondPart === '2' ? { key: 'second', text: t('replace.part.posted', '副页由窗口代收邮寄') } : { key: 'second', text: t('replace.part.second', '副页已交给领证人') },
          { key: 'stub', text: kind === 'exchange' ? t('replace.part.stubExchange', '新证存根和收回的原证已粘贴在换发申请表上') : t('replace.part.stubReissue', '新证存根已粘贴在补发登记表上') },
        ]}
      />
    )
  }
  return <PrintStep desk={desk} name={name} />
}
