import { RetweetOutlined, RollbackOutlined } from '@ant-design/icons'
import { Alert, Button, Steps } from 'antd'
import { useState } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import { REPLACEMENT_STATE, type ReplacementKind } from '../../../domain/code/replacement.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Loaded, Page, type PageAction, StateTag } from '../../kit/index.ts'
import { DoneStep } from './DoneStep.tsx'
import { FactsPanel } from './FactsPanel.tsx'
import { HandOverStep } from './HandOverStep.tsx'
import { IdentityPanel } from './IdentityPanel.tsx'
import { childName, type Desk } from './names.ts'
import { ParentCheck } from './ParentCheck.tsx'
import { PastSheets } from './PastSheets.tsx'
import { PrintStep } from './PrintStep.tsx'
import { BackEntered } from './replacement/OldSheet.tsx'
import { RegisterStep } from './RegisterStep.tsx'
import { RegistrationView } from './RegistrationView.tsx'
import { SealStep } from './SealStep.tsx'
import { OthersWork } from './OthersWork.tsx'
import '../../kit/shared.css'
import './certificate.css'
import './replacement/replacement.css'

const VIEWS = ['register', 'print', 'seal', 'handOver', 'done'] as const
type View = (typeof VIEWS)[number]

/** One child's way to its certificate: 登记 → 打印 → 盖章 → 领取. */
export default function ChildPage() {
  const { newbornId = '' } = useParams()
  return <Child key={newbornId} newbornId={newbornId} />
}

const viewOf = (step: Desk['step']): View => (step === 'ask' ? 'print' : step === 'none' ? 'register' : step)

function Child({ newbornId }: { newbornId: string }) {
  const navigate = useNavigate()
  const mayReplace = useMay('certificate.replace')
  const desk = useCall('certificate.desk', { newbornId })
  const mayBirth = useMay('birth.read')
  const child = useCall('newborn.get', { id: newbornId }, { enabled: mayBirth, staleTimeMs: 60_000 })
  const file = useCall('delivery.file', { id: child.data?.deliveryId ?? '' }, { enabled: mayBirth && !!child.data })
  const facts = file.data
  const here = facts?.newborns.find(entry => entry.newborn.id === newbornId)
  const sheet = desk.data?.certificate
  const name = childName({
    babyName: desk.data?.registration?.babyName ?? here?.personName, babySex: here?.newborn.sex ?? sheet?.babySex ?? '', motherName: desk.data?.registration?.motherName ?? facts?.mother.name ?? sheet?.motherName,
  })
  const replacing = desk.data?.replacement
  // The sheet of a replacement is printed, sealed and handed over in its application.
  if (replacing && (replacing.state === 'approved' || replacing.state === 'printing')) return <Navigate to={`/replacements/${replacing.id}`} replace />
  const replace = (kind: ReplacementKind) => void navigate(`/replacements/new?kind=${kind}&certificate=${sheet?.id ?? ''}`)
  const mayBeReplaced = mayReplace && !replacing && sheet?.state === 'issued'
  const actions: PageAction[] = mayBeReplaced ? [
    { key: 'exchange', label: t('replace.exchange', '换发'), shortcut: 'F7', icon: <RetweetOutlined />, run: () => replace('exchange') },
    ...(sheet.collectedAt ? [{ key: 'reissue', label: t('replace.reissue', '补发'), shortcut: 'F9', run: () => replace('reissue') }] : []),
  ] : []
  return (
    <Page
      title={t('child.title', '出生医学证明')} back="/certificate" actions={actions}
      subtitle={<span className="child-subtitle"><b className="clip">{here || sheet ? name : ''}</b>{sheet ? <><span className="number">{sheet.number}</span> <StateTag table={BLANK_STATE} state={sheet.state} />{sheet.backEntered ? <BackEntered /> : null}</> : null}</span>}
    >
      <Loaded of={desk}>
        {data => (
          <div className="child-page">
            <aside>{mayBirth ? <Loaded of={file}>{loaded => <FactsPanel file={loaded} newbornId={newbornId} />}</Loaded> : null}{data.registration ? <IdentityPanel registrationId={data.registration.id} /> : null}{data.registration ? <ParentCheck newbornId={newbornId} mayAsk={data.step === 'register' || data.step === 'print'} /> : null}<PastSheets desk={data} /></aside>
            <div className="child-work">
              {replacing ? (
                <Alert
                  className="form-alert" type="info" showIcon title={t('child.replacing', '{{number}} 正在办理{{kind}}({{state}}),办结之前仍是有效证明', { number: replacing.oldNumber, kind: replacing.kind === 'exchange' ? t('replace.exchange', '换发') : t('replace.reissue', '补发'), state: codeText(REPLACEMENT_STATE, replacing.state) })}
                  action={<Button size="small" type="primary" onClick={() => void navigate(`/replacements/${replacing.id}`)}>{t('replace.openThat', '打开那件申请')}</Button>}
                />
              ) : null}
              <Work desk={data} newbornId={newbornId} name={name} file={facts} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Work({ desk, newbornId, name, file }: { desk: Desk; newbornId: string; name: string; file: Output<'delivery.file'> | undefined }) {
  const current = viewOf(desk.step)
  // What was looked back at belongs to the step it was looked at from.
  const [look, setLook] = useState<{ view: View; from: Desk['step'] } | null>(null)
  const view = look && look.from === desk.step ? look.view : current
  const { certificate: sheet } = desk
  // Back on the clerk's table after the old sheet had ended: the notice above leads to the application.
  if (desk.step === 'none' && desk.replacement) return <Alert type="info" showIcon title={t('child.replacementNotApproved', '原证已失效,换发补发申请正在重新办理;批准后才能打印新证。')} />
  if (desk.step === 'none') return <Alert type="info" showIcon title={t('child.none', '死胎、死产不签发《出生医学证明》,由分娩登记留存。')} />
  const index = VIEWS.indexOf(current)
  // The step looked at is the current one of the bar, so that every other one can be chosen; the marks say how far the child is.
  const statusOf = (step: number) => (step < index ? 'finish' : step === index ? 'process' : 'wait')
  return (
    <>
      <Steps
        className="child-steps" size="small" current={VIEWS.indexOf(view)} aria-label={t('child.steps', '办理步骤')}
        onChange={next => { const to = VIEWS[Math.min(next, index)]; if (to && next <= index) setLook({ view: to, from: desk.step }) }}
        items={[
          { title: t('child.register', '登记'), content: desk.registration?.complete ? t('child.registered', '登记表已完成') : t('child.registerText', '首次签发登记表'), disabled: false, status: statusOf(0) },
          { title: t('child.print', '打印'), content: sheet?.printedAt ? minuteText(sheet.printedAt) : sheet ? sheet.number : t('child.printText', '套打正页副页存根'), disabled: index < 1, status: statusOf(1) },
          { title: t('child.seal', '盖章'), content: sheet?.sealedAt ? `${sheet.sealedByName ?? ''} ${minuteText(sheet.sealedAt)}` : t('child.sealText', '另一人核对盖章'), disabled: index < 2, status: statusOf(2) },
          { title: t('child.handOver', '领取'), content: sheet?.collectedAt ? minuteText(sheet.collectedAt) : t('child.handOverText', '核验领证人'), disabled: index < 3, status: statusOf(3) },
        ]}
      />
      {view === current ? null : <Button className="look-back" icon={<RollbackOutlined />} onClick={() => setLook(null)}>{t('child.backToStep', '回到当前步骤')}</Button>}
      {view === 'register' ? <RegisterView desk={desk} newbornId={newbornId} onDone={() => setLook(null)} />
        : view === 'print' && current === 'print' ? <PrintStep desk={desk} name={name} />
        : view === 'seal' && current === 'seal' && sheet ? <SealStep sheet={sheet} registration={desk.registration} file={file} />
        : view === 'handOver' && current === 'handOver' && sheet && desk.registration ? <HandOverStep sheet={sheet} registration={desk.registration} name={name} />
        : sheet ? <DoneStep desk={desk} sheet={sheet} isDone={current === 'done'} /> : null}
    </>
  )
}

// The register can be changed until a number is held for it; after that it is only looked at.
function RegisterView({ desk, newbornId, onDone }: { desk: Desk; newbornId: string; onDone(): void }) {
  const mayRegister = useMay('certificate.register')
  const isOpen = desk.step === 'register' || desk.step === 'print'
  if (isOpen && mayRegister) return <RegisterStep newbornId={newbornId} complete={desk.step === 'print'} onComplete={onDone} />
  return (
    <>
      {isOpen ? <OthersWork permission="certificate.register" text={t('child.registerOthers', '首次签发登记表由签发人员填写。')} /> : null}
      {desk.registration ? <RegistrationView registration={desk.registration} /> : <Alert type="info" showIcon title={t('child.notRegistered', '还没有填写首次签发登记表。')} />}
    </>
  )
}
